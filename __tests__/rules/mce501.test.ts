import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryTree } from '../../src/files/memory.js';
import { AddressSet } from '../../src/network/addresses.js';
import { scanTree } from '../../src/scan.js';

/** One line per finding: `MCE501 medium 3`; the private network is trusted. */
function found(path: string, text: string): string[] {
  return scanTree(new MemoryTree({ [path]: text }), { trusted: AddressSet.of('10.0.0.0/8') })
    .findings.map(({ ruleId, severity, location, data }) =>
      [ruleId, severity, location.startLine, ruleId === 'MCE501' ? data['left'] : '']
        .join(' ')
        .trim(),
    )
    .sort();
}

const script = (...lines: string[]): string => ['#!/bin/sh', ...lines, ''].join('\n');
/** Everything but TCP over IPv4 is closed, so that a test is about one thing. */
const REST = [
  'ip6tables -A INPUT -p tcp --dport 11211 -j DROP',
  'iptables -I INPUT -p udp --dport 11211 -j DROP',
  'ip6tables -A INPUT -p udp --dport 11211 -j DROP',
];
const DROP = 'iptables -A INPUT -p tcp --dport 11211 -j DROP';
const FROM_TEN = 'iptables -A INPUT -s 10.0.0.0/8 -p tcp --dport 11211 -j ACCEPT';

describe('MCE501: rules of iptables, and their twins', () => {
  it.each<[string, string[], string[]]>([
    [
      'behind a rule for everything',
      ['iptables -A INPUT -j ACCEPT', DROP, ...REST],
      ['MCE501 medium 3 TCP over IPv4'],
    ],
    ['in front of it', [DROP, 'iptables -A INPUT -j ACCEPT', ...REST], []],
    [
      'inserted in front of it',
      ['iptables -A INPUT -j ACCEPT', DROP.replace('-A', '-I'), ...REST],
      [],
    ],
    [
      'behind a rule for the port, which is told by itself',
      ['iptables -A INPUT -p tcp --dport 11211 -j ACCEPT', DROP, ...REST],
      ['MCE101 high 2', 'MCE501 low 3 TCP over IPv4'],
    ],
    [
      'behind a range that holds the port',
      ['iptables -A INPUT -p tcp --dport 1024:65535 -j ACCEPT', DROP, ...REST],
      ['MCE501 medium 3 TCP over IPv4'],
    ],
    [
      'behind a range that does not',
      ['iptables -A INPUT -p tcp --dport 1024:11210 -j ACCEPT', DROP, ...REST],
      [],
    ],
    ['a few let in and the rest refused', [FROM_TEN, DROP, ...REST], []],
    [
      'a few let in, nobody refused, policy set',
      ['iptables -P INPUT ACCEPT', FROM_TEN, ...REST],
      ['MCE501 medium 3 TCP over IPv4'],
    ],
    ['a few let in, policy not known', [FROM_TEN, ...REST], ['MCE501 low 2 TCP over IPv4']],
    ['a few let in, policy refuses', ['iptables -P INPUT DROP', FROM_TEN, ...REST], []],
    ['IPv6 left open', [DROP, REST[1]!, REST[2]!], ['MCE501 info 2 TCP over IPv6']],
    ['UDP left open', [DROP, REST[0]!], ['MCE501 info 2 UDP']],
    [
      'a chain of its own that is jumped to',
      [
        'iptables -N CACHE',
        'iptables -A CACHE -s 10.0.0.0/8 -j RETURN',
        'iptables -A CACHE -j DROP',
        'iptables -A INPUT -p tcp --dport 11211 -j CACHE',
        ...REST,
      ],
      [],
    ],
    [
      'a chain of its own that is jumped to too late',
      [
        'iptables -N CACHE',
        'iptables -A CACHE -j DROP',
        'iptables -A INPUT -j ACCEPT',
        'iptables -A INPUT -p tcp --dport 11211 -j CACHE',
        ...REST,
      ],
      ['MCE501 medium 3 TCP over IPv4'],
    ],
    [
      'a list of bad senders that works',
      ['iptables -A INPUT -s 203.0.113.0/24 -p tcp --dport 11211 -j DROP', DROP, ...REST],
      [],
    ],
    [
      'a refusal for another port, too late',
      ['iptables -A INPUT -j ACCEPT', 'iptables -A INPUT -p tcp --dport 3306 -j DROP'],
      [],
    ],
    [
      'a refusal for all ports, too late',
      ['iptables -A INPUT -j ACCEPT', 'iptables -A INPUT -j DROP'],
      [],
    ],
    ['for one interface only', ['iptables -A INPUT -i eth1 -p tcp --dport 11211 -j DROP'], []],
  ])('%s', (_, lines, expected) => {
    expect(found('firewall.sh', script(...lines))).toEqual(expected);
  });

  it('tells of a command that iptables refuses, and not of its right spelling', () => {
    expect(found('firewall.sh', script('iptables -A INPUT --dport 11211 -j DROP'))).toEqual([
      expect.stringMatching(/^MCE501 medium 2 `iptables` refuses this command/),
    ]);
    expect(found('firewall.sh', script('iptables -A INPUT --dport 22 -j DROP'))).toEqual([]);
  });
});

