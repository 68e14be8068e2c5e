import { append } from '../../append.js';
import { remembered } from '../remembered.js';
import type { Binding, Expression, Piece, Span } from './ast.js';
import { tokenAt, type Token } from './lexer.js';
import { readIndented, readQuoted } from './strings.js';

const DEEPEST = 400;
/** Words that end an expression in which a function is applied. */
const RESERVED: ReadonlySet<string> = new Set(['then', 'else', 'in', 'inherit', 'or', 'is']);

/** How strongly operators bind; `+` and friends share a level, since only `++`, `//` and `+` are evaluated. */
const BINDING: Readonly<Record<string, number>> = {
  '<|': 0,
  '|>': 0,
  '->': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '<': 5,
  '>': 5,
  '<=': 5,
  '>=': 5,
  '//': 6,
  '+': 8,
  '-': 8,
  '*': 9,
  '/': 9,
  '++': 10,
};
const FROM_THE_RIGHT: ReadonlySet<string> = new Set(['//', '++', '->']);

/**
 * Reads a Nix expression. What it does not understand becomes `unknown`; it never throws, and always
 * gets to the end of the text.
 */
export const parseNix: (text: string) => Expression = remembered(parse);

function parse(text: string): Expression {
  return new Parser(text).file();
}

class Parser {
  private token: Token;
  private depth = 0;

  constructor(private readonly text: string) {
    this.token = tokenAt(text, text.startsWith('\ufeff') ? 1 : 0);
  }

  file(): Expression {
    return this.expression();
  }

  private next(): Token {
    const { token } = this;
    this.token = tokenAt(this.text, token.end);
    return token;
  }

  private is(text: string): boolean {
    return this.token.text === text && (this.token.kind === 'symbol' || this.token.kind === 'name');
  }

