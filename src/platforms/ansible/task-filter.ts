import { stringOf, type Data } from '../../syntax/data.js';
import { hasTemplate } from '../../syntax/jinja/index.js';
import { FAMILY_OF_MODULE } from './facts.js';
import { KNOWN_MODULES } from './names.js';
import { MENTION, mayOpenPorts, type Task } from './tasks.js';

/** Modules that steer the play, apart from {@link KNOWN_MODULES}, which do something to a host. */
const CONTROL: ReadonlySet<string> = new Set([
  'include_tasks',
  'import_tasks',
  'include',
  'include_role',
  'import_role',
  'include_vars',
  'set_fact',
  'meta',
]);
/** What commands, files, packages and services must name to matter, unless a template may name it. */
const NAMES =
  /memcache|11211|iptables|ip6tables|nft|ufw|firewall|ipset|docker|podman|rules\.v[46]|\.service|supervisor|\{\{|\{%/i;
const BY_NAME: ReadonlySet<string> = new Set([
  'command',
  'shell',
  'raw',
  'template',
  'copy',
  'lineinfile',
  'replace',
  'blockinfile',
  'file',
  'service',
  'systemd',
  'systemd_service',
  'apt',
  'yum',
  'dnf',
  'dnf5',
  'package',
  'zypper',
  'apk',
  'pacman',
  'pkgng',
  'homebrew',
  'ini_file',
]);
/** Modules that edit a file. */
export const EDITS: ReadonlySet<string> = new Set([
  'lineinfile',
  'replace',
  'blockinfile',
  'ini_file',
]);
const matters = new WeakMap<Data, boolean>();

/** Whether carrying a task out can change anything that is looked at; most tasks of a playbook cannot. */
export function mayMatter(task: Task, isOwn: (module: string) => boolean): boolean {
  const module = task.module ?? '';
  if (CONTROL.has(module)) return true;
  if (Object.hasOwn(FAMILY_OF_MODULE, module)) return true;
  if (!KNOWN_MODULES.has(module))
    return (mayOpenPorts(module) || isOwn(module)) && names(task.data, 0, MENTION);
  if (!BY_NAME.has(module) || task.argsFrom !== undefined) return true;
  const known = matters.get(task.data);
  if (known !== undefined) return known;
  // Files are only looked at when they go.
  const state = stringOf(task.args.get('state'));
  if (module === 'file' && state !== 'absent' && (state === undefined || !hasTemplate(state))) {
    matters.set(task.data, false);
    return false;
  }
  const values = [...task.args.values(), ...(task.free === undefined ? [] : [task.free])];
  const answer = values.some((value) => names(value, 0));
  matters.set(task.data, answer);
  return answer;
}

/** Whether one of the texts or numbers in a value fits the pattern. */
export function names(value: Data, depth: number, pattern = NAMES): boolean {
  if (depth > 10) return true;
  if (value.type === 'scalar') return value.value !== null && pattern.test(String(value.value));
  if (value.type === 'list') return value.items.some((item) => names(item, depth + 1, pattern));
  if (value.type === 'map')
    return value.entries.some((one) => names(one.value, depth + 1, pattern));
  return true;
}
