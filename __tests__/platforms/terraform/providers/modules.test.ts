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
      name: 'rules of the verified Azure module',
      text: `module "group" {
  source = "Azure/avm-res-network-networksecuritygroup/azurerm"
  name   = "nsg"
  security_rules = {
    cache = {
      name                       = "cache"
      priority                   = 200
      direction                  = "Inbound"
      access                     = "Allow"
      protocol                   = "Tcp"
      source_port_range          = "*"
      source_address_prefix      = "*"
      destination_address_prefix = "*"
      destination_port_ranges    = ["11211"]
    }
  }
}
`,
      line: 12,
      safe: [
        ['"Allow"', '"Deny"'],
        ['"Inbound"', '"Outbound"'],
        ['source_address_prefix      = "*"', 'source_address_prefix      = "VirtualNetwork"'],
        ['"11211"', '"443"'],
      ],
    },
    {
      name: 'a machine of the AWS module with its own group',
      text: `module "cache" {
  source    = "terraform-aws-modules/ec2-instance/aws"
  user_data = "#!/bin/sh\\nmemcached -d -u memcache -l 0.0.0.0 -p 11211 -U 0\\n"
  security_group_ingress_rules = {
    cache = { from_port = 11211, cidr_ipv4 = "0.0.0.0/0" }
  }
}
`,
      safe: [
        ['0.0.0.0/0', '10.0.0.0/8'],
        ['from_port = 11211', 'from_port = 22'],
        ['from_port = 11211', 'ip_protocol = "icmp", from_port = -1'],
      ],
    },
    {
      name: 'a service of the container module',
      text: `module "service" {
  source = "terraform-aws-modules/ecs/aws//modules/service"
  container_definitions = {
    cache = {
      image        = "memcached:1.6.39"
      portMappings = [{ containerPort = 11211 }]
    }
  }
  assign_public_ip = true
  security_group_ingress_rules = {
    cache = { from_port = "11211", cidr_ipv4 = "0.0.0.0/0" }
  }
}
`,
      safe: [
        ['0.0.0.0/0', '10.0.0.0/8'],
        ['from_port = "11211"', 'from_port = "443"'],
      ],
    },
    {
      name: 'services of the container module as older releases had them',
      text: `module "ecs" {
  source = "terraform-aws-modules/ecs/aws"
  services = {
    cache = {
      container_definitions = { cache = { image = "memcached:1.6.39" } }
      security_group_rules = {
        cache = { type = "ingress", from_port = 11211, to_port = 11211, protocol = "tcp", cidr_blocks = ["0.0.0.0/0"] }
      }
    }
  }
}
`,
      safe: [
        ['0.0.0.0/0', '10.0.0.0/8'],
        ['"ingress"', '"egress"'],
      ],
    },
    {
      name: 'a load balancer for the network of the AWS module',
      text: `module "lb" {
  source             = "terraform-aws-modules/alb/aws"
  load_balancer_type = "network"
  internal           = false
  listeners = {
    cache = { port = 5000, protocol = "TCP", forward = { target_group_key = "cache" } }
  }
  target_groups = {
    cache = { port = 11211, protocol = "TCP" }
  }
}
`,
      safe: [
        ['internal           = false', 'internal           = true'],
        ['port = 11211', 'port = 8080'],
        ['load_balancer_type = "network"', 'load_balancer_type = "application"'],
        ['5000, protocol = "TCP"', '5000, protocol = "HTTP"'],
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
