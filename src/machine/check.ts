import { lstatSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { DiskTree } from '../files/disk.js';
import { listFiles } from '../files/list.js';
import type { SourceFile } from '../files/source.js';
import type { Tree } from '../files/tree.js';
import { judge } from '../judge.js';
import { applyExceptions } from '../policy/apply.js';
import type { Config } from '../policy/config.js';
import { applyOverrides } from '../policy/overrides.js';
import { resolveSettings, type GivenSettings, type NameOf } from '../policy/settings.js';
import type { Report } from '../report/model.js';
import { concludeFrom } from '../pipeline.js';
import { MachineError } from './error.js';
import { machineFacts } from './facts.js';
import { readMachines } from './gather.js';
import type { Machine } from './model.js';

export interface MachineCheckOptions {
  /** The outputs and files of the machines. */
  readonly tree: Tree;
  /** What is judged, for people. */
  readonly root: string;
  readonly given: GivenSettings;
  readonly nameOf: NameOf;
  /** Never one of the judged files: those are untrusted. */
  readonly config?: Config;
  readonly today?: string;
}

/** The saved outputs below a folder. @throws MachineError */
export function openSaved(folder: string): Tree {
  try {
    const real = realpathSync(resolve(folder));
    if (lstatSync(real).isDirectory()) return new DiskTree(real, listFiles(real).paths);
  } catch {
    // Told below.
  }
  throw new MachineError(`There is no folder ${folder} to read saved outputs from.`);
}

/**
 * The verdict for one or more machines, by the same facts, rules and policy as for a repository. Where
 * something that decides it could not be read, nothing passes.
 * @throws MachineError, SettingsError
 */
export function checkMachines(options: MachineCheckOptions): Report {
  const started = performance.now();
  const { tree } = options;
  const settings = resolveSettings(options.given, options.config, options.nameOf);
  const machines = readMachines(tree);
  if (machines.length === 0) {
    throw new MachineError(
      `Nothing in ${options.root} is the output of a tool that is understood; save those of ss -tulnp, ps -ef, iptables-save, ip6tables-save and nft list ruleset, for each machine in a folder of its own.`,
    );
  }
  const read = machines.map((machine) => ({ machine, ...machineFacts(machine) }));
  const sources = new Set<SourceFile>(machines.flatMap(filesOf));
  const result = concludeFrom(
    {
      facts: read.flatMap(({ facts }) => facts),
      problems: [...read.flatMap(({ problems }) => problems), ...unread(tree)],
      files: { host: sources.size },
      sources,
    },
    tree,
    { trusted: settings.trusted, rules: settings.rules, customRules: settings.customRules },
  );
  const findings = applyOverrides(result.findings, settings.overrides);
  const { byFinding, problems } = applyExceptions(
    findings,
    { inline: [], paths: options.config?.suppressions ?? [] },
    options.today ?? new Date().toISOString().slice(0, 10),
  );
  const report = judge({
    result: { ...result, findings },
    tree,
    settings,
    root: options.root,
    exceptions: byFinding,
    problems,
  });
  const reasons = read.flatMap(({ machine, undecided }) =>
    undecided.map(
      (reason) =>
        `${machine.name === '' ? 'It' : `For ${machine.name} it`} cannot be told who reaches memcached because ${reason}.`,
    ),
  );
  const undecided = reasons.length > 0 && report.conclusion !== 'failed';
  return {
    ...report,
    ...(undecided ? { conclusion: 'could-not-run' as const } : {}),
    reasons: [...reasons, ...report.reasons],
    scanned: { ...report.scanned, notes: read.map(({ machine }) => noteOf(machine)) },
    durationMs: performance.now() - started,
  };
}

function filesOf(machine: Machine): SourceFile[] {
  return [...machine.outputs.map(({ file }) => file), ...machine.files];
}

/** What was read of a machine. */
function noteOf(machine: Machine): string {
  const kinds = [...new Set(machine.outputs.map(({ kind }) => kind))].join(', ');
  const servers =
    machine.sockets === undefined
      ? 'no list of sockets'
      : `${machine.sockets.length} listening sockets`;
  return `${machine.name === '' ? 'This machine' : machine.name}: ${servers}; read: ${kinds}; ${machine.files.length} unit and configuration files.`;
}

function unread(tree: Tree): {
  kind: 'unparsed';
  where: { file: string; startLine: 1; startColumn: 1; endLine: 1; endColumn: 1 };
  message: string;
}[] {
  return tree.unreadable
    .filter(({ skipped }) => skipped !== true)
    .map(({ path, reason }) => ({
      kind: 'unparsed' as const,
      where: { file: path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
      message: `${path} was not read because ${reason}.`,
    }));
}
