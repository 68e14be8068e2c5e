import { append } from '../../append.js';
import type { Fact, Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import { at, entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { readYaml } from '../../syntax/yaml.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import {
  bodyOf,
  implied,
  inTemplate,
  judgeDeclarations,
  referenceTo,
  type Alternative,
  type Declaration,
} from '../terraform/embedded.js';
import { unknown } from '../terraform/values.js';
import { heatClaim } from './claim.js';
import { evaluate, TYPES } from './evaluate.js';
import { syntaxProblem } from '../unparsed.js';

/** Templates of OpenStack's orchestration, Heat. */
export const heat: Platform = { ...heatClaim, translate };

function translate({ files, tree }: PlatformInput): PlatformOutput {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const { documents, errors } = readYaml(file, { version: 'pyyaml' });
    for (const error of errors.slice(0, 3)) problems.push(syntaxProblem(file, error));
    const template = documents[0]?.data;
    if (template === undefined) continue;
    const declarations = declared(template, file, tree, new Map());
    const judged = judgeDeclarations(
      'heat',
      tree,
      declarations,
      alternatives(template, file, tree),
    );
    append(
      facts,
      judged.facts.map((fact) => inTemplate(fact, file.path)),
    );
    append(problems, judged.problems);
  }
  return { facts, problems };
}

/** Parameters without a default may be any of the values that their constraints allow. */
function alternatives(template: Data, file: SourceFile, tree: Tree): Alternative[] {
  const parameters = entry(template, 'parameters')?.value;
  if (parameters?.type !== 'map') return [];
  return parameters.entries
    .flatMap(({ key, value }) =>
      entry(value, 'default') !== undefined
        ? []
        : itemsOf(entry(value, 'constraints')?.value).flatMap((constraint) =>
            itemsOf(entry(constraint, 'allowed_values')?.value).map((allowed): Alternative => ({
              when: `the parameter \`${key}\` is \`${(textOf(allowed) ?? '').slice(0, 60)}\``,
              declarations: declared(template, file, tree, new Map([[key, allowed]])),
            })),
          ),
    )
    .slice(0, 40);
}

function declared(
  template: Data,
  file: SourceFile,
  tree: Tree,
  parameters: ReadonlyMap<string, Data>,
): Declaration[] {
  const resources = entry(template, 'resources')?.value;
  if (resources?.type !== 'map') return [];
  return resources.entries.flatMap(({ key, keyWhere, value }): Declaration[] => {
    const type = TYPES[textOf(at(value, 'type')) ?? ''];
    if (type === undefined) return [];
    const given = entry(value, 'properties')?.value;
    const properties =
      given === undefined ? undefined : evaluate(given, template, file, tree, parameters);
    const body = properties?.type === 'map' ? properties : bodyOf(value.where, {});
    const where = {
      ...keyWhere,
      endLine: value.where.endLine,
      endColumn: value.where.endColumn,
      address: key,
    };
    const name = key.replace(/[.[\]]/g, '_');
    const own: Declaration = { type, name, address: key, where, file, body };
    if (type === 'openstack_networking_secgroup_rule_v2')
      return [{ ...own, body: rule(body, undefined) }];
    if (type !== 'openstack_networking_secgroup_v2') return [own];
    const group = unknown(`\`${key}\` is known only when it is deployed`, where, referenceTo(own));
    const rules = itemsOf(entry(body, 'rules')?.value).map((each, index): Declaration => ({
      ...own,
      type: 'openstack_networking_secgroup_rule_v2',
      name: `${name}-rule-${index}`,
      where: { ...each.where, address: key },
      body: rule(each, group),
    }));
    return [own, ...rules];
  });
}

/** A rule, which is for traffic that comes in unless it says otherwise. */
function rule(data: Data, group: Data | undefined): Declaration['body'] {
  const { where } = data;
  const remoteGroup =
    entry(data, 'remote_group_id') ??
    // Without a group of another name, its own is meant.
    (textOf(at(data, 'remote_mode')) === 'remote_group_id'
      ? implied('itself', where)
      : undefined) ??
    entry(data, 'remote_group');
  return bodyOf(where, {
    security_group_id: group ?? entry(data, 'security_group'),
    direction: entry(data, 'direction') ?? implied('ingress', where),
    ethertype: entry(data, 'ethertype'),
    protocol: entry(data, 'protocol'),
    port_range_min: entry(data, 'port_range_min'),
    port_range_max: entry(data, 'port_range_max') ?? entry(data, 'port_range_min'),
    remote_ip_prefix: entry(data, 'remote_ip_prefix'),
    remote_group_id: remoteGroup,
  });
}
