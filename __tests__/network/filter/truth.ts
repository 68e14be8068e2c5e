import { readFileSync } from 'node:fs';
import { isUnresolved } from '../../../src/facts.js';
import { AddressSet } from '../../../src/network/addresses.js';
import type { PublishedPort } from '../../../src/network/filter/docker.js';
import { HostFirewall } from '../../../src/network/filter/host-firewall.js';
import type { Admission, FilterQuery } from '../../../src/network/filter/types.js';
import type { Protocol } from '../../../src/network/ports.js';
import { readScript } from '../../../src/syntax/shell/script.js';

export type Probe = [src: string, dst: string, iif: string, proto: Protocol, port: number];

interface ExtraProbe {
  readonly src: string;
  readonly dst: string;
  readonly iif: string;
  readonly proto: Protocol;
  readonly port: number;
  readonly sport?: number;
  readonly ok: boolean;
}

export interface TruthCase {
  readonly id: string;
  readonly kind: string;
  readonly tags: readonly string[];
  readonly script?: string;
  readonly script6?: string;
  readonly rc: readonly number[];
  readonly ok?: string;
  readonly extra?: readonly ExtraProbe[];
  readonly files?: Readonly<Record<string, string>>;
  readonly docker?: readonly string[];
  readonly before?: string;
  readonly proxy?: boolean;
  readonly docker_iptables?: boolean;
  readonly user_rules?: string;
  readonly user6_rules?: string;
  readonly ufw_conf?: string;
  readonly default_ufw?: string;
  readonly etc_firewalld?: Readonly<Record<string, string>>;
}

interface Truth {
  readonly probes: readonly Probe[];
  readonly cases: readonly TruthCase[];
}

