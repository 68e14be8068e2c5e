import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { MemoryTree } from '../../src/files/memory.js';
import { scanTree } from '../../src/scan.js';

const page = readFileSync(new URL('../../docs/platforms/ansible.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```yaml\n# (fails|works)[^\n]*\n([\s\S]*?)```/g)];

describe('the firewalld tasks of the page on Ansible', () => {
  it('are one that fails and one that works', () => {
    expect(examples.map((match) => match[1])).toEqual(['fails', 'works']);
  });

  it.each(examples.map((match) => [match[1]!, match[2]!]))('%s', (kind, text) => {
    const { findings } = scanTree(new MemoryTree({ 'site.yml': text }));
    expect(findings.some(({ ruleId }) => ruleId === 'MCE501')).toBe(kind === 'fails');
  });
});
