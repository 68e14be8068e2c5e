import type { Location } from '../../files/source.js';
import {
  newPolicy,
  newZone,
  type Configuration,
  type Element,
  type Endpoint,
  type RichRule,
  type Zone,
} from './firewalld-model.js';
import { splitRestoreLine } from './iptables.js';
import { parseXml, type XmlElement } from './xml.js';

type Locate = (line: number) => Location | undefined;

/**
 * Loads one file of /etc/firewalld into the configuration: `zones/*.xml`, `policies/*.xml`, `services/*.xml`,
 * `ipsets/*.xml`, `direct.xml`.
 * @returns false when the file is not well-formed, which firewalld ignores with an error in its log
 */
export function loadXml(
  configuration: Configuration,
  path: string,
  text: string,
  locate: Locate,
): boolean {
  const root = parseXml(text);
  if (root === undefined) return false;
  const name = /([^/]+)\.xml$/.exec(path)?.[1] ?? '';
  switch (root.name) {
    case 'zone': {
      const zone = newZone(name, root.attributes.get('target') ?? 'default');
      readZone(zone, root, locate);
      configuration.zones.set(name, zone);
      return true;
    }
    case 'policy': {
      const policy = newPolicy(name);
      readZone(policy, root, locate);
      policy.target = root.attributes.get('target') ?? 'CONTINUE';
      policy.priority = Number(root.attributes.get('priority') ?? '-1');
      for (const child of root.children) {
        const zone = child.attributes.get('name') ?? '';
        if (child.name === 'ingress-zone') policy.ingress.add(zone);
        if (child.name === 'egress-zone') policy.egress.add(zone);
      }
      configuration.policies.set(name, policy);
      return true;
    }
    case 'service': {
      const elements: Element[] = [];
      for (const child of root.children) {
        const element = readElement(child);
        if (element !== undefined && child.name !== 'include') elements.push(element);
        if (child.name === 'include') {
          elements.push({ kind: 'service', name: child.attributes.get('service') ?? '' });
        }
      }
      configuration.services.set(name, elements);
      return true;
    }
    case 'ipset': {
      const entries = root.children
        .filter((child) => child.name === 'entry')
        .map((child) => child.text.trim());
      configuration.ipsets.set(name, {
        type: root.attributes.get('type') ?? '',
        entries: new Set(entries),
      });
      return true;
    }
    case 'direct':
      for (const child of root.children) {
        if (child.name !== 'rule') continue;
        const where = locate(child.line);
        configuration.direct.push({
          family: child.attributes.get('ipv') ?? '',
          table: child.attributes.get('table') ?? '',
          chain: child.attributes.get('chain') ?? '',
          priority: Number(child.attributes.get('priority') ?? '0'),
          args: splitRestoreLine(child.text.trim()),
          ...(where === undefined ? {} : { where }),
        });
      }
      return true;
    default:
      return false;
  }
}

function readZone(zone: Zone, root: XmlElement, locate: Locate): void {
  const rootWhere = locate(root.line);
  if (rootWhere !== undefined && root.attributes.has('target')) zone.targetWhere = rootWhere;
  for (const child of root.children) {
    const where = locate(child.line);
    const placed = where === undefined ? {} : { where };
    if (child.name === 'interface') zone.interfaces.set(child.attributes.get('name') ?? '', where);
    else if (child.name === 'source') {
      const source = endpointText(child);
      if (source !== undefined) zone.sources.set(source, where);
    } else if (child.name === 'rule') {
      const rule = readRule(child, where);
      if (rule !== undefined) zone.rules.set(`${rule.text} ${child.line}`, rule);
    } else {
      const element = readElement(child);
      if (element !== undefined)
        zone.elements.set(JSON.stringify(element), { value: element, ...placed });
    }
  }
}

function endpointText(element: XmlElement): string | undefined {
  const ipset = element.attributes.get('ipset');
  return (
    element.attributes.get('address') ??
    element.attributes.get('mac') ??
    (ipset === undefined ? undefined : `ipset:${ipset}`)
  );
}

function readElement(element: XmlElement): Element | undefined {
  const attribute = (name: string): string => element.attributes.get(name) ?? '';
  switch (element.name) {
    case 'port':
    case 'source-port':
      return attribute('port') === ''
        ? { kind: 'protocol', name: attribute('protocol') }
        : { kind: element.name, port: attribute('port'), protocol: attribute('protocol') };
    case 'service':
      return { kind: 'service', name: attribute('name') };
    case 'protocol':
      return { kind: 'protocol', name: attribute('value') };
    case 'forward-port': {
      const [toPort, toAddress] = [
        element.attributes.get('to-port'),
        element.attributes.get('to-addr'),
      ];
      return {
        kind: 'forward-port',
        port: attribute('port'),
        protocol: attribute('protocol'),
        ...(toPort === undefined ? {} : { toPort }),
        ...(toAddress === undefined ? {} : { toAddress }),
      };
    }
    default:
      return undefined;
  }
}

function readRule(root: XmlElement, where: Location | undefined): RichRule | undefined {
  const family = root.attributes.get('family');
  let source: Endpoint | undefined;
  let destination: Endpoint | undefined;
  let element: Element | undefined;
  let action: RichRule['action'];
  for (const child of root.children) {
    if (child.name === 'source' || child.name === 'destination') {
      const text = endpointText(child);
      if (text === undefined) return undefined;
      const inverted = /^(true|yes|1)$/i.test(child.attributes.get('invert') ?? '');
      if (child.name === 'source') source = { text, inverted };
      else destination = { text, inverted };
    } else if (/^(accept|reject|drop|mark)$/.test(child.name)) {
      action = child.name as RichRule['action'];
    } else if (/^(masquerade|icmp-block|icmp-type)$/.test(child.name)) {
      element = { kind: 'other' };
    } else {
      element = readElement(child) ?? element;
    }
  }
  return {
    priority: Number(root.attributes.get('priority') ?? '0'),
    text: `xml ${root.line}`,
    ...(family === undefined ? {} : { family: family === 'ipv6' ? (6 as const) : (4 as const) }),
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    ...(element === undefined ? {} : { element }),
    ...(action === undefined ? {} : { action }),
    ...(where === undefined ? {} : { where }),
  };
}
