import { describe, expect, it } from '@jest/globals';
import { findingsOf } from '../templates.js';

const play = (listen: string, ...rules: string[]): string => `- hosts: all
  tasks:
    - ansible.builtin.copy:
        dest: /etc/memcached.conf
        content: |
          -u memcache
          -l ${listen}
${rules.map((rule) => `    - ansible.builtin.iptables: { chain: INPUT, protocol: tcp, destination_port: "11211", ${rule} }\n`).join('')}`;
const ONLY = 'source: 10.0.0.0/8, jump: ACCEPT';
const found = (text: string): string[] =>
  findingsOf({ 'site.yml': text }).map((line) => line.split(' ').slice(0, 2).join(' '));

describe('a filter counts for the families of addresses that memcached listens on', () => {
  it.each<[string, string, string[]]>([
    ['rules for IPv4 before 0.0.0.0', play('0.0.0.0', ONLY, 'jump: DROP'), ['MCE103 low']],
    [
      'rules for IPv4 before both families',
      play('0.0.0.0,::', ONLY, 'jump: DROP'),
      ['MCE103 low', 'MCE301 medium', 'MCE501 low'],
    ],
    [
      'rules for both before both',
      play(
        '0.0.0.0,::',
        ONLY,
        'jump: DROP',
        'ip_version: ipv6, source: "fd00::/8", jump: ACCEPT',
        'ip_version: ipv6, jump: DROP',
      ),
      ['MCE103 low'],
    ],
    [
      'rules for IPv6 before 0.0.0.0',
      play('0.0.0.0', 'ip_version: ipv6, jump: DROP'),
      ['MCE301 medium', 'MCE501 low'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});
