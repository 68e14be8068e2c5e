import { checkDirectory, type BaseChoice } from '../check.js';
import { GitTree } from '../files/git-tree.js';
import type { ConfigChoice } from '../policy/policy.js';
import type { Report } from '../report/model.js';
import { findBase } from './base.js';
import { couldNotRun, reasonsFor } from './could-not-run.js';
import type { TriggerEvent } from './event.js';
import { readInputs, type ActionInputs, type InputName } from './inputs.js';
import { Workspace } from './workspace.js';

/** The verdict, and what is needed to report it. Nothing that happens later changes it. */
export interface Decision {
  readonly report: Report;
  /** Absent when they were wrong; then there is nowhere to write to. */
  readonly inputs?: ActionInputs;
  readonly workspace?: Workspace;
  /** What was compared with; absent when nothing should be. */
  readonly base?: BaseChoice;
}

/**
 * Reads the inputs, scans, judges. Never throws: what goes wrong is a check that could not run.
 *
 * @param get the text of an input, '' when it is not set
 * @param environment of the workflow run
 */
export function decide(
  get: (name: InputName) => string,
  event: TriggerEvent,
  environment: Readonly<Record<string, string | undefined>>,
): Decision {
  let workspace: Workspace | undefined;
  let inputs: ActionInputs | undefined;
  try {
    workspace = new Workspace(environment.GITHUB_WORKSPACE ?? '.');
    inputs = readInputs(get, workspace);
    const base = findBase(inputs, event, environment);
    const report = checkDirectory({
      root: inputs.root,
      given: inputs,
      nameOf: (setting) => `Input "${setting}"`,
      config: configChoice(inputs, base, workspace),
      baseline: inputs.baseline,
      base,
    });
    return {
      report: { ...report, root: inputs.folder || '.' },
      inputs,
      workspace,
      ...(base === undefined ? {} : { base }),
    };
  } catch (error) {
    return {
      report: couldNotRun(inputs?.folder || '.', reasonsFor(error)),
      ...(inputs === undefined ? {} : { inputs }),
      ...(workspace === undefined ? {} : { workspace }),
    };
  }
}

/** A configuration that the user named counts as it stands in the base, like one that is found. */
function configChoice(
  { config, folder, policyFrom }: ActionInputs,
  base: BaseChoice | undefined,
  workspace: Workspace,
): ConfigChoice {
  if (config === undefined) return { kind: 'find' };
  if (base?.revision === undefined || policyFrom === 'head') return { kind: 'text', ...config };
  const prefix = folder === '' ? '' : `${folder}/`;
  if (config.path.startsWith(prefix)) {
    return { kind: 'path', path: config.path.slice(prefix.length) };
  }
  const before = GitTree.open(workspace.root, base.revision).read(config.path);
  return before === undefined
    ? { kind: 'none' }
    : { kind: 'text', path: config.path, text: before.text };
}
