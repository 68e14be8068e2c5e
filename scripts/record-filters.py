#!/usr/bin/env python3
"""Records what real packet filters let through to a real memcached.

    python3 scripts/record-filters.py [--patience SECONDS] FILE...       (root, Linux; rewrites the answers in the files)

A file is `{"probes": [[src, dst, iif, proto, port], ...], "cases": [{id, kind, tags, script, ...}]}` as those in
`__tests__/truth/`; of each case `ok`, `rc`, `stderr` and what the tool wrote are recorded anew. Kinds: sh, save,
save6, save46, nft, ufw, firewalld, docker. Needs iproute2, iptables, nftables, ipset, ufw, firewalld,
dbus-daemon and memcached. All traffic stays in network namespaces that the script makes and removes; files are
written to copies in mount namespaces of their own.
"""
import ctypes
import json
import os
import select
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000
ETH0 = ['198.51.100.1/24', '2001:db8:ffff::1/64', 'fe80::1/64']
ETH1 = ['10.10.0.1/24', 'fd00:10::1/64']
BEHIND_ETH1 = ['10.20.0.0/16', '192.168.50.0/24', '172.20.0.0/16']
TOOLS = ('/usr/sbin', '/sbin', '/usr/bin', '/bin')


def run(*argv, **options):
    return subprocess.run(argv, check=True, capture_output=True, text=True, **options).stdout


def enter(fd):
    if LIBC.setns(fd, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), 'setns')


def addresses_of(iif):
    return ETH0 if iif == 'eth0' else ETH1


