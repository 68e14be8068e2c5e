import type { Unresolved } from '../../facts.js';
import { isUnresolved } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet, type Protocol } from '../../network/ports.js';
import { at, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { groupOf, type KubeObject } from './objects.js';

/** What one rule lets in. */
interface CalicoAllowance {
  readonly sources: AddressSet | Unresolved;
  readonly ports: Readonly<Record<Protocol, PortSet>>;
}

/** Calico's own policies, through its API server or as the custom resources behind it. */
export function isCalico(object: KubeObject): boolean {
  const group = groupOf(object);
  return (
    (group === 'projectcalico.org' || group === 'crd.projectcalico.org') &&
    (object.kind === 'NetworkPolicy' || object.kind === 'GlobalNetworkPolicy')
  );
}

/** Whether a policy decides about what comes in to pods with some labels. */
export function concernsPods(
  policy: KubeObject,
  labels: ReadonlyMap<string, string | undefined>,
  namespace: string,
): boolean {
  const spec = at(policy.data, 'spec');
  if (policy.kind === 'NetworkPolicy' && policy.namespace !== namespace) return false;
  const namespaces = new Map([
    ['projectcalico.org/name', namespace],
    ['kubernetes.io/metadata.name', namespace],
  ]);
  return (
    hasIngress(spec) &&
    selectsLabels(textOf(at(spec, 'selector')) ?? 'all()', labels) &&
    selectsLabels(textOf(at(spec, 'namespaceSelector')) ?? 'all()', namespaces)
  );
}

/** Absent types mean `Ingress`, unless there are egress rules only. */
function hasIngress(spec: Data | undefined): boolean {
  const types = itemsOf(at(spec, 'types')).map((item) => textOf(item));
  if (types.length > 0) return types.includes('Ingress');
  return at(spec, 'ingress') !== undefined || at(spec, 'egress') === undefined;
}

/** Policies in the order in which they decide; those without an order come last. */
export function inOrder(policies: readonly KubeObject[]): KubeObject[] {
  const order = (policy: KubeObject): number => {
    const text = textOf(at(policy.data, 'spec', 'order'));
    return text === undefined || Number.isNaN(Number(text)) ? Infinity : Number(text);
  };
  return [...policies].sort((a, b) => {
    const [one, other] = [order(a), order(b)];
    return one === other ? 0 : one < other ? -1 : 1;
  });
}

/**
 * What the rules of policies let in: the first rule that matches decides (docs.tigera.io/calico,
 * network policy reference). What an earlier `Deny` certainly refuses is taken out of later `Allow`s.
 */
export function calicoAllowances(
  policies: readonly KubeObject[],
  network: (data: Data | undefined) => AddressSet | Unresolved,
): CalicoAllowance[] {
  const allowances: CalicoAllowance[] = [];
  const denied: { sources: AddressSet; ports: Readonly<Record<Protocol, PortSet>> }[] = [];
  const rules = policies.flatMap((policy) => itemsOf(at(policy.data, 'spec', 'ingress')));
  for (const rule of rules.slice(0, 1_000)) {
    const action = (textOf(at(rule, 'action')) ?? '').toLowerCase();
    const ports = portsOf(rule);
    const sources = sourcesOf(at(rule, 'source'), network);
    if (action === 'deny') {
      // A rule for certain pods refuses nobody from outside.
      if (!isUnresolved(sources) && at(rule, 'notProtocol') === undefined) {
        denied.push({ sources, ports });
      }
      continue;
    }
    if (action !== 'allow') continue;
    let admitted = sources;
    for (const earlier of denied) {
      if (isUnresolved(admitted)) break;
      const covers = (['tcp', 'udp'] as const).every((protocol) =>
        ports[protocol].union(earlier.ports[protocol]).equals(earlier.ports[protocol]),
      );
      if (covers) admitted = admitted.subtract(earlier.sources);
    }
    allowances.push({ sources: admitted, ports });
  }
  return allowances;
}

function sourcesOf(
  source: Data | undefined,
  network: (data: Data | undefined) => AddressSet | Unresolved,
): AddressSet | Unresolved {
  const nets = at(source, 'nets');
  let sources: AddressSet;
  if (nets === undefined) {
    // Selectors name pods and sets of networks of the cluster.
    const named = ['selector', 'namespaceSelector', 'serviceAccounts', 'services'].some(
      (key) => at(source, key) !== undefined,
    );
    sources = named ? AddressSet.empty : AddressSet.all;
  } else {
    sources = AddressSet.empty;
    for (const item of itemsOf(nets)) {
      const set = network(item);
      if (isUnresolved(set)) return set;
      sources = sources.union(set);
    }
  }
  for (const item of itemsOf(at(source, 'notNets'))) {
    const set = network(item);
    if (!isUnresolved(set)) sources = sources.subtract(set);
  }
  return sources;
}

function portsOf(rule: Data): Readonly<Record<Protocol, PortSet>> {
  const protocol = (textOf(at(rule, 'protocol')) ?? '').toLowerCase();
  const listed = itemsOf(at(rule, 'destination', 'ports'));
  let ports = listed.length === 0 ? PortSet.all : PortSet.empty;
  for (const item of listed) {
    const match = /^([0-9]{1,5})(?::([0-9]{1,5}))?$/.exec(textOf(item) ?? '');
    const low = Number(match?.[1] ?? NaN);
    const high = Number(match?.[2] ?? low);
    // A named port may be any.
    if (match === null) ports = PortSet.all;
    else if (low <= high && high <= 65_535) ports = ports.union(PortSet.range(low, high));
  }
  const only = (name: string): PortSet =>
    protocol === '' || protocol === name || protocol === (name === 'tcp' ? '6' : '17')
      ? ports
      : PortSet.empty;
  return { tcp: only('tcp'), udp: only('udp') };
}

const DEEPEST = 30;

/**
 * Calico's selectors: `app == 'cache' && has(tier)`, `a in {'x', 'y'} || !(b != 'c')`, `all()`. One that
 * is not understood selects nothing: nothing is concluded from it.
 */
export function selectsLabels(
  selector: string,
  labels: ReadonlyMap<string, string | undefined>,
): boolean {
  if (selector.trim() === '') return true;
  const tokens = tokensOf(selector.slice(0, 2_000));
  if (tokens === undefined) return false;
  const reader = new SelectorReader(tokens, labels);
  const result = reader.either(0);
  return result === true && reader.atEnd;
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  const token = /\s*(&&|\|\||==|!=|[!(){},]|'[^']*'|"[^"]*"|[A-Za-z0-9_./-]+)/y;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (match === null) return undefined;
    tokens.push(match[1]!);
  }
  return tokens;
}

