import type { Location } from '../../files/source.js';
import { AddressSet } from '../addresses.js';
import { admit } from './admit.js';
import {
  BRIDGE,
  BRIDGE_ADDRESS,
  CONTAINERS,
  proxyListens,
  writeDockerRules,
  type DockerOptions,
  type PublishedPort,
} from './docker.js';
import { Firewalld } from './firewalld.js';
import { Ipsets } from './ipset.js';
import { Iptables, type Outcome } from './iptables.js';
import { lostTable } from './lost-rules.js';
import type { BaseChain } from './ruleset.js';
import { Nft } from './nft.js';
import { readSed } from './sed.js';
import { Ufw } from './ufw.js';
import type { Admission, FilterCommand, FilterQuery } from './types.js';
import { unknownReason, unknownWord } from './values.js';

/** Something that went wrong or could not be understood; decides nothing by itself. */
export interface FilterProblem {
  readonly where: Location;
  /** `refused`: the tool would print an error and change nothing; `unknown`: not evaluated. */
  readonly kind: 'refused' | 'unknown';
  /** A sentence. */
  readonly message: string;
}

/** The packet filters of one host, as a sequence of commands and loaded files leaves them. */
export class HostFirewall {
  private readonly ipsets: Ipsets;
  private readonly v4: Iptables;
  private readonly v6: Iptables;
  private readonly ufw: Ufw;
  private readonly zoneInterfaces = new Set<string>();
  private readonly firewalld: Firewalld;
  private readonly legacy4: Iptables;
  private readonly legacy6: Iptables;
  private readonly nft: Nft;
  private published: readonly PublishedPort[] | undefined;
  private proxy = false;
  private readonly partial: boolean;
  /** Tables of nft that were loaded and are not known. */
  private lost: readonly BaseChain[] = [];
  readonly problems: FilterProblem[] = [];
  /** Packets from outside may be sent on to 127.0.0.0/8 (`net.ipv4.conf.*.route_localnet=1`). */
  routesLoopback = false;

  /**
   * @param interfaces the interfaces the host is known to have; absent: not known
   * @param partial what is run is a part of what sets the host up: sets of addresses that nothing here creates
   *   or fills come from elsewhere. Otherwise the host starts empty.
   */
  constructor(interfaces?: readonly string[], { partial = false } = {}) {
    this.partial = partial;
    this.ipsets = new Ipsets(partial);
    this.v4 = new Iptables(4, this.ipsets);
    this.v6 = new Iptables(6, this.ipsets);
    this.ufw = new Ufw(this.v4, this.v6);
    this.firewalld = new Firewalld(
      this.v4,
      this.v6,
      (name) => this.zoneInterfaces.add(name),
      partial,
    );
    this.legacy4 = new Iptables(4, this.ipsets);
    this.legacy6 = new Iptables(6, this.ipsets);
    this.nft = new Nft(
      interfaces === undefined ? undefined : new Set(interfaces),
      (pattern) => this.zoneInterfaces.add(pattern),
      () => {
        this.v4.clear();
        this.v6.clear();
        this.firewalld.flush();
        this.lost = [];
      },
      partial,
    );
  }

  /**
   * Runs one command. Commands that change no packet filter do nothing.
   * @returns whether the command would succeed; undefined for programs that are no packet filters
   */
  run(command: FilterCommand): boolean | undefined {
    const words = command.argv.map((word, index) => {
      const reason = command.unknown?.get(index);
      if (reason === undefined) return word;
      // Of `--option=…` at least the option is known.
      const option = /^--[a-z][a-z-]*=/.exec(word)?.[0] ?? '';
      return option + unknownWord(reason);
    });
    const [first = '', ...args] = words;
    const program = first.slice(first.lastIndexOf('/') + 1);
    const outcome = this.dispatch(program, args, command);
    if (outcome?.complaint !== undefined) {
      this.problems.push({
        where: command.where,
        kind: 'refused',
        message: `\`${program}\` refuses this command: ${printable(outcome.complaint)}.`,
      });
    }
    return outcome?.succeeded;
  }

