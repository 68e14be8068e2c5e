import { AddressSet } from '../addresses.js';
import { IPV4_ONLY, syntaxComplaint } from './ufw-syntax.js';
import { isHostName, portNumber, unknownReason } from './values.js';

/** A rule as ufw stores it; one per address family. */
export interface UfwRule {
  readonly action: string;
  readonly protocol: string;
  /** `any` or ports as written: `11211`, `11211:11212`, `80,443`. */
  readonly toPort: string;
  readonly fromPort: string;
  /** Networks in CIDR notation, or absent for any. */
  readonly to?: string;
  readonly from?: string;
  readonly input?: string;
  readonly output?: string;
  readonly direction: 'in' | 'out';
  readonly forwarded: boolean;
  readonly application?: string;
}

/** A command about one rule. */
export interface UfwRuleCommand {
  readonly remove: boolean;
  /** The position of `insert`, 0 for `prepend`. */
  readonly position?: number;
  /** Several when an application has several ports. */
  readonly rules: readonly UfwRule[];
  readonly families: readonly (4 | 6)[];
}

/** The text is the reason why ufw would print an error. */
export type Parsed<T> = T | string;

/** The ports of an application profile: `11211/tcp|11211/udp`. */
export type Profiles = ReadonlyMap<string, string>;

const ACTIONS: ReadonlySet<string> = new Set(['allow', 'deny', 'reject', 'limit']);
const PROTOCOLS: ReadonlySet<string> = new Set([
  'any',
  'tcp',
  'udp',
  'ipv6',
  'esp',
  'ah',
  'igmp',
  'gre',
  'vrrp',
]);

/** Whether the words are about a rule (and not `enable`, `default` …). */
export function isRuleCommand(words: readonly string[]): boolean {
  const first = (words[0] ?? '').toLowerCase();
  return ACTIONS.has(first) || ['insert', 'prepend', 'delete', 'route', 'rule'].includes(first);
}

/**
 * Reads `[route] [delete] [insert N] [prepend] allow|deny|reject|limit …` (ufw(8), RULE SYNTAX).
 * @returns the command, or the text of ufw's complaint
 */
export function parseRuleCommand(
  words: readonly string[],
  profiles: Profiles,
): Parsed<UfwRuleCommand> {
  return new Reader(words, profiles).read();
}

/** One side of a rule while it is read. */
interface Side {
  address?: string;
  family?: 4 | 6;
  port?: string;
  application?: string;
}

class Reader {
  private at = 0;
  private remove = false;
  private position: number | undefined;
  private forwarded = false;

  constructor(
    private readonly words: readonly string[],
    private readonly profiles: Profiles,
  ) {}

  read(): Parsed<UfwRuleCommand> {
    for (;;) {
      const word = this.peek();
      if (word === 'rule') this.at++;
      else if (word === 'route') {
        this.forwarded = true;
        this.at++;
      } else if (word === 'delete') {
        this.remove = true;
        this.at++;
      } else if (word === 'insert') {
        const number = Number(this.words[this.at + 1]);
        if (!Number.isInteger(number) || number < 1) return 'invalid position';
        this.position = number;
        this.at += 2;
      } else if (word === 'prepend') {
        this.position = 0;
        this.at++;
      } else break;
    }
    if (!this.forwarded) {
      const complaint = syntaxComplaint(this.words.slice(this.at));
      if (complaint !== undefined) return complaint;
    }
    const action = this.peek();
    if (!ACTIONS.has(action)) return `invalid syntax at \`${action}\``;
    this.at++;
    return this.rule(action);
  }

  private peek(): string {
    const word = this.words[this.at] ?? '';
    return unknownReason(word) === undefined ? word.toLowerCase() : word;
  }

  private rule(action: string): Parsed<UfwRuleCommand> {
    let direction: 'in' | 'out' = 'in';
    let input: string | undefined;
    let output: string | undefined;
    let protocol: string | undefined;
    const from: Side = {};
    const to: Side = {};
    let last: Side | undefined;
    let simple = false;
    let full = false;
    for (let word = this.peek(); this.at < this.words.length; word = this.peek()) {
      const next = this.words[this.at + 1];
      if (word === 'in' || word === 'out') {
        this.at++;
        if (word === 'out' && !this.forwarded) direction = 'out';
        if (this.peek() === 'on') {
          const name = this.words[this.at + 1];
          if (name === undefined) return 'missing interface name';
          if (name.includes(':')) return `bad interface name: can't use interface aliases`;
          if (word === 'in') input = name;
          else output = name;
          this.at += 2;
          full = true;
        }
      } else if (word === 'log' || word === 'log-all') {
        this.at++;
      } else if (word === 'comment') {
        this.at += 2;
      } else if (word === 'proto') {
        if (next === undefined) return 'missing protocol';
        protocol = next.toLowerCase();
        full = true;
        this.at += 2;
      } else if (word === 'from' || word === 'to') {
        if (next === undefined) return `missing address behind '${word}'`;
        last = word === 'from' ? from : to;
        const problem = setAddress(last, next);
        if (problem !== undefined) return problem;
        full = true;
        this.at += 2;
      } else if (word === 'port') {
        if (next === undefined || last === undefined) return `'port' without 'to' or 'from'`;
        last.port = next;
        this.at += 2;
      } else if (word === 'app') {
        if (next === undefined || last === undefined) return `'app' without 'to' or 'from'`;
        if (!this.profiles.has(next)) return `could not find a profile matching '${next}'`;
        last.application = next;
        this.at += 2;
      } else if (!full && !simple) {
        const problem = this.short(this.words[this.at]!, to);
        if (problem.complaint !== undefined) return problem.complaint;
        protocol = problem.protocol ?? protocol;
        simple = true;
        this.at++;
      } else {
        return `invalid token '${word}'`;
      }
    }
    if (!simple && !full) return 'wrong number of arguments';
    return this.build(action, direction, { input, output }, protocol, from, to);
  }

