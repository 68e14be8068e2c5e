// Runs memcached behind real packet filters and records what `host` and other tools see of it, and who is
// served:  node scripts/record-host.mjs [SCENARIO…]        (root, Linux; writes __tests__/truth/host.json)
// It needs iproute2, net-tools, lsof, procps, iptables, nftables, ufw, firewalld and memcached. All traffic
// stays in network namespaces that it makes and takes down itself; /etc is a copy in a mount namespace.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OUTPUT = fileURLToPath(new URL('../__tests__/truth/host.json', import.meta.url));
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const PORT = 11211;

const SENDERS = {
  private: { v4: '10.99.1.2', v6: 'fd99:1::2' },
  public: { v4: '203.0.113.2', v6: '2001:db8:99:2::2' },
};
const HOST = {
  private: { v4: '10.99.1.1', v6: 'fd99:1::1' },
  public: { v4: '203.0.113.1', v6: '2001:db8:99:2::1' },
};

const ALL = ['-l', '0.0.0.0,::'];
const UDP = ['-U', String(PORT)];
const nft = (rules) => `nft -f - <<'END'\n${rules}\nEND`;

/** Options of memcached, and how the filter is set up. */
const SCENARIOS = {
  open: { memcached: [...ALL, ...UDP] },
  loopback: { memcached: ['-l', '127.0.0.1,::1'] },
  'private address': { memcached: ['-l', HOST.private.v4, ...UDP], ask: HOST.private.v4 },
  'public address': { memcached: ['-l', HOST.public.v4], ask: HOST.public.v4 },
  'password file': {
    setUp: "printf 'user:secret\\n' > /etc/memcached-passwords; chmod a+r /etc/memcached-passwords",
    memcached: [...ALL, '-Y', '/etc/memcached-passwords'],
  },
  'another port': { memcached: [...ALL, '-p', '21211'], port: 21211 },
  'iptables, IPv4 alone': {
    memcached: [...ALL, ...UDP],
    filter: `iptables -A INPUT -p tcp --dport ${PORT} -j DROP`,
  },
  'iptables and ip6tables, trusted first': {
    memcached: [...ALL, ...UDP],
    filter: `for p in tcp udp; do
      iptables -A INPUT -p $p --dport ${PORT} -s 10.99.1.0/24 -j ACCEPT; iptables -A INPUT -p $p --dport ${PORT} -j DROP
      ip6tables -A INPUT -p $p --dport ${PORT} -s fd99:1::/64 -j ACCEPT; ip6tables -A INPUT -p $p --dport ${PORT} -j DROP
    done`,
  },
  'iptables, accept before drop': {
    memcached: ALL,
    filter: `iptables -A INPUT -p tcp --dport ${PORT} -j ACCEPT; iptables -A INPUT -p tcp --dport ${PORT} -j DROP; ip6tables -P INPUT DROP`,
  },
  'iptables, by interface': {
    memcached: ALL,
    filter: `for t in iptables ip6tables; do $t -A INPUT -i lo -j ACCEPT; $t -A INPUT -i eth0 -j ACCEPT; $t -A INPUT -p icmpv6 -j ACCEPT 2>/dev/null; $t -P INPUT DROP; done`,
  },
  'nftables, policy drop': {
    memcached: [...ALL, ...UDP],
    filter: nft(`table inet filter {
  chain input {
    type filter hook input priority 0; policy drop;
    ct state established,related accept
    iif lo accept
    meta l4proto ipv6-icmp accept
    ip saddr 10.0.0.0/8 tcp dport ${PORT} accept
    tcp dport 22 accept
  }
}`),
  },
  'nftables, set of public addresses': {
    memcached: ALL,
    filter: nft(`table inet filter {
  set clients { type ipv4_addr; flags interval; elements = { 203.0.113.0/24, 198.51.100.7 } }
  chain input {
    type filter hook input priority 0; policy drop;
    meta l4proto ipv6-icmp accept
    ip saddr @clients tcp dport ${PORT} accept
  }
}`),
  },
  'nftables beside iptables': {
    memcached: ALL,
    filter: `iptables -A INPUT -p tcp --dport ${PORT} -j ACCEPT; ${nft(`table inet late {
  chain input { type filter hook input priority 10; policy accept;
    tcp dport ${PORT} drop
  }
}`)}`,
  },
  'ufw, trusted networks': {
    memcached: [...ALL, ...UDP],
    filter: `sed -i 's/^IPV6=.*/IPV6=yes/' /etc/default/ufw; ufw default deny incoming; ufw allow from 10.99.1.0/24 to any port ${PORT}; ufw allow from fd99:1::/64 to any port ${PORT} proto tcp; ufw --force enable`,
    tearDown: 'ufw --force disable',
    also: { 'ufw-status.txt': 'ufw status verbose' },
  },
  'ufw, open': {
    memcached: ALL,
    filter: `sed -i 's/^IPV6=.*/IPV6=yes/' /etc/default/ufw; ufw default deny incoming; ufw allow ${PORT}/tcp; ufw --force enable`,
    tearDown: 'ufw --force disable',
    also: { 'ufw-status.txt': 'ufw status verbose' },
  },
  firewalld: {
    memcached: [...ALL, ...UDP],
    daemon: true,
    filter: `firewall-cmd --permanent --zone=internal --add-source=10.99.1.0/24 && firewall-cmd --permanent --zone=internal --add-port=${PORT}/tcp && firewall-cmd --permanent --zone=public --add-rich-rule='rule family="ipv4" source address="203.0.113.0/28" port port="${PORT}" protocol="udp" accept' && firewall-cmd --reload`,
    also: {
      'firewalld-zones.txt': 'firewall-cmd --list-all-zones',
      'firewalld-default-zone.txt': 'firewall-cmd --get-default-zone',
    },
  },
  'published by Docker': { container: true },
  'published by Docker, DOCKER-USER': {
    container: true,
    filter: `iptables -I DOCKER-USER -p tcp -m conntrack --ctorigdstport ${PORT} --ctdir ORIGINAL ! -s 10.99.1.0/24 -j DROP`,
  },
  // Without the direction it is the answers that are dropped, everybody's.
  'published by Docker, DOCKER-USER without a direction': {
    container: true,
    filter: `iptables -I DOCKER-USER -p tcp -m conntrack --ctorigdstport ${PORT} ! -s 10.99.1.0/24 -j DROP`,
  },
  'published by Docker, INPUT closed': {
    container: true,
    filter: `iptables -A INPUT -p tcp --dport ${PORT} -j DROP`,
  },
};

