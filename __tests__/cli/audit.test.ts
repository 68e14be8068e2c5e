import { describe, expect, it } from '@jest/globals';
import { run } from '../../src/cli/run.js';
import type { Surroundings } from '../../src/cli/surroundings.js';
import { MemoryTree } from '../../src/files/memory.js';
import { judge } from '../../src/judge.js';
import { scan } from '../../src/pipeline.js';
import { resolveSettings } from '../../src/policy/settings.js';
import { renderJson } from '../../src/report/json.js';
import { renderSarif } from '../../src/report/sarif.js';
import type { Report } from '../../src/report/model.js';
import type { Shard } from '../../src/shard/shard.js';

const COMPOSE = 'services:\n  cache:\n    image: memcached:1.6.39\n    ports: ["11211:11211"]\n';
const CLOSED = COMPOSE.replace('11211:11211', '127.0.0.1:11211:11211');

const settings = resolveSettings({}, undefined, (name) => name);

async function report(root: string, files: Record<string, string>, shard?: Shard): Promise<Report> {
  const tree = new MemoryTree(files);
  const result = await scan(tree, shard === undefined ? {} : { shard });
  return { ...judge({ result, tree, settings, root }), ...(shard === undefined ? {} : { shard }) };
}

/** Runs the command line over files in memory. */
async function cli(
  words: string[],
  files: Record<string, string>,
): Promise<{ status: number; out: string; err: string; files: Record<string, string> }> {
  let out = '';
  let err = '';
  const surroundings: Surroundings = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    environment: {},
    readText: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
    writeText: (path, text) => (files[path] = text),
    rulePage: () => '',
  };
  const status = await run(words, surroundings);
  return { status, out, err, files };
}

const TREE = Object.fromEntries(
  ['a', 'b', 'c', 'd', 'e', 'f'].map((name, i) => [
    `${name}/compose.yaml`,
    i % 2 === 0 ? COMPOSE : CLOSED,
  ]),
);

