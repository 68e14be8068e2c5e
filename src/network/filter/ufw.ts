import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import { splitRestoreLine, type Iptables, type Outcome } from './iptables.js';
import { isRuleCommand, parseRuleCommand, type UfwRule } from './ufw-parse.js';

/** A rule in ufw's list: from a command, or the iptables lines of a user.rules file. */
interface Entry {
  /** Everything but the action: equal keys are the same rule to ufw. */
  readonly key: string;
  readonly action: string;
  readonly lines: readonly (readonly string[])[];
  readonly where: Location | undefined;
}

type Policy = 'accept' | 'drop' | 'reject';

/** Lines that somebody adds to before.rules or after.rules. */
interface Extra {
  readonly place: 'before' | 'after';
  readonly family: 4 | 6;
  readonly line: string;
  /** It stands behind ufw's own rules in the file; otherwise ahead of them. */
  readonly last: boolean;
  readonly where: Location | undefined;
}

/** ufw(8): its own list of rules, written into chains of iptables when it is enabled. */
export class Ufw {
  private enabled = false;
  /** The chains are not yet what the rules and settings say. */
  private stale = false;
  private ipv6 = true;
  private readonly policies: Record<'input' | 'output' | 'forward', Policy> = {
    input: 'drop',
    output: 'accept',
    forward: 'drop',
  };
  private policyWhere: Location | undefined;
  private readonly rules: Record<4 | 6, Entry[]> = { 4: [], 6: [] };
  private readonly profiles = new Map<string, string>();
  private readonly extras: Extra[] = [];

  constructor(
    private readonly v4: Iptables,
    private readonly v6: Iptables,
  ) {}

  /** Whether ufw is switched on. */
  get isEnabled(): boolean {
    return this.enabled;
  }

  /** Runs the words behind `ufw`. */
  run(args: readonly string[], where?: Location): Outcome {
    if (args.includes('--dry-run')) return { succeeded: true };
    const words = args.filter((word) => word !== '--force' && word !== '-f');
    const [first = '', second = ''] = words.map((word) => word.toLowerCase());
    switch (first) {
      case 'enable':
        return this.enable(where);
      case 'disable':
        this.disable();
        return { succeeded: true };
      case 'reset':
        this.disable();
        this.rules[4] = [];
        this.rules[6] = [];
        Object.assign(this.policies, { input: 'drop', output: 'accept', forward: 'drop' });
        return { succeeded: true };
      case 'reload':
        return this.enabled ? this.enable(this.policyWhere) : { succeeded: true };
      case 'default':
        return this.setDefault(words.slice(1), where);
      case 'delete':
        if (/^[0-9]+$/.test(second)) return this.deleteNumber(Number(second));
        break;
      default:
    }
    if (!isRuleCommand(words)) return { succeeded: true };
    const parsed = parseRuleCommand(words, this.profiles);
    if (typeof parsed === 'string') return { succeeded: false, complaint: parsed };
    const families = parsed.families.filter((family) => family === 4 || this.ipv6);
    if (families.length === 0) return { succeeded: false, complaint: 'IPv6 support not enabled' };
    const { position } = parsed;
    const count = this.rules[4].length + this.rules[6].length;
    if (position !== undefined && position > 0 && position > count) {
      return { succeeded: false, complaint: `invalid position '${position}'` };
    }
    let done = true;
    // The place among the IPv6 rules is next to the twin of the IPv4 rule at that number.
    const twin =
      position === undefined || position === 0 ? undefined : this.rules[4][position - 1]?.key;
    for (const family of families) {
      for (const rule of parsed.rules) {
        const entry = toEntry(rule, family, where);
        if (parsed.remove) done = this.removeRule(family, entry) && done;
        else this.addRule(family, entry, this.index(family, position, twin));
      }
    }
    this.changed();
    return { succeeded: done };
  }

