import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reasonsFor } from '../../src/action/could-not-run.js';
import { decide } from '../../src/action/decide.js';
import { renderCommands } from '../../src/report/commands.js';
import { readStep } from './runner.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'decide-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const event = { name: 'push' };

describe('action/decide', () => {
  it('takes any error for a check that could not run', async () => {
    const { report, inputs } = await decide(
      () => {
        throw new Error('out of cheese');
      },
      event,
      { GITHUB_WORKSPACE: folder },
    );
    expect(report.conclusion).toBe('could-not-run');
    expect(report.reasons.join()).toContain('out of cheese');
    expect(inputs).toBeUndefined();
  });

  it('keeps the inputs when the scan is what failed', async () => {
    const { report, inputs } = await decide(
      (name) => (name === 'exclude' ? '['.repeat(9) : ''),
      event,
      {
        GITHUB_WORKSPACE: folder,
      },
    );
    expect(report.conclusion).toBe('nothing-to-scan');
    expect(inputs?.comment).toBe('auto');
  });

  it.each(['text', null, undefined, 7, { toString: () => 'odd' }])('words %p', (thrown) => {
    expect(reasonsFor(thrown)).toHaveLength(1);
  });

  it('lets no error speak to the runner', async () => {
    const { report } = await decide(
      () => {
        throw new Error('x\n::add-mask::y\r##[add-mask]z');
      },
      event,
      { GITHUB_WORKSPACE: folder },
    );
    const step = readStep([renderCommands(report)], '', Buffer.from(''));
    expect(step.masked).toEqual([]);
    expect(step.annotations).toHaveLength(1);
  });
});
