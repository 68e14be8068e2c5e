import type {
  BicepFile,
  Expression,
  ModuleStatement,
  ParamStatement,
  Property,
  ResourceStatement,
  Statement,
  SyntaxProblem,
  VarStatement,
} from './ast.js';
import { readString } from './strings.js';

/** Expressions nested deeper than this are not read. */
const DEEPEST = 200;
const MOST_ERRORS = 20;

class Failure extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** Binary operators by how tightly they bind. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['??', 1],
  ['||', 2],
  ['&&', 3],
  ['==', 4],
  ['!=', 4],
  ['=~', 4],
  ['!~', 4],
  ['<=', 5],
  ['>=', 5],
  ['<', 5],
  ['>', 5],
  ['+', 6],
  ['-', 6],
  ['*', 7],
  ['/', 7],
  ['%', 7],
]);
const OPERATORS = [...PRECEDENCE.keys()].sort((a, b) => b.length - a.length);

const isNameStart = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isNamePart = (code: number): boolean => isNameStart(code) || (code >= 48 && code <= 57);

/** A recursive-descent parser that goes on after an error with the next line or statement. */
export class Parser {
  at = 0;
  readonly errors: SyntaxProblem[] = [];
  private depth = 0;

  constructor(readonly text: string) {}

  file(): BicepFile {
    const statements: Statement[] = [];
    let using: string | undefined;
    for (;;) {
      this.blank(true);
      if (this.at >= this.text.length) break;
      const start = this.at;
      try {
        const decorators = this.decorators();
        const word = this.peekName();
        if (word === 'using') {
          this.name();
          this.blank();
          using = this.plainString();
        } else {
          const statement = this.statement(word, start, decorators);
          if (statement !== undefined) statements.push(statement);
        }
        this.blank();
        if (!this.atLineEnd()) throw new Failure(this.at, 'a new line is expected here');
      } catch (error) {
        this.report(error);
        this.recover(start);
      }
    }
    return { statements, ...(using === undefined ? {} : { using }), errors: this.errors };
  }

  private report(error: unknown): void {
    if (!(error instanceof Failure)) throw error;
    if (this.errors.length < MOST_ERRORS)
      this.errors.push({ start: error.at, end: error.at + 1, message: error.message });
  }

  /** Goes on at the next line that begins a statement. */
  private recover(start: number): void {
    this.depth = 0;
    let from = Math.max(this.at, start);
    for (;;) {
      const line = this.text.indexOf('\n', from);
      if (line < 0) {
        this.at = this.text.length;
        return;
      }
      from = line + 1;
      const rest = this.text.slice(from, from + 16);
      if (
        /^(?:@|(?:param|var|resource|module|output|targetScope|metadata|type|func|import|using)\b)/.test(
          rest,
        )
      ) {
        this.at = from;
        return;
      }
    }
  }

  private statement(
    word: string | undefined,
    start: number,
    decorators: readonly Expression[],
  ): Statement | undefined {
    switch (word) {
      case 'param':
        return this.param(start, decorators);
      case 'var':
        return this.variable(start, decorators);
      case 'resource':
        return this.resource(start, decorators);
      case 'module':
        return this.module(start, decorators);
      case 'output':
        return { ...this.variable(start, decorators), kind: 'output' };
      case 'targetScope':
      case 'metadata':
      case 'type':
      case 'func':
      case 'import':
      case 'extension':
      case 'provider':
      case 'assert':
      case 'test':
        this.skipStatement();
        return undefined;
      default:
        throw new Failure(this.at, 'no statement of Bicep begins like this');
    }
  }

  private decorators(): Expression[] {
    const decorators: Expression[] = [];
    while (this.text[this.at] === '@') {
      this.at++;
      decorators.push(this.postfix());
      this.blank(true);
    }
    return decorators;
  }

  private param(start: number, decorators: readonly Expression[]): ParamStatement {
    this.name();
    this.blank();
    const name = this.name();
    this.blank();
    const literals: Expression[] = [];
    while (!this.atLineEnd() && this.text[this.at] !== '=') this.typePart(literals);
    let value: Expression | undefined;
    if (this.text[this.at] === '=') {
      this.at++;
      this.blank(true);
      value = this.expression();
    }
    const common = { name, start, end: this.at, decorators };
    return { kind: 'param', ...common, literals, ...(value === undefined ? {} : { value }) };
  }

  /** A piece of a type; literals of a union are kept. */
  private typePart(literals: Expression[]): void {
    const char = this.text[this.at]!;
    if (char === "'") literals.push(this.string());
    else if (char === '{' || char === '[' || char === '(') this.skipBrackets();
    else if (char === '|') {
      this.at++;
      this.blank(true);
      return;
    } else this.at++;
    this.blank();
  }

