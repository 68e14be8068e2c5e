import { unresolved, type RelatedLocation } from '../facts.js';
import type { Location } from '../files/source.js';
import { SEVERITIES, type Finding, type Severity } from '../findings.js';
import { parseVersion } from '../memcached/version.js';
import { MOST_SHARDS } from '../shard/shard.js';
import type { InventoryItem, Report, ReportedFinding } from './model.js';

/** Thrown for text that is no JSON report of this tool; the message is for people. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a JSON report back. Everything in it is checked for its kind, for it may come from anywhere.
 * @param name what the report is called in messages
 * @throws ReportError
 */
export function readReport(text: string, name: string): Report {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ReportError(`${name} is no JSON.`);
  }
  const reader = new Reader(name);
  return reader.report(reader.object(json, 'the report'));
}

class Reader {
  private readonly snippets = new Map<string, string>();

  constructor(private readonly name: string) {}

  report(json: Json): Report {
    if (json['schemaVersion'] !== 1) {
      this.fail('schemaVersion', '1; it was written by another version of this tool');
    }
    const scanned = this.object(json['scanned'], 'scanned');
    const comparison = json['comparison'];
    const counts = this.object(json['counts'], 'counts');
    return {
      schemaVersion: 1,
      tool: {
        name: this.text(this.object(json['tool'], 'tool')['name'], 'tool.name'),
        version: this.text(this.object(json['tool'], 'tool')['version'], 'tool.version'),
      },
      root: this.text(json['root'], 'root'),
      conclusion: this.choice(json['conclusion'], 'conclusion', [
        'passed',
        'failed',
        'nothing-to-scan',
        'could-not-run',
      ]),
      reasons: this.list(json['reasons'], 'reasons').map((reason) => this.text(reason, 'reasons')),
      failOn: this.choice(json['failOn'], 'failOn', [...SEVERITIES, 'none']),
      reportSeverity: this.choice(json['reportSeverity'], 'reportSeverity', SEVERITIES),
      rules: this.list(json['rules'], 'rules').map((rule) => this.rule(this.object(rule, 'rules'))),
      findings: this.list(json['findings'], 'findings').map((finding) =>
        this.reported(this.object(finding, 'findings')),
      ),
      fixed: this.list(json['fixed'], 'fixed').map((finding) =>
        this.finding(this.object(finding, 'fixed')),
      ),
      ...(comparison === undefined ? {} : { comparison: this.comparison(comparison) }),
      ...(json['shard'] === undefined
        ? {}
        : { shard: this.shard(this.object(json['shard'], 'shard')) }),
      problems: this.list(json['problems'], 'problems').map((entry) => {
        const problem = this.object(entry, 'problems');
        return {
          kind: this.choice(problem['kind'], 'problems.kind', ['unparsed', 'unresolved', 'note']),
          message: this.text(problem['message'], 'problems.message'),
          where: this.location(problem['location']),
        };
      }),
      counts: Object.fromEntries(
        SEVERITIES.map((severity) => [severity, this.number(counts[severity], 'counts')]),
      ) as Record<Severity, number>,
      belowThreshold: this.number(json['belowThreshold'], 'belowThreshold'),
      scanned: {
        files: Object.fromEntries(
          Object.entries(this.object(scanned['files'], 'scanned.files')).map(([key, value]) => [
            key,
            this.number(value, 'scanned.files'),
          ]),
        ),
        total: this.number(scanned['total'], 'scanned.total'),
        skipped: this.list(scanned['skipped'], 'scanned.skipped').map((entry) => {
          const skipped = this.object(entry, 'scanned.skipped');
          return {
            reason: this.text(skipped['reason'], 'scanned.skipped.reason'),
            count: this.number(skipped['count'], 'scanned.skipped.count'),
          };
        }),
        notes: this.list(scanned['notes'], 'scanned.notes').map((n) => this.text(n, 'notes')),
      },
      inventory: this.list(json['inventory'], 'inventory').map((item) =>
        this.inventoryItem(this.object(item, 'inventory')),
      ),
      lines: (file, line) => this.snippets.get(`${file}\n${line}`) ?? '',
    };
  }

