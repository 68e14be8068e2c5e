import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { isIPv4 } from 'node:net';
import { NAMESPACE_HEADER, NOT_READ_HEADER } from './recognise.js';
import { QUOTED_HEADER } from './processes.js';

/** What was found on the machine it runs on: files as `--from` reads them, by their path. */
export type Snapshot = Readonly<Record<string, string>>;

/** A socket as /proc/net shows it. */
interface KernelSocket {
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

/** A program and the sockets it holds. */
interface Program {
  readonly pid: number;
  readonly name: string;
  readonly words: readonly string[];
  readonly namespace: string | undefined;
  readonly inodes: ReadonlySet<string>;
}

/** Programs whose command lines matter; the others' are nobody's business. */
const TOLD_PROGRAMS = /memcached|docker-proxy/;

/** Larger files are no configuration. */
/** Where front ends and services keep the rules of the packet filter. */
const SAVED_RULES = [
  '/etc/iptables/rules.v4',
  '/etc/iptables/rules.v6',
  '/etc/sysconfig/iptables',
  '/etc/sysconfig/ip6tables',
  '/etc/nftables.conf',
  '/etc/sysconfig/nftables.conf',
  '/etc/ufw/ufw.conf',
  '/etc/firewalld/firewalld.conf',
];

const LARGEST = 1024 * 1024;

const SYSTEM_FOLDERS = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
];

/**
 * The programs that list the packet filter, with all their arguments. They are the operator's own, run on
 * the operator's own machine, by absolute paths and without a shell; nothing of a scanned repository has
 * a say in it.
 */
const FILTER_PROGRAMS: readonly (readonly [file: string, name: string, ...args: string[]])[] = [
  ['iptables-save.txt', 'iptables-save'],
  ['ip6tables-save.txt', 'ip6tables-save'],
  ['iptables-legacy-save.txt', 'iptables-legacy-save'],
  ['ip6tables-legacy-save.txt', 'ip6tables-legacy-save'],
  ['nft-list-ruleset.txt', 'nft', 'list', 'ruleset'],
];

/** Longer than this no listing takes. */
const TIME_LIMIT_MS = 10_000;

/** Where the outside is, so that tests can have one of their own. */
export interface Surface {
  readonly root: string;
  readonly run: (program: string, args: readonly string[]) => RunResult;
  readonly interfaces: () => readonly { device: string; address: string; prefix: number }[];
}