  private index(family: 4 | 6, position: number | undefined, twin: string | undefined): number {
    const list = this.rules[family];
    if (position === undefined) return list.length;
    if (position === 0) return 0;
    if (family === 4) return Math.min(position - 1, list.length);
    const fromTwin = twin === undefined ? -1 : list.findIndex(({ key }) => key === twin);
    if (fromTwin >= 0) return fromTwin;
    const own = position - 1 - this.rules[4].length;
    return own >= 0 ? Math.min(own, list.length) : list.length;
  }

  private addRule(family: 4 | 6, entry: Entry, at: number): void {
    const list = this.rules[family];
    const same = list.findIndex(({ key }) => key === entry.key);
    // A rule that differs in its action only replaces the old one where it stands.
    if (same >= 0) list.splice(same, 1, entry);
    else list.splice(at, 0, entry);
  }

  private removeRule(family: 4 | 6, entry: Entry): boolean {
    const list = this.rules[family];
    const at = list.findIndex(({ key, action }) => key === entry.key && action === entry.action);
    if (at < 0) return false;
    list.splice(at, 1);
    return true;
  }

  private deleteNumber(number: number): Outcome {
    const list = number <= this.rules[4].length ? this.rules[4] : this.rules[6];
    const at = list === this.rules[4] ? number - 1 : number - 1 - this.rules[4].length;
    if (at < 0 || at >= list.length) {
      return { succeeded: false, complaint: `could not find rule '${number}'` };
    }
    list.splice(at, 1);
    this.changed();
    return { succeeded: true };
  }

  private setDefault(words: readonly string[], where: Location | undefined): Outcome {
    const lower = words.map((word) => word.toLowerCase());
    const policy = lower.find((word) => ['allow', 'deny', 'reject'].includes(word));
    if (policy === undefined) return { succeeded: false, complaint: 'unsupported policy' };
    const hook = lower.includes('outgoing')
      ? 'output'
      : lower.includes('routed') || lower.includes('forward')
        ? 'forward'
        : 'input';
    this.policies[hook] = policy === 'allow' ? 'accept' : policy === 'deny' ? 'drop' : 'reject';
    if (hook === 'input') this.policyWhere = where;
    this.changed();
    return { succeeded: true };
  }

  private enable(where: Location | undefined): Outcome {
    this.enabled = true;
    this.policyWhere ??= where;
    return this.build()
      ? { succeeded: true }
      : { succeeded: false, complaint: 'problem running ufw-init: a rules file is refused' };
  }

  private disable(): void {
    if (!this.enabled) return;
    this.settle();
    this.enabled = false;
    for (const tables of [this.v4, this.v6]) {
      for (const [hook, name] of HOOKS) {
        tables.setPolicy('filter', name, 'accept');
        const chain = tables.chain('filter', name);
        chain.rules = chain.rules.filter(
          ({ verdict }) => verdict.kind !== 'jump' || !OWN_CHAIN.test(verdict.chain.name),
        );
        for (const part of PARTS)
          tables.chain('filter', `${prefix(tables)}-${part}-${hook}`).rules = [];
      }
    }
  }

  /** The chains follow when somebody looks at them: writing them for every rule would be quadratic. */
  private changed(): void {
    if (this.enabled) this.stale = true;
  }

  /** Brings the chains of iptables up to date. To be called before anybody else reads or changes them. */
  settle(): void {
    if (this.stale) this.build();
  }

  /** Writes the chains as ufw-init does: before.rules, the user's rules, after.rules, the policies. */
  private build(): boolean {
    this.stale = false;
    let complete = true;
    for (const tables of [this.v4, this.v6]) {
      const { family } = tables;
      for (const [hook, name] of HOOKS) {
        const policy = this.policies[hook];
        tables.setPolicy('filter', name, policy === 'accept' ? 'accept' : 'drop', this.policyWhere);
        for (const part of PARTS)
          tables.chain('filter', `${prefix(tables)}-${part}-${hook}`).rules = [];
      }
      for (const part of ['user-limit', 'user-limit-accept', 'not-local']) {
        tables.chain('filter', `${prefix(tables)}-${part}`).rules = [];
      }
      if (family === 6 && !this.ipv6) {
        // IPV6=no: everything but loopback is dropped.
        for (const [hook, name] of HOOKS) {
          tables.setPolicy('filter', name, 'drop', this.policyWhere);
          if (hook === 'forward') continue;
          const option = hook === 'input' ? '-i' : '-o';
          const args = [name, option, 'lo', '-j', 'ACCEPT'];
          if (!tables.run(['-C', ...args]).succeeded) tables.run(['-A', ...args]);
        }
        continue;
      }
      complete = this.fill(tables) && complete;
    }
    return complete;
  }

