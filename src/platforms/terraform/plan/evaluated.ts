import type { Problem } from '../../../facts.js';
import type { Location, SourceFile } from '../../../files/source.js';
import {
  entry,
  isNull,
  stringOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../../syntax/data.js';
import type { Evaluated } from '../evaluation.js';
import type { Referent, RemoteModuleCall, TerraformResource } from '../resource.js';
import { entryOf, list, mapping, unknown } from '../values.js';
import { withoutIndexes } from './addresses.js';
import type { PlanDocument, PlannedResource } from './document.js';
import { isTrue, merged, type Merging } from './merge.js';
import { PlanConfiguration } from './references.js';
import { withoutStaleRules } from './stale.js';

/** Arguments of which a plan holds a checksum only, by type. */
const HASHED: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_instance', ['user_data']],
  ['aws_spot_instance_request', ['user_data']],
  ['aws_launch_configuration', ['user_data']],
]);

/**
 * What a plan says that will be there, as the handlers see it: the state after it was carried out.
 * @param written the configuration the plan was made from, when it is in the tree
 */
export class PlannedEvaluation implements Evaluated {
  readonly resources: readonly TerraformResource[];
  readonly remoteCalls: readonly RemoteModuleCall[] = [];
  readonly problems: readonly Problem[] = [];
  readonly wasCutShort: boolean;
  private readonly byAddress = new Map<string, TerraformResource>();

  constructor(document: PlanDocument, written?: Evaluated) {
    const configuration = new PlanConfiguration(document);
    const references = idsOf(document.resources);
    const sources = new WrittenResources(written);
    this.wasCutShort = document.wasCutShort;
    this.resources = document.resources.map((planned) => {
      const resource = new PlannedInstance(planned, document, configuration, references, sources);
      this.byAddress.set(planned.address, resource);
      return resource;
    });
  }

  resource(address: string): TerraformResource | undefined {
    return this.byAddress.get(address);
  }

  referent(reference: string): Referent | undefined {
    let end = reference.length;
    for (let count = 0; count < 20 && end > 0; count++) {
      const address = reference.slice(0, end);
      if (this.byAddress.has(address)) return { address, attribute: reference.slice(end + 1) };
      end = Math.max(reference.lastIndexOf('.', end - 1), reference.lastIndexOf('[', end - 1));
    }
    return undefined;
  }
}

/** The resources and calls of the evaluated configuration, also those counted otherwise than planned. */
class WrittenResources {
  private readonly byBase = new Map<string, TerraformResource>();
  private readonly calls = new Map<string, RemoteModuleCall>();

  constructor(private readonly written: Evaluated | undefined) {
    for (const resource of written?.resources ?? []) {
      const base = withoutIndexes(resource.address);
      if (!this.byBase.has(base)) this.byBase.set(base, resource);
    }
    for (const call of written?.remoteCalls ?? [])
      this.calls.set(withoutIndexes(call.address), call);
  }

  find(address: string): TerraformResource | undefined {
    return this.written?.resource(address) ?? this.byBase.get(withoutIndexes(address));
  }

  /** The call of a module that is not in the tree, through which the resource is made. */
  callOf(modulePath: string): RemoteModuleCall | undefined {
    if (this.calls.size === 0) return undefined;
    let path = withoutIndexes(modulePath);
    for (let depth = 0; path !== '' && depth < 30; depth++) {
      const call = this.calls.get(path);
      if (call !== undefined) return call;
      const end = path.lastIndexOf('.module.');
      path = end < 0 ? '' : path.slice(0, end);
    }
    return undefined;
  }
}

class PlannedInstance implements TerraformResource {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly modulePath: string;
  readonly where: Location;
  readonly file: SourceFile;
  private readonly written: TerraformResource | undefined;
  private readonly call: RemoteModuleCall | undefined;
  private built: Mapping | undefined;

