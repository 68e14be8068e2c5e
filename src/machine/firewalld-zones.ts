import type { SourceFile } from '../files/source.js';
import type { HostFirewall } from '../network/filter/host-firewall.js';
import { linesOfOutput, placeIn, type TextLine } from './lines.js';

/** Zones that firewalld brings with it (firewalld.zones(5)). */
const PREDEFINED: ReadonlySet<string> = new Set([
  'block',
  'dmz',
  'drop',
  'external',
  'home',
  'internal',
  'nm-shared',
  'public',
  'trusted',
  'work',
]);

interface Zone {
  readonly name: string;
  readonly marks: readonly string[];
  readonly line: TextLine;
  readonly settings: { readonly key: string; readonly value: string; readonly line: TextLine }[];
}

/**
 * Gives a filter the zones that `firewall-cmd --list-all-zones` lists.
 * @returns why the filter is not known from it, to be read after "because"; undefined when it is
 */
export function loadFirewalldZones(
  file: SourceFile,
  firewall: HostFirewall,
  named: string | undefined,
  devices: readonly string[],
): string | undefined {
  const zones = zonesOf(file);
  const assigned = new Set(
    zones.flatMap(({ settings }) =>
      settings.filter(({ key }) => key === 'interfaces').flatMap(({ value }) => value.split(/\s+/)),
    ),
  );
  // Where every interface has a zone, the default one has nothing to say.
  const covered = devices.length > 0 && devices.every((device) => assigned.has(device));
  const fallback =
    zones.find(({ marks }) => marks.includes('default')) ??
    zones.find(({ name }) => name === named) ??
    (covered ? zones.find(({ name }) => name === 'drop') : undefined);
  if (fallback === undefined) {
    return 'the list of zones does not tell which zone is the default; save what firewall-cmd --get-default-zone prints as default-zone.txt, or the output of nft list ruleset';
  }
  const run = (argv: readonly string[], line: TextLine): void => {
    firewall.run({ argv: ['firewall-offline-cmd', ...argv], where: placeIn(file, line) });
  };
  for (const zone of zones) {
    if (!PREDEFINED.has(zone.name)) run([`--new-zone=${zone.name}`], zone.line);
    for (const { key, value, line } of zone.settings) {
      for (const words of optionsOf(key, value)) run([`--zone=${zone.name}`, words], line);
    }
  }
  run([`--set-default-zone=${fallback.name}`], fallback.line);
  firewall.startFirewalld();
  return undefined;
}

function optionsOf(key: string, value: string): string[] {
  const words = value.split(/\s+/).filter((word) => word !== '');
  switch (key) {
    case 'target':
      return value === 'default' ? [] : [`--set-target=${value}`];
    case 'interfaces':
      return words.map((word) => `--add-interface=${word}`);
    case 'sources':
      return words.map((word) => `--add-source=${word}`);
    case 'services':
      return words.map((word) => `--add-service=${word}`);
    case 'ports':
      return words.map((word) => `--add-port=${word}`);
    case 'protocols':
      return words.map((word) => `--add-protocol=${word}`);
    case 'source-ports':
      return words.map((word) => `--add-source-port=${word}`);
    case 'forward-ports':
      return words.map((word) => `--add-forward-port=${word}`);
    case 'rich rules':
      return value === '' ? [] : [`--add-rich-rule=${value}`];
    default:
      return [];
  }
}

function zonesOf(file: SourceFile): Zone[] {
  const zones: Zone[] = [];
  let key = '';
  for (const line of linesOfOutput(file)) {
    const head = /^([A-Za-z0-9_-]+)(?: \(([a-z, ]+)\))?\s*$/.exec(line.text);
    const zone = zones.at(-1);
    if (head !== null) {
      zones.push({
        name: head[1]!,
        marks: (head[2] ?? '').split(/,\s*/),
        line,
        settings: [],
      });
      continue;
    }
    const setting = /^ {2}([a-z-]+(?: rules)?):\s*(.*?)\s*$/.exec(line.text);
    if (setting !== null) key = setting[1]!;
    const more = setting === null ? /^[\t ]+(\S.*?)\s*$/.exec(line.text) : null;
    const value = setting?.[2] ?? more?.[1];
    if (zone !== undefined && value !== undefined && value !== '') {
      zone.settings.push({ key, value, line });
    }
  }
  return zones;
}
