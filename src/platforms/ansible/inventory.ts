import { append } from '../../append.js';
import type { SourceFile } from '../../files/source.js';
import { entry, type Data } from '../../syntax/data.js';
import { documentOf, join, type Project } from './project.js';
import { keyValues } from './tasks.js';

/** Variables of one source, by name. */
export type Layer = Pick<ReadonlyMap<string, Data>, 'get'>;

/** The variables of a file, which is not read before it is asked for a name that stands in it. */
export class FileLayer implements Layer {
  private entries: ReadonlyMap<string, Data> | undefined;
  private readonly escaped: boolean;
  private readonly absent = new Set<string>();

  constructor(private readonly file: SourceFile) {
    this.escaped = file.text.includes('\\');
  }

  get(name: string): Data | undefined {
    if (this.entries === undefined) {
      if (this.absent.has(name)) return undefined;
      // A key may be written with escapes, which only reading it tells.
      if (!this.escaped && !this.file.text.includes(name)) {
        this.absent.add(name);
        return undefined;
      }
      this.entries = layerOf(documentOf(this.file));
    }
    return this.entries.get(name);
  }
}

interface Group {
  readonly hosts: Set<string>;
  readonly children: Set<string>;
  readonly vars: Map<string, Data>;
}

/** The hosts and groups of one inventory file. */
export interface Inventory {
  readonly folder: string;
  readonly groups: ReadonlyMap<string, Group>;
  readonly hosts: ReadonlyMap<string, ReadonlyMap<string, Data>>;
}

/** A host that plays run on, or a stand-in for the hosts of a group that no inventory lists. */
export interface Host {
  /** For people: `hosts "cache"`. */
  readonly label: string;
  /** The inventory name; absent for a stand-in. */
  readonly name?: string;
  readonly groups: ReadonlySet<string>;
  /** Groups that a stand-in is not in, because they have stand-ins of their own. */
  readonly notIn?: ReadonlySet<string>;
  /** From lowest to highest precedence: inventory, group_vars and host_vars. */
  readonly layers: readonly Layer[];
}

const MOST_HOSTS = 24;
const MOST_RANGE = 64;
/** Inventories of one repository. */
const MOST_FOUND = 200;

/** The inventories of the tree. */
export function readInventories(project: Project): Inventory[] {
  const found: Inventory[] = [];
  for (const path of project.tree.paths) {
    if (!mayBeInventory(path)) continue;
    const file = project.tree.read(path);
    if (file === undefined || file.text.length > 1_000_000) continue;
    const inventory = /\.(ya?ml|json)$/.test(path) ? readYamlInventory(file) : readIni(file);
    if (inventory !== undefined && inventory.hosts.size > 0) found.push(inventory);
    if (found.length >= MOST_FOUND) break;
  }
  return [...found, ...impliedInventories(project, new Set(found.map(({ folder }) => folder)))];
}

