import type { Listener } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { entry, type Data } from '../../syntax/data.js';
import { implied } from '../terraform/embedded.js';
import { serverListener } from './server.js';

/** Keys of the formula's pillar that no other use of the name has. */
const OWN_KEYS = [
  'listen_address',
  'memory_cap',
  'max_connections',
  'error_on_mem_full',
  'slab_size_limit',
];

/**
 * The pillar of saltstack-formulas/memcached-formula: it always writes `-l`, 127.0.0.1 by default
 * (memcached/map.jinja and templates/memcached.conf there).
 */
export function pillarListeners(file: SourceFile, data: Data): Listener[] {
  const given = entry(data, 'memcached');
  const own = given?.value;
  if (given === undefined || own?.type !== 'map') return [];
  if (!OWN_KEYS.some((key) => entry(own, key) !== undefined)) return [];
  const listen = entry(own, 'listen_address')?.value;
  const port = entry(own, 'port')?.value;
  return [
    serverListener(
      {
        listen: listen ?? implied('127.0.0.1', given.keyWhere),
        ...(port === undefined ? {} : { port }),
      },
      {
        workload: `memcached of Salt by ${file.path}`,
        where: given.keyWhere,
        assumptions: [],
      },
    ),
  ];
}
