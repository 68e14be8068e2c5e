import { MemoryTree } from '../../src/files/memory.js';
import { scanTree } from '../../src/scan.js';

/** What a scan of some files finds: one `RULE severity reach path:line` per finding, sorted. */
export function findingsOf(files: Record<string, string>): string[] {
  const { findings } = scanTree(new MemoryTree(files));
  return findings
    .map(
      ({ ruleId, severity, reach, location, unresolved }) =>
        `${ruleId} ${severity} ${reach} ${location.file}:${location.startLine}${unresolved ? ' unresolved' : ''}`,
    )
    .sort();
}

/**
 * What is found in a text where a line that is marked with `#!` counts: the rules of the findings on
 * marked lines, and others by their place.
 */
export function rulesAt(path: string, text: string): string[] {
  return findingsOf({ [path]: text }).map((line) => line.replace(`${path}:`, ''));
}