/** Folders with variables of groups whose hosts are listed elsewhere: inventories without hosts. */
function impliedInventories(project: Project, known: ReadonlySet<string>): Inventory[] {
  const groups = new Map<string, Map<string, Group>>();
  for (const path of project.tree.paths) {
    const match = /^(?:(.*)\/)?group_vars\/([^/]+)/.exec(path);
    if (match === null || known.has(match[1] ?? '')) continue;
    if (/(^|\/)(?:roles|molecule|tests?)\//.test(path)) continue;
    const folder = match[1] ?? '';
    const own = groups.get(folder) ?? new Map<string, Group>();
    groupOf(own, match[2]!.replace(/\.(?:ya?ml|json)$/, ''));
    groups.set(folder, own);
    if (groups.size >= MOST_FOUND) break;
  }
  return [...groups].map(([folder, own]) => ({ folder, groups: own, hosts: new Map() }));
}

function mayBeInventory(path: string): boolean {
  if (/(^|\/)(group_vars|host_vars|roles|templates|files|molecule|tests?)\//.test(path))
    return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(hosts|inventory)([._-][\w.-]{0,60})?$/i.test(name))
    return !/\.(py|sh|cfg|md|j2|txt\.erb)$/.test(name);
  return (
    /(^|\/)(inventory|inventories|environments|hosts)\//i.test(path) &&
    /^[\w-]+(\.(ini|ya?ml))?$/.test(name)
  );
}

function readIni(file: SourceFile): Inventory | undefined {
  const groups = new Map<string, Group>();
  const hosts = new Map<string, Map<string, Data>>();
  let section = 'ungrouped';
  let kind = 'hosts';
  let offset = 0;
  let plain = 0;
  for (const raw of file.text.split('\n')) {
    const start = offset;
    offset += raw.length + 1;
    const line = raw.replace(/\r$/, '');
    const text = line.trim();
    if (text === '' || text.startsWith('#') || text.startsWith(';')) continue;
    const header = /^\[([^\]:]{1,200})(?::(vars|children|hosts))?\]/.exec(text);
    if (header !== null) {
      section = header[1]!.trim();
      kind = header[2] ?? 'hosts';
      groupOf(groups, section);
      continue;
    }
    const at = start + line.indexOf(text);
    if (kind === 'vars') {
      const equals = text.indexOf('=');
      if (equals < 0) continue;
      const key = text.slice(0, equals).trim();
      const value = text.slice(equals + 1).trim();
      const from = at + text.indexOf(value, equals + 1);
      groupOf(groups, section).vars.set(key, literal(value, file, from));
    } else if (kind === 'children') {
      groupOf(groups, section).children.add(text);
      groupOf(groups, text);
    } else {
      const name = /^[\w.[\]:@-]+/.exec(text)?.[0];
      if (name === undefined) return undefined;
      plain++;
      const rest = text.slice(name.length);
      const scalar = {
        type: 'scalar' as const,
        value: rest,
        where: file.location(at, at + text.length),
      };
      const vars = keyValues(
        scalar,
        () => (from, to) => file.location(at + name.length + from, at + name.length + to),
      );
      for (const host of expandRange(name)) {
        groupOf(groups, section).hosts.add(host);
        const layer = hosts.get(host) ?? new Map<string, Data>();
        for (const [key, value] of vars) {
          if (value.type === 'scalar') {
            layer.set(key, {
              type: 'scalar',
              value: literalOf(String(value.value)),
              where: value.where,
            });
          }
        }
        hosts.set(host, layer);
      }
    }
    if (plain > 5000) break;
  }
  return groups.size === 0 ? undefined : { folder: file.folder, groups, hosts };
}

function literal(value: string, file: SourceFile, start: number): Data {
  return {
    type: 'scalar',
    value: literalOf(value),
    where: file.location(start, start + value.length),
  };
}

