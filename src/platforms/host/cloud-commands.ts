import { unresolved, type Ingress, type PlatformName, type Unresolved } from '../../facts.js';
import type { Word } from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet } from '../../network/ports.js';
import type { Opening, Tool } from './cloud-openings.js';
import { COMMON_TOOLS } from './cloud-tools.js';
import { FURTHER_TOOLS } from './cloud-tools-further.js';
import { readOptions, type CommandOptions } from './command-options.js';

/** Where a command stands. */
export interface CloudPlace {
  readonly platform: PlatformName;
  /** Set when it runs only under a condition. */
  readonly onlyIf?: string;
}

/** Every tool whose commands are read. */
export const TOOLS: readonly Tool[] = [...COMMON_TOOLS, ...FURTHER_TOOLS];

/**
 * What the command-line tools of cloud providers open for memcached's port, with the source that each of
 * them takes when none is given. Rules for other security groups, service accounts and tags open nothing to
 * a network and are left out.
 */
export function cloudDoors(words: readonly Word[], place: CloudPlace): Ingress[] {
  const found = findTool(words);
  return found === undefined ? [] : doorsOf(found, found.tool.openings(found.options), place);
}

/** A command that may open something. */
export interface Found {
  readonly tool: Tool;
  readonly options: CommandOptions;
  /** The last word of the command itself: `create`, `update`. */
  readonly verb: string;
  /** The words behind the command. */
  readonly rest: readonly Word[];
}

export function findTool(words: readonly Word[]): Found | undefined {
  for (const tool of TOOLS) {
    const rest = wordsBehind(words, tool.command);
    if (rest === undefined) continue;
    const verbs = tool.command.at(-1)!.split('|');
    const verb = words.find(({ text }) => text !== undefined && verbs.includes(text))?.text ?? '';
    return { tool, options: readOptions(rest), verb, rest };
  }
  return undefined;
}

export function doorsOf(
  { tool, options, rest }: Found,
  openings: readonly Opening[],
  place: CloudPlace,
): Ingress[] {
  const name = tool.name(options, rest);
  return openings
    .flatMap((opening) => door(opening, tool.mechanism, name, place))
    .reduce<Ingress[]>(addDoor, []);
}

/** The words behind those of a command, whose program may be named with its folder. */
export function wordsBehind(
  words: readonly Word[],
  command: readonly string[],
): Word[] | undefined {
  const first = words[0]?.text;
  if (first === undefined) return undefined;
  const program = first.slice(first.lastIndexOf('/') + 1);
  return behind([{ ...words[0]!, text: program }, ...words.slice(1)], command);
}

/** One command that opens TCP and UDP to the same sources is one door. */
function addDoor(doors: Ingress[], next: Ingress): Ingress[] {
  const same = doors.findIndex(
    ({ sources }) =>
      sources instanceof AddressSet &&
      next.sources instanceof AddressSet &&
      sources.equals(next.sources),
  );
  const before = doors[same];
  if (!(before?.ports instanceof PortSet) || !(next.ports instanceof PortSet)) {
    return [...doors, next];
  }
  const wider = before.ports.size >= next.ports.size ? before.ports : next.ports;
  const protocols = (['tcp', 'udp'] as const).filter(
    (one) => before.protocols.includes(one) || next.protocols.includes(one),
  );
  const merged = { ...before, protocols, ports: wider };
  return doors.map((door, i) => (i === same ? merged : door));
}

/** The words behind those of a command; options of the program itself may stand in between. */
function behind(words: readonly Word[], command: readonly string[]): Word[] | undefined {
  let at = 0;
  const before: Word[] = [];
  for (const [index, wanted] of command.entries()) {
    while (index > 0 && /^-/.test(words[at]?.text ?? '')) {
      // `aws --region eu-west-1 ec2 …`: the value of the option follows it.
      const text = words[at]!.text!;
      before.push(words[at++]!);
      const next = words[at]?.text ?? '';
      if (!text.includes('=') && !wanted.split('|').includes(next) && words[at] !== undefined) {
        before.push(words[at++]!);
      }
    }
    if (!wanted.split('|').includes(words[at]?.text ?? '')) {
      if (wanted.endsWith('|')) continue;
      return undefined;
    }
    at++;
  }
  return [...words.slice(at), ...before];
}

function door(
  { protocols, ports, portWhere, sources }: Opening,
  mechanism: Ingress['mechanism'],
  name: string,
  { platform, onlyIf }: CloudPlace,
): Ingress[] {
  if (protocols.length === 0) return [];
  const unknownPort = 'unresolved' in ports;
  if (unknownPort) {
    // A port that is not known is somebody else's, unless what it is called says otherwise.
    if (!/memcache/i.test(ports.reason)) return [];
  } else if (!ports.contains(MEMCACHED_PORT)) return [];
  const sets: AddressSet[] = [];
  let open: Word | undefined;
  let missing: Unresolved | undefined;
  let unknown: Word | undefined;
  for (const word of sources) {
    const set = word.text === undefined ? undefined : addressesOf(word.text);
    if (word.text === undefined) {
      unknown ??= word;
      missing ??= unresolved(word.reason ?? 'the source is not known', word.where);
    }
    if (set === undefined || set.isEmpty) continue;
    if (open === undefined || set.sizeV4 > sets[0]!.sizeV4) {
      open = word;
      sets.unshift(set);
    } else sets.push(set);
  }
  const all =
    sources.length === 0 ? AddressSet.all : AddressSet.unionOf([AddressSet.empty, ...sets]);
  if (all.isEmpty && missing === undefined) return [];
  return [
    {
      kind: 'ingress',
      platform,
      where: (open ?? unknown ?? portWhere).where,
      mechanism,
      name,
      sources: missing === undefined || all.sizeV4 > 2 ** 31 ? all : missing,
      protocols,
      ports: unknownPort ? PortSet.of(MEMCACHED_PORT) : ports,
      target: 'unknown',
      faces: 'internet',
      leadsTo: 'unknown',
      related: [],
      ...(onlyIf === undefined ? {} : { onlyIf }),
    },
  ];
}

/** A CIDR, or a word that means everyone; nothing for groups and tags. */
function addressesOf(text: string): AddressSet | undefined {
  if (/^(?:\*|any|internet|all)$/i.test(text)) return AddressSet.all;
  return AddressSet.tryParse(text);
}
