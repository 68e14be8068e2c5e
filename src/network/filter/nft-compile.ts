import { AddressSet } from '../addresses.js';
import { PortSet } from '../ports.js';
import type {
  Element,
  NftChain,
  NftRule,
  NftTable,
  NftVerdict,
  Right,
  Selector,
  Statement,
} from './nft-model.js';
import { conditionFor } from './nft-match.js';
import { splitTarget } from './nft-rule.js';
import { untrack } from './iptables-targets.js';
import {
  allOf,
  anyOf,
  CHOICE,
  membersUnknown,
  not,
  protocolIs,
  when,
  type Condition,
  type Packet,
} from './packet.js';
import {
  ACCEPT,
  CONTINUE,
  DROP,
  newChain,
  RETURN,
  type BaseChain,
  type Chain,
  type Rule,
  type Verdict,
} from './ruleset.js';
import { portNumber, wholeNumber } from './values.js';

/** Nothing deeper: chains inside rules. */
const MAX_DEPTH = 20;

/** The base chains that the tables stand for, with their rules. */
export function compileTables(
  tables: ReadonlyMap<string, NftTable>,
  /** Sets that nobody fills here are filled elsewhere. */
  partial = false,
): BaseChain[] {
  const chains: BaseChain[] = [];
  for (const table of tables.values()) {
    const families = FAMILIES[table.family];
    if (table.dormant || families === undefined) continue;
    const compiler = new Compiler(table, partial);
    for (const chain of table.chains.values()) {
      if (chain.hook === undefined) continue;
      for (const device of chain.device?.split(',') ?? [undefined]) {
        chains.push({
          chain: compiler.chain(chain),
          hook: chain.hook,
          priority: chain.priority,
          families,
          policy: chain.policy,
          nat: chain.type === 'nat',
          ...(chain.policyWhere === undefined ? {} : { policyWhere: chain.policyWhere }),
          ...(device === undefined ? {} : { device }),
        });
      }
    }
  }
  return chains;
}

const FAMILIES: Readonly<Record<string, readonly (4 | 6)[]>> = {
  ip: [4],
  ip6: [6],
  inet: [4, 6],
  netdev: [4, 6],
};

class Compiler {
  private readonly chains = new Map<string, Chain>();

  constructor(
    private readonly table: NftTable,
    private readonly partial: boolean,
  ) {}

  chain(from: NftChain): Chain {
    let chain = this.chains.get(from.name);
    if (chain === undefined) {
      chain = newChain(from.name);
      // Known before its rules are: chains may jump to each other.
      this.chains.set(from.name, chain);
      chain.rules = from.rules.flatMap((rule) => this.rule(rule, 0));
    }
    return chain;
  }

  private rule({ statements, where }: NftRule, depth: number): Rule[] {
    const conditions: Condition[] = [];
    const effects: ((packet: Packet) => Packet)[] = [];
    const rules: Rule[] = [];
    const emit = (verdict: Verdict, more: readonly Condition[] = []): void => {
      const own = [...effects];
      rules.push({
        conditions: [...conditions, ...more],
        verdict,
        text: '',
        ...(own.length === 0
          ? {}
          : {
              effect: (packet: Packet) => own.reduce((current, change) => change(current), packet),
            }),
        ...(where === undefined ? {} : { where }),
      });
    };
    for (const statement of statements) {
      switch (statement.kind) {
        case 'match':
          conditions.push(this.match(statement));
          break;
        case 'only': {
          const { family, protocol } = statement;
          if (family !== undefined) conditions.push((packet) => when(packet.family === family));
          if (protocol !== undefined) conditions.push(protocolIs(protocol));
          break;
        }
        case 'chance':
          conditions.push(() => CHOICE);
          break;
        case 'constant': {
          const { holds } = statement;
          conditions.push(() => when(holds));
          break;
        }
        case 'untrack':
          effects.push(untrack);
          break;
        case 'mark': {
          const { field, value } = statement;
          effects.push((packet) => ({ ...packet, [field]: markValue(value, packet) }));
          break;
        }
        case 'translate':
          emit({ kind: 'translate', ...translation(statement) });
          return rules;
        case 'verdict':
          emit(this.verdict(statement.verdict, depth));
          return rules;
        case 'rewrite':
          effects.push((packet) => rewritten(packet, statement.key, statement.value));
          break;
        case 'translate-map': {
          const { selectors } = statement;
          for (const [element, value] of this.mapped(statement.entries)) {
            const [address, port] = splitTarget(value, false);
            const parts = {
              self: false,
              ...(address === undefined ? {} : { address }),
              ...(port === undefined ? {} : { port }),
            };
            emit({ kind: 'translate', ...translation({ kind: 'translate', ...parts }) }, [
              this.element(selectors, element),
            ]);
          }
          return rules;
        }
        case 'vmap': {
          // What the map says nothing about leaves the rule; `continue` goes on in it.
          const going: Condition[] = [];
          for (const [element, verdict] of this.entries(statement.entries)) {
            const held = this.element(statement.selectors, element);
            if (verdict.kind === 'continue') going.push(held);
            emit(this.verdict(verdict, depth), [held]);
          }
          conditions.push(anyOf(going));
          break;
        }
      }
    }
    if (effects.length > 0) emit(CONTINUE);
    return rules;
  }

