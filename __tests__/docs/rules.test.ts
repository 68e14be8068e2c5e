import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import type { Location } from '../../src/files/source.js';
import { MemoryTree } from '../../src/files/memory.js';
import { AddressSet } from '../../src/network/addresses.js';
import { findConfigFile } from '../../src/policy/config-paths.js';
import { readConfig } from '../../src/policy/config.js';
import { readSuppressions } from '../../src/policy/suppress.js';
import { weakenedPolicy } from '../../src/policy/weakened.js';
import { RULES } from '../../src/rules/index.js';
import { scanTree } from '../../src/scan.js';
import { examplesOf } from './examples.js';

const folder = new URL('../../docs/rules/', import.meta.url);
const pages = readdirSync(folder).filter((name) => /^MCE[0-9]{3}\.md$/.test(name));
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** The sections of every page, in this order. */
const SECTIONS = [
  'What is wrong',
  'Examples',
  'How to fix',
  'How to verify',
  'How to roll back',
  'When it is fine to suppress',
];

/** What a tree's policy allows that a tree without one does not. */
function weakeningsIn(tree: MemoryTree): { ruleId: string; location: Location }[] {
  const known = new Set(RULES.map(({ meta }) => meta.id));
  const inline = tree.paths.flatMap((path) => readSuppressions(tree.read(path)!, known).valid);
  const file = findConfigFile(tree);
  const config = file === undefined ? undefined : readConfig(file);
  return weakenedPolicy(
    { inline: [] },
    { inline, ...(config === undefined ? {} : { config }) },
  ).map(({ where }) => ({ ruleId: 'MCE902', location: where }));
}

it('has a page for every rule, and no other', () => {
  expect(pages).toEqual(RULES.map(({ meta }) => `${meta.id}.md`));
});

describe.each(pages)('%s', (page) => {
  const id = page.slice(0, -3);
  const text = textOf(page);
  const examples = examplesOf(text);

  it('is headed by the id and the name of its rule and has every section', () => {
    const rule = RULES.find(({ meta }) => meta.id === id)!;
    expect(text.split('\n')[0]).toBe(`# ${id} ${rule.meta.name}`);
    expect([...text.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(SECTIONS);
    for (const section of text.split(/^## .*$/m)) expect(section.trim()).not.toBe('');
  });

  it('shows the exposed before the safe for every platform, and marks no safe line', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
    const fences = [...text.matchAll(/^```\S.*title=/gm)];
    expect(fences).toHaveLength(examples.length);
    examples.forEach((example, index) => {
      expect(example.kind).toBe(index % 2 === 0 ? 'exposed' : 'safe');
      expect(example.marks.map(({ rule }) => rule)).toEqual(example.kind === 'exposed' ? [id] : []);
      if (index % 2 === 1) expect(example.title).toBe(examples[index - 1]!.title);
    });
  });

  it('says how to see on the host or in the cluster, and from outside, that a fix works', () => {
    const verify = text.slice(
      text.indexOf('## How to verify'),
      text.indexOf('## How to roll back'),
    );
    expect(verify).toMatch(/^```sh$/m);
    const commands = [...verify.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
    if (!['MCE901', 'MCE902', 'MCE903'].includes(id)) expect(commands.join('')).toContain('| nc ');
  });

  it.each(
    examples.map(
      (example) => [`${example.title}, ${example.kind} (line ${example.line})`, example] as const,
    ),
  )('%s', (_, example) => {
    const tree = new MemoryTree({ [example.title]: example.text });
    const findings =
      id === 'MCE902'
        ? weakeningsIn(tree)
        : scanTree(tree, { trusted: AddressSet.of(...example.trusted) }).findings;
    expect(
      findings.map(({ ruleId, location }) => `${ruleId} ${location.file}:${location.startLine}`),
    ).toEqual(example.marks.map(({ rule, line }) => `${rule} ${example.title}:${line}`));
  });
});
