import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../src/files/memory.js';
import { planFixes, type Plan } from '../../src/fix/plan.js';
import { AddressSet } from '../../src/network/addresses.js';

function plan(files: Record<string, string>, ...trusted: string[]): Plan {
  return planFixes(new MemoryTree(files), {
    trusted: AddressSet.of(...trusted),
    wanted: ({ findings }) => findings.filter(({ severity }) => severity !== 'info'),
  });
}

/** The one file after the fixes; the same text when nothing was done. */
function fixed(path: string, text: string, ...trusted: string[]): string {
  return plan({ [path]: text }, ...trusted).texts.get(path) ?? text;
}

const TRUSTED = '10.1.0.0/16';

interface Case {
  readonly name: string;
  readonly path: string;
  readonly before: string;
  /** Absent: nothing may be changed. */
  readonly after?: string;
  readonly trusted?: readonly string[];
  /** Part of the reason, when something is left. */
  readonly reason?: RegExp;
}

const group = (body: string): string => `resource "aws_security_group" "cache" {\n${body}\n}\n`;
const ingress = (sources: string, port = 11211): string =>
  group(
    `  ingress {\n    from_port = ${port}\n    to_port   = 11211\n    protocol  = "tcp"\n    ${sources}\n  }`,
  );
const pod = (image: string, args: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: cache\nspec:\n  containers:\n    - name: cache\n      image: ${image}\n      args: ${args}\n`;
const service = (lines: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: memcached\nspec:\n${lines}  selector:\n    app: memcached\n  ports:\n    - port: 11211\n`;

const CASES: readonly Case[] = [
  {
    name: 'publishes a port on loopback and keeps quotes and comments',
    path: 'compose.yml',
    before:
      "services:\n  cache:\n    image: memcached:1.6.45\n    ports:\n      - '11211:11211' # cache\n",
    after:
      "services:\n  cache:\n    image: memcached:1.6.45\n    ports:\n      - '127.0.0.1:11211:11211' # cache\n",
  },
  {
    name: 'turns UDP off and closes the port at once',
    path: 'compose.yml',
    before:
      'services:\n  cache:\n    image: memcached:1.6.45\n    command: memcached -U 11211\n    ports: ["11211:11211"]\n',
    after:
      'services:\n  cache:\n    image: memcached:1.6.45\n    command: memcached -U 0\n    ports: ["127.0.0.1:11211:11211"]\n',
  },
  {
    name: 'raises a version as exactly as it was given',
    path: 'compose.yml',
    before: 'services:\n  cache:\n    image: memcached:1.4-alpine\n',
    after: 'services:\n  cache:\n    image: memcached:1.6-alpine\n',
  },
  {
    name: 'raises a full version and drops the base that newer ones are not built on',
    path: 'pod.yaml',
    before: pod('"memcached:1.5.6-alpine3.7"', '["-U", "0"]'),
    after: pod('"memcached:1.6.45-alpine"', '["-U", "0"]'),
  },
  {
    name: 'does not guess the tags of another image',
    path: 'pod.yaml',
    before: pod('example/memcached:1.5.6', '["-U", "0"]'),
    reason: /not a literal tag of the official image/,
  },
  {
    name: 'does not guess whether an old Debian has a new memcached',
    path: 'pod.yaml',
    before: pod('memcached:1.5.6-stretch', '["-U", "0"]'),
    reason: /-stretch/,
  },
  {
    name: 'adds -l to Debian’s file',
    path: 'etc/memcached.conf',
    before: '# the cache\n-d\n-m 64\n-p 11211\n-u memcache\n',
    after: '# the cache\n-d\n-m 64\n-l 127.0.0.1\n-p 11211\n-u memcache\n',
  },
  {
    name: 'keeps CRLF',
    path: 'etc/memcached.conf',
    before: '-d\r\n-m 64\r\n-p 11211\r\n-u memcache\r\n',
    after: '-d\r\n-m 64\r\n-l 127.0.0.1\r\n-p 11211\r\n-u memcache\r\n',
  },
  {
    name: 'replaces addresses of everyone',
    path: 'etc/memcached.conf',
    before: '-d\n-m 64\n-p 11211\n-u memcache\n-l 0.0.0.0\n',
    after: '-d\n-m 64\n-p 11211\n-u memcache\n-l 127.0.0.1\n',
  },
  {
    name: 'leaves a private address that somebody chose',
    path: 'etc/memcached.conf',
    before: '-d\n-m 64\n-p 11211\n-u memcache\n-l 10.0.0.5\n',
    reason: /remediate/,
  },
  {
    name: 'adds -l to the options of a distribution',
    path: 'etc/sysconfig/memcached',
    before: 'PORT="11211"\nUSER="memcached"\nOPTIONS="-v"\n',
    after: 'PORT="11211"\nUSER="memcached"\nOPTIONS="-v -l 127.0.0.1"\n',
  },
  {
    name: 'adds -l to a unit',
    path: 'memcached.service',
    before: '[Service]\nExecStart=/usr/bin/memcached -u memcache -m 64\n',
    after: '[Service]\nExecStart=/usr/bin/memcached -l 127.0.0.1 -u memcache -m 64\n',
  },
  {
    name: 'narrows a rule to the trusted networks',
    path: 'main.tf',
    before: ingress('cidr_blocks = ["0.0.0.0/0"] # everyone'),
    after: ingress('cidr_blocks = ["10.1.0.0/16"] # everyone'),
    trusted: [TRUSTED],
  },
  {
    name: 'narrows both families of a rule',
    path: 'main.tf',
    before: ingress('cidr_blocks = ["0.0.0.0/0"]\n    ipv6_cidr_blocks = ["::/0"]'),
    after: ingress(
      'cidr_blocks = ["10.1.0.0/16", "192.0.2.0/24"]\n    ipv6_cidr_blocks = ["2001:db8::/32"]',
    ),
    trusted: [TRUSTED, '192.0.2.0/24', '2001:db8::/32'],
  },
  {
    name: 'empties the family that nobody trusted is of',
    path: 'main.tf',
    before: ingress('cidr_blocks = ["0.0.0.0/0"]\n    ipv6_cidr_blocks = ["::/0"]'),
    after: ingress('cidr_blocks = ["10.1.0.0/16"]\n    ipv6_cidr_blocks = []'),
    trusted: [TRUSTED],
  },
  {
    name: 'keeps the other networks of a list',
    path: 'main.tf',
    before: ingress('cidr_blocks = ["10.1.2.0/24", "0.0.0.0/1", "128.0.0.0/1"]'),
    after: ingress('cidr_blocks = ["10.1.2.0/24", "10.1.0.0/16"]'),
    trusted: [TRUSTED],
  },
  {
    name: 'narrows a rule that is written as an object',
    path: 'main.tf',
    before: group(
      '  ingress = [{\n    from_port = 11211\n    to_port = 11211\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n    ipv6_cidr_blocks = []\n  }]',
    ),
    after: group(
      '  ingress = [{\n    from_port = 11211\n    to_port = 11211\n    protocol = "tcp"\n    cidr_blocks = ["10.1.0.0/16"]\n    ipv6_cidr_blocks = []\n  }]',
    ),
    trusted: [TRUSTED],
  },
  {
    name: 'asks who is trusted',
    path: 'main.tf',
    before: ingress('cidr_blocks = ["0.0.0.0/0"]'),
    reason: /--trusted-networks/,
  },
  {
    name: 'leaves a rule that opens other ports too',
    path: 'main.tf',
    before: ingress('cidr_blocks = ["0.0.0.0/0"]', 80),
    trusted: [TRUSTED],
    reason: /other ports/,
  },
  {
    name: 'leaves sources that a loop uses for other ports',
    path: 'main.tf',
    before: group(
      '  dynamic "ingress" {\n    for_each = [443, 11211]\n    content {\n      from_port = ingress.value\n      to_port = ingress.value\n      protocol = "tcp"\n      cidr_blocks = ["0.0.0.0/0"]\n    }\n  }',
    ),
    trusted: [TRUSTED],
    reason: /other ports/,
  },
  {
    name: 'leaves a variable that other rules may use',
    path: 'main.tf',
    before: `variable "cidrs" {\n  default = ["0.0.0.0/0"]\n}\n${ingress('cidr_blocks = var.cidrs')}`,
    trusted: [TRUSTED],
    reason: /not written as a literal list/,
  },
  {
    name: 'does not narrow to networks that leave another finding',
    path: 'main.tf',
    before: ingress('cidr_blocks = ["203.0.113.0/24", "0.0.0.0/0"]'),
    trusted: [TRUSTED],
    reason: /MCE103 at main\.tf:6 would come in its place/,
  },
  {
    name: 'turns a prefix into prefixes',
    path: 'main.tf',
    before:
      'resource "azurerm_network_security_rule" "cache" {\n  direction = "Inbound"\n  access = "Allow"\n  protocol = "Tcp"\n  priority = 100\n  source_port_range = "*"\n  destination_port_range = "11211"\n  source_address_prefix = "*"\n  destination_address_prefix = "*"\n}\n',
    after:
      'resource "azurerm_network_security_rule" "cache" {\n  direction = "Inbound"\n  access = "Allow"\n  protocol = "Tcp"\n  priority = 100\n  source_port_range = "*"\n  destination_port_range = "11211"\n  source_address_prefixes = ["10.1.0.0/16", "192.0.2.0/24"]\n  destination_address_prefix = "*"\n}\n',
    trusted: [TRUSTED, '192.0.2.0/24'],
  },
  {
    name: 'keeps a Service inside the cluster',
    path: 'service.yaml',
    before: service('  type: LoadBalancer\n'),
    after: service('  type: ClusterIP\n'),
  },
  {
    name: 'lets the trusted through a load balancer',
    path: 'service.yaml',
    before: service('  type: LoadBalancer # public\n'),
    after: service(
      '  type: LoadBalancer # public\n  loadBalancerSourceRanges:\n    - 10.1.0.0/16\n',
    ),
    trusted: [TRUSTED],
  },
  {
    name: 'gives ufw’s rule a source, one rule for each network',
    path: 'setup.sh',
    before: '#!/bin/sh\nufw default deny incoming\nsudo ufw allow 11211/tcp\nufw enable\n',
    after:
      '#!/bin/sh\nufw default deny incoming\nsudo ufw allow from 10.1.0.0/16 to any port 11211 proto tcp\nsudo ufw allow from 192.0.2.0/24 to any port 11211 proto tcp\nufw enable\n',
    trusted: [TRUSTED, '192.0.2.0/24'],
  },
  {
    name: 'gives iptables’ rule a source',
    path: 'setup.sh',
    before:
      '#!/bin/sh\niptables -P INPUT DROP\nip6tables -P INPUT DROP\niptables -A INPUT -p tcp --dport 11211 -j ACCEPT\n',
    after:
      '#!/bin/sh\niptables -P INPUT DROP\nip6tables -P INPUT DROP\niptables -A INPUT -p tcp --dport 11211 -s 10.1.0.0/16 -j ACCEPT\n',
    trusted: [TRUSTED],
  },
  {
    name: 'writes a rich rule in the place of a port of firewalld',
    path: 'setup.sh',
    before:
      '#!/bin/sh\nsystemctl start firewalld\nfirewall-cmd --permanent --add-port=11211/tcp\nfirewall-cmd --reload\n',
    after: `#!/bin/sh\nsystemctl start firewalld\nfirewall-cmd --permanent --add-rich-rule='rule family="ipv4" source address="10.1.0.0/16" port port="11211" protocol="tcp" accept'\nfirewall-cmd --reload\n`,
    trusted: [TRUSTED],
  },
  {
    name: 'leaves a port whose variables may hold an address',
    path: 'compose.yml',
    before:
      'services:\n  cache:\n    image: memcached:1.6.45\n    ports:\n      - "${ADDRESS}${PORT}:11211"\n',
    reason: /certain/,
  },
  {
    name: 'gives a task’s rule a source',
    path: 'play.yml',
    before:
      '- hosts: cache\n  tasks:\n    - community.general.ufw:\n        state: enabled\n        policy: deny\n    - community.general.ufw:\n        rule: allow\n        port: "11211" # cache\n        proto: tcp\n',
    after:
      '- hosts: cache\n  tasks:\n    - community.general.ufw:\n        state: enabled\n        policy: deny\n    - community.general.ufw:\n        rule: allow\n        from_ip: 10.1.0.0/16\n        port: "11211" # cache\n        proto: tcp\n',
    trusted: [TRUSTED],
  },
];

describe('planFixes', () => {
  it.each(CASES)('$name', ({ path, before, after, trusted = [], reason }) => {
    const outcome = plan({ [path]: before }, ...trusted);
    expect(outcome.before.findings.length).toBeGreaterThan(0);
    expect(outcome.texts.get(path) ?? before).toBe(after ?? before);
    if (after === undefined) {
      expect(outcome.fixed).toEqual([]);
      expect(outcome.left.map((left) => left.reason).join('\n')).toMatch(reason!);
    } else {
      expect(outcome.fixed.length).toBeGreaterThan(0);
      expect(outcome.left).toEqual([]);
    }
  });

  it.each(CASES)('$name: a second time changes nothing', ({ path, before, trusted = [] }) => {
    const once = fixed(path, before, ...trusted);
    expect(fixed(path, once, ...trusted)).toBe(once);
  });

  it('says which findings went with the edits for others', () => {
    const { fixed: all, left } = plan({
      'pod.yaml': pod('memcached:1.5.3', '["-m", "64"]'),
    });
    expect(left).toEqual([]);
    expect(all.map(({ finding }) => finding.ruleId).sort()).toEqual(['MCE302', 'MCE401']);
  });

  it('fixes one of two equal places when the other cannot be', () => {
    const wide = ingress('cidr_blocks = ["0.0.0.0/0"]');
    const other = ingress('cidr_blocks = ["0.0.0.0/0"]', 80).replace('"cache"', '"web"');
    const { texts, fixed: all, left } = plan({ 'main.tf': wide + other }, TRUSTED);
    expect(texts.get('main.tf')).toBe(wide.replace('0.0.0.0/0', TRUSTED) + other);
    expect([all.length, left.length]).toEqual([1, 1]);
  });

  it('does not take the TCP port away with the one for UDP', () => {
    const role = {
      'site.yml': '- hosts: cache\n  roles: [memcached]\n',
      'roles/memcached/defaults/main.yml': 'memcached_port: 11211\n',
      'roles/memcached/tasks/main.yml':
        '- ansible.builtin.apt: {name: memcached}\n- ansible.builtin.template: {src: memcached.conf.j2, dest: /etc/memcached.conf}\n',
      'roles/memcached/templates/memcached.conf.j2':
        '-d\n-u memcache\n-l 0.0.0.0\n-p {{ memcached_port }}\n-U {{ memcached_port }}\n',
    };
    const { before, texts } = plan(role);
    expect(before.findings.map(({ ruleId }) => ruleId)).toContain('MCE302');
    expect(texts.get('roles/memcached/defaults/main.yml')).toBeUndefined();
  });

  it('leaves a variable of Ansible’s that other services may use', () => {
    const role = (name: string): Record<string, string> => ({
      'site.yml': '- hosts: cache\n  roles: [cache]\n',
      'roles/cache/defaults/main.yml': `${name}: 0.0.0.0\n`,
      'roles/cache/tasks/main.yml': `- ansible.builtin.apt: {name: memcached}\n- ansible.builtin.copy:\n    dest: /etc/memcached.conf\n    content: |\n      -d\n      -u memcache\n      -l {{ ${name} }}\n`,
    });
    expect(plan(role('memcached_listen')).texts.get('roles/cache/defaults/main.yml')).toBe(
      'memcached_listen: 127.0.0.1\n',
    );
    const shared = plan(role('bind_address'));
    expect(shared.texts.size).toBe(0);
    expect(shared.left.map(({ reason }) => reason).join()).toMatch(/other services/);
  });

  it('leaves findings alone that are not wanted', () => {
    const { texts } = planFixes(
      new MemoryTree({ 'main.tf': ingress('cidr_blocks = ["0.0.0.0/0"]') }),
      { trusted: AddressSet.of(TRUSTED), wanted: () => [] },
    );
    expect(texts.size).toBe(0);
  });
});
