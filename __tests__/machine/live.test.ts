import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../src/files/memory.js';
import { checkMachines } from '../../src/machine/check.js';
import {
  takeSnapshot,
  THIS_MACHINE,
  type RunResult,
  type Surface,
} from '../../src/machine/live.js';
import type { Report } from '../../src/report/model.js';

const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:2BCB 00000000:0000 0A 00000000:00000000 00:00000000 00000000  114        0 5001 1 000000008d336bd6 100 0 0 10 0
   1: 0100007F:0019 00000000:0000 0A 00000000:00000000 00:00000000 00000000    0        0 5002 1 000000008d336bd6 100 0 0 10 0
   2: 0905007F:2BCB 0100007F:1234 01 00000000:00000000 00:00000000 00000000    0        0 5003 1 000000008d336bd6 100 0 0 10 0
`;
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000001000000:2BCB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  114        0 5004 1 0000 100 0 0 10 0
`;
const CMDLINE = ['/usr/bin/memcached', '-u', 'memcache', '-l', '0.0.0.0,::1', '-o', "a 'b'"];

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** A machine made of files, and what its programs print. */
function surface(files: Record<string, string>, outputs: Record<string, RunResult>): Surface {
  folder = mkdtempSync(join(tmpdir(), 'machine-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, 'proc/812/fd'), { recursive: true });
  symlinkSync('socket:[5001]', join(folder, 'proc/812/fd/26'));
  symlinkSync('socket:[5004]', join(folder, 'proc/812/fd/27'));
  return {
    root: folder,
    run: (program) => outputs[program.slice(program.lastIndexOf('/') + 1)]!,
    interfaces: () => [
      { device: 'lo', address: '127.0.0.1', prefix: 8 },
      { device: 'eth0', address: '203.0.113.9', prefix: 24 },
    ],
  };
}

const FILES = {
  'proc/net/tcp': TCP,
  'proc/net/tcp6': TCP6,
  'proc/net/udp': TCP.split('\n')[0]!,
  'proc/812/cmdline': `${CMDLINE.join('\0')}\0`,
  'proc/812/comm': 'memcached\n',
  'usr/sbin/iptables-save': '',
  'usr/sbin/ip6tables-save': '',
  'var/lib/dpkg/status':
    'Package: libmemcached11\nStatus: install ok installed\nVersion: 1.1.4-1\n\nPackage: memcached\nStatus: install ok installed\nVersion: 1.6.18-1+deb12u1\n',
};
const EMPTY = { status: 0, out: '', err: '' };
const NOTHING = { 'iptables-save': EMPTY, 'ip6tables-save': EMPTY };

function judged(from: Surface): Report {
  return checkMachines({
    tree: new MemoryTree(takeSnapshot(from)),
    root: 'this machine',
    given: {},
    nameOf: (name) => name,
    today: '2026-01-01',
  });
}

describe('the machine it runs on', () => {
  it('is read from /proc and from the programs that list the packet filter', () => {
    const snapshot = takeSnapshot(surface(FILES, NOTHING));
    expect(snapshot['listening-sockets.txt']).toMatch(
      /tcp {3}LISTEN 0 +0 +0\.0\.0\.0:11211 0\.0\.0\.0:\* users:\(\("memcached",pid=812\)\)/,
    );
    expect(snapshot['listening-sockets.txt']).toMatch(/\[::1\]:11211/);
    expect(snapshot['listening-sockets.txt']).not.toContain('127.0.5.9');
    expect(snapshot['processes.txt']).toContain(
      `812 /usr/bin/memcached -u memcache -l 0.0.0.0,::1 -o 'a '\\''b'\\'''`,
    );
    expect(snapshot['package.txt']).toContain('1.6.18-1+deb12u1');
    expect(snapshot['not-read.txt']).toBeUndefined();
  });

  it('is judged by it', () => {
    const report = judged(surface(FILES, NOTHING));
    expect(report.conclusion).toBe('failed');
    expect(report.findings.map(({ ruleId, severity }) => [ruleId, severity])).toContainEqual([
      'MCE301',
      'critical',
    ]);
    expect(report.inventory[0]).toMatchObject({ version: { text: '1.6.18-1+deb12u1' } });
  });

  it('passes behind its packet filter', () => {
    const dropped = { ...EMPTY, out: '*filter\n:INPUT DROP [0:0]\nCOMMIT\n' };
    const report = judged(surface(FILES, { ...NOTHING, 'iptables-save': dropped }));
    expect(report.findings.filter(({ severity }) => severity === 'critical')).toEqual([]);
    expect(report.conclusion).toBe('passed');
  });

  it.each<[string, RunResult]>([
    ['is only for root', { status: 4, out: '', err: 'Permission denied (you must be root)' }],
    ['took too long', { status: null, out: '', err: 'ETIMEDOUT' }],
  ])('is no pass when the listing %s', (reason, result) => {
    const report = judged(surface(FILES, { ...NOTHING, 'iptables-save': result }));
    expect(report.conclusion).toBe('could-not-run');
    expect(report.reasons.join()).toContain(reason);
  });

  it('is no pass when no program lists the filter', () => {
    const { 'usr/sbin/iptables-save': _v4, 'usr/sbin/ip6tables-save': _v6, ...files } = FILES;
    expect(judged(surface(files, {})).conclusion).toBe('could-not-run');
  });

  it('says which program it cannot see', () => {
    const from = surface(FILES, NOTHING);
    rmSync(join(from.root, 'proc/812/fd'), { recursive: true });
    expect(takeSnapshot(from)['not-read.txt']).toContain('port 11211 is not shown to this user');
  });

  it('is this one', () => {
    if (process.platform !== 'linux') return;
    const snapshot = takeSnapshot(THIS_MACHINE);
    expect(snapshot['listening-sockets.txt']).toContain('Netid State');
    expect(snapshot['processes.txt']).toContain('PID COMMAND (quoted)');
    // Whatever may be read here, it is either read or said not to be.
    const read = Object.keys(snapshot).some((name) => /iptables-save|nft/.test(name));
    expect(read || /packet-filter:/.test(snapshot['not-read.txt'] ?? '')).toBe(true);
  });
});
