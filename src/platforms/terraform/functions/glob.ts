/** Alternatives of one pattern are followed up to this many. */
const MOST_ALTERNATIVES = 64;

/**
 * Whether a path fits a pattern of `fileset()`: `*` and `?` within a step, `**` for any number of
 * steps, `[abc]`, `{a,b}` (https://developer.hashicorp.com/terraform/language/functions/fileset).
 */
export function fitsGlob(path: string, pattern: string): boolean {
  const steps = path.split('/');
  return alternatives(pattern).some((each) => fitsSteps(steps, each.split('/')));
}

/** `a{b,c}` as `ab` and `ac`; braces in braces are taken one after the other. */
function alternatives(pattern: string): string[] {
  let all = [pattern];
  for (let again = true; again && all.length <= MOST_ALTERNATIVES;) {
    again = false;
    all = all.flatMap((each) => {
      const close = each.indexOf('}');
      const open = close < 0 ? -1 : each.lastIndexOf('{', close);
      if (open < 0) return [each];
      again = true;
      const choices = each.slice(open + 1, close).split(',');
      return choices.map((choice) => each.slice(0, open) + choice + each.slice(close + 1));
    });
  }
  return all.slice(0, MOST_ALTERNATIVES);
}

/** Walks along the pattern with every number of steps that the pattern so far can have taken. */
function fitsSteps(steps: readonly string[], pattern: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const part of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (part === '**') for (let to = at; to <= steps.length; to++) next.add(to);
      else if (at < steps.length && fitsStep(steps[at]!, part)) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(steps.length);
}

function fitsStep(text: string, pattern: string): boolean {
  let reached = new Set([0]);
  for (let i = 0; i < pattern.length; i++) {
    const next = new Set<number>();
    const sign = pattern[i]!;
    const close = sign === '[' ? pattern.indexOf(']', i + 2) : -1;
    const group = close > 0 ? pattern.slice(i + 1, close) : undefined;
    for (const at of reached) {
      if (sign === '*') for (let to = at; to <= text.length; to++) next.add(to);
      else if (at >= text.length) continue;
      else if (group !== undefined ? isIn(text[at]!, group) : sign === '?' || sign === text[at]) {
        next.add(at + 1);
      }
    }
    if (group !== undefined) i = close;
    reached = next;
  }
  return reached.has(text.length);
}

function isIn(sign: string, group: string): boolean {
  const isNegated = group.startsWith('^');
  const signs = isNegated ? group.slice(1) : group;
  let found = false;
  for (let i = 0; i < signs.length; i++) {
    if (signs[i + 1] === '-' && i + 2 < signs.length) {
      found ||= sign >= signs[i]! && sign <= signs[i + 2]!;
      i += 2;
    } else {
      found ||= sign === signs[i];
    }
  }
  return found !== isNegated;
}
