import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../src/files/memory.js';
import { checkMachines } from '../../src/machine/check.js';
import { MachineError } from '../../src/machine/error.js';
import type { Report } from '../../src/report/model.js';

const SS = `Netid State  Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess
udp   UNCONN 0      0          127.0.0.53%lo:53         0.0.0.0:*    users:(("systemd-resolve",pid=400,fd=13))
tcp   LISTEN 0      128              0.0.0.0:22         0.0.0.0:*    users:(("sshd",pid=601,fd=3))
tcp   LISTEN 0      1024             ADDRESS:11211      0.0.0.0:*    users:(("memcached",pid=812,fd=26))
`;
const PS = `    PID COMMAND
    601 sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups
    812 /usr/bin/memcached -m 64 -p 11211 -u memcache -l ADDRESS -P /run/memcached.pid
`;
const NO_RULES = {
  'iptables-save.txt': '',
  'ip6tables-save.txt': '',
  'nft.txt': '',
};
const PUBLIC = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN
    inet 127.0.0.1/8 scope host lo
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP
    inet 203.0.113.9/24 brd 203.0.113.255 scope global eth0
`;

const at = (text: string, address: string): string => text.replaceAll('ADDRESS', address);

function check(files: Record<string, string>, given: object = {}): Report {
  return checkMachines({
    tree: new MemoryTree(files),
    root: 'saved',
    given,
    nameOf: (setting) => `--${setting}`,
    today: '2026-01-01',
  });
}

const found = (report: Report): string[] =>
  report.findings.map(
    ({ ruleId, severity, location }) =>
      `${ruleId} ${severity} ${location.file}:${location.startLine}`,
  );

describe('a machine', () => {
  const open = {
    'ss.txt': at(SS, '0.0.0.0'),
    'ps.txt': at(PS, '0.0.0.0'),
    'ip-addr.txt': PUBLIC,
    ...NO_RULES,
  };

  it('that is open to the internet fails', () => {
    const report = check(open);
    expect(found(report)).toEqual(['MCE301 critical ps.txt:3']);
    expect(report.conclusion).toBe('failed');
  });

  it.each([
    ['loopback', { 'ss.txt': at(SS, '127.0.0.1'), 'ps.txt': at(PS, '127.0.0.1') }],
    [
      'a filter',
      {
        'iptables-save.txt':
          '*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n',
      },
    ],
  ])('passes behind %s', (_, files) => {
    const report = check({ ...open, ...files });
    expect(found(report)).toEqual([]);
    expect(report.conclusion).toBe('passed');
  });

  it('points at the rule that lets them in', () => {
    const report = check({
      ...open,
      'iptables-save.txt':
        '*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp -m tcp --dport 11211 -j ACCEPT\nCOMMIT\n',
    });
    expect(found(report)).toEqual(['MCE101 critical iptables-save.txt:3']);
  });

  it('points at the configuration that opens the socket, where that is there', () => {
    const report = check({
      ...open,
      'etc/memcached.conf': '-d\n-m 64\n-p 11211\n-u memcache\n-l 0.0.0.0\n',
    });
    expect(found(report)).toEqual(['MCE301 critical etc/memcached.conf:5']);
  });

  it('knows what listens on other ports by its process alone', () => {
    const other = at(SS, '0.0.0.0').replace(':11211', ':21211');
    expect(found(check({ ...open, 'ss.txt': other }))).toEqual(['MCE301 critical ps.txt:3']);
    const nobody = other.replace('"memcached"', '"java"');
    expect(found(check({ ...open, 'ss.txt': nobody }))).toEqual([]);
  });

  it('does not take another program on the port for memcached', () => {
    const report = check({
      ...open,
      'ss.txt': at(SS, '0.0.0.0').replace('"memcached"', '"python3"'),
    });
    expect(found(report)).toEqual([]);
    expect(report.problems.map(({ message }) => message).join()).toContain('held by python3');
  });

  it('takes the port for memcached where the program is not shown', () => {
    const report = check({
      ...open,
      'ss.txt': at(SS, '0.0.0.0').replace(/ +users:.*$/gm, ''),
      'ps.txt': '    PID COMMAND\n',
    });
    expect(found(report)).toEqual(['MCE301 critical ss.txt:4']);
    expect(report.findings[0]!.notes.join()).toContain('was not shown');
  });

  it('counts trusted networks', () => {
    const files = {
      ...open,
      'iptables-save.txt':
        '*filter\n:INPUT DROP [0:0]\n-A INPUT -s 10.0.0.0/8 -p tcp --dport 11211 -j ACCEPT\nCOMMIT\n',
    };
    expect(found(check(files))).toEqual(['MCE103 low iptables-save.txt:3']);
    expect(found(check(files, { trustedNetworks: ['10.0.0.0/8'] }))).toEqual([]);
  });

  it('steps down what only the next start would open', () => {
    const report = check({
      ...open,
      'ss.txt': at(SS, '127.0.0.1'),
      'ps.txt': at(PS, '127.0.0.1'),
      'etc/memcached.conf': '-p 11211\n-u memcache\n-l 0.0.0.0\n',
    });
    expect(found(report)).toEqual(['MCE301 high etc/memcached.conf:3']);
    expect(report.findings[0]!.notes.join()).toContain('started');
  });

  it('reads what systemctl cat shows', () => {
    const report = check({
      ...open,
      'units.txt':
        '# /lib/systemd/system/memcached.service\n[Service]\nExecStart=/usr/bin/memcached -u memcache -l 127.0.0.1\n\n# /etc/systemd/system/memcached.service.d/bind.conf\n[Service]\nExecStart=\nExecStart=/usr/bin/memcached -u memcache -l 0.0.0.0\n',
    });
    expect(found(report)).toEqual([
      'MCE301 critical units.txt/etc/systemd/system/memcached.service.d/bind.conf:8',
    ]);
  });
});

describe('what could not be read', () => {
  const files = { 'ss.txt': at(SS, '0.0.0.0'), 'ps.txt': at(PS, '0.0.0.0'), 'ip.txt': PUBLIC };

  it.each([
    ['no output of the packet filter', {}],
    [
      'iptables -L',
      { 'iptables.txt': 'Chain INPUT (policy DROP)\ntarget prot opt source destination\n' },
    ],
    ['an inactive ufw', { 'ufw.txt': 'Status: inactive\n' }],
    ['a ufw without its policy', { 'ufw.txt': 'Status: active\n\nTo   Action   From\n' }],
    [
      'two listings that contradict each other',
      {
        ...NO_RULES,
        'web-iptables.txt': '*filter\n:INPUT DROP [0:0]\nCOMMIT\n',
        'db-iptables.txt': '*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n',
      },
    ],
    [
      'what the tool was refused',
      {
        'not-read.txt':
          '# memcached-exposure host: what could not be read\npacket-filter: the packet filter cannot be read, for nft is only for root\n',
      },
    ],
  ])('is no pass: %s', (_, more) => {
    const report = check({ ...files, ...more });
    expect(report.conclusion).toBe('could-not-run');
    expect(report.reasons.join()).toMatch(/cannot be told who reaches memcached because/);
    expect(found(report)).toEqual(['MCE901 low ps.txt:3']);
  });

  it('decides nothing where memcached is on loopback', () => {
    const report = check({ 'ss.txt': at(SS, '127.0.0.1'), 'ps.txt': at(PS, '127.0.0.1') });
    expect(report.conclusion).toBe('passed');
  });

  it('is no pass either when nothing tells what listens', () => {
    const report = check({ 'ip.txt': PUBLIC, ...NO_RULES });
    expect(report.conclusion).toBe('could-not-run');
  });

  it('is no pass when UDP was left out', () => {
    const tcp =
      'State  Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN 0 128 127.0.0.1:22 0.0.0.0:*\n';
    expect(check({ 'ss.txt': tcp, ...NO_RULES }).conclusion).toBe('could-not-run');
  });

  it('is refused when nothing is understood', () => {
    expect(() => check({ 'README.md': '# Servers\n' })).toThrow(MachineError);
  });
});

describe('many machines', () => {
  it('are one sub-folder each, and each finding is of one of them', () => {
    const report = check({
      'web1/ss.txt': at(SS, '0.0.0.0'),
      'web1/ps.txt': at(PS, '0.0.0.0'),
      'web1/iptables-save.txt': '',
      'web1/ip6tables-save.txt': '',
      'web1/nft.txt': '',
      'web2/network/ss.txt': at(SS, '127.0.0.1'),
      'web3/notes.md': 'nothing here',
    });
    expect(found(report)).toEqual(['MCE301 medium web1/ps.txt:3']);
    expect(report.inventory.map(({ workload }) => workload)).toEqual([
      'web1 (0.0.0.0:11211)',
      'web2 (127.0.0.1:11211)',
    ]);
    expect(report.scanned.notes).toHaveLength(2);
  });
});

describe('containers', () => {
  const ps = `CONTAINER ID   IMAGE                 COMMAND                  CREATED       STATUS       PORTS                                           NAMES
