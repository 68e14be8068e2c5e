import { describe, expect, it } from '@jest/globals';
import { isUnresolved } from '../../../src/facts.js';
import { MemoryTree } from '../../../src/files/memory.js';
import { nomadFacts } from '../../../src/platforms/terraform/nomad.js';
import { door, doors, translate, type Translated } from './helpers.js';

/** `workload file:line protocol/scope:port …` of every listener. */
function listeners({ listeners: all }: Translated): string[] {
  return all.map(({ workload, where, sockets }) => {
    const open = isUnresolved(sockets)
      ? `unresolved (${sockets.reason})`
      : sockets.map(({ protocol, scope, port }) => `${protocol}/${scope}:${port}`).join(' ');
    return `${workload} ${where.file}:${where.startLine} ${open}`;
  });
}

describe('start-up scripts', () => {
  const instance = (userData: string, type = 'aws_instance'): string =>
    `resource "${type}" "cache" {\n  user_data = ${userData}\n}\nvariable "name" {}\n`;
  const SCRIPT = '#!/bin/sh\nmemcached -u nobody -l 0.0.0.0 -p 11300\n';

  it.each<[string, Record<string, string>, string]>([
    [
      'a heredoc',
      {
        'main.tf': instance(
          `<<-EOF\n    #!/bin/sh\n    memcached -u nobody -l 0.0.0.0 -p 11300\n  EOF`,
        ),
      },
      'main.tf:4',
    ],
    [
      'a heredoc with values that are not known',
      {
        'main.tf': instance(
          `<<-EOF\n    #!/bin/sh\n    hostname \${var.name}\n    memcached -u nobody -l 0.0.0.0 -p 11300\n  EOF`,
        ),
      },
      'main.tf:5',
    ],
    ['a quoted string', { 'main.tf': instance(JSON.stringify(SCRIPT)) }, 'main.tf:2'],
    [
      'a file',
      { 'main.tf': instance('file("${path.module}/run.sh")'), 'run.sh': SCRIPT },
      'run.sh:2',
    ],
    [
      'a template file',
      {
        'main.tf': instance('templatefile("run.tpl", { port = 11300 })'),
        'run.tpl': '#!/bin/sh\nmemcached -u nobody -l 0.0.0.0 -p ${port}\n',
      },
      'run.tpl:2',
    ],
    [
      'base64 of a file',
      {
        'main.tf': instance('base64encode(file("run.sh"))', 'aws_launch_template'),
        'run.sh': SCRIPT,
      },
      'run.sh:2',
    ],
    [
      'base64 as it is',
      { 'main.tf': instance(JSON.stringify(Buffer.from(SCRIPT).toString('base64'))) },
      'main.tf:2',
    ],
    [
      'a template_file',
      {
        'main.tf': `${instance('data.template_file.run.rendered')}data "template_file" "run" {\n  template = file("run.tpl")\n  vars = { port = 11300 }\n}\n`,
        'run.tpl': '#!/bin/sh\nmemcached -u nobody -l 0.0.0.0 -p ${port}\n',
      },
      'run.tpl:2',
    ],
    [
      'a cloud-init archive',
      {
        'main.tf': `${instance('data.cloudinit_config.all.rendered')}data "cloudinit_config" "all" {\n  part {\n    content_type = "text/x-shellscript"\n    content = file("run.sh")\n  }\n}\n`,
        'run.sh': SCRIPT,
      },
      'run.sh:2',
    ],
    [
      'a cloud-config',
      {
        'main.tf': instance('file("init.yaml")'),
        'init.yaml':
          '#cloud-config\nruncmd:\n  - echo hello\n  - memcached -u nobody -l 0.0.0.0 -p 11300\n',
      },
      'init.yaml:4',
    ],
    [
      'a list of words of a cloud-config',
      {
        'main.tf': instance('file("init.yaml")'),
        'init.yaml':
          '#cloud-config\nruncmd:\n  - [memcached, -u, nobody, -l, 0.0.0.0, -p, "11300"]\n',
      },
      'init.yaml:3',
    ],
    [
      'a provisioner',
      {
        'main.tf': `resource "aws_instance" "cache" {\n  provisioner "remote-exec" {\n    inline = [\n      "memcached -u nobody -l 0.0.0.0 -p 11300",\n    ]\n  }\n}\n`,
      },
      'main.tf:4',
    ],
  ])('in %s', (_, files, at) => {
    const found = translate(files);
    const type = files['main.tf']!.includes('"aws_launch_template"')
      ? 'aws_launch_template'
      : 'aws_instance';
    expect(listeners(found)).toEqual([`${type}.cache ${at} tcp/all:11300`]);
  });

  it('write configuration files', () => {
    const config = `#cloud-config
packages: [memcached]
write_files:
  - path: /etc/memcached.conf
    content: |
      -u memcache
      -l 0.0.0.0
  - path: /etc/other.conf
    content: -l 0.0.0.0
`;
    const files = { 'main.tf': instance('file("init.yaml")'), 'init.yaml': config };
    expect(listeners(translate(files))).toEqual(['aws_instance.cache init.yaml:7 tcp/all:11211']);
    const closed = {
      ...files,
      'init.yaml': config.replace('-l 0.0.0.0\n  -', '-l 127.0.0.1\n  -'),
    };
    expect(listeners(translate(closed))).toEqual([
      'aws_instance.cache init.yaml:7 tcp/loopback:11211',
    ]);
  });

  it('without memcached say nothing', () => {
    expect(
      translate({ 'main.tf': instance('"#!/bin/sh\\napt-get install -y nginx\\n"') }).facts,
    ).toEqual([]);
  });

  it('are restricted by the groups of the machine, also for published ports', () => {
    const files = (cidr: string): Record<string, string> => ({
      'main.tf': `resource "aws_instance" "cache" {
  vpc_security_group_ids = [aws_security_group.cache.id]
  user_data = "#!/bin/sh\\ndocker run -d -p 22122:11211 --name c memcached:1.6.39\\n"
}
resource "aws_security_group" "cache" {
  ingress {
    from_port = 22122
    to_port = 22122
    protocol = "tcp"
    cidr_blocks = ["${cidr}"]
  }
}
`,
    });
    const restrictions = (cidr: string): string[] =>
      translate(files(cidr)).restrictions.map(
        ({ target, ports, admits }) => `${String(target)} ${String(ports)} ${String(admits)}`,
      );
    expect(restrictions('10.0.0.0/8')).toEqual([
      'container c of aws_instance.cache 11211 10.0.0.0/8',
    ]);
    expect(restrictions('0.0.0.0/0')).toEqual([
      'container c of aws_instance.cache 11211 0.0.0.0/0',
    ]);
  });
});

