/** The sub-options of `-o`. */
import { atof, atoi, safeStrtol } from '../numbers.js';
import { acceptsExtended } from '../options.js';
import { since } from '../releases.js';
import type { Word } from '../types.js';
import { SLAB_PAGE, type Settings, type Stop } from './settings.js';

const NEEDS_ARGUMENT: ReadonlySet<string> = new Set([
  'hashpower',
  'slab_automove_ratio',
  'slab_automove_window',
  'tail_repair_time',
  'hash_algorithm',
  'lru_crawler_sleep',
  'lru_crawler_tocrawl',
  'hot_lru_pct',
  'warm_lru_pct',
  'hot_max_factor',
  'warm_max_factor',
  'temporary_ttl',
  'idle_timeout',
  'watcher_logbuf_size',
  'worker_logbuf_size',
  'slab_chunk_max',
  'ssl_chain_cert',
  'ssl_key',
  'ssl_verify_mode',
  'ssl_keyformat',
  'ssl_ciphers',
  'ssl_ca_cert',
  'ssl_wbuf_size',
  'ssl_min_version',
  'read_buf_mem_limit',
  'proxy_config',
  'ext_page_size',
  'ext_wbuf_size',
  'ext_threads',
  'ext_io_depth',
  'ext_item_size',
  'ext_item_age',
  'ext_low_ttl',
  'ext_recache_rate',
  'ext_compact_under',
  'ext_drop_under',
  'ext_max_sleep',
  'ext_max_frag',
  'ext_path',
  'slab_automove_freeratio',
]);

/** Sub-options that `safe_strtol` or `safe_strtoul` reads. */
const WHOLE_NUMBERS: ReadonlySet<string> = new Set([
  'watcher_logbuf_size',
  'worker_logbuf_size',
  'lru_crawler_tocrawl',
  'slab_chunk_max',
  'ssl_keyformat',
  'ssl_wbuf_size',
  'ssl_min_version',
  'read_buf_mem_limit',
  'ext_page_size',
  'ext_wbuf_size',
  'ext_threads',
  'ext_io_depth',
  'ext_item_size',
  'ext_item_age',
  'ext_low_ttl',
  'ext_recache_rate',
  'ext_compact_under',
  'ext_drop_under',
  'ext_max_sleep',
]);

interface Limits {
  readonly from: number;
  readonly to: number;
  /** Read as a fraction, and more than `from`. */
  readonly fraction?: boolean;
}

const SUBOPTION_LIMITS: ReadonlyMap<string, Limits> = new Map<string, Limits>([
  ['hashpower', { from: 12, to: 32 }],
  ['slab_automove', { from: 0, to: 2 }],
  ['slab_automove_ratio', { from: 0, to: 1, fraction: true }],
  ['slab_automove_window', { from: 3, to: Infinity }],
  ['tail_repair_time', { from: 10, to: Infinity }],
  ['lru_crawler_sleep', { from: 0, to: 1_000_000 }],
  ['hot_lru_pct', { from: 1, to: 79 }],
  ['warm_lru_pct', { from: 1, to: 79 }],
  ['hot_max_factor', { from: 0, to: Infinity, fraction: true }],
  ['warm_max_factor', { from: 0, to: Infinity, fraction: true }],
  ['slab_chunk_max', { from: 1, to: 1024 }],
]);

/** Takes the value of `-o`. */
export function applySuboptions(settings: Settings, value: Word): Stop | undefined {
  if (value.text === undefined) {
    settings.unknownExtended = true;
    return undefined;
  }
  for (const suboption of value.text.split(',')) {
    if (suboption === '' && value.text === '') break;
    const equals = suboption.indexOf('=');
    const name = equals < 0 ? suboption : suboption.slice(0, equals);
    const argument = equals < 0 ? undefined : suboption.slice(equals + 1);
    // getsubopt(3) ends at the end of the text, so that a trailing comma is harmless.
    if (suboption === '' && value.text.endsWith(',')) continue;
    if (!acceptsExtended(settings.version, name)) {
      return { exit: 1, reason: `"${name}" is not an option that -o knows` };
    }
    const stop = applySuboption(settings, name, argument);
    if (stop !== undefined) return stop;
  }
  return undefined;
}

function applySuboption(
  settings: Settings,
  name: string,
  argument: string | undefined,
): Stop | undefined {
  if (argument === undefined && NEEDS_ARGUMENT.has(name)) {
    return { exit: 1, reason: `"${name}" of -o needs an argument` };
  }
  const limits = SUBOPTION_LIMITS.get(name);
  if (limits !== undefined && argument !== undefined) {
    const number = limits.fraction === true ? atof(argument) : atoi(argument);
    if (
      number < limits.from ||
      number > limits.to ||
      (limits.fraction === true && number === limits.from)
    ) {
      return { exit: 1, reason: `"${suboptionText(name, argument)}" of -o is out of range` };
    }
  }
  if (argument !== undefined && WHOLE_NUMBERS.has(name) && safeStrtol(argument) === undefined) {
    return { exit: 1, reason: `"${name}=${argument}" of -o is no number` };
  }
  sizes(settings, name, argument);
  if (name === 'ssl_verify_mode') {
    const mode = safeStrtol(argument!);
    if (mode === undefined || mode < 0 || mode > 3) {
      return { exit: 1, reason: `"${argument!}" is not a mode that ssl_verify_mode knows` };
    }
    settings.verifyMode = mode;
  }
  if (name === 'ssl_chain_cert' || name === 'ssl_key') {
    settings.certificates.add(name);
    if (settings.context.exists?.(argument!) === false) settings.certificates.delete(name);
  }
  if (name === 'hash_algorithm') {
    const known = ['jenkins', 'murmur3', ...(since(settings.version, '1.6.0') ? ['xxh3'] : [])];
    if (!known.includes(argument!))
      return { exit: 1, reason: `"${argument!}" is not a hash algorithm` };
  }
  if (name === 'proxy_config') {
    if (settings.protocolGiven) {
      return { exit: 1, reason: 'the proxy and a protocol (-B) cannot be used together' };
    }
    settings.proxy = true;
    settings.protocol = 'proxy';
    settings.protocolGiven = true;
  }
  return undefined;
}

/** Sub-options that only matter because `main()` compares them later. */
function sizes(settings: Settings, name: string, argument: string | undefined): void {
  if (name === 'lru_maintainer' || name === 'modern') settings.maintainsLru = true;
  if (name === 'hot_lru_pct') settings.hotPercent = atoi(argument ?? '');
  else if (name === 'warm_lru_pct') settings.warmPercent = atoi(argument ?? '');
  else if (name === 'slab_chunk_max') {
    const kilobytes = safeStrtol(argument ?? '');
    settings.slabChunk =
      kilobytes === undefined || !since(settings.version, '1.5.0') ? undefined : kilobytes * 1024;
    settings.slabChunkGiven = true;
  } else if (name === 'no_chunked_items') settings.slabChunk = SLAB_PAGE;
  else if (name === 'no_modern' && !settings.slabChunkGiven) settings.slabChunk = SLAB_PAGE;
  else if (name === 'modern' && !since(settings.version, '1.5.0')) settings.slabChunk = undefined;
}

function suboptionText(name: string, argument: string): string {
  return `${name}=${argument}`;
}
