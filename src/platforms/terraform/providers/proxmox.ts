import { TCP_AND_UDP } from '../../../network/ports.js';
import { entry } from '../../../syntax/data.js';
import type { Provider } from '../resource.js';
import { isGiven } from './firewall/ports.js';
import { blocksAt, readRule, type RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, directionIn, isTrue } from './firewall/words.js';

const RULE: RuleShape = {
  inbound: directionIn('type'),
  enabled: isTrue('enabled', true),
  allows: acceptIn('action'),
  protocol: { key: 'proto', absent: TCP_AND_UDP },
  ports: { texts: ['dport'], absent: 'all' },
  // Sets of addresses (`+name`) and aliases are defined in Proxmox itself.
  sources: { keys: ['source'], absent: 'everyone' },
  only: ['dest', 'iface'],
  leavesOut: ['sport'],
};

/** Rules of machines and groups, in the order they are written in; macros are services of their own. */
const firewalls: Family = {
  mechanism: 'host-firewall',
  faces: 'host',
  tables: [
    {
      ...RULE,
      types: [
        'proxmox_virtual_environment_firewall_rules',
        'proxmox_virtual_environment_cluster_firewall_security_group',
      ],
      judged:
        '`rule` with `type = "in"` in the order written: `action`, `proto`, `dport`, `enabled`; everyone without `source`; `macro` rules are for other services',
      read: (resource, context) =>
        blocksAt(resource.body, 'rule').flatMap((block, index) => {
          const isOther = ['macro', 'security_group'].some((key) => {
            const found = entry(block, key);
            return found !== undefined && isGiven(found.value);
          });
          if (isOther) return [];
          const rule = readRule(RULE, block, resource, context, index);
          if (rule === undefined) return [];
          return [rule];
        }),
    },
  ],
};

/** Proxmox VE (bpg). */
export const proxmox: Provider = {
  name: 'proxmox',
  resources: familyHandlers(firewalls),
  modules: [],
};
