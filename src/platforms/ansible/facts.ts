import type { Location } from '../../files/source.js';
import type { Data } from '../../syntax/data.js';
import { list, scalar, unknown } from '../../syntax/jinja/index.js';
import type { Host } from './inventory.js';

/** A family of distributions that the hosts may run: playbooks are read once for each that matters. */
export interface World {
  readonly family: string;
}

const DISTRIBUTIONS: Readonly<Record<string, readonly string[]>> = {
  Debian: ['Debian', 'Ubuntu', 'Linux Mint', 'Raspbian', 'Kali', 'Pop!_OS'],
  RedHat: [
    'RedHat',
    'CentOS',
    'Fedora',
    'Rocky',
    'AlmaLinux',
    'OracleLinux',
    'Amazon',
    'Scientific',
    'OEL',
    'CloudLinux',
    'XenServer',
    'Virtuozzo',
  ],
  Suse: ['SLES', 'openSUSE', 'openSUSE Leap', 'openSUSE Tumbleweed', 'SLED', 'SLES_SAP'],
  Alpine: ['Alpine'],
  Archlinux: ['Archlinux', 'Manjaro'],
  FreeBSD: ['FreeBSD'],
  Gentoo: ['Gentoo'],
};

const PACKAGE_MANAGERS: Readonly<Record<string, readonly string[]>> = {
  Debian: ['apt'],
  RedHat: ['yum', 'dnf', 'dnf5'],
  Suse: ['zypper'],
  Alpine: ['apk'],
  Archlinux: ['pacman'],
  FreeBSD: ['pkgng'],
  Gentoo: ['portage'],
};

/** The family a package module needs; it fails on others. */
export const FAMILY_OF_MODULE: Readonly<Record<string, string>> = {
  apt: 'Debian',
  apt_repository: 'Debian',
  apt_key: 'Debian',
  yum: 'RedHat',
  dnf: 'RedHat',
  dnf5: 'RedHat',
  yum_repository: 'RedHat',
  zypper: 'Suse',
  apk: 'Alpine',
  pacman: 'Archlinux',
  pkgng: 'FreeBSD',
};

/** Families that may be played; others in a playbook are not. */
export const FAMILIES: readonly string[] = Object.keys(DISTRIBUTIONS);

const RUN_TIME = 'it is known only when the playbook runs';
const ADDRESS = "the host's address is known only when the playbook runs";
/** Of the address on the way to the default route, which the host's networks reach as they reach any. */
export const MAIN_ADDRESS = "the host's main address is known only when the playbook runs";

/** Texts that stand for a family or a distribution in a condition, by what they name. */
export function familyNamed(text: string): string | undefined {
  if (FAMILIES.includes(text)) return text;
  return FAMILIES.find((family) => DISTRIBUTIONS[family]!.includes(text));
}

/** A fact or magic variable; `undefined` when the name is neither. Names come without `ansible_` too. */
export function factNamed(
  name: string,
  host: Host,
  world: World,
  where: Location,
  touched: (what: 'family') => void,
): Data | undefined {
  switch (name) {
    case 'inventory_hostname':
    case 'inventory_hostname_short':
      return host.name === undefined
        ? unknown('the name of the host is not in the repository', where, { nature: 'host-name' })
        : scalar(name === 'inventory_hostname' ? host.name : host.name.split('.')[0]!, where);
    case 'group_names': {
      const names = [...host.groups].filter((group) => group !== 'all').sort();
      if (host.name !== undefined)
        return list(
          names.map((group) => scalar(group, where)),
          where,
        );
      return unknown('the groups of the hosts are not in the repository', where, {
        includes: names,
        excludes: [...(host.notIn ?? [])],
      });
    }
    case 'ansible_facts':
      return unknown(RUN_TIME, where, { nature: 'facts' });
    case 'hostvars':
      return unknown(RUN_TIME, where, { nature: 'hostvars' });
    case 'groups':
      return unknown('the inventory is not in the repository', where, { nature: 'groups' });
    case 'omit':
      return unknown('it is left out', where, { nature: 'omit' });
    case 'ansible_managed':
      return scalar('Ansible managed', where);
    case 'ansible_check_mode':
    case 'ansible_diff_mode':
      return scalar(false, where);
    case 'ansible_version':
    case 'play_hosts':
    case 'ansible_play_hosts':
    case 'ansible_play_batch':
    case 'environment':
      return unknown(RUN_TIME, where);
    case 'playbook_dir':
    case 'inventory_dir':
    case 'inventory_file':
      return unknown('the folder is known only when the playbook runs', where);
  }
  if (!name.startsWith('ansible_')) return undefined;
  return gathered(name.slice('ansible_'.length), world, where, touched);
}

/** A fact by its name below `ansible_facts`. */
export function gathered(
  name: string,
  world: World,
  where: Location,
  touched: (what: 'family') => void,
): Data {
  switch (name) {
    case 'os_family':
      touched('family');
      return scalar(world.family, where);
    case 'distribution':
      touched('family');
      return unknown('the distribution is known only when the playbook runs', where, {
        oneOf: DISTRIBUTIONS[world.family] ?? [],
      });
    case 'pkg_mgr':
      touched('family');
      return unknown(RUN_TIME, where, { oneOf: PACKAGE_MANAGERS[world.family] ?? [] });
    case 'service_mgr':
      return world.family === 'Alpine'
        ? scalar('openrc', where)
        : world.family === 'FreeBSD'
          ? unknown(RUN_TIME, where)
          : scalar('systemd', where);
    case 'system':
      return world.family === 'FreeBSD' ? scalar('FreeBSD', where) : scalar('Linux', where);
    case 'distribution_release':
    case 'distribution_version':
    case 'distribution_major_version':
    case 'lsb':
      return unknown('the release of the distribution is known only when the playbook runs', where);
    case 'hostname':
    case 'fqdn':
    case 'nodename':
      return unknown('the name of the host is known only when the playbook runs', where, {
        nature: 'host-name',
      });
    case 'host':
    case 'ssh_host':
    case 'all_ipv4_addresses':
    case 'all_ipv6_addresses':
      return unknown(ADDRESS, where, { nature: 'host-address' });
    case 'default_ipv4':
    case 'default_ipv6':
      return unknown(MAIN_ADDRESS, where, { nature: 'host-address' });
  }
  if (/^(eth|en|wlan|bond|br|docker|tun|tap|venet|wg|vlan|lo)[A-Za-z0-9_]*$/.test(name)) {
    if (name === 'lo') return unknown(RUN_TIME, where);
    return unknown(ADDRESS, where, { nature: 'host-address' });
  }
  return unknown(RUN_TIME, where);
}
