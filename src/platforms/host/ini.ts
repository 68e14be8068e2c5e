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
    if (style === 'systemd') {
      while (/\\\s*$/.test(line.text) && at + 1 < lines.length) {
        const end = line.text.lastIndexOf('\\');
        const next = Located.of(lines[++at]!);
        line = isComment(next.text)
          ? Located.concat([line.slice(0, end), line.slice(end, end + 1)])
          : Located.join([line.slice(0, end), next].filter(({ text }) => text !== ''));
        if (line.text === '') break;
      }
    } else {
      while (at + 1 < lines.length && isIndented(Located.of(lines[at + 1]!).text)) {
        const next = Located.of(lines[++at]!);
        if (!isComment(next.text)) line = Located.join([line, next.trim()]);
      }
    }
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

function isComment(text: string): boolean {
  return /^\s*[#;]/.test(text);
}

function isIndented(text: string): boolean {
  return /^[ \t]/.test(text) && text.trim() !== '';
}
