import { describe, expect, it } from '@jest/globals';
import { SourceFile } from '../../src/files/source.js';
import { MemoryTree } from '../../src/files/memory.js';
import { AddressSet } from '../../src/network/addresses.js';
import { readConfig } from '../../src/policy/config.js';
import type { SettingsError } from '../../src/policy/settings.js';
import { isSourceName, readTrusted, unknownNames } from '../../src/policy/trusted.js';
import { scanTree } from '../../src/scan.js';

/** Findings about who gets in, with some names and networks trusted. */
function findings(files: Readonly<Record<string, string>>, ...trusted: string[]): string[] {
  const { networks, names } = readTrusted(trusted);
  return scanTree(new MemoryTree(files), { trusted: networks, trustedNames: names })
    .findings.filter(({ ruleId }) => ruleId !== 'MCE303')
    .map(({ ruleId, severity, location }) => `${ruleId} ${severity} ${location.startLine}`);
}

const group = (source: string, more = ''): string => `
resource "aws_security_group_rule" "cache" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 11211
  to_port           = 11211
  protocol          = "tcp"
  ${source}
}
${more}`;
const LIST = `
resource "aws_ec2_managed_prefix_list" "office" {
  name = "office"
  entry {
    cidr = "198.51.100.0/24"
  }
}
resource "aws_ec2_managed_prefix_list" "other" {
  name = "other"
  entry {
    cidr = "203.0.113.0/24"
  }
}`;

