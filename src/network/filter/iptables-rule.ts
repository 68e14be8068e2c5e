import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../addresses.js';
import { understand, type Place } from './iptables-matches.js';
import { Refused, type Argument, type RuleSpec } from './iptables-parse.js';
import {
  address,
  interfaceIs,
  negateIf,
  protocolIs,
  undecided,
  type Condition,
  type Packet,
} from './packet.js';
import type { Chain, Rule } from './ruleset.js';
import { target } from './iptables-targets.js';
import { parseNetwork, protocolName, protocolNumber, unknownReason } from './values.js';

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
  append(conditions, matched);

  const { verdict, effects, text: targetText } = target(spec, context);
  const effect =
    effects.length === 0
      ? undefined
      : (packet: Packet): Packet => effects.reduce((current, change) => change(current), packet);

  const ends = [spec.source, spec.destination].filter((end) => end !== undefined);
  if (ends.some(({ negated }) => negated) && ends.some(({ text }) => text.includes(','))) {
    throw new Refused('! not allowed with multiple source or destination IP addresses');
  }
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
  return parts.map((part) => {
    const set = parseNetwork(part.trimStart(), family);
    if (set === undefined) throw new Refused(`host/network \`${part}\` not found`);
    if (negated && set instanceof AddressSet && coversFamily(set, family)) {
      throw new Refused('nobody is outside of every address');
    }
    return { set, negated, text: set instanceof AddressSet ? set.toString() : part };
  });
}

function coversFamily(set: AddressSet, family: 4 | 6): boolean {
  return (family === 4 ? AddressSet.allIPv4 : AddressSet.allIPv6).isSubsetOf(set);
}
