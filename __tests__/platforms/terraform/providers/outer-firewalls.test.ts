import { describe, expect, it } from '@jest/globals';
import { doors } from '../helpers.js';
import { serious } from './twins.js';

const azure = `resource "azurerm_virtual_network" "v" {
  name = "v"
}
resource "azurerm_subnet" "s" {
  virtual_network_name = azurerm_virtual_network.v.name
}
resource "azurerm_network_security_group" "g" {
  name = "g"
  security_rule {
    name                       = "in"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_range     = "11211"
    source_address_prefix      = "Internet"
    destination_address_prefix = "*"
  }
}
resource "azurerm_subnet_network_security_group_association" "a" {
  subnet_id                 = azurerm_subnet.s.id
  network_security_group_id = azurerm_network_security_group.g.id
}
resource "azurerm_network_manager_network_group" "n" {}
resource "azurerm_network_manager_static_member" "m" {
  network_group_id          = azurerm_network_manager_network_group.n.id
  target_virtual_network_id = azurerm_virtual_network.v.id
}
resource "azurerm_network_manager_security_admin_configuration" "c" {}
resource "azurerm_network_manager_admin_rule_collection" "c" {
  security_admin_configuration_id = azurerm_network_manager_security_admin_configuration.c.id
  network_group_ids               = [azurerm_network_manager_network_group.n.id]
}
resource "azurerm_network_manager_admin_rule" "deny" {
  admin_rule_collection_id = azurerm_network_manager_admin_rule_collection.c.id
  action                   = "Deny"
  direction                = "Inbound"
  priority                 = 10
  protocol                 = "Any"
  destination_port_ranges  = ["11211"]
  source {
    address_prefix_type = "IPPrefix"
    address_prefix      = "*"
  }
}
resource "azurerm_network_manager_deployment" "d" {
  scope_access      = "SecurityAdmin"
  configuration_ids = [azurerm_network_manager_security_admin_configuration.c.id]
}
`;

const google = `resource "google_folder" "f" {}
resource "google_project" "p" {
  folder_id = google_folder.f.name
}
resource "google_compute_network" "n" {
  project = google_project.p.project_id
}
resource "google_compute_firewall" "open" {
  network       = google_compute_network.n.name
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["11211"]
  }
}
resource "google_compute_firewall_policy" "o" {}
resource "google_compute_firewall_policy_rule" "deny" {
  firewall_policy = google_compute_firewall_policy.o.name
  action          = "deny"
  direction       = "INGRESS"
  priority        = 100
  match {
    src_ip_ranges = ["0.0.0.0/0"]
    layer4_configs {
      ip_protocol = "tcp"
      ports       = ["11211"]
    }
  }
}
resource "google_compute_firewall_policy_association" "a" {
  firewall_policy   = google_compute_firewall_policy.o.id
  attachment_target = google_folder.f.name
}
`;
const ofNetwork = google
  .replace(
    'project = google_project.p.project_id',
    'network_firewall_policy_enforcement_order = "BEFORE_CLASSIC_FIREWALL"',
  )
  .replace(/google_compute_firewall_policy/g, 'google_compute_network_firewall_policy')
  .replace(
    'attachment_target = google_folder.f.name',
    'attachment_target = google_compute_network.n.id',
  );

describe('what other firewalls deny before', () => {
  it.each([
    ['admin rules of Azure', azure],
    ['a policy of the folder', google],
    ['a policy of the network that comes first', ofNetwork],
  ])('stays out: %s', (_, text) => {
    expect(serious(text)).toEqual([]);
  });

  it.each([
    [
      'other ports',
      azure,
      'destination_port_ranges  = ["11211"]',
      'destination_port_ranges  = ["22"]',
    ],
    ['other sources', azure, 'address_prefix      = "*"', 'address_prefix      = "10.0.0.0/8"'],
    ['one protocol of two', azure, '"Any"', '"Tcp"'],
    [
      'what leaves',
      azure,
      '  direction                = "Inbound"',
      '  direction                = "Outbound"',
    ],
    [
      'what is not deployed',
      azure,
      'scope_access      = "SecurityAdmin"',
      'scope_access = "Connectivity"',
    ],
    [
      'another network',
      azure,
      'target_virtual_network_id = azurerm_virtual_network.v.id',
      'target_virtual_network_id = "other"',
    ],
    [
      'what an earlier rule spares',
      azure,
      'resource "azurerm_network_manager_deployment"',
      azureAllow(),
    ],
    [
      'another folder',
      google,
      'attachment_target = google_folder.f.name',
      'attachment_target = "folders/1"',
    ],
    ['other ports of Google', google, 'ports       = ["11211"]', 'ports       = ["22"]'],
    [
      'what an earlier rule leaves to the network',
      google,
      'resource "google_compute_firewall_policy_association"',
      googleNext(),
    ],
    [
      'a policy that comes after the network',
      ofNetwork,
      '"BEFORE_CLASSIC_FIREWALL"',
      '"AFTER_CLASSIC_FIREWALL"',
    ],
  ])('is not more than it says: %s', (_, text, from, to) => {
    expect(text).toContain(from);
    expect(serious(text.replace(from, to)).length).toBe(1);
  });

  it('leaves the rest of what a group opens', () => {
    const text = azure.replace('address_prefix      = "*"', 'address_prefix      = "0.0.0.0/1"');
    expect(doors(text)).toEqual(['main.tf:17 128.0.0.0/1,::/0 tcp+udp 11211']);
  });
});

/** An admin rule that leaves memcached's port to the groups, before the one that denies. */
function azureAllow(): string {
  const [rule] = /resource "azurerm_network_manager_admin_rule" "deny" [^]*?\n\}\n/.exec(azure)!;
  const allow = rule
    .replace('"deny"', '"allow"')
    .replace('"Deny"', '"Allow"')
    .replace('= 10', '= 5');
  return `${allow}resource "azurerm_network_manager_deployment"`;
}

function googleNext(): string {
  const [rule] = /resource "google_compute_firewall_policy_rule" "deny" [^]*?\n\}\n/.exec(google)!;
  const next = rule
    .replace('"deny"', '"next"')
    .replace('"deny"', '"goto_next"')
    .replace('= 100', '= 50');
  return `${next}resource "google_compute_firewall_policy_association"`;
}
