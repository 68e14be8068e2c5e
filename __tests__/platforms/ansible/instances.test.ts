import { describe, expect, it } from '@jest/globals';
import { found } from '../host/found.js';

const UNIT = (options: string): string =>
  `[Service]\nExecStart=/usr/bin/memcached -p {{ item.port }} -m 64 ${options}\n`;

/** A role that makes one unit for each of three instances. */
const role = (options: string, extra = ''): Record<string, string> => ({
  'site.yml': '- hosts: caches\n  roles: [memcached]\n',
  'roles/memcached/vars/main.yml': [
    'instances:',
    `  - { name: a, port: 42301, udp: 42301${extra} }`,
    `  - { name: b, port: 42302, udp: 42302${extra} }`,
    `  - { name: c, port: 42303, udp: 42303${extra} }`,
    '',
  ].join('\n'),
  'roles/memcached/tasks/main.yml': [
    '- apt: { name: memcached }',
    '- template: { src: mc.service.j2, dest: "/etc/systemd/system/mc-{{ item.name }}.service" }',
    '  loop: "{{ instances }}"',
    '- service: { name: "mc-{{ item.name }}", state: started }',
    '  loop: "{{ instances }}"',
    '',
  ].join('\n'),
  'roles/memcached/templates/mc.service.j2': UNIT(options),
});

describe('instances that a loop makes out of one unit', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'without an address: one cause, on the line that starts them',
      role(''),
      ['MCE301 medium host roles/memcached/templates/mc.service.j2:2'],
    ],
    [
      'with UDP on a port of their own: one cause more',
      role('-U {{ item.udp }}'),
      [
        'MCE301 high host roles/memcached/templates/mc.service.j2:2',
        'MCE302 high host roles/memcached/templates/mc.service.j2:2',
      ],
    ],
    ['on loopback', role('-l 127.0.0.1'), []],
    [
      'with an address of their own: where it stands',
      role('-l {{ item.on }}', ', on: 0.0.0.0'),
      [2, 3, 4].map((line) => `MCE301 medium host roles/memcached/vars/main.yml:${line}`),
    ],
    ['with an address of their own, loopback', role('-l {{ item.on }}', ', on: 127.0.0.1'), []],
  ])('%s', (_, files, expected) => {
    expect(found(files).sort()).toEqual(expected);
  });
});
