import { describe, expect, it } from '@jest/globals';
import { findMemcachedCommand } from '../../src/memcached/index.js';
import { splitWords } from '../../src/syntax/shell/words.js';
import { SourceFile } from '../../src/files/source.js';

function args(line: string): string | undefined {
  const file = new SourceFile('script.sh', line);
  const found = findMemcachedCommand(
    splitWords(line).map(({ text, start, end, maySplit }) => ({
      text,
      where: file.location(start, end),
      ...(maySplit === true ? { maySplit } : {}),
    })),
  );
  return found?.args.map((word) => word.text ?? '?').join(' ');
}

describe('memcached/findMemcachedCommand', () => {
  it.each([
    ['memcached -d -m 64', '-d -m 64'],
    ['/usr/local/bin/memcached', ''],
    ['sudo memcached -u nobody', '-u nobody'],
    ['sudo -u memcache -E /usr/bin/memcached -l 127.0.0.1', '-l 127.0.0.1'],
    ['exec gosu memcache memcached -v', '-v'],
    ['su-exec memcache:memcache memcached', ''],
    ['env -u X A=b memcached -p 1', '-p 1'],
    ['A=b C=d nohup memcached', ''],
    ['tini -g -- memcached -v', '-v'],
    ['timeout -k 5 10 memcached', ''],
    ['nice -n 5 ionice -c2 memcached -v', '-v'],
    ['start-stop-daemon --start --quiet --exec /usr/bin/memcached -- -l 127.0.0.1', '-l 127.0.0.1'],
    ['su memcache -s /bin/sh -c "memcached -l 127.0.0.1 -d"', '-l 127.0.0.1 -d'],
    ['runuser -u memcache -- memcached -v', '-v'],
    [`bash -lc 'cd /tmp && memcached -l "$X"'`, '-l ?'],
    [`sh -c 'exec memcached "$@"' -- -l 127.0.0.1`, '-l 127.0.0.1'],
    ['if memcached -d', '-d'],
    ['systemd-run --unit x memcached -v', '-v'],
    ['chroot /srv memcached', ''],
    ['eval "memcached -v"', '-v'],
  ])('%s', (line, expected) => {
    expect(args(line)).toBe(expected);
  });

  it.each([
    'echo memcached -d',
    'apt-get install memcached',
    'systemctl start memcached',
    'service memcached restart',
    'pkill memcached',
    'memcached-tool localhost:11211',
    'memcached_exporter',
    'sudo apt install -y memcached',
    'start-stop-daemon --stop --exec /usr/bin/memcached',
    '$X memcached',
    'sh script.sh memcached',
    'which memcached',
    'docker run memcached',
    '',
  ])('%s does not start it', (line) => {
    expect(args(line)).toBeUndefined();
  });

  it('points into the text of a shell', () => {
    const text = 'sleep 1; memcached -l 10.0.0.5';
    const where = {
      file: 'x',
      startLine: 3,
      startColumn: 10,
      endLine: 3,
      endColumn: 10 + text.length,
    };
    const shell = (word: string) => ({ text: word, where: { ...where, endColumn: 12 } });
    const found = findMemcachedCommand([shell('sh'), shell('-c'), { text, where }]);
    expect(found?.where).toMatchObject({ startColumn: 19, endColumn: 28 });
    expect(found?.args[1]?.where).toMatchObject({ startColumn: 32, endColumn: 40 });
  });
});
