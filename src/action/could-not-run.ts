import { RootError } from '../check/root.js';
import { ListingError } from '../files/list.js';
import { SEVERITIES, type Severity } from '../findings.js';
import { DEFAULT_FAIL_ON, DEFAULT_REPORT_SEVERITY, SettingsError } from '../policy/settings.js';
import type { Report } from '../report/model.js';
import { ReportError } from '../report/read.js';
import { HOME_PAGE, VERSION } from '../version.js';
import { InputError } from './inputs.js';

/** Why an error kept the check from running, one sentence each; untrusted text. */
export function reasonsFor(error: unknown): readonly string[] {
  if (error instanceof InputError || error instanceof SettingsError) return error.problems;
  if (error instanceof RootError || error instanceof ListingError || error instanceof ReportError) {
    return [error.message];
  }
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [`An error of the check itself, please report it: ${what}`];
}

/** The report of a check that could not run: that is not a pass. */
export function couldNotRun(root: string, reasons: readonly string[]): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'memcached-exposure-check', version: VERSION, url: HOME_PAGE },
    root,
    conclusion: 'could-not-run',
    reasons,
    failOn: DEFAULT_FAIL_ON,
    reportSeverity: DEFAULT_REPORT_SEVERITY,
    rules: [],
    findings: [],
    fixed: [],
    problems: [],
    counts: Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<
      Severity,
      number
    >,
    belowThreshold: 0,
    scanned: { files: {}, total: 0, skipped: [], notes: [] },
    inventory: [],
    lines: () => '',
  };
}