class Lab:
    """The networks around the server, which each case gets anew."""

    def __init__(self, name, probes, sport=40000):
        self.name = name
        self.probes = probes
        self.sport = sport
        self.home = os.open('/proc/self/ns/net', os.O_RDONLY)
        self.out, self.inner, self.server = (f'{name}-{part}' for part in ('out', 'in', 'srv'))
        self.container = f'{name}-ctr'
        self.folder = tempfile.mkdtemp(prefix='filters-')
        self.children = []
        for space in (self.out, self.inner):
            run('ip', 'netns', 'add', space)
            self.sysctl(space, 'net.ipv6.conf.default.accept_dad=0', 'net.ipv6.conf.all.accept_dad=0')
        self.sources = {}
        for src, _dst, iif, _proto, _port in probes:
            if iif != 'lo' and not src.startswith('fe80'):
                self.source(src, iif)

    def source(self, src, iif):
        """Makes the address one of the clients' on that side."""
        if src in self.sources or src.startswith('fe80'):
            return
        self.sources[src] = iif
        space = self.out if iif == 'eth0' else self.inner
        length = 128 if ':' in src else 32
        run('ip', '-n', space, 'addr', 'add', f'{src}/{length}', 'dev', 'lo')

    def sysctl(self, space, *settings):
        run('ip', 'netns', 'exec', space, 'sysctl', '-qw', *settings)

    def close(self):
        self.tear_down()
        for space in (self.out, self.inner):
            subprocess.run(['ip', 'netns', 'del', space], capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- one case ---------------------------------------------------------------------------------------

    def set_up(self):
        server = self.server
        run('ip', 'netns', 'add', server)
        lines = []
        for space, iif, mac, gateways in (
            (self.out, 'eth0', '00', ['198.51.100.254', '2001:db8:ffff::fe']),
            (self.inner, 'eth1', '01', ['10.10.0.254', 'fd00:10::fe']),
        ):
            run('ip', '-n', space, 'link', 'add', 'v0', 'address', f'02:00:00:00:{mac}:fe', 'type', 'veth',
                'peer', 'name', iif, 'address', f'02:00:00:00:{mac}:01', 'netns', server)
            addresses = addresses_of(iif)
            client = [f'addr add {g}/{24 if "." in g else 64} dev v0 nodad' if ':' in g else
                      f'addr add {g}/24 dev v0' for g in gateways]
            if iif == 'eth0':
                client.append('addr add fe80::fe/64 dev v0 nodad')
                client.append('route add 172.17.0.0/16 via 198.51.100.1 dev v0')
            client += [f'neigh replace {a.split("/")[0]} lladdr 02:00:00:00:{mac}:01 dev v0 nud permanent'
                       for a in addresses_of(iif)]
            run('ip', '-n', space, '-batch', '-',
                input='\n'.join(['link set lo up', 'link set v0 up', *client]) + '\n')
            lines += [f'addr add {a} dev {iif}' + (' nodad' if ':' in a else '') for a in addresses]
            lines.insert(0, f'link set {iif} up')
        lines.insert(0, 'link set lo up')
        lines += [f'route add {n} via 10.10.0.254' for n in BEHIND_ETH1]
        # The neighbours know each other: rules about ICMPv6 are not what is asked about.
        near = {'198.51.100.254': 'eth0', '2001:db8:ffff::fe': 'eth0', '10.10.0.254': 'eth1', 'fd00:10::fe': 'eth1'}
        near.update({src: iif for src, iif in self.sources.items()
                     if src.startswith(('198.51.100.', '2001:db8:ffff:', '10.10.0.', 'fd00:10:'))})
        near['fe80::fe'] = 'eth0'
        for address, iif in near.items():
            lines.append(f'neigh replace {address} lladdr 02:00:00:00:0{iif[3]}:fe dev {iif} nud permanent')
        lines += ['route add default via 198.51.100.254', 'route add ::/0 via 2001:db8:ffff::fe']
        self.sysctl(server, 'net.ipv4.conf.all.rp_filter=0', 'net.ipv4.conf.default.rp_filter=0',
                    'net.ipv6.conf.all.accept_dad=0', 'net.ipv6.conf.default.accept_dad=0',
                    'net.ipv4.ip_forward=1')
        run('ip', '-n', server, '-batch', '-', input='\n'.join(lines) + '\n')

    def tear_down(self):
        for child in self.children:
            child.kill()
            child.wait()
        self.children = []
        for space in (self.server, self.container):
            pids = subprocess.run(['ip', 'netns', 'pids', space], capture_output=True, text=True).stdout
            for pid in pids.split():
                try:
                    os.kill(int(pid), 9)
                except ProcessLookupError:
                    pass
            subprocess.run(['ip', 'netns', 'del', space], capture_output=True)
        for space in (self.out, self.inner):
            subprocess.run(['ip', '-n', space, 'link', 'del', 'v0'], capture_output=True)

    def memcached(self, space, *ports):
        for port in ports:
            self.children.append(subprocess.Popen(
                ['ip', 'netns', 'exec', space, 'memcached', '-u', 'memcache', '-m', '8', '-t', '1', '-p', str(port),
                 '-U', str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        end = time.time() + 10
        while time.time() < end:
            out = subprocess.run(['ip', 'netns', 'exec', space, 'ss', '-Hnlt'], capture_output=True, text=True).stdout
            if all(f':{port} ' in out for port in ports):
                return
            time.sleep(0.02)
        raise RuntimeError('memcached does not listen')

    def start_container(self, entry):
        """docker0 with one container, and what dockerd writes for its published ports."""
        run('ip', 'netns', 'add', self.container)
        run('ip', '-n', self.server, '-batch', '-', input='\n'.join([
            'link add docker0 type bridge', 'addr add 172.17.0.1/16 dev docker0', 'link set docker0 up',
            f'link add veth0 type veth peer name eth0 netns {self.container}', 'link set veth0 master docker0',
            'link set veth0 up']) + '\n')
        run('ip', '-n', self.container, '-batch', '-', input='\n'.join([
            'link set lo up', 'addr add 172.17.0.2/16 dev eth0', 'link set eth0 up',
            'route add default via 172.17.0.1']) + '\n')

    def start_proxies(self, published):
        """What docker-proxy does: it listens on the published ports of the host and speaks to the container itself."""
        wanted = []
        for text in published:
            address, _, proto = text.partition('/')
            host, port, inside = address.rpartition(':')[0].rpartition(':')[0], *address.split(':')[-2:]
            host = host.strip('[]')
            wanted += [f'{proto or "tcp"} {each} {port} {inside}' for each in ([host] if host else ['0.0.0.0', '::'])]
        child = subprocess.Popen(['ip', 'netns', 'exec', self.server, sys.executable, os.path.abspath(__file__),
                                  '--relay', *wanted], stdout=subprocess.PIPE, text=True)
        self.children.append(child)
        if child.stdout.readline() != 'ready\n':
            raise RuntimeError('the relay does not listen')

    def docker_rules(self, published):
        words = [
            'iptables -t nat -N DOCKER', 'iptables -N DOCKER', 'iptables -N DOCKER-ISOLATION-STAGE-1',
            'iptables -N DOCKER-ISOLATION-STAGE-2', 'iptables -N DOCKER-USER',
            'iptables -t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
            'iptables -t nat -A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
            'iptables -t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
            'iptables -t nat -A DOCKER -i docker0 -j RETURN', 'iptables -P FORWARD DROP',
            'iptables -I FORWARD -i docker0 -o docker0 -j ACCEPT',
            'iptables -I FORWARD -i docker0 ! -o docker0 -j ACCEPT', 'iptables -I FORWARD -o docker0 -j DOCKER',
            'iptables -I FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
            'iptables -I FORWARD -j DOCKER-ISOLATION-STAGE-1', 'iptables -I FORWARD -j DOCKER-USER',
            'iptables -A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
            'iptables -A DOCKER-ISOLATION-STAGE-1 -j RETURN',
            'iptables -A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP',
            'iptables -A DOCKER-ISOLATION-STAGE-2 -j RETURN', 'iptables -A DOCKER-USER -j RETURN',
        ]
        for text in published:
            address, _, proto = text.partition('/')
            proto = proto or 'tcp'
            parts = address.split(':')
            host, inside = parts[-2], parts[-1]
            bound = '' if len(parts) < 3 or parts[0] == '0.0.0.0' else f'-d {parts[0]} '
            words += [
                f'iptables -t nat -A DOCKER {bound}! -i docker0 -p {proto} --dport {host} -j DNAT '
                f'--to-destination 172.17.0.2:{inside}',
                f'iptables -A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p {proto} --dport {inside} -j ACCEPT',
            ]
        return '\n'.join(words) + '\n'

    def prepare_files(self, entry):
        """The folder a script runs in, and the commands that put private copies over /etc."""
        work = os.path.join(self.folder, 'work')
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        private = os.path.join(self.folder, 'private')
        shutil.rmtree(private, ignore_errors=True)
        os.makedirs(private)
        kind = entry['kind']
        text = entry.get('script', '') + entry.get('before', '')
        mounts = []
        if 'ufw' in text or kind == 'ufw':
            shutil.copytree('/etc/ufw', f'{private}/ufw')
            # The rules as the package ships them: none.
            for name in ('user', 'user6', 'before', 'before6', 'after', 'after6'):
                shutil.copy(f'/usr/share/ufw/iptables/{name}.rules', f'{private}/ufw/{name}.rules')
            with open(f'{private}/ufw/ufw.conf', 'w') as f:
                f.write('ENABLED=no\nLOGLEVEL=low\n')
            shutil.copytree('/etc/default', f'{private}/default')
            os.makedirs(f'{private}/lib-ufw')
            if os.path.exists('/usr/lib/ufw'):
                shutil.copytree('/usr/lib/ufw', f'{private}/lib-ufw', dirs_exist_ok=True)
            mounts += [f'mount --bind {private}/ufw /etc/ufw', f'mount --bind {private}/default /etc/default']
        if kind == 'firewalld' or 'firewall-' in text:
            os.makedirs(f'{private}/firewalld')
            shutil.copytree('/etc/firewalld', f'{private}/firewalld', dirs_exist_ok=True)
            for folder in ('zones', 'services', 'policies', 'ipsets', 'helpers', 'icmptypes'):
                os.makedirs(f'{private}/firewalld/{folder}', exist_ok=True)
            for name, content in entry.get('files', {}).items():
                with open(f'{private}/firewalld/{name}', 'w') as f:
                    f.write(content)
            os.makedirs(f'{private}/run/dbus')
            mounts += [f'mount --bind {private}/firewalld /etc/firewalld', f'mount --bind {private}/run /run']
        else:
            for name, content in entry.get('files', {}).items():
                path = os.path.join(work, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, 'w') as f:
                    f.write(content)
        return work, private, mounts

    def command(self, text, work, mounts, stdin=None, timeout=300):
        """Runs a shell script on the server."""
        path = os.path.join(work, '.script.sh')
        with open(path, 'w', newline='') as f:
            f.write(text)
        wrapped = '\n'.join(['set -e', *mounts, 'set +e', f'cd {work}', f'exec sh {path}'])
        environment = {'PATH': ':'.join(TOOLS), 'LC_ALL': 'C', 'HOME': '/root'}
        done = subprocess.run(['ip', 'netns', 'exec', self.server, 'sh', '-c', wrapped], input=stdin or '',
                              capture_output=True, text=True, timeout=timeout, env=environment)
        os.unlink(path)
        return done.returncode, done.stdout.strip(), ' '.join(done.stderr.split())

    def record(self, entry, patience=0.35):
        """The case with its answers."""
        self.tear_down()
        self.set_up()
        kind = entry['kind']
        work, private, mounts = self.prepare_files(entry)
        rc, stderr = [], []

        def execute(text, stdin=None):
            code, _out, err = self.command(text, work, mounts, stdin)
            rc.append(code)
            if err:
                stderr.append(err)

        docker = entry.get('docker')
        inside = docker is not None and 'host' not in docker
        if inside:
            self.start_container(entry)
            self.memcached(self.container, 11211)
        else:
            self.memcached(self.server, 11211, 11212)
        result = {}
        if 'before' in entry:
            execute(entry['before'])
        if inside and entry.get('docker_iptables', True):
            code, _out, err = self.command(self.docker_rules(docker), work, [])
            if code != 0:
                raise RuntimeError(err)
        if inside and entry.get('proxy'):
            self.start_proxies(docker)
        if kind in ('save', 'save6'):
            execute('ip6tables-restore' if kind == 'save6' else 'iptables-restore', entry['script'])
        elif kind == 'save46':
            execute('iptables-restore', entry['script'])
            execute('ip6tables-restore', entry['script6'])
        elif kind == 'nft':
            with open(os.path.join(work, 'case.nft'), 'w', newline='') as f:
                f.write(entry['script'])
            execute('nft -f case.nft')
        elif kind == 'firewalld':
            script = f'''dbus-daemon --system --fork --nopidfile >/dev/null 2>&1
firewalld --nofork >/dev/null 2>{work}/.daemon.log &
echo $! > {work}/fwd.pid
i=0; until [ "$(firewall-cmd --state 2>/dev/null)" = running ] || [ $i -gt 120 ]; do sleep 0.1; i=$((i+1)); done
cd {work}; sh ./.case.sh; code=$?
firewall-cmd --list-all > {work}/.list 2>&1; exit $code'''
            with open(f'{work}/.case.sh', 'w') as f:
                f.write(entry.get('script', ''))
            execute(script)
            with open(f'{work}/.list') as f:
                result['list_all'] = f.read().strip()
            if 'not running' in result['list_all'] and 'pid' not in entry.get('script', ''):
                with open(f'{work}/.daemon.log') as f:
                    raise RuntimeError('firewalld: ' + f.read()[-300:])
        elif entry.get('script'):
            execute(entry['script'])
        if kind == 'ufw' and 'user_rules' in entry:
            for key, name in (('user_rules', 'ufw/user.rules'), ('user6_rules', 'ufw/user6.rules'),
                              ('ufw_conf', 'ufw/ufw.conf'), ('default_ufw', 'default/ufw')):
                with open(f'{private}/{name}') as f:
                    result[key] = f.read()
        if kind == 'firewalld':
            found = {}
            for folder, _folders, names in os.walk(f'{private}/firewalld'):
                for name in names:
                    path = os.path.join(folder, name)
                    relative = os.path.relpath(path, f'{private}/firewalld')
                    original = os.path.join('/etc/firewalld', relative)
                    if relative.endswith('.old'):
                        continue
                    with open(path) as f:
                        text = f.read()
                    if os.path.exists(original):
                        with open(original) as f:
                            if f.read() == text:
                                continue
                    found[relative] = text
            result['etc_firewalld'] = found
        result['rc'] = rc
        if stderr:
            result['stderr'] = stderr
        ask = [(*probe, self.sport) for probe in self.probes]
        extra = entry.get('extra', [])
        for e in extra:
            if e['iif'] != 'lo':
                self.source(e['src'], e['iif'])
        ask += [(e['src'], e['dst'], e['iif'], e['proto'], e['port'], e.get('sport', self.sport)) for e in extra]
        answers = self.ask(ask, patience)
        result['ok'] = ''.join('1' if a else '0' for a in answers[:len(self.probes)])
        if extra:
            result['extra'] = [{**e, 'ok': a} for e, a in zip(extra, answers[len(self.probes):])]
        kept = {k: v for k, v in entry.items() if k not in ('ok', 'rc', 'stderr', 'extra', 'list_all', 'etc_firewalld')}
        return {**kept, **result}

    # -- probes -----------------------------------------------------------------------------------------

    def ask(self, probes, patience):
        """Which probes memcached answers; all at once."""
        answers = [False] * len(probes)
        spaces = {iif: os.open(f'/run/netns/{space}', os.O_RDONLY) for iif, space in
                  (('eth0', self.out), ('eth1', self.inner), ('lo', self.server))}
        waiting = {}
        poll = select.epoll()
        try:
            for index, (src, dst, iif, proto, port, sport) in enumerate(probes):
                enter(spaces[iif])
                v6 = ':' in src
                kind = socket.SOCK_STREAM if proto == 'tcp' else socket.SOCK_DGRAM
                sock = socket.socket(socket.AF_INET6 if v6 else socket.AF_INET, kind)
                sock.setblocking(False)
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                scope = socket.if_nametoindex('v0') if src.startswith('fe80') else 0
                if proto == 'tcp':
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                try:
                    sock.bind((src, sport, 0, scope) if v6 else (src, sport))
                    code = sock.connect_ex((dst, port, 0, scope) if v6 else (dst, port))
                    if proto == 'udp':
                        sock.send(b'\0\x01\0\0\0\x01\0\0version\r\n')
                    elif code not in (0, 115):
                        sock.close()
                        continue
                except OSError:
                    sock.close()
                    continue
                waiting[sock.fileno()] = [sock, index, proto, proto == 'udp']
                poll.register(sock.fileno(), select.EPOLLIN if proto == 'udp' else select.EPOLLOUT)
            enter(self.home)
            end = time.time() + patience
            while waiting and time.time() < end:
                for fd, event in poll.poll(max(0, end - time.time())):
                    sock, index, proto, sent = waiting[fd]
                    over = False
                    try:
                        if not sent:
                            error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                            if error:
                                over = True
                            else:
                                sock.send(b'version\r\n')
                                waiting[fd][3] = True
                                poll.modify(fd, select.EPOLLIN)
                        else:
                            data = sock.recv(1000)
                            answers[index] = b'VERSION' in data
                            over = True
                    except BlockingIOError:
                        pass
                    except OSError:
                        over = True
                    if over:
                        poll.unregister(fd)
                        sock.close()
                        del waiting[fd]
                    # Whatever still moves gets its time.
                    end = max(end, time.time() + patience / 2)
        finally:
            enter(self.home)
            for sock, *_rest in waiting.values():
                sock.close()
            for fd in spaces.values():
                os.close(fd)
            poll.close()
        return answers


def relay(wanted):
    """Listens on `proto address port inside` and passes what comes on to the container, until killed."""
    poll = select.epoll()
    listeners, pairs, clients = {}, {}, {}
    for text in wanted:
        proto, address, port, inside = text.split()
        family = socket.AF_INET6 if ':' in address else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM if proto == 'tcp' else socket.SOCK_DGRAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((address, int(port)))
        if proto == 'tcp':
            sock.listen(200)
        listeners[sock.fileno()] = (sock, proto, ('172.17.0.2', int(inside)))
        poll.register(sock.fileno(), select.EPOLLIN)
    print('ready', flush=True)
    while True:
        for fd, _event in poll.poll():
            if fd in listeners:
                sock, proto, target = listeners[fd]
                kind = socket.SOCK_STREAM if proto == 'tcp' else socket.SOCK_DGRAM
                back = socket.socket(socket.AF_INET, kind)
                back.setblocking(False)
                if proto == 'tcp':
                    client = sock.accept()[0]
                    back.connect_ex(target)
                    for one, other in ((client, back), (back, client)):
                        pairs[one.fileno()] = (one, other)
                    poll.register(client.fileno(), select.EPOLLIN)
                    poll.register(back.fileno(), select.EPOLLIN)
                else:
                    data, sender = sock.recvfrom(2000)
                    back.connect(target)
                    back.send(data)
                    clients[back.fileno()] = (back, sock, sender)
                    poll.register(back.fileno(), select.EPOLLIN)
            elif fd in clients:
                back, sock, sender = clients[fd]
                try:
                    sock.sendto(back.recv(2000), sender)
                except OSError:
                    pass
                poll.unregister(fd)
                back.close()
                del clients[fd]
            elif fd in pairs:
                one, other = pairs[fd]
                try:
                    data = one.recv(2000)
                    if data:
                        other.setblocking(True)
                        other.sendall(data)
                        continue
                except OSError:
                    pass
                for each in (one, other):
                    number = each.fileno()
                    if number in pairs:
                        poll.unregister(number)
                        del pairs[number]
                    each.close()


def main(paths):
    if paths[:1] == ['--relay']:
        relay(paths[1:])
    if os.geteuid() != 0:
        sys.exit('record-filters.py: needs to be root, to make network namespaces')
    patience = 1.5
    if paths[:1] == ['--patience']:
        patience = float(paths[1])
        paths = paths[2:]
    for path in paths:
        with open(path) as f:
            truth = json.load(f)
        lab = Lab(f'rf{os.getpid()}', truth['probes'])
        try:
            cases = []
            for number, entry in enumerate(truth['cases'], 1):
                try:
                    cases.append(lab.record(entry, patience))
                except subprocess.TimeoutExpired:
                    print(f"\n{path}: {entry['id']} hangs and is left out", file=sys.stderr)
                    continue
                print(f"\r{path}: {number}/{len(truth['cases'])} {entry['id']:40.40}", end='', file=sys.stderr)
        finally:
            lab.close()
        truth['cases'] = cases
        with open(path, 'w') as f:
            f.write('{"probes": ' + json.dumps(truth['probes']) + ',\n"cases": [\n')
            f.write(',\n'.join(json.dumps(entry) for entry in cases) + '\n]}\n')
        print(file=sys.stderr)


if __name__ == '__main__':
    main(sys.argv[1:])
