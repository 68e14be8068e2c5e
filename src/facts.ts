import type { Location } from './files/source.js';
import type { AddressSet } from './network/addresses.js';
import type { PortSet, Protocol, ProtocolSet } from './network/ports.js';
import type { Version } from './memcached/version.js';

/**
 * The common language between the platforms, which read configuration, and everything behind them,
 * which judges it. Nothing behind the platforms knows which ecosystem a fact came from, except to
 * word the advice.
 */
export type Fact = Listener | Ingress | Restriction;

/** The ecosystems that are read, one folder each in `platforms/`. */
export type PlatformName =
  | 'terraform'
  | 'cloudformation'
  | 'azure-templates'
  | 'google-templates'
  | 'heat'
  | 'pulumi'
  | 'nomad'
  | 'controllers'
  | 'kubernetes'
  | 'compose'
  | 'dockerfile'
  | 'ansible'
  | 'settings'
  | 'programs'
  | 'host';

/**
 * Names what runs something, unique in the scanned tree and fit to be shown:
 * `aws_instance.cache`, `Deployment/prod/cache`, `service "memcached" in compose.yaml`.
 */
export type WorkloadId = string;

/** A value that decides an exposure and cannot be known from the repository. */
export interface Unresolved {
  readonly unresolved: true;
  /** What was missing, to be read after "because": "`var.cidrs` has no default". */
  readonly reason: string;
  /** Where the value is missing, when that is another place than the fact itself. */
  readonly where?: Location;
  /** Of sources: what they are called (`pl-0a1b2c3d`, `var.office`), so that they can be trusted by name. */
  readonly names?: readonly string[];
  /** Of sources: who else comes in, besides what is not known; nobody when absent. */
  readonly rest?: AddressSet | Unresolved;
}

/** Sources that have names by which they can be trusted: a prefix list, an IP group, a variable. */
export interface NamedSources {
  readonly names: readonly string[];
  readonly addresses: AddressSet;
}

export function unresolved(reason: string, where?: Location): Unresolved {
  return { unresolved: true, reason, ...(where === undefined ? {} : { where }) };
}

export function isUnresolved(value: object): value is Unresolved {
  return 'unresolved' in value;
}

/** One socket of a memcached server. */
export interface Socket {
  readonly protocol: Protocol;
  /** `loopback`, `private` and `public`: a definite address of that kind. */
  readonly scope: 'all' | 'loopback' | 'private' | 'public' | 'unknown';
  /** The address as text: `0.0.0.0`, `::`, `10.0.0.5`, or the host name that was not resolved. */
  readonly address: string;
  /** 0 when the kernel chooses the port. */
  readonly port: number;
  /** Whether this socket speaks TLS, and demands client certificates (mutual). */
  readonly tls: 'none' | 'server' | 'mutual' | 'unknown';
}

/** A memcached server that some configuration starts. */
export interface Listener {
  readonly kind: 'listener';
  readonly platform: PlatformName;
  /** The value that says where it listens, or else what makes it memcached: the command, the image. */
  readonly where: Location;
  readonly workload: WorkloadId;
  readonly placement: 'host' | 'container' | 'pod' | 'managed';
  /**
   * What it listens on; empty when it does not start or only uses a unix socket. Unresolved when the
   * options that decide it are not known.
   */
  readonly sockets: readonly Socket[] | Unresolved;
  /** The sockets are what it is told to open: as it is written it does not start. */
  readonly intended?: true;
  readonly authentication: 'none' | 'sasl' | 'password-file' | 'unknown';
  readonly version?: DetectedVersion;
  /**
   * Of a managed cache whose provider encrypts when told to, and is not told: where that stands or would
   * have to stand, and the first version of memcached that the provider encrypts.
   */
  readonly tlsOff?: { readonly where: Location; readonly since: Version };
  /** The option that turned UDP on, when one did; absent when an old version's default did. */
  readonly udpWhere?: Location;
  /**
   * Facts about it that conditions of advisories ask for: `-o proxy_config`, `-v`, `-s`, `-B ascii`.
   */
  readonly features: readonly ListenerFeature[];
  /** What was assumed, as sentences: "The version is unknown; the defaults of 1.6 are taken." */
  readonly assumptions: readonly string[];
  /** Where the listener came through: the values file, the overlay, the variable. */
  readonly related: readonly RelatedLocation[];
}

export type ListenerFeature =
  'proxy' | 'verbose' | 'unix-socket' | 'ascii-only' | 'remote-shutdown' | 'sasl-password-database';

/** A memcached version and how far its source can be trusted. */
export interface DetectedVersion {
  readonly version: Version;
  readonly where: Location;
  /**
   * `exact`: an upstream release; `newest-of`: only the leading numbers are pinned, so that any later
   * patch may run; `distribution`: a package whose vendor back-ports fixes; `managed`: the provider
   * patches it.
   */
  readonly trust: 'exact' | 'newest-of' | 'distribution' | 'managed';
  /** As written: `memcached:1.5.6-alpine`. */
  readonly text: string;
}

