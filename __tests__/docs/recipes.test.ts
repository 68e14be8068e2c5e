import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parse } from 'yaml';
import { readArguments } from '../../src/cli/arguments.js';

const ROOT = new URL('../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, ROOT), 'utf8');
const names = readdirSync(new URL('docs/recipes/', ROOT)).filter((name) => name.endsWith('.md'));

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  /** A reusable workflow in the place of steps. */
  readonly uses?: string;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const blocksOf = (name: string): string[] =>
  [...read(`docs/recipes/${name}`).matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text]) => text!);
const workflows = [
  ...names.flatMap((name) =>
    blocksOf(name)
      .filter((text) => /^jobs:$/m.test(text))
      .map((text, index) => [`${name} #${index + 1}`, text] as const),
  ),
  ...readdirSync(new URL('docs/recipes/', ROOT))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => [name, read(`docs/recipes/${name}`)] as const),
];
const inputs = Object.keys((parse(read('action.yml')) as { inputs: object }).inputs);
const OWN = 'memcached-exposure-check/memcached-exposure-check@';
/**
 * The commits of the tags as they were read from the repositories themselves (git for-each-ref refs/tags;
 * for codeql-action's tag from the pins of others, ten of which name this commit for it).
 */
const PINS: Readonly<Record<string, readonly [string, string]>> = {
  'actions/checkout': ['7.0.1', '3d3c42e5aac5ba805825da76410c181273ba90b1'],
  'actions/upload-artifact': ['7.0.0', 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f'],
  'actions/download-artifact': ['8.0.1', '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c'],
  'github/codeql-action': ['4.37.1', '7188fc363630916deb702c7fdcf4e481b751f97a'],
};
/** What each permission is for. */
const NEEDED: Readonly<Record<string, (job: Job) => boolean>> = {
  'actions: read': ({ steps = [], uses }) =>
    uses !== undefined ||
    steps.some(
      (step) => step.run?.includes('gh run download') || step.with?.['run-id'] !== undefined,
    ),
  'contents: read': ({ steps = [], uses: called }) =>
    called !== undefined ||
    steps.some(({ uses }) => uses?.startsWith('actions/checkout@')) ||
    steps.some(({ run }) => run?.includes('deploy')),
  'pull-requests: write': ({ steps = [] }) =>
    steps.some(
      (step) =>
        step.uses?.startsWith(OWN) &&
        step.with?.['github-token'] !== undefined &&
        step.with['audit-issue'] !== true,
    ),
  'issues: write': ({ steps = [], uses }) =>
    uses !== undefined ||
    steps.some(
      (step) => step.with?.['audit-issue'] === true || step.run?.includes('gh issue edit'),
    ),
  'security-events: write': ({ steps = [] }) =>
    steps.some(({ uses }) => uses?.includes('/upload-sarif@')),
};

function errorsOf(content: string): string[] {
  const { context } = parseWorkflow({ name: 'w.yml', content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

describe('docs/recipes', () => {
  it('are all listed, and have a workflow each', () => {
    const listed = [...read('docs/recipes/README.md').matchAll(/\]\(([\w-]+\.md)\)/g)];
    expect(listed.map(([, name]) => name).sort()).toEqual(
      names.filter((name) => name !== 'README.md').sort(),
    );
    expect(workflows.length).toBeGreaterThanOrEqual(8);
  });

  it('use every input that is for a recipe', () => {
    const text = workflows.map(([, workflow]) => workflow).join('');
    for (const name of ['rendered-manifests', 'terraform-plan', 'audit-issue', 'sarif-file']) {
      expect(text).toContain(`${name}:`);
    }
  });

  it.each(names)('%s leads to pages that exist', (name) => {
    const prose = read(`docs/recipes/${name}`).replace(/^```[^]*?^```$/gm, '');
    for (const [, target] of prose.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
      expect(() => readFileSync(new URL(`docs/recipes/${target}`, ROOT))).not.toThrow();
    }
  });

  describe.each(workflows)('%s', (_, text) => {
    const workflow = parse(text) as Workflow;
    const jobs = Object.values(workflow.jobs);
    const steps = jobs.flatMap((job) => job.steps ?? []);

    it('is what GitHub takes for a workflow', () => {
      expect(errorsOf(text)).toEqual([]);
      expect(errorsOf(text.replace(/runs-on:|(?<=^ {4})uses:/m, 'run-on:'))).not.toEqual([]);
    });

    it('gives only inputs that exist', () => {
      const own = steps.filter(({ uses }) => uses?.startsWith(OWN));
      for (const step of own) {
        for (const name of Object.keys(step.with ?? {})) expect(inputs).toContain(name);
      }
    });

    it('asks for the permissions that it needs, and no other', () => {
      expect(workflow.permissions).toEqual({});
      for (const job of jobs) {
        const asked = Object.entries(job.permissions ?? {}).map(
          ([name, level]) => `${name}: ${level}`,
        );
        const needed = Object.keys(NEEDED).filter((name) => NEEDED[name]!(job));
        expect(asked.sort()).toEqual(needed.sort());
      }
    });

    it('pins every action to a commit and says which version that is', () => {
      // A workflow of the same repository is of the same commit.
      const used = text.split('\n').filter((each) => /\buses: (?!\.\/)/.test(each));
      for (const line of used) {
        // Ours has no release: a commit that no repository has, and what is to stand in its place.
        expect(line).toMatch(
          line.includes(OWN)
            ? /@0{40} # no release yet: the commit you want to run$/
            : /uses: [\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/,
        );
      }
    });

    it('pins what it was looked up as', () => {
      for (const [, name, commit, version] of text.matchAll(
        /uses: ([\w.-]+\/[\w.-]+)(?:\/[\w.-]+)*@([0-9a-f]{40}) # v(\S+)/g,
      )) {
        expect([name, version, commit]).toEqual([name, ...PINS[name!]!]);
      }
    });

    it('never let an upload decide the verdict', () => {
      for (const step of steps) {
        if (step.uses?.includes('/upload-sarif@')) {
          expect(step).toMatchObject({ 'continue-on-error': true });
        }
      }
    });

    it('leaves no credentials behind', () => {
      for (const { uses, with: given } of steps) {
        if (uses?.startsWith('actions/checkout@'))
          expect(given?.['persist-credentials']).toBe(false);
      }
    });

    it('puts nothing of an event into a script and runs no foreign code with rights', () => {
      for (const { run } of steps) expect(run ?? '').not.toContain('${{');
      expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
      if ('workflow_run' in workflow.on) {
        // What a fork wrote is only ever read by the action.
        expect(text).not.toMatch(/actions\/checkout@|\brun:/);
        for (const step of steps) {
          expect(step.uses).toMatch(/^(?:actions\/download-artifact@|memcached-exposure-check\/)/);
        }
        const [download, own] = steps;
        expect(String(own!.with!['publish-report'])).toMatch(
          new RegExp(`^${String(download!.with!['path'])}/[a-z.-]+$`),
        );
      }
    });
  });

  it.each([
    [
      'gitlab.md',
      [
        'scan',
        '--format',
        'text',
        '--format',
        'sarif',
        '--output',
        '-',
        '--output',
        'x.sarif',
        '--base',
        'abc',
        '.',
      ],
    ],
    ['pre-commit.md', ['scan', '--quiet', '--base', 'HEAD', '.']],
  ])('%s calls the command line as it is', (name, words) => {
    const text = blocksOf(name).join('');
    for (const word of words.filter((each) => each.startsWith('--'))) expect(text).toContain(word);
    expect(text).toContain('dist/cli.js scan');
    expect(readArguments(words).verb).toBe('scan');
  });
});
