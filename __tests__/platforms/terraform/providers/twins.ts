import { expect, it } from '@jest/globals';
import { atLeast, type Finding } from '../../../../src/findings.js';
import { MemoryTree } from '../../../../src/files/memory.js';
import { scanTree } from '../../../../src/scan.js';

/** A configuration that exposes memcached, and one that differs in one detail and does not. */
export interface Twins {
  readonly name: string;
  readonly text: string;
  /** What is replaced in the text, and by what, to make it safe. */
  readonly safe: readonly (readonly [from: string, to: string])[];
  /** Line of the text that is to blame, when it is worth saying. */
  readonly line?: number;
}

/** What a scan finds in one file of Terraform. */
export function findingsIn(text: string): readonly Finding[] {
  return scanTree(new MemoryTree({ 'main.tf': text })).findings;
}

/** The findings that are worth stopping for, as `RULE reach line`. */
export function serious(text: string): string[] {
  return findingsIn(text)
    .filter((finding) => atLeast(finding.severity, 'medium') && !finding.unresolved)
    .map(({ ruleId, reach, location }) => `${ruleId} ${reach} ${location.startLine}`);
}

/** Runs every pair: the first is found to be open to the internet, its twin is not. */
export function checkTwins(all: readonly Twins[]): void {
  it.each(all.map((twins) => [twins.name, twins] as const))('%s', (_name, twins) => {
    const found = findingsIn(twins.text).filter(
      (finding) =>
        atLeast(finding.severity, 'medium') &&
        !finding.unresolved &&
        ['internet', 'public', 'host'].includes(finding.reach),
    );
    expect(found.map(({ location }) => location.file)).toContain('main.tf');
    if (twins.line !== undefined) {
      expect(found.map(({ location }) => location.startLine)).toContain(twins.line);
    }
    for (const [from, to] of twins.safe) {
      expect(twins.text).toContain(from);
      expect([to, serious(twins.text.replace(from, to))]).toEqual([to, []]);
    }
  });
}
