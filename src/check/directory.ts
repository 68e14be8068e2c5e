import type { Fix } from '../facts.js';
import { DiskTree } from '../files/disk.js';
import { JoinedTree } from '../files/joined.js';
import { listFiles, type Listing } from '../files/list.js';
import { MemoryTree } from '../files/memory.js';
import type { Tree } from '../files/tree.js';
import { judge } from '../judge.js';
import { applyExceptions } from '../policy/apply.js';
import { inlineSuppressions } from '../policy/policy.js';
import { resolveSettings } from '../policy/settings.js';
import { unknownNames } from '../policy/trusted.js';
import type { Report, ReportedFinding, SkippedCount } from '../report/model.js';
import { Reuse } from '../reuse.js';
import type { Shard } from '../shard/shard.js';
import {
  addedHere,
  agreedBy,
  comparison,
  namesFor,
  openBase,
  policyFindings,
  scanBase,
  withUnchanged,
} from './base.js';
import { countingPolicy } from './counting.js';
import type { CheckOptions } from './options.js';
import { realRoot } from './root.js';
import { scanBy, withRendered } from './scans.js';

/**
 * Scans a folder and judges it, compared with another revision of it when one is given.
 * @throws RootError, SettingsError, ListingError: it could not run, for the reason in the message
 */
export async function checkDirectory(options: CheckOptions): Promise<Report> {
  const started = performance.now();
  const root = realRoot(options.root);
  const rendered = treeOf(options.rendered);
  const plans = treeOf(options.plans);
  const withoutNamed = (listing: Listing): Listing =>
    rendered.paths.length + plans.paths.length === 0
      ? listing
      : {
          ...listing,
          paths: listing.paths.filter((path) => !rendered.has(path) && !plans.has(path)),
        };
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
