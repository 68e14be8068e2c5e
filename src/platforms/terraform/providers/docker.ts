import type { Fact, Ingress, Listener } from '../../../facts.js';
import { AddressSet } from '../../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, TCP, UDP } from '../../../network/ports.js';
import { booleanOf, entry, integerOf, textOf, type Data } from '../../../syntax/data.js';
import { EPHEMERAL_PORTS, publishedOn } from '../../compose/ports.js';
import type { Provider, ResourceContext, TerraformResource } from '../resource.js';
import { containerIn, environmentIn, type Contents } from './containers.js';
import { entryAt, isGiven, readPorts } from './firewall/ports.js';
import { blocksAt } from './firewall/shape.js';
import { unresolved } from '../../../facts.js';

/** Containers and services of Docker (kreuzwerker/docker). */
export const docker: Provider = {
  name: 'docker',
  resources: [
    {
      types: ['docker_container'],
      meaning: [
        {
          of: 'docker_container',
          judged:
            '`image`, `command`, `entrypoint`, `env`; `ports` with `ip` (0.0.0.0), `external` (random when left out) and `internal`; `publish_all_ports`; `network_mode = "host"`',
        },
      ],
      facts(resource, context): Fact[] {
        if (resource.mode !== 'managed') return [];
        const { body } = resource;
        const contents = contentsOf(body, resource, context);
        const network = textOf(entry(body, 'network_mode')?.value) ?? 'bridge';
        const { listener } = contents;
        const facts: Fact[] = listener === undefined ? [] : [inNetwork(listener, network)];
        if (network === 'host' || network === 'none') return facts;
        for (const block of blocksAt(body, 'ports')) {
          const door = publishedDoor(block, contents, resource);
          if (door !== undefined) facts.push(door);
        }
        const all = entry(body, 'publish_all_ports');
        if (all !== undefined && booleanOf(all.value) === true && contents.nature === 'memcached') {
          facts.push({
            ...base(resource, contents),
            where: { ...all.valueWhere, address: resource.address },
            protocols: TCP,
            ports: EPHEMERAL_PORTS,
            targetPorts: PortSet.of(MEMCACHED_PORT),
            faces: 'host',
          });
        }
        return facts;
      },
    },
    {
      types: ['docker_service'],
      meaning: [
        {
          of: 'docker_service',
          judged:
            '`task_spec.container_spec` with `image`, `command`, `args`, `env`; `endpoint_spec.ports` are published on every node of the swarm',
        },
      ],
      facts(resource, context): Fact[] {
        if (resource.mode !== 'managed') return [];
        const spec = blocksAt(resource.body, 'task_spec.container_spec')[0];
        const contents: Contents =
          spec === undefined
            ? { nature: 'unknown' }
            : containerIn(
                withImage(spec, context),
                { image: 'image', entrypoint: 'command', command: 'args' },
                environmentIn(entry(spec, 'env')?.value, resource),
                resource,
              );
        const facts: Fact[] = contents.listener === undefined ? [] : [contents.listener];
        for (const block of blocksAt(resource.body, 'endpoint_spec.ports')) {
          const inside = readPorts(block, { texts: ['target_port'], absent: 'none' });
          const outside = readPorts(block, { texts: ['published_port'], absent: 'none' });
          const given = entry(block, 'published_port') ?? entry(block, 'target_port');
          if (given === undefined) continue;
          const isRandom = outside.portWhere === undefined;
          facts.push({
            ...base(resource, contents),
            where: { ...given.valueWhere, address: resource.address },
            protocols: isUdp(block) ? UDP : TCP,
            ports: isRandom ? EPHEMERAL_PORTS : outside.ports,
            targetPorts: inside.ports,
            faces: 'host',
          });
        }
        return facts;
      },
    },
  ],
  modules: [],
};

function base(
  resource: TerraformResource,
  contents: Contents,
): Omit<Ingress, 'where' | 'protocols' | 'ports' | 'faces'> {
  return {
    kind: 'ingress',
    platform: 'terraform',
    mechanism: 'published-port',
    name: resource.address,
    sources: AddressSet.all,
    target: [resource.address],
    leadsTo: contents.nature,
    bypasses: ['host-firewall'],
    related: [],
  };
}

/** On the network of the host the server listens on the host's own addresses. */
function inNetwork(listener: Listener, network: string): Listener {
  return network === 'host' ? { ...listener, placement: 'host' } : listener;
}

function contentsOf(
  body: TerraformResource['body'],
  resource: TerraformResource,
  context: ResourceContext,
): Contents {
  return containerIn(
    withImage(body, context),
    { image: 'image', entrypoint: 'entrypoint', command: 'command' },
    environmentIn(entry(body, 'env')?.value, resource),
    resource,
  );
}

/** An image is mostly given by the id of a `docker_image`, whose name says what it is. */
function withImage(block: Data, context: ResourceContext): Data {
  const image = entry(block, 'image');
  if (block.type !== 'map' || image?.value.type !== 'unknown') return block;
  const address = context.referent(image.value)?.address;
  const resource = address === undefined ? undefined : context.resource(address);
  if (resource === undefined || !/^docker_(image|registry_image)$/.test(resource.type))
    return block;
  const name = entry(resource.body, 'name');
  if (name === undefined) return block;
  const entries = block.entries.map((each) =>
    each === image ? { ...each, value: { ...name.value } } : each,
  );
  return { ...block, entries };
}

function isUdp(block: Data): boolean {
  return textOf(entry(block, 'protocol')?.value)?.toLowerCase() === 'udp';
}

function publishedDoor(
  block: Data,
  contents: Contents,
  resource: TerraformResource,
): Ingress | undefined {
  const ip = entryAt(block, 'ip');
  const isUnknown = ip?.value.type === 'unknown';
  const address = ip !== undefined && isGiven(ip.value) ? textOf(ip.value) : undefined;
  const faces = publishedOn(address);
  if (faces === 'loopback' || faces === 'nowhere') return undefined;
  const internal = entry(block, 'internal');
  const external = entryAt(block, 'external');
  const isRandom =
    external === undefined || !isGiven(external.value) || integerOf(external.value) === 0;
  const where = (isRandom ? internal : external)?.valueWhere ?? block.where;
  return {
    ...base(resource, contents),
    where: { ...where, address: resource.address },
    protocols: isUdp(block) ? UDP : TCP,
    ports: isRandom
      ? EPHEMERAL_PORTS
      : readPorts(block, { texts: ['external'], absent: 'none' }).ports,
    targetPorts: readPorts(block, { texts: ['internal'], absent: 'none' }).ports,
    faces,
    ...(isUnknown && ip.value.type === 'unknown'
      ? { sources: unresolved(ip.value.reason, ip.value.where) }
      : {}),
  };
}
