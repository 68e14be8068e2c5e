import { lstatSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import ignore from 'ignore';
import { DiskTree } from './files/disk.js';
import { FilteredTree } from './files/filtered.js';
import { GitTree, RevisionError } from './files/git-tree.js';
import { listFiles, ListingError, type Listing } from './files/list.js';
import type { Tree } from './files/tree.js';
import type { Finding } from './findings.js';
import { judge, type Case } from './judge.js';
import { applyExceptions } from './policy/apply.js';
import type { Baseline } from './policy/baseline.js';
import { compareFindings } from './policy/compare.js';
import { inlineSuppressions, loadPolicy, type ConfigChoice } from './policy/policy.js';
import {
  resolveSettings,
  type GivenSettings,
  type NameOf,
  type Settings,
} from './policy/settings.js';
import type { Suppression } from './policy/suppress.js';
import { addedSuppressions, weakenedPolicy, type Policy } from './policy/weakened.js';
import type { Report, SkippedCount } from './report/model.js';
import { checkRules } from './rules/check.js';
import { RULES } from './rules/index.js';
import { scanTree, type ScanResult } from './scan.js';

/** What to check and by which standard. */
export interface CheckOptions {
  /** The folder to scan. */
  readonly root: string;
  readonly given: GivenSettings;
  readonly nameOf: NameOf;
  /** Default: look in the usual places of the scanned folder. */
  readonly config?: ConfigChoice;
  /** The path of a baseline file below the root; wins over the configuration's. */
  readonly baseline?: string | undefined;
  /** What to compare with: a revision that is in the checkout, or why there is none. */
  readonly base?: BaseChoice | undefined;
  /** Today, `YYYY-MM-DD` in UTC; for the last days of suppressions. */
  readonly today?: string;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface BaseChoice {
  /** For people: a branch or commit. */
  readonly label: string;
  /** A commit; absent when there is none to compare with. */
  readonly revision?: string;
  /** Why there is none. */
  readonly unavailable?: string;
  /** Tell findings that the base has too apart; they do not fail the check. */
  readonly newOnly: boolean;
  /** Whose policy, suppressions and baseline count. */
  readonly policyFrom: 'base' | 'head';
}

/** Thrown when the folder to scan is not there or is no folder; the message is for people. */
export class RootError extends Error {
  override readonly name = 'RootError';
}

/**
 * Scans a folder and judges it, compared with another revision of it when one is given.
 * @throws RootError, SettingsError, ListingError: it could not run, for the reason in the message
 */
export function checkDirectory(options: CheckOptions): Report {
  const started = performance.now();
  const root = realRoot(options.root);
  const everything = listFiles(root);
  const base = openBase(root, options.base);
  const choice = options.config ?? { kind: 'find' };
  const whole = new DiskTree(root, everything.paths);
  const fromBase = base.tree !== undefined && options.base?.policyFrom !== 'head';
  const counting = loadPolicy(fromBase ? base.tree! : whole, choice, {
    baseline: options.baseline,
    lenient: fromBase,
  });
  const settings = resolveSettings(options.given, counting.config, options.nameOf);
  const listing = settings.exclude.length === 0 ? everything : listFiles(root, settings.exclude);
  const tree = settings.exclude.length === 0 ? whole : new DiskTree(root, listing.paths);
  const scanOptions = { trusted: settings.trusted, rules: settings.rules };
  const result = scanTree(tree, {
    ...scanOptions,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  const headInline = inlineSuppressions(result.sources);
  const before = base.tree === undefined ? undefined : scanBase(base.tree, settings);
  const baseInline = before === undefined ? [] : inlineSuppressions(before.sources).inline;
  const added = before === undefined ? [] : addedSuppressions(baseInline, headInline.inline);
  const applied = applyExceptions(
    result.findings,
    {
      inline: fromBase ? without(headInline.inline, added) : headInline.inline,
      paths: counting.config?.suppressions ?? [],
      ...(counting.baseline === undefined ? {} : { baseline: counting.baseline }),
    },
    options.today ?? new Date().toISOString().slice(0, 10),
  );
  const named = { baseline: options.baseline, lenient: true };
  const report = judge({
    result,
    tree,
    settings,
    root: options.root,
    exceptions: applied.byFinding,
    problems: [...headInline.problems, ...applied.problems],
    ...comparison(options.base, base.unavailable, result, before, tree),
    ...(base.tree === undefined
      ? {}
      : {
          policyFindings: policyFindings(
            { ...loadPolicy(base.tree, choice, named), inline: baseInline },
            { ...loadPolicy(whole, choice, named), inline: headInline.inline },
            fromBase,
            settings,
          ),
        }),
  });
  return {
    ...report,
    scanned: {
      ...report.scanned,
      skipped: skippedCounts(listing, tree),
      notes:
        counting.config === undefined
          ? []
          : [`The configuration is ${counting.config.path}${fromBase ? ' of the base' : ''}.`],
    },
    durationMs: performance.now() - started,
  };
}

export { ListingError };

/**
 * What a baseline file would list: every finding that is not suppressed otherwise.
 * @throws RootError, SettingsError, ListingError
 */
export function baselineOf(options: {
  readonly root: string;
  readonly config?: ConfigChoice;
  /** The file to write; absent: the configuration's, or the default. */
  readonly path: string | undefined;
  readonly defaultPath: string;
}): { findings: readonly Finding[]; path: string; before?: Baseline } {
  const root = realRoot(options.root);
  const listing = listFiles(root);
  const choice = options.config ?? { kind: 'find' };
  const whole = new DiskTree(root, listing.paths);
  const { config } = loadPolicy(whole, choice, { withoutBaseline: true });
  const settings = resolveSettings({}, config, (name) => name);
  const path = options.path ?? config?.baseline ?? options.defaultPath;
  const before = whole.has(path)
    ? loadPolicy(whole, choice, { baseline: path }).baseline
    : undefined;
  const tree = new DiskTree(root, listFiles(root, settings.exclude).paths);
  const result = scanTree(tree, { trusted: settings.trusted, rules: settings.rules });
  const { byFinding } = applyExceptions(
    result.findings,
    { inline: inlineSuppressions(result.sources).inline, paths: config?.suppressions ?? [] },
    new Date().toISOString().slice(0, 10),
  );
  return {
    findings: result.findings.filter((finding) => !byFinding.has(finding)),
    path,
    ...(before === undefined ? {} : { before }),
  };
}

function realRoot(path: string): string {
  try {
    const real = realpathSync(resolve(path));
    if (lstatSync(real).isDirectory()) return real;
  } catch {
    throw new RootError(
      `There is nothing to scan at ${path}: no such folder, or it cannot be read.`,
    );
  }
  throw new RootError(`${path} is not a folder; name the folder that holds the configuration.`);
}

function openBase(
  root: string,
  choice: BaseChoice | undefined,
): { tree?: GitTree; unavailable?: string } {
  if (choice === undefined) return {};
  if (choice.revision === undefined) {
    return { unavailable: choice.unavailable ?? 'There is no base to compare with.' };
  }
  try {
    return { tree: GitTree.open(root, choice.revision) };
  } catch (error) {
    if (error instanceof RevisionError) return { unavailable: error.message };
    throw error;
  }
}

/** The scan of the base tree by the same standard as the head's. */
function scanBase(base: GitTree, settings: Settings): ScanResult {
  const matcher = ignore().add([...settings.exclude]);
  const tree =
    settings.exclude.length === 0 ? base : new FilteredTree(base, (path) => !matcher.ignores(path));
  return scanTree(tree, { trusted: settings.trusted, rules: settings.rules });
}

function comparison(
  choice: BaseChoice | undefined,
  unavailable: string | undefined,
  result: ScanResult,
  before: ScanResult | undefined,
  tree: Tree,
): Pick<Case, 'compared'> {
  if (choice === undefined || !choice.newOnly) return {};
  if (before === undefined) {
    return {
      compared: {
        base: choice.label,
        unavailable: unavailable ?? 'There is no base to compare with.',
        existing: new Set(),
        fixed: [],
      },
    };
  }
  const compared = compareFindings(
    result.findings,
    before.findings,
    (file) => tree.read(file) !== undefined,
  );
  return { compared: { base: choice.label, ...compared } };
}

function policyFindings(
  base: Policy,
  head: Policy,
  fromBase: boolean,
  settings: Settings,
): ReturnType<typeof checkRules> {
  return checkRules(
    RULES,
    {
      exposures: [],
      listeners: [],
      problems: [],
      policyChanges: weakenedPolicy(base, head),
      policyFromHead: !fromBase,
      mentionsMemcached: () => false,
    },
    settings.rules,
  );
}

function without(all: readonly Suppression[], some: readonly Suppression[]): Suppression[] {
  const left = new Set(some);
  return all.filter((suppression) => !left.has(suppression));
}

function skippedCounts(listing: Listing, tree: Tree): SkippedCount[] {
  const links = tree.unreadable.filter(({ skipped }) => skipped === true);
  return [
    { reason: 'in vendored folders', count: listing.vendored },
    { reason: 'left out by the exclude patterns', count: listing.excluded },
    {
      reason: 'symbolic links and special files',
      count: links.length,
      examples: links.slice(0, 3).map(({ path }) => path),
    },
  ].filter(({ count }) => count > 0);
}
