import { checkDirectory } from '../check/directory.js';
import { type BaseChoice } from '../check/options.js';
import { GitTree } from '../files/git-tree.js';
import type { ConfigChoice } from '../policy/policy.js';
import type { Report } from '../report/model.js';
import { findBase } from './base.js';
import { couldNotRun, reasonsFor } from './could-not-run.js';
import type { TriggerEvent } from './event.js';
import { readInputs, type ActionInputs, type InputName } from './inputs.js';
import { probeAll, withProbes } from './probes.js';
import { Workspace } from '../files/workspace.js';

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
export async function decide(
  get: (name: InputName) => string,
  event: TriggerEvent,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Decision> {
  let workspace: Workspace | undefined;
  let inputs: ActionInputs | undefined;
  try {
    workspace = new Workspace(environment.GITHUB_WORKSPACE ?? '.');
    inputs = readInputs(get, workspace);
    // A base may be split otherwise.
    const base = inputs.shard === undefined ? findBase(inputs, event, environment) : undefined;
    const checked = await checkDirectory({
      root: inputs.root,
      given: inputs,
      nameOf: (setting) => `Input "${setting}"`,
      config: configOfHead(inputs),
      baseConfig: configOfBase(inputs, base, workspace),
      baseline: inputs.baseline,
      plans: inputs.plans,
      rendered: inputs.rendered,
      shard: inputs.shard,
      // Loaded only when something was found.
      prove: async (...found) =>
        found[0].findings.length === 0
          ? new Map()
          : (await import('../fix/proven.js')).provenFixes(...found),
      base,
    });
    const report = withProbes(checked, await probeAll(inputs.probeTargets));
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

function configOfHead({ config, folder }: ActionInputs): ConfigChoice {
  if (config === undefined) return { kind: 'find' };
  return { kind: 'text', path: inFolder(config.path, folder) ?? config.path, text: config.text };
}

/** A configuration that the user named counts as it stands in the base, like one that is found. */
function configOfBase(
  { config, folder }: ActionInputs,
  base: BaseChoice | undefined,
  workspace: Workspace,
): ConfigChoice | undefined {
  if (config === undefined || base?.revision === undefined) return undefined;
  const path = inFolder(config.path, folder);
  if (path !== undefined) return { kind: 'path', path };
  const before = GitTree.open(workspace.root, base.revision).read(config.path);
  return before === undefined
    ? { kind: 'none' }
    : { kind: 'text', path: config.path, text: before.text };
}

/** The path relative to the folder; undefined when it is not below. */
function inFolder(path: string, folder: string): string | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
