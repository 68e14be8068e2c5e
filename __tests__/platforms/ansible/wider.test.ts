import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { scanTree } from '../../../src/scan.js';
import { play } from './summary.js';

/** `RULE severity file:line` of everything above info. */
function verdicts(files: Readonly<Record<string, string>>): string[] {
  return scanTree(new MemoryTree(files))
    .findings.filter(({ severity }) => severity !== 'info')
    .map(
      ({ ruleId, severity, location }) =>
        `${ruleId} ${severity} ${location.file}:${location.startLine}`,
    )
    .sort();
}

const service = (type: string): string =>
  `apiVersion: v1
kind: Service
metadata:
  name: memcached
spec:
  type: ${type}
  selector:
    app: memcached
  ports:
    - port: 11211
`;

/** Exposed and safe twins: what differs, and where the exposed one is told. */
interface Twin {
  readonly title: string;
  readonly files: (open: boolean) => Record<string, string>;
  readonly found: readonly string[];
}

const TWINS: readonly Twin[] = [
  {
    title: 'a template of a manifest that k8s applies',
    files: (open) => ({
      'roles/a/tasks/main.yml': '- kubernetes.core.k8s: { state: present, template: svc.yml.j2 }\n',
      'roles/a/templates/svc.yml.j2': service('{{ svc_type }}'),
      'roles/a/defaults/main.yml': `svc_type: ${open ? 'LoadBalancer' : 'ClusterIP'}\n`,
    }),
    found: ['MCE202 high roles/a/defaults/main.yml:1'],
  },
  {
    title: 'a definition that a look-up renders',
    files: (open) => ({
      'roles/a/tasks/main.yml':
        "- k8s: { state: present, definition: \"{{ lookup('template', 'svc.j2') | from_yaml }}\" }\n",
      'roles/a/templates/svc.j2': service(open ? 'LoadBalancer' : 'ClusterIP'),
    }),
    found: ['MCE202 high roles/a/templates/svc.j2:6'],
  },
  {
    title: 'a definition written as text',
    files: (open) => ({
      'site.yml': play(
        `- k8s:\n    definition: |\n${service(open ? 'LoadBalancer' : 'ClusterIP').replace(/^/gm, '      ')}`,
      ),
    }),
    found: ['MCE202 high site.yml:10'],
  },
  {
    title: 'values of a chart',
    files: (open) => ({
      'site.yml': play(`- kubernetes.core.helm:
    name: c
    chart_ref: bitnami/memcached
    release_namespace: cache
    values:
      service:
        type: ${open ? 'LoadBalancer' : 'ClusterIP'}`),
    }),
    found: ['MCE202 high site.yml:9'],
  },
  {
    title: 'set_values of a chart',
    files: (open) => ({
      'site.yml': play(`- kubernetes.core.helm:
    name: c
    chart_ref: bitnami/memcached
    release_namespace: cache
    set_values:
      - value: service.type=${open ? 'LoadBalancer' : 'ClusterIP'}`),
    }),
    found: ['MCE202 high site.yml:8'],
  },
  {
    title: 'sed on the configuration that the package brings',
    files: (open) => ({
      'site.yml': play(`- apt: name=memcached
- shell: sed -i 's/^-l 127.0.0.1/-l ${open ? '0.0.0.0' : '::1'}/' /etc/memcached.conf`),
    }),
    found: ['MCE301 medium site.yml:4'],
  },
  {
    title: 'rescue, where a block fails',
    files: (open) => ({
      'site.yml': play(`- apt: name=memcached
- block:
    - command: /bin/check
  rescue:
    - copy: { dest: /etc/memcached.conf, content: "-l ${open ? '0.0.0.0' : '127.0.0.1'}\\n" }`),
    }),
    found: ['MCE301 medium site.yml:7'],
  },
  {
    title: 'a Compose file that a task writes',
    files: (open) => ({
      'site.yml': play(`- copy:
    dest: /opt/cache/compose.yaml
    content: |
      services:
        memcached:
          image: memcached
          ports: ["${open ? '' : '127.0.0.1:'}11211:11211"]`),
    }),
    found: ['MCE201 high site.yml:9'],
  },
  {
    title: 'iptables_raw, in the order of its weights',
    files: (open) => ({
      'site.yml':
        play(`- community.general.iptables_raw: { name: default, weight: 99, ipversion: ['4', '6'], rules: -A INPUT -j DROP }
- community.general.iptables_raw:
    name: memcached
    rules: -A INPUT ${open ? '' : '-s 10.0.0.0/24 '}-p tcp --dport 11211 -j ACCEPT`),
    }),
    found: ['MCE101 high site.yml:6'],
  },
  {
    title: 'a role for ufw that is not in the tree',
    files: (open) => ({
      'site.yml': `- hosts: cache
  vars:
    ufw_rules:
      - { rule: allow, to_port: 11211${open ? '' : ', from_ip: 10.0.0.0/24'} }
  roles: [weareinteractive.ufw]
`,
    }),
    found: ['MCE101 high site.yml:4'],
  },
  {
    title: "the system roles' firewall",
    files: (open) => ({
      'site.yml': play(`- include_role: { name: fedora.linux_system_roles.firewall }
  vars:
    firewall: { port: ${open ? '11211' : '22'}/tcp, state: enabled }`),
    }),
    found: ['MCE101 high site.yml:5'],
  },
  {
    title: 'a port of Lightsail, open to everyone unless networks are named',
    files: (open) => ({
      'site.yml': play(`- community.aws.lightsail:
    name: x
    public_ports:
      - { from_port: 11211, to_port: 11211, protocol: tcp${open ? '' : ', cidrs: [10.0.0.0/8]'} }`),
    }),
    found: ['MCE101 high site.yml:6'],
  },
  {
    title: "a security group of Alibaba's cloud",
    files: (open) => ({
      'site.yml': play(`- ali_security_group:
    name: g
    rules:
      - { ip_protocol: tcp, port_range: 11211/11211, source_cidr_ip: ${open ? '0.0.0.0/0' : '10.0.0.0/24'} }`),
    }),
    found: ['MCE101 high site.yml:6'],
  },
  {
    title: 'a drop of a better priority in such a group',
    files: (open) => ({
      'site.yml': play(`- ali_security_group:
    name: g
    rules:
      - { ip_protocol: tcp, port_range: 11211/11211, source_cidr_ip: 0.0.0.0/0, priority: 5 }
      - { ip_protocol: tcp, port_range: 1/65535, source_cidr_ip: 0.0.0.0/0, policy: drop, priority: ${open ? 9 : 1} }`),
    }),
    found: ['MCE101 high site.yml:6'],
  },
  {
    title: 'gce_net of old',
    files: (open) => ({
      'site.yml': play(
        `- gce_net: { name: n, fwname: f, allowed: "tcp:22,${open ? '11211' : '443'};udp:53" }`,
      ),
    }),
    found: ['MCE101 high site.yml:3'],
  },
  {
    title: 'variables that a script starts the playbook with',
    files: (open) => ({
      'deploy.sh': `#!/bin/sh
ansible-playbook -i hosts site.yml \\
  -e memcached_listen_ip=${open ? '0.0.0.0' : '127.0.0.1'}
`,
      'site.yml': '- hosts: cache\n  roles:\n    - role: geerlingguy.memcached\n',
      'group_vars/all.yml': 'memcached_listen_ip: 0.0.0.0\n',
    }),
    found: ['MCE301 medium deploy.sh:3'],
  },
  {
    title: 'variables of a group whose hosts are listed elsewhere',
    files: (open) => ({
      'playbooks/mc.yml': '- hosts: memcached\n  roles:\n    - role: memcached_server\n',
      'inventory/group_vars/memcached.yml': `memcached_listen: ${open ? '0.0.0.0' : '10.0.0.5'}\n`,
    }),
    found: ['MCE301 medium inventory/group_vars/memcached.yml:1'],
  },
];

describe('twins that differ in one detail', () => {
  it.each(TWINS.map((twin) => [twin.title, twin] as const))('%s', (_title, { files, found }) => {
    expect(verdicts(files(true))).toEqual(found);
    expect(verdicts(files(false)).filter((one) => !/ low /.test(one))).toEqual([]);
  });
});
