import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { SourceFile } from '../../../src/files/source.js';
import { isPlan, readPlan } from '../../../src/platforms/terraform/plan/index.js';
import { door, doors, translate } from './helpers.js';

/** Configuration and what Terraform 1.11.4 with the AWS provider 5.100.0 planned for it. */
function recorded(name: string): Record<string, string> {
  const folder = new URL(`./plans/${name}/`, import.meta.url);
  const files: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/\.(tf|json)$/.test(path)) files[path] = readFileSync(new URL(path, folder), 'utf8');
  }
  return files;
}

const planOf = (name: string): string => recorded(name)['plan.json']!;
const withoutLines = (texts: readonly string[]): string[] =>
  texts
    .map((text) => text.replace(/^\S+ /, '').replace(/unresolved \([^)]*\)/g, 'unresolved'))
    .sort();

describe('a recorded plan means what evaluating its configuration gives', () => {
  it.each(['open', 'change', 'dynamic'])('%s: the same doors at the same lines', (name) => {
    const files = recorded(name);
    const { 'plan.json': plan, ...configuration } = files;
    expect(plan).toBeDefined();
    const expected = doors(configuration);
    expect(expected.length).toBeGreaterThan(2);
    expect(doors(files)).toEqual(expected);
  });

  it.each(['open', 'change'])('%s: without its configuration, at places of the plan', (name) => {
    const { 'plan.json': plan, ...configuration } = recorded(name);
    const alone = doors({ 'plan.json': plan! });
    expect(withoutLines(alone)).toEqual(withoutLines(doors(configuration)));
    expect(alone.every((each) => each.startsWith('plan.json:1 '))).toBe(true);
  });

  it('points at the value in the plan', () => {
    const [first] = translate({ 'plan.json': planOf('change') }).ingresses.filter(({ sources }) =>
      String(sources).includes('0.0.0.0/0'),
    );
    const { startColumn, endColumn } = first!.where;
    expect(planOf('change').slice(startColumn - 1, endColumn - 1)).toBe('"0.0.0.0/0"');
  });

  it('follows references through modules, counts and locals to what is behind a group', () => {
    const { ingresses } = translate({ 'plan.json': planOf('open') });
    const behind = (name: string): unknown => ingresses.find((each) => each.name === name)?.target;
    expect(behind('aws_security_group.cache')).toEqual(['aws_elasticache_cluster.cache']);
    expect(behind('module.net["blue"].aws_vpc_security_group_ingress_rule.this')).toEqual([
      'aws_instance.web',
    ]);
    expect(behind('module.net["green"].aws_vpc_security_group_ingress_rule.this')).toBe('unknown');
    const second = translate({ 'plan.json': planOf('dynamic') });
    expect(
      second.ingresses.find(({ name }) => name === 'aws_security_group_rule.c[1]')?.target,
    ).toEqual(['aws_instance.w']);
    // A local is not in the plan: one more group may guard the machine.
    expect(second.restrictions.map(({ admits }) => 'unresolved' in admits)).toEqual([true]);
    const whole = translate(recorded('dynamic'));
    expect(whole.restrictions.map(({ admits }) => 'unresolved' in admits)).toEqual([false]);
  });

  it('reads the start-up script of which the plan holds a checksum, and provisioners', () => {
    const machines = (name: string): unknown =>
      translate({ 'plan.json': planOf(name) })
        .listeners.filter(({ workload }) => workload.startsWith('aws_instance.'))
        .map(({ workload, sockets }) => [workload, sockets]);
    const tcp = expect.objectContaining({ protocol: 'tcp', address: '0.0.0.0', port: 11211 });
    expect(machines('open')).toEqual([['aws_instance.web', [tcp]]]);
    expect(machines('dynamic')).toEqual([['aws_instance.w', [tcp]]]);
  });
});

/** A plan of the documented format, with the given changes. */
function plan(
  changes: readonly Record<string, unknown>[],
  rest: Record<string, unknown> = {},
): string {
  return JSON.stringify(
    {
      format_version: '1.2',
      resource_changes: changes.map((each) => {
        const { address, type, name, before, after, unknown, actions, ...other } = each;
        return {
          address: address ?? `${type as string}.${(name as string | undefined) ?? 'it'}`,
          mode: 'managed',
          type,
          name: name ?? 'it',
          change: {
            actions: actions ?? ['create'],
            before: before ?? null,
            after,
            after_unknown: unknown ?? {},
          },
          ...other,
        };
      }),
      ...rest,
    },
    undefined,
    1,
  );
}

