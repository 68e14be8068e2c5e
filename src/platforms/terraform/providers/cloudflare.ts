import { isUnresolved, unresolved, type Fact, type Unresolved } from '../../../facts.js';
import { AddressSet } from '../../../network/addresses.js';
import { PortSet, TCP, UDP } from '../../../network/ports.js';
import { entry, itemsOf, textOf } from '../../../syntax/data.js';
import type { Provider, ResourceHandler, TerraformResource } from '../resource.js';
import { isGiven, parsePorts, readPorts } from './firewall/ports.js';

/** Applications of an edge that hands TCP and UDP on to an origin, which may be private. */
export function edgeApplication(type: string): ResourceHandler {
  return {
    types: [type],
    meaning: [
      {
        of: type,
        judged: '`protocol` such as tcp/11211 that leads to `origin_port` or `origin_direct`',
      },
    ],
    facts(resource): Fact[] {
      if (resource.mode !== 'managed') return [];
      const found = entry(resource.body, 'protocol');
      const written = /^(tcp|udp)\/([0-9-]+)$/i.exec(textOf(found?.value)?.trim() ?? '');
      const outside = written === null ? undefined : parsePorts(written[2]!);
      if (found === undefined || written === null || outside === undefined) return [];
      const inside = originPorts(resource);
      return [
        {
          kind: 'ingress',
          platform: 'terraform',
          where: { ...found.valueWhere, address: resource.address },
          mechanism: 'proxy',
          name: resource.address,
          sources: AddressSet.all,
          protocols: written[1]!.toLowerCase() === 'udp' ? UDP : TCP,
          ports: outside,
          ...(inside === undefined ? {} : { targetPorts: inside }),
          target: 'unknown',
          faces: 'internet',
          leadsTo: 'unknown',
          related: [],
        },
      ];
    },
  };
}

/** Cloudflare. */
export const cloudflare: Provider = {
  name: 'cloudflare',
  resources: [edgeApplication('cloudflare_spectrum_application')],
  modules: [],
};

/** `tcp://10.0.0.4:11211`, or the port by itself. */
function originPorts(resource: TerraformResource): PortSet | Unresolved | undefined {
  const port = readPorts(resource.body, {
    texts: ['origin_port'],
    ranges: [['origin_port_range.start', 'origin_port_range.end']],
    absent: 'none',
  });
  if (isUnresolved(port.ports) || !port.ports.isEmpty) return port.ports;
  const direct = entry(resource.body, 'origin_direct');
  if (direct === undefined || !isGiven(direct.value)) return undefined;
  let ports = PortSet.empty;
  for (const item of itemsOf(direct.value)) {
    const number = /:([0-9]{1,5})$/.exec(textOf(item) ?? '');
    if (number === null) return unresolved('the port of the origin is not known', item.where);
    ports = ports.union(PortSet.of(Number(number[1])));
  }
  return ports;
}
