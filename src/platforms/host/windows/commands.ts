import type { Location } from '../../../files/source.js';
import { itemsOf, textOf, type PsCommand, type PsValue } from '../../../syntax/powershell/index.js';
import { nameMatches, type Part, type RuleText, type WindowsRule } from './firewall.js';

/** The firewall of a Windows machine as the commands of a script leave it. */
export class WindowsFirewall {
  rules: WindowsRule[] = [];
  /** The command that switched it off for all networks or the public ones, or lets in what no rule is about. */
  openedBy: Location | undefined;
  /** A command says that it is on, or what it does with what no rule is about. */
  configured = false;

  /** @returns whether the command was one for the firewall */
  run(command: PsCommand): boolean {
    const program = programOf(command);
    switch (program) {
      case 'netsh':
        return this.netsh(command);
      case 'new-netfirewallrule':
        this.rules.push({ ...cmdletRule(parametersOf(command)), ...placeOf(command) });
        return true;
      case 'set-netfirewallrule':
      case 'remove-netfirewallrule':
      case 'enable-netfirewallrule':
      case 'disable-netfirewallrule':
      case 'set-netfirewalladdressfilter':
      case 'set-netfirewallportfilter':
      case 'set-netfirewallapplicationfilter':
        this.change(program, command);
        return true;
      case 'set-netfirewallprofile':
        this.profile(parametersOf(command), command);
        return true;
      default:
        return false;
    }
  }

  private change(program: string, command: PsCommand): void {
    const parameters = parametersOf(command);
    const chosen = this.chosenBy(command);
    const replace = (change: (rule: WindowsRule) => WindowsRule): void => {
      this.rules = this.rules.map((rule) => (chosen.includes(rule) ? change(rule) : rule));
    };
    switch (program) {
      case 'remove-netfirewallrule':
        // What may be gone may be there as well.
        if (!command.conditional) this.rules = this.rules.filter((rule) => !chosen.includes(rule));
        return;
      case 'enable-netfirewallrule':
        replace((rule) => ({ ...rule, enabled: 'true' }));
        return;
      case 'disable-netfirewallrule':
        if (!command.conditional) replace((rule) => ({ ...rule, enabled: 'false' }));
        return;
      default: {
        const given = Object.entries(cmdletRule(parameters)).filter(
          ([key, value]) => value !== undefined && !/^(?:name|displayName|group)$/.test(key),
        );
        const changes: RuleText = Object.fromEntries(given);
        const renamed = partOf(parameters.get('newdisplayname'))?.text;
        replace((rule) => ({
          ...rule,
          ...changes,
          ...(renamed === undefined ? {} : { displayName: renamed }),
          ...(given.length > 0 ? { where: changes.remoteAddress?.where ?? whereOf(command) } : {}),
        }));
      }
    }
  }

  /** The rules that a cmdlet is about: named by it, or by the `Get-NetFirewallRule` in front of it. */
  private chosenBy(command: PsCommand): readonly WindowsRule[] {
    for (let at: PsCommand | undefined = command; at !== undefined; at = at.input) {
      const parameters = parametersOf(at);
      const first = at.args[0]?.kind === 'value' && at === command ? at.args[0].value : undefined;
      const names = parameters.get('name') ?? (first === undefined ? undefined : first);
      const display = parameters.get('displayname');
      const group = parameters.get('group') ?? parameters.get('displaygroup');
      if (names === undefined && display === undefined && group === undefined) {
        if (parameters.has('all')) return this.rules;
        continue;
      }
      const patterns = (value: PsValue | undefined): string[] =>
        value === undefined ? [] : itemsOf(value).flatMap((item) => textOf(item) ?? []);
      return this.rules.filter(
        (rule) =>
          patterns(names).some((pattern) => nameMatches(pattern, rule.name ?? rule.displayName)) ||
          patterns(display).some((pattern) => nameMatches(pattern, rule.displayName)) ||
          patterns(group).some((pattern) => nameMatches(pattern, rule.group)),
      );
    }
    return [];
  }

  /** `Set-NetFirewallProfile -Profile Domain,Public -Enabled False -DefaultInboundAction Allow` */
  private profile(parameters: Parameters, command: PsCommand): void {
    const enabled = textOf(parameters.get('enabled') ?? NONE)?.toLowerCase();
    const inbound = textOf(parameters.get('defaultinboundaction') ?? NONE)?.toLowerCase();
    const positional = command.args[0]?.kind === 'value' ? command.args[0].value : undefined;
    const named = parameters.get('profile') ?? parameters.get('name') ?? positional;
    const profiles = (named === undefined ? 'any' : textOf(named, ','))?.toLowerCase() ?? 'any';
    if (enabled === '' && inbound === '') return;
    this.state(profiles, /^\$?(?:false|0)$/.test(enabled ?? '') || inbound === 'allow', command);
  }

