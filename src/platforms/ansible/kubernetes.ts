import { append } from '../../append.js';
import type { Fact } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { resolveInTree } from '../../files/tree.js';
import type { Data } from '../../syntax/data.js';
import {
  hasTemplate,
  isUnknown,
  pythonText,
  renderedOf,
  scalar,
  yamlIn,
  type RenderedText,
} from '../../syntax/jinja/index.js';
import {
  ChartReader,
  interpretObjects,
  kubernetes,
  objectsIn,
  overlay,
  setPath,
  useObjects,
  type KubeObject,
} from '../kubernetes/index.js';
import { argumentOf, isAbsent, textArgument } from './firewall-modules.js';
import { verbatim } from './files-modules.js';
import { documentOf, type Project } from './project.js';
import type { Action } from './run.js';
import { mentionsMemcached, notRead } from './stacks.js';
import type { HostState } from './state.js';
import { listItems } from './tasks.js';

/**
 * `kubernetes.core.k8s`: a definition in the task, as mapping or as text, and manifests and templates of
 * the repository that are not read as Kubernetes' own.
 */
export function kubernetesModule(state: HostState, action: Action): void {
  if (isAbsent(action)) return;
  const namespace = textArgument(action, 'namespace');
  const origin = { set: '', ...(namespace === undefined ? {} : { namespace }) };
  const definition = argumentOf(action, 'definition', 'resource_definition', 'inline');
  const parts = definition === undefined ? [] : itemsIn(definition);
  for (const part of parts) {
    const documents = isText(part) ? documentsIn(part.where.file, renderedOf(part)) : [part];
    for (const data of documents) append(state.objects, objectsIn(data, origin));
    if (isUnknown(part)) notKnown(state, action, part.reason);
  }
  for (const [name, kinds] of [
    ['src', ['files', 'templates']],
    ['template', ['templates', 'files']],
  ] as const) {
    const value = action.args.get(name);
    if (value === undefined) continue;
    for (const one of itemsIn(value)) {
      const path = one.type === 'map' ? (entryOf(one, 'path') ?? one) : one;
      const found = action.run.findFiles(path, action.run.searchFolders(action.context, kinds));
      for (const { file } of found) {
        if (isReadAnyway(file)) continue;
        action.run.job.usedTemplates.add(file.path);
        const texts =
          name === 'template' ? action.run.renderings(file, action.context) : [verbatim(file)];
        for (const text of texts)
          for (const data of documentsIn(file.path, text))
            append(state.objects, objectsIn(data, origin));
      }
    }
  }
}

/** What the objects of all tasks of a host mean together. */
export function objectFacts(state: HostState, { tree }: Project): Fact[] {
  if (state.objects.length === 0) return [];
  return interpretObjects(state.objects, tree).map((fact) => ({ ...fact, platform: 'ansible' }));
}

/** `kubernetes.core.helm`: the chart with the values of the task, of its files and of `set_values`. */
export function helmModule(state: HostState, action: Action): void {
  if (isAbsent(action)) return;
  const chart = argumentOf(action, 'chart_ref', 'chart');
  const name = textArgument(action, 'chart_ref', 'chart');
  let values: Data | undefined;
  for (const one of listItems(argumentOf(action, 'values_files'))) {
    const found = action.run.findFiles(
      one,
      action.run.searchFolders(action.context, ['files', 'templates', 'vars']),
    );
    for (const { file } of found) values = overlay(values, documentOf(file));
  }
  const own = argumentOf(action, 'release_values', 'values');
  if (own?.type === 'map') values = overlay(values, own);
  for (const item of listItems(argumentOf(action, 'set_values'))) {
    const text = pythonText(entryOf(item, 'value') ?? item) ?? '';
    for (const pair of text.split(/(?<!\\),/)) {
      const equals = pair.indexOf('=');
      if (equals < 1) continue;
      const isString = pythonText(entryOf(item, 'value_type') ?? item) === 'string';
      const value = scalar(
        isString ? pair.slice(equals + 1) : literal(pair.slice(equals + 1)),
        item.where,
      );
      values = overlay(values, setPath(pair.slice(0, equals), value, item.where));
    }
  }
  if (chart === undefined || name === undefined) return helmNotRead(state, action);
  const reader = new ChartReader(action.run.job.project.tree);
  const folder = [action.context.role?.folder ?? '', action.context.playbookFolder, '']
    .map((base) => resolveInTree(base, name))
    .find((path) => path !== undefined && reader.read(path) !== undefined);
  const objects: KubeObject[] = useObjects(
    {
      chart: name,
      name: textArgument(action, 'release_name', 'name') ?? name,
      namespace: textArgument(action, 'release_namespace', 'namespace'),
      values,
      where: chart.where,
      ...(folder === undefined ? {} : { folder }),
    },
    reader,
    state.problems,
  );
  append(state.objects, objects);
  const isUnread = own !== undefined && own.type !== 'map';
  if (isUnread || (objects.length === 0 && folder === undefined)) helmNotRead(state, action);
}

function helmNotRead(state: HostState, action: Action): void {
  if (mentionsMemcached(action))
    notRead(state, action, 'the chart or its values are not in the repository');
}

/** A plain manifest of the tree is read where it is. */
function isReadAnyway(file: SourceFile): boolean {
  return kubernetes.mayClaim(file.path) && kubernetes.claims(file) && !hasTemplate(file.text);
}

function notKnown(state: HostState, action: Action, reason: string): void {
  if (mentionsMemcached(action)) notRead(state, action, reason);
}

function documentsIn(path: string, text: RenderedText): readonly Data[] {
  return yamlIn(path, text).documents;
}

function isText(data: Data): boolean {
  return data.type === 'scalar' || (isUnknown(data) && renderedOf(data).text.includes('\n'));
}

function itemsIn(value: Data): readonly Data[] {
  return value.type === 'list' ? value.items : [value];
}

function entryOf(data: Data, key: string): Data | undefined {
  return data.type === 'map' ? data.entries.find((one) => one.key === key)?.value : undefined;
}

/** Texts of `set_values` are numbers and booleans where they look so, as for `helm --set`. */
function literal(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?[0-9]{1,15}$/.test(text) ? Number(text) : text;
}
