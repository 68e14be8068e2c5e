import type { Fact } from '../../facts.js';
import {
  findMemcachedCommand,
  interpret,
  listenerFrom,
  type Environment,
  type Word,
} from '../../memcached/index.js';
import { containerFacts, readContainerRun } from './container-run.js';

/** Where a command stands and runs. */
export interface CommandPlace {
  /** Unique in the tree, fit to be shown. */
  readonly workload: string;
  readonly placement: 'host' | 'container';
  readonly environment?: Environment;
}

/** What one command starts: memcached itself, or a container. */
export function commandFacts(words: readonly Word[], place: CommandPlace): Fact[] {
  const run = readContainerRun(words);
  if (run !== undefined) {
    return containerFacts(run, { platform: 'host', workload: place.workload });
  }
  const command = findMemcachedCommand(words, place.environment);
  if (command === undefined) return [];
  const daemon = interpret(command.args, {});
  // `memcached -h` and its like start nothing that is worth listing.
  if (daemon.running === false && daemon.exit === 0) return [];
  return [
    listenerFrom(daemon, {
      platform: 'host',
      workload: place.workload,
      placement: place.placement,
      where: command.where,
    }),
  ];
}
