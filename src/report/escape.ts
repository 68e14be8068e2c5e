/**
 * Makes untrusted text safe for each kind of output. File names, resource names and values come from
 * the scanned repository and may be written to hide, to forge or to run something where they are shown.
 */

/**
 * Characters that are not seen or that change how their neighbours are seen: control characters
 * (ANSI sequences start with one), format characters (bidirectional overrides, zero-width, tags), line
 * and paragraph separators, lone surrogates, fillers and variation selectors.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5|[\u{e0100}-\u{e01ef}]/gu;

/** The text on one line with every invisible character written out: `\n`, `\t`, `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (character === '\t') return '\\t';
    return `\\u{${character.codePointAt(0)!.toString(16)}}`;
  });
}

/** At most `most` UTF-16 units of the text, with an ellipsis when something was cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * Text fit for a log of GitHub Actions: the runner takes a line that starts with `::` (after blanks)
 * and `##[` anywhere in a line for commands (actions/runner, `ActionCommand.TryParseV2` and
 * `TryParse`). Works on whole outputs; line ends stay.
 */
export function logSafe(text: string): string {
  return text
    .replaceAll('##[', '# #[')
    .split('\n')
    .map((line) => (line.trimStart().startsWith('::') ? `|${line}` : line))
    .join('\n');
}

/** The message of a workflow command. Line ends stay line ends; other controls are written out. */
export function commandData(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => visible(line).replaceAll('##[', '# #['))
    .join('\n')
    .replaceAll('%', '%25')
    .replaceAll('\n', '%0A');
}

/** The value of a property of a workflow command (`file=`, `title=`). */
export function commandProperty(text: string): string {
  return visible(text)
    .replaceAll('##[', '# #[')
    .replaceAll('%', '%25')
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
}

/** Text or an attribute value in HTML. */
export function html(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** An HTML code element: GitHub links no mention, reference or address inside of one. */
export function htmlCode(text: string): string {
  return `<code>${html(text)}</code>`;
}

/**
 * A Markdown code span. Nothing in it is markup, a mention, a reference or a link.
 * @param inTable in a table the cell separator has to be escaped even there
 */
export function markdownCode(text: string, inTable = false): string {
  const shown = visible(text);
  if (shown === '') return '';
  const fence = '`'.repeat(longestRun(shown, '`') + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  const span = `${fence}${pad}${shown}${pad}${fence}`;
  // A pipe ends the cell even in a code span, and escaping it depends on what stands before it.
  return inTable ? span.replaceAll('|', '\\u{7c}') : span;
}

/** A word of letters and digits with the punctuation of prose around it. */
const PLAIN_WORD =
  /^["'(]{0,2}\p{L}[\p{L}\p{M}’']*(?:-\p{L}[\p{L}\p{M}]*)*["')]{0,2}[.,;:!?]?["')]?$/u;
const PLAIN_NUMBER = /^(?:[0-9]{1,3}(?:,[0-9]{3}){0,3}%?|[0-9]{1,6}|\([0-9]{1,6}\))[,;:]?$/;
const PLAIN_MARKS = new Set(['–', '—', '→', '…', '×']);

/**
 * A sentence as Markdown. What stands between back-ticks, and every word that is more than letters or
 * digits, becomes a code span, so that nothing in it can be markup, a mention, a reference or a link.
 */
export function markdownProse(text: string, inTable = false): string {
  return text
    .split('`')
    .map((part, index) => {
      if (index % 2 === 1) return part === '' ? '' : markdownCode(part, inTable);
      return part.replace(/[^ ]+/g, (word) => markdownWord(word, inTable));
    })
    .join('');
}

function markdownWord(word: string, inTable: boolean): string {
  if (PLAIN_WORD.test(word) || PLAIN_NUMBER.test(word) || PLAIN_MARKS.has(word)) return word;
  // Only a bracket right behind another one would begin the address of a link.
  if (/^(?:\(|[.,;:!?)]+)$/.test(word)) return word;
  const [, open, core, close] = /^(\(?)(.*?)([.,;:!?)]{0,2})$/su.exec(word)!;
  // The punctuation of the sentence stays outside of the code.
  if (core === '') return markdownCode(word, inTable);
  return `${open}${markdownCode(core!, inTable)}${close}`;
}

/** A fenced code block, with a fence longer than any run of back-ticks in it. */
export function markdownFence(text: string, info: string): string {
  const shown = text
    .split('\n')
    .map((line) => line.split('\t').map(visible).join('\t'))
    .join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(shown, '`') + 1));
  return `${fence}${info}\n${shown}\n${fence}`;
}

/** A label between double quotes in a Mermaid diagram: what has a meaning there as entities. */
export function mermaidLabel(text: string, most = 60): string {
  return clip(visible(text), most).replace(
    /[^\p{L}\p{N} .,…_:/'-]/gu,
    (character) => `#${character.codePointAt(0)!};`,
  );
}

/** A relative path as a relative URI reference (RFC 3986), also fit for a Markdown link target. */
export function pathToUri(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
}

/**
 * JSON that can be printed anywhere: invisible characters and the start of a workflow command are
 * written as escapes, so that reading it gives the same value.
 */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(INVISIBLE, (character) => (character === '\n' ? character : jsonEscape(character)))
    .replaceAll('##[', '#\\u0023[');
}

function jsonEscape(character: string): string {
  let escaped = '';
  for (let i = 0; i < character.length; i++) {
    escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const each of text) {
    run = each === character ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