export function loadTruth(name: string): Truth {
  const url = new URL(`../../truth/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Truth;
}

/** The addresses of the machine on which the answers were recorded, and its neighbours' hardware addresses. */
const OWN = AddressSet.of(
  '198.51.100.1',
  '2001:db8:ffff::1',
  'fe80::1',
  '10.10.0.1',
  'fd00:10::1',
  '127.0.0.0/8',
  '::1',
);
const NEIGHBOURS: Readonly<Record<string, string>> = {
  eth0: '02:00:00:00:00:fe',
  eth1: '02:00:00:00:01:fe',
};

/** The interfaces of that machine. */
const INTERFACES = ['lo', 'eth0', 'eth1'];

export const HERE = { file: 'script', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** Runs a shell script against the firewall, telling it how each command ended. */
export function runScript(
  firewall: HostFirewall,
  script: string,
  files: Readonly<Record<string, string>> = {},
): void {
  const readFile = (path: string): string | undefined => files[path.replace(/^\.\//, '')];
  // The recording ended the daemon by its process number.
  const adapted = script.replace('kill -TERM $(cat fwd.pid)', 'systemctl stop firewalld');
  readScript(adapted, {
    // Nothing is set in the environment the scripts ran in.
    variables: () => '',
    readFile,
    run: (command) => {
      if (command.writes !== undefined) {
        firewall.writeFile(
          command.writes.path,
          command.writes.content.text,
          () => HERE,
          command.writes.append,
        );
      }
      const unknown = new Map<number, string>();
      command.words.forEach((word, i) => {
        if (word.text === undefined) unknown.set(i, word.reason ?? '');
      });
      return firewall.run({
        argv: command.words.map((word) => word.text ?? word.raw),
        where: HERE,
        readFile,
        unknown,
        ...(command.input === undefined ? {} : { input: command.input.text }),
      });
    },
  });
}

export interface CaseResult {
  readonly id: string;
  readonly tags: readonly string[];
  /** Probes whose answer differs, as text. */
  readonly wrong: readonly string[];
  readonly unresolved: readonly string[];
  readonly probes: number;
}

/** Compares every recorded answer of a case with the evaluation. */
export function compare(
  firewall: HostFirewall,
  entry: TruthCase,
  probes: readonly Probe[],
  target: 'host' | 'container' = 'host',
): CaseResult {
  const wrong: string[] = [];
  const unresolved: string[] = [];
  const cache = new Map<string, Admission>();
  const ask = (probe: Probe, sport: number): boolean | undefined => {
    const [src, dst, iif, proto, port] = probe;
    const key = [dst, iif, proto, port, sport].join(' ');
    let admission = cache.get(key);
    if (admission === undefined) {
      const hardwareAddress = NEIGHBOURS[iif];
      const query: FilterQuery = {
        protocol: proto,
        port,
        interface: iif,
        destination: dst,
        sourcePort: sport,
        listens: [11211, 11212],
        own: OWN,
        target,
        ...(hardwareAddress === undefined ? {} : { hardwareAddress }),
      };
      admission = firewall.admission(query);
      cache.set(key, admission);
    }
    if (admission.certain.containsAddress(src)) return true;
    return isUnresolved(admission.sources) ? undefined : false;
  };
  const check = (probe: Probe, sport: number, expected: boolean): void => {
    const answer = ask(probe, sport);
    const text = `${probe.join(' ')}${sport === 40000 ? '' : ` from ${sport}`}: ${expected ? 'reached' : 'refused'}`;
    if (answer === undefined) unresolved.push(text);
    else if (answer !== expected) wrong.push(text);
  };
  const digits = entry.ok ?? '';
  probes.forEach((probe, i) => {
    if (i < digits.length) check(probe, 40000, digits[i] === '1');
  });
  for (const { src, dst, iif, proto, port, sport, ok } of entry.extra ?? []) {
    check([src, dst, iif, proto, port], sport ?? 40000, ok);
  }
  return {
    id: entry.id,
    tags: entry.tags,
    wrong,
    unresolved,
    probes: digits.length + (entry.extra?.length ?? 0),
  };
}

function published(texts: readonly string[]): PublishedPort[] {
  return texts.map((text) => {
    const [address = '', protocol = 'tcp'] = text.split('/');
    const parts = address.split(':');
    return {
      protocol: protocol as Protocol,
      hostPort: Number(parts[parts.length - 2]),
      containerPort: Number(parts[parts.length - 1]),
      ...(parts.length > 2 ? { hostAddress: parts[0]! } : {}),
    };
  });
}

/** The firewall that a case leaves behind. */
export function setUp(entry: TruthCase): HostFirewall {
  const firewall = new HostFirewall(INTERFACES);
  const files = entry.files ?? {};
  const script = entry.script ?? '';
  switch (entry.kind) {
    case 'save':
    case 'save6':
      firewall.loadIptablesSave(script, entry.kind === 'save' ? 4 : 6, () => HERE);
      return firewall;
    case 'save46':
      firewall.loadIptablesSave(script, 4, () => HERE);
      firewall.loadIptablesSave(entry.script6!, 6, () => HERE);
      return firewall;
    case 'nft':
      firewall.loadNft(
        script,
        () => HERE,
        (path) => files[path.replace(/^\.\//, '')],
      );
      return firewall;
    case 'docker':
      runScript(firewall, entry.before ?? '');
      if (!entry.docker!.includes('host')) {
        firewall.publish(published(entry.docker!), {
          iptables: entry.docker_iptables !== false,
          proxy: entry.proxy === true,
        });
      }
      break;
    case 'firewalld':
      for (const [name, text] of Object.entries(files)) {
        firewall.writeFile(`/etc/firewalld/${name}`, text, () => HERE);
      }
      firewall.startFirewalld();
      break;
    default:
  }
  runScript(firewall, script, files);
  return firewall;
}

/** Evaluates a case and compares it with what was recorded. */
export function replay(entry: TruthCase, probes: readonly Probe[]): CaseResult {
  const container = entry.kind === 'docker' && !entry.docker!.includes('host');
  return compare(setUp(entry), entry, probes, container ? 'container' : 'host');
}
