import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import { Expressions, type Surroundings } from './expressions.js';
import { closing, skipBlank, skipQuoted } from './scan.js';
import { USUAL_VARIABLES } from './usual.js';
import {
  itemsOf,
  textOf,
  textValue,
  truthOf,
  unknownValue,
  type PsArgument,
  type PsCommand,
  type PsValue,
} from './values.js';

export interface PowerShellOptions {
  /** The place of a part of the text. */
  readonly locate: (from: number, to: number) => Location;
  readonly run: (command: PsCommand) => void;
}

const MAX_STEPS = 20_000;
const MAX_DEPTH = 30;
const MAX_ITEMS = 300;

/** A variable, `$global:x` and `${x y}` among them, and what is done with it. */
const ASSIGNMENT =
  /(?:\[[A-Za-z][A-Za-z0-9_.[\]]*\][ \t]*)*\$(?:\{([^}\n]{1,100})\}|((?:[A-Za-z]+:)?[A-Za-z_][A-Za-z0-9_]*))[ \t]*(\+?=)(?!=)/y;
const KEYWORD =
  /(if|foreach|for|while|do|switch|function|filter|param|try|return|begin|process|end|finally|catch|else|elseif|trap|throw|break|continue|exit|class|enum|data)(?![A-Za-z0-9_-])/iy;

/**
 * Follows a PowerShell script without running it: variables, tables, here-strings, splatting, conditions and
 * loops over what is known, functions of the script. A branch whose condition is not known is taken.
 */
export function readPowerShell(text: string, options: PowerShellOptions): void {
  new Reader(text, options).block(0, text.length);
}

interface Function {
  readonly from: number;
  readonly to: number;
  /** The names of its parameters in order, in lower case. */
  readonly parameters: readonly string[];
}

class Reader {
  private readonly variables = new Map<string, PsValue>();
  private readonly functions = new Map<string, Function>();
  private steps = 0;
  private depth = 0;
  private conditional = false;

  constructor(
    private readonly text: string,
    private readonly options: PowerShellOptions,
  ) {}

  /** Follows the statements between two places; what the last one yields. */
  block(from: number, end: number): PsValue | undefined {
    if (++this.depth > MAX_DEPTH) {
      this.depth--;
      return undefined;
    }
    let at = from;
    let last: PsValue | undefined;
    while (at < end && ++this.steps < MAX_STEPS) {
      at = skipBlank(this.text, at, end, true);
      const char = this.text[at];
      if (at >= end) break;
      if (char === ';' || char === '}' || char === ')') {
        at++;
        continue;
      }
      const before = at;
      const [next, value] = this.statement(at, end);
      last = value ?? last;
      at = Math.max(next, before + 1);
    }
    this.depth--;
    return last;
  }

