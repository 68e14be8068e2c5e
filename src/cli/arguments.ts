import { parseArgs } from 'node:util';
import { SEVERITIES, type Severity } from '../findings.js';
import { MEMCACHED_PORT } from '../network/ports.js';
import { MECHANISMS, type Mechanism } from '../remediate/mechanisms.js';
import { parseShard, type Shard } from '../shard/shard.js';
import { INVENTORY_FORMATS, type InventoryFormat } from '../report/inventory.js';

/** The output formats of `scan`. */
export const FORMATS = ['text', 'json', 'sarif', 'markdown', 'html', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export interface ScanArguments {
  readonly verb: 'scan';
  readonly path: string;
  /** What to write where; no file: standard output. At least one. */
  readonly outputs: readonly { readonly format: Format; readonly file?: string }[];
  readonly failOn?: string;
  readonly reportSeverity?: string;
  readonly trustedNetworks?: readonly string[];
  readonly exclude?: readonly string[];
  /** `false` for --no-config. */
  readonly config?: string | false;
  /** A revision to compare with: only findings that it does not have count. */
  readonly base?: string;
  readonly policyFrom?: 'base' | 'head';
  readonly baseline?: string;
  /** Judge only this part of the files. */
  readonly shard?: Shard;
  readonly quiet: boolean;
  readonly colour: boolean | undefined;
}

export interface BaselineArguments {
  readonly verb: 'baseline';
  readonly path: string;
  /** Relative to the scanned folder. */
  readonly baseline?: string;
  readonly config?: string | false;
  /** Drop what is no longer there, and keep out what is new. */
  readonly update: boolean;
}

export interface InventoryArguments {
  readonly verb: 'inventory';
  readonly path: string;
  readonly format: InventoryFormat;
  readonly file?: string;
  readonly exclude?: readonly string[];
  readonly config?: string | false;
}

export interface FixArguments {
  readonly verb: 'fix';
  readonly path: string;
  /** Print what would change as a patch, and change nothing. */
  readonly dryRun: boolean;
  readonly failOn?: string;
  readonly reportSeverity?: string;
  readonly trustedNetworks?: readonly string[];
  readonly exclude?: readonly string[];
  readonly config?: string | false;
}

export interface RemediateArguments {
  readonly verb: 'remediate';
  /** As given: networks in CIDR notation or addresses. */
  readonly trusted: readonly string[];
  readonly mechanism: Mechanism;
  readonly port: number;
  readonly format: 'text' | 'json';
  readonly file?: string;
}

export interface MergeArguments {
  readonly verb: 'merge';
  readonly reports: readonly string[];
  readonly outputs: ScanArguments['outputs'];
  /** A format was asked for; SARIF logs need none. */
  readonly formatGiven: boolean;
  /** Judges anew what the reports hold; absent: their own verdicts count. */
  readonly failOn?: Severity | 'none';
  /** A file with the names of all repositories that a report should be there of. */
  readonly expected?: string;
  /** The reports are of one tree: their files are not put under the reports' names. */
  readonly shards: boolean;
  readonly colour: boolean | undefined;
}

export interface HostArguments {
  readonly verb: 'host';
  /** A folder with saved outputs; absent: the machine it runs on. */
  readonly from?: string;
  /** A folder to write what was read to. */
  readonly save?: string;
  readonly outputs: ScanArguments['outputs'];
  readonly failOn?: string;
  readonly reportSeverity?: string;
  readonly trustedNetworks?: readonly string[];
  readonly config?: string | false;
  readonly quiet: boolean;
  readonly colour: boolean | undefined;
}

export interface HistoryArguments {
  readonly verb: 'history';
  /** Reports, with their dates in their names or as `2026-01-31=FILE`. */
  readonly reports: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
  readonly file?: string;
  /** Findings below it are left out. */
  readonly least: Severity;
}

export interface ShardArguments {
  readonly verb: 'shard';
  readonly shard: Shard;
  /** A file with a name on each line. */
  readonly list: string;
}

export interface PrintConfigArguments {
  readonly verb: 'print-config';
  readonly path: string;
  readonly format: 'text' | 'json';
  readonly failOn?: string;
  readonly reportSeverity?: string;
  readonly trustedNetworks?: readonly string[];
  readonly exclude?: readonly string[];
  readonly baseline?: string;
  readonly config?: string | false;
}

export interface ProbeArguments {
  readonly verb: 'probe';
  readonly targets: readonly string[];
  readonly expect: 'closed' | 'reachable';
  readonly format: 'text' | 'json' | 'github';
  /** Milliseconds for each connection. */
  readonly timeout: number;
}

export type Arguments =
  | ScanArguments
  | BaselineArguments
  | InventoryArguments
  | PrintConfigArguments
  | FixArguments
  | RemediateArguments
  | MergeArguments
  | ProbeArguments
  | HostArguments
  | HistoryArguments
  | ShardArguments
  | { readonly verb: 'rules' }
  | { readonly verb: 'explain'; readonly rule: string }
  | { readonly verb: 'help' }
  | { readonly verb: 'version' };

/** Thrown for a command line that cannot be understood; the message is for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const VERBS = [
  'scan',
  'baseline',
  'inventory',
  'print-config',
  'fix',
  'remediate',
  'merge',
  'shard',
  'history',
  'probe',
  'host',
  'rules',
  'explain',
  'help',
] as const;

/** Reads the words after the program's name. @throws UsageError */
export function readArguments(words: readonly string[]): Arguments {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        format: { type: 'string', multiple: true },
        output: { type: 'string', multiple: true },
        'fail-on': { type: 'string' },
        'report-severity': { type: 'string' },
        'trusted-networks': { type: 'string', multiple: true },
        exclude: { type: 'string', multiple: true },
        config: { type: 'string' },
        'no-config': { type: 'boolean' },
        base: { type: 'string' },
        'policy-from': { type: 'string' },
        baseline: { type: 'string' },
        update: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        trusted: { type: 'string', multiple: true },
        for: { type: 'string' },
        port: { type: 'string' },
        from: { type: 'string' },
        shard: { type: 'string' },
        save: { type: 'string' },
        shards: { type: 'boolean' },
        expected: { type: 'string' },
        expect: { type: 'string' },
        timeout: { type: 'string' },
        quiet: { type: 'boolean', short: 'q' },
        color: { type: 'boolean' },
        'no-color': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0]! : String(error));
  }
  const { values, positionals } = parsed;
  if (values.version === true) return { verb: 'version' };
  const [verb, ...rest] = positionals;
  if (values.help === true || verb === undefined || verb === 'help') return { verb: 'help' };
  if (!(VERBS as readonly string[]).includes(verb)) {
    throw new UsageError(`There is no verb "${verb}"; the verbs are ${VERBS.join(', ')}.`);
  }
  if (verb === 'rules') {
    if (rest.length > 0) throw new UsageError('"rules" takes nothing after it.');
    return { verb: 'rules' };
  }
  if (verb === 'explain') {
    if (rest.length !== 1) throw new UsageError('"explain" takes one rule: explain MCE101.');
    return { verb: 'explain', rule: rest[0]! };
  }
  const colour = values['no-color'] === true ? false : values.color;
  if (verb === 'merge') {
    if (rest.length === 0) throw new UsageError('"merge" takes JSON reports of scans.');
    return {
      verb: 'merge',
      reports: rest,
      outputs: outputsOf(values.format ?? [], values.output ?? []),
      formatGiven: values.format !== undefined,
      ...(values['fail-on'] === undefined
        ? {}
        : { failOn: choiceOf('--fail-on', values['fail-on'], [...SEVERITIES, 'none'] as const) }),
      ...(values.expected === undefined ? {} : { expected: values.expected }),
      shards: values.shards === true,
      colour,
    };
  }
  if (verb === 'history') {
    if (rest.length === 0) throw new UsageError('"history" takes JSON reports of earlier runs.');
    const file = values.output?.at(-1);
    return {
      verb: 'history',
      reports: rest,
      format: choiceOf('--format', values.format?.at(-1) ?? 'text', ['text', 'json', 'markdown']),
      ...(file === undefined || file === '-' ? {} : { file }),
      least: choiceOf('--report-severity', values['report-severity'] ?? 'low', SEVERITIES),
    };
  }
  if (verb === 'shard') {
    const [part, list, ...more] = rest;
    if (part === undefined || list === undefined || more.length > 0) {
      throw new UsageError(
        '"shard" takes the part and a file of names: shard 2/8 repositories.txt.',
      );
    }
    return { verb: 'shard', shard: shardOf(part), list };
  }
  if (verb === 'probe') {
    return {
      verb: 'probe',
      targets: rest,
      expect: choiceOf('--expect', values.expect ?? 'closed', ['closed', 'reachable']),
      format: choiceOf('--format', values.format?.at(-1) ?? 'text', ['text', 'json', 'github']),
      timeout: secondsOf(values.timeout ?? '3') * 1000,
    };
  }
  if (verb === 'remediate') {
    return remediateArguments(values, rest);
  }
  if (rest.length > 1) {
    throw new UsageError(`"${verb}" takes one folder, not ${rest.length}: ${rest.join(' ')}.`);
  }
  if (values.config !== undefined && values['no-config'] === true) {
    throw new UsageError('--config and --no-config exclude each other.');
  }
  const config =
    values['no-config'] === true
      ? { config: false as const }
      : values.config === undefined
        ? {}
        : { config: values.config };
  const baseline = values.baseline === undefined ? {} : { baseline: values.baseline };
  if (verb === 'baseline') {
    return {
      verb: 'baseline',
      path: rest[0] ?? '.',
      ...baseline,
      ...config,
      update: values.update === true,
    };
  }
  if (verb === 'inventory') {
    const file = values.output?.at(-1);
    return {
      verb: 'inventory',
      path: rest[0] ?? '.',
      format: choiceOf('--format', values.format?.at(-1) ?? 'text', INVENTORY_FORMATS),
      ...(file === undefined || file === '-' ? {} : { file }),
      ...(values.exclude === undefined ? {} : { exclude: values.exclude.flatMap(listOf) }),
      ...config,
    };
  }
  if (verb === 'host') return hostArguments(values, rest, config, colour);
  if (verb === 'print-config') {
    return {
      verb: 'print-config',
      path: rest[0] ?? '.',
      format: choiceOf('--format', values.format?.at(-1) ?? 'text', ['text', 'json']),
      ...(values['fail-on'] === undefined ? {} : { failOn: values['fail-on'] }),
      ...(values['report-severity'] === undefined
        ? {}
        : { reportSeverity: values['report-severity'] }),
      ...(values['trusted-networks'] === undefined
        ? {}
        : { trustedNetworks: values['trusted-networks'].flatMap(listOf) }),
      ...(values.exclude === undefined ? {} : { exclude: values.exclude.flatMap(listOf) }),
      ...baseline,
      ...config,
    };
  }
  if (verb === 'fix') {
    return {
      verb: 'fix',
      path: rest[0] ?? '.',
      dryRun: values['dry-run'] === true,
      ...(values['fail-on'] === undefined ? {} : { failOn: values['fail-on'] }),
      ...(values['report-severity'] === undefined
        ? {}
        : { reportSeverity: values['report-severity'] }),
      ...(values['trusted-networks'] === undefined
        ? {}
        : { trustedNetworks: values['trusted-networks'].flatMap(listOf) }),
      ...(values.exclude === undefined ? {} : { exclude: values.exclude.flatMap(listOf) }),
      ...config,
    };
  }
  const policyFrom =
    values['policy-from'] === undefined
      ? undefined
      : choiceOf('--policy-from', values['policy-from'], ['base', 'head']);
  if (policyFrom !== undefined && values.base === undefined) {
    throw new UsageError('--policy-from needs a --base.');
  }
  const shard = values.shard === undefined ? {} : { shard: shardOf(values.shard) };
  if (values.shard !== undefined && values.base !== undefined) {
    throw new UsageError(
      '--shard and --base exclude each other: a base may be split otherwise. Compare the merged report by its history.',
    );
  }
  return {
    verb: 'scan',
    ...shard,
    path: rest[0] ?? '.',
    outputs: outputsOf(values.format ?? [], values.output ?? []),
    ...(values['fail-on'] === undefined ? {} : { failOn: values['fail-on'] }),
    ...(values['report-severity'] === undefined
      ? {}
      : { reportSeverity: values['report-severity'] }),
    ...(values['trusted-networks'] === undefined
      ? {}
      : { trustedNetworks: values['trusted-networks'].flatMap(listOf) }),
    ...(values.exclude === undefined ? {} : { exclude: values.exclude.flatMap(listOf) }),
    ...config,
    ...baseline,
    ...(values.base === undefined ? {} : { base: values.base }),
    ...(policyFrom === undefined ? {} : { policyFrom }),
    quiet: values.quiet === true,
    colour,
  };
}

