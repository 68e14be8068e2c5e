import { unresolved, type Ingress, type PlatformName, type Unresolved } from '../../facts.js';
import type { Word } from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, TCP_AND_UDP, type ProtocolSet } from '../../network/ports.js';
import { readOptions, slice, splitAt, tail, type CommandOptions } from './command-options.js';

/** Where a command stands. */
export interface CloudPlace {
  readonly platform: PlatformName;
  /** Set when it runs only under a condition. */
  readonly onlyIf?: string;
}

/** One opening: all its protocols, ports and sources together. */
interface Opening {
  readonly protocols: ProtocolSet;
  readonly ports: PortSet | Unresolved;
  readonly portWhere: Word;
  /** The words that name sources; empty when the tool takes everyone. */
  readonly sources: readonly Word[];
}

interface Tool {
  /** The words of the command; several spellings of one word are separated by `|`. */
  readonly command: readonly string[];
  readonly mechanism: Ingress['mechanism'];
  /** What the rule belongs to, for people. */
  readonly name: (options: CommandOptions, words: readonly Word[]) => string;
  readonly openings: (options: CommandOptions) => readonly Opening[];
}

/**
 * What the command-line tools of cloud providers open for memcached's port, with the source that each of
 * them takes when none is given. Rules for other security groups, service accounts and tags open nothing to
 * a network and are left out.
 */
export function cloudDoors(words: readonly Word[], place: CloudPlace): Ingress[] {
  const first = words[0]?.text;
  if (first === undefined) return [];
  const program = first.slice(first.lastIndexOf('/') + 1);
  for (const tool of TOOLS) {
    const rest = behind([{ ...words[0]!, text: program }, ...words.slice(1)], tool.command);
    if (rest === undefined) continue;
    const options = readOptions(rest);
    return tool
      .openings(options)
      .flatMap((opening) => door(opening, tool.mechanism, tool.name(options, rest), place))
      .reduce<Ingress[]>(addDoor, []);
  }
  return [];
}

/** One command that opens TCP and UDP to the same sources is one door. */
function addDoor(doors: Ingress[], next: Ingress): Ingress[] {
  const same = doors.findIndex(
    ({ sources }) =>
      sources instanceof AddressSet &&
      next.sources instanceof AddressSet &&
      sources.equals(next.sources),
  );
  const before = doors[same];
  if (!(before?.ports instanceof PortSet) || !(next.ports instanceof PortSet)) {
    return [...doors, next];
  }
  const wider = before.ports.size >= next.ports.size ? before.ports : next.ports;
  const protocols = (['tcp', 'udp'] as const).filter(
    (one) => before.protocols.includes(one) || next.protocols.includes(one),
  );
  const merged = { ...before, protocols, ports: wider };
  return doors.map((door, i) => (i === same ? merged : door));
}

/** The words behind those of a command; options of the program itself may stand in between. */
function behind(words: readonly Word[], command: readonly string[]): Word[] | undefined {
  let at = 0;
  const before: Word[] = [];
  for (const [index, wanted] of command.entries()) {
    while (index > 0 && /^-/.test(words[at]?.text ?? '')) {
      // `aws --region eu-west-1 ec2 …`: the value of the option follows it.
      const text = words[at]!.text!;
      before.push(words[at++]!);
      const next = words[at]?.text ?? '';
      if (!text.includes('=') && !wanted.split('|').includes(next) && words[at] !== undefined) {
        before.push(words[at++]!);
      }
    }
    if (!wanted.split('|').includes(words[at]?.text ?? '')) {
      if (wanted.endsWith('|')) continue;
      return undefined;
    }
    at++;
  }
  return [...words.slice(at), ...before];
}

