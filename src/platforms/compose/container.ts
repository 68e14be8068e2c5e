import type { Location } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import type { ContainerSpec, Word } from '../../memcached/types.js';
import {
  at,
  booleanOf,
  entry,
  isNull,
  stringOf,
  textOf,
  type Data,
  type Mapping,
} from '../../syntax/data.js';
import { splitArguments } from '../../syntax/shell/words.js';
import { resolveDockerfile, type DockerfileResult } from '../dockerfile/resolve.js';
import { inFolder, readEnvFiles } from './environment.js';
import { asBuild, keyValues } from './merge.js';
import type { Lookup } from './interpolate.js';
import { UNKNOWN_PART } from './ports.js';
import type { Service } from './project.js';
import { goText } from './scalars.js';
import { SourceFile } from '../../files/source.js';

/** What a service's container is, as far as the repository tells. */
export interface ServiceContainer {
  readonly spec: ContainerSpec;
  /** Built from a Dockerfile that is not in the repository: only the command can tell what it is. */
  readonly builtElsewhere: boolean;
  /** Where the Dockerfile's part of it is written. */
  readonly dockerfile?: Location;
  /** It only serves to say what the service is called and built from; it proves nothing. */
  readonly hint: boolean;
}

/** The text of a scalar; `undefined` for anything else. */
type TextOf = (data: Data | undefined) => string | undefined;

/**
 * Puts together a service's image, build, command and environment.
 *
 * @param read the text of the scalars of the command; by default as Compose fills them in
 * @param all the services of the project: an image that one of them builds may be used by name
 */
export function containerOf(
  service: Service,
  tree: Tree,
  read: TextOf = textOf,
  all: readonly Service[] = [],
): ServiceContainer {
  const { data } = service;
  const environment = environmentOfContainer(service, tree);
  const command = wordsOf(at(data, 'command'), tree, read);
  const entrypoint = wordsOf(at(data, 'entrypoint'), tree, read);
  const buildData = at(data, 'build');
  const own = buildData === undefined || isNull(buildData) ? undefined : asBuild(buildData);
  const { built, builder } =
    own === undefined ? builtByAnother(service, all) : { built: own, builder: service };
  const result = built === undefined ? undefined : dockerfileOf(built, builder, tree);
  const image = result === undefined && built === undefined ? imageOf(data) : result?.image;
  for (const [name, word] of result?.environment ?? []) {
    if (!environment.has(name)) environment.set(name, word);
  }
  // An entrypoint of Compose's own drops the image's command.
  const words = command ?? (entrypoint === undefined ? result?.command : []);
  const start = entrypoint ?? result?.entrypoint;
  return {
    spec: {
      ...(image === undefined ? {} : { image }),
      ...(start === undefined ? {} : { entrypoint: start }),
      ...(words === undefined ? {} : { command: words }),
      environment,
      ...(result?.installed === undefined ? {} : { installed: result.installed }),
      where: service.where,
    },
    builtElsewhere: built !== undefined && result === undefined,
    ...(result === undefined ? {} : { dockerfile: result.where }),
    hint: isHinted(service, built),
  };
}

/** The build of the service whose image another one uses by its name. */
function builtByAnother(
  service: Service,
  all: readonly Service[],
): { built: Mapping | undefined; builder: Service } {
  const name = taglessName(textOf(at(service.data, 'image')));
  const other =
    name === undefined
      ? undefined
      : buildersIn(all)
          .get(name)
          ?.find((one) => one !== service);
  const build = other === undefined ? undefined : at(other.data, 'build');
  return other === undefined || build === undefined
    ? { built: undefined, builder: service }
    : { built: asBuild(build), builder: other };
}

const builders = new WeakMap<readonly Service[], ReadonlyMap<string, readonly Service[]>>();

/** The services that build an image of a name; gathered once for all that ask. */
function buildersIn(all: readonly Service[]): ReadonlyMap<string, readonly Service[]> {
  const known = builders.get(all);
  if (known !== undefined) return known;
  const found = new Map<string, Service[]>();
  for (const service of all) {
    const build = at(service.data, 'build');
    const name = taglessName(textOf(at(service.data, 'image')));
    if (build === undefined || isNull(build) || name === undefined) continue;
    found.set(name, [...(found.get(name) ?? []), service]);
  }
  builders.set(all, found);
  return found;
}

/** `latest` is what no tag means. */
function taglessName(image: string | undefined): string | undefined {
  if (image === undefined || image === '' || image.includes(UNKNOWN_PART)) return undefined;
  return image.replace(/:latest$/, '');
}

/** Whether its name, image or build says memcached; decides no severity. */
function isHinted(service: Service, built: Mapping | undefined): boolean {
  const texts = [
    service.name,
    textOf(at(service.data, 'image')),
    textOf(at(service.data, 'container_name')),
    textOf(at(service.data, 'hostname')),
    textOf(at(built, 'context')),
    textOf(at(built, 'dockerfile')),
    textOf(at(built, 'target')),
  ];
  return texts.some((text) => text !== undefined && /memcache/i.test(text));
}

function imageOf(data: Mapping): Word | undefined {
  const image = at(data, 'image');
  const text = textOf(image);
  if (image === undefined || text === undefined) return undefined;
  return imageWord(text, image.where);
}

