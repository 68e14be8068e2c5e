import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  atof,
  atoi,
  openSockets,
  safeStrtol
} from "./chunk-G2C3MHYM.js";
import {
  Located,
  continuation,
  expandDocument,
  expandWord,
  isBlank,
  isDigit,
  isMeta,
  nameEnd,
  part,
  readOptions,
  skipGroup,
  skipWord,
  splitWords,
  tail
} from "./chunk-6JJH6RJN.js";
import {
  CURRENT,
  formatVersion,
  newestOf,
  parseVersion,
  since
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  append,
  unresolved
} from "./chunk-5VOORNIG.js";

// src/files/tree.ts
function resolveInTree(folder, relative) {
  const parts = relative.startsWith("/") ? [] : folder.split("/").filter((part2) => part2 !== "");
  for (const part2 of relative.split("/")) {
    if (part2 === "" || part2 === ".") continue;
    if (part2 === "..") {
      if (parts.pop() === void 0) return void 0;
    } else {
      parts.push(part2);
    }
  }
  return parts.join("/");
}

// src/memcached/command.ts
var DEEPEST = 8;
var PROGRAMS = /* @__PURE__ */ new Set(["memcached", "memcached.exe", "memcached-debug"]);
var SHELLS = /* @__PURE__ */ new Set(["sh", "bash", "ash", "dash", "ksh", "zsh", "busybox"]);
var RESERVED = /* @__PURE__ */ new Set([
  "if",
  "then",
  "else",
  "elif",
  "do",
  "while",
  "until",
  "{",
  "!",
  "time"
]);
var WRAPPERS = /* @__PURE__ */ new Map([
  ["exec", { valued: ["-a"] }],
  ["command", {}],
  ["builtin", {}],
  ["nohup", {}],
  ["setsid", {}],
  ["unbuffer", {}],
  ["doas", { valued: ["-u", "-C"] }],
  [
    "sudo",
    {
      valued: [
        "-u",
        "-g",
        "-h",
        "-p",
        "-C",
        "-T",
        "-r",
        "-t",
        "-D",
        "-R",
        "-U",
        "--user",
        "--group",
        "--host",
        "--chdir"
      ]
    }
  ],
  ["env", { valued: ["-u", "--unset", "-C", "--chdir"] }],
  ["nice", { valued: ["-n", "--adjustment"] }],
  ["ionice", { valued: ["-c", "-n", "-p", "--class", "--classdata"] }],
  ["chrt", { operands: 1 }],
  ["taskset", { operands: 1 }],
  ["numactl", { valued: ["-N", "-C", "-m", "-i", "-p"] }],
  ["stdbuf", { valued: ["-i", "-o", "-e"] }],
  ["timeout", { valued: ["-s", "-k", "--signal", "--kill-after"], operands: 1 }],
  ["gosu", { operands: 1 }],
  ["su-exec", { operands: 1 }],
  ["setuidgid", { operands: 1 }],
  ["s6-setuidgid", { operands: 1 }],
  [
    "chpst",
    {
      valued: [
        "-u",
        "-U",
        "-b",
        "-e",
        "-/",
        "-n",
        "-l",
        "-L",
        "-m",
        "-d",
        "-o",
        "-p",
        "-f",
        "-c",
        "-r",
        "-t",
        "-C"
      ]
    }
  ],
  ["setpriv", { valued: ["--reuid", "--regid", "--groups", "--inh-caps", "--bounding-set"] }],
  ["chroot", { operands: 1 }],
  ["tini", { valued: ["-p", "-e"] }],
  ["catatonit", {}],
  ["dumb-init", { valued: ["-r", "--rewrite"] }],
  ["docker-entrypoint.sh", {}],
  ["cgexec", { valued: ["-g"] }],
  [
    "systemd-run",
    {
      valued: [
        "-u",
        "-p",
        "--unit",
        "--property",
        "-E",
        "--setenv",
        "--slice",
        "--uid",
        "--gid",
        "-M",
        "-H"
      ]
    }
  ],
  ["systemd-cat", { valued: ["-t", "-p"] }],
  ["daemonize", { valued: ["-a", "-c", "-e", "-E", "-o", "-p", "-l", "-u"] }],
  ["daemon", { valued: ["--user", "--check", "--pidfile"] }],
  ["setarch", { operands: 1 }],
  ["strace", { valued: ["-e", "-o", "-p", "-s", "-u"] }]
]);
function findMemcachedCommand(words, environment = /* @__PURE__ */ new Map()) {
  return find(words, environment, 0);
}
function find(words, environment, depth) {
  let at = 0;
  while (at < words.length && depth <= DEEPEST) {
    const word = words[at];
    if (word.text === void 0) return void 0;
    if (RESERVED.has(word.text) || isAssignment(word.text)) {
      at++;
      continue;
    }
    const name = programName(word.text);
    if (/\/(?:init|rc)\.d\/[^/]*$/.test(word.text)) return void 0;
    if (PROGRAMS.has(name)) return { args: words.slice(at + 1), where: word.where };
    if (name === "start-stop-daemon") return startStopDaemon(words, at + 1);
    if (name === "su" || name === "runuser") {
      const inner = switchUser(words, at + 1, environment, depth);
      if (inner !== "go on") return inner;
    }
    if (SHELLS.has(name)) return shell(words, at + 1, environment, depth);
    if (name === "eval") return inText(words.slice(at + 1), environment, depth);
    const wrapper = WRAPPERS.get(name);
    if (wrapper === void 0) return void 0;
    at = afterOptions(words, at + 1, wrapper.valued ?? []);
    for (let skip = wrapper.operands ?? 0; skip > 0; skip--) at++;
    depth++;
  }
  return void 0;
}
function programName(text) {
  return text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1);
}
function isAssignment(text) {
  return /^[A-Za-z_][A-Za-z0-9_]*\+?=/.test(text);
}
function afterOptions(words, from, valued) {
  let at = from;
  while (at < words.length) {
    const text = words[at].text;
    if (text === "--") return at + 1;
    if (text === void 0 || !text.startsWith("-") || text === "-") return at;
    at += valued.includes(text) ? 2 : 1;
  }
  return at;
}
function startStopDaemon(words, from) {
  let program;
  let stops = false;
  for (let at = from; at < words.length; at++) {
    const { text } = words[at];
    if (text === "--") {
      if (stops || program?.text === void 0 || !PROGRAMS.has(programName(program.text)))
        return void 0;
      return { args: words.slice(at + 1), where: program.where };
    }
    if (text === void 0) continue;
    if (text === "--stop" || text === "-K" || text === "--status" || text === "-T") stops = true;
    const [, joined] = /^--(?:exec|startas)=(.*)$/s.exec(text) ?? [];
    if (joined !== void 0) program = { ...words[at], text: joined };
    else if (["--exec", "-x", "--startas", "-a"].includes(text)) program = words[at + 1];
  }
  if (stops || program?.text === void 0 || !PROGRAMS.has(programName(program.text)))
    return void 0;
  return { args: [], where: program.where };
}
function switchUser(words, from, environment, depth) {
  for (let at = from; at < words.length; at++) {
    const { text } = words[at];
    if (text === "-c" || text === "--command")
      return inText(words.slice(at + 1, at + 2), environment, depth);
    if (text === "-u") {
      const next = afterOptions(words, at + 2, []);
      return find(words.slice(next), environment, depth + 1);
    }
  }
  return void 0;
}
function shell(words, from, environment, depth) {
  for (let at = from; at < words.length; at++) {
    const { text } = words[at];
    if (text === void 0) return void 0;
    if (text === "sh" || text === "ash") continue;
    if (!text.startsWith("-") && !text.startsWith("+")) return void 0;
    if (text === "-o" || text === "+o" || text === "-O") at++;
    else if (/^-[A-Za-z]*c[A-Za-z]*$/.test(text)) {
      return inText(words.slice(at + 1, at + 2), environment, depth, words.slice(at + 2));
    }
  }
  return void 0;
}
function inText(texts, environment, depth, parameters = []) {
  const whole = texts[0];
  if (whole?.text === void 0 || depth >= DEEPEST) return void 0;
  const variables = (name) => {
    if (name === "@" || name === "*") {
      const known = parameters.slice(1).map((word2) => word2.text);
      return known.every((text) => text !== void 0) ? known : { reason: "a parameter of the shell is not known" };
    }
    const word = /^[0-9]$/.test(name) ? parameters[Number(name)] : environment.get(name);
    if (word === void 0) return void 0;
    return word.text ?? { reason: word.reason ?? `\`$${name}\` is not known` };
  };
  const joined = texts.length === 1 ? whole.text : texts.map((word) => word.text ?? "").join(" ");
  const place = texts.length === 1 ? whole : { text: void 0, where: whole.where };
  for (const [start2, end] of commandsIn(joined)) {
    const command = splitWords(joined.slice(start2, end), variables).map(
      (word) => fromShell(word, start2, place)
    );
    const found = find(command, environment, depth + 1);
    if (found !== void 0) return found;
  }
  return void 0;
}
function fromShell(word, start2, whole) {
  const where = part(whole, start2 + word.start, start2 + word.end);
  if (word.text !== void 0) return { text: word.text, where };
  return {
    text: void 0,
    where,
    ...word.reason === void 0 ? {} : { reason: word.reason },
    ...word.prefix === void 0 || word.prefix === "" ? {} : { prefix: word.prefix },
    ...word.maySplit === true ? { maySplit: true } : {}
  };
}
function commandsIn(text) {
  const commands = [];
  let at = 0;
  let start2 = -1;
  const finish = () => {
    if (start2 >= 0) commands.push([start2, at]);
    start2 = -1;
  };
  while (at < text.length) {
    const char = text[at];
    if (isBlank(char)) at++;
    else if (char === "#") {
      finish();
      const newline = text.indexOf("\n", at);
      at = newline < 0 ? text.length : newline;
    } else if (char === "<" || char === ">") at++;
    else if (isMeta(char)) {
      if (char === "&" && (text[at - 1] === ">" || text[at - 1] === "<" || text[at + 1] === ">")) {
        at++;
        continue;
      }
      finish();
      at++;
    } else {
      if (start2 < 0) start2 = at;
      at = Math.max(skipWord(text, at, text.length), at + 1);
    }
  }
  finish();
  return commands;
}

// src/memcached/daemon/settings.ts
var EX_USAGE = 64;
var SLAB_PAGE = 1024 * 1024;
var Settings = class {
  constructor(version, context) {
    this.version = version;
    this.context = context;
    if (since(version, "1.5.0")) this.slabChunk = SLAB_PAGE / 2;
    if (!since(version, "1.4.38")) this.hotPercent = this.warmPercent = 32;
    this.udp = since(version, "1.2.7") && !since(version, "1.5.6") ? MEMCACHED_PORT : 0;
    if (context.version === void 0) {
      this.assumptions.push(
        `The version is not known; the defaults of ${CURRENT.major}.${CURRENT.minor ?? 0} are taken (UDP off).`
      );
    }
  }
  version;
  context;
  tcp = MEMCACHED_PORT;
  udp;
  tcpWord;
  udpWord;
  interfaces;
  unknownInterfaces = [];
  listenWord;
  socketPath;
  user;
  tls = false;
  verifyMode = 0;
  unknownExtended = false;
  certificates = /* @__PURE__ */ new Set();
  sasl = false;
  authFile;
  protocol = "auto";
  protocolGiven = false;
  proxy = false;
  verbose = false;
  remoteShutdown = false;
  lockedMemory = false;
  daemonized = false;
  memoryMegabytes = 64;
  itemSize = 1024 * 1024;
  threads = 4;
  connections = 1024;
  napiIds = 0;
  hotPercent = 20;
  warmPercent = 40;
  maintainsLru = false;
  /** In bytes; `undefined` when an old release reads its own unit into it. */
  slabChunk = SLAB_PAGE;
  slabChunkGiven = false;
  missing = [];
  assumptions = [];
};

