import { isIP } from 'node:net';
import { parse, type ParseError } from 'jsonc-parser';
import type { SourceFile } from '../files/source.js';
import type { Word } from '../memcached/index.js';
import type { Protocol } from '../network/ports.js';
import { linesOfOutput, placeIn, type TextLine } from './lines.js';
import type { ContainerSeen, Output, Process, PublishedSeen } from './model.js';
import { programOf } from './processes.js';

/** `0.0.0.0:11211->11211/tcp, [::]:11211->11211/tcp, 11212/tcp` */
const PUBLISHED =
  /(?<![^\s,])(?:([^\s,]{1,64}?):)?(\d{1,5})(?:-(\d{1,5}))?->(\d{1,5})(?:-(\d{1,5}))?\/(tcp|udp)/g;

/** More ports of one mapping than this are not followed one by one. */
const MOST_PORTS = 1024;

/** The containers of `docker ps` or `podman ps`. */
export function readDockerPs(file: SourceFile): ContainerSeen[] {
  const lines = linesOfOutput(file);
  const head = lines.find(({ text }) => /^CONTAINER ID\s+IMAGE\b/.test(text));
  if (head === undefined) return [];
  const imageAt = head.text.indexOf('IMAGE');
  const nameAt = head.text.indexOf('NAMES');
  const found: ContainerSeen[] = [];
  for (const line of lines.slice(lines.indexOf(head) + 1)) {
    if (line.text.trim() === '') continue;
    // Columns are aligned; a name that is longer than its column moves the others.
    const image = /^\S+/.exec(line.text.slice(imageAt))?.[0] ?? '';
    const name =
      nameAt < 0 ? line.text.slice(0, 12).trim() : line.text.trimEnd().split(/\s/).at(-1)!;
    found.push({
      name,
      image: wordIn(file, line, image),
      addresses: [],
      published: publishedIn(file, line),
      processes: [],
      where: placeIn(file, line, image),
    });
  }
  return found;
}

function publishedIn(file: SourceFile, line: TextLine): PublishedSeen[] {
  const found: PublishedSeen[] = [];
  for (const match of line.text.matchAll(PUBLISHED)) {
    const [all, host, from, to = from, inner, , protocol] = match;
    const count = Math.min(Number(to) - Number(from) + 1, MOST_PORTS);
    const address = host?.replace(/^\[(.*)\]$/, '$1').replace(/^:::?$/, '::');
    for (let i = 0; i < count; i++) {
      found.push({
        protocol: protocol as Protocol,
        ...(address === undefined || isIP(address) === 0 ? {} : { hostAddress: address }),
        hostPort: Number(from) + i,
        containerPort: Number(inner) + i,
        where: placeIn(file, line, all),
      });
    }
  }
  return found;
}

function wordIn(file: SourceFile, line: TextLine, text: string): Word {
  return { text, where: placeIn(file, line, text) };
}

type Json = Readonly<Record<string, unknown>>;

/** The containers of `docker inspect`, with their commands and addresses. */
export function readDockerInspect(file: SourceFile): ContainerSeen[] {
  const errors: ParseError[] = [];
  const list: unknown = parse(file.text, errors, { allowTrailingComma: true });
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).flatMap((entry) => inspected(file, entry));
}

