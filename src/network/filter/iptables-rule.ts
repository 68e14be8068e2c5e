import type { Location } from '../../files/source.js';
import { AddressSet } from '../addresses.js';
import { understand, type Place } from './iptables-matches.js';
import { Refused, type Argument, type OptionUse, type RuleSpec } from './iptables-parse.js';
import {
  address,
  interfaceIs,
  negateIf,
  protocolIs,
  undecided,
  type Condition,
  type Packet,
} from './packet.js';
import { ACCEPT, CONTINUE, DROP, RETURN, type Chain, type Rule, type Verdict } from './ruleset.js';
import {
  parseNetwork,
  portRange,
  protocolName,
  protocolNumber,
  unknownReason,
  wholeNumber,
} from './values.js';

/** What a rule can refer to while it is built. */
export interface RuleContext extends Place {
  readonly where: Location | undefined;
  /** The chain of that name in the same table, when there is one. */
  readonly chainNamed: (name: string) => Chain | undefined;
  readonly noteInterface: (pattern: string) => void;
}

/**
 * The rules that a specification stands for: several addresses in `-s` and `-d` give one rule each.
 * @throws Refused
 */
export function buildRules(spec: RuleSpec, context: RuleContext): Rule[] {
  const { family, chain } = context;
  const conditions: Condition[] = [];
  const texts: string[] = [];

  if (spec.protocol !== undefined) {
    const { text, negated } = spec.protocol;
    const reason = unknownReason(text);
    const number = reason === undefined ? protocolNumber(text)! : undefined;
    if (number !== 0) {
      conditions.push(
        number === undefined
          ? () => undecided(reason!)
          : negateIf(negated, protocolIs(protocolName(number))),
      );
      texts.push(`${negated ? '! ' : ''}-p ${number ?? text}`);
    }
  }
  if (spec.output !== undefined && ['INPUT', 'PREROUTING'].includes(chain)) {
    throw new Refused(`can't use -o with ${chain}`);
  }
  if (spec.input !== undefined && ['OUTPUT', 'POSTROUTING'].includes(chain)) {
    throw new Refused(`can't use -i with ${chain}`);
  }
  for (const [field, argument] of [
    ['input', spec.input],
    ['output', spec.output],
  ] as const) {
    if (argument === undefined) continue;
    conditions.push(interfaceCondition(field, argument, context));
    texts.push(`${argument.negated ? '! ' : ''}-${field} ${argument.text}`);
  }

  const matched = new Set<Condition>();
  for (const match of spec.matches) {
    for (const { condition, text } of understand(match, spec.protocol, context)) {
      matched.add(condition);
      if (match.name === 'tcp' || match.name === 'udp') texts.splice(1, 0, text);
      else texts.push(text);
    }
  }
  conditions.push(...matched);

  const { verdict, effects, text: targetText } = target(spec, context);
  const effect =
    effects.length === 0
      ? undefined
      : (packet: Packet): Packet => effects.reduce((current, change) => change(current), packet);

  const rules: Rule[] = [];
  for (const source of networks(spec.source, family)) {
    for (const destination of networks(spec.destination, family)) {
      const own: Condition[] = [];
      const ownTexts: string[] = [];
      for (const [field, network] of [
        ['source', source],
        ['destination', destination],
      ] as const) {
        if (network === undefined) continue;
        const { set, negated, text } = network;
        ownTexts.push(`${negated ? '! ' : ''}-${field} ${text}`);
        own.push(
          set instanceof AddressSet
            ? negateIf(negated, address(field, set))
            : () => undecided(set.reason),
        );
      }
      rules.push({
        // The cheap questions first; most rules fail on the port or the protocol.
        conditions: [...conditions, ...own],
        verdict,
        ...(effect === undefined ? {} : { effect }),
        ...(context.where === undefined ? {} : { where: context.where }),
        text: [...ownTexts, ...texts, targetText].join(' '),
      });
    }
  }
  return rules;
}

function interfaceCondition(
  field: 'input' | 'output',
  { text, negated }: Argument,
  context: RuleContext,
): Condition {
  const reason = unknownReason(text);
  if (reason !== undefined) return () => undecided(reason);
  if (text === '') throw new Refused('empty interface is likely to be undesired');
  if (text.length > 15) throw new Refused(`interface name \`${text}\` must be shorter than 16`);
  if (field === 'input') context.noteInterface(text);
  return negateIf(negated, interfaceIs(field, text));
}

interface Network {
  readonly set: AddressSet | { readonly reason: string };
  readonly negated: boolean;
  readonly text: string;
}

