import type { Location } from '../../../src/files/source.js';
import type { Data } from '../../../src/syntax/data.js';

export const WHERE: Location = {
  file: 'vars.yml',
  startLine: 1,
  startColumn: 1,
  endLine: 1,
  endColumn: 2,
};

/** JSON as data without positions. */
export function fromPlain(value: unknown, where: Location = WHERE): Data {
  if (Array.isArray(value)) {
    return { type: 'list', items: value.map((item) => fromPlain(item, where)), where };
  }
  if (typeof value === 'object' && value !== null) {
    return {
      type: 'map',
      entries: Object.entries(value).map(([key, inner]) => ({
        key,
        keyWhere: where,
        valueWhere: where,
        value: fromPlain(inner, where),
      })),
      where,
    };
  }
  return { type: 'scalar', value: value as string | number | boolean | null, where };
}

/** Data as JSON, or that a part is unknown. */
export function plainOf(data: Data): { value: unknown } | { unknown: true } {
  try {
    return { value: plain(data) };
  } catch {
    return { unknown: true };
  }
}

function plain(data: Data): unknown {
  switch (data.type) {
    case 'unknown':
      throw new Error(data.reason);
    case 'scalar':
      return data.value;
    case 'list':
      return data.items.map(plain);
    case 'map':
      return Object.fromEntries(data.entries.map(({ key, value }) => [key, plain(value)]));
  }
}
