import type { Listener } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { at, entry, itemsOf, stringOf, type Data } from '../../syntax/data.js';
import { implied } from '../terraform/embedded.js';
import { serverListener } from './server.js';

/** Where attributes stand in roles, environments and nodes; later ones win (docs.chef.io/attribute_precedence). */
const LEVELS = ['default', 'default_attributes', 'normal', 'override', 'override_attributes'];

/**
 * The attributes of the memcached cookbook in JSON (github.com/sous-chefs/memcached,
 * attributes/default.rb of the releases that have attributes: `listen` is 0.0.0.0 unless it is set).
 * A file that says nothing of the address counts when its run list has the cookbook's default recipe.
 */
export function chefListeners(file: SourceFile, data: Data): Listener[] {
  const attribute = (name: string): Data | undefined =>
    LEVELS.map((level) => at(data, level, 'memcached', name)).findLast((one) => one !== undefined);
  const listen = attribute('listen');
  const udpPort = attribute('udp_port');
  const runsIt = itemsOf(entry(data, 'run_list')?.value).some((item) =>
    /^recipe\[memcached(::default)?(@[^\]]*)?\]$/.test(stringOf(item) ?? ''),
  );
  if (listen === undefined && !runsIt) return [];
  const port = attribute('port');
  const where = file.location(0, 0);
  const place = LEVELS.map((level) => entry(entry(data, level)?.value, 'memcached')).findLast(
    (one) => one !== undefined,
  );
  return [
    serverListener(
      {
        listen: listen ?? implied('0.0.0.0', where),
        ...(port === undefined ? {} : { port }),
        ...(udpPort === undefined ? {} : { udpPort }),
      },
      {
        workload: `memcached of Chef by ${file.path}`,
        where: place?.keyWhere ?? where,
        assumptions:
          listen === undefined
            ? ["Nothing sets memcached.listen; the cookbook's default 0.0.0.0 is taken."]
            : [],
      },
    ),
  ];
}
