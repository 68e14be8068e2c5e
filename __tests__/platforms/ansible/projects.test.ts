import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryTree } from '../../../src/files/memory.js';
import { SourceFile } from '../../../src/files/source.js';
import { ansible } from '../../../src/platforms/ansible/index.js';
import { play, summary, translate } from './summary.js';

const ROLE = {
  'roles/memcached/defaults/main.yml': 'memcached_listen: 127.0.0.1\nmemcached_port: 11211\n',
  'roles/memcached/tasks/main.yml': `- package: name=memcached
- template: { src: memcached.conf.j2, dest: /etc/memcached.conf }
  notify: restart memcached
`,
  'roles/memcached/handlers/main.yml':
    '- name: restart memcached\n  service: name=memcached state=restarted\n',
  'roles/memcached/templates/memcached.conf.j2': `# {{ ansible_managed }}
-p {{ memcached_port }}
{% if memcached_listen is string %}
-l {{ memcached_listen }}
{% else %}
{% for ip in memcached_listen %}
-l {{ ip }}
{% endfor %}
{% endif %}
`,
};
const LOOPBACK = 'tcp/loopback/127.0.0.1:11211';
const OPEN = 'tcp/all/0.0.0.0:11211';

describe('roles', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'by its defaults when nobody uses it',
      {},
      [`roles/memcached/defaults/main.yml:1 ${LOOPBACK}`],
    ],
    [
      'opened by the play',
      {
        'site.yml':
          '- hosts: cache\n  vars:\n    memcached_listen: 0.0.0.0\n  roles: [memcached]\n',
      },
      [`site.yml:3 ${OPEN}`],
    ],
    [
      'opened by a parameter',
      {
        'site.yml':
          '- hosts: cache\n  roles:\n    - { role: memcached, memcached_listen: 0.0.0.0 }\n',
      },
      [`site.yml:3 ${OPEN}`],
    ],
    [
      'opened by group_vars',
      {
        'site.yml': '- hosts: cache\n  roles: [memcached]\n',
        'group_vars/cache.yml': 'memcached_listen: 0.0.0.0\n',
      },
      [`group_vars/cache.yml:1 ${OPEN}`],
    ],
    [
      'group_vars of another group',
      {
        'site.yml': '- hosts: cache\n  roles: [memcached]\n',
        'group_vars/web.yml': 'memcached_listen: 0.0.0.0\n',
      },
      [`roles/memcached/defaults/main.yml:1 ${LOOPBACK}`],
    ],
    [
      'opened for one host',
      {
        'site.yml': '- hosts: cache\n  roles: [memcached]\n',
        hosts: '[cache]\na\nb memcached_listen=0.0.0.0\n',
      },
      [`hosts:3 ${OPEN}`, `roles/memcached/defaults/main.yml:1 ${LOOPBACK}`],
    ],
    [
      'opened in one of two inventories',
      {
        'site.yml': '- hosts: cache\n  roles: [memcached]\n',
        'inventories/prod/hosts': '[cache]\na\n',
        'inventories/dev/hosts': '[cache]\nb\n',
        'inventories/dev/group_vars/cache.yml': 'memcached_listen: 0.0.0.0\n',
      },
      [
        `inventories/dev/group_vars/cache.yml:1 ${OPEN}`,
        `roles/memcached/defaults/main.yml:1 ${LOOPBACK}`,
      ],
    ],
    [
      'included',
      {
        'site.yml': play(
          '- include_role: { name: memcached }\n  vars: { memcached_listen: 0.0.0.0 }',
        ),
      },
      [`site.yml:4 ${OPEN}`],
    ],
    [
      'of a dependency',
      {
        'site.yml': '- hosts: cache\n  roles: [app]\n',
        'roles/app/meta/main.yml':
          'dependencies:\n  - { role: memcached, memcached_listen: 0.0.0.0 }\n',
        'roles/app/tasks/main.yml': '- debug: msg=x\n',
      },
      [`roles/app/meta/main.yml:2 ${OPEN}`],
    ],
    [
      'not used when false',
      {
        'site.yml':
          '- hosts: cache\n  roles:\n    - { role: memcached, when: false, memcached_listen: 0.0.0.0 }\n',
      },
      [`roles/memcached/defaults/main.yml:1 ${LOOPBACK}`],
    ],
    [
      'a list of addresses',
      {
        'group_vars/all.yml': 'memcached_listen: [127.0.0.1, 0.0.0.0]\n',
        'site.yml': '- hosts: cache\n  roles: [memcached]\n',
      },
      ['group_vars/all.yml:1 tcp/loopback/127.0.0.1:11211 tcp/all/0.0.0.0:11211'],
    ],
    [
      'an address of the host',
      {
        'group_vars/all.yml': 'memcached_listen: "{{ ansible_eth1.ipv4.address }}"\n',
        'site.yml': '- hosts: cache\n  roles: [memcached]\n',
      },
      ['group_vars/all.yml:1 tcp/unknown/(not known):11211'],
    ],
    [
      "the host's main address",
      {
        'group_vars/all.yml': 'memcached_listen: "{{ ansible_default_ipv4.address }}"\n',
        'site.yml': '- hosts: cache\n  roles: [memcached]\n',
      },
      ["group_vars/all.yml:1 tcp/all/the host's main address:11211"],
    ],
    [
      'a scenario of molecule',
      {
        'roles/memcached/molecule/default/converge.yml':
          '- hosts: all\n  roles:\n    - { role: memcached, memcached_listen: 0.0.0.0 }\n',
      },
      [`roles/memcached/defaults/main.yml:1 ${LOOPBACK}`],
    ],
  ])('%s', (_title, files, expected) => {
    expect(summary({ ...ROLE, ...files }).map((line) => line.replace(/^listener /, ''))).toEqual(
      expected,
    );
  });

  it('reads a template for each family of distributions', () => {
    const files = {
      'roles/m/defaults/main.yml': 'ip: 0.0.0.0\n',
      'roles/m/vars/Debian.yml': 'conf: /etc/memcached.conf\n',
      'roles/m/vars/RedHat.yml': 'conf: /etc/sysconfig/memcached\n',
      'roles/m/tasks/main.yml': `- include_vars: "{{ ansible_os_family }}.yml"
- template: { src: "m-{{ ansible_os_family }}.j2", dest: "{{ conf }}" }
`,
      'roles/m/templates/m-Debian.j2': '-l 127.0.0.1\n',
      'roles/m/templates/m-RedHat.j2': 'OPTIONS="-l {{ ip }}"\n',
    };
    expect(summary(files)).toEqual([
      'listener roles/m/defaults/main.yml:1 tcp/all/0.0.0.0:11211',
      'listener roles/m/templates/m-Debian.j2:1 tcp/loopback/127.0.0.1:11211',
    ]);
  });

  it('stops where a package module does not fit the family', () => {
    const conf = '- lineinfile: { path: /etc/memcached.conf, regexp: "^-l", line: "-l 0.0.0.0" }\n';
    expect(summary({ 'roles/m/tasks/main.yml': `- yum: name=memcached\n` }).join()).toContain(
      'loopback',
    );
    expect(summary({ 'roles/m/tasks/main.yml': `- apt: name=memcached\n${conf}` })).toEqual([
      'listener roles/m/tasks/main.yml:2 tcp/all/0.0.0.0:11211',
    ]);
  });

  it('does not shield one family with the filter of another', () => {
    const files = {
      'roles/m/tasks/main.yml': `- package: name=memcached
- copy: { dest: /etc/memcached.conf, content: "-l 0.0.0.0" }
- copy: { dest: /etc/sysconfig/memcached, content: 'OPTIONS="-l 0.0.0.0"' }
- ufw: { state: enabled, default: deny }
  when: ansible_os_family == 'Debian'
`,
    };
    const { facts } = translate(files);
    const shielded = new Set(
      facts.flatMap((fact) =>
        fact.kind === 'restriction' && fact.target !== 'unknown' ? fact.target : [],
      ),
    );
    const open = facts.filter((fact) => fact.kind === 'listener' && !shielded.has(fact.workload));
    expect(open).toHaveLength(1);
  });
});

