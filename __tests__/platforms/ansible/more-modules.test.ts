import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { scanTree } from '../../../src/scan.js';
import { play, summary, translate } from './summary.js';

const doors = (task: string): string[] =>
  summary({ 'site.yml': play(`- ${task}`) })
    .filter((line) => !/^(listener|restriction)/.test(line))
    .map((line) => line.replace(/ site\.yml:[0-9]+/, ''));
const ANYONE = 'anyone (0.0.0.0/0 and ::/0)';

describe('firewalls of clouds and of Windows', () => {
  it.each([
    [
      'community.windows.win_firewall_rule: { name: m, localport: "11211", protocol: tcp }',
      [`host-firewall ${ANYONE} tcp 11211`],
    ],
    [
      'win_firewall_rule: { name: m, localport: "11211", protocol: tcp, remoteip: 10.0.0.0/8 }',
      ['host-firewall 10.0.0.0/8 tcp 11211'],
    ],
    [
      'win_firewall_rule: { name: m, localport: "11211", protocol: tcp, remoteip: LocalSubnet }',
      [],
    ],
    ['win_firewall_rule: { name: m, localport: "11211", protocol: tcp, action: block }', []],
    ['win_firewall_rule: { name: m, localport: "11211", protocol: tcp, direction: out }', []],
    ['win_firewall_rule: { name: m, localport: "11211", protocol: tcp, enabled: false }', []],
    [
      'ngine_io.cloudstack.cs_firewall: { ip_address: 192.0.2.1, start_port: 11211, end_port: 11211 }',
      ['cloud-firewall 0.0.0.0/0 tcp 11211'],
    ],
    ['cs_firewall: { start_port: 80, end_port: 443 }', []],
    ['cs_firewall: { start_port: 11211, type: egress }', []],
    [
      'cs_firewall: { start_port: 11211, cidrs: [10.0.0.0/8] }',
      ['cloud-firewall 10.0.0.0/8 tcp 11211'],
    ],
    [
      'ngine_io.exoscale.exo_security_group_rule: { security_group: c, start_port: 11211 }',
      ['security-group 0.0.0.0/0 tcp 11211'],
    ],
    ['exo_security_group_rule: { start_port: 11211, user_security_group: web }', []],
    [
      'vultr.cloud.firewall_rule: { group: g, port: "11211", subnet: 0.0.0.0, subnet_size: 0 }',
      ['cloud-firewall 0.0.0.0/0 tcp 11211'],
    ],
    [
      'vultr.cloud.firewall_rule: { group: g, port: "11211", subnet: 10.0.0.0, subnet_size: 8 }',
      ['cloud-firewall 10.0.0.0/8 tcp 11211'],
    ],
    [
      'linode.cloud.firewall: { rules: { inbound: [{ protocol: TCP, ports: "11211", action: ACCEPT, addresses: { ipv4: [0.0.0.0/0] } }], inbound_policy: DROP } }',
      ['cloud-firewall 0.0.0.0/0 tcp 11211'],
    ],
    [
      'linode.cloud.firewall: { rules: { inbound: [{ protocol: TCP, ports: "11211", action: DROP, addresses: { ipv4: [0.0.0.0/0] } }], inbound_policy: DROP } }',
      [],
    ],
    [
      'oci_network_security_list: { ingress_security_rules: [{ protocol: "6", source: 0.0.0.0/0, tcp_options: { destination_port_range: { min: 11211, max: 11211 } } }] }',
      ['security-group 0.0.0.0/0 tcp 11211'],
    ],
    [
      'oci_network_security_list: { ingress_security_rules: [{ protocol: "6", source: 10.0.0.0/8, tcp_options: { destination_port_range: { min: 11211, max: 11211 } } }] }',
      ['security-group 10.0.0.0/8 tcp 11211'],
    ],
  ])('%s', (task, expected) => expect(doors(task)).toEqual(expected));
});

