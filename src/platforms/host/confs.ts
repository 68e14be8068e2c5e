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
import { readVariables, splitOptions, type ConfKind } from './conf-kinds.js';

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
