import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { doors, output, plain, translate } from './helpers.js';

/** A group that lets in `cidrs` on memcached's port; the CIDRs stand on line 6. */
const group = (cidrs: string): string => `resource "aws_security_group" "cache" {
  ingress {
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = ${cidrs}
  }
}
`;
const variable = (name: string, ...lines: string[]): string =>
  `variable "${name}" {\n${lines.join('\n')}\n}\n`;
const OPEN = 'main.tf:6 0.0.0.0/0 tcp 11211';
const CLOSED = 'main.tf:6 10.0.0.0/8 tcp 11211';
const PROVIDER = 'provider "aws" {}\n';

describe('variables', () => {
  const tf =
    group('var.cidrs') +
    PROVIDER +
    variable('cidrs', 'type = list(string)', 'default = ["10.0.0.0/8"]');
  it.each<[string, Record<string, string>, string[]]>([
    ['its default', {}, [CLOSED]],
    ['terraform.tfvars', { 'terraform.tfvars': 'cidrs = ["0.0.0.0/0"]\n' }, [OPEN]],
    ['terraform.tfvars.json', { 'terraform.tfvars.json': '{"cidrs": ["0.0.0.0/0"]}' }, [OPEN]],
    ['an auto file', { 'x.auto.tfvars': 'cidrs = ["0.0.0.0/0"]\n' }, [OPEN]],
    [
      'the last auto file',
      {
        'terraform.tfvars': 'cidrs = ["0.0.0.0/0"]\n',
        'a.auto.tfvars': 'cidrs = ["10.0.0.0/8"]\n',
      },
      [CLOSED],
    ],
    [
      'not the file of another folder',
      { 'other/terraform.tfvars': 'cidrs = ["0.0.0.0/0"]\n', 'other/main.tf': '' },
      [CLOSED],
    ],
    ['not an unrelated file', { 'prod.tfvars': 'other = ["0.0.0.0/0"]\n' }, [CLOSED]],
  ])('have the value of %s', (_, files, expected) => {
    expect(doors({ 'main.tf': tf, ...files })).toEqual(expected);
  });

  it('are tried with files that are loaded only when named, and the finding says with which', () => {
    const files = {
      'main.tf': tf,
      'env/prod.tfvars': 'cidrs = ["0.0.0.0/0"]\n',
      'env/dev.tfvars': 'cidrs = ["10.0.0.0/8"]\n',
    };
    const { ingresses } = translate(files);
    expect(doors(files)).toEqual([OPEN, CLOSED]);
    const opened = ingresses.find(({ notes }) => notes !== undefined);
    expect(opened?.notes).toEqual([
      'This holds when Terraform is given the variables of env/prod.tfvars.',
    ]);
    expect(opened?.related.map(({ where }) => where.file)).toContain('env/prod.tfvars');
  });

  it('without a default are decided by the named files when there are any', () => {
    const files = { 'main.tf': group('var.cidrs') + PROVIDER + variable('cidrs') };
    expect(doors(files)).toEqual(['main.tf:6 unresolved (`var.cidrs` has no default) tcp 11211']);
    expect(doors({ ...files, 'prod.tfvars': 'cidrs = ["10.0.0.0/8"]\n' })).toEqual([CLOSED]);
    expect(doors({ ...files, 'prod.tfvars': 'cidrs = ["0.0.0.0/0"]\n' })).toEqual([OPEN]);
  });

  it('in an example file open the door only under a condition', () => {
    const files = { 'main.tf': tf, 'example.tfvars': 'cidrs = ["0.0.0.0/0"]\n' };
    expect(doors(files)).toContain(`${OPEN} if the variables of example.tfvars are used`);
  });
});

describe('override files', () => {
  it('replace attributes and all blocks of a type', () => {
    const files = { 'main.tf': group('["0.0.0.0/0"]') };
    const override = group('["10.0.0.0/8"]');
    expect(doors({ ...files, 'override.tf': override })).toEqual([
      CLOSED.replace('main', 'override'),
    ]);
    expect(doors({ ...files, 'x_override.tf': override })).toEqual([
      CLOSED.replace('main', 'x_override'),
    ]);
    expect(doors({ ...files, 'overrides.tf': override })).toHaveLength(2);
  });

  it('of OpenTofu take the place of the Terraform file of the same name', () => {
    expect(
      doors({ 'main.tf': group('["0.0.0.0/0"]'), 'main.tofu': group('["10.0.0.0/8"]') }),
    ).toEqual([CLOSED.replace('main.tf', 'main.tofu')]);
  });
});

