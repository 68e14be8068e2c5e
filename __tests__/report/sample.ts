import type { Location } from '../../src/files/source.js';
import { SourceFile } from '../../src/files/source.js';
import type { Severity } from '../../src/findings.js';
import type { Report, ReportedFinding, RuleText } from '../../src/report/model.js';
import { RULES } from '../../src/rules/index.js';

export const MAIN_TF = `resource "aws_security_group" "cache" {
  name = "cache"

  ingress {
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_elasticache_cluster" "main" {
  engine             = "memcached"
  security_group_ids = [aws_security_group.cache.id]
}
`;

export const COMPOSE = `services:
  cache:
    image: memcached:1.6.45
    environment:
      MEMCACHED_PASSWORD: hunter2hunter2
    ports:
      - "11211:11211"
`;

const FILES = new Map(
  Object.entries({ 'infra/main.tf': MAIN_TF, 'compose.yaml': COMPOSE }).map(([path, text]) => [
    path,
    new SourceFile(path, text),
  ]),
);

export const readLine = (file: string, line: number): string => FILES.get(file)?.line(line) ?? '';

/** Where a text stands in one of the sample files. */
export function placeOf(file: string, text: string, address?: string): Location {
  const source = FILES.get(file)!;
  const start = source.text.indexOf(text);
  if (start < 0) throw new Error(`${text} is not in ${file}`);
  return source.location(start, start + text.length, address);
}

export const rules: readonly RuleText[] = RULES.map(({ meta }) => ({
  ...meta,
  docsUrl: `https://github.com/example/check/blob/main/docs/rules/${meta.id}.md`,
}));

export const openGroup: ReportedFinding = {
  ruleId: 'MCE101',
  messageId: 'open',
  data: {
    mechanism: 'security-group',
    platform: 'terraform',
    name: 'aws_security_group.cache',
    workload: 'aws_elasticache_cluster.main',
    sources: 'the internet',
    ports: '11211',
    protocols: 'TCP',
    behind: 'memcached',
    reason: '',
  },
  location: placeOf('infra/main.tf', '["0.0.0.0/0"]', 'aws_security_group.cache'),
  related: [
    {
      where: placeOf('infra/main.tf', '"memcached"', 'aws_elasticache_cluster.main'),
      message: 'memcached runs here: aws_elasticache_cluster.main',
    },
  ],
  path: [
    { kind: 'network', label: 'internet' },
    {
      kind: 'ingress',
      label: 'aws_security_group.cache',
      location: placeOf('infra/main.tf', '["0.0.0.0/0"]'),
    },
    { kind: 'workload', label: 'aws_elasticache_cluster.main' },
    {
      kind: 'listener',
      label: 'memcached on tcp 0.0.0.0:11211',
      location: placeOf('infra/main.tf', '"memcached"'),
    },
  ],
  severity: 'critical',
  reach: 'internet',
  unresolved: false,
  notes: ['The version is not known; the defaults of 1.6 are taken.'],
  fingerprint: '0123456789abcdef0123456789abcdef',
};

export const openPort: ReportedFinding = {
  ruleId: 'MCE201',
  messageId: 'published',
  data: {
    mechanism: 'published-port',
    platform: 'compose',
    name: 'service "cache"',
    workload: 'service "cache" in compose.yaml',
    sources: 'every network the machine is attached to',
    ports: '11211',
    protocols: 'TCP',
    behind: 'memcached',
    reason: '',
  },
  location: placeOf('compose.yaml', '"11211:11211"'),
  related: [],
  path: [
    { kind: 'network', label: "the machine's networks" },
    {
      kind: 'ingress',
      label: 'service "cache"',
      location: placeOf('compose.yaml', '"11211:11211"'),
    },
    { kind: 'listener', label: 'memcached on tcp 0.0.0.0:11211' },
  ],
  severity: 'high',
  reach: 'host',
  unresolved: false,
  notes: [],
  fix: {
    description: 'Publish the port on the loopback interface only.',
    edits: [
      {
        where: placeOf('compose.yaml', '"11211:11211"'),
        replacement: '"127.0.0.1:11211:11211"',
      },
    ],
  },
  fingerprint: 'fedcba9876543210fedcba9876543210',
};

