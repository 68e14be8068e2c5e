/** Finds files of the tree by the absolute path they will have on a host. */
export class PathIndex {
  private readonly byName = new Map<string, string[]>();

  constructor(paths: readonly string[]) {
    for (const path of paths) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const same = this.byName.get(name);
      if (same === undefined) this.byName.set(name, [path]);
      else same.push(path);
    }
  }

  /**
   * The file that becomes `absolute` on the host: one whose path ends with all of it, or with its last
   * two parts (`sysconfig/memcached`), or `memcached.sysconfig` for that. Of several the one nearest
   * to `from`.
   */
  find(absolute: string, from: string): string | undefined {
    const parts = absolute.split('/').filter((part) => part !== '');
    const name = parts.at(-1);
    if (name === undefined || /[%$*]/.test(absolute)) return undefined;
    const folder = parts.at(-2);
    const all = this.byName.get(name) ?? [];
    const full = all.filter((path) => `/${path}`.endsWith(`/${parts.join('/')}`));
    if (full.length > 0) return nearest(full, from);
    if (folder === undefined) return undefined;
    const short = all.filter((path) => `/${path}`.endsWith(`/${folder}/${name}`));
    if (short.length > 0) return nearest(short, from);
    return nearest(this.byName.get(`${name}.${folder}`) ?? [], from);
  }

  /** The file of that name nearest to `from`. */
  named(name: string, from: string): string | undefined {
    return nearest(this.byName.get(name) ?? [], from);
  }
}

function nearest(paths: readonly string[], from: string): string | undefined {
  let best: string | undefined;
  let longest = -1;
  for (const path of paths) {
    let common = 0;
    while (common < path.length && path[common] === from[common]) common++;
    if (common > longest) {
      longest = common;
      best = path;
    }
  }
  return best;
}
