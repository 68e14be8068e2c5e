import { Unsupported, type RegexFlags } from './regex/node.js';
import { Parser } from './regex/parser.js';
import { emit, type Instruction } from './regex/program.js';

/** Where a text matched. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** Groups from 1; `undefined` for one that took no part. */
  readonly groups: readonly (string | undefined)[];
  readonly names: Readonly<Record<string, number>>;
}

/** Steps that one search may take: text length times program size. */
const MOST_STEPS = 20_000_000;

/** Of all matches those that Go finds: an empty one right behind another does not count. */
export function matchesOfGo(all: readonly Match[]): Match[] {
  return all.filter((match, index) => {
    const before = all[index - 1];
    return !(
      match.start === match.end &&
      before !== undefined &&
      before.end === match.start &&
      before.start < before.end
    );
  });
}

/**
 * Regular expressions of the scanned repository, as Python's `re` or Go's `regexp` reads them, matched
 * in time that is linear in the text: the program follows all alternatives at once (R. Cox, "Regular
 * Expression Matching: the Virtual Machine Approach"). Look-around and back-references are not
 * supported.
 */
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
