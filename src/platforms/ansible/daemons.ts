import type { Location } from '../../files/source.js';
import {
  findMemcachedCommand,
  Located,
  readDebianConf,
  type Line,
  type Word,
} from '../../memcached/index.js';
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
}

/** All ways in which the files of a host start memcached. */
export function startsOf(state: HostState, family: string): Start[] {
  const starts: Start[] = [];
  for (const one of state.starts) {
    starts.push({ words: one.args, where: one.where, ...(one.onlyIf === undefined ? {} : { onlyIf: one.onlyIf }) });
  }
  for (const one of state.foreign) {
    starts.push({ words: one.words, where: one.where, ...(one.onlyIf === undefined ? {} : { onlyIf: one.onlyIf }) });
  }
  const units = unitStarts(state, family);
  starts.push(...units.starts, ...otherStarts(state));
  if (state.service === 'stopped' || state.removed || units.packagedUnitReplaced) return starts;
  starts.push(...configStarts(state, family));
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
      const start = startOfConfig(path, lines, file, state);
      found.push({ ...start, ...(instance === undefined ? {} : { instance }), ...(file.stock === true ? { stock: true } : {}) });
    }
  }
  if (found.length === 0 && state.installed !== undefined) {
    const { where, onlyIf } = state.installed;
    const path = own ?? '/etc/memcached.conf';
    const text = stockText(path, where);
    const condition = onlyIf === undefined ? {} : { onlyIf };
    if (text === undefined) return found;
    const start = startOfConfig(path, linesOfText(text), { alternatives: [text], where }, state);
    found.push({ ...start, ...condition, stock: true });
  }
  return found;
}

function sameKind(path: string, own: string): boolean {
  const kind = configKind(path);
  return kind === configKind(own) || (kind === 'defaults' && own.startsWith('/etc/memcached'));
}

/** How a configuration file of memcached is read, by its path. */
export function configKind(path: string): 'debian' | 'sysconfig' | 'openrc' | 'defaults' | undefined {
  if (/^\/etc\/memcached[\w.-]*\.conf$/.test(path) || /^\/etc\/memcached\/[\w.-]+\.conf$/.test(path)) return 'debian';
  if (/^\/etc\/sysconfig\/memcached[\w.@-]*$/.test(path)) return 'sysconfig';
  if (/^\/etc\/conf\.d\/memcached[\w.-]*$/.test(path)) return 'openrc';
  return undefined;
}

function startOfConfig(path: string, lines: readonly Line[], file: FileState, state: HostState): Start {
  const condition = file.onlyIf === undefined ? {} : { onlyIf: file.onlyIf };
  const where = firstLineWhere(lines) ?? file.where;
  if (configKind(path) === 'debian') {
    const conf = readDebianConf(lines, { where: file.where, environment: new Map() });
    return { words: conf.words, where, ...condition, ...(conf.dies === undefined ? {} : { dies: conf.dies }) };
  }
  const settings = readAssignments(lines);
  void state;
  if (configKind(path) === 'openrc') return { words: openrcWords(settings, where), where, ...condition };
  return { words: sysconfigWords(settings, where), where: settings.get('OPTIONS')?.where() ?? where, ...condition };
}

function firstLineWhere(lines: readonly Line[]): Location | undefined {
  return lines.find((line) => line.length > 0)?.[0]?.where;
}

/** `KEY=value` lines of an environment file (systemd.exec(5)); the last assignment wins. */
export function readAssignments(lines: readonly Line[]): Map<string, Located> {
  const settings = new Map<string, Located>();
  for (const raw of lines) {
    const line = Located.of(raw).trim();
    if (line.text === '' || line.text.startsWith('#') || line.text.startsWith(';')) continue;
    const match = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/.exec(line.text);
    if (match === null) continue;
    let value = line.slice(match[0].length, line.text.length).trim();
    const quote = value.text[0];
    if (quote === '"' || quote === "'") {
      const close = value.text.indexOf(quote, 1);
      value = value.slice(1, close < 0 ? value.text.length : close);
    } else {
      const comment = value.text.indexOf(' #');
      if (comment >= 0) value = value.slice(0, comment).trim();
    }
    settings.set(match[1]!, value);
  }
  return settings;
}

