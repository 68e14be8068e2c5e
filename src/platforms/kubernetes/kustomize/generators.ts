import { createHash } from 'node:crypto';
import { resolveInTree, type Tree } from '../../../files/tree.js';
import { at, booleanOf, itemsOf, textOf, type Data, type Entry } from '../../../syntax/data.js';
import { newEntry, setAt } from './merge.js';
import { changed, isNamedBy, kindOf, nameOf, resourceOf, type Resource } from './resource.js';

const MOST_KEYS = 1_000;

/**
 * The ConfigMaps and Secrets that a kustomization generates, added to or laid over what there is
 * (`behavior: merge`, `replace`). `used` gets the files they are made of.
 */
export function generate(
  resources: readonly Resource[],
  kustomization: Data,
  folder: string,
  tree: Tree,
  used: Set<string>,
): Resource[] {
  let result = [...resources];
  for (const [key, kind] of [
    ['configMapGenerator', 'ConfigMap'],
    ['secretGenerator', 'Secret'],
  ] as const) {
    for (const item of itemsOf(at(kustomization, key))) {
      result = absorb(result, kind, item, {
        general: at(kustomization, 'generatorOptions'),
        folder,
        tree,
        used,
      });
    }
  }
  return result;
}

/** What a generator needs besides what is written in it. */
interface GeneratorHost {
  /** `generatorOptions` of the kustomization. */
  readonly general: Data | undefined;
  readonly folder: string;
  readonly tree: Tree;
  readonly used: Set<string>;
}

/** Adds what one generator makes, or lays it over what there is. */
export function absorb(
  resources: readonly Resource[],
  kind: 'ConfigMap' | 'Secret',
  item: Data,
  host: GeneratorHost,
): Resource[] {
  const made = generated(item, kind, host);
  if (made === undefined) return [...resources];
  const behavior = textOf(at(item, 'behavior'));
  if (behavior !== 'merge' && behavior !== 'replace') return [...resources, made];
  return resources.map((resource) => {
    if (kindOf(resource.data) !== kind || !isNamedBy(resource, made.data)) return resource;
    return changed(resource, laidOver(resource.data, made.data, behavior));
  });
}

function laidOver(base: Data, over: Data, behavior: 'merge' | 'replace'): Data {
  const own = at(base, 'data');
  const given = at(over, 'data');
  if (given?.type !== 'map') return base;
  const kept =
    behavior === 'merge' && own?.type === 'map'
      ? own.entries.filter(({ key }) => !given.entries.some((one) => one.key === key))
      : [];
  return setAt(base, ['data'], { ...given, entries: [...kept, ...given.entries] });
}

function generated(
  item: Data,
  kind: 'ConfigMap' | 'Secret',
  { general, folder, tree, used }: GeneratorHost,
): Resource | undefined {
  const name = at(item, 'name') ?? at(item, 'metadata', 'name');
  if (name === undefined) return undefined;
  const entries = entriesOf(item, folder, tree, used);
  const text = (value: string): Data => ({ type: 'scalar', value, where: name.where });
  let object: Data = { type: 'map', entries: [], where: item.where };
  object = setAt(object, ['apiVersion'], text('v1'));
  object = setAt(object, ['kind'], text(kind));
  object = setAt(object, ['metadata', 'name'], name);
  const namespace = at(item, 'namespace') ?? at(item, 'metadata', 'namespace');
  if (namespace !== undefined) object = setAt(object, ['metadata', 'namespace'], namespace);
  const own = at(item, 'options');
  for (const field of ['labels', 'annotations']) {
    for (const options of [general, own]) {
      const pairs = at(options, field);
      for (const { key, value } of pairs?.type === 'map' ? pairs.entries : []) {
        object = setAt(object, ['metadata', field, key], value);
      }
    }
  }
  if (entries.length > 0) {
    const data = kind === 'ConfigMap' ? entries : entries.map(encoded);
    object = setAt(object, ['data'], { type: 'map', entries: data, where: item.where });
  }
  if (kind === 'Secret') object = setAt(object, ['type'], at(item, 'type') ?? text('Opaque'));
  const plain =
    booleanOf(at(own, 'disableNameSuffixHash')) ?? booleanOf(at(general, 'disableNameSuffixHash'));
  return resourceOf(object, plain !== true);
}

