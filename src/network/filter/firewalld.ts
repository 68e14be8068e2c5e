import type { Location } from '../../files/source.js';
import {
  copyConfiguration,
  newPolicy,
  newZone,
  parsePort,
  shippedConfiguration,
  type Configuration,
  type Element,
  type Policy,
  type RichRule,
  type Zone,
} from './firewalld-model.js';
import { loadXml } from './firewalld-files.js';
import { parseRichRule } from './firewalld-rich.js';
import { firewalldChains } from './firewalld-rules.js';
import type { Iptables, Outcome } from './iptables.js';
import { newChain, DROP, type BaseChain } from './ruleset.js';
import { unknownReason } from './values.js';

/** firewalld: a permanent and a runtime configuration of zones, changed by firewall-cmd(1) and by files. */
export class Firewalld {
  private permanent: Configuration;
  private runtime: Configuration;
  private defaultZone = 'public';
  /** Interfaces that were put into the default zone without naming it; they move along with it. */
  private readonly defaultInterfaces = new Set<string>();
  private running = false;
  private stopped = false;
  private panic = false;
  /** Direct rules that stand in iptables now. */
  private directInPlace: readonly (readonly [Iptables, readonly string[]])[] = [];

  constructor(
    private readonly v4: Iptables,
    private readonly v6: Iptables,
    private readonly noteInterface: (name: string) => void,
    /** Sets that nobody creates or fills here are created or filled elsewhere. */
    partial = false,
  ) {
    this.permanent = shippedConfiguration(partial);
    this.runtime = copyConfiguration(this.permanent);
  }

  /** The service starts: the permanent configuration becomes the runtime one. */
  start(): void {
    this.running = true;
    this.stopped = false;
    this.checkDefaultZone();
    this.runtime = copyConfiguration(this.permanent);
    this.placeDirectRules();
  }

  /** Instead of a default zone that is not there another one is taken (firewall/core/fw.py). */
  private checkDefaultZone(): void {
    const { zones } = this.permanent;
    if (!zones.has(this.defaultZone))
      this.defaultZone = zones.has('public') ? 'public' : 'external';
  }

  /** The service stops and takes its rules with it (`CleanupOnExit`, on by default). */
  stop(): void {
    this.running = false;
    this.stopped = true;
    this.removeDirectRules();
  }

  /** Its table is flushed from outside; it comes back with the next reload. */
  flush(): void {
    this.running = false;
    this.directInPlace = [];
  }

  /** What the kernel calls. */
  baseChains(): BaseChain[] {
    if (!this.running) return [];
    if (this.panic) {
      const chain = newChain('panic');
      chain.rules.push({ conditions: [], verdict: DROP, text: 'panic' });
      const families = [4, 6] as const;
      return (['prerouting', 'output'] as const).map((hook) => ({
        chain,
        hook,
        priority: -310,
        families,
        policy: 'drop',
      }));
    }
    return firewalldChains(this.runtime, this.defaultZone, this.noteInterface);
  }

  /** A file below /etc/firewalld; whether it was one of firewalld's. */
  writeFile(path: string, text: string, locate: (line: number) => Location | undefined): boolean {
    if (/firewalld\.conf$/.test(path)) {
      const zone = /^[ \t]*DefaultZone[ \t]*=[ \t]*(\S+)/m.exec(text)?.[1];
      if (zone !== undefined) this.defaultZone = zone;
      return true;
    }
    if (!path.endsWith('.xml')) return false;
    loadXml(this.permanent, path, text, locate);
    return true;
  }

  /** Runs the words behind `firewall-cmd`, or behind `firewall-offline-cmd` when `offline`. */
  run(
    args: readonly string[],
    where: Location | undefined,
    offline: boolean,
    readFile?: (path: string) => string | undefined,
  ): Outcome {
    const options = readOptions(args);
    const permanent = offline || options.some(({ name }) => name === 'permanent');
    // The command answers only while the service runs.
    if (!offline && !this.running) {
      if (this.stopped) return { succeeded: false, complaint: 'FirewallD is not running' };
      this.start();
    }
    const direct = args.indexOf('--direct');
    if (direct >= 0) return this.direct(args.slice(direct + 1), permanent, where);
    const value = (name: string): string | undefined =>
      options.find((option) => option.name === name)?.value;
    const configuration = permanent ? this.permanent : this.runtime;
    const scope: Scope = {
      configuration,
      permanent,
      where,
      zone: value('zone'),
      policy: value('policy'),
      service: value('service'),
      ipset: value('ipset'),
      name: value('name'),
      type: value('type'),
      readFile,
    };
    let outcome: Outcome = { succeeded: true };
    for (const option of options) {
      const complaint = this.apply(option.name, option.value, scope);
      if (complaint !== undefined) outcome = { succeeded: false, complaint };
    }
    return outcome;
  }