  private dispatch(
    program: string,
    args: readonly string[],
    command: FilterCommand,
  ): Outcome | undefined {
    if (program !== 'ufw' && program !== 'sed') this.ufw.settle();
    switch (program) {
      case 'iptables':
      case 'iptables-nft':
        return this.v4.run(args, command.where);
      case 'iptables-legacy':
        return this.legacy4.run(args, command.where);
      case 'ip6tables-legacy':
        return this.legacy6.run(args, command.where);
      case 'ip6tables':
      case 'ip6tables-nft':
        return this.v6.run(args, command.where);
      case 'iptables-restore':
      case 'iptables-nft-restore':
        return this.restore(this.v4, args, command);
      case 'ip6tables-restore':
      case 'ip6tables-nft-restore':
        return this.restore(this.v6, args, command);
      case 'iptables-legacy-restore':
        return this.restore(this.legacy4, args, command);
      case 'ip6tables-legacy-restore':
        return this.restore(this.legacy6, args, command);
      case 'nft':
        return this.runNft(args, command);
      case 'ipset':
        return this.runIpset(args, command);
      case 'ufw':
        return this.ufw.run(args, command.where);
      case 'firewall-cmd':
        return this.firewalld.run(args, command.where, false, command.readFile);
      case 'firewall-offline-cmd':
        return this.firewalld.run(args, command.where, true, command.readFile);
      case 'systemctl':
      case 'service':
        this.service(args);
        return { succeeded: true };
      case 'sed':
        this.sed(args, command.where);
        return { succeeded: true };
      case 'sysctl':
        if (args.some((word) => /route_localnet\s*=\s*1$/.test(word))) this.routesLoopback = true;
        return { succeeded: true };
      default:
        return undefined;
    }
  }

  /** `ipset restore -file sets`, `ipset add …`. */
  private runIpset(args: readonly string[], command: FilterCommand): Outcome {
    const words = [...args];
    const option = words.findIndex((word) => /^(?:-f|-file|--file)$/.test(word));
    const file = option < 0 ? undefined : words.splice(option, 2)[1];
    const action = words.find((word) => !word.startsWith('-') || word === '-R');
    if (action !== 'restore' && action !== '-R') return { succeeded: this.ipsets.run(words) };
    const text = file === undefined ? command.input : command.readFile?.(file);
    if (text !== undefined) return { succeeded: this.ipsets.run(words, text) };
    const source = printable(file ?? command.inputFile ?? 'standard input');
    this.note(command.where, `The sets that \`${source}\` holds are not known.`);
    this.ipsets.lose(`the sets that ${source} holds are not known`);
    return { succeeded: true };
  }

  /** `nft [-c] [-D name=value] -f file`, `nft 'add rule …'`. */
  private runNft(args: readonly string[], command: FilterCommand): Outcome {
    const defines = new Map<string, string>();
    let check = false;
    let file: string | undefined;
    let i = 0;
    for (; i < args.length; i++) {
      const word = args[i]!;
      if (!word.startsWith('-') || word.length < 2) break;
      if (word === '-f' || word === '--file') file = args[++i];
      else if (word.startsWith('--file=')) file = word.slice(7);
      else if (word === '-D' || word === '--define') {
        const [name = '', value = ''] = (args[++i] ?? '').split('=');
        defines.set(name, value);
      } else if (word === '-I' || word === '--includepath') i++;
      else if (word === '--check' || /^-[a-zA-Z]*c/.test(word)) check = true;
    }
    const options = {
      locate: locateIn(command, file === '-' || file === '/dev/stdin'),
      readFile: command.readFile,
      defines,
      check,
      missing: this.missing(command.where),
    };
    if (file === undefined) return this.nft.load(args.slice(i).join(' '), options);
    const text = file === '-' || file === '/dev/stdin' ? command.input : command.readFile?.(file);
    if (text === undefined) {
      if (!check)
        this.loseNft(command.where, file === '-' ? (command.inputFile ?? 'standard input') : file);
      return { succeeded: true };
    }
    return this.nft.load(text, options);
  }

