import { describe, expect, it } from '@jest/globals';
import { play, summary, translate } from './summary.js';

/** Lines of the facts for one play in site.yml. */
const of = (tasks: string, head = ''): string[] => summary({ 'site.yml': play(tasks, head) });
/** Only the openings, without where they stand. */
const doors = (tasks: string): string[] =>
  of(tasks)
    .filter((line) => !/^(listener|restriction)/.test(line))
    .map((line) => line.replace(/ site\.yml:[0-9]+/, ''));
const listeners = (tasks: string): string[] =>
  of(tasks).filter((line) => line.startsWith('listener'));

const ANYONE = 'anyone (0.0.0.0/0 and ::/0)';

describe('packet-filter modules', () => {
  it.each([
    [
      'ufw: a port for everybody',
      'ufw: { rule: allow, port: "11211" }',
      [`host-firewall ${ANYONE} tcp+udp 11211`],
    ],
    [
      'ufw: free-form',
      'ufw: rule=allow port=11211 proto=tcp',
      [`host-firewall ${ANYONE} tcp 11211`],
    ],
    [
      'ufw: the full name',
      'community.general.ufw: { rule: allow, to_port: 11211, protocol: udp }',
      [`host-firewall ${ANYONE} udp 11211`],
    ],
    [
      'ufw: from a network',
      'ufw: { rule: allow, port: "11211", src: 10.0.0.0/8 }',
      ['host-firewall 10.0.0.0/8 tcp+udp 11211'],
    ],
    ['ufw: deny', 'ufw: { rule: deny, port: "11211" }', []],
    ['ufw: another port', 'ufw: { rule: allow, port: "22" }', []],
    ['ufw: deleted', 'ufw: { rule: allow, port: "11211", delete: true }', []],
    [
      'ufw: a range',
      'ufw: { rule: allow, port: "11000:12000", proto: tcp }',
      [`host-firewall ${ANYONE} tcp 11000-12000`],
    ],
    ['ufw: outgoing', 'ufw: { rule: allow, direction: out, port: "11211" }', []],
    [
      'ufw: an unknown source',
      'ufw: { rule: allow, port: "11211", from_ip: "{{ office }}" }',
      ['host-firewall unresolved tcp+udp 11211'],
    ],
    [
      'ufw: in a loop',
      'ufw: { rule: allow, port: "{{ item }}", proto: tcp }\n  loop: [22, 11211]',
      [`host-firewall ${ANYONE} tcp 11211`],
    ],
    [
      'ufw: in a loop without it',
      'ufw: { rule: allow, port: "{{ item }}", proto: tcp }\n  loop: [22, 80]',
      [],
    ],
    ['ufw: when false', 'ufw: { rule: allow, port: "11211" }\n  when: false', []],
    [
      'ufw: when not known',
      'ufw: { rule: allow, port: "11211" }\n  when: open_up',
      [`host-firewall ${ANYONE} tcp+udp 11211 maybe`],
    ],
    ['ufw: tags never', 'ufw: { rule: allow, port: "11211" }\n  tags: [never, firewall]', []],
    [
      'iptables: a port',
      'iptables: { chain: INPUT, protocol: tcp, destination_port: "11211", jump: ACCEPT }\n- iptables: { chain: INPUT, policy: DROP }',
      ['host-firewall 0.0.0.0/0 tcp 11211'],
    ],
    [
      'iptables: from a network',
      'iptables: { chain: INPUT, protocol: tcp, source: 10.0.0.0/8, destination_port: "11211", jump: ACCEPT }\n- iptables: { chain: INPUT, policy: DROP }',
      ['host-firewall 10.0.0.0/8 tcp 11211'],
    ],
    [
      'iptables: dropped before',
      'iptables: { chain: INPUT, protocol: tcp, destination_port: "11211", jump: DROP }\n- iptables: { chain: INPUT, protocol: tcp, destination_port: "11211", jump: ACCEPT }',
      [],
    ],
    [
      'iptables: inserted before the drop',
      'iptables: { chain: INPUT, protocol: tcp, destination_port: "11211", jump: DROP }\n- iptables: { chain: INPUT, action: insert, protocol: tcp, destination_port: "11211", jump: ACCEPT }',
      ['host-firewall 0.0.0.0/0 tcp 11211'],
    ],
    [
      'iptables: several ports',
      'iptables: { chain: INPUT, protocol: tcp, destination_ports: ["22", "11211"], jump: ACCEPT }',
      ['host-firewall 0.0.0.0/0 tcp 11211'],
    ],
    [
      'iptables: removed',
      'iptables: { chain: INPUT, protocol: tcp, destination_port: "11211", jump: ACCEPT, state: absent }',
      [],
    ],
    [
      'iptables: the loopback interface',
      'iptables: { chain: INPUT, in_interface: lo, jump: ACCEPT }',
      [],
    ],
    [
      'iptables: established only',
      'iptables: { chain: INPUT, ctstate: [ESTABLISHED, RELATED], jump: ACCEPT }',
      [],
    ],
    [
      'iptables: another chain',
      'iptables: { chain: OUTPUT, protocol: tcp, destination_port: "11211", jump: ACCEPT }',
      [],
    ],
    [
      'iptables: IPv6',
      'iptables: { chain: INPUT, ip_version: ipv6, protocol: tcp, destination_port: "11211", jump: ACCEPT }',
      ['host-firewall ::/0 tcp 11211'],
    ],
    [
      'firewalld: a port',
      'firewalld: { port: 11211/tcp, permanent: true, state: enabled }',
      [`host-firewall ${ANYONE} tcp 11211`],
    ],
    [
      'firewalld: a service',
      'ansible.posix.firewalld: { service: memcache, permanent: yes, state: enabled }',
      [`host-firewall ${ANYONE} tcp+udp 11211`],
    ],
    ['firewalld: disabled', 'firewalld: { port: 11211/tcp, permanent: true, state: disabled }', []],
    [
      'firewalld: a rich rule',
      `firewalld:\n    rich_rule: rule family="ipv4" source address="10.0.0.0/8" port port="11211" protocol="tcp" accept\n    permanent: true\n    state: enabled`,
      ['host-firewall 10.0.0.0/8 tcp 11211'],
    ],
    [
      'firewalld: port and source',
      'firewalld: { port: 11211/tcp, source: 10.0.0.0/8, zone: internal, permanent: true, state: enabled }',
      [],
    ],
    [
      'firewalld: another service',
      'firewalld: { service: https, permanent: true, state: enabled }',
      [],
    ],
    [
      'a shell',
      'shell: |\n    iptables -P INPUT DROP\n    iptables -A INPUT -p tcp --dport 11211 -j ACCEPT',
      ['host-firewall 0.0.0.0/0 tcp 11211'],
    ],
    [
      'a shell that drops first',
      'shell: iptables -A INPUT -p tcp --dport 11211 -j DROP && iptables -A INPUT -p tcp --dport 11211 -j ACCEPT',
      [],
    ],
    ['a command', 'command: ufw allow 11211/tcp', [`host-firewall ${ANYONE} tcp 11211`]],
    [
      'a command with argv',
      'command: { argv: [sudo, ufw, allow, from, 10.0.0.0/8, to, any, port, "11211"] }',
      ['host-firewall 10.0.0.0/8 tcp+udp 11211'],
    ],
  ])('%s', (_title, task, expected) => {
    expect(doors(`- ${task}`)).toEqual(expected);
  });

  it('says that a firewalld task with port and source does nothing', () => {
    const { problems } = translate({
      'site.yml': play(
        '- firewalld: { port: 11211/tcp, source: 10.0.0.0/8, permanent: true, state: enabled }',
      ),
    });
    expect(problems).toEqual([
      expect.objectContaining({
        kind: 'note',
        message: expect.stringContaining('restricts nothing'),
      }),
    ]);
  });

  it('restricts a listener to what the filter admits', () => {
    expect(
      of(`
- apt: name=memcached
- copy: { dest: /etc/memcached.conf, content: "-l 0.0.0.0\\n" }
- ufw: { rule: allow, port: "11211", from_ip: 10.0.0.0/8 }
- ufw: { state: enabled, default: deny }`),
    ).toEqual([
      'host-firewall site.yml:5 10.0.0.0/8 tcp+udp 11211',
      'listener site.yml:4 tcp/all/0.0.0.0:11211',
      'restriction site.yml:6 tcp 11211 admits 10.0.0.0/8',
      'restriction site.yml:6 udp 11211 admits 10.0.0.0/8',
    ]);
  });

  it('concludes nothing from a filter that is switched off', () => {
    expect(
      of('- ufw: { rule: allow, port: "11211", from_ip: 10.0.0.0/8 }\n- ufw: { state: disabled }'),
    ).toEqual([]);
  });
});