function door(
  { protocols, ports, portWhere, sources }: Opening,
  mechanism: Ingress['mechanism'],
  name: string,
  { platform, onlyIf }: CloudPlace,
): Ingress[] {
  if (protocols.length === 0) return [];
  const unknownPort = 'unresolved' in ports;
  if (unknownPort) {
    // A port that is not known is somebody else's, unless what it is called says otherwise.
    if (!/memcache/i.test(ports.reason)) return [];
  } else if (!ports.contains(MEMCACHED_PORT)) return [];
  const sets: AddressSet[] = [];
  let open: Word | undefined;
  let missing: Unresolved | undefined;
  let unknown: Word | undefined;
  for (const word of sources) {
    const set = word.text === undefined ? undefined : addressesOf(word.text);
    if (word.text === undefined) {
      unknown ??= word;
      missing ??= unresolved(word.reason ?? 'the source is not known', word.where);
    }
    if (set === undefined || set.isEmpty) continue;
    if (open === undefined || set.sizeV4 > sets[0]!.sizeV4) {
      open = word;
      sets.unshift(set);
    } else sets.push(set);
  }
  const all =
    sources.length === 0 ? AddressSet.all : AddressSet.unionOf([AddressSet.empty, ...sets]);
  if (all.isEmpty && missing === undefined) return [];
  return [
    {
      kind: 'ingress',
      platform,
      where: (open ?? unknown ?? portWhere).where,
      mechanism,
      name,
      sources: missing === undefined || all.sizeV4 > 2 ** 31 ? all : missing,
      protocols,
      ports: unknownPort ? PortSet.of(MEMCACHED_PORT) : ports,
      target: 'unknown',
      faces: 'internet',
      leadsTo: 'unknown',
      related: [],
      ...(onlyIf === undefined ? {} : { onlyIf }),
    },
  ];
}

/** A CIDR, or a word that means everyone; nothing for groups and tags. */
function addressesOf(text: string): AddressSet | undefined {
  if (/^(?:\*|any|internet|all)$/i.test(text)) return AddressSet.all;
  return AddressSet.tryParse(text);
}

/** `tcp`, `6`, `-1`, `all`, `*`; empty for others. */
function protocolsOf(word: Word | undefined, absent: ProtocolSet): ProtocolSet {
  if (word === undefined) return absent;
  const text = word.text?.toLowerCase();
  if (text === undefined) return TCP_AND_UDP;
  if (text === 'tcp' || text === '6') return ['tcp'];
  if (text === 'udp' || text === '17') return ['udp'];
  return ['-1', 'all', 'any', '*', ''].includes(text) ? TCP_AND_UDP : [];
}

/** `11211`, `11000-12000`, `11000:12000`, `-1`, `any`; a comma-separated list of those. */
function portsOf(words: readonly Word[], absent: PortSet): PortSet | Unresolved {
  if (words.length === 0) return absent;
  let all = PortSet.empty;
  for (const word of words.flatMap((one) => splitAt(one, /[,\s]/))) {
    const { text } = word;
    if (text === undefined) {
      return unresolved(word.reason ?? 'the port is not known', word.where);
    }
    const range = /^([0-9]{1,5})(?:[-:]([0-9]{1,5}))?$/.exec(text);
    if (range !== null) {
      all = all.union(PortSet.range(Number(range[1]), Number(range[2] ?? range[1])));
    } else if (/^(?:-1|any|all|\*)$/i.test(text)) all = PortSet.all;
  }
  return all;
}

/** `fromPort=1,toPort=2` and `[{CidrIp=…}]`: the word behind `name=`, or behind `"name":` in JSON. */
function fields(word: Word, name: RegExp): Word[] {
  const { text } = word;
  if (text === undefined) return [];
  const found: Word[] = [];
  const pattern = new RegExp(`(?:${name.source})["']?[=:]\\s?["']?([^,"'\\]}{[\\s]+)`, 'g');
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    found.push(slice(word, end - match[1]!.length, end));
  }
  return found;
}

/** `--ip-permissions IpProtocol=tcp,FromPort=1,ToPort=2,IpRanges=[{CidrIp=…}]`, or the same as JSON. */
function permissions(options: CommandOptions): Opening[] {
  return options.values('--ip-permissions').flatMap((word): Opening[] => {
    if (word.text === undefined) return [];
    const starts = [...word.text.matchAll(/IpProtocol/g)].map(({ index }) => index);
    if (starts.length === 0) return [];
    return starts.flatMap((start, i): Opening[] => {
      // What belongs to a permission may stand in front of its protocol as well.
      const from = i === 0 ? 0 : start;
      const part = slice(word, from, starts[i + 1] ?? word.text!.length);
      const [protocol] = fields(part, /IpProtocol/);
      const protocols = protocolsOf(protocol, TCP_AND_UDP);
      const [low] = fields(part, /FromPort/);
      const [high] = fields(part, /ToPort/);
      const number = (one: Word | undefined): number => Number(one?.text ?? 'NaN');
      const everything = low === undefined || number(low) === -1 || protocol?.text === '-1';
      const sources = fields(part, /CidrIp(?:v6)?/);
      if (sources.length === 0) return [];
      const ports = everything ? PortSet.all : PortSet.range(number(low), number(high ?? low));
      return [{ protocols, ports, portWhere: low ?? part, sources }];
    });
  });
}

