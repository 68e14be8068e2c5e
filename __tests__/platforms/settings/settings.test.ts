import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { settings } from '../../../src/platforms/settings/index.js';
import { scanTree } from '../../../src/scan.js';
import { findingsOf } from '../templates.js';

/** What is found beside the missing packet filter, which every open listener has. */
const found = (files: Record<string, string>): string[] =>
  findingsOf(files).filter((line) => !line.startsWith('MCE502'));

describe('Hiera of the class memcached', () => {
  it.each<[string, string, string[]]>([
    ['all interfaces', "memcached::listen: '0.0.0.0'", ['MCE301 medium host data/common.yaml:1']],
    [
      'the older name',
      "memcached::listen_ip: '0.0.0.0'",
      ['MCE301 medium host data/common.yaml:1'],
    ],
    ['loopback', "memcached::listen: '127.0.0.1'", []],
    [
      'several, one of them open',
      "memcached::listen:\n  - '127.0.0.1'\n  - '::'",
      ['MCE301 medium host data/common.yaml:2'],
    ],
    ['several that are not', "memcached::listen:\n  - '127.0.0.1'\n  - '::1'", []],
    ['nothing but the memory, since 3.0 on loopback', 'memcached::max_memory: 64', []],
    ['a unix socket', "memcached::listen: '0.0.0.0'\nmemcached::unix_socket: /run/m.sock", []],
    ['taken away', "memcached::listen: '0.0.0.0'\nmemcached::package_ensure: absent", []],
    [
      'UDP on',
      "memcached::listen: '0.0.0.0'\nmemcached::udp_port: 11211",
      ['MCE301 high host data/common.yaml:1', 'MCE302 high host data/common.yaml:2'],
    ],
    [
      'another key of the file',
      "ip: '0.0.0.0'\nmemcached::listen: \"%{lookup('ip')}\"",
      ['MCE301 medium host data/common.yaml:1'],
    ],
    [
      'a fact of the node',
      'memcached::listen: "%{facts.networking.ip}"',
      ['MCE901 low host data/common.yaml:1 unresolved'],
    ],
    ['of another class', "nginx::listen: '0.0.0.0'", []],
    [
      'a key that goes round',
      'memcached::listen: "%{lookup(\'memcached::listen\')}"',
      ['MCE901 low host data/common.yaml:1 unresolved'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(found({ 'data/common.yaml': `${text}\n` })).toEqual(expected);
  });

  it('completes a node by the common file', () => {
    const files = (port: string): Record<string, string> => ({
      'data/common.yaml': "memcached::listen: '127.0.0.1'\n",
      'data/nodes/a.yaml': `memcached::tcp_port: 11212\n${port}`,
    });
    expect(found(files(''))).toEqual([]);
    expect(found(files("memcached::listen: '0.0.0.0'\n"))).toEqual([
      'MCE301 medium host data/nodes/a.yaml:2',
    ]);
  });

  it('takes the defaults of the module that the Puppetfile asks for', () => {
    const files = (version: string): Record<string, string> => ({
      Puppetfile: `mod 'saz-memcached', '${version}'\n`,
      'hieradata/web.yaml': 'memcached::max_memory: 64\n',
    });
    expect(found(files('3.7.0'))).toEqual([]);
    expect(found(files('2.8.1'))).toEqual([
      'MCE301 high host hieradata/web.yaml:1',
      'MCE302 high host hieradata/web.yaml:1',
    ]);
  });

  it('says what is wrong with a broken file, and reads the others', () => {
    const lines = found({
      'data/a.yaml': "memcached::listen: '0.0.0.0\n",
      'data/b.yaml': "memcached::listen: '0.0.0.0'\n",
    });
    expect(lines).toContain('MCE301 medium host data/b.yaml:1');
    expect(lines.some((line) => line.startsWith('MCE903 low none data/a.yaml:'))).toBe(true);
  });
});

describe("pillar of Salt's memcached formula", () => {
  it.each<[string, string, string[]]>([
    [
      'all interfaces',
      'memcached:\n  listen_address: 0.0.0.0\n',
      ['MCE301 medium host pillar/cache.sls:2'],
    ],
    ['loopback', 'memcached:\n  listen_address: 127.0.0.1\n', []],
    ['nothing, which is loopback', 'memcached:\n  memory_cap: 128\n', []],
    ['another use of the name', 'memcached:\n  servers: [10.0.0.1]\n', []],
    [
      'an address that Salt looks up',
      "memcached:\n  listen_address: {{ grains['ip4'][0] }}\n",
      ['MCE901 low host pillar/cache.sls:2 unresolved'],
    ],
    [
      'beside other expressions',
      '{% set cap = 64 %}\nmemcached:\n  memory_cap: {{ cap }}\n  listen_address: 0.0.0.0\n',
      ['MCE301 medium host pillar/cache.sls:4'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(found({ 'pillar/cache.sls': text })).toEqual(expected);
  });
});

describe('attributes of the memcached cookbook of Chef', () => {
  const role = (attributes: object, more: object = {}): string =>
    JSON.stringify({
      json_class: 'Chef::Role',
      name: 'cache',
      default_attributes: attributes,
      ...more,
    });
  it.each<[string, string, string[]]>([
    [
      'all interfaces',
      role({ memcached: { listen: '0.0.0.0' } }),
      ['MCE301 medium host roles/cache.json:1'],
    ],
    ['loopback', role({ memcached: { listen: '127.0.0.1' } }), []],
    [
      'overridden',
      role(
        { memcached: { listen: '0.0.0.0' } },
        { override_attributes: { memcached: { listen: '127.0.0.1' } } },
      ),
      [],
    ],
    [
      'nothing, and the recipe',
      role({ memcached: { memory: 1 } }, { run_list: ['recipe[memcached]'] }),
      ['MCE301 medium host roles/cache.json:1'],
    ],
    [
      'nothing, and another recipe',
      role({ memcached: { memory: 1 } }, { run_list: ['recipe[app]'] }),
      [],
    ],
    ['no role', JSON.stringify({ memcached: { listen: '0.0.0.0' } }), []],
  ])('%s', (_name, text, expected) => {
    expect(found({ 'roles/cache.json': text })).toEqual(expected);
  });
});

it('leaves files alone that are not about memcached', () => {
  const { files } = scanTree(
    new MemoryTree({ 'a.yaml': 'a: memcached\n', 'b.json': '{"memcached": 1}', 'c.sls': 'a: b\n' }),
    { platforms: [settings.name] },
  );
  expect(files).toEqual({});
});
