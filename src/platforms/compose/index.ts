import type { Fact, Ingress, Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { Collected } from './collect.js';
import { readComposeDocument } from './document.js';
import { findFileSets } from './discover.js';
import { factsOf } from './facts.js';
import { isComposeName } from './names.js';
import { loadProject, type Uses } from './project.js';

/** Docker Compose and Swarm stacks. */
export const compose: Platform = {
  name: 'compose',
  title: 'Docker Compose',

  mayClaim(path) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    if (/\.ya?ml$/.test(name)) return true;
    return isComposeName(name) && /\.(ya?ml[._-]|json$)/.test(name) && !SET_ASIDE.test(name);
  },

  claims(file) {
    if (isComposeName(file.name.toLowerCase())) return true;
    return looksLikeCompose(file.text);
  },

  translate: (input) => translate(input),
};

/** Names of files that people and editors put aside. */
const SET_ASIDE = /\.(bak|orig|old|save|rej|swp|tmp|disabled|patch|diff|md)$|~$/;

/** Services with an image or a build, and nothing that marks the file as another kind. */
function looksLikeCompose(text: string): boolean {
  if (!/^["']?services["']?[ \t]*:/m.test(text)) {
    // The first format has the services at the top, and only these files call the keys so.
    return (
      /(^[ \t]|[{,])[ \t]*(image|build|extends)[ \t]*:/m.test(text) &&
      /(^[ \t]|[{,])[ \t]*(ports|links|volumes_from|env_file|net|network_mode|expose)[ \t]*:/m.test(
        text,
      ) &&
      /memcache|11211/i.test(text) &&
      !OTHER_KINDS.test(text)
    );
  }
  return (
    /(^|[{,])[ \t]*["']?(image|build|extends|ports|network_mode)["']?[ \t]*:/m.test(text) &&
    !OTHER_KINDS.test(text)
  );
}

const OTHER_KINDS =
  /^(apiVersion|kind|jobs|stages|pipeline|steps|AWSTemplateFormatVersion|- hosts|- name|swagger|openapi)[ \t]*:/m;

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
