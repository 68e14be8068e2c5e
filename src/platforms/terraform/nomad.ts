import {
  unresolved,
  type Fact,
  type Ingress,
  type Listener,
  type PlatformName,
  type Unresolved,
} from '../../facts.js';
import { SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import {
  findMemcachedCommand,
  inspectContainer,
  interpret,
  listenerFrom,
  type Word,
} from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet, TCP_AND_UDP } from '../../network/ports.js';
import {
  entry,
  integerOf,
  isNull,
  itemsOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../syntax/data.js';
import { evaluateBody } from './body.js';
import { readModule } from './config.js';
import { Evaluation } from './evaluation.js';
import { conditionOf, mapping } from './values.js';

/** Jobs stand in files of their own and in configuration of Terraform. */
export type NomadPlatform = Extract<PlatformName, 'nomad' | 'terraform'>;

/** Ports that Nomad hands out itself (`min_dynamic_port`, `max_dynamic_port` of the client). */
const DYNAMIC_PORTS = PortSet.range(20_000, 32_000);

/**
 * What a Nomad job runs and publishes: tasks that are memcached, and the ports of the group's network,
 * static ones on the client's own address, others on a random port
 * (developer.hashicorp.com/nomad/docs/job-specification/network).
 */
export function nomadFacts(file: SourceFile, tree: Tree, platform: NomadPlatform): Fact[] {
  const config = readModule(file.folder, [file]);
  const evaluation = new Evaluation(tree, new Map(), config, () => undefined);
  const jobs = config.files.flatMap((parsed) =>
    parsed.body.blocks.filter((block) => block.type === 'job'),
  );
  return jobs.flatMap((block) => {
    const name = block.labels[0]?.text ?? '';
    const address = `job "${name}"`;
    const body = evaluateBody([{ block, file }], {
      file,
      address,
      names: evaluation.root,
      values: new Map(),
    });
    return jobFacts(body, address, platform);
  });
}

/**
 * The same of a job that is read already.
 * @param job nested blocks are lists of maps under their type and label: `group.cache`
 * @param address what it is called for people: `job "cache"`
 */
export function jobFacts(job: Data, address: string, platform: NomadPlatform): Fact[] {
  return [
    ...labelled(job, 'group').flatMap(([group, data]) =>
      groupFacts(data, `${address} group "${group}"`),
    ),
    // A task that stands in no group is a group of its own.
    ...labelled(job, 'task').flatMap(([task, data, given]) =>
      groupFacts(
        mapping([{ ...given, key: `task.${task}`, value: data }], data.where),
        `${address} group "${task}"`,
      ),
    ),
  ].map((fact) => ({ ...fact, platform }));
}

/** The blocks of a type with their one label. */
function labelled(body: Data, type: string): [label: string, data: Mapping, entry: Entry][] {
  if (body.type !== 'map') return [];
  return body.entries.flatMap((each) =>
    each.key.startsWith(`${type}.`)
      ? itemsOf(each.value).flatMap((data): [string, Mapping, Entry][] =>
          data.type === 'map' ? [[each.key.slice(type.length + 1), data, each]] : [],
        )
      : [],
  );
}

interface Task {
  readonly body: Mapping;
  readonly config: Data | undefined;
  readonly workload: string;
  readonly driver: string;
  readonly listener: Listener | undefined;
  readonly nature: 'memcached' | 'something-else' | 'unknown';
}

function groupFacts(group: Mapping, name: string): Fact[] {
  const networks = itemsOf(entry(group, 'network')?.value);
  // In a network of its own, what is started is not on the addresses of the client.
  const isApart = networks.some((network) => {
    const mode = textOf(entry(network, 'mode')?.value)?.toLowerCase() ?? 'host';
    return mode !== 'host';
  });
  const tasks = labelled(group, 'task').map(([label, body]) =>
    readTask(body, `${name} task "${label}"`, isApart),
  );
  const facts: Fact[] = tasks.flatMap(({ listener }) => listener ?? []);
  for (const network of networks) {
    const mode = textOf(entry(network, 'mode')?.value)?.toLowerCase() ?? 'host';
    if (mode === 'none' || mode.startsWith('cni/')) continue;
    for (const [label, port] of labelled(network, 'port')) {
      const behind = mode === 'bridge' ? tasks : tasks.filter((task) => publishes(task, label));
      if (behind.length > 0) facts.push(door(port, label, behind, name));
    }
  }
  for (const task of tasks) {
    // Before groups had networks, tasks did.
    for (const resources of itemsOf(entry(task.body, 'resources')?.value)) {
      for (const network of itemsOf(entry(resources, 'network')?.value)) {
        for (const [label, port] of labelled(network, 'port')) {
          if (publishes(task, label)) facts.push(door(port, label, [task], task.workload));
        }
      }
    }
  }
  return facts;
}

function readTask(body: Mapping, workload: string, isApart: boolean): Task {
  const config = itemsOf(entry(body, 'config')?.value)[0];
  const driver = textOf(entry(body, 'driver')?.value)?.toLowerCase() ?? '';
  const list = (key: string): Word[] | undefined => {
    const value = entry(config, key)?.value;
    return value === undefined || isNull(value) ? undefined : itemsOf(value).map(word);
  };
  const started = [...(list('command') ?? []), ...(list('args') ?? [])];
  const base = { body, config, workload, driver };
  if (driver === 'docker' || driver === 'podman' || driver === 'containerd-driver') {
    const image = entry(config, 'image')?.value;
    const entrypoint = list('entrypoint');
    const environment = new Map<string, Word>();
    for (const env of itemsOf(entry(body, 'env')?.value)) {
      if (env.type === 'map')
        for (const each of env.entries) environment.set(each.key, word(each.value));
    }
    const content = inspectContainer({
      ...(image === undefined ? {} : { image: word(image) }),
      ...(entrypoint === undefined ? {} : { entrypoint }),
      ...(started.length === 0 ? {} : { command: started }),
      environment,
      where: body.where,
    });
    if (content.nature !== 'memcached')
      return { ...base, listener: undefined, nature: content.nature };
    const onHost = textOf(entry(config, 'network_mode')?.value) === 'host';
    const listener = listenerFrom(content.daemon, {
      platform: 'terraform',
      workload,
      placement: onHost ? 'host' : 'container',
      where: content.where,
      ...(content.version === undefined ? {} : { version: content.version }),
    });
    return { ...base, listener, nature: 'memcached' };
  }
  const found = findMemcachedCommand(started);
  if (found === undefined) return { ...base, listener: undefined, nature: 'unknown' };
  const listener = listenerFrom(interpret(found.args, {}), {
    platform: 'terraform',
    workload,
    placement: isApart ? 'container' : 'host',
    where: found.where,
  });
  return { ...base, listener, nature: 'memcached' };
}

/** Outside of a network of the group's own, Docker publishes only the ports that the task names. */
function publishes(task: Task, label: string): boolean {
  if (task.driver !== 'docker' && task.driver !== 'podman') return false;
  const named = itemsOf(entry(task.config, 'ports')?.value).some((each) => textOf(each) === label);
  return named || mappedPort(task, label) !== undefined;
}

/** `port_map { cache = 11211 }` of older jobs. */
function mappedPort(task: Task, label: string): number | undefined {
  const maps = itemsOf(entry(task.config, 'port_map')?.value);
  return maps.map((map) => integerOf(entry(map, label)?.value)).find((port) => port !== undefined);
}

function door(port: Mapping, label: string, tasks: readonly Task[], name: string): Ingress {
  const fixed = entry(port, 'static');
  const inner = entry(port, 'to');
  const mapped = tasks.map((task) => mappedPort(task, label)).find((each) => each !== undefined);
  const outside: PortSet | Unresolved =
    fixed === undefined || isNull(fixed.value) ? DYNAMIC_PORTS : portOf(fixed);
  const inside =
    inner !== undefined && !isNull(inner.value)
      ? portOf(inner)
      : mapped === undefined
        ? undefined
        : PortSet.of(mapped);
  const network = textOf(entry(port, 'host_network')?.value);
  const condition =
    conditionOf(port) ??
    (network === undefined || network === 'default'
      ? undefined
      : `the host network "${network}" of the client can be reached`);
  const natures = new Set(tasks.map((task) => task.nature));
  const listeners = tasks.flatMap(({ listener }) => listener ?? []);
  return {
    kind: 'ingress',
    platform: 'terraform',
    where: fixed?.valueWhere ?? inner?.valueWhere ?? port.where,
    mechanism: 'published-port',
    name: `port "${label}" of ${name}`,
    sources: AddressSet.all,
    protocols: TCP_AND_UDP,
    ports: outside,
    ...(inside === undefined ? {} : { targetPorts: inside }),
    target: listeners.length === 0 ? 'unknown' : listeners.map(({ workload }) => workload),
    faces: 'host',
    leadsTo: natures.has('memcached')
      ? 'memcached'
      : natures.size === 1 && natures.has('something-else')
        ? 'something-else'
        : 'unknown',
    related: [],
    ...(condition === undefined ? {} : { onlyIf: condition }),
  };
}

function portOf(given: Entry): PortSet | Unresolved {
  const number = integerOf(given.value);
  if (number !== undefined) return PortSet.of(number);
  const reason = given.value.type === 'unknown' ? given.value.reason : 'the port is no number';
  return unresolved(reason, given.valueWhere);
}

function word(data: Data): Word {
  const text = textOf(data);
  if (text !== undefined) return { text, where: data.where };
  return {
    text: undefined,
    reason: data.type === 'unknown' ? data.reason : 'it is no text',
    where: data.where,
  };
}

/** A job that stands in a heredoc of a Terraform file, at its own place in that file. */
export function inlineJob(file: SourceFile, start: number, end: number): SourceFile | undefined {
  if (!file.text.startsWith('<<', start)) return undefined;
  const first = file.text.indexOf('\n', start);
  const last = file.text.lastIndexOf('\n', end - 1);
  if (first < 0 || last <= first) return undefined;
  const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
  return new SourceFile(
    file.path,
    blank(file.text.slice(0, first)) + file.text.slice(first, last) + blank(file.text.slice(last)),
  );
}
