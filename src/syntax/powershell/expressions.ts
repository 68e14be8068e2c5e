import type { Location } from '../../files/source.js';
import { closing, hereString, skipBlank, stringEnd } from './scan.js';
import { itemsOf, textOf, textValue, truthOf, unknownValue, type PsValue } from './values.js';

/** What an expression may ask for besides its own text. */
export interface Surroundings {
  readonly text: string;
  readonly locate: (from: number, to: number) => Location;
  /** The value of a variable, its name in lower case and without a scope. */
  readonly variable: (name: string) => PsValue | undefined;
  /** Runs the statements between two places, for `$( … )` and `( command )`; what they yield. */
  readonly evaluate: (from: number, to: number) => PsValue;
}

const VARIABLE = /\$(?:\{([^}\n]{1,100})\}|((?:[A-Za-z]+:)?[A-Za-z_][A-Za-z0-9_]*|[_?^$]))/y;
const OPERATOR =
  /-(c?i?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|in|notin|contains|notcontains|replace|split)|and|or|xor|join|f|is|isnot|as|band|bor)(?![A-Za-z])/iy;
const MAX_DEPTH = 60;

/** Reads expressions (about_Operators, about_Arrays, about_Hash_Tables) from a place on. */
export class Expressions {
  private depth = 0;
  /** Behind what was read last. */
  at = 0;

  constructor(
    private readonly around: Surroundings,
    private end: number,
  ) {}

  /** The expression at the place; `lines`: it goes on behind line ends, as it does in brackets. */
  read(from: number, lines = false): PsValue {
    this.at = from;
    return this.binary(lines);
  }

  private blank(lines: boolean): void {
    this.at = skipBlank(this.around.text, this.at, this.end, lines);
  }

  private binary(lines: boolean): PsValue {
    let left = this.sum(lines);
    for (;;) {
      this.blank(lines);
      OPERATOR.lastIndex = this.at;
      const match = OPERATOR.exec(this.around.text);
      if (match === null || this.at >= this.end) return left;
      this.at += match[0].length;
      this.blank(true);
      left = operate(match[1]!.toLowerCase(), left, this.sum(lines));
    }
  }

