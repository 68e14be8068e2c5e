import type { Ingress } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet } from '../../network/ports.js';
import { isUnknown } from '../../syntax/jinja/index.js';
import { azureGroup, gceNet, gcpFirewall, openstackGroup, openstackRule } from './cloud-big.js';
import { ec2Group, lightsailPorts, vpcNacl } from './cloud-aws.js';
import {
  alibabaGroup,
  cloudstackRule,
  digitalOceanFirewall,
  hcloudFirewall,
  oracleList,
  vultrRule,
  windowsRule,
} from './cloud-others.js';
import type { Opening } from './cloud-values.js';
import { isAbsent, textArgument } from './firewall-modules.js';
import type { Action } from './run.js';
import { mentionsMemcached, notRead } from './stacks.js';
import type { HostState } from './state.js';

/** Cloud firewalls and security groups that tasks create. */
export function cloudModule(state: HostState, action: Action): boolean {
  const translate = CLOUD_MODULES[action.module];
  if (translate === undefined) return false;
  if (isAbsent(action)) return true;
  const name = textArgument(
    action,
    'name',
    'group_name',
    'security_group',
    'firewall',
    'description',
  );
  const rules = action.args.get('rules');
  if (rules !== undefined && isUnknown(rules) && mentionsMemcached(action))
    notRead(state, action, `its rules are not known (${rules.reason})`);
  for (const opening of translate(action)) {
    const door = doorOf(opening, action, name);
    if (door !== undefined) state.facts.push(door);
  }
  return true;
}

function doorOf(opening: Opening, action: Action, name: string | undefined): Ingress | undefined {
  const { ports, sources } = opening;
  if (opening.protocols.length === 0) return undefined;
  if (ports instanceof PortSet && !ports.contains(MEMCACHED_PORT)) return undefined;
  if (sources instanceof AddressSet && sources.isEmpty) return undefined;
  return {
    kind: 'ingress',
    platform: 'ansible',
    where: opening.where,
    mechanism: mechanismOf(action.module),
    name: `${action.module}${name === undefined ? '' : ` "${name.slice(0, 80)}"`}`,
    sources,
    protocols: opening.protocols,
    ports,
    target: 'unknown',
    faces: action.module === 'win_firewall_rule' ? 'host' : 'internet',
    leadsTo: 'unknown',
    related: [],
    ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
  };
}

const FIREWALLS: ReadonlySet<string> = new Set([
  'gcp_compute_firewall',
  'gce_net',
  'lightsail',
  'hcloud_firewall',
  'firewall',
  'digital_ocean_firewall',
  'cs_firewall',
  'firewall_rule',
  'vultr_firewall_rule',
]);

function mechanismOf(module: string): Ingress['mechanism'] {
  if (module === 'win_firewall_rule') return 'host-firewall';
  return FIREWALLS.has(module) ? 'cloud-firewall' : 'security-group';
}

/** What the modules open, by their short names. */
export const CLOUD_MODULES: Readonly<Record<string, (action: Action) => Opening[]>> = {
  ec2_group: ec2Group,
  ec2_security_group: ec2Group,
  azure_rm_securitygroup: azureGroup,
  gcp_compute_firewall: gcpFirewall,
  security_group_rule: openstackRule,
  os_security_group_rule: openstackRule,
  security_group: openstackGroup,
  hcloud_firewall: hcloudFirewall,
  firewall: hcloudFirewall,
  digital_ocean_firewall: digitalOceanFirewall,
  ec2_vpc_nacl: vpcNacl,
  win_firewall_rule: windowsRule,
  cs_firewall: cloudstackRule,
  cs_securitygroup_rule: cloudstackRule,
  exo_security_group_rule: cloudstackRule,
  firewall_rule: vultrRule,
  vultr_firewall_rule: vultrRule,
  oci_network_security_list: oracleList,
  ali_security_group: alibabaGroup,
  lightsail: lightsailPorts,
  gce_net: gceNet,
};
