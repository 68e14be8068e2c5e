import type { DetectedVersion } from '../facts.js';
import { SourceFile } from '../files/source.js';
import type { Tree } from '../files/tree.js';
import { parseVersion } from '../memcached/version.js';
import { readAddresses, readOutward } from './addresses.js';
import { readDockerInspect, readDockerPs } from './containers.js';
import { linesOfOutput, placeIn } from './lines.js';
import type {
  ContainerSeen,
  ListeningSocket,
  Machine,
  NotRead,
  Output,
  OutputKind,
} from './model.js';
import { readProcesses } from './processes.js';
import { recognise } from './recognise.js';
import { readSockets } from './sockets.js';

/** Folders that belong to a machine and are none by themselves. */
const PARTS_OF_A_MACHINE =
  /^(?:etc|lib|usr|opt|proc|run|sys|var|root|home|namespaces|sos_[a-z]+|network|networking|firewall)$/i;

const FILTERS: ReadonlySet<OutputKind> = new Set([
  'iptables',
  'ip6tables',
  'nft',
  'ufw-status',
  'firewalld-zones',
  'default-zone',
  'iptables-listing',
]);

/**
 * The machines whose outputs a folder holds: one, when outputs lie in it directly, or else one for each
 * of its sub-folders. Folders without a single output that is understood are no machines.
 */
export function readMachines(tree: Tree): Machine[] {
  const files = tree.paths.flatMap((path) => tree.read(path) ?? []);
  const outputs = new Map(files.map((file) => [file.path, recognise(file)]));
  const tops = new Set(files.map(({ path }) => topOf(path)).filter((top) => top !== ''));
  const single =
    files.some(({ path }) => !path.includes('/') && outputs.get(path) !== undefined) ||
    [...tops].some((top) => PARTS_OF_A_MACHINE.test(top));
  const names = single ? [''] : [...tops].sort();
  return names.flatMap((name) => {
    const mine = files.filter(({ path }) => name === '' || topOf(path) === name);
    const machine = machineOf(name, mine, outputs);
    return machine === undefined ? [] : [machine];
  });
}

