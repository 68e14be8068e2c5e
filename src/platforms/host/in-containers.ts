import { append } from '../../append.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { splitWords } from '../../syntax/shell/words.js';
import { itemsOf, textOf, type Data } from '../../syntax/data.js';
import { readYaml } from '../../syntax/yaml.js';

const DOCKERFILE = /(?:^|\/)(?:[^/]*\.)?(?:Dockerfile|Containerfile|dockerfile)(?:[.-][^/]*)?$/;
const COMPOSE = /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/;
/** More than this many files are not searched for what they copy or mount. */
const MOST_FILES = 2000;

/**
 * Tells which files of the tree end up in a container image or are mounted into a container: a bind
 * address in those is the container's, not the host's.
 */
export class ContainerFiles {
  private sources: ReadonlySet<string> | undefined;
  private dockerFolders: ReadonlySet<string> | undefined;
  /** Folders of Dockerfiles, by the name of a file that they start. */
  private readonly started = new Map<string, string[]>();

  constructor(private readonly tree: Tree) {}

  /** Whether a Dockerfile copies the file, or a folder around it, or a Compose file mounts one. */
  has(path: string): boolean {
    const sources = this.read();
    for (let here = path; here !== ''; here = parentOf(here)) if (sources.has(here)) return true;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const contexts = this.started.get(name) ?? [];
    return (
      contexts.some((folder) => folder === '' || path.startsWith(`${folder}/`)) ||
      this.isInChart(path)
    );
  }

  /** Scripts among the templates of a Helm chart are mounted into its pods. */
  private isInChart(path: string): boolean {
    const match = /^(.*?)(?:^|\/)templates\//.exec(path);
    if (match === null) return false;
    const chart = match[1] === '' ? 'Chart.yaml' : `${match[1]!}/Chart.yaml`;
    return this.tree.has(chart);
  }

  /** Whether a Dockerfile stands in the file's folder or one above it, the root left out. */
  hasDockerfileAround(path: string): boolean {
    this.read();
    for (let here = parentOf(path); here !== ''; here = parentOf(here)) {
      if (this.dockerFolders!.has(here)) return true;
    }
    return false;
  }

  private read(): ReadonlySet<string> {
    if (this.sources !== undefined) return this.sources;
    const sources = new Set<string>();
    const folders = new Set<string>();
    let left = MOST_FILES;
    for (const path of this.tree.paths) {
      const docker = DOCKERFILE.test(path);
      if ((!docker && !COMPOSE.test(path)) || left-- <= 0) continue;
      if (docker) {
        folders.add(parentOf(path));
        this.noteStarted(path);
      }
      for (const source of docker ? this.copied(path) : this.mounted(path)) sources.add(source);
    }
    this.sources = sources;
    this.dockerFolders = folders;
    return sources;
  }

  /** The files that ENTRYPOINT and CMD name; `COPY . .` brings them in without naming them. */
  private noteStarted(path: string): void {
    const text = this.tree.read(path)?.text ?? '';
    let left = 20;
    for (const match of text.matchAll(/^[ \t]*(?:ENTRYPOINT|CMD)[ \t]+(.*)$/gim)) {
      if (left-- <= 0) break;
      for (const { text: word } of splitWords(match[1]!.replace(/[[\],]/g, ' '))) {
        if (word === undefined || !word.includes('.')) continue;
        const name = word.slice(word.lastIndexOf('/') + 1);
        this.started.set(name, [...(this.started.get(name) ?? []), parentOf(path)]);
      }
    }
  }

  /** The sources of COPY and ADD, tried against every folder that can be the build context. */
  private copied(path: string): string[] {
    const text = this.tree.read(path)?.text ?? '';
    const found: string[] = [];
    for (const match of text.matchAll(/^[ \t]*(?:COPY|ADD)[ \t]+(.*)$/gim)) {
      if (found.length > 1000) break;
      const words = splitWords(match[1]!.replace(/[[\],]/g, ' ')).map(
        ({ text: word }) => word ?? '',
      );
      if (words.some((word) => word.startsWith('--from='))) continue;
      const sources = words.filter((word) => !word.startsWith('--')).slice(0, -1);
      for (const source of sources) append(found, this.inContexts(parentOf(path), source));
    }
    return found;
  }

  private inContexts(folder: string, source: string): string[] {
    const bare = source.replace(/\/?\*.*$/, '').replace(/^\/+/, '');
    const found: string[] = [];
    for (let context = folder, depth = 0; depth < 20; context = parentOf(context), depth++) {
      const path = resolveInTree(context, bare);
      // `COPY . .` says nothing about a single file.
      if (path !== undefined && path !== context && path !== '') found.push(path);
      if (context === '') break;
    }
    return found;
  }

  /** The host sides of a Compose file's volumes and the files of its configs. */
  private mounted(path: string): string[] {
    const file = this.tree.read(path);
    if (file === undefined || !/volumes|configs/.test(file.text)) return [];
    const found: string[] = [];
    const add = (source: string | undefined): void => {
      if (source === undefined || !/^\.{0,2}\//.test(source)) return;
      const resolved = resolveInTree(parentOf(path), source);
      if (resolved !== undefined && resolved !== '' && resolved !== parentOf(path))
        found.push(resolved);
    };
    const walk = (data: Data | undefined, depth: number): void => {
      if (data?.type !== 'map' || depth > 4) return;
      for (const { key, value } of data.entries) {
        if (key === 'volumes') {
          for (const item of itemsOf(value)) {
            if (item.type === 'map')
              add(textOf(item.entries.find((one) => one.key === 'source')?.value));
            else add(textOf(item)?.split(':')[0]);
          }
        } else if (key === 'file' || key === 'env_file') add(textOf(value));
        else walk(value, depth + 1);
      }
    };
    for (const { data } of readYaml(file).documents) walk(data, 0);
    return found;
  }
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
