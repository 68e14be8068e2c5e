/** A token of the Nix language; strings are read by the parser, which sees where they begin. */
export interface Token {
  readonly kind: 'name' | 'number' | 'path' | 'symbol' | 'string' | 'indented' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SYMBOLS = [
  '...',
  '++',
  '//',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '->',
  '|>',
  '<|',
  '${',
] as const;

/** The token at or behind `at`, comments and blanks skipped. */
export function tokenAt(text: string, at: number): Token {
  const start = skipBlanks(text, at);
  const char = text[start];
  const token = (kind: Token['kind'], end: number): Token => ({
    kind,
    text: text.slice(start, end),
    start,
    end,
  });
  if (char === undefined) return { kind: 'end', text: '', start, end: start };
  if (char === '"') return token('string', start + 1);
  if (char === "'" && text[start + 1] === "'") return token('indented', start + 2);
  const path = pathEnd(text, start);
  if (path > start) return token('path', path);
  if (isNameStart(char)) {
    let end = start + 1;
    while (isNamePart(text[end])) end++;
    return token('name', end);
  }
  if (isDigit(char)) {
    let end = start + 1;
    while (isDigit(text[end]) || (text[end] === '.' && isDigit(text[end + 1]))) end++;
    return token('number', end);
  }
  const symbol = SYMBOLS.find((one) => text.startsWith(one, start)) ?? char;
  return token('symbol', start + symbol.length);
}

function skipBlanks(text: string, at: number): number {
  let i = at;
  for (;;) {
    const char = text[i];
    if (char === ' ' || char === '\n' || char === '\t' || char === '\r') i++;
    else if (char === '#') {
      const end = text.indexOf('\n', i);
      i = end < 0 ? text.length : end;
    } else if (char === '/' && text[i + 1] === '*') {
      const end = text.indexOf('*/', i + 2);
      i = end < 0 ? text.length : end + 2;
    } else return i;
  }
}

/** `./a.nix`, `../b`, `/etc/x`, `~/x`, `a/b`, `<nixpkgs>`; the start when there is none. */
function pathEnd(text: string, start: number): number {
  if (text[start] === '<') {
    let end = start + 1;
    while (isPathPart(text[end])) end++;
    return text[end] === '>' && end > start + 1 ? end + 1 : start;
  }
  let end = start;
  let slash = -1;
  while (isPathPart(text[end]) && end - start < 1000) {
    if (text[end] === '/') {
      // Told at the first slash, so that what is no path is not read to its end again and again.
      if (slash < 0 && !isPathHead(text.slice(start, end))) return start;
      if (slash >= 0 && slash === end - 1) return start;
      slash = end;
    }
    end++;
  }
  // A slash with a name behind it, and no `//` operator.
  return slash < 0 || slash === end - 1 ? start : end;
}

function isPathHead(text: string): boolean {
  return text === '' || /^(?:\.{1,2}|~|[A-Za-z_][A-Za-z0-9._+-]*)$/.test(text);
}

function isPathPart(char: string | undefined): boolean {
  return (
    isNameStart(char) ||
    isDigit(char) ||
    char === '.' ||
    char === '/' ||
    char === '-' ||
    char === '+' ||
    char === '~'
  );
}

export function isNameStart(char: string | undefined): boolean {
  return (
    char !== undefined &&
    ((char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || char === '_')
  );
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

function isNamePart(char: string | undefined): boolean {
  return isNameStart(char) || isDigit(char) || char === '-' || char === "'";
}
