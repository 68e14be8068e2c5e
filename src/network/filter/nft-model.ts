import type { Location } from '../../files/source.js';
import type { Hook } from './ruleset.js';

/** `ip saddr`, `tcp dport`, `meta mark` … by its canonical text. */
export interface Selector {
  readonly key: string;
  /** `@nh,96,8`: where the bytes are. */
  readonly raw?: { readonly base: string; readonly offset: number; readonly length: number };
}

/** One element of a set: one text per part of a concatenation. */
export type Element = readonly string[];

export type Right =
  | { readonly kind: 'elements'; readonly elements: readonly Element[]; readonly braces: boolean }
  | { readonly kind: 'set'; readonly name: string };

export type NftVerdict =
  | { readonly kind: 'accept' | 'drop' | 'continue' | 'return' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: string | NftRule[] };

export type Statement =
  | {
      readonly kind: 'match';
      readonly selectors: readonly Selector[];
      /** `!`: none of the bits. */
      readonly operator: '==' | '!=' | '<' | '>' | '<=' | '>=' | '!' | 'implicit';
      readonly mask?: string;
      readonly right: Right;
    }
  | {
      readonly kind: 'vmap';
      readonly selectors: readonly Selector[];
      readonly entries: readonly (readonly [Element, NftVerdict])[] | string;
    }
  | { readonly kind: 'verdict'; readonly verdict: NftVerdict }
  /** Holds for one family or protocol only: what `reject with …` adds by itself. */
  | { readonly kind: 'only'; readonly family?: 4 | 6; readonly protocol?: string }
  | { readonly kind: 'chance' }
  | { readonly kind: 'constant'; readonly holds: boolean }
  | { readonly kind: 'mark'; readonly field: 'mark' | 'connectionMark'; readonly value: string }
  | { readonly kind: 'untrack' }
  /** A part of the header gets another value. */
  | { readonly kind: 'rewrite'; readonly key: string; readonly value: string }
  | {
      readonly kind: 'translate-map';
      readonly selectors: readonly Selector[];
      readonly entries: readonly (readonly [Element, string])[] | string;
    }
  | {
      readonly kind: 'translate';
      readonly address?: string;
      readonly port?: string;
      readonly self: boolean;
    };

export interface NftRule {
  readonly statements: readonly Statement[];
  readonly where?: Location;
  readonly handle: number;
}

export interface NftChain {
  name: string;
  rules: NftRule[];
  hook?: Hook;
  priority: number;
  policy: 'accept' | 'drop';
  policyWhere?: Location;
  type: string;
  device?: string;
}

export interface NftSet {
  readonly name: string;
  readonly type: string;
  readonly interval: boolean;
  readonly merge: boolean;
  elements: Element[];
  /** For verdict maps: the verdict of each element. */
  verdicts: NftVerdict[];
  /** For other maps: the value of each element. */
  values: string[];
  readonly constant: boolean;
  readonly size: number | undefined;
  /** Rules add to it while packets pass. */
  dynamic: boolean;
  /** Some command or declaration put elements in or took them out. */
  filled?: boolean;
  /** Why there may be elements that are not known. */
  incomplete?: string;
}

export interface NftTable {
  readonly family: string;
  readonly name: string;
  dormant: boolean;
  readonly chains: Map<string, NftChain>;
  readonly sets: Map<string, NftSet>;
  /** Named counters, limits, quotas, helpers …, as `kind name`. */
  readonly objects: Set<string>;
  nextHandle: number;
}

export function copyTables(tables: ReadonlyMap<string, NftTable>): Map<string, NftTable> {
  return new Map(
    [...tables].map(([key, table]) => [
      key,
      {
        ...table,
        chains: new Map(
          [...table.chains].map(([name, chain]) => [name, { ...chain, rules: [...chain.rules] }]),
        ),
        objects: new Set(table.objects),
        sets: new Map(
          [...table.sets].map(([name, set]) => [
            name,
            {
              ...set,
              elements: [...set.elements],
              verdicts: [...set.verdicts],
              values: [...set.values],
            },
          ]),
        ),
      },
    ]),
  );
}
