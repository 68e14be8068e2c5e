#!/usr/bin/env python3
"""Records which sockets a real memcached opens for random command lines and Debian memcached.conf files.

    sudo python3 scripts/record-listeners.py --count 500 --output __tests__/truth/listeners-random.json

Needs Linux, root, iproute2 and a memcached; for `--kind conf` also Debian's package with its start scripts.
Everything runs in network and mount namespaces of its own, on the interfaces and host names that
`__tests__/memcached/listeners.ts` describes. Options: `--memcached PATH` for another build, `--seed N`, `--kind
args|conf`, `--keep FILE` to record the command lines of a file again instead of new ones.
"""
import argparse
import ctypes
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SCRIPTS = '/usr/share/memcached/scripts'
HOSTS = '''127.0.0.1 localhost dualname
::1 dualname ip6-localhost
10.0.0.5 cachehost
198.51.100.1 pubhost
'''
INTERFACES = '''
ip link set lo up
ip link add eth0 type veth peer name peer0
ip link add eth1 type veth peer name peer1
ip link set peer0 up
ip link set peer1 up
ip link set eth0 up
ip link set eth1 up
sysctl -qw net.ipv6.conf.eth0.accept_dad=0 net.ipv6.conf.eth1.accept_dad=0
ip addr add 198.51.100.1/24 dev eth0
ip addr add 203.0.113.5/24 dev eth0
ip -6 addr add 2001:db8:ffff::1/64 dev eth0 nodad
ip -6 addr add fe80::1/64 dev eth0 nodad
ip addr add 10.0.0.5/24 dev eth1
ip -6 addr add fd00:10::1/64 dev eth1 nodad
'''

ADDRESSES = ['127.0.0.1', '127.0.0.1', '0.0.0.0', '10.0.0.5', '198.51.100.1', '203.0.113.5', '::1', '::', '*',
             'localhost', 'dualname', 'ip6-localhost', 'cachehost', 'pubhost', 'fd00:10::1', '2001:db8:ffff::1',
             '[::1]', '[::]', '[fd00:10::1]', 'fe80::1%eth0', '127.1', '0', '10.5', '2130706433', '0x7f000001',
             '0177.0.0.1', '127.0.0.2', '8.8.8.8', '10.0.0.6', 'no-such-host', 'eth0', 'lo', '127.0.0.1/8', '',
             '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1', '::0', '0000::0', '255.255.255.255', '224.0.0.1', 'any',
             '[127.0.0.1]', '1', '0.0', '010.0.0.5', '127.0.0.01', 'LOCALHOST', '127.0.0.1 ', ' 127.0.0.1', '[*]']
PORTS = ['11211', '11212', '11213', '11222', '0', '1', '80', '65535', '65536', '70000', '-1', '', 'abc', '11212abc',
         '+11213', ' 11214', '11211,11212', '0x2bd3', '011211', '1e4', '4294978507']
SHORT_VALUED = 'spUmcbluPftnRBIYoa'
NAMES = {'p': 'port', 'U': 'udp-port', 'l': 'listen', 's': 'unix-socket', 'm': 'memory-limit', 'c': 'conn-limit',
         'u': 'user', 'v': 'verbose', 'd': 'daemon', 'b': 'listen-backlog', 't': 'threads', 'B': 'protocol',
         'S': 'enable-sasl', 'Y': 'auth-file', 'Z': 'enable-ssl', 'o': 'extended', 'I': 'max-item-size',
         'A': 'enable-shutdown', 'M': 'disable-evictions', 'F': 'disable-flush-all', 'X': 'disable-dumping',
         'W': 'disable-watch', 'C': 'disable-cas', 'f': 'slab-growth-factor', 'n': 'slab-min-size',
         'R': 'max-reqs-per-event', 'a': 'unix-mask', 'P': 'pidfile', 'k': 'lock-memory', 'r': 'enable-coredumps'}


