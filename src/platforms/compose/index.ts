import type { Fact, Ingress, Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { composeClaim } from './claim.js';
import { Collected } from './collect.js';
import { readComposeDocument } from './document.js';
import { findFileSets } from './discover.js';
import { factsOf } from './facts.js';
import { loadProject, type Uses } from './project.js';

/** Docker Compose and Swarm stacks. */
export const compose: Platform = { ...composeClaim, translate };

function translate({ files, tree }: PlatformInput): PlatformOutput {
  const uses: Uses = { included: new Map(), extended: new Set() };
  const readable: SourceFile[] = files.filter((file) => readComposeDocument(file) !== undefined);
  const loaded = findFileSets(readable, tree).map((set) => ({
    ...set,
    path: set.paths.at(-1) ?? '',
    project: loadProject(tree, set.paths, uses),
  }));
  const judged: Judged[] = [];
  for (const { paths, byDefault, path, project } of loaded) {
    // What others include is judged where it is included, with the variables it has there.
    if (paths.length === 1 && isPartOfAnother(path, uses)) continue;
    const services = byDefault
      ? project.services
      : project.services.filter(({ name }) => !uses.extended.has(`${path}#${name}`));
    const { facts, problems } = factsOf({ ...project, services }, tree);
    judged.push({ paths, facts, problems: [...project.problems, ...problems] });
  }
  const collected = new Collected();
  for (const one of judged) collected.add(withConditions(one, judged), one.problems);
  return collected.output();
}

/** Whether a file is included, at the end of the chain, by one that nobody includes. */
function isPartOfAnother(path: string, { included }: Uses): boolean {
  const seen = new Set([path]);
  for (const one of seen) {
    const includers = included.get(one);
    if (includers === undefined && one !== path) return true;
    for (const includer of includers ?? []) seen.add(includer);
  }
  return false;
}

interface Judged {
  readonly paths: readonly string[];
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** Marks the doors of a file that another file, used over it, takes away. */
function withConditions(one: Judged, all: readonly Judged[]): readonly Fact[] {
  const over = all.filter(
    ({ paths }) =>
      paths.length > one.paths.length && one.paths.every((path, i) => paths[i] === path),
  );
  if (over.length === 0) return one.facts;
  return one.facts.map((fact) => {
    if (fact.kind !== 'ingress' || fact.onlyIf !== undefined) return fact;
    const closing = over.find(
      ({ facts }) => !facts.some((other) => other.kind === 'ingress' && isSameDoor(fact, other)),
    );
    if (closing === undefined) return fact;
    const without = closing.paths.slice(one.paths.length).join(' and ');
    return { ...fact, onlyIf: `${one.paths.join(' with ')} is used without ${without}` };
  });
}

function isSameDoor(a: Ingress, b: Ingress): boolean {
  return (
    a.where.file === b.where.file &&
    a.where.startLine === b.where.startLine &&
    a.where.startColumn === b.where.startColumn
  );
}
