import { describe, expect, it } from '@jest/globals';
import { rulesAt } from '../templates.js';

const head = 'heat_template_version: 2018-08-31\n';
const group = (rule: string, more = ''): string => `${head}${more}resources:
  cache_group:
    type: OS::Neutron::SecurityGroup
    properties:
      rules:
        - ${rule}
`;
const short = (text: string): string[] =>
  rulesAt('stack.yaml', text).map((line) => line.split(' ').slice(0, 3).join(' '));

describe('a security group', () => {
  it.each<[string, string[]]>([
    [
      '{protocol: tcp, port_range_min: 11211, port_range_max: 11211, remote_ip_prefix: 0.0.0.0/0}',
      ['MCE101 high internet'],
    ],
    ['{protocol: tcp, port_range_min: 11211, port_range_max: 11211}', ['MCE101 high internet']],
    [
      '{protocol: tcp, port_range_min: 11211, port_range_max: 11211, remote_ip_prefix: 10.0.0.0/24}',
      ['MCE103 low private'],
    ],
    ['{protocol: tcp, port_range_min: 443, port_range_max: 443}', []],
    ['{protocol: tcp, port_range_min: 11211, port_range_max: 11211, direction: egress}', []],
    [
      '{protocol: tcp, port_range_min: 11211, port_range_max: 11211, remote_mode: remote_group_id}',
      [],
    ],
    ['{protocol: icmp}', []],
  ])('%s', (rule, expected) => {
    expect(short(group(rule))).toEqual(expected);
  });
  it('takes parameters by their defaults', () => {
    const rule =
      '{protocol: tcp, port_range_min: {get_param: port}, port_range_max: {get_param: port}, remote_ip_prefix: 0.0.0.0/0}';
    const parameter = (value: string): string => `parameters:\n  port: {type: number${value}}\n`;
    expect(short(group(rule, parameter(', default: 11211')))).toEqual(['MCE101 high internet']);
    expect(short(group(rule, parameter(', default: 443')))).toEqual([]);
    expect(
      short(group(rule, parameter(', constraints: [{allowed_values: [443, 11211]}]'))),
    ).toEqual(['MCE101 high internet']);
  });
});

it('joins servers to their groups', () => {
  const text = (
    listen: string,
  ): string => `${group('{protocol: tcp, port_range_min: 11211, port_range_max: 11211}')}  server:
    type: OS::Nova::Server
    properties:
      security_groups: [{get_resource: cache_group}]
      user_data:
        str_replace:
          template: |
            #!/bin/bash
            memcached -d -u nobody -l $address
          params:
            $address: ${listen}
`;
  expect(short(text('0.0.0.0'))).toContain('MCE101 critical internet');
  expect(short(text('127.0.0.1'))).not.toContain('MCE101 critical internet');
});
