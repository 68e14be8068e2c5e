import type { SourceFile } from '../../files/source.js';
import { linesOf, Located, type Line } from '../../memcached/located.js';
import { readOpenRc, readShellAssignments, readSysconfig } from '../../memcached/services.js';
import type { Word } from '../../memcached/types.js';

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
      // An option that is switched off, not a line that explains one.
      if (/^#+\s*-[A-Za-z](?:\s+\S+)?$/.test(line)) commentedOptions++;
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

const ADDRESS =
  /^_*(?:MEMCACHED?_*)?(?:LISTEN|BIND|INTERFACE)(?:_*(?:ON|ADDR|ADDRESS|IP|HOST|INTERFACE))?$/i;
const OPTIONS =
  /^_*(?:(?:MEMCACHED?|DAEMON|EXTRA|MISC|CMD)_*)?(?:OPTS|OPTIONS|ARGS|PARAMS|FLAGS)$/i;

export interface Variables {
  readonly words: readonly Word[];
  readonly line: number;
}

/**
 * A file of shell variables for a start script that is not known: those that name a listen address or
 * hold options. Every assignment counts, since a script may choose between them.
 */
export function readVariables(lines: readonly Line[]): Variables[] {
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

export function splitOptions(value: Word): Word[] {
  return value.text === undefined ? [{ ...value, maySplit: true }] : Located.of([value]).split();
}