/** `ExecStart=/usr/bin/memcached -p ${PORT} -u ${USER} -m ${CACHESIZE} -c ${MAXCONN} $OPTIONS` */
function sysconfigWords(settings: ReadonlyMap<string, Located>, where: Location): Word[] {
  const word = (text: string): Word => ({ text, where });
  const words: Word[] = [];
  for (const [option, key, fallback] of [
    ['-p', 'PORT', '11211'],
    ['-u', 'USER', 'memcached'],
    ['-m', 'CACHESIZE', '64'],
    ['-c', 'MAXCONN', '1024'],
  ] as const) {
    const value = settings.get(key);
    if (value !== undefined && value.text === '') continue;
    words.push(word(option), value === undefined ? word(fallback) : value.word(0, value.text.length));
  }
  for (const key of ['OPTIONS', 'MEMCACHED_PARAMS']) {
    const value = settings.get(key);
    if (value !== undefined && value.text !== '') words.push(...value.split());
  }
  return words;
}

/** What OpenRC's script makes of conf.d: `UDPPORT` defaults to the TCP port. */
function openrcWords(settings: ReadonlyMap<string, Located>, where: Location): Word[] {
  const word = (text: string): Word => ({ text, where });
  const words: Word[] = [word('-u'), word('memcached')];
  const push = (option: string, key: string): void => {
    const value = settings.get(key);
    if (value === undefined || value.text === '') return;
    if (value.text === '${PORT}' || value.text === '$PORT') {
      push(option, 'PORT');
      return;
    }
    words.push(word(option), value.word(0, value.text.length));
  };
  push('-l', 'LISTENON');
  push('-p', 'PORT');
  push('-U', 'UDPPORT');
  const more = settings.get('MISC_OPTS');
  if (more !== undefined && more.text !== '') words.push(...more.split());
  return words;
}

/** Units written by tasks; drop-ins change the packaged unit. */
function unitStarts(state: HostState, family: string): { starts: Start[]; packagedUnitReplaced: boolean } {
  const starts: Start[] = [];
  let replaced = false;
  const dropIns = [...state.files].filter(([path]) => /memcached[^/]*\.service\.d\/[^/]+\.conf$/.test(path));
  const units = [...state.files].filter(([path]) => /\.service$/.test(path) && !path.endsWith('.service.d'));
  for (const [path, file] of units) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    for (const text of file.alternatives) {
      const entries = [
        ...readIni(linesOfText(text), 'systemd'),
        ...(/^memcached(@)?\.service$/.test(name)
          ? dropIns.flatMap(([, one]) => one.alternatives.slice(-1).flatMap((inner) => readIni(linesOfText(inner), 'systemd')))
          : []),
      ];
      const start = startOfUnit(entries, state, family, file);
      if (start === undefined) continue;
      if (/^memcached(@)?\.service$/.test(name)) replaced = true;
      const instance = /^memcached\.service$/.test(name) ? {} : { instance: name.replace(/\.service$/, '') };
      starts.push(...start.map((one) => ({ ...one, ...instance })));
    }
  }
  if (replaced) return { starts, packagedUnitReplaced: true };
  for (const [, file] of dropIns) {
    for (const text of file.alternatives) {
      const entries = readIni(linesOfText(text), 'systemd');
      if (!entries.some(({ key }) => key === 'ExecStart')) continue;
      const start = startOfUnit(entries, state, family, file);
      if (start === undefined) continue;
      replaced = true;
      starts.push(...start);
    }
  }
  return { starts, packagedUnitReplaced: replaced };
}

function startOfUnit(
  entries: ReturnType<typeof readIni>,
  state: HostState,
  family: string,
  file: FileState,
): Start[] | undefined {
  let commands: { value: Located; where: Location }[] = [];
  const environment = new Map<string, Located>();
  let environmentFile = false;
  for (const { section, key, value, where } of entries) {
    if (section !== 'Service') continue;
    if (key === 'ExecStart') {
      if (value.text === '') commands = [];
      else commands.push({ value, where });
    } else if (key === 'Environment') {
      for (const assignment of assignmentsIn(value)) environment.set(assignment.key, assignment.value);
    } else if (key === 'EnvironmentFile') {
      environmentFile = value.text !== '';
      const path = value.text.replace(/^-/, '');
      const target = state.files.get(path);
      const lines = target?.alternatives.at(-1) ?? (/sysconfig\/memcached/.test(path) ? stockText('/etc/sysconfig/memcached', file.where) : undefined);
      if (lines !== undefined) for (const [name, one] of readAssignments(linesOfText(lines))) environment.set(name, one);
    }
  }
  const condition = file.onlyIf === undefined ? {} : { onlyIf: file.onlyIf };
  const starts: Start[] = [];
  for (const { value, where } of commands) {
    const words = expandUnitCommand(value, environment, environmentFile);
    const wrapper = words.findIndex((word) => /systemd-memcached-wrapper$/.test(word.text ?? ''));
    if (wrapper >= 0) {
      const path = words[wrapper + 1]?.text ?? '/etc/memcached.conf';
      const conf = state.files.get(path) ?? state.files.get('/etc/memcached.conf');
      const texts = conf?.alternatives ?? [stockText('/etc/memcached.conf', file.where)!];
      for (const text of texts) {
        const lines = linesOfText(text);
        const read = readDebianConf(lines, { where: conf?.where ?? file.where, environment: new Map() });
        starts.push({ words: read.words, where: firstLineWhere(lines) ?? where, ...condition });
      }
      continue;
    }
    const found = findMemcachedCommand(words.map((word, i) => (i === 0 && word.text !== undefined ? { ...word, text: word.text.replace(/^[-@+!:|]+/, '') } : word)));
    if (found !== undefined) starts.push({ words: found.args, where: found.where, ...condition });
  }
  void family;
  return starts.length === 0 ? undefined : starts;
}

