import type { Fix } from '../facts.js';
import { FilteredTree } from '../files/filtered.js';
import type { SourceFile } from '../files/source.js';
import type { Tree } from '../files/tree.js';
import type { Finding } from '../findings.js';
import { claimFiles, judgeFiles, type ScanResult } from '../pipeline.js';
import { LAZY_PLATFORMS } from '../platforms/lazy.js';
import type { Platform } from '../platforms/platform.js';
import type { Settings } from '../policy/settings.js';
import type { Report } from '../report/model.js';
import { unitsOf } from '../shard/units.js';
import { fixRound } from './round.js';

/**
 * How much text is read again to prove edits that are only shown, in characters. It counts what is read,
 * not the time that takes, so that the same tree gives the same report; `fix` has no such limit.
 */
export const MOST_READ_AGAIN = 12_000_000;

/** Fewer files than this are not worth being sorted into what belongs together. */
const FEW_FILES = 24;

/** Files that are judged together, and the findings in them. */
interface Scope {
  readonly files: readonly SourceFile[];
  readonly findings: readonly Finding[];
}

/**
 * The edits for the findings of a report that a scan has proved, by fingerprint: what `fix` would make of the
 * same tree. Suppressed findings are left alone, as there. Only the files are scanned again that decide
 * together with those of the findings, and the edits of the worst findings are proved first.
 *
 * @param sources the files that the scan read
 */
export async function provenFixes(
  report: Report,
  tree: Tree,
  settings: Settings,
  sources: ReadonlySet<SourceFile>,
  mostRead = MOST_READ_AGAIN,
): Promise<ReadonlyMap<string, Fix>> {
  const wanted = report.findings.filter(
    ({ suppressed, unresolved, location }) =>
      suppressed === undefined && !unresolved && tree.has(location.file),
  );
  if (wanted.length === 0) return new Map();
  const platforms = await platformsFor(tree, sources);
  const proven = new Map<string, Fix>();
  let left = mostRead;
  for (const { files, findings } of scopesOf(tree, sources, platforms, wanted)) {
    const paths = new Set(files.map(({ path }) => path));
    const cost = files.reduce((sum, { text }) => sum + text.length, 0);
    const scan = (edited: Tree): ScanResult | undefined => {
      if (cost > left) return undefined;
      left -= cost;
      const part = claimFiles(
        new FilteredTree(edited, (path) => paths.has(path)),
        platforms,
        undefined,
      );
      return judgeFiles(edited, part, settings);
    };
    const before = scan(tree);
    if (before === undefined) continue;
    const mine = new Set(findings.map(({ fingerprint }) => fingerprint));
    const { done } = fixRound(
      tree,
      before,
      {
        trusted: settings.trusted,
        trustedNames: settings.trustedNames,
        rules: settings.rules,
        wanted: (result) => result.findings.filter(({ fingerprint }) => mine.has(fingerprint)),
      },
      scan,
    );
    for (const { finding, fix } of done) proven.set(finding.fingerprint, fix);
  }
  return proven;
}

/** The platforms that read the files, loaded. */
async function platformsFor(tree: Tree, sources: ReadonlySet<SourceFile>): Promise<Platform[]> {
  const paths = new Set([...sources].map(({ path }) => path));
  const claimed = claimFiles(
    new FilteredTree(tree, (path) => paths.has(path)),
    LAZY_PLATFORMS,
    undefined,
  );
  const platforms: Platform[] = [];
  // One after the other: they share modules, and jest cannot link one module twice at a time.
  for (const [platform, files] of claimed) {
    if (files.length > 0) platforms.push(await platform.load());
  }
  return platforms;
}

/** What is to be scanned for which findings, worst first. */
function scopesOf(
  tree: Tree,
  sources: ReadonlySet<SourceFile>,
  platforms: readonly Platform[],
  wanted: readonly Finding[],
): Scope[] {
  const all = [...sources];
  if (all.length <= FEW_FILES) return [{ files: all, findings: wanted }];
  const paths = new Set(all.map(({ path }) => path));
  const claimed = claimFiles(
    new FilteredTree(tree, (path) => paths.has(path)),
    platforms,
    undefined,
  );
  const units = unitsOf(claimed.map(([{ name }, files]) => ({ platform: name, files })));
  const unitOf = new Map<string, (typeof units)[number]>();
  for (const unit of units) for (const { file } of unit.members) unitOf.set(file.path, unit);
  // What was only read on the way from others belongs to any of them: to all files.
  const scopes = new Map<(typeof units)[number] | undefined, Finding[]>();
  for (const finding of wanted) {
    const unit = unitOf.get(finding.location.file);
    const findings = scopes.get(unit);
    if (findings === undefined) scopes.set(unit, [finding]);
    else findings.push(finding);
  }
  return [...scopes].map(([unit, findings]) => ({
    files: unit === undefined ? all : [...new Set(unit.members.map(({ file }) => file))],
    findings,
  }));
}
