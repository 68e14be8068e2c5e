import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { executorFor } from '../../../src/platforms/ansible/execute.js';
import { HostFactory } from '../../../src/platforms/ansible/inventory.js';
import { Project } from '../../../src/platforms/ansible/project.js';
import { EVERYTHING } from '../../../src/platforms/ansible/relevance.js';
import { Run } from '../../../src/platforms/ansible/run.js';
import { HostState } from '../../../src/platforms/ansible/state.js';
import { ScalarOrigins } from '../../../src/platforms/ansible/text.js';
import { Budget } from '../../../src/syntax/jinja/index.js';

interface Truth {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly edits: readonly {
    readonly title: string;
    readonly before: string;
    readonly tasks: readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[];
    readonly after: string;
  }[];
}

const truth = JSON.parse(
  readFileSync(new URL('../../truth/ansible.json', import.meta.url), 'utf8'),
) as Truth;
const PATH = '/etc/memcached.conf';

/** The file as the tasks leave it. */
function edited(before: string, tasks: Truth['edits'][number]['tasks']): string | undefined {
  const all = [
    { copy: { dest: PATH, content: before } },
    ...tasks.flatMap((task) =>
      Object.entries(task).map(([module, args]) => ({ [module]: { path: PATH, ...args } })),
    ),
  ];
  const play = [{ hosts: 'h', vars: truth.variables, tasks: all }];
  const tree = new MemoryTree({ 'site.yml': JSON.stringify(play) });
  const project = new Project(tree);
  const state = new HostState();
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
  const host = new HostFactory(project).standIn('h', '', undefined);
  new Run(job, host, { family: 'Debian' }, undefined, executorFor(state, 'h')).playbook(
    tree.read('site.yml')!,
  );
  const texts = state.files.get(PATH)?.alternatives;
  return texts?.length === 1 ? texts[0]!.text : undefined;
}

describe('edits of files, as recorded from Ansible', () => {
  it('holds answers', () => expect(truth.edits.length).toBeGreaterThan(30));
  it.each(truth.edits.map((one) => [one.title, one] as const))(
    '%s',
    (_title, { before, tasks, after }) => {
      expect(edited(before, tasks)).toBe(after);
    },
  );
});
