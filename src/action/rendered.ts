import { SourceFile } from '../files/source.js';
import { kubernetesClaim } from '../platforms/kubernetes/claim.js';
import { isPlan } from '../platforms/terraform/claim.js';
import type { NamedFile } from './inputs.js';
import type { Workspace } from '../files/workspace.js';

/**
 * Reads manifests as `helm template` and `kustomize build` write them: files, or folders with all
 * manifests below them. Files that git ignores count like any other. What a gate is to judge must be
 * there: a file without an object of Kubernetes is an error.
 *
 * @param folder the scanned folder, relative to the workspace
 * @returns with paths relative to that folder
 * @throws Error with a sentence
 */
export function renderedManifests(
  workspace: Workspace,
  folder: string,
  names: readonly string[],
): NamedFile[] {
  const found = new Map<string, NamedFile>();
  for (const name of names) {
    const paths = workspace
      .filesAt(name)
      .filter((path) => !path.isBelow || isManifestName(path.path));
    if (paths.length === 0) throw new Error(`"${name}" is a folder without YAML or JSON files.`);
    let objects = 0;
    for (const { path, isBelow } of paths) {
      if (!isManifestName(path)) {
        throw new Error(`"${path}" is no .yaml, .yml or .json file; name it so.`);
      }
      const text = workspace.read(path, MOST_BYTES).replace(/^\ufeff/, '');
      const inFolder = below(folder, path);
      if (kubernetesClaim.claims(new SourceFile(inFolder, text))) objects += 1;
      else if (!isBelow) throw new Error(`"${path}" holds no object of Kubernetes.`);
      found.set(inFolder, { path: inFolder, text });
    }
    if (objects === 0) throw new Error(`"${name}" holds no object of Kubernetes.`);
  }
  return [...found.values()];
}

/**
 * Reads plans as `terraform show -json` writes them.
 *
 * @param folder the scanned folder, relative to the workspace
 * @returns with paths relative to that folder
 * @throws Error with a sentence
 */
export function terraformPlans(
  workspace: Workspace,
  folder: string,
  names: readonly string[],
): NamedFile[] {
  return names.map((name) => {
    const path = workspace.inside(name);
    const inFolder = below(folder, path);
    const text = workspace.read(path, LARGEST_PLAN).replace(/^\ufeff/, '');
    if (!isPlan(new SourceFile(inFolder, text))) {
      throw new Error(
        `"${name}" is no plan; write it with "terraform show -json plan.out" to a file that ends in .json.`,
      );
    }
    return { path: inFolder, text };
  });
}

const LARGEST_PLAN = 64 * 1024 * 1024;

/** As for the files of a repository. */
const MOST_BYTES = 4 * 1024 * 1024;

function isManifestName(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path);
}

/**
 * A path relative to a folder; both relative to the workspace.
 *
 * @throws Error with a sentence when it is not below the folder
 */
export function below(folder: string, path: string): string {
  if (folder === '') return path;
  if (path.startsWith(`${folder}/`)) return path.slice(folder.length + 1);
  throw new Error(`"${path}" is not below the scanned folder "${folder}"; move it there.`);
}
