import { readMap, readVerdict } from './nft-elements.js';
import { Protocols, readExpression } from './nft-expression.js';
import type { NftVerdict, Statement } from './nft-model.js';
import type { RuleReader } from './nft-reader.js';
import { readSelector, selectorIsNext } from './nft-selector.js';
import { isLogLevel, REJECT_CODES } from './nft-words.js';
import { wholeNumber } from './values.js';

/**
 * Reads the statements of one rule up to a newline, `;` or `}`.
 * @throws NftError when nft would refuse it
 */
export function readRule(reader: RuleReader): Statement[] {
  return new Rule(reader).read();
}

/** Where NAT statements may stand. */
const NAT_HOOKS: Readonly<Record<string, readonly string[]>> = {
  dnat: ['prerouting', 'output'],
  redirect: ['prerouting', 'output'],
  snat: ['postrouting', 'input'],
  masquerade: ['postrouting'],
};

class Rule {
  private readonly protocols: Protocols;
  private readonly statements: Statement[] = [];
  private readonly stream: RuleReader['stream'];
  /** A statement behind which nothing has an effect was read. */
  private over = false;

  constructor(private readonly reader: RuleReader) {
    this.stream = reader.stream;
    this.protocols = new Protocols(reader.stream, reader.family);
  }

  read(): Statement[] {
    while (!this.atEnd()) {
      if (this.over && !this.stream.is('comment')) {
        throw this.stream.error('statement after terminal statement has no effect');
      }
      this.statement();
    }
    return this.statements;
  }

