import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { actual, expected, start, type Recorded } from './listeners.js';

const recorded = JSON.parse(
  readFileSync(new URL('../truth/listeners.json', import.meta.url), 'utf8'),
) as Recorded[];

/** What no file tells: the answer has to be that it is not known. */
const CANNOT_TELL: Readonly<Record<string, string>> = {
  mc174: '-k: RLIMIT_MEMLOCK of the host decides whether it starts',
  mc342: 'command substitutions are not executed: the address is reported as not known',
};

describe('memcached/interpret against recorded daemons', () => {
  it('agrees with every recording, or says that it cannot tell', () => {
    const wrong = recorded
      .filter(({ id }) => CANNOT_TELL[id] === undefined)
      .map((entry) => ({ entry, got: actual(entry), want: expected(entry) }))
      .filter(({ got, want }) => got !== want)
      .map(
        ({ entry, got, want }) =>
          `${entry.id} ${entry.version} ${JSON.stringify(entry.args ?? entry.conf)}: got ${got}; want ${want}`,
      );
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(CANNOT_TELL))('%s is not known: %s', (id) => {
    const entries = recorded.filter((entry) => entry.id === id);
    expect(entries).not.toEqual([]);
    for (const entry of entries) expect(start(entry).running).toBe('unknown');
  });
});

/** Random command lines and files, recorded by `scripts/record-listeners.py`. */
const random = JSON.parse(
  readFileSync(new URL('../truth/listeners-random.json', import.meta.url), 'utf8'),
) as Recorded[];

/** The status of a start script, or of a process that left a daemon behind, is not memcached's. */
function comparable(entry: Recorded, answer: string): string {
  const forks = (entry.args ?? []).some((word) => /^-[A-Za-z]*d|^--d/.test(word));
  return entry.conf === undefined && !forks ? answer : answer.replace(/^exits -?\w+/, 'exits');
}

describe('memcached/interpret against random starts of real daemons', () => {
  it('has the recordings of several releases', () => {
    expect(random.length).toBeGreaterThan(1000);
    expect(new Set(random.map(({ version }) => version)).size).toBeGreaterThan(4);
  });

  it('agrees wherever it does not say that it cannot tell, which is seldom', () => {
    const known = random.filter((entry) => start(entry).running !== 'unknown');
    const wrong = known
      .map((entry) => ({
        entry,
        got: comparable(entry, actual(entry)),
        want: comparable(entry, expected(entry)),
      }))
      .filter(({ got, want }) => got !== want)
      .map(
        ({ entry, got, want }) =>
          `${entry.id} ${entry.version} ${JSON.stringify(entry.args ?? entry.conf)}: got ${got}; want ${want}`,
      );
    expect(wrong).toEqual([]);
    expect(random.length - known.length).toBeLessThan(random.length / 50);
  });
});
