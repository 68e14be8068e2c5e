import { unresolved, type RelatedLocation, type Unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { isNull, textOf, type Data, type Entry, type Unknown } from '../../syntax/data.js';
import { AddressSet } from '../../network/addresses.js';
import { PUBLIC } from '../../network/special.js';
import { elements, within } from './values.js';

/** How a provider reads what is no CIDR. */
export interface SourceDialect {
  /** Words such as `*` or `Internet`; `undefined` for a word that is not known. */
  word?(text: string): AddressSet | 'closed' | undefined;
  /** A reference: the addresses of a list in the repository, or `closed` for what is not public. */
  reference?(data: Unknown): AddressSet | 'closed' | undefined;
}

/** Who a rule lets in, united over all the places where it says so. */
export interface SourceReading {
  readonly known: AddressSet;
  /** The first source that cannot be known, when there is one. */
  readonly missing: Unresolved | undefined;
  /** Whether the rule names any source at all, if only a reference. */
  readonly isSpecified: boolean;
  /** The element that opens the most, or is not known. */
  readonly where: Location | undefined;
  readonly related: readonly RelatedLocation[];
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
  let missing: Unresolved | undefined;
  let missingAt: Candidate | undefined;
  let best: Candidate | undefined;
  let isSpecified = false;
  for (const entry of entries) {
    if (entry === undefined || isNull(entry.value)) continue;
    for (const item of flat(entry.value)) {
      if (isNull(item) || textOf(item) === '') continue;
      isSpecified = true;
      const set = readOne(item, dialect);
      if (set === 'closed') continue;
      if (set instanceof AddressSet) {
        sets.push(set);
        const width = publicSize(set);
        if (best === undefined || width > best.width) best = { item, entry, width };
      } else {
        missing ??= set;
        missingAt ??= { item, entry, width: 0 };
      }
    }
  }
  const known = AddressSet.unionOf(sets);
  const decisive =
    best !== undefined && (best.width > 0 || missingAt === undefined) ? best : missingAt;
  return {
    known,
    missing,
    isSpecified,
    where: decisive === undefined ? undefined : placeWithin(decisive.item, decisive.entry, owner),
    related: decisive === undefined ? [] : relatedTo(decisive.item, owner),
  };
}

/** The sources as a fact has them: those that are known if any of them is public. */
export function sourcesOf(reading: SourceReading): AddressSet | Unresolved {
  if (reading.missing === undefined) return reading.known;
  return publicSize(reading.known) > 0 ? reading.known : reading.missing;
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
  const set = dialect.word?.(text) ?? AddressSet.tryParse(text);
  return set ?? unresolved(`"${text.slice(0, 60)}" is not an address or network`, item.where);
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
