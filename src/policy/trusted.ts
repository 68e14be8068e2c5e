import { isUnresolved, type Fact, type Unresolved } from '../facts.js';
import { AddressSet } from '../network/addresses.js';

/** Who may reach memcached without a finding. */
export interface TrustedNetworks {
  readonly networks: AddressSet;
  /** Of sources: prefix lists, IP groups, variables, as the code calls them. */
  readonly names: ReadonlySet<string>;
}

/**
 * Whether a text can be the name of sources, such as `pl-0a1b2c3d`, `aws_ec2_managed_prefix_list.office`,
 * `module.net.var.office["a"]` or `AzureCloud.WestEurope`. What looks like an address that went wrong
 * is none.
 */
export function isSourceName(text: string): boolean {
  return (
    /^[A-Za-z_][\w.-]*(?:\[(?:[0-9]+|"[^"\]]{1,100}")\][\w.-]*)*$/.test(text) && text.length <= 300
  );
}

/** Reads a list of networks and names; what is neither is left out. */
export function readTrusted(texts: readonly string[]): TrustedNetworks {
  const sets: AddressSet[] = [];
  const names = new Set<string>();
  for (const text of texts) {
    const set = AddressSet.tryParse(text);
    if (set !== undefined) sets.push(set);
    else if (isSourceName(text)) names.add(text);
  }
  return { networks: AddressSet.unionOf([AddressSet.empty, ...sets]), names };
}

/** Of trusted names those that no source has, as sentences: one that was changed, or of another repository. */
export function unknownNames(names: ReadonlySet<string>, facts: readonly Fact[]): string[] {
  if (names.size === 0) return [];
  const known = new Set(facts.flatMap(sourceNames));
  return [...names]
    .filter((name) => !known.has(name))
    .map((name) => `The trusted name \`${name}\` is that of no source that was found.`);
}

function sourceNames(fact: Fact): readonly string[] {
  if (fact.kind === 'listener') return [];
  const all = fact.kind === 'ingress' ? [fact.sources, fact.beyond] : [fact.admits];
  const names = fact.kind === 'ingress' ? (fact.named ?? []).flatMap((each) => each.names) : [];
  return [...names, ...all.flatMap((sources) => [...namesOf(sources)])];
}

function* namesOf(sources: AddressSet | Unresolved | undefined): Iterable<string> {
  for (let each = sources; each !== undefined && isUnresolved(each); each = each.rest) {
    yield* each.names ?? [];
  }
}
