// Makes a seeded tree of Terraform modules and the environments that call them, for measurements:
// the same seed gives the same bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { random } from './generate.mjs';

/** How many modules one environment calls. */
const CALLS = 12;

const PORTS = [22, 80, 443, 3306, 5432, 6379, 8080, 9200, 11211];
const pick = (next, list) => list[Math.floor(next() * list.length)];

const HEADER = `terraform {
  required_version = ">= 1.5"
}

variable "name" {
  type        = string
  description = "Prefix of everything that is made here."
}

variable "tags" {
  type    = map(string)
  default = {}
}

locals {
  tags = merge(var.tags, { Module = var.name })
}
`;

/** A security group whose rules come from a typed variable, and a cluster behind it. */
function cache(next, i) {
  return `${HEADER}
variable "rules" {
  type = list(object({
    port        = number
    cidrs       = list(string)
    protocol    = optional(string, "tcp")
    description = optional(string)
  }))
  default = []
}

resource "aws_security_group" "this" {
  name_prefix = "\${var.name}-${i}-"
  tags        = local.tags

  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port   = ingress.value.port
      to_port     = ingress.value.port
      protocol    = ingress.value.protocol
      cidr_blocks = ingress.value.cidrs
      description = coalesce(ingress.value.description, "rule \${ingress.key}")
    }
  }
}

resource "aws_elasticache_cluster" "this" {
  count              = ${next() < 0.5 ? 1 : 2}
  cluster_id         = format("%s-%02d", var.name, count.index)
  engine             = "${next() < 0.5 ? 'memcached' : 'redis'}"
  node_type          = "cache.t4g.small"
  security_group_ids = [aws_security_group.this.id]
  tags               = local.tags
}

output "security_group_id" {
  value = aws_security_group.this.id
}
`;
}

/** Networks that are reckoned, and rules by for_each. */
function network(next, i) {
  const subnets = 2 + Math.floor(next() * 5);
  return `${HEADER}
variable "cidr" {
  type    = string
  default = "10.${i % 250}.0.0/16"
}

locals {
  subnets = { for n in range(${subnets}) : "zone-\${n}" => cidrsubnet(var.cidr, 8, n) }
  ports   = toset([for p in [${[1, 2, 3].map(() => pick(next, PORTS)).join(', ')}] : tostring(p)])
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = local.tags
}

resource "aws_subnet" "this" {
  for_each   = local.subnets
  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
  tags       = merge(local.tags, { Name = "\${var.name}-\${each.key}" })
}

resource "aws_security_group" "internal" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "internal" {
  for_each          = local.ports
  security_group_id = aws_security_group.internal.id
  cidr_ipv4         = aws_vpc.this.cidr_block
  from_port         = tonumber(each.key)
  to_port           = tonumber(each.key)
  ip_protocol       = "tcp"
}

output "subnet_ids" {
  value = [for key in sort(keys(local.subnets)) : aws_subnet.this[key].id]
}
`;
}

/** A machine with a rendered script in front of which stands a group of Azure. */
function machine(next, i) {
  const port = pick(next, PORTS);
  return `${HEADER}
variable "sources" {
  type    = list(string)
  default = ["10.0.0.0/8"]
}

resource "azurerm_network_security_group" "this" {
  name = "\${var.name}-${i}"

  security_rule {
    name                       = "in"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "${port}"
    source_address_prefixes    = var.sources
    destination_address_prefix = "*"
  }
}

resource "azurerm_linux_virtual_machine" "this" {
  name        = var.name
  custom_data = base64encode(templatefile("\${path.module}/start.sh.tpl", { port = ${port}, name = var.name }))
}
`;
}

/** Firewalls of Google from a map. */
function firewall(next, i) {
  return `${HEADER}
variable "rules" {
  type = map(object({
    ranges = list(string)
    ports  = list(string)
    deny   = optional(bool, false)
  }))
  default = {
    ssh = { ranges = ["10.${i % 250}.0.0/16"], ports = ["22"] }
    app = { ranges = ["10.0.0.0/8"], ports = ["${pick(next, PORTS)}", "8000-8099"] }
  }
}

resource "google_compute_firewall" "this" {
  for_each      = var.rules
  name          = join("-", [var.name, each.key])
  network       = "shared"
  priority      = each.value.deny ? 900 : 1000
  source_ranges = each.value.ranges

  dynamic "allow" {
    for_each = each.value.deny ? [] : [1]
    content {
      protocol = "tcp"
      ports    = each.value.ports
    }
  }

  dynamic "deny" {
    for_each = each.value.deny ? [1] : []
    content {
      protocol = "all"
    }
  }
}
`;
}

const KINDS = [cache, network, machine, firewall];

function call(next, kind, module) {
  const name = module.slice(module.lastIndexOf('/') + 1).replaceAll('-', '_');
  const inputs = {
    cache: `rules = [for p in local.ports : { port = p, cidrs = local.networks }]`,
    network: `cidr = "10.${Math.floor(next() * 250)}.0.0/16"`,
    machine: `sources = local.networks`,
    firewall: `rules = { app = { ranges = local.networks, ports = ["${pick(next, PORTS)}"] } }`,
  };
  return `module "${name}" {
  source = "../../${module}"
  name   = "\${var.environment}-${name}"
  tags   = local.tags
  ${inputs[kind]}
}
`;
}

/** One environment: a root with variables of its own, which calls some modules. */
function environment(next, number, modules) {
  const open = next() < 0.02;
  return {
    'main.tf': `terraform {
  backend "s3" {}
}

variable "environment" {
  type = string
}

variable "networks" {
  type = list(string)
}

locals {
  networks = distinct(concat(var.networks, ["10.${number % 250}.0.0/16"]))
  ports    = [11211, ${pick(next, PORTS)}]
  tags     = { Environment = var.environment }
}

${modules.map(([kind, module]) => call(next, kind, module)).join('\n')}`,
    'terraform.tfvars': `environment = "env-${number}"\nnetworks    = ["${open ? '0.0.0.0/0' : '192.168.0.0/16'}"]\n`,
  };
}

/**
 * Writes a tree of so many modules below `modules/` and of the environments below `live/` that call
 * each of them once.
 * @returns the number of files
 */
export function generateTerraformModules(root, { modules, seed = 1 }) {
  const next = random(seed);
  let files = 0;
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    files++;
  };
  const made = [];
  for (let i = 0; i < modules; i++) {
    const make = KINDS[i % KINDS.length];
    const folder = `modules/${make.name}-${i}`;
    write(`${folder}/main.tf`, make(next, i));
    if (make === machine) {
      write(
        `${folder}/start.sh.tpl`,
        '#!/bin/sh\nset -e\napt-get install -y memcached\nmemcached -d -u memcache -l 10.0.0.4 -p ${port} -U 0\necho ${name}\n',
      );
    }
    made.push([make.name, folder]);
  }
  for (let i = 0; i * CALLS < made.length; i++) {
    const called = made.slice(i * CALLS, (i + 1) * CALLS);
    for (const [name, text] of Object.entries(environment(next, i, called))) {
      write(`live/env-${i}/${name}`, text);
    }
  }
  return files;
}
