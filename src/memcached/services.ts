import { append } from '../append.js';
import type { Location } from '../files/source.js';
import type { Variables } from '../syntax/shell/words.js';
import { Located, type Line } from './located.js';
import { readEnvironmentFile, unitWords } from './systemd.js';
import type { Word } from './types.js';

/** What the start script of a distribution makes of a file of `NAME=value` lines. */
export interface ServiceConf {
  /** The words memcached gets after its name. */
  readonly words: readonly Word[];
  /** What was assumed, one sentence each. */
  readonly assumptions: readonly string[];
}

/** The `ExecStart=` arguments of the packages that read `/etc/sysconfig/memcached`. */
const REDHAT = '-p ${PORT} -u ${USER} -m ${CACHESIZE} -c ${MAXCONN} $OPTIONS';
const SUSE = '-u $MEMCACHED_USER $MEMCACHED_PARAMS';
const SYSCONFIG_DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['PORT', '11211'],
  ['USER', 'memcached'],
  ['CACHESIZE', '64'],
  ['MAXCONN', '1024'],
  ['MEMCACHED_USER', 'memcached'],
]);

/**
 * `/etc/sysconfig/memcached` as the units of Red Hat's family and of SUSE read it. `undefined` when no
 * variable of theirs is set in it. Sources: memcached's `scripts/memcached.service` and
 * `memcached.sysconfig`, openSUSE's package.
 */
export function readSysconfig(lines: readonly Line[], where: Location): ServiceConf | undefined {
  const variables = readEnvironmentFile(lines);
  const suse = variables.has('MEMCACHED_PARAMS');
  const redhat = ['OPTIONS', 'CACHESIZE', 'MAXCONN'].some((name) => variables.has(name));
  if (!suse && !redhat) return undefined;
  const assumptions: string[] = [];
  for (const [name, value] of SYSCONFIG_DEFAULTS) {
    // Half a file is more likely than one that turns memcached off.
    if (!variables.has(name)) variables.set(name, Located.of([{ text: value, where }]));
  }
  const command = Located.of([{ text: suse ? SUSE : REDHAT, where }]);
  return { words: unitWords(command, { variables }), assumptions };
}

/**
 * `/etc/conf.d/memcached` as the OpenRC scripts of Gentoo and Alpine read it: shell assignments.
 * `undefined` when no variable of theirs is set in it. Source: `memcached.initd` of Alpine,
 * `memcached.init2` of Gentoo.
 */
export function readOpenRc(lines: readonly Line[], where: Location): ServiceConf | undefined {
  const variables = readShellAssignments(lines);
  const known = ['LISTENON', 'MEMCACHED_RUNAS', 'MEMUSAGE', 'UDPPORT', 'MISC_OPTS'];
  if (!known.some((name) => variables.has(name))) return undefined;
  const words: Word[] = [];
  const assumptions: string[] = [];
  const option = (letter: string, name: string, missing?: string): void => {
    const value = variables.get(name);
    if (value === undefined && missing === undefined) return;
    if (value?.text === '') return;
    words.push({ text: letter, where: value?.where ?? where });
    words.push(value ?? { text: missing!, where });
  };
  if (isSet(variables.get('SOCKET'))) option('-s', 'SOCKET');
  else {
    option('-p', 'PORT', '11211');
    // Unset, the script passes `-U` with nothing behind it, which eats the next word.
    option('-U', 'UDPPORT', '0');
    if (isSet(variables.get('LISTENON'))) option('-l', 'LISTENON');
  }
  option('-m', 'MEMUSAGE');
  option('-c', 'MAXCONN');
  option('-u', 'MEMCACHED_RUNAS', 'memcached');
  const more = variables.get('MISC_OPTS');
  if (more !== undefined) append(words, splitValue(more));
  return { words, assumptions };
}

function isSet(value: Word | undefined): boolean {
  return value !== undefined && value.text !== '';
}

function splitValue(value: Word): Word[] {
  if (value.text === undefined) return [{ ...value, maySplit: true }];
  return Located.of([value]).split();
}

/** A `NAME=value` line of shell text; the last assignment of a name counts. */
export function readShellAssignments(lines: readonly Line[]): Map<string, Word> {
  const values = new Map<string, Word>();
  const variables: Variables = (name) => {
    const word = values.get(name);
    if (word === undefined) return undefined;
    return word.text ?? { reason: word.reason ?? `\`$${name}\` is not known` };
  };
  for (const raw of lines) {
    const line = Located.of(raw).trim();
    const match = /^(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=/.exec(line.text);
    if (match === null) continue;
    const value = line.slice(match[0].length, line.text.length);
    const words = value.text === '' ? [] : value.valueWords(variables);
    const first = words[0] ?? { text: '', where: line.where() };
    values.set(match[1]!, first);
  }
  return values;
}
