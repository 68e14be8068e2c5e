import { describe, expect, it } from '@jest/globals';
import { found } from '../host/found.js';

type Row = readonly [
  title: string,
  files: Readonly<Record<string, string>>,
  expected: readonly string[],
];

/** A play for one host that runs memcached on all its addresses. */
const play = (tasks: string): string =>
  `- hosts: cache\n  tasks:\n    - apt: { name: memcached }\n    - lineinfile: { path: /etc/memcached.conf, regexp: '^-l', line: '-l 0.0.0.0' }\n${tasks}`;

const DROP = 'iptables -A INPUT -p tcp --dport 11211 ! -s 10.0.0.0/8 -j DROP\n';

const ROWS: readonly Row[] = [
  [
    'a script that opens the port',
    {
      'site.yml': play('    - script: open.sh\n'),
      'files/open.sh':
        '#!/bin/sh\niptables -P INPUT DROP\niptables -A INPUT -p tcp --dport 11211 -j ACCEPT\n',
    },
    ['MCE101 high host files/open.sh:3'],
  ],
  [
    'a script that closes it to others',
    { 'site.yml': play('    - script: close.sh 11211\n'), 'files/close.sh': `#!/bin/sh\n${DROP}` },
    ['MCE301 low private site.yml:4'],
  ],
  ['without the script', { 'site.yml': play('') }, ['MCE301 medium host site.yml:4']],
  [
    'a script that drops after a task accepted',
    {
      'site.yml': play(
        "    - iptables: { chain: INPUT, protocol: tcp, destination_port: '11211', jump: ACCEPT }\n    - script: close.sh\n",
      ),
      'files/close.sh': `#!/bin/sh\n${DROP}`,
    },
    ['MCE101 high host site.yml:5', 'MCE501'],
  ],
  [
    'a script that is not run',
    {
      'site.yml': play('    - script: close.sh\n      when: false\n'),
      'files/close.sh': `#!/bin/sh\n${DROP}`,
    },
    ['MCE301 medium host site.yml:4', 'MCE501 info host files/close.sh:2'],
  ],
  [
    'win_shell',
    {
      'site.yml':
        '- hosts: win\n  tasks:\n    - win_shell: New-NetFirewallRule -DisplayName memcached -Protocol TCP -LocalPort 11211\n',
    },
    ['MCE101 high host site.yml:3'],
  ],
  [
    'win_shell for some',
    {
      'site.yml':
        '- hosts: win\n  tasks:\n    - win_shell: New-NetFirewallRule -DisplayName memcached -Protocol TCP -LocalPort 11211 -RemoteAddress 10.0.0.0/8\n',
    },
    ['MCE103 low private site.yml:3'],
  ],
  [
    'win_command',
    {
      'site.yml':
        '- hosts: win\n  tasks:\n    - ansible.windows.win_command: netsh advfirewall firewall add rule name=mc dir=in action=allow protocol=TCP localport=11211\n',
    },
    ['MCE101 high host site.yml:3'],
  ],
  [
    'a module of the repository',
    {
      'site.yml': '- hosts: cache\n  tasks:\n    - our_cache: { name: memcached, port: 11211 }\n',
      'library/our_cache.py': '#!/usr/bin/python\n',
    },
    ['MCE901 low none site.yml:3'],
  ],
  [
    'a module of the repository for something else',
    {
      'site.yml': '- hosts: cache\n  tasks:\n    - our_cache: { name: redis, port: 6379 }\n',
      'library/our_cache.py': '#!/usr/bin/python\n',
    },
    [],
  ],
  [
    'a module from elsewhere that opens nothing',
    { 'site.yml': '- hosts: cache\n  tasks:\n    - debug: { msg: memcached on 11211 }\n' },
    [],
  ],
];

describe('scripts, Windows commands and modules of the repository in a play', () => {
  it.each(ROWS)('%s', (_title, files, expected) => {
    const actual = found(files).sort();
    expect(actual).toHaveLength(expected.length);
    [...expected].sort().forEach((start, i) => expect(actual[i]).toMatch(new RegExp(`^${start}`)));
  });
});