describe('modules', () => {
  const module = {
    'modules/sg/main.tf': group('var.cidrs'),
    'modules/sg/variables.tf': variable('cidrs', 'default = ["0.0.0.0/0"]'),
  };
  const call = (more: string): string => `module "sg" {\n  source = "./modules/sg"\n${more}}\n`;
  const at = (line: string): string => line.replace('main.tf', 'modules/sg/main.tf');

  it.each<[string, Record<string, string>, string[]]>([
    [
      'nobody calls',
      {},
      [`${at(OPEN)} if a caller of the module leaves \`var.cidrs\` at its default`],
    ],
    ['is called as it is', { 'main.tf': call('') }, [at(OPEN)]],
    ['every caller closes', { 'main.tf': call('  cidrs = ["10.0.0.0/8"]\n') }, [at(CLOSED)]],
    [
      'one caller closes and one leaves open',
      { 'main.tf': call('  cidrs = ["10.0.0.0/8"]\n'), 'b.tf': call('').replace('"sg"', '"b"') },
      [at(OPEN), at(CLOSED)],
    ],
    ['is called no times', { 'main.tf': call('  count = 0\n') }, []],
    ['is called for nothing', { 'main.tf': call('  for_each = {}\n') }, []],
    [
      'is called with what the caller has',
      { 'main.tf': `${call('  cidrs = local.nets\n')}locals { nets = ["10.0.0.0/8"] }\n` },
      [at(CLOSED)],
    ],
  ])('that %s', (_, files, expected) => {
    expect(doors({ ...module, ...files })).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['closed', 'inputs = {\n  cidrs = ["10.0.0.0/8"]\n}\n', [at(CLOSED)]],
    [
      'opened',
      'inputs = {\n  cidrs = local.nets\n}\nlocals { nets = ["0.0.0.0/0"] }\n',
      [at(OPEN)],
    ],
    ['left as they are', '', [at(OPEN)]],
    [
      'left to what is included',
      'include "root" { path = find_in_parent_folders() }\n',
      [
        at(
          'main.tf:6 unresolved (`cidrs` may be set by a file that live/terragrunt.hcl includes) tcp 11211',
        ),
      ],
    ],
  ])('called by Terragrunt are %s', (_, inputs, expected) => {
    for (const source of [
      '"../modules//sg"',
      '"${get_repo_root()}/modules/sg"',
      '"${get_terragrunt_dir()}/../modules/sg"',
    ]) {
      const files = {
        ...module,
        'live/terragrunt.hcl': `terraform {\n  source = ${source}\n}\n${inputs}`,
      };
      expect(doors(files)).toEqual(expected);
    }
  });

  it('keep a hard-coded opening whoever calls them', () => {
    expect(doors({ 'modules/sg/main.tf': group('["0.0.0.0/0"]') })).toEqual([at(OPEN)]);
  });

  it('name the input that came through the callers', () => {
    const { ingresses } = translate({
      ...module,
      'modules/outer/main.tf': `module "inner" {\n  source = "../sg"\n  cidrs  = var.nets\n}\n${variable('nets')}`,
      'main.tf': 'module "outer" {\n  source = "./modules/outer"\n  nets   = ["0.0.0.0/0"]\n}\n',
    });
    expect(ingresses.map(({ name }) => name)).toEqual([
      'module.outer.module.inner.aws_security_group.cache',
    ]);
    expect(ingresses[0]?.related.map(({ where }) => `${where.file}:${where.startLine}`)).toEqual([
      'modules/sg/main.tf:3',
      'modules/outer/main.tf:3',
      'main.tf:3',
    ]);
  });

  it('of several roots keep their workloads apart', () => {
    const cluster = `resource "aws_elasticache_cluster" "c" {
  engine             = "memcached"
  security_group_ids = [aws_security_group.cache.id]
}
`;
    const found = translate({
      'dev/main.tf': group('["0.0.0.0/0"]') + cluster,
      'prod/main.tf': group('["10.0.0.0/8"]') + cluster,
    });
    expect(found.ingresses.map(({ target }) => target)).toEqual([
      ['aws_elasticache_cluster.c (dev)'],
      ['aws_elasticache_cluster.c (prod)'],
    ]);
    expect(
      found.restrictions.map(({ target, admits }) => `${String(target)} ${String(admits)}`),
    ).toEqual([
      'aws_elasticache_cluster.c (dev) 0.0.0.0/0',
      'aws_elasticache_cluster.c (prod) 10.0.0.0/8',
    ]);
  });

  it('are restricted by what every file of variables lets through', () => {
    const { restrictions } = translate({
      'main.tf': `${group('var.cidrs')}${variable('cidrs', 'default = ["10.0.0.0/8"]')}
resource "aws_elasticache_cluster" "c" {
  engine             = "memcached"
  security_group_ids = [aws_security_group.cache.id]
}
`,
      'prod.tfvars': 'cidrs = ["0.0.0.0/1"]\n',
      'dev.tfvars': 'cidrs = ["192.168.0.0/16"]\n',
    });
    expect(restrictions.map(({ admits }) => String(admits))).toEqual(['0.0.0.0/1,192.168.0.0/16']);
  });

  it('that call themselves or each other are reported', () => {
    const loop = translate({
      'main.tf': 'module "a" { source = "./a" }\n',
      'a/main.tf': `module "b" { source = "../b" }\n${group('["0.0.0.0/0"]')}`,
      'b/main.tf': 'module "a" { source = "../a" }\n',
    });
    expect(loop.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('calls itself'),
    ]);
    expect(loop.ingresses).toHaveLength(1);
    const circle = translate({
      'a/main.tf': `module "b" { source = "../b" }\n${group('["0.0.0.0/0"]')}`,
      'b/main.tf': 'module "a" { source = "../a" }\n',
    });
    expect(circle.ingresses).toHaveLength(1);
  });

  it('that are not in the repository are a problem when they are given what matters', () => {
    const remote = (lines: string): string =>
      `module "x" {\n  source = "acme/thing/aws"\n  ${lines}\n}\n`;
    const problems = (lines: string): number => translate(remote(lines)).problems.length;
    expect(problems('allowed_cidrs = ["0.0.0.0/0"]')).toBe(1);
    expect(problems('cache_port = 11211')).toBe(1);
    expect(problems('engine = "memcached"')).toBe(1);
    expect(problems('allowed_cidrs = ["10.0.0.0/8"]')).toBe(0);
    expect(problems('egress_cidrs = ["0.0.0.0/0"]')).toBe(0);
    expect(problems('name = "cache"')).toBe(0);
    const rule = (from: number, to: number, protocol = 'tcp'): string =>
      `rules = [{ from_port = ${from}, to_port = ${to}, protocol = "${protocol}", cidr = "0.0.0.0/0" }]`;
    expect(problems(rule(443, 443))).toBe(0);
    expect(problems(rule(1024, 65535))).toBe(1);
    expect(problems(rule(0, 0, '-1'))).toBe(1);
    expect(translate(remote('allowed_cidrs = ["0.0.0.0/0"]')).ingresses).toEqual([]);
  });
});

