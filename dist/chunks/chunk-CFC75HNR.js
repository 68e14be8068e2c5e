import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  blocks,
  maskSecrets
} from "./chunk-4YCC46JY.js";
import {
  describer,
  safeJson
} from "./chunk-ZDN3N4YR.js";
import {
  isUnresolved
} from "./chunk-5VOORNIG.js";

// src/report/json.ts
var MOST_SNIPPET_LINES = 5;
var WIDEST_SNIPPET_LINE = 300;
function renderJson(report) {
  const describe = describer(report);
  return `${safeJson({
    schemaVersion: report.schemaVersion,
    tool: report.tool,
    root: report.root,
    conclusion: report.conclusion,
    reasons: report.reasons,
    failOn: report.failOn,
    reportSeverity: report.reportSeverity,
    ...report.comparison === void 0 ? {} : { comparison: report.comparison },
    ...report.shard === void 0 ? {} : { shard: report.shard },
    counts: report.counts,
    belowThreshold: report.belowThreshold,
    findings: report.findings.map((finding) => ({
      ...findingJson(report, finding, describe(finding)),
      blocks: blocks(report, finding),
      state: finding.state ?? "unknown",
      ...finding.suppressed === void 0 ? {} : { suppressed: suppressionJson(finding.suppressed) }
    })),
    fixed: report.fixed.map((finding) => findingJson(report, finding, describe(finding))),
    problems: report.problems.map(({ kind, where, message }) => ({
      kind,
      message,
      location: locationJson(where)
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
        ...docsUrl === void 0 ? {} : { docsUrl }
      })
    )
  })}
`;
}
function findingJson(report, finding, text) {
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
      ...location === void 0 ? {} : { location: locationJson(location) }
    })),
    related: finding.related.map(relatedJson),
    notes: finding.notes,
    why: text.why,
    advice: text.fix,
    verify: text.verify,
    rollback: text.rollback,
    ...text.docsUrl === void 0 ? {} : { docsUrl: text.docsUrl },
    ...finding.fix === void 0 ? {} : {
      fix: {
        description: finding.fix.description,
        edits: finding.fix.edits.map(({ where, replacement }) => ({
          location: locationJson(where),
          replacement
        })),
        lines: fixLines(report, finding.fix)
      }
    },
    data: finding.data
  };
}
function snippet(report, where) {
  const last = Math.min(where.endLine, where.startLine + MOST_SNIPPET_LINES - 1);
  const lines = [];
  for (let number = where.startLine; number <= last; number++) {
    lines.push(maskSecrets(report.lines(where.file, number).slice(0, WIDEST_SNIPPET_LINE)));
  }
  return lines;
}
var MOST_FIX_LINES = 60;
function fixLines(report, { edits }) {
  const lines = /* @__PURE__ */ new Map();
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
function suppressionJson(suppressed) {
  const { by, reason, until, where } = suppressed;
  return {
    by,
    reason,
    ...until === void 0 ? {} : { until },
    ...where === void 0 ? {} : { location: locationJson(where) }
  };
}
function inventoryJson(item) {
  return {
    platform: item.platform,
    workload: item.workload,
    placement: item.placement,
    location: locationJson(item.where),
    ...item.version === void 0 ? {} : { version: { text: item.version.text, trust: item.version.trust } },
    ...isUnresolved(item.sockets) ? { socketsUnknown: item.sockets.reason } : {
      sockets: item.sockets.map(({ protocol, address, port, scope, tls }) => ({
        protocol,
        address,
        port,
        scope,
        tls
      }))
    },
    authentication: item.authentication,
    reach: item.reach,
    through: item.through ?? [],
    advisories: item.advisories ?? [],
    assumptions: item.assumptions
  };
}
function relatedJson({ where, message }) {
  return { message, location: locationJson(where) };
}
function locationJson(where) {
  const { file, startLine, startColumn, endLine, endColumn, address } = where;
  return {
    file,
    startLine,
    startColumn,
    endLine,
    endColumn,
    ...address === void 0 ? {} : { address }
  };
}

export {
  renderJson
};
