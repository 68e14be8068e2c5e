import { isIPv4, isIPv6 } from 'node:net';
import type { SourceFile } from '../files/source.js';
import { MEMCACHED_PORT, type Protocol } from '../network/ports.js';
import { linesOfOutput, placeIn, type TextLine } from './lines.js';
import type { ListeningSocket } from './model.js';

/** A listing of sockets, and lines of it that may matter and were not understood. */
export interface SocketListing {
  readonly sockets: readonly ListeningSocket[];
  readonly unreadable: readonly TextLine[];
}

/** What a listing says of one socket, before the families of `::` are known. */
interface Row {
  readonly protocol: Protocol;
  readonly address: string;
  readonly port: number;
  readonly device?: string;
  readonly process?: ListeningSocket['process'];
  /** `*` of ss and macOS: both families for certain. */
  readonly both: boolean;
  /** `[::]` of ss: IPv6 alone for certain. */
  readonly only6: boolean;
  readonly line: TextLine;
  readonly shown: string;
}

/** Names that stand for memcached's port where the numbers were looked up (no `-n`). */
const SERVICE_NAMES: ReadonlyMap<string, number> = new Map([
  ['memcache', MEMCACHED_PORT],
  ['memcached', MEMCACHED_PORT],
]);

/** Reads what `ss`, `netstat` or `lsof -i` printed. */
export function readSockets(file: SourceFile): SocketListing {
  const rows: Row[] = [];
  const unreadable: TextLine[] = [];
  let last: Row | undefined;
  for (const line of linesOfOutput(file)) {
    // ss puts the processes on a line of their own when the terminal is narrow.
    if (/^\s+users:\(\(/.test(line.text) && last !== undefined) {
      rows[rows.length - 1] = last = { ...last, ...processOf(line.text) };
      continue;
    }
    const row = ssRow(line) ?? netstatRow(line) ?? lsofRow(line);
    if (row === 'other') continue;
    if (row !== undefined) {
      rows.push(row);
      last = row;
    } else if (/(?:^|[^0-9])11211(?:[^0-9]|$)|memcache/.test(line.text)) unreadable.push(line);
  }
  const taken = new Set(
    rows
      .filter(({ address }) => isIPv4(address))
      .map(({ protocol, port }) => `${protocol} ${port}`),
  );
  return {
    sockets: rows.map((row) => socketOf(row, file, taken)),
    unreadable,
  };
}

function socketOf(row: Row, file: SourceFile, taken: ReadonlySet<string>): ListeningSocket {
  const { protocol, address, port } = row;
  // memcached sets IPV6_V6ONLY on its sockets (memcached.c, server_socket), docker-proxy binds tcp6.
  const only6 =
    row.only6 ||
    taken.has(`${protocol} ${port}`) ||
    /^(?:memcached|docker-proxy)/.test(row.process?.name ?? '');
  const families: (4 | 6)[] = isIPv4(address)
    ? [4]
    : address !== '::' || (only6 && !row.both)
      ? [6]
      : [4, 6];
  return {
    protocol,
    address,
    families,
    port,
    ...(row.device === undefined ? {} : { device: row.device }),
    ...(row.process === undefined ? {} : { process: row.process }),
    where: placeIn(file, row.line, row.shown),
  };
}

/** `tcp LISTEN 0 1024 0.0.0.0:11211 0.0.0.0:* users:(("memcached",pid=1,fd=2))`; no Netid for one kind. */
function ssRow(line: TextLine): Row | 'other' | undefined {
  const match =
    /^\s*(?:([a-z_0-9]+)\s+)?(LISTEN|UNCONN|ESTAB|CLOSE-WAIT|TIME-WAIT|SYN-SENT|SYN-RECV|FIN-WAIT-[12]|LAST-ACK|CLOSING)\s+\d+\s+\d+\s+(\S+):(\S+)\s+(\S+):(\S+)(.*)$/.exec(
      line.text,
    );
  if (match === null) return undefined;
  const [, netid, state, host, port, , peerPort, rest] = match;
  const protocol = netid ?? (state === 'LISTEN' ? 'tcp' : 'udp');
  if (protocol !== 'tcp' && protocol !== 'udp') return 'other';
  if (state !== 'LISTEN' && !(state === 'UNCONN' && peerPort === '*')) return 'other';
  const [address, device] = host!.split('%') as [string, string | undefined];
  const shown = `${host}:${port}`;
  const row = rowOf(protocol, address, port!, line, shown, { only6: address === '[::]' });
  if (row === undefined || row === 'other') return row;
  return { ...row, ...(device === undefined ? {} : { device }), ...processOf(rest!) };
}

function processOf(text: string): Pick<Row, 'process'> {
  // Several may share a socket: the one that is memcached counts, or else the first.
  const all = [...text.matchAll(/\("([^"]*)",(?:pid=)?([0-9]+)/g)];
  const chosen = all.find(([, name]) => name!.startsWith('memcached')) ?? all[0];
  return chosen === undefined ? {} : { process: { name: chosen[1]!, pid: Number(chosen[2]) } };
}

/** `tcp6 0 0 :::11211 :::* LISTEN 1804/memcached`; macOS: `tcp4 0 0 *.11211 *.* LISTEN`. */
function netstatRow(line: TextLine): Row | 'other' | undefined {
  const match =
    /^\s*(tcp|udp)(?:4|6|46)?\s+\d+\s+\d+\s+(\S+)[:.]([^\s:.]+)\s+(\S+)[:.]([^\s:.]+)(?:\s+(.*))?$/.exec(
      line.text,
    );
  if (match === null) return undefined;
  const [, protocol, host, port, , peerPort, rest = ''] = match;
  const words = rest.trim().split(/\s+/);
  const listens = protocol === 'udp' ? peerPort === '*' : words[0] === 'LISTEN';
  if (!listens) return 'other';
  const program = words.map((word) => /^(\d+)\/(.+)$/.exec(word.replace(/:$/, ''))).find(Boolean);
  const separator = line.text.includes(`${host}:${port}`) ? ':' : '.';
  // Of one address family each, except for macOS's tcp46.
  const both = host === '*' && /^\s*(?:tcp|udp)46\b/.test(line.text);
  const any =
    host === '*' ? (/^\s*(?:tcp|udp)4\b/.test(line.text) ? '0.0.0.0' : both ? '*' : '::') : host!;
  const row = rowOf(protocol as Protocol, any, port!, line, `${host}${separator}${port}`, {});
  if (row === undefined || row === 'other' || program === undefined || program === null) return row;
  return { ...row, process: { name: program[2]!, pid: Number(program[1]) } };
}

/** `memcached 1804 nobody 23u IPv4 81573 0t0 TCP *:11211 (LISTEN)` */
function lsofRow(line: TextLine): Row | 'other' | undefined {
  const match =
    /^(\S+)\s+(\d+)\s.*\s(IPv4|IPv6)\s+\S+\s+\S+\s+(TCP|UDP)\s+(\S+):([^\s:>]+)(?:\s+\((\w+)\))?\s*$/.exec(
      line.text,
    );
  if (match === null) return undefined;
  const [, name, pid, type, protocol, host, port, state] = match;
  if (protocol === 'TCP' && state !== 'LISTEN') return 'other';
  if (host!.includes('->')) return 'other';
  const address = host !== '*' ? host! : type === 'IPv4' ? '0.0.0.0' : '::';
  const row = rowOf(
    protocol === 'TCP' ? 'tcp' : 'udp',
    address,
    port!,
    line,
    `${host}:${port}`,
    {},
  );
  if (row === undefined || row === 'other') return row;
  return { ...row, process: { name: name!, pid: Number(pid) } };
}

function rowOf(
  protocol: Protocol,
  host: string,
  port: string,
  line: TextLine,
  shown: string,
  { only6 = false }: { readonly only6?: boolean },
): Row | 'other' | undefined {
  const number = /^\d+$/.test(port) ? Number(port) : SERVICE_NAMES.get(port);
  // Ports of other services by their name, `*` for none.
  if (number === undefined) return 'other';
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  const address = bare === '*' ? '::' : bare.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv4(address) && !isIPv6(address)) return undefined;
  return { protocol, address, port: number, both: bare === '*', only6, line, shown };
}
