import type { Fact, Fix, Ingress, Listener } from '../../facts.js';
import { isUnresolved, unresolved } from '../../facts.js';
import type { PlatformName } from '../../facts.js';
import type { Location } from '../../files/source.js';
import {
  inspectContainer,
  listenerFrom,
  type ContainerContent,
  type ContainerSpec,
  type Word,
} from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, type ProtocolSet } from '../../network/ports.js';
import {
  EPHEMERAL_PORTS,
  isPortMappingError,
  parsePortMapping,
  publishedOn,
  UNKNOWN_HOST_IP,
  UNKNOWN_PART,
  type PortMapping,
} from '../../network/port-mapping.js';

/** What `docker run` and its relatives are told. */
export interface ContainerRun {
  readonly spec: ContainerSpec;
  readonly published: readonly Word[];
  /** `-P`: every port of the image on a random host port. */
  readonly publishAll: Word | undefined;
  readonly network: 'host' | 'none' | 'own';
  readonly name: string | undefined;
}

/** Options of `docker run`, `docker create` and `podman run` that take no value. */
const FLAGS: ReadonlySet<string> = new Set([
  '--detach',
  '--disable-content-trust',
  '--help',
  '--init',
  '--interactive',
  '--no-healthcheck',
  '--oom-kill-disable',
  '--privileged',
  '--publish-all',
  '--quiet',
  '--read-only',
  '--rm',
  '--sig-proxy',
  '--tty',
  '--replace',
  '--rmi',
  '--tls-verify',
  '--no-hosts',
  '--no-hostname',
  '--env-host',
  '--http-proxy',
  '--rootfs',
  '--systemd',
]);
const SHORT_FLAGS = 'ditPq';

/**
 * Reads `docker run …`, `docker create …`, `podman run …`, `nerdctl run …`, also behind `sudo`;
 * `undefined` for anything else.
 */
export function readContainerRun(words: readonly Word[]): ContainerRun | undefined {
  const at = runAt(words);
  if (at === undefined) return undefined;
  const published: Word[] = [];
  const environment = new Map<string, Word>();
  let publishAll: Word | undefined;
  let network: ContainerRun['network'] = 'own';
  let name: string | undefined;
  let entrypoint: readonly Word[] | undefined;
  let i = at;
  const take = (option: string, value: Word | undefined): void => {
    if (value === undefined) return;
    if (option === '-p' || option === '--publish') published.push(value);
    else if (option === '--network' || option === '--net') {
      network = value.text === 'host' ? 'host' : value.text === 'none' ? 'none' : 'own';
    } else if (option === '--name') name = value.text;
    else if (option === '--entrypoint') entrypoint = [value];
    else if (option === '-e' || option === '--env') setVariable(environment, value);
  };
  for (; i < words.length; i++) {
    const word = words[i]!;
    const text = word.text ?? word.prefix;
    // `docker run $OPTS image`: what follows may still be told from the known words.
    if (text === undefined) {
      if (word.maySplit === true && words.length > i + 1) continue;
      break;
    }
    if (!text.startsWith('-') || text === '-') break;
    if (text === '--') {
      i++;
      break;
    }
    const equals = text.indexOf('=');
    if (text.startsWith('--')) {
      if (equals > 0) {
        const option = text.slice(0, equals);
        if (option === '--publish-all' && text.slice(equals + 1) !== 'false') publishAll = word;
        take(option, behind(word, equals + 1));
      } else if (text === '--publish-all') publishAll = word;
      else if (!FLAGS.has(text)) take(text, words[++i]);
      continue;
    }
    let letter = 1;
    while (letter < text.length && SHORT_FLAGS.includes(text[letter]!)) {
      if (text[letter] === 'P') publishAll = word;
      letter++;
    }
    if (letter >= text.length) continue;
    const option = `-${text[letter]!}`;
    const rest = text[letter + 1] === '=' ? letter + 2 : letter + 1;
    if (rest < text.length || word.text === undefined) take(option, behind(word, rest));
    else take(option, words[++i]);
  }
  const image = words[i];
  if (image === undefined) return undefined;
  const command = words.slice(i + 1);
  return {
    spec: {
      image,
      ...(entrypoint === undefined ? {} : { entrypoint }),
      ...(command.length === 0 ? {} : { command }),
      environment,
      where: image.where,
    },
    published,
    publishAll,
    network,
    name,
  };
}

