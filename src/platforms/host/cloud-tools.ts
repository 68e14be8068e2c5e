import { unresolved } from '../../facts.js';
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

/** Sources: the reference of each tool's command; `docs/platforms` names the defaults. */
export const COMMON_TOOLS: readonly Tool[] = [
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
