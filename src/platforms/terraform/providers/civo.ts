import { AddressSet } from '../../../network/addresses.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import type { RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, INGRESS } from './firewall/words.js';

const RULE: RuleShape = {
  allows: acceptIn('action'),
  protocol: { key: 'protocol', absent: ['tcp'] },
  ports: { texts: ['port_range'], ranges: [['start_port', 'end_port']], absent: 'all' },
  sources: {
    keys: ['cidr'],
    absent: 'nobody',
    word: (text) => (text === '0.0.0.0' ? AddressSet.allIPv4 : undefined),
  },
};

/** Firewalls; without rules of their own they have those that the provider makes, which let all in. */
const firewalls: Family = {
  mechanism: 'cloud-firewall',
  ties: 'deny',
  guards: attachments({ machines: ['civo_instance'], named: ['firewall_id'] }),
  tables: [
    {
      ...RULE,
      types: ['civo_firewall'],
      blocks: ['ingress_rule'],
      judged:
        '`ingress_rule` with `cidr`, `port_range`, `action`; `create_default_rules`, the default, lets everyone in on every port',
      policy: {
        key: 'create_default_rules',
        yes: ['true'],
        no: ['false'],
        absent: true,
        unlessGiven: 'ingress_rule',
      },
    },
    {
      ...RULE,
      types: ['civo_firewall_rule'],
      group: 'firewall_id',
      inbound: INGRESS,
      judged: '`direction = "ingress"` with `cidr`, `start_port` to `end_port`, `action`',
    },
  ],
};

/** Civo. */
export const civo: Provider = {
  name: 'civo',
  resources: [
    ...familyHandlers(firewalls),
    machines({
      types: ['civo_instance'],
      startup: ['script'],
      judged: '`script`; the firewall of the instance guards it',
      admissions: admissionsOf(firewalls),
    }),
  ],
  modules: [],
};
