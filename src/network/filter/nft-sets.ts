import type { NftChain, Element, NftSet, NftTable } from './nft-model.js';
import { readElements, readEntries, readMap } from './nft-elements.js';
import type { RuleReader } from './nft-reader.js';
import { complaintAbout, spanOf } from './nft-values.js';
import { SET_TYPES, typeOf } from './nft-words.js';
import { unknownReason } from './values.js';

const FLAGS = /^(constant|interval|timeout|dynamic)$/;

/** The elements that a declaration or command lists, with what they map to. */
interface Listed {
  readonly elements: readonly Element[];
  readonly verdicts: NftSet['verdicts'];
  readonly values: readonly string[];
}

/** Reads `{ type …; flags …; elements = { … } }` and adds the set to the table. @throws NftError */
export function readSet(table: NftTable, name: string, reader: RuleReader): void {
  const { stream } = reader;
  let type: string | undefined;
  const flags = new Set<string>();
  let merge = false;
  let size: number | undefined;
  let listed: Listed = { elements: [], verdicts: [], values: [] };
  stream.expect('{');
  for (;;) {
    stream.skipSeparators();
    if (stream.accept('}')) break;
    const key = stream.word();
    switch (key) {
      case 'type':
        type = readType(reader);
        break;
      case 'typeof':
        type = readTypeOf(reader);
        break;
      case 'flags':
        do {
          const flag = stream.word();
          if (!FLAGS.test(flag)) throw stream.error(`syntax error, unexpected ${flag}`);
          flags.add(flag);
        } while (stream.accept(','));
        break;
      case 'auto-merge':
        merge = true;
        break;
      case 'elements':
        stream.expect('=');
        stream.skipNewlines();
        if (type === undefined) throw stream.error('set definition does not specify key');
        listed = readListed(type, reader);
        // A closing brace is end enough for a list of elements.
        if (stream.is('}')) continue;
        break;
      case 'size':
        size = Number(stream.word());
        break;
      case 'timeout':
      case 'gc-interval':
      case 'policy':
      case 'comment':
        stream.word();
        break;
      case 'counter':
      case 'quota':
      case 'limit':
        stream.toEndOfCommand();
        break;
      default:
        throw stream.error(`syntax error, unexpected ${key}`);
    }
    stream.endOfStatement();
  }
  if (type === undefined) throw stream.error('set definition does not specify key');
  const known = table.sets.get(name);
  const set: NftSet = known ?? {
    name,
    type,
    interval: flags.has('interval'),
    merge,
    elements: [],
    verdicts: [],
    values: [],
    dynamic: flags.has('dynamic'),
    constant: flags.has('constant'),
    size,
  };
  if (known === undefined) {
    table.sets.set(name, set);
    table.nextHandle++;
  }
  addElements(set, listed, reader, false);
}

/** `add element`, `create element`, `delete element`. @throws NftError */
export function changeElements(set: NftSet, verb: string, reader: RuleReader): void {
  const { stream } = reader;
  if (verb !== 'delete') {
    if (set.constant) throw stream.error('the set is constant');
    // Braces and all come from a word that is not known.
    const reason = unknownReason(stream.peek()?.text ?? '');
    if (reason !== undefined) {
      stream.next();
      set.incomplete ??= reason;
      return;
    }
    addElements(set, readListed(set.type, reader), reader, verb === 'create');
    return;
  }
  for (const element of readElements(reader, splitType(set.type)[0])) {
    const at = set.elements.findIndex((other) => other.join(' ') === element.join(' '));
    if (at < 0) throw stream.error('no such element');
    set.elements.splice(at, 1);
    set.verdicts.splice(at, 1);
    set.values.splice(at, 1);
  }
}

/** The words up to the end of a statement, with single blanks. */
function wordsOfStatement(stream: RuleReader['stream']): string {
  const words: string[] = [];
  while (
    stream.peek() !== undefined &&
    stream.peek()!.kind !== 'newline' &&
    !stream.is(';') &&
    !stream.is('}')
  ) {
    words.push(stream.word());
  }
  return words.join(' ');
}

function readType(reader: RuleReader): string {
  const { stream } = reader;
  const type = wordsOfStatement(stream);
  for (const part of type.split(/\s[.:]\s/)) {
    if (!SET_TYPES.test(part) && !/^(verdict|counter|quota|limit|synproxy)$/.test(part)) {
      throw stream.error(`unknown datatype ${part}`);
    }
  }
  return type;
}