  private variable(start: number, decorators: readonly Expression[]): VarStatement {
    this.name();
    this.blank();
    const name = this.name();
    this.blank();
    // A type may stand here as well.
    while (!this.atLineEnd() && this.text[this.at] !== '=') this.typePart([]);
    this.expect('=');
    this.blank(true);
    const value = this.expression();
    return { kind: 'var', name, start, end: this.at, decorators, value };
  }

  private resource(start: number, decorators: readonly Expression[]): ResourceStatement {
    this.name();
    this.blank();
    const name = this.name();
    this.blank();
    const type = this.plainString().replace(/@.*$/s, '');
    this.blank();
    const isExisting = this.peekName() === 'existing';
    if (isExisting) this.name();
    this.blank();
    this.expect('=');
    this.blank(true);
    const value = this.expression();
    return { kind: 'resource', name, start, end: this.at, decorators, type, isExisting, value };
  }

  private module(start: number, decorators: readonly Expression[]): ModuleStatement {
    this.name();
    this.blank();
    const name = this.name();
    this.blank();
    const path = this.plainString();
    this.blank();
    this.expect('=');
    this.blank(true);
    const value = this.expression();
    return { kind: 'module', name, start, end: this.at, decorators, path, value };
  }

  /** Passes over a statement that says nothing here, brackets and texts included. */
  private skipStatement(): void {
    while (this.at < this.text.length && !this.atLineEnd()) {
      const char = this.text[this.at]!;
      if (char === '{' || char === '[' || char === '(') this.skipBrackets();
      else if (char === "'") this.string();
      else this.at++;
      this.blank();
    }
  }

  private skipBrackets(): void {
    let open = 0;
    while (this.at < this.text.length) {
      const char = this.text[this.at]!;
      if (char === "'") {
        this.at = readString(this.text, this.at).end;
        continue;
      }
      this.at++;
      if (char === '{' || char === '[' || char === '(') open++;
      else if (char === '}' || char === ']' || char === ')') {
        if (--open <= 0) return;
      }
      this.blank(true);
    }
  }

  expression(): Expression {
    if (++this.depth > DEEPEST) throw new Failure(this.at, 'the values are nested too deeply');
    const start = this.at;
    const test = this.binary(1);
    const before = this.at;
    this.blank(true);
    if (this.text[this.at] !== '?' || this.text[this.at + 1] === '?') {
      this.at = before;
      this.depth--;
      return test;
    }
    this.at++;
    this.blank(true);
    const yes = this.expression();
    this.blank(true);
    this.expect(':');
    this.blank(true);
    const no = this.expression();
    this.depth--;
    return { kind: 'choice', test, yes, no, start, end: this.at };
  }

  private binary(least: number): Expression {
    let left = this.unary();
    for (;;) {
      const before = this.at;
      this.blank();
      const operator = OPERATORS.find((each) => this.text.startsWith(each, this.at));
      const binds = operator === undefined ? 0 : PRECEDENCE.get(operator)!;
      if (operator === undefined || binds < least) {
        this.at = before;
        return left;
      }
      this.at += operator.length;
      this.blank(true);
      if (++this.depth > DEEPEST) throw new Failure(this.at, 'the values are nested too deeply');
      const right = this.binary(binds + 1);
      this.depth--;
      left = { kind: 'binary', operator, left, right, start: left.start, end: this.at };
    }
  }

  private unary(): Expression {
    const start = this.at;
    const char = this.text[this.at];
    if (char !== '!' && char !== '-') return this.postfix();
    this.at++;
    this.blank();
    if (++this.depth > DEEPEST) throw new Failure(this.at, 'the values are nested too deeply');
    const of = this.unary();
    this.depth--;
    return { kind: 'unary', operator: char, of, start, end: this.at };
  }

  private postfix(): Expression {
    let value = this.primary();
    for (let links = 0; ; links++) {
      if (links > DEEPEST) throw new Failure(this.at, 'the values are nested too deeply');
      const { start } = value;
      const char = this.text[this.at];
      if (char === '!' && this.text[this.at + 1] !== '=' && this.text[this.at + 1] !== '~') {
        this.at++;
        continue;
      }
      if (char === '.' || (char === ':' && this.text[this.at + 1] === ':')) {
        this.at += char === '.' ? 1 : 2;
        if (this.text[this.at] === '?') this.at++;
        const name = this.name();
        value =
          this.text[this.at] === '('
            ? { kind: 'call', name, of: value, args: this.arguments(), start, end: this.at }
            : { kind: 'member', of: value, name, start, end: this.at };
      } else if (char === '[') {
        this.at++;
        if (this.text[this.at] === '?') this.at++;
        this.blank(true);
        const index = this.expression();
        this.blank(true);
        this.expect(']');
        value = { kind: 'index', of: value, index, start, end: this.at };
      } else {
        return value;
      }
    }
  }

