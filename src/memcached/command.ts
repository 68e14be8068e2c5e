import type { Location } from '../files/source.js';
import { isBlank, isMeta, skipWord } from '../syntax/shell/scan.js';
import { splitWords, type ShellWord, type Variables } from '../syntax/shell/words.js';
import { part } from './getopt.js';
import type { Word } from './types.js';

/** A command that starts memcached. */
export interface MemcachedCommand {
  /** The words after the program name. */
  readonly args: readonly Word[];
  /** The program name. */
  readonly where: Location;
}

/** Variables a command's shell would know. */
export type Environment = ReadonlyMap<string, Word>;

const DEEPEST = 8;
const PROGRAMS: ReadonlySet<string> = new Set(['memcached', 'memcached.exe', 'memcached-debug']);
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh', 'busybox']);
/** Words a shell command may begin with that are no program. */
const RESERVED: ReadonlySet<string> = new Set([
  'if',
  'then',
  'else',
  'elif',
  'do',
  'while',
  'until',
  '{',
  '!',
  'time',
]);

/** How programs that run another program are skipped: their options with a value, and their operands. */
interface Wrapper {
  /** Options that take the next word: `-u`, `--user`. */
  readonly valued?: readonly string[];
  /** How many words come before the command. */
  readonly operands?: number;
}

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['exec', { valued: ['-a'] }],
  ['command', {}],
  ['builtin', {}],
  ['nohup', {}],
  ['setsid', {}],
  ['unbuffer', {}],
  ['doas', { valued: ['-u', '-C'] }],
  [
    'sudo',
    {
      valued: [
        '-u',
        '-g',
        '-h',
        '-p',
        '-C',
        '-T',
        '-r',
        '-t',
        '-D',
        '-R',
        '-U',
        '--user',
        '--group',
        '--host',
        '--chdir',
      ],
    },
  ],
  ['env', { valued: ['-u', '--unset', '-C', '--chdir'] }],
  ['nice', { valued: ['-n', '--adjustment'] }],
  ['ionice', { valued: ['-c', '-n', '-p', '--class', '--classdata'] }],
  ['chrt', { operands: 1 }],
  ['taskset', { operands: 1 }],
  ['numactl', { valued: ['-N', '-C', '-m', '-i', '-p'] }],
  ['stdbuf', { valued: ['-i', '-o', '-e'] }],
  ['timeout', { valued: ['-s', '-k', '--signal', '--kill-after'], operands: 1 }],
  ['gosu', { operands: 1 }],
  ['su-exec', { operands: 1 }],
  ['setuidgid', { operands: 1 }],
  ['s6-setuidgid', { operands: 1 }],
  [
    'chpst',
    {
      valued: [
        '-u',
        '-U',
        '-b',
        '-e',
        '-/',
        '-n',
        '-l',
        '-L',
        '-m',
        '-d',
        '-o',
        '-p',
        '-f',
        '-c',
        '-r',
        '-t',
        '-C',
      ],
    },
  ],
  ['setpriv', { valued: ['--reuid', '--regid', '--groups', '--inh-caps', '--bounding-set'] }],
  ['chroot', { operands: 1 }],
  ['tini', { valued: ['-p', '-e'] }],
  ['catatonit', {}],
  ['dumb-init', { valued: ['-r', '--rewrite'] }],
  ['docker-entrypoint.sh', {}],
  ['cgexec', { valued: ['-g'] }],
  [
    'systemd-run',
    {
      valued: [
        '-u',
        '-p',
        '--unit',
        '--property',
        '-E',
        '--setenv',
        '--slice',
        '--uid',
        '--gid',
        '-M',
        '-H',
      ],
    },
  ],
  ['systemd-cat', { valued: ['-t', '-p'] }],
  ['daemonize', { valued: ['-a', '-c', '-e', '-E', '-o', '-p', '-l', '-u'] }],
  ['daemon', { valued: ['--user', '--check', '--pidfile'] }],
  ['setarch', { operands: 1 }],
  ['strace', { valued: ['-e', '-o', '-p', '-s', '-u'] }],
]);

/**
 * The memcached that a command starts, seen through the programs that only run another one (`exec`,
 * `sudo -u x`, `env A=b`, `gosu x`, `tini --`, `sh -c "…"`, `start-stop-daemon --exec … --`, …).
 * `environment` fills the variables of a `sh -c` text.
 */
export function findMemcachedCommand(
  words: readonly Word[],
  environment: Environment = new Map(),
): MemcachedCommand | undefined {
  return find(words, environment, 0);
}

function find(
  words: readonly Word[],
  environment: Environment,
  depth: number,
): MemcachedCommand | undefined {
  let at = 0;
  while (at < words.length && depth <= DEEPEST) {
    const word = words[at]!;
    // A word such as `$SUDO` in front may be nothing at all; but it may as well be `echo`.
    if (word.text === undefined) return undefined;
    if (RESERVED.has(word.text) || isAssignment(word.text)) {
      at++;
      continue;
    }
    const name = programName(word.text);
    // The system's start script of the same name takes `start` and `stop`, and no options.
    if (/\/(?:init|rc)\.d\/[^/]*$/.test(word.text)) return undefined;
    if (PROGRAMS.has(name)) return { args: words.slice(at + 1), where: word.where };
    if (name === 'start-stop-daemon') return startStopDaemon(words, at + 1);
    if (name === 'su' || name === 'runuser') {
      const inner = switchUser(words, at + 1, environment, depth);
      if (inner !== 'go on') return inner;
    }
    if (SHELLS.has(name)) return shell(words, at + 1, environment, depth);
    if (name === 'eval') return inText(words.slice(at + 1), environment, depth);
    const wrapper = WRAPPERS.get(name);
    if (wrapper === undefined) return undefined;
    at = afterOptions(words, at + 1, wrapper.valued ?? []);
    for (let skip = wrapper.operands ?? 0; skip > 0; skip--) at++;
    depth++;
  }
  return undefined;
}

