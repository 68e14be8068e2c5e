import type { Expression } from './ast.js';

/** Calls nested deeper than this are not read. */
const DEEPEST = 100;

/**
 * Reads an expression of an ARM template, without the brackets around it: calls, texts in single
 * quotes, whole numbers, members and indexes. `undefined` when it is none.
 * (learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions)
 */
export function parseArmExpression(text: string): Expression | undefined {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.blank();
  return value === undefined || reader.at < text.length ? undefined : value;
}

class Reader {
  at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): Expression | undefined {
    if (depth > DEEPEST) return undefined;
    this.blank();
    const start = this.at;
    let value = this.primary(start, depth);
    while (value !== undefined) {
      this.blank();
      const char = this.text[this.at];
      if (char === '.') {
        this.at++;
        if (this.text[this.at] === '?') this.at++;
        this.blank();
        const name = this.name();
        if (name === '') return undefined;
        value =
          this.text[this.at] === '('
            ? this.call(name, start, depth, value)
            : { kind: 'member', of: value, name, start, end: this.at };
      } else if (char === '[') {
        this.at++;
        const index = this.value(depth + 1);
        this.blank();
        if (index === undefined || this.text[this.at] !== ']') return undefined;
        this.at++;
        value = { kind: 'index', of: value, index, start, end: this.at };
      } else {
        break;
      }
    }
    return value;
  }

  blank(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  private primary(start: number, depth: number): Expression | undefined {
    const char = this.text[this.at];
    if (char === "'") return this.quoted(start);
    if (char === undefined) return undefined;
    if (/[0-9-]/.test(char)) {
      this.at++;
      while (/[0-9]/.test(this.text[this.at] ?? '')) this.at++;
      const value = Number(this.text.slice(start, this.at));
      return Number.isNaN(value) ? undefined : { kind: 'literal', value, start, end: this.at };
    }
    const name = this.name();
    if (name === '') return undefined;
    this.blank();
    if (this.text[this.at] === '(') return this.call(name, start, depth);
    return { kind: 'name', name, start, end: this.at };
  }

  private quoted(start: number): Expression | undefined {
    let plain = '';
    for (this.at++; this.at < this.text.length; this.at++) {
      const char = this.text[this.at]!;
      if (char !== "'") plain += char;
      else if (this.text[this.at + 1] === "'") {
        plain += "'";
        this.at++;
      } else {
        this.at++;
        return { kind: 'text', parts: [plain], start, end: this.at };
      }
    }
    return undefined;
  }

  private call(
    name: string,
    start: number,
    depth: number,
    of?: Expression,
  ): Expression | undefined {
    const args: Expression[] = [];
    this.at++;
    for (;;) {
      this.blank();
      if (this.text[this.at] === ')') {
        this.at++;
        return {
          kind: 'call',
          name,
          args,
          start,
          end: this.at,
          ...(of === undefined ? {} : { of }),
        };
      }
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      args.push(value);
      this.blank();
      if (this.text[this.at] === ',') this.at++;
      else if (this.text[this.at] !== ')') return undefined;
    }
  }

  private name(): string {
    const start = this.at;
    while (/[A-Za-z0-9_$]/.test(this.text[this.at] ?? '')) this.at++;
    return this.text.slice(start, this.at);
  }
}
