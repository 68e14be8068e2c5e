import {
  isUnresolved,
  type Fact,
  type Ingress,
  type Problem,
  type Restriction,
  type WorkloadId,
} from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { HostFirewall } from '../../network/filter/host-firewall.js';
import type { Admission, FilterCommand } from '../../network/filter/types.js';
import { MEMCACHED_PORT, PortSet, type Protocol } from '../../network/ports.js';
import { LOOPBACK } from '../../network/special.js';
import type { Word } from '../../memcached/index.js';
import type { FilterStep } from './state.js';

/** What a host's packet filter means for memcached's ports. */
export function filterFacts(
  steps: readonly FilterStep[],
  workload: WorkloadId,
  listens: readonly { readonly protocol: Protocol; readonly port: number }[],
): { facts: Fact[]; problems: Problem[] } {
  if (steps.length === 0) return { facts: [], problems: [] };
  const firewall = new HostFirewall();
  for (const step of steps) firewall.run(commandOf(step.words, step.where));
  if (steps.some((step) => step.words[0]?.text === 'firewall-cmd')) {
    const { where } = steps.at(-1)!;
    firewall.run({ argv: ['firewall-cmd', '--reload'], where });
  }
  const facts: Fact[] = [];
  const wanted = new Map<string, { protocol: Protocol; port: number }>();
  for (const protocol of ['tcp', 'udp'] as const) {
    wanted.set(`${protocol} ${MEMCACHED_PORT}`, { protocol, port: MEMCACHED_PORT });
  }
  for (const one of listens) if (one.port > 0) wanted.set(`${one.protocol} ${one.port}`, one);
  const doors = new Map<string, Ingress>();
  for (const { protocol, port } of [...wanted.values()].slice(0, 40)) {
    const admission = firewall.admission({ protocol, port });
    if (!admission.filtered) continue;
    facts.push(restrictionOf(admission, steps, workload, protocol, port));
    const door = doorOf(admission, firewall, steps, workload, protocol, port);
    if (door === undefined) continue;
    const key = [
      door.where.file,
      door.where.startLine,
      door.where.startColumn,
      door.onlyIf ?? '',
    ].join(' ');
    const before = doors.get(key);
    doors.set(key, before === undefined ? door : merged(before, door));
  }
  facts.push(...doors.values());
  return { facts, problems: [] };
}

/** A command with what is not known marked. */
export function commandOf(words: readonly Word[], where: Location): FilterCommand {
  const unknown = new Map<number, string>();
  const argv = words.map((word, index) => {
    if (word.text !== undefined) return word.text;
    unknown.set(index, word.reason ?? 'it is not known');
    return word.prefix ?? '';
  });
  return { argv, where, ...(unknown.size === 0 ? {} : { unknown }) };
}

function restrictionOf(
  admission: Admission,
  steps: readonly FilterStep[],
  workload: WorkloadId,
  protocol: Protocol,
  port: number,
): Restriction {
  return {
    kind: 'restriction',
    platform: 'ansible',
    where: admission.refusedBy[0] ?? admission.admittedBy[0] ?? steps[0]!.where,
    mechanism: 'host-firewall',
    name: `the packet filter of ${workload}`,
    target: [workload],
    protocols: [protocol],
    ports: PortSet.of(port),
    admits: admission.sources,
  };
}

/** An explicit rule that lets outsiders in; nothing where only a policy lets everybody in. */
function doorOf(
  admission: Admission,
  firewall: HostFirewall,
  steps: readonly FilterStep[],
  workload: WorkloadId,
  protocol: Protocol,
  port: number,
): Ingress | undefined {
  const where = admission.admittedBy[0];
  if (where === undefined) return undefined;
  const sources = isUnresolved(admission.sources)
    ? admission.sources
    : admission.sources.subtract(LOOPBACK);
  if (sources instanceof AddressSet && sources.isEmpty) return undefined;
  const onlyIf = steps.find(
    (step) => step.onlyIf !== undefined && sameLocation(step.where, where),
  )?.onlyIf;
  return {
    kind: 'ingress',
    platform: 'ansible',
    where,
    mechanism: 'host-firewall',
    name: `the packet filter of ${workload}`,
    sources,
    protocols: [protocol],
    ports: spanOf(firewall, protocol, port, where),
    target: [workload],
    faces: 'internet',
    leadsTo: 'unknown',
    related: admission.admittedBy
      .slice(1, 4)
      .map((other) => ({ where: other, message: 'another rule that lets it in' })),
    ...(onlyIf === undefined ? {} : { onlyIf }),
  };
}

/** The ports around `port` that the same rule opens. */
function spanOf(
  firewall: HostFirewall,
  protocol: Protocol,
  port: number,
  where: Location,
): PortSet {
  const opens = (other: number): boolean => {
    const { admittedBy } = firewall.admission({ protocol, port: other });
    return admittedBy[0] !== undefined && sameLocation(admittedBy[0], where);
  };
  const edge = (inside: number, outside: number): number => {
    let near = inside;
    let far = outside;
    if (opens(far)) return far;
    while (Math.abs(far - near) > 1) {
      const middle = (near + far) >> 1;
      if (opens(middle)) near = middle;
      else far = middle;
    }
    return near;
  };
  if (!opens(port)) return PortSet.of(port);
  const low = opens(port - 1) ? edge(port, 1) : port;
  const high = opens(port + 1) ? edge(port, 65535) : port;
  return PortSet.range(low, high);
}

function merged(a: Ingress, b: Ingress): Ingress {
  const sources = isUnresolved(a.sources)
    ? a.sources
    : isUnresolved(b.sources)
      ? b.sources
      : a.sources.union(b.sources);
  const protocols = (['tcp', 'udp'] as const).filter(
    (one) => a.protocols.includes(one) || b.protocols.includes(one),
  );
  const ports = isUnresolved(a.ports)
    ? a.ports
    : isUnresolved(b.ports)
      ? b.ports
      : a.ports.union(b.ports);
  return { ...a, sources, protocols, ports };
}

function sameLocation(a: Location, b: Location): boolean {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}
