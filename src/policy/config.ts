import type { Location, SourceFile } from '../files/source.js';
import { AddressSet } from '../network/addresses.js';
import type { RuleSetting } from '../rules/check.js';
import type { CustomRule } from '../rules/custom.js';
import { entry as entryOf, type Entry } from '../syntax/data.js';
import { readYaml } from '../syntax/yaml.js';
import { customRules } from './config-custom-rules.js';
import {
  override,
  suppressions,
  type Override,
  type PathSuppression,
} from './config-exceptions.js';
import { ConfigReader, shown, textOf } from './config-reader.js';
import { isSeverity, isThreshold, SettingsError } from './settings.js';
import { isSourceName } from './trusted.js';

/** What the configuration file says; every key is optional. */
export interface Config {
  readonly path: string;
  readonly failOn?: string;
  readonly reportSeverity?: string;
  readonly trustedNetworks?: readonly string[];
  readonly exclude?: readonly string[];
  readonly rules?: ReadonlyMap<string, RuleSetting>;
  /** The last one that fits a finding counts. */
  readonly overrides?: readonly Override[];
  readonly customRules?: readonly CustomRule[];
  readonly suppressions?: readonly PathSuppression[];
  /** The path of the baseline file, relative to the scanned root. */
  readonly baseline?: string;
  /** Where each key stands. */
  readonly where: ReadonlyMap<string, Location>;
}

/**
 * Reads a configuration file. One error lists everything that is wrong in it, with lines.
 * @throws SettingsError
 */
export function readConfig(file: SourceFile): Config {
  const reader = new ConfigReader(file);
  const config = configOf(reader);
  if (reader.problems.length > 0) throw new SettingsError(reader.problems);
  return config;
}

export const CONFIG_KEYS = [
  'fail-on',
  'report-severity',
  'trusted-networks',
  'exclude',
  'rules',
  'overrides',
  'custom-rules',
  'suppressions',
  'baseline',
] as const;

function configOf(reader: ConfigReader): Config {
  const stream = readYaml(reader.file);
  for (const error of stream.errors) reader.complain(error.where.startLine, `${error.message}.`);
  const data = stream.documents[0]?.data;
  const where = new Map<string, Location>();
  const empty = { path: reader.file.path, where };
  if (data === undefined || (data.type === 'scalar' && data.value === null)) return empty;
  if (data.type !== 'map') {
    reader.complain(data.where.startLine, 'the configuration must be a mapping.');
    return empty;
  }
  const config: { -readonly [K in keyof Config]: Config[K] } = empty;
  reader.checkTwice(data);
  // Other keys may name the rules that are made here.
  const custom = entryOf(data, 'custom-rules');
  if (custom !== undefined) config.customRules = customRules(reader, custom);
  for (const entry of data.entries) {
    where.set(entry.key, entry.keyWhere);
    switch (entry.key) {
      case 'fail-on':
        config.failOn = reader.choice(entry, isThreshold, 'a severity or "none"');
        break;
      case 'report-severity':
        config.reportSeverity = reader.choice(entry, isSeverity, 'a severity');
        break;
      case 'trusted-networks':
        config.trustedNetworks = networks(reader, entry);
        break;
      case 'exclude':
        config.exclude = reader.texts(entry).map(({ text }) => text);
        break;
      case 'rules':
        config.rules = ruleSettings(reader, entry);
        break;
      case 'overrides':
        config.overrides = reader.items(entry, 'an override', (item) => override(reader, item));
        break;
      case 'custom-rules':
        break;
      case 'suppressions':
        config.suppressions = suppressions(reader, entry);
        break;
      case 'baseline':
        config.baseline = reader.text(entry);
        break;
      default:
        reader.complain(
          entry.keyWhere.startLine,
          `"${entry.key}" is not a key; the keys are ${CONFIG_KEYS.join(', ')}.`,
        );
    }
  }
  return config;
}

function networks(reader: ConfigReader, entry: Entry): string[] {
  return reader.texts(entry).map(({ text, data }) => {
    if (AddressSet.tryParse(text) === undefined && !isSourceName(text)) {
      reader.complain(
        data.where.startLine,
        `"${text}" is no address, no network in CIDR notation and no name of sources.`,
      );
    }
    return text;
  });
}

function ruleSettings(reader: ConfigReader, entry: Entry): ReadonlyMap<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  if (entry.value.type !== 'map') {
    reader.complain(entry.valueWhere.startLine, '"rules" must be a mapping of rule ids.');
    return settings;
  }
  reader.checkTwice(entry.value);
  for (const rule of entry.value.entries) {
    const text = textOf(rule.value) ?? '';
    if (!reader.isRule(rule.key)) {
      reader.complain(rule.keyWhere.startLine, `there is no rule "${rule.key}".`);
    } else if (text === 'off' || isSeverity(text)) {
      settings.set(rule.key, text);
    } else {
      reader.complain(
        rule.valueWhere.startLine,
        `rule ${rule.key} must be "off" or a severity, not "${shown(rule.value)}".`,
      );
    }
  }
  return settings;
}