function networks(argument: Argument | undefined, family: 4 | 6): (Network | undefined)[] {
  if (argument === undefined) return [undefined];
  const { text, negated } = argument;
  const reason = unknownReason(text);
  if (reason !== undefined) return [{ set: { reason }, negated, text: reason }];
  const parts = text.split(',');
  if (parts.length > 1 && negated) {
    throw new Refused('! not allowed with multiple source or destination IP addresses');
  }
  return parts.map((part) => {
    const set = parseNetwork(part, family);
    if (set === undefined) throw new Refused(`host/network \`${part}\` not found`);
    return { set, negated, text: set instanceof AddressSet ? set.toString() : part };
  });
}

type Effect = (packet: Packet) => Packet;

function target(
  spec: RuleSpec,
  context: RuleContext,
): { verdict: Verdict; effects: Effect[]; text: string } {
  const used = spec.target;
  if (used === undefined) return { verdict: CONTINUE, effects: [], text: '' };
  const { name, options, goto: goTo } = used;
  const chain = unknownReason(name) === undefined ? context.chainNamed(name) : undefined;
  if (chain !== undefined) {
    return {
      verdict: { kind: goTo ? 'goto' : 'jump', chain },
      effects: [],
      text: `${goTo ? '-g' : '-j'} ${name}`,
    };
  }
  if (goTo) throw new Refused(`chain '${name}' does not exist`);
  return {
    ...builtIn(name, options, spec, context),
    text: `-j ${name} ${options.map((o) => `${o.negated ? '! ' : ''}--${o.name} ${o.values.join(' ')}`).join(' ')}`,
  };
}

function builtIn(
  name: string,
  options: readonly OptionUse[],
  spec: RuleSpec,
  context: RuleContext,
): { verdict: Verdict; effects: Effect[] } {
  const { table, chain } = context;
  const value = (option: string): string | undefined =>
    options.find((use) => use.name === option)?.values[0];
  const has = (option: string): boolean => options.some((use) => use.name === option);
  const only = (tables: readonly string[]): void => {
    if (!tables.includes(table))
      throw new Refused(`the target ${name} is not for the table ${table}`);
  };
  const plain = (verdict: Verdict, ...effects: Effect[]) => ({ verdict, effects });
  switch (name) {
    case 'ACCEPT':
      return plain(ACCEPT);
    case 'DROP':
      if (table === 'nat') throw new Refused('the nat table is not intended for filtering');
      return plain(DROP);
    case 'RETURN':
      return plain(RETURN);
    case 'REJECT': {
      only(['filter']);
      const kind = value('reject-with');
      if (kind === 'tcp-reset' || kind === 'tcp-rst') {
        const { protocol } = spec;
        if (protocol === undefined || protocol.negated || protocolNumber(protocol.text) !== 6) {
          throw new Refused('tcp-reset needs -p tcp');
        }
      }
      return plain(DROP);
    }
    case 'LOG':
    case 'NFLOG':
    case 'ULOG':
    case 'AUDIT':
    case 'TRACE':
    case 'SET':
    case 'CLASSIFY':
    case 'TEE':
      return plain(CONTINUE);
    case 'MARK':
      return plain(CONTINUE, ...marking(options, 'mark'));
    case 'CONNMARK':
      if (has('save-mark')) {
        return plain(CONTINUE, (packet) => ({ ...packet, connectionMark: packet.mark }));
      }
      if (has('restore-mark')) {
        return plain(CONTINUE, (packet) => ({ ...packet, mark: packet.connectionMark }));
      }
      return plain(CONTINUE, ...marking(options, 'connectionMark'));
    case 'NOTRACK':
    case 'CT':
      only(['raw']);
      if (name === 'CT' && !has('notrack')) return plain(CONTINUE);
      return plain(CONTINUE, untrack);
    case 'NFQUEUE':
      // With nobody at the queue the packet is lost, or accepted with --queue-bypass.
      return plain(has('queue-bypass') ? ACCEPT : DROP);
    case 'DNAT': {
      only(['nat']);
      if (!['PREROUTING', 'OUTPUT'].includes(chain) && isBuiltIn(chain)) {
        throw new Refused(`DNAT is not for ${chain}`);
      }
      return plain(destination(value('to-destination') ?? '', context.family));
    }
    case 'REDIRECT': {
      only(['nat']);
      const ports = value('to-ports');
      const port = ports === undefined ? undefined : wholeNumber(ports.split('-')[0]!);
      return plain({
        kind: 'translate',
        toSelf: true,
        ...(port === undefined ? {} : { port }),
      });
    }
    case 'SNAT':
    case 'MASQUERADE':
    case 'NETMAP':
      only(['nat']);
      return plain(ACCEPT);
    case 'TCPMSS':
      if (has('clamp-mss-to-pmtu') && ['INPUT', 'PREROUTING'].includes(chain)) {
        throw new Refused('--clamp-mss-to-pmtu is not for incoming packets');
      }
      return plain(CONTINUE);
    case 'TOS':
    case 'DSCP':
    case 'TTL':
    case 'HL':
    case 'TCPOPTSTRIP':
    case 'CHECKSUM':
      only(['mangle']);
      return plain(CONTINUE);
    case 'SECMARK':
    case 'CONNSECMARK':
      only(['security', 'mangle']);
      return plain(CONTINUE);
    case 'TPROXY':
      only(['mangle']);
      return plain(ACCEPT);
    case 'SYNPROXY':
      // Answers for the server and lets the connection through when the client is real.
      return plain(ACCEPT);
    case 'QUEUE':
      throw new Refused('the target QUEUE is gone');
    default: {
      const reason = unknownReason(name);
      if (reason === undefined) throw new Refused(`chain '${name}' does not exist`);
      // Nobody knows where it goes: accept and drop are both possible.
      return plain({ kind: 'jump', chain: eitherWay(reason) });
    }
  }
}

