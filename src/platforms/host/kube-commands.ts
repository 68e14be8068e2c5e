import type { Ingress } from '../../facts.js';
import type { Word } from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, type ProtocolSet } from '../../network/ports.js';
import type { CloudPlace } from './cloud-commands.js';
import { readOptions, splitAt, type CommandOptions } from './command-options.js';

/** The range that a cluster takes node ports from unless it is told otherwise. */
const NODE_PORTS = PortSet.range(30000, 32767);

/**
 * Services that commands make: `kubectl expose`, `kubectl create service`, `helm install … --set
 * service.type=…`. A Service inside the cluster (ClusterIP, the default) opens nothing.
 */
export function kubeDoors(words: readonly Word[], place: CloudPlace): Ingress[] {
  const program = baseName(words[0]?.text ?? '');
  if (['kubectl', 'oc', 'k3s', 'microk8s', 'microk8s.kubectl'].includes(program)) {
    const at = words.findIndex(({ text }) => text === 'expose' || text === 'create');
    if (at < 0) return [];
    const rest = words.slice(at + 1);
    return words[at]!.text === 'expose' ? expose(rest, place) : createService(rest, place);
  }
  if (program !== 'helm') return [];
  const at = words.findIndex(({ text }) => text === 'install' || text === 'upgrade');
  return at < 0 ? [] : helm(words.slice(at + 1), place);
}

/** `kubectl expose deployment/cache --type=LoadBalancer --port=11211 [--target-port] [--protocol]`. */
function expose(words: readonly Word[], place: CloudPlace): Ingress[] {
  const options = readOptions(words);
  const operand = options.operands.at(-1);
  const name = options.values('--name')[0]?.text ?? baseName(operand?.text ?? '');
  const [port] = options.values('--port');
  const outside = numberOf(port);
  const inside = numberOf(options.values('--target-port')[0]) ?? outside;
  const protocols: ProtocolSet = /^udp$/i.test(options.values('--protocol')[0]?.text ?? '')
    ? ['udp']
    : ['tcp'];
  return door({ options, name, outside, inside, protocols, where: port ?? operand, place });
}

/** `kubectl create service loadbalancer cache --tcp=11211:11211`. */
function createService(words: readonly Word[], place: CloudPlace): Ingress[] {
  if (!['service', 'svc'].includes(words[0]?.text ?? '')) return [];
  const type = words[1]?.text?.toLowerCase();
  if (type !== 'loadbalancer' && type !== 'nodeport') return [];
  const options = readOptions(words.slice(2));
  const [mapping] = options.values('--tcp');
  const [outside, inside] = (mapping?.text ?? '').split(':').map(Number);
  if (mapping === undefined || outside === undefined) return [];
  return door({
    options,
    type: { text: type === 'nodeport' ? 'NodePort' : 'LoadBalancer', where: words[1]!.where },
    name: options.operands[0]?.text ?? '',
    outside,
    inside: inside ?? outside,
    protocols: ['tcp'],
    where: mapping,
    place,
  });
}

/** `helm install cache bitnami/memcached --set service.type=LoadBalancer`. */
function helm(words: readonly Word[], place: CloudPlace): Ingress[] {
  const chart = words.find(({ text }) => /(?:^|\/)memcached(?:-[0-9][^/]*)?$/.test(text ?? ''));
  if (chart === undefined) return [];
  const sets = words
    .flatMap((word, i) => {
      const { text } = word;
      if (text === '--set' || text === '--set-string') return words[i + 1] ?? [];
      return text?.startsWith('--set=') === true ? { ...word, text: text.slice(6) } : [];
    })
    .flatMap((word) => splitAt(word, /,/));
  const valueOf = (name: RegExp): Word | undefined => {
    const found = sets.filter(({ text }) => name.test(text ?? '')).at(-1);
    return found?.text === undefined
      ? undefined
      : { ...found, text: found.text.slice(found.text.indexOf('=') + 1) };
  };
  const type = valueOf(/^service\.type=/);
  if (type === undefined) return [];
  const port = numberOf(valueOf(/^service\.ports?(?:\.memcached)?=/)) ?? MEMCACHED_PORT;
  const internal = sets.some(({ text }) => /^service\.annotations.*internal/i.test(text ?? ''));
  if (internal) return [];
  const options = readOptions([]);
  return door({
    options,
    type,
    name: 'memcached',
    outside: port,
    inside: MEMCACHED_PORT,
    protocols: ['tcp'],
    where: type,
    place,
  });
}

interface Made {
  readonly options: CommandOptions;
  readonly type?: Word;
  readonly name: string;
  readonly outside: number | undefined;
  readonly inside: number | undefined;
  readonly protocols: ProtocolSet;
  readonly where: Word | undefined;
  readonly place: CloudPlace;
}

function door({ options, type, name, outside, inside, protocols, where, place }: Made): Ingress[] {
  const given = type ?? options.values('--type')[0];
  const external = options.values('--external-ip', '--external-ips')[0];
  const kind =
    given?.text === 'LoadBalancer' || external !== undefined
      ? 'load-balancer'
      : given?.text === 'NodePort'
        ? 'node-port'
        : undefined;
  const isMemcached = /memcache/i.test(name);
  if (kind === undefined || where === undefined) return [];
  if (inside !== MEMCACHED_PORT && outside !== MEMCACHED_PORT && !isMemcached) return [];
  const port = outside ?? inside ?? MEMCACHED_PORT;
  return [
    {
      kind: 'ingress',
      platform: place.platform,
      where: (given ?? external ?? where).where,
      mechanism: kind,
      name: `Service "${name.slice(0, 80)}"`,
      sources: AddressSet.all,
      protocols,
      ports: kind === 'node-port' ? NODE_PORTS : PortSet.of(port),
      targetPorts: PortSet.of(inside ?? port),
      target: 'unknown',
      faces: 'host',
      leadsTo: isMemcached || inside === MEMCACHED_PORT ? 'memcached' : 'unknown',
      related: [],
      ...(place.onlyIf === undefined ? {} : { onlyIf: place.onlyIf }),
    },
  ];
}

function numberOf(word: Word | undefined): number | undefined {
  return word?.text !== undefined && /^[0-9]{1,5}$/.test(word.text) ? Number(word.text) : undefined;
}

function baseName(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}
