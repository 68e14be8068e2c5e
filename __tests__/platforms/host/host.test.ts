import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findExposures } from '../../../src/exposure/join.js';
import { severityOf } from '../../../src/exposure/severity.js';
import { isUnresolved, type Fact } from '../../../src/facts.js';
import { MemoryTree } from '../../../src/files/memory.js';
import { AddressSet } from '../../../src/network/addresses.js';
import { host } from '../../../src/platforms/host/index.js';

function facts(texts: Readonly<Record<string, string>>): readonly Fact[] {
  const tree = new MemoryTree(texts);
  const files = tree.paths
    .filter((path) => host.mayClaim(path))
    .map((path) => tree.read(path)!)
    .filter((file) => host.claims(file));
  return host.translate({ files, tree }).facts;
}

/** One line per listener and door: where, and what it opens. */
function listed(texts: Readonly<Record<string, string>>): string[] {
  return facts(texts).map((fact) => {
    const at = `${fact.where.startLine}:${fact.where.startColumn}`;
    if (fact.kind === 'restriction') return `${at} restriction`;
    if (fact.kind === 'ingress') return `${at} ${fact.mechanism} ${fact.faces} ${fact.leadsTo}`;
    const sockets = isUnresolved(fact.sockets)
      ? 'unresolved'
      : fact.sockets
          .map(({ protocol, scope, address, port }) =>
            scope === 'unknown' ? '?' : `${protocol}/${address}:${port}`,
          )
          .join(' ') || 'nothing';
    return `${at} ${fact.placement} ${sockets}`;
  });
}

/** The exposures, worst first: `medium host`. */
function exposed(texts: Readonly<Record<string, string>>): string[] {
  return findExposures(facts(texts), AddressSet.empty)
    .map((exposure) => `${severityOf(exposure)} ${exposure.reach}`)
    .sort();
}

const ALL = 'tcp/0.0.0.0:11211 tcp/:::11211';

