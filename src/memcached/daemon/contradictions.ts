import { since } from '../releases.js';
import { EX_USAGE, SLAB_PAGE, type Settings, type Stop } from './settings.js';

const EX_NOUSER = 67;

/** What `main()` checks once all options are read, in its order. */
export function contradiction(settings: Settings): Stop | undefined {
  const usage = (reason: string): Stop => ({ exit: EX_USAGE, reason });
  const { version, context } = settings;
  if (
    settings.napiIds !== undefined &&
    settings.threads !== undefined &&
    settings.napiIds > settings.threads
  ) {
    return usage('there are more NAPI ids (-N) than threads (-t)');
  }
  const size = settings.itemSize;
  if (size !== undefined && since(version, '1.4.29')) {
    if (size < 1024) return usage('the item size (-I) is less than 1024 bytes');
    if (
      since(version, '1.5.4') &&
      settings.memoryMegabytes !== undefined &&
      size > (settings.memoryMegabytes * 1024 * 1024) / 2
    ) {
      return usage('the item size (-I) is more than half of the memory (-m)');
    }
    if (size > 1024 * 1024 * 1024) return usage('the item size (-I) is more than a gigabyte');
    if (since(version, '1.5.0') && size > 1024 * 1024 && !settings.slabChunkGiven) {
      settings.slabChunk = SLAB_PAGE / 2;
    }
    const chunk = settings.slabChunk;
    if (chunk !== undefined && (chunk > size || size % chunk !== 0 || SLAB_PAGE % chunk !== 0)) {
      return usage('the item size (-I) and the slab chunk size do not divide evenly');
    }
  }
  const segmented = settings.maintainsLru || since(version, '1.5.0');
  if (segmented && since(version, '1.4.23') && settings.hotPercent + settings.warmPercent > 80) {
    return usage('hot_lru_pct and warm_lru_pct are more than 80 together');
  }
  if (settings.sasl) {
    if (!settings.protocolGiven) settings.protocol = 'binary';
    else if (settings.protocol !== 'binary') return usage('SASL (-S) needs the binary protocol');
    if (since(version, '1.5.20') && typeof settings.udp === 'number' && settings.udp !== 0) {
      return usage('UDP (-U) and SASL (-S) cannot be used together');
    }
  }
  if (settings.authFile !== undefined) {
    if (!settings.protocolGiven) settings.protocol = 'ascii';
    else if (settings.protocol !== 'ascii')
      return usage('a password file (-Y) needs the ascii protocol');
  }
  copyPorts(settings);
  if (since(version, '1.6.16') && typeof settings.tcp === 'number' && settings.tcp > 65535) {
    return usage(`${settings.tcp} is not a port`);
  }
  if (settings.tls) {
    if (settings.tcp === 0) return usage('TLS (-Z) needs a TCP port');
    if (
      !settings.unknownExtended &&
      settings.missing.length === 0 &&
      settings.certificates.size < 2
    ) {
      return usage('TLS (-Z) needs a certificate and a key (-o ssl_chain_cert=…,ssl_key=…)');
    }
  }
  if (
    context.asRoot === true &&
    (settings.user === undefined || settings.user.text === '') &&
    settings.missing.length === 0
  ) {
    return usage('memcached refuses to run as root without -u');
  }
  if (context.asRoot === true && settings.user?.text !== undefined && !mayBeUser(settings)) {
    return { exit: EX_NOUSER, reason: `there is no user "${settings.user.text}" (-u)` };
  }
  if (settings.connections !== undefined && settings.connections <= 0) {
    return { exit: 1, reason: 'no connection is allowed (-c), its own included' };
  }
  if (settings.sasl && context.withoutSaslConfiguration === true) {
    return { exit: 1, reason: 'SASL (-S) has no configuration' };
  }
  if (settings.authFile !== undefined) {
    if (typeof settings.udp === 'number' && settings.udp !== 0) {
      return usage('UDP (-U) and a password file (-Y) cannot be used together');
    }
    if (settings.authFile.text !== undefined && !mayExist(settings, settings.authFile.text)) {
      return { exit: 1, reason: `the password file "${settings.authFile.text}" is not there` };
    }
  }
  return undefined;
}

/** No system allows a user's name to begin with a dash: an option that `-u` swallowed. */
function mayBeUser(settings: Settings): boolean {
  const name = settings.user?.text ?? '';
  return settings.context.users?.has(name) ?? !name.startsWith('-');
}

/** A daemon (-d) looks for its files from the root folder. */
export function mayExist(settings: Settings, path: string): boolean {
  const { exists } = settings.context;
  const from = settings.daemonized && !path.startsWith('/') ? `/${path}` : path;
  return exists?.(from) !== false;
}

/** One port moves the other when only one of `-p` and `-U` is given; which one, changed twice. */
function copyPorts(settings: Settings): void {
  const { version } = settings;
  const onlyTcp = settings.tcpWord !== undefined && settings.udpWord === undefined;
  const onlyUdp = settings.udpWord !== undefined && settings.tcpWord === undefined;
  if (!since(version, '1.4.3')) return;
  const zeroToo = !since(version, '1.5.4');
  if (onlyTcp && !since(version, '1.5.6') && (zeroToo || settings.tcp !== 0))
    settings.udp = settings.tcp;
  if (onlyUdp && typeof settings.udp === 'number' && (zeroToo || settings.udp !== 0))
    settings.tcp = settings.udp;
}
