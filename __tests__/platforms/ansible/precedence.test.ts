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

const truth = JSON.parse(
  readFileSync(new URL('../../truth/ansible.json', import.meta.url), 'utf8'),
) as Truth;

/** What the tasks of site.yml write to /etc/answer on the host "h". */
function answerOf(files: Readonly<Record<string, string>>): string | undefined {
  const tree = new MemoryTree(files);
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
