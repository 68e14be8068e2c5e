import { append } from '../append.js';
import { unresolved, type ListenerFeature, type Socket, type Unresolved } from '../facts.js';
import type { Location } from '../files/source.js';
import { MEMCACHED_PORT } from '../network/ports.js';
import { readOptions, type OptionEvent } from './getopt.js';
import { openSockets, type ListenSettings } from './listen.js';
import { atof, atoi, safeStrtol } from './numbers.js';
import { acceptsExtended, optionSyntax } from './options.js';
import { CURRENT, newestOf, since } from './releases.js';
import type { Daemon, StartContext, Word } from './types.js';
import { formatVersion, type Version } from './version.js';

const EX_USAGE = 64;
/** Bytes of a slab page, which -I and slab_chunk_max have to divide. */
const SLAB_PAGE = 1024 * 1024;
const EX_NOUSER = 67;
const EX_OSERR = 71;

/**
 * What memcached does with the words after its name: reads them as its own getopt_long does and opens
 * the sockets its `main()` opens, for the release in `context`. Unknown words leave what is certain
 * certain: only when the listen address itself may hide in one, `undecided` is set.
 */
export function interpret(words: readonly Word[], context: StartContext): Daemon {
  const version = context.version === undefined ? CURRENT : newestOf(context.version);
  const events = readOptions(words, optionSyntax(version), context.posixlyCorrect);
  const settings = new Settings(version, context);
  for (const event of events) {
    const stop = settings.apply(event);
    if (stop !== undefined) return settings.stopped(stop);
  }
  return settings.start();
}

/** The daemon ends with this status before it listens. */
interface Stop {
  readonly exit: number;
  readonly reason: string;
}

/** The `settings` of memcached.c, as far as they decide who can reach it. */
class Settings {
  private tcp: number | Word = MEMCACHED_PORT;
  private udp: number | Word;
  private tcpWord: Word | undefined;
  private udpWord: Word | undefined;
  private interfaces: string | undefined;
  private readonly unknownInterfaces: Word[] = [];
  private listenWord: Word | undefined;
  private socketPath: Word | undefined;
  private user: Word | undefined;
  private tls = false;
  private verifyMode = 0;
  private unknownExtended = false;
  private readonly certificates = new Set<string>();
  private sasl = false;
  private authFile: Word | undefined;
  private protocol: 'auto' | 'ascii' | 'binary' | 'proxy' = 'auto';
  private protocolGiven = false;
  private proxy = false;
  private verbose = false;
  private remoteShutdown = false;
  private lockedMemory = false;
  private daemonized = false;
  private memoryMegabytes: number | undefined = 64;
  private itemSize: number | undefined = 1024 * 1024;
  private threads: number | undefined = 4;
  private connections: number | undefined = 1024;
  private napiIds: number | undefined = 0;
  private hotPercent = 20;
  private warmPercent = 40;
  private maintainsLru = false;
  /** In bytes; `undefined` when an old release reads its own unit into it. */
  private slabChunk: number | undefined = SLAB_PAGE;
  private slabChunkGiven = false;
  private readonly missing: Word[] = [];
  private readonly assumptions: string[] = [];