  private state(profiles: string, open: boolean, command: PsCommand): void {
    if (!open) {
      this.configured = true;
      if (/any|all|public|current|\*/.test(profiles)) this.openedBy = undefined;
    } else if (/any|all|public|current|\*/.test(profiles)) this.openedBy = whereOf(command);
  }

  private netsh(command: PsCommand): boolean {
    const words = command.args.flatMap((arg) => (arg.kind === 'value' ? [arg.value] : []));
    const texts = words.map((word) => (prefixOf(word) ?? '').toLowerCase());
    const at = texts.indexOf('advfirewall');
    if (at < 0) return texts[0] === 'firewall' ? this.legacy(words.slice(1), command) : false;
    const rest = texts.slice(at + 1);
    const options = optionsOf(words.slice(at + 1));
    if (rest[0] === 'reset') {
      this.rules = [];
      this.openedBy = undefined;
      return true;
    }
    if (rest[0] === 'set') {
      const profiles = rest[1] ?? '';
      if (!/profiles?$/.test(profiles)) return true;
      const off =
        rest[2] === 'state' && /^(?:off|notconfigured)$/.test(rest[3] ?? '') && rest[3] === 'off';
      const policy = rest[2] === 'firewallpolicy' ? (rest[3] ?? '') : '';
      if (rest[2] === 'state' || policy !== '')
        this.state(profiles, off || /^allowinbound/.test(policy), command);
      return true;
    }
    if (rest[0] !== 'firewall' || rest[2] !== 'rule') return true;
    const name = options.get('name')?.text;
    const chosen = (rule: WindowsRule): boolean => {
      const wanted = name?.toLowerCase();
      if (wanted !== 'all' && rule.displayName?.toLowerCase() !== wanted) return false;
      const before = texts.indexOf('new') < 0 ? texts.length : texts.indexOf('new');
      return (['protocol', 'localport'] as const).every((key) => {
        const value = options.get(key);
        const stands = texts.findIndex((text) => text.startsWith(`${key}=`));
        if (value?.text === undefined || stands > before) return true;
        const own = key === 'protocol' ? rule.protocol : rule.localPort;
        return own?.text?.toLowerCase() === value.text.toLowerCase();
      });
    };
    switch (rest[1]) {
      case 'add':
        if (options.has('dir') && options.has('action'))
          this.rules.push({ ...netshRule(options), ...placeOf(command, words[at + 4]) });
        return true;
      case 'delete':
        if (name !== undefined && !command.conditional)
          this.rules = this.rules.filter((rule) => !chosen(rule));
        return true;
      case 'set': {
        const separator = texts.indexOf('new');
        if (name === undefined || separator < 0) return true;
        const changes = Object.fromEntries(
          Object.entries(netshRule(optionsOf(words.slice(separator + 1)))).filter(
            ([key, value]) => value !== undefined && key !== 'displayName',
          ),
        ) as RuleText;
        this.rules = this.rules.map((rule) =>
          chosen(rule) ? { ...rule, ...changes, where: whereOf(command) } : rule,
        );
        return true;
      }
      default:
        return true;
    }
  }

  /** `netsh firewall add portopening TCP 11211 name ENABLE ALL`, words in order or named. */
  private legacy(words: readonly PsValue[], command: PsCommand): boolean {
    const texts = words.map((word) => (prefixOf(word) ?? '').toLowerCase());
    if (texts[0] === 'set' && texts[1] === 'opmode') {
      this.state(
        'all',
        texts.some((text) => /^(?:mode=)?disable$/.test(text)),
        command,
      );
      return true;
    }
    if (texts[1] !== 'portopening') return true;
    const named = optionsOf(words);
    const free = words
      .slice(2)
      .filter((word) => !/^[a-z]+=/.test((prefixOf(word) ?? '').toLowerCase()));
    const given = (key: string, index: number): Part | undefined =>
      named.get(key) ?? partOf(free[index]);
    const protocol = given('protocol', 0);
    const port = given('port', 1);
    const same = (rule: WindowsRule): boolean =>
      rule.localPort?.text === port?.text &&
      rule.protocol?.text?.toLowerCase() === protocol?.text?.toLowerCase();
    this.rules = this.rules.filter((rule) => !same(rule));
    if (texts[0] === 'delete' || /^disable$/i.test(given('mode', 3)?.text ?? '')) return true;
    const scope = given('scope', 4)?.text?.toLowerCase();
    const own = given('addresses', 5);
    this.rules.push({
      displayName: given('name', 2)?.text,
      direction: 'in',
      protocol: /^all$/i.test(protocol?.text ?? '') ? { ...protocol!, text: 'tcp,udp' } : protocol,
      localPort: port,
      remoteAddress:
        scope === 'subnet'
          ? { text: 'localsubnet', where: whereOf(command) }
          : scope === 'custom'
            ? own
            : undefined,
      ...placeOf(command, words[3]),
    });
    return true;
  }
}

