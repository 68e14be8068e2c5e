import { calculate } from './arithmetic.js';
import { parseScript } from './parse.js';
import { expandDocument, expandWord } from './words.js';
import type { Assignment, Node, Redirection, SimpleNode, Span } from './nodes.js';
import type {
  ShellText,
  ShellCommand,
  ScriptOptions,
  Status,
  Signal,
  Source,
  Standard,
} from './reader-types.js';
import type { Environment, ExpansionBudget, ShellWord, VariableValue } from './words.js';

/** Functions, `sh -c`, `eval`, sourced files inside each other. */
const MAX_NESTING = 12;

const MAX_STEPS = 100_000;

/** Characters of values that a whole script puts in, at most. */
const MOST_INSERTED = 1 << 22;

/** What a script has set so far, and how its words are expanded with it. */
export abstract class ReaderState {
  readonly commands: ShellCommand[] = [];
  protected variables = new Map<string, VariableValue>();
  protected readonly functions = new Map<string, { body: Node; source: Source }>();
  /** Whether the script calls a function of its own, or a word that nobody knows. */
  protected calls = false;
  protected positional: readonly ShellWord[] = [];
  protected conditional: string | undefined;
  protected signal: Signal;
  protected stopOnError = false;
  protected steps = 0;
  protected readonly budget: ExpansionBudget = { left: MOST_INSERTED };
  protected nesting = 0;
  protected source: Source = { text: '', map: (offset) => offset };
  /** What `read` takes its lines from, inside a loop. */
  protected lines: string[] | undefined;

  constructor(protected readonly options: ScriptOptions) {}

  /** Reads something that may not happen: what it sets is unknown afterwards, and it ends nothing. */
  protected maybe(reason: string, read: () => Status): Status {
    let status: Status;
    this.branches(reason, [
      () => {
        status = read();
      },
      () => undefined,
    ]);
    return status;
  }

  /** Reads ways of which one happens; variables that differ afterwards are unknown. */
  protected branches(reason: string, ways: readonly (() => void)[]): void {
    const outer = this.conditional;
    const before = new Map(this.variables);
    const ends: Map<string, VariableValue>[] = [];
    this.conditional = outer ?? reason;
    for (const way of ways) {
      this.variables = new Map(before);
      way();
      // A way that leaves the script or the loop says nothing about what comes behind it.
      if (this.signal === undefined) ends.push(this.variables);
      this.signal = undefined;
    }
    this.conditional = outer;
    const merged = ends[0] ?? before;
    for (const end of ends.slice(1)) {
      for (const name of new Set([...merged.keys(), ...end.keys()])) {
        const [a, b] = [merged.get(name), end.get(name)];
        if (a !== b && JSON.stringify(a) !== JSON.stringify(b)) merged.set(name, { reason });
      }
    }
    this.variables = merged;
  }

  protected subshell(read: () => Status): Status {
    const before = new Map(this.variables);
    const status = read();
    this.variables = before;
    if (this.signal === 'exit') this.signal = undefined;
    return status;
  }

  protected redirected(redirections: readonly Redirection[], standard: Standard): Standard {
    let result = standard;
    for (const { operator, target, document } of redirections) {
      if (document !== undefined) result = { input: this.document(document) };
      else if (operator === '<<<') {
        const [word] = this.expand(target, false);
        if (word !== undefined) {
          result = {
            input: {
              text: `${word.text ?? word.raw}\n`,
              offsets: word.offsets ?? [],
              ...(word.reason === undefined ? {} : { reason: word.reason }),
            },
          };
        }
      } else if (operator === '<') {
        const path = this.expand(target, false)[0]?.text;
        const text = path === undefined ? undefined : this.options.readFile?.(path);
        result = {
          ...(path === undefined ? {} : { inputFile: path }),
          ...(text === undefined ? {} : { input: { text, offsets: [] } }),
        };
      }
    }
    return result;
  }

  protected document(document: NonNullable<Redirection['document']>): ShellText {
    const { text, map } = this.source;
    let expanded: ShellText;
    if (document.quoted) {
      const body = text.slice(document.start, document.end);
      expanded = { text: body, offsets: Array.from(body, (_, i) => document.start + i) };
      if (expanded.offsets.length !== body.length) {
        expanded = {
          text: body,
          offsets: Array.from({ length: body.length }, (_, i) => document.start + i),
        };
      }
    } else {
      expanded = expandDocument(text, document.start, document.end, this.environment());
    }
    if (document.tabs) expanded = withoutTabs(expanded);
    return { ...expanded, offsets: expanded.offsets.map(map) };
  }

  protected assign({ name, append, value, elements }: Assignment): void {
    if (elements !== undefined) {
      const words = elements.flatMap((span) => this.expand(span));
      const unknown = words.find((word) => word.text === undefined);
      const before = append ? this.variables.get(name) : undefined;
      this.variables.set(
        name,
        unknown === undefined
          ? [
              ...(Array.isArray(before) ? (before as string[]) : []),
              ...words.map((word) => word.text!),
            ]
          : { reason: unknown.reason ?? 'it is not known' },
      );
      return;
    }
    const [word] = this.expand(value, false);
    this.store(name, word, append);
  }