/** An image reference with the parts that are not known left out. */
export function imageWord(written: string, where: Location): Word {
  let text = written.trim();
  const slash = text.lastIndexOf('/');
  const colon = text.search(/[:@][^/]*$/);
  const name = colon > slash ? text.slice(0, colon) : text;
  if (name.slice(slash + 1).includes(UNKNOWN_PART)) {
    return { text: undefined, reason: 'the name of the image is not in the repository', where };
  }
  // What stands in front of the name, or its tag, may be unknown or empty: the name is enough.
  if (text.slice(name.length).includes(UNKNOWN_PART) || text.endsWith(':')) text = name;
  if (text.includes(UNKNOWN_PART)) text = text.slice(text.lastIndexOf('/') + 1);
  while (text.startsWith('/')) text = text.slice(1);
  if (text === '') {
    return { text: undefined, reason: 'the name of the image is not in the repository', where };
  }
  return { text, where };
}

function dockerfileOf(built: Mapping, service: Service, tree: Tree): DockerfileResult | undefined {
  const contextData = at(built, 'context');
  const context = stringOf(contextData) ?? '.';
  const from = service.folderFor((contextData ?? built).where.file);
  const args = new Map<string, string | undefined>();
  const argsData = at(built, 'args');
  for (const { key, value } of argsData === undefined ? [] : keyValues(argsData).entries) {
    const text = textOf(value) ?? service.environment.certain(key)?.value;
    if (text !== undefined) args.set(key, text.includes(UNKNOWN_PART) ? undefined : text);
  }
  const target = textOf(at(built, 'target'));
  const folder = resolveInTree(from, context);
  const options = {
    tree,
    args,
    ...(folder === undefined ? {} : { context: folder }),
    ...(target === undefined || target === '' ? {} : { target }),
  };
  const inline = at(built, 'dockerfile_inline');
  const inlineText = stringOf(inline);
  if (inline !== undefined && inlineText !== undefined) {
    return resolveDockerfile(new SourceFile(inline.where.file, inlineText), {
      ...options,
      at: inline.where,
    });
  }
  if (folder === undefined || context.includes('://')) return undefined;
  const named = stringOf(at(built, 'dockerfile'));
  const path = named === undefined ? inFolder(folder, 'Dockerfile') : resolveInTree(folder, named);
  const file = path !== undefined && tree.has(path) ? tree.read(path) : undefined;
  return file === undefined ? undefined : resolveDockerfile(file, options);
}

/** The container's variables: `environment:` over `env_file:`. */
function environmentOfContainer(service: Service, tree: Tree): Map<string, Word> {
  const words = new Map<string, Word>();
  const ownData = at(service.data, 'environment');
  const own = ownData === undefined ? undefined : keyValues(ownData);
  const ownValue: Lookup = (name) => {
    const value = entry(own, name)?.value;
    const text = goText(value);
    return text === undefined || value === undefined
      ? undefined
      : { value: text, where: value.where };
  };
  const files = readEnvFiles(
    tree,
    service.folderFor,
    at(service.data, 'env_file'),
    service.environment,
    ownValue,
  );
  for (const [name, { value, where }] of files) words.set(name, { text: value, where });
  for (const { key, value } of own?.entries ?? []) {
    const text = goText(value);
    if (text !== undefined && !text.includes(UNKNOWN_PART)) {
      words.set(key, { text, where: value.where });
    } else if (isNull(value)) {
      const found = service.environment.certain(key);
      if (found !== undefined) words.set(key, { text: found.value, where: found.where });
      else if (booleanOf(value) === undefined) words.delete(key);
    } else {
      const reason = `the value of ${key} is not in the repository`;
      words.set(key, { text: undefined, reason, where: value.where });
    }
  }
  return words;
}

/** A command as words: the items of a list, or text split as Compose splits it. */
function wordsOf(data: Data | undefined, tree: Tree, read: TextOf): Word[] | undefined {
  if (data === undefined || isNull(data)) return undefined;
  if (data.type === 'list') return data.items.map((item) => itemWord(item, read));
  const text = read(data);
  if (text === undefined) return [unknownWord(data.where, '', true)];
  const start = startOfText(data, text, tree);
  return splitArguments(text).map((word): Word => {
    const file = start === undefined ? undefined : tree.read(data.where.file);
    const where =
      start === undefined || file === undefined
        ? data.where
        : file.location(start + word.start, start + word.end);
    const value = word.text ?? '';
    return value.includes(UNKNOWN_PART) ? unknownWord(where, value, true) : { text: value, where };
  });
}

function itemWord(item: Data, read: TextOf): Word {
  const text = read(item);
  if (text === undefined) return unknownWord(item.where, '', false);
  return text.includes(UNKNOWN_PART)
    ? unknownWord(item.where, text, false)
    : { text, where: item.where };
}

function unknownWord(where: Location, text: string, maySplit: boolean): Word {
  const prefix = text.slice(0, Math.max(0, text.indexOf(UNKNOWN_PART)));
  return {
    text: undefined,
    reason: 'it is filled in by a variable or template whose value is not in the repository',
    where,
    ...(prefix === '' ? {} : { prefix }),
    ...(maySplit ? { maySplit } : {}),
  };
}

/** The offset in the file where a scalar's text stands as it is; `undefined` when it is changed. */
function startOfText(data: Data, text: string, tree: Tree): number | undefined {
  const file = tree.has(data.where.file) ? tree.read(data.where.file) : undefined;
  if (file === undefined) return undefined;
  const start = file.offset(data.where.startLine, data.where.startColumn);
  for (const skip of [0, 1]) {
    if (file.text.startsWith(text, start + skip)) return start + skip;
  }
  return undefined;
}
