/** The sockets that are opened with the settings, or why memcached ends before. */
import { append } from '../../append.js';
import { unresolved, type ListenerFeature, type Socket, type Unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { MEMCACHED_PORT } from '../../network/ports.js';
import { openSockets, type ListenSettings } from '../listen.js';
import type { Daemon, StartContext, Word } from '../types.js';
import { formatVersion } from '../version.js';
import { contradiction, mayExist } from './contradictions.js';
import type { Settings, Stop } from './settings.js';

const EX_OSERR = 71;

function reasonOf(word: Word): string {
  return word.reason ?? 'a word of the command is not known';
}

/** The daemon that ended before it listened. */
export function stopped(settings: Settings, stop: Stop): Daemon {
  // An unknown word in front may be `--`, or the option whose value this is.
  const running = settings.missing.length > 0 ? 'unknown' : false;
  return {
    running,
    exit: stop.exit,
    reason: stop.reason,
    sockets: [],
    ...common(settings),
  };
}

/** The daemon with these settings. */
export function start(settings: Settings): Daemon {
  const stop = contradiction(settings);
  if (stop !== undefined) return stopped(settings, stop);
  if (settings.socketPath !== undefined) return unixSocket(settings, settings.socketPath);
  const tls: Socket['tls'] = !settings.tls
    ? 'none'
    : settings.unknownExtended
      ? 'unknown'
      : settings.verifyMode >= 2
        ? 'mutual'
        : 'server';
  const listen: ListenSettings = {
    interfaces: settings.interfaces ?? (settings.unknownInterfaces.length > 0 ? '' : undefined),
    tls,
    proxy: settings.proxy,
    version: settings.version,
  };
  const context = bindContext(settings);
  const sockets: Socket[] = [];
  const names = new Set<string>();
  const intended: Socket[] = [];
  let failure: string | undefined;
  for (const protocol of ['tcp', 'udp'] as const) {
    const given = protocol === 'tcp' ? settings.tcp : settings.udp;
    // A UDP port that is not known is taken to be off, and that is said.
    const unknownPort = protocol === 'tcp' ? MEMCACHED_PORT : 0;
    const port = typeof given === 'number' ? given : unknownPort;
    if (port === 0) continue;
    const opened = openSockets(protocol, port, listen, context);
    opened.names.forEach((name) => names.add(name));
    failure ??= opened.failure;
    append(intended, opened.failure === undefined ? opened.sockets : opened.intended);
    append(sockets, opened.sockets);
    for (const word of settings.unknownInterfaces) {
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
      ...stopped(settings, { exit: EX_OSERR, reason: `memcached cannot listen: ${failure}` }),
      ...(intended.length === 0 || settings.missing.length > 0 ? {} : { intended }),
    };
  }
  explain(settings, names);
  const undecided = whatIsUndecided(settings, sockets);
  const certain =
    names.size === 0 &&
    settings.missing.length === 0 &&
    settings.unknownInterfaces.length === 0 &&
    !settings.lockedMemory;
  return {
    running: certain ? true : 'unknown',
    sockets,
    ...(undecided === undefined ? {} : { undecided }),
    ...common(settings),
  };
}

function unixSocket(settings: Settings, path: Word): Daemon {
  const folder = path.text?.replace(/\/[^/]*$/, '') ?? '';
  const there = folder === '' || folder === path.text || mayExist(settings, folder);
  if (!there) {
    return stopped(settings, {
      exit: EX_OSERR,
      reason: `the folder of the unix socket "${path.text!}" is not there`,
    });
  }
  const certain = settings.missing.length === 0 && !settings.lockedMemory;
  return { running: certain ? true : 'unknown', sockets: [], ...common(settings) };
}

/** After `-u` root's privileges are gone when the sockets are opened. */
function bindContext(settings: Settings): StartContext {
  if (settings.context.asRoot !== true || (settings.user?.text ?? 'root') !== 'root')
    return settings.context;
  const { firstUnprivilegedPort: _, ...rest } = settings.context;
  return rest;
}

function whatIsUndecided(settings: Settings, sockets: readonly Socket[]): Unresolved | undefined {
  const word = settings.missing[0];
  if (word === undefined) return undefined;
  const listens = settings.interfaces !== undefined || settings.unknownInterfaces.length > 0;
  if (listens || settings.tcp === 0) {
    if (sockets.length > 0) {
      settings.assumptions.push(
        `The options in a word that is not known (${reasonOf(word)}) are taken to add no listen address.`,
      );
      return undefined;
    }
  }
  return unresolved(`${reasonOf(word)}, and the listen address (-l) may be in it`, word.where);
}

function explain(settings: Settings, names: ReadonlySet<string>): void {
  for (const word of settings.unknownInterfaces) {
    settings.assumptions.push(`The listen address is not known: ${reasonOf(word)}.`);
  }
  if (typeof settings.tcp !== 'number') {
    settings.assumptions.push(
      `The TCP port is not known (${reasonOf(settings.tcp)}); ${MEMCACHED_PORT} is taken.`,
    );
  }
  if (typeof settings.udp !== 'number' && settings.udpWord === settings.udp) {
    settings.assumptions.push(
      `Whether UDP is on is not known (${reasonOf(settings.udp)}); it is taken to be off.`,
    );
  }
  if (settings.lockedMemory) {
    settings.assumptions.push(
      'Whether it starts with locked memory (-k) depends on a limit of the host (RLIMIT_MEMLOCK); it is taken to start.',
    );
  }
  for (const name of names) {
    settings.assumptions.push(
      `The host name "${name}" is resolved by the host; its address is not known here.`,
    );
  }
  if (udpOnByDefault(settings)) {
    settings.assumptions.push(
      `memcached ${formatVersion(settings.version)} has UDP on unless -U 0 is given.`,
    );
  }
}

function udpOnByDefault(settings: Settings): boolean {
  return settings.udpWord === undefined && settings.udp !== 0;
}

function common(settings: Settings): Omit<Daemon, 'running' | 'sockets' | 'exit' | 'reason'> {
  const location = (word: Word | undefined): Location | undefined => word?.where;
  const listenWhere = location(settings.listenWord);
  const on = typeof settings.udp === 'number' && settings.udp !== 0;
  const udpWhere = on ? location(settings.udpWord) : undefined;
  const portWhere = location(settings.tcpWord);
  return {
    authentication: settings.sasl
      ? 'sasl'
      : settings.authFile !== undefined
        ? 'password-file'
        : settings.missing.length > 0
          ? 'unknown'
          : 'none',
    features: features(settings),
    ...(listenWhere === undefined ? {} : { listenWhere }),
    ...(udpWhere === undefined ? {} : { udpWhere }),
    ...(portWhere === undefined ? {} : { portWhere }),
    assumptions: settings.assumptions,
  };
}

function features(settings: Settings): ListenerFeature[] {
  const features: ListenerFeature[] = [];
  if (settings.proxy) features.push('proxy');
  if (settings.verbose) features.push('verbose');
  if (settings.socketPath !== undefined) features.push('unix-socket');
  if (settings.protocol === 'ascii') features.push('ascii-only');
  if (settings.remoteShutdown) features.push('remote-shutdown');
  return features;
}
