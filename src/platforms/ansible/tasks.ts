import type { Location } from '../../files/source.js';
import { entry, stringOf, type Data, type Entry, type Scalar } from '../../syntax/data.js';
import { compose, hasTemplate, type Origin } from '../../syntax/jinja/index.js';
import { FREE_FORM, shortName, TASK_KEYWORDS } from './names.js';

/** One task as it is written. */
export interface Task {
  readonly data: Data & { type: 'map' };
  readonly where: Location;
  readonly name: string | undefined;
  /** The module's short name, `undefined` for a block. */
  readonly module: string | undefined;
  /** The module's arguments by name; templates in them are not evaluated yet. */
  readonly args: ReadonlyMap<string, Data>;
  /** The text argument of a free-form module. */
  readonly free?: Data;
  /** All arguments come from a variable (`module: "{{ settings }}"`). */
  readonly argsFrom?: Data;
}

/** Reads one item of a task list; `undefined` for what is no task. */
export function readTask(
  data: Data,
  originOf: (scalar: Scalar) => Origin | undefined,
): Task | undefined {
  if (data.type !== 'map') return undefined;
  const name = stringOf(entry(data, 'name')?.value);
  const base = { data, where: data.where, name };
  if (entry(data, 'block') !== undefined) return { ...base, module: undefined, args: new Map() };
  const action = entry(data, 'action') ?? entry(data, 'local_action');
  const found = action ?? data.entries.find((one) => isModule(one));
  if (found === undefined) return undefined;
  let module = shortName(found.key);
  const args = new Map<string, Data>();
  let value: Data = found.value;
  if (action !== undefined) {
    if (value.type === 'map') {
      module = shortName(stringOf(entry(value, 'module')?.value) ?? '');
    } else {
      const text = stringOf(value) ?? '';
      const blank = text.search(/\s/);
      module = shortName(blank < 0 ? text : text.slice(0, blank));
      value = partOf(value as Scalar, blank < 0 ? text.length : blank, text.length, originOf);
    }
  }
  let free: Data | undefined;
  let argsFrom: Data | undefined;
  if (value.type === 'map') {
    for (const one of value.entries) args.set(one.key, one.value);
  } else if (FREE_FORM.has(module)) {
    free = freeForm(module, value, args, originOf);
  } else if (value.type === 'scalar' && typeof value.value === 'string') {
    const text = value.value.trim();
    if (/^\{\{[^{}]*\}\}$/.test(text)) argsFrom = value;
    else for (const [key, part] of keyValues(value, originOf)) args.set(key, part);
  }
  const more = entry(data, 'args')?.value;
  if (more?.type === 'map')
    for (const one of more.entries) if (!args.has(one.key)) args.set(one.key, one.value);
  return {
    ...base,
    module,
    args,
    ...(free === undefined ? {} : { free }),
    ...(argsFrom === undefined ? {} : { argsFrom }),
  };
}

function isModule(one: Entry): boolean {
  return !TASK_KEYWORDS.has(one.key) && !one.key.startsWith('with_') && !one.key.startsWith('x-');
}

/** The text of a free-form module; `creates=` and its like are taken out of an include's text. */
function freeForm(
  module: string,
  value: Data,
  args: Map<string, Data>,
  originOf: (scalar: Scalar) => Origin | undefined,
): Data {
  if (value.type !== 'scalar' || typeof value.value !== 'string') return value;
  if (['command', 'shell', 'raw', 'script', 'win_command', 'win_shell', 'meta'].includes(module))
    return value;
  const pairs = keyValues(value, originOf);
  if (pairs.length === 0) return value;
  for (const [key, part] of pairs) args.set(key, part);
  const text = value.value;
  const first = /^\s*(\S+)/.exec(text)?.[1] ?? '';
  if (/^[a-z_]+=/.test(first)) return { type: 'scalar', value: null, where: value.where };
  return partOf(value, text.indexOf(first), text.indexOf(first) + first.length, originOf);
}

/** A stretch of a scalar as a scalar of its own. */
function partOf(
  value: Scalar,
  start: number,
  end: number,
  originOf: (scalar: Scalar) => Origin | undefined,
): Scalar {
  const text = String(value.value ?? '');
  let from = start;
  while (from < end && /\s/.test(text[from]!)) from++;
  const where = originOf(value)?.(from, Math.max(end, from)) ?? value.where;
  const { text: _text, ...rest } = value;
  return { ...rest, value: text.slice(from, end), where };
}

/**
 * `key=value` arguments: blanks separate, quotes group, templates may hold blanks (`parse_kv` of
 * Ansible). Words without an equals sign are left out.
 */
export function keyValues(
  value: Scalar,
  originOf: (scalar: Scalar) => Origin | undefined,
): [string, Data][] {
  const text = String(value.value ?? '');
  const pairs: [string, Data][] = [];
  let at = 0;
  while (at < text.length && pairs.length < 500) {
    while (at < text.length && /\s/.test(text[at]!)) at++;
    const start = at;
    let quote = '';
    let depth = 0;
    while (at < text.length) {
      const char = text[at]!;
      if (quote !== '') {
        if (char === '\\') at++;
        else if (char === quote) quote = '';
      } else if (text.startsWith('{{', at) || text.startsWith('{%', at)) {
        depth++;
        at++;
      } else if (depth > 0 && (text.startsWith('}}', at) || text.startsWith('%}', at))) {
        depth--;
        at++;
      } else if (depth === 0 && (char === '"' || char === "'")) quote = char;
      else if (depth === 0 && /\s/.test(char)) break;
      at++;
    }
    const equals = text.indexOf('=', start);
    if (equals < 0 || equals >= at || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(text.slice(start, equals)))
      continue;
    let from = equals + 1;
    let to = at;
    const mark = text[from];
    if ((mark === '"' || mark === "'") && to - from >= 2 && text[to - 1] === mark) {
      from++;
      to--;
    }
    const part = partOf(value, from, to, originOf);
    pairs.push([text.slice(start, equals), { ...part, value: text.slice(from, to) }]);
  }
  return pairs;
}

/** Items of a value that is a list, or text separated by commas as Ansible's `type: list` reads it. */
export function listItems(value: Data | undefined): readonly Data[] {
  if (value === undefined || (value.type === 'scalar' && value.value === null)) return [];
  if (value.type === 'list')
    return value.items.flatMap((item) => (item.type === 'list' ? item.items : [item]));
  if (value.type === 'scalar' && typeof value.value === 'string' && !hasTemplate(value.value)) {
    return value.value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) =>
        part === value.value
          ? value
          : compose([{ text: part, locate: () => value.where, fromValue: true }], value.where),
      );
  }
  return [value];
}

/** memcached by its name or its port. */
export const MENTION = /memcache|11211/i;

/** Whether a module that is not known, by its name, decides about who reaches what. */
export function mayOpenPorts(module: string): boolean {
  return (
    /firewall|security|ingress|balancer|expose|publish|iptables|nftables|(?:^|_)(?:fw|acl|nacl|nat|lb|ports?)(?:_|$)/i.test(
      module,
    ) && !/_(?:info|facts)$|^seport$/.test(module)
  );
}

/** Ansible's booleans: yes, no, on, off and numbers too. */
export function flagOf(value: Data | undefined): boolean | undefined {
  if (value?.type !== 'scalar') return undefined;
  if (typeof value.value === 'boolean') return value.value;
  const word = String(value.value).toLowerCase();
  if (['yes', 'true', 'on', 'y', 't', '1', '1.0'].includes(word)) return true;
  if (['no', 'false', 'off', 'n', 'f', '0', '0.0'].includes(word)) return false;
  return undefined;
}
