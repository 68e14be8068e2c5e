/** Alternatives beyond this many are not tried. */
const MOST_ALTERNATIVES = 64;

/**
 * Tells the paths that a pattern of `.Files.Glob` takes: `*` and `?` within a part of the path, `**`
 * across parts, `[a-z]`, `{a,b}` (github.com/gobwas/glob). Matches without back-tracking expressions,
 * since the pattern is the scanned repository's.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const alternatives = expandBraces(pattern);
  return (path) => alternatives.some((one) => matches(one, path));
}

function expandBraces(pattern: string): string[] {
  let all = [pattern];
  for (;;) {
    const next: string[] = [];
    let changed = false;
    for (const one of all) {
      const match = /\{([^{}]{0,500})\}/.exec(one);
      if (match === null) {
        next.push(one);
        continue;
      }
      changed = true;
      const [before, after] = [one.slice(0, match.index), one.slice(match.index + match[0].length)];
      for (const part of match[1]!.split(',')) next.push(before + part + after);
    }
    all = next.slice(0, MOST_ALTERNATIVES);
    if (!changed) return all;
  }
}

type Token =
  | { readonly kind: 'star' | 'deep' | 'any' }
  | { readonly kind: 'char' | 'class'; readonly text: string };

function tokens(pattern: string): Token[] {
  const result: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === '*') {
      const deep = pattern[at + 1] === '*';
      result.push({ kind: deep ? 'deep' : 'star' });
      if (deep) at++;
    } else if (char === '?') {
      result.push({ kind: 'any' });
    } else if (char === '[' && pattern.indexOf(']', at + 1) > 0) {
      const end = pattern.indexOf(']', at + 1);
      result.push({ kind: 'class', text: pattern.slice(at + 1, end) });
      at = end;
    } else if (char === '\\' && at + 1 < pattern.length) {
      result.push({ kind: 'char', text: pattern[++at]! });
    } else {
      result.push({ kind: 'char', text: char });
    }
  }
  return result;
}

/** The states a pattern can be in after each character: at worst pattern times path. */
function matches(pattern: string, path: string): boolean {
  const all = tokens(pattern);
  const isStar = (index: number): boolean =>
    all[index]?.kind === 'star' || all[index]?.kind === 'deep';
  const closure = (states: Set<number>): Set<number> => {
    for (const state of states) if (isStar(state)) states.add(state + 1);
    return states;
  };
  let states = closure(new Set([0]));
  for (const char of path) {
    const next = new Set<number>();
    for (const state of states) {
      const token = all[state];
      if (token === undefined) continue;
      if (token.kind === 'deep' || (token.kind === 'star' && char !== '/')) next.add(state);
      else if (token.kind === 'any' ? char !== '/' : isIn(token, char)) next.add(state + 1);
    }
    states = closure(next);
    if (states.size === 0) return false;
  }
  return states.has(all.length);
}

function isIn(token: Token, char: string): boolean {
  if (token.kind === 'char') return token.text === char;
  if (token.kind !== 'class') return false;
  const negated = /^[!^]/.test(token.text);
  const text = negated ? token.text.slice(1) : token.text;
  let found = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i + 1] === '-' && i + 2 < text.length) {
      found ||= text[i]! <= char && char <= text[i + 2]!;
      i += 2;
    } else {
      found ||= text[i] === char;
    }
  }
  return found !== negated;
}
