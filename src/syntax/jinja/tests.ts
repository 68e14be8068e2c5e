import { entry, type Data } from '../data.js';
import { compareOrder, compareValues, isIn } from './operators.js';
import { SafeRegex } from './regex.js';
import { equals, isFloat, isUnknown, pythonText, truth } from './value.js';

/** A test: three-valued, given the input and its evaluated arguments. */
export type JinjaTest = (
  input: Data,
  args: readonly Data[],
  named: ReadonlyMap<string, Data>,
) => boolean | undefined;

/** Of a known scalar; `undefined` for an unknown value, false for a collection. */
function onScalar(test: (value: Data & { type: 'scalar' }) => boolean): JinjaTest {
  return (input) => {
    if (isUnknown(input)) return undefined;
    return input.type === 'scalar' && test(input);
  };
}

const defined: JinjaTest = (input) => !(isUnknown(input) && input.missing === true);

const versionTest: JinjaTest = (input, args, named) => {
  const other = args[0] ?? named.get('version');
  const operator = args[1] ?? named.get('operator');
  if (other === undefined || isUnknown(input) || isUnknown(other)) return undefined;
  const name = operator === undefined ? '==' : (pythonText(operator) ?? '');
  const order = compareVersionText(pythonText(input) ?? '', pythonText(other) ?? '');
  if (order === undefined) return undefined;
  switch (name) {
    case '==':
    case '=':
    case 'eq':
      return order === 0;
    case '!=':
    case '<>':
    case 'ne':
      return order !== 0;
    case '<':
    case 'lt':
      return order < 0;
    case '<=':
    case 'le':
      return order <= 0;
    case '>':
    case 'gt':
      return order > 0;
    case '>=':
    case 'ge':
      return order >= 0;
    default:
      return undefined;
  }
};

function compareVersionText(a: string, b: string): number | undefined {
  const parts = (text: string): number[] | undefined =>
    /^[0-9]{1,9}(\.[0-9]{1,9}){0,9}$/.test(text.trim())
      ? text.trim().split('.').map(Number)
      : undefined;
  const left = parts(a);
  const right = parts(b);
  if (left === undefined || right === undefined) return undefined;
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]! - right[i]!;
    if (difference !== 0) return difference;
  }
  // LooseVersion compares lists: 1.6 comes before 1.6.0.
  return left.length - right.length;
}

/** `match` from the beginning, `search` anywhere, `regex` as its `match_type` says. */
function regexTest(kind: 'match' | 'search' | 'fullmatch'): JinjaTest {
  return (input, args, named) => {
    const pattern = args[0] ?? named.get('pattern');
    if (pattern === undefined || isUnknown(input) || isUnknown(pattern)) return undefined;
    const text = pythonText(input);
    const source = pythonText(pattern);
    if (text === undefined || source === undefined) return undefined;
    const flag = (name: string, index: number): boolean => {
      const value = named.get(name) ?? args[index];
      return value !== undefined && truth(value) === true;
    };
    const regex = SafeRegex.compile(kind === 'fullmatch' ? `(?:${source})$` : source, {
      ignoreCase: flag('ignorecase', 1),
      multiline: flag('multiline', 2),
    });
    const match = regex?.search(text, 0, kind !== 'search');
    return regex === undefined || match === 'too-long' ? undefined : match !== undefined;
  };
}

function subset(small: Data, large: Data | undefined): boolean | undefined {
  if (large === undefined || small.type !== 'list' || large.type !== 'list') return undefined;
  let answer: boolean | undefined = true;
  for (const item of small.items) {
    const found = isIn(item, large);
    if (found === false) return false;
    if (found === undefined) answer = undefined;
  }
  return answer;
}

function order(operator: '<' | '<=' | '>' | '>='): JinjaTest {
  return (input, args) =>
    args[0] === undefined ? undefined : compareValues(operator, input, args[0]);
}

const equalTo: JinjaTest = (input, args) =>
  args[0] === undefined ? undefined : equals(input, args[0]);
const notEqualTo: JinjaTest = (input, args) => {
  const same = args[0] === undefined ? undefined : equals(input, args[0]);
  return same === undefined ? undefined : !same;
};
const contains: JinjaTest = (input, args) =>
  args[0] === undefined ? undefined : isIn(args[0], input);
const within: JinjaTest = (input, args) =>
  args[0] === undefined ? undefined : isIn(input, args[0]);
const unanswerable: JinjaTest = () => undefined;

