import { describe, expect, it } from '@jest/globals';
import { READERS } from './readers.js';

/** More than fit on the stack as the arguments of one call (about 120,000). */
const MANY = 130_000;
const many = (text: string, times = MANY): string => text.repeat(Math.round(times));

/** Texts that hold very many of one thing, for the readers by their names. */
const WIDE: readonly (readonly [reader: string, text: string])[] = [
  ['options of memcached', '-d -' + many('v')],
  ['options of memcached', '-l ' + many('127.0.0.1,')],
  ['options of memcached', many('-v ')],
  ['options of memcached', '-o ' + many('modern,')],
  ['HCL', 'a = [' + many('1,') + ']'],
  ['HCL', 'a = {' + many('a=1,') + '}'],
  ['HCL', many('a {}\n')],
  ['HCL', 'a = "' + many('${b}') + '"'],
  ['HCL', 'a = ' + many('1+') + '1'],
  ['HCL', 'a = f(' + many('1,') + ')'],
  ['HCL', 'a = a' + many('.b')],
  ['HCL in JSON', '{"a":[' + many('1,') + '1]}'],
  ['YAML', many('- a\n')],
  ['YAML', 'a: [' + many('1,') + ']'],
  ['YAML', many('---\n')],
  ['JSON', '[' + many('1,') + '1]'],
  ['Jinja', '{{ [' + many('1,') + '] }}'],
  ['Jinja', many('{{ a }}')],
  ['Jinja', '{{ max(' + many('1,') + ') }}{{ [' + many('1,') + '] | max }}'],
  ['Jinja', '{{ a' + many('|string') + ' }}'],
  [
    'Jinja',
    '{{ [' +
      many('[1],') +
      '] | flatten | unique | length }} {{ [' +
      many('[1],') +
      '] | sum(start=[]) }}',
  ],
  ['Jinja', '{{ "' + many('a ') + '".split() | map("upper") | list | sort | join(",") | length}}'],
  ['Jinja', '{{ a ' + many('~ b') + ' }}'],
  ['Python’s regular expressions', many('a|')],
  ['Python’s regular expressions', many('(a)', 1000)],
  ['Go templates', many('{{ . }}')],
  ['Go templates', '{{ max ' + many('1 ') + '}}{{ list ' + many('1 ') + ' | join "," }}'],
  ['Go templates', '{{ splitList "a" "' + many('a') + '" | uniq | len }}'],
  ['Go templates', '{{ . ' + many('| quote ') + '}}'],
  ['shell', 'echo ' + many('a ')],
  ['shell', many('a;')],
  ['shell', many('a&&') + 'a'],
  ['shell', many('a|') + 'a'],
  ['shell', 'A=' + many('$B')],
  ['shell', 'A=(' + many('b ') + ')'],
  ['shell', 'for i in ' + many('b ') + '; do memcached $i; done'],
  ['shell', 'case a in ' + many('b|') + 'c) ;; esac'],
  ['shell', 'x=' + many('a,') + '; IFS=,; for i in $x; do memcached; done'],
  ['Bicep', 'var a = [' + many('1\n') + ']'],
  ['Bicep', many('var a = 1\n')],
  ['ARM expressions', 'concat(' + many('1,') + '1)'],
  ['Nix', '[ ' + many('1 ') + ']'],
  ['Nix', '{ ' + many('a = 1;') + ' }'],
  ['Nix', "''" + many('a\n') + "''"],
  ['Dockerfile', 'FROM a\n' + many('ENV A=1\n', MANY / 40)],
  ['Dockerfile', 'FROM a\nEXPOSE ' + many('1 ', MANY / 4)],
  ['Dockerfile', 'FROM a\nCMD [' + many('"a",', MANY / 4) + '"b"]'],
  ['memcached’s files of distributions', 'OPTIONS="' + many('-v ') + '"\n'],
  ['memcached’s files of distributions', many('A=1\n')],
  ['published ports', many('1,')],
  ['addresses', many('1.')],
  ['iptables-save', '*filter\n' + many('-A INPUT -j ACCEPT\n', MANY / 4) + 'COMMIT\n'],
  [
    'iptables-save',
    '*filter\n-A INPUT -p tcp -m multiport --dports ' + many('1,') + '2 -j ACCEPT\nCOMMIT\n',
  ],
  [
    'iptables-save',
    '*filter\n-A INPUT -s ' + many('10.0.0.1,', MANY / 4) + '2.2.2.2 -j ACCEPT\nCOMMIT\n',
  ],
  [
    'nftables',
    'table inet f { chain i { type filter hook input priority 0; tcp dport { ' +
      many('1,') +
      '2 } accept; } }',
  ],
  [
    'nftables',
    'table inet f { chain i { type filter hook input priority 0; ' +
      many('tcp dport 1 accept;', MANY / 4) +
      ' } }',
  ],
  ['XML of firewalld', '<zone>' + many('<port port="1" protocol="tcp"/>', MANY / 4) + '</zone>'],
  [
    'files of ufw',
    '*filter\n' +
      many('-A ufw-user-input -p tcp --dport 11211 -j ACCEPT\n', MANY / 40) +
      'COMMIT\n',
  ],
  ['haproxy and nginx', 'listen m\n' + many('bind *:11211\n')],
  ['haproxy and nginx', 'listen m\nbind ' + many(':1,') + '\n'],
  ['haproxy and nginx', 'stream { ' + many('server { listen 1; proxy_pass m; }', MANY / 40) + '}'],
  ['environment files and variables of Compose', many('A=1\n')],
  ['environment files and variables of Compose', many('${A}')],
  ['INI and Makefiles', many('a=b\n')],
  ['INI and Makefiles', 'a: ' + many('b ') + '\n' + many('\tc\n')],
  ['configuration', 'trusted-networks: [' + many('10.0.0.0/8,', MANY / 4) + ']\n'],
  ['configuration', 'exclude: [' + many('a,') + ']\n'],
  ['suppressions', many('# memcached-exposure: ignore[MCE201] -- a\n', MANY / 4)],
  ['baseline', many('0123456789abcdef MCE201 a.yaml service m\n', MANY / 4)],
  [
    'reports of earlier runs',
    '{"schemaVersion":"1.0","conclusion":"failed","findings":[' + many('{},') + '{}]}',
  ],
  ['outputs of a machine', many('tcp LISTEN 0 1024 0.0.0.0:11211 0.0.0.0:*\n', MANY / 4)],
  ['outputs of a machine', '[' + many('{},', MANY / 2) + '{}]'],
  ['outputs of a machine', 'CONTAINER ID   IMAGE   PORTS   NAMES\n' + many('a', MANY) + ' b\n'],
  [
    'Terraform, evaluated',
    'resource "aws_security_group" "m" {\n ingress {\n from_port=1\n to_port=11211\n protocol="tcp"\n cidr_blocks = [' +
      many('"10.0.0.0/8",', MANY / 4) +
      ']\n }\n}\n',
  ],
  [
    'Terraform, evaluated',
    'resource "aws_security_group" "memcached" {\n' +
      many(
        ' ingress {\n from_port=1\n to_port=11211\n protocol="tcp"\n cidr_blocks = ["0.0.0.0/0"]\n }\n',
        MANY / 20,
      ) +
      '}\n',
  ],
  [
    'Terraform, evaluated',
    'locals { a = max([' +
      many('1,') +
      ']...) }\nresource "aws_security_group" "m" {\n name = concat([' +
      many('1,') +
      '])\n}\n',
  ],
  [
    'Compose',
    'services:\n  m:\n    image: memcached\n    ports: [' +
      many('"11211:11211",', MANY / 24) +
      ']\n',
  ],
  [
    'Compose',
    'services:\n  m:\n    image: memcached\n    command: memcached ' + many('-v ') + '\n',
  ],
  [
    'Compose',
    'services:\n  m:\n    image: memcached\n    command: [' + many('-v,', MANY / 2) + ']\n',
  ],
  [
    'Kubernetes',
    'apiVersion: v1\nkind: Service\nmetadata: {name: memcached}\nspec:\n  type: LoadBalancer\n  ports: [' +
      many('{port: 11211},', MANY / 40) +
      ']\n',
  ],
  [
    'Kubernetes',
    many(
      'apiVersion: v1\nkind: Service\nmetadata: {name: memcached}\nspec: {type: NodePort, ports: [{port: 11211}]}\n---\n',
      MANY / 40,
    ),
  ],
  [
    'Kubernetes',
    'apiVersion: v1\nkind: Service\nmetadata: {name: memcached}\nspec:\n  type: LoadBalancer\n  loadBalancerSourceRanges: [' +
      many('1.1.1.1/32,', MANY / 40) +
      ']\n  ports: [{port: 11211}]\n',
  ],
  ['templates of Helm', many('{{ .Values.service.port }}\n')],
  [
    'values of Helm',
    'spec:\n  type: NodePort\n  ports: [' + many('{port: 11211},', MANY / 80) + ']\n',
  ],
  ['templates of Ansible', many('-l 0.0.0.0\n')],
  ['Ansible', '- hosts: all\n  tasks:\n' + many('    - command: memcached -d\n', MANY / 40)],
  [
    'Ansible',
    '- hosts: all\n  tasks:\n    - command: memcached -d {{ item }}\n      loop: [' +
      many('1,', MANY / 4) +
      ']\n',
  ],
  ['inventories of Ansible', '[cache]\n' + many('a\n')],
  ['inventories of Ansible', '[memcached]\na[1:99999].b\n'],
  [
    'CloudFormation',
    'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  S:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress: [' +
      many('{IpProtocol: tcp, FromPort: 11211, ToPort: 11211, CidrIp: 0.0.0.0/0},', MANY / 40) +
      ']\n',
  ],
  [
    'ARM',
    '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","resources":[{"type":"Microsoft.Network/networkSecurityGroups","name":"m","properties":{"securityRules":[' +
      many(
        '{"name":"a","properties":{"access":"Allow","direction":"Inbound","priority":100,"protocol":"*","sourceAddressPrefix":"*","destinationPortRange":"11211"}},',
        MANY / 80,
      ) +
      '{}]}}]}',
  ],
  [
    'units of systemd',
    '[Service]\n' +
      many('Environment=A=1\n', MANY / 2) +
      'ExecStart=memcached ' +
      many('$A ', MANY / 4) +
      '\n',
  ],
  ['memcached.conf', many('-l 0.0.0.0\n', MANY / 2)],
  ['supervisor', many('[program:memcached]\ncommand=memcached\n', MANY / 40)],
  ['scripts of a host', many('memcached -d\n', MANY / 40)],
  [
    'scripts of a host',
    'iptables -A INPUT -p tcp -m multiport --dports ' + many('1,') + ' -j ACCEPT\n',
  ],
  ['scripts of a host', many('iptables -A INPUT -p tcp --dport 11211 -j ACCEPT\n', MANY / 80)],
  ['scripts of a host', many('ufw allow 11211\n', MANY / 80)],
  ['scripts of a host', many('docker run -p 11211:11211 memcached\n', MANY / 80)],
  ['scripts of Windows', 'if (' + many('!') + '$a) { memcached.exe }\r\n'],
  ['scripts of Windows', many('memcached.exe -d\r\n', MANY / 40)],
  ['cloud-init', '#cloud-config\nruncmd: [' + many('memcached -d,', MANY / 40) + ']\n'],
  [
    'Vagrant',
    'Vagrant.configure("2") do |config|\n' +
      many('  config.vm.network "forwarded_port", guest: 11211, host: 11211\n', MANY / 80) +
      'end\n',
  ],
  [
    'workflows',
    'jobs: {a: {services: {m: {image: memcached, ports: [' +
      many('"11211:11211",', MANY / 40) +
      ']}}}}\n',
  ],
  [
    'NixOS',
    '{ services.memcached.enable = true; networking.firewall.allowedTCPPorts = [ ' +
      many('11211 ', MANY / 2) +
      ']; }\n',
  ],
  ['crontabs', many('@reboot root memcached -d\n', MANY / 80)],
];

describe('very many of one thing', () => {
  it.each(WIDE.map(([name, text]) => [name, text.slice(0, 40), text] as const))(
    'is read to its end: %s, %j',
    (name, _start, text) => {
      const reader = READERS.find((one) => one.name === name);
      expect(reader).toBeDefined();
      reader!.read(text);
    },
  );
});
