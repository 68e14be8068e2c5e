/** Stands for every interface that no rule names. */
export const OTHER_INTERFACE = '*other*';

/** Bridges, tunnels and container links: what comes in there is not the internet. */
const INTERNAL =
  /^(docker|br-|veth|virbr|lxc|lxdbr|cni|flannel|cali|weave|cilium|podman|wg|tun|tap|tailscale|zt|nebula|vmnet|vboxnet|lan|internal|intranet|private|priv|dmz|mgmt|ipsec|gre|vxlan|kube)/;

/**
 * What an interface faces, by its name: `external` for the one that is first of its kind (eth0, ens3, enp0s3,
 * wan), `internal` for tunnels and bridges, `ambiguous` for further cards, which face a private network on
 * many hosts and the internet on some.
 * @param named all interfaces that the rules ask for, to find the first of a kind
 */
export function interfaceKind(
  name: string,
  named: ReadonlySet<string>,
): 'external' | 'internal' | 'ambiguous' {
  if (name === OTHER_INTERFACE) return 'external';
  if (INTERNAL.test(name)) return 'internal';
  const card =
    /^(eth|ens|eno|em|enp[0-9]+s|enx|wlan|wlp[0-9]+s|bond|venet|net|p[0-9]+p|vtnet|ib)([0-9]+)$/.exec(
      name,
    );
  if (card === null)
    return /^(wan|ppp|ext|public|pub|internet|uplink|vmbr0$|venet|en[a-z0-9]+$)/.test(name)
      ? 'external'
      : 'ambiguous';
  const [, kind, number] = card;
  if (number === '0') return 'external';
  // Names like eth1 tell that there is an eth0; names like ens5 do not.
  if (/^(eth|wlan|bond|venet|net|ib)$/.test(kind!)) return 'ambiguous';
  for (const other of named) {
    const rest = other.startsWith(kind!) ? other.slice(kind!.length) : '';
    if (/^[0-9]+$/.test(rest) && Number(rest) < Number(number)) return 'ambiguous';
  }
  return 'external';
}
