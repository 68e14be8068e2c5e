import { describe, expect, it } from '@jest/globals';
import { findingsOf, rulesAt } from '../templates.js';

const rule = (properties: string, name = 'cache'): string => `      {
        name: '${name}'
        properties: {
          direction: 'Inbound'
          access: 'Allow'
          priority: 100
          protocol: 'Tcp'
          sourcePortRange: '*'
          destinationPortRange: '11211'
          destinationAddressPrefix: '*'
${properties}
        }
      }`;
const group = (rules: string, before = ''): string => `${before}
resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'cache'
  location: resourceGroup().location
  properties: {
    securityRules: [
${rules}
    ]
  }
}
`;
const source = (value: string): string => group(rule(`          sourceAddressPrefix: ${value}`));
const only = (lines: string[]): string[] =>
  lines.map((line) => line.split(' ').slice(0, 3).join(' '));
const scan = (text: string): string[] => only(rulesAt('main.bicep', text));

describe('a network security group', () => {
  it('is found on the line of its source', () => {
    expect(rulesAt('main.bicep', source("'*'"))).toEqual(['MCE101 high internet 17']);
  });
  it.each([
    ["'*'", ['MCE101 high internet']],
    ["'Internet'", ['MCE101 high internet']],
    ["'iNTERNET'", ['MCE101 high internet']],
    ["'0.0.0.0/0'", ['MCE101 high internet']],
    ["'VirtualNetwork'", []],
    ["'AzureLoadBalancer'", []],
    ["'10.0.0.0/24'", ['MCE103 low private']],
  ])('from %s', (value, expected) => {
    expect(scan(source(value))).toEqual(expected);
  });
  it('takes lists of sources and ports', () => {
    const lists = (ports: string): string =>
      group(
        rule(
          `          sourceAddressPrefixes: [ '10.0.0.0/8', '0.0.0.0/1', '128.0.0.0/1' ]`,
        ).replace("destinationPortRange: '11211'", `destinationPortRanges: ${ports}`),
      );
    expect(scan(lists("[ '22', '11211' ]"))).toEqual(['MCE101 high internet']);
    expect(scan(lists("[ '22', '11212' ]"))).toEqual([]);
    expect(scan(lists("[ '22', '11000-12000' ]"))).toEqual(['MCE102 medium internet']);
  });
  it('goes by priority', () => {
    const deny = (priority: number): string =>
      `${rule("          sourceAddressPrefix: '*'")}
${rule("          sourceAddressPrefix: '*'", 'deny').replace("'Allow'", "'Deny'").replace('100', String(priority))}`;
    expect(scan(group(deny(90)))).toEqual([]);
    expect(scan(group(deny(110)))).toEqual(['MCE101 high internet']);
  });
  it('counts only what comes in, and lets in', () => {
    expect(scan(source("'*'").replace("'Inbound'", "'Outbound'"))).toEqual([]);
    expect(scan(source("'*'").replace("'Allow'", "'Deny'"))).toEqual([]);
  });
});

describe('the language', () => {
  const param = (declaration: string): string => source('cidr').replace(/^/, `${declaration}\n`);
  it.each([
    ["param cidr string = '*'", ['MCE101 high internet']],
    ["param cidr string = '10.0.0.0/24'", ['MCE103 low private']],
    ['param cidr string', ['MCE901 low internet']],
    ["@allowed([\n  '10.0.0.0/24'\n  '*'\n])\nparam cidr string", ['MCE101 high internet']],
    [
      "@allowed([\n  '10.0.0.0/24'\n  '*'\n])\nparam cidr string = '10.0.0.0/24'",
      ['MCE103 low private'],
    ],
    ["param cidr '10.0.0.0/24' | '*'", ['MCE101 high internet']],
    ["var cidr = '${'0.0.0.0'}/${0}'", ['MCE101 high internet']],
    ["var cidr = '${'10.0.0.0'}/${24}'", ['MCE103 low private']],
    ["param open bool = true\nvar cidr = open ? '*' : 'VirtualNetwork'", ['MCE101 high internet']],
    ["param open bool = false\nvar cidr = open ? '*' : 'VirtualNetwork'", []],
    [
      "param env string = 'dev'\nvar cidr = env == 'dev' && !(env == 'prod')\n  ? '*'\n  : 'VirtualNetwork'",
      ['MCE101 high internet'],
    ],
    [
      "var nets = {\n  dev: '*'\n  'prod': 'VirtualNetwork'\n}\nvar cidr = nets['dev']",
      ['MCE101 high internet'],
    ],
    ["var nets = {\n  dev: '*'\n  'prod': 'VirtualNetwork'\n}\nvar cidr = nets.prod", []],
    ["var cidr = concat('10.0.0', '.0/24')", ['MCE103 low private']],
    ["var cidr = format('{0}/{1}', '0.0.0.0', 0)", ['MCE101 high internet']],
    ["var cidr = split('a,*', ',')[1] // a comment", ['MCE101 high internet']],
    ["/* 'not closed */ var cidr = '''*'''", ['MCE101 high internet']],
    ['var cidr = cidr', ['MCE901 low internet']],
  ])('%s', (declaration, expected) => {
    expect(scan(param(declaration))).toEqual(expected);
  });

  it('runs loops over rules', () => {
    const text = (port: number): string => `var ports = [ 22, ${port} ]
resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'cache'
  properties: {
    securityRules: [for (port, i) in ports: {
      name: 'allow-\${port}'
      properties: {
        direction: 'Inbound', access: 'Allow', priority: 100 + i, protocol: '*'
        sourceAddressPrefix: '*'
        destinationPortRange: string(port)
      }
    }]
  }
}
`;
    expect(rulesAt('main.bicep', text(11211))).toEqual(['MCE101 high internet 9']);
    expect(rulesAt('main.bicep', text(443))).toEqual([]);
  });

  it('leaves out what is not deployed', () => {
    const text = (truth: string): string => source("'*'").replace("' = {", `' = if (${truth}) {`);
    expect(scan(text('true'))).toHaveLength(1);
    expect(scan(text('false'))).toEqual([]);
    expect(scan(`param p bool\n${text('p')}`)).toEqual(['MCE101 medium internet']);
  });

  it.each([
    [
      'a parent',
      "resource r 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {\n  parent: nsg\n  name: 'x'",
      '',
    ],
    [
      'its name',
      "resource r 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {\n  name: '${nsg.name}/x'",
      '',
    ],
  ])('joins rules that stand alone by %s', (_, head) => {
    const rules = (access: string, priority: number): string => `${head}
  properties: { direction: 'Inbound', access: '${access}', priority: ${priority}, protocol: 'Tcp', sourceAddressPrefix: '*', destinationPortRange: '11211' }
}
`;
    const base = group(rule("          sourceAddressPrefix: '*'"));
    expect(scan(base + rules('Deny', 200))).toEqual(['MCE101 high internet']);
    expect(scan(base + rules('Deny', 50))).toEqual([]);
  });

  it('reads nested resources', () => {
    const text = (
      access: string,
    ): string => `resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'cache'
  resource rule 'securityRules' = {
    name: 'x'
    properties: { direction: 'Inbound', access: '${access}', priority: 1, protocol: 'Tcp', sourceAddressPrefix: '*', destinationPortRange: '11211' }
  }
}
`;
    expect(scan(text('Allow'))).toEqual(['MCE101 high internet']);
    expect(scan(text('Deny'))).toEqual([]);
  });
});

