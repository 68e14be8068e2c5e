/** The recipes of a makefile as one shell text, with the way back to the file's offsets. */
export interface Recipes {
  readonly text: string;
  /** For each UTF-16 unit of `text`, its offset in the file. */
  readonly offsets: readonly number[];
}

/** A longer text is cut off: variables of variables can blow it up. */
const LONGEST = 1_000_000;
const MOST_NESTED = 10;
const LONGEST_VALUE = 10_000;

/**
 * Puts the recipe lines of a makefile together: `$(NAME)` and `${NAME}` of simple definitions filled in,
 * others left as shell variables that nobody set, `$$` for a dollar, the marks `@`, `-` and `+` dropped.
 */
export function readRecipes(makefile: string): Recipes {
  const variables = new Variables(definitions(makefile));
  let text = '';
  const offsets: number[] = [];
  const add = (piece: string, offset: number, fixed: boolean): void => {
    for (let i = 0; i < piece.length && text.length < LONGEST; i++)
      offsets.push(fixed ? offset : offset + i);
    text += piece.slice(0, Math.max(0, LONGEST - text.length));
  };
  let start = 0;
  let continued = false;
  while (start < makefile.length) {
    const newline = makefile.indexOf('\n', start);
    const end = newline < 0 ? makefile.length : newline;
    const line = makefile.slice(start, end);
    if (line.startsWith('\t') || continued) {
      let at = start + (line.startsWith('\t') ? 1 : 0);
      if (!continued) while (at < end && '@-+ \t'.includes(makefile[at]!)) at++;
      while (at < end) {
        const char = makefile[at]!;
        if (char !== '$') {
          add(char, at, true);
          at++;
          continue;
        }
        const read = reference(makefile, at, end);
        if (read === undefined) {
          add('$', at, true);
          at += makefile[at + 1] === '$' ? 2 : 1;
          continue;
        }
        const value = variables.expand(read.name);
        add(value ?? `\${${shellName(read.name)}}`, at, true);
        at = read.end;
      }
      add('\n', end, true);
      continued = /\\\r?$/.test(line);
    } else continued = false;
    start = end + 1;
  }
  return { text, offsets };
}

/** `$(NAME)` or `${NAME}`; function calls come out under a name that nobody defines. */
function reference(
  text: string,
  at: number,
  end: number,
): { name: string; end: number } | undefined {
  const open = text[at + 1];
  if (open !== '(' && open !== '{') return undefined;
  const close = open === '(' ? ')' : '}';
  let depth = 1;
  let i = at + 2;
  for (; i < end && depth > 0; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close) depth--;
  }
  return depth > 0 ? undefined : { name: text.slice(at + 2, i - 1), end: i };
}

function shellName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : 'MAKE_EXPRESSION';
}

/** Expands variables, each of them once. */
class Variables {
  private readonly known = new Map<string, string | undefined>();
  private depth = 0;

  constructor(private readonly values: ReadonlyMap<string, string>) {}

  /** `undefined` when it is not defined here or refers to itself. */
  expand(name: string): string | undefined {
    if (this.known.has(name)) return this.known.get(name);
    const value = this.values.get(name);
    this.known.set(name, undefined);
    if (value === undefined || this.depth >= MOST_NESTED) return undefined;
    this.depth++;
    let text = '';
    for (let at = 0; at < value.length && text.length < LONGEST_VALUE;) {
      const read = value[at] === '$' ? reference(value, at, value.length) : undefined;
      if (read === undefined) {
        text += value[at]!;
        at += value.startsWith('$$', at) ? 2 : 1;
        continue;
      }
      text += this.expand(read.name) ?? `\${${shellName(read.name)}}`;
      at = read.end;
    }
    this.depth--;
    this.known.set(name, text);
    return text;
  }
}

function definitions(makefile: string): Map<string, string> {
  const variables = new Map<string, string>();
  for (const line of makefile.split('\n')) {
    const match =
      /^(?:export[ ]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*(\?=|:{0,3}=|\+=)[ \t]*([^#]*)/.exec(line);
    if (match === null) continue;
    const [, name, operator, raw] = match;
    const value = raw!.trim();
    if (value.endsWith('\\')) continue;
    const before = variables.get(name!);
    if (operator === '?=' && before !== undefined) continue;
    variables.set(name!, operator === '+=' && before !== undefined ? `${before} ${value}` : value);
  }
  return variables;
}