/** INI inventories hold Python literals: numbers, booleans and quoted text; anything else is text. */
function literalOf(value: string): string | number | boolean {
  const quoted = /^(["'])(.*)\1$/s.exec(value);
  if (quoted !== null) return quoted[2]!;
  if (/^-?(0|[1-9][0-9]{0,14})$/.test(value)) return Number(value);
  if (value === 'True') return true;
  if (value === 'False') return false;
  return value;
}

/** `web[01:03].example.com` */
function expandRange(name: string): string[] {
  const range = /^(.*?)\[([0-9a-z]+):([0-9a-z]+)\](.*)$/.exec(name);
  if (range === null) return [name.replace(/:[0-9]{1,5}$/, '')];
  const [, head = '', low = '', high = '', tail = ''] = range;
  if (/^[0-9]+$/.test(low) && /^[0-9]+$/.test(high)) {
    const count = Math.min(Number(high) - Number(low) + 1, MOST_RANGE);
    return Array.from(
      { length: Math.max(count, 0) },
      (_, i) => head + String(Number(low) + i).padStart(low.length, '0') + tail,
    );
  }
  return [name];
}

function groupOf(groups: Map<string, Group>, name: string): Group {
  let group = groups.get(name);
  if (group === undefined) {
    group = { hosts: new Set(), children: new Set(), vars: new Map() };
    groups.set(name, group);
  }
  return group;
}

function readYamlInventory(file: SourceFile): Inventory | undefined {
  const data = documentOf(file);
  if (data?.type !== 'map') return undefined;
  const groups = new Map<string, Group>();
  const hosts = new Map<string, Map<string, Data>>();
  const read = (name: string, value: Data, depth: number): void => {
    if (depth > 30 || value.type !== 'map') return;
    const group = groupOf(groups, name);
    const members = entry(value, 'hosts')?.value;
    if (members?.type === 'map') {
      for (const one of members.entries) {
        for (const host of expandRange(one.key)) {
          group.hosts.add(host);
          const layer = hosts.get(host) ?? new Map<string, Data>();
          if (one.value.type === 'map')
            for (const item of one.value.entries) layer.set(item.key, item.value);
          hosts.set(host, layer);
        }
      }
    }
    const vars = entry(value, 'vars')?.value;
    if (vars?.type === 'map') for (const one of vars.entries) group.vars.set(one.key, one.value);
    const children = entry(value, 'children')?.value;
    if (children?.type === 'map') {
      for (const one of children.entries) {
        group.children.add(one.key);
        groupOf(groups, one.key);
        read(one.key, one.value, depth + 1);
      }
    }
  };
  for (const one of data.entries) {
    if (one.value.type !== 'map') return undefined;
    const keys = one.value.entries.map((item) => item.key);
    if (!keys.every((key) => ['hosts', 'vars', 'children'].includes(key))) return undefined;
    read(one.key, one.value, 0);
  }
  return { folder: file.folder, groups, hosts };
}

/** Which groups name a group as their child, and a host as their own. */
interface Membership {
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly ofHost: ReadonlyMap<string, readonly string[]>;
}

const memberships = new WeakMap<Inventory, Membership>();

function membershipOf(inventory: Inventory): Membership {
  let known = memberships.get(inventory);
  if (known === undefined) {
    const parents = new Map<string, string[]>();
    const ofHost = new Map<string, string[]>();
    const add = (map: Map<string, string[]>, key: string, name: string): void => {
      const names = map.get(key);
      if (names === undefined) map.set(key, [name]);
      else names.push(name);
    };
    for (const [name, group] of inventory.groups) {
      for (const child of group.children) add(parents, child, name);
      for (const host of group.hosts) add(ofHost, host, name);
    }
    memberships.set(inventory, (known = { parents, ofHost }));
  }
  return known;
}

/**
 * The groups a host is in, in the order in which their variables apply: by their distance from `all`, then by
 * `ansible_group_priority` of the inventory, then by name (ansible/inventory/helpers.py, sort_groups).
 */
export function groupsOf(inventory: Inventory, host: string): string[] {
  const { parents, ofHost } = membershipOf(inventory);
  const found = new Set<string>();
  const climb = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const parent of parents.get(name) ?? []) climb(parent);
  };
  for (const name of ofHost.get(host) ?? []) climb(name);
  const depths = new Map<string, number>();
  const depthOf = (name: string, below: ReadonlySet<string>): number => {
    const known = depths.get(name);
    if (known !== undefined || below.has(name)) return known ?? 0;
    const inner = new Set(below).add(name);
    const depth = 1 + Math.max(0, ...(parents.get(name) ?? []).map((one) => depthOf(one, inner)));
    depths.set(name, depth);
    return depth;
  };
  const priorityOf = (name: string): number => {
    const value = inventory.groups.get(name)?.vars.get('ansible_group_priority');
    const number = value?.type === 'scalar' ? Number(value.value) : NaN;
    return Number.isInteger(number) ? number : 1;
  };
  const names = [...found]
    .filter((name) => name !== 'all')
    .map((name) => ({ name, depth: depthOf(name, new Set()), priority: priorityOf(name) }))
    .sort((a, b) => a.depth - b.depth || a.priority - b.priority || (a.name < b.name ? -1 : 1));
  return ['all', ...names.map(({ name }) => name)];
}

/** Makes the variables of a host: inventory, then group_vars and host_vars beside it and the playbook. */
export class HostFactory {
  private readonly cache = new Map<string, Layer[]>();

  constructor(private readonly project: Project) {}

  /** The hosts of an inventory that a pattern takes in and that differ in what they are told. */
  hostsOf(inventory: Inventory, playbookFolder: string, patterns: readonly string[]): Host[] {
    const seen = new Set<string>();
    const hosts: Host[] = [];
    for (const [name, own] of inventory.hosts) {
      const groups = groupsOf(inventory, name);
      const bare = { label: name, name, groups: new Set(groups), layers: [] };
      if (!patterns.some((pattern) => patternMatches(pattern, bare))) continue;
      const hasFile =
        this.files(inventory.folder, 'host_vars', name).length > 0 ||
        this.files(playbookFolder, 'host_vars', name).length > 0;
      const relevant = [...own].filter(
        ([key]) => !/^ansible_(host|user|port|ssh_|password|become|connection|python)/.test(key),
      );
      const key = `${groups.join()}|${hasFile ? name : ''}|${JSON.stringify(relevant.map(([k, v]) => [k, v.type === 'scalar' ? v.value : name]))}`;
      if (seen.has(key)) continue;
      seen.add(key);
      hosts.push({
        label: `host "${name}"`,
        name,
        groups: new Set(groups),
        layers: this.layers(groups, name, inventory, playbookFolder),
      });
      if (hosts.length >= MOST_HOSTS) break;
    }
    return hosts;
  }

