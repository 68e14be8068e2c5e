import type { Element, NftVerdict } from './nft-model.js';
import type { RuleReader } from './nft-reader.js';

const MAX_NESTING = 8;

/** `accept`, `drop`, `jump chain`, `goto { … }`. @throws NftError */
export function readVerdict(reader: RuleReader): NftVerdict {
  const { stream } = reader;
  const text = stream.word();
  switch (text) {
    case 'accept':
    case 'drop':
    case 'continue':
    case 'return':
      return { kind: text };
    case 'jump':
    case 'goto': {
      if (stream.is('{')) return { kind: text, chain: reader.block() };
      const chain = stream.word();
      reader.checkJump(chain);
      return { kind: text, chain };
    }
    default:
      throw stream.error(`syntax error, unexpected ${text}`);
  }
}

/** The elements of `{ … }`; variables may bring sets inside sets. @throws NftError */
export function readElements(reader: RuleReader, parts: number, depth = 0): Element[] {
  const { stream } = reader;
  const elements: Element[] = [];
  if (depth > MAX_NESTING) throw stream.error('sets are nested too deep');
  stream.expect('{');
  stream.skipNewlines();
  while (!stream.accept('}')) {
    if (stream.is('{')) {
      // One by one: a set may be too long to be spread into arguments.
      for (const element of readElements(reader, parts, depth + 1)) elements.push(element);
    } else elements.push(readElement(reader, parts));
    separator(reader, 'set');
  }
  if (elements.length === 0) throw stream.error("syntax error, unexpected '}'");
  return elements;
}

/** One element, with `a - b` ranges joined. @throws NftError */
export function readElement(reader: RuleReader, parts: number): Element {
  const { stream } = reader;
  const texts: string[] = [];
  for (let i = 0; i < parts; i++) {
    if (i > 0) stream.expect('.');
    let text = stream.word();
    if (text.startsWith('-')) throw stream.error('syntax error, unexpected -');
    if (stream.accept('-')) text += `-${stream.word()}`;
    else if (text.endsWith('-') && stream.peek()?.kind !== 'newline') text += stream.word();
    else if (stream.isWord(/^-./)) text += stream.word();
    texts.push(text);
  }
  while (stream.isWord(/^(timeout|expires|comment|counter|packets|bytes)$/)) {
    const option = stream.word();
    if (option !== 'counter') stream.word();
  }
  return texts;
}

/** The entries of a map with their values as text. @throws NftError */
export function readMap(reader: RuleReader, parts: number): (readonly [Element, string])[] {
  return readPairs(reader, parts, (attached) => {
    const text = attached ?? reader.stream.word();
    // `10.0.0.5 . 80`
    return reader.stream.accept('.') ? `${text}:${reader.stream.word()}` : text;
  });
}

/** The entries of a verdict map. @throws NftError */
export function readEntries(reader: RuleReader, parts: number): (readonly [Element, NftVerdict])[] {
  return readPairs(reader, parts, (rest) => {
    if (rest === undefined) return readVerdict(reader);
    if (rest === 'accept' || rest === 'drop' || rest === 'continue' || rest === 'return') {
      return { kind: rest };
    }
    if (rest !== 'jump' && rest !== 'goto') throw reader.stream.error('syntax error, expected :');
    const chain = reader.stream.word();
    reader.checkJump(chain);
    return { kind: rest, chain };
  });
}

/** `22 : accept`, `22: accept`, `22:accept`. */
function readPairs<T>(
  reader: RuleReader,
  parts: number,
  value: (attached: string | undefined) => T,
): (readonly [Element, T])[] {
  const { stream } = reader;
  const pairs: (readonly [Element, T])[] = [];
  stream.expect('{');
  stream.skipNewlines();
  while (!stream.accept('}')) {
    const element = readElement(reader, parts);
    if (stream.accept(':')) pairs.push([element, value(undefined)]);
    else {
      const last = element[element.length - 1]!;
      const colon = last.lastIndexOf(':');
      if (colon < 1) throw stream.error('syntax error, expected :');
      const key = [...element.slice(0, -1), last.slice(0, colon)];
      const rest = last.slice(colon + 1);
      pairs.push([key, value(rest === '' ? undefined : rest)]);
    }
    separator(reader, 'map');
  }
  if (pairs.length === 0) throw stream.error("syntax error, unexpected '}'");
  return pairs;
}

function separator({ stream }: RuleReader, what: string): void {
  stream.skipNewlines();
  if (!stream.accept(',') && !stream.is('}')) throw stream.error(`syntax error in the ${what}`);
  stream.skipNewlines();
}
