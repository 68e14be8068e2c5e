import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { PLATFORMS } from '../src/platforms/index.js';
import { LAZY_PLATFORMS } from '../src/platforms/lazy.js';
import { RULES } from '../src/rules/index.js';
import { VERSION } from '../src/version.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SRC = join(ROOT, 'src');

const sources = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(SRC, join(entry.parentPath, entry.name)));

/** What each part may import besides itself; the flow of the design, left to right. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  files: [],
  network: ['files', 'facts', 'syntax', 'memcached'],
  syntax: ['files'],
  memcached: ['files', 'facts', 'network', 'syntax'],
  facts: ['files', 'network', 'memcached'],
  findings: ['facts', 'files'],
  platforms: ['files', 'syntax', 'memcached', 'network', 'facts'],
  exposure: ['facts', 'findings', 'network', 'files'],
  rules: ['exposure', 'facts', 'findings', 'files', 'network', 'memcached', 'version'],
  policy: ['rules', 'exposure', 'facts', 'findings', 'files', 'network', 'syntax'],
  report: ['facts', 'findings', 'files', 'policy', 'exposure', 'network', 'memcached', 'shard'],
  github: [],
  pipeline: [
    'exposure',
    'facts',
    'files',
    'findings',
    'network',
    'platforms',
    'reuse',
    'rules',
    'shard',
  ],
  reuse: ['facts', 'files', 'platforms'],
  scan: ['pipeline', 'platforms', 'files'],
  judge: [
    'exposure',
    'memcached',
    'pipeline',
    'policy',
    'report',
    'rules',
    'facts',
    'files',
    'findings',
    'version',
  ],
  check: [
    'judge',
    'pipeline',
    'policy',
    'report',
    'reuse',
    'rules',
    'facts',
    'files',
    'findings',
    'version',
    'exposure',
    'shard',
    'network',
  ],
  version: [],
  shard: ['facts', 'files'],
  history: ['findings', 'report'],
  machine: [
    'platforms',
    'memcached',
    'network',
    'syntax',
    'facts',
    'files',
    'findings',
    'pipeline',
    'judge',
    'policy',
    'report',
  ],
  remediate: ['network', 'facts', 'files'],
  fix: [
    'check',
    'scan',
    'pipeline',
    'platforms',
    'shard',
    'policy',
    'report',
    'rules',
    'facts',
    'files',
    'findings',
    'network',
    'syntax',
    'memcached',
  ],
};

const partOf = (path: string): string => path.split('/')[0]!.replace(/\.ts$/, '');

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map((match) => posix.normalize(posix.join(dirname(file), match[1]!)));
}

/** What a file loads when it is loaded: neither its types nor what it imports later. */
function loadedWith(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = text.matchAll(/^(?:import|export) (?!type )(?:[^;']*? from )?'(\.[^']+)\.js'/gm);
  return [...found].map((match) => `${posix.normalize(posix.join(dirname(file), match[1]!))}.ts`);
}

/** The files of platforms that tell files apart. */
const LIGHT = /\/(?:claim|names|classify|conf-kinds|kinds)\.ts$/;

describe('the structure', () => {
  it('has imports that go one way', () => {
    const wrong = sources.flatMap((file) => {
      const part = partOf(file);
      const allowed = MAY_IMPORT[part];
      if (allowed === undefined) return [];
      return importsOf(file)
        .map((imported) => partOf(imported.replace(/\.js$/, '')))
        .filter(
          (imported) => imported !== part && imported !== 'append' && !allowed.includes(imported),
        )
        .map((imported) => `${file} imports ${imported}`);
    });
    expect(wrong).toEqual([]);
  });

  it('keeps the rules apart from the platforms, and the reports from both', () => {
    const wrong = sources
      .filter((file) => ['rules', 'report'].includes(partOf(file)))
      .filter((file) => importsOf(file).some((imported) => imported.startsWith('platforms/')));
    expect(wrong).toEqual([]);
  });

  it('loads the toolkit in the action alone', () => {
    const wrong = sources
      .filter((file) => !['action', 'github'].includes(partOf(file)))
      .filter((file) => readFileSync(join(SRC, file), 'utf8').includes("'@actions/"));
    expect(wrong).toEqual([]);
  });

  it('has no circle between platforms', () => {
    const platformOf = (path: string): string | undefined =>
      /^platforms\/([^/]+)\//.exec(path)?.[1];
    const uses = new Map<string, Set<string>>();
    for (const file of sources) {
      const from = platformOf(file);
      if (from === undefined) continue;
      for (const imported of importsOf(file)) {
        const to = platformOf(imported);
        if (to !== undefined && to !== from) uses.set(from, (uses.get(from) ?? new Set()).add(to));
      }
    }
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      [...(uses.get(from) ?? [])].some(
        (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
      );
    expect([...uses.keys()].filter((platform) => reaches(platform, platform))).toEqual([]);
  });

  it('lists every rule there is', () => {
    const files = readdirSync(join(SRC, 'rules')).filter((name) => /^mce\d+\.ts$/.test(name));
    expect(RULES.map(({ meta }) => `${meta.id.toLowerCase()}.ts`)).toEqual(files.sort());
  });

  it('lists every platform there is', () => {
    const folders = readdirSync(join(SRC, 'platforms'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(PLATFORMS.map(({ name }) => name).sort()).toEqual(folders.sort());
  });

  it('loads the same platforms lazily, in the same order', async () => {
    const loaded = await Promise.all(LAZY_PLATFORMS.map(({ load }) => load()));
    expect(loaded).toEqual([...PLATFORMS]);
    LAZY_PLATFORMS.forEach(({ name, title, mayClaim, claims }, index) =>
      expect(PLATFORMS[index]).toMatchObject({ name, title, mayClaim, claims }),
    );
  });

  it.each(['cli/main.ts', 'action/main.ts'])(
    'starts %s without parsers, evaluators and what few runs need',
    (entry) => {
      const seen = new Set([entry]);
      for (const file of seen) {
        for (const imported of loadedWith(file)) seen.add(imported);
      }
      const heavy = [...seen].filter(
        (file) =>
          /^syntax\/(?!shell\/|data\.ts)|^network\/filter\/|^(?:fix|remediate)\/(?!mechanisms)/.test(
            file,
          ) ||
          (/^platforms\/[^/]+\//.test(file) && !LIGHT.test(file)),
      );
      expect(heavy).toEqual([]);
    },
  );

  it('has a page for every rule, and no other', () => {
    const pages = readdirSync(join(ROOT, 'docs/rules')).filter((name) => /^MCE/.test(name));
    expect(pages.sort()).toEqual(RULES.map(({ meta }) => `${meta.id}.md`));
  });

  it('has rule data that is complete', () => {
    for (const { meta } of RULES) {
      expect(meta.id).toMatch(/^MCE\d{3}$/);
      expect(meta.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(meta.description).toMatch(/\.$/);
      expect(Object.keys(meta.messages).length).toBeGreaterThan(0);
    }
  });

  it('has one version', () => {
    const pkg = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(VERSION).toBe(pkg.version);
  });
});
