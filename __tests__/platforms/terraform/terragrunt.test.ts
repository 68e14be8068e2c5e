import { describe, expect, it } from '@jest/globals';
import { doors, translate } from './helpers.js';

const module = {
  'modules/sg/main.tf': `variable "cidrs" {
  type = list(string)
}
variable "port" {
  default = 11211
}
resource "aws_security_group" "cache" {
  ingress {
    from_port   = var.port
    to_port     = var.port
    protocol    = "tcp"
    cidr_blocks = var.cidrs
  }
}
`,
};
const OPEN = 'modules/sg/main.tf:12 0.0.0.0/0 tcp 11211';
const PRIVATE = 'modules/sg/main.tf:12 10.0.0.0/8 tcp 11211';
const source = 'terraform {\n  source = "../../modules//sg"\n}\n';

/** The doors of a unit in live/cache, with other files beside the module. */
function unit(text: string, files: Record<string, string> = {}): string[] {
  return doors({ ...module, 'live/cache/terragrunt.hcl': text, ...files });
}

describe('include', () => {
  it.each<[string, string, Record<string, string>, string[]]>([
    [
      'inputs of a parent are merged below those of the unit',
      `include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n${source}`,
      { 'live/root.hcl': 'inputs = {\n  cidrs = ["0.0.0.0/0"]\n}\n' },
      [OPEN],
    ],
    [
      'the unit wins',
      `include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n${source}inputs = { cidrs = ["10.0.0.0/8"] }\n`,
      { 'live/root.hcl': 'inputs = {\n  cidrs = ["0.0.0.0/0"]\n}\n' },
      [PRIVATE],
    ],
    [
      'a parent that has no other name',
      `include {\n  path = find_in_parent_folders()\n}\n${source}`,
      { 'live/terragrunt.hcl': 'inputs = { cidrs = ["0.0.0.0/0"] }\n' },
      [OPEN],
    ],
    [
      'no_merge leaves them out',
      `include "root" {\n  path = "../root.hcl"\n  merge_strategy = "no_merge"\n}\n${source}inputs = { cidrs = ["10.0.0.0/8"] }\n`,
      { 'live/root.hcl': 'inputs = { cidrs = ["0.0.0.0/0"], port = 22 }\n' },
      [PRIVATE],
    ],
    [
      'a deep merge joins lists',
      `include "root" {\n  path = "../root.hcl"\n  merge_strategy = "deep"\n}\n${source}inputs = { cidrs = ["10.0.0.0/8"] }\n`,
      { 'live/root.hcl': 'inputs = { cidrs = ["192.168.0.0/16"] }\n' },
      ['modules/sg/main.tf:12 10.0.0.0/8,192.168.0.0/16 tcp 11211'],
    ],
    [
      'the source may stand in what is included',
      'include "common" {\n  path = "${dirname(find_in_parent_folders("root.hcl"))}/_common/sg.hcl"\n}\n',
      {
        'live/root.hcl': '',
        'live/_common/sg.hcl':
          'terraform {\n  source = "${get_repo_root()}/modules//sg"\n}\ninputs = { cidrs = ["0.0.0.0/0"] }\n',
      },
      [OPEN],
    ],
    [
      'locals of what is included are exposed, and come from files that are read',
      `include "root" {\n  path   = find_in_parent_folders("root.hcl")\n  expose = true\n}\n${source}inputs = { cidrs = include.root.locals.env.locals.networks }\n`,
      {
        'live/root.hcl':
          'locals {\n  env = read_terragrunt_config(find_in_parent_folders("env.hcl"))\n}\n',
        'live/env.hcl': 'locals {\n  networks = ["0.0.0.0/0"]\n}\n',
      },
      [OPEN],
    ],
    [
      'the functions of what is included speak of the unit',
      `include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n${source}`,
      {
        'live/root.hcl':
          'inputs = {\n  cidrs = path_relative_to_include() == "cache" ? ["0.0.0.0/0"] : ["10.0.0.0/8"]\n}\n',
      },
      [OPEN],
    ],
    [
      'values of YAML and of variable files',
      `locals {\n  nets = yamldecode(file("\${get_terragrunt_dir()}/nets.yaml"))\n  vars = jsondecode(read_tfvars_file("x.tfvars"))\n}\n${source}inputs = { cidrs = local.nets.open, port = local.vars.port }\n`,
      {
        'live/cache/nets.yaml': 'open:\n  - 0.0.0.0/0\n',
        'live/cache/x.tfvars': 'port = 11211\n',
      },
      [OPEN],
    ],
    [
      'files of variables count before the inputs',
      `terraform {\n  source = "../../modules//sg"\n  extra_arguments "vars" {\n    commands = ["plan"]\n    required_var_files = ["\${get_parent_terragrunt_dir()}/common.tfvars"]\n  }\n}\ninclude {\n  path = "../root.hcl"\n}\ninputs = { cidrs = ["10.0.0.0/8"] }\n`,
      { 'live/root.hcl': '', 'live/common.tfvars': 'cidrs = ["0.0.0.0/0"]\n' },
      [OPEN],
    ],
  ])('%s', (_, text, files, expected) => {
    expect(unit(text, files)).toEqual(expected);
  });

  it('of a file that is not there leaves unset variables unknown', () => {
    const [door] = unit(`include {\n  path = find_in_parent_folders()\n}\n${source}`);
    expect(door).toContain(
      'unresolved (`cidrs` may be set by a file that live/cache/terragrunt.hcl includes)',
    );
  });
});

