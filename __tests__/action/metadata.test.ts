import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/index';
import { parse } from 'yaml';
import { INPUT_NAMES } from '../../src/action/inputs.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const trace = new NoOperationTraceWriter();
const read = (name: string): string => readFileSync(`${ROOT}/${name}`, 'utf8');

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: unknown; description: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

function actionErrors(content: string): string[] {
  const { context } = parseAction({ name: 'action.yml', content }, trace);
  return context.errors.getErrors().map(({ message }) => message);
}

function workflowErrors(content: string): string[] {
  const { context } = parseWorkflow({ name: 'workflow.yml', content }, trace);
  return context.errors.getErrors().map(({ message }) => message);
}

describe('action.yml', () => {
  const action = parse(read('action.yml')) as Action;

  it('is what GitHub takes for an action', () => {
    expect(actionErrors(read('action.yml'))).toEqual([]);
    // That this can fail:
    expect(actionErrors(read('action.yml').replace('node24', 'node99'))).not.toEqual([]);
    expect(actionErrors(read('action.yml').replace('description:', 'descriptoin:'))).not.toEqual(
      [],
    );
  });

  it('declares the inputs that the code reads, in its order', () => {
    expect(Object.keys(action.inputs)).toEqual([...INPUT_NAMES]);
  });

  it('has no defaults, which would win over the configuration file', () => {
    const withDefault = Object.entries(action.inputs).filter(([, input]) => 'default' in input);
    expect(withDefault).toEqual([]);
  });

  it('declares the outputs that the code sets', () => {
    const source = read('src/action/publish.ts');
    const set = [...source.matchAll(/output\.set\(\s*'([^']+)'/g)].map(([, name]) => name!);
    expect(Object.keys(action.outputs).sort()).toEqual(set.sort());
  });

  it('runs the built file', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
  });
});

describe('.github/workflows', () => {
  const folder = '.github/workflows';
  const names = readdirSync(`${ROOT}/${folder}`);

  it('has workflows', () => {
    expect(names.length).toBeGreaterThan(0);
  });

  describe.each(names)('%s', (name) => {
    const text = read(`${folder}/${name}`);

    it('is what GitHub takes for a workflow', () => {
      expect(workflowErrors(text)).toEqual([]);
      expect(workflowErrors(text.replace('runs-on:', 'run-on:'))).not.toEqual([]);
    });

    it('asks for no more than it needs', () => {
      const workflow = parse(text) as Record<string, unknown>;
      expect(workflow.permissions).toEqual({ contents: 'read' });
      expect(text).not.toMatch(/pull_request_target|workflow_run/);
    });

    it('pins every action to a commit and says which version that is', () => {
      const uses = text.split('\n').filter((line) => /\buses:/.test(line));
      expect(uses.length).toBeGreaterThan(0);
      for (const line of uses) {
        expect(line).toMatch(/uses: (?:\.\/|[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
      }
    });

    it('leaves no credentials behind', () => {
      const checkouts = text.split(/uses: actions\/checkout@/).slice(1);
      for (const rest of checkouts) {
        expect(rest.split('\n').slice(1, 3).join('\n')).toMatch(
          /^ +with:\n +persist-credentials: false$/,
        );
      }
    });

    it('puts nothing of an event into a script', () => {
      const scripts = [...text.matchAll(/run: (.*)/g)].map(([, script]) => script);
      for (const script of scripts) expect(script).not.toContain('${{');
    });
  });
});

describe('the workflows in the documents', () => {
  const documents = [
    'README.md',
    ...readdirSync(`${ROOT}/docs`, { recursive: true, encoding: 'utf8' }).map(
      (name) => `docs/${name}`,
    ),
  ].filter((name) => name.endsWith('.md'));
  const examples = documents.flatMap((name) =>
    [...read(name).matchAll(/^```ya?ml\n([^]*?)^```$/gm)]
      .map(([, text]) => text!)
      .filter((text) => /^jobs:$/m.test(text))
      .map((text, index) => [`${name} #${index + 1}`, text] as const),
  );

  it('are found', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)('%s is what GitHub takes for one', (_, text) => {
    expect(workflowErrors(text)).toEqual([]);
  });

  it.each(examples)('%s gives only inputs that exist, and asks for no other rights', (_, text) => {
    const workflow = parse(text) as Workflow;
    const rights = {
      // For the artifacts of other runs.
      actions: 'read',
      contents: 'read',
      'pull-requests': 'write',
      'security-events': 'write',
      issues: 'write',
    };
    const jobs = Object.values(workflow.jobs);
    for (const permissions of [workflow, ...jobs].map((part) => part.permissions ?? {})) {
      expect(rights).toMatchObject(permissions);
    }
    const steps = jobs.flatMap((job) => job.steps ?? []);
    for (const { uses, with: inputs } of steps) {
      if (uses?.includes('memcached-exposure-check') !== true) continue;
      for (const name of Object.keys(inputs ?? {})) expect(INPUT_NAMES).toContain(name);
    }
  });
});

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Readonly<Record<string, string>>;
        readonly steps?: readonly {
          readonly uses?: string;
          readonly with?: Readonly<Record<string, unknown>>;
        }[];
      }
    >
  >;
}