describe("memcached's configuration", () => {
  const install = '- apt: name=memcached';
  it.each([
    ['the package alone', install, 'tcp/loopback/127.0.0.1:11211'],
    [
      'lineinfile opens',
      `${install}\n- lineinfile: { path: /etc/memcached.conf, regexp: '^-l', line: '-l 0.0.0.0' }`,
      'tcp/all/0.0.0.0:11211',
    ],
    [
      'lineinfile keeps it',
      `${install}\n- lineinfile: { path: /etc/memcached.conf, regexp: '^-l', line: '-l 127.0.0.1' }`,
      'tcp/loopback/127.0.0.1:11211',
    ],
    [
      'lineinfile removes the line',
      `${install}\n- lineinfile: { path: /etc/memcached.conf, regexp: '^-l', state: absent }`,
      'tcp/all/0.0.0.0:11211 tcp/all/:::11211',
    ],
    [
      'lineinfile of another line',
      `${install}\n- lineinfile: { path: /etc/memcached.conf, regexp: '^-m', line: '-m 512' }`,
      'tcp/loopback/127.0.0.1:11211',
    ],
    [
      'lineinfile adds UDP',
      `${install}\n- lineinfile: dest=/etc/memcached.conf line="-U 11211"`,
      'tcp/loopback/127.0.0.1:11211 udp/loopback/127.0.0.1:11211',
    ],
    [
      'lineinfile with an unknown address',
      `${install}\n- lineinfile: { path: /etc/memcached.conf, regexp: '^-l', line: '-l {{ ip }}' }`,
      'tcp/unknown/(not known):11211',
    ],
    [
      'replace',
      `${install}\n- replace: { path: /etc/memcached.conf, regexp: '127\\.0\\.0\\.1', replace: '0.0.0.0' }`,
      'tcp/all/0.0.0.0:11211',
    ],
    [
      'replace that comments the line out',
      `${install}\n- replace: { path: /etc/memcached.conf, regexp: '^(-l .*)$', replace: '# \\1' }`,
      'tcp/all/0.0.0.0:11211 tcp/all/:::11211',
    ],
    [
      'replace that matches nothing',
      `${install}\n- replace: { path: /etc/memcached.conf, regexp: '192\\.168', replace: '0.0.0.0' }`,
      'tcp/loopback/127.0.0.1:11211',
    ],
    [
      'sysconfig',
      "- yum: name=memcached\n- lineinfile: { path: /etc/sysconfig/memcached, regexp: '^OPTIONS', line: 'OPTIONS=\"-l 0.0.0.0\"' }",
      'tcp/all/0.0.0.0:11211',
    ],
    [
      'sysconfig on the loopback',
      "- dnf: name=memcached\n- lineinfile: { path: /etc/sysconfig/memcached, regexp: '^OPTIONS', line: 'OPTIONS=\"-l 127.0.0.1\"' }",
      'tcp/loopback/127.0.0.1:11211',
    ],
    [
      'content of a copy',
      '- copy:\n    dest: /etc/memcached.conf\n    content: |\n      -m 64\n      -l 10.0.0.5',
      'tcp/private/10.0.0.5:11211',
    ],
    [
      'a unit',
      '- copy:\n    dest: /etc/systemd/system/memcached.service\n    content: |\n      [Service]\n      ExecStart=/usr/bin/memcached -l 0.0.0.0 -u nobody',
      'tcp/all/0.0.0.0:11211',
    ],
    [
      'a drop-in',
      `${install}\n- copy:\n    dest: /etc/systemd/system/memcached.service.d/override.conf\n    content: |\n      [Service]\n      ExecStart=\n      ExecStart=/usr/bin/memcached -l 127.0.0.1`,
      'tcp/loopback/127.0.0.1:11211',
    ],
    [
      'a drop-in that changes limits',
      `${install}\n- copy:\n    dest: /etc/systemd/system/memcached.service.d/limits.conf\n    content: |\n      [Service]\n      LimitNOFILE=9`,
      'tcp/loopback/127.0.0.1:11211',
    ],
    [
      'a shell that starts it',
      '- shell: memcached -d -u nobody -l 0.0.0.0',
      'tcp/all/0.0.0.0:11211',
    ],
    [
      'echo to the file',
      `${install}\n- shell: echo "-U 11211" >> /etc/memcached.conf`,
      'tcp/loopback/127.0.0.1:11211 udp/loopback/127.0.0.1:11211',
    ],
  ])('%s', (_title, tasks, expected) => {
    expect(listeners(tasks).map((line) => line.replace(/^listener \S+ /, ''))).toEqual([expected]);
  });

  it.each([
    [
      'stopped',
      '- apt: name=memcached\n- service: { name: memcached, state: stopped, enabled: false }',
    ],
    ['removed', '- apt: { name: memcached, state: absent }'],
    ['another package', '- apt: { name: [python3-memcache, libmemcached-tools] }'],
    [
      'a client in a config file',
      '- copy: { dest: /etc/php/memcached.ini, content: "memcached.sess_locking=1" }',
    ],
    ['asked for its version', '- command: memcached -h'],
  ])('no listener: %s', (_title, tasks) => {
    expect(listeners(tasks)).toEqual([]);
  });

  it('points at the value that opens it', () => {
    expect(
      summary({
        'site.yml': '- hosts: cache\n  roles: [memcached]\n',
        'roles/memcached/defaults/main.yml':
          '---\nmemcached_port: 11211\nmemcached_listen: 0.0.0.0\n',
        'roles/memcached/tasks/main.yml':
          '- template: src=memcached.conf.j2 dest=/etc/memcached.conf\n',
        'roles/memcached/templates/memcached.conf.j2':
          '-p {{ memcached_port }}\n-l {{ memcached_listen }}\n',
      }),
    ).toEqual(['listener roles/memcached/defaults/main.yml:3 tcp/all/0.0.0.0:11211']);
  });
});

