import type { Location } from '../../files/source.js';
import { RenderedText } from '../../syntax/jinja/index.js';

/**
 * The configuration files that packages bring: Debian and Ubuntu's memcached.conf, the sysconfig of
 * RHEL 8 and later and of Fedora (older ones have `OPTIONS=""`), SUSE's and Alpine's.
 */
const STOCK: Readonly<Record<string, string>> = {
  '/etc/memcached.conf':
    '-d\nlogfile /var/log/memcached.log\n# -v\n-m 64\n-p 11211\n-u memcache\n-l 127.0.0.1\n# -c 1024\n# -k\n# -M\n# -r\n-P /var/run/memcached/memcached.pid\n',
  '/etc/sysconfig/memcached':
    'PORT="11211"\nUSER="memcached"\nMAXCONN="1024"\nCACHESIZE="64"\nOPTIONS="-l 127.0.0.1,::1"\n',
  '/etc/conf.d/memcached':
    'MEMCACHED_BINARY="/usr/bin/memcached"\nMEMCACHED_RUNAS="memcached"\nMEMUSAGE="64"\nMAXCONN="1024"\nLISTENON="127.0.0.1"\nPORT="11211"\nUDPPORT="${PORT}"\nMISC_OPTS=""\n',
};

/** The path of the configuration file a family's package reads. */
export function stockPath(family: string): string | undefined {
  switch (family) {
    case 'Debian':
      return '/etc/memcached.conf';
    case 'RedHat':
    case 'Suse':
      return '/etc/sysconfig/memcached';
    case 'Alpine':
    case 'Gentoo':
      return '/etc/conf.d/memcached';
    default:
      return undefined;
  }
}

/** The text a package brings for a path, located at the task that relies on it. */
export function stockText(path: string, where: Location): RenderedText | undefined {
  const text = STOCK[path];
  return text === undefined
    ? undefined
    : new RenderedText([{ text, locate: () => where, fromValue: false }]);
}
