import { namesOf } from '../shard/shard.js';
import { UsageError } from './option-values.js';
import { type ShardArguments } from './verb-arguments.js';
import { PASSED, type Surroundings } from './surroundings.js';

/** The lines of a list that belong to a part of the work, in their order. */
export function runShard(given: ShardArguments, surroundings: Surroundings): typeof PASSED {
  let text: string;
  try {
    text = surroundings.readText(given.list);
  } catch {
    throw new UsageError(`The list ${given.list} cannot be read.`);
  }
  const names = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  surroundings.out(
    namesOf([...new Set(names)], given.shard)
      .map((name) => `${name}\n`)
      .join(''),
  );
  return PASSED;
}
