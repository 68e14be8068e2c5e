import { append } from './append.js';
import { findExposures } from './exposure/join.js';
import type { Exposure } from './exposure/exposure.js';
import { withoutRepeated } from './exposure/repeated.js';
import type { Fact, Listener, PlatformName, Problem } from './facts.js';
import type { SourceFile } from './files/source.js';
import type { Tree } from './files/tree.js';
import type { Finding } from './findings.js';
import { AddressSet } from './network/addresses.js';
import { LAZY_PLATFORMS } from './platforms/lazy.js';
import type { Platform, PlatformClaim, PlatformOutput } from './platforms/platform.js';
import type { Reuse } from './reuse.js';
import { checkRules, type RuleSetting } from './rules/check.js';
import { customRule, type CustomRule } from './rules/custom.js';
import { RULES } from './rules/index.js';
import type { Shard } from './shard/shard.js';

export interface ScanOptions {
  /** Networks whose reach is no finding. Default: none. */
  readonly trusted?: AddressSet;
  /** Names of sources whose reach is no finding: prefix lists, IP groups, variables. Default: none. */
  readonly trustedNames?: ReadonlySet<string>;
  /** By rule id. */
  readonly rules?: ReadonlyMap<string, RuleSetting>;
  /** Rules that are run beside those of the check itself. */
  readonly customRules?: readonly CustomRule[];
  /** Default: all. */
  readonly platforms?: readonly PlatformName[];
  /** Told from time to time how many of the tree's paths have been looked at. */
  readonly onProgress?: (done: number, total: number) => void;
  /** What an earlier scan of a tree much like this one found out. Default: nothing. */
  readonly reuse?: Reuse;
  /** Only this part of the files is judged; what they refer to is read all the same. */
  readonly shard?: Shard;
}

export interface ScanResult {
  /** Worst first, then by file and line; nothing is left out for its severity. */
  readonly findings: readonly Finding[];
  readonly facts: readonly Fact[];
  readonly exposures: readonly Exposure[];
  readonly listeners: readonly Listener[];
  readonly problems: readonly Problem[];
  /** How many files each platform read. */
  readonly files: Readonly<Partial<Record<PlatformName, number>>>;
  /** How many different files were read by any platform. */
  readonly filesRead: number;
  /** Those files, and all others in which something was found. */
  readonly sources: ReadonlySet<SourceFile>;
}

/** How many paths lie between two words of progress. */
const PROGRESS_EVERY = 256;

/** Chooses files to look at more closely; no verdict rests on it. */
const MENTIONS_MEMCACHED = /memcache|11211/i;

/** The files of a tree by what claims them. */
export type Claimed<P extends PlatformClaim> = readonly (readonly [P, readonly SourceFile[]])[];

/**
 * The whole way from files to findings, for callers that can wait: only platforms that claim a file
 * are loaded.
 */
export async function scan(tree: Tree, options: ScanOptions = {}): Promise<ScanResult> {
  const claimed = claimFiles(tree, wanted(LAZY_PLATFORMS, options), options.onProgress);
  const mine = options.shard === undefined ? claimed : await partOf(claimed, options.shard);
  const loaded: [Platform, readonly SourceFile[]][] = [];
  // One after the other: they share modules, and jest cannot link one module twice at a time.
  for (const [platform, files] of mine) {
    if (files.length > 0) loaded.push([await platform.load(), files]);
  }
  return judgeFiles(tree, loaded, options);
}

/** The claimed files of one part of the work. */
async function partOf<P extends PlatformClaim>(
  claimed: Claimed<P>,
  shard: Shard,
): Promise<Claimed<P>> {
  const { filesOfShard } = await import('./shard/units.js');
  const parts = filesOfShard(
    claimed.map(([{ name }, files]) => ({ platform: name, files })),
    shard,
  );
  return claimed.map(
    ([platform, files], i) => [platform, files.filter((file) => parts[i]!.has(file))] as const,
  );
}

/** Those platforms that the options ask for. */
export function wanted<P extends PlatformClaim>(
  platforms: readonly P[],
  options: ScanOptions,
): readonly P[] {
  return platforms.filter(({ name }) => options.platforms?.includes(name) ?? true);
}

/**
 * From the files of each platform to findings: what they mean, how the facts join into exposures,
 * what the rules say about them.
 */
