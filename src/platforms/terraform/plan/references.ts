import { entry, itemsOf, stringOf, type Data, type Mapping } from '../../../syntax/data.js';
import { stepsOf, textOfSteps, withoutIndexes, type Step } from './addresses.js';
import type { PlanDocument, PlannedResource } from './document.js';

/** References are followed through at most this many modules and expressions. */
const DEEPEST = 30;
const MOST_REFERENCES = 200;

/** One module of the configuration at one place of the plan. */
interface Frame {
  readonly config: Mapping;
  /** '' for the root. */
  readonly path: string;
  /** The call that led here, and the frame it stands in. */
  readonly call?: { readonly config: Data; readonly frame: Frame; readonly key: string };
}

/** Attributes of resources of the plan: `aws_security_group.cache[0].id`. */
export interface Referents {
  readonly references: readonly string[];
  /** Whether they are all; locals are not in a plan, and other states lead nowhere. */
  readonly isComplete: boolean;
}

interface Found {
  readonly references: Set<string>;
  isComplete: boolean;
}

/** The configuration that a plan carries: which arguments were written, and what they refer to. */
export class PlanConfiguration {
  private readonly byBase = new Map<string, PlannedResource[]>();
  private readonly modulePaths = new Map<string, Set<string>>();
  private readonly declared = new Map<string, Data>();

  constructor(private readonly document: PlanDocument) {
    for (const resource of document.resources) {
      const base = baseOf(resource);
      const known = this.byBase.get(base);
      if (known === undefined) this.byBase.set(base, [resource]);
      else known.push(resource);
      this.addModulePath(resource.modulePath);
    }
    if (document.configuration !== undefined) this.index(document.configuration, '', 0);
  }

  /** The expressions a resource is written with, by argument; `undefined` when it is not there. */
  expressions(resource: PlannedResource): Data | undefined {
    const declared = this.declared.get(withoutIndexes(resource.address));
    return declared === undefined ? undefined : entry(declared, 'expressions')?.value;
  }

  isDeclared(resource: PlannedResource): boolean {
    return this.declared.has(withoutIndexes(resource.address));
  }

  provisioners(resource: PlannedResource): readonly Data[] {
    const declared = this.declared.get(withoutIndexes(resource.address));
    return itemsOf(entry(declared, 'provisioners')?.value);
  }

  /** What an expression of a resource refers to: attributes of resources of the plan. */
  referents(resource: PlannedResource, expression: Data | undefined): Referents {
    const found: Found = { references: new Set(), isComplete: true };
    const frame = this.frameOf(resource.modulePath);
    if (frame === undefined || expression === undefined)
      return { references: [], isComplete: false };
    const owner = this.declared.get(withoutIndexes(resource.address));
    this.follow(expression, frame, { key: resource.key, config: owner }, found, 0);
    return { references: [...found.references], isComplete: found.isComplete };
  }

  private index(module: Mapping, path: string, depth: number): void {
    if (depth > DEEPEST) return;
    const prefix = path === '' ? '' : `${path}.`;
    for (const resource of itemsOf(entry(module, 'resources')?.value)) {
      const address = stringOf(entry(resource, 'address')?.value);
      if (address !== undefined) this.declared.set(prefix + address, resource);
    }
    for (const [name, child] of callsOf(module)) {
      const config = entry(child, 'module')?.value;
      if (config?.type === 'map') this.index(config, `${prefix}module.${name}`, depth + 1);
    }
  }

  private addModulePath(path: string): void {
    const steps = stepsOf(path);
    for (let at = 0; steps[at]?.name === 'module' && steps[at + 1] !== undefined;) {
      const base = textOfSteps(steps.slice(0, at + 2));
      const index = steps[at + 2]?.index ?? '';
      const known = this.modulePaths.get(base);
      if (known === undefined) this.modulePaths.set(base, new Set([base + index]));
      else known.add(base + index);
      at += index === '' ? 2 : 3;
    }
  }

  /** The module of an address such as `module.net["a"].module.sg`. */
  private frameOf(path: string): Frame | undefined {
    if (this.document.configuration === undefined) return undefined;
    let frame: Frame = { config: this.document.configuration, path: '' };
    const steps = stepsOf(path);
    for (let at = 0; at < steps.length;) {
      if (steps[at]!.name !== 'module') return undefined;
      const name = steps[at + 1]?.name;
      if (name === undefined) return undefined;
      const next = steps[at + 2];
      const key = next?.index ?? '';
      const inner = this.enter(frame, name, key);
      if (inner === undefined) return undefined;
      frame = inner;
      at += key === '' ? 2 : 3;
    }
    return frame;
  }

