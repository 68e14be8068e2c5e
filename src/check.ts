import { lstatSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import ignore from 'ignore';
import type { Fix } from './facts.js';
import { DiskTree } from './files/disk.js';
import { FilteredTree } from './files/filtered.js';
import { GitTree, RevisionError } from './files/git-tree.js';
import { JoinedTree } from './files/joined.js';
import { listFiles, ListingError, type Listing } from './files/list.js';
import type { NestedCheckout } from './files/nested.js';
import { MemoryTree } from './files/memory.js';
import type { SourceFile } from './files/source.js';
import type { Tree } from './files/tree.js';
import { compareSeverity, type Finding } from './findings.js';
import { judge, type Case } from './judge.js';
import { applyExceptions } from './policy/apply.js';
import type { Baseline } from './policy/baseline.js';
import { cautious } from './policy/cautious.js';
import type { Config } from './policy/config.js';
import { compareFindings } from './policy/compare.js';
import { applyOverrides } from './policy/overrides.js';
import { inlineSuppressions, loadPolicy, type ConfigChoice } from './policy/policy.js';
import {
  resolveSettings,
  SettingsError,
  type GivenSettings,
  type NameOf,
  type Settings,
} from './policy/settings.js';
import { covers, type Suppression } from './policy/suppress.js';
import { unknownNames } from './policy/trusted.js';
import { addedSuppressions, weakenedPolicy, type Policy } from './policy/weakened.js';
import type { Report, ReportedFinding, SkippedCount } from './report/model.js';
import { checkRules } from './rules/check.js';
import { RULES } from './rules/index.js';
import type { Shard } from './shard/shard.js';
import { scan, type ScanOptions, type ScanResult } from './pipeline.js';
import { Reuse } from './reuse.js';

/** What to check and by which standard. */
export interface CheckOptions {
  /** The folder to scan. */
  readonly root: string;
  readonly given: GivenSettings;
  readonly nameOf: NameOf;
  /** Default: look in the usual places of the scanned folder. */
  readonly config?: ConfigChoice;
  /** The configuration of the base; default: as {@link config}. */
  readonly baseConfig?: ConfigChoice | undefined;
  /**
   * Terraform plans, by path below the root: judged in place of the configuration they were made from,
   * also where the folder's listing leaves them out.
   */
  readonly plans?: readonly { readonly path: string; readonly text: string }[];
  /**
   * Manifests as they will be deployed, by path below the root: judged by themselves, beside the
   * files of the folder.
   */
  readonly rendered?: readonly { readonly path: string; readonly text: string }[];
  /** The path of a baseline file below the root; wins over the configuration's. */
  readonly baseline?: string | undefined;
  /** What to compare with: a revision that is in the checkout, or why there is none. */
  readonly base?: BaseChoice | undefined;
  /** Today, `YYYY-MM-DD` in UTC; for the last days of suppressions. */
  readonly today?: string;
  readonly onProgress?: (done: number, total: number) => void;
  /**
   * Finds the edits that are proved by a scan, by fingerprint; they are the only ones shown. What the
   * platforms propose is not known to be right.
   * @param sources the files that were read
   */
  readonly prove?: (
    report: Report,
    tree: Tree,
    settings: Settings,
    sources: ReadonlySet<SourceFile>,
  ) => Promise<ReadonlyMap<string, Fix>>;
  /** Judge only this part of the files. It cannot be compared with a base. */
  readonly shard?: Shard | undefined;
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
export async function checkDirectory(options: CheckOptions): Promise<Report> {
  const started = performance.now();
  const root = realRoot(options.root);
  const rendered = treeOf(options.rendered);
  const plans = treeOf(options.plans);
  const withoutNamed = (listing: Listing): Listing => ({
    ...listing,
    paths: listing.paths.filter((path) => !rendered.has(path) && !plans.has(path)),
  });
  const everything = listFiles(root);
  const base = openBase(root, options.base);
  const whole = new DiskTree(root, everything.paths);
  const policy = await countingPolicy(options, whole, base);
  const settings = resolveSettings(options.given, policy.counting.config, options.nameOf);
  const listing = withoutNamed(
    settings.exclude.length === 0 ? everything : listFiles(root, settings.exclude),
  );
  const disk = new DiskTree(
    root,
    listing.paths,
    base.tree === undefined ? undefined : await namesFor(base.tree),
  );
  const tree = plans.paths.length === 0 ? disk : new JoinedTree(plans, disk);
  const reuse = base.tree === undefined ? undefined : new Reuse();
  const result = withRendered(
    await scanBy(tree, settings, {
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(options.shard === undefined ? {} : { shard: options.shard }),
      ...(reuse === undefined ? {} : { reuse }),
    }),
    rendered.paths.length === 0 || !isFirst(options.shard)
      ? undefined
      : await scanBy(rendered, settings, { platforms: ['kubernetes'] }),
  );
  const customIds = settings.customRules.map(({ id }) => id);
  const headInline = inlineSuppressions(result.sources, customIds);
  base.tree?.shareWith((path, id) => disk.readAs(path, id));
  const before =
    base.tree === undefined
      ? undefined
      : await scanBase(withUnchanged(base.tree, disk, listing.nested), settings, reuse);
  const baseInline =
    before === undefined ? [] : inlineSuppressions(before.sources, customIds).inline;
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const isAgreed =
    before === undefined
      ? () => false
      : agreedBy(before.findings, baseInline, today, (file) => tree.read(file) !== undefined);
  const applied = applyExceptions(
    result.findings,
    {
      inline: policy.from === 'cautious' ? [] : headInline.inline,
      ...(policy.from === 'base' ? { isAgreed } : {}),
      paths: policy.counting.config?.suppressions ?? [],
      ...(policy.counting.baseline === undefined ? {} : { baseline: policy.counting.baseline }),
    },
    today,
  );
  const report = judge({
    result,
    tree: rendered.paths.length === 0 ? tree : new JoinedTree(rendered, tree),
    settings,
    root: options.root,
    exceptions: applied.byFinding,
    problems: [
      ...headInline.problems,
      // What a part has no use for may be of use to another.
      ...(options.shard === undefined ? applied.problems : []),
    ],
    ...comparison(options.base, base.unavailable, result, before, tree),
    ...(policy.base === undefined
      ? {}
      : {
          policyFindings: policyFindings(
            { ...policy.base, inline: baseInline },
            { ...policy.head, inline: headInline.inline },
            addedHere(baseInline, headInline.inline, result.findings, isAgreed),
            policy.from === 'base',
            settings,
          ),
        }),
  });
  const proven = await options.prove?.(report, tree, settings, result.sources);
  return {
    ...report,
    findings: report.findings.map((finding) => withFix(finding, proven ?? new Map())),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    scanned: {
      ...report.scanned,
      skipped: isFirst(options.shard) ? skippedCounts(listing, tree) : [],
      notes: [
        ...policy.notes,
        ...unknownNames(settings.trustedNames, result.facts),
        ...(rendered.paths.length === 0
          ? []
          : [`Rendered manifests, judged by themselves: ${rendered.paths.join(', ')}.`]),
        ...(plans.paths.length === 0
          ? []
          : [`Terraform plans, judged as they will be carried out: ${plans.paths.join(', ')}.`]),
      ],
    },
    durationMs: performance.now() - started,
  };
}

/** The finding with the edit that is proved for it, and with no other. */
function withFix(finding: ReportedFinding, proven: ReadonlyMap<string, Fix>): ReportedFinding {
  const { fix: _proposed, ...rest } = finding;
  const fix = proven.get(finding.fingerprint);
  return fix === undefined ? rest : { ...rest, fix };
}

/** What is told of the whole tree is told once. */
function isFirst(shard: Shard | undefined): boolean {
  return shard === undefined || shard.index === 1;
}

function treeOf(files: CheckOptions['rendered']): MemoryTree {
  return new MemoryTree(Object.fromEntries((files ?? []).map(({ path, text }) => [path, text])));
}

interface CountingPolicy {
  /** What counts: the base's, the head's, or of the head's what makes the check stricter. */
  readonly from: 'base' | 'head' | 'cautious';
  readonly counting: LoadedPolicy;
  readonly head: LoadedPolicy;
  /** Absent when there is no base. */
  readonly base?: LoadedPolicy;
  readonly notes: readonly string[];
}

type LoadedPolicy = Awaited<ReturnType<typeof loadPolicy>>;

/**
 * Which policy counts. A change must not be able to wave itself through: while the base's policy is
 * asked for and cannot be had, the change's own counts only where it is stricter than the defaults.
 * @throws SettingsError
 */
async function countingPolicy(
  options: CheckOptions,
  whole: Tree,
  base: { readonly tree?: GitTree },
): Promise<CountingPolicy> {
  const choice = options.config ?? { kind: 'find' };
  const given = { baseline: options.baseline };
  const lenient = { ...given, lenient: true };
  if (options.base === undefined) {
    const head = await loadPolicy(whole, choice, given);
    return { from: 'head', counting: head, head, notes: namedPolicy(head, '') };
  }
  const { label, policyFrom } = options.base;
  if (base.tree === undefined) {
    const head = await loadPolicy(whole, choice, policyFrom === 'head' ? given : lenient);
    if (policyFrom === 'head') {
      return { from: 'head', counting: head, head, notes: namedPolicy(head, '') };
    }
    const counting = head.config === undefined ? {} : { config: cautious(head.config) };
    const notes = [
      `The policy of ${label} cannot be had, so no suppression, baseline, trusted network or excluded path counts${
        head.config === undefined
          ? ''
          : `, and of ${head.config.path} only what is stricter than the defaults`
      }.`,
    ];
    return { from: 'cautious', counting, head, notes };
  }
  if (policyFrom === 'head') {
    const head = await loadPolicy(whole, choice, given);
    const before = await attempt(() =>
      loadPolicy(base.tree!, options.baseConfig ?? choice, lenient),
    );
    return {
      from: 'head',
      counting: head,
      head,
      base: before instanceof SettingsError ? {} : before,
      notes: namedPolicy(head, ''),
    };
  }
  const before = await attempt(() => loadPolicy(base.tree!, options.baseConfig ?? choice, lenient));
  const head = await attempt(() => loadPolicy(whole, choice, lenient));
  if (head instanceof SettingsError) {
    throw new SettingsError([
      ...head.problems,
      ...(before instanceof SettingsError ? before.problems.map(inBase(label)) : []),
    ]);
  }
  if (before instanceof SettingsError) {
    // Otherwise the change that mends it could never pass.
    return {
      from: 'base',
      counting: {},
      head,
      base: {},
      notes: [
        `The policy of the base cannot be used, so the defaults count until this change is merged. ${before.problems
          .map(inBase(label))
          .join(' ')}`,
      ],
    };
  }
  return {
    from: 'base',
    counting: before,
    head,
    base: before,
    notes: namedPolicy(before, ' of the base'),
  };
}

function inBase(label: string): (problem: string) => string {
  return (problem) => `In the base ${label}: ${problem}`;
}

function namedPolicy({ config }: LoadedPolicy, whose: string): string[] {
  return config === undefined ? [] : [`The configuration is ${config.path}${whose}.`];
}

/** What a policy is, or why it is none. */
async function attempt(load: () => Promise<LoadedPolicy>): Promise<LoadedPolicy | SettingsError> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
}

/**
 * Whether a comment of the base suppresses a finding there already: with a comment that is there, but
 * moved to something else, a change could wave that through.
 */
function agreedBy(
  before: readonly Finding[],
  inline: readonly Suppression[],
  today: string,
  isInHead: (file: string) => boolean,
): (finding: Finding) => boolean {
  const { byFinding } = applyExceptions(before, { inline, paths: [] }, today);
  const suppressed = [...byFinding.keys()];
  const known = new Set(suppressed.map(({ fingerprint }) => fingerprint));
  const moved = new Set(
    suppressed.flatMap(({ location, movedFingerprint }) =>
      movedFingerprint === undefined || isInHead(location.file) ? [] : [movedFingerprint],
    ),
  );
  return ({ fingerprint, movedFingerprint }) =>
    known.has(fingerprint) || (movedFingerprint !== undefined && moved.has(movedFingerprint));
}

/** The comments that suppress what none suppressed before; those that suppress nothing by their text. */
function addedHere(
  base: readonly Suppression[],
  head: readonly Suppression[],
  findings: readonly Finding[],
  isAgreed: (finding: Finding) => boolean,
): Suppression[] {
  const byText = new Set(addedSuppressions(base, head));
  return head.filter((suppression) => {
    const covered = findings.filter((finding) => covers(suppression, finding));
    return covered.length === 0
      ? byText.has(suppression)
      : covered.some((finding) => !isAgreed(finding));
  });
}

/** A scan by the standard of the settings. */
async function scanBy(
  tree: Tree,
  settings: Settings,
  how: Pick<ScanOptions, 'onProgress' | 'platforms' | 'reuse' | 'shard'> = {},
): Promise<ScanResult> {
  const result = await scan(tree, {
    trusted: settings.trusted,
    trustedNames: settings.trustedNames,
    rules: settings.rules,
    customRules: settings.customRules,
    ...how,
  });
  return { ...result, findings: applyOverrides(result.findings, settings.overrides) };
}

/** Two scans that know nothing of each other as one result. */
function withRendered(repository: ScanResult, rendered: ScanResult | undefined): ScanResult {
  if (rendered === undefined) return repository;
  const files = { ...repository.files };
  for (const [platform, count] of Object.entries(rendered.files)) {
    const name = platform as keyof typeof files;
    files[name] = (files[name] ?? 0) + count;
  }
  return {
    findings: [...repository.findings, ...rendered.findings].sort((a, b) =>
      compareSeverity(a.severity, b.severity),
    ),
    facts: [...repository.facts, ...rendered.facts],
    exposures: [...repository.exposures, ...rendered.exposures],
    listeners: [...repository.listeners, ...rendered.listeners],
    problems: [...repository.problems, ...rendered.problems],
    files,
    filesRead: repository.filesRead + rendered.filesRead,
    sources: new Set([...repository.sources, ...rendered.sources]),
  };
}

export { ListingError };

/** What decides which settings count outside of a comparison. */
export type ConfigOptions = Pick<CheckOptions, 'root' | 'given' | 'nameOf' | 'config'>;

/**
 * The settings that a scan of the folder would go by, without scanning it.
 * @throws RootError, SettingsError, ListingError
 */
export async function resolveConfig({
  root,
  given,
  nameOf,
  config: choice,
}: ConfigOptions): Promise<{
  readonly settings: Settings;
  readonly config?: Config;
}> {
  const real = realRoot(root);
  const tree = new DiskTree(real, listFiles(real).paths);
  const { config } = await loadPolicy(tree, choice ?? { kind: 'find' }, { withoutBaseline: true });
  const settings = resolveSettings(given, config, nameOf);
  return { settings, ...(config === undefined ? {} : { config }) };
}

/**
 * What a baseline file would list: every finding that is not suppressed otherwise.
 * @throws RootError, SettingsError, ListingError
 */
export async function baselineOf(options: {
  readonly root: string;
  readonly config?: ConfigChoice;
  /** The file to write; absent: the configuration's, or the default. */
  readonly path: string | undefined;
  readonly defaultPath: string;
}): Promise<{ findings: readonly Finding[]; path: string; before?: Baseline }> {
  const root = realRoot(options.root);
  const listing = listFiles(root);
  const choice = options.config ?? { kind: 'find' };
  const whole = new DiskTree(root, listing.paths);
  const { config } = await loadPolicy(whole, choice, { withoutBaseline: true });
  const settings = resolveSettings({}, config, (name) => name);
  const path = options.path ?? config?.baseline ?? options.defaultPath;
  const before = whole.has(path)
    ? (await loadPolicy(whole, choice, { baseline: path })).baseline
    : undefined;
  const tree = new DiskTree(root, listFiles(root, settings.exclude).paths);
  const result = await scanBy(tree, settings);
  const { byFinding } = applyExceptions(
    result.findings,
    {
      inline: inlineSuppressions(
        result.sources,
        settings.customRules.map(({ id }) => id),
      ).inline,
      paths: config?.suppressions ?? [],
    },
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

/**
 * The base with the files of other repositories that are checked out below it, which its commit does
 * not hold, as far as they are the same there: submodules at the same commit, and clones.
 */
function withUnchanged(base: GitTree, head: Tree, nested: readonly NestedCheckout[]): Tree {
  const same = nested.filter(
    ({ folder, commit }) => commit === undefined || base.submodules.get(folder) === commit,
  );
  if (same.length === 0) return base;
  const isSame = (path: string): boolean =>
    same.some(({ folder }) => path.startsWith(`${folder}/`));
  return new JoinedTree(base, new FilteredTree(head, isSame));
}

/** The scan of the base tree by the same standard as the head's. */
function scanBase(base: Tree, settings: Settings, reuse: Reuse | undefined): Promise<ScanResult> {
  const matcher = ignore().add([...settings.exclude]);
  const tree =
    settings.exclude.length === 0 ? base : new FilteredTree(base, (path) => !matcher.ignores(path));
  return scanBy(tree, settings, reuse === undefined ? {} : { reuse });
}

/** Names contents as the base tree does; hashing is loaded only for it. */
async function namesFor({ hash }: GitTree): Promise<(bytes: Uint8Array) => string> {
  const { blobId } = await import('./files/blob-id.js');
  return (bytes) => blobId(bytes, hash);
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
  added: readonly Suppression[],
  fromBase: boolean,
  settings: Settings,
): ReturnType<typeof checkRules> {
  return checkRules(
    RULES,
    {
      exposures: [],
      listeners: [],
      problems: [],
      policyChanges: weakenedPolicy(base, head, added),
      policyFromHead: !fromBase,
      mentionsMemcached: () => false,
    },
    settings.rules,
  );
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
