import type { Location } from '../files/source.js';
import { isBlank, skipGroup } from '../syntax/shell/scan.js';
import type { Variables } from '../syntax/shell/words.js';
import { Located, type Line } from './located.js';
import type { Word } from './types.js';

export interface DebianOptions {
  /**
   * Who reads the file: the wrapper of the systemd unit (default), or `start-memcached` of the SysV
   * script, which dies on lines that do not begin with a dash.
   */
  readonly reader?: 'systemd-memcached-wrapper' | 'start-memcached';
  /** The whole environment of the reader; absent: not known, so that `$VAR` is not known. */
  readonly environment?: ReadonlyMap<string, string>;
  /** Where to point for an empty or missing file. */
  readonly where: Location;
}

/** What Debian's scripts make of a memcached.conf. */
export interface DebianConf {
  /** The words memcached gets after its name. */
  readonly words: readonly Word[];
  /** Why nothing is started at all. */
  readonly dies?: string;
}

/**
 * `/etc/memcached.conf` as Debian's and Ubuntu's start scripts read it, line by line: it is no INI
 * file and no list of options. `lines` is `undefined` when there is no such file. Source:
 * `systemd-memcached-wrapper` and `start-memcached` of the package, checked by running them.
 */
export function readDebianConf(
  lines: readonly Line[] | undefined,
  options: DebianOptions,
): DebianConf {
  const kept: Located[] = [];
  for (const raw of lines ?? []) {
    const line = Located.of(raw)
      .without(/(?<!\\)#[^#]*/g)
      .trim();
    if (line.text === '' || line.text === '0') continue;
    if (line.text.startsWith('-d') || line.text.startsWith('-h')) continue;
    if (!line.text.startsWith('-') && !line.word(0, 1).maySplit) {
      const blank = /[ \t\n\v\f\r]/.exec(line.text);
      if (options.reader === 'start-memcached') {
        const directive = blank === null ? line.text : line.text.slice(0, blank.index);
        // Without an argument even the one word it knows ends the script.
        if (directive === 'logfile' && blank !== null) continue;
        return {
          words: [],
          dies: `start-memcached stops at "${directive}", which it does not know`,
        };
      }
      if (blank !== null) continue;
    }
    kept.push(line);
  }
  if (kept.length === 0) {
    const { where } = options;
    return {
      words: [
        { text: '-u', where },
        { text: 'root', where },
      ],
    };
  }
  const joined = Located.join(kept);
  // Perl's exec hands a string to the shell when it has one of these.
  const needsShell = /[$&*(){}[\]'";\\|?<>~`\n]/.test(joined.text);
  if (!needsShell) return { words: joined.split() };
  if (endsInQuotes(joined.text)) {
    return { words: [], dies: 'the shell that starts it finds a quote that is not closed' };
  }
  const variables: Variables = (name) =>
    options.environment === undefined ? undefined : (options.environment.get(name) ?? '');
  return { words: joined.shellWords(variables) };
}

/** Whether a quote is opened and not closed, at the end or before it: `/bin/sh -c` refuses the whole text. */
function endsInQuotes(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\\') at++;
    else if (char === '#' && (at === 0 || isBlank(text[at - 1]))) return false;
    else if (char === "'" || char === '"' || char === '`') {
      const end = skipGroup(text, at, text.length);
      if (text[end - 1] !== char || end - 1 === at) return true;
      at = end - 1;
    }
  }
  return false;
}
