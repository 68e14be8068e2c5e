import type { DetectedVersion, ListenerFeature, Socket, Unresolved } from '../facts.js';
import type { Location } from '../files/source.js';
import type { Version } from './version.js';

/** One word of a command line: known text, or a word that cannot be known and why. */
export interface Word {
  /** `undefined` when it is not known. */
  readonly text: string | undefined;
  /** Why it is not known. */
  readonly reason?: string;
  /** Of an unknown word, the text in front of what is not known: `--listen=` of `--listen=$IP`. */
  readonly prefix?: string;
  readonly where: Location;
  /** An unknown word that may expand to several options (`$OPTIONS`, `{{ args }}`), not just a value. */
  readonly maySplit?: boolean;
}

/** What memcached does with its options. */
export interface Daemon {
  /** Whether it keeps running; false for `-h`, bad options, addresses that cannot be bound. */
  readonly running: boolean | 'unknown';
  /** Its exit status when it does not run. */
  readonly exit?: number;
  /** Why it does not run or what is unknown, as a sentence. */
  readonly reason?: string;
  /** What it listens on when it runs. Empty with a unix socket. */
  readonly sockets: readonly Socket[];
  /**
   * Set when words that are not known may decide where it listens; {@link sockets} then holds what
   * follows from the known words alone.
   */
  readonly undecided?: Unresolved;
  /**
   * What was meant, when it does not run because of its own listen addresses: they collide
   * (`-l 127.0.0.1` and `-l 0.0.0.0`), or one is a network (`0.0.0.0/0`). Whoever repairs that opens it.
   */
  readonly intended?: readonly Socket[];
  readonly authentication: 'none' | 'sasl' | 'password-file' | 'unknown';
  readonly features: readonly ListenerFeature[];
  /** The word that holds the listen address, UDP port or TCP port, where one was given. */
  readonly listenWhere?: Location;
  readonly udpWhere?: Location;
  readonly portWhere?: Location;
  readonly assumptions: readonly string[];
}

/** The circumstances of a start that change the outcome. */
export interface StartContext {
  /** Absent: unknown, so the defaults of the current release are taken and said so. */
  readonly version?: Version;
  /** memcached refuses to run as root without `-u`. Default: false. */
  readonly asRoot?: boolean;
  /** The users the host has, for `-u` as root. Absent: not known, so that any name may be one. */
  readonly users?: ReadonlySet<string>;
  /** Names the host resolves, e.g. from /etc/hosts; `localhost` is always known. */
  readonly hosts?: ReadonlyMap<string, readonly string[]>;
  /** `POSIXLY_CORRECT` is set: options end at the first positional word. */
  readonly posixlyCorrect?: boolean;
  /** Built without TLS or SASL (`-Z`, `-S` are refused). */
  readonly withoutTls?: boolean;
  readonly withoutSasl?: boolean;
  /** SASL finds no configuration, so that `-S` fails. Default: false. */
  readonly withoutSaslConfiguration?: boolean;
  /** The host's own addresses; absent: not known, so that any definite address may be its own. */
  readonly addresses?: ReadonlySet<string>;
  /** Only {@link hosts} and `localhost` can be resolved; any other name fails. Default: false. */
  readonly withoutDns?: boolean;
  /** Ports below it are refused without root's privileges. Default: none, as in a container. */
  readonly firstUnprivilegedPort?: number;
  /** Whether a file or folder is there; `undefined` or absent: not known, taken to be there. */
  readonly exists?: (path: string) => boolean | undefined;
}

/** A container as Compose, Kubernetes, ECS, Ansible or a Dockerfile describe it. */
export interface ContainerSpec {
  /** `memcached:1.6.9-alpine`; `undefined` when not known (a local build). */
  readonly image?: Word;
  /** Replaces the image's ENTRYPOINT; `undefined` when it is the image's. */
  readonly entrypoint?: readonly Word[];
  /** Replaces the image's CMD; `undefined` when it is the image's. */
  readonly command?: readonly Word[];
  /** Variables of the environment, for `$VAR` in the command and the Bitnami settings. */
  readonly environment: ReadonlyMap<string, Word>;
  /** The version that is installed into the image, where the image's name does not tell it. */
  readonly installed?: DetectedVersion;
  /** The whole definition, used as the location when nothing more exact is known. */
  readonly where: Location;
}

/** What a container turned out to be. */
export type ContainerContent =
  | {
      readonly nature: 'memcached';
      readonly daemon: Daemon;
      readonly version?: DetectedVersion;
      /** What shows that it is memcached: the image or the command. */
      readonly where: Location;
    }
  /** `unknown`: nothing tells what runs in it (a local build, an image name that is not known). */
  | { readonly nature: 'something-else' | 'unknown'; readonly what?: string };