  private skip(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  private expression(): Expression {
    const { start } = this.token;
    return this.deeper(() => this.inner(start));
  }

  private inner(start: number): Expression {
    if (this.is('let')) {
      this.next();
      const bindings = this.bindings('in');
      this.skip('in');
      const body = this.expression();
      return { kind: 'let', bindings, body, start, end: body.end };
    }
    if (this.is('with') || this.is('assert')) {
      this.next();
      this.expression();
      this.skip(';');
      return this.expression();
    }
    if (this.is('if')) {
      this.next();
      const condition = this.expression();
      this.skip('then');
      const then = this.expression();
      this.skip('else');
      const otherwise = this.expression();
      return { kind: 'if', condition, then, otherwise, start, end: otherwise.end };
    }
    if (this.isFunction()) {
      this.skipParameters();
      const body = this.expression();
      return { kind: 'function', body, start, end: body.end };
    }
    return this.operators(0);
  }

  private operators(least: number): Expression {
    let left = this.application();
    for (;;) {
      const operator = this.token.kind === 'symbol' ? this.token.text : '';
      const strength = Object.hasOwn(BINDING, operator) ? BINDING[operator]! : -1;
      if (strength < least) return left;
      this.next();
      if (++this.depth > DEEPEST) {
        this.depth--;
        return left;
      }
      const right = this.startsBlock()
        ? this.expression()
        : this.operators(FROM_THE_RIGHT.has(operator) ? strength : strength + 1);
      this.depth--;
      left = { kind: 'operator', operator, left, right, start: left.start, end: right.end };
    }
  }

  /** `let`, `if` and functions reach as far as they can. */
  private startsBlock(): boolean {
    return ['let', 'if', 'with', 'assert'].some((word) => this.is(word)) || this.isFunction();
  }

  private application(): Expression {
    return this.deeper(() => this.called());
  }

  /** Reads something that may hold itself; beyond the limit the rest of the text is given up. */
  private deeper(read: () => Expression): Expression {
    const { start } = this.token;
    if (++this.depth > DEEPEST) {
      this.token = tokenAt(this.text, this.text.length);
      this.depth--;
      return { kind: 'unknown', start, end: start };
    }
    const found = read();
    this.depth--;
    return found;
  }

  private called(): Expression {
    if (this.is('-') || this.is('!')) {
      const { start } = this.next();
      const value = this.application();
      if (value.kind === 'literal' && typeof value.value === 'number' && this.text[start] === '-') {
        return { ...value, value: -value.value, start };
      }
      if (value.kind === 'literal' && typeof value.value === 'boolean') {
        return { ...value, value: !value.value, start };
      }
      return { kind: 'unknown', start, end: value.end };
    }
    let called = this.selection();
    while (this.startsOperand()) {
      const before = this.token.start;
      const argument = this.selection();
      called = {
        kind: 'apply',
        function: called,
        argument,
        start: called.start,
        end: argument.end,
      };
      if (this.token.start === before) break;
    }
    return called;
  }

  private startsOperand(): boolean {
    const { kind, text } = this.token;
    if (kind === 'symbol') return text === '(' || text === '[' || text === '{';
    return kind !== 'end' && !(kind === 'name' && RESERVED.has(text));
  }

  private selection(): Expression {
    return this.deeper(() => this.selected());
  }

  private selected(): Expression {
    const from = this.primary();
    if (!this.is('.') && !this.is('?')) return from;
    if (this.skip('?')) {
      const path = this.attributePath();
      return { kind: 'unknown', start: from.start, end: path.end };
    }
    this.next();
    const path = this.attributePath();
    if (!this.is('or')) {
      return { kind: 'select', from, path: path.names, start: from.start, end: path.end };
    }
    this.next();
    const otherwise = this.selection();
    const end = otherwise.end;
    return { kind: 'select', from, path: path.names, otherwise, start: from.start, end };
  }

  private primary(): Expression {
    const { kind, text, start, end } = this.token;
    switch (kind) {
      case 'string':
      case 'indented':
        return this.string();
      case 'number':
        this.next();
        return { kind: 'literal', value: Number(text), start, end };
      case 'path':
        this.next();
        return { kind: 'path', text, start, end };
      case 'name':
        if (text === 'rec' && tokenAt(this.text, end).text === '{') {
          this.next();
          return { ...this.set(true), start };
        }
        if (text === 'let') return this.expression();
        this.next();
        if (text === 'true' || text === 'false')
          return { kind: 'literal', value: text === 'true', start, end };
        if (text === 'null') return { kind: 'literal', value: null, start, end };
        return { kind: 'name', name: text, start, end };
      default:
    }
    if (text === '{') return this.set(false);
    if (text === '(') {
      this.next();
      const inner = this.expression();
      this.recover(')');
      return inner;
    }
    if (text === '[') {
      this.next();
      const items: Expression[] = [];
      while (this.startsOperand() || this.is('-')) {
        const before = this.token.start;
        items.push(this.selection());
        if (this.token.start === before) break;
      }
      const close = this.token;
      this.recover(']');
      return { kind: 'list', items, start, end: Math.max(close.end, start + 1) };
    }
    if (kind !== 'end' && ![')', ']', '}', ';', ',', '='].includes(text)) this.next();
    return { kind: 'unknown', start, end };
  }

  /** Goes on behind the closing bracket, past what was not understood. */
  private recover(closing: string): void {
    let depth = 0;
    while (this.token.kind !== 'end') {
      if (this.token.kind === 'string' || this.token.kind === 'indented') {
        this.string();
        continue;
      }
      const { text } = this.token;
      if (depth === 0 && text === closing) break;
      if ('([{'.includes(text) || text === '${') depth++;
      else if (')]}'.includes(text) && --depth < 0) return;
      this.next();
    }
    this.next();
  }

  private set(recursive: boolean): Expression {
    const { start } = this.next();
    const bindings = this.bindings('}');
    const { end } = this.token;
    this.recover('}');
    return { kind: 'set', bindings, recursive, start, end };
  }

  private bindings(closing: string): Binding[] {
    const found: Binding[] = [];
    while (this.token.kind !== 'end' && !this.is(closing)) {
      const before = this.token.start;
      if (this.skip('inherit')) append(found, this.inherited());
      else {
        const path = this.attributePath();
        if (this.skip('=')) {
          const value = this.expression();
          found.push({ path: path.names, where: { start: path.start, end: path.end }, value });
        }
        if (!this.is(closing)) this.recoverBinding(closing);
      }
      if (this.token.start === before) this.next();
    }
    return found;
  }

  /** To the semicolon that ends a binding, or to the end of the set around it. */
  private recoverBinding(closing: string): void {
    let depth = 0;
    while (this.token.kind !== 'end') {
      if (this.token.kind === 'string' || this.token.kind === 'indented') {
        this.string();
        continue;
      }
      if (depth === 0 && (this.is(';') || this.is(closing))) break;
      const { text } = this.token;
      if ('([{'.includes(text) || text === '${') depth++;
      else if (')]}'.includes(text) && --depth < 0) return;
      this.next();
    }
    this.skip(';');
  }

  private inherited(): Binding[] {
    const found: Binding[] = [];
    if (this.skip('(')) {
      this.expression();
      this.recover(')');
      while (this.token.kind !== 'end' && !this.is(';') && !this.is('}')) {
        const { text, start, end } = this.next();
        found.push({ path: [text], where: { start, end }, value: { kind: 'unknown', start, end } });
      }
    } else {
      while (this.token.kind !== 'end' && !this.is(';') && !this.is('}')) {
        const { text, start, end } = this.next();
        found.push({ path: [text], where: { start, end } });
      }
    }
    this.skip(';');
    return found;
  }

  private attributePath(): Span & { readonly names: readonly (string | undefined)[] } {
    const { start } = this.token;
    const names: (string | undefined)[] = [];
    let end = start;
    do {
      const { token } = this;
      end = Math.max(end, token.end);
      if (token.kind === 'string') {
        const read = this.string();
        end = read.end;
        names.push(plainText(read));
      } else if (token.text === '${') {
        this.next();
        const inner = this.expression();
        end = this.token.end;
        this.recover('}');
        names.push(inner.kind === 'string' ? plainText(inner) : undefined);
      } else if (token.kind === 'name') {
        this.next();
        names.push(token.text);
      } else if (token.kind === 'path' || token.kind === 'number') {
        this.next();
        names.push(undefined);
      } else break;
    } while (this.skip('.'));
    return { names, start, end };
  }

  private string(): Expression {
    const { kind, start, end } = this.token;
    const read = kind === 'string' ? readQuoted(this.text, end) : readIndented(this.text, end);
    const pieces = read.pieces.map((piece): Piece => {
      if ('text' in piece) return piece;
      // An interpolation is an expression of its own, inside the braces.
      if (this.depth >= DEEPEST) return { expression: { kind: 'unknown', ...piece } };
      const inner = new Parser(this.text.slice(0, piece.end));
      inner.token = tokenAt(inner.text, piece.start);
      inner.depth = this.depth + 1;
      return { expression: inner.expression() };
    });
    this.token = tokenAt(this.text, read.end);
    return { kind: 'string', pieces, start, end: read.end };
  }

  /** Whether `name:`, `{ … }:`, `name@{ … }:` or `{ … }@name:` stands here. */
  private isFunction(): boolean {
    const end = this.parametersEnd();
    return end !== undefined;
  }

  private skipParameters(): void {
    this.token = tokenAt(this.text, this.parametersEnd() ?? this.token.end);
  }

  private parametersEnd(): number | undefined {
    const { token, text } = this;
    let at: number;
    if (token.kind === 'name') {
      const next = tokenAt(text, token.end);
      if (next.text === ':') return next.end;
      if (next.text !== '@') return undefined;
      const brace = tokenAt(text, next.end);
      if (brace.text !== '{') return undefined;
      at = closingBrace(text, brace.end);
    } else if (token.text === '{' && token.kind === 'symbol') {
      const first = tokenAt(text, token.end);
      const second = tokenAt(text, first.end);
      const formal = first.kind === 'name' && [',', '?', '}'].includes(second.text);
      if (!formal && first.text !== '...' && first.text !== '}') return undefined;
      at = closingBrace(text, token.end);
      const after = tokenAt(text, at);
      if (after.text === '@') at = tokenAt(text, after.end).end;
    } else return undefined;
    const colon = tokenAt(text, at);
    return colon.text === ':' ? colon.end : undefined;
  }
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  let token = tokenAt(text, from);
  for (; token.kind !== 'end'; token = tokenAt(text, token.end)) {
    if (token.kind === 'string' || token.kind === 'indented') {
      const read =
        token.kind === 'string' ? readQuoted(text, token.end) : readIndented(text, token.end);
      token = { ...token, end: read.end };
    } else if ('{(['.includes(token.text) || token.text === '${') depth++;
    else if ('})]'.includes(token.text) && --depth === 0) return token.end;
  }
  return token.end;
}

function plainText(read: Expression): string | undefined {
  if (read.kind !== 'string') return undefined;
  const texts = read.pieces.map((piece) => ('text' in piece ? piece.text : undefined));
  return texts.includes(undefined) ? undefined : texts.join('');
}
