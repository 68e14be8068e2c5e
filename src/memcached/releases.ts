import { compareVersions, type Version } from './version.js';

/** The newest release known to this program; its defaults stand for an unknown version. */
export const CURRENT: Version = { major: 1, minor: 6, patch: 45 };

/** The last patch of each release series (tags of the memcached repository). */
const LAST_PATCH: ReadonlyMap<string, number> = new Map([
  ['1.2', 8],
  ['1.3', 3],
  ['1.4', 39],
  ['1.5', 22],
  ['1.6', 45],
]);

/** The newest release that a version with missing parts can stand for: `1.5` is 1.5.22. */
export function newestOf(version: Version): Version {
  if (version.minor === undefined) {
    return version.major === CURRENT.major
      ? CURRENT
      : { major: version.major, minor: 999, patch: 999 };
  }
  if (version.patch !== undefined) return version;
  const patch = LAST_PATCH.get(`${version.major}.${version.minor}`) ?? 999;
  return { ...version, patch };
}

/** Whether `version` is the release `text` (`1.5.6`) or a later one. */
export function since(version: Version, text: string): boolean {
  let release = releases.get(text);
  if (release === undefined) {
    const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
    releases.set(text, (release = { major, minor, patch }));
  }
  return compareVersions(version, release) >= 0;
}

/** The texts are those of this program: a few dozen, asked for again and again. */
const releases = new Map<string, Version>();
