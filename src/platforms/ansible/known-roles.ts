import type { Word } from '../../memcached/index.js';
import { pythonText, scalar } from '../../syntax/jinja/index.js';
import { firewallRole, variable } from './firewall-roles.js';
import { wordOf } from './lines.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';
import { listItems } from './tasks.js';

/** How a published role is told where memcached listens. */
interface KnownRole {
  readonly name: RegExp;
  /** The variable with the listen address. */
  readonly listen: string;
  /** What the role's own defaults say; `undefined` when they say nothing, so that it listens everywhere. */
  readonly fallback: string | undefined;
  readonly port?: string;
  readonly udpPort?: string;
}

/** Defaults as in each repository's `defaults/main.yml`. */
const ROLES: readonly KnownRole[] = [
  {
    name: /^geerlingguy\.memcached$/,
    listen: 'memcached_listen_ip',
    fallback: '127.0.0.1',
    port: 'memcached_port',
  },
  {
    name: /^(boutetnico|mywebcom|devops-?works)\.memcached$/,
    listen: 'memcached_listen',
    fallback: '127.0.0.1',
    port: 'memcached_port',
  },
  {
    name: /^osshelp\.memcached$/i,
    listen: 'memcached_listen',
    fallback: '0.0.0.0,::',
    port: 'memcached_port',
  },
  {
    name: /^entercloudsuite\.memcached$/,
    listen: 'memcache_bind_ip',
    fallback: '127.0.0.1',
    port: 'memcache_port',
  },
  {
    name: /^(csuka|blue-?bag)\.memcached$/i,
    listen: 'memcached_listen_ip',
    fallback: '127.0.0.1',
    port: 'memcached_port',
  },
  {
    name: /^mrlesmithjr\.(ansible-)?memcached$/,
    listen: 'memcached_listen_address',
    fallback: '127.0.0.1',
    port: 'memcached_port',
  },
  {
    name: /^stouts\.memcached$/i,
    listen: 'memcached_listen',
    fallback: '127.0.0.1',
    port: 'memcached_port',
  },
];

/** Names of the listen variable in roles that are not listed. */
const LISTEN_NAMES = [
  'memcached_listen_ip',
  'memcached_listen',
  'memcached_listen_address',
  'memcached_listen_addr',
  'memcached_listen_interface',
  'memcached_bind_ip',
  'memcached_bind',
  'memcached_bind_address',
  'memcached_bind_addr',
  'memcached_address',
  'memcached_host',
  'memcached_interface',
  'memcached_ip',
  'memcache_bind_ip',
  'memcache_listen',
  'memcache_listen_ip',
  'memcached__bind',
];

/** A role that is not in the tree: memcached's and packet filters' are known by their variables. */
export function knownRole(state: HostState, action: Action): void {
  const name = action.args.get('name');
  const text = name === undefined ? '' : (pythonText(name) ?? '');
  if (firewallRole(state, action, text)) return;
  if (!/memcache/i.test(text)) return;
  const role = ROLES.find((one) => one.name.test(text));
  const names = role === undefined ? LISTEN_NAMES : [role.listen];
  const value = names.map((one) => variable(action, one)).find((one) => one !== undefined);
  // Of a role that nobody knows, only a variable that is set says anything.
  if (role === undefined && value === undefined) return;
  const words: Word[] = [];
  const addresses =
    value === undefined
      ? role?.fallback === undefined
        ? []
        : [scalar(role.fallback, action.where)]
      : value.type === 'scalar' && value.value === false
        ? []
        : listItems(value);
  for (const address of addresses)
    words.push({ text: '-l', where: address.where }, wordOf(address));
  const port = variable(action, role?.port ?? 'memcached_port');
  if (port !== undefined) words.push({ text: '-p', where: port.where }, wordOf(port));
  const udp = variable(action, role?.udpPort ?? 'memcached_udp_port');
  if (udp !== undefined && role === undefined)
    words.push({ text: '-U', where: udp.where }, wordOf(udp));
  words.push({ text: '-u', where: action.where }, { text: 'memcache', where: action.where });
  state.foreign.push({
    where: value?.where ?? action.where,
    words,
    role: text,
    ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
  });
}
