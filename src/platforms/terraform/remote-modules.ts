import { isUnresolved, type Problem } from '../../facts.js';
import { entry as entryNamed, integerOf, type Data, type Mapping } from '../../syntax/data.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT } from '../../network/ports.js';
import { PUBLIC } from '../../network/special.js';
import type { RemoteModuleCall } from './resource.js';
import { protocolsFrom } from './ports.js';
import { scalar, toNumber } from './values.js';

/**
 * A problem when a module that is not in the repository is given something that may decide an
 * exposure: memcached's port, its name, or public networks.
 */
export function unhandledModule(call: RemoteModuleCall): Problem | undefined {
  const touched = call.body.entries
    .filter(
      (entry) =>
        entry.key !== 'source' && entry.key !== 'version' && !/egress|outbound/i.test(entry.key),
    )
    .map((entry) => ({ entry, what: touches(entry.key, entry.value, { left: 2_000 }) }))
    .find(({ what }) => what !== undefined);
  const bySource = call.source !== undefined && /memcached?/i.test(call.source);
  if (touched === undefined && !bySource) return undefined;
  const what = touched?.what ?? 'is about memcached';
  return {
    kind: 'unresolved',
    where: touched?.entry.valueWhere ?? call.where,
    message: isLocal(call)
      ? `The module \`${call.address}\` ${what}, but its folder ${call.source?.slice(0, 200)} is not among the scanned files; scan it as well, or correct the path.`
      : `The module \`${call.address}\` (${(call.source ?? 'of an unknown source').slice(0, 200)}) ${what}, but it is not in the repository; check what it opens, or scan a plan.`,
  };
}

/** The source is a path, which leads to no folder with configuration. */
function isLocal(call: RemoteModuleCall): boolean {
  return call.source !== undefined && /^\.\.?(\/|$)/.test(call.source);
}

/** A rule that names its ports, and memcached's is not among them. */
function isForOtherPorts(rule: Mapping): boolean {
  const from = integerOf(entryNamed(rule, 'from_port')?.value);
  const to = integerOf(entryNamed(rule, 'to_port')?.value) ?? from;
  if (from === undefined || to === undefined || from < 0) return false;
  const protocol = protocolsFrom(
    (entryNamed(rule, 'protocol') ?? entryNamed(rule, 'ip_protocol'))?.value ??
      scalar('tcp', rule.where),
  );
  if (protocol === 'other') return true;
  if (isUnresolved(protocol) || protocol.isAny) return false;
  return from > MEMCACHED_PORT || to < MEMCACHED_PORT;
}

function touches(key: string, data: Data, budget: { left: number }, depth = 0): string | undefined {
  if (--budget.left < 0 || depth > 10) return undefined;
  if (data.type === 'list') {
    for (const item of data.items) {
      const what = touches(key, item, budget, depth + 1);
      if (what !== undefined) return what;
    }
    return undefined;
  }
  if (data.type === 'map') {
    if (isForOtherPorts(data)) return undefined;
    for (const entry of data.entries) {
      if (/egress|outbound/i.test(entry.key)) continue;
      const what = touches(entry.key, entry.value, budget, depth + 1);
      if (what !== undefined) return what;
    }
    return undefined;
  }
  if (data.type !== 'scalar') return undefined;
  if (toNumber(data) === MEMCACHED_PORT && /port/i.test(key)) return "is given memcached's port";
  if (typeof data.value !== 'string') return undefined;
  if (/memcached/i.test(data.value) && /engine|rule|service|image|type/i.test(key)) {
    return 'is told about memcached';
  }
  if (!data.value.includes('/')) return undefined;
  const set = AddressSet.tryParse(data.value.trim());
  return set !== undefined && set.overlaps(PUBLIC) ? 'is given public networks' : undefined;
}
