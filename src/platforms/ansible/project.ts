import type { SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { entry, stringOf, type Data } from '../../syntax/data.js';
import { readYaml } from '../../syntax/yaml.js';
import { isModuleKey } from './names.js';

/** A role of the tree. */
export interface Role {
  readonly name: string;
  /** The folder that holds `tasks`, `defaults` and so on; '' for a repository that is one role. */
  readonly folder: string;
}

/** What there is in the tree, found by its structure. */
export class Project {
  readonly roles: readonly Role[];
  private readonly byName = new Map<string, Role[]>();
  private readonly rolesByFolder = new Map<string, Role>();
  private readonly folders = new Map<string, string[]>();
  private readonly below = new Map<string, readonly string[]>();

  constructor(readonly tree: Tree) {
    for (const path of tree.paths) {
      const slash = path.lastIndexOf('/');
      const folder = slash < 0 ? '' : path.slice(0, slash);
      const siblings = this.folders.get(folder);
      if (siblings === undefined) this.folders.set(folder, [path]);
      else siblings.push(path);
      const found =
        /^(?:(.*)\/)?(?:tasks|handlers|meta)\/main\.ya?ml$/.exec(path) ??
        /^(?:(.*)\/)?(?:defaults|vars)\/main(?:\.ya?ml)?$/.exec(path) ??
        /^((?:.*\/)?roles\/[^/]+)\/(?:tasks|templates|defaults|vars|files|handlers|meta)\//.exec(
          path,
        );
      if (found === null) continue;
      const base = found[1] ?? '';
      if (this.rolesByFolder.has(base)) continue;
      // `group_vars/all/vars/main.yml` is none, and neither is a playbook folder with bare `vars`.
      if (/(^|\/)(group_vars|host_vars)(\/|$)/.test(base)) continue;
      const role = { name: base.slice(base.lastIndexOf('/') + 1), folder: base };
      this.rolesByFolder.set(base, role);
      this.byName.set(role.name, [...(this.byName.get(role.name) ?? []), role]);
    }
    this.roles = [...this.rolesByFolder.values()];
  }

  /** Whether a module comes with the tree, in `library/` or in a collection's `plugins/modules/`. */
  hasModule(name: string): boolean {
    this.modules ??= new Set(
      this.tree.paths.flatMap(
        (path) =>
          /(?:^|\/)(?:library|plugins\/modules)\/(?:[^/]+\/)*([A-Za-z]\w*)(?:\.(?:py|ps1|sh))?$/.exec(
            path,
          )?.[1] ?? [],
      ),
    );
    return this.modules.has(name);
  }

  private modules: ReadonlySet<string> | undefined;

  /** Files with variables outside roles: of groups, of hosts, of plays, and inventories. */
  variablePaths(): readonly string[] {
    this.variables ??= this.tree.paths.filter(
      (path) =>
        (/(^|\/)(?:group_vars|host_vars|vars|inventor(?:y|ies)|environments)\//.test(path) ||
          /(^|\/)(?:[\w.-]*vars[\w.-]*\.(?:ya?ml|json)|hosts|inventory)$/.test(path)) &&
        /(^|\/)[\w-]+(\.(ya?ml|json|ini))?$/.test(path) &&
        this.roleOf(path) === undefined,
    );
    return this.variables;
  }

  private variables: readonly string[] | undefined;

  /** Files directly in a folder. */
  filesIn(folder: string): readonly string[] {
    return this.folders.get(folder) ?? [];
  }

  /** Files below a folder, sorted by path. */
  filesBelow(folder: string): readonly string[] {
    const known = this.below.get(folder);
    if (known !== undefined) return known;
    const { paths } = this.tree;
    const prefix = folder === '' ? '' : `${folder}/`;
    let low = 0;
    let high = paths.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (paths[middle]! < prefix) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < paths.length && paths[end]!.startsWith(prefix)) end++;
    const found = paths.slice(low, end);
    this.below.set(folder, found);
    return found;
  }

  roleAt(folder: string): Role | undefined {
    return this.rolesByFolder.get(folder);
  }

  /** The role whose folder a path lies in. */
  roleOf(path: string): Role | undefined {
    const parts = path.split('/').slice(0, -1);
    for (let i = parts.length; i >= 0; i--) {
      const role = this.rolesByFolder.get(parts.slice(0, i).join('/'));
      if (role !== undefined) return role;
    }
    return undefined;
  }

  /**
   * The role a play means: `roles/NAME` beside the playbook or above it, a role's sibling, then any
   * role of that name in the tree, also by the last part of `namespace.collection.role`.
   */
  findRole(name: string, from: string): Role | undefined {
    const parts = from === '' ? [] : from.split('/');
    for (let i = parts.length; i >= 0; i--) {
      const base = parts.slice(0, i).join('/');
      for (const folder of [resolveInTree(base, `roles/${name}`), resolveInTree(base, name)]) {
        const role = folder === undefined ? undefined : this.rolesByFolder.get(folder);
        if (role !== undefined && role.folder !== '') return role;
      }
    }
    const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1);
    const full = name.slice(name.lastIndexOf('/') + 1);
    const candidates = this.byName.get(full) ?? this.byName.get(last);
    if (candidates !== undefined && candidates.length > 0) {
      return candidates.find((role) => sharesRoot(role.folder, from)) ?? candidates[0];
    }
    // A repository that is one role calls itself by the name it has on Galaxy.
    const own = this.roleOf(`${from === '' ? '' : `${from}/`}x`);
    return own !== undefined && this.isSelf(own, full, last) ? own : undefined;
  }

  private isSelf(role: Role, full: string, last: string): boolean {
    if (role.folder !== '' && role.name !== last) {
      const called = this.galaxyName(role);
      return called === last || called === full;
    }
    if (role.folder !== '') return true;
    const called = this.galaxyName(role);
    return called === undefined || called === last || called === full || /memcache/i.test(last);
  }

  private galaxyName(role: Role): string | undefined {
    const file = this.readFirst(join(role.folder, 'meta'), 'main');
    const info = file === undefined ? undefined : entry(documentOf(file), 'galaxy_info')?.value;
    return stringOf(entry(info, 'role_name')?.value);
  }

  /** `folder/stem.yml`, `.yaml`, `.json` or without an extension. */
  readFirst(folder: string, stem: string): SourceFile | undefined {
    for (const suffix of ['.yml', '.yaml', '.json', '']) {
      const path = join(folder, stem + suffix);
      if (this.tree.has(path)) return this.tree.read(path);
    }
    return undefined;
  }

  /** All variable files of `folder/stem.yml` and of the folder `folder/stem/`. */
  variableFiles(folder: string, stem: string): SourceFile[] {
    const files: SourceFile[] = [];
    const single = this.readFirst(folder, stem);
    if (single !== undefined) files.push(single);
    for (const path of this.filesBelow(join(folder, stem))) {
      if (!/(\.ya?ml|\.json|\/[^./]+)$/.test(path)) continue;
      const file = this.tree.read(path);
      if (file !== undefined) files.push(file);
    }
    return files;
  }
}

