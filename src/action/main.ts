import * as core from '@actions/core';
import { decide } from './decide.js';
import { readEvent } from './event.js';
import { gitSetting } from './git.js';
import { Output } from './output.js';
import type { InputName } from './inputs.js';
import { publish } from './publish.js';
import { republish } from './republish.js';

/** The exit status for each conclusion; every other than 0 fails the step. */
const STATUS = { passed: 0, 'nothing-to-scan': 0, failed: 1, 'could-not-run': 2 } as const;

// Set before anything can go wrong: a crash is not a pass.
process.exitCode = STATUS['could-not-run'];
const output = new Output();
process.stdout.on('error', () => undefined);
process.on('uncaughtException', (error) => output.failed('A part of the report', error));

// Known to this process alone: neither the log nor a program it starts gets to see it.
const token = core.getInput('github-token');
if (token !== '') core.setSecret(token);
delete process.env['INPUT_GITHUB-TOKEN'];

// In a container the workspace belongs to another user, which git would take offence at.
Object.assign(process.env, gitSetting('safe.directory', process.env.GITHUB_WORKSPACE ?? '.'));

const event = readEvent(process.env);
const get = (name: InputName): string => (name === 'github-token' ? token : core.getInput(name));
if (get('publish-report') === '') {
  const decision = await decide(get, event, process.env);
  process.exitCode = STATUS[decision.report.conclusion];
  await publish(decision, event, process.env, output).catch((error: unknown) =>
    output.failed('A part of the report', error),
  );
} else if (await republish(get, event, process.env, output)) {
  process.exitCode = STATUS.passed;
}
