import { describe, expect, it } from '@jest/globals';
import { findingsOf } from '../templates.js';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
type Json = Record<string, unknown>;

const rule = (more: Json = {}, name = 'cache'): Json => ({
  name,
  properties: {
    direction: 'Inbound',
    access: 'Allow',
    priority: 100,
    protocol: 'Tcp',
    sourcePortRange: '*',
    destinationPortRange: '11211',
    destinationAddressPrefix: '*',
    sourceAddressPrefix: '*',
    ...more,
  },
});
const NSG = 'Microsoft.Network/networkSecurityGroups';
const group = (rules: unknown, more: Json = {}): Json => ({
  type: NSG,
  apiVersion: '2024-05-01',
  name: 'cache',
  properties: { securityRules: rules },
  ...more,
});
const template = (resources: unknown, more: Json = {}): Json => ({
  $schema: SCHEMA,
  contentVersion: '1.0.0.0',
  ...more,
  resources,
});
const short = (lines: string[]): string[] =>
  lines.map((line) => line.split(' ').slice(0, 3).join(' '));
const scan = (data: Json, others: Record<string, Json> = {}): string[] =>
  short(
    findingsOf({
      'main.json': JSON.stringify(data, undefined, 1),
      ...Object.fromEntries(
        Object.entries(others).map(([path, each]) => [path, JSON.stringify(each)]),
      ),
    }),
  );
const source = (value: unknown, more: Json = {}): string[] =>
  scan(template([group([rule({ sourceAddressPrefix: value })])], more));
const OPEN = ['MCE101 high internet'];

describe('a network security group', () => {
  it('is found on the line of its source', () => {
    const text = JSON.stringify(template([group([rule()])]), undefined, 1);
    const line = text.split('\n').findIndex((each) => each.includes('sourceAddressPrefix')) + 1;
    expect(findingsOf({ 'main.json': text })).toEqual([`MCE101 high internet main.json:${line}`]);
  });
  it.each<[string, Json]>([
    [
      'an artifact of a blueprint',
      { kind: 'template', type: 'Microsoft.Blueprint/blueprints/artifacts' },
    ],
    ['anything else around it', {}],
  ])('is found in %s', (_name, more) => {
    const inside = (port: string): Json => ({
      properties: {
        template: template([group([rule({ destinationPortRange: port })])]),
        parameters: {},
      },
      ...more,
    });
    expect(scan(inside('11211'))).toEqual(OPEN);
    expect(scan(inside('443'))).toEqual([]);
  });
  it('goes by priority over rules in both places', () => {
    const deny = (priority: number): Json => ({
      type: `${NSG}/securityRules`,
      name: "[concat('cache', '/deny')]",
      properties: rule({ access: 'Deny', priority })['properties'],
    });
    expect(scan(template([group([rule()]), deny(90)]))).toEqual([]);
    expect(scan(template([group([rule()]), deny(110)]))).toEqual(OPEN);
    const { type: _type, ...child } = deny(90);
    const nested = (priority: number): Json =>
      group([rule()], {
        resources: [
          {
            ...child,
            type: 'securityRules',
            name: 'deny',
            properties: { ...(child['properties'] as Json), priority },
          },
        ],
      });
    expect(scan(template([nested(90)]))).toEqual([]);
    expect(scan(template([nested(110)]))).toEqual(OPEN);
  });
});

