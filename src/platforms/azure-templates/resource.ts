/** A resource of a template, and what it is in the terms of Terraform's provider. */
import type { Location, SourceFile } from '../../files/source.js';
import { itemsOf, type Data, type Entry, type Mapping } from '../../syntax/data.js';
import { referenceTo } from '../terraform/embedded.js';
import { elements, list, unknown } from '../terraform/values.js';
import { terraformType } from './types.js';
import { property } from './values.js';

/** One resource of a template, with everything in it evaluated. */
export interface AzureResource {
  /** In full and in lower case: `microsoft.network/networksecuritygroups/securityrules`. */
  readonly type: string;
  /** As `nameKey` writes it; of a child with the names of its parents: `nsg/rule`. */
  readonly name: string;
  /** For people: the symbolic name, or the type and the name. */
  readonly address: string;
  readonly where: Location;
  readonly file: SourceFile;
  readonly body: Mapping;
  readonly isExisting: boolean;
  readonly onlyIf?: string;
}

/** A declaration for Terraform's provider before it has its place. */
export interface Part {
  readonly type: string;
  /** Added to the name of the resource for what is only a part of it there. */
  readonly suffix?: string;
  readonly body: Mapping;
  /** Of the part, where that is smaller than the resource. */
  readonly where?: Location;
}

/** Makes the resources of Terraform's provider that a resource is. */
export type Reader = (resource: AzureResource) => Part[];

export const SUBNETS = 'microsoft.network/virtualnetworks/subnets';
export const GROUPS = 'microsoft.network/networksecuritygroups';

/** A key for names in references: no dots, which part a reference, and no brackets. */
export function slug(type: string, name: string): string {
  return `${type}/${name}`.replace(/[^A-Za-z0-9/_<>$-]/g, '_');
}

/** How values refer to a resource, declared or not, by its type and name. */
export function referenceOf(type: string, name: string, attribute = 'id'): string {
  const lower = type.toLowerCase();
  return referenceTo({ type: terraformType(lower), name: slug(lower, name) }, attribute);
}

/** A value that refers to a resource. */
export function refersTo(type: string, name: string, where: Location): Data {
  return unknown(
    `\`${name.slice(0, 60)}\` is known only when it is deployed`,
    where,
    referenceOf(type, name),
  );
}

/** Some properties under the names of the provider; `undefined` for what is absent. */
export function renamed(
  data: Data,
  names: Readonly<Record<string, string>>,
): Record<string, Entry | undefined> {
  return Object.fromEntries(
    Object.entries(names).map(([from, to]) => [to, property(data, ...from.split('.'))]),
  );
}

/** The blocks that a property is, one of each item. */
export function blocks(
  given: Entry | undefined,
  make: (item: Data) => Mapping | undefined,
): Data | undefined {
  if (given === undefined) return undefined;
  if (given.value.type === 'unknown') return given.value;
  const items = itemsOf(given.value).flatMap((item) =>
    item.type === 'list' ? elements(item) : [item],
  );
  return list(
    items.flatMap((item): Data[] => {
      if (item.type !== 'map') return item.type === 'unknown' ? [item] : [];
      return [make(item) ?? item];
    }),
    given.value.where,
  );
}
