import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { BINARY_GET, BINARY_VERSION, readAnswer, UDP_VERSION } from '../../src/probe/answer.js';
import { probe, ResolveError, type ProbeResult } from '../../src/probe/probe.js';
import { parseTarget, parseTargets, TargetError } from '../../src/probe/target.js';
import { describeResult, isAsExpected } from '../../src/probe/verdict.js';
import { serveTcp, serveUdp, type Behaviour, type Playback } from './servers.js';

const certificate = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`certificate/${name}.pem`, import.meta.url)), 'utf8');
const TLS = { key: certificate('key'), cert: certificate('certificate') };

const servers: Playback[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function probeTcp(
  behave: Behaviour,
  tls?: Parameters<typeof serveTcp>[1],
): Promise<ProbeResult> {
  const server = await serveTcp(behave, tls);
  servers.push(server);
  const [tcp] = await probe(parseTarget(`127.0.0.1:${server.port}`), { timeout: 250 });
  return tcp!;
}

const isBinary = (question: Buffer): boolean => question[0] === 0x80;
const version = (text = '1.6.18'): Buffer =>
  Buffer.concat([
    Buffer.from([
      0x81,
      0x0b,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      text.length,
      ...new Array<number>(12).fill(0),
    ]),
    Buffer.from(text),
  ]);

// What memcached 1.6.18 of Debian 12 sent back, option by option.
const PLAIN: Behaviour = (question) => (isBinary(question) ? version() : 'VERSION 1.6.18\r\n');
const PASSWORD_FILE: Behaviour = (question) =>
  isBinary(question) ? undefined : 'CLIENT_ERROR unauthenticated\r\n';
const BINARY_ONLY: Behaviour = (question) =>
  !isBinary(question)
    ? undefined
    : question[1] === 0x0b
      ? version()
      : Buffer.from([
          0x81,
          0,
          0,
          0,
          0,
          0,
          0,
          1,
          0,
          0,
          0,
          9,
          ...new Array<number>(12).fill(0),
          ...Buffer.from('Not found'),
        ]);
const SASL: Behaviour = (question, socket) => {
  if (!isBinary(question)) return undefined;
  if (question[1] === 0x0b) return version();
  socket.end(
    Buffer.from([
      0x81,
      0,
      0,
      0,
      0,
      0,
      0,
      0x20,
      0,
      0,
      0,
      0x0d,
      ...new Array<number>(12).fill(0),
      ...Buffer.from('Auth failure.'),
    ]),
  );
  return undefined;
};

describe('probe over TCP', () => {
  it.each<[string, Behaviour, Partial<ProbeResult>]>([
    ['a plain server', PLAIN, { outcome: 'open', version: '1.6.18' }],
    ['a password file', PASSWORD_FILE, { outcome: 'requires-authentication' }],
    [
      'SASL, which tells its version all the same',
      SASL,
      { outcome: 'requires-authentication', version: '1.6.18' },
    ],
    ['the binary protocol alone', BINARY_ONLY, { outcome: 'open', version: '1.6.18' }],
    ['an SSH server', () => 'SSH-2.0-OpenSSH_9.2p1\r\n', { outcome: 'not-memcached' }],
    ['an HTTP server', () => 'HTTP/1.1 400 Bad Request\r\n\r\n', { outcome: 'not-memcached' }],
    ['Redis', () => "-ERR unknown command 'version'\r\n", { outcome: 'not-memcached' }],
    ['one that hangs up', (_, socket) => void socket.end(), { outcome: 'not-memcached' }],
    ['one that says nothing', () => undefined, { outcome: 'no-answer' }],
    ['noise', () => Buffer.alloc(5000, 0xff), { outcome: 'not-memcached' }],
    ['a version that is none', () => 'VERSION \u001b[31m\r\n', { outcome: 'not-memcached' }],
    [
      'an answer in pieces',
      (_, socket) => {
        socket.write('VERS');
        setTimeout(() => socket.write('ION 1.6.18\r\n'), 30);
        return undefined;
      },
      { outcome: 'open', version: '1.6.18' },
    ],
  ])('%s', async (_, behave, expected) => {
    expect(await probeTcp(behave)).toMatchObject(expected);
  });

  it('TLS without client certificates', async () => {
    expect(await probeTcp(PLAIN, TLS)).toMatchObject({
      outcome: 'tls',
      version: '1.6.18',
      detail: expect.stringContaining('answers everyone'),
    });
  });

  it('TLS with client certificates', async () => {
    const result = await probeTcp(PLAIN, {
      ...TLS,
      requestCert: true,
      rejectUnauthorized: true,
      ca: TLS.cert,
    });
    expect(result).toMatchObject({ outcome: 'tls' });
    expect(result.version).toBeUndefined();
  });

  it('TLS and a password file', async () => {
    expect(await probeTcp(PASSWORD_FILE, TLS)).toMatchObject({
      outcome: 'requires-authentication',
    });
  });

  it('something else behind TLS', async () => {
    expect(await probeTcp(() => 'HTTP/1.1 400\r\n', TLS)).toMatchObject({
      outcome: 'not-memcached',
    });
  });

  it('nothing listening', async () => {
    const server = await serveTcp(PLAIN);
    await server.close();
    const results = await probe(parseTarget(`127.0.0.1:${server.port}`), { timeout: 250 });
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
  });

  it('a name that does not resolve', async () => {
    await expect(probe(parseTarget('cache.invalid'))).rejects.toThrow(ResolveError);
  });
});

describe('probe over UDP', () => {
  const probeUdp = async (
    answer: (question: Buffer) => Buffer | undefined,
  ): Promise<ProbeResult> => {
    const tcp = await serveTcp(PLAIN);
    servers.push(tcp, await serveUdp(tcp.port, answer));
    return (await probe(parseTarget(`127.0.0.1:${tcp.port}`), { timeout: 250 }))[1]!;
  };
  const header = (question: Buffer): Buffer => question.subarray(0, 8);

  it('memcached', async () => {
    const asked: Buffer[] = [];
    const result = await probeUdp((question) => {
      asked.push(question);
      return Buffer.concat([header(question), Buffer.from('VERSION 1.5.5\r\n')]);
    });
    expect(result).toMatchObject({ protocol: 'udp', outcome: 'open', version: '1.5.5' });
    expect(asked).toEqual([UDP_VERSION]);
  });

  it('something else', async () => {
    expect(await probeUdp(() => Buffer.from('x'))).toMatchObject({ outcome: 'not-memcached' });
  });

  it('the answer to another question', async () => {
    expect(await probeUdp(() => Buffer.from('\0\0\0\0\0\u0001\0\0VERSION 1\r\n'))).toMatchObject({
      outcome: 'timed-out',
    });
  });

  it('silence', async () => {
    expect(await probeUdp(() => undefined)).toMatchObject({ outcome: 'timed-out' });
  });
});

describe('what is asked', () => {
  it('only reads', () => {
    expect(BINARY_VERSION).toHaveLength(24);
    expect(BINARY_GET.readUInt16BE(2)).toBe(BINARY_GET.readUInt32BE(8));
    expect(BINARY_GET).toHaveLength(24 + BINARY_GET.readUInt32BE(8));
  });

  it('is understood whatever comes back', () => {
    for (let length = 0; length < 64; length++) {
      for (const first of [0x15, 0x16, 0x81, 0x56]) {
        expect(() => readAnswer(Buffer.alloc(length, first))).not.toThrow();
      }
    }
  });
});

describe('targets', () => {
  it.each([
    ['cache.example.com', 'cache.example.com', 11211],
    ['cache_1:11222', 'cache_1', 11222],
    ['10.0.0.5', '10.0.0.5', 11211],
    ['[::1]:11222', '::1', 11222],
    ['[2001:db8::1]', '2001:db8::1', 11211],
    ['2001:db8::1', '2001:db8::1', 11211],
  ])('%s', (text, host, port) => {
    expect(parseTarget(text)).toEqual({ host, port, text });
  });

  it.each([
    '10.0.0.0/24',
    '10.0.0.*',
    '10.0.0.1-10.0.0.9',
    '10.0.0.1-9',
    '*',
    'a,b',
    '::/0',
    '[::]/0',
    '',
    ' ',
    'a:0',
    'a:65536',
    'a:b',
    'a b',
    'http://a',
    '[a]',
    '-a',
    '256.1.1.1',
    '10.0',
    'a\nb',
  ])('refuses %j', (text) => {
    expect(() => parseTarget(text)).toThrow(TargetError);
  });

  it('refuses none and too many', () => {
    expect(() => parseTargets([])).toThrow(TargetError);
    expect(() => parseTargets(Array.from({ length: 33 }, (_, i) => `host${i}`))).toThrow(
      TargetError,
    );
  });
});

describe('the verdict', () => {
  const result = (protocol: 'tcp' | 'udp', outcome: ProbeResult['outcome']): ProbeResult => ({
    target: parseTarget('a'),
    protocol,
    outcome,
  });

  it.each<[ProbeResult['outcome'], ProbeResult['outcome'], boolean, boolean]>([
    ['refused', 'timed-out', true, false],
    ['timed-out', 'refused', true, false],
    ['unreachable', 'unreachable', true, false],
    ['open', 'timed-out', false, true],
    ['requires-authentication', 'timed-out', false, true],
    ['tls', 'timed-out', false, true],
    ['refused', 'open', false, false],
    ['not-memcached', 'timed-out', false, false],
    ['no-answer', 'timed-out', false, false],
  ])('%s over TCP, %s over UDP', (tcp, udp, closed, reachable) => {
    const results = [result('tcp', tcp), result('udp', udp)];
    expect(isAsExpected(results, 'closed')).toBe(closed);
    expect(isAsExpected(results, 'reachable')).toBe(reachable);
  });

  it('is told in a line', () => {
    expect(describeResult({ ...result('tcp', 'open'), version: '1.6.18' })).toBe(
      'a TCP: memcached answers everyone (version 1.6.18).',
    );
  });
});
