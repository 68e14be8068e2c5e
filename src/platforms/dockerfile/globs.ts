/** The part of a COPY source before its first wildcard: `conf/*.conf` is the folder `conf/`. */
export function beforeWildcard(source: string): string {
  const bare = source.replace(/^\/+/, '');
  const wildcard = bare.search(/[*?[]/);
  return wildcard < 0 ? bare : bare.slice(0, bare.lastIndexOf('/', wildcard) + 1);
}
