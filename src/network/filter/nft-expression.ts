import { readElement, readElements, readEntries, readMap } from './nft-elements.js';
import type { Element, Right, Selector, Statement } from './nft-model.js';
import type { RuleReader } from './nft-reader.js';
import { readSelector, selectorIsNext } from './nft-selector.js';
import type { NftStream } from './nft-stream.js';
import { complaintAbout, haveConflict } from './nft-values.js';
import { BITS, OPERATORS, TRANSPORTS, typeOf } from './nft-words.js';

/** More than one protocol of a layer; whatever is asked of one of them contradicts it. */
const SEVERAL = 'several';

/** The protocols that the statements of a rule have settled so far; contradictions are refused. */
export class Protocols {
  network: string | undefined;
  transport: string | undefined;

  constructor(
    private readonly stream: NftStream,
    private readonly family: string,
  ) {
    if (family === 'ip' || family === 'ip6') this.network = family;
  }

  settle(what: 'network' | 'transport', value: string): void {
    const known = this[what];
    if (known !== undefined && known !== value) {
      throw this.stream.error(`conflicting protocols specified: ${known} vs. ${value}`);
    }
    this[what] = value;
  }

  /** What a selector says about the protocols by being there. */
  needs({ key }: Selector): void {
    const [head = ''] = key.split(' ');
    if (key === 'meta nfproto' && this.family !== 'inet' && this.family !== 'netdev') {
      throw this.stream.error('meta nfproto is only useful in the inet family');
    }
    if (head === 'arp' && this.family !== 'arp' && this.family !== 'netdev') {
      throw this.stream.error(`conflicting protocols specified: ${this.family} vs. arp`);
    }
    const address = /^(?:ct (?:original|reply) )?(ip6?) /.exec(key)?.[1];
    if (address !== undefined) this.settle('network', address);
    if (/^(exthdr|frag|hbh|dst|mh|srh|rt (type|nexthdr|hdrlength|seg-left))\b/.test(key)) {
      this.settle('network', 'ip6');
    }
    if (TRANSPORTS.includes(head) && !key.includes(' option ')) this.settle('transport', head);
    if (head === 'icmp' || head === 'icmpv6') {
      this.settle('transport', head);
      if (this.family === 'inet' || this.family === 'netdev') {
        this.settle('network', head === 'icmp' ? 'ip' : 'ip6');
      }
    }
    if (/^ct (original|reply) [sd]addr$/.test(key) && this.network === undefined) {
      throw this.stream.error(
        'cannot determine ip protocol version, use "ip saddr" or "ip6 saddr"',
      );
    }
    if (key.startsWith('ct original proto') && this.transport === undefined) {
      throw this.stream.error("can't parse symbolic invalid expressions");
    }
  }

  /** A value settles the protocol for what follows, without being held against what came before. */
  learn({ key }: Selector, values: readonly string[]): void {
    const several = values.length > 1;
    const value = values[0] ?? '';
    if (key === 'meta nfproto') {
      this.network = several ? SEVERAL : value === 'ipv6' || value === '10' ? 'ip6' : 'ip';
    }
    if (key === 'ether type' || (key === 'meta protocol' && this.family === 'netdev')) {
      if (!several && (value === 'ip' || value === 'ip6')) this.network = value;
    }
    if (/^(meta l4proto|ip protocol|ip6 nexthdr)$/.test(key)) {
      const name = NUMBERS[value] ?? value;
      this.transport = several ? SEVERAL : name === 'ipv6-icmp' ? 'icmpv6' : name;
    }
  }
}

const NUMBERS: Readonly<Record<string, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };

/**
 * Reads a statement that begins with something to look at: a match, a verdict map or an assignment.
 * @throws NftError
 */
