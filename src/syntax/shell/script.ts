import { calculate } from './arithmetic.js';
import { matchesGlob } from './glob.js';
import {
  parseScript,
  type Assignment,
  type Node,
  type Redirection,
  type SimpleNode,
  type Span,
} from './parse.js';
import { innerCommand, stripPrefixes } from './prefixes.js';
import { echoOutput, printfOutput, sequence } from './output.js';
import { testStatus } from './test.js';
import {
  expandDocument,
  expandWord,
  type Environment,
  type ExpansionBudget,
  type ExpandedText,
  type ShellWord,
  type VariableValue,
  type Variables,
} from './words.js';

/** Text that a command reads or writes. */
export type ShellText = ExpandedText;

/** A file that a command writes with text that stands in the script. */
export interface FileWrite {
  /** The path as the script names it. */
  readonly path: string;
  readonly append: boolean;
  readonly content: ShellText;
}

/** One simple command of a script, as it would be run. */
export interface ShellCommand {
  /** Program and arguments, without variable assignments and without `sudo`, `env` and their like. */
  readonly words: readonly ShellWord[];
  /** Offsets of the command in the script. */
  readonly start: number;
  readonly end: number;
  /** Its standard input, when the script says it: a here-document, `<<<`, `echo … |`, a known file. */
  readonly input?: ShellText;
  /** The file its standard input comes from. */
  readonly inputFile?: string;
  readonly writes?: FileWrite;
  /** Assignments in front of it (`A=b command`) and those of `env`. */
  readonly environment: ReadonlyMap<string, string | undefined>;
  /** Why it may not run at all, to be read after "because": absent when it runs. */
  readonly conditional?: string;
  /** The host it runs on, when `ssh` takes it elsewhere. */
  readonly host?: string;
  /** A file that the script reads in with `.` and that the command stands in; the offsets are of the `.`. */
  readonly file?: string;
}

export interface ScriptOptions {
  /** Variables that are set before the script starts. */
  readonly variables?: Variables;
  /** The text of a file that the script reads (`. file`, `< file`, `$(cat file)`). */
  readonly readFile?: (path: string) => string | undefined;
  /** Whether the command would succeed; decides `||`, `if` and `set -e`. Called in order, once each. */
  readonly run?: (command: ShellCommand) => boolean | undefined;
}

const MAX_COMMANDS = 20_000;
const MAX_STEPS = 100_000;
/** Characters of values that a whole script puts in, at most. */
const MOST_INSERTED = 1 << 22;
/** Functions, `sh -c`, `eval`, sourced files inside each other. */
const MAX_NESTING = 12;

/**
 * Reads a shell script (POSIX sh and the common parts of bash) without running it and says which simple
 * commands it would run, in order: variables with known values, `for` over known words, functions where they
 * are called, `if` and `case` by their outcome where it is known, `sudo`, `env`, `sh -c`, `eval`, `ssh host …`,
 * here-documents, pipes from `echo`, `printf` and `cat`. What depends on something unknown is there with
 * {@link ShellCommand.conditional}. Bounded in commands, steps and nesting; never throws.
 */
export function readScript(text: string, options: ScriptOptions = {}): ShellCommand[] {
  const reader = new Reader(options);
  reader.text(text, (offset) => offset);
  return reader.commands;
}

type Status = boolean | undefined;
type Signal = 'break' | 'continue' | 'return' | 'exit' | undefined;

/** Where the text that is being read comes from. */
interface Source {
  readonly text: string;
  /** From its offsets to those of the script. */
  readonly map: (offset: number) => number;
  readonly host?: string;
  readonly file?: string;
}

interface Standard {
  readonly input?: ShellText;
  readonly inputFile?: string;
}

