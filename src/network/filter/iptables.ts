import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import { lostRules } from './lost-rules.js';
import type { Ipsets } from './ipset.js';
import { parseCommand, Refused, type ParsedCommand } from './iptables-parse.js';
import { buildRules } from './iptables-rule.js';
import { newChain, type BaseChain, type Chain, type Hook, type Rule } from './ruleset.js';

interface BuiltIn {
  readonly chain: Chain;
  policy: 'accept' | 'drop';
  policyWhere?: Location;
}

interface Table {
  readonly builtIn: Map<string, BuiltIn>;
  readonly user: Map<string, Chain>;
  /** Some chains jump in a circle; fine as long as no built-in chain leads there. */
  circular: boolean;
}

/** `[chain, hook, priority]` of each table (enum nf_ip_hook_priorities). */
const TABLES: Readonly<Record<string, readonly (readonly [string, Hook, number])[]>> = {
  raw: [
    ['PREROUTING', 'prerouting', -300],
    ['OUTPUT', 'output', -300],
  ],
  mangle: [
    ['PREROUTING', 'prerouting', -150],
    ['INPUT', 'input', -150],
    ['FORWARD', 'forward', -150],
    ['OUTPUT', 'output', -150],
    ['POSTROUTING', 'postrouting', -150],
  ],
  nat: [
    ['PREROUTING', 'prerouting', -100],
    ['INPUT', 'input', 100],
    ['OUTPUT', 'output', -100],
    ['POSTROUTING', 'postrouting', 100],
  ],
  filter: [
    ['INPUT', 'input', 0],
    ['FORWARD', 'forward', 0],
    ['OUTPUT', 'output', 0],
  ],
  security: [
    ['INPUT', 'input', 50],
    ['FORWARD', 'forward', 50],
    ['OUTPUT', 'output', 50],
  ],
};

/** The outcome of one command: whether the tool would succeed, and its complaint when it would not. */
export interface Outcome {
  readonly succeeded: boolean;
  readonly complaint?: string;
}

/** The tables of iptables or ip6tables as a sequence of commands leaves them. */
export class Iptables {
  private tables = new Map<string, Table>();
  /** Interface patterns that rules ask for. */
  readonly interfaces = new Set<string>();

  constructor(
    readonly family: 4 | 6,
    private readonly ipsets: Ipsets,
    /** The lists of `-m recent` that some rule adds to. */
    private readonly lists = new Set<string>(),
  ) {}

  /** Runs the words behind `iptables`. */
  run(args: readonly string[], where?: Location): Outcome {
    try {
      return this.execute(parseCommand(args), where);
    } catch (error) {
      if (error instanceof Refused) return { succeeded: false, complaint: error.message };
      throw error;
    }
  }

  /** The rules of a built-in or user chain; for tools that add their own. */
  chain(table: string, name: string): Chain {
    return this.find(this.table(table), name) ?? this.createChain(table, name);
  }

  /** Every table is gone: `nft flush ruleset`. */
  clear(): void {
    this.tables.clear();
  }

  /**
   * Rules were loaded that are not known.
   * @param keep those that were there stay
   */
  lose(reason: string, where: Location | undefined, keep: boolean): void {
    if (!keep) this.tables.delete('filter');
    for (const name of ['INPUT', 'FORWARD']) {
      append(this.chain('filter', name).rules, lostRules(reason, where));
    }
  }

  setPolicy(table: string, name: string, policy: 'accept' | 'drop', where?: Location): void {
    const builtIn = this.table(table).builtIn.get(name);
    if (builtIn === undefined) return;
    builtIn.policy = policy;
    if (where === undefined) delete builtIn.policyWhere;
    else builtIn.policyWhere = where;
  }

  private createChain(table: string, name: string): Chain {
    const chain = newChain(name);
    this.table(table).user.set(name, chain);
    return chain;
  }

