/** What the bytes that came back say. */
export type Answer =
  /** memcached told its version to whoever asked. */
  | { readonly kind: 'version'; readonly version: string }
  /** memcached wants a password first. */
  | { readonly kind: 'authentication' }
  /** memcached looked for the key it was asked for. */
  | { readonly kind: 'key' }
  /** A TLS record: a server that expects TLS. */
  | { readonly kind: 'tls' }
  | { readonly kind: 'other' };

/** The text protocol's question; answered before anything else is done. */
export const ASCII_VERSION = Buffer.from('version\r\n');

/** The same in the binary protocol: magic 0x80, opcode 0x0b, no body (protocol_binary.xml). */
export const BINARY_VERSION = Buffer.from([0x80, 0x0b, ...new Array<number>(22).fill(0)]);

const PROBE_KEY = Buffer.from('memcached-exposure-check');
/**
 * A read of a key that nobody has, in the binary protocol (opcode 0x00). With SASL on, memcached tells
 * its version to everyone but refuses this.
 */
export const BINARY_GET = Buffer.concat([
  Buffer.from([0x80, 0x00, 0, PROBE_KEY.length, ...new Array<number>(7).fill(0), PROBE_KEY.length]),
  Buffer.alloc(12),
  PROBE_KEY,
]);

const UDP_REQUEST_ID = [0x6d, 0x63];
/** UDP frame header: request id, sequence 0 of 1 datagram, reserved (protocol.txt, "UDP protocol"). */
export const UDP_VERSION = Buffer.concat([
  Buffer.from([...UDP_REQUEST_ID, 0, 0, 0, 1, 0, 0]),
  ASCII_VERSION,
]);
const UDP_HEADER = 8;

const BINARY_RESPONSE = 0x81;
const BINARY_VERSION_OPCODE = 0x0b;
const BINARY_GET_OPCODE = 0x00;
const BINARY_HEADER = 24;
/** "Authentication required" and "further steps required". */
const BINARY_AUTH_STATUS: readonly number[] = [0x20, 0x21];
const TLS_ALERT = 0x15;
const TLS_HANDSHAKE = 0x16;

/** Reads the answer to {@link ASCII_VERSION}, {@link BINARY_VERSION} or {@link BINARY_GET}. */
export function readAnswer(bytes: Buffer): Answer {
  const text = /^VERSION ([\x21-\x7e]{1,64})\r\n/.exec(bytes.toString('latin1', 0, 128));
  if (text !== null) return { kind: 'version', version: text[1]! };
  if (bytes.toString('latin1', 0, 64).startsWith('CLIENT_ERROR unauthenticated')) {
    return { kind: 'authentication' };
  }
  if (
    bytes.length >= 3 &&
    (bytes[0] === TLS_ALERT || bytes[0] === TLS_HANDSHAKE) &&
    bytes[1] === 3
  ) {
    return { kind: 'tls' };
  }
  if (bytes.length >= BINARY_HEADER && bytes[0] === BINARY_RESPONSE) {
    const status = bytes.readUInt16BE(6);
    if (BINARY_AUTH_STATUS.includes(status)) return { kind: 'authentication' };
    if (bytes[1] === BINARY_GET_OPCODE) return { kind: 'key' };
    if (bytes[1] !== BINARY_VERSION_OPCODE) return { kind: 'other' };
    const body = bytes.toString('latin1', BINARY_HEADER, BINARY_HEADER + bytes.readUInt32BE(8));
    if (status === 0 && /^[\x21-\x7e]{1,64}$/.test(body)) return { kind: 'version', version: body };
  }
  return { kind: 'other' };
}

/** Reads the answer to {@link UDP_VERSION}; datagrams of other requests are none. */
export function readDatagram(bytes: Buffer): Answer | undefined {
  if (bytes.length < UDP_HEADER) return { kind: 'other' };
  if (bytes[0] !== UDP_REQUEST_ID[0] || bytes[1] !== UDP_REQUEST_ID[1]) return undefined;
  return readAnswer(bytes.subarray(UDP_HEADER));
}

/** Whether more bytes could still change what {@link readAnswer} says. */
export function isComplete(bytes: Buffer): boolean {
  return bytes.length >= 256 || readAnswer(bytes).kind !== 'other' || bytes.includes(0x0a);
}
