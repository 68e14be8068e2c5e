import type { Data, Mapping } from '../../syntax/data.js';

/** `cidrBlocks` is `cidr_blocks`, `cidrIpv4` is `cidr_ipv4`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** Objects of other tools use Terraform's arguments in camel case: these, all the way down. */
export function withArgumentNames(data: Data): Data {
  if (data.type === 'list') return { ...data, items: data.items.map(withArgumentNames) };
  return data.type === 'map' ? argumentsIn(data) : data;
}

function argumentsIn(map: Mapping): Mapping {
  return {
    ...map,
    entries: map.entries.map((each) => ({
      ...each,
      key: snakeCase(each.key),
      value: withArgumentNames(each.value),
    })),
  };
}