describe('expressions', () => {
  const parameter = (more: Json): Json => ({ parameters: { cidr: { type: 'string', ...more } } });
  it.each<[string, unknown, Json, string[]]>([
    ['a default', "[parameters('cidr')]", parameter({ defaultValue: '*' }), OPEN],
    ['in any case', "[Parameters('CIDR')]", parameter({ defaultValue: '*' }), OPEN],
    ['a closed default', "[parameters('cidr')]", parameter({ defaultValue: 'VirtualNetwork' }), []],
    ['no default', "[parameters('cidr')]", parameter({}), ['MCE901 low internet']],
    [
      'allowed values',
      "[parameters('cidr')]",
      parameter({ allowedValues: ['VirtualNetwork', '*'] }),
      OPEN,
    ],
    [
      'closed allowed values',
      "[parameters('cidr')]",
      parameter({ allowedValues: ['VirtualNetwork'] }),
      [],
    ],
    ['a variable', "[variables('v')]", { variables: { v: "[concat('0.0.0.0', '/', '0')]" } }, OPEN],
    [
      'a variable of itself',
      "[variables('v')]",
      { variables: { v: "[variables('v')]" } },
      ['MCE901 low internet'],
    ],
    [
      'a member',
      "[variables('v').nets[1]]",
      { variables: { v: { nets: ['VirtualNetwork', '*'] } } },
      OPEN,
    ],
    [
      'the other member',
      "[variables('v').nets[0]]",
      { variables: { v: { nets: ['VirtualNetwork', '*'] } } },
      [],
    ],
    ['a choice', "[if(equals(toLower('A'), 'a'), '*', 'VirtualNetwork')]", {}, OPEN],
    ['the other', "[if(not(equals(toLower('A'), 'a')), '*', 'VirtualNetwork')]", {}, []],
    [
      'a function of its own',
      "[ns.cidr('0')]",
      {
        functions: [
          {
            namespace: 'ns',
            members: {
              cidr: {
                parameters: [{ name: 'n', type: 'string' }],
                output: { type: 'string', value: "[concat('0.0.0.0/', parameters('n'))]" },
              },
            },
          },
        ],
      },
      OPEN,
    ],
    [
      'with another value',
      "[ns.cidr('0')]",
      {
        functions: [
          {
            namespace: 'ns',
            members: {
              cidr: {
                parameters: [{ name: 'n', type: 'string' }],
                output: { type: 'string', value: "[concat('10.0.0.0/2', parameters('n'))]" },
              },
            },
          },
        ],
      },
      ['MCE103 low private'],
    ],
    ['no expression', '[[x]', {}, ['MCE901 low internet']],
  ])('%s', (_, value, more, expected) => {
    expect(source(value, more)).toEqual(expected);
  });

  it('makes copies of resources and of properties', () => {
    const copies = (port: number): Json =>
      template(
        [
          {
            ...group(undefined),
            properties: {
              copy: [
                {
                  name: 'securityRules',
                  count: "[length(variables('ports'))]",
                  input: rule({
                    priority: "[add(100, copyIndex('securityRules'))]",
                    destinationPortRange:
                      "[string(variables('ports')[copyIndex('securityRules')])]",
                  }),
                },
              ],
            },
          },
        ],
        { variables: { ports: [22, port] } },
      );
    expect(scan(copies(11211))).toEqual(OPEN);
    expect(scan(copies(443))).toEqual([]);
    const resources = (port: number): Json =>
      template([
        {
          ...group([rule({ destinationPortRange: `[concat('1121', copyIndex(${port}))]` })]),
          name: "[concat('cache', copyIndex())]",
          copy: { name: 'c', count: 2 },
        },
      ]);
    expect(scan(resources(0))).toEqual(OPEN);
    expect(scan(resources(2))).toEqual([]);
  });

  it('leaves out what its condition keeps out', () => {
    const parameters = (value: boolean): Json => ({
      parameters: { p: { type: 'bool', defaultValue: value } },
    });
    const resource = [group([rule()], { condition: "[parameters('p')]" })];
    expect(scan(template(resource, parameters(true)))).toEqual(OPEN);
    expect(scan(template(resource, parameters(false)))).toEqual([]);
  });

  it('reads symbolic names', () => {
    expect(scan(template({ nsg: group([rule()]) }))).toEqual(OPEN);
    expect(scan(template({ nsg: group([rule({ access: 'Deny' })]) }))).toEqual([]);
  });
});

it('reads texts that go over several lines', () => {
  const text = (value: string): string =>
    JSON.stringify(
      template([group([rule({ sourceAddressPrefix: `[concat(@'${value}')]` })])]),
      undefined,
      1,
    ).replace('@', '\n  ');
  expect(short(findingsOf({ 'main.json': text('*') }))).toEqual(OPEN);
  expect(findingsOf({ 'main.json': text('VirtualNetwork') })).toEqual([]);
});

