import { NftError, type NftToken } from './nft-lexer.js';
import { isDoubtfulService, portRange, unknownReason } from './values.js';
import type { Element, NftRule, NftVerdict, Right, Selector, Statement } from './nft-model.js';

/** What a rule can ask while it is read. */
export interface RuleReader {
  readonly next: () => NftToken | undefined;
  readonly peek: (ahead?: number) => NftToken | undefined;
  readonly family: string;
  readonly hasSet: (name: string) => boolean;
  readonly hasChain: (name: string) => boolean;
  readonly markDynamic: (name: string) => void;
  /** Reads the rules of `jump { … }`. */
  readonly block: () => NftRule[];
  /** Whether the host has the interface; only asked for `iif` and `oif`, which need it to be there. */
  readonly hasInterface: (name: string) => boolean;
  readonly noteInterface: (pattern: string) => void;
}

/** The protocols that the statements so far have settled; contradictions are refused. */
interface Context {
  network?: 'ip' | 'ip6';
  transport?: string;
}

const META = new Set([
  'iif',
  'iifname',
  'oif',
  'oifname',
  'iiftype',
  'oiftype',
  'iifgroup',
  'oifgroup',
  'mark',
  'pkttype',
  'skuid',
  'skgid',
  'cpu',
  'cgroup',
  'ipsec',
  'time',
  'day',
  'hour',
  'rtclassid',
  'ibrname',
  'obrname',
  'random',
]);
const META_QUALIFIED = new Set([
  ...META,
  'nfproto',
  'l4proto',
  'protocol',
  'length',
  'priority',
  'ibridgename',
  'secpath',
  'nftrace',
  'ibrport',
  'sdif',
  'sdifname',
]);
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  // The headers that IPv6 may have in front of TCP and UDP.
  rt: ['nexthdr', 'hdrlength', 'type', 'seg-left', 'nexthop', 'mtu', 'classid', 'ipsec'],
  hbh: ['nexthdr', 'hdrlength'],
  dst: ['nexthdr', 'hdrlength'],
  frag: ['nexthdr', 'reserved', 'frag-off', 'reserved2', 'more-fragments', 'id'],
  mh: ['nexthdr', 'hdrlength', 'type', 'reserved', 'checksum'],
  ip: [
    'saddr',
    'daddr',
    'protocol',
    'ttl',
    'dscp',
    'ecn',
    'length',
    'version',
    'id',
    'frag-off',
    'hdrlength',
    'checksum',
  ],
  ip6: ['saddr', 'daddr', 'nexthdr', 'hoplimit', 'flowlabel', 'dscp', 'ecn', 'length', 'version'],
  tcp: [
    'dport',
    'sport',
    'flags',
    'sequence',
    'ackseq',
    'doff',
    'window',
    'checksum',
    'urgptr',
    'option',
  ],
  udp: ['dport', 'sport', 'length', 'checksum'],
  udplite: ['dport', 'sport', 'checksum'],
  sctp: ['dport', 'sport', 'vtag', 'checksum', 'chunk'],
  dccp: ['dport', 'sport', 'type'],
  th: ['dport', 'sport'],
  icmp: ['type', 'code', 'id', 'sequence', 'mtu', 'gateway', 'checksum'],
  icmpv6: [
    'type',
    'code',
    'id',
    'sequence',
    'mtu',
    'max-delay',
    'checksum',
    'parameter-problem',
    'packet-too-big',
    'taddr',
    'daddr',
  ],
  ether: ['saddr', 'daddr', 'type'],
  vlan: ['id', 'type', 'pcp', 'dei'],
  arp: ['operation', 'saddr', 'daddr', 'htype', 'ptype'],
  ah: ['spi'],
  esp: ['spi'],
  comp: ['cpi'],
  igmp: ['type', 'group'],
  socket: ['transparent', 'mark', 'wildcard', 'cgroupv2'],
};
const CT = new Set([
  'state',
  'status',
  'mark',
  'direction',
  'l3proto',
  'protocol',
  'expiration',
  'helper',
  'label',
  'zone',
  'count',
  'bytes',
  'packets',
  'avgpkt',
  'id',
  'saddr',
  'daddr',
  'proto-src',
  'proto-dst',
  'eventmask',
]);
const OPERATORS: Readonly<Record<string, '==' | '!=' | '<' | '>' | '<=' | '>='>> = {
  '==': '==',
  eq: '==',
  '!=': '!=',
  ne: '!=',
  '<': '<',
  lt: '<',
  '>': '>',
  gt: '>',
  '<=': '<=',
  le: '<=',
  '>=': '>=',
  ge: '>=',
};

