import { entry, type Data } from '../../syntax/data.js';
import { list, mapping, pairsOf, pythonText, scalar } from '../../syntax/jinja/index.js';
import { sequenceOf } from './sequence.js';

/** Rounds of one loop that are played. */
export const MOST_ROUNDS = 200;

/**
 * The items of a loop of a kind (`dict` for `with_dict`, `list` for `loop`) over a value; `undefined` for
 * kinds that are known only when the playbook runs.
 */
export function roundsOf(kind: string, value: Data): readonly Data[] | undefined {
  const flat = (items: readonly Data[], levels: number): Data[] =>
    items.flatMap((item) =>
      item.type === 'list' && levels > 0 ? flat(item.items, levels - 1) : [item],
    );
  const items = value.type === 'list' ? value.items : [value];
  switch (kind) {
    case 'items':
      return flat(items, 1);
    case 'flattened':
      return flat(items, 20);
    case 'dict':
      return pairsOf(value).map(([key, inner]) =>
        mapping(
          [
            ['key', scalar(key, inner.where)],
            ['value', inner],
          ],
          inner.where,
        ),
      );
    case 'nested':
    case 'cartesian':
    case 'together': {
      const columns = items.map((item) => (item.type === 'list' ? item.items : [item]));
      if (kind === 'together') {
        const rows = Math.max(0, ...columns.map((column) => column.length));
        return Array.from({ length: Math.min(rows, MOST_ROUNDS) }, (_, i) =>
          list(
            columns.map((column) => column[i] ?? scalar(null, value.where)),
            value.where,
          ),
        );
      }
      let rows: Data[][] = [[]];
      for (const column of columns) {
        rows = rows.flatMap((row) => column.map((item) => [...row, item])).slice(0, MOST_ROUNDS);
      }
      return rows.map((row) => list(row, value.where));
    }
    case 'subelements': {
      const parents =
        items[0]?.type === 'list'
          ? items[0].items
          : pairsOf(items[0] ?? value).map(([, inner]) => inner);
      const key = items[1] === undefined ? undefined : pythonText(items[1]);
      if (key === undefined) return undefined;
      return parents.flatMap((parent) => {
        const children = entry(parent, key)?.value;
        return children?.type === 'list'
          ? children.items.map((child) => list([parent, child], parent.where))
          : [];
      });
    }
    case 'indexed_items':
      return flat(items, 1).map((item, i) => list([scalar(i, item.where), item], item.where));
    case 'sequence': {
      const texts = items.map((item) => pythonText(item));
      const rounds = texts.map((text) =>
        text === undefined ? undefined : sequenceOf(text, MOST_ROUNDS),
      );
      if (rounds.some((one) => one === undefined)) return undefined;
      return rounds.flatMap((one) => one!.map((text) => scalar(text, value.where)));
    }
    case 'fileglob':
    case 'random_choice':
    case 'lines':
    case 'inventory_hostnames':
      return undefined;
    default:
      return items;
  }
}
