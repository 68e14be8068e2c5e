/** What the names of files on a host, and the first words in them, say about their kind. */

/** Whether a text is cloud-init's own YAML rather than a script. */
export function isCloudConfig(text: string): boolean {
  return /^\s*#cloud-config\b/.test(text);
}

const DROP_IN = /(?:^|\/)([^/]+\.(?:service|container))\.d\/[^/]+\.conf$/;

/** Whether a path is a unit's drop-in; the unit's name. */
export function dropInOf(path: string): string | undefined {
  return DROP_IN.exec(path)?.[1];
}

/** The kinds of files that hold a packet filter, and the path they have on a host. */
export interface FirewallFile {
  readonly kind: 'iptables' | 'ip6tables' | 'nft' | 'other';
  /** What stands in front of `etc/`: the root of one host's files. */
  readonly root: string;
  readonly path: string;
}

const IN_ETC =
  /^(.*?)(?:^|\/)etc\/((?:iptables|ufw|firewalld|nftables|nftables\.d|sysconfig|default)\/.*|nftables\.conf)$/;

/** Which of them a path is; `undefined` for any other. */
export function firewallFileOf(path: string): FirewallFile | undefined {
  const match = IN_ETC.exec(path);
  const root = match?.[1] ?? path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  const inside = match?.[2] ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1);
  const file = (kind: FirewallFile['kind'], at = `/etc/${inside}`): FirewallFile => ({
    kind,
    root,
    path: at,
  });
  if (/^(?:rules\.v4|rules4|iptables\.rules|iptables\.save|iptables\.up\.rules)$/.test(name))
    return file('iptables');
  if (/^(?:rules\.v6|rules6|ip6tables\.rules|ip6tables\.save)$/.test(name))
    return file('ip6tables');
  if (/^sysconfig\/(iptables|ip6tables)$/.test(inside))
    return file(name === 'iptables' ? 'iptables' : 'ip6tables');
  if (name === 'nftables.conf' || name.endsWith('.nft')) return file('nft');
  if (match !== null && /^(?:ufw|firewalld)\/|^default\/ufw$/.test(inside)) return file('other');
  return undefined;
}