describe('dependency', () => {
  const dependency = (path: string): string =>
    `dependency "net" {\n  config_path = "${path}"\n  mock_outputs = { cidrs = ["0.0.0.0/0"] }\n}\n${source}inputs = { cidrs = dependency.net.outputs.cidrs }\n`;
  const net = (cidr: string): Record<string, string> => ({
    'modules/net/main.tf': `variable "cidr" {}\noutput "cidrs" {\n  value = [var.cidr]\n}\n`,
    'live/net/terragrunt.hcl': `terraform {\n  source = "../../modules//net"\n}\ninputs = { cidr = "${cidr}" }\n`,
  });
  it.each([
    ['0.0.0.0/0', OPEN],
    ['10.0.0.0/8', PRIVATE],
  ])('gives the output of the other unit: %s', (cidr, expected) => {
    expect(unit(dependency('../net'), net(cidr))).toEqual([expected]);
  });

  it('is not known without that unit, and mocks are not believed', () => {
    const [door] = unit(dependency('../gone'));
    expect(door).toContain('unresolved (`dependency.net.outputs.cidrs` is known only after');
  });

  it('in a circle ends', () => {
    const files = net('10.0.0.0/8');
    files['live/net/terragrunt.hcl'] =
      'dependency "cache" {\n  config_path = "../cache"\n}\nterraform {\n  source = "../../modules//net"\n}\ninputs = { cidr = dependency.cache.outputs.x }\n';
    expect(unit(dependency('../net'), files)[0]).toContain('unresolved');
  });

  it('does not take a group of another unit for one of its own', () => {
    const files = {
      'modules/a/main.tf': `resource "aws_security_group" "g" {
  ingress {
    from_port = 11211
    to_port = 11211
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
output "id" {
  value = aws_security_group.g.id
}
`,
      'modules/b/main.tf': `variable "group" {}
resource "aws_security_group" "g" {}
resource "aws_elasticache_cluster" "c" {
  engine             = "memcached"
  security_group_ids = [var.group]
}
`,
      'live/a/terragrunt.hcl': 'terraform {\n  source = "../../modules//a"\n}\n',
      'live/b/terragrunt.hcl':
        'dependency "a" {\n  config_path = "../a"\n}\nterraform {\n  source = "../../modules//b"\n}\ninputs = { group = dependency.a.outputs.id }\n',
    };
    const { restrictions } = translate(files);
    expect(restrictions.every(({ admits }) => 'unresolved' in admits)).toBe(true);
  });
});

describe('other calls', () => {
  it('give their inputs to the module beside them', () => {
    expect(
      doors({
        'live/main.tf': module['modules/sg/main.tf'],
        'live/terragrunt.hcl': 'inputs = { cidrs = ["0.0.0.0/0"] }\n',
      }),
    ).toEqual(['live/main.tf:12 0.0.0.0/0 tcp 11211']);
  });

  it.each([
    ['"tfr:///terraform-aws-modules/security-group/aws?version=5.1.0"'],
    ['"git::https://github.com/terraform-aws-modules/terraform-aws-security-group.git//?ref=v5"'],
  ])('of %s go by its contract', (from) => {
    const text = (cidr: string): string =>
      `terraform {\n  source = ${from}\n}\ninputs = {\n  ingress_rules       = ["memcached-tcp"]\n  ingress_cidr_blocks = ["${cidr}"]\n}\n`;
    expect(doors({ 'live/sg/terragrunt.hcl': text('0.0.0.0/0') })).toEqual([
      'live/sg/terragrunt.hcl:6 0.0.0.0/0 tcp 11211',
    ]);
    expect(doors({ 'live/sg/terragrunt.hcl': text('10.0.0.0/8') })).toEqual([
      'live/sg/terragrunt.hcl:6 10.0.0.0/8 tcp 11211',
    ]);
  });

  it('of a module that is nowhere are said to be so', () => {
    const { problems } = translate({
      'live/terragrunt.hcl':
        'terraform {\n  source = "git::https://example.com/x.git"\n}\ninputs = { engine = "memcached" }\n',
    });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('is told about memcached, but it is not in the repository'),
    ]);
  });
});
