import { lstatSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { isUnresolved, type Listener } from './facts.js';
import { DiskTree } from './files/disk.js';
import { listFiles, ListingError, type Listing } from './files/list.js';
import { SourceFile } from './files/source.js';
import type { Tree } from './files/tree.js';
import { atLeast, SEVERITIES, type Reach, type Severity } from './findings.js';
import { findConfig, readConfig } from './policy/config.js';
import {
  resolveSettings,
  type GivenSettings,
  type NameOf,
  type Settings,
} from './policy/settings.js';
import type { InventoryItem, Report, SkippedCount } from './report/model.js';
import { furthest } from './rules/describe.js';
import { RULES } from './rules/index.js';
import { scanTree, type ScanResult } from './scan.js';
import { HOME_PAGE, VERSION } from './version.js';

/** What to check and by which standard. */
export interface CheckOptions {
  /** The folder to scan. */
  readonly root: string;
  readonly given: GivenSettings;
  readonly nameOf: NameOf;
  /**
   * The text of a configuration file named by the caller; `false`: look for none; absent: look in
   * the usual places of the scanned folder.
   */
  readonly config?: { readonly path: string; readonly text: string } | false;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Thrown when the folder to scan is not there or is no folder; the message is for people. */
export class RootError extends Error {
  override readonly name = 'RootError';
}

/**
 * Scans a folder and judges it.
 * @throws RootError, SettingsError, ListingError: it could not run, for the reason in the message
 */
export function checkDirectory(options: CheckOptions): Report {
  const started = performance.now();
  const root = realRoot(options.root);
  const everything = listFiles(root);
  const config =
    options.config === false
      ? undefined
      : options.config === undefined
        ? findConfig(new DiskTree(root, everything.paths))
        : readConfig(new SourceFile(options.config.path, options.config.text));
  const settings = resolveSettings(options.given, config, options.nameOf);
  const listing = settings.exclude.length === 0 ? everything : listFiles(root, settings.exclude);
  const tree = new DiskTree(root, listing.paths);
  const result = scanTree(tree, {
    trusted: settings.trusted,
    rules: settings.rules,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  return {
    ...judge(result, tree, settings, options.root),
    scanned: {
      files: result.files,
      total: result.filesRead,
      skipped: skippedCounts(listing, tree),
      notes: config === undefined ? [] : [`The configuration is ${config.path}.`],
    },
    durationMs: performance.now() - started,
  };
}

export { ListingError };

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

/** The report of a scan: the verdict, and everything that is shown. */
export function judge(result: ScanResult, tree: Tree, settings: Settings, root: string): Report {
  const shown = result.findings.filter(({ severity }) =>
    atLeast(severity, settings.reportSeverity),
  );
  const failed = result.findings.some(({ severity }) => atLeast(severity, settings.failOn));
  const counts = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, shown.filter((f) => f.severity === severity).length]),
  ) as Record<Severity, number>;
  const nothing = result.filesRead === 0;
  return {
    schemaVersion: 1,
    tool: { name: 'memcached-exposure-check', version: VERSION, url: HOME_PAGE },
    root,
    conclusion: failed ? 'failed' : nothing ? 'nothing-to-scan' : 'passed',
    reasons: nothing && !failed ? ['No infrastructure code was found.'] : [],
    failOn: settings.failOn,
    reportSeverity: settings.reportSeverity,
    rules: RULES.map(({ meta }) => ({
      ...meta,
      docsUrl: `${HOME_PAGE}/blob/main/docs/rules/${meta.id}.md`,
    })),
    findings: shown,
    fixed: [],
    problems: result.problems,
    counts,
    belowThreshold: result.findings.length - shown.length,
    scanned: { files: result.files, total: result.filesRead, skipped: [], notes: [] },
    inventory: result.listeners.map((listener) => inventoryItem(listener, result)),
    lines: (file, line) => tree.read(file)?.line(line) ?? '',
  };
}

function inventoryItem(listener: Listener, result: ScanResult): InventoryItem {
  const ways = result.exposures.filter((exposure) => exposure.listener === listener);
  const unknown =
    ways.some((way) => way.unresolved !== undefined) ||
    (ways.length === 0 && isUnresolved(listener.sockets));
  const reach: Reach = furthest([
    listener.placement === 'host' ? 'none' : 'cluster',
    ...ways.filter((way) => way.unresolved === undefined).map((way) => way.reachWithTrusted),
  ]);
  return {
    platform: listener.platform,
    where: listener.where,
    workload: listener.workload,
    placement: listener.placement,
    ...(listener.version === undefined ? {} : { version: listener.version }),
    sockets: listener.sockets,
    authentication: listener.authentication,
    reach: unknown && (reach === 'none' || reach === 'cluster') ? 'unknown' : reach,
    assumptions: listener.assumptions,
  };
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
