import type { Arguments, BinaryOperator, Comparison, Expression } from './ast.js';
import { JinjaSyntaxError, tokenize, type Token } from './lexer.js';

/** Expressions nested deeper than this are refused. */
const DEEPEST = 100;

/** Reads Jinja2 expressions (https://jinja.palletsprojects.com/templates/#expressions) from tokens. */
export class ExpressionParser {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];

  /** @throws JinjaSyntaxError */
  constructor(text: string, from = 0, to = text.length, plain = false) {
    this.tokens = tokenize(text, from, to, plain);
  }

  /** The whole of the text as one expression. @throws JinjaSyntaxError */
  whole(): Expression {
    const value = this.expressionOrTuple();
    if (this.peek().kind !== 'end') this.fail(`"${this.peek().text}" is not expected here`);
    return value;
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    if (this.at < this.tokens.length - 1) this.at++;
    return token;
  }

  isName(name: string): boolean {
    return this.peek().kind === 'name' && this.peek().text === name;
  }

  takeName(name: string): boolean {
    if (!this.isName(name)) return false;
    this.next();
    return true;
  }

  isOperator(operator: string, ahead = 0): boolean {
    return this.peek(ahead).kind === 'operator' && this.peek(ahead).text === operator;
  }

  takeOperator(operator: string): boolean {
    if (!this.isOperator(operator)) return false;
    this.next();
    return true;
  }

  expectOperator(operator: string): Token {
    if (!this.isOperator(operator)) this.fail(`"${operator}" is expected here`);
    return this.next();
  }

  expectName(): Token {
    if (this.peek().kind !== 'name') this.fail('a name is expected here');
    return this.next();
  }

  fail(message: string): never {
    throw new JinjaSyntaxError(message, this.peek().start);
  }

  /** `a, b` makes a tuple. */
  expressionOrTuple(): Expression {
    const first = this.expression();
    if (!this.isOperator(',')) return first;
    const items = [first];
    while (this.takeOperator(',')) {
      if (this.peek().kind === 'end' || this.isOperator(')')) break;
      items.push(this.expression());
    }
    return { kind: 'list', items, start: first.start, end: items.at(-1)!.end };
  }

  expression(): Expression {
    return this.nested(() => this.conditional());
  }

  /** Without `a if b`: what `for … in … if …` iterates over. */
  withoutCondition(): Expression {
    return this.nested(() => this.or());
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > DEEPEST) this.fail('the expression is nested too deeply');
    const result = read();
    this.depth--;
    return result;
  }

  private conditional(): Expression {
    let value = this.or();
    while (this.takeName('if')) {
      const condition = this.or();
      const otherwise = this.takeName('else') ? this.expression() : undefined;
      value = {
        kind: 'conditional',
        condition,
        then: value,
        ...(otherwise === undefined ? {} : { otherwise }),
        start: value.start,
        end: (otherwise ?? condition).end,
      };
    }
    return value;
  }

  private or(): Expression {
    let left = this.and();
    while (this.takeName('or')) left = binary('or', left, this.and());
    return left;
  }

  private and(): Expression {
    let left = this.not();
    while (this.takeName('and')) left = binary('and', left, this.not());
    return left;
  }

  private not(): Expression {
    if (!this.isName('not')) return this.compare();
    const token = this.next();
    const operand = this.nested(() => this.not());
    return { kind: 'unary', operator: 'not', operand, start: token.start, end: operand.end };
  }

  private compare(): Expression {
    const first = this.additive();
    const rest: { operator: Comparison; operand: Expression }[] = [];
    for (;;) {
      const operator = this.comparison();
      if (operator === undefined) break;
      rest.push({ operator, operand: this.additive() });
    }
    if (rest.length === 0) return first;
    return { kind: 'compare', first, rest, start: first.start, end: rest.at(-1)!.operand.end };
  }

  private comparison(): Comparison | undefined {
    for (const operator of ['==', '!=', '<=', '>=', '<', '>'] as const) {
      if (this.takeOperator(operator)) return operator;
    }
    if (this.takeName('in')) return 'in';
    if (this.isName('not') && this.peek(1).kind === 'name' && this.peek(1).text === 'in') {
      this.next();
      this.next();
      return 'not in';
    }
    return undefined;
  }

  private additive(): Expression {
    let left = this.concatenation();
    for (;;) {
      if (this.takeOperator('+')) left = binary('+', left, this.concatenation());
      else if (this.takeOperator('-')) left = binary('-', left, this.concatenation());
      else return left;
    }
  }

  private concatenation(): Expression {
    let left = this.multiplicative();
    while (this.takeOperator('~')) left = binary('~', left, this.multiplicative());
    return left;
  }

  private multiplicative(): Expression {
    let left = this.power();
    for (;;) {
      const operator = (['*', '//', '/', '%'] as const).find((one) => this.isOperator(one));
      if (operator === undefined) return left;
      this.next();
      left = binary(operator, left, this.power());
    }
  }

  private power(): Expression {
    let left = this.unary(true);
    while (this.takeOperator('**')) left = binary('**', left, this.unary(true));
    return left;
  }

  private unary(withFilter: boolean): Expression {
    let value: Expression;
    if (this.isOperator('-') || this.isOperator('+')) {
      const token = this.next();
      const operand = this.nested(() => this.unary(false));
      const operator = token.text as '-' | '+';
      value = { kind: 'unary', operator, operand, start: token.start, end: operand.end };
    } else {
      value = this.primary();
    }
    value = this.postfix(value);
    return withFilter ? this.filtersAndTests(value) : value;
  }

  private primary(): Expression {
    const token = this.next();
    const { start, end } = token;
    switch (token.kind) {
      case 'name':
        switch (token.text) {
          case 'true':
          case 'True':
            return { kind: 'literal', value: true, start, end };
          case 'false':
          case 'False':
            return { kind: 'literal', value: false, start, end };
          case 'none':
          case 'None':
            return { kind: 'literal', value: null, start, end };
          default:
            return { kind: 'name', name: token.text, start, end };
        }
      case 'string': {
        let value = token.text;
        let last = end;
        while (this.peek().kind === 'string') {
          const more = this.next();
          value += more.text;
          last = more.end;
        }
        return { kind: 'literal', value, start, end: last };
      }
      case 'integer':
        return { kind: 'literal', value: Number(token.text), start, end };
      case 'float':
        return { kind: 'literal', value: Number(token.text), float: true, start, end };
      case 'operator':
        if (token.text === '(') return this.parenthesised(start);
        if (token.text === '[') return this.list(start);
        if (token.text === '{') return this.dict(start);
        break;
      case 'end':
        throw new JinjaSyntaxError('the expression ends too early', start);
    }
    throw new JinjaSyntaxError(`"${token.text}" is not expected here`, start);
  }

  private parenthesised(start: number): Expression {
    if (this.isOperator(')')) {
      return { kind: 'list', items: [], start, end: this.next().end };
    }
    const inner = this.expressionOrTuple();
    const close = this.expectOperator(')');
    return { ...inner, start, end: close.end };
  }

  private list(start: number): Expression {
    const items: Expression[] = [];
    while (!this.isOperator(']')) {
      items.push(this.expression());
      if (!this.takeOperator(',')) break;
    }
    return { kind: 'list', items, start, end: this.expectOperator(']').end };
  }

  private dict(start: number): Expression {
    const entries: { key: Expression; value: Expression }[] = [];
    while (!this.isOperator('}')) {
      const key = this.expression();
      this.expectOperator(':');
      entries.push({ key, value: this.expression() });
      if (!this.takeOperator(',')) break;
    }
    return { kind: 'dict', entries, start, end: this.expectOperator('}').end };
  }

  private postfix(value: Expression): Expression {
    let object = value;
    for (;;) {
      if (this.takeOperator('.')) {
        const token = this.next();
        const { start } = object;
        if (token.kind === 'name') {
          object = { kind: 'attribute', object, name: token.text, start, end: token.end };
        } else if (token.kind === 'integer') {
          const index: Expression = {
            kind: 'literal',
            value: Number(token.text),
            start: token.start,
            end: token.end,
          };
          object = { kind: 'index', object, index, start, end: token.end };
        } else {
          throw new JinjaSyntaxError('a name is expected after the dot', token.start);
        }
      } else if (this.isOperator('[')) {
        object = this.subscript(object);
      } else if (this.isOperator('(')) {
        const [args, end] = this.arguments();
        object = { kind: 'call', callee: object, args, start: object.start, end };
      } else {
        return object;
      }
    }
  }

  private subscript(object: Expression): Expression {
    this.expectOperator('[');
    const { start } = object;
    const part = (): Expression | undefined =>
      this.isOperator(':') || this.isOperator(']') ? undefined : this.expression();
    const from = part();
    if (!this.isOperator(':')) {
      const end = this.expectOperator(']').end;
      if (from === undefined) this.fail('an index is expected here');
      return { kind: 'index', object, index: from, start, end };
    }
    this.next();
    const to = part();
    const step = this.takeOperator(':') ? part() : undefined;
    const end = this.expectOperator(']').end;
    return {
      kind: 'slice',
      object,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(step === undefined ? {} : { step }),
      start,
      end,
    };
  }

  /** `(a, b, c=d)`; also where the closing bracket ends. */
  arguments(): [Arguments, number] {
    this.expectOperator('(');
    const positional: Expression[] = [];
    const named: { name: string; value: Expression }[] = [];
    let spread = false;
    while (!this.isOperator(')')) {
      if (this.isOperator('*') || this.isOperator('**')) {
        this.next();
        this.expression();
        spread = true;
      } else if (this.peek().kind === 'name' && this.isOperator('=', 1)) {
        const name = this.next().text;
        this.next();
        named.push({ name, value: this.expression() });
      } else {
        positional.push(this.expression());
      }
      if (!this.takeOperator(',')) break;
    }
    const { end } = this.expectOperator(')');
    return [{ positional, named, ...(spread ? { spread } : {}) }, end];
  }

  /** `| filter(args)` and `is test`, as many as there are. */
  filtersAndTests(value: Expression): Expression {
    let input = value;
    for (;;) {
      const { start } = input;
      if (this.takeOperator('|')) {
        const [name, nameEnd] = this.dottedName();
        let args: Arguments = { positional: [], named: [] };
        let end = nameEnd;
        if (this.isOperator('(')) [args, end] = this.arguments();
        input = { kind: 'filter', input, name, args, start, end };
      } else if (this.isName('is')) {
        input = this.test(input);
      } else {
        return input;
      }
    }
  }

  private test(input: Expression): Expression {
    this.next();
    const negated = this.takeName('not');
    const [name, nameEnd] = this.dottedName();
    let args: Arguments = { positional: [], named: [] };
    let end = nameEnd;
    if (this.isOperator('(')) {
      [args, end] = this.arguments();
    } else if (this.startsOperand()) {
      const operand = this.postfix(this.primary());
      args = { positional: [operand], named: [] };
      end = operand.end;
    }
    return { kind: 'test', input, name, args, negated, start: input.start, end };
  }

  /** A test may take one operand without brackets: `x is divisibleby 3`, `x is in list`. */
  private startsOperand(): boolean {
    const token = this.peek();
    if (token.kind === 'string' || token.kind === 'integer' || token.kind === 'float') return true;
    if (token.kind === 'operator') return token.text === '[' || token.text === '{';
    return (
      token.kind === 'name' && !['else', 'or', 'and', 'is', 'if', 'not', 'in'].includes(token.text)
    );
  }

  /** `ansible.utils.ipaddr`, of which the last part is returned. */
  private dottedName(): [string, number] {
    let token = this.expectName();
    while (this.isOperator('.') && this.peek(1).kind === 'name') {
      this.next();
      token = this.next();
    }
    return [token.text, token.end];
  }
}

function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right, start: left.start, end: right.end };
}

/** @throws JinjaSyntaxError */
export function parseExpression(
  text: string,
  from = 0,
  to = text.length,
  plain = false,
): Expression {
  return new ExpressionParser(text, from, to, plain).whole();
}
