import {
  escaped,
  isAsciiBlank,
  isAsciiWord,
  isBlank,
  isWord,
  POSIX,
  shorthandClass,
  unicodeClass,
} from './classes.js';
import { Unsupported, type Node, type RegexFlags } from './node.js';

/** Groups nested deeper than this are not read. */
const DEEPEST = 50;

/** Reads the syntax of an expression. */
export class Parser {
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