  private statement(at: number, end: number): [number, PsValue?] {
    KEYWORD.lastIndex = at;
    const keyword = KEYWORD.exec(this.text)?.[1]?.toLowerCase();
    if (keyword !== undefined) return [this.keyword(keyword, at + keyword.length, at, end)];
    // `& { … }`
    const braces = /(?:[&.]\s*)?\{/y;
    braces.lastIndex = at;
    const called = braces.exec(this.text);
    if (called !== null) {
      const open = at + called[0].length - 1;
      const close = closing(this.text, open, end);
      this.block(open + 1, close - 1);
      return [close];
    }
    ASSIGNMENT.lastIndex = at;
    const assignment = ASSIGNMENT.exec(this.text);
    if (assignment !== null && at + assignment[0].length <= end) {
      const name = variableName(assignment[1] ?? assignment[2]!);
      const start = skipBlank(this.text, at + assignment[0].length, end, true);
      const [next, value] = this.right(start, end);
      const before = this.variables.get(name);
      this.variables.set(
        name,
        assignment[3] === '+=' && before !== undefined ? joined(before, value) : value,
      );
      return [next];
    }
    // `$table.Key = value`, `$table['Key'] = value`
    const member =
      /\$([A-Za-z_][A-Za-z0-9_]*)(?:\.([A-Za-z_]\w*)|\[['"]([^'"\n]+)['"]\])[ \t]*=(?!=)/y;
    member.lastIndex = at;
    const entry = member.exec(this.text);
    if (entry !== null) {
      const start = skipBlank(this.text, at + entry[0].length, end, true);
      const [next, value] = this.right(start, end);
      const name = entry[1]!.toLowerCase();
      const table = this.variables.get(name);
      if (table?.kind === 'table') {
        const entries = new Map(table.entries).set((entry[2] ?? entry[3]!).toLowerCase(), value);
        this.variables.set(name, { ...table, entries });
      }
      return [next];
    }
    return this.pipeline(at, end);
  }

  /** What stands behind `=`: an expression, or commands whose output is not known. */
  private right(at: number, end: number): [number, PsValue] {
    KEYWORD.lastIndex = at;
    const keyword = KEYWORD.exec(this.text)?.[1]?.toLowerCase();
    if (keyword === 'if' || keyword === 'foreach' || keyword === 'switch') {
      const next = this.keyword(keyword, at + keyword.length, at, end);
      return [next, unknownValue('a condition is not known', this.options.locate(at, next))];
    }
    const [next, value] = this.pipeline(at, end);
    return [
      next,
      value ?? unknownValue('what a command prints is not known', this.options.locate(at, next)),
    ];
  }

  private keyword(keyword: string, at: number, start: number, end: number): number {
    const { text } = this;
    const open = skipBlank(text, at, end, true);
    const block = (from: number): [number, number, number] | undefined => {
      const brace = skipBlank(text, from, end, true);
      if (text[brace] !== '{') return undefined;
      const close = closing(text, brace, end);
      return [brace + 1, close - 1, close];
    };
    switch (keyword) {
      case 'if':
      case 'elseif':
        return this.conditions(open, end);
      case 'foreach': {
        if (text[open] !== '(') return this.pipeline(start, end)[0];
        const close = closing(text, open, end);
        const head = /\s*\$([A-Za-z_][A-Za-z0-9_]*)\s+in\s/iy;
        head.lastIndex = open + 1;
        const match = head.exec(text);
        const body = block(close);
        if (match === null || body === undefined) return close;
        const over = this.expression(open + 1 + match[0].length, close - 1);
        this.each(match[1]!.toLowerCase(), over, body[0], body[1]);
        return body[2];
      }
      case 'for':
      case 'while':
      case 'switch': {
        if (text[open] !== '(') return this.pipeline(start, end)[0];
        const close = closing(text, open, end);
        const body = block(close);
        if (body === undefined) return close;
        if (keyword === 'switch') this.cases(body[0], body[1]);
        else this.unsure(() => this.block(body[0], body[1]));
        return body[2];
      }
      case 'function':
      case 'filter': {
        const head = /\s*([A-Za-z_][\w:-]*)\s*(\([^)]{0,4000}\))?/y;
        head.lastIndex = at;
        const match = head.exec(text);
        const body = match === null ? undefined : block(at + match[0].length);
        if (match === null || body === undefined) return at;
        const inner = /\bparam\s*\(/i.exec(text.slice(body[0], Math.min(body[0] + 600, body[1])));
        const parameters =
          match[2] ??
          (inner === null
            ? ''
            : text.slice(
                body[0] + inner.index,
                closing(text, body[0] + inner.index + inner[0].length - 1, end),
              ));
        this.functions.set(match[1]!.toLowerCase(), {
          from: body[0],
          to: body[1],
          parameters: namesIn(parameters),
        });
        return body[2];
      }
      case 'param': {
        if (text[open] !== '(') return at;
        const close = closing(text, open, end);
        this.parameters(open + 1, close - 1);
        return close;
      }
      case 'catch':
      case 'trap':
      case 'class':
      case 'enum': {
        // What happens when something goes wrong, and what is only declared.
        const brace = text.indexOf('{', at);
        return brace < 0 || brace >= end ? at : closing(text, brace, end);
      }
      case 'return':
      case 'throw':
      case 'exit':
        return open < end && !/[;}\n]/.test(text[open]!) ? this.pipeline(open, end)[0] : open;
      case 'break':
      case 'continue':
        return at;
      default: {
        const body = block(at);
        if (body === undefined) return this.pipeline(start, end)[0];
        this.block(body[0], body[1]);
        return body[2];
      }
    }
  }

  /** `if (…) {…} elseif (…) {…} else {…}` from the first bracket on. */
  private conditions(from: number, end: number): number {
    const { text } = this;
    let at = from;
    /** Whether one of the branches so far is taken for certain, or may be. */
    let taken: boolean | undefined = false;
    for (;;) {
      let holds: boolean | undefined = true;
      if (text[at] === '(') {
        const close = closing(text, at, end);
        holds = truthOf(this.expression(at + 1, close - 1));
        at = skipBlank(text, close, end, true);
      }
      if (text[at] !== '{') return at;
      const close = closing(text, at, end);
      if (taken !== true && holds !== false) {
        const body = at;
        if (taken === undefined || holds === undefined)
          this.unsure(() => this.block(body + 1, close - 1));
        else this.block(body + 1, close - 1);
        taken = holds === true && taken === false ? true : (taken ?? undefined);
        if (holds === undefined) taken = undefined;
        else if (holds) taken = true;
      }
      const next = skipBlank(text, close, end, true);
      const word = /else(if)?(?![A-Za-z])/iy;
      word.lastIndex = next;
      const match = word.exec(text);
      if (match === null) return close;
      at = skipBlank(text, next + match[0].length, end, true);
    }
  }

