import type { Mechanism, PlatformName } from '../facts.js';
import type { Location, SourceFile } from '../files/source.js';
import { SEVERITIES, type Reach, type Severity } from '../findings.js';
import { AddressSet } from '../network/addresses.js';
import { PortSet } from '../network/ports.js';
import type { RuleSetting } from '../rules/check.js';
import type { CustomRule } from '../rules/custom.js';
import { RULES } from '../rules/index.js';
import {
  entry as entryOf,
  integerOf,
  type Data,
  type Entry,
  type Mapping,
} from '../syntax/data.js';
import { readYaml } from '../syntax/yaml.js';
import { isSeverity, isThreshold, SettingsError } from './settings.js';
import { isDate } from './suppress.js';
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

/** The values that conditions of custom rules may name. */
export const MATCHABLE = {
  mechanism: [
    'security-group',
    'network-acl',
    'cloud-firewall',
    'host-firewall',
    'published-port',
    'service',
    'node-port',
    'load-balancer',
    'host-port',
    'host-network',
    'ingress-controller',
    'gateway-route',
    'proxy',
    'listen-address',
  ] satisfies readonly Mechanism[],
  platform: [
    'terraform',
    'kubernetes',
    'compose',
    'dockerfile',
    'ansible',
    'host',
    'cloudformation',
    'azure-templates',
    'nomad',
    'pulumi',
    'google-templates',
    'heat',
    'controllers',
    'programs',
    'settings',
  ] satisfies readonly PlatformName[],
  reach: ['internet', 'public', 'host', 'private'] satisfies readonly Reach[],
} as const;

const CUSTOM_ID = /^X-[A-Z0-9]{1,20}(?:-[A-Z0-9]{1,20}){0,4}$/;
const LONGEST_MESSAGE = 500;
const LONGEST_PATTERN = 200;

/** A text, and nothing that only reads like one: `off` and `007` stay what they are. */
function textOf(data: Data | undefined): string | undefined {
  return data?.type === 'scalar' && typeof data.value === 'string' ? data.value : undefined;
}

/** For messages. */
function shown(data: Data): string {
  return data.type === 'scalar' ? (data.text ?? String(data.value)) : `a ${data.type}`;
}

