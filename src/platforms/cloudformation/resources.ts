import type { SourceFile } from '../../files/source.js';
import {
  at,
  entry,
  itemsOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../syntax/data.js';
import { bodyOf, implied, referenceTo, type Declaration } from '../terraform/embedded.js';
import { conditionOf, elements, list, mapping, unknown, withOrigin } from '../terraform/values.js';
import type { Resource } from './evaluate.js';
import { initScript } from './init.js';

/** What one type of resource is in the terms of Terraform's provider. */
interface Kind {
  readonly type: string;
  /** The arguments it has there; more declarations for what is a resource of its own there. */
  readonly body: (resource: Resource, file: SourceFile) => Mapping;
  readonly also?: (resource: Resource, file: SourceFile) => Declaration[];
}

type Renaming = Readonly<Record<string, string>>;

/** The path of a property under another name; `undefined` when it is absent. */
function prop(resource: Resource, ...path: string[]): Entry | undefined {
  const parent = at(resource.properties, ...path.slice(0, -1));
  return entry(parent, path.at(-1)!);
}

/** Entries of a mapping under the names that the provider has for them; others are left out. */
function renamed(data: Data, names: Renaming): Data {
  if (data.type !== 'map') return data;
  const entries = data.entries.flatMap((each) => {
    const key = names[each.key];
    return key === undefined ? [] : [{ ...each, key }];
  });
  const condition = conditionOf(data);
  return mapping(entries, data.where, condition === undefined ? undefined : data.tag);
}

/** A list of blocks; one block alone stands for a list. */
function blocks(given: Entry | undefined, names: Renaming): Entry | undefined {
  if (given === undefined) return undefined;
  if (given.value.type === 'unknown') return given;
  const items = itemsOf(given.value).flatMap((item) =>
    item.type === 'list' ? elements(item) : [item],
  );
  return {
    ...given,
    value: list(
      items.map((item) => renamed(item, names)),
      given.value.where,
    ),
  };
}

const RULE: Renaming = {
  IpProtocol: 'protocol',
  FromPort: 'from_port',
  ToPort: 'to_port',
  CidrIp: 'cidr_blocks',
  CidrIpv6: 'ipv6_cidr_blocks',
  SourcePrefixListId: 'prefix_list_ids',
};

/** A resource whose properties are only renamed, each given by its path. */
function simple(type: string, paths: Readonly<Record<string, string>>): Kind {
  return {
    type,
    body: (resource) =>
      bodyOf(
        resource.properties.where,
        Object.fromEntries(
          Object.entries(paths).map(([key, path]) => [key, prop(resource, ...path.split('.'))]),
        ),
      ),
  };
}

/** The groups of the interfaces that a machine is given with itself. */
function interfaceGroups(interfaces: Data | undefined, key: string, resource: Resource): Data {
  const groups = itemsOf(interfaces).flatMap((each) => itemsOf(entry(each, key)?.value));
  return list(groups, resource.properties.where);
}

/** Start-up data, and what cloudformation-init does when that calls it, as one script. */
function userData(given: Entry | undefined, resource: Resource): Data | undefined {
  const script = initScript(resource);
  if (script === undefined) return given?.value;
  if (given === undefined) return script;
  return list([given.value, script], given.valueWhere);
}

function reference(resource: Resource, type: string, attribute = 'id'): Data {
  const { where } = resource.properties;
  return unknown(
    `\`${resource.id}\` is known only when it is deployed`,
    where,
    referenceTo({ type, name: resource.id }, attribute),
  );
}

/** A declaration that belongs to another one. */
function part(
  resource: Resource,
  file: SourceFile,
  type: string,
  suffix: string,
  body: Mapping,
): Declaration {
  return {
    type,
    name: `${resource.id}-${suffix}`,
    address: resource.id,
    where: resource.where,
    file,
    body,
    ...(resource.onlyIf === undefined ? {} : { onlyIf: resource.onlyIf }),
  };
}

const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::EC2::SecurityGroup': {
    type: 'aws_security_group',
    body: (resource) =>
      bodyOf(resource.properties.where, {
        name: prop(resource, 'GroupName'),
        ingress: blocks(prop(resource, 'SecurityGroupIngress'), RULE),
      }),
  },
  'AWS::EC2::SecurityGroupIngress': {
    type: 'aws_security_group_rule',
    body: (resource) =>
      bodyOf(resource.properties.where, {
        type: implied('ingress', resource.where),
        security_group_id: prop(resource, 'GroupId') ?? prop(resource, 'GroupName'),
        protocol: prop(resource, 'IpProtocol'),
        from_port: prop(resource, 'FromPort'),
        to_port: prop(resource, 'ToPort'),
        cidr_blocks: prop(resource, 'CidrIp'),
        ipv6_cidr_blocks: prop(resource, 'CidrIpv6'),
        prefix_list_ids: prop(resource, 'SourcePrefixListId'),
      }),
  },
  'AWS::EC2::PrefixList': {
    type: 'aws_ec2_managed_prefix_list',
    body: (resource) =>
      bodyOf(resource.properties.where, {
        entry: blocks(prop(resource, 'Entries'), { Cidr: 'cidr' }),
      }),
  },
  'AWS::EC2::NetworkAcl': simple('aws_network_acl', {}),
  'AWS::EC2::NetworkAclEntry': simple('aws_network_acl_rule', {
    network_acl_id: 'NetworkAclId',
    rule_number: 'RuleNumber',
    rule_action: 'RuleAction',
    egress: 'Egress',
    protocol: 'Protocol',
    from_port: 'PortRange.From',
    to_port: 'PortRange.To',
    cidr_block: 'CidrBlock',
    ipv6_cidr_block: 'Ipv6CidrBlock',
  }),
  'AWS::EC2::VPC': simple('aws_vpc', { cidr_block: 'CidrBlock' }),
  'AWS::EC2::Subnet': simple('aws_subnet', { cidr_block: 'CidrBlock' }),
  'AWS::EC2::VPCEndpoint': simple('aws_vpc_endpoint', {}),
  'AWS::ElastiCache::CacheCluster': simple('aws_elasticache_cluster', {
    engine: 'Engine',
    port: 'Port',
    engine_version: 'EngineVersion',
    transit_encryption_enabled: 'TransitEncryptionEnabled',
    security_group_ids: 'VpcSecurityGroupIds',
  }),
  'AWS::ElastiCache::ServerlessCache': simple('aws_elasticache_serverless_cache', {
    engine: 'Engine',
    major_engine_version: 'MajorEngineVersion',
    security_group_ids: 'SecurityGroupIds',
  }),
  'AWS::ElastiCache::ReplicationGroup': simple('aws_elasticache_replication_group', {
    security_group_ids: 'SecurityGroupIds',
  }),
  'AWS::EC2::Instance': {
    type: 'aws_instance',
    body: (resource) =>
      bodyOf(resource.properties.where, {
        vpc_security_group_ids: prop(resource, 'SecurityGroupIds'),
        security_groups: prop(resource, 'SecurityGroups'),
        user_data: userData(prop(resource, 'UserData'), resource),
      }),
    also: (resource, file) =>
      interfaceAttachments(resource, file, 'aws_instance', 'NetworkInterfaces', 'GroupSet'),
  },
  'AWS::EC2::LaunchTemplate': {
    type: 'aws_launch_template',
    body: (resource) =>
      bodyOf(resource.properties.where, {
        vpc_security_group_ids: list(
          [
            ...itemsOf(prop(resource, 'LaunchTemplateData', 'SecurityGroupIds')?.value),
            ...itemsOf(prop(resource, 'LaunchTemplateData', 'SecurityGroups')?.value),
            ...itemsOf(
              interfaceGroups(
                prop(resource, 'LaunchTemplateData', 'NetworkInterfaces')?.value,
                'Groups',
                resource,
              ),
            ),
          ],
          resource.where,
        ),
        user_data: userData(prop(resource, 'LaunchTemplateData', 'UserData'), resource),
      }),
  },
  'AWS::AutoScaling::LaunchConfiguration': {
    type: 'aws_launch_configuration',
    body: (resource) =>
      bodyOf(resource.properties.where, {
        security_groups: prop(resource, 'SecurityGroups'),
        user_data: userData(prop(resource, 'UserData'), resource),
      }),
  },
  'AWS::EC2::NetworkInterface': simple('aws_network_interface', { security_groups: 'GroupSet' }),
  'AWS::ECS::TaskDefinition': {
    type: 'aws_ecs_task_definition',
    body: (resource) => {
      const given = prop(resource, 'ContainerDefinitions');
      if (given === undefined) return mapping([], resource.properties.where);
      const origin = list(itemsOf(given.value).map(container), given.value.where);
      const text = unknown('it is the JSON text of a value', given.valueWhere);
      return bodyOf(resource.properties.where, {
        container_definitions: { ...given, value: withOrigin(text, { data: origin }) },
      });
    },
  },
  'AWS::ECS::Service': {
    type: 'aws_ecs_service',
    body: (resource) => {
      const network = 'NetworkConfiguration';
      const where = resource.properties.where;
      const groups =
        prop(resource, network, 'AwsvpcConfiguration', 'SecurityGroups') ??
        prop(resource, network, 'AwsVpcConfiguration', 'SecurityGroups');
      return bodyOf(where, {
        task_definition: prop(resource, 'TaskDefinition'),
        network_configuration: list([bodyOf(where, { security_groups: groups })], where),
        load_balancer: blocks(prop(resource, 'LoadBalancers'), {
          TargetGroupArn: 'target_group_arn',
        }),
      });
    },
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    type: 'aws_lb',
    body: (resource) => {
      return bodyOf(resource.properties.where, {
        load_balancer_type: prop(resource, 'Type'),
        internal: isInternal(resource),
        security_groups: prop(resource, 'SecurityGroups'),
      });
    },
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    type: 'aws_lb_listener',
    body: (resource) => {
      const actions = itemsOf(prop(resource, 'DefaultActions')?.value);
      const { where } = resource.properties;
      return bodyOf(where, {
        load_balancer_arn: prop(resource, 'LoadBalancerArn'),
        protocol: prop(resource, 'Protocol'),
        port: prop(resource, 'Port'),
        default_action: list(
          actions.map((action) =>
            bodyOf(action.where, {
              target_group_arn: entry(action, 'TargetGroupArn'),
              forward: list(
                itemsOf(at(action, 'ForwardConfig')).map((forward) =>
                  bodyOf(forward.where, {
                    target_group: blocks(entry(forward, 'TargetGroups'), {
                      TargetGroupArn: 'arn',
                    }),
                  }),
                ),
                action.where,
              ),
            }),
          ),
          where,
        ),
      });
    },
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    type: 'aws_lb_target_group',
    body: (resource) =>
      bodyOf(resource.properties.where, {
        port: prop(resource, 'Port'),
        protocol: prop(resource, 'Protocol'),
      }),
    also: (resource, file) =>
      itemsOf(prop(resource, 'Targets')?.value).map((target, index) =>
        part(
          resource,
          file,
          'aws_lb_target_group_attachment',
          `target-${index}`,
          bodyOf(target.where, {
            target_group_arn: reference(resource, 'aws_lb_target_group', 'arn'),
            target_id: entry(target, 'Id'),
          }),
        ),
      ),
  },
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    type: 'aws_elb',
    body: (resource) =>
      bodyOf(resource.properties.where, {
        internal: isInternal(resource),
        security_groups: prop(resource, 'SecurityGroups'),
        instances: prop(resource, 'Instances'),
        listener: blocks(prop(resource, 'Listeners'), {
          LoadBalancerPort: 'lb_port',
          InstancePort: 'instance_port',
          Protocol: 'lb_protocol',
        }),
      }),
  },
  'AWS::RDS::DBInstance': simple('aws_db_instance', {
    vpc_security_group_ids: 'VPCSecurityGroups',
  }),
  'AWS::RDS::DBCluster': simple('aws_rds_cluster', {
    vpc_security_group_ids: 'VpcSecurityGroupIds',
  }),
  'AWS::DocDB::DBCluster': simple('aws_docdb_cluster', {
    vpc_security_group_ids: 'VpcSecurityGroupIds',
  }),
  'AWS::Neptune::DBCluster': simple('aws_neptune_cluster', {
    vpc_security_group_ids: 'VpcSecurityGroupIds',
  }),
  'AWS::Redshift::Cluster': simple('aws_redshift_cluster', {
    vpc_security_group_ids: 'VpcSecurityGroupIds',
  }),
  'AWS::EFS::MountTarget': simple('aws_efs_mount_target', { security_groups: 'SecurityGroups' }),
  'AWS::AmazonMQ::Broker': simple('aws_mq_broker', { security_groups: 'SecurityGroups' }),
  'AWS::Lambda::Function': {
    type: 'aws_lambda_function',
    body: lambda,
  },
  'AWS::Serverless::Function': {
    type: 'aws_lambda_function',
    body: lambda,
  },
  'AWS::Lightsail::Instance': {
    type: 'aws_lightsail_instance',
    body: (resource) =>
      bodyOf(resource.properties.where, { user_data: prop(resource, 'UserData') }),
    also: lightsailPorts,
  },
};

