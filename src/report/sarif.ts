import { append } from '../append.js';
import type { Fix, Problem, RelatedLocation } from '../facts.js';
import type { Location } from '../files/source.js';
import { compareSeverity, type Finding, type Severity } from '../findings.js';
import {
  markdownCode,
  markdownFence,
  markdownProse,
  pathToUri,
  safeJson,
  visible,
} from './escape.js';
import { capitalised, describer, pathSteps, type FindingText } from './messages.js';
import type { Report, ReportedFinding, RuleText } from './model.js';

export interface SarifOptions {
  /** The folder of the scanned root in the repository, put before every path; '' for the root. */
  readonly prefix?: string;
  /** Tells this analysis from others of the repository. Default: the name of the tool. */
  readonly category?: string;
}

/** GitHub keeps 5,000 results of a run and 100 locations of a result. */
const MOST_RESULTS = 5000;
const MOST_RELATED = 100;
const MOST_NOTIFICATIONS = 1000;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** In the bands that GitHub reads: critical above 9.0, high from 7.0, medium from 4.0, low above 0. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '1.0',
};

const RANK: Readonly<Record<Severity, number>> = {
  critical: 95,
  high: 80,
  medium: 55,
  low: 30,
  info: 10,
};

/** The report as a SARIF 2.1.0 log: one run, one category. */
export function renderSarif(report: Report, options: SarifOptions = {}): string {
  const place = new Places(options.prefix ?? '');
  const describe = describer(report);
  const results = report.findings.slice(0, MOST_RESULTS);
  const ruleIds = report.rules.map(({ id }) => id);
  const anySuppressed = results.some(({ suppressed }) => suppressed !== undefined);
  return `${safeJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            version: report.tool.version,
            ...(report.tool.url === undefined ? {} : { informationUri: report.tool.url }),
            rules: report.rules.map((rule) => ruleJson(rule, results, describe)),
          },
        },
        automationDetails: { id: `${options.category ?? report.tool.name}/` },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.conclusion !== 'could-not-run',
            toolExecutionNotifications: notifications(report, place),
            properties: { conclusion: report.conclusion, failOn: report.failOn },
          },
        ],
        results: results.map((finding) =>
          resultJson(finding, describe(finding), {
            place,
            ruleIndex: ruleIds.indexOf(finding.ruleId),
            withSuppressions: anySuppressed,
          }),
        ),
      },
    ],
  })}\n`;
}

function ruleJson(
  rule: RuleText,
  results: readonly Finding[],
  describe: (finding: Finding) => FindingText,
): object {
  const mine = results.filter(({ ruleId }) => ruleId === rule.id);
  // GitHub shows and gates alerts by the rule's number alone, so it has to be the run's worst.
  const worst = mine.map(({ severity }) => severity).sort(compareSeverity)[0];
  const help = mine[0] === undefined ? undefined : describe(mine[0]);
  return {
    id: rule.id,
    name: rule.name,
    shortDescription: { text: visible(rule.title) },
    fullDescription: { text: visible(rule.description) },
    ...(rule.docsUrl === undefined ? {} : { helpUri: rule.docsUrl }),
    help: { text: helpText(rule, help), markdown: helpMarkdown(rule, help) },
    defaultConfiguration: { level: LEVELS[rule.defaultSeverity] },
    properties: {
      tags: ['security', 'memcached', ...rule.tags.map(sarifTag)].slice(0, 10),
      precision: 'high',
      'security-severity': SECURITY_SEVERITY[worst ?? rule.defaultSeverity],
      'problem.severity': problemSeverity(rule.defaultSeverity),
    },
  };
}

/** GitHub links tags of this form to the weakness (`external/cwe/cwe-306`). */
function sarifTag(tag: string): string {
  const cwe = /^CWE-([0-9]{1,6})$/.exec(tag);
  return cwe === null ? tag : `external/cwe/cwe-${cwe[1]!.padStart(3, '0')}`;
}

function problemSeverity(severity: Severity): 'error' | 'warning' | 'recommendation' {
  const level = LEVELS[severity];
  return level === 'note' ? 'recommendation' : level;
}

function helpText(rule: RuleText, text: FindingText | undefined): string {
  const lines = [visible(rule.description)];
  if (text !== undefined)
    append(lines, [visible(text.why), ...text.fix.map((step) => `Fix: ${visible(step)}`)]);
  if (rule.docsUrl !== undefined) lines.push(rule.docsUrl);
  return lines.filter((line) => line !== '').join('\n');
}

/** What GitHub shows beside an alert of the rule; the advice is the one for the worst finding. */
function helpMarkdown(rule: RuleText, text: FindingText | undefined): string {
  const parts = [markdownProse(rule.description)];
  if (text !== undefined) {
    parts.push('## Why it matters', markdownProse(text.why));
    if (text.fix.length > 0) {
      parts.push('## How to fix', text.fix.map((step) => `- ${markdownProse(step)}`).join('\n'));
    }
    parts.push('## How to verify');
    for (const { where, command, expect } of text.verify) {
      parts.push(
        `${markdownProse(capitalised(where))}:`,
        markdownFence(command, 'sh'),
        markdownProse(expect),
      );
    }
    parts.push('## How to roll back', markdownProse(text.rollback));
  }
  if (rule.docsUrl !== undefined) parts.push(`[The page of ${rule.id}](${rule.docsUrl})`);
  return parts.join('\n\n');
}

interface ResultContext {
  readonly place: Places;
  readonly ruleIndex: number;
  readonly withSuppressions: boolean;
}