/** The elements of `{ … }` in a set declaration or an `add element` command. @throws NftError */
export function readElements(reader: RuleReader, parts: number): Element[] {
  return new Rule(reader).elements(parts);
}

/** The entries of a verdict map. @throws NftError */
export function readEntries(reader: RuleReader, parts: number): (readonly [Element, NftVerdict])[] {
  return new Rule(reader).entries(parts);
}

/**
 * Reads the statements of one rule up to a newline, `;` or `}`.
 * @throws NftError when nft would refuse it
 */
export function readRule(reader: RuleReader): Statement[] {
  return new Rule(reader).read();
}

/** A port, a range of ports or a service name; words that are not known pass. */
function isPort(text: string): boolean {
  return (
    portRange(text, '-') !== undefined ||
    unknownReason(text) !== undefined ||
    isDoubtfulService(text)
  );
}

class Rule {
  private readonly context: Context = {};
  private readonly statements: Statement[] = [];

  constructor(private readonly reader: RuleReader) {
    if (reader.family === 'ip' || reader.family === 'ip6') this.context.network = reader.family;
  }

  read(): Statement[] {
    while (!this.atEnd()) this.statement();
    return this.statements;
  }

  private atEnd(): boolean {
    const token = this.reader.peek();
    return (
      token === undefined ||
      token.kind === 'newline' ||
      (token.kind === 'symbol' && /^[;}]$/.test(token.text))
    );
  }

  private fail(message: string): never {
    throw new NftError(message, this.reader.peek()?.line ?? 1);
  }

  private word(): string {
    const token = this.reader.next();
    if (token === undefined || token.kind === 'newline') this.fail('unexpected end of the rule');
    return token.text;
  }

  private is(text: string, ahead = 0): boolean {
    const token = this.reader.peek(ahead);
    return token !== undefined && token.kind !== 'string' && token.text === text;
  }

  private accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.reader.next();
    return true;
  }

  private statement(): void {
    const token = this.reader.peek()!;
    const text = token.text;
    const add = (statement: Statement): void => {
      this.statements.push(statement);
    };
    if (token.kind === 'symbol' && text === '@') return this.expression();
    if (token.kind !== 'word') this.fail(`syntax error, unexpected ${text}`);
    switch (text) {
      case 'accept':
      case 'drop':
      case 'continue':
      case 'return':
      case 'jump':
      case 'goto':
        add({ kind: 'verdict', verdict: this.verdict() });
        return;
      case 'reject':
        this.reader.next();
        this.reject();
        add({ kind: 'verdict', verdict: { kind: 'drop' } });
        return;
      case 'queue': {
        this.reader.next();
        const words = this.restOfStatement();
        add({ kind: 'verdict', verdict: { kind: words.includes('bypass') ? 'accept' : 'drop' } });
        return;
      }
      case 'counter':
        this.reader.next();
        if (this.accept('name')) this.word();
        else {
          if (this.accept('packets')) this.word();
          if (this.accept('bytes')) this.word();
        }
        return;
      case 'comment':
        this.reader.next();
        this.word();
        return;
      case 'log':
        this.reader.next();
        while (
          this.reader.peek()?.kind === 'word' &&
          /^(prefix|level|group|snaplen|queue-threshold|flags)$/.test(this.reader.peek()!.text)
        ) {
          const option = this.word();
          this.word();
          if (option === 'flags') {
            while (this.is(',')) {
              this.reader.next();
              this.word();
            }
            if (
              this.reader.peek()?.kind === 'word' &&
              /^(sequence|options|options,sequence|sequence,options)$/.test(
                this.reader.peek()!.text,
              )
            )
              this.word();
          }
        }
        return;
      case 'limit':
      case 'quota':
        this.reader.next();
        this.rate();
        add({ kind: 'chance' });
        return;
      case 'notrack':
        this.reader.next();
        add({ kind: 'untrack' });
        return;
      case 'dnat':
      case 'redirect':
        this.reader.next();
        this.translate(text === 'redirect');
        return;
      case 'snat':
      case 'masquerade':
        this.reader.next();
        this.restOfStatement();
        add({ kind: 'verdict', verdict: { kind: 'accept' } });
        return;
      case 'tproxy':
      case 'synproxy':
      case 'dup':
      case 'fwd':
      case 'flow':
        // Without a socket that takes them over, packets go on; offloading changes no verdict.
        this.reader.next();
        this.tproxy();
        return;
      case 'add':
      case 'update':
      case 'delete':
      case 'set':
        if (this.is('@', 1)) {
          this.reader.next();
          this.reader.next();
          this.reader.markDynamic(this.word());
          this.skipBraces();
          return;
        }
        break;
      case 'meter':
        this.reader.next();
        this.word();
        this.skipBraces();
        add({ kind: 'chance' });
        return;
      default:
    }
    this.expression();
  }

  private tproxy(): void {
    if (this.is('ip') || this.is('ip6')) this.word();
    if (this.accept('to')) this.word();
    else if (this.accept('add')) {
      this.accept('@');
      this.word();
    }
  }

  /** Skips the words of a statement whose options do not matter. */
  private restOfStatement(): string[] {
    const words: string[] = [];
    while (!this.atEnd() && !this.is('comment')) words.push(this.word());
    return words;
  }

  private rate(): void {
    // `limit rate [over] 5/second [burst 5 packets]`, `limit name "x"`, `quota [over|until] 100 mbytes`.
    while (this.reader.peek()?.kind === 'word' || this.reader.peek()?.kind === 'string') {
      const text = this.reader.peek()!.text;
      if (
        !/^(rate|over|until|burst|name|used|packets|[kmg]?bytes|[0-9]+|[0-9]+\/[a-z]+|[0-9]+\/|second|minute|hour|day|week|[kmg]?bytes\/[a-z]+)$/.test(
          text,
        )
      ) {
        if (this.reader.peek()!.kind === 'word') break;
      }
      this.word();
    }
  }

  private skipBraces(): void {
    if (!this.accept('{')) return;
    let depth = 1;
    while (depth > 0) {
      const token = this.reader.next();
      if (token === undefined) this.fail('unexpected end of the rule');
      if (token.kind === 'symbol' && token.text === '{') depth++;
      if (token.kind === 'symbol' && token.text === '}') depth--;
    }
  }

  private verdict(): NftVerdict {
    const text = this.word();
    switch (text) {
      case 'accept':
      case 'drop':
      case 'continue':
      case 'return':
        return { kind: text };
      case 'jump':
      case 'goto': {
        if (this.is('{')) return { kind: text, chain: this.reader.block() };
        const chain = this.word();
        if (!this.reader.hasChain(chain)) this.fail(`no such chain \`${chain}\``);
        return { kind: text, chain };
      }
      default:
        return this.fail(`syntax error, unexpected ${text}`);
    }
  }

  private reject(): void {
    if (!this.accept('with')) return;
    const kind = this.word();
    if (kind === 'tcp') {
      this.word();
      if (this.context.transport !== undefined && this.context.transport !== 'tcp') {
        this.fail('you cannot use tcp reset with this protocol');
      }
      this.statements.push({ kind: 'only', protocol: 'tcp' });
      return;
    }
    if (this.accept('type')) this.word();
    else this.word();
    if (kind === 'icmp' || kind === 'icmpv6') {
      this.settle('network', kind === 'icmp' ? 'ip' : 'ip6');
      this.statements.push({ kind: 'only', family: kind === 'icmp' ? 4 : 6 });
    } else if (kind !== 'icmpx') this.fail(`syntax error, unexpected ${kind}`);
  }

  private translate(self: boolean): void {
    if (this.is('ip') || this.is('ip6')) this.word();
    let target: string | undefined;
    if (this.accept('to')) target = this.is('{') ? undefined : this.word();
    const rest = this.restOfStatement();
    if (rest[0] === 'map') this.fail('maps of addresses are not evaluated');
    let address: string | undefined;
    let port: string | undefined;
    if (target !== undefined) {
      const bracket = /^\[([^\]]+)\](?::(.+))?$/.exec(target);
      if (bracket !== null) [, address, port] = bracket;
      else if (target.startsWith(':')) port = target.slice(1);
      else if (target.split(':').length === 2) [address, port] = target.split(':');
      else address = target;
      if (self && address !== undefined && port === undefined)
        [address, port] = [undefined, address];
    }
    this.statements.push({
      kind: 'translate',
      self,
      ...(address === undefined || address === '' ? {} : { address }),
      ...(port === undefined ? {} : { port: port.split('-')[0]! }),
    });
  }

  /** `selector [. selector] [operator] values`, `selector vmap …`, `selector set value`. */
  private expression(): void {
    const selectors = [this.selector()];
    while (this.accept('.')) selectors.push(this.selector());
    if (selectors.length === 1 && selectors[0]!.key === 'ct count') {
      this.rate();
      this.statements.push({ kind: 'chance' });
      return;
    }
    if (this.accept('set')) {
      this.assignment(selectors[0]!);
      return;
    }
    if (this.accept('vmap')) {
      this.vmap(selectors);
      return;
    }
    let mask: string | undefined;
    if (this.accept('&')) {
      mask = this.operand();
    } else if (this.is('and')) this.fail('syntax error, unexpected and');
    const token = this.reader.peek();
    const operator =
      token !== undefined && token.kind !== 'string' && Object.hasOwn(OPERATORS, token.text)
        ? OPERATORS[token.text]
        : undefined;
    if (operator !== undefined) this.reader.next();
    const right = this.right(selectors.length, selectors[0]!);
    // `tcp flags syn / fin,syn` is a value and a mask.
    if (selectors[0]!.key === 'tcp flags' && mask === undefined) {
      if (this.accept('/')) mask = this.list();
    }
    this.dependencies(selectors[0]!, operator, right);
    this.checkValues(selectors, right);
    this.statements.push({
      kind: 'match',
      selectors,
      operator: operator ?? 'implicit',
      ...(mask === undefined ? {} : { mask }),
      right,
    });
  }

  /** A value with `|` and parentheses: `(fin|syn|rst|ack)`, `0xff`, `255.0.0.255`. */
  private operand(): string {
    if (!this.accept('(')) return this.list();
    const parts = [this.word()];
    while (this.accept('|')) parts.push(this.word());
    if (!this.accept(')')) this.fail('syntax error, expected )');
    return parts.join(',');
  }

  private list(): string {
    const parts = [this.word()];
    while (this.accept('|') || this.accept(',')) parts.push(this.word());
    return parts.join(',');
  }

  private assignment(selector: Selector): void {
    const parts: string[] = [];
    while (
      !this.atEnd() &&
      (parts.length === 0 ||
        this.is('or') ||
        this.is('and') ||
        this.is('|') ||
        this.is('&') ||
        /^(or|and|\||&|ct|meta)$/.test(parts[parts.length - 1]!))
    ) {
      parts.push(this.word());
    }
    const value = parts.join(' ');
    if (selector.key === 'meta mark') this.statements.push({ kind: 'mark', field: 'mark', value });
    else if (selector.key === 'ct mark')
      this.statements.push({ kind: 'mark', field: 'connectionMark', value });
  }

  private vmap(selectors: readonly Selector[]): void {
    this.dependencies(selectors[0]!, undefined, undefined);
    if (this.accept('@')) {
      const name = this.word();
      if (!this.reader.hasSet(name)) this.fail(`no such map \`${name}\``);
      this.statements.push({ kind: 'vmap', selectors, entries: name });
      return;
    }
    this.statements.push({ kind: 'vmap', selectors, entries: this.entries(selectors.length) });
  }

  elements(parts: number): Element[] {
    return this.braced(parts, 0);
  }

  entries(parts: number): (readonly [Element, NftVerdict])[] {
    if (!this.accept('{')) this.fail('syntax error, expected {');
    const entries: (readonly [Element, NftVerdict])[] = [];
    this.skipNewlines();
    while (!this.accept('}')) {
      entries.push(this.entry(parts));
      this.skipNewlines();
      if (!this.accept(',') && !this.is('}')) this.fail('syntax error in the map');
      this.skipNewlines();
    }
    return entries;
  }

  /** `22 : accept`, `22: accept`, `22:accept`. */
  private entry(parts: number): readonly [Element, NftVerdict] {
    const element = this.element(parts);
    if (this.accept(':')) return [element, this.verdict()];
    const last = element[element.length - 1]!;
    const colon = last.lastIndexOf(':');
    const rest = last.slice(colon + 1);
    const key = [...element.slice(0, -1), last.slice(0, colon)];
    if (colon < 1) this.fail('syntax error, expected :');
    if (rest === '') return [key, this.verdict()];
    if (rest === 'accept' || rest === 'drop' || rest === 'continue' || rest === 'return') {
      return [key, { kind: rest }];
    }
    if (rest !== 'jump' && rest !== 'goto') this.fail('syntax error, expected :');
    const chain = this.word();
    if (!this.reader.hasChain(chain)) this.fail(`no such chain \`${chain}\``);
    return [key, { kind: rest, chain }];
  }

  private skipNewlines(): void {
    while (this.reader.peek()?.kind === 'newline') this.reader.next();
  }

  private right(parts: number, selector: Selector): Right {
    if (this.accept('@')) {
      const name = this.word();
      if (!this.reader.hasSet(name)) this.fail(`no such set \`${name}\``);
      return { kind: 'set', name };
    }
    if (this.is('{')) {
      const elements = this.braced(parts, 0);
      if (elements.length === 0) this.fail('syntax error, the set is empty');
      return { kind: 'elements', elements, braces: true };
    }
    const first = this.element(parts);
    const elements = [first];
    // A bare list `established,related` is a set of bits.
    if (/^(ct state|ct status|tcp flags|ct label)$/.test(selector.key)) {
      while (this.accept(',') || this.accept('|')) elements.push([this.word()]);
    }
    return { kind: 'elements', elements, braces: false };
  }

  /** `{ a, b }`; variables may bring sets inside sets. */
  private braced(parts: number, depth: number): Element[] {
    const elements: Element[] = [];
    if (!this.accept('{') || depth > 8) this.fail('syntax error, expected {');
    this.skipNewlines();
    while (!this.accept('}')) {
      if (this.is('{')) elements.push(...this.braced(parts, depth + 1));
      else elements.push(this.element(parts));
      this.skipNewlines();
      if (!this.accept(',') && !this.is('}')) this.fail('syntax error in the set');
      this.skipNewlines();
    }
    return elements;
  }

  /** One element, with `a - b` ranges joined. */
  private element(parts: number): Element {
    const texts: string[] = [];
    for (let i = 0; i < parts; i++) {
      if (i > 0 && !this.accept('.')) this.fail('syntax error, expected .');
      let text = this.word();
      // `22:accept` without blanks.
      if (this.accept('-')) text += `-${this.word()}`;
      else if (text.endsWith('-') && !this.atEnd()) text += this.word();
      texts.push(text);
    }
    while (
      this.reader.peek()?.kind === 'word' &&
      /^(timeout|expires|comment|counter|packets|bytes)$/.test(this.reader.peek()!.text)
    ) {
      const option = this.word();
      if (option !== 'counter') this.word();
    }
    return texts;
  }

  private settle(what: 'network' | 'transport', value: string): void {
    const known = this.context[what];
    if (known !== undefined && known !== value) {
      this.fail(`conflicting protocols specified: ${known} vs. ${value}`);
    }
    if (what === 'network') this.context.network = value as 'ip' | 'ip6';
    else this.context.transport = value;
  }

  /** What a selector says about the protocols by being there, and by its value. */
  private dependencies(
    selector: Selector,
    operator: string | undefined,
    right: Right | undefined,
  ): void {
    const [head] = selector.key.split(' ');
    if (head === 'ip' || head === 'ip6') this.settle('network', head);
    if (
      head === 'tcp' ||
      head === 'udp' ||
      head === 'sctp' ||
      head === 'dccp' ||
      head === 'udplite'
    )
      this.settle('transport', head);
    if (head === 'icmp' || head === 'icmpv6') {
      this.settle('transport', head);
      this.settle('network', head === 'icmp' ? 'ip' : 'ip6');
    }
    if (right?.kind !== 'elements' || right.braces || (operator !== undefined && operator !== '=='))
      return;
    const value = right.elements[0]?.[0] ?? '';
    // A value settles the protocol for what follows, without being held against what came before.
    if (selector.key === 'meta nfproto') {
      this.context.network = value === 'ipv6' || value === '10' ? 'ip6' : 'ip';
    }
    if (selector.key === 'meta protocol' || selector.key === 'ether type') {
      if (value === 'ip' || value === 'ip6') this.context.network = value;
    }
    if (/^(meta l4proto|ip protocol|ip6 nexthdr)$/.test(selector.key)) {
      this.context.transport =
        value === '6' ? 'tcp' : value === '17' ? 'udp' : value === 'ipv6-icmp' ? 'icmpv6' : value;
    }
  }

  private checkValues(selectors: readonly Selector[], right: Right): void {
    if (right.kind !== 'elements') return;
    for (const element of right.elements) {
      selectors.forEach((selector, i) => {
        const text = element[i] ?? '';
        if (
          (selector.key === 'meta iif' || selector.key === 'meta oif') &&
          !this.reader.hasInterface(text)
        ) {
          this.fail('interface does not exist');
        }
        if (selector.key === 'meta iifname' || selector.key === 'meta iif') {
          this.reader.noteInterface(text.endsWith('*') ? `${text.slice(0, -1)}+` : text);
        }
        if (/ [ds]port$/.test(selector.key) && !isPort(text))
          this.fail('could not resolve service');
        if (selector.key.startsWith('ct original proto') && this.context.transport === undefined) {
          this.fail("can't parse symbolic invalid expressions");
        }
      });
    }
  }

  private selector(): Selector {
    const token = this.reader.peek();
    if (token?.kind === 'symbol' && token.text === '@') {
      this.reader.next();
      const base = this.word();
      if (!this.accept(',')) this.fail('syntax error, expected ,');
      const offset = Number(this.word());
      if (!this.accept(',')) this.fail('syntax error, expected ,');
      return { key: 'raw', raw: { base, offset, length: Number(this.word()) } };
    }
    const head = this.word();
    if (META.has(head)) return { key: `meta ${head}` };
    if (head === 'meta') {
      const field = this.word();
      if (!META_QUALIFIED.has(field)) this.fail(`syntax error, unexpected ${field}`);
      return { key: `meta ${field}` };
    }
    if (head === 'ct') {
      let field = this.word();
      if (field === 'original' || field === 'reply') {
        let inner = this.word();
        if (inner === 'ip' || inner === 'ip6') inner = this.word();
        field = `${field} ${inner}`;
        return { key: `ct ${field}` };
      }
      if (!CT.has(field)) this.fail(`syntax error, unexpected ${field}`);
      return { key: `ct ${field}` };
    }
    if (head === 'fib') {
      const inputs = [this.word()];
      while (this.accept('.')) inputs.push(this.word());
      return { key: `fib ${inputs.join(' . ')} ${this.word()}` };
    }
    if (
      head === 'numgen' ||
      head === 'jhash' ||
      head === 'symhash' ||
      head === 'osf' ||
      head === 'exthdr'
    ) {
      const words = [head];
      while (
        this.reader.peek()?.kind === 'word' &&
        !Object.hasOwn(OPERATORS, this.reader.peek()!.text) &&
        words.length < 6 &&
        this.reader.peek()!.text !== 'vmap'
      ) {
        words.push(this.word());
        if (words.length >= 4 || (head === 'osf' && words.length === 2)) break;
      }
      return { key: words.join(' ') };
    }
    const fields = Object.hasOwn(FIELDS, head) ? FIELDS[head]! : undefined;
    if (fields === undefined) this.fail(`syntax error, unexpected ${head}`);
    const field = this.word();
    if (!fields.includes(field)) this.fail(`syntax error, unexpected ${field}`);
    if (head === 'tcp' && field === 'option') {
      const option = this.word();
      return { key: `tcp option ${option} ${this.word()}` };
    }
    return { key: `${head} ${field}` };
  }
}
