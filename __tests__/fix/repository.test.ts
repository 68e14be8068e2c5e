import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { run } from '../../src/cli/run.js';
import { planDirectory, writeFixes } from '../../src/fix/repository.js';

const OPEN = 'services:\n  cache:\n    image: memcached:1.6.45\n    ports: ["11211:11211"]\n';
const CLOSED = OPEN.replace('"11211:11211"', '"127.0.0.1:11211:11211"');
const WIDE =
  'resource "aws_security_group_rule" "cache" {\n  type = "ingress"\n  from_port = 11211\n  to_port = 11211\n  protocol = "tcp"\n  cidr_blocks = ["0.0.0.0/0"]\n  security_group_id = aws_security_group.cache.id\n}\n';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fix-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

async function fix(...words: string[]): Promise<{ status: number; out: string; err: string }> {
  const outcome = { status: NaN, out: '', err: '' };
  outcome.status = await run(['fix', root, ...words], {
    out: (text) => void (outcome.out += text),
    err: (text) => void (outcome.err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    environment: {},
    readText: (path) => readFileSync(path, 'utf8'),
    writeText: () => {
      throw new Error('not this way');
    },
    rulePage: () => '',
  });
  return outcome;
}

const plan = (): ReturnType<typeof planDirectory> =>
  planDirectory({ root, given: {}, nameOf: (name) => `--${name}` });

describe('fix', () => {
  it('writes what is certain and passes when nothing is left', async () => {
    write('compose.yml', OPEN);
    const { status, out } = await fix();
    expect(read('compose.yml')).toBe(CLOSED);
    expect(out).toContain('compose.yml:4  Publish the port on the loopback interface only');
    expect(out).toContain('1 finding fixed in 1 file; 0 findings left.');
    expect(status).toBe(0);
    const again = await fix();
    expect([again.status, again.out]).toEqual([0, 'There is nothing to fix.\n']);
  });

  it('fails when something at the threshold is left, and says why and what to do', async () => {
    write('compose.yml', OPEN);
    write('main.tf', WIDE);
    const { status, out } = await fix();
    expect(status).toBe(1);
    expect(read('compose.yml')).toBe(CLOSED);
    expect(read('main.tf')).toBe(WIDE);
    expect(out).toMatch(/Needs a person:\n {2}high +MCE101 main\.tf:6 /);
    expect(out).toMatch(/Why it was left: Who may still come in is not known/);
    expect(out).toMatch(/What to do: /);
    expect((await fix('--fail-on', 'critical')).status).toBe(0);
  });

  it('takes trusted networks from the command line and from the configuration', async () => {
    write('main.tf', WIDE);
    expect((await fix('--trusted-networks', '10.1.0.0/16')).status).toBe(0);
    expect(read('main.tf')).toBe(WIDE.replace('0.0.0.0/0', '10.1.0.0/16'));
    write('main.tf', WIDE);
    write('.github/memcached-exposure.yml', 'trusted-networks: [10.2.0.0/16]\n');
    expect((await fix()).status).toBe(0);
    expect(read('main.tf')).toBe(WIDE.replace('0.0.0.0/0', '10.2.0.0/16'));
  });

  it('changes nothing in a dry run; its patch does the same', async () => {
    write('compose.yml', OPEN.replaceAll('\n', '\r\n'));
    write('a/compose.yml', OPEN.trimEnd());
    const { status, out, err } = await fix('--dry-run');
    expect(status).toBe(0);
    expect(read('compose.yml')).toBe(OPEN.replaceAll('\n', '\r\n'));
    expect(err).toContain('2 findings would be fixed in 2 files');
    const applied = spawnSync('git', ['apply', '-'], {
      cwd: root,
      input: out,
      encoding: 'utf8',
      env: { ...process.env, GIT_DIR: join(root, 'none') },
    });
    expect([applied.status, applied.stderr]).toEqual([0, expect.any(String)]);
    expect(read('compose.yml')).toBe(CLOSED.replaceAll('\n', '\r\n'));
    expect(read('a/compose.yml')).toBe(CLOSED.trimEnd());
  });

  it('leaves alone what is suppressed, excluded, or too low to be shown', async () => {
    write(
      'compose.yml',
      OPEN.replace('    ports', '    # memcached-exposure: ignore[MCE201] -- tested\n    ports'),
    );
    write('old/compose.yml', OPEN);
    write('low/compose.yml', 'services:\n  cache:\n    image: memcached:1.6.10\n');
    const before = read('compose.yml');
    await fix('--exclude', 'old/', '--report-severity', 'medium');
    expect(read('compose.yml')).toBe(before);
    expect(read('old/compose.yml')).toBe(OPEN);
    expect(read('low/compose.yml')).toContain('1.6.10');
  });

  it('keeps a byte-order mark and the mode of the file', async () => {
    write('compose.yml', `\ufeff${OPEN}`);
    chmodSync(join(root, 'compose.yml'), 0o640);
    await fix();
    expect(read('compose.yml')).toBe(`\ufeff${CLOSED}`);
    expect(statSync(join(root, 'compose.yml')).mode & 0o777).toBe(0o640);
  });

  it('does not write a file whose encoding it cannot keep', async () => {
    const utf16 = Buffer.from(`\ufeff${OPEN}`, 'utf16le');
    write('compose.yml', utf16);
    const { status, out } = await fix();
    expect(readFileSync(join(root, 'compose.yml')).equals(utf16)).toBe(true);
    expect(out).toContain('not UTF-8');
    expect(status).toBe(2);
  });

  it('could not run without a folder or with settings that are wrong', async () => {
    expect((await fix('--trusted-networks', '10.0.0.0/40')).status).toBe(2);
    expect((await fix('--fail-on', 'bad')).status).toBe(2);
    rmSync(root, { recursive: true });
    expect((await fix()).status).toBe(2);
  });
});

describe('writeFixes', () => {
  it('never writes through a link that has come in between', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    try {
      writeFileSync(join(outside, 'compose.yml'), OPEN);
      write('compose.yml', OPEN);
      write('sub/compose.yml', OPEN);
      const planned = await plan();
      expect(planned.texts.size).toBe(2);
      rmSync(join(root, 'compose.yml'));
      symlinkSync(join(outside, 'compose.yml'), join(root, 'compose.yml'));
      renameSync(join(root, 'sub'), join(root, 'was'));
      symlinkSync(outside, join(root, 'sub'));
      const { written, refused } = writeFixes(planned);
      expect(written).toEqual([]);
      expect(refused.join('\n')).toMatch(
        /"compose\.yml" is a symbolic link[^]*"sub" is a symbolic link/,
      );
      expect(readFileSync(join(outside, 'compose.yml'), 'utf8')).toBe(OPEN);
      expect(lstatSync(join(root, 'compose.yml')).isSymbolicLink()).toBe(true);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it('does not overwrite a file that has changed since', async () => {
    write('compose.yml', OPEN);
    const planned = await plan();
    write('compose.yml', `${OPEN}# mine\n`);
    expect(writeFixes(planned).refused.join()).toContain('has changed');
    expect(read('compose.yml')).toBe(`${OPEN}# mine\n`);
  });
});
