import {
  isUnresolved,
  unresolved,
  type NamedSources,
  type RelatedLocation,
  type Unresolved,
} from '../../facts.js';
import type { Location } from '../../files/source.js';
import { isNull, textOf, type Data, type Entry, type Unknown } from '../../syntax/data.js';
import { AddressSet } from '../../network/addresses.js';
import { PUBLIC } from '../../network/special.js';
import { alternativesOf, basisOf, elements, within } from './values.js';

/** How a provider reads what is no CIDR. */
export interface SourceDialect {
  /** Words such as `*` or `Internet`; `undefined` for a word that is not known. */
  word?(text: string): AddressSet | 'closed' | undefined;
  /** A reference: the addresses of a list in the repository, or `closed` for what is not public. */
  reference?(data: Unknown): AddressSet | 'closed' | undefined;
  /** Whether the reader looks at {@link SourceReading.onlyIf}. Default: no. */
  readonly alternatives?: boolean;
}

/** Who a rule lets in, united over all the places where it says so. */
export interface SourceReading {
  readonly known: AddressSet;
  /** The first source that cannot be known, when there is one; the others as its rest. */
  readonly missing: Unresolved | undefined;
  /** Those of the known ones that have names. */
  readonly named?: readonly NamedSources[];
  /** Whether the rule names any source at all, if only a reference. */
  readonly isSpecified: boolean;
  /** The element that opens the most, or is not known. */
  readonly where: Location | undefined;
  readonly related: readonly RelatedLocation[];
  /** Set when a condition that is not known decides whether public addresses are among them. */
  readonly onlyIf?: string;
}

interface Candidate {
  readonly item: Data;
  readonly entry: Entry;
  readonly width: number;
}

/** Reads the sources that some arguments of a rule give. @param owner the whole resource or block */
export function readSources(
  entries: readonly (Entry | undefined)[],
  owner: Location,
  dialect: SourceDialect = {},
): SourceReading {
  const sets: AddressSet[] = [];
  const named: NamedSources[] = [];
  const missing: Unresolved[] = [];
  let missingAt: Candidate | undefined;
  let best: Candidate | undefined;
  let isSpecified = false;
  const chosen: { readonly set: AddressSet; readonly reason: string }[] = [];
  for (const entry of entries) {
    if (entry === undefined || isNull(entry.value)) continue;
    for (const item of flat(entry.value)) {
      if (isNull(item) || textOf(item) === '') continue;
      isSpecified = true;
      const choice = readChoice(item, dialect);
      if (choice !== undefined && (choice.isCertain || dialect.alternatives === true)) {
        if (choice.isCertain) sets.push(choice.set);
        else chosen.push({ set: choice.set, reason: choice.reason });
        const width = publicSize(choice.set);
        if (best === undefined || width > best.width) best = { item: choice.widest, entry, width };
        continue;
      }
      const set = readOne(item, dialect);
      if (set === 'closed') continue;
      const names = namesOf(item, owner);
      if (set instanceof AddressSet) {
        sets.push(set);
        if (names.length > 0) named.push({ names, addresses: set });
        const width = publicSize(set);
        if (best === undefined || width > best.width) best = { item, entry, width };
      } else {
        missing.push(names.length === 0 ? set : { ...set, names });
        missingAt ??= { item, entry, width: 0 };
      }
    }
  }
  const certain = AddressSet.unionOf(sets);
  const known = AddressSet.unionOf([certain, ...chosen.map(({ set }) => set)]);
  // What is open to the public anyway does not depend on what else a condition lets in.
  const depends = chosen.length > 0 && publicSize(certain) === 0;
  const decisive =
    best !== undefined && (best.width > 0 || missingAt === undefined) ? best : missingAt;
  return {
    known,
    missing: missing.reduceRight<Unresolved | undefined>(
      (rest, each) => (rest === undefined ? each : { ...each, rest }),
      undefined,
    ),
    ...(named.length === 0 ? {} : { named }),
    isSpecified,
    where: decisive === undefined ? undefined : placeWithin(decisive.item, decisive.entry, owner),
    related: decisive === undefined ? [] : relatedTo(decisive.item, owner),
    ...(depends ? { onlyIf: `a condition comes out so (${chosen[0]!.reason})` } : {}),
  };
}

interface Choice {
  readonly set: AddressSet;
  /** Whether all that can be chosen lets in the same public addresses. */
  readonly isCertain: boolean;
  readonly reason: string;
  readonly widest: Data;
}

/** What a condition that is not known chooses from; `undefined` when some of that is not known. */
function readChoice(item: Data, dialect: SourceDialect): Choice | undefined {
  const alternatives = alternativesOf(item);
  if (item.type !== 'unknown' || alternatives === undefined) return undefined;
  const sets: AddressSet[] = [];
  let widest: { readonly item: Data; readonly width: number } | undefined;
  for (const alternative of alternatives) {
    let set = AddressSet.empty;
    for (const each of flat(alternative)) {
      if (isNull(each) || textOf(each) === '') continue;
      const one = readOne(each, dialect);
      if (one === 'closed') continue;
      if (!(one instanceof AddressSet)) return undefined;
      set = set.union(one);
      const width = publicSize(one);
      if (widest === undefined || width > widest.width) widest = { item: each, width };
    }
    sets.push(set);
  }
  const [first, ...rest] = sets.map((set) => set.intersect(PUBLIC));
  return {
    set: AddressSet.unionOf(sets),
    isCertain: rest.every((set) => set.equals(first!)),
    reason: item.reason,
    widest: widest?.item ?? item,
  };
}

