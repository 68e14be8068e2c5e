import type { Location, SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import type { Data } from '../../syntax/data.js';
import { elements, originOf, toText } from './values.js';

/** A text that a machine is given to start with, and where its pieces stand. */
export interface StartupText {
  readonly text: string;
  /** The place of offsets in the text. */
  readonly locate: (start: number, end: number) => Location;
  /** The file it stands in, or whose template it is rendered from. */
  readonly file: string;
}

/**
 * The texts that a value holds: of a template that is not wholly known what is known, of base64 what
 * was encoded, of a cloud-init archive its parts.
 */
export function startupTexts(data: Data, tree: Tree, depth = 0): StartupText[] {
  if (depth > 6) return [];
  const origin = originOf(data);
  if (origin?.file !== undefined) {
    const { file } = origin;
    return [
      { text: file.text, locate: (start, end) => file.location(start, end), file: file.path },
    ];
  }
  if (origin?.data !== undefined) return startupTexts(origin.data, tree, depth + 1);
  if (origin?.partial !== undefined)
    return [located(origin.partial.text, origin.partial.where, tree)];
  if (data.type === 'list')
    return elements(data).flatMap((item) => startupTexts(item, tree, depth + 1));
  const text = toText(data);
  if (text === undefined || text === '') return [];
  const decoded =
    /^[A-Za-z0-9+/=\s]+$/.test(text) && text.length % 4 === 0 ? decode(text) : undefined;
  return [located(decoded ?? text, data.where, tree)];
}

/** A text in base64 when it decodes to something readable. */
function decode(text: string): string | undefined {
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return /^\s*(?:#(?:!|cloud-config|ps1)|<(?:powershell|script)>|rem cmd)/i.test(decoded)
    ? decoded
    : undefined;
}

/** Finds the lines of a text again where it is written. */
function located(text: string, where: Location, tree: Tree): StartupText {
  const file = tree.read(where.file);
  if (file === undefined) return { text, locate: () => where, file: where.file };
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const isHeredoc = file.text.startsWith('<<', file.offset(where.startLine, where.startColumn));
  const first = where.startLine + (isHeredoc ? 1 : 0);
  const cache = new Map<number, number | undefined>();
  const sourceLine = (index: number): number | undefined => {
    if (!cache.has(index)) {
      const line = text.slice(starts[index], (starts[index + 1] ?? text.length + 1) - 1);
      cache.set(index, findLine(line, first + index, first, where.endLine, file));
    }
    return cache.get(index);
  };
  return {
    text,
    file: where.file,
    locate: (start, end) => {
      const index = lineIndex(starts, start);
      const number = sourceLine(index);
      if (number === undefined) return where;
      const source = file.line(number);
      const wanted = text.slice(start, Math.min(end, (starts[index + 1] ?? text.length + 1) - 1));
      // The same words stand in the source unless they were put in by an interpolation.
      const indent = source.length - source.trimStart().length;
      const ownLine = text.slice(starts[index], start);
      const shift = indent - (ownLine.length - ownLine.trimStart().length);
      const expected = start - starts[index]! + Math.max(0, shift);
      const column = source.startsWith(wanted, expected) ? expected : source.indexOf(wanted);
      const offset = file.offset(number);
      const address = where.address;
      if (wanted === '' || column < 0)
        return file.location(offset + indent, offset + source.length, address);
      return file.location(offset + column, offset + column + wanted.length, address);
    },
  };
}

function lineIndex(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The source line of a line of the text: where it is expected, or the nearest that looks like it. */
function findLine(
  line: string,
  expected: number,
  first: number,
  last: number,
  file: SourceFile,
): number | undefined {
  const wanted = line.trim();
  if (wanted === '') return undefined;
  const beginning = wanted.slice(0, 12);
  const fits = (number: number): boolean => {
    const source = file.line(number).trim();
    return source === wanted || source.startsWith(beginning);
  };
  for (let distance = 0; distance <= 200; distance++) {
    for (const number of distance === 0 ? [expected] : [expected + distance, expected - distance]) {
      if (number >= first && number <= last && fits(number)) return number;
    }
  }
  return undefined;
}
