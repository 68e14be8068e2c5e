import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import {
  findMemcachedCommand,
  Located,
  readDebianConf,
  readOpenRc,
  readSysconfig,
  type Line,
  type Word,
} from '../../memcached/index.js';
import { execWords, readEnvironmentFile, splitUnitValue } from '../../memcached/systemd.js';
import { readIni } from '../host/ini.js';
import { linesOfText } from './lines.js';
import type { HostState, FileState } from './state.js';
import { stockPath, stockText } from './stock.js';

/** One way memcached is started on a host. */
export interface Start {
  readonly words: readonly Word[];
  readonly where: Location;
  readonly onlyIf?: string;
  /** Nothing was written: the package's own configuration counts. */
  readonly stock?: true;
  /** The instance, when there are several. */
  readonly instance?: string;
  readonly dies?: string;
  /** The line that would hold the listen address. */
  readonly listenLine?: Location;
}

/** All ways in which the files of a host start memcached. */
export function startsOf(state: HostState, family: string): Start[] {
  const starts: Start[] = [];
  for (const one of state.starts) {
    starts.push({
      words: one.args,
      where: one.where,
      ...(one.onlyIf === undefined ? {} : { onlyIf: one.onlyIf }),
    });
  }
  for (const one of state.foreign) {
    starts.push({
      words: one.words,
      where: one.where,
      ...(one.onlyIf === undefined ? {} : { onlyIf: one.onlyIf }),
    });
  }
  const units = unitStarts(state);
  append(starts, [...units.starts, ...otherStarts(state)]);
  if (state.service === 'stopped' || state.removed || units.packagedUnitReplaced) return starts;
  append(starts, configStarts(state, family));
  return starts;
}

/** What the packaged service makes of its configuration file. */
function configStarts(state: HostState, family: string): Start[] {
  const found: Start[] = [];
  const own = stockPath(family);
  const paths = [...state.files.keys()].filter((path) => configKind(path) !== undefined);
  const fitting = paths.filter((path) => own === undefined || sameKind(path, own));
  // A file of another family is read only where nothing fits: the playbook knows its hosts.
  for (const path of fitting.length > 0 ? fitting : paths) {
    const file = state.files.get(path)!;
    for (const text of file.alternatives) {
      const lines = linesOfText(text);
      const instance = /memcached[_.-]([\w-]+?)(?:\.conf)?$/.exec(path)?.[1];
      const start = startOfConfig(path, lines, file);
      found.push({
        ...start,
        ...(instance === undefined ? {} : { instance }),
        ...(file.stock === true ? { stock: true } : {}),
      });
    }
  }
  if (found.length === 0 && state.installed !== undefined) {
    const { where, onlyIf } = state.installed;
    const path = own ?? '/etc/memcached.conf';
    const text = stockText(path, where);
    const condition = onlyIf === undefined ? {} : { onlyIf };
    if (text === undefined) return found;
    const start = startOfConfig(path, linesOfText(text), { alternatives: [text], where });
    found.push({ ...start, ...condition, stock: true });
  }
  return found;
}

function sameKind(path: string, own: string): boolean {
  const kind = configKind(path);
  return kind === configKind(own) || (kind === 'defaults' && own.startsWith('/etc/memcached'));
}

/** How a configuration file of memcached is read, by its path. */
export function configKind(
  path: string,
): 'debian' | 'sysconfig' | 'openrc' | 'defaults' | undefined {
  if (
    /^\/etc\/memcached[\w.-]*\.conf$/.test(path) ||
    /^\/etc\/memcached\/[\w.-]+\.conf$/.test(path)
  )
    return 'debian';
  if (/^\/etc\/sysconfig\/memcached[\w.@-]*$/.test(path)) return 'sysconfig';
  if (/^\/etc\/conf\.d\/memcached[\w.-]*$/.test(path)) return 'openrc';
  return undefined;
}

function startOfConfig(path: string, lines: readonly Line[], file: FileState): Start {
  const condition = file.onlyIf === undefined ? {} : { onlyIf: file.onlyIf };
  const where = firstLineWhere(lines) ?? file.where;
  if (configKind(path) === 'debian') {
    const conf = readDebianConf(lines, { where: file.where, environment: new Map() });
    return {
      words: conf.words,
      where,
      ...condition,
      ...(conf.dies === undefined ? {} : { dies: conf.dies }),
    };
  }
  const read =
    configKind(path) === 'openrc' ? readOpenRc(lines, where) : readSysconfig(lines, where);
  return { words: read?.words ?? [], where, ...optionsLine(lines), ...condition };
}

/** The line that would hold the listen address: where to point when it holds none. */
function optionsLine(lines: readonly Line[]): { listenLine?: Location } {
  for (const line of lines) {
    const located = Located.of(line);
    if (/^\s*(OPTIONS|MEMCACHED_PARAMS|LISTENON)=/.test(located.text))
      return { listenLine: located.where() };
  }
  return {};
}

function firstLineWhere(lines: readonly Line[]): Location | undefined {
  return lines.find((line) => line.length > 0)?.[0]?.where;
}