  private apply(name: string, value: string | undefined, scope: Scope): string | undefined {
    switch (name) {
      case 'reload':
      case 'complete-reload':
        this.reload();
        return undefined;
      case 'runtime-to-permanent':
        this.permanent = copyConfiguration(this.runtime);
        return undefined;
      case 'set-default-zone':
        if (!scope.configuration.zones.has(value ?? '')) return `INVALID_ZONE: ${value ?? ''}`;
        if (value === this.defaultZone) return undefined;
        this.moveInterfaces(this.defaultZone, value!);
        this.defaultZone = value!;
        return undefined;
      case 'panic-on':
        this.panic = true;
        return undefined;
      case 'panic-off':
        this.panic = false;
        return undefined;
      case 'new-zone':
        if (scope.configuration.zones.has(value ?? '')) return `NAME_CONFLICT: ${value ?? ''}`;
        scope.configuration.zones.set(value ?? '', newZone(value ?? ''));
        return undefined;
      case 'delete-zone':
        scope.configuration.zones.delete(value ?? '');
        return undefined;
      case 'new-policy':
        scope.configuration.policies.set(value ?? '', newPolicy(value ?? ''));
        return undefined;
      case 'delete-policy':
        scope.configuration.policies.delete(value ?? '');
        return undefined;
      case 'new-service':
        scope.configuration.services.set(value ?? '', []);
        return undefined;
      case 'new-ipset':
        scope.configuration.ipsets.set(value ?? '', { type: scope.type ?? '', entries: new Set() });
        return undefined;
      case 'add-entry':
      case 'remove-entry': {
        const set = scope.configuration.ipsets.get(scope.ipset ?? '');
        // One that is created elsewhere has other entries already.
        if (set === undefined)
          return scope.configuration.partial === true
            ? undefined
            : `INVALID_IPSET: ${scope.ipset ?? ''}`;
        set.changed = true;
        if (name === 'add-entry') set.entries.add(value ?? '');
        else set.entries.delete(value ?? '');
        return undefined;
      }
      case 'add-entries-from-file':
      case 'remove-entries-from-file':
        changeEntries(name.startsWith('add'), value ?? '', scope);
        return undefined;
      case 'new-ipset-from-file': {
        const path = value ?? '';
        const text = scope.readFile?.(path);
        const set = scope.name ?? path.slice(path.lastIndexOf('/') + 1).replace(/\.xml$/, '');
        if (text !== undefined)
          loadXml(scope.configuration, `/ipsets/${set}.xml`, text, () => scope.where);
        else {
          const incomplete = notKnown(path);
          scope.configuration.ipsets.set(set, { type: '', entries: new Set(), incomplete });
        }
        return undefined;
      }
      default:
    }
    const change = /^(add|remove|change)-(.+)$/.exec(name);
    if (change === null && name !== 'set-target' && name !== 'set-priority') return undefined;
    if (scope.service !== undefined && change !== null)
      return this.changeService(change, value, scope);
    const zone = this.zoneOf(scope);
    if (typeof zone === 'string') return zone;
    if (name === 'set-target') {
      zone.target = value ?? 'default';
      if (scope.where === undefined) delete zone.targetWhere;
      else zone.targetWhere = scope.where;
      return undefined;
    }
    if (name === 'set-priority') {
      if ('priority' in zone) (zone as Policy).priority = Number(value);
      return undefined;
    }
    return this.change(zone, change![1]!, change![2]!, value ?? '', scope);
  }

  private zoneOf(scope: Scope): Zone | string {
    if (scope.policy !== undefined) {
      return scope.configuration.policies.get(scope.policy) ?? `INVALID_POLICY: ${scope.policy}`;
    }
    const name = scope.zone ?? this.defaultZone;
    return scope.configuration.zones.get(name) ?? `INVALID_ZONE: ${name}`;
  }

  private changeService(
    change: RegExpExecArray,
    value: string | undefined,
    scope: Scope,
  ): string | undefined {
    const { services } = scope.configuration;
    const elements = services.get(scope.service!) ?? (scope.service === 'memcache' ? MEMCACHE : []);
    const port = parsePort(value ?? '');
    if (change[2] !== 'port' || port === undefined) return undefined;
    const others = elements.filter(
      (each) => each.kind !== 'port' || each.port !== port.port || each.protocol !== port.protocol,
    );
    services.set(
      scope.service!,
      change[1] === 'add' ? [...others, { kind: 'port', ...port }] : others,
    );
    return undefined;
  }

