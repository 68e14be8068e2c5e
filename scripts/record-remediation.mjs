// Applies what `remediate` writes to a real kernel with a real memcached and records who is served:
//   node scripts/record-remediation.mjs [MECHANISM…]        (root, Linux; writes __tests__/truth/remediation.json)
// It needs iproute2, iptables, nftables, ufw, firewalld, dbus-daemon, memcached and nc. All traffic stays in
// network namespaces that it makes and takes down itself; files are written to a copy of /etc in a mount
// namespace of its own.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importFromSource } from './lib/engine.mjs';

const OUTPUT = fileURLToPath(new URL('../__tests__/truth/remediation.json', import.meta.url));
const { remediate, requestFor, remediationText } = await importFromSource(
  `export { remediate, requestFor } from './remediate/remediate.js';
   export { remediationText } from './remediate/text.js';`,
);

const PORT = 11211;
const TRUSTED = ['10.99.1.0/24', '2001:db8:99:1::/64'];
const SENDERS = {
  trusted: { v4: '10.99.1.2', v6: '2001:db8:99:1::2' },
  untrusted: { v4: '10.99.2.2', v6: '2001:db8:99:2::2' },
};
const HOST = {
  trusted: { v4: '10.99.1.1', v6: '2001:db8:99:1::1' },
  untrusted: { v4: '10.99.2.1', v6: '2001:db8:99:2::1' },
};

/** How a host of the mechanism is set up with the port open, and how it starts again. */
const CASES = {
  iptables: {
    setUp: '',
    restart: `iptables -F; iptables -X; ip6tables -F; ip6tables -X; sh /etc/memcached-firewall/${PORT}.sh`,
  },
  nftables: { setUp: '', restart: `nft flush ruleset; sh /etc/memcached-firewall/${PORT}.sh` },
  ufw: {
    setUp: `sed -i 's/^IPV6=.*/IPV6=yes/' /etc/default/ufw; ufw default deny incoming; ufw allow ${PORT}; ufw --force enable`,
    restart: 'ufw disable && ufw --force enable',
    tearDown: 'ufw --force disable',
  },
  firewalld: {
    setUp: `firewall-cmd --permanent --add-port=${PORT}/tcp && firewall-cmd --permanent --add-port=${PORT}/udp && firewall-cmd --reload`,
    restart: 'firewall-cmd --complete-reload',
    daemon: true,
  },
  docker: {
    setUp: dockerRules(),
    restart: `iptables -F DOCKER-USER; iptables -F INPUT; ip6tables -F; sh /etc/memcached-firewall/${PORT}.sh`,
    container: true,
  },
};

/** What dockerd writes for a container with the port published over TCP and UDP (iptables, IPv4). */
function dockerRules() {
  const publish = ['tcp', 'udp'].flatMap((protocol) => [
    `iptables -t nat -A DOCKER ! -i docker0 -p ${protocol} --dport ${PORT} -j DNAT --to-destination 172.17.0.2:11211`,
    `iptables -A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p ${protocol} --dport 11211 -j ACCEPT`,
  ]);
  return [
    'iptables -t nat -N DOCKER',
    'iptables -N DOCKER',
    'iptables -N DOCKER-USER',
    'iptables -t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
    'iptables -P FORWARD DROP',
    'iptables -I FORWARD -i docker0 ! -o docker0 -j ACCEPT',
    'iptables -I FORWARD -o docker0 -j DOCKER',
    'iptables -I FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    'iptables -I FORWARD -j DOCKER-USER',
    'iptables -A DOCKER-USER -j RETURN',
    ...publish,
  ].join('\n');
}

const PROBE = `
const [protocol, address] = process.argv.slice(1);
const say = (served) => { process.stdout.write(served ? 'served' : 'refused'); process.exit(0); };
setTimeout(() => say(false), 1500);
if (protocol === 'tcp') {
  const socket = require('node:net').connect(${PORT}, address, () => socket.write('version\\r\\n'));
  socket.on('error', () => say(false));
  socket.on('data', (data) => say(data.toString().startsWith('VERSION')));
} else {
  const socket = require('node:dgram').createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.on('error', () => say(false));
  socket.on('message', (data) => say(data.subarray(8).toString().startsWith('VERSION')));
  socket.send(Buffer.from('\\0\\x01\\0\\0\\0\\x01\\0\\0version\\r\\n', 'latin1'), ${PORT}, address);
}`;

/** Asks again and again until it is told to stop, and says how often nobody answered within a second. */
const WATCH = `
const net = require('node:net');
let tries = 0, failures = 0, stop = false;
process.on('SIGTERM', () => { stop = true; });
const ask = () => new Promise((resolve) => {
  const socket = net.connect(${PORT}, process.argv[1], () => socket.write('version\\r\\n'));
  const done = (served) => { clearTimeout(timer); socket.destroy(); resolve(served); };
  const timer = setTimeout(() => done(false), 900);
  socket.on('error', () => done(false));
  socket.on('data', () => done(true));
});
(async () => {
  process.stdout.write('ready\\n');
  while (!stop) { tries++; if (!(await ask())) failures++; await new Promise((r) => setTimeout(r, 3)); }
  process.stdout.write(JSON.stringify({ tries, failures }));
})();`;

