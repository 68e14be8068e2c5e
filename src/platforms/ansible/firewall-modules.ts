import type { Restriction } from '../../facts.js';
import type { Location } from '../../files/source.js';
import type { Word } from '../../memcached/index.js';
import { isUnknown, pythonText } from '../../syntax/jinja/index.js';
import { entry, type Data } from '../../syntax/data.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, TCP_AND_UDP } from '../../network/ports.js';
import { wordOf } from './lines.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';
import { flagOf, listItems } from './tasks.js';

/** The first of several names an argument may go by. */
export function argumentOf(action: Action, ...names: string[]): Data | undefined {
  for (const name of names) {
    const value = action.args.get(name);
    if (
      value !== undefined &&
      !(value.type === 'scalar' && (value.value === null || value.value === ''))
    )
      return value;
  }
  return undefined;
}

export function textArgument(action: Action, ...names: string[]): string | undefined {
  const value = argumentOf(action, ...names);
  return value === undefined || isUnknown(value) ? undefined : pythonText(value);
}

/** Whether the task undoes something: `state: absent`, `disabled`. */
export function isAbsent(action: Action): boolean {
  return /^(absent|disabled)$/.test(textArgument(action, 'state') ?? '');
}

function step(state: HostState, action: Action, words: readonly Word[], where: Location): void {
  state.filter.push({
    words,
    where,
    ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
  });
}

function fixed(text: string, where: Location): Word {
  return { text, where };
}

/** `!value` of the iptables module negates. */
function pushOption(words: Word[], option: string, value: Data): void {
  const word = wordOf(value);
  if (word.text?.startsWith('!') === true) {
    words.push(fixed('!', word.where), fixed(option, word.where), {
      ...word,
      text: word.text.slice(1).trim(),
    });
  } else {
    words.push(fixed(option, word.where), word);
  }
}

const IPTABLES_OPTIONS: readonly (readonly [string, string])[] = [
  ['protocol', '-p'],
  ['source', '-s'],
  ['destination', '-d'],
  ['in_interface', '-i'],
  ['out_interface', '-o'],
  ['fragment', '-f'],
  ['source_port', '--sport'],
  ['destination_port', '--dport'],
  ['to_ports', '--to-ports'],
  ['to_destination', '--to-destination'],
  ['to_source', '--to-source'],
];

/** `ansible.builtin.iptables`, as the command line it makes (`construct_rule` of the module). */
export function iptablesModule(state: HostState, action: Action): void {
  const version = textArgument(action, 'ip_version') ?? 'ipv4';
  const programs =
    version === 'both'
      ? ['iptables', 'ip6tables']
      : [version === 'ipv6' ? 'ip6tables' : 'iptables'];
  const { where } = action;
  const word = (text: string): Word => fixed(text, where);
  const chain = argumentOf(action, 'chain');
  const chainWord = chain === undefined ? word('INPUT') : wordOf(chain);
  for (const program of programs) {
    const base = [word(program), word('-t'), word(textArgument(action, 'table') ?? 'filter')];
    const policy = argumentOf(action, 'policy');
    if (flagOf(argumentOf(action, 'flush')) === true) {
      step(
        state,
        action,
        [...base, word('-F'), ...(chain === undefined ? [] : [chainWord])],
        where,
      );
      continue;
    }
    if (policy !== undefined) {
      step(state, action, [...base, word('-P'), chainWord, wordOf(policy)], policy.where);
      continue;
    }
    if (flagOf(argumentOf(action, 'chain_management')) === true) {
      step(state, action, [...base, word(isAbsent(action) ? '-X' : '-N'), chainWord], where);
      const only = [...action.args.keys()].every((key) =>
        ['chain', 'table', 'chain_management', 'state', 'ip_version'].includes(key),
      );
      if (only) continue;
    }
    const rule: Word[] = [];
    for (const match of listItems(argumentOf(action, 'match')))
      rule.push(word('-m'), wordOf(match));
    for (const [name, option] of IPTABLES_OPTIONS) {
      const value = argumentOf(action, name);
      if (value !== undefined) pushOption(rule, option, value);
    }
    const ports = listItems(argumentOf(action, 'destination_ports'));
    if (ports.length > 0) {
      const words = ports.map((port) => wordOf(port));
      const missing = words.find((one) => one.text === undefined);
      rule.push(
        word('-m'),
        word('multiport'),
        word('--dports'),
        missing ?? fixed(words.map((one) => one.text).join(','), ports[0]!.where),
      );
    }
    const states = listItems(argumentOf(action, 'ctstate'));
    if (states.length > 0) {
      const words = states.map((one) => wordOf(one));
      const missing = words.find((one) => one.text === undefined);
      const usesState = listItems(argumentOf(action, 'match')).some(
        (one) => pythonText(one) === 'state',
      );
      if (
        !usesState &&
        !listItems(argumentOf(action, 'match')).some((one) => pythonText(one) === 'conntrack')
      ) {
        rule.push(word('-m'), word('conntrack'));
      }
      rule.push(
        word(usesState ? '--state' : '--ctstate'),
        missing ?? word(words.map((one) => one.text).join(',')),
      );
    }
    for (const [name, module, option] of [
      ['src_range', 'iprange', '--src-range'],
      ['dst_range', 'iprange', '--dst-range'],
      ['limit', 'limit', '--limit'],
      ['uid_owner', 'owner', '--uid-owner'],
    ] as const) {
      const value = argumentOf(action, name);
      if (value === undefined) continue;
      rule.push(word('-m'), word(module));
      pushOption(rule, option, value);
    }
    const set = argumentOf(action, 'match_set');
    if (set !== undefined) {
      rule.push(
        word('-m'),
        word('set'),
        word('--match-set'),
        wordOf(set),
        word(textArgument(action, 'match_set_flags') ?? 'src'),
      );
    }
    const jump = argumentOf(action, 'jump');
    if (jump !== undefined) rule.push(word('-j'), wordOf(jump));
    const goto = argumentOf(action, 'goto');
    if (goto !== undefined) rule.push(word('-g'), wordOf(goto));
    const place =
      argumentOf(action, 'destination_ports', 'destination_port', 'jump')?.where ?? where;
    if (isAbsent(action)) {
      step(state, action, [...base, word('-D'), chainWord, ...rule], place);
    } else if (textArgument(action, 'action') === 'insert') {
      const number = argumentOf(action, 'rule_num');
      step(
        state,
        action,
        [
          ...base,
          word('-I'),
          chainWord,
          ...(number === undefined ? [] : [wordOf(number)]),
          ...rule,
        ],
        place,
      );
    } else {
      step(state, action, [...base, word('-A'), chainWord, ...rule], place);
    }
  }
}