const ENGINES: ReadonlySet<string> = new Set(['docker', 'podman', 'nerdctl', 'docker.exe']);
const BEFORE: ReadonlySet<string> = new Set([
  'sudo',
  'exec',
  'nohup',
  'time',
  'if',
  '!',
  'then',
  'do',
  'else',
  'command',
  'env',
  'doas',
]);

/** The index behind `run`. */
function runAt(words: readonly Word[]): number | undefined {
  let at = 0;
  while (at < words.length && at < 12) {
    const text = words[at]!.text;
    // `$SUDO docker run`, `$(DOCKER) run` in a Makefile.
    if (text === undefined) {
      if (/docker|podman/i.test(words[at]!.reason ?? '')) break;
      at++;
      continue;
    }
    if (ENGINES.has(text.slice(text.lastIndexOf('/') + 1))) break;
    if (!BEFORE.has(text) && !text.startsWith('-') && !/^[A-Za-z_][A-Za-z0-9_]*=/.test(text)) {
      return undefined;
    }
    at++;
  }
  if (at >= words.length) return undefined;
  for (at++; at < words.length; at++) {
    const { text } = words[at]!;
    if (text === undefined) continue;
    if (text === 'container') continue;
    if (text === 'run' || text === 'create') return at + 1;
    if (!text.startsWith('-')) return undefined;
    if (
      [
        '-H',
        '--host',
        '-c',
        '--context',
        '--config',
        '-l',
        '--log-level',
        '-n',
        '--namespace',
      ].includes(text)
    ) {
      at++;
    }
  }
  return undefined;
}

function behind(word: Word, from: number): Word {
  if (word.text !== undefined) {
    const text = word.text.slice(from);
    const width = word.where.endColumn - word.where.startColumn;
    const exact = word.where.startLine === word.where.endLine && width === word.text.length;
    const where = exact
      ? { ...word.where, startColumn: word.where.startColumn + from }
      : word.where;
    return { ...word, text, where };
  }
  const prefix = word.prefix?.slice(from);
  const { prefix: _, ...rest } = word;
  return { ...rest, ...(prefix === undefined || prefix === '' ? {} : { prefix }) };
}

function setVariable(environment: Map<string, Word>, word: Word): void {
  const text = word.text ?? word.prefix ?? '';
  const equals = text.indexOf('=');
  if (equals > 0) environment.set(text.slice(0, equals), behind(word, equals + 1));
  else if (word.text !== undefined) {
    const reason = `\`${word.text}\` comes from the environment`;
    environment.set(word.text, { text: undefined, reason, where: word.where });
  }
}

/** Where a container run stands. */
export interface RunPlace {
  readonly platform: PlatformName;
  /** Unique in the tree, fit to be shown. */
  readonly workload: string;
  /** Set when it holds only under a condition. */
  readonly onlyIf?: string;
}

/** What a container run means: the memcached in it and the ports that lead to it. */
export function containerFacts(run: ContainerRun, place: RunPlace): Fact[] {
  const content = inspectContainer(run.spec);
  const facts: Fact[] = [];
  let listener: Listener | undefined;
  if (content.nature === 'memcached') {
    listener = listenerFrom(content.daemon, {
      platform: place.platform,
      workload: place.workload,
      placement: run.network === 'host' ? 'host' : 'container',
      where: content.where,
      ...(content.version === undefined ? {} : { version: content.version }),
    });
    facts.push(listener);
  }
  if (run.network !== 'own') return facts;
  for (const word of run.published) {
    const door = publishedDoor(word, content, listener, place);
    if (door !== undefined) facts.push(door);
  }
  if (run.publishAll !== undefined && content.nature === 'memcached') {
    facts.push({
      ...doorBase(run.publishAll.where, place, content),
      sources: AddressSet.all,
      protocols: ['tcp'],
      ports: EPHEMERAL_PORTS,
      targetPorts: PortSet.of(MEMCACHED_PORT),
      faces: 'host',
      notes: ['The engine publishes every port of the image on random host ports.'],
    });
  }
  return facts;
}

