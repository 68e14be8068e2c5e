import type { Data } from '../data.js';
import { Count } from './value.js';

/** How `toJson`, `toPrettyJson` and `toRawJson` differ. */
export interface JsonStyle {
  readonly indent?: string;
  /** Whether `<`, `>` and `&` are escaped, as encoding/json does unless it is told otherwise. */
  readonly escapesHtml: boolean;
}

/** Data as encoding/json writes it: the keys of maps sorted, floats without a needless fraction. */
export function toJson(data: Data | undefined, style: JsonStyle): string {
  const text = JSON.stringify(toPlainObject(data, 0, new Count()), null, style.indent);
  const escaped = style.escapesHtml
    ? text.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)
    : text;
  return escaped.replace(/[\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
}

function toPlainObject(data: Data | undefined, depth: number, count: Count): unknown {
  if (data === undefined || depth > 100) return null;
  count.add();
  switch (data.type) {
    case 'scalar':
      return data.value;
    case 'list':
      return data.items.map((item) => toPlainObject(item, depth + 1, count));
    case 'map': {
      // Of repeated keys the last counts. Keys that are numbers would be put first by an object.
      const byKey = new Map(data.entries.map((entry) => [entry.key, entry.value]));
      const keys = [...byKey.keys()].sort((a, b) => (a < b ? -1 : 1));
      return Object.fromEntries(
        keys.map((key) => [key, toPlainObject(byKey.get(key), depth + 1, count)]),
      );
    }
    case 'unknown':
      return null;
  }
}
