import { append } from '../../append.js';
import { isUnresolved, type Fact, type Listener, type Problem } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import { entry } from '../../syntax/data.js';
import { readYaml } from '../../syntax/yaml.js';
import { Budget } from '../../syntax/jinja/index.js';
import { interpret, listenerFrom, type Daemon } from '../../memcached/index.js';
import { parseVersion } from '../../memcached/version.js';
import type { PlatformInput, PlatformOutput } from '../platform.js';
import { startsOf, type Start } from './daemons.js';
import { executorFor } from './execute.js';
import { ExtraVars } from './extra-vars.js';
import { FAMILIES, MAIN_ADDRESS } from './facts.js';
import { filterFacts, type WantedPort } from './firewall-facts.js';
import { fileFilterVariants } from './firewall-files.js';
import {
  hostsOfProject,
  patternMatches,
  readInventories,
  type Host,
  type HostFactory,
  type Inventory,
  type Layer,
} from './inventory.js';
import { objectFacts } from './kubernetes.js';
import { documentOf, isPlay, isTask, Project, textAt, type Role } from './project.js';
import { EVERYTHING, Relevance, type Plays } from './relevance.js';
import { Run, type Job } from './run.js';
import { sharedFilters, type Place } from './shared-filters.js';
import { HostState, type FilterStep } from './state.js';
import { ScalarOrigins } from './text.js';

/**
 * Reads playbooks, roles and task files and says what they make of their hosts.
 * @param everything plays also what has nothing to do with memcached or a packet filter, which must
 *   come to the same facts
 */
export function translate(input: PlatformInput, everything = false): PlatformOutput {
  const { files, tree } = input;
  if (files.length === 0) return { facts: [], problems: [] };
  return new Translator(new Project(tree), files, everything).run();
}

/** Hosts times families times playbooks that are played at most. */
const MOST_PLAYS = 400;

/** Inventories that one playbook is played with. */
const MOST_INVENTORIES = 12;

/** Commands of one packet filter. */
const MOST_STEPS = 1500;

