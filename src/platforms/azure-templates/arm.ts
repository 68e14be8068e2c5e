import type { Location, SourceFile } from '../../files/source.js';
import { parseArmExpression, type Expression } from '../../syntax/bicep/index.js';
import {
  integerOf,
  itemsOf,
  stringOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../syntax/data.js';
import { elements, list, mapping, scalar, toBoolean, unknown } from '../terraform/values.js';
import { evaluate, type Context } from './expressions.js';
import { inlineSubnets } from './networks.js';
import { referenceOf, type AzureResource } from './resource.js';
import { entryIn, nameKey, property } from './values.js';

/** How many values one template may make; loops multiply. */
const MOST_VALUES = 400_000;
const MOST_COPIES = 800;
const DEEPEST = 12;

/** Turns of loops by their name in lower case; '' is the nearest. */
type Turns = ReadonlyMap<string, number>;

export interface Elsewhere {
  /** The file a nested deployment links to. */
  linked(
    path: Data,
    from: SourceFile,
  ): { readonly file: SourceFile; readonly data: Data } | undefined;
  /** A deployment whose template is not in the repository. */
  missing(where: Location, name: string): void;
}

/** Reads an ARM template: everything it deploys, nested deployments included. */
export class ArmTemplate {
  private readonly variables = new Map<string, Data | 'under way'>();
  private turns: Turns = new Map();

  /** @param inputs values of parameters that are given from outside */
  constructor(
    private readonly file: SourceFile,
    private readonly data: Data,
    private readonly inputs: ReadonlyMap<string, Data>,
    private readonly elsewhere: Elsewhere,
    private readonly budget = { left: MOST_VALUES },
    private readonly depth = 0,
  ) {}

  resources(): AzureResource[] {
    const given = entryIn(this.data, 'resources')?.value;
    return given === undefined ? [] : this.all(given, undefined, undefined);
  }

  /** Resources stand in a list, or under their symbolic names. */
  private all(
    given: Data,
    parent: Parent | undefined,
    onlyIf: string | undefined,
  ): AzureResource[] {
    const items: readonly (readonly [Data, string | undefined])[] =
      given.type === 'map'
        ? given.entries.map((each) => [each.value, each.key] as const)
        : itemsOf(given).map((each) => [each, undefined] as const);
    return items.flatMap(([item, symbol]) => {
      const copy = entryIn(item, 'copy')?.value;
      if (copy === undefined || copy.type !== 'map') return this.one(item, symbol, parent, onlyIf);
      const name = (textOf(this.value(entryIn(copy, 'name')?.value)) ?? '').toLowerCase();
      const count = integerOf(this.value(entryIn(copy, 'count')?.value));
      // Of an unknown number there is at least one.
      return this.repeat(name, count ?? 1, () => this.one(item, symbol, parent, onlyIf)).flat();
    });
  }

  private repeat<T>(name: string, count: number, make: () => T): T[] {
    const before = this.turns;
    const made: T[] = [];
    for (let index = 0; index < Math.min(count, MOST_COPIES); index++) {
      if (this.budget.left < 0) break;
      this.turns = new Map([...before, [name, index], ['', index]]);
      made.push(make());
    }
    this.turns = before;
    return made;
  }

  private one(
    item: Data,
    symbol: string | undefined,
    parent: Parent | undefined,
    outer: string | undefined,
  ): AzureResource[] {
    if (item.type !== 'map' || --this.budget.left < 0) return [];
    const ownType = stringOf(entryIn(item, 'type')?.value)?.toLowerCase();
    if (ownType === undefined) return [];
    const condition = this.value(entryIn(item, 'condition')?.value);
    const truth = condition === undefined ? true : toBoolean(condition);
    if (truth === false) return [];
    const reason = condition?.type === 'unknown' ? condition.reason : 'it is not known';
    const onlyIf = outer ?? (truth === true ? undefined : `its condition holds (${reason})`);
    const type = parent === undefined ? ownType : `${parent.type}/${ownType}`;
    const nameData = this.value(entryIn(item, 'name')?.value);
    const own = nameKey(nameData);
    const name = parent === undefined ? own : `${parent.name}/${own}`;
    if (type === 'microsoft.resources/deployments') return this.deployment(item, own, onlyIf);
    const body = this.value(withoutChildren(item));
    const shown = symbol ?? `${type.split('/').slice(-1)[0]} ${textOf(nameData) ?? '(unnamed)'}`;
    const resource: AzureResource = {
      type,
      name,
      address: shown.slice(0, 120),
      where: { ...item.where, address: shown.slice(0, 120) },
      file: this.file,
      body: body?.type === 'map' ? body : mapping([], item.where),
      isExisting: toBoolean(entryIn(item, 'existing')?.value ?? scalar(false, item.where)) === true,
      ...(onlyIf === undefined ? {} : { onlyIf }),
    };
    const children = entryIn(item, 'resources')?.value;
    return [
      resource,
      ...inlineSubnets(resource),
      ...(children === undefined ? [] : this.all(children, { type, name }, onlyIf)),
    ];
  }

  /** A deployment within the deployment: a template of its own, or one that is linked to. */
  private deployment(item: Mapping, name: string, onlyIf: string | undefined): AzureResource[] {
    if (this.depth >= DEEPEST) return [];
    const inner = property(item, 'properties', 'template')?.value;
    const scope = textOf(
      property(item, 'properties', 'expressionEvaluationOptions', 'scope')?.value,
    );
    const given = this.value(property(item, 'properties', 'parameters')?.value);
    let nested: ArmTemplate | undefined;
    if (inner?.type === 'map') {
      nested = new ArmTemplate(
        this.file,
        inner,
        given === undefined ? new Map() : parametersIn(given),
        this.elsewhere,
        this.budget,
        this.depth + 1,
      );
      // Unless told otherwise, its expressions mean the parameters and variables of this template.
      if (scope?.toLowerCase() !== 'inner') nested.outer = this;
    } else {
      const link = property(item, 'properties', 'templateLink')?.value;
      const path =
        link === undefined
          ? undefined
          : this.value(entryIn(link, 'relativePath')?.value ?? entryIn(link, 'uri')?.value);
      const found = path === undefined ? undefined : this.elsewhere.linked(path, this.file);
      if (found === undefined) {
        this.elsewhere.missing(link?.where ?? item.where, name);
        return [];
      }
      nested = new ArmTemplate(
        found.file,
        found.data,
        given === undefined ? new Map() : parametersIn(given),
        this.elsewhere,
        this.budget,
        this.depth + 1,
      );
    }
    const resources = nested.resources();
    return onlyIf === undefined ? resources : resources.map((each) => ({ onlyIf, ...each }));
  }

  private outer: ArmTemplate | undefined;

  /** A value with the expressions in it evaluated. */
  private value(data: Data): Data;
  private value(data: Data | undefined): Data | undefined;
  private value(data: Data | undefined): Data | undefined {
    if (data === undefined) return undefined;
    if (--this.budget.left < 0) return unknown('the template asks for too much work', data.where);
    switch (data.type) {
      case 'scalar':
        return typeof data.value === 'string' ? this.text(data.value, data) : data;
      case 'list':
        return { ...data, items: data.items.map((item) => this.value(item)) };
      case 'map':
        return { ...data, entries: this.entries(data) };
      default:
        return data;
    }
  }

  /** The entries of an object; `copy` in it makes lists. */
  private entries(map: Mapping): Entry[] {
    return map.entries.flatMap((each): Entry[] => {
      if (each.key.toLowerCase() === 'copy' && each.value.type === 'list') {
        return each.value.items.flatMap((copy) => this.copied(copy, each));
      }
      return [{ ...each, value: this.value(each.value) }];
    });
  }

  /** `{ name, count, input }` is a list under that name. */
  private copied(copy: Data, place: Entry): Entry[] {
    const name = textOf(entryIn(copy, 'name')?.value);
    const input = entryIn(copy, 'input')?.value;
    const count = this.value(entryIn(copy, 'count')?.value);
    if (name === undefined || input === undefined) return [];
    const number = integerOf(count);
    const items =
      number === undefined
        ? [unknown(count?.type === 'unknown' ? count.reason : 'the count is not known', copy.where)]
        : this.repeat(name.toLowerCase(), number, () => this.value(input));
    return [{ ...place, key: name, valueWhere: input.where, value: list(items, input.where) }];
  }

  private text(text: string, data: Data): Data {
    if (!text.startsWith('[') || !text.endsWith(']')) return data;
    // `[[` stands for a text that begins with a bracket.
    if (text.startsWith('[[')) return scalar(text.slice(1), data.where);
    const expression = parseArmExpression(text.slice(1, -1));
    if (expression === undefined) return unknown('the expression could not be read', data.where);
    return this.expression(expression, data.where);
  }

  private expression(
    expression: Expression,
    where: Location,
    bound?: ReadonlyMap<string, Data>,
  ): Data {
    const context: Context = {
      locate: () => where,
      name: () => undefined,
      call: (name, args, at, of) => this.call(name, args, at, of, bound),
      budget: this.budget,
    };
    return evaluate(expression, context);
  }

  private call(
    name: string,
    args: readonly Data[],
    where: Location,
    of: { readonly name: string | undefined } | undefined,
    bound?: ReadonlyMap<string, Data>,
  ): Data | undefined {
    const first = args[0] === undefined ? undefined : textOf(args[0]);
    if (of?.name !== undefined) return this.ownFunction(of.name, name, args, where);
    switch (name) {
      case 'parameters':
        if (first === undefined) return undefined;
        return bound?.get(first.toLowerCase()) ?? this.parameter(first, where);
      case 'variables':
        return first === undefined ? undefined : this.variable(first, where);
      case 'copyindex': {
        const named = first !== undefined && integerOf(args[0]) === undefined;
        const turn = this.turns.get(named ? first.toLowerCase() : '');
        const offset = integerOf(named ? args[1] : args[0]) ?? 0;
        return turn === undefined ? undefined : scalar(turn + offset, where);
      }
      case 'resourceid':
      case 'extensionresourceid': {
        const type = args.findIndex((each) => /^[\w.]+\/[\w./]+$/.test(textOf(each) ?? ''));
        if (type < 0) return undefined;
        const names = args.slice(type + 1).map(nameKey);
        const full = textOf(args[type]!)!;
        return unknown(
          `\`${(names.at(-1) ?? full).slice(0, 60)}\` is known only when it is deployed`,
          where,
          referenceOf(full, names.join('/')),
        );
      }
      case 'json':
        return first === 'null' ? scalar(null, where) : undefined;
      default:
        return undefined;
    }
  }

  private parameter(name: string, where: Location): Data {
    if (this.outer !== undefined) return this.outer.parameter(name, where);
    const given = this.inputs.get(name.toLowerCase());
    if (given !== undefined) return given;
    const declared = entryIn(entryIn(this.data, 'parameters')?.value, name);
    if (declared === undefined)
      return unknown(`the parameter \`${name.slice(0, 60)}\` is not declared`, where);
    const value = entryIn(declared.value, 'defaultValue');
    if (value === undefined) {
      return unknown(`the parameter \`${declared.key}\` has no default`, declared.keyWhere);
    }
    return placed(this.value(value.value), `the parameter ${declared.key}`);
  }

  private variable(name: string, where: Location): Data {
    if (this.outer !== undefined) return this.outer.variable(name, where);
    const key = name.toLowerCase();
    const known = this.variables.get(key);
    if (known === 'under way') return unknown(`the variable \`${name}\` refers to itself`, where);
    if (known !== undefined) return known;
    const all = entryIn(this.data, 'variables')?.value;
    const declared = entryIn(all, name);
    const copy = itemsOf(entryIn(all, 'copy')?.value).find(
      (each) => textOf(entryIn(each, 'name')?.value)?.toLowerCase() === key,
    );
    if (declared === undefined && copy === undefined) {
      return unknown(`the variable \`${name.slice(0, 60)}\` is not declared`, where);
    }
    this.variables.set(key, 'under way');
    const value =
      declared === undefined
        ? this.copied(copy!, { key, keyWhere: where, valueWhere: where, value: copy! })[0]?.value
        : this.value(declared.value);
    const result = value ?? unknown(`the variable \`${name}\` has no value`, where);
    this.variables.set(key, result);
    return result;
  }

  /** `namespace.name(…)` of the template's own `functions`. */
  private ownFunction(
    namespace: string,
    name: string,
    args: readonly Data[],
    where: Location,
  ): Data | undefined {
    for (const group of itemsOf(entryIn(this.data, 'functions')?.value)) {
      if (textOf(entryIn(group, 'namespace')?.value)?.toLowerCase() !== namespace.toLowerCase())
        continue;
      const declared = property(group, 'members', name)?.value;
      const output = stringOf(property(declared, 'output', 'value')?.value);
      if (output === undefined) return undefined;
      const expression = parseArmExpression(output.slice(1, -1));
      if (!output.startsWith('[') || expression === undefined) return scalar(output, where);
      const bound = new Map(
        itemsOf(entryIn(declared, 'parameters')?.value).flatMap((each, index) => {
          const key = textOf(entryIn(each, 'name')?.value)?.toLowerCase();
          const value = args[index];
          return key === undefined || value === undefined ? [] : [[key, value] as const];
        }),
      );
      // A function cannot call others of its kind, so that this ends.
      return this.expression(expression, where, bound);
    }
    return undefined;
  }
}

interface Parent {
  readonly type: string;
  readonly name: string;
}

/** The values of a file of parameters, or of those that a deployment is given. */
export function parametersIn(data: Data): Map<string, Data> {
  const values = new Map<string, Data>();
  if (data.type !== 'map') return values;
  for (const { key, value } of data.entries) {
    const given = entryIn(value, 'value')?.value;
    if (given !== undefined) values.set(key.toLowerCase(), placed(given, `the parameter ${key}`));
    else
      values.set(key.toLowerCase(), unknown(`the parameter \`${key}\` is a secret`, value.where));
  }
  return values;
}

function placed(data: Data, address: string): Data {
  if (data.type === 'list')
    return { ...data, items: elements(data), where: { ...data.where, address } };
  return { ...data, where: { ...data.where, address } };
}

function withoutChildren(item: Mapping): Mapping {
  return mapping(
    item.entries.filter(
      (each) => !['resources', 'copy', 'condition'].includes(each.key.toLowerCase()),
    ),
    item.where,
  );
}