  /** `11211`, `11211/tcp`, `ssh`, `Memcached`. */
  private short(text: string, to: Side): { complaint?: string; protocol?: string } {
    if (unknownReason(text) !== undefined) {
      to.port = text;
      return {};
    }
    const slash = text.indexOf('/');
    const name = slash < 0 ? text : text.slice(0, slash);
    const protocol = slash < 0 ? undefined : text.slice(slash + 1).toLowerCase();
    if (/^[0-9]/.test(name) || portNumber(name) !== undefined) {
      to.port = name;
      // A service name without a protocol stands for the protocols in /etc/services.
      const own =
        protocol ?? (/^[0-9]/.test(name) ? undefined : UDP_TOO.has(name) ? undefined : 'tcp');
      return own === undefined ? {} : { protocol: own };
    }
    if (this.profiles.has(text)) {
      to.application = text;
      return {};
    }
    return { complaint: `could not find a profile matching '${text}'` };
  }

  private build(
    action: string,
    direction: 'in' | 'out',
    interfaces: { input: string | undefined; output: string | undefined },
    protocol: string | undefined,
    from: Side,
    to: Side,
  ): Parsed<UfwRuleCommand> {
    if (protocol !== undefined && !PROTOCOLS.has(protocol))
      return `unsupported protocol '${protocol}'`;
    if (from.family !== undefined && to.family !== undefined && from.family !== to.family) {
      return "mixed IP versions for 'from' and 'to'";
    }
    const family = from.family ?? to.family ?? (IPV4_ONLY.has(protocol ?? '') ? 4 : undefined);
    const rules: UfwRule[] = [];
    const targets =
      to.application === undefined ? [undefined] : this.profiles.get(to.application)!.split('|');
    for (const target of targets) {
      const [profilePorts, profileProtocol] = (target ?? '').split('/');
      const toPort = target === undefined ? (to.port ?? 'any') : profilePorts!;
      const own = target === undefined ? protocol : (profileProtocol ?? protocol);
      for (const port of [toPort, from.port ?? 'any']) {
        const problem = checkPorts(port, own);
        if (problem !== undefined) return problem;
      }
      rules.push({
        action,
        protocol: own ?? 'any',
        toPort: numeric(toPort),
        fromPort: numeric(from.port ?? 'any'),
        direction,
        forwarded: this.forwarded,
        ...(to.address === undefined ? {} : { to: to.address }),
        ...(from.address === undefined ? {} : { from: from.address }),
        ...(interfaces.input === undefined ? {} : { input: interfaces.input }),
        ...(interfaces.output === undefined ? {} : { output: interfaces.output }),
        ...(to.application === undefined ? {} : { application: to.application }),
      });
    }
    return {
      remove: this.remove,
      ...(this.position === undefined ? {} : { position: this.position }),
      rules,
      families: family === undefined ? [4, 6] : [family],
    };
  }
}

/** Services of /etc/services with UDP as well as TCP. */
const UDP_TOO: ReadonlySet<string> = new Set([
  'domain',
  'ntp',
  'kerberos',
  'snmp',
  'sip',
  'ldap',
  'sunrpc',
]);

function setAddress(side: Side, text: string): string | undefined {
  if (text.toLowerCase() === 'any') return undefined;
  const reason = unknownReason(text);
  if (reason !== undefined) {
    side.address = text;
    return undefined;
  }
  const slash = text.indexOf('/');
  const dotted = slash >= 0 && /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/.test(text.slice(slash + 1));
  const network = AddressSet.tryParse(dotted ? (dottedToLength(text) ?? text) : text);
  if (network === undefined) {
    // ufw takes addresses only.
    return isHostName(text) ? `bad address '${text}'` : `bad source or destination address`;
  }
  side.family = network.v4.length > 0 ? 4 : 6;
  side.address = network.toCidrs()[0]!;
  return undefined;
}

function dottedToLength(text: string): string | undefined {
  const slash = text.indexOf('/');
  const bits = text
    .slice(slash + 1)
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  const length = bits.indexOf('0') < 0 ? 32 : bits.indexOf('0');
  return bits.includes('1', length) ? undefined : `${text.slice(0, slash)}/${length}`;
}

function checkPorts(text: string, protocol: string | undefined): string | undefined {
  if (text === 'any' || unknownReason(text) !== undefined) return undefined;
  const parts = text.split(',');
  if (parts.length > 15) return 'too many ports';
  for (const part of parts) {
    const [low, high] = part.split(':');
    const first = portNumber(low!);
    const last = high === undefined ? first : portNumber(high);
    if (first === undefined || last === undefined || first > last) return `bad port '${text}'`;
  }
  const several = parts.length > 1 || text.includes(':');
  if (several && protocol !== 'tcp' && protocol !== 'udp') {
    return `must specify 'tcp' or 'udp' with multiple ports`;
  }
  if (protocol !== undefined && !['tcp', 'udp', 'any'].includes(protocol)) {
    return `invalid port with protocol '${protocol}'`;
  }
  return undefined;
}

function numeric(text: string): string {
  const port = /^[0-9,:]+$/.test(text) ? undefined : portNumber(text);
  return port === undefined ? text : String(port);
}