  constructor(
    private readonly version: Version,
    private readonly context: StartContext,
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

  apply(event: OptionEvent): Stop | undefined {
    if (event.kind === 'error')
      return { exit: 1, reason: `memcached refuses its options: ${event.message}` };
    if (event.kind === 'unknown') {
      this.missing.push(event.word);
      return undefined;
    }
    const given = event.value;
    const value =
      given?.text === undefined || !since(this.version, '1.6.32')
        ? given
        : { ...given, text: given.text.replace(/^[ \t\n\v\f\r]+/, '') };
    return this.option(event.letter, value);
  }

  private option(letter: string, value: Word | undefined): Stop | undefined {
    const text = value?.text;
    switch (letter) {
      case 'p':
        this.tcpWord = value;
        this.tcp = text === undefined ? value! : atoi(text);
        return undefined;
      case 'U':
        this.udpWord = value;
        this.udp = text === undefined ? value! : atoi(text);
        return undefined;
      case 'l':
        return this.listen(value!);
      case 's':
        this.socketPath = value;
        return undefined;
      case 'u':
        this.user = value;
        return undefined;
      case 'h':
        // The help checks the defaults it prints, and takes a changed one for a mistake of its own.
        return {
          exit: since(this.version, '1.5.21') && this.udp !== 0 ? 1 : 0,
          reason: 'memcached only prints its help (-h)',
        };
      case 'i':
        return { exit: 0, reason: 'memcached only prints its license (-i)' };
      case 'V':
        return { exit: 0, reason: 'memcached only prints its version (-V)' };
      case 'v':
        this.verbose = true;
        return undefined;
      case 'A':
        this.remoteShutdown = true;
        return undefined;
      case 'k':
        this.lockedMemory = true;
        return undefined;
      case 'd':
        this.daemonized = true;
        return undefined;
      case 'Z':
        if (this.context.withoutTls === true) {
          return { exit: EX_USAGE, reason: 'this memcached is built without TLS (-Z)' };
        }
        this.tls = true;
        return undefined;
      case 'S':
        if (this.context.withoutSasl === true) {
          return { exit: EX_USAGE, reason: 'this memcached is built without SASL (-S)' };
        }
        this.sasl = true;
        return undefined;
      case 'Y':
        this.authFile = value;
        return undefined;
      case 'B':
        return this.bindingProtocol(text);
      case 'o':
        return this.extended(value!);
      case 'm':
        this.memoryMegabytes = text === undefined ? undefined : atoi(text);
        return undefined;
      case 'I':
        return this.maxItemSize(text);
      default:
        return this.limit(letter, text);
    }
  }

  private listen(value: Word): Stop | undefined {
    const known = value.text;
    if (known === undefined) {
      this.listenWord = value;
      this.unknownInterfaces.push(value);
      return undefined;
    }
    if (this.interfaces === undefined || !since(this.version, '1.4.6')) {
      this.interfaces = known;
      this.listenWord ??= value;
      return undefined;
    }
    // A value that is part of what is there already is dropped without a word (strstr).
    if (since(this.version, '1.4.25') && this.interfaces.includes(known)) return undefined;
    this.interfaces = `${this.interfaces},${known}`;
    // The later value is the one that opens more when the first was loopback only.
    if (
      this.listenWord?.text !== undefined &&
      /^(127\.|localhost|::1|\[::1\])/.test(this.listenWord.text)
    ) {
      this.listenWord = value;
    }
    return undefined;
  }

  private bindingProtocol(text: string | undefined): Stop | undefined {
    this.protocolGiven = true;
    if (text === undefined) return undefined;
    if (text !== 'auto' && text !== 'ascii' && text !== 'binary') {
      return { exit: EX_USAGE, reason: `"${text}" is not a protocol that -B knows` };
    }
    this.protocol = text;
    return undefined;
  }

  private extended(value: Word): Stop | undefined {
    if (value.text === undefined) {
      this.unknownExtended = true;
      return undefined;
    }
    for (const suboption of value.text.split(',')) {
      if (suboption === '' && value.text === '') break;
      const equals = suboption.indexOf('=');
      const name = equals < 0 ? suboption : suboption.slice(0, equals);
      const argument = equals < 0 ? undefined : suboption.slice(equals + 1);
      // getsubopt(3) ends at the end of the text, so that a trailing comma is harmless.
      if (suboption === '' && value.text.endsWith(',')) continue;
      if (!acceptsExtended(this.version, name)) {
        return { exit: 1, reason: `"${name}" is not an option that -o knows` };
      }
      const stop = this.suboption(name, argument);
      if (stop !== undefined) return stop;
    }
    return undefined;
  }

  private suboption(name: string, argument: string | undefined): Stop | undefined {
    if (argument === undefined && NEEDS_ARGUMENT.has(name)) {
      return { exit: 1, reason: `"${name}" of -o needs an argument` };
    }
    const limits = SUBOPTION_LIMITS.get(name);
    if (limits !== undefined && argument !== undefined) {
      const number = limits.fraction === true ? atof(argument) : atoi(argument);
      if (
        number < limits.from ||
        number > limits.to ||
        (limits.fraction === true && number === limits.from)
      ) {
        return { exit: 1, reason: `"${suboptionText(name, argument)}" of -o is out of range` };
      }
    }
    if (argument !== undefined && WHOLE_NUMBERS.has(name) && safeStrtol(argument) === undefined) {
      return { exit: 1, reason: `"${name}=${argument}" of -o is no number` };
    }
    this.sizes(name, argument);
    if (name === 'ssl_verify_mode') {
      const mode = safeStrtol(argument!);
      if (mode === undefined || mode < 0 || mode > 3) {
        return { exit: 1, reason: `"${argument!}" is not a mode that ssl_verify_mode knows` };
      }
      this.verifyMode = mode;
    }
    if (name === 'ssl_chain_cert' || name === 'ssl_key') {
      this.certificates.add(name);
      if (this.context.exists?.(argument!) === false) this.certificates.delete(name);
    }
    if (name === 'hash_algorithm') {
      const known = ['jenkins', 'murmur3', ...(since(this.version, '1.6.0') ? ['xxh3'] : [])];
      if (!known.includes(argument!))
        return { exit: 1, reason: `"${argument!}" is not a hash algorithm` };
    }
    if (name === 'proxy_config') {
      if (this.protocolGiven) {
        return { exit: 1, reason: 'the proxy and a protocol (-B) cannot be used together' };
      }
      this.proxy = true;
      this.protocol = 'proxy';
      this.protocolGiven = true;
    }
    return undefined;
  }

  /** Sub-options that only matter because `main()` compares them later. */
  private sizes(name: string, argument: string | undefined): void {
    if (name === 'lru_maintainer' || name === 'modern') this.maintainsLru = true;
    if (name === 'hot_lru_pct') this.hotPercent = atoi(argument ?? '');
    else if (name === 'warm_lru_pct') this.warmPercent = atoi(argument ?? '');
    else if (name === 'slab_chunk_max') {
      const kilobytes = safeStrtol(argument ?? '');
      this.slabChunk =
        kilobytes === undefined || !since(this.version, '1.5.0') ? undefined : kilobytes * 1024;
      this.slabChunkGiven = true;
    } else if (name === 'no_chunked_items') this.slabChunk = SLAB_PAGE;
    else if (name === 'no_modern' && !this.slabChunkGiven) this.slabChunk = SLAB_PAGE;
    else if (name === 'modern' && !since(this.version, '1.5.0')) this.slabChunk = undefined;
  }

  private maxItemSize(text: string | undefined): Stop | undefined {
    if (text === undefined) {
      this.itemSize = undefined;
      return undefined;
    }
    const unit = /[kKmM]$/.exec(text)?.[0].toLowerCase();
    const factor = unit === 'k' ? 1024 : unit === 'm' ? 1024 * 1024 : 1;
    this.itemSize = Math.imul(atoi(text), factor);
    if (!since(this.version, '1.4.29')) {
      if (this.itemSize < 1024 || this.itemSize > 1024 * 1024 * 128) {
        return { exit: 1, reason: `the item size "${text}" is out of range` };
      }
    }
    return undefined;
  }

  /** Options that only matter because a bad value ends the daemon. */
  private limit(letter: string, text: string | undefined): Stop | undefined {
    const number = text === undefined ? undefined : atoi(text);
    if (letter === 't') this.threads = number;
    if (letter === 'c') this.connections = number;
    if (letter === 'N') this.napiIds = number;
    if (text === undefined || number === undefined) return undefined;
    const negative = since(this.version, '1.6.24');
    const bad =
      (letter === 'c' && number <= 0 && since(this.version, '1.4.26')) ||
      (letter === 't' && number <= 0) ||
      ((letter === 'R' || letter === 'n') && (negative ? number <= 0 : number === 0)) ||
      (letter === 'f' && atof(text) <= 1) ||
      (letter === 'N' && number <= 0) ||
      (letter === 'D' && text === '');
    return bad ? { exit: 1, reason: `"${text}" is not a value that -${letter} takes` } : undefined;
  }

  /** What `main()` checks once all options are read, in its order. */
  private contradiction(): Stop | undefined {
    const usage = (reason: string): Stop => ({ exit: EX_USAGE, reason });
    const { version, context } = this;
    if (this.napiIds !== undefined && this.threads !== undefined && this.napiIds > this.threads) {
      return usage('there are more NAPI ids (-N) than threads (-t)');
    }
    const size = this.itemSize;
    if (size !== undefined && since(version, '1.4.29')) {
      if (size < 1024) return usage('the item size (-I) is less than 1024 bytes');
      if (
        since(version, '1.5.4') &&
        this.memoryMegabytes !== undefined &&
        size > (this.memoryMegabytes * 1024 * 1024) / 2
      ) {
        return usage('the item size (-I) is more than half of the memory (-m)');
      }
      if (size > 1024 * 1024 * 1024) return usage('the item size (-I) is more than a gigabyte');
      if (since(version, '1.5.0') && size > 1024 * 1024 && !this.slabChunkGiven) {
        this.slabChunk = SLAB_PAGE / 2;
      }
      const chunk = this.slabChunk;
      if (chunk !== undefined && (chunk > size || size % chunk !== 0 || SLAB_PAGE % chunk !== 0)) {
        return usage('the item size (-I) and the slab chunk size do not divide evenly');
      }
    }
    const segmented = this.maintainsLru || since(version, '1.5.0');
    if (segmented && since(version, '1.4.23') && this.hotPercent + this.warmPercent > 80) {
      return usage('hot_lru_pct and warm_lru_pct are more than 80 together');
    }
    if (this.sasl) {
      if (!this.protocolGiven) this.protocol = 'binary';
      else if (this.protocol !== 'binary') return usage('SASL (-S) needs the binary protocol');
      if (since(version, '1.5.20') && typeof this.udp === 'number' && this.udp !== 0) {
        return usage('UDP (-U) and SASL (-S) cannot be used together');
      }
    }
    if (this.authFile !== undefined) {
      if (!this.protocolGiven) this.protocol = 'ascii';
      else if (this.protocol !== 'ascii')
        return usage('a password file (-Y) needs the ascii protocol');
    }
    this.copyPorts();
    if (since(version, '1.6.16') && typeof this.tcp === 'number' && this.tcp > 65535) {
      return usage(`${this.tcp} is not a port`);
    }
    if (this.tls) {
      if (this.tcp === 0) return usage('TLS (-Z) needs a TCP port');
      if (!this.unknownExtended && this.missing.length === 0 && this.certificates.size < 2) {
        return usage('TLS (-Z) needs a certificate and a key (-o ssl_chain_cert=…,ssl_key=…)');
      }
    }
    if (
      context.asRoot === true &&
      (this.user === undefined || this.user.text === '') &&
      this.missing.length === 0
    ) {
      return usage('memcached refuses to run as root without -u');
    }
    if (context.asRoot === true && this.user?.text !== undefined && !this.mayBeUser()) {
      return { exit: EX_NOUSER, reason: `there is no user "${this.user.text}" (-u)` };
    }
    if (this.connections !== undefined && this.connections <= 0) {
      return { exit: 1, reason: 'no connection is allowed (-c), its own included' };
    }
    if (this.sasl && context.withoutSaslConfiguration === true) {
      return { exit: 1, reason: 'SASL (-S) has no configuration' };
    }
    if (this.authFile !== undefined) {
      if (typeof this.udp === 'number' && this.udp !== 0) {
        return usage('UDP (-U) and a password file (-Y) cannot be used together');
      }
      if (this.authFile.text !== undefined && !this.mayExist(this.authFile.text)) {
        return { exit: 1, reason: `the password file "${this.authFile.text}" is not there` };
      }
    }
    return undefined;
  }

  /** No system allows a user's name to begin with a dash: an option that `-u` swallowed. */
  private mayBeUser(): boolean {
    const name = this.user?.text ?? '';
    return this.context.users?.has(name) ?? !name.startsWith('-');
  }

  /** A daemon (-d) looks for its files from the root folder. */
  private mayExist(path: string): boolean {
    const { exists } = this.context;
    const from = this.daemonized && !path.startsWith('/') ? `/${path}` : path;
    return exists?.(from) !== false;
  }

  /** One port moves the other when only one of `-p` and `-U` is given; which one, changed twice. */
  private copyPorts(): void {
    const { version } = this;
    const onlyTcp = this.tcpWord !== undefined && this.udpWord === undefined;
    const onlyUdp = this.udpWord !== undefined && this.tcpWord === undefined;
    if (!since(version, '1.4.3')) return;
    const zeroToo = !since(version, '1.5.4');
    if (onlyTcp && !since(version, '1.5.6') && (zeroToo || this.tcp !== 0)) this.udp = this.tcp;
    if (onlyUdp && typeof this.udp === 'number' && (zeroToo || this.udp !== 0)) this.tcp = this.udp;
  }

  stopped(stop: Stop): Daemon {
    // An unknown word in front may be `--`, or the option whose value this is.
    const running = this.missing.length > 0 ? 'unknown' : false;
    return {
      running,
      exit: stop.exit,
      reason: stop.reason,
      sockets: [],
      ...this.common(),
    };
  }

  start(): Daemon {
    const stop = this.contradiction();
    if (stop !== undefined) return this.stopped(stop);
    if (this.socketPath !== undefined) return this.unixSocket(this.socketPath);
    const tls: Socket['tls'] = !this.tls
      ? 'none'
      : this.unknownExtended
        ? 'unknown'
        : this.verifyMode >= 2
          ? 'mutual'
          : 'server';
    const listen: ListenSettings = {
      interfaces: this.interfaces ?? (this.unknownInterfaces.length > 0 ? '' : undefined),
      tls,
      proxy: this.proxy,
      version: this.version,
    };
    const context = this.bindContext();
    const sockets: Socket[] = [];
    const names = new Set<string>();
    const intended: Socket[] = [];
    let failure: string | undefined;
    for (const protocol of ['tcp', 'udp'] as const) {
      const given = protocol === 'tcp' ? this.tcp : this.udp;
      // A UDP port that is not known is taken to be off, and that is said.
      const unknownPort = protocol === 'tcp' ? MEMCACHED_PORT : 0;
      const port = typeof given === 'number' ? given : unknownPort;
      if (port === 0) continue;
      const opened = openSockets(protocol, port, listen, context);
      opened.names.forEach((name) => names.add(name));
      failure ??= opened.failure;
      append(intended, opened.failure === undefined ? opened.sockets : opened.intended);
      append(sockets, opened.sockets);
      for (const word of this.unknownInterfaces) {
        sockets.push({
          protocol,
          scope: 'unknown',
          address: word.prefix === undefined ? '(not known)' : `${word.prefix}…`,
          port: port < 0 ? 0 : port % 65536,
          tls: protocol === 'udp' ? 'none' : tls,
        });
      }
    }
    if (failure !== undefined) {
      return {
        ...this.stopped({ exit: EX_OSERR, reason: `memcached cannot listen: ${failure}` }),
        ...(intended.length === 0 || this.missing.length > 0 ? {} : { intended }),
      };
    }
    this.explain(names);
    const undecided = this.undecided(sockets);
    const certain =
      names.size === 0 &&
      this.missing.length === 0 &&
      this.unknownInterfaces.length === 0 &&
      !this.lockedMemory;
    return {
      running: certain ? true : 'unknown',
      sockets,
      ...(undecided === undefined ? {} : { undecided }),
      ...this.common(),
    };
  }

  private unixSocket(path: Word): Daemon {
    const folder = path.text?.replace(/\/[^/]*$/, '') ?? '';
    const there = folder === '' || folder === path.text || this.mayExist(folder);
    if (!there) {
      return this.stopped({
        exit: EX_OSERR,
        reason: `the folder of the unix socket "${path.text!}" is not there`,
      });
    }
    const certain = this.missing.length === 0 && !this.lockedMemory;
    return { running: certain ? true : 'unknown', sockets: [], ...this.common() };
  }

  /** After `-u` root's privileges are gone when the sockets are opened. */
  private bindContext(): StartContext {
    if (this.context.asRoot !== true || (this.user?.text ?? 'root') !== 'root') return this.context;
    const { firstUnprivilegedPort: _, ...rest } = this.context;
    return rest;
  }

  private undecided(sockets: readonly Socket[]): Unresolved | undefined {
    const word = this.missing[0];
    if (word === undefined) return undefined;
    const listens = this.interfaces !== undefined || this.unknownInterfaces.length > 0;
    if (listens || this.tcp === 0) {
      if (sockets.length > 0) {
        this.assumptions.push(
          `The options in a word that is not known (${reasonOf(word)}) are taken to add no listen address.`,
        );
        return undefined;
      }
    }
    return unresolved(`${reasonOf(word)}, and the listen address (-l) may be in it`, word.where);
  }

  private explain(names: ReadonlySet<string>): void {
    for (const word of this.unknownInterfaces) {
      this.assumptions.push(`The listen address is not known: ${reasonOf(word)}.`);
    }
    if (typeof this.tcp !== 'number') {
      this.assumptions.push(
        `The TCP port is not known (${reasonOf(this.tcp)}); ${MEMCACHED_PORT} is taken.`,
      );
    }
    if (typeof this.udp !== 'number' && this.udpWord === this.udp) {
      this.assumptions.push(
        `Whether UDP is on is not known (${reasonOf(this.udp)}); it is taken to be off.`,
      );
    }
    if (this.lockedMemory) {
      this.assumptions.push(
        'Whether it starts with locked memory (-k) depends on a limit of the host (RLIMIT_MEMLOCK); it is taken to start.',
      );
    }
    for (const name of names) {
      this.assumptions.push(
        `The host name "${name}" is resolved by the host; its address is not known here.`,
      );
    }
    if (this.udpOnByDefault()) {
      this.assumptions.push(
        `memcached ${formatVersion(this.version)} has UDP on unless -U 0 is given.`,
      );
    }
  }

  private udpOnByDefault(): boolean {
    return this.udpWord === undefined && this.udp !== 0;
  }

  private common(): Omit<Daemon, 'running' | 'sockets' | 'exit' | 'reason'> {
    const location = (word: Word | undefined): Location | undefined => word?.where;
    const listenWhere = location(this.listenWord);
    const on = typeof this.udp === 'number' && this.udp !== 0;
    const udpWhere = on ? location(this.udpWord) : undefined;
    const portWhere = location(this.tcpWord);
    return {
      authentication: this.sasl
        ? 'sasl'
        : this.authFile !== undefined
          ? 'password-file'
          : this.missing.length > 0
            ? 'unknown'
            : 'none',
      features: this.features(),
      ...(listenWhere === undefined ? {} : { listenWhere }),
      ...(udpWhere === undefined ? {} : { udpWhere }),
      ...(portWhere === undefined ? {} : { portWhere }),
      assumptions: this.assumptions,
    };
  }

  private features(): ListenerFeature[] {
    const features: ListenerFeature[] = [];
    if (this.proxy) features.push('proxy');
    if (this.verbose) features.push('verbose');
    if (this.socketPath !== undefined) features.push('unix-socket');
    if (this.protocol === 'ascii') features.push('ascii-only');
    if (this.remoteShutdown) features.push('remote-shutdown');
    return features;
  }
}

function reasonOf(word: Word): string {
  return word.reason ?? 'a word of the command is not known';
}

function suboptionText(name: string, argument: string): string {
  return `${name}=${argument}`;
}

const NEEDS_ARGUMENT: ReadonlySet<string> = new Set([
  'hashpower',
  'slab_automove_ratio',
  'slab_automove_window',
  'tail_repair_time',
  'hash_algorithm',
  'lru_crawler_sleep',
  'lru_crawler_tocrawl',
  'hot_lru_pct',
  'warm_lru_pct',
  'hot_max_factor',
  'warm_max_factor',
  'temporary_ttl',
  'idle_timeout',
  'watcher_logbuf_size',
  'worker_logbuf_size',
  'slab_chunk_max',
  'ssl_chain_cert',
  'ssl_key',
  'ssl_verify_mode',
  'ssl_keyformat',
  'ssl_ciphers',
  'ssl_ca_cert',
  'ssl_wbuf_size',
  'ssl_min_version',
  'read_buf_mem_limit',
  'proxy_config',
  'ext_page_size',
  'ext_wbuf_size',
  'ext_threads',
  'ext_io_depth',
  'ext_item_size',
  'ext_item_age',
  'ext_low_ttl',
  'ext_recache_rate',
  'ext_compact_under',
  'ext_drop_under',
  'ext_max_sleep',
  'ext_max_frag',
  'ext_path',
  'slab_automove_freeratio',
]);

/** Sub-options that `safe_strtol` or `safe_strtoul` reads. */
const WHOLE_NUMBERS: ReadonlySet<string> = new Set([
  'watcher_logbuf_size',
  'worker_logbuf_size',
  'lru_crawler_tocrawl',
  'slab_chunk_max',
  'ssl_keyformat',
  'ssl_wbuf_size',
  'ssl_min_version',
  'read_buf_mem_limit',
  'ext_page_size',
  'ext_wbuf_size',
  'ext_threads',
  'ext_io_depth',
  'ext_item_size',
  'ext_item_age',
  'ext_low_ttl',
  'ext_recache_rate',
  'ext_compact_under',
  'ext_drop_under',
  'ext_max_sleep',
]);

interface Limits {
  readonly from: number;
  readonly to: number;
  /** Read as a fraction, and more than `from`. */
  readonly fraction?: boolean;
}

const SUBOPTION_LIMITS: ReadonlyMap<string, Limits> = new Map<string, Limits>([
  ['hashpower', { from: 12, to: 32 }],
  ['slab_automove', { from: 0, to: 2 }],
  ['slab_automove_ratio', { from: 0, to: 1, fraction: true }],
  ['slab_automove_window', { from: 3, to: Infinity }],
  ['tail_repair_time', { from: 10, to: Infinity }],
  ['lru_crawler_sleep', { from: 0, to: 1_000_000 }],
  ['hot_lru_pct', { from: 1, to: 79 }],
  ['warm_lru_pct', { from: 1, to: 79 }],
  ['hot_max_factor', { from: 0, to: Infinity, fraction: true }],
  ['warm_max_factor', { from: 0, to: Infinity, fraction: true }],
  ['slab_chunk_max', { from: 1, to: 1024 }],
]);