class Reader {
  readonly commands: ShellCommand[] = [];
  private variables = new Map<string, VariableValue>();
  private readonly functions = new Map<string, { body: Node; source: Source }>();
  private positional: readonly ShellWord[] = [];
  private conditional: string | undefined;
  private signal: Signal;
  private stopOnError = false;
  private steps = 0;
  private readonly budget: ExpansionBudget = { left: MOST_INSERTED };
  private nesting = 0;
  private source: Source = { text: '', map: (offset) => offset };
  /** What `read` takes its lines from, inside a loop. */
  private lines: string[] | undefined;

  constructor(private readonly options: ScriptOptions) {}

  text(text: string, map: Source['map'], more: { host?: string; file?: string } = {}): Status {
    if (++this.nesting > MAX_NESTING) {
      this.nesting--;
      return undefined;
    }
    const outer = this.source;
    this.source = {
      text,
      map,
      ...(outer.host === undefined ? {} : { host: outer.host }),
      ...(outer.file === undefined ? {} : { file: outer.file }),
      ...more,
    };
    const status = this.node(parseScript(text), {}, false);
    this.source = outer;
    this.nesting--;
    return status;
  }

  /** @param guarded a failure is expected here, so that `set -e` does not end the script */
  private node(node: Node, standard: Standard, guarded: boolean): Status {
    if (this.signal !== undefined || ++this.steps > MAX_STEPS) return undefined;
    switch (node.kind) {
      case 'simple':
        return this.simple(node, standard, guarded).status;
      case 'list':
        return this.list(node, standard, guarded);
      case 'pipeline':
        return this.pipeline(node, standard, guarded);
      case 'group': {
        const inner = this.redirected(node.redirections, standard);
        if (!node.subshell) return this.node(node.body, inner, guarded);
        return this.subshell(() => this.node(node.body, inner, guarded));
      }
      case 'if':
        return this.ifCommand(node, standard);
      case 'for':
        return this.forLoop(node, standard);
      case 'while':
        return this.whileLoop(node, standard);
      case 'case':
        return this.caseCommand(node, standard);
      case 'function':
        this.functions.set(node.name, { body: node.body, source: this.source });
        return true;
    }
  }

  private list(node: Node & { kind: 'list' }, standard: Standard, guarded: boolean): Status {
    let status: Status = true;
    for (let i = 0; i < node.items.length; i++) {
      if (this.signal !== undefined) return status;
      const { node: item, operator } = node.items[i]!;
      const followed = operator === '&&' || operator === '||';
      const before = i > 0 ? node.items[i - 1]!.operator : ';';
      if (before === '&&' || before === '||') {
        const runs = before === '&&' ? status : status === undefined ? undefined : !status;
        if (runs === false) continue;
        if (runs === undefined) {
          const decider = node.items[i - 1]!.node;
          // A command whose outcome nobody knows is taken to succeed; a question may be answered either way.
          if (before === '&&' && !this.isQuestion(decider)) {
            status = this.node(item, standard, guarded || followed);
          } else {
            const reason = `it depends on \`${this.excerpt(decider)}\``;
            this.maybe(reason, () => this.node(item, standard, true));
            status = undefined;
          }
          continue;
        }
      }
      status = this.node(item, standard, guarded || followed);
    }
    return status;
  }

