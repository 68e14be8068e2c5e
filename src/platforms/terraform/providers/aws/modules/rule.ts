import type { Location } from '../../../../../files/source.js';
import {
  booleanOf,
  entry,
  type Data,
  type Entry,
  type Mapping,
} from '../../../../../syntax/data.js';
import type { RemoteModuleCall, ResourceContext } from '../../../resource.js';
import { readSources } from '../../../sources.js';
import { elements, list, scalar, toText } from '../../../values.js';
import { trafficOf, type GroupRule } from '../group-rules.js';
import { awsSources } from '../references.js';

export interface RuleInput {
  readonly where: Location;
  readonly protocol: Data | undefined;
  readonly from: Entry | undefined;
  readonly to: Entry | undefined;
  readonly sources: readonly (Entry | undefined)[];
}

/** A rule of the group that a module makes from its inputs. */
export function moduleRule(
  call: RemoteModuleCall,
  input: RuleInput,
  context: ResourceContext,
): GroupRule {
  return {
    name: call.address,
    group: call.address,
    where: input.where,
    ...trafficOf(input.protocol, input.from, input.to),
    sources: readSources(input.sources, call.where, awsSources(context)),
    ...(call.onlyIf === undefined ? {} : { onlyIf: call.onlyIf }),
  };
}

/** A value that a module writes itself, placed at the call. */
export function fixed(key: string, value: string | number, where: Location): Entry {
  return { key, keyWhere: where, valueWhere: where, value: scalar(value, where) };
}

/** The rules in a list or map of them, or a single rule; unknown ones are left out. */
export function mapsIn(data: Data | undefined): Mapping[] {
  if (data === undefined) return [];
  if (data.type === 'list') return elements(data).flatMap(mapsIn);
  if (data.type !== 'map') return [];
  const inner = elements(data).filter(
    (each) =>
      each.type === 'map' ||
      (each.type === 'list' && each.items.some((item) => item.type === 'map')),
  );
  return inner.length === 0 ? [data] : inner.flatMap(mapsIn);
}

/** Networks in one text, separated by commas. */
export function splitNetworks(given: Entry | undefined): Entry | undefined {
  const text = given === undefined ? undefined : toText(given.value);
  if (given === undefined || text === undefined || !text.includes(',')) return given;
  const items = text.split(',').map((each) => ({ ...given.value, value: each.trim() }) as Data);
  return { ...given, value: list(items, given.value.where) };
}

export function isOff(call: RemoteModuleCall, key: string): boolean {
  return booleanOf(entry(call.body, key)?.value) === false;
}
