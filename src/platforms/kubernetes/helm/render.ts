import { append } from '../../../append.js';
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
  copyOfData,
  joined,
  mapEntry,
  mapping,
  readRendered,
  render,
  scalar,
  splitDocuments,
  TemplateSet,
  type RichText,
} from '../../../syntax/gotemplate/index.js';
import { isWithoutMeaning, mentionsDoors, mentionsMemcached } from '../classify.js';
import { objectsIn, type KubeObject } from '../objects.js';
import { openSelectors } from '../selectors.js';
import type { Chart, Dependency } from './charts.js';
import { modelObjects } from './known-charts.js';
import { printsOnlyJobs } from './reachable.js';
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
  const first = renderRelease(release, problems, true);
  if (first.undecided === 0 || !first.objects.some(mayDecide)) return first.objects;
  // Conditions that cannot be known: with none of them met, another thing may be open.
  const set = `${release.set}, with what is not known to hold left out`;
  return [...first.objects, ...renderRelease({ ...release, set }, [], false).objects];
}

/** Whether an object is of a kind that opens or closes something. */
function mayDecide({ kind }: KubeObject): boolean {
  return /Service|NetworkPolicy|Ingress|Route|Gateway|Deployment|StatefulSet|DaemonSet|Pod/.test(
    kind,
  );
}

function renderRelease(release: Release, problems: Problem[], unknownConditions: boolean): Context {
  const templates = new TemplateSet();
  addTemplates(release.chart, templates);
  const context: Context = {
    release,
    templates,
    objects: [],
    problems,
    later: [],
    charts: 0,
    unknownConditions,
    undecided: 0,
  };
  const values = overlay(release.chart.values, release.values);
  renderChart(release.chart, values, context, 0);
  // What a door of the chart could lead to is read as well, to see that it is not memcached.
  const selectors = openSelectors(context.objects);
  for (const { file, output, text } of context.later) {
    if (!selectors.some((wanted) => wanted.every((value) => text.includes(value)))) continue;
    readObjects(file, output, context);
  }
  return context;
}

interface Context {
  readonly release: Release;
  readonly templates: TemplateSet;
  readonly objects: KubeObject[];
  readonly problems: Problem[];
  /** Printed documents with pods that do not speak of memcached. */
  readonly later: { file: SourceFile; output: RichText; text: string }[];
  /** How many charts have been rendered. */
  charts: number;
  /** What conditions that cannot be known are taken to be. */
  readonly unknownConditions: boolean;
  /** How many of them there were where memcached or a door is concerned. */
  undecided: number;
}

const MOST_CHARTS = 300;

/** Values for one file after the other; copied again only after a template has changed them. */
class SharedValues {
  private copy: Data | undefined;
  private maps = new WeakSet<object>();

  constructor(private readonly original: Data) {}

  get(): Data {
    if (this.copy === undefined) {
      this.maps = new WeakSet();
      this.copy = copyOfData(this.original, this.maps);
    }
    return this.copy;
  }

  onChange(map: Data): void {
    if (this.maps.has(map)) this.copy = undefined;
  }
}

/** Named templates are shared; those of a parent win over those of its charts. */
function addTemplates(chart: Chart, templates: TemplateSet, seen = new Set<Chart>()): void {
  if (seen.has(chart)) return;
  seen.add(chart);
  for (const dependency of chart.dependencies) {
    if (dependency.chart !== undefined) addTemplates(dependency.chart, templates, seen);
  }
  for (const file of chart.templates) templates.add(file);
}

function renderChart(
  chart: Chart,
  values: Data | undefined,
  context: Context,
  depth: number,
  path = chart.name,
): void {
  // A chart may bring another along many times over, each of which does the same.
  if (depth > 8 || ++context.charts > MOST_CHARTS) return;
  const own = coalesced(chart, values ?? mapping([], chart.where));
  for (const dependency of chart.dependencies) {
    if (!isEnabled(dependency, own)) continue;
    const given = at(own, dependency.key);
    if (dependency.chart === undefined) {
      append(
        context.objects,
        modelObjects(
          { chart: dependency.name, key: dependency.key, values: given, where: dependency.where },
          { set: context.release.set, ...namespaceOf(context.release) },
        ),
      );
      continue;
    }
    const inner = calledBy(dependency.chart, dependency.key);
    renderChart(inner, given, context, depth + 1, `${path}/charts/${inner.name}`);
  }
  if (textOf(at(chart.metadata, 'type')) === 'library') return;
  const shared = new SharedValues(own);
  for (const file of chart.templates) {
    if (!isPrinted(file) || printsOnlyJobs(file, context.templates)) continue;
    renderFile(chart, path, file, shared, context);
  }
}

/**
 * The values of a chart with those of the charts it brings along under their keys, where its templates
 * see them and conditions are looked up (`chartutil.CoalesceValues`).
 */
function coalesced(chart: Chart, values: Data, depth = 0): Data {
  const added: Entry[] = [];
  const global = at(values, 'global');
  for (const dependency of chart.dependencies) {
    if (dependency.chart === undefined) continue;
    const given = at(values, dependency.key);
    const inherited = overlay(withoutNulls(dependency.chart.values), given);
    const before = inherited ?? mapping([], dependency.where);
    const all =
      global === undefined
        ? before
        : overlay(
            before,
            mapping(
              [mapEntry('global', overlay(at(before, 'global'), global)!, global.where)],
              global.where,
            ),
          )!;
    const inner = depth > 8 ? all : coalesced(dependency.chart, all, depth + 1);
    const entry = mapEntry(dependency.key, inner, dependency.where);
    if (isEnabled(dependency, withEntries(values, [...added, entry]))) added.push(entry);
  }
  return added.length === 0 ? values : withEntries(values, added);
}

