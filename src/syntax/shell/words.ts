import { append } from '../../append.js';
import { Builder, MAX_WORDS } from './field-builder.js';
import { Expander, expandWord } from './expander.js';

import { continuation, isDigit, isBlank, isMeta, skipGroup, skipWord } from './scan.js';
import { isSpace } from './word-text.js';
import type { ShellWord, Variables, Environment, ExpandedText } from './word-types.js';

export { expandWord } from './expander.js';
export type {
  Environment,
  ExpandedText,
  ExpansionBudget,
  ShellWord,
  UnknownValue,
  VariableValue,
  Variables,
} from './word-types.js';

/**
 * Splits one simple command into words as POSIX sh and bash do: blanks separate, `'…'`, `"…"`, `$'…'` and
 * `\` quote, backslash-newline joins lines, `#` at the start of a word begins a comment. `$VAR`, `${VAR}`,
 * `${VAR:-default}` and their relatives are expanded with `variables`; what it does not know, command
 * substitutions and arithmetic give words with `text: undefined`. File-name patterns and `~` stay as written.
 *
 * Reading stops at the first unquoted `;`, `&`, `|`, `(`, `)` or at a newline after the first word.
 * Redirections (`2>/dev/null`, `>>log`, `<file`) are left out of the words, here-documents too.
 * Never throws; an unclosed quote runs to the end of the text.
 */
export function splitWords(text: string, variables: Variables = () => undefined): ShellWord[] {
  const words: ShellWord[] = [];
  let at = 0;
  while (at < text.length && words.length < MAX_WORDS) {
    const char = text[at];
    const joined = continuation(text, at);
    if (joined > 0) at += joined;
    else if (isBlank(char) || (char === '\n' && words.length === 0)) at++;
    else if (char === '#') at = lineEnd(text, at);
    else if (char === '<' || char === '>' || (char === '&' && text[at + 1] === '>')) {
      at = skipRedirection(text, at);
    } else if (isMeta(char)) break;
    else {
      const end = skipWord(text, at, text.length);
      // A line of a CRLF file that the caller cut out.
      const stop =
        text[end - 1] === '\r' && (end === text.length || text[end] === '\n') ? end - 1 : end;
      if (!isDescriptor(text, at, end)) append(words, expandWord(text, at, stop, { variables }));
      at = end;
    }
  }
  return words;
}

/**
 * Splits text into arguments where no shell is involved (Python's `shlex.split`, Go's `shlex`): any white
 * space separates, newlines included, quotes and backslashes quote, and nothing else has a meaning.
 * Never throws; an unclosed quote runs to the end of the text.
 */
export function splitArguments(text: string): ShellWord[] {
  const words: ShellWord[] = [];
  let at = 0;
  while (at < text.length && words.length < MAX_WORDS) {
    if (isSpace(text[at])) {
      at++;
      continue;
    }
    const start = at;
    const built = new Builder();
    while (at < text.length && !isSpace(text[at])) {
      const char = text[at]!;
      if (char === "'") {
        at = built.singleQuoted(text, at, text.length);
      } else if (char === '"') {
        built.quote();
        for (at++; at < text.length && text[at] !== '"'; at++) {
          if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at++;
          built.add(text[at]!, at);
        }
        at++;
      } else {
        if (char === '\\' && at + 1 < text.length) at++;
        built.add(text[at]!, at);
        at++;
      }
    }
    at = Math.min(at, text.length);
    append(words, built.words(text.slice(start, at), start, at));
  }
  return words;
}

/** Expands the body of a here-document: variables and substitutions count, quotes do not (POSIX 2.7.4). */
export function expandDocument(
  text: string,
  start: number,
  end: number,
  environment: Environment,
): ExpandedText {
  const built = new Builder(true, environment.budget);
  new Expander(text, environment, built).range(
    start,
    end,
    { quoted: true, split: false, blanks: false },
    0,
  );
  return built.document();
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Whether the word is the file descriptor of a redirection: the `2` of `2>&1`. */
function isDescriptor(text: string, start: number, end: number): boolean {
  if (text[end] !== '<' && text[end] !== '>') return false;
  return [...text.slice(start, end)].every(isDigit);
}

/** The offset behind the redirection operator at `at` and its target. */
function skipRedirection(text: string, at: number): number {
  let i = at;
  while (i < text.length && '<>&|-'.includes(text[i]!) && i - at < 3) {
    if (text[i] === '-' && text[i - 1] !== '<') break;
    i++;
  }
  if (text[i] === '(') return skipGroup(text, i, text.length);
  while (isBlank(text[i])) i++;
  return isMeta(text[i]) ? i : skipWord(text, i, text.length);
}