// src/memcached/options.ts
var SHORT = [
  ["U:p:s:m:c:khirvdl:u:P:f:M", "1.2.0"],
  ["n:t:D:", "1.2.2"],
  ["a:", "1.2.4"],
  ["L", "1.2.5"],
  ["R:", "1.2.7"],
  ["C", "1.3.2"],
  ["b:", "1.3.3"],
  ["B:", "1.4.0"],
  ["I:", "1.4.2"],
  ["S", "1.4.3"],
  ["o:", "1.4.8"],
  ["A", "1.4.16"],
  ["F", "1.4.17"],
  ["V", "1.4.22"],
  ["X", "1.4.34"],
  ["Z", "1.5.13"],
  ["Y:", "1.5.15"],
  ["e:", "1.5.18"],
  ["W", "1.5.21"],
  ["N:", "1.6.9"]
];
var LONG = [
  ["unix-mask", "a"],
  ["enable-shutdown", "A"],
  ["enable-ssl", "Z"],
  ["port", "p"],
  ["unix-socket", "s"],
  ["udp-port", "U"],
  ["memory-limit", "m"],
  ["disable-evictions", "M"],
  ["conn-limit", "c"],
  ["lock-memory", "k"],
  ["help", "h"],
  ["license", "i"],
  ["version", "V"],
  ["enable-coredumps", "r"],
  ["verbose", "v"],
  ["daemon", "d"],
  ["listen", "l"],
  ["user", "u"],
  ["pidfile", "P"],
  ["slab-growth-factor", "f"],
  ["slab-min-size", "n"],
  ["threads", "t"],
  ["enable-largepages", "L"],
  ["max-reqs-per-event", "R"],
  ["disable-cas", "C"],
  ["listen-backlog", "b"],
  ["protocol", "B"],
  ["max-item-size", "I"],
  ["enable-sasl", "S"],
  ["disable-flush-all", "F"],
  ["disable-dumping", "X"],
  ["disable-watch", "W"],
  ["auth-file", "Y"],
  ["memory-file", "e"],
  ["extended", "o"],
  ["napi-ids", "N"]
];
var EXTENDED = [
  ["maxconns_fast hashpower", "1.4.8"],
  ["slab_reassign slab_automove", "1.4.11"],
  ["tail_repair_time", "1.4.16"],
  ["hash_algorithm lru_crawler lru_crawler_sleep lru_crawler_tocrawl", "1.4.18"],
  ["lru_maintainer hot_lru_pct warm_lru_pct", "1.4.23"],
  ["expirezero_does_not_evict", "1.4.23", "1.4.35"],
  ["modern", "1.4.26"],
  ["idle_timeout slab_sizes track_sizes watcher_logbuf_size worker_logbuf_size", "1.4.27"],
  ["slab_chunk_max", "1.4.29"],
  ["no_inline_ascii_resp temporary_ttl warm_max_factor", "1.4.35"],
  ["hot_max_factor slab_automove_ratio slab_automove_window", "1.4.38"],
  ["inline_ascii_resp no_chunked_items no_lru_crawler no_lru_maintainer", "1.5.0"],
  ["no_maxconns_fast no_modern no_slab_automove no_slab_reassign", "1.5.0"],
  ["no_drop_privileges", "1.5.1"],
  ["no_hashexpand", "1.5.3"],
  ["ext_compact_under ext_drop_under ext_drop_unread ext_io_depth ext_item_age", "1.5.4"],
  ["ext_item_size ext_low_ttl ext_max_frag ext_page_size ext_path ext_recache_rate", "1.5.4"],
  ["ext_threads ext_wbuf_size slab_automove_freeratio", "1.5.4"],
  ["ext_page_count", "1.5.4", "1.5.10"],
  ["drop_privileges", "1.5.9"],
  ["ssl_ca_cert ssl_chain_cert ssl_ciphers ssl_key ssl_keyformat ssl_verify_mode", "1.5.13"],
  ["ssl_wbuf_size", "1.5.13"],
  ["read_buf_mem_limit resp_obj_mem_limit", "1.6.0"],
  ["ssl_session_cache", "1.6.3"],
  ["ext_max_sleep", "1.6.15"],
  ["meta_response_old", "1.6.10", "1.6.18"],
  ["ssl_min_version", "1.6.11"],
  ["proxy_config", "1.6.13"],
  ["proxy_uring", "1.6.14"],
  ["ssl_kernel_tls", "1.6.16"],
  ["sock_cookie_id", "1.6.17"],
  ["proxy_memprofile", "1.6.22"],
  ["proxy_arg", "1.6.26"]
];
function optionSyntax(version) {
  const short = SHORT.filter(([, from]) => since(version, from)).map(([letters]) => letters).join("");
  if (!since(version, "1.5.0")) return { short };
  const long = [];
  for (const [name, letter] of LONG) {
    const at = short.indexOf(letter);
    if (at < 0) continue;
    const argument = short[at + 1] === ":" ? "required" : letter === "v" ? "optional" : "none";
    long.push({ name, argument, letter });
  }
  return { short, long };
}
function acceptsExtended(version, name) {
  return EXTENDED.some(
    ([names, from, until]) => since(version, from) && (until === void 0 || !since(version, until)) && names.split(" ").includes(name)
  );
}

// src/memcached/daemon/suboptions.ts
var NEEDS_ARGUMENT = /* @__PURE__ */ new Set([
  "hashpower",
  "slab_automove_ratio",
  "slab_automove_window",
  "tail_repair_time",
  "hash_algorithm",
  "lru_crawler_sleep",
  "lru_crawler_tocrawl",
  "hot_lru_pct",
  "warm_lru_pct",
  "hot_max_factor",
  "warm_max_factor",
  "temporary_ttl",
  "idle_timeout",
  "watcher_logbuf_size",
  "worker_logbuf_size",
  "slab_chunk_max",
  "ssl_chain_cert",
  "ssl_key",
  "ssl_verify_mode",
  "ssl_keyformat",
  "ssl_ciphers",
  "ssl_ca_cert",
  "ssl_wbuf_size",
  "ssl_min_version",
  "read_buf_mem_limit",
  "proxy_config",
  "ext_page_size",
  "ext_wbuf_size",
  "ext_threads",
  "ext_io_depth",
  "ext_item_size",
  "ext_item_age",
  "ext_low_ttl",
  "ext_recache_rate",
  "ext_compact_under",
  "ext_drop_under",
  "ext_max_sleep",
  "ext_max_frag",
  "ext_path",
  "slab_automove_freeratio"
]);
var WHOLE_NUMBERS = /* @__PURE__ */ new Set([
  "watcher_logbuf_size",
  "worker_logbuf_size",
  "lru_crawler_tocrawl",
  "slab_chunk_max",
  "ssl_keyformat",
  "ssl_wbuf_size",
  "ssl_min_version",
  "read_buf_mem_limit",
  "ext_page_size",
  "ext_wbuf_size",
  "ext_threads",
  "ext_io_depth",
  "ext_item_size",
  "ext_item_age",
  "ext_low_ttl",
  "ext_recache_rate",
  "ext_compact_under",
  "ext_drop_under",
  "ext_max_sleep"
]);
var SUBOPTION_LIMITS = /* @__PURE__ */ new Map([
  ["hashpower", { from: 12, to: 32 }],
  ["slab_automove", { from: 0, to: 2 }],
  ["slab_automove_ratio", { from: 0, to: 1, fraction: true }],
  ["slab_automove_window", { from: 3, to: Infinity }],
  ["tail_repair_time", { from: 10, to: Infinity }],
  ["lru_crawler_sleep", { from: 0, to: 1e6 }],
  ["hot_lru_pct", { from: 1, to: 79 }],
  ["warm_lru_pct", { from: 1, to: 79 }],
  ["hot_max_factor", { from: 0, to: Infinity, fraction: true }],
  ["warm_max_factor", { from: 0, to: Infinity, fraction: true }],
  ["slab_chunk_max", { from: 1, to: 1024 }]
]);
function applySuboptions(settings, value) {
  if (value.text === void 0) {
    settings.unknownExtended = true;
    return void 0;
  }
  for (const suboption of value.text.split(",")) {
    if (suboption === "" && value.text === "") break;
    const equals = suboption.indexOf("=");
    const name = equals < 0 ? suboption : suboption.slice(0, equals);
    const argument = equals < 0 ? void 0 : suboption.slice(equals + 1);
    if (suboption === "" && value.text.endsWith(",")) continue;
    if (!acceptsExtended(settings.version, name)) {
      return { exit: 1, reason: `"${name}" is not an option that -o knows` };
    }
    const stop = applySuboption(settings, name, argument);
    if (stop !== void 0) return stop;
  }
  return void 0;
}
function applySuboption(settings, name, argument) {
  if (argument === void 0 && NEEDS_ARGUMENT.has(name)) {
    return { exit: 1, reason: `"${name}" of -o needs an argument` };
  }
  const limits = SUBOPTION_LIMITS.get(name);
  if (limits !== void 0 && argument !== void 0) {
    const number = limits.fraction === true ? atof(argument) : atoi(argument);
    if (number < limits.from || number > limits.to || limits.fraction === true && number === limits.from) {
      return { exit: 1, reason: `"${suboptionText(name, argument)}" of -o is out of range` };
    }
  }
  if (argument !== void 0 && WHOLE_NUMBERS.has(name) && safeStrtol(argument) === void 0) {
    return { exit: 1, reason: `"${name}=${argument}" of -o is no number` };
  }
  sizes(settings, name, argument);
  if (name === "ssl_verify_mode") {
    const mode = safeStrtol(argument);
    if (mode === void 0 || mode < 0 || mode > 3) {
      return { exit: 1, reason: `"${argument}" is not a mode that ssl_verify_mode knows` };
    }
    settings.verifyMode = mode;
  }
  if (name === "ssl_chain_cert" || name === "ssl_key") {
    settings.certificates.add(name);
    if (settings.context.exists?.(argument) === false) settings.certificates.delete(name);
  }
  if (name === "hash_algorithm") {
    const known = ["jenkins", "murmur3", ...since(settings.version, "1.6.0") ? ["xxh3"] : []];
    if (!known.includes(argument))
      return { exit: 1, reason: `"${argument}" is not a hash algorithm` };
  }
  if (name === "proxy_config") {
    if (settings.protocolGiven) {
      return { exit: 1, reason: "the proxy and a protocol (-B) cannot be used together" };
    }
    settings.proxy = true;
    settings.protocol = "proxy";
    settings.protocolGiven = true;
  }
  return void 0;
}
function sizes(settings, name, argument) {
  if (name === "lru_maintainer" || name === "modern") settings.maintainsLru = true;
  if (name === "hot_lru_pct") settings.hotPercent = atoi(argument ?? "");
  else if (name === "warm_lru_pct") settings.warmPercent = atoi(argument ?? "");
  else if (name === "slab_chunk_max") {
    const kilobytes = safeStrtol(argument ?? "");
    settings.slabChunk = kilobytes === void 0 || !since(settings.version, "1.5.0") ? void 0 : kilobytes * 1024;
    settings.slabChunkGiven = true;
  } else if (name === "no_chunked_items") settings.slabChunk = SLAB_PAGE;
  else if (name === "no_modern" && !settings.slabChunkGiven) settings.slabChunk = SLAB_PAGE;
  else if (name === "modern" && !since(settings.version, "1.5.0")) settings.slabChunk = void 0;
}
function suboptionText(name, argument) {
  return `${name}=${argument}`;
}

// src/memcached/daemon/options.ts
function applyEvent(settings, event) {
  if (event.kind === "error")
    return { exit: 1, reason: `memcached refuses its options: ${event.message}` };
  if (event.kind === "unknown") {
    settings.missing.push(event.word);
    return void 0;
  }
  const given = event.value;
  const value = given?.text === void 0 || !since(settings.version, "1.6.32") ? given : { ...given, text: given.text.replace(/^[ \t\n\v\f\r]+/, "") };
  return applyOption(settings, event.letter, value);
}
function applyOption(settings, letter, value) {
  const text = value?.text;
  switch (letter) {
    case "p":
      settings.tcpWord = value;
      settings.tcp = text === void 0 ? value : atoi(text);
      return void 0;
    case "U":
      settings.udpWord = value;
      settings.udp = text === void 0 ? value : atoi(text);
      return void 0;
    case "l":
      return addInterfaces(settings, value);
    case "s":
      settings.socketPath = value;
      return void 0;
    case "u":
      settings.user = value;
      return void 0;
    case "h":
      return {
        exit: since(settings.version, "1.5.21") && settings.udp !== 0 ? 1 : 0,
        reason: "memcached only prints its help (-h)"
      };
    case "i":
      return { exit: 0, reason: "memcached only prints its license (-i)" };
    case "V":
      return { exit: 0, reason: "memcached only prints its version (-V)" };
    case "v":
      settings.verbose = true;
      return void 0;
    case "A":
      settings.remoteShutdown = true;
      return void 0;
    case "k":
      settings.lockedMemory = true;
      return void 0;
    case "d":
      settings.daemonized = true;
      return void 0;
    case "Z":
      if (settings.context.withoutTls === true) {
        return { exit: EX_USAGE, reason: "this memcached is built without TLS (-Z)" };
      }
      settings.tls = true;
      return void 0;
    case "S":
      if (settings.context.withoutSasl === true) {
        return { exit: EX_USAGE, reason: "this memcached is built without SASL (-S)" };
      }
      settings.sasl = true;
      return void 0;
    case "Y":
      settings.authFile = value;
      return void 0;
    case "B":
      return bindingProtocol(settings, text);
    case "o":
      return applySuboptions(settings, value);
    case "m":
      settings.memoryMegabytes = text === void 0 ? void 0 : atoi(text);
      return void 0;
    case "I":
      return maxItemSize(settings, text);
    default:
      return limit(settings, letter, text);
  }
}
function addInterfaces(settings, value) {
  const known = value.text;
  if (known === void 0) {
    settings.listenWord = value;
    settings.unknownInterfaces.push(value);
    return void 0;
  }
  if (settings.interfaces === void 0 || !since(settings.version, "1.4.6")) {
    settings.interfaces = known;
    settings.listenWord ??= value;
    return void 0;
  }
  if (since(settings.version, "1.4.25") && settings.interfaces.includes(known)) return void 0;
  settings.interfaces = `${settings.interfaces},${known}`;
  if (settings.listenWord?.text !== void 0 && /^(127\.|localhost|::1|\[::1\])/.test(settings.listenWord.text)) {
    settings.listenWord = value;
  }
  return void 0;
}
function bindingProtocol(settings, text) {
  settings.protocolGiven = true;
  if (text === void 0) return void 0;
  if (text !== "auto" && text !== "ascii" && text !== "binary") {
    return { exit: EX_USAGE, reason: `"${text}" is not a protocol that -B knows` };
  }
  settings.protocol = text;
  return void 0;
}
function maxItemSize(settings, text) {
  if (text === void 0) {
    settings.itemSize = void 0;
    return void 0;
  }
  const unit = /[kKmM]$/.exec(text)?.[0].toLowerCase();
  const factor = unit === "k" ? 1024 : unit === "m" ? 1024 * 1024 : 1;
  settings.itemSize = Math.imul(atoi(text), factor);
  if (!since(settings.version, "1.4.29")) {
    if (settings.itemSize < 1024 || settings.itemSize > 1024 * 1024 * 128) {
      return { exit: 1, reason: `the item size "${text}" is out of range` };
    }
  }
  return void 0;
}
function limit(settings, letter, text) {
  const number = text === void 0 ? void 0 : atoi(text);
  if (letter === "t") settings.threads = number;
  if (letter === "c") settings.connections = number;
  if (letter === "N") settings.napiIds = number;
  if (text === void 0 || number === void 0) return void 0;
  const negative = since(settings.version, "1.6.24");
  const bad = letter === "c" && number <= 0 && since(settings.version, "1.4.26") || letter === "t" && number <= 0 || (letter === "R" || letter === "n") && (negative ? number <= 0 : number === 0) || letter === "f" && atof(text) <= 1 || letter === "N" && number <= 0 || letter === "D" && text === "";
  return bad ? { exit: 1, reason: `"${text}" is not a value that -${letter} takes` } : void 0;
}

