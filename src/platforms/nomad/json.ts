import {
  entry,
  isNull,
  itemsOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../syntax/data.js';

/** A job that was read from JSON, in the shape that one in HCL is evaluated to. */
export interface JsonJob {
  readonly name: string;
  readonly body: Mapping;
}

/**
 * The jobs of a JSON file: those of the HTTP API (`{"Job": {"TaskGroups": …}}`, what
 * `nomad job run -output` prints), or HCL written as JSON (`{"job": {"cache": {"group": …}}}`).
 */
export function jobsIn(data: Data): JsonJob[] {
  const api =
    entry(data, 'Job')?.value ?? (entry(data, 'TaskGroups') === undefined ? undefined : data);
  if (api?.type === 'map') {
    const name = textOf(entry(api, 'ID')?.value) ?? textOf(entry(api, 'Name')?.value) ?? '';
    return [{ name, body: ofApi(api) }];
  }
  return labelled(entry(data, 'job')).flatMap(([name, body]) =>
    body.type === 'map' ? [{ name, body: nested(body, ['group', 'task'], inGroup) }] : [],
  );
}

/** `{"cache": {…}}`, also in lists: each with its label. */
function labelled(given: Entry | undefined): [string, Data, Entry][] {
  return itemsOf(given?.value).flatMap((item) =>
    item.type === 'map'
      ? item.entries.flatMap((each) =>
          itemsOf(each.value).map((body): [string, Data, Entry] => [each.key, body, each]),
        )
      : [],
  );
}

/** Blocks with labels as `type.label`, the others as they are. */
function nested(
  body: Mapping,
  types: readonly string[],
  inner: (data: Data, type: string) => Data,
): Mapping {
  const entries = body.entries.flatMap((each): Entry[] => {
    if (!types.includes(each.key)) return [{ ...each, value: inner(each.value, each.key) }];
    return labelled(each).map(([label, value, place]) => ({
      ...place,
      key: `${each.key}.${label}`,
      value: inner(value, each.key),
    }));
  });
  return { ...body, entries };
}

function inGroup(data: Data, type: string): Data {
  if (data.type !== 'map') return data;
  if (type === 'group') return nested(data, ['task'], inGroupBlock);
  return type === 'task' ? data : data;
}

/** The networks of a group hold ports with labels. */
function inGroupBlock(data: Data, type: string): Data {
  if (type !== 'network') return data;
  const each = (item: Data): Data =>
    item.type === 'map' ? nested(item, ['port'], (value) => value) : item;
  return data.type === 'list' ? { ...data, items: data.items.map(each) } : each(data);
}

function ofApi(job: Mapping): Mapping {
  const groups = itemsOf(entry(job, 'TaskGroups')?.value).flatMap((group): Entry[] => {
    if (group.type !== 'map') return [];
    const entries: Entry[] = [];
    const networks = entry(group, 'Networks');
    if (networks !== undefined)
      entries.push({
        ...networks,
        key: 'network',
        value: list(networks.value, (network) => networkOf(network)),
      });
    for (const task of itemsOf(entry(group, 'Tasks')?.value)) {
      if (task.type !== 'map') continue;
      const name = textOf(entry(task, 'Name')?.value) ?? '';
      const keys = { Driver: 'driver', Config: 'config', Env: 'env' };
      entries.push(block(`task.${name}`, { ...task, entries: renamed(task, keys) }));
    }
    const name = textOf(entry(group, 'Name')?.value) ?? '';
    return [block(`group.${name}`, { ...group, entries })];
  });
  return { ...job, entries: groups };
}

function networkOf(network: Mapping): Mapping {
  const ports = (['ReservedPorts', 'DynamicPorts'] as const).flatMap((key) =>
    itemsOf(entry(network, key)?.value).flatMap((port): Entry[] => {
      if (port.type !== 'map') return [];
      const label = textOf(entry(port, 'Label')?.value) ?? '';
      const names = {
        ...(key === 'ReservedPorts' ? { Value: 'static' } : {}),
        To: 'to',
        HostNetwork: 'host_network',
      };
      const entries = renamed(port, names).filter(
        // The API writes what is not given as nothing.
        ({ value }) => !isNull(value) && !['0', '-1', ''].includes(textOf(value) ?? '?'),
      );
      return [block(`port.${label}`, { ...port, entries })];
    }),
  );
  const mode = renamed(network, { Mode: 'mode' }).filter(({ value }) => textOf(value) !== '');
  return { ...network, entries: [...mode, ...ports] };
}

function renamed(data: Mapping, names: Readonly<Record<string, string>>): Entry[] {
  return Object.entries(names).flatMap(([from, to]) => {
    const found = entry(data, from);
    return found === undefined || isNull(found.value) ? [] : [{ ...found, key: to }];
  });
}

function list(data: Data, make: (item: Mapping) => Mapping): Data {
  const items = itemsOf(data).flatMap((item) => (item.type === 'map' ? [make(item)] : []));
  return { type: 'list', items, where: data.where };
}

function block(key: string, value: Mapping): Entry {
  return { key, keyWhere: value.where, valueWhere: value.where, value };
}
