import { describe, expect, it } from '@jest/globals';
import { found } from './found.js';

// Sets of addresses, rules and variables that come from files: what is not in the repository is not taken for
// empty. Each row has a twin that differs in one detail.

const START = 'memcached -d -u nobody -U 0 -l 0.0.0.0\n';
const IN = 'iptables -A INPUT -p tcp --dport 11211';
const OFFICE = `${IN} -m set --match-set office src -j ACCEPT\n${IN} -j DROP\n${START}`;
const OPEN = 'create office hash:net\nadd office 0.0.0.0/1\nadd office 128.0.0.0/1\n';
const SMALL = 'create office hash:net\nadd office 10.0.0.0/24\n';

const UNKNOWN = ['MCE901 low'];

type Row = readonly [
  title: string,
  files: Readonly<Record<string, string>>,
  expected: readonly string[],
];

/** Rule and severity of what is found from low on, without the places. */
function judged(files: Readonly<Record<string, string>>): string[] {
  const all = found(files).map((line) => line.split(' ').slice(0, 2).join(' '));
  return [...new Set(all)].filter((line) => !line.startsWith('MCE501')).sort();
}

describe('sets of ipset', () => {
  it.each<Row>([
    ['read from a file outside', { 'a.sh': `ipset restore < /etc/ipset.conf\n${OFFICE}` }, UNKNOWN],
    ['named by an option', { 'a.sh': `ipset restore -f /etc/ipset.conf\n${OFFICE}` }, UNKNOWN],
    ['option in front', { 'a.sh': `ipset -file /etc/ipset.conf restore\n${OFFICE}` }, UNKNOWN],
    ['from a command', { 'a.sh': `curl -s x.example | ipset restore\n${OFFICE}` }, UNKNOWN],
    [
      'read from a file of the repository, few',
      { 'a.sh': `ipset restore < /etc/ipset.conf\n${OFFICE}`, 'etc/ipset.conf': SMALL },
      ['MCE301 low'],
    ],
    [
      'read from a file of the repository, all',
      { 'a.sh': `ipset restore -f /etc/ipset.conf\n${OFFICE}`, 'etc/ipset.conf': OPEN },
      ['MCE101 high'],
    ],
    ['created by nobody', { 'a.sh': OFFICE }, UNKNOWN],
    ['filled by nobody', { 'a.sh': `ipset create office hash:net\n${OFFICE}` }, UNKNOWN],
    [
      'filled in the script',
      { 'a.sh': `ipset create office hash:net\nipset add office 10.0.0.0/24\n${OFFICE}` },
      ['MCE301 low'],
    ],
    [
      'filled and emptied in the script',
      {
        'a.sh': `ipset create office hash:ip\nipset add office 8.8.8.8\nipset del office 8.8.8.8\n${OFFICE}`,
      },
      [],
    ],
    [
      'refused before the set is asked',
      { 'a.sh': `${IN} -j DROP\n${IN} -m set --match-set office src -j ACCEPT\n${START}` },
      [],
    ],
    [
      'a set of those who are kept out leaves everybody else in',
      {
        'a.sh': `iptables -A INPUT -m set --match-set bad src -j DROP\n${IN} -j ACCEPT\niptables -P INPUT DROP\n${START}`,
      },
      ['MCE101 high'],
    ],
    [
      'the same through a chain',
      {
        'a.sh': `iptables -N BAD\niptables -A BAD -j DROP\niptables -A INPUT -m set --match-set bad src -j BAD\n${IN} -j ACCEPT\niptables -P INPUT DROP\n${START}`,
      },
      ['MCE101 high'],
    ],
    [
      'everybody but a set is kept out',
      { 'a.sh': `${IN} -m set ! --match-set office src -j DROP\n${START}` },
      UNKNOWN,
    ],
    [
      'everybody but a set is let in',
      {
        'a.sh': `${IN} -m set ! --match-set bad src -j ACCEPT\niptables -P INPUT DROP\n${START}`,
      },
      ['MCE101 high'],
    ],
  ])('%s', (_title, files, expected) => {
    expect(judged(files)).toEqual(expected);
  });
});

const TABLE = (element: string) =>
  `nft add table inet f
nft add set inet f office '{ type ipv4_addr; flags interval; }'
${element}
nft add chain inet f in '{ type filter hook input priority 0; policy drop; }'
nft add rule inet f in ip saddr @office tcp dport 11211 accept
${START}`;

