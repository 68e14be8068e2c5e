import { Builder } from './field-builder.js';
import { continuation, isDigit, isNameStart, nameEnd, skipGroup } from './scan.js';
import { isSpace } from './word-text.js';
import type { Environment, ShellWord, UnknownValue, VariableValue } from './word-types.js';

const MAX_DEPTH = 20;

/** The words that the one written word from `start` to `end` becomes: usually one, maybe none or several. */
export function expandWord(
  text: string,
  start: number,
  end: number,
  environment: Environment,
  options: { readonly split?: boolean } = {},
): ShellWord[] {
  const built = new Builder(false, environment.budget);
  const split = options.split ?? true;
  new Expander(text, environment, built).range(
    start,
    end,
    { quoted: false, split, blanks: false },
    0,
  );
  return built.words(text.slice(start, end), start, end, !split);
}

interface Mode {
  /** Inside double quotes (or a here-document). */
  readonly quoted: boolean;
  /** Whether expansions are split into fields. */
  readonly split: boolean;
  /** Whether blanks of the text itself separate fields: in the default of an unquoted `${X:-a b}`. */
  readonly blanks: boolean;
}

/** Walks the written text and feeds a {@link Builder}. */
export class Expander {
  constructor(
    private readonly text: string,
    private readonly environment: Environment,
    private readonly built: Builder,
  ) {}

  range(start: number, end: number, mode: Mode, depth: number): void {
    const { text, built } = this;
    let i = start;
    while (i < end) {
      const char = text[i]!;
      const joined = continuation(text, i);
      if (joined > 0) i += joined;
      else if (char === '\\') i = this.escape(i, end, mode);
      else if (char === "'" && !mode.quoted) i = built.singleQuoted(text, i, end);
      else if (char === '"' && (!mode.quoted || mode.blanks)) {
        const close = skipGroup(text, i, end);
        const closed = text[close - 1] === '"' && close - 1 > i;
        built.quote();
        this.range(
          i + 1,
          closed ? close - 1 : close,
          { ...mode, quoted: true, blanks: false },
          depth,
        );
        i = close;
      } else if (char === '`') {
        const close = skipGroup(text, i, end);
        this.output(i, i + 1, close, mode);
        i = close;
      } else if (char === '$') i = this.dollar(i, end, mode, depth);
      else {
        if (mode.blanks && isSpace(char)) built.breakField();
        else built.add(char, i);
        i++;
      }
    }
  }

  private escape(i: number, end: number, mode: Mode): number {
    const next = this.text[i + 1];
    if (i + 1 >= end || next === undefined) {
      this.built.add('\\', i);
      return i + 1;
    }
    if (mode.quoted) {
      // Inside double quotes only these are escaped; otherwise the backslash stays (POSIX 2.2.3).
      const special =
        next === '$' || next === '`' || next === '\\' || (next === '"' && !this.built.raw);
      if (!special) this.built.add('\\', i);
    } else {
      this.built.quote();
    }
    this.built.add(next, i + 1);
    return i + 2;
  }

  private dollar(i: number, end: number, mode: Mode, depth: number): number {
    const { text, built } = this;
    const next = i + 1 < end ? text[i + 1] : undefined;
    const maySplit = !mode.quoted && mode.split;
    if (next === '(') {
      const close = skipGroup(text, i, end);
      if (text[i + 2] !== '(') {
        this.output(i, i + 2, close, mode);
        return close;
      }
      const result = this.environment.calculate?.(text.slice(i + 3, close - 2));
      if (result !== undefined) built.insert(String(result), i, maySplit);
      else built.unknown(`\`${shorten(text.slice(i, close))}\` is computed`, false, text, i, close);
      return close;
    }
    if (next === '{') return this.braced(i, skipGroup(text, i, end), mode, depth);
    if (next === "'" && !mode.quoted) return this.ansi(i, skipGroup(text, i, end));
    if (next === '"' && !mode.quoted) return i + 1;
    if (isNameStart(next)) {
      const stop = nameEnd(text, i + 1, end);
      this.value(text.slice(i + 1, stop), i, stop, mode);
      return stop;
    }
    if (next !== undefined && (isDigit(next) || '@*#?$!-'.includes(next))) {
      this.value(next, i, i + 2, mode);
      return i + 2;
    }
    built.add('$', i);
    return i + 1;
  }

  /** A command substitution from `at` to `close` whose command begins at `from`. */
  private output(at: number, from: number, close: number, mode: Mode): void {
    const { text, built } = this;
    const split = !mode.quoted && mode.split;
    const output = this.environment.substitute?.(text.slice(from, close - 1));
    if (output === undefined) {
      built.unknown(substitution(text, from, close - 1), split, text, at, close);
    } else {
      if (mode.quoted) built.quote();
      built.insert(output, at, split);
    }
  }

