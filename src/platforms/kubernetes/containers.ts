import type { ContainerSpec, Word } from '../../memcached/types.js';
import { at, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { located, placeholderIn, textIn, type KubeObject } from './objects.js';

/** The data of the ConfigMaps by `namespace/name`. */
export type ConfigMaps = ReadonlyMap<string, Data>;

export function configMapsIn(objects: readonly KubeObject[]): ConfigMaps {
  const maps = new Map<string, Data>();
  for (const object of objects) {
    const data = at(object.data, 'data');
    if (object.kind === 'ConfigMap' && data !== undefined) {
      maps.set(`${object.namespace}/${object.name}`, data);
    }
  }
  return maps;
}

/**
 * A container of a pod as the memcached reader wants it: `command` replaces the image's ENTRYPOINT and
 * `args` its CMD, `$(NAME)` is filled in from the environment before anything starts
 * (kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container).
 */
export function containerSpec(
  container: Data,
  object: KubeObject,
  configMaps: ConfigMaps,
): ContainerSpec {
  const environment = environmentOf(container, object, configMaps);
  const words = (key: string): readonly Word[] | undefined => {
    const data = at(container, key);
    if (data === undefined || (data.type === 'scalar' && data.value === null)) return undefined;
    if (data.type === 'unknown') {
      const where = located(data.where, object);
      return [{ text: undefined, reason: data.reason, where, maySplit: true }];
    }
    const items = itemsOf(data);
    // An empty list is the same as none: the image's own words stay.
    if (items.length === 0) return undefined;
    return items.map((item) => expand(wordOf(item, object), environment));
  };
  const image = at(container, 'image');
  const entrypoint = words('command');
  const command = words('args');
  return {
    ...(image === undefined ? {} : { image: wordOf(image, object) }),
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(command === undefined ? {} : { command }),
    environment,
    where: located(container.where, object),
  };
}

function wordOf(data: Data, object: KubeObject): Word {
  const where = located(data.where, object);
  if (data.type === 'unknown') return { text: undefined, reason: data.reason, where };
  const text = textOf(data);
  if (text === undefined) return { text: '', where };
  const placeholder = placeholderIn(text);
  // `${NAME}` in a command is the shell's or another program's; in an image it is a placeholder.
  if (placeholder !== undefined && (placeholder.startsWith('{{') || placeholder.startsWith('<'))) {
    const reason = `the placeholder ${placeholder} is filled in outside the repository`;
    return { text: undefined, reason, where };
  }
  return { text, where };
}

function environmentOf(
  container: Data,
  object: KubeObject,
  configMaps: ConfigMaps,
): Map<string, Word> {
  const environment = new Map<string, Word>();
  for (const source of itemsOf(at(container, 'envFrom'))) {
    const name = textIn(at(source, 'configMapRef', 'name'));
    const prefix = textOf(at(source, 'prefix')) ?? '';
    const map =
      typeof name === 'string' ? configMaps.get(`${object.namespace}/${name}`) : undefined;
    if (map?.type !== 'map') continue;
    for (const entry of map.entries) {
      environment.set(prefix + entry.key, wordOf(entry.value, object));
    }
  }
  for (const variable of itemsOf(at(container, 'env'))) {
    const name = textOf(at(variable, 'name'));
    if (name === undefined) continue;
    environment.set(name, expand(variableWord(variable, object, configMaps), environment));
  }
  return environment;
}

function variableWord(variable: Data, object: KubeObject, configMaps: ConfigMaps): Word {
  const where = located(variable.where, object);
  const from = at(variable, 'valueFrom');
  if (from === undefined) {
    const value = at(variable, 'value');
    return value === undefined ? { text: '', where } : wordOf(value, object);
  }
  const reference = at(from, 'configMapKeyRef');
  const name = textOf(at(reference, 'name'));
  const key = textOf(at(reference, 'key'));
  if (name !== undefined && key !== undefined) {
    const value = at(configMaps.get(`${object.namespace}/${name}`), key);
    if (value !== undefined) return wordOf(value, object);
  }
  const variableName = textOf(at(variable, 'name')) ?? '?';
  return {
    text: undefined,
    reason: `the environment variable ${variableName} comes from outside the repository`,
    where,
  };
}

/**
 * Fills in `$(NAME)`; `$$(NAME)` stands for itself without the first dollar; a name that is not
 * defined stays as it is (k8s.io/kubernetes third_party/forked/golang/expansion).
 */
function expand(word: Word, environment: ReadonlyMap<string, Word>): Word {
  const { text } = word;
  if (text === undefined || !text.includes('$')) return word;
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char !== '$') {
      result += char;
      continue;
    }
    const next = text[i + 1];
    if (next === '$') {
      result += '$';
      i++;
      continue;
    }
    const end = next === '(' ? text.indexOf(')', i + 2) : -1;
    const value = end < 0 ? undefined : environment.get(text.slice(i + 2, end));
    if (value === undefined) {
      result += char;
      continue;
    }
    if (value.text === undefined) {
      return {
        ...word,
        text: undefined,
        ...(value.reason === undefined ? {} : { reason: value.reason }),
      };
    }
    result += value.text;
    i = end;
  }
  return { ...word, text: result };
}
