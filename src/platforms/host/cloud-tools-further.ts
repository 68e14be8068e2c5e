import { unresolved, type Unresolved } from '../../facts.js';
import type { Word } from '../../memcached/index.js';
import { PortSet, TCP_AND_UDP } from '../../network/ports.js';
import {
  fields,
  named,
  NOWHERE,
  portsOf,
  protocolsOf,
  whereNamed,
  type Opening,
  type Tool,
} from './cloud-openings.js';
import { slice, splitAt, tail, type CommandOptions } from './command-options.js';

/** A value of JSON that stands in a word of the command. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The objects in a word of JSON; nothing when it is not known or no JSON. */
function objectsIn(word: Word): { readonly [name: string]: Json }[] {
  if (word.text === undefined || word.text.length > 100_000) return [];
  let value: Json;
  try {
    value = JSON.parse(word.text) as Json;
  } catch {
    return [];
  }
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return list.filter(isObject);
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of several spellings of a field. */
function field(value: Json | undefined, ...names: string[]): Json | undefined {
  if (!isObject(value)) return undefined;
  for (const name of names) if (Object.hasOwn(value, name)) return value[name];
  return undefined;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function textsOf(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return list.flatMap((one) => textOf(one) ?? []);
}

/** A text as a word at its place in the word of JSON, when it stands there letter by letter. */
function within(word: Word, text: string): Word {
  const at = word.text?.indexOf(text) ?? -1;
  return at < 0 ? { ...word, text } : slice(word, at, at + text.length);
}

function range(low: Word | undefined, high: Word | undefined): PortSet | Unresolved | undefined {
  if (low === undefined) return undefined;
  for (const word of [low, high]) {
    if (word !== undefined && word.text === undefined)
      return unresolved(word.reason ?? 'the port is not known', word.where);
  }
  const [from, to] = [Number(low.text), Number(high?.text ?? low.text)];
  return Number.isInteger(from) && Number.isInteger(to) ? PortSet.range(from, to) : PortSet.empty;
}

/** `linode-cli firewalls create --rules.inbound '[…]'`; what the policy lets in is everything else. */
function linode(options: CommandOptions): Opening[] {
  const openings = options.values('--rules.inbound', '--inbound').flatMap((word): Opening[] =>
    objectsIn(word).flatMap((rule): Opening[] => {
      if (textOf(field(rule, 'action'))?.toUpperCase() === 'DROP') return [];
      const addresses = field(rule, 'addresses');
      const sources = [...textsOf(field(addresses, 'ipv4')), ...textsOf(field(addresses, 'ipv6'))];
      const ports = textOf(field(rule, 'ports'));
      const protocol = textOf(field(rule, 'protocol'));
      return [
        {
          protocols: protocolsOf(protocol === undefined ? undefined : within(word, protocol), []),
          ports: ports === undefined ? PortSet.all : portsOf([within(word, ports)], PortSet.all),
          portWhere: ports === undefined ? word : within(word, ports),
          sources: sources.map((source) => within(word, source)),
        },
      ];
    }),
  );
  return whereNamed(openings);
}

/** `--ingress-security-rules` and `--security-rules` of Oracle's tool. */
function oracle(options: CommandOptions): Opening[] {
  const openings = options
    .values('--ingress-security-rules', '--security-rules')
    .flatMap((word): Opening[] =>
      objectsIn(word).flatMap((rule): Opening[] => {
        if (/egress/i.test(textOf(field(rule, 'direction')) ?? '')) return [];
        const type = textOf(field(rule, 'sourceType', 'source-type'));
        const source = textOf(field(rule, 'source'));
        if (source === undefined || (type !== undefined && !/^CIDR/i.test(type))) return [];
        const protocol = textOf(field(rule, 'protocol')) ?? 'all';
        const ports = (['tcp', 'udp'] as const).flatMap((name) => {
          const given = field(rule, `${name}Options`, `${name}-options`);
          const destination = field(given, 'destinationPortRange', 'destination-port-range');
          const [low, high] = [
            textOf(field(destination, 'min')),
            textOf(field(destination, 'max')),
          ];
          return low === undefined ? [] : [{ low, high: high ?? low }];
        });
        const [only] = ports;
        const set =
          only === undefined
            ? PortSet.all
            : range({ ...word, text: only.low }, { ...word, text: only.high });
        return [
          {
            protocols: protocolsOf({ ...word, text: protocol }, []),
            ports: set ?? PortSet.all,
            portWhere: only === undefined ? word : within(word, only.low),
            sources: [within(word, source)],
          },
        ];
      }),
    );
  return whereNamed(openings);
}

/** `tccli vpc CreateSecurityGroupPolicies --SecurityGroupPolicySet '{"Ingress": […]}'`. */
function tencent(options: CommandOptions): Opening[] {
  return options.values('--SecurityGroupPolicySet').flatMap((word): Opening[] =>
    objectsIn(word).flatMap((set): Opening[] => {
      const ingress = field(set, 'Ingress');
      const rules = Array.isArray(ingress) ? (ingress as readonly Json[]) : [];
      return rules.flatMap((rule): Opening[] => {
        if (/^drop$/i.test(textOf(field(rule, 'Action')) ?? '')) return [];
        const sources = [textOf(field(rule, 'CidrBlock')), textOf(field(rule, 'Ipv6CidrBlock'))];
        const named = sources.flatMap((source) =>
          source === undefined || source === '' ? [] : [within(word, source)],
        );
        if (named.length === 0) return [];
        const port = textOf(field(rule, 'Port')) ?? 'all';
        return [
          {
            protocols: protocolsOf({ ...word, text: textOf(field(rule, 'Protocol')) ?? 'all' }, []),
            ports: portsOf([within(word, port)], PortSet.all),
            portWhere: within(word, port),
            sources: named,
          },
        ];
      });
    }),
  );
}

/** `direction=ingress,port=11211,protocol=tcp,v4-cidrs=[0.0.0.0/0]`. */
function yandex(options: CommandOptions): Opening[] {
  return options.values('--rule', '--add-rule').flatMap((rule): Opening[] => {
    const { text } = rule;
    if (text === undefined || !/direction=ingress/i.test(text)) return [];
    const cidrs = [...text.matchAll(/v[46]-cidrs=\[?([^\]]*?)(?:\]|,[a-z0-9-]+=|$)/g)].flatMap(
      (match) =>
        splitAt(
          slice(
            rule,
            match.index + match[0].indexOf(match[1]!),
            match.index + match[0].indexOf(match[1]!) + match[1]!.length,
          ),
          /[,;\s]/,
        ),
    );
    if (cidrs.length === 0) return [];
    const [port] = fields(rule, /\bport/);
    const ports = range(fields(rule, /from-port/)[0], fields(rule, /to-port/)[0]);
    return [
      {
        protocols: protocolsOf(fields(rule, /protocol/)[0], TCP_AND_UDP),
        ports: ports ?? portsOf(port === undefined ? [] : [port], PortSet.all),
        portWhere: port ?? rule,
        sources: cidrs,
      },
    ];
  });
}

/** `PortRange 11211/11211` of Alibaba's tool, alone or numbered below `Permissions.N`. */
function alibaba(options: CommandOptions): Opening[] {
  const of = (prefix: string): Opening[] => {
    const one = (name: string): Word | undefined => options.values(`--${prefix}${name}`)[0];
    const ports = one('PortRange');
    if (ports === undefined || /^drop$/i.test(one('Policy')?.text ?? '')) return [];
    const sources = ['SourceCidrIp', 'Ipv6SourceCidrIp'].flatMap((name) => one(name) ?? []);
    const text = ports.text?.replace('/', '-').replace(/^-1--1$/, '-1');
    return [
      {
        protocols: protocolsOf(one('IpProtocol'), []),
        ports: portsOf([text === undefined ? ports : { ...ports, text }], PortSet.empty),
        portWhere: ports,
        sources,
      },
    ];
  };
  return whereNamed(
    ['', ...Array.from({ length: 20 }, (_, i) => `Permissions.${i + 1}.`)].flatMap(of),
  );
}

/** `protocol=TCP direction=inbound action=accept ip-range=…` of Scaleway's tool: words, not options. */
function scaleway(options: CommandOptions): Opening[] {
  const of = (name: string): Word | undefined => {
    const word = options.operands.find((one) =>
      (one.text ?? one.prefix ?? '').startsWith(`${name}=`),
    );
    return word === undefined ? undefined : tail(word, name.length + 1);
  };
  if (/^drop$/i.test(of('action')?.text ?? 'accept')) return [];
  if (/^outbound$/i.test(of('direction')?.text ?? '')) return [];
  const low = of('dest-port-from');
  const source = of('ip-range');
  return [
    {
      protocols: protocolsOf(of('protocol'), []),
      ports: range(low, of('dest-port-to')) ?? PortSet.all,
      portWhere: low ?? options.operands[0] ?? NOWHERE,
      // The tool's default is every address.
      sources: source === undefined ? [] : [source],
    },
  ];
}

/** `--ip-type v4 --subnet 0.0.0.0 --size 0`. */
function vultr(options: CommandOptions): Opening[] {
  const ports = options.values('--port', '-r').flatMap((word) => splitAt(word, /[,\s]/));
  const [subnet] = options.values('--subnet', '-s');
  const [size] = options.values('--size', '-z');
  if (options.has('--source') && subnet === undefined) return [];
  const source =
    subnet?.text === undefined || size?.text === undefined
      ? subnet
      : { ...subnet, text: `${subnet.text}/${size.text}` };
  return whereNamed([
    {
      protocols: protocolsOf(options.values('--protocol', '-p')[0], []),
      ports: portsOf(ports, PortSet.all),
      portWhere: ports[0] ?? subnet ?? NOWHERE,
      sources: source === undefined ? [] : [source],
    },
  ]);
}

/** `ibmcloud is security-group-rule-add GROUP DIRECTION PROTOCOL`: operands, then options. */
function ibm(options: CommandOptions): Opening[] {
  const [, direction, protocol] = options.operands;
  if (!/^inbound$/i.test(direction?.text ?? '')) return [];
  const [remote] = options.values('--remote');
  // A group or an address of another kind is no network.
  if (remote?.text !== undefined && !/[.:]/.test(remote.text)) return [];
  const [low] = options.values('--port-min');
  return [
    {
      protocols: protocolsOf(protocol, []),
      ports: range(low, options.values('--port-max')[0]) ?? PortSet.all,
      portWhere: low ?? protocol ?? NOWHERE,
      sources: remote === undefined ? [] : [remote],
    },
  ];
}

function exoscale(options: CommandOptions): Opening[] {
  if (/^egress$/i.test(options.values('--flow')[0]?.text ?? '')) return [];
  if (options.has('--security-group', '--public-security-group')) return [];
  const ports = options.values('--port');
  return whereNamed([
    {
      protocols: protocolsOf(options.values('--protocol')[0], ['tcp']),
      ports: portsOf(ports, PortSet.empty),
      portWhere: ports[0] ?? NOWHERE,
      sources: options.values('--network').slice(0, 1),
    },
  ]);
}

/** `nova secgroup-add-rule GROUP tcp 11211 11211 0.0.0.0/0`. */
function nova(options: CommandOptions): Opening[] {
  const [, protocol, low, high, source] = options.operands;
  return whereNamed([
    {
      protocols: protocolsOf(protocol, []),
      ports: range(low, high) ?? PortSet.empty,
      portWhere: low ?? NOWHERE,
      sources: source === undefined ? [] : [source],
    },
  ]);
}

function neutron(options: CommandOptions): Opening[] {
  if (options.values('--direction')[0]?.text === 'egress') return [];
  if (options.has('--remote-group-id')) return [];
  const [low] = options.values('--port-range-min');
  return [
    {
      protocols: protocolsOf(options.values('--protocol')[0], TCP_AND_UDP),
      ports: range(low, options.values('--port-range-max')[0]) ?? PortSet.all,
      portWhere: low ?? options.operands[0] ?? NOWHERE,
      sources: options.values('--remote-ip-prefix').slice(0, 1),
    },
  ];
}

/** Entries of a network ACL: the first that matches decides, and a deny opens nothing. */
function networkAcl(options: CommandOptions): Opening[] {
  if (options.has('--egress')) return [];
  if (!/^allow$/i.test(options.values('--rule-action')[0]?.text ?? '')) return [];
  const [ports] = options.values('--port-range');
  const low = ports === undefined ? undefined : fields(ports, /From/)[0];
  const high = ports === undefined ? undefined : fields(ports, /To/)[0];
  return whereNamed([
    {
      protocols: protocolsOf(options.values('--protocol')[0], []),
      ports: range(low, high) ?? PortSet.all,
      portWhere: low ?? ports ?? NOWHERE,
      sources: options.values('--cidr-block', '--ipv6-cidr-block'),
    },
  ]);
}

/** `az container create`: public when it says so or has a name in the DNS. */
function azureContainer(options: CommandOptions): Opening[] {
  const [address] = options.values('--ip-address');
  const open =
    address === undefined ? options.has('--dns-name-label') : /^public$/i.test(address.text ?? '');
  const ports = options.values('--ports');
  if (!open || ports.length === 0) return [];
  const protocol = options.values('--protocol')[0];
  return [
    {
      protocols: protocolsOf(protocol, ['tcp']),
      ports: portsOf(ports, PortSet.empty),
      portWhere: ports[0]!,
      sources: [],
    },
  ];
}

/** The tools of smaller providers and older tools. Sources: the reference of each tool's command. */
export const FURTHER_TOOLS: readonly Tool[] = [
  {
    command: ['aws', 'ec2', 'create-network-acl-entry|replace-network-acl-entry'],
    mechanism: 'network-acl',
    name: named('network ACL', '--network-acl-id'),
    openings: networkAcl,
  },
  {
    command: ['az', 'container', 'create'],
    mechanism: 'cloud-firewall',
    name: named('container group', '--name', '-n'),
    openings: azureContainer,
  },
  {
    command: ['linode-cli', 'firewalls', 'create|rules-update'],
    mechanism: 'cloud-firewall',
    name: named('firewall', '--label'),
    openings: linode,
  },
  {
    command: ['oci', 'network', 'security-list', 'create|update'],
    mechanism: 'security-group',
    name: named('security list', '--display-name', '--security-list-id'),
    openings: oracle,
  },
  {
    command: ['oci', 'network', 'nsg', 'rules', 'add|update'],
    mechanism: 'security-group',
    name: named('network security group', '--nsg-id'),
    openings: oracle,
  },
  {
    command: [
      'ibmcloud',
      'is',
      'security-group-rule-add|sg-rulec|security-group-rule-create|sg-rule-add',
    ],
    mechanism: 'security-group',
    name: named('security group'),
    openings: ibm,
  },
  {
    command: ['exo', 'compute', 'security-group', 'rule', 'add'],
    mechanism: 'security-group',
    name: named('security group'),
    openings: exoscale,
  },
  {
    command: ['scw', 'instance', 'security-group', 'create-rule'],
    mechanism: 'security-group',
    name: () => 'security group',
    openings: scaleway,
  },
  {
    command: ['vultr-cli', 'firewall', 'rule', 'create'],
    mechanism: 'cloud-firewall',
    name: named('firewall group', '--id', '-i'),
    openings: vultr,
  },
  {
    command: ['yc', 'vpc', 'security-group', 'create|update-rules'],
    mechanism: 'security-group',
    name: named('security group', '--name'),
    openings: yandex,
  },
  {
    command: ['tccli', 'vpc', 'CreateSecurityGroupPolicies|CreateSecurityGroupWithPolicies'],
    mechanism: 'security-group',
    name: named('security group', '--SecurityGroupId', '--GroupName'),
    openings: tencent,
  },
  {
    command: ['aliyun', 'ecs', 'AuthorizeSecurityGroup'],
    mechanism: 'security-group',
    name: named('security group', '--SecurityGroupId'),
    openings: alibaba,
  },
  {
    command: ['nova', 'secgroup-add-rule'],
    mechanism: 'security-group',
    name: named('security group'),
    openings: nova,
  },
  {
    command: ['neutron', 'security-group-rule-create'],
    mechanism: 'security-group',
    name: named('security group'),
    openings: neutron,
  },
];
