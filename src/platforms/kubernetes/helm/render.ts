import type { Problem } from '../../../facts.js';
import type { Location, SourceFile } from '../../../files/source.js';
import {
  at,
  booleanOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../../syntax/data.js';
import {
  deepCopy,
  mapEntry,
  mapping,
  readRendered,
  render,
  scalar,
  TemplateSet,
} from '../../../syntax/gotemplate/index.js';
import { isWithoutMeaning, mentionsMemcached } from '../classify.js';
import { objectsIn, type KubeObject } from '../objects.js';
import type { Chart, Dependency } from './charts.js';
import { modelObjects } from './known-charts.js';
import { atPath, overlay } from './values.js';

/** A release of a chart: with which values, and what it is called in the results. */
export interface Release {
  readonly chart: Chart;
  readonly values: Data | undefined;
  readonly set: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** The objects a chart makes with some values: what `helm template` prints, with positions. */
export function releaseObjects(release: Release, problems: Problem[]): KubeObject[] {
  const templates = new TemplateSet();
  addTemplates(release.chart, templates, 0);
  const objects: KubeObject[] = [];
  const values = overlay(release.chart.values, release.values);
  renderChart(release.chart, values, { release, templates, objects, problems }, 0, '');
  return objects;
}

interface Context {
  readonly release: Release;
  readonly templates: TemplateSet;
  readonly objects: KubeObject[];
  readonly problems: Problem[];
}

/** Named templates are shared; those of a parent win over those of its charts. */
function addTemplates(chart: Chart, templates: TemplateSet, depth: number): void {
  if (depth > 8) return;
  for (const dependency of chart.dependencies) {
    if (dependency.chart !== undefined) addTemplates(dependency.chart, templates, depth + 1);
  }
  for (const file of chart.templates) templates.add(file);
}

function renderChart(
  chart: Chart,
  values: Data | undefined,
  context: Context,
  depth: number,
  prefix: string,
): void {
  if (depth > 8) return;
  const own = values ?? mapping([], chart.where);
  for (const dependency of chart.dependencies) {
    if (!isEnabled(dependency, own)) continue;
    const given = at(own, dependency.key);
    if (dependency.chart === undefined) {
      context.objects.push(
        ...modelObjects(
          { chart: dependency.name, key: dependency.key, values: given, where: dependency.where },
          { set: context.release.set, ...namespaceOf(context.release) },
        ),
      );
      continue;
    }
    const global = at(own, 'global');
    const inherited = overlay(dependency.chart.values, given);
    const withGlobal =
      global === undefined
        ? inherited
        : overlay(inherited, {
            ...mapping(
              [mapEntry('global', overlay(at(inherited, 'global'), global)!, global.where)],
              global.where,
            ),
          });
    renderChart(dependency.chart, withGlobal, context, depth + 1, `${prefix}${dependency.key}/`);
  }
  if (textOf(at(chart.metadata, 'type')) === 'library') return;
  for (const file of chart.templates) {
    if (isPrinted(file)) renderFile(chart, file, own, context);
  }
}

function namespaceOf(release: Release): { namespace?: string } {
  return release.namespace === undefined ? {} : { namespace: release.namespace };
}

/** Files that begin with `_` only define templates; others than YAML and JSON make no objects. */
function isPrinted(file: SourceFile): boolean {
  return (
    !file.name.startsWith('_') &&
    /\.(ya?ml|json)$/i.test(file.name) &&
    !file.path.includes('/templates/tests/') &&
    !isWithoutMeaning(file.text)
  );
}

/** A condition is a list of paths of which the first that is there decides; then the tags do. */
function isEnabled(dependency: Dependency, values: Data): boolean {
  for (const path of (dependency.condition ?? '').split(',')) {
    const decided = path.trim() === '' ? undefined : booleanOf(atPath(values, path.trim()));
    if (decided !== undefined) return decided;
  }
  const tags = dependency.tags.map((tag) => booleanOf(at(values, 'tags', tag)));
  return tags.length === 0 || tags.some((tag) => tag !== false);
}

function renderFile(chart: Chart, file: SourceFile, values: Data, context: Context): void {
  const { release, templates, objects, problems } = context;
  const start = file.location(0);
  // `set` and its like change the values: each file then starts from a fresh copy.
  const own = templates.changesData ? deepCopy(values) : values;
  const dot = rootOf(chart, file, own, release, start);
  const { output, failed } = render(file, templates, dot);
  const { documents, errors, text } = readRendered(file.path, output, start);
  const relevant = mentionsMemcached(text) || mentionsMemcached(file.text);
  const mayMatter =
    relevant ||
    (chart.concernsMemcached &&
      /kind: *(Service|Deployment|StatefulSet|DaemonSet|NetworkPolicy)/.test(file.text));
  if (failed !== undefined && mayMatter) {
    problems.push({
      kind: 'unresolved',
      where: start,
      message: `${file.path}: the template ends with an error for the values of the chart: ${failed}. Judge the rendered manifests if it is deployed with other values.`,
    });
  }
  const first = errors[0];
  if (first !== undefined && failed === undefined && relevant) {
    problems.push({
      kind: 'unparsed',
      where: first.where,
      message: `${file.path}, line ${first.where.startLine}: what the template prints cannot be read in full: ${first.message} What could be read is judged; check it with "helm template".`,
    });
  }
  for (const document of documents) {
    objects.push(...objectsIn(document, { set: release.set, ...namespaceOf(release) }));
  }
}

/** The kinds `helm template` takes to be there without a cluster; charts ask for those that matter. */
const API_VERSIONS = [
  'v1',
  'apps/v1',
  'batch/v1',
  'policy/v1',
  'networking.k8s.io/v1',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/NetworkPolicy',
  'autoscaling/v1',
  'autoscaling/v2',
  'rbac.authorization.k8s.io/v1',
  'policy/v1/PodDisruptionBudget',
];

function rootOf(
  chart: Chart,
  file: SourceFile,
  values: Data,
  release: Release,
  where: Location,
): Mapping {
  const text = (value: string | number | boolean): Data => scalar(value, where);
  const map = (fields: Readonly<Record<string, Data>>): Mapping =>
    mapping(
      Object.entries(fields).map(([key, value]) => mapEntry(key, value, where)),
      where,
    );
  const metadata: Entry[] = (chart.metadata.type === 'map' ? chart.metadata.entries : []).map(
    (item) => ({
      ...item,
      key:
        item.key === 'apiVersion'
          ? 'APIVersion'
          : item.key.slice(0, 1).toUpperCase() + item.key.slice(1),
    }),
  );
  return map({
    Values: values,
    Chart: mapping(metadata, where),
    Release: map({
      Name: text(release.name ?? 'release-name'),
      Namespace: text(release.namespace ?? 'default'),
      Service: text('Helm'),
      IsInstall: text(true),
      IsUpgrade: text(false),
      Revision: text(1),
    }),
    Capabilities: map({
      KubeVersion: map({
        Version: text('v1.30.0'),
        GitVersion: text('v1.30.0'),
        Major: text('1'),
        Minor: text('30'),
      }),
      APIVersions: { type: 'list', items: API_VERSIONS.map(text), where },
      HelmVersion: map({ Version: text('v3.14.0') }),
    }),
    Template: map({
      Name: text(file.path),
      BasePath: text(`${chart.name}/templates`),
    }),
    Files: map(Object.fromEntries(chart.files.map((path) => [path, text('')]))),
    Subcharts: map({}),
  });
}
