import type { Location } from '../../files/source.js';
import { MEMCACHED_PORT } from '../../network/ports.js';
import {
  at,
  entry,
  itemsOf,
  stringOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../syntax/data.js';
import {
  conditional,
  elements,
  identity,
  list,
  mapping,
  scalar,
  unknown,
  via,
  withOrigin,
} from '../terraform/values.js';
import { functionOf } from './calls.js';
import { cidr, concatenated, join, select, split, splitOnce, type Result } from './functions.js';
import { defaultOf } from './parameters.js';
import { typeOf, type Template } from './template.js';

/** The answer of a condition; a text says why it is not known. */
export type Truth = boolean | { readonly reason: string };

/** Variables of loops. */
type Scope = ReadonlyMap<string, Data>;

const NO_SCOPE: Scope = new Map();
/** Values that one evaluation makes at most; loops multiply. */
const MOST_VALUES = 400_000;
const MOST_RESOURCES = 5_000;
const DEEPEST = 250;

/** One resource that a template declares, with its properties evaluated. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly where: Location;
  readonly properties: Mapping;
  readonly metadata: Data | undefined;
  readonly onlyIf?: string;
}

/** How a template's references to a resource are written for those that judge it. */
export type Naming = (id: string, type: string, attribute: string) => string;

/**
 * Evaluates a template: parameters by what they are given or their defaults, mappings, conditions, and
 * the intrinsic functions
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html).
 */
export class Evaluator {
  private left = MOST_VALUES;
  private readonly decided = new Map<string, Truth | 'under way'>();
  private readonly types = new Map<string, string>();
  /** Clusters whose port is being looked for. */
  private readonly asked = new Set<string>();

  /** @param inputs values of parameters and pseudo parameters that are given from outside */
  constructor(
    private readonly template: Template,
    private readonly inputs: ReadonlyMap<string, Data>,
    private readonly naming: Naming,
  ) {}

  /** The resources that are there, those of undecided conditions with that condition. */
  resources(): Resource[] {
    const declared = this.expand(this.template.resources, NO_SCOPE, 0).slice(0, MOST_RESOURCES);
    for (const { entry: each } of declared) {
      const type = typeOf(each.value);
      if (type !== undefined) this.types.set(each.key, type);
    }
    return declared.flatMap(({ entry: each, scope }) => this.resource(each, scope) ?? []);
  }

  private resource(declared: Entry, scope: Scope): Resource | undefined {
    const { key, value, keyWhere } = declared;
    const type = typeOf(value);
    if (type === undefined) return undefined;
    const condition = entry(value, 'Condition')?.value;
    const truth =
      condition === undefined ? true : this.condition(this.plainText(condition, scope) ?? '');
    if (truth === false) return undefined;
    const given = entry(value, 'Properties')?.value;
    const properties = given === undefined ? undefined : this.value(given, scope, 0);
    return {
      id: key,
      type,
      where: {
        ...keyWhere,
        endLine: value.where.endLine,
        endColumn: value.where.endColumn,
        address: key,
      },
      properties: properties?.type === 'map' ? properties : mapping([], value.where),
      metadata: entry(value, 'Metadata')?.value,
      ...(truth === true
        ? {}
        : {
            onlyIf: `the condition \`${textOf(condition) ?? ''}\` holds (${truth.reason})`,
          }),
    };
  }

  /** A value with everything in it evaluated. */
  value(data: Data, scope: Scope = NO_SCOPE, depth = 0): Result {
    if (--this.left < 0) return unknown('the template asks for too much work', data.where);
    if (depth > DEEPEST) return unknown('it is nested too deeply', data.where);
    const call = functionOf(data);
    if (call !== undefined) {
      const result = this.call(call.name, call.argument, data, scope, depth + 1);
      return result === undefined ? undefined : via(result, data.where);
    }
    switch (data.type) {
      case 'list':
        return { ...data, items: data.items.flatMap((item) => this.item(item, scope, depth)) };
      case 'map': {
        const entries = this.expand(data, scope, depth).flatMap(({ entry: each, scope: own }) => {
          const value = this.value(each.value, own, depth + 1);
          return value === undefined ? [] : [{ ...each, value }];
        });
        return { ...data, entries };
      }
      case 'scalar':
        return scope.size > 0 && typeof data.value === 'string'
          ? { ...data, value: this.loopText(data.value, scope) }
          : data;
      default:
        return data;
    }
  }

  /** An item of a list: of an undecided choice between items all that may be there. */
  private item(data: Data, scope: Scope, depth: number): Data[] {
    const call = functionOf(data);
    if (call?.name === 'Fn::If') {
      const choice = this.choice(call.argument, scope);
      if (choice !== undefined && typeof choice.truth !== 'boolean') {
        const both = this.underCondition(choice, scope, depth);
        if (both !== undefined) return both;
      }
    }
    const value = this.value(data, scope, depth + 1);
    return value === undefined ? [] : [value];
  }

  /** Mappings with the loops in them run (`Fn::ForEach` of the language extensions). */
  private expand(
    map: Mapping,
    scope: Scope,
    depth: number,
  ): { readonly entry: Entry; readonly scope: Scope }[] {
    return map.entries.flatMap((each) => {
      if (!each.key.startsWith('Fn::ForEach::')) {
        const key = scope.size === 0 ? each.key : this.loopText(each.key, scope);
        return [{ entry: { ...each, key }, scope }];
      }
      if (depth > 20) return [];
      const name = stringOf(at(each.value, 0));
      const collection = at(each.value, 1);
      const body = at(each.value, 2);
      if (name === undefined || collection === undefined || body?.type !== 'map') return [];
      const items = this.value(collection, scope, depth + 1);
      if (items?.type !== 'list') return [];
      return elements(items).flatMap((item) =>
        --this.left < 0 ? [] : this.expand(body, new Map([...scope, [name, item]]), depth + 1),
      );
    });
  }

  /** Replaces `${Name}` and `&{Name}` of loops in a text. */
  private loopText(text: string, scope: Scope): string {
    if (!text.includes('{')) return text;
    return text.replace(/[$&]\{([A-Za-z0-9]{1,255})\}/g, (whole, name: string) => {
      const value = scope.get(name);
      const known = value === undefined ? undefined : textOf(value);
      if (known === undefined) return whole;
      return whole.startsWith('&') ? known.replace(/[^A-Za-z0-9]/g, '') : known;
    });
  }

  private call(name: string, argument: Data, whole: Data, scope: Scope, depth: number): Result {
    const { where } = whole;
    const evaluated = (data: Data | undefined): Result =>
      data === undefined ? undefined : this.value(data, scope, depth);
    switch (name) {
      case 'Ref':
        return this.ref(this.plainText(argument, scope), where, scope);
      case 'Fn::Sub':
        return this.substitute(argument, where, scope, depth);
      case 'Fn::GetAtt':
        return this.attribute(argument, where, scope, depth);
      case 'Fn::FindInMap':
        return this.findInMap(argument, where, scope, depth);
      case 'Fn::If': {
        const choice = this.choice(argument, scope);
        if (choice === undefined) return unknown('`Fn::If` needs three values', where);
        if (choice.truth === true) return evaluated(choice.yes);
        if (choice.truth === false) return evaluated(choice.no);
        return this.undecided(choice, where, scope, depth);
      }
      case 'Fn::Join':
        return join(evaluated(argument), where);
      case 'Fn::Split':
        return split(evaluated(argument), where);
      case 'Fn::Select':
        return select(evaluated(argument), where);
      case 'Fn::Cidr':
        return cidr(evaluated(argument), where);
      case 'Fn::Base64':
        // What is encoded is decoded again by whoever reads it.
        return evaluated(argument);
      case 'Fn::ToJsonString': {
        const value = evaluated(argument);
        if (value === undefined) return undefined;
        return withOrigin(unknown('it is the JSON text of a value', where), { data: value });
      }
      case 'Fn::Length': {
        const value = evaluated(argument);
        return value?.type === 'list'
          ? scalar(value.items.length, where)
          : unknown('the length of the list is not known', where);
      }
      case 'Fn::ImportValue':
        return unknown(
          `\`${textOf(evaluated(argument)) ?? 'Fn::ImportValue'}\` is exported by another stack`,
          where,
        );
      case 'Condition': {
        const truth = this.condition(this.plainText(argument, scope) ?? '');
        return typeof truth === 'boolean' ? scalar(truth, where) : unknown(truth.reason, where);
      }
      case 'Fn::Equals':
      case 'Fn::And':
      case 'Fn::Or':
      case 'Fn::Not': {
        const truth = this.truth(whole, scope, depth);
        return typeof truth === 'boolean' ? scalar(truth, where) : unknown(truth.reason, where);
      }
      default:
        return unknown(`\`${name.slice(0, 60)}\` is known only when it is deployed`, where);
    }
  }

  private plainText(data: Data, scope: Scope): string | undefined {
    const text = textOf(data);
    return text === undefined ? undefined : this.loopText(text, scope);
  }

  private ref(name: string | undefined, where: Location, scope: Scope): Result {
    if (name === undefined) return unknown('a reference names nothing', where);
    if (name === 'AWS::NoValue') return undefined;
    const looped = scope.get(name);
    if (looped !== undefined) return looped;
    const given = this.inputs.get(name);
    if (given !== undefined) return given;
    const parameter = this.template.parameters.get(name);
    if (parameter !== undefined) return defaultOf(name, parameter);
    if (name.startsWith('AWS::')) {
      return unknown(`\`${name.slice(0, 60)}\` is known only when it is deployed`, where);
    }
    return this.ofResource(name, 'Ref', where);
  }

  private ofResource(id: string, attribute: string, where: Location): Data {
    const type = this.types.get(id);
    const shown = attribute === 'Ref' ? id : `${id}.${attribute}`;
    const reason = `\`${shown.slice(0, 80)}\` is known only when it is deployed`;
    if (type === undefined) return unknown(`\`${shown.slice(0, 80)}\` is not declared`, where);
    if (type === 'AWS::ElastiCache::CacheCluster' && attribute.endsWith('Endpoint.Port')) {
      return this.portOf(id, where);
    }
    return unknown(reason, where, this.naming(id, type, attribute));
  }

  /** The port of a cluster, which an endpoint of it has as well. */
  private portOf(id: string, where: Location): Data {
    const port = at(this.template.resources, id, 'Properties', 'Port');
    if (port === undefined) return scalar(MEMCACHED_PORT, where);
    if (this.asked.has(id)) return unknown(`the port of \`${id}\` refers to itself`, where);
    this.asked.add(id);
    const value = this.value(port) ?? scalar(MEMCACHED_PORT, where);
    this.asked.delete(id);
    return value;
  }

  private attribute(argument: Data, where: Location, scope: Scope, depth: number): Data {
    const parts =
      argument.type === 'list'
        ? argument.items.map((item) => {
            const value = this.value(item, scope, depth);
            return value === undefined ? undefined : textOf(value);
          })
        : splitOnce(this.plainText(argument, scope) ?? '');
    const [id, attribute] = parts;
    if (id === undefined || attribute === undefined || id === '')
      return unknown('an attribute that is asked for is not known', where);
    return this.ofResource(id, attribute, where);
  }

  private findInMap(argument: Data, where: Location, scope: Scope, depth: number): Result {
    const keys = itemsOf(argument).map((item) => {
      const value = this.value(item, scope, depth);
      return value === undefined ? undefined : { value, text: textOf(value) };
    });
    const [name, top, second, options] = keys;
    const map = at(this.template.mappings, name?.text ?? '');
    const fallback =
      options === undefined ? undefined : entry(options.value, 'DefaultValue')?.value;
    if (map === undefined) {
      return (
        fallback ??
        unknown(`the mapping \`${(name?.text ?? '').slice(0, 60)}\` is not declared`, where)
      );
    }
    if (top?.text !== undefined && second?.text !== undefined) {
      const found = at(map, top.text, second.text);
      if (found !== undefined) return this.value(found, scope, depth);
      return (
        fallback ??
        unknown(`the mapping has no \`${top.text}\`, \`${second.text}\``.slice(0, 120), where)
      );
    }
    // Which entry it is, is not known; it does not matter where all say the same.
    const outer =
      top?.text === undefined
        ? map.type === 'map'
          ? map.entries.map((each) => each.value)
          : []
        : [at(map, top.text)];
    const candidates = outer.flatMap((each) =>
      second?.text === undefined
        ? each?.type === 'map'
          ? each.entries.map((one) => one.value)
          : []
        : (at(each, second.text) ?? []),
    );
    const texts = new Set(candidates.map((each) => identity(each)));
    if (candidates.length > 0 && texts.size === 1 && !texts.has(undefined)) return candidates[0];
    const missing = [top?.value, second?.value].find((each) => each?.type === 'unknown');
    return unknown(
      missing?.type === 'unknown'
        ? missing.reason
        : 'which entry of the mapping is meant is not known',
      where,
    );
  }

  private substitute(argument: Data, where: Location, scope: Scope, depth: number): Result {
    const isPair = argument.type === 'list';
    const pattern = isPair ? argument.items[0] : argument;
    const variables = isPair && argument.items[1]?.type === 'map' ? argument.items[1] : undefined;
    if (pattern?.type !== 'scalar') return unknown('the text of `Fn::Sub` is not known', where);
    const text = typeof pattern.value === 'string' ? pattern.value : (textOf(pattern) ?? '');
    const pieces: Data[] = [];
    let from = 0;
    for (const match of text.matchAll(/\$\{([^}]{0,300})\}/g)) {
      if (match.index > from) pieces.push(scalar(text.slice(from, match.index), pattern.where));
      from = match.index + match[0].length;
      const name = match[1]!.trim();
      if (name.startsWith('!')) {
        pieces.push(scalar(`\${${name.slice(1)}}`, pattern.where));
        continue;
      }
      const own = entry(variables, name);
      const value =
        own !== undefined
          ? this.value(own.value, scope, depth)
          : name.includes('.')
            ? this.ofResource(...(splitOnce(name) as [string, string]), pattern.where)
            : this.ref(name, pattern.where, scope);
      if (value !== undefined) pieces.push(value);
    }
    if (from < text.length) pieces.push(scalar(text.slice(from), pattern.where));
    return concatenated(pieces, pattern.where);
  }

  private choice(argument: Data, scope: Scope): Choice | undefined {
    if (argument.type !== 'list' || argument.items.length !== 3) return undefined;
    const [name, yes, no] = argument.items;
    const condition = this.plainText(name!, scope) ?? '';
    return { condition, truth: this.condition(condition), yes: yes!, no: no! };
  }

  /** A value that hangs on a condition that is not known. */
  private undecided(choice: Choice, where: Location, scope: Scope, depth: number): Result {
    const yes = this.value(choice.yes, scope, depth);
    const no = this.value(choice.no, scope, depth);
    if (yes === undefined && no === undefined) return undefined;
    const same = yes === undefined ? undefined : identity(yes);
    if (same !== undefined && no !== undefined && same === identity(no)) return yes;
    const branches = [yes, no].flatMap((each) => each ?? []);
    if (branches.every((each) => each.type === 'map' || each.type === 'list')) {
      const both = this.underCondition(choice, scope, depth);
      if (both !== undefined) {
        return both.length === 1 && branches[0]!.type === 'map' ? both[0] : list(both, where);
      }
    }
    const { reason } = choice.truth as { reason: string };
    return unknown(`it hangs on the condition \`${choice.condition}\`: ${reason}`, where);
  }

  /** All mappings of both branches, each with its condition; `undefined` when there are others. */
  private underCondition(choice: Choice, scope: Scope, depth: number): Data[] | undefined {
    const branches: readonly (readonly [Data, string])[] = [
      [choice.yes, `the condition \`${choice.condition}\` holds`],
      [choice.no, `the condition \`${choice.condition}\` does not hold`],
    ];
    const items: Data[] = [];
    for (const [branch, condition] of branches) {
      const value = this.value(branch, scope, depth + 1);
      if (value === undefined) continue;
      for (const item of value.type === 'list' ? elements(value) : [value]) {
        if (item.type !== 'map') return undefined;
        items.push(conditional(item, condition));
      }
    }
    return items;
  }

  /** Whether a condition of the template holds. */
  condition(name: string): Truth {
    const known = this.decided.get(name);
    if (known === 'under way') return { reason: `the condition \`${name}\` refers to itself` };
    if (known !== undefined) return known;
    const declared = this.template.conditions.get(name);
    if (declared === undefined)
      return { reason: `the condition \`${name.slice(0, 60)}\` is not declared` };
    this.decided.set(name, 'under way');
    const truth = this.truth(declared.value, NO_SCOPE, 0);
    this.decided.set(name, truth);
    return truth;
  }

  private truth(data: Data, scope: Scope, depth: number): Truth {
    if (depth > DEEPEST || --this.left < 0) return { reason: 'it is nested too deeply' };
    const call = functionOf(data);
    switch (call?.name) {
      case 'Condition':
        return this.condition(this.plainText(call.argument, scope) ?? '');
      case 'Fn::Not': {
        const truth = this.truth(itemsOf(call.argument)[0] ?? call.argument, scope, depth + 1);
        return typeof truth === 'boolean' ? !truth : truth;
      }
      case 'Fn::And':
      case 'Fn::Or': {
        const decisive = call.name === 'Fn::Or';
        let open: Truth = !decisive;
        for (const item of itemsOf(call.argument)) {
          const truth = this.truth(item, scope, depth + 1);
          if (truth === decisive) return decisive;
          if (typeof truth !== 'boolean') open = truth;
        }
        return open;
      }
      case 'Fn::Equals': {
        const [a, b] = itemsOf(call.argument).map((item) => this.value(item, scope, depth + 1));
        const missing = [a, b].find((each) => each?.type === 'unknown');
        if (missing?.type === 'unknown') return { reason: missing.reason };
        const [left, right] = [a, b].map((each) =>
          each === undefined ? '' : (textOf(each) ?? identity(each)),
        );
        if (left === undefined || right === undefined) return { reason: 'a value is not known' };
        return left === right;
      }
      default: {
        const value = this.value(data, scope, depth + 1);
        const text = value === undefined ? undefined : textOf(value);
        if (text === 'true' || text === 'false') return text === 'true';
        return { reason: value?.type === 'unknown' ? value.reason : 'it is no condition' };
      }
    }
  }
}

interface Choice {
  readonly condition: string;
  readonly truth: Truth;
  readonly yes: Data;
  readonly no: Data;
}
