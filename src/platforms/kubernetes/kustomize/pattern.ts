/**
 * The regular expressions of Go that kustomize matches names and namespaces with, anchored at both
 * ends. Matched by following all possibilities at once, so that no pattern can run away.
 */

/** A piece of a pattern: what it takes, and where it goes on. */
interface State {
  /** `undefined` takes nothing. */
  readonly takes?: (char: string) => boolean;
  next: number[];
}

const LONGEST_PATTERN = 500;
const MOST_STATES = 2_000;
const DEEPEST_GROUP = 30;

/** Whether a pattern matches the whole of a value; one that is not understood is taken literally. */
export function matchesPattern(pattern: string, value: string): boolean {
  if (pattern === value) return true;
  const machine = pattern.length > LONGEST_PATTERN ? undefined : compile(pattern);
  return machine === undefined ? false : run(machine, value.slice(0, 1_000));
}

interface Machine {
  readonly states: readonly State[];
  readonly start: number;
  readonly end: number;
}

/** A part of the machine: its first state, and the one it leaves from. */
interface Part {
  readonly from: number;
  readonly to: number;
}

function run({ states, start, end }: Machine, value: string): boolean {
  const close = (set: Set<number>): Set<number> => {
    for (const index of set) {
      const state = states[index]!;
      if (state.takes === undefined) for (const next of state.next) set.add(next);
    }
    return set;
  };
  let current = close(new Set([start]));
  for (const char of value) {
    const after = new Set<number>();
    for (const index of current) {
      const state = states[index]!;
      if (state.takes?.(char) === true) for (const next of state.next) after.add(next);
    }
    current = close(after);
    if (current.size === 0) return false;
  }
  return current.has(end);
}

function compile(pattern: string): Machine | undefined {
  const compiler = new Compiler(pattern);
  const part = compiler.alternatives(0);
  if (part === undefined || !compiler.atEnd) return undefined;
  return { states: compiler.states, start: part.from, end: part.to };
}

class Compiler {
  readonly states: State[] = [];
  private at = 0;

  constructor(private readonly pattern: string) {}

  get atEnd(): boolean {
    return this.at >= this.pattern.length;
  }

  alternatives(depth: number): Part | undefined {
    if (depth > DEEPEST_GROUP) return undefined;
    const from = this.state();
    const to = this.state();
    for (;;) {
      const part = this.sequence(depth);
      if (part === undefined) return undefined;
      this.link(from, part.from);
      this.link(part.to, to);
      if (this.pattern[this.at] !== '|') return { from, to };
      this.at++;
    }
  }

  private sequence(depth: number): Part | undefined {
    const from = this.state();
    let to = from;
    while (!this.atEnd && this.pattern[this.at] !== '|' && this.pattern[this.at] !== ')') {
      const part = this.repeated(depth);
      if (part === undefined || this.states.length > MOST_STATES) return undefined;
      this.link(to, part.from);
      to = part.to;
    }
    return { from, to };
  }

  private repeated(depth: number): Part | undefined {
    let part = this.single(depth);
    for (let sign = this.pattern[this.at]; part !== undefined; sign = this.pattern[this.at]) {
      if (sign !== '*' && sign !== '+' && sign !== '?') break;
      this.at++;
      const from = this.state();
      const to = this.state();
      this.link(from, part.from);
      this.link(part.to, to);
      if (sign !== '+') this.link(from, to);
      if (sign !== '?') this.link(to, from);
      part = { from, to };
    }
    // Counted repeats are not followed.
    return this.pattern[this.at] === '{' ? undefined : part;
  }

  private single(depth: number): Part | undefined {
    const char = this.pattern[this.at++]!;
    if (char === '(') {
      if (this.pattern.startsWith('?:', this.at)) this.at += 2;
      else if (this.pattern[this.at] === '?') return undefined;
      const inner = this.alternatives(depth + 1);
      return inner !== undefined && this.pattern[this.at++] === ')' ? inner : undefined;
    }
    // Both ends are anchored anyway.
    if (char === '^' || char === '$') return this.taking(undefined);
    if (char === '.') return this.taking(() => true);
    if (char === '[') return this.characterClass();
    if (char === '\\') return this.escaped();
    if ('*+?{'.includes(char)) return undefined;
    return this.taking((other) => other === char);
  }

  private escaped(): Part | undefined {
    const char = this.pattern[this.at++];
    if (char === undefined) return undefined;
    const known: Readonly<Record<string, (other: string) => boolean>> = {
      d: (other) => /[0-9]/.test(other),
      D: (other) => !/[0-9]/.test(other),
      w: (other) => /[A-Za-z0-9_]/.test(other),
      W: (other) => !/[A-Za-z0-9_]/.test(other),
    };
    if (Object.hasOwn(known, char)) return this.taking(known[char]);
    return /[A-Za-z0-9]/.test(char) ? undefined : this.taking((other) => other === char);
  }

  private characterClass(): Part | undefined {
    const negated = this.pattern[this.at] === '^';
    if (negated) this.at++;
    const ranges: [string, string][] = [];
    for (let first = true; first || this.pattern[this.at] !== ']'; first = false) {
      let low = this.pattern[this.at++];
      if (low === '\\') low = this.pattern[this.at++];
      if (low === undefined || (low === '[' && this.pattern[this.at] === ':')) return undefined;
      let high = low;
      if (this.pattern[this.at] === '-' && this.pattern[this.at + 1] !== ']') {
        high = this.pattern[this.at + 1] ?? low;
        this.at += 2;
      }
      ranges.push([low, high]);
    }
    this.at++;
    const holds = (char: string): boolean =>
      ranges.some(([low, high]) => low <= char && char <= high);
    return this.taking((char) => holds(char) !== negated);
  }

  private taking(takes: ((char: string) => boolean) | undefined): Part {
    const from = this.states.push({ next: [], ...(takes === undefined ? {} : { takes }) }) - 1;
    const to = this.state();
    this.link(from, to);
    return { from, to };
  }

  private state(): number {
    return this.states.push({ next: [] }) - 1;
  }

  private link(from: number, to: number): void {
    this.states[from]!.next.push(to);
  }
}