/** `community.general.ufw`, as the `ufw` command it makes. */
export function ufwModule(state: HostState, action: Action): void {
  const { where } = action;
  const word = (text: string): Word => fixed(text, where);
  const direction = textArgument(action, 'direction');
  const fallback = argumentOf(action, 'default', 'policy');
  if (fallback !== undefined) {
    const to = { in: 'incoming', out: 'outgoing' }[direction ?? ''] ?? direction ?? 'incoming';
    step(state, action, [word('ufw'), word('default'), wordOf(fallback), word(to)], fallback.where);
  }
  const rule = argumentOf(action, 'rule');
  if (rule !== undefined) {
    const words: Word[] = [word('ufw')];
    if (flagOf(argumentOf(action, 'route')) === true) words.push(word('route'));
    if (flagOf(argumentOf(action, 'delete')) === true) words.push(word('delete'));
    const insert = argumentOf(action, 'insert');
    if (insert !== undefined && flagOf(argumentOf(action, 'delete')) !== true) {
      const relative = textArgument(action, 'insert_relative_to');
      if (relative === undefined || relative === 'zero') words.push(word('insert'), wordOf(insert));
      else words.push(word('prepend'));
    }
    words.push(wordOf(rule));
    const device = argumentOf(action, 'interface', 'if');
    const deviceIn = argumentOf(action, 'interface_in', 'if_in');
    const deviceOut = argumentOf(action, 'interface_out', 'if_out');
    if (deviceIn !== undefined) words.push(word('in'), word('on'), wordOf(deviceIn));
    if (deviceOut !== undefined) words.push(word('out'), word('on'), wordOf(deviceOut));
    if (deviceIn === undefined && deviceOut === undefined) {
      if (direction !== undefined) words.push(word(direction));
      if (device !== undefined) words.push(word('on'), wordOf(device));
    }
    const protocol = argumentOf(action, 'proto', 'protocol');
    const app = argumentOf(action, 'name', 'app');
    const toPort = argumentOf(action, 'to_port', 'port');
    const fromPort = argumentOf(action, 'from_port');
    words.push(word('from'), fromOf(argumentOf(action, 'from_ip', 'from', 'src'), where));
    if (fromPort !== undefined) words.push(word('port'), wordOf(fromPort));
    words.push(word('to'), fromOf(argumentOf(action, 'to_ip', 'to', 'dest'), where));
    if (toPort !== undefined) words.push(word('port'), wordOf(toPort));
    else if (app !== undefined) words.push(word('app'), wordOf(app));
    if (protocol !== undefined && textArgument(action, 'proto', 'protocol') !== 'any') {
      words.splice(
        words.findIndex((one) => one.text === 'from'),
        0,
        word('proto'),
        wordOf(protocol),
      );
    }
    step(state, action, words, (toPort ?? app ?? rule).where);
  }
  switch (textArgument(action, 'state')) {
    case 'enabled':
      step(state, action, [word('ufw'), word('--force'), word('enable')], where);
      break;
    case 'disabled':
      step(state, action, [word('ufw'), word('disable')], where);
      break;
    case 'reset':
      step(state, action, [word('ufw'), word('--force'), word('reset')], where);
      break;
  }
}

function fromOf(value: Data | undefined, where: Location): Word {
  return value === undefined ? fixed('any', where) : wordOf(value);
}

