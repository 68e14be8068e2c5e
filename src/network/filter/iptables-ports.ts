import { PortSet } from '../ports.js';
import { Refused } from './iptables-parse.js';
import { anyOf, FAILS, negateIf, port, undecided, type Condition } from './packet.js';
import { isDoubtfulService, portNumber, wholeNumber } from './values.js';

/**
 * The ports of `-m tcp --dport` as libxt_tcp.c reads them: numbers as strtoul(3) does with base 0, `low:high`,
 * either end missing.
 */
export function tcpPorts(text: string): PortSet {
  const at = text.indexOf(':');
  if (at < 0) return PortSet.of(strictPort(text));
  const low = at === 0 ? 0 : strictPort(text.slice(0, at));
  const high = at === text.length - 1 ? 65535 : strictPort(text.slice(at + 1));
  if (low > high) throw new Refused('invalid portrange (min > max)');
  return PortSet.range(low, high);
}

function strictPort(text: string): number {
  const found = portNumber(text.replace(/^[ \t]*\+?/, ''));
  if (found === undefined) throw new Refused(`invalid port/service \`${text}\` specified`);
  return found;
}

/**
 * The ports of `-m udp`, `sctp` and `dccp`, which the option parser of libxtables reads: decimal, taken modulo
 * 65536, nothing at all is port 0, and a reversed range is taken and never matches (xtoptions.c, xtopt_parse_port).
 */
export function guidedPorts(text: string): PortSet {
  const parts = text.split(':');
  if (parts.length > 2) throw new Refused('too many components for a port');
  if (parts.length === 1) return PortSet.of(guidedPort(text));
  const low = parts[0] === '' ? 0 : guidedPort(parts[0]!);
  const high = parts[1] === '' ? 65535 : guidedPort(parts[1]!);
  return low > high ? PortSet.empty : PortSet.range(low, high);
}

function guidedPort(text: string): number {
  const bare = text.replace(/^[ \t]*\+?/, '');
  if (/^[0-9]{0,15}$/.test(bare)) return Number(bare) % 65536;
  const named = wholeNumber(bare) === undefined ? portNumber(bare) : undefined;
  if (named === undefined) throw new Refused(`port "${text}" does not resolve to anything`);
  return named;
}

/** The ports that `-m multiport` lists; at most 15 slots, a range takes two and needs both ends. */
export function listedPorts(text: string): string[] {
  const parts = text.split(',').map((part) => part.trimStart());
  let slots = 0;
  for (const part of parts) {
    const ends = part.split(':');
    slots += ends.length > 1 ? 2 : 1;
    if (isDoubtfulService(part)) continue;
    const numbers = ends.map(strictPort);
    if (ends.length > 2 || (ends.length === 2 && numbers[0]! >= numbers[1]!)) {
      throw new Refused('invalid portrange specified');
    }
  }
  if (slots > 15) throw new Refused('too many ports specified');
  return parts;
}

/** `--sport`, `--dport` of the match `name`. */
export function portCondition(
  name: string,
  field: 'source' | 'destination',
  text: string,
  negated: boolean,
): Condition {
  if (isDoubtfulService(text)) return doubtfulService(field, text, negated);
  return negateIf(negated, port(field, name === 'tcp' ? tcpPorts(text) : guidedPorts(text)));
}

/** `--dports`, `--sports`, `--ports`. */
export function portListCondition(
  fields: readonly ('source' | 'destination')[],
  text: string,
  negated: boolean,
): Condition {
  const parts = listedPorts(text);
  const each = (field: 'source' | 'destination', part: string): Condition =>
    isDoubtfulService(part) ? doubtfulService(field, part, false) : port(field, tcpPorts(part));
  const listed = anyOf(fields.flatMap((field) => parts.map((part) => each(field, part))));
  if (negated && parts.some(isDoubtfulService)) {
    const { condition } = { condition: negateIf(true, listed) };
    return (packet) => {
      const outcome = condition(packet);
      return outcome.remotes.isEmpty ? outcome : undecided(doubt(text));
    };
  }
  return negateIf(negated, listed);
}

/** A rule that names such a service is about 11211, or the tool refuses it and there is no rule. */
function doubtfulService(
  field: 'source' | 'destination',
  text: string,
  negated: boolean,
): Condition {
  const named = negateIf(negated, port(field, PortSet.of(11211)));
  return (packet) => (named(packet).remotes.isEmpty ? FAILS : undecided(doubt(text)));
}

function doubt(text: string): string {
  return `the service name \`${text}\` is known on some systems only`;
}