const ingress = (cidrs: readonly string[], port = 11211): Record<string, unknown> => ({
  cidr_blocks: cidrs,
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  security_groups: [],
  from_port: port,
  to_port: port,
  protocol: 'tcp',
  self: false,
});
const group = (rules: unknown, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: 'aws_security_group',
  after: { id: 'sg-0123456789abcdef0', ingress: rules },
  ...more,
});
const separate = (more: Record<string, unknown>): Record<string, unknown> => ({
  type: 'aws_security_group_rule',
  ...more,
});
const ruleValues = (cidr: string): Record<string, unknown> => ({
  type: 'ingress',
  protocol: 'tcp',
  from_port: 11211,
  to_port: 11211,
  cidr_blocks: [cidr],
  security_group_id: 'sg-0123456789abcdef0',
});
const OPEN = '0.0.0.0/0 tcp 11211';

describe('the state after the plan is judged', () => {
  const cases: [string, string, string[]][] = [
    ['an open rule is created', plan([group([ingress(['0.0.0.0/0'])])]), [OPEN]],
    ['a closed one is', plan([group([ingress(['10.0.0.0/8'])])]), ['10.0.0.0/8 tcp 11211']],
    ['another port is opened', plan([group([ingress(['0.0.0.0/0'], 443)])]), ['0.0.0.0/0 tcp 443']],
    [
      'an open rule stays',
      plan([group([ingress(['0.0.0.0/0'])], { actions: ['no-op'], before: { ingress: [] } })]),
      [OPEN],
    ],
    [
      'an open rule goes',
      plan([
        {
          ...group(undefined),
          after: null,
          actions: ['delete'],
          before: { ingress: [ingress(['0.0.0.0/0'])] },
        },
      ]),
      [],
    ],
    [
      'a resource is forgotten',
      plan([
        {
          ...group(undefined),
          after: null,
          actions: ['forget'],
          before: { ingress: [ingress(['0.0.0.0/0'])] },
        },
      ]),
      [],
    ],
    [
      'a deposed object goes, its successor stays closed',
      plan([
        group([ingress(['10.0.0.0/8'])]),
        { ...group(undefined), after: null, actions: ['delete'], deposed: 'a1', before: {} },
      ]),
      ['10.0.0.0/8 tcp 11211'],
    ],
    [
      'the group still lists a rule that goes',
      plan([
        group([ingress(['0.0.0.0/0'])], { actions: ['no-op'] }),
        separate({ after: null, actions: ['delete'], before: ruleValues('0.0.0.0/0') }),
      ]),
      [],
    ],
    [
      'the rule that goes is another',
      plan([
        group([ingress(['0.0.0.0/0'])], { actions: ['no-op'] }),
        separate({ after: null, actions: ['delete'], before: ruleValues('198.51.100.0/24') }),
      ]),
      [OPEN],
    ],
    [
      'the rule that goes is of another group',
      plan([
        group([ingress(['0.0.0.0/0'])], { actions: ['no-op'] }),
        separate({
          after: null,
          actions: ['delete'],
          before: { ...ruleValues('0.0.0.0/0'), security_group_id: 'sg-0ffffffffffffffff' },
        }),
      ]),
      [OPEN],
    ],
    [
      'the rule that goes is in the configuration of the group as well',
      plan(
        [
          group([ingress(['0.0.0.0/0'])], { actions: ['update'] }),
          separate({ after: null, actions: ['delete'], before: ruleValues('0.0.0.0/0') }),
        ],
        {
          configuration: {
            root_module: {
              resources: [
                {
                  address: 'aws_security_group.it',
                  expressions: { ingress: { references: ['var.a'] } },
                },
              ],
            },
          },
        },
      ),
      [OPEN],
    ],
    [
      'a rule that stays is listed by its group too: one door',
      plan([
        group([ingress(['0.0.0.0/0'])], { actions: ['no-op'] }),
        separate({
          after: ruleValues('0.0.0.0/0'),
          actions: ['no-op'],
          before: ruleValues('0.0.0.0/0'),
        }),
      ]),
      [OPEN],
    ],
    [
      'only planned values are there',
      JSON.stringify({
        format_version: '1.2',
        planned_values: {
          root_module: {
            child_modules: [
              {
                address: 'module.net["a.b"]',
                resources: [
                  {
                    address: 'module.net["a.b"].aws_security_group.it',
                    mode: 'managed',
                    type: 'aws_security_group',
                    name: 'it',
                    values: { ingress: [ingress(['0.0.0.0/0'])] },
                  },
                ],
              },
            ],
          },
        },
      }),
      [OPEN],
    ],
    [
      'the ACL still lists a rule that goes',
      plan([
        {
          type: 'aws_network_acl',
          actions: ['no-op'],
          after: {
            id: 'acl-0123456789abcdef0',
            ingress: [
              {
                rule_no: 100,
                action: 'allow',
                protocol: 'tcp',
                from_port: 11211,
                to_port: 11211,
                cidr_block: '0.0.0.0/0',
              },
            ],
          },
        },
        {
          type: 'aws_network_acl_rule',
          actions: ['delete'],
          after: null,
          before: { network_acl_id: 'acl-0123456789abcdef0', rule_number: 100, egress: false },
        },
      ]),
      [],
    ],
    [
      'the ACL keeps a rule of another number',
      plan([
        {
          type: 'aws_network_acl',
          actions: ['no-op'],
          after: {
            id: 'acl-0123456789abcdef0',
            ingress: [
              {
                rule_no: 100,
                action: 'allow',
                protocol: 'tcp',
                from_port: 11211,
                to_port: 11211,
                cidr_block: '0.0.0.0/0',
              },
            ],
          },
        },
        {
          type: 'aws_network_acl_rule',
          actions: ['delete'],
          after: null,
          before: { network_acl_id: 'acl-0123456789abcdef0', rule_number: 200, egress: false },
        },
      ]),
      [OPEN],
    ],
    [
      'attributes that are only computed say nothing',
      plan([group(null, { unknown: { ingress: true } })]),
      [],
    ],
    [
      'what is written and known only later is unresolved',
      plan([group(null, { unknown: { ingress: true } })], {
        configuration: {
          root_module: {
            resources: [
              {
                address: 'aws_security_group.it',
                expressions: { ingress: { references: ['local.rules'] } },
              },
            ],
          },
        },
      }),
      ['unresolved tcp+udp unresolved'],
    ],
    [
      'one source of two is known only later',
      plan([
        group([{ ...ingress([]), cidr_blocks: ['203.0.113.0/24', null] }], {
          unknown: { ingress: [{ cidr_blocks: [false, true] }] },
        }),
      ]),
      ['203.0.113.0/24 tcp 11211'],
    ],
  ];

  it.each(cases)('%s', (_, text, expected) => {
    expect(withoutLines(doors({ 'plan.json': text }))).toEqual(expected);
  });

  it('a prefix list that the state knows is not public, one that nothing knows is unresolved', () => {
    const rule = {
      type: 'aws_vpc_security_group_ingress_rule',
      after: { ip_protocol: '-1', prefix_list_id: 'pl-0123456789abcdef0' },
    };
    const known = {
      prior_state: {
        values: {
          root_module: {
            resources: [
              {
                address: 'data.aws_ec2_managed_prefix_list.s3',
                mode: 'data',
                type: 'aws_ec2_managed_prefix_list',
                name: 's3',
                values: { id: 'pl-0123456789abcdef0', name: 'com.amazonaws.eu-central-1.s3' },
              },
            ],
          },
        },
      },
    };
    expect(doors({ 'plan.json': plan([rule], known) })).toEqual([]);
    expect(withoutLines(doors({ 'plan.json': plan([rule]) }))).toEqual(
      ['unresolved tcp+udp 0-65535'].map((each) => each.replace('0-65535', 'all ports')),
    );
  });

  it('never shows what is sensitive', () => {
    const text = plan([group([ingress(['0.0.0.0/0'])])]);
    const document = JSON.parse(text) as {
      resource_changes: { change: Record<string, unknown> }[];
    };
    document.resource_changes[0]!.change.after_sensitive = { ingress: true };
    expect(withoutLines(doors({ 'plan.json': JSON.stringify(document) }))).toEqual([OPEN]);
  });
});

