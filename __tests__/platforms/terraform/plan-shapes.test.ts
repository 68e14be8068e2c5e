import { describe, expect, it } from '@jest/globals';
import { doors } from './helpers.js';

type Values = Record<string, unknown>;

const TYPE = 'aws_security_group_rule';
const values = (cidr?: string): Values => ({
  type: 'ingress',
  from_port: 11211,
  to_port: 11211,
  protocol: 'tcp',
  ...(cidr === undefined ? {} : { cidr_blocks: [cidr] }),
});
const resource = (address: string, name: string, cidr?: string, more: Values = {}): Values => ({
  address,
  mode: 'managed',
  type: TYPE,
  name,
  values: values(cidr),
  ...more,
});
const change = (address: string, name: string, what: Values, more: Values = {}): Values => ({
  address,
  mode: 'managed',
  type: TYPE,
  name,
  change: { after_unknown: {}, ...what },
  ...more,
});

const INSTANCE = `module.a["x"].module.b[0].${TYPE}.r["k"]`;
/** A plan with every part that one can have: what is judged is the state after it. */
const PLAN: Values = {
  format_version: '1.2',
  terraform_version: '1.8.0',
  planned_values: {
    root_module: {
      resources: [
        resource(`${TYPE}.replaced`, 'replaced', '10.0.0.0/8'),
        resource(`${TYPE}.moved`, 'moved', '0.0.0.0/0'),
        resource(`${TYPE}.late`, 'late'),
        resource(`${TYPE}.drift`, 'drift', '10.1.0.0/16'),
      ],
      child_modules: [
        {
          address: 'module.a["x"]',
          child_modules: [
            {
              address: 'module.a["x"].module.b[0]',
              resources: [resource(INSTANCE, 'r', '::/0', { index: 'k' })],
            },
          ],
        },
      ],
    },
  },
  resource_drift: [
    change(`${TYPE}.drift`, 'drift', {
      actions: ['update'],
      before: values('10.1.0.0/16'),
      after: values('0.0.0.0/0'),
    }),
  ],
  resource_changes: [
    change(
      INSTANCE,
      'r',
      { actions: ['create'], before: null, after: values('::/0') },
      { index: 'k' },
    ),
    change(
      `${TYPE}.replaced`,
      'replaced',
      { actions: ['delete', 'create'], before: values('0.0.0.0/0'), after: values('10.0.0.0/8') },
      { action_reason: 'replace_because_cannot_update', replace_paths: [['cidr_blocks']] },
    ),
    change(`${TYPE}.gone`, 'gone', {
      actions: ['delete'],
      before: values('0.0.0.0/0'),
      after: null,
    }),
    change(
      `${TYPE}.moved`,
      'moved',
      { actions: ['no-op'], before: values('0.0.0.0/0'), after: values('0.0.0.0/0') },
      { previous_address: `${TYPE}.old` },
    ),
    change(`${TYPE}.late`, 'late', {
      actions: ['create'],
      before: null,
      after: values(),
      after_unknown: { cidr_blocks: true, id: true },
    }),
    change(`${TYPE}.drift`, 'drift', {
      actions: ['update'],
      before: values('0.0.0.0/0'),
      after: values('10.1.0.0/16'),
    }),
  ],
  prior_state: {
    format_version: '1.0',
    values: {
      root_module: {
        resources: [
          resource(`${TYPE}.gone`, 'gone', '0.0.0.0/0'),
          resource(`${TYPE}.drift`, 'drift', '0.0.0.0/0'),
        ],
      },
    },
  },
  configuration: {
    root_module: {
      resources: ['late', 'replaced', 'moved', 'drift'].map((name) => ({
        address: `${TYPE}.${name}`,
        mode: 'managed',
        type: TYPE,
        name,
        expressions: { cidr_blocks: { references: ['data.http.me.body', 'data.http.me'] } },
      })),
      module_calls: { a: { source: './a', module: { module_calls: { b: { source: './b' } } } } },
    },
  },
  relevant_attributes: [{ resource: 'data.http.me', attribute: ['body'] }],
  applyable: true,
  complete: true,
  errored: false,
};

const CONFIGURATION = {
  'main.tf': `module "a" {
  source   = "./a"
  for_each = toset(["x"])
}
${['replaced', 'moved', 'late', 'drift'].map((name) => `resource "${TYPE}" "${name}" {\n  cidr_blocks = [var.none]\n}\n`).join('')}`,
  'a/main.tf': 'module "b" {\n  source = "./b"\n  count  = 1\n}\n',
  'a/b/main.tf': `resource "${TYPE}" "r" {\n  for_each    = { k = "::/0" }\n  cidr_blocks = [each.value]\n}\n`,
};

describe('a plan with drift, moves, replacements, modules in modules and unknowns', () => {
  const sources = (files: Record<string, string>): string[] =>
    doors({ 'plan.json': JSON.stringify(PLAN, undefined, 1), ...files })
      .map((each) => each.replace(/\(.*\)/, '(…)').split(' '))
      .map(([where, from]) => `${where!.replace(/^plan.json:.*/, 'plan')} ${from}`)
      .sort();

  it('means the state after it', () => {
    expect(sources({})).toEqual([
      'plan 0.0.0.0/0',
      'plan 10.0.0.0/8',
      'plan 10.1.0.0/16',
      'plan ::/0',
      'plan unresolved',
    ]);
  });

  it('is placed in the configuration, through the modules', () => {
    expect(sources(CONFIGURATION)).toEqual([
      'a/b/main.tf:2 ::/0',
      'main.tf:12 unresolved',
      'main.tf:15 10.1.0.0/16',
      'main.tf:6 10.0.0.0/8',
      'main.tf:9 0.0.0.0/0',
    ]);
  });
});
