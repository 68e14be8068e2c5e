import {
  continuation,
  isBlank,
  isDigit,
  isMeta,
  isNameStart,
  nameEnd,
  skipGroup,
  skipWord,
} from './scan.js';

/** One word of a command after quote removal and expansion. */
export interface ShellWord {
  /** `undefined` when it holds an expansion whose value is not known. */
  readonly text: string | undefined;
  /** As written. Words that come out of one expansion share the same `raw` and offsets. */
  readonly raw: string;
  /** UTF-16 offsets in the text that was read; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Why it is not known, to be read after "because". */
  readonly reason?: string;
  /** An unknown word that stands outside double quotes: it may become several words or none. */
  readonly maySplit?: boolean;
  /** The known text ahead of the first unknown expansion: `-l` of `-l$ADDRESS`. */
  readonly prefix?: string;
  /** Some of it was quoted, so it is no reserved word and no assignment. */
  readonly quoted?: boolean;
  /** For each UTF-16 unit of `text`, the offset it comes from. Absent for unknown words. */
  readonly offsets?: readonly number[];
}

/** A variable that is set, but to something that cannot be known. */
export interface UnknownValue {
  readonly reason: string;
}

/** What a variable holds: text, the elements of an array, something unknown, or not set here. */
export type VariableValue = string | readonly string[] | UnknownValue | undefined;

/** Looks a variable up by its name (`HOME`, `1`, `@`). */
export type Variables = (name: string) => VariableValue;

/** What expansions can ask for beyond the value of a variable. */
export interface Environment {
  readonly variables: Variables;
  /** The output of a command substitution, without trailing newlines; undefined when not known. */
  readonly substitute?: (command: string) => string | undefined;
  /** The value of an arithmetic expansion; undefined when not known. */
  readonly calculate?: (expression: string) => number | undefined;
  /** `${NAME:=value}` sets the variable. */
  readonly assign?: (name: string, value: string) => void;
  /** Shared by all expansions of a script; what goes beyond it is not known. */
  readonly budget?: ExpansionBudget;
}

/** How many characters of values may still be put in. */
export interface ExpansionBudget {
  left: number;
}

const MAX_DEPTH = 20;
/** No word list grows beyond this, whatever its expansions say. */
const MAX_WORDS = 10_000;

/**
 * Splits one simple command into words as POSIX sh and bash do: blanks separate, `'…'`, `"…"`, `$'…'` and
 * `\` quote, backslash-newline joins lines, `#` at the start of a word begins a comment. `$VAR`, `${VAR}`,
 * `${VAR:-default}` and their relatives are expanded with `variables`; what it does not know, command
 * substitutions and arithmetic give words with `text: undefined`. File-name patterns and `~` stay as written.
 *
 * Reading stops at the first unquoted `;`, `&`, `|`, `(`, `)` or at a newline after the first word.
 * Redirections (`2>/dev/null`, `>>log`, `<file`) are left out of the words, here-documents too.
 * Never throws; an unclosed quote runs to the end of the text.
 */
export function splitWords(text: string, variables: Variables = () => undefined): ShellWord[] {
  const words: ShellWord[] = [];
  let at = 0;
  while (at < text.length && words.length < MAX_WORDS) {
    const char = text[at];
    const joined = continuation(text, at);
    if (joined > 0) at += joined;
    else if (isBlank(char) || (char === '\n' && words.length === 0)) at++;
    else if (char === '#') at = lineEnd(text, at);
    else if (char === '<' || char === '>' || (char === '&' && text[at + 1] === '>')) {
      at = skipRedirection(text, at);
    } else if (isMeta(char)) break;
    else {
      const end = skipWord(text, at, text.length);
      // A line of a CRLF file that the caller cut out.
      const stop =
        text[end - 1] === '\r' && (end === text.length || text[end] === '\n') ? end - 1 : end;
      if (!isDescriptor(text, at, end)) words.push(...expandWord(text, at, stop, { variables }));
      at = end;
    }
  }
  return words;
}

/**
 * Splits text into arguments where no shell is involved (Python's `shlex.split`, Go's `shlex`): any white
 * space separates, newlines included, quotes and backslashes quote, and nothing else has a meaning.
 * Never throws; an unclosed quote runs to the end of the text.
 */
export function splitArguments(text: string): ShellWord[] {
  const words: ShellWord[] = [];
  let at = 0;
  while (at < text.length && words.length < MAX_WORDS) {
    if (isSpace(text[at])) {
      at++;
      continue;
    }
    const start = at;
    const built = new Builder();
    while (at < text.length && !isSpace(text[at])) {
      const char = text[at]!;
      if (char === "'") {
        at = built.singleQuoted(text, at, text.length);
      } else if (char === '"') {
        built.quote();
        for (at++; at < text.length && text[at] !== '"'; at++) {
          if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at++;
          built.add(text[at]!, at);
        }
        at++;
      } else {
        if (char === '\\' && at + 1 < text.length) at++;
        built.add(text[at]!, at);
        at++;
      }
    }
    at = Math.min(at, text.length);
    words.push(...built.words(text.slice(start, at), start, at));
  }
  return words;
}

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

