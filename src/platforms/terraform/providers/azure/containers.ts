import type { Fact, Ingress } from '../../../../facts.js';
import { AddressSet } from '../../../../network/addresses.js';
import { PortSet, TCP, UDP } from '../../../../network/ports.js';
import { entry, integerOf, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceHandler, TerraformResource } from '../../resource.js';
import { containerIn, environmentIn, natureOf, type Contents } from '../containers.js';
import { entryAt } from '../firewall/ports.js';
import { openingsOf } from '../firewall/openings.js';
import { blocksAt, choose, readRule } from '../firewall/shape.js';
import { everyone, type FirewallRule } from '../firewall/rule.js';
import { azureReference } from './rules.js';

/** Container groups, which have a public address unless told otherwise. */
export const containerGroups: ResourceHandler = {
  types: ['azurerm_container_group'],
  meaning: [
    {
      of: 'azurerm_container_group',
      judged:
        '`container` blocks that are memcached; `ip_address_type` Public (the default) opens `exposed_port`, or else the `ports` of every container',
    },
  ],
  facts(resource): Fact[] {
    if (resource.mode !== 'managed') return [];
    const containers = blocksAt(resource.body, 'container');
    const contents = containers.map((block) => contentsOf(block, resource));
    const facts: Fact[] = contents.flatMap(({ listener }) => listener ?? []);
    const type = entry(resource.body, 'ip_address_type')?.value;
    const kind = textOf(type)?.toLowerCase() ?? 'public';
    if (kind === 'none') return facts;
    const exposed = blocksAt(resource.body, 'exposed_port');
    const ports =
      exposed.length > 0 ? exposed : containers.flatMap((block) => blocksAt(block, 'ports'));
    for (const block of ports) {
      const port = entry(block, 'port');
      const number = integerOf(port?.value);
      if (port === undefined || number === undefined) continue;
      const protocol = textOf(entry(block, 'protocol')?.value)?.toLowerCase() ?? 'tcp';
      const unknown = type?.type === 'unknown' ? type.reason : undefined;
      const fact: Ingress = {
        kind: 'ingress',
        platform: 'terraform',
        where: { ...port.valueWhere, address: resource.address },
        mechanism: 'published-port',
        name: resource.address,
        sources: AddressSet.all,
        protocols: protocol === 'udp' ? UDP : TCP,
        ports: PortSet.of(number),
        target: [resource.address],
        faces: kind === 'private' ? 'private' : 'internet',
        leadsTo: natureOf(contents),
        related: [],
        ...(unknown === undefined ? {} : { onlyIf: `its address is public (${unknown})` }),
      };
      facts.push(fact);
    }
    return facts;
  },
};

function contentsOf(block: Data, resource: TerraformResource): Contents {
  return containerIn(
    block,
    { image: 'image', entrypoint: 'commands' },
    environmentIn(entry(block, 'environment_variables')?.value, resource),
    resource,
  );
}

/** Container apps: TCP ingress that is external; HTTP does not reach memcached. */
export const containerApps: ResourceHandler = {
  types: ['azurerm_container_app'],
  meaning: [
    {
      of: 'azurerm_container_app',
      judged:
        '`template.container` that is memcached; `ingress` with `external_enabled` and `transport = "tcp"`, `exposed_port`, `target_port`, `ip_security_restriction`',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    const contents = blocksAt(resource.body, 'template.container').map((block) =>
      containerIn(
        block,
        { image: 'image', entrypoint: 'command', command: 'args' },
        environmentIn(entry(block, 'env')?.value, resource),
        resource,
      ),
    );
    const facts: Fact[] = contents.flatMap(({ listener }) => listener ?? []);
    for (const block of blocksAt(resource.body, 'ingress')) {
      const external = choose({ key: 'external_enabled', yes: ['true'], absent: false }, block);
      const transport = choose({ key: 'transport', yes: ['tcp'], absent: false }, block);
      const inside = entry(block, 'target_port');
      const outside = entryAt(block, 'exposed_port') ?? inside;
      const port = integerOf(outside?.value);
      if (external === false || transport === false || outside === undefined) continue;
      if (port === undefined) continue;
      const limits = blocksAt(block, 'ip_security_restriction');
      const rules = limits.flatMap(
        (limit, index) =>
          readRule(
            {
              allows: { key: 'action', yes: ['allow'], no: ['deny'], absent: true },
              protocol: { key: '', absent: TCP },
              ports: { absent: 'all' },
              sources: { keys: ['ip_address_range'], absent: 'nobody', reference: azureReference },
            },
            limit,
            resource,
            context,
            index,
          ) ?? [],
      );
      // With rules that allow, everyone else is kept out; with rules that deny, let in.
      const allowed = rules.filter(({ action }) => action === 'allow');
      const opening: FirewallRule = {
        name: resource.address,
        where: outside.valueWhere,
        action: 'allow',
        order: rules.length,
        traffic: [{ protocols: TCP, ports: PortSet.of(port), portWhere: outside.valueWhere }],
        sources: everyone(undefined),
        ...(typeof external === 'object' ? { onlyIf: `it is external (${external.reason})` } : {}),
      };
      const openings =
        allowed.length > 0
          ? allowed.map((rule) => ({
              ...opening,
              order: rule.order,
              sources: rule.sources,
            }))
          : [opening];
      const found = openingsOf({
        mechanism: 'published-port',
        rules: [...rules.filter(({ action }) => action === 'deny'), ...openings],
        ties: 'written',
        target: () => [resource.address],
        leadsTo: natureOf(contents),
        faces: 'internet',
      });
      const target = integerOf(inside?.value);
      for (const ingress of [...found.values()].flat()) {
        facts.push(
          target === undefined || target === port
            ? ingress
            : { ...ingress, targetPorts: PortSet.of(target) },
        );
      }
    }
    return facts;
  },
};
