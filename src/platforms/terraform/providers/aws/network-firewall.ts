import type { Fact } from '../../../../facts.js';
import { isUnresolved } from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import { MEMCACHED_PORT, type PortSet } from '../../../../network/ports.js';
import { entry, itemsOf, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceHandler, TerraformResource } from '../../resource.js';
import { parsePorts, portsFromText, readPorts } from '../firewall/ports.js';
import { blocksAt } from '../firewall/shape.js';

/** An opening of more ports than this around memcached's does not name it. */
const NARROW = 100;

/**
 * AWS Network Firewall filters what a VPC's routes lead through it, which the routes alone tell. A
 * rule that lets memcached's port pass is told of; what is behind it is judged without the firewall.
 */
export const networkFirewall: ResourceHandler = {
  types: ['aws_networkfirewall_rule_group'],
  meaning: [
    {
      of: 'aws_networkfirewall_rule_group',
      judged:
        'not evaluated: what it keeps out is judged as if it came in; rules that let memcached’s port pass are told of',
    },
  ],
  facts(resource, context): Fact[] {
    const where = resource.mode === 'managed' ? passing(resource) : undefined;
    if (where !== undefined) {
      context.problem({
        kind: 'unresolved',
        where: { ...where, address: resource.address },
        message: `\`${resource.address}\` lets port ${MEMCACHED_PORT} pass, but which traffic is led through a network firewall is not evaluated; look at whom it lets in.`,
      });
    }
    return [];
  },
};

/** Where a rule that lets memcached's port pass stands. */
function passing({ body }: TerraformResource): Location | undefined {
  const source = 'rule_group.rules_source';
  for (const rule of blocksAt(body, `${source}.stateful_rule`)) {
    const port = entry(blocksAt(rule, 'header')[0], 'destination_port');
    if (!isWord(entry(rule, 'action')?.value, 'pass') || port === undefined) continue;
    if (names(portsFromText(port.value))) return port.valueWhere;
  }
  const stateless = `${source}.stateless_rules_and_custom_actions.stateless_rule.rule_definition`;
  for (const rule of blocksAt(body, stateless)) {
    const passes = itemsOf(entry(rule, 'actions')?.value).some((each) => isWord(each, 'aws:pass'));
    if (!passes) continue;
    for (const block of blocksAt(rule, 'match_attributes.destination_port')) {
      if (names(readPorts(block, { ranges: [['from_port', 'to_port']], absent: 'none' }).ports))
        return block.where;
    }
  }
  for (const text of blocksAt(body, source).map((each) => entry(each, 'rules_string'))) {
    if (text !== undefined && suricata(textOf(text.value) ?? '')) return text.valueWhere;
  }
  return undefined;
}

/** `pass tcp any any -> $HOME_NET 11211 (…)` */
function suricata(text: string): boolean {
  return text.split('\n').some((line) => {
    const rule = /^\s*pass\s+(?:tcp|udp|ip)\s+\S+\s+\S+\s+(?:->|<>)\s+\S+\s+(\S+)/i.exec(line);
    const ports = rule === null ? undefined : parsePorts(rule[1]!.replace(/[[\]]/g, ''));
    return ports !== undefined && names(ports);
  });
}

function names(ports: ReturnType<typeof portsFromText>): boolean {
  if (isUnresolved(ports)) return false;
  const span = (ports as PortSet).spanAround(MEMCACHED_PORT);
  return span > 0 && span <= NARROW;
}

function isWord(data: Data | undefined, word: string): boolean {
  return textOf(data)?.toLowerCase() === word;
}
