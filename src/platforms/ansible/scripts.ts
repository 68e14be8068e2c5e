import { append } from '../../append.js';
import type { Location, SourceFile } from '../../files/source.js';
import { wordOfShell, type Word } from '../../memcached/index.js';
import {
  isUnknown,
  pythonText,
  RenderedText,
  renderedOf,
  scalar,
} from '../../syntax/jinja/index.js';
import { readScript, type ShellCommand } from '../../syntax/shell/script.js';
import type { ShellWord } from '../../syntax/shell/words.js';
import { cloudDoors } from '../host/cloud-commands.js';
import { forwardDoors } from '../host/forwards.js';
import { kubeDoors } from '../host/kube-commands.js';
import { windowsScriptFacts } from '../host/windows/index.js';
import { simpleCommand } from './commands.js';
import { appendText } from './files-modules.js';
import { argumentOf } from './firewall-modules.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';
import { MENTION } from './tasks.js';

/**
 * `script`: a script of the repository runs on the host. Its commands count as if they stood in the play, so
 * that what tasks before it did to the packet filter and to files is there.
 */
export function scriptModule(state: HostState, action: Action, workload: string): void {
  const free = action.free ?? argumentOf(action, 'cmd');
  if (free === undefined || isUnknown(free)) return;
  const name = pythonText(free)?.trim().split(/\s+/)[0] ?? '';
  if (name === '') return;
  const folders = action.run.searchFolders(action.context, ['files']);
  for (const { file } of action.run.findFiles(scalar(name, free.where), folders)) {
    action.run.job.judgedFiles.add(file.path);
    if (/\.ps1$/i.test(file.path)) {
      const locate = (from: number, to: number): Location => file.location(from, to);
      pushWindows(state, file.text, 'powershell', workload, locate);
    } else runScript(state, action, workload, file);
  }
}

function runScript(state: HostState, action: Action, workload: string, file: SourceFile): void {
  readScript(file.text, {
    run: (command) => {
      const words = command.words.map((word) => wordIn(file, word, command));
      if (command.writes !== undefined) {
        const { path, content, append } = command.writes;
        const where = file.location(command.start, command.end);
        const text = new RenderedText([
          { text: content.text, locate: () => where, fromValue: false },
        ]);
        appendText(state, action, path, text, !append);
      }
      if (words.length === 0) return undefined;
      const { conditional } = command;
      const onlyIf = action.onlyIf ?? conditional;
      const place = { platform: 'ansible' as const, ...(onlyIf === undefined ? {} : { onlyIf }) };
      append(state.facts, [
        ...cloudDoors(words, place),
        ...kubeDoors(words, place),
        ...forwardDoors(words, place),
      ]);
      simpleCommand(state, onlyIf === undefined ? action : { ...action, onlyIf }, words, workload);
      return undefined;
    },
  });
}

function wordIn(file: SourceFile, word: ShellWord, command: ShellCommand): Word {
  const where =
    command.file === undefined
      ? file.location(word.start, word.end)
      : file.location(command.start, command.end);
  return wordOfShell(word, where);
}

/** `win_shell`, `win_powershell` and `win_command`. */
export function windowsModule(state: HostState, action: Action, workload: string): void {
  const free = action.free ?? argumentOf(action, 'script', 'cmd', '_raw_params');
  if (free === undefined || free.type === 'map' || free.type === 'list') return;
  const text = renderedOf(free);
  if (!MENTION.test(text.text) && !/firewall/i.test(text.text)) return;
  const language = action.module === 'win_command' ? 'batch' : 'powershell';
  const origin = free.type === 'scalar' ? action.run.job.origins.of(free) : undefined;
  pushWindows(state, text.text, language, workload, (from, to) => {
    const end = Math.max(to, from + 1);
    return origin?.(from, end) ?? text.locate(from, end);
  });
}

function pushWindows(
  state: HostState,
  text: string,
  language: 'batch' | 'powershell',
  workload: string,
  locate: (from: number, to: number) => Location,
): void {
  const facts = windowsScriptFacts(text, { workload, language, locate });
  append(
    state.facts,
    facts.map((fact) => ({ ...fact, platform: 'ansible' as const })),
  );
}
