import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import type { Word } from '../../memcached/index.js';
import { entry, type Data } from '../../syntax/data.js';
import { isUnknown, pairsOf, pythonText, renderedOf } from '../../syntax/jinja/index.js';
import { containerFacts, readContainerRun, type ContainerRun } from '../host/index.js';
import { argumentOf, isAbsent, textArgument } from './firewall-modules.js';
import { wordOf, wordsOfText } from './lines.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';
import { flagOf, listItems } from './tasks.js';

/** `community.docker.docker_container`, `containers.podman.podman_container` and `podman_pod`. */
export function containerModule(state: HostState, action: Action, workload: string): void {
  if (isAbsent(action)) return;
  const image = argumentOf(action, 'image', 'infra_image');
  const name = textArgument(action, 'name');
  const network = networkOf(action);
  const published = listItems(
    argumentOf(action, 'published_ports', 'ports', 'publish', 'published'),
  )
    .filter((port) => !isAll(port))
    .map((port) => onAddress(exactWord(action, port), textArgument(action, 'default_host_ip')));
  const all =
    [...listItems(argumentOf(action, 'published_ports', 'ports'))].find(isAll) ?? allPorts(action);
  const environment = new Map<string, Word>();
  for (const key of ['env', 'environment']) {
    const value = action.args.get(key);
    if (value?.type === 'map')
      for (const [variable, one] of pairsOf(value)) environment.set(variable, wordOf(one));
  }
  const command = commandWords(argumentOf(action, 'command'));
  const entrypoint = commandWords(argumentOf(action, 'entrypoint'));
  const run: ContainerRun = {
    spec: {
      ...(image === undefined ? {} : { image: exactWord(action, image) }),
      ...(entrypoint === undefined ? {} : { entrypoint }),
      ...(command === undefined ? {} : { command }),
      environment,
      where: image?.where ?? action.where,
    },
    published,
    publishAll: all === undefined ? undefined : { text: '-P', where: all.where },
    network,
    name,
  };
  addContainer(state, action, run, workload);
}

function addContainer(state: HostState, action: Action, run: ContainerRun, workload: string): void {
  const label =
    run.name === undefined ? `container of ${workload}` : `container "${run.name}" of ${workload}`;
  append(
    state.facts,
    containerFacts(run, {
      platform: 'ansible',
      workload: label,
      ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
    }),
  );
}

/** `community.docker.docker_swarm_service`: a list of published ports in the long form. */
export function swarmServiceModule(state: HostState, action: Action, workload: string): void {
  if (isAbsent(action)) return;
  const image = argumentOf(action, 'image');
  const published: Word[] = [];
  for (const port of listItems(argumentOf(action, 'publish'))) {
    const part = (key: string): string | undefined => {
      const value = entry(port, key)?.value;
      return value === undefined ? undefined : (wordOf(value).text ?? '\ue000');
    };
    const target = part('target_port');
    if (target === undefined) continue;
    const text = `${part('published_port') ?? ''}:${target}/${part('protocol') ?? 'tcp'}`.replace(
      /^:/,
      '',
    );
    const where = (entry(port, 'published_port') ?? entry(port, 'target_port'))!.value.where;
    published.push(
      text.includes('\ue000')
        ? { text: undefined, reason: 'a port is not known', where }
        : { text, where },
    );
  }
  const command = commandWords(argumentOf(action, 'args', 'command'));
  addContainer(
    state,
    action,
    {
      spec: {
        ...(image === undefined ? {} : { image: exactWord(action, image) }),
        ...(command === undefined ? {} : { command }),
        environment: new Map(),
        where: image?.where ?? action.where,
      },
      published,
      publishAll: undefined,
      network: 'own',
      name: textArgument(action, 'name'),
    },
    workload,
  );
}

/** A `docker run` or `podman run` among commands. */
export function containerCommand(
  state: HostState,
  action: Action,
  words: readonly Word[],
  workload: string,
): boolean {
  const run = readContainerRun(words);
  if (run === undefined) return false;
  addContainer(state, action, run, workload);
  return true;
}

function isAll(port: Data): boolean {
  return port.type === 'scalar' && port.value === 'all';
}

function allPorts(action: Action): Data | undefined {
  const value = argumentOf(action, 'publish_all_ports', 'publish_all');
  return flagOf(value) === true ? value : undefined;
}

function networkOf(action: Action): ContainerRun['network'] {
  const mode = argumentOf(action, 'network_mode', 'network', 'net');
  const names = listItems(mode).map((one) => (isUnknown(one) ? undefined : pythonText(one)));
  if (names.includes('host')) return 'host';
  if (names.length === 1 && names[0] === 'none') return 'none';
  return 'own';
}

/** A mapping without an address is published on `default_host_ip`. */
function onAddress(word: Word, address: string | undefined): Word {
  if (address === undefined || address === '' || word.text === undefined) return word;
  const colons = word.text.split(':').length - 1;
  if (colons >= 2) return word;
  return { ...word, text: colons === 1 ? `${address}:${word.text}` : `${address}::${word.text}` };
}

/** The word at the place of the text itself, without the quotes around it. */
function exactWord(action: Action, value: Data): Word {
  const word = wordOf(value);
  if (word.text === undefined || value.type !== 'scalar' || typeof value.value !== 'string')
    return word;
  const where: Location = action.run.job.origins.of(value)?.(0, value.value.length) ?? word.where;
  return { ...word, where: word.where.file === where.file ? where : word.where };
}

function commandWords(value: Data | undefined): Word[] | undefined {
  if (value === undefined) return undefined;
  if (value.type === 'list') return value.items.map(wordOf);
  return wordsOfText(renderedOf(value));
}