describe('deployments in deployments', () => {
  const inner = (scope: string): Json =>
    template(
      [
        {
          type: 'Microsoft.Resources/deployments',
          name: 'inner',
          properties: {
            expressionEvaluationOptions: { scope },
            parameters: { cidr: { value: 'VirtualNetwork' } },
            template: template([group([rule({ sourceAddressPrefix: "[parameters('cidr')]" })])], {
              parameters: { cidr: { type: 'string', defaultValue: '*' } },
            }),
          },
        },
      ],
      { parameters: { cidr: { type: 'string', defaultValue: '*' } } },
    );
  it('mean the outer parameters unless told otherwise', () => {
    expect(scan(inner('outer'))).toEqual(OPEN);
    expect(scan(inner('inner'))).toEqual([]);
  });
  it('follow links', () => {
    const main = (value: string): Json =>
      template([
        {
          type: 'Microsoft.Resources/deployments',
          name: 'linked',
          properties: {
            templateLink: { relativePath: 'nested/nsg.json' },
            parameters: { cidr: { value } },
          },
        },
      ]);
    const child = template([group([rule({ sourceAddressPrefix: "[parameters('cidr')]" })])], {
      parameters: { cidr: { type: 'string', defaultValue: '*' } },
    });
    expect(scan(main('*'), { 'nested/nsg.json': child })).toEqual(OPEN);
    expect(scan(main('VirtualNetwork'), { 'nested/nsg.json': child })).toEqual([]);
  });
  it('take files of parameters as alternatives', () => {
    const main = template([group([rule({ sourceAddressPrefix: "[parameters('cidr')]" })])], {
      parameters: { cidr: { type: 'string' } },
    });
    const values = (value: string): Json => ({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
      parameters: { cidr: { value } },
    });
    expect(scan(main, { 'main.parameters.json': values('*') })).toEqual(OPEN);
    expect(scan(main, { 'main.parameters.json': values('VirtualNetwork') })).toEqual([]);
  });
});

it('is not read twice when Bicep wrote it', () => {
  const built = template([group([rule()])], { metadata: { _generator: { name: 'bicep' } } });
  expect(scan(built)).toEqual(OPEN);
  expect(short(findingsOf({ 'main.json': JSON.stringify(built), 'main.bicep': '' }))).toEqual([]);
});

it('joins subnets, interfaces and machines', () => {
  const id = (type: string, ...names: string[]): string =>
    `[resourceId('${type}', ${names.map((name) => `'${name}'`).join(', ')})]`;
  const text = (listen: string): Json =>
    template([
      group([rule()]),
      {
        type: 'Microsoft.Network/virtualNetworks',
        name: 'vnet',
        properties: {
          subnets: [{ name: 's', properties: { networkSecurityGroup: { id: id(NSG, 'cache') } } }],
        },
      },
      {
        type: 'Microsoft.Network/networkInterfaces',
        name: 'nic',
        properties: {
          ipConfigurations: [
            {
              properties: {
                subnet: { id: id('Microsoft.Network/virtualNetworks/subnets', 'vnet', 's') },
              },
            },
          ],
        },
      },
      {
        type: 'Microsoft.Compute/virtualMachines',
        name: 'vm',
        properties: {
          networkProfile: {
            networkInterfaces: [{ id: id('Microsoft.Network/networkInterfaces', 'nic') }],
          },
        },
      },
      {
        type: 'Microsoft.Compute/virtualMachines/extensions',
        name: 'vm/setup',
        properties: { settings: { commandToExecute: `memcached -d -u nobody -l ${listen}` } },
      },
    ]);
  expect(scan(text('0.0.0.0'))).toContain('MCE101 critical internet');
  expect(scan(text('127.0.0.1'))).not.toContain('MCE101 critical internet');
});

describe('hostile templates', () => {
  it.each<[string, unknown]>([
    [
      'a deployment of itself',
      template([
        {
          type: 'Microsoft.Resources/deployments',
          name: 'x',
          properties: { templateLink: { relativePath: 'main.json' } },
        },
      ]),
    ],
    ['copies without end', template([{ ...group([rule()]), copy: { name: 'c', count: 1e15 } }])],
    [
      'expressions of nothing',
      template([
        group([
          '[parameters()]',
          '[',
          '[]',
          '[concat(]',
          "['x",
          '[a.b.c]',
          '[copyIndex()]',
          '[resourceId()]',
          '[if(true)]',
          '[range(0, 1000000000)]',
        ]),
      ]),
    ],
    [
      'other shapes',
      template([
        1,
        null,
        [],
        { type: 5 },
        { type: NSG, properties: [] },
        { type: NSG, properties: { securityRules: {} } },
      ]),
    ],
    [
      'deep expressions',
      template([
        group([rule({ sourceAddressPrefix: `[${'concat('.repeat(5000)}${')'.repeat(5000)}]` })]),
      ]),
    ],
  ])('%s', (_, data) => {
    expect(() => findingsOf({ 'main.json': JSON.stringify(data) })).not.toThrow();
  });
});