function encoded(item: Entry): Entry {
  const value = Buffer.from(textOf(item.value) ?? '').toString('base64');
  return { ...item, value: { type: 'scalar', value, where: item.value.where } };
}

/** Literals, files and files of variables. */
function entriesOf(item: Data, folder: string, tree: Tree, used: Set<string>): Entry[] {
  const entries: Entry[] = [];
  const add = (key: string, value: string, where: Data['where']): void => {
    if (entries.length < MOST_KEYS) {
      entries.push(newEntry(key, { type: 'scalar', value, where }, where));
    }
  };
  for (const path of itemsOf(at(item, 'files'))) {
    const written = textOf(path) ?? '';
    const equals = written.indexOf('=');
    const source = equals < 0 ? written : written.slice(equals + 1);
    const file = read(source, folder, tree, used);
    const key = equals < 0 ? source.slice(source.lastIndexOf('/') + 1) : written.slice(0, equals);
    if (file !== undefined) add(key, file, path.where);
  }
  const single = at(item, 'env');
  for (const path of [...itemsOf(at(item, 'envs')), ...(single === undefined ? [] : [single])]) {
    const file = read(textOf(path) ?? '', folder, tree, used) ?? '';
    for (const line of file.split('\n').slice(0, MOST_KEYS)) {
      const bare = line.replace(/\r$/, '').replace(/^\s+/, '');
      const equals = bare.indexOf('=');
      if (bare === '' || bare.startsWith('#') || equals <= 0) continue;
      add(bare.slice(0, equals), bare.slice(equals + 1), path.where);
    }
  }
  for (const literal of itemsOf(at(item, 'literals'))) {
    const written = textOf(literal) ?? '';
    const equals = written.indexOf('=');
    if (equals <= 0) continue;
    const value = written.slice(equals + 1).replace(/^(["'])(.*)\1$/s, '$2');
    add(written.slice(0, equals), value, literal.where);
  }
  return entries;
}

function read(path: string, folder: string, tree: Tree, used: Set<string>): string | undefined {
  const resolved = resolveInTree(folder, path);
  if (resolved === undefined) return undefined;
  used.add(resolved);
  return tree.has(resolved) ? tree.read(resolved)?.text : undefined;
}

/** Puts the hash of their content at the end of the names of generated objects. */
export function addHashes(resources: readonly Resource[]): Resource[] {
  return resources.map((resource) => {
    if (resource.hashed !== true) return resource;
    const name = at(resource.data, 'metadata', 'name');
    if (name === undefined) return resource;
    const value = `${nameOf(resource.data).name}-${hashOf(resource.data)}`;
    return changed(
      resource,
      setAt(resource.data, ['metadata', 'name'], { type: 'scalar', value, where: name.where }),
    );
  });
}

/** Ten digits of a SHA-256 in letters that make no words (kustomize's `hasher`). */
function hashOf(data: Data): string {
  const kind = kindOf(data);
  const held = at(data, 'data');
  const content = (held?.type === 'map' ? held.entries : [])
    .map(({ key, value }) => [key, textOf(value) ?? ''] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    // Put together by hand: an object would put keys that are numbers first.
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
    .join();
  // The name is left out by an oversight of kustomize's that has become its format.
  const type = kind === 'Secret' ? `,"type":${JSON.stringify(textOf(at(data, 'type')) ?? '')}` : '';
  const written = `{"data":${held === undefined ? '""' : `{${content}}`},"kind":"${kind}","name":""${type}}`;
  const json = written.replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const letters: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };
  const digits = createHash('sha256').update(json).digest('hex').slice(0, 10);
  return [...digits].map((char) => letters[char] ?? char).join('');
}
