import type { Location, SourceFile } from '../../../files/source.js';
import {
  entry,
  isNull,
  itemsOf,
  stringOf,
  textOf,
  type Data,
  type Mapping,
} from '../../../syntax/data.js';
import { readJson } from '../../../syntax/json.js';

/** Modules in modules are followed so deep. */
const DEEPEST = 30;
/** At most this many resources of one plan are judged. */
const MOST_RESOURCES = 20_000;

/** One resource instance as it will be when the plan has been carried out. */
export interface PlannedResource {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** With module path and index: `module.net["a"].aws_security_group.cache[0]`. */
  readonly address: string;
  readonly modulePath: string;
  /** `[0]`, `["a"]` or ''. */
  readonly key: string;
  readonly where: Location;
  readonly values: Mapping;
  /** Of the shape of the values: `true` where one is known only after the plan was carried out. */
  readonly unknown: Data | undefined;
  /** Of the same shape: `true` where one must not be shown. */
  readonly sensitive: Data | undefined;
}

/** What a resource was before, whether it stays, changes or goes. */
export interface FormerResource {
  readonly type: string;
  readonly values: Mapping;
}

/** What `terraform show -json` says of a plan (developer.hashicorp.com/terraform/internals/json-format). */
export interface PlanDocument {
  readonly file: SourceFile;
  readonly resources: readonly PlannedResource[];
  readonly former: readonly FormerResource[];
  /** `configuration.root_module`. */
  readonly configuration: Mapping | undefined;
  /** Values of the root's input variables, by name. */
  readonly variables: ReadonlyMap<string, Data>;
  readonly errors: readonly { readonly where: Location; readonly message: string }[];
  readonly wasCutShort: boolean;
}

const memo = new WeakMap<SourceFile, PlanDocument>();

/** Reads a plan; a file that is none comes to no resources. */
export function readPlanDocument(file: SourceFile): PlanDocument {
  let document = memo.get(file);
  if (document === undefined) memo.set(file, (document = read(file)));
  return document;
}

function read(file: SourceFile): PlanDocument {
  const { data, errors } = readJson(file);
  const resources = new Map<string, PlannedResource>();
  const gone = new Set<string>();
  const former: FormerResource[] = [];
  for (const change of itemsOf(entry(data, 'resource_changes')?.value)) {
    readChange(change, resources, gone, former);
  }
  // A resource that no change speaks of is not touched.
  for (const [resource, modulePath] of resourcesIn(at(data, 'planned_values', 'root_module'))) {
    const planned = plannedOf(resource, modulePath, entry(resource, 'values')?.value, undefined);
    if (planned !== undefined && !resources.has(planned.address) && !gone.has(planned.address)) {
      resources.set(planned.address, planned);
    }
  }
  // Data sources that could be read before the plan was made stand only in the state before it.
  for (const [resource, modulePath] of resourcesIn(
    at(data, 'prior_state', 'values', 'root_module'),
  )) {
    const planned = plannedOf(resource, modulePath, entry(resource, 'values')?.value, undefined);
    if (planned?.mode === 'data' && !resources.has(planned.address)) {
      resources.set(planned.address, planned);
    }
  }
  const configuration = at(data, 'configuration', 'root_module');
  const variables = new Map<string, Data>();
  const given = entry(data, 'variables')?.value;
  for (const each of given?.type === 'map' ? given.entries : []) {
    const value = entry(each.value, 'value')?.value;
    if (value !== undefined) {
      const address = `var.${each.key}`;
      variables.set(each.key, { ...value, where: { ...value.where, address } });
    }
  }
  return {
    file,
    resources: [...resources.values()].slice(0, MOST_RESOURCES),
    former,
    configuration: configuration?.type === 'map' ? configuration : undefined,
    variables,
    errors,
    wasCutShort: resources.size > MOST_RESOURCES,
  };
}

function at(data: Data | undefined, ...path: string[]): Data | undefined {
  return path.reduce<Data | undefined>((here, key) => entry(here, key)?.value, data);
}

function readChange(
  data: Data,
  resources: Map<string, PlannedResource>,
  gone: Set<string>,
  former: FormerResource[],
): void {
  const change = entry(data, 'change')?.value;
  const type = stringOf(entry(data, 'type')?.value);
  const address = stringOf(entry(data, 'address')?.value);
  if (change === undefined || type === undefined || address === undefined) return;
  const before = entry(change, 'before')?.value;
  if (before?.type === 'map') former.push({ type, values: before });
  // A deposed object has the address of the one that took its place.
  if (entry(data, 'deposed') !== undefined && !isNull(entry(data, 'deposed')?.value)) return;
  const after = entry(change, 'after')?.value;
  if (after === undefined || isNull(after)) {
    gone.add(address);
    return;
  }
  const modulePath = stringOf(entry(data, 'module_address')?.value) ?? '';
  const planned = plannedOf(data, modulePath, after, change);
  if (planned !== undefined) resources.set(address, planned);
}

function plannedOf(
  data: Data,
  modulePath: string,
  values: Data | undefined,
  change: Data | undefined,
): PlannedResource | undefined {
  const [address, type, name] = ['address', 'type', 'name'].map((key) =>
    stringOf(entry(data, key)?.value),
  );
  if (address === undefined || type === undefined || name === undefined) return undefined;
  const index = entry(data, 'index')?.value;
  return {
    mode: stringOf(entry(data, 'mode')?.value) === 'data' ? 'data' : 'managed',
    type,
    name,
    address,
    modulePath,
    key: keyOf(index),
    where: { ...data.where, address },
    values: values?.type === 'map' ? values : { type: 'map', entries: [], where: data.where },
    unknown: entry(change, 'after_unknown')?.value,
    sensitive: entry(change ?? data, change === undefined ? 'sensitive_values' : 'after_sensitive')
      ?.value,
  };
}

function keyOf(index: Data | undefined): string {
  if (index?.type !== 'scalar' || index.value === null) return '';
  return typeof index.value === 'string'
    ? `[${JSON.stringify(index.value)}]`
    : `[${textOf(index)}]`;
}

/** The resources of a module and of those it calls, each with the address of its module. */
function* resourcesIn(
  module: Data | undefined,
  address = '',
  depth = 0,
): Generator<readonly [Data, string]> {
  if (module?.type !== 'map' || depth > DEEPEST) return;
  for (const resource of itemsOf(entry(module, 'resources')?.value)) yield [resource, address];
  for (const child of itemsOf(entry(module, 'child_modules')?.value)) {
    yield* resourcesIn(child, stringOf(entry(child, 'address')?.value) ?? address, depth + 1);
  }
}
