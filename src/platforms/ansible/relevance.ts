import type { SourceFile } from '../../files/source.js';
import { resolveInTree } from '../../files/tree.js';
import { join, type Project, type Role } from './project.js';

/** memcached by name or port, in any file. */
const MEMCACHED = /memcache|11211/i;
/** Tasks that open ports, whichever they are. */
const OPENS =
  /\b(?:ufw|iptables|ip6tables|firewalld|nft|firewall-cmd|docker_container|podman_container|podman_pod|docker_swarm_service|ec2_group|ec2_security_group|ec2_vpc_nacl|azure_rm_securitygroup|gcp_compute_firewall|security_group|security_group_rule|os_security_group_rule|hcloud_firewall|hetzner\.hcloud\.firewall|digital_ocean_firewall|k8s)["']?[ \t]*:|\b(?:ufw|iptables|ip6tables|nft|firewall-cmd|docker|podman)[ \t]+[-a-z]|geerlingguy\.firewall/;
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
  private readonly roles = new Map<string, boolean>();
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
    const known = this.roles.get(role.folder);
    if (known !== undefined) return known;
    // While it is being looked at, a role that leads back to it adds nothing.
    this.roles.set(role.folder, false);
    let answer = false;
    for (const kind of FOLDERS) {
      if (answer) break;
      for (const path of this.project.filesBelow(join(role.folder, kind))) {
        const text = this.read(path);
        if (text === undefined) continue;
        answer =
          MEMCACHED.test(path) ||
          MEMCACHED.test(text) ||
          (/^(templates|files)$/.test(kind) ? FILTERS.test(text) : OPENS.test(text)) ||
          (/^(tasks|handlers|meta)$/.test(kind) && this.namesRole(text));
        if (answer) break;
      }
    }
    this.roles.set(role.folder, answer);
    return answer;
  }

  /** A playbook or a list of tasks, with all it includes. */
  file(file: SourceFile): boolean {
    const known = this.files.get(file.path);
    if (known !== undefined) return known;
    this.files.set(file.path, false);
    const { text } = file;
    const answer =
      MEMCACHED.test(text) ||
      OPENS.test(text) ||
      (/\b(?:role|name|include_role|import_role|include_tasks|import_tasks|include)["']?[ \t]*[:=][ \t]*["']?[^\n"']{0,40}\{\{/.test(
        text,
      ) &&
        /\b(?:include|import)_|roles[ \t]*:/.test(text)) ||
      this.namesRole(text) ||
      this.includes(file);
    this.files.set(file.path, answer);
    return answer;
  }

  /** Whether one of the words of a text is the name of a role that matters. */
  private namesRole(text: string): boolean {
    const seen = new Set<string>();
    for (const match of text.matchAll(/[A-Za-z0-9_][\w.-]{0,100}/g)) {
      const word = match[0];
      if (seen.has(word)) continue;
      seen.add(word);
      const last = word.slice(word.lastIndexOf('.') + 1);
      for (const name of last === word ? [word] : [word, last]) {
        if (this.names.get(name)?.some((role) => this.role(role)) === true) return true;
      }
    }
    return false;
  }

  private includes(file: SourceFile): boolean {
    for (const match of file.text.matchAll(/[\w./-]{1,200}\.ya?ml\b/g)) {
      for (const folder of [file.folder, join(file.folder, 'tasks')]) {
        const path = resolveInTree(folder, match[0]);
        if (path === undefined || path === file.path || !this.project.tree.has(path)) continue;
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
