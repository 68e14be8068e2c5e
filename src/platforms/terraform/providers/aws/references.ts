import { AddressSet } from '../../../../network/addresses.js';
import {
  entry,
  itemsOf,
  stringOf,
  textOf,
  type Data,
  type Unknown,
} from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import type { SourceDialect } from '../../sources.js';
import { basisOf } from '../../values.js';

/** How the sources of AWS rules are read where they are no CIDR. */
export function awsSources(context: ResourceContext): SourceDialect {
  return {
    reference: (data) => {
      if (isOwnNetwork(basisOf(data) ?? '')) return 'closed';
      return prefixList(data, context);
    },
  };
}

/** Attributes that hold addresses of the VPC itself, which are not public whatever they are. */
const OWN_ADDRESSES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_vpc', ['cidr_block', 'ipv6_cidr_block']],
  ['aws_default_vpc', ['cidr_block', 'ipv6_cidr_block']],
  ['aws_subnet', ['cidr_block', 'ipv6_cidr_block']],
  ['aws_default_subnet', ['cidr_block', 'ipv6_cidr_block']],
  ['aws_vpc_ipv4_cidr_block_association', ['cidr_block']],
  ['aws_instance', ['private_ip', 'secondary_private_ips']],
  ['aws_network_interface', ['private_ip', 'private_ips']],
  ['aws_eip', ['private_ip']],
]);

/** Whether a reference is to the addresses of a network or host of the repository's own VPC. */
export function isOwnNetwork(reference: string): boolean {
  const steps = reference.replace(/\[[^\]]*\]/g, '').split('.');
  const attribute = steps.at(-1) ?? '';
  const type = steps.at(-3) ?? '';
  if (OWN_ADDRESSES.get(type)?.includes(attribute) === true) return true;
  if (steps.includes('cidr_block_associations') && steps.includes('aws_vpc')) return true;
  // Outputs of modules and other states have only their names to go by.
  const isOutput =
    steps.at(-2)?.startsWith('aws_') !== true && /^(module|data)$/.test(steps[0] ?? '');
  return (
    isOutput &&
    /(^|_)(vpc|subnets?|private|intra|internal|database|elasticache)(_|.*_)cidr/.test(attribute)
  );
}

/** The addresses of a managed prefix list that the repository declares, or `closed` for AWS' own. */
function prefixList(data: Unknown, context: ResourceContext): AddressSet | 'closed' | undefined {
  const referent = context.referent(data);
  const list = referent === undefined ? undefined : context.resource(referent.address);
  if (list === undefined) return undefined;
  if (list.mode === 'data') return isAwsPrefixList(list) ? 'closed' : undefined;
  if (list.type === 'aws_vpc_endpoint') return 'closed';
  if (list.type !== 'aws_ec2_managed_prefix_list') return undefined;
  const cidrs = itemsOf(entry(list.body, 'entry')?.value).map(
    (block) => entry(block, 'cidr')?.value,
  );
  for (const each of context.find('aws_ec2_managed_prefix_list_entry')) {
    const owner = entry(each.body, 'prefix_list_id')?.value;
    if (owner !== undefined && context.referent(owner)?.address === list.address) {
      cidrs.push(entry(each.body, 'cidr')?.value);
    }
  }
  const sets: AddressSet[] = [];
  for (const cidr of cidrs) {
    const set = cidr === undefined ? undefined : AddressSet.tryParse(textOf(cidr) ?? '');
    if (set === undefined) return undefined;
    sets.push(set);
  }
  return AddressSet.unionOf(sets);
}

function isAwsPrefixList(list: TerraformResource): boolean {
  if (list.type !== 'aws_prefix_list' && list.type !== 'aws_ec2_managed_prefix_list') return false;
  const named = stringOf(entry(list.body, 'name')?.value);
  const filtered = itemsOf(entry(list.body, 'filter')?.value).flatMap((filter) =>
    itemsOf(entry(filter, 'values')?.value).map(stringOf),
  );
  return (
    list.type === 'aws_prefix_list' ||
    [named, ...filtered].some((name) => name?.startsWith('com.amazonaws.'))
  );
}

/** The address of the resource or remote module call that a group id belongs to. */
export function groupOf(data: Data, context: ResourceContext): string | undefined {
  const referent = context.referent(data);
  if (referent !== undefined) return referent.address;
  // EC2 accepts names as well, which the configuration may hold as plain text.
  const name = stringOf(data);
  if (name === undefined || name === '') return undefined;
  return context
    .find('aws_security_group')
    .find((group) => stringOf(entry(group.body, 'name')?.value) === name)?.address;
}