describe('platforms/host: configuration files', () => {
  it.each<[string, string, string, string[]]>([
    [
      'Debian, loopback',
      'etc/memcached.conf',
      '-m 64\n-u memcache\n-l 127.0.0.1\n',
      ['3:4 host tcp/127.0.0.1:11211'],
    ],
    [
      'Debian, opened',
      'etc/memcached.conf',
      '-m 64\n-u memcache\n-l 0.0.0.0\n',
      ['3:4 host tcp/0.0.0.0:11211'],
    ],
    [
      'Debian, no address',
      'memcached.conf',
      '-m 64\n-u memcache\n# -l 127.0.0.1\n',
      [`3:1 host ${ALL}`],
    ],
    [
      'Debian, two values',
      'etc/memcached.conf',
      '-u memcache\n-l 127.0.0.1, 10.0.0.5\n',
      ['2:4 host tcp/127.0.0.1:11211'],
    ],
    [
      'Debian, UDP',
      'etc/memcached.conf',
      '-u memcache\n-l 10.0.0.5\n-U 11211',
      ['2:4 host tcp/10.0.0.5:11211 udp/10.0.0.5:11211'],
    ],
    ['Debian, no user', 'etc/memcached.conf', '-l 0.0.0.0\n-p 11211\n', ['1:4 host nothing']],
    [
      'Debian, all commented',
      'etc/memcached.conf',
      '# -l 127.0.0.1\n# -m 64\n',
      [`1:1 host ${ALL}`],
    ],
    [
      'Debian, colliding',
      'etc/memcached.conf',
      '-u memcache\n-l 127.0.0.1\n-l 0.0.0.0\n',
      ['3:4 host tcp/127.0.0.1:11211 tcp/0.0.0.0:11211'],
    ],
    [
      'Debian, a template of another tool',
      'files/memcached.conf.erb',
      '-u memcache\n-l <%= @ip %>\n',
      ['2:4 host ?'],
    ],
    [
      'sysconfig, loopback',
      'etc/sysconfig/memcached',
      'PORT="11211"\nOPTIONS="-l 127.0.0.1,::1"\n',
      ['2:13 host tcp/127.0.0.1:11211 tcp/::1:11211'],
    ],
    [
      'sysconfig, opened',
      'etc/sysconfig/memcached',
      'PORT="11211"\nCACHESIZE=64\nOPTIONS=""\n',
      [`3:1 host ${ALL}`],
    ],
    [
      'sysconfig, UDP',
      'memcached.sysconfig',
      "PORT=11222\nOPTIONS='-U 11222 -l 10.0.0.5'\n",
      ['2:22 host tcp/10.0.0.5:11222 udp/10.0.0.5:11222'],
    ],
    [
      'SUSE',
      'sysconfig/memcached',
      'MEMCACHED_PARAMS="-l 0.0.0.0"\n',
      ['1:22 host tcp/0.0.0.0:11211'],
    ],
    [
      'OpenRC, loopback',
      'etc/conf.d/memcached',
      'LISTENON="127.0.0.1"\nPORT="11211"\nUDPPORT="0"\n',
      ['1:11 host tcp/127.0.0.1:11211'],
    ],
    [
      'OpenRC, UDP by variable',
      'etc/conf.d/memcached',
      'LISTENON=""\nPORT="11211"\nUDPPORT="${PORT}"\nMEMCACHED_RUNAS="memcached"\n',
      [`1:1 host ${ALL} udp/0.0.0.0:11211 udp/:::11211`],
    ],
    [
      'FreeBSD',
      'etc/rc.conf',
      'sshd_enable="YES"\nmemcached_enable="YES"\nmemcached_flags="-l 0.0.0.0"\n',
      ['3:21 host tcp/0.0.0.0:11211'],
    ],
    ['FreeBSD, off', 'etc/rc.conf', 'memcached_enable="NO"\nmemcached_flags="-l 0.0.0.0"\n', []],
    [
      'variables of an own script',
      'memcached.conf',
      'if [ "8888" -eq ${_PORT} ]\nthen\n  _LISTEN=0.0.0.0\nfi\n',
      ['3:11 host tcp/0.0.0.0:11211'],
    ],
    ['nginx', 'conf.d/memcached.conf', 'upstream memcached {\n  server 10.0.0.5:11211;\n}\n', []],
    [
      'monit',
      'monit/memcached.conf',
      'check process memcached with pidfile /x\n  start program = "/etc/init.d/memcached start"\n',
      [],
    ],
    ['PHP', 'php/conf.d/memcached.ini', 'extension=memcached.so\nmemcached.sess_binary=1\n', []],
    [
      'collectd',
      'collectd/memcached.conf',
      '<Plugin memcached>\n  Host "127.0.0.1"\n</Plugin>\n',
      [],
    ],
    ['a role template', 'roles/x/templates/memcached.conf', '-u memcache\n-l {{ ip }}\n', []],
    ['empty', 'etc/memcached.conf', '', []],
  ])('%s', (_, path, text, expected) => {
    expect(listed({ [path]: text })).toEqual(expected);
  });

  it('keeps addresses inside an image apart from those of a host', () => {
    const conf = { 'docker/memcached.conf': '-u memcache\n-l 0.0.0.0\n' };
    expect(
      listed({ ...conf, 'docker/Dockerfile': 'FROM debian\nCOPY memcached.conf /etc/\n' }),
    ).toEqual(['2:4 container tcp/0.0.0.0:11211']);
    expect(
      listed({ ...conf, 'docker/Dockerfile': 'FROM debian\nCOPY other.conf /etc/\n' }),
    ).toEqual(['2:4 host tcp/0.0.0.0:11211']);
    const compose =
      'services:\n  c:\n    volumes:\n      - ./docker/memcached.conf:/etc/memcached.conf\n';
    expect(listed({ ...conf, 'compose.yaml': compose })).toEqual([
      '2:4 container tcp/0.0.0.0:11211',
    ]);
  });
});

