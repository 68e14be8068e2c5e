import { SourceFile, type Location } from '../../src/files/source.js';
import {
  interpret,
  linesOf,
  readDebianConf,
  type Daemon,
  type StartContext,
  type Word,
} from '../../src/memcached/index.js';
import { parseVersion } from '../../src/memcached/version.js';

/** One start of a real memcached: what it was given, and which sockets it opened. */
export interface Recorded {
  readonly id: string;
  readonly version: string;
  readonly args?: readonly string[];
  readonly conf?: string | null;
  readonly via?: string;
  readonly argv?: readonly string[] | null;
  readonly run_as?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly running: boolean;
  readonly exit: number;
  readonly sockets: readonly { proto: string; addr?: string; port?: number }[];
}

const where: Location = { file: 'truth', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

function contextOf(entry: Recorded): StartContext {
  const version = parseVersion(entry.version)!;
  const packaged = entry.version === '1.6.18';
  return {
    version,
    asRoot: entry.args === undefined || entry.run_as === 'root',
    hosts: new Map([
      ['localhost', ['127.0.0.1']],
      ['dualname', ['127.0.0.1', '::1']],
      ['ip6-localhost', ['::1']],
      ['cachehost', ['10.0.0.5']],
      ['pubhost', ['198.51.100.1']],
    ]),
    addresses: new Set([
      '198.51.100.1',
      '203.0.113.5',
      '2001:db8:ffff::1',
      'fe80::1',
      '10.0.0.5',
      'fd00:10::1',
    ]),
    withoutDns: true,
    firstUnprivilegedPort: 1024,
    withoutTls: !packaged,
    withoutSasl: !packaged,
    withoutSaslConfiguration: entry.env?.['SASL_CONF_PATH'] === undefined,
    posixlyCorrect: entry.env?.['POSIXLY_CORRECT'] !== undefined,
    users: new Set(['root', 'memcache', 'nobody']),
    exists: (path) => !/^(?:\/nonexistent|\/?[-=]|\/\.\/)|\\$/.test(path),
  };
}

export function start(entry: Recorded): Daemon {
  const context = contextOf(entry);
  if (entry.args !== undefined) {
    return interpret(
      entry.args.map((text): Word => ({ text, where })),
      context,
    );
  }
  const conf = entry.conf ?? undefined;
  const read = readDebianConf(
    conf === undefined ? undefined : linesOf(new SourceFile('memcached.conf', conf)),
    {
      where,
      environment: new Map(Object.entries(entry.env ?? {})),
      ...(entry.via === 'start-memcached' ? { reader: 'start-memcached' } : {}),
    },
  );
  if (read.dies !== undefined) {
    const none = { authentication: 'none' as const, sockets: [], features: [], assumptions: [] };
    return { running: false, exit: 255, reason: read.dies, ...none };
  }
  return interpret(read.words, context);
}

/** One line per socket, sorted; the recorded sockets without the unix ones. */
function answer(running: unknown, exit: number | undefined, sockets: readonly string[]): string {
  return [running === true ? 'runs' : `exits ${exit}`, ...[...new Set(sockets)].sort()].join(' ');
}

export function expected(entry: Recorded): string {
  return answer(
    entry.running,
    entry.exit,
    entry.sockets
      .filter((socket) => socket.proto !== 'unix')
      .map((socket) => `${socket.proto}/${socket.addr}:${socket.port}`),
  );
}

export function actual(entry: Recorded): string {
  const daemon = start(entry);
  return answer(
    daemon.running,
    daemon.exit,
    daemon.sockets.map((socket) => `${socket.protocol}/${socket.address}:${socket.port}`),
  );
}
