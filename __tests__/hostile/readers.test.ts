import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SourceFile } from '../../src/files/source.js';
import { PLATFORMS } from '../../src/platforms/index.js';
import { damaged } from './damage.js';
import { READERS } from './readers.js';

const everything = READERS.flatMap(({ samples }) => samples);

/** A short run of what `npm run fuzz` does for as long as one likes; the seed makes it the same everywhere. */
describe('a reader of what others wrote', () => {
  it.each(READERS)('ends, and throws nothing: $name', ({ samples, read }) => {
    fc.assert(
      fc.property(damaged(samples, everything), (text) => {
        read(text);
      }),
      { seed: 11_211, numRuns: 60 },
    );
  });

  it.each(READERS)('takes every prefix: $name', ({ samples, read }) => {
    for (const sample of samples)
      for (let length = 0; length <= sample.length; length += 1 + Math.floor(sample.length / 150))
        read(sample.slice(0, length));
  });
});

describe('the list of readers', () => {
  it('has names of their own', () => {
    expect(new Set(READERS.map(({ name }) => name)).size).toBe(READERS.length);
  });
  it.each(PLATFORMS)('has files of $title', (platform) => {
    const files = READERS.flatMap(({ path, samples }) =>
      path === undefined ? [] : samples.map((sample) => new SourceFile(path, sample)),
    );
    const claimed = files.filter((file) => platform.mayClaim(file.path) && platform.claims(file));
    expect(claimed.length).toBeGreaterThan(0);
  });
});
