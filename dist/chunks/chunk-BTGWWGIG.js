import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  blocks
} from "./chunk-4YCC46JY.js";
import {
  customRule
} from "./chunk-ODCC6ZFW.js";
import {
  require_ignore
} from "./chunk-V3JSSY3J.js";
import {
  RULES,
  furthest,
  waysTo
} from "./chunk-JNPVPFRO.js";
import {
  SEVERITIES,
  atLeast,
  compareSeverity
} from "./chunk-FHUH3I3Y.js";
import {
  SourceFile,
  advisoriesFor
} from "./chunk-TMYZCIEQ.js";
import {
  isUnresolved
} from "./chunk-5VOORNIG.js";
import {
  __toESM
} from "./chunk-VX4HL5QL.js";

// src/files/memory.ts
var MemoryTree = class {
  paths;
  unreadable = [];
  files;
  constructor(texts) {
    this.paths = Object.keys(texts).sort();
    this.files = new Map(this.paths.map((path) => [path, new SourceFile(path, texts[path])]));
  }
  has(path) {
    return this.files.has(path);
  }
  read(path) {
    return this.files.get(path);
  }
};

// src/version.ts
var VERSION = "0.1.0";
var HOME_PAGE = "https://github.com/memcached-exposure-check/memcached-exposure-check";
function docsUrl(ruleId) {
  return `${HOME_PAGE}/blob/main/docs/rules/${ruleId}.md`;
}

// src/judge.ts
function judge(input) {
  const { result, settings, compared } = input;
  const isCompared = compared !== void 0 && compared.unavailable === void 0;
  const all = [...input.policyFindings ?? [], ...result.findings].sort(
    (a, b) => compareSeverity(a.severity, b.severity)
  );
  const judged = all.map((finding) => {
    const suppressed = input.exceptions?.get(finding);
    const existing = isCompared && compared.existing.has(finding);
    return {
      ...finding,
      ...compared === void 0 ? {} : { state: isCompared ? existing ? "existing" : "new" : "unknown" },
      ...suppressed === void 0 ? {} : { suppressed }
    };
  });
  const shown = judged.filter(
    (finding) => atLeast(finding.severity, settings.reportSeverity) || blocks(settings, finding)
  );
  const counted = shown.filter(({ suppressed }) => suppressed === void 0);
  const counts = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, counted.filter((f) => f.severity === severity).length])
  );
  const failed = judged.some((finding) => blocks(settings, finding));
  const nothing = result.filesRead === 0;
  return {
    schemaVersion: 1,
    tool: { name: "memcached-exposure-check", version: VERSION, url: HOME_PAGE },
    root: input.root,
    conclusion: failed ? "failed" : nothing ? "nothing-to-scan" : "passed",
    reasons: nothing && !failed ? ["No infrastructure code was found."] : [],
    failOn: settings.failOn,
    reportSeverity: settings.reportSeverity,
    rules: [
      ...RULES.map(({ meta }) => ({
        ...meta,
        docsUrl: docsUrl(meta.id)
      })),
      ...settings.customRules.map((rule) => customRule(rule).meta)
    ],
    findings: shown,
    fixed: (compared?.fixed ?? []).filter(
      ({ severity }) => atLeast(severity, settings.reportSeverity)
    ),
    ...compared === void 0 ? {} : {
      comparison: {
        base: compared.base,
        ...compared.unavailable === void 0 ? {} : { unavailable: compared.unavailable }
      }
    },
    problems: [...result.problems, ...input.problems ?? []],
    counts,
    belowThreshold: judged.length - shown.length,
    scanned: { files: result.files, total: result.filesRead, skipped: [], notes: [] },
    inventory: result.listeners.map((listener) => inventoryItem(listener, result)),
    lines: (file, line) => input.tree.read(file)?.line(line) ?? ""
  };
}
function inventoryItem(listener, result) {
  const ways = waysTo(listener, result.exposures);
  const unknown = ways.some((way) => way.unresolved !== void 0) || ways.length === 0 && isUnresolved(listener.sockets);
  const reach = furthest([
    listener.placement === "host" ? "none" : "cluster",
    ...ways.filter((way) => way.unresolved === void 0).map((way) => way.reachWithTrusted)
  ]);
  return {
    platform: listener.platform,
    where: listener.where,
    workload: listener.workload,
    placement: listener.placement,
    ...listener.version === void 0 ? {} : { version: listener.version },
    sockets: listener.sockets,
    authentication: listener.authentication,
    reach: unknown && (reach === "none" || reach === "cluster") ? "unknown" : reach,
    through: [
      ...new Set(ways.flatMap(({ ingress }) => ingress === void 0 ? [] : [ingress.name]))
    ],
    advisories: listener.version === void 0 ? [] : advisoriesFor(listener.version, listener).filter(({ conditions }) => conditions !== "not-met").map(({ advisory }) => advisory.id),
    assumptions: listener.assumptions
  };
}

// src/policy/overrides.ts
var import_ignore = __toESM(require_ignore(), 1);
function applyOverrides(findings, overrides) {
  if (overrides.length === 0) return findings;
  const matchers = overrides.map(({ paths, rules, severity }) => ({
    rules,
    severity,
    matcher: (0, import_ignore.default)().add([...paths])
  }));
  return findings.flatMap((finding) => {
    const found = matchers.findLast(
      ({ rules, matcher }) => (rules?.includes(finding.ruleId) ?? true) && matcher.ignores(finding.location.file)
    );
    if (found === void 0) return [finding];
    return found.severity === "off" ? [] : [{ ...finding, severity: found.severity }];
  }).sort((a, b) => compareSeverity(a.severity, b.severity));
}

export {
  MemoryTree,
  VERSION,
  HOME_PAGE,
  docsUrl,
  judge,
  applyOverrides
};