describe('modules', () => {
  const child = source('cidr').replace(/^/, "param cidr string = '*'\n");
  const run = (main: string): string[] =>
    only(findingsOf({ 'main.bicep': main, 'modules/nsg.bicep': child }));
  it('get their parameters', () => {
    expect(
      run(
        "module m './modules/nsg.bicep' = {\n  name: 'm'\n  params: { cidr: 'VirtualNetwork' }\n}",
      ),
    ).toEqual([]);
    expect(
      run("module m './modules/nsg.bicep' = {\n  name: 'm'\n  params: { cidr: '*' }\n}"),
    ).toEqual(['MCE101 high internet']);
    expect(run("module m './modules/nsg.bicep' = {\n  name: 'm'\n}")).toEqual([
      'MCE101 high internet',
    ]);
    expect(
      run(
        "module m './modules/nsg.bicep' = [for c in [ 'VirtualNetwork', 'AzureLoadBalancer' ]: {\n  name: 'm'\n  params: { cidr: c }\n}]",
      ),
    ).toEqual([]);
    expect(run("module m './modules/nsg.bicep' = if (false) {\n  name: 'm'\n}")).toEqual([]);
  });
  it('are judged by themselves when nobody calls them', () => {
    expect(run('var nothing = 1')).toEqual(['MCE101 high internet']);
  });
  it('take files of parameters as alternatives', () => {
    const open = child.replace("= '*'", '');
    const files = (value: string): Record<string, string> => ({
      'main.bicep': open,
      'prod.bicepparam': `using './main.bicep'\nparam cidr = '${value}'\n`,
    });
    expect(only(findingsOf(files('*')))).toEqual(['MCE101 high internet']);
    expect(only(findingsOf(files('VirtualNetwork')))).toEqual([]);
  });
});

describe('containers and machines', () => {
  it('knows container groups with a public address', () => {
    const text = (
      type: string,
      command = '',
    ): string => `resource cg 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'cache'
  properties: {
    osType: 'Linux'
    containers: [
      {
        name: 'cache'
        properties: { image: 'memcached:1.6.39', ports: [ { port: 11211 } ]${command} }
      }
    ]
    ipAddress: { type: '${type}', ports: [ { port: 11211, protocol: 'TCP' } ] }
  }
}
`;
    expect(scan(text('Public')).some((line) => / critical internet$/.test(line))).toBe(true);
    expect(scan(text('Private')).some((line) => / internet$/.test(line))).toBe(false);
    expect(scan(text('Public', ", command: [ 'memcached', '-l', '127.0.0.1' ]"))).toEqual([]);
  });
  it('joins machines to their groups', () => {
    const text = (listen: string): string => `${source("'*'")}
resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic'
  properties: { networkSecurityGroup: { id: nsg.id } }
}
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  properties: {
    osProfile: {
      customData: base64('''
#!/bin/bash
memcached -d -u nobody -l ${listen}
''')
    }
    networkProfile: { networkInterfaces: [ { id: nic.id } ] }
  }
}
`;
    expect(rulesAt('main.bicep', text('0.0.0.0'))).toContain('MCE101 critical internet 17');
    expect(
      rulesAt('main.bicep', text('127.0.0.1')).filter((line) => !line.startsWith('MCE101')),
    ).toEqual([]);
  });
  it('knows load balancers with a public address', () => {
    const text = (
      frontend: string,
    ): string => `resource lb 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: 'lb'
  properties: {
    frontendIPConfigurations: [ { name: 'f', properties: { ${frontend} } } ]
    loadBalancingRules: [ { name: 'r', properties: { protocol: 'Tcp', frontendPort: 11211, backendPort: 11211 } } ]
  }
}
resource ip 'Microsoft.Network/publicIPAddresses@2024-05-01' = { name: 'ip' }
`;
    expect(scan(text('publicIPAddress: { id: ip.id }')).length).toBe(1);
    expect(scan(text("privateIPAddress: '10.0.0.4'"))).toEqual([]);
  });
});
