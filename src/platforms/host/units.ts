import { append } from '../../append.js';
import type { Fact, Restriction } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import type { Located } from '../../memcached/index.js';
import {
  execWords,
  linesOf,
  readEnvironmentFile,
  splitUnitValue,
  unitWords,
  type Line,
  type UnitContext,
  type Word,
} from '../../memcached/index.js';
import { PortSet, TCP_AND_UDP } from '../../network/ports.js';
import { commandFacts } from './commands.js';
import { confKindOf } from './conf-kinds.js';
import { containerFacts, type ContainerRun } from './container-run.js';
import type { ContainerFiles } from './in-containers.js';
import { readIni, type IniEntry } from './ini.js';
import { PathIndex } from './paths.js';
import { serviceOf, socketFacts } from './sockets.js';
import { addressesOf, listOf } from './unit-values.js';
import { dropInOf } from './names.js';

/** A systemd or Quadlet unit with its drop-ins. */
interface Unit {
  /** `memcached.service` */
  readonly name: string;
  readonly path: string;
  /** The unit's own file is in the tree, not only drop-ins for one that a package brings. */
  readonly complete: boolean;
  readonly entries: readonly IniEntry[];
}

export interface UnitFacts {
  readonly facts: readonly Fact[];
  /** Environment files that were read on the way, so that they need no reading of their own. */
  readonly consumed: ReadonlySet<string>;
}

/** What the systemd units, their drop-ins and the Quadlet files start. */
export function unitFacts(
  files: readonly SourceFile[],
  tree: Tree,
  index: PathIndex,
  containers: ContainerFiles,
): UnitFacts {
  const facts: Fact[] = [];
  const consumed = new Set<string>();
  const units = assemble(files);
  for (const unit of units) {
    const reader = new UnitReader(unit, tree, index, consumed);
    const workload = `${unit.name} in ${unit.path}`;
    if (unit.name.endsWith('.socket')) {
      const wanted = serviceOf(unit.name, unit.entries);
      const service = units.find(({ name }) => name === wanted);
      const command =
        service === undefined
          ? undefined
          : (new UnitReader(service, tree, index, consumed).commands()[0] ?? []).map(
              ({ text }) => text,
            );
      append(facts, socketFacts({ name: unit.name, entries: unit.entries, command }));
      continue;
    }
    if (/\.container$/.test(unit.name)) {
      const run = reader.quadlet(index);
      if (run !== undefined) append(facts, containerFacts(run, { platform: 'host', workload }));
      continue;
    }
    const placement = containers.has(unit.path) || reader.isIsolated() ? 'container' : 'host';
    const started = reader
      .commands()
      .flatMap((words) => commandFacts(words, { workload, placement }));
    append(facts, started);
    const restriction = started.length === 0 ? undefined : reader.addressFilter(workload);
    if (restriction !== undefined) facts.push(restriction);
  }
  return { facts, consumed };
}

/** What a unit starts that a script writes to the host; the offsets of its lines are the script's. */
export function writtenUnitFacts(
  name: string,
  lines: readonly Line[],
  place: { readonly path: string; readonly placement: 'host' | 'container' },
): Fact[] {
  const entries = readIni(lines, 'systemd');
  const unit: Unit = { name, path: place.path, complete: true, entries };
  const reader = new UnitReader(unit, undefined, new PathIndex([]), new Set());
  const workload = `${name} in ${place.path}`;
  if (name.endsWith('.container')) {
    const run = reader.quadlet(new PathIndex([]));
    return run === undefined ? [] : containerFacts(run, { platform: 'host', workload });
  }
  const placement = reader.isIsolated() ? 'container' : place.placement;
  const started = reader
    .commands()
    .flatMap((words) => commandFacts(words, { workload, placement }));
  const restriction = started.length === 0 ? undefined : reader.addressFilter(workload);
  return restriction === undefined ? started : [...started, restriction];
}

/** Units with the drop-ins that lie beside them, in the order systemd reads them. */
function assemble(files: readonly SourceFile[]): Unit[] {
  const bases = new Map<string, SourceFile>();
  const dropIns = new Map<string, SourceFile[]>();
  for (const file of files) {
    const name = dropInOf(file.path);
    if (name === undefined) bases.set(file.path, file);
    else {
      const folder = file.folder.slice(0, -`${name}.d`.length);
      const key = `${folder}${name}`;
      dropIns.set(key, [...(dropIns.get(key) ?? []), file]);
    }
  }
  const byName = new Map<string, string[]>();
  for (const path of bases.keys()) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  const additions = new Map<string, SourceFile[]>();
  const alone: [string, SourceFile[]][] = [];
  for (const [key, list] of dropIns) {
    const name = key.slice(key.lastIndexOf('/') + 1);
    const others = byName.get(name) ?? [];
    const base = bases.has(key) ? key : others.length === 1 ? others[0] : undefined;
    if (base === undefined) alone.push([name, list]);
    else additions.set(base, [...(additions.get(base) ?? []), ...list]);
  }
  const units: Unit[] = [];
  for (const [path, file] of bases) {
    const more = [...(additions.get(path) ?? [])].sort(byFileName);
    const name = path.slice(path.lastIndexOf('/') + 1);
    units.push({ name, path, complete: true, entries: [file, ...more].flatMap(entriesOf) });
  }
  for (const [name, list] of alone) {
    const sorted = [...list].sort(byFileName);
    units.push({
      name,
      path: sorted[0]!.path,
      complete: false,
      entries: sorted.flatMap(entriesOf),
    });
  }
  return units;
}

function byFileName(a: SourceFile, b: SourceFile): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function entriesOf(file: SourceFile): IniEntry[] {
  return readIni(linesOf(file), 'systemd');
}

