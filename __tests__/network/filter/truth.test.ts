import { describe, expect, it } from '@jest/globals';
import { HostFirewall } from '../../../src/network/filter/host-firewall.js';
import { compare, HERE, loadTruth, replay, type CaseResult } from './truth.js';

/** Cases whose answer differs from the recorded one, and why it does. */
const DIFFERENT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  iptables: {
    'ttl-64': 'content: the sender chooses the TTL, so a DROP on one value keeps nobody out',
    'limit-drop-over': 'rate: drops one packet an hour; the recording met it with its first probe',
    'sh-cmd-subst':
      'unresolved: the interface is the output of `ip route`, known on the machine only',
  },
  nft: {
    'ip-ttl': 'content: the sender chooses the TTL, so a drop on one value keeps nobody out',
    'ip-dscp': 'content: the sender chooses the DSCP value',
    knock: 'rate: whoever knocks on port 7777 is let in; the recording did not knock',
  },
  ufw: {},
  firewalld: {},
  docker: {},
};

/** The least share of cases in which every single probe must agree, in percent. */
const FLOORS: Readonly<Record<string, number>> = {
  iptables: 99.5,
  nft: 99.2,
  ufw: 100,
  firewalld: 100,
  docker: 100,
};

describe.each(Object.keys(FLOORS))('recorded answers of %s', (name) => {
  const { probes, cases } = loadTruth(name);
  const results: CaseResult[] = cases.map((entry) => replay(entry, probes));

  it('agrees in every probe of every case but the listed ones', () => {
    const different = results.filter(
      ({ wrong, unresolved }) => wrong.length + unresolved.length > 0,
    );
    expect(different.map(({ id }) => id).sort()).toEqual(Object.keys(DIFFERENT[name]!).sort());
  });

  it('stays above the floor', () => {
    const right = results.filter(({ wrong, unresolved }) => wrong.length + unresolved.length === 0);
    expect((right.length / results.length) * 100).toBeGreaterThanOrEqual(FLOORS[name]!);
    // Every case was asked something.
    expect(results.every((result) => result.probes > 0)).toBe(true);
  });
});

/** Generated cases whose answer differs from the recorded one, and why it does. */
const GENERATED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'iptables-generated': {},
  'nft-generated': {},
  'ufw-generated': {},
  'firewalld-generated': {
    'generated-297': 'rate: a thousand a second in bursts of five; the probes came all at once',
  },
  'docker-generated': {
    'generated-93':
      'untracked: the answer of the container itself is masqueraded, so that nobody gets it',
    'generated-164':
      'untracked: the answer of the container itself is masqueraded, so that nobody gets it',
  },
};

describe.each(Object.entries(GENERATED))(
  'answers recorded by scripts/record-filters.py: %s',
  (name, different) => {
    it('agrees in every probe of every case but the listed ones', () => {
      const { probes, cases } = loadTruth(name);
      expect(cases.length).toBeGreaterThan(40);
      const wrong = cases
        .map((entry) => replay(entry, probes))
        .filter(({ wrong, unresolved }) => wrong.length + unresolved.length > 0);
      expect(wrong.map(({ id }) => id).sort()).toEqual(Object.keys(different).sort());
    });
  },
);

describe('the same firewalls from the files that the tools wrote', () => {
  it('ufw: user.rules, user6.rules, ufw.conf, /etc/default/ufw', () => {
    const { probes, cases } = loadTruth('ufw');
    // What else was changed is not in these files.
    const plain = cases.filter(({ script }) => !/iptables|\.rules/.test(script ?? ''));
    expect(plain.length).toBeGreaterThan(50);
    for (const entry of plain) {
      const firewall = new HostFirewall();
      for (const [path, text] of [
        ['/etc/default/ufw', entry.default_ufw!],
        ['/etc/ufw/user.rules', entry.user_rules!],
        ['/etc/ufw/user6.rules', entry.user6_rules!],
        ['/etc/ufw/ufw.conf', entry.ufw_conf!],
      ] as const) {
        firewall.writeFile(path, text, () => HERE);
      }
      expect(compare(firewall, entry, probes)).toMatchObject({ wrong: [], unresolved: [] });
    }
  });

  it('firewalld: zones, policies, ipsets', () => {
    const { probes, cases } = loadTruth('firewalld');
    const permanent = cases.filter(
      ({ script = '' }) => script.includes('--permanent') && script.trim().endsWith('--reload'),
    );
    expect(permanent.length).toBeGreaterThan(6);
    for (const entry of permanent) {
      const firewall = new HostFirewall();
      for (const [path, text] of Object.entries(entry.etc_firewalld!)) {
        firewall.writeFile(`/etc/firewalld/${path}`, text, () => HERE);
      }
      firewall.startFirewalld();
      expect(compare(firewall, entry, probes)).toMatchObject({ wrong: [], unresolved: [] });
    }
  });
});