class Generator:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def pick(self, items):
        return self.r.choice(items)

    def chance(self, p):
        return self.r.random() < p

    def address(self):
        # The first dozen are what people write.
        return self.pick(ADDRESSES[:20]) if self.chance(0.75) else self.pick(ADDRESSES)

    def port(self):
        return self.pick(PORTS[:4]) if self.chance(0.7) else self.pick(PORTS)

    def element(self):
        text = self.address()
        if self.chance(0.25):
            text += ':' + self.port()
        if self.chance(0.04):
            text = self.pick(['notls:', 'proto[ascii]:', 'proto[binary]:', 'tag[abc]:', 'btls:', 'proto[x]:', 'tag_a_:',
                              'proto[negotiating]:']) + text
        return text

    def listen(self):
        count = self.pick([1, 1, 1, 2, 2, 3])
        return self.pick([',', ',', ',', ';', ', ', ' ', ',,']).join(self.element() for _ in range(count))

    def value(self, letter):
        if letter in 'pU':
            return self.port()
        if letter == 'l':
            return self.listen()
        return self.pick({
            's': ['/tmp/mc.sock', './mc.sock', ''],
            'm': ['64', '128', '1024', '64m', '0'],
            'c': ['1024', '100', '0', '-1', 'x'],
            'u': ['memcache', 'nobody', 'root', 'nosuchuser', ''],
            'b': ['1024', '0', 'x'],
            'P': ['/tmp/mc.pid', '/nonexistent/mc.pid'],
            'f': ['1.25', '1.08', '1', '0', 'x'],
            't': ['4', '1', '2', '0', '-1'],
            'n': ['48', '64', '0', '-1'],
            'R': ['20', '0', '-1'],
            'B': ['auto', 'ascii', 'binary', 'text', ''],
            'I': ['1m', '2m', '512k', '128m', '1k', '10', '4M', '33m', '1g'],
            'Y': ['./auth', '/nonexistent/auth'],
            'a': ['0700', '0777', '777'],
            'o': ['modern', 'no_modern', 'hash_algorithm=murmur3', 'hash_algorithm=x', 'slab_reassign',
                  'lru_crawler,lru_maintainer', 'idle_timeout=10', 'nosuch', 'slab_chunk_max=1024,', '',
                  'ssl_chain_cert=./cert.pem,ssl_key=./key.pem', 'track_sizes', 'no_lru_crawler', 'hashpower=10',
                  'tail_repair_time=30', 'slab_automove=1', 'maxconns_fast', 'no_maxconns_fast=1', 'hot_lru_pct=50'],
        }[letter])

    def option(self):
        if self.chance(0.68):
            letter = self.pick('llllppUUlpUmctuusbPfnRBIYoa')
            value = self.value(letter)
            form = self.r.random()
            if form < 0.45:
                return ['-' + letter, value]
            if form < 0.65:
                return ['-' + letter + value]
            name = '--' + NAMES[letter]
            if self.chance(0.15):
                name = name[:self.r.randint(3, len(name))]
            if form < 0.8:
                return [name + '=' + value]
            if form < 0.93:
                return [name, value]
            return [self.pick(['-' + letter + '=' + value, '-' + NAMES[letter], '--' + NAMES[letter]])]
        if self.chance(0.85):
            flags = ''.join(self.r.sample('vvdMrCFXWAv', self.pick([1, 1, 2])))
            if self.chance(0.15):
                flags += self.pick('lpU')
                return ['-' + flags + self.pick(['', self.value(flags[-1])])]
            if self.chance(0.25):
                return ['--' + NAMES[flags[0]] + self.pick(['', '', '', '=1'])]
            return ['-' + flags]
        return [self.pick(['-S', '-Z', '--', 'word', '-', '-h', '-V', '-i', '-x', '-q', '--help', '--version', '--nosuch',
                           '\u2013l', '/l', '127.0.0.1', 'start', '-vq'])]

    def command(self):
        words = []
        for _ in range(self.pick([0, 1, 1, 2, 2, 3, 3, 4, 5])):
            words += self.option()
        return [word for word in words]

    def conf(self):
        lines = []
        if self.chance(0.6):
            lines += ['-d', 'logfile /var/log/memcached.log', '-m 64', '-p 11211', '-u memcache']
        elif self.chance(0.85):
            lines += ['-u ' + self.pick(['memcache', 'root', 'nobody'])]
        for _ in range(self.pick([1, 1, 2, 2, 3, 4])):
            lines.insert(self.r.randint(0, len(lines)), self.conf_line())
        end = '\r\n' if self.chance(0.06) else '\n'
        text = end.join(lines) + ('' if self.chance(0.1) else end)
        return '\ufeff' + text if self.chance(0.03) else text

    def conf_line(self):
        words = self.option()
        line = self.pick([' ', ' ', ' ', '\t', '  ']).join(words)
        kind = self.r.random()
        if kind < 0.55:
            return line
        if kind < 0.62:
            return '# ' + line
        if kind < 0.68:
            return line + self.pick([' # note', '# note', ' \\# -U 11213', ' #', ' \\\\# x', '#-U 11212#-U 11213'])
        if kind < 0.74:
            quote = self.pick(['"', "'"])
            return words[0] + ' ' + quote + ''.join(words[1:]) + quote
        if kind < 0.78:
            return line + self.pick([' \\', '\\'])
        if kind < 0.82:
            return '\n'.join(words)
        if kind < 0.88:
            return self.pick(['l 127.0.0.1', 'listen 0.0.0.0', 'listen=127.0.0.1', 'OPTIONS="-l 127.0.0.1"', 'user memcache',
                              'logfile', 'logfile x', '0', '00', 'PORT=11211', '127.0.0.1', '; -l 127.0.0.1', '// x'])
        if kind < 0.93:
            return '-l ' + self.pick(['$ADDRESS', '${ADDRESS}', '${ADDRESS:-127.0.0.1}', '"$ADDRESS"', "'$ADDRESS'",
                                      '\\$ADDRESS', '${HOME}', '$', '127.0.0.?', '[::1]', '~', '127.0.0.1;true',
                                      '127.0.0.1 ; -U 11213', '127.0.0.1 && true', '127.0.0.1 || true', '{127.0.0.1}',
                                      '"127.0.0.1" -U "11211"', '127.0.0.1 2', "127.0.0.1'", '(127.0.0.1)', '$1',
                                      '$$', '127.0.0.1 | cat', '127.0.0.1 &'])
        return self.pick([' ' + line, '\t' + line + ' ', '-d ' + line, '-h', '-dv ' + line, line + ' ' + self.pick(['x', '--', '-v']),
                          '--daemon', '-dU 11211', '-h0 ' + line, '', '   ', '#', '##', line + '\u00a0', '\u00a0' + line, '-'])


