import type { Fact, Ingress } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import type { Word } from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, TCP_AND_UDP, type ProtocolSet } from '../../network/ports.js';
import { PRIVATE } from '../../network/special.js';
import { cloudDoors } from './cloud-commands.js';
import { commandFacts } from './commands.js';
import { kubeDoors } from './kube-commands.js';

const LONGEST_LINE = 4000;
/** A rule for more ports than this is not about memcached's. */
const WIDE = 100;

/**
 * What batch and PowerShell scripts start and open: memcached itself or as a service (`sc create`, `nssm`,
 * `New-Service`, `-d install`), containers, rules of Windows' own firewall, cloud commands. Read word by word;
 * variables are not known, conditions are taken to hold.
 */
export function windowsFacts(file: SourceFile): Fact[] {
  const facts: Fact[] = [];
  const rules: Rule[] = [];
  const workload = `script ${file.path}`;
  for (const words of commandsOf(file)) {
    const rule = firewallRule(words);
    if (rule !== undefined) rules.push(rule);
    const place = { platform: 'host' as const };
    const command = serviceCommand(words) ?? words;
    facts.push(
      ...commandFacts(command, { workload, placement: 'host' }),
      ...cloudDoors(words, place),
      ...kubeDoors(words, place),
    );
  }
  return [...facts, ...doorsOf(rules, workload)];
}