// src/memcached/daemon/contradictions.ts
var EX_NOUSER = 67;
function contradiction(settings) {
  const usage = (reason) => ({ exit: EX_USAGE, reason });
  const { version, context } = settings;
  if (settings.napiIds !== void 0 && settings.threads !== void 0 && settings.napiIds > settings.threads) {
    return usage("there are more NAPI ids (-N) than threads (-t)");
  }
  const size = settings.itemSize;
  if (size !== void 0 && since(version, "1.4.29")) {
    if (size < 1024) return usage("the item size (-I) is less than 1024 bytes");
    if (since(version, "1.5.4") && settings.memoryMegabytes !== void 0 && size > settings.memoryMegabytes * 1024 * 1024 / 2) {
      return usage("the item size (-I) is more than half of the memory (-m)");
    }
    if (size > 1024 * 1024 * 1024) return usage("the item size (-I) is more than a gigabyte");
    if (since(version, "1.5.0") && size > 1024 * 1024 && !settings.slabChunkGiven) {
      settings.slabChunk = SLAB_PAGE / 2;
    }
    const chunk = settings.slabChunk;
    if (chunk !== void 0 && (chunk > size || size % chunk !== 0 || SLAB_PAGE % chunk !== 0)) {
      return usage("the item size (-I) and the slab chunk size do not divide evenly");
    }
  }
  const segmented = settings.maintainsLru || since(version, "1.5.0");
  if (segmented && since(version, "1.4.23") && settings.hotPercent + settings.warmPercent > 80) {
    return usage("hot_lru_pct and warm_lru_pct are more than 80 together");
  }
  if (settings.sasl) {
    if (!settings.protocolGiven) settings.protocol = "binary";
    else if (settings.protocol !== "binary") return usage("SASL (-S) needs the binary protocol");
    if (since(version, "1.5.20") && typeof settings.udp === "number" && settings.udp !== 0) {
      return usage("UDP (-U) and SASL (-S) cannot be used together");
    }
  }
  if (settings.authFile !== void 0) {
    if (!settings.protocolGiven) settings.protocol = "ascii";
    else if (settings.protocol !== "ascii")
      return usage("a password file (-Y) needs the ascii protocol");
  }
  copyPorts(settings);
  if (since(version, "1.6.16") && typeof settings.tcp === "number" && settings.tcp > 65535) {
    return usage(`${settings.tcp} is not a port`);
  }
  if (settings.tls) {
    if (settings.tcp === 0) return usage("TLS (-Z) needs a TCP port");
    if (!settings.unknownExtended && settings.missing.length === 0 && settings.certificates.size < 2) {
      return usage("TLS (-Z) needs a certificate and a key (-o ssl_chain_cert=…,ssl_key=…)");
    }
  }
  if (context.asRoot === true && (settings.user === void 0 || settings.user.text === "") && settings.missing.length === 0) {
    return usage("memcached refuses to run as root without -u");
  }
  if (context.asRoot === true && settings.user?.text !== void 0 && !mayBeUser(settings)) {
    return { exit: EX_NOUSER, reason: `there is no user "${settings.user.text}" (-u)` };
  }
  if (settings.connections !== void 0 && settings.connections <= 0) {
    return { exit: 1, reason: "no connection is allowed (-c), its own included" };
  }
  if (settings.sasl && context.withoutSaslConfiguration === true) {
    return { exit: 1, reason: "SASL (-S) has no configuration" };
  }
  if (settings.authFile !== void 0) {
    if (typeof settings.udp === "number" && settings.udp !== 0) {
      return usage("UDP (-U) and a password file (-Y) cannot be used together");
    }
    if (settings.authFile.text !== void 0 && !mayExist(settings, settings.authFile.text)) {
      return { exit: 1, reason: `the password file "${settings.authFile.text}" is not there` };
    }
  }
  return void 0;
}
function mayBeUser(settings) {
  const name = settings.user?.text ?? "";
  return settings.context.users?.has(name) ?? !name.startsWith("-");
}
function mayExist(settings, path) {
  const { exists } = settings.context;
  const from = settings.daemonized && !path.startsWith("/") ? `/${path}` : path;
  return exists?.(from) !== false;
}
function copyPorts(settings) {
  const { version } = settings;
  const onlyTcp = settings.tcpWord !== void 0 && settings.udpWord === void 0;
  const onlyUdp = settings.udpWord !== void 0 && settings.tcpWord === void 0;
  if (!since(version, "1.4.3")) return;
  const zeroToo = !since(version, "1.5.4");
  if (onlyTcp && !since(version, "1.5.6") && (zeroToo || settings.tcp !== 0))
    settings.udp = settings.tcp;
  if (onlyUdp && typeof settings.udp === "number" && (zeroToo || settings.udp !== 0))
    settings.tcp = settings.udp;
}

// src/memcached/daemon/start.ts
var EX_OSERR = 71;
function reasonOf(word) {
  return word.reason ?? "a word of the command is not known";
}
function stopped(settings, stop) {
  const running = settings.missing.length > 0 ? "unknown" : false;
  return {
    running,
    exit: stop.exit,
    reason: stop.reason,
    sockets: [],
    ...common(settings)
  };
}
function start(settings) {
  const stop = contradiction(settings);
  if (stop !== void 0) return stopped(settings, stop);
  if (settings.socketPath !== void 0) return unixSocket(settings, settings.socketPath);
  const tls = !settings.tls ? "none" : settings.unknownExtended ? "unknown" : settings.verifyMode >= 2 ? "mutual" : "server";
  const listen = {
    interfaces: settings.interfaces ?? (settings.unknownInterfaces.length > 0 ? "" : void 0),
    tls,
    proxy: settings.proxy,
    version: settings.version
  };
  const context = bindContext(settings);
  const sockets = [];
  const names = /* @__PURE__ */ new Set();
  const intended = [];
  let failure;
  for (const protocol of ["tcp", "udp"]) {
    const given = protocol === "tcp" ? settings.tcp : settings.udp;
    const unknownPort = protocol === "tcp" ? MEMCACHED_PORT : 0;
    const port = typeof given === "number" ? given : unknownPort;
    if (port === 0) continue;
    const opened = openSockets(protocol, port, listen, context);
    opened.names.forEach((name) => names.add(name));
    failure ??= opened.failure;
    append(intended, opened.failure === void 0 ? opened.sockets : opened.intended);
    append(sockets, opened.sockets);
    for (const word of settings.unknownInterfaces) {
      sockets.push({
        protocol,
        scope: "unknown",
        address: word.prefix === void 0 ? "(not known)" : `${word.prefix}…`,
        port: port < 0 ? 0 : port % 65536,
        tls: protocol === "udp" ? "none" : tls
      });
    }
  }
  if (failure !== void 0) {
    return {
      ...stopped(settings, { exit: EX_OSERR, reason: `memcached cannot listen: ${failure}` }),
      ...intended.length === 0 || settings.missing.length > 0 ? {} : { intended }
    };
  }
  explain(settings, names);
  const undecided = whatIsUndecided(settings, sockets);
  const certain = names.size === 0 && settings.missing.length === 0 && settings.unknownInterfaces.length === 0 && !settings.lockedMemory;
  return {
    running: certain ? true : "unknown",
    sockets,
    ...undecided === void 0 ? {} : { undecided },
    ...common(settings)
  };
}
function unixSocket(settings, path) {
  const folder = path.text?.replace(/\/[^/]*$/, "") ?? "";
  const there = folder === "" || folder === path.text || mayExist(settings, folder);
  if (!there) {
    return stopped(settings, {
      exit: EX_OSERR,
      reason: `the folder of the unix socket "${path.text}" is not there`
    });
  }
  const certain = settings.missing.length === 0 && !settings.lockedMemory;
  return { running: certain ? true : "unknown", sockets: [], ...common(settings) };
}
function bindContext(settings) {
  if (settings.context.asRoot !== true || (settings.user?.text ?? "root") !== "root")
    return settings.context;
  const { firstUnprivilegedPort: _, ...rest } = settings.context;
  return rest;
}
function whatIsUndecided(settings, sockets) {
  const word = settings.missing[0];
  if (word === void 0) return void 0;
  const listens = settings.interfaces !== void 0 || settings.unknownInterfaces.length > 0;
  if (listens || settings.tcp === 0) {
    if (sockets.length > 0) {
      settings.assumptions.push(
        `The options in a word that is not known (${reasonOf(word)}) are taken to add no listen address.`
      );
      return void 0;
    }
  }
  return unresolved(`${reasonOf(word)}, and the listen address (-l) may be in it`, word.where);
}
function explain(settings, names) {
  for (const word of settings.unknownInterfaces) {
    settings.assumptions.push(`The listen address is not known: ${reasonOf(word)}.`);
  }
  if (typeof settings.tcp !== "number") {
    settings.assumptions.push(
      `The TCP port is not known (${reasonOf(settings.tcp)}); ${MEMCACHED_PORT} is taken.`
    );
  }
  if (typeof settings.udp !== "number" && settings.udpWord === settings.udp) {
    settings.assumptions.push(
      `Whether UDP is on is not known (${reasonOf(settings.udp)}); it is taken to be off.`
    );
  }
  if (settings.lockedMemory) {
    settings.assumptions.push(
      "Whether it starts with locked memory (-k) depends on a limit of the host (RLIMIT_MEMLOCK); it is taken to start."
    );
  }
  for (const name of names) {
    settings.assumptions.push(
      `The host name "${name}" is resolved by the host; its address is not known here.`
    );
  }
  if (udpOnByDefault(settings)) {
    settings.assumptions.push(
      `memcached ${formatVersion(settings.version)} has UDP on unless -U 0 is given.`
    );
  }
}
function udpOnByDefault(settings) {
  return settings.udpWord === void 0 && settings.udp !== 0;
}
function common(settings) {
  const location = (word) => word?.where;
  const listenWhere = location(settings.listenWord);
  const on = typeof settings.udp === "number" && settings.udp !== 0;
  const udpWhere = on ? location(settings.udpWord) : void 0;
  const portWhere = location(settings.tcpWord);
  return {
    authentication: settings.sasl ? "sasl" : settings.authFile !== void 0 ? "password-file" : settings.missing.length > 0 ? "unknown" : "none",
    features: features(settings),
    ...listenWhere === void 0 ? {} : { listenWhere },
    ...udpWhere === void 0 ? {} : { udpWhere },
    ...portWhere === void 0 ? {} : { portWhere },
    assumptions: settings.assumptions
  };
}
function features(settings) {
  const features2 = [];
  if (settings.proxy) features2.push("proxy");
  if (settings.verbose) features2.push("verbose");
  if (settings.socketPath !== void 0) features2.push("unix-socket");
  if (settings.protocol === "ascii") features2.push("ascii-only");
  if (settings.remoteShutdown) features2.push("remote-shutdown");
  return features2;
}

// src/memcached/daemon.ts
function interpret(words, context) {
  const version = context.version === void 0 ? CURRENT : newestOf(context.version);
  const events = readOptions(words, optionSyntax(version), context.posixlyCorrect);
  const settings = new Settings(version, context);
  for (const event of events) {
    const stop = applyEvent(settings, event);
    if (stop !== void 0) return stopped(settings, stop);
  }
  return start(settings);
}

// src/memcached/images.ts
function parseImage(image) {
  const text = image.text ?? image.prefix;
  if (text === void 0) return void 0;
  const bare = text.trim().replace(/@.*$/s, "");
  const slash = bare.lastIndexOf("/");
  const colon = bare.indexOf(":", slash + 1);
  if (image.text === void 0 && colon < 0 && !text.includes("@")) return void 0;
  const name = colon < 0 ? bare : bare.slice(0, colon);
  if (name === "" || name.endsWith("/") || /\s/.test(name)) return void 0;
  const parts = name.split("/");
  const base = parts.pop().toLowerCase();
  if (parts.length > 0 && /[.:]|^localhost$/.test(parts[0])) parts.shift();
  const tag = image.text === void 0 || colon < 0 ? void 0 : bare.slice(colon + 1);
  return { name, namespace: parts.join("/").toLowerCase(), base, tag };
}
var NOT_THE_SERVER = /* @__PURE__ */ new Set([
  "admin",
  "agent",
  "api",
  "app",
  "backup",
  "bench",
  "benchmark",
  "browser",
  "check",
  "cli",
  "client",
  "collector",
  "console",
  "controller",
  "couchbase",
  "dashboard",
  "discovery",
  "django",
  "exporter",
  "flask",
  "go",
  "golang",
  "gui",
  "java",
  "laravel",
  "lib",
  "manager",
  "mcperf",
  "mcrouter",
  "memslap",
  "metrics",
  "monitor",
  "moxi",
  "munin",
  "mutilate",
  "nginx",
  "node",
  "nodejs",
  "operator",
  "perl",
  "php",
  "plugin",
  "prometheus",
  "proxy",
  "pylibmc",
  "python",
  "rails",
  "ruby",
  "scraper",
  "session",
  "sessions",
  "stat",
  "stats",
  "stress",
  "symfony",
  "telegraf",
  "test",
  "tester",
  "tests",
  "tool",
  "tools",
  "tutorial",
  "twemproxy",
  "ui",
  "web",
  "webui",
  "wordpress",
  "bundle",
  "catalog",
  "apache",
  "apache2",
  "fpm",
  "demo"
]);
function imageKind(reference) {
  const { base, namespace } = reference;
  const words = base.split(/[-_.]+/);
  const server = words.some((word) => word === "memcached" || word === "memcache");
  if (!server || words.some((word) => NOT_THE_SERVER.has(word) || /^php[0-9]/.test(word))) {
    return "something-else";
  }
  if (words.length > 1 || base !== "memcached") return "other-memcached";
  if (/(^|\/)bitnami(legacy|secure)?(\/|$)/.test(namespace)) return "bitnami";
  if (/(^|\/)chainguard(-private)?(\/|$)/.test(namespace) || /^cgr\.dev\//.test(reference.name)) {
    return "chainguard";
  }
  if (namespace === "" || namespace === "library" || namespace.endsWith("/library"))
    return "official";
  return "other-memcached";
}
function detectImageVersion(image) {
  const reference = parseImage(image);
  if (reference?.tag === void 0) return void 0;
  const kind = imageKind(reference);
  if (kind === "something-else") return void 0;
  const version = parseVersion(reference.tag);
  if (version === void 0 || !isRelease(version)) return void 0;
  if (kind === "other-memcached" && (reference.base !== "memcached" || version.patch === void 0)) {
    return void 0;
  }
  return {
    version,
    where: image.where,
    trust: version.patch === void 0 ? "newest-of" : "exact",
    text: image.text
  };
}
function isRelease(version) {
  if (version.major !== 1) return false;
  if (version.minor === void 0) return true;
  if (version.minor < 2 || version.minor > 9) return false;
  if (version.patch === void 0 || version.minor >= 6) return true;
  return version.patch <= (newestOf({ major: 1, minor: version.minor }).patch ?? 0);
}