describe('merge', () => {
  it('of all parts says what the whole says', async () => {
    const whole = await report('tree', TREE);
    const files: Record<string, string> = {};
    for (const index of [1, 2, 3]) {
      files[`${index}.json`] = renderJson(await report('tree', TREE, { index, total: 3 }));
    }
    const merged = await cli(
      ['merge', '--shards', '3.json', '1.json', '2.json', '--format', 'json'],
      files,
    );
    const json = JSON.parse(merged.out) as { findings: { fingerprint: string }[]; counts: object };
    expect(merged.status).toBe(1);
    expect(json.counts).toEqual(whole.counts);
    expect(json.findings.map(({ fingerprint }) => fingerprint).sort()).toEqual(
      whole.findings.map(({ fingerprint }) => fingerprint).sort(),
    );
  });

  it.each([
    [['1', '2'], /Part 3\/3 is missing/],
    [['1', '2', '3', '3'], /Part 3\/3 is there 2 times/],
  ])('of parts %j could not run', async (parts, reason) => {
    const files: Record<string, string> = {};
    for (const index of [1, 2, 3]) {
      files[`${index}.json`] = renderJson(await report('tree', TREE, { index, total: 3 }));
    }
    const merged = await cli(['merge', '--shards', ...parts.map((part) => `${part}.json`)], files);
    expect(merged.status).toBe(2);
    expect(merged.out).toMatch(reason);
  });

  it('of all parts knows a plan’s configuration, wherever it lies', async () => {
    const rule = {
      from_port: 11211,
      to_port: 11211,
      protocol: 'tcp',
      cidr_blocks: ['0.0.0.0/0'],
    };
    const planned = {
      address: 'aws_security_group.cache',
      mode: 'managed',
      type: 'aws_security_group',
      name: 'cache',
      provider_name: 'registry.terraform.io/hashicorp/aws',
      values: { name: 'cache', ingress: [rule] },
    };
    const tree = {
      'plans/plan.json': JSON.stringify({
        format_version: '1.2',
        planned_values: { root_module: { resources: [planned] } },
        resource_changes: [
          { ...planned, change: { actions: ['create'], before: null, after: planned.values } },
        ],
        configuration: {
          root_module: {
            resources: [
              {
                address: planned.address,
                mode: 'managed',
                type: planned.type,
                name: 'cache',
                expressions: {},
              },
            ],
          },
        },
      }),
      'infra/live/main.tf':
        'resource "aws_security_group" "cache" {\n  name = "cache"\n  ingress {\n    from_port = 11211\n    to_port = 11211\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n',
      'a/compose.yaml': COMPOSE,
    };
    const placesOf = ({ findings }: Report): string[] =>
      findings.map(({ ruleId, location }) => `${ruleId} ${location.file}:${location.startLine}`);
    const whole = placesOf(await report('tree', tree));
    const parts = await Promise.all(
      [1, 2, 3].map((index) => report('tree', tree, { index, total: 3 })),
    );
    expect(parts.flatMap(placesOf).sort()).toEqual(whole.sort());
  });

  it('of repositories misses none that is expected', async () => {
    const files = {
      'web.json': renderJson(await report('octo/web', { 'compose.yaml': CLOSED })),
      'list.txt': '# all\nocto/web\n',
    };
    expect((await cli(['merge', 'web.json', '--expected', 'list.txt'], files)).status).toBe(0);
    const short = { ...files, 'list.txt': 'octo/web\nocto/api\n' };
    const merged = await cli(['merge', 'web.json', '--expected', 'list.txt'], short);
    expect(merged.status).toBe(2);
    expect(merged.out).toContain('There is no report of octo/api');
  });

  it('judges anew when it is told to', async () => {
    const files = { 'web.json': renderJson(await report('octo/web', { 'compose.yaml': COMPOSE })) };
    expect((await cli(['merge', 'web.json'], files)).status).toBe(1);
    expect((await cli(['merge', 'web.json', '--fail-on', 'critical'], files)).status).toBe(0);
    expect((await cli(['merge', 'web.json', '--fail-on', 'high'], files)).status).toBe(1);
  });

  it('of SARIF logs is one run with every result once', async () => {
    const files = {
      'octo/web.sarif': renderSarif(await report('octo/web', { 'compose.yaml': COMPOSE })),
      'octo/api.sarif': renderSarif(await report('octo/api', { 'compose.yaml': COMPOSE })),
    };
    const merged = await cli(
      ['merge', 'octo/web.sarif', 'octo/api.sarif', 'octo/api.sarif'],
      files,
    );
    expect(merged.status).toBe(1);
    const log = JSON.parse(merged.out) as {
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: {
          ruleId: string;
          ruleIndex: number;
          locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
        }[];
      }[];
    };
    expect(log.runs).toHaveLength(1);
    const [{ tool, results }] = log.runs as [(typeof log.runs)[number]];
    expect(
      results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri).sort(),
    ).toEqual(['octo/api/compose.yaml', 'octo/web/compose.yaml']);
    for (const { ruleId, ruleIndex } of results) {
      expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
    }
  });

  it('does not mix kinds, nor takes what is neither', async () => {
    const files = {
      'a.sarif': renderSarif(await report('a', { 'compose.yaml': COMPOSE })),
      'b.json': renderJson(await report('b', { 'compose.yaml': COMPOSE })),
      'c.sarif': '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "other"}}}]}',
    };
    for (const words of [['a.sarif', 'b.json'], ['a.sarif', 'c.sarif'], ['d.json']]) {
      expect((await cli(['merge', ...words], files)).status).toBe(2);
    }
  });
});

describe('shard', () => {
  it('gives every name of a list to one part', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `octo/repository-${i}`);
    const files = { 'list.txt': `${names.join('\n')}\n` };
    const parts = [];
    for (const index of [1, 2, 3, 4]) {
      const { out, status } = await cli(['shard', `${index}/4`, 'list.txt'], files);
      expect(status).toBe(0);
      parts.push(out.trim().split('\n'));
    }
    expect(parts.flat().sort()).toEqual([...names].sort());
    for (const part of parts) expect(part.length).toBeGreaterThan(10);
    // A longer list moves none of them.
    const longer = { 'list.txt': `octo/another\n${names.join('\n')}\n` };
    const { out } = await cli(['shard', '1/4', 'list.txt'], longer);
    expect(
      out
        .trim()
        .split('\n')
        .filter((name) => name !== 'octo/another'),
    ).toEqual(parts[0]);
  });

  it.each(['0/4', '5/4', '1', 'a/b', '1/1000', '-1/2'])('refuses %s', async (part) => {
    expect((await cli(['shard', part, 'list.txt'], { 'list.txt': 'a\n' })).status).toBe(2);
    expect((await cli(['scan', '.', '--shard', part], {})).status).toBe(2);
  });

  it('is not compared with a base', async () => {
    const { status, err } = await cli(['scan', '.', '--shard', '1/2', '--base', 'main'], {});
    expect(status).toBe(2);
    expect(err).toContain('--shard and --base');
  });
});

