import { ReaderState } from './reader-state.js';
import { echoOutput, printfOutput, sequence, linesOf } from './output.js';
import { innerCommand, stripPrefixes } from './prefixes.js';
import { testStatus } from './test.js';
import type { Node, Redirection, SimpleNode, Span } from './nodes.js';
import type {
  ShellText,
  FileWrite,
  ShellCommand,
  Status,
  Source,
  Standard,
} from './reader-types.js';
import type { ShellWord } from './words.js';

/** Functions, `sh -c`, `eval`, sourced files inside each other. */
const MAX_NESTING = 12;

const MAX_COMMANDS = 20_000;

/** Reads simple commands: builtins, functions, commands inside commands. */
export abstract class CommandReader extends ReaderState {
  protected simple(
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

  protected wordsOf(span: Span): ShellWord[] {
    const first = this.source.text[span.start];
    if (first !== '<' && first !== '>') return this.expand(span);
    const raw = this.source.text.slice(span.start, span.end);
    return [
      { ...this.place(span), text: undefined, raw, reason: `\`${raw.slice(0, 60)}\` is not known` },
    ];
  }

  /** Runs known words: a builtin, a function, something that holds commands, or a program. */
  protected invoke(
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

  protected builtin(name: string, words: readonly ShellWord[], node: SimpleNode): Status | 'none' {
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

  protected read(names: readonly (string | undefined)[]): Status {
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

  protected call(called: { body: Node; source: Source }, words: readonly ShellWord[]): Status {
    this.calls = true;
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
  protected nested(
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
  protected xargs(words: readonly ShellWord[], standard: Standard, node: SimpleNode): Status {
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
  protected output(
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

  protected emit(
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
  protected writes(
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
}

function unquoted(raw: string): string {
  const quote = raw[0];
  return (quote === '"' || quote === "'") && raw.endsWith(quote) && raw.length > 1
    ? raw.slice(1, -1)
    : raw;
}