/** A test of a task's result, which is a mapping where it is known. */
function resultTest(key: string, wanted: boolean): JinjaTest {
  return (input) => {
    if (input.type !== 'map') return undefined;
    const value = entry(input, key)?.value;
    const holds = value === undefined ? false : truth(value);
    return holds === undefined ? undefined : holds === wanted;
  };
}

const pythonTruth: JinjaTest = (input, _args, named) => {
  if (named.has('convert_bool') && input.type === 'scalar' && typeof input.value === 'string') {
    const word = input.value.toLowerCase();
    if (['yes', 'true', 'on', 'y', 't', '1'].includes(word)) return true;
    if (['no', 'false', 'off', 'n', 'f', '0', ''].includes(word)) return false;
  }
  return truth(input);
};

/** The tests of Jinja2 and of Ansible's core collection. What is not here cannot be decided. */
export const TESTS: Readonly<Record<string, JinjaTest>> = {
  defined,
  undefined: (input) => isUnknown(input) && input.missing === true,
  none: onScalar((value) => value.value === null),
  string: (input) =>
    isUnknown(input) && input.oneOf === undefined
      ? undefined
      : isUnknown(input) || (input.type === 'scalar' && typeof input.value === 'string'),
  number: onScalar((value) => typeof value.value === 'number' || typeof value.value === 'boolean'),
  integer: onScalar((value) => typeof value.value === 'number' && !isFloat(value)),
  float: onScalar(isFloat),
  boolean: onScalar((value) => typeof value.value === 'boolean'),
  true: onScalar((value) => value.value === true),
  false: onScalar((value) => value.value === false),
  mapping: (input) => (isUnknown(input) ? undefined : input.type === 'map'),
  iterable: (input) =>
    isUnknown(input) ? undefined : input.type !== 'scalar' || typeof input.value === 'string',
  sequence: (input) =>
    isUnknown(input) ? undefined : input.type !== 'scalar' || typeof input.value === 'string',
  sameas: equalTo,
  eq: equalTo,
  '==': equalTo,
  equalto: equalTo,
  ne: notEqualTo,
  '!=': notEqualTo,
  lt: order('<'),
  lessthan: order('<'),
  '<': order('<'),
  le: order('<='),
  '<=': order('<='),
  gt: order('>'),
  greaterthan: order('>'),
  '>': order('>'),
  ge: order('>='),
  '>=': order('>='),
  in: within,
  contains,
  even: onScalar((value) => typeof value.value === 'number' && value.value % 2 === 0),
  odd: onScalar((value) => typeof value.value === 'number' && Math.abs(value.value % 2) === 1),
  divisibleby: (input, args) => {
    const by = args[0];
    if (input.type !== 'scalar' || by?.type !== 'scalar') return undefined;
    if (typeof input.value !== 'number' || typeof by.value !== 'number') return undefined;
    return input.value % by.value === 0;
  },
  lower: onScalar((value) => String(value.value) === String(value.value).toLowerCase()),
  upper: onScalar((value) => String(value.value) === String(value.value).toUpperCase()),
  truthy: pythonTruth,
  falsy: (input, args, named) => {
    const answer = pythonTruth(input, args, named);
    return answer === undefined ? undefined : !answer;
  },
  any: (input) => {
    if (input.type !== 'list') return undefined;
    const answers = input.items.map(truth);
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  },
  all: (input) => {
    if (input.type !== 'list') return undefined;
    const answers = input.items.map(truth);
    return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
  },
  match: regexTest('match'),
  search: regexTest('search'),
  regex: regexTest('search'),
  fullmatch: regexTest('fullmatch'),
  version: versionTest,
  version_compare: versionTest,
  subset: (input, args) => subset(input, args[0]),
  issubset: (input, args) => subset(input, args[0]),
  superset: (input, args) => (args[0] === undefined ? undefined : subset(args[0], input)),
  issuperset: (input, args) => (args[0] === undefined ? undefined : subset(args[0], input)),
  // What only a run can tell, but of a task that is known to be skipped.
  succeeded: resultTest('failed', false),
  success: resultTest('failed', false),
  successful: resultTest('failed', false),
  failed: resultTest('failed', true),
  failure: resultTest('failed', true),
  changed: resultTest('changed', true),
  change: resultTest('changed', true),
  skipped: resultTest('skipped', true),
  skip: resultTest('skipped', true),
  exists: unanswerable,
  file: unanswerable,
  directory: unanswerable,
  link: unanswerable,
};

/** Sorts as Python does; leaves the order alone where values cannot be compared. */
export function sorted(items: readonly Data[], key: (item: Data) => Data): readonly Data[] {
  return [...items].sort((a, b) => compareOrder(key(a), key(b)) ?? 0);
}
