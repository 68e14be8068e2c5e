import type { Listener, RelatedLocation } from '../../facts.js';
import { at } from '../../syntax/data.js';
import { located } from './objects.js';
import { memcachedIn, type Workload } from './workloads.js';

/** The memcached servers that a workload runs. */
export function listenersOf(workload: Workload): Listener[] {
  return memcachedIn(workload).map((server) => {
    const { daemon } = server;
    const image = at(workload.object.data, 'metadata', 'name');
    const related: RelatedLocation[] =
      image === undefined || image.where.file === server.where.file
        ? []
        : [{ where: located(image.where, workload.object), message: `the workload ${workload.id}` }];
    return {
      kind: 'listener',
      platform: 'kubernetes',
      where: located(server.where, workload.object),
      workload: workload.id,
      placement: 'pod',
      sockets: server.sockets,
      authentication: daemon.authentication,
      ...(server.version === undefined ? {} : { version: server.version }),
      ...(daemon.udpWhere === undefined
        ? {}
        : { udpWhere: located(daemon.udpWhere, workload.object) }),
      features: daemon.features,
      assumptions: daemon.assumptions,
      related,
    };
  });
}
