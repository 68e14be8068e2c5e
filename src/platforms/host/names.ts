/** What the names of files on a host, and the first words in them, say about their kind. */

/** Whether a text is cloud-init's own YAML rather than a script. */
export function isCloudConfig(text: string): boolean {
  return /^\s*#cloud-config\b/.test(text);
}

const DROP_IN = /(?:^|\/)([^/]+\.(?:service|container|socket))\.d\/[^/]+\.conf$/;

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
  /** The name alone does not make it one: scripts are called so too. */
  readonly loose?: true;
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
  const kept = KEPT_RULES.exec(name);
  if (kept !== null) return { ...file(kept[1] === '6' ? 'ip6tables' : 'iptables'), loose: true };
  if (name === 'nftables.conf' || name.endsWith('.nft')) return file('nft');
  if (match !== null && /^(?:ufw|firewalld)\/|^default\/ufw$/.test(inside)) return file('other');
  return undefined;
}

/** What `iptables-save` prints, under a name of one's own. Scripts go by such names too. */
const KEPT_RULES =
  /^(?:[A-Za-z0-9]+[._-])?ip(6?)tables(?:[._-](?:rules|save|saved|conf|config|v[46]|txt))*$/;

/** Whether a text is what `iptables-save` prints, by its first table. */
export function isIptablesSave(text: string): boolean {
  return /^\*(?:filter|nat|mangle|raw|security)[ \t]*\r?$/m.test(text);
}

/** Whether a path is a table of cron: `crontab`, `/etc/cron.d/…`, `*.cron`. */
export function isCrontab(path: string): boolean {
  return /(?:^|\/)(?:cron\.d\/[^/]+|[^/]*crontab[^/.]*|[^/]+\.cron(?:tab)?)$/.test(path);
}

/** Whether a path is a script of Windows. */
export function isWindowsScript(path: string): boolean {
  return /\.(?:ps1|psm1|bat|cmd)$/i.test(path);
}

/** A workflow of GitHub Actions, or a composite action beside one. */
export function isWorkflow(path: string): boolean {
  return /(?:^|\/)\.github\/(?:workflows\/[^/]+|actions\/(?:[^/]+\/)*action)\.ya?ml$/.test(path);
}

/** Whether a path may be a template of Packer. */
export function isPacker(path: string): boolean {
  return (
    /\.pkr\.(?:hcl|json)$/.test(path) ||
    /(?:packer|template)[^/]*\.json$|(?:^|\/)packer\/[^/]+\.json$/i.test(path)
  );
}

/** The proxies whose configuration is read, told apart by its content. */
export type ProxyKind = 'haproxy' | 'nginx';

/** Which proxy a text configures, as far as it passes TCP or UDP on. */
export function proxyKindOf(path: string, text: string): ProxyKind | undefined {
  if (!/\.(?:cfg|conf)$|haproxy|nginx/i.test(path)) return undefined;
  if (
    /^[ \t]*(?:listen|frontend)[ \t]+\S/m.test(text) &&
    /^[ \t]*(?:server|default_backend|use_backend)[ \t]/m.test(text) &&
    !/^[ \t]*(?:listen|server)[^;{\n]*[;{]/m.test(text)
  )
    return 'haproxy';
  return /^[ \t]*stream[ \t]*\{/m.test(text) ||
    /^[ \t]*proxy_pass[ \t]+(?!https?:)[^;\n]*;/m.test(text)
    ? 'nginx'
    : undefined;
}

/** Whether a path is a file of csf or apf. */
export function isPortList(path: string): boolean {
  return /(?:^|\/)(?:csf\.(?:conf|allow|deny)|conf\.apf|(?:apf|apf-firewall)\/(?:allow|deny)_hosts\.rules)(?:\.sample)?$/.test(
    path,
  );
}

/** Whether a path holds the rules of Shorewall or Shorewall6. */
export function isShorewall(path: string): boolean {
  return /(?:^|\/)shorewall6?\/(?:[^/]+\/)*rules(?:\.d\/[^/]+)?$/.test(path);
}
