import type { Location } from '../../files/source.js';
import type { Word } from '../../memcached/index.js';
import type { RenderedText } from '../../syntax/jinja/index.js';
import { wordsOfText } from './lines.js';
import type { FilterStep, HostState } from './state.js';

/** Renderings of the files of one host that are looked at. */
const MOST_VARIANTS = 16;

/**
 * The packet-filter files that tasks leave on a host, as commands: one list for every way in which
 * the conditions of their templates can fall. At least one list, which may be empty.
 */
export function fileFilterVariants(state: HostState): FilterStep[][] {
  const files = [...state.files].filter(([path, file]) =>
    file.alternatives.some((text) => isFilterFile(path, text.text)),
  );
  const count = Math.max(1, ...files.map(([, file]) => file.alternatives.length));
  const sorted = files.map(
    ([path, file]) =>
      [path, file, [...file.alternatives].sort((a, b) => mentions(b) - mentions(a))] as const,
  );
  return Array.from({ length: Math.min(count, MOST_VARIANTS) }, (_, k) =>
    sorted.flatMap(([path, file, texts]) => {
      const condition = file.onlyIf === undefined ? {} : { onlyIf: file.onlyIf };
      const text = texts[Math.min(k, texts.length - 1)];
      return text === undefined
        ? []
        : stepsOfFile(path, text).map((step) => ({ ...step, from: path, ...condition }));
    }),
  );
}

function isFilterFile(path: string, text: string): boolean {
  return (
    isSave(text) ||
    /\/(ufw|firewalld)\//.test(path) ||
    path === '/etc/default/ufw' ||
    /^\s*(table|flush ruleset|add rule)\b/m.test(text)
  );
}

function isSave(text: string): boolean {
  return /^\*(filter|nat|mangle|raw)\s*$/m.test(text);
}

function mentions(text: RenderedText): number {
  return text.text.split(/11211|memcache/i).length + text.text.length / 1e7;
}

function stepsOfFile(path: string, text: RenderedText): FilterStep[] {
  if (/\/(ufw|firewalld)\//.test(path) || path === '/etc/default/ufw') {
    const where = text.locate(0, 1);
    return [{ words: [], where, file: { path, text } }];
  }
  if (isSave(text.text)) {
    const program = /6/.test(path.slice(path.lastIndexOf('/') + 1)) ? 'ip6tables' : 'iptables';
    return saveCommands(text, program).map((words) => ({ words, where: words[0]!.where }));
  }
  if (/^\s*(table|flush ruleset|add rule)\b/m.test(text.text)) {
    const where = text.locate(0, Math.max(text.text.indexOf('\n'), 1));
    const words = ['nft', '-f', path].map((word) => ({ text: word, where }));
    return [{ words, where, file: { path, text } }];
  }
  return [];
}

const BUILT_IN: ReadonlySet<string> = new Set([
  'INPUT',
  'FORWARD',
  'OUTPUT',
  'PREROUTING',
  'POSTROUTING',
]);

/** The commands that do what `iptables-restore` does with a file: rules keep their places. */
function saveCommands(text: RenderedText, program: string): Word[][] {
  const commands: Word[][] = [];
  let table = 'filter';
  let start = 0;
  for (const raw of text.text.split('\n')) {
    const from = start;
    const to = start + raw.length;
    start = to + 1;
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line === 'COMMIT') continue;
    const at = from + raw.indexOf(line[0]!);
    const where: Location = text.locate(at, to);
    const word = (value: string): Word => ({ text: value, where });
    const base = [word(program), word('-t')];
    if (line.startsWith('*')) {
      table = line.slice(1).trim();
      commands.push([...base, word(table), word('-F')]);
      continue;
    }
    if (line.startsWith(':')) {
      const [chain = '', policy = '-'] = line.slice(1).split(/\s+/);
      if (!BUILT_IN.has(chain)) commands.push([...base, word(table), word('-N'), word(chain)]);
      else if (policy !== '-') {
        commands.push([...base, word(table), word('-P'), word(chain), word(policy)]);
      }
      continue;
    }
    const rule = wordsOfText(text, from, to).filter(
      (one, i) => i > 0 || !/^\[[0-9]+:[0-9]+\]$/.test(one.text ?? ''),
    );
    if (rule.length > 0) commands.push([...base, word(table), ...rule]);
  }
  return commands;
}
