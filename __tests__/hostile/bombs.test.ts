import { describe, expect, it } from '@jest/globals';
import { doors, folderWith, OPEN } from './tree.js';

const deep = (open: string, close: string, times: number, inner = ''): string =>
  `${open.repeat(times)}${inner}${close.repeat(times)}`;
const times = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => row(index)).join('');

/** Files that were written to exhaust whoever reads them; each names memcached so that it is read. */
const BOMBS: readonly [name: string, path: string, text: string][] = [
  ['nesting of YAML', 'compose.yaml', `services:\n  memcached: ${deep('[', ']', 50_000)}\n`],
  ['indentation of YAML', 'compose.yaml', times(3_000, (i) => `${' '.repeat(i)}memcached:\n`)],
  [
    'aliases of YAML',
    'k8s.yaml',
    `apiVersion: v1\nkind: Service\nmemcached: &a0 [x]\n${times(40, (i) => `b${i}: &a${i + 1} [*a${i}, *a${i}, *a${i}]\n`)}`,
  ],
  [
    'merge keys',
    'compose.yaml',
    `x0: &x0 {image: memcached}\n${times(2_000, (i) => `x${i + 1}: &x${i + 1}\n  <<: [*x${i}, *x${i}]\n`)}`,
  ],
  [
    'extends in a circle',
    'compose.yaml',
    'services:\n  memcached:\n    extends: {service: b}\n  b:\n    extends: {service: memcached}\n',
  ],
  [
    'nesting of JSON',
    'plan.json',
    `{"format_version":"1.2","memcached":${deep('[', ']', 100_000)}}`,
  ],
  ['nesting of HCL', 'main.tf', `locals {\n  memcached = ${deep('[', ']', 20_000)}\n}\n`],
  ['parentheses of HCL', 'main.tf', `locals {\n  memcached = ${deep('(', ')', 50_000, '1')}\n}\n`],
  ['unary operators of HCL', 'main.tf', `locals {\n  memcached = ${'!'.repeat(200_000)}true\n}\n`],
  [
    'products of lists',
    'main.tf',
    `locals {\n  memcached = [1,2,3,4,5,6,7,8,9,10]\n  l0 = local.memcached\n${times(12, (i) => `  l${i + 1} = setproduct(local.l${i}, local.l${i})\n`)}}\nresource "aws_security_group" "a" {\n  description = length(local.l12)\n}\n`,
  ],
  [
    'doubling of text',
    'main.tf',
    `locals {\n  memcached0 = "x"\n${times(60, (i) => `  memcached${i + 1} = "\${local.memcached${i}}\${local.memcached${i}}"\n`)}}\nresource "aws_security_group" "a" {\n  description = local.memcached60\n}\n`,
  ],
  [
    'a count without end',
    'main.tf',
    'resource "aws_security_group" "memcached" {\n  count = 1000000000\n}\n',
  ],
  [
    'a range without end',
    'main.tf',
    'resource "aws_security_group" "memcached" {\n  for_each = toset([for i in range(1000000000) : "a${i}"])\n}\n',
  ],
  ['modules in a circle', 'main.tf', 'module "memcached" {\n  source = "./"\n}\n'],
  [
    'templates in a template',
    'main.tf',
    `locals {\n  memcached = "${'${"'.repeat(5_000)}${'"}'.repeat(5_000)}"\n}\n`,
  ],
  [
    'a heredoc that never ends',
    'main.tf',
    `locals {\n  memcached = <<EOT\n${'x\n'.repeat(100_000)}`,
  ],
  [
    'loops of Jinja',
    'playbook.yml',
    `- hosts: all\n  tasks:\n    - ansible.builtin.copy:\n        dest: /etc/memcached.conf\n        content: "${'{% for i in range(1000000) %}'.repeat(5)}x${'{% endfor %}'.repeat(5)}"\n`,
  ],
  [
    'filters of Jinja that back-track',
    'playbook.yml',
    `- hosts: all\n  tasks:\n    - ansible.builtin.copy:\n        dest: /etc/memcached.conf\n        content: "{{ '${'a'.repeat(5_000)}!' | regex_replace('(a+)+$', 'x') }}"\n`,
  ],
  [
    'variables of Ansible that name each other',
    'playbook.yml',
    `- hosts: all\n  vars:\n    memcached: "{{ b }}"\n    b: "{{ memcached }}{{ memcached }}"\n  tasks:\n    - ansible.builtin.command: "memcached -l {{ memcached }}"\n`,
  ],
  [
    'loops of shell',
    'setup.sh',
    `#!/bin/bash\n${'for i in {1..1000000}; do '.repeat(4)}memcached -d -u nobody${'; done'.repeat(4)}\n`,
  ],
  ['braces of shell', 'setup.sh', `#!/bin/bash\nmemcached -d -u nobody -l ${'{a,b}'.repeat(60)}\n`],
  ['substitutions of shell', 'setup.sh', `#!/bin/bash\nmemcached -l ${deep('$(', ')', 20_000)}\n`],
  [
    'functions of shell that call themselves',
    'setup.sh',
    '#!/bin/bash\nf() { f; f; memcached; }\nf\n',
  ],
  [
    'variables of shell that double',
    'setup.sh',
    `#!/bin/bash\nA=x\n${'A=$A$A\n'.repeat(60)}memcached -l $A\n`,
  ],
  [
    'chains of a packet filter',
    'fw.sh',
    `#!/bin/sh\n${times(60, (i) => `iptables -N c${i}\n`)}${times(59, (i) => `iptables -A c${i} -j c${i + 1}\niptables -A c${i} -j c${i + 1}\n`)}iptables -A INPUT -p tcp --dport 11211 -j c0\n`,
  ],
  [
    'sets of nftables',
    'rules.nft',
    `#!/usr/sbin/nft -f\ntable inet f {\n  set memcached { type ipv4_addr; flags interval; elements = { ${times(20_000, (i) => `10.${(i >> 8) & 255}.${i & 255}.0/24, `)} } }\n}\n`,
  ],
  [
    'stages of a Dockerfile',
    'Dockerfile',
    `FROM memcached AS s0\n${times(3_000, (i) => `FROM s${i} AS s${i + 1}\nENV A=$A$A\n`)}`,
  ],
  [
    'lines of a Dockerfile that go on',
    'Dockerfile',
    `FROM memcached\nRUN ${'a \\\n'.repeat(100_000)}b\n`,
  ],
  [
    'parameters of ARM',
    'azuredeploy.json',
    `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","variables":{"memcached":"[${deep('concat(', ')', 20_000)}]"},"resources":[]}`,
  ],
  [
    'copies of ARM',
    'azuredeploy.json',
    '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","resources":[{"type":"Microsoft.Network/networkSecurityGroups","name":"memcached","copy":{"name":"c","count":1000000000},"properties":{}}]}',
  ],
  ['nesting of Bicep', 'main.bicep', `var memcached = ${deep('[', ']', 50_000)}\n`],
  [
    'joins of CloudFormation',
    'stack.yaml',
    `AWSTemplateFormatVersion: 2010-09-09\nResources:\n  Memcached:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: ${deep('!Join ["", [', ']]', 3_000)}\n`,
  ],
  [
    'stacks in a circle',
    'stack.yaml',
    'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  Memcached:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: stack.yaml}\n',
  ],
  [
    'patterns of an exception',
    'memcached.conf',
    `# memcached-exposure: ignore[${'MCE101,'.repeat(50_000)}] -- x\n-l 0.0.0.0\n`,
  ],
];

