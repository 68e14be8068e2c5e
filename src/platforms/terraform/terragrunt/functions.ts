import type { Location, SourceFile } from '../../../files/source.js';
import { resolveInTree, type Tree } from '../../../files/tree.js';
import type { Data } from '../../../syntax/data.js';
import { list, mapping, entryOf, scalar, toText, unknown, withOrigin } from '../values.js';
import { readVariables } from '../variables-files.js';

/** What the functions of Terragrunt may ask of the file they are called in. */
export interface Caller {
  readonly tree: Tree;
  /** The file that the call stands in. */
  readonly file: SourceFile;
  /** The folder of the `terragrunt.hcl` that is run. */
  readonly unitFolder: string;
  /** The folder of the file that an `include` leads to, the first or the one of that name. */
  includedFolder(name: string | undefined): string | undefined;
  /** The locals and inputs of another file. */
  read(path: string, where: Location): Data | undefined;
}

/** Paths of the tree stand as if its root were the root of the file system. */
export function absolute(path: string): string {
  return `/${path}`;
}

/** The path in the tree that a text names, from a folder of it. */
export function pathIn(folder: string, text: string): string | undefined {
  return text.startsWith('/')
    ? resolveInTree('', text.replace(/^\/+/, ''))
    : resolveInTree(folder, text);
}

type TerragruntFunction = (args: readonly Data[], where: Location, caller: Caller) => Data;

/**
 * Terragrunt's own functions
 * (https://terragrunt.gruntwork.io/docs/reference/built-in-functions/), apart from those that run
 * something or ask a cloud; `undefined` for any other name.
 */
export function terragruntFunction(name: string): TerragruntFunction | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

const FUNCTIONS: Readonly<Record<string, TerragruntFunction>> = {
  find_in_parent_folders: (args, where, { tree, unitFolder }) => {
    const wanted = args[0] === undefined ? undefined : toText(args[0]);
    if (args[0] !== undefined && wanted === undefined) return args[0];
    const names = wanted === undefined ? ['terragrunt.hcl', 'root.hcl'] : [wanted];
    for (let folder = parentOf(unitFolder); folder !== undefined; folder = parentOf(folder)) {
      for (const name of names) {
        const path = folder === '' ? name : `${folder}/${name}`;
        if (tree.has(path)) return scalar(absolute(path), where);
        const inFolder = tree.paths.some((each) => each.startsWith(`${path}/`));
        if (wanted !== undefined && inFolder) return scalar(absolute(path), where);
      }
    }
    return (
      args[1] ?? unknown(`no folder above ${unitFolder || 'it'} has ${names.join(' or ')}`, where)
    );
  },
  path_relative_to_include: (args, where, caller) =>
    relative(caller.includedFolder(nameOf(args)), caller.unitFolder, where),
  path_relative_from_include: (args, where, caller) => {
    const folder = caller.includedFolder(nameOf(args));
    return folder === undefined
      ? unknown('nothing is included', where)
      : relative(caller.unitFolder, folder, where);
  },
  get_terragrunt_dir: (_, where, { unitFolder }) => scalar(absolute(unitFolder), where),
  get_original_terragrunt_dir: (_, where, { unitFolder }) => scalar(absolute(unitFolder), where),
  get_parent_terragrunt_dir: (args, where, caller) => {
    const folder = caller.includedFolder(nameOf(args));
    return folder === undefined
      ? unknown('nothing is included', where)
      : scalar(absolute(folder), where);
  },
  get_repo_root: (_, where) => scalar('/', where),
  get_path_from_repo_root: (_, where, { unitFolder }) => scalar(unitFolder, where),
  get_path_to_repo_root: (_, where, { unitFolder }) => relative(unitFolder, '', where),
  // The environment may say otherwise, as it may with variables: the default is what is written.
  get_env: (args, where) => args[1] ?? unknown('it is taken from an environment variable', where),
  mark_as_read: ([path], where) => path ?? unknown('`mark_as_read()` needs a path', where),
  read_terragrunt_config: (args, where, caller) => {
    const path = args[0];
    if (path === undefined || path.type === 'unknown')
      return path ?? unknown('no file is named', where);
    const found = pathIn(caller.file.folder, toText(path) ?? '');
    const read = found === undefined ? undefined : caller.read(found, where);
    return (
      read ??
      args[1] ??
      unknown(`the file "${(toText(path) ?? '').slice(0, 200)}" is not in the repository`, where)
    );
  },
  read_tfvars_file: ([path], where, caller) => {
    const found = path === undefined ? undefined : pathIn(caller.file.folder, toText(path) ?? '');
    const file = found === undefined ? undefined : caller.tree.read(found);
    if (file === undefined) return unknown('the file of variables is not in the repository', where);
    const values = mapping(
      [...readVariables(file)].map(([name, value]) => entryOf(name, value)),
      where,
    );
    return withOrigin(scalar('{}', where), { data: values });
  },
  get_terraform_commands_that_need_vars: (_, where) => list([], where),
  get_terraform_commands_that_need_input: (_, where) => list([], where),
  get_terraform_commands_that_need_locking: (_, where) => list([], where),
  get_terraform_commands_that_need_parallelism: (_, where) => list([], where),
};

function nameOf(args: readonly Data[]): string | undefined {
  return args[0] === undefined ? undefined : toText(args[0]);
}

function parentOf(folder: string): string | undefined {
  if (folder === '') return undefined;
  const slash = folder.lastIndexOf('/');
  return slash < 0 ? '' : folder.slice(0, slash);
}

function relative(from: string | undefined, to: string, where: Location): Data {
  if (from === undefined) return scalar('.', where);
  const start = from.split('/').filter((part) => part !== '');
  const end = to.split('/').filter((part) => part !== '');
  let same = 0;
  while (same < start.length && same < end.length && start[same] === end[same]) same++;
  const steps = [...start.slice(same).map(() => '..'), ...end.slice(same)];
  return scalar(steps.join('/') || '.', where);
}
