/** Thrown inside this folder for text that is not Jinja; callers turn it into an unknown value. */
export class JinjaSyntaxError extends Error {
  override readonly name = 'JinjaSyntaxError';
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

export interface Token {
  readonly kind: 'name' | 'integer' | 'float' | 'string' | 'operator' | 'end';
  /** The name, the operator, or the value of a string with its escapes resolved. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const OPERATORS = [
  '**',
  '//',
  '==',
  '!=',
  '<=',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '~',
  '<',
  '>',
  '=',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  '.',
  ':',
  '|',
];

const NAME = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*/y;
const NUMBER =
  /0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE][-+]?[0-9]+)?/y;

/**
 * The tokens of an expression between two offsets, ended by an `end` token.
 * @param plain backslashes in strings stand for themselves, as Ansible has it in playbooks
 * @throws JinjaSyntaxError
 */
export function tokenize(text: string, from: number, to: number, plain = false): Token[] {
  const tokens: Token[] = [];
  let at = from;
  while (at < to) {
    const char = text[at]!;
    if (char === ' ' || char === '\t' || char === '\n' || char === '\r') {
      at++;
      continue;
    }
    if (char === '"' || char === "'") {
      const [read, end] = readString(text, at, to);
      const value = plain ? text.slice(at + 1, end - 1) : read;
      tokens.push({ kind: 'string', text: value, start: at, end });
      at = end;
      continue;
    }
    NAME.lastIndex = at;
    const name = NAME.exec(text);
    if (name !== null && at + name[0].length <= to) {
      tokens.push({ kind: 'name', text: name[0], start: at, end: at + name[0].length });
      at += name[0].length;
      continue;
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text);
    if (number !== null && at + number[0].length <= to) {
      const digits = number[0];
      const float = /^[0-9][0-9_]*[.eE]/.test(digits) && !/^0[xXoObB]/.test(digits);
      // `1.x` is an attribute of 1 for nobody; `a.0.b` reads the 0 as an attribute.
      const afterDot = tokens.at(-1)?.text === '.' && tokens.at(-1)?.kind === 'operator';
      const taken = afterDot ? /^[0-9]+/.exec(digits)![0] : digits;
      tokens.push({
        kind: float && !afterDot ? 'float' : 'integer',
        text: taken.replaceAll('_', ''),
        start: at,
        end: at + taken.length,
      });
      at += taken.length;
      continue;
    }
    const operator = OPERATORS.find((one) => text.startsWith(one, at));
    if (operator === undefined || at + operator.length > to) {
      throw new JinjaSyntaxError(`the character "${char}" does not belong in an expression`, at);
    }
    tokens.push({ kind: 'operator', text: operator, start: at, end: at + operator.length });
    at += operator.length;
  }
  tokens.push({ kind: 'end', text: '', start: to, end: to });
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

function readString(text: string, start: number, to: number): [string, number] {
  const quote = text[start];
  let value = '';
  let at = start + 1;
  while (at < to) {
    const char = text[at]!;
    if (char === quote) return [value, at + 1];
    if (char === '\\' && at + 1 < to) {
      const next = text[at + 1]!;
      const width = next === 'x' ? 2 : next === 'u' ? 4 : 0;
      const hex = text.slice(at + 2, at + 2 + width);
      if (width > 0 && hex.length === width && /^[0-9a-fA-F]+$/.test(hex)) {
        value += String.fromCharCode(parseInt(hex, 16));
        at += 2 + width;
      } else {
        value += ESCAPES[next] ?? `\\${next}`;
        at += 2;
      }
      continue;
    }
    value += char;
    at++;
  }
  throw new JinjaSyntaxError('a string is not closed', start);
}
