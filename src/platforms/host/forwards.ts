import { unresolved, type Ingress } from '../../facts.js';
import type { Word } from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, type Protocol } from '../../network/ports.js';
import { publishedOn } from '../../network/port-mapping.js';
import type { CloudPlace } from './cloud-commands.js';
import { slice } from './command-options.js';

/** A relay on a host: where it listens and what stands behind it. */
export interface Forward {
  readonly protocol: Protocol;
  /** The address it listens on; `undefined` for all of them. */
  readonly address: string | undefined;
  readonly port: number;
  /** `cache:11211`, `/run/memcached.sock`, as far as it is known. */
  readonly behind: string;
  readonly sources?: Ingress['sources'];
  readonly where: Word;
  readonly name: string;
  /** It is there until it is taken away. */
  readonly lasting?: boolean;
}

/**
 * Commands that pass a port on to memcached: `socat`, `ssh -L` and `-R`, `kubectl port-forward`, proxy
 * devices of LXD and Incus. What only listens on loopback is no door.
 */
export function forwardDoors(words: readonly Word[], place: CloudPlace): Ingress[] {
  const brief = words[0]?.text?.endsWith('socat') === true ? undefined : FOR_A_WHILE;
  return forwardsOf(words).flatMap((forward) =>
    forwardDoor(forward, {
      ...place,
      ...(place.onlyIf !== undefined || brief === undefined || forward.lasting === true
        ? {}
        : { onlyIf: brief }),
    }),
  );
}

function forwardsOf(words: readonly Word[]): Forward[] {
  const first = words[0]?.text ?? '';
  switch (first.slice(first.lastIndexOf('/') + 1)) {
    case 'socat':
      return socat(words.slice(1));
    case 'ssh':
    case 'autossh':
      return ssh(words.slice(1));
    case 'kubectl':
    case 'oc':
      return portForward(words.slice(1));
    case 'lxc':
    case 'incus':
      return proxyDevice(words.slice(1));
    default:
      return [];
  }
}

/** A forward for whoever runs a command, which may be seldom. */
const FOR_A_WHILE = 'it lasts as long as somebody runs the command';

/** The door of a relay, when memcached is known to stand behind it. */
export function forwardDoor(forward: Forward, { platform, onlyIf }: CloudPlace): Ingress[] {
  const { behind, address, port, protocol } = forward;
  const inside = Number(/[:\]]([0-9]{1,5})$/.exec(behind)?.[1] ?? 'NaN');
  const isMemcached = inside === MEMCACHED_PORT || /memcache/i.test(behind);
  if (!isMemcached || !Number.isInteger(port)) return [];
  const on = publishedOn(address);
  if (on === 'loopback' || address === 'localhost') return [];
  // A name is resolved by the host.
  const named =
    on === 'nowhere'
      ? unresolved(`the address of ${address!.slice(0, 80)} is not known`)
      : undefined;
  return [
    {
      kind: 'ingress',
      platform,
      where: forward.where.where,
      mechanism: 'published-port',
      name: forward.name,
      sources: named ?? forward.sources ?? AddressSet.all,
      protocols: [protocol],
      ports: PortSet.of(port),
      targetPorts: PortSet.of(Number.isInteger(inside) ? inside : MEMCACHED_PORT),
      target: 'unknown',
      faces: on === 'private' || on === 'internet' ? on : 'host',
      leadsTo: 'memcached',
      related: [],
      notes: [`It passes what comes in on to ${behind.slice(0, 80)}.`],
      ...(onlyIf === undefined ? {} : { onlyIf }),
    },
  ];
}

/** `socat TCP-LISTEN:11211,fork,bind=10.0.0.5 TCP:cache:11211` (socat(1)). */
function socat(words: readonly Word[]): Forward[] {
  const addresses = words.filter(({ text, prefix }) =>
    /^[A-Za-z0-9-]+:/.test(text ?? prefix ?? ''),
  );
  const [listen, target] = addresses;
  const match = /^(TCP|UDP)([46]?)(?:-L|-LISTEN|-RECVFROM|-RECV):([0-9]{1,5})((?:,[^,]*)*)$/i.exec(
    listen?.text ?? '',
  );
  if (match === null || target === undefined) return [];
  const option = (name: string): string | undefined =>
    new RegExp(`,${name}=([^,]*)`, 'i').exec(match[4]!)?.[1];
  const range = option('range');
  const set = range === undefined ? undefined : AddressSet.tryParse(range);
  const behind = (target.text ?? target.prefix ?? '').replace(/^[A-Za-z0-9-]+:/, '').split(',')[0]!;
  return [
    {
      protocol: match[1]!.toLowerCase() === 'udp' ? 'udp' : 'tcp',
      address: option('bind') ?? option('ip4-bind'),
      port: Number(match[3]),
      behind,
      where: listen!,
      name: 'socat',
      ...(range === undefined
        ? {}
        : {
            sources:
              set ?? unresolved(`\`range=${range.slice(0, 60)}\` is no network that is known`),
          }),
    },
  ];
}