export function judgeFiles(
  tree: Tree,
  claimed: Claimed<Platform>,
  options: ScanOptions,
): ScanResult {
  const outputs: [PlatformName, PlatformOutput][] = [];
  const files: Partial<Record<PlatformName, number>> = {};
  const read = new Set<SourceFile>();
  for (const [platform, mine] of claimed) {
    if (mine.length === 0) continue;
    files[platform.name] = mine.length;
    for (const file of mine) read.add(file);
    outputs.push([
      platform.name,
      options.reuse?.translate(platform, mine, tree) ?? platform.translate({ files: mine, tree }),
    ]);
  }
  const { facts, problems } = putTogether(outputs);
  append(problems, unreadableFiles(tree));
  return concludeFrom({ facts, problems, files, sources: read }, tree, options);
}

/** What was read, before anything follows from it. */
export type ReadFacts = Pick<ScanResult, 'facts' | 'problems' | 'files' | 'sources'>;

/** How the facts join into exposures, and what the rules say about them. */
export function concludeFrom(read: ReadFacts, tree: Tree, options: ScanOptions): ScanResult {
  const { facts, problems, files, sources } = read;
  const exposures = findExposures(facts, options.trusted ?? AddressSet.empty, options.trustedNames);
  const listeners = facts.filter((fact) => fact.kind === 'listener');
  const findings = checkRules(
    [...RULES, ...(options.customRules ?? []).map(customRule)],
    {
      exposures,
      listeners,
      problems,
      restrictions: facts.filter((fact) => fact.kind === 'restriction'),
      policyChanges: [],
      policyFromHead: false,
      mentionsMemcached: (path) =>
        MENTIONS_MEMCACHED.test(path) || MENTIONS_MEMCACHED.test(tree.read(path)?.text ?? ''),
    },
    options.rules,
  );
  return {
    findings,
    facts,
    exposures,
    listeners,
    problems,
    files,
    filesRead: sources.size,
    sources: withFindings(sources, findings, tree),
  };
}

/** With the files that were only read on the way from others, such as templates, where something was found. */
function withFindings(
  read: ReadonlySet<SourceFile>,
  findings: readonly Finding[],
  tree: Tree,
): ReadonlySet<SourceFile> {
  const paths = new Set([...read].map(({ path }) => path));
  const all = new Set(read);
  for (const { location } of findings) {
    if (paths.has(location.file)) continue;
    paths.add(location.file);
    const file = tree.read(location.file);
    if (file !== undefined) all.add(file);
  }
  return all;
}

/** What all platforms say, without what they say of files that another one judges with its values. */
function putTogether(outputs: readonly (readonly [PlatformName, PlatformOutput])[]): {
  readonly facts: Fact[];
  readonly problems: Problem[];
} {
  const judgedBy = new Map<string, PlatformName>();
  for (const [platform, { judgedFiles }] of outputs) {
    for (const file of judgedFiles ?? []) judgedBy.set(file, platform);
  }
  const counts = (platform: PlatformName, file: string): boolean =>
    (judgedBy.get(file) ?? platform) === platform;
  return {
    facts: withoutRepeated(
      outputs.flatMap(([platform, output]) =>
        output.facts.filter((fact) => counts(platform, fact.where.file)),
      ),
    ),
    problems: outputs.flatMap(([platform, output]) =>
      output.problems.filter((problem) => counts(platform, problem.where.file)),
    ),
  };
}

/** Which platform a file is of. */
export function claimFiles<P extends PlatformClaim>(
  tree: Tree,
  platforms: readonly P[],
  onProgress: ScanOptions['onProgress'],
): Claimed<P> {
  const claimed: [P, SourceFile[]][] = platforms.map((platform) => [platform, []]);
  let done = 0;
  tree.preload?.(
    tree.paths.filter((path) => platforms.some((platform) => platform.mayClaim(path))),
  );
  for (const path of tree.paths) {
    if (++done % PROGRESS_EVERY === 0) onProgress?.(done, tree.paths.length);
    let file: SourceFile | undefined;
    for (const [platform, mine] of claimed) {
      if (!platform.mayClaim(path)) continue;
      file ??= tree.read(path);
      if (file === undefined) break;
      if (platform.claims(file)) mine.push(file);
    }
  }
  return claimed;
}

/** Files that a platform wanted but that have no text. */
function unreadableFiles(tree: Tree): Problem[] {
  return tree.unreadable
    .filter(({ skipped }) => skipped !== true)
    .map(({ path, reason }) => ({
      kind: 'unparsed',
      where: { file: path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
      message: `${path} was not read because ${reason}.`,
    }));
}