describe('a plan takes the place of the configuration it was made from', () => {
  const main = `variable "cidrs" { default = ["0.0.0.0/0"] }
resource "aws_security_group" "it" {
  ingress {
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = var.cidrs
  }
}
`;
  const configuration = {
    root_module: {
      resources: [
        {
          address: 'aws_security_group.it',
          expressions: { ingress: { references: ['var.cidrs'] } },
        },
      ],
    },
  };
  const given = (cidrs: readonly string[]): string =>
    plan([group([ingress(cidrs)])], { configuration, variables: { cidrs: { value: cidrs } } });

  it('a variable given on the command line closes what its default opens, and opens what it closes', () => {
    expect(doors({ 'main.tf': main })).toEqual([`main.tf:7 ${OPEN}`]);
    expect(doors({ 'main.tf': main, 'plan.json': given(['10.0.0.0/8']) })).toEqual([
      'main.tf:7 10.0.0.0/8 tcp 11211',
    ]);
    const closed = main.replace('0.0.0.0/0', '10.0.0.0/8');
    expect(doors({ 'main.tf': closed, 'plan.json': given(['0.0.0.0/0']) })).toEqual([
      `main.tf:7 ${OPEN}`,
    ]);
  });

  it('a plan of something else leaves it alone', () => {
    const other = plan([], {
      configuration: { root_module: { resources: [{ address: 'null_resource.x' }] } },
    });
    expect(doors({ 'main.tf': main, 'plan.json': other })).toEqual([`main.tf:7 ${OPEN}`]);
  });

  it('of several roots that declare the same, it is the one its path names', () => {
    const both = { 'envs/prod/main.tf': main, 'envs/dev/main.tf': main };
    const closed = given(['10.0.0.0/8']);
    const atProd = [
      'envs/dev/main.tf:7 0.0.0.0/0 tcp 11211',
      'envs/prod/main.tf:7 10.0.0.0/8 tcp 11211',
    ];
    for (const path of [
      'envs/prod/plan.json',
      'envs/prod/out/x.json',
      'prod.json',
      'plans/my-prod-plan.json',
    ]) {
      expect(doors({ ...both, [path]: closed })).toEqual(atProd);
    }
    // Which one it is cannot be told: nothing is replaced, and the plan has its own places.
    expect(
      doors({ ...both, 'plans/a.json': closed }).map((each) => each.replace(/\.json:\d+/, '')),
    ).toEqual([
      'envs/dev/main.tf:7 0.0.0.0/0 tcp 11211',
      'envs/prod/main.tf:7 0.0.0.0/0 tcp 11211',
      'plans/a 10.0.0.0/8 tcp 11211',
    ]);
  });

  it('values of a module that is not in the tree are placed at the inputs of its call', () => {
    const call = `module "sg" {
  source = "example.org/acme/firewall/aws"
  allow  = ["0.0.0.0/0"]
}
`;
    const text = plan(
      [
        {
          ...group([ingress(['0.0.0.0/0'])]),
          address: 'module.sg.aws_security_group.it',
          module_address: 'module.sg',
        },
      ],
      { configuration: { root_module: { module_calls: { sg: { source: 'x' } } } } },
    );
    expect(doors({ 'main.tf': call, 'plan.json': text })).toEqual([`main.tf:3 ${OPEN}`]);
  });

  it('a plan from outside the listing is read against the tree', () => {
    const tree = new MemoryTree({ 'main.tf': main });
    const output = readPlan(new SourceFile('out/tfplan', given(['0.0.0.0/0'])), tree);
    expect(output.facts.map((fact) => (fact.kind === 'ingress' ? door(fact) : fact.kind))).toEqual([
      `main.tf:7 ${OPEN}`,
    ]);
  });
});

