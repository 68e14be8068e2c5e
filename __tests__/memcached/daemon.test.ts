import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { interpret } from '../../src/memcached/index.js';
import { parseVersion } from '../../src/memcached/version.js';
import { anywhere, summary, word, words } from './words.js';

const BOTH = 'tcp/0.0.0.0:11211 tcp/:::11211';

describe('memcached/interpret: unknown words', () => {
  it.each([
    // What is known stays known.
    ['-l 127.0.0.1 -m ?', 'runs tcp/127.0.0.1:11211'],
    ['-m ? -l 127.0.0.1', 'runs tcp/127.0.0.1:11211'],
    ['-m?', `runs ${BOTH}`],
    ['-u ? -vv', `runs ${BOTH}`],
    ['-s ? -U 11211', 'runs'],
    // The address is what is not known.
    ['-l ?', 'may run tcp/?(not known):11211'],
    ['-l?', 'may run tcp/?(not known):11211'],
    ['--listen=?', 'may run tcp/?(not known):11211'],
    ['-l 127.0.0.1 -l ?', 'may run tcp/127.0.0.1:11211 tcp/?(not known):11211'],
    ['-l 10.0.0.? -p 11212', 'may run tcp/?10.0.0.…:11212'],
    // The options may hold it.
    ['?*', `may run ${BOTH} undecided`],
    ['-m 64 ?*', `may run ${BOTH} undecided`],
    ['-d ?', `may run ${BOTH} undecided`],
    ['--lis?', `may run ${BOTH} undecided`],
    ['-v?', `may run ${BOTH} undecided`],
    // With an address in sight the rest is taken to be about something else.
    ['-l 127.0.0.1 ?*', 'may run tcp/127.0.0.1:11211'],
    ['-l 0.0.0.0 ?*', 'may run tcp/0.0.0.0:11211'],
    ['-s /run/mc.sock ?*', 'may run'],
    // A UDP port that is not known is taken to be off, which is said.
    ['-U ?', `runs ${BOTH}`],
    ['-U ? -l 127.0.0.1', 'runs tcp/127.0.0.1:11211'],
    ['-p ? -l 127.0.0.1', 'runs tcp/127.0.0.1:11211'],
    // Names are the host's business.
    ['-l controller', 'may run tcp/?controller:11211'],
    ['-l localhost', 'runs tcp/127.0.0.1:11211'],
    [
      '-l 127.0.0.1,::1,controller',
      'may run tcp/127.0.0.1:11211 tcp/::1:11211 tcp/?controller:11211',
    ],
    ['-l 127.0.0.1/8', 'exits 71'],
  ])('%s: %s', (line, expected) => {
    expect(summary(interpret(words(line), {}))).toBe(expected);
  });
});

describe('memcached/interpret: versions', () => {
  it.each([
    ['1.5.5', '', `${BOTH} udp/0.0.0.0:11211 udp/:::11211`],
    ['1.5.6', '', BOTH],
    ['1.5', '', BOTH],
    ['1.4', '', `${BOTH} udp/0.0.0.0:11211 udp/:::11211`],
    ['1', '', BOTH],
    ['1.2.6', '', BOTH],
    ['1.4.2', '-p 11212', 'tcp/0.0.0.0:11212 tcp/:::11212 udp/0.0.0.0:11211 udp/:::11211'],
    ['1.4.3', '-p 11212', 'tcp/0.0.0.0:11212 tcp/:::11212 udp/0.0.0.0:11212 udp/:::11212'],
    ['1.5.4', '-p 0', 'udp/0.0.0.0:11211 udp/:::11211'],
    ['1.5.3', '-p 0', ''],
    ['1.5.4', '-U 0', BOTH],
    ['1.5.3', '-U 0', ''],
    ['1.6.39', '-l tag_a_:127.0.0.1', 'tcp/127.0.0.1:11211'],
    ['1.6.20', '-l tag[a]:127.0.0.1', 'tcp/127.0.0.1:11211'],
    ['1.6.45', '-l proto[ascii]:10.0.0.5:11222', 'tcp/10.0.0.5:11222'],
  ])('%s %s: %s', (version, line, expected) => {
    const daemon = interpret(words(line), { version: parseVersion(version)! });
    expect(summary(daemon)).toBe(`runs ${expected}`.trim());
  });

  it('says that the defaults of the current release are taken when the version is not known', () => {
    expect(interpret([], {}).assumptions.join(' ')).toContain('version is not known');
    expect(interpret([], { version: parseVersion('1.6.9')! }).assumptions).toEqual([]);
  });
});

