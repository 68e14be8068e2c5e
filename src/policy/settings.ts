import { SEVERITIES, type Severity } from '../findings.js';
import { AddressError, AddressSet } from '../network/addresses.js';
import type { RuleSetting } from '../rules/check.js';
import type { CustomRule } from '../rules/custom.js';
import type { Config } from './config.js';
import type { Override } from './config-exceptions.js';
import { isSourceName, readTrusted } from './trusted.js';

/** What decides which findings are shown and which of them fail the check. */
export interface Settings {
  /** A finding at or above this fails; `none` never does. */
  readonly failOn: Severity | 'none';
  /** Findings below this are only counted. */
  readonly reportSeverity: Severity;
  readonly trusted: AddressSet;
  /** Names of sources that are trusted like networks. */
  readonly trustedNames: ReadonlySet<string>;
  /** Patterns as in a .gitignore file. */
  readonly exclude: readonly string[];
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly overrides: readonly Override[];
  readonly customRules: readonly CustomRule[];
}

/** Settings as given by a person: on the command line or as inputs of the action. */
export interface GivenSettings {
  readonly failOn?: string | undefined;
  readonly reportSeverity?: string | undefined;
  readonly trustedNetworks?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/** How the surface calls its settings in messages: `--fail-on`, `input "fail-on"`. */
export type NameOf = (setting: 'fail-on' | 'report-severity' | 'trusted-networks') => string;

/** Thrown when settings cannot be used; one message lists every problem. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

export const DEFAULT_FAIL_ON: Severity = 'high';
export const DEFAULT_REPORT_SEVERITY: Severity = 'low';

/**
 * Given settings win over the configuration file, which wins over the defaults; trusted networks and
 * exclude patterns are replaced, not added to.
 * @throws SettingsError
 */
export function resolveSettings(
  given: GivenSettings,
  config: Config | undefined,
  nameOf: NameOf,
): Settings {
  const problems: string[] = [];
  const failOn = given.failOn ?? config?.failOn ?? DEFAULT_FAIL_ON;
  if (!isThreshold(failOn)) {
    problems.push(`${nameOf('fail-on')} is "${failOn}"; it must be one of ${THRESHOLDS}.`);
  }
  const reportSeverity = given.reportSeverity ?? config?.reportSeverity ?? DEFAULT_REPORT_SEVERITY;
  if (!isSeverity(reportSeverity)) {
    problems.push(
      `${nameOf('report-severity')} is "${reportSeverity}"; it must be one of ${SEVERITIES.join(', ')}.`,
    );
  }
  const listed = given.trustedNetworks ?? config?.trustedNetworks ?? [];
  for (const network of listed) {
    if (isSourceName(network)) continue;
    try {
      AddressSet.parse(network);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      problems.push(`${nameOf('trusted-networks')}: ${error.message}.`);
    }
  }
  const trusted = readTrusted(listed);
  if (problems.length > 0 || !isThreshold(failOn) || !isSeverity(reportSeverity)) {
    throw new SettingsError(problems);
  }
  return {
    failOn,
    reportSeverity,
    trusted: trusted.networks,
    trustedNames: trusted.names,
    exclude: given.exclude ?? config?.exclude ?? [],
    rules: config?.rules ?? new Map<string, RuleSetting>(),
    overrides: config?.overrides ?? [],
    customRules: config?.customRules ?? [],
  };
}

const THRESHOLDS = [...SEVERITIES, 'none'].join(', ');

export function isSeverity(text: string): text is Severity {
  return (SEVERITIES as readonly string[]).includes(text);
}

export function isThreshold(text: string): text is Severity | 'none' {
  return text === 'none' || isSeverity(text);
}