// src/memcached/known-images.ts
var KNOWN = new Set(
  "activemq adminer airflow apache arangodb artifactory authelia caddy cadvisor cassandra clickhouse clickhouse-server cockroach confluence consul coredns couchbase couchdb cp-kafka dionaea discourse drone drupal elasticsearch emqx envoy etcd fluent-bit fluentd ghost gitea gitlab gitlab-ce gitlab-ee gogs grafana haproxy hazelcast httpd infinispan influxdb jaeger jenkins jira joomla kafka keycloak kibana kong localstack logstash loki magento mailcatcher mailhog mailpit mariadb mattermost matomo mcrouter mediawiki memcached-exporter metabase minio mongo mongo-express mongodb moodle mosquitto mssql mysql mysql-server nats neo4j nexus nexus3 nextcloud nginx nginx-proxy nginx-unprivileged node node-exporter odoo opensearch opensearch-dashboards openresty owncloud percona pgadmin4 pgbouncer php php-apache php-fpm phpmyadmin phppgadmin portainer portainer-ce postgis postgres postgresql prometheus python rabbitmq redis redis-commander redis-stack redisinsight redmine registry ruby selenium sentry server-jre solr sonarqube squid statsd strapi swagger-ui telegraf tempo timescaledb tomcat traefik typo3 valkey varnish vault vernemq victoria-metrics whoami wordpress zabbix zipkin zookeeper agnhost alertmanager cert-manager-controller cilium cluster-autoscaler dex echoserver envoy-gateway external-dns http-echo ingress-nginx-controller kindnetd kube-proxy kube-state-metrics metrics-server nginx-ingress nginx-ingress-controller nginx-slim oauth2-proxy pause pilot proxyv2 redis-exporter redis-sentinel velero".split(" ")
);
function isKnownOther(image) {
  const reference = image === void 0 ? void 0 : parseImage(image);
  if (reference === void 0) return false;
  return KNOWN.has(reference.base) || reference.base.includes("memcache") && imageKind(reference) === "something-else";
}
var OTHER_SERVERS = new Set(
  "apache2 apache2-foreground apachectl beam.smp caddy catalina.sh celery coredns dnsmasq envoy etcd gunicorn haproxy httpd influxd kong mongod mongos mosquitto mysqld mysqld_safe named nats-server nginx pgbouncer php-fpm postgres prometheus puma rabbitmq-server redis-sentinel redis-server sshd squid telegraf traefik twemproxy nutcracker uvicorn uwsgi valkey-server varnishd vault".split(" ")
);
function isOtherServer(words) {
  const texts = words.map(({ text }) => text);
  let first = texts[0];
  if (first === void 0 || texts.some((text) => text?.includes("memcache"))) return false;
  if (/(?:^|\/)(?:ba|da|a)?sh$/.test(first)) {
    const script = texts.findIndex((text2) => /^-[a-z]*c$/.test(text2 ?? ""));
    const text = script < 0 ? void 0 : texts[script + 1];
    if (text === void 0 || /[;&|\n]/.test(text)) return false;
    first = /^\s*(?:exec\s+)?([^\s]+)/.exec(text)?.[1] ?? "";
  }
  return OTHER_SERVERS.has(first.slice(first.lastIndexOf("/") + 1));
}

// src/memcached/container.ts
function inspectContainer(spec) {
  const environment = spec.environment;
  const entrypoint = spec.entrypoint?.map((word) => substitute(word, environment));
  const command = spec.command?.map((word) => substitute(word, environment));
  const image = spec.image;
  const reference = image === void 0 ? void 0 : parseImage(image);
  const kind = reference === void 0 ? void 0 : imageKind(reference);
  if (image !== void 0 && reference !== void 0 && kind !== void 0 && kind !== "something-else") {
    const version = detectImageVersion(image);
    const context = version === void 0 ? {} : { version: version.version };
    const started = startImage(kind, image, entrypoint, command, environment, context);
    if (started === void 0)
      return { nature: "something-else", what: describe(entrypoint, command) };
    return {
      nature: "memcached",
      daemon: started.daemon,
      ...version === void 0 ? {} : { version },
      where: started.where
    };
  }
  const found = entrypoint === void 0 || entrypoint.length === 0 ? findMemcachedCommand(command ?? [], environment) : findMemcachedCommand([...entrypoint, ...command ?? []], environment);
  if (found !== void 0) {
    const installed = spec.installed;
    const context = installed === void 0 ? {} : { version: installed.version };
    return {
      nature: "memcached",
      daemon: interpret(found.args, context),
      ...installed === void 0 ? {} : { version: installed },
      where: found.where
    };
  }
  const words = [...entrypoint ?? [], ...command ?? []];
  if (isOtherServer(words) || words.length > 1 && words[0].text !== void 0 && isOtherProgram(words))
    return { nature: "something-else", what: describe(words, void 0) };
  if (isKnownOther(image) || isOwnProgram(reference?.base, words[0]))
    return { nature: "something-else", what: reference.name };
  const reason = image?.reason;
  return { nature: "unknown", ...reason === void 0 ? {} : { what: reason } };
}
function startImage(kind, image, entrypoint, command, environment, context) {
  const replaced = entrypoint !== void 0 && entrypoint.length > 0 && !entrypoint.some(isOwnScript);
  const words = replaced ? [...entrypoint, ...command ?? []] : command ?? [];
  const first = words[0];
  if (kind === "bitnami" && (first === void 0 || isBitnamiRun(words))) {
    const extra = words.slice(words.findIndex((word) => RUN_SCRIPT.test(word.text ?? "")) + 1);
    const args = [...bitnamiArguments(image, environment), ...first === void 0 ? [] : extra];
    return { daemon: withBitnamiUsers(interpret(args, context), environment), where: image.where };
  }
  if (first === void 0) {
    if (kind !== "other-memcached") return { daemon: interpret([], context), where: image.where };
    const named = namedSettings(environment);
    const daemon2 = interpret(named.words, context);
    const name = image.text ?? image.prefix ?? "";
    const assumption = named.names.length === 0 ? `The image "${name}" is taken to start memcached without options.` : `The image "${name}" is taken to hand ${named.names.join(" and ")} to memcached.`;
    return {
      daemon: { ...daemon2, assumptions: [...daemon2.assumptions, assumption] },
      where: image.where
    };
  }
  const found = findMemcachedCommand(words, environment);
  if (found !== void 0) return { daemon: interpret(found.args, context), where: found.where };
  const text = first.text ?? first.prefix;
  const options = text === void 0 ? first.maySplit === true : text.startsWith("-");
  if (!replaced && (options || kind === "chainguard")) {
    return { daemon: interpret(words, context), where: first.where };
  }
  if (first.text !== void 0 && isOtherProgram(words)) return void 0;
  const daemon = interpret([], context);
  const reason = first.reason ?? `\`${(first.text ?? "the command").slice(0, 60)}\` decides with which options it starts`;
  return {
    daemon: { ...daemon, running: "unknown", undecided: unresolved(reason, first.where) },
    where: image.where
  };
}
var LISTENS = /^(?:MEMCACHED?_)?(?:LISTEN|BIND)(?:_(?:ON|ADDR|ADDRESS|IP|HOST|INTERFACE))?$/i;
var PORT = /^(?:MEMCACHED?_)?(?:TCP_)?PORT$/i;
function namedSettings(environment) {
  const words = [];
  const names = [];
  for (const [name, value] of environment) {
    const option = LISTENS.test(name) ? "-l" : PORT.test(name) ? "-p" : void 0;
    if (option === void 0 || value.text === "") continue;
    words.push({ text: option, where: value.where }, value);
    names.push(`\`${name}\``);
  }
  return { words, names };
}
function isOwnScript(word) {
  return /(?:^|\/)docker-entrypoint\.sh$/.test(word.text ?? "");
}
var RUN_SCRIPT = /^(?:\/opt\/bitnami\/scripts\/memcached)?\/run\.sh$/;
function isBitnamiRun(words) {
  return words.some((word) => word.text !== void 0 && RUN_SCRIPT.test(word.text));
}
function bitnamiArguments(image, environment) {
  const { where } = image;
  const known = (text) => ({ text, where });
  const args = [
    known("-u"),
    known("memcached"),
    known("-p"),
    setting(environment, "MEMCACHED_PORT_NUMBER") ?? known("11211"),
    known("-v")
  ];
  const listen = setting(environment, "MEMCACHED_LISTEN_ADDRESS");
  if (listen !== void 0) args.push(known("-l"), listen);
  const password = setting(environment, "MEMCACHED_PASSWORD");
  if (password !== void 0) args.push(known("-S"));
  for (const [variable, option] of [
    ["MEMCACHED_CACHE_SIZE", "-m"],
    ["MEMCACHED_MAX_CONNECTIONS", "-c"],
    ["MEMCACHED_THREADS", "-t"],
    ["MEMCACHED_MAX_ITEM_SIZE", "-I"]
  ]) {
    const value = setting(environment, variable);
    if (value !== void 0) args.push(known(option), value);
  }
  const extra = setting(environment, "MEMCACHED_EXTRA_FLAGS");
  if (extra?.text === void 0) {
    if (extra !== void 0) args.push({ ...extra, maySplit: true });
    return args;
  }
  for (const match of extra.text.matchAll(/[^ \t\n]+/g)) {
    const rest = tail(extra, match.index);
    args.push({
      ...rest,
      text: match[0],
      where: rest.text === match[0] ? rest.where : extra.where
    });
  }
  return args;
}
function setting(environment, name) {
  const value = environment.get(name);
  if (value !== void 0 && value.text !== "") return value;
  const file = environment.get(`${name}_FILE`);
  if (file === void 0 || file.text === "") return void 0;
  return { text: void 0, reason: `\`${name}\` is read from a file`, where: file.where };
}
function withBitnamiUsers(daemon, environment) {
  if (setting(environment, "MEMCACHED_PASSWORD") === void 0) return daemon;
  return { ...daemon, features: [...daemon.features, "sasl-password-database"] };
}
function isOwnProgram(base, first) {
  const program = first?.text?.slice(first.text.lastIndexOf("/") + 1).toLowerCase();
  if (base === void 0 || program === void 0 || base.length < 4) return false;
  return program.split(/[-_.]/)[0] === base.split(/[-_.]/)[0] && !program.includes("memcache");
}
var OTHER_PROGRAMS = /* @__PURE__ */ new Set([
  "awk",
  "cat",
  "curl",
  "date",
  "echo",
  "env",
  "false",
  "grep",
  "ls",
  "mcstat",
  "memcached-tool",
  "nc",
  "netcat",
  "printf",
  "sed",
  "sleep",
  "stress",
  "tail",
  "telnet",
  "test",
  "true",
  "wget"
]);
function isOtherProgram(words) {
  const name = (text2) => text2.slice(text2.lastIndexOf("/") + 1);
  const first = name(words[0].text);
  if (OTHER_PROGRAMS.has(first)) return true;
  if (!["sh", "bash", "ash", "dash"].includes(first)) return false;
  if (words.length === 1) return true;
  const script = words.findIndex((word) => /^-[a-z]*c$/.test(word.text ?? ""));
  const text = script < 0 ? void 0 : words[script + 1]?.text;
  const program = text === void 0 ? void 0 : /^\s*(\S+)/.exec(text)?.[1];
  return program !== void 0 && OTHER_PROGRAMS.has(name(program)) && !/memcached\s|[;&|]/.test(text);
}
function describe(entrypoint, command) {
  const words = [...entrypoint ?? [], ...command ?? []];
  return words.map((word) => word.text ?? "…").join(" ").slice(0, 80);
}
function substitute(word, environment) {
  if (word.text === void 0 || !word.text.includes("$(")) return word;
  let text = "";
  let at = 0;
  for (const match of word.text.matchAll(/\$\$|\$\(([A-Za-z_.-][A-Za-z0-9_.-]*)\)/g)) {
    text += word.text.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[1] === void 0) {
      text += "$";
      continue;
    }
    const value = environment.get(match[1]);
    if (value === void 0) {
      text += match[0];
    } else if (value.text === void 0) {
      return {
        text: void 0,
        where: word.where,
        reason: value.reason ?? `\`${match[1]}\` is not known`,
        ...text === "" ? {} : { prefix: text }
      };
    } else {
      text += value.text;
    }
  }
  return { ...word, text: text + word.text.slice(at) };
}

// src/memcached/listener.ts
function listenerFrom(daemon, place) {
  const assumptions = [...daemon.assumptions, ...place.assumptions ?? []];
  if (daemon.running === false && daemon.reason !== void 0) {
    assumptions.push(`It does not start as it is written: ${daemon.reason}.`);
  }
  return {
    kind: "listener",
    platform: place.platform,
    where: daemon.listenWhere ?? place.where,
    workload: place.workload,
    placement: place.placement,
    sockets: socketsOf(daemon),
    ...isIntended(daemon) ? { intended: true } : {},
    authentication: daemon.authentication,
    ...place.version === void 0 ? {} : { version: place.version },
    ...daemon.udpWhere === void 0 ? {} : { udpWhere: daemon.udpWhere },
    features: daemon.features,
    assumptions,
    related: place.related ?? []
  };
}
function socketsOf(daemon) {
  if (daemon.undecided !== void 0) return daemon.undecided;
  if (isIntended(daemon)) return daemon.intended;
  return daemon.running === false ? [] : daemon.sockets;
}
function isIntended(daemon) {
  return daemon.intended?.some(({ scope }) => scope !== "loopback") === true;
}