def namespaced():
    """Leaves the machine's own network, processes' view of /etc and temporary files."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x40000000 | 0x00020000) != 0:
        sys.exit('record-listeners: no namespaces: run it as root on Linux')
    libc.prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: daemons become our children
    libc.mount(b'none', b'/', None, 0x4000 | 0x40000, None)
    for line in INTERFACES.strip().split('\n'):
        subprocess.run(line.split(), check=True)
    folder = tempfile.mkdtemp(prefix='listeners-')
    os.chmod(folder, 0o777)
    for name, text in (('hosts', HOSTS), ('resolv.conf', ''), ('nsswitch.conf', 'hosts: files\npasswd: files\n')):
        path = os.path.join(folder, name)
        with open(path, 'w') as file:
            file.write(text)
        os.chmod(path, 0o644)
        libc.mount(path.encode(), os.path.realpath('/etc/' + name).encode(), None, 0x1000, None)
    for name in ('auth',):
        with open(os.path.join(folder, name), 'w') as file:
            file.write('user:password\n')
        os.chmod(os.path.join(folder, name), 0o644)
    return folder


def servers():
    """The memcached processes of this namespace."""
    here = os.readlink('/proc/self/ns/net')
    found = []
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{pid}/stat') as file:
                name, rest = re.match(r'\d+ \((.*)\) (.*)', file.read()).groups()
            # Until its start has come to an end the scripts' names count as well.
            if os.readlink(f'/proc/{pid}/ns/net') == here and not rest.startswith('Z') and int(pid) != os.getpid():
                found.append((int(pid), name))
        except (OSError, AttributeError):
            pass
    return found


def waits(pid):
    """It has reached its event loop: the main thread is in epoll_wait or epoll_pwait."""
    try:
        with open(f'/proc/{pid}/syscall') as file:
            number = file.read().split(' ')[0]
        return number in ('232', '281', '22') and time.sleep(0.004) is None
    except OSError:
        return False


def sockets():
    found = []
    for proto, family in (('tcp', 4), ('udp', 4), ('tcp', 6), ('udp', 6)):
        name = proto + ('6' if family == 6 else '')
        with open('/proc/net/' + name) as file:
            for line in file.read().split('\n')[1:]:
                fields = line.split()
                if not fields or (proto == 'tcp' and fields[3] != '0A'):
                    continue
                raw, port = fields[1].split(':')
                found.append({'proto': proto, 'addr': address(raw, family), 'port': int(port, 16)})
    unique = []
    for one in found:
        if one not in unique:
            unique.append(one)
    return unique


def address(raw, family):
    import socket
    if family == 4:
        return socket.inet_ntop(socket.AF_INET, bytes.fromhex(raw)[::-1])
    words = [bytes.fromhex(raw[i:i + 8])[::-1] for i in range(0, 32, 8)]
    return socket.inet_ntop(socket.AF_INET6, b''.join(words))


def run(command, user, environment, folder):
    """Starts it, and says what came of it: status, sockets, message."""
    import pwd
    kwargs = {}
    if user != 'root':
        entry = pwd.getpwnam(user)
        kwargs = {'user': entry.pw_uid, 'group': entry.pw_gid}
    errors = tempfile.TemporaryFile()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=errors, stderr=errors, start_new_session=True, **kwargs)
    deadline = time.time() + 5
    running, open_sockets = False, []
    while time.time() < deadline:
        # In this order: a process that ends in between has its child in the list already.
        ended = process.poll() is not None
        alive = servers()
        if ended and not alive and not servers():
            break
        started = [pid for pid, name in alive if name == 'memcached' or name.startswith('memcached')]
        if started and all(waits(pid) for pid in started) and len(servers()) == len(alive):
            running, open_sockets = True, sockets()
            break
        time.sleep(0.002)
    else:
        running = None
    ended = process.poll()
    for _ in range(1000):
        left = servers()
        for pid, _name in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        process.poll()
        try:
            while os.waitpid(-1, os.WNOHANG)[0] != 0:
                pass
        except ChildProcessError:
            pass
        if not left and not sockets():
            break
        time.sleep(0.001)
    status = ended if ended is not None else process.wait()
    errors.seek(0)
    message = errors.read(400).decode('utf-8', 'replace')
    return {'running': running, 'exit': 0 if running else status if status < 256 else 1, 'sockets': open_sockets, 'stderr': message}


def record(case, program, folder):
    environment = {'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', **case.get('env', {})}
    for name in ('mc.sock', 'mc.pid', 'memcached.log'):
        for path in (os.path.join(folder, name), '/tmp/' + name):
            if os.path.lexists(path):
                os.unlink(path)
    if 'args' in case:
        return {**case, **run([program, *case['args']], case['run_as'], environment, folder)}
    path = os.path.join(folder, 'memcached.conf')
    with open(path, 'w', newline='', encoding='utf-8') as file:
        file.write(case['conf'])
    script = case.get('via', 'systemd-memcached-wrapper')
    pidfile = [os.path.join(folder, 'mc.pid')] if script == 'start-memcached' else []
    return {**case, **run([f'{SCRIPTS}/{script}', path, *pidfile], 'root', environment, folder)}


def depends(text):
    daemon = re.search(r'(^|\s)-[a-zA-Z]*d|--d', text)
    return re.search(r'(^|\s)-[a-zA-Z]*[kL]', text) or (daemon and re.search(r'(^|\s)(-s|--unix-s|-Y|--auth)', text))


def new_cases(options, version):
    generator = Generator(options.seed)
    for index in range(options.count):
        case = {'id': f'{options.kind}{options.seed}-{index}', 'version': version}
        if options.kind == 'args':
            # Locked memory, large pages and what a daemon may do in the root folder are the host's affair.
            case['args'] = generator.command()
            while depends(' '.join(case['args'])):
                case['args'] = generator.command()
            case['run_as'] = generator.pick(['nobody', 'nobody', 'root'])
            if generator.chance(0.04):
                case['env'] = {'POSIXLY_CORRECT': '1'}
        else:
            case['conf'] = generator.conf()
            while depends(case['conf']):
                case['conf'] = generator.conf()
            if generator.chance(0.3):
                case['via'] = 'start-memcached'
            case['env'] = {'ADDRESS': '10.0.0.5', 'HOME': '/root'}
        yield case


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--memcached', default='/usr/bin/memcached')
    parser.add_argument('--kind', choices=('args', 'conf'), default='args')
    parser.add_argument('--count', type=int, default=500)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--keep')
    parser.add_argument('--output', required=True)
    options = parser.parse_args()
    # Old releases know no -V, but begin their help with the same words.
    told = ''.join(subprocess.run([options.memcached, flag], capture_output=True, text=True).stdout for flag in ('-V', '-h'))
    version = re.search(r'^memcached (\S+)', told, re.MULTILINE).group(1)
    if options.keep:
        with open(options.keep) as file:
            cases = [{k: v for k, v in case.items() if k not in ('running', 'exit', 'sockets', 'stderr')}
                     for case in json.load(file) if case['version'] == version]
    else:
        cases = list(new_cases(options, version))
    folder = namespaced()
    answers = []
    for index, case in enumerate(cases):
        answers.append(record(case, options.memcached, folder))
        if index % 100 == 99:
            print(f'{index + 1} of {len(cases)}', file=sys.stderr)
    with open(options.output, 'w') as file:
        json.dump(answers, file, indent=1, ensure_ascii=False)
        file.write('\n')
    shutil.rmtree(folder, ignore_errors=True)


main()