/** Each type that is read, and the one that it is for Terraform's provider; for the documents. */
export const TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(KINDS).map(([name, { type }]) => [name, type]),
);

/** Whether a load balancer faces inwards, which it does only when it is told to. */
function isInternal(resource: Resource): Entry | undefined {
  const scheme = prop(resource, 'Scheme');
  const text = textOf(scheme?.value);
  if (scheme === undefined || text === undefined) return scheme;
  return { ...scheme, value: implied(text.toLowerCase() === 'internal', scheme.valueWhere) };
}

function lambda(resource: Resource): Mapping {
  const { where } = resource.properties;
  return bodyOf(where, {
    vpc_config: list(
      [bodyOf(where, { security_group_ids: prop(resource, 'VpcConfig', 'SecurityGroupIds') })],
      where,
    ),
  });
}

/** The interfaces of an instance have groups of their own. */
function interfaceAttachments(
  resource: Resource,
  file: SourceFile,
  type: string,
  key: string,
  groupKey: string,
): Declaration[] {
  return itemsOf(interfaceGroups(prop(resource, key)?.value, groupKey, resource)).map(
    (group, index) =>
      part(
        resource,
        file,
        'aws_network_interface_sg_attachment',
        `interface-${index}`,
        bodyOf(group.where, {
          network_interface_id: reference(resource, type, 'primary_network_interface_id'),
          security_group_id: group,
        }),
      ),
  );
}

