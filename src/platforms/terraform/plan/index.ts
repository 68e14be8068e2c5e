import type { SourceFile } from '../../../files/source.js';
import type { Tree } from '../../../files/tree.js';
import type { PlatformOutput } from '../../platform.js';
import { isConfiguration, isTerragrunt, isVariablesFile } from '../claim.js';
import { readProject } from '../project.js';
import { factsOfPlan, mergeFacts } from '../translate.js';
import { openPlan } from './judged.js';

/**
 * What a plan (`terraform show -json`) says that will be reachable once it was carried out. Lines are
 * those of the configuration where the tree has it, else those of the plan.
 */
export function readPlan(file: SourceFile, tree: Tree): PlatformOutput {
  const sources = tree.paths
    .filter((path) => isConfiguration(path) || isVariablesFile(path) || isTerragrunt(path))
    .flatMap((path) => tree.read(path) ?? []);
  const { facts, problems } = factsOfPlan(tree, openPlan(file, tree, readProject(sources, tree)));
  return { facts: mergeFacts(facts), problems };
}

export { isPlan } from '../claim.js';