export interface RunResult {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The machine itself. */
export const THIS_MACHINE: Surface = {
  root: '/',
  run: (program, args) => {
    const { status, stdout, stderr, error } = spawnSync(program, [...args], {
      encoding: 'utf8',
      timeout: TIME_LIMIT_MS,
      maxBuffer: 64 * 1024 * 1024,
      // The tools' messages are matched in English.
      env: { PATH: SYSTEM_FOLDERS.join(':'), LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { status, out: stdout ?? '', err: error?.message ?? stderr ?? '' };
  },
  interfaces: () =>
    Object.entries(networkInterfaces()).flatMap(([device, entries]) =>
      (entries ?? []).map(({ address, cidr }) => ({
        device,
        address,
        prefix: Number(cidr?.split('/')[1] ?? (isIPv4(address) ? 32 : 128)),
      })),
    ),
};

/**
 * Looks at the machine it runs on (Linux): the listening sockets with their processes from /proc, the
 * command lines of memcached, addresses and routes, the loaded packet filter, units and configuration.
 * What cannot be read is in the snapshot too.
 */
export function takeSnapshot(surface: Surface = THIS_MACHINE): Snapshot {
  return new Reader(surface).snapshot();
}

class Reader {
  private readonly files: Record<string, string> = {};
  private readonly notRead: string[] = [];

  constructor(private readonly surface: Surface) {}

  snapshot(): Snapshot {
    const programs = this.programs();
    const own = this.link('/proc/self/ns/net');
    const here = programs.filter(
      ({ namespace }) => namespace === undefined || own === undefined || namespace === own,
    );
    const sockets = this.sockets('/proc/net');
    if (sockets === undefined) {
      this.notRead.push('sockets: /proc/net/tcp cannot be read');
    } else {
      this.files['listening-sockets.txt'] = listing(sockets, here);
      const unnamed = sockets.filter(
        ({ inode, port }) => port === 11211 && !here.some(({ inodes }) => inodes.has(inode)),
      );
      if (unnamed.length > 0) {
        this.notRead.push(
          'processes: the program behind port 11211 is not shown to this user; run it as root',
        );
      }
    }
    const told = programs.filter(
      ({ name, words }) => TOLD_PROGRAMS.test(name) || TOLD_PROGRAMS.test(words[0]!),
    );
    this.files['processes.txt'] = processList(told.filter((program) => here.includes(program)));
    this.namespaces(told.filter((program) => !here.includes(program)));
    this.addresses();
    this.filter();
    this.configuration();
    this.version();
    if (this.notRead.length > 0) {
      this.files['not-read.txt'] = `${NOT_READ_HEADER}\n${this.notRead.join('\n')}\n`;
    }
    return this.files;
  }

  /** Every process with its command line, namespace and sockets, as far as they are shown. */
  private programs(): Program[] {
    return this.entries('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name): Program[] => {
        const words = this.text(`/proc/${name}/cmdline`)?.replace(/\0$/, '').split('\0') ?? [];
        // Kernel threads have no command line.
        if (words.join('') === '') return [];
        const namespace = this.link(`/proc/${name}/ns/net`);
        const inodes = this.entries(`/proc/${name}/fd`).flatMap(
          (fd) => /^socket:\[(\d+)\]$/.exec(this.link(`/proc/${name}/fd/${fd}`) ?? '')?.[1] ?? [],
        );
        return [
          {
            pid: Number(name),
            name: this.text(`/proc/${name}/comm`)?.trim() ?? '',
            words,
            namespace,
            inodes: new Set(inodes),
          },
        ];
      });
  }

  /** The sockets that listen in the network namespace of a /proc/…/net folder. */
  private sockets(folder: string): KernelSocket[] | undefined {
    const found: KernelSocket[] = [];
    let any = false;
    for (const file of ['tcp', 'tcp6', 'udp', 'udp6'] as const) {
      const text = this.text(`${folder}/${file}`);
      if (text === undefined) continue;
      any = true;
      for (const line of text.split('\n')) {
        const match =
          /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]{2}) /.exec(line);
        const fields = line.trim().split(/\s+/);
        if (match === null) continue;
        const listens = file.startsWith('tcp') ? match[5] === '0A' : match[4] === '0000';
        if (!listens) continue;
        found.push({
          protocol: file.startsWith('tcp') ? 'tcp' : 'udp',
          address: addressOf(match[1]!),
          port: parseInt(match[2]!, 16),
          inode: fields[9] ?? '',
        });
      }
    }
    return any ? found : undefined;
  }

  /** memcached in other network namespaces: containers. Looking into those takes root. */
  private namespaces(programs: readonly Program[]): void {
    const groups = new Map<string, Program[]>();
    for (const program of programs) {
      const key = program.namespace!;
      groups.set(key, [...(groups.get(key) ?? []), program]);
    }
    for (const [namespace, members] of groups) {
      const { pid } = members[0]!;
      const sockets = this.sockets(`/proc/${pid}/net`) ?? [];
      const local = this.text(`/proc/${pid}/net/fib_trie`) ?? '';
      const addresses = [
        ...new Set(
          [...local.matchAll(/\|-- (\S+)\n\s+\/32 host LOCAL/g)].map((match) => match[1]!),
        ),
      ].filter((address) => !address.startsWith('127.'));
      const number = /\d+/.exec(namespace)?.[0] ?? 'unknown';
      this.files[`namespaces/${number}.txt`] =
        `${NAMESPACE_HEADER}\n# addresses ${addresses.join(' ')}\n` +
        listing(sockets, members) +
        processList(members);
    }
  }

  private addresses(): void {
    const devices = new Map<string, string[]>();
    for (const { device, address, prefix } of this.surface.interfaces()) {
      devices.set(device, [...(devices.get(device) ?? []), `${address}/${prefix}`]);
    }
    if (devices.size > 0) {
      this.files['addresses.txt'] = [...devices]
        .map(
          ([device, addresses]) => `${device.padEnd(16)} UP             ${addresses.join(' ')}\n`,
        )
        .join('');
    }
    const routes = this.text('/proc/net/route');
    if (routes !== undefined) this.files['routes.txt'] = routes.replace(/[ \t]+$/gm, '');
  }

  private filter(): void {
    let present = 0;
    for (const [file, name, ...args] of FILTER_PROGRAMS) {
      const program = SYSTEM_FOLDERS.map((folder) => join(folder, name)).find((path) =>
        this.exists(path),
      );
      if (program === undefined) continue;
      // Without legacy tables in the kernel the legacy program would only load its modules.
      if (name.includes('legacy') && !this.hasLegacyTables(name)) continue;
      present++;
      const { status, out, err } = this.surface.run(program, args);
      if (status === 0) {
        this.files[file] = out.trim() === '' ? `# ${name}: nothing is loaded\n` : out;
        continue;
      }
      const complaint = err.trim().split('\n')[0]?.slice(0, 200) ?? '';
      const who = /must be root|permission|not permitted/i.test(err)
        ? `${name} is only for root (run it as root)`
        : `${name} failed${status === null ? ' or took too long' : ` with status ${status}`}: ${complaint}`;
      this.notRead.push(`packet-filter: the packet filter cannot be read, for ${who}`);
    }
    if (present === 0) {
      this.notRead.push(
        'packet-filter: no program that lists the packet filter is installed (iptables-save, nft)',
      );
    }
  }

  private hasLegacyTables(name: string): boolean {
    const list = name.startsWith('ip6')
      ? '/proc/net/ip6_tables_names'
      : '/proc/net/ip_tables_names';
    const text = this.text(list);
    if (text === undefined && this.exists(list)) {
      this.notRead.push(`packet-filter: ${list} is only for root (run it as root)`);
    }
    return (text ?? '').trim() !== '';
  }

  /** memcached's own configuration and units, and what the front ends of the filter are told. */
  private configuration(): void {
    for (const folder of ['/etc', '/etc/sysconfig', '/etc/default', '/etc/conf.d']) {
      for (const name of this.entries(folder)) {
        if (/^memcached?[\w.-]*$/.test(name) && !/~$|\.(?:dpkg|rpm|bak|old|orig)/.test(name)) {
          this.copy(`${folder}/${name}`);
        }
      }
    }
    const folders = [
      '/etc/systemd/system',
      '/run/systemd/system',
      '/usr/local/lib/systemd/system',
      '/usr/lib/systemd/system',
      '/lib/systemd/system',
    ];
    const seen = new Set<string>();
    for (const folder of folders) {
      for (const name of this.entries(folder)) {
        if (!/^memcached[\w@.\\-]*\.service(?:\.d)?$/.test(name)) continue;
        if (name.endsWith('.d')) {
          for (const part of this.entries(`${folder}/${name}`)) {
            if (part.endsWith('.conf')) this.copy(`${folder}/${name}/${part}`);
          }
        } else if (!seen.has(name)) {
          // An earlier folder's unit hides those of later ones (systemd.unit(5)).
          seen.add(name);
          this.copy(`${folder}/${name}`);
        }
      }
    }
    this.copy('/etc/default/ufw');
    // What is loaded at the next start.
    for (const path of SAVED_RULES) this.copy(path);
  }

  private copy(path: string): void {
    const text = this.text(path);
    if (text !== undefined) this.files[path.slice(1)] = text;
    else if (this.exists(path) && !this.isMasked(path)) {
      this.notRead.push(`other: ${path} cannot be read`);
    }
  }

  /** `systemctl mask` links a unit to /dev/null. */
  private isMasked(path: string): boolean {
    return this.link(path) === '/dev/null' || !this.isFile(path);
  }

  /** The installed package, from dpkg's own list. */
  private version(): void {
    const status = this.text('/var/lib/dpkg/status', 64 * LARGEST);
    const entry = /^Package: memcached\n(?:[^\n]+\n)*/m.exec(status ?? '')?.[0];
    const version = /^Version: (.+)$/m.exec(entry ?? '')?.[1];
    if (entry === undefined || version === undefined) return;
    if (!/^Status: install ok installed$/m.test(entry)) return;
    this.files['package.txt'] = `Package: memcached\nVersion: ${version}\n`;
  }

  private text(path: string, most = LARGEST): string | undefined {
    try {
      const full = join(this.surface.root, path);
      // Files of /proc have no size.
      const { size } = statSync(full);
      return size > most ? undefined : readFileSync(full, 'utf8');
    } catch {
      return undefined;
    }
  }

  private entries(path: string): string[] {
    try {
      return readdirSync(join(this.surface.root, path)).sort();
    } catch {
      return [];
    }
  }

  private link(path: string): string | undefined {
    try {
      return readlinkSync(join(this.surface.root, path));
    } catch {
      return undefined;
    }
  }

  private exists(path: string): boolean {
    return existsSync(join(this.surface.root, path));
  }

  private isFile(path: string): boolean {
    try {
      return lstatSync(join(this.surface.root, path)).isFile();
    } catch {
      return false;
    }
  }
}

/** Hexadecimal words in the byte order of the machine, as /proc/net prints them. */
function addressOf(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => parseInt(byte, 16)).join('.');
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(`${bytes[i]}${bytes[i + 1]}`.toLowerCase());
  if (groups.slice(0, 5).every((group) => group === '0000') && groups[5] === 'ffff') {
    return bytes
      .slice(12)
      .map((byte) => parseInt(byte, 16))
      .join('.');
  }
  return groups
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
    .replace(/(?:^|:)0(?::0)+(?::|$)/, '::');
}

