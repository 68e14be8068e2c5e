import { describe, expect, it } from '@jest/globals';
import { doors, translate } from '../helpers.js';
import { checkTwins, findingsIn, serious } from './twins.js';

const rule = (name: string, body: string, changes: Record<string, string> = {}): string => {
  const values: Record<string, string> = {
    priority: '100',
    direction: '"Inbound"',
    access: '"Allow"',
    protocol: '"Tcp"',
    source_port_range: '"*"',
    destination_port_range: '"11211"',
    source_address_prefix: '"*"',
    destination_address_prefix: '"*"',
    ...changes,
  };
  const lines = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `  ${key} = ${value}`);
  return `${body} {\n  name = "${name}"\n${lines.join('\n')}\n}\n`;
};

const group = (...rules: string[]): string => `
resource "azurerm_network_security_group" "main" {
  name = "main"
  ${rules.join('\n')}
}
`;

const inline = (name: string, changes: Record<string, string> = {}): string =>
  rule(name, 'security_rule', changes);

const separate = (name: string, changes: Record<string, string> = {}): string =>
  rule(name, `resource "azurerm_network_security_rule" "${name}"`, {
    network_security_group_name: 'azurerm_network_security_group.main.name',
    ...changes,
  });

const MACHINE = `
resource "azurerm_network_interface" "cache" {
  ip_configuration { subnet_id = azurerm_subnet.cache.id }
}
resource "azurerm_subnet" "cache" { name = "cache" }
resource "azurerm_linux_virtual_machine" "cache" {
  network_interface_ids = [azurerm_network_interface.cache.id]
  custom_data = base64encode(<<-EOT
    #!/bin/sh
    memcached -d -u memcache -l 0.0.0.0 -p 11211 -U 0
  EOT
  )
}
`;

const GUARD = `
resource "azurerm_subnet_network_security_group_association" "cache" {
  subnet_id                 = azurerm_subnet.cache.id
  network_security_group_id = azurerm_network_security_group.main.id
}
`;

const NAT = `
resource "azurerm_firewall_nat_rule_collection" "in" {
  azure_firewall_name = "fw"
  action              = "Dnat"
  rule {
    source_addresses      = ["*"]
    destination_ports     = ["11300"]
    destination_addresses = ["1.2.3.4"]
    translated_port       = "11211"
    translated_address    = "10.0.0.4"
    protocols             = ["TCP", "UDP"]
  }
}
`;

const BALANCER = `
resource "azurerm_lb" "main" {
  frontend_ip_configuration {
    public_ip_address_id = azurerm_public_ip.main.id
  }
}
resource "azurerm_lb_rule" "cache" {
  loadbalancer_id = azurerm_lb.main.id
  protocol        = "Tcp"
  frontend_port   = 11211
  backend_port    = 11211
}
`;

