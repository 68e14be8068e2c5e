import { describe, expect, it } from '@jest/globals';
import { doors, translate } from './helpers.js';

const RULE = (cidr: string): string => `resource "aws_security_group_rule" "cache" {
  type        = "ingress"
  from_port   = 11211
  to_port     = 11211
  protocol    = "tcp"
  cidr_blocks = ${cidr}
}
`;
const MODULE = `variable "cidrs" {}
output "cidrs" { value = var.cidrs }
${RULE('var.cidrs')}`;

describe('a generate block', () => {
  const unit = (contents: string, more = ''): Record<string, string> => ({
    'live/terragrunt.hcl': `locals {\n  cidr = "0.0.0.0/0"\n}\ngenerate "rules" {\n  path      = "rules.tf"\n  if_exists = "overwrite"\n${more}  contents  = <<EOF\n${contents}EOF\n}\nterraform {\n  source = "../modules/sg"\n}\n`,
    'modules/sg/main.tf': 'locals {\n  inside = "192.168.0.0/16"\n}\n',
  });

  it('puts what it holds into the module, at its own lines', () => {
    expect(doors(unit(RULE('["0.0.0.0/0"]')))).toEqual([
      'live/terragrunt.hcl:13 0.0.0.0/0 tcp 11211',
    ]);
    expect(doors(unit(RULE('["10.0.0.0/8"]')))).toEqual([
      'live/terragrunt.hcl:13 10.0.0.0/8 tcp 11211',
    ]);
  });

  it('is a template of Terragrunt, and what it becomes is one of Terraform', () => {
    expect(doors(unit(RULE('["${local.cidr}"]')))).toEqual([
      'live/terragrunt.hcl:7 0.0.0.0/0 tcp 11211',
    ]);
    expect(doors(unit(RULE('["$${local.inside}"]')))).toEqual([
      'live/terragrunt.hcl:7 192.168.0.0/16 tcp 11211',
    ]);
  });

  it('writes nothing when it is disabled or for another kind of file', () => {
    expect(doors(unit(RULE('["0.0.0.0/0"]'), '  disable   = true\n'))).toEqual([]);
    const files = unit(RULE('["0.0.0.0/0"]'));
    const text = files['live/terragrunt.hcl']!.replace('rules.tf', 'rules.txt');
    expect(doors({ ...files, 'live/terragrunt.hcl': text })).toEqual([]);
  });

  it('takes the place of the file of its name', () => {
    const files = { ...unit(RULE('["10.0.0.0/8"]')), 'modules/sg/rules.tf': RULE('["0.0.0.0/0"]') };
    expect(doors(files)).toEqual(['live/terragrunt.hcl:13 10.0.0.0/8 tcp 11211']);
  });

  it('of a file that is included counts', () => {
    expect(
      doors({
        'root.hcl': `generate "rules" {\n  path = "rules.tf"\n  contents = <<EOF\n${RULE('["0.0.0.0/0"]')}EOF\n}\n`,
        'live/terragrunt.hcl':
          'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\nterraform {\n  source = "../modules/sg"\n}\n',
        'modules/sg/main.tf': 'locals {}\n',
      }),
    ).toEqual(['root.hcl:9 0.0.0.0/0 tcp 11211']);
  });
});

describe('a stack', () => {
  const stack = (units: string, files: Record<string, string> = {}): Record<string, string> => ({
    'live/terragrunt.stack.hcl': units,
    'units/sg/terragrunt.hcl':
      'terraform {\n  source = "../../modules/sg"\n}\ninputs = {\n  cidrs = try(values.cidrs, ["172.16.0.0/12"])\n}\n',
    'modules/sg/main.tf': MODULE,
    ...files,
  });
  const unit = (name: string, values: string): string =>
    `unit "${name}" {\n  source = "../units/sg"\n  path   = "${name}"\n${values}}\n`;

  it('gives its values to the units of a catalogue', () => {
    expect(doors(stack(unit('a', '  values = { cidrs = ["0.0.0.0/0"] }\n')))).toEqual([
      'modules/sg/main.tf:8 0.0.0.0/0 tcp 11211',
    ]);
    expect(doors(stack(unit('a', '  values = { cidrs = ["10.0.0.0/8"] }\n')))).toEqual([
      'modules/sg/main.tf:8 10.0.0.0/8 tcp 11211',
    ]);
    expect(doors(stack(unit('a', '')))).toEqual(['modules/sg/main.tf:8 172.16.0.0/12 tcp 11211']);
  });

  it('makes each of its units', () => {
    const two = `locals {\n  open = ["0.0.0.0/0"]\n}\n${unit('a', '  values = { cidrs = local.open }\n')}${unit('b', '')}`;
    expect(doors(stack(two))).toEqual([
      'modules/sg/main.tf:8 0.0.0.0/0 tcp 11211',
      'modules/sg/main.tf:8 172.16.0.0/12 tcp 11211',
    ]);
  });

  it('may be made of stacks', () => {
    const outer =
      'stack "s" {\n  source = "../stacks/s"\n  path = "s"\n  values = { to = ["0.0.0.0/0"] }\n}\n';
    const inner =
      'unit "a" {\n  source = "../../units/sg"\n  path = "a"\n  values = { cidrs = values.to }\n}\n';
    expect(doors(stack(outer, { 'stacks/s/terragrunt.stack.hcl': inner }))).toEqual([
      'modules/sg/main.tf:8 0.0.0.0/0 tcp 11211',
    ]);
  });

  it('has units that depend on each other', () => {
    const units = {
      'units/b/terragrunt.hcl':
        'terraform {\n  source = "../../modules/sg"\n}\ndependency "a" {\n  config_path = "../a"\n}\ninputs = {\n  cidrs = dependency.a.outputs.cidrs\n}\n',
    };
    const text = `${unit('a', '  values = { cidrs = ["0.0.0.0/0"] }\n')}unit "b" {\n  source = "../units/b"\n  path = "b"\n}\n`;
    expect(doors(stack(text, units))).toEqual(['modules/sg/main.tf:8 0.0.0.0/0 tcp 11211']);
  });

  it('of units that are elsewhere says that they are not in the repository', () => {
    const text =
      'unit "a" {\n  source = "git::https://example.com/units.git//sg?ref=v1"\n  path = "a"\n  values = { cidrs = ["0.0.0.0/0"], port = 11211 }\n}\n';
    const { problems } = translate({ 'live/terragrunt.stack.hcl': text });
    expect(problems.map(({ kind, where }) => `${kind} ${where.file}:${where.startLine}`)).toEqual([
      'unresolved live/terragrunt.stack.hcl:4',
    ]);
  });

  it('that leads to itself ends', () => {
    const one = (name: string): string =>
      `stack "${name}" {\n  source = "./"\n  path = "${name}"\n}\n`;
    const text = Array.from({ length: 20 }, (_, index) => one(`s${index}`)).join('');
    expect(() => translate({ 'terragrunt.stack.hcl': text })).not.toThrow();
  });
});
