/** Classes of characters, as tests of their codes. */

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isWord = (code: number): boolean =>
  isDigit(code) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 95 ||
  code > 127;
export const isAsciiWord = (code: number): boolean => code < 128 && isWord(code);
export const isAsciiBlank = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13 && code !== 11);
export const isBlank = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0;

const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isGraph = (code: number): boolean => code > 32 && code < 127;
const isAlnum = (code: number): boolean => isLower(code) || isUpper(code) || isDigit(code);

export const POSIX: ReadonlyMap<string, (code: number) => boolean> = new Map([
  ['alnum', isAlnum],
  ['alpha', (code: number) => isLower(code) || isUpper(code)],
  ['ascii', (code: number) => code < 128],
  ['blank', (code: number) => code === 9 || code === 32],
  ['cntrl', (code: number) => code < 32 || code === 127],
  ['digit', isDigit],
  ['graph', isGraph],
  ['lower', isLower],
  ['print', (code: number) => code === 32 || isGraph(code)],
  ['punct', (code: number) => isGraph(code) && !isAlnum(code)],
  ['space', (code: number) => code === 32 || (code >= 9 && code <= 13)],
  ['upper', isUpper],
  ['word', isAsciiWord],
  [
    'xdigit',
    (code: number) => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102),
  ],
]);

/** A class of single characters by a Unicode property; the name holds letters only. */
export function unicodeClass(property: string): RegExp | undefined {
  try {
    return new RegExp(`^\\p{${property}}$`, 'u');
  } catch {
    return undefined;
  }
}

export function shorthandClass(
  char: string,
  word: (code: number) => boolean,
  blank: (code: number) => boolean,
): ((code: number) => boolean) | undefined {
  switch (char) {
    case 'd':
      return isDigit;
    case 'D':
      return (code) => !isDigit(code);
    case 'w':
      return word;
    case 'W':
      return (code) => !word(code);
    case 's':
      return blank;
    case 'S':
      return (code) => !blank(code);
    default:
      return undefined;
  }
}

export function escaped(char: string): number {
  return { a: 7, n: 10, r: 13, t: 9, f: 12, v: 11 }[char] ?? char.charCodeAt(0);
}