/** Units written by tasks; drop-ins change the packaged unit. */
function unitStarts(state: HostState): { starts: Start[]; packagedUnitReplaced: boolean } {
  const starts: Start[] = [];
  let replaced = false;
  const dropIns = [...state.files].filter(([path]) =>
    /memcached[^/]*\.service\.d\/[^/]+\.conf$/.test(path),
  );
  const units = [...state.files].filter(
    ([path]) => /\.service$/.test(path) && !path.endsWith('.service.d'),
  );
  for (const [path, file] of units) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    for (const text of file.alternatives) {
      const entries = [
        ...readIni(linesOfText(text), 'systemd'),
        ...(/^memcached(@)?\.service$/.test(name)
          ? dropIns.flatMap(([, one]) =>
              one.alternatives.slice(-1).flatMap((inner) => readIni(linesOfText(inner), 'systemd')),
            )
          : []),
      ];
      const start = startOfUnit(entries, state, file);
      if (start === undefined) continue;
      if (/^memcached(@)?\.service$/.test(name)) replaced = true;
      const instance = /^memcached\.service$/.test(name)
        ? {}
        : { instance: name.replace(/\.service$/, '') };
      append(
        starts,
        start.map((one) => ({ ...one, ...instance })),
      );
    }
  }
  if (replaced) return { starts, packagedUnitReplaced: true };
  for (const [, file] of dropIns) {
    for (const text of file.alternatives) {
      const entries = readIni(linesOfText(text), 'systemd');
      if (!entries.some(({ key }) => key === 'ExecStart')) continue;
      const start = startOfUnit(entries, state, file);
      if (start === undefined) continue;
      replaced = true;
      append(starts, start);
    }
  }
  return { starts, packagedUnitReplaced: replaced };
}

function startOfUnit(
  entries: ReturnType<typeof readIni>,
  state: HostState,
  file: FileState,
): Start[] | undefined {
  let commands: { value: Located; where: Location }[] = [];
  const variables = new Map<string, Located>();
  let missing: string | undefined;
  for (const { section, key, value, where } of entries) {
    if (section !== 'Service') continue;
    if (key === 'ExecStart') {
      if (value.text === '') commands = [];
      else commands.push({ value, where });
    } else if (key === 'Environment') {
      for (const one of splitUnitValue(value)) {
        const equals = one.text.indexOf('=');
        if (equals > 0)
          variables.set(one.text.slice(0, equals), one.slice(equals + 1, one.text.length));
      }
    }
  }
  for (const { section, key, value } of entries) {
    if (section !== 'Service' || key !== 'EnvironmentFile') continue;
    const path = value.text.replace(/^-/, '');
    if (path === '') continue;
    const text = state.files.get(path)?.alternatives.at(-1) ?? stockText(path, file.where);
    if (text === undefined)
      missing = `it may be set in ${path.slice(0, 80)}, which is not in the repository`;
    else for (const [name, one] of readEnvironmentFile(linesOfText(text))) variables.set(name, one);
  }
  const condition = file.onlyIf === undefined ? {} : { onlyIf: file.onlyIf };
  const starts: Start[] = [];
  for (const { value, where } of commands) {
    const words = execWords(value, { variables, ...(missing === undefined ? {} : { missing }) });
    const wrapper = words.findIndex((word) => /systemd-memcached-wrapper$/.test(word.text ?? ''));
    if (wrapper >= 0) {
      const conf =
        state.files.get(words[wrapper + 1]?.text ?? '') ?? state.files.get('/etc/memcached.conf');
      const texts = conf?.alternatives ?? [stockText('/etc/memcached.conf', file.where)!];
      for (const text of texts) {
        const lines = linesOfText(text);
        const read = readDebianConf(lines, {
          where: conf?.where ?? file.where,
          environment: new Map(),
        });
        starts.push({ words: read.words, where: firstLineWhere(lines) ?? where, ...condition });
      }
      continue;
    }
    const found = findMemcachedCommand(words);
    if (found !== undefined) starts.push({ words: found.args, where: found.where, ...condition });
  }
  return starts.length === 0 ? undefined : starts;
}

/** Supervisor programs, run scripts and command files. */
function otherStarts(state: HostState): Start[] {
  const starts: Start[] = [];
  for (const [path, file] of state.files) {
    if (configKind(path) !== undefined || /\.service(\.d\/[^/]*)?$/.test(path)) continue;
    for (const text of file.alternatives) {
      const condition = file.onlyIf === undefined ? {} : { onlyIf: file.onlyIf };
      if (/^\s*\[program:/m.test(text.text)) {
        for (const one of readIni(linesOfText(text), 'supervisor')) {
          if (one.key !== 'command' || !one.section.startsWith('program:')) continue;
          const found = findMemcachedCommand(one.value.shellWords(() => undefined));
          if (found !== undefined)
            starts.push({
              words: found.args,
              where: found.where,
              ...condition,
              instance: one.section,
            });
        }
      } else if (text.text.startsWith('#!') && !/\/init\.d\//.test(path)) {
        for (const line of linesOfText(text)) {
          if (line.length === 0) continue;
          const located = Located.of(line).trim();
          if (located.text.startsWith('#') || !located.text.includes('memcached')) continue;
          const found = findMemcachedCommand(located.shellWords(() => undefined));
          if (found !== undefined)
            starts.push({ words: found.args, where: found.where, ...condition, instance: path });
        }
      } else {
        const command = /"command"\s*:\s*"/.exec(text.text);
        if (command === null) continue;
        const from = command.index + command[0].length;
        const to = text.text.indexOf('"', from);
        const lines = linesOfText(text);
        if (to < 0) continue;
        void lines;
        const before = text.text.slice(0, from).split('\n').length - 1;
        const column = from - (text.text.lastIndexOf('\n', from - 1) + 1);
        const line = lines[before];
        if (line === undefined) continue;
        const located = Located.of(line).slice(column, column + to - from);
        const found = findMemcachedCommand(located.split());
        if (found !== undefined)
          starts.push({ words: found.args, where: found.where, ...condition, instance: path });
      }
    }
  }
  return starts;
}