  private execute(command: ParsedCommand, where: Location | undefined): Outcome {
    if (command.family !== undefined && command.family !== this.family) {
      throw new Refused(`-${command.family} is not for this program`);
    }
    if (!Object.hasOwn(TABLES, command.table))
      throw new Refused(`table '${command.table}' does not exist`);
    const table = this.table(command.table);
    const name = command.chain;
    switch (command.command) {
      case 'N': {
        if (this.find(table, name!) !== undefined) throw new Refused('chain already exists');
        checkChainName(name!);
        table.user.set(name!, newChain(name!));
        break;
      }
      case 'X':
        this.deleteChains(table, name);
        break;
      case 'E': {
        const chain = table.user.get(name!);
        if (chain === undefined || this.find(table, command.second!) !== undefined) {
          throw new Refused('no such chain, or the new name is taken');
        }
        table.user.delete(name!);
        chain.name = command.second!;
        table.user.set(chain.name, chain);
        break;
      }
      case 'F':
        for (const chain of name === undefined ? chainsOf(table) : [this.existing(table, name)]) {
          chain.rules = [];
        }
        break;
      case 'Z':
      case 'L':
      case 'S':
        if (name !== undefined) this.existing(table, name);
        break;
      case 'P':
        this.policy(table, command, where);
        break;
      default:
        this.changeRules(table, command, where);
    }
    return { succeeded: true };
  }

  private policy(table: Table, command: ParsedCommand, where: Location | undefined): void {
    const builtIn = table.builtIn.get(command.chain!);
    if (builtIn === undefined) throw new Refused('bad built-in chain name');
    const policy = command.second!;
    if (policy !== 'ACCEPT' && policy !== 'DROP') throw new Refused('bad policy name');
    if (policy === 'DROP' && command.table === 'nat') {
      throw new Refused('the nat table is not intended for filtering');
    }
    this.setPolicy(command.table, command.chain!, policy === 'DROP' ? 'drop' : 'accept', where);
  }

  private deleteChains(table: Table, name: string | undefined): void {
    if (name === undefined) {
      for (const [key, chain] of table.user) {
        if (chain.rules.length === 0 && !isReferred(table, chain)) table.user.delete(key);
      }
      return;
    }
    const chain = table.user.get(name);
    if (chain === undefined) throw new Refused('no such chain');
    if (chain.rules.length > 0 || isReferred(table, chain)) throw new Refused('chain is in use');
    table.user.delete(name);
  }

  private changeRules(table: Table, command: ParsedCommand, where: Location | undefined): void {
    const chain = this.existing(table, command.chain!);
    const { rules } = chain;
    if (command.command === 'D' && command.number !== undefined) {
      if (command.number > rules.length) throw new Refused('index of deletion too big');
      rules.splice(command.number - 1, 1);
      return;
    }
    const built = buildRules(command.spec, {
      family: this.family,
      table: command.table,
      chain: command.chain!,
      ipsets: this.ipsets,
      lists: this.lists,
      where,
      chainNamed: (name) => table.user.get(name),
      noteInterface: (pattern) => this.interfaces.add(pattern),
    });
    switch (command.command) {
      case 'A':
        this.insert(table, chain, rules.length, built);
        break;
      case 'I': {
        const at = (command.number ?? 1) - 1;
        if (at > rules.length) throw new Refused('index of insertion too big');
        // Each rule of a list goes to the same place, so the last one stands first.
        for (const rule of built) this.insert(table, chain, at, [rule]);
        break;
      }
      case 'R': {
        if (command.number! > rules.length) throw new Refused('index of replacement too big');
        if (built.length !== 1) throw new Refused('replacement rule cannot be several');
        rules.splice(command.number! - 1, 1, ...built);
        break;
      }
      default:
        for (const rule of built) {
          const at = rules.findIndex((other) => other.text === rule.text);
          if (at < 0) throw new Refused('bad rule (does a matching rule exist in that chain?)');
          if (command.command === 'D') rules.splice(at, 1);
        }
    }
  }