describe('platforms/host: systemd', () => {
  const unit = (line: string): string => `[Unit]\nDescription=x\n\n[Service]\n${line}\n`;
  it.each<[string, Record<string, string>, string[]]>([
    [
      'all addresses',
      { 'memcached.service': unit('ExecStart=/usr/bin/memcached -m 64') },
      [`5:11 host ${ALL}`],
    ],
    [
      'loopback',
      { 'memcached.service': unit('ExecStart=/usr/bin/memcached -l 127.0.0.1') },
      ['5:33 host tcp/127.0.0.1:11211'],
    ],
    [
      'several lines',
      {
        'memcached.service': unit('ExecStart=-/usr/bin/memcached \\\n  -l 10.0.0.5 \\\n  -p 11222'),
      },
      ['6:6 host tcp/10.0.0.5:11222'],
    ],
    [
      'reset',
      {
        'memcached.service': unit(
          'ExecStart=/usr/bin/memcached\nExecStart=\nExecStart=/usr/bin/memcached -l 127.0.0.1',
        ),
      },
      ['7:33 host tcp/127.0.0.1:11211'],
    ],
    [
      'a drop-in that closes it',
      {
        'etc/systemd/system/memcached.service': unit('ExecStart=/usr/bin/memcached'),
        'etc/systemd/system/memcached.service.d/10.conf':
          '[Service]\nExecStart=\nExecStart=/usr/bin/memcached -l ::1\n',
      },
      ['3:33 host tcp/::1:11211'],
    ],
    [
      'a drop-in that opens what a package brings',
      {
        'memcached.service.d/override.conf':
          '[Service]\nExecStart=\nExecStart=/usr/bin/memcached -l 0.0.0.0\n',
      },
      ['3:33 host tcp/0.0.0.0:11211'],
    ],
    [
      'variables of the unit',
      {
        'memcached.service': unit(
          'Environment=PORT=11222 "OPTIONS=-l 127.0.0.1 -v"\nExecStart=/usr/bin/memcached -p ${PORT} $OPTIONS',
        ),
      },
      ['5:36 host tcp/127.0.0.1:11222'],
    ],
    [
      'an environment file in the tree, read once',
      {
        'memcached.service': unit(
          'EnvironmentFile=-/etc/sysconfig/memcached\nExecStart=/usr/bin/memcached -p ${PORT} $OPTIONS',
        ),
        'etc/sysconfig/memcached': 'PORT=11222\nOPTIONS="-l 10.0.0.5"\n',
      },
      ['2:13 host tcp/10.0.0.5:11222'],
    ],
    [
      'an environment file that is not there',
      {
        'memcached.service': unit(
          'EnvironmentFile=/etc/sysconfig/memcached\nExecStart=/usr/bin/memcached -p ${PORT} $OPTIONS',
        ),
      },
      ['6:11 host unresolved'],
    ],
    [
      'an unset variable is nothing',
      { 'memcached.service': unit('ExecStart=/usr/bin/memcached -l 127.0.0.1 $OPTIONS') },
      ['5:33 host tcp/127.0.0.1:11211'],
    ],
    [
      "Debian's wrapper",
      {
        'memcached.service': unit(
          'ExecStart=/usr/share/memcached/scripts/systemd-memcached-wrapper /etc/memcached.conf',
        ),
      },
      [],
    ],
    [
      'a container',
      { 'cache.service': unit('ExecStart=/usr/bin/docker run --rm -p 11211:11211 memcached:1.6') },
      [`5:51 container ${ALL}`, '5:39 published-port host memcached'],
    ],
    [
      'a container on loopback',
      {
        'cache.service': unit(
          'ExecStart=/usr/bin/docker run --rm -p 127.0.0.1:11211:11211 memcached',
        ),
      },
      [`5:61 container ${ALL}`],
    ],
    [
      'a shell',
      { 'memcached.service': unit("ExecStart=/bin/sh -c 'exec memcached -l 127.0.0.1'") },
      ['5:41 host tcp/127.0.0.1:11211'],
    ],
    [
      'another service',
      { 'nginx.service': unit('ExecStart=/usr/sbin/nginx\nAfter=memcached.service') },
      [],
    ],
  ])('%s', (_, texts, expected) => {
    expect(listed(texts)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['nothing', '', ['medium host']],
    ['no network', 'PrivateNetwork=yes', []],
    ['unix sockets only', 'RestrictAddressFamilies=AF_UNIX', []],
    ['unix and IP sockets', 'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6', ['medium host']],
    [
      'an address filter',
      'IPAddressDeny=any\nIPAddressAllow=localhost 10.0.0.0/8',
      ['low private'],
    ],
    ['an address filter for loopback', 'IPAddressAllow=localhost\nIPAddressDeny=any', []],
    ['an address filter about others', 'IPAddressDeny=192.0.2.0/24', ['medium host']],
  ])('restricted by %s', (_, lines, expected) => {
    expect(
      exposed({ 'memcached.service': unit(`ExecStart=/usr/bin/memcached\n${lines}`) }),
    ).toEqual(expected);
  });

  it('reads Quadlet files', () => {
    const quadlet = (lines: string): string =>
      `[Container]\nImage=docker.io/library/memcached:1.6\n${lines}\n`;
    expect(listed({ 'cache.container': quadlet('PublishPort=11211:11211') })).toEqual([
      `2:7 container ${ALL}`,
      '3:13 published-port host memcached',
    ]);
    expect(listed({ 'cache.container': quadlet('PublishPort=127.0.0.1:11211:11211') })).toEqual([
      `2:7 container ${ALL}`,
    ]);
    expect(listed({ 'cache.container': quadlet('Network=host\nExec=-l 127.0.0.1') })).toEqual([
      '4:9 host tcp/127.0.0.1:11211',
    ]);
    expect(
      listed({
        'cache.container': quadlet('Pod=web.pod'),
        'web.pod': '[Pod]\nPublishPort=11211:11211\n',
      }),
    ).toEqual([`2:7 container ${ALL}`, '2:13 published-port host memcached']);
  });
});

describe('platforms/host: other starters', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'supervisord',
      { 'etc/supervisor/conf.d/cache.conf': '[program:memcached]\ncommand=memcached -u nobody\n' },
      [`2:9 host ${ALL}`],
    ],
    [
      'supervisord in an image',
      {
        'docker/supervisord.conf': '[program:m]\ncommand=/usr/bin/memcached\n',
        'docker/Dockerfile': 'FROM x\n',
      },
      [`2:9 container ${ALL}`],
    ],
    [
      'supervisord, off',
      { 'supervisord.conf': '[program:m]\nautostart=false\ncommand=memcached\n' },
      [],
    ],
    [
      'Procfile',
      { Procfile: 'web: ./run\ncache: memcached -l 127.0.0.1\n' },
      ['2:21 host tcp/127.0.0.1:11211'],
    ],
    [
      'upstart',
      {
        'etc/init/memcached.conf':
          'start on runlevel [2345]\nexec /usr/bin/memcached -u nobody -l 0.0.0.0\n',
      },
      ['2:38 host tcp/0.0.0.0:11211'],
    ],
    [
      'Makefile',
      { Makefile: 'PORT ?= 11211\nup:\n\t@docker run -d -p $(PORT):11211 memcached\n' },
      [`3:34 container ${ALL}`, '3:20 published-port host memcached'],
    ],
    [
      'Makefile, loopback',
      { Makefile: 'BIND = 127.0.0.1\nup:\n\tdocker run -d -p $(BIND):11211:11211 memcached\n' },
      [`3:39 container ${ALL}`],
    ],
  ])('%s', (_, texts, expected) => {
    expect(listed(texts)).toEqual(expected);
  });
});

