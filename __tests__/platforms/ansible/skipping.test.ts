import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Fact } from '../../../src/facts.js';
import { DiskTree } from '../../../src/files/disk.js';
import { listFiles } from '../../../src/files/list.js';
import { MemoryTree } from '../../../src/files/memory.js';
import type { Tree } from '../../../src/files/tree.js';
import { ansible } from '../../../src/platforms/ansible/index.js';
import { translate } from '../../../src/platforms/ansible/translate.js';

/** What is played, and what would be if everything were, as text. */
function both(tree: Tree): [string[], string[]] {
  const files = tree.paths
    .filter((path) => ansible.mayClaim(path))
    .flatMap((path) => tree.read(path) ?? [])
    .filter((file) => ansible.claims(file));
  return [told(translate({ files, tree }).facts), told(translate({ files, tree }, true).facts)];
}

/** Filters of hosts without memcached restrict nothing that is looked at. */
function told(facts: readonly Fact[]): string[] {
  return facts
    .filter(({ kind }) => kind !== 'restriction')
    .map((fact) =>
      JSON.stringify(fact, (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    )
    .sort();
}

const root = fileURLToPath(new URL('../../fixtures/', import.meta.url));

describe('what has nothing to do with memcached is skipped', () => {
  it.each(readdirSync(root).filter((name) => name.startsWith('ansible')))(
    'and changes nothing: %s',
    (name) => {
      const folder = `${root}${name}/repo`;
      const [some, all] = both(new DiskTree(folder, listFiles(folder).paths));
      expect(some).toEqual(all);
    },
  );

  const tree = (more: Readonly<Record<string, string>>): Tree =>
    new MemoryTree({
      'site.yml': '- hosts: cache\n  roles: [base, cache]\n',
      'roles/cache/tasks/main.yml':
        '- apt: { name: memcached }\n- template: { src: memcached.conf.j2, dest: /etc/memcached.conf }\n',
      'roles/cache/templates/memcached.conf.j2': '-l {{ listen | default("127.0.0.1") }}\n',
      'roles/base/tasks/main.yml': '- apt: { name: vim }\n',
      ...more,
    });
  const address = (one: Tree): string[] =>
    both(one)[0].flatMap((line) => {
      const fact = JSON.parse(line) as { sockets?: { address: string }[] };
      return (fact.sockets ?? []).map((socket) => socket.address);
    });

  it.each([
    ['a fact that another role sets', '- set_fact: { listen: 0.0.0.0 }\n', '0.0.0.0'],
    ['a fact of another name', '- set_fact: { listened: 0.0.0.0 }\n', '127.0.0.1'],
  ])('%s', (_title, text, expected) => {
    const one = tree({ 'roles/base/tasks/main.yml': text });
    expect(address(one)).toEqual([expected]);
    expect(both(one)[0]).toEqual(both(one)[1]);
  });

  it.each([
    ['a default of another role of the play', 'roles/base/defaults/main.yml', 'listen: 0.0.0.0\n'],
    ['a variable of the group', 'group_vars/cache.yml', 'listen: 0.0.0.0\n'],
  ])('%s', (_title, path, text) => {
    const one = tree({ [path]: text });
    expect(address(one)).toEqual(['0.0.0.0']);
    expect(both(one)[0]).toEqual(both(one)[1]);
  });

  it('a role that is told by variables of the group to install and open memcached', () => {
    const one = new MemoryTree({
      'site.yml': '- hosts: cache\n  roles: [common]\n',
      'group_vars/cache.yml':
        'packages: [vim, memcached]\nconfigs:\n  - { dest: /etc/memcached.conf, line: "-l 0.0.0.0", was: "^-l" }\n',
      'roles/common/tasks/main.yml':
        '- apt: { name: "{{ packages }}" }\n- lineinfile: { path: "{{ item.dest }}", regexp: "{{ item.was }}", line: "{{ item.line }}" }\n  loop: "{{ configs }}"\n',
    });
    expect(address(one)).toEqual(['0.0.0.0']);
    expect(both(one)[0]).toEqual(both(one)[1]);
  });

  it('a parameter that says it', () => {
    const one = new MemoryTree({
      'site.yml':
        '- hosts: cache\n  tasks:\n    - include_role: { name: packages }\n      vars: { wanted: [memcached] }\n',
      'roles/packages/tasks/main.yml': '- apt: { name: "{{ wanted }}" }\n',
    });
    expect(both(one)[0]).toHaveLength(1);
    expect(both(one)[0]).toEqual(both(one)[1]);
  });

  const task = fc.constantFrom(
    '- apt: { name: memcached }',
    '- apt: { name: vim }',
    '- set_fact: { listen: 0.0.0.0 }',
    '- set_fact: { port: "11311" }',
    '- set_fact: { other: 1 }',
    '- ufw: { rule: allow, port: "{{ port | default(11211) }}", proto: tcp }',
    '- ufw: { rule: allow, port: "22", proto: tcp }',
    '- template: { src: cache.j2, dest: "{{ conf }}" }',
    '- template: { src: app.j2, dest: /etc/app.conf }',
    '- include_role: { name: b }',
    '- include_role: { name: c }\n  vars: { listen: 10.0.0.5 }',
    '- include_tasks: more.yml',
    '- debug: { msg: x }\n  notify: restart',
    '- lineinfile: { path: /etc/memcached.conf, regexp: "^-l", line: "-l {{ listen }}" }',
    '- service: { name: memcached, state: started }',
  );
  const tasks = fc.array(task, { maxLength: 4 }).map((some) => `${some.join('\n')}\n`);
  it('whatever the roles do', () => {
    fc.assert(
      fc.property(fc.array(tasks, { minLength: 7, maxLength: 7 }), fc.boolean(), (some, named) => {
        const [a, b, c, more, handlers, extra, play] = some as [string, ...string[]];
        const indented = play!.replace(/^/gm, '    ').trimEnd();
        const one = new MemoryTree({
          'site.yml': `- hosts: cache\n  roles: [a]\n  tasks:\n${indented}\n- hosts: web\n  roles: [c]\n`,
          'group_vars/all.yml': `conf: /etc/${named ? 'memcached' : 'app'}.conf\n`,
          'roles/a/tasks/main.yml': a,
          'roles/b/tasks/main.yml': b!.replaceAll('include_role: { name: b }', 'debug: {}'),
          'roles/c/tasks/main.yml': c!.replaceAll('include_role', 'debug'),
          'roles/a/tasks/more.yml': more!.replaceAll('include_tasks', 'debug'),
          'roles/a/handlers/main.yml': `- name: restart\n  debug: {}\n${handlers!}`,
          'roles/c/tasks/more.yml': extra!.replaceAll(/include_tasks|include_role/g, 'debug'),
          'roles/b/templates/cache.j2':
            '# memcached\n-l {{ listen | default("127.0.0.1") }}\n-m 64\n',
          'roles/a/templates/app.j2': 'servers = {{ memcached_servers }}\n',
        });
        const [skipping, everything] = both(one);
        expect(skipping).toEqual(everything);
      }),
      { numRuns: 150 },
    );
  });
});