  /** `${…}` from `at` to `close` (behind the brace). */
  private braced(at: number, close: number, mode: Mode, depth: number): number {
    const { text, built } = this;
    const maySplit = !mode.quoted && mode.split;
    const giveUp = (): number => {
      built.unknown(
        `\`${shorten(text.slice(at, close))}\` is not evaluated`,
        maySplit,
        text,
        at,
        close,
      );
      return close;
    };
    const bodyEnd = close - 1;
    if (text[bodyEnd] !== '}' || bodyEnd < at + 2 || depth >= MAX_DEPTH) return giveUp();
    const nameAt = at + 2;
    let stop = nameEnd(text, nameAt, bodyEnd);
    if (stop === nameAt) {
      while (stop < bodyEnd && isDigit(text[stop])) stop++;
      if (stop === nameAt && (text[nameAt] === '@' || text[nameAt] === '*')) stop++;
    }
    if (stop === nameAt) return giveUp();
    const name = text.slice(nameAt, stop);
    let all = name === '@' || name === '*';
    if (text[stop] === '[' && text[stop + 2] === ']' && '@*0'.includes(text[stop + 1]!)) {
      all = text[stop + 1] !== '0';
      stop += 3;
    }
    let value = this.environment.variables(name);
    if (Array.isArray(value) && !all) value = (value as readonly string[])[0];
    if (stop === bodyEnd) {
      this.put(value, name, at, close, mode);
      return close;
    }
    const colon = text[stop] === ':' ? 1 : 0;
    const operator = text[stop + colon];
    if (isUnknown(value)) {
      this.put(value, name, at, close, mode);
      return close;
    }
    const empty = value === undefined || (colon === 1 && value.length === 0);
    const wordAt = stop + colon + 1;
    switch (operator) {
      case '-':
      case '=':
        if (operator === '=' && empty) {
          const [word] = expandWord(text, wordAt, bodyEnd, this.environment, { split: false });
          if (word?.text !== undefined) this.environment.assign?.(name, word.text);
        }
        if (!empty) this.put(value, name, at, close, mode);
        else this.range(wordAt, bodyEnd, { ...mode, blanks: maySplit }, depth + 1);
        return close;
      case '?':
        this.put(value, name, at, close, mode);
        return close;
      case '+':
        // A variable that is not set here may still come from the environment.
        if (value === undefined) return giveUp();
        if (!empty) this.range(wordAt, bodyEnd, { ...mode, blanks: maySplit }, depth + 1);
        return close;
      default:
        return giveUp();
    }
  }

  private value(name: string, at: number, end: number, mode: Mode): void {
    let value = this.environment.variables(name);
    if (Array.isArray(value) && name !== '@' && name !== '*')
      value = (value as readonly string[])[0];
    this.put(value, name, at, end, mode);
  }

  private put(value: VariableValue, name: string, at: number, end: number, mode: Mode): void {
    const { text, built } = this;
    const split = !mode.quoted && mode.split;
    if (value === undefined) {
      built.unknown(`\`$${shorten(name)}\` is not set here`, split || name === '@', text, at, end);
    } else if (isUnknown(value)) {
      built.unknown(value.reason, split, text, at, end);
    } else if (typeof value === 'string') {
      built.insert(value, at, split);
    } else {
      value.forEach((element, index) => {
        if (index > 0) {
          if (split || (mode.quoted && mode.split)) built.breakField();
          else built.add(' ', at);
        }
        if (mode.quoted) built.quote();
        built.insert(element, at, split);
      });
    }
  }

  /** `$'…'` with its C escapes (bash(1) QUOTING). */
  private ansi(at: number, close: number): number {
    const { text, built } = this;
    const end = text[close - 1] === "'" && close - 1 > at + 1 ? close - 1 : close;
    built.quote();
    for (let i = at + 2; i < end; i++) {
      if (text[i] !== '\\' || i + 1 >= end) {
        built.add(text[i]!, i);
        continue;
      }
      const plain = SIMPLE_ESCAPES.get(text[++i]!);
      if (plain !== undefined) built.add(plain, i);
      else if (text[i] === 'x' || (text[i]! >= '0' && text[i]! <= '7')) {
        const hex = text[i] === 'x';
        const from = hex ? i + 1 : i;
        let stop = from;
        while (stop < Math.min(end, from + (hex ? 2 : 3)) && isRadixDigit(text[stop]!, hex)) stop++;
        if (stop > from)
          built.add(String.fromCharCode(parseInt(text.slice(from, stop), hex ? 16 : 8)), i);
        i = Math.max(i, stop - 1);
      } else {
        built.add('\\', i);
        built.add(text[i]!, i);
      }
    }
    return close;
  }
}

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['?', '?'],
]);

function isUnknown(value: VariableValue): value is UnknownValue {
  return typeof value === 'object' && !Array.isArray(value);
}

function isRadixDigit(char: string, hex: boolean): boolean {
  return hex ? /^[0-9a-fA-F]$/.test(char) : char >= '0' && char <= '7';
}

function substitution(text: string, start: number, end: number): string {
  return `the output of \`${shorten(text.slice(start, end).trim())}\` is not known`;
}

function shorten(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