function assignmentsIn(value: Located): { key: string; value: Located }[] {
  const found: { key: string; value: Located }[] = [];
  const text = value.text;
  let at = 0;
  while (at < text.length) {
    while (at < text.length && /\s/.test(text[at]!)) at++;
    const start = at;
    let quote = '';
    for (; at < text.length; at++) {
      const char = text[at]!;
      if (quote !== '') {
        if (char === quote) quote = '';
      } else if (char === '"' || char === "'") quote = char;
      else if (/\s/.test(char)) break;
    }
    let one = value.slice(start, at);
    if (/^["']/.test(one.text)) one = one.slice(1, one.text.length - (one.text.endsWith(one.text[0]!) ? 1 : 0));
    const equals = one.text.indexOf('=');
    if (equals <= 0) continue;
    let inner = one.slice(equals + 1, one.text.length);
    const mark = inner.text[0];
    if ((mark === '"' || mark === "'") && inner.text.endsWith(mark) && inner.text.length > 1) inner = inner.slice(1, inner.text.length - 1);
    found.push({ key: one.text.slice(0, equals), value: inner });
  }
  return found;
}

/** systemd.service(5): `$NAME` as a word of its own is split, `${NAME}` is not. */
function expandUnitCommand(value: Located, environment: ReadonlyMap<string, Located>, hasFile: boolean): Word[] {
  if (/["'\\]/.test(value.text)) {
    return value.shellWords((name) => {
      const known = environment.get(name);
      if (known === undefined) return hasFile ? { reason: `\`$${name}\` is set in a file that is not in the repository` } : '';
      const words = known.split();
      return words.every((word) => word.text !== undefined) ? known.text : { reason: words.find((word) => word.text === undefined)?.reason ?? 'it is not known' };
    });
  }
  return value.split().flatMap((word): Word[] => {
    const whole = /^\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?$/.exec(word.text ?? '');
    if (whole !== null) {
      const known = environment.get(whole[1]!);
      if (known !== undefined) {
        if (word.text!.startsWith('${')) return [known.text === '' ? { text: '', where: word.where } : known.word(0, known.text.length)];
        return known.split();
      }
      if (!hasFile) return word.text!.startsWith('${') ? [{ text: '', where: word.where }] : [];
      return [{ text: undefined, reason: `\`${word.text}\` is set in a file that is not in the repository`, where: word.where, maySplit: !word.text!.startsWith('${') }];
    }
    if (word.text?.includes('%i') === true || word.text?.includes('%I') === true) {
      return [{ text: undefined, reason: 'the instance of the unit is not known', where: word.where }];
    }
    if (word.text?.includes('${') === true) {
      let text = word.text;
      for (const [name, one] of environment) {
        if (one.split().every((part) => part.text !== undefined)) text = text.split(`\${${name}}`).join(one.text);
      }
      if (/\$\{\w/.test(text)) {
        return [{ text: undefined, reason: `a variable in \`${word.text}\` is not known`, where: word.where }];
      }
      return [{ ...word, text }];
    }
    return [word];
  });
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
          if (found !== undefined) starts.push({ words: found.args, where: found.where, ...condition, instance: one.section });
        }
      } else if (text.text.startsWith('#!') && !/\/init\.d\//.test(path)) {
        for (const line of linesOfText(text)) {
          if (line.length === 0) continue;
          const located = Located.of(line).trim();
          if (located.text.startsWith('#') || !located.text.includes('memcached')) continue;
          const found = findMemcachedCommand(located.shellWords(() => undefined));
          if (found !== undefined) starts.push({ words: found.args, where: found.where, ...condition, instance: path });
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
        if (found !== undefined) starts.push({ words: found.args, where: found.where, ...condition, instance: path });
      }
    }
  }
  return starts;
}
