import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { DiskTree } from '../src/files/disk.js';
import { scanTree } from '../src/scan.js';

/**
 * Each folder in `fixtures/` is a small repository in `repo/` with the findings it must give in
 * `expected`, one a line. UPDATE_FIXTURES=1 writes the files; read what it wrote before committing.
 */
const FIXTURES = fileURLToPath(new URL('fixtures/', import.meta.url));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('fixture repositories', () => {
  const names = readdirSync(FIXTURES).filter((name) => existsSync(join(FIXTURES, name, 'repo')));

  it('exist', () => {
    expect(names.length).toBeGreaterThan(0);
  });

  it.each(names)('%s', (name) => {
    const root = join(FIXTURES, name, 'repo');
    const { findings } = scanTree(new DiskTree(root, filesBelow(root)));
    const lines = findings
      .map(
        ({ ruleId, severity, reach, location, unresolved }) =>
          `${ruleId} ${severity} ${reach} ${location.file}:${location.startLine}${unresolved ? ' unresolved' : ''}`,
      )
      .sort();
    const expectedFile = join(FIXTURES, name, 'expected');
    if (process.env['UPDATE_FIXTURES'] === '1') {
      writeFileSync(expectedFile, lines.map((line) => `${line}\n`).join(''));
    }
    const expected = readFileSync(expectedFile, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    expect(lines).toEqual(expected);
  });
});
