import type { SourceFile } from '../../files/source.js';
import { resolveInTree } from '../../files/tree.js';
import type { Data } from '../../syntax/data.js';
import { join, type Project, type Role } from './project.js';

/** memcached by name or port, in any file. */
const MEMCACHED = /memcache|11211/i;
/** Tasks that open ports, whichever they are. */
const MODULES =
  /\b(?:ufw|iptables|ip6tables|iptables_raw|firewalld|docker_container|podman_container|podman_pod|docker_swarm_service|ec2_group|ec2_security_group|ec2_vpc_nacl|azure_rm_securitygroup|gcp_compute_firewall|security_group|security_group_rule|os_security_group_rule|hcloud_firewall|hetzner\.hcloud\.firewall|digital_ocean_firewall|k8s)["']?[ \t]*:/;
/** Commands that do, and a role that does. */
const COMMANDS =
  /\bip6?tables[ \t]+-|\bip6?tables-restore|\bufw[ \t]+(?:--\w+[ \t]+)?(?:allow|limit|deny|reject|default|insert|prepend|enable|route|delete)|\bnft[ \t]+(?:-f|add|insert|create|replace|flush|delete)|\bfirewall-(?:offline-)?cmd[ \t]+-|\b(?:docker|podman|nerdctl)[ \t]+(?:container[ \t]+)?(?:run|create)\b|geerlingguy\.firewall|(?:argv|cmd)["']?[ \t]*:/;
/** Files of a packet filter that tasks write. */
const WRITES =
  /etc\/(?:iptables|nftables|ufw|firewalld|sysconfig\/ip6?tables|default\/ufw)|rules\.v[46]/;
/** A role or file whose name a template makes. */
const TEMPLATED_NAME =
  /\b(?:role|name|include_role|import_role|include_tasks|import_tasks|include)["']?[ \t]*[:=][ \t]*["']?[^\n"']{0,40}\{\{/;
/** Templates that are packet filters. */
const FILTERS = /^\*filter|-A INPUT|--dport|^\s*table (?:inet|ip6?) /m;
/** Kinds of files of a role, by folder, that are read to tell what it is about. */
const FOLDERS = ['tasks', 'handlers', 'templates', 'files', 'defaults', 'vars', 'meta'];
const LONGEST = 200_000;

/**
 * Tells which playbooks and roles can have to do with memcached or a packet filter, by a look at
 * their texts. It decides what is played, so it may be generous; no verdict rests on it.
 */
export class Relevance {
  private roles: Set<Role> | undefined;
  private readonly files = new Map<string, boolean>();
  private readonly names: ReadonlyMap<string, readonly Role[]>;

  constructor(private readonly project: Project) {
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

  /** Roles that matter by themselves, and those that name one that does. */
  private relevantRoles(): Set<Role> {
    const relevant = new Set<Role>();
    const namedBy = new Map<Role, Role[]>();
    for (const role of this.project.roles) {
      let own = false;
      for (const kind of FOLDERS) {
        for (const path of this.project.filesBelow(join(role.folder, kind))) {
          const text = this.read(path);
          if (text === undefined) continue;
          own ||=
            MEMCACHED.test(path) ||
            MEMCACHED.test(text) ||
            (/^(templates|files)$/.test(kind)
              ? FILTERS.test(text)
              : MODULES.test(text) || COMMANDS.test(text) || WRITES.test(text));
          if (own) break;
          if (!/^(tasks|handlers|meta)$/.test(kind)) continue;
          for (const other of this.rolesNamed(text)) {
            const by = namedBy.get(other);
            if (by === undefined) namedBy.set(other, [role]);
            else by.push(role);
          }
        }
        if (own) break;
      }
      if (own) relevant.add(role);
    }
    const pending = [...relevant];
    for (let role = pending.pop(); role !== undefined; role = pending.pop()) {
      for (const user of namedBy.get(role) ?? []) {
        if (relevant.has(user)) continue;
        relevant.add(user);
        pending.push(user);
      }
    }
    return relevant;
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

  /** One play of a playbook. */
  play(play: Data, file: SourceFile): boolean {
    const { startLine, startColumn, endLine, endColumn } = play.where;
    const text = file.text.slice(
      file.offset(startLine, startColumn),
      file.offset(endLine, endColumn),
    );
    return this.text(text, file.folder, file.path);
  }

  private text(text: string, folder: string, path: string): boolean {
    return (
      MEMCACHED.test(text) ||
      MODULES.test(text) ||
      COMMANDS.test(text) ||
      WRITES.test(text) ||
      (TEMPLATED_NAME.test(text) && /\b(?:include|import)_|roles[ \t]*:/.test(text)) ||
      this.namesRole(text) ||
      this.includes(text, folder, path)
    );
  }

  /** Whether one of the words of a text is the name of a role that matters. */
  private namesRole(text: string): boolean {
    for (const role of this.rolesNamed(text)) if (this.role(role)) return true;
    return false;
  }

  /** The roles whose names are words of a text, also behind the dots of a full name. */
  private rolesNamed(text: string): Set<Role> {
    const words = new Set<string>();
    const found = new Set<Role>();
    for (const match of text.matchAll(/[A-Za-z0-9_][\w.-]{0,100}/g)) {
      const word = match[0];
      if (words.has(word)) continue;
      words.add(word);
      for (const name of [word, word.slice(word.lastIndexOf('.') + 1)]) {
        for (const role of this.names.get(name) ?? []) found.add(role);
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
        if (other !== undefined && this.file(other)) return true;
      }
    }
    return false;
  }

  private read(path: string): string | undefined {
    const text = this.project.tree.read(path)?.text;
    return text === undefined || text.length > LONGEST ? text?.slice(0, LONGEST) : text;
  }
}
