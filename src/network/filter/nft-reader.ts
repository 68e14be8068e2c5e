import type { NftStream } from './nft-stream.js';
import type { NftRule } from './nft-model.js';

/** What a rule or set can ask while it is read. */
export interface RuleReader {
  readonly stream: NftStream;
  readonly family: string;
  /** The base chain the rule stands in; absent in other chains. */
  readonly base?: { readonly type: string; readonly hook: string };
  /** The data type of a set or map of the table; undefined when there is none. */
  readonly setType: (name: string) => string | undefined;
  /** Whether the table has such a named counter, limit, quota, helper …; */
  readonly hasObject: (kind: string, name: string) => boolean;
  /** Refuses a chain that cannot be jumped to. */
  readonly checkJump: (name: string) => void;
  readonly markDynamic: (name: string) => void;
  /** Reads the rules of `jump { … }`. */
  readonly block: () => NftRule[];
  /** Whether the host has the interface; only asked for `iif` and `oif`, which need it to be there. */
  readonly hasInterface: (name: string) => boolean;
  readonly noteInterface: (pattern: string) => void;
}
