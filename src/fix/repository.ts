import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from '../files/workspace.js';
import { realRoot } from '../check/root.js';
import { decode } from '../files/decode.js';
import { DiskTree } from '../files/disk.js';
import { listFiles } from '../files/list.js';
import type { Tree } from '../files/tree.js';
import { atLeast, type Finding } from '../findings.js';
import { applyExceptions } from '../policy/apply.js';
import { inlineSuppressions, loadPolicy, type ConfigChoice } from '../policy/policy.js';
import {
  resolveSettings,
  type GivenSettings,
  type NameOf,
  type Settings,
} from '../policy/settings.js';
import type { ScanResult } from '../scan.js';
import { patchOf } from './patch.js';
import { planFixes, type Plan } from './plan.js';

export interface FixOptions {
  readonly root: string;
  readonly given: GivenSettings;
  readonly nameOf: NameOf;
  readonly config?: ConfigChoice;
  /** Today, `YYYY-MM-DD` in UTC; for the last days of suppressions. */
  readonly today?: string;
}

/** What can be fixed in a folder, not yet written. */
export interface FixPlan extends Plan {
  /** As `git apply` reads it; '' when nothing changes. */
  readonly patch: string;
  /** Findings at or above the threshold are left. */
  readonly fails: boolean;
  readonly settings: Settings;
  /** The folder without symbolic links. */
  readonly root: string;
  /** The files as they were read. */
  readonly original: Tree;
}

/**
 * Plans the fixes of a folder. Suppressed findings, those of the baseline and those that are not shown
 * are left alone.
 * @throws RootError, SettingsError, ListingError
 */
export async function planDirectory(options: FixOptions): Promise<FixPlan> {
  const root = realRoot(options.root, 'fix');
  const everything = listFiles(root);
  const whole = new DiskTree(root, everything.paths);
  const policy = await loadPolicy(whole, options.config ?? { kind: 'find' }, {});
  const settings = resolveSettings(options.given, policy.config, options.nameOf);
  const tree =
    settings.exclude.length === 0
      ? whole
      : new DiskTree(root, listFiles(root, settings.exclude).paths);
  const counted = (result: ScanResult): readonly Finding[] => {
    const { byFinding } = applyExceptions(
      result.findings,
      {
        inline: inlineSuppressions(result.sources).inline,
        paths: policy.config?.suppressions ?? [],
        ...(policy.baseline === undefined ? {} : { baseline: policy.baseline }),
      },
      options.today ?? new Date().toISOString().slice(0, 10),
    );
    return result.findings.filter(
      (finding) => !byFinding.has(finding) && atLeast(finding.severity, settings.reportSeverity),
    );
  };
  const plan = planFixes(tree, {
    trusted: settings.trusted,
    trustedNames: settings.trustedNames,
    rules: settings.rules,
    wanted: counted,
  });
  const patch = [...plan.texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => patchOf(path, textOf(tree, path), text))
    .join('');
  const fails = plan.left.some(({ finding }) => atLeast(finding.severity, settings.failOn));
  return { ...plan, patch, fails, settings, root, original: tree };
}

export interface Written {
  readonly written: readonly string[];
  /** Sentences about files that could not be written. */
  readonly refused: readonly string[];
}

/**
 * Writes the planned texts. A file that has changed since it was read, or that cannot be written as it
 * was encoded, is left; links are never written through.
 */
export function writeFixes(plan: FixPlan): Written {
  const workspace = new Workspace(plan.root);
  const written: string[] = [];
  const refused: string[] = [];
  for (const [path, text] of plan.texts) {
    try {
      workspace.checkWritable(path);
      workspace.write(path, markOf(plan.root, path, textOf(plan.original, path)) + text);
      written.push(path);
    } catch (error) {
      refused.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { written, refused };
}

/** The byte-order mark of the file as it is now. @throws Error when it cannot be written back whole */
function markOf(root: string, path: string, expected: string): string {
  const bytes = readFileSync(join(root, path));
  const decoded = decode(bytes);
  if (!('text' in decoded) || decoded.text !== expected) {
    throw new Error(`"${path}" is not written because it has changed while it was looked at.`);
  }
  const mark = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? '\ufeff' : '';
  if (!Buffer.from(mark + expected, 'utf8').equals(bytes)) {
    throw new Error(
      `"${path}" is not written because it is not UTF-8; convert it or edit it by hand.`,
    );
  }
  return mark;
}

function textOf(tree: Tree, path: string): string {
  return tree.read(path)?.text ?? '';
}