0a1b2c3d4e5f   memcached:1.6.39      "docker-entrypoint.s…"   2 hours ago   Up 2 hours   PORTS   cache
1a1b2c3d4e5f   nginx:1.27            "/docker-entrypoint.…"   2 hours ago   Up 2 hours   0.0.0.0:11211->11211/tcp                        web
`;
  const base = { 'ss.txt': at(SS, '127.0.0.1').replace(/^.*memcached.*\n/m, ''), ...NO_RULES };

  it.each([
    ['0.0.0.0:11222->11211/tcp, [::]:11222->11211/tcp', ['MCE201 high docker-ps.txt:2']],
    ['127.0.0.1:11222->11211/tcp', []],
    ['11211/tcp', []],
  ])('of docker ps: %s', (ports, expected) => {
    expect(
      found(check({ ...base, 'docker-ps.txt': ps.replace('PORTS   cache', `${ports}   cache`) })),
    ).toEqual(expected);
  });

  const inspect = (hostIp: string, command: string): string =>
    JSON.stringify([
      {
        Id: '0a1b2c3d4e5f6a7b',
        Name: '/cache',
        Path: 'docker-entrypoint.sh',
        Args: ['memcached', '-m', '64', ...command.split(' ')],
        State: { Running: true },
        Config: { Image: 'memcached:1.6.39' },
        NetworkSettings: {
          Ports: { '11211/tcp': [{ HostIp: hostIp, HostPort: '11211' }] },
          Networks: { bridge: { IPAddress: '172.17.0.2' } },
        },
      },
    ]);

  it.each([
    ['0.0.0.0', '-v', ['MCE201 high inspect.json:1']],
    ['127.0.0.1', '-v', []],
    ['0.0.0.0', '-l 127.0.0.1', []],
  ])('of docker inspect: %s with %s', (address, command, expected) => {
    expect(found(check({ ...base, 'inspect.json': inspect(address, command) }))).toEqual(expected);
  });
});

describe('the rules that are loaded and those that are saved', () => {
  const CLOSED = `*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -p tcp -m tcp --dport 11211 -j DROP
