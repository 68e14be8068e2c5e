/** A text as it stands in a file, cut at its interpolations. */
export interface StringPieces {
  /** Text with escapes resolved, or the offset where an interpolated expression begins. */
  readonly pieces: readonly (string | { readonly start: number })[];
  /** Behind the closing quote. */
  readonly end: number;
  readonly isClosed: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  "'": "'",
  '\\': '\\',
  $: '$',
};

/**
 * Reads `'…'` with escapes and `${…}`, or `'''…'''`, which has neither and drops the first line end
 * (learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings).
 */
export function readString(text: string, start: number): StringPieces {
  if (text.startsWith("'''", start)) {
    let close = text.indexOf("'''", start + 3);
    if (close < 0) return { pieces: [], end: text.length, isClosed: false };
    // More than three quotes at the end belong to the text, but for the last three.
    while (text[close + 3] === "'") close++;
    const inner = text.slice(start + 3, close).replace(/^\r?\n/, '');
    return { pieces: [inner], end: close + 3, isClosed: true };
  }
  const pieces: (string | { start: number })[] = [];
  let plain = '';
  let at = start + 1;
  for (;;) {
    const char = text[at];
    if (char === undefined || char === '\n') return { pieces, end: at, isClosed: false };
    if (char === "'") {
      if (plain !== '') pieces.push(plain);
      return { pieces, end: at + 1, isClosed: true };
    }
    if (char === '\\') {
      const unicode = /^\\u\{([0-9A-Fa-f]{1,6})\}/.exec(text.slice(at, at + 12));
      const code = unicode === null ? undefined : Number.parseInt(unicode[1]!, 16);
      if (code !== undefined && code <= 0x10ffff) {
        plain += String.fromCodePoint(code);
        at += unicode![0].length;
      } else {
        plain += ESCAPES[text[at + 1] ?? ''] ?? text[at + 1] ?? '';
        at += 2;
      }
    } else if (char === '$' && text[at + 1] === '{') {
      if (plain !== '') pieces.push(plain);
      plain = '';
      pieces.push({ start: at + 2 });
      at = endOfInterpolation(text, at + 2);
    } else {
      plain += char;
      at++;
    }
  }
}

/** The offset behind the brace that closes an interpolation; texts in it have braces of their own. */
function endOfInterpolation(text: string, start: number): number {
  // Where each open text or interpolation is remembered, so that nothing recurses.
  const open: ('text' | 'code')[] = ['code'];
  let at = start;
  while (at < text.length && open.length > 0) {
    const char = text[at]!;
    if (open.at(-1) === 'code') {
      if (char === "'") open.push('text');
      else if (char === '{') open.push('code');
      else if (char === '}') open.pop();
      else if (char === '\n' && open.length === 1) return at;
      at++;
    } else if (char === '\\') at += 2;
    else if (char === '$' && text[at + 1] === '{') {
      open.push('code');
      at += 2;
    } else {
      if (char === "'") open.pop();
      else if (char === '\n') return at;
      at++;
    }
  }
  return at;
}
