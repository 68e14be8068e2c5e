import { append } from '../../append.js';
import type { Fact, Ingress, Listener, PlatformName, Problem } from '../../facts.js';
import { isUnresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import {
  findMemcachedCommand,
  interpret,
  listenerFrom,
  linesOfText,
  wordOfShell,
  type Word,
} from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { HostFirewall } from '../../network/filter/host-firewall.js';
import { OTHER_INTERFACE } from '../../network/filter/interfaces.js';
import { LOOPBACK, PRIVATE, PUBLIC } from '../../network/special.js';
import { readScript, type FileWrite, type ShellCommand } from '../../syntax/shell/script.js';
import type { ShellWord } from '../../syntax/shell/words.js';
import { CloudRules } from './cloud-rules.js';
import { containerFacts, readContainerRun, type ContainerRun } from './container-run.js';
import { hostFirewallFacts } from './filter-facts.js';
import { setsWholeFilter, type FilterWords, type PublishedDoor } from './flaws.js';
import { forwardDoors } from './forwards.js';
import { HostFiles } from './host-files.js';
import { isWrittenScript, writtenFacts } from './written.js';
import { readInPlaceEdit } from './in-place.js';
import { kubeDoors } from './kube-commands.js';
import { readServiceCommand } from './swarm.js';
import { windowsScriptFacts } from './windows/index.js';
import { windowsBlocks } from './windows/user-data.js';

/** Where a script runs. */
export interface ScriptPlace {
  readonly platform: PlatformName;
  /** What runs it, unique in the tree: `script provision.sh`, `aws_instance.cache`. */
  readonly workload: string;
  readonly placement: 'host' | 'container';
  /** The place of offsets in the text. */
  readonly locate: (start: number, end: number) => Location;
  /** The text of a file that the script reads. */
  readonly readFile?: (path: string) => string | undefined;
  /** Whether the commands to a cluster are read by the Kubernetes platform, which knows its objects. */
  readonly leavesClusters?: boolean;
  /** Whether its functions count although it calls none of them: no other script reads it in. */
  readonly library?: boolean;
  /** How many scripts around this one have written the next. */
  readonly depth?: number;
}

export interface ScriptFacts {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/**
 * What a shell script means for memcached: the servers and containers it starts, the configuration
 * files it writes or edits, and the packet filter it leaves behind. Also for user data and the scripts
 * of provisioners.
 */
export function scriptFacts(text: string, place: ScriptPlace): ScriptFacts {
  const blocks = windowsBlocks(text);
  if (blocks.length > 0) {
    const facts = blocks.flatMap(({ text: block, language, start }) =>
      windowsScriptFacts(block, {
        workload: place.workload,
        language,
        locate: (from, to) => place.locate(start + from, start + to),
      }),
    );
    return { facts: facts.map((fact) => ({ ...fact, platform: place.platform })), problems: [] };
  }
  const reader = new ScriptReader(place);
  readScript(text, {
    run: (command) => reader.run(command),
    ...(place.readFile === undefined ? {} : { readFile: place.readFile }),
    ...(place.library === undefined ? {} : { library: place.library }),
  });
  return reader.result();
}

class ScriptReader {
  private readonly facts: Fact[] = [];
  private readonly files = new Map<string, HostFiles>();
  private readonly firewalls = new Map<string, HostFirewall>();
  /** Hosts whose packet filter the script touches at all. */
  private readonly filtered = new Set<string>();
  /** Hosts where ufw gets rules, with the place of the last, until it is switched on or off. */
  private readonly ufw = new Map<string, Location | 'decided'>();
  private readonly intentions = new Map<string, Intentions>();
  /** What the script has written elsewhere, by host and path. */
  private readonly written = new Map<string, { write: FileWrite; command: ShellCommand }>();
  private readonly cloud = new CloudRules();
  private containers = 0;
  private readonly services = new Map<string, ContainerRun>();

  constructor(private readonly place: ScriptPlace) {}

  run(command: ShellCommand): boolean | undefined {
    const words = command.words.map((word) => this.word(word, command));
    const host = command.host ?? '';
    if (command.writes !== undefined) this.write(command.writes, command, host);
    if (words.length === 0) return undefined;
    const started = this.start(words, command, host);
    if (started) return undefined;
    const { conditional } = command;
    const place = {
      platform: this.place.platform,
      ...(conditional === undefined ? {} : { onlyIf: conditional }),
    };
    this.cloud.run(words, place);
    if (this.place.leavesClusters !== true) append(this.facts, kubeDoors(words, place));
    // Inside a container a relay listens on the container's own addresses.
    if (this.place.placement === 'host') append(this.facts, forwardDoors(words, place));
    this.edit(words, host);
    this.copy(words, host);
    return this.filter(words, command, host);
  }

  result(): ScriptFacts {
    const problems: Problem[] = [];
    append(this.facts, this.cloud.doors());
    for (const [host, files] of this.files) {
      append(
        this.facts,
        files.facts(this.workload(host), this.place.placement).map((fact) => ({
          ...fact,
          platform: this.place.platform,
        })),
      );
    }
    // Rules are given to a ufw that is on already, when nobody switches it on or off here.
    for (const [host, where] of this.ufw) {
      if (where !== 'decided') this.firewallOf(host).run({ argv: ['ufw', 'enable'], where });
    }
    for (const [host, firewall] of this.firewalls) {
      if (this.filtered.has(host)) append(this.facts, this.filterFacts(host, firewall));
    }
    return { facts: this.facts.flatMap((fact) => this.behindDocker(fact)), problems };
  }

  private workload(host: string): string {
    return host === '' ? this.place.workload : `${this.place.workload} on ${host}`;
  }

  private start(words: readonly Word[], command: ShellCommand, host: string): boolean {
    const { place } = this;
    const service = readServiceCommand(words, this.services);
    const run = service ?? readContainerRun(words);
    if (run !== undefined) {
      const name = run.name ?? `${++this.containers}`;
      const workload = `container ${name} of ${this.workload(host)}`;
      const { conditional } = command;
      const started = containerFacts(run, {
        platform: place.platform,
        workload,
        ...(conditional === undefined ? {} : { onlyIf: conditional }),
      });
      // Swarm has no addresses to publish on, so that none can be proposed.
      append(this.facts, service === undefined ? started : started.map(withoutFix));
      this.publish(started, host);
      return true;
    }
    const found = findMemcachedCommand(words);
    if (found === undefined) return false;
    const daemon = interpret(found.args, {});
    if (daemon.running === false && daemon.exit === 0) return true;
    const { conditional } = command;
    this.facts.push(
      listenerFrom(daemon, {
        platform: place.platform,
        workload: this.workload(host),
        placement: place.placement,
        where: found.where,
        ...(conditional === undefined
          ? {}
          : { assumptions: [`It is taken to be started although ${conditional}.`] }),
      }),
    );
    return true;
  }

  /** Docker's own rules for the ports it publishes join those that are there. */
  private publish(started: readonly Fact[], host: string): void {
    const { published } = this.intentionsOf(host);
    const added = started.flatMap((fact) => (fact.kind === 'ingress' ? publishedDoor(fact) : []));
    append(published, added);
    if (published.length > MOST_PUBLISHED) return;
    const ports = added.flatMap(({ protocols, ports: outside, inside }) =>
      outside.size !== 1 || inside === undefined
        ? []
        : protocols.map((protocol) => ({
            protocol,
            hostPort: outside.intervals[0]![0],
            containerPort: inside,
          })),
    );
    if (ports.length > 0) this.firewallOf(host).publish(ports);
  }

  /** What rules in front of Docker's own (DOCKER-USER) leave of a published port. */
  private behindDocker(fact: Fact): readonly Fact[] {
    if (fact.kind !== 'ingress' || isUnresolved(fact.sources)) return [fact];
    for (const [host, { published }] of this.intentions) {
      const mine = published.find(({ where }) => where === fact.where);
      const left = mine === undefined ? undefined : this.admittedToContainer(mine, host);
      if (left === undefined) continue;
      const sources = fact.sources.intersect(left);
      return sources.subtract(LOOPBACK).isEmpty ? [] : [{ ...fact, sources }];
    }
    return [fact];
  }

  /**
   * Who gets to a published port; nothing when it is not known. Docker's proxy also answers over IPv6,
   * where no rule for containers counts: a port that is closed over IPv4 is taken for closed.
   */
  private admittedToContainer(door: Published, host: string): AddressSet | undefined {
    if (door.inside === undefined || door.ports.size !== 1 || !this.filtered.has(host))
      return undefined;
    const port = door.ports.intervals[0]![0];
    let sources = AddressSet.empty;
    for (const protocol of door.protocols) {
      const query = { protocol, port, target: 'container' as const };
      const admission = this.firewallOf(host).admission(query);
      // On the bridge there are only other containers, which need no published port.
      const outside = this.firewallOf(host).admission({ ...query, interface: OTHER_INTERFACE });
      if (isUnresolved(admission.sources) || isUnresolved(outside.sources)) return undefined;
      sources = sources.union(admission.sources.subtract(PRIVATE)).union(outside.sources);
    }
    const overIPv4 = sources.intersect(AddressSet.allIPv4);
    return overIPv4.overlaps(PUBLIC) ? sources : overIPv4;
  }

  private write(write: FileWrite, command: ShellCommand, host: string): void {
    const files = this.filesOf(host);
    const where = this.place.locate(command.start, command.end);
    const { text, offsets, reason } = write.content;
    const locate = (start: number, end: number): Location => {
      const from = offsets[start];
      const to = offsets[Math.max(start, end - 1)];
      if (from === undefined || to === undefined || command.file !== undefined) return where;
      return this.place.locate(from, to + 1);
    };
    if (files.concerns(write.path)) {
      files.write(write.path, linesOfText(text, reason, locate), write.append, where);
    } else if (!write.append) {
      this.written.set(`${host} ${write.path}`, { write, command });
      append(this.facts, this.startsLater(write, locate, host));
    }
    if (/iptables|ip6tables|nftables|ufw|firewalld|route_localnet/.test(write.path)) {
      this.firewallOf(host).writeFile(write.path, write.content.text, () => where, write.append);
      this.filtered.add(host);
    }
  }

  /** What a file that is written starts later on: a unit, a table of cron, a script. */
  private startsLater(
    { path, content }: FileWrite,
    locate: (start: number, end: number) => Location,
    host: string,
  ): readonly Fact[] {
    const { platform, placement } = this.place;
    const owner = this.workload(host);
    const started = writtenFacts({ path, content, locate, placement, owner });
    if (started.length > 0) return started.map((fact) => ({ ...fact, platform }));
    const depth = this.place.depth ?? 0;
    if (depth >= MOST_NESTED || !isWrittenScript(path, content.text)) return [];
    const name = baseName(path);
    return scriptFacts(content.text, {
      platform,
      placement,
      workload: `${name}, written by ${owner}`,
      locate,
      depth: depth + 1,
    }).facts;
  }

  /** `cp`, `mv` and `install` of a file that the script has written to where memcached reads it. */
  private copy(words: readonly Word[], host: string): void {
    const texts = words.map(({ text }) => text ?? '');
    if (!['cp', 'mv', 'install'].includes(baseName(texts[0] ?? ''))) return;
    const operands = texts.slice(1).filter((text) => !text.startsWith('-'));
    const [from, to] = operands.slice(-2);
    if (from === undefined || to === undefined || operands.length < 2) return;
    const before = this.written.get(`${host} ${from}`);
    const path = to.endsWith('/') ? `${to}${baseName(from)}` : to;
    if (before === undefined || !this.filesOf(host).concerns(path)) return;
    this.write({ ...before.write, path, append: false }, before.command, host);
  }

  /** `sed -i`, `sed --in-place` and `perl -pi -e` on memcached's own files. */
  private edit(words: readonly Word[], host: string): void {
    const edit = readInPlaceEdit(words);
    if (edit === undefined) return;
    const files = this.filesOf(host);
    for (const { text } of edit.files) {
      if (text === undefined || !files.concerns(text)) continue;
      for (const script of edit.scripts) files.edit(text, script, edit.extended);
    }
  }

  private filter(words: readonly Word[], command: ShellCommand, host: string): boolean | undefined {
    const unknown = new Map<number, string>();
    const argv = words.map((word, index) => {
      if (word.text === undefined) unknown.set(index, word.reason ?? 'the word is not known');
      return word.text ?? '';
    });
    const where = this.place.locate(command.start, command.end);
    if (baseName(argv[0] ?? '') === 'ufw') {
      if (argv.some((word) => word === 'enable' || word === 'disable'))
        this.ufw.set(host, 'decided');
      else if (this.ufw.get(host) !== 'decided') this.ufw.set(host, where);
    }
    if (isFilterProgram(argv[0] ?? '')) {
      const intentions = this.intentionsOf(host);
      if (intentions.commands.length < MOST_COMMANDS) intentions.commands.push({ argv, where });
      if (setsWholeFilter(argv)) intentions.complete = true;
    }
    const input = command.input?.text ?? this.readFile(command.inputFile);
    const succeeded = this.firewallOf(host).run({
      argv,
      where,
      ...(input === undefined ? {} : { input }),
      ...(command.inputFile === undefined ? {} : { inputFile: command.inputFile }),
      ...(unknown.size === 0 ? {} : { unknown }),
      ...(this.place.readFile === undefined ? {} : { readFile: this.place.readFile }),
    });
    if (succeeded !== undefined) this.filtered.add(host);
    return succeeded;
  }

  private readFile(path: string | undefined): string | undefined {
    return path === undefined ? undefined : this.place.readFile?.(path);
  }

  private filterFacts(host: string, firewall: HostFirewall): Fact[] {
    const workload = this.workload(host);
    const listeners = this.facts.filter(
      (fact): fact is Listener => fact.kind === 'listener' && fact.workload === workload,
    );
    const intentions = this.intentionsOf(host);
    const published = intentions.published.filter(
      (door) => this.admittedToContainer(door, host)?.overlaps(PUBLIC) !== false,
    );
    return hostFirewallFacts(firewall, {
      platform: this.place.platform,
      workload,
      listeners,
      intentions: { ...intentions, published },
    });
  }

  private intentionsOf(host: string): Intentions {
    let found = this.intentions.get(host);
    if (found === undefined) {
      this.intentions.set(host, (found = { complete: false, published: [], commands: [] }));
    }
    return found;
  }

  private filesOf(host: string): HostFiles {
    let files = this.files.get(host);
    if (files === undefined) this.files.set(host, (files = new HostFiles()));
    return files;
  }

  private firewallOf(host: string): HostFirewall {
    let firewall = this.firewalls.get(host);
    if (firewall === undefined)
      this.firewalls.set(host, (firewall = new HostFirewall(undefined, { partial: true })));
    return firewall;
  }

  private word(word: ShellWord, command: ShellCommand): Word {
    // The offsets of a word from a sourced file are those of the line that reads the file in.
    const first = word.offsets?.[0];
    const last = word.offsets?.[word.offsets.length - 1];
    const exact =
      command.file === undefined &&
      first !== undefined &&
      last !== undefined &&
      last - first + 1 === word.offsets!.length;
    const where = exact
      ? this.place.locate(first, last + 1)
      : this.place.locate(word.start, word.end);
    return wordOfShell(word, where);
  }
}

/** A published port with the one port of the container behind it. */
interface Published extends PublishedDoor {
  readonly inside?: number;
}

/** What a script shows of what its filter is for. */
interface Intentions {
  complete: boolean;
  readonly published: Published[];
  readonly commands: FilterWords[];
}

/** Scripts that scripts write, inside each other. */
const MOST_NESTED = 3;
/** Commands of a filter that are remembered to find out what they were for. */
const MOST_COMMANDS = 500;
/** Ports of containers whose rules are written. */
const MOST_PUBLISHED = 50;

function publishedDoor(fact: Ingress): Published[] {
  const { faces, ports, targetPorts, protocols, where } = fact;
  if (faces !== 'host' || isUnresolved(ports)) return [];
  const inside =
    targetPorts === undefined || isUnresolved(targetPorts) || targetPorts.size !== 1
      ? undefined
      : targetPorts.intervals[0]![0];
  return [{ where, protocols, ports, ...(inside === undefined ? {} : { inside }) }];
}

function isFilterProgram(program: string): boolean {
  return /^(?:ip6?tables(?:-\w+)*|nft|ufw|firewall-cmd|firewall-offline-cmd)$/.test(
    baseName(program),
  );
}

function baseName(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function withoutFix(fact: Fact): Fact {
  if (fact.kind !== 'ingress') return fact;
  const { fix: _, ...rest } = fact;
  return rest;
}