function topOf(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Where a system keeps units and the configuration of services. */
const SYSTEM_FILE = /(?:^|\/)(?:etc|lib\/systemd|usr\/lib\/systemd|run\/systemd)\//;

function machineOf(
  name: string,
  files: readonly SourceFile[],
  recognised: ReadonlyMap<string, Output | undefined>,
): Machine | undefined {
  const system = files.filter(({ path }) => SYSTEM_FILE.test(path));
  // What lies in etc/ is what will be loaded, not what is.
  const outputs = files.flatMap((file) =>
    SYSTEM_FILE.test(file.path) ? [] : (recognised.get(file.path) ?? []),
  );
  const of = (kind: OutputKind): SourceFile[] =>
    outputs.filter((output) => output.kind === kind).map(({ file }) => file);
  if (outputs.length === 0 && system.length === 0) return undefined;
  const listings = of('sockets').map((file) => ({ file, ...readSockets(file) }));
  const addresses = of('addresses').flatMap(readAddresses);
  const routes = of('routes');
  const outward = new Set(routes.flatMap((file) => [...readOutward(file)]));
  const version = of('version').flatMap((file) => versionIn(file) ?? [])[0];
  const notRead = [...of('not-read').flatMap(readNotRead), ...gapsOf(listings)];
  return {
    name,
    ...(listings.length === 0
      ? {}
      : { sockets: withoutRepeats(listings.flatMap(({ sockets }) => sockets)) }),
    processes: of('processes').flatMap(readProcesses),
    processesListed: of('processes').length > 0,
    ...(addresses.length === 0 ? {} : { addresses }),
    ...(routes.length === 0 ? {} : { outward }),
    containers: [
      ...of('docker-ps').flatMap(readDockerPs),
      ...of('docker-inspect').flatMap(readDockerInspect),
      ...of('namespace').map(readNamespace),
    ],
    ...(version === undefined ? {} : { version }),
    filters: outputs.filter(({ kind }) => FILTERS.has(kind)),
    files: [...system, ...of('unit-files').flatMap(unitFilesIn)],
    notRead,
    outputs: outputs.length > 0 ? outputs : [{ kind: 'unit-files', file: system[0]! }],
  };
}

/** Lines that may be about memcached and were not understood, and what a listing leaves out. */
function gapsOf(
  listings: readonly {
    readonly file: SourceFile;
    readonly sockets: readonly ListeningSocket[];
    readonly unreadable: readonly { readonly text: string; readonly number: number }[];
  }[],
): NotRead[] {
  const gaps = listings.flatMap(({ file, unreadable }): NotRead[] =>
    unreadable.map((line) => ({
      what: 'sockets',
      reason: `line ${line.number} of ${file.path} could not be understood`,
      where: placeIn(file, line),
    })),
  );
  const first = listings[0];
  const onlyTcp =
    listings.length > 0 &&
    listings.every(
      ({ file, sockets }) =>
        !/^\s*Netid\b/m.test(file.text) &&
        /^\s*State\s+Recv-Q/m.test(file.text) &&
        sockets.every(({ protocol }) => protocol === 'tcp'),
    );
  if (onlyTcp) {
    gaps.push({
      what: 'sockets',
      reason: `${first!.file.path} lists TCP alone; save the output of ss -tulnp`,
      where: first!.file.location(0),
    });
  }
  return gaps;
}

/** The same socket in several listings is one; the listing that names the process counts. */
function withoutRepeats(sockets: readonly ListeningSocket[]): ListeningSocket[] {
  const byKey = new Map<string, ListeningSocket>();
  for (const socket of sockets) {
    // Several processes may share a port (SO_REUSEPORT).
    const key = [socket.protocol, socket.address, socket.port, socket.device ?? ''].join(' ');
    const other = byKey.get(key);
    const preferred =
      other === undefined ||
      (other.process === undefined && socket.process !== undefined) ||
      (socket.process?.name.startsWith('memcached') === true &&
        other.process?.name.startsWith('memcached') !== true);
    if (preferred) byKey.set(key, socket);
  }
  return [...byKey.values()];
}

function readNamespace(file: SourceFile): ContainerSeen {
  const addresses = /^# addresses (.*)$/m.exec(file.text)?.[1]?.trim().split(/\s+/) ?? [];
  const processes = readProcesses(file);
  return {
    name: addresses.find((address) => !/^(?:fe80|::1|127\.)/i.test(address)) ?? file.name,
    addresses,
    published: [],
    sockets: readSockets(file).sockets,
    processes,
    where: processes[0]?.where ?? file.location(0),
  };
}

function readNotRead(file: SourceFile): NotRead[] {
  return linesOfOutput(file).flatMap((line): NotRead[] => {
    const match = /^(sockets|processes|packet-filter|other): (.+)$/.exec(line.text);
    if (match === null) return [];
    return [
      {
        what: match[1] as NotRead['what'],
        reason: match[2]!.replace(/\.$/, ''),
        where: placeIn(file, line),
      },
    ];
  });
}

/** The files that `systemctl cat` shows, each under the path that stands above it. */
function unitFilesIn(file: SourceFile): SourceFile[] {
  const starts = [...file.text.matchAll(/^# (\/\S+)[ \t]*\r?$/gm)];
  return starts.map((match, i) => {
    const end = starts[i + 1]?.index ?? file.text.length;
    // Lines in front are kept as empty ones, so that places are those of the saved output.
    const before = file.text.slice(0, match.index).replace(/[^\n]+/g, '');
    const folder = file.folder === '' ? '' : `${file.folder}/`;
    return new SourceFile(
      `${folder}${file.name}${match[1]!}`,
      before + file.text.slice(match.index, end),
    );
  });
}

function versionIn(file: SourceFile): DetectedVersion | undefined {
  for (const line of linesOfOutput(file)) {
    const own = /^memcached (\d+\.\d+\.\d+)\S*\s*$/.exec(line.text)?.[1];
    const packaged =
      /^ii\s+memcached(?::\S+)?\s+(\S+)/.exec(line.text)?.[1] ??
      /^memcached-(\d+\.\d+\.\d+-\S+?)\s*$/.exec(line.text)?.[1] ??
      (file.text.includes('Package: memcached\n')
        ? /^Version: (\S+)/.exec(line.text)?.[1]
        : undefined);
    const text = packaged ?? own;
    const version = text === undefined ? undefined : parseVersion(text.replace(/^\d+:/, ''));
    if (text === undefined || version === undefined) continue;
    return {
      version,
      text,
      trust: packaged === undefined ? 'exact' : 'distribution',
      where: placeIn(file, line, text),
    };
  }
  return undefined;
}