describe('platforms/host: scripts', () => {
  it.each<[string, string, string[]]>([
    [
      'docker run',
      'docker run -d --name cache -p 11211:11211 memcached:1.6\n',
      [`1:43 container ${ALL}`, '1:31 published-port host memcached'],
    ],
    [
      'docker run on loopback',
      'docker run -d -p 127.0.0.1:11211:11211 memcached\n',
      [`1:40 container ${ALL}`],
    ],
    [
      'docker run, not published',
      'docker run -d --name cache memcached\n',
      [`1:28 container ${ALL}`],
    ],
    [
      'docker run -P',
      'docker run -dP memcached\n',
      [`1:16 container ${ALL}`, '1:12 published-port host memcached'],
    ],
    [
      'docker run in the host network',
      'docker run --net=host memcached -l 127.0.0.1\n',
      ['1:36 host tcp/127.0.0.1:11211'],
    ],
    [
      'podman, options together',
      'sudo podman run -dp 11211:11211 memcached\n',
      [`1:33 container ${ALL}`, '1:21 published-port host memcached'],
    ],
    [
      'a variable',
      'BIND=127.0.0.1\ndocker run -p "$BIND:11211:11211" memcached\n',
      [`2:35 container ${ALL}`],
    ],
    [
      'an unknown variable',
      'docker run -p "$BIND:11211:11211" memcached\n',
      [`1:35 container ${ALL}`, '1:15 published-port host memcached'],
    ],
    [
      'nginx behind 11211',
      'docker run -p 11211:11211 nginx\n',
      ['1:15 published-port host something-else'],
    ],
    ['another port of nginx', 'docker run -p 8080:80 nginx\n', []],
    ['docker ps', 'docker ps | grep memcached\n', []],
    ['memcached', 'memcached -d -u nobody\n', [`1:1 host ${ALL}`]],
    [
      'memcached on loopback',
      'sudo /usr/bin/memcached -d -u nobody -l localhost\n',
      ['1:41 host tcp/127.0.0.1:11211'],
    ],
    [
      'memcached with UDP on another port',
      'memcached -p 11211 -U 11111 -u memcached -d\n',
      [`1:1 host ${ALL} udp/0.0.0.0:11111 udp/:::11111`],
    ],
    ['memcached -V', 'memcached -V\n', []],
    ['an installation', 'apt-get install -y memcached\nsystemctl enable memcached\n', []],
    [
      'sed opens Debian',
      "sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf\n",
      ['1:9 host tcp/0.0.0.0:11211'],
    ],
    [
      'sed opens Red Hat',
      "sed -i 's/127.0.0.1/0.0.0.0/g' /etc/sysconfig/memcached\n",
      ['1:9 host tcp/0.0.0.0:11211 tcp/::1:11211'],
    ],
    ['sed comments out', "sed -i 's/^-l/#-l/' /etc/memcached.conf\n", [`1:9 host ${ALL}`]],
    ['sed deletes', 'sudo sed -i -e "/^-l/d" /etc/memcached.conf\n', [`1:17 host ${ALL}`]],
    [
      'sed changes the memory',
      "sed -i 's/-m 64/-m 256/' /etc/memcached.conf\n",
      ['1:9 host tcp/127.0.0.1:11211'],
    ],
    [
      'sed that nobody follows',
      "sed -i '/a/,/b/{s/x/y/}' /etc/memcached.conf\n",
      ['1:9 host unresolved'],
    ],
    ['sed without a match', "sed -i 's/xyz/abc/' /etc/memcached.conf\n", []],
    ['sed on another file', "sed -i 's/127.0.0.1/0.0.0.0/' /etc/redis.conf # memcached\n", []],
    [
      'a here-document',
      'cat > /etc/memcached.conf <<EOF\n-u memcache\n-l 0.0.0.0\nEOF\n',
      ['3:4 host tcp/0.0.0.0:11211'],
    ],
    [
      'a here-document, loopback',
      'cat > /etc/memcached.conf <<EOF\n-u memcache\n-l 127.0.0.1\nEOF\n',
      ['3:4 host tcp/127.0.0.1:11211'],
    ],
    [
      'a here-document with a variable',
      'cat > /etc/memcached.conf <<EOF\n-u memcache\n-l $IP\nEOF\n',
      ['3:4 host ?'],
    ],
    [
      'echo to sysconfig',
      `echo 'OPTIONS="-l 0.0.0.0"' > /etc/sysconfig/memcached\n`,
      ['1:19 host tcp/0.0.0.0:11211'],
    ],
    [
      'an appended address',
      'echo "-l 0.0.0.0" >> /etc/memcached.conf\n',
      ['1:10 host tcp/127.0.0.1:11211 tcp/0.0.0.0:11211'],
    ],
  ])('%s', (_, text, expected) => {
    expect(listed({ 'provision.sh': `${text}` })).toEqual(expected);
  });

  it('keeps what a script does in an image inside it', () => {
    const texts = {
      'app/start.sh': '#!/bin/sh\nmemcached -d -u nobody\n',
      'app/Dockerfile': 'FROM x\nCOPY start.sh /\n',
    };
    expect(listed(texts)).toEqual([`2:1 container ${ALL}`]);
    expect(exposed(texts)).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['no filter', '', ['medium host']],
    [
      'a filter that drops the port',
      'iptables -A INPUT -p tcp --dport 11211 -j DROP\nip6tables -A INPUT -p tcp --dport 11211 -j DROP\n',
      [],
    ],
    [
      'a filter that lets the private network in',
      'iptables -A INPUT -p tcp --dport 11211 -s 10.0.0.0/8 -j ACCEPT\niptables -A INPUT -p tcp --dport 11211 -j DROP\nip6tables -P INPUT DROP\n',
      ['low private'],
    ],
    [
      'a filter about another port',
      'iptables -A INPUT -p tcp --dport 22 -j DROP\n',
      ['medium host'],
    ],
  ])('with %s', (_, filter, expected) => {
    expect(exposed({ 'setup.sh': `${filter}memcached -d -u nobody\n` })).toEqual(expected);
  });
});