class UnitReader {
  constructor(
    private readonly unit: Unit,
    private readonly tree: Tree | undefined,
    private readonly index: PathIndex,
    private readonly consumed: Set<string>,
  ) {}

  /** The commands of the service, after resets. */
  commands(): Word[][] {
    const context = this.context('Service');
    return this.list('Service', 'ExecStart').map((value) => execWords(value, context));
  }

  /** Whether the service has no network of the host's: systemd.exec(5). */
  isIsolated(): boolean {
    if (/^(?:yes|true|on|1)$/i.test(this.last('Service', 'PrivateNetwork')?.text ?? ''))
      return true;
    const families = this.list('Service', 'RestrictAddressFamilies').map(({ text }) => text);
    const first = families[0];
    return (
      first !== undefined &&
      !first.startsWith('~') &&
      !families.some((text) => /AF_INET/.test(text))
    );
  }

  /** `IPAddressAllow=` and `IPAddressDeny=` (systemd.resource-control(5)): allowed wins over denied. */
  addressFilter(workload: string): Restriction | undefined {
    const denied = this.list('Service', 'IPAddressDeny');
    const first = denied[0];
    if (first === undefined) return undefined;
    const allow = addressesOf(this.list('Service', 'IPAddressAllow'));
    const deny = addressesOf(denied);
    return {
      kind: 'restriction',
      platform: 'host',
      where: first.where(),
      mechanism: 'host-firewall',
      name: `the address filter of ${this.unit.name}`,
      target: [workload],
      protocols: TCP_AND_UDP,
      ports: PortSet.all,
      admits: deny.complement().union(allow),
    };
  }

  /** The container of a Quadlet file (podman-systemd.unit(5)). */
  quadlet(index: PathIndex): ContainerRun | undefined {
    const image = this.last('Container', 'Image');
    if (image === undefined || image.text === '') return undefined;
    const context = this.context('Container');
    const environment = new Map<string, Word>();
    for (const [name, value] of context.variables) {
      environment.set(name, value.text === '' ? { text: '', where: image.where() } : whole(value));
    }
    const exec = this.last('Container', 'Exec');
    const entrypoint = this.last('Container', 'Entrypoint');
    const networks = this.list('Container', 'Network').map(({ text }) => text);
    const published = this.list('Container', 'PublishPort').map(whole);
    const pod = this.last('Container', 'Pod')?.text;
    const network = networks.includes('host') ? 'host' : networks.includes('none') ? 'none' : 'own';
    if (pod !== undefined) {
      const path = index.named(pod, this.unit.path);
      const file = path === undefined ? undefined : this.tree?.read(path);
      const entries = file === undefined ? [] : entriesOf(file);
      append(published, listOf(entries, 'Pod', 'PublishPort').map(whole));
    }
    return {
      spec: {
        image: whole(image),
        ...(entrypoint === undefined || entrypoint.text === ''
          ? {}
          : { entrypoint: [whole(entrypoint)] }),
        ...(exec === undefined ? {} : { command: unitWords(exec, context) }),
        environment,
        where: image.where(),
      },
      published,
      publishAll: undefined,
      network,
      name: undefined,
    };
  }

  private context(section: string): UnitContext {
    const variables = new Map<string, Located>();
    for (const value of this.list(section, 'Environment')) {
      for (const word of splitUnitValue(value)) {
        const equals = word.text.indexOf('=');
        if (equals > 0)
          variables.set(word.text.slice(0, equals), word.slice(equals + 1, word.text.length));
      }
    }
    let missing: string | undefined;
    if (!this.unit.complete) missing = `${this.unit.name} itself is not in the repository`;
    for (const value of this.list(section, 'EnvironmentFile')) {
      const named = value.text.replace(/^-/, '');
      const path = this.index.find(named, this.unit.path);
      const file = path === undefined ? this.environmentBeside(named) : this.tree?.read(path);
      if (file === undefined) {
        missing = `${named} is not in the repository`;
        continue;
      }
      this.consumed.add(file.path);
      for (const [name, text] of readEnvironmentFile(linesOf(file))) variables.set(name, text);
    }
    return { variables, ...(missing === undefined ? {} : { missing }) };
  }

  /**
   * The file that an environment file is kept as when its path on the host is nowhere in the tree:
   * one of its name in the folder of the unit, or the only file of memcached's variables there.
   */
  private environmentBeside(named: string): SourceFile | undefined {
    const name = named.slice(named.lastIndexOf('/') + 1);
    const folder = this.unit.path.slice(0, this.unit.path.lastIndexOf('/') + 1);
    const same = this.tree?.has(`${folder}${name}`)
      ? this.tree.read(`${folder}${name}`)
      : undefined;
    if (same !== undefined && !same.text.startsWith('#!')) return same;
    const others = (this.tree?.paths ?? []).filter(
      (path) =>
        path.startsWith(folder) &&
        !path.includes('/', folder.length) &&
        /memcache[^/.]*(?:\.(?:conf|env|sysconfig|default))?$/i.test(path),
    );
    const holders = others.flatMap((path) => {
      const file = this.tree?.read(path);
      const kind = file === undefined ? undefined : confKindOf(file);
      return kind === 'sysconfig' || kind === 'variables' ? [file!] : [];
    });
    return holders.length === 1 ? holders[0] : undefined;
  }

  private list(section: string, key: string): Located[] {
    return listOf(this.unit.entries, section, key);
  }

  private last(section: string, key: string): Located | undefined {
    return this.list(section, key).at(-1);
  }
}

function whole(value: Located): Word {
  return value.word(0, value.text.length);
}
