import { resolveConfig, type ConfigOptions } from '../check/config.js';
import { CONFIG_KEYS, type Config } from '../policy/config.js';
import type { Settings } from '../policy/settings.js';
import { visible } from '../report/escape.js';
import type { PrintConfigArguments } from './verb-arguments.js';
import { PASSED, type Surroundings } from './surroundings.js';

type Key = (typeof CONFIG_KEYS)[number];

interface Row {
  readonly key: Key;
  readonly value: unknown;
  /** The option, the place in the file, or `default`. */
  readonly source: string;
}

/** Prints every setting with where its value comes from. @throws SettingsError, RootError */
export async function printConfig(
  given: PrintConfigArguments,
  options: Pick<ConfigOptions, 'config'>,
  { out }: Surroundings,
): Promise<typeof PASSED> {
  const { settings, config } = await resolveConfig({
    root: given.path,
    given,
    nameOf: (setting) => `--${setting}`,
    ...options,
  });
  const rows = CONFIG_KEYS.map((key): Row => {
    const value = valueOf(key, settings, config, given);
    return { key, value, source: sourceOf(key, config, given) };
  });
  if (given.format === 'json') {
    const entries = rows.map(({ key, value, source }) => [key, { value, source }]);
    out(`${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
    return PASSED;
  }
  const width = Math.max(...CONFIG_KEYS.map((key) => key.length));
  for (const { key, value, source } of rows) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    out(`${key.padEnd(width)}  ${visible(text)}  (${visible(source)})\n`);
  }
  return PASSED;
}

function valueOf(
  key: Key,
  settings: Settings,
  config: Config | undefined,
  given: PrintConfigArguments,
): unknown {
  switch (key) {
    case 'fail-on':
      return settings.failOn;
    case 'report-severity':
      return settings.reportSeverity;
    case 'trusted-networks':
      return [...settings.trusted.toCidrs(), ...settings.trustedNames];
    case 'exclude':
      return settings.exclude;
    case 'rules':
      return Object.fromEntries(settings.rules);
    case 'overrides':
      return settings.overrides.map(({ paths, rules, severity }) => ({ paths, rules, severity }));
    case 'custom-rules':
      return settings.customRules.map(({ id, severity }) => ({ id, severity }));
    case 'suppressions':
      return (config?.suppressions ?? []).map(({ rules, paths, reason, until }) => ({
        rules,
        paths,
        reason,
        until,
      }));
    case 'baseline':
      return given.baseline ?? config?.baseline ?? null;
  }
}

function sourceOf(key: Key, config: Config | undefined, given: PrintConfigArguments): string {
  const options: Partial<Record<Key, unknown>> = {
    'fail-on': given.failOn,
    'report-severity': given.reportSeverity,
    'trusted-networks': given.trustedNetworks,
    exclude: given.exclude,
    baseline: given.baseline,
  };
  if (options[key] !== undefined) return `--${key}`;
  const where = config?.where.get(key);
  return where === undefined ? 'default' : `${where.file}:${where.startLine}`;
}