  /** What becomes of included files that are not known: a part of a host's files may include others. */
  private missing(where: Location): ((path: string) => void) | undefined {
    return this.partial ? (path) => this.loseNft(where, path) : undefined;
  }

  private loseNft(where: Location, file: string): void {
    this.note(where, `The rules that \`${printable(file)}\` holds are not known.`);
    const reason = `the rules that ${printable(file)} holds are not known`;
    this.nft.lose(reason);
    this.lost = lostTable(reason, where);
  }

  /**
   * Loads a file of nft(8) (`/etc/nftables.conf`).
   * @param locate the place of a line, counted from 1
   * @param readFile the files it includes; undefined when one is not known
   */
  loadNft(
    text: string,
    locate: (line: number) => Location,
    readFile?: (path: string) => string | undefined,
  ): boolean {
    this.ufw.settle();
    const outcome = this.nft.load(text, { locate, readFile, missing: this.missing(locate(1)) });
    if (outcome.complaint !== undefined) {
      this.problems.push({
        where: locate(Number(/^line ([0-9]+)/.exec(outcome.complaint)?.[1] ?? '1')),
        kind: 'refused',
        message: `\`nft\` refuses this file as a whole: ${printable(outcome.complaint)}.`,
      });
    }
    return outcome.succeeded;
  }

  /** `systemctl start firewalld`, `service firewalld stop`. */
  private service(args: readonly string[]): void {
    if (!args.some((word) => /^firewalld(\.service)?$/.test(word))) return;
    if (args.some((word) => /^(start|restart|reload|--now|try-restart)$/.test(word))) {
      if (args.includes('disable') || args.includes('mask')) this.firewalld.stop();
      else this.firewalld.start();
    } else if (args.includes('stop')) this.firewalld.stop();
  }

  /**
   * Docker starts and a container runs with these ports published; ask for it with
   * `target: 'container'`. What ran before stands behind Docker's rules, what runs later is added to them.
   * Ports that are published already are not published again: Docker refuses a port that is taken.
   */
  publish(ports: readonly PublishedPort[], options: DockerOptions = {}): void {
    this.ufw.settle();
    const before = this.published ?? [];
    const added = ports.filter((port) => !before.some((one) => isSamePort(one, port)));
    if (this.published !== undefined && added.length === 0) return;
    this.published = [...before, ...added];
    this.proxy = options.proxy ?? true;
    if (options.iptables ?? true) writeDockerRules(this.v4, added);
  }

  /** firewalld runs, with the configuration that its files say. */
  startFirewalld(): void {
    this.ufw.settle();
    this.firewalld.start();
  }

  /** `sed -i` on a file of ufw: a setting changed, a line added. */
  private sed(args: readonly string[], where: Location): void {
    const edit = readSed(args);
    if (edit === undefined) return;
    for (const path of edit.files) {
      if (!/\/ufw(\/|$)/.test(path)) continue;
      if (edit.kind === 'setting') this.ufw.setSetting(edit.name, edit.value, where);
      else for (const line of edit.lines) this.ufw.addLine(path, line, where, edit.last);
    }
  }

  private restore(tables: Iptables, args: readonly string[], command: FilterCommand): Outcome {
    let keep = false;
    let test = false;
    let file: string | undefined;
    for (let i = 0; i < args.length; i++) {
      const word = args[i]!;
      if (word === '-n' || word === '--noflush') keep = true;
      else if (word === '-t' || word === '--test') test = true;
      else if (/^(-w|--wait|-W|--wait-interval|-M|--modprobe|-T|--table)$/.test(word)) {
        if (/^[0-9]+$/.test(args[i + 1] ?? '') || /^-[MT]|^--[mt]/.test(word)) i++;
      } else if (!word.startsWith('-')) file = word;
    }
    const text = file === undefined ? command.input : command.readFile?.(file);
    if (text === undefined) {
      const source = printable(file ?? command.inputFile ?? 'standard input');
      this.note(command.where, `The rules that \`${source}\` holds are not known.`);
      if (!test) tables.lose(`the rules that ${source} holds are not known`, command.where, keep);
      return { succeeded: true };
    }
    return tables.restore(text, locateIn(command, file === undefined), { keep, test });
  }

