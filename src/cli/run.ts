import { join } from 'node:path';
import { baselineOf } from '../check/baseline.js';
import { checkDirectory } from '../check/directory.js';
import { ListingError } from '../files/list.js';
import { RootError } from '../check/root.js';
import { writeBaseline } from '../policy/baseline.js';
import type { ConfigChoice } from '../policy/policy.js';
import { SettingsError } from '../policy/settings.js';
import { MachineError } from '../machine/error.js';
import { ResolveError } from '../probe/probe.js';
import { TargetError } from '../probe/target.js';
import { ReportError } from '../report/read.js';
import { RULES } from '../rules/index.js';
import { VERSION } from '../version.js';
import { readArguments } from './arguments.js';
import { UsageError } from './option-values.js';
import {
  type BaselineArguments,
  type FixArguments,
  type HostArguments,
  type InventoryArguments,
  type PrintConfigArguments,
  type ScanArguments,
} from './verb-arguments.js';
import { COULD_NOT_RUN, FOUND, PASSED, type Surroundings } from './surroundings.js';
import { writeReport } from './write.js';

/**
 * Runs the command line and gives its exit status. Never throws. Each verb is loaded when it is asked
 * for, so that a scan does not start with all of them.
 */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const given = readArguments(words);
    switch (given.verb) {
      case 'help':
        surroundings.out((await import('./verbs.js')).HELP);
        return PASSED;
      case 'version':
        surroundings.out(`${VERSION}\n`);
        return PASSED;
      case 'rules':
        surroundings.out((await import('./verbs.js')).rulesTable());
        return PASSED;
      case 'explain':
        return explain(given.rule, surroundings);
      case 'inventory':
        return await inventory(given, surroundings);
      case 'print-config':
        return await (
          await import('./verbs.js')
        ).printConfig(given, configOf(given, surroundings), surroundings);
      case 'fix':
        return await (
          await import('./fix.js')
        ).runFix(given, configOf(given, surroundings), surroundings);
      case 'remediate':
        return (await import('./verbs.js')).runRemediate(given, surroundings);
      case 'merge':
        return await (await import('./verbs.js')).merge(given, surroundings);
      case 'history':
        return (await import('./verbs.js')).runHistory(given, surroundings);
      case 'shard':
        return (await import('./verbs.js')).runShard(given, surroundings);
      case 'probe':
        return await (await import('./verbs.js')).runProbe(given, surroundings);
      case 'baseline':
        return await baseline(given, surroundings);
      case 'host':
        return await (
          await import('./host.js')
        ).runHost(given, configOf(given, surroundings), surroundings);
      case 'scan':
        return await scan(given, surroundings);
    }
  } catch (error) {
    surroundings.err(`memcached-exposure: ${messageFor(error)}\n`);
    return COULD_NOT_RUN;
  }
}

async function scan(given: ScanArguments, surroundings: Surroundings): Promise<number> {
  const report = await checkDirectory({
    root: given.path,
    given,
    nameOf: (setting) => `--${setting}`,
    ...configOf(given, surroundings),
    ...(given.shard === undefined ? {} : { shard: given.shard }),
    // Loaded only when something was found.
    prove: async (...found) =>
      found[0].findings.length === 0
        ? new Map()
        : (await import('../fix/proven.js')).provenFixes(...found),
    ...(given.baseline === undefined ? {} : { baseline: given.baseline }),
    ...(given.base === undefined
      ? {}
      : {
          base: {
            label: given.base,
            revision: given.base,
            newOnly: true,
            policyFrom: given.policyFrom ?? 'base',
          },
        }),
    onProgress: progress(given, surroundings),
  });
  // The verdict stands before anything is written, and no output can change it for the better.
  const status = report.conclusion === 'failed' ? FOUND : PASSED;
  return (await writeReport(report, given, surroundings)) ? status : COULD_NOT_RUN;
}

/** Where the baseline is written when neither the arguments nor the configuration say. */
const BASELINE_PATH = '.github/memcached-exposure-baseline.txt';

async function baseline(given: BaselineArguments, surroundings: Surroundings): Promise<number> {
  const { findings, path, before } = await baselineOf({
    root: given.path,
    ...configOf(given, surroundings),
    path: given.baseline,
    defaultPath: BASELINE_PATH,
  });
  const kept = given.update
    ? findings.filter(({ fingerprint }) => before?.entries.has(fingerprint) === true)
    : findings;
  surroundings.writeText(join(given.path, path), writeBaseline(kept));
  surroundings.out(
    `${path}: ${kept.length} ${kept.length === 1 ? 'finding' : 'findings'}, ${before?.entries.size ?? 0} before.\n`,
  );
  return PASSED;
}

async function inventory(given: InventoryArguments, surroundings: Surroundings): Promise<number> {
  const report = await checkDirectory({
    root: given.path,
    given: { ...(given.exclude === undefined ? {} : { exclude: given.exclude }) },
    nameOf: (setting) => `--${setting}`,
    ...configOf(given, surroundings),
  });
  const { renderInventory } = await import('../report/formats.js');
  const text = renderInventory(report, given.format);
  if (given.file === undefined) surroundings.out(text);
  else surroundings.writeText(given.file, text);
  return PASSED;
}

function configOf(
  given:
    | ScanArguments
    | BaselineArguments
    | InventoryArguments
    | PrintConfigArguments
    | FixArguments
    | HostArguments,
  surroundings: Surroundings,
): { config?: ConfigChoice } {
  if (given.config === undefined) return {};
  if (given.config === false) return { config: { kind: 'none' } };
  try {
    const text = surroundings.readText(given.config);
    return { config: { kind: 'text', path: given.config, text } };
  } catch {
    throw new UsageError(`The configuration file ${given.config} cannot be read.`);
  }
}

/** A line on the terminal when it takes more than a second. */
function progress(
  given: ScanArguments,
  { err, errIsTerminal }: Surroundings,
): (done: number, total: number) => void {
  const started = performance.now();
  let last = started;
  return (done, total) => {
    const now = performance.now();
    if (!errIsTerminal || given.quiet || now - started < 1000) return;
    if (done === total) err('\r\u001b[K');
    else if (now - last > 100) {
      last = now;
      err(`\r\u001b[K${done} of ${total} files looked at …`);
    }
  };
}

function explain(id: string, surroundings: Surroundings): number {
  const wanted = id.toUpperCase();
  const rule = RULES.find(({ meta }) => meta.id === wanted || meta.name === id.toLowerCase());
  if (rule === undefined) {
    throw new UsageError(
      `There is no rule "${id}"; the rules are ${RULES.map(({ meta }) => meta.id).join(', ')}.`,
    );
  }
  surroundings.out(surroundings.rulePage(rule.meta.id));
  return PASSED;
}

function messageFor(error: unknown): string {
  if (error instanceof UsageError) return `${error.message} See "memcached-exposure help".`;
  if (error instanceof SettingsError) return `it could not run:\n  ${error.problems.join('\n  ')}`;
  if (
    error instanceof RootError ||
    error instanceof ListingError ||
    error instanceof ReportError ||
    error instanceof MachineError ||
    error instanceof TargetError ||
    error instanceof ResolveError
  ) {
    return error.message;
  }
  return `it could not run because of an error of its own: ${
    error instanceof Error ? (error.stack ?? error.message) : String(error)
  }`;
}
