/**
 * Whether text matches a shell pattern of `*`, `?` and ordinary characters; undefined for patterns with
 * brackets or escapes. Takes time in proportion to the product of the lengths at worst.
 */
export function matchesGlob(pattern: string, text: string): boolean | undefined {
  if (/[[\]\\]/.test(pattern)) return undefined;
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (
      p < pattern.length &&
      (pattern[p] === '?' || pattern[p] === text[t]) &&
      pattern[p] !== '*'
    ) {
      p++;
      t++;
    } else if (pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
