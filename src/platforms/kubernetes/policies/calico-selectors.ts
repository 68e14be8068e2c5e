const DEEPEST = 30;

/**
 * Calico's selectors: `app == 'cache' && has(tier)`, `a in {'x', 'y'} || !(b != 'c')`, `all()`. One that
 * is not understood selects nothing: nothing is concluded from it.
 */
export function selectsLabels(
  selector: string,
  labels: ReadonlyMap<string, string | undefined>,
): boolean {
  if (selector.trim() === '') return true;
  const tokens = tokensOf(selector.slice(0, 2_000));
  if (tokens === undefined) return false;
  const reader = new SelectorReader(tokens, labels);
  const result = reader.either(0);
  return result === true && reader.atEnd;
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  const token = /\s*(&&|\|\||==|!=|[!(){},]|'[^']*'|"[^"]*"|[A-Za-z0-9_./-]+)/y;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (match === null) return undefined;
    tokens.push(match[1]!);
  }
  return tokens;
}

class SelectorReader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly labels: ReadonlyMap<string, string | undefined>,
  ) {}

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  either(depth: number): boolean | undefined {
    let result = this.both(depth);
    while (result !== undefined && this.take('||')) {
      const next = this.both(depth);
      result = next === undefined ? undefined : result || next;
    }
    return result;
  }

  private both(depth: number): boolean | undefined {
    let result = this.single(depth);
    while (result !== undefined && this.take('&&')) {
      const next = this.single(depth);
      result = next === undefined ? undefined : result && next;
    }
    return result;
  }

  private single(depth: number): boolean | undefined {
    if (depth > DEEPEST) return undefined;
    if (this.take('!')) {
      const inner = this.single(depth + 1);
      return inner === undefined ? undefined : !inner;
    }
    if (this.take('(')) {
      const inner = this.either(depth + 1);
      return this.take(')') ? inner : undefined;
    }
    const name = this.tokens[this.at++];
    if (name === undefined) return undefined;
    if (name === 'all' || name === 'global') {
      return this.take('(') && this.take(')') ? name === 'all' : undefined;
    }
    if (name === 'has') {
      if (!this.take('(')) return undefined;
      const label = this.tokens[this.at++];
      return this.take(')') && label !== undefined ? this.labels.has(label) : undefined;
    }
    const value = this.labels.get(name);
    if (this.take('==')) return value !== undefined && value === this.text();
    if (this.take('!=')) return value !== this.text();
    const part = this.part();
    if (part !== undefined) {
      const text = this.text();
      return text === undefined ? undefined : value !== undefined && part(value, text);
    }
    const negated = this.take('not');
    if (!this.take('in') || !this.take('{')) return undefined;
    const listed: (string | undefined)[] = [];
    while (!this.take('}')) {
      if (this.atEnd) return undefined;
      listed.push(this.text());
      this.take(',');
    }
    const inside = value !== undefined && listed.includes(value);
    return negated ? !inside : inside;
  }

  /** `contains`, `starts with`, `ends with`. */
  private part(): ((value: string, text: string) => boolean) | undefined {
    if (this.take('contains')) return (value, text) => value.includes(text);
    const [word, next] = this.tokens.slice(this.at, this.at + 2);
    if (next !== 'with' || (word !== 'starts' && word !== 'ends')) return undefined;
    this.at += 2;
    return (value, text) => (word === 'starts' ? value.startsWith(text) : value.endsWith(text));
  }

  private text(): string | undefined {
    const token = this.tokens[this.at++];
    return token !== undefined && /^['"]/.test(token) ? token.slice(1, -1) : undefined;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }
}
