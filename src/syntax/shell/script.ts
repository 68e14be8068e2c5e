import { linesOf } from './output.js';
import { CommandReader } from './reader-commands.js';
import { matchesGlob } from './glob.js';
import { parseScript } from './parse.js';
import type { Node } from './nodes.js';
import type {
  ShellText,
  ShellCommand,
  ScriptOptions,
  Status,
  Source,
  Standard,
} from './reader-types.js';

export type { FileWrite, ScriptOptions, ShellCommand, ShellText } from './reader-types.js';

/** Functions, `sh -c`, `eval`, sourced files inside each other. */
const MAX_NESTING = 12;

const MAX_STEPS = 100_000;

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
  if (options.library === true) reader.library();
  return reader.commands;
}

/** Reads lists, conditions and loops. */
class Reader extends CommandReader {
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

  /** The functions of a script that calls none of them, those first that no other one names. */
  library(): void {
    if (this.calls) return;
    const functions = [...this.functions];
    const named = new Set<string>();
    for (const [name, { body, source }] of functions) {
      for (const [word] of source.text.slice(body.start, body.end).matchAll(WORDS)) {
        if (word !== name) named.add(word);
      }
    }
    const roots = functions.filter(([name]) => !named.has(name));
    for (const [name, called] of roots.length > 0 ? roots : functions) {
      this.signal = undefined;
      this.maybe(`nothing in the script calls its function \`${name}\``, () =>
        this.call(called, []),
      );
    }
  }

  /** @param guarded a failure is expected here, so that `set -e` does not end the script */
  protected node(node: Node, standard: Standard, guarded: boolean): Status {
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
}

/** What could be the name of a function, in shell text. */
const WORDS = /[^\s;&|()<>"'`$={}]+/g;

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