  private rule(json: Json): Report['rules'][number] {
    const messages = this.object(json['messages'], 'rules.messages');
    const docsUrl = json['docsUrl'];
    return {
      id: this.text(json['id'], 'rules.id'),
      name: this.text(json['name'], 'rules.name'),
      title: this.text(json['title'], 'rules.title'),
      description: this.text(json['description'], 'rules.description'),
      defaultSeverity: this.choice(json['defaultSeverity'], 'rules.defaultSeverity', SEVERITIES),
      tags: this.list(json['tags'], 'rules.tags').map((tag) => this.text(tag, 'rules.tags')),
      messages: Object.fromEntries(
        Object.entries(messages).map(([id, text]) => [id, this.text(text, 'rules.messages')]),
      ),
      // A link of a report from elsewhere is shown only when it is one of the web.
      ...(typeof docsUrl === 'string' && /^https:\/\//.test(docsUrl) ? { docsUrl } : {}),
    };
  }

  private reported(json: Json): ReportedFinding {
    const suppressed = json['suppressed'];
    return {
      ...this.finding(json),
      state: this.choice(json['state'], 'findings.state', ['new', 'existing', 'unknown'] as const),
      ...(suppressed === undefined ? {} : { suppressed: this.suppression(suppressed) }),
    };
  }

  private suppression(value: unknown): NonNullable<ReportedFinding['suppressed']> {
    const json = this.object(value, 'findings.suppressed');
    return {
      by: this.choice(json['by'], 'suppressed.by', ['inline', 'config', 'baseline']),
      reason: this.text(json['reason'], 'suppressed.reason'),
      ...(json['until'] === undefined
        ? {}
        : { until: this.text(json['until'], 'suppressed.until') }),
      ...(json['location'] === undefined ? {} : { where: this.location(json['location']) }),
    };
  }

  private finding(json: Json): Finding {
    const location = this.location(json['location']);
    this.list(json['snippet'], 'findings.snippet').forEach((line, i) => {
      this.snippets.set(
        `${location.file}\n${location.startLine + i}`,
        this.text(line, 'findings.snippet'),
      );
    });
    const fix = json['fix'];
    return {
      ruleId: this.text(json['ruleId'], 'findings.ruleId'),
      messageId: this.text(json['messageId'], 'findings.messageId'),
      fingerprint: this.text(json['fingerprint'], 'findings.fingerprint'),
      severity: this.choice(json['severity'], 'findings.severity', SEVERITIES),
      reach: this.choice(json['reach'], 'findings.reach', [
        'internet',
        'public',
        'host',
        'private',
        'cluster',
        'none',
      ]),
      unresolved: json['unresolved'] === true,
      location,
      related: this.list(json['related'], 'findings.related').map((entry): RelatedLocation => {
        const related = this.object(entry, 'findings.related');
        return {
          message: this.text(related['message'], 'findings.related.message'),
          where: this.location(related['location']),
        };
      }),
      path: this.list(json['path'], 'findings.path').map((entry) => {
        const step = this.object(entry, 'findings.path');
        return {
          kind: this.choice(step['kind'], 'findings.path.kind', [
            'network',
            'ingress',
            'restriction',
            'workload',
            'listener',
          ]),
          label: this.text(step['label'], 'findings.path.label'),
          ...(step['location'] === undefined ? {} : { location: this.location(step['location']) }),
        };
      }),
      notes: this.list(json['notes'], 'findings.notes').map((n) => this.text(n, 'findings.notes')),
      data: Object.fromEntries(
        Object.entries(this.object(json['data'], 'findings.data')).map(([key, value]) => [
          key,
          typeof value === 'number' ? value : this.text(value, 'findings.data'),
        ]),
      ),
      ...(fix === undefined ? {} : { fix: this.fix(this.object(fix, 'findings.fix')) }),
    };
  }

  private fix(json: Json): NonNullable<Finding['fix']> {
    // Reports of earlier versions have none.
    for (const entry of json['lines'] === undefined ? [] : this.list(json['lines'], 'fix.lines')) {
      const line = this.object(entry, 'findings.fix.lines');
      this.snippets.set(
        `${this.text(line['file'], 'fix.lines.file')}\n${this.number(line['line'], 'fix.lines.line')}`,
        this.text(line['text'], 'fix.lines.text'),
      );
    }
    return {
      description: this.text(json['description'], 'findings.fix.description'),
      edits: this.list(json['edits'], 'findings.fix.edits').map((entry) => {
        const edit = this.object(entry, 'findings.fix.edits');
        return {
          where: this.location(edit['location']),
          replacement: this.text(edit['replacement'], 'findings.fix.edits.replacement'),
        };
      }),
    };
  }

  private inventoryItem(json: Json): InventoryItem {
    const version = json['version'];
    const texts = (key: string): string[] =>
      json[key] === undefined
        ? []
        : this.list(json[key], key).map((entry) => this.text(entry, `inventory.${key}`));
    const where = this.location(json['location']);
    return {
      platform: this.text(json['platform'], 'inventory.platform') as InventoryItem['platform'],
      workload: this.text(json['workload'], 'inventory.workload'),
      placement: this.choice(json['placement'], 'inventory.placement', [
        'host',
        'container',
        'pod',
        'managed',
      ]),
      where,
      ...(version === undefined ? {} : { version: this.version(version, where) }),
      sockets:
        json['socketsUnknown'] === undefined
          ? this.list(json['sockets'], 'inventory.sockets').map((entry) => this.socket(entry))
          : unresolved(this.text(json['socketsUnknown'], 'inventory.socketsUnknown')),
      authentication: this.choice(json['authentication'], 'inventory.authentication', [
        'none',
        'sasl',
        'password-file',
        'unknown',
      ]),
      reach: this.choice(json['reach'], 'inventory.reach', [
        'internet',
        'public',
        'host',
        'private',
        'cluster',
        'none',
        'unknown',
      ]),
      through: texts('through'),
      advisories: texts('advisories'),
      assumptions: texts('assumptions'),
    };
  }

  private version(value: unknown, where: Location): NonNullable<InventoryItem['version']> {
    const json = this.object(value, 'inventory.version');
    const text = this.text(json['text'], 'inventory.version.text');
    return {
      text,
      where,
      version: parseVersion(text.slice(text.lastIndexOf(':') + 1)) ?? { major: 0 },
      trust: this.choice(json['trust'], 'inventory.version.trust', [
        'exact',
        'newest-of',
        'distribution',
        'managed',
      ]),
    };
  }

  private socket(value: unknown): Extract<InventoryItem['sockets'], readonly unknown[]>[number] {
    const json = this.object(value, 'inventory.sockets');
    return {
      protocol: this.choice(json['protocol'], 'sockets.protocol', ['tcp', 'udp']),
      address: this.text(json['address'], 'sockets.address'),
      port: this.number(json['port'], 'sockets.port'),
      scope: this.choice(json['scope'], 'sockets.scope', [
        'all',
        'loopback',
        'private',
        'public',
        'unknown',
      ]),
      tls: this.choice(json['tls'], 'sockets.tls', ['none', 'server', 'mutual', 'unknown']),
    };
  }

  private shard(json: Json): NonNullable<Report['shard']> {
    const index = this.number(json['index'], 'shard.index');
    const total = this.number(json['total'], 'shard.total');
    if (index < 1 || total < index || total > MOST_SHARDS) this.fail('shard', 'a part of a whole');
    return { index, total };
  }

  private comparison(value: unknown): NonNullable<Report['comparison']> {
    const json = this.object(value, 'comparison');
    return {
      base: this.text(json['base'], 'comparison.base'),
      ...(json['unavailable'] === undefined
        ? {}
        : { unavailable: this.text(json['unavailable'], 'comparison.unavailable') }),
    };
  }

  private location(value: unknown): Location {
    const json = this.object(value, 'location');
    const number = (key: string): number => this.number(json[key], `location.${key}`);
    return {
      file: this.text(json['file'], 'location.file'),
      startLine: number('startLine'),
      startColumn: number('startColumn'),
      endLine: number('endLine'),
      endColumn: number('endColumn'),
      ...(json['address'] === undefined
        ? {}
        : { address: this.text(json['address'], 'location.address') }),
    };
  }

  object(value: unknown, key: string): Json {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
    return this.fail(key, 'an object');
  }

  private list(value: unknown, key: string): readonly unknown[] {
    return Array.isArray(value) ? value : this.fail(key, 'a list');
  }

  private text(value: unknown, key: string): string {
    return typeof value === 'string' ? value : this.fail(key, 'a text');
  }

  private number(value: unknown, key: string): number {
    return typeof value === 'number' && Number.isInteger(value) && value >= 0
      ? value
      : this.fail(key, 'a whole number');
  }

  private choice<C extends string>(value: unknown, key: string, choices: readonly C[]): C {
    return choices.find((choice) => choice === value) ?? this.fail(key, choices.join(', '));
  }

  private fail(key: string, expected: string): never {
    throw new ReportError(`${this.name} is no report of this tool: ${key} must be ${expected}.`);
  }
}
