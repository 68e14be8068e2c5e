import { isUnresolved, type Fact, type Ingress, type Listener, type Problem } from '../../facts.js';
import type { PlatformOutput } from '../platform.js';

/** Facts of several projects over the same files: what they have in common is there once. */
export class Collected {
  /** By the name their services go by in the files, before variants are numbered. */
  private readonly listeners = new Map<string, Listener[]>();
  private readonly doors = new Map<string, Ingress>();
  private readonly problems = new Map<string, Problem>();

  add(facts: readonly Fact[], problems: readonly Problem[]): void {
    const renamed = new Map<string, string>();
    for (const fact of facts) {
      if (fact.kind !== 'listener') continue;
      const same = this.listeners.get(fact.workload) ?? [];
      const equal = same.find((one) => sameListener(one, fact));
      if (equal !== undefined) {
        renamed.set(fact.workload, equal.workload);
        continue;
      }
      const workload = same.length === 0 ? fact.workload : `${fact.workload} (${same.length + 1})`;
      if (workload !== fact.workload) renamed.set(fact.workload, workload);
      this.listeners.set(fact.workload, [...same, { ...fact, workload }]);
    }
    for (const fact of facts) if (fact.kind === 'ingress') this.addDoor(fact, renamed);
    for (const problem of problems) {
      const { file, startLine, startColumn } = problem.where;
      this.problems.set(`${file}:${startLine}:${startColumn} ${problem.message}`, problem);
    }
  }

  private addDoor(door: Ingress, renamed: ReadonlyMap<string, string>): void {
    const target =
      door.target === 'unknown'
        ? door.target
        : door.target.map((workload) => renamed.get(workload) ?? workload);
    const { file, startLine, startColumn } = door.where;
    const key = [file, startLine, startColumn, door.faces, door.protocols, door.mechanism].join(
      ' ',
    );
    const before = this.doors.get(key);
    if (before === undefined) {
      this.doors.set(key, { ...door, target });
      return;
    }
    // Whatever is worse holds: a door that stands open in one of the projects stands open.
    const worse = weight(door) > weight(before) ? door : before;
    const targets =
      before.target === 'unknown' || target === 'unknown'
        ? 'unknown'
        : [...new Set([...before.target, ...target])];
    this.doors.set(key, { ...worse, target: targets });
  }

  output(): PlatformOutput {
    return {
      facts: [...[...this.listeners.values()].flat(), ...this.doors.values()],
      problems: [...this.problems.values()],
    };
  }
}

function weight(door: Ingress): number {
  return (isUnresolved(door.sources) ? 0 : 2) + (door.onlyIf === undefined ? 1 : 0);
}

function sameListener(a: Listener, b: Listener): boolean {
  return (
    a.placement === b.placement &&
    a.authentication === b.authentication &&
    JSON.stringify(a.sockets) === JSON.stringify(b.sockets) &&
    JSON.stringify(a.where) === JSON.stringify(b.where)
  );
}