describe('expansion', () => {
  const dynamic = (
    forEach: string,
    cidrs: string,
    more = '',
  ): string => `resource "aws_security_group" "cache" {
  dynamic "ingress" {
    for_each = ${forEach}
    content {
      protocol    = "tcp"
      cidr_blocks = ${cidrs}
      from_port   = ingress.value.port
      to_port     = ingress.value.port
    }
  }
}
${more}`;

  it.each<[string, string, string[]]>([
    [
      'dynamic blocks',
      dynamic('[{ port = 11211 }, { port = 22 }]', '["0.0.0.0/0"]'),
      [OPEN, 'main.tf:6 0.0.0.0/0 tcp 22'],
    ],
    [
      'dynamic blocks of a map',
      dynamic('{ a = { port = 11211, c = ["0.0.0.0/0"] } }', 'ingress.value.c'),
      ['main.tf:3 0.0.0.0/0 tcp 11211'],
    ],
    ['no dynamic blocks', dynamic('[]', '["0.0.0.0/0"]'), []],
    [
      'dynamic blocks that are not known',
      dynamic('var.rules', '["0.0.0.0/0"]', variable('rules') + PROVIDER),
      [
        'main.tf:6 0.0.0.0/0 tcp unresolved (`var.rules` has no default) if `var.rules` has no default',
      ],
    ],
    ['count 0', group('["0.0.0.0/0"]').replace('{\n', '{\n count = 0\n'), []],
    [
      'count by a condition',
      group('["0.0.0.0/0"]').replace('{\n', '{ \n count = var.on ? 1 : 0\n') +
        variable('on', 'default = false'),
      [],
    ],
    [
      'a count that is not known',
      group('["0.0.0.0/0"]').replace('{\n', '{\n count = var.on ? 1 : 0\n') +
        variable('on') +
        PROVIDER,
      ['main.tf:7 0.0.0.0/0 tcp 11211 if the count is not zero (`var.on` has no default)'],
    ],
    [
      'for_each over a set',
      group('[each.value]').replace('{\n', '{\n for_each = toset(["10.0.0.0/8", "0.0.0.0/0"])\n'),
      ['main.tf:2 0.0.0.0/0 tcp 11211', 'main.tf:2 10.0.0.0/8 tcp 11211'],
    ],
    [
      'equal instances once',
      group('["0.0.0.0/0"]').replace('{\n', '{\n count = 3\n'),
      ['main.tf:7 0.0.0.0/0 tcp 11211'],
    ],
  ])('of %s', (_, text, expected) => {
    expect(doors(text)).toEqual(expected);
  });
});

