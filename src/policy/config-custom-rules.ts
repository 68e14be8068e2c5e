import type { Mechanism, PlatformName } from '../facts.js';
import { SEVERITIES, type Reach, type Severity } from '../findings.js';
import { PortSet } from '../network/ports.js';
import type { CustomRule } from '../rules/custom.js';
import { entry as entryOf, integerOf, type Entry, type Mapping } from '../syntax/data.js';
import { shown, textOf, type ConfigReader } from './config-reader.js';
import { isSeverity } from './settings.js';

/** The values that conditions of custom rules may name. */
export const MATCHABLE = {
  mechanism: [
    'security-group',
    'network-acl',
    'cloud-firewall',
    'host-firewall',
    'published-port',
    'service',
    'node-port',
    'load-balancer',
    'host-port',
    'host-network',
    'ingress-controller',
    'gateway-route',
    'proxy',
    'listen-address',
  ] satisfies readonly Mechanism[],
  platform: [
    'terraform',
    'kubernetes',
    'compose',
    'dockerfile',
    'ansible',
    'host',
    'cloudformation',
    'azure-templates',
    'nomad',
    'pulumi',
    'google-templates',
    'heat',
    'controllers',
    'programs',
    'settings',
  ] satisfies readonly PlatformName[],
  reach: ['internet', 'public', 'host', 'private'] satisfies readonly Reach[],
} as const;

const CUSTOM_ID = /^X-[A-Z0-9]{1,20}(?:-[A-Z0-9]{1,20}){0,4}$/;
const LONGEST_MESSAGE = 500;
const LONGEST_PATTERN = 200;

export function customRules(reader: ConfigReader, entry: Entry): CustomRule[] {
  return reader.items(entry, 'a custom rule', (item) => customRule(reader, item));
}

function customRule(reader: ConfigReader, item: Mapping): CustomRule {
  const line = item.where.startLine;
  reader.checkKeys(item, 'a custom rule', ['id', 'severity', 'message', 'match']);
  const id = textOf(entryOf(item, 'id')?.value) ?? '';
  if (!CUSTOM_ID.test(id)) {
    reader.complain(line, `the id of a custom rule is of the form X-NAME, not "${id}".`);
  } else if (reader.customIds.has(id)) {
    reader.complain(line, `there are two custom rules "${id}".`);
  }
  reader.customIds.add(id);
  const severity = textOf(entryOf(item, 'severity')?.value) ?? '';
  if (!isSeverity(severity)) {
    reader.complain(line, `custom rule ${id} needs a severity: ${SEVERITIES.join(', ')}.`);
  }
  const message = textOf(entryOf(item, 'message')?.value) ?? '';
  if (message.trim() === '' || message.length > LONGEST_MESSAGE) {
    reader.complain(
      line,
      `custom rule ${id} needs a message of at most ${LONGEST_MESSAGE} characters.`,
    );
  }
  const match = entryOf(item, 'match')?.value;
  const conditions = match?.type === 'map' ? matchOf(reader, match, id) : undefined;
  if (conditions === undefined) {
    reader.complain(line, `custom rule ${id} needs "match", a mapping of conditions.`);
  }
  const known: Severity = isSeverity(severity) ? severity : 'info';
  return { id, severity: known, message, ...conditions };
}

function matchOf(reader: ConfigReader, match: Mapping, id: string): Partial<CustomRule> {
  reader.checkKeys(match, '"match"', [...Object.keys(MATCHABLE), 'port', 'name']);
  if (match.entries.length === 0) {
    reader.complain(match.where.startLine, `custom rule ${id} has no condition.`);
  }
  const among = <T extends string>(
    key: string,
    allowed: readonly T[],
  ): readonly T[] | undefined => {
    const entry = entryOf(match, key);
    if (entry === undefined) return undefined;
    return reader.some(entry).flatMap((text) => {
      const found = allowed.find((candidate) => candidate === text);
      if (found !== undefined) return [found];
      reader.complain(
        entry.valueWhere.startLine,
        `"${text}" is no ${key}; there are ${allowed.join(', ')}.`,
      );
      return [];
    });
  };
  const mechanisms = among<Mechanism>('mechanism', MATCHABLE.mechanism);
  const platforms = among<PlatformName>('platform', MATCHABLE.platform);
  const reaches = among<Reach>('reach', MATCHABLE.reach);
  const port = entryOf(match, 'port');
  const ports = port === undefined ? undefined : portsOf(reader, port);
  const name = entryOf(match, 'name');
  const names = name === undefined ? undefined : reader.some(name);
  for (const pattern of names ?? []) {
    if (pattern.length > LONGEST_PATTERN) {
      reader.complain(
        name!.valueWhere.startLine,
        `a pattern has at most ${LONGEST_PATTERN} characters.`,
      );
    }
  }
  return {
    ...(mechanisms === undefined ? {} : { mechanisms }),
    ...(platforms === undefined ? {} : { platforms }),
    ...(reaches === undefined ? {} : { reaches }),
    ...(ports === undefined ? {} : { ports }),
    ...(names === undefined ? {} : { names }),
  };
}

/** `[11211, "11000-12000"]` */
function portsOf(reader: ConfigReader, entry: Entry): PortSet {
  const items = entry.value.type === 'list' ? entry.value.items : [];
  if (items.length === 0) {
    reader.complain(entry.valueWhere.startLine, '"port" must be a list of ports.');
  }
  let ports = PortSet.empty;
  for (const item of items) {
    const range = /^([0-9]{1,5})-([0-9]{1,5})$/.exec(textOf(item) ?? '');
    const single = item.type === 'scalar' && typeof item.value === 'number';
    const low = range === null ? (single ? integerOf(item) : undefined) : Number(range[1]);
    const high = range === null ? low : Number(range[2]);
    if (low === undefined || high === undefined || low < 1 || high > 65535 || low > high) {
      reader.complain(
        item.where.startLine,
        `"${shown(item)}" is no port (11211) and no range of ports ("11000-12000").`,
      );
    } else {
      ports = ports.union(PortSet.range(low, high));
    }
  }
  return ports;
}
