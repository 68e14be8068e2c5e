import type { Location } from '../../files/source.js';
import { AddressSet } from '../addresses.js';
import { compileTables } from './nft-compile.js';
import { NftError, tokenizeNft, type NftToken } from './nft-lexer.js';
import {
  copyTables,
  type Element,
  type NftChain,
  type NftRule,
  type NftSet,
  type NftTable,
} from './nft-model.js';
import { readElements, readEntries, readRule, type RuleReader } from './nft-rule.js';
import type { Outcome } from './iptables.js';
import type { BaseChain, Hook } from './ruleset.js';

type Locate = (line: number) => Location | undefined;

export interface NftOptions {
  readonly locate: Locate;
  readonly readFile?: ((path: string) => string | undefined) | undefined;
  /** Variables given with `-D`. */
  readonly defines?: ReadonlyMap<string, string>;
  /** `--check`: reads and changes nothing. */
  readonly check?: boolean;
}

const MAX_INCLUDES = 8;
const MAX_TOKENS = 2_000_000;

/** The nftables of a host as nft(8) commands and files leave them. */
export class Nft {
  private tables = new Map<string, NftTable>();
  private compiled: BaseChain[] | undefined;

  /**
   * @param interfaces the interfaces the host is known to have; absent: not known, any may be there
   * @param onFlush called when the whole rule set is flushed, with iptables-nft's and firewalld's tables in it
   */
  constructor(
    private readonly interfaces: ReadonlySet<string> | undefined,
    private readonly noteInterface: (pattern: string) => void,
    private readonly onFlush: () => void,
  ) {}

  baseChains(): BaseChain[] {
    this.compiled ??= compileTables(this.tables);
    return this.compiled;
  }

  /** Loads a file or the words of a command as one transaction: everything or nothing. */
  load(text: string, options: NftOptions): Outcome {
    const work: Work = { tables: copyTables(this.tables), flushed: false };
    try {
      const stream = new Stream(tokenizeNft(text));
      for (const [name, value] of options.defines ?? [])
        stream.define(name, tokenizeNft(value), false);
      new Loader(work, stream, options, this.interfaces, this.noteInterface, 0).commands();
    } catch (error) {
      if (error instanceof NftError) {
        return { succeeded: false, complaint: `line ${error.line}: ${error.message}` };
      }
      throw error;
    }
    if (options.check !== true) {
      if (work.flushed) this.onFlush();
      this.tables = work.tables;
      this.compiled = undefined;
    }
    return { succeeded: true };
  }
}

interface Work {
  tables: Map<string, NftTable>;
  flushed: boolean;
}

/** Tokens with `$variables` put in. */
class Stream {
  private at = 0;
  private readonly ahead: NftToken[] = [];
  private readonly definitions = new Map<string, readonly NftToken[]>();
  private count = 0;
  /** What is left of a variable's tokens. */
  private pending: NftToken[] = [];

  constructor(private readonly tokens: readonly NftToken[]) {}

  define(name: string, value: readonly NftToken[], again: boolean): void {
    if (this.definitions.has(name) && !again)
      throw new NftError(`redefinition of \`${name}\``, value[0]?.line ?? 1);
    this.definitions.set(name, value);
  }

  undefine(name: string): void {
    this.definitions.delete(name);
  }

  /** The definitions of an including file, to share. */
  copyDefinitions(into: Stream): void {
    for (const [name, value] of this.definitions) into.definitions.set(name, value);
  }

  peek(ahead = 0): NftToken | undefined {
    while (this.ahead.length <= ahead) {
      const token = this.fetch();
      if (token === undefined) return undefined;
      this.ahead.push(token);
    }
    return this.ahead[ahead];
  }

  next(): NftToken | undefined {
    const token = this.peek();
    if (token !== undefined) this.ahead.shift();
    return token;
  }