  private enter(frame: Frame, name: string, key: string): Frame | undefined {
    const call = entry(entry(frame.config, 'module_calls')?.value, name)?.value;
    const config = entry(call, 'module')?.value;
    if (call === undefined || config?.type !== 'map') return undefined;
    const path = `${frame.path === '' ? '' : `${frame.path}.`}module.${name}${key}`;
    return { config, path, call: { config: call, frame, key } };
  }

  private follow(
    expression: Data,
    frame: Frame,
    owner: { readonly key: string; readonly config: Data | undefined },
    found: Found,
    depth: number,
  ): void {
    if (depth > DEEPEST || found.references.size > MOST_REFERENCES) {
      found.isComplete = false;
      return;
    }
    const references = longest(
      itemsOf(entry(expression, 'references')?.value).flatMap((each) => stringOf(each) ?? []),
    );
    const usesKey = references.some((each) => /^(count\.index|each\.key)$/.test(each));
    const ownKey = usesKey ? owner.key : '';
    for (const reference of references.slice(0, MOST_REFERENCES)) {
      const steps = stepsOf(reference);
      switch (steps[0]?.name) {
        case 'var': {
          const { call } = frame;
          const given = entry(
            entry(call?.config, 'expressions')?.value,
            steps[1]?.name ?? '',
          )?.value;
          if (call !== undefined && given !== undefined) {
            const caller = { key: call.key, config: call.config };
            this.follow(given, call.frame, caller, found, depth + 1);
          }
          // Values from outside are in the plan, unless they could not be known.
          break;
        }
        case 'each': {
          const source = entry(owner.config, 'for_each_expression')?.value;
          if (steps[1]?.name === 'value' && source !== undefined) {
            this.follow(source, frame, { key: '', config: undefined }, found, depth + 1);
          }
          break;
        }
        case 'module':
          this.followOutput(steps, frame, ownKey, found, depth);
          break;
        case 'local':
          found.isComplete = false;
          break;
        case 'count':
        case 'path':
        case 'self':
        case 'terraform':
        case undefined:
          break;
        default:
          this.addResource(steps, frame, ownKey, found);
      }
    }
  }

  private followOutput(
    steps: readonly Step[],
    frame: Frame,
    ownKey: string,
    found: Found,
    depth: number,
  ): void {
    const name = steps[1]?.name;
    if (name === undefined) return;
    const written = steps[2]?.index;
    const output = (written === undefined ? steps[2] : steps[3])?.name;
    if (output === undefined) {
      found.isComplete = false;
      return;
    }
    const base = `${frame.path === '' ? '' : `${frame.path}.`}module.${name}`;
    const all = [...(this.modulePaths.get(base) ?? [base])].map((path) => path.slice(base.length));
    for (const key of chosen(all, written, ownKey)) {
      const inner = this.enter(frame, name, key);
      const declared = entry(entry(inner?.config, 'outputs')?.value, output)?.value;
      const expression = entry(declared, 'expression')?.value;
      if (inner !== undefined && expression !== undefined) {
        this.follow(expression, inner, { key: '', config: undefined }, found, depth + 1);
      } else {
        found.isComplete = false;
      }
    }
  }

  private addResource(steps: readonly Step[], frame: Frame, ownKey: string, found: Found): void {
    const length = steps[0]?.name === 'data' ? 3 : 2;
    const base = `${frame.path === '' ? '' : `${frame.path}.`}${textOfSteps(steps.slice(0, length))}`;
    const instances = this.byBase.get(base) ?? [];
    if (instances.length === 0) found.isComplete = false;
    const written = steps[length]?.index;
    const rest = textOfSteps(steps.slice(written === undefined ? length : length + 1));
    const keys = new Set(
      chosen(
        instances.map(({ key }) => key),
        written,
        ownKey,
      ),
    );
    for (const instance of instances) {
      // `group[*].id` is told as a reference to the whole; what is used of it is nearly always the id.
      if (keys.has(instance.key))
        found.references.add(`${instance.address}.${rest === '' ? 'id' : rest}`);
    }
  }
}

/** The instances that are meant: the one written, the one of the same key, or all. */
function chosen(keys: readonly string[], written: string | undefined, own: string): string[] {
  if (written !== undefined) return [written];
  return own !== '' && keys.includes(own) ? [own] : [...keys];
}

/** Terraform lists a reference together with everything it begins with; only the longest count. */
function longest(references: readonly string[]): string[] {
  return references.filter(
    (reference) =>
      !references.some(
        (other) =>
          other.length > reference.length &&
          other.startsWith(reference) &&
          /[.[]/.test(other[reference.length]!),
      ),
  );
}

function baseOf(resource: PlannedResource): string {
  const { address, key } = resource;
  return key !== '' && address.endsWith(key) ? address.slice(0, -key.length) : address;
}

function callsOf(module: Data): (readonly [string, Data])[] {
  const calls = entry(module, 'module_calls')?.value;
  return calls?.type === 'map' ? calls.entries.map((each) => [each.key, each.value]) : [];
}
