import { describe, expect, it } from '@jest/globals';
import { rulesAt } from '../templates.js';

const short = (text: string): string[] =>
  rulesAt('x.yaml', text).map((line) => line.split(' ').slice(0, 3).join(' '));

describe('Deployment Manager', () => {
  const text = (ports: string, ranges: string): string => `resources:
- name: cache
  type: compute.v1.firewall
  properties:
    network: global/networks/default
    allowed:
    - IPProtocol: tcp
      ports: ${ports}
    ${ranges}
`;
  it.each<[string, string, string[]]>([
    ['["11211"]', 'sourceRanges: [0.0.0.0/0]', ['MCE101 high internet']],
    ['["11211"]', '', ['MCE101 high internet']],
    ['["11211"]', 'sourceTags: [app]', []],
    ['["11211"]', 'sourceRanges: [10.0.0.0/24]', ['MCE103 low private']],
    ['["443"]', 'sourceRanges: [0.0.0.0/0]', []],
    ['["11211"]', 'sourceRanges: ["{{ properties.range }}"]', ['MCE901 low internet']],
  ])('%s %s', (ports, ranges, expected) => {
    expect(short(text(ports, ranges))).toEqual(expected);
  });
});

it('reads Config Connector', () => {
  const text = (range: string): string => `apiVersion: compute.cnrm.cloud.google.com/v1beta1
kind: ComputeFirewall
metadata: {name: cache}
spec:
  networkRef: {name: default}
  allow:
    - protocol: tcp
      ports: ["11211"]
  sourceRanges: ["${range}"]
`;
  expect(short(text('0.0.0.0/0'))).toEqual(['MCE101 high internet']);
  expect(short(text('10.0.0.0/24'))).toEqual(['MCE103 low private']);
});
