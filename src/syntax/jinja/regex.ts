/**
 * Regular expressions of the scanned repository, as Python's `re` or Go's `regexp` reads them, matched in time that is
 * linear in the text: the program below follows all alternatives at once (R. Cox, "Regular Expression
 * Matching: the Virtual Machine Approach"). Look-around and back-references are not supported.
 */

export interface Match {
  readonly start: number;
  readonly end: number;
  /** Groups from 1; `undefined` for one that took no part. */
  readonly groups: readonly (string | undefined)[];
  readonly names: Readonly<Record<string, number>>;
}

export interface RegexFlags {
  readonly ignoreCase?: boolean;
  /** `^` and `$` match at every line. */
  readonly multiline?: boolean;
  /** `.` matches line ends too. */
  readonly dotAll?: boolean;
  /** Default: python. `re2` is the syntax of Go (https://github.com/google/re2/wiki/Syntax). */
  readonly dialect?: 'python' | 're2';
}

type Instruction =
  | { readonly op: 'char'; readonly test: (code: number) => boolean }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'assert'; readonly test: (text: string, at: number) => boolean }
  | { readonly op: 'match' };

type Node =
  | { readonly kind: 'char'; readonly test: (code: number) => boolean }
  | { readonly kind: 'assert'; readonly test: (text: string, at: number) => boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'group'; readonly index: number; readonly inner: Node }
  | {
      readonly kind: 'repeat';
      readonly inner: Node;
      readonly least: number;
      readonly most: number;
      readonly greedy: boolean;
    };

const LARGEST_PROGRAM = 2000;
/** Steps that one search may take: text length times program size. */
const MOST_STEPS = 20_000_000;
const DEEPEST = 50;

class Unsupported extends Error {}

export class SafeRegex {
  private constructor(
    private readonly program: readonly Instruction[],
    private readonly slots: number,
    private readonly names: Readonly<Record<string, number>>,
  ) {}

  /** `undefined` when the pattern is wrong, too large or uses what is not supported. */
  static compile(pattern: string, flags: RegexFlags = {}): SafeRegex | undefined {
    try {
      const parser = new Parser(pattern, flags);
      const node = parser.whole();
      const program: Instruction[] = [];
      emit({ kind: 'group', index: 0, inner: node }, program);
      program.push({ op: 'match' });
      return new SafeRegex(program, 2 * (parser.groups + 1), parser.names);
    } catch (error) {
      if (error instanceof Unsupported) return undefined;
      throw error;
    }
  }

  /**
   * The leftmost match from an offset on; `undefined` for none, 'too-long' when the search would take
   * too many steps.
   * @param anchored only a match that begins at `from` counts
   */
  search(text: string, from = 0, anchored = false): Match | undefined | 'too-long' {
    if ((text.length - from + 1) * this.program.length > MOST_STEPS) return 'too-long';
    let threads: { pc: number; saved: number[] }[] = [];
    let best: number[] | undefined;
    for (let at = from; at <= text.length; at++) {
      const seen = new Set<number>();
      const current: { pc: number; saved: number[] }[] = [];
      for (const thread of threads) this.add(thread.pc, thread.saved, text, at, current, seen);
      if (best === undefined && (at === from || !anchored)) {
        this.add(0, new Array<number>(this.slots).fill(-1), text, at, current, seen);
      }
      if (current.length === 0 && (best !== undefined || anchored)) break;
      threads = [];
      const code = at < text.length ? text.charCodeAt(at) : -1;
      for (const thread of current) {
        const instruction = this.program[thread.pc]!;
        if (instruction.op === 'match') {
          best = thread.saved;
          break;
        }
        if (instruction.op === 'char' && code >= 0 && instruction.test(code)) {
          threads.push({ pc: thread.pc + 1, saved: thread.saved });
        }
      }
    }
    if (best === undefined) return undefined;
    const groups: (string | undefined)[] = [];
    for (let i = 2; i < this.slots; i += 2) {
      groups.push(
        best[i]! >= 0 && best[i + 1]! >= 0 ? text.slice(best[i], best[i + 1]) : undefined,
      );
    }
    return { start: best[0]!, end: best[1]!, groups, names: this.names };
  }

