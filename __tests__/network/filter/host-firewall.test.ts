import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { isUnresolved } from '../../../src/facts.js';
import type { Location } from '../../../src/files/source.js';
import { AddressSet } from '../../../src/network/addresses.js';
import { HostFirewall } from '../../../src/network/filter/host-firewall.js';
import { Iptables } from '../../../src/network/filter/iptables.js';
import type { FilterQuery } from '../../../src/network/filter/types.js';
import { readScript } from '../../../src/syntax/shell/script.js';

const line = (n: number): Location => ({
  file: 'fw.sh',
  startLine: n,
  startColumn: 1,
  endLine: n,
  endColumn: 1,
});

/** Runs a script line by line; words with `$` that are not set are unknown. */
function after(script: string, firewall = new HostFirewall()): HostFirewall {
  readScript(script, {
    run: (command) => {
      const unknown = new Map<number, string>();
      command.words.forEach((word, i) => {
        if (word.text === undefined) unknown.set(i, word.reason!);
      });
      return firewall.run({
        argv: command.words.map((word) => word.text ?? word.raw),
        where: line(script.slice(0, command.start).split('\n').length),
        unknown,
        ...(command.input === undefined ? {} : { input: command.input.text }),
      });
    },
  });
  return firewall;
}

function who(firewall: HostFirewall, query: Partial<FilterQuery> = {}): string {
  const { sources } = firewall.admission({ protocol: 'tcp', port: 11211, ...query });
  return isUnresolved(sources) ? `? ${sources.reason}` : sources.describe();
}

const ANYONE = AddressSet.all.describe();
const V6_ONLY = '::/0';

