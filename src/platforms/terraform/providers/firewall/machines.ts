import {
  isUnresolved,
  type Fact,
  type Ingress,
  type Listener,
  type Mechanism,
  type Restriction,
} from '../../../../facts.js';
import { PortSet } from '../../../../network/ports.js';
import type { Data } from '../../../../syntax/data.js';
import { publicSize } from '../../sources.js';
import type { Guard } from './guards.js';
import { familyOpenings, type Family } from './table.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import { provisionerFacts, startupFacts } from '../../startup.js';
import { admittedBy } from './openings.js';
import { entryAt } from './ports.js';

/** A guard and everything its firewalls let in. */
export interface Admission {
  readonly guard: Guard;
  readonly mechanism: Mechanism;
  readonly openings: readonly Ingress[];
}

/** Machines of a provider: which arguments hold their start-up scripts and who guards them. */
export interface MachineTable {
  readonly types: readonly string[];
  /** Paths of the arguments with scripts, cloud-config or base64 of those. */
  readonly startup: readonly string[];
  readonly judged: string;
  /** Scripts that other resources run on it. */
  readonly scripts?: (machine: TerraformResource, context: ResourceContext) => readonly Data[];
  readonly admissions?: (
    machine: TerraformResource,
    context: ResourceContext,
  ) => readonly Admission[];
}

/** What machines run when they start, and what the firewalls let through to that. */
export function machines(table: MachineTable): ResourceHandler {
  return {
    types: table.types,
    meaning: [{ of: table.types.join(', '), judged: table.judged }],
    facts(resource, context): Fact[] {
      if (resource.mode !== 'managed') return [];
      const texts = [
        ...table.startup.map((path) => entryAt(resource.body, path)?.value),
        ...(table.scripts?.(resource, context) ?? []),
      ];
      const facts = [
        ...startupFacts(texts, resource, context),
        ...provisionerFacts(resource, context),
      ];
      if (!facts.some((fact) => fact.kind === 'listener')) return facts;
      const admissions = table.admissions?.(resource, context) ?? [];
      return [
        ...facts,
        ...admissions.flatMap((admission) => restrictions(facts, resource, admission)),
      ];
    },
  };
}

function restrictions(
  facts: readonly Fact[],
  machine: TerraformResource,
  admission: Admission,
): Restriction[] {
  const listeners = facts.filter((fact): fact is Listener => fact.kind === 'listener');
  const published = facts.filter(
    (fact): fact is Ingress => fact.kind === 'ingress' && fact.mechanism === 'published-port',
  );
  return listeners.flatMap((listener) => {
    if (isUnresolved(listener.sockets)) return [];
    return listener.sockets.flatMap((socket) => {
      const outside =
        listener.workload === machine.address
          ? [socket.port]
          : publishedAs(published, listener, socket.port);
      return outside.map((port): Restriction => {
        const { guard, mechanism, openings } = admission;
        const admits = admittedBy(openings, socket.protocol, port);
        const isOpen = !isUnresolved(admits) && publicSize(admits) > 0;
        return {
          kind: 'restriction',
          platform: 'terraform',
          where: guard.where,
          mechanism,
          name: guard.firewalls.join(', '),
          target: [listener.workload],
          protocols: [socket.protocol],
          ports: PortSet.of(socket.port),
          admits: guard.missing !== undefined && !isOpen ? guard.missing : admits,
        };
      });
    });
  });
}

/** The ports of the machine that lead to a port of a container; only one when it is clear. */
function publishedAs(doors: readonly Ingress[], listener: Listener, port: number): number[] {
  const ports = doors
    .filter((door) => door.target !== 'unknown' && door.target.includes(listener.workload))
    .flatMap((door) => {
      const inner = door.targetPorts ?? door.ports;
      if (isUnresolved(inner) || isUnresolved(door.ports) || !inner.contains(port)) return [];
      if (door.ports.contains(port) && door.targetPorts === undefined) return [port];
      return door.ports.size === 1 ? [door.ports.intervals[0]![0]] : [];
    });
  return ports.length === 1 ? ports : [];
}

/** What the firewalls of some families let through to a machine; every family has to be passed. */
export function admissionsOf(
  ...families: readonly Family[]
): NonNullable<MachineTable['admissions']> {
  return (machine, context) =>
    families.flatMap((family) => {
      const { byFirewall, guards, keyOf } = familyOpenings(family, context);
      return guards
        .filter(({ workload }) => workload === machine.address)
        .map((guard) => ({
          guard,
          mechanism: family.mechanism,
          openings: guard.firewalls
            .flatMap((key) => byFirewall.get(keyOf(key)) ?? [])
            .filter(({ target }) => target !== 'unknown' && target.includes(machine.address)),
        }));
    });
}
