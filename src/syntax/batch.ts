import type { Location } from '../files/source.js';
import { USUAL_VARIABLES, type PsCommand, type PsValue } from './powershell/index.js';

export interface BatchOptions {
  /** The place of a part of the text. */
  readonly locate: (from: number, to: number) => Location;
  readonly run: (command: PsCommand) => void;
}

const MAX_STEPS = 20_000;
const MAX_DEPTH = 40;
const MAX_ITEMS = 300;

/**
 * Follows a batch file of cmd.exe without running it: `set`, `%variables%`, `if` and `for` over what is known.
 * A branch whose condition is not known is taken; jumps are not followed.
 */
export function readBatch(text: string, options: BatchOptions): void {
  new Reader(text, options).block(0, text.length, true);
}

/** Whether a statement runs: `undefined` when that is not known. */
type Runs = boolean | undefined;

class Reader {
  private readonly variables = new Map<string, string | undefined>();
  private steps = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly options: BatchOptions,
  ) {}

  block(from: number, end: number, runs: Runs): void {
    let at = from;
    while (at < end && ++this.steps < MAX_STEPS)
      at = Math.max(this.statement(at, end, runs), at + 1);
  }

  /** One statement; behind it. */
  private statement(from: number, end: number, runs: Runs): number {
    const { text } = this;
    let at = from;
    while (at < end && /[\s@&|;,)]/.test(text[at]!)) at++;
    if (at >= end || ++this.depth > MAX_DEPTH) {
      if (at < end) this.depth--;
      return end;
    }
    const next = this.inner(at, end, runs);
    this.depth--;
    return next;
  }

  private inner(at: number, end: number, runs: Runs): number {
    const { text } = this;
    const line = this.lineEnd(at, end);
    if (/^(?:rem\b|::?)/i.test(text.slice(at, at + 4))) {
      const plain = text.indexOf('\n', at);
      return plain < 0 || plain > end ? end : plain;
    }
    if (text[at] === '(') {
      const close = this.closing(at, end);
      if (runs !== false) this.block(at + 1, close - 1, runs);
      return close;
    }
    const head = text.slice(at, Math.min(line, at + 400));
    const condition =
      /^if\s+((?:\/i\s+)?)((?:not\s+)?)(?:(defined|exist|errorlevel)\s+("[^"\n]*"|\S+)|("[^"\n]*"|[^\s=]+)\s*(==|\s(?:equ|neq|lss|leq|gtr|geq)\s)\s*("[^"\n]*"|\S+))\s*/i.exec(
        head,
      );
    if (condition !== null) return this.condition(condition, at, end, runs);
    const loop =
      /^for\s+((?:\/[a-z]\s+(?:"[^"\n]*"\s+)?)?)%%?~?([A-Za-z])\s+in\s*\(([^)\n]*)\)\s*do\s*/i.exec(
        head,
      );
    if (loop !== null) return this.loop(loop, at, end, runs);
    const set = /^set\s+(\/[ap]\s+)?"?([A-Za-z_][A-Za-z0-9_]*)=/i.exec(head);
    if (set !== null) {
      const start = at + set[0].length;
      const stop = this.statementEnd(start, end, set[0].includes('"'));
      let value = text.slice(start, stop).trimEnd();
      if (set[0].includes('"')) value = value.replace(/"[^"]*$/, '');
      if (runs !== false) {
        const known = set[1] === undefined ? this.expand(value, start, stop) : undefined;
        this.variables.set(set[2]!.toLowerCase(), known?.kind === 'text' ? known.text : undefined);
      }
      return stop;
    }
    return this.command(at, end, runs);
  }

  private condition(match: RegExpExecArray, at: number, end: number, runs: Runs): number {
    const [whole, ignoreCase, negated, kind, subject = '', left = '', operator = '', right = ''] =
      match;
    let holds: Runs;
    const value = (part: string): string | undefined => {
      const expanded = this.expand(part, at, at);
      return expanded.kind === 'text' ? expanded.text : undefined;
    };
    if (kind?.toLowerCase() === 'defined') {
      const name = subject.toLowerCase();
      holds = this.variables.has(name) ? this.variables.get(name) !== '' : undefined;
    } else if (kind === undefined) {
      let [a, b] = [value(left), value(right)];
      if (a !== undefined && b !== undefined) {
        if (ignoreCase !== '') [a, b] = [a.toLowerCase(), b.toLowerCase()];
        const [x, y] = [Number(a), Number(b)];
        const word = operator.trim().toLowerCase();
        holds =
          word === '==' || word === 'equ'
            ? a === b
            : word === 'neq'
              ? a !== b
              : word === 'lss'
                ? x < y
                : word === 'leq'
                  ? x <= y
                  : word === 'gtr'
                    ? x > y
                    : x >= y;
      }
    }
    if (holds !== undefined && negated !== '') holds = !holds;
    const both = (branch: Runs): Runs =>
      runs === false || branch === false
        ? false
        : runs === undefined || branch === undefined
          ? undefined
          : true;
    const behind = this.statement(at + whole.length, end, both(holds));
    const otherwise = /^[ \t]*(?:\r?\n[ \t]*)?else\b[ \t]*/i.exec(
      this.text.slice(behind, behind + 200),
    );
    if (otherwise === null || behind >= end) return behind;
    return this.statement(
      behind + otherwise[0].length,
      end,
      both(holds === undefined ? undefined : !holds),
    );
  }

  private loop(match: RegExpExecArray, at: number, end: number, runs: Runs): number {
    const [whole, option = '', name = '', list = ''] = match;
    const body = at + whole.length;
    const key = `%${name}`;
    const kind = option.slice(0, 2).toLowerCase();
    const expanded = this.expand(list, at, at);
    const known = expanded.kind === 'text' && (kind === '' || kind === '/l');
    if (runs === false || !known) {
      this.variables.set(key, undefined);
      return this.statement(body, end, runs === false ? false : undefined);
    }
    const words = expanded.text.split(/[\s,;=]+/).filter((word) => word !== '');
    const items = kind === '/l' ? counted(words.map(Number)) : words;
    let behind = this.statement(body, end, false);
    for (const item of items.slice(0, MAX_ITEMS)) {
      this.variables.set(key, item.replace(/^"|"$/g, ''));
      behind = this.statement(body, end, runs);
    }
    return behind;
  }

  private command(at: number, end: number, runs: Runs): number {
    const stop = this.statementEnd(at, end, false);
    if (runs === false) return stop;
    const values: PsValue[] = [];
    const pattern = /(?:"[^"\n]*"?|\^\r?\n|\^.|[^\s"^])+/g;
    pattern.lastIndex = at;
    for (
      let match = pattern.exec(this.text);
      match !== null && match.index < stop;
      match = pattern.exec(this.text)
    ) {
      const raw = match[0].slice(0, stop - match.index);
      if (/^\^\r?\n$/.test(raw)) continue;
      // Redirections are nobody's arguments.
      if (/^[0-9]?>>?|^</.test(raw)) {
        if (/^(?:[0-9]?>>?|<)$/.test(raw)) pattern.exec(this.text);
        continue;
      }
      const quoted = /^"([^"]*)"$/.exec(raw);
      const from = match.index + (quoted === null ? 0 : 1);
      values.push(
        this.expand(raw.replace(/\^\r?\n/g, ''), from, from + (quoted?.[1] ?? raw).length),
      );
    }
    while (
      values.length > 1 &&
      values[0]!.kind === 'text' &&
      /^(?:call|start|cmd|cmd\.exe|\/[ck])$/i.test(values[0]!.text)
    )
      values.shift();
    const [name, ...rest] = values;
    if (name !== undefined) {
      this.options.run({
        name,
        args: rest.map((value) => ({ kind: 'value', value })),
        conditional: runs === undefined,
      });
    }
    return stop;
  }

  /** The word with its variables in place of their names, and without its quotes. */
  private expand(raw: string, from: number, to: number): PsValue {
    const where = this.options.locate(from, Math.max(from, to));
    let missing: string | undefined;
    let prefix: string | undefined;
    const text = raw.replace(
      /%%?~?([A-Za-z])(?![A-Za-z0-9_]*%)|%([A-Za-z_][A-Za-z0-9_]*)(:[^%\n]*)?%|!([A-Za-z_][A-Za-z0-9_]*)!|%~?[0-9*]/g,
      (
        whole: string,
        loop: string | undefined,
        plain: string | undefined,
        change: string | undefined,
        late: string | undefined,
        offset: number,
      ) => {
        const name = loop === undefined ? (plain ?? late)?.toLowerCase() : `%${loop}`;
        if (loop !== undefined && !this.variables.has(name!)) return whole;
        const value =
          name === undefined || change !== undefined
            ? undefined
            : this.variables.has(name)
              ? this.variables.get(name)
              : USUAL_VARIABLES.get(name);
        if (value !== undefined) return value;
        missing ??= whole;
        prefix ??= raw.slice(0, offset);
        return '';
      },
    );
    const plain = text.replaceAll('"', '').replace(/\^(.)/g, '$1');
    if (missing === undefined) return { kind: 'text', text: plain, where };
    const front = prefix!.replaceAll('"', '');
    const reason = `\`${missing.slice(0, 60)}\` is not known`;
    return { kind: 'unknown', reason, where, ...(front === '' ? {} : { prefix: front }) };
  }

  /** The end of a line, those that a caret joins as one. */
  private lineEnd(at: number, end: number): number {
    for (let i = at; i < end; i++) {
      if (this.text[i] === '\n' && !/\^\r?$/.test(this.text.slice(Math.max(at, i - 2), i)))
        return i;
    }
    return end;
  }

  private statementEnd(at: number, end: number, quotedAlready: boolean): number {
    const line = this.lineEnd(at, end);
    let quoted = quotedAlready;
    let open = 0;
    for (let i = at; i < line; i++) {
      const char = this.text[i]!;
      if (char === '^' && !quoted) i++;
      else if (char === '"') quoted = !quoted;
      else if (quoted) continue;
      else if (char === '(') open++;
      else if (char === ')' && open-- === 0) return i;
      else if ((char === '&' && this.text[i - 1] !== '>') || char === '|') return i;
    }
    return line;
  }

  private closing(open: number, end: number): number {
    let depth = 0;
    let quoted = false;
    for (let i = open; i < end; i++) {
      const char = this.text[i]!;
      if (char === '\n') quoted = false;
      else if (char === '"') quoted = !quoted;
      else if (quoted) continue;
      else if (char === '^') i++;
      else if (char === '(') depth++;
      else if (char === ')' && --depth === 0) return i + 1;
    }
    return end;
  }
}

/** The numbers of `for /L %%i in (start,step,end)`. */
function counted([start, step, stop]: readonly number[]): string[] {
  const items: string[] = [];
  if (start === undefined || stop === undefined || !step) return items;
  for (let i = start; (step > 0 ? i <= stop : i >= stop) && items.length < MAX_ITEMS; i += step)
    items.push(String(i));
  return items;
}
