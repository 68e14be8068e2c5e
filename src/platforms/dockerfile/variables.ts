/** Text, or why it is not known. */
export interface Value {
  readonly value: string | undefined;
  readonly reason?: string;
  /** The known text in front of the first part that is not known. */
  readonly prefix?: string;
}

const DEEPEST = 20;
/** A value that grows beyond this many characters is not known: variables can double each other. */
const LONGEST = 32_000;

/**
 * Puts variables into a Dockerfile word as BuildKit does: `$NAME`, `${NAME}`, `${NAME:-word}`,
 * `${NAME-word}`, `${NAME:+word}`, `${NAME+word}`, an escape character in front of `$`, quotes removed.
 * A variable that nothing sets is empty.
 */
export function expand(
  text: string,
  lookup: (name: string) => Value | undefined,
  escape = '\\',
  depth = 0,
): Value {
  let result = '';
  let reason: string | undefined;
  let prefix: string | undefined;
  let quote = '';
  const add = ({ value, reason: why, prefix: known }: Value): void => {
    if (value !== undefined) {
      result += value;
      return;
    }
    prefix ??= result + (known ?? '');
    reason ??= why ?? 'a variable has no value in the Dockerfile';
  };
  for (let i = 0; i < text.length; i++) {
    if (result.length > LONGEST) return { value: undefined, reason: 'its value is too long' };
    const char = text[i]!;
    if (quote === "'") {
      if (char === "'") quote = '';
      else result += char;
    } else if (char === escape && i + 1 < text.length) {
      result += text[++i];
    } else if (char === '"' || char === "'") {
      if (quote === '') quote = char;
      else if (quote === char) quote = '';
      else result += char;
    } else if (char !== '$') {
      result += char;
    } else if (text[i + 1] === '{') {
      const close = closing(text, i + 1);
      if (close < 0) {
        result += text.slice(i);
        break;
      }
      add(braced(text.slice(i + 2, close), lookup, escape, depth));
      i = close;
    } else {
      const end = nameEnd(text, i + 1);
      if (end === i + 1) {
        result += char;
      } else {
        add(lookup(text.slice(i + 1, end)) ?? { value: '' });
        i = end - 1;
      }
    }
  }
  return prefix === undefined
    ? { value: result }
    : { value: undefined, prefix, ...(reason === undefined ? {} : { reason }) };
}

function braced(
  inner: string,
  lookup: (name: string) => Value | undefined,
  escape: string,
  depth: number,
): Value {
  const end = nameEnd(inner, 0);
  const name = inner.slice(0, end);
  const found = lookup(name);
  if (end === inner.length) return found ?? { value: '' };
  const colon = inner[end] === ':';
  const operator = inner[colon ? end + 1 : end];
  const word = inner.slice(end + (colon ? 2 : 1));
  const set = found !== undefined && !(colon && found.value === '');
  if (depth < DEEPEST) {
    if (operator === '-') return set ? found : expand(word, lookup, escape, depth + 1);
    if (operator === '+') return set ? expand(word, lookup, escape, depth + 1) : { value: '' };
    if (operator === '?' && set) return found;
  }
  return { value: undefined, reason: `\`\${${inner.slice(0, 60)}}\` is not evaluated` };
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

function nameEnd(text: string, start: number): number {
  let i = start;
  while (i < text.length && /[A-Za-z0-9_]/.test(text[i]!)) i++;
  return i;
}
