import type { SourceFile } from '../files/source.js';
import type { Output, OutputKind } from './model.js';
import { isProcessHeader } from './processes.js';

/** The first line of what `host` itself writes about what it could not read. */
export const NOT_READ_HEADER = '# memcached-exposure host: what could not be read';
/** The first line of what `host` itself writes about a network namespace other than the host's. */
export const NAMESPACE_HEADER = '# memcached-exposure host: another network namespace';

/** Only this much of a file is looked at to tell what it is. */
const HEAD = 64 * 1024;

/** Content that no other output has, most telling first. */
const BY_CONTENT: readonly (readonly [OutputKind, RegExp])[] = [
  ['not-read', new RegExp(`^${NOT_READ_HEADER}`)],
  ['namespace', new RegExp(`^${NAMESPACE_HEADER}`)],
  ['ufw-status', /^Status: (?:active|inactive)[ \t]*$/m],
  ['iptables-listing', /^Chain \S+ \((?:policy|\d+ references)\b/m],
  ['nft', /^table (?:ip|ip6|inet|arp|bridge|netdev) \S+ \{/m],
  [
    'firewalld-zones',
    /^\S+(?: \([a-z, ]+\))?[ \t]*\n {2}target: \S+[ \t]*\n {2}icmp-block-inversion:/m,
  ],
  ['unit-files', /^# \/(?:\S*\/)?systemd\/\S+\.(?:service|conf|container)[ \t]*$/m],
  [
    'sockets',
    /^\s*Netid\s+State\s+Recv-Q|^\s*State\s+Recv-Q\s+Send-Q\s+Local Address|^\s*Proto Recv-Q Send-Q\s+Local Address|^COMMAND\s+PID\s.*\bNODE NAME\s*$|^(?:tcp|udp)\s+(?:LISTEN|UNCONN)\s+\d+\s+\d+\s+\S+:\S+|^tcp6?\s+\d+\s+\d+\s+\S+:\d+\s+\S+:\*\s+LISTEN\b/m,
  ],
  ['docker-ps', /^CONTAINER ID\s+IMAGE\s+COMMAND\b.*\bPORTS\b/m],
  ['routes', /^Iface\tDestination\tGateway|^default via \S+ dev |^Kernel IP routing table/m],
  [
    'addresses',
    /^\d+: \S+: <[A-Z,_-]+> mtu |^\S+\s+(?:UP|DOWN|UNKNOWN)\s+(?:\d+\.){3}\d+\/\d+|^\d+: \S+\s+inet6? |^\S+: flags=\d+<|^\S+\s+Link encap:/m,
  ],
  ['version', /^memcached \d+\.\d+\.\d+\S*[ \t]*$/m],
  [
    'version',
    /^ii\s+memcached(?::\S+)?\s+\d|^memcached-\d+\.\d+\.\d+-\S+[ \t]*$|^Package: memcached[ \t]*$/m,
  ],
];

/** What a saved file is by its content; where that is empty (no rule is loaded), by its name. */
export function recognise(file: SourceFile): Output | undefined {
  const head = file.text.slice(0, HEAD);
  for (const [kind, pattern] of BY_CONTENT) if (pattern.test(head)) return { kind, file };
  const lines = head.split(/\r?\n/);
  if (/default-?_?zone/i.test(file.name) && /^[A-Za-z0-9_-]+\s*$/.test(head)) {
    return { kind: 'default-zone', file };
  }
  if (lines.some(isProcessHeader)) return { kind: 'processes', file };
  if (isInspect(head)) return { kind: 'docker-inspect', file };
  if (/^\*(?:filter|nat|mangle|raw|security)[ \t\r]*$/m.test(head)) {
    return { kind: isIPv6Filter(file, head) ? 'ip6tables' : 'iptables', file };
  }
  const listed = /^\s*(?:[├└│|`][─\s-]*)?\d+ \/?\S*memcached(?:\s|$)/m;
  if (
    listed.test(head) &&
    /(?:^|[^a-z])(?:CGroup|ps|pgrep|process)/i.test(`${file.name}\n${head}`)
  ) {
    return { kind: 'processes', file };
  }
  if (
    /^(?:[0-9.]+|[0-9A-Fa-f:]+)(?: (?:[0-9.]+|[0-9A-Fa-f:]+))*\s*$/.test(head.trim()) &&
    /hostname|addr/i.test(file.name)
  ) {
    return { kind: 'addresses', file };
  }
  return withoutContent(file, lines);
}

/** Outputs of tools that print nothing, or only their heading, when nothing is there. */
function withoutContent(file: SourceFile, lines: readonly string[]): Output | undefined {
  if (lines.some((line) => line.trim() !== '' && !line.startsWith('#'))) return undefined;
  const { name } = file;
  if (/ip6tables/i.test(name)) return { kind: 'ip6tables', file };
  if (/iptables/i.test(name)) return { kind: 'iptables', file };
  if (/^lsof/i.test(name) && file.text.trim() === '') return { kind: 'sockets', file };
  if (/^nft|nftables|list[-_]?ruleset/i.test(name)) return { kind: 'nft', file };
  return undefined;
}

/** iptables-save does not say its family: the comment, the name and the addresses do. */
function isIPv6Filter({ name, text }: SourceFile, head: string): boolean {
  if (/^# (?:Generated|Completed) by ip6tables-save/m.test(head)) return true;
  if (/^# (?:Generated|Completed) by iptables-save/m.test(head)) return false;
  if (/ip6tables|rules\.?v6|rules6|[-_.]v6\b|ipv6/i.test(name)) return true;
  return /^-A .*\s(?:-s|-d) [0-9a-f]*:[0-9a-f:]*\/|icmpv6|--reject-with icmp6/m.test(text);
}

function isInspect(head: string): boolean {
  return /^\s*\[\s*\{/.test(head) && /"NetworkSettings"\s*:|"Config"\s*:/.test(head);
}