describe('networks that are trusted by name', () => {
  it.each<[string, string, string]>([
    ['the id of a prefix list', group('prefix_list_ids = ["pl-0a1b2c"]'), 'pl-0a1b2c'],
    [
      'a variable without a value',
      group('cidr_blocks = var.office', 'variable "office" {}'),
      'var.office',
    ],
    [
      'a variable with a value',
      group('cidr_blocks = var.office', 'variable "office" {\n  default = ["198.51.100.7/32"]\n}'),
      'var.office',
    ],
    [
      'a local value',
      group('cidr_blocks = local.office', 'locals {\n  office = ["198.51.100.7/32"]\n}'),
      'local.office',
    ],
    [
      'a prefix list of the repository',
      group('prefix_list_ids = [aws_ec2_managed_prefix_list.office.id]', LIST),
      'aws_ec2_managed_prefix_list.office',
    ],
    [
      'what is looked up when it is applied',
      group(
        'prefix_list_ids = [data.aws_ec2_managed_prefix_list.x.id]',
        'data "aws_ec2_managed_prefix_list" "x" {\n  name = "x"\n}',
      ),
      'data.aws_ec2_managed_prefix_list.x',
    ],
    [
      'a service tag',
      `resource "azurerm_network_security_rule" "cache" {
  priority                   = 100
  direction                  = "Inbound"
  access                     = "Allow"
  protocol                   = "Tcp"
  source_port_range          = "*"
  destination_port_range     = "11211"
  source_address_prefix      = "AzureCloud.WestEurope"
  destination_address_prefix = "*"
}`,
      'AzureCloud.WestEurope',
    ],
  ])('%s', (_, text, name) => {
    expect(findings({ 'main.tf': text })).toHaveLength(1);
    expect(findings({ 'main.tf': text }, name)).toEqual([]);
    expect(findings({ 'main.tf': text }, `${name}x`)).toHaveLength(1);
  });

  it.each<[string, string, string, string]>([
    [
      'CloudFormation',
      'stack.yaml',
      `Resources:
  Cache:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: sg-1
      IpProtocol: tcp
      FromPort: 11211
      ToPort: 11211
      SourcePrefixListId: pl-0a1b2c
`,
      'pl-0a1b2c',
    ],
    [
      'ARM',
      'azuredeploy.json',
      JSON.stringify({
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        resources: [
          {
            type: 'Microsoft.Network/networkSecurityGroups/securityRules',
            apiVersion: '2023-04-01',
            name: 'nsg/cache',
            properties: {
              priority: 100,
              direction: 'Inbound',
              access: 'Allow',
              protocol: 'Tcp',
              sourcePortRange: '*',
              destinationPortRange: '11211',
              sourceAddressPrefix: 'AzureCloud',
              destinationAddressPrefix: '*',
            },
          },
        ],
      }),
      'AzureCloud',
    ],
    [
      'Ansible',
      'play.yml',
      `- hosts: localhost
  tasks:
    - amazon.aws.ec2_security_group:
        name: cache
        description: cache
        rules:
          - proto: tcp
            ports: [11211]
            cidr_ip: pl-0a1b2c
`,
      'pl-0a1b2c',
    ],
  ])('in %s', (_, path, text, name) => {
    expect(findings({ [path]: text })).toHaveLength(1);
    expect(findings({ [path]: text }, name)).toEqual([]);
  });

  it('leave the other sources of the rule', () => {
    const two = group(
      'prefix_list_ids = [aws_ec2_managed_prefix_list.office.id, aws_ec2_managed_prefix_list.other.id]',
      LIST,
    );
    const office = 'aws_ec2_managed_prefix_list.office';
    expect(findings({ 'main.tf': two }, office)).toEqual(['MCE103 low 8']);
    const unknown = group('prefix_list_ids = ["pl-1", "pl-2"]');
    expect(findings({ 'main.tf': unknown }, 'pl-1')).toEqual(['MCE901 low 8']);
    expect(findings({ 'main.tf': unknown }, 'pl-2')).toEqual(['MCE901 low 8']);
    expect(findings({ 'main.tf': unknown }, 'pl-1', 'pl-2')).toEqual([]);
    const open = group('prefix_list_ids = ["pl-1"]\n  cidr_blocks = ["0.0.0.0/0"]');
    expect(findings({ 'main.tf': open }, 'pl-1')).toEqual(['MCE101 high 9']);
  });

  it('are trusted wherever their addresses come in', () => {
    const literal = group('cidr_blocks = ["198.51.100.0/24"]');
    const named = group('prefix_list_ids = [aws_ec2_managed_prefix_list.office.id]', LIST).replace(
      '"cache"',
      '"named"',
    );
    const files = { 'main.tf': literal + named };
    expect(findings(files)).toHaveLength(2);
    expect(findings(files, 'aws_ec2_managed_prefix_list.office')).toEqual([]);
    expect(findings(files, 'aws_ec2_managed_prefix_list.other')).toHaveLength(2);
  });

  it('do not hide what is not known beside networks that are trusted', () => {
    const text = group('cidr_blocks = concat(["198.51.100.0/24"], var.more)', 'variable "more" {}');
    const both = group('cidr_blocks = ["198.51.100.0/24"]\n  prefix_list_ids = ["pl-1"]');
    expect(findings({ 'main.tf': both })).toEqual(['MCE103 low 8']);
    expect(findings({ 'main.tf': both }, '198.51.100.0/24')).toEqual(['MCE901 low 8']);
    expect(findings({ 'main.tf': both }, '198.51.100.0/24', 'pl-1')).toEqual([]);
    expect(findings({ 'main.tf': text }, '198.51.100.0/24')).toHaveLength(1);
  });

  it('are told when no source has them', () => {
    const text = group('prefix_list_ids = ["pl-1"]\n  cidr_blocks = ["198.51.100.0/24"]');
    const { facts } = scanTree(new MemoryTree({ 'main.tf': text }));
    expect(unknownNames(new Set(['pl-1']), facts)).toEqual([]);
    expect(unknownNames(new Set(['pl-1', 'pl-2']), facts)).toEqual([
      expect.stringContaining('`pl-2`'),
    ]);
  });

  it('let the host behind them be', () => {
    const host = `
resource "aws_security_group" "cache" {
  ingress {
    from_port       = 11211
    to_port         = 11211
    protocol        = "tcp"
    prefix_list_ids = ["pl-1"]
  }
}
resource "aws_instance" "cache" {
  vpc_security_group_ids = [aws_security_group.cache.id]
  user_data              = <<-E
    #!/bin/sh
    memcached -d -u nobody -l 0.0.0.0
  E
}`;
    expect(findings({ 'main.tf': host })).not.toEqual([]);
    expect(findings({ 'main.tf': host }, 'pl-1')).toEqual([]);
  });
});

describe('what may be a name', () => {
  it.each([
    'pl-0123456789abcdef0',
    'sg-0a1b2c3d',
    'office',
    'module.net.var.office_cidrs',
    'module.net["eu-1"].local.office',
    'aws_ec2_managed_prefix_list.office[0]',
    'AzureCloud.WestEurope',
  ])('%s', (text) => {
    expect(isSourceName(text)).toBe(true);
    expect(AddressSet.tryParse(text)).toBeUndefined();
    expect(readConfig(new SourceFile('c.yml', `trusted-networks: ['${text}']\n`))).toMatchObject({
      trustedNetworks: [text],
    });
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0',
    '300.1.1.1',
    'fe80::/129',
    'beef::x',
    'office/24',
    'a b',
    '',
    '${var.x}',
    '::evil::',
  ])('not %j', (text) => {
    expect(isSourceName(text)).toBe(false);
    let problems: readonly string[] = [];
    try {
      readConfig(new SourceFile('c.yml', `trusted-networks: ['${text}']\n`));
    } catch (error) {
      problems = (error as SettingsError).problems;
    }
    expect(problems).toEqual([expect.stringContaining('no name of sources')]);
  });
});
