#!/usr/bin/env python3
"""Makes up firewalld and Docker set-ups for scripts/record-filters.py to ask the real tools about.

    python3 scripts/generate-filters.py firewalld|docker COUNT SEED PROBES_OF > FILE

PROBES_OF is a recorded file whose probes are taken (`__tests__/truth/firewalld.json`). The same seed makes the
same cases. Some commands are wrong on purpose: what a refused command leaves behind counts as well.
"""
import json
import random
import sys

NETWORKS = ['10.0.0.0/8', '10.0.0.5', '203.0.113.0/24', '203.0.113.10', '8.8.8.8', '192.168.0.0/16', '192.168.1.0/24',
            '172.16.0.0/12', '100.64.0.0/10', '1.2.3.4', '0.0.0.0/1', '128.0.0.0/1']
NETWORKS6 = ['fd00::/8', '2001:db8::/32', '2001:db8:ffff::/64', 'fd00:10::/64', '2000::/3']
PORTS = ['11211', '11211', '11211', '11000-12000', '11212', '8080']
ZONES = ['public', 'trusted', 'internal', 'drop', 'block', 'home', 'work', 'dmz', 'external']


class Firewalld:
    def __init__(self, rng):
        self.rng = rng
        self.files = {}
        self.lines = []
        self.known = list(ZONES)
        self.sets = {}
        self.services = ['memcache', 'memcache', 'ssh', 'http']
        self.policies = []

    def pick(self, *choices):
        return self.rng.choice(choices)

    def chance(self, share):
        return self.rng.random() < share

    def port(self):
        return f"{self.rng.choice(PORTS)}/{self.pick('tcp', 'tcp', 'udp')}"

    def source(self):
        if self.sets and self.chance(0.2):
            return 'ipset:' + self.rng.choice(list(self.sets))
        if self.chance(0.05):
            return self.pick('02:00:00:00:00:fe', '02:00:00:00:01:fe')
        return self.rng.choice(NETWORKS if self.chance(0.75) else NETWORKS6)

    def rich(self):
        family, source = None, None
        words = []
        if self.chance(0.8):
            family = 'ipv4' if self.chance(0.7) else 'ipv6'
        attributes = []
        if self.chance(0.3):
            attributes.append(f'priority="{self.pick(-100, -10, -1, 0, 1, 10, 32767)}"')
        if family:
            attributes.append(f'family="{family}"')
        self.rng.shuffle(attributes)
        words.append(' '.join(['rule', *attributes]))
        if self.chance(0.8):
            pool = NETWORKS6 if family == 'ipv6' else NETWORKS
            value = self.rng.choice(pool)
            if self.chance(0.05):
                value = self.rng.choice(NETWORKS6 + NETWORKS)
            if self.sets and self.chance(0.2):
                source = f'ipset="{self.rng.choice(list(self.sets))}"'
            elif self.chance(0.04):
                source = 'mac="02:00:00:00:01:fe"'
            else:
                source = f'address="{value}"'
            word = self.pick('source', 'source', 'source', 'source NOT', 'source not')
            words.append(f'{word} {source}' if self.chance(0.9) else f'source {source} invert="true"')
        if self.chance(0.1):
            destination = '2001:db8:ffff::1' if family == 'ipv6' else self.pick('198.51.100.1', '198.51.100.0/24',
                                                                                 '10.10.0.1')
            words.append(f"destination {self.pick('', '', 'NOT ')}address=\"{destination}\"")
        draw = self.rng.random()
        action = True
        if draw < 0.45:
            port, protocol = self.port().split('/')
            words.append(f'port port="{port}" protocol="{protocol}"')
        elif draw < 0.6:
            words.append(f'service name="{self.rng.choice(self.services)}"')
        elif draw < 0.65:
            words.append(f"protocol value=\"{self.pick('tcp', 'udp', '17')}\"")
        elif draw < 0.7:
            words.append(f"source-port port=\"{self.pick('40000', '1-1023', '1024-65535')}\" protocol=\"{self.pick('tcp', 'udp')}\"")
        elif draw < 0.76:
            to = self.pick('to-port="11211"', 'to-port="11212"')
            words.append(f'forward-port port="{self.pick("8080", "11211")}" protocol="tcp" {to}')
            action = False
        if self.chance(0.1):
            words.append(self.pick('log', 'log prefix="x" level="info"', 'log limit value="5/m"', 'audit'))
        if action and self.chance(0.97):
            words.append(self.pick('accept', 'accept', 'accept', 'drop', 'drop', 'reject', 'reject type="icmp-port-unreachable"',
                                   'accept limit value="1000/s"' if self.chance(0.1) else 'accept', 'mark set="1"'))
        return ' '.join(words)

    def scope(self):
        """The options that name where a change goes."""
        if self.policies and self.chance(0.15):
            return f'--policy={self.rng.choice(self.policies)} '
        if self.chance(0.5):
            return ''
        zone = self.rng.choice(self.known[-2:] + ['public', 'public', 'trusted', 'internal', 'drop'] +
                               (['nowhere'] if self.chance(0.05) else []))
        return self.pick(f'--zone={zone} ', f'--zone {zone} ')

    def change(self):
        """One command's scope and what it changes."""
        draw = self.rng.random()
        scope = self.scope()
        if draw < 0.25:
            ports = self.port() if self.chance(0.85) else self.pick('11211', '11211/icmp', '0/tcp', '70000/tcp', '-1/tcp',
                                                                     '12000-11000/tcp', '11211-11211/udp', 'ssh/tcp', '11211/TCP')
            more = f' --add-port={self.port()}' if self.chance(0.15) else ''
            return f"{scope}--add-port{self.pick('=', ' ')}{ports}{more}"
        if draw < 0.32:
            return f'{scope}--add-service={self.rng.choice(self.services)}'
        if draw < 0.45:
            return f'{scope.replace("--policy", "--zone")}--add-source={self.source()}'
        if draw < 0.52:
            return f"{scope}--{self.pick('add', 'change')}-interface={self.pick('eth0', 'eth1', 'eth0', 'eth1', 'lo')}"
        if draw < 0.78:
            return f"{scope}--add-rich-rule='{self.rich()}'"
        if draw < 0.82:
            return f"{scope}--add-protocol={self.pick('tcp', 'udp', '6', 'icmp')}"
        if draw < 0.84:
            return f"{scope}--add-source-port={self.pick('40000/tcp', '40000/udp', '1-1023/tcp', '53/udp')}"
        if draw < 0.87:
            return f"{scope}--add-forward-port=port={self.pick('8080', '11211', '11200-11220')}:proto=tcp:toport={self.pick('11211', '11212')}"
        if draw < 0.9:
            return f"{scope}--remove-port={self.pick('11211/tcp', '11211/udp', '11000-12000/tcp')}"
        if draw < 0.92:
            return f"{scope}--remove-service={self.pick('memcache', 'ssh')}"
        if draw < 0.95:
            return f"{scope}--remove-source={self.source()}"
        if draw < 0.97:
            return f"{scope}--add-icmp-block=echo-request" if self.chance(0.5) else f'{scope}--add-masquerade'
        return f"{scope}--query-port=11211/tcp"

    def permanent_change(self):
        draw = self.rng.random()
        if draw < 0.1:
            name = self.pick('mc', 'cache', 'alpha', 'zz')
            self.known.append(name)
            return f'--new-zone={name}'
        if draw < 0.18:
            zone = self.rng.choice(self.known[-2:] + ['public', 'internal'])
            return f"--zone={zone} --set-target={self.pick('ACCEPT', 'DROP', 'default', 'REJECT', '%%REJECT%%', 'CONTINUE')}"
        if draw < 0.25:
            name = self.pick('s1', 's2', 's3')
            kind = self.pick('hash:ip', 'hash:net', 'hash:net', 'hash:ip,port' if self.chance(0.3) else 'hash:net')
            self.sets[name] = kind
            inet6 = ' --option=family=inet6' if self.chance(0.15) else ''
            return f'--new-ipset={name} --type={kind}{inet6}'
        if draw < 0.33 and self.sets:
            name = self.rng.choice(list(self.sets))
            entry = self.rng.choice(NETWORKS[:10]) if self.sets[name] == 'hash:net' else self.pick('10.0.0.5', '8.8.8.8', '192.168.1.7')
            if 'port' in self.sets[name]:
                entry += self.pick(',11211', ',tcp:11211', ',udp:11211')
            return f"--ipset={name} --{self.pick('add', 'add', 'add', 'remove')}-entry={entry}"
        if draw < 0.38:
            name = self.pick('mcs', 'memcache')
            if name == 'mcs':
                self.services.append('mcs')
                return '--new-service=mcs'
            return f'--service=memcache --{self.pick("remove", "add")}-port={self.port()}'
        if draw < 0.43 and 'mcs' in self.services:
            return f"--service=mcs --{self.pick('add-port=' + self.port(), 'add-include=memcache', 'add-protocol=tcp', 'set-destination=ipv4:198.51.100.1', 'add-source-port=40000/tcp')}"
        if draw < 0.5:
            name = self.pick('pa', 'pb')
            self.policies.append(name)
            return f'--new-policy={name}'
        if draw < 0.64 and self.policies:
            name = self.rng.choice(self.policies)
            return f"--policy={name} " + self.pick(
                f"--set-target={self.pick('ACCEPT', 'DROP', 'REJECT', 'CONTINUE')}", f'--set-priority={self.pick(-100, -5, 5, 100)}',
                f"--add-ingress-zone={self.pick('ANY', 'public', 'trusted', 'internal', 'HOST')}", '--add-egress-zone=HOST',
                f"--add-rich-rule='{self.rich()}'", f'--add-port={self.port()}', '--add-service=memcache')
        return self.change()

    def direct(self):
        table = 'filter'
        family = self.pick('ipv4', 'ipv4', 'ipv6', 'eb' if self.chance(0.1) else 'ipv4')
        source = '' if self.chance(0.4) else f'-s {self.rng.choice(NETWORKS6 if family == "ipv6" else NETWORKS)} '
        chain = self.pick('INPUT', 'INPUT', 'INPUT', 'INPUT_direct', 'MYCHAIN')
        rule = f"{family} {table} {chain} {self.pick(0, 0, 1, 5, -1)} {source}-p {self.pick('tcp', 'udp')} --dport 11211 -j {self.pick('ACCEPT', 'DROP', 'REJECT', 'RETURN')}"
        draw = self.rng.random()
        if draw < 0.15:
            return f'--direct --add-chain {family} {table} MYCHAIN'
        if draw < 0.25:
            return f"--direct --passthrough {family} -{self.pick('A', 'I')} INPUT {source}-p tcp --dport 11211 -j {self.pick('ACCEPT', 'DROP')}"
        if draw < 0.3:
            return f"--direct --add-passthrough {family} -{self.pick('A', 'I')} INPUT {source}-p tcp --dport 11211 -j {self.pick('ACCEPT', 'DROP')}"
        if draw < 0.35:
            return f'--direct --remove-rules {family} {table} {chain}'
        return f'--direct --add-rule {rule}'

    def xml_rule(self):
        family = 'ipv6' if self.chance(0.2) else 'ipv4'
        priority = f' priority="{self.pick(-5, 0, 5)}"' if self.chance(0.3) else ''
        parts = []
        if self.chance(0.8):
            invert = self.pick('', '', ' invert="true"', ' invert="False"')
            parts.append(f'<source address="{self.rng.choice(NETWORKS6 if family == "ipv6" else NETWORKS)}"{invert}/>')
        parts.append(self.pick('<port port="11211" protocol="tcp"/>', '<service name="memcache"/>', '<protocol value="tcp"/>', ''))
        parts.append(self.pick('<accept/>', '<accept/>', '<drop/>', '<reject/>', '<log/><accept/>'))
        return f'<rule family="{family}"{priority}>{"".join(parts)}</rule>'

    def xml_zone(self, name):
        parts = []
        for _ in range(self.rng.randrange(0, 4)):
            parts.append(self.pick(
                lambda: f'<port port="{self.rng.choice(PORTS)}" protocol="{self.pick("tcp", "udp")}"/>',
                lambda: f'<port protocol="{self.pick("tcp", "udp")}" port="11211"/>',
                lambda: f'<service name="{self.rng.choice(self.services)}"/>',
                lambda: f'<source address="{self.rng.choice(NETWORKS)}"/>',
                lambda: f'<interface name="{self.pick("eth0", "eth1")}"/>',
                self.xml_rule, self.xml_rule,
                lambda: f'<source-port port="40000" protocol="tcp"/>',
                lambda: f'<protocol value="{self.pick("tcp", "udp")}"/>',
                lambda: '<forward-port port="8080" protocol="tcp" to-port="11211"/>',
                lambda: '<masquerade/>', lambda: '<forward/>', lambda: '<icmp-block-inversion/>',
                lambda: '<bogus/>' if self.chance(0.3) else '<!-- <port port="11211" protocol="tcp"/> -->')())
        target = f' target="{self.pick("ACCEPT", "DROP", "%%REJECT%%", "default", "REJECT")}"' if self.chance(0.3) else ''
        body = '\n  '.join([f'<short>{name}</short>', *parts])
        return f'<?xml version="1.0" encoding="utf-8"?>\n<zone{target}>\n  {body}\n</zone>\n'

    def make_files(self):
        for _ in range(self.rng.randrange(1, 4)):
            draw = self.rng.random()
            if draw < 0.5:
                name = self.pick('public', 'public', 'internal', 'trusted', 'mc')
                self.known.append(name)
                self.files[f'zones/{name}.xml'] = self.xml_zone(name)
            elif draw < 0.6:
                self.services.append('mine')
                inner = self.pick('<port protocol="tcp" port="11211"/>', '<port port="11211" protocol="udp"/>',
                                  '<include service="memcache"/>', '<destination ipv4="198.51.100.1"/><port port="11211" protocol="tcp"/>',
                                  '<protocol value="udp"/>', '<source-port port="40000" protocol="tcp"/>')
                self.files['services/mine.xml'] = f'<service><short>x</short>{inner}</service>'
                self.files.setdefault('zones/public.xml', '<zone><service name="mine"/></zone>')
            elif draw < 0.7:
                self.sets['f1'] = 'hash:net'
                entries = ''.join(f'<entry>{e}</entry>' for e in self.rng.sample(NETWORKS[:8], 2))
                self.files['ipsets/f1.xml'] = f'<ipset type="hash:net">{entries}</ipset>'
                where = self.pick('<source ipset="f1"/><port port="11211" protocol="tcp"/>',
                                  '<rule><source ipset="f1"/><port port="11211" protocol="tcp"/><accept/></rule>')
                self.files['zones/mc.xml'] = f'<zone>{where}</zone>'
                self.known.append('mc')
            elif draw < 0.8:
                target = self.pick('ACCEPT', 'DROP', 'REJECT', 'CONTINUE')
                zone = self.pick('ANY', 'public', 'internal')
                self.files['policies/pf.xml'] = (
                    f'<policy priority="{self.pick(-10, 10)}" target="{target}"><ingress-zone name="{zone}"/><egress-zone name="HOST"/>'
                    f'{self.pick("", self.xml_rule(), "<port port=%s protocol=%s/>" % (chr(34) + "11211" + chr(34), chr(34) + "tcp" + chr(34)))}</policy>')
                self.policies.append('pf')
            elif draw < 0.9:
                self.files['firewalld.conf'] = self.pick(
                    'DefaultZone=trusted\n', 'DefaultZone=drop\nFirewallBackend=nftables\n', '# DefaultZone=trusted\nDefaultZone=internal\n',
                    'DefaultZone=mc\n', 'FirewallBackend=iptables\n', 'DefaultZone = home\n', 'FirewallBackend=iptables\nIndividualCalls=yes\n')
            else:
                self.files['direct.xml'] = ('<direct><rule priority="0" table="filter" ipv="ipv4" chain="INPUT">-p tcp --dport 11211 '
                                            f'{self.pick("", "-s 10.0.0.0/8 ", "! -s 10.0.0.0/8 ")}-j {self.pick("ACCEPT", "DROP")}</rule></direct>')

    def make(self):
        if self.chance(0.3):
            self.make_files()
        draw = self.rng.random()
        count = self.rng.randrange(1, 8)
        if draw < 0.3:
            for _ in range(count):
                self.add(f'firewall-cmd {self.change()}')
        elif draw < 0.75:
            for _ in range(count + 1):
                self.add(f'firewall-cmd --permanent {self.permanent_change()}')
            if self.chance(0.9):
                self.add(f"firewall-cmd --{self.pick('reload', 'reload', 'complete-reload')}")
        elif draw < 0.85:
            for _ in range(count + 1):
                self.add(f'firewall-offline-cmd {self.permanent_change()}')
            self.add('firewall-cmd --reload')
        else:
            for _ in range(count + 1):
                permanent = '--permanent ' if self.chance(0.4) else ''
                change = self.direct() if self.chance(0.3) else self.change()
                self.add(f'firewall-cmd {permanent}{change}' if permanent == '' or self.chance(0.7) else
                         f'firewall-cmd {permanent}{self.permanent_change()}')
        if self.chance(0.12):
            self.add(f"firewall-cmd --set-default-zone={self.rng.choice(self.known)}")
        if self.chance(0.06):
            self.add('firewall-cmd --runtime-to-permanent')
        if self.chance(0.12):
            self.add(self.pick('firewall-cmd --reload', 'firewall-cmd --panic-on', 'firewall-cmd --complete-reload',
                               'iptables -I INPUT -p tcp --dport 11211 -j DROP', 'nft flush ruleset', 'iptables -F',
                               'iptables -P INPUT DROP', 'firewall-cmd --reload'))
        if self.chance(0.15):
            self.add(f'firewall-cmd {self.change()}')

    def add(self, line):
        if self.lines and self.chance(0.06):
            self.lines[-1] += f" {self.pick('&&', '||')} {line}"
        else:
            self.lines.append(line)

    def case(self, number):
        self.make()
        entry = {'id': f'generated-{number}', 'kind': 'firewalld', 'tags': [], 'script': '\n'.join(self.lines) + '\n'}
        if self.files:
            entry['files'] = self.files
        return entry


