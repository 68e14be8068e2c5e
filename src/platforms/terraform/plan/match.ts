import type { Tree } from '../../../files/tree.js';
import { entry, itemsOf, stringOf, type Data } from '../../../syntax/data.js';
import { Evaluation } from '../evaluation.js';
import { evaluateRoot, type Project, type Root } from '../project.js';
import { identity } from '../values.js';
import { stepsOf } from './addresses.js';
import type { PlanDocument } from './document.js';

/** Less than this part in common, and the plan is of another configuration. */
const LEAST_IN_COMMON = 0.5;

/**
 * The root the plan was made from: the one that declares the same. Of several, the one in the plan's
 * folder, or whose folder the path of the plan names; `undefined` when none or no single one is it.
 */
export function rootOf(document: PlanDocument, project: Project): Root | undefined {
  const planned = declaredIn(document);
  if (planned.size === 0) return undefined;
  const scores = project.roots
    .map((root) => ({ root, score: overlap(planned, declaredBy(root)) }))
    .filter(({ score }) => score >= LEAST_IN_COMMON);
  const best = Math.max(...scores.map(({ score }) => score));
  const candidates = scores.filter(({ score }) => score === best).map(({ root }) => root);
  if (candidates.length <= 1) return candidates[0];
  const { folder, path } = document.file;
  const own = candidates.filter((root) => root.name === folder);
  if (own.length === 1) return own[0];
  const named = candidates.filter((root) => isNamedIn(path, root.name));
  return named.length === 1 ? named[0] : undefined;
}

/** The root evaluated with the variables that the plan was made with. */
export function evaluateAsPlanned(
  tree: Tree,
  project: Project,
  root: Root,
  document: PlanDocument,
): Evaluation {
  const base = evaluateRoot(tree, project, root);
  const where = document.file.location(0);
  const inputs = (name: string): Data | undefined => {
    const planned = document.variables.get(name);
    const loaded = root.loaded(name);
    if (planned === undefined) return loaded;
    // The plan tells the defaults as well; they have their place in the configuration.
    const known = identity(base.root.variable(name, where));
    return known !== undefined && known === identity(planned) ? loaded : planned;
  };
  return new Evaluation(tree, project.modules, root.config, inputs);
}

/** What the root module of the plan declares: types and names, and calls. */
function declaredIn({ configuration, resources }: PlanDocument): Set<string> {
  const names = new Set<string>();
  if (configuration === undefined) {
    for (const { address } of resources) {
      const steps = stepsOf(address).flatMap(({ name }) => name ?? []);
      names.add(steps.slice(0, steps[0] === 'data' ? 3 : 2).join('.'));
    }
    return names;
  }
  for (const resource of itemsOf(entry(configuration, 'resources')?.value)) {
    const address = stringOf(entry(resource, 'address')?.value);
    if (address !== undefined) names.add(address);
  }
  const calls = entry(configuration, 'module_calls')?.value;
  for (const call of calls?.type === 'map' ? calls.entries : []) names.add(`module.${call.key}`);
  return names;
}

function declaredBy({ config }: Root): Set<string> {
  const names = new Set<string>();
  for (const { mode, type, name } of config.resources) {
    names.add(`${mode === 'data' ? 'data.' : ''}${type}.${name}`);
  }
  for (const name of config.calls.keys()) names.add(`module.${name}`);
  return names;
}

/** The part of both that is in both, from 0 to 1. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const each of a) if (b.has(each)) common++;
  return common === 0 ? 0 : common / (a.size + b.size - common);
}

/** `plans/prod.json`, `prod-plan.json` and `envs/prod/out/plan.json` are of the folder `envs/prod`. */
function isNamedIn(path: string, folder: string): boolean {
  if (folder === '') return false;
  if (path.startsWith(`${folder}/`)) return true;
  const last = folder.slice(folder.lastIndexOf('/') + 1).toLowerCase();
  return path
    .toLowerCase()
    .split(/[/._-]/)
    .includes(last);
}
