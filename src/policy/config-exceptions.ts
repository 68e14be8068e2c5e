import type { Location } from '../files/source.js';
import type { RuleSetting } from '../rules/check.js';
import { entry as entryOf, type Entry, type Mapping } from '../syntax/data.js';
import { textOf, type ConfigReader } from './config-reader.js';
import { isSeverity } from './settings.js';
import { isDate } from './suppress.js';

/** Findings of rules in files that do not count, as the configuration says. */
export interface PathSuppression {
  readonly where: Location;
  readonly rules: readonly string[];
  /** Patterns as in a .gitignore file. */
  readonly paths: readonly string[];
  readonly reason: string;
  /** The last day it counts, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** A severity of their own for findings in some files. */
export interface Override {
  readonly where: Location;
  /** Patterns as in a .gitignore file. */
  readonly paths: readonly string[];
  /** All when absent. */
  readonly rules?: readonly string[];
  readonly severity: RuleSetting;
}

export function suppressions(reader: ConfigReader, entry: Entry): PathSuppression[] {
  return reader.items(entry, 'a suppression', (item) => suppression(reader, item));
}

function suppression(reader: ConfigReader, item: Mapping): PathSuppression {
  const line = item.where.startLine;
  reader.checkKeys(item, 'a suppression', ['rules', 'paths', 'reason', 'until']);
  const rules = reader.required(item, 'a suppression', 'rules');
  reader.knownRules(rules, line);
  const paths = reader.required(item, 'a suppression', 'paths');
  const reason = textOf(entryOf(item, 'reason')?.value) ?? '';
  if (reason.trim() === '') reader.complain(line, 'a suppression needs a reason.');
  const until = entryOf(item, 'until');
  const day = until === undefined ? undefined : (textOf(until.value) ?? '');
  if (day !== undefined && !isDate(day)) {
    reader.complain(line, `"${day}" is no date of the form YYYY-MM-DD.`);
  }
  return {
    where: item.where,
    rules,
    paths,
    reason,
    ...(day === undefined ? {} : { until: day }),
  };
}

export function override(reader: ConfigReader, item: Mapping): Override {
  const line = item.where.startLine;
  reader.checkKeys(item, 'an override', ['paths', 'rules', 'severity']);
  const paths = reader.required(item, 'an override', 'paths');
  const named = entryOf(item, 'rules');
  const rules = named === undefined ? undefined : reader.some(named);
  if (rules !== undefined) reader.knownRules(rules, line);
  const severity = textOf(entryOf(item, 'severity')?.value) ?? '';
  if (severity !== 'off' && !isSeverity(severity)) {
    reader.complain(line, 'an override needs a severity: "off" or one of the severities.');
  }
  return {
    where: item.where,
    paths,
    ...(rules === undefined ? {} : { rules }),
    severity: severity === 'off' || isSeverity(severity) ? severity : 'info',
  };
}