function withEntries(values: Data, added: readonly Entry[]): Data {
  const keys = new Set(added.map(({ key }) => key));
  const kept = values.type === 'map' ? values.entries.filter(({ key }) => !keys.has(key)) : [];
  return mapping([...kept, ...added], values.where);
}

/** What a chart's own values leave empty is not there for the charts above it. */
function withoutNulls(data: Data | undefined): Data | undefined {
  if (data?.type !== 'map') return data;
  return {
    ...data,
    entries: data.entries.flatMap((item) => {
      if (item.value.type === 'scalar' && item.value.value === null) return [];
      return [{ ...item, value: withoutNulls(item.value)! }];
    }),
  };
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

/** A chart under the alias that its parent gives it, which is its name in its templates. */
function calledBy(chart: Chart, alias: string): Chart {
  if (chart.name === alias || chart.metadata.type !== 'map') return chart;
  const entries = chart.metadata.entries.map((item) =>
    item.key === 'name' ? { ...item, value: scalar(alias, item.value.where) } : item,
  );
  return { ...chart, name: alias, metadata: { ...chart.metadata, entries } };
}

function renderFile(
  chart: Chart,
  path: string,
  file: SourceFile,
  values: SharedValues,
  context: Context,
): void {
  const { release, templates, problems } = context;
  const start = file.location(0);
  const dot = rootOf(chart, path, file, values.get(), release, start);
  let undecided = 0;
  const { output, failed } = render(file, templates, dot, {
    onChange: (map) => values.onChange(map),
    readFile: chart.readFile,
    unknownConditions: context.unknownConditions,
    onUnknownCondition: () => undecided++,
  });
  const mayMatter =
    mentionsMemcached(file.text) ||
    mentionsMemcached(joined(output)) ||
    (chart.concernsMemcached &&
      /kind: *(Service|Deployment|StatefulSet|DaemonSet|NetworkPolicy)/.test(file.text));
  if (failed !== undefined && mayMatter) {
    problems.push({
      kind: 'unresolved',
      where: start,
      message: `${file.path}: the template ends with an error for the values of the chart: ${failed}. Judge the rendered manifests if it is deployed with other values.`,
    });
  }
  const missing = unknownWhole(output);
  if (missing !== undefined && (mayMatter || chart.concernsMemcached)) {
    problems.push({
      kind: 'unresolved',
      where: missing.where,
      message: `${file.path}: what the template prints is not known: ${missing.reason}. Put the dependencies of the chart beside it ("helm dependency build") or scan the output of "helm template".`,
    });
  }
  if (mayMatter) context.undecided += undecided;
  for (const document of splitDocuments(output)) {
    const text = joined(document);
    if (mentionsMemcached(text)) {
      readObjects(file, document, context, failed === undefined ? problems : undefined);
    } else if (mentionsDoors(text)) readObjects(file, document, context);
    else if (text.includes('containers')) context.later.push({ file, output: document, text });
  }
}

/** Why nothing of an output is known: all of it comes from a template that is not here. */
function unknownWhole(output: RichText): { reason: string; where: Location } | undefined {
  const written = output.pieces.filter(
    (piece) => piece.text.trim() !== '' && piece.text.trim() !== '---',
  );
  const origin = written[0]?.origin;
  return origin?.kind === 'unknown' && written.every((piece) => piece.origin?.kind === 'unknown')
    ? origin
    : undefined;
}

function readObjects(
  file: SourceFile,
  output: RichText,
  context: Context,
  problems?: Problem[],
): void {
  const { release, objects } = context;
  const { documents, errors } = readRendered(file.path, output, file.location(0));
  const first = errors[0];
  if (first !== undefined && problems !== undefined) {
    problems.push({
      kind: 'unparsed',
      where: first.where,
      message: `${file.path}, line ${first.where.startLine}: what the template prints cannot be read in full: ${first.message} What could be read is judged; check it with "helm template".`,
    });
  }
  for (const document of documents) {
    append(objects, objectsIn(document, { set: release.set, ...namespaceOf(release) }));
  }
}

/**
 * The versions `helm template` takes to be there without a cluster (`chartutil.DefaultVersionSet`), as far
 * as charts ask for them, and the kinds of them that every cluster has.
 */
const API_VERSIONS = [
  'v1',
  'admissionregistration.k8s.io/v1',
  'apiextensions.k8s.io/v1',
  'apiextensions.k8s.io/v1beta1',
  'apps/v1',
  'apps/v1beta1',
  'apps/v1beta2',
  'authorization.k8s.io/v1',
  'autoscaling/v1',
  'autoscaling/v2',
  'autoscaling/v2beta1',
  'autoscaling/v2beta2',
  'batch/v1',
  'batch/v1beta1',
  'certificates.k8s.io/v1',
  'coordination.k8s.io/v1',
  'discovery.k8s.io/v1',
  'events.k8s.io/v1',
  'extensions/v1beta1',
  'networking.k8s.io/v1',
  'networking.k8s.io/v1beta1',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/NetworkPolicy',
  'policy/v1',
  'policy/v1beta1',
  'policy/v1/PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1',
  'rbac.authorization.k8s.io/v1beta1',
  'scheduling.k8s.io/v1',
  'storage.k8s.io/v1',
  'storage.k8s.io/v1beta1',
];

function rootOf(
  chart: Chart,
  path: string,
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
      Name: text(
        `${path}/${chart.folder === '' ? file.path : file.path.slice(chart.folder.length + 1)}`,
      ),
      BasePath: text(`${path}/templates`),
    }),
    Files: map(Object.fromEntries(chart.files.map((path) => [path, text('')]))),
    Subcharts: map({}),
  });
}