  /** A stand-in for the hosts of a group. */
  standIn(
    group: string | undefined,
    playbookFolder: string,
    inventory: Inventory | undefined,
  ): Host {
    const groups = group === undefined ? ['all'] : ['all', group];
    return {
      label: group === undefined ? 'all hosts' : `hosts "${group}"`,
      groups: new Set(groups),
      layers: this.layers(groups, group, inventory, playbookFolder),
    };
  }

  /** The variables of one host of an inventory. */
  layersOf(inventory: Inventory, host: string, playbookFolder: string): Layer[] {
    return this.layers(groupsOf(inventory, host), host, inventory, playbookFolder);
  }

  private layers(
    groups: readonly string[],
    host: string | undefined,
    inventory: Inventory | undefined,
    playbookFolder: string,
  ): Layer[] {
    const layers: Layer[] = [];
    const folders = [
      ...new Set([...(inventory === undefined ? [] : [inventory.folder]), playbookFolder]),
    ];
    for (const group of groups) {
      const vars = inventory?.groups.get(group)?.vars;
      if (vars !== undefined) layers.push(vars);
    }
    for (const group of groups)
      for (const folder of folders) append(layers, this.files(folder, 'group_vars', group));
    if (host !== undefined) {
      const own = inventory?.hosts.get(host);
      if (own !== undefined) layers.push(own);
      for (const folder of folders) append(layers, this.files(folder, 'host_vars', host));
    }
    return layers;
  }

  private files(folder: string, kind: string, name: string): Layer[] {
    if (!/^[\w. -]{1,200}$/.test(name)) return [];
    const key = `${folder}\0${kind}\0${name}`;
    let layers = this.cache.get(key);
    if (layers === undefined) {
      layers = this.project
        .variableFiles(join(folder, kind), name)
        .map((file) => new FileLayer(file));
      this.cache.set(key, layers);
    }
    return layers;
  }
}

const factories = new WeakMap<Project, HostFactory>();

/** The one maker of hosts of a project. */
export function hostsOfProject(project: Project): HostFactory {
  let factory = factories.get(project);
  if (factory === undefined) factories.set(project, (factory = new HostFactory(project)));
  return factory;
}

/** The variables of a mapping. */
export function layerOf(data: Data | undefined): ReadonlyMap<string, Data> {
  const layer = new Map<string, Data>();
  if (data?.type === 'map') for (const one of data.entries) layer.set(one.key, one.value);
  return layer;
}

/** Whether a play's pattern (`web:&prod:!db`, `all`) takes a host in. */
export function patternMatches(pattern: string, host: Host): boolean {
  let chosen = false;
  const terms = pattern
    .split(/[,:]/)
    .map((term) => term.trim())
    .filter((term) => term !== '');
  for (const term of terms.filter((one) => !/^[!&]/.test(one)))
    if (termMatches(term, host)) chosen = true;
  for (const term of terms) {
    if (term.startsWith('&') && !termMatches(term.slice(1), host)) chosen = false;
    if (term.startsWith('!') && termMatches(term.slice(1), host)) chosen = false;
  }
  return chosen;
}

function termMatches(term: string, host: Host): boolean {
  if (term === 'all' || term === '*')
    return !host.groups.has('localhost') && !host.groups.has('127.0.0.1');
  const name = term.replace(/\[[0-9:-]*\]$/, '');
  if (host.groups.has(name) || host.name === name) return true;
  if (!name.includes('*')) return false;
  const parts = name.split('*');
  return [...host.groups, host.name ?? ''].some((one) => globMatches(one, parts));
}

/** Whether a text is the parts with anything between them. */
export function globMatches(text: string, parts: readonly string[]): boolean {
  if (parts.length === 1) return text === parts[0];
  if (!text.startsWith(parts[0]!)) return false;
  let at = parts[0]!.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1)!;
  return text.length - last.length >= at && text.endsWith(last);
}
