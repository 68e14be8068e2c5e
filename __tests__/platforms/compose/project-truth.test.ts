import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { PortSet } from '../../../src/network/ports.js';
import { containerOf } from '../../../src/platforms/compose/container.js';
import { findFileSets } from '../../../src/platforms/compose/discover.js';
import { readComposeDocument } from '../../../src/platforms/compose/document.js';
import { asKeys } from '../../../src/platforms/compose/merge.js';
import { loadProject } from '../../../src/platforms/compose/project.js';
import { readPorts, type PublishedPort } from '../../../src/platforms/compose/published.js';
import { at, stringOf } from '../../../src/syntax/data.js';

interface RecordedService {
  /** Host address, host ports, container port, protocol. */
  readonly ports: readonly (readonly [string, string, string, string])[];
  readonly command: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The network mode, or the networks. */
  readonly networks: string | readonly string[];
}

const { projects } = JSON.parse(
  readFileSync(new URL('../../truth/compose-projects.json', import.meta.url), 'utf8'),
) as {
  projects: {
    name: string;
    files: Record<string, string>;
    services: Record<string, RecordedService>;
  }[];
};

/** One line per container port. All IPv4 addresses and no address are told apart by nobody here. */
function lines({ hostIp, hostPorts, containerPorts, protocol }: PublishedPort): string[] {
  if (!(containerPorts instanceof PortSet)) return ['unknown'];
  const [first, last] = containerPorts.intervals[0]!;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    let host = '';
    if (hostPorts instanceof PortSet) {
      const [low, high] = hostPorts.intervals[0]!;
      host = last > first || low === high ? String(low + index) : `${low}-${high}`;
    }
    return port(hostIp ?? '', host, String(first + index), protocol);
  });
}

function port(ip: string, host: string, container: string, protocol: string): string {
  const address = ip === '0.0.0.0' ? '' : ip.replace(/^\[(.*)\]$/, '$1');
  return `${address} ${host === '0' ? '' : host}->${container}/${protocol}`;
}

function distinct(all: readonly string[]): string[] {
  return [...new Set(all)].sort();
}

/** An empty list of words and none mean the same to the engine. */
function words(list: readonly (string | undefined)[] | null | undefined): unknown {
  return list === null || list === undefined || list.length === 0 ? null : list;
}

function loaded(files: Readonly<Record<string, string>>): Record<string, unknown> {
  const tree = new MemoryTree(files);
  const candidates = tree.paths
    .filter((path) => /\.ya?ml$/.test(path))
    .map((path) => tree.read(path)!)
    .filter((file) => readComposeDocument(file) !== undefined);
  const set = findFileSets(candidates, tree).find(({ paths }) => !paths[0]!.includes('/'))!;
  const project = loadProject(tree, set.paths);
  return Object.fromEntries(
    project.services.map((service) => {
      const { spec } = containerOf(service, tree, undefined, project.services);
      const networks = at(service.data, 'networks');
      const names = networks === undefined ? [] : asKeys(networks).entries.map(({ key }) => key);
      const view = {
        ports: distinct(readPorts(service.data, project, tree).ports.flatMap(lines)),
        command: words(spec.command?.map(({ text }) => text)),
        entrypoint: words(spec.entrypoint?.map(({ text }) => text)),
        image: spec.image?.text,
        environment: Object.fromEntries([...spec.environment].map(([k, { text }]) => [k, text])),
        networks:
          stringOf(at(service.data, 'network_mode')) ??
          (names.length === 0 ? ['default'] : names.sort()),
      };
      return [service.name, view];
    }),
  );
}

describe('services as docker compose config prints them', () => {
  it.each(projects.map((one) => [one.name, one] as const))('%s', (_, { files, services }) => {
    const expected = Object.fromEntries(
      Object.entries(services).map(([name, service]) => [
        name,
        {
          ...service,
          ports: distinct(service.ports.map((row) => port(...row))),
          command: words(service.command),
          entrypoint: words(service.entrypoint),
        },
      ]),
    );
    expect(loaded(files)).toEqual(expected);
  });
});
