import type { Fix } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import { endOf, insertion, textAt } from './context.js';

/**
 * Ways to give an option to a memcached that a configuration file or a command line starts: a line of
 * its own in Debian's memcached.conf, a word in Red Hat's `OPTIONS`, a word behind the program's name.
 */
export function daemonEdits(
  file: SourceFile,
  where: Location,
  option: string,
  description: string,
): Fix[] {
  const line = file.line(where.startLine);
  const fixes: Fix[] = [];
  const add = (offset: number, text: string): void => {
    fixes.push({ description, edits: [insertion(file, offset, text)] });
  };
  if (/^-[A-Za-z](?:\s|$)/.test(line)) add(file.offset(where.startLine), `${option}\n`);
  const options = optionsLine(file, where);
  if (options !== undefined) add(options.offset, options.empty ? option : ` ${option}`);
  else if (/^(?:PORT|USER|MAXCONN|CACHESIZE)=/.test(line)) {
    add(file.offset(where.startLine), `OPTIONS="${option}"\n`);
  }
  // The whole command or only its first word can be what a finding points at.
  const command = /^(?:[^\s"'|;&<>]*\/)?memcached(?=\s|$)/.exec(textAt(file, where));
  if (command !== null) {
    const start = endOf(file, where) - (textAt(file, where).length - command[0].length);
    add(start, ` ${option}`);
  }
  return fixes;
}

/** Where `OPTIONS="…"` can take another word. */
function optionsLine(
  file: SourceFile,
  where: Location,
): { offset: number; empty: boolean } | undefined {
  // The assignment stands near the others of the same file.
  for (let number = 1; number <= Math.min(200, where.startLine + 50); number++) {
    const match = /^(OPTIONS=")([^"\\$`]*)"\s*$/.exec(file.line(number));
    if (match === null) continue;
    const offset = file.offset(number, match[1]!.length + match[2]!.length + 1);
    return { offset, empty: match[2]!.trim() === '' };
  }
  return undefined;
}
