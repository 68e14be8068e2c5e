import { isUnresolved, type Fix, type RelatedLocation } from '../facts.js';
import type { Location } from '../files/source.js';
import type { Finding } from '../findings.js';
import { safeJson } from './escape.js';
import { maskSecrets } from './frame.js';
import { describer, type FindingText } from './messages.js';
import type { InventoryItem, Report, ReportedFinding } from './model.js';
import { blocks } from './select.js';

const MOST_SNIPPET_LINES = 5;
const WIDEST_SNIPPET_LINE = 300;

/**
 * The report as JSON, as `docs/report.schema.json` describes it. The same input gives the same bytes:
 * the time it took is left out.
 */
export function renderJson(report: Report): string {
  const describe = describer(report);
  return `${safeJson({
    schemaVersion: report.schemaVersion,
    tool: report.tool,
    root: report.root,
    conclusion: report.conclusion,
    reasons: report.reasons,
    failOn: report.failOn,
    reportSeverity: report.reportSeverity,
    ...(report.comparison === undefined ? {} : { comparison: report.comparison }),
    ...(report.shard === undefined ? {} : { shard: report.shard }),
    counts: report.counts,
    belowThreshold: report.belowThreshold,
    findings: report.findings.map((finding) => ({
      ...findingJson(report, finding, describe(finding)),
      blocks: blocks(report, finding),
      state: finding.state ?? 'unknown',
      ...(finding.suppressed === undefined
        ? {}
        : { suppressed: suppressionJson(finding.suppressed) }),
    })),
    fixed: report.fixed.map((finding) => findingJson(report, finding, describe(finding))),
    problems: report.problems.map(({ kind, where, message }) => ({
      kind,
      message,
      location: locationJson(where),
    })),
    scanned: report.scanned,
    inventory: report.inventory.map(inventoryJson),
    rules: report.rules.map(
      ({ id, name, title, description, defaultSeverity, tags, messages, docsUrl }) => ({
        id,
        name,
        title,
        description,
        defaultSeverity,
        tags,
        messages,
        ...(docsUrl === undefined ? {} : { docsUrl }),
      }),
    ),
  })}\n`;
}

function findingJson(report: Report, finding: Finding, text: FindingText): object {
  return {
    ruleId: finding.ruleId,
    messageId: finding.messageId,
    fingerprint: finding.fingerprint,
    severity: finding.severity,
    reach: finding.reach,
    unresolved: finding.unresolved,
    title: text.title,
    message: text.sentence,
    location: locationJson(finding.location),
    snippet: snippet(report, finding.location),
    path: finding.path.map(({ kind, label, location }) => ({
      kind,
      label,
      ...(location === undefined ? {} : { location: locationJson(location) }),
    })),
    related: finding.related.map(relatedJson),
    notes: finding.notes,
    why: text.why,
    advice: text.fix,
    verify: text.verify,
    rollback: text.rollback,
    ...(text.docsUrl === undefined ? {} : { docsUrl: text.docsUrl }),
    ...(finding.fix === undefined
      ? {}
      : {
          fix: {
            description: finding.fix.description,
            edits: finding.fix.edits.map(({ where, replacement }) => ({
              location: locationJson(where),
              replacement,
            })),
            lines: fixLines(report, finding.fix),
          },
        }),
    data: finding.data,
  };
}

/** The lines of the location, without values that look like secrets. */
function snippet(report: Report, where: Location): string[] {
  const last = Math.min(where.endLine, where.startLine + MOST_SNIPPET_LINES - 1);
  const lines: string[] = [];
  for (let number = where.startLine; number <= last; number++) {
    lines.push(maskSecrets(report.lines(where.file, number).slice(0, WIDEST_SNIPPET_LINE)));
  }
  return lines;
}

const MOST_FIX_LINES = 60;

/** The lines that a correction changes and their neighbours, so that it can be shown without the files. */
function fixLines(report: Report, { edits }: Fix): object[] {
  const lines = new Map<string, object>();
  for (const { where } of edits) {
    const { file } = where;
    for (let line = Math.max(1, where.startLine - 1); line <= where.endLine + 1; line++) {
      if (lines.size >= MOST_FIX_LINES) break;
      const text = maskSecrets(report.lines(file, line).slice(0, WIDEST_SNIPPET_LINE));
      lines.set(`${line} ${file}`, { file, line, text });
    }
  }
  return [...lines.values()];
}

function suppressionJson(suppressed: NonNullable<ReportedFinding['suppressed']>): object {
  const { by, reason, until, where } = suppressed;
  return {
    by,
    reason,
    ...(until === undefined ? {} : { until }),
    ...(where === undefined ? {} : { location: locationJson(where) }),
  };
}

function inventoryJson(item: InventoryItem): object {
  return {
    platform: item.platform,
    workload: item.workload,
    placement: item.placement,
    location: locationJson(item.where),
    ...(item.version === undefined
      ? {}
      : { version: { text: item.version.text, trust: item.version.trust } }),
    ...(isUnresolved(item.sockets)
      ? { socketsUnknown: item.sockets.reason }
      : {
          sockets: item.sockets.map(({ protocol, address, port, scope, tls }) => ({
            protocol,
            address,
            port,
            scope,
            tls,
          })),
        }),
    authentication: item.authentication,
    reach: item.reach,
    through: item.through ?? [],
    advisories: item.advisories ?? [],
    assumptions: item.assumptions,
  };
}

function relatedJson({ where, message }: RelatedLocation): object {
  return { message, location: locationJson(where) };
}

function locationJson(where: Location): object {
  const { file, startLine, startColumn, endLine, endColumn, address } = where;
  return {
    file,
    startLine,
    startColumn,
    endLine,
    endColumn,
    ...(address === undefined ? {} : { address }),
  };
}