describe('handlers, conditions and registered results', () => {
  it('runs the handlers that are notified, and only those', () => {
    const handlers = `  handlers:
    - name: open
      ufw: { rule: allow, port: "11211" }
`;
    expect(
      summary({ 'site.yml': play('- command: /bin/true\n  notify: open', handlers) }).length,
    ).toBeGreaterThan(0);
    expect(summary({ 'site.yml': play('- command: /bin/true', handlers) })).toEqual([]);
  });

  it.each([
    ['when: false', 0],
    ['when: "1 > 2"', 0],
    ['when: [true, false]', 0],
    ['when: not true', 0],
    ['when: nothing is defined', 0],
    ['when: true', 1],
    ['when: result.rc == 0', 1],
    ['when: ansible_os_family == "Debian"', 1],
    ['when: ansible_distribution == "Ubuntu"', 1],
    ['when: ansible_os_family == "Windows"', 0],
  ])('%s', (condition, expected) => {
    const tasks = `- command: x\n  register: result\n- ufw: { rule: allow, port: "11211" }\n  ${condition}`;
    const doors = summary({ 'site.yml': play(tasks) }).filter((line) =>
      line.startsWith('host-firewall'),
    );
    expect(doors).toHaveLength(expected);
    expect(doors.some((line) => line.endsWith('maybe'))).toBe(false);
  });

  it('sees several plays for the same hosts as one host', () => {
    expect(
      summary({
        'site.yml': `- hosts: all
  tasks:
    - ufw: { rule: allow, port: "11211", from_ip: 10.0.0.0/8 }
    - ufw: { state: enabled }
- hosts: cache
  tasks:
    - apt: name=memcached
    - copy: { dest: /etc/memcached.conf, content: "-l 0.0.0.0" }
`,
      }),
    ).toContain('restriction site.yml:4 tcp 11211 admits 10.0.0.0/8');
  });
});