  private fetch(): NftToken | undefined {
    if (++this.count > MAX_TOKENS) throw new NftError('the file is too large to read', 1);
    const put = this.pending.shift();
    if (put !== undefined) return put;
    const token = this.tokens[this.at++];
    if (token?.kind !== 'symbol' || token.text !== '$') return token;
    const name = this.tokens[this.at++];
    const value = name === undefined ? undefined : this.definitions.get(name.text);
    if (value === undefined)
      throw new NftError(`unknown identifier '${name?.text ?? ''}'`, token.line);
    this.pending = [...value.map((each) => ({ ...each, line: token.line })), ...this.pending];
    return this.fetch();
  }
}

/** Carries out the commands of a file or command line on the working copy. */
class Loader {
  constructor(
    private readonly work: Work,
    private readonly stream: Stream,
    private readonly options: NftOptions,
    private readonly interfaces: ReadonlySet<string> | undefined,
    private readonly noteInterface: (pattern: string) => void,
    private readonly depth: number,
  ) {}

  commands(): void {
    for (;;) {
      this.skipSeparators();
      if (this.stream.peek() === undefined) return;
      this.command();
    }
  }

  private fail(message: string): never {
    throw new NftError(message, this.stream.peek()?.line ?? 1);
  }

  private is(text: string): boolean {
    const token = this.stream.peek();
    return token !== undefined && token.kind !== 'string' && token.text === text;
  }

