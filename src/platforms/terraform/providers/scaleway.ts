import { TCP, TCP_AND_UDP } from '../../../network/ports.js';
import { entry, booleanOf, type Data } from '../../../syntax/data.js';
import type { Provider, ResourceContext, TerraformResource } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { groupKey } from './firewall/keys.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { readPorts } from './firewall/ports.js';
import { doors, referred } from './firewall/publishing.js';
import { everyone, type FirewallRule } from './firewall/rule.js';
import { blocksAt, choose, readRule, type RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn } from './firewall/words.js';

const SERVERS = ['scaleway_instance_server'];

const RULE: RuleShape = {
  allows: acceptIn('action'),
  protocol: { key: 'protocol', absent: TCP },
  ports: { texts: ['port', 'port_range'], zero: 'all', absent: 'all' },
  sources: { keys: ['ip_range', 'ip'], absent: 'everyone' },
};

/** Security groups: rules in the order written, then the default policy, which lets everyone in. */
const groups: Family = {
  mechanism: 'security-group',
  guards: attachments({ machines: SERVERS, named: ['security_group_id'] }),
  tables: [
    {
      ...RULE,
      types: ['scaleway_instance_security_group'],
      blocks: ['inbound_rule'],
      judged:
        '`inbound_rule` in the order written, `action`, `ip_range` (everyone when left out), `port`, `port_range` (all when left out); then `inbound_default_policy`, which is accept unless set',
      policy: acceptIn('inbound_default_policy'),
    },
    {
      ...RULE,
      types: ['scaleway_instance_security_group_rules'],
      blocks: ['inbound_rule'],
      group: 'security_group_id',
      judged: '`inbound_rule`, together with the group it belongs to',
    },
  ],
};

/** Frontends of load balancers, with their access lists in front, which let in what they do not name. */
const frontends: Family = {
  mechanism: 'load-balancer',
  tables: [
    {
      ...RULE,
      types: ['scaleway_lb_frontend'],
      judged:
        '`inbound_port` of a public load balancer and the `forward_port` of its backend; `acl` blocks and `scaleway_lb_acl` in the order of their `index`',
      read: frontendRules,
    },
  ],
};

function frontendRules(frontend: TerraformResource, context: ResourceContext): FirewallRule[] {
  const balancer = referred(frontend.body, 'lb_id', context);
  const assigned = balancer === undefined ? undefined : entry(balancer.body, 'assign_flexible_ip');
  if (assigned !== undefined && booleanOf(assigned.value) === false) return [];
  const backend = referred(frontend.body, 'backend_id', context);
  if (backend !== undefined) {
    const isTcp = choose({ key: 'forward_protocol', yes: ['tcp'], absent: false }, backend.body);
    if (isTcp === false) return [];
  }
  const ports = readPorts(frontend.body, { texts: ['inbound_port'], absent: 'none' });
  const inside =
    backend === undefined
      ? undefined
      : readPorts(backend.body, { texts: ['forward_port'], absent: 'none' }).ports;
  const traffic = [{ protocols: TCP, ...ports, ...(inside === undefined ? {} : { inside }) }];
  const lists: [TerraformResource, Data][] = [
    ...blocksAt(frontend.body, 'acl').map((block): [TerraformResource, Data] => [frontend, block]),
    ...context
      .find('scaleway_lb_acl')
      .filter((each) => {
        const owner = entry(each.body, 'frontend_id')?.value;
        return owner !== undefined && groupKey(owner, context) === frontend.address;
      })
      .map((each): [TerraformResource, Data] => [each, each.body]),
  ];
  const rules = lists.flatMap(([owner, block], index) => {
    const rule = readRule(
      {
        allows: acceptIn('action.type'),
        protocol: { key: '', absent: TCP_AND_UDP },
        ports: { absent: 'all' },
        order: { key: 'index', absent: index },
        sources: {
          keys: ['match.ip_subnet'],
          closed: ['match.ips_edge_services'],
          absent: 'everyone',
        },
      },
      block,
      owner,
      context,
      index,
    );
    if (rule === undefined) return [];
    const invert = entry(blocksAt(block, 'match')[0], 'invert')?.value;
    const { known, missing } = rule.sources;
    const sources =
      booleanOf(invert) === true && missing === undefined
        ? { ...rule.sources, known: known.complement() }
        : rule.sources;
    return [{ ...rule, sources, traffic }];
  });
  return [
    ...rules,
    {
      name: frontend.address,
      where: ports.portWhere ?? frontend.where,
      action: 'allow',
      order: Number.MAX_SAFE_INTEGER,
      traffic,
      sources: everyone(undefined),
      ...(balancer === undefined ? { onlyIf: 'the load balancer has a public address' } : {}),
    },
  ];
}

/** Between the private networks of a VPC: rules in the order written, then the default policy. */
const acls: Family = {
  mechanism: 'network-acl',
  narrowOnly: true,
  faces: 'private',
  tables: [
    {
      types: ['scaleway_vpc_acl'],
      blocks: ['rules'],
      judged:
        '`rules` in the order written: `action`, `source`, `protocol`, `dst_port_low` to `dst_port_high`; rules that name memcached’s port are doors inside the VPC',
      allows: acceptIn('action'),
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { ranges: [['dst_port_low', 'dst_port_high']], zero: 'all', absent: 'all' },
      sources: { keys: ['source'], absent: 'everyone' },
      only: ['destination'],
      leavesOut: ['src_port_low', 'src_port_high'],
      everything: ['0.0.0.0/0', '::/0', '0'],
      policy: acceptIn('default_policy'),
    },
  ],
};

/** Scaleway. */
export const scaleway: Provider = {
  name: 'scaleway',
  resources: [
    ...familyHandlers(groups),
    ...familyHandlers(frontends),
    ...familyHandlers(acls),
    doors({
      types: ['scaleway_vpc_public_gateway_pat_rule'],
      judged:
        '`public_port` of a public gateway that leads to `private_port`; both protocols unless set',
      mechanism: 'published-port',
      protocol: { key: 'protocol', absent: TCP_AND_UDP, words: { both: TCP_AND_UDP } },
      outside: { texts: ['public_port'], absent: 'none' },
      inside: { texts: ['private_port'], absent: 'none' },
    }),
    machines({
      types: SERVERS,
      startup: ['user_data.cloud-init', 'cloud_init'],
      judged: '`user_data` with `cloud-init`; the security group of the server guards it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