describe('MCE501: other tools', () => {
  it.each<[string, string[], string[]]>([
    [
      'ufw: a refusal behind a permission',
      ['ufw default allow', 'ufw allow 1024:65535/tcp', 'ufw deny 11211', 'ufw enable'],
      ['MCE501 medium 4 TCP'],
    ],
    ['ufw: a refusal', ['ufw default allow', 'ufw deny 11211', 'ufw enable'], []],
    [
      'ufw: TCP only',
      ['ufw default allow', 'ufw deny 11211/tcp', 'ufw enable'],
      ['MCE501 info 3 UDP'],
    ],
    [
      'ufw: a few let in by default anyway',
      ['ufw default allow', 'ufw allow from 10.0.0.0/8 to any port 11211', 'ufw enable'],
      ['MCE501 medium 3 TCP over IPv4'],
    ],
    [
      'ufw: a few let in, the rest refused by default',
      ['ufw allow from 10.0.0.0/8 to any port 11211', 'ufw enable'],
      [],
    ],
    [
      'ufw in front of a published port',
      ['ufw deny 11211', 'ufw enable', 'docker run -d -p 11211:11211 memcached:1.6.45'],
      ['MCE201 high 4', 'MCE501 low 2 TCP'],
    ],
    [
      'ufw in front of another port',
      ['ufw deny 11211', 'ufw enable', 'docker run -d -p 80:80 nginx'],
      [],
    ],
    [
      'a rule for containers',
      [
        'docker run -d -p 11211:11211 memcached:1.6.45',
        'iptables -I DOCKER-USER -p tcp --dport 11211 -j DROP',
      ],
      [],
    ],
    [
      'a rule for containers that lets in a few',
      [
        'docker run -d -p 11211:11211 memcached:1.6.45',
        'iptables -I DOCKER-USER -p tcp --dport 11211 -j DROP',
        'iptables -I DOCKER-USER -p tcp -s 10.0.0.0/8 --dport 11211 -j ACCEPT',
      ],
      ['MCE303 info 2'],
    ],
    [
      'firewalld: a source added to the default zone',
      ['firewall-cmd --zone=public --add-source=10.0.0.0/8 --add-port=11211/tcp'],
      ['MCE101 high 2', 'MCE501 low 2 TCP'],
    ],
    [
      'firewalld: a zone of its own for the source',
      [
        'firewall-cmd --permanent --new-zone=cache',
        'firewall-cmd --permanent --zone=cache --add-source=10.0.0.0/8',
        'firewall-cmd --permanent --zone=cache --add-port=11211/tcp',
        'firewall-cmd --reload',
      ],
      [],
    ],
  ])('%s', (_, lines, expected) => {
    expect(found('firewall.sh', script(...lines))).toEqual(expected);
  });
});

describe('MCE501: files', () => {
  const nft = (...rules: string[]): string =>
    `table inet filter {\n  chain input {\n    type filter hook input priority 0; policy accept;\n${rules
      .map((rule) => `    ${rule}\n`)
      .join('')}  }\n}\n`;

  it.each<[string, string[], string[]]>([
    [
      'too late',
      ['accept', 'meta l4proto { tcp, udp } th dport 11211 drop'],
      ['MCE501 medium 5 TCP'],
    ],
    ['in time', ['meta l4proto { tcp, udp } th dport 11211 drop', 'accept'], []],
    ['a few', ['ip saddr 10.0.0.0/8 tcp dport 11211 accept'], ['MCE501 medium 4 TCP over IPv4']],
    [
      'a few and a refusal',
      [
        'ip saddr 10.0.0.0/8 tcp dport 11211 accept',
        'meta l4proto { tcp, udp } th dport 11211 drop',
      ],
      [],
    ],
  ])('nftables.conf: %s', (_, rules, expected) => {
    expect(found('etc/nftables.conf', nft(...rules))).toEqual(expected);
  });

  it('counts the family and protocol that the server of the same host listens on', () => {
    const rules = '*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp --dport 11211 -j DROP\nCOMMIT\n';
    const scan = (conf: string): string[] =>
      scanTree(
        new MemoryTree({ 'etc/memcached.conf': conf, 'etc/iptables/rules.v4': rules }),
      ).findings.map(({ ruleId, severity, data }) => `${ruleId} ${severity} ${data['left'] ?? ''}`);
    expect(scan('-u memcache\n-l 0.0.0.0\n')).toEqual([]);
    expect(scan('-u memcache\n-l 127.0.0.1\n')).toEqual([]);
    expect(scan('-u memcache\n')).toEqual(['MCE301 medium ', 'MCE501 low TCP over IPv6']);
  });
});

it('never throws on rules in any order, and never speaks where the port is closed first', () => {
  const rule = fc.constantFrom(
    DROP,
    FROM_TEN,
    'iptables -A INPUT -j ACCEPT',
    'iptables -A INPUT -p tcp --dport 11211 -j ACCEPT',
    'iptables -A INPUT -m limit --limit 3/s -j DROP',
    'iptables -N X',
    'iptables -A X -j X',
    'iptables -A INPUT -j X',
  );
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 8 }), (lines) => {
      const closed = script(DROP, ...REST, ...lines);
      const late = found('firewall.sh', closed).filter((line) => /MCE501 medium|MCE101/.test(line));
      expect(late).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