  private insert(table: Table, chain: Chain, at: number, added: readonly Rule[]): void {
    chain.rules.splice(at, 0, ...added);
    const target = added.map(({ verdict }) =>
      verdict.kind === 'jump' || verdict.kind === 'goto' ? verdict.chain : undefined,
    )[0];
    if (target === undefined) return;
    table.circular ||= reaches(target, chain);
    if (table.circular && [...table.builtIn.values()].some((builtIn) => hasLoop(builtIn.chain))) {
      chain.rules.splice(at, added.length);
      throw new Refused('too many links: the chains jump in a circle');
    }
  }

  private existing(table: Table, name: string): Chain {
    const chain = this.find(table, name);
    if (chain === undefined) throw new Refused(`chain '${name}' does not exist`);
    return chain;
  }

  private find(table: Table, name: string): Chain | undefined {
    return table.builtIn.get(name)?.chain ?? table.user.get(name);
  }

  private table(name: string): Table {
    let table = this.tables.get(name);
    if (table === undefined) {
      table = emptyTable(name);
      this.tables.set(name, table);
    }
    return table;
  }

  /**
   * Loads the text of iptables-save as iptables-restore does: table by table, each as a whole or not at
   * all, and nothing behind the first error.
   * @param locate the place of a line of the text (its number counts from 1)
   */
  restore(
    text: string,
    locate: (line: number) => Location | undefined,
    options: { readonly keep?: boolean; readonly test?: boolean } = {},
  ): Outcome {
    const keep = options.keep ?? false;
    let name: string | undefined;
    let staged: Iptables | undefined;
    const fail = (line: number, reason: string): Outcome => ({
      succeeded: false,
      complaint: `line ${line} failed: ${reason}`,
    });
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      const number = index + 1;
      if (line === '' || line.startsWith('#')) continue;
      if (line.startsWith('*') && staged === undefined) {
        name = line.slice(1).replace(/[ \t]+$/, '');
        if (!Object.hasOwn(TABLES, name))
          return fail(number, `table name \`${name.trim()}\` invalid`);
        staged = new Iptables(this.family, this.ipsets, this.lists);
        staged.tables.set(name, keep ? copyTable(this.table(name)) : emptyTable(name));
        continue;
      }
      if (staged === undefined || name === undefined) {
        if (line.trim() === '') continue;
        return fail(number, 'rules must stand between a table and COMMIT');
      }
      if (line === 'COMMIT' || line === 'COMMIT ') {
        if (!(options.test ?? false)) {
          this.tables.set(name, staged.tables.get(name)!);
          for (const pattern of staged.interfaces) this.interfaces.add(pattern);
        }
        staged = undefined;
        continue;
      }
      const outcome = line.startsWith(':')
        ? staged.declare(name, line, keep, locate(number))
        : staged.restoreRule(name, line, locate(number));
      if (!outcome.succeeded) return fail(number, outcome.complaint ?? '');
    }
    if (staged !== undefined) return fail(lines.length, 'COMMIT expected');
    return { succeeded: true };
  }

  /** `:INPUT DROP [0:0]`, `:my-chain - [0:0]`. */
  private declare(name: string, line: string, keep: boolean, where: Location | undefined): Outcome {
    const [chainName = '', policy = ''] = line.slice(1).split(/[ \t]+/);
    const table = this.table(name);
    if (table.builtIn.has(chainName)) {
      if (policy === '-') return { succeeded: true };
      if (policy !== 'ACCEPT' && policy !== 'DROP') {
        return { succeeded: false, complaint: `bad policy name \`${policy}\`` };
      }
      this.setPolicy(name, chainName, policy === 'DROP' ? 'drop' : 'accept', where);
      return { succeeded: true };
    }
    const known = table.user.get(chainName);
    if (known === undefined) table.user.set(chainName, newChain(chainName));
    else if (keep) known.rules = [];
    return { succeeded: true };
  }

  private restoreRule(table: string, line: string, where: Location | undefined): Outcome {
    const args = splitRestoreLine(line);
    if (args.length === 0) return { succeeded: true };
    if (/^\[[0-9]+:[0-9]+\]$/.test(args[0]!)) args.shift();
    if (args.some((word) => word === '-t' || word === '--table' || /^-t[a-z]/.test(word))) {
      return { succeeded: false, complaint: 'the -t option cannot be used in iptables-restore' };
    }
    const family = args.find((word) => /^(-4|-6|--ipv4|--ipv6)$/.test(word));
    if (family !== undefined && family.endsWith('6') !== (this.family === 6)) {
      return { succeeded: true };
    }
    return this.run([...args, '-t', table], where);
  }

  /** What the kernel calls, in the order of tables. */
  baseChains(): BaseChain[] {
    const chains: BaseChain[] = [];
    for (const [name, table] of this.tables) {
      for (const [chainName, hook, priority] of TABLES[name]!) {
        const { chain, policy, policyWhere } = table.builtIn.get(chainName)!;
        if (chain.rules.length === 0 && policy === 'accept') continue;
        chains.push({
          chain,
          hook,
          priority,
          policy,
          families: [this.family],
          nat: name === 'nat',
          ...(policyWhere === undefined ? {} : { policyWhere }),
        });
      }
    }
    return chains;
  }
}

