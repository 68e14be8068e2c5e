import type { Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { programsClaim } from './claim.js';
import { KINDS, type ProgramKind } from './kinds.js';
import { placeOfName } from './names.js';

/**
 * Infrastructure that is written in a programming language. Programs are never run, so that nothing is
 * known of what they open; that is said once for every project that names memcached.
 */
export const programs: Platform = { ...programsClaim, translate };

/** Files of one project that are looked at, and the size of the largest. */
const MOST_FILES = 2_000;
const LARGEST = 500_000;

interface Project {
  readonly kind: ProgramKind;
  readonly root: string;
  /** Its files that name memcached. */
  readonly naming: SourceFile[];
}

function translate({ files, tree }: PlatformInput): PlatformOutput {
  const told = new Set<string>();
  const problems = KINDS.flatMap((kind) => {
    const projects = new Map<string, Project>();
    // The deepest project that a file belongs to tells of it.
    const marks = files
      .filter((file) => kind.marks(file.path) && kind.isProject(file))
      .sort((a, b) => b.folder.length - a.folder.length);
    for (const mark of marks) {
      const root = kind.rootOf(mark);
      const project = projects.get(root) ?? { kind, root, naming: [] };
      projects.set(root, project);
      for (const file of filesOf(kind, root, mark, tree)) {
        if (told.has(file.path)) continue;
        told.add(file.path);
        project.naming.push(file);
      }
    }
    return [...projects.values()].flatMap((project) => problemOf(project, tree));
  });
  return { facts: [], problems };
}

/** One problem for a project that names memcached. */
function problemOf({ kind, root, naming }: Project, tree: Tree): Problem[] {
  const first = naming.sort((a, b) => (a.path < b.path ? -1 : 1))[0];
  if (first === undefined || kind.isEvaluatedElsewhere?.(root, tree) === true) return [];
  const more = naming.length === 1 ? '' : ` (and ${naming.length - 1} more of its files)`;
  const [start, end] = placeOfName(first.text) ?? [0, 0];
  return [
    {
      kind: 'unresolved',
      where: first.location(start, end),
      message: `${first.path}${more} names memcached, but ${kind.title} is not evaluated: programs are never run. ${kind.advice}`,
    },
  ];
}

/** The files of a project that name memcached. */
function filesOf(kind: ProgramKind, root: string, mark: SourceFile, tree: Tree): SourceFile[] {
  if (kind.isWhole === true) return placeOfName(mark.text) === undefined ? [] : [mark];
  const prefix = root === '' ? '' : `${root}/`;
  const found: SourceFile[] = [];
  let left = MOST_FILES;
  for (const path of tree.paths) {
    if (!path.startsWith(prefix) || !kind.source!.test(path)) continue;
    if (--left < 0) break;
    const file = tree.read(path);
    if (file === undefined || file.text.length > LARGEST) continue;
    if (kind.uses!.test(file.text) && placeOfName(file.text) !== undefined) found.push(file);
  }
  return found;
}
