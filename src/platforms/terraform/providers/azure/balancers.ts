import { TCP, TCP_AND_UDP } from '../../../../network/ports.js';
import { entry } from '../../../../syntax/data.js';
import { isGiven } from '../firewall/ports.js';
import { doors, publicThrough, type DoorTable } from '../firewall/publishing.js';
import { blocksAt } from '../firewall/shape.js';

/** A load balancer with a public address in one of its frontends. */
const isPublic: DoorTable['isPublic'] = publicThrough('loadbalancer_id', (balancer) =>
  blocksAt(balancer.body, 'frontend_ip_configuration').some((frontend) =>
    ['public_ip_address_id', 'public_ip_prefix_id'].some((key) => {
      const found = entry(frontend, key);
      return found !== undefined && isGiven(found.value);
    }),
  ),
);

const PROTOCOL: DoorTable['protocol'] = { key: 'protocol', absent: TCP };

export const balancerRules = doors({
  types: ['azurerm_lb_rule'],
  judged:
    '`frontend_port` and `backend_port` of a load balancer with a public address; protocol All with port 0 means every port',
  protocol: PROTOCOL,
  outside: { texts: ['frontend_port'], zero: 'all', absent: 'none' },
  inside: { texts: ['backend_port'], zero: 'all', absent: 'none' },
  isPublic,
});

export const balancerNat = doors({
  types: ['azurerm_lb_nat_rule', 'azurerm_lb_nat_pool'],
  judged:
    '`frontend_port`, `frontend_port_start` to `frontend_port_end`, and `backend_port` of a load balancer with a public address',
  protocol: { ...PROTOCOL, absent: TCP_AND_UDP },
  outside: {
    texts: ['frontend_port'],
    ranges: [['frontend_port_start', 'frontend_port_end']],
    absent: 'none',
  },
  inside: { texts: ['backend_port'], absent: 'none' },
  isPublic,
});
