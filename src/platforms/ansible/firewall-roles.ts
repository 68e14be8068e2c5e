import type { Word } from '../../memcached/index.js';
import { isUnknown, pythonText, scalar } from '../../syntax/jinja/index.js';
import type { Data } from '../../syntax/data.js';
import { firewalldModule, ufwModule } from './firewall-modules.js';
import { wordOf } from './lines.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';
import { listItems } from './tasks.js';

/**
 * Packet filters of published roles that are not in the tree, by the variables they are told with.
 * Answers whether the role is one of them.
 */
export function firewallRole(state: HostState, action: Action, name: string): boolean {
  if (/^geerlingguy\.(?:ansible-role-)?firewall$/.test(name)) geerlingguyFirewall(state, action);
  else if (/(?:^|[.-])ufw$/.test(name)) ufwRole(state, action);
  else if (/(?:linux[_-]system[_-]roles\.|rhel_system_roles\.|system_roles\.)firewall$/.test(name))
    firewalldRole(state, action, ['firewall']);
  else if (/(?:^|[.-])firewalld$/.test(name)) firewalldRole(state, action, FIREWALLD_VARIABLES);
  else return false;
  return true;
}

/** A variable as the role sees it; `undefined` when it is not set. */
export function variable(action: Action, name: string): Data | undefined {
  const value = action.run.lookup(name, action.context);
  if (value === undefined) return undefined;
  const finished = action.evaluator.finish(value);
  return isUnknown(finished) && finished.missing ? undefined : finished;
}

/** The action with other arguments. */
function asModule(action: Action, module: string, args: ReadonlyMap<string, Data>): Action {
  return { ...action, module, args };
}

/**
 * Roles called `ufw`: lists of rules with the arguments of the module (jebovic, weareinteractive, f500,
 * Oefenweb and others), behind a policy that denies.
 */
function ufwRole(state: HostState, action: Action): void {
  const word = (text: string): Data => scalar(text, action.where);
  const policy = new Map([
    ['policy', word('deny')],
    ['direction', word('incoming')],
    ['state', word('enabled')],
  ]);
  ufwModule(state, asModule(action, 'ufw', policy));
  for (const name of ['ufw_rules', 'ufw_rules_to_create', 'ufw_custom_rules', 'ufw_allow']) {
    for (const rule of listItems(variable(action, name))) {
      if (rule.type !== 'map') continue;
      const args = new Map(rule.entries.map(({ key, value }) => [key, value] as const));
      if (!args.has('rule')) args.set('rule', word('allow'));
      ufwModule(state, asModule(action, 'ufw', args));
    }
  }
}

const FIREWALLD_VARIABLES = [
  'firewalld',
  'firewalld_port_rules',
  'firewalld_service_rules',
  'firewalld_rich_rules',
  'firewalld_rules',
  'firewalld_ports',
  'firewalld_services',
  'firewalld_allow_ports',
  'firewalld_allow_services',
];

/** What a rule of such a role may say, by the argument of the module that says it. */
const SAYINGS: readonly (readonly [string, string])[] = [
  ['service', 'service'],
  ['port', 'port'],
  ['rich_rule', 'rich_rule'],
  ['rule', 'rich_rule'],
  ['source', 'source'],
  ['interface', 'interface'],
];

/**
 * Roles for firewalld (linux-system-roles, FlatKey, kevincoakley, ThoughtRiver): every mapping in their
 * variables that names a port, a service, a source or a rich rule of a zone. These roles carry them out
 * one by one, so that a port and a source in one mapping open the port to the whole zone.
 */
function firewalldRole(state: HostState, action: Action, names: readonly string[]): void {
  for (const name of names) {
    const value = variable(action, name);
    if (value !== undefined) firewalldRules(state, action, value, 0);
  }
}

function firewalldRules(state: HostState, action: Action, value: Data, depth: number): void {
  if (depth > 4 || (value.type !== 'map' && value.type !== 'list')) return;
  if (value.type === 'list') {
    for (const item of value.items) firewalldRules(state, action, item, depth + 1);
    return;
  }
  const at = (key: string): Data | undefined => value.entries.find((one) => one.key === key)?.value;
  if (!SAYINGS.some(([key]) => isPlain(at(key)))) {
    for (const one of value.entries) firewalldRules(state, action, one.value, depth + 1);
    return;
  }
  const shared = new Map<string, Data>();
  for (const key of ['zone', 'state']) {
    const given = at(key);
    if (given !== undefined) shared.set(key, given);
  }
  for (const [key, argument] of SAYINGS) {
    for (const one of listItems(at(key))) {
      const said = argument === 'port' ? withProtocol(one, at('protocol') ?? at('proto')) : one;
      firewalldModule(state, asModule(action, 'firewalld', new Map([...shared, [argument, said]])));
    }
  }
}

function isPlain(value: Data | undefined): boolean {
  return value !== undefined && (value.type === 'scalar' || isUnknown(value) || isTexts(value));
}

function isTexts(value: Data): boolean {
  return value.type === 'list' && value.items.every((item) => item.type === 'scalar');
}

function withProtocol(port: Data, protocol: Data | undefined): Data {
  const text = isUnknown(port) ? undefined : pythonText(port);
  if (text === undefined || text.includes('/')) return port;
  const name = protocol === undefined || isUnknown(protocol) ? 'tcp' : pythonText(protocol);
  return scalar(`${text}/${name ?? 'tcp'}`, port.where);
}

/** Accepts the named ports from everywhere and drops the rest (`firewall.bash.j2` of the role). */
function geerlingguyFirewall(state: HostState, action: Action): void {
  const where = action.where;
  const word = (text: string): Word => ({ text, where });
  const push = (words: Word[], at = where): void => {
    state.filter.push({
      words,
      where: at,
      ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
    });
  };
  for (const program of ['iptables', 'ip6tables']) {
    push([word(program), word('-P'), word('INPUT'), word('ACCEPT')]);
    push([word(program), word('-F'), word('INPUT')]);
    push([
      word(program),
      word('-A'),
      word('INPUT'),
      word('-i'),
      word('lo'),
      word('-j'),
      word('ACCEPT'),
    ]);
    for (const [name, protocol, fallback] of [
      ['firewall_allowed_tcp_ports', 'tcp', ['22', '25', '80', '443']],
      ['firewall_allowed_udp_ports', 'udp', []],
    ] as const) {
      const ports = variable(action, name);
      const items =
        ports === undefined ? fallback.map((one) => scalar(one, where)) : listItems(ports);
      for (const port of items) {
        push(
          [
            word(program),
            word('-A'),
            word('INPUT'),
            word('-p'),
            word(protocol),
            word('--dport'),
            wordOf(port),
            word('-j'),
            word('ACCEPT'),
          ],
          port.where,
        );
      }
    }
    const more = variable(
      action,
      program === 'iptables' ? 'firewall_additional_rules' : 'firewall_ip6_additional_rules',
    );
    for (const rule of more === undefined ? [] : listItems(more)) {
      const words = (pythonText(rule) ?? '').split(/\s+/).filter((one) => one !== '');
      if (words[0] === program)
        push(
          words.map((text) => ({ text, where: rule.where })),
          rule.where,
        );
    }
    push([
      word(program),
      word('-A'),
      word('INPUT'),
      word('-m'),
      word('state'),
      word('--state'),
      word('ESTABLISHED,RELATED'),
      word('-j'),
      word('ACCEPT'),
    ]);
    push([word(program), word('-A'), word('INPUT'), word('-j'), word('DROP')]);
  }
}
