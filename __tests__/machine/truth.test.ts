import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findExposures } from '../../src/exposure/join.js';
import { isUnresolved } from '../../src/facts.js';
import { MemoryTree } from '../../src/files/memory.js';
import { machineFacts } from '../../src/machine/facts.js';
import { readMachines } from '../../src/machine/gather.js';
import { AddressSet } from '../../src/network/addresses.js';

/** Recorded by scripts/record-host.mjs: what the tools print of a machine, and who memcached served. */
interface Recorded {
  readonly senders: Readonly<Record<'private' | 'public', { v4: string; v6: string }>>;
  readonly scenarios: Readonly<
    Record<
      string,
      {
        readonly port: number;
        readonly outputs: Readonly<Record<string, string>>;
        readonly own: Readonly<Record<string, string>>;
        readonly rows: readonly Row[];
      }
    >
  >;
}

interface Row {
  readonly sender: 'private' | 'public';
  readonly family: 'v4' | 'v6';
  readonly protocol: 'tcp' | 'udp';
  readonly served: boolean;
}

const recorded = JSON.parse(
  readFileSync(new URL('../truth/host.json', import.meta.url), 'utf8'),
) as Recorded;

const KERNEL = ['iptables-save.txt', 'ip6tables-save.txt', 'nft.txt'];
const PLACE = ['ip-addr.txt', 'ip-route.txt'];

/** Which outputs somebody may have saved. */
const COLLECTIONS: Readonly<Record<string, readonly string[]>> = {
  'ss, ps -eo and everything of the kernel': ['ss.txt', 'ps.txt', ...PLACE, ...KERNEL],
  'netstat, ps aux and nft': ['netstat.txt', 'ps-aux.txt', ...PLACE, 'nft.txt'],
  'lsof and everything of the kernel': ['lsof.txt', ...PLACE, ...KERNEL],
  'ps alone and everything of the kernel': ['ps.txt', ...PLACE, ...KERNEL],
};

/** Who is served by what the engine makes of the outputs, in the words of the recording. */
function servedBy(files: Readonly<Record<string, string>>, port: number): string[] {
  const [machine, ...others] = readMachines(new MemoryTree(files));
  expect(others).toEqual([]);
  const { facts, undecided } = machineFacts(machine!);
  expect(undecided).toEqual([]);
  const exposures = findExposures(facts, AddressSet.empty);
  return rowsOf((row) =>
    exposures.some(({ sources, protocols, listener }) => {
      if (isUnresolved(sources) || listener === undefined) return false;
      return (
        protocols.includes(row.protocol) &&
        sources.containsAddress(recorded.senders[row.sender][row.family]) &&
        !isUnresolved(listener.sockets) &&
        listener.sockets.some((socket) => socket.port === port)
      );
    }),
  );
}

function rowsOf(holds: (row: Row) => boolean, rows: readonly Row[] = EVERY_ROW): string[] {
  return rows.filter(holds).map((row) => `${row.sender} ${row.family} ${row.protocol}`);
}

const EVERY_ROW: readonly Row[] = recorded.scenarios['open']!.rows;

it('recorded servers that are open, closed and in between', () => {
  const counts = Object.values(recorded.scenarios).map(
    ({ rows }) => rows.filter(({ served }) => served).length,
  );
  expect(Object.keys(recorded.scenarios).length).toBeGreaterThanOrEqual(18);
  expect(new Set(counts).size).toBeGreaterThanOrEqual(4);
});

describe.each(Object.entries(recorded.scenarios))('%s', (name, scenario) => {
  const truth = rowsOf(({ served }) => served, scenario.rows);
  const container = name.startsWith('published');

  it('is told from what the tool itself reads', () => {
    expect(servedBy(scenario.own, scenario.port)).toEqual(truth);
  });

  it.each(Object.entries(COLLECTIONS))('is told from %s', (collection, names) => {
    // Of a container the rules tell, whatever the list of processes.
    if (container && collection.startsWith('ps alone')) return;
    const files = Object.fromEntries(names.map((file) => [file, scenario.outputs[file]!]));
    if (name.startsWith('ufw') && collection.startsWith('netstat')) {
      // nft cannot print ufw's limits: that is said, and nothing is concluded.
      const { undecided } = machineFacts(readMachines(new MemoryTree(files))[0]!);
      expect(undecided.join()).toMatch(/save the outputs of iptables-save and ip6tables-save too/);
      return;
    }
    expect(servedBy(files, scenario.port)).toEqual(truth);
  });

  const frontEnd = ['ufw-status.txt', 'firewalld-zones.txt'].find(
    (file) => scenario.outputs[file] !== undefined,
  );
  if (frontEnd !== undefined) {
    it(`is told from ${frontEnd} in the place of the kernel's rules`, () => {
      const files = Object.fromEntries(
        ['ss.txt', ...PLACE, frontEnd, 'firewalld-default-zone.txt'].flatMap((file) => {
          const text = scenario.outputs[file];
          return text === undefined ? [] : [[file, text]];
        }),
      );
      expect(servedBy(files, scenario.port)).toEqual(truth);
    });
  }
});