  private cases(from: number, end: number): void {
    for (let at = from; at < end;) {
      const skipped = skipQuoted(this.text, at, end);
      if (skipped > at) at = skipped;
      else if (this.text[at] === '{') {
        const close = closing(this.text, at, end);
        const body = at + 1;
        this.unsure(() => this.block(body, close - 1));
        at = close;
      } else at++;
    }
  }

  private unsure(action: () => void): void {
    const before = this.conditional;
    this.conditional = true;
    action();
    this.conditional = before;
  }

  private each(name: string, over: PsValue, from: number, to: number): void {
    if (over.kind === 'unknown') {
      this.variables.set(name, over);
      this.unsure(() => this.block(from, to));
      return;
    }
    for (const item of itemsOf(over).slice(0, MAX_ITEMS)) {
      this.variables.set(name, item);
      this.block(from, to);
    }
  }

  /** `param([int]$Port = 11211, [string]$Source)`: what has a default has its value. */
  private parameters(from: number, end: number): void {
    for (let at = from; at < end;) {
      ASSIGNMENT.lastIndex = at;
      const match = ASSIGNMENT.exec(this.text);
      if (match !== null && at + match[0].length <= end) {
        const name = variableName(match[1] ?? match[2]!);
        // One value: the comma ends it.
        const reader = this.reader(end);
        reader.at = skipBlank(this.text, at + match[0].length, end, true);
        const value = reader.primary();
        if (!this.variables.has(name)) this.variables.set(name, value);
        at = Math.max(reader.at, at + match[0].length);
        continue;
      }
      const skipped = skipQuoted(this.text, at, end);
      at = skipped > at ? skipped : at + 1;
    }
  }

  private reader(end: number): Expressions {
    const surroundings: Surroundings = {
      text: this.text,
      locate: this.options.locate,
      variable: (name) => this.variable(name),
      evaluate: (from, to) => this.expression(from, to),
    };
    return new Expressions(surroundings, end);
  }

  private variable(written: string): PsValue | undefined {
    const name = variableName(written);
    const constant = { true: 'true', false: 'false', null: '' }[name];
    if (constant !== undefined) return textValue(constant, this.options.locate(0, 0));
    const usual = name.startsWith('env:') ? USUAL_VARIABLES.get(name.slice(4)) : undefined;
    const value = this.variables.get(name);
    if (value !== undefined || usual === undefined) return value;
    return textValue(usual, this.options.locate(0, 0));
  }

