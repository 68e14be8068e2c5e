import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Mechanism } from '../../src/remediate/mechanisms.js';
import { remediate, requestFor } from '../../src/remediate/remediate.js';
import { remediationText } from '../../src/remediate/text.js';
import { isUnresolved } from '../../src/facts.js';
import { makeHost } from './host.js';

/** Recorded by scripts/record-remediation.mjs: who a real memcached served behind a real kernel. */
interface Recorded {
  readonly port: number;
  readonly trusted: readonly string[];
  readonly senders: Readonly<Record<'trusted' | 'untrusted', { v4: string; v6: string }>>;
  readonly mechanisms: Readonly<
    Record<
      string,
      {
        readonly sha256: string;
        readonly steps: { outsideBefore: number; outside: number; inside: number };
        readonly watched: readonly { tries: number; failures: number }[];
        readonly rows: readonly {
          phase: string;
          sender: 'trusted' | 'untrusted';
          family: 'v4' | 'v6';
          protocol: 'tcp' | 'udp';
          served: boolean;
        }[];
      }
    >
  >;
}

const recorded = JSON.parse(
  readFileSync(new URL('../truth/remediation.json', import.meta.url), 'utf8'),
) as Recorded;
const request = requestFor(recorded.trusted, recorded.port);

const CLOSED = ['applied', 'applied again', 'restarted'];
const OPEN = ['before', 'rolled back'];

it('was recorded for every packet filter of a host', () => {
  expect(Object.keys(recorded.mechanisms).sort()).toEqual([
    'docker',
    'firewalld',
    'iptables',
    'nftables',
    'ufw',
  ]);
});

it('stands in the documentation as it was recorded', () => {
  const page = readFileSync(new URL('../../docs/remediation.md', import.meta.url), 'utf8');
  const shown = page.slice(
    page.indexOf('<!-- kernel table -->'),
    page.indexOf('<!-- /kernel table -->'),
  );
  const rows = [...shown.matchAll(/^\| (\w+) +\| IP(v[46]) +\| (\w+) +\| (\w+) +\| (\w+) +\|$/gm)];
  expect(rows).toHaveLength(Object.keys(recorded.mechanisms).length * 4);
  for (const [, name, family, protocol, trusted, untrusted] of rows) {
    const served = (sender: string): string | undefined => {
      const row = recorded.mechanisms[name!]!.rows.find(
        (one) =>
          one.phase === 'applied' &&
          one.sender === sender &&
          one.family === family &&
          one.protocol === protocol!.toLowerCase(),
      );
      return row === undefined ? undefined : row.served ? 'served' : 'refused';
    };
    expect([trusted, untrusted]).toEqual([served('trusted'), served('untrusted')]);
  }
});

describe.each(Object.keys(recorded.mechanisms))('%s, by the kernel', (name) => {
  const { sha256, rows, steps, watched } = recorded.mechanisms[name]!;
  const remediation = remediate(name as Mechanism, request);

  it('was recorded with the text that is written today', () => {
    const today = createHash('sha256').update(remediationText(remediation)).digest('hex');
    // When this fails: run scripts/record-remediation.mjs again and read what it says.
    expect(today).toBe(sha256);
  });

  it('serves the trusted and refuses all others, over TCP and UDP, IPv4 and IPv6', () => {
    const table = new Map(
      rows.map((row) => [[row.phase, row.sender, row.family, row.protocol].join(' '), row.served]),
    );
    for (const phase of [...OPEN, ...CLOSED]) {
      for (const sender of ['trusted', 'untrusted']) {
        for (const family of ['v4', 'v6']) {
          for (const protocol of ['tcp', 'udp']) {
            const key = [phase, sender, family, protocol].join(' ');
            expect([key, table.get(key)]).toEqual([
              key,
              OPEN.includes(phase) || sender === 'trusted',
            ]);
          }
        }
      }
    }
  });

  it('answered the trusted all the time that it was applied', () => {
    expect(watched).toHaveLength(2);
    for (const { tries, failures } of watched) {
      expect(tries).toBeGreaterThan(10);
      expect(failures).toBe(0);
    }
  });

  it('has steps that tell open from closed', () => {
    expect(steps).toEqual({ outsideBefore: 1, outside: 0, inside: 0 });
  });

  it('is judged by the engine as the kernel does', () => {
    const host = makeHost(recorded.port);
    if (name === 'docker') {
      host.firewall.publish(
        (['tcp', 'udp'] as const).map((protocol) => ({
          protocol,
          hostPort: recorded.port,
          containerPort: 11211,
        })),
      );
    }
    if (name === 'ufw') host.sh(`ufw allow ${recorded.port}\nufw enable`);
    if (name === 'firewalld') host.sh('systemctl start firewalld');
    host.sh(remediation.steps.apply.commands);
    for (const { sender, family, protocol, served } of rows.filter(
      ({ phase }) => phase === 'applied',
    )) {
      const target = name === 'docker' ? 'container' : 'host';
      const { sources } = host.admission(protocol, target);
      if (isUnresolved(sources)) throw new Error(sources.reason);
      expect([sender, family, sources.containsAddress(recorded.senders[sender][family])]).toEqual([
        sender,
        family,
        served,
      ]);
    }
  });
});
