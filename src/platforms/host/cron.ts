import type { Fact } from '../../facts.js';
import { Located, type Line } from '../../memcached/index.js';
import { shellFacts } from './services.js';

/** Five fields of time, or `@reboot` and its like; then perhaps a user. */
const TIME = /^\s*(?:@[a-z]+|(?:[-0-9*,/a-zA-Z]+[ \t]+){4}[-0-9*,/a-zA-Z]+)[ \t]+(?=\S)/;
const USER = /^[a-z_][a-z0-9_-]*[ \t]+(?=\S)/;

/** The memcached and containers that cron starts (crontab(5)); `%` ends the command unless escaped. */
export function cronFacts(
  lines: readonly Line[],
  path: string,
  placement: 'host' | 'container',
): Fact[] {
  return lines.flatMap((line, index): Fact[] => {
    const text = Located.of(line);
    const time = /^\s*#/.test(text.text) ? null : TIME.exec(text.text);
    if (time === null) return [];
    const end = /(?<!\\)%/.exec(text.text)?.index ?? text.text.length;
    const command = text.slice(time[0].length, Math.max(end, time[0].length));
    const place = { workload: `line ${index + 1} of ${path}`, placement };
    const facts = shellFacts(command, place);
    if (facts.length > 0) return facts;
    // The table of the system has a user in front of the command.
    const user = USER.exec(command.text);
    return user === null
      ? []
      : shellFacts(command.slice(user[0].length, command.text.length), place);
  });
}
