import type { DetectedVersion } from '../facts.js';
import type { Location, SourceFile } from '../files/source.js';
import type { Word } from '../memcached/index.js';
import type { Protocol } from '../network/ports.js';

/** A socket of a machine that waits for somebody, as `ss` shows it. */
export interface ListeningSocket {
  readonly protocol: Protocol;
  /** `0.0.0.0`, `::`, a definite address. */
  readonly address: string;
  /** The families that reach it: a socket on `::` may take IPv4 too. */
  readonly families: readonly (4 | 6)[];
  readonly port: number;
  /** The interface it is bound to (`127.0.0.53%lo`). */
  readonly device?: string;
  /** Who holds it; absent when the listing does not tell. */
  readonly process?: { readonly name: string; readonly pid?: number };
  readonly where: Location;
}

/** A running program with its real command line. */
export interface Process {
  readonly pid?: number;
  /** The program first. */
  readonly words: readonly Word[];
  readonly where: Location;
}

/** An address of one of the machine's interfaces. */
export interface InterfaceAddress {
  readonly device: string | undefined;
  readonly address: string;
  readonly prefix?: number;
}

/** A container that is told of by `docker ps`, `docker inspect` or the kernel's namespaces. */
export interface ContainerSeen {
  readonly name: string;
  /** `memcached:1.6`; absent when not known. */
  readonly image?: Word;
  /** Its own addresses, where they are known. */
  readonly addresses: readonly string[];
  readonly published: readonly PublishedSeen[];
  /** What listens inside; absent when that was not looked at. */
  readonly sockets?: readonly ListeningSocket[];
  readonly processes: readonly Process[];
  readonly where: Location;
}

/** A port of the machine that leads to a container. */
export interface PublishedSeen {
  readonly protocol: Protocol;
  /** Absent: every address. */
  readonly hostAddress?: string;
  readonly hostPort: number;
  readonly containerAddress?: string;
  readonly containerPort: number;
  /** The bridge that leads there, when a rule names it. */
  readonly bridge?: string;
  readonly where: Location;
}

/** The outputs that are told apart. */
export type OutputKind =
  | 'sockets'
  | 'processes'
  | 'addresses'
  | 'routes'
  | 'iptables'
  | 'ip6tables'
  | 'nft'
  | 'ufw-status'
  | 'firewalld-zones'
  | 'default-zone'
  | 'iptables-listing'
  | 'unit-files'
  | 'docker-ps'
  | 'docker-inspect'
  | 'version'
  | 'namespace'
  | 'not-read';

/** A saved output and what it is. */
export interface Output {
  readonly kind: OutputKind;
  readonly file: SourceFile;
}

/** Something that could not be read and may decide the verdict. */
export interface NotRead {
  readonly what: 'sockets' | 'processes' | 'packet-filter' | 'other';
  /** A sentence without its full stop, to be read after "because". */
  readonly reason: string;
  readonly where: Location;
}

/** One machine, as far as it was seen. */
export interface Machine {
  /** `web1`; '' for the only one. */
  readonly name: string;
  /** Absent: no listing of sockets. */
  readonly sockets?: readonly ListeningSocket[];
  readonly processes: readonly Process[];
  /** Whether a list of processes was there at all. */
  readonly processesListed: boolean;
  /** Absent: not known. */
  readonly addresses?: readonly InterfaceAddress[];
  /** Interfaces with a default route; absent: not known. */
  readonly outward?: ReadonlySet<string>;
  readonly containers: readonly ContainerSeen[];
  /** The version of memcached that is installed. */
  readonly version?: DetectedVersion;
  /** Outputs of the packet filter. */
  readonly filters: readonly Output[];
  /** Unit and configuration files, by the path they have in the tree. */
  readonly files: readonly SourceFile[];
  readonly notRead: readonly NotRead[];
  /** Every output of it, the first stands for the machine where nothing more exact is known. */
  readonly outputs: readonly Output[];
}