  /**
   * Loads a file of iptables-save (`/etc/iptables/rules.v4`, `/etc/sysconfig/iptables`).
   * @param locate the place of a line, counted from 1
   */
  loadIptablesSave(text: string, family: 4 | 6, locate: (line: number) => Location): boolean {
    this.ufw.settle();
    const outcome = (family === 4 ? this.v4 : this.v6).restore(text, locate);
    if (outcome.complaint !== undefined) {
      this.problems.push({
        where: locate(1),
        kind: 'refused',
        message: `\`iptables-restore\` refuses this file: ${printable(outcome.complaint)}.`,
      });
    }
    return outcome.succeeded;
  }

  /**
   * A file of the host gets this text, as far as it concerns the packet filter.
   * @param locate the place of a line of the text, counted from 1
   */
  writeFile(path: string, text: string, locate: (line: number) => Location, append = false): void {
    if (/\/firewalld\//.test(path)) {
      this.ufw.settle();
      this.firewalld.writeFile(path, text, locate);
      return;
    }
    if (/\/ufw(\/|$)/.test(path)) {
      if (append && /\.rules$/.test(path)) {
        for (const [index, line] of text.split('\n').entries()) {
          if (line.startsWith('-')) this.ufw.addLine(path, line, locate(index + 1));
        }
      } else this.ufw.writeFile(path, text, locate);
      return;
    }
    if (/^\/proc\/sys\/net\/ipv4\/conf\/[^/]+\/route_localnet$/.test(path)) {
      this.routesLoopback = text.trim() === '1';
    }
  }

  /** Who gets through to a port of the host. */
  admission(query: FilterQuery): Admission {
    const chains = this.baseChains();
    const { network } = query;
    return admit(chains, query, {
      interfaces: new Set([
        ...this.v4.interfaces,
        ...this.v6.interfaces,
        ...this.legacy4.interfaces,
        ...this.legacy6.interfaces,
        ...this.zoneInterfaces,
      ]),
      containers:
        network?.address ?? (this.published === undefined ? AddressSet.empty : CONTAINERS),
      bridge: network?.bridge ?? BRIDGE,
      bridgeAddress: network?.bridgeAddress ?? BRIDGE_ADDRESS,
      routesLoopback: this.routesLoopback,
      proxied: (protocol, port, local) =>
        network === undefined
          ? this.proxy && proxyListens(this.published ?? [], protocol, port, local)
          : network.proxy && protocol === query.protocol && port === query.port,
      containerPorts: [
        ...new Set((this.published ?? []).map(({ containerPort }) => containerPort)),
      ],
    });
  }

  /** The chains as the kernel has them, those of every tool together. */
  baseChains(): BaseChain[] {
    this.ufw.settle();
    const chains = [
      ...this.legacy4.baseChains(),
      ...this.legacy6.baseChains(),
      ...this.v4.baseChains(),
      ...this.v6.baseChains(),
      ...this.firewalld.baseChains(),
      ...this.nft.baseChains(),
      ...this.lost,
    ];
    return chains.sort((a, b) => a.priority - b.priority);
  }

  private note(where: Location, message: string): void {
    this.problems.push({ where, kind: 'unknown', message });
  }
}

/** Where a line that a command reads stands; lines of other files are put at the command. */
function locateIn(command: FilterCommand, fromInput: boolean): (line: number) => Location {
  return (fromInput ? command.locateInput : undefined) ?? (() => command.where);
}

/** Text of the scanned repository without control characters, at most 120 of them. */
function printable(text: string): string {
  const reason = unknownReason(text) ?? text;
  // eslint-disable-next-line no-control-regex
  const clean = reason.replace(/[\u0000-\u001f\u007f]+/g, ' ');
  return clean.length > 120 ? `${clean.slice(0, 117)}...` : clean;
}

function isSamePort(a: PublishedPort, b: PublishedPort): boolean {
  return (
    a.protocol === b.protocol &&
    a.hostPort === b.hostPort &&
    a.containerPort === b.containerPort &&
    a.hostAddress === b.hostAddress
  );
}
