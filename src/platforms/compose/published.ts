import type { Fix, RelatedLocation, Unresolved } from '../../facts.js';
import { unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import { at, entry, isNull, itemsOf, type Data, type Mapping } from '../../syntax/data.js';
import { fixLongPort, fixShortPort } from './fix.js';
import {
  isPortMappingError,
  parsePortMapping,
  parseRange,
  publishedOn,
  UNKNOWN_HOST_IP,
  type PortMapping,
  type PortMappingError,
} from './ports.js';
import type { Origin } from './fill.js';
import type { ComposeProject } from './project.js';
import { goText } from './scalars.js';

/** One entry of a service's `ports`. */
export interface PublishedPort {
  readonly hostIp: string | undefined;
  /** Why the host address is not known, when it is not. */
  readonly hostIpUnresolved?: Unresolved;
  readonly hostPorts: PortMapping['hostPorts'];
  readonly containerPorts: PortMapping['containerPorts'];
  readonly protocol: PortMapping['protocol'];
  /** The value that opens it. */
  readonly where: Location;
  readonly related: readonly RelatedLocation[];
  readonly notes: readonly string[];
  /** The template condition it depends on. */
  readonly onlyIf?: string;
  readonly fix?: Fix;
}

/** An entry that cannot be read, and why. */
export interface BadPort {
  readonly where: Location;
  readonly error: string;
}

/** Reads `ports:` of a service, short and long entries alike. */
export function readPorts(
  service: Mapping,
  project: ComposeProject,
  tree: Tree,
): { ports: PublishedPort[]; bad: BadPort[] } {
  const ports: PublishedPort[] = [];
  const bad: BadPort[] = [];
  for (const item of itemsOf(at(service, 'ports'))) {
    if (isNull(item)) continue;
    const reader = new PortReader(project, tree);
    const read = item.type === 'map' ? reader.long(item) : reader.short(item);
    if ('error' in read) bad.push({ where: item.where, error: read.error });
    else ports.push(read);
  }
  return { ports: withoutRepeats(ports), bad };
}

/** Of entries that mean the same, the first with the others as related places, as Compose does. */
function withoutRepeats(ports: readonly PublishedPort[]): PublishedPort[] {
  const byMeaning = new Map<string, PublishedPort>();
  for (const port of ports) {
    const address = port.hostIp ?? '0.0.0.0';
    const key = [address, port.hostPorts, port.containerPorts, port.protocol].join(' ');
    const first = byMeaning.get(key);
    if (first === undefined) {
      byMeaning.set(key, port);
    } else if (!sameStart(first.where, port.where)) {
      const related = { where: port.where, message: 'the same mapping once more' };
      byMeaning.set(key, { ...first, related: [...first.related, related] });
    }
  }
  return [...byMeaning.values()];
}

function sameStart(a: Location, b: Location): boolean {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}

class PortReader {
  constructor(
    private readonly project: ComposeProject,
    private readonly tree: Tree,
  ) {}

  short(item: Data): PublishedPort | PortMappingError {
    const text = scalarText(item);
    if (text === undefined) return { error: 'it is neither a port mapping nor a number' };
    const mapping = parsePortMapping(text);
    if (isPortMappingError(mapping)) return mapping;
    const origin = this.project.originOf(item);
    const certain = origin?.certain === undefined ? mapping : parsePortMapping(origin.certain);
    const hinted = !isPortMappingError(certain) && certain.hostIp !== mapping.hostIp;
    const port = this.finish(mapping, item.where, origin, item, hinted);
    if (!this.isOpen(port)) return port;
    const fix = fixShortPort(this.tree, item.where, mapping, origin);
    return fix === undefined ? port : { ...port, fix };
  }

  long(item: Mapping): PublishedPort | PortMappingError {
    const target = entry(item, 'target')?.value;
    const published = entry(item, 'published')?.value;
    const hostIpData = entry(item, 'host_ip')?.value;
    const targetText = scalarText(target) ?? '';
    const publishedText = scalarText(published) ?? '';
    const hostText = scalarText(hostIpData) ?? '';
    const protocol = scalarText(entry(item, 'protocol')?.value) ?? 'tcp';
    if (targetText === '') return { error: 'a port in the long form needs a "target"' };
    if (publishedText !== '' && parseRange(publishedText) === undefined) {
      return { error: `"${publishedText}" is no port or range of ports` };
    }
    const address =
      hostText.includes(':') && !hostText.startsWith('[') ? `[${hostText}]` : hostText;
    const mapping = parsePortMapping(`${address}:${publishedText}:${targetText}/${protocol}`);
    if (isPortMappingError(mapping)) return mapping;
    const given = hostIpData !== undefined && !isNull(hostIpData) && hostText !== '';
    const where = given ? hostIpData.where : (published ?? target ?? item).where;
    const origin =
      (given || published === undefined ? undefined : this.project.originOf(published)) ??
      (hostIpData === undefined ? undefined : this.project.originOf(hostIpData)) ??
      (published === undefined ? undefined : this.project.originOf(published));
    const addressOrigin = hostIpData === undefined ? undefined : this.project.originOf(hostIpData);
    const hinted = addressOrigin?.certain !== undefined && addressOrigin.certain !== hostText;
    const port = this.finish(mapping, where, origin, item, hinted);
    if (!this.isOpen(port)) return port;
    const fix = fixLongPort(this.tree, item, given ? hostIpData : undefined, addressOrigin);
    return fix === undefined ? port : { ...port, fix };
  }

  private isOpen(port: PublishedPort): boolean {
    return (
      port.hostIpUnresolved === undefined &&
      port.onlyIf === undefined &&
      port.hostIp !== UNKNOWN_HOST_IP &&
      ['host', 'internet'].includes(publishedOn(port.hostIp))
    );
  }

  private finish(
    mapping: PortMapping,
    where: Location,
    origin: Origin | undefined,
    item: Data,
    addressHinted: boolean,
  ): PublishedPort {
    const notes: string[] = [];
    const related: RelatedLocation[] = [];
    const required: string[] = [];
    for (const use of origin?.uses ?? []) {
      if (use.where !== undefined) {
        related.push({ where: use.where, message: `the value of ${use.name}` });
      }
      if (use.how === 'unset') {
        notes.push(`${use.name} is set by no file that Compose reads, so it is empty here.`);
      } else if (use.how === 'hint') {
        notes.push(
          `${use.name} is set by no file that Compose reads; its value is the one in ${use.where?.file}.`,
        );
      } else if (use.how === 'required') {
        required.push(use.name);
        notes.push(`${use.name} has to be set where Compose is run; its value is not known.`);
      }
    }
    for (const through of item.through ?? []) {
      related.push({ where: through, message: 'where it is taken over' });
    }
    if (mapping.hostPorts === 'random') notes.push('The engine picks a random host port.');
    const unknown = required.length > 0 ? required.join(', ') : 'a template expression';
    const onlyIf = this.project.conditionAt(where);
    return {
      hostIp: mapping.hostIp,
      ...(mapping.hostIp === UNKNOWN_HOST_IP
        ? {
            hostIpUnresolved: unresolved(
              `the host address is given by ${unknown}, whose value is not in the repository`,
            ),
          }
        : addressHinted && publishedOn(mapping.hostIp) !== 'host'
          ? {
              hostIpUnresolved: unresolved(
                'the host address is set by no file that Compose surely reads, only by an example or further up',
              ),
            }
          : {}),
      hostPorts: mapping.hostPorts,
      containerPorts: mapping.containerPorts,
      protocol: mapping.protocol,
      where,
      related,
      notes,
      ...(onlyIf === undefined ? {} : { onlyIf: `the template is rendered with "${onlyIf}"` }),
    };
  }
}

/** A scalar as text. Underscores in digits are a number's: in quotes Compose would refuse the file. */
function scalarText(data: Data | undefined): string | undefined {
  const text = goText(data)?.trim();
  return text !== undefined && /^[1-9][0-9]*(_[0-9]+)+$/.test(text)
    ? text.replaceAll('_', '')
    : text;
}