/** A range of container ports wider than this does not stand for memcached's own port. */
const NARROW_RANGE = 100;

function publishedDoor(
  word: Word,
  content: ContainerContent,
  listener: Listener | undefined,
  place: RunPlace,
): Ingress | undefined {
  const text = word.text ?? `${word.prefix ?? ''}${UNKNOWN_PART}`;
  const mapping = parsePortMapping(text);
  if (isPortMappingError(mapping) || mapping.protocol === 'sctp') return undefined;
  const protocols: ProtocolSet =
    mapping.protocol === 'unknown' ? ['tcp', 'udp'] : [mapping.protocol];
  const isMemcached = content.nature === 'memcached';
  let targetPorts: Ingress['ports'];
  if (mapping.containerPorts === 'unknown') {
    if (!isMemcached) return undefined;
    targetPorts = unresolved(word.reason ?? 'the container port is not known', word.where);
  } else {
    let wanted = PortSet.of(MEMCACHED_PORT);
    if (listener !== undefined && !isUnresolved(listener.sockets)) {
      wanted = wanted.union(PortSet.of(...listener.sockets.map(({ port }) => port)));
    }
    const hit = mapping.containerPorts.intersect(wanted);
    if (hit.isEmpty) return undefined;
    const narrow = hit.intervals.some(
      ([low]) => (mapping.containerPorts as PortSet).spanAround(low) <= NARROW_RANGE,
    );
    if (!narrow && !isMemcached) return undefined;
    targetPorts = mapping.containerPorts;
  }
  const unknownAddress = mapping.hostIp === UNKNOWN_HOST_IP;
  const faces = unknownAddress ? 'host' : publishedOn(mapping.hostIp);
  if (faces === 'loopback' || faces === 'nowhere') return undefined;
  const notes: string[] = [];
  if (mapping.hostPorts === 'random') notes.push('The engine picks a random host port.');
  if (mapping.hostPorts === 'unknown') {
    notes.push('The host port is not known; it is published whichever it is.');
  }
  const fix = unknownAddress ? undefined : fixOf(word, mapping);
  return {
    ...doorBase(word.where, place, content),
    sources: unknownAddress
      ? unresolved(word.reason ?? 'the host address is not known', word.where)
      : AddressSet.all,
    protocols,
    ports:
      mapping.hostPorts === 'random'
        ? EPHEMERAL_PORTS
        : mapping.hostPorts === 'unknown'
          ? PortSet.range(1, 65535)
          : mapping.hostPorts,
    targetPorts,
    faces,
    ...(notes.length === 0 ? {} : { notes }),
    ...(fix === undefined ? {} : { fix }),
  };
}

function doorBase(
  where: Location,
  place: RunPlace,
  content: ContainerContent,
): Pick<
  Ingress,
  | 'kind'
  | 'platform'
  | 'where'
  | 'mechanism'
  | 'name'
  | 'target'
  | 'leadsTo'
  | 'bypasses'
  | 'related'
  | 'onlyIf'
> {
  return {
    kind: 'ingress',
    platform: place.platform,
    where,
    mechanism: 'published-port',
    name: place.workload,
    target: [place.workload],
    leadsTo: content.nature,
    bypasses: ['host-firewall'],
    related: [],
    ...(place.onlyIf === undefined ? {} : { onlyIf: place.onlyIf }),
  };
}

function fixOf(word: Word, mapping: PortMapping): Fix | undefined {
  const { text, where } = word;
  if (text === undefined || text.includes('=') || where.startLine !== where.endLine)
    return undefined;
  if (where.endColumn - where.startColumn !== text.length) return undefined;
  const colons = text.split(':').length - 1;
  let replacement: string | undefined;
  if (mapping.hostIpText !== '') replacement = `127.0.0.1${text.slice(mapping.hostIpText.length)}`;
  else if (colons === 0) replacement = `127.0.0.1::${text}`;
  else if (colons === 1) replacement = `127.0.0.1:${text}`;
  if (replacement === undefined) return undefined;
  return {
    description: 'Publish the port on the loopback interface only.',
    edits: [{ where, replacement }],
  };
}
