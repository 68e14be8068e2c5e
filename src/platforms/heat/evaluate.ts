import type { SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { at, entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { referenceTo } from '../terraform/embedded.js';
import {
  derived,
  elements,
  list,
  LONGEST_TEXT,
  scalar,
  unknown,
  UNKNOWN_TEXT,
  via,
  withOrigin,
} from '../terraform/values.js';

const DEEPEST = 220;

/** Types of Heat and what they are for Terraform's provider. */
export const TYPES: Readonly<Record<string, string>> = {
  'OS::Neutron::SecurityGroup': 'openstack_networking_secgroup_v2',
  'OS::Neutron::SecurityGroupRule': 'openstack_networking_secgroup_rule_v2',
  'OS::Nova::Server': 'openstack_compute_instance_v2',
};

/**
 * Evaluates values of a Heat template: parameters by their defaults and the intrinsic functions that
 * make texts and lists (docs.openstack.org/heat/latest/template_guide/hot_spec.html).
 */
export function evaluate(
  data: Data,
  template: Data,
  file: SourceFile,
  tree: Tree,
  parameters: ReadonlyMap<string, Data> = new Map(),
  depth = 0,
): Data {
  if (depth > DEEPEST) return unknown('it is nested too deeply', data.where);
  const value = (each: Data): Data => evaluate(each, template, file, tree, parameters, depth + 1);
  if (data.type === 'list') return { ...data, items: data.items.map(value) };
  if (data.type !== 'map') return data;
  const [only] = data.entries;
  const { where } = data;
  if (data.entries.length === 1) {
    const argument = only!.value;
    switch (only!.key) {
      case 'get_param': {
        const path = itemsOf(argument).map((each) => textOf(each));
        const name = path[0] ?? '';
        const parameter = at(template, 'parameters', name);
        const given = parameters.get(name) ?? at(parameter, 'default');
        if (given === undefined) {
          return unknown(
            `the parameter \`${name.slice(0, 60)}\` has no default`,
            parameter?.where ?? where,
          );
        }
        const found = path
          .slice(1)
          .reduce<Data | undefined>(
            (here, step) => at(here, step ?? '') ?? at(here, Number(step)),
            given,
          );
        if (found === undefined) return unknown('the parameter has no such part', where);
        return via(
          { ...found, where: { ...found.where, address: `the parameter ${name}` } },
          where,
        );
      }
      case 'get_resource': {
        const id = textOf(argument) ?? '';
        const type =
          TYPES[textOf(at(template, 'resources', id, 'type')) ?? ''] ?? 'openstack_other';
        return unknown(
          `\`${id.slice(0, 60)}\` is known only when it is deployed`,
          where,
          referenceTo({ type, name: id.replace(/[.[\]]/g, '_') }),
        );
      }
      case 'get_file': {
        const path = resolveInTree(file.folder, (textOf(argument) ?? '').replace(/^file:\/*/, ''));
        const found = path === undefined ? undefined : tree.read(path);
        if (found === undefined) return unknown('the file is not in the repository', where);
        return withOrigin(scalar(found.text, found.location(0, found.text.length)), {
          file: found,
        });
      }
      case 'list_join': {
        const [delimiter, ...lists] = itemsOf(argument).map(value);
        const by = delimiter === undefined ? undefined : textOf(delimiter);
        if (by === undefined) break;
        const pieces = lists.flatMap((each) => (each.type === 'list' ? elements(each) : [each]));
        const texts = pieces.map(textOf);
        if (texts.some((text) => text === undefined)) break;
        return derived(scalar(texts.join(by).slice(0, LONGEST_TEXT), where), where, pieces);
      }
      case 'str_split': {
        const [delimiter, text, index] = itemsOf(argument).map(value);
        const [by, source] = [delimiter, text].map((each) => each && textOf(each));
        if (by === undefined || by === '' || source === undefined) break;
        const items = source.split(by).map((part) => scalar(part, where));
        const number = index === undefined ? undefined : Number(textOf(index));
        return number === undefined
          ? list(items, where)
          : (items[number] ?? unknown('the list is shorter', where));
      }
      case 'str_replace':
      case 'str_replace_strict': {
        const source = entry(argument, 'template')?.value;
        const pattern = source === undefined ? undefined : value(source);
        const words = entry(argument, 'params')?.value;
        let text = pattern === undefined ? undefined : textOf(pattern);
        if (text === undefined || pattern === undefined) break;
        for (const each of words?.type === 'map' ? words.entries : []) {
          if (each.key === '' || text.length > LONGEST_TEXT) continue;
          text = text.split(each.key).join(textOf(value(each.value)) ?? UNKNOWN_TEXT);
        }
        // Gaps stand for what is not known; the place is that of the text.
        return text.includes(UNKNOWN_TEXT)
          ? withOrigin(unknown('a part of the text is not known', pattern.where), {
              partial: { text, where: pattern.where },
            })
          : scalar(text, pattern.where);
      }
      default:
        if (
          /^(?:get_attr|get_|repeat|if|resource_facade|map_|yaql|digest|contains|equals|str_|list_)/.test(
            only!.key,
          )
        )
          return unknown(`\`${only!.key.slice(0, 40)}\` is known only when it is deployed`, where);
        return {
          ...data,
          entries: data.entries.map((each) => ({ ...each, value: value(each.value) })),
        };
    }
    return unknown(`what \`${only!.key}\` makes is not known`, where);
  }
  return { ...data, entries: data.entries.map((each) => ({ ...each, value: value(each.value) })) };
}
