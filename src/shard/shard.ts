import { createHash } from 'node:crypto';

/** One of several equal parts of the work, counted from 1: `2/8`. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

/** More parts than GitHub gives a matrix are of no use. */
export const MOST_SHARDS = 256;

/** Reads `2/8`. @throws RangeError with a sentence for people */
export function parseShard(text: string): Shard {
  const match = /^\s*(\d{1,6})\s*\/\s*(\d{1,6})\s*$/.exec(text);
  const index = Number(match?.[1]);
  const total = Number(match?.[2]);
  if (match === null) {
    throw new RangeError(
      `"${text}" is no shard; write the part and the number of parts, as in 2/8.`,
    );
  }
  if (total < 1 || total > MOST_SHARDS) {
    throw new RangeError(`"${text}" asks for ${total} parts; there can be 1 to ${MOST_SHARDS}.`);
  }
  if (index < 1 || index > total) {
    throw new RangeError(`"${text}" asks for part ${index} of ${total}; parts are counted from 1.`);
  }
  return { index, total };
}

/**
 * The names of a list that belong to a part. Each name's place follows from the name alone, so that a list
 * that grows moves none of the others.
 */
export function namesOf(names: readonly string[], { index, total }: Shard): string[] {
  return names.filter((name) => placeOf(name, total) === index);
}

function placeOf(name: string, total: number): number {
  const digest = createHash('sha256').update(name.toLowerCase()).digest();
  return (digest.readUInt32BE(0) % total) + 1;
}
