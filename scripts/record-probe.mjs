// Asks real servers with the probe and records what it says:  node scripts/record-probe.mjs
// (root, Linux; writes __tests__/truth/probe.json). It needs memcached built with SASL and TLS, openssl, sasl2-bin,
// iproute2 and iptables. Everything runs on the loopback interface of a network namespace of its own.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { clearInterval, setInterval } from 'node:timers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importFromSource } from './lib/engine.mjs';

if (process.env.IN_NAMESPACE !== '1') {
  const done = spawnSync(
    'unshare',
    ['--net', 'sh', '-c', 'ip link set lo up; exec node "$0"', fileURLToPath(import.meta.url)],
    { stdio: 'inherit', env: { ...process.env, IN_NAMESPACE: '1' } },
  );
  process.exit(done.status ?? 1);
}

const OUTPUT = fileURLToPath(new URL('../__tests__/truth/probe.json', import.meta.url));
const CERTIFICATE = fileURLToPath(new URL('../__tests__/probe/certificate/', import.meta.url));
const { probe, parseTarget } = await importFromSource(
  `export { probe } from './probe/probe.js'; export { parseTarget } from './probe/target.js';`,
);
const folder = mkdtempSync(join(tmpdir(), 'probe-'));
writeFileSync(join(folder, 'passwords'), 'user:secret\n', { mode: 0o644 });
execFileSync('chmod', ['-R', 'a+rX', folder]);
execFileSync('cp', ['-r', CERTIFICATE, join(folder, 'certificate')]);
execFileSync('chmod', ['-R', 'a+rX', join(folder, 'certificate')]);
const tls = [
  '-Z',
  '-o',
  `ssl_chain_cert=${folder}/certificate/certificate.pem,ssl_key=${folder}/certificate/key.pem`,
];
const memcached = (...options) => {
  const child = spawn('memcached', ['-u', 'nobody', '-l', '127.0.0.1', '-p', '11211', ...options], {
    stdio: 'ignore',
    env: { ...process.env, SASL_CONF_PATH: join(folder, 'sasl') },
  });
  return () => child.kill('SIGKILL');
};
execFileSync('mkdir', [join(folder, 'sasl')]);
writeFileSync(
  join(folder, 'sasl/memcached.conf'),
  `mech_list: plain\nlog_level: 0\nsasldb_path: ${folder}/sasldb2\n`,
);
execFileSync('chmod', ['-R', 'a+rX', folder]);
const tcp = (behave) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    behave(socket);
  });
  server.listen(11211, '127.0.0.1');
  return () => server.close();
};

const CASES = {
  'TCP alone': () => memcached(),
  'TCP and UDP': () => memcached('-U', '11211'),
  'a password file': () => memcached('-Y', join(folder, 'passwords')),
  SASL: () => memcached('-S'),
  'TLS without client certificates': () => memcached(...tls),
  'TLS with client certificates': () =>
    memcached(
      '-Z',
      '-o',
      `${tls[2]},ssl_ca_cert=${folder}/certificate/certificate.pem,ssl_verify_mode=2`,
    ),
  'TLS and a password file': () => memcached(...tls, '-Y', join(folder, 'passwords')),
  'a unix socket alone': () => memcached('-s', join(folder, 'socket')),
  'something else': () => tcp((socket) => socket.end('SSH-2.0-OpenSSH_9.2p1\r\n')),
  'slow, without a word': () => tcp(() => undefined),
  'slow, byte by byte': () =>
    tcp((socket) => {
      const text = 'VERSION 1.6.18\r\n';
      let at = 0;
      const timer = setInterval(() => {
        if (at < text.length) socket.write(text[at++]);
      }, 20);
      socket.on('close', () => clearInterval(timer));
    }),
  garbage: () => tcp((socket) => socket.end(Buffer.from([0, 255, 254, 13, 10, 27, 91, 49, 109]))),
  'nothing at all': () => () => undefined,
  'dropped by a filter': () => {
    const stop = memcached('-U', '11211');
    for (const protocol of ['tcp', 'udp']) {
      execFileSync('iptables', ['-A', 'INPUT', '-p', protocol, '--dport', '11211', '-j', 'DROP']);
    }
    return () => {
      execFileSync('iptables', ['-F', 'INPUT']);
      stop();
    };
  },
  'rejected by a filter': () => {
    const stop = memcached('-U', '11211');
    for (const protocol of ['tcp', 'udp']) {
      execFileSync('iptables', ['-A', 'INPUT', '-p', protocol, '--dport', '11211', '-j', 'REJECT']);
    }
    return () => {
      execFileSync('iptables', ['-F', 'INPUT']);
      stop();
    };
  },
  'UDP that is something else': () => {
    const socket = createSocket('udp4');
    socket.on('message', (_, from) => socket.send('pong', from.port, from.address));
    socket.bind(11211, '127.0.0.1');
    return () => socket.close();
  },
};

const cases = {};
for (const [name, start] of Object.entries(CASES)) {
  const stop = start();
  await new Promise((resolve) => setTimeout(resolve, 600));
  const results = await probe(parseTarget('127.0.0.1:11211'), { timeout: 1500 });
  stop();
  await new Promise((resolve) => setTimeout(resolve, 300));
  cases[name] = Object.fromEntries(
    results.map(({ protocol, outcome, version, detail }) => [
      protocol,
      { outcome, version, detail },
    ]),
  );
  console.log(
    `${name}: ${results.map(({ protocol, outcome }) => `${protocol} ${outcome}`).join(', ')}`,
  );
}
rmSync(folder, { recursive: true, force: true });
const version = execFileSync('memcached', ['-V'], { encoding: 'utf8' }).trim();
writeFileSync(OUTPUT, `${JSON.stringify({ server: version, cases }, undefined, 2)}\n`);
process.exit(0);
