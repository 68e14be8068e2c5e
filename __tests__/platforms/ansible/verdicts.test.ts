import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { scanTree } from '../../../src/scan.js';
import { play } from './summary.js';

/** `RULE severity file:line` of everything that is found. */
function verdicts(files: Readonly<Record<string, string>>): string[] {
  return scanTree(new MemoryTree(files))
    .findings.filter(({ severity }) => severity !== 'info')
    .map(
      ({ ruleId, severity, location }) =>
        `${ruleId} ${severity} ${location.file}:${location.startLine}`,
    )
    .sort();
}

const conf = (listen: string): string =>
  `- apt: name=memcached
- copy:
    dest: /etc/memcached.conf
    content: |
      -p 11211
      -l ${listen}
`;

describe('a filter that accepts and refuses nobody', () => {
  const accepts = '- iptables: chain=INPUT protocol=tcp destination_port=11211 jump=ACCEPT\n';
  it.each([
    ['leaves the listener in the open: two places to mend', '', ['MCE101 high', 'MCE301 medium']],
    [
      'with a drop behind it, the accept is the one thing that opens it',
      '- iptables: chain=INPUT jump=DROP\n- iptables: chain=INPUT ip_version=ipv6 jump=DROP\n',
      ['MCE101 high'],
    ],
    [
      'with a policy that drops, too',
      '- iptables: chain=INPUT policy=DROP\n- iptables: chain=INPUT ip_version=ipv6 policy=DROP\n',
      ['MCE101 high'],
    ],
  ])('%s', (_title, more, expected) => {
    const found = verdicts({ 'site.yml': play(conf('0.0.0.0') + accepts + more) });
    expect(
      found.filter((one) => !one.startsWith('MCE501')).map((one) => one.replace(/ \S+$/, '')),
    ).toEqual(expected);
  });
});

describe('a listen address that memcached refuses', () => {
  it.each([
    ['a network that is everything', '0.0.0.0/0', ['MCE301 medium site.yml:8']],
    ['the same in IPv6', '::/0', ['MCE301 medium site.yml:8']],
    ['the loopback network', '127.0.0.0/8', []],
    ['a private network', '10.1.2.3/24', ['MCE502 low site.yml:8']],
    ['addresses that collide', '127.0.0.1,0.0.0.0', ['MCE301 medium site.yml:8']],
    ['no address at all', '/0', []],
    ['one that is loopback alone', '127.0.0.1', []],
  ])('%s', (_title, listen, expected) => {
    expect(verdicts({ 'site.yml': play(conf(listen)) })).toEqual(expected);
  });
});

describe('projects that share a repository', () => {
  const role = (name: string): Record<string, string> => ({
    [`${name}/site.yml`]: '- hosts: cache\n  roles: [memcached]\n',
    [`${name}/hosts`]: '[cache]\nc1\nc2\n',
    [`${name}/roles/memcached/tasks/main.yml`]:
      '- apt: name=memcached\n- template: src=memcached.conf.j2 dest=/etc/memcached.conf\n',
    [`${name}/roles/memcached/templates/memcached.conf.j2`]: '-l {{ listen }}\n',
  });
  it('take the inventory that stands beside them, however many others there are', () => {
    const files: Record<string, string> = {};
    for (let i = 10; i < 40; i++) {
      Object.assign(files, role(`project${i}`));
      files[`project${i}/group_vars/cache.yml`] = 'listen: 127.0.0.1\n';
    }
    expect(verdicts(files)).toEqual([]);
    files['project38/group_vars/cache.yml'] = 'listen: 0.0.0.0\n';
    expect(verdicts(files)).toEqual(['MCE301 medium project38/group_vars/cache.yml:1']);
  });
  it('take the one above them where there is none beside them', () => {
    const files = {
      'playbooks/cache.yml': '- hosts: cache\n  roles: [memcached]\n',
      'inventory/prod/hosts': '[cache]\nc1\n',
      'inventory/prod/group_vars/cache.yml': 'listen: 0.0.0.0\n',
      'other/hosts': '[web]\nw1\n',
      'roles/memcached/tasks/main.yml':
        '- apt: name=memcached\n- template: src=memcached.conf.j2 dest=/etc/memcached.conf\n',
      'roles/memcached/templates/memcached.conf.j2': '-l {{ listen }}\n',
    };
    expect(verdicts(files)).toEqual(['MCE301 medium inventory/prod/group_vars/cache.yml:1']);
  });
});
