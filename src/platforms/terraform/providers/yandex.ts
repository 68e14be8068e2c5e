import { TCP, TCP_AND_UDP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { doors, publicBy } from './firewall/publishing.js';
import type { RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { INGRESS } from './firewall/words.js';

const INSTANCES = ['yandex_compute_instance', 'yandex_compute_instance_group'];

const RULE: RuleShape = {
  protocol: { key: 'protocol', absent: TCP_AND_UDP },
  ports: { texts: ['port'], ranges: [['from_port', 'to_port']], absent: 'all' },
  sources: { keys: ['v4_cidr_blocks', 'v6_cidr_blocks'], absent: 'nobody' },
};

/** Security groups, which only let in. */
const groups: Family = {
  mechanism: 'security-group',
  guards: attachments({
    machines: INSTANCES,
    named: [
      'network_interface.security_group_ids',
      'instance_template.network_interface.security_group_ids',
    ],
  }),
  tables: [
    {
      ...RULE,
      types: ['yandex_vpc_security_group', 'yandex_vpc_default_security_group'],
      blocks: ['ingress'],
      judged:
        '`ingress` with `v4_cidr_blocks`, `v6_cidr_blocks`; `port`, `from_port` to `to_port`, all when left out or -1; groups and `predefined_target` are not public',
    },
    {
      ...RULE,
      types: ['yandex_vpc_security_group_rule'],
      group: 'security_group_binding',
      inbound: INGRESS,
      judged: '`direction = "ingress"`, otherwise as in `yandex_vpc_security_group`',
    },
  ],
};

/** Yandex Cloud. */
export const yandex: Provider = {
  name: 'yandex',
  resources: [
    ...familyHandlers(groups),
    doors({
      types: ['yandex_lb_network_load_balancer'],
      blocks: ['listener'],
      judged: '`listener` with `port` and `target_port`, unless `type` is internal',
      protocol: { key: 'protocol', absent: TCP },
      outside: { texts: ['port'], absent: 'none' },
      inside: { texts: ['target_port'], absent: 'none' },
      isPublic: (resource) =>
        publicBy({ key: 'type', yes: ['external'], no: ['internal'], absent: true }, resource.body),
    }),
    machines({
      types: INSTANCES,
      startup: ['metadata.user-data', 'instance_template.metadata.user-data'],
      judged: '`metadata` with `user-data`; the security groups of the interfaces guard it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