/** What dockerd writes for a container with the port published over TCP (iptables, IPv4). */
const DOCKER = `
iptables -t nat -N DOCKER; iptables -N DOCKER; iptables -N DOCKER-USER
iptables -t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
iptables -P FORWARD DROP
iptables -I FORWARD -i br-7d0f3a9c1b22 ! -o br-7d0f3a9c1b22 -j ACCEPT
iptables -I FORWARD -o br-7d0f3a9c1b22 -j DOCKER
iptables -I FORWARD -o br-7d0f3a9c1b22 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
iptables -I FORWARD -j DOCKER-USER
iptables -A DOCKER-USER -j RETURN
iptables -t nat -A DOCKER -i br-7d0f3a9c1b22 -j RETURN
iptables -t nat -A DOCKER ! -i br-7d0f3a9c1b22 -p tcp --dport ${PORT} -j DNAT --to-destination 172.18.0.2:${PORT}
iptables -A DOCKER -d 172.18.0.2/32 ! -i br-7d0f3a9c1b22 -o br-7d0f3a9c1b22 -p tcp --dport ${PORT} -j ACCEPT`;

const PROBE = `
const [protocol, address, port] = process.argv.slice(1);
const say = (served) => { process.stdout.write(served ? 'served' : 'refused'); process.exit(0); };
setTimeout(() => say(false), 1200);
if (protocol === 'tcp') {
  const socket = require('node:net').connect(Number(port), address, () => socket.write('version\\r\\n'));
  socket.on('error', () => say(false));
  socket.on('data', (data) => say(/^(VERSION|CLIENT_ERROR)/.test(data.toString())));
} else {
  const socket = require('node:dgram').createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.on('error', () => say(false));
  socket.on('message', (data) => say(data.subarray(8).toString().startsWith('VERSION')));
  socket.send(Buffer.from('\\0\\x01\\0\\0\\0\\x01\\0\\0version\\r\\n', 'latin1'), Number(port), address);
}`;

