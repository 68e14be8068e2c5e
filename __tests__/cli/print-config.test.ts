import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../../src/cli/run.js';
import { CONFIG_KEYS } from '../../src/policy/config.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'print-'));
  writeFileSync(
    join(root, 'memcached-exposure.yml'),
    'fail-on: medium\nexclude: [lab/]\nrules:\n  MCE401: "off"\nbaseline: known.txt\n',
  );
});
afterAll(() => rmSync(root, { recursive: true }));

async function print(...words: string[]): Promise<{ status: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const status = await run(['print-config', root, ...words], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    environment: {},
    readText: () => 'fail-on: loud\n',
    writeText: () => undefined,
    rulePage: () => '',
  } as Parameters<typeof run>[1]);
  return { status, out, err };
}

describe('print-config', () => {
  it('says every setting and where it comes from', async () => {
    const { status, out } = await print('--exclude', 'old/,older/');
    expect(status).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...CONFIG_KEYS]);
    expect(out).toMatch(/^fail-on +medium {2}\(memcached-exposure.yml:1\)$/m);
    expect(out).toMatch(/^report-severity +low {2}\(default\)$/m);
    expect(out).toMatch(/^exclude +\["old\/","older\/"\] {2}\(--exclude\)$/m);
    expect(out).toMatch(/^rules +\{"MCE401":"off"\} {2}\(memcached-exposure.yml:3\)$/m);
    expect(out).toMatch(/^baseline +known.txt {2}\(memcached-exposure.yml:5\)$/m);
  });

  it('as JSON', async () => {
    const { out } = await print('--format', 'json', '--fail-on', 'none', '--no-config');
    expect(JSON.parse(out)).toMatchObject({
      'fail-on': { value: 'none', source: '--fail-on' },
      exclude: { value: [], source: 'default' },
      baseline: { value: null, source: 'default' },
    });
  });

  it('could not run with mistakes in it', async () => {
    const { status, out, err } = await print('--config', 'other.yml');
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('other.yml:1: "fail-on"');
  });
});
