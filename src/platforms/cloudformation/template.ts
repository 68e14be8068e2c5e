import type { SourceFile } from '../../files/source.js';
import { entry, type Data, type Entry, type Mapping } from '../../syntax/data.js';
import { readJson } from '../../syntax/json.js';
import { readYaml } from '../../syntax/yaml.js';
import type { Location } from '../../files/source.js';

/** One template as it is written, nothing evaluated. */
export interface Template {
  readonly file: SourceFile;
  readonly parameters: ReadonlyMap<string, Entry>;
  readonly mappings: Data | undefined;
  readonly conditions: ReadonlyMap<string, Entry>;
  /** The `Resources` section, loops included. */
  readonly resources: Mapping;
  readonly errors: readonly { readonly where: Location; readonly message: string }[];
}

/** The template in a file; `undefined` when the file is something else. */
export function readTemplate(file: SourceFile): Template | undefined {
  const isJson = /^\s*\{/.test(file.text.slice(0, 1000));
  const parsed = isJson ? readJson(file) : readYaml(file, { version: '1.1' });
  const data = 'documents' in parsed ? parsed.documents[0]?.data : parsed.data;
  const resources = entry(data, 'Resources')?.value;
  if (resources?.type !== 'map') {
    // What cannot be read at all may still be one.
    const isBroken = parsed.errors.length > 0 && /AWSTemplateFormatVersion/.test(file.text);
    if (!isBroken) return undefined;
    const where = file.location(0);
    return {
      file,
      parameters: new Map(),
      mappings: undefined,
      conditions: new Map(),
      resources: { type: 'map', entries: [], where },
      errors: parsed.errors,
    };
  }
  const isTemplate =
    entry(data, 'AWSTemplateFormatVersion') !== undefined ||
    resources.entries.some(
      (each) =>
        each.key.startsWith('Fn::ForEach::') || typeOf(each.value)?.startsWith('AWS::') === true,
    );
  if (!isTemplate) return undefined;
  return {
    file,
    parameters: byName(entry(data, 'Parameters')?.value),
    mappings: entry(data, 'Mappings')?.value,
    conditions: byName(entry(data, 'Conditions')?.value),
    resources,
    errors: parsed.errors,
  };
}

function byName(data: Data | undefined): ReadonlyMap<string, Entry> {
  return new Map(data?.type === 'map' ? data.entries.map((each) => [each.key, each]) : []);
}

/** The type a resource is written with. */
export function typeOf(resource: Data): string | undefined {
  const type = entry(resource, 'Type')?.value;
  return type?.type === 'scalar' && typeof type.value === 'string' ? type.value : undefined;
}
