import type { Fact, Listener } from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import { SourceFile } from '../../../../files/source.js';
import { inspectContainer, listenerFrom, type Word } from '../../../../memcached/index.js';
import {
  entry,
  itemsOf,
  stringOf,
  textOf,
  type Data,
  type Mapping,
} from '../../../../syntax/data.js';
import { readJson } from '../../../../syntax/json.js';
import type {
  RemoteModuleCall,
  ResourceContext,
  ResourceHandler,
  TerraformResource,
} from '../../resource.js';
import { originOf, toText } from '../../values.js';
import { restrictionsOn } from './restrictions.js';

/** Tasks of Amazon's container service: the containers, behind the groups of the services. */
export const ecs: ResourceHandler = {
  types: ['aws_ecs_task_definition'],
  meaning: [
    {
      of: 'aws_ecs_task_definition',
      judged:
        '`container_definitions`: images and commands that are memcached; the security groups of the `aws_ecs_service` that runs it guard it',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    const definitions = entry(resource.body, 'container_definitions');
    if (definitions === undefined) return [];
    return containersIn(definitions.value, resource).flatMap((container) =>
      containerFacts(container, definitions.valueWhere, resource, context),
    );
  },
};

/** The containers of the JSON text: what it was encoded from, or what reading it gives. */
function containersIn(data: Data, resource: TerraformResource): Mapping[] {
  const origin = originOf(data);
  const isMap = (each: Data): each is Mapping => each.type === 'map';
  if (origin?.data !== undefined) return itemsOf(origin.data).filter(isMap);
  const text = origin?.partial?.text ?? toText(data);
  if (text === undefined) return [];
  const file = origin?.file ?? new SourceFile(resource.file.path, text);
  return itemsOf(readJson(file).data).filter(isMap);
}

type Owner = Pick<TerraformResource | RemoteModuleCall, 'address' | 'file'>;

/** What a container of a task is: memcached behind the groups of what runs it. */
export function containerFacts(
  container: Mapping,
  fallback: Location,
  owner: Owner,
  context: ResourceContext,
): Fact[] {
  const content = contentOf(container, fallback, owner);
  if (content.nature !== 'memcached') return [];
  const listener: Listener = listenerFrom(content.daemon, {
    platform: 'terraform',
    workload: owner.address,
    placement: 'container',
    where: content.where,
    ...(content.version === undefined ? {} : { version: content.version }),
  });
  const sockets = 'unresolved' in listener.sockets ? [] : listener.sockets;
  return [listener, ...restrictionsOn(owner.address, sockets, context)];
}

export function isMemcachedContainer(container: Mapping, owner: Owner): boolean {
  return contentOf(container, container.where, owner).nature === 'memcached';
}

function contentOf(
  container: Mapping,
  fallback: Location,
  owner: Owner,
): ReturnType<typeof inspectContainer> {
  // Positions in a text that is no file of its own lead nowhere.
  const isExact =
    container.where.file !== owner.file.path || container.where.startLine >= fallback.startLine;
  const whereOf = (data: Data): Location => (isExact ? data.where : fallback);
  const word = (data: Data): Word => {
    const text = textOf(data);
    if (text !== undefined && !text.includes('$(')) return { text, where: whereOf(data) };
    const reason = data.type === 'unknown' ? data.reason : 'the value is no text';
    return { text: undefined, reason, where: whereOf(data) };
  };
  const words = (key: string): Word[] | undefined => {
    const value = entry(container, key)?.value;
    return value === undefined || value.type === 'scalar' ? undefined : itemsOf(value).map(word);
  };
  const image = entry(container, 'image')?.value;
  const environment = new Map<string, Word>();
  for (const variable of itemsOf(entry(container, 'environment')?.value)) {
    const name = stringOf(entry(variable, 'name')?.value);
    const value = entry(variable, 'value')?.value;
    if (name !== undefined && value !== undefined) environment.set(name, word(value));
  }
  const entrypoint = words('entryPoint') ?? words('entrypoint') ?? words('entry_point');
  const command = words('command');
  return inspectContainer({
    ...(image === undefined ? {} : { image: word(image) }),
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(command === undefined ? {} : { command }),
    environment,
    where: isExact ? container.where : fallback,
  });
}
