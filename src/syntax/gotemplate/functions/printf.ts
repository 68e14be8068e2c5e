import { append } from '../../../append.js';
import { type Piece, type Value, lengthOf, plain, richText, unknownValue } from '../value.js';
import { type Call, toNumber } from './call.js';
import { typeName } from './kinds.js';

/** `printf` with the verbs charts use; every argument keeps its origin. */
export function printf({ values, where }: Call): Value {
  const format = plain(values[0]);
  if (typeof format !== 'string') return format;
  const pieces: Piece[] = [];
  let next = 1;
  let at = 0;
  for (const match of format.matchAll(/%([-+# 0]*)([0-9]{0,3})(\.[0-9]{0,3})?([a-zA-Z%])/g)) {
    if (match.index > at) pieces.push({ text: format.slice(at, match.index) });
    at = match.index + match[0].length;
    const verb = match[4]!;
    if (verb === '%') {
      pieces.push({ text: '%' });
      continue;
    }
    const value = values[next++];
    const text = richText(value, where);
    if (verb === 'T') {
      pieces.push({ text: typeName(value) });
      continue;
    }
    if (verb === 'q') append(pieces, [{ text: '"' }, ...text.pieces, { text: '"' }]);
    else if (verb === 'd' || verb === 's' || verb === 'v' || verb === 't') {
      const width = Number(match[2] ?? '') - lengthOf(text);
      if (width > 0) pieces.push({ text: (match[1]!.includes('0') ? '0' : ' ').repeat(width) });
      append(pieces, text.pieces);
    } else if (verb === 'f' && match[3] !== undefined) {
      const number = toNumber(value);
      if (typeof number !== 'number') return number;
      const fixed = number.toFixed(Math.min(Number(match[3].slice(1)), 20));
      pieces.push({ text: fixed.padStart(Number(match[2] ?? '')) });
    } else {
      return unknownValue(`printf with %${verb} is not evaluated`, where);
    }
  }
  pieces.push({ text: format.slice(at) });
  return { type: 'text', pieces };
}