describe('a bomb', () => {
  it.each(BOMBS)('ends, and hides no other file: %s', (_name, path, text) => {
    expect(doors(folderWith({ [path]: text, 'b/compose.yaml': OPEN }))).toContain('b/compose.yaml');
  });

  it.each<[string, Record<string, string>]>([
    [
      'a chart whose templates include each other',
      {
        'chart/Chart.yaml': 'apiVersion: v2\nname: memcached\nversion: 1.0.0\n',
        'chart/templates/_a.tpl': '{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}',
        'chart/templates/a.yaml': '{{ include "a" . }}{{ range until 1000000000 }}x{{ end }}',
      },
    ],
    [
      'a chart that repeats text',
      {
        'chart/Chart.yaml': 'apiVersion: v2\nname: memcached\nversion: 1.0.0\n',
        'chart/templates/a.yaml': `{{ $a := repeat 1000000000 "x" }}{{ ${'repeat 1000 | '.repeat(5)}quote }}{{ $a }}`,
      },
    ],
    [
      'kustomizations in a circle',
      {
        'a/kustomization.yaml': 'resources: [../c, ../c]\nnamePrefix: memcached-\n',
        'c/kustomization.yaml': 'resources: [../a, ../a]\n',
      },
    ],
    [
      'playbooks that import each other',
      {
        'site.yml': '- import_playbook: other.yml\n- import_playbook: other.yml\n',
        'other.yml': '- import_playbook: site.yml\n- hosts: all\n  roles: [memcached]\n',
        'roles/memcached/tasks/main.yml':
          '- include_role: {name: memcached}\n- include_tasks: main.yml\n',
      },
    ],
    [
      'modules that double at each level',
      Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [
          `m${i}/main.tf`,
          `module "a" {\n  source = "../m${i + 1}"\n}\nmodule "memcached" {\n  source = "../m${i + 1}"\n}\n`,
        ]),
      ),
    ],
  ])('ends, and hides no other file: %s', (_name, files) => {
    expect(doors(folderWith({ ...files, 'b/compose.yaml': OPEN }))).toContain('b/compose.yaml');
  });
});
