import type { Listener, Ingress } from '../../../facts.js';
import type { Location } from '../../../files/source.js';
import { inspectContainer, listenerFrom, type Word } from '../../../memcached/index.js';
import { entry, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import type { TerraformResource } from '../resource.js';
import { isGiven } from './firewall/ports.js';

/** Which arguments of a block describe a container. */
export interface ContainerArguments {
  readonly image: string;
  readonly entrypoint?: string;
  readonly command?: string;
}

export interface Contents {
  readonly nature: Ingress['leadsTo'];
  readonly listener?: Listener;
}

/** What runs in a container that a block describes. */
export function containerIn(
  block: Data,
  args: ContainerArguments,
  environment: ReadonlyMap<string, Word>,
  owner: TerraformResource,
  workload = owner.address,
): Contents {
  const words = (key: string | undefined): Word[] | undefined => {
    const value = key === undefined ? undefined : entry(block, key)?.value;
    if (value === undefined || !isGiven(value)) return undefined;
    return itemsOf(value).map((each) => wordOf(each, owner));
  };
  const image = entry(block, args.image)?.value;
  const entrypoint = words(args.entrypoint);
  const command = words(args.command);
  const content = inspectContainer({
    ...(image === undefined ? {} : { image: wordOf(image, owner) }),
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(command === undefined ? {} : { command }),
    environment,
    where: placeOf(block, owner),
  });
  if (content.nature !== 'memcached') return { nature: content.nature };
  return {
    nature: 'memcached',
    listener: listenerFrom(content.daemon, {
      platform: 'terraform',
      workload,
      placement: 'container',
      where: content.where,
      ...(content.version === undefined ? {} : { version: content.version }),
    }),
  };
}

/** A value as a word of a command line. */
export function wordOf(data: Data, owner: TerraformResource): Word {
  const text = textOf(data);
  const where = placeOf(data, owner);
  if (text !== undefined) return { text, where };
  const reason = data.type === 'unknown' ? data.reason : 'the value is no text';
  return { text: undefined, reason, where };
}

/** `["A=1"]`, `[{ name = "A", value = "1" }]` and `{ A = "1" }`. */
export function environmentIn(data: Data | undefined, owner: TerraformResource): Map<string, Word> {
  const environment = new Map<string, Word>();
  if (data?.type === 'map') {
    for (const { key, value } of data.entries) environment.set(key, wordOf(value, owner));
    return environment;
  }
  for (const item of itemsOf(data)) {
    const name = textOf(entry(item, 'name')?.value);
    const value = entry(item, 'value')?.value;
    if (name !== undefined && value !== undefined) environment.set(name, wordOf(value, owner));
    const text = textOf(item);
    const equals = text?.indexOf('=') ?? -1;
    if (text !== undefined && equals > 0) {
      environment.set(text.slice(0, equals), { text: text.slice(equals + 1), where: item.where });
    }
  }
  return environment;
}

function placeOf(data: Data, owner: TerraformResource): Location {
  return data.where.file === '' ? owner.where : data.where;
}

/** What several containers behind one door are together. */
export function natureOf(contents: readonly Contents[]): Ingress['leadsTo'] {
  if (contents.some(({ nature }) => nature === 'memcached')) return 'memcached';
  return contents.length > 0 && contents.every(({ nature }) => nature === 'something-else')
    ? 'something-else'
    : 'unknown';
}