/** Ports of a Lightsail instance stand in the instance itself. */
function lightsailPorts(resource: Resource, file: SourceFile): Declaration[] {
  const ports = prop(resource, 'Networking', 'Ports');
  if (ports === undefined) return [];
  const inbound = itemsOf(ports.value).filter(
    (each) => textOf(at(each, 'AccessDirection'))?.toLowerCase() !== 'outbound',
  );
  const names = {
    Protocol: 'protocol',
    FromPort: 'from_port',
    ToPort: 'to_port',
    Cidrs: 'cidrs',
    Ipv6Cidrs: 'ipv6_cidrs',
    CidrListAliases: 'cidr_list_aliases',
  };
  const body = bodyOf(resource.properties.where, {
    instance_name: reference(resource, 'aws_lightsail_instance'),
    port_info: blocks({ ...ports, value: list(inbound, ports.value.where) }, names),
  });
  return [part(resource, file, 'aws_lightsail_instance_public_ports', 'ports', body)];
}

/** A container definition with the names of the JSON that the service itself takes. */
function container(data: Data): Data {
  if (data.type !== 'map') return data;
  return mapping(
    data.entries.map((each) => ({
      ...each,
      key: lowerFirst(each.key),
      value:
        each.value.type === 'list' && each.key === 'Environment'
          ? list(each.value.items.map(container), each.value.where)
          : each.value,
    })),
    data.where,
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The type that a type of CloudFormation is known by to those who judge it. */
export function typeNamed(type: string): string {
  return KINDS[type]?.type ?? 'aws_other';
}

/** What a resource is in the terms of Terraform's provider; nothing for types that do not matter. */
export function declarationsOf(resource: Resource, file: SourceFile): Declaration[] {
  const kind = Object.hasOwn(KINDS, resource.type) ? KINDS[resource.type] : undefined;
  if (kind === undefined) return [];
  const own: Declaration = {
    type: kind.type,
    name: resource.id,
    address: resource.id,
    where: resource.where,
    file,
    body: kind.body(resource, file),
    ...(resource.onlyIf === undefined ? {} : { onlyIf: resource.onlyIf }),
  };
  return [own, ...(kind.also?.(resource, file) ?? [])];
}