  private fill(tables: Iptables): boolean {
    const { family } = tables;
    const own = prefix(tables);
    const add = (line: string, where?: Location): boolean =>
      tables.run(['-A', ...splitRestoreLine(line)], where).succeeded;
    // iptables-restore takes a file as a whole or not at all.
    if (!this.fillExtras(tables, false)) return false;
    for (const [hook] of HOOKS) {
      // What was added stands first in its chain; take the rest of before.rules behind it.
      if (hook === 'input') add(`${own}-before-input -i lo -j ACCEPT`);
      if (hook === 'output') add(`${own}-before-output -o lo -j ACCEPT`);
      add(`${own}-before-${hook} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`);
    }
    add(`${own}-before-input -m conntrack --ctstate INVALID -j DROP`);
    if (family === 4) {
      add(`${own}-before-input -j ${own}-not-local`);
      for (const type of ['LOCAL', 'MULTICAST', 'BROADCAST']) {
        add(`${own}-not-local -m addrtype --dst-type ${type} -j RETURN`);
      }
      add(`${own}-not-local -j DROP`);
    }
    if (!this.fillExtras(tables, true)) return false;
    for (const [hook, name] of HOOKS) {
      add(`${own}-before-${hook} -j ${own}-user-${hook}`);
      if (this.policies[hook] === 'reject') add(`${own}-reject-${hook} -j REJECT`);
      if (this.policies[hook] === 'accept')
        add(`${own}-track-${hook} -m conntrack --ctstate NEW -j ACCEPT`);
      for (const part of ['before', 'after', 'reject', 'track']) {
        const args = [name, '-j', `${own}-${part}-${hook}`];
        if (!tables.run(['-C', ...args]).succeeded) tables.run(['-A', ...args]);
      }
    }
    add(`${own}-user-limit -j REJECT`);
    add(`${own}-user-limit-accept -j ACCEPT`);
    for (const { lines, where } of this.rules[family]) {
      for (const line of lines) tables.run(line, where);
    }
    return true;
  }

  /** The lines somebody added ahead of ufw's own, or behind them; whether they are all taken. */
  private fillExtras(tables: Iptables, last: boolean): boolean {
    for (const extra of this.extras) {
      if (extra.family !== tables.family || extra.last !== last) continue;
      const { succeeded } = tables.run(splitRestoreLine(extra.line), extra.where);
      if (!succeeded && extra.place === 'before') return false;
    }
    return true;
  }

  /** A file below /etc/ufw, /lib/ufw, /etc/default/ufw; whether it was one of ufw's. */
  writeFile(path: string, text: string, locate: (line: number) => Location | undefined): boolean {
    if (/\/applications\.d\/[^/]+$/.test(path)) this.readProfiles(text);
    else if (/\/default\/ufw$/.test(path) || /\/ufw\.conf$/.test(path))
      this.readSettings(text, locate);
    else if (/\/user6?\.rules$/.test(path))
      this.readUserRules(text, path.endsWith('user6.rules') ? 6 : 4, locate);
    else if (/\/(before|after)6?\.rules$/.test(path)) this.readExtras(path, text, locate);
    else return false;
    return true;
  }

