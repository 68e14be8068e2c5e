import { append } from '../../append.js';
import { entry, type Data } from '../../syntax/data.js';
import { isUnknown, pairsOf, pythonText, renderedOf, scalar } from '../../syntax/jinja/index.js';
import { scriptFacts } from '../host/script.js';
import { containerModule } from './containers.js';
import { argumentOf, isAbsent } from './firewall-modules.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';
import { MENTION, mayOpenPorts } from './tasks.js';

/**
 * `docker_compose(_v2)` with a `definition` and `docker_stack` with `compose`: each service as the
 * container it describes. What they take from files of the repository is read as Compose's.
 */
export function stackModule(state: HostState, action: Action, workload: string): void {
  if (isAbsent(action)) return;
  const definitions = [action.args.get('definition'), action.args.get('compose')].flatMap(
    (value) => (value === undefined ? [] : value.type === 'list' ? value.items : [value]),
  );
  for (const definition of definitions) {
    if (definition.type === 'scalar') continue;
    const services = entry(definition, 'services')?.value;
    if (isUnknown(definition) || services === undefined || isUnknown(services)) {
      notRead(state, action, 'the definition of its services is not known');
      continue;
    }
    for (const [name, service] of pairsOf(services)) {
      if (service.type !== 'map') continue;
      const args = new Map<string, Data>([['name', scalar(name, service.where)]]);
      for (const [key, value] of pairsOf(service)) {
        if (key === 'ports') args.set('ports', shortPorts(value));
        else if (key === 'environment') args.set('env', asMapping(value));
        else if (key === 'image' || key === 'command' || key === 'entrypoint') args.set(key, value);
        else if (key === 'network_mode') args.set(key, value);
      }
      containerModule(state, { ...action, args }, workload);
    }
  }
}

/** Ports in the long form as the short ones that mean the same. */
function shortPorts(ports: Data): Data {
  if (ports.type !== 'list') return ports;
  return {
    ...ports,
    items: ports.items.map((port) => {
      if (port.type !== 'map') return port;
      const part = (key: string): string | undefined => {
        const value = entry(port, key)?.value;
        return value === undefined || isUnknown(value) ? undefined : pythonText(value);
      };
      const target = part('target');
      if (target === undefined) return port;
      const text = `${[part('host_ip'), part('published') ?? '', target].filter((one) => one !== undefined).join(':')}/${part('protocol') ?? 'tcp'}`;
      return scalar(
        text.replace(/^:/, ''),
        (entry(port, 'published') ?? entry(port, 'target'))!.value.where,
      );
    }),
  };
}

/** `NAME=value` items as a mapping. */
function asMapping(value: Data): Data {
  if (value.type !== 'list') return value;
  const entries = value.items.flatMap((item) => {
    const text = isUnknown(item) ? undefined : pythonText(item);
    const equals = text?.indexOf('=') ?? -1;
    if (text === undefined || equals < 1) return [];
    const inner = scalar(text.slice(equals + 1), item.where);
    return [
      { key: text.slice(0, equals), keyWhere: item.where, valueWhere: item.where, value: inner },
    ];
  });
  return { type: 'map', entries, where: value.where };
}

/** `amazon.aws.ec2_instance`: the script it is started with. */
export function instanceModule(state: HostState, action: Action, workload: string): void {
  if (isAbsent(action)) return;
  const data = argumentOf(action, 'user_data');
  if (data === undefined) return;
  const text = renderedOf(data);
  if (!MENTION.test(text.text)) return;
  if (!text.text.startsWith('#!') || !text.isKnown) {
    notRead(state, action, 'its user data is not a shell script that is known as a whole');
    return;
  }
  const origin = data.type === 'scalar' ? action.run.job.origins.of(data) : undefined;
  const name = argumentOf(action, 'name');
  const label = name === undefined ? undefined : pythonText(name);
  const { facts, problems } = scriptFacts(text.text, {
    platform: 'ansible',
    workload: `instance ${label === undefined ? 'of' : `"${label.slice(0, 80)}" of`} ${workload}`,
    placement: 'host',
    locate: (start, end) =>
      origin?.(start, Math.max(end, start + 1)) ?? text.locate(start, Math.max(end, start + 1)),
  });
  append(state.facts, facts);
  append(state.problems, problems);
}

/** Modules that run or open something and are not evaluated: told where they speak of memcached. */
export const NOT_EVALUATED: ReadonlySet<string> = new Set([
  'iptables_state',
  'podman_play',
  'nomad_job',
  'ecs_taskdefinition',
  'firewall_rules',
  'nftables',
  'proxmox_firewall',
]);

export function notEvaluated(state: HostState, action: Action): void {
  if (isAbsent(action)) return;
  if (mentionsMemcached(action))
    notRead(state, action, `tasks of "${action.module}" are not evaluated`);
}

/**
 * A module that is not known: told where it speaks of memcached, and its name says that it opens ports or
 * it is one of the repository's own (`library/`, a collection's `plugins/modules/`).
 */
export function unknownModule(state: HostState, action: Action): void {
  if (isAbsent(action)) return;
  if (!mayOpenPorts(action.module) && !action.run.job.project.hasModule(action.module)) return;
  if (!mentionsMemcached(action)) return;
  notRead(state, action, `the module "${action.module.slice(0, 60)}" is not known here`);
}

/** Whether any argument of a task speaks of memcached or its port. */
export function mentionsMemcached(action: Action): boolean {
  const values = [...action.args.values(), ...(action.free === undefined ? [] : [action.free])];
  return values.some((value) => mentions(value, 0));
}

function mentions(value: Data, depth: number): boolean {
  if (depth > 20) return true;
  if (value.type === 'list') return value.items.some((item) => mentions(item, depth + 1));
  if (value.type === 'map')
    return value.entries.some(
      ({ key, value: inner }) => MENTION.test(key) || mentions(inner, depth + 1),
    );
  return MENTION.test(renderedOf(value).text);
}

export function notRead(state: HostState, action: Action, reason: string): void {
  state.problems.push({
    kind: 'unresolved',
    where: action.where,
    message: `What this task does with memcached is not known, because ${reason}. Look at who can reach it.`,
  });
}