  constructor(
    private readonly planned: PlannedResource,
    private readonly document: PlanDocument,
    private readonly configuration: PlanConfiguration,
    private readonly references: ReadonlyMap<string, string>,
    sources: WrittenResources,
  ) {
    this.mode = planned.mode;
    this.type = planned.type;
    this.name = planned.name;
    this.address = planned.address;
    this.modulePath = planned.modulePath;
    this.written = sources.find(planned.address);
    this.call = this.written === undefined ? sources.callOf(planned.modulePath) : undefined;
    const place = this.written ?? this.call;
    this.file = place?.file ?? document.file;
    this.where = { ...(place?.where ?? planned.where), address: planned.address };
  }

  get body(): Mapping {
    return (this.built ??= this.build());
  }

  private build(): Mapping {
    const { planned, configuration, written } = this;
    const expressions = configuration.expressions(planned);
    const isWritten = (argument: string): boolean =>
      entry(expressions, argument) !== undefined ||
      (written !== undefined && entry(written.body, argument) !== undefined);
    const values = withoutStaleRules(planned, this.document.former, isWritten);
    const mask = this.maskOf(isWritten);
    const merging: Merging = {
      address: this.address,
      isExact: written?.address === this.address,
      referenceOf: (id) => this.references.get(id),
    };
    const source = written?.body ?? this.inputsAt(values);
    const data = merged(values, mask, planned.sensitive, source, planned.where, merging);
    const entries = data.type === 'map' ? data.entries : [];
    const completed = entries.map((each) =>
      this.withReferences(this.readable(each, expressions), expressions),
    );
    return mapping([...completed, ...this.provisioners()], this.where);
  }

  /** What is computed although nothing sets it says nothing; what is set and not known yet does. */
  private maskOf(isWritten: (argument: string) => boolean): Data | undefined {
    const { unknown: mask } = this.planned;
    if (mask?.type !== 'map') return mask;
    const entries = mask.entries.filter(({ key, value }) => !isTrue(value) || isWritten(key));
    return mapping(entries, mask.where);
  }

  /** A resource of a module that is not in the tree: its values are placed at the module's inputs. */
  private inputsAt(values: Mapping): Data | undefined {
    if (this.call === undefined) return undefined;
    const inputs = new Map<string, Data>();
    collectTexts(this.call.body, inputs, { left: 5_000 });
    return inputs.size === 0 ? undefined : asInputs(values, inputs, 0);
  }

  /** The text itself where the plan has only its checksum. */
  private readable(given: Entry, expressions: Data | undefined): Entry {
    if (HASHED.get(this.type)?.includes(given.key) !== true) return given;
    const text = stringOf(given.value);
    if (text === undefined || !/^[0-9a-f]{40}$/.test(text)) return given;
    const own = this.written === undefined ? undefined : entry(this.written.body, given.key);
    if (own !== undefined) return own;
    const constant = entry(entry(expressions, given.key)?.value, 'constant_value');
    if (constant !== undefined && !isNull(constant.value)) {
      return { ...constant, key: given.key };
    }
    const reason = 'the plan has only a checksum of it';
    return { ...given, value: unknown(reason, given.valueWhere) };
  }

  /** Unknown arguments refer to what the configuration in the plan says. */
  private withReferences(given: Entry, expressions: Data | undefined): Entry {
    const expression = entry(expressions, given.key)?.value;
    if (expression === undefined || !hasBareUnknown(given.value)) return given;
    return { ...given, value: this.referring(given.value, expression, 0) };
  }