const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8' });
const space = (name) => `mceh${process.pid}-${name}`;
const inSpace = (name, ...words) => ['ip', 'netns', 'exec', space(name), ...words];
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (condition) => {
  for (let i = 0; i < 300; i++) {
    if (condition()) return;
    await sleep(50);
  }
  throw new Error('It took too long.');
};

async function record(scenario) {
  const folder = mkdtempSync(join(tmpdir(), 'host-'));
  const children = [];
  const spaces = ['host', 'private', 'public', ...(scenario.container ? ['container'] : [])];
  const start = (words) => {
    const child = spawn(words[0], words.slice(1), { stdio: 'ignore' });
    children.push(child);
    return child;
  };
  let host;
  try {
    for (const name of spaces) {
      run('ip', 'netns', 'add', space(name));
      run(...inSpace(name, 'ip', 'link', 'set', 'lo', 'up'));
      run(...inSpace(name, 'sysctl', '-qw', 'net.ipv6.conf.default.accept_dad=0'));
    }
    link('private', 'eth0', HOST.private, SENDERS.private);
    link('public', 'eth1', HOST.public, SENDERS.public);
    for (const name of ['private', 'public']) {
      run(...inSpace(name, 'ip', 'route', 'add', 'default', 'via', HOST[name].v4));
    }
    run(...inSpace('host', 'ip', 'route', 'add', 'default', 'via', SENDERS.public.v4));
    if (scenario.container) {
      link('container', 'br-7d0f3a9c1b22', { v4: '172.18.0.1' }, { v4: '172.18.0.2' });
      run(...inSpace('container', 'ip', 'route', 'add', 'default', 'via', '172.18.0.1'));
      run(...inSpace('host', 'sysctl', '-qw', 'net.ipv4.ip_forward=1'));
    }
    mkdirSync(join(folder, 'etc'));
    const holder = start(
      inSpace(
        'host',
        'unshare',
        '--mount',
        '--pid',
        '--fork',
        '--mount-proc',
        'sh',
        '-c',
        `set -e; mount --make-rprivate /; mount -t proc proc /proc; cp -a /etc/. ${folder}/etc/; rm -f ${folder}/etc/memcached.conf; mount --bind ${folder}/etc /etc
         mkdir -p /run/dbus; mount -t tmpfs tmpfs /run/dbus; [ ! -d /run/systemd ] || mount -t tmpfs tmpfs /run/systemd
         touch ${folder}/ready; exec sleep 900`,
      ),
    );
    await until(() => existsSync(join(folder, 'ready')));
    const pid = run('pgrep', '-P', String(holder.pid)).trim().split('\n')[0];
    const words = (commands) => [
      'nsenter',
      '-t',
      pid,
      '--mount',
      '--net',
      '--pid',
      'sh',
      '-c',
      commands,
    ];
    host = (commands) => {
      const [program, ...args] = words(commands);
      return spawnSync(program, args, { encoding: 'utf8' });
    };
    const must = (commands) => {
      const done = host(commands);
      if (done.status !== 0) throw new Error(`${commands}: ${done.stderr}${done.stdout}`);
      return done.stdout;
    };
    if (scenario.daemon) {
      start(words('exec dbus-daemon --system --nofork --nopidfile'));
      await until(() => host('[ -S /run/dbus/system_bus_socket ]').status === 0);
      start(words('exec firewalld --nofork --nopid'));
      await until(() => host('firewall-cmd --state').status === 0);
    }
    if (scenario.setUp) must(scenario.setUp);
    if (scenario.container) {
      // In the host's view of processes, in a network namespace of its own.
      start(
        words(
          `exec nsenter --net=/var/run/netns/${space('container')} memcached -u nobody -l 0.0.0.0`,
        ),
      );
      must(DOCKER);
    } else start(words(`exec memcached -u nobody ${scenario.memcached.join(' ')}`));
    if (scenario.filter) must(scenario.filter);
    await sleep(700);
    must(
      `node ${CLI} host --no-config --save ${folder}/own --format json --output /dev/null || [ $? -le 2 ]`,
    );
    const own = filesOf(join(folder, 'own'));
    const outputs = {
      'ss.txt': must('ss -tulnp'),
      'netstat.txt': must('netstat -tulnp 2>/dev/null'),
      'lsof.txt': host('lsof -i -P -n').stdout,
      'ps.txt': must('ps -eo pid,args'),
      'ps-aux.txt': must('ps auxww'),
      'ip-addr.txt': must('ip addr'),
      'ip-route.txt': must('ip route'),
      'iptables-save.txt': must('iptables-save'),
      'ip6tables-save.txt': must('ip6tables-save'),
      'nft.txt': must('nft list ruleset'),
    };
    for (const [name, command] of Object.entries(scenario.also ?? {}))
      outputs[name] = must(command);
    return { port: scenario.port ?? PORT, outputs, own, rows: await look(scenario) };
  } finally {
    if (scenario.tearDown && host) host(scenario.tearDown);
    for (const child of children.reverse()) child.kill('SIGKILL');
    for (const name of spaces) {
      const pids = spawnSync('ip', ['netns', 'pids', space(name)], { encoding: 'utf8' }).stdout;
      for (const one of pids.split('\n').filter((line) => line !== '')) {
        process.kill(Number(one), 'SIGKILL');
      }
      spawnSync('ip', ['netns', 'delete', space(name)]);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

function link(name, device, here, there) {
  run(
    'ip',
    'link',
    'add',
    device,
    'netns',
    space('host'),
    'type',
    'veth',
    'peer',
    'name',
    'eth0',
    'netns',
    space(name),
  );
  for (const family of Object.keys(here)) {
    const length = family === 'v4' ? (here.v4.startsWith('172.') ? 16 : 24) : 64;
    run(...inSpace('host', 'ip', 'addr', 'add', `${here[family]}/${length}`, 'dev', device));
    run(...inSpace(name, 'ip', 'addr', 'add', `${there[family]}/${length}`, 'dev', 'eth0'));
  }
  run(...inSpace('host', 'ip', 'link', 'set', device, 'up'));
  run(...inSpace(name, 'ip', 'link', 'set', 'eth0', 'up'));
}

/** The files below a folder by their paths; the units of this machine's packages say nothing here. */
function filesOf(folder) {
  const found = {};
  for (const path of run('find', folder, '-type', 'f').trim().split('\n').sort()) {
    const name = path.slice(folder.length + 1);
    if (!/^(?:usr|lib|etc)\//.test(name)) found[name] = readFileSync(path, 'utf8');
  }
  return found;
}

async function look({ port = PORT, ask }) {
  const rows = Object.keys(SENDERS).flatMap((sender) =>
    ['v4', 'v6'].flatMap((family) =>
      ['tcp', 'udp'].map((protocol) => ({ sender, family, protocol })),
    ),
  );
  return Promise.all(
    rows.map(
      (row) =>
        new Promise((resolve) => {
          const words = inSpace(
            row.sender,
            process.execPath,
            '-e',
            PROBE,
            row.protocol,
            // Every machine takes packets for all of its addresses, on whichever interface they come in.
            row.family === 'v4' && ask ? ask : HOST[row.sender][row.family],
            String(port),
          );
          const child = spawn(words[0], words.slice(1));
          let out = '';
          child.stdout.on('data', (data) => (out += data));
          child.on('close', () => resolve({ ...row, served: out === 'served' }));
        }),
    ),
  );
}

const wanted = process.argv.slice(2);
const before = existsSync(OUTPUT) ? JSON.parse(readFileSync(OUTPUT, 'utf8')) : { scenarios: {} };
const scenarios = {};
for (const [name, scenario] of Object.entries(SCENARIOS)) {
  if (wanted.length > 0 && !wanted.includes(name)) {
    if (before.scenarios[name]) scenarios[name] = before.scenarios[name];
    continue;
  }
  scenarios[name] = await record(scenario);
  const { rows } = scenarios[name];
  console.log(
    `${name}: served ${
      rows
        .filter(({ served }) => served)
        .map(({ sender, family, protocol }) => `${sender} ${family} ${protocol}`)
        .join(', ') || 'nobody'
    }`,
  );
}
writeFileSync(OUTPUT, `${JSON.stringify({ senders: SENDERS, scenarios }, undefined, 2)}\n`);
