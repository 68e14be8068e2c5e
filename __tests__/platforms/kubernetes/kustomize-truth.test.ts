import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../src/facts.js';
import { SourceFile } from '../../../src/files/source.js';
import { ChartReader } from '../../../src/platforms/kubernetes/helm/charts.js';
import { Builder } from '../../../src/platforms/kubernetes/kustomize/build.js';
import { readYaml } from '../../../src/syntax/yaml.js';
import { byName, filesBelow, plain, treeOf } from './support.js';

const FOLDER = new URL('../../truth/kustomize/', import.meta.url);
const { cases } = JSON.parse(readFileSync(new URL('recorded.json', FOLDER), 'utf8')) as {
  cases: Record<string, { output?: string; error?: string }>;
};

function built(name: string): unknown[] {
  return builtFrom(filesBelow(new URL(`${name}/`, FOLDER)));
}

function builtFrom(files: Readonly<Record<string, string>>): unknown[] {
  const tree = treeOf(files);
  const problems: Problem[] = [];
  const builder = new Builder(tree, new ChartReader(tree), problems);
  const objects = builder.build('overlay').map(plain);
  expect(problems).toEqual([]);
  return objects;
}

function printed(output: string): unknown[] {
  const file = new SourceFile('output.yaml', output);
  return readYaml(file, { version: '1.1' }).documents.map(({ data }) => plain(data));
}

describe('what kustomize build prints', () => {
  it.each(Object.keys(cases))('%s', (name) => {
    const { output } = cases[name]!;
    expect(output).toBeDefined();
    expect(byName(built(name))).toEqual(byName(printed(output!)));
  });

  it('is what it prints now, where it is installed', () => {
    let version: string;
    try {
      version = execFileSync('kustomize', ['version'], { encoding: 'utf8', stdio: 'pipe' });
    } catch {
      return;
    }
    expect(version).not.toBe('');
    for (const name of Object.keys(cases)) {
      const folder = fileURLToPath(new URL(`${name}/overlay`, FOLDER));
      const output = execFileSync('kustomize', ['build', folder], { encoding: 'utf8' });
      expect(byName(built(name))).toEqual(byName(printed(output)));
    }
  });
});

const GENERATED = JSON.parse(
  readFileSync(new URL('../../truth/kustomize-generated.json', import.meta.url), 'utf8'),
) as { cases: Record<string, { files: Record<string, string>; output: string }> };

/** Random overlays that are not built alike here, and what differs: nothing that decides who gets in. */
const DIFFERENT: Readonly<Record<string, string>> = {
  1064: 'a JSON patch leaves an empty map of annotations there, which is filled afterwards',
  1144: 'a directive in a list of a kind it does not belong to stays in the output',
};

describe('what kustomize build prints for random overlays', () => {
  const names = Object.keys(GENERATED.cases);

  it.each(names)('%s', (name) => {
    const { files, output } = GENERATED.cases[name]!;
    const ours = byName(builtFrom(files));
    const theirs = byName(printed(output));
    // A difference that is listed must still be one.
    if (name in DIFFERENT) expect(ours).not.toEqual(theirs);
    else expect(ours).toEqual(theirs);
  });

  it('differs in no more than one of twenty', () => {
    expect(Object.keys(DIFFERENT).every((name) => names.includes(name))).toBe(true);
    expect(Object.keys(DIFFERENT).length).toBeLessThanOrEqual(names.length / 20);
  });
});
