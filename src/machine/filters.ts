import type { SourceFile } from '../files/source.js';
import type { Unresolved } from '../facts.js';
import { unresolved } from '../facts.js';
import type { Location } from '../files/source.js';
import { HostFirewall } from '../network/filter/host-firewall.js';
import { loadFirewalldZones } from './firewalld-zones.js';
import type { Machine, Output, OutputKind } from './model.js';
import { loadUfwStatus } from './ufw-status.js';

/** The packet filter of a machine as it is loaded. */
export interface LoadedFilter {
  readonly firewall: HostFirewall;
  /** Set when what is loaded is not known for a family, so that nothing follows from the rest. */
  readonly unknown: ReadonlyMap<4 | 6, Unresolved>;
  /** What shows it: the first output of the filter. */
  readonly where: Location;
  /** Worth knowing, one sentence each. */
  readonly notes: readonly string[];
}

/** Tables of `nft list ruleset` that belong to iptables-nft and are in iptables-save too. */
const SHARED_TABLE = /^(?:filter|nat|mangle|raw|security)$/;

/** Reads the outputs of the machine's packet filter, those of the kernel before those of front ends. */
export function loadFilter(machine: Machine): LoadedFilter {
  const { filters } = machine;
  const interfaces = [
    ...new Set(
      (machine.addresses ?? []).flatMap(({ device }) => (device === undefined ? [] : [device])),
    ),
  ];
  const firewall = new HostFirewall(interfaces.length > 0 ? interfaces : undefined);
  const where = filters[0]?.file.location(0) ?? machine.outputs[0]!.file.location(0);
  const of = (kind: OutputKind): readonly Output[] =>
    filters.filter((output) => output.kind === kind);
  const notes: string[] = [];
  const unknown = new Map<4 | 6, Unresolved>();
  const both = (reason: string, place: Location = where): void => {
    unknown.set(4, unresolved(reason, place)).set(6, unresolved(reason, place));
  };
  const done = (): LoadedFilter => ({ firewall, unknown, where, notes });
  const failed = machine.notRead.find(({ what }) => what === 'packet-filter');
  if (failed !== undefined) both(failed.reason, failed.where);
  const twice = ambiguous(filters);
  if (twice !== undefined) both(twice);
  if (unknown.size > 0) return done();

  const v4 = of('iptables');
  const v6 = of('ip6tables');
  const nft = of('nft');
  for (const [outputs, family] of [[v4, 4] as const, [v6, 6] as const]) {
    for (const { file } of outputs) firewall.loadIptablesSave(file.text, family, byLine(file));
  }
  for (const { file } of nft) {
    const text = withoutShared(file.text, v4.length > 0, v6.length > 0);
    firewall.loadNft(text, byLine(file));
  }
  if (nft.length > 0) return refused(firewall, both) ?? done();
  if (v4.length > 0 || v6.length > 0) {
    if (v4.length === 0) {
      unknown.set(4, unresolved('only ip6tables-save was read, and not iptables-save', where));
    }
    if (v6.length === 0) {
      unknown.set(6, unresolved('only iptables-save was read, and not ip6tables-save', where));
    }
    notes.push('Rules of nftables itself were not read (nft list ruleset).');
    refused(firewall, both);
    return done();
  }
  const ufw = of('ufw-status')[0];
  const zones = of('firewalld-zones')[0];
  if (zones !== undefined) {
    const reason = loadFirewalldZones(
      zones.file,
      firewall,
      defaultZone(machine),
      outerDevices(machine),
    );
    if (reason !== undefined) both(reason);
    notes.push(
      'What firewalld lists was taken for the whole filter; rules that something else loaded were not read.',
    );
  } else if (ufw !== undefined) {
    const reason = loadUfwStatus(ufw.file, firewall, ufwDefault(machine.files));
    if (reason !== undefined) both(reason);
    notes.push(
      'What ufw lists was taken for the whole filter; rules that something else loaded were not read.',
    );
  } else if (of('iptables-listing').length > 0) {
    both(
      'the output of iptables -L leaves conditions out; save the output of iptables-save instead',
    );
  } else {
    both(
      'no output of the packet filter was read (iptables-save, ip6tables-save, nft list ruleset)',
    );
  }
  return done();
}

/** A file that the tool itself would refuse tells nothing for certain. */
function refused(
  firewall: HostFirewall,
  both: (reason: string, place?: Location) => void,
): undefined {
  const problem = firewall.problems.find(({ kind }) => kind === 'refused');
  if (problem === undefined) return undefined;
  const reason = /unexpected xt\b/.test(problem.message)
    ? 'nft list ruleset cannot print some rules that iptables made; save the outputs of iptables-save and ip6tables-save too'
    : problem.message.replace(/\.$/, '');
  both(reason, problem.where);
  return undefined;
}

/** Two listings of one kind contradict each other, unless they are equal. */
function ambiguous(filters: readonly Output[]): string | undefined {
  const seen = new Map<OutputKind, SourceFile>();
  for (const { kind, file } of filters) {
    // The legacy tables stand beside those of nftables.
    if (/legacy/.test(file.name)) continue;
    const other = seen.get(kind);
    if (other !== undefined && other.text !== file.text) {
      return `${other.path} and ${file.path} both list the packet filter; keep the outputs of each machine in a folder of its own`;
    }
    seen.set(kind, file);
  }
  return undefined;
}

export function byLine(file: SourceFile): (line: number) => Location {
  return (line) => {
    const start = file.offset(line);
    const text = file.line(line);
    const lead = text.length - text.trimStart().length;
    return file.location(start + lead, start + Math.max(text.trimEnd().length, lead));
  };
}

/**
 * The ruleset without the tables that iptables-save shows too, line for line, so that places stay: nft
 * cannot print every match of iptables as it is.
 */
export function withoutShared(text: string, v4: boolean, v6: boolean): string {
  let inside = false;
  return text
    .split('\n')
    .map((line) => {
      const table = /^table (ip|ip6) (\S+) \{/.exec(line);
      if (table !== null) {
        inside = SHARED_TABLE.test(table[2]!) && (table[1] === 'ip' ? v4 : v6);
      }
      const blank = inside;
      if (/^\}/.test(line)) inside = false;
      return blank ? '' : line;
    })
    .join('\n');
}

/** DEFAULT_INPUT_POLICY of /etc/default/ufw among the files of the machine. */
function ufwDefault(files: readonly SourceFile[]): string | undefined {
  const file = files.find(({ path }) => /(?:^|\/)etc\/default\/ufw$/.test(path));
  const policy = /^DEFAULT_INPUT_POLICY="?(ACCEPT|DROP|REJECT)"?/m.exec(file?.text ?? '')?.[1];
  return policy === undefined
    ? undefined
    : ({ ACCEPT: 'allow', DROP: 'deny', REJECT: 'reject' } as const)[policy as 'ACCEPT'];
}

/** What `firewall-cmd --get-default-zone` says, or firewalld.conf. */
function defaultZone({ filters, files }: Machine): string | undefined {
  const asked = filters.find(({ kind }) => kind === 'default-zone')?.file.text.trim();
  const file = files.find(({ path }) => /(?:^|\/)etc\/firewalld\/firewalld\.conf$/.test(path));
  return asked ?? /^DefaultZone=(\S+)/m.exec(file?.text ?? '')?.[1];
}

/** The interfaces that others may be on; none when they are not known. */
function outerDevices({ addresses }: Machine): readonly string[] {
  const devices = (addresses ?? []).flatMap(({ device }) =>
    device === undefined || device === 'lo' ? [] : [device],
  );
  return [...new Set(devices)];
}
