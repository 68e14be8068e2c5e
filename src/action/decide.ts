import { checkDirectory } from '../check.js';
import type { Report } from '../report/model.js';
import { couldNotRun, reasonsFor } from './could-not-run.js';
import { readInputs, type ActionInputs, type InputName } from './inputs.js';
import { Workspace } from './workspace.js';

/** The verdict, and what is needed to report it. Nothing that happens later changes it. */
export interface Decision {
  readonly report: Report;
  /** Absent when they were wrong; then there is nowhere to write to. */
  readonly inputs?: ActionInputs;
  readonly workspace?: Workspace;
}

/**
 * Reads the inputs, scans, judges. Never throws: what goes wrong is a check that could not run.
 *
 * @param get the text of an input, '' when it is not set
 * @param folder the workspace
 */
export function decide(get: (name: InputName) => string, folder: string): Decision {
  let workspace: Workspace | undefined;
  let inputs: ActionInputs | undefined;
  try {
    workspace = new Workspace(folder);
    inputs = readInputs(get, workspace);
    const report = checkDirectory({
      root: inputs.root,
      given: inputs,
      nameOf: (setting) => `Input "${setting}"`,
      ...(inputs.config === undefined ? {} : { config: { kind: 'text', ...inputs.config } }),
    });
    return { report: { ...report, root: inputs.folder || '.' }, inputs, workspace };
  } catch (error) {
    return {
      report: couldNotRun(inputs?.folder || '.', reasonsFor(error)),
      ...(inputs === undefined ? {} : { inputs }),
      ...(workspace === undefined ? {} : { workspace }),
    };
  }
}