const CONF = `flush ruleset
include "/etc/nftables.d/office.nft"
table inet f {
  chain in { type filter hook input priority 0; policy drop;
    ip saddr $OFFICE tcp dport 11211 accept
  }
}
`;

describe('sets, includes and variables of nft', () => {
  it.each<Row>([
    ['filled by nobody', { 'a.sh': TABLE('') }, UNKNOWN],
    [
      'elements are not known',
      { 'a.sh': TABLE('nft add element inet f office "{ $OFFICE }"') },
      UNKNOWN,
    ],
    [
      'elements are known',
      { 'a.sh': TABLE("nft add element inet f office '{ 10.0.0.0/24 }'") },
      ['MCE103 low'],
    ],
    [
      'elements are everybody',
      { 'a.sh': TABLE("nft add element inet f office '{ 0.0.0.0/1, 128.0.0.0/1 }'") },
      ['MCE101 high'],
    ],
    ['rules from a file outside', { 'a.sh': `nft -f /etc/f.nft\n${START}` }, UNKNOWN],
    [
      'rules from a file outside, flushed afterwards',
      { 'a.sh': `nft -f /etc/f.nft\nnft flush ruleset\n${IN} -j DROP\n${START}` },
      [],
    ],
    ['the include is not there', { 'nftables.conf': CONF, 'a.sh': START }, UNKNOWN],
    [
      'the include is there',
      {
        'etc/nftables.conf': CONF,
        'etc/nftables.d/office.nft': 'define OFFICE = { 10.0.0.0/24 }\n',
        'a.sh': START,
      },
      ['MCE103 low'],
    ],
    [
      'the include is there and names everybody',
      {
        'etc/nftables.conf': CONF,
        'etc/nftables.d/office.nft': 'define OFFICE = { 0.0.0.0/0 }\n',
        'a.sh': START,
      },
      ['MCE101 high'],
    ],
  ])('%s', (_title, files, expected) => {
    expect(judged(files)).toEqual(expected);
  });
});

const ZONE = `firewall-cmd --permanent --zone=trusted --add-source=ipset:office\nfirewall-cmd --reload\n${START}`;
const NEW = 'firewall-cmd --permanent --new-ipset=office --type=hash:net\n';
const ENTRIES = 'firewall-cmd --permanent --ipset=office --add-entries-from-file=office.txt\n';

describe('sets of firewalld, saved rules', () => {
  it.each<Row>([
    ['created by nobody', { 'a.sh': ZONE }, UNKNOWN],
    ['filled by nobody', { 'a.sh': NEW + ZONE }, UNKNOWN],
    ['filled from a file outside', { 'a.sh': NEW + ENTRIES + ZONE }, UNKNOWN],
    [
      'filled from a file of the repository',
      { 'a.sh': NEW + ENTRIES + ZONE, 'office.txt': '# office\n10.1.0.0/16\n' },
      ['MCE301 low'],
    ],
    [
      'a set whose file is outside',
      { 'a.sh': `firewall-cmd --permanent --new-ipset-from-file=office.xml\n${ZONE}` },
      UNKNOWN,
    ],
    [
      'those in a set are dropped, everybody else is not',
      {
        'a.sh': `firewall-cmd --permanent --zone=drop --add-source=ipset:bad\nfirewall-cmd --permanent --zone=public --add-port=11211/tcp\nfirewall-cmd --reload\n${START}`,
      },
      ['MCE101 high'],
    ],
    [
      'rules from a file outside',
      { 'a.sh': `iptables-restore < /etc/r.v4\nip6tables -P INPUT DROP\n${START}` },
      UNKNOWN,
    ],
    [
      'rules from a file outside, flushed afterwards',
      { 'a.sh': `iptables-restore < /etc/r.v4\niptables -F\n${IN} -j DROP\n${START}` },
      [],
    ],
    [
      'a rule ahead of those from outside',
      {
        'a.sh': `iptables-restore < /etc/r.v4\niptables -I INPUT -p tcp --dport 11211 -j DROP\n${START}`,
      },
      [],
    ],
  ])('%s', (_title, files, expected) => {
    expect(judged(files)).toEqual(expected);
  });
});
