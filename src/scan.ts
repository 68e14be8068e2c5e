import type { Tree } from './files/tree.js';
import { claimFiles, judgeFiles, wanted, type ScanOptions, type ScanResult } from './pipeline.js';
import { PLATFORMS } from './platforms/index.js';

export type { ScanOptions, ScanResult } from './pipeline.js';

/** The whole way from files to findings, with every platform loaded beforehand. */
export function scanTree(tree: Tree, options: ScanOptions = {}): ScanResult {
  const claimed = claimFiles(tree, wanted(PLATFORMS, options), options.onProgress);
  return judgeFiles(tree, claimed, options);
}
