import { append } from '../../../append.js';
import type { Problem } from '../../../facts.js';
import { SourceFile, type Location } from '../../../files/source.js';
import { resolveInTree } from '../../../files/tree.js';
import { at, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { readYaml } from '../../../syntax/yaml.js';
import { isValuesName } from '../classify.js';
import { groupOf, type KubeObject } from '../objects.js';
import type { Chart, ChartReader } from './charts.js';
import { isMemcachedChart, modelObjects } from './known-charts.js';
import { releaseObjects } from './render.js';
import { overlay, setPath } from './values.js';

/** Values files beyond this many of one chart are not tried. */
const MOST_ALTERNATIVES = 12;
/** Releases of charts in the tree beyond this many are not rendered. */
const MOST_RELEASES = 300;

/** The objects of all charts in the tree, with their own values and with each values file beside them. */
export function chartObjects(
  folders: readonly string[],
  reader: ChartReader,
  problems: Problem[],
): KubeObject[] {
  const objects: KubeObject[] = [];
  const all = new Set(folders);
  const roots = folders.filter(
    (folder) => !isInChartsOfAny(folder, all) && reader.speaksOfMemcached(folder),
  );
  const used = new Set<string>();
  for (const folder of roots) {
    for (const dependency of reader.read(folder)?.dependencies ?? []) {
      if (dependency.chart !== undefined) used.add(dependency.chart.folder);
    }
  }
  for (const folder of roots) {
    const chart = reader.read(folder);
    // A chart that another one in the tree uses is judged through its user.
    if (chart === undefined || used.has(folder)) continue;
    const alternatives = alternativeValues(chart, reader);
    append(objects, releaseObjects({ chart, values: undefined, set: `chart ${folder}` }, problems));
    for (const { path, values } of alternatives) {
      // What fails or cannot be read has been told for the chart's own values.
      append(objects, releaseObjects({ chart, values, set: `chart ${folder} with ${path}` }, []));
    }
  }
  return objects;
}

/** Whether a folder lies in the `charts/` of one of the charts. */
function isInChartsOfAny(folder: string, charts: ReadonlySet<string>): boolean {
  if (folder.startsWith('charts/') && charts.has('')) return true;
  for (let at = folder.indexOf('/charts/'); at >= 0; at = folder.indexOf('/charts/', at + 1)) {
    if (charts.has(folder.slice(0, at))) return true;
  }
  return false;
}

/** `values-prod.yaml` and its like beside a chart's own values, laid over them one at a time. */
function alternativeValues(chart: Chart, reader: ChartReader): { path: string; values: Data }[] {
  const prefix = chart.folder === '' ? '' : `${chart.folder}/`;
  const found: { path: string; values: Data }[] = [];
  for (const path of reader.below(chart.folder)) {
    const relative = path.slice(prefix.length);
    const name = relative.slice(relative.lastIndexOf('/') + 1);
    if (relative === 'values.yaml' || !isValuesName(name)) continue;
    // `ci/` holds values for tests of the chart, `charts/` those of other charts.
    if (/^(templates|charts|ci|tests?)\//.test(relative)) continue;
    const values = reader.yaml(path);
    if (values?.type !== 'map') continue;
    found.push({ path, values });
    if (found.length >= MOST_ALTERNATIVES) break;
  }
  return found;
}

/** Releases that objects describe: Argo CD applications, Flux and k3s releases. */
export function deployedObjects(
  objects: readonly KubeObject[],
  reader: ChartReader,
  problems: Problem[],
): KubeObject[] {
  const found: KubeObject[] = [];
  for (const object of objects) {
    for (const use of usesIn(object, objects, reader)) {
      append(found, useObjects(use, reader, problems));
      if (object.kind === 'HelmRelease') {
        append(problems, missingValues(object, use, objects, reader));
      }
    }
  }
  return found;
}

/** A chart that something deploys. */
export interface Use {
  readonly chart: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly values: Data | undefined;
  readonly where: Location;
  /** The folder of a chart in the tree. */
  readonly folder?: string | undefined;
}

export function useObjects(use: Use, reader: ChartReader, problems: Problem[]): KubeObject[] {
  const set = `release ${use.name} in ${use.where.file}`;
  const namespace = use.namespace === undefined ? {} : { namespace: use.namespace };
  const chart = use.folder === undefined ? undefined : reader.read(use.folder);
  if (chart !== undefined) {
    if (++reader.releases > MOST_RELEASES) {
      if (reader.releases === MOST_RELEASES + 1) {
        problems.push({
          kind: 'unresolved',
          where: use.where,
          message: `${use.where.file}, line ${use.where.startLine}: more than ${MOST_RELEASES} releases of charts in the repository; this and further ones were not judged. Scan the rendered manifests instead.`,
        });
      }
      return [];
    }
    return releaseObjects(
      { chart, values: use.values, set, name: use.name, ...namespace },
      problems,
    );
  }
  return modelObjects(
    { chart: use.chart, key: use.name, values: use.values, where: use.where },
    { set, ...namespace },
  );
}

function usesIn(object: KubeObject, objects: readonly KubeObject[], reader: ChartReader): Use[] {
  const spec = at(object.data, 'spec');
  const group = groupOf(object);
  const base = { name: object.name, where: object.where };
  if (object.kind === 'HelmRelease') {
    const chart =
      at(spec, 'chart', 'spec', 'chart') ??
      at(spec, 'chart', 'name') ??
      at(spec, 'chartRef', 'name');
    const name = textOf(chart);
    if (chart === undefined || name === undefined) return [];
    return [
      {
        ...base,
        chart: name,
        where: chart.where,
        namespace: textOf(at(spec, 'targetNamespace')) ?? object.namespace,
        values: overlay(fluxValues(object, objects, reader), at(spec, 'values')),
        folder: localFolder(name, '', reader),
      },
    ];
  }
  if (object.kind === 'HelmChart' && group === 'helm.cattle.io') {
    const chart = at(spec, 'chart');
    const name = textOf(chart);
    if (chart === undefined || name === undefined) return [];
    let values = embedded(at(spec, 'valuesContent'), reader);
    const set = at(spec, 'set');
    for (const item of set?.type === 'map' ? set.entries : []) {
      values = overlay(values, setPath(item.key, item.value, item.keyWhere));
    }
    return [
      {
        ...base,
        chart: name,
        where: chart.where,
        namespace: textOf(at(spec, 'targetNamespace')) ?? object.namespace,
        values,
      },
    ];
  }
  if (object.kind !== 'Application' || group !== 'argoproj.io') return [];
  const sources = [at(spec, 'source'), ...itemsOf(at(spec, 'sources'))];
  return sources.flatMap((source): Use[] => {
    const helm = at(source, 'helm');
    const chart = at(source, 'chart') ?? at(source, 'path');
    const name = textOf(chart);
    if (source === undefined || chart === undefined || name === undefined) return [];
    const folder = at(source, 'chart') === undefined ? localFolder(name, '', reader) : undefined;
    let values: Data | undefined;
    for (const item of itemsOf(at(helm, 'valueFiles'))) {
      const path = folder === undefined ? undefined : resolveInTree(folder, textOf(item) ?? '');
      if (path !== undefined) values = overlay(values, reader.yaml(path));
    }
    values = overlay(values, embedded(at(helm, 'values'), reader));
    values = overlay(values, at(helm, 'valuesObject'));
    for (const parameter of itemsOf(at(helm, 'parameters'))) {
      const path = textOf(at(parameter, 'name'));
      const value = at(parameter, 'value');
      if (path !== undefined && value !== undefined) {
        values = overlay(values, setPath(path, value, value.where));
      }
    }
    if (helm === undefined && folder === undefined && at(source, 'chart') === undefined) return [];
    return [
      {
        ...base,
        chart: name,
        where: chart.where,
        namespace: textOf(at(spec, 'destination', 'namespace')),
        values,
        folder,
      },
    ];
  });
}

function localFolder(path: string, from: string, reader: ChartReader): string | undefined {
  const folder = resolveInTree(from, path);
  return folder !== undefined && reader.read(folder) !== undefined ? folder : undefined;
}

/** Values written as YAML in a block of text; each value stands on its own line of the file. */
export function embedded(data: Data | undefined, reader: ChartReader): Data | undefined {
  if (data !== undefined && textOf(data) === undefined)
    return data.type === 'map' ? data : undefined;
  return embeddedDocuments(data, reader)[0];
}

/** Where a HelmRelease takes values from: an item of `valuesFrom`, and what is written there. */
interface ValuesSource {
  readonly item: Data;
  readonly kind: string;
  readonly name: string;
  readonly path: string | undefined;
  /** `undefined` when it is not in the repository. */
  readonly written: Data | undefined;
}

/** What a HelmRelease takes values from, in order (fluxcd.io, `valuesFrom`). */
function valuesSources(release: KubeObject, objects: readonly KubeObject[]): ValuesSource[] {
  return itemsOf(at(release.data, 'spec', 'valuesFrom'))
    .slice(0, 50)
    .flatMap((item): ValuesSource[] => {
      const kind = textOf(at(item, 'kind'));
      const name = textOf(at(item, 'name'));
      if (kind === undefined || name === undefined) return [];
      const found =
        kind === 'ConfigMap'
          ? objects.find(
              (one) =>
                one.kind === kind && one.name === name && one.namespace === release.namespace,
            )
          : undefined;
      const key = textOf(at(item, 'valuesKey')) ?? 'values.yaml';
      const path = textOf(at(item, 'targetPath'));
      return [{ item, kind, name, path, written: at(found?.data, 'data', key) }];
    });
}

/** The values that a HelmRelease takes from ConfigMaps of its namespace, the later over the earlier. */
function fluxValues(
  release: KubeObject,
  objects: readonly KubeObject[],
  reader: ChartReader,
): Data | undefined {
  let values: Data | undefined;
  for (const { path, written } of valuesSources(release, objects)) {
    if (written === undefined) continue;
    values = overlay(
      values,
      path === undefined ? embedded(written, reader) : setPath(path, written, written.where),
    );
  }
  return values;
}

/** Values that decide who reaches memcached, by their paths in charts; passwords and sizes do not. */
const DECIDING_PATH =
  /service|type|host|port|network|polic|source|external|ingress|expos|args|command/i;

/**
 * What a release of memcached takes from a Secret, or from a ConfigMap that is not in the repository,
 * when that could open it: the release's own values, which win, leave the type of its Service open.
 */
function missingValues(
  release: KubeObject,
  use: Use,
  objects: readonly KubeObject[],
  reader: ChartReader,
): Problem[] {
  const isConcerned =
    use.folder === undefined
      ? isMemcachedChart(use.chart)
      : (reader.read(use.folder)?.concernsMemcached ?? false);
  if (!isConcerned) return [];
  const own = at(release.data, 'spec', 'values');
  if (textOf(at(own, 'service', 'type')) !== undefined) return [];
  return valuesSources(release, objects).flatMap(({ item, kind, name, path, written }) => {
    if (written !== undefined || (path !== undefined && !DECIDING_PATH.test(path))) return [];
    const { where } = item;
    return [
      {
        kind: 'unresolved' as const,
        where,
        message: `${where.file}, line ${where.startLine}: the release ${release.name} of memcached takes ${path === undefined ? 'values' : `the value ${path}`} from the ${kind} ${name}, which is not in the repository, so that its Service may be of any type. Set service.type in the values of the release, which win over it.`,
      },
    ];
  });
}

/** All documents of YAML that is written inside a text. */
export function embeddedDocuments(data: Data | undefined, reader: ChartReader): Data[] {
  const text = textOf(data);
  if (data === undefined || text === undefined) return [];
  const file = new EmbeddedFile(text, data.where, reader.file(data.where.file));
  return readYaml(file, { version: '1.1' }).documents.map((document) => document.data);
}

/** The content of a literal block scalar (`|`) as a file: its lines are lines of the outer file. */
export class EmbeddedFile extends SourceFile {
  private readonly indent: number;
  private readonly isBlock: boolean;

  constructor(
    text: string,
    private readonly outer: Location,
    outerFile: SourceFile | undefined,
  ) {
    super(outer.file, text);
    const header = outerFile?.line(outer.startLine).slice(outer.startColumn - 1) ?? '';
    this.isBlock = header.startsWith('|');
    const firstLine = text.split('\n').findIndex((line) => line.trim() !== '');
    const written = outerFile?.line(outer.startLine + 1 + Math.max(firstLine, 0)) ?? '';
    const inside = text.split('\n')[Math.max(firstLine, 0)] ?? '';
    this.indent = Math.max(0, written.length - inside.length);
  }

  override location(start: number, end: number = start, address?: string): Location {
    const inner = super.location(start, end, address);
    if (!this.isBlock) return { ...this.outer, ...(address === undefined ? {} : { address }) };
    return {
      ...inner,
      startLine: inner.startLine + this.outer.startLine,
      endLine: inner.endLine + this.outer.startLine,
      startColumn: inner.startColumn + this.indent,
      endColumn: inner.endColumn + this.indent,
    };
  }
}

/** Releases in a helmfile: `releases[].{chart, values, set}`. */
export function helmfileUses(file: SourceFile, reader: ChartReader): Use[] {
  const folder = file.folder;
  return readYaml(file, { version: '1.1' }).documents.flatMap(({ data }) =>
    itemsOf(at(data, 'releases')).flatMap((release): Use[] => {
      const chart = at(release, 'chart');
      const name = textOf(chart);
      if (chart === undefined || name === undefined) return [];
      let values: Data | undefined;
      for (const item of itemsOf(at(release, 'values'))) {
        const path = textOf(item);
        const resolved = path === undefined ? undefined : resolveInTree(folder, path);
        values = overlay(
          values,
          item.type === 'map' ? item : resolved === undefined ? undefined : reader.yaml(resolved),
        );
      }
      for (const item of itemsOf(at(release, 'set'))) {
        const path = textOf(at(item, 'name'));
        const value = at(item, 'value');
        if (path !== undefined && value !== undefined)
          values = overlay(values, setPath(path, value, value.where));
      }
      return [
        {
          chart: name,
          name: textOf(at(release, 'name')) ?? name,
          namespace: textOf(at(release, 'namespace')),
          values,
          where: chart.where,
          folder: name.startsWith('.') ? localFolder(name, folder, reader) : undefined,
        },
      ];
    }),
  );
}
