import type { Location } from '../../files/source.js';
import { findMemcachedCommand, type Word } from '../../memcached/index.js';
import { RenderedText, renderedOf } from '../../syntax/jinja/index.js';
import { readInPlaceEdit } from '../host/index.js';
import { containerCommand } from './containers.js';
import { sedCommand } from './edits.js';
import { appendText } from './files-modules.js';
import { argumentOf } from './firewall-modules.js';
import { wordOf, wordsOfText } from './lines.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';
import { listItems } from './tasks.js';

const FILTER_PROGRAMS: ReadonlySet<string> = new Set([
  'iptables',
  'ip6tables',
  'iptables-restore',
  'ip6tables-restore',
  'nft',
  'ufw',
  'firewall-cmd',
  'firewall-offline-cmd',
  'ipset',
]);

/** `command`, `shell` and `raw`: the commands that matter among them. */
export function commandModule(state: HostState, action: Action, workload: string): void {
  const argv = argumentOf(action, 'argv');
  if (argv !== undefined) {
    simpleCommand(state, action, listItems(argv).map(wordOf), workload);
    return;
  }
  const free = action.free ?? argumentOf(action, 'cmd');
  if (free === undefined || free.type === 'map' || free.type === 'list') return;
  const text = renderedOf(free);
  if (!/iptables|nft|ufw|firewall|ipset|memcache|docker|podman|rules\.v[46]/.test(text.text))
    return;
  for (const [from, to] of action.module === 'command'
    ? [[0, text.text.length] as const]
    : commandsIn(text.text)) {
    simpleCommand(state, action, wordsOfText(text, from, to), workload, text, [from, to]);
  }
}

/** What one command does to the state of a host. */
export function simpleCommand(
  state: HostState,
  action: Action,
  all: readonly Word[],
  workload: string,
  text?: RenderedText,
  span?: readonly [number, number],
): void {
  const words = withoutPrefixes(all);
  const first = words[0]?.text;
  if (first === undefined) return;
  const program = first.slice(first.lastIndexOf('/') + 1);
  const where: Location = words[0]!.where;
  if (FILTER_PROGRAMS.has(program)) {
    const rest = words.slice(1);
    state.filter.push({
      words: [{ ...words[0]!, text: program }, ...rest],
      where: spanOf(words) ?? where,
      ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
    });
    return;
  }
  const edit = readInPlaceEdit([{ ...words[0]!, text: program }, ...words.slice(1)]);
  if (edit !== undefined) {
    sedCommand(state, action, edit);
    return;
  }
  if (program === 'systemctl' || program === 'service') {
    const rest = words.slice(1).map((word) => word.text ?? '');
    if (rest.includes('memcached') && rest.includes('stop') && action.onlyIf === undefined)
      state.service = 'stopped';
    return;
  }
  if (program === 'echo' && text !== undefined && span !== undefined) {
    const redirect = />(>?)\s*(\/[\w./-]+)\s*$/.exec(text.text.slice(span[0], span[1]));
    if (redirect !== null) {
      const content = words
        .slice(1)
        .filter(
          (word) => !/^>/.test(word.text ?? '') && word.text !== redirect[2] && word.text !== '-e',
        );
      const pieces = content.flatMap((word, i) => [
        ...(i > 0 ? [{ text: ' ', locate: () => word.where, fromValue: false }] : []),
        word.text === undefined
          ? {
              text: '\ue000',
              locate: () => word.where,
              fromValue: true,
              reason: word.reason ?? 'it is not known',
            }
          : { text: word.text, locate: () => word.where, fromValue: false },
      ]);
      appendText(state, action, redirect[2]!, new RenderedText(pieces), redirect[1] === '');
    }
    return;
  }
  if (containerCommand(state, action, words, workload)) return;
  const found = findMemcachedCommand(words);
  if (
    found !== undefined &&
    found.args[0]?.text !== '-h' &&
    found.args[0]?.text !== '-V' &&
    found.args[0]?.text !== '--version'
  ) {
    state.starts.push({
      args: found.args,
      where: found.where,
      ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
    });
  }
}

function withoutPrefixes(words: readonly Word[]): readonly Word[] {
  let at = 0;
  while (
    at < words.length &&
    /^(sudo|exec|nohup|env|-[nEH]+|[A-Za-z_]\w*=.*)$/.test(words[at]!.text ?? '')
  )
    at++;
  return words.slice(at);
}

function spanOf(words: readonly Word[]): Location | undefined {
  const first = words[0]?.where;
  const last = words.at(-1)?.where;
  if (
    first === undefined ||
    last === undefined ||
    first.file !== last.file ||
    last.endLine < first.startLine
  )
    return first;
  return { ...first, endLine: last.endLine, endColumn: last.endColumn };
}

/** Offsets of the simple commands of a shell text. */
function commandsIn(text: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let start = 0;
  let quote = '';
  const finish = (end: number): void => {
    if (text.slice(start, end).trim() !== '') found.push([start, end]);
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quote !== '') {
      if (char === '\\' && quote === '"') at++;
      else if (char === quote) quote = '';
    } else if (char === '\\') at++;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '#' && (at === start || /\s/.test(text[at - 1] ?? ' '))) {
      finish(at);
      const newline = text.indexOf('\n', at);
      at = newline < 0 ? text.length : newline;
      start = at + 1;
    } else if (
      char === ';' ||
      char === '\n' ||
      char === '|' ||
      (char === '&' && text[at - 1] !== '>' && text[at + 1] !== '>')
    ) {
      finish(at);
      start = at + 1;
    }
  }
  finish(text.length);
  return found;
}
