import type { Location } from '../../files/source.js';
import { findMemcachedCommand, type Word } from '../../memcached/index.js';
import { isUnknown, pythonText, RenderedText, renderedOf } from '../../syntax/jinja/index.js';
import { readInPlaceEdit } from '../host/index.js';
import { cloudModule } from './cloud.js';
import { containerCommand, containerModule, swarmServiceModule } from './containers.js';
import { iniModule, sedCommand } from './edits.js';
import {
  appendText,
  blockinfileModule,
  contentKind,
  copyModule,
  fileModule,
  lineinfileModule,
  replaceModule,
} from './files-modules.js';
import {
  argumentOf,
  firewalldModule,
  iptablesModule,
  isAbsent,
  textArgument,
  ufwModule,
} from './firewall-modules.js';
import { elasticacheModule } from './cloud-aws.js';
import { iptablesRawModule } from './iptables-raw.js';
import { placedText } from './placed.js';
import { helmModule, kubernetesModule } from './kubernetes.js';
import { knownRole } from './known-roles.js';
import { wordOf, wordsOfText } from './lines.js';
import type { Action, Executor } from './run.js';
import type { HostState } from './state.js';
import {
  instanceModule,
  NOT_EVALUATED,
  notEvaluated,
  stackModule,
  unknownModule,
} from './stacks.js';
import { flagOf, listItems } from './tasks.js';

/** Carries tasks out on the state of a host. */
export function executorFor(state: HostState, workload: string): Executor {
  return (action) => {
    switch (action.module) {
      case 'template':
      case 'copy':
        copyModule(state, action);
        placedText(state, action, workload);
        return;
      case 'lineinfile':
        lineinfileModule(state, action);
        return;
      case 'replace':
        replaceModule(state, action);
        return;
      case 'blockinfile':
        blockinfileModule(state, action);
        return;
      case 'file':
        fileModule(state, action);
        return;
      case 'apt':
      case 'yum':
      case 'dnf':
      case 'dnf5':
      case 'package':
      case 'zypper':
      case 'apk':
      case 'pacman':
      case 'pkgng':
      case 'homebrew':
        packageModule(state, action);
        return;
      case 'service':
      case 'systemd':
      case 'systemd_service':
      case 'sysvinit':
      case 'openrc':
        serviceModule(state, action);
        return;
      case 'iptables':
        iptablesModule(state, action);
        return;
      case 'iptables_raw':
        iptablesRawModule(state, action);
        return;
      case 'elasticache':
        elasticacheModule(state, action);
        return;
      case 'ufw':
        ufwModule(state, action);
        return;
      case 'firewalld':
        firewalldModule(state, action);
        return;
      case 'command':
      case 'shell':
      case 'raw':
        commandModule(state, action, workload);
        return;
      case 'docker_container':
      case 'podman_container':
      case 'podman_pod':
        containerModule(state, action, workload);
        return;
      case 'docker_swarm_service':
        swarmServiceModule(state, action, workload);
        return;
      case 'docker_compose':
      case 'docker_compose_v2':
      case 'docker_service':
      case 'docker_stack':
        stackModule(state, action, workload);
        return;
      case 'ec2_instance':
      case 'ec2':
        instanceModule(state, action, workload);
        return;
      case 'k8s':
        kubernetesModule(state, action);
        return;
      case 'helm':
        helmModule(state, action);
        return;
      case 'ini_file':
        iniModule(state, action);
        return;
      case 'role':
        knownRole(state, action);
        return;
      case 'role_without_tasks':
        roleWithoutTasks(state, action);
        return;
      default:
        if (NOT_EVALUATED.has(action.module)) notEvaluated(state, action);
        else if (!cloudModule(state, action)) unknownModule(state, action);
    }
  };
}

/** memcached among the packages; a version when one is pinned. */
function packageModule(state: HostState, action: Action): void {
  const names = argumentOf(action, 'name', 'pkg', 'package', 'list');
  for (const one of listItems(names)) {
    const text = isUnknown(one) ? undefined : pythonText(one);
    const match =
      text === undefined
        ? null
        : /^@?memcached(?:[:=-]v?([0-9][\w.*+:~-]*)?.*)?$/.exec(text.trim());
    if (match === null) continue;
    if (isAbsent(action) || /^(removed|uninstalled)$/.test(textArgument(action, 'state') ?? '')) {
      if (action.onlyIf === undefined) {
        state.removed = true;
        state.installed = undefined;
      }
      continue;
    }
    state.removed = false;
    state.installed = {
      where: one.where,
      ...(match[1] === undefined ? {} : { version: { text: match[1], where: one.where } }),
      ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
    };
  }
}

function serviceModule(state: HostState, action: Action): void {
  const name = textArgument(action, 'name', 'unit', 'service');
  if (name === undefined) return;
  const wanted = textArgument(action, 'state');
  const certain = action.onlyIf === undefined;
  if (/^memcached(@[\w.-]*)?(\.service)?$/.test(name)) {
    if (wanted === 'stopped' && flagOf(argumentOf(action, 'enabled')) !== true) {
      if (certain) state.service = 'stopped';
    } else if (wanted === 'started' || wanted === 'restarted' || wanted === 'reloaded')
      state.service = 'started';
    return;
  }
  // A packet filter that is not running lets everything in.
  if (/^(firewalld|ufw|nftables|iptables|ip6tables)(\.service)?$/.test(name) && certain) {
    const word = (text: string): Word => ({ text, where: action.where });
    const program = name.replace(/\.service$/, '');
    if (wanted === 'stopped') {
      state.filter.push({
        words: [word('systemctl'), word('stop'), word(program)],
        where: action.where,
      });
    } else if (wanted === 'started' || wanted === 'restarted') {
      state.filter.push({
        words: [word('systemctl'), word('start'), word(program)],
        where: action.where,
      });
    }
  }
}

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
function commandModule(state: HostState, action: Action, workload: string): void {
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

function simpleCommand(
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

/**
 * A role whose tasks are not in the tree: its packet-filter templates are taken to be put in place,
 * for nothing else would be done with them.
 */
function roleWithoutTasks(state: HostState, action: Action): void {
  const { role } = action.context;
  if (role === undefined) return;
  const { project } = action.run.job;
  for (const path of project.filesBelow(
    `${role.folder === '' ? '' : `${role.folder}/`}templates`,
  )) {
    if (!/iptables|nftables|rules\.v[46]/.test(path)) continue;
    const file = project.tree.read(path);
    if (file === undefined) continue;
    const texts = action.run.renderings(file, action.context);
    const kind = texts[0] === undefined ? undefined : contentKind(texts[0].text);
    if (kind !== 'iptables-save' && kind !== 'nft') continue;
    const six = /6/.test(file.name);
    const target =
      kind === 'nft'
        ? '/etc/nftables.conf'
        : six
          ? '/etc/iptables/rules.v6'
          : '/etc/iptables/rules.v4';
    state.write(target, texts, file.location(0, 1), false, undefined);
  }
}