describe('containers', () => {
  it.each([
    [
      'published',
      'docker_container: { name: mc, image: "memcached:1.6", ports: ["11211:11211"] }',
      [`published-port ${ANYONE} tcp 11211`],
    ],
    [
      'published on the loopback',
      'docker_container: { name: mc, image: "memcached:1.6", ports: ["127.0.0.1:11211:11211"] }',
      [],
    ],
    [
      'published as text',
      'community.docker.docker_container: { name: mc, image: memcached, published_ports: "11211:11211,80:80" }',
      [`published-port ${ANYONE} tcp 11211`],
    ],
    [
      'UDP',
      'docker_container: { name: mc, image: memcached, ports: ["11211:11211/udp"] }',
      [`published-port ${ANYONE} udp 11211`],
    ],
    [
      'exposed only',
      'docker_container: { name: mc, image: memcached, exposed_ports: ["11211"] }',
      [],
    ],
    [
      'all ports',
      'docker_container: { name: mc, image: memcached, publish_all_ports: true }',
      [`published-port ${ANYONE} tcp 32768-60999`],
    ],
    [
      'the default address',
      'docker_container: { name: mc, image: memcached, default_host_ip: 127.0.0.1, ports: ["11211:11211"] }',
      [],
    ],
    [
      'absent',
      'docker_container: { name: mc, image: memcached, state: absent, ports: ["11211:11211"] }',
      [],
    ],
    [
      'podman',
      'containers.podman.podman_container: { name: mc, image: docker.io/library/memcached, publish: ["11211:11211"] }',
      [`published-port ${ANYONE} tcp 11211`],
    ],
    [
      'another port of another image',
      'docker_container: { name: web, image: nginx, ports: ["80:80"] }',
      [],
    ],
    [
      'a swarm service',
      'docker_swarm_service: { name: mc, image: memcached, publish: [{ published_port: 11211, target_port: 11211 }] }',
      [`published-port ${ANYONE} tcp 11211`],
    ],
    [
      'docker run',
      'command: docker run -d -p 11211:11211 memcached',
      [`published-port ${ANYONE} tcp 11211`],
    ],
    ['docker run on the loopback', 'shell: docker run -d -p 127.0.0.1:11211:11211 memcached', []],
  ])('%s', (_title, task, expected) => {
    expect(doors(`- ${task}`)).toEqual(expected);
  });

  it('listens on the host in its network', () => {
    expect(
      of(
        '- docker_container: { name: mc, image: memcached, network_mode: host, command: "-l 127.0.0.1" }',
      ),
    ).toEqual(['listener site.yml:3 tcp/loopback/127.0.0.1:11211']);
  });
});

