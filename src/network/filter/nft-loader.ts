import type { Location } from '../../files/source.js';
import { tokenizeNft, type NftToken } from './nft-lexer.js';
import { readHook, readPolicy } from './nft-hooks.js';
import type { NftChain, NftRule, NftTable } from './nft-model.js';
import type { RuleReader } from './nft-reader.js';
import { readRule } from './nft-rule.js';
import { changeElements, readSet, usesSet } from './nft-sets.js';
import { NftStream } from './nft-stream.js';
import { unknownWord } from './values.js';

export interface NftOptions {
  readonly locate: (line: number) => Location | undefined;
  readonly readFile?: ((path: string) => string | undefined) | undefined;
  /** Variables given with `-D`. */
  readonly defines?: ReadonlyMap<string, string>;
  /** `--check`: reads and changes nothing. */
  readonly check?: boolean;
  /** Told of files that are included and not known; absent: they are not there. */
  readonly missing?: ((path: string) => void) | undefined;
}

/** What a file or command changes, before it counts. */
export interface Work {
  readonly tables: Map<string, NftTable>;
  flushed: boolean;
}

/** The host that the rules are for. */
export interface Surroundings {
  /** Absent: not known, any may be there. */
  readonly interfaces: ReadonlySet<string> | undefined;
  readonly noteInterface: (pattern: string) => void;
}

const MAX_INCLUDES = 8;
const MAX_BLOCK = 10_000;
/** NFT_JUMP_STACK_SIZE of the kernel. */
const MAX_CHAIN_DEPTH = 16;

/** Objects with a name that rules can refer to. */
const OBJECTS = /^(counter|quota|limit|ct|flowtable|secmark|synproxy)$/;

/** Carries out the commands of a file or command line on the working copy. */
export class Loader {
  constructor(
    private readonly work: Work,
    private readonly stream: NftStream,
    private readonly options: NftOptions,
    private readonly host: Surroundings,
    private readonly depth = 0,
  ) {}

  /** @throws NftError when nft would refuse any of it */
  commands(): void {
    for (;;) {
      this.stream.skipSeparators();
      if (this.stream.peek() === undefined) return;
      this.command();
      this.stream.endOfStatement();
    }
  }

  private command(): void {
    const { stream } = this;
    if (this.definition()) return;
    const first = stream.word();
    switch (first) {
      case 'include':
        this.include(stream.word());
        return;
      case 'add':
      case 'create':
      case 'insert':
      case 'replace':
      case 'delete':
      case 'flush':
      case 'rename':
        this.object(first, stream.word());
        return;
      case 'list':
      case 'reset':
        this.list();
        return;
      case 'table':
      case 'chain':
      case 'rule':
      case 'set':
      case 'map':
      case 'element':
      case 'counter':
      case 'quota':
      case 'limit':
      case 'ct':
      case 'flowtable':
      case 'secmark':
      case 'synproxy':
        this.object('add', first);
        return;
      case 'monitor':
      case 'describe':
      case 'export':
        stream.toEndOfCommand();
        return;
      default:
        throw stream.error(`syntax error, unexpected ${first}`);
    }
  }

  /** `define x = …`, `redefine x = …`, `undefine x`: at the top and inside of tables and chains. */
  private definition(): boolean {
    const { stream } = this;
    if (!stream.isWord(/^(define|redefine|undefine)$/)) return false;
    const verb = stream.word();
    const name = stream.word();
    if (verb === 'undefine') stream.undefine(name);
    else {
      stream.expect('=');
      stream.define(name, this.definedValue(), verb === 'redefine');
    }
    return true;
  }

  private definedValue(): NftToken[] {
    const { stream } = this;
    const value: NftToken[] = [];
    let depth = 0;
    for (;;) {
      const token = stream.peek();
      if (token === undefined) break;
      const symbol = token.kind === 'symbol' ? token.text : '';
      if (depth === 0 && (token.kind === 'newline' || symbol === ';')) break;
      stream.next();
      if (token.kind === 'newline') continue;
      if (symbol === '{') depth++;
      if (symbol === '}') depth--;
      if (
        value.length === 0 &&
        token.kind === 'word' &&
        /^(accept|drop|continue|return|jump|goto|reject)$/.test(token.text)
      ) {
        throw stream.error(`syntax error, unexpected ${token.text}`);
      }
      value.push(token);
    }
    if (value.length === 0) throw stream.error('syntax error, unexpected end');
    return value;
  }

