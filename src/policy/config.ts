import type { Location, SourceFile } from '../files/source.js';
import type { Tree } from '../files/tree.js';
import { AddressSet } from '../network/addresses.js';
import type { RuleSetting } from '../rules/check.js';
import { RULES } from '../rules/index.js';
import { entry as entryOf, textOf, type Data, type Entry } from '../syntax/data.js';
import { readYaml } from '../syntax/yaml.js';
import { isSeverity, isThreshold, SettingsError } from './settings.js';
import { isDate } from './suppress.js';

/** What the configuration file says; every key is optional. */
export interface Config {
  readonly path: string;
  readonly failOn?: string;
  readonly reportSeverity?: string;
  readonly trustedNetworks?: readonly string[];
  readonly exclude?: readonly string[];
  readonly rules?: ReadonlyMap<string, RuleSetting>;
  readonly suppressions?: readonly PathSuppression[];
  /** The path of the baseline file, relative to the scanned root. */
  readonly baseline?: string;
  /** Where each key stands. */
  readonly where: ReadonlyMap<string, Location>;
}

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

/** Where the configuration is looked for, in this order. */
export const CONFIG_PATHS = [
  '.github/memcached-exposure.yml',
  '.github/memcached-exposure.yaml',
  'memcached-exposure.yml',
  'memcached-exposure.yaml',
] as const;

/** The configuration of a tree; `undefined` when it has none. @throws SettingsError */
export function findConfig(tree: Tree): Config | undefined {
  for (const path of CONFIG_PATHS) {
    if (!tree.has(path)) continue;
    const file = tree.read(path);
    if (file === undefined) {
      const reason = tree.unreadable.find((entry) => entry.path === path)?.reason;
      if (reason === undefined) continue;
      throw new SettingsError([`${path} cannot be read: ${reason}.`]);
    }
    return readConfig(file);
  }
  return undefined;
}

/**
 * Reads a configuration file. One error lists everything that is wrong in it, with lines.
 * @throws SettingsError
 */
export function readConfig(file: SourceFile): Config {
  const reader = new ConfigReader(file);
  const config = reader.read();
  if (reader.problems.length > 0) throw new SettingsError(reader.problems);
  return config;
}

const KEYS = [
  'fail-on',
  'report-severity',
  'trusted-networks',
  'exclude',
  'rules',
  'suppressions',
  'baseline',
] as const;

class ConfigReader {
  private readonly complaints: { line: number; what: string }[] = [];

  constructor(private readonly file: SourceFile) {}

  /** In the order of the file. */
  get problems(): string[] {
    return [...this.complaints]
      .sort((a, b) => a.line - b.line)
      .map(({ line, what }) => `${this.file.path}:${line}: ${what}`);
  }

  read(): Config {
    const stream = readYaml(this.file);
    for (const error of stream.errors) this.complain(error.where.startLine, `${error.message}.`);
    const data = stream.documents[0]?.data;
    const where = new Map<string, Location>();
    const empty = { path: this.file.path, where };
    if (data === undefined || (data.type === 'scalar' && data.value === null)) return empty;
    if (data.type !== 'map') {
      this.complain(data.where.startLine, 'the configuration must be a mapping.');
      return empty;
    }
    const config: { -readonly [K in keyof Config]: Config[K] } = empty;
    for (const entry of data.entries) {
      where.set(entry.key, entry.keyWhere);
      switch (entry.key) {
        case 'fail-on':
          config.failOn = this.choice(entry, isThreshold, 'a severity or "none"');
          break;
        case 'report-severity':
          config.reportSeverity = this.choice(entry, isSeverity, 'a severity');
          break;
        case 'trusted-networks':
          config.trustedNetworks = this.networks(entry);
          break;
        case 'exclude':
          config.exclude = this.texts(entry).map(({ text }) => text);
          break;
        case 'rules':
          config.rules = this.rules(entry);
          break;
        case 'suppressions':
          config.suppressions = this.suppressions(entry);
          break;
        case 'baseline':
          config.baseline = this.text(entry);
          break;
        default:
          this.complain(
            entry.keyWhere.startLine,
            `"${entry.key}" is not a key; the keys are ${KEYS.join(', ')}.`,
          );
      }
    }
    return config;
  }