describe('clouds', () => {
  it.each([
    [
      'ec2: a port',
      'ec2_group: { name: a, rules: [{ proto: tcp, ports: [11211], cidr_ip: 0.0.0.0/0 }] }',
      ['security-group 0.0.0.0/0 tcp 11211'],
    ],
    [
      'ec2: from a network',
      'ec2_group: { name: a, rules: [{ proto: tcp, ports: [11211], cidr_ip: 10.0.0.0/8 }] }',
      ['security-group 10.0.0.0/8 tcp 11211'],
    ],
    [
      'ec2: a range',
      'amazon.aws.ec2_security_group: { name: a, rules: [{ proto: tcp, from_port: 11000, to_port: 12000, cidr_ipv6: "::/0" }] }',
      ['security-group ::/0 tcp 11000-12000'],
    ],
    [
      'ec2: another port',
      'ec2_group: { name: a, rules: [{ proto: tcp, ports: [22], cidr_ip: 0.0.0.0/0 }] }',
      [],
    ],
    [
      'ec2: all',
      'ec2_group: { name: a, rules: [{ proto: all, cidr_ip: 0.0.0.0/0 }] }',
      ['security-group 0.0.0.0/0 tcp+udp all ports'],
    ],
    [
      'ec2: a group as the source',
      'ec2_group: { name: a, rules: [{ proto: tcp, ports: [11211], group_name: web }] }',
      [],
    ],
    ['ec2: no source', 'ec2_group: { name: a, rules: [{ proto: tcp, ports: [11211] }] }', []],
    [
      'ec2: out only',
      'ec2_group: { name: a, rules_egress: [{ proto: tcp, ports: [11211], cidr_ip: 0.0.0.0/0 }] }',
      [],
    ],
    [
      'ec2: absent',
      'ec2_group: { name: a, state: absent, rules: [{ proto: tcp, ports: [11211], cidr_ip: 0.0.0.0/0 }] }',
      [],
    ],
    [
      'azure: the defaults',
      'azure_rm_securitygroup: { name: a, rules: [{ name: x, priority: 100 }] }',
      [`security-group ${ANYONE} tcp+udp all ports`],
    ],
    [
      'azure: a port',
      'azure.azcollection.azure_rm_securitygroup: { name: a, rules: [{ name: x, protocol: Tcp, destination_port_range: 11211, priority: 100, source_address_prefix: Internet }] }',
      [`security-group ${ANYONE} tcp 11211`],
    ],
    [
      'azure: denied before',
      'azure_rm_securitygroup: { name: a, rules: [{ name: x, protocol: Tcp, destination_port_range: 11211, priority: 200 }, { name: y, access: Deny, priority: 100 }] }',
      [],
    ],
    [
      'azure: the virtual network',
      'azure_rm_securitygroup: { name: a, rules: [{ name: x, destination_port_range: 11211, priority: 100, source_address_prefix: VirtualNetwork }] }',
      [],
    ],
    [
      'gcp: no source',
      'gcp_compute_firewall: { name: a, allowed: [{ ip_protocol: tcp, ports: ["11211"] }] }',
      ['cloud-firewall 0.0.0.0/0 tcp 11211'],
    ],
    [
      'gcp: by tag',
      'gcp_compute_firewall: { name: a, source_tags: [web], allowed: [{ ip_protocol: tcp, ports: ["11211"] }] }',
      [],
    ],
    [
      'gcp: egress',
      'gcp_compute_firewall: { name: a, direction: EGRESS, allowed: [{ ip_protocol: tcp, ports: ["11211"] }] }',
      [],
    ],
    [
      'gcp: disabled',
      'gcp_compute_firewall: { name: a, disabled: true, allowed: [{ ip_protocol: tcp, ports: ["11211"] }] }',
      [],
    ],
    [
      'openstack: no source',
      'openstack.cloud.security_group_rule: { security_group: a, protocol: tcp, port_range_min: 11211, port_range_max: 11211 }',
      ['security-group 0.0.0.0/0 tcp 11211'],
    ],
    [
      'openstack: a group',
      'os_security_group_rule: { security_group: a, protocol: tcp, port_range_min: 11211, port_range_max: 11211, remote_group: web }',
      [],
    ],
    [
      'hetzner',
      'hetzner.hcloud.firewall: { name: a, rules: [{ direction: in, protocol: tcp, port: "11211", source_ips: ["0.0.0.0/0", "::/0"] }] }',
      [`cloud-firewall ${ANYONE} tcp 11211`],
    ],
    [
      'hetzner from a network',
      'hcloud_firewall: { name: a, rules: [{ direction: in, protocol: tcp, port: "11211", source_ips: [10.0.0.0/8] }] }',
      ['cloud-firewall 10.0.0.0/8 tcp 11211'],
    ],
    [
      'digital ocean',
      'digital_ocean_firewall: { name: a, inbound_rules: [{ protocol: tcp, ports: "11211", sources: { addresses: ["0.0.0.0/0"] } }] }',
      ['cloud-firewall 0.0.0.0/0 tcp 11211'],
    ],
    [
      'digital ocean by tag',
      'digital_ocean_firewall: { name: a, inbound_rules: [{ protocol: tcp, ports: "11211", sources: { tags: [web] } }] }',
      [],
    ],
    [
      'a network ACL',
      'ec2_vpc_nacl: { name: a, ingress: [[100, tcp, allow, 0.0.0.0/0, null, null, 11211, 11211]] }',
      ['security-group 0.0.0.0/0 tcp 11211'],
    ],
    [
      'a network ACL that denies first',
      'ec2_vpc_nacl: { name: a, ingress: [[200, tcp, allow, 0.0.0.0/0, null, null, 11211, 11211], [100, all, deny, 0.0.0.0/0, null, null, null, null]] }',
      [],
    ],
  ])('%s', (_title, task, expected) => {
    expect(doors(`- ${task}`)).toEqual(expected);
  });
});

describe('Kubernetes definitions', () => {
  const service = (type: string): string =>
    `- k8s:\n    definition:\n      apiVersion: v1\n      kind: Service\n      metadata: { name: memcached }\n      spec: { type: ${type}, selector: { app: memcached }, ports: [{ port: 11211 }] }`;
  it('reads them as manifests', () => {
    expect(doors(service('LoadBalancer'))).toEqual([`load-balancer ${ANYONE} tcp 11211`]);
    expect(doors(service('ClusterIP'))).toEqual([]);
  });
});