  private include(path: string): void {
    const { stream } = this;
    if (this.depth >= MAX_INCLUDES) throw stream.error('too many files include each other');
    const text = this.options.readFile?.(path);
    if (text === undefined) {
      // A pattern that matches nothing is fine; a file must be there.
      if (/[*?[]/.test(path)) return;
      if (this.options.missing !== undefined) {
        this.options.missing(path);
        stream.undefinedAs(unknownWord(`what ${path} defines is not known`));
        return;
      }
      throw stream.error(`file not found: ${path}`);
    }
    const inner = new NftStream(tokenizeNft(text));
    stream.copyDefinitions(inner);
    new Loader(this.work, inner, this.options, this.host, this.depth + 1).commands();
    inner.copyDefinitions(stream);
  }

  /** `list …` shows what is there and fails when it is not. */
  private list(): void {
    const { stream } = this;
    const what = stream.word();
    if (/^(table|chain|set|map)$/.test(what)) {
      const table = this.existing();
      if (what === 'chain') this.chainOf(table, stream.word());
      else if (what !== 'table' && !table.sets.has(stream.word()))
        throw stream.error('no such set');
    }
    stream.toEndOfCommand();
  }

  private object(verb: string, what: string): void {
    const { stream } = this;
    switch (what) {
      case 'ruleset': {
        if (verb !== 'flush') throw stream.error(`syntax error, unexpected ${verb}`);
        const family = stream.peek()?.kind === 'word' ? stream.word() : undefined;
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
        this.setCommand(verb);
        return;
      case 'element': {
        const table = this.existing();
        const set = table.sets.get(stream.word());
        if (set === undefined) throw stream.error('no such set');
        changeElements(set, verb, this.reader(table));
        return;
      }
      default: {
        if (!OBJECTS.test(what)) throw stream.error(`syntax error, unexpected ${what}`);
        if (verb === 'add' || verb === 'create') {
          const kind = what === 'ct' ? `ct ${stream.word()}` : what;
          this.declare(this.existing(), kind);
        } else stream.toEndOfCommand();
      }
    }
  }

  /** `name { … }` of a counter, limit, helper …, or what stands there instead of braces. */
  private declare(table: NftTable, kind: string): void {
    const { stream } = this;
    table.objects.add(`${kind} ${stream.word()}`);
    if (stream.accept('{')) stream.toClosingBrace();
    else {
      while (
        stream.peek() !== undefined &&
        stream.peek()!.kind !== 'newline' &&
        !stream.is(';') &&
        !stream.is('}')
      ) {
        stream.next();
      }
    }
  }

  private family(): string {
    return this.stream.isWord(/^(ip|ip6|inet|arp|bridge|netdev)$/) ? this.stream.word() : 'ip';
  }

  private existing(): NftTable {
    const key = `${this.family()} ${this.stream.name()}`;
    const table = this.work.tables.get(key);
    if (table === undefined) throw this.stream.error(`no such table \`${key}\``);
    return table;
  }

  private chainOf(table: NftTable, name: string): NftChain {
    const chain = table.chains.get(name);
    if (chain === undefined) throw this.stream.error(`no such chain \`${name}\``);
    return chain;
  }

  private tableCommand(verb: string): void {
    const { stream } = this;
    if (verb === 'delete' || verb === 'flush') {
      const table = this.existing();
      if (verb === 'delete') this.work.tables.delete(`${table.family} ${table.name}`);
      else for (const chain of table.chains.values()) chain.rules = [];
      return;
    }
    const family = this.family();
    const name = stream.name();
    const key = `${family} ${name}`;
    if (verb === 'create' && this.work.tables.has(key)) throw stream.error('file exists');
    let table = this.work.tables.get(key);
    if (table === undefined) {
      table = {
        family,
        name,
        dormant: false,
        chains: new Map(),
        sets: new Map(),
        objects: new Set(),
        nextHandle: 1,
      };
      this.work.tables.set(key, table);
    }
    if (stream.accept('{')) this.tableBlock(table);
  }

  private tableBlock(table: NftTable): void {
    const { stream } = this;
    // Rules may jump to chains and use sets that come later in the same block.
    const waiting: { chain: NftChain; tokens: NftToken[] }[] = [];
    for (;;) {
      stream.skipSeparators();
      if (stream.accept('}')) break;
      if (!this.definition()) {
        const what = stream.word();
        if (what === 'chain') {
          const [chain, isNew] = this.addChain(table, stream.name());
          stream.expect('{');
          waiting.push({ chain, tokens: this.chainBlock(table, chain, isNew) });
        } else if (what === 'set' || what === 'map') {
          readSet(table, stream.name(), this.reader(table));
        } else if (what === 'flags') {
          if (stream.word() === 'dormant') table.dormant = true;
        } else if (what === 'comment') {
          stream.word();
        } else if (OBJECTS.test(what)) {
          this.declare(table, what === 'ct' ? `ct ${stream.word()}` : what);
        } else {
          throw stream.error(`syntax error, unexpected ${what}`);
        }
      }
      stream.endOfStatement();
    }
    for (const { chain, tokens } of waiting) this.rules(table, chain, tokens);
  }

  private addChain(table: NftTable, name: string): [chain: NftChain, isNew: boolean] {
    const known = table.chains.get(name);
    if (known !== undefined) return [known, false];
    const chain: NftChain = { name, rules: [], priority: 0, policy: 'accept', type: 'filter' };
    table.chains.set(name, chain);
    table.nextHandle++;
    return [chain, true];
  }

  /** Reads up to the closing brace; gives the tokens of the rules, to be read when all chains are known. */
  private chainBlock(table: NftTable, chain: NftChain, isNew: boolean): NftToken[] {
    const { stream } = this;
    const rules: NftToken[] = [];
    for (;;) {
      stream.skipSeparators();
      if (stream.accept('}')) return rules;
      if (this.definition()) {
        stream.endOfStatement();
        continue;
      }
      if (stream.is('type')) readHook(this.reader(table), chain, isNew);
      else if (stream.is('policy')) readPolicy(this.reader(table), chain, this.options.locate);
      else if (stream.is('comment') || stream.is('flags') || stream.is('devices')) {
        stream.toEndOfCommand();
      } else this.collectRule(rules);
      stream.endOfStatement();
    }
  }

  private collectRule(rules: NftToken[]): void {
    const { stream } = this;
    let depth = 0;
    for (;;) {
      const token = stream.peek();
      if (token === undefined) throw stream.error('syntax error, unexpected end of file');
      const symbol = token.kind === 'symbol' ? token.text : '';
      if (depth === 0 && (token.kind === 'newline' || symbol === ';' || symbol === '}')) break;
      if (symbol === '{') depth++;
      if (symbol === '}') depth--;
      rules.push(token);
      stream.next();
    }
    rules.push({ kind: 'newline', text: '\n', line: stream.line });
  }

  private rules(table: NftTable, chain: NftChain, tokens: readonly NftToken[]): void {
    const inner = new NftStream(tokens);
    const loader = new Loader(this.work, inner, this.options, this.host, this.depth);
    for (inner.skipSeparators(); inner.peek() !== undefined; inner.skipSeparators()) {
      chain.rules.push(loader.rule(table, chain));
      inner.endOfStatement();
    }
  }

  private chainCommand(verb: string): void {
    const { stream } = this;
    const table = this.existing();
    const name = stream.name();
    switch (verb) {
      case 'delete': {
        const chain = this.chainOf(table, name);
        for (const other of table.chains.values()) {
          if (other !== chain && jumpsTo(other.rules, name))
            throw stream.error('device or resource busy');
        }
        table.chains.delete(name);
        return;
      }
      case 'flush':
        this.chainOf(table, name).rules = [];
        return;
      case 'rename': {
        const chain = this.chainOf(table, name);
        const fresh = stream.name();
        if (table.chains.has(fresh)) throw stream.error('file exists');
        table.chains.delete(name);
        for (const other of table.chains.values()) {
          if (jumpsTo(other.rules, name))
            throw stream.error('renaming a chain in use is not evaluated');
        }
        chain.name = fresh;
        table.chains.set(fresh, chain);
        return;
      }
      default:
    }
    if (verb === 'create' && table.chains.has(name)) throw stream.error('file exists');
    const [chain, isNew] = this.addChain(table, name);
    if (stream.accept('{')) this.rules(table, chain, this.chainBlock(table, chain, isNew));
  }

  private ruleCommand(verb: string): void {
    const { stream } = this;
    const table = this.existing();
    const chain = this.chainOf(table, stream.word());
    let at: number | undefined;
    if (stream.is('handle') || stream.is('position') || stream.is('index')) {
      const kind = stream.word();
      const number = Number(stream.word());
      at = kind === 'index' ? number : chain.rules.findIndex(({ handle }) => handle === number);
      if (!(at >= 0 && at < chain.rules.length)) throw stream.error('no such rule');
    }
    if (verb === 'delete') {
      if (at === undefined) throw stream.error('syntax error, expected handle');
      chain.rules.splice(at, 1);
      return;
    }
    const rule = this.rule(table, chain);
    if (verb === 'replace') {
      if (at === undefined) throw stream.error('syntax error, expected handle');
      chain.rules.splice(at, 1, rule);
    } else if (verb === 'insert') chain.rules.splice(at ?? 0, 0, rule);
    else chain.rules.splice(at === undefined ? chain.rules.length : at + 1, 0, rule);
  }

  private rule(table: NftTable, chain: NftChain): NftRule {
    const { line } = this.stream;
    const statements = readRule(this.reader(table, chain));
    const where = this.options.locate(line);
    return { statements, handle: table.nextHandle++, ...(where === undefined ? {} : { where }) };
  }

  private reader(table: NftTable, chain?: NftChain): RuleReader {
    const { stream, host } = this;
    return {
      stream,
      family: table.family,
      ...(chain?.hook === undefined ? {} : { base: { type: chain.type, hook: chain.hook } }),
      setType: (name) => table.sets.get(name)?.type,
      hasObject: (kind, name) => table.objects.has(`${kind} ${name}`),
      checkJump: (name) => {
        const target = table.chains.get(name);
        if (target === undefined) throw stream.error(`no such chain \`${name}\``);
        if (target.hook !== undefined) throw stream.error(`\`${name}\` is a base chain`);
      },
      markDynamic: (name) => {
        const set = table.sets.get(name);
        if (set === undefined) throw stream.error(`no such set \`${name}\``);
        set.dynamic = true;
      },
      block: () => {
        stream.expect('{');
        const rules: NftRule[] = [];
        for (;;) {
          stream.skipSeparators();
          if (stream.accept('}')) return rules;
          if (stream.peek() === undefined || rules.length > MAX_BLOCK) {
            throw stream.error('syntax error, unexpected end');
          }
          const { base: _base, ...inside } = this.reader(table, chain);
          const { line } = stream;
          const statements = readRule(inside);
          const where = this.options.locate(line);
          rules.push({ statements, handle: 0, ...(where === undefined ? {} : { where }) });
          stream.endOfStatement();
        }
      },
      hasInterface: (name) => host.interfaces === undefined || host.interfaces.has(name),
      noteInterface: host.noteInterface,
    };
  }

  private setCommand(verb: string): void {
    const { stream } = this;
    const table = this.existing();
    const name = stream.word();
    const set = table.sets.get(name);
    switch (verb) {
      case 'delete':
        if (set === undefined) throw stream.error('no such set');
        if ([...table.chains.values()].some((chain) => usesSet(chain, name))) {
          throw stream.error('device or resource busy');
        }
        table.sets.delete(name);
        return;
      case 'flush':
        if (set === undefined) throw stream.error('no such set');
        set.elements = [];
        set.verdicts = [];
        set.values = [];
        return;
      default:
        if (verb === 'create' && set !== undefined) throw stream.error('file exists');
        readSet(table, name, this.reader(table));
    }
  }
}

function jumpsTo(rules: readonly NftRule[], name: string): boolean {
  return targets(rules).has(name);
}

/** The chains that rules jump to. */
function targets(rules: readonly NftRule[]): Set<string> {
  const found = new Set<string>();
  const waiting: (readonly NftRule[])[] = [rules];
  for (const list of waiting) {
    for (const { statements } of list) {
      for (const statement of statements) {
        const verdicts =
          statement.kind === 'verdict'
            ? [statement.verdict]
            : statement.kind === 'vmap' && typeof statement.entries !== 'string'
              ? statement.entries.map(([, verdict]) => verdict)
              : [];
        for (const verdict of verdicts) {
          if (verdict.kind !== 'jump' && verdict.kind !== 'goto') continue;
          if (typeof verdict.chain === 'string') found.add(verdict.chain);
          else waiting.push(verdict.chain);
        }
      }
    }
  }
  return found;
}

/** Whether a base chain leads, over others, into a circle of chains; the kernel refuses these when it commits. */
export function hasReachableLoop(table: NftTable): boolean {
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (name: string): boolean => {
    if (done.has(name)) return false;
    // A path longer than the kernel allows is refused like a circle.
    if (open.has(name) || open.size > MAX_CHAIN_DEPTH) return true;
    open.add(name);
    const chain = table.chains.get(name);
    for (const target of chain === undefined ? [] : targets(chain.rules)) {
      if (visit(target)) return true;
    }
    open.delete(name);
    done.add(name);
    return false;
  };
  return [...table.chains.values()].some((chain) => chain.hook !== undefined && visit(chain.name));
}