describe('memcached/interpret: sockets', () => {
  it.each([
    ['0.0.0.0', 'all'],
    ['::', 'all'],
    ['127.1', 'loopback'],
    ['2130706433', 'loopback'],
    ['0x7f000001', 'loopback'],
    ['::1', 'loopback'],
    ['10.5', 'private'],
    ['192.168.3.4', 'private'],
    ['fd00::7', 'private'],
    ['100.64.0.9', 'private'],
    ['8.8.8.8', 'public'],
    ['2001:db8::1', 'public'],
  ])('-l %s is %s', (address, scope) => {
    expect(interpret(words(`-l ${address}`), {}).sockets.map((socket) => socket.scope)).toEqual([
      scope,
    ]);
  });

  const certificates = '-Z -o ssl_chain_cert=/c,ssl_key=/k';
  it.each([
    ['', 'none', 'none'],
    [certificates, 'server', 'server'],
    [`${certificates},ssl_verify_mode=1`, 'server', 'server'],
    [`${certificates},ssl_verify_mode=2`, 'mutual', 'mutual'],
    [`${certificates},ssl_verify_mode=3`, 'mutual', 'mutual'],
    ['-Z -o ?', 'unknown', 'unknown'],
    [`${certificates} -l notls:127.0.0.1,10.0.0.5:11222`, 'none', 'server'],
    [`${certificates} -l mtls:10.0.0.5,btls:10.0.0.6`, 'mutual', 'server'],
  ])('%s: TLS %s and %s', (line, first, second) => {
    expect(interpret(words(line), {}).sockets.map((socket) => socket.tls)).toEqual([first, second]);
  });

  it('never covers UDP with TLS', () => {
    const { sockets } = interpret(words(`${certificates} -U 11211 -l 10.0.0.5`), {});
    expect(sockets.map(({ protocol, tls }) => `${protocol} ${tls}`)).toEqual([
      'tcp server',
      'udp none',
    ]);
  });

  it('tells what was meant when its own addresses collide', () => {
    const daemon = interpret(words('-l 127.0.0.1 -l 0.0.0.0'), {});
    expect(summary(daemon)).toBe('exits 71');
    expect(daemon.intended?.map((socket) => socket.scope)).toEqual(['loopback', 'all']);
    expect(interpret(words('-l 0.0.0.0,::'), {}).intended).toBeUndefined();
  });
});

describe('memcached/interpret: authentication and features', () => {
  it.each([
    ['', 'none', ''],
    ['-S', 'sasl', ''],
    ['-Y /etc/auth', 'password-file', 'ascii-only'],
    ['?*', 'unknown', ''],
    ['-B binary', 'none', ''],
    ['-B ascii -A', 'none', 'ascii-only remote-shutdown'],
    ['-vv', 'none', 'verbose'],
    ['-o proxy_config=/p.lua', 'none', 'proxy'],
    ['-s /run/mc.sock', 'none', 'unix-socket'],
  ])('%s: %s %s', (line, authentication, features) => {
    const daemon = interpret(words(line), {});
    expect(daemon.authentication).toBe(authentication);
    expect(daemon.features.join(' ')).toBe(features);
  });

  it.each([
    ['1.5.19', '-S -U 11211', true],
    ['1.5.20', '-S -U 11211', false],
    ['1.6.9', '-Y /etc/auth -U 11211', false],
    ['1.6.9', '-Y /etc/auth -B binary', false],
    ['1.6.9', '-S -B ascii', false],
  ])('%s %s runs: %s', (version, line, runs) => {
    expect(interpret(words(line), { version: parseVersion(version)! }).running).toBe(runs);
  });
});

describe('memcached/interpret: places', () => {
  it('points at the address inside its word', () => {
    const daemon = interpret(words('-vl127.0.0.1 --udp-port=11211'), {});
    expect(daemon.listenWhere).toMatchObject({ startColumn: 4, endColumn: 13 });
    expect(daemon.udpWhere).toMatchObject({ startColumn: 25, endColumn: 30 });
  });

  it('points at no UDP option when it turns UDP off', () => {
    expect(interpret(words('-U 0'), {}).udpWhere).toBeUndefined();
  });

  it('points at the address that opens more than loopback', () => {
    expect(interpret(words('-l 127.0.0.1 -l 10.0.0.5'), {}).listenWhere).toMatchObject({
      startColumn: 17,
    });
  });
});

describe('memcached/interpret: any input', () => {
  const someWord = fc.oneof(
    fc.constantFrom(
      ...'-l -p -U -s -Z -S -Y -o --listen --port= -- - * 0.0.0.0 :: [::1]:1 127.0.0.1, ?* ? -l? -vvl'.split(
        ' ',
      ),
    ),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...'-lpUsZ:,;[]*019.=x '), maxLength: 10 }),
  );
  const version = fc.constantFrom(
    undefined,
    '1.2.0',
    '1.4.13',
    '1.4.33',
    '1.5.5',
    '1.5.22',
    '1.6.18',
    '1.6.45',
  );
  const contextOf = (text: string | undefined) =>
    text === undefined ? {} : { version: parseVersion(text)! };

  it('never throws, and says why when it does not run', () => {
    fc.assert(
      fc.property(fc.array(someWord, { maxLength: 8 }), version, (line, text) => {
        const daemon = interpret(
          line.map((one) => word(one, anywhere)),
          contextOf(text),
        );
        if (daemon.running === false) expect(daemon.reason).toBeDefined();
        for (const socket of daemon.sockets) {
          expect(socket.port).toBeGreaterThanOrEqual(0);
          expect(socket.port).toBeLessThanOrEqual(65535);
        }
      }),
    );
  });

  it('listens on loopback only when that is all it is told', () => {
    const harmless = fc.constantFrom('-d', '-v', '-m64', '-M', '-c100', '-k', '-r', 'word', '-t2');
    fc.assert(
      fc.property(fc.array(harmless), fc.array(harmless), (before, after) => {
        const line = [...before, '-l', '127.0.0.1', ...after].map((one) => word(one));
        const { sockets } = interpret(line, {});
        expect(sockets.map((socket) => socket.scope)).toEqual(['loopback']);
      }),
    );
  });

  it('does not depend on where an unknown value stands', () => {
    fc.assert(
      fc.property(fc.constantFrom('-m', '-c', '-t', '-u', '-P', '-I', '-f'), (option) => {
        const known = interpret(words('-l 10.0.0.5 -p 11212'), {});
        const more = interpret(words(`${option} ? -l 10.0.0.5 -p 11212`), {});
        expect(more.sockets).toHaveLength(1);
        expect(more.sockets[0]).toEqual(known.sockets[0]);
      }),
    );
  });
});