const authorize = (options: CommandOptions): Opening[] => {
  const sources = options.values('--cidr', '--cidr-ip');
  const protocol = options.values('--protocol', '--ip-protocol')[0];
  const port = options.values('--port');
  const [from] = options.values('--from-port');
  const [to] = options.values('--to-port');
  const number = (word: Word | undefined): number => Number(word?.text ?? 'NaN');
  const everything = protocol?.text === '-1' || protocol?.text === 'all';
  const ports =
    from === undefined || port.length > 0
      ? portsOf(port, everything ? PortSet.all : PortSet.empty)
      : from.text === undefined
        ? unresolved(from.reason ?? 'the port is not known', from.where)
        : PortSet.range(number(from), number(to ?? from));
  const simple =
    sources.length === 0
      ? []
      : [
          {
            protocols: protocolsOf(protocol, []),
            ports: everything ? PortSet.all : ports,
            portWhere: port[0] ?? from ?? sources[0]!,
            sources,
          },
        ];
  return [...simple, ...permissions(options)];
};

/** `tcp:11211,udp:11211-11215,icmp`, `all`. */
function gcloudRules(options: CommandOptions): Opening[] {
  if (/^(?:egress|out)$/i.test(options.values('--direction')[0]?.text ?? '')) return [];
  if (options.has('--disabled') && options.values('--disabled')[0]?.text !== 'false') return [];
  if (/^deny$/i.test(options.values('--action')[0]?.text ?? '')) return [];
  const ranges = options.values('--source-ranges').flatMap((word) => splitAt(word, /[,\s]/));
  if (ranges.length === 0 && options.has('--source-tags', '--source-service-accounts')) return [];
  const rules = options.values('--allow', '--rules').flatMap((word) => splitAt(word, /[,\s]/));
  return rules.map((rule) => {
    const colon = rule.text?.indexOf(':') ?? -1;
    const protocol = colon < 0 ? rule : slice(rule, 0, colon);
    const ports = colon < 0 ? [] : [tail(rule, colon + 1)];
    return {
      protocols: protocolsOf(protocol, []),
      ports: rule.text === undefined ? portsOf([rule], PortSet.all) : portsOf(ports, PortSet.all),
      portWhere: rule,
      sources: ranges,
    };
  });
}

function azureRules(options: CommandOptions): Opening[] {
  if (/^deny$/i.test(options.values('--access')[0]?.text ?? '')) return [];
  if (/^outbound$/i.test(options.values('--direction')[0]?.text ?? '')) return [];
  const ports = options.values('--destination-port-ranges', '--destination-port-range');
  const groups = options.values('--source-asgs');
  const sources = options
    .values('--source-address-prefixes', '--source-address-prefix')
    .flatMap((word) => splitAt(word, /[,\s]/));
  if (groups.length > 0 && sources.length === 0) return [];
  return [
    {
      protocols: protocolsOf(options.values('--protocol')[0], TCP_AND_UDP),
      // The tool's default is 80.
      ports: portsOf(ports, PortSet.of(80)),
      portWhere: ports[0] ?? options.values('--name', '-n')[0] ?? NOWHERE,
      sources,
    },
  ];
}

/** `protocol:tcp,ports:11211,address:0.0.0.0/0,address:::/0`, several of them with blanks between. */
function doctlRules(options: CommandOptions): Opening[] {
  return options
    .values('--inbound-rules')
    .flatMap((word) => splitAt(word, /\s/))
    .map((rule) => {
      const parts = splitAt(rule, /,/);
      const of = (name: string): Word[] =>
        parts.flatMap((part) =>
          part.text?.startsWith(`${name}:`) === true ? [tail(part, name.length + 1)] : [],
        );
      const ports = of('ports');
      const addresses = of('address');
      const others = parts.some(({ text }) =>
        /^(?:tag|droplet_id|load_balancer_uid|kubernetes_id):/.test(text ?? ''),
      );
      return {
        protocols:
          rule.text === undefined || (others && addresses.length === 0)
            ? []
            : protocolsOf(of('protocol')[0], []),
        ports: portsOf(ports, PortSet.all),
        portWhere: ports[0] ?? rule,
        sources: addresses,
      };
    });
}