  private atEnd(): boolean {
    const token = this.stream.peek();
    return (
      token === undefined ||
      token.kind === 'newline' ||
      (token.kind === 'symbol' && /^[;}]$/.test(token.text))
    );
  }

  private decide(verdict: NftVerdict): void {
    this.statements.push({ kind: 'verdict', verdict });
    if (verdict.kind !== 'continue') this.over = true;
  }

  private statement(): void {
    const { stream } = this;
    const token = stream.peek()!;
    if (token.kind !== 'word') {
      if (token.kind === 'symbol' && token.text === '@') this.expression();
      else throw stream.error(`syntax error, unexpected ${token.text}`);
      return;
    }
    switch (token.text) {
      case 'accept':
      case 'drop':
      case 'continue':
      case 'return':
      case 'jump':
      case 'goto':
        this.decide(readVerdict(this.reader));
        return;
      case 'reject':
        stream.next();
        this.reject();
        this.decide({ kind: 'drop' });
        return;
      case 'queue':
        stream.next();
        this.decide({ kind: this.queue() ? 'accept' : 'drop' });
        return;
      case 'counter':
        stream.next();
        if (stream.accept('name')) this.named('counter');
        else {
          if (stream.accept('packets')) stream.word();
          if (stream.accept('bytes')) stream.word();
        }
        return;
      case 'comment':
        stream.next();
        stream.word();
        return;
      case 'log':
        stream.next();
        this.log();
        return;
      case 'limit':
        stream.next();
        this.limit();
        return;
      case 'quota':
        stream.next();
        this.quota();
        return;
      case 'notrack':
        stream.next();
        this.statements.push({ kind: 'untrack' });
        return;
      case 'dnat':
      case 'redirect':
      case 'snat':
      case 'masquerade':
        stream.next();
        this.translate(token.text);
        this.over = true;
        return;
      case 'synproxy':
        stream.next();
        if (stream.accept('name')) this.named('synproxy');
        while (stream.isWord(/^(mss|wscale)$/)) {
          stream.next();
          stream.word();
        }
        while (stream.isWord(/^(timestamp|sack-perm)$/)) stream.next();
        return;
      case 'tproxy':
        stream.next();
        this.tproxy();
        return;
      case 'dup':
      case 'fwd':
        if (!/^(ip|ip6|netdev)$/.test(this.reader.family)) throw stream.error('unsupported family');
        stream.next();
        if (stream.accept('to')) stream.word();
        if (stream.accept('device')) stream.word();
        return;
      case 'flow':
        // Offloading changes no verdict.
        stream.next();
        if (!stream.accept('add')) stream.expect('offload');
        stream.expect('@');
        this.named('flowtable');
        return;
      case 'add':
      case 'update':
      case 'delete':
      case 'set':
        if (stream.is('@', 1)) {
          stream.next();
          stream.next();
          this.reader.markDynamic(stream.word());
          this.perElement();
          return;
        }
        break;
      case 'meter':
        stream.next();
        stream.word();
        if (stream.accept('size')) stream.word();
        this.perElement();
        this.statements.push({ kind: 'chance' });
        return;
      default:
    }
    this.expression();
  }

  private expression(): void {
    // One by one: the rule may be long.
    for (const statement of readExpression(this.reader, this.protocols)) {
      this.statements.push(statement);
    }
  }

  /** `{ ip saddr limit rate over 5/second }`: a limit for each element decides like a limit. */
  private perElement(): void {
    if (!this.stream.accept('{')) return;
    const inside = this.stream.toClosingBrace();
    if (inside.some(({ kind, text }) => kind === 'word' && /^(limit|quota|count)$/.test(text))) {
      this.statements.push({ kind: 'chance' });
    }
  }

  private named(kind: string): void {
    const name = this.stream.word();
    if (!this.reader.hasObject(kind, name)) throw this.stream.error(`no such ${kind} \`${name}\``);
  }

  private log(): void {
    const { stream } = this;
    while (stream.isWord(/^(prefix|level|group|snaplen|queue-threshold|flags)$/)) {
      const option = stream.word();
      if (option !== 'flags') {
        const value = stream.word();
        if (option === 'level' && !isLogLevel(value)) throw stream.error('invalid log level');
        continue;
      }
      const flag = stream.word();
      if (!/^(tcp|ip|skuid|ether|all)$/.test(flag))
        throw stream.error(`syntax error, unexpected ${flag}`);
      if (flag === 'ip') stream.expect('options');
      if (flag === 'tcp') {
        do stream.word();
        while (stream.accept(','));
      }
    }
  }

  /** `limit rate [over] 5/second [burst 5 packets]`, `limit rate 10 mbytes/second`, `limit name "x"`. */
  private limit(): void {
    const { stream } = this;
    this.statements.push({ kind: 'chance' });
    if (stream.accept('name')) {
      this.named('limit');
      return;
    }
    stream.expect('rate');
    stream.accept('over');
    const rate = stream.word();
    if (!/^[0-9]+(\/(second|minute|hour|day|week)?)?$/.test(rate)) {
      throw stream.error(`syntax error, unexpected ${rate}, expecting number`);
    }
    if (rate.endsWith('/') || !rate.includes('/')) stream.word();
    if (parseInt(rate, 10) === 0) throw stream.error('invalid argument');
    if (stream.accept('burst')) {
      if (wholeNumber(stream.word()) === 0) throw stream.error('packet limit burst must be > 0');
      stream.word();
    }
  }

  /** `quota [over|until] 100 mbytes [used 5 kbytes]`, `quota name "x"`. */
  private quota(): void {
    const { stream } = this;
    this.statements.push({ kind: 'chance' });
    if (stream.accept('name')) {
      this.named('quota');
      return;
    }
    if (!stream.accept('over')) stream.accept('until');
    stream.word();
    stream.word();
    if (stream.accept('used')) {
      stream.word();
      stream.word();
    }
  }

  /** Whether packets are accepted when nobody reads the queue. */
  private queue(): boolean {
    const { stream } = this;
    let bypass = false;
    while (stream.isWord(/^(num|to|flags|bypass|fanout|[0-9]+(-[0-9]+)?)$/) || stream.is(',')) {
      bypass ||= stream.word() === 'bypass';
    }
    return bypass;
  }

  private reject(): void {
    const { stream } = this;
    const hook = this.reader.base?.hook;
    if (hook !== undefined && hook === 'postrouting') throw stream.error('operation not supported');
    if (!stream.accept('with')) return;
    const kind = stream.word();
    if (kind === 'tcp') {
      stream.expect('reset');
      const { transport } = this.protocols;
      if (transport !== undefined && transport !== 'tcp') {
        throw stream.error('you cannot use tcp reset with this protocol');
      }
      this.statements.push({ kind: 'only', protocol: 'tcp' });
      return;
    }
    const codes = REJECT_CODES[kind];
    if (codes === undefined) throw stream.error(`syntax error, unexpected ${kind}`);
    stream.accept('type');
    const code = stream.word();
    if (!codes.includes(code) && wholeNumber(code) === undefined) {
      throw stream.error(`could not parse ${kind} code`);
    }
    if (kind === 'icmpx') {
      if (/^ip6?$/.test(this.reader.family))
        throw stream.error('abstracted ICMP unreachable not supported');
      return;
    }
    this.protocols.settle('network', kind === 'icmp' ? 'ip' : 'ip6');
    this.statements.push({ kind: 'only', family: kind === 'icmp' ? 4 : 6 });
  }

  private tproxy(): void {
    const { stream } = this;
    // Without a socket that takes them over, packets go on.
    if (this.protocols.transport === undefined) {
      throw stream.error('transparent proxy support requires transport protocol match');
    }
    const { base } = this.reader;
    if (base !== undefined && base.hook !== 'prerouting')
      throw stream.error('operation not supported');
    if (stream.isWord(/^ip6?$/)) stream.word();
    if (stream.accept('to')) stream.word();
  }

  private translate(kind: string): void {
    const { stream, reader } = this;
    const { base } = reader;
    let family = stream.isWord(/^ip6?$/) ? stream.word() : undefined;
    if (stream.is('addr') || stream.is('prefix') || stream.is('interval')) stream.word();
    let target: string | undefined;
    let map: Statement | undefined;
    if (stream.accept('to')) {
      if (stream.is('addr') || stream.is('prefix') || stream.is('interval')) stream.word();
      if (selectorIsNext(stream)) map = this.translationMap();
      else target = stream.word();
    }
    if (stream.accept(':')) target = `${target ?? ''}:${stream.word()}`;
    while (
      stream.isWord(/^(random|fully-random|persistent|random,persistent)$/) ||
      stream.is(',')
    ) {
      stream.word();
    }
    const [address, port] = splitTarget(target, kind === 'redirect');
    family ??= this.protocols.network;
    if (address !== undefined && family === undefined && /^(inet)$/.test(reader.family)) {
      throw stream.error('ip or ip6 must be specified with address for inet tables');
    }
    if (port !== undefined && this.protocols.transport === undefined) {
      throw stream.error('transport protocol mapping is only valid after transport protocol match');
    }
    if (base !== undefined && (base.type !== 'nat' || !NAT_HOOKS[kind]!.includes(base.hook))) {
      throw stream.error('operation not supported');
    }
    if (kind === 'snat' || kind === 'masquerade') {
      this.statements.push({ kind: 'verdict', verdict: { kind: 'accept' } });
      return;
    }
    if (address !== undefined && /^ip6?$/.test(family ?? '')) {
      this.statements.push({ kind: 'only', family: family === 'ip' ? 4 : 6 });
    }
    this.statements.push(
      map ?? {
        kind: 'translate',
        self: kind === 'redirect',
        ...(address === undefined || address === '' ? {} : { address }),
        ...(port === undefined ? {} : { port: port.split('-')[0]! }),
      },
    );
  }

  /** `ip saddr map { 10.0.0.5 : 10.10.0.1 }`. */
  private translationMap(): Statement {
    const { stream } = this;
    const selectors = [readSelector(stream)];
    while (stream.accept('.')) selectors.push(readSelector(stream));
    for (const selector of selectors) this.protocols.needs(selector);
    stream.expect('map');
    if (stream.accept('@')) {
      const name = stream.word();
      if (this.reader.setType(name) === undefined) throw stream.error(`no such map \`${name}\``);
      return { kind: 'translate-map', selectors, entries: name };
    }
    return { kind: 'translate-map', selectors, entries: readMap(this.reader, selectors.length) };
  }
}

/** `10.0.0.5`, `10.0.0.5:11211`, `:11211`, `[2001:db8::1]:11211`. */
export function splitTarget(
  target: string | undefined,
  self: boolean,
): [address: string | undefined, port: string | undefined] {
  if (target === undefined) return [undefined, undefined];
  const bracket = /^\[([^\]]+)\](?::(.+))?$/.exec(target);
  if (bracket !== null) return [bracket[1], bracket[2]];
  if (target.startsWith(':')) return [undefined, target.slice(1)];
  const parts = target.split(':');
  if (parts.length === 2) return [parts[0], parts[1]];
  return self ? [undefined, target] : [target, undefined];
}
