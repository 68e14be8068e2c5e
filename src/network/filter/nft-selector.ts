import type { Selector } from './nft-model.js';
import type { NftStream } from './nft-stream.js';
import { CT, FIELDS, META, META_QUALIFIED } from './nft-words.js';

/** Names of TCP options; numbers are fine too. */
const TCP_OPTIONS =
  /^(eol|eool|nop|noop|maxseg|mss|window|sack-permitted|sack-perm|sack|sack[0-3]|timestamp|fastopen|mptcp|md5sig|echo|[0-9]+)$/;
const OPTION_FIELDS =
  /^(kind|length|size|count|left|right|tsval|tsecr|subtype|value|type|ptr|addr)$/;

/**
 * Reads what a match looks at: `ip saddr`, `tcp dport`, `meta mark`, `ct state`, `fib saddr . iif oif` …
 * @throws NftError
 */
export function readSelector(stream: NftStream): Selector {
  const fail: (text: string) => never = (text) => {
    throw stream.error(`syntax error, unexpected ${text}`);
  };
  const token = stream.peek();
  if (token?.kind === 'symbol' && token.text === '@') return raw(stream);
  if (token?.kind === 'string') fail(token.text);
  const head = stream.word();
  if (META.has(head)) return { key: `meta ${head}` };
  switch (head) {
    case 'meta': {
      const field = stream.word();
      if (!META_QUALIFIED.has(field)) fail(field);
      return { key: `meta ${field}` };
    }
    case 'ct':
      return { key: connection(stream) };
    case 'fib': {
      const inputs = [stream.word()];
      while (stream.accept('.')) inputs.push(stream.word());
      const result = stream.word();
      if (!/^(type|oif|oifname)$/.test(result)) fail(result);
      return { key: `fib ${inputs.join(' . ')} ${result}` };
    }
    case 'numgen': {
      const mode = stream.word();
      if (mode !== 'inc' && mode !== 'random') fail(mode);
      return { key: `numgen ${mode} mod ${modulus(stream)}` };
    }
    case 'symhash':
      return { key: `symhash mod ${modulus(stream)}` };
    case 'jhash': {
      readSelector(stream);
      while (stream.accept('.')) readSelector(stream);
      const mod = modulus(stream);
      if (stream.accept('seed')) stream.word();
      if (stream.accept('offset')) stream.word();
      return { key: `jhash mod ${mod}` };
    }
    case 'osf': {
      if (stream.accept('ttl')) stream.word();
      const what = stream.word();
      if (what !== 'name' && what !== 'version') fail(what);
      return { key: `osf ${what}` };
    }
    case 'exthdr':
      return { key: `exthdr ${stream.word()}` };
    case 'ipsec': {
      const direction = stream.word();
      if (direction !== 'in' && direction !== 'out') fail(direction);
      if (stream.isWord(/^spnum$/)) stream.word();
      if (stream.isWord(/^spnum|[0-9]+$/)) stream.word();
      if (stream.isWord(/^ip6?$/)) stream.word();
      return { key: `ipsec ${stream.word()}` };
    }
    case 'socket':
      if (stream.accept('cgroupv2')) {
        stream.expect('level');
        stream.word();
        throw stream.error('the control group does not exist');
      }
      break;
    case 'rt':
      if (stream.isWord(/^ip6?$/)) stream.word();
      break;
    default:
  }
  const fields = Object.hasOwn(FIELDS, head) ? FIELDS[head]! : undefined;
  if (fields === undefined) fail(head);
  const field = stream.word();
  if (!fields!.includes(field)) fail(field);
  if (field === 'option') return { key: option(stream, head) };
  return { key: `${head} ${field}` };
}

/** Whether a selector, and no plain value, comes next. */
export function selectorIsNext(stream: NftStream): boolean {
  const head = stream.peek();
  if (head?.kind !== 'word') return false;
  if (/^(numgen|jhash|symhash)$/.test(head.text)) return true;
  const field = stream.peek(1);
  if (META.has(head.text) && head.text !== 'time') return true;
  if (field?.kind !== 'word') return false;
  if (head.text === 'meta') return META_QUALIFIED.has(field.text);
  if (head.text === 'ct') return CT.has(field.text) || /^(original|reply)$/.test(field.text);
  return Object.hasOwn(FIELDS, head.text) && FIELDS[head.text]!.includes(field.text);
}

function raw(stream: NftStream): Selector {
  stream.next();
  const base = stream.word();
  if (!/^(ll|nh|th|ih)$/.test(base)) throw stream.error('unknown raw payload base');
  stream.expect(',');
  const offset = Number(stream.word());
  stream.expect(',');
  return { key: 'raw', raw: { base, offset, length: Number(stream.word()) } };
}

function modulus(stream: NftStream): string {
  stream.expect('mod');
  const mod = stream.word();
  if (stream.accept('offset')) stream.word();
  return mod;
}

function connection(stream: NftStream): string {
  const field = stream.word();
  if (field === 'original' || field === 'reply') {
    let inner = stream.word();
    if (inner === 'ip' || inner === 'ip6') inner = `${inner} ${stream.word()}`;
    return `ct ${field} ${inner}`;
  }
  if (!CT.has(field)) throw stream.error(`syntax error, unexpected ${field}`);
  return `ct ${field}`;
}

function option(stream: NftStream, head: string): string {
  const name = stream.word();
  if (head === 'tcp' && !TCP_OPTIONS.test(name))
    throw stream.error(`syntax error, unexpected ${name}`);
  const field = stream.isWord(OPTION_FIELDS) ? ` ${stream.word()}` : '';
  return `${head} option ${name}${field}`;
}
