import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { PRIVATE, PUBLIC } from '../../network/special.js';
import { at, booleanOf, itemsOf, stringOf, type Data, type Mapping } from '../../syntax/data.js';
import { asKeys } from './merge.js';
import type { ComposeProject, Service } from './project.js';

/** How a service is attached to networks. */
export type Attachment =
  | { readonly mode: 'host'; readonly where: Location }
  | { readonly mode: 'none' }
  /** In the network namespace of another service of the project. */
  | { readonly mode: 'shared'; readonly service: string }
  /** In the network namespace of a container that the project does not define. */
  | { readonly mode: 'foreign' }
  | {
      readonly mode: 'networks';
      /** Whether every network is cut off from the outside, so that nothing is published. */
      readonly internal: boolean;
      /** Networks on which all ports of the container can be reached from the host's network. */
      readonly onLan: readonly LanNetwork[];
      /** Where ports without a host address are published, when every network says so. */
      readonly defaultHostIp?: string;
    };

export interface LanNetwork {
  readonly name: string;
  readonly driver: string;
  /** Where the service joins it. */
  readonly where: Location;
  readonly driverWhere: Location;
  /** What the network's own addresses say about who is on it. */
  readonly faces: 'host' | 'private' | 'internet';
}

const GATEWAY_MODES = [
  'com.docker.network.bridge.gateway_mode_ipv4',
  'com.docker.network.bridge.gateway_mode_ipv6',
];
const HOST_BINDING = 'com.docker.network.bridge.host_binding_ipv4';

/** Works out how a service is attached. */
export function attachmentOf(service: Service, project: ComposeProject): Attachment {
  const modeData = at(service.data, 'network_mode') ?? at(service.data, 'net');
  const mode = stringOf(modeData)?.trim() ?? '';
  if (modeData !== undefined && mode !== '') {
    if (mode === 'host') return { mode: 'host', where: modeData.where };
    if (mode === 'none') return { mode: 'none' };
    if (mode.startsWith('service:')) return { mode: 'shared', service: mode.slice(8) };
    if (mode.startsWith('container:')) {
      const name = mode.slice(10);
      const other = project.services.find(
        ({ data, name: own }) => stringOf(at(data, 'container_name')) === name || own === name,
      );
      return other === undefined ? { mode: 'foreign' } : { mode: 'shared', service: other.name };
    }
    return { mode: 'networks', internal: false, onLan: [] };
  }
  const joined = joinedNetworks(service.data);
  const onLan: LanNetwork[] = [];
  const bindings: (string | undefined)[] = [];
  let outside = 0;
  for (const { name, where } of joined) {
    const definition = at(project.networks, name);
    const driverData = at(definition, 'driver');
    const driver = stringOf(driverData) ?? 'bridge';
    const realName = stringOf(at(definition, 'name')) ?? name;
    if (driver === 'host' || (isExternal(definition) && realName === 'host')) {
      return { mode: 'host', where };
    }
    if (driver === 'none') continue;
    if (driver === 'macvlan' || driver === 'ipvlan') {
      if (booleanOf(at(definition, 'internal')) !== true) {
        const driverWhere = driverData?.where ?? where;
        onLan.push({ name, driver, where, driverWhere, faces: facesOf(definition) });
      }
      continue;
    }
    if (booleanOf(at(definition, 'internal')) === true) continue;
    outside++;
    const direct = GATEWAY_MODES.map((key) => at(definition, 'driver_opts', key)).find(
      (mode) => stringOf(mode) === 'nat-unprotected',
    );
    if (direct !== undefined) {
      const driverWhere = direct.where;
      onLan.push({ name, driver: 'nat-unprotected', where, driverWhere, faces: 'host' });
    }
    bindings.push(stringOf(at(definition, 'driver_opts', HOST_BINDING)));
  }
  const binding = bindings[0];
  return {
    mode: 'networks',
    internal: outside === 0 && joined.length > 0,
    onLan,
    ...(binding !== undefined && bindings.every((one) => one === binding)
      ? { defaultHostIp: binding }
      : {}),
  };
}

/** The networks a service names; `default` when it names none. */
function joinedNetworks(service: Mapping): readonly { name: string; where: Location }[] {
  const networks = at(service, 'networks');
  const entries = networks === undefined ? [] : asKeys(networks).entries;
  if (entries.length === 0) return [{ name: 'default', where: service.where }];
  return entries.map(({ key, keyWhere }) => ({ name: key, where: keyWhere }));
}

function isExternal(definition: Data | undefined): boolean {
  const external = at(definition, 'external');
  return booleanOf(external) === true || external?.type === 'map';
}

/** What the subnets of a macvlan or ipvlan network say about the network around the host. */
function facesOf(definition: Data | undefined): LanNetwork['faces'] {
  const subnets = itemsOf(at(definition, 'ipam', 'config')).flatMap((config) => {
    const text = stringOf(at(config, 'subnet'));
    const set = text === undefined ? undefined : AddressSet.tryParse(text);
    return set === undefined ? [] : [set];
  });
  if (subnets.length === 0) return 'host';
  const all = AddressSet.unionOf(subnets);
  if (all.isSubsetOf(PRIVATE)) return 'private';
  return all.overlaps(PUBLIC) ? 'internet' : 'host';
}