  /** All matches that do not overlap; 'too-long' as above. */
  all(text: string, limit = 10_000): Match[] | 'too-long' {
    const matches: Match[] = [];
    let budget = MOST_STEPS;
    for (let at = 0; at <= text.length && matches.length < limit;) {
      const match = this.search(text, at);
      if (match === 'too-long') return 'too-long';
      if (match === undefined) break;
      budget -= (match.end - at + 1) * this.program.length;
      if (budget < 0) return 'too-long';
      matches.push(match);
      at = match.end > match.start ? match.end : match.end + 1;
    }
    return matches;
  }

  /** Follows jumps, splits and assertions without recursion, in order of priority. */
  private add(
    pc: number,
    saved: number[],
    text: string,
    at: number,
    into: { pc: number; saved: number[] }[],
    seen: Set<number>,
  ): void {
    const stack: { pc: number; saved: number[] }[] = [{ pc, saved }];
    while (stack.length > 0) {
      const thread = stack.pop()!;
      if (seen.has(thread.pc)) continue;
      seen.add(thread.pc);
      const instruction = this.program[thread.pc]!;
      switch (instruction.op) {
        case 'jump':
          stack.push({ pc: instruction.to, saved: thread.saved });
          break;
        case 'split':
          stack.push({ pc: instruction.second, saved: thread.saved });
          stack.push({ pc: instruction.first, saved: thread.saved });
          break;
        case 'save': {
          const copy = thread.saved.slice();
          copy[instruction.slot] = at;
          stack.push({ pc: thread.pc + 1, saved: copy });
          break;
        }
        case 'assert':
          if (instruction.test(text, at)) stack.push({ pc: thread.pc + 1, saved: thread.saved });
          break;
        default:
          into.push(thread);
      }
    }
  }
}

/** Python's replacement template: `\1`, `\g<1>`, `\g<name>`, `\n`; other text as it stands. */
export function expandReplacement(template: string, match: Match, text: string): string {
  let result = '';
  for (let i = 0; i < template.length; i++) {
    if (template[i] !== '\\' || i + 1 >= template.length) {
      result += template[i];
      continue;
    }
    const next = template[i + 1]!;
    if (next === 'g' && template[i + 2] === '<') {
      const close = template.indexOf('>', i + 3);
      if (close > 0) {
        const name = template.slice(i + 3, close);
        const index = /^[0-9]{1,3}$/.test(name) ? Number(name) : (match.names[name] ?? -1);
        result +=
          index === 0 ? text.slice(match.start, match.end) : (match.groups[index - 1] ?? '');
        i = close;
        continue;
      }
    }
    if (next >= '1' && next <= '9') {
      const digits = /^[0-9]{1,2}/.exec(template.slice(i + 1, i + 3))![0];
      result += match.groups[Number(digits) - 1] ?? '';
      i += digits.length;
      continue;
    }
    result += next === 'n' ? '\n' : next === 't' ? '\t' : next === '\\' ? '\\' : `\\${next}`;
    i++;
  }
  return result;
}

function emit(node: Node, program: Instruction[]): void {
  if (program.length > LARGEST_PROGRAM) throw new Unsupported();
  switch (node.kind) {
    case 'char':
      program.push({ op: 'char', test: node.test });
      return;
    case 'assert':
      program.push({ op: 'assert', test: node.test });
      return;
    case 'sequence':
      for (const part of node.parts) emit(part, program);
      return;
    case 'group':
      program.push({ op: 'save', slot: 2 * node.index });
      emit(node.inner, program);
      program.push({ op: 'save', slot: 2 * node.index + 1 });
      return;
    case 'choice': {
      const jumps: { op: 'jump'; to: number }[] = [];
      node.options.forEach((option, i) => {
        if (i === node.options.length - 1) {
          emit(option, program);
          return;
        }
        const split = { op: 'split' as const, first: program.length + 1, second: 0 };
        program.push(split);
        emit(option, program);
        const jump = { op: 'jump' as const, to: 0 };
        program.push(jump);
        jumps.push(jump);
        split.second = program.length;
      });
      for (const jump of jumps) jump.to = program.length;
      return;
    }
    case 'repeat': {
      for (let i = 0; i < node.least; i++) emit(node.inner, program);
      if (node.most === Infinity) {
        const split = { op: 'split' as const, first: 0, second: 0 };
        const start = program.length;
        program.push(split);
        emit(node.inner, program);
        program.push({ op: 'jump', to: start });
        orient(split, start + 1, program.length, node.greedy);
        return;
      }
      const splits: { op: 'split'; first: number; second: number }[] = [];
      const bodies: number[] = [];
      for (let i = node.least; i < node.most; i++) {
        const split = { op: 'split' as const, first: 0, second: 0 };
        splits.push(split);
        program.push(split);
        bodies.push(program.length);
        emit(node.inner, program);
      }
      splits.forEach((split, i) => orient(split, bodies[i]!, program.length, node.greedy));
    }
  }
}

