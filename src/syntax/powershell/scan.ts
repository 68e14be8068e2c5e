/** Finds the ends of things in the text of a PowerShell script (about_Parsing, about_Quoting_Rules). */

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

/** Behind the bracket that closes the one at the place; the end of the text when none does. */
export function closing(text: string, open: number, end: number): number {
  const stack: string[] = [];
  for (let i = open; i < end;) {
    const char = text[i]!;
    const skipped = skipQuoted(text, i, end);
    if (skipped > i) {
      i = skipped;
      continue;
    }
    const closer = CLOSERS[char];
    if (closer !== undefined) stack.push(closer);
    else if (char === stack.at(-1)) {
      stack.pop();
      if (stack.length === 0) return i + 1;
    }
    i++;
  }
  return end;
}

/** Behind the string, comment or escaped character that begins at the place; the place itself when none does. */
export function skipQuoted(text: string, at: number, end: number): number {
  const char = text[at];
  if (char === '`') return Math.min(at + 2, end);
  if (char === '#' && (at === 0 || /[\s;(){}|,=]/.test(text[at - 1]!))) {
    const line = text.indexOf('\n', at);
    return line < 0 || line > end ? end : line;
  }
  if (char === '<' && text[at + 1] === '#') {
    const close = text.indexOf('#>', at + 2);
    return close < 0 || close + 2 > end ? end : close + 2;
  }
  const here = hereString(text, at, end);
  if (here !== undefined) return here.end;
  if (char === "'" || char === '"') return stringEnd(text, at, end);
  return at;
}

/** `@'` or `@"` at the end of a line up to `'@` or `"@` at the beginning of one. */
export function hereString(
  text: string,
  at: number,
  end: number,
): { from: number; to: number; end: number; expands: boolean } | undefined {
  const quote = text[at + 1];
  if (text[at] !== '@' || (quote !== "'" && quote !== '"')) return undefined;
  const line = text.indexOf('\n', at);
  if (line < 0 || line >= end || text.slice(at + 2, line).trim() !== '') return undefined;
  const close = text.indexOf(`\n${quote}@`, line);
  const expands = quote === '"';
  if (close < 0 || close >= end) return { from: line + 1, to: end, end, expands };
  const to = text[close - 1] === '\r' ? close - 1 : close;
  return { from: line + 1, to: Math.max(to, line + 1), end: Math.min(close + 3, end), expands };
}

/** Behind the quote that ends a string; a doubled quote stands for itself, a backtick escapes in `"`. */
export function stringEnd(text: string, at: number, end: number): number {
  const quote = text[at];
  for (let i = at + 1; i < end; i++) {
    const char = text[i];
    if (quote === '"' && char === '`') i++;
    else if (quote === '"' && char === '$' && text[i + 1] === '(')
      i = closing(text, i + 1, end) - 1;
    else if (char === quote) {
      if (text[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return end;
}

/** Behind blanks, escaped line ends and comments; behind line ends as well when they do not count. */
export function skipBlank(text: string, from: number, end: number, lines: boolean): number {
  let i = from;
  while (i < end) {
    const char = text[i]!;
    if (char === ' ' || char === '\t' || char === '\r' || (lines && char === '\n')) i++;
    else if (char === '`' && /^\r?\n/.test(text.slice(i + 1, i + 3))) i = text.indexOf('\n', i) + 1;
    else if (char === '#' || (char === '<' && text[i + 1] === '#')) {
      const next = skipQuoted(text, i, end);
      if (next === i) return i;
      i = next;
    } else return i;
  }
  return end;
}
