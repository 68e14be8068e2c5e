import { append } from '../../append.js';
import type { SourceFile } from '../../files/source.js';
import { resolveInTree } from '../../files/tree.js';
import { mayBeHostFile } from './host-file-forms.js';
import { TASK_KEYWORDS } from './names.js';
import { join, type Project, type Role } from './project.js';

/** memcached by name or port, in any file; its exporter of metrics is another program. */
const MEMCACHED = /memcache(?!d?[-_]exporter)|11211/i;
/** Modules that open ports, whichever they are. */
const OPENERS =
  'ufw|iptables|ip6tables|iptables_raw|firewalld|nftables|docker_container|podman_container|podman_pod|podman_play|docker_swarm_service|docker_compose|docker_compose_v2|docker_stack|docker_service|ec2_group|ec2_security_group|ec2_vpc_nacl|ec2_instance|ec2|azure_rm_securitygroup|gcp_compute_firewall|security_group|security_group_rule|os_security_group|os_security_group_rule|hcloud_firewall|hetzner[.]hcloud[.]firewall|linode[.]cloud[.]firewall|vultr[.]cloud[.]firewall_rule|firewall_rule|oci_network_security_list|oci_network_security_group_security_rules|exo_security_group_rule|cs_firewall|cs_securitygroup_rule|digital_ocean_firewall|win_firewall_rule|ali_security_group|lightsail|gce_net|k8s|helm';
/** Tasks of such a module. */
const MODULES = new RegExp(
  `\\b(?:${OPENERS})["']?[ \\t]*:|\\b(?:action|local_action|module)["']?[ \\t]*:[ \\t]*["']?(?:[\\w.]{1,60}[.])?(?:${OPENERS})\\b`,
);
/** Commands that do, and a role that does. */
const COMMANDS =
  /\bip6?tables[ \t]+-|\bip6?tables-restore|\bufw[ \t]+(?:--\w+[ \t]+)?(?:allow|limit|deny|reject|default|insert|prepend|enable|route|delete)|\bnft[ \t]+(?:-f|add|insert|create|replace|flush|delete)|\bfirewall-(?:offline-)?cmd[ \t]+-|\b(?:docker|podman|nerdctl)[ \t]+(?:container[ \t]+)?(?:run|create)\b|[\w-]\.(?:firewall|firewalld|ufw)\b/;
