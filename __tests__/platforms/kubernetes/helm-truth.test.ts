import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../src/facts.js';
import { DiskTree } from '../../../src/files/disk.js';
import { SourceFile } from '../../../src/files/source.js';
import { ChartReader } from '../../../src/platforms/kubernetes/helm/charts.js';
import { releaseObjects } from '../../../src/platforms/kubernetes/helm/render.js';
import { readYaml } from '../../../src/syntax/yaml.js';
import { byName, plain } from './support.js';

const FOLDER = new URL('../../truth/helm/', import.meta.url);
const { cases } = JSON.parse(readFileSync(new URL('recorded.json', FOLDER), 'utf8')) as {
  cases: Record<string, { output?: string; error?: string }>;
};

function treeOn(folder: string): DiskTree {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return new DiskTree(folder, paths.sort());
}

function rendered(name: string): Record<string, unknown> {
  const reader = new ChartReader(treeOn(fileURLToPath(new URL(`${name}/`, FOLDER))));
  const chart = reader.read('')!;
  const values = reader.yaml('given.yaml');
  const problems: Problem[] = [];
  const objects = releaseObjects({ chart, values, set: 'test' }, problems);
  expect(problems).toEqual([]);
  return byName(objects.map(({ data }) => plain(data)));
}

function printed(output: string): Record<string, unknown> {
  const file = new SourceFile('output.yaml', output);
  const documents = readYaml(file, { version: '1.1' }).documents.map(({ data }) => plain(data));
  return byName(documents.filter((data) => data !== null));
}

describe('what helm template prints', () => {
  it.each(Object.keys(cases))('%s', (name) => {
    const { output } = cases[name]!;
    expect(output).toBeDefined();
    const ours = rendered(name);
    const theirs = printed(output!);
    for (const key of Object.keys(theirs)) {
      // Objects that neither run nor open anything are not printed; neither is a plain ConfigMap.
      const matters = /^(?:Service|Deployment)\//.test(key);
      if (!(key in ours) && !matters) delete theirs[key];
    }
    expect(Object.keys(theirs)).not.toHaveLength(0);
    expect(ours).toEqual(theirs);
  });
});
