import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { MemoryTree } from '../../../src/files/memory.js';
import { PortSet } from '../../../src/network/ports.js';
import { readComposeDocument } from '../../../src/platforms/compose/document.js';
import { findFileSets } from '../../../src/platforms/compose/discover.js';
import { interpolate, type VariableValue } from '../../../src/platforms/compose/interpolate.js';
import { isPortMappingError, parsePortMapping } from '../../../src/platforms/compose/ports.js';
import { loadProject } from '../../../src/platforms/compose/project.js';
import { readPorts } from '../../../src/platforms/compose/published.js';

interface Truth {
  readonly projects: readonly {
    readonly name: string;
    readonly files: Record<string, string>;
    /** Host address, host ports, container port, protocol. */
    readonly services?: Record<string, readonly (readonly [string, string, string, string])[]>;
    readonly error?: string;
  }[];
  readonly mappings: readonly {
    readonly text: string;
    readonly mappings?: readonly (readonly [string, string, string])[];
    readonly error?: string;
  }[];
  readonly interpolations: {
    readonly environment: Record<string, string>;
    readonly cases: readonly { readonly text: string; readonly result: string }[];
  };
}

const truth = JSON.parse(
  readFileSync(new URL('../../truth/compose.json', import.meta.url), 'utf8'),
) as Truth;

type Row = [string, string, string, string];

/** One row per container port, as Compose prints them. */
function rows(mapping: {
  hostIp: string | undefined;
  hostPorts: PortSet | string;
  containerPorts: PortSet | string;
  protocol: string;
}): Row[] {
  const { hostIp, hostPorts, containerPorts, protocol } = mapping;
  if (!(containerPorts instanceof PortSet)) return [];
  const [first, last] = containerPorts.intervals[0]!;
  const result: Row[] = [];
  for (let port = first; port <= last; port++) {
    let host = '';
    if (hostPorts instanceof PortSet) {
      const [low, high] = hostPorts.intervals[0]!;
      if (containerPorts.size > 1 || low === high) host = String(low + port - first);
      else host = `${low}-${high}`;
    }
    result.push([hostIp ?? '', host, String(port), protocol]);
  }
  return result;
}

/** Sorted, the same mapping in the short and the long form counted once. */
function distinct(all: Row[]): string[] {
  return [...new Set(all.map((row) => row.join(' ')))].sort();
}

describe('projects as Compose loads them', () => {
  const loadable = truth.projects.filter(({ services }) => services !== undefined);
  it.each(loadable.map((one) => [one.name, one] as const))('%s', (_, { files, services }) => {
    const tree = new MemoryTree(files);
    const candidates = tree.paths
      .filter((path) => /\.ya?ml$/.test(path))
      .map((path) => tree.read(path)!)
      .filter((file) => readComposeDocument(file) !== undefined);
    const set = findFileSets(candidates, tree).find(({ paths }) => !paths[0]!.includes('/'))!;
    const project = loadProject(tree, set.paths);
    const found = Object.fromEntries(
      project.services.map(({ name, data }) => [
        name,
        distinct(readPorts(data, project, tree).ports.flatMap(rows)),
      ]),
    );
    // Port 0 asks for a random one, which is how an absent host port is written, too.
    const expected = Object.fromEntries(
      Object.entries(services!).map(([name, ports]) => [
        name,
        distinct(
          ports.map(([ip, host, port, protocol]) => [ip, host === '0' ? '' : host, port, protocol]),
        ),
      ]),
    );
    expect(found).toEqual(expected);
  });
});

describe('port mappings as Docker reads them', () => {
  it.each(truth.mappings.map((one) => [one.text, one] as const))('%s', (text, one) => {
    const mapping = parsePortMapping(text);
    if (one.error !== undefined) {
      expect(mapping).toHaveProperty('error');
      return;
    }
    if (isPortMappingError(mapping)) throw new Error(mapping.error);
    const expected = one.mappings!.map(([ip, host, port]) => {
      const [number, protocol] = port.split('/');
      return [ip, host === '0' ? '' : host, number, protocol];
    });
    expect(rows(mapping)).toEqual(expected);
  });
});

describe('variables as Compose puts them in', () => {
  const { environment, cases } = truth.interpolations;
  const where = { file: '.env', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  it.each(cases.map(({ text, result }) => [text, result] as const))('%j', (text, result) => {
    const lookup = (name: string): VariableValue | undefined => {
      const value = environment[name];
      return value === undefined ? undefined : { value, where };
    };
    expect(interpolate(text, lookup).text).toBe(result);
  });
});