  private primary(): Expression {
    const start = this.at;
    const char = this.text[this.at];
    if (char === undefined) throw new Failure(start, 'the file ends where a value is expected');
    if (char === "'") return this.string();
    if (char === '{') return this.object();
    if (char === '[') return this.array();
    if (char === '(') return this.parenthesis();
    if (char >= '0' && char <= '9') {
      while (/[0-9]/.test(this.text[this.at] ?? '')) this.at++;
      const value = Number(this.text.slice(start, this.at));
      return { kind: 'literal', value, start, end: this.at };
    }
    if (!isNameStart(char.charCodeAt(0))) throw new Failure(start, 'a value is expected here');
    const name = this.name();
    if (name === 'true' || name === 'false')
      return { kind: 'literal', value: name === 'true', start, end: this.at };
    if (name === 'null') return { kind: 'literal', value: null, start, end: this.at };
    if (name === 'if') return this.conditional(start);
    if (this.text[this.at] === '(')
      return { kind: 'call', name, args: this.arguments(), start, end: this.at };
    const before = this.at;
    this.blank();
    if (this.text.startsWith('=>', this.at)) {
      this.at += 2;
      this.blank(true);
      return { kind: 'lambda', names: [name], body: this.expression(), start, end: this.at };
    }
    this.at = before;
    return { kind: 'name', name, start, end: this.at };
  }

  /** `if (test) { … }`. */
  private conditional(start: number): Expression {
    this.blank();
    this.expect('(');
    this.blank(true);
    const test = this.expression();
    this.blank(true);
    this.expect(')');
    this.blank(true);
    const body = this.expression();
    return { kind: 'if', test, body, start, end: this.at };
  }

  private parenthesis(): Expression {
    const start = this.at;
    // `(a, b) => …` has names only.
    const close = this.text.indexOf(')', start);
    const names = close < 0 ? '' : this.text.slice(start + 1, Math.min(close, start + 400));
    if (
      close >= 0 &&
      /^\s*=>/.test(this.text.slice(close + 1, close + 10)) &&
      /^[\w\s,]*$/.test(names)
    ) {
      this.at = this.text.indexOf('=>', close) + 2;
      this.blank(true);
      const body = this.expression();
      const list = names
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');
      return { kind: 'lambda', names: list, body, start, end: this.at };
    }
    this.at++;
    this.blank(true);
    const inner = this.expression();
    this.blank(true);
    this.expect(')');
    return { ...inner, start, end: this.at };
  }

  private arguments(): Expression[] {
    this.expect('(');
    const args: Expression[] = [];
    for (;;) {
      this.blank(true);
      if (this.text[this.at] === ')') {
        this.at++;
        return args;
      }
      args.push(this.expression());
      this.blank(true);
      if (this.text[this.at] === ',') this.at++;
      else if (this.text[this.at] !== ')') throw new Failure(this.at, '")" is expected here');
    }
  }

  private array(): Expression {
    const start = this.at;
    this.at++;
    this.blank(true);
    if (this.peekName() === 'for') return this.loop(start);
    const items: Expression[] = [];
    while (this.text[this.at] !== ']') {
      if (this.at >= this.text.length) throw new Failure(start, 'the array is not closed');
      if (this.text.startsWith('...', this.at)) this.at += 3;
      items.push(this.expression());
      this.blank(true);
      if (this.text[this.at] === ',') this.at++;
      this.blank(true);
    }
    this.at++;
    return { kind: 'array', items, start, end: this.at };
  }

  /** `[for item in items: body]` and `[for (item, index) in items: body]`. */
  private loop(start: number): Expression {
    this.name();
    this.blank();
    let index: string | undefined;
    let item: string;
    if (this.text[this.at] === '(') {
      this.at++;
      this.blank();
      item = this.name();
      this.blank();
      this.expect(',');
      this.blank();
      index = this.name();
      this.blank();
      this.expect(')');
    } else {
      item = this.name();
    }
    this.blank();
    if (this.name() !== 'in') throw new Failure(this.at, '"in" is expected here');
    this.blank();
    const of = this.expression();
    this.blank();
    this.expect(':');
    this.blank(true);
    const body = this.expression();
    this.blank(true);
    this.expect(']');
    return {
      kind: 'for',
      item,
      ...(index === undefined ? {} : { index }),
      of,
      body,
      start,
      end: this.at,
    };
  }

