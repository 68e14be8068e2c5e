import { AddressSet } from '../addresses.js';
import type { Place } from './iptables-matches.js';
import { Refused, type OptionUse, type RuleSpec } from './iptables-parse.js';
import { checkTarget } from './iptables-target-checks.js';
import { rejectAnswer } from './iptables-reject.js';
import { undecided, type Packet } from './packet.js';
import { ACCEPT, CONTINUE, DROP, RETURN, type Chain, type Verdict } from './ruleset.js';
import { portRange, protocolNumber, unknownReason, wholeNumber } from './values.js';

interface TargetContext extends Place {
  readonly chainNamed: (name: string) => Chain | undefined;
}

type Effect = (packet: Packet) => Packet;

/**
 * What the target of a rule does.
 * @throws Refused
 */
export function target(
  spec: RuleSpec,
  context: TargetContext,
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
  context: TargetContext,
): { verdict: Verdict; effects: Effect[] } {
  const { table } = context;
  const value = (option: string): string | undefined =>
    options.find((use) => use.name === option)?.values[0];
  const has = (option: string): boolean => options.some((use) => use.name === option);
  const plain = (verdict: Verdict, ...effects: Effect[]) => ({ verdict, effects });
  checkTarget(name, options, spec.protocol, context);
  switch (name) {
    case 'ACCEPT':
      return plain(ACCEPT);
    case 'DROP':
      if (table === 'nat') throw new Refused('the nat table is not intended for filtering');
      return plain(DROP);
    case 'RETURN':
      return plain(RETURN);
    case 'REJECT': {
      const kind = value('reject-with');
      if (kind === undefined || unknownReason(kind) !== undefined) return plain(DROP);
      if (rejectAnswer(kind, context.family) === 'tcp-reset') {
        const { protocol } = spec;
        if (protocol === undefined || protocol.negated || protocolNumber(protocol.text) !== 6) {
          throw new Refused('tcp-reset needs -p tcp');
        }
      }
      return plain(DROP);
    }
    case 'LOG':
    case 'NFLOG':
    case 'AUDIT':
    case 'TRACE':
    case 'SET':
    case 'CLASSIFY':
    case 'TEE':
    case 'HMARK':
    case 'IDLETIMER':
    case 'RATEEST':
    case 'LED':
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
      if (name === 'CT' && !has('notrack')) return plain(CONTINUE);
      return plain(CONTINUE, untrack);
    case 'NFQUEUE':
      // With nobody at the queue the packet is lost, or accepted with --queue-bypass.
      return plain(has('queue-bypass') ? ACCEPT : DROP);
    case 'DNAT':
      return plain(destination(value('to-destination') ?? '', context.family));
    case 'REDIRECT': {
      const ports = value('to-ports');
      const range = ports === undefined ? undefined : portRange(ports, '-');
      if (ports !== undefined && range === undefined && unknownReason(ports) === undefined)
        throw new Refused(`bad port in \`${ports}\``);
      const port = range?.intervals[0]![0];
      return plain({
        kind: 'translate',
        toSelf: true,
        // Port 0 leaves the port as it is.
        ...(port === undefined || port === 0 ? {} : { port }),
      });
    }
    case 'NETMAP': {
      if (context.chain === 'POSTROUTING' || context.chain === 'INPUT') return plain(ACCEPT);
      const to = AddressSet.tryParse(value('to') ?? '');
      return plain({ kind: 'translate', to: to ?? AddressSet.empty });
    }
    case 'SNAT':
    case 'MASQUERADE':
      return plain(ACCEPT);
    case 'TCPMSS':
    case 'TOS':
    case 'DSCP':
    case 'TTL':
    case 'HL':
    case 'ECN':
    case 'TCPOPTSTRIP':
    case 'CHECKSUM':
    case 'SECMARK':
    case 'CONNSECMARK':
      return plain(CONTINUE);
    case 'TPROXY':
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
