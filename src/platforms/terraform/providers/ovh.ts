import { TCP, TCP_AND_UDP, UDP, type ProtocolSet } from '../../../network/ports.js';
import type { Provider, ResourceHandler } from '../resource.js';
import { readPorts } from './firewall/ports.js';
import { doors, referred } from './firewall/publishing.js';
import { sourcesIn } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, INGRESS, isFalse } from './firewall/words.js';
import { byEtherType } from './openstack.js';

const groups: Family = {
  mechanism: 'security-group',
  tables: [
    {
      types: ['ovh_cloud_security_group'],
      blocks: ['rule', 'rules'],
      judged:
        '`rule` with `direction = "INGRESS"`; everyone without `remote_ip_prefix` and `remote_group_id`',
      inbound: INGRESS,
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { ranges: [['port_range_min', 'port_range_max']], absent: 'all' },
      sources: {
        keys: ['remote_ip_prefix'],
        closed: ['remote_group_id'],
        absent: 'everyone',
        everyone: byEtherType,
      },
    },
  ],
};

/** The firewall at the edge of OVH's network, per address: rules by `sequence`. */
const edge: Family = {
  mechanism: 'cloud-firewall',
  tables: [
    {
      types: ['ovh_ip_firewall_rule'],
      group: 'ip_on_firewall',
      judged:
        '`action` by `sequence`; `protocol` ipv4 is any; `destination_port`; everyone without `source`',
      allows: acceptIn('action'),
      order: { key: 'sequence', absent: 19 },
      protocol: { key: 'protocol', absent: TCP_AND_UDP, words: { ipv4: TCP_AND_UDP } },
      ports: { texts: ['destination_port'], absent: 'all' },
      sources: { keys: ['source'], absent: 'everyone' },
      leavesOut: ['source_port', 'tcp_option'],
    },
  ],
};

const frontend = (type: string, protocols: ProtocolSet): ResourceHandler =>
  doors({
    types: [type],
    judged:
      '`port` of a public load balancer, unless `disabled`; `allowed_source` are who may come; `port` of the farm behind it',
    enabled: isFalse('disabled', true),
    protocol: { key: '', absent: protocols },
    outside: { texts: ['port'], absent: 'none' },
    insideOf(resource, _block, context) {
      const farm = referred(resource.body, 'default_farm_id', context);
      return farm === undefined
        ? undefined
        : readPorts(farm.body, { texts: ['port'], absent: 'none' });
    },
    sources: (resource, block, context) =>
      sourcesIn(
        { sources: { keys: ['allowed_source'], absent: 'everyone' } },
        block,
        resource,
        context,
      ),
  });

/** OVHcloud, beside what it has in common with OpenStack. */
export const ovh: Provider = {
  name: 'ovh',
  resources: [
    ...familyHandlers(groups),
    ...familyHandlers(edge),
    frontend('ovh_iploadbalancing_tcp_frontend', TCP),
    frontend('ovh_iploadbalancing_udp_frontend', UDP),
  ],
  modules: [],
};
