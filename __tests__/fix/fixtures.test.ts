import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { DiskTree } from '../../src/files/disk.js';
import { planFixes } from '../../src/fix/plan.js';
import type { ScanResult } from '../../src/scan.js';
import { AddressSet } from '../../src/network/addresses.js';

/** Every fixture repository is fixed in memory: nothing may come in the place of what went. */
const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const TRUSTED = AddressSet.of('10.99.0.0/16', '2001:db8:99::/48');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('fixes of the fixture repositories', () => {
  const names = readdirSync(FIXTURES).filter((name) => existsSync(join(FIXTURES, name, 'repo')));

  it.each(names)('%s', (name) => {
    const root = join(FIXTURES, name, 'repo');
    for (const trusted of [AddressSet.empty, TRUSTED]) {
      const options = {
        trusted,
        wanted: ({ findings }: ScanResult) => findings,
      };
      const plan = planFixes(new DiskTree(root, filesBelow(root)), options);
      const known = new Set(plan.before.findings.map(({ fingerprint }) => fingerprint));
      // What is left to say of a door that is narrower than before is not new harm.
      const fresh = plan.after.findings.filter(
        ({ fingerprint, ruleId, severity }) =>
          !known.has(fingerprint) &&
          !(severity === 'info' && (ruleId === 'MCE303' || ruleId === 'MCE502')),
      );
      expect(fresh.map(({ ruleId, location }) => `${ruleId} ${location.file}`)).toEqual([]);
      expect(plan.after.listeners.length).toBe(plan.before.listeners.length);
      if (plan.texts.size > 0) expect(plan.fixed.length).toBeGreaterThan(0);
      expect(planFixes(plan.tree, options).texts.size).toBe(0);
    }
  });
});