/** A report of the findings, judged as `fail-on: high` does. */
export function reportOf(
  findings: readonly ReportedFinding[],
  changes: Partial<Report> = {},
): Report {
  const active = findings.filter(({ suppressed }) => suppressed === undefined);
  const count = (severity: Severity): number =>
    active.filter((finding) => finding.severity === severity).length;
  const failed = active.some(
    ({ severity, state }) =>
      state !== 'existing' && (severity === 'critical' || severity === 'high'),
  );
  return {
    schemaVersion: 1,
    tool: {
      name: 'memcached-exposure-check',
      version: '1.2.3',
      url: 'https://github.com/example/check',
    },
    root: 'example/repository',
    conclusion: failed ? 'failed' : 'passed',
    reasons: [],
    failOn: 'high',
    reportSeverity: 'low',
    rules,
    findings,
    fixed: [],
    problems: [
      {
        kind: 'unparsed',
        where: { file: 'broken.tf', startLine: 3, startColumn: 1, endLine: 3, endColumn: 2 },
        message: 'broken.tf was not understood at line 3: a closing brace is missing.',
      },
    ],
    counts: {
      critical: count('critical'),
      high: count('high'),
      medium: count('medium'),
      low: count('low'),
      info: count('info'),
    },
    belowThreshold: 2,
    scanned: {
      files: { terraform: 1, compose: 1 },
      total: 2,
      skipped: [{ reason: 'in vendored folders', count: 12, examples: ['node_modules/a.tf'] }],
      notes: ['The configuration is memcached-exposure.yml.'],
    },
    inventory: [
      {
        platform: 'compose',
        where: placeOf('compose.yaml', 'memcached:1.6.45'),
        workload: 'service "cache" in compose.yaml',
        placement: 'container',
        version: {
          version: { major: 1, minor: 6, patch: 45 },
          where: placeOf('compose.yaml', 'memcached:1.6.45'),
          trust: 'exact',
          text: 'memcached:1.6.45',
        },
        sockets: [
          { protocol: 'tcp', scope: 'all', address: '0.0.0.0', port: 11211, tls: 'none' },
          { protocol: 'tcp', scope: 'all', address: '::', port: 11211, tls: 'none' },
        ],
        authentication: 'none',
        reach: 'host',
        assumptions: [],
      },
      {
        platform: 'terraform',
        where: placeOf('infra/main.tf', '"memcached"'),
        workload: 'aws_elasticache_cluster.main',
        placement: 'managed',
        sockets: { unresolved: true, reason: '`var.port` has no default' },
        authentication: 'unknown',
        reach: 'unknown',
        assumptions: [],
      },
    ],
    durationMs: 123,
    lines: readLine,
    ...changes,
  };
}

/** What an attacker would call a file or a resource. */
export const HOSTILE = [
  '::error::x',
  '\n::set-output name=a::b',
  '\r\n##[add-mask]secret',
  '###[group]x',
  '\u001b[31mred\u001b[0m\u009b2J',
  '\u202egnp.exe\u202c\u2066\u200b\ufeff\u{e0041}',
  '</details><script>alert(1)</script><img src=x onerror=1>',
  '@octocat #1 GH-1 https://evil.example www.evil.example a@b.example',
  '`` ``` ` ~~~ | a | b |\\|',
  '[click](https://evil.example) ![x](https://evil.example/p.png) <https://evil.example>',
  '"]; n0 --> x; click n0 "javascript:alert(1)"',
  '%0A::error::y%25',
  '*bold* _em_ # h\n- list\n1. one\n> quote\n---\n===',
  '{name} {{ jinja }} ${shell} $(id) {0}',
  '<!-- -->--!>\n<!-- x',
  '\ud800 lone \udfff',
  ':smile: &#64;octocat &lt;b&gt;',
  '- [ ] task\n\n```mermaid\ngraph',
] as const;

/** A finding in which every untrusted part is the given text. */
export function hostileFinding(text: string, base: ReportedFinding = openPort): ReportedFinding {
  const where: Location = { ...base.location, file: `a/${text}.tf`, address: text };
  return {
    ...base,
    data: {
      ...base.data,
      name: text,
      workload: text,
      sources: text,
      ports: text,
      protocols: text,
      behind: text,
    },
    location: where,
    related: [{ where, message: text }],
    path: [
      { kind: 'network', label: text, location: where },
      { kind: 'ingress', label: text, location: where },
      { kind: 'listener', label: text },
    ],
    notes: [text],
    fix: { description: text, edits: [{ where, replacement: text }] },
  };
}

/** A report in which every untrusted part is the given text. */
export function hostileReport(text: string): Report {
  const finding = hostileFinding(text);
  const where = finding.location;
  return reportOf(
    [
      finding,
      { ...finding, state: 'existing' },
      { ...finding, suppressed: { by: 'inline', reason: text, until: text, where } },
    ],
    {
      root: text,
      reasons: [text],
      fixed: [finding],
      comparison: { base: text },
      problems: [
        { kind: 'unparsed', where, message: text },
        { kind: 'unresolved', where, message: text },
        { kind: 'note', where, message: text },
      ],
      scanned: {
        files: { terraform: 1 },
        total: 1,
        skipped: [{ reason: text, count: 1, examples: [text] }],
        notes: [text],
      },
      inventory: [
        {
          platform: 'host',
          where,
          workload: text,
          placement: 'host',
          version: { version: { major: 1 }, where, trust: 'exact', text },
          sockets: [{ protocol: 'tcp', scope: 'unknown', address: text, port: 11211, tls: 'none' }],
          authentication: 'none',
          reach: 'host',
          assumptions: [text],
        },
        {
          platform: 'host',
          where,
          workload: text,
          placement: 'host',
          sockets: { unresolved: true, reason: text },
          authentication: 'none',
          reach: 'unknown',
          assumptions: [],
        },
      ],
      lines: () => text,
    },
  );
}