describe('network security groups of Azure', () => {
  checkTwins([
    {
      name: 'a rule in the group',
      text: group(inline('cache')),
      safe: [
        ['source_address_prefix = "*"', 'source_address_prefix = "VirtualNetwork"'],
        ['source_address_prefix = "*"', 'source_address_prefix = "AzureLoadBalancer"'],
        ['source_address_prefix = "*"', 'source_address_prefix = "10.0.0.0/16"'],
        [
          'source_address_prefix = "*"',
          'source_application_security_group_ids = [azurerm_application_security_group.a.id]',
        ],
        ['"Inbound"', '"Outbound"'],
        ['"Allow"', '"Deny"'],
        ['"Tcp"', '"Icmp"'],
        ['"11211"', '"11210"'],
      ],
    },
    {
      name: 'a rule by itself, with lists and any case',
      text:
        group() +
        separate('cache', {
          direction: '"inbound"',
          access: '"allow"',
          protocol: '"*"',
          destination_port_range: '',
          destination_port_ranges: '["22", "11000-12000"]',
          source_address_prefix: '"internet"',
        }),
      safe: [
        ['"11000-12000"', '"12000-13000"'],
        ['"internet"', '"virtualnetwork"'],
      ],
    },
    {
      name: 'every port, and prefixes in a list',
      text: group(
        inline('cache', {
          protocol: '"Udp"',
          destination_port_range: '"*"',
          source_address_prefix: '',
          source_address_prefixes: '["10.0.0.0/8", "::/0"]',
        }),
      ),
      safe: [
        [', "::/0"', ''],
        ['"Udp"', '"Esp"'],
      ],
    },
    {
      name: 'a deny that comes later',
      text: group(
        inline('no', { access: '"Deny"', priority: '200', destination_port_range: '"*"' }),
        inline('cache'),
      ),
      safe: [
        ['priority = 200', 'priority = 50'],
        ['priority = 200', 'priority = 99'],
      ],
    },
    {
      name: 'a deny of another protocol, of some sources, of some client ports, of one address',
      text: group(
        inline('cache', { protocol: '"*"' }),
        inline('udp', { access: '"Deny"', priority: '10', protocol: '"Udp"' }),
        inline('some', { access: '"Deny"', priority: '11', source_address_prefix: '"8.0.0.0/8"' }),
        inline('high', { access: '"Deny"', priority: '12', source_port_range: '"1-1024"' }),
        inline('one', {
          access: '"Deny"',
          priority: '13',
          destination_address_prefix: '"10.0.0.9"',
        }),
      ),
      safe: [['protocol = "Udp"', 'protocol = "*"']],
    },
    {
      name: 'rules of one group in two places',
      text: group(inline('cache')) + separate('no', { access: '"Deny"', priority: '300' }),
      safe: [['priority = 300', 'priority = 10']],
    },
    {
      name: 'rules of one group by its name',
      text:
        group(inline('cache')) +
        separate('no', {
          access: '"Deny"',
          priority: '10',
          network_security_group_name: '"other"',
        }),
      safe: [['"other"', '"Main"']],
    },
    {
      name: 'a machine in a subnet that is open',
      text: group(inline('cache')) + GUARD + MACHINE,
      safe: [
        ['source_address_prefix = "*"', 'source_address_prefix = "VirtualNetwork"'],
        ['-l 0.0.0.0', '-l 127.0.0.1'],
      ],
    },
    {
      name: 'the admin rules of a network manager',
      text: `
resource "azurerm_network_manager_admin_rule" "cache" {
  admin_rule_collection_id = "c"
  action                   = "AlwaysAllow"
  direction                = "Inbound"
  priority                 = 1
  protocol                 = "Tcp"
  destination_port_ranges  = ["11211"]
  source {
    address_prefix_type = "ServiceTag"
    address_prefix      = "Internet"
  }
}
`,
      safe: [
        ['"AlwaysAllow"', '"Allow"'],
        ['"Internet"', '"VirtualNetwork"'],
      ],
    },
    {
      name: 'a NAT rule of a firewall',
      text: NAT,
      safe: [
        ['"11211"', '"11212"'],
        ['["*"]', '["10.0.0.0/8"]'],
      ],
    },
    {
      name: 'a NAT rule of a policy, for an IP group',
      text: `
resource "azurerm_ip_group" "all" {
  cidrs = ["0.0.0.0/0"]
}
resource "azurerm_firewall_policy_rule_collection_group" "in" {
  firewall_policy_id = "p"
  nat_rule_collection {
    action   = "Dnat"
    priority = 100
    rule {
      source_ip_groups  = [azurerm_ip_group.all.id]
      destination_ports = ["11211"]
      translated_port   = 11211
      protocols         = ["TCP"]
    }
  }
}
`,
      safe: [['"0.0.0.0/0"', '"10.0.0.0/8"']],
    },
    {
      name: 'a load balancer with a public address',
      text: BALANCER,
      safe: [
        ['public_ip_address_id = azurerm_public_ip.main.id', 'subnet_id = "s"'],
        ['backend_port    = 11211', 'backend_port    = 80'],
      ],
    },
    {
      name: 'a load balancer for every port',
      text: BALANCER.replace('"Tcp"', '"All"').replace(/_port( +)= 11211/g, '_port$1= 0'),
      safe: [['"All"', '"Icmp"']],
    },
    {
      name: 'a container group',
      text: `
resource "azurerm_container_group" "cache" {
  container {
    image = "memcached:1.6"
    ports {
      port     = 11211
      protocol = "TCP"
    }
  }
}
`,
      safe: [
        ['  container', '  ip_address_type = "Private"\n  container'],
        ['  container', '  ip_address_type = "None"\n  container'],
        ['"memcached:1.6"', '"nginx:1"'],
        ['image =', 'commands = ["memcached", "-l", "127.0.0.1"]\n    image ='],
      ],
    },
    {
      name: 'a container app',
      text: `
resource "azurerm_container_app" "cache" {
  ingress {
    external_enabled = true
    transport        = "tcp"
    exposed_port     = 11300
    target_port      = 11211
  }
  template {
    container { image = "memcached:1.6" }
  }
}
`,
      safe: [
        ['= true', '= false'],
        ['"tcp"', '"http"'],
        [
          'target_port ',
          'ip_security_restriction {\n action = "Allow"\n ip_address_range = "10.0.0.0/8"\n }\n target_port ',
        ],
      ],
    },
  ]);

  it('takes network rules for private networks', () => {
    const text = NAT.replace('_nat_', '_network_')
      .replace('"Dnat"', '"Allow"')
      .replace('11300', '11211');
    expect(serious(text)).toEqual([]);
    expect(doors(text)).toHaveLength(1);
    expect(doors(text.replace('"11211"]', '"*"]'))).toEqual([]);
  });

  it('guards a machine with the groups of its subnet', () => {
    const { ingresses, restrictions } = translate(group(inline('cache')) + GUARD + MACHINE);
    expect(ingresses.map(({ target }) => target)).toEqual([
      ['azurerm_linux_virtual_machine.cache'],
    ]);
    expect(restrictions).toHaveLength(1);
    expect(serious(group() + GUARD + MACHINE)).toEqual([]);
    expect(serious(MACHINE)).not.toEqual([]);
  });

  it('says so when what decides is not known', () => {
    const unknown = group(inline('cache', { source_address_prefix: 'var.from' }));
    expect(
      findingsIn(`variable "from" {}\n${unknown}`).map(({ unresolved }) => unresolved),
    ).toEqual([true]);
    const cloud = group(inline('cache', { source_address_prefix: '"AzureCloud.westeurope"' }));
    expect(doors(cloud).join()).toContain('unresolved ("AzureCloud.westeurope"');
  });
});
