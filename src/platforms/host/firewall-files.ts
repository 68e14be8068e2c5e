import { append } from '../../append.js';
import type { Fact, Listener } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { HostFirewall } from '../../network/filter/host-firewall.js';
import { firewallFileOf, type FirewallFile } from './names.js';
import { hostFirewallFacts } from './filter-facts.js';

/** What the packet filter files of the tree let through, one host for each folder they lie in. */
export function firewallFileFacts(
  files: readonly SourceFile[],
  listeners: readonly Listener[],
): Fact[] {
  const hosts = new Map<string, { firewall: HostFirewall; first: SourceFile }>();
  for (const file of files) {
    const kind = firewallFileOf(file.path);
    if (kind === undefined) continue;
    let host = hosts.get(kind.root);
    if (host === undefined)
      hosts.set(
        kind.root,
        (host = { firewall: new HostFirewall(undefined, { partial: true }), first: file }),
      );
    load(host.firewall, file, kind, (path) => included(files, kind.root, file, path));
  }
  const facts: Fact[] = [];
  const intentions = { complete: true };
  for (const [root, { firewall, first }] of hosts) {
    const ufw = files.filter(
      (file) => /\/ufw\//.test(file.path) && firewallFileOf(file.path)?.root === root,
    );
    // Without ufw.conf in the repository, whoever keeps rules for ufw has it on.
    if (
      ufw.some(({ name }) => /^user6?\.rules$/.test(name)) &&
      !ufw.some(({ name }) => name === 'ufw.conf')
    ) {
      firewall.run({ argv: ['ufw', 'enable'], where: ufw[0]!.location(0) });
    }
    const zones = files.some(
      (file) =>
        /\/firewalld\/(?:zones|policies|direct\.xml)/.test(file.path) &&
        firewallFileOf(file.path)?.root === root,
    );
    if (zones) firewall.startFirewalld();
    const here = listeners.filter(
      (listener) => listener.placement === 'host' && rootOf(listener.where.file) === root,
    );
    const workloads = new Set(here.map(({ workload }) => workload));
    if (workloads.size === 0) {
      append(
        facts,
        hostFirewallFacts(firewall, {
          platform: 'host',
          workload: first.path,
          listeners: [],
          intentions,
        }),
      );
    }
    for (const workload of workloads) {
      const mine = here.filter((listener) => listener.workload === workload);
      append(
        facts,
        hostFirewallFacts(firewall, { platform: 'host', workload, listeners: mine, intentions }),
      );
    }
  }
  return facts;
}

/** The text of a file that another one of the same host includes, by its path there or beside it. */
function included(
  files: readonly SourceFile[],
  root: string,
  from: SourceFile,
  path: string,
): string | undefined {
  const folder = from.path.slice(0, from.path.lastIndexOf('/') + 1);
  const lead = root === '' ? '' : `${root}/`;
  const wanted = path.startsWith('/')
    ? [lead + path.slice(1), folder + path.slice(path.lastIndexOf('/') + 1)]
    : [folder + path.replace(/^\.\//, '')];
  return files.find((file) => wanted.includes(file.path) && file !== from)?.text;
}

function load(
  firewall: HostFirewall,
  file: SourceFile,
  { kind, path }: FirewallFile,
  readFile: (path: string) => string | undefined,
): void {
  const locate = (line: number) => {
    const start = file.offset(line);
    const text = file.line(line);
    const lead = text.length - text.trimStart().length;
    return file.location(start + lead, start + Math.max(text.trimEnd().length, lead));
  };
  if (kind === 'iptables') firewall.loadIptablesSave(file.text, 4, locate);
  else if (kind === 'ip6tables') firewall.loadIptablesSave(file.text, 6, locate);
  else if (kind === 'nft') firewall.loadNft(file.text, locate, readFile);
  else firewall.writeFile(path, file.text, locate);
}

/** What stands in front of `etc/` in a path; its folder when there is none. */
function rootOf(path: string): string {
  const match = /^(.*?)(?:^|\/)etc\//.exec(path);
  return match?.[1] ?? path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
