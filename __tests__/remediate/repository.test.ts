import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../src/files/memory.js';
import { isUnresolved } from '../../src/facts.js';
import { AddressSet } from '../../src/network/addresses.js';
import type { Mechanism } from '../../src/remediate/mechanisms.js';
import { remediate, requestFor } from '../../src/remediate/remediate.js';
import { scanTree } from '../../src/scan.js';

const TRUSTED = ['10.1.0.0/16', '192.0.2.0/24', '2001:db8:1::/48'];
const trusted = AddressSet.of(...TRUSTED);

function filesFor(
  mechanism: Mechanism,
  networks: readonly string[] = TRUSTED,
): Record<string, string> {
  const { files } = remediate(mechanism, requestFor(networks, 11211));
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

const scan = (files: Record<string, string>, trust = trusted): ReturnType<typeof scanTree> =>
  scanTree(new MemoryTree(files), { trusted: trust });

describe.each(['terraform-aws', 'terraform-google'] as const)('%s, by the engine', (mechanism) => {
  it('lets exactly the trusted in, on both protocols', () => {
    const result = scan(filesFor(mechanism));
    expect(result.findings).toEqual([]);
    expect(result.problems.filter(({ kind }) => kind === 'unparsed')).toEqual([]);
    for (const protocol of ['tcp', 'udp'] as const) {
      const sources = result.facts.flatMap((fact) =>
        fact.kind === 'ingress' && fact.protocols.includes(protocol) && !isUnresolved(fact.sources)
          ? [fact.sources]
          : [],
      );
      expect(AddressSet.unionOf([AddressSet.empty, ...sources]).equals(trusted)).toBe(true);
    }
  });

  it('would be a finding if fewer were trusted', () => {
    const { findings } = scan(filesFor(mechanism), AddressSet.of('10.1.0.0/16', '2001:db8:1::/48'));
    expect(findings.map(({ ruleId }) => ruleId)).toContain('MCE103');
  });
});

/** A group with a wide rule that stands behind the new ones. */
const AZURE = `
resource "azurerm_network_security_group" "cache" {
  name                = "cache"
  location            = "westeurope"
  resource_group_name = "cache"
}
resource "azurerm_network_security_rule" "wide" {
  name                        = "wide"
  priority                    = 200
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "*"
  source_port_range           = "*"
  destination_port_range      = "11211"
  source_address_prefix       = "*"
  destination_address_prefix  = "*"
  resource_group_name         = "cache"
  network_security_group_name = azurerm_network_security_group.cache.name
}
`;

describe('terraform-azure, by the engine', () => {
  it('closes a wide rule of the same group to all but the trusted', () => {
    expect(scan({ 'main.tf': AZURE }).findings.map(({ ruleId }) => ruleId)).toContain('MCE101');
    const files = filesFor('terraform-azure');
    files['memcached-firewall.tf'] = files['memcached-firewall.tf']!.replaceAll(
      'var.memcached_network_security_group_name',
      'azurerm_network_security_group.cache.name',
    ).replaceAll('var.memcached_resource_group_name', '"cache"');
    expect(scan({ 'main.tf': AZURE, ...files }).findings).toEqual([]);
    const fewer = scan({ 'main.tf': AZURE, ...files }, AddressSet.of('10.1.0.0/16'));
    expect(fewer.findings.length).toBeGreaterThan(0);
  });
});

const PODS = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app.kubernetes.io/name: memcached}}
  template:
    metadata: {labels: {app.kubernetes.io/name: memcached}}
    spec:
      containers:
        - {name: memcached, image: "memcached:1.6.45", ports: [{containerPort: 11211}]}
---
apiVersion: v1
kind: Service
metadata: {name: cache}
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector: {app.kubernetes.io/name: memcached}
  ports: [{port: 11211}]
`;

describe('kubernetes, by the engine', () => {
  it('restricts the pods to exactly the trusted', () => {
    const open = scan({ 'cache.yaml': PODS });
    expect(open.findings.map(({ ruleId }) => ruleId)).toContain('MCE202');
    const result = scan({ 'cache.yaml': PODS, ...filesFor('kubernetes') });
    const policies = result.facts.filter(
      (fact) => fact.kind === 'restriction' && fact.mechanism === 'network-policy',
    );
    for (const protocol of ['tcp', 'udp'] as const) {
      const admitted = policies.flatMap((fact) =>
        fact.kind === 'restriction' &&
        fact.protocols.includes(protocol) &&
        !isUnresolved(fact.admits)
          ? [fact.admits]
          : [],
      );
      expect(admitted.length).toBeGreaterThan(0);
      expect(AddressSet.unionOf(admitted).equals(trusted)).toBe(true);
    }
    expect(result.findings.filter(({ severity }) => severity === 'high')).toEqual([]);
  });
});

const PROJECT =
  'services:\n  memcached:\n    image: memcached:1.6.45\n    ports: ["11211:11211"]\n';

describe('compose, by the engine', () => {
  it('applies the very rules of `--for docker`', () => {
    const request = requestFor(TRUSTED, 11211);
    const { apply } = remediate('compose', request).steps;
    expect(apply.commands).toContain(remediate('docker', request).steps.apply.commands);
  });

  it('publishes the port on the host itself only, and TCP only', () => {
    const override = filesFor('compose')['compose.memcached.yaml']!;
    expect(scan({ 'compose.yaml': PROJECT }).findings.map(({ ruleId }) => ruleId)).toEqual([
      'MCE201',
    ]);
    const closed = scan({ 'compose.yaml': PROJECT, 'compose.override.yaml': override });
    expect(closed.findings).toEqual([]);
    const wide = override.replace('127.0.0.1', '0.0.0.0');
    expect(
      scan({ 'compose.yaml': PROJECT, 'compose.override.yaml': wide }).findings.length,
    ).toBeGreaterThan(0);
  });
});

/** The daemon that the playbook's hosts run. */
const ANSIBLE = `- hosts: memcached
  tasks:
    - ansible.builtin.apt: {name: memcached}
    - ansible.builtin.copy:
        dest: /etc/memcached.conf
        content: |
          -p 11211
          -l 0.0.0.0
`;

describe('ansible, by the engine', () => {
  it('writes the very table that `--for nftables` loads', () => {
    const playbook = filesFor('ansible')['memcached-firewall.yml']!;
    for (const { content } of remediate('nftables', requestFor(TRUSTED, 11211)).files) {
      for (const line of content.split('\n'))
        expect(playbook).toContain(`          ${line}`.trimEnd());
    }
  });

  it('closes the hosts to all but the trusted', () => {
    const before = scan({ 'site.yml': ANSIBLE });
    expect(before.findings.map(({ ruleId }) => ruleId)).toContain('MCE301');
    const playbook = filesFor('ansible')['memcached-firewall.yml']!;
    const site = `${ANSIBLE}- import_playbook: memcached-firewall.yml\n`;
    const files = { 'site.yml': site, 'memcached-firewall.yml': playbook };
    const after = scan(files);
    expect(after.problems.filter(({ kind }) => kind !== 'note')).toEqual([]);
    expect(after.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const fewer = scan(files, AddressSet.of('10.1.0.0/16', '2001:db8:1::/48'));
    expect(fewer.findings.filter(({ severity }) => severity !== 'info')).not.toEqual([]);
  });
});