function sharesRoot(a: string, b: string): boolean {
  return a.split('/')[0] === b.split('/')[0];
}

export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The first document of a YAML file as Ansible reads it. */
export function documentOf(file: SourceFile): Data | undefined {
  return readYaml(file, { version: 'pyyaml' }).documents[0]?.data;
}

/** The text that a value of a file was written as. */
export function textAt(file: SourceFile, data: Data): string {
  const { startLine, startColumn, endLine, endColumn } = data.where;
  return file.text.slice(file.offset(startLine, startColumn), file.offset(endLine, endColumn));
}

/** Whether a list item is a play. */
export function isPlay(item: Data): boolean {
  if (item.type !== 'map') return false;
  return (
    (entry(item, 'hosts') !== undefined && looksLikePlay(item)) ||
    item.entries.some(
      ({ key }) => key === 'import_playbook' || key === 'ansible.builtin.import_playbook',
    ) ||
    (stringOf(entry(item, 'include')?.value) !== undefined &&
      entry(item, 'hosts') === undefined &&
      item.entries.length === 1)
  );
}

const PLAY_KEYS = [
  'roles',
  'tasks',
  'pre_tasks',
  'post_tasks',
  'handlers',
  'vars',
  'vars_files',
  'gather_facts',
  'become',
  'connection',
  'sudo',
  'remote_user',
  'user',
  'serial',
  'strategy',
  'environment',
  'vars_prompt',
  'any_errors_fatal',
  'max_fail_percentage',
  'become_user',
  'tags',
  'order',
  'name',
  'collections',
  'module_defaults',
  'become_method',
];

function looksLikePlay(item: Data): boolean {
  if (item.type !== 'map') return false;
  return item.entries.every(
    ({ key }) => key === 'hosts' || PLAY_KEYS.includes(key) || !isModuleKey(key),
  );
}

/** Whether a list item is a task of a module that is known, or a block of such. */
export function isTask(item: Data, depth = 0): boolean {
  if (item.type !== 'map' || entry(item, 'hosts') !== undefined) return false;
  const block = entry(item, 'block')?.value;
  if (block?.type === 'list' && depth < 20)
    return block.items.some((one) => isTask(one, depth + 1));
  return item.entries.some(
    ({ key }) => isModuleKey(key) || key === 'action' || key === 'local_action',
  );
}
