import type { Fix, TextEdit } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import { at, entry, itemsOf, type Data, type Entry } from '../../syntax/data.js';
import type { KubeObject } from './objects.js';

/** Finds the text behind a location. */
export interface Files {
  read(path: string): SourceFile | undefined;
}

/** What the API server refuses on a Service that is not reachable from outside. */
const OUTSIDE_FIELDS = [
  'externalTrafficPolicy',
  'loadBalancerSourceRanges',
  'allocateLoadBalancerNodePorts',
  'loadBalancerClass',
  'loadBalancerIP',
  'healthCheckNodePort',
];

/**
 * Turns a Service into one for the inside of the cluster. Only where every value is written out once,
 * in the place it is used, and what no longer fits can be taken out with its line.
 */
export function closeServiceFix(service: KubeObject, type: Data, files: Files): Fix | undefined {
  const value = replacement(type, 'ClusterIP', files);
  if (value === undefined) return undefined;
  const edits: TextEdit[] = [value];
  const spec = at(service.data, 'spec');
  const leftovers: Entry[] = [];
  for (const field of OUTSIDE_FIELDS) {
    const found = entry(spec, field);
    if (found !== undefined) leftovers.push(found);
  }
  for (const port of itemsOf(at(spec, 'ports'))) {
    const found = entry(port, 'nodePort');
    if (found !== undefined) leftovers.push(found);
  }
  for (const leftover of leftovers) {
    const edit = removal(leftover, files);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return { description: 'Keep the Service inside the cluster: `type: ClusterIP`.', edits };
}

/** Replaces a plain scalar that is written at its place; `undefined` for values from elsewhere. */
export function replacement(data: Data, text: string, files: Files): TextEdit | undefined {
  if (data.type !== 'scalar' || (data.through ?? []).length > 0) return undefined;
  const { where } = data;
  if (where.startLine !== where.endLine) return undefined;
  const written = textAt(where, files);
  const quote = /^(["']).*\1$/.exec(written ?? '')?.[1] ?? '';
  const bare = quote === '' ? written : written?.slice(1, -1);
  if (bare === undefined || bare !== String(data.text ?? data.value)) return undefined;
  return { where, replacement: `${quote}${text}${quote}` };
}

/** Takes out an entry together with its lines; `undefined` when something else stands on them. */
export function removal(found: Entry, files: Files): TextEdit | undefined {
  const { keyWhere, value } = found;
  if (value.where.file !== keyWhere.file || (value.through ?? []).length > 0) return undefined;
  const file = files.read(keyWhere.file);
  if (file === undefined) return undefined;
  const endLine = Math.max(value.where.endLine, keyWhere.endLine);
  const before = file.line(keyWhere.startLine).slice(0, keyWhere.startColumn - 1);
  const endColumn = value.where.endLine === endLine ? value.where.endColumn : keyWhere.endColumn;
  const after = file.line(endLine).slice(endColumn - 1);
  if (before.trim() !== '' || !/^\s*(#.*)?$/.test(after)) return undefined;
  const start = file.offset(keyWhere.startLine);
  const end = file.offset(endLine + 1);
  return { where: file.location(start, end), replacement: '' };
}

function textAt(where: Location, files: Files): string | undefined {
  const line = files.read(where.file)?.line(where.startLine);
  return line?.slice(where.startColumn - 1, where.endColumn - 1);
}
