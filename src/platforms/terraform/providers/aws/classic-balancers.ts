import { isUnresolved, type Fact, type Ingress } from '../../../../facts.js';
import { AddressSet } from '../../../../network/addresses.js';
import { TCP } from '../../../../network/ports.js';
import { booleanOf, entry, isNull, itemsOf, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import { conditionOf } from '../../values.js';
import { readPorts } from '../firewall/ports.js';
import { clientsOf, hasRuleFor, isToldByGroups } from './balancer-groups.js';

/**
 * Classic load balancers
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elb): a listener that
 * speaks TCP or SSL hands connections on to `instance_port`, from addresses of its own. HTTP listeners
 * pass on nothing that memcached understands.
 */
export const classicBalancers: ResourceHandler = {
  types: ['aws_elb'],
  meaning: [
    {
      of: 'aws_elb, aws_elb_attachment',
      judged:
        '`listener` with `lb_protocol` tcp or ssl that leads to `instance_port`, unless `internal = true`; its `security_groups` say who may come to `lb_port`',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    const condition = facesInternet(resource);
    if (condition === false) return [];
    return itemsOf(entry(resource.body, 'listener')?.value).flatMap(
      (listener) => door(resource, listener, condition, context) ?? [],
    );
  },
};

/** Whether it faces the internet, which it does unless told otherwise; a text is the condition. */
function facesInternet(balancer: TerraformResource): true | false | string {
  const internal = entry(balancer.body, 'internal')?.value;
  if (internal === undefined || isNull(internal)) return true;
  const known = booleanOf(internal);
  if (known !== undefined) return !known;
  return `the load balancer is not internal (${internal.type === 'unknown' ? internal.reason : 'not known'})`;
}

function door(
  balancer: TerraformResource,
  listener: Data,
  condition: true | string,
  context: ResourceContext,
): Ingress | undefined {
  const protocol = entry(listener, 'lb_protocol')?.value;
  const spoken = textOf(protocol)?.toLowerCase();
  if (spoken !== undefined && spoken !== 'tcp' && spoken !== 'ssl') return undefined;
  const outer = readPorts(listener, { texts: ['lb_port'], absent: 'unknown' });
  const inner = readPorts(listener, { texts: ['instance_port'], absent: 'unknown' });
  const clients = isUnresolved(outer.ports)
    ? undefined
    : clientsOf(balancer, TCP, outer.ports, context);
  if (clients !== undefined && !isUnresolved(clients.sources) && clients.sources.isEmpty)
    return undefined;
  const isOpenElsewhere =
    clients !== undefined &&
    !isUnresolved(clients.sources) &&
    !isUnresolved(outer.ports) &&
    isToldByGroups(outer.ports);
  if (isOpenElsewhere) return undefined;
  const targets = targetsOf(balancer, context);
  const where = inner.portWhere ?? outer.portWhere ?? listener.where;
  const conditions = [
    condition === true ? undefined : condition,
    clients === undefined && !isUnresolved(outer.ports)
      ? 'the default security group of its network, which it is in without `security_groups`, lets clients in'
      : undefined,
    conditionOf(listener),
  ].filter((each) => each !== undefined);
  const passes = targets.every(
    (target) => isUnresolved(inner.ports) || hasRuleFor(target, inner.ports, TCP, context),
  );
  return {
    kind: 'ingress',
    platform: 'terraform',
    where: {
      ...(where.file === balancer.where.file ? where : balancer.where),
      address: balancer.address,
    },
    mechanism: 'load-balancer',
    name: balancer.address,
    sources: clients?.sources ?? AddressSet.all,
    protocols: TCP,
    ports: outer.ports,
    targetPorts: inner.ports,
    target: targets.length === 0 ? 'unknown' : targets,
    faces: 'internet',
    leadsTo: 'unknown',
    ...(passes ? { bypasses: ['security-group', 'network-acl'] as const } : {}),
    related: [
      ...(outer.portWhere === undefined || outer.portWhere.startLine === where.startLine
        ? []
        : [{ where: outer.portWhere, message: 'the port of the load balancer' }]),
      ...(clients?.where === undefined
        ? []
        : [{ where: clients.where, message: 'its security group lets the clients in' }]),
    ],
    ...(conditions.length === 0 ? {} : { onlyIf: conditions.join(' and ') }),
  };
}

/** The instances that it hands connections to. */
function targetsOf(balancer: TerraformResource, context: ResourceContext): string[] {
  const named = itemsOf(entry(balancer.body, 'instances')?.value);
  const attached = context
    .find('aws_elb_attachment')
    .filter((each) => {
      const elb = entry(each.body, 'elb')?.value;
      return elb !== undefined && context.referent(elb)?.address === balancer.address;
    })
    .flatMap((each) => entry(each.body, 'instance')?.value ?? []);
  const addresses = [...named, ...attached].flatMap((id) => context.referent(id)?.address ?? []);
  return [...new Set(addresses)].filter((address) => context.resource(address) !== undefined);
}