/** Files of a packet filter that tasks write, and its services. */
const WRITES =
  /etc\/(?:iptables|nftables|ufw|firewalld|sysconfig\/ip6?tables|default\/ufw)|rules\.v[46]|\b(?:firewalld|ufw|nftables|ip6?tables)(?:\.service)?["']?[ \t]*(?:$|[,}#])/m;
/** Tasks that put files of the repository on the host, run scripts, or edit files. */
const PLACES =
  /\b(?:template|copy|script|synchronize|blockinfile|lineinfile|replace|src|win_template|win_copy)["']?[ \t]*:/;
/** Tasks that do what their arguments say: what a variable names is installed, started, run, written. */
const ACTS =
  /\b(?:apt|yum|dnf5?|package|zypper|apk|pacman|pkgng|homebrew|service|systemd|systemd_service|sysvinit|openrc|command|shell|raw|script|template|copy|lineinfile|replace|blockinfile|ini_file|file|debconf|import_role|include_role)["']?[ \t]*:/;
/** A role or file whose name a template makes. */
const TEMPLATED_NAME =
  /\b(?:role|name|file|include_role|import_role|include_tasks|import_tasks|include)["']?[ \t]*[:=][ \t]*["']?[^\n"']{0,80}\{\{/;
const LONGEST = 200_000;

/** What of a project is played; both forms must come to the same facts. */
export type Plays = Pick<
  Relevance,
  'role' | 'file' | 'play' | 'tasks' | 'speaks' | 'gives' | 'places'
>;

/** Plays everything: what {@link Relevance} is held against. */
export const EVERYTHING: Plays = {
  role: () => true,
  file: () => true,
  play: () => true,
  tasks: () => true,
  speaks: () => true,
  gives: () => true,
  places: () => true,
};

/**
 * Tells which playbooks, roles and task files can have to do with memcached or a packet filter, by a
 * look at their texts and at what they include. It decides what is played, so it may be generous; no
 * verdict rests on it.
 */
export class Relevance {
  private roles: Set<Role> | undefined;
  private readonly files = new Map<string, boolean>();
  /** Task and handler files of roles that have an effect, or lead to one. */
  private readonly inRoles = new Set<string>();
  private readonly names: ReadonlyMap<string, readonly Role[]>;
  /** Variables whose values speak of memcached, also by way of other variables. */
  private variables: ReadonlySet<string> | undefined;
  private readonly placing = new Map<Role, boolean>();
  private readonly ofRole = new Map<Role, ReadonlySet<string>>();

  /** @param claimed the files that may be playbooks or lists of tasks */
  constructor(
    private readonly project: Project,
    private readonly claimed: readonly SourceFile[] = [],
  ) {
    const names = new Map<string, Role[]>();
    for (const role of project.roles) {
      const same = names.get(role.name);
      if (same === undefined) names.set(role.name, [role]);
      else same.push(role);
    }
    this.names = names;
  }

  role(role: Role): boolean {
    this.roles ??= this.relevantRoles();
    return this.roles.has(role);
  }

  /**
   * Whether what a text passes on may be something of memcached, so that everything it is passed to is
   * played.
   */
  speaks(text: string, role: Role | undefined): boolean {
    if (MEMCACHED.test(text)) return true;
    return usesOne(text, role === undefined ? this.memcachedVariables() : this.variablesOf(role));
  }

  /** A file of tasks or handlers that a role, or a task outside roles, leads to. */
  tasks(file: SourceFile): boolean {
    this.roles ??= this.relevantRoles();
    if (this.inRoles.has(file.path)) return true;
    const role = this.project.roleOf(file.path);
    if (role !== undefined && isOfRole(file.path, role)) return false;
    return /\b(?:set_fact|include_vars)\b/.test(file.text) || this.file(file);
  }

  /** Files of roles that have an effect of their own, then those that lead to one. */
  private relevantRoles(): Set<Role> {
    const texts = new Map<string, { text: string; role: Role }>();
    const relevant = new Set<Role>();
    const pending: string[] = [];
    const leads = new Map<string, string[]>();
    const sets = new Map<string, readonly string[]>();
    const add = (path: string): void => {
      if (this.inRoles.has(path)) return;
      this.inRoles.add(path);
      pending.push(path);
    };
    const link = (from: string, to: string): void => {
      const by = leads.get(to);
      if (by === undefined) leads.set(to, [from]);
      else by.push(from);
    };
    for (const role of this.project.roles) {
      const variables = this.variablesOf(role);
      const places = this.places(role);
      const own = [...this.below(role, 'tasks'), ...this.below(role, 'handlers')];
      if (own.length === 0 && places) relevant.add(role);
      let handlers = false;
      for (const path of own) {
        const text = this.read(path);
        if (text === undefined) continue;
        texts.set(path, { text, role });
        const effect =
          MEMCACHED.test(text) ||
          MEMCACHED.test(path.slice(role.folder.length)) ||
          MODULES.test(text) ||
          COMMANDS.test(text) ||
          WRITES.test(text) ||
          (places && PLACES.test(text)) ||
          (ACTS.test(text) && usesOne(text, variables));
        if (effect) add(path);
        if (effect && isIn(path, role, 'handlers')) handlers = true;
        if (/\bset_fact\b/.test(text)) sets.set(path, namesSet(text));
        for (const other of this.tasksNamed(text, path, role, own)) link(path, other);
        for (const other of this.rolesIncluded(text)) {
          if (other !== role) link(path, `role ${other.folder}`);
        }
      }
      if (handlers) {
        // A handler runs when a task notifies it.
        for (const path of own) if (/\bnotify\b/.test(texts.get(path)?.text ?? '')) add(path);
      }
      const meta = this.below(role, 'meta').map((path) => this.read(path) ?? '');
      for (const other of this.rolesNamed(meta.join('\n'))) {
        if (other === role) continue;
        link(`role ${role.folder}`, `role ${other.folder}`);
      }
    }
    const byFolder = new Map(this.project.roles.map((role) => [`role ${role.folder}`, role]));
    const settle = (): void => {
      const roles = [...relevant];
      for (const role of roles) {
        for (const by of leads.get(`role ${role.folder}`) ?? []) pending.push(by);
      }
      for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
        const role = byFolder.get(path) ?? texts.get(path)?.role;
        if (role === undefined) continue;
        if (!byFolder.has(path)) this.inRoles.add(path);
        const next = [...(leads.get(path) ?? [])];
        if (!relevant.has(role) || byFolder.has(path)) {
          relevant.add(role);
          append(next, leads.get(`role ${role.folder}`) ?? []);
        }
        for (const by of next) {
          const known = byFolder.get(by);
          if (known === undefined ? !this.inRoles.has(by) : !relevant.has(known)) pending.push(by);
        }
      }
    };
    settle();
    // What a task sets matters where something that matters reads it.
    for (let round = 0; round < 4 && sets.size > 0; round++) {
      const words = this.wordsRead(relevant, texts);
      let grown = false;
      for (const [path, names] of sets) {
        if (this.inRoles.has(path)) continue;
        if (!names.some((name) => words.has(name))) continue;
        add(path);
        grown = true;
      }
      if (!grown) break;
      settle();
    }
    for (const role of relevant) {
      for (const path of [...this.below(role, 'tasks'), ...this.below(role, 'handlers')]) {
        if (/\binclude_vars\b/.test(texts.get(path)?.text ?? '')) add(path);
      }
    }
    settle();
    return relevant;
  }

  /** The words of everything that is played, and of the variables and templates it may use. */
  private wordsRead(
    relevant: ReadonlySet<Role>,
    texts: ReadonlyMap<string, { text: string; role: Role }>,
  ): Set<string> {
    const words = new Set<string>();
    const read = (text: string): void => {
      for (const match of text.matchAll(/[A-Za-z_]\w{0,200}/g)) words.add(match[0]);
    };
    for (const path of this.inRoles) read(texts.get(path)?.text ?? '');
    const expressions = (text: string): void => {
      for (const { 0: region } of text.matchAll(REGIONS)) read(region);
    };
    for (const role of relevant) {
      const kinds = this.places(role) ? ['templates', 'defaults', 'vars'] : ['defaults', 'vars'];
      for (const kind of kinds) {
        for (const path of this.below(role, kind)) expressions(this.read(path) ?? '');
      }
    }
    for (const path of this.project.variablePaths()) expressions(this.read(path) ?? '');
    // Tasks of playbooks read what a role before them has set.
    for (const file of this.claimed) {
      if (this.project.roleOf(file.path) !== undefined) continue;
      if ([MEMCACHED, MODULES, COMMANDS, WRITES].some((one) => one.test(file.text)))
        read(file.text);
    }
    return words;
  }

  /** Whether one of the role's templates or files can be a file of the host that is looked at. */
  places(role: Role): boolean {
    let places = this.placing.get(role);
    if (places === undefined) this.placing.set(role, (places = this.findsPlaced(role)));
    return places;
  }

  private findsPlaced(role: Role): boolean {
    for (const kind of ['templates', 'files']) {
      for (const path of this.below(role, kind)) {
        if (mayBeHostFile(path.slice(role.folder.length), this.read(path) ?? '')) return true;
      }
    }
    return false;
  }

  /** Names of variables, outside roles, whose values speak of memcached. */
  private memcachedVariables(): ReadonlySet<string> {
    if (this.variables !== undefined) return this.variables;
    const names = new Set<string>();
    this.variables = names;
    addSpeaking(
      this.project.variablePaths().flatMap((path) => variableBlocks(this.read(path) ?? '')),
      names,
    );
    return names;
  }

  /** The names of variables that speak of memcached as a role sees them. */
  private variablesOf(role: Role): ReadonlySet<string> {
    const known = this.ofRole.get(role);
    if (known !== undefined) return known;
    const names = new Set(this.memcachedVariables());
    const blocks = ['defaults', 'vars'].flatMap((kind) =>
      this.below(role, kind).flatMap((path) => variableBlocks(this.read(path) ?? '')),
    );
    addSpeaking(blocks, names);
    this.ofRole.set(role, names);
    return names;
  }

  /** Whether variables of the role speak of memcached, which the other roles of a play see too. */
  gives(role: Role): boolean {
    return this.variablesOf(role).size > this.memcachedVariables().size;
  }

  /** A playbook or a list of tasks, with all it includes. */
  file(file: SourceFile): boolean {
    const known = this.files.get(file.path);
    if (known !== undefined) return known;
    this.files.set(file.path, false);
    const answer = this.text(file.text, file.folder, file.path);
    this.files.set(file.path, answer);
    return answer;
  }

  /** One play of a playbook, by its text. */
  play(text: string, file: SourceFile): boolean {
    return this.text(text, file.folder, file.path);
  }

  private text(text: string, folder: string, path: string): boolean {
    return (
      MEMCACHED.test(text) ||
      MODULES.test(text) ||
      COMMANDS.test(text) ||
      WRITES.test(text) ||
      (ACTS.test(text) && usesOne(text, this.memcachedVariables())) ||
      (TEMPLATED_NAME.test(text) && /\b(?:include|import)_|roles[ \t]*:/.test(text)) ||
      (PLACES.test(text) && this.placesBeside(folder)) ||
      this.namesRole(text) ||
      this.includes(text, folder, path)
    );
  }

  /** Whether files and templates beside a playbook can be files of the host that are looked at. */
  private placesBeside(folder: string): boolean {
    return ['templates', 'files', '.'].some((kind) => {
      const base = kind === '.' ? folder : join(folder, kind);
      const paths = kind === '.' ? this.project.filesIn(base) : this.project.filesBelow(base);
      return paths.some(
        (path) => !/\.ya?ml$/.test(path) && mayBeHostFile(path, this.read(path) ?? ''),
      );
    });
  }

  /** Whether one of the words of a text is the name of a role that matters. */
  private namesRole(text: string): boolean {
    for (const role of this.rolesNamed(text)) if (this.role(role)) return true;
    return false;
  }

  /** The roles that tasks include by name. */
  private rolesIncluded(text: string): Set<Role> {
    const found = new Set<Role>();
    if (!/\b(?:include|import)_role\b/.test(text)) return found;
    for (const match of text.matchAll(/\b(?:name|role)["']?[ \t]*[:=][ \t]*["']?([^\n]{1,200})/g)) {
      // A template may make the name of any of them.
      const names = match[1]!.includes('{{') ? match[1]! : /^[\w./-]*/.exec(match[1]!)![0];
      for (const role of this.rolesNamed(names)) found.add(role);
    }
    return found;
  }

  /** The roles whose names are words of a text, also behind the dots of a full name. */
  private rolesNamed(text: string): Set<Role> {
    const words = new Set<string>();
    const found = new Set<Role>();
    for (const match of text.matchAll(/[A-Za-z0-9_][\w.-]{0,100}/g)) {
      const word = match[0];
      if (words.has(word)) continue;
      words.add(word);
      for (const name of new Set([word, word.slice(word.lastIndexOf('.') + 1)])) {
        for (const role of this.names.get(name) ?? []) found.add(role);
      }
    }
    return found;
  }

  /** The task files of the same role that a text includes; all of them where a template makes the name. */
  private tasksNamed(
    text: string,
    path: string,
    role: Role,
    own: readonly string[],
  ): readonly string[] {
    if (!/\b(?:include|import)/.test(text)) return [];
    if (/\b(?:include|import)[^\n]*\n?[^\n]*\{\{/.test(text)) return own;
    const folder = path.slice(0, path.lastIndexOf('/'));
    const found: string[] = [];
    for (const match of text.matchAll(/[\w./-]{1,200}/g)) {
      const word = match[0];
      if (!/\.ya?ml$/.test(word)) {
        if (!/tasks_from/.test(text)) continue;
        for (const suffix of ['.yml', '.yaml']) {
          const other = join(role.folder, `tasks/${word}${suffix}`);
          if (this.project.tree.has(other)) found.push(other);
        }
        continue;
      }
      for (const base of [folder, join(role.folder, 'tasks'), role.folder]) {
        const other = resolveInTree(base, word);
        if (other !== undefined && other !== path && this.project.tree.has(other))
          found.push(other);
      }
    }
    return found;
  }

  private includes(text: string, from: string, self: string): boolean {
    for (const match of text.matchAll(/[\w./-]{1,200}\.ya?ml\b/g)) {
      for (const folder of [from, join(from, 'tasks')]) {
        const path = resolveInTree(folder, match[0]);
        if (path === undefined || path === self || !this.project.tree.has(path)) continue;
        const other = this.project.tree.read(path);
        if (other !== undefined && (this.inRoles.has(path) || this.file(other))) return true;
      }
    }
    return false;
  }

  private below(role: Role, kind: string): readonly string[] {
    return this.project.filesBelow(join(role.folder, kind));
  }

  private read(path: string): string | undefined {
    const text = this.project.tree.read(path)?.text;
    return text === undefined || text.length > LONGEST ? text?.slice(0, LONGEST) : text;
  }
}

/** memcached as a word of its own (`memcached_servers` is another name), its port, or a filter's files. */
const MENTIONED_VALUE =
  /(?:^|[^A-Za-z0-9_])memcached?(?![A-Za-z_]|-exporter)|11211|etc\/(?:ufw|firewalld|iptables|nftables|sysconfig\/ip6?tables|default\/ufw)|rules\.v[46]/i;

/** `name: value` at the left edge with what is indented below it; `name=value` of inventories. */
function variableBlocks(text: string): { name: string; value: string }[] {
  const found: { name: string; value: string }[] = [];
  const starts = [...text.matchAll(/^["']?([A-Za-z_]\w{0,200})["']?[ \t]*[:=]/gm)];
  starts.forEach((match, i) => {
    const value = text.slice(match.index + match[0].length, starts[i + 1]?.index ?? text.length);
    found.push({ name: match[1]!, value: value.replace(/^[ \t]*#.*$/gm, '') });
  });
  return found;
}

function speaksOf(text: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  for (const match of text.matchAll(/[A-Za-z_]\w{0,200}/g)) if (names.has(match[0])) return true;
  return false;
}

/** Whether a file of tasks puts a variable that speaks of memcached in somewhere, unless it sets it itself. */
function usesOne(text: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  let own: Set<string> | undefined;
  for (const { 0: region } of text.matchAll(REGIONS)) {
    for (const { 0: word } of region.matchAll(/[A-Za-z_]\w{0,200}/g)) {
      if (!names.has(word)) continue;
      own ??= new Set(
        [...text.matchAll(/^[ \t-]*["']?([A-Za-z_]\w{0,200})["']?[ \t]*:/gm)].map((key) => key[1]!),
      );
      if (!own.has(word)) return true;
    }
  }
  return false;
}

/** Where variables are put in: templates, and loops over a variable's bare name. */
const REGIONS =
  /\{\{[^}]{0,2000}\}\}|\{%[^%]{0,2000}%\}|\b(?:with_\w{1,40}|loop)["']?[ \t]*:[^\n]{0,2000}/g;

/** Adds the names of blocks that speak of memcached, also by way of others: `"{{ base + cache }}"`. */
function addSpeaking(blocks: readonly { name: string; value: string }[], names: Set<string>): void {
  for (const { name, value } of blocks) if (MENTIONED_VALUE.test(value)) names.add(name);
  for (let round = 0; round < 5; round++) {
    const before = names.size;
    for (const { name, value } of blocks) {
      if (!names.has(name) && value.includes('{{') && speaksOf(value, names)) names.add(name);
    }
    if (names.size === before) return;
  }
}

/** The names that `set_fact` tasks of a text may set: keys below it, and `key=` behind it. */
function namesSet(text: string): string[] {
  const names: string[] = [];
  for (const match of text.matchAll(
    /\bset_fact["']?[ \t]*[:=]([^\n]*(?:\n(?!\s*-)[^\n]*){0,60})/g,
  )) {
    const [first = '', ...rest] = match[1]!.split('\n');
    for (const one of first.matchAll(/["']?([A-Za-z_]\w{0,200})["']?[ \t]*[:=]/g)) {
      names.push(one[1]!);
    }
    for (const line of rest) {
      const key = /^[ \t]*["']?([A-Za-z_]\w{0,200})["']?[ \t]*:/.exec(line)?.[1];
      if (key !== undefined && !TASK_KEYWORDS.has(key) && !key.startsWith('with_')) names.push(key);
    }
  }
  return names;
}

function isIn(path: string, role: Role, kind: string): boolean {
  return path.startsWith(`${join(role.folder, kind)}/`);
}

function isOfRole(path: string, role: Role): boolean {
  return isIn(path, role, 'tasks') || isIn(path, role, 'handlers');
}
