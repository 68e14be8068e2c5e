import { waysTo } from './exposure/exposure.js';
import { isUnresolved, type Listener, type Problem } from './facts.js';
import type { Tree } from './files/tree.js';
import {
  atLeast,
  compareSeverity,
  SEVERITIES,
  type Finding,
  type Reach,
  type Severity,
} from './findings.js';
import { advisoriesFor } from './memcached/advisories.js';
import type { AppliedException } from './policy/apply.js';
import type { Settings } from './policy/settings.js';
import type { InventoryItem, Report, ReportedFinding } from './report/model.js';
import { blocks } from './report/select.js';
import { customRule } from './rules/custom.js';
import { furthest } from './rules/describe.js';
import { docsUrl } from './rules/docs-url.js';
import { RULES } from './rules/index.js';
import type { ScanResult } from './pipeline.js';
import { HOME_PAGE, VERSION } from './version.js';

/** What is judged: a scan, and what the policy says about its findings. */
export interface Case {
  readonly result: ScanResult;
  readonly tree: Tree;
  readonly settings: Settings;
  /** What was scanned, for people. */
  readonly root: string;
  /** Findings about the policy itself. */
  readonly policyFindings?: readonly Finding[];
  readonly exceptions?: ReadonlyMap<Finding, AppliedException>;
  /** Problems that the policy has. */
  readonly problems?: readonly Problem[];
  /** The comparison with the base tree: findings that it has too do not fail the check. */
  readonly compared?: {
    readonly base: string;
    /** Why nothing could be compared: then everything counts. */
    readonly unavailable?: string;
    readonly existing: ReadonlySet<Finding>;
    readonly fixed: readonly Finding[];
  };
}

/** The verdict and everything that is shown with it. */
export function judge(input: Case): Report {
  const { result, settings, compared } = input;
  const isCompared = compared !== undefined && compared.unavailable === undefined;
  const all = [...(input.policyFindings ?? []), ...result.findings].sort((a, b) =>
    compareSeverity(a.severity, b.severity),
  );
  const judged = all.map((finding): ReportedFinding => {
    const suppressed = input.exceptions?.get(finding);
    const existing = isCompared && compared.existing.has(finding);
    return {
      ...finding,
      ...(compared === undefined
        ? {}
        : { state: isCompared ? (existing ? 'existing' : 'new') : 'unknown' }),
      ...(suppressed === undefined ? {} : { suppressed }),
    };
  });
  // What fails the check is shown whatever else is left out.
  const shown = judged.filter(
    (finding) => atLeast(finding.severity, settings.reportSeverity) || blocks(settings, finding),
  );
  const counted = shown.filter(({ suppressed }) => suppressed === undefined);
  const counts = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, counted.filter((f) => f.severity === severity).length]),
  ) as Record<Severity, number>;
  const failed = judged.some((finding) => blocks(settings, finding));
  const nothing = result.filesRead === 0;
  return {
    schemaVersion: 1,
    tool: { name: 'memcached-exposure-check', version: VERSION, url: HOME_PAGE },
    root: input.root,
    conclusion: failed ? 'failed' : nothing ? 'nothing-to-scan' : 'passed',
    reasons: nothing && !failed ? ['No infrastructure code was found.'] : [],
    failOn: settings.failOn,
    reportSeverity: settings.reportSeverity,
    rules: [
      ...RULES.map(({ meta }) => ({
        ...meta,
        docsUrl: docsUrl(meta.id),
      })),
      ...settings.customRules.map((rule) => customRule(rule).meta),
    ],
    findings: shown,
    fixed: (compared?.fixed ?? []).filter(({ severity }) =>
      atLeast(severity, settings.reportSeverity),
    ),
    ...(compared === undefined
      ? {}
      : {
          comparison: {
            base: compared.base,
            ...(compared.unavailable === undefined ? {} : { unavailable: compared.unavailable }),
          },
        }),
    problems: [...result.problems, ...(input.problems ?? [])],
    counts,
    belowThreshold: judged.length - shown.length,
    scanned: { files: result.files, total: result.filesRead, skipped: [], notes: [] },
    inventory: result.listeners.map((listener) => inventoryItem(listener, result)),
    lines: (file, line) => input.tree.read(file)?.line(line) ?? '',
  };
}

function inventoryItem(listener: Listener, result: ScanResult): InventoryItem {
  const ways = waysTo(listener, result.exposures);
  const unknown =
    ways.some((way) => way.unresolved !== undefined) ||
    (ways.length === 0 && isUnresolved(listener.sockets));
  const reach: Reach = furthest([
    listener.placement === 'host' ? 'none' : 'cluster',
    ...ways.filter((way) => way.unresolved === undefined).map((way) => way.reachWithTrusted),
  ]);
  return {
    platform: listener.platform,
    where: listener.where,
    workload: listener.workload,
    placement: listener.placement,
    ...(listener.version === undefined ? {} : { version: listener.version }),
    sockets: listener.sockets,
    authentication: listener.authentication,
    reach: unknown && (reach === 'none' || reach === 'cluster') ? 'unknown' : reach,
    through: [
      ...new Set(ways.flatMap(({ ingress }) => (ingress === undefined ? [] : [ingress.name]))),
    ],
    advisories:
      listener.version === undefined
        ? []
        : advisoriesFor(listener.version, listener)
            .filter(({ conditions }) => conditions !== 'not-met')
            .map(({ advisory }) => advisory.id),
    assumptions: listener.assumptions,
  };
}
