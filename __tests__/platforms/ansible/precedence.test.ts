import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { HostFactory, readInventories } from '../../../src/platforms/ansible/inventory.js';
import { Project } from '../../../src/platforms/ansible/project.js';
import { Run } from '../../../src/platforms/ansible/run.js';
import { EVERYTHING } from '../../../src/platforms/ansible/relevance.js';
import { ScalarOrigins } from '../../../src/platforms/ansible/text.js';
import { Budget, renderedOf } from '../../../src/syntax/jinja/index.js';

interface Truth {
  readonly projects: readonly {
    title: string;
    files: Readonly<Record<string, string>>;
    answer?: string;
  }[];
}

function load(name: string): Truth {
  const url = new URL(`../../truth/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Truth;
}

const truth = load('ansible');
/** What scripts/ansible_projects.py makes up: flow, loops, includes, inventories, sixty mixed orders. */
const more = load('ansible-projects');

/** Projects of these whose answer differs from the recorded one, and why it does. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'rescue does not run': 'whether a task fails is not known: what rescues is played as well',
  'registered variable': 'what a command answers is known to a run only',
};

/** What the tasks of site.yml write to /etc/answer on the host "h". */
function answerOf(files: Readonly<Record<string, string>>): string | undefined {
  // Tasks that cannot matter are not carried out: a file of that name does.
  const tree = new MemoryTree(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        text.replaceAll('/etc/answer', '/etc/memcached.conf'),
      ]),
    ),
  );
  const project = new Project(tree);
  const inventory = readInventories(project)[0]!;
  const host = new HostFactory(project).hostsOf(inventory, '', ['h'])[0]!;
  let answer: string | undefined;
  const job = {
    project,
    origins: new ScalarOrigins(tree),
    budget: new Budget(),
    problems: [],
    usedRoles: new Set<string>(),
    usedFiles: new Set<string>(),
    relevance: EVERYTHING,
    placed: new WeakMap(),
    roleLayers: new Map(),
    tasks: new WeakMap(),
    usedTemplates: new Set<string>(),
    judgedFiles: new Set<string>(),
  };
  const run = new Run(job, host, { family: 'Debian' }, inventory, (action) => {
    const content = action.args.get('content');
    if (action.module === 'copy' && content !== undefined) answer = renderedOf(content).text;
  });
  run.playbook(tree.read('site.yml')!);
  return answer;
}

describe('variables, in the order recorded from Ansible', () => {
  it('holds answers', () => {
    expect(truth.projects.filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(25);
  });
  for (const { title, files, answer } of truth.projects) {
    if (answer === undefined) continue;
    it(title, () => {
      expect(answerOf(files)).toBe(answer);
    });
  }
});

describe('flow and precedence, as recorded from Ansible', () => {
  it('holds answers', () => {
    expect(more.projects.filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(225);
  });

  it('agrees in every project but the listed ones', () => {
    const different = more.projects.filter(
      ({ files, answer }) => answer !== undefined && answerOf(files) !== answer,
    );
    expect(different.map(({ title }) => title).sort()).toEqual(Object.keys(DIFFERENT).sort());
  });
});
