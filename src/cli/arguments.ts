import { parseArgs } from 'node:util';
import { SEVERITIES } from '../findings.js';
import { MEMCACHED_PORT } from '../network/ports.js';
import { MECHANISMS } from '../remediate/mechanisms.js';
import { INVENTORY_FORMATS } from '../report/inventory.js';
import {
  choiceOf,
  excludeOf,
  fileOf,
  listOf,
  outputsOf,
  secondsOf,
  shardOf,
  standardOf,
  UsageError,
} from './option-values.js';
import type { Arguments, HostArguments, RemediateArguments } from './verb-arguments.js';

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
    return {
      verb: 'history',
      reports: rest,
      format: choiceOf('--format', values.format?.at(-1) ?? 'text', ['text', 'json', 'markdown']),
      ...fileOf(values),
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
    return {
      verb: 'inventory',
      path: rest[0] ?? '.',
      format: choiceOf('--format', values.format?.at(-1) ?? 'text', INVENTORY_FORMATS),
      ...fileOf(values),
      ...excludeOf(values),
      ...config,
    };
  }
  if (verb === 'host') return hostArguments(values, rest, config, colour);
  if (verb === 'print-config') {
    return {
      verb: 'print-config',
      path: rest[0] ?? '.',
      format: choiceOf('--format', values.format?.at(-1) ?? 'text', ['text', 'json']),
      ...standardOf(values),
      ...excludeOf(values),
      ...baseline,
      ...config,
    };
  }
  if (verb === 'fix') {
    return {
      verb: 'fix',
      path: rest[0] ?? '.',
      dryRun: values['dry-run'] === true,
      ...standardOf(values),
      ...excludeOf(values),
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
    ...standardOf(values),
    ...excludeOf(values),
    ...config,
    ...baseline,
    ...(values.base === undefined ? {} : { base: values.base }),
    ...(policyFrom === undefined ? {} : { policyFrom }),
    quiet: values.quiet === true,
    colour,
  };
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
  return {
    verb: 'remediate',
    trusted,
    mechanism: choiceOf('--for', values.for, MECHANISMS),
    port,
    format: choiceOf('--format', values.format?.at(-1) ?? 'text', ['text', 'json']),
    ...fileOf(values),
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
    ...standardOf(values),
    ...config,
    quiet: values.quiet === true,
    colour,
  };
}
