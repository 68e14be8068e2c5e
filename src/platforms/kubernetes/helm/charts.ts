import type { Location, SourceFile } from '../../../files/source.js';
import { resolveInTree, type Tree } from '../../../files/tree.js';
import { at, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { readYaml } from '../../../syntax/yaml.js';
import { mentionsMemcached } from '../classify.js';
import { readDocuments } from '../manifests.js';
import { archiveTree } from './archive.js';

/** A chart in the tree, with the charts it brings along. */
export interface Chart {
  readonly name: string;
  readonly folder: string;
  readonly metadata: Data;
  readonly where: Location;
  readonly values: Data | undefined;
  /** Whether its name or its values speak of memcached. */
  readonly concernsMemcached: boolean;
  /** Everything in `templates/`. */
  readonly templates: readonly SourceFile[];
  readonly dependencies: readonly Dependency[];
  /** The paths of its other files, relative to its folder (`.Files`). */
  readonly files: readonly string[];
  /** The text of one of them. */
  readonly readFile: (path: string) => SourceFile | undefined;
}

export interface Dependency {
  /** The key of its values in its parent's: the alias or the name. */
  readonly key: string;
  readonly name: string;
  readonly repository: string;
  readonly condition: string | undefined;
  readonly tags: readonly string[];
  /** `undefined` when the chart is not in the tree. */
  readonly chart: Chart | undefined;
  readonly where: Location;
}

/** Charts in charts: no real one goes deeper. */
const DEEPEST = 6;
const MOST_TEMPLATES = 2_000;
const MOST_FILES = 2_000;

const MOST_PACKED = 50;

function isPacked(path: string, chartsFolder: string): boolean {
  return (
    path.startsWith(chartsFolder) &&
    path.endsWith('.tgz') &&
    !path.slice(chartsFolder.length).includes('/')
  );
}

/** Whether a value is an action without quotes, which YAML reads as a map with a map for its key. */
function holdsAction(data: Data | undefined, depth: number): boolean {
  if (data === undefined || depth > 100) return false;
  if (data.type === 'list') return data.items.some((item) => holdsAction(item, depth + 1));
  if (data.type !== 'map') return false;
  return data.entries.some(
    ({ key, value }) => key.startsWith('{') || holdsAction(value, depth + 1),
  );
}

/** Reads the charts of a tree. */
export class ChartReader {
  /** How many releases have been rendered for objects that deploy charts. */
  releases = 0;
  private readonly known = new Map<string, Chart | undefined>();
  /** Where packed charts are declared. */
  private readonly places = new Map<string, Location>();

  constructor(private readonly tree: Tree) {}

  /** The chart in a folder; `undefined` when there is none. */
  read(folder: string, depth = 0): Chart | undefined {
    if (this.known.has(folder)) return this.known.get(folder);
    this.known.set(folder, undefined);
    const chart = depth > DEEPEST ? undefined : this.load(folder, depth);
    this.known.set(folder, chart);
    return chart;
  }

  /** The paths below a folder. */
  below(folder: string): readonly string[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    if (prefix === '') return this.tree.paths;
    const { paths } = this.tree;
    let low = 0;
    let high = paths.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (paths[middle]! < prefix) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let i = low; i < paths.length && paths[i]!.startsWith(prefix); i++) found.push(paths[i]!);
    return found;
  }

  /** Whether any file of the chart in a folder, or of the charts it brings along, speaks of memcached. */
  speaksOfMemcached(folder: string): boolean {
    return this.below(folder).some(
      (path) =>
        /memcache/i.test(path) ||
        (/\.(ya?ml|tpl|json|txt)$/i.test(path) && mentionsMemcached(this.file(path)?.text ?? '')),
    );
  }

  file(path: string): SourceFile | undefined {
    return this.tree.read(path);
  }

  /**
   * The data of a values file or of a chart's own files. Helm reads them as they stand: braces in their
   * texts are templates for `tpl`. Only what is no YAML that way is filled in by something else first.
   */
  yaml(path: string): Data | undefined {
    const file = this.tree.read(path);
    if (file === undefined) return undefined;
    const { documents, errors } = readYaml(file, { version: '1.1' });
    const isPlain = errors.length === 0 && !holdsAction(documents[0]?.data, 0);
    return isPlain ? documents[0]?.data : readDocuments(file, undefined)[0];
  }

  /** The chart in an archive; what it holds stands where its parent declares it. */
  private packed(path: string, depth: number): Chart | undefined {
    const bytes = depth > DEEPEST ? undefined : this.tree.readBytes?.(path);
    if (bytes === undefined) return undefined;
    const start = { file: path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    const tree = archiveTree(bytes, () => this.places.get(path) ?? start);
    const folder = tree?.paths.find((one) => /^[^/]+\/Chart\.yaml$/.test(one))?.split('/')[0];
    return tree === undefined || folder === undefined
      ? undefined
      : new ChartReader(tree).read(folder, depth);
  }

  private load(folder: string, depth: number): Chart | undefined {
    const join = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
    const metadata = this.yaml(join('Chart.yaml'));
    if (metadata?.type !== 'map') return undefined;
    const inside = this.below(folder);
    const templates = inside
      .filter((path) => path.startsWith(join('templates/')))
      .slice(0, MOST_TEMPLATES)
      .flatMap((path) => this.tree.read(path) ?? []);
    const vendored = new Map<string, Chart>();
    const packedIn = new Map<string, string>();
    const chartsFolder = join('charts/');
    const names = new Set(
      inside
        .filter(
          (path) => path.startsWith(chartsFolder) && path.slice(chartsFolder.length).includes('/'),
        )
        .map((path) => path.slice(chartsFolder.length).split('/')[0]!),
    );
    for (const name of names) {
      const chart = this.read(`${chartsFolder}${name}`, depth + 1);
      if (chart !== undefined) vendored.set(chart.name, chart);
    }
    for (const path of inside.filter((one) => isPacked(one, chartsFolder)).slice(0, MOST_PACKED)) {
      const chart = this.packed(path, depth + 1);
      if (chart === undefined || vendored.has(chart.name)) continue;
      vendored.set(chart.name, chart);
      packedIn.set(chart.name, path);
    }
    const declared = [
      ...itemsOf(at(metadata, 'dependencies')),
      ...itemsOf(at(this.yaml(join('requirements.yaml')), 'dependencies')),
    ];
    const dependencies: Dependency[] = [];
    const used = new Set<string>();
    for (const data of declared) {
      const name = textOf(at(data, 'name'));
      if (name === undefined) continue;
      used.add(name);
      const archive = packedIn.get(name);
      if (archive !== undefined) this.places.set(archive, at(data, 'name')!.where);
      const repository = textOf(at(data, 'repository')) ?? '';
      const local = repository.startsWith('file://')
        ? resolveInTree(folder, repository.slice('file://'.length))
        : undefined;
      dependencies.push({
        key: textOf(at(data, 'alias')) ?? name,
        name,
        repository,
        condition: textOf(at(data, 'condition')),
        tags: itemsOf(at(data, 'tags')).flatMap((tag) => textOf(tag) ?? []),
        chart:
          vendored.get(name) ?? (local === undefined ? undefined : this.read(local, depth + 1)),
        where: at(data, 'name')!.where,
      });
    }
    // Helm loads whatever lies in `charts/`, declared or not.
    for (const [name, chart] of vendored) {
      if (used.has(name)) continue;
      dependencies.push({
        key: name,
        name,
        repository: '',
        condition: undefined,
        tags: [],
        chart,
        where: chart.where,
      });
    }
    const name = textOf(at(metadata, 'name'));
    return {
      name: name ?? folder.slice(folder.lastIndexOf('/') + 1),
      folder,
      metadata,
      where: at(metadata, 'name')?.where ?? metadata.where,
      values: this.yaml(join('values.yaml')),
      concernsMemcached: ['Chart.yaml', 'values.yaml'].some((path) =>
        mentionsMemcached(this.file(join(path))?.text ?? ''),
      ),
      templates,
      dependencies,
      files: inside
        .map((path) => path.slice(join('').length))
        .filter((path) => !/^(templates|charts)\//.test(path))
        .slice(0, MOST_FILES),
      readFile: (path) => this.file(join(path)),
    };
  }
}
