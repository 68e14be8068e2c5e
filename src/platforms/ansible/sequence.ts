/**
 * The texts of `with_sequence`: `start=1 end=4 stride=2 format=mc%02d`, `count=3`, or short `1-4/2:mc%02d`
 * (ansible-doc -t lookup sequence). `undefined` for what it does not take.
 */
export function sequenceOf(terms: string, most: number): string[] | undefined {
  const given = fieldsOf(terms.trim());
  if (given === undefined) return undefined;
  const number = (name: string): number | undefined => {
    const text = given.get(name);
    return text === undefined ? undefined : pythonInteger(text);
  };
  const start = number('start') ?? 1;
  const stride = number('stride') ?? 1;
  const count = number('count');
  let end = number('end');
  // One of the two, and not both, says where it ends.
  if ((end === undefined) === (count === undefined)) return undefined;
  if (count === 0) return [];
  if (count !== undefined) end = start + count * stride - 1;
  if (end === undefined || ![start, end, stride].every((one) => Number.isSafeInteger(one)))
    return undefined;
  if (stride === 0) return [];
  if (stride > 0 ? end < start : end > start) return undefined;
  const found: string[] = [];
  for (let at = start; stride > 0 ? at <= end : at >= end; at += stride) {
    if (found.length >= most) break;
    const text = formatted(given.get('format') ?? '%d', at);
    if (text === undefined) return undefined;
    found.push(text);
  }
  return found;
}

/** What is given of `start`, `end`, `count`, `stride` and `format`. */
function fieldsOf(terms: string): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  const short = SHORT_SEQUENCE.exec(terms);
  if (short !== null) {
    ['start', 'end', 'stride', 'format'].forEach((name, i) => {
      const text = short[i + 1];
      if (text !== undefined) found.set(name, text);
    });
    return found;
  }
  for (const term of terms.split(/\s+/)) {
    const [, name, text] = /^(start|end|count|stride|format)=(.*)$/s.exec(term) ?? [];
    if (name === undefined || text === undefined) return undefined;
    found.set(name, text.replace(/^(["'])(.*)\1$/, '$2'));
  }
  return found;
}

const SHORT_SEQUENCE =
  /^(?:(0?x?[0-9a-f]{1,12})-)?(0?x?[0-9a-f]{1,12})(?:\/(0?x?[0-9a-f]{1,12}))?(?::(.+))?$/i;

/** `int(text, 0)`; not a number for what it does not take. */
function pythonInteger(text: string): number {
  const match = /^([-+]?)(0x[0-9a-f]{1,12}|0o[0-7]{1,14}|0b[01]{1,40}|0|[1-9][0-9]{0,14})$/i.exec(
    text,
  );
  return match === null ? NaN : (match[1] === '-' ? -1 : 1) * Number(match[2]);
}

/** A number printed by a format with one `%d`, `%x` or `%o`, perhaps with a width. */
function formatted(format: string, number: number): string | undefined {
  const parts = /^((?:[^%]|%%)*)%(0?)([0-9]{0,2})([dioxX])((?:[^%]|%%)*)$/.exec(format);
  if (parts === null) return undefined;
  const [, head = '', zero, width, kind, tail = ''] = parts;
  const radix = kind === 'x' || kind === 'X' ? 16 : kind === 'o' ? 8 : 10;
  let digits = Math.abs(number).toString(radix);
  if (kind === 'X') digits = digits.toUpperCase();
  const sign = number < 0 ? '-' : '';
  const wide = Number(width === '' ? 0 : width);
  const text =
    zero === '0'
      ? sign + digits.padStart(wide - sign.length, '0')
      : (sign + digits).padStart(wide, ' ');
  return head.replaceAll('%%', '%') + text + tail.replaceAll('%%', '%');
}
