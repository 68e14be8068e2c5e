/** A memcached release number; missing parts are `undefined`: `1.5` is {major 1, minor 5}. */
export interface Version {
  readonly major: number;
  readonly minor?: number;
  readonly patch?: number;
}

/** Reads the leading numbers of `1.6.39-debian-12-r0`, `1.5`, `v1.4.13`; `undefined` without any. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?([0-9]{1,6})(?:\.([0-9]{1,6}))?(?:\.([0-9]{1,6}))?(?![0-9])/.exec(text);
  if (match === null) return undefined;
  return {
    major: Number(match[1]),
    ...(match[2] === undefined ? {} : { minor: Number(match[2]) }),
    ...(match[3] === undefined ? {} : { patch: Number(match[3]) }),
  };
}

/** Negative, zero or positive as `a` is before, the same as or after `b`; missing parts are 0. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || (a.minor ?? 0) - (b.minor ?? 0) || (a.patch ?? 0) - (b.patch ?? 0);
}

export function formatVersion(version: Version): string {
  return [version.major, version.minor, version.patch]
    .filter((part) => part !== undefined)
    .join('.');
}
