import { SourceFile, type Location } from '../../src/files/source.js';
import type { ContainerSpec, Daemon, Word } from '../../src/memcached/index.js';

/** Words of a command line on line 1, one blank apart, with true columns; `?` is an unknown word. */
export function words(line: string): Word[] {
  const file = new SourceFile('command', line);
  const found: Word[] = [];
  for (const match of line.matchAll(/\S+/g)) {
    found.push(word(match[0], file.location(match.index, match.index + match[0].length)));
  }
  return found;
}

/** `?` is unknown, `?*` unknown and may be several words, `-l?` unknown behind a known beginning. */
export function word(text: string, where: Location = anywhere): Word {
  if (text === '?*') return { text: undefined, reason: '`$X` is not set', maySplit: true, where };
  if (!text.endsWith('?')) return { text, where };
  const prefix = text.slice(0, -1);
  return {
    text: undefined,
    reason: '`$X` is not set',
    where,
    ...(prefix === '' ? {} : { prefix }),
  };
}

export const anywhere: Location = {
  file: 'compose.yaml',
  startLine: 7,
  startColumn: 3,
  endLine: 7,
  endColumn: 9,
};

/** `runs tcp/0.0.0.0:11211 …` or `exits 71`, with `?` behind the scope of what is not known. */
export function summary(daemon: Daemon): string {
  const state =
    daemon.running === true
      ? 'runs'
      : daemon.running === 'unknown'
        ? 'may run'
        : `exits ${daemon.exit}`;
  const sockets = daemon.sockets.map(
    ({ protocol, scope, address, port }) =>
      `${protocol}/${scope === 'unknown' ? `?${address}` : address}:${port}`,
  );
  const undecided = daemon.undecided === undefined ? [] : ['undecided'];
  return [state, ...sockets, ...undecided].join(' ');
}

export function container(
  image: string | undefined,
  command?: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  entrypoint?: readonly string[],
): ContainerSpec {
  return {
    ...(image === undefined ? {} : { image: word(image) }),
    ...(command === undefined ? {} : { command: command.map((text) => word(text)) }),
    ...(entrypoint === undefined ? {} : { entrypoint: entrypoint.map((text) => word(text)) }),
    environment: new Map(Object.entries(environment).map(([name, value]) => [name, word(value)])),
    where: anywhere,
  };
}