  private object(): Expression {
    const start = this.at;
    if (++this.depth > DEEPEST) throw new Failure(this.at, 'the values are nested too deeply');
    this.at++;
    const properties: Property[] = [];
    const resources: ResourceStatement[] = [];
    for (;;) {
      this.blank(true);
      if (this.text[this.at] === ',') {
        this.at++;
        continue;
      }
      if (this.text[this.at] === '}') break;
      if (this.at >= this.text.length) throw new Failure(start, 'the object is not closed');
      const from = this.at;
      const { depth } = this;
      try {
        if (this.text[this.at] === '@' || this.isNestedResource()) {
          const decorators = this.decorators();
          resources.push(this.resource(from, decorators));
        } else if (this.text.startsWith('...', this.at)) {
          this.at += 3;
          this.expression();
        } else {
          properties.push(this.property());
        }
      } catch (error) {
        this.report(error);
        this.depth = depth;
        if (this.depth >= DEEPEST) throw error;
        // The rest of the line is lost; the lines after it are not.
        const line = this.text.indexOf('\n', Math.max(this.at, from));
        this.at = line < 0 ? this.text.length : line;
        const next = this.text.slice(this.at + 1, this.at + 12);
        if (/^(?:param|var|resource|module|output)\s/.test(next)) throw error;
      }
    }
    this.at++;
    this.depth--;
    return { kind: 'object', properties, resources, start, end: this.at };
  }

  private isNestedResource(): boolean {
    return /^resource[ \t]+\w+[ \t]+'/.test(this.text.slice(this.at, this.at + 200));
  }

  private property(): Property {
    const keyStart = this.at;
    let key: string | Expression;
    if (this.text[this.at] === "'") {
      const text = this.string();
      key =
        text.kind === 'text' && text.parts.every((part) => typeof part === 'string')
          ? text.parts.join('')
          : text;
    } else {
      key = this.name();
    }
    const keyEnd = this.at;
    this.blank();
    this.expect(':');
    this.blank(true);
    const value = this.expression();
    return { key, keyStart, keyEnd, value };
  }

  /** A text with its interpolations, which are expressions of the same file. */
  string(): Expression {
    const start = this.at;
    const { pieces, end, isClosed } = readString(this.text, start);
    if (!isClosed) throw new Failure(start, 'the text is not closed');
    const parts = pieces.map((piece): string | Expression => {
      if (typeof piece === 'string') return piece;
      this.at = piece.start;
      this.blank(true);
      const value = this.expression();
      return value;
    });
    this.at = end;
    return { kind: 'text', parts, start, end };
  }

  private plainString(): string {
    if (this.text[this.at] !== "'") throw new Failure(this.at, 'a text is expected here');
    const value = this.string();
    return value.kind === 'text'
      ? value.parts.map((part) => (typeof part === 'string' ? part : '')).join('')
      : '';
  }

  private peekName(): string | undefined {
    let end = this.at;
    if (!isNameStart(this.text.charCodeAt(end))) return undefined;
    while (isNamePart(this.text.charCodeAt(end))) end++;
    return this.text.slice(this.at, end);
  }

  private name(): string {
    const name = this.peekName();
    if (name === undefined) throw new Failure(this.at, 'a name is expected here');
    this.at += name.length;
    return name;
  }

  private expect(text: string): void {
    if (!this.text.startsWith(text, this.at))
      throw new Failure(this.at, `"${text}" is expected here`);
    this.at += text.length;
  }

  private atLineEnd(): boolean {
    const char = this.text[this.at];
    return char === undefined || char === '\n' || char === '\r';
  }

  /** Passes over blanks and comments, and over line ends when told to. */
  private blank(lines = false): void {
    for (;;) {
      const char = this.text[this.at];
      if (char === ' ' || char === '\t' || (lines && (char === '\n' || char === '\r'))) this.at++;
      else if (char === '/' && this.text[this.at + 1] === '/') this.toLineEnd();
      else if (char === '/' && this.text[this.at + 1] === '*') {
        const close = this.text.indexOf('*/', this.at + 2);
        this.at = close < 0 ? this.text.length : close + 2;
      } else if (char === '#' && lines) this.toLineEnd();
      else return;
    }
  }

  private toLineEnd(): void {
    const line = this.text.indexOf('\n', this.at);
    this.at = line < 0 ? this.text.length : line;
  }
}
