import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROVIDERS } from '../../../../src/platforms/terraform/providers/index.js';
import { translate } from '../helpers.js';

const TYPES = PROVIDERS.flatMap(({ resources }) => resources.flatMap(({ types }) => types));

/** Arguments and blocks that handlers look for, most of which fit no type in particular. */
const KEYS = [
  'ingress',
  'inbound_rule',
  'rule',
  'rules',
  'security_rule',
  'allow',
  'deny',
  'match',
  'acl',
  'direction',
  'type',
  'action',
  'priority',
  'protocol',
  'ip_protocol',
  'port',
  'ports',
  'port_range',
  'from_port',
  'to_port',
  'source_ranges',
  'source_address_prefix',
  'cidr',
  'cidr_block',
  'source',
  'sources',
  'network',
  'image',
  'command',
  'env',
  'manifest',
  'yaml_body',
  'chart',
  'values',
  'set',
  'spec',
  'metadata',
  'user_data',
  'security_group_ids',
  'firewall_ids',
  'subnet',
  'subnet_size',
  'source_address_start',
  'source_address_end',
  'layer4_configs',
  'origin_direct',
  'listener',
  'forwarding_rule',
  'container',
  'network_interface',
  'security_ips',
  'port_info',
  'jobspec',
];

const value = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'null',
      '""',
      '"*"',
      '"-1"',
      '-1',
      '0',
      '11211',
      '1e99',
      'true',
      'var.missing',
      '"0.0.0.0/0"',
      '"11211-"',
      '"tcp"',
      '"${var.missing}-x"',
      '"a#b#c"',
      '"INGRESS"',
      '{}',
      '[]',
      '[null]',
      'google_compute_network.x.id',
      '"memcached:1.6"',
      '<<E\nkind: [\nE\n',
    ),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 4 })
      .map((entries) => `{\n${entries.map(([key, inner]) => `${key} = ${inner}`).join('\n')}\n}`),
  ),
})).value;

const body = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), fc.boolean(), value), { maxLength: 8 })
  .map((entries) =>
    entries
      .map(([key, isBlock, inner]) =>
        isBlock && inner.startsWith('{') ? `${key} ${inner}` : `${key} = ${inner}`,
      )
      .join('\n'),
  );

describe('the handlers of all providers', () => {
  it('take whatever stands in a resource', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...TYPES), body), { minLength: 1, maxLength: 6 }),
        (resources) => {
          const text = resources
            .map(([type, inner], index) => `resource "${type}" "r${index}" {\n${inner}\n}\n`)
            .join('');
          expect(() => translate(`variable "missing" {}\n${text}`)).not.toThrow();
        },
      ),
      { numRuns: 400 },
    );
  });
});