  /** Whether a command is run for its status and changes nothing. */
  private isQuestion(node: Node): boolean {
    if (node.kind === 'pipeline')
      return node.negated || this.isQuestion(node.nodes[node.nodes.length - 1]!);
    if (node.kind !== 'simple' || node.words.length === 0) return false;
    const word = this.source.text.slice(node.words[0]!.start, node.words[0]!.end);
    return /^(\[|\[\[|test|command|type|which|hash|grep|egrep|fgrep|pgrep|pidof|id|diff|cmp|read|dpkg|rpm|ping|nc)$/.test(
      word.slice(word.lastIndexOf('/') + 1),
    );
  }

  private pipeline(
    node: Node & { kind: 'pipeline' },
    standard: Standard,
    guarded: boolean,
  ): Status {
    let status: Status;
    let output: ShellText | undefined;
    if (node.nodes.length === 1) {
      status = this.node(node.nodes[0]!, standard, true);
    } else {
      for (const [i, part] of node.nodes.entries()) {
        const input: Standard = i === 0 ? standard : output === undefined ? {} : { input: output };
        output = undefined;
        status = this.subshell(() => {
          if (part.kind !== 'simple') return this.node(part, input, true);
          const done = this.simple(part, input, i < node.nodes.length - 1 || guarded);
          output = done.output;
          return done.status;
        });
      }
    }
    return node.negated && status !== undefined ? !status : status;
  }

  private ifCommand(node: Node & { kind: 'if' }, standard: Standard): Status {
    const outcomes: (() => void)[] = [];
    let reason: string | undefined;
    for (const { condition, body } of node.branches) {
      const status =
        reason === undefined
          ? this.node(condition, standard, true)
          : this.maybe(reason, () => this.node(condition, standard, true));
      if (this.signal !== undefined) return undefined;
      if (status === false) continue;
      if (status === true) {
        if (reason === undefined) return this.node(body, standard, false);
        outcomes.push(() => this.node(body, standard, false));
        this.branches(reason, outcomes);
        return undefined;
      }
      reason ??= `it depends on \`if ${this.excerpt(condition)}\``;
      outcomes.push(() => this.node(body, standard, false));
    }
    const { otherwise } = node;
    if (reason === undefined)
      return otherwise === undefined ? true : this.node(otherwise, standard, false);
    if (otherwise !== undefined) outcomes.push(() => this.node(otherwise, standard, false));
    else outcomes.push(() => undefined);
    this.branches(reason, outcomes);
    return undefined;
  }

  private caseCommand(node: Node & { kind: 'case' }, standard: Standard): Status {
    const word = this.expand(node.word, false)[0];
    const outcomes: (() => void)[] = [];
    for (const arm of node.arms) {
      let matched: Status = false;
      for (const pattern of arm.patterns) {
        const text = this.expand(pattern, false)[0]?.text;
        const hit =
          text === '*'
            ? true
            : word?.text === undefined || text === undefined
              ? undefined
              : matchesGlob(text, word.text);
        if (hit === true) matched = true;
        else if (hit === undefined && matched === false) matched = undefined;
      }
      if (matched === false) continue;
      if (matched === true && outcomes.length === 0) return this.node(arm.body, standard, false);
      outcomes.push(() => this.node(arm.body, standard, false));
      if (matched === true) break;
    }
    if (outcomes.length > 0)
      this.branches(`it depends on \`case ${this.excerpt(node.word)}\``, outcomes);
    return undefined;
  }

  private forLoop(node: Node & { kind: 'for' }, standard: Standard): Status {
    const inner = this.redirected(node.redirections, standard);
    if (node.counting) {
      this.variables.set(node.name, { reason: `\`$${node.name}\` counts in a loop` });
      return this.loopBody(node.body, inner);
    }
    const words =
      node.words === undefined ? this.positional : node.words.flatMap((span) => this.expand(span));
    let status: Status = true;
    for (const word of words) {
      const texts =
        word.text === undefined || word.quoted === true ? [word.text] : expandBraces(word.text);
      for (const text of texts) {
        this.variables.set(node.name, text ?? { reason: word.reason ?? 'it is not known' });
        status = this.loopBody(node.body, inner);
        if (this.leaving()) return status;
        if (this.steps > MAX_STEPS) return undefined;
      }
    }
    return status;
  }

  private whileLoop(node: Node & { kind: 'while' }, standard: Standard): Status {
    const inner = this.redirected(node.redirections, standard);
    const outer = this.lines;
    this.lines =
      inner.input === undefined || inner.input.reason !== undefined
        ? undefined
        : linesOf(inner.input.text);
    const reading = this.lines;
    let status: Status;
    // With known input each line is one round; otherwise one round stands for all.
    const rounds = reading === undefined ? 1 : reading.length + 1;
    for (let round = 0; round < rounds; round++) {
      const held = this.node(node.condition, inner, true);
      const runs = held === undefined ? undefined : held !== node.until;
      if (runs === false || this.signal !== undefined) break;
      if (runs === true) {
        status = this.loopBody(node.body, inner);
      } else {
        const reason = `it depends on \`while ${this.excerpt(node.condition)}\``;
        this.maybe(reason, () => this.loopBody(node.body, inner));
      }
      if (this.leaving() || this.steps > MAX_STEPS) break;
    }
    this.lines = outer;
    return status;
  }

  private loopBody(body: Node, standard: Standard): Status {
    const status = this.node(body, standard, false);
    if (this.signal === 'continue') this.signal = undefined;
    return status;
  }

  /** Whether the loop ends here; takes the signal when it was meant for it. */
  private leaving(): boolean {
    if (this.signal === 'break') {
      this.signal = undefined;
      return true;
    }
    return this.signal !== undefined;
  }

  /** Reads something that may not happen: what it sets is unknown afterwards, and it ends nothing. */
  private maybe(reason: string, read: () => Status): Status {
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
  private branches(reason: string, ways: readonly (() => void)[]): void {
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

  private subshell(read: () => Status): Status {
    const before = new Map(this.variables);
    const status = read();
    this.variables = before;
    if (this.signal === 'exit') this.signal = undefined;
    return status;
  }

  private simple(
    node: SimpleNode,
    standard: Standard,
    guarded: boolean,
  ): { status: Status; output?: ShellText } {
    const words = node.words.flatMap((span) => this.wordsOf(span));
    const inner = this.redirected(node.redirections, standard);
    if (words.length === 0) {
      for (const assignment of node.assignments) this.assign(assignment);
      return { status: true };
    }
    const environment = new Map<string, string | undefined>();
    for (const { name, value } of node.assignments)
      environment.set(name, this.expand(value, false)[0]?.text);
    const result = this.invoke(words, environment, inner, node);
    if (result.status === false && this.stopOnError && !guarded && this.conditional === undefined) {
      this.signal = 'exit';
    }
    return result;
  }

  private wordsOf(span: Span): ShellWord[] {
    const first = this.source.text[span.start];
    if (first !== '<' && first !== '>') return this.expand(span);
    const raw = this.source.text.slice(span.start, span.end);
    return [
      { ...this.place(span), text: undefined, raw, reason: `\`${raw.slice(0, 60)}\` is not known` },
    ];
  }

  /** Runs known words: a builtin, a function, something that holds commands, or a program. */
  private invoke(
    words: readonly ShellWord[],
    environment: Map<string, string | undefined>,
    standard: Standard,
    node: SimpleNode,
  ): { status: Status; output?: ShellText } {
    const stripped = stripPrefixes(words);
    for (const [name, value] of stripped.environment) environment.set(name, value);
    const rest = stripped.words;
    const name = rest[0]?.text;
    if (name === undefined) {
      if (rest.length > 0) this.emit(rest, environment, standard, node);
      return { status: undefined };
    }
    const builtin = this.builtin(name, rest, node);
    if (builtin !== 'none') return { status: builtin };
    const called = this.functions.get(name);
    if (called !== undefined) return { status: this.call(called, rest) };
    const inner = innerCommand(rest);
    if (inner !== undefined) {
      // ssh that forwards ports does something here as well.
      if (
        rest.some(
          ({ text, prefix }) => name === 'ssh' && /^-[A-Za-z0-9]*[LR]/.test(text ?? prefix ?? ''),
        )
      )
        this.emit(rest, environment, standard, node, undefined);
      return { status: this.nested(inner, rest, standard) };
    }
    if (name === 'xargs') return { status: this.xargs(rest, standard, node) };
    const output = this.output(name, rest, standard);
    const status = this.emit(rest, environment, standard, node, output);
    if (name === '[' || name === 'test' || name === '[[') {
      return { status: testStatus(rest.slice(1).map((word) => word.text)) };
    }
    return { status, ...(output === undefined ? {} : { output }) };
  }

  private builtin(name: string, words: readonly ShellWord[], node: SimpleNode): Status | 'none' {
    const texts = words.slice(1).map((word) => word.text);
    switch (name) {
      case ':':
      case 'true':
        return true;
      case 'false':
        return false;
      case 'export':
      case 'local':
      case 'readonly':
      case 'declare':
      case 'typeset':
        for (const [i, word] of words.entries()) {
          if (i > 0) this.declare(word, node);
        }
        return true;
      case 'unset':
        for (const text of texts) if (text !== undefined) this.variables.set(text, '');
        return true;
      case 'set':
        if (texts[0] === '--') this.positional = words.slice(2);
        else {
          for (const text of texts) {
            if (/^-[a-z]*e/.test(text ?? '') || text === 'errexit')
              this.stopOnError = texts[0] !== '+o';
            if (/^\+[a-z]*e/.test(text ?? '')) this.stopOnError = false;
          }
        }
        return true;
      case 'shift':
        this.positional = this.positional.slice(Number(texts[0] ?? '1') || 1);
        return true;
      case 'exit':
      case 'return':
      case 'break':
      case 'continue':
        this.signal = name;
        return texts[0] === undefined || texts[0] === '0';
      case 'exec':
        return undefined;
      case 'read':
        return this.read(texts);
      case '.':
      case 'source': {
        const path = texts[0];
        const text = path === undefined ? undefined : this.options.readFile?.(path);
        if (path === undefined || text === undefined) return 'none';
        const at = this.source.map(node.start);
        const status = this.text(text, () => at, { file: path });
        if (this.signal === 'return') this.signal = undefined;
        return status;
      }
      default:
        return 'none';
    }
  }

  private read(names: readonly (string | undefined)[]): Status {
    const variables = names.filter(
      (name) => name !== undefined && !name.startsWith('-'),
    ) as string[];
    const line = this.lines?.shift();
    if (line === undefined) {
      const known = this.lines !== undefined;
      for (const name of variables) {
        this.variables.set(
          name,
          known ? '' : { reason: `\`$${name}\` is read while the script runs` },
        );
      }
      return known ? false : undefined;
    }
    const fields = line.trim().split(/[ \t]+/);
    for (const [i, name] of variables.entries()) {
      this.variables.set(
        name,
        i === variables.length - 1 ? fields.slice(i).join(' ') : (fields[i] ?? ''),
      );
    }
    return true;
  }

  private call(called: { body: Node; source: Source }, words: readonly ShellWord[]): Status {
    if (++this.nesting > MAX_NESTING) {
      this.nesting--;
      return undefined;
    }
    const { positional, source } = this;
    this.positional = words.slice(1);
    this.source = called.source;
    const status = this.node(called.body, {}, false);
    if (this.signal === 'return') this.signal = undefined;
    this.positional = positional;
    this.source = source;
    this.nesting--;
    return status;
  }

  /** `sh -c text`, `eval text`, `ssh host text`. */
  private nested(
    inner: NonNullable<ReturnType<typeof innerCommand>>,
    words: readonly ShellWord[],
    standard: Standard,
  ): Status {
    const more = inner.host === undefined ? {} : { host: inner.host };
    if (inner.words === 'input') {
      if (standard.input === undefined) return undefined;
      const { text, offsets } = standard.input;
      return this.subshell(() =>
        this.text(text, (offset) => offsets[offset] ?? offsets[offsets.length - 1] ?? 0, more),
      );
    }
    const unknown = inner.words.find((word) => word.text === undefined);
    let text = '';
    const offsets: number[] = [];
    for (const word of inner.words) {
      if (text !== '') {
        text += ' ';
        offsets.push(word.start);
      }
      // What is not known stays as written: it may still be evaluated inside.
      const piece = word.text ?? unquoted(word.raw);
      text += piece;
      for (let i = 0; i < piece.length; i++) offsets.push(word.offsets?.[i] ?? word.start);
    }
    const map = (offset: number): number => offsets[offset] ?? words[words.length - 1]!.end;
    const positional = this.positional;
    if (inner.arguments !== undefined) this.positional = inner.arguments;
    const read = (): Status => this.text(text, map, more);
    const status = inner.here === true ? read() : this.subshell(read);
    this.positional = positional;
    return unknown === undefined ? status : undefined;
  }

  /** `… | xargs [-n1] [-I{}] command`: one run per line or one with all words. */
  private xargs(words: readonly ShellWord[], standard: Standard, node: SimpleNode): Status {
    let i = 1;
    let replace: string | undefined;
    let single = false;
    for (; i < words.length; i++) {
      const text = words[i]!.text;
      if (text === undefined || !text.startsWith('-')) break;
      if (text.startsWith('-I')) replace = text.length > 2 ? text.slice(2) : words[++i]?.text;
      else if (text === '-i') replace = '{}';
      else if (/^-[nL]/.test(text)) {
        const count = text.length > 2 ? text.slice(2) : words[++i]?.text;
        single = count === '1';
      } else if (/^-[dEPs]$/.test(text)) i++;
    }
    const command = words.slice(i);
    if (command.length === 0) return undefined;
    const { input } = standard;
    if (input === undefined || input.reason !== undefined) {
      const reason = 'it comes from the input of xargs';
      const argument: ShellWord = { ...command[0]!, text: undefined, reason, maySplit: true };
      const filled =
        replace === undefined
          ? [...command, argument]
          : command.map((word) =>
              word.text?.includes(replace) === true ? { ...word, text: undefined, reason } : word,
            );
      return this.invoke(filled, new Map(), {}, node).status;
    }
    const lines = linesOf(input.text).map((line) => line.trim());
    const items =
      replace === undefined ? input.text.split(/\s+/).filter((item) => item !== '') : lines;
    const make = (text: string): ShellWord => ({ ...command[0]!, text, raw: text });
    if (replace === undefined && !single) {
      return this.invoke([...command, ...items.map(make)], new Map(), {}, node).status;
    }
    let status: Status = true;
    for (const item of items.slice(0, 1000)) {
      const filled =
        replace === undefined
          ? [...command, make(item)]
          : command.map((word) =>
              word.text === undefined
                ? word
                : { ...word, text: word.text.split(replace).join(item) },
            );
      status = this.invoke(filled, new Map(), {}, node).status;
    }
    return status;
  }

  /** What a program prints, when that is known. */
  private output(
    name: string,
    words: readonly ShellWord[],
    standard: Standard,
  ): ShellText | undefined {
    const args = words.slice(1);
    switch (name) {
      case 'echo':
        return echoOutput(args);
      case 'printf':
        return printfOutput(args);
      case 'cat':
      case 'tee': {
        const files = args.filter(
          (word) => word.text !== '-' && word.text?.startsWith('-') !== true,
        );
        if (name === 'tee' || files.length === 0 || files[0]!.text === '-') return standard.input;
        const text =
          files[0]!.text === undefined ? undefined : this.options.readFile?.(files[0]!.text);
        if (text === undefined || files.length > 1) return undefined;
        return { text, offsets: [] };
      }
      case 'seq': {
        const text = sequence(args.map((word) => word.text));
        return text === undefined ? undefined : { text, offsets: [] };
      }
      default:
        return undefined;
    }
  }

  private emit(
    words: readonly ShellWord[],
    environment: ReadonlyMap<string, string | undefined>,
    standard: Standard,
    node: SimpleNode,
    output?: ShellText,
  ): Status {
    if (this.commands.length >= MAX_COMMANDS) return undefined;
    const writes = this.writes(words, node.redirections, output);
    const { host, file } = this.source;
    const command: ShellCommand = {
      words,
      ...this.place(node),
      environment,
      ...(standard.input === undefined ? {} : { input: standard.input }),
      ...(standard.inputFile === undefined ? {} : { inputFile: standard.inputFile }),
      ...(writes === undefined ? {} : { writes }),
      ...(this.conditional === undefined ? {} : { conditional: this.conditional }),
      ...(host === undefined ? {} : { host }),
      ...(file === undefined ? {} : { file }),
    };
    this.commands.push(command);
    return this.options.run?.(command);
  }

  /** The file that `cat > file <<EOF`, `echo … > file` or `tee file` writes. */
  private writes(
    words: readonly ShellWord[],
    redirections: readonly Redirection[],
    output: ShellText | undefined,
  ): FileWrite | undefined {
    if (output === undefined) return undefined;
    if (words[0]?.text === 'tee') {
      const file = words.slice(1).find((word) => word.text?.startsWith('-') !== true);
      const append = words.some((word) => word.text === '-a' || word.text === '--append');
      if (file?.text !== undefined) return { path: file.text, append, content: output };
    }
    for (const { operator, descriptor, target } of redirections) {
      if (!/^(>|>>|>\||&>|&>>)$/.test(operator) || (descriptor ?? 1) !== 1) continue;
      const path = this.expand(target, false)[0]?.text;
      if (path !== undefined) return { path, append: operator.endsWith('>>'), content: output };
    }
    return undefined;
  }

  private redirected(redirections: readonly Redirection[], standard: Standard): Standard {
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

  private document(document: NonNullable<Redirection['document']>): ShellText {
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

  private assign({ name, append, value, elements }: Assignment): void {
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

  private store(name: string, word: ShellWord | undefined, append: boolean): void {
    const before = append ? (this.variables.get(name) ?? '') : '';
    if (word?.text === undefined && word !== undefined) {
      this.variables.set(name, { reason: word.reason ?? 'it is not known' });
    } else if (typeof before === 'string') this.variables.set(name, before + (word?.text ?? ''));
  }

  /** `export NAME=value`, `declare -a NAME=(…)`. */
  private declare(word: ShellWord, node: SimpleNode): void {
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

  private expand(span: Span, split = true): ShellWord[] {
    const words = expandWord(this.source.text, span.start, span.end, this.environment(), { split });
    const { map } = this.source;
    return words.map((word) => ({
      ...word,
      ...this.place(word),
      ...(word.offsets === undefined ? {} : { offsets: word.offsets.map(map) }),
    }));
  }

  private environment(): Environment {
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

  private lookup(name: string): VariableValue {
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
  private substitute(command: string): string | undefined {
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

  private place(span: Span): Span {
    const { map } = this.source;
    const start = map(span.start);
    return { start, end: span.end > span.start ? Math.max(start, map(span.end - 1) + 1) : start };
  }

  private excerpt(span: Span): string {
    const text = this.source.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  }
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
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

function unquoted(raw: string): string {
  const quote = raw[0];
  return (quote === '"' || quote === "'") && raw.endsWith(quote) && raw.length > 1
    ? raw.slice(1, -1)
    : raw;
}

/** `{a,b}` and `{1..5}` as bash expands them, for one pair of braces. */
function expandBraces(text: string): string[] {
  const open = text.indexOf('{');
  const close = text.indexOf('}', open);
  if (open < 0 || close < 0) return [text];
  const body = text.slice(open + 1, close);
  const make = (part: string): string => text.slice(0, open) + part + text.slice(close + 1);
  const range = /^(-?[0-9]{1,6})\.\.(-?[0-9]{1,6})$/.exec(body);
  if (range !== null) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    const count = Math.min(Math.abs(high - low), 999) + 1;
    return Array.from({ length: count }, (_, i) => make(String(low <= high ? low + i : low - i)));
  }
  return body.includes(',') ? body.split(',').map(make) : [text];
}
