import { append } from '../../append.js';
import type { SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import type { Data } from '../../syntax/data.js';
import { isConfiguration, isVariablesFile } from './claim.js';
import { attributeOf, readModule, type ModuleConfig } from './config.js';
import { Evaluation } from './evaluation.js';
import type { RemoteModuleCall } from './resource.js';
import { readTerragrunt } from './terragrunt/index.js';
import { isLoadedByItself, loadOrder, readVariables } from './variables-files.js';

/** At most this many alternative files of variables are tried for one root. */
const MOST_ALTERNATIVES = 12;

/** A folder that is evaluated by itself because no other one calls it. */
export interface Root {
  readonly config: ModuleConfig;
  /** The folder it is applied from. */
  readonly name: string;
  /** It is meant to be called, but nothing in the repository does: its defaults may be replaced. */
  readonly isUncalledModule: boolean;
  /** Files of variables that are loaded only when they are named, with what they set. */
  readonly alternatives: readonly VariablesFile[];
  /** The values that are loaded by themselves. */
  readonly loaded: (name: string) => Data | undefined;
}

export interface VariablesFile {
  readonly path: string;
  readonly values: ReadonlyMap<string, Data>;
}

/** A module that is not in the repository and is applied by itself, as Terragrunt does. */
export interface RemoteRoot {
  readonly name: string;
  readonly call: RemoteModuleCall;
}

export interface Project {
  readonly modules: ReadonlyMap<string, ModuleConfig>;
  readonly roots: readonly Root[];
  readonly remote: readonly RemoteRoot[];
}

/** Puts the folders of a tree together: which are roots, which are called, which variables they get. */
export function readProject(files: readonly SourceFile[], tree: Tree): Project {
  const folders = new Map<string, SourceFile[]>();
  for (const file of files) {
    if (!isConfiguration(file.path)) continue;
    const inFolder = folders.get(file.folder);
    if (inFolder === undefined) folders.set(file.folder, [file]);
    else inFolder.push(file);
  }
  const modules = new Map<string, ModuleConfig>();
  for (const [folder, inFolder] of folders) modules.set(folder, readModule(folder, inFolder));
  const callers = readTerragrunt(files, tree, modules);
  const calledByThem = callers.flatMap(({ calls }) =>
    'moduleFolder' in calls ? [calls.moduleFolder] : [],
  );
  const rootFolders = findRoots(modules, new Set(calledByThem));
  const besideTheirCall = callers.flatMap(({ folder, calls }) =>
    'moduleFolder' in calls && calls.moduleFolder === folder ? [folder] : [],
  );
  const variableFiles = variableFilesByRoot(files, [...rootFolders, ...besideTheirCall]);
  const roots: Root[] = rootFolders.map((folder) =>
    makeRoot(modules.get(folder)!, variableFiles.get(folder) ?? []),
  );
  const remote: RemoteRoot[] = [];
  for (const { folder, calls, inputs } of callers) {
    if ('remote' in calls) {
      remote.push({ name: folder, call: calls.remote });
      continue;
    }
    const config = calls.config ?? modules.get(calls.moduleFolder)!;
    // A module beside the call is loaded with its own files of variables as well.
    const own =
      config.folder === folder ? loadedOf(variableFiles.get(folder) ?? [], folder) : undefined;
    const loaded = (name: string): Data | undefined => own?.get(name) ?? inputs(name);
    roots.push({ config, name: folder, isUncalledModule: false, alternatives: [], loaded });
  }
  return { modules, roots, remote };
}

/** Evaluates a root with the variables that are loaded by themselves and those of one alternative. */
export function evaluateRoot(
  tree: Tree,
  project: Project,
  root: Root,
  alternative?: VariablesFile,
): Evaluation {
  const inputs = (name: string): Data | undefined =>
    alternative?.values.get(name) ?? root.loaded(name);
  return new Evaluation(tree, project.modules, root.config, inputs);
}

/** The folders that local calls of a module lead to. */
function calledFolders(config: ModuleConfig, modules: ReadonlyMap<string, ModuleConfig>): string[] {
  const folders: string[] = [];
  for (const call of config.calls.values()) {
    const source = attributeOf(call, 'source')?.attribute.value;
    if (source?.kind !== 'literal' || typeof source.value !== 'string') continue;
    if (!/^\.\.?(\/|$)/.test(source.value)) continue;
    const folder = resolveInTree(config.folder, source.value);
    if (folder !== undefined && folder !== config.folder && modules.has(folder))
      folders.push(folder);
  }
  return folders;
}

/** Folders that nothing calls; of a circle of calls, the first by name. */
function findRoots(
  modules: ReadonlyMap<string, ModuleConfig>,
  calledOtherwise: ReadonlySet<string>,
): string[] {
  const called = new Set<string>(calledOtherwise);
  const calls = new Map<string, string[]>();
  for (const [folder, config] of modules) {
    const folders = calledFolders(config, modules);
    calls.set(folder, folders);
    for (const each of folders) called.add(each);
  }
  const all = [...modules.keys()].sort();
  const roots = all.filter((folder) => !called.has(folder));
  const reached = new Set<string>();
  const reach = (from: string): void => {
    const stack = [from];
    for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
      if (reached.has(folder)) continue;
      reached.add(folder);
      append(stack, calls.get(folder) ?? []);
    }
  };
  [...roots, ...calledOtherwise].forEach(reach);
  for (const folder of all) {
    if (reached.has(folder)) continue;
    roots.push(folder);
    reach(folder);
  }
  return roots;
}