function inspected(file: SourceFile, entry: Json): ContainerSeen[] {
  const config = objectAt(entry, 'Config');
  const settings = objectAt(entry, 'NetworkSettings');
  const image = config['Image'];
  if (typeof image !== 'string') return [];
  const state = objectAt(entry, 'State');
  if (state['Running'] === false) return [];
  const place = (text: string) => {
    const at = file.text.indexOf(JSON.stringify(text));
    return at < 0 ? file.location(0) : file.location(at, at + text.length + 2);
  };
  const where = place(image);
  const addresses = [
    settings['IPAddress'],
    ...Object.values(objectAt(settings, 'Networks'))
      .filter(isObject)
      .flatMap((network) => [network['IPAddress'], network['GlobalIPv6Address']]),
  ].filter((one): one is string => typeof one === 'string' && isIP(one) !== 0);
  const published: PublishedSeen[] = [];
  for (const [port, bindings] of Object.entries(objectAt(settings, 'Ports'))) {
    const [number, protocol] = port.split('/');
    if ((protocol !== 'tcp' && protocol !== 'udp') || !Array.isArray(bindings)) continue;
    for (const binding of bindings.filter(isObject)) {
      const address = binding['HostIp'];
      published.push({
        protocol,
        ...(typeof address === 'string' && isIP(address) !== 0 ? { hostAddress: address } : {}),
        hostPort: Number(binding['HostPort']),
        containerPort: Number(number),
        ...(addresses[0] === undefined ? {} : { containerAddress: addresses[0] }),
        where: place(port),
      });
    }
  }
  const words = [entry['Path'], ...listAt(entry, 'Args')].filter(
    (word): word is string => typeof word === 'string',
  );
  const name = entry['Name'];
  return [
    {
      name: typeof name === 'string' ? name.replace(/^\//, '') : String(entry['Id']).slice(0, 12),
      image: { text: image, where },
      addresses,
      published,
      processes:
        words.length === 0
          ? []
          : [
              {
                words: words.map((text) => ({ text, where: place(text) })),
                where: place(words[0]!),
              },
            ],
      where,
    },
  ];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectAt(json: Json, key: string): Json {
  const value = json[key];
  return isObject(value) ? value : {};
}

function listAt(json: Json, key: string): readonly unknown[] {
  const value = json[key];
  return Array.isArray(value) ? value : [];
}

/** The ports that docker-proxy holds, by its own command line. */
export function proxiedBy(processes: readonly Process[]): PublishedSeen[] {
  return processes.flatMap((process) => {
    if (programOf(process) !== 'docker-proxy') return [];
    const texts = process.words.map(({ text }) => text ?? '');
    const valueOf = (option: string): string | undefined => {
      const at = texts.findIndex((text) => text === option || text === `-${option}`);
      return at < 0 ? undefined : texts[at + 1];
    };
    const protocol = valueOf('-proto');
    const hostPort = Number(valueOf('-host-port'));
    const containerPort = Number(valueOf('-container-port'));
    if ((protocol !== 'tcp' && protocol !== 'udp') || !(hostPort > 0) || !(containerPort > 0)) {
      return [];
    }
    const hostAddress = valueOf('-host-ip');
    const containerAddress = valueOf('-container-ip');
    return [
      {
        protocol,
        ...(hostAddress === undefined ? {} : { hostAddress }),
        hostPort,
        ...(containerAddress === undefined ? {} : { containerAddress }),
        containerPort,
        where: process.where,
      },
    ];
  });
}

/** The ports that rules of the filter lead elsewhere: Docker's, Podman's, and those of routers. */
export function translatedBy(filters: readonly Output[]): PublishedSeen[] {
  const found: PublishedSeen[] = [];
  for (const { kind, file } of filters) {
    if (kind !== 'iptables' && kind !== 'ip6tables' && kind !== 'nft') continue;
    for (const line of linesOfOutput(file)) {
      const { text } = line;
      const target =
        /--to-destination \[?([0-9a-fA-F.:]+?)\]?:(\d+)\s*$/.exec(text) ??
        /\bdnat (?:ip6? )?to \[?([0-9a-fA-F.:]+?)\]?:(\d+)\s*$/.exec(text);
      if (target === null || isIP(target[1]!) === 0) continue;
      const from =
        /(?:^|\s)-p (tcp|udp)\b.*--dport (\d+)(?:\s|$)/.exec(text) ??
        /\b(tcp|udp) dport (\d+)\b/.exec(text);
      if (from === null) continue;
      const destination = /(?:^|\s)-d ([0-9a-fA-F.:]+)(?:\/(?:32|128))?\s/.exec(text)?.[1];
      const named = /\bip6? daddr ([0-9a-fA-F.:]+)\s/.exec(text)?.[1];
      const hostAddress = destination ?? named;
      found.push({
        protocol: from[1] as Protocol,
        ...(hostAddress === undefined || isIP(hostAddress) === 0 ? {} : { hostAddress }),
        hostPort: Number(from[2]),
        containerAddress: target[1]!,
        containerPort: Number(target[2]),
        ...bridgeOf(file, text, target[1]!),
        where: placeIn(file, line),
      });
    }
  }
  return found;
}

/** Docker names the bridge beside the rule: `! -i docker0`, and where it accepts, `-o docker0`. */
function bridgeOf(file: SourceFile, rule: string, address: string): { bridge?: string } {
  const own = /! -i (\S+)/.exec(rule)?.[1] ?? /iifname != "([^"]+)"/.exec(rule)?.[1];
  if (own !== undefined) return { bridge: own };
  const escaped = address.replace(/[.]/g, '\\.');
  const accepted = new RegExp(`-d ${escaped}(?:/32)? .*-o (\\S+) `).exec(file.text)?.[1];
  return accepted === undefined ? {} : { bridge: accepted };
}
