import { describe, expect, it } from '@jest/globals';
import { AddressSet } from '../../../src/network/addresses.js';
import { isUnresolved } from '../../../src/facts.js';
import { HostFirewall } from '../../../src/network/filter/host-firewall.js';
import { HERE } from './truth.js';

function run(...lines: readonly string[]): { firewall: HostFirewall; done: boolean } {
  const firewall = new HostFirewall(['lo', 'eth0', 'eth1']);
  let done = true;
  for (const line of lines) {
    done = firewall.run({ argv: line.split(' '), where: HERE }) ?? true;
  }
  return { firewall, done };
}

/** Pairs of commands: what iptables 1.8.9 on Linux 6.18 takes, and its twin that it refuses. */
const TWINS: readonly (readonly [taken: string, refused: string])[] = [
  [
    '-A INPUT -p tcp -j REJECT --reject-with icmp-port-unreach',
    '-A INPUT -p tcp -j REJECT --reject-with icmp-foo',
  ],
  [
    '-A INPUT -p icmp -m icmp --icmp-type 8 -j DROP',
    '-A INPUT -p tcp -m icmp --icmp-type 8 -j DROP',
  ],
  ['-t raw -A PREROUTING -m rpfilter --invert -j DROP', '-A INPUT -m rpfilter --invert -j DROP'],
  ['-A INPUT ! -s 0.0.0.0/1 -j DROP', '-A INPUT ! -s 0.0.0.0/0 -j DROP'],
  [
    '-A INPUT -m statistic --mode nth --every 2 --packet 0 -j DROP',
    '-A INPUT -m statistic --mode nth --every 2 -j DROP',
  ],
  [
    '-A INPUT -p tcp -m multiport --dports 11211:11212 -j DROP',
    '-A INPUT -p tcp -m multiport --dports 11211: -j DROP',
  ],
  ['-A INPUT -p tcp --dport 0x2bcb -j DROP', '-A INPUT -p udp --dport 0x2bcb -j DROP'],
  ['-A INPUT -m state --state NEW -j DROP', '-A INPUT -m state --state DNAT -j DROP'],
  [
    '-A INPUT -m policy --dir in --pol none -j DROP',
    '-A INPUT -m policy --dir out --pol none -j DROP',
  ],
  ['-A INPUT -m limit --limit 5/min -j ACCEPT', '-A INPUT -m limit ! --limit 5/min -j ACCEPT'],
  ['-A INPUT -p tcp --syn -j DROP', '-A INPUT -p tcp --syn --tcp-flags SYN SYN -j DROP'],
  ['-A INPUT -s 10.0.0.5,10.0.0.6 -j DROP', '-A INPUT -s 10.0.0.5,10.0.0.6 ! -d 10.0.0.7 -j DROP'],
  ['-A INPUT -p tcp -j LOG --log-level 4', '-A INPUT -p tcp -j CLASSIFY --set-class 1:1'],
  [
    '-t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 1-5',
    '-t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 1:5',
  ],
];

describe('commands that iptables takes and refuses', () => {
  it.each(TWINS)('%s | %s', (taken, refused) => {
    expect(run(`iptables ${taken}`).done).toBe(true);
    const { firewall, done } = run(`iptables ${refused}`);
    expect(done).toBe(false);
    expect(firewall.problems.map(({ kind }) => kind)).toEqual(['refused']);
  });
});

/** Rules of nft 1.0.6 in an inet chain, each with a twin that makes it refuse the file. */
const NFT: readonly (readonly [taken: string, refused: string])[] = [
  [
    'meta l4proto { tcp, udp } th dport 11211 drop',
    'meta l4proto { tcp, udp } tcp dport 11211 drop',
  ],
  ['drop comment "x"', 'drop counter'],
  ['ip saddr 10.0.0.1-10.0.0.9 drop', 'ip saddr 10.0.0.9-10.0.0.1 drop'],
  ['tcp dport { 11211, 22 } drop', 'tcp dport 11211, 22 drop'],
  ['ct state ! established drop', 'ct state foo drop'],
  ['iifname "eth*" drop', 'iifname "" drop'],
  ['tcp dport vmap { 22 : accept, 11211 : drop }', 'tcp dport vmap { 22-80 : accept, 23 : drop }'],
  ['reject with icmpx port-unreachable', 'reject with icmpx foo'],
  ['limit rate 5/second drop', 'limit rate until 5/second drop'],
];

describe('rules that nft takes and refuses', () => {
  const file = (rule: string, end = '\n}\n}\n'): string =>
    `table inet f {\nchain c {\ntype filter hook input priority 0;\n${rule}${end}`;

  it.each(NFT)('%s | %s', (taken, refused) => {
    const load = (rule: string): boolean =>
      new HostFirewall(['lo', 'eth0']).loadNft(file(rule), () => HERE);
    expect(load(taken)).toBe(true);
    expect(load(refused)).toBe(false);
  });

  it('wants a newline or semicolon ahead of a closing brace', () => {
    const load = (end: string): boolean =>
      new HostFirewall().loadNft(file('drop', end), () => HERE);
    expect(load(';}\n}\n')).toBe(true);
    expect(load('}\n}\n')).toBe(false);
    expect(load(';} }\n')).toBe(false);
  });

  it('reads maps of addresses, which once never ended', () => {
    const text =
      'table ip f {\nchain c {\ntype nat hook prerouting priority dstnat;\n' +
      'dnat to ip saddr map { 10.0.0.5 : 10.10.0.1 }\n}\n}\n';
    expect(new HostFirewall().loadNft(text, () => HERE)).toBe(true);
  });
});

describe('long rule sets', () => {
  it('sums up rules that decide alike', () => {
    const firewall = new HostFirewall();
    const lines = Array.from(
      { length: 3000 },
      (_, i) => `-A INPUT -s 11.${i >> 8}.${i & 255}.7 -p tcp --dport 11211 -j ACCEPT`,
    );
    firewall.loadIptablesSave(
      ['*filter', ':INPUT DROP [0:0]', ...lines, 'COMMIT', ''].join('\n'),
      4,
      () => HERE,
    );
    const { sources, certain } = firewall.admission({
      protocol: 'tcp',
      port: 11211,
      destination: '198.51.100.1',
      interface: 'eth0',
    });
    expect(isUnresolved(sources)).toBe(false);
    expect(certain.sizeV4).toBe(3000);
    expect(certain.containsAddress('11.0.0.7')).toBe(true);
    expect(certain.containsAddress('11.0.0.8')).toBe(false);
  });

  it('looks into a long ipset as one set', () => {
    const firewall = new HostFirewall();
    const entries = Array.from({ length: 20_000 }, (_, i) => `add a 11.${i >> 8}.${i & 255}.7`);
    firewall.run({
      argv: ['ipset', 'restore'],
      input: ['create a hash:net', ...entries, ''].join('\n'),
      where: HERE,
    });
    firewall.run({ argv: 'iptables -P INPUT DROP'.split(' '), where: HERE });
    firewall.run({
      argv: 'iptables -A INPUT -m set --match-set a src -j ACCEPT'.split(' '),
      where: HERE,
    });
    const { certain } = firewall.admission({
      protocol: 'tcp',
      port: 11211,
      destination: '198.51.100.1',
      interface: 'eth0',
    });
    expect(certain.intersect(AddressSet.allIPv4).sizeV4).toBe(20_000);
  });
});