  protected store(name: string, word: ShellWord | undefined, append: boolean): void {
    const before = append ? (this.variables.get(name) ?? '') : '';
    if (word?.text === undefined && word !== undefined) {
      this.variables.set(name, { reason: word.reason ?? 'it is not known' });
    } else if (typeof before === 'string') this.variables.set(name, before + (word?.text ?? ''));
  }

  /** `export NAME=value`, `declare -a NAME=(…)`. */
  protected declare(word: ShellWord, node: SimpleNode): void {
    const known = word.text ?? word.prefix ?? '';
    const equals = known.indexOf('=');
    if (equals < 1 || known.startsWith('-')) return;
    const name = known.slice(0, equals);
    const span = node.words.find((each) => this.source.map(each.start) === word.start);
    if (span?.elements !== undefined) {
      this.assign({ name, append: false, value: span, elements: span.elements });
    } else if (word.text === undefined) {
      this.variables.set(name, { reason: word.reason ?? 'it is not known' });
    } else {
      this.variables.set(name, word.text.slice(equals + 1));
    }
  }

  protected expand(span: Span, split = true): ShellWord[] {
    const words = expandWord(this.source.text, span.start, span.end, this.environment(), { split });
    const { map } = this.source;
    return words.map((word) => ({
      ...word,
      ...this.place(word),
      ...(word.offsets === undefined ? {} : { offsets: word.offsets.map(map) }),
    }));
  }

  protected environment(): Environment {
    return {
      budget: this.budget,
      variables: (name) => this.lookup(name),
      substitute: (command) => this.substitute(command),
      calculate: (expression) =>
        calculate(expression, (name) => {
          const value = this.lookup(name);
          return typeof value === 'string' ? value : undefined;
        }),
      assign: (name, value) => this.variables.set(name, value),
    };
  }

  protected lookup(name: string): VariableValue {
    if (name === '#') return String(this.positional.length);
    if (name === '@' || name === '*') {
      const known = this.positional.every((word) => word.text !== undefined);
      if (this.nesting > 1 && known) return this.positional.map((word) => word.text!);
      return { reason: `the script's own arguments are not known` };
    }
    if (/^[0-9]+$/.test(name)) {
      const word = this.positional[Number(name) - 1];
      if (word !== undefined) return word.text ?? { reason: word.reason ?? 'it is not known' };
      return this.nesting > 1 && name !== '0'
        ? ''
        : { reason: `the argument \`$${name}\` is not known` };
    }
    if (this.variables.has(name)) return this.variables.get(name);
    return this.options.variables?.(name);
  }

  /** The output of `$(cat file)`, `$(echo …)`, `$(seq 1 3)`, `$(< file)`. */
  protected substitute(command: string): string | undefined {
    const file = /^\s*<\s*([^\s<>|&;]+)\s*$/.exec(command);
    if (file !== null) return this.options.readFile?.(file[1]!)?.replace(/\n+$/, '');
    if (this.nesting >= MAX_NESTING || ++this.steps > MAX_STEPS) return undefined;
    const parsed = parseScript(command);
    if (parsed.kind !== 'list' || parsed.items.length !== 1) return undefined;
    const { node } = parsed.items[0]!;
    if (node.kind !== 'simple' || node.redirections.length > 0) return undefined;
    const outer = this.source;
    this.source = { text: command, map: (offset) => offset };
    this.nesting++;
    const words = node.words.flatMap((span) => this.expand(span));
    const output = words[0]?.text === undefined ? undefined : this.output(words[0].text, words, {});
    this.nesting--;
    this.source = outer;
    return output === undefined || output.reason !== undefined
      ? undefined
      : output.text.replace(/\n+$/, '');
  }

  protected place(span: Span): Span {
    const { map } = this.source;
    const start = map(span.start);
    return { start, end: span.end > span.start ? Math.max(start, map(span.end - 1) + 1) : start };
  }

  protected excerpt(span: Span): string {
    const text = this.source.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  }

  /** Reads a text where it stands. */
  protected abstract text(
    text: string,
    map: Source['map'],
    more?: { host?: string; file?: string },
  ): Status;

  /** What a command prints, where that is known. */
  protected abstract output(
    name: string,
    words: readonly ShellWord[],
    standard: Standard,
  ): ShellText | undefined;

  protected abstract node(node: Node, standard: Standard, guarded: boolean): Status;
}

function withoutTabs({ text, offsets, ...rest }: ShellText): ShellText {
  let kept = '';
  const keptOffsets: number[] = [];
  let atStart = true;
  for (let i = 0; i < text.length; i++) {
    if (atStart && text[i] === '\t') continue;
    kept += text[i]!;
    keptOffsets.push(offsets[i] ?? 0);
    atStart = text[i] === '\n';
  }
  return { text: kept, offsets: keptOffsets, ...rest };
}