const NOWHERE: Word = {
  text: '',
  where: { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
};

/** Sources are required: without one the tool adds nothing for everyone. */
const whereNamed = (openings: readonly Opening[]): Opening[] =>
  openings.filter(({ sources }) => sources.length > 0);

const named =
  (what: string, ...names: string[]) =>
  (options: CommandOptions): string => {
    const text = options.values(...names)[0]?.text ?? options.operands[0]?.text;
    return text === undefined || text === '' ? what : `${what} "${text.slice(0, 80)}"`;
  };

/** Sources: the reference of each tool's command; `docs/platforms` names the defaults. */
const TOOLS: readonly Tool[] = [
  {
    command: ['aws', 'ec2', 'authorize-security-group-ingress'],
    mechanism: 'security-group',
    name: named('security group', '--group-id', '--group-name'),
    openings: authorize,
  },
  {
    command: ['aws', 'lightsail', 'open-instance-public-ports|put-instance-public-ports'],
    mechanism: 'cloud-firewall',
    name: named('the Lightsail instance', '--instance-name'),
    openings: (options) =>
      options.values('--port-info', '--port-infos').map((word) => {
        const [low] = fields(word, /fromPort/);
        const [high] = fields(word, /toPort/);
        const everyone = /cidrs|ipv6Cidrs/i.test(word.text ?? '') ? [] : undefined;
        const cidrs =
          word.text === undefined ? [] : [...word.text.matchAll(/[0-9a-f:.]+\/[0-9]{1,3}/g)];
        return {
          protocols: protocolsOf(fields(word, /protocol/)[0], ['tcp']),
          ports: portsOf(
            low === undefined ? [] : [{ ...low, text: `${low.text}-${high?.text ?? low.text}` }],
            PortSet.empty,
          ),
          portWhere: low ?? word,
          sources:
            everyone === undefined
              ? []
              : cidrs.map((match) => slice(word, match.index, match.index + match[0].length)),
        };
      }),
  },
  {
    command: ['gcloud', 'beta|alpha|', 'compute', 'firewall-rules', 'create|update'],
    mechanism: 'cloud-firewall',
    name: (options) => `firewall rule "${(options.operands[0]?.text ?? '').slice(0, 80)}"`,
    openings: gcloudRules,
  },
  {
    command: ['az', 'network', 'nsg', 'rule', 'create|update'],
    mechanism: 'security-group',
    name: named('security rule', '--name', '-n'),
    openings: azureRules,
  },
  {
    command: ['az', 'vm', 'open-port'],
    mechanism: 'security-group',
    name: named('the virtual machine', '--name', '-n'),
    openings: (options) => {
      const ports = options.values('--port');
      return ports.length === 0
        ? []
        : [
            {
              protocols: TCP_AND_UDP,
              ports: portsOf(ports, PortSet.empty),
              portWhere: ports[0]!,
              sources: [],
            },
          ];
    },
  },
  {
    command: ['doctl', 'compute', 'firewall', 'create|update|add-rules'],
    mechanism: 'cloud-firewall',
    name: named('firewall', '--name'),
    openings: (options) => whereNamed(doctlRules(options)),
  },
  {
    command: ['hcloud', 'firewall', 'add-rule'],
    mechanism: 'cloud-firewall',
    name: (options) => `firewall "${(options.operands[0]?.text ?? '').slice(0, 80)}"`,
    openings: (options) => {
      if (options.values('--direction')[0]?.text === 'out') return [];
      const ports = options.values('--port');
      const sources = options.values('--source-ips').flatMap((word) => splitAt(word, /[,\s]/));
      return whereNamed([
        {
          protocols: protocolsOf(options.values('--protocol')[0], []),
          ports: portsOf(ports, PortSet.empty),
          portWhere: ports[0] ?? NOWHERE,
          sources,
        },
      ]);
    },
  },
  {
    command: ['openstack', 'security', 'group', 'rule', 'create'],
    mechanism: 'security-group',
    name: (_options, words) => {
      const group = [words[0], words.at(-1)].find((word) => !/^-/.test(word?.text ?? '-'));
      return `security group "${(group?.text ?? '').slice(0, 80)}"`;
    },
    openings: (options) => {
      if (options.has('--egress') || options.has('--remote-group', '--src-group')) return [];
      const ports = options.values('--dst-port');
      const remote = options.values('--remote-ip', '--src-ip');
      return [
        {
          protocols: protocolsOf(options.values('--protocol', '--proto')[0], TCP_AND_UDP),
          ports: portsOf(ports.slice(0, 1), PortSet.all),
          portWhere: ports[0] ?? remote[0] ?? options.operands[0] ?? NOWHERE,
          sources: remote.slice(0, 1),
        },
      ];
    },
  },
];
