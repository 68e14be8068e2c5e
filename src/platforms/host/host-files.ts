import type { Fact, Problem } from '../../facts.js';
import { unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import {
  interpret,
  listenerFrom,
  Located,
  readDebianConf,
  readOpenRc,
  readSysconfig,
  type Line,
  type StartContext,
  type Word,
} from '../../memcached/index.js';
import { applySed, type EditedLine } from './edits.js';

/** A line of a file of the host, and what is not known about it. */
export type HostLine = Line;

type Kind = 'debian' | 'sysconfig' | 'openrc';

/** memcached's files as the packages bring them, the comments left out. */
const STOCK: Readonly<Record<Kind, readonly string[]>> = {
  debian: [
    '-d',
    'logfile /var/log/memcached.log',
    '# -v',
    '# -vv',
    '-m 64',
    '-p 11211',
    '-u memcache',
    '-l 127.0.0.1',
    '# -c 1024',
    '# -k',
    '# -M',
    '# -r',
    '-P /var/run/memcached/memcached.pid',
  ],
  sysconfig: [
    'PORT="11211"',
    'USER="memcached"',
    'MAXCONN="1024"',
    'CACHESIZE="64"',
    'OPTIONS="-l 127.0.0.1,::1"',
  ],
  openrc: [
    'MEMCACHED_BINARY="/usr/bin/memcached"',
    'MEMUSAGE="64"',
    'MEMCACHED_RUNAS="memcached"',
    'MAXCONN="1024"',
    'LISTENON="127.0.0.1"',
    'PORT="11211"',
    'UDPPORT="0"',
    'MISC_OPTS=""',
  ],
};

function kindOf(path: string): Kind | undefined {
  if (/(?:^|\/)etc\/memcached(?:_[^/]*)?\.conf$/.test(path)) return 'debian';
  if (/(?:^|\/)sysconfig\/memcached[^/]*$/.test(path)) return 'sysconfig';
  if (/(?:^|\/)conf\.d\/memcached(?:\.[^/]*)?$/.test(path) && !path.endsWith('.conf'))
    return 'openrc';
  return undefined;
}

/**
 * memcached's configuration files on a host, as a sequence of commands leaves them. They start as the
 * packages bring them: listening on loopback only.
 */
export class HostFiles {
  private readonly files = new Map<string, { kind: Kind; lines: HostLine[]; where: Location }>();
  private readonly lost = new Map<string, { reason: string; where: Location }>();
  readonly problems: Problem[] = [];

  /** Whether a path is one of them. */
  concerns(path: string): boolean {
    return kindOf(path) !== undefined;
  }

  write(path: string, lines: readonly HostLine[], append: boolean, where: Location): void {
    const kind = kindOf(path);
    if (kind === undefined) return;
    const before = append ? (this.files.get(path)?.lines ?? stock(kind, where)) : [];
    this.files.set(path, { kind, lines: [...before, ...lines], where });
    if (!append) this.lost.delete(path);
  }

  /** `sed -i SCRIPT path`; an unknown script loses track of the file. */
  edit(path: string, script: Word, extended: boolean): void {
    const kind = kindOf(path);
    if (kind === undefined) return;
    const before = this.files.get(path)?.lines ?? stock(kind, script.where);
    const texts: EditedLine[] = before.map((line) => ({ text: textOf(line), edited: false }));
    const after = script.text === undefined ? undefined : applySed(texts, script.text, extended);
    if (
      after === undefined ||
      before.some((line) => line.some((word) => word.text === undefined))
    ) {
      const reason = script.reason ?? `what \`sed\` does to ${path} is not evaluated`;
      this.lost.set(path, { reason, where: script.where });
      return;
    }
    let index = 0;
    const lines = after.map(({ text, edited }): HostLine => {
      if (edited) return text === '' ? [] : [{ text, where: script.where }];
      while (index < before.length && textOf(before[index]!) !== text) index++;
      return before[index++] ?? [{ text, where: script.where }];
    });
    if (after.length === texts.length && after.every(({ edited }) => !edited)) return;
    this.files.set(path, { kind, lines, where: script.where });
  }

  /**
   * The words memcached gets from a file after its name, also from one that nobody touched;
   * `undefined` when the start script stops at it or the path is none of memcached's.
   */
  words(path: string, where: Location): readonly Word[] | undefined {
    const lost = this.lost.get(path);
    if (lost !== undefined) {
      return [{ text: undefined, maySplit: true, reason: lost.reason, where: lost.where }];
    }
    const kind = kindOf(path);
    if (kind === undefined) return undefined;
    const file = this.files.get(path);
    return wordsOf(kind, file?.lines ?? stock(kind, where), file?.where ?? where);
  }

  /** The memcached each changed file configures. */
  facts(workload: string, placement: 'host' | 'container'): Fact[] {
    const facts: Fact[] = [];
    for (const [path, { kind, lines, where }] of this.files) {
      if (this.lost.has(path)) continue;
      const words = wordsOf(kind, lines, where);
      if (words === undefined) continue;
      const context: StartContext =
        kind === 'debian' && placement === 'host' ? { asRoot: true } : {};
      const daemon = interpret(words, context);
      facts.push(listenerFrom(daemon, { platform: 'host', workload, placement, where }));
    }
    for (const [, { reason, where }] of this.lost) {
      const daemon = interpret([], {});
      const undecided = unresolved(reason, where);
      facts.push(
        listenerFrom(
          { ...daemon, running: 'unknown', undecided },
          { platform: 'host', workload, placement, where },
        ),
      );
    }
    return facts;
  }
}

function stock(kind: Kind, where: Location): HostLine[] {
  return STOCK[kind].map((text) => [{ text, where }]);
}

function textOf(line: HostLine): string {
  return Located.of(line).text;
}

function wordsOf(
  kind: Kind,
  lines: readonly HostLine[],
  where: Location,
): readonly Word[] | undefined {
  switch (kind) {
    case 'debian': {
      const { words, dies } = readDebianConf(lines, { where });
      return dies === undefined ? words : undefined;
    }
    case 'sysconfig':
      return readSysconfig(lines, where)?.words;
    case 'openrc':
      return readOpenRc(lines, where)?.words;
  }
}
