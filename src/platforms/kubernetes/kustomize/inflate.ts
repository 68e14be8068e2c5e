import type { Problem } from '../../../facts.js';
import { resolveInTree, type Tree } from '../../../files/tree.js';
import { at, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { mentionsMemcached } from '../classify.js';
import type { ChartReader } from '../helm/charts.js';
import { embedded, useObjects } from '../helm/releases.js';
import { overlay } from '../helm/values.js';

/** What the reading of charts needs of the kustomization that names them. */
export interface InflationHost {
  readonly folder: string;
  readonly tree: Tree;
  readonly reader: ChartReader;
  readonly problems: Problem[];
}

/** The objects of a chart that kustomize inflates: a known one or one in the tree; any other is told. */
export function inflate(item: Data, home: string | undefined, host: InflationHost): Data[] {
  const { folder, tree, reader, problems } = host;
  const name = at(item, 'name') ?? at(item, 'chartName');
  const chart = textOf(name);
  if (name === undefined || chart === undefined) return [];
  const values = [at(item, 'valuesFile'), ...itemsOf(at(item, 'additionalValuesFiles'))]
    .flatMap((one) => resolveInTree(folder, textOf(one) ?? '') ?? [])
    .reduce<Data | undefined>(
      (all, path) => (tree.has(path) ? overlay(all, reader.yaml(path)) : all),
      undefined,
    );
  const inline = at(item, 'valuesInline');
  const given = inline?.type === 'scalar' ? embedded(inline, reader) : inline;
  const local = resolveInTree(folder, `${home ?? 'charts'}/${chart}`);
  // `override` is the default: what is written in place wins over the files.
  const inFiles = textOf(at(item, 'valuesMerge')) === 'merge';
  const objects = useObjects(
    {
      chart,
      name: textOf(at(item, 'releaseName')) ?? chart,
      namespace: textOf(at(item, 'namespace')),
      values: inFiles ? overlay(given, values) : overlay(values, given),
      where: name.where,
      folder: local !== undefined && reader.read(local) !== undefined ? local : undefined,
    },
    reader,
    problems,
  );
  if (objects.length === 0 && mentionsMemcached(chart)) {
    problems.push({
      kind: 'unresolved',
      where: name.where,
      message: `${name.where.file}, line ${name.where.startLine}: the chart ${chart} is not in the repository and not known, so that what it opens was not judged. Scan the output of "kustomize build --enable-helm" to include it.`,
    });
  }
  return objects.map((object) => object.data);
}
