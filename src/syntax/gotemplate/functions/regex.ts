import { type Value, plain, unknownValue } from '../value.js';
import { type Call, like } from './call.js';

const LONGEST_FOR_REGEX = 2_000;

export function regexReplace({ values, where }: Call): Value {
  const [pattern, text, replacement] = values.map((value) => plain(value));
  if (typeof pattern !== 'string') return pattern;
  if (typeof text !== 'string') return text;
  if (typeof replacement !== 'string') return replacement;
  const regex = safeRegex(pattern, text);
  if (regex === undefined || replacement.includes('$')) {
    return unknownValue('the regular expression is not evaluated', where);
  }
  return like(
    values[1],
    text.replace(regex, () => replacement),
    where,
  );
}

/** What Bitnami's charts make names with. Its two parts never match the same character. */
const NAME_PATTERN = '(-?[^a-z\\d\\-])+-?';

/**
 * Expressions that cannot back-track: plain text, single character classes, and the one of
 * {@link NAME_PATTERN}. Others come from the scanned repository and are not run.
 */
export function safeRegex(pattern: string, text: string): RegExp | undefined {
  if (text.length > LONGEST_FOR_REGEX) return undefined;
  const isSafe =
    pattern === NAME_PATTERN ||
    repeatsAtMostOnce(pattern) ||
    /^\^?(\[\^?[A-Za-z0-9 _.:/,-]{1,60}\]\+?|[A-Za-z0-9 _:/,-]{1,60})\$?$/.test(pattern);
  if (!isSafe) return undefined;
  try {
    return new RegExp(pattern, 'g');
  } catch {
    return undefined;
  }
}

/** Single characters and classes in a row, one of them repeated: at worst as slow as its square. */
function repeatsAtMostOnce(pattern: string): boolean {
  const atom =
    /\[\^?(?:\\[dwsDWS]|[A-Za-z0-9 _.:/,@=-]){1,60}\]|\\[dwsDWS.\-_/@:+*]|[A-Za-z0-9 _:/,@=.-]/y;
  let repeats = 0;
  let at = pattern.startsWith('^') ? 1 : 0;
  const end =
    pattern.endsWith('$') && !pattern.endsWith('\\$') ? pattern.length - 1 : pattern.length;
  if (pattern.length > 200) return false;
  while (at < end) {
    atom.lastIndex = at;
    const match = atom.exec(pattern);
    if (match === null) return false;
    at += match[0].length;
    if (at < end && '+*?'.includes(pattern[at]!)) {
      if (pattern[at] !== '?') repeats++;
      at++;
    }
  }
  return repeats <= 1;
}