class Translator {
  private readonly job: Job;
  private readonly facts = new Map<string, Fact>();
  private readonly problems = new Map<string, Problem>();
  private readonly inventories: Inventory[];
  private readonly extraVars: ExtraVars;
  private readonly factory: HostFactory;
  private readonly relevance: Plays;
  private plays = 0;
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly project: Project,
    private readonly files: readonly SourceFile[],
    everything: boolean,
  ) {
    this.relevance = everything ? EVERYTHING : new Relevance(project, files);
    this.job = {
      project,
      relevance: this.relevance,
      origins: new ScalarOrigins(project.tree),
      budget: new Budget(),
      problems: [],
      usedRoles: new Set(),
      usedFiles: new Set(),
      roleLayers: new Map(),
      tasks: new WeakMap(),
      placed: new WeakMap(),
      usedTemplates: new Set(),
      judgedFiles: new Set(),
    };
    this.factory = hostsOfProject(project);
    this.inventories = readInventories(project);
    this.extraVars = new ExtraVars(project);
  }

  run(): PlatformOutput {
    const playbooks: SourceFile[] = [];
    const others: SourceFile[] = [];
    for (const file of this.files) {
      if (!this.relevance.file(file)) continue;
      const stream = readYaml(file, { version: 'pyyaml' });
      for (const error of stream.errors.slice(0, 3)) {
        this.problem({
          kind: 'unparsed',
          where: error.where,
          message: `The file cannot be read as YAML: ${error.message}. Correct it so that its tasks can be looked at.`,
        });
      }
      const data = stream.documents[0]?.data;
      if (data?.type !== 'list') continue;
      if (data.items.some(isPlay)) playbooks.push(file);
      else if (data.items.some((item) => isTask(item))) others.push(file);
    }
    const imported = this.importedBy(playbooks);
    for (const playbook of playbooks) {
      if (imported.has(playbook.path) || this.isTest(playbook)) continue;
      this.playbook(playbook);
    }
    this.aloneRoles();
    for (const file of others) {
      if (this.job.usedFiles.has(file.path) || this.isTest(file) || this.belongsToRole(file))
        continue;
      this.alone(`tasks of ${file.path}`, file.folder, (run) => run.taskFileAlone(file));
    }
    for (const problem of this.job.problems) this.problem(problem);
    return {
      facts: sharedFilters([...this.facts.values()], this.places),
      problems: [...this.problems.values()],
      judgedFiles: [...this.job.judgedFiles],
    };
  }

  /** Scenarios that test a role play on throw-away hosts. */
  private isTest(file: SourceFile): boolean {
    if (/(^|\/)molecule\//.test(file.path)) return true;
    return /(^|\/)tests?\//.test(file.path) && this.project.roleOf(file.path) !== undefined;
  }

  /** Task files of a role are read through its main.yml, or not at all; handlers only when notified. */
  private belongsToRole(file: SourceFile): boolean {
    const role = this.project.roleOf(file.path);
    if (role === undefined) return false;
    const inner = role.folder === '' ? file.path : file.path.slice(role.folder.length + 1);
    return /^(tasks|handlers)\//.test(inner);
  }

  private importedBy(playbooks: readonly SourceFile[]): Set<string> {
    const imported = new Set<string>();
    for (const file of playbooks) {
      const data = documentOf(file);
      if (data?.type !== 'list') continue;
      for (const item of data.items) {
        for (const key of ['import_playbook', 'ansible.builtin.import_playbook', 'include']) {
          const value = entry(item, key)?.value;
          if (value?.type !== 'scalar' || typeof value.value !== 'string') continue;
          const parts = [
            ...file.folder.split('/'),
            ...value.value.trim().split(/\s/)[0]!.split('/'),
          ];
          const path: string[] = [];
          for (const part of parts) {
            if (part === '..') path.pop();
            else if (part !== '' && part !== '.') path.push(part);
          }
          imported.add(path.join('/'));
        }
      }
    }
    return imported;
  }

  private playbook(file: SourceFile): void {
    const inventories = this.inventoriesFor(file);
    const matched = new Set<string>();
    for (const inventory of inventories) {
      const hosts = this.hostsFor(file, inventory, matched);
      for (const host of hosts) this.hostOf(file, host, inventory);
    }
    for (const host of this.standIns(file, inventories, matched))
      this.hostOf(file, host.host, host.inventory);
  }

  private hostOf(file: SourceFile, host: Host, inventory: Inventory | undefined): void {
    const workload = `${host.label} in ${file.path}`;
    this.places.set(workload, {
      host: host.label,
      around: `${inventory?.folder ?? ''}\0${file.folder}`,
    });
    const ways = this.extraVars.of(file);
    if (ways.length === 0) this.families(host, inventory, workload, (run) => run.playbook(file));
    ways.forEach((extra, i) => {
      // Ways of starting it do not shield each other.
      const name = i === 0 ? workload : `${workload}, started in another way (${i})`;
      this.families(host, inventory, name, (run) => run.playbook(file), [], extra);
    });
  }

  /**
   * The inventories a playbook is run with. Which they are is said on the command line; projects that
   * share a repository keep theirs beside their own playbooks, so the nearest that have its hosts count.
   */
  private inventoriesFor(file: SourceFile): readonly Inventory[] {
    const near = new Map<number, Inventory[]>();
    for (const inventory of this.inventories) {
      const depth = sharedFolders(file.folder, inventory.folder);
      const same = near.get(depth);
      if (same === undefined) near.set(depth, [inventory]);
      else same.push(inventory);
    }
    const patterns = this.relevantPatterns(file, undefined);
    for (const depth of [...near.keys()].sort((a, b) => b - a)) {
      const found = near.get(depth)!;
      const fits = found.some(
        (inventory) => this.factory.hostsOf(inventory, file.folder, patterns).length > 0,
      );
      if (fits) return found.slice(0, MOST_INVENTORIES);
    }
    return [];
  }

  private relevantPatterns(file: SourceFile, inventory: Inventory | undefined): string[] {
    return this.patternsIn(file, inventory, 0)
      .filter(({ relevant }) => relevant)
      .map(({ pattern }) => pattern);
  }

  /** The hosts of the inventory that the playbook takes in; the patterns that found one are noted. */
  private hostsFor(file: SourceFile, inventory: Inventory, matched: Set<string>): Host[] {
    const patterns = this.relevantPatterns(file, inventory);
    const hosts = this.factory.hostsOf(inventory, file.folder, patterns);
    for (const pattern of patterns) {
      if (hosts.some((host) => patternMatches(pattern, host))) matched.add(pattern);
    }
    return hosts;
  }

  /** A stand-in for each group of the playbook that no inventory has hosts of. */
  private standIns(
    file: SourceFile,
    inventories: readonly Inventory[],
    matched: ReadonlySet<string>,
  ): { host: Host; inventory: Inventory | undefined }[] {
    const first = inventories[0];
    const terms = new Set<string>();
    // Groups of plays that are not played still tell in which groups a host is not.
    const others = new Set<string>();
    for (const { pattern, relevant } of this.patternsIn(file, first, 0)) {
      if (matched.has(pattern)) continue;
      for (const term of pattern.split(/[,:]/)) {
        const name = term.trim().replace(/\[[0-9:-]*\]$/, '');
        if (name === '' || /^[!&]/.test(name) || name === 'all' || name === '*') continue;
        others.add(name);
        if (relevant) terms.add(name);
      }
    }
    const found: { host: Host; inventory: Inventory | undefined }[] = [];
    for (const term of [...terms].slice(0, 40)) {
      const notIn = new Set([...others].filter((other) => other !== term));
      for (const { host, inventory } of this.standInsFor(term, file, first))
        found.push({ host: { ...host, notIn }, inventory });
    }
    if (found.length > 0 || matched.size > 0) return found;
    return this.standInsFor(undefined, file, first);
  }

  /** A stand-in for each of the nearest folders with variables of the group. */
  private standInsFor(
    term: string | undefined,
    file: SourceFile,
    first: Inventory | undefined,
  ): { host: Host; inventory: Inventory | undefined }[] {
    const named = this.inventories.filter(({ groups }) => groups.has(term ?? 'all'));
    const pool =
      named.length > 0 ? named : this.inventories.filter(({ groups }) => groups.has('all'));
    const depth = Math.max(-1, ...pool.map(({ folder }) => sharedFolders(file.folder, folder)));
    const near = pool
      .filter(({ folder }) => sharedFolders(file.folder, folder) === depth)
      .slice(0, MOST_INVENTORIES);
    return (near.length === 0 ? [first] : near).map((inventory) => {
      const host = this.factory.standIn(term, file.folder, inventory);
      const label = near.length > 1 ? `${host.label} of ${inventory!.folder}` : host.label;
      return { host: { ...host, label }, inventory };
    });
  }

  private patternsIn(
    file: SourceFile,
    inventory: Inventory | undefined,
    depth: number,
  ): { pattern: string; relevant: boolean }[] {
    const data = documentOf(file);
    if (data?.type !== 'list' || depth > 10) return [];
    const run = new Run(
      this.job,
      this.factory.standIn(undefined, file.folder, inventory),
      { family: 'Debian' },
      inventory,
      () => undefined,
    );
    const patterns: { pattern: string; relevant: boolean }[] = [];
    for (const play of data.items) {
      if (entry(play, 'hosts') !== undefined) {
        const relevant = this.relevance.play(textAt(file, play), file);
        for (const pattern of run.patternsOf(play, file)) patterns.push({ pattern, relevant });
      } else {
        const value = ['import_playbook', 'ansible.builtin.import_playbook', 'include']
          .map((key) => entry(play, key)?.value)
          .find((one) => one !== undefined);
        const target = value === undefined ? undefined : run.importedPlaybook(value, file);
        if (target !== undefined) append(patterns, this.patternsIn(target, inventory, depth + 1));
      }
    }
    return patterns;
  }

  /** Roles that no play uses, by their defaults; packet filters of their siblings count. */
  private aloneRoles(): void {
    const unused = this.project.roles.filter(
      (role) => !this.job.usedRoles.has(role.folder) && !this.isTestPath(role.folder),
    );
    for (const role of unused) {
      if (!this.isClaimed(role) || !this.relevance.role(role)) continue;
      const siblings = unused.filter(
        (other) =>
          other !== role &&
          this.relevance.role(other) &&
          parentOf(other.folder) === parentOf(role.folder) &&
          role.folder !== '',
      );
      const parent = parentOf(parentOf(role.folder));
      this.alone(
        `role "${role.name === '' ? 'of this repository' : role.name}"`,
        parent,
        (run) => run.roleAlone(role),
        siblings,
      );
    }
  }

  private isTestPath(folder: string): boolean {
    return /(^|\/)molecule\//.test(folder);
  }

  private isClaimed(role: Role): boolean {
    return this.files.some((file) => role.folder === '' || file.path.startsWith(`${role.folder}/`));
  }

  private alone(
    label: string,
    folder: string,
    play: (run: Run) => void,
    siblings: readonly Role[] = [],
  ): void {
    const host = this.factory.standIn(undefined, folder, undefined);
    this.families(host, undefined, label, play, siblings);
  }

  /** Plays for Debian's family, and for every other one that makes a difference. */
  private families(
    host: Host,
    inventory: Inventory | undefined,
    workload: string,
    play: (run: Run) => void,
    siblings: readonly Role[] = [],
    extra?: Layer,
  ): void {
    const pending = ['Debian'];
    const done = new Set<string>();
    const outcomes: { family: string; facts: Fact[] }[] = [];
    while (pending.length > 0) {
      if (this.plays >= MOST_PLAYS) return this.tooManyPlays(workload);
      const family = pending.shift()!;
      if (done.has(family)) continue;
      done.add(family);
      this.plays++;
      const state = new HostState();
      const run = new Run(
        this.job,
        host,
        { family },
        inventory,
        executorFor(state, workload),
        extra,
      );
      play(run);
      const filters: (readonly FilterStep[])[][] = [];
      for (const sibling of siblings) {
        const variants = this.filterOf(sibling, host, inventory, family, workload);
        if (variants.some((steps) => steps.length > 0)) filters.push(variants);
      }
      if (!run.stopped)
        outcomes.push({ family, facts: this.conclude(state, workload, family, filters) });
      if (run.familyMatters) {
        for (const other of ['RedHat', ...run.families]) {
          if (FAMILIES.includes(other) && !done.has(other)) pending.push(other);
        }
      }
    }
    this.addOutcomes(outcomes, workload);
  }

  private tooManyPlays(workload: string): void {
    const file = this.files[0]!;
    if (this.limited) return;
    this.limited = true;
    this.problem({
      kind: 'unresolved',
      where: file.location(0, 1),
      message: `Playbooks are played for ${MOST_PLAYS} hosts in all; ${workload} and what follows are not looked at. Scan the projects of this repository one by one.`,
    });
  }

  private limited = false;

  /** The packet filter that a role by itself sets up. */
  private filterOf(
    role: Role,
    host: Host,
    inventory: Inventory | undefined,
    family: string,
    workload: string,
  ): FilterStep[][] {
    const state = new HostState();
    const used = new Set(this.job.usedRoles);
    new Run(this.job, host, { family }, inventory, executorFor(state, workload)).roleAlone(role);
    this.job.usedRoles.clear();
    for (const folder of used) this.job.usedRoles.add(folder);
    return fileFilterVariants(state).map((steps) => [...steps, ...state.filterSteps()]);
  }

  /** Where families come out differently each is a workload of its own, so that none shields another. */
  private addOutcomes(
    outcomes: readonly { family: string; facts: Fact[] }[],
    workload: string,
  ): void {
    const doors = new Map<string, string>();
    for (const { family, facts } of outcomes) {
      const around = facts
        .filter(({ kind }) => kind !== 'listener')
        .map((fact) => keyOf(fact))
        .sort()
        .join('\n');
      const same = doors.get(around);
      if (same !== undefined || doors.size === 0) {
        doors.set(around, same ?? workload);
        for (const fact of facts) this.add(renamed(fact, workload, same ?? workload));
        continue;
      }
      const name = `${workload} (${family})`;
      doors.set(around, name);
      for (const fact of facts) this.add(renamed(fact, workload, name));
    }
  }

  /** What a host looks like in the end, as facts. */
  private conclude(
    state: HostState,
    workload: string,
    family: string,
    extra: readonly (readonly (readonly FilterStep[])[])[],
  ): Fact[] {
    for (const problem of state.problems) this.problem(problem);
    const facts: Fact[] = [...state.facts, ...objectFacts(state, this.project)];
    const starts = startsOf(state, family);
    const listens: WantedPort[] = [];
    const listeners: Listener[] = [];
    const portReasons = new Set<string>();
    for (const start of starts) {
      const single = this.listenerOf(start, state, workload);
      if (single === undefined) continue;
      const listener = isShared(start, starts) ? underOneStart(single, start) : single;
      facts.push(listener);
      listeners.push(listener);
      start.words.forEach((word, i) => {
        const isPort = start.words[i - 1]?.text === '-p' || word.prefix === '-p';
        if (isPort && word.text === undefined && word.reason !== undefined)
          portReasons.add(word.reason);
      });
      if (isUnresolved(listener.sockets)) continue;
      for (const socket of listener.sockets) {
        if (socket.scope !== 'loopback')
          listens.push({ protocol: socket.protocol, port: socket.port });
      }
    }
    const own = fileFilterVariants(state).map((steps) => [...steps, ...state.filterSteps()]);
    const all = [own, ...(starts.length > 0 ? extra : [])];
    const count = Math.max(...all.map((variants) => variants.length));
    const variants = Array.from({ length: count }, (_, k) =>
      all.flatMap((one) => one[Math.min(k, one.length - 1)] ?? []).slice(0, MOST_STEPS),
    );
    append(
      facts,
      filterFacts(variants, workload, {
        listens,
        portReasons,
        listeners,
        runs: starts.length > 0,
      }),
    );
    return facts;
  }

  private listenerOf(start: Start, state: HostState, workload: string): Listener | undefined {
    const pinned = state.installed?.version?.text;
    const version = pinned === undefined ? undefined : parseVersion(pinned);
    const daemon: Daemon = interpret(start.words, {
      ...(version === undefined ? {} : { version }),
    });
    if (start.dies !== undefined) return undefined;
    const assumptions = [
      ...(start.stock === true
        ? [
            "The package's own configuration is taken to listen on the loopback interface, as current releases do.",
          ]
        : []),
      ...(start.onlyIf === undefined ? [] : [`It is set up only if ${start.onlyIf} holds.`]),
    ];
    const listener = listenerFrom(daemon, {
      platform: 'ansible',
      workload,
      placement: 'host',
      where: start.listenLine ?? whereItStarts(start, daemon),
      ...(version === undefined || pinned === undefined
        ? {}
        : {
            version: {
              version,
              where: state.installed!.where,
              trust: 'distribution' as const,
              text: `memcached ${pinned}`,
            },
          }),
      assumptions,
    });
    return onMainAddress(listener, start);
  }

  private add(fact: Fact): void {
    const key = keyOf(fact);
    const before = this.facts.get(key);
    // What holds in any case counts more than what holds under a condition.
    if (before === undefined || (before.kind === 'ingress' && before.onlyIf !== undefined)) {
      this.facts.set(key, fact);
    }
  }

  private problem(problem: Problem): void {
    const { file, startLine, startColumn } = problem.where;
    this.problems.set(`${file}:${startLine}:${startColumn} ${problem.message}`, problem);
  }
}