function programName(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
}

function isAssignment(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*\+?=/.test(text);
}

/** Skips the options of a wrapper, up to its first operand or behind `--`. */
function afterOptions(words: readonly Word[], from: number, valued: readonly string[]): number {
  let at = from;
  while (at < words.length) {
    const text = words[at]!.text;
    if (text === '--') return at + 1;
    if (text === undefined || !text.startsWith('-') || text === '-') return at;
    at += valued.includes(text) ? 2 : 1;
  }
  return at;
}

/** `start-stop-daemon --start --exec /usr/bin/memcached -- -l …` */
function startStopDaemon(words: readonly Word[], from: number): MemcachedCommand | undefined {
  let program: Word | undefined;
  let stops = false;
  for (let at = from; at < words.length; at++) {
    const { text } = words[at]!;
    if (text === '--') {
      if (stops || program?.text === undefined || !PROGRAMS.has(programName(program.text)))
        return undefined;
      return { args: words.slice(at + 1), where: program.where };
    }
    if (text === undefined) continue;
    if (text === '--stop' || text === '-K' || text === '--status' || text === '-T') stops = true;
    const [, joined] = /^--(?:exec|startas)=(.*)$/s.exec(text) ?? [];
    if (joined !== undefined) program = { ...words[at]!, text: joined };
    else if (['--exec', '-x', '--startas', '-a'].includes(text)) program = words[at + 1];
  }
  if (stops || program?.text === undefined || !PROGRAMS.has(programName(program.text)))
    return undefined;
  return { args: [], where: program.where };
}

/** `su user -c "…"`, `runuser -u user -- command`. */
function switchUser(
  words: readonly Word[],
  from: number,
  environment: Environment,
  depth: number,
): MemcachedCommand | undefined | 'go on' {
  for (let at = from; at < words.length; at++) {
    const { text } = words[at]!;
    if (text === '-c' || text === '--command')
      return inText(words.slice(at + 1, at + 2), environment, depth);
    if (text === '-u') {
      const next = afterOptions(words, at + 2, []);
      return find(words.slice(next), environment, depth + 1);
    }
  }
  return undefined;
}

/** `sh -ec "…"` */
function shell(
  words: readonly Word[],
  from: number,
  environment: Environment,
  depth: number,
): MemcachedCommand | undefined {
  for (let at = from; at < words.length; at++) {
    const { text } = words[at]!;
    if (text === undefined) return undefined;
    if (text === 'sh' || text === 'ash') continue; // busybox sh
    if (!text.startsWith('-') && !text.startsWith('+')) return undefined; // a script
    if (text === '-o' || text === '+o' || text === '-O') at++;
    else if (/^-[A-Za-z]*c[A-Za-z]*$/.test(text)) {
      return inText(words.slice(at + 1, at + 2), environment, depth, words.slice(at + 2));
    }
  }
  return undefined;
}

/** Finds memcached among the commands of a shell text. `parameters` are `$0`, `$1`, … */
function inText(
  texts: readonly Word[],
  environment: Environment,
  depth: number,
  parameters: readonly Word[] = [],
): MemcachedCommand | undefined {
  const whole = texts[0];
  if (whole?.text === undefined || depth >= DEEPEST) return undefined;
  const variables: Variables = (name) => {
    if (name === '@' || name === '*') {
      const known = parameters.slice(1).map((word) => word.text);
      return known.every((text) => text !== undefined)
        ? known
        : { reason: 'a parameter of the shell is not known' };
    }
    const word = /^[0-9]$/.test(name) ? parameters[Number(name)] : environment.get(name);
    if (word === undefined) return undefined;
    return word.text ?? { reason: word.reason ?? `\`$${name}\` is not known` };
  };
  const joined = texts.length === 1 ? whole.text : texts.map((word) => word.text ?? '').join(' ');
  const place = texts.length === 1 ? whole : { text: undefined, where: whole.where };
  for (const [start, end] of commandsIn(joined)) {
    const command = splitWords(joined.slice(start, end), variables).map((word) =>
      fromShell(word, start, place),
    );
    const found = find(command, environment, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fromShell(word: ShellWord, start: number, whole: Word): Word {
  const where = part(whole, start + word.start, start + word.end);
  if (word.text !== undefined) return { text: word.text, where };
  return {
    text: undefined,
    where,
    ...(word.reason === undefined ? {} : { reason: word.reason }),
    ...(word.prefix === undefined || word.prefix === '' ? {} : { prefix: word.prefix }),
    ...(word.maySplit === true ? { maySplit: true } : {}),
  };
}

/** The offsets of the simple commands of a shell text, whatever joins them. */
export function commandsIn(text: string): [start: number, end: number][] {
  const commands: [number, number][] = [];
  let at = 0;
  let start = -1;
  const finish = (): void => {
    if (start >= 0) commands.push([start, at]);
    start = -1;
  };
  while (at < text.length) {
    const char = text[at]!;
    if (isBlank(char)) at++;
    else if (char === '#') {
      finish();
      const newline = text.indexOf('\n', at);
      at = newline < 0 ? text.length : newline;
    } else if (char === '<' || char === '>') at++;
    else if (isMeta(char)) {
      // `2>&1` and `&>file` do not end a command.
      if (char === '&' && (text[at - 1] === '>' || text[at - 1] === '<' || text[at + 1] === '>')) {
        at++;
        continue;
      }
      finish();
      at++;
    } else {
      if (start < 0) start = at;
      at = Math.max(skipWord(text, at, text.length), at + 1);
    }
  }
  finish();
  return commands;
}
