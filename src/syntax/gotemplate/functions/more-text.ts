import { createHash } from 'node:crypto';
import { mapEntry, mapping, plain, scalar, unknownValue } from '../value.js';
import { like, textual, toNumber, type Implementation } from './call.js';

/** `/a/../b` without the dots, as Go's path.Clean. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  const isRooted = path.startsWith('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !isRooted) parts.push(part);
  }
  const clean = (isRooted ? '/' : '') + parts.join('/');
  return clean === '' ? '.' : clean;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(bytes: Buffer): string {
  let result = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 5; bits -= 5) result += BASE32[(held >> (bits - 5)) & 31]!;
  }
  if (bits > 0) result += BASE32[(held << (5 - bits)) & 31]!;
  return result.padEnd(Math.ceil(result.length / 8) * 8, '=');
}

function adler32(bytes: Buffer): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

function swapped(char: string): string {
  const upper = char.toUpperCase();
  return char === upper ? char.toLowerCase() : upper;
}

/** Functions of text that few charts use. */
export const MORE_TEXT: Readonly<Record<string, Implementation>> = {
  swapcase: textual(([text = '']) => [...text].map(swapped).join('')),
  initials: textual(([text = '']) =>
    text
      .split(/\s+/)
      .map((word) => [...word][0] ?? '')
      .join(''),
  ),
  clean: textual(([text = '']) => cleanPath(text)),
  isAbs: ({ values, where }) => {
    const text = plain(values[0]);
    return typeof text === 'string' ? scalar(text.startsWith('/'), where) : text;
  },
  urlquery: textual(([text = '']) =>
    encodeURIComponent(text)
      .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll('%20', '+'),
  ),
  html: textual(([text = '']) =>
    text.replace(
      /[&<>"']/g,
      (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;' })[char] ?? '&#39;',
    ),
  ),
  b32enc: textual(([text = '']) => base32(Buffer.from(text, 'utf8'))),
  sha512sum: textual(([text = '']) => createHash('sha512').update(text).digest('hex')),
  adler32sum: textual(([text = '']) => String(adler32(Buffer.from(text, 'utf8')))),
  plural: ({ values }) => {
    const count = toNumber(values[2]);
    return typeof count === 'number' ? (count === 1 ? values[0] : values[1]) : count;
  },
  splitn: ({ values, where }) => {
    const [separator, text] = [plain(values[0]), plain(values[2])];
    const most = toNumber(values[1]);
    if (typeof separator !== 'string') return separator;
    if (typeof text !== 'string') return text;
    if (typeof most !== 'number') return most;
    if (separator === '' || most < 1) return unknownValue('splitn is not evaluated', where);
    const all = text.split(separator);
    const parts = [...all.slice(0, most - 1), all.slice(most - 1).join(separator)].slice(
      0,
      Math.min(most, all.length),
    );
    return mapping(
      parts.map((part, i) => mapEntry(`_${i}`, like(values[2], part, where), where)),
      where,
    );
  },
};
