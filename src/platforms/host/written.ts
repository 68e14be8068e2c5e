import type { Fact } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { linesOfText } from '../../memcached/index.js';
import type { ShellText } from '../../syntax/shell/script.js';
import { cronFacts } from './cron.js';
import { isCrontab, proxyKindOf } from './names.js';
import { proxyFacts } from './proxy-files.js';
import { supervisorEntriesFacts } from './services.js';
import { writtenUnitFacts } from './units.js';

/** A file that a script writes, with the places of its characters. */
export interface WrittenFile {
  readonly path: string;
  readonly content: ShellText;
  readonly locate: (start: number, end: number) => Location;
  readonly placement: 'host' | 'container';
  /** Unique in the tree: the script that writes it. */
  readonly owner: string;
}

/** What files that a script writes start later: units, cron tables, supervisord's programs, proxies. */
export function writtenFacts(file: WrittenFile): Fact[] {
  const { path, content, placement, owner } = file;
  const { text, reason } = content;
  if (text.length > 256 * 1024 || !/memcache|11211|docker|podman/i.test(text)) return [];
  const lines = linesOfText(text, reason, file.locate);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const place = { path: `${name}, written by ${owner}`, placement };
  if (/\.(?:service|container)$/.test(name)) return writtenUnitFacts(name, lines, place);
  if (isCrontab(path)) return cronFacts(lines, place.path, placement);
  if (/supervisor[^/]*(?:\/[^/]+)*\.(?:conf|ini)$/i.test(path) || /^[ \t]*\[program:/m.test(text))
    return supervisorEntriesFacts(lines, place.path, placement);
  const proxy = placement === 'host' ? proxyKindOf(path, text) : undefined;
  return proxy === undefined ? [] : proxyFacts(proxy, lines, place.path);
}

/** Whether a text that is written is a shell script of its own. */
export function isWrittenScript(path: string, text: string): boolean {
  return /^#!.{0,80}\b(?:ba|da|a|k|z)?sh\b/.test(text) || /(?:^|\/)rc\.local$/.test(path);
}