  private change(
    zone: Zone,
    verb: string,
    what: string,
    value: string,
    scope: Scope,
  ): string | undefined {
    const { where } = scope;
    switch (what) {
      case 'interface':
      case 'source': {
        const kind = what === 'interface' ? 'interfaces' : 'sources';
        if (verb === 'remove') {
          zone[kind].delete(value);
          return undefined;
        }
        if (what === 'interface' && !scope.permanent) {
          if (scope.zone === undefined) this.defaultInterfaces.add(value);
          else this.defaultInterfaces.delete(value);
        }
        for (const other of scope.configuration.zones.values()) {
          if (other === zone || !other[kind].has(value)) continue;
          if (verb === 'add') return `ZONE_CONFLICT: '${value}' already bound to '${other.name}'`;
          other[kind].delete(value);
        }
        zone[kind].set(value, where);
        return undefined;
      }
      case 'ingress-zone':
      case 'egress-zone': {
        if (!('ingress' in zone)) return undefined;
        const set = (zone as Policy)[what === 'ingress-zone' ? 'ingress' : 'egress'];
        if (verb === 'add') set.add(value);
        else set.delete(value);
        return undefined;
      }
      case 'rich-rule': {
        // Of a rule that is not known it may be that it opens everything.
        const rule =
          unknownReason(value) === undefined
            ? parseRichRule(value, where)
            : unknownRule(value, where);
        if (typeof rule === 'string') return rule;
        if (verb === 'add') zone.rules.set(rule.text, rule);
        else if (!zone.rules.delete(rule.text)) return 'NOT_ENABLED';
        return undefined;
      }
      default: {
        const element = readElement(what, value);
        if (element === undefined) return undefined;
        if (typeof element === 'string') return element;
        const key = JSON.stringify(element);
        if (verb === 'add') {
          zone.elements.set(key, { value: element, ...(where === undefined ? {} : { where }) });
        } else if (!zone.elements.delete(key)) return 'NOT_ENABLED';
        return undefined;
      }
    }
  }

  private moveInterfaces(from: string, to: string): void {
    const [before, after] = [this.runtime.zones.get(from), this.runtime.zones.get(to)];
    if (before === undefined || after === undefined) return;
    for (const [name, where] of [...before.interfaces]) {
      if (!this.defaultInterfaces.has(name)) continue;
      before.interfaces.delete(name);
      after.interfaces.set(name, where);
    }
  }

  /** Interfaces keep the zone they were put into at run time. */
  private reload(): void {
    this.checkDefaultZone();
    const bindings = new Map<string, string>();
    for (const zone of this.runtime.zones.values()) {
      for (const name of zone.interfaces.keys()) bindings.set(name, zone.name);
    }
    this.runtime = copyConfiguration(this.permanent);
    for (const [name, zoneName] of bindings) {
      const bound = [...this.runtime.zones.values()].some((zone) => zone.interfaces.has(name));
      if (!bound) this.runtime.zones.get(zoneName)?.interfaces.set(name, undefined);
    }
    this.placeDirectRules();
  }

  /** `--direct --add-rule ipv4 filter INPUT 0 …`, `--passthrough ipv4 …`. */
  private direct(
    words: readonly string[],
    permanent: boolean,
    where: Location | undefined,
  ): Outcome {
    const [command, family = '', ...rest] = words;
    const tables = family === 'ipv6' ? this.v6 : this.v4;
    if (command === '--passthrough' || command === '--add-passthrough') {
      return permanent ? { succeeded: true } : tables.run(rest, where);
    }
    if (command === '--remove-rules') {
      const settings = permanent ? this.permanent : this.runtime;
      settings.direct = settings.direct.filter(
        (rule) => rule.family !== family || rule.table !== rest[0] || rule.chain !== rest[1],
      );
      if (!permanent) this.placeDirectRules();
      return { succeeded: true };
    }
    if (command !== '--add-rule' && command !== '--remove-rule') return { succeeded: true };
    const [table = '', chain = '', priority = '0', ...args] = rest;
    const configuration = permanent ? this.permanent : this.runtime;
    const same = args.join(' ');
    configuration.direct = configuration.direct.filter(
      (rule) => rule.family !== family || rule.chain !== chain || rule.args.join(' ') !== same,
    );
    if (command === '--add-rule') {
      configuration.direct.push({
        family,
        table,
        chain,
        priority: Number(priority),
        args,
        ...(where === undefined ? {} : { where }),
      });
    }
    if (!permanent) this.placeDirectRules();
    return { succeeded: true };
  }