/** As `ss -tulnp` prints it. */
function listing(sockets: readonly KernelSocket[], programs: readonly Program[]): string {
  const rows = sockets.map(({ protocol, address, port, inode }) => {
    const holders = programs.filter(({ inodes }) => inodes.has(inode));
    const users =
      holders.length === 0
        ? ''
        : ` users:(${holders.map(({ name, pid }) => `("${name.replace(/[^\w.:/-]/g, '?')}",pid=${pid})`).join(',')})`;
    // The kernel does not tell in /proc whether `::` takes IPv4 too; netstat writes it this way.
    const local = address.includes(':') ? `${address === '::' ? '*' : `[${address}]`}` : address;
    const v6Only =
      address === '::' &&
      (sockets.some(
        (other) =>
          other.protocol === protocol && other.port === port && other.address === '0.0.0.0',
      ) ||
        holders.some(({ name }) => /^(?:memcached|docker-proxy)/.test(name)));
    const state = protocol === 'tcp' ? 'LISTEN' : 'UNCONN';
    const shown = v6Only ? '[::]' : local;
    const peer = address.includes(':') ? '[::]' : '0.0.0.0';
    return `${protocol}   ${state} 0      0      ${`${shown}:${port}`.padStart(24)} ${peer}:*${users}\n`;
  });
  return `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n${rows.join('')}`;
}

function processList(programs: readonly Program[]): string {
  const rows = programs.map(
    ({ pid, words }) => `${String(pid).padStart(7)} ${words.map(quoted).join(' ')}\n`,
  );
  return `${QUOTED_HEADER.replace('PID', '    PID')}\n${rows.join('')}`;
}

function quoted(word: string): string {
  // eslint-disable-next-line no-control-regex
  const printable = word.replace(/[\u0000-\u001f\u007f]+/g, ' ');
  return /^[\w@%+=:,./-]+$/.test(printable) ? printable : `'${printable.replaceAll("'", `'\\''`)}'`;
}