/**
 * The files of variables that could be meant for each root: those of its own folder, and those below
 * it, such as `envs/prod.tfvars`, unless a nearer folder is a root itself.
 */
function variableFilesByRoot(
  files: readonly SourceFile[],
  rootFolders: readonly string[],
): ReadonlyMap<string, readonly SourceFile[]> {
  const roots = new Set(rootFolders);
  const byRoot = new Map<string, SourceFile[]>();
  for (const file of files) {
    if (!isVariablesFile(file.path)) continue;
    let folder: string | undefined = file.folder;
    while (folder !== undefined && !roots.has(folder)) {
      const slash: number = folder.lastIndexOf('/');
      folder = folder === '' ? undefined : slash < 0 ? '' : folder.slice(0, slash);
    }
    if (folder === undefined) continue;
    const known = byRoot.get(folder);
    if (known === undefined) byRoot.set(folder, [file]);
    else known.push(file);
  }
  return byRoot;
}

/** The values that Terraform loads by itself from the files of variables of a folder. */
function loadedOf(files: readonly SourceFile[], folder: string): ReadonlyMap<string, Data> {
  const loaded = new Map<string, Data>();
  for (const file of loadOrder(files.filter((each) => each.folder === folder))) {
    for (const [name, value] of readVariables(file)) loaded.set(name, value);
  }
  return loaded;
}

function makeRoot(config: ModuleConfig, variableFiles: readonly SourceFile[]): Root {
  const loaded = loadedOf(variableFiles, config.folder);
  const alternatives: VariablesFile[] = [];
  for (const file of variableFiles) {
    if (alternatives.length >= MOST_ALTERNATIVES) break;
    if (file.folder === config.folder && isLoadedByItself(file.name)) continue;
    const values = readVariables(file);
    if ([...values.keys()].some((name) => config.variables.has(name))) {
      alternatives.push({ path: file.path, values });
    }
  }
  return {
    config,
    name: config.folder,
    isUncalledModule: isMeantToBeCalled(config, loaded),
    alternatives,
    loaded: (name) => loaded.get(name),
  };
}

/**
 * A module rather than something to apply: no provider or backend of its own, and it lies among
 * modules or needs variables that no file gives.
 */
function isMeantToBeCalled(config: ModuleConfig, loaded: ReadonlyMap<string, Data>): boolean {
  if (config.isConfigured) return false;
  const amongModules = config.folder
    .split('/')
    .some((part) => /^(tf[-_]?|terraform[-_]?)?modules?$/i.test(part) || part === '_sub');
  if (amongModules) return true;
  return [...config.variables].some(
    ([name, declaration]) => attributeOf(declaration, 'default') === undefined && !loaded.has(name),
  );
}