describe('who reaches the port, with no interface or address asked for', () => {
  it.each<[string, string, string]>([
    ['no rules', '', ANYONE],
    ['open by rule and policy', 'iptables -A INPUT -p tcp --dport 11211 -j ACCEPT', ANYONE],
    [
      'IPv4 closed, IPv6 forgotten',
      'iptables -A INPUT -p tcp --dport 11211 -s 10.0.0.0/8 -j ACCEPT\niptables -A INPUT -p tcp --dport 11211 -j DROP',
      '10.0.0.0/8, ::/0',
    ],
    [
      'both families closed',
      'for i in iptables ip6tables; do $i -P INPUT DROP; $i -A INPUT -i lo -j ACCEPT; done',
      'no address',
    ],
    ['another port closed', 'iptables -A INPUT -p tcp --dport 11212 -j DROP', ANYONE],
    [
      'a drop behind an accept',
      'iptables -A INPUT -p tcp -j ACCEPT\niptables -A INPUT -p tcp --dport 11211 -j DROP',
      ANYONE,
    ],
    [
      'an accept for the first card only is an accept for the internet',
      'iptables -P INPUT DROP\nip6tables -P INPUT DROP\niptables -A INPUT -m state --state ESTABLISHED -j ACCEPT\niptables -A INPUT -i eth0 -p tcp --dport 11211 -j ACCEPT',
      '0.0.0.0/0',
    ],
    [
      'a tunnel brings private addresses only',
      'iptables -P INPUT DROP\nip6tables -P INPUT DROP\niptables -A INPUT -i wg0 -j ACCEPT',
      '10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12 and 1 more',
    ],
    [
      'a second card may face anything',
      'iptables -P INPUT DROP\nip6tables -P INPUT DROP\niptables -A INPUT -i eth1 -j ACCEPT',
      '? it is not known which network the interface eth1 is in',
    ],
    [
      'a private address of the host is reached from private networks',
      'iptables -P INPUT DROP\nip6tables -P INPUT DROP\niptables -A INPUT -d 10.1.2.3 -j ACCEPT',
      '10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12 and 1 more',
    ],
    [
      'a public address of the host is reached from everywhere',
      'iptables -P INPUT DROP\nip6tables -P INPUT DROP\niptables -A INPUT -d 203.0.113.5 -j ACCEPT',
      '0.0.0.0/0',
    ],
    [
      'whoever wants in chooses the source port',
      'iptables -P INPUT DROP\niptables -A INPUT -p tcp --sport 53 -j ACCEPT\nip6tables -P INPUT DROP',
      '0.0.0.0/0',
    ],
    [
      'a limit lets in, however slowly',
      'iptables -P INPUT DROP\niptables -A INPUT -m state --state ESTABLISHED -j ACCEPT\nip6tables -P INPUT DROP\niptables -A INPUT -p tcp --dport 11211 -m limit --limit 1/s -j ACCEPT',
      '0.0.0.0/0',
    ],
    [
      'an unknown source is unknown',
      'iptables -P INPUT DROP\nip6tables -P INPUT DROP\niptables -A INPUT -s $OFFICE -p tcp --dport 11211 -j ACCEPT',
      '? `$OFFICE` is not set here',
    ],
    [
      'an unknown source for another port decides nothing',
      'iptables -P INPUT DROP\nip6tables -P INPUT DROP\niptables -A INPUT -s $OFFICE -p tcp --dport 22 -j ACCEPT',
      'no address',
    ],
    [
      'an unknown source does not matter where everybody gets in',
      'iptables -A INPUT -s $OFFICE -p tcp --dport 11211 -j ACCEPT',
      ANYONE,
    ],
    [
      'a port that is not known',
      'iptables -A INPUT -p tcp --dport $PORT -j DROP\nip6tables -A INPUT -j DROP',
      '? `$PORT` is not set here',
    ],
    [
      'a chain checked before it is added',
      'iptables -C INPUT -p tcp --dport 11211 -j DROP || iptables -A INPUT -p tcp --dport 11211 -j DROP',
      V6_ONLY,
    ],
    ['ufw closes both families', 'ufw --force enable', 'no address'],
    ['ufw that nobody enables does nothing', 'ufw deny 11211', ANYONE],
    [
      'ufw with an opening',
      'ufw allow from 203.0.113.0/24 to any port 11211 proto tcp\nufw --force enable',
      '203.0.113.0/24',
    ],
    [
      'ufw with an unknown source',
      'ufw allow from $OFFICE to any port 11211 proto tcp\nufw --force enable',
      '? `$OFFICE` is not set here',
    ],
    [
      'firewalld with a rich rule that is not known',
      `firewall-cmd --add-rich-rule="rule family=ipv4 source address=$NET port port=11211 protocol=tcp accept"`,
      '? `$NET` is not set here',
    ],
    [
      'firewalld with a source that is not known',
      'firewall-cmd --zone=internal --add-source=$NET --add-port=11211/tcp',
      '? `$NET` is not set here',
    ],
    [
      'nft with a source that is not known',
      "nft add table inet f\nnft add chain inet f in '{ type filter hook input priority 0; policy drop; }'\nnft add rule inet f in ct state established accept\nnft add rule inet f in ip saddr $NET tcp dport 11211 accept",
      '? `$NET` is not set here',
    ],
    ['firewalld closes by default', 'systemctl start firewalld', 'no address'],
    ['firewalld opens a service', 'firewall-cmd --add-service=memcache', ANYONE],
    [
      'firewalld, permanent without reload',
      'firewall-cmd --permanent --add-port=11211/tcp',
      'no address',
    ],
    [
      'firewalld, permanent and reload',
      'firewall-cmd --permanent --add-port=11211/tcp\nfirewall-cmd --reload',
      ANYONE,
    ],
    [
      'a source added to the default zone restricts nothing',
      'firewall-cmd --zone=public --add-source=10.0.0.0/8 --add-port=11211/tcp',
      ANYONE,
    ],
    [
      'a source in a zone of its own does',
      'firewall-cmd --zone=internal --add-source=10.0.0.0/8 --add-port=11211/tcp',
      '10.0.0.0/8',
    ],
    [
      'nft from standard input',
      "nft -f - <<'E'\ntable inet f { chain in { type filter hook input priority 0; policy drop; ct state established accept; ip saddr 192.0.2.0/24 tcp dport 11211 accept; }\n}\nE",
      '192.0.2.0/24',
    ],
  ])('%s', (_title, script, expected) => {
    expect(who(after(script))).toBe(expected);
  });

  it('keeps TCP and UDP apart', () => {
    const firewall = after(
      'iptables -A INPUT -p tcp --dport 11211 -j DROP\nip6tables -A INPUT -p tcp --dport 11211 -j DROP',
    );
    expect(who(firewall)).toBe('no address');
    expect(who(firewall, { protocol: 'udp' })).toBe(ANYONE);
  });

  it('names the rules that let in and keep out', () => {
    const admission = after(
      [
        'iptables -A INPUT -p tcp --dport 22 -j ACCEPT',
        'iptables -A INPUT -p tcp --dport 11211 -s 192.0.2.7 -j ACCEPT',
        'iptables -A INPUT -p tcp --dport 11211 -s 203.0.113.0/24 -j ACCEPT',
        'iptables -A INPUT -m state --state ESTABLISHED -j ACCEPT',
        'iptables -P INPUT DROP',
      ].join('\n'),
    ).admission({ protocol: 'tcp', port: 11211 });
    expect(admission.filtered).toBe(true);
    expect(admission.admittedBy.map((where) => where.startLine).slice(0, 2)).toContain(3);
    expect(admission.admittedBy.map((where) => where.startLine)).not.toContain(1);
    expect(admission.refusedBy.map((where) => where.startLine)).toEqual([5]);
  });

  it('names no rule for connections that are there already as one that lets somebody in', () => {
    const lines = (script: string): number[] =>
      after(script)
        .admission({ protocol: 'tcp', port: 11211 })
        .admittedBy.map(({ startLine }) => startLine);
    const rules = (more: string): string =>
      `iptables -P INPUT DROP\niptables -A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT\n${more}`;
    expect(lines(rules('iptables -A INPUT -p tcp --dport 11211 -j ACCEPT\n'))).toContain(3);
    expect(lines(rules('iptables -A INPUT -p tcp --dport 11211 -j ACCEPT\n'))).not.toContain(2);
    expect(lines(rules('')).filter((line) => line === 2)).toEqual([]);
  });

  it('says nothing is filtered where nothing is', () => {
    expect(new HostFirewall().admission({ protocol: 'tcp', port: 11211 })).toMatchObject({
      filtered: false,
      admittedBy: [],
      refusedBy: [],
    });
  });

  it('reports refused commands with their line', () => {
    const firewall = after(
      'iptables -A INPUT -p tcp --dport 11211 -j DROP\niptables -A INPUT -p tcp --dport 11211 -j DORP',
    );
    expect(firewall.problems).toHaveLength(1);
    expect(firewall.problems[0]).toMatchObject({ kind: 'refused', where: { startLine: 2 } });
    expect(firewall.problems[0]!.message).toBe(
      "`iptables` refuses this command: chain 'DORP' does not exist.",
    );
  });
});