export function readExpression(reader: RuleReader, protocols: Protocols): Statement[] {
  const { stream } = reader;
  const selectors = [readSelector(stream)];
  while (stream.accept('.')) selectors.push(readSelector(stream));
  for (const selector of selectors) {
    protocols.needs(selector);
    checkHook(reader, selector);
  }
  const [first] = selectors as [Selector, ...Selector[]];
  if (selectors.length === 1 && first.key === 'ct count') {
    // Of the first connection: there are no others yet, and those that are refused do not count.
    const over = stream.accept('over');
    const some = stream.word() !== '0';
    return [{ kind: 'constant', holds: over !== some }];
  }
  if (stream.accept('set')) return assignment(reader, first);
  if (stream.accept('vmap')) return [verdictMap(reader, selectors)];
  let mask: string | undefined;
  let key = first.key;
  if (stream.accept('&') || stream.accept('and')) mask = operand(stream);
  for (const operation of ['|', 'or', '^', 'xor', '<<', '>>']) {
    // Nothing that anybody filters by; told as not evaluated.
    while (stream.accept(operation)) key = `${key} ${operation} ${operand(stream)}`;
  }
  const looked = key === first.key ? selectors : [{ ...first, key }];
  const token = stream.peek();
  let operator: (Statement & { kind: 'match' })['operator'] = 'implicit';
  if (token !== undefined && token.kind !== 'string') {
    const named = Object.hasOwn(OPERATORS, token.text) ? OPERATORS[token.text] : undefined;
    if (named !== undefined) operator = named;
    else if (token.text === '!' && BITS.test(first.key)) operator = '!';
    if (operator !== 'implicit') stream.next();
  }
  const right = rightSide(reader, selectors, mask === undefined ? first.key : '');
  // `tcp flags syn / fin,syn` is a value and a mask.
  if (BITS.test(first.key) && mask === undefined && stream.accept('/')) mask = operand(stream);
  if (mask === undefined) checkValues(reader, selectors, right);
  if (right.kind === 'elements' && (operator === 'implicit' || operator === '==')) {
    if (selectors.length === 1) {
      protocols.learn(
        first,
        right.elements.map(([text]) => text ?? ''),
      );
    }
  }
  return [
    {
      kind: 'match',
      selectors: looked,
      operator,
      ...(mask === undefined ? {} : { mask }),
      right,
    },
  ];
}

/** `meta mark set 1`, `ct mark set meta mark & 0xff`, `ip dscp set cs0`, with maps and hashes as values. */
function assignment(reader: RuleReader, selector: Selector): Statement[] {
  const { stream } = reader;
  const value = [assigned(stream)];
  while (stream.isWord(/^(or|and|xor)$/) || ['|', '&', '^', '<<', '>>'].some((s) => stream.is(s))) {
    value.push(stream.word(), assigned(stream));
  }
  if (stream.accept('map')) {
    if (stream.accept('@')) value.push(`@${stream.word()}`);
    else readMap(reader, 1);
    value.push('map');
  }
  while (stream.accept(',')) value.push(stream.word());
  const object = /^ct (helper|timeout)$/.exec(selector.key)?.[1];
  if (object !== undefined && !reader.hasObject(`ct ${object}`, value[0]!)) {
    throw stream.error(`no such ct ${object} \`${value[0]!}\``);
  }
  const text = value.join(' ');
  if (selector.key === 'meta mark') return [{ kind: 'mark', field: 'mark', value: text }];
  if (selector.key === 'ct mark') return [{ kind: 'mark', field: 'connectionMark', value: text }];
  if (/^(tcp|udp|th) dport$|^ip6? [sd]addr$/.test(selector.key)) {
    return [{ kind: 'rewrite', key: selector.key, value: text }];
  }
  return [];
}

function assigned(stream: NftStream): string {
  return selectorIsNext(stream)
    ? readSelector(stream).key.replace(/^meta mark$/, 'mark')
    : operand(stream);
}

