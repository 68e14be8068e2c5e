import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../src/files/memory.js';
import { AddressSet } from '../../src/network/addresses.js';
import { scanTree } from '../../src/scan.js';
import { examplesOf } from './examples.js';

const FOLDER = fileURLToPath(new URL('../../docs/platforms/', import.meta.url));
const examples = readdirSync(FOLDER).flatMap((page) =>
  examplesOf(readFileSync(join(FOLDER, page), 'utf8')).map((example) => ({ page, ...example })),
);

describe('the examples of the pages on platforms', () => {
  it.each(examples)('$page:$line is $kind', ({ title, text, kind, marks, trusted }) => {
    const { findings } = scanTree(new MemoryTree({ [title]: text }), {
      trusted: AddressSet.of(...trusted),
    });
    const told = findings
      .filter(({ ruleId, severity }) => ruleId !== 'MCE502' && severity !== 'info')
      .map(({ ruleId, location }) => `${ruleId} ${location.startLine}`);
    expect(told).toEqual(marks.map(({ rule, line }) => `${rule} ${line}`));
    expect(marks.length > 0).toBe(kind === 'exposed');
  });
});
