import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { probe, type Outcome } from '../../src/probe/probe.js';
import { parseTarget } from '../../src/probe/target.js';
import { isAsExpected } from '../../src/probe/verdict.js';

/** Recorded by scripts/record-probe.mjs: what the probe says of real servers behind a real kernel. */
interface Recorded {
  readonly server: string;
  readonly cases: Readonly<
    Record<string, Record<'tcp' | 'udp', { outcome: Outcome; version?: string; detail?: string }>>
  >;
}
const recorded = JSON.parse(
  readFileSync(new URL('../truth/probe.json', import.meta.url), 'utf8'),
) as Recorded;

/** What each server is, which is not for the probe to decide. */
const EXPECTED: Readonly<Record<string, readonly [tcp: Outcome, udp: Outcome, closed: boolean]>> = {
  'TCP alone': ['open', 'refused', false],
  'TCP and UDP': ['open', 'open', false],
  'a password file': ['requires-authentication', 'refused', false],
  SASL: ['requires-authentication', 'refused', false],
  'TLS without client certificates': ['tls', 'refused', false],
  'TLS with client certificates': ['tls', 'refused', false],
  'TLS and a password file': ['requires-authentication', 'refused', false],
  'a unix socket alone': ['refused', 'refused', true],
  'something else': ['not-memcached', 'refused', false],
  'slow, without a word': ['no-answer', 'refused', false],
  'slow, byte by byte': ['open', 'refused', false],
  garbage: ['not-memcached', 'refused', false],
  'nothing at all': ['refused', 'refused', true],
  'dropped by a filter': ['timed-out', 'timed-out', true],
  'rejected by a filter': ['refused', 'refused', true],
  'UDP that is something else': ['refused', 'not-memcached', false],
};

describe('the probe, as recorded against real servers', () => {
  it('met every kind of server', () => {
    expect(Object.keys(recorded.cases).sort()).toEqual(Object.keys(EXPECTED).sort());
    expect(recorded.server).toMatch(/^memcached \d/);
  });

  it.each(Object.entries(EXPECTED))('%s', (name, [tcp, udp, closed]) => {
    const got = recorded.cases[name]!;
    expect([got.tcp.outcome, got.udp.outcome]).toEqual([tcp, udp]);
    if (tcp === 'open') expect(got.tcp.version).toMatch(/^\d+\.\d+\.\d+$/);
    const results = (['tcp', 'udp'] as const).map((protocol) => ({
      target: parseTarget('127.0.0.1'),
      protocol,
      ...got[protocol],
    }));
    expect(isAsExpected(results, 'closed')).toBe(closed);
  });
});

const installed = spawnSync('memcached', ['-V'], { encoding: 'utf8' }).status === 0;

const help = installed ? spawnSync('memcached', ['-h'], { encoding: 'utf8' }).stdout : '';

/** Where there is no memcached, the recording above stands for it. */
(installed ? describe : describe.skip)('the probe against the memcached of this machine', () => {
  let server: ChildProcess | undefined;
  afterEach(() => {
    server?.kill('SIGKILL');
    server = undefined;
  });

  async function start(...options: string[]): Promise<number> {
    const port = await freePort();
    const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    const given = options.map((option) => option.replace('$PORT', String(port)));
    server = spawn('memcached', [...user, '-l', '127.0.0.1', '-p', String(port), ...given], {
      stdio: 'ignore',
    });
    for (let tries = 0; tries < 100; tries++) {
      const [tcp] = await probe(parseTarget(`127.0.0.1:${port}`), { timeout: 500 });
      if (tcp!.outcome !== 'refused') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return port;
  }

  it('tells that it answers over TCP and not over UDP', async () => {
    const port = await start();
    const results = await probe(parseTarget(`127.0.0.1:${port}`));
    expect(results.map(({ outcome }) => outcome)).toEqual(['open', 'refused']);
    expect(isAsExpected(results, 'reachable')).toBe(true);
  });

  const at = (name: string): string => new URL(name, import.meta.url).pathname;
  const TLS = [
    '-Z',
    '-o',
    `ssl_chain_cert=${at('certificate/certificate.pem')},ssl_key=${at('certificate/key.pem')}`,
  ];
  /** What it is started with, the option that its help has to know, and what both protocols say. */
  it.each<[string, string[], RegExp, [Outcome, Outcome]]>([
    ['UDP', ['-U', '$PORT'], /--udp-port/, ['open', 'open']],
    [
      'a password file',
      ['-Y', at('passwords')],
      /--auth-file/,
      ['requires-authentication', 'refused'],
    ],
    ['SASL', ['-S'], /--enable-sasl/, ['requires-authentication', 'refused']],
    ['TLS', TLS, /--enable-ssl/, ['tls', 'refused']],
    [
      'TLS with client certificates',
      [...TLS.slice(0, 2), `${TLS[2]!},ssl_verify_mode=2`],
      /--enable-ssl/,
      ['tls', 'refused'],
    ],
    [
      'TLS and a password file',
      [...TLS, '-Y', at('passwords')],
      /--enable-ssl/,
      ['requires-authentication', 'refused'],
    ],
  ])('tells %s', async (name, options, known, expected) => {
    if (!known.test(help)) {
      // Built without it: the recording above stands for it.
      expect(Object.keys(recorded.cases).join()).toContain(name);
      return;
    }
    const port = await start(...options);
    const results = await probe(parseTarget(`127.0.0.1:${port}`));
    expect(results.map(({ outcome }) => outcome)).toEqual(expected);
    expect(isAsExpected(results, 'closed')).toBe(false);
  }, 60_000);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