/** What a firewalld task may say one of, and only one (`mutually_exclusive` of the module). */
const FIREWALLD_KINDS = [
  'icmp_block',
  'icmp_block_inversion',
  'service',
  'protocol',
  'port',
  'port_forward',
  'rich_rule',
  'interface',
  'forward',
  'masquerade',
  'source',
  'target',
] as const;

/** The failing task as a restriction of memcached's port, when it is for that port and has a source. */
function failedTask(action: Action): Restriction | undefined {
  const port = /^([0-9]{1,5})(?:-([0-9]{1,5}))?\/(tcp|udp)$/.exec(
    textArgument(action, 'port') ?? '',
  );
  const service = /^memcached?$/.test(textArgument(action, 'service') ?? '');
  const ports =
    port === null
      ? PortSet.of(...(service ? [MEMCACHED_PORT] : []))
      : PortSet.range(Number(port[1]), Number(port[2] ?? port[1]));
  const source = argumentOf(action, 'source');
  const isNarrow =
    ports.contains(MEMCACHED_PORT) && ports.spanAround(MEMCACHED_PORT) <= NARROW_RANGE;
  if (source === undefined || !isNarrow || isAbsent(action)) return undefined;
  return {
    kind: 'restriction',
    platform: 'ansible',
    where: source.where,
    mechanism: 'host-firewall',
    name: 'the firewalld task',
    target: 'unknown',
    protocols: port === null ? TCP_AND_UDP : [port[3] === 'udp' ? 'udp' : 'tcp'],
    ports,
    admits: AddressSet.all,
    flaw: {
      kind: 'rejected',
      left: 'a firewalld task may name a port or a source, not both, so that it fails and restricts nothing.',
      certain: true,
      related: [],
    },
  };
}

/** A range of ports wider than this does not stand for memcached's own. */
const NARROW_RANGE = 100;

/** `ansible.posix.firewalld`, as `firewall-cmd` commands. Permanent changes count as loaded. */
export function firewalldModule(state: HostState, action: Action): void {
  const { where } = action;
  const word = (text: string): Word => fixed(text, where);
  const given = FIREWALLD_KINDS.filter((name) => argumentOf(action, name) !== undefined);
  if (given.length > 1) {
    state.problems.push({
      kind: 'note',
      where: argumentOf(action, given[0]!)!.where,
      message:
        `This firewalld task names ${given.map((name) => `"${name}"`).join(' and ')}, of which a task may have only one: ` +
        'it fails and restricts nothing. Use a rich_rule, or bind the source to a zone in a task of its own.',
    });
    const flawed = failedTask(action);
    if (flawed !== undefined) state.facts.push(flawed);
    return;
  }
  const zone = argumentOf(action, 'zone');
  const adds = !isAbsent(action);
  const base: Word[] = [word('firewall-cmd'), word('--permanent')];
  const zoned = [...base];
  if (zone !== undefined) {
    const name = wordOf(zone);
    zoned.push(
      name.text === undefined
        ? { ...name, prefix: `--zone=${name.prefix ?? ''}` }
        : { ...name, text: `--zone=${name.text}` },
    );
  }
  const option = (name: string, value: Data): void => {
    const inner = wordOf(value);
    const verb = `--${adds ? 'add' : 'remove'}-${name}=`;
    const joined =
      inner.text === undefined
        ? { ...inner, prefix: `${verb}${inner.prefix ?? ''}` }
        : { ...inner, text: `${verb}${inner.text}` };
    step(state, action, [...zoned, joined], value.where);
  };
  for (const [name, argument] of [
    ['service', 'service'],
    ['port', 'port'],
    ['protocol', 'protocol'],
    ['rich-rule', 'rich_rule'],
    ['source', 'source'],
    ['interface', 'interface'],
  ] as const) {
    const value = argumentOf(action, argument);
    if (value !== undefined) option(name, value);
  }
  for (const forward of listItems(argumentOf(action, 'port_forward'))) {
    const part = (key: string): string | undefined => {
      const value = entry(forward, key)?.value;
      return value === undefined || isUnknown(value) ? undefined : pythonText(value);
    };
    const text = [
      ['port', part('port')],
      ['proto', part('proto')],
      ['toport', part('toport')],
      ['toaddr', part('toaddr')],
    ]
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([key, value]) => `${key}=${value}`)
      .join(':');
    step(
      state,
      action,
      [...zoned, word(`--${adds ? 'add' : 'remove'}-forward-port=${text}`)],
      forward.where,
    );
  }
  const target = argumentOf(action, 'target');
  if (target !== undefined) {
    const inner = wordOf(target);
    const text = adds ? inner.text : 'default';
    step(
      state,
      action,
      [
        ...zoned,
        text === undefined
          ? { ...inner, prefix: '--set-target=' }
          : { ...inner, text: `--set-target=${text}` },
      ],
      target.where,
    );
  }
  if (given.length === 0 && zone !== undefined && textArgument(action, 'state') === 'present') {
    const name = wordOf(zone);
    if (name.text !== undefined)
      step(state, action, [...base, { ...name, text: `--new-zone=${name.text}` }], zone.where);
  }
}
