import type { Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Data, Entry, Mapping } from '../../syntax/data.js';
import { readYaml } from '../../syntax/yaml.js';
import { mergeModels } from './merge.js';
import { isComposeName } from './names.js';
import { isTemplated, maskTemplate, type ConditionalPart } from './template.js';

/** One Compose file as it is written, before variables are put in. */
export interface ComposeDocument {
  readonly file: SourceFile;
  /** Always with `services`; a file of the first format is brought into that shape. */
  readonly model: Mapping;
  /** Parts that a template leaves in only when a condition holds. */
  readonly conditions: readonly ConditionalPart[];
  readonly problems: readonly Problem[];
}

const memo = new WeakMap<SourceFile, ComposeDocument | 'none'>();

/** A mapping with one of these is a service of the first format. */
const SERVICE_KEYS = ['image', 'build', 'extends'];
/** Top-level keys that no service of the first format is named. */
const TOP_LEVEL_KEYS = new Set([
  'version',
  'name',
  'services',
  'networks',
  'volumes',
  'configs',
  'secrets',
  'include',
]);

/** Reads a Compose file; `undefined` when it is none. Never throws. */
export function readComposeDocument(file: SourceFile): ComposeDocument | undefined {
  let document = memo.get(file);
  if (document === undefined) memo.set(file, (document = read(file) ?? 'none'));
  return document === 'none' ? undefined : document;
}

function read(file: SourceFile): ComposeDocument | undefined {
  const masked = isTemplated(file.text) ? maskTemplate(file.text) : undefined;
  const stream = readYaml(file, masked === undefined ? {} : { masked: masked.text });
  let model: Mapping | undefined;
  for (const document of stream.documents) {
    const one = asModel(document.data);
    if (one === undefined) continue;
    model = model === undefined ? one : mergeModels(model, one);
  }
  const problems: Problem[] = [];
  const first = stream.errors[0];
  if (first !== undefined && isRelevant(file)) {
    problems.push({
      kind: 'unparsed',
      where: first.where,
      message:
        `${file.path} could not be read completely as a Compose file: ${first.message}. ` +
        'What follows that line may be missing from the result; correct its YAML.',
    });
  }
  if (model === undefined) {
    // What could not be read is told of files that are Compose's by their name or by what they begin with.
    const isNamed = isComposeName(file.name.toLowerCase()) || /^services[ \t]*:/m.test(file.text);
    if (problems.length === 0 || !isNamed) return undefined;
    model = { type: 'map', entries: [], where: file.location(0) };
  }
  return { file, model, conditions: masked?.conditions ?? [], problems };
}

/** What memcached would be in cannot be ruled out for a file that is called a Compose file. */
function isRelevant(file: SourceFile): boolean {
  return /memcache|11211/i.test(file.text) || isComposeName(file.name.toLowerCase());
}

/** The data in the shape with `services`; `undefined` when it is no Compose file. */
function asModel(data: Data): Mapping | undefined {
  if (data.type !== 'map') return undefined;
  // Kubernetes objects may lie in files that are called after the Compose file they come from.
  if (data.entries.some(({ key }) => key === 'apiVersion')) return undefined;
  const services = data.entries.find((entry) => entry.key === 'services');
  if (services !== undefined) return services.value.type === 'list' ? undefined : data;
  if (data.entries.some(({ key }) => key === 'include' || key === 'networks')) {
    if (!data.entries.some(isService)) return data;
  }
  if (!data.entries.some(isService)) return undefined;
  const isTop = ({ key }: Entry): boolean => TOP_LEVEL_KEYS.has(key) || key.startsWith('x-');
  const inner: Mapping = {
    type: 'map',
    entries: data.entries.filter((entry) => !isTop(entry)),
    where: data.where,
  };
  return {
    type: 'map',
    where: data.where,
    entries: [
      ...data.entries.filter(isTop),
      { key: 'services', keyWhere: data.where, valueWhere: data.where, value: inner },
    ],
  };
}

function isService({ key, value }: Entry): boolean {
  return (
    !TOP_LEVEL_KEYS.has(key) &&
    value.type === 'map' &&
    value.entries.some((entry) => SERVICE_KEYS.includes(entry.key))
  );
}
