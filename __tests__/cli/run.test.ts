import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { run } from '../../src/cli/run.js';
import type { Surroundings } from '../../src/cli/surroundings.js';

const OPEN = 'services:\n  cache:\n    image: memcached:1.6.45\n    ports: ["11211:11211"]\n';
const CLOSED = OPEN.replace('"11211:11211"', '"127.0.0.1:11211:11211"');

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cli-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

interface Outcome {
  status: number;
  out: string;
  err: string;
  written: Map<string, string>;
}

async function cli(words: string[], change: Partial<Surroundings> = {}): Promise<Outcome> {
  const outcome: Outcome = { status: NaN, out: '', err: '', written: new Map() };
  outcome.status = await run(words, {
    out: (text) => void (outcome.out += text),
    err: (text) => void (outcome.err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    environment: {},
    readText: (path) => {
      throw new Error(`no ${path}`);
    },
    writeText: (path, text) => void outcome.written.set(path, text),
    rulePage: (id) => `# ${id}\n`,
    ...change,
  });
  return outcome;
}

const scan = (...words: string[]): Promise<Outcome> => cli(['scan', root, ...words]);

describe('the exit status', () => {
  it('is 1 for a finding at the threshold, 0 below it', async () => {
    write('compose.yml', OPEN);
    expect((await scan()).status).toBe(1);
    expect((await scan('--fail-on', 'high')).status).toBe(1);
    expect((await scan('--fail-on', 'critical')).status).toBe(0);
    expect((await scan('--fail-on', 'none')).status).toBe(0);
  });

  it('is 0 when nothing is open', async () => {
    write('compose.yml', CLOSED);
    expect((await scan('--fail-on', 'info')).status).toBe(0);
  });

  it('is the same in every format', async () => {
    write('compose.yml', OPEN);
    for (const format of ['text', 'json', 'sarif', 'markdown', 'github']) {
      expect([format, (await scan('--format', format)).status]).toEqual([format, 1]);
    }
  });

  it('does not depend on what is shown', async () => {
    write('compose.yml', OPEN);
    expect((await scan('--report-severity', 'critical')).status).toBe(1);
    expect((await scan('--quiet')).status).toBe(1);
  });

  it.each([
    [['scan', '/does/not/exist'], 'no such folder'],
    [['scan', 'a', 'b'], 'takes one folder'],
    [['scan', '--fail-on', 'severe'], '--fail-on is "severe"'],
    [['scan', '--trusted-networks', '010.0.0.0/8'], '--trusted-networks'],
    [['scan', '--frmat', 'json'], '--frmat'],
    [['scan', '--format', 'xml'], 'There is no format "xml"'],
    [['scan', '--format', 'json', '--format', 'sarif'], 'without an --output'],
    [['scan', '--output', 'a', '--output', 'b'], 'needs a --format'],
    [['scan', '--config', 'x.yml'], 'cannot be read'],
    [['scan', '--config', 'x.yml', '--no-config'], 'exclude each other'],
    [['explain', 'MCE999'], 'There is no rule "MCE999"'],
    [['explain'], 'takes one rule'],
    [['frobnicate'], 'There is no verb "frobnicate"'],
  ])('is 2 for %j', async (words, message) => {
    const outcome = await cli(words);
    expect(outcome.status).toBe(2);
    expect(outcome.err).toContain(message);
    expect(outcome.out).toBe('');
  });

  it('is 2 when the configuration is wrong, with every problem', async () => {
    write('compose.yml', OPEN);
    write('memcached-exposure.yml', 'fail-on: severe\nnope: 1\n');
    const outcome = await scan();
    expect(outcome.status).toBe(2);
    expect(outcome.err).toContain('memcached-exposure.yml:1:');
    expect(outcome.err).toContain('memcached-exposure.yml:2:');
    expect((await scan('--no-config')).status).toBe(1);
  });

  it('is 2 when an output cannot be written, never 0', async () => {
    write('compose.yml', CLOSED);
    const outcome = await cli(['scan', root, '--format', 'json', '--output', 'r.json'], {
      writeText: () => {
        throw new Error('ENOSPC: no space left on device');
      },
    });
    expect(outcome.status).toBe(2);
    expect(outcome.err).toContain('r.json cannot be written: ENOSPC');
  });
});

describe('scan', () => {
  it('writes several formats at once', async () => {
    write('compose.yml', OPEN);
    const outcome = await scan(
      '--format',
      'json',
      '--output',
      'r.json',
      '--format',
      'sarif',
      '--output',
      'r.sarif',
      '--format',
      'text',
    );
    expect(JSON.parse(outcome.written.get('r.json')!)).toMatchObject({ conclusion: 'failed' });
    expect(JSON.parse(outcome.written.get('r.sarif')!)).toMatchObject({ version: '2.1.0' });
    expect(outcome.out).toContain('MCE201');
  });

  it('says that there was nothing to scan', async () => {
    write('README.md', '# nothing\n');
    const outcome = await scan('--format', 'json');
    expect(outcome.status).toBe(0);
    expect(JSON.parse(outcome.out)).toMatchObject({ conclusion: 'nothing-to-scan' });
  });

  it('takes trusted networks and exclude patterns from its arguments', async () => {
    write('old/compose.yml', OPEN);
    expect((await scan('--exclude', 'old/')).status).toBe(0);
    write('memcached-exposure.yml', 'exclude: [old/]\n');
    expect((await scan()).status).toBe(0);
    expect((await scan('--exclude', 'other/')).status).toBe(1);
  });

  it('colours a terminal alone, and not when told not to', async () => {
    write('compose.yml', OPEN);
    const coloured = async (words: string[], change: Partial<Surroundings>): Promise<boolean> =>
      (await cli(['scan', root, ...words], change)).out.includes('\u001b[');
    expect(await coloured([], {})).toBe(false);
    expect(await coloured([], { outIsTerminal: true })).toBe(true);
    expect(await coloured([], { outIsTerminal: true, environment: { NO_COLOR: '1' } })).toBe(false);
    expect(await coloured(['--no-color'], { outIsTerminal: true })).toBe(false);
    expect(await coloured(['--color'], {})).toBe(true);
  });

  it('names each file it could not read and scans the rest', async () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++) {
      bomb.push(
        `a${i}: &a${i} [${Array<string>(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    }
    write('compose.yml', OPEN);
    write('deep/docker-compose.yml', `services: ${'['.repeat(200_000)}`);
    write(
      'bomb/docker-compose.yml',
      `${bomb.join('\n')}\nservices:\n  cache: {image: memcached}\n`,
    );
    write('binary/main.tf', Buffer.from([1, 2, 3, 0, 0, 5]));
    write('broken/docker-compose.yml', 'services:\n  cache:\n   image: [\n');
    symlinkSync('.', join(root, 'loop'));
    const outcome = await scan('--format', 'json', '--report-severity', 'info');
    expect(outcome.status).toBe(1);
    const report = JSON.parse(outcome.out) as {
      findings: { ruleId: string; location: { file: string } }[];
    };
    const unparsed = report.findings
      .filter(({ ruleId }) => ruleId === 'MCE903')
      .map(({ location }) => location.file);
    expect(new Set(unparsed)).toEqual(
      new Set([
        'binary/main.tf',
        'bomb/docker-compose.yml',
        'broken/docker-compose.yml',
        'deep/docker-compose.yml',
      ]),
    );
    expect(report.findings).toContainEqual(expect.objectContaining({ ruleId: 'MCE201' }));
  });

  it.each<[string, (text: string) => Buffer]>([
    ['a byte-order mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['CRLF', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('finds the same line in a file with %s', async (_, encode) => {
    write('compose.yml', encode(OPEN));
    const report = JSON.parse((await scan('--format', 'json')).out) as {
      findings: { location: { startLine: number; startColumn: number } }[];
    };
    expect(
      report.findings.map(({ location }) => [location.startLine, location.startColumn]),
    ).toEqual([[4, 13]]);
  });
});

describe('the other verbs', () => {
  it('list the rules and explain one by id or name', async () => {
    const { status, out } = await cli(['rules']);
    expect(status).toBe(0);
    expect(out).toMatch(/^MCE101 +internet-ingress +high /m);
    expect((await cli(['explain', 'mce101'])).out).toBe('# MCE101\n');
    expect((await cli(['explain', 'published-port'])).out).toBe('# MCE201\n');
  });

  it('help', async () => {
    expect(await cli([])).toMatchObject({ status: 0, out: expect.stringContaining('Exit status') });
    expect(await cli(['scan', '--help'])).toMatchObject({ status: 0 });
    expect((await cli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
