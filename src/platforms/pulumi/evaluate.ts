import type { Location, SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import {
  entry,
  integerOf,
  itemsOf,
  stringOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../syntax/data.js';
import { referenceTo, type Declaration } from '../terraform/embedded.js';
import {
  basisOf,
  derived,
  elements,
  list,
  LONGEST_TEXT,
  mapping,
  scalar,
  unknown,
  UNKNOWN_TEXT,
  via,
  withBasis,
  withOrigin,
} from '../terraform/values.js';
import { snakeCase } from '../terraform/argument-names.js';
import { singular, terraformTypeOf } from './types.js';

const MOST_VALUES = 200_000;
const DEEPEST = 250;

/** A program of Pulumi in YAML with the values of one stack. */
export class Program {
  private left = MOST_VALUES;
  private readonly variables = new Map<string, Data | 'under way'>();

  /** @param settings values of the configuration by their name without the project's */
  constructor(
    private readonly file: SourceFile,
    private readonly data: Data,
    private readonly settings: ReadonlyMap<string, Data>,
    private readonly tree: Tree,
  ) {}

  declarations(): Declaration[] {
    const resources = entry(this.data, 'resources')?.value;
    if (resources?.type !== 'map') return [];
    return resources.entries.flatMap((each): Declaration[] => {
      const type = this.typeOf(each.value);
      if (type === undefined) return [];
      const given = entry(each.value, 'properties')?.value;
      const body = given === undefined ? undefined : this.value(given, 0);
      return [
        {
          type,
          name: nameOf(each.key),
          address: each.key,
          where: {
            ...each.keyWhere,
            endLine: each.value.where.endLine,
            endColumn: each.value.where.endColumn,
            address: each.key,
          },
          file: this.file,
          body: body?.type === 'map' ? asArguments(body) : mapping([], each.value.where),
          // `get` reads something that is there already.
          isExisting: entry(each.value, 'get') !== undefined,
        },
      ];
    });
  }

  private typeOf(resource: Data): string | undefined {
    const type = stringOf(entry(resource, 'type')?.value);
    return type === undefined ? undefined : terraformTypeOf(type);
  }

  private value(data: Data, depth: number): Data {
    if (depth > DEEPEST || --this.left < 0)
      return unknown('the program asks for too much work', data.where);
    switch (data.type) {
      case 'scalar':
        return typeof data.value === 'string' && data.value.includes('$')
          ? this.interpolated(data.value, data.where)
          : data;
      case 'list':
        return { ...data, items: data.items.map((item) => this.value(item, depth + 1)) };
      case 'map': {
        const [only] = data.entries;
        if (data.entries.length === 1 && /^fn::/i.test(only!.key)) {
          return via(
            this.call(only!.key.slice(4).toLowerCase(), only!.value, data.where, depth + 1),
            data.where,
          );
        }
        return {
          ...data,
          entries: data.entries.map((each) => ({
            ...each,
            value: this.value(each.value, depth + 1),
          })),
        };
      }
      default:
        return data;
    }
  }

  /** `${name.property[0]}` in a text; `$${` stands for `${`. */
  private interpolated(text: string, where: Location): Data {
    const pieces: Data[] = [];
    let from = 0;
    for (const match of text.matchAll(/\$\$\{|\$\{([^}]{0,300})\}/g)) {
      if (match.index > from) pieces.push(scalar(text.slice(from, match.index), where));
      from = match.index + match[0].length;
      pieces.push(
        match[1] === undefined ? scalar('${', where) : this.access(match[1].trim(), where),
      );
    }
    if (from < text.length) pieces.push(scalar(text.slice(from), where));
    if (pieces.length === 1) return via(pieces[0]!, where);
    return concatenated(pieces, where);
  }

  private access(path: string, where: Location): Data {
    const steps = [...path.matchAll(/[^.[\]"]+/g)].map(([step]) => step);
    const [name, ...rest] = steps;
    if (name === undefined) return unknown('a reference names nothing', where);
    let here = this.named(name, where);
    for (const step of rest) {
      if (here.type === 'map') {
        here =
          entry(here, step)?.value ?? unknown(`there is no \`${step.slice(0, 60)}\` in it`, where);
      } else if (here.type === 'list') {
        here = elements(here)[Number(step)] ?? unknown('the list is shorter', where);
      } else if (here.type === 'unknown') {
        const basis = basisOf(here);
        const next: Data = unknown(here.reason, where);
        here = basis === undefined ? next : withBasis(next, `${basis}.${snakeCase(step)}`);
      } else {
        here = unknown(`there is no \`${step.slice(0, 60)}\` in it`, where);
      }
    }
    return here;
  }

  private named(name: string, where: Location): Data {
    const resource = entry(entry(this.data, 'resources')?.value, name)?.value;
    if (resource !== undefined) {
      const type = this.typeOf(resource) ?? 'other';
      const reason = `\`${name.slice(0, 60)}\` is known only when it is deployed`;
      // The whole resource stands for its id; attributes are added behind it.
      return withBasis(
        unknown(reason, where),
        referenceTo({ type, name: nameOf(name) }, '').slice(0, -1),
      );
    }
    const known = this.variables.get(name);
    if (known === 'under way') return unknown(`\`${name.slice(0, 60)}\` refers to itself`, where);
    if (known !== undefined) return known;
    const variable = entry(entry(this.data, 'variables')?.value, name)?.value;
    if (variable !== undefined) {
      this.variables.set(name, 'under way');
      const value = this.value(variable, 0);
      this.variables.set(name, value);
      return value;
    }
    return this.setting(name, where);
  }

  private setting(name: string, where: Location): Data {
    const given = this.settings.get(name);
    if (given !== undefined) return given;
    for (const section of ['config', 'configuration']) {
      const all = entry(this.data, section)?.value;
      if (all?.type !== 'map') continue;
      const declared = all.entries.find(({ key }) => key.slice(key.lastIndexOf(':') + 1) === name);
      if (declared === undefined) continue;
      if (declared.value.type !== 'map') return placed(declared.value, name);
      const value = entry(declared.value, 'default') ?? entry(declared.value, 'value');
      if (value !== undefined) return placed(value.value, name);
      return unknown(`the configuration \`${name}\` has no default`, declared.keyWhere);
    }
    return unknown(`\`${name.slice(0, 60)}\` is not declared`, where);
  }

  private call(name: string, argument: Data, where: Location, depth: number): Data {
    const value = this.value(argument, depth);
    switch (name) {
      case 'secret':
      case 'tobase64':
      case 'frombase64':
        return value;
      case 'join': {
        const [delimiter, items] = itemsOf(value);
        const by = textOf(delimiter);
        if (by === undefined || items?.type !== 'list') break;
        return concatenated(
          elements(items).flatMap((item, index) =>
            index === 0 ? [item] : [scalar(by, where), item],
          ),
          where,
        );
      }
      case 'split': {
        const [delimiter, source] = itemsOf(value);
        const [by, text] = [textOf(delimiter), textOf(source)];
        if (by === undefined || by === '' || text === undefined) break;
        return list(
          text.split(by).map((part) => scalar(part, where)),
          where,
        );
      }
      case 'select': {
        const [index, items] = itemsOf(value);
        const number = integerOf(index);
        const item =
          number === undefined || items?.type !== 'list' ? undefined : elements(items)[number];
        if (item === undefined) break;
        return item;
      }
      case 'tojson':
        return withOrigin(unknown('it is the JSON text of a value', where), { data: value });
      case 'readfile':
      case 'fileasset':
      case 'stringasset': {
        const text = textOf(value);
        if (name === 'stringasset' || text === undefined) return value;
        const path = resolveInTree(this.file.folder, text.replace(/^\.\//, ''));
        const file = path === undefined ? undefined : this.tree.read(path);
        if (file === undefined)
          return unknown(`\`${text.slice(0, 80)}\` is not in the repository`, where);
        return withOrigin(scalar(file.text, file.location(0, file.text.length)), { file });
      }
      default:
    }
    return unknown(
      value.type === 'unknown'
        ? value.reason
        : `\`fn::${name.slice(0, 40)}\` is known only when it is deployed`,
      where,
    );
  }
}

/** A key for references, without the marks that part them. */
function nameOf(key: string): string {
  return key.replace(/[.[\]]/g, '_');
}

function placed(data: Data, name: string): Data {
  return { ...data, where: { ...data.where, address: `the configuration ${name}` } };
}

function concatenated(pieces: readonly Data[], where: Location): Data {
  const texts = pieces.map((piece) => textOf(piece));
  let length = 0;
  for (const text of texts) length += text?.length ?? 0;
  if (length > LONGEST_TEXT) return unknown('the text is too long', where);
  const missing = pieces.find((piece) => textOf(piece) === undefined);
  if (missing === undefined) return derived(scalar(texts.join(''), where), where, pieces);
  const reason = missing.type === 'unknown' ? missing.reason : 'a part of the text is no text';
  return withOrigin(derived(unknown(reason, where), where, pieces), {
    partial: { text: texts.map((text) => text ?? UNKNOWN_TEXT).join(''), where },
  });
}

/** Properties under the names of arguments; lists of objects under the name of one object as well. */
function asArguments(body: Mapping, depth = 0): Mapping {
  if (depth > DEEPEST) return body;
  const entries = body.entries.flatMap((each): Entry[] => {
    const key = snakeCase(each.key);
    const value = nested(each.value, depth);
    const own: Entry = { ...each, key, value };
    const one = singular(key);
    const isBlocks =
      value.type === 'list' && value.items.some((item) => item.type === 'map') && one !== undefined;
    return isBlocks ? [own, { ...own, key: one }] : [own];
  });
  return { ...body, entries };
}

function nested(data: Data, depth: number): Data {
  if (data.type === 'map') return asArguments(data, depth + 1);
  if (data.type !== 'list') return data;
  return { ...data, items: data.items.map((item) => nested(item, depth + 1)) };
}
