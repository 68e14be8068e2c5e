import { resolveInTree, type Tree } from '../../files/tree.js';
import { itemsOf, textOf, type Data } from '../../syntax/data.js';
import { at } from '../../syntax/data.js';
import { readDotenv } from './dotenv.js';
import type { Lookup, VariableValue } from './interpolate.js';

/** Names under which repositories keep an example of the `.env` they do not hold. */
const EXAMPLES = [
  '.env.example',
  '.env.dist',
  '.env.sample',
  '.env.template',
  '.env.default',
  '.env.defaults',
  '.env-example',
  '.env-sample',
  '.env-dist',
  'env.example',
  'env-example',
  'example.env',
  'sample.env',
  'default.env',
  'defaults.env',
];

/** What Compose puts in for variables in the files of one project. */
export interface Environment {
  readonly lookup: Lookup;
  /** As {@link lookup}, without what only stands in an example of the `.env` file. */
  readonly certain: Lookup;
}

/**
 * The variables of a project: its `.env` file, in front of them those of the project that includes
 * it. Without a `.env` file, one further up or an example of it serves as a hint. The shell's
 * variables are not known.
 */
export function environmentOf(
  tree: Tree,
  folder: string,
  files: readonly string[] | undefined,
  parent?: Environment,
): Environment {
  const values = new Map<string, VariableValue>();
  const paths = files ?? [inFolder(folder, '.env')];
  let found = false;
  for (const path of paths) {
    const file = tree.has(path) ? tree.read(path) : undefined;
    if (file === undefined) continue;
    found = true;
    const outer: Lookup = (name) => parent?.lookup(name);
    for (const [name, value] of readDotenv(file, outer, values)) values.set(name, value);
  }
  const certain: Lookup = (name) => parent?.certain(name) ?? values.get(name);
  if (found) return { certain, lookup: (name) => parent?.lookup(name) ?? values.get(name) };
  const hints = new Map<string, VariableValue>();
  // Compose also reads the `.env` of the folder it is run in, which may be one further up.
  const further = ancestors(folder).map((one) => inFolder(one, '.env'));
  const examples = EXAMPLES.map((name) => inFolder(folder, name));
  for (const path of [...further, ...examples, ...variants(tree, folder)]) {
    const file = tree.has(path) ? tree.read(path) : undefined;
    if (file === undefined) continue;
    for (const [key, value] of readDotenv(file)) {
      if (!hints.has(key)) hints.set(key, { ...value, hint: true });
    }
  }
  return {
    certain,
    lookup: (name) => parent?.lookup(name) ?? values.get(name) ?? hints.get(name),
  };
}

/**
 * The values of `env_file:` of a service, later files over earlier ones. Variables in them are looked up
 * in the project's environment, then in the service's, then in the files so far (compose-go,
 * `resolveEnvironment`).
 *
 * @param folderFor the folder that a path written in a file starts from
 * @param own the service's `environment:`
 */
export function readEnvFiles(
  tree: Tree,
  folderFor: (file: string) => string,
  data: Data | undefined,
  environment: Environment,
  own: Lookup,
): Map<string, VariableValue> {
  const values = new Map<string, VariableValue>();
  const lookup: Lookup = (name) => environment.certain(name) ?? own(name);
  // A file that is named again is read once, where it stood first.
  const known = new Set<string>();
  for (const item of itemsOf(data)) {
    const written = item.type === 'map' ? at(item, 'path') : item;
    const text = textOf(written);
    const path =
      text === undefined || written === undefined
        ? undefined
        : resolveInTree(folderFor(written.where.file), text);
    const file = path !== undefined && tree.has(path) ? tree.read(path) : undefined;
    if (path === undefined || file === undefined || known.has(path)) continue;
    known.add(path);
    const outer: Lookup = textOf(at(item, 'format')) === 'raw' ? () => undefined : lookup;
    for (const [name, value] of readDotenv(file, outer, values)) values.set(name, value);
  }
  return values;
}

/** Variants of a folder's `.env` for other circumstances: `.env.production`, `.env.local`. */
function variants(tree: Tree, folder: string): string[] {
  const prefix = inFolder(folder, '.env');
  const { paths } = tree;
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paths[middle]! < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let i = low; i < paths.length && paths[i]!.startsWith(prefix); i++) {
    if (!paths[i]!.includes('/', prefix.length) && found.length < 20) found.push(paths[i]!);
  }
  return found;
}

/** The folders around a folder, nearest first, up to the root (''). */
export function ancestors(folder: string): string[] {
  const result: string[] = [];
  for (let at = folder; at !== '' && result.length < 100;) {
    at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
    result.push(at);
  }
  return result;
}

export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