describe('platforms/host: packet filters', () => {
  it.each<[string, string, string[]]>([
    ['ufw opens the port', 'ufw allow 11211\n', ['high host']],
    ['ufw opens it to a network', 'ufw allow from 10.0.0.0/8 to any port 11211\n', ['low private']],
    ['ufw closes it', 'ufw deny 11211\n', []],
    ['ufw opens another port', 'ufw allow 22\n', []],
    ['ufw keeps memcached in', 'ufw allow 22\nufw enable\nmemcached -d -u nobody\n', []],
    [
      'ufw lets to memcached',
      'ufw allow 11211/tcp\nufw enable\nmemcached -d -u nobody\n',
      ['high host'],
    ],
    ['ufw is switched off', 'ufw disable\nmemcached -d -u nobody\n', ['medium host']],
    [
      'iptables opens the port',
      'iptables -A INPUT -p tcp --dport 11211 -j ACCEPT\n',
      ['high host'],
    ],
    [
      'iptables opens a range',
      'iptables -A INPUT -p tcp --dport 11200:11220 -j ACCEPT\n',
      ['high host'],
    ],
    ['iptables opens everything', 'iptables -A INPUT -j ACCEPT\n', []],
    [
      'iptables drops first',
      'iptables -A INPUT -p tcp --dport 11211 -j DROP\niptables -A INPUT -p tcp --dport 11211 -j ACCEPT\n',
      [],
    ],
    [
      'iptables, in a loop',
      'for p in 22 11211; do iptables -A INPUT -p tcp --dport $p -j ACCEPT; done\n',
      ['high host'],
    ],
    [
      'IPv4 filtered, IPv6 not',
      'iptables -P INPUT DROP\nmemcached -d -u nobody\n',
      ['medium host'],
    ],
    [
      'IPv4 filtered, memcached on IPv4',
      'iptables -P INPUT DROP\nmemcached -d -u nobody -l 0.0.0.0\n',
      [],
    ],
    [
      'Docker goes around it',
      'ufw enable\ndocker run -d -p 11211:11211 memcached\n',
      ['high host'],
    ],
  ])('%s', (_, text, expected) => {
    expect(exposed({ 'setup.sh': text })).toEqual(expected);
  });

  const conf = { 'etc/memcached.conf': '-u memcache\n-l 0.0.0.0\n' };
  const save = (rule: string): string => `*filter\n:INPUT DROP [0:0]\n${rule}\nCOMMIT\n`;
  it.each<[string, Record<string, string>, string[]]>([
    [
      'rules that open it',
      { 'etc/iptables/rules.v4': save('-A INPUT -p tcp --dport 11211 -j ACCEPT') },
      ['high host'],
    ],
    [
      'rules that do not',
      { 'etc/iptables/rules.v4': save('-A INPUT -p tcp --dport 22 -j ACCEPT') },
      [],
    ],
    [
      'rules of another host',
      { 'other/etc/iptables/rules.v4': save('-A INPUT -p tcp --dport 22 -j ACCEPT') },
      ['medium host'],
    ],
    ['no rules', {}, ['medium host']],
  ])('files: %s', (_, texts, expected) => {
    expect(exposed({ ...conf, ...texts })).toEqual(expected);
  });

  it('names the line of the rule', () => {
    const [door] = facts({
      'etc/iptables/rules.v4': save('  -A INPUT -p tcp --dport 11211 -j ACCEPT'),
    });
    expect(door).toMatchObject({ kind: 'ingress', where: { startLine: 3, startColumn: 3 } });
  });
});