/**
 * The address on the way to the default route is where the host's networks, the internet among them,
 * reach it: binding to it is no narrower than binding to every interface.
 */
function onMainAddress(listener: Listener, start: Start): Listener {
  if (isUnresolved(listener.sockets)) return listener;
  if (!start.words.some((word) => word.reason === MAIN_ADDRESS)) return listener;
  return {
    ...listener,
    sockets: listener.sockets.map((socket) =>
      socket.scope === 'unknown'
        ? { ...socket, scope: 'all', address: "the host's main address" }
        : socket,
    ),
    assumptions: [
      ...listener.assumptions,
      "It listens on the host's main address, which any network the host is in can reach.",
    ],
  };
}

/** Equal for facts that say the same, whatever was assumed on the way. */
function keyOf(fact: Fact): string {
  return JSON.stringify(fact, (name, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    return name === 'assumptions' || name === 'onlyIf' ? undefined : value;
  });
}

/** The fact with one workload called by another name. */
function renamed(fact: Fact, from: string, to: string): Fact {
  if (from === to) return fact;
  if (fact.kind === 'listener') return fact.workload === from ? { ...fact, workload: to } : fact;
  if (fact.target === 'unknown' || !fact.target.includes(from)) return fact;
  return { ...fact, target: fact.target.map((one) => (one === from ? to : one)) };
}

