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

/**
 * Whether a pattern matches the whole of a value, or a part of it when it is not `anchored`; one that is
 * not understood is taken literally.
 */
export function matchesPattern(pattern: string, value: string, anchored = true): boolean {
  if (pattern === value) return true;
  if (pattern.length > LONGEST_PATTERN) return false;
  const machine = compile(anchored ? pattern : partial(pattern));
  return machine === undefined ? false : run(machine, value.slice(0, 1_000));
}

/** The pattern of any text in which `pattern` is found. */
function partial(pattern: string): string {
  const start = pattern.startsWith('^') ? '' : '.*';
  const end = pattern.endsWith('$') && !pattern.endsWith('\\$') ? '' : '.*';
  return `${start}(?:${pattern})${end}`;
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
    const start = this.at;
    let part = this.single(depth);
    for (let sign = this.pattern[this.at]; part !== undefined; sign = this.pattern[this.at]) {
      if (sign === '{') {
        part = this.counted(part, start, depth);
        continue;
      }
      if (sign !== '*' && sign !== '+' && sign !== '?') break;
      this.at++;
      // Taking as few as possible makes no difference to whether there is a match.
      if (this.pattern[this.at] === '?') this.at++;
      const from = this.state();
      const to = this.state();
      this.link(from, part.from);
      this.link(part.to, to);
      if (sign !== '+') this.link(from, to);
      if (sign !== '?') this.link(to, from);
      part = { from, to };
    }
    return part;
  }

  /** `{2}`, `{1,3}`, `{2,}`: the piece that begins at `start`, read as often as it may be repeated. */
  private counted(first: Part, start: number, depth: number): Part | undefined {
    const count = /^\{([0-9]{1,3})(,([0-9]{0,3}))?\}/.exec(
      this.pattern.slice(this.at, this.at + 10),
    );
    if (count === null) return undefined;
    const least = Number(count[1]);
    const endless = count[2] !== undefined && count[3] === '';
    const most = count[2] === undefined || endless ? least : Number(count[3]);
    const after = this.at + count[0].length;
    const again = (): Part | undefined => {
      if (this.states.length > MOST_STATES) return undefined;
      this.at = start;
      return this.single(depth);
    };
    const from = this.state();
    let to = from;
    for (let i = 0; i < Math.max(most, endless ? 1 : 0); i++) {
      const part = i === 0 ? first : again();
      if (part === undefined) return undefined;
      const skip = this.state();
      this.link(to, part.from);
      this.link(part.to, skip);
      if (i >= least) this.link(to, skip);
      if (endless && i === Math.max(least, 1) - 1) this.link(skip, part.from);
      to = skip;
    }
    this.at = after;
    return { from, to };
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
      s: (other) => /[\t\n\f\r ]/.test(other),
      S: (other) => !/[\t\n\f\r ]/.test(other),
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
