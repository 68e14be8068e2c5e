import { append } from '../../append.js';
import type { Ingress, RelatedLocation, Unresolved } from '../../facts.js';
import { isUnresolved, unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { LOOPBACK, PRIVATE } from '../../network/special.js';
import { firewallRules } from './balancer-rules.js';
import { at, entry, itemsOf, type Data } from '../../syntax/data.js';
import { CLASSES, MARKS, type Verdict } from './load-balancer-marks.js';
import { located, textIn, type KubeObject } from './objects.js';

/** What a load balancer looks out on, and who it lets in. */
export interface Frontage {
  readonly faces: Ingress['faces'];
  readonly sources: AddressSet | Unresolved;
  readonly related: readonly RelatedLocation[];
  readonly notes: readonly string[];
}

/** Annotations that name the address a load balancer takes. */
const ADDRESS_ANNOTATIONS = [
  'metallb.io/loadBalancerIPs',
  'metallb.universe.tf/loadBalancerIPs',
  'io.cilium/lb-ipam-ips',
  'lbipam.cilium.io/ips',
  'kube-vip.io/loadbalancerIPs',
];

/** Annotations that list who may come in, separated by commas or blanks. */
export const SOURCE_ANNOTATIONS = [
  'service.beta.kubernetes.io/load-balancer-source-ranges',
  'service.beta.kubernetes.io/azure-allowed-ip-ranges',
  'service.beta.kubernetes.io/ovh-loadbalancer-allowed-sources',
];

const POOL_ANNOTATIONS = ['metallb.io/address-pool', 'metallb.universe.tf/address-pool'];

/** The addresses of MetalLB and Cilium pools by name. */
export type AddressPools = ReadonlyMap<string, AddressSet>;

export function addressPoolsIn(objects: readonly KubeObject[]): AddressPools {
  const pools = new Map<string, AddressSet>();
  for (const object of objects) {
    const texts: (string | undefined)[] = [];
    if (object.kind === 'IPAddressPool') {
      append(texts, itemsOf(at(object.data, 'spec', 'addresses')).map(plainText));
    } else if (object.kind === 'CiliumLoadBalancerIPPool') {
      for (const block of [
        ...itemsOf(at(object.data, 'spec', 'blocks')),
        ...itemsOf(at(object.data, 'spec', 'cidrs')),
      ]) {
        const start = plainText(at(block, 'start'));
        const stop = plainText(at(block, 'stop'));
        texts.push(
          start !== undefined && stop !== undefined
            ? `${start}-${stop}`
            : plainText(at(block, 'cidr')),
        );
      }
    } else {
      continue;
    }
    const sets = texts.map((text) => (text === undefined ? undefined : networkOrRange(text)));
    if (sets.length === 0 || sets.some((set) => set === undefined)) continue;
    pools.set(object.name, AddressSet.unionOf(sets as AddressSet[]));
  }
  return pools;
}

function plainText(data: Data | undefined): string | undefined {
  const text = textIn(data);
  return typeof text === 'string' ? text : undefined;
}

function networkOrRange(text: string): AddressSet | undefined {
  const dash = text.indexOf('-');
  if (dash < 0) return AddressSet.tryParse(text.trim());
  try {
    return AddressSet.range(text.slice(0, dash).trim(), text.slice(dash + 1).trim());
  } catch {
    return undefined;
  }
}

/** What the load balancer of a Service looks out on, from its annotations, class and source ranges. */
export function frontageOf(service: KubeObject, pools: AddressPools): Frontage {
  const spec = at(service.data, 'spec');
  const annotations = at(service.data, 'metadata', 'annotations');
  const frontage = annotationFrontage(annotations, service, at(spec, 'loadBalancerClass'));
  const related = [...frontage.related];
  const notes = [...frontage.notes];
  let { faces } = frontage;
  const sources = restrict(
    restrict(frontage.sources, sourceRanges(spec, annotations, service, related)),
    firewallRules(annotations, service, related),
  );
  if (faces === 'host') {
    const address = addressOf(spec, annotations);
    const pool = addressPool(annotations, pools);
    const where = address?.where ?? pool?.where;
    const set = address?.set ?? pool?.set;
    if (set !== undefined && !set.isEmpty && set.isSubsetOf(PRIVATE.union(LOOPBACK))) {
      faces = 'private';
      if (where !== undefined) {
        related.push({
          where: located(where, service),
          message: 'the private address of the load balancer',
        });
      }
    }
  }
  return { faces, sources, related, notes };
}

/** Reads the internal and public marks only; also for Gateways (`spec.infrastructure.annotations`). */
export function annotationFrontage(
  annotations: Data | undefined,
  object: KubeObject,
  loadBalancerClass?: Data,
): Frontage {
  const related: RelatedLocation[] = [];
  let verdict: Verdict;
  let unknown: Unresolved | undefined;
  if (annotations?.type === 'unknown') unknown = unresolved(annotations.reason, annotations.where);
  for (const mark of MARKS) {
    const found = entry(annotations, mark.key);
    const value = textIn(found?.value);
    if (found === undefined || value === undefined) continue;
    if (typeof value === 'object') {
      unknown = value;
      continue;
    }
    const says = mark.verdict(value);
    if (says === undefined) continue;
    related.push({
      where: located(found.value.where, object),
      message:
        says === 'internal' ? 'makes the load balancer internal' : 'makes it internet-facing',
    });
    // Several clouds' annotations may stand side by side; one that says "internal" is the intent.
    if (verdict !== 'internal') verdict = says;
  }
  const className = textIn(loadBalancerClass);
  if (typeof className === 'object') unknown ??= className;
  const type = textIn(at(annotations, 'service.beta.kubernetes.io/aws-load-balancer-type'));
  const defaultVerdict =
    typeof className === 'string'
      ? CLASSES[className]
      : type === 'external' || type === 'nlb-ip'
        ? 'internal'
        : undefined;
  if (verdict === undefined && unknown === undefined && defaultVerdict === 'internal') {
    const where = loadBalancerClass?.where ?? annotations?.where;
    if (where !== undefined) {
      related.push({
        where: located(where, object),
        message: 'this class of load balancer is internal unless it is told otherwise',
      });
    }
  }
  const effective = verdict ?? (unknown === undefined ? defaultVerdict : undefined);
  return {
    faces:
      effective === 'internal' ? 'private' : effective === 'internet-facing' ? 'internet' : 'host',
    sources: effective === undefined && unknown !== undefined ? unknown : AddressSet.all,
    related,
    notes: [],
  };
}

function restrict(
  sources: AddressSet | Unresolved,
  ranges: AddressSet | Unresolved | undefined,
): AddressSet | Unresolved {
  if (ranges === undefined) return sources;
  if (isUnresolved(ranges)) return isUnresolved(sources) ? sources : ranges;
  if (!isUnresolved(sources)) return sources.intersect(ranges);
  // Whether it is internal is not known, but nobody from outside the ranges comes in either way.
  return ranges.isSubsetOf(PRIVATE.union(LOOPBACK)) ? ranges : sources;
}

/** The allowed sources; `undefined` when anyone may come. */
function sourceRanges(
  spec: Data | undefined,
  annotations: Data | undefined,
  service: KubeObject,
  related: RelatedLocation[],
): AddressSet | Unresolved | undefined {
  const results: (AddressSet | Unresolved)[] = [];
  const field = at(spec, 'loadBalancerSourceRanges');
  if (field?.type === 'unknown') {
    results.push(unresolved(field.reason, field.where));
  } else {
    const items = itemsOf(field);
    if (items.length > 0) {
      related.push({ where: located(field!.where, service), message: 'the allowed source ranges' });
      results.push(setOf(items.map((item) => [textIn(item) ?? '', item.where] as const)));
    }
  }
  for (const key of SOURCE_ANNOTATIONS) {
    const found = entry(annotations, key);
    const text = textIn(found?.value);
    // The field wins over the annotation that came before it.
    if (found === undefined || text === undefined || text === '') continue;
    if (key === SOURCE_ANNOTATIONS[0] && results.length > 0) continue;
    const { where } = found.value;
    related.push({ where: located(where, service), message: 'the allowed source ranges' });
    results.push(
      typeof text === 'object'
        ? text
        : setOf(
            text
              .split(/[,\s]+/)
              .filter((part) => part !== '')
              .map((part) => [part, where] as const),
          ),
    );
  }
  const tags = entry(annotations, 'service.beta.kubernetes.io/azure-allowed-service-tags');
  if (tags !== undefined) {
    const text = textIn(tags.value);
    if (typeof text === 'string' && !text.split(',').some((tag) => tag.trim() === 'Internet')) {
      results.push(
        text.split(',').every((tag) => tag.trim() === 'VirtualNetwork')
          ? PRIVATE
          : unresolved(`the addresses of the service tag ${text} are not known`, tags.value.where),
      );
    }
  }
  if (results.length === 0) return undefined;
  const first = results.find(isUnresolved);
  if (first !== undefined) return first;
  return AddressSet.unionOf(results as AddressSet[]);
}

function setOf(
  texts: readonly (readonly [string | Unresolved, Location])[],
): AddressSet | Unresolved {
  const sets: AddressSet[] = [];
  for (const [text, where] of texts) {
    if (typeof text === 'object') return text;
    const set = AddressSet.tryParse(text.trim());
    if (set === undefined) return unresolved(`"${text}" is not a network in CIDR notation`, where);
    sets.push(set);
  }
  return AddressSet.unionOf(sets);
}

/** The address the load balancer is given by hand. */
function addressOf(
  spec: Data | undefined,
  annotations: Data | undefined,
): { set: AddressSet; where: Location } | undefined {
  const candidates = [
    at(spec, 'loadBalancerIP'),
    ...ADDRESS_ANNOTATIONS.map((key) => at(annotations, key)),
  ];
  for (const data of candidates) {
    const text = plainText(data);
    if (data === undefined || text === undefined || text === '') continue;
    const sets = text.split(',').map((part) => AddressSet.tryParse(part.trim()));
    if (sets.some((set) => set === undefined)) continue;
    return { set: AddressSet.unionOf(sets as AddressSet[]), where: data.where };
  }
  return undefined;
}

/** The pool of addresses the annotation names. */
function addressPool(
  annotations: Data | undefined,
  pools: AddressPools,
): { set: AddressSet; where: Location } | undefined {
  for (const key of POOL_ANNOTATIONS) {
    const data = at(annotations, key);
    const name = plainText(data);
    const set = name === undefined ? undefined : pools.get(name);
    if (data !== undefined && set !== undefined) return { set, where: data.where };
  }
  return undefined;
}
