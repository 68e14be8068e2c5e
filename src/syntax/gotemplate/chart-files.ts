import type { Location, SourceFile } from '../../files/source.js';
import { entry } from '../data.js';
import { globMatcher } from './glob.js';
import { toYaml } from './to-yaml.js';
import { mapEntry, mapping, plain, scalar, unknownValue, type Value } from './value.js';

/** `.Files.Get`, `.Files.Lines` and `.Files.Glob`. */
export function chartFiles(
  method: string,
  argument: Value,
  files: Value,
  where: Location,
  readFile: ((path: string) => SourceFile | undefined) | undefined,
): Value {
  const unknown = unknownValue('files of the chart are not read into this template', where);
  const text = plain(argument);
  if (files?.type !== 'map' || typeof text !== 'string') return unknown;
  const known = (path: string): boolean => entry(files, path) !== undefined;
  if (method === 'Get' || method === 'Lines') {
    const file = known(text) ? readFile?.(text) : undefined;
    if (file === undefined) return known(text) ? unknown : scalar('', where);
    const start = file.location(0);
    if (method === 'Get') return { ...scalar(file.text, start), through: [where] };
    const lines = file.text.replace(/\n$/, '').split('\n');
    return { type: 'list', items: lines.map((line) => scalar(line, start)), where: start };
  }
  if (method !== 'Glob') return unknown;
  if (files.entries.length > 0 && readFile === undefined) return unknown;
  const matches = globMatcher(text);
  const found = files.entries.filter(({ key }) => matches(key));
  return mapping(
    found.flatMap(({ key }) => {
      const file = readFile?.(key);
      return file === undefined ? [] : [mapEntry(key, scalar(file.text, file.location(0)), where)];
    }),
    where,
  );
}

/** Files by their names without folders, as the data of a ConfigMap or Secret in YAML. */
export function asConfig(files: Value, encoded: boolean, where: Location): Value {
  if (files?.type !== 'map') return files;
  const entries = files.entries.map(({ key, value }) => {
    const text = plain(value);
    const content = typeof text !== 'string' ? value : undefined;
    const written = encoded ? Buffer.from(String(text)).toString('base64') : String(text);
    return mapEntry(
      key.slice(key.lastIndexOf('/') + 1),
      content ?? scalar(written, value.where),
      where,
    );
  });
  entries.sort((a, b) => (a.key < b.key ? -1 : 1));
  return toYaml(mapping(entries, where), where);
}
