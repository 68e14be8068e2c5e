import type { Problem } from '../../../facts.js';
import type { SourceFile } from '../../../files/source.js';
import type { Tree } from '../../../files/tree.js';
import type { Evaluated } from '../evaluation.js';
import type { Project, Root } from '../project.js';
import { readPlanDocument } from './document.js';
import { PlannedEvaluation } from './evaluated.js';
import { evaluateAsPlanned, rootOf } from './match.js';

/** A plan, and the configuration it was made from as far as the tree has it. */
export interface Plan {
  readonly evaluation: Evaluated;
  /** The root whose evaluation it takes the place of. */
  readonly root: Root | undefined;
  /** For people: the folder, or the plan's own. */
  readonly name: string;
  readonly problems: readonly Problem[];
}

/** Reads a plan and finds the configuration it belongs to. */
export function openPlan(file: SourceFile, tree: Tree, project: Project): Plan {
  const document = readPlanDocument(file);
  const root = rootOf(document, project);
  const written = root === undefined ? undefined : evaluateAsPlanned(tree, project, root, document);
  const problems = document.errors.slice(0, 5).map(({ where, message }): Problem => ({
    kind: 'unparsed',
    where,
    message: `${file.path}:${where.startLine}: ${message}; the plan may not have been read as a whole. Write it again with \`terraform show -json\`.`,
  }));
  return {
    evaluation: new PlannedEvaluation(document, written),
    root,
    name: root?.name ?? file.folder,
    problems,
  };
}