class SelectorReader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly labels: ReadonlyMap<string, string | undefined>,
  ) {}

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  either(depth: number): boolean | undefined {
    let result = this.both(depth);
    while (result !== undefined && this.take('||')) {
      const next = this.both(depth);
      result = next === undefined ? undefined : result || next;
    }
    return result;
  }

  private both(depth: number): boolean | undefined {
    let result = this.single(depth);
    while (result !== undefined && this.take('&&')) {
      const next = this.single(depth);
      result = next === undefined ? undefined : result && next;
    }
    return result;
  }

  private single(depth: number): boolean | undefined {
    if (depth > DEEPEST) return undefined;
    if (this.take('!')) {
      const inner = this.single(depth + 1);
      return inner === undefined ? undefined : !inner;
    }
    if (this.take('(')) {
      const inner = this.either(depth + 1);
      return this.take(')') ? inner : undefined;
    }
    const name = this.tokens[this.at++];
    if (name === undefined) return undefined;
    if (name === 'all' || name === 'global') {
      return this.take('(') && this.take(')') ? name === 'all' : undefined;
    }
    if (name === 'has') {
      if (!this.take('(')) return undefined;
      const label = this.tokens[this.at++];
      return this.take(')') && label !== undefined ? this.labels.has(label) : undefined;
    }
    const value = this.labels.get(name);
    if (this.take('==')) return value !== undefined && value === this.text();
    if (this.take('!=')) return value !== this.text();
    const negated = this.take('not');
    if (!this.take('in') || !this.take('{')) return undefined;
    const listed: (string | undefined)[] = [];
    while (!this.take('}')) {
      if (this.atEnd) return undefined;
      listed.push(this.text());
      this.take(',');
    }
    const inside = value !== undefined && listed.includes(value);
    return negated ? !inside : inside;
  }

  private text(): string | undefined {
    const token = this.tokens[this.at++];
    return token !== undefined && /^['"]/.test(token) ? token.slice(1, -1) : undefined;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }
}