describe('what cannot be known', () => {
  it.each([
    ['a condition', '(var.x ? "a" : "b")', '`var.x` has no default'],
    ['a reference to itself', 'local.loop', '`local.loop` refers to itself'],
    ['an unknown function', 'nonsense(1)', 'the function `nonsense()` is not evaluated'],
    [
      'a resource that Terraform makes',
      'terraform_data.it.id',
      '`terraform_data.it.id` is known only after Terraform has run',
    ],
    ['a missing file', 'file("nothing.txt")', 'the file "nothing.txt" is not in the repository'],
    [
      'a file out of the root',
      'file("../../etc/passwd")',
      'the file "../../etc/passwd" is not in the repository',
    ],
    ['an absolute file', 'file("/etc/passwd")', 'the file "/etc/passwd" is not in the repository'],
    ['the workspace', 'terraform.workspace', '`terraform.workspace` is chosen when Terraform runs'],
    ['the time', 'timestamp()', 'the function `timestamp()` is not evaluated'],
    ['a text with an unknown in it', '"a-${var.x}"', '`var.x` has no default'],
    ['a missing attribute', '{ a = 1 }.b', 'there is no attribute "b"'],
  ])('is %s, with the reason', (_, expression, reason) => {
    const text = `output "it" {\n value = ${expression}\n}\nlocals { loop = local.loop }\nvariable "x" {}\nresource "terraform_data" "it" {}\n`;
    expect(plain(output(text))).toEqual({ unknown: reason });
  });

  it('leaves what does not depend on it', () => {
    const text =
      'variable "x" {}\noutput "it" {\n value = [var.x ? 1 : 1, true || var.x, try(var.x.y.z, 2) == 3 ? 0 : 4]\n}\n';
    const value = output(text);
    expect(value.type === 'list' && value.items.slice(0, 2).map(plain)).toEqual([1, true]);
  });
});