function parentOf(folder: string): string {
  return folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
}

/** How many folders, from the top, two folders have in common. */
function sharedFolders(a: string, b: string): number {
  const left = a === '' ? [] : a.split('/');
  const right = b === '' ? [] : b.split('/');
  let count = 0;
  while (count < left.length && left[count] === right[count]) count++;
  return count;
}

/**
 * Where memcached is started without a listen address: on the line with its port when the start stands
 * there too. A port that comes out of variables is no cause; many instances share one start.
 */
function whereItStarts(start: Start, { portWhere }: Daemon): Location {
  const first = start.words[0]?.where ?? start.where;
  const { file } = start.where;
  if (portWhere?.file === file) return portWhere;
  return first.file === file ? first : start.where;
}

/** Whether a loop makes several instances out of one start. */
function isShared({ where }: Start, starts: readonly Start[]): boolean {
  return starts.some(
    (other) =>
      other.where !== where &&
      other.where.file === where.file &&
      other.where.startLine === where.startLine &&
      other.where.startColumn === where.startColumn,
  );
}

/** The instances of a loop are one cause: what they have of their own stands in the variables. */
function underOneStart(listener: Listener, { where }: Start): Listener {
  const { udpWhere } = listener;
  return udpWhere === undefined || udpWhere.file === where.file
    ? listener
    : { ...listener, udpWhere: where };
}