/** The one text that a here-document or a double-quoted string becomes; see {@link ExpandedText}. */
export interface ExpandedText {
  /** Unknown expansions stay in it as written. */
  readonly text: string;
  /** For each UTF-16 unit of `text`, the offset it comes from. */
  readonly offsets: readonly number[];
  /** The first unknown expansion, when there is one. */
  readonly reason?: string;
}

/** Expands the body of a here-document: variables and substitutions count, quotes do not (POSIX 2.7.4). */
export function expandDocument(
  text: string,
  start: number,
  end: number,
  environment: Environment,
): ExpandedText {
  const built = new Builder(true, environment.budget);
  new Expander(text, environment, built).range(
    start,
    end,
    { quoted: true, split: false, blanks: false },
    0,
  );
  return built.document();
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
class Expander {
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

/** Collects the fields that a written word becomes. */
/** Characters of values that one word takes in at most. */
const MOST_INSERTED = 1 << 17;

class Builder {
  private readonly fields: Field[] = [];
  private field = new Field();
  private total = 0;
  private firstReason: string | undefined;

  private inserted = 0;

  /** @param raw a document: unknown expansions stay in the text as written. */
  constructor(
    readonly raw = false,
    private readonly budget: ExpansionBudget = { left: MOST_INSERTED },
  ) {}

  add(char: string, offset: number): void {
    this.field.text += char;
    this.field.offsets.push(offset);
    if (char.length > 1) this.field.offsets.push(offset);
    this.field.present = true;
  }

  quote(): void {
    this.field.present = true;
    this.field.quoted = true;
  }

  singleQuoted(text: string, at: number, limit: number): number {
    const close = text.indexOf("'", at + 1);
    const end = close < 0 || close >= limit ? limit : close;
    this.quote();
    for (let i = at + 1; i < end; i++) this.add(text[i]!, i);
    return Math.min(end + 1, limit);
  }

  unknown(reason: string, maySplit: boolean, text: string, start: number, end: number): void {
    this.firstReason ??= reason;
    if (this.raw) {
      for (let i = start; i < end; i++) this.add(text[i]!, i);
      return;
    }
    this.field.present = true;
    this.field.reason ??= reason;
    this.field.known ??= this.field.text.length;
    this.field.maySplit ||= maySplit;
  }

  /** The value of a variable, split at white space when `split`. */
  insert(value: string, offset: number, split: boolean): void {
    this.inserted += value.length;
    this.budget.left -= value.length;
    // Variables that hold each other grow with every line.
    if (this.inserted > MOST_INSERTED || this.budget.left < 0) {
      const reason = 'its value is too long';
      this.firstReason ??= reason;
      this.field.present = true;
      this.field.reason ??= reason;
      this.field.known ??= this.field.text.length;
      this.field.maySplit ||= split;
      return;
    }
    for (const char of value) {
      if (split && isSpace(char)) this.breakField();
      else this.add(char, offset);
    }
  }

  breakField(): void {
    if (!this.field.present) return;
    if (++this.total < MAX_WORDS) this.fields.push(this.field);
    this.field = new Field();
  }

  /** @param always give one word even when nothing came out (the value of an assignment). */
  words(raw: string, start: number, end: number, always = false): ShellWord[] {
    if (always) this.field.present = true;
    this.breakField();
    return this.fields.map(({ text, reason, known, maySplit, quoted, offsets }) => ({
      text: reason === undefined ? text : undefined,
      raw,
      start,
      end,
      ...(reason === undefined ? { offsets } : { reason, maySplit, prefix: text.slice(0, known) }),
      ...(quoted ? { quoted } : {}),
    }));
  }

  document(): ExpandedText {
    const { text, offsets } = this.field;
    return {
      text,
      offsets,
      ...(this.firstReason === undefined ? {} : { reason: this.firstReason }),
    };
  }
}

class Field {
  text = '';
  readonly offsets: number[] = [];
  present = false;
  quoted = false;
  maySplit = false;
  reason: string | undefined;
  known: number | undefined;
}

function isUnknown(value: VariableValue): value is UnknownValue {
  return typeof value === 'object' && !Array.isArray(value);
}

function isSpace(char: string | undefined): boolean {
  return isBlank(char) || char === '\n' || char === '\r';
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

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Whether the word is the file descriptor of a redirection: the `2` of `2>&1`. */
function isDescriptor(text: string, start: number, end: number): boolean {
  if (text[end] !== '<' && text[end] !== '>') return false;
  return [...text.slice(start, end)].every(isDigit);
}

/** The offset behind the redirection operator at `at` and its target. */
function skipRedirection(text: string, at: number): number {
  let i = at;
  while (i < text.length && '<>&|-'.includes(text[i]!) && i - at < 3) {
    if (text[i] === '-' && text[i - 1] !== '<') break;
    i++;
  }
  if (text[i] === '(') return skipGroup(text, i, text.length);
  while (isBlank(text[i])) i++;
  return isMeta(text[i]) ? i : skipWord(text, i, text.length);
}