describe('hostile configurations end in time', () => {
  const chain = (count: number, make: (before: string) => string): string =>
    `locals {\n  a0 = [1, 2]\n${Array.from({ length: count }, (_, i) => `  a${i + 1} = ${make(`local.a${i}`)}\n`).join('')}}\noutput "it" { value = local.a${count} }\n`;

  it.each([
    ['doubled lists', chain(60, (before) => `concat(${before}, ${before})`)],
    [
      'doubled objects',
      chain(60, (before) => `{ a = ${before}, b = ${before} }`) +
        'output "j" { value = jsonencode(local.a60) }\n',
    ],
    [
      'doubled texts',
      chain(60, (before) => `"\${jsonencode(${before})}\${jsonencode(${before})}"`),
    ],
    [
      'nested loops',
      chain(60, (before) => `flatten([for x in ${before} : [for y in ${before} : [x, y]]])`),
    ],
    ['a long chain', chain(20_000, (before) => `[for x in ${before} : x]`)],
    [
      'many instances',
      'resource "terraform_data" "x" { count = 1e9 }\noutput "it" { value = length(terraform_data.x) }\n',
    ],
    ['a huge range', 'output "it" { value = range(0, 1e12) }\n'],
    ['products', 'output "it" { value = setproduct(range(1000), range(1000), range(1000)) }\n'],
    [
      'functions of long lists in loops',
      'locals { big = flatten([for i in range(1000) : range(20)]) }\noutput "it" { value = [for i in range(1000) : [for j in range(1000) : join(",", local.big)]] }\n',
    ],
    [
      'items of long lists in loops',
      'locals { big = flatten([for i in range(1000) : range(20)]) }\noutput "it" { value = [for i in range(1000) : [for j in range(1000) : local.big[j]]] }\n',
    ],
    [
      'comparisons of long lists in loops',
      'locals { big = flatten([for i in range(1000) : range(20)]) }\noutput "it" { value = [for i in range(1000) : [for j in range(1000) : local.big == local.big]] }\n',
    ],
    ['wide formats', 'output "it" { value = format("%9999s", "x") }\n'],
    ['modules that multiply', 'module "a" {\n source = "./m"\n count = 1000\n}\n'],
  ])('%s', (_, text) => {
    const files = {
      'main.tf': text,
      'm/main.tf': 'module "b" {\n source = "../n"\n count = 1000\n}\n',
      'n/main.tf': 'resource "terraform_data" "x" { count = 1000 }\n',
    };
    expect(() => {
      translate(files);
      output(files);
      output(files, 'j');
    }).not.toThrow();
  });

  it('any expression is evaluated to something', () => {
    const leaf = fc.constantFrom(
      '1',
      '"a"',
      'null',
      'true',
      '[]',
      '{}',
      'var.x',
      'local.y',
      '"${var.x}"',
      'aws_x.y',
      '["a", 1]',
      '{ a = [1] }',
      '-1',
      '1e400',
    );
    const name = fc.constantFrom(
      'concat',
      'merge',
      'flatten',
      'join',
      'element',
      'lookup',
      'keys',
      'values',
      'cidrsubnet',
      'format',
      'try',
      'can',
      'toset',
      'zipmap',
      'slice',
      'jsondecode',
      'jsonencode',
      'templatefile',
      'substr',
      'range',
      'chunklist',
      'setproduct',
      'replace',
      'split',
      'base64decode',
      'cidrhost',
      'sum',
      'max',
      'indent',
      'parseint',
      'pow',
      'yamldecode',
      'csvdecode',
      'transpose',
      'matchkeys',
      'coalesce',
    );
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(name, fc.array(tie('tree'), { maxLength: 3 }))
          .map(([f, args]) => `${f}(${args.join(', ')})`),
        fc
          .tuple(tie('tree'), fc.constantFrom('+', '-', '/', '%', '==', '&&', '<'), tie('tree'))
          .map(([a, o, b]) => `(${a} ${o} ${b})`),
        fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
        tie('tree').map((a) => `[for k, v in ${a} : v if k != 0]`),
        tie('tree').map((a) => `{for k, v in ${a} : "\${k}" => v...}`),
        tie('tree').map((a) => `(${a})[*].a`),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a})[${b}]`),
      ),
    }));
    fc.assert(
      fc.property(tree, (expression) => {
        const value = output(
          `output "it" {\n value = ${expression}\n}\nlocals { y = [var.x] }\nvariable "x" {}\n`,
        );
        expect(['scalar', 'list', 'map', 'unknown']).toContain(value.type);
      }),
      { numRuns: 1_500 },
    );
  });
});
