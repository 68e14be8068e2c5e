import { describe, expect, it } from '@jest/globals';
import { found } from './found.js';

type Row = readonly [
  title: string,
  files: Readonly<Record<string, string>>,
  expected: readonly string[],
];

const TOOLS: readonly Row[] = [
  [
    'csf, open',
    { 'etc/csf/csf.conf': 'TESTING = "0"\nTCP_IN = "22,80,11211"\nUDP_IN = "53"\n' },
    ['MCE101 high host etc/csf/csf.conf:2'],
  ],
  [
    'csf, closed',
    { 'etc/csf/csf.conf': 'TCP_IN = "22,80"\nTCP_OUT = "11211"\n# TCP_IN = "11211"\n' },
    [],
  ],
  [
    'csf, UDP',
    { 'etc/csf/csf.conf': 'TCP_IN = "22"\nUDP_IN = "53,11211"\n' },
    ['MCE101 high host etc/csf/csf.conf:2'],
  ],
  [
    'csf, a range',
    { 'etc/csf/csf.conf': 'TCP_IN = "22,11200:11220"\n' },
    ['MCE101 high host etc/csf/csf.conf:1'],
  ],
  ['csf, a wide range', { 'etc/csf/csf.conf': 'TCP_IN = "22,1024:65535"\n' }, []],
  [
    'csf, IPv6 only',
    { 'etc/csf/csf.conf': 'TCP_IN = "22"\nIPV6 = "1"\nTCP6_IN = "11211"\n' },
    ['MCE101 high host etc/csf/csf.conf:3'],
  ],
  [
    'csf, IPv6 not looked at',
    { 'etc/csf/csf.conf': 'TCP_IN = "22"\nIPV6 = "0"\nTCP6_IN = "11211"\n' },
    [],
  ],
  [
    'csf, one network',
    { 'etc/csf/csf.allow': 'tcp|in|d=11211|s=10.0.0.0/8 # cache\n' },
    ['MCE103 low private etc/csf/csf.allow:1'],
  ],
  [
    'csf, everybody',
    { 'etc/csf/csf.allow': 'tcp|in|d=11211|s=0.0.0.0/0\n' },
    ['MCE101 high host etc/csf/csf.allow:1'],
  ],
  ['csf, outbound', { 'etc/csf/csf.allow': 'tcp|out|d=11211|d=10.0.0.1\n' }, []],
  [
    'csf, denied',
    {
      'etc/csf/csf.conf': 'TCP_IN = "11211"\n',
      'etc/csf/csf.deny': 'tcp|in|d=11211|s=0.0.0.0/0\n',
    },
    [],
  ],
  [
    'apf, open',
    { 'etc/apf/conf.apf': 'IG_TCP_CPORTS="22,11211"\nIG_UDP_CPORTS=""\n' },
    ['MCE101 high host etc/apf/conf.apf:1'],
  ],
  [
    'apf, a range',
    { 'etc/apf/conf.apf': 'IG_TCP_CPORTS="22,11200_11220"\n' },
    ['MCE101 high host etc/apf/conf.apf:1'],
  ],
  ['apf, closed', { 'etc/apf/conf.apf': 'IG_TCP_CPORTS="22"\nEG_TCP_CPORTS="11211"\n' }, []],
  [
    'apf, some',
    { 'etc/apf/allow_hosts.rules': 'tcp:in:d=11211:s=10.1.0.0/16\n' },
    ['MCE103 low private etc/apf/allow_hosts.rules:1'],
  ],
  [
    'shorewall, open',
    { 'etc/shorewall/rules': '?SECTION NEW\nACCEPT net $FW tcp 22,11211\n' },
    ['MCE101 high host etc/shorewall/rules:2'],
  ],
  [
    'shorewall, another port',
    { 'etc/shorewall/rules': 'ACCEPT net $FW tcp 22,11212 # 11211\n' },
    [],
  ],
  [
    'shorewall, some',
    { 'etc/shorewall/rules': 'ACCEPT net:10.0.0.0/8 $FW tcp 11211\n' },
    ['MCE103 low private etc/shorewall/rules:1'],
  ],
  [
    'shorewall, all but some',
    { 'etc/shorewall/rules': 'ACCEPT net:!10.0.0.0/8 $FW tcp 11211\n' },
    ['MCE101 high host etc/shorewall/rules:1'],
  ],
  [
    'shorewall, another zone',
    { 'etc/shorewall/rules': 'ACCEPT loc $FW tcp 11211\n' },
    ['MCE103 low private etc/shorewall/rules:1'],
  ],
  [
    'shorewall, dropped before',
    { 'etc/shorewall/rules': 'DROP net $FW tcp 11211\nACCEPT net $FW tcp 11211\n' },
    [],
  ],
  [
    'shorewall, dropped after',
    { 'etc/shorewall/rules': 'ACCEPT net $FW tcp 11211\nDROP net $FW tcp 11211\n' },
    ['MCE101 high host etc/shorewall/rules:1'],
  ],
  [
    'shorewall, DNAT',
    { 'etc/shorewall/rules': 'DNAT net loc:10.0.0.5:11211 tcp 8080\n' },
    ['MCE101 high host etc/shorewall/rules:1'],
  ],
  ['shorewall, drops only', { 'etc/shorewall/rules': 'REJECT net $FW tcp,udp 11211\n' }, []],
  [
    'shorewall, logged',
    { 'etc/shorewall/rules': 'ACCEPT:info all fw tcp 11211\n' },
    ['MCE101 high host etc/shorewall/rules:1'],
  ],
  [
    'ferm',
    {
      'etc/ferm/ferm.conf': 'table filter chain INPUT {\n  proto tcp dport (22 11211) ACCEPT;\n}\n',
    },
    ['MCE901 low none etc/ferm/ferm.conf:2'],
  ],
  [
    'ferm without it',
    { 'etc/ferm/ferm.conf': 'table filter chain INPUT {\n  proto tcp dport (22 80) ACCEPT;\n}\n' },
    [],
  ],
  [
    'firehol',
    {
      'etc/firehol/firehol.conf':
        'server_memcached_ports="tcp/11211"\ninterface any world\n  server memcached accept\n',
    },
    ['MCE901 low none etc/firehol/firehol.conf:1'],
  ],
];

describe('files of tools that make packet filters', () => {
  it.each(TOOLS)('%s', (_title, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});
