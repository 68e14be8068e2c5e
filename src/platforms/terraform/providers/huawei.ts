import { TCP_AND_UDP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, INGRESS } from './firewall/words.js';
import { byEtherType } from './openstack.js';

const RULES = [
  'huaweicloud_networking_secgroup_rule',
  'opentelekomcloud_networking_secgroup_rule_v2',
  'flexibleengine_networking_secgroup_rule_v2',
  'sbercloud_networking_secgroup_rule',
];
const GROUPS = [
  'huaweicloud_networking_secgroup',
  'opentelekomcloud_networking_secgroup_v2',
  'flexibleengine_networking_secgroup_v2',
  'sbercloud_networking_secgroup',
];
const INSTANCES = [
  'huaweicloud_compute_instance',
  'opentelekomcloud_compute_instance_v2',
  'opentelekomcloud_ecs_instance_v1',
  'flexibleengine_compute_instance_v2',
  'sbercloud_compute_instance',
];

/** Security groups: rules by `priority`, deny before allow of the same. */
const groups: Family = {
  mechanism: 'security-group',
  ties: 'deny',
  owners: GROUPS,
  guards: attachments({
    machines: INSTANCES,
    named: ['security_group_ids', 'security_groups'],
    owners: GROUPS,
  }),
  tables: [
    {
      types: RULES,
      group: 'security_group_id',
      judged:
        'ingress by `priority` and `action`; `ports` or `port_range_min` to `port_range_max`, all when left out; everyone without `remote_ip_prefix` and groups',
      inbound: INGRESS,
      allows: acceptIn('action'),
      order: { key: 'priority', absent: 1 },
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { texts: ['ports'], ranges: [['port_range_min', 'port_range_max']], absent: 'all' },
      sources: {
        keys: ['remote_ip_prefix'],
        closed: ['remote_group_id', 'remote_address_group_id'],
        absent: 'everyone',
        everyone: byEtherType,
      },
    },
  ],
};

/** Huawei Cloud and the clouds that are built with it. */
export const huawei: Provider = {
  name: 'huaweicloud, opentelekomcloud, flexibleengine, sbercloud',
  resources: [
    ...familyHandlers(groups),
    machines({
      types: INSTANCES,
      startup: ['user_data'],
      judged: '`user_data`; the security groups of the instance guard it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