/** The kinds of things that let traffic in or keep it out. */
export type Mechanism =
  | 'security-group'
  | 'network-acl'
  | 'cloud-firewall'
  | 'host-firewall'
  | 'published-port'
  | 'service'
  | 'node-port'
  | 'load-balancer'
  | 'host-port'
  | 'host-network'
  | 'ingress-controller'
  | 'gateway-route'
  | 'network-policy'
  | 'proxy'
  | 'listen-address';

/** Which workloads something leads to or protects; `unknown` when that cannot be told. */
export type Target = readonly WorkloadId[] | 'unknown';

/** Something that lets traffic in: a security-group rule, a published port, a Service. */
export interface Ingress {
  readonly kind: 'ingress';
  readonly platform: PlatformName;
  /** The exact value that opens it. */
  readonly where: Location;
  readonly mechanism: Mechanism;
  /** What it is called, for people: `aws_security_group.cache`, `service "memcached"`. */
  readonly name: string;
  /** Who may come in, before anything else restricts it. */
  readonly sources: AddressSet | Unresolved;
  /** Those of the {@link sources} that have names. */
  readonly named?: readonly NamedSources[];
  /** Who comes in beside the {@link sources} that are known, when that is not. */
  readonly beyond?: Unresolved;
  readonly protocols: ProtocolSet;
  /** The ports on the outside. */
  readonly ports: PortSet | Unresolved;
  /** The ports it leads to on the target when they differ from {@link ports}. */
  readonly targetPorts?: PortSet | Unresolved;
  readonly target: Target;
  /**
   * The network the door stands in, which caps how far it can reach: a security group faces the
   * `internet` and its sources decide; a port published on all interfaces faces whatever networks
   * the `host` is in; one published on 10.0.0.5 only faces a `private` network.
   */
  readonly faces: 'internet' | 'host' | 'private' | 'cluster' | 'loopback';
  /** What is known about the thing behind the door apart from {@link target}'s listeners. */
  readonly leadsTo: 'memcached' | 'something-else' | 'unknown';
  /** Mechanisms of restrictions that this door goes around, e.g. Docker's ports and `host-firewall`. */
  readonly bypasses?: readonly Mechanism[];
  /** Other places of the path: the port line, the variable's default, the calling module. */
  readonly related: readonly RelatedLocation[];
  /** Set when the opening holds only under a condition: severity goes one step down. */
  readonly onlyIf?: string;
  /** Nothing refuses those whom it lets in: they would get in without it. */
  readonly redundant?: true;
  /** A notable detail for the explanation, one sentence each. */
  readonly notes?: readonly string[];
  /** The certain correction, when the platform knows one. */
  readonly fix?: Fix;
}

/**
 * Something that keeps traffic out: what remains able to get through it. Several restrictions on one
 * workload all have to be passed (their sources are intersected).
 */
export interface Restriction {
  readonly kind: 'restriction';
  readonly platform: PlatformName;
  readonly where: Location;
  readonly mechanism: Mechanism;
  readonly name: string;
  /** The workloads it protects. Nothing is concluded from `unknown`. */
  readonly target: Target;
  /** The protocols and ports it decides about; others are not restricted by it. */
  readonly protocols: ProtocolSet;
  readonly ports: PortSet;
  /** Who still gets through. */
  readonly admits: AddressSet | Unresolved;
  /** Set when it is there to keep others out and fails to: it then restricts nothing. */
  readonly flaw?: Flaw;
}

/** Why something that looks like a restriction is none. */
export interface Flaw {
  /**
   * `too-late`: an earlier rule lets everybody in; `not-refused`: it names who may come in, and nothing
   * refuses the others; `incomplete`: another protocol or family of addresses stays open; `bypassed`:
   * the traffic takes another way; `rejected`: the tool refuses the rule as it is written;
   * `adds-source`: it adds a source to a zone that is open to all.
   */
  readonly kind:
    'too-late' | 'not-refused' | 'incomplete' | 'bypassed' | 'rejected' | 'adds-source';
  /** What stays open, for people: "IPv6", "UDP". Untrusted text for `rejected`: the complaint. */
  readonly left: string;
  /** All rules of the filter are known, so that nothing unseen can make up for it. */
  readonly certain: boolean;
  /** The rule that lets them in first, the published port. */
  readonly related: readonly RelatedLocation[];
}

export interface RelatedLocation {
  readonly where: Location;
  /** What stands there: "the default of var.cidrs", "the listener". */
  readonly message: string;
}

/** A correction that can be applied as it stands. */
export interface Fix {
  /** An imperative sentence: "Publish the port on the loopback interface only." */
  readonly description: string;
  readonly edits: readonly TextEdit[];
}

/** Replaces the text of a location. */
export interface TextEdit {
  readonly where: Location;
  readonly replacement: string;
}

/** Something about a file that people must know although it is no fact about exposure. */
export interface Problem {
  /**
   * `unparsed`: a file or a part of it could not be read; `unresolved`: something that may decide an
   * exposure was not evaluated; `note`: worth saying, decides nothing.
   */
  readonly kind: 'unparsed' | 'unresolved' | 'note';
  readonly where: Location;
  /** A sentence that names what was wrong and what to do. */
  readonly message: string;
}
