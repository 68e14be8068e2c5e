import { describe, expect, it } from '@jest/globals';
import { sequenceOf } from '../../../src/platforms/ansible/sequence.js';
import { play, summary } from './summary.js';

// What stands behind a task that certainly fails never happens; what only may fail hides nothing.

const INSTALL = `- apt: name=memcached
- copy: { dest: /etc/memcached.conf, content: "-l 0.0.0.0\\n" }
`;
const DROP = '- iptables: chain=INPUT protocol=tcp destination_port=11211 jump=DROP\n';
const INVENTORY = { hosts: '[cache]\nc1\n' };

/** Whether the drop behind these tasks is believed. */
function believes(between: string, more: Readonly<Record<string, string>> = INVENTORY): boolean {
  const found = summary({ 'site.yml': play(INSTALL + between + DROP), ...more });
  expect(found.some((one) => one.startsWith('listener'))).toBe(true);
  return found.some((one) => one.startsWith('host-firewall') || one.startsWith('restriction'));
}

describe('a drop', () => {
  const vars = (text: string): Record<string, string> => ({
    ...INVENTORY,
    'group_vars/cache.yml': text,
  });
  const known = vars('port: 11211\n');

  it.each([
    ['behind fail', '- fail: msg=no\n', INVENTORY],
    [
      'behind an assertion of a variable of the inventory',
      '- assert: { that: port == 1 }\n',
      known,
    ],
    ['behind failed_when', "- command: 'true'\n  failed_when: true\n", INVENTORY],
    ['behind end_play', '- meta: end_play\n', INVENTORY],
    ['behind end_host', '- meta: end_host\n  when: port == 11211\n', known],
    [
      'behind a block that fails',
      '- block:\n  - fail: msg=no\n  always:\n  - debug: msg=x\n',
      known,
    ],
    ['behind a loop that fails', '- fail: msg=no\n  loop: [1]\n', INVENTORY],
  ])('%s is not believed', (_title, between, more) => {
    expect(believes(between, more)).toBe(false);
  });

  it.each([
    ['behind nothing', '', INVENTORY],
    ['behind fail that is ignored', '- fail: msg=no\n  ignore_errors: true\n', INVENTORY],
    ['behind fail that is skipped', '- fail: msg=no\n  when: port == 1\n', known],
    ['behind an assertion that holds', '- assert: { that: port == 11211 }\n', known],
    ['behind failed_when: false', "- command: 'false'\n  failed_when: false\n", INVENTORY],
    ['behind end_play that is skipped', '- meta: end_play\n  when: false\n', INVENTORY],
    [
      'behind a block that is rescued',
      '- block:\n  - fail: msg=no\n  rescue:\n  - debug: msg=x\n',
      known,
    ],
    ['behind a loop over nothing', '- fail: msg=no\n  loop: []\n', INVENTORY],
    ['behind a loop that is not known', '- fail: msg=no\n  loop: "{{ given }}"\n', INVENTORY],
    [
      'behind end_role of a role',
      '- include_role: { name: r }\n',
      { ...INVENTORY, 'roles/r/tasks/main.yml': '- meta: end_role\n' },
    ],
  ])('%s is believed', (_title, between, more) => {
    expect(believes(between, more)).toBe(true);
  });

  it.each([
    ['a variable that the command line gives', '- fail: msg=no\n  when: given is not defined\n'],
    ['its absence', '- assert: { that: given is defined }\n'],
    ['its default', '- assert: { that: "given | default(false)" }\n'],
    [
      'a fact of it',
      '- set_fact: { ok: "{{ given | default(false) }}" }\n- assert: { that: ok }\n',
    ],
    ['a block that asks for it', '- block:\n  - fail: msg=no\n  when: given is not defined\n'],
    ['what is found on the host', '- assert: { that: ansible_memtotal_mb > 100000 }\n'],
    ['the result of a task', '- command: x\n  register: out\n  failed_when: out.rc != 7\n'],
  ])('behind a check of %s is believed', (_title, between) => {
    expect(believes(between)).toBe(true);
  });

  it('behind an assertion of a default that a hidden inventory may replace is believed', () => {
    const files = { 'group_vars/cache.yml': 'secret: ""\n' };
    expect(believes('- assert: { that: secret != "" }\n', files)).toBe(true);
  });
});

describe('a role by itself', () => {
  const role = (check: string): string[] =>
    summary({
      'roles/mc/defaults/main.yml': 'listen: ""\nthere: 0.0.0.0\n',
      'roles/mc/tasks/main.yml': `${check}- apt: name=memcached\n- copy: { dest: /etc/memcached.conf, content: "-l {{ there }}\\n" }\n`,
    });
  it('is played though it checks what whoever uses it has to give', () => {
    expect(role('- assert: { that: listen != "" }\n')).toEqual(role(''));
    expect(role('').length).toBeGreaterThan(0);
  });
  it('ends where it fails in any case', () => {
    expect(role('- fail: { msg: gone }\n').filter((one) => one.includes(':11211'))).toEqual([]);
  });
});

describe('a check of the distribution', () => {
  const site = (family: string): string[] =>
    summary({
      ...INVENTORY,
      'site.yml': play(
        `- assert: { that: ansible_os_family == "${family}" }\n- package: name=memcached\n- copy: { dest: /etc/sysconfig/memcached, content: 'OPTIONS="-l 0.0.0.0"' }\n`,
      ),
    });
  it('leaves the family that passes', () => {
    const found = site('RedHat');
    expect(found.filter((one) => one.includes('0.0.0.0:11211')).length).toBeGreaterThan(0);
  });
});

describe('with_sequence', () => {
  it.each([
    ['4', ['1', '2', '3', '4']],
    ['5-8', ['5', '6', '7', '8']],
    ['4:host%02d', ['host01', 'host02', 'host03', 'host04']],
    ['start=5 end=11 stride=2 format=0x%02x', ['0x05', '0x07', '0x09', '0x0b']],
    ['start=0x0f00 count=2 format=%04x', ['0f00', '0f01']],
    ['count=0', []],
    ['start=3 end=1', undefined],
    ['start=1 end=3 stride=-1', undefined],
    ['start=1', undefined],
    ['start=1 end=2 count=3', undefined],
    ['end=2 other=1', undefined],
    ['end=2 format=%s%d', undefined],
    ['no numbers', undefined],
  ])('%s', (terms, expected) => {
    expect(sequenceOf(terms, 200)).toEqual(expected);
  });
  it('has an end', () => {
    expect(sequenceOf('end=999999999999', 200)).toHaveLength(200);
  });
});