const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8' });
const prefix = `mce${process.pid}`;
const space = (name) => `${prefix}-${name}`;
const inSpace = (name, ...words) => ['ip', 'netns', 'exec', space(name), ...words];

class World {
  constructor(mechanism) {
    this.mechanism = mechanism;
    this.case = CASES[mechanism];
    this.folder = mkdtempSync(join(tmpdir(), 'remediation-'));
    this.children = [];
    this.spaces = ['host', 'trusted', 'untrusted', ...(this.case.container ? ['container'] : [])];
  }

  start(words) {
    const child = spawn(words[0], words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.resume();
    child.stderr.resume();
    this.children.push(child);
    return child;
  }

  async up() {
    for (const name of this.spaces) {
      run('ip', 'netns', 'add', space(name));
      run(...inSpace(name, 'ip', 'link', 'set', 'lo', 'up'));
    }
    for (const [name, { v4, v6 }] of Object.entries(SENDERS)) {
      this.link(name, name === 'trusted' ? 'eth1' : 'eth2', [
        [`${HOST[name].v4}/24`, `${v4}/24`],
        [`${HOST[name].v6}/64`, `${v6}/64`],
      ]);
      run(...inSpace(name, 'ip', 'route', 'add', 'default', 'via', HOST[name].v4));
    }
    if (this.case.container) {
      this.link('container', 'docker0', [['172.17.0.1/16', '172.17.0.2/16']]);
      run(...inSpace('container', 'ip', 'route', 'add', 'default', 'via', '172.17.0.1'));
      run(...inSpace('host', 'sysctl', '-qw', 'net.ipv4.ip_forward=1'));
    }
    // The long-lived process that holds the mount namespace; its /etc is a copy.
    mkdirSync(join(this.folder, 'etc'));
    this.holder = this.start(
      inSpace(
        'host',
        'unshare',
        '--mount',
        'sh',
        '-c',
        `set -e; mount --make-rprivate /; cp -a /etc/. ${this.folder}/etc/; mount --bind ${this.folder}/etc /etc
         mkdir -p /run/dbus; mount -t tmpfs tmpfs /run/dbus; [ ! -d /run/systemd ] || mount -t tmpfs tmpfs /run/systemd
         touch ${this.folder}/ready; exec sleep 900`,
      ),
    );
    await until(() => existsSync(join(this.folder, 'ready')));
    if (this.case.daemon) {
      this.start(this.hostWords('exec dbus-daemon --system --nofork --nopidfile'));
      await until(() => this.host('[ -S /run/dbus/system_bus_socket ]').status === 0);
      this.start(this.hostWords('exec firewalld --nofork --nopid'));
      await until(() => this.host('firewall-cmd --state').status === 0);
    }
    const serve = (name, address) =>
      this.start(
        inSpace(
          name,
          'memcached',
          '-u',
          'nobody',
          '-l',
          address,
          '-p',
          String(PORT),
          '-U',
          String(PORT),
        ),
      );
    if (this.case.container) {
      serve('container', '0.0.0.0');
      // In the place of docker-proxy, which takes IPv6.
      serve('host', '::');
    } else {
      serve('host', '0.0.0.0,::');
    }
    const done = this.host(this.case.setUp);
    if (done.status !== 0) throw new Error(`${this.mechanism}: ${done.stderr}`);
    // Duplicate address detection holds IPv6 back for a moment.
    await sleep(2500);
  }

  link(name, device, addresses) {
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
    for (const [here, there] of addresses) {
      run(...inSpace('host', 'ip', 'addr', 'add', here, 'dev', device));
      run(...inSpace(name, 'ip', 'addr', 'add', there, 'dev', 'eth0'));
    }
    run(...inSpace('host', 'ip', 'link', 'set', device, 'up'));
    run(...inSpace(name, 'ip', 'link', 'set', 'eth0', 'up'));
  }

  hostWords(commands) {
    return ['nsenter', '-t', String(this.holder.pid), '--mount', '--net', 'sh', '-c', commands];
  }

  host(commands) {
    const [program, ...args] = this.hostWords(commands);
    return spawnSync(program, args, { encoding: 'utf8' });
  }

  /** Who is served: sender, family and protocol, all eight. */
  async look(phase) {
    const rows = Object.keys(SENDERS).flatMap((sender) =>
      ['v4', 'v6'].flatMap((family) =>
        ['tcp', 'udp'].map((protocol) => ({ phase, sender, family, protocol })),
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
              HOST[row.sender][row.family],
            );
            const child = spawn(words[0], words.slice(1));
            let out = '';
            child.stdout.on('data', (data) => (out += data));
            child.on('close', () => resolve({ ...row, served: out === 'served' }));
          }),
      ),
    );
  }

  /** Does something while the trusted keep asking. */
  async watched(family, action) {
    const words = inSpace('trusted', process.execPath, '-e', WATCH, HOST.trusted[family]);
    const child = spawn(words[0], words.slice(1));
    let out = '';
    child.stdout.on('data', (data) => (out += data));
    await until(() => out.includes('ready'));
    const outcome = action();
    await sleep(200);
    child.kill('SIGTERM');
    await new Promise((resolve) => child.on('close', resolve));
    return { outcome, ...JSON.parse(out.slice('ready\n'.length)) };
  }

  down() {
    if (this.case.tearDown && this.holder) this.host(this.case.tearDown);
    for (const child of this.children.reverse()) child.kill('SIGKILL');
    for (const name of this.spaces) {
      for (const pid of spawnSync('ip', ['netns', 'pids', space(name)], { encoding: 'utf8' })
        .stdout.split('\n')
        .filter((line) => line !== '')) {
        process.kill(Number(pid), 'SIGKILL');
      }
      spawnSync('ip', ['netns', 'delete', space(name)]);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function record(mechanism) {
  const world = new World(mechanism);
  try {
    await world.up();
    const text = remediationText(remediate(mechanism, requestFor(TRUSTED, PORT)));
    const script = join(world.folder, 'close-memcached.sh');
    writeFileSync(script, text);
    const must = ({ status, stderr, stdout }, what) => {
      if (status !== 0) throw new Error(`${mechanism} ${what}: ${stderr}${stdout}`);
    };
    const step = (sender, name) => {
      const words = inSpace(sender, 'sh', script, name, HOST[sender].v4);
      return spawnSync(words[0], words.slice(1), { encoding: 'utf8' }).status;
    };
    const rows = await world.look('before');
    const steps = { outsideBefore: step('untrusted', 'outside') };
    must(
      world.host(
        `sh ${script} ${world.case.container ? 'verify >/dev/null 2>&1 || true; :' : 'before'}`,
      ),
      'before',
    );
    const apply = await world.watched('v4', () => world.host(`sh ${script} apply`));
    must(apply.outcome, 'apply');
    rows.push(...(await world.look('applied')));
    const again = await world.watched('v6', () => world.host(`sh ${script} apply`));
    must(again.outcome, 'apply again');
    rows.push(...(await world.look('applied again')));
    must(world.host(`sh ${script} verify`), 'verify');
    steps.outside = step('untrusted', 'outside');
    steps.inside = step('trusted', 'inside');
    must(world.host(world.case.restart), 'restart');
    rows.push(...(await world.look('restarted')));
    must(world.host(`sh ${script} rollback`), 'rollback');
    rows.push(...(await world.look('rolled back')));
    const watched = [apply, again].map(({ tries, failures }) => ({ tries, failures }));
    return { sha256: createHash('sha256').update(text).digest('hex'), steps, watched, rows };
  } finally {
    world.down();
  }
}

async function until(condition) {
  for (let i = 0; i < 300; i++) {
    if (condition()) return;
    await sleep(50);
  }
  throw new Error(`It did not come true within 15 s: ${condition}`);
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const version = (program, ...args) =>
  spawnSync(program, args, { encoding: 'utf8' }).stdout.trim().split('\n')[0];
const chosen = process.argv.slice(2);
const earlier = existsSync(OUTPUT) ? JSON.parse(readFileSync(OUTPUT, 'utf8')) : { mechanisms: {} };
const mechanisms = { ...earlier.mechanisms };
for (const mechanism of chosen.length > 0 ? chosen : Object.keys(CASES)) {
  mechanisms[mechanism] = await record(mechanism);
  const { rows, watched, steps } = mechanisms[mechanism];
  console.log(mechanism, JSON.stringify({ watched, steps }));
  for (const { phase, sender, family, protocol, served } of rows) {
    console.log(
      `  ${phase.padEnd(14)} ${sender.padEnd(10)} ${family} ${protocol} ${served ? 'served' : 'refused'}`,
    );
  }
}
writeFileSync(
  OUTPUT,
  `${JSON.stringify(
    {
      source: {
        kernel: version('uname', '-r'),
        iptables: version('iptables', '--version'),
        nft: version('nft', '--version'),
        ufw: version('ufw', '--version'),
        firewalld: version('firewall-offline-cmd', '--version'),
        memcached: version('memcached', '--version'),
      },
      port: PORT,
      trusted: TRUSTED,
      senders: SENDERS,
      mechanisms,
    },
    undefined,
    1,
  )}\n`,
);