describe('history', () => {
  const at = async (files: Record<string, string>): Promise<string> =>
    renderJson(await report('.', files));

  it('tells what is new and fixed, how old it is and how long it was open', async () => {
    const files = {
      'audit-2026-01-01.json': await at({ 'a/compose.yaml': COMPOSE }),
      'audit-2026-01-11.json': await at({ 'a/compose.yaml': COMPOSE, 'b/compose.yaml': COMPOSE }),
      'audit-2026-01-31.json': await at({ 'a/compose.yaml': CLOSED, 'b/compose.yaml': COMPOSE }),
    };
    // In any order.
    const words = ['audit-2026-01-31.json', 'audit-2026-01-01.json', 'audit-2026-01-11.json'];
    const { status, out } = await cli(
      ['history', ...words, '--format', 'json', '--report-severity', 'high'],
      files,
    );
    expect(status).toBe(0);
    const trend = JSON.parse(out) as {
      runs: { date: string; new: number; fixed: number }[];
      open: { file: string; since: string; days: number }[];
      fixed: { file: string; fixedOn: string; days: number }[];
      meanAgeDays: number;
      exposureDays: Record<string, number>;
    };
    expect(trend.runs.map((one) => [one.date, one.new, one.fixed])).toEqual([
      ['2026-01-01', 0, 0],
      ['2026-01-11', 1, 0],
      ['2026-01-31', 0, 1],
    ]);
    expect(trend.open.map((one) => [one.file, one.since, one.days])).toEqual([
      ['b/compose.yaml', '2026-01-11', 20],
    ]);
    expect(trend.fixed.map((one) => [one.file, one.fixedOn, one.days])).toEqual([
      ['a/compose.yaml', '2026-01-31', 30],
    ]);
    expect(trend.meanAgeDays).toBe(20);
    expect(trend.exposureDays['high']).toBe(50);
  });

  it('does not take what a partial run lacks for fixed, and notices what comes back', async () => {
    const open = await at({ 'a/compose.yaml': COMPOSE });
    const partial = JSON.parse(await at({ 'b/compose.yaml': CLOSED })) as object;
    const files = {
      'one.json': open,
      'two.json': JSON.stringify({ ...partial, conclusion: 'could-not-run' }),
      'three.json': await at({ 'a/compose.yaml': CLOSED }),
      'four.json': open,
    };
    const words = [
      '2026-01-01=one.json',
      '2026-01-02=two.json',
      '2026-01-03=three.json',
      '2026-01-04=four.json',
    ];
    const { out } = await cli(
      ['history', ...words, '--format', 'json', '--report-severity', 'high'],
      files,
    );
    const trend = JSON.parse(out) as {
      runs: { fixed: number; partial: boolean }[];
      open: { reopened: boolean; since: string }[];
    };
    expect(trend.runs.map(({ fixed, partial: part }) => [fixed, part])).toEqual([
      [0, false],
      [0, true],
      [1, false],
      [0, false],
    ]);
    expect(trend.open).toMatchObject([{ reopened: true, since: '2026-01-04' }]);
  });

  it('is for people too, with nothing of the files unescaped', async () => {
    const files = {
      'audit-2026-01-01.json': await at({ '`a`|b/compose.yaml': COMPOSE }),
      'audit-2026-01-11.json': await at({ '`a`|b/compose.yaml': COMPOSE }),
    };
    const words = ['history', 'audit-2026-01-01.json', 'audit-2026-01-11.json'];
    expect((await cli(words, files)).out).toMatch(/Exposure-days: .*10 high/);
    const { out } = await cli([...words, '--format', 'markdown'], files);
    expect(out).toContain('## Trend');
    expect(out).not.toContain('`a`|b');
  });

  it('asks for the date where it is not known', async () => {
    const { status, err } = await cli(['history', 'report.json'], { 'report.json': '{}' });
    expect(status).toBe(2);
    expect(err).toContain('2026-01-31=report.json');
  });
});