// src/memcached/debian.ts
function readDebianConf(lines, options) {
  const kept = [];
  for (const raw of lines ?? []) {
    const line = Located.of(raw).without(/(?<!\\)#[^#]*/g).trim();
    if (line.text === "" || line.text === "0") continue;
    if (line.text.startsWith("-d") || line.text.startsWith("-h")) continue;
    if (!line.text.startsWith("-") && !line.word(0, 1).maySplit) {
      const blank = /[ \t\n\v\f\r]/.exec(line.text);
      if (options.reader === "start-memcached") {
        const directive = blank === null ? line.text : line.text.slice(0, blank.index);
        if (directive === "logfile" && blank !== null) continue;
        return {
          words: [],
          dies: `start-memcached stops at "${directive}", which it does not know`
        };
      }
      if (blank !== null) continue;
    }
    kept.push(line);
  }
  if (kept.length === 0) {
    const { where } = options;
    return {
      words: [
        { text: "-u", where },
        { text: "root", where }
      ]
    };
  }
  const joined = Located.join(kept);
  const needsShell = /[$&*(){}[\]'";\\|?<>~`\n]/.test(joined.text);
  if (!needsShell) return { words: joined.split() };
  if (endsInQuotes(joined.text)) {
    return { words: [], dies: "the shell that starts it finds a quote that is not closed" };
  }
  const variables = (name) => options.environment === void 0 ? void 0 : options.environment.get(name) ?? "";
  return { words: joined.shellWords(variables) };
}
function endsInQuotes(text) {
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "#" && (at === 0 || isBlank(text[at - 1]))) return false;
    else if (char === "'" || char === '"' || char === "`") {
      const end = skipGroup(text, at, text.length);
      if (text[end - 1] !== char || end - 1 === at) return true;
      at = end - 1;
    }
  }
  return false;
}

// src/syntax/shell/output.ts
var Output = class {
  text = "";
  offsets = [];
  reason;
  add(text, offset) {
    this.text += text;
    append(
      this.offsets,
      Array.from({ length: text.length }, () => offset)
    );
  }
  word(word, from = 0) {
    if (word.text === void 0) {
      this.reason ??= word.reason ?? "it is not known";
      this.add(word.raw, word.start);
      return;
    }
    for (let i = from; i < word.text.length; i++)
      this.add(word.text[i], word.offsets?.[i] ?? word.start);
  }
  done() {
    return {
      text: this.text,
      offsets: this.offsets,
      ...this.reason === void 0 ? {} : { reason: this.reason }
    };
  }
};
function echoOutput(words) {
  const output = new Output();
  let newline = true;
  let escapes = false;
  let first = 0;
  while (/^-[neE]+$/.test(words[first]?.text ?? "")) {
    const flags = words[first].text;
    if (flags.includes("n")) newline = false;
    if (flags.includes("e")) escapes = true;
    first++;
  }
  for (let i = first; i < words.length; i++) {
    const word = words[i];
    if (i > first) output.add(" ", word.start);
    if (escapes && word.text !== void 0) escaped(output, word.text, word);
    else output.word(word);
  }
  if (newline) output.add("\n", words[words.length - 1]?.end ?? 0);
  return output.done();
}
function printfOutput(words) {
  const output = new Output();
  const [format, ...rest] = words[0]?.text === "--" ? words.slice(1) : words;
  if (format === void 0) return output.done();
  if (format.text === void 0) {
    output.word(format);
    return output.done();
  }
  let next = 0;
  let rounds = 0;
  do {
    const before = next;
    const pieces = format.text.split(/(%%|%[-0-9.]*[sdiqb])/);
    for (const piece of pieces) {
      if (piece === "%%") output.add("%", format.start);
      else if (/^%[-0-9.]*[sdiqb]$/.test(piece)) {
        const word = rest[next++];
        if (word !== void 0) output.word(word);
      } else escaped(output, piece, format);
    }
    if (next === before) break;
  } while (next < rest.length && ++rounds < 1e3);
  return output.done();
}
function escaped(output, text, word) {
  for (let i = 0; i < text.length; i++) {
    const offset = word.offsets?.[i] ?? word.start;
    if (text[i] !== "\\") {
      output.add(text[i], offset);
      continue;
    }
    const next = text[++i];
    const plain = next === "n" ? "\n" : next === "t" ? "	" : next === "r" ? "\r" : next === "\\" ? "\\" : void 0;
    output.add(plain ?? `\\${next ?? ""}`, offset);
  }
}
function sequence(args) {
  const numbers = args.map(
    (text) => text !== void 0 && /^-?[0-9]{1,9}$/.test(text) ? Number(text) : NaN
  );
  if (numbers.length < 1 || numbers.length > 3 || numbers.some(Number.isNaN)) return void 0;
  const first = numbers.length === 1 ? 1 : numbers[0];
  const step = numbers.length === 3 ? numbers[1] : 1;
  const last = numbers[numbers.length - 1];
  if (step === 0) return void 0;
  const lines = [];
  for (let n = first; (step > 0 ? n <= last : n >= last) && lines.length < 1e3; n += step)
    lines.push(n);
  return lines.map((line) => `${line}
`).join("");
}
function linesOf2(text) {
  const lines = text.split("\n");
  if (lines[lines.length - 1] === "") lines.pop();
  return lines;
}

// src/syntax/shell/arithmetic.ts
function calculate(expression, variable) {
  const tokens = expression.match(/[0-9]+|\$?\{?[A-Za-z_][A-Za-z0-9_]*\}?|[-+*/%()]|\S/g) ?? [];
  if (tokens.length > 200) return void 0;
  let at = 0;
  const atom = (depth) => {
    const token = tokens[at++];
    if (token === void 0 || depth > 40) return void 0;
    if (token === "(") {
      const inner = sum(depth + 1);
      return tokens[at++] === ")" ? inner : void 0;
    }
    if (token === "-" || token === "+") {
      const inner = atom(depth + 1);
      return inner === void 0 ? void 0 : token === "-" ? -inner : inner;
    }
    if (/^[0-9]+$/.test(token)) return Number(token);
    const name = /^\$?\{?([A-Za-z_][A-Za-z0-9_]*)\}?$/.exec(token)?.[1];
    const value2 = name === void 0 ? void 0 : variable(name);
    return value2 !== void 0 && /^-?[0-9]{1,15}$/.test(value2) ? Number(value2) : void 0;
  };
  const product = (depth) => {
    let left = atom(depth);
    while (left !== void 0 && /^[*/%]$/.test(tokens[at] ?? "")) {
      const operator = tokens[at++];
      const right = atom(depth);
      if (right === void 0 || right === 0 && operator !== "*") return void 0;
      left = operator === "*" ? left * right : operator === "/" ? Math.trunc(left / right) : left % right;
    }
    return left;
  };
  const sum = (depth) => {
    let left = product(depth);
    while (left !== void 0 && /^[-+]$/.test(tokens[at] ?? "")) {
      const operator = tokens[at++];
      const right = product(depth);
      if (right === void 0) return void 0;
      left = operator === "+" ? left + right : left - right;
    }
    return left;
  };
  const value = sum(0);
  return at === tokens.length && value !== void 0 && Number.isSafeInteger(value) ? value : void 0;
}

// src/syntax/remembered.ts
var MOST_CHARACTERS = 4e6;
function remembered(parse2) {
  const known = /* @__PURE__ */ new Map();
  let characters = 0;
  return (text) => {
    let result = known.get(text);
    if (result !== void 0) return result;
    result = parse2(text);
    if (text.length > MOST_CHARACTERS / 10) return result;
    characters += text.length + 100;
    for (const [oldest] of known) {
      if (characters <= MOST_CHARACTERS) break;
      known.delete(oldest);
      characters -= oldest.length + 100;
    }
    known.set(text, result);
    return result;
  };
}

