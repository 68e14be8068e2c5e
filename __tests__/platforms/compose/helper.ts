import { isUnresolved, type Ingress, type Listener } from '../../../src/facts.js';
import { MemoryTree } from '../../../src/files/memory.js';
import { compose } from '../../../src/platforms/compose/index.js';
import type { PlatformOutput } from '../../../src/platforms/platform.js';

/** Runs the platform over files by path, as the scan does. */
export function translate(files: Readonly<Record<string, string>>): PlatformOutput {
  const tree = new MemoryTree(files);
  const mine = tree.paths
    .filter((path) => compose.mayClaim(path))
    .map((path) => tree.read(path)!)
    .filter((file) => compose.claims(file));
  return compose.translate({ files: mine, tree });
}

/** The doors as text, one line each: `path:line faces protocols ports->target leadsTo …`. */
export function doors(files: Readonly<Record<string, string>> | string): string[] {
  return doorsOf(translate(typeof files === 'string' ? { 'compose.yaml': files } : files));
}

export function doorsOf({ facts }: PlatformOutput): string[] {
  return facts
    .filter((fact) => fact.kind === 'ingress')
    .map(describeDoor)
    .sort();
}

function describeDoor(door: Ingress): string {
  const ports = isUnresolved(door.ports) ? '?' : String(door.ports);
  const inner = door.targetPorts;
  const target = inner === undefined ? ports : isUnresolved(inner) ? '?' : String(inner);
  return [
    `${door.where.file}:${door.where.startLine}`,
    door.faces,
    door.protocols.join('+'),
    `${ports}->${target}`,
    door.leadsTo,
    ...(isUnresolved(door.sources) ? ['unresolved'] : []),
    ...(door.onlyIf === undefined ? [] : ['conditional']),
  ].join(' ');
}

/** The listeners as text: `workload placement tcp:all:11211 …`. */
export function listeners(files: Readonly<Record<string, string>> | string): string[] {
  return translate(typeof files === 'string' ? { 'compose.yaml': files } : files)
    .facts.filter((fact) => fact.kind === 'listener')
    .map(describeListener)
    .sort();
}

export function describeListener(listener: Listener): string {
  const sockets = isUnresolved(listener.sockets)
    ? ['unresolved']
    : listener.sockets.map(({ protocol, scope, port }) => `${protocol}:${scope}:${port}`);
  return [listener.workload, listener.placement, ...new Set(sockets)].join(' ');
}

/** A Compose file with one service `cache` that publishes the given entries of `ports`. */
export function publishing(...entries: string[]): string {
  const lines = entries.map((entry) => `      - ${entry}\n`).join('');
  return `services:\n  cache:\n    image: memcached:1.6\n    ports:\n${lines}`;
}
