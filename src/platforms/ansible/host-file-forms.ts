/** Where files matter: what they are called on the host or in the repository. */
export const RELEVANT_PATH =
  /memcache(?!d?[-_]exporter)|iptables|ip6tables|nftables|(^|\/)ufw|firewall|rules\.v[46]|\.service$|\.service\.d\/|supervisor|\/sv\/|\/etc\/service\//i;

/** Forms in which a text is a packet filter, wherever it is put. */
const FILTER =
  /^\*(?:filter|nat|mangle|raw)|-A INPUT|--dport|^\s*table (?:inet|ip6?) |^\s*(?:flush ruleset|add rule)\b/m;
/** Forms in which a text starts memcached: scripts, units, supervisor programs, options, commands. */
const START =
  /^#!|^\s*\[(?:program:|Service\]|Socket\])|"command"\s*:|^(?:OPTIONS|MEMCACHED_PARAMS|LISTENON|CACHESIZE)=|^-[lpmuUSc]\b|^\s*(?:ExecStart|command|exec)\b.*memcached|\{%-?\s*(?:include|import|extends)\b/m;
const MEMCACHED = /memcache(?!d?[-_]exporter)|11211/i;

/**
 * Whether a file of the repository can be one of the files of a host that are looked at, by its path and
 * the form of its text: templates of other programs that only name memcached's servers cannot.
 */
export function mayBeHostFile(path: string, text: string): boolean {
  return RELEVANT_PATH.test(path) || mayMean(text);
}

/** Whether a text means something wherever it is put. */
export function mayMean(text: string): boolean {
  return FILTER.test(text) || (MEMCACHED.test(text) && START.test(text));
}