function orient(
  split: { first: number; second: number },
  body: number,
  out: number,
  greedy: boolean,
): void {
  split.first = greedy ? body : out;
  split.second = greedy ? out : body;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWord = (code: number): boolean =>
  isDigit(code) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 95 ||
  code > 127;
const isAsciiWord = (code: number): boolean => code < 128 && isWord(code);
const isAsciiBlank = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13 && code !== 11);
const isBlank = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0;

class Parser {
  groups = 0;
  readonly names: Record<string, number> = {};
  private at = 0;
  private depth = 0;
  private ignoreCase: boolean;
  private multiline: boolean;
  private dotAll: boolean;
  private readonly isRe2: boolean;

  constructor(
    private readonly pattern: string,
    flags: RegexFlags,
  ) {
    this.ignoreCase = flags.ignoreCase ?? false;
    this.multiline = flags.multiline ?? false;
    this.dotAll = flags.dotAll ?? false;
    this.isRe2 = flags.dialect === 're2';
  }

  whole(): Node {
    const node = this.choice();
    if (this.at < this.pattern.length) throw new Unsupported();
    return node;
  }

  private choice(): Node {
    if (++this.depth > DEEPEST) throw new Unsupported();
    const options = [this.sequence()];
    while (this.pattern[this.at] === '|') {
      this.at++;
      options.push(this.sequence());
    }
    this.depth--;
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    while (this.at < this.pattern.length && !'|)'.includes(this.pattern[this.at]!)) {
      const atom = this.atom();
      if (atom !== undefined) parts.push(this.repeated(atom));
    }
    return { kind: 'sequence', parts };
  }

  private repeated(atom: Node): Node {
    let node = atom;
    for (;;) {
      const char = this.pattern[this.at];
      let least: number;
      let most: number;
      if (char === '*') [least, most] = [0, Infinity];
      else if (char === '+') [least, most] = [1, Infinity];
      else if (char === '?') [least, most] = [0, 1];
      else {
        const bounds = /^\{([0-9]{0,3})(,?)([0-9]{0,3})\}/.exec(
          this.pattern.slice(this.at, this.at + 10),
        );
        if (char !== '{' || bounds === null || (bounds[1] === '' && bounds[3] === '')) return node;
        if (bounds[1] === '' && this.isRe2) return node;
        least = Number(bounds[1]);
        most = bounds[2] === '' ? least : bounds[3] === '' ? Infinity : Number(bounds[3]);
        this.at += bounds[0].length - 1;
      }
      if (most < least || (this.isRe2 && node !== atom)) throw new Unsupported();
      this.at++;
      const greedy = this.pattern[this.at] !== '?';
      if (!greedy) this.at++;
      if (this.pattern[this.at] === '+') throw new Unsupported();
      node = { kind: 'repeat', inner: node, least, most, greedy };
    }
  }

  private atom(): Node | undefined {
    const char = this.pattern[this.at++]!;
    switch (char) {
      case '.': {
        const all = this.dotAll;
        return { kind: 'char', test: (code) => all || code !== 10 };
      }
      case '^': {
        const lines = this.multiline;
        return {
          kind: 'assert',
          test: (text, at) => at === 0 || (lines && text[at - 1] === '\n'),
        };
      }
      case '$': {
        const lines = this.multiline;
        if (this.isRe2) {
          return {
            kind: 'assert',
            test: (text, at) => at === text.length || (lines && text[at] === '\n'),
          };
        }
        return {
          kind: 'assert',
          test: (text, at) =>
            at === text.length || (text[at] === '\n' && (lines || at === text.length - 1)),
        };
      }
      case '(':
        return this.group();
      case '[':
        return this.charClass();
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw new Unsupported();
      default:
        return { kind: 'char', test: this.literal(char.charCodeAt(0)) };
    }
  }

  private literal(code: number): (code: number) => boolean {
    if (!this.ignoreCase) return (other) => other === code;
    const lower = String.fromCharCode(code).toLowerCase();
    return (other) => String.fromCharCode(other).toLowerCase() === lower;
  }

