import type { Location } from '../../files/source.js';
import type { Word } from '../../memcached/index.js';
import type { RenderedText } from '../../syntax/jinja/index.js';
import { wordsOfText } from './lines.js';
import type { FilterStep, HostState } from './state.js';

/** The packet-filter files that tasks leave on a host, as commands. */
export function fileFilterSteps(state: HostState): FilterStep[] {
  const steps: FilterStep[] = [];
  for (const [path, file] of state.files) {
    const condition = file.onlyIf === undefined ? {} : { onlyIf: file.onlyIf };
    const text = file.alternatives[0];
    if (text === undefined) continue;
    if (/^\*(filter|nat|mangle|raw)\s*$/m.test(text.text)) {
      const program = /6/.test(path.slice(path.lastIndexOf('/') + 1)) ? 'ip6tables' : 'iptables';
      const best = mostRelevant(file.alternatives);
      for (const words of saveCommands(best, program)) {
        steps.push({ words, where: words[0]!.where, ...condition });
      }
    }
  }
  return steps;
}

/** Of several renderings the one that says most about memcached's port. */
function mostRelevant(texts: readonly RenderedText[]): RenderedText {
  return [...texts].sort((a, b) => mentions(b) - mentions(a))[0]!;
}

function mentions(text: RenderedText): number {
  return text.text.split(/11211|memcache/i).length + text.text.length / 1e7;
}

/** The commands that do what `iptables-restore` does with a file: rules keep their places. */
function saveCommands(text: RenderedText, program: string): Word[][] {
  const commands: Word[][] = [];
  let table = 'filter';
  let start = 0;
  const builtin = new Set(['INPUT', 'FORWARD', 'OUTPUT', 'PREROUTING', 'POSTROUTING']);
  for (const raw of text.text.split('\n')) {
    const from = start;
    const to = start + raw.length;
    start = to + 1;
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line === 'COMMIT') continue;
    const where: Location = text.locate(from + raw.indexOf(line[0]!), to);
    const word = (value: string): Word => ({ text: value, where });
    if (line.startsWith('*')) {
      table = line.slice(1).trim();
      commands.push([word(program), word('-t'), word(table), word('-F')]);
      continue;
    }
    if (line.startsWith(':')) {
      const [chain = '', policy = '-'] = line.slice(1).split(/\s+/);
      if (builtin.has(chain) && policy !== '-')
        commands.push([
          word(program),
          word('-t'),
          word(table),
          word('-P'),
          word(chain),
          word(policy),
        ]);
      else commands.push([word(program), word('-t'), word(table), word('-N'), word(chain)]);
      continue;
    }
    const rule = wordsOfText(text, from, to).filter(
      (one, i) => !(i === 0 && /^\[[0-9]+:[0-9]+\]$/.test(one.text ?? '')),
    );
    if (rule.length === 0) continue;
    commands.push([word(program), word('-t'), word(table), ...rule]);
  }
  return commands;
}
