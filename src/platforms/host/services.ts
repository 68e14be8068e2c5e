import { append } from '../../append.js';
import type { Fact } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import {
  commandsIn,
  linesOf,
  Located,
  wordOfShell,
  type Environment,
  type Line,
  type Word,
} from '../../memcached/index.js';
import { splitArguments, splitWords, type ShellWord } from '../../syntax/shell/words.js';
import { commandFacts } from './commands.js';
import { readIni } from './ini.js';

/** The programs that supervisord keeps running. */
export function supervisorFacts(file: SourceFile, placement: 'host' | 'container'): Fact[] {
  return supervisorEntriesFacts(linesOf(file), file.path, placement);
}

/** The same for lines that stand somewhere else. */
export function supervisorEntriesFacts(
  lines: readonly Line[],
  path: string,
  placement: 'host' | 'container',
): Fact[] {
  const facts: Fact[] = [];
  const entries = readIni(lines, 'supervisor');
  const off = new Set(
    entries
      .filter(({ key, value }) => key === 'autostart' && /^(?:false|no|off|0)$/i.test(value.text))
      .map(({ section }) => section),
  );
  for (const { section, key, value } of entries) {
    if (!section.startsWith('program:') || key !== 'command' || value.text === '') continue;
    if (off.has(section)) continue;
    const words = splitArguments(value.text).map((word) => located(word, value));
    const workload = `${section} in ${path}`;
    append(facts, commandFacts(words, { workload, placement }));
  }
  return facts;
}

/** `%(ENV_X)s` is filled in by supervisord. */
function located(word: ShellWord, value: Located): Word {
  const place = value.word(word.start, word.end);
  if (word.text !== undefined && /%\([A-Za-z_]/.test(word.text)) {
    const reason = `\`${word.text.slice(0, 60)}\` is filled in by supervisord`;
    const prefix = word.text.slice(0, word.text.indexOf('%('));
    return { text: undefined, reason, where: place.where, ...(prefix === '' ? {} : { prefix }) };
  }
  if (place.text === undefined || word.text === undefined) return place;
  return { text: word.text, where: place.where };
}

/** The processes of a Procfile: `name: command`. */
export function procfileFacts(file: SourceFile): Fact[] {
  const facts: Fact[] = [];
  for (const line of linesOf(file)) {
    const text = Located.of(line);
    const match = /^([A-Za-z0-9_-]+):\s*(?=\S)/.exec(text.text);
    if (match === null) continue;
    const workload = `process "${match[1]!}" in ${file.path}`;
    const command = text.slice(match[0].length, text.text.length);
    append(facts, shellFacts(command, { workload, placement: 'host' }));
  }
  return facts;
}

/** The `exec` and `script` stanzas of an upstart job. */
export function upstartFacts(file: SourceFile, placement: 'host' | 'container'): Fact[] {
  const facts: Fact[] = [];
  let script: Located[] | undefined;
  const workload = `upstart job ${file.path}`;
  for (const line of linesOf(file)) {
    const text = Located.of(line);
    const word = text.text.trim();
    if (script !== undefined) {
      if (word === 'end script') {
        for (const command of script) append(facts, shellFacts(command, { workload, placement }));
        script = undefined;
      } else if (word !== '') script.push(text);
    } else if (word === 'script') script = [];
    else if (/^\s*exec\s/.test(text.text)) append(facts, shellFacts(text, { workload, placement }));
  }
  return facts;
}

/** Where a shell command stands and runs. */
export interface ShellPlace {
  readonly workload: string;
  readonly placement: 'host' | 'container';
  readonly environment?: Environment;
}

/** What the commands of one line of shell start. */
export function shellFacts(text: Located, place: ShellPlace): Fact[] {
  return commandsIn(text.text).flatMap(([start, end]) => {
    const command = text.slice(start, end);
    const words = splitWords(command.text).map((word): Word => {
      const { where } = command.word(word.start, word.end);
      return wordOfShell(word, where);
    });
    return commandFacts(words, place);
  });
}