  private sum(lines: boolean): PsValue {
    let left = this.list(lines);
    for (;;) {
      this.blank(lines);
      const { text } = this.around;
      if (text.startsWith('..', this.at)) {
        this.at += 2;
        left = range(left, this.list(lines));
        continue;
      }
      const sign = text[this.at];
      const adds = sign === '+' || (sign === '-' && /[\s$0-9(]/.test(text[this.at + 1] ?? ''));
      if (!adds || this.at >= this.end || text[this.at + 1] === sign) return left;
      this.at++;
      this.blank(true);
      left = add(sign, left, this.list(lines));
    }
  }

  private list(lines: boolean): PsValue {
    const first = this.unary(lines);
    const items = [first];
    for (;;) {
      this.blank(lines);
      if (this.around.text[this.at] !== ',' || this.at >= this.end) break;
      this.at++;
      this.blank(true);
      items.push(this.unary(lines));
    }
    return items.length === 1 ? first : { kind: 'list', items, where: first.where };
  }

  private unary(lines: boolean): PsValue {
    this.blank(lines);
    const { text } = this.around;
    const from = this.at;
    // A loop, since a hostile script may negate without end.
    let negations = 0;
    const negation = /!|-not(?![A-Za-z])/iy;
    for (negation.lastIndex = this.at; negation.test(text); negation.lastIndex = this.at) {
      this.at = negation.lastIndex;
      this.blank(lines);
      negations++;
    }
    // A cast changes nothing that counts here.
    const cast = /\[[A-Za-z][A-Za-z0-9_.]*(?:\[\])?\](?!::)[ \t]*(?=[$"'@(0-9])/y;
    cast.lastIndex = this.at;
    const type = cast.exec(text);
    if (type !== null) this.at += type[0].length;
    const value = this.primary();
    if (negations === 0) return value;
    const truth = truthOf(value);
    const where = this.around.locate(from, this.at);
    return truth === undefined
      ? unknownValue('a condition is not known', where)
      : textValue(String(negations % 2 === 1 ? !truth : truth), where);
  }

  /** A value with what is asked of it: `.Port`, `['port']`, `.Trim()`. */
  primary(): PsValue {
    if (++this.depth > MAX_DEPTH) {
      this.depth--;
      this.at = this.end;
      return unknownValue('it is nested too deeply', this.around.locate(this.at, this.at));
    }
    let value = this.atom();
    const { text } = this.around;
    for (;;) {
      const member = /\.([A-Za-z_][A-Za-z0-9_]*)(\(?)/y;
      member.lastIndex = this.at;
      const match = this.at < this.end ? member.exec(text) : null;
      if (match !== null && value.kind !== 'text') {
        this.at += match[0].length;
        if (match[2] === '(') {
          this.at = closing(text, this.at - 1, this.end);
          value = unknownValue(`.${match[1]!}() is not evaluated`, value.where);
        } else value = memberOf(value, match[1]!);
        continue;
      }
      if (match !== null && value.kind === 'text' && value.bare !== true && match[2] === '(') {
        this.at = closing(text, this.at + match[0].length - 1, this.end);
        const changed =
          match[1]!.toLowerCase() === 'trim'
            ? textValue(value.text.trim(), value.where)
            : unknownValue(`.${match[1]!}() is not evaluated`, value.where);
        value = changed;
        continue;
      }
      if (text[this.at] === '[' && this.at < this.end && value.kind !== 'text') {
        const close = closing(text, this.at, this.end);
        const inner = this.inside(this.at + 1, close - 1);
        this.at = close;
        value = memberOf(value, textOf(inner) ?? '');
        continue;
      }
      break;
    }
    this.depth--;
    return value;
  }

  private inside(from: number, to: number): PsValue {
    const outer = this.end;
    this.end = to;
    const value = this.read(from, true);
    this.end = outer;
    return value;
  }

  private atom(): PsValue {
    const { text, locate } = this.around;
    const from = this.at;
    const here = hereString(text, from, this.end);
    if (here !== undefined) {
      this.at = here.end;
      return here.expands
        ? this.expand(here.from, here.to, here.from, here.to)
        : textValue(text.slice(here.from, here.to), locate(here.from, here.to));
    }
    const char = text[from];
    if (char === "'" || char === '"') {
      const end = stringEnd(text, from, this.end);
      this.at = end;
      if (char === '"') return this.expand(from + 1, end - 1, from + 1, end - 1);
      const content = text.slice(from + 1, end - 1).replaceAll("''", "'");
      return textValue(content, locate(from + 1, end - 1));
    }
    if (text.startsWith('@{', from)) return this.table(from);
    if (text.startsWith('@(', from) || char === '(' || text.startsWith('$(', from)) {
      const open = char === '(' ? from : from + 1;
      const close = closing(text, open, this.end);
      this.at = close;
      const inner = this.around.evaluate(open + 1, close - 1);
      return char === '@' ? { kind: 'list', items: itemsOf(inner), where: inner.where } : inner;
    }
    if (char === '{') {
      this.at = closing(text, from, this.end);
      return unknownValue('a block of statements is not evaluated', locate(from, this.at));
    }
    if (char === '$') {
      VARIABLE.lastIndex = from;
      const match = VARIABLE.exec(text);
      if (match !== null) {
        this.at = from + match[0].length;
        const value = this.around.variable((match[1] ?? match[2]!).toLowerCase());
        const where = locate(from, this.at);
        return value ?? unknownValue(`\`${match[0].slice(0, 60)}\` is not known`, where);
      }
    }
    const word = /[^\s,;(){}[\]|&"'+]+/y;
    word.lastIndex = from;
    const found = word.exec(text);
    if (found === null || from + found[0].length > this.end) {
      this.at = Math.min(from + 1, this.end);
      return unknownValue('it is not evaluated', locate(from, this.at));
    }
    const range = found[0].indexOf('..');
    const bare = range > 0 ? found[0].slice(0, range) : found[0];
    this.at = from + bare.length;
    return /^-?[0-9]/.test(bare)
      ? textValue(bare, locate(from, this.at))
      : unknownValue(`\`${bare.slice(0, 60)}\` is not evaluated`, locate(from, this.at));
  }

  /** `@{ Port = 11211; 'Name' = "x" }` */
  private table(from: number): PsValue {
    const { text, locate } = this.around;
    const close = closing(text, from + 1, this.end);
    const outer = this.end;
    this.end = close - 1;
    const entries = new Map<string, PsValue>();
    let at = from + 2;
    for (;;) {
      at = skipBlank(text, at, this.end, true);
      if (text[at] === ';') {
        at++;
        continue;
      }
      const key = /(?:'([^'\n]*)'|"([^"\n]*)"|([A-Za-z0-9_-]+))[ \t]*=/y;
      key.lastIndex = at;
      const match = at < this.end ? key.exec(text) : null;
      if (match === null) break;
      const start = skipBlank(text, at + match[0].length, this.end, true);
      const name = (match[1] ?? match[2] ?? match[3]!).toLowerCase();
      entries.set(name, this.read(start));
      // Whatever else stands there is skipped up to the next entry.
      const line = /[^;\n]*/y;
      line.lastIndex = this.at;
      at = Math.max(this.at, start) + (line.exec(text)?.[0].length ?? 0);
    }
    this.end = outer;
    this.at = close;
    return { kind: 'table', entries, where: locate(from, close) };
  }

  /** Text with `$variables`, `$( … )` and escapes in it. */
  expand(from: number, to: number, whereFrom: number, whereTo: number): PsValue {
    const { text, locate } = this.around;
    const where = locate(whereFrom, Math.max(whereTo, whereFrom));
    let result = '';
    for (let i = from; i < to;) {
      const char = text[i]!;
      if (char === '`') {
        const next = text[i + 1] ?? '';
        result += next === 'n' ? '\n' : next === 't' ? '\t' : next;
        i += 2;
      } else if (char === '"' && text[i + 1] === '"') {
        result += '"';
        i += 2;
      } else if (char === '$') {
        let value: PsValue | undefined;
        let name = '$(…)';
        if (text[i + 1] === '(') {
          const close = closing(text, i + 1, to);
          value = this.around.evaluate(i + 2, close - 1);
          i = close;
        } else {
          VARIABLE.lastIndex = i;
          const match = VARIABLE.exec(text);
          if (match === null) {
            result += char;
            i++;
            continue;
          }
          name = match[0];
          value = this.around.variable((match[1] ?? match[2]!).toLowerCase());
          i += match[0].length;
        }
        const known = value === undefined ? undefined : textOf(value);
        if (known === undefined) {
          const reason =
            value?.kind === 'unknown' ? value.reason : `\`${name.slice(0, 60)}\` is not known`;
          return unknownValue(reason, where, result);
        }
        result += known;
        if (result.length > 100_000) return unknownValue('the text is too long', where);
      } else {
        result += char;
        i++;
      }
    }
    return textValue(result, where);
  }
}

function memberOf(value: PsValue, name: string): PsValue {
  if (value.kind === 'table') {
    return (
      value.entries.get(name.toLowerCase()) ??
      unknownValue(`\`${name.slice(0, 60)}\` is not set`, value.where)
    );
  }
  if (value.kind === 'list' && /^-?[0-9]+$/.test(name)) {
    const item = value.items.at(Number(name));
    if (item !== undefined) return item;
  }
  if (value.kind === 'list' && value.items.every(({ kind }) => kind === 'table')) {
    const items = value.items.map((item) => memberOf(item, name));
    return { kind: 'list', items, where: value.where };
  }
  return unknownValue(`\`${name.slice(0, 60)}\` is not known`, value.where);
}

function range(from: PsValue, to: PsValue): PsValue {
  const [low, high] = [Number(textOf(from) ?? 'NaN'), Number(textOf(to) ?? 'NaN')];
  if (!Number.isInteger(low) || !Number.isInteger(high) || Math.abs(high - low) > 1000)
    return unknownValue('a range is not known', from.where);
  const items: PsValue[] = [];
  for (let i = low; low <= high ? i <= high : i >= high; i += low <= high ? 1 : -1)
    items.push(textValue(String(i), from.where));
  return { kind: 'list', items, where: from.where };
}

function add(sign: string, left: PsValue, right: PsValue): PsValue {
  if (sign === '+' && left.kind === 'list')
    return { kind: 'list', items: [...left.items, ...itemsOf(right)], where: left.where };
  if (sign === '+' && left.kind === 'table' && right.kind === 'table')
    return { ...left, entries: new Map([...left.entries, ...right.entries]) };
  const [a, b] = [textOf(left), textOf(right)];
  if (a === undefined || b === undefined) {
    const missing = left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : undefined;
    return unknownValue(missing?.reason ?? 'a sum is not known', left.where, a);
  }
  const numbers = /^-?[0-9]+$/.test(a) && /^-?[0-9]+$/.test(b);
  if (numbers)
    return textValue(
      String(sign === '+' ? Number(a) + Number(b) : Number(a) - Number(b)),
      left.where,
    );
  return sign === '+'
    ? textValue(a + b, left.where)
    : unknownValue('a difference of texts', left.where);
}

function operate(operator: string, left: PsValue, right: PsValue): PsValue {
  const { where } = left;
  const truth = (value: boolean | undefined): PsValue =>
    value === undefined
      ? unknownValue('a condition is not known', where)
      : textValue(String(value), where);
  if (operator === 'and' || operator === 'or') {
    const [a, b] = [truthOf(left), truthOf(right)];
    const decides = operator === 'or';
    if (a === decides || b === decides) return truth(decides);
    return truth(a === undefined || b === undefined ? undefined : !decides);
  }
  if (operator === 'join') {
    const separator = textOf(right);
    const joined = separator === undefined ? undefined : textOf(left, separator);
    return joined === undefined
      ? unknownValue('a part of it is not known', where)
      : textValue(joined, where);
  }
  if (operator === 'f') {
    const values = itemsOf(right).map((item) => textOf(item));
    const format = textOf(left);
    if (format === undefined || values.includes(undefined))
      return unknownValue('a part of it is not known', where);
    return textValue(
      format.replace(/\{([0-9])(?:[:,][^}]*)?\}/g, (_, n: string) => values[Number(n)] ?? ''),
      where,
    );
  }
  const plain = operator.replace(/^[ci](?=eq|ne|gt|ge|lt|le|like|in$|contains)/, '');
  if (/^(?:not)?(?:in|contains)$/.test(plain)) {
    const [one, many] = plain.endsWith('in') ? [left, right] : [right, left];
    const wanted = textOf(one)?.toLowerCase();
    const texts = itemsOf(many).map((item) => textOf(item)?.toLowerCase());
    if (wanted === undefined || texts.includes(undefined)) return truth(undefined);
    return truth(texts.includes(wanted) !== plain.startsWith('not'));
  }
  const [a, b] = [textOf(left)?.toLowerCase(), textOf(right)?.toLowerCase()];
  if (a === undefined || b === undefined) return truth(undefined);
  const [x, y] = [Number(a), Number(b)];
  switch (plain) {
    case 'eq':
      return truth(a === b || `$${a}` === b || a === `$${b}`);
    case 'ne':
      return truth(a !== b && `$${a}` !== b && a !== `$${b}`);
    case 'gt':
      return truth(x > y);
    case 'ge':
      return truth(x >= y);
    case 'lt':
      return truth(x < y);
    case 'le':
      return truth(x <= y);
    default:
      return plain === 'split'
        ? { kind: 'list', items: a.split(b).map((part) => textValue(part, where)), where }
        : truth(undefined);
  }
}