function resultJson(finding: ReportedFinding, text: FindingText, context: ResultContext): object {
  const { place } = context;
  return {
    ruleId: finding.ruleId,
    ...(context.ruleIndex < 0 ? {} : { ruleIndex: context.ruleIndex }),
    level: LEVELS[finding.severity],
    rank: RANK[finding.severity],
    message: messageJson(finding, text),
    locations: [place.location(finding.location)],
    ...relatedJson(finding.related, place),
    ...codeFlowJson(finding, text, place),
    partialFingerprints: { 'memcachedExposure/v1': finding.fingerprint },
    ...(finding.fix === undefined ? {} : { fixes: [fixJson(finding.fix, place)] }),
    ...baselineState(finding),
    ...(context.withSuppressions ? { suppressions: suppressionsJson(finding, place) } : {}),
    properties: {
      severity: finding.severity,
      reach: finding.reach,
      unresolved: finding.unresolved,
      messageId: finding.messageId,
    },
  };
}

function messageJson(finding: Finding, text: FindingText): object {
  const plain = [text.sentence, ...finding.notes].map(visible);
  const marked = [text.sentence, ...finding.notes].map((sentence) => markdownProse(sentence));
  if (text.path !== '') {
    plain.push(`Path: ${visible(text.path)}.`);
    marked.push(`Path: ${markdownCode(text.path)}.`);
  }
  return { text: sarifText(plain.join(' ')), markdown: marked.join(' ') };
}

/**
 * Keeps text from being read as a link (`[text](target)`) or as a placeholder (`{0}`), SARIF 2.1.0,
 * 3.11. Other brackets and braces stay as they are, for most readers show an escape as it stands.
 */
function sarifText(text: string): string {
  return text.replaceAll('](', '] (').replace(/\{([0-9]+)\}/g, '{{$1}}');
}

function relatedJson(related: readonly RelatedLocation[], place: Places): object {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.slice(0, MOST_RELATED).map(({ where, message }, index) => ({
      id: index + 1,
      ...place.location(where),
      message: { text: sarifText(visible(message)) },
    })),
  };
}

/** The steps that have a place; a flow of one step says no more than the location itself. */
function codeFlowJson(finding: Finding, text: FindingText, place: Places): object {
  const steps = pathSteps(finding).filter(({ location }) => location !== undefined);
  if (steps.length < 2) return {};
  return {
    codeFlows: [
      {
        message: { text: sarifText(visible(text.path)) },
        threadFlows: [
          {
            locations: steps.slice(0, MOST_RELATED).map(({ kind, label, location }) => ({
              kinds: [kind],
              location: {
                ...place.location(location!),
                message: { text: sarifText(visible(label)) },
              },
            })),
          },
        ],
      },
    ],
  };
}

function fixJson(fix: Fix, place: Places): object {
  const files = [...new Set(fix.edits.map(({ where }) => where.file))];
  return {
    description: { text: sarifText(visible(fix.description)) },
    artifactChanges: files.map((file) => ({
      artifactLocation: place.artifact(file),
      replacements: fix.edits
        .filter(({ where }) => where.file === file)
        .map(({ where, replacement }) => ({
          deletedRegion: region(where),
          insertedContent: { text: replacement },
        })),
    })),
  };
}

function baselineState(finding: ReportedFinding): object {
  if (finding.state === 'new') return { baselineState: 'new' };
  return finding.state === 'existing' ? { baselineState: 'unchanged' } : {};
}

function suppressionsJson(finding: ReportedFinding, place: Places): object[] {
  if (finding.suppressed === undefined) return [];
  const { by, reason, until, where } = finding.suppressed;
  return [
    {
      kind: by === 'inline' ? 'inSource' : 'external',
      status: 'accepted',
      justification: visible(until === undefined ? reason : `${reason} (until ${until})`),
      ...(where === undefined ? {} : { location: place.location(where) }),
      properties: { by, ...(until === undefined ? {} : { until }) },
    },
  ];
}

function notifications(report: Report, place: Places): object[] {
  const general = report.reasons.map((reason) => ({
    level: report.conclusion === 'could-not-run' ? 'error' : 'warning',
    message: { text: sarifText(visible(reason)) },
  }));
  if (report.findings.length > MOST_RESULTS) {
    general.push({
      level: 'warning',
      message: {
        text: `Only the worst ${MOST_RESULTS} of ${report.findings.length} findings are in this file.`,
      },
    });
  }
  return [
    ...general,
    ...report.problems.slice(0, MOST_NOTIFICATIONS).map((problem) => problemJson(problem, place)),
  ];
}

function problemJson({ kind, where, message }: Problem, place: Places): object {
  return {
    level: kind === 'note' ? 'note' : 'warning',
    message: { text: sarifText(visible(message)) },
    locations: [place.location(where)],
    properties: { kind },
  };
}

/** Turns places of the scanned root into places of the repository. */
class Places {
  private readonly prefix: string;

  constructor(prefix: string) {
    this.prefix = prefix
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/');
  }

  artifact(file: string): { uri: string } {
    return { uri: pathToUri(this.prefix === '' ? file : `${this.prefix}/${file}`) };
  }

  location(where: Location): object {
    return {
      physicalLocation: { artifactLocation: this.artifact(where.file), region: region(where) },
      ...(where.address === undefined
        ? {}
        : { logicalLocations: [{ fullyQualifiedName: visible(where.address), kind: 'resource' }] }),
    };
  }
}

function region(where: Location): object {
  const { startLine, startColumn, endLine, endColumn } = where;
  return { startLine, startColumn, endLine, endColumn };
}
