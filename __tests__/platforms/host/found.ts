import { MemoryTree } from '../../../src/files/memory.js';
import { scanTree } from '../../../src/scan.js';

/** The findings of some files, information included: `MCE301 medium host deploy.sh:2`. */
export function found(files: Readonly<Record<string, string>>): string[] {
  return scanTree(new MemoryTree(files)).findings.map(
    ({ ruleId, severity, reach, location }) =>
      `${ruleId} ${severity} ${reach} ${location.file}:${location.startLine}`,
  );
}
