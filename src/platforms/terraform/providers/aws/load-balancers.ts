import {
  isUnresolved,
  unresolved,
  type Fact,
  type Ingress,
  type Unresolved,
} from '../../../../facts.js';
import {
  booleanOf,
  entry,
  integerOf,
  isNull,
  itemsOf,
  textOf,
  type Data,
  type Entry,
} from '../../../../syntax/data.js';
import { AddressSet } from '../../../../network/addresses.js';
import { PortSet, TCP, TCP_AND_UDP, UDP, type ProtocolSet } from '../../../../network/ports.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import { clientsOf, isToldByGroups } from './balancer-groups.js';

const BALANCERS = ['aws_lb', 'aws_alb'];

/**
 * Network load balancers that face the internet, the default: whoever connects to the listener's port
 * is sent on to the targets, or whom the security groups of the balancer let in where it has some; an
 * application load balancer speaks HTTP only.
 */
export const loadBalancers: ResourceHandler = {
  types: ['aws_lb_listener', 'aws_alb_listener'],
  meaning: [
    {
      of: 'aws_lb, aws_lb_listener, aws_alb_listener, aws_lb_target_group, aws_lb_target_group_attachment',
      judged:
        'a network load balancer without `internal = true` lets everyone in on the ports of its listeners, or whom its `security_groups` name; the groups of the targets still decide',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    const balancer = referred(entry(resource.body, 'load_balancer_arn')?.value, context);
    if (balancer === undefined || !BALANCERS.includes(balancer.type)) return [];
    const condition = facesInternet(balancer);
    const protocols = protocolsOf(entry(resource.body, 'protocol')?.value);
    const port = entry(resource.body, 'port');
    if (condition === false || protocols.length === 0 || port === undefined) return [];
    const ports = portsOf(port);
    const clients = isUnresolved(ports)
      ? undefined
      : clientsOf(balancer, protocols, ports, context);
    if (clients !== undefined) {
      // Rules for the port of the listener are told by themselves when it is memcached's.
      if (isUnresolved(clients.sources) || clients.sources.isEmpty) return [];
      if (!isUnresolved(ports) && isToldByGroups(ports)) return [];
    }
    const group = targetGroup(resource, context);
    const inner = group === undefined ? undefined : entry(group.body, 'port');
    const targets = group === undefined ? [] : targetsOf(group, context);
    const fact: Ingress = {
      kind: 'ingress',
      platform: 'terraform',
      where: { ...port.valueWhere, address: resource.address },
      mechanism: 'load-balancer',
      name: resource.address,
      sources: clients?.sources ?? AddressSet.all,
      protocols,
      ports,
      ...(inner === undefined ? {} : { targetPorts: portsOf(inner) }),
      target: targets.length === 0 ? 'unknown' : targets,
      faces: 'internet',
      leadsTo: 'unknown',
      related: [
        {
          where: entry(balancer.body, 'internal')?.valueWhere ?? balancer.where,
          message: 'the load balancer, which faces the internet',
        },
        ...(inner === undefined
          ? []
          : [{ where: inner.valueWhere, message: 'the port of the targets' }]),
        ...(clients?.where === undefined
          ? []
          : [{ where: clients.where, message: 'its security group lets the clients in' }]),
      ],
      ...(condition === true ? {} : { onlyIf: condition }),
      notes: ['The security groups of its targets have to let the clients in as well.'],
    };
    return [fact];
  },
};

/** Whether it faces the internet; a text is the condition for that. */
function facesInternet(balancer: TerraformResource): boolean | string {
  if (textOf(entry(balancer.body, 'load_balancer_type')?.value) !== 'network') return false;
  const internal = entry(balancer.body, 'internal')?.value;
  if (internal === undefined || isNull(internal)) return true;
  const known = booleanOf(internal);
  if (known !== undefined) return !known;
  return `the load balancer is not internal (${internal.type === 'unknown' ? internal.reason : 'not known'})`;
}

function protocolsOf(data: Data | undefined): ProtocolSet {
  switch (textOf(data)?.toUpperCase()) {
    case 'TCP':
    case 'TLS':
      return TCP;
    case 'UDP':
      return UDP;
    case 'TCP_UDP':
      return TCP_AND_UDP;
    default:
      return [];
  }
}

function portsOf(port: Entry): PortSet | Unresolved {
  const number = integerOf(port.value);
  if (number !== undefined) return PortSet.of(number);
  return unresolved(
    port.value.type === 'unknown' ? port.value.reason : 'the port is no number',
    port.valueWhere,
  );
}

function referred(data: Data | undefined, context: ResourceContext): TerraformResource | undefined {
  const address = data === undefined ? undefined : context.referent(data)?.address;
  return address === undefined ? undefined : context.resource(address);
}

function targetGroup(
  listener: TerraformResource,
  context: ResourceContext,
): TerraformResource | undefined {
  for (const action of itemsOf(entry(listener.body, 'default_action')?.value)) {
    const forwarded = itemsOf(entry(action, 'forward')?.value).flatMap((forward) =>
      itemsOf(entry(forward, 'target_group')?.value).map((group) => entry(group, 'arn')?.value),
    );
    for (const arn of [entry(action, 'target_group_arn')?.value, ...forwarded]) {
      const group = referred(arn, context);
      if (group !== undefined) return group;
    }
  }
  return undefined;
}

/** What is attached to a target group: instances, and the tasks of services. */
function targetsOf(group: TerraformResource, context: ResourceContext): string[] {
  const attached = context
    .find('aws_lb_target_group_attachment', 'aws_alb_target_group_attachment')
    .filter((each) => referred(entry(each.body, 'target_group_arn')?.value, context) === group)
    .flatMap((each) => referred(entry(each.body, 'target_id')?.value, context)?.address ?? []);
  const services = context
    .find('aws_ecs_service')
    .filter((service) =>
      itemsOf(entry(service.body, 'load_balancer')?.value).some(
        (block) => referred(entry(block, 'target_group_arn')?.value, context) === group,
      ),
    )
    .flatMap(
      (service) => referred(entry(service.body, 'task_definition')?.value, context)?.address ?? [],
    );
  return [...new Set([...attached, ...services])];
}
