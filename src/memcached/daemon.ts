import { applyEvent } from './daemon/options.js';
import { Settings } from './daemon/settings.js';
import { start, stopped } from './daemon/start.js';
import { readOptions } from './getopt.js';
import { optionSyntax } from './options.js';
import { CURRENT, newestOf } from './releases.js';
import type { Daemon, StartContext, Word } from './types.js';

/**
 * What memcached does with the words after its name: reads them as its own getopt_long does and opens
 * the sockets its `main()` opens, for the release in `context`. Unknown words leave what is certain
 * certain: only when the listen address itself may hide in one, `undecided` is set.
 */
export function interpret(words: readonly Word[], context: StartContext): Daemon {
  const version = context.version === undefined ? CURRENT : newestOf(context.version);
  const events = readOptions(words, optionSyntax(version), context.posixlyCorrect);
  const settings = new Settings(version, context);
  for (const event of events) {
    const stop = applyEvent(settings, event);
    if (stop !== undefined) return stopped(settings, stop);
  }
  return start(settings);
}
