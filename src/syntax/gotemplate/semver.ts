/** A version, or part of one: missing and wildcard parts are `undefined`. */
interface Parts {
  readonly numbers: readonly (number | undefined)[];
  readonly prerelease: string;
}

const VERSION =
  /^v?([0-9]{1,9}|[xX*])(?:\.([0-9]{1,9}|[xX*]))?(?:\.([0-9]{1,9}|[xX*]))?(?:-([0-9A-Za-z.-]{1,100}))?(?:\+[0-9A-Za-z.-]{1,100})?$/;

/**
 * Whether a version meets a constraint such as `>=1.19-0`, `<1.14-0 || >=1.16`, `^1.2`, `1.2 - 1.4`
 * (github.com/Masterminds/semver v3); `undefined` when either is not understood.
 */
export function satisfies(constraint: string, version: string): boolean | undefined {
  const actual = parse(version.trim());
  if (actual === undefined) return undefined;
  let holds = false;
  for (const alternative of constraint.split('||')) {
    const met = meetsAll(alternative, actual);
    if (met === undefined) return undefined;
    holds ||= met;
  }
  return holds;
}

function parse(text: string): Parts | undefined {
  const match = VERSION.exec(text);
  if (match === null) return undefined;
  const number = (part: string | undefined): number | undefined =>
    part === undefined || /[xX*]/.test(part) ? undefined : Number(part);
  return { numbers: [match[1], match[2], match[3]].map(number), prerelease: match[4] ?? '' };
}

function meetsAll(alternative: string, actual: Parts): boolean | undefined {
  const text = alternative.replace(
    /(^|[\s,])(\S+)\s+-\s+(\S+)/g,
    (_, before: string, low: string, high: string) => `${before}>=${low} <=${high}`,
  );
  const parts = [...text.matchAll(/([<>=!~^]{0,2})\s*([^\s,<>=!~^]+)/g)];
  if (
    parts.length === 0 ||
    text.replace(/([<>=!~^]{0,2})\s*([^\s,<>=!~^]+)/g, '').match(/[^\s,]/)
  ) {
    return undefined;
  }
  let holds = true;
  for (const [, operator = '', wantedText = ''] of parts) {
    const wanted = parse(wantedText);
    if (wanted === undefined) return undefined;
    // A pre-release meets only constraints that name one.
    if (actual.prerelease !== '' && wanted.prerelease === '') holds = false;
    else holds &&= meets(operator, wanted, actual);
  }
  return holds;
}

function meets(operator: string, wanted: Parts, actual: Parts): boolean {
  const [major, minor, patch] = wanted.numbers;
  if (major === undefined) return operator !== '!=' && operator !== '<' && operator !== '>';
  const compared = compare(actual, wanted);
  const sameUpTo = (count: number): boolean =>
    wanted.numbers.slice(0, count).every((part, i) => part === (actual.numbers[i] ?? 0));
  const isPartial = minor === undefined || patch === undefined;
  const given = minor === undefined ? 1 : 2;
  switch (operator) {
    case '>':
      return isPartial ? compared > 0 && !sameUpTo(given) : compared > 0;
    case '>=':
    case '=>':
      return compared >= 0;
    case '<':
      return compared < 0;
    case '<=':
    case '=<':
      return isPartial ? compared <= 0 || sameUpTo(given) : compared <= 0;
    case '!=':
      return isPartial ? !sameUpTo(given) : compared !== 0;
    case '~':
    case '~>':
      return compared >= 0 && sameUpTo(minor === undefined ? 1 : 2);
    case '^':
      if (compared < 0) return false;
      if (major > 0 || minor === undefined) return sameUpTo(1);
      return minor > 0 || patch === undefined ? sameUpTo(2) : sameUpTo(3);
    default:
      return isPartial ? sameUpTo(given) : compared === 0;
  }
}

function compare(a: Parts, b: Parts): number {
  for (let i = 0; i < 3; i++) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === '') return 1;
  if (b.prerelease === '') return -1;
  return comparePrereleases(a.prerelease.split('.'), b.prerelease.split('.'));
}

function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [one, other] = [a[i], b[i]];
    if (one === undefined) return -1;
    if (other === undefined) return 1;
    if (one === other) continue;
    const numeric = [one, other].map((part) => /^[0-9]+$/.test(part));
    if (numeric[0] === true && numeric[1] === true) return Number(one) - Number(other);
    if (numeric[0] !== numeric[1]) return numeric[0] === true ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return 0;
}
