import type { Location } from '../../files/source.js';
import { at, entry, itemsOf, type Data, type Entry, type Mapping } from '../../syntax/data.js';
import { withArgumentNames } from '../terraform/argument-names.js';
import { bodyOf, implied } from '../terraform/embedded.js';
import { list, mapping, unknown } from '../terraform/values.js';
import type { Shape } from './kinds.js';

/** Finds what a reference names: the id of an object that is declared, or why it is not known. */
export type Resolve = (
  argument: string,
  name: Data | undefined,
  labels: Data | undefined,
  where: Location,
) => Data;

/** The arguments that Terraform's resource has for the same thing. */
export function argumentsOf(shape: Shape, given: Data, resolve: Resolve): Mapping {
  const plain = withReferences(given, resolve, 0);
  const { where } = given;
  switch (shape) {
    case 'arguments': {
      const named = withArgumentNames(plain);
      return named.type === 'map' ? named : mapping([], where);
    }
    case 'classic-group':
      return bodyOf(where, {
        ingress: rules(entry(plain, 'ingress'), 'cidrIp', 'userIdGroupPairs'),
      });
    case 'ack-group':
      return bodyOf(where, {
        ingress: rules(entry(plain, 'ingressRules'), 'cidrIP', 'userIDGroupPairs'),
      });
    case 'classic-rule':
      return bodyOf(where, {
        type: entry(plain, 'type'),
        from_port: entry(plain, 'fromPort'),
        to_port: entry(plain, 'toPort'),
        protocol: entry(plain, 'protocol'),
        cidr_blocks: wrapped(entry(plain, 'cidrBlock')),
        ipv6_cidr_blocks: wrapped(entry(plain, 'ipv6CidrBlock')),
        security_group_id: entry(plain, 'securityGroupId'),
        source_security_group_id: entry(plain, 'sourceSecurityGroupId'),
      });
    case 'cache':
      return bodyOf(where, {
        engine: entry(plain, 'engine'),
        engine_version: entry(plain, 'engineVersion'),
        port: entry(plain, 'port'),
        transit_encryption_enabled: entry(plain, 'transitEncryptionEnabled'),
        security_group_ids:
          entry(plain, 'securityGroupIDs') ??
          entry(plain, 'securityGroupIds') ??
          entry(plain, 'securityGroups'),
      });
    case 'azure-group':
      return mapping([], where);
    case 'azure-rule': {
      const named = withArgumentNames(plain);
      const owner = at(given, 'owner');
      const group = resolve('network_security_group_name', at(owner, 'name'), undefined, where);
      const entries = named.type === 'map' ? named.entries : [];
      const own = bodyOf(where, { network_security_group_name: group });
      return mapping([...entries.filter(({ key }) => key !== 'owner'), ...own.entries], where);
    }
  }
}

/** Rules as the API of EC2 has them (docs.aws.amazon.com, IpPermission). */
function rules(given: Entry | undefined, cidr: string, pairs: string): Data | undefined {
  if (given === undefined) return undefined;
  if (given.value.type !== 'list') return given.value;
  return list(
    given.value.items.map((rule) => {
      if (rule.type !== 'map') return rule;
      const of = (key: string, inner: string): Data | undefined => {
        const found = entry(rule, key)?.value;
        if (found === undefined || found.type !== 'list') return found;
        return list(
          found.items.map(
            (item) =>
              entry(item, inner)?.value ??
              (item.type === 'unknown' ? item : unknown('it names no network', item.where)),
          ),
          found.where,
        );
      };
      const groups = entry(rule, pairs);
      return bodyOf(rule.where, {
        from_port: entry(rule, 'fromPort') ?? implied(0, rule.where),
        to_port: entry(rule, 'toPort') ?? implied(0, rule.where),
        protocol: entry(rule, 'ipProtocol'),
        cidr_blocks: of('ipRanges', cidr),
        ipv6_cidr_blocks: of('ipv6Ranges', 'cidrIPv6') ?? of('ipv6Ranges', 'cidrIpv6'),
        prefix_list_ids: of('prefixListIds', 'prefixListId') ?? of('prefixListIDs', 'prefixListID'),
        security_groups:
          groups === undefined || itemsOf(groups.value).length === 0
            ? undefined
            : list(
                [unknown('it is the id of a security group', groups.valueWhere)],
                groups.valueWhere,
              ),
      });
    }),
    given.value.where,
  );
}

function wrapped(given: Entry | undefined): Data | undefined {
  return given === undefined ? undefined : list([given.value], given.valueWhere);
}

const REFERENCE = /^(.+?)(Refs?|Selector)$/;

/** `fooRef`, `fooRefs` and `fooSelector` give the value of `foo` where it is not set itself. */
function withReferences(data: Data, resolve: Resolve, depth: number): Data {
  if (depth > 50) return unknown('it is nested too deeply', data.where);
  if (data.type === 'list') {
    return { ...data, items: data.items.map((item) => withReferences(item, resolve, depth + 1)) };
  }
  if (data.type !== 'map') return data;
  const set = new Set(data.entries.map(({ key }) => key));
  const entries = data.entries.flatMap((each): Entry[] => {
    const match = REFERENCE.exec(each.key);
    if (match === null) return [{ ...each, value: withReferences(each.value, resolve, depth + 1) }];
    const argument = match[1]!;
    if (set.has(argument)) return [];
    const one = (reference: Data): Data =>
      match[2] === 'Selector'
        ? resolve(argument, undefined, entry(reference, 'matchLabels')?.value, each.valueWhere)
        : resolve(
            argument,
            at(reference, 'name') ?? at(reference, 'from', 'name'),
            undefined,
            each.valueWhere,
          );
    if (match[2] === 'Ref') return [{ ...each, key: argument, value: one(each.value) }];
    // The list that is meant has the same name in the plural, and a selector tells not which it is.
    const all = list(itemsOf(each.value).map(one), each.valueWhere);
    const several: Entry = { ...each, key: argument.replace(/s?$/, 's'), value: all };
    return match[2] === 'Refs'
      ? [several]
      : [several, { ...each, key: argument, value: one(each.value) }];
  });
  return { ...data, entries };
}