/** `typeof ip saddr . tcp dport : verdict` as the types of what it names. */
function readTypeOf(reader: RuleReader): string {
  const { stream } = reader;
  const [keys = '', value] = wordsOfStatement(stream).split(/\s:\s/);
  const types = keys.split(' . ').map((key) => typeOf(qualified(key)) ?? key);
  const mapped = value === undefined ? undefined : (typeOf(qualified(value)) ?? value);
  return types.join(' . ') + (mapped === undefined ? '' : ` : ${mapped}`);
}

function qualified(key: string): string {
  return /^(iifname|oifname|mark|iif|oif)$/.test(key) ? `meta ${key}` : key;
}

function readListed(type: string, reader: RuleReader): Listed {
  const [keys, value] = splitType(type);
  if (value === undefined) {
    return { elements: readElements(reader, keys), verdicts: [], values: [] };
  }
  if (value === 'verdict') {
    const entries = readEntries(reader, keys);
    return {
      elements: entries.map(([element]) => element),
      verdicts: entries.map(([, verdict]) => verdict),
      values: [],
    };
  }
  const entries = readMap(reader, keys);
  return {
    elements: entries.map(([element]) => element),
    verdicts: [],
    values: entries.map(([, text]) => text),
  };
}

/** The selector whose values a type holds, to check them. */
const CHECKED: Readonly<Record<string, string>> = {
  ipv4_addr: 'ip saddr',
  ipv6_addr: 'ip6 saddr',
  inet_service: 'tcp dport',
  inet_proto: 'meta l4proto',
  ifname: 'meta iifname',
};

function addElements(set: NftSet, listed: Listed, { stream }: RuleReader, create: boolean): void {
  if (listed.elements.length > 0) set.filled = true;
  const types = splitType(set.type)[2];
  for (const element of listed.elements) {
    for (const [i, text] of element.entries()) {
      const key = CHECKED[types[i] ?? ''];
      if (key === undefined || unknownReason(text) !== undefined) continue;
      const complaint = complaintAbout(key, text);
      if (complaint !== undefined) throw stream.error(complaint);
      if (!set.interval && (/^ip/.test(key) || key === 'tcp dport') && isInterval(text)) {
        throw stream.error("you must add 'flags interval' to the set");
      }
    }
  }
  if (types.length === 1 && set.interval && !set.merge) {
    checkOverlaps(set, listed, CHECKED[types[0]!] ?? '', (message) => {
      throw stream.error(message);
    });
  }
  const known = create ? new Set(set.elements.map((element) => element.join(' '))) : undefined;
  for (const [i, element] of listed.elements.entries()) {
    if (known?.has(element.join(' ')) === true) throw stream.error('file exists');
    set.elements.push(element);
    const verdict = listed.verdicts[i];
    if (verdict !== undefined) set.verdicts.push(verdict);
    const value = listed.values[i];
    if (value !== undefined) set.values.push(value);
  }
  if (set.size !== undefined && new Set(set.elements.map(String)).size > set.size) {
    throw stream.error('too many open files in system: the set is full');
  }
}

/** Intervals may stand twice, but not overlap in parts. */
function checkOverlaps(
  set: NftSet,
  listed: Listed,
  key: string,
  fail: (message: string) => never,
): void {
  const spans: (readonly [bigint, bigint])[] = [];
  for (const elements of [set.elements, listed.elements]) {
    for (const [text = ''] of elements) {
      const span = spanOf(key, text);
      if (span !== undefined) spans.push(span);
    }
  }
  spans.sort((a, b) =>
    a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0,
  );
  for (let i = 1; i < spans.length; i++) {
    const [low, high] = spans[i]!;
    const [before, end] = spans[i - 1]!;
    if (low <= end && !(low === before && high === end)) fail('conflicting intervals specified');
  }
}

function isInterval(text: string): boolean {
  if (/^[0-9a-fA-F.:x]+-[0-9a-fA-F.:x]+$/.test(text)) return true;
  const match = /^(.*)\/([0-9]+)$/.exec(text);
  return match !== null && Number(match[2]) < (match[1]!.includes(':') ? 128 : 32);
}

/** Number of key parts, the type of the values of a map, and the key parts: `ipv4_addr . inet_service : verdict`. */
function splitType(type: string): [number, string | undefined, string[]] {
  const [keys = '', value] = type.split(/\s:\s/);
  const parts = keys.split(' . ');
  return [parts.length, value?.trim(), parts];
}

/** Whether a rule of the chain looks into the set. */
export function usesSet(chain: NftChain, name: string): boolean {
  return chain.rules.some(({ statements }) =>
    statements.some(
      (statement) =>
        (statement.kind === 'match' &&
          statement.right.kind === 'set' &&
          statement.right.name === name) ||
        ((statement.kind === 'vmap' || statement.kind === 'translate-map') &&
          statement.entries === name),
    ),
  );
}