  private choice(entry: Entry, fits: (text: string) => boolean, what: string): string {
    const text = textOf(entry.value) ?? '';
    if (!fits(text)) {
      this.complain(entry.valueWhere.startLine, `"${entry.key}" must be ${what}, not "${text}".`);
    }
    return text;
  }

  private networks(entry: Entry): string[] {
    return this.texts(entry).map(({ text, data }) => {
      if (AddressSet.tryParse(text) === undefined) {
        this.complain(
          data.where.startLine,
          `"${text}" is not an address or a network in CIDR notation.`,
        );
      }
      return text;
    });
  }

  private texts(entry: Entry): { text: string; data: Data }[] {
    if (entry.value.type !== 'list') {
      this.complain(entry.valueWhere.startLine, `"${entry.key}" must be a list.`);
      return [];
    }
    return entry.value.items.flatMap((data) => {
      const text = textOf(data);
      if (text !== undefined) return [{ text, data }];
      this.complain(data.where.startLine, `"${entry.key}" must be a list of texts.`);
      return [];
    });
  }

  private rules(entry: Entry): ReadonlyMap<string, RuleSetting> {
    const settings = new Map<string, RuleSetting>();
    if (entry.value.type !== 'map') {
      this.complain(entry.valueWhere.startLine, '"rules" must be a mapping of rule ids.');
      return settings;
    }
    for (const rule of entry.value.entries) {
      const text = textOf(rule.value) ?? '';
      if (!RULES.some(({ meta }) => meta.id === rule.key)) {
        this.complain(rule.keyWhere.startLine, `there is no rule "${rule.key}".`);
      } else if (text === 'off' || isSeverity(text)) {
        settings.set(rule.key, text);
      } else {
        this.complain(
          rule.valueWhere.startLine,
          `rule ${rule.key} must be "off" or a severity, not "${text}".`,
        );
      }
    }
    return settings;
  }

  private text(entry: Entry): string {
    const text = textOf(entry.value) ?? '';
    if (text === '') {
      this.complain(entry.valueWhere.startLine, `"${entry.key}" must be a text.`);
    }
    return text;
  }

  private suppressions(entry: Entry): PathSuppression[] {
    if (entry.value.type !== 'list') {
      this.complain(entry.valueWhere.startLine, '"suppressions" must be a list.');
      return [];
    }
    return entry.value.items.flatMap((item) => {
      const suppression = this.suppression(item);
      return suppression === undefined ? [] : [suppression];
    });
  }

  private suppression(item: Data): PathSuppression | undefined {
    const line = item.where.startLine;
    if (item.type !== 'map') {
      this.complain(line, 'a suppression must be a mapping with rules, paths and reason.');
      return undefined;
    }
    for (const { key, keyWhere } of item.entries) {
      if (!['rules', 'paths', 'reason', 'until'].includes(key)) {
        this.complain(
          keyWhere.startLine,
          `"${key}" is not a key of a suppression; the keys are rules, paths, reason, until.`,
        );
      }
    }
    const listAt = (key: string): string[] => {
      const found = entryOf(item, key);
      if (found === undefined) {
        this.complain(line, `a suppression needs "${key}".`);
        return [];
      }
      return this.texts(found).map(({ text }) => text);
    };
    const rules = listAt('rules');
    for (const rule of rules) {
      if (!RULES.some(({ meta }) => meta.id === rule)) {
        this.complain(line, `there is no rule "${rule}".`);
      }
    }
    const paths = listAt('paths');
    const reason = textOf(entryOf(item, 'reason')?.value) ?? '';
    if (reason.trim() === '') this.complain(line, 'a suppression needs a reason.');
    const until = entryOf(item, 'until');
    const day = until === undefined ? undefined : (textOf(until.value) ?? '');
    if (day !== undefined && !isDate(day)) {
      this.complain(line, `"${day}" is no date of the form YYYY-MM-DD.`);
    }
    return {
      where: item.where,
      rules,
      paths,
      reason,
      ...(day === undefined ? {} : { until: day }),
    };
  }

  private complain(line: number, what: string): void {
    this.complaints.push({ line, what });
  }
}