  private removeDirectRules(): void {
    for (const [tables, args] of this.directInPlace) tables.run(['-D', ...args]);
    this.directInPlace = [];
  }

  private placeDirectRules(): void {
    this.removeDirectRules();
    const placed: (readonly [Iptables, readonly string[]])[] = [];
    for (const rule of [...this.runtime.direct].sort((a, b) => a.priority - b.priority)) {
      const tables = rule.family === 'ipv6' ? this.v6 : this.v4;
      const args = [rule.chain, '-t', rule.table, ...rule.args];
      if (tables.run(['-A', ...args], rule.where).succeeded) placed.push([tables, args]);
    }
    this.directInPlace = placed;
  }
}

interface Scope {
  readonly configuration: Configuration;
  readonly permanent: boolean;
  readonly where: Location | undefined;
  readonly zone: string | undefined;
  readonly policy: string | undefined;
  readonly service: string | undefined;
  readonly ipset: string | undefined;
  readonly type: string | undefined;
  readonly name: string | undefined;
  readonly readFile: ((path: string) => string | undefined) | undefined;
}

/** `--add-entries-from-file`: an entry a line, comments with `#` or `;` (core/fw_ipset). */
function changeEntries(add: boolean, path: string, scope: Scope): void {
  const set = scope.configuration.ipsets.get(scope.ipset ?? '');
  if (set === undefined) return;
  const text = scope.readFile?.(path);
  if (text === undefined) {
    set.incomplete ??= notKnown(path);
    return;
  }
  set.changed = true;
  for (const line of text.split('\n')) {
    const entry = line.trim();
    if (entry === '' || /^[#;]/.test(entry)) continue;
    if (add) set.entries.add(entry);
    else set.entries.delete(entry);
  }
}

function notKnown(path: string): string {
  const reason = unknownReason(path);
  return reason ?? `the entries that ${path} holds are not known`;
}

const MEMCACHE: readonly Element[] = [
  { kind: 'port', port: '11211', protocol: 'tcp' },
  { kind: 'port', port: '11211', protocol: 'udp' },
];

/** An element of a zone as an option names it; text is a complaint, undefined something without effect here. */
function readElement(what: string, value: string): Element | string | undefined {
  switch (what) {
    case 'port':
    case 'source-port': {
      const reason = unknownReason(value);
      if (reason !== undefined) return { kind: what, port: value, protocol: value };
      const port = parsePort(value);
      return port === undefined ? `INVALID_PORT: ${value}` : { kind: what, ...port };
    }
    case 'service':
      return { kind: 'service', name: value };
    case 'protocol':
      return { kind: 'protocol', name: value };
    case 'forward-port': {
      const parts = new Map(
        value.split(':').map((part) => {
          const equals = part.indexOf('=');
          return [part.slice(0, equals), part.slice(equals + 1)] as const;
        }),
      );
      const [port, protocol] = [parts.get('port'), parts.get('proto')];
      if (port === undefined || protocol === undefined) return `INVALID_FORWARD: ${value}`;
      const [toPort, toAddress] = [parts.get('toport'), parts.get('toaddr')];
      return {
        kind: 'forward-port',
        port,
        protocol,
        ...(toPort === undefined || toPort === '' ? {} : { toPort }),
        ...(toAddress === undefined || toAddress === '' ? {} : { toAddress }),
      };
    }
    default:
      return undefined;
  }
}

function unknownRule(text: string, where: Location | undefined): RichRule {
  return {
    priority: 0,
    source: { text, inverted: false },
    action: 'accept',
    text,
    ...(where === undefined ? {} : { where }),
  };
}

/** `--name=value`, `--name value`, `--flag`. */
function readOptions(args: readonly string[]): { name: string; value?: string }[] {
  const options: { name: string; value?: string }[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (!word.startsWith('--')) continue;
    const equals = word.indexOf('=');
    if (equals > 0) {
      options.push({ name: word.slice(2, equals), value: word.slice(equals + 1) });
    } else {
      const next = args[i + 1];
      const takesValue = next !== undefined && !next.startsWith('--');
      options.push(takesValue ? { name: word.slice(2), value: next } : { name: word.slice(2) });
      if (takesValue) i++;
    }
  }
  return options;
}