class Docker:
    def __init__(self, rng):
        self.rng = rng

    def pick(self, *choices):
        return self.rng.choice(choices)

    def chance(self, share):
        return self.rng.random() < share

    def published(self):
        choices = [['11211:11211'], ['11211:11211', '11211:11211/udp'], ['8080:11211'], ['127.0.0.1:11211:11211'],
                   ['198.51.100.1:11211:11211'], ['10.10.0.1:11211:11211'], ['0.0.0.0:11211:11211'], ['11211:11211/udp'], [],
                   ['10.10.0.1:11211:11211', '127.0.0.1:11211:11211'], ['11211:11211', '11212:11211'], ['11212:11211'],
                   ['[::1]:11211:11211']]
        return self.rng.choice(choices[:8] if self.chance(0.7) else choices[:12])

    def match(self, chain):
        words = []
        if self.chance(0.4) and chain != 'OUTPUT':
            words.append(f"{self.pick('', '', '', '! ')}-i {self.pick('eth0', 'eth0', 'eth1', 'docker0', 'eth+')}")
        if self.chance(0.15) and chain in ('FORWARD', 'DOCKER-USER', 'DOCKER', 'mine'):
            words.append(f"{self.pick('', '! ')}-o {self.pick('docker0', 'eth0', 'br+')}")
        if self.chance(0.55):
            words.append(f"{self.pick('', '', '! ')}-s {self.rng.choice(NETWORKS)}")
        if self.chance(0.15):
            words.append(f"{self.pick('', '! ')}-d {self.pick('172.17.0.2', '172.17.0.0/16', '198.51.100.1', '10.10.0.1')}")
        port = self.pick('11211', '11211', '8080', '11212')
        draw = self.rng.random()
        if draw < 0.5:
            words.append(f"-p {self.pick('tcp', 'tcp', 'udp')} --dport {port}")
        elif draw < 0.58:
            words.append(f'-p tcp -m multiport --dports {port},22')
        elif draw < 0.68:
            words.append(f'-p tcp -m conntrack --ctorigdstport {port}')
        elif draw < 0.72:
            words.append(f"-m conntrack --ctstatus DNAT")
        elif draw < 0.76:
            words.append('-p tcp -m conntrack --ctorigdst 198.51.100.1')
        elif draw < 0.82:
            words.append(f"-m conntrack --ctstate {self.pick('RELATED,ESTABLISHED', 'NEW', 'DNAT', 'INVALID')}")
        elif draw < 0.85:
            words.append(f"-m addrtype --dst-type {self.pick('LOCAL', 'UNICAST')}")
        elif draw < 0.88:
            words.append(f'-m iprange --src-range 10.0.0.0-10.0.0.99')
        elif draw < 0.9:
            words.append('-m mark --mark 1')
        return ' '.join(words)

    def rule(self):
        draw = self.rng.random()
        if draw < 0.45:
            chain, table = 'DOCKER-USER', ''
        elif draw < 0.6:
            chain, table = 'FORWARD', ''
        elif draw < 0.68:
            chain, table = 'INPUT', ''
        elif draw < 0.76:
            chain, table = 'PREROUTING', '-t raw '
        elif draw < 0.83:
            chain, table = self.pick('PREROUTING', 'FORWARD', 'INPUT'), '-t mangle '
        elif draw < 0.93:
            chain, table = self.pick('PREROUTING', 'PREROUTING', 'DOCKER'), '-t nat '
        else:
            chain, table = self.pick('DOCKER', 'mine'), ''
        how = self.pick('-I', '-I', '-A')
        if how == '-I' and self.chance(0.15):
            chain_place = f'{chain} {self.pick(1, 2, 3)}'
        else:
            chain_place = chain
        target = self.pick('ACCEPT', 'DROP', 'DROP', 'DROP', 'RETURN', 'REJECT' if table == '' else 'DROP')
        if 'nat' in table:
            target = self.pick('ACCEPT', 'RETURN', 'REDIRECT --to-ports 11211', 'DNAT --to-destination 172.17.0.2:11211',
                               'REDIRECT --to-ports 8080')
            if ' ' in target:
                source = f'-s {self.rng.choice(NETWORKS)} ' if self.chance(0.5) else ''
                return f"iptables {table}{how} {chain_place} {source}-p tcp --dport {self.pick('11211', '8080', '11212')} -j {target}"
        if 'mangle' in table and self.chance(0.4):
            target = 'MARK --set-mark 1'
        if 'raw' in table and self.chance(0.1):
            target = 'CT --notrack'
        if table == '' and chain != 'mine' and self.chance(0.06):
            target = 'mine'
        return f'iptables {table}{how} {chain_place} {self.match(chain)} -j {target}'

    def command(self):
        draw = self.rng.random()
        if draw < 0.78:
            return self.rule()
        if draw < 0.82:
            return f"iptables -P {self.pick('FORWARD', 'INPUT', 'FORWARD')} {self.pick('DROP', 'ACCEPT')}"
        if draw < 0.85:
            return f"iptables -F{self.pick(' DOCKER-USER', ' FORWARD', '', ' INPUT', ' DOCKER')}"
        if draw < 0.87:
            return f"iptables -t nat -F{self.pick('', ' DOCKER', ' PREROUTING')}"
        if draw < 0.9:
            return f"iptables -D {self.pick('FORWARD', 'DOCKER-USER', 'DOCKER')} {self.pick(1, 1, 2, 3)}"
        if draw < 0.93:
            return 'iptables -N mine'
        if draw < 0.97:
            return self.pick(
                "nft add table inet f\nnft add chain inet f c '{ type filter hook forward priority 0; policy accept; }'\n"
                f"nft add rule inet f c iifname eth0 {self.pick('ip saddr != 10.0.0.0/8 ', '', 'ct original proto-dst 11211 ')}tcp dport 11211 drop",
                "nft add table inet f\nnft add chain inet f p '{ type filter hook prerouting priority -150; }'\n"
                f"nft add rule inet f p {self.pick('ip saddr 10.0.0.0/8', 'iifname eth1')} tcp dport {self.pick('11211', '8080')} drop",
                "nft add table ip g\nnft add chain ip g i '{ type filter hook input priority 0; policy drop; }'")
        return self.pick('ufw --force enable', 'ufw deny 11211', 'ufw allow 11211/tcp\nufw --force enable',
                         'ufw route allow proto tcp from 10.0.0.0/8 to any port 11211\nufw --force enable')

    def case(self, number):
        entry = {'id': f'generated-{number}', 'kind': 'docker', 'tags': ['docker']}
        lines = []
        if self.chance(0.2):
            lines.append('iptables -N mine')
        lines += [self.command() for _ in range(self.rng.randrange(1, 7))]
        entry['docker'] = self.published()
        if self.chance(0.2):
            entry['before'] = '\n'.join(self.command() for _ in range(self.rng.randrange(1, 4)))
        if self.chance(0.3):
            entry['proxy'] = True
        if self.chance(0.1):
            entry['docker_iptables'] = False
            entry['proxy'] = True
        entry['script'] = '\n'.join(lines) + '\n'
        entry['extra'] = [{'src': '198.51.100.77', 'dst': '172.17.0.2', 'iif': 'eth0', 'proto': p, 'port': 11211} for p in ('tcp', 'udp')]
        return entry


def main(kind, count, seed, probes_of):
    with open(probes_of) as f:
        probes = json.load(f)['probes']
    cases = []
    for number in range(int(count)):
        rng = random.Random(f'{kind} {seed} {number}')
        cases.append((Firewalld if kind == 'firewalld' else Docker)(rng).case(number))
    print('{"probes": ' + json.dumps(probes) + ',\n"cases": [\n' + ',\n'.join(json.dumps(c) for c in cases) + '\n]}')


if __name__ == '__main__':
    main(*sys.argv[1:])