/** The sources as a fact has them: those that are known if any of them is public. */
export function sourcesOf(reading: SourceReading): AddressSet | Unresolved {
  if (reading.missing === undefined) return reading.known;
  return publicSize(reading.known) > 0 ? reading.known : besides(reading.missing, reading.known);
}

/** What is not known, with those who come in besides as its last rest. */
export function besides(missing: Unresolved, known: AddressSet): Unresolved {
  const { rest } = missing;
  return {
    ...missing,
    rest: rest !== undefined && isUnresolved(rest) ? besides(rest, known) : known,
  };
}

/** Two things that are not known, the second as the rest of the first. */
export function bothMissing(
  first: Unresolved | undefined,
  second: Unresolved | undefined,
): Unresolved | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  const { rest } = first;
  const next = rest !== undefined && isUnresolved(rest) ? bothMissing(rest, second) : second;
  return { ...first, rest: next! };
}

/** What an opening says of sources that have names, and of those that are not known. */
export function namingOf(
  reading: SourceReading,
  sources: AddressSet | Unresolved,
): { readonly named?: readonly NamedSources[]; readonly beyond?: Unresolved } {
  return {
    ...(reading.named === undefined ? {} : { named: reading.named }),
    ...(reading.missing === undefined || isUnresolved(sources) ? {} : { beyond: reading.missing }),
  };
}

/**
 * What a source is called: a word that is no address, the resource it is an attribute of, the variables
 * and values outside of the rule that it came through.
 */
function namesOf(item: Data, owner: Location): string[] {
  const names = new Set<string>();
  const text = textOf(item)?.trim();
  if (text !== undefined && AddressSet.tryParse(text) === undefined) names.add(text);
  const basis = basisOf(item);
  if (basis !== undefined) {
    names.add(basis);
    names.add(basis.replace(/\.[^.]*$/, ''));
  }
  for (const place of [...(item.through ?? []), item.where]) {
    if (place.address !== undefined && !within(place, owner)) names.add(place.address);
  }
  return [...names].filter((name) => name !== '');
}

/** Lists in lists are taken apart: Terraform 0.11 wrote `["${var.list}"]`. */
function flat(data: Data, depth = 0): Data[] {
  if (data.type !== 'list') return [data];
  return depth > 5 ? [] : elements(data).flatMap((item) => flat(item, depth + 1));
}

function readOne(item: Data, dialect: SourceDialect): AddressSet | 'closed' | Unresolved {
  if (item.type === 'unknown') {
    return dialect.reference?.(item) ?? unresolved(item.reason, item.where);
  }
  const text = textOf(item)?.trim();
  if (text === undefined) return unresolved('a source is not a text', item.where);
  const set = dialect.word?.(text) ?? AddressSet.tryParse(text) ?? wholeFamily(text);
  return set ?? unresolved(`"${text.slice(0, 60)}" is not an address or network`, item.where);
}

/**
 * A prefix of length 0 leaves nothing of the address before it, so that even one that cannot be read
 * (`/0`, `25.09.19.92/0`) can only stand for everyone.
 */
function wholeFamily(text: string): AddressSet | undefined {
  if (/^[0-9.]*\/0+$/.test(text)) return text.startsWith('/') ? AddressSet.all : AddressSet.allIPv4;
  return /^[0-9a-f:.]+\/0+$/i.test(text) ? AddressSet.allIPv6 : undefined;
}

/** How much of the public address space a set covers, from 0 to 2; both families count alike. */
export function publicSize(set: AddressSet): number {
  const open = set.intersect(PUBLIC);
  return open.sizeV4 / 2 ** 32 + Number(open.sizeV6 >> 61n) / 2 ** 67;
}

/** The place inside the owner where a value stands or comes in. */
export function placeWithin(item: Data, entry: Entry, owner: Location): Location {
  if (within(item.where, owner)) return item.where;
  const through = (item.through ?? []).filter((place) => within(place, owner));
  return through[0] ?? entry.valueWhere;
}

/** The places outside the owner that a value came from and through, for people. */
export function relatedTo(item: Data, owner: Location): RelatedLocation[] {
  const places = [...(item.through ?? []), item.where].filter((place) => !within(place, owner));
  const related: RelatedLocation[] = [];
  for (const where of places) {
    const known = related.some(
      (other) => other.where.file === where.file && other.where.startLine === where.startLine,
    );
    if (known) continue;
    const isMissing = item.type === 'unknown' && where === item.where;
    related.push({
      where,
      message: isMissing ? 'the value is missing here' : describePlace(where),
    });
  }
  return related;
}

/** What stands at a place, by the address it carries. */
function describePlace(where: Location): string {
  const address = where.address ?? '';
  const variable = /(?:^|\.)var\.[^.]+$/.exec(address);
  if (variable !== null) {
    return /\.tfvars(\.json)?$/.test(where.file)
      ? `the value of ${address}`
      : `the default of ${address}`;
  }
  if (/(?:^|\.)(local|output)\.[^.]+$/.test(address)) return address;
  if (/(?:^|\.)module\.[^.]+$/.test(address)) return `the input of ${address}`;
  return address === '' ? 'the value comes from here' : `in ${address}`;
}