/** The commands of a script as words; a backtick or a caret at the end of a line joins the next. */
function commandsOf(file: SourceFile): Word[][] {
  const batch = !/\.ps/i.test(file.path);
  const commands: Word[][] = [];
  let words: Word[] = [];
  let comment = false;
  const lines = file.text.split('\n').length;
  for (let line = 1; line <= lines; line++) {
    const text = file.line(line).replace(/\r$/, '');
    if (text.length > LONGEST_LINE) continue;
    if (!batch && /^\s*<#/.test(text)) comment = true;
    const skipped = comment || (batch ? /^\s*(?:@?rem\b|::)/i : /^\s*#/).test(text);
    if (comment && text.includes('#>')) comment = false;
    if (skipped) continue;
    const start = file.offset(line);
    words.push(...split(text, (from, to) => file.location(start + from, start + to)));
    if ((batch ? /\^$/ : /(?:^|\s)`$/).test(text)) {
      words.pop();
      continue;
    }
    for (const command of separate(words)) if (command.length > 0) commands.push(command);
    words = [];
  }
  if (words.length > 0) commands.push(words);
  return commands;
}

function split(text: string, locate: (from: number, to: number) => Location): Word[] {
  const words: Word[] = [];
  const pattern = /"((?:[^"]|"")*)"|'((?:[^']|'')*)'|[;|&]+|(?:[^\s"';|&]|"[^"]*"|'[^']*')+/g;
  for (const match of text.matchAll(pattern)) {
    const quoted = match[1] ?? match[2];
    const raw = (quoted ?? match[0].replace(/["']/g, '')).replace(/^@(?=[A-Za-z])/, '');
    const from = match.index + (quoted === undefined ? 0 : 1);
    const where = locate(from, match.index + match[0].length - (quoted === undefined ? 0 : 1));
    const single = match[0].startsWith("'");
    const unknown = single
      ? null
      : /%[A-Za-z_][A-Za-z0-9_]*%|\$[A-Za-z_{(:][A-Za-z0-9_:.]*/.exec(raw);
    if (unknown === null) words.push({ text: raw, where });
    else {
      const prefix = raw.slice(0, unknown.index);
      const reason = `\`${unknown[0].slice(0, 60)}\` is not known`;
      words.push({ text: undefined, reason, where, ...(prefix === '' ? {} : { prefix }) });
    }
  }
  return words;
}

function separate(words: readonly Word[]): Word[][] {
  const commands: Word[][] = [[]];
  for (const word of words) {
    if (word.text !== undefined && /^[;|&]+$/.test(word.text)) commands.push([]);
    else commands.at(-1)!.push(word);
  }
  return commands.map((command) =>
    /^(?:call|start|cmd|&)$/i.test(command[0]?.text ?? '') ? command.slice(1) : command,
  );
}

/** The command line of a service that a command installs. */
function serviceCommand(words: readonly Word[]): Word[] | undefined {
  const texts = words.map(({ text }) => text?.toLowerCase() ?? '');
  const program = baseName(texts[0] ?? '').replace(/\.exe$/, '');
  const inner = (word: Word | undefined): Word[] =>
    word?.text === undefined ? [] : split(word.text.replaceAll('\\"', '"'), () => word.where);
  if (program === 'sc' && texts.includes('create')) {
    const at = texts.findIndex((text) => text.startsWith('binpath='));
    if (at < 0) return undefined;
    const value = words[at]!.text!.slice(8);
    return inner(value === '' ? words[at + 1] : { ...words[at]!, text: value });
  }
  if (program === 'nssm' && texts[1] === 'install')
    return words.slice(3).flatMap((word) => inner(word));
  if (program === 'new-service') {
    const at = texts.findIndex((text) => /^-(?:binarypathname|path)$/.test(text));
    return at < 0 ? undefined : inner(words[at + 1]);
  }
  if (program === 'start-process') {
    const rest = words.slice(1);
    const file =
      rest.find((_, i) => /^-filepath$/i.test(rest[i - 1]?.text ?? '')) ??
      rest.find(({ text }) => !/^-/.test(text ?? '-'));
    const at = texts.findIndex((text) => /^-(?:argumentlist|args)$/.test(text));
    if (file === undefined) return undefined;
    return [...inner(file), ...(at < 0 ? [] : words.slice(at + 1).flatMap((word) => inner(word)))];
  }
  // The old builds for Windows install themselves: `-d install`.
  if (program === 'memcached' && texts[1] === '-d')
    return texts[2] === 'install' ? [words[0]!, ...words.slice(3)] : [];
  return undefined;
}

interface Rule {
  readonly allows: boolean;
  readonly protocols: ProtocolSet;
  readonly ports: PortSet;
  readonly sources: AddressSet | undefined;
  readonly where: Location;
}

/** `netsh advfirewall firewall add rule …` and `New-NetFirewallRule …`, with the defaults of each. */
function firewallRule(words: readonly Word[]): Rule | undefined {
  const texts = words.map(({ text, prefix }) => text ?? prefix ?? '');
  const first = baseName(texts[0] ?? '')
    .toLowerCase()
    .replace(/\.exe$/, '');
  let option: (name: string) => Word | undefined;
  if (first === 'netsh' && /advfirewall firewall add rule/i.test(texts.join(' '))) {
    option = (name) => {
      const at = texts.findIndex((text) => text.toLowerCase().startsWith(`${name}=`));
      if (at < 0) return undefined;
      const word = words[at]!;
      const text = word.text?.slice(name.length + 1);
      return text === '' ? words[at + 1] : { ...word, text };
    };
    return rule({
      direction: option('dir'),
      action: option('action'),
      enabled: option('enable'),
      protocol: option('protocol'),
      ports: option('localport'),
      remote: option('remoteip'),
      program: option('program'),
      otherwise: 'nothing',
    });
  }
  if (first !== 'new-netfirewallrule') return undefined;
  option = (name) => {
    const at = texts.findIndex((text) => text.toLowerCase() === `-${name}`);
    if (at < 0) return undefined;
    // `-LocalPort 80, 11211` is one list.
    const list: string[] = [];
    for (let i = at + 1; i < words.length && !/^-[A-Za-z]/.test(texts[i]!); i++) {
      if (words[i]!.text === undefined) return words[i];
      list.push(words[i]!.text!);
    }
    return { ...words[at + 1]!, text: list.join('').replace(/^@\(|\)$/g, '') };
  };
  return rule({
    direction: option('direction'),
    action: option('action'),
    enabled: option('enabled'),
    protocol: option('protocol'),
    ports: option('localport'),
    remote: option('remoteaddress'),
    program: option('program'),
    otherwise: 'inbound',
  });
}

interface Parts {
  readonly direction: Word | undefined;
  readonly action: Word | undefined;
  readonly enabled: Word | undefined;
  readonly protocol: Word | undefined;
  readonly ports: Word | undefined;
  readonly remote: Word | undefined;
  /** The only program that the rule is for. */
  readonly program: Word | undefined;
  /** What a rule without a direction and an action is about. */
  readonly otherwise: 'inbound' | 'nothing';
}

function rule({
  direction,
  action,
  enabled,
  protocol,
  ports,
  remote,
  program,
  otherwise,
}: Parts): Rule | undefined {
  const inbound = /^in(?:bound)?$/i.test(direction?.text ?? (otherwise === 'inbound' ? 'in' : ''));
  const verdict = action?.text?.toLowerCase() ?? (otherwise === 'inbound' ? 'allow' : '');
  if (!inbound || !['allow', 'block'].includes(verdict)) return undefined;
  if (/^(?:no|false|\$false)$/i.test(enabled?.text ?? enabled?.prefix ?? 'yes')) return undefined;
  if (program?.text !== undefined && !/memcache/i.test(program.text)) return undefined;
  const named = protocol?.text?.toLowerCase() ?? 'any';
  const protocols: ProtocolSet =
    named === 'tcp' || named === '6'
      ? ['tcp']
      : named === 'udp' || named === '17'
        ? ['udp']
        : named === 'any'
          ? TCP_AND_UDP
          : [];
  const where = (ports ?? remote ?? action ?? direction)?.where;
  if (protocols.length === 0 || where === undefined) return undefined;
  const set = portsOf(ports?.text ?? (ports === undefined ? 'any' : ''));
  const sources = remote === undefined ? AddressSet.all : remoteOf(remote.text);
  return { allows: verdict === 'allow', protocols, ports: set, sources, where };
}

function portsOf(text: string): PortSet {
  let set = PortSet.empty;
  for (const part of text.split(',')) {
    const match = /^\s*([0-9]{1,5})(?:-([0-9]{1,5}))?\s*$/.exec(part);
    if (match !== null)
      set = set.union(PortSet.range(Number(match[1]), Number(match[2] ?? match[1])));
    else if (/^\s*any\s*$/i.test(part)) return PortSet.all;
  }
  return set;
}

function remoteOf(text: string | undefined): AddressSet | undefined {
  if (text === undefined) return undefined;
  const sets = text.split(',').map((part): AddressSet | undefined => {
    const name = part.trim().toLowerCase();
    if (name === 'any') return AddressSet.all;
    if (name === 'localsubnet' || name.startsWith('localsubnet')) return PRIVATE;
    return AddressSet.tryParse(part.trim().replace(/\/255\.255\.255\.255$/, '/32'));
  });
  return sets.includes(undefined)
    ? undefined
    : AddressSet.unionOf([AddressSet.empty, ...(sets as AddressSet[])]);
}

/** Windows refuses what no rule allows, and a rule that blocks wins over those that allow. */
function doorsOf(rules: readonly Rule[], workload: string): Ingress[] {
  return rules.flatMap((one): Ingress[] => {
    // A rule for every port is no news where no memcached is known.
    if (!one.allows || !one.ports.contains(MEMCACHED_PORT) || one.ports.size > WIDE) return [];
    const protocols = one.protocols.filter((protocol) => {
      const left = without(one, rules, protocol);
      return left === undefined || !left.isEmpty;
    });
    if (protocols.length === 0) return [];
    const left = without(one, rules, protocols[0]!);
    return [
      {
        kind: 'ingress',
        platform: 'host',
        where: one.where,
        mechanism: 'host-firewall',
        name: `the Windows firewall of ${workload}`,
        sources: left ?? {
          unresolved: true,
          reason: 'the remote address of the rule is not known',
          where: one.where,
        },
        protocols,
        ports: one.ports,
        target: 'unknown',
        faces: 'host',
        leadsTo: 'unknown',
        related: [],
      },
    ];
  });
}

function without(
  one: Rule,
  rules: readonly Rule[],
  protocol: 'tcp' | 'udp',
): AddressSet | undefined {
  if (one.sources === undefined) return undefined;
  return rules
    .filter(
      (other) =>
        !other.allows && other.protocols.includes(protocol) && other.ports.contains(MEMCACHED_PORT),
    )
    .reduce(
      (left, other) => (other.sources === undefined ? left : left.subtract(other.sources)),
      one.sources,
    );
}

function baseName(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
}