type Parameters = ReadonlyMap<string, PsValue>;

const NONE: PsValue = {
  kind: 'text',
  text: '',
  where: { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
};

/** The name of the program without its folder and ending, in lower case. */
export function programOf(command: PsCommand): string {
  const text = prefixOf(command.name) ?? '';
  const name = text
    .slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1)
    .toLowerCase();
  return name.replace(/\.exe$/, '');
}

/** The names of parameters, which may be cut short, with what stands behind them. */
function parametersOf(command: PsCommand): Map<string, PsValue> {
  const found = new Map<string, PsValue>();
  command.args.forEach((arg, index) => {
    if (arg.kind !== 'parameter') return;
    const next = command.args[index + 1];
    const value = arg.value ?? (next?.kind === 'value' ? next.value : undefined);
    found.set(fullName(arg.name), value ?? { kind: 'text', text: 'true', where: arg.where });
  });
  return found;
}

const PARAMETERS = [
  'name',
  'displayname',
  'newdisplayname',
  'group',
  'displaygroup',
  'direction',
  'action',
  'enabled',
  'protocol',
  'localport',
  'remoteport',
  'localaddress',
  'remoteaddress',
  'program',
  'service',
  'profile',
  'authentication',
  'overrideblockrules',
  'description',
  'defaultinboundaction',
  'defaultoutboundaction',
  'all',
  'policystore',
  'interfacetype',
  'interfacealias',
  'edgetraversalpolicy',
];

function fullName(name: string): string {
  const lower = name.toLowerCase();
  if (PARAMETERS.includes(lower)) return lower;
  const matching = PARAMETERS.filter((each) => each.startsWith(lower));
  return matching.length === 1 ? matching[0]! : lower;
}

function cmdletRule(parameters: Parameters): RuleText {
  const text = (name: string): string | undefined => partOf(parameters.get(name))?.text;
  return {
    name: text('name'),
    displayName: text('displayname'),
    group: text('group'),
    direction: text('direction'),
    action: text('action'),
    enabled: text('enabled'),
    protocol: partOf(parameters.get('protocol')),
    localPort: partOf(parameters.get('localport')),
    localAddress: partOf(parameters.get('localaddress')),
    remoteAddress: partOf(parameters.get('remoteaddress')),
    program: partOf(parameters.get('program')),
    service: partOf(parameters.get('service')),
    profile: text('profile'),
    authenticates: /^required$/i.test(text('authentication') ?? '') ? true : undefined,
  };
}

function netshRule(options: ReadonlyMap<string, Part>): RuleText {
  return {
    displayName: options.get('name')?.text,
    direction: options.get('dir')?.text,
    action: options.get('action')?.text,
    enabled: options.get('enable')?.text,
    protocol: options.get('protocol'),
    localPort: options.get('localport'),
    localAddress: options.get('localip'),
    remoteAddress: options.get('remoteip'),
    program: options.get('program'),
    service: options.get('service'),
    profile: options.get('profile')?.text,
    authenticates: /^auth/i.test(options.get('security')?.text ?? '') ? true : undefined,
  };
}

/** `name=value` words; `name= value` counts too. */
function optionsOf(words: readonly PsValue[]): Map<string, Part> {
  const options = new Map<string, Part>();
  words.forEach((word, index) => {
    const text = textOf(word, ',') ?? prefixOf(word) ?? '';
    const match = /^([a-z]+)=([^]*)$/i.exec(text);
    if (match === null) return;
    const known = textOf(word, ',') !== undefined;
    const next = words[index + 1];
    const part: Part =
      match[2] === '' && known && next !== undefined && !/^[a-z]+=/i.test(prefixOf(next) ?? '')
        ? partOf(next)!
        : known
          ? { text: match[2]!, where: word.where }
          : {
              text: undefined,
              where: word.where,
              ...(word.kind === 'unknown' ? { reason: word.reason } : {}),
            };
    options.set(match[1]!.toLowerCase(), part);
  });
  return options;
}

function partOf(value: PsValue | undefined): Part | undefined {
  if (value === undefined) return undefined;
  const text = textOf(value, ',');
  const unknown = itemsOf(value).find((item) => item.kind === 'unknown');
  return {
    text,
    where: value.where,
    ...(text === undefined && unknown?.kind === 'unknown' ? { reason: unknown.reason } : {}),
  };
}

/** The text as far as it is known from its beginning on. */
export function prefixOf(value: PsValue): string | undefined {
  if (value.kind === 'unknown') return value.prefix;
  return textOf(value, ',');
}

export function whereOf(command: PsCommand): Location {
  return command.name.where;
}

function placeOf(command: PsCommand, word?: PsValue): { where: Location; conditional: boolean } {
  return { where: word?.where ?? whereOf(command), conditional: command.conditional };
}
