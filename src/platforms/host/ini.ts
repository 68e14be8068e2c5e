import type { Location } from '../../files/source.js';
import { Located, type Line } from '../../memcached/index.js';

/** One `key=value` of a file with `[sections]`. */
export interface IniEntry {
  readonly section: string;
  readonly key: string;
  readonly value: Located;
  readonly where: Location;
}

/**
 * How lines go on and comments begin: systemd.syntax(7) ends an unfinished line with a backslash,
 * Python's ConfigParser (supervisord) indents the next one and knows ` ;` comments.
 */
export type IniStyle = 'systemd' | 'supervisor';

const MOST_LINES = 500;

/** Reads a file with sections, in order; lines that are no assignment are left out. */
export function readIni(lines: readonly Line[], style: IniStyle): IniEntry[] {
  const entries: IniEntry[] = [];
  let section = '';
  for (let at = 0; at < lines.length; at++) {
    let line = Located.of(lines[at]!);
    if (isComment(line.text) || line.text.trim() === '') continue;
    const header = /^\s*\[([^\]]*)\]\s*$/.exec(line.text);
    if (header !== null) {
      section = header[1]!.trim();
      continue;
    }
    // More lines than this are no one value any more.
    const last = Math.min(lines.length, at + MOST_LINES) - 1;
    if (style === 'systemd') {
      const pieces: Located[] = [];
      let unfinished = continuation(line.text);
      while (unfinished !== undefined) {
        if (unfinished > 0) pieces.push(line.slice(0, unfinished));
        do line = at < last ? Located.of(lines[++at]!) : Located.empty;
        while (at < last && isComment(line.text));
        unfinished = continuation(line.text);
      }
      if (line.text !== '') pieces.push(line);
      line = Located.join(pieces);
    } else {
      const pieces = [line];
      while (at < last && isIndented(Located.of(lines[at + 1]!).text)) {
        const next = Located.of(lines[++at]!);
        if (!isComment(next.text)) pieces.push(next.trim());
      }
      line = Located.join(pieces);
    }
    if (line.text === '') continue;
    const separator = style === 'systemd' ? /=/.exec(line.text) : /[=:]/.exec(line.text);
    if (separator === null) continue;
    const key = line.text.slice(0, separator.index).trim();
    let value = line.slice(separator.index + 1, line.text.length);
    if (style === 'supervisor') {
      const comment = /\s;/.exec(value.text);
      if (comment !== null) value = value.slice(0, comment.index);
    }
    value = value.trim();
    const where = value.text === '' ? line.where() : value.where();
    entries.push({ section, key: style === 'supervisor' ? key.toLowerCase() : key, value, where });
  }
  return entries;
}

/** The offset of the backslash that ends an unfinished line. */
function continuation(text: string): number | undefined {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1]!)) end--;
  return text[end - 1] === '\\' ? end - 1 : undefined;
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\r';
}

function isComment(text: string): boolean {
  return /^\s*[#;]/.test(text);
}

function isIndented(text: string): boolean {
  return /^[ \t]/.test(text) && text.trim() !== '';
}
