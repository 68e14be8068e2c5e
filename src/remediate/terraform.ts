import type { Draft, Request } from './model.js';
import { lines, writeFile } from './shell.js';

const FILE = 'memcached-firewall.tf';
const list = (networks: readonly string[]): string =>
  `[${networks.map((network) => `"${network}"`).join(', ')}]`;

const RELOAD = [
  'terraform fmt -check . || terraform fmt .',
  'terraform init -input=false',
  'terraform validate',
  '# Read the plan: it must add, and change nothing else.',
  'terraform plan -out=memcached-firewall.plan',
  'terraform apply memcached-firewall.plan',
];

/** A security group that lets only the trusted in. Groups only allow, so that others have to go. */
export function terraformAws({ v4, v6, port }: Request): Draft {
  const ingress = ['tcp', 'udp'].flatMap((protocol) => {
    const attributes: [name: string, value: string][] = [
      ['description', `"memcached for the trusted networks, ${protocol.toUpperCase()}"`],
      ['from_port', String(port)],
      ['to_port', String(port)],
      ['protocol', `"${protocol}"`],
    ];
    if (v4.length > 0) attributes.push(['cidr_blocks', list(v4)]);
    if (v6.length > 0) attributes.push(['ipv6_cidr_blocks', list(v6)]);
    const width = Math.max(...attributes.map(([name]) => name.length));
    return [
      '  ingress {',
      ...attributes.map(([name, value]) => `    ${name.padEnd(width)} = ${value}`),
      '  }',
    ];
  });
  const file = {
    path: FILE,
    content: `${lines(
      'variable "memcached_vpc_id" {',
      '  description = "The VPC that memcached runs in."',
      '  type        = string',
      '}',
      '',
      `resource "aws_security_group" "memcached_${port}" {`,
      `  name_prefix = "memcached-${port}-"`,
      `  description = "Who may reach memcached at port ${port}"`,
      '  vpc_id      = var.memcached_vpc_id',
      '',
      ingress,
      '',
      '  lifecycle {',
      '    create_before_destroy = true',
      '  }',
      '}',
      '',
      `output "memcached_${port}_security_group_id" {`,
      `  value = aws_security_group.memcached_${port}.id`,
      '}',
    )}\n`,
  };
  return {
    where: 'with access to the account',
    notes: [
      'The trusted stay in while it is applied if the new group is attached before the wide rules of other groups are taken out: groups add up.',
      'Attach the group (vpc_security_group_ids of the instance, security_group_ids of the ElastiCache cluster), then take the rules out that the step before lists.',
    ],
    files: [file],
    before: lines(
      `aws ec2 describe-security-group-rules --query "SecurityGroupRules[?IsEgress==\\\`false\\\` && FromPort<=\\\`${port}\\\` && ToPort>=\\\`${port}\\\`]" | tee memcached-rules-before.json`,
      'terraform state pull > memcached-state-before.json',
    ),
    apply: lines(writeFile(file), RELOAD),
    verify: lines(
      `aws ec2 describe-security-group-rules --filters "Name=group-id,Values=$(terraform output -raw memcached_${port}_security_group_id)"`,
      '# On the host:',
      `#   ss -tulnp 'sport = :${port}'`,
      'terraform plan -detailed-exitcode',
    ),
    blocked: lines(
      '# The log: refused traffic of the network interfaces of memcached, once.',
      '# aws ec2 create-flow-logs --resource-type VPC --resource-ids "$VPC" --traffic-type REJECT --log-group-name memcached-refused --deliver-logs-permission-arn "$ROLE"',
      `aws logs start-query --log-group-name memcached-refused --start-time "$(($(date +%s) - 604800))" --end-time "$(date +%s)" --query-string 'filter action = "REJECT" and dstPort = ${port} | stats count(*) as attempts by srcAddr, protocol | sort attempts desc | limit 50'`,
      '# aws logs get-query-results --query-id …',
    ),
    rollback: lines(
      '# Put the rules of memcached-rules-before.json back before the group is detached.',
      `git rm --cached --ignore-unmatch ${FILE}; rm -f ${FILE}`,
      RELOAD,
    ),
  };
}

/** Rules of a network security group: the trusted by priority ahead of a rule that denies the rest. */
export function terraformAzure({ v4, v6, port }: Request): Draft {
  const rule = (
    name: string,
    priority: number,
    access: 'Allow' | 'Deny',
    protocol: string,
    source: string,
    after: readonly string[] = [],
  ): string[] => [
    '',
    `resource "azurerm_network_security_rule" "${name}" {`,
    `  name                        = "${name.replaceAll('_', '-')}"`,
    `  priority                    = ${priority}`,
    '  direction                   = "Inbound"',
    `  access                      = "${access}"`,
    `  protocol                    = "${protocol}"`,
    '  source_port_range           = "*"',
    `  destination_port_range      = "${port}"`,
    `  ${source}`,
    '  destination_address_prefix  = "*"',
    '  resource_group_name         = var.memcached_resource_group_name',
    '  network_security_group_name = var.memcached_network_security_group_name',
    ...(after.length === 0
      ? []
      : [
          '',
          `  depends_on = [${after.map((one) => `azurerm_network_security_rule.${one}`).join(', ')}]`,
        ]),
    '}',
  ];
  const families = [
    { networks: v4, suffix: 'ipv4', at: 0 },
    { networks: v6, suffix: 'ipv6', at: 2 },
  ].filter(({ networks }) => networks.length > 0);
  const allows = families.flatMap(({ networks, suffix, at }) =>
    ['Tcp', 'Udp'].map((protocol, index) => ({
      name: `memcached_${port}_${protocol.toLowerCase()}_${suffix}`,
      protocol,
      priority: 100 + at + index,
      source: `source_address_prefixes     = ${list(networks)}`,
    })),
  );
  const file = {
    path: FILE,
    content: `${lines(
      'variable "memcached_resource_group_name" {',
      '  description = "The resource group of the network security group."',
      '  type        = string',
      '}',
      '',
      'variable "memcached_network_security_group_name" {',
      '  description = "The network security group in front of memcached."',
      '  type        = string',
      '}',
      allows.flatMap(({ name, protocol, priority, source }) =>
        rule(name, priority, 'Allow', protocol, source),
      ),
      rule(
        `memcached_${port}_others`,
        110,
        'Deny',
        '*',
        'source_address_prefix       = "*"',
        allows.map(({ name }) => name),
      ),
    )}\n`,
  };
  return {
    where: 'with access to the subscription',
    notes: [
      'The trusted stay in while it is applied: the rule that denies is made after those that allow, and has the lower priority.',
      'Priorities 100 to 110 must be free in the group. It denies health probes of an Azure load balancer too; allow the tag AzureLoadBalancer ahead of it if one stands in front.',
      'A group that declares its rules inline (security_rule blocks) takes these there instead: both ways at once undo each other.',
    ],
    files: [file],
    before: lines(
      'az network nsg rule list --resource-group "$GROUP" --nsg-name "$NSG" --include-default | tee memcached-rules-before.json',
      'terraform state pull > memcached-state-before.json',
    ),
    apply: lines(writeFile(file), RELOAD),
    verify: lines(
      'az network nsg rule list --resource-group "$GROUP" --nsg-name "$NSG" --include-default --output table',
      '# On the host:',
      `#   ss -tulnp 'sport = :${port}'`,
      'terraform plan -detailed-exitcode',
    ),
    blocked: lines(
      '# The log: flow logs of the virtual network with traffic analytics, once (az network watcher flow-log create).',
      `az monitor log-analytics query --workspace "$WORKSPACE" --analytics-query 'NTANetAnalytics | where DestPort == ${port} and FlowStatus == "Denied" | summarize attempts=count() by SrcIp, L4Protocol | top 50 by attempts'`,
    ),
    rollback: lines(`git rm --cached --ignore-unmatch ${FILE}; rm -f ${FILE}`, RELOAD),
  };
}

/** Firewall rules of a VPC: the trusted by priority ahead of rules that deny the rest. */
export function terraformGoogle({ v4, v6, port }: Request): Draft {
  const families = [
    { networks: v4, suffix: 'ipv4', everyone: '0.0.0.0/0' },
    { networks: v6, suffix: 'ipv6', everyone: '::/0' },
  ];
  const rule = (
    name: string,
    action: 'allow' | 'deny',
    priority: number,
    sources: readonly string[],
    after: readonly string[] = [],
  ): string[] => [
    '',
    `resource "google_compute_firewall" "${name}" {`,
    `  name          = "${name.replaceAll('_', '-')}"`,
    '  network       = var.memcached_network',
    '  direction     = "INGRESS"',
    `  priority      = ${priority}`,
    `  source_ranges = ${list(sources)}`,
    '  target_tags   = var.memcached_target_tags',
    ...['tcp', 'udp'].flatMap((protocol) => [
      '',
      `  ${action} {`,
      `    protocol = "${protocol}"`,
      `    ports    = ["${port}"]`,
      '  }',
    ]),
    '',
    '  log_config {',
    '    metadata = "INCLUDE_ALL_METADATA"',
    '  }',
    ...(after.length === 0
      ? []
      : [
          '',
          `  depends_on = [${after.map((one) => `google_compute_firewall.${one}`).join(', ')}]`,
        ]),
    '}',
  ];
  const allows = families
    .filter(({ networks }) => networks.length > 0)
    .map(({ networks, suffix }) => ({ name: `memcached_${port}_trusted_${suffix}`, networks }));
  const file = {
    path: FILE,
    content: `${lines(
      'variable "memcached_network" {',
      '  description = "The VPC network that memcached runs in."',
      '  type        = string',
      '}',
      '',
      'variable "memcached_target_tags" {',
      '  description = "The network tags of the instances that run memcached."',
      '  type        = list(string)',
      '  default     = ["memcached"]',
      '}',
      allows.flatMap(({ name, networks }) => rule(name, 'allow', 900, networks)),
      families.flatMap(({ suffix, everyone }) =>
        rule(
          `memcached_${port}_others_${suffix}`,
          'deny',
          910,
          [everyone],
          allows.map(({ name }) => name),
        ),
      ),
    )}\n`,
  };
  return {
    where: 'with access to the project',
    notes: [
      'The trusted stay in while it is applied: the rules that deny are made after those that allow, and have the lower priority.',
      'Rules with a priority number below 900 are asked first; the step before lists them. The instances need one of the network tags.',
    ],
    files: [file],
    before: lines(
      'gcloud compute firewall-rules list --format=json | tee memcached-rules-before.json',
      'terraform state pull > memcached-state-before.json',
    ),
    apply: lines(writeFile(file), RELOAD),
    verify: lines(
      'gcloud compute firewall-rules list --sort-by=priority --format="table(name,priority,direction,sourceRanges.list(),allowed[].map().firewall_rule().list(),denied[].map().firewall_rule().list())"',
      '# On the host:',
      `#   ss -tulnp 'sport = :${port}'`,
      'terraform plan -detailed-exitcode',
    ),
    blocked: `gcloud logging read 'logName:"compute.googleapis.com%2Ffirewall" AND jsonPayload.disposition="DENIED" AND jsonPayload.connection.dest_port=${port}' --freshness=7d --limit=50 --format='value(timestamp, jsonPayload.connection.src_ip, jsonPayload.connection.protocol)'`,
    rollback: lines(`git rm --cached --ignore-unmatch ${FILE}; rm -f ${FILE}`, RELOAD),
  };
}
