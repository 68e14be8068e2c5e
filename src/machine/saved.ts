import type { Location, SourceFile } from '../files/source.js';
import { HostFirewall } from '../network/filter/host-firewall.js';
import { byLine, withoutShared, type LoadedFilter } from './filters.js';
import type { Machine } from './model.js';

/** A tool's rules as they are loaded, and as its file has them for the next start. */
export interface Kept {
  /** For people: the file. */
  readonly file: SourceFile;
  readonly families: readonly (4 | 6)[];
  readonly loaded: LoadedFilter;
  readonly saved: LoadedFilter;
}

/** What netfilter-persistent (Debian) and the iptables services (Red Hat) load at start. */
const IPTABLES_FILES: Readonly<Record<4 | 6, RegExp>> = {
  4: /(?:^|\/)etc\/(?:iptables\/rules\.v4|sysconfig\/iptables)$/,
  6: /(?:^|\/)etc\/(?:iptables\/rules\.v6|sysconfig\/ip6tables)$/,
};
/** What nftables.service loads at start, on Debian and on Red Hat. */
const NFT_FILES = /(?:^|\/)etc\/(?:nftables\.conf|sysconfig\/nftables\.conf)$/;

/** Front ends that load their own rules at start: what is loaded is theirs to keep. */
const KEPT_ELSEWHERE =
  /(?:^|\/)etc\/(?:ufw\/|firewalld\/|shorewall6?\/|ferm\/|csf\/)|(?:^|\/)etc\/default\/ufw$/;

/**
 * The rules of each tool beside those of its file, where both were read and the file can be read without
 * others. A tool's rules are compared with its own file alone: another tool may be switched off.
 */
export function keptRules(machine: Machine): Kept[] {
  const { filters, files } = machine;
  const texts = (kind: string): readonly SourceFile[] =>
    filters.filter((output) => output.kind === kind).map(({ file }) => file);
  const kept: Kept[] = [];
  const v4 = texts('iptables');
  const v6 = texts('ip6tables');
  for (const [outputs, family] of [[v4, 4] as const, [v6, 6] as const]) {
    const file = files.find(({ path }) => IPTABLES_FILES[family].test(path));
    if (file === undefined || outputs.length === 0) continue;
    const loaded = new HostFirewall();
    for (const output of outputs) {
      loaded.loadIptablesSave(output.text, family, byLine(output));
    }
    const saved = new HostFirewall();
    if (!saved.loadIptablesSave(file.text, family, byLine(file))) continue;
    push(kept, file, [family], loaded, saved);
  }
  const nft = texts('nft');
  const file = files.find(({ path }) => NFT_FILES.test(path));
  // What a file includes is not at hand.
  if (file !== undefined && nft.length > 0 && !/^\s*include\b/m.test(file.text)) {
    const loaded = new HostFirewall();
    for (const output of nft) {
      const text = withoutShared(output.text, v4.length > 0, v6.length > 0);
      loaded.loadNft(text, byLine(output));
    }
    const saved = new HostFirewall();
    saved.loadNft(file.text, byLine(file));
    push(kept, file, [4, 6], loaded, saved);
  }
  return kept;
}

function push(
  kept: Kept[],
  file: SourceFile,
  families: readonly (4 | 6)[],
  loaded: HostFirewall,
  saved: HostFirewall,
): void {
  if (loaded.problems.length > 0 || saved.problems.length > 0) return;
  const where = file.location(0);
  const of = (firewall: HostFirewall): LoadedFilter => ({
    firewall,
    unknown: new Map(),
    where,
    notes: [],
  });
  kept.push({ file, families, loaded: of(loaded), saved: of(saved) });
}

/** Whether a front end has rules of its own for the next start. */
export function isKeptElsewhere({ files }: Machine): boolean {
  return files.some(({ path }) => KEPT_ELSEWHERE.test(path));
}

export function firstLine(file: SourceFile): Location {
  return file.location(0, file.line(1).length);
}

/** Whether anything that was read would load rules at the next start. */
export function isKeptSomehow({ files }: Machine): boolean {
  return files.some(
    ({ path }) =>
      KEPT_ELSEWHERE.test(path) ||
      NFT_FILES.test(path) ||
      IPTABLES_FILES[4].test(path) ||
      IPTABLES_FILES[6].test(path),
  );
}

/** Where kube-proxy leads ports of the machine to pods, which is not followed. */
export function kubeProxyAt({ filters }: Machine): Location | undefined {
  for (const { file } of filters) {
    const match =
      /^-A KUBE-NODEPORTS .*$/m.exec(file.text) ??
      /^\s*chain KUBE-NODEPORTS \{$/m.exec(file.text) ??
      /^\s*map service-nodeports \{$/m.exec(file.text);
    if (match !== null) return file.location(match.index, match.index + match[0].length);
  }
  return undefined;
}
