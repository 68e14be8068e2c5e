import type { Fact } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import {
  interpret,
  linesOf,
  listenerFrom,
  Located,
  readDebianConf,
  readOpenRc,
  readShellAssignments,
  readSysconfig,
  type Line,
  type StartContext,
  type Word,
} from '../../memcached/index.js';

/** The kinds of files that hold memcached's options for a start script of the system. */
export type ConfKind = 'debian' | 'sysconfig' | 'openrc' | 'rc.conf' | 'variables';

/** Which of them a file named after memcached is, by its content; other programs use the names too. */
export function confKindOf(file: SourceFile): ConfKind | undefined {
  if (isRcConf(file.path))
    return /^[ \t]*memcached_(?:enable|flags)=/m.test(file.text) ? 'rc.conf' : undefined;
  if (!/memcache/i.test(file.path)) return undefined;
  // Templates of roles are read together with the tasks that render them.
  if (/(?:^|\/)templates\//.test(file.path) && /\{[{%]/.test(file.text)) return undefined;
  let options = 0;
  let assignments = 0;
  let others = 0;
  let commentedOptions = 0;
  for (const raw of file.text.split('\n', 5000)) {
    const line = raw.trim();
    if (line === '') continue;
    if (line.startsWith('#')) {
      if (/^#+\s*-[A-Za-z](?:\s|$)/.test(line)) commentedOptions++;
    } else if (/^--?[A-Za-z]/.test(line)) options++;
    else if (/^(?:export\s+)?[A-Za-z_][A-Za-z0-9_]*=/.test(line)) assignments++;
    // Debian's own file has a line of this kind, the only one.
    else if (!line.startsWith('logfile')) others++;
  }
  // `user memcache` in between is ignored by Debian's script; sections and blocks are another format.
  const foreign = /^[ \t]*(?:\[[^\]\n]+\][ \t\r]*$|<\/?[A-Za-z?!]|.*[{}][ \t\r]*$)/m.test(
    withoutComments(file.text),
  );
  const isConf = /\.conf(?:\.erb|\.epp|\.tmpl|\.tpl)?$|(?:^|\/)memcached?[^/.]*$/i.test(file.name);
  if (options > 0 && !foreign && others <= options && isConf) return 'debian';
  if (options === 0 && assignments === 0 && others === 0) {
    return commentedOptions > 1 && isConf ? 'debian' : undefined;
  }
  if (assignments === 0 || foreign) return undefined;
  const lines = linesOf(file);
  const where = file.location(0);
  const scripted = others > assignments;
  if (!scripted && readOpenRc(lines, where) !== undefined && !/^[ \t]*OPTIONS=/m.test(file.text))
    return 'openrc';
  if (!scripted && readSysconfig(lines, where) !== undefined) return 'sysconfig';
  if (/\.(?:sh|bash)$|(?:^|\/)init\.d\//.test(file.path) || file.text.startsWith('#!'))
    return undefined;
  return readVariables(lines).length > 0 ? 'variables' : undefined;
}

function isRcConf(path: string): boolean {
  return /(?:^|\/)rc\.conf(?:\.local|\.d\/memcached)?$/.test(path);
}

function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#.*$/gm, '').replace(/<%[^%\n]{0,300}%>|\{\{[^}\n]{0,300}\}\}/g, '');
}

/** The memcached that such a file configures. */
export function confFacts(
  file: SourceFile,
  kind: ConfKind,
  placement: 'host' | 'container',
): Fact[] {
  const lines = linesOf(file).map(templateLine);
  const where = file.location(0, Math.max(file.line(1).length, 0));
  switch (kind) {
    case 'debian': {
      const { words, dies } = readDebianConf(lines, { where });
      // The system's script runs as root; in a container nobody can say.
      const context: StartContext = placement === 'host' ? { asRoot: true } : {};
      return dies === undefined ? [listener(file, words, placement, where, context)] : [];
    }
    case 'sysconfig':
      return [listener(file, readSysconfig(lines, where)?.words ?? [], placement, where)];
    case 'openrc':
      return [listener(file, readOpenRc(lines, where)?.words ?? [], placement, where)];
    case 'rc.conf':
      return rcConf(file, lines, placement);
    case 'variables':
      return readVariables(lines).map(({ words, line }) => {
        const name = `memcached configured by ${file.path}, line ${line}`;
        return listener(file, words, placement, where, {}, name, [
          `The variables of ${file.path} are taken to be handed to memcached by a start script.`,
        ]);
      });
  }
}

function listener(
  file: SourceFile,
  words: readonly Word[],
  placement: 'host' | 'container',
  where: Word['where'],
  context: StartContext = {},
  workload = `memcached configured by ${file.path}`,
  assumptions: readonly string[] = [],
): Fact {
  const daemon = interpret(words, context);
  return listenerFrom(daemon, {
    platform: 'host',
    workload,
    placement,
    where: missingAddress(file) ?? daemon.portWhere ?? words[0]?.where ?? where,
    assumptions,
  });
}

/** Where the listen address would stand: the line that is commented out, or that holds the options. */
function missingAddress(file: SourceFile): Word['where'] | undefined {
  let found: Word['where'] | undefined;
  for (const line of linesOf(file)) {
    const text = Located.of(line).trim();
    if (/^(?:#+[ \t]*(?:-l|--listen)\b|(?:OPTIONS|MEMCACHED_PARAMS|LISTENON)=)/.test(text.text)) {
      found = text.where();
    }
  }
  return found;
}

/** FreeBSD's `memcached_enable` and `memcached_flags`. */
function rcConf(file: SourceFile, lines: readonly Line[], placement: 'host' | 'container'): Fact[] {
  const values = readShellAssignments(lines);
  const enabled = values.get('memcached_enable');
  if (enabled?.text !== undefined && !/^(?:yes|true|on|1)$/i.test(enabled.text)) return [];
  const flags = values.get('memcached_flags');
  if (enabled === undefined && flags === undefined) return [];
  const where = (flags ?? enabled)!.where;
  return [listener(file, flags === undefined ? [] : splitOptions(flags), placement, where)];
}

const ADDRESS =
  /^_*(?:MEMCACHED?_*)?(?:LISTEN|BIND|INTERFACE)(?:_*(?:ON|ADDR|ADDRESS|IP|HOST|INTERFACE))?$/i;
const OPTIONS =
  /^_*(?:(?:MEMCACHED?|DAEMON|EXTRA|MISC|CMD)_*)?(?:OPTS|OPTIONS|ARGS|PARAMS|FLAGS)$/i;

interface Variables {
  readonly words: readonly Word[];
  readonly line: number;
}

/**
 * A file of shell variables for a start script that is not known: those that name a listen address or
 * hold options. Every assignment counts, since a script may choose between them.
 */
function readVariables(lines: readonly Line[]): Variables[] {
  const found: Variables[] = [];
  lines.forEach((raw, index) => {
    const line = Located.of(raw).trim();
    const name = /^(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=/.exec(line.text)?.[1];
    if (name === undefined) return;
    const value = readShellAssignments([raw]).get(name);
    if (value === undefined || value.text === '') return;
    if (ADDRESS.test(name)) {
      found.push({ words: [{ text: '-l', where: value.where }, value], line: index + 1 });
    } else if (OPTIONS.test(name) && /^\s*-/.test(value.text ?? value.prefix ?? '')) {
      found.push({ words: splitOptions(value), line: index + 1 });
    }
  });
  return found;
}

function splitOptions(value: Word): Word[] {
  return value.text === undefined ? [{ ...value, maySplit: true }] : Located.of([value]).split();
}

const TEMPLATE_TAG = /<%(=?)[^%\n]{0,300}%>|\{\{[^}\n]{0,300}\}\}|\{%[^%\n]{0,300}%\}/g;

/** `<%= … %>` and `{{ … }}` are not known; other tags print nothing. */
function templateLine(line: Line): Line {
  const word = line[0];
  if (word?.text === undefined || !/<%|\{[{%]/.test(word.text)) return line;
  const whole = Located.of(line);
  const pieces: Word[] = [];
  let at = 0;
  for (const match of word.text.matchAll(TEMPLATE_TAG)) {
    if (match.index > at) pieces.push(whole.word(at, match.index));
    at = match.index + match[0].length;
    if (match[0].startsWith('{%') || (match[0].startsWith('<%') && match[1] !== '=')) continue;
    const { where } = whole.word(match.index, at);
    const tag = match[0].replace(/\s+/g, ' ').slice(0, 60);
    pieces.push({ text: undefined, reason: `\`${tag}\` is filled in by a template`, where });
  }
  if (at < word.text.length) pieces.push(whole.word(at, word.text.length));
  return pieces;
}
