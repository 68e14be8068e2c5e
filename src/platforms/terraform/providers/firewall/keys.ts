import type { Location } from '../../../../files/source.js';
import { itemsOf, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceContext } from '../../resource.js';
import { entryAt, isGiven } from './ports.js';

/** What rules of one firewall have in common: the resource, its name, or its text. */
export function groupKey(data: Data, context: ResourceContext): string {
  const address = context.referent(data)?.address;
  if (address !== undefined) return address;
  return textOf(data) === undefined ? `?${placeOf(data.where)}` : `"${textOf(data)}"`;
}

function placeOf(where: Location): string {
  return `${where.file}:${where.startLine}:${where.startColumn}`;
}

/**
 * The tags or addresses that a rule is narrowed to.
 * @param everything words in lower case that narrow it to nothing
 */
export function onlyOf(
  keys: readonly string[],
  block: Data,
  context: ResourceContext,
  everything: readonly string[] = [],
): { only?: readonly string[] } {
  const only = keysAt(block, keys, context);
  const isNarrowed =
    only.length > 0 &&
    !only.some((key) => everything.includes(key.replace(/"/g, '').toLowerCase()));
  return isNarrowed ? { only } : {};
}

/** The keys of everything that some arguments name. */
export function keysAt(body: Data, paths: readonly string[], context: ResourceContext): string[] {
  return paths.flatMap((path) =>
    itemsOf(entryAt(body, path)?.value)
      .filter(isGiven)
      .map((item) => groupKey(item, context)),
  );
}
