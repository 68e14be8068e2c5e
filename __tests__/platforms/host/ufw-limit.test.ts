import { describe, expect, it } from '@jest/globals';
import { found } from './found.js';

const ENABLE = 'ufw --force enable\n';

/** Rules of ufw lead to chains of its own; the rule counts as the place, not the chain. */
describe('ufw limit', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['lets everybody in', 'ufw limit 11211/tcp\n', ['MCE101 high host a.sh:1']],
    ['as allow does', 'ufw allow 11211/tcp\n', ['MCE101 high host a.sh:1']],
    [
      'for some',
      'ufw limit from 10.0.0.0/8 to any port 11211 proto tcp\n',
      ['MCE103 low private a.sh:1'],
    ],
    [
      'as allow does for some',
      'ufw allow from 10.0.0.0/8 to any port 11211 proto tcp\n',
      ['MCE103 low private a.sh:1'],
    ],
    ['another port', 'ufw limit 11212/tcp # 11211\n', []],
    ['behind a refusal', 'ufw deny 11211\nufw limit 11211/tcp\n', []],
    ['taken back', 'ufw limit 11211/tcp\nufw delete limit 11211/tcp\n', []],
  ])('%s', (_title, rules, expected) => {
    expect(found({ 'a.sh': `${rules}${ENABLE}` })).toEqual(expected);
  });
});