  private verdict(verdict: NftVerdict, depth: number): Verdict {
    switch (verdict.kind) {
      case 'accept':
        return ACCEPT;
      case 'drop':
        return DROP;
      case 'return':
        return RETURN;
      case 'continue':
        return CONTINUE;
      default: {
        if (typeof verdict.chain !== 'string') {
          const inner = newChain('');
          if (depth < MAX_DEPTH)
            inner.rules = verdict.chain.flatMap((rule) => this.rule(rule, depth + 1));
          return { kind: verdict.kind, chain: inner };
        }
        const chain = this.table.chains.get(verdict.chain);
        return {
          kind: verdict.kind,
          chain: chain === undefined ? newChain('') : this.chain(chain),
        };
      }
    }
  }

  private entries(
    entries: readonly (readonly [Element, NftVerdict])[] | string,
  ): readonly (readonly [Element, NftVerdict])[] {
    const set = typeof entries === 'string' ? this.table.sets.get(entries) : undefined;
    const pairs =
      typeof entries === 'string'
        ? (set?.elements ?? []).map(
            (element, i) => [element, set!.verdicts[i] ?? { kind: 'continue' }] as const,
          )
        : entries;
    // `*` stands for everything that the others leave.
    const isRest = ([element]: readonly [Element, NftVerdict]): boolean => element[0] === '*';
    return [...pairs.filter((pair) => !isRest(pair)), ...pairs.filter(isRest)];
  }

  private mapped(
    entries: readonly (readonly [Element, string])[] | string,
  ): readonly (readonly [Element, string])[] {
    if (typeof entries !== 'string') return entries;
    const set = this.table.sets.get(entries);
    return (set?.elements ?? []).map((element, i) => [element, set!.values[i] ?? ''] as const);
  }

  private match(statement: Statement & { kind: 'match' }): Condition {
    const { selectors, operator, mask, right } = statement;
    const first = selectors[0]!;
    const given = familyCondition(selectors, this.table.family);
    let held: Condition;
    if (operator === '<' || operator === '>' || operator === '<=' || operator === '>=') {
      const text = right.kind === 'elements' ? (right.elements[0]?.[0] ?? '') : '';
      held = this.compare(first, operator, text);
    } else if (right.kind === 'set' && this.table.sets.get(right.name)?.dynamic === true) {
      held = () => CHOICE;
    } else if (right.kind === 'set' && this.doubtAbout(right.name) !== undefined) {
      const reason = this.doubtAbout(right.name)!;
      held = () => membersUnknown(reason);
    } else {
      // Without an operator a list of bits means "any of them"; with one, exactly these.
      const elements = this.elements(right);
      held =
        (selectors.length === 1
          ? conditionFor(first, mask, operator, {
              kind: 'elements',
              elements,
              braces: right.kind === 'set' || right.braces,
            })
          : undefined) ?? anyOf(elements.map((element) => this.element(selectors, element)));
    }
    const wanted = operator === '!=' || operator === '!' ? not(held) : held;
    return given === undefined ? wanted : (packet) => allOf([given, wanted], packet);
  }

  /** Why the elements of a set are not known. */
  private doubtAbout(name: string): string | undefined {
    const set = this.table.sets.get(name);
    if (set?.incomplete !== undefined) return set.incomplete;
    if (!this.partial || set === undefined || set.constant || set.filled === true) return undefined;
    return `nothing that was read fills the set "${name}"`;
  }

  private elements(right: Right): readonly Element[] {
    return right.kind === 'elements'
      ? right.elements
      : (this.table.sets.get(right.name)?.elements ?? []);
  }

  private element(selectors: readonly Selector[], element: Element): Condition {
    const parts = selectors.map(
      (selector, i) =>
        conditionFor(selector, undefined, '==', {
          kind: 'elements',
          elements: [[element[i] ?? '']],
          braces: true,
        }) ?? (() => CHOICE),
    );
    const given = familyCondition(selectors, this.table.family);
    const all = given === undefined ? parts : [given, ...parts];
    return (packet) => allOf(all, packet);
  }