// src/syntax/shell/parse.ts
var MAX_DEPTH = 80;
var CLOSERS = /* @__PURE__ */ new Set([
  "then",
  "else",
  "elif",
  "fi",
  "do",
  "done",
  "esac",
  "}"
]);
var parseScript = remembered(parse);
function parse(text) {
  return new Parser(text).script();
}
var Parser = class {
  constructor(text) {
    this.text = text;
  }
  text;
  at = 0;
  depth = 0;
  documents = [];
  script() {
    const items = [];
    while (this.at < this.text.length) {
      const before = this.at;
      const list = this.list();
      if (list.kind === "list") for (const item of list.items) items.push(item);
      if (this.at < this.text.length) {
        this.at = Math.max(before + 1, this.wordEnd());
        if (this.at <= before) this.at = before + 1;
      }
    }
    return { kind: "list", items, start: 0, end: this.text.length };
  }
  list() {
    const start2 = this.at;
    const items = [];
    if (++this.depth > MAX_DEPTH) {
      this.at = this.text.length;
      this.depth--;
      return { kind: "list", items, start: start2, end: this.at };
    }
    for (; ; ) {
      this.skipSeparators();
      if (this.at >= this.text.length || this.text[this.at] === ")" || this.atCaseBreak()) break;
      if (CLOSERS.has(this.peekWord())) break;
      const before = this.at;
      const node = this.pipeline();
      this.skipBlanks();
      let operator = ";";
      if (this.text.startsWith("&&", this.at)) operator = "&&";
      else if (this.text.startsWith("||", this.at)) operator = "||";
      else if (this.text[this.at] === "&") operator = "&";
      if (operator === "&&" || operator === "||") this.at += 2;
      else if (operator === "&") this.at++;
      items.push({ node, operator });
      if (operator === "&&" || operator === "||") this.skipNewlines();
      if (this.at === before) break;
    }
    this.depth--;
    return { kind: "list", items, start: start2, end: this.at };
  }
  pipeline() {
    const start2 = this.at;
    const nodes = [];
    let negated = false;
    this.skipBlanks();
    while (this.peekWord() === "!") {
      negated = !negated;
      this.at++;
      this.skipBlanks();
    }
    for (; ; ) {
      nodes.push(this.command());
      this.skipBlanks();
      if (this.text[this.at] !== "|" || this.text[this.at + 1] === "|") break;
      this.at += this.text[this.at + 1] === "&" ? 2 : 1;
      this.skipNewlines();
    }
    if (nodes.length === 1 && !negated) return nodes[0];
    return { kind: "pipeline", nodes, negated, start: start2, end: this.at };
  }
  command() {
    this.skipBlanks();
    const start2 = this.at;
    if (this.text[start2] === "(") {
      if (this.text[start2 + 1] === "(") {
        this.at = skipGroup(this.text, start2, this.text.length);
        return this.empty(start2);
      }
      this.at++;
      const body = this.list();
      this.expect(")");
      return {
        kind: "group",
        subshell: true,
        body,
        redirections: this.redirections(),
        start: start2,
        end: this.at
      };
    }
    switch (this.peekWord()) {
      case "{": {
        this.at++;
        const body = this.list();
        this.expect("}");
        return {
          kind: "group",
          subshell: false,
          body,
          redirections: this.redirections(),
          start: start2,
          end: this.at
        };
      }
      case "if":
        return this.ifCommand();
      case "for":
      case "select":
        return this.forCommand();
      case "while":
      case "until":
        return this.whileCommand();
      case "case":
        return this.caseCommand();
      case "function":
        return this.functionCommand();
      case "[[":
        return this.test();
      default:
    }
    const nameStop = this.functionName();
    if (nameStop !== void 0) {
      const name = this.text.slice(start2, nameStop.name);
      this.at = nameStop.end;
      return this.functionBody(name, start2);
    }
    return this.simple();
  }
  ifCommand() {
    const start2 = this.at;
    const branches = [];
    let otherwise;
    this.at += 2;
    for (; ; ) {
      const condition = this.list();
      this.expect("then");
      branches.push({ condition, body: this.list() });
      if (this.peekWord() === "elif") {
        this.at += 4;
        continue;
      }
      if (this.peekWord() === "else") {
        this.at += 4;
        otherwise = this.list();
      }
      break;
    }
    this.expect("fi");
    this.redirections();
    return {
      kind: "if",
      branches,
      ...otherwise === void 0 ? {} : { otherwise },
      start: start2,
      end: this.at
    };
  }
  forCommand() {
    const start2 = this.at;
    this.at = this.wordEnd();
    this.skipBlanks();
    let name;
    let words;
    let counting = false;
    if (this.text.startsWith("((", this.at)) {
      counting = true;
      const open = this.at;
      this.at = skipGroup(this.text, this.at, this.text.length);
      name = this.text.slice(open + 2, nameEnd(this.text, open + 2, this.at));
    } else {
      const stop = this.wordEnd();
      name = this.text.slice(this.at, stop);
      this.at = stop;
      this.skipNewlines();
      if (this.peekWord() === "in") {
        this.at += 2;
        words = this.wordsToEndOfCommand();
      }
    }
    this.skipSeparators();
    let closer = "done";
    if (this.peekWord() === "{") {
      this.at++;
      closer = "}";
    } else {
      this.expect("do");
    }
    const body = this.list();
    this.expect(closer);
    const redirections = this.redirections();
    return {
      kind: "for",
      name,
      ...words === void 0 ? {} : { words },
      counting,
      body,
      redirections,
      start: start2,
      end: this.at
    };
  }
  whileCommand() {
    const start2 = this.at;
    const until = this.peekWord() === "until";
    this.at += 5;
    const condition = this.list();
    this.expect("do");
    const body = this.list();
    this.expect("done");
    return {
      kind: "while",
      until,
      condition,
      body,
      redirections: this.redirections(),
      start: start2,
      end: this.at
    };
  }
  caseCommand() {
    const start2 = this.at;
    this.at += 4;
    this.skipNewlines();
    const word = { start: this.at, end: this.wordEnd() };
    this.at = word.end;
    this.skipNewlines();
    this.expect("in");
    const arms = [];
    for (; ; ) {
      this.skipSeparators();
      while (this.atCaseBreak()) {
        this.at++;
        this.skipSeparators();
      }
      if (this.at >= this.text.length || this.peekWord() === "esac") break;
      const before = this.at;
      const patterns = [];
      if (this.text[this.at] === "(") this.at++;
      for (; ; ) {
        this.skipBlanks();
        const end = this.wordEnd();
        if (end === this.at) break;
        patterns.push({ start: this.at, end });
        this.at = end;
        this.skipBlanks();
        if (this.text[this.at] !== "|") break;
        this.at++;
      }
      if (this.text[this.at] === ")") this.at++;
      const body = this.list();
      arms.push({ patterns, body });
      if (this.at === before) break;
    }
    this.expect("esac");
    this.redirections();
    return { kind: "case", word, arms, start: start2, end: this.at };
  }
  /** `function name [()] {`. */
  functionCommand() {
    const start2 = this.at;
    this.at += 8;
    this.skipBlanks();
    const end = this.wordEnd();
    const name = this.text.slice(this.at, end);
    this.at = end;
    this.skipBlanks();
    if (this.text[this.at] === "(") this.at = skipGroup(this.text, this.at, this.text.length);
    return this.functionBody(name, start2);
  }
  functionBody(name, start2) {
    this.skipNewlines();
    if (++this.depth > MAX_DEPTH) {
      this.at = this.text.length;
      this.depth--;
      return this.empty(start2);
    }
    const body = this.command();
    this.depth--;
    return { kind: "function", name, body, start: start2, end: this.at };
  }
  /** Whether `name ( )` stands here: the ends of the name and of the parentheses. */
  functionName() {
    const name = this.wordEnd();
    if (name === this.at) return void 0;
    let i = name;
    while (isBlank(this.text[i])) i++;
    if (this.text[i] !== "(") return void 0;
    i++;
    while (isBlank(this.text[i])) i++;
    return this.text[i] === ")" ? { name, end: i + 1 } : void 0;
  }
  /** `[[ … ]]`, where `<`, `&&` and parentheses mean something else. */
  test() {
    const start2 = this.at;
    const words = [];
    while (this.at < this.text.length) {
      this.skipNewlines();
      const from = this.at;
      const end = this.wordEnd();
      if (from >= this.text.length) break;
      const doubled = this.text[from] === this.text[from + 1] ? 2 : 1;
      this.at = Math.min(end > from ? end : from + doubled, this.text.length);
      words.push({ start: from, end: this.at });
      if (this.text.slice(from, end) === "]]") break;
    }
    return { kind: "simple", assignments: [], words, redirections: [], start: start2, end: this.at };
  }
  simple() {
    const start2 = this.at;
    const assignments = [];
    const words = [];
    const redirections = [];
    let last = start2;
    for (; ; ) {
      this.skipBlanks();
      const from = this.at;
      const char = this.text[from];
      if (from >= this.text.length || char === "\n" || char === ";" || char === "|" || char === ")")
        break;
      if (char === "&" && this.text[from + 1] !== ">") break;
      if ((char === "<" || char === ">") && this.text[from + 1] === "(") {
        this.at = skipGroup(this.text, from + 1, this.text.length);
        words.push({ start: from, end: this.at });
        last = this.at;
        continue;
      }
      if (char === "<" || char === ">" || char === "&") {
        redirections.push(this.redirection(void 0));
        last = this.at;
        continue;
      }
      if (char === "(") {
        this.at = skipGroup(this.text, from, this.text.length);
        continue;
      }
      const end = this.wordEnd();
      this.at = end;
      const next = this.text[end];
      if ((next === "<" || next === ">") && [...this.text.slice(from, end)].every(isDigit)) {
        redirections.push(this.redirection(Number(this.text.slice(from, end))));
        last = this.at;
        continue;
      }
      const name = nameEnd(this.text, from, end);
      const append2 = this.text[name] === "+" && this.text[name + 1] === "=";
      const equals = append2 ? name + 1 : name;
      const assigns = name > from && this.text[equals] === "=" && equals < end;
      const elements = assigns && equals + 1 === end && next === "(" ? this.elements() : void 0;
      if (assigns && words.length === 0) {
        assignments.push({
          name: this.text.slice(from, name),
          append: append2,
          value: { start: equals + 1, end: this.at },
          ...elements === void 0 ? {} : { elements }
        });
      } else {
        words.push({ start: from, end: this.at, ...elements === void 0 ? {} : { elements } });
      }
      last = this.at;
    }
    return { kind: "simple", assignments, words, redirections, start: start2, end: last };
  }
  /** The elements of `(a b c)` at the current place. */
  elements() {
    const found = [];
    this.at++;
    for (; ; ) {
      this.skipNewlines();
      if (this.at >= this.text.length || this.text[this.at] === ")") break;
      const from = this.at;
      const end = this.wordEnd();
      this.at = end > from ? end : from + 1;
      found.push({ start: from, end: this.at });
    }
    if (this.text[this.at] === ")") this.at++;
    return found;
  }
  redirections() {
    const found = [];
    for (; ; ) {
      this.skipBlanks();
      let digits = this.at;
      while (isDigit(this.text[digits])) digits++;
      const char = this.text[digits];
      if (char === "<" || char === ">") {
        const descriptor = digits > this.at ? Number(this.text.slice(this.at, digits)) : void 0;
        this.at = digits;
        found.push(this.redirection(descriptor));
      } else if (this.text.startsWith("&>", this.at)) {
        found.push(this.redirection(void 0));
      } else {
        return found;
      }
    }
  }
  redirection(descriptor) {
    const operator = ["&>>", "<<<", "<<-", "&>", "<<", ">>", "<&", ">&", "<>", ">|", "<", ">"].find(
      (each) => this.text.startsWith(each, this.at)
    ) ?? ">";
    this.at += operator.length;
    this.skipBlanks();
    const start2 = this.at;
    if ((this.text[start2] === "<" || this.text[start2] === ">") && this.text[start2 + 1] === "(") {
      this.at = skipGroup(this.text, start2 + 1, this.text.length);
    } else {
      this.at = this.wordEnd();
    }
    const found = {
      operator,
      target: { start: start2, end: this.at },
      ...descriptor === void 0 ? {} : { descriptor }
    };
    if (operator === "<<" || operator === "<<-") this.documents.push(found);
    return found;
  }
  wordsToEndOfCommand() {
    const words = [];
    for (; ; ) {
      this.skipBlanks();
      const from = this.at;
      const end = this.wordEnd();
      if (end === from) return words;
      words.push({ start: from, end });
      this.at = end;
    }
  }
  expect(word) {
    this.skipSeparators();
    if (word === ")" ? this.text[this.at] === ")" : this.peekWord() === word)
      this.at += word.length;
  }
  empty(start2) {
    return { kind: "simple", assignments: [], words: [], redirections: [], start: start2, end: this.at };
  }
  peekWord() {
    const end = this.wordEnd();
    return end - this.at > 12 ? "" : this.text.slice(this.at, end);
  }
  /** The end of the word at the current place; the place itself at a metacharacter. */
  wordEnd() {
    return this.at >= this.text.length || isMeta(this.text[this.at]) ? this.at : skipWord(this.text, this.at, this.text.length);
  }
  atCaseBreak() {
    return this.text[this.at] === ";" && (this.text[this.at + 1] === ";" || this.text[this.at + 1] === "&");
  }
  /** Blanks, joined lines and comments. */
  skipBlanks() {
    for (; ; ) {
      const joined = continuation(this.text, this.at);
      if (joined > 0) this.at += joined;
      else if (isBlank(this.text[this.at])) this.at++;
      else if (this.text[this.at] === "#") {
        const end = this.text.indexOf("\n", this.at);
        this.at = end < 0 ? this.text.length : end;
      } else return;
    }
  }
  skipNewlines() {
    for (; ; ) {
      this.skipBlanks();
      if (this.text[this.at] !== "\n") return;
      this.newline();
    }
  }
  /** Newlines and single semicolons. */
  skipSeparators() {
    for (; ; ) {
      this.skipNewlines();
      if (this.text[this.at] === ";" && !this.atCaseBreak()) this.at++;
      else if (this.text[this.at] === "&" && this.text[this.at + 1] !== "&") this.at++;
      else return;
    }
  }
  /** Steps over a newline and over the here-documents that begin behind it. */
  newline() {
    this.at++;
    for (const redirection of this.documents) {
      const raw = this.text.slice(redirection.target.start, redirection.target.end);
      const quoted = /['"\\]/.test(raw);
      const delimiter = raw.replace(/['"\\]/g, "");
      const tabs = redirection.operator === "<<-";
      const start2 = this.at;
      let end = this.text.length;
      let next = this.text.length;
      for (let line = start2; line < this.text.length; ) {
        const stop = this.text.indexOf("\n", line);
        const lineEnd = stop < 0 ? this.text.length : stop;
        let content = this.text.slice(line, Math.min(lineEnd, line + delimiter.length + 64));
        if (tabs) content = content.replace(/^\t+/, "");
        if (content.replace(/\r$/, "") === delimiter) {
          end = line;
          next = Math.min(lineEnd + 1, this.text.length);
          break;
        }
        line = lineEnd + 1;
      }
      redirection.document = { start: start2, end, quoted, tabs };
      this.at = next;
    }
    this.documents = [];
  }
};

// src/syntax/shell/reader-state.ts
var MAX_NESTING = 12;
var MAX_STEPS = 1e5;
var MOST_INSERTED = 1 << 22;
var ReaderState = class {
  constructor(options) {
    this.options = options;
  }
  options;
  commands = [];
  variables = /* @__PURE__ */ new Map();
  functions = /* @__PURE__ */ new Map();
  /** Whether the script calls a function of its own, or a word that nobody knows. */
  calls = false;
  positional = [];
  conditional;
  signal;
  stopOnError = false;
  steps = 0;
  budget = { left: MOST_INSERTED };
  nesting = 0;
  source = { text: "", map: (offset) => offset };
  /** What `read` takes its lines from, inside a loop. */
  lines;
  /** Reads something that may not happen: what it sets is unknown afterwards, and it ends nothing. */
  maybe(reason, read) {
    let status;
    this.branches(reason, [
      () => {
        status = read();
      },
      () => void 0
    ]);
    return status;
  }
  /** Reads ways of which one happens; variables that differ afterwards are unknown. */
  branches(reason, ways) {
    const outer = this.conditional;
    const before = new Map(this.variables);
    const ends = [];
    this.conditional = outer ?? reason;
    for (const way of ways) {
      this.variables = new Map(before);
      way();
      if (this.signal === void 0) ends.push(this.variables);
      this.signal = void 0;
    }
    this.conditional = outer;
    const merged = ends[0] ?? before;
    for (const end of ends.slice(1)) {
      for (const name of /* @__PURE__ */ new Set([...merged.keys(), ...end.keys()])) {
        const [a, b] = [merged.get(name), end.get(name)];
        if (a !== b && JSON.stringify(a) !== JSON.stringify(b)) merged.set(name, { reason });
      }
    }
    this.variables = merged;
  }
  subshell(read) {
    const before = new Map(this.variables);
    const status = read();
    this.variables = before;
    if (this.signal === "exit") this.signal = void 0;
    return status;
  }
  redirected(redirections, standard) {
    let result = standard;
    for (const { operator, target, document } of redirections) {
      if (document !== void 0) result = { input: this.document(document) };
      else if (operator === "<<<") {
        const [word] = this.expand(target, false);
        if (word !== void 0) {
          result = {
            input: {
              text: `${word.text ?? word.raw}
`,
              offsets: word.offsets ?? [],
              ...word.reason === void 0 ? {} : { reason: word.reason }
            }
          };
        }
      } else if (operator === "<") {
        const path = this.expand(target, false)[0]?.text;
        const text = path === void 0 ? void 0 : this.options.readFile?.(path);
        result = {
          ...path === void 0 ? {} : { inputFile: path },
          ...text === void 0 ? {} : { input: { text, offsets: [] } }
        };
      }
    }
    return result;
  }
  document(document) {
    const { text, map } = this.source;
    let expanded;
    if (document.quoted) {
      const body = text.slice(document.start, document.end);
      expanded = { text: body, offsets: Array.from(body, (_, i) => document.start + i) };
      if (expanded.offsets.length !== body.length) {
        expanded = {
          text: body,
          offsets: Array.from({ length: body.length }, (_, i) => document.start + i)
        };
      }
    } else {
      expanded = expandDocument(text, document.start, document.end, this.environment());
    }
    if (document.tabs) expanded = withoutTabs(expanded);
    return { ...expanded, offsets: expanded.offsets.map(map) };
  }
  assign({ name, append: append2, value, elements }) {
    if (elements !== void 0) {
      const words = elements.flatMap((span) => this.expand(span));
      const unknown = words.find((word2) => word2.text === void 0);
      const before = append2 ? this.variables.get(name) : void 0;
      this.variables.set(
        name,
        unknown === void 0 ? [
          ...Array.isArray(before) ? before : [],
          ...words.map((word2) => word2.text)
        ] : { reason: unknown.reason ?? "it is not known" }
      );
      return;
    }
    const [word] = this.expand(value, false);
    this.store(name, word, append2);
  }
  store(name, word, append2) {
    const before = append2 ? this.variables.get(name) ?? "" : "";
    if (word?.text === void 0 && word !== void 0) {
      this.variables.set(name, { reason: word.reason ?? "it is not known" });
    } else if (typeof before === "string") this.variables.set(name, before + (word?.text ?? ""));
  }
  /** `export NAME=value`, `declare -a NAME=(…)`. */
  declare(word, node) {
    const known = word.text ?? word.prefix ?? "";
    const equals = known.indexOf("=");
    if (equals < 1 || known.startsWith("-")) return;
    const name = known.slice(0, equals);
    const span = node.words.find((each) => this.source.map(each.start) === word.start);
    if (span?.elements !== void 0) {
      this.assign({ name, append: false, value: span, elements: span.elements });
    } else if (word.text === void 0) {
      this.variables.set(name, { reason: word.reason ?? "it is not known" });
    } else {
      this.variables.set(name, word.text.slice(equals + 1));
    }
  }
  expand(span, split = true) {
    const words = expandWord(this.source.text, span.start, span.end, this.environment(), { split });
    const { map } = this.source;
    return words.map((word) => ({
      ...word,
      ...this.place(word),
      ...word.offsets === void 0 ? {} : { offsets: word.offsets.map(map) }
    }));
  }
  environment() {
    return {
      budget: this.budget,
      variables: (name) => this.lookup(name),
      substitute: (command) => this.substitute(command),
      calculate: (expression) => calculate(expression, (name) => {
        const value = this.lookup(name);
        return typeof value === "string" ? value : void 0;
      }),
      assign: (name, value) => this.variables.set(name, value)
    };
  }
  lookup(name) {
    if (name === "#") return String(this.positional.length);
    if (name === "@" || name === "*") {
      const known = this.positional.every((word) => word.text !== void 0);
      if (this.nesting > 1 && known) return this.positional.map((word) => word.text);
      return { reason: `the script's own arguments are not known` };
    }
    if (/^[0-9]+$/.test(name)) {
      const word = this.positional[Number(name) - 1];
      if (word !== void 0) return word.text ?? { reason: word.reason ?? "it is not known" };
      return this.nesting > 1 && name !== "0" ? "" : { reason: `the argument \`$${name}\` is not known` };
    }
    if (this.variables.has(name)) return this.variables.get(name);
    return this.options.variables?.(name);
  }
  /** The output of `$(cat file)`, `$(echo …)`, `$(seq 1 3)`, `$(< file)`. */
  substitute(command) {
    const file = /^\s*<\s*([^\s<>|&;]+)\s*$/.exec(command);
    if (file !== null) return this.options.readFile?.(file[1])?.replace(/\n+$/, "");
    if (this.nesting >= MAX_NESTING || ++this.steps > MAX_STEPS) return void 0;
    const parsed = parseScript(command);
    if (parsed.kind !== "list" || parsed.items.length !== 1) return void 0;
    const { node } = parsed.items[0];
    if (node.kind !== "simple" || node.redirections.length > 0) return void 0;
    const outer = this.source;
    this.source = { text: command, map: (offset) => offset };
    this.nesting++;
    const words = node.words.flatMap((span) => this.expand(span));
    const output = words[0]?.text === void 0 ? void 0 : this.output(words[0].text, words, {});
    this.nesting--;
    this.source = outer;
    return output === void 0 || output.reason !== void 0 ? void 0 : output.text.replace(/\n+$/, "");
  }
  place(span) {
    const { map } = this.source;
    const start2 = map(span.start);
    return { start: start2, end: span.end > span.start ? Math.max(start2, map(span.end - 1) + 1) : start2 };
  }
  excerpt(span) {
    const text = this.source.text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  }
};
function withoutTabs({ text, offsets, ...rest }) {
  let kept = "";
  const keptOffsets = [];
  let atStart = true;
  for (let i = 0; i < text.length; i++) {
    if (atStart && text[i] === "	") continue;
    kept += text[i];
    keptOffsets.push(offsets[i] ?? 0);
    atStart = text[i] === "\n";
  }
  return { text: kept, offsets: keptOffsets, ...rest };
}

// src/syntax/shell/prefixes.ts
var PREFIXES = {
  sudo: /^(-[ugpChRTrt]|--user|--group|--prompt|--chdir|--host|--chroot)$/,
  doas: /^-[uC]$/,
  env: /^(-[uCS]|--unset|--chdir)$/,
  nice: /^(-n|--adjustment)$/,
  ionice: /^-[cnp]$/,
  nohup: /^$/,
  time: /^(-f|-o)$/,
  command: /^$/,
  builtin: /^$/,
  exec: /^-a$/,
  setsid: /^$/,
  stdbuf: /^-[ioe]$/,
  timeout: /^(-k|-s|--kill-after|--signal)$/,
  chronic: /^$/,
  unbuffer: /^$/
};
function stripPrefixes(words) {
  const environment = /* @__PURE__ */ new Map();
  let at = 0;
  for (let rounds = 0; rounds < 10; rounds++) {
    const text = words[at]?.text;
    const name = text?.slice(text.lastIndexOf("/") + 1) ?? "";
    if (!Object.hasOwn(PREFIXES, name) || at + 1 >= words.length) break;
    const takesArgument = PREFIXES[name];
    let next = at + 1;
    while (next < words.length) {
      const word = words[next];
      const known = word.text ?? word.prefix ?? "";
      const equals = known.indexOf("=");
      if (known === "--") {
        next++;
        break;
      }
      if (name === "command" && (known === "-v" || known === "-V"))
        return { words: words.slice(at), environment };
      if (known.startsWith("-") && known.length > 1) next += takesArgument.test(known) ? 2 : 1;
      else if (equals > 0 && (name === "env" || name === "sudo" || name === "doas") && /^[A-Za-z_][A-Za-z0-9_]*$/.test(known.slice(0, equals))) {
        environment.set(known.slice(0, equals), word.text?.slice(equals + 1));
        next++;
      } else break;
    }
    if (name === "timeout") next++;
    if (next >= words.length) break;
    at = next;
  }
  return { words: at === 0 ? words : words.slice(at), environment };
}
function innerCommand(words) {
  const text = words[0]?.text ?? "";
  const name = text.slice(text.lastIndexOf("/") + 1);
  switch (name) {
    case "eval":
      return { words: words.slice(1), here: true };
    case "sh":
    case "bash":
    case "dash":
    case "ash":
    case "ksh":
    case "zsh":
      return shell2(words);
    case "su":
    case "runuser": {
      const at = words.findIndex((word) => word.text === "-c" || word.text === "--command");
      return at < 0 || at + 1 >= words.length ? void 0 : { words: [words[at + 1]] };
    }
    case "ssh":
      return ssh(words);
    default:
      return void 0;
  }
}
function shell2(words) {
  let at = 1;
  for (; at < words.length; at++) {
    const text = words[at].text;
    if (text === void 0 || !/^[-+]/.test(text)) return void 0;
    if (text === "-o" || text === "+o" || text === "-O") {
      at++;
      continue;
    }
    if (text === "-s" || text === "-") return { words: "input" };
    if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(text)) {
      const command = words[at + 1];
      return command === void 0 ? void 0 : { words: [command], arguments: words.slice(at + 3) };
    }
  }
  return { words: "input" };
}
var SSH_ARGUMENT = /^-[BbcDEeFIiJLlmOopQRSWw]$/;
function ssh(words) {
  let at = 1;
  while (at < words.length) {
    const text = words[at].text;
    if (text?.startsWith("-") !== true) break;
    at += SSH_ARGUMENT.test(text) ? 2 : 1;
  }
  const destination = words[at];
  if (destination === void 0) return void 0;
  const host = destination.text ?? destination.raw;
  const rest = words.slice(at + 1);
  if (rest.length === 0) return { words: "input", host };
  const inner = innerCommand(stripPrefixes(rest).words);
  if (inner?.words === "input") return { words: "input", host };
  return { words: rest, host };
}

// src/syntax/shell/test.ts
function testStatus(words) {
  const last = words[words.length - 1];
  const args = last === "]" || last === "]]" ? words.slice(0, -1) : words;
  if (args[0] === "!") {
    const inner = testStatus(args.slice(1));
    return inner === void 0 ? void 0 : !inner;
  }
  if (args.length === 0) return false;
  if (args.length === 1) return args[0] === void 0 ? void 0 : args[0] !== "";
  if (args.length === 2) {
    const [operator2, value] = args;
    if (value === void 0) return void 0;
    if (operator2 === "-z") return value === "";
    if (operator2 === "-n") return value !== "";
    return void 0;
  }
  if (args.length !== 3) return void 0;
  const [left, operator, right] = args;
  if (left === void 0 || right === void 0 || operator === void 0) return void 0;
  const numbers = [Number(left), Number(right)];
  const whole = /^-?[0-9]{1,15}$/.test(left) && /^-?[0-9]{1,15}$/.test(right);
  switch (operator) {
    case "=":
    case "==":
      return /[*?[]/.test(right) ? void 0 : left === right;
    case "!=":
      return /[*?[]/.test(right) ? void 0 : left !== right;
    case "-eq":
      return whole ? numbers[0] === numbers[1] : void 0;
    case "-ne":
      return whole ? numbers[0] !== numbers[1] : void 0;
    case "-lt":
      return whole ? numbers[0] < numbers[1] : void 0;
    case "-le":
      return whole ? numbers[0] <= numbers[1] : void 0;
    case "-gt":
      return whole ? numbers[0] > numbers[1] : void 0;
    case "-ge":
      return whole ? numbers[0] >= numbers[1] : void 0;
    default:
      return void 0;
  }
}

// src/syntax/shell/reader-commands.ts
var MAX_NESTING2 = 12;
var MAX_COMMANDS = 2e4;
var CommandReader = class extends ReaderState {
  simple(node, standard, guarded) {
    const words = node.words.flatMap((span) => this.wordsOf(span));
    const inner = this.redirected(node.redirections, standard);
    if (words.length === 0) {
      for (const assignment of node.assignments) this.assign(assignment);
      return { status: true };
    }
    const environment = /* @__PURE__ */ new Map();
    for (const { name, value } of node.assignments)
      environment.set(name, this.expand(value, false)[0]?.text);
    const result = this.invoke(words, environment, inner, node);
    if (result.status === false && this.stopOnError && !guarded && this.conditional === void 0) {
      this.signal = "exit";
    }
    return result;
  }
  wordsOf(span) {
    const first = this.source.text[span.start];
    if (first !== "<" && first !== ">") return this.expand(span);
    const raw = this.source.text.slice(span.start, span.end);
    return [
      { ...this.place(span), text: void 0, raw, reason: `\`${raw.slice(0, 60)}\` is not known` }
    ];
  }
  /** Runs known words: a builtin, a function, something that holds commands, or a program. */
  invoke(words, environment, standard, node) {
    const stripped = stripPrefixes(words);
    for (const [name2, value] of stripped.environment) environment.set(name2, value);
    const rest = stripped.words;
    const name = rest[0]?.text;
    if (name === void 0) {
      if (rest.length > 0) this.emit(rest, environment, standard, node);
      return { status: void 0 };
    }
    const builtin = this.builtin(name, rest, node);
    if (builtin !== "none") return { status: builtin };
    const called = this.functions.get(name);
    if (called !== void 0) return { status: this.call(called, rest) };
    const inner = innerCommand(rest);
    if (inner !== void 0) {
      if (rest.some(
        ({ text, prefix }) => name === "ssh" && /^-[A-Za-z0-9]*[LR]/.test(text ?? prefix ?? "")
      ))
        this.emit(rest, environment, standard, node, void 0);
      return { status: this.nested(inner, rest, standard) };
    }
    if (name === "xargs") return { status: this.xargs(rest, standard, node) };
    const output = this.output(name, rest, standard);
    const status = this.emit(rest, environment, standard, node, output);
    if (name === "[" || name === "test" || name === "[[") {
      return { status: testStatus(rest.slice(1).map((word) => word.text)) };
    }
    return { status, ...output === void 0 ? {} : { output } };
  }
  builtin(name, words, node) {
    const texts = words.slice(1).map((word) => word.text);
    switch (name) {
      case ":":
      case "true":
        return true;
      case "false":
        return false;
      case "export":
      case "local":
      case "readonly":
      case "declare":
      case "typeset":
        for (const [i, word] of words.entries()) {
          if (i > 0) this.declare(word, node);
        }
        return true;
      case "unset":
        for (const text of texts) if (text !== void 0) this.variables.set(text, "");
        return true;
      case "set":
        if (texts[0] === "--") this.positional = words.slice(2);
        else {
          for (const text of texts) {
            if (/^-[a-z]*e/.test(text ?? "") || text === "errexit")
              this.stopOnError = texts[0] !== "+o";
            if (/^\+[a-z]*e/.test(text ?? "")) this.stopOnError = false;
          }
        }
        return true;
      case "shift":
        this.positional = this.positional.slice(Number(texts[0] ?? "1") || 1);
        return true;
      case "exit":
      case "return":
      case "break":
      case "continue":
        this.signal = name;
        return texts[0] === void 0 || texts[0] === "0";
      case "exec":
        return void 0;
      case "read":
        return this.read(texts);
      case ".":
      case "source": {
        const path = texts[0];
        const text = path === void 0 ? void 0 : this.options.readFile?.(path);
        if (path === void 0 || text === void 0) return "none";
        const at = this.source.map(node.start);
        const status = this.text(text, () => at, { file: path });
        if (this.signal === "return") this.signal = void 0;
        return status;
      }
      default:
        return "none";
    }
  }
  read(names) {
    const variables = names.filter(
      (name) => name !== void 0 && !name.startsWith("-")
    );
    const line = this.lines?.shift();
    if (line === void 0) {
      const known = this.lines !== void 0;
      for (const name of variables) {
        this.variables.set(
          name,
          known ? "" : { reason: `\`$${name}\` is read while the script runs` }
        );
      }
      return known ? false : void 0;
    }
    const fields = line.trim().split(/[ \t]+/);
    for (const [i, name] of variables.entries()) {
      this.variables.set(
        name,
        i === variables.length - 1 ? fields.slice(i).join(" ") : fields[i] ?? ""
      );
    }
    return true;
  }
  call(called, words) {
    this.calls = true;
    if (++this.nesting > MAX_NESTING2) {
      this.nesting--;
      return void 0;
    }
    const { positional, source } = this;
    this.positional = words.slice(1);
    this.source = called.source;
    const status = this.node(called.body, {}, false);
    if (this.signal === "return") this.signal = void 0;
    this.positional = positional;
    this.source = source;
    this.nesting--;
    return status;
  }
  /** `sh -c text`, `eval text`, `ssh host text`. */
  nested(inner, words, standard) {
    const more = inner.host === void 0 ? {} : { host: inner.host };
    if (inner.words === "input") {
      if (standard.input === void 0) return void 0;
      const { text: text2, offsets: offsets2 } = standard.input;
      return this.subshell(
        () => this.text(text2, (offset) => offsets2[offset] ?? offsets2[offsets2.length - 1] ?? 0, more)
      );
    }
    const unknown = inner.words.find((word) => word.text === void 0);
    let text = "";
    const offsets = [];
    for (const word of inner.words) {
      if (text !== "") {
        text += " ";
        offsets.push(word.start);
      }
      const piece = word.text ?? unquoted(word.raw);
      text += piece;
      for (let i = 0; i < piece.length; i++) offsets.push(word.offsets?.[i] ?? word.start);
    }
    const map = (offset) => offsets[offset] ?? words[words.length - 1].end;
    const positional = this.positional;
    if (inner.arguments !== void 0) this.positional = inner.arguments;
    const read = () => this.text(text, map, more);
    const status = inner.here === true ? read() : this.subshell(read);
    this.positional = positional;
    return unknown === void 0 ? status : void 0;
  }
  /** `… | xargs [-n1] [-I{}] command`: one run per line or one with all words. */
  xargs(words, standard, node) {
    let i = 1;
    let replace;
    let single = false;
    for (; i < words.length; i++) {
      const text = words[i].text;
      if (text === void 0 || !text.startsWith("-")) break;
      if (text.startsWith("-I")) replace = text.length > 2 ? text.slice(2) : words[++i]?.text;
      else if (text === "-i") replace = "{}";
      else if (/^-[nL]/.test(text)) {
        const count = text.length > 2 ? text.slice(2) : words[++i]?.text;
        single = count === "1";
      } else if (/^-[dEPs]$/.test(text)) i++;
    }
    const command = words.slice(i);
    if (command.length === 0) return void 0;
    const { input } = standard;
    if (input === void 0 || input.reason !== void 0) {
      const reason = "it comes from the input of xargs";
      const argument = { ...command[0], text: void 0, reason, maySplit: true };
      const filled = replace === void 0 ? [...command, argument] : command.map(
        (word) => word.text?.includes(replace) === true ? { ...word, text: void 0, reason } : word
      );
      return this.invoke(filled, /* @__PURE__ */ new Map(), {}, node).status;
    }
    const lines = linesOf2(input.text).map((line) => line.trim());
    const items = replace === void 0 ? input.text.split(/\s+/).filter((item) => item !== "") : lines;
    const make = (text) => ({ ...command[0], text, raw: text });
    if (replace === void 0 && !single) {
      return this.invoke([...command, ...items.map(make)], /* @__PURE__ */ new Map(), {}, node).status;
    }
    let status = true;
    for (const item of items.slice(0, 1e3)) {
      const filled = replace === void 0 ? [...command, make(item)] : command.map(
        (word) => word.text === void 0 ? word : { ...word, text: word.text.split(replace).join(item) }
      );
      status = this.invoke(filled, /* @__PURE__ */ new Map(), {}, node).status;
    }
    return status;
  }
  /** What a program prints, when that is known. */
  output(name, words, standard) {
    const args = words.slice(1);
    switch (name) {
      case "echo":
        return echoOutput(args);
      case "printf":
        return printfOutput(args);
      case "cat":
      case "tee": {
        const files = args.filter(
          (word) => word.text !== "-" && word.text?.startsWith("-") !== true
        );
        if (name === "tee" || files.length === 0 || files[0].text === "-") return standard.input;
        const text = files[0].text === void 0 ? void 0 : this.options.readFile?.(files[0].text);
        if (text === void 0 || files.length > 1) return void 0;
        return { text, offsets: [] };
      }
      case "seq": {
        const text = sequence(args.map((word) => word.text));
        return text === void 0 ? void 0 : { text, offsets: [] };
      }
      default:
        return void 0;
    }
  }
  emit(words, environment, standard, node, output) {
    if (this.commands.length >= MAX_COMMANDS) return void 0;
    const writes = this.writes(words, node.redirections, output);
    const { host, file } = this.source;
    const command = {
      words,
      ...this.place(node),
      environment,
      ...standard.input === void 0 ? {} : { input: standard.input },
      ...standard.inputFile === void 0 ? {} : { inputFile: standard.inputFile },
      ...writes === void 0 ? {} : { writes },
      ...this.conditional === void 0 ? {} : { conditional: this.conditional },
      ...host === void 0 ? {} : { host },
      ...file === void 0 ? {} : { file }
    };
    this.commands.push(command);
    return this.options.run?.(command);
  }
  /** The file that `cat > file <<EOF`, `echo … > file` or `tee file` writes. */
  writes(words, redirections, output) {
    if (output === void 0) return void 0;
    if (words[0]?.text === "tee") {
      const file = words.slice(1).find((word) => word.text?.startsWith("-") !== true);
      const append2 = words.some((word) => word.text === "-a" || word.text === "--append");
      if (file?.text !== void 0) return { path: file.text, append: append2, content: output };
    }
    for (const { operator, descriptor, target } of redirections) {
      if (!/^(>|>>|>\||&>|&>>)$/.test(operator) || (descriptor ?? 1) !== 1) continue;
      const path = this.expand(target, false)[0]?.text;
      if (path !== void 0) return { path, append: operator.endsWith(">>"), content: output };
    }
    return void 0;
  }
};
function unquoted(raw) {
  const quote = raw[0];
  return (quote === '"' || quote === "'") && raw.endsWith(quote) && raw.length > 1 ? raw.slice(1, -1) : raw;
}

// src/syntax/shell/glob.ts
function matchesGlob(pattern, text) {
  if (/[[\]\\]/.test(pattern)) return void 0;
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t]) && pattern[p] !== "*") {
      p++;
      t++;
    } else if (pattern[p] === "*") {
      star = p++;
      mark = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

// src/syntax/shell/script.ts
var MAX_NESTING3 = 12;
var MAX_STEPS2 = 1e5;
function readScript(text, options = {}) {
  const reader = new Reader(options);
  reader.text(text, (offset) => offset);
  if (options.library === true) reader.library();
  return reader.commands;
}
var Reader = class extends CommandReader {
  text(text, map, more = {}) {
    if (++this.nesting > MAX_NESTING3) {
      this.nesting--;
      return void 0;
    }
    const outer = this.source;
    this.source = {
      text,
      map,
      ...outer.host === void 0 ? {} : { host: outer.host },
      ...outer.file === void 0 ? {} : { file: outer.file },
      ...more
    };
    const status = this.node(parseScript(text), {}, false);
    this.source = outer;
    this.nesting--;
    return status;
  }
  /** The functions of a script that calls none of them, those first that no other one names. */
  library() {
    if (this.calls) return;
    const functions = [...this.functions];
    const named = /* @__PURE__ */ new Set();
    for (const [name, { body, source }] of functions) {
      for (const [word] of source.text.slice(body.start, body.end).matchAll(WORDS)) {
        if (word !== name) named.add(word);
      }
    }
    const roots = functions.filter(([name]) => !named.has(name));
    for (const [name, called] of roots.length > 0 ? roots : functions) {
      this.signal = void 0;
      this.maybe(
        `nothing in the script calls its function \`${name}\``,
        () => this.call(called, [])
      );
    }
  }
  /** @param guarded a failure is expected here, so that `set -e` does not end the script */
  node(node, standard, guarded) {
    if (this.signal !== void 0 || ++this.steps > MAX_STEPS2) return void 0;
    switch (node.kind) {
      case "simple":
        return this.simple(node, standard, guarded).status;
      case "list":
        return this.list(node, standard, guarded);
      case "pipeline":
        return this.pipeline(node, standard, guarded);
      case "group": {
        const inner = this.redirected(node.redirections, standard);
        if (!node.subshell) return this.node(node.body, inner, guarded);
        return this.subshell(() => this.node(node.body, inner, guarded));
      }
      case "if":
        return this.ifCommand(node, standard);
      case "for":
        return this.forLoop(node, standard);
      case "while":
        return this.whileLoop(node, standard);
      case "case":
        return this.caseCommand(node, standard);
      case "function":
        this.functions.set(node.name, { body: node.body, source: this.source });
        return true;
    }
  }
  list(node, standard, guarded) {
    let status = true;
    for (let i = 0; i < node.items.length; i++) {
      if (this.signal !== void 0) return status;
      const { node: item, operator } = node.items[i];
      const followed = operator === "&&" || operator === "||";
      const before = i > 0 ? node.items[i - 1].operator : ";";
      if (before === "&&" || before === "||") {
        const runs = before === "&&" ? status : status === void 0 ? void 0 : !status;
        if (runs === false) continue;
        if (runs === void 0) {
          const decider = node.items[i - 1].node;
          if (before === "&&" && !this.isQuestion(decider)) {
            status = this.node(item, standard, guarded || followed);
          } else {
            const reason = `it depends on \`${this.excerpt(decider)}\``;
            this.maybe(reason, () => this.node(item, standard, true));
            status = void 0;
          }
          continue;
        }
      }
      status = this.node(item, standard, guarded || followed);
    }
    return status;
  }
  /** Whether a command is run for its status and changes nothing. */
  isQuestion(node) {
    if (node.kind === "pipeline")
      return node.negated || this.isQuestion(node.nodes[node.nodes.length - 1]);
    if (node.kind !== "simple" || node.words.length === 0) return false;
    const word = this.source.text.slice(node.words[0].start, node.words[0].end);
    return /^(\[|\[\[|test|command|type|which|hash|grep|egrep|fgrep|pgrep|pidof|id|diff|cmp|read|dpkg|rpm|ping|nc)$/.test(
      word.slice(word.lastIndexOf("/") + 1)
    );
  }
  pipeline(node, standard, guarded) {
    let status;
    let output;
    if (node.nodes.length === 1) {
      status = this.node(node.nodes[0], standard, true);
    } else {
      for (const [i, part2] of node.nodes.entries()) {
        const input = i === 0 ? standard : output === void 0 ? {} : { input: output };
        output = void 0;
        status = this.subshell(() => {
          if (part2.kind !== "simple") return this.node(part2, input, true);
          const done = this.simple(part2, input, i < node.nodes.length - 1 || guarded);
          output = done.output;
          return done.status;
        });
      }
    }
    return node.negated && status !== void 0 ? !status : status;
  }
  ifCommand(node, standard) {
    const outcomes = [];
    let reason;
    for (const { condition, body } of node.branches) {
      const status = reason === void 0 ? this.node(condition, standard, true) : this.maybe(reason, () => this.node(condition, standard, true));
      if (this.signal !== void 0) return void 0;
      if (status === false) continue;
      if (status === true) {
        if (reason === void 0) return this.node(body, standard, false);
        outcomes.push(() => this.node(body, standard, false));
        this.branches(reason, outcomes);
        return void 0;
      }
      reason ??= `it depends on \`if ${this.excerpt(condition)}\``;
      outcomes.push(() => this.node(body, standard, false));
    }
    const { otherwise } = node;
    if (reason === void 0)
      return otherwise === void 0 ? true : this.node(otherwise, standard, false);
    if (otherwise !== void 0) outcomes.push(() => this.node(otherwise, standard, false));
    else outcomes.push(() => void 0);
    this.branches(reason, outcomes);
    return void 0;
  }
  caseCommand(node, standard) {
    const word = this.expand(node.word, false)[0];
    const outcomes = [];
    for (const arm of node.arms) {
      let matched = false;
      for (const pattern of arm.patterns) {
        const text = this.expand(pattern, false)[0]?.text;
        const hit = text === "*" ? true : word?.text === void 0 || text === void 0 ? void 0 : matchesGlob(text, word.text);
        if (hit === true) matched = true;
        else if (hit === void 0 && matched === false) matched = void 0;
      }
      if (matched === false) continue;
      if (matched === true && outcomes.length === 0) return this.node(arm.body, standard, false);
      outcomes.push(() => this.node(arm.body, standard, false));
      if (matched === true) break;
    }
    if (outcomes.length > 0)
      this.branches(`it depends on \`case ${this.excerpt(node.word)}\``, outcomes);
    return void 0;
  }
  forLoop(node, standard) {
    const inner = this.redirected(node.redirections, standard);
    if (node.counting) {
      this.variables.set(node.name, { reason: `\`$${node.name}\` counts in a loop` });
      return this.loopBody(node.body, inner);
    }
    const words = node.words === void 0 ? this.positional : node.words.flatMap((span) => this.expand(span));
    let status = true;
    for (const word of words) {
      const texts = word.text === void 0 || word.quoted === true ? [word.text] : expandBraces(word.text);
      for (const text of texts) {
        this.variables.set(node.name, text ?? { reason: word.reason ?? "it is not known" });
        status = this.loopBody(node.body, inner);
        if (this.leaving()) return status;
        if (this.steps > MAX_STEPS2) return void 0;
      }
    }
    return status;
  }
  whileLoop(node, standard) {
    const inner = this.redirected(node.redirections, standard);
    const outer = this.lines;
    this.lines = inner.input === void 0 || inner.input.reason !== void 0 ? void 0 : linesOf2(inner.input.text);
    const reading = this.lines;
    let status;
    const rounds = reading === void 0 ? 1 : reading.length + 1;
    for (let round = 0; round < rounds; round++) {
      const held = this.node(node.condition, inner, true);
      const runs = held === void 0 ? void 0 : held !== node.until;
      if (runs === false || this.signal !== void 0) break;
      if (runs === true) {
        status = this.loopBody(node.body, inner);
      } else {
        const reason = `it depends on \`while ${this.excerpt(node.condition)}\``;
        this.maybe(reason, () => this.loopBody(node.body, inner));
      }
      if (this.leaving() || this.steps > MAX_STEPS2) break;
    }
    this.lines = outer;
    return status;
  }
  loopBody(body, standard) {
    const status = this.node(body, standard, false);
    if (this.signal === "continue") this.signal = void 0;
    return status;
  }
  /** Whether the loop ends here; takes the signal when it was meant for it. */
  leaving() {
    if (this.signal === "break") {
      this.signal = void 0;
      return true;
    }
    return this.signal !== void 0;
  }
};
var WORDS = /[^\s;&|()<>"'`$={}]+/g;
function expandBraces(text) {
  const open = text.indexOf("{");
  const close = text.indexOf("}", open);
  if (open < 0 || close < 0) return [text];
  const body = text.slice(open + 1, close);
  const make = (part2) => text.slice(0, open) + part2 + text.slice(close + 1);
  const range = /^(-?[0-9]{1,6})\.\.(-?[0-9]{1,6})$/.exec(body);
  if (range !== null) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    const count = Math.min(Math.abs(high - low), 999) + 1;
    return Array.from({ length: count }, (_, i) => make(String(low <= high ? low + i : low - i)));
  }
  return body.includes(",") ? body.split(",").map(make) : [text];
}

export {
  resolveInTree,
  findMemcachedCommand,
  commandsIn,
  interpret,
  parseImage,
  detectImageVersion,
  inspectContainer,
  readDebianConf,
  listenerFrom,
  remembered,
  readScript
};