  /** What stands in brackets: an expression or commands. */
  private expression(from: number, end: number): PsValue {
    const start = skipBlank(this.text, from, end, true);
    if (start >= end)
      return { kind: 'list', items: [], where: this.options.locate(from, Math.max(from, end)) };
    if (++this.depth > MAX_DEPTH) {
      this.depth--;
      return unknownValue('it is nested too deeply', this.options.locate(from, end));
    }
    let value: PsValue | undefined;
    if (
      /[$"'@([{!0-9-]/.test(this.text[start]!) &&
      !/^-?[0-9]+[A-Za-z]/.test(this.text.slice(start, start + 20))
    ) {
      const reader = this.reader(end);
      value = reader.read(start, true);
      const behind = skipBlank(this.text, reader.at, end, true);
      // A pipe or another statement: what comes of it is not known.
      if (behind < end) value = this.block(start, end);
    } else value = this.block(start, end);
    this.depth--;
    return (
      value ?? unknownValue('what a command prints is not known', this.options.locate(from, end))
    );
  }

  /** Commands joined by `|`; the value when it is an expression alone. */
  private pipeline(from: number, end: number): [number, PsValue?] {
    let at = from;
    let input: PsCommand | undefined;
    let value: PsValue | undefined;
    for (;;) {
      at = skipBlank(this.text, at, end, false);
      const char = this.text[at] ?? '';
      const isExpression =
        /[$"'@([0-9!]/.test(char) && !/^[0-9]+[A-Za-z]/.test(this.text.slice(at, at + 20));
      if (isExpression) {
        const reader = this.reader(end);
        value = reader.read(at);
        at = Math.max(reader.at, at + 1);
        input = undefined;
      } else {
        const [next, command] = this.command(at, end);
        at = next;
        if (command !== undefined) {
          const each = this.forEachOf(command, value);
          if (!each) {
            const piped = input === undefined ? command : { ...command, input };
            this.call(piped);
            input = piped;
          }
        }
        value = undefined;
      }
      at = skipBlank(this.text, at, end, false);
      const joint = /\|\|?|&&/y;
      joint.lastIndex = at;
      const match = at < end ? joint.exec(this.text) : null;
      if (match === null) break;
      at = skipBlank(this.text, at + match[0].length, end, true);
      if (match[0] !== '|') {
        input = undefined;
        value = undefined;
      }
    }
    // Whatever was not understood up to the end of the statement.
    while (at < end && !/[;\n}]/.test(this.text[at]!)) {
      const skipped = skipQuoted(this.text, at, end);
      if (skipped > at) at = skipped;
      else if (/[({[]/.test(this.text[at]!)) at = closing(this.text, at, end);
      else at++;
    }
    return [at, value];
  }

  /** `… | ForEach-Object { … $_ … }` over values that are known. */
  private forEachOf(command: Parsed, value: PsValue | undefined): boolean {
    const name = textOf(command.name)?.toLowerCase();
    if (name !== 'foreach-object' && name !== 'foreach' && name !== '%') return false;
    const over = value ?? unknownValue('what a command prints is not known', command.name.where);
    for (const [from, to] of command.blocks) this.each('_', over, from, to);
    return true;
  }

  private call(command: Parsed): void {
    const name = textOf(command.name);
    const known = name === undefined ? undefined : this.functions.get(name.toLowerCase());
    if (known !== undefined) {
      const outer = new Map(this.variables);
      const free = [...known.parameters];
      const bind = (parameter: string, value: PsValue): void => {
        this.variables.set(parameter, value);
        if (free.includes(parameter)) free.splice(free.indexOf(parameter), 1);
      };
      command.args.forEach((arg, index) => {
        if (arg.kind === 'value') {
          const before = command.args[index - 1];
          if (before?.kind === 'parameter' && before.value === undefined) {
            bind(before.name.toLowerCase(), arg.value);
          } else if (free.length > 0) bind(free[0]!, arg.value);
        } else if (arg.value !== undefined) bind(arg.name.toLowerCase(), arg.value);
      });
      this.block(known.from, known.to);
      this.variables.clear();
      for (const [key, value] of outer) this.variables.set(key, value);
      return;
    }
    this.options.run(command);
    // `Invoke-Command -ScriptBlock { … }`, `Start-Job { … }`
    for (const [from, to] of command.blocks) this.unsure(() => this.block(from, to));
  }

  /** One command with its arguments. */
  private command(from: number, end: number): [number, Parsed?] {
    const { text } = this;
    let at = from;
    const call = /[&.](?=[\s"'$(])/y;
    call.lastIndex = at;
    if (call.exec(text) !== null) at = skipBlank(text, at + 1, end, false);
    const args: PsArgument[] = [];
    const blocks: (readonly [number, number])[] = [];
    let name: PsValue | undefined;
    while (at < end) {
      at = skipBlank(text, at, end, false);
      const char = text[at];
      if (at >= end || /[\n;|)}]/.test(char!)) break;
      if (char === '&' && text[at + 1] === '&') break;
      const redirection = /[0-9*]?>>?(?:&[0-9])?/y;
      redirection.lastIndex = at;
      const match = redirection.exec(text);
      if (match !== null) {
        at = skipBlank(text, at + match[0].length, end, false);
        if (!match[0].includes('&')) at = this.argument(at, end)[0];
        continue;
      }
      if (name !== undefined && char === '{') {
        const close = closing(text, at, end);
        blocks.push([at + 1, close - 1]);
        at = close;
        continue;
      }
      const parameter = /-([A-Za-z][A-Za-z0-9_]*)(?:(:)|(?=[\s;|)}]|$))/y;
      parameter.lastIndex = at;
      const found = name === undefined ? null : parameter.exec(text);
      if (found !== null && at + found[0].length <= end) {
        const where = this.options.locate(at, at + found[0].length);
        at += found[0].length;
        if (found[2] === ':') {
          const [next, value] = this.argument(skipBlank(text, at, end, false), end);
          at = next;
          args.push({ kind: 'parameter', name: found[1]!, value, where });
        } else args.push({ kind: 'parameter', name: found[1]!, where });
        continue;
      }
      const splat = /@([A-Za-z_][A-Za-z0-9_]*)/y;
      splat.lastIndex = at;
      const splatted = splat.exec(text);
      if (name !== undefined && splatted !== null) {
        append(args, this.splat(splatted[1]!, this.options.locate(at, at + splatted[0].length)));
        at += splatted[0].length;
        continue;
      }
      const before = at;
      const [next, value] = this.argument(at, end);
      at = Math.max(next, before + 1);
      if (name === undefined) name = value;
      else args.push({ kind: 'value', value });
    }
    return name === undefined ? [at] : [at, { name, args, conditional: this.conditional, blocks }];
  }

  private splat(name: string, where: Location): PsArgument[] {
    const value = this.variables.get(name.toLowerCase());
    if (value?.kind === 'table') {
      return [...value.entries].map(([key, entry]) => ({
        kind: 'parameter',
        name: key,
        value: entry,
        where: entry.where,
      }));
    }
    if (value === undefined || value.kind === 'unknown')
      return [{ kind: 'value', value: unknownValue(`\`@${name}\` is not known`, where) }];
    return itemsOf(value).map((item) => ({ kind: 'value', value: item }));
  }

  /** One argument, lists with commas as one. */
  private argument(from: number, end: number): [number, PsValue] {
    const { text } = this;
    const items: PsValue[] = [];
    let at = from;
    for (;;) {
      const [next, value] = this.single(at, end);
      items.push(value);
      at = next;
      const comma = skipBlank(text, at, end, false);
      if (text[comma] !== ',' || comma >= end) break;
      at = skipBlank(text, comma + 1, end, true);
    }
    const value: PsValue =
      items.length === 1
        ? items[0]!
        : {
            kind: 'list',
            items,
            where: { ...items[0]!.where },
          };
    return [at, value];
  }

  private single(at: number, end: number): [number, PsValue] {
    const { text } = this;
    const char = text[at] ?? '';
    if (/["'$(]/.test(char) || (char === '@' && /[({"']/.test(text[at + 1] ?? ''))) {
      const reader = this.reader(end);
      reader.at = at;
      const value = reader.primary();
      // `"$path"\memcached.exe`, `$dir\memcached.exe`
      const rest = /[^\s,;|)}"'({]+/y;
      rest.lastIndex = reader.at;
      const tail = reader.at < end ? rest.exec(text)?.[0] : undefined;
      if (tail === undefined || char === '(' || char === '@') return [reader.at, value];
      const head = textOf(value);
      const where = this.options.locate(at, reader.at + tail.length);
      return [
        reader.at + tail.length,
        head === undefined
          ? value.kind === 'unknown'
            ? { ...value, where }
            : unknownValue('it is not known', where)
          : textValue(head + tail, where),
      ];
    }
    const word = /(?:`[^\n]|[^\s,;|(){}"'`]|"[^"\n]*"|'[^'\n]*')+/y;
    word.lastIndex = at;
    const match = word.exec(text);
    if (match === null || at >= end) {
      const next = /[({]/.test(char) ? closing(text, at, end) : at + 1;
      return [
        next,
        unknownValue('it is not evaluated', this.options.locate(at, Math.min(next, end))),
      ];
    }
    const stop = Math.min(at + match[0].length, end);
    const where = this.options.locate(at, stop);
    const raw = text.slice(at, stop);
    if (!raw.includes('$')) {
      const plain = raw.replace(
        /"([^"]*)"|'([^']*)'|`(.)/g,
        (_, a?: string, b?: string, c?: string) => a ?? b ?? c ?? '',
      );
      return [stop, { kind: 'text', text: plain, where, bare: true }];
    }
    return [stop, this.reader(end).expand(at, stop, at, stop)];
  }
}

interface Parsed extends PsCommand {
  readonly blocks: readonly (readonly [number, number])[];
}

function variableName(written: string): string {
  return written.toLowerCase().replace(/^(?:global|script|local|private|using|variable):/, '');
}

function joined(before: PsValue, value: PsValue): PsValue {
  if (before.kind === 'list') return { ...before, items: [...before.items, ...itemsOf(value)] };
  const [a, b] = [textOf(before), textOf(value)];
  if (a === undefined || b === undefined)
    return unknownValue('a part of it is not known', value.where, a);
  return textValue(
    /^[0-9]+$/.test(a) && /^[0-9]+$/.test(b) ? String(Number(a) + Number(b)) : a + b,
    value.where,
  );
}

/** The names of the parameters that a function declares, without what belongs to their types and defaults. */
function namesIn(declaration: string): string[] {
  const names: string[] = [];
  for (const match of declaration.matchAll(/(?:^|[(,\]\n])\s*\$([A-Za-z_][A-Za-z0-9_]*)/g))
    names.push(match[1]!.toLowerCase());
  return names;
}
