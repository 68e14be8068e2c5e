import type { Operand, Pipeline } from './nodes.js';

/** Groups in groups: deeper than this is not evaluated. */
const DEEPEST = 60;

type Token =
  | {
      readonly type: 'field' | 'variable' | 'identifier' | 'symbol';
      readonly text: string;
      readonly glued: boolean;
    }
  | {
      readonly type: 'literal';
      readonly value: string | number | boolean;
      readonly isFloat?: boolean;
      readonly glued: boolean;
    };

/** Parses what stands between the braces after the keyword; `undefined` when it is not understood. */
export function parsePipeline(text: string): Pipeline | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const parser = new Parser(tokens);
  const pipeline = parser.pipeline(0);
  return pipeline !== undefined && parser.atEnd ? pipeline : undefined;
}

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  pipeline(depth: number): Pipeline | undefined {
    if (depth > DEEPEST) return undefined;
    const { variables, declares } = this.assignment();
    const commands: Operand[][] = [];
    let command: Operand[] = [];
    while (!this.atEnd) {
      const token = this.tokens[this.at]!;
      if (token.type === 'symbol' && token.text === ')') break;
      if (token.type === 'symbol' && token.text === '|') {
        if (command.length === 0) return undefined;
        commands.push(command);
        command = [];
        this.at++;
        continue;
      }
      const operand = this.operand(depth);
      if (operand === undefined) return undefined;
      command.push(operand);
    }
    // `x | }}` is accepted: the last command may be missing.
    if (command.length > 0) commands.push(command);
    if (commands.length === 0) return undefined;
    return { variables, declares, commands };
  }

  /** `$x :=`, `$x =`, `$i, $x :=` */
  private assignment(): { variables: string[]; declares: boolean } {
    const variables: string[] = [];
    let at = this.at;
    for (;;) {
      const token = this.tokens[at];
      if (token?.type !== 'variable') break;
      variables.push(token.text);
      at++;
      const next = this.tokens[at];
      if (next?.type !== 'symbol') break;
      if (next.text === ',' && variables.length === 1) {
        at++;
        continue;
      }
      if (next.text === ':=' || next.text === '=') {
        this.at = at + 1;
        return { variables, declares: next.text === ':=' };
      }
      break;
    }
    return { variables: [], declares: false };
  }

  private operand(depth: number): Operand | undefined {
    const token = this.tokens[this.at++]!;
    if (token.type === 'literal') {
      const { value, isFloat } = token;
      return isFloat === true ? { type: 'literal', value, isFloat } : { type: 'literal', value };
    }
    if (token.type === 'identifier') {
      if (token.text === 'nil') return { type: 'nil' };
      if (token.text === 'true' || token.text === 'false') {
        return { type: 'literal', value: token.text === 'true' };
      }
      return { type: 'identifier', name: token.text };
    }
    if (token.type === 'variable') {
      return { type: 'variable', name: token.text, path: this.path() };
    }
    if (token.type === 'field') {
      return { type: 'field', path: [token.text, ...this.path()] };
    }
    if (token.text === '.') return { type: 'dot' };
    if (token.text !== '(') return undefined;
    const pipeline = this.pipeline(depth + 1);
    const close = this.tokens[this.at];
    if (pipeline === undefined || close?.type !== 'symbol' || close.text !== ')') return undefined;
    this.at++;
    return { type: 'group', pipeline, path: this.path() };
  }

  /** The fields that follow without a blank: `.b.c` in `$x.b.c` and `(…).b.c`. */
  private path(): string[] {
    const path: string[] = [];
    for (;;) {
      const token = this.tokens[this.at];
      if (token?.type !== 'field' || !token.glued) return path;
      path.push(token.text);
      this.at++;
    }
  }
}

function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  let last = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    const glued = at === last && at > 0;
    const start = at;
    if (char === '"' || char === '`' || char === "'") {
      const end = stringEnd(text, at);
      if (end === undefined) return undefined;
      const value = unquote(text.slice(at, end));
      if (value === undefined) return undefined;
      tokens.push({ type: 'literal', value, glued });
      at = end;
    } else if (char === '.' && isWordStart(text[at + 1])) {
      at = wordEnd(text, at + 1);
      tokens.push({ type: 'field', text: text.slice(start + 1, at), glued });
    } else if (char === '.' && !/[0-9]/.test(text[at + 1] ?? '')) {
      tokens.push({ type: 'symbol', text: '.', glued });
      at++;
    } else if (char === '$') {
      at = wordEnd(text, at + 1);
      tokens.push({ type: 'variable', text: text.slice(start, at), glued });
    } else if (isWordStart(char)) {
      at = wordEnd(text, at);
      tokens.push({ type: 'identifier', text: text.slice(start, at), glued });
    } else if (/[0-9.+-]/.test(char)) {
      at++;
      while (at < text.length && /[0-9a-fA-FxXoO_.]/.test(text[at]!)) at++;
      const value = Number(text.slice(start, at).replace(/_/g, ''));
      if (Number.isNaN(value)) return undefined;
      const isFloat = text.slice(start, at).includes('.');
      tokens.push({ type: 'literal', value, isFloat, glued });
    } else if (text.startsWith(':=', at)) {
      tokens.push({ type: 'symbol', text: ':=', glued });
      at += 2;
    } else if ('()|,='.includes(char)) {
      tokens.push({ type: 'symbol', text: char, glued });
      at++;
    } else {
      return undefined;
    }
    last = at;
  }
  return tokens;
}

function isWordStart(char: string | undefined): boolean {
  return char !== undefined && /[A-Za-z_\u0080-\uffff]/.test(char);
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[A-Za-z0-9_\u0080-\uffff]/.test(text[end]!)) end++;
  return end;
}

/** The offset after the closing quote of a string that starts at `at`. */
export function stringEnd(text: string, at: number): number | undefined {
  const quote = text[at]!;
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\' && quote !== '`') i++;
    else if (text[i] === quote) return i + 1;
    else if (text[i] === '\n' && quote !== '`') return undefined;
  }
  return undefined;
}

/** A Go string, raw string or character constant. */
function unquote(text: string): string | number | undefined {
  const quote = text[0]!;
  const body = text.slice(1, -1);
  if (quote === '`') return body;
  let result = '';
  for (let i = 0; i < body.length; i++) {
    if (body[i] !== '\\') {
      result += body[i]!;
      continue;
    }
    i++;
    const escape = body[i];
    const simple: Readonly<Record<string, string>> = {
      n: '\n',
      t: '\t',
      r: '\r',
      a: '\x07',
      b: '\b',
      f: '\f',
      v: '\v',
      '\\': '\\',
      '"': '"',
      "'": "'",
    };
    const length = escape === 'x' ? 2 : escape === 'u' ? 4 : escape === 'U' ? 8 : 0;
    if (length > 0) {
      const code = parseInt(body.slice(i + 1, i + 1 + length), 16);
      if (Number.isNaN(code) || code > 0x10ffff) return undefined;
      result += String.fromCodePoint(code);
      i += length;
    } else if (escape !== undefined && simple[escape] !== undefined) {
      result += simple[escape];
    } else {
      return undefined;
    }
  }
  return quote === "'" ? (result.codePointAt(0) ?? 0) : result;
}