  private referring(value: Data, expression: Data | undefined, depth: number): Data {
    if (expression === undefined || depth > 30) return value;
    if (value.type === 'unknown') {
      if (value.reference !== undefined) return value;
      const found = this.configuration.referents(this.planned, expression);
      const all: Data[] = found.references.map((reference) => ({ ...value, reference }));
      if (all.length === 0) return value;
      if (!found.isComplete) all.push(value);
      return all.length === 1 ? all[0]! : list(all, value.where);
    }
    if (value.type === 'list') {
      const nested = expression.type === 'list' ? expression.items : undefined;
      const items = value.items.map((item, index) => {
        const inner = nested === undefined ? expression : (nested[index] ?? nested[0]);
        return this.referring(item, inner, depth + 1);
      });
      return { ...value, items };
    }
    if (value.type === 'map') {
      const entries = value.entries.map((each) => {
        const inner = entry(expression, 'references')
          ? expression
          : entry(expression, each.key)?.value;
        return { ...each, value: this.referring(each.value, inner, depth + 1) };
      });
      return { ...value, entries };
    }
    return value;
  }

  /** Provisioners are not among the values; they stand in the configuration. */
  private provisioners(): Entry[] {
    if (this.written !== undefined) {
      return this.written.body.entries.filter(({ key }) => key.startsWith('provisioner.'));
    }
    const byType = new Map<string, Data[]>();
    for (const provisioner of this.configuration.provisioners(this.planned)) {
      const type = stringOf(entry(provisioner, 'type')?.value);
      const expressions = entry(provisioner, 'expressions')?.value;
      if (type === undefined || expressions?.type !== 'map') continue;
      const entries = expressions.entries.flatMap((each) => {
        const constant = entry(each.value, 'constant_value');
        return constant === undefined ? [] : [{ ...constant, key: each.key }];
      });
      const block = mapping(entries, provisioner.where);
      byType.set(type, [...(byType.get(type) ?? []), block]);
    }
    return [...byType].map(([type, blocks]) =>
      entryOf(`provisioner.${type}`, list(blocks, blocks[0]!.where)),
    );
  }
}

/** Which attribute of which resource a text is the id of. */
function idsOf(resources: readonly PlannedResource[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { address, values } of resources) {
    for (const attribute of ['id', 'arn', 'self_link']) {
      const id = stringOf(entry(values, attribute)?.value);
      if (id !== undefined && id.length > 3 && !ids.has(id)) ids.set(id, `${address}.${attribute}`);
    }
  }
  return ids;
}

function hasBareUnknown(data: Data, depth = 0): boolean {
  if (data.type === 'unknown') return data.reference === undefined;
  if (depth > 30) return false;
  if (data.type === 'list') return data.items.some((item) => hasBareUnknown(item, depth + 1));
  return data.type === 'map' && data.entries.some(({ value }) => hasBareUnknown(value, depth + 1));
}

function collectTexts(data: Data, into: Map<string, Data>, budget: { left: number }): void {
  if (--budget.left < 0) return;
  if (data.type === 'scalar' && data.value !== null && !into.has(String(data.value))) {
    into.set(String(data.value), data);
  } else if (data.type === 'list') {
    for (const item of data.items) collectTexts(item, into, budget);
  } else if (data.type === 'map') {
    for (const { value } of data.entries) collectTexts(value, into, budget);
  }
}

/** The same values, each that is an input of the module in the place of that input. */
function asInputs(data: Data, inputs: ReadonlyMap<string, Data>, depth: number): Data | undefined {
  if (depth > 30) return undefined;
  if (data.type === 'scalar') {
    // Only what is unlikely to be the same by chance: addresses, networks, ports.
    const text = String(data.value);
    return /^[0-9a-fA-F.:/]{3,}$/.test(text) ? inputs.get(text) : undefined;
  }
  if (data.type === 'list') {
    const items = data.items.flatMap((item) => asInputs(item, inputs, depth + 1) ?? []);
    return items.length === 0 ? undefined : list(items, items[0]!.where);
  }
  if (data.type === 'map') {
    const entries = data.entries.flatMap((each) => {
      const value = asInputs(each.value, inputs, depth + 1);
      return value === undefined ? [] : [entryOf(each.key, value)];
    });
    return entries.length === 0 ? undefined : mapping(entries, entries[0]!.value.where);
  }
  return undefined;
}
