import { resolveInTree, type Tree } from '../../files/tree.js';
import { NixFile, type NixSet } from '../../syntax/nix/index.js';

/** Modules that one machine is made of. */
const MOST_MODULES = 40;
/** Files beside a module that are looked at to see whether they import it. */
const MOST_NEIGHBOURS = 60;
const LONGEST = 512 * 1024;

/** Attributes that hold one machine each: NixOS tests, flakes, deployment tools, nspawn containers. */
const MACHINES: ReadonlySet<string> = new Set([
  'nodes',
  'nixosConfigurations',
  'machines',
  'hosts',
  'containers',
]);

/** A module's attribute set with the file it stands in. */
export interface Module {
  readonly file: NixFile;
  readonly path: string;
  readonly set: NixSet;
}

/** The machine that a set is about, empty for a module that may be part of any. */
export function machineOf({ path }: NixSet): string {
  for (let at = path.length - 2; at >= 0; at--) {
    if (MACHINES.has(path[at] ?? '') && path[at + 1] !== undefined) {
      // `virtualisation.oci-containers.containers.NAME` is no machine.
      if (path[at - 1] === 'oci-containers') continue;
      return path[at + 1]!;
    }
  }
  return '';
}

/** Reads modules once and knows which of them go together. */
export class Modules {
  private readonly files = new Map<string, NixFile | undefined>();

  constructor(private readonly tree: Tree) {}

  read(path: string): NixFile | undefined {
    if (!this.files.has(path)) {
      const file = this.tree.has(path) ? this.tree.read(path) : undefined;
      this.files.set(
        path,
        file === undefined || file.text.length > LONGEST ? undefined : new NixFile(file),
      );
    }
    return this.files.get(path);
  }

  /** The module itself first, then those it imports and those that import it. */
  around(path: string): [string, NixFile][] {
    const found = new Map<string, NixFile>();
    const add = (at: string): void => {
      const file = found.has(at) || found.size >= MOST_MODULES ? undefined : this.read(at);
      if (file === undefined) return;
      found.set(at, file);
      for (const name of this.imported(at, file)) add(name);
    };
    add(path);
    for (const neighbour of this.neighbours(path)) {
      const file = this.read(neighbour);
      if (file !== undefined && this.imported(neighbour, file).includes(path)) add(neighbour);
    }
    return [...found];
  }

  private imported(from: string, file: NixFile): string[] {
    const folder = from.slice(0, Math.max(from.lastIndexOf('/'), 0));
    return file.imports().flatMap((text) => {
      const path = resolveInTree(folder, text);
      if (path === undefined) return [];
      if (this.tree.has(path)) return [path];
      const inner = `${path}/default.nix`;
      return this.tree.has(inner) ? [inner] : [];
    });
  }

  /** Nix files in the same folder and those above it. */
  private neighbours(path: string): string[] {
    const folders = new Set<string>(['']);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      folders.add(path.slice(0, at));
    }
    const found: string[] = [];
    for (const other of this.tree.paths) {
      if (!other.endsWith('.nix') || other === path) continue;
      if (folders.has(other.slice(0, Math.max(other.lastIndexOf('/'), 0)))) found.push(other);
      if (found.length >= MOST_NEIGHBOURS) break;
    }
    return found;
  }
}
