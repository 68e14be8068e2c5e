/** A token of nft(8)'s language. */
export interface NftToken {
  /** `string` was quoted; `word` is any run of name, number and address characters. */
  readonly kind: 'word' | 'string' | 'symbol' | 'newline';
  readonly text: string;
  /** Counts from 1. */
  readonly line: number;
  /** It comes from a variable. */
  readonly defined?: boolean;
}

/** The text is not valid; nft loads nothing of it. */
export class NftError extends Error {
  override readonly name = 'NftError';
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

const SYMBOLS = [
  '!=',
  '==',
  '<=',
  '>=',
  '<<',
  '>>',
  '{',
  '}',
  '(',
  ')',
  ',',
  ';',
  '=',
  '<',
  '>',
  '&',
  '|',
  '^',
  '!',
  '@',
  '$',
  '~',
];

/** @throws NftError */
export function tokenizeNft(text: string): NftToken[] {
  const tokens: NftToken[] = [];
  let line = 1;
  let i = 0;
  while (i < text.length) {
    const char = text[i]!;
    if (char === '\n') {
      tokens.push({ kind: 'newline', text: '\n', line });
      line++;
      i++;
    } else if (char === ' ' || char === '\t' || char === '\r') {
      i++;
    } else if (char === '\\' && /^\r?\n/.test(text.slice(i + 1, i + 3))) {
      i += text[i + 1] === '\r' ? 3 : 2;
      line++;
    } else if (char === '#') {
      const end = text.indexOf('\n', i);
      i = end < 0 ? text.length : end;
    } else if (char === '"') {
      const close = text.indexOf('"', i + 1);
      if (close < 0 || text.slice(i, close).includes('\n'))
        throw new NftError('unterminated string', line);
      tokens.push({ kind: 'string', text: text.slice(i + 1, close), line });
      i = close + 1;
    } else if (isWordChar(char)) {
      let end = i + 1;
      while (end < text.length && isWordChar(text[end]!)) end++;
      tokens.push({ kind: 'word', text: text.slice(i, end), line });
      i = end;
    } else {
      const symbol = SYMBOLS.find((each) => text.startsWith(each, i));
      if (symbol === undefined) throw new NftError(`unexpected \`${char}\``, line);
      tokens.push({ kind: 'symbol', text: symbol, line });
      i += symbol.length;
    }
  }
  return tokens;
}

function isWordChar(char: string): boolean {
  return /[A-Za-z0-9_.:/\\*+%[\]-]/.test(char) || char === '\u0000' || char > '\u007f';
}