describe('files that are no plan, or a broken one', () => {
  it('only content makes a plan', () => {
    const is = (path: string, text: string): boolean => isPlan(new SourceFile(path, text));
    expect(is('a.json', planOf('open'))).toBe(true);
    expect(is('a.json', '{"format_version": "1.0", "values": {}}')).toBe(false);
    expect(is('a.json', '{"planned_values": {}}')).toBe(false);
    expect(is('a.yaml', planOf('open'))).toBe(false);
  });

  it('a cut-off plan is a problem, and what stands before the cut is judged', () => {
    const text = plan([group([ingress(['0.0.0.0/0'])])], { zzz: 1 });
    const { ingresses, problems } = translate({ 'plan.json': text.slice(0, -8) });
    expect(ingresses).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      kind: 'unparsed',
      message: expect.stringContaining('plan.json:'),
    });
  });

  it.each([
    '{"format_version": 1, "planned_values": []}',
    '{"format_version": {}, "resource_changes": [null, 3, {"change": []}, {"type": "x", "address": "y", "name": "z", "change": {"after": [1]}}]}',
    '{"format_version": 1, "planned_values": {"root_module": {"resources": {}, "child_modules": [[]]}}, "configuration": 3}',
    '{"format_version": 1, "resource_changes": [], "configuration": {"root_module": {"module_calls": {"a": {"module": 3}}}}}',
  ])('is survived: %s', (text) => {
    expect(translate({ 'plan.json': text }).ingresses).toEqual([]);
  });

  it('brackets without end are survived', () => {
    const text = `{"format_version": 1, "resource_changes": ${'['.repeat(1_500)}`;
    expect(translate({ 'plan.json': text }).ingresses).toEqual([]);
  });

  it('circular references in the configuration of a plan end', () => {
    const text = plan([group(null, { unknown: { ingress: true } })], {
      configuration: {
        root_module: {
          resources: [
            {
              address: 'aws_security_group.it',
              expressions: { ingress: { references: ['module.a.b'] } },
            },
          ],
          module_calls: {
            a: {
              expressions: { v: { references: ['module.a.b'] } },
              module: { outputs: { b: { expression: { references: ['var.v'] } } } },
            },
          },
        },
      },
    });
    expect(withoutLines(doors({ 'plan.json': text }))).toEqual(['unresolved tcp+udp unresolved']);
  });
});