  private accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.stream.next();
    return true;
  }

  private word(): string {
    const token = this.stream.next();
    if (token === undefined || token.kind === 'newline') this.fail('syntax error, unexpected end');
    return token.text;
  }

  private expect(text: string): void {
    if (!this.accept(text)) this.fail(`syntax error, expected ${text}`);
  }

  private skipSeparators(): void {
    while (this.stream.peek()?.kind === 'newline' || this.is(';')) this.stream.next();
  }

  private skipNewlines(): void {
    while (this.stream.peek()?.kind === 'newline') this.stream.next();
  }

  private command(): void {
    const first = this.word();
    switch (first) {
      case 'define':
      case 'redefine': {
        const name = this.word();
        this.expect('=');
        this.stream.define(name, this.definition(), first === 'redefine');
        return;
      }
      case 'undefine':
        this.stream.undefine(this.word());
        return;
      case 'include':
        this.include(this.word());
        return;
      case 'add':
      case 'create':
      case 'insert':
      case 'replace':
      case 'delete':
      case 'flush':
      case 'list':
      case 'reset':
      case 'rename':
        this.object(first, this.word());
        return;
      case 'table':
      case 'chain':
      case 'rule':
      case 'set':
      case 'map':
      case 'element':
        this.object('add', first);
        return;
      case 'monitor':
      case 'describe':
      case 'export':
        this.toEndOfCommand();
        return;
      default:
        this.fail(`syntax error, unexpected ${first}`);
    }
  }

  private definition(): NftToken[] {
    const value: NftToken[] = [];
    let depth = 0;
    for (;;) {
      const token = this.stream.peek();
      if (token === undefined) break;
      if (
        depth === 0 &&
        (token.kind === 'newline' || (token.kind === 'symbol' && token.text === ';'))
      )
        break;
      this.stream.next();
      if (token.kind === 'newline') continue;
      if (token.kind === 'symbol' && token.text === '{') depth++;
      if (token.kind === 'symbol' && token.text === '}') depth--;
      if (
        value.length === 0 &&
        token.kind === 'word' &&
        /^(accept|drop|continue|return|jump|goto|reject)$/.test(token.text)
      ) {
        this.fail(`syntax error, unexpected ${token.text}`);
      }
      value.push(token);
    }
    if (value.length === 0) this.fail('syntax error, unexpected end');
    return value;
  }

  private include(path: string): void {
    if (this.depth >= MAX_INCLUDES) this.fail('too many files include each other');
    const text = this.options.readFile?.(path);
    if (text === undefined) {
      // A pattern that matches nothing is fine; a file must be there.
      if (/[*?[]/.test(path)) return;
      this.fail(`file not found: ${path}`);
    }
    const inner = new Stream(tokenizeNft(text));
    this.stream.copyDefinitions(inner);
    new Loader(
      this.work,
      inner,
      this.options,
      this.interfaces,
      this.noteInterface,
      this.depth + 1,
    ).commands();
    inner.copyDefinitions(this.stream);
  }

  private toEndOfCommand(): void {
    while (
      this.stream.peek() !== undefined &&
      this.stream.peek()!.kind !== 'newline' &&
      !this.is(';')
    )
      this.stream.next();
  }

  private object(verb: string, what: string): void {
    if (verb === 'list' || verb === 'reset') {
      this.toEndOfCommand();
      return;
    }
    switch (what) {
      case 'ruleset': {
        if (verb !== 'flush') this.fail(`syntax error, unexpected ${verb}`);
        const family = this.stream.peek()?.kind === 'word' ? this.word() : undefined;
        for (const [key, table] of this.work.tables) {
          if (family === undefined || table.family === family) this.work.tables.delete(key);
        }
        if (family === undefined) this.work.flushed = true;
        return;
      }
      case 'table':
      case 'tables':
        this.tableCommand(verb);
        return;
      case 'chain':
        this.chainCommand(verb);
        return;
      case 'rule':
        this.ruleCommand(verb);
        return;
      case 'set':
      case 'map':
        this.setCommand(verb, what);
        return;
      case 'element':
        this.elementCommand(verb);
        return;
      case 'counter':
      case 'quota':
      case 'limit':
      case 'ct':
      case 'flowtable':
      case 'secmark':
      case 'synproxy':
        this.skipObject();
        return;
      default:
        this.fail(`syntax error, unexpected ${what}`);
    }
  }

  /** `counter name { … }` and its like, which decide nothing. */
  private skipObject(): void {
    while (
      this.stream.peek() !== undefined &&
      this.stream.peek()!.kind !== 'newline' &&
      !this.is(';')
    ) {
      if (this.is('{')) {
        let depth = 0;
        do {
          const token = this.stream.next();
          if (token === undefined) this.fail('syntax error, unexpected end');
          if (token.kind === 'symbol' && token.text === '{') depth++;
          if (token.kind === 'symbol' && token.text === '}') depth--;
        } while (depth > 0);
        return;
      }
      if (this.is('}')) return;
      this.stream.next();
    }
  }

  private family(): string {
    const token = this.stream.peek();
    return token?.kind === 'word' && /^(ip|ip6|inet|arp|bridge|netdev)$/.test(token.text)
      ? this.word()
      : 'ip';
  }

  private existing(family: string, name: string): NftTable {
    const table = this.work.tables.get(`${family} ${name}`);
    if (table === undefined) this.fail(`no such table \`${family} ${name}\``);
    return table;
  }

  private chainOf(table: NftTable, name: string): NftChain {
    const chain = table.chains.get(name);
    if (chain === undefined) this.fail(`no such chain \`${name}\``);
    return chain;
  }

  private tableCommand(verb: string): void {
    const family = this.family();
    const name = this.word();
    const key = `${family} ${name}`;
    if (verb === 'delete') {
      this.existing(family, name);
      this.work.tables.delete(key);
      return;
    }
    if (verb === 'flush') {
      for (const chain of this.existing(family, name).chains.values()) chain.rules = [];
      return;
    }
    if (verb === 'create' && this.work.tables.has(key)) this.fail('file exists');
    let table = this.work.tables.get(key);
    if (table === undefined) {
      table = { family, name, dormant: false, chains: new Map(), sets: new Map(), nextHandle: 1 };
      this.work.tables.set(key, table);
    }
    if (this.accept('{')) this.tableBlock(table);
  }

  private tableBlock(table: NftTable): void {
    // Rules may jump to chains and use sets that come later in the same block.
    const waiting: { chain: NftChain; stream: NftToken[] }[] = [];
    for (;;) {
      this.skipSeparators();
      if (this.accept('}')) break;
      const what = this.word();
      if (what === 'chain') {
        const chain = this.addChain(table, this.word());
        this.expect('{');
        waiting.push({ chain, stream: this.chainBlock(table, chain) });
      } else if (what === 'set' || what === 'map') {
        this.setBlock(table, this.word());
      } else if (what === 'flags') {
        if (this.word() === 'dormant') table.dormant = true;
      } else if (what === 'comment') {
        this.word();
      } else if (/^(counter|quota|limit|ct|flowtable|secmark|synproxy)$/.test(what)) {
        this.skipObject();
      } else {
        this.fail(`syntax error, unexpected ${what}`);
      }
    }
    for (const { chain, stream } of waiting) {
      const inner = new Stream(stream);
      const loader = new Loader(
        this.work,
        inner,
        this.options,
        this.interfaces,
        this.noteInterface,
        this.depth,
      );
      for (;;) {
        loader.skipSeparators();
        if (inner.peek() === undefined) break;
        chain.rules.push(loader.rule(table));
      }
    }
  }

  private addChain(table: NftTable, name: string): NftChain {
    let chain = table.chains.get(name);
    if (chain === undefined) {
      chain = { name, rules: [], priority: 0, policy: 'accept', type: 'filter' };
      table.chains.set(name, chain);
      table.nextHandle++;
    }
    return chain;
  }

  /** Reads up to the closing brace; gives the tokens of the rules, to be read when all chains are known. */
  private chainBlock(table: NftTable, chain: NftChain): NftToken[] {
    const rules: NftToken[] = [];
    for (;;) {
      this.skipSeparators();
      if (this.accept('}')) return rules;
      if (this.is('type')) this.hookLine(table, chain);
      else if (this.is('policy')) this.policy(chain);
      else if (this.is('comment') || this.is('flags') || this.is('devices')) this.toEndOfCommand();
      else {
        let depth = 0;
        for (;;) {
          const token = this.stream.peek();
          if (token === undefined) this.fail('syntax error, unexpected end of file');
          const symbol = token.kind === 'symbol' ? token.text : '';
          if (depth === 0 && (token.kind === 'newline' || symbol === ';' || symbol === '}')) break;
          if (symbol === '{') depth++;
          if (symbol === '}') depth--;
          rules.push(token);
          this.stream.next();
        }
        rules.push({ kind: 'newline', text: '\n', line: rules[rules.length - 1]!.line });
      }
    }
  }

  private policy(chain: NftChain): void {
    const { line } = this.stream.next()!;
    const policy = this.word();
    if (policy !== 'accept' && policy !== 'drop') this.fail(`invalid policy ${policy}`);
    chain.policy = policy;
    const where = this.options.locate(line);
    if (where === undefined) delete chain.policyWhere;
    else chain.policyWhere = where;
  }

  /** `type filter hook input [device "eth0"] priority filter + 10`. */
  private hookLine(table: NftTable, chain: NftChain): void {
    this.word();
    chain.type = this.word();
    this.expect('hook');
    const hook = this.word();
    if (!/^(ingress|egress|prerouting|input|forward|output|postrouting)$/.test(hook))
      this.fail(`unknown hook ${hook}`);
    if (hook !== 'egress') chain.hook = hook as Hook;
    if (this.accept('device')) chain.device = this.word();
    else if (this.accept('devices')) {
      this.expect('=');
      const devices = readElements(this.reader(table), 1).map(([text]) => text!);
      chain.device = devices.join(',');
    }
    this.expect('priority');
    let text = this.word();
    if (/^[+-]$/.test(text)) text += this.word();
    let priority = PRIORITIES.get(text) ?? Number(text);
    if (text === 'dstnat' && hook === 'output') priority = -100;
    if (this.is('+') || this.is('-')) {
      const sign = this.word() === '+' ? 1 : -1;
      priority += sign * Number(this.word());
    } else if (/^[+-][0-9]+$/.test(this.stream.peek()?.text ?? '')) {
      priority += Number(this.word());
    }
    const joined = /^([a-z]+)([+-][0-9]+)$/.exec(text);
    if (joined !== null && PRIORITIES.has(joined[1]!))
      priority = PRIORITIES.get(joined[1]!)! + Number(joined[2]);
    if (!Number.isInteger(priority)) this.fail(`unknown priority ${text}`);
    chain.priority = priority;
  }

  private chainCommand(verb: string): void {
    const family = this.family();
    const table = this.existing(family, this.word());
    const name = this.word();
    switch (verb) {
      case 'delete':
        this.chainOf(table, name);
        table.chains.delete(name);
        return;
      case 'flush':
        this.chainOf(table, name).rules = [];
        return;
      case 'rename':
        this.fail('renaming chains is not evaluated');
        return;
      default:
    }
    if (verb === 'create' && table.chains.has(name)) this.fail('file exists');
    const chain = this.addChain(table, name);
    if (!this.accept('{')) return;
    const rules = new Stream(this.chainBlock(table, chain));
    const loader = new Loader(
      this.work,
      rules,
      this.options,
      this.interfaces,
      this.noteInterface,
      this.depth,
    );
    for (loader.skipSeparators(); rules.peek() !== undefined; loader.skipSeparators())
      chain.rules.push(loader.rule(table));
  }

  private ruleCommand(verb: string): void {
    const family = this.family();
    const table = this.existing(family, this.word());
    const chain = this.chainOf(table, this.word());
    let at: number | undefined;
    if (this.is('handle') || this.is('position') || this.is('index')) {
      const kind = this.word();
      const number = Number(this.word());
      at = kind === 'index' ? number : chain.rules.findIndex(({ handle }) => handle === number);
      if (!(at >= 0 && at < chain.rules.length)) this.fail('no such rule');
    }
    if (verb === 'delete') {
      if (at === undefined) this.fail('syntax error, expected handle');
      chain.rules.splice(at, 1);
      return;
    }
    const rule = this.rule(table);
    if (verb === 'replace') {
      if (at === undefined) this.fail('syntax error, expected handle');
      chain.rules.splice(at, 1, rule);
    } else if (verb === 'insert') chain.rules.splice(at ?? 0, 0, rule);
    else chain.rules.splice(at === undefined ? chain.rules.length : at + 1, 0, rule);
  }

  private rule(table: NftTable): NftRule {
    const line = this.stream.peek()?.line ?? 1;
    const statements = readRule(this.reader(table));
    const where = this.options.locate(line);
    return { statements, handle: table.nextHandle++, ...(where === undefined ? {} : { where }) };
  }

  private reader(table: NftTable): RuleReader {
    return {
      next: () => this.stream.next(),
      peek: (ahead) => this.stream.peek(ahead),
      family: table.family,
      hasSet: (name) => table.sets.has(name),
      hasChain: (name) => table.chains.has(name),
      markDynamic: (name) => {
        const set = table.sets.get(name);
        if (set === undefined) this.fail(`no such set \`${name}\``);
        set.dynamic = true;
      },
      block: () => {
        this.expect('{');
        const rules: NftRule[] = [];
        for (;;) {
          this.skipSeparators();
          if (this.accept('}')) return rules;
          if (this.stream.peek() === undefined || rules.length > 1000)
            this.fail('syntax error, unexpected end');
          rules.push(this.rule(table));
        }
      },
      hasInterface: (name) => this.interfaces === undefined || this.interfaces.has(name),
      noteInterface: this.noteInterface,
    };
  }

  private setCommand(verb: string, _what: string): void {
    const family = this.family();
    const table = this.existing(family, this.word());
    const name = this.word();
    if (verb === 'delete') {
      if (!table.sets.delete(name)) this.fail('no such set');
    } else if (verb === 'flush') {
      const set = table.sets.get(name);
      if (set === undefined) this.fail('no such set');
      set.elements = [];
      set.verdicts = [];
    } else this.setBlock(table, name);
  }

  private setBlock(table: NftTable, name: string): void {
    let type = '';
    let interval = false;
    let merge = false;
    let dynamic = false;
    let elements: Element[] = [];
    let verdicts: NftSet['verdicts'] = [];
    this.expect('{');
    for (;;) {
      this.skipSeparators();
      if (this.accept('}')) break;
      const key = this.word();
      switch (key) {
        case 'type':
        case 'typeof': {
          const words: string[] = [];
          while (
            this.stream.peek() !== undefined &&
            this.stream.peek()!.kind !== 'newline' &&
            !this.is(';') &&
            !this.is('}')
          )
            words.push(this.word());
          type = words.join(' ');
          break;
        }
        case 'flags':
          do {
            const flag = this.word();
            if (flag === 'interval') interval = true;
            if (flag === 'dynamic') dynamic = true;
          } while (this.accept(','));
          break;
        case 'auto-merge':
          merge = true;
          break;
        case 'elements': {
          this.expect('=');
          this.skipNewlines();
          const [keys, value] = splitType(type);
          if (value === 'verdict') {
            const entries = readEntries(this.reader(table), keys);
            elements = entries.map(([element]) => element);
            verdicts = entries.map(([, verdict]) => verdict);
          } else if (value === undefined) {
            elements = readElements(this.reader(table), keys);
          } else {
            this.skipObject();
          }
          break;
        }
        case 'timeout':
        case 'gc-interval':
        case 'size':
        case 'policy':
        case 'comment':
          this.word();
          break;
        case 'counter':
          break;
        default:
          this.fail(`syntax error, unexpected ${key}`);
      }
    }
    const set: NftSet = { name, type, interval, merge, elements: [], verdicts: [], dynamic };
    const known = table.sets.get(name);
    if (known === undefined) {
      table.sets.set(name, set);
      table.nextHandle++;
    }
    this.addElements(known ?? set, elements, verdicts);
  }

  private addElements(
    set: NftSet,
    elements: readonly Element[],
    verdicts: NftSet['verdicts'],
  ): void {
    const simple = splitType(set.type)[0] === 1;
    for (const [i, element] of elements.entries()) {
      const text = element[0] ?? '';
      const isInterval =
        simple &&
        ((/-/.test(text) && !/^-/.test(text)) || isWideNetwork(text)) &&
        !/ifname|ether|string/.test(set.type);
      if (isInterval && !set.interval) this.fail("you must add 'flags interval' to the set");
      if (simple && set.interval && !set.merge) {
        const own = rangeOf(text);
        for (const other of set.elements) {
          const range = rangeOf(other[0] ?? '');
          if (
            own !== undefined &&
            range !== undefined &&
            own.overlaps(range) &&
            !own.equals(range)
          ) {
            this.fail('conflicting intervals specified');
          }
        }
      }
      set.elements.push(element);
      if (verdicts[i] !== undefined) set.verdicts.push(verdicts[i]);
    }
  }

  private elementCommand(verb: string): void {
    const family = this.family();
    const table = this.existing(family, this.word());
    const set = table.sets.get(this.word());
    if (set === undefined) this.fail('no such set');
    const [keys, value] = splitType(set.type);
    if (value === 'verdict' && verb !== 'delete') {
      const entries = readEntries(this.reader(table), keys);
      this.addElements(
        set,
        entries.map(([element]) => element),
        entries.map(([, verdict]) => verdict),
      );
      return;
    }
    const elements = readElements(this.reader(table), keys);
    if (verb === 'delete') {
      for (const element of elements) {
        const at = set.elements.findIndex((other) => other.join(' ') === element.join(' '));
        if (at < 0) this.fail('no such element');
        set.elements.splice(at, 1);
        if (set.verdicts.length > at) set.verdicts.splice(at, 1);
      }
    } else this.addElements(set, elements, []);
  }
}

/** Number of key parts and the type of the values of a map: `ipv4_addr . inet_service : verdict`. */
function splitType(type: string): [number, string | undefined] {
  const [keys = '', value] = type.split(/\s:\s/);
  return [keys.split(' . ').length, value?.trim()];
}

function isWideNetwork(text: string): boolean {
  const match = /^(.*)\/([0-9]+)$/.exec(text);
  return match !== null && Number(match[2]) < (match[1]!.includes(':') ? 128 : 32);
}

function rangeOf(text: string): AddressSet | undefined {
  const dash = text.indexOf('-');
  if (dash < 0) return AddressSet.tryParse(text);
  try {
    return AddressSet.range(text.slice(0, dash), text.slice(dash + 1));
  } catch {
    return undefined;
  }
}

/** Standard priority names (nft(8), "Standard priority names"). */
const PRIORITIES: ReadonlyMap<string, number> = new Map([
  ['raw', -300],
  ['mangle', -150],
  ['dstnat', -100],
  ['filter', 0],
  ['security', 50],
  ['srcnat', 100],
  ['out', 100],
]);
