import { entry, type Data, type Primitive, type Scalar, type Unknown } from '../data.js';
import type { Location } from '../../files/source.js';

/**
 * What is known about a value that is not known: Jinja expressions are computed over data in which any
 * part may be unknown.
 */
export interface JinjaUnknown extends Unknown {
  /** Nothing defines it: `is defined` is false and `default()` applies. */
  readonly missing?: true;
  /** It is one of these: the name of a distribution of a known family. */
  readonly oneOf?: readonly Primitive[];
  /** It is a list (or text) that holds at least these, whatever else. */
  readonly includes?: readonly string[];
  /** It certainly does not hold these. */
  readonly excludes?: readonly string[];
  /**
   * What kind of thing it is, for whoever evaluates: the host's own address or name, or a collection
   * whose members are asked for one by one ({@link EvaluatorOptions.memberOf}).
   */
  readonly nature?:
    'host-address' | 'host-name' | 'facts' | 'hostvars' | 'host' | 'groups' | 'omit';
  /** With a nature: the name of the host or group. */
  readonly of?: string;
  /** Of a group: whether the host at hand is in it. */
  readonly holdsHost?: boolean;
}

export function isUnknown(value: Data): value is JinjaUnknown {
  return value.type === 'unknown';
}

export function unknown(
  reason: string,
  where: Location,
  extra: Omit<Partial<JinjaUnknown>, 'type' | 'reason' | 'where'> = {},
): JinjaUnknown {
  return { type: 'unknown', reason, where, ...extra };
}

export function missing(reason: string, where: Location): JinjaUnknown {
  return { type: 'unknown', reason, where, missing: true };
}

export function scalar(value: Primitive, where: Location): Scalar {
  return { type: 'scalar', value, where };
}

/** A Python float; whole ones print with `.0`. */
export function float(value: number, where: Location): Scalar {
  return Number.isInteger(value)
    ? { type: 'scalar', value, text: `${value}.0`, where }
    : { type: 'scalar', value, where };
}

export function list(items: readonly Data[], where: Location): Data {
  return { type: 'list', items, where };
}

/** A mapping of known keys; a repeated key takes its last value. */
export function mapping(pairs: readonly (readonly [string, Data])[], where: Location): Data {
  const byKey = new Map(pairs);
  return {
    type: 'map',
    entries: [...byKey].map(([key, value]) => ({
      key,
      keyWhere: value.where,
      valueWhere: value.where,
      value,
    })),
    where,
  };
}

/** The entries as Python sees them: of repeated keys the last value, at the first one's place. */
export function pairsOf(value: Data): [string, Data][] {
  if (value.type !== 'map') return [];
  const byKey = new Map<string, Data>();
  for (const { key, value: inner } of value.entries) byKey.set(key, inner);
  return [...byKey];
}

export function isFloat(value: Scalar): boolean {
  if (typeof value.value !== 'number') return false;
  return !Number.isInteger(value.value) || /^[-+]?[0-9_]*\.[0-9_]*$/.test(value.text ?? '');
}

/** Python's truth of a value; `undefined` when it is not known. */
export function truth(value: Data): boolean | undefined {
  switch (value.type) {
    case 'unknown':
      return ((value as JinjaUnknown).includes?.length ?? 0) > 0 ? true : undefined;
    case 'list':
      return value.items.length > 0;
    case 'map':
      return value.entries.length > 0;
    case 'scalar':
      return (
        value.value !== null && value.value !== '' && value.value !== 0 && value.value !== false
      );
  }
}

/** `str(value)` in Python; `undefined` when a part is unknown. */
export function pythonText(value: Data): string | undefined {
  if (value.type === 'scalar' && typeof value.value === 'string') return value.value;
  return pythonRepr(value, 0);
}

function pythonRepr(value: Data, depth: number): string | undefined {
  if (depth > 60) return undefined;
  switch (value.type) {
    case 'unknown':
      return undefined;
    case 'scalar':
      if (value.value === null) return 'None';
      if (value.value === true) return 'True';
      if (value.value === false) return 'False';
      if (typeof value.value === 'number') return numberText(value);
      return quote(value.value);
    case 'list': {
      const parts: string[] = [];
      for (const item of value.items) {
        const text = pythonRepr(item, depth + 1);
        if (text === undefined) return undefined;
        parts.push(text);
      }
      return `[${parts.join(', ')}]`;
    }
    case 'map': {
      const parts: string[] = [];
      for (const [key, inner] of pairsOf(value)) {
        const text = pythonRepr(inner, depth + 1);
        if (text === undefined) return undefined;
        parts.push(`${quote(key)}: ${text}`);
      }
      return `{${parts.join(', ')}}`;
    }
  }
}

function numberText(value: Scalar): string {
  const number = value.value as number;
  return isFloat(value) && Number.isInteger(number) ? `${number}.0` : String(number);
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r');
  return mark + (mark === "'" ? body.replaceAll("'", "\\'") : body) + mark;
}

/** Python's `==`; `undefined` when it cannot be told. */
export function equals(a: Data, b: Data, depth = 0): boolean | undefined {
  if (isUnknown(a) || isUnknown(b)) return equalsUnknown(a, b);
  if (depth > 60) return undefined;
  if (a.type === 'scalar' && b.type === 'scalar') {
    return comparable(a.value) === comparable(b.value);
  }
  if (a.type === 'list' && b.type === 'list') {
    if (a.items.length !== b.items.length) return false;
    return every(a.items.map((item, i) => equals(item, b.items[i]!, depth + 1)));
  }
  if (a.type === 'map' && b.type === 'map') {
    const left = pairsOf(a);
    const right = pairsOf(b);
    if (left.length !== right.length) return false;
    return every(
      left.map(([key, value]) => {
        const other = entry(b, key);
        return other === undefined ? false : equals(value, other.value, depth + 1);
      }),
    );
  }
  return false;
}

function equalsUnknown(a: Data, b: Data): boolean | undefined {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (isUnknown(one) && one.oneOf !== undefined && other.type === 'scalar') {
      if (!one.oneOf.includes(other.value)) return false;
      return one.oneOf.length === 1 ? true : undefined;
    }
  }
  return undefined;
}

/** True and 1 are equal in Python. */
function comparable(value: Primitive): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** Three-valued conjunction. */
export function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Whether no part of it is unknown. */
export function isKnown(value: Data, depth = 0): boolean {
  if (value.type === 'unknown' || depth > 60) return false;
  if (value.type === 'list') return value.items.every((item) => isKnown(item, depth + 1));
  if (value.type === 'map') return value.entries.every((item) => isKnown(item.value, depth + 1));
  return true;
}

/** The reason of the first unknown part. */
export function reasonOf(value: Data, depth = 0): string {
  if (value.type === 'unknown') return value.reason;
  if (depth <= 60) {
    const parts =
      value.type === 'list'
        ? value.items
        : value.type === 'map'
          ? value.entries.map((item) => item.value)
          : [];
    for (const part of parts) if (!isKnown(part)) return reasonOf(part, depth + 1);
  }
  return 'a part of it is not known';
}
