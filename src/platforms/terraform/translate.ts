import { append } from '../../append.js';
import type { Fact, Ingress, Problem, RelatedLocation, Restriction } from '../../facts.js';
import { isUnresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import type { PlatformInput, PlatformOutput } from '../platform.js';
import { parseConfiguration } from './config.js';
import type { Evaluated } from './evaluation.js';
import { isPlan } from './claim.js';
import { openPlan, type Plan } from './plan/judged.js';
import { evaluateRoot, readProject, type Project, type Root } from './project.js';
import { unhandledResource } from './providers/fallback.js';
import { PROVIDERS } from './providers/index.js';
import { mayMatter } from './relevance.js';
import { unhandledModule } from './remote-modules.js';
import type { RemoteModuleCall, ResourceContext, TerraformResource } from './resource.js';
import { basisOf } from './values.js';
import { syntaxProblem } from '../unparsed.js';

/** Reads every root of the tree and says what its resources mean. */
export function translate(input: PlatformInput): PlatformOutput {
  const problems: Problem[] = parseProblems(input);
  const facts: Fact[] = [];
  const judgedFiles = new Set<string>();
  const take = (result: Judged): void => {
    append(facts, result.facts);
    append(problems, result.problems);
    for (const file of result.judgedFiles) judgedFiles.add(file);
  };
  const project = readProject(input.files, input.tree);
  const plans = input.files
    .filter((file) => isPlan(file))
    .map((file) => openPlan(file, input.tree, project));
  const planned = new Set(plans.map(({ root }) => root));
  for (const plan of plans) take(factsOfPlan(input.tree, plan));
  for (const root of project.roots) {
    // What will be deployed is known better than by evaluating what it was planned from.
    if (planned.has(root) || !mayMatter(root.config, project.modules)) continue;
    take(judgeRoot(input.tree, project, root));
  }
  for (const { name, call } of project.remote) {
    const { facts: found, ...rest } = judge(input.tree, onlyCall(call));
    take({ ...rest, facts: found.map((fact) => inRoot(fact, name)) });
  }
  return {
    facts: mergeFacts(facts),
    problems: uniqueProblems(problems),
    judgedFiles: [...judgedFiles],
  };
}

function parseProblems(input: PlatformInput): Problem[] {
  const problems: Problem[] = [];
  for (const file of input.files) {
    if (isPlan(file)) continue;
    for (const error of parseConfiguration(file).errors.slice(0, 5)) {
      const where = file.location(error.start, error.end);
      problems.push(syntaxProblem(file, { ...error, where }));
    }
  }
  return problems;
}

interface Judged {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** Scripts that are a part of something that was judged. */
  readonly judgedFiles: readonly string[];
}

function judgeRoot(tree: Tree, project: Project, root: Root): Judged {
  const base = judge(tree, evaluateRoot(tree, project, root));
  let facts = base.facts;
  if (root.alternatives.length > 0) {
    const others = root.alternatives.map((alternative) => ({
      path: alternative.path,
      facts: judge(tree, evaluateRoot(tree, project, root, alternative)).facts,
    }));
    facts = withAlternatives(base.facts, others);
  }
  if (root.isUncalledModule) facts = facts.map((fact) => ifLeftAtDefault(fact));
  return { ...base, facts: facts.map((fact) => inRoot(fact, root.name)) };
}

/** A root that is nothing but a call of a module that is not in the repository. */
function onlyCall(call: RemoteModuleCall): Evaluated {
  return {
    resources: [],
    remoteCalls: [call],
    problems: [],
    wasCutShort: false,
    resource: () => undefined,
    referent: () => undefined,
  };
}

/** What a plan means, in the place of the root it was made from. */
export function factsOfPlan(tree: Tree, plan: Plan): Judged {
  const { facts, problems, judgedFiles } = judge(tree, plan.evaluation);
  return {
    judgedFiles,
    facts: facts.map((fact) => inRoot(fact, plan.name)),
    problems: [...plan.problems, ...problems],
  };
}

/** Addresses are unique in one root only; those of other folders are named with the folder. */
function inRoot(fact: Fact, folder: string): Fact {
  if (folder === '') return fact;
  const named = (workload: string): string =>
    workload.startsWith('script ') ? workload : `${workload} (${folder})`;
  if (fact.kind === 'listener') return { ...fact, workload: named(fact.workload) };
  return fact.target === 'unknown' ? fact : { ...fact, target: fact.target.map(named) };
}

const MODULES = PROVIDERS.flatMap((provider) => provider.modules);

/** What the handlers of all providers say about one evaluation. */
export function judge(tree: Tree, evaluation: Evaluated): Judged {
  const problems: Problem[] = [];
  const judgedFiles = new Set<string>();
  const context = makeContext(tree, evaluation, problems, judgedFiles);
  const facts: Fact[] = [];
  for (const provider of PROVIDERS) {
    for (const handler of provider.resources) {
      for (const resource of context.find(...handler.types)) {
        for (const fact of handler.facts(resource, context))
          facts.push(conditioned(fact, resource.onlyIf));
      }
    }
  }
  for (const resource of evaluation.resources) {
    const problem = unhandledResource(resource);
    if (problem !== undefined) problems.push(problem);
  }
  for (const call of evaluation.remoteCalls) {
    const handler = MODULES.find((each) => call.source !== undefined && each.matches(call.source));
    if (handler === undefined) {
      const problem = unhandledModule(call);
      if (problem !== undefined) problems.push(problem);
    } else {
      for (const fact of handler.facts(call, context)) facts.push(conditioned(fact, call.onlyIf));
    }
  }
  if (evaluation.wasCutShort) {
    const first = evaluation.resources[0] ?? evaluation.remoteCalls[0];
    if (first !== undefined) {
      problems.push({
        kind: 'unresolved',
        where: first.where,
        message: `The configuration of ${first.where.file} asks for more work than is done on one module; what is beyond it is not checked.`,
      });
    }
  }
  return {
    facts,
    problems: [...evaluation.problems, ...problems],
    judgedFiles: [...judgedFiles],
  };
}

function conditioned(fact: Fact, onlyIf: string | undefined): Fact {
  if (onlyIf === undefined || fact.kind !== 'ingress' || fact.onlyIf !== undefined) return fact;
  return { ...fact, onlyIf };
}

function makeContext(
  tree: Tree,
  evaluation: Evaluated,
  problems: Problem[],
  judgedFiles: Set<string>,
): ResourceContext {
  const byType = new Map<string, TerraformResource[]>();
  for (const resource of evaluation.resources) {
    const known = byType.get(resource.type);
    if (known === undefined) byType.set(resource.type, [resource]);
    else known.push(resource);
  }
  const shared = new Map<symbol, unknown>();
  return {
    tree,
    find: (...types) => types.flatMap((type) => byType.get(type) ?? []),
    remoteCalls: evaluation.remoteCalls,
    referent: (data) => {
      const reference = basisOf(data);
      return reference === undefined ? undefined : evaluation.referent(reference);
    },
    resource: (address) => evaluation.resource(address),
    problem: (problem) => void problems.push(problem),
    judged: (path) => void judgedFiles.add(path),
    shared: <T>(key: symbol, make: () => T): T => {
      if (!shared.has(key)) shared.set(key, make());
      return shared.get(key) as T;
    },
  };
}

/**
 * Facts of the variables loaded by themselves, with those that other files of variables bring. An
 * opening that is only unresolved without any file is judged by the files when there are any.
 */
export function withAlternatives(
  base: readonly Fact[],
  others: readonly { readonly path: string; readonly facts: readonly Fact[] }[],
  wording?: (paths: readonly string[]) => string,
): Fact[] {
  const facts: Fact[] = [];
  const known = new Set(base.map(meaningOf));
  for (const fact of base) {
    const isOpen =
      fact.kind !== 'ingress' || !(isUnresolved(fact.sources) || isUnresolved(fact.ports));
    // The other files decide what is open here: their facts follow below.
    const decided =
      !isOpen &&
      others.every(({ facts: all }) => !all.some((other) => meaningOf(other) === meaningOf(fact)));
    if (!decided) facts.push(fact);
  }
  const added = new Map<string, { fact: Fact; paths: string[] }>();
  for (const { path, facts: all } of others) {
    for (const fact of all) {
      const meaning = meaningOf(fact);
      if (known.has(meaning)) continue;
      const before = added.get(meaning);
      if (before === undefined) added.set(meaning, { fact, paths: [path] });
      else before.paths.push(path);
    }
  }
  for (const { fact, paths } of added.values()) {
    if (fact.kind === 'listener') {
      // What only some environments start is there as well; what all start is known already.
      const isKnown = base.some(
        (other) => other.kind === 'listener' && other.workload === fact.workload,
      );
      if (!isKnown) facts.push(fact);
    }
    if (fact.kind !== 'ingress') continue;
    const note =
      wording?.(paths) ??
      `This holds when Terraform is given the variables of ${paths.join(', ')}.`;
    const onlyExamples =
      wording === undefined &&
      paths.every((path) =>
        /(example|sample|template)/i.test(path.slice(path.lastIndexOf('/') + 1)),
      );
    facts.push({
      ...fact,
      notes: [...(fact.notes ?? []), note],
      ...(onlyExamples && fact.onlyIf === undefined
        ? { onlyIf: `the variables of ${paths.join(', ')} are used` }
        : {}),
    });
  }
  const restrictions = others.map(({ facts: all }) =>
    all.filter((fact): fact is Restriction => fact.kind === 'restriction'),
  );
  return facts.flatMap((fact): readonly Fact[] =>
    fact.kind === 'restriction' ? loosened(fact, restrictions) : [fact],
  );
}

/** What gets through a restriction in any environment; it falls away where one does not have it. */
function loosened(
  restriction: Restriction,
  environments: readonly (readonly Restriction[])[],
): Restriction[] {
  const { target, protocols, ports, name } = restriction;
  let { admits } = restriction;
  const wasUnresolved = isUnresolved(admits);
  for (const all of environments) {
    const same = all.find(
      (other) =>
        String(other.target) === String(target) &&
        other.name === name &&
        other.protocols.join() === protocols.join() &&
        other.ports.equals(ports),
    );
    if (same === undefined) {
      // It may be gone because what it protects is not there at all.
      if (all.some((other) => String(other.target) === String(target))) return [];
      continue;
    }
    if (isUnresolved(same.admits)) {
      if (!wasUnresolved && !isUnresolved(admits)) continue;
    } else {
      admits = isUnresolved(admits) ? same.admits : admits.union(same.admits);
    }
  }
  return [{ ...restriction, admits }];
}

/** A text that two facts share when they say the same. */
function meaningOf(fact: Fact): string {
  const at = placeOf(fact.where);
  if (fact.kind === 'ingress') {
    const sources = isUnresolved(fact.sources) ? '?' : fact.sources.toString();
    const ports = isUnresolved(fact.ports) ? '?' : fact.ports.toString();
    return `ingress ${at} ${sources} ${ports} ${fact.protocols.join()} ${fact.onlyIf === undefined}`;
  }
  if (fact.kind === 'restriction') {
    const admits = isUnresolved(fact.admits) ? '?' : fact.admits.toString();
    const target = fact.target === 'unknown' ? '?' : fact.target.join();
    return `restriction ${at} ${target} ${admits} ${fact.ports.toString()} ${fact.protocols.join()}`;
  }
  return `listener ${at} ${fact.workload}`;
}

function placeOf(where: Location): string {
  return `${where.file}:${where.startLine}:${where.startColumn}`;
}

/** The same opening of several instances of one declaration is one fact that leads to all of them. */
export function mergeFacts(facts: readonly Fact[]): Fact[] {
  const merged = new Map<string, Fact>();
  for (const fact of facts) {
    const meaning = meaningOf(fact);
    const before = merged.get(meaning);
    if (before === undefined) merged.set(meaning, fact);
    else if (before.kind === 'ingress' && fact.kind === 'ingress') {
      merged.set(meaning, mergeIngress(before, fact));
    }
  }
  return [...merged.values()];
}

function mergeIngress(a: Ingress, b: Ingress): Ingress {
  const targets = [a.target, b.target].flatMap((target) => (target === 'unknown' ? [] : target));
  const leadsTo =
    a.leadsTo === b.leadsTo
      ? a.leadsTo
      : [a.leadsTo, b.leadsTo].includes('memcached')
        ? 'memcached'
        : 'unknown';
  return {
    ...a,
    target: targets.length === 0 ? 'unknown' : [...new Set(targets)],
    leadsTo,
    related: uniqueRelated([...a.related, ...b.related]).slice(0, 10),
    notes: [...new Set([...(a.notes ?? []), ...(b.notes ?? [])])],
  };
}

function uniqueRelated(related: readonly RelatedLocation[]): RelatedLocation[] {
  const seen = new Map<string, RelatedLocation>();
  for (const each of related) {
    const key = `${placeOf(each.where)} ${each.message}`;
    if (!seen.has(key)) seen.set(key, each);
  }
  return [...seen.values()];
}

/** In a module that nothing calls, what a variable's default opens is open only if it is left so. */
function ifLeftAtDefault(fact: Fact): Fact {
  if (fact.kind !== 'ingress' || fact.onlyIf !== undefined) return fact;
  if (isUnresolved(fact.sources) || isUnresolved(fact.ports)) return fact;
  const variable = fact.related
    .map((each) => each.where.address ?? '')
    .find((address) => /^var\.[^.]+$/.test(address));
  if (variable === undefined) return fact;
  return { ...fact, onlyIf: `a caller of the module leaves \`${variable}\` at its default` };
}

function uniqueProblems(problems: readonly Problem[]): Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${placeOf(problem.where)} ${problem.message}`;
    if (!seen.has(key)) seen.set(key, problem);
  }
  return [...seen.values()];
}