function verdictMap(reader: RuleReader, selectors: readonly Selector[]): Statement {
  const { stream } = reader;
  if (stream.accept('@')) {
    const name = stream.word();
    if (reader.setType(name) === undefined) throw stream.error(`no such map \`${name}\``);
    return { kind: 'vmap', selectors, entries: name };
  }
  const entries = readEntries(reader, selectors.length);
  const elements = entries.map(([element]) => element);
  checkValues(reader, selectors, { kind: 'elements', elements, braces: true });
  if (haveConflict(selectors[0]!.key, elements))
    throw stream.error('conflicting intervals specified');
  return { kind: 'vmap', selectors, entries };
}

/** A value with `|` and parentheses: `(fin|syn|rst|ack)`, `0xff`, `255.0.0.255`. */
function operand(stream: NftStream): string {
  const enclosed = stream.accept('(');
  const parts = [stream.word()];
  while (stream.accept('|') || (!enclosed && stream.accept(','))) parts.push(stream.word());
  if (enclosed) stream.expect(')');
  return parts.join(',');
}

function rightSide(reader: RuleReader, selectors: readonly Selector[], key: string): Right {
  const { stream } = reader;
  const parts = selectors.length;
  if (stream.accept('@')) {
    const name = stream.word();
    const type = reader.setType(name);
    if (type === undefined) throw stream.error(`no such set \`${name}\``);
    checkType(reader, selectors, type);
    return { kind: 'set', name };
  }
  if (stream.is('{')) {
    return { kind: 'elements', elements: readElements(reader, parts), braces: true };
  }
  if (parts > 1) throw stream.error('use concatenations with sets and maps, not singleton values');
  if (stream.is('(') || BITS.test(key)) {
    // A bare list `established,related` is a set of bits.
    const elements = operand(stream)
      .split(',')
      .map((text) => [text]);
    while (stream.accept(',') || stream.accept('|')) elements.push([stream.word()]);
    return { kind: 'elements', elements, braces: false };
  }
  const element = readElement(reader, 1);
  if (element[0] === '*') throw stream.error('syntax error, unexpected *');
  const elements: Element[] = [element];
  // Of a masked value: `== syn|ack`.
  while (key === '' && (stream.accept('|') || stream.accept(','))) elements.push([stream.word()]);
  return { kind: 'elements', elements, braces: false };
}

/** A set is of the type of what is looked up in it, as far as both are known. */
function checkType({ stream }: RuleReader, selectors: readonly Selector[], type: string): void {
  const parts = type.split(/\s:\s/)[0]!.split(' . ');
  if (type === '' || parts.some((part) => part.includes(' '))) return;
  const wanted = selectors.map(({ key }) => typeOf(key));
  const differs =
    parts.length !== wanted.length ||
    wanted.some((want, i) => want !== undefined && want !== parts[i]);
  if (differs) throw stream.error(`datatype mismatch, the set is of type ${type}`);
}

function checkValues(reader: RuleReader, selectors: readonly Selector[], right: Right): void {
  if (right.kind !== 'elements') return;
  for (const element of right.elements) {
    for (const [i, { key }] of selectors.entries()) {
      const text = element[i] ?? '';
      const complaint = complaintAbout(key, text);
      if (complaint !== undefined) throw reader.stream.error(complaint);
      if (key === 'meta iif' || key === 'meta oif') {
        if (!/^[0-9]+$/.test(text) && !reader.hasInterface(text)) {
          throw reader.stream.error('interface does not exist');
        }
      }
      if (key === 'meta iifname' || key === 'meta iif') {
        reader.noteInterface(text.endsWith('*') ? `${text.slice(0, -1)}+` : text);
      }
    }
  }
}

/** What the kernel has at some hooks only. */
function checkHook({ stream, base, family }: RuleReader, { key }: Selector): void {
  if (key === 'meta nftrace' && !stream.is('set')) throw stream.error('operation not supported');
  if (/^meta [io]br/.test(key) && family !== 'bridge')
    throw stream.error('operation not supported');
  if (base === undefined) return;
  if (/^fib .*(oif|oifname)$/.test(key) && /^(output|postrouting)$/.test(base.hook)) {
    throw stream.error('operation not supported');
  }
}
