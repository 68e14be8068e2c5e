import { describe, expect, it } from '@jest/globals';
import { PROVIDERS } from '../../../src/platforms/terraform/providers/index.js';

describe('the providers', () => {
  it('say what they judge, for every resource type and module', () => {
    for (const { resources, modules } of PROVIDERS) {
      for (const { types, meaning } of resources) {
        const described = meaning.map(({ of }) => of).join(', ');
        for (const type of types) expect(described).toContain(type);
        for (const { judged } of meaning) expect(judged).not.toBe('');
      }
      for (const { meaning } of modules) expect(meaning.length).toBeGreaterThan(0);
    }
  });

  it('have one handler for each resource type', () => {
    const types = PROVIDERS.flatMap(({ resources }) =>
      resources.flatMap((handler) => handler.types),
    );
    expect([...new Set(types)]).toEqual(types);
  });
});
