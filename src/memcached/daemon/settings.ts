import { MEMCACHED_PORT } from '../../network/ports.js';
import { CURRENT, since } from '../releases.js';
import type { StartContext, Word } from '../types.js';
import type { Version } from '../version.js';

/** Status of a usage error (sysexits.h). */
export const EX_USAGE = 64;
/** Bytes of a slab page, which -I and slab_chunk_max have to divide. */
export const SLAB_PAGE = 1024 * 1024;

/** The daemon ends with this status before it listens. */
export interface Stop {
  readonly exit: number;
  readonly reason: string;
}

/** The `settings` of memcached.c, as far as they decide who can reach it. */
export class Settings {
  tcp: number | Word = MEMCACHED_PORT;
  udp: number | Word;
  tcpWord: Word | undefined;
  udpWord: Word | undefined;
  interfaces: string | undefined;
  readonly unknownInterfaces: Word[] = [];
  listenWord: Word | undefined;
  socketPath: Word | undefined;
  user: Word | undefined;
  tls = false;
  verifyMode = 0;
  unknownExtended = false;
  readonly certificates = new Set<string>();
  sasl = false;
  authFile: Word | undefined;
  protocol: 'auto' | 'ascii' | 'binary' | 'proxy' = 'auto';
  protocolGiven = false;
  proxy = false;
  verbose = false;
  remoteShutdown = false;
  lockedMemory = false;
  daemonized = false;
  memoryMegabytes: number | undefined = 64;
  itemSize: number | undefined = 1024 * 1024;
  threads: number | undefined = 4;
  connections: number | undefined = 1024;
  napiIds: number | undefined = 0;
  hotPercent = 20;
  warmPercent = 40;
  maintainsLru = false;
  /** In bytes; `undefined` when an old release reads its own unit into it. */
  slabChunk: number | undefined = SLAB_PAGE;
  slabChunkGiven = false;
  readonly missing: Word[] = [];
  readonly assumptions: string[] = [];

  constructor(
    readonly version: Version,
    readonly context: StartContext,
  ) {
    if (since(version, '1.5.0')) this.slabChunk = SLAB_PAGE / 2;
    if (!since(version, '1.4.38')) this.hotPercent = this.warmPercent = 32;
    this.udp = since(version, '1.2.7') && !since(version, '1.5.6') ? MEMCACHED_PORT : 0;
    if (context.version === undefined) {
      this.assumptions.push(
        `The version is not known; the defaults of ${CURRENT.major}.${CURRENT.minor ?? 0} are taken (UDP off).`,
      );
    }
  }
}