describe('packet-filter templates', () => {
  const files = (rule: string): Record<string, string> => ({
    'site.yml': '- hosts: cache\n  roles: [firewall]\n',
    'roles/firewall/tasks/main.yml':
      '- template: { src: rules.j2, dest: /etc/iptables/rules.v4 }\n',
    'roles/firewall/templates/rules.j2': `*filter\n:INPUT DROP [0:0]\n${rule}\nCOMMIT\n`,
  });
  it.each([
    [
      'a port for everybody',
      '-A INPUT -p tcp --dport 11211 -j ACCEPT',
      ['host-firewall roles/firewall/templates/rules.j2:3 0.0.0.0/0 tcp 11211'],
    ],
    [
      'from a network',
      '-A INPUT -s 10.0.0.0/8 -p tcp --dport 11211 -j ACCEPT',
      ['host-firewall roles/firewall/templates/rules.j2:3 10.0.0.0/8 tcp 11211'],
    ],
    [
      'in a loop',
      '{% for net in ["10.0.0.0/8", "10.1.0.0/16"] %}\n-A INPUT -s {{ net }} -p tcp --dport 11211 -j ACCEPT\n{% endfor %}',
      ['host-firewall roles/firewall/templates/rules.j2:3 10.0.0.0/8 tcp 11211'],
    ],
    [
      'for hosts that are not known',
      '{% for host in groups["web"] %}\n-A INPUT -s {{ hostvars[host].ip }} -p tcp --dport 11211 -j ACCEPT\n{% endfor %}',
      ['host-firewall roles/firewall/templates/rules.j2:4 unresolved tcp 11211'],
    ],
    [
      'for another group',
      '{% if "web" in group_names and false %}\n-A INPUT -p tcp --dport 11211 -j ACCEPT\n{% endif %}',
      [],
    ],
    ['rejected', '-A INPUT -p tcp --dport 11211 -j REJECT', []],
  ])('%s', (_title, rule, expected) => {
    expect(summary(files(rule)).filter((line) => line.startsWith('host-firewall'))).toEqual(
      expected,
    );
  });
});

describe('roles that are not in the tree', () => {
  it.each([
    [
      'its default',
      '- hosts: a\n  roles: [geerlingguy.memcached]\n',
      [`listener site.yml:2 ${LOOPBACK}`],
    ],
    [
      'opened',
      '- hosts: a\n  vars:\n    memcached_listen_ip: 0.0.0.0\n  roles: [geerlingguy.memcached]\n',
      [`listener site.yml:3 ${OPEN}`],
    ],
    [
      'another role',
      '- hosts: a\n  vars:\n    listen_ip: 0.0.0.0\n  roles: [geerlingguy.nginx]\n',
      [],
    ],
  ])('%s', (_title, text, expected) => {
    expect(summary({ 'site.yml': text })).toEqual(expected);
  });

  it('knows the firewall role of the same author', () => {
    const text = (port: number): string => `- hosts: a
  vars: { memcached_listen_ip: 0.0.0.0, firewall_allowed_tcp_ports: [22, ${port}] }
  roles: [geerlingguy.memcached, geerlingguy.firewall]
`;
    const doors = (port: number): string[] =>
      summary({ 'site.yml': text(port) }).filter((line) => line.startsWith('host-firewall'));
    expect(doors(11211)).not.toEqual([]);
    expect(doors(80)).toEqual([]);
  });
});

