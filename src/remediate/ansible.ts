import { kernelLog, listening, pathOf } from './guard.js';
import { nftables } from './host-filters.js';
import type { Draft, Request } from './model.js';
import { lines, writeFile } from './shell.js';

const PLAYBOOK = 'memcached-firewall.yml';

/** A play that gives every memcached host the table of `--for nftables` and loads it at every start. */
export function ansible(request: Request): Draft {
  const { port } = request;
  const { files } = nftables(request);
  const rulesPath = pathOf(port, 'nft');
  const unit = `memcached-firewall-${port}.service`;
  const copies = files.map(({ path, content }) => ({
    path,
    content: content
      .split('\n')
      .map((line) => (line === '' ? '' : `          ${line}`))
      .join('\n')
      .trimEnd(),
  }));
  const playbook = {
    path: PLAYBOOK,
    content: `${lines(
      `# Who may reach memcached at port ${port}: ${[...request.v4, ...request.v6].join(', ')}.`,
      '- name: Packet filter for memcached',
      '  hosts: memcached',
      '  become: true',
      '  tasks:',
      '    - name: Have nftables',
      '      ansible.builtin.package:',
      '        name: nftables',
      '        state: present',
      '    - name: Have the folder for the rules',
      '      ansible.builtin.file:',
      `        path: ${rulesPath.slice(0, rulesPath.lastIndexOf('/'))}`,
      '        state: directory',
      '        mode: "0755"',
      copies.flatMap(({ path, content }) => [
        `    - name: Write ${path}`,
        '      ansible.builtin.copy:',
        `        dest: ${path}`,
        '        mode: "0644"',
        '        content: |',
        content,
        '      notify: Load the rules',
      ]),
      '    - name: Load the rules at every start',
      '      ansible.builtin.systemd_service:',
      `        name: ${unit}`,
      '        enabled: true',
      '        state: started',
      '        daemon_reload: true',
      '  handlers:',
      '    - name: Load the rules',
      '      ansible.builtin.command:',
      `        cmd: nft -f ${rulesPath}`,
    )}\n`,
  };
  return {
    where: 'where Ansible runs',
    notes: [
      'No change window is needed for the trusted: the table is loaded in one transaction.',
      'The hosts are those of the group `memcached`; change `hosts` if yours is called otherwise.',
      'The table only takes away: where another rule refuses the trusted today, it still does.',
    ],
    files: [playbook],
    before: lines(
      `ansible memcached --become -m ansible.builtin.shell -a "ss -tulnp 'sport = :${port}'; nft list ruleset"`,
    ),
    apply: lines(
      writeFile(playbook),
      `ansible-playbook --check --diff ${PLAYBOOK}`,
      '# One host first, then the rest.',
      `ansible-playbook --limit 'memcached[0]' ${PLAYBOOK}`,
      `ansible-playbook ${PLAYBOOK}`,
    ),
    verify: lines(
      listening(port).replace(/\n.*/s, ''),
      `ansible memcached --become -m ansible.builtin.shell -a "ss -tulnp 'sport = :${port}'; nft list table inet memcached_${port}; systemctl is-enabled ${unit}"`,
    ),
    blocked: lines('# On each host:', kernelLog()),
    rollback: lines(
      `ansible memcached --become -m ansible.builtin.shell -a "systemctl disable --now ${unit}; nft delete table inet memcached_${port}; rm -f ${files.map(({ path }) => path).join(' ')}; systemctl daemon-reload"`,
      `# Take ${PLAYBOOK} out of the site's playbook, or it comes back with the next run.`,
    ),
  };
}
