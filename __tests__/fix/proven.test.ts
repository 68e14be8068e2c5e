import { describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkDirectory } from '../../src/check/directory.js';
import { provenFixes } from '../../src/fix/proven.js';
import { planFixes } from '../../src/fix/plan.js';
import { MemoryTree } from '../../src/files/memory.js';
import { AddressSet } from '../../src/network/addresses.js';
import type { Report, ReportedFinding } from '../../src/report/model.js';
import type { Shard } from '../../src/shard/shard.js';

const group = (name: string, port = 11211): string =>
  `resource "aws_security_group" "${name}" {\n  ingress {\n    from_port   = ${port}\n    to_port     = ${port}\n    protocol    = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n`;
const compose = (...ports: string[]): string =>
  `services:\n  cache:\n    image: memcached:1.6.45\n    ports:\n${ports.map((port) => `      - "${port}"\n`).join('')}`;

/** Checks files as they lie on a disk. */
async function check(
  files: Readonly<Record<string, string>>,
  more: { readonly shard?: Shard; readonly mostRead?: number; readonly unproved?: true } = {},
): Promise<Report> {
  const root = mkdtempSync(join(tmpdir(), 'proven-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await checkDirectory({
      root,
      given: { trustedNetworks: ['10.1.0.0/16'] },
      nameOf: String,
      shard: more.shard,
      ...(more.unproved === true
        ? {}
        : { prove: (...found) => provenFixes(...found, more.mostRead) }),
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const withFix = ({ findings }: Report): ReportedFinding[] =>
  findings.filter(({ fix }) => fix !== undefined);

describe('the edits that are shown', () => {
  it('are those that fix makes', async () => {
    const files = {
      'main.tf': group('cache'),
      'web.tf': group('web', 80),
      'stack/compose.yaml': compose('11211:11211'),
    };
    const report = await check(files);
    const shown = withFix(report).map(({ location, fix }) => [
      location.file,
      fix!.edits.map(({ replacement }) => replacement),
    ]);
    expect(shown).toEqual([
      ['main.tf', ['"10.1.0.0/16"']],
      ['stack/compose.yaml', ['"127.0.0.1:11211:11211"']],
    ]);
    const plan = planFixes(new MemoryTree(files), {
      trusted: AddressSet.of('10.1.0.0/16'),
      wanted: ({ findings }) => findings,
    });
    expect(plan.fixed.map(({ finding }) => finding.fingerprint).sort()).toEqual(
      withFix(report)
        .map(({ fingerprint }) => fingerprint)
        .sort(),
    );
  });

  it('are none without a proof, whatever a platform proposes', async () => {
    const files = { 'compose.yaml': compose('11211:11211') };
    expect(withFix(await check(files, { unproved: true }))).toEqual([]);
    expect(withFix(await check(files, { mostRead: 0 }))).toEqual([]);
    expect(withFix(await check(files))).toHaveLength(1);
  });

  it('are proved among the files that decide together, the worst first, as far as that may take', async () => {
    const folders = Array.from({ length: 40 }, (_, i) => `stack-${String(i).padStart(2, '0')}`);
    const files = Object.fromEntries(
      folders.map((folder, i) => [
        `${folder}/compose.yaml`,
        compose(i === 33 ? '11211:11211' : '10.0.0.1:11211:11211'),
      ]),
    );
    const size = files['stack-33/compose.yaml']!.length;
    // Twice the one file: as it is, and with the edit. The whole tree would be twenty times that.
    const report = await check(files, { mostRead: 2 * size });
    expect(withFix(report).map(({ location }) => location.file)).toEqual(['stack-33/compose.yaml']);
    expect(report.findings).toHaveLength(40);
  });

  it('are shown by parts of the work, too', async () => {
    const files = { 'a/compose.yaml': compose('11211:11211'), 'b/main.tf': group('cache') };
    const parts = await Promise.all(
      [1, 2].map((index) => check(files, { shard: { index, total: 2 } })),
    );
    expect(parts.flatMap(withFix).map(({ location }) => location.file)).toHaveLength(2);
    expect(parts.map(({ findings }) => findings.length)).toEqual([1, 1]);
  });
});
