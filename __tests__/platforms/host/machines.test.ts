import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { scanTree } from '../../../src/scan.js';

function found(files: Readonly<Record<string, string>>): string[] {
  return scanTree(new MemoryTree(files)).findings.map(
    ({ ruleId, severity, reach, location }) =>
      `${ruleId} ${severity} ${reach} ${location.file}:${location.startLine}`,
  );
}

const vagrant = (...lines: string[]): Record<string, string> => ({
  Vagrantfile: ['Vagrant.configure("2") do |config|', ...lines, 'end', ''].join('\n'),
});
const FORWARD = 'config.vm.network "forwarded_port", guest: 11211, host: 11211';
const OPEN = [
  'config.vm.provision "shell", inline: <<-SHELL',
  '  apt-get install -y memcached',
  "  sed -i 's/^-l .*/-l 0.0.0.0/' /etc/memcached.conf",
  'SHELL',
];

describe('Vagrantfile', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['a forwarded port', vagrant(FORWARD), ['MCE201 medium host Vagrantfile:2']],
    [
      'to memcached that listens beyond loopback',
      vagrant(FORWARD, ...OPEN),
      ['MCE201 high host Vagrantfile:2'],
    ],
    [
      'bound to one private address',
      vagrant(`${FORWARD}, host_ip: "192.168.0.4"`),
      ['MCE201 info private Vagrantfile:2'],
    ],
    [
      'in lower case',
      { vagrantfile: vagrant(FORWARD).Vagrantfile! },
      ['MCE201 medium host vagrantfile:2'],
    ],
    ['bound to loopback', vagrant(`${FORWARD}, host_ip: "127.0.0.1"`), []],
    [
      'bound to every address',
      vagrant(`${FORWARD}, host_ip: '0.0.0.0'`),
      ['MCE201 medium host Vagrantfile:2'],
    ],
    ['commented out', vagrant(`# ${FORWARD}`), []],
    ['another port', vagrant(FORWARD.replaceAll('11211', '11212'), '# memcached'), []],
    [
      'hash rockets over two lines',
      vagrant('config.vm.network :forwarded_port, :guest => 11211,', '  :host => 11211'),
      ['MCE201 medium host Vagrantfile:2'],
    ],
    [
      'a loop over ports',
      vagrant(
        '[80, 11211].each do |p|',
        '  config.vm.network "forwarded_port", guest: p, host: p',
        'end',
      ),
      ['MCE201 medium host Vagrantfile:3'],
    ],
    [
      'a loop over others',
      vagrant(
        '[80, 443].each do |p|',
        '  config.vm.network "forwarded_port", guest: p, host: p',
        'end # 11211',
      ),
      [],
    ],
    [
      'a constant',
      vagrant('PORT = 11211', 'config.vm.network "forwarded_port", guest: PORT, host: 1'),
      ['MCE201 medium host Vagrantfile:3'],
    ],
    ['memcached in the machine alone', vagrant(...OPEN), []],
    [
      'memcached in the machine, bridged',
      vagrant('config.vm.network "public_network"', ...OPEN),
      ['MCE201 low private Vagrantfile:2'],
    ],
    [
      'memcached in the machine, host-only',
      vagrant('config.vm.network "private_network", ip: "192.168.56.4"', ...OPEN),
      [],
    ],
    [
      'memcached on loopback, bridged',
      vagrant('config.vm.network "public_network"', ...OPEN.slice(0, 2), 'SHELL'),
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});

describe('cloud-init', () => {
  const config = (...lines: string[]): Record<string, string> => ({
    'user-data.yaml': ['#cloud-config', 'packages: [memcached]', ...lines, ''].join('\n'),
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['the package as it is', config('runcmd:', '  - systemctl restart memcached'), []],
    [
      'opened by a command',
      config('runcmd:', "  - sed -i 's/^-l .*/-l 0.0.0.0/' /etc/memcached.conf"),
      ['MCE301 medium host user-data.yaml:4'],
    ],
    [
      'opened by a file',
      config(
        'write_files:',
        '  - path: /etc/memcached.conf',
        '    content: |',
        '      -u memcache',
        '      -l 0.0.0.0',
      ),
      ['MCE301 medium host user-data.yaml:7'],
    ],
    [
      'written closed',
      config(
        'write_files:',
        '  - path: /etc/memcached.conf',
        '    content: |',
        '      -u memcache',
        '      -l 127.0.0.1',
      ),
      [],
    ],
    [
      'the filter opened',
      config('runcmd:', '  - ufw allow 11211', '  - ufw enable'),
      ['MCE101 high host user-data.yaml:4'],
    ],
    ['the filter closed', config('runcmd:', '  - [ufw, deny, "11211"]', '  - ufw enable'), []],
    [
      'a container',
      config('runcmd:', '  - docker run -d -p 11211:11211 memcached:1.6.45'),
      ['MCE201 high host user-data.yaml:4'],
    ],
    ['no cloud-init', { 'notes.yaml': 'runcmd:\n  - ufw allow 11211\n  - ufw enable\n' }, []],
  ])('%s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});

describe('scripts that run in containers', () => {
  const SERVE = '#!/bin/sh\nexec memcached -u memcache -p 11211\n';

  it.each<[string, Record<string, string>, string[]]>([
    ['on a host', { 'bin/serve.sh': SERVE }, ['MCE301 medium host bin/serve.sh:2']],
    [
      'among the templates of a chart',
      {
        'cache/Chart.yaml': 'name: cache\nversion: 1.0.0\n',
        'cache/templates/bin/_serve.sh.tpl': SERVE,
      },
      [],
    ],
    [
      'among templates without a chart',
      { 'cache/templates/bin/_serve.sh.tpl': SERVE },
      ['MCE301 medium host cache/templates/bin/_serve.sh.tpl:2'],
    ],
    [
      'started by an image that copies everything',
      {
        Dockerfile: 'FROM debian:12\nCOPY . /app\nENTRYPOINT ["/app/bin/serve.sh"]\n',
        'bin/serve.sh': SERVE,
      },
      [],
    ],
    [
      'beside an image that starts something else',
      {
        Dockerfile: 'FROM debian:12\nCOPY . /app\nENTRYPOINT ["/app/bin/other.sh"]\n',
        'bin/serve.sh': SERVE,
      },
      ['MCE301 medium host bin/serve.sh:2'],
    ],
  ])('%s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});

describe('files of firewalld and ufw', () => {
  const CONF = { 'etc/memcached.conf': '-u memcache\n-l 0.0.0.0\n' };
  const zone = (inner: string): Record<string, string> => ({
    'etc/firewalld/zones/public.xml': `<zone>\n  <service name="ssh"/>\n${inner}</zone>\n`,
  });
  const PORT = '  <port port="11211" protocol="tcp"/>\n';

  it.each<[string, Record<string, string>, string[]]>([
    [
      'a zone that opens the port',
      zone(PORT),
      ['MCE101 high host etc/firewalld/zones/public.xml:3'],
    ],
    ['a zone that does not', zone(''), []],
    ['a server behind a zone that does not', { ...zone(''), ...CONF }, []],
    [
      'a server behind a zone that does',
      { ...zone(PORT), ...CONF },
      ['MCE101 high host etc/firewalld/zones/public.xml:3'],
    ],
    ['a server without a filter', CONF, ['MCE301 medium host etc/memcached.conf:2']],
  ])('%s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});
