import { describe, expect, it } from '@jest/globals';
import { isModule } from '../../../../src/platforms/terraform/providers/firewall/modules.js';
import { doors } from '../helpers.js';
import { checkTwins } from './twins.js';

describe('modules of the public registry', () => {
  checkTwins([
    {
      name: 'rules of the Google network module',
      text: `module "firewall" {
  source       = "terraform-google-modules/network/google//modules/firewall-rules"
  network_name = "main"
  rules = [{
    name      = "cache"
    direction = "INGRESS"
    ranges    = ["0.0.0.0/0"]
    allow     = [{ protocol = "tcp", ports = ["11211"] }]
    deny      = []
  }]
}
`,
      line: 7,
      safe: [
        ['"INGRESS"', '"EGRESS"'],
        ['"0.0.0.0/0"', '"10.0.0.0/8"'],
        ['"11211"', '"22"'],
        ['allow     =', 'unused    ='],
      ],
    },
    {
      name: 'rules of the fabric',
      text: `module "firewall" {
  source  = "github.com/GoogleCloudPlatform/cloud-foundation-fabric//modules/net-vpc-firewall?ref=v40"
  network = "main"
  ingress_rules = {
    cache = {
      targets = ["cache"]
      rules   = [{ protocol = "tcp", ports = [11211] }]
    }
  }
}
`,
      safe: [
        ['targets', 'source_ranges = ["10.0.0.0/8"]\n      targets'],
        ['targets', 'deny = true\n      targets'],
        ['11211', '22'],
      ],
    },
    {
      name: 'rules of the Azure module',
      text: `module "group" {
  source = "Azure/network-security-group/azurerm"
  custom_rules = [
    {
      name                   = "no"
      priority               = 300
      access                 = "Deny"
    },
    {
      name                   = "cache"
      priority               = 200
      protocol               = "Tcp"
      destination_port_range = "11211"
    },
  ]
}
`,
      safe: [
        ['= 300', '= 100'],
        ['"11211"', '"22"'],
        ['protocol ', 'source_address_prefix = "VirtualNetwork"\n      protocol '],
      ],
    },
  ]);

  it.each([
    'module "a" {\n  source = "Azure/network-security-group/azurerm"\n  custom_rules = var.rules\n}\n',
    'module "a" {\n  source = "terraform-google-modules/network/google"\n  rules = [var.rules]\n}\n',
  ])('says so when the rules are not known', (text) => {
    expect(doors(`variable "rules" {}\n${text}`).join()).toContain('unresolved');
  });

  it.each([
    ['Azure/network-security-group/azurerm', true],
    ['registry.example.com/Azure/network-security-group/azurerm', true],
    ['Azure/network-security-group/azurerm//modules/HTTP', true],
    ['NotAzure/network-security-group/azurerm', false],
    ['Azure/network-security-group/azurermx', false],
  ])('knows %s', (source, expected) => {
    expect(isModule(source, 'Azure/network-security-group/azurerm')).toBe(expected);
  });
});