  private readProfiles(text: string): void {
    let name: string | undefined;
    for (const line of text.split('\n')) {
      const title = /^\s*\[([^\]]+)\]\s*$/.exec(line);
      const ports = /^\s*ports\s*=\s*(\S+)\s*$/.exec(line);
      if (title !== null) name = title[1];
      else if (ports !== null && name !== undefined) this.profiles.set(name, ports[1]!);
    }
  }

  private readSettings(text: string, locate: (line: number) => Location | undefined): void {
    for (const [index, line] of text.split('\n').entries()) {
      const setting = /^\s*([A-Z0-9_]+)\s*=\s*["']?([A-Za-z0-9]*)["']?/.exec(line);
      if (setting !== null) this.setSetting(setting[1]!, setting[2]!, locate(index + 1));
    }
  }

  /** One setting of /etc/default/ufw or /etc/ufw/ufw.conf. */
  setSetting(name: string, value: string, where: Location | undefined): void {
    const policy = /^DEFAULT_(INPUT|OUTPUT|FORWARD)_POLICY$/.exec(name);
    if (policy !== null) {
      const hook = policy[1]!.toLowerCase() as 'input' | 'output' | 'forward';
      const lower = value.toLowerCase();
      if (lower === 'accept' || lower === 'drop' || lower === 'reject') this.policies[hook] = lower;
      if (hook === 'input') this.policyWhere = where;
    } else if (name === 'IPV6') {
      this.ipv6 = /^yes$/i.test(value);
    } else if (name === 'ENABLED') {
      if (/^yes$/i.test(value)) this.enable(where);
      else this.disable();
      return;
    }
    this.changed();
  }

  /** user.rules: the lines behind each `### tuple ###`. */
  private readUserRules(
    text: string,
    family: 4 | 6,
    locate: (line: number) => Location | undefined,
  ): void {
    const entries: Entry[] = [];
    let current: { entry: Entry; lines: string[][] } | undefined;
    for (const [index, raw] of text.split('\n').entries()) {
      const line = raw.replace(/\r$/, '');
      const tuple = /^### tuple ### ([^ ]+) (.*)$/.exec(line);
      if (tuple !== null) {
        const lines: string[][] = [];
        const key = tupleKey(tuple[1]!, tuple[2]!, family);
        current = { entry: { ...key, lines, where: locate(index + 1) }, lines };
        entries.push(current.entry);
      } else if (/^-A ufw6?-user-(input|output|forward) /.test(line)) {
        const words = splitRestoreLine(line);
        if (current !== undefined) current.lines.push(words);
        else entries.push({ key: line, action: '', lines: [words], where: locate(index + 1) });
      } else if (line.startsWith('### END')) {
        current = undefined;
      }
    }
    this.rules[family] = entries;
    this.changed();
  }

  /** Rules that somebody added to before.rules or after.rules, told by their chain and what they open. */
  private readExtras(
    path: string,
    text: string,
    locate: (line: number) => Location | undefined,
  ): void {
    const place = path.includes('before') ? 'before' : 'after';
    const family = path.endsWith('6.rules') ? 6 : 4;
    const kept = this.extras.filter((extra) => extra.place !== place || extra.family !== family);
    this.extras.length = 0;
    append(this.extras, kept);
    for (const [index, line] of text.split('\n').entries()) {
      if (/^\s*-[AI] /.test(line) && /--d(estination-)?ports?\b|-s |--source/.test(line)) {
        this.extras.push({
          place,
          family,
          line: line.trim(),
          last: false,
          where: locate(index + 1),
        });
      }
    }
    this.changed();
  }

  /** A line is put into before.rules or after.rules (`sed -i '/…/a line'`). */
  addLine(path: string, line: string, where: Location | undefined, last = false): void {
    const name = /(before|after)(6?)\.rules$/.exec(path);
    if (name === null) return;
    this.extras.push({
      place: name[1] as 'before' | 'after',
      family: name[2] === '6' ? 6 : 4,
      line,
      last,
      where,
    });
  }
}

const HOOKS = [
  ['input', 'INPUT'],
  ['output', 'OUTPUT'],
  ['forward', 'FORWARD'],
] as const;
const PARTS = ['before', 'after', 'reject', 'track', 'user'] as const;
const OWN_CHAIN = /^ufw6?-/;

function prefix(tables: Iptables): string {
  return tables.family === 4 ? 'ufw' : 'ufw6';
}

