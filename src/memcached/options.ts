import type { LongOption, OptionSyntax } from './getopt.js';
import { since } from './releases.js';
import type { Version } from './version.js';

/** The options of memcached and the release each came with (`main()` of every tagged memcached.c). */
const SHORT: readonly (readonly [letters: string, since: string])[] = [
  ['U:p:s:m:c:khirvdl:u:P:f:M', '1.2.0'],
  ['n:t:D:', '1.2.2'],
  ['a:', '1.2.4'],
  ['L', '1.2.5'],
  ['R:', '1.2.7'],
  ['C', '1.3.2'],
  ['b:', '1.3.3'],
  ['B:', '1.4.0'],
  ['I:', '1.4.2'],
  ['S', '1.4.3'],
  ['o:', '1.4.8'],
  ['A', '1.4.16'],
  ['F', '1.4.17'],
  ['V', '1.4.22'],
  ['X', '1.4.34'],
  ['Z', '1.5.13'],
  ['Y:', '1.5.15'],
  ['e:', '1.5.18'],
  ['W', '1.5.21'],
  ['N:', '1.6.9'],
];

const LONG: readonly (readonly [name: string, letter: string])[] = [
  ['unix-mask', 'a'],
  ['enable-shutdown', 'A'],
  ['enable-ssl', 'Z'],
  ['port', 'p'],
  ['unix-socket', 's'],
  ['udp-port', 'U'],
  ['memory-limit', 'm'],
  ['disable-evictions', 'M'],
  ['conn-limit', 'c'],
  ['lock-memory', 'k'],
  ['help', 'h'],
  ['license', 'i'],
  ['version', 'V'],
  ['enable-coredumps', 'r'],
  ['verbose', 'v'],
  ['daemon', 'd'],
  ['listen', 'l'],
  ['user', 'u'],
  ['pidfile', 'P'],
  ['slab-growth-factor', 'f'],
  ['slab-min-size', 'n'],
  ['threads', 't'],
  ['enable-largepages', 'L'],
  ['max-reqs-per-event', 'R'],
  ['disable-cas', 'C'],
  ['listen-backlog', 'b'],
  ['protocol', 'B'],
  ['max-item-size', 'I'],
  ['enable-sasl', 'S'],
  ['disable-flush-all', 'F'],
  ['disable-dumping', 'X'],
  ['disable-watch', 'W'],
  ['auth-file', 'Y'],
  ['memory-file', 'e'],
  ['extended', 'o'],
  ['napi-ids', 'N'],
];

/** The names `-o` accepts, with the releases they came with (and went). */
const EXTENDED: readonly (readonly [names: string, since: string, until?: string])[] = [
  ['maxconns_fast hashpower', '1.4.8'],
  ['slab_reassign slab_automove', '1.4.11'],
  ['tail_repair_time', '1.4.16'],
  ['hash_algorithm lru_crawler lru_crawler_sleep lru_crawler_tocrawl', '1.4.18'],
  ['lru_maintainer hot_lru_pct warm_lru_pct', '1.4.23'],
  ['expirezero_does_not_evict', '1.4.23', '1.4.35'],
  ['modern', '1.4.26'],
  ['idle_timeout slab_sizes track_sizes watcher_logbuf_size worker_logbuf_size', '1.4.27'],
  ['slab_chunk_max', '1.4.29'],
  ['no_inline_ascii_resp temporary_ttl warm_max_factor', '1.4.35'],
  ['hot_max_factor slab_automove_ratio slab_automove_window', '1.4.38'],
  ['inline_ascii_resp no_chunked_items no_lru_crawler no_lru_maintainer', '1.5.0'],
  ['no_maxconns_fast no_modern no_slab_automove no_slab_reassign', '1.5.0'],
  ['no_drop_privileges', '1.5.1'],
  ['no_hashexpand', '1.5.3'],
  ['ext_compact_under ext_drop_under ext_drop_unread ext_io_depth ext_item_age', '1.5.4'],
  ['ext_item_size ext_low_ttl ext_max_frag ext_page_size ext_path ext_recache_rate', '1.5.4'],
  ['ext_threads ext_wbuf_size slab_automove_freeratio', '1.5.4'],
  ['ext_page_count', '1.5.4', '1.5.10'],
  ['drop_privileges', '1.5.9'],
  ['ssl_ca_cert ssl_chain_cert ssl_ciphers ssl_key ssl_keyformat ssl_verify_mode', '1.5.13'],
  ['ssl_wbuf_size', '1.5.13'],
  ['read_buf_mem_limit resp_obj_mem_limit', '1.6.0'],
  ['ssl_session_cache', '1.6.3'],
  ['ext_max_sleep', '1.6.15'],
  ['meta_response_old', '1.6.10', '1.6.18'],
  ['ssl_min_version', '1.6.11'],
  ['proxy_config', '1.6.13'],
  ['proxy_uring', '1.6.14'],
  ['ssl_kernel_tls', '1.6.16'],
  ['sock_cookie_id', '1.6.17'],
  ['proxy_memprofile', '1.6.22'],
  ['proxy_arg', '1.6.26'],
];

/** What a release gives to getopt or getopt_long. */
export function optionSyntax(version: Version): OptionSyntax {
  const short = SHORT.filter(([, from]) => since(version, from))
    .map(([letters]) => letters)
    .join('');
  if (!since(version, '1.5.0')) return { short };
  const long: LongOption[] = [];
  for (const [name, letter] of LONG) {
    const at = short.indexOf(letter);
    if (at < 0) continue;
    const argument = short[at + 1] === ':' ? 'required' : letter === 'v' ? 'optional' : 'none';
    long.push({ name, argument, letter });
  }
  return { short, long };
}

/** Whether `-o` of a release accepts a name. */
export function acceptsExtended(version: Version, name: string): boolean {
  return EXTENDED.some(
    ([names, from, until]) =>
      since(version, from) &&
      (until === undefined || !since(version, until)) &&
      names.split(' ').includes(name),
  );
}
