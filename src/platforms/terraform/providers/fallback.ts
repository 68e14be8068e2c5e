import type { Problem } from '../../../facts.js';
import type { Location } from '../../../files/source.js';
import { AddressSet } from '../../../network/addresses.js';
import { MEMCACHED_PORT, PortSet } from '../../../network/ports.js';
import { GLOBAL_UNICAST_IPV6, PUBLIC } from '../../../network/special.js';
import { integerOf, textOf, type Data, type Mapping } from '../../../syntax/data.js';
import type { TerraformResource } from '../resource.js';
import { elements } from '../values.js';
import { isGiven, parsePorts } from './firewall/ports.js';
import { PROVIDERS } from './index.js';

/** Resource types that by their name decide who comes in. */
const FIREWALL =
  /firewall|security_?group|secgroup|(^|_)acl(_|$)|(^|_)nsg(_|$)|access_rule|security_(policy|rule)|(^|_)nat_(policy|rule)|policy_rules?$/;
const EVERYONE = new Set(['*', 'any', 'all', 'internet', 'anywhere', '0/0']);
const DEEPEST = 6;

let known: ReadonlySet<string> | undefined;

/** Whether a resource type decides by its name who comes in, be it understood or not. */
export function isFirewallLike(type: string): boolean {
  return FIREWALL.test(type);
}

/** The types that handlers ask about, by themselves or together with others. */
function knownTypes(): ReadonlySet<string> {
  known ??= new Set(
    PROVIDERS.flatMap(({ resources }) =>
      resources.flatMap(({ types, meaning }) => [
        ...types,
        ...meaning.flatMap(
          ({ of, judged }) => `${of} ${judged}`.match(/[a-z0-9]+(_[a-z0-9]+)+/g) ?? [],
        ),
      ]),
    ),
  );
  return known;
}

/**
 * A problem when a resource of a type that is not known evidently lets everyone in on memcached's
 * port. Argument names are guessed at, so it is nothing more than a problem.
 */
export function unhandledResource(resource: TerraformResource): Problem | undefined {
  const { type, mode } = resource;
  if (mode !== 'managed' || !isFirewallLike(type) || knownTypes().has(type)) return undefined;
  const where = openingIn(resource.body, 0, { left: 2_000 });
  const named = where === undefined ? namingIn(resource.body, 0, { left: 2_000 }) : undefined;
  if (named !== undefined) {
    return {
      kind: 'unresolved',
      where: { ...named, address: resource.address },
      message: `\`${resource.address}\` has a rule for memcached, but what the type ${type} means is not known to this check; look at whom it lets in.`,
    };
  }
  if (where === undefined) return undefined;
  return {
    kind: 'unresolved',
    where: { ...where, address: resource.address },
    message: `\`${resource.address}\` seems to let everyone in on memcached's port ${MEMCACHED_PORT}, but what the type ${type} means is not known to this check; look at it yourself.`,
  };
}

function openingIn(body: Mapping, depth: number, budget: { left: number }): Location | undefined {
  if (--budget.left < 0 || depth > DEEPEST || isClosed(body)) return undefined;
  const source = body.entries.find(({ key, value }) => isSource(key) && isEveryone(value));
  if (source !== undefined && coversPort(body)) return source.valueWhere;
  for (const { key, value } of body.entries) {
    if (/egress|outbound|out$/i.test(key)) continue;
    const blocks = value.type === 'list' ? elements(value) : [value];
    for (const block of blocks) {
      const found = block.type === 'map' ? openingIn(block, depth + 1, budget) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** A rule that lets something in and names memcached as an application or service. */
function namingIn(body: Mapping, depth: number, budget: { left: number }): Location | undefined {
  if (--budget.left < 0 || depth > DEEPEST || isClosed(body)) return undefined;
  for (const { key, value } of body.entries) {
    for (const item of value.type === 'list' ? elements(value) : [value]) {
      if (item.type === 'map') {
        const found = namingIn(item, depth + 1, budget);
        if (found !== undefined) return found;
      } else if (/^(application|service|app|svc)s?(_(id|name|object)s?)?$/.test(key)) {
        const word = item.type === 'unknown' ? item.reference : textOf(item);
        if (word !== undefined && /memcached?/i.test(word)) return item.where;
      }
    }
  }
  return undefined;
}

/** The rule is for what goes out, keeps out, is not in force, or is for another protocol. */
function isClosed(body: Mapping): boolean {
  return body.entries.some(({ key, value }) => {
    const word = textOf(value)?.toLowerCase() ?? '';
    if (/^(direction|type|flow|traffic)$/.test(key)) return /^(egress|out)/.test(word);
    if (/action|policy|access|verdict/.test(key))
      return /^(deny|drop|reject|block|refuse)/.test(word);
    if (/^(enabled|active)$/.test(key)) return word === 'false';
    if (key === 'disabled') return word === 'true';
    return /protocol/.test(key) && /^(icmp|gre|esp|ah|1|47|50|51|58)/.test(word) && word !== '11';
  });
}

function isSource(key: string): boolean {
  return (
    /cidr|source|remote|ip_range|address|prefix|subnet|network/.test(key) &&
    !/port|dest|dst|group|local|target/.test(key)
  );
}

function isEveryone(data: Data): boolean {
  const items = data.type === 'list' ? elements(data) : [data];
  const sets = items.flatMap((item) => {
    const text = textOf(item)?.trim() ?? '';
    if (EVERYONE.has(text.toLowerCase())) return [AddressSet.all];
    return text.includes('/') ? (AddressSet.tryParse(text) ?? []) : [];
  });
  const all = AddressSet.unionOf(sets);
  return (
    PUBLIC.intersect(AddressSet.allIPv4).isSubsetOf(all) || GLOBAL_UNICAST_IPV6.isSubsetOf(all)
  );
}

/** Whether the ports that are given hold memcached's. */
function coversPort(body: Mapping): boolean {
  let low: number | undefined;
  let high: number | undefined;
  let ports = PortSet.empty;
  for (const { key, value } of body.entries) {
    if (!/port/.test(key) || /source|src|proto/.test(key) || !isGiven(value)) continue;
    if (/from|min|start|begin|low/.test(key)) low = integerOf(value);
    else if (/to|max|end|high/.test(key)) high = integerOf(value);
    else {
      for (const item of value.type === 'list' ? elements(value) : [value]) {
        ports = ports.union(parsePorts(textOf(item) ?? '-0') ?? PortSet.empty);
      }
    }
  }
  if (low !== undefined && high !== undefined) ports = ports.union(PortSet.range(low, high));
  return ports.contains(MEMCACHED_PORT);
}