/** Only packets that conntrack has not seen yet; on lo it saw them on the way out. */
export function untrack(packet: Packet): Packet {
  return packet.input === 'lo' ? packet : { ...packet, state: 'untracked' };
}

/** A chain that may accept and may drop, for targets that are not known. */
function eitherWay(reason: string): Chain {
  const maybe = [() => undecided(reason)];
  return {
    name: reason,
    rules: [
      { conditions: maybe, verdict: ACCEPT, text: 'accept?' },
      { conditions: maybe, verdict: DROP, text: 'drop?' },
    ],
  };
}

function isBuiltIn(chain: string): boolean {
  return ['INPUT', 'FORWARD', 'OUTPUT', 'PREROUTING', 'POSTROUTING'].includes(chain);
}

function marking(options: readonly OptionUse[], field: 'mark' | 'connectionMark'): Effect[] {
  return options.flatMap(({ name, values }): Effect[] => {
    const [valueText, maskText] = (values[0] ?? '').split('/');
    const bits = wholeNumber(valueText!);
    const mask = maskText === undefined ? 0xffffffff : wholeNumber(maskText);
    if (name === 'mask' || name === 'nfmask' || name === 'ctmask') return [];
    if (bits === undefined || mask === undefined) {
      const reason = unknownReason(values[0] ?? '');
      if (reason === undefined) throw new Refused(`bad mark value \`${values[0] ?? ''}\``);
      return [(packet) => ({ ...packet, [field]: { unknown: reason } })];
    }
    return [
      (packet) => {
        const old = packet[field];
        if (typeof old !== 'number') return packet;
        const fresh =
          name === 'or-mark'
            ? old | bits
            : name === 'and-mark'
              ? old & bits
              : name === 'xor-mark'
                ? old ^ bits
                : name === 'set-xmark'
                  ? (old & ~mask) ^ bits
                  : (old & ~mask) | bits;
        return { ...packet, [field]: fresh >>> 0 };
      },
    ];
  });
}

/** `10.0.0.5`, `10.0.0.5:11211`, `10.0.0.5-10.0.0.9:1-2`, `:11211`, `[2001:db8::1]:11211`. */
function destination(text: string, family: 4 | 6): Verdict {
  let host = text;
  let portText: string | undefined;
  if (family === 6 && text.startsWith('[')) {
    const close = text.indexOf(']');
    host = text.slice(1, close < 0 ? undefined : close);
    portText = close >= 0 && text[close + 1] === ':' ? text.slice(close + 2) : undefined;
  } else if (family === 4) {
    const colon = text.indexOf(':');
    if (colon >= 0) {
      host = text.slice(0, colon);
      portText = text.slice(colon + 1);
    }
  }
  const ports = portText === undefined ? undefined : portRange(portText.split('/')[0]!, '-');
  if (portText !== undefined && ports === undefined) throw new Refused(`bad port in \`${text}\``);
  let to: AddressSet | undefined;
  if (host !== '') {
    const [low, high] = host.split('-');
    to = AddressSet.tryParse(low!);
    if (to === undefined) {
      if (unknownReason(text) === undefined) throw new Refused(`bad address in \`${text}\``);
      to = AddressSet.empty;
    } else if (high !== undefined) {
      try {
        to = AddressSet.range(low!, high);
      } catch {
        throw new Refused(`bad address in \`${text}\``);
      }
    }
  }
  return {
    kind: 'translate',
    ...(to === undefined ? {} : { to }),
    ...(ports === undefined ? {} : { port: ports.intervals[0]![0] }),
  };
}