describe('tasks of ECS', () => {
  const task = (definitions: string): string =>
    `resource "aws_ecs_task_definition" "t" {\n  container_definitions = ${definitions}\n}\nvariable "tag" {}\n`;

  it.each<[string, string, string[]]>([
    [
      'encoded',
      'jsonencode([\n    {\n      image = "memcached:1.6.39"\n    }\n  ])',
      ['aws_ecs_task_definition.t main.tf:4 tcp/all:11211 tcp/all:11211'],
    ],
    [
      'as text',
      '"[{\\"image\\": \\"memcached:1.6.39\\"}]"',
      ['aws_ecs_task_definition.t main.tf:2 tcp/all:11211 tcp/all:11211'],
    ],
    [
      'with unknown parts',
      'jsonencode([{ image = "memcached:1.6.39", name = var.tag }])',
      ['aws_ecs_task_definition.t main.tf:2 tcp/all:11211 tcp/all:11211'],
    ],
    ['of something else', 'jsonencode([{ image = "nginx:1" }])', []],
    ['of an exporter', 'jsonencode([{ image = "prom/memcached-exporter:v0.14" }])', []],
  ])('%s', (_, definitions, expected) => {
    expect(listeners(translate(task(definitions)))).toEqual(expected);
  });

  it('stand behind the groups of their service', () => {
    const text = `${task('jsonencode([{ image = "memcached:1.6.39" }])')}
resource "aws_ecs_service" "s" {
  task_definition = aws_ecs_task_definition.t.arn
  network_configuration { security_groups = [aws_security_group.g.id] }
}
resource "aws_security_group" "g" {
  ingress {
    from_port = 11211
    to_port = 11211
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
    expect(translate(text).ingresses[0]?.target).toEqual(['aws_ecs_task_definition.t']);
  });
});

describe('modules of the registry', () => {
  const call = (source: string, ...lines: string[]): string =>
    `module "m" {\n  source = "${source}"\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
  const SG = 'terraform-aws-modules/security-group/aws';

  it.each<[string, string, string[]]>([
    [
      'named rule',
      call(SG, 'ingress_rules = ["memcached-tcp"]', 'ingress_cidr_blocks = ["0.0.0.0/0"]'),
      ['main.tf:4 0.0.0.0/0 tcp 11211'],
    ],
    [
      'named rule of another port',
      call(SG, 'ingress_rules = ["https-443-tcp"]', 'ingress_cidr_blocks = ["0.0.0.0/0"]'),
      [],
    ],
    [
      'named rule for a private network',
      call(SG, 'ingress_rules = ["memcached-tcp"]', 'ingress_cidr_blocks = ["10.0.0.0/8"]'),
      ['main.tf:4 10.0.0.0/8 tcp 11211'],
    ],
    ['named rule without networks', call(SG, 'ingress_rules = ["memcached-tcp"]'), []],
    [
      'all ports',
      call(SG, 'ingress_rules = ["all-all"]', 'ingress_ipv6_cidr_blocks = ["::/0"]'),
      ['main.tf:4 ::/0 tcp+udp all ports'],
    ],
    [
      'rule with a text of networks',
      call(
        SG,
        'ingress_with_cidr_blocks = [{ rule = "memcached-tcp", cidr_blocks = "10.0.0.0/8,0.0.0.0/0" }]',
      ),
      ['main.tf:3 0.0.0.0/0 tcp 11211'],
    ],
    [
      'rule with the default networks',
      call(
        SG,
        'ingress_with_cidr_blocks = [{ from_port = 11211, to_port = 11211, protocol = "tcp" }]',
        'ingress_cidr_blocks = ["0.0.0.0/0"]',
      ),
      ['main.tf:4 0.0.0.0/0 tcp 11211'],
    ],
    ['rule for the group itself', call(SG, 'ingress_with_self = [{ rule = "all-all" }]'), []],
    [
      'computed rules that are counted',
      call(
        SG,
        'computed_ingress_rules = ["memcached-tcp"]',
        'number_of_computed_ingress_rules = 1',
        'ingress_cidr_blocks = ["0.0.0.0/0"]',
      ),
      ['main.tf:5 0.0.0.0/0 tcp 11211'],
    ],
    [
      'computed rules that are not counted',
      call(SG, 'computed_ingress_rules = ["memcached-tcp"]', 'ingress_cidr_blocks = ["0.0.0.0/0"]'),
      [],
    ],
    [
      'not created',
      call(
        SG,
        'create = false',
        'ingress_rules = ["memcached-tcp"]',
        'ingress_cidr_blocks = ["0.0.0.0/0"]',
      ),
      [],
    ],
    [
      'sub-module',
      call(`${SG}//modules/memcached`, 'ingress_cidr_blocks = ["0.0.0.0/0"]'),
      ['main.tf:3 0.0.0.0/0 tcp 11211'],
    ],
    [
      'sub-module of another service',
      call(`${SG}//modules/redis`, 'ingress_cidr_blocks = ["0.0.0.0/0"]'),
      [],
    ],
    [
      'from GitHub',
      call(
        'git::https://github.com/terraform-aws-modules/terraform-aws-security-group.git//modules/memcached?ref=v5.3.1',
        'ingress_cidr_blocks = ["0.0.0.0/0"]',
      ),
      ['main.tf:3 0.0.0.0/0 tcp 11211'],
    ],
    [
      'cloudposse memcached',
      call('cloudposse/elasticache-memcached/aws', 'allowed_cidr_blocks = ["0.0.0.0/0"]'),
      ['main.tf:3 0.0.0.0/0 tcp 11211'],
    ],
    [
      'cloudposse group',
      call(
        'cloudposse/security-group/aws',
        'rules = [{ type = "ingress", from_port = 11211, to_port = 11211, protocol = "tcp", cidr_blocks = ["0.0.0.0/0"] }]',
      ),
      ['main.tf:3 0.0.0.0/0 tcp 11211'],
    ],
    [
      'cloudposse group, outwards',
      call(
        'cloudposse/security-group/aws',
        'rules = [{ type = "egress", from_port = 0, to_port = 0, protocol = "-1", cidr_blocks = ["0.0.0.0/0"] }]',
      ),
      [],
    ],
    [
      'cloudposse matrix',
      call(
        'cloudposse/security-group/aws',
        'rule_matrix = [{ cidr_blocks = ["0.0.0.0/0"], rules = [{ type = "ingress", from_port = 11211, to_port = 11211, protocol = "tcp" }] }]',
      ),
      ['main.tf:3 0.0.0.0/0 tcp 11211'],
    ],
    [
      'elasticache',
      call(
        'terraform-aws-modules/elasticache/aws',
        'engine = "memcached"',
        'security_group_rules = { a = { cidr_ipv4 = "0.0.0.0/0" }, b = { type = "egress", cidr_ipv4 = "0.0.0.0/0" } }',
      ),
      ['main.tf:4 0.0.0.0/0 tcp 11211'],
    ],
    [
      'elasticache of Redis',
      call(
        'terraform-aws-modules/elasticache/aws',
        'engine = "redis"',
        'security_group_rules = { a = { cidr_ipv4 = "0.0.0.0/0" } }',
      ),
      ['main.tf:4 0.0.0.0/0 tcp 6379'],
    ],
  ])('%s', (_, text, expected) => {
    expect(doors(text)).toEqual(expected);
    expect(translate(text).problems).toEqual([]);
  });
});

describe('load balancers and Lightsail', () => {
  const balancer = (lb: string, protocol = 'TCP'): string => `resource "aws_lb" "l" {
  ${lb}
}
resource "aws_lb_listener" "l" {
  load_balancer_arn = aws_lb.l.arn
  port = 11211
  protocol = "${protocol}"
}
`;
  it.each<[string, string, string[]]>([
    [
      'a network load balancer',
      balancer('load_balancer_type = "network"'),
      ['main.tf:6 0.0.0.0/0,::/0 tcp 11211'],
    ],
    [
      'one for both protocols',
      balancer('load_balancer_type = "network"', 'TCP_UDP'),
      ['main.tf:6 0.0.0.0/0,::/0 tcp+udp 11211'],
    ],
    [
      'an internal one',
      balancer('load_balancer_type = "network"\n  internal = true').replace(
        /\n {2}internal/,
        ' \n internal',
      ),
      [],
    ],
    [
      'one with groups',
      balancer('load_balancer_type = "network"\n security_groups = ["sg-1"]'),
      [],
    ],
    ['an application load balancer', balancer('load_balancer_type = "application"', 'HTTP'), []],
    [
      'open ports of Lightsail',
      'resource "aws_lightsail_instance_public_ports" "p" {\n  port_info {\n    protocol = "tcp"\n    from_port = 11211\n    to_port = 11211\n  }\n}\n',
      ['main.tf:4 0.0.0.0/0,::/0 tcp 11211'],
    ],
    [
      'named sources of Lightsail',
      'resource "aws_lightsail_instance_public_ports" "p" {\n  port_info {\n    protocol = "tcp"\n    from_port = 11211\n    to_port = 11211\n    cidrs = ["192.168.0.0/24"]\n  }\n}\n',
      ['main.tf:6 192.168.0.0/24 tcp 11211'],
    ],
  ])('%s', (_, text, expected) => {
    expect(doors(text)).toEqual(expected);
  });
});

describe('Nomad jobs', () => {
  const job = (network: string, config = 'image = "memcached:1.6.39"'): string => `job "cache" {
  group "cache" {
    network {
      ${network}
    }
    task "memcached" {
      driver = "docker"
      config {
        ${config}
      }
    }
  }
}
`;
  const nomad = (text: string): string[] => {
    const tree = new MemoryTree({ 'cache.nomad.hcl': text });
    return nomadFacts(tree.read('cache.nomad.hcl')!, tree, 'nomad').flatMap((each) =>
      each.kind === 'ingress' ? [`${door(each)} ${each.leadsTo}`] : [],
    );
  };

  it.each<[string, string, string[]]>([
    [
      'a static port',
      job('mode = "bridge"\n port "c" {\n static = 11211\n }'),
      ['cache.nomad.hcl:6 0.0.0.0/0,::/0 tcp+udp 11211 memcached'],
    ],
    [
      'a random port',
      job('mode = "bridge"\n port "c" {\n to = 11211\n }'),
      ['cache.nomad.hcl:6 0.0.0.0/0,::/0 tcp+udp 20000-32000 memcached'],
    ],
    ['no port', job('mode = "bridge"'), []],
    ['a port that Docker does not publish', job('port "c" {\n static = 11211\n }'), []],
    [
      'a port that Docker publishes',
      job('port "c" {\n static = 11211\n }', 'image = "memcached:1.6.39"\n ports = ["c"]'),
      ['cache.nomad.hcl:5 0.0.0.0/0,::/0 tcp+udp 11211 memcached'],
    ],
    [
      'something else',
      job('mode = "bridge"\n port "c" {\n static = 11211\n }', 'image = "nginx:1"'),
      ['cache.nomad.hcl:6 0.0.0.0/0,::/0 tcp+udp 11211 something-else'],
    ],
  ])('publish %s', (_, text, expected) => {
    expect(nomad(text)).toEqual(expected);
  });

  it('are read from heredocs, with their places', () => {
    const text = `resource "nomad_job" "c" {\n  jobspec = <<EOT\n${job('mode = "bridge"\n port "c" {\n static = 11211\n }')}EOT\n}\n`;
    expect(doors(text)).toEqual(['main.tf:8 0.0.0.0/0,::/0 tcp+udp 11211']);
  });
});
