import type { SourceFile } from '../files/source.js';
import type { HostFirewall } from '../network/filter/host-firewall.js';
import { linesOfOutput, placeIn, type TextLine } from './lines.js';

/**
 * Gives a filter the rules that `ufw status` lists, in their order.
 * @returns why the filter is not known from it, to be read after "because"; undefined when it is
 */
export function loadUfwStatus(
  file: SourceFile,
  firewall: HostFirewall,
  incoming?: string,
): string | undefined {
  const lines = linesOfOutput(file);
  if (lines.some(({ text }) => /^Status: inactive\s*$/.test(text))) {
    return 'ufw is inactive, which says nothing about the rules that something else loaded; add the output of iptables-save or nft list ruleset';
  }
  const policy =
    lines.map(({ text }) => /^Default: (\w+) \(incoming\)/.exec(text)?.[1]).find(Boolean) ??
    incoming;
  if (policy === undefined) {
    return 'ufw status without "verbose" does not tell what happens to packets that no rule is about';
  }
  const first = lines[0]!;
  const run = (argv: readonly string[], line: TextLine): void => {
    firewall.run({ argv: ['ufw', ...argv], where: placeIn(file, line) });
  };
  run(['--force', 'enable'], first);
  const place = lines.find(({ text }) => text.startsWith('Default:')) ?? first;
  run(['default', policy, 'incoming'], place);
  for (const line of lines) {
    const words = ruleOf(line.text);
    if (words === 'unknown') {
      return `line ${line.number} of ${file.path} names an application whose ports are not in it`;
    }
    if (words !== undefined) run(words, line);
  }
  return undefined;
}

/** `11211/tcp (v6) on eth0   ALLOW IN   10.0.0.0/8   # comment` as the command that made it. */
function ruleOf(text: string): readonly string[] | 'unknown' | undefined {
  const match =
    /^(?:\[ *\d+\] )?(\S.*?)\s{2,}(ALLOW|DENY|REJECT|LIMIT)(?: (IN|OUT|FWD))?\s+(\S.*?)\s*(?:\(log(?:-all)?\)\s*)?(?:#.*)?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, to, action, direction = 'IN', from] = match;
  if (direction !== 'IN') return undefined;
  const isIPv6 = /\(v6\)|[0-9a-fA-F]*:[0-9a-fA-F]*:/.test(`${to} ${from}`);
  const device = / on (\S+)/.exec(to!)?.[1];
  const destination = sideOf(to!, isIPv6);
  const source = sideOf(from!, isIPv6);
  if (destination === undefined || source === undefined) {
    return /memcache/i.test(text) ? 'unknown' : undefined;
  }
  const words = [action!.toLowerCase(), 'in'];
  if (device !== undefined) words.push('on', device);
  const protocol = destination.protocol ?? source.protocol;
  if (protocol !== undefined) words.push('proto', protocol);
  words.push('from', source.address);
  if (source.port !== undefined) words.push('port', source.port);
  words.push('to', destination.address);
  if (destination.port !== undefined) words.push('port', destination.port);
  return words;
}

interface Side {
  readonly address: string;
  readonly port?: string;
  readonly protocol?: string;
}

/** `10.0.0.5 11211/udp`, `11211/tcp`, `Anywhere`; undefined for the name of an application. */
function sideOf(text: string, isIPv6: boolean): Side | undefined {
  let address = isIPv6 ? '::/0' : '0.0.0.0/0';
  let port: string | undefined;
  let protocol: string | undefined;
  for (const word of text
    .replace(/ on \S+/, '')
    .replace('(v6)', '')
    .trim()
    .split(/\s+/)) {
    if (/^Anywhere(?:\/(\w+))?$/.test(word)) protocol = /\/(\w+)$/.exec(word)?.[1] ?? protocol;
    else if (/^[0-9,:]+(?:\/(?:tcp|udp))?$/.test(word) && !/:.*:/.test(word)) {
      [port, protocol] = word.split('/') as [string, string | undefined];
    } else if (/^[0-9a-fA-F.:]+(?:\/\d+)?(?:\/(?:tcp|udp))?$/.test(word)) {
      const own = /\/(tcp|udp)$/.exec(word)?.[1];
      protocol = own ?? protocol;
      address = own === undefined ? word : word.slice(0, -own.length - 1);
    } else return undefined;
  }
  return {
    address,
    ...(port === undefined ? {} : { port }),
    ...(protocol === undefined ? {} : { protocol }),
  };
}