COMMIT
`;
  const OPEN = CLOSED.replace(/^-A INPUT -p tcp.*\n/m, '');
  const NFT_CLOSED =
    'table inet own {\n\tchain input {\n\t\ttype filter hook input priority filter; policy accept;\n\t\ttcp dport 11211 drop\n\t}\n}\n';
  const NFT_OPEN =
    'flush ruleset\n\ntable inet filter {\n\tchain input {\n\t\ttype filter hook input priority filter;\n\t}\n}\n';
  const machine = (more: Record<string, string>): Record<string, string> => ({
    'ss.txt': at(SS, '0.0.0.0'),
    'ps.txt': at(PS, '0.0.0.0'),
    'ip-addr.txt': PUBLIC,
    'iptables-save.txt': OPEN,
    'ip6tables-save.txt': OPEN,
    'nft.txt': '',
    ...more,
  });
  const notes = ({ problems }: Report): string =>
    problems
      .filter(({ kind }) => kind === 'note')
      .map(({ message }) => message)
      .join('\n');

  it.each<[string, Record<string, string>, string[], RegExp?]>([
    ['the same', { 'iptables-save.txt': CLOSED, 'etc/iptables/rules.v4': CLOSED }, []],
    [
      'lost at the next start',
      { 'iptables-save.txt': CLOSED, 'etc/iptables/rules.v4': OPEN },
      ['MCE101 high etc/iptables/rules.v4:1'],
    ],
    [
      'lost at the next start, on Red Hat',
      { 'iptables-save.txt': CLOSED, 'etc/sysconfig/iptables': OPEN },
      ['MCE101 high etc/sysconfig/iptables:1'],
    ],
    [
      'kept by a front end, whatever an old file says',
      {
        'iptables-save.txt': CLOSED,
        'etc/iptables/rules.v4': OPEN,
        'etc/ufw/ufw.conf': 'ENABLED=yes\n',
      },
      [],
    ],
    [
      'saved and not loaded',
      { 'etc/iptables/rules.v4': CLOSED },
      ['MCE301 critical ps.txt:3'],
      /rules\.v4 refuses .* at port 11211\/tcp over IPv4, whom the loaded rules let in/,
    ],
    [
      'of nftables, lost',
      { 'nft.txt': NFT_CLOSED, 'etc/nftables.conf': NFT_OPEN },
      ['MCE101 high etc/nftables.conf:1'],
    ],
    ['of nftables, the same', { 'nft.txt': NFT_CLOSED, 'etc/nftables.conf': NFT_CLOSED }, []],
    [
      'of iptables, beside a file of nftables that nobody loads',
      { 'iptables-save.txt': CLOSED, 'etc/nftables.conf': NFT_OPEN },
      [],
    ],
    [
      'loaded by nothing that was read',
      {
        'iptables-save.txt': CLOSED,
        'etc/systemd/system/memcached.service':
          '[Service]\nExecStart=/usr/bin/memcached -m 64 -p 11211 -u memcache -l 0.0.0.0 -P /run/memcached.pid\n',
      },
      [],
      /Nothing that was read tells that the rules that keep others away/,
    ],
  ])('%s', (_, more, expected, ...[note]) => {
    const report = check(machine(more));
    expect(found(report)).toEqual(expected);
    if (note === undefined) expect(notes(report)).not.toMatch(/saved and not|Nothing that was/);
    else expect(notes(report)).toMatch(note);
  });

  it('says that kube-proxy is not followed', () => {
    const rules = `*nat\n:PREROUTING ACCEPT [0:0]\n:KUBE-NODEPORTS - [0:0]\n-A KUBE-NODEPORTS -p tcp -m tcp --dport 31211 -j KUBE-EXT-ABC\nCOMMIT\n`;
    expect(notes(check(machine({ 'iptables-save.txt': `${rules}${CLOSED}` })))).toMatch(
      /kube-proxy leads to pods are not followed/,
    );
    expect(notes(check(machine({})))).not.toMatch(/kube-proxy/);
  });
});