  private group(): Node | undefined {
    const { ignoreCase, multiline, dotAll } = this;
    let index: number | undefined;
    if (this.pattern[this.at] === '?') {
      const rest = this.pattern.slice(this.at, this.at + 60);
      const flags = /^\?([imsx]+)\)/.exec(rest);
      const scoped = this.isRe2 ? /^\?([ims]*)(?:-([ims]+))?([:)])/.exec(rest) : null;
      if (scoped !== null) {
        this.setFlags(scoped[1]!, true);
        this.setFlags(scoped[2] ?? '', false);
        this.at += scoped[0].length;
        if (scoped[3] === ')') return undefined;
      } else if (flags !== null) {
        if (flags[1]!.includes('x')) throw new Unsupported();
        this.setFlags(flags[1]!, true);
        this.at += flags[0].length;
        return undefined;
      } else {
        const name = /^\?(P?)<([A-Za-z_][A-Za-z0-9_]{0,40})>/.exec(rest);
        if (name !== null && (name[1] === 'P' || this.isRe2)) {
          index = ++this.groups;
          this.names[name[2]!] = index;
          this.at += name[0].length;
        } else if (rest.startsWith('?:')) {
          this.at += 2;
        } else {
          throw new Unsupported();
        }
      }
    } else {
      index = ++this.groups;
    }
    if (this.groups > 50) throw new Unsupported();
    const inner = this.choice();
    if (this.pattern[this.at] !== ')') throw new Unsupported();
    this.at++;
    // Flags hold to the end of the group they stand in.
    if (this.isRe2) Object.assign(this, { ignoreCase, multiline, dotAll });
    return index === undefined ? inner : { kind: 'group', index, inner };
  }

  private setFlags(letters: string, value: boolean): void {
    if (letters.includes('i')) this.ignoreCase = value;
    if (letters.includes('m')) this.multiline = value;
    if (letters.includes('s')) this.dotAll = value;
  }

  private escape(): Node {
    const char = this.pattern[this.at++];
    if (char === undefined) throw new Unsupported();
    const shorthand = this.shorthand(char);
    if (shorthand !== undefined) return { kind: 'char', test: shorthand };
    const word = this.isRe2 ? isAsciiWord : isWord;
    switch (char) {
      case 'b':
      case 'B': {
        const wanted = char === 'b';
        return {
          kind: 'assert',
          test: (text, at) => {
            const before = at > 0 && word(text.charCodeAt(at - 1));
            const after = at < text.length && word(text.charCodeAt(at));
            return (before !== after) === wanted;
          },
        };
      }
      case 'A':
        return { kind: 'assert', test: (_text, at) => at === 0 };
      case 'Z':
      case 'z':
        if ((char === 'z') !== this.isRe2) break;
        return { kind: 'assert', test: (text, at) => at === text.length };
      case 'x':
        if (this.isRe2) return { kind: 'char', test: this.literal(this.hexadecimal()) };
    }
    if (/[A-Za-z0-9]/.test(char) && !'nrtfv'.includes(char)) throw new Unsupported();
    return { kind: 'char', test: this.literal(escaped(char)) };
  }

  private charClass(): Node {
    const negated = this.pattern[this.at] === '^';
    if (negated) this.at++;
    const tests: ((code: number) => boolean)[] = [];
    for (let first = true; ; first = false) {
      const char = this.pattern[this.at];
      if (char === undefined) throw new Unsupported();
      if (char === ']' && !first) break;
      if (char === '[' && this.pattern[this.at + 1] === ':') {
        tests.push(this.posixClass());
        continue;
      }
      const low = this.classItem();
      if (typeof low === 'function') {
        tests.push(low);
        continue;
      }
      if (this.pattern[this.at] === '-' && this.pattern[this.at + 1] !== ']') {
        this.at++;
        const high = this.classItem();
        if (typeof high === 'function' || high < low) throw new Unsupported();
        const insensitive = this.ignoreCase;
        tests.push((code) => {
          if (code >= low && code <= high) return true;
          if (!insensitive) return false;
          const text = String.fromCharCode(code);
          const lower = text.toLowerCase().charCodeAt(0);
          const upper = text.toUpperCase().charCodeAt(0);
          return (lower >= low && lower <= high) || (upper >= low && upper <= high);
        });
      } else {
        tests.push(this.literal(low));
      }
    }
    this.at++;
    return { kind: 'char', test: (code) => tests.some((test) => test(code)) !== negated };
  }

  private classItem(): number | ((code: number) => boolean) {
    const char = this.pattern[this.at++];
    if (char === undefined) throw new Unsupported();
    if (char !== '\\') return char.charCodeAt(0);
    const next = this.pattern[this.at++];
    if (next === undefined) throw new Unsupported();
    if (next === 'x' && this.isRe2) return this.hexadecimal();
    const shorthand = this.shorthand(next);
    if (shorthand !== undefined) return shorthand;
    if (this.isRe2 && /[A-Za-z0-9]/.test(next) && !'nrtfva'.includes(next)) throw new Unsupported();
    return next === 'b' ? 8 : escaped(next);
  }

  /** `\d`, and in Go's syntax `\pL` and `\p{Greek}` as well. */
  private shorthand(char: string): ((code: number) => boolean) | undefined {
    if (!this.isRe2) return shorthandClass(char, isWord, isBlank);
    if (char !== 'p' && char !== 'P') return shorthandClass(char, isAsciiWord, isAsciiBlank);
    const named = /^(?:([A-Z])|\{(\^?)([A-Za-z_]{1,30})\})/.exec(
      this.pattern.slice(this.at, this.at + 40),
    );
    if (named === null) throw new Unsupported();
    this.at += named[0].length;
    const name = named[1] ?? named[3]!;
    const property = unicodeClass(name.length <= 2 ? name : `Script=${name}`);
    if (property === undefined) throw new Unsupported();
    const wanted = (char === 'p') !== (named[2] === '^');
    return (code) => property.test(String.fromCharCode(code)) === wanted;
  }

  /** `41` or `{1F600}` after `\x`. */
  private hexadecimal(): number {
    const digits = /^(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,4})\})/.exec(
      this.pattern.slice(this.at, this.at + 8),
    );
    if (digits === null) throw new Unsupported();
    this.at += digits[0].length;
    return parseInt(digits[1] ?? digits[2]!, 16);
  }

  /** `[:alpha:]` inside a class. */
  private posixClass(): (code: number) => boolean {
    const named = /^\[:(\^?)([a-z]{3,6}):\]/.exec(this.pattern.slice(this.at, this.at + 12));
    const test = named === null ? undefined : POSIX.get(named[2]!);
    if (!this.isRe2 || named === null || test === undefined) throw new Unsupported();
    this.at += named[0].length;
    return named[1] === '^' ? (code) => !test(code) : test;
  }
}

