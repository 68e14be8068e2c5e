/** Chooses what to tell people about; no verdict rests on it. */
const NAME =
  /(?<![\w-])(?:memcached?|memcache_cluster|cachecluster)(?![\w-])|(?<![\w.])11211(?![\w.])/gi;
/** Lines that are about clients of memcached and what watches it. */
const CLIENT = /php|pecl|python|ruby|\bgems?\b|client|\blib|session|exporter|pylibmc|dalli|django/i;
const COMMENT = /^\s*(?:#|\/\/|\*)/;

/**
 * The offsets of the first place where a program names a memcached server or its port; clients and
 * comments do not count.
 */
export function placeOfName(text: string): readonly [start: number, end: number] | undefined {
  for (const match of text.matchAll(NAME)) {
    const lineStart = text.lastIndexOf('\n', match.index) + 1;
    const next = text.indexOf('\n', match.index);
    const line = text.slice(lineStart, Math.min(next < 0 ? text.length : next, lineStart + 2_000));
    if (COMMENT.test(line) || CLIENT.test(line)) continue;
    return [match.index, match.index + match[0].length];
  }
  return undefined;
}