describe('platforms/host: any input', () => {
  const name = fc.constantFrom(
    'memcached.conf',
    'etc/sysconfig/memcached',
    'etc/conf.d/memcached',
    'memcached.service',
    'x.container',
    'memcached.service.d/a.conf',
    'supervisord.conf',
    'Procfile',
    'Makefile',
    'provision.sh',
    'etc/rc.conf',
    'memcached.conf.erb',
    'Dockerfile',
    'compose.yaml',
  );
  const piece = fc.oneof(
    fc.constantFrom(
      'memcached',
      '-l ',
      '0.0.0.0',
      '\n',
      '\\\n',
      '[Service]\n',
      'ExecStart=',
      '$X',
      '${X}',
      '"',
      "'",
      '`',
      '#',
      ' ',
      'docker run ',
      '-p 11211:11211 ',
      'sed -i ',
      's/a/b/',
      '/etc/memcached.conf',
      '<<EOF\n',
      'EOF\n',
      '\t',
      '%i',
      'OPTIONS=',
      '\r\n',
      '[program:memcached]\n',
      'command=',
      '{{ x }}',
      '<%= y %>',
      '(',
      ')',
      'COPY . /x\n',
    ),
    fc.string({ maxLength: 6 }),
  );
  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          name,
          fc.array(piece, { maxLength: 25 }).map((all) => all.join('')),
        ),
        (texts) => {
          facts({ ...texts });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('comes to an end for hostile text', () => {
    const long = 200_000;
    const texts = {
      'etc/memcached.conf': `-l ${'1,'.repeat(long / 2)}`,
      'memcached.conf': `-u x\n${'\n'.repeat(long)}-v\n`,
      'memcached.service': `[Service]\n${'\\\n'.repeat(long / 4)}ExecStart=memcached ${'$X '.repeat(20_000)}`,
      'provision.sh': `memcached ${'$('.repeat(long / 4)}`,
      Makefile: `A=$(A)$(A)\nx:\n\tmemcached ${'$(A)'.repeat(1000)}\n`,
      'memcached.conf.erb': `-l ${'<%'.repeat(long / 4)}`,
    };
    // How the work grows is counted in growth.test.ts.
    expect(Array.isArray(facts(texts))).toBe(true);
  });
});
