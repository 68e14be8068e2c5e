import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import type { Data } from '../data.js';
import { Count, richText, type Piece, type RichText } from './value.js';
import { yamlKey, yamlString } from './yaml-scalar.js';

/** `toYaml`: block style, keys sorted, without the last line end; every scalar keeps its origin. */
export function toYaml(data: Data, at: Location): RichText {
  const pieces: Piece[] = [];
  emit(data, '', at, pieces, 0, 'no', new Count());
  return { type: 'text', pieces };
}

function emit(
  data: Data,
  indent: string,
  at: Location,
  pieces: Piece[],
  depth: number,
  inline: 'no' | 'value' | 'item',
  count: Count,
): void {
  if (depth > 100) return;
  count.add();
  if (data.type === 'map') {
    if (data.entries.length === 0) {
      pieces.push({ text: '{}' });
      return;
    }
    // Of repeated keys the last counts.
    const byKey = new Map(data.entries.map((entry) => [entry.key, entry]));
    const entries = [...byKey.values()].sort((a, b) =>
      a.key < b.key ? -1 : a.key > b.key ? 1 : 0,
    );
    entries.forEach((entry, index) => {
      if (index > 0 || inline === 'no') pieces.push({ text: index > 0 ? `\n${indent}` : '' });
      pieces.push(
        {
          text: yamlKey(entry.key),
          origin: { kind: 'value', where: entry.keyWhere, through: [at] },
        },
        { text: ':' },
      );
      child(entry.value, indent, at, pieces, depth, count);
    });
    return;
  }
  if (data.type === 'list') {
    if (data.items.length === 0) {
      pieces.push({ text: '[]' });
      return;
    }
    data.items.forEach((item, index) => {
      if (index > 0) pieces.push({ text: `\n${indent}` });
      pieces.push({ text: '- ' });
      emit(item, `${indent}  `, at, pieces, depth + 1, 'item', count);
    });
    return;
  }
  if (data.type === 'scalar' && typeof data.value === 'string') {
    const origin = { kind: 'value', where: data.where, through: [at] } as const;
    // Where a value of a map stands, its lines are indented further than the map; an item's already are.
    const blockIndent = inline === 'item' ? indent : `${indent}  `;
    pieces.push({ text: yamlString(data.value, blockIndent), origin });
    return;
  }
  if (data.type === 'scalar' && data.value === null) {
    pieces.push({ text: 'null', origin: { kind: 'value', where: data.where, through: [at] } });
    return;
  }
  if (data.type === 'scalar' && typeof data.value === 'number') {
    const origin = { kind: 'value', where: data.where, through: [at] } as const;
    // Through JSON a number loses its spelling: no exponent as `%v` prints it.
    pieces.push({ text: String(data.value), origin });
    return;
  }
  append(pieces, richText(data, at).pieces);
}

function child(
  data: Data,
  indent: string,
  at: Location,
  pieces: Piece[],
  depth: number,
  count: Count,
): void {
  const isBlock =
    (data.type === 'map' && data.entries.length > 0) ||
    (data.type === 'list' && data.items.length > 0);
  if (!isBlock) {
    pieces.push({ text: ' ' });
    emit(data, indent, at, pieces, depth + 1, 'value', count);
    return;
  }
  // Lists stand at the level of their key, as Go's YAML writes them.
  const inner = data.type === 'list' ? indent : `${indent}  `;
  pieces.push({ text: `\n${inner}` });
  emit(data, inner, at, pieces, depth + 1, 'value', count);
}
