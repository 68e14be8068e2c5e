import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import {
  ASCII_VERSION,
  BINARY_GET,
  BINARY_VERSION,
  isComplete,
  readAnswer,
  readDatagram,
  UDP_VERSION,
  type Answer,
} from './answer.js';
import type { Target } from './target.js';

/** How a host answered on one protocol. */
export type Outcome =
  /** memcached answers everyone. */
  | 'open'
  /** memcached demands a password or SASL. */
  | 'requires-authentication'
  /** TLS is spoken; `detail` says whether memcached answers behind it. */
  | 'tls'
  /** Something answers, and it is not memcached. */
  | 'not-memcached'
  /** The connection is accepted and nothing comes back. */
  | 'no-answer'
  | 'refused'
  | 'timed-out'
  /** The network says that there is no way there. */
  | 'unreachable';

export interface ProbeResult {
  readonly target: Target;
  readonly protocol: 'tcp' | 'udp';
  readonly outcome: Outcome;
  /** Untrusted text: the version that was told. */
  readonly version?: string;
  /** A sentence with what else was seen. */
  readonly detail?: string;
}

export interface ProbeOptions {
  /** For each connection, in milliseconds. Default: 3000. */
  readonly timeout?: number;
}

/** Thrown when a host name cannot be resolved. */
export class ResolveError extends Error {
  override readonly name = 'ResolveError';
}

const DEFAULT_TIMEOUT = 3000;

/**
 * Asks one host for memcached's version over TCP and UDP. Only commands that read are sent, each of
 * them once. @throws ResolveError
 */
export async function probe(target: Target, options: ProbeOptions = {}): Promise<ProbeResult[]> {
  const timeout = options.timeout ?? DEFAULT_TIMEOUT;
  const address = await addressOf(target.host);
  return [
    { target, protocol: 'tcp', ...(await probeTcp(address, target.port, timeout)) },
    { target, protocol: 'udp', ...(await probeUdp(address, target.port, timeout)) },
  ];
}

type Finding = Pick<ProbeResult, 'outcome' | 'version' | 'detail'>;

async function addressOf(host: string): Promise<string> {
  if (isIP(host) !== 0) return host;
  try {
    return (await lookup(host)).address;
  } catch {
    throw new ResolveError(`The name ${host} cannot be resolved.`);
  }
}

async function probeTcp(address: string, port: number, timeout: number): Promise<Finding> {
  const first = await ask({ address, port, timeout, question: ASCII_VERSION });
  if (first.failure !== undefined) return { outcome: first.failure };
  const answer = readAnswer(first.bytes);
  const known = outcomeOf(answer);
  if (known !== undefined) return known;
  if (answer.kind !== 'tls' && first.bytes.length > 0) return { outcome: 'not-memcached' };
  // With SASL, memcached speaks the binary protocol alone and hangs up on, or ignores, the text.
  if (answer.kind !== 'tls') {
    const binary = await askInBinary({ address, port, timeout });
    if (binary !== undefined) return { ...binary, detail: 'It speaks the binary protocol only.' };
  }
  const behind = await ask({ address, port, timeout, question: ASCII_VERSION, tls: true });
  if (behind.secure) return behindTls(behind);
  if (answer.kind === 'tls')
    return { outcome: 'tls', detail: 'The TLS handshake was not completed.' };
  return first.closed ? { outcome: 'not-memcached' } : { outcome: 'no-answer' };
}

/** The version is told to everyone, even with SASL; whether a key may be read shows who is let in. */
async function askInBinary(where: Omit<Question, 'question'>): Promise<Finding | undefined> {
  const told = readAnswer((await ask({ ...where, question: BINARY_VERSION })).bytes);
  if (told.kind !== 'version') return outcomeOf(told);
  const read = readAnswer((await ask({ ...where, question: BINARY_GET })).bytes);
  return {
    outcome: read.kind === 'authentication' ? 'requires-authentication' : 'open',
    version: told.version,
  };
}

function behindTls({ bytes, clientCertificate }: Conversation): Finding {
  if (clientCertificate) {
    return { outcome: 'tls', detail: 'It demands a client certificate.' };
  }
  const answer = readAnswer(bytes);
  if (answer.kind === 'version') {
    return {
      outcome: 'tls',
      version: answer.version,
      detail: 'memcached answers everyone behind TLS: no client certificate is demanded.',
    };
  }
  if (answer.kind === 'authentication') {
    return { outcome: 'requires-authentication', detail: 'Behind TLS.' };
  }
  if (bytes.length === 0) return { outcome: 'tls', detail: 'Nothing is said behind it.' };
  return { outcome: 'not-memcached', detail: 'Something else speaks TLS there.' };
}

function outcomeOf(answer: Answer): Finding | undefined {
  if (answer.kind === 'version') return { outcome: 'open', version: answer.version };
  return answer.kind === 'authentication' ? { outcome: 'requires-authentication' } : undefined;
}

interface Question {
  readonly address: string;
  readonly port: number;
  readonly timeout: number;
  readonly question: Buffer;
  readonly tls?: boolean;
}

interface Conversation {
  readonly bytes: Buffer;
  /** Why there was none. */
  readonly failure?: 'refused' | 'timed-out' | 'unreachable';
  /** The other side hung up. */
  readonly closed: boolean;
  /** A TLS handshake was completed. */
  readonly secure: boolean;
  readonly clientCertificate: boolean;
}

/** Connects, asks, and listens until the answer is complete, the other side hangs up or time is up. */
function ask({ address, port, timeout, question, tls }: Question): Promise<Conversation> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    let connected = false;
    let closed = false;
    let clientCertificate = false;
    let failure: Conversation['failure'];
    const onConnect = (): void => {
      connected = true;
      socket.write(question);
    };
    const socket =
      tls === true
        ? // It is asked who answers, not whether the certificate is trusted.
          connectTls({ host: address, port, rejectUnauthorized: false }, onConnect)
        : connectTcp({ host: address, port }, onConnect);
    const timer = setTimeout(() => {
      if (!connected) failure = 'timed-out';
      socket.destroy();
    }, timeout);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (isComplete(bytes)) socket.destroy();
    });
    socket.on('end', () => (closed = true));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      closed = true;
      if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE/.test(error.code ?? '')) {
        connected = true;
        clientCertificate = true;
      }
      if (!connected) failure = failureOf(error);
    });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({
        bytes,
        closed,
        secure: tls === true && connected,
        clientCertificate,
        ...(failure === undefined || tls === true ? {} : { failure }),
      });
    });
  });
}

function failureOf(error: NodeJS.ErrnoException): NonNullable<Conversation['failure']> {
  if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') return 'refused';
  return error.code === 'ETIMEDOUT' ? 'timed-out' : 'unreachable';
}

/** A datagram and its answer. No answer at all is what a filter and a closed UDP port look like. */
function probeUdp(address: string, port: number, timeout: number): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    const finish = (finding: Finding): void => {
      clearTimeout(timer);
      socket.removeAllListeners('message');
      try {
        socket.close();
      } catch {
        // It is closed already.
      }
      resolve(finding);
    };
    const timer = setTimeout(() => finish({ outcome: 'timed-out' }), timeout);
    socket.on('error', (error: NodeJS.ErrnoException) => finish({ outcome: failureOf(error) }));
    socket.on('message', (message) => {
      const answer = readDatagram(message);
      if (answer !== undefined) finish(outcomeOf(answer) ?? { outcome: 'not-memcached' });
    });
    socket.connect(port, address, () => socket.send(UDP_VERSION));
  });
}