describe("Docker's published ports", () => {
  const ask = (script: string): string => {
    const firewall = new HostFirewall();
    firewall.publish([{ protocol: 'tcp', hostPort: 11211, containerPort: 11211 }], {
      proxy: false,
    });
    return who(after(script, firewall), { target: 'container' });
  };

  it.each<[string, string, string]>([
    ['open to everybody', '', '0.0.0.0/0'],
    ['not for INPUT to decide', 'iptables -P INPUT DROP', '0.0.0.0/0'],
    ['not for ufw to decide', 'ufw deny 11211\nufw --force enable', '0.0.0.0/0'],
    [
      'for DOCKER-USER to decide',
      'iptables -I DOCKER-USER -p tcp --dport 11211 ! -s 10.0.0.0/8 -j DROP',
      '10.0.0.0/8',
    ],
    [
      'but not behind its RETURN',
      'iptables -A DOCKER-USER -p tcp --dport 11211 ! -s 10.0.0.0/8 -j DROP',
      '0.0.0.0/0',
    ],
  ])('%s', (_title, script, expected) => {
    expect(ask(script)).toBe(expected);
  });
});

describe('anything at all as input', () => {
  const word = fc.constantFrom(
    '-A',
    '-I',
    '-D',
    '-P',
    'INPUT',
    'X',
    '-p',
    'tcp',
    '!',
    '-s',
    '10.0.0.0/8',
    '::/0',
    '--dport',
    '11211',
    '-m',
    'multiport',
    'set',
    '--match-set',
    'a',
    'src',
    '-j',
    'DROP',
    '-g',
    '-t',
    'nat',
    'DNAT',
    '--to-destination',
    '1.2.3.4:5',
    '',
    '--',
    '=',
    '1',
    'allow',
    'from',
    'any',
    'to',
    'port',
    'insert',
    'delete',
    'enable',
    '--add-port=1/tcp',
    '--add-rich-rule=rule',
    '--direct',
    '--add-rule',
    'add',
    'rule',
    'inet',
    'f',
    '{',
    '}',
    'chain',
    'table',
    'type filter hook input priority 0;',
    '@x',
    '$y',
    'vmap',
    ':',
    '"',
    'jump',
  );

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'iptables',
          'ip6tables',
          'iptables-restore',
          'ipset',
          'ufw',
          'firewall-cmd',
          'firewall-offline-cmd',
          'nft',
          'sed',
          'systemctl',
        ),
        fc.array(word, { maxLength: 14 }),
        (program, words) => {
          const firewall = new HostFirewall();
          firewall.run({ argv: [program, ...words], where: line(1), input: words.join(' ') });
          firewall.admission({ protocol: 'udp', port: 11211 });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never throws on files', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          '/etc/ufw/user.rules',
          '/etc/firewalld/zones/public.xml',
          '/etc/default/ufw',
          '/etc/firewalld/direct.xml',
        ),
        fc.array(
          fc.constantFrom(
            '<zone>',
            '</zone>',
            '<port port="',
            '"',
            '/>',
            '<',
            '### tuple ### ',
            'allow tcp 1 0.0.0.0/0',
            '\n',
            '-A ufw-user-input ',
            '=',
            'IPV6=no',
            '&lt;',
            '<!--',
          ),
          { maxLength: 20 },
        ),
        (path, parts) => {
          const firewall = new HostFirewall();
          firewall.writeFile(path, parts.join(''), line);
          firewall.loadNft(parts.join(' '), line);
          firewall.loadIptablesSave(parts.join(' '), 4, line);
          firewall.startFirewalld();
          firewall.admission({ protocol: 'tcp', port: 11211 });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives up on more ways through the chains than can be followed, and says so', () => {
    const rules = ['*filter', ':INPUT DROP [0:0]'];
    for (let i = 0; i < 200; i++) rules.push(`:C${i} - [0:0]`);
    for (let i = 0; i < 20_000; i++)
      rules.push(`-A INPUT -s 198.51.${i % 250}.${i % 253} -p tcp --dport 11211 -j ACCEPT`);
    for (let i = 0; i < 199; i++) rules.push(`-A C${i} -j C${i + 1}`, `-A C${i} -j C${i + 1}`);
    rules.push('-A INPUT -j C0', 'COMMIT', '');
    const firewall = new HostFirewall();
    firewall.loadIptablesSave(rules.join('\n'), 4, line);
    // 2 to the power of 199 ways through the chains: cannot be told, which is neither open nor closed.
    const { sources } = firewall.admission({ protocol: 'tcp', port: 11211 });
    expect(isUnresolved(sources)).toBe(true);
  });
});

