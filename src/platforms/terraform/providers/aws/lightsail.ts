import { isUnresolved, type Fact, type Ingress } from '../../../../facts.js';
import { entry, itemsOf } from '../../../../syntax/data.js';
import { AddressSet } from '../../../../network/addresses.js';
import { PortSet } from '../../../../network/ports.js';
import { portRange, protocolsFrom } from '../../ports.js';
import type { ResourceHandler } from '../../resource.js';
import { namingOf, readSources, sourcesOf } from '../../sources.js';

/** The firewall of a Lightsail instance: without any source, everyone is let in. */
export const lightsail: ResourceHandler = {
  types: ['aws_lightsail_instance_public_ports'],
  meaning: [
    {
      of: 'aws_lightsail_instance_public_ports',
      judged:
        '`port_info` with `cidrs`, `ipv6_cidrs`; without `cidrs`, `ipv6_cidrs` and `cidr_list_aliases` everyone is let in',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    const instance = entry(resource.body, 'instance_name')?.value;
    const behind = instance === undefined ? undefined : context.referent(instance)?.address;
    return itemsOf(entry(resource.body, 'port_info')?.value).flatMap((block) => {
      if (block.type !== 'map') return [];
      const protocol = protocolsFrom(entry(block, 'protocol')?.value);
      if (protocol === 'other') return [];
      const reading = readSources(
        ['cidrs', 'ipv6_cidrs'].map((key) => entry(block, key)),
        resource.where,
        { word: () => undefined },
      );
      const hasAliases = itemsOf(entry(block, 'cidr_list_aliases')?.value).length > 0;
      const sources = reading.isSpecified
        ? sourcesOf(reading)
        : hasAliases
          ? AddressSet.empty
          : AddressSet.all;
      if (!isUnresolved(sources) && sources.isEmpty) return [];
      const from = entry(block, 'from_port');
      const isAny = !isUnresolved(protocol) && protocol.isAny;
      const fact: Ingress = {
        kind: 'ingress',
        platform: 'terraform',
        where: { ...(reading.where ?? from?.valueWhere ?? block.where), address: resource.address },
        mechanism: 'cloud-firewall',
        name: resource.address,
        sources,
        ...namingOf(reading, sources),
        protocols: isUnresolved(protocol) ? ['tcp', 'udp'] : protocol.protocols,
        ports: isAny ? PortSet.all : portRange(from?.value, entry(block, 'to_port')?.value),
        target: behind === undefined ? 'unknown' : [behind],
        faces: 'internet',
        leadsTo: 'unknown',
        related: reading.related,
        ...(reading.isSpecified || hasAliases
          ? {}
          : { notes: ['No source is given, which lets everyone in.'] }),
      };
      return [fact];
    });
  },
};
