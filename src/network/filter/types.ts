import type { Unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import type { AddressSet } from '../addresses.js';
import type { Protocol } from '../ports.js';

/** A command that changes a host's packet filter, with known words. */
export interface FilterCommand {
  /** `['iptables', '-A', 'INPUT', …]`; the program name without its folder. */
  readonly argv: readonly string[];
  readonly where: Location;
  /** What is fed to it on standard input (`iptables-restore`, `nft -f -`). */
  readonly input?: string;
  /** The file that is fed to it, as it is named. */
  readonly inputFile?: string;
  /** The place of a line of {@link input}, counted from 1; absent: {@link where} stands for all. */
  readonly locateInput?: (line: number) => Location;
  /**
   * The words of {@link argv} whose text is not known, by index, with the reason. What stands in `argv`
   * for them does not matter.
   */
  readonly unknown?: ReadonlyMap<number, string>;
  /** The files the command may read (`iptables-restore rules.v4`, `nft -f file`); undefined: not known. */
  readonly readFile?: (path: string) => string | undefined;
}

/** The question put to a packet filter. */
export interface FilterQuery {
  readonly protocol: Protocol;
  readonly port: number;
  /** The interface the packet comes in on; absent: any interface but loopback. */
  readonly interface?: string;
  /** The address it goes to; absent: any address of the host. */
  readonly destination?: string;
  /** The port it comes from; absent: whichever suits the sender. */
  readonly sourcePort?: number;
  /** The hardware address of the sender; absent: not known. */
  readonly hardwareAddress?: string;
  /** The ports where memcached listens behind redirections; default: {@link port}. */
  readonly listens?: readonly number[];
  /**
   * What serves the port: a process of the `host` (default), or the `container` whose ports
   * `HostFirewall.publish` published.
   */
  readonly target?: 'host' | 'container';
  /** The addresses the host is known to have, to tell redirections to itself from others. */
  readonly own?: AddressSet;
  /** For the target `container`: where it is, when the loaded rules are those of a real host. */
  readonly network?: ContainerNetwork;
}

/** A container on a real host, as its rules and addresses show it. */
export interface ContainerNetwork {
  readonly address: AddressSet;
  readonly bridge: string;
  /** The host's own address on the bridge. */
  readonly bridgeAddress: AddressSet;
  /** Whether docker-proxy listens on the published port. */
  readonly proxy: boolean;
}

/** Who gets through a packet filter to a port of the host. */
export interface Admission {
  /** New connections (or first datagrams) from these addresses reach the local port. */
  readonly sources: AddressSet | Unresolved;
  /** Those that certainly get through; equal to {@link sources} when that is resolved. */
  readonly certain: AddressSet;
  /** The rules that let them in, most important first; empty when only a policy decided. */
  readonly admittedBy: readonly Location[];
  /** The rules or policies that keep others out; empty when nothing does. */
  readonly refusedBy: readonly Location[];
  /** Whether any filter with an effect on the question is loaded. */
  readonly filtered: boolean;
}