const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isGraph = (code: number): boolean => code > 32 && code < 127;
const isAlnum = (code: number): boolean => isLower(code) || isUpper(code) || isDigit(code);

const POSIX: ReadonlyMap<string, (code: number) => boolean> = new Map([
  ['alnum', isAlnum],
  ['alpha', (code: number) => isLower(code) || isUpper(code)],
  ['ascii', (code: number) => code < 128],
  ['blank', (code: number) => code === 9 || code === 32],
  ['cntrl', (code: number) => code < 32 || code === 127],
  ['digit', isDigit],
  ['graph', isGraph],
  ['lower', isLower],
  ['print', (code: number) => code === 32 || isGraph(code)],
  ['punct', (code: number) => isGraph(code) && !isAlnum(code)],
  ['space', (code: number) => code === 32 || (code >= 9 && code <= 13)],
  ['upper', isUpper],
  ['word', isAsciiWord],
  [
    'xdigit',
    (code: number) => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102),
  ],
]);

/** A class of single characters by a Unicode property; the name holds letters only. */
function unicodeClass(property: string): RegExp | undefined {
  try {
    return new RegExp(`^\\p{${property}}$`, 'u');
  } catch {
    return undefined;
  }
}

function shorthandClass(
  char: string,
  word: (code: number) => boolean,
  blank: (code: number) => boolean,
): ((code: number) => boolean) | undefined {
  switch (char) {
    case 'd':
      return isDigit;
    case 'D':
      return (code) => !isDigit(code);
    case 'w':
      return word;
    case 'W':
      return (code) => !word(code);
    case 's':
      return blank;
    case 'S':
      return (code) => !blank(code);
    default:
      return undefined;
  }
}

function escaped(char: string): number {
  return { a: 7, n: 10, r: 13, t: 9, f: 12, v: 11 }[char] ?? char.charCodeAt(0);
}