describe('what counts as Ansible', () => {
  const claims = (path: string, text: string): boolean =>
    ansible.mayClaim(path) && ansible.claims(new SourceFile(path, text));
  it.each([
    ['a playbook', 'site.yml', '- hosts: all\n  tasks: []\n', true],
    ['a playbook with a name first', 'deploy.yaml', '---\n# x\n- name: x\n  hosts: all\n', true],
    ['imports', 'site.yml', '- import_playbook: a.yml\n', true],
    ['tasks of a role', 'roles/a/tasks/main.yml', '- name: x\n  package: name=x\n', true],
    [
      'tasks elsewhere',
      'firewall.yml',
      '- name: x\n  ansible.posix.firewalld:\n    port: 1/tcp\n',
      true,
    ],
    [
      'a workflow',
      '.github/workflows/a.yml',
      'on: push\njobs:\n  a:\n    steps:\n      - name: x\n',
      false,
    ],
    [
      'a workflow elsewhere',
      'ci/a.yml',
      'on: push\njobs:\n  a:\n    steps:\n      - name: x\n        shell: bash\n',
      false,
    ],
    ['Compose', 'compose.yml', 'services:\n  cache:\n    image: memcached\n', false],
    [
      'Kubernetes',
      'k.yml',
      'apiVersion: v1\nkind: Service\nspec:\n  ports:\n    - name: x\n',
      false,
    ],
    ['a list of other things', 'data.yml', '- name: x\n  file: y\n- name: z\n', false],
    ['variables', 'group_vars/all.yml', 'a: 1\n', false],
  ])('%s', (_title, path, text, expected) => {
    expect(claims(path, text)).toBe(expected);
  });
});

describe('hostile input', () => {
  it.each<[string, Record<string, string>]>([
    [
      'a role that depends on itself',
      {
        'roles/a/meta/main.yml': 'dependencies: [a]\n',
        'roles/a/tasks/main.yml': '- command: x\n',
      },
    ],
    [
      'roles that depend on each other',
      {
        'roles/a/meta/main.yml': 'dependencies: [b]\n',
        'roles/b/meta/main.yml': 'dependencies: [a]\n',
        'roles/a/tasks/main.yml': '- command: x\n',
        'roles/b/tasks/main.yml': '- command: x\n',
      },
    ],
    [
      'tasks that include themselves',
      {
        'site.yml': play('- include_tasks: t.yml'),
        't.yml': '- include_tasks: t.yml\n- include_tasks: t.yml\n',
      },
    ],
    [
      'playbooks that import each other',
      { 'a.yml': '- import_playbook: b.yml\n', 'b.yml': '- import_playbook: a.yml\n' },
    ],
    [
      'a role that includes itself twice',
      {
        'site.yml': play('- include_role: { name: a }'),
        'roles/a/tasks/main.yml': '- include_role: { name: a }\n- include_role: { name: a }\n',
      },
    ],
    [
      'handlers that notify themselves',
      {
        'site.yml': play(
          '- command: x\n  notify: h',
          '  handlers:\n    - { name: h, command: x, notify: h }\n',
        ),
      },
    ],
    [
      'loops in loops',
      {
        'site.yml': play('- include_tasks: t.yml\n  loop: "{{ range(9999) | list }}"'),
        't.yml': '- include_tasks: u.yml\n  loop: "{{ range(9999) | list }}"\n',
        'u.yml': '- ufw: { rule: allow, port: "{{ item }}" }\n  loop: "{{ range(9999) | list }}"\n',
      },
    ],
    [
      'a path out of the tree',
      {
        'site.yml': play('- template: { src: ../../../../etc/passwd, dest: /etc/memcached.conf }'),
      },
    ],
  ])('%s', (_title, files) => {
    expect(() => translate(files)).not.toThrow();
  });

  it('never throws, whatever the files hold', () => {
    const word = fc.constantFrom(
      '- hosts: all\n',
      '  tasks:\n',
      '    - ',
      'template: ',
      'ufw: ',
      'iptables: ',
      'copy: ',
      'shell: ',
      'when: ',
      'loop: ',
      'roles: ',
      '[',
      ']',
      '{',
      '}',
      '{{ x }}',
      '{{',
      '}}',
      '{% if x %}',
      'src=a dest=/etc/memcached.conf',
      'rule=allow port=11211',
      '\n',
      '  ',
      ': ',
      '"',
      "'",
      '|',
      '&a ',
      '*a',
      '!vault x',
      'null',
      '~',
      '0x',
      'é',
      '- ',
      'vars:\n',
      'block:\n',
      'include_role: name=r',
      'docker_container: ',
      'ports: [1]',
      'ec2_group: ',
      'rules: ',
      'memcached',
    );
    const text = fc.array(word, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, (site, tasks, template) => {
        const tree = new MemoryTree({
          'site.yml': site,
          'roles/r/tasks/main.yml': tasks,
          'roles/r/templates/a': template,
          'roles/r/defaults/main.yml': template,
          'roles/r/handlers/main.yml': site,
          'roles/r/meta/main.yml': tasks,
          hosts: template,
        });
        ansible.translate({
          files: ['site.yml', 'roles/r/tasks/main.yml'].map((path) => tree.read(path)!),
          tree,
        });
      }),
      { numRuns: 500 },
    );
  });
});