function emptyTable(name: string): Table {
  const builtIn = new Map<string, BuiltIn>();
  for (const [chain] of TABLES[name]!)
    builtIn.set(chain, { chain: newChain(chain), policy: 'accept' });
  return { builtIn, user: new Map(), circular: false };
}

/** A copy whose rules jump to the copied chains. */
function copyTable(table: Table): Table {
  const copies = new Map<Chain, Chain>();
  for (const chain of chainsOf(table)) copies.set(chain, newChain(chain.name));
  for (const [chain, copy] of copies) {
    copy.rules = chain.rules.map((rule) => {
      const { verdict } = rule;
      if (verdict.kind !== 'jump' && verdict.kind !== 'goto') return rule;
      return {
        ...rule,
        verdict: { ...verdict, chain: copies.get(verdict.chain) ?? verdict.chain },
      };
    });
  }
  return {
    builtIn: new Map(
      [...table.builtIn].map(([name, builtIn]) => [
        name,
        { ...builtIn, chain: copies.get(builtIn.chain)! },
      ]),
    ),
    user: new Map([...table.user].map(([name, chain]) => [name, copies.get(chain)!])),
    circular: table.circular,
  };
}

function chainsOf(table: Table): Chain[] {
  return [...[...table.builtIn.values()].map(({ chain }) => chain), ...table.user.values()];
}

function isReferred(table: Table, chain: Chain): boolean {
  return chainsOf(table).some((other) =>
    other.rules.some(
      ({ verdict }) =>
        (verdict.kind === 'jump' || verdict.kind === 'goto') && verdict.chain === chain,
    ),
  );
}

function reaches(from: Chain, to: Chain): boolean {
  const seen = new Set([from]);
  for (const chain of seen) {
    if (chain === to) return true;
    for (const { verdict } of chain.rules) {
      if (verdict.kind === 'jump' || verdict.kind === 'goto') seen.add(verdict.chain);
    }
  }
  return false;
}

function hasLoop(start: Chain): boolean {
  const done = new Set<Chain>();
  const open = new Set<Chain>();
  const visit = (chain: Chain, depth: number): boolean => {
    if (open.has(chain) || depth > 200) return true;
    if (done.has(chain)) return false;
    open.add(chain);
    for (const { verdict } of chain.rules) {
      if ((verdict.kind === 'jump' || verdict.kind === 'goto') && visit(verdict.chain, depth + 1)) {
        return true;
      }
    }
    open.delete(chain);
    done.add(chain);
    return false;
  };
  return visit(start, 0);
}

function checkChainName(name: string): void {
  if (name.length > 28 || name.startsWith('-') || name.startsWith('!') || /\s/.test(name)) {
    throw new Refused(`bad chain name \`${name}\``);
  }
}

/** iptables-restore's own words: blanks separate, only `"` quotes, `\` escapes inside quotes. */
export function splitRestoreLine(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (quoted) {
      if (char === '\\' && i + 1 < line.length) word = (word ?? '') + line[++i]!;
      else if (char === '"') quoted = false;
      else word = (word ?? '') + char;
    } else if (char === '"') {
      quoted = true;
      word ??= '';
    } else if (char === ' ' || char === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