describe('the chains of ufw', () => {
  /** How many rules ufw writes when n are added to it while it is on. */
  const written = (n: number): number => {
    const run = jest.spyOn(Iptables.prototype, 'run');
    try {
      const rules = Array.from({ length: n }, (_, i) => `ufw allow ${1000 + i}/tcp`);
      who(after(['ufw --force enable', ...rules].join('\n')));
      return run.mock.calls.length;
    } finally {
      run.mockRestore();
    }
  };

  it('are written when they are looked at, not for every rule', () => {
    expect(written(120) - written(80)).toBe(written(80) - written(40));
  });

  it.each([
    [
      'a rule of iptables in front of them',
      'iptables -I INPUT -p tcp --dport 11211 -j DROP',
      '::/0',
    ],
    ['a chain of theirs that is emptied', 'iptables -F ufw-user-input', '::/0'],
    ['a rule that is deleted again', 'ufw delete allow 11211', 'no address'],
    ['ufw that is switched off', 'ufw disable', ANYONE],
    ['an empty rule set of nftables', 'nft flush ruleset', ANYONE],
  ])('are there for %s', (_what, command, admitted) => {
    const script = ['ufw --force enable', 'ufw allow 11211', command].join('\n');
    expect(who(after(script))).toBe(admitted);
  });
});
