import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../src/files/memory.js';
import { scanTree } from '../../src/scan.js';

function found(files: Readonly<Record<string, string>>): string[] {
  return scanTree(new MemoryTree(files)).findings.map(
    ({ ruleId, severity, reach, location }) =>
      `${ruleId} ${severity} ${reach} ${location.file}:${location.startLine}`,
  );
}

const pod = (options = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: cache\n  labels:\n    app: cache\nspec:\n  containers:\n    - name: memcached\n      image: memcached:1.6.45\n${options}`;
const policy = (app: string, port = 11211): string =>
  `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: cache\nspec:\n  podSelector:\n    matchLabels:\n      app: ${app}\n  ingress:\n    - from:\n        - podSelector: {}\n      ports:\n        - port: ${port}\n`;
const conf = (address: string): string => `-u memcache\n-l ${address}\n`;

describe('MCE502', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['a pod nobody speaks of', { 'a.yaml': pod() }, ['MCE502 info cluster a.yaml:10']],
    ['a pod that a policy selects', { 'a.yaml': pod() + policy('cache') }, []],
    [
      'a pod that a policy does not select',
      { 'a.yaml': pod() + policy('shop') },
      ['MCE502 info cluster a.yaml:10'],
    ],
    ['a policy for another port refuses ours', { 'a.yaml': pod() + policy('cache', 80) }, []],
    ['a pod on loopback', { 'a.yaml': pod("      args: ['-l', '127.0.0.1']\n") }, []],
    [
      'a pod that a door leads to is told there, once',
      {
        'a.yaml': pod('      ports:\n        - containerPort: 11211\n          hostPort: 11211\n'),
      },
      ['MCE202 high host a.yaml:13'],
    ],
    [
      'a private address of a host',
      { 'etc/memcached.conf': conf('10.0.0.5') },
      ['MCE502 low private etc/memcached.conf:2'],
    ],
    ['loopback', { 'etc/memcached.conf': conf('127.0.0.1') }, []],
    [
      'every address, which another rule tells',
      { 'etc/memcached.conf': conf('0.0.0.0') },
      ['MCE301 medium host etc/memcached.conf:2'],
    ],
    [
      'a private address behind a filter that refuses',
      {
        'etc/memcached.conf': conf('10.0.0.5'),
        'etc/iptables/rules.v4': '*filter\n:INPUT DROP [0:0]\nCOMMIT\n',
      },
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});
