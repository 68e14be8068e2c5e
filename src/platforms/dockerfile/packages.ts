import type { DetectedVersion } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { parseVersion, type Version } from '../../memcached/version.js';
import type { Word } from '../../memcached/index.js';

/** The families of package managers, each with its own way to name a version. */
export type PackageManager = 'apt' | 'apk' | 'rpm';

const MANAGERS: ReadonlyMap<string, PackageManager> = new Map<string, PackageManager>([
  ['apt-get', 'apt'],
  ['apt', 'apt'],
  ['aptitude', 'apt'],
  ['install_packages', 'apt'],
  ['apk', 'apk'],
  ['yum', 'rpm'],
  ['dnf', 'rpm'],
  ['microdnf', 'rpm'],
  ['tdnf', 'rpm'],
  ['zypper', 'rpm'],
]);

/** The package manager that a command line installs something with. */
export function managerOf(words: readonly Word[]): PackageManager | undefined {
  const name = words[0]?.text ?? '';
  const program = name.slice(name.lastIndexOf('/') + 1);
  const manager = MANAGERS.get(program);
  if (manager === undefined || program === 'install_packages') return manager;
  const verb = words.slice(1).find(({ text }) => text !== undefined && !text.startsWith('-'));
  const installs =
    manager === 'apk'
      ? words.some(({ text }) => text === 'add')
      : words.some(({ text }) => text === 'install' || text === 'reinstall' || text === 'in');
  return verb !== undefined && installs ? manager : undefined;
}

/** memcached among the packages of a command line, with the version it is pinned to. */
export function installedVersion(
  manager: PackageManager,
  words: readonly Word[],
): { where: Location; version: DetectedVersion | undefined } | undefined {
  for (const word of words.slice(1)) {
    const text = word.text ?? word.prefix ?? '';
    const pin = pinOf(manager, text);
    if (pin === undefined) continue;
    const { where } = word;
    const version = word.text === undefined ? undefined : versionOf(pin);
    return {
      where,
      version: version === undefined ? undefined : { version, where, trust: 'distribution', text },
    };
  }
  return undefined;
}

/** The text behind the name of the package memcached; '' without a pin, `undefined` for others. */
function pinOf(manager: PackageManager, text: string): string | undefined {
  const match =
    manager === 'apt'
      ? /^memcached(?::[a-z0-9]+)?(?:=(.*))?$/.exec(text)
      : manager === 'apk'
        ? /^memcached(?:@[a-z]+)?(?:=~|~=|=|~)?([0-9].*)?$/.exec(text)
        : /^memcached(?:[-=]([0-9].*))?$/.exec(text);
  return match === null ? undefined : (match[1] ?? '');
}

/** Without the epoch of `1:1.6.9-2`. */
function versionOf(pin: string): Version | undefined {
  const version = parseVersion(pin.replace(/^[0-9]{1,3}:/, ''));
  return version?.major === 1 ? version : undefined;
}