class ConfigReader {
  private readonly complaints: { line: number; what: string }[] = [];
  private readonly customIds = new Set<string>();

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
    this.checkTwice(data);
    // Other keys may name the rules that are made here.
    const custom = entryOf(data, 'custom-rules');
    if (custom !== undefined) config.customRules = this.customRules(custom);
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
        case 'overrides':
          config.overrides = this.items(entry, 'an override', (item) => this.override(item));
          break;
        case 'custom-rules':
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
            `"${entry.key}" is not a key; the keys are ${CONFIG_KEYS.join(', ')}.`,
          );
      }
    }
    return config;
  }

  private choice(entry: Entry, fits: (text: string) => boolean, what: string): string {
    const text = textOf(entry.value) ?? '';
    if (!fits(text)) {
      this.complain(
        entry.valueWhere.startLine,
        `"${entry.key}" must be ${what}, not "${shown(entry.value)}".`,
      );
    }
    return text;
  }

  /** A key given twice would count once, and it is not plain which. */
  private checkTwice(map: Mapping): void {
    const seen = new Set<string>();
    for (const { key, keyWhere } of map.entries) {
      if (seen.has(key)) this.complain(keyWhere.startLine, `"${key}" is there twice.`);
      seen.add(key);
    }
  }

  private checkKeys(map: Mapping, what: string, keys: readonly string[]): void {
    this.checkTwice(map);
    for (const { key, keyWhere } of map.entries) {
      if (keys.includes(key)) continue;
      this.complain(
        keyWhere.startLine,
        `"${key}" is not a key of ${what}; the keys are ${keys.join(', ')}.`,
      );
    }
  }

  private networks(entry: Entry): string[] {
    return this.texts(entry).map(({ text, data }) => {
      if (AddressSet.tryParse(text) === undefined && !isSourceName(text)) {
        this.complain(
          data.where.startLine,
          `"${text}" is no address, no network in CIDR notation and no name of sources.`,
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
    this.checkTwice(entry.value);
    for (const rule of entry.value.entries) {
      const text = textOf(rule.value) ?? '';
      if (!this.isRule(rule.key)) {
        this.complain(rule.keyWhere.startLine, `there is no rule "${rule.key}".`);
      } else if (text === 'off' || isSeverity(text)) {
        settings.set(rule.key, text);
      } else {
        this.complain(
          rule.valueWhere.startLine,
          `rule ${rule.key} must be "off" or a severity, not "${shown(rule.value)}".`,
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

  private isRule(id: string): boolean {
    return RULES.some(({ meta }) => meta.id === id) || this.customIds.has(id);
  }

  private suppressions(entry: Entry): PathSuppression[] {
    return this.items(entry, 'a suppression', (item) => this.suppression(item));
  }

  /** The items of a list of mappings. */
  private items<T>(entry: Entry, what: string, read: (item: Mapping) => T | undefined): T[] {
    if (entry.value.type !== 'list') {
      this.complain(entry.valueWhere.startLine, `"${entry.key}" must be a list.`);
      return [];
    }
    return entry.value.items.flatMap((item) => {
      if (item.type !== 'map') {
        this.complain(item.where.startLine, `${what} must be a mapping.`);
        return [];
      }
      const value = read(item);
      return value === undefined ? [] : [value];
    });
  }

  /** A list of texts that must be there and not be empty. */
  private required(item: Mapping, what: string, key: string): string[] {
    const found = entryOf(item, key);
    if (found === undefined) {
      this.complain(item.where.startLine, `${what} needs "${key}".`);
      return [];
    }
    return this.some(found);
  }

  private some(entry: Entry): string[] {
    const texts = this.texts(entry);
    if (entry.value.type === 'list' && entry.value.items.length === 0) {
      this.complain(entry.valueWhere.startLine, `"${entry.key}" must not be empty.`);
    }
    for (const { text, data } of texts) {
      if (text === '') this.complain(data.where.startLine, `"${entry.key}" holds an empty text.`);
    }
    return texts.map(({ text }) => text);
  }

  private knownRules(ids: readonly string[], line: number): void {
    for (const id of ids) if (!this.isRule(id)) this.complain(line, `there is no rule "${id}".`);
  }

  private suppression(item: Mapping): PathSuppression {
    const line = item.where.startLine;
    this.checkKeys(item, 'a suppression', ['rules', 'paths', 'reason', 'until']);
    const rules = this.required(item, 'a suppression', 'rules');
    this.knownRules(rules, line);
    const paths = this.required(item, 'a suppression', 'paths');
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

  private override(item: Mapping): Override {
    const line = item.where.startLine;
    this.checkKeys(item, 'an override', ['paths', 'rules', 'severity']);
    const paths = this.required(item, 'an override', 'paths');
    const named = entryOf(item, 'rules');
    const rules = named === undefined ? undefined : this.some(named);
    if (rules !== undefined) this.knownRules(rules, line);
    const severity = textOf(entryOf(item, 'severity')?.value) ?? '';
    if (severity !== 'off' && !isSeverity(severity)) {
      this.complain(line, 'an override needs a severity: "off" or one of the severities.');
    }
    return {
      where: item.where,
      paths,
      ...(rules === undefined ? {} : { rules }),
      severity: severity === 'off' || isSeverity(severity) ? severity : 'info',
    };
  }

  private customRules(entry: Entry): CustomRule[] {
    return this.items(entry, 'a custom rule', (item) => this.customRule(item));
  }

  private customRule(item: Mapping): CustomRule {
    const line = item.where.startLine;
    this.checkKeys(item, 'a custom rule', ['id', 'severity', 'message', 'match']);
    const id = textOf(entryOf(item, 'id')?.value) ?? '';
    if (!CUSTOM_ID.test(id)) {
      this.complain(line, `the id of a custom rule is of the form X-NAME, not "${id}".`);
    } else if (this.customIds.has(id)) {
      this.complain(line, `there are two custom rules "${id}".`);
    }
    this.customIds.add(id);
    const severity = textOf(entryOf(item, 'severity')?.value) ?? '';
    if (!isSeverity(severity)) {
      this.complain(line, `custom rule ${id} needs a severity: ${SEVERITIES.join(', ')}.`);
    }
    const message = textOf(entryOf(item, 'message')?.value) ?? '';
    if (message.trim() === '' || message.length > LONGEST_MESSAGE) {
      this.complain(
        line,
        `custom rule ${id} needs a message of at most ${LONGEST_MESSAGE} characters.`,
      );
    }
    const match = entryOf(item, 'match')?.value;
    const conditions = match?.type === 'map' ? this.conditions(match, id) : undefined;
    if (conditions === undefined) {
      this.complain(line, `custom rule ${id} needs "match", a mapping of conditions.`);
    }
    const known: Severity = isSeverity(severity) ? severity : 'info';
    return { id, severity: known, message, ...conditions };
  }

  private conditions(match: Mapping, id: string): Partial<CustomRule> {
    this.checkKeys(match, '"match"', [...Object.keys(MATCHABLE), 'port', 'name']);
    if (match.entries.length === 0) {
      this.complain(match.where.startLine, `custom rule ${id} has no condition.`);
    }
    const among = <T extends string>(
      key: string,
      allowed: readonly T[],
    ): readonly T[] | undefined => {
      const entry = entryOf(match, key);
      if (entry === undefined) return undefined;
      return this.some(entry).flatMap((text) => {
        const found = allowed.find((candidate) => candidate === text);
        if (found !== undefined) return [found];
        this.complain(
          entry.valueWhere.startLine,
          `"${text}" is no ${key}; there are ${allowed.join(', ')}.`,
        );
        return [];
      });
    };
    const mechanisms = among<Mechanism>('mechanism', MATCHABLE.mechanism);
    const platforms = among<PlatformName>('platform', MATCHABLE.platform);
    const reaches = among<Reach>('reach', MATCHABLE.reach);
    const port = entryOf(match, 'port');
    const ports = port === undefined ? undefined : this.ports(port);
    const name = entryOf(match, 'name');
    const names = name === undefined ? undefined : this.some(name);
    for (const pattern of names ?? []) {
      if (pattern.length > LONGEST_PATTERN) {
        this.complain(
          name!.valueWhere.startLine,
          `a pattern has at most ${LONGEST_PATTERN} characters.`,
        );
      }
    }
    return {
      ...(mechanisms === undefined ? {} : { mechanisms }),
      ...(platforms === undefined ? {} : { platforms }),
      ...(reaches === undefined ? {} : { reaches }),
      ...(ports === undefined ? {} : { ports }),
      ...(names === undefined ? {} : { names }),
    };
  }

  /** `[11211, "11000-12000"]` */
  private ports(entry: Entry): PortSet {
    const items = entry.value.type === 'list' ? entry.value.items : [];
    if (items.length === 0) {
      this.complain(entry.valueWhere.startLine, '"port" must be a list of ports.');
    }
    let ports = PortSet.empty;
    for (const item of items) {
      const range = /^([0-9]{1,5})-([0-9]{1,5})$/.exec(textOf(item) ?? '');
      const single = item.type === 'scalar' && typeof item.value === 'number';
      const low = range === null ? (single ? integerOf(item) : undefined) : Number(range[1]);
      const high = range === null ? low : Number(range[2]);
      if (low === undefined || high === undefined || low < 1 || high > 65535 || low > high) {
        this.complain(
          item.where.startLine,
          `"${shown(item)}" is no port (11211) and no range of ports ("11000-12000").`,
        );
      } else {
        ports = ports.union(PortSet.range(low, high));
      }
    }
    return ports;
  }

  private complain(line: number, what: string): void {
    this.complaints.push({ line, what });
  }
}
