import type { Ingress } from '../../../../facts.js';
import type { Mapping } from '../../../../syntax/data.js';
import type { RemoteModuleCall, TerraformResource } from '../../resource.js';
import type { FirewallRule } from './rule.js';
import { openingsOf } from './openings.js';
import type { Family } from './table.js';

/** Whether a source is a module of the public registry, with or without host, sub-module and version. */
export function isModule(source: string, name: string): boolean {
  const path = source
    .replace(/^git::/, '')
    .replace(/\?.*$/, '')
    .replace(/\.git(?=\/\/|$)/, '');
  const at = path.indexOf(name);
  if (at < 0 || (at > 0 && !/[/:]/.test(path[at - 1]!))) return false;
  const rest = path.slice(at + name.length);
  return rest === '' || rest.startsWith('/');
}

/** A rule among the inputs of a module, as if it were a resource by itself. */
export function asResource(call: RemoteModuleCall, type: string, body: Mapping): TerraformResource {
  return {
    mode: 'managed',
    type,
    name: call.name,
    address: call.address,
    modulePath: '',
    where: call.where,
    file: call.file,
    body,
    ...(call.onlyIf === undefined ? {} : { onlyIf: call.onlyIf }),
  };
}

/** The openings of the rules that one call of a module makes. */
export function moduleOpenings(family: Family, rules: readonly FirewallRule[]): Ingress[] {
  const openings = openingsOf({
    mechanism: family.mechanism,
    rules,
    ties: family.ties ?? 'written',
    target: () => 'unknown',
    leadsTo: 'unknown',
    faces: family.faces ?? 'internet',
  });
  return [...openings.values()].flat();
}
