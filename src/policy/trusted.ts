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