/** Options of ssh(1) that take an argument, `-L` and `-R` left out. */
const SSH_ARGUMENTS = 'BbcDEeFIiJlmOopQSWw';

/** `ssh -L [address:]port:host:port`: loopback unless an address or `-g` says otherwise. */
function ssh(words: readonly Word[]): Forward[] {
  const found: { readonly kind: 'L' | 'R'; readonly value: Word }[] = [];
  let gateway = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const text = word.text ?? word.prefix ?? '';
    if (!/^-[A-Za-z0-9]/.test(text)) continue;
    for (let at = 1; at < text.length; at++) {
      const letter = text[at]!;
      if (letter === 'g') gateway = true;
      if (letter === 'L' || letter === 'R') {
        const value = at + 1 < text.length ? slice(word, at + 1, text.length) : words[++i];
        if (value !== undefined) found.push({ kind: letter, value });
        break;
      }
      if (SSH_ARGUMENTS.includes(letter)) {
        const value = at + 1 < text.length ? text.slice(at + 1) : (words[++i]?.text ?? '');
        if (letter === 'o' && /^GatewayPorts[= ]\s*yes$/i.test(value)) gateway = true;
        break;
      }
    }
  }
  return found.flatMap(({ kind, value }): Forward[] => {
    const match = /^(?:(\[[^\]]*\]|[^:[\]]*):)?([0-9]{1,5}):(\[[^\]]+\]|[^:]+):([0-9]{1,5})$/.exec(
      value.text ?? '',
    );
    if (match === null) return [];
    const given = match[1]?.replace(/^\[|\]$/g, '');
    const everywhere = given === '' || given === '*' || given === '0.0.0.0' || given === '::';
    const address =
      given === undefined
        ? gateway && kind === 'L'
          ? undefined
          : '127.0.0.1'
        : everywhere
          ? undefined
          : given === 'localhost'
            ? '127.0.0.1'
            : given;
    const behind = `${match[3]!}:${match[4]!}`;
    const forward = {
      protocol: 'tcp' as const,
      address,
      port: Number(match[2]),
      behind,
      where: value,
    };
    if (kind === 'L') return [{ ...forward, name: 'ssh -L' }];
    // The far side decides whether it binds anything but loopback (sshd_config(5), GatewayPorts).
    const sources = unresolved(
      'GatewayPorts of the far host decides whether others reach the port',
    );
    return [{ ...forward, name: 'ssh -R', sources }];
  });
}

/** `kubectl port-forward --address 0.0.0.0 svc/memcached 11211`: loopback without `--address`. */
function portForward(words: readonly Word[]): Forward[] {
  const at = words.findIndex(({ text }) => text === 'port-forward');
  if (at < 0) return [];
  let address = 'localhost';
  let where: Word | undefined;
  const operands: Word[] = [];
  for (let i = at + 1; i < words.length; i++) {
    const word = words[i]!;
    const text = word.text ?? '';
    if (text === '--address' || text.startsWith('--address=')) {
      where = text === '--address' ? words[++i] : slice(word, 10, text.length);
      address = where?.text ?? '';
    } else if (/^(?:-n|--namespace|--context|--kubeconfig)$/.test(text)) i++;
    else if (!text.startsWith('-')) operands.push(word);
  }
  const [target, ...ports] = operands;
  const open = address
    .split(',')
    .find((one) => !['localhost', '127.0.0.1', '::1', ''].includes(one));
  if (open === undefined || target === undefined) return [];
  return ports.flatMap((port): Forward[] => {
    const match = /^([0-9]*):?([0-9]{1,5})$/.exec(port.text ?? '');
    if (match === null) return [];
    const behind = `${target.text ?? ''}:${match[2]!}`;
    const listen = open === '0.0.0.0' || open === '::' ? undefined : open;
    return [
      {
        protocol: 'tcp',
        address: listen,
        port: Number(match[1] || match[2]),
        behind,
        where: where ?? port,
        name: 'kubectl port-forward',
      },
    ];
  });
}

/** `lxc config device add c1 mc proxy listen=tcp:0.0.0.0:11211 connect=tcp:127.0.0.1:11211`. */
function proxyDevice(words: readonly Word[]): Forward[] {
  const texts = words.map(({ text }) => text ?? '');
  if (!texts.includes('proxy')) return [];
  const listen = words.find(({ text }) => text?.startsWith('listen=') === true);
  const connect = texts.find((text) => text.startsWith('connect='));
  const match = /^listen=(tcp|udp):(\[[^\]]*\]|[^:]*):([0-9]{1,5})$/.exec(listen?.text ?? '');
  if (match === null || connect === undefined) return [];
  const address = match[2]!.replace(/^\[|\]$/g, '');
  return [
    {
      protocol: match[1] === 'udp' ? 'udp' : 'tcp',
      address: address === '' || address === '0.0.0.0' || address === '::' ? undefined : address,
      port: Number(match[3]),
      behind: connect.replace(/^connect=(?:tcp|udp):/, ''),
      where: listen!,
      lasting: true,
      name: `proxy device of ${texts[0] === 'config' ? (texts[3] ?? 'a container') : 'a container'}`,
    },
  ];
}