  private compare(selector: Selector, operator: string, text: string): Condition {
    const number = portNumber(text) ?? wholeNumber(text);
    if (number !== undefined && / [ds]port$/.test(selector.key)) {
      const low =
        operator === '<' || operator === '<=' ? 0 : operator === '>' ? number + 1 : number;
      const high =
        operator === '>' || operator === '>=' ? 65535 : operator === '<' ? number - 1 : number;
      const range = PortSet.range(low, high);
      return (
        conditionFor(selector, undefined, '==', {
          kind: 'elements',
          elements: [[range.isEmpty ? '-' : `${low}-${high}`]],
          braces: true,
        }) ?? (() => CHOICE)
      );
    }
    if (
      selector.key === 'udp length' &&
      number !== undefined &&
      operator.startsWith('>') &&
      number < 16
    ) {
      // A datagram for memcached has 8 bytes of UDP header, 8 of frame header and a command.
      return () => when(true);
    }
    if (selector.key === 'meta time') {
      // A moment that is long past is past for good.
      const year = Number(/^"?([0-9]{4})-/.exec(text)?.[1]);
      if (year < 2020) return () => when(operator.startsWith('>'));
    }
    if (/^ip6? saddr$|^ip6? daddr$/.test(selector.key)) {
      const edge = AddressSet.tryParse(text);
      if (edge !== undefined) {
        const last = selector.key.startsWith('ip6')
          ? 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'
          : '255.255.255.255';
        const zero = selector.key.startsWith('ip6') ? '::' : '0.0.0.0';
        const upper = operator.startsWith('>');
        const range = upper ? `${text}-${last}` : `${zero}-${text}`;
        const inside = conditionFor(selector, undefined, '==', {
          kind: 'elements',
          elements: [[range]],
          braces: true,
        });
        const exact = conditionFor(selector, undefined, '==', {
          kind: 'elements',
          elements: [[text]],
          braces: true,
        });
        if (inside !== undefined && exact !== undefined) {
          return operator.endsWith('=') ? inside : (packet) => allOf([inside, not(exact)], packet);
        }
      }
    }
    return () => CHOICE;
  }
}

/** `ip …` concerns IPv4 packets only, `tcp …` TCP only, whatever the operator. */
function familyCondition(
  selectors: readonly Selector[],
  _tableFamily: string,
): Condition | undefined {
  const conditions: Condition[] = [];
  for (const { key } of selectors) {
    const head = key.split(' ')[0]!;
    if (head === 'ip' || head === 'icmp') conditions.push((packet) => when(packet.family === 4));
    if (head === 'ip6' || head === 'icmpv6') conditions.push((packet) => when(packet.family === 6));
    // The loopback interface has no Ethernet header (the dependency `meta iiftype ether`).
    if (head === 'ether') conditions.push((packet) => when(packet.input !== 'lo'));
    if (head === 'tcp' || head === 'udp') conditions.push(protocolIs(head));
    if (
      /^(sctp|dccp|udplite|icmp|icmpv6|igmp|ah|esp|comp|arp|vlan|frag|hbh|dst|mh|srh)$/.test(head)
    ) {
      conditions.push(() => when(false));
    }
  }
  return conditions.length === 0 ? undefined : (packet) => allOf(conditions, packet);
}

/** `tcp dport set 11211`: addresses that are set lead nobody knows where. */
function rewritten(packet: Packet, key: string, value: string): Packet {
  const port = wholeNumber(value);
  if (key.endsWith('dport') && packet.remoteAt === 'source' && port !== undefined) {
    return { ...packet, localPort: port, translated: true };
  }
  return packet;
}

function markValue(text: string, packet: Packet): Packet['mark'] {
  const plain = wholeNumber(text);
  if (plain !== undefined) return plain;
  if (text === 'ct mark') return packet.connectionMark;
  if (text === 'mark' || text === 'meta mark') return packet.mark;
  const change = /^(meta mark|mark|ct mark) (or|and|\||&) (0x[0-9a-fA-F]+|[0-9]+)$/.exec(text);
  const old = change?.[1] === 'ct mark' ? packet.connectionMark : packet.mark;
  if (change !== null && typeof old === 'number') {
    const bits = wholeNumber(change[3]!) ?? 0;
    return (change[2] === 'or' || change[2] === '|' ? old | bits : old & bits) >>> 0;
  }
  return { unknown: `the mark \`${text}\` is not evaluated` };
}

function translation(statement: Statement & { kind: 'translate' }): {
  to?: AddressSet;
  port?: number;
  toSelf?: boolean;
} {
  const port = statement.port === undefined ? undefined : portNumber(statement.port);
  const to =
    statement.address === undefined
      ? undefined
      : (AddressSet.tryParse(statement.address.split('-')[0]!) ?? AddressSet.empty);
  return {
    ...(statement.self ? { toSelf: true } : {}),
    ...(to === undefined ? {} : { to }),
    ...(port === undefined ? {} : { port }),
  };
}