function keyOf(rule: UfwRule): string {
  return [
    rule.protocol,
    rule.toPort,
    rule.to ?? '',
    rule.fromPort,
    rule.from ?? '',
    rule.direction,
    rule.input ?? '',
    rule.output ?? '',
    rule.forwarded ? 'route' : '',
    rule.application ?? '',
  ].join(' ');
}

/** The key of a rule in a file: `allow tcp 11211 0.0.0.0/0 any 10.0.0.0/8 [app -] in[_eth0] [comment=…]`. */
function tupleKey(
  actionText: string,
  rest: string,
  family: 4 | 6,
): { key: string; action: string } {
  const forwarded = actionText.startsWith('route:');
  const action = actionText.replace(/^route:/, '').replace(/_log(-all)?$/, '');
  const words = rest.split(' ').filter((word) => !word.startsWith('comment='));
  const [protocol = 'any', toPort = 'any', to = '', fromPort = 'any', from = ''] = words;
  const direction = words[words.length - 1] ?? 'in';
  const any = family === 4 ? '0.0.0.0/0' : '::/0';
  const interfaces = direction.split('!').map((part) => /^(in|out)_(.+)$/.exec(part));
  const input = interfaces.find((part) => part?.[1] === 'in')?.[2];
  const output = interfaces.find((part) => part?.[1] === 'out')?.[2];
  const application = words.length > 6 && words[5] !== '-' ? words[5] : undefined;
  const bits = family === 4 ? '/32' : '/128';
  const address = (text: string): Pick<UfwRule, 'to'> =>
    text === any || text === '' ? {} : { to: text.includes('/') ? text : text + bits };
  return {
    action,
    key: keyOf({
      action,
      protocol,
      toPort,
      fromPort,
      direction: direction.startsWith('out') && !forwarded ? 'out' : 'in',
      forwarded,
      ...address(to),
      ...(address(from).to === undefined ? {} : { from: address(from).to! }),
      ...(input === undefined ? {} : { input }),
      ...(output === undefined ? {} : { output }),
      ...(application === undefined ? {} : { application: application.replace(/%20/g, ' ') }),
    }),
  };
}

/** The iptables lines of a rule (ufw's UFWRule.format_rule). */
function toEntry(rule: UfwRule, family: 4 | 6, where: Location | undefined): Entry {
  const own = family === 4 ? 'ufw' : 'ufw6';
  const chain = `${own}-user-${rule.forwarded ? 'forward' : rule.direction === 'in' ? 'input' : 'output'}`;
  const hasPort = rule.toPort !== 'any' || rule.fromPort !== 'any';
  const protocols =
    rule.protocol !== 'any' ? [rule.protocol] : hasPort ? ['tcp', 'udp'] : [undefined];
  const lines: string[][] = [];
  for (const protocol of protocols) {
    const base = ['-A', chain];
    if (rule.input !== undefined) base.push('-i', rule.input);
    if (rule.output !== undefined) base.push('-o', rule.output);
    if (protocol !== undefined) base.push('-p', protocol);
    if (rule.to !== undefined) base.push('-d', rule.to);
    if (rule.from !== undefined) base.push('-s', rule.from);
    for (const [option, ports] of [
      ['dport', rule.toPort],
      ['sport', rule.fromPort],
    ] as const) {
      if (ports === 'any') continue;
      if (ports.includes(',')) base.push('-m', 'multiport', `--${option}s`, ports);
      else base.push(`--${option}`, ports);
    }
    if (rule.action === 'limit') {
      lines.push(
        [...base, '-m', 'conntrack', '--ctstate', 'NEW', '-m', 'recent', '--set'],
        [
          ...base,
          '-m',
          'conntrack',
          '--ctstate',
          'NEW',
          '-m',
          'recent',
          '--update',
          '--seconds',
          '30',
          '--hitcount',
          '6',
          '-j',
          `${own}-user-limit`,
        ],
        [...base, '-j', `${own}-user-limit-accept`],
      );
    } else {
      const target =
        rule.action === 'allow' ? 'ACCEPT' : rule.action === 'deny' ? 'DROP' : 'REJECT';
      lines.push([...base, '-j', target]);
    }
  }
  return { key: keyOf(rule), action: rule.action, lines, where };
}