describe('stacks of containers', () => {
  const compose = (service: string): string[] =>
    doors(
      `community.docker.docker_compose_v2:\n    project_name: c\n    definition:\n      services:\n        cache: ${service}`,
    );
  it.each([
    ['{ image: memcached, ports: ["11211:11211"] }', [`published-port ${ANYONE} tcp 11211`]],
    ['{ image: memcached, ports: ["127.0.0.1:11211:11211"] }', []],
    ['{ image: memcached }', []],
    [
      '{ image: memcached, ports: [{ target: 11211, published: 11211 }] }',
      [`published-port ${ANYONE} tcp 11211`],
    ],
    ['{ image: memcached, ports: [{ target: 11211, published: 11211, host_ip: 127.0.0.1 }] }', []],
  ])('%s', (service, expected) => {
    const found = compose(service).filter((line) => !/loopback|127\.0\.0\.1/.test(line));
    expect(found.map((line) => line.replace(/ maybe$/, ''))).toEqual(expected);
  });
});

describe('what is not evaluated and speaks of memcached is told', () => {
  it.each([
    ['acme.net.firewall_open: { port: 11211, source: any }', 1],
    ['acme.net.firewall_open: { port: 443, source: any }', 0],
    ['acme.app.settings: { cache: "memcached://127.0.0.1:11211" }', 0],
    [
      'community.general.seport: { ports: 11211, proto: tcp, setype: memcache_port_t, state: present }',
      0,
    ],
    [
      'kubernetes.core.helm: { name: c, chart_ref: "{{ chart }}", values: { memcached: { on: 1 } } }',
      1,
    ],
    ['kubernetes.core.helm: { name: c, chart_ref: bitnami/memcached }', 0],
    ['kubernetes.core.helm: { name: c, chart_ref: bitnami/redis }', 0],
  ])('%s', (task, count) => {
    const { problems } = translate({ 'site.yml': play(`- ${task}`) });
    expect(problems.filter(({ kind }) => kind === 'unresolved')).toHaveLength(count);
  });
});

describe('the script that an instance starts with', () => {
  const rules = (address: string): string[] =>
    summary({
      'site.yml': play(
        `- amazon.aws.ec2_instance:\n    name: cache\n    user_data: |\n      #!/bin/bash\n      docker run -d -p ${address}11211:11211 memcached`,
      ),
    }).filter((line) => line.startsWith('published-port'));
  it('publishes memcached', () =>
    expect(rules('')).toEqual([`published-port site.yml:7 ${ANYONE} tcp 11211`]));
  it('keeps it to itself', () => expect(rules('127.0.0.1:')).not.toContain(ANYONE));
});

describe('playbooks side by side', () => {
  const server =
    '- hosts: cache\n  tasks:\n    - apt: { name: memcached }\n    - lineinfile: { path: /etc/memcached.conf, regexp: "^-l", line: "-l 0.0.0.0" }\n';
  const filter = (hosts: string, source: string): string =>
    `- hosts: ${hosts}\n  tasks:\n    - ufw: { rule: allow, port: "11211", proto: tcp, src: ${source} }\n    - ufw: { state: enabled, policy: deny }\n`;
  const found = (files: Readonly<Record<string, string>>): string[] =>
    scanTree(new MemoryTree(files))
      .findings.filter(({ severity }) => /critical|high|medium/.test(severity))
      .map(({ ruleId }) => ruleId);
  it.each([
    ['no filter', { 'memcached.yml': server }, ['MCE301']],
    [
      'a filter for the same hosts',
      { 'memcached.yml': server, 'firewall.yml': filter('cache', '10.0.0.0/8') },
      [],
    ],
    [
      'a filter for all hosts',
      { 'memcached.yml': server, 'firewall.yml': filter('all', '10.0.0.0/8') },
      [],
    ],
    [
      'a filter for other hosts',
      { 'memcached.yml': server, 'firewall.yml': filter('web', '10.0.0.0/8') },
      ['MCE301'],
    ],
    [
      'a filter in another folder',
      { 'a/memcached.yml': server, 'b/firewall.yml': filter('cache', '10.0.0.0/8') },
      ['MCE301'],
    ],
  ])('%s', (_title, files, expected) => expect(found(files)).toEqual(expected));
});

describe('doors', () => {
  it('carry those whom their rule lets in, not what is open besides', () => {
    const rules =
      '- iptables: { chain: INPUT, protocol: tcp, source: 10.0.0.0/8, destination_port: "11211", jump: ACCEPT }\n- iptables: { chain: INPUT, protocol: tcp, destination_port: "11211", jump: DROP }';
    const lines = summary({
      'site.yml': play(`- apt: { name: memcached }\n${rules}`),
    }).map((line) => line.replace(/ site\.yml:[0-9]+/, ''));
    expect(lines).toContain('host-firewall 10.0.0.0/8 tcp 11211');
  });
});