function shardOf(text: string): Shard {
  try {
    return parseShard(text);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--shard: ${error.message}`);
    throw error;
  }
}

function choiceOf<C extends string>(option: string, text: string, choices: readonly C[]): C {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) {
    throw new UsageError(`${option} is "${text}"; it must be one of ${choices.join(', ')}.`);
  }
  return choice;
}

function remediateArguments(
  values: {
    readonly trusted?: readonly string[];
    readonly for?: string;
    readonly port?: string;
    readonly format?: readonly string[];
    readonly output?: readonly string[];
  },
  rest: readonly string[],
): RemediateArguments {
  if (values.for === undefined) {
    throw new UsageError(`"remediate" needs --for, one of ${MECHANISMS.join(', ')}.`);
  }
  // `--trusted A B` puts B among the words without an option.
  const trusted = [...(values.trusted ?? []), ...rest].flatMap(listOf);
  if (values.trusted === undefined || trusted.length === 0) {
    throw new UsageError('"remediate" needs --trusted: the networks that may still come in.');
  }
  const port = Number(values.port ?? MEMCACHED_PORT);
  if (!/^[0-9]{1,5}$/.test(values.port ?? '1') || port < 1 || port > 65535) {
    throw new UsageError(`--port is "${values.port}"; it must be 1 to 65535.`);
  }
  const file = values.output?.at(-1);
  return {
    verb: 'remediate',
    trusted,
    mechanism: choiceOf('--for', values.for, MECHANISMS),
    port,
    format: choiceOf('--format', values.format?.at(-1) ?? 'text', ['text', 'json']),
    ...(file === undefined || file === '-' ? {} : { file }),
  };
}

function hostArguments(
  values: {
    readonly from?: string;
    readonly save?: string;
    readonly format?: string[];
    readonly output?: string[];
    readonly 'fail-on'?: string;
    readonly 'report-severity'?: string;
    readonly 'trusted-networks'?: string[];
    readonly quiet?: boolean;
  },
  rest: readonly string[],
  config: { config?: string | false },
  colour: boolean | undefined,
): HostArguments {
  if (rest.length > 0) {
    throw new UsageError(
      '"host" looks at the machine it runs on; name a folder of saved outputs with --from.',
    );
  }
  if (values.from !== undefined && values.save !== undefined) {
    throw new UsageError('--from and --save exclude each other.');
  }
  return {
    verb: 'host',
    ...(values.from === undefined ? {} : { from: values.from }),
    ...(values.save === undefined ? {} : { save: values.save }),
    outputs: outputsOf(values.format ?? [], values.output ?? []),
    ...(values['fail-on'] === undefined ? {} : { failOn: values['fail-on'] }),
    ...(values['report-severity'] === undefined
      ? {}
      : { reportSeverity: values['report-severity'] }),
    ...(values['trusted-networks'] === undefined
      ? {}
      : { trustedNetworks: values['trusted-networks'].flatMap(listOf) }),
    ...config,
    quiet: values.quiet === true,
    colour,
  };
}

const LONGEST_TIMEOUT = 60;

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= LONGEST_TIMEOUT)) {
    throw new UsageError(`--timeout is "${text}"; it must be up to ${LONGEST_TIMEOUT} seconds.`);
  }
  return seconds;
}

/** The first format belongs to the first output file, and so on; `-` is standard output. */
function outputsOf(
  formats: readonly string[],
  files: readonly string[],
): { format: Format; file?: string }[] {
  if (files.length > Math.max(formats.length, 1)) {
    throw new UsageError('Each --output needs a --format of its own.');
  }
  if (formats.length - files.length > 1) {
    throw new UsageError('Only one --format can go without an --output.');
  }
  const wanted = formats.length === 0 ? ['text'] : formats;
  return wanted.map((format, i) => {
    if (!isFormat(format)) {
      throw new UsageError(
        `There is no format "${format}"; the formats are ${FORMATS.join(', ')}.`,
      );
    }
    const file = files[i];
    return { format, ...(file === undefined || file === '-' ? {} : { file }) };
  });
}

function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}

/** Commas and line ends separate. */
function listOf(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
