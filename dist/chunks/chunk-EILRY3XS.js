import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  confKindOf,
  dropInOf,
  isCrontab,
  proxyKindOf
} from "./chunk-ELTLBIM2.js";
import {
  commandsIn,
  findMemcachedCommand,
  inspectContainer,
  interpret,
  listenerFrom,
  readDebianConf,
  readScript
} from "./chunk-HIG2RW6N.js";
import {
  Located,
  execWords,
  linesOf,
  linesOfText,
  readEnvironmentFile,
  readOpenRc,
  readSysconfig,
  splitArguments,
  splitUnitValue,
  splitWords,
  unitWords,
  wordOfShell
} from "./chunk-6JJH6RJN.js";
import {
  booleanOf,
  entry,
  itemsOf,
  readYaml,
  textOf
} from "./chunk-OGXNWQVT.js";
import {
  AddressError,
  AddressSet,
  LOOPBACK,
  PRIVATE,
  PUBLIC,
  SourceFile
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  PortSet,
  TCP_AND_UDP,
  append,
  isUnresolved,
  unresolved
} from "./chunk-5VOORNIG.js";

// src/network/port-mapping.ts
import { isIP } from "node:net";
var UNKNOWN_HOST_IP = "unknown";
var UNKNOWN_PART = "";
var EPHEMERAL_PORTS = PortSet.range(32768, 60999);
var LONGEST = 1e3;
function parsePortMapping(text) {
  if (text.length > LONGEST) return { error: "the port mapping is too long to be one" };
  if (text.includes("=")) return parseLongOption(text);
  if (text === UNKNOWN_PART) {
    return {
      hostIp: UNKNOWN_HOST_IP,
      hostPorts: "unknown",
      containerPorts: "unknown",
      protocol: "unknown",
      hostIpText: ""
    };
  }
  const parts = text.split(":");
  const containerText = parts.at(-1) ?? "";
  const hostText = parts.length >= 2 ? parts[parts.length - 2] : "";
  const hostIpText = parts.slice(0, -2).join(":");
  const [portsText, protocol2] = splitProtocol(containerText);
  if (protocol2 === void 0) {
    return { error: `"${text}" names a protocol that is not tcp, udp or sctp` };
  }
  if (portsText === "") return { error: `"${text}" names no container port` };
  const container = parseRange(portsText);
  if (container === void 0) {
    return { error: `"${portsText}" in "${text}" is no port or range of ports` };
  }
  const host = parseHostPorts(hostText);
  if (host === void 0) {
    return { error: `"${hostText}" in "${text}" is no port or range of ports` };
  }
  if (host.ports instanceof PortSet && container instanceof PortSet && container.size > 1 && host.ports.size !== container.size) {
    return { error: `"${text}" maps ranges of different lengths` };
  }
  const hostIp = parseHostIp(hostIpText);
  if (hostIp === "invalid") return { error: `"${hostIpText}" in "${text}" is no IP address` };
  return {
    // An unknown first part can bring its own address and colon: `${PREFIX}11211:11211`.
    hostIp: hostIpText === "" && host.mayHoldAddress ? UNKNOWN_HOST_IP : hostIp,
    hostPorts: host.ports,
    containerPorts: container,
    protocol: protocol2,
    hostIpText
  };
}
function isPortMappingError(value2) {
  return "error" in value2;
}
function publishedOn(hostIp) {
  if (hostIp === void 0 || hostIp === "") return "host";
  const set = AddressSet.tryParse(unmapped(hostIp));
  if (set === void 0) return "nowhere";
  if (set.equals(UNSPECIFIED_V4) || set.equals(UNSPECIFIED_V6)) return "host";
  if (set.isSubsetOf(LOOPBACK)) return "loopback";
  if (set.isSubsetOf(PRIVATE)) return "private";
  if (set.isSubsetOf(PUBLIC)) return "internet";
  return "nowhere";
}
var UNSPECIFIED_V4 = AddressSet.of("0.0.0.0");
var UNSPECIFIED_V6 = AddressSet.of("::");
function unmapped(address2) {
  const set = AddressSet.tryParse(address2);
  const low = set?.v6[0]?.[0];
  if (low === void 0 || low >> 32n !== 0xffffn) return address2;
  const number = Number(low & 0xffffffffn);
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
function splitProtocol(text) {
  const parts = text.split("/");
  const protocol2 = parts.slice(1).join("/").toLowerCase();
  if (protocol2 === "") return [parts[0] ?? "", "tcp"];
  if (protocol2.includes(UNKNOWN_PART)) return [parts[0] ?? "", "unknown"];
  if (protocol2 === "tcp" || protocol2 === "udp" || protocol2 === "sctp") {
    return [parts[0] ?? "", protocol2];
  }
  return [parts[0] ?? "", void 0];
}
function parseRange(text) {
  if (text.includes(UNKNOWN_PART)) return "unknown";
  const dash = text.indexOf("-");
  const low = port(dash < 0 ? text : text.slice(0, dash));
  const high = dash < 0 ? low : port(text.slice(dash + 1));
  if (low === void 0 || high === void 0 || high < low) return void 0;
  return PortSet.range(low, high);
}
function parseHostPorts(text) {
  if (text === "") return { ports: "random", mayHoldAddress: false };
  const ports2 = parseRange(text);
  if (ports2 === void 0) return void 0;
  if (ports2 === "unknown") return { ports: ports2, mayHoldAddress: text !== UNKNOWN_PART };
  return { ports: ports2.equals(PORT_ZERO) ? "random" : ports2, mayHoldAddress: false };
}
var PORT_ZERO = PortSet.of(0);
function port(text) {
  if (!/^\+?[0-9]{1,8}$/.test(text)) return void 0;
  const number = Number(text);
  return number <= 65535 ? number : void 0;
}
function parseHostIp(text) {
  if (text === "") return void 0;
  if (text.includes(UNKNOWN_PART)) return UNKNOWN_HOST_IP;
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  return isIP(bare) === 0 || bare.includes("%") ? "invalid" : bare;
}
function parseLongOption(text) {
  const values = /* @__PURE__ */ new Map();
  for (const field2 of text.split(",")) {
    const equals = field2.indexOf("=");
    if (equals < 0) return { error: `"${field2}" in "${text}" is no key=value pair` };
    values.set(field2.slice(0, equals).trim().toLowerCase(), field2.slice(equals + 1).trim());
  }
  const target2 = values.get("target") ?? values.get("dst") ?? values.get("containerport") ?? "";
  const published = values.get("published") ?? values.get("src") ?? values.get("hostport") ?? "";
  const protocol2 = values.get("protocol") ?? "tcp";
  return parsePortMapping(`${published}:${target2}/${protocol2}`.replaceAll("=", ""));
}

// src/platforms/host/container-run.ts
var FLAGS = /* @__PURE__ */ new Set([
  "--detach",
  "--disable-content-trust",
  "--help",
  "--init",
  "--interactive",
  "--no-healthcheck",
  "--oom-kill-disable",
  "--privileged",
  "--publish-all",
  "--quiet",
  "--read-only",
  "--rm",
  "--sig-proxy",
  "--tty",
  "--replace",
  "--rmi",
  "--tls-verify",
  "--no-hosts",
  "--no-hostname",
  "--env-host",
  "--http-proxy",
  "--rootfs",
  "--systemd"
]);
var SHORT_FLAGS = "ditPq";
function readContainerRun(words) {
  const at = runAt(words);
  if (at === void 0) return void 0;
  const published = [];
  const environment = /* @__PURE__ */ new Map();
  let publishAll;
  let network3 = "own";
  let name;
  let entrypoint;
  let i = at;
  const take = (option3, value2) => {
    if (value2 === void 0) return;
    if (option3 === "-p" || option3 === "--publish") published.push(value2);
    else if (option3 === "--network" || option3 === "--net") {
      network3 = value2.text === "host" ? "host" : value2.text === "none" ? "none" : "own";
    } else if (option3 === "--name") name = value2.text;
    else if (option3 === "--entrypoint") entrypoint = [value2];
    else if (option3 === "-e" || option3 === "--env") setVariable(environment, value2);
  };
  for (; i < words.length; i++) {
    const word = words[i];
    const text = word.text ?? word.prefix;
    if (text === void 0) {
      if (word.maySplit === true && words.length > i + 1) continue;
      break;
    }
    if (!text.startsWith("-") || text === "-") break;
    if (text === "--") {
      i++;
      break;
    }
    const equals = text.indexOf("=");
    if (text.startsWith("--")) {
      if (equals > 0) {
        const option4 = text.slice(0, equals);
        if (option4 === "--publish-all" && text.slice(equals + 1) !== "false") publishAll = word;
        take(option4, behind(word, equals + 1));
      } else if (text === "--publish-all") publishAll = word;
      else if (!FLAGS.has(text)) take(text, words[++i]);
      continue;
    }
    let letter = 1;
    while (letter < text.length && SHORT_FLAGS.includes(text[letter])) {
      if (text[letter] === "P") publishAll = word;
      letter++;
    }
    if (letter >= text.length) continue;
    const option3 = `-${text[letter]}`;
    const rest = text[letter + 1] === "=" ? letter + 2 : letter + 1;
    if (rest < text.length || word.text === void 0) take(option3, behind(word, rest));
    else take(option3, words[++i]);
  }
  const image = words[i];
  if (image === void 0) return void 0;
  const command = words.slice(i + 1);
  return {
    spec: {
      image,
      ...entrypoint === void 0 ? {} : { entrypoint },
      ...command.length === 0 ? {} : { command },
      environment,
      where: image.where
    },
    published,
    publishAll,
    network: network3,
    name
  };
}
var ENGINES = /* @__PURE__ */ new Set(["docker", "podman", "nerdctl", "docker.exe"]);
var BEFORE = /* @__PURE__ */ new Set([
  "sudo",
  "exec",
  "nohup",
  "time",
  "if",
  "!",
  "then",
  "do",
  "else",
  "command",
  "env",
  "doas"
]);
function runAt(words) {
  let at = 0;
  while (at < words.length && at < 12) {
    const text = words[at].text;
    if (text === void 0) {
      if (/docker|podman/i.test(words[at].reason ?? "")) break;
      at++;
      continue;
    }
    if (ENGINES.has(text.slice(text.lastIndexOf("/") + 1))) break;
    if (!BEFORE.has(text) && !text.startsWith("-") && !/^[A-Za-z_][A-Za-z0-9_]*=/.test(text)) {
      return void 0;
    }
    at++;
  }
  if (at >= words.length) return void 0;
  for (at++; at < words.length; at++) {
    const { text } = words[at];
    if (text === void 0) continue;
    if (text === "container") continue;
    if (text === "run" || text === "create") return at + 1;
    if (!text.startsWith("-")) return void 0;
    if ([
      "-H",
      "--host",
      "-c",
      "--context",
      "--config",
      "-l",
      "--log-level",
      "-n",
      "--namespace"
    ].includes(text)) {
      at++;
    }
  }
  return void 0;
}
function behind(word, from) {
  if (word.text !== void 0) {
    const text = word.text.slice(from);
    const width = word.where.endColumn - word.where.startColumn;
    const exact = word.where.startLine === word.where.endLine && width === word.text.length;
    const where = exact ? { ...word.where, startColumn: word.where.startColumn + from } : word.where;
    return { ...word, text, where };
  }
  const prefix2 = word.prefix?.slice(from);
  const { prefix: _, ...rest } = word;
  return { ...rest, ...prefix2 === void 0 || prefix2 === "" ? {} : { prefix: prefix2 } };
}
function setVariable(environment, word) {
  const text = word.text ?? word.prefix ?? "";
  const equals = text.indexOf("=");
  if (equals > 0) environment.set(text.slice(0, equals), behind(word, equals + 1));
  else if (word.text !== void 0) {
    const reason = `\`${word.text}\` comes from the environment`;
    environment.set(word.text, { text: void 0, reason, where: word.where });
  }
}
function containerFacts(run, place) {
  const content = inspectContainer(run.spec);
  const facts = [];
  let listener;
  if (content.nature === "memcached") {
    listener = listenerFrom(content.daemon, {
      platform: place.platform,
      workload: place.workload,
      placement: run.network === "host" ? "host" : "container",
      where: content.where,
      ...content.version === void 0 ? {} : { version: content.version }
    });
    facts.push(listener);
  }
  if (run.network !== "own") return facts;
  for (const word of run.published) {
    const door3 = publishedDoor(word, content, listener, place);
    if (door3 !== void 0) facts.push(door3);
  }
  if (run.publishAll !== void 0 && content.nature === "memcached") {
    facts.push({
      ...doorBase(run.publishAll.where, place, content),
      sources: AddressSet.all,
      protocols: ["tcp"],
      ports: EPHEMERAL_PORTS,
      targetPorts: PortSet.of(MEMCACHED_PORT),
      faces: "host",
      notes: ["The engine publishes every port of the image on random host ports."]
    });
  }
  return facts;
}
var NARROW_RANGE = 100;
function publishedDoor(word, content, listener, place) {
  const text = word.text ?? `${word.prefix ?? ""}${UNKNOWN_PART}`;
  const mapping = parsePortMapping(text);
  if (isPortMappingError(mapping) || mapping.protocol === "sctp") return void 0;
  const protocols = mapping.protocol === "unknown" ? ["tcp", "udp"] : [mapping.protocol];
  const isMemcached = content.nature === "memcached";
  let targetPorts;
  if (mapping.containerPorts === "unknown") {
    if (!isMemcached) return void 0;
    targetPorts = unresolved(word.reason ?? "the container port is not known", word.where);
  } else {
    let wanted = PortSet.of(MEMCACHED_PORT);
    if (listener !== void 0 && !isUnresolved(listener.sockets)) {
      wanted = wanted.union(PortSet.of(...listener.sockets.map(({ port: port3 }) => port3)));
    }
    const hit = mapping.containerPorts.intersect(wanted);
    if (hit.isEmpty) return void 0;
    const narrow2 = hit.intervals.some(
      ([low]) => mapping.containerPorts.spanAround(low) <= NARROW_RANGE
    );
    if (!narrow2 && !isMemcached) return void 0;
    targetPorts = mapping.containerPorts;
  }
  const unknownAddress = mapping.hostIp === UNKNOWN_HOST_IP;
  const faces = unknownAddress ? "host" : publishedOn(mapping.hostIp);
  if (faces === "loopback" || faces === "nowhere") return void 0;
  const notes = [];
  if (mapping.hostPorts === "random") notes.push("The engine picks a random host port.");
  if (mapping.hostPorts === "unknown") {
    notes.push("The host port is not known; it is published whichever it is.");
  }
  const fix = unknownAddress ? void 0 : fixOf(word, mapping);
  return {
    ...doorBase(word.where, place, content),
    sources: unknownAddress ? unresolved(word.reason ?? "the host address is not known", word.where) : AddressSet.all,
    protocols,
    ports: mapping.hostPorts === "random" ? EPHEMERAL_PORTS : mapping.hostPorts === "unknown" ? PortSet.range(1, 65535) : mapping.hostPorts,
    targetPorts,
    faces,
    ...notes.length === 0 ? {} : { notes },
    ...fix === void 0 ? {} : { fix }
  };
}
function doorBase(where, place, content) {
  return {
    kind: "ingress",
    platform: place.platform,
    where,
    mechanism: "published-port",
    name: place.workload,
    target: [place.workload],
    leadsTo: content.nature,
    bypasses: ["host-firewall"],
    related: [],
    ...place.onlyIf === void 0 ? {} : { onlyIf: place.onlyIf }
  };
}
function fixOf(word, mapping) {
  const { text, where } = word;
  if (text === void 0 || text.includes("=") || where.startLine !== where.endLine)
    return void 0;
  if (where.endColumn - where.startColumn !== text.length) return void 0;
  const colons = text.split(":").length - 1;
  let replacement;
  if (mapping.hostIpText !== "") replacement = `127.0.0.1${text.slice(mapping.hostIpText.length)}`;
  else if (colons === 0) replacement = `127.0.0.1::${text}`;
  else if (colons === 1) replacement = `127.0.0.1:${text}`;
  if (replacement === void 0) return void 0;
  return {
    description: "Publish the port on the loopback interface only.",
    edits: [{ where, replacement }]
  };
}

// src/network/filter/interfaces.ts
var OTHER_INTERFACE = "*other*";
var INTERNAL = /^(docker|br-|veth|virbr|lxc|lxdbr|cni|flannel|cali|weave|cilium|podman|wg|tun|tap|tailscale|zt|nebula|vmnet|vboxnet|lan|internal|intranet|private|priv|dmz|mgmt|ipsec|gre|vxlan|kube)/;
function interfaceKind(name, named2) {
  if (name === OTHER_INTERFACE) return "external";
  if (INTERNAL.test(name)) return "internal";
  const card = /^(eth|ens|eno|em|enp[0-9]+s|enx|wlan|wlp[0-9]+s|bond|venet|net|p[0-9]+p|vtnet|ib)([0-9]+)$/.exec(
    name
  );
  if (card === null)
    return /^(wan|ppp|ext|public|pub|internet|uplink|vmbr0$|venet|en[a-z0-9]+$)/.test(name) ? "external" : "ambiguous";
  const [, kind, number] = card;
  if (number === "0") return "external";
  if (/^(eth|wlan|bond|venet|net|ib)$/.test(kind)) return "ambiguous";
  for (const other of named2) {
    const rest = other.startsWith(kind) ? other.slice(kind.length) : "";
    if (/^[0-9]+$/.test(rest) && Number(rest) < Number(number)) return "ambiguous";
  }
  return "external";
}

// src/network/filter/packet.ts
var HOLDS = { remotes: AddressSet.all };
var FAILS = { remotes: AddressSet.empty };
var CHOICE = { remotes: AddressSet.all, doubt: "choice" };
function undecided(reason) {
  return { remotes: AddressSet.all, doubt: { reason } };
}
function membersUnknown(reason) {
  return { remotes: AddressSet.all, doubt: { reason, holdsFor: "some" } };
}
function when(holds) {
  return holds ? HOLDS : FAILS;
}
function not(condition) {
  return (packet) => {
    const outcome = condition(packet);
    if (outcome.doubt === void 0) return { remotes: outcome.remotes.complement() };
    const { doubt: doubt2 } = outcome;
    if (doubt2 === "choice" || doubt2.holdsFor === void 0)
      return { ...outcome, remotes: AddressSet.all };
    const holdsFor = doubt2.holdsFor === "some" ? "most" : "some";
    return { remotes: AddressSet.all, doubt: { ...doubt2, holdsFor } };
  };
}
function negateIf(negated, condition) {
  return negated ? not(condition) : condition;
}
function allOf(conditions, packet) {
  let remotes = AddressSet.all;
  let doubt2;
  for (const condition of conditions) {
    const outcome = condition(packet);
    if (outcome.remotes !== AddressSet.all) {
      remotes = remotes === AddressSet.all ? outcome.remotes : remotes.intersect(outcome.remotes);
      if (remotes.isEmpty) return FAILS;
    }
    doubt2 = weightier(doubt2, outcome.doubt);
  }
  return doubt2 === void 0 ? { remotes } : { remotes, doubt: doubt2 };
}
function weightier(a, b) {
  return weight(b) > weight(a) ? b : a;
}
function weight(doubt2) {
  if (doubt2 === void 0) return 0;
  if (doubt2 === "choice") return 1;
  return doubt2.holdsFor === void 0 ? 4 : doubt2.holdsFor === "some" ? 3 : 2;
}
function anyOf(conditions) {
  return (packet) => {
    let remotes = AddressSet.empty;
    let doubt2;
    for (const condition of conditions) {
      const outcome = condition(packet);
      if (outcome.remotes.isEmpty) continue;
      if (outcome.doubt === void 0 && outcome.remotes.equals(AddressSet.all)) return HOLDS;
      remotes = remotes.union(outcome.remotes);
      if (outcome.doubt !== void 0) doubt2 = outcome.doubt;
    }
    return doubt2 === void 0 ? { remotes } : { remotes, doubt: doubt2 };
  };
}
function address(field2, set) {
  return (packet) => packet.remoteAt === field2 ? { remotes: set } : when(set.overlaps(packet.local));
}
function port2(field2, test) {
  return (packet) => {
    const value2 = packet.remoteAt === field2 ? packet.remotePort : packet.localPort;
    if (value2 !== void 0) return when(test.contains(value2));
    return test.isEmpty ? FAILS : CHOICE;
  };
}
function protocolIs(...protocols) {
  return (packet) => when(protocols.includes(packet.protocol));
}
function interfaceIs(field2, pattern) {
  return (packet) => {
    const name = packet[field2];
    return when(name !== void 0 && interfaceMatches(pattern, name));
  };
}
function interfaceMatches(pattern, name) {
  return pattern.endsWith("+") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
function stateIs(states) {
  return (packet) => when(states.includes(packet.state));
}

// src/platforms/host/rule-walk.ts
var NEARBY = 101;
var MAX_DEPTH = 20;
var MAX_STEPS = 1e5;
var FAMILIES = [
  [4, AddressSet.allIPv4],
  [6, AddressSet.allIPv6]
];
function rulesAbout(firewall, protocol2, port3) {
  const walk2 = new Walk(protocol2, port3);
  for (const base2 of firewall.baseChains()) {
    if (base2.nat === true || base2.device !== void 0) continue;
    if (base2.hook !== "input" && base2.hook !== "prerouting") continue;
    for (const [family, everyone] of FAMILIES) {
      if (base2.families.includes(family)) {
        walk2.chain(base2.chain, family, [everyone, everyone, everyone], 0);
      }
    }
  }
  return walk2.found;
}
function refusesNobody(firewall, protocol2, port3) {
  const inputs = firewall.baseChains().filter(({ hook }) => hook === "input");
  return inputs.every(({ policy }) => policy === "accept") && rulesAbout(firewall, protocol2, port3).every(({ verdict }) => verdict === "accept");
}
var Walk = class {
  constructor(protocol2, port3) {
    this.protocol = protocol2;
    this.ports = [port3, Math.max(port3 - NEARBY, 1), Math.min(port3 + NEARBY, 65535)];
  }
  protocol;
  found = [];
  steps = 0;
  ports;
  /** @param from the rule that led into the chain, for rules that a tool wrote and nobody else */
  chain(chain, family, matches, depth, from) {
    if (depth > MAX_DEPTH) return;
    for (const rule of chain.rules) {
      if (++this.steps > MAX_STEPS) return;
      const { verdict } = rule;
      if (verdict.kind === "continue" || verdict.kind === "return") continue;
      const here = matches.map((before, i) => {
        if (before.isEmpty) return before;
        const outcome = allOf(rule.conditions, this.packet(family, this.ports[i]));
        if (outcome.doubt !== void 0) return AddressSet.empty;
        return before.intersect(outcome.remotes);
      });
      const [at, below, above] = here;
      if (at.isEmpty) continue;
      if (verdict.kind === "jump" || verdict.kind === "goto") {
        this.chain(verdict.chain, family, [at, below, above], depth + 1, rule.where ?? from);
        continue;
      }
      const where = rule.where ?? from;
      if (verdict.kind !== "translate" && where !== void 0) {
        this.found.push({
          where,
          verdict: verdict.kind,
          protocol: this.protocol,
          family,
          remotes: at,
          narrow: below.isEmpty && above.isEmpty
        });
      }
    }
  }
  packet(family, port3) {
    const everyone = family === 4 ? AddressSet.allIPv4 : AddressSet.allIPv6;
    const local = PUBLIC.intersect(everyone);
    return {
      family,
      protocol: this.protocol,
      remoteAt: "source",
      local,
      localPort: port3,
      input: OTHER_INTERFACE,
      state: "new",
      flags: this.protocol === "tcp" ? ["SYN"] : [],
      mark: 0,
      connectionMark: 0,
      translated: false,
      original: { local, port: port3 },
      own: LOOPBACK,
      elsewhere: false
    };
  }
};

// src/platforms/host/flaws.ts
import { isIPv4, isIPv6 } from "node:net";
function setsWholeFilter(argv) {
  const program = (argv[0] ?? "").replace(/^.*\//, "");
  if (program === "ufw") return argv.some((word) => word === "default" || word === "reset");
  if (program === "nft") return argv.some((word) => word === "flush" || word === "-f");
  if (program.endsWith("-restore")) return true;
  return argv.some((word) => ["-P", "--policy", "-F", "--flush"].includes(word));
}
var MOST_PORTS = 8;
function flawedRestrictions(firewall, place) {
  const found = [];
  for (const port3 of portsOf(place).slice(0, MOST_PORTS)) {
    const cells = cellsOf(firewall, place, port3);
    const rules = ["tcp", "udp"].flatMap(
      (protocol2) => rulesAbout(firewall, protocol2, port3).filter(({ narrow: narrow2 }) => narrow2)
    );
    const added = addedSources(cells, port3, place);
    const told = new Set(added.map(({ where }) => placeOf(where)));
    append(found, added);
    append(
      found,
      ofRules(rules, cells, port3, place).filter(({ where }) => !told.has(placeOf(where)))
    );
  }
  append(found, bypassed(firewall, place));
  append(found, rejected(firewall, found, place));
  return found;
}
function ofRules(rules, cells, port3, place) {
  const byRule = /* @__PURE__ */ new Map();
  for (const rule of rules) {
    if (!isProtective(rule)) continue;
    const key = `${rule.protocol} ${placeOf(rule.where)}`;
    byRule.set(key, [...byRule.get(key) ?? [], rule]);
  }
  const useless = [];
  const working = [];
  for (const [first, ...more] of byRule.values()) {
    const about = [first, ...more].map((rule) => [rule, cellOf(rule, cells)]);
    const counted2 = about.filter(([, cell]) => cell?.relevant === true);
    if (counted2.length === 0) {
      if (about.some(([rule, cell]) => cell !== void 0 && !fails(rule, cell)))
        working.push(first);
      continue;
    }
    const failing = counted2.filter(([rule, cell]) => fails(rule, cell));
    if (failing.length === counted2.length) useless.push([first, failing.map(([, cell]) => cell)]);
    else working.push(first);
  }
  const found = [];
  const late = useless.filter(([{ verdict }]) => verdict === "drop");
  const told = /* @__PURE__ */ new Set();
  for (const [rule, open] of [...late, ...useless.filter((one) => !late.includes(one))]) {
    if (open.every((cell) => told.has(cell))) continue;
    for (const cell of open) told.add(cell);
    const kind = rule.verdict === "drop" ? "too-late" : "not-refused";
    found.push(flawed(place, rule.where, port3, open, { kind, left: leftOf(open) }));
  }
  const guard = working.find(({ verdict }) => verdict === "drop") ?? working[0];
  const left = cells.filter((cell) => cell.relevant && cell.open && !told.has(cell));
  if (guard !== void 0 && left.length > 0) {
    found.push(flawed(place, guard.where, port3, left, { kind: "incomplete", left: leftOf(left) }));
  }
  return found;
}
function isProtective({ verdict, remotes }) {
  const outside = remotes.subtract(LOOPBACK);
  if (outside.isEmpty) return false;
  return verdict === "drop" ? outside.overlaps(PUBLIC) : !isMost(outside, remotes);
}
function fails({ verdict, remotes }, { admission, open }) {
  if (verdict === "accept") return open;
  if (isUnresolved(admission.sources)) return false;
  const unwanted = remotes.intersect(PUBLIC);
  const inside = unwanted.intersect(admission.sources);
  return isMost(unwanted, unwanted) ? isMost(inside, unwanted) : inside.equals(unwanted);
}
function isMost(set, among) {
  return FAMILIES.some(([, everyone]) => {
    if (among.intersect(everyone).isEmpty) return false;
    const whole2 = PUBLIC.intersect(everyone);
    const part = set.intersect(whole2);
    return whole2.sizeV4 > 0 ? part.sizeV4 > whole2.sizeV4 / 2 : part.sizeV6 > whole2.sizeV6 / 2n;
  });
}
function letsInOnlyAFew(firewall, { sources, admittedBy }, protocol2, port3) {
  if (isUnresolved(sources) || !isMost(sources, sources)) return false;
  const rules = rulesAbout(firewall, protocol2, port3).filter(({ verdict }) => verdict === "accept");
  const remotesAt = /* @__PURE__ */ new Map();
  for (const { where, remotes } of rules) {
    const at = remotesAt.get(placeOf(where));
    if (at === void 0) remotesAt.set(placeOf(where), [remotes]);
    else at.push(remotes);
  }
  const sets = admittedBy.map((where) => remotesAt.get(placeOf(where)) ?? []);
  if (sets.length === 0 || sets.some((some) => some.length === 0)) return false;
  const together = AddressSet.unionOf(sets.flat());
  return !isMost(together, together);
}
function cellsOf(firewall, place, port3) {
  return ["tcp", "udp"].flatMap((protocol2) => {
    const admission = firewall.admission({ protocol: protocol2, port: port3 });
    return FAMILIES.map(([family, everyone]) => ({
      protocol: protocol2,
      family,
      port: port3,
      everyone,
      admission,
      relevant: isServed(place, protocol2, family, port3),
      open: isMost(admission.certain.intersect(everyone), everyone)
    }));
  });
}
function cellOf(rule, cells) {
  return cells.find(({ protocol: protocol2, family }) => protocol2 === rule.protocol && family === rule.family);
}
function isServed({ listeners, ports: ports2 = [] }, protocol2, family, port3) {
  if (listeners.length === 0) {
    return ports2.length === 0 || ports2.some((one) => one.protocol === protocol2 && one.port === port3);
  }
  return listeners.some(({ sockets }) => {
    if (isUnresolved(sockets)) return protocol2 === "tcp";
    return sockets.some((socket) => {
      if (socket.protocol !== protocol2 || socket.port !== port3 || socket.scope === "loopback")
        return false;
      return !(family === 4 ? isIPv6(socket.address) : isIPv4(socket.address));
    });
  });
}
function portsOf({ listeners, ports: known = [] }) {
  if (known.length > 0) return [...new Set(known.map(({ port: port3 }) => port3))];
  const ports2 = listeners.flatMap(
    ({ sockets }) => isUnresolved(sockets) ? [MEMCACHED_PORT] : sockets.filter(({ scope }) => scope !== "loopback").map(({ port: port3 }) => port3)
  );
  return listeners.length === 0 ? [MEMCACHED_PORT] : [...new Set(ports2)];
}
function leftOf(cells) {
  const has = (protocol2, family) => cells.some((cell) => cell.protocol === protocol2 && cell.family === family);
  const texts = ["tcp", "udp"].flatMap((protocol2) => {
    const name = protocol2.toUpperCase();
    if (has(protocol2, 4) && has(protocol2, 6)) return [name];
    return FAMILIES.filter(([family]) => has(protocol2, family)).map(
      ([family]) => `${name} over IPv${family}`
    );
  });
  return texts.join(" and ");
}
function flawed(place, where, port3, cells, flaw) {
  const opening = cells.flatMap(({ admission }) => admission.admittedBy).filter((rule) => placeOf(rule) !== placeOf(where));
  const [first] = opening;
  return restriction(place, where, {
    protocols: ["tcp", "udp"].filter(
      (one) => cells.some(({ protocol: protocol2 }) => protocol2 === one)
    ),
    ports: PortSet.of(port3),
    admits: AddressSet.unionOf(
      cells.map(({ admission, everyone }) => admission.certain.intersect(everyone))
    ),
    flaw: {
      ...flaw,
      certain: place.complete,
      related: first === void 0 ? [] : [{ where: first, message: "this rule lets them in before it is asked" }]
    }
  });
}
function restriction({ platform, workload, name, listeners, ports: ports2 = [] }, where, rest) {
  return {
    kind: "restriction",
    platform,
    where,
    mechanism: "host-firewall",
    name,
    target: listeners.length > 0 || ports2.length > 0 ? [workload] : "unknown",
    ...rest
  };
}
function bypassed(firewall, place) {
  const found = [];
  for (const { where, protocols, ports: ports2 } of place.published ?? []) {
    const port3 = ports2.intervals[0]?.[0];
    if (port3 === void 0 || ports2.size > 1) continue;
    for (const protocol2 of protocols) {
      const [rule] = rulesAbout(firewall, protocol2, port3).filter(
        // Docker's proxy takes what comes over IPv6, behind the filter of the host.
        (one) => one.family === 4 && one.narrow && isProtective(one)
      );
      if (rule === void 0) continue;
      const related = [{ where, message: "the port is published here" }];
      found.push(
        restriction(place, rule.where, {
          protocols: [protocol2],
          ports: PortSet.of(port3),
          admits: AddressSet.all,
          flaw: { kind: "bypassed", left: protocol2.toUpperCase(), certain: true, related }
        })
      );
      break;
    }
  }
  return found;
}
function addedSources(cells, port3, place) {
  const commands = (place.commands ?? []).filter(
    ({ argv }) => /(?:^|\/)firewall-(?:offline-)?cmd$/.test(argv[0] ?? "")
  );
  const open = cells.filter((cell) => cell.open && cell.relevant);
  const opening = new Set(open.flatMap(({ admission }) => admission.admittedBy).map(placeOf));
  const openers = commands.filter(({ where }) => opening.has(placeOf(where)));
  const found = [];
  for (const { argv, where } of commands) {
    const sources = valuesOf(argv, "--add-source").map((text) => AddressSet.tryParse(text));
    if (!sources.some((set) => set !== void 0 && !isMost(set, set))) continue;
    const zone = valuesOf(argv, "--zone").at(-1) ?? "";
    const opener = openers.find((one2) => (valuesOf(one2.argv, "--zone").at(-1) ?? "") === zone);
    if (opener === void 0) continue;
    const one = flawed(place, where, port3, open, { kind: "adds-source", left: leftOf(open) });
    const related = placeOf(opener.where) === placeOf(where) ? [] : [{ where: opener.where, message: "the port is opened to the whole zone here" }];
    found.push({ ...one, flaw: { ...one.flaw, certain: true, related } });
  }
  return found.slice(0, 1);
}
function valuesOf(argv, option3) {
  return argv.flatMap((word, i) => {
    if (word.startsWith(`${option3}=`)) return [word.slice(option3.length + 1)];
    return word === option3 && argv[i + 1] !== void 0 ? [argv[i + 1]] : [];
  });
}
function rejected(firewall, others, place) {
  const cells = cellsOf(firewall, place, portsOf(place)[0] ?? MEMCACHED_PORT);
  const open = cells.filter((cell) => cell.relevant && cell.protocol === "tcp" && cell.open);
  if (open.length === 0 || others.length > 0) return [];
  const port3 = open[0].port;
  for (const { where, kind, message } of firewall.problems) {
    if (kind !== "refused") continue;
    const command = place.commands?.find((one) => placeOf(one.where) === placeOf(where));
    if (command === void 0 || !meansToClose(command.argv, port3)) continue;
    return [flawed(place, where, port3, open, { kind: "rejected", left: message })];
  }
  return [];
}
function meansToClose(argv, port3) {
  const ports2 = argv.flatMap((word) => word.split(/[=,/"' ]/)).some((part) => Number(part) === port3);
  return ports2 && argv.some((word) => /\b(?:drop|reject|deny)\b|source/i.test(word) || word === "-s");
}
function placeOf(where) {
  return `${where.file}:${where.startLine}:${where.startColumn}`;
}

// src/platforms/host/filter-facts.ts
import { isIPv4 as isIPv42, isIPv6 as isIPv62 } from "node:net";
function hostFirewallFacts(firewall, place) {
  const facts = [];
  for (const protocol2 of ["tcp", "udp"]) {
    for (const [port3, family] of servedPorts(place.listeners, protocol2)) {
      const admission = firewall.admission({ protocol: protocol2, port: port3 });
      const sources = isUnresolved(admission.sources) ? admission.sources : admission.sources.intersect(family);
      const rule = admission.admittedBy[0];
      const target2 = place.listeners.length > 0 ? [place.workload] : "unknown";
      const base2 = {
        platform: place.platform,
        mechanism: "host-firewall",
        name: `the packet filter of ${place.workload}`,
        target: target2,
        protocols: [protocol2],
        ports: PortSet.of(port3)
      };
      if (rule !== void 0 && (isUnresolved(sources) || !sources.isEmpty) && !letsInOnlyAFew(firewall, admission, protocol2, port3)) {
        const ports2 = portsOfRule(firewall, rule, protocol2, port3);
        if (ports2.size <= NARROW_RANGE2 || target2 !== "unknown") {
          const door3 = {
            ...base2,
            ports: ports2,
            kind: "ingress",
            where: rule,
            sources,
            faces: "host",
            leadsTo: place.listeners.length > 0 ? "memcached" : "unknown",
            related: admission.admittedBy.slice(1, 6).map((where) => ({ where, message: "another rule that lets them in" }))
          };
          addDoor(facts, door3);
        }
      }
      if (target2 !== "unknown" && admission.filtered) {
        const where = admission.refusedBy[0] ?? rule ?? place.listeners[0].where;
        const restriction2 = { ...base2, kind: "restriction", where, admits: sources };
        facts.push(restriction2);
      }
    }
  }
  const flawPlace = { ...place, name: `the packet filter of ${place.workload}`, complete: false };
  append(facts, flawedRestrictions(firewall, { ...flawPlace, ...place.intentions }));
  return facts;
}
function addDoor(facts, door3) {
  const twin = facts.findIndex(
    (fact) => fact.kind === "ingress" && samePlace(fact.where, door3.where) && fact.ports instanceof PortSet && door3.ports instanceof PortSet && fact.ports.equals(door3.ports) && sameSources(fact.sources, door3.sources)
  );
  const other = facts[twin];
  if (other?.kind !== "ingress") facts.push(door3);
  else facts[twin] = { ...other, protocols: TCP_AND_UDP };
}
function sameSources(a, b) {
  if (isUnresolved(a) || isUnresolved(b)) return isUnresolved(a) && isUnresolved(b);
  return a.equals(b);
}
function samePlace(a, b) {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}
var NARROW_RANGE2 = 100;
function portsOfRule(firewall, rule, protocol2, port3) {
  const open = (candidate) => firewall.admission({ protocol: protocol2, port: candidate }).admittedBy.some((one) => samePlace(one, rule));
  const reach = (direction) => {
    let low = 0;
    let high = Math.min(direction > 0 ? 65535 - port3 : port3, NARROW_RANGE2);
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if (open(port3 + direction * middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return PortSet.range(port3 - reach(-1), port3 + reach(1));
}
function servedPorts(listeners, protocol2) {
  const ports2 = /* @__PURE__ */ new Map();
  const add3 = (port3, family) => {
    ports2.set(port3, (ports2.get(port3) ?? AddressSet.empty).union(family));
  };
  if (listeners.length === 0) add3(MEMCACHED_PORT, AddressSet.all);
  for (const { sockets } of listeners) {
    if (isUnresolved(sockets)) {
      add3(MEMCACHED_PORT, AddressSet.all);
      continue;
    }
    for (const { protocol: own, scope, address: address2, port: port3 } of sockets) {
      if (own !== protocol2 || scope === "loopback") continue;
      add3(
        port3,
        isIPv42(address2) ? AddressSet.allIPv4 : isIPv62(address2) ? AddressSet.allIPv6 : AddressSet.all
      );
    }
  }
  return ports2;
}

// src/platforms/host/edits.ts
var LONGEST_LINE = 300;
var LONGEST_PATTERN = 120;
var MOST_REPEATS = 3;
function applySed(lines, script, extended) {
  const commands = parseScript(script, extended);
  if (commands === void 0) return void 0;
  let current = [...lines];
  for (const command of commands) {
    const next = [];
    for (const [index, line] of current.entries()) {
      if (!selects(command, line, index, current.length)) {
        next.push(line);
        continue;
      }
      const written = (text) => ({ text, edited: true });
      if (command.verb === "d") continue;
      if (command.verb === "i") next.push(written(command.text), line);
      else if (command.verb === "a") next.push(line, written(command.text));
      else if (command.verb === "c") next.push(written(command.text));
      else if (line.text.length > LONGEST_LINE) return void 0;
      else {
        const text = line.text.replace(command.pattern, (...args) => {
          const groups = args.filter((one) => typeof one === "string" || one === void 0);
          return fill(command.text, groups);
        });
        next.push(text === line.text ? line : written(text));
      }
    }
    current = next;
  }
  return current;
}
function selects(command, line, index, count) {
  const { address: address2, negated } = command;
  if (address2 === void 0) return true;
  let hit;
  if (address2 === "$") hit = index === count - 1;
  else if (typeof address2 === "number") hit = index === address2 - 1;
  else
    hit = line.text.length <= LONGEST_LINE && new RegExp(address2.source, address2.flags.replace("g", "")).test(line.text);
  return hit !== negated;
}
function fill(replacement, groups) {
  let text = "";
  for (let at = 0; at < replacement.length; at++) {
    const char = replacement[at];
    const next = replacement[at + 1];
    if (char === "&") text += groups[0] ?? "";
    else if (char === "\\" && next !== void 0) {
      if (/[0-9]/.test(next)) text += groups[Number(next)] ?? "";
      else text += next === "n" ? "\n" : next === "t" ? "	" : next;
      at++;
    } else text += char;
  }
  return text;
}
function parseScript(script, extended) {
  const commands = [];
  let at = 0;
  const blanks = () => {
    while (at < script.length && /[\s;]/.test(script[at])) at++;
  };
  for (blanks(); at < script.length; blanks()) {
    if (commands.length > 50) return void 0;
    let address2;
    if (script[at] === "/" || script[at] === "\\" && at + 1 < script.length) {
      const mark2 = script[at] === "/" ? "/" : script[++at];
      const read = delimited(script, at + 1, mark2);
      if (read === void 0) return void 0;
      const pattern = toRegExp(read.text, extended, "g");
      if (pattern === void 0) return void 0;
      address2 = pattern;
      at = read.end;
    } else if (script[at] === "$") {
      address2 = "$";
      at++;
    } else {
      const number = /^[0-9]{1,6}/.exec(script.slice(at, at + 6));
      if (number !== null) {
        address2 = Number(number[0]);
        at += number[0].length;
      }
    }
    if (script[at] === ",") return void 0;
    while (script[at] === " ") at++;
    let negated = false;
    if (script[at] === "!") {
      negated = true;
      at++;
    }
    while (script[at] === " ") at++;
    const verb = script[at++];
    const base2 = { negated, ...address2 === void 0 ? {} : { address: address2 } };
    if (verb === "d") commands.push({ ...base2, verb, text: "" });
    else if (verb === "a" || verb === "i" || verb === "c") {
      const newline = script.indexOf("\n", at + 2);
      const end = newline < 0 ? script.length : newline;
      const text = script.slice(at, end).replace(/^\s*\\?\s*/, "");
      commands.push({ ...base2, verb, text });
      at = end;
    } else if (verb === "s") {
      const mark2 = script[at++];
      if (mark2 === void 0 || mark2 === "\\" || mark2 === "\n") return void 0;
      const from = delimited(script, at, mark2);
      const to = from === void 0 ? void 0 : delimited(script, from.end, mark2);
      if (from === void 0 || to === void 0) return void 0;
      at = to.end;
      const flags = /^[gIip0-9]*/.exec(script.slice(at, at + 8))[0];
      at += flags.length;
      if (/[0-9]/.test(flags)) return void 0;
      const wanted = `${flags.includes("g") ? "g" : ""}${/i/i.test(flags) ? "i" : ""}`;
      const pattern = toRegExp(from.text, extended, wanted);
      if (pattern === void 0) return void 0;
      commands.push({ ...base2, verb, pattern, text: to.text });
    } else return void 0;
    if (at < script.length && !/[\s;}]/.test(script[at])) return void 0;
  }
  return commands;
}
function delimited(script, from, mark2) {
  let text = "";
  for (let at = from; at < script.length; at++) {
    const char = script[at];
    if (char === mark2) return { text, end: at + 1 };
    if (char === "\\" && at + 1 < script.length) {
      const next = script[++at];
      text += next === mark2 ? next : `\\${next}`;
    } else text += char;
  }
  return void 0;
}
function toRegExp(pattern, extended, flags) {
  if (pattern.length > LONGEST_PATTERN) return void 0;
  let source = "";
  let repeats = 0;
  const special = "(){}+?|";
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === "\\") {
      const next = pattern[++at];
      if (next === void 0) return void 0;
      if (special.includes(next)) {
        const plain = extended;
        if (!plain && (next === "+" || next === "?")) repeats++;
        if (!plain && (next === "{" || next === "}")) return void 0;
        source += plain ? `\\${next}` : next;
      } else if (/[wWsSbB]/.test(next)) source += `\\${next}`;
      else if (next === "<" || next === ">") source += "\\b";
      else if (/[0-9]/.test(next)) return void 0;
      else if (next === "n") source += "\\n";
      else if (next === "t") source += "\\t";
      else source += /[.*[\]^$/\\]/.test(next) ? `\\${next}` : escapeLetter(next);
    } else if (char === "[") {
      const end = pattern.indexOf("]", pattern[at + 1] === "^" ? at + 3 : at + 2);
      if (end < 0) return void 0;
      const body = pattern.slice(at + 1, end);
      if (body.includes("[:")) {
        const close = pattern.indexOf("]", end + 1);
        const known = /* @__PURE__ */ new Map([
          ["[:space:]", "\\s"],
          ["[:blank:]", " \\t"],
          ["[:digit:]", "0-9"],
          ["[:alnum:]", "A-Za-z0-9"],
          ["[:alpha:]", "A-Za-z"]
        ]);
        if (close < 0) return void 0;
        let inner = pattern.slice(at + 1, close);
        for (const [name, replacement] of known) inner = inner.replaceAll(name, replacement);
        if (inner.includes("[")) return void 0;
        source += `[${inner}]`;
        at = close;
      } else {
        source += `[${body.replace(/[\\[]/g, "\\$&")}]`;
        at = end;
      }
    } else if (char === "*") {
      if (source === "" || source === "^") source += "\\*";
      else {
        repeats++;
        source += "*";
      }
    } else if (special.includes(char)) {
      if (extended && (char === "+" || char === "?")) repeats++;
      if (extended && (char === "{" || char === "}")) return void 0;
      source += extended ? char : `\\${char}`;
    } else if (char === "^" && at > 0) source += "\\^";
    else if (char === "$" && at < pattern.length - 1) source += "\\$";
    else source += char;
  }
  if (repeats > MOST_REPEATS || /\)[*+?]/.test(source)) return void 0;
  try {
    return new RegExp(source, flags);
  } catch {
    return void 0;
  }
}
function escapeLetter(char) {
  return /[A-Za-z]/.test(char) ? char : `\\${char}`;
}

// src/platforms/host/host-files.ts
var STOCK = {
  debian: [
    "-d",
    "logfile /var/log/memcached.log",
    "# -v",
    "# -vv",
    "-m 64",
    "-p 11211",
    "-u memcache",
    "-l 127.0.0.1",
    "# -c 1024",
    "# -k",
    "# -M",
    "# -r",
    "-P /var/run/memcached/memcached.pid"
  ],
  sysconfig: [
    'PORT="11211"',
    'USER="memcached"',
    'MAXCONN="1024"',
    'CACHESIZE="64"',
    'OPTIONS="-l 127.0.0.1,::1"'
  ],
  openrc: [
    'MEMCACHED_BINARY="/usr/bin/memcached"',
    'MEMUSAGE="64"',
    'MEMCACHED_RUNAS="memcached"',
    'MAXCONN="1024"',
    'LISTENON="127.0.0.1"',
    'PORT="11211"',
    'UDPPORT="0"',
    'MISC_OPTS=""'
  ]
};
function kindOf(path) {
  if (/(?:^|\/)etc\/memcached(?:_[^/]*)?\.conf$/.test(path)) return "debian";
  if (/(?:^|\/)sysconfig\/memcached[^/]*$/.test(path)) return "sysconfig";
  if (/(?:^|\/)conf\.d\/memcached(?:\.[^/]*)?$/.test(path) && !path.endsWith(".conf"))
    return "openrc";
  return void 0;
}
var HostFiles = class {
  files = /* @__PURE__ */ new Map();
  lost = /* @__PURE__ */ new Map();
  problems = [];
  /** Whether a path is one of them. */
  concerns(path) {
    return kindOf(path) !== void 0;
  }
  write(path, lines, append2, where) {
    const kind = kindOf(path);
    if (kind === void 0) return;
    const before = append2 ? this.files.get(path)?.lines ?? stock(kind, where) : [];
    this.files.set(path, { kind, lines: [...before, ...lines], where });
    if (!append2) this.lost.delete(path);
  }
  /** `sed -i SCRIPT path`; an unknown script loses track of the file. */
  edit(path, script, extended) {
    const kind = kindOf(path);
    if (kind === void 0) return;
    const before = this.files.get(path)?.lines ?? stock(kind, script.where);
    const texts = before.map((line) => ({ text: textOf2(line), edited: false }));
    const after = script.text === void 0 ? void 0 : applySed(texts, script.text, extended);
    if (after === void 0 || before.some((line) => line.some((word) => word.text === void 0))) {
      const reason = script.reason ?? `what \`sed\` does to ${path} is not evaluated`;
      this.lost.set(path, { reason, where: script.where });
      return;
    }
    let index = 0;
    const lines = after.map(({ text, edited }) => {
      if (edited) return text === "" ? [] : [{ text, where: script.where }];
      while (index < before.length && textOf2(before[index]) !== text) index++;
      return before[index++] ?? [{ text, where: script.where }];
    });
    if (after.length === texts.length && after.every(({ edited }) => !edited)) return;
    this.files.set(path, { kind, lines, where: script.where });
  }
  /**
   * The words memcached gets from a file after its name, also from one that nobody touched;
   * `undefined` when the start script stops at it or the path is none of memcached's.
   */
  words(path, where) {
    const lost = this.lost.get(path);
    if (lost !== void 0) {
      return [{ text: void 0, maySplit: true, reason: lost.reason, where: lost.where }];
    }
    const kind = kindOf(path);
    if (kind === void 0) return void 0;
    const file = this.files.get(path);
    return wordsOf(kind, file?.lines ?? stock(kind, where), file?.where ?? where);
  }
  /** The memcached each changed file configures. */
  facts(workload, placement) {
    const facts = [];
    for (const [path, { kind, lines, where }] of this.files) {
      if (this.lost.has(path)) continue;
      const words = wordsOf(kind, lines, where);
      if (words === void 0) continue;
      const context = kind === "debian" && placement === "host" ? { asRoot: true } : {};
      const daemon = interpret(words, context);
      facts.push(listenerFrom(daemon, { platform: "host", workload, placement, where }));
    }
    for (const [, { reason, where }] of this.lost) {
      const daemon = interpret([], {});
      const undecided2 = unresolved(reason, where);
      facts.push(
        listenerFrom(
          { ...daemon, running: "unknown", undecided: undecided2 },
          { platform: "host", workload, placement, where }
        )
      );
    }
    return facts;
  }
};
function stock(kind, where) {
  return STOCK[kind].map((text) => [{ text, where }]);
}
function textOf2(line) {
  return Located.of(line).text;
}
function wordsOf(kind, lines, where) {
  switch (kind) {
    case "debian": {
      const { words, dies } = readDebianConf(lines, { where });
      return dies === void 0 ? words : void 0;
    }
    case "sysconfig":
      return readSysconfig(lines, where)?.words;
    case "openrc":
      return readOpenRc(lines, where)?.words;
  }
}

// src/platforms/host/commands.ts
function commandFacts(words, place) {
  const run = readContainerRun(words);
  if (run !== void 0) {
    return containerFacts(run, { platform: "host", workload: place.workload });
  }
  const command = findMemcachedCommand(words, place.environment);
  if (command === void 0) return [];
  const daemon = interpret(command.args, {});
  if (daemon.running === false && daemon.exit === 0) return [];
  return [
    listenerFrom(daemon, {
      platform: "host",
      workload: place.workload,
      placement: place.placement,
      where: command.where
    })
  ];
}

// src/platforms/host/ini.ts
var MOST_LINES = 500;
function readIni(lines, style) {
  const entries = [];
  let section = "";
  for (let at = 0; at < lines.length; at++) {
    let line = Located.of(lines[at]);
    if (isComment(line.text) || line.text.trim() === "") continue;
    const header = /^\s*\[([^\]]*)\]\s*$/.exec(line.text);
    if (header !== null) {
      section = header[1].trim();
      continue;
    }
    const last2 = Math.min(lines.length, at + MOST_LINES) - 1;
    if (style === "systemd") {
      const pieces = [];
      let unfinished = continuation(line.text);
      while (unfinished !== void 0) {
        if (unfinished > 0) pieces.push(line.slice(0, unfinished));
        do
          line = at < last2 ? Located.of(lines[++at]) : Located.empty;
        while (at < last2 && isComment(line.text));
        unfinished = continuation(line.text);
      }
      if (line.text !== "") pieces.push(line);
      line = Located.join(pieces);
    } else {
      const pieces = [line];
      while (at < last2 && isIndented(Located.of(lines[at + 1]).text)) {
        const next = Located.of(lines[++at]);
        if (!isComment(next.text)) pieces.push(next.trim());
      }
      line = Located.join(pieces);
    }
    if (line.text === "") continue;
    const separator2 = style === "systemd" ? /=/.exec(line.text) : /[=:]/.exec(line.text);
    if (separator2 === null) continue;
    const key = line.text.slice(0, separator2.index).trim();
    let value2 = line.slice(separator2.index + 1, line.text.length);
    if (style === "supervisor") {
      const comment = /\s;/.exec(value2.text);
      if (comment !== null) value2 = value2.slice(0, comment.index);
    }
    value2 = value2.trim();
    const where = value2.text === "" ? line.where() : value2.where();
    entries.push({ section, key: style === "supervisor" ? key.toLowerCase() : key, value: value2, where });
  }
  return entries;
}
function continuation(text) {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1])) end--;
  return text[end - 1] === "\\" ? end - 1 : void 0;
}
function isBlank(char) {
  return char === " " || char === "	" || char === "\r";
}
function isComment(text) {
  return /^\s*[#;]/.test(text);
}
function isIndented(text) {
  return /^[ \t]/.test(text) && text.trim() !== "";
}

// src/platforms/host/services.ts
function supervisorFacts(file, placement) {
  return supervisorEntriesFacts(linesOf(file), file.path, placement);
}
function supervisorEntriesFacts(lines, path, placement) {
  const facts = [];
  const entries = readIni(lines, "supervisor");
  const off = new Set(
    entries.filter(({ key, value: value2 }) => key === "autostart" && /^(?:false|no|off|0)$/i.test(value2.text)).map(({ section }) => section)
  );
  for (const { section, key, value: value2 } of entries) {
    if (!section.startsWith("program:") || key !== "command" || value2.text === "") continue;
    if (off.has(section)) continue;
    const words = splitArguments(value2.text).map((word) => located(word, value2));
    const workload = `${section} in ${path}`;
    append(facts, commandFacts(words, { workload, placement }));
  }
  return facts;
}
function located(word, value2) {
  const place = value2.word(word.start, word.end);
  if (word.text !== void 0 && /%\([A-Za-z_]/.test(word.text)) {
    const reason = `\`${word.text.slice(0, 60)}\` is filled in by supervisord`;
    const prefix2 = word.text.slice(0, word.text.indexOf("%("));
    return { text: void 0, reason, where: place.where, ...prefix2 === "" ? {} : { prefix: prefix2 } };
  }
  if (place.text === void 0 || word.text === void 0) return place;
  return { text: word.text, where: place.where };
}
function procfileFacts(file) {
  const facts = [];
  for (const line of linesOf(file)) {
    const text = Located.of(line);
    const match = /^([A-Za-z0-9_-]+):\s*(?=\S)/.exec(text.text);
    if (match === null) continue;
    const workload = `process "${match[1]}" in ${file.path}`;
    const command = text.slice(match[0].length, text.text.length);
    append(facts, shellFacts(command, { workload, placement: "host" }));
  }
  return facts;
}
function upstartFacts(file, placement) {
  const facts = [];
  let script;
  const workload = `upstart job ${file.path}`;
  for (const line of linesOf(file)) {
    const text = Located.of(line);
    const word = text.text.trim();
    if (script !== void 0) {
      if (word === "end script") {
        for (const command of script) append(facts, shellFacts(command, { workload, placement }));
        script = void 0;
      } else if (word !== "") script.push(text);
    } else if (word === "script") script = [];
    else if (/^\s*exec\s/.test(text.text)) append(facts, shellFacts(text, { workload, placement }));
  }
  return facts;
}
function shellFacts(text, place) {
  return commandsIn(text.text).flatMap(([start, end]) => {
    const command = text.slice(start, end);
    const words = splitWords(command.text).map((word) => {
      const { where } = command.word(word.start, word.end);
      return wordOfShell(word, where);
    });
    return commandFacts(words, place);
  });
}

// src/platforms/host/cron.ts
var TIME = /^\s*(?:@[a-z]+|(?:[-0-9*,/a-zA-Z]+[ \t]+){4}[-0-9*,/a-zA-Z]+)[ \t]+(?=\S)/;
var USER = /^[a-z_][a-z0-9_-]*[ \t]+(?=\S)/;
function cronFacts(lines, path, placement) {
  return lines.flatMap((line, index) => {
    const text = Located.of(line);
    const time2 = /^\s*#/.test(text.text) ? null : TIME.exec(text.text);
    if (time2 === null) return [];
    const end = /(?<!\\)%/.exec(text.text)?.index ?? text.text.length;
    const command = text.slice(time2[0].length, Math.max(end, time2[0].length));
    const place = { workload: `line ${index + 1} of ${path}`, placement };
    const facts = shellFacts(command, place);
    if (facts.length > 0) return facts;
    const user = USER.exec(command.text);
    return user === null ? [] : shellFacts(command.slice(user[0].length, command.text.length), place);
  });
}

// src/platforms/host/command-options.ts
function readOptions(words) {
  const operands2 = [];
  const options = /* @__PURE__ */ new Map();
  let current = operands2;
  for (const word2 of words) {
    const text = word2.text ?? word2.prefix ?? "";
    if (!/^--?[A-Za-z]/.test(text)) {
      current.push(word2);
      continue;
    }
    const equals = text.indexOf("=");
    const name = equals < 0 ? text : text.slice(0, equals);
    const values = options.get(name) ?? [];
    options.set(name, values);
    if (equals >= 0) values.push(tail(word2, equals + 1));
    current = values;
  }
  const word = words.at(-1);
  return {
    operands: operands2,
    last: /^-/.test(word?.text ?? word?.prefix ?? "") ? void 0 : word,
    values: (...names) => names.flatMap((name) => options.get(name) ?? []),
    has: (...names) => names.some((name) => options.has(name))
  };
}
function tail(word, from) {
  return slice(word, from, word.text?.length ?? from);
}
function slice(word, from, to) {
  const { text, where } = word;
  if (text === void 0) {
    const { prefix: prefix2, ...rest } = word;
    const left = prefix2?.slice(from) ?? "";
    return left === "" ? rest : { ...rest, prefix: left };
  }
  const exact = where.startLine === where.endLine && where.endColumn - where.startColumn === text.length;
  return {
    ...word,
    text: text.slice(from, to),
    where: exact ? { ...where, startColumn: where.startColumn + from, endColumn: where.startColumn + to } : where
  };
}
function splitAt(word, separators) {
  const { text } = word;
  if (text === void 0) return [word];
  const parts = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !separators.test(text[at])) continue;
    if (at > start) parts.push(slice(word, start, at));
    start = at + 1;
  }
  return parts;
}

// src/platforms/host/forwards.ts
function forwardDoors(words, place) {
  const brief = words[0]?.text?.endsWith("socat") === true ? void 0 : FOR_A_WHILE;
  return forwardsOf(words).flatMap(
    (forward2) => forwardDoor(forward2, {
      ...place,
      ...place.onlyIf !== void 0 || brief === void 0 || forward2.lasting === true ? {} : { onlyIf: brief }
    })
  );
}
function forwardsOf(words) {
  const first = words[0]?.text ?? "";
  switch (first.slice(first.lastIndexOf("/") + 1)) {
    case "socat":
      return socat(words.slice(1));
    case "ssh":
    case "autossh":
      return ssh(words.slice(1));
    case "kubectl":
    case "oc":
      return portForward(words.slice(1));
    case "lxc":
    case "incus":
      return proxyDevice(words.slice(1));
    default:
      return [];
  }
}
var FOR_A_WHILE = "it lasts as long as somebody runs the command";
function forwardDoor(forward2, { platform, onlyIf }) {
  const { behind: behind3, address: address2, port: port3, protocol: protocol2 } = forward2;
  const inside = Number(/[:\]]([0-9]{1,5})$/.exec(behind3)?.[1] ?? "NaN");
  const isMemcached = inside === MEMCACHED_PORT || /memcache/i.test(behind3);
  if (!isMemcached || !Number.isInteger(port3)) return [];
  const on = publishedOn(address2);
  if (on === "loopback" || address2 === "localhost") return [];
  const named2 = on === "nowhere" ? unresolved(`the address of ${address2.slice(0, 80)} is not known`) : void 0;
  return [
    {
      kind: "ingress",
      platform,
      where: forward2.where.where,
      mechanism: "published-port",
      name: forward2.name,
      sources: named2 ?? forward2.sources ?? AddressSet.all,
      protocols: [protocol2],
      ports: PortSet.of(port3),
      targetPorts: PortSet.of(Number.isInteger(inside) ? inside : MEMCACHED_PORT),
      target: "unknown",
      faces: on === "private" || on === "internet" ? on : "host",
      leadsTo: "memcached",
      related: [],
      notes: [`It passes what comes in on to ${behind3.slice(0, 80)}.`],
      ...onlyIf === void 0 ? {} : { onlyIf }
    }
  ];
}
function socat(words) {
  const addresses = words.filter(
    ({ text, prefix: prefix2 }) => /^[A-Za-z0-9-]+:/.test(text ?? prefix2 ?? "")
  );
  const [listen, target2] = addresses;
  const match = /^(TCP|UDP)([46]?)(?:-L|-LISTEN|-RECVFROM|-RECV):([0-9]{1,5})((?:,[^,]*)*)$/i.exec(
    listen?.text ?? ""
  );
  if (match === null || target2 === void 0) return [];
  const option3 = (name) => new RegExp(`,${name}=([^,]*)`, "i").exec(match[4])?.[1];
  const range4 = option3("range");
  const set = range4 === void 0 ? void 0 : AddressSet.tryParse(range4);
  const behind3 = (target2.text ?? target2.prefix ?? "").replace(/^[A-Za-z0-9-]+:/, "").split(",")[0];
  return [
    {
      protocol: match[1].toLowerCase() === "udp" ? "udp" : "tcp",
      address: option3("bind") ?? option3("ip4-bind"),
      port: Number(match[3]),
      behind: behind3,
      where: listen,
      name: "socat",
      ...range4 === void 0 ? {} : {
        sources: set ?? unresolved(`\`range=${range4.slice(0, 60)}\` is no network that is known`)
      }
    }
  ];
}
var SSH_ARGUMENTS = "BbcDEeFIiJlmOopQSWw";
function ssh(words) {
  const found = [];
  let gateway = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const text = word.text ?? word.prefix ?? "";
    if (!/^-[A-Za-z0-9]/.test(text)) continue;
    for (let at = 1; at < text.length; at++) {
      const letter = text[at];
      if (letter === "g") gateway = true;
      if (letter === "L" || letter === "R") {
        const value2 = at + 1 < text.length ? slice(word, at + 1, text.length) : words[++i];
        if (value2 !== void 0) found.push({ kind: letter, value: value2 });
        break;
      }
      if (SSH_ARGUMENTS.includes(letter)) {
        const value2 = at + 1 < text.length ? text.slice(at + 1) : words[++i]?.text ?? "";
        if (letter === "o" && /^GatewayPorts[= ]\s*yes$/i.test(value2)) gateway = true;
        break;
      }
    }
  }
  return found.flatMap(({ kind, value: value2 }) => {
    const match = /^(?:(\[[^\]]*\]|[^:[\]]*):)?([0-9]{1,5}):(\[[^\]]+\]|[^:]+):([0-9]{1,5})$/.exec(
      value2.text ?? ""
    );
    if (match === null) return [];
    const given = match[1]?.replace(/^\[|\]$/g, "");
    const everywhere = given === "" || given === "*" || given === "0.0.0.0" || given === "::";
    const address2 = given === void 0 ? gateway && kind === "L" ? void 0 : "127.0.0.1" : everywhere ? void 0 : given === "localhost" ? "127.0.0.1" : given;
    const behind3 = `${match[3]}:${match[4]}`;
    const forward2 = {
      protocol: "tcp",
      address: address2,
      port: Number(match[2]),
      behind: behind3,
      where: value2
    };
    if (kind === "L") return [{ ...forward2, name: "ssh -L" }];
    const sources = unresolved(
      "GatewayPorts of the far host decides whether others reach the port"
    );
    return [{ ...forward2, name: "ssh -R", sources }];
  });
}
function portForward(words) {
  const at = words.findIndex(({ text }) => text === "port-forward");
  if (at < 0) return [];
  let address2 = "localhost";
  let where;
  const operands2 = [];
  for (let i = at + 1; i < words.length; i++) {
    const word = words[i];
    const text = word.text ?? "";
    if (text === "--address" || text.startsWith("--address=")) {
      where = text === "--address" ? words[++i] : slice(word, 10, text.length);
      address2 = where?.text ?? "";
    } else if (/^(?:-n|--namespace|--context|--kubeconfig)$/.test(text)) i++;
    else if (!text.startsWith("-")) operands2.push(word);
  }
  const [target2, ...ports2] = operands2;
  const open = address2.split(",").find((one) => !["localhost", "127.0.0.1", "::1", ""].includes(one));
  if (open === void 0 || target2 === void 0) return [];
  return ports2.flatMap((port3) => {
    const match = /^([0-9]*):?([0-9]{1,5})$/.exec(port3.text ?? "");
    if (match === null) return [];
    const behind3 = `${target2.text ?? ""}:${match[2]}`;
    const listen = open === "0.0.0.0" || open === "::" ? void 0 : open;
    return [
      {
        protocol: "tcp",
        address: listen,
        port: Number(match[1] || match[2]),
        behind: behind3,
        where: where ?? port3,
        name: "kubectl port-forward"
      }
    ];
  });
}
function proxyDevice(words) {
  const texts = words.map(({ text }) => text ?? "");
  if (!texts.includes("proxy")) return [];
  const listen = words.find(({ text }) => text?.startsWith("listen=") === true);
  const connect = texts.find((text) => text.startsWith("connect="));
  const match = /^listen=(tcp|udp):(\[[^\]]*\]|[^:]*):([0-9]{1,5})$/.exec(listen?.text ?? "");
  if (match === null || connect === void 0) return [];
  const address2 = match[2].replace(/^\[|\]$/g, "");
  return [
    {
      protocol: match[1] === "udp" ? "udp" : "tcp",
      address: address2 === "" || address2 === "0.0.0.0" || address2 === "::" ? void 0 : address2,
      port: Number(match[3]),
      behind: connect.replace(/^connect=(?:tcp|udp):/, ""),
      where: listen,
      lasting: true,
      name: `proxy device of ${texts[0] === "config" ? texts[3] ?? "a container" : "a container"}`
    }
  ];
}

// src/platforms/host/proxy-files.ts
function proxyFacts(kind, lines, path) {
  const forwards = kind === "haproxy" ? haproxy(lines, path) : nginx(lines, path);
  return forwards.flatMap((forward2) => forwardDoor(forward2, { platform: "host" }));
}
function haproxy(lines, path) {
  const sections = [];
  for (const raw3 of lines) {
    const line = Located.of(raw3).without(/(?:^|\s)#.*$/g).trim();
    if (line.text === "") continue;
    const words = line.text.split(/[ \t]+/);
    if (/^(?:listen|frontend|backend|defaults|global|peers|resolvers|userlist|cache|program)$/.test(
      words[0]
    )) {
      sections.push({ kind: words[0], name: words[1] ?? "", lines: [] });
    } else sections.at(-1)?.lines.push({ words, line });
  }
  const backends = new Map(
    sections.filter(({ kind }) => kind === "backend").map((one) => [one.name, one])
  );
  return sections.filter(({ kind }) => kind === "listen" || kind === "frontend").flatMap((section) => {
    const chosen = section.lines.filter(({ words }) => words[0] === "default_backend" || words[0] === "use_backend").flatMap(({ words }) => backends.get(words[1] ?? "") ?? []);
    const servers = [section, ...chosen].flatMap(
      ({ lines: own }) => own.flatMap(({ words }) => words[0] === "server" ? [words[2] ?? ""] : [])
    );
    const behind3 = servers.find((text) => /:11211$/.test(text)) ?? servers.find((text) => /memcache/i.test(text));
    if (behind3 === void 0) return [];
    const sources = clientsOf(section);
    return section.lines.flatMap(({ words, line }) => {
      if (words[0] !== "bind") return [];
      return (words[1] ?? "").split(",").flatMap((text) => {
        const match = /^(?:ipv[46]@)?(?:\[?([^\]]*?)\]?):([0-9]{1,5})$/.exec(text);
        if (match === null) return [];
        const at = line.text.indexOf(text);
        const address2 = match[1] === "" || match[1] === "*" ? void 0 : match[1];
        return [
          {
            protocol: "tcp",
            address: address2 === "0.0.0.0" || address2 === "::" ? void 0 : address2,
            port: Number(match[2]),
            behind: behind3,
            where: line.word(at, at + text.length),
            name: `${section.kind} "${section.name}" of ${path}`,
            ...sources === void 0 ? {} : { sources }
          }
        ];
      });
    });
  });
}
function clientsOf(section) {
  const lists = /* @__PURE__ */ new Map();
  for (const { words } of section.lines) {
    if (words[0] !== "acl" || words[2] !== "src") continue;
    const before = lists.get(words[1]);
    const more = setOf(words.slice(3));
    lists.set(words[1], lists.has(words[1]) ? before?.union(more ?? AddressSet.empty) : more);
  }
  let found;
  for (const { words } of section.lines) {
    const [first, when2, action, keyword] = words;
    if (first !== "tcp-request" || !/^(?:connection|content|session)$/.test(when2 ?? "")) continue;
    if (action !== "reject") continue;
    const condition = words.slice(4).join(" ");
    const negated = keyword === "unless" || condition.startsWith("!");
    const inner = condition.replace(/^!\s*/, "");
    const braces = /^\{ src ([^}]*) \}$/.exec(inner);
    const set = braces === null ? lists.get(inner) : setOf(braces[1].trim().split(/\s+/));
    if (keyword === void 0) return AddressSet.empty;
    if (set === void 0)
      return unresolved(
        `the condition \`${condition.slice(0, 60)}\` of the proxy is not evaluated`
      );
    const left = negated ? set : set.complement();
    found = found instanceof AddressSet ? found.intersect(left) : left;
  }
  return found;
}
function setOf(words) {
  const sets = words.map((word) => AddressSet.tryParse(word));
  return sets.some((set) => set === void 0) ? void 0 : AddressSet.unionOf([AddressSet.empty, ...sets]);
}
function nginx(lines, path) {
  const upstreams = /* @__PURE__ */ new Map();
  const found = [];
  let block = [];
  const stack = [];
  const finish = () => {
    const pass = block.find(({ words }) => words[0] === "proxy_pass")?.words[1];
    const behind3 = pass === void 0 ? void 0 : upstreams.get(pass) ?? pass;
    if (behind3 === void 0 || /^https?:/.test(behind3)) return;
    const sources = accessOf(block);
    for (const { words, line } of block) {
      if (words[0] !== "listen") continue;
      const match = /^(?:(\[[^\]]*\]|[^:]*):)?([0-9]{1,5})$/.exec(words[1] ?? "");
      if (match === null) continue;
      const address2 = match[1]?.replace(/^\[|\]$/g, "");
      const open = address2 === void 0 || ["", "*", "0.0.0.0", "::"].includes(address2);
      found.push({
        protocol: words.includes("udp") ? "udp" : "tcp",
        address: open ? void 0 : address2,
        port: Number(match[2]),
        behind: behind3,
        where: line.word(0, line.text.length),
        name: `the stream server of ${path}`,
        ...sources === void 0 ? {} : { sources }
      });
    }
  };
  const later = [];
  for (const raw3 of lines) {
    const line = Located.of(raw3).without(/(?:^|\s)#.*$/g).trim();
    for (const match of line.text.matchAll(/([^;{}]*)([;{}])/g)) {
      const words = match[1].trim().split(/[ \t]+/);
      const from = match.index + (match[1].length - match[1].trimStart().length);
      const end = match.index + match[1].trimEnd().length;
      const piece = line.slice(from, Math.max(end, from));
      if (match[2] === "{") {
        stack.push(words.join(" "));
        if (words[0] === "server") block = [];
      } else if (match[2] === "}") {
        const closed = stack.pop() ?? "";
        if (closed === "server") {
          const mine = block;
          later.push(() => {
            block = mine;
            finish();
          });
          block = [];
        }
      } else {
        const around = /^upstream (\S+)/.exec(stack.at(-1) ?? "");
        if (around !== null && words[0] === "server") {
          const before = upstreams.get(around[1]);
          if (before === void 0 || /:11211$/.test(words[1] ?? ""))
            upstreams.set(around[1], words[1] ?? "");
        } else if (stack.at(-1) === "server" && piece.text !== "")
          block.push({ words, line: piece, depth: stack.length });
      }
    }
  }
  for (const one of later) one();
  return found;
}
function accessOf(block) {
  let left = AddressSet.all;
  let admitted2 = AddressSet.empty;
  let any = false;
  for (const { words } of block) {
    if (words[0] !== "allow" && words[0] !== "deny") continue;
    any = true;
    const set = words[1] === "all" ? AddressSet.all : AddressSet.tryParse(words[1] ?? "");
    if (set === void 0)
      return unresolved(`\`${words.join(" ").slice(0, 60)}\` of the proxy is not evaluated`);
    if (words[0] === "allow") admitted2 = admitted2.union(left.intersect(set));
    left = left.subtract(set);
  }
  return any ? admitted2.union(left) : void 0;
}

// src/platforms/host/paths.ts
var PathIndex = class {
  byName = /* @__PURE__ */ new Map();
  constructor(paths) {
    for (const path of paths) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const same = this.byName.get(name);
      if (same === void 0) this.byName.set(name, [path]);
      else same.push(path);
    }
  }
  /**
   * The file that becomes `absolute` on the host: one whose path ends with all of it, or with its last
   * two parts (`sysconfig/memcached`), or `memcached.sysconfig` for that. Of several the one nearest
   * to `from`.
   */
  find(absolute, from) {
    const parts = absolute.split("/").filter((part) => part !== "");
    const name = parts.at(-1);
    if (name === void 0 || /[%$*]/.test(absolute)) return void 0;
    const folder = parts.at(-2);
    const all2 = this.byName.get(name) ?? [];
    const full = all2.filter((path) => `/${path}`.endsWith(`/${parts.join("/")}`));
    if (full.length > 0) return nearest(full, from);
    if (folder === void 0) return void 0;
    const short2 = all2.filter((path) => `/${path}`.endsWith(`/${folder}/${name}`));
    if (short2.length > 0) return nearest(short2, from);
    return nearest(this.byName.get(`${name}.${folder}`) ?? [], from);
  }
  /** The file of that name nearest to `from`. */
  named(name, from) {
    return nearest(this.byName.get(name) ?? [], from);
  }
};
function nearest(paths, from) {
  let best;
  let longest = -1;
  for (const path of paths) {
    let common = 0;
    while (common < path.length && path[common] === from[common]) common++;
    if (common > longest) {
      longest = common;
      best = path;
    }
  }
  return best;
}

// src/platforms/host/unit-values.ts
function listOf(entries, section, key) {
  let values = [];
  for (const entry2 of entries) {
    if (entry2.section !== section || entry2.key !== key) continue;
    if (entry2.value.text === "") values = [];
    else values.push(entry2.value);
  }
  return values;
}
var NAMED_ADDRESSES = /* @__PURE__ */ new Map([
  ["any", AddressSet.all],
  ["localhost", LOOPBACK],
  ["link-local", AddressSet.of("169.254.0.0/16", "fe80::/64")],
  ["multicast", AddressSet.of("224.0.0.0/4", "ff00::/8")]
]);
function addressesOf(values) {
  const sets = values.flatMap(({ text }) => text.split(/[ \t]+/)).map((word) => NAMED_ADDRESSES.get(word) ?? AddressSet.tryParse(word) ?? AddressSet.empty);
  return AddressSet.unionOf([AddressSet.empty, ...sets]);
}

// src/platforms/host/sockets.ts
function serviceOf(name, entries) {
  return listOf(entries, "Socket", "Service").at(-1)?.text ?? name.replace(/\.socket$/, ".service");
}
function socketFacts({ name, entries, command }) {
  const program = command?.[0]?.replace(/^.*\//, "") ?? "";
  const target2 = command?.slice(1).find((word) => word !== void 0 && !word.startsWith("-"));
  const proxies = program === "systemd-socket-proxyd" && target2 !== void 0;
  const isMemcached = program === "memcached" || command === void 0 && /memcache/i.test(name);
  if (!proxies && !isMemcached) return [];
  const filtered = filterOf(entries);
  const facts = [];
  for (const [key, protocol2] of [
    ["ListenStream", "tcp"],
    ["ListenDatagram", "udp"]
  ]) {
    for (const value2 of listOf(entries, "Socket", key)) {
      const at = listenOn(value2.text);
      if (at === void 0) continue;
      const forward2 = {
        ...at,
        protocol: protocol2,
        behind: proxies ? target2 : "memcached",
        where: value2.word(0, value2.text.length),
        name,
        ...isMemcached ? {
          sources: unresolved(
            `memcached takes no sockets from systemd, so that it is not known what answers on those of ${name}`
          )
        } : filtered === void 0 ? {} : { sources: filtered }
      };
      append(facts, forwardDoor(forward2, { platform: "host" }));
    }
  }
  return facts;
}
function listenOn(text) {
  const match = /^(?:(\[[0-9a-fA-F:.]+\]|[0-9.]+):)?([0-9]{1,5})$/.exec(text.trim());
  if (match === null) return void 0;
  const address2 = match[1]?.replace(/^\[|\]$/g, "");
  return {
    address: address2 === "0.0.0.0" || address2 === "::" ? void 0 : address2,
    port: Number(match[2])
  };
}
function filterOf(entries) {
  const read = (key) => listOf(entries, "Socket", key);
  const denied = read("IPAddressDeny");
  if (denied.length === 0) return void 0;
  return addressesOf(denied).complement().union(addressesOf(read("IPAddressAllow")));
}

// src/platforms/host/units.ts
function unitFacts(files, tree, index, containers) {
  const facts = [];
  const consumed = /* @__PURE__ */ new Set();
  const units = assemble(files);
  for (const unit of units) {
    const reader = new UnitReader(unit, tree, index, consumed);
    const workload = `${unit.name} in ${unit.path}`;
    if (unit.name.endsWith(".socket")) {
      const wanted = serviceOf(unit.name, unit.entries);
      const service = units.find(({ name }) => name === wanted);
      const command = service === void 0 ? void 0 : (new UnitReader(service, tree, index, consumed).commands()[0] ?? []).map(
        ({ text }) => text
      );
      append(facts, socketFacts({ name: unit.name, entries: unit.entries, command }));
      continue;
    }
    if (/\.container$/.test(unit.name)) {
      const run = reader.quadlet(index);
      if (run !== void 0) append(facts, containerFacts(run, { platform: "host", workload }));
      continue;
    }
    const placement = containers.has(unit.path) || reader.isIsolated() ? "container" : "host";
    const started = reader.commands().flatMap((words) => commandFacts(words, { workload, placement }));
    append(facts, started);
    const restriction2 = started.length === 0 ? void 0 : reader.addressFilter(workload);
    if (restriction2 !== void 0) facts.push(restriction2);
  }
  return { facts, consumed };
}
function writtenUnitFacts(name, lines, place) {
  const entries = readIni(lines, "systemd");
  const unit = { name, path: place.path, complete: true, entries };
  const reader = new UnitReader(unit, void 0, new PathIndex([]), /* @__PURE__ */ new Set());
  const workload = `${name} in ${place.path}`;
  if (name.endsWith(".container")) {
    const run = reader.quadlet(new PathIndex([]));
    return run === void 0 ? [] : containerFacts(run, { platform: "host", workload });
  }
  const placement = reader.isIsolated() ? "container" : place.placement;
  const started = reader.commands().flatMap((words) => commandFacts(words, { workload, placement }));
  const restriction2 = started.length === 0 ? void 0 : reader.addressFilter(workload);
  return restriction2 === void 0 ? started : [...started, restriction2];
}
function assemble(files) {
  const bases = /* @__PURE__ */ new Map();
  const dropIns = /* @__PURE__ */ new Map();
  for (const file of files) {
    const name = dropInOf(file.path);
    if (name === void 0) bases.set(file.path, file);
    else {
      const folder = file.folder.slice(0, -`${name}.d`.length);
      const key = `${folder}${name}`;
      dropIns.set(key, [...dropIns.get(key) ?? [], file]);
    }
  }
  const byName = /* @__PURE__ */ new Map();
  for (const path of bases.keys()) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    byName.set(name, [...byName.get(name) ?? [], path]);
  }
  const additions = /* @__PURE__ */ new Map();
  const alone = [];
  for (const [key, list] of dropIns) {
    const name = key.slice(key.lastIndexOf("/") + 1);
    const others = byName.get(name) ?? [];
    const base2 = bases.has(key) ? key : others.length === 1 ? others[0] : void 0;
    if (base2 === void 0) alone.push([name, list]);
    else additions.set(base2, [...additions.get(base2) ?? [], ...list]);
  }
  const units = [];
  for (const [path, file] of bases) {
    const more = [...additions.get(path) ?? []].sort(byFileName);
    const name = path.slice(path.lastIndexOf("/") + 1);
    units.push({ name, path, complete: true, entries: [file, ...more].flatMap(entriesOf) });
  }
  for (const [name, list] of alone) {
    const sorted2 = [...list].sort(byFileName);
    units.push({
      name,
      path: sorted2[0].path,
      complete: false,
      entries: sorted2.flatMap(entriesOf)
    });
  }
  return units;
}
function byFileName(a, b) {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
function entriesOf(file) {
  return readIni(linesOf(file), "systemd");
}
var UnitReader = class {
  constructor(unit, tree, index, consumed) {
    this.unit = unit;
    this.tree = tree;
    this.index = index;
    this.consumed = consumed;
  }
  unit;
  tree;
  index;
  consumed;
  /** The commands of the service, after resets. */
  commands() {
    const context = this.context("Service");
    return this.list("Service", "ExecStart").map((value2) => execWords(value2, context));
  }
  /** Whether the service has no network of the host's: systemd.exec(5). */
  isIsolated() {
    if (/^(?:yes|true|on|1)$/i.test(this.last("Service", "PrivateNetwork")?.text ?? ""))
      return true;
    const families = this.list("Service", "RestrictAddressFamilies").map(({ text }) => text);
    const first = families[0];
    return first !== void 0 && !first.startsWith("~") && !families.some((text) => /AF_INET/.test(text));
  }
  /** `IPAddressAllow=` and `IPAddressDeny=` (systemd.resource-control(5)): allowed wins over denied. */
  addressFilter(workload) {
    const denied = this.list("Service", "IPAddressDeny");
    const first = denied[0];
    if (first === void 0) return void 0;
    const allow = addressesOf(this.list("Service", "IPAddressAllow"));
    const deny = addressesOf(denied);
    return {
      kind: "restriction",
      platform: "host",
      where: first.where(),
      mechanism: "host-firewall",
      name: `the address filter of ${this.unit.name}`,
      target: [workload],
      protocols: TCP_AND_UDP,
      ports: PortSet.all,
      admits: deny.complement().union(allow)
    };
  }
  /** The container of a Quadlet file (podman-systemd.unit(5)). */
  quadlet(index) {
    const image = this.last("Container", "Image");
    if (image === void 0 || image.text === "") return void 0;
    const context = this.context("Container");
    const environment = /* @__PURE__ */ new Map();
    for (const [name, value2] of context.variables) {
      environment.set(name, value2.text === "" ? { text: "", where: image.where() } : whole(value2));
    }
    const exec = this.last("Container", "Exec");
    const entrypoint = this.last("Container", "Entrypoint");
    const networks2 = this.list("Container", "Network").map(({ text }) => text);
    const published = this.list("Container", "PublishPort").map(whole);
    const pod = this.last("Container", "Pod")?.text;
    const network3 = networks2.includes("host") ? "host" : networks2.includes("none") ? "none" : "own";
    if (pod !== void 0) {
      const path = index.named(pod, this.unit.path);
      const file = path === void 0 ? void 0 : this.tree?.read(path);
      const entries = file === void 0 ? [] : entriesOf(file);
      append(published, listOf(entries, "Pod", "PublishPort").map(whole));
    }
    return {
      spec: {
        image: whole(image),
        ...entrypoint === void 0 || entrypoint.text === "" ? {} : { entrypoint: [whole(entrypoint)] },
        ...exec === void 0 ? {} : { command: unitWords(exec, context) },
        environment,
        where: image.where()
      },
      published,
      publishAll: void 0,
      network: network3,
      name: void 0
    };
  }
  context(section) {
    const variables = /* @__PURE__ */ new Map();
    for (const value2 of this.list(section, "Environment")) {
      for (const word of splitUnitValue(value2)) {
        const equals = word.text.indexOf("=");
        if (equals > 0)
          variables.set(word.text.slice(0, equals), word.slice(equals + 1, word.text.length));
      }
    }
    let missing;
    if (!this.unit.complete) missing = `${this.unit.name} itself is not in the repository`;
    for (const value2 of this.list(section, "EnvironmentFile")) {
      const named2 = value2.text.replace(/^-/, "");
      const path = this.index.find(named2, this.unit.path);
      const file = path === void 0 ? this.environmentBeside(named2) : this.tree?.read(path);
      if (file === void 0) {
        missing = `${named2} is not in the repository`;
        continue;
      }
      this.consumed.add(file.path);
      for (const [name, text] of readEnvironmentFile(linesOf(file))) variables.set(name, text);
    }
    return { variables, ...missing === void 0 ? {} : { missing } };
  }
  /**
   * The file that an environment file is kept as when its path on the host is nowhere in the tree:
   * one of its name in the folder of the unit, or the only file of memcached's variables there.
   */
  environmentBeside(named2) {
    const name = named2.slice(named2.lastIndexOf("/") + 1);
    const folder = this.unit.path.slice(0, this.unit.path.lastIndexOf("/") + 1);
    const same = this.tree?.has(`${folder}${name}`) ? this.tree.read(`${folder}${name}`) : void 0;
    if (same !== void 0 && !same.text.startsWith("#!")) return same;
    const others = (this.tree?.paths ?? []).filter(
      (path) => path.startsWith(folder) && !path.includes("/", folder.length) && /memcache[^/.]*(?:\.(?:conf|env|sysconfig|default))?$/i.test(path)
    );
    const holders = others.flatMap((path) => {
      const file = this.tree?.read(path);
      const kind = file === void 0 ? void 0 : confKindOf(file);
      return kind === "sysconfig" || kind === "variables" ? [file] : [];
    });
    return holders.length === 1 ? holders[0] : void 0;
  }
  list(section, key) {
    return listOf(this.unit.entries, section, key);
  }
  last(section, key) {
    return this.list(section, key).at(-1);
  }
};
function whole(value2) {
  return value2.word(0, value2.text.length);
}

// src/platforms/host/in-place.ts
function readInPlaceEdit(words) {
  const name = words[0]?.text ?? "";
  const program = name.slice(name.lastIndexOf("/") + 1);
  if (program !== "sed" && program !== "gsed" && program !== "perl") return void 0;
  let inPlace = false;
  let extended = program === "perl";
  const scripts = [];
  const operands2 = [];
  for (let i = 1; i < words.length; i++) {
    const { text } = words[i];
    if (text === void 0 || !text.startsWith("-") || text === "-") {
      operands2.push(words[i]);
      continue;
    }
    if (/^--in-place/.test(text)) inPlace = true;
    else if (text === "--regexp-extended") extended = true;
    else if (text === "--expression" && words[i + 1] !== void 0) scripts.push(words[++i]);
    else if (text.startsWith("--expression=")) {
      scripts.push({ ...words[i], text: text.slice("--expression=".length) });
    } else if (!text.startsWith("--")) {
      if (text.includes("i")) inPlace = true;
      if (/^-[a-zA-Z]*[rE]/.test(text)) extended = true;
      if (text.endsWith("e") && words[i + 1] !== void 0) scripts.push(words[++i]);
    }
  }
  if (!inPlace) return void 0;
  if (scripts.length === 0 && operands2.length > 0) scripts.push(operands2.shift());
  if (scripts[0]?.text === "" && operands2.length > 1) scripts[0] = operands2.shift();
  return { scripts, files: operands2, extended };
}

// src/syntax/powershell/scan.ts
var CLOSERS = { "(": ")", "{": "}", "[": "]" };
function closing(text, open, end) {
  const stack = [];
  for (let i = open; i < end; ) {
    const char = text[i];
    const skipped = skipQuoted(text, i, end);
    if (skipped > i) {
      i = skipped;
      continue;
    }
    const closer = CLOSERS[char];
    if (closer !== void 0) stack.push(closer);
    else if (char === stack.at(-1)) {
      stack.pop();
      if (stack.length === 0) return i + 1;
    }
    i++;
  }
  return end;
}
function skipQuoted(text, at, end) {
  const char = text[at];
  if (char === "`") return Math.min(at + 2, end);
  if (char === "#" && (at === 0 || /[\s;(){}|,=]/.test(text[at - 1]))) {
    const line = text.indexOf("\n", at);
    return line < 0 || line > end ? end : line;
  }
  if (char === "<" && text[at + 1] === "#") {
    const close = text.indexOf("#>", at + 2);
    return close < 0 || close + 2 > end ? end : close + 2;
  }
  const here = hereString(text, at, end);
  if (here !== void 0) return here.end;
  if (char === "'" || char === '"') return stringEnd(text, at, end);
  return at;
}
function hereString(text, at, end) {
  const quote2 = text[at + 1];
  if (text[at] !== "@" || quote2 !== "'" && quote2 !== '"') return void 0;
  const line = text.indexOf("\n", at);
  if (line < 0 || line >= end || text.slice(at + 2, line).trim() !== "") return void 0;
  const close = text.indexOf(`
${quote2}@`, line);
  const expands = quote2 === '"';
  if (close < 0 || close >= end) return { from: line + 1, to: end, end, expands };
  const to = text[close - 1] === "\r" ? close - 1 : close;
  return { from: line + 1, to: Math.max(to, line + 1), end: Math.min(close + 3, end), expands };
}
function stringEnd(text, at, end) {
  const quote2 = text[at];
  for (let i = at + 1; i < end; i++) {
    const char = text[i];
    if (quote2 === '"' && char === "`") i++;
    else if (quote2 === '"' && char === "$" && text[i + 1] === "(")
      i = closing(text, i + 1, end) - 1;
    else if (char === quote2) {
      if (text[i + 1] !== quote2) return i + 1;
      i++;
    }
  }
  return end;
}
function skipBlank(text, from, end, lines) {
  let i = from;
  while (i < end) {
    const char = text[i];
    if (char === " " || char === "	" || char === "\r" || lines && char === "\n") i++;
    else if (char === "`" && /^\r?\n/.test(text.slice(i + 1, i + 3))) i = text.indexOf("\n", i) + 1;
    else if (char === "#" || char === "<" && text[i + 1] === "#") {
      const next = skipQuoted(text, i, end);
      if (next === i) return i;
      i = next;
    } else return i;
  }
  return end;
}

// src/syntax/powershell/values.ts
function textValue(text, where) {
  return { kind: "text", text, where };
}
function unknownValue(reason, where, prefix2 = "") {
  return { kind: "unknown", reason, where, ...prefix2 === "" ? {} : { prefix: prefix2 } };
}
function itemsOf2(value2) {
  return value2.kind === "list" ? value2.items.flatMap(itemsOf2) : [value2];
}
function textOf3(value2, separator2 = " ") {
  if (value2.kind === "text") return value2.text;
  if (value2.kind === "table") return "System.Collections.Hashtable";
  if (value2.kind === "unknown") return void 0;
  const texts = value2.items.map((item) => textOf3(item, separator2));
  return texts.includes(void 0) ? void 0 : texts.join(separator2);
}
function truthOf(value2) {
  switch (value2.kind) {
    case "text":
      return !/^(?:|\$?false|0|\$null)$/i.test(value2.text);
    case "list":
      return value2.items.length === 0 ? false : value2.items.length > 1 ? true : truthOf(value2.items[0]);
    case "table":
      return true;
    case "unknown":
      return void 0;
  }
}

// src/syntax/powershell/expressions.ts
var VARIABLE = /\$(?:\{([^}\n]{1,100})\}|((?:[A-Za-z]+:)?[A-Za-z_][A-Za-z0-9_]*|[_?^$]))/y;
var OPERATOR = /-(c?i?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|in|notin|contains|notcontains|replace|split)|and|or|xor|join|f|is|isnot|as|band|bor)(?![A-Za-z])/iy;
var MAX_DEPTH2 = 60;
var Expressions = class {
  constructor(around, end) {
    this.around = around;
    this.end = end;
  }
  around;
  end;
  depth = 0;
  /** Behind what was read last. */
  at = 0;
  /** The expression at the place; `lines`: it goes on behind line ends, as it does in brackets. */
  read(from, lines = false) {
    this.at = from;
    return this.binary(lines);
  }
  blank(lines) {
    this.at = skipBlank(this.around.text, this.at, this.end, lines);
  }
  binary(lines) {
    let left = this.sum(lines);
    for (; ; ) {
      this.blank(lines);
      OPERATOR.lastIndex = this.at;
      const match = OPERATOR.exec(this.around.text);
      if (match === null || this.at >= this.end) return left;
      this.at += match[0].length;
      this.blank(true);
      left = operate(match[1].toLowerCase(), left, this.sum(lines));
    }
  }
  sum(lines) {
    let left = this.list(lines);
    for (; ; ) {
      this.blank(lines);
      const { text } = this.around;
      if (text.startsWith("..", this.at)) {
        this.at += 2;
        left = range(left, this.list(lines));
        continue;
      }
      const sign = text[this.at];
      const adds = sign === "+" || sign === "-" && /[\s$0-9(]/.test(text[this.at + 1] ?? "");
      if (!adds || this.at >= this.end || text[this.at + 1] === sign) return left;
      this.at++;
      this.blank(true);
      left = add(sign, left, this.list(lines));
    }
  }
  list(lines) {
    const first = this.unary(lines);
    const items = [first];
    for (; ; ) {
      this.blank(lines);
      if (this.around.text[this.at] !== "," || this.at >= this.end) break;
      this.at++;
      this.blank(true);
      items.push(this.unary(lines));
    }
    return items.length === 1 ? first : { kind: "list", items, where: first.where };
  }
  unary(lines) {
    this.blank(lines);
    const { text } = this.around;
    const from = this.at;
    let negations = 0;
    const negation = /!|-not(?![A-Za-z])/iy;
    for (negation.lastIndex = this.at; negation.test(text); negation.lastIndex = this.at) {
      this.at = negation.lastIndex;
      this.blank(lines);
      negations++;
    }
    const cast = /\[[A-Za-z][A-Za-z0-9_.]*(?:\[\])?\](?!::)[ \t]*(?=[$"'@(0-9])/y;
    cast.lastIndex = this.at;
    const type = cast.exec(text);
    if (type !== null) this.at += type[0].length;
    const value2 = this.primary();
    if (negations === 0) return value2;
    const truth = truthOf(value2);
    const where = this.around.locate(from, this.at);
    return truth === void 0 ? unknownValue("a condition is not known", where) : textValue(String(negations % 2 === 1 ? !truth : truth), where);
  }
  /** A value with what is asked of it: `.Port`, `['port']`, `.Trim()`. */
  primary() {
    if (++this.depth > MAX_DEPTH2) {
      this.depth--;
      this.at = this.end;
      return unknownValue("it is nested too deeply", this.around.locate(this.at, this.at));
    }
    let value2 = this.atom();
    const { text } = this.around;
    for (; ; ) {
      const member = /\.([A-Za-z_][A-Za-z0-9_]*)(\(?)/y;
      member.lastIndex = this.at;
      const match = this.at < this.end ? member.exec(text) : null;
      if (match !== null && value2.kind !== "text") {
        this.at += match[0].length;
        if (match[2] === "(") {
          this.at = closing(text, this.at - 1, this.end);
          value2 = unknownValue(`.${match[1]}() is not evaluated`, value2.where);
        } else value2 = memberOf(value2, match[1]);
        continue;
      }
      if (match !== null && value2.kind === "text" && value2.bare !== true && match[2] === "(") {
        this.at = closing(text, this.at + match[0].length - 1, this.end);
        const changed2 = match[1].toLowerCase() === "trim" ? textValue(value2.text.trim(), value2.where) : unknownValue(`.${match[1]}() is not evaluated`, value2.where);
        value2 = changed2;
        continue;
      }
      if (text[this.at] === "[" && this.at < this.end && value2.kind !== "text") {
        const close = closing(text, this.at, this.end);
        const inner = this.inside(this.at + 1, close - 1);
        this.at = close;
        value2 = memberOf(value2, textOf3(inner) ?? "");
        continue;
      }
      break;
    }
    this.depth--;
    return value2;
  }
  inside(from, to) {
    const outer = this.end;
    this.end = to;
    const value2 = this.read(from, true);
    this.end = outer;
    return value2;
  }
  atom() {
    const { text, locate } = this.around;
    const from = this.at;
    const here = hereString(text, from, this.end);
    if (here !== void 0) {
      this.at = here.end;
      return here.expands ? this.expand(here.from, here.to, here.from, here.to) : textValue(text.slice(here.from, here.to), locate(here.from, here.to));
    }
    const char = text[from];
    if (char === "'" || char === '"') {
      const end = stringEnd(text, from, this.end);
      this.at = end;
      if (char === '"') return this.expand(from + 1, end - 1, from + 1, end - 1);
      const content = text.slice(from + 1, end - 1).replaceAll("''", "'");
      return textValue(content, locate(from + 1, end - 1));
    }
    if (text.startsWith("@{", from)) return this.table(from);
    if (text.startsWith("@(", from) || char === "(" || text.startsWith("$(", from)) {
      const open = char === "(" ? from : from + 1;
      const close = closing(text, open, this.end);
      this.at = close;
      const inner = this.around.evaluate(open + 1, close - 1);
      return char === "@" ? { kind: "list", items: itemsOf2(inner), where: inner.where } : inner;
    }
    if (char === "{") {
      this.at = closing(text, from, this.end);
      return unknownValue("a block of statements is not evaluated", locate(from, this.at));
    }
    if (char === "$") {
      VARIABLE.lastIndex = from;
      const match = VARIABLE.exec(text);
      if (match !== null) {
        this.at = from + match[0].length;
        const value2 = this.around.variable((match[1] ?? match[2]).toLowerCase());
        const where = locate(from, this.at);
        return value2 ?? unknownValue(`\`${match[0].slice(0, 60)}\` is not known`, where);
      }
    }
    const word = /[^\s,;(){}[\]|&"'+]+/y;
    word.lastIndex = from;
    const found = word.exec(text);
    if (found === null || from + found[0].length > this.end) {
      this.at = Math.min(from + 1, this.end);
      return unknownValue("it is not evaluated", locate(from, this.at));
    }
    const range4 = found[0].indexOf("..");
    const bare = range4 > 0 ? found[0].slice(0, range4) : found[0];
    this.at = from + bare.length;
    return /^-?[0-9]/.test(bare) ? textValue(bare, locate(from, this.at)) : unknownValue(`\`${bare.slice(0, 60)}\` is not evaluated`, locate(from, this.at));
  }
  /** `@{ Port = 11211; 'Name' = "x" }` */
  table(from) {
    const { text, locate } = this.around;
    const close = closing(text, from + 1, this.end);
    const outer = this.end;
    this.end = close - 1;
    const entries = /* @__PURE__ */ new Map();
    let at = from + 2;
    for (; ; ) {
      at = skipBlank(text, at, this.end, true);
      if (text[at] === ";") {
        at++;
        continue;
      }
      const key = /(?:'([^'\n]*)'|"([^"\n]*)"|([A-Za-z0-9_-]+))[ \t]*=/y;
      key.lastIndex = at;
      const match = at < this.end ? key.exec(text) : null;
      if (match === null) break;
      const start = skipBlank(text, at + match[0].length, this.end, true);
      const name = (match[1] ?? match[2] ?? match[3]).toLowerCase();
      entries.set(name, this.read(start));
      const line = /[^;\n]*/y;
      line.lastIndex = this.at;
      at = Math.max(this.at, start) + (line.exec(text)?.[0].length ?? 0);
    }
    this.end = outer;
    this.at = close;
    return { kind: "table", entries, where: locate(from, close) };
  }
  /** Text with `$variables`, `$( … )` and escapes in it. */
  expand(from, to, whereFrom, whereTo) {
    const { text, locate } = this.around;
    const where = locate(whereFrom, Math.max(whereTo, whereFrom));
    let result = "";
    for (let i = from; i < to; ) {
      const char = text[i];
      if (char === "`") {
        const next = text[i + 1] ?? "";
        result += next === "n" ? "\n" : next === "t" ? "	" : next;
        i += 2;
      } else if (char === '"' && text[i + 1] === '"') {
        result += '"';
        i += 2;
      } else if (char === "$") {
        let value2;
        let name = "$(…)";
        if (text[i + 1] === "(") {
          const close = closing(text, i + 1, to);
          value2 = this.around.evaluate(i + 2, close - 1);
          i = close;
        } else {
          VARIABLE.lastIndex = i;
          const match = VARIABLE.exec(text);
          if (match === null) {
            result += char;
            i++;
            continue;
          }
          name = match[0];
          value2 = this.around.variable((match[1] ?? match[2]).toLowerCase());
          i += match[0].length;
        }
        const known = value2 === void 0 ? void 0 : textOf3(value2);
        if (known === void 0) {
          const reason = value2?.kind === "unknown" ? value2.reason : `\`${name.slice(0, 60)}\` is not known`;
          return unknownValue(reason, where, result);
        }
        result += known;
        if (result.length > 1e5) return unknownValue("the text is too long", where);
      } else {
        result += char;
        i++;
      }
    }
    return textValue(result, where);
  }
};
function memberOf(value2, name) {
  if (value2.kind === "table") {
    return value2.entries.get(name.toLowerCase()) ?? unknownValue(`\`${name.slice(0, 60)}\` is not set`, value2.where);
  }
  if (value2.kind === "list" && /^-?[0-9]+$/.test(name)) {
    const item = value2.items.at(Number(name));
    if (item !== void 0) return item;
  }
  if (value2.kind === "list" && value2.items.every(({ kind }) => kind === "table")) {
    const items = value2.items.map((item) => memberOf(item, name));
    return { kind: "list", items, where: value2.where };
  }
  return unknownValue(`\`${name.slice(0, 60)}\` is not known`, value2.where);
}
function range(from, to) {
  const [low, high] = [Number(textOf3(from) ?? "NaN"), Number(textOf3(to) ?? "NaN")];
  if (!Number.isInteger(low) || !Number.isInteger(high) || Math.abs(high - low) > 1e3)
    return unknownValue("a range is not known", from.where);
  const items = [];
  for (let i = low; low <= high ? i <= high : i >= high; i += low <= high ? 1 : -1)
    items.push(textValue(String(i), from.where));
  return { kind: "list", items, where: from.where };
}
function add(sign, left, right) {
  if (sign === "+" && left.kind === "list")
    return { kind: "list", items: [...left.items, ...itemsOf2(right)], where: left.where };
  if (sign === "+" && left.kind === "table" && right.kind === "table")
    return { ...left, entries: new Map([...left.entries, ...right.entries]) };
  const [a, b] = [textOf3(left), textOf3(right)];
  if (a === void 0 || b === void 0) {
    const missing = left.kind === "unknown" ? left : right.kind === "unknown" ? right : void 0;
    return unknownValue(missing?.reason ?? "a sum is not known", left.where, a);
  }
  const numbers = /^-?[0-9]+$/.test(a) && /^-?[0-9]+$/.test(b);
  if (numbers)
    return textValue(
      String(sign === "+" ? Number(a) + Number(b) : Number(a) - Number(b)),
      left.where
    );
  return sign === "+" ? textValue(a + b, left.where) : unknownValue("a difference of texts", left.where);
}
function operate(operator, left, right) {
  const { where } = left;
  const truth = (value2) => value2 === void 0 ? unknownValue("a condition is not known", where) : textValue(String(value2), where);
  if (operator === "and" || operator === "or") {
    const [a2, b2] = [truthOf(left), truthOf(right)];
    const decides = operator === "or";
    if (a2 === decides || b2 === decides) return truth(decides);
    return truth(a2 === void 0 || b2 === void 0 ? void 0 : !decides);
  }
  if (operator === "join") {
    const separator2 = textOf3(right);
    const joined2 = separator2 === void 0 ? void 0 : textOf3(left, separator2);
    return joined2 === void 0 ? unknownValue("a part of it is not known", where) : textValue(joined2, where);
  }
  if (operator === "f") {
    const values = itemsOf2(right).map((item) => textOf3(item));
    const format = textOf3(left);
    if (format === void 0 || values.includes(void 0))
      return unknownValue("a part of it is not known", where);
    return textValue(
      format.replace(/\{([0-9])(?:[:,][^}]*)?\}/g, (_, n) => values[Number(n)] ?? ""),
      where
    );
  }
  const plain = operator.replace(/^[ci](?=eq|ne|gt|ge|lt|le|like|in$|contains)/, "");
  if (/^(?:not)?(?:in|contains)$/.test(plain)) {
    const [one, many] = plain.endsWith("in") ? [left, right] : [right, left];
    const wanted = textOf3(one)?.toLowerCase();
    const texts = itemsOf2(many).map((item) => textOf3(item)?.toLowerCase());
    if (wanted === void 0 || texts.includes(void 0)) return truth(void 0);
    return truth(texts.includes(wanted) !== plain.startsWith("not"));
  }
  const [a, b] = [textOf3(left)?.toLowerCase(), textOf3(right)?.toLowerCase()];
  if (a === void 0 || b === void 0) return truth(void 0);
  const [x, y] = [Number(a), Number(b)];
  switch (plain) {
    case "eq":
      return truth(a === b || `$${a}` === b || a === `$${b}`);
    case "ne":
      return truth(a !== b && `$${a}` !== b && a !== `$${b}`);
    case "gt":
      return truth(x > y);
    case "ge":
      return truth(x >= y);
    case "lt":
      return truth(x < y);
    case "le":
      return truth(x <= y);
    default:
      return plain === "split" ? { kind: "list", items: a.split(b).map((part) => textValue(part, where)), where } : truth(void 0);
  }
}

// src/syntax/powershell/usual.ts
var USUAL_VARIABLES = /* @__PURE__ */ new Map([
  ["windir", "C:\\Windows"],
  ["systemroot", "C:\\Windows"],
  ["systemdrive", "C:"],
  ["programfiles", "C:\\Program Files"],
  ["programdata", "C:\\ProgramData"],
  ["comspec", "C:\\Windows\\system32\\cmd.exe"]
]);

// src/syntax/powershell/script.ts
var MAX_STEPS2 = 2e4;
var MAX_DEPTH3 = 30;
var MAX_ITEMS = 300;
var ASSIGNMENT = /(?:\[[A-Za-z][A-Za-z0-9_.[\]]*\][ \t]*)*\$(?:\{([^}\n]{1,100})\}|((?:[A-Za-z]+:)?[A-Za-z_][A-Za-z0-9_]*))[ \t]*(\+?=)(?!=)/y;
var KEYWORD = /(if|foreach|for|while|do|switch|function|filter|param|try|return|begin|process|end|finally|catch|else|elseif|trap|throw|break|continue|exit|class|enum|data)(?![A-Za-z0-9_-])/iy;
function readPowerShell(text, options) {
  new Reader(text, options).block(0, text.length);
}
var Reader = class {
  constructor(text, options) {
    this.text = text;
    this.options = options;
  }
  text;
  options;
  variables = /* @__PURE__ */ new Map();
  functions = /* @__PURE__ */ new Map();
  steps = 0;
  depth = 0;
  conditional = false;
  /** Follows the statements between two places; what the last one yields. */
  block(from, end) {
    if (++this.depth > MAX_DEPTH3) {
      this.depth--;
      return void 0;
    }
    let at = from;
    let last2;
    while (at < end && ++this.steps < MAX_STEPS2) {
      at = skipBlank(this.text, at, end, true);
      const char = this.text[at];
      if (at >= end) break;
      if (char === ";" || char === "}" || char === ")") {
        at++;
        continue;
      }
      const before = at;
      const [next, value2] = this.statement(at, end);
      last2 = value2 ?? last2;
      at = Math.max(next, before + 1);
    }
    this.depth--;
    return last2;
  }
  statement(at, end) {
    KEYWORD.lastIndex = at;
    const keyword = KEYWORD.exec(this.text)?.[1]?.toLowerCase();
    if (keyword !== void 0) return [this.keyword(keyword, at + keyword.length, at, end)];
    const braces = /(?:[&.]\s*)?\{/y;
    braces.lastIndex = at;
    const called = braces.exec(this.text);
    if (called !== null) {
      const open = at + called[0].length - 1;
      const close = closing(this.text, open, end);
      this.block(open + 1, close - 1);
      return [close];
    }
    ASSIGNMENT.lastIndex = at;
    const assignment2 = ASSIGNMENT.exec(this.text);
    if (assignment2 !== null && at + assignment2[0].length <= end) {
      const name = variableName(assignment2[1] ?? assignment2[2]);
      const start = skipBlank(this.text, at + assignment2[0].length, end, true);
      const [next, value2] = this.right(start, end);
      const before = this.variables.get(name);
      this.variables.set(
        name,
        assignment2[3] === "+=" && before !== void 0 ? joined(before, value2) : value2
      );
      return [next];
    }
    const member = /\$([A-Za-z_][A-Za-z0-9_]*)(?:\.([A-Za-z_]\w*)|\[['"]([^'"\n]+)['"]\])[ \t]*=(?!=)/y;
    member.lastIndex = at;
    const entry2 = member.exec(this.text);
    if (entry2 !== null) {
      const start = skipBlank(this.text, at + entry2[0].length, end, true);
      const [next, value2] = this.right(start, end);
      const name = entry2[1].toLowerCase();
      const table = this.variables.get(name);
      if (table?.kind === "table") {
        const entries = new Map(table.entries).set((entry2[2] ?? entry2[3]).toLowerCase(), value2);
        this.variables.set(name, { ...table, entries });
      }
      return [next];
    }
    return this.pipeline(at, end);
  }
  /** What stands behind `=`: an expression, or commands whose output is not known. */
  right(at, end) {
    KEYWORD.lastIndex = at;
    const keyword = KEYWORD.exec(this.text)?.[1]?.toLowerCase();
    if (keyword === "if" || keyword === "foreach" || keyword === "switch") {
      const next2 = this.keyword(keyword, at + keyword.length, at, end);
      return [next2, unknownValue("a condition is not known", this.options.locate(at, next2))];
    }
    const [next, value2] = this.pipeline(at, end);
    return [
      next,
      value2 ?? unknownValue("what a command prints is not known", this.options.locate(at, next))
    ];
  }
  keyword(keyword, at, start, end) {
    const { text } = this;
    const open = skipBlank(text, at, end, true);
    const block = (from) => {
      const brace = skipBlank(text, from, end, true);
      if (text[brace] !== "{") return void 0;
      const close = closing(text, brace, end);
      return [brace + 1, close - 1, close];
    };
    switch (keyword) {
      case "if":
      case "elseif":
        return this.conditions(open, end);
      case "foreach": {
        if (text[open] !== "(") return this.pipeline(start, end)[0];
        const close = closing(text, open, end);
        const head = /\s*\$([A-Za-z_][A-Za-z0-9_]*)\s+in\s/iy;
        head.lastIndex = open + 1;
        const match = head.exec(text);
        const body = block(close);
        if (match === null || body === void 0) return close;
        const over = this.expression(open + 1 + match[0].length, close - 1);
        this.each(match[1].toLowerCase(), over, body[0], body[1]);
        return body[2];
      }
      case "for":
      case "while":
      case "switch": {
        if (text[open] !== "(") return this.pipeline(start, end)[0];
        const close = closing(text, open, end);
        const body = block(close);
        if (body === void 0) return close;
        if (keyword === "switch") this.cases(body[0], body[1]);
        else this.unsure(() => this.block(body[0], body[1]));
        return body[2];
      }
      case "function":
      case "filter": {
        const head = /\s*([A-Za-z_][\w:-]*)\s*(\([^)]{0,4000}\))?/y;
        head.lastIndex = at;
        const match = head.exec(text);
        const body = match === null ? void 0 : block(at + match[0].length);
        if (match === null || body === void 0) return at;
        const inner = /\bparam\s*\(/i.exec(text.slice(body[0], Math.min(body[0] + 600, body[1])));
        const parameters = match[2] ?? (inner === null ? "" : text.slice(
          body[0] + inner.index,
          closing(text, body[0] + inner.index + inner[0].length - 1, end)
        ));
        this.functions.set(match[1].toLowerCase(), {
          from: body[0],
          to: body[1],
          parameters: namesIn(parameters)
        });
        return body[2];
      }
      case "param": {
        if (text[open] !== "(") return at;
        const close = closing(text, open, end);
        this.parameters(open + 1, close - 1);
        return close;
      }
      case "catch":
      case "trap":
      case "class":
      case "enum": {
        const brace = text.indexOf("{", at);
        return brace < 0 || brace >= end ? at : closing(text, brace, end);
      }
      case "return":
      case "throw":
      case "exit":
        return open < end && !/[;}\n]/.test(text[open]) ? this.pipeline(open, end)[0] : open;
      case "break":
      case "continue":
        return at;
      default: {
        const body = block(at);
        if (body === void 0) return this.pipeline(start, end)[0];
        this.block(body[0], body[1]);
        return body[2];
      }
    }
  }
  /** `if (…) {…} elseif (…) {…} else {…}` from the first bracket on. */
  conditions(from, end) {
    const { text } = this;
    let at = from;
    let taken = false;
    for (; ; ) {
      let holds = true;
      if (text[at] === "(") {
        const close2 = closing(text, at, end);
        holds = truthOf(this.expression(at + 1, close2 - 1));
        at = skipBlank(text, close2, end, true);
      }
      if (text[at] !== "{") return at;
      const close = closing(text, at, end);
      if (taken !== true && holds !== false) {
        const body = at;
        if (taken === void 0 || holds === void 0)
          this.unsure(() => this.block(body + 1, close - 1));
        else this.block(body + 1, close - 1);
        taken = holds === true && taken === false ? true : taken ?? void 0;
        if (holds === void 0) taken = void 0;
        else if (holds) taken = true;
      }
      const next = skipBlank(text, close, end, true);
      const word = /else(if)?(?![A-Za-z])/iy;
      word.lastIndex = next;
      const match = word.exec(text);
      if (match === null) return close;
      at = skipBlank(text, next + match[0].length, end, true);
    }
  }
  cases(from, end) {
    for (let at = from; at < end; ) {
      const skipped = skipQuoted(this.text, at, end);
      if (skipped > at) at = skipped;
      else if (this.text[at] === "{") {
        const close = closing(this.text, at, end);
        const body = at + 1;
        this.unsure(() => this.block(body, close - 1));
        at = close;
      } else at++;
    }
  }
  unsure(action) {
    const before = this.conditional;
    this.conditional = true;
    action();
    this.conditional = before;
  }
  each(name, over, from, to) {
    if (over.kind === "unknown") {
      this.variables.set(name, over);
      this.unsure(() => this.block(from, to));
      return;
    }
    for (const item of itemsOf2(over).slice(0, MAX_ITEMS)) {
      this.variables.set(name, item);
      this.block(from, to);
    }
  }
  /** `param([int]$Port = 11211, [string]$Source)`: what has a default has its value. */
  parameters(from, end) {
    for (let at = from; at < end; ) {
      ASSIGNMENT.lastIndex = at;
      const match = ASSIGNMENT.exec(this.text);
      if (match !== null && at + match[0].length <= end) {
        const name = variableName(match[1] ?? match[2]);
        const reader = this.reader(end);
        reader.at = skipBlank(this.text, at + match[0].length, end, true);
        const value2 = reader.primary();
        if (!this.variables.has(name)) this.variables.set(name, value2);
        at = Math.max(reader.at, at + match[0].length);
        continue;
      }
      const skipped = skipQuoted(this.text, at, end);
      at = skipped > at ? skipped : at + 1;
    }
  }
  reader(end) {
    const surroundings = {
      text: this.text,
      locate: this.options.locate,
      variable: (name) => this.variable(name),
      evaluate: (from, to) => this.expression(from, to)
    };
    return new Expressions(surroundings, end);
  }
  variable(written) {
    const name = variableName(written);
    const constant = { true: "true", false: "false", null: "" }[name];
    if (constant !== void 0) return textValue(constant, this.options.locate(0, 0));
    const usual = name.startsWith("env:") ? USUAL_VARIABLES.get(name.slice(4)) : void 0;
    const value2 = this.variables.get(name);
    if (value2 !== void 0 || usual === void 0) return value2;
    return textValue(usual, this.options.locate(0, 0));
  }
  /** What stands in brackets: an expression or commands. */
  expression(from, end) {
    const start = skipBlank(this.text, from, end, true);
    if (start >= end)
      return { kind: "list", items: [], where: this.options.locate(from, Math.max(from, end)) };
    if (++this.depth > MAX_DEPTH3) {
      this.depth--;
      return unknownValue("it is nested too deeply", this.options.locate(from, end));
    }
    let value2;
    if (/[$"'@([{!0-9-]/.test(this.text[start]) && !/^-?[0-9]+[A-Za-z]/.test(this.text.slice(start, start + 20))) {
      const reader = this.reader(end);
      value2 = reader.read(start, true);
      const behind3 = skipBlank(this.text, reader.at, end, true);
      if (behind3 < end) value2 = this.block(start, end);
    } else value2 = this.block(start, end);
    this.depth--;
    return value2 ?? unknownValue("what a command prints is not known", this.options.locate(from, end));
  }
  /** Commands joined by `|`; the value when it is an expression alone. */
  pipeline(from, end) {
    let at = from;
    let input;
    let value2;
    for (; ; ) {
      at = skipBlank(this.text, at, end, false);
      const char = this.text[at] ?? "";
      const isExpression = /[$"'@([0-9!]/.test(char) && !/^[0-9]+[A-Za-z]/.test(this.text.slice(at, at + 20));
      if (isExpression) {
        const reader = this.reader(end);
        value2 = reader.read(at);
        at = Math.max(reader.at, at + 1);
        input = void 0;
      } else {
        const [next, command] = this.command(at, end);
        at = next;
        if (command !== void 0) {
          const each = this.forEachOf(command, value2);
          if (!each) {
            const piped = input === void 0 ? command : { ...command, input };
            this.call(piped);
            input = piped;
          }
        }
        value2 = void 0;
      }
      at = skipBlank(this.text, at, end, false);
      const joint = /\|\|?|&&/y;
      joint.lastIndex = at;
      const match = at < end ? joint.exec(this.text) : null;
      if (match === null) break;
      at = skipBlank(this.text, at + match[0].length, end, true);
      if (match[0] !== "|") {
        input = void 0;
        value2 = void 0;
      }
    }
    while (at < end && !/[;\n}]/.test(this.text[at])) {
      const skipped = skipQuoted(this.text, at, end);
      if (skipped > at) at = skipped;
      else if (/[({[]/.test(this.text[at])) at = closing(this.text, at, end);
      else at++;
    }
    return [at, value2];
  }
  /** `… | ForEach-Object { … $_ … }` over values that are known. */
  forEachOf(command, value2) {
    const name = textOf3(command.name)?.toLowerCase();
    if (name !== "foreach-object" && name !== "foreach" && name !== "%") return false;
    const over = value2 ?? unknownValue("what a command prints is not known", command.name.where);
    for (const [from, to] of command.blocks) this.each("_", over, from, to);
    return true;
  }
  call(command) {
    const name = textOf3(command.name);
    const known = name === void 0 ? void 0 : this.functions.get(name.toLowerCase());
    if (known !== void 0) {
      const outer = new Map(this.variables);
      const free = [...known.parameters];
      const bind = (parameter, value2) => {
        this.variables.set(parameter, value2);
        if (free.includes(parameter)) free.splice(free.indexOf(parameter), 1);
      };
      command.args.forEach((arg, index) => {
        if (arg.kind === "value") {
          const before = command.args[index - 1];
          if (before?.kind === "parameter" && before.value === void 0) {
            bind(before.name.toLowerCase(), arg.value);
          } else if (free.length > 0) bind(free[0], arg.value);
        } else if (arg.value !== void 0) bind(arg.name.toLowerCase(), arg.value);
      });
      this.block(known.from, known.to);
      this.variables.clear();
      for (const [key, value2] of outer) this.variables.set(key, value2);
      return;
    }
    this.options.run(command);
    for (const [from, to] of command.blocks) this.unsure(() => this.block(from, to));
  }
  /** One command with its arguments. */
  command(from, end) {
    const { text } = this;
    let at = from;
    const call = /[&.](?=[\s"'$(])/y;
    call.lastIndex = at;
    if (call.exec(text) !== null) at = skipBlank(text, at + 1, end, false);
    const args = [];
    const blocks = [];
    let name;
    while (at < end) {
      at = skipBlank(text, at, end, false);
      const char = text[at];
      if (at >= end || /[\n;|)}]/.test(char)) break;
      if (char === "&" && text[at + 1] === "&") break;
      const redirection = /[0-9*]?>>?(?:&[0-9])?/y;
      redirection.lastIndex = at;
      const match = redirection.exec(text);
      if (match !== null) {
        at = skipBlank(text, at + match[0].length, end, false);
        if (!match[0].includes("&")) at = this.argument(at, end)[0];
        continue;
      }
      if (name !== void 0 && char === "{") {
        const close = closing(text, at, end);
        blocks.push([at + 1, close - 1]);
        at = close;
        continue;
      }
      const parameter = /-([A-Za-z][A-Za-z0-9_]*)(?:(:)|(?=[\s;|)}]|$))/y;
      parameter.lastIndex = at;
      const found = name === void 0 ? null : parameter.exec(text);
      if (found !== null && at + found[0].length <= end) {
        const where = this.options.locate(at, at + found[0].length);
        at += found[0].length;
        if (found[2] === ":") {
          const [next2, value3] = this.argument(skipBlank(text, at, end, false), end);
          at = next2;
          args.push({ kind: "parameter", name: found[1], value: value3, where });
        } else args.push({ kind: "parameter", name: found[1], where });
        continue;
      }
      const splat = /@([A-Za-z_][A-Za-z0-9_]*)/y;
      splat.lastIndex = at;
      const splatted = splat.exec(text);
      if (name !== void 0 && splatted !== null) {
        append(args, this.splat(splatted[1], this.options.locate(at, at + splatted[0].length)));
        at += splatted[0].length;
        continue;
      }
      const before = at;
      const [next, value2] = this.argument(at, end);
      at = Math.max(next, before + 1);
      if (name === void 0) name = value2;
      else args.push({ kind: "value", value: value2 });
    }
    return name === void 0 ? [at] : [at, { name, args, conditional: this.conditional, blocks }];
  }
  splat(name, where) {
    const value2 = this.variables.get(name.toLowerCase());
    if (value2?.kind === "table") {
      return [...value2.entries].map(([key, entry2]) => ({
        kind: "parameter",
        name: key,
        value: entry2,
        where: entry2.where
      }));
    }
    if (value2 === void 0 || value2.kind === "unknown")
      return [{ kind: "value", value: unknownValue(`\`@${name}\` is not known`, where) }];
    return itemsOf2(value2).map((item) => ({ kind: "value", value: item }));
  }
  /** One argument, lists with commas as one. */
  argument(from, end) {
    const { text } = this;
    const items = [];
    let at = from;
    for (; ; ) {
      const [next, value3] = this.single(at, end);
      items.push(value3);
      at = next;
      const comma = skipBlank(text, at, end, false);
      if (text[comma] !== "," || comma >= end) break;
      at = skipBlank(text, comma + 1, end, true);
    }
    const value2 = items.length === 1 ? items[0] : {
      kind: "list",
      items,
      where: { ...items[0].where }
    };
    return [at, value2];
  }
  single(at, end) {
    const { text } = this;
    const char = text[at] ?? "";
    if (/["'$(]/.test(char) || char === "@" && /[({"']/.test(text[at + 1] ?? "")) {
      const reader = this.reader(end);
      reader.at = at;
      const value2 = reader.primary();
      const rest = /[^\s,;|)}"'({]+/y;
      rest.lastIndex = reader.at;
      const tail2 = reader.at < end ? rest.exec(text)?.[0] : void 0;
      if (tail2 === void 0 || char === "(" || char === "@") return [reader.at, value2];
      const head = textOf3(value2);
      const where2 = this.options.locate(at, reader.at + tail2.length);
      return [
        reader.at + tail2.length,
        head === void 0 ? value2.kind === "unknown" ? { ...value2, where: where2 } : unknownValue("it is not known", where2) : textValue(head + tail2, where2)
      ];
    }
    const word = /(?:`[^\n]|[^\s,;|(){}"'`]|"[^"\n]*"|'[^'\n]*')+/y;
    word.lastIndex = at;
    const match = word.exec(text);
    if (match === null || at >= end) {
      const next = /[({]/.test(char) ? closing(text, at, end) : at + 1;
      return [
        next,
        unknownValue("it is not evaluated", this.options.locate(at, Math.min(next, end)))
      ];
    }
    const stop = Math.min(at + match[0].length, end);
    const where = this.options.locate(at, stop);
    const raw3 = text.slice(at, stop);
    if (!raw3.includes("$")) {
      const plain = raw3.replace(
        /"([^"]*)"|'([^']*)'|`(.)/g,
        (_, a, b, c) => a ?? b ?? c ?? ""
      );
      return [stop, { kind: "text", text: plain, where, bare: true }];
    }
    return [stop, this.reader(end).expand(at, stop, at, stop)];
  }
};
function variableName(written) {
  return written.toLowerCase().replace(/^(?:global|script|local|private|using|variable):/, "");
}
function joined(before, value2) {
  if (before.kind === "list") return { ...before, items: [...before.items, ...itemsOf2(value2)] };
  const [a, b] = [textOf3(before), textOf3(value2)];
  if (a === void 0 || b === void 0)
    return unknownValue("a part of it is not known", value2.where, a);
  return textValue(
    /^[0-9]+$/.test(a) && /^[0-9]+$/.test(b) ? String(Number(a) + Number(b)) : a + b,
    value2.where
  );
}
function namesIn(declaration) {
  const names = [];
  for (const match of declaration.matchAll(/(?:^|[(,\]\n])\s*\$([A-Za-z_][A-Za-z0-9_]*)/g))
    names.push(match[1].toLowerCase());
  return names;
}

// src/syntax/batch.ts
var MAX_STEPS3 = 2e4;
var MAX_DEPTH4 = 40;
var MAX_ITEMS2 = 300;
function readBatch(text, options) {
  new Reader2(text, options).block(0, text.length, true);
}
var Reader2 = class {
  constructor(text, options) {
    this.text = text;
    this.options = options;
  }
  text;
  options;
  variables = /* @__PURE__ */ new Map();
  steps = 0;
  depth = 0;
  block(from, end, runs) {
    let at = from;
    while (at < end && ++this.steps < MAX_STEPS3)
      at = Math.max(this.statement(at, end, runs), at + 1);
  }
  /** One statement; behind it. */
  statement(from, end, runs) {
    const { text } = this;
    let at = from;
    while (at < end && /[\s@&|;,)]/.test(text[at])) at++;
    if (at >= end || ++this.depth > MAX_DEPTH4) {
      if (at < end) this.depth--;
      return end;
    }
    const next = this.inner(at, end, runs);
    this.depth--;
    return next;
  }
  inner(at, end, runs) {
    const { text } = this;
    const line = this.lineEnd(at, end);
    if (/^(?:rem\b|::?)/i.test(text.slice(at, at + 4))) {
      const plain = text.indexOf("\n", at);
      return plain < 0 || plain > end ? end : plain;
    }
    if (text[at] === "(") {
      const close = this.closing(at, end);
      if (runs !== false) this.block(at + 1, close - 1, runs);
      return close;
    }
    const head = text.slice(at, Math.min(line, at + 400));
    const condition = /^if\s+((?:\/i\s+)?)((?:not\s+)?)(?:(defined|exist|errorlevel)\s+("[^"\n]*"|\S+)|("[^"\n]*"|[^\s=]+)\s*(==|\s(?:equ|neq|lss|leq|gtr|geq)\s)\s*("[^"\n]*"|\S+))\s*/i.exec(
      head
    );
    if (condition !== null) return this.condition(condition, at, end, runs);
    const loop = /^for\s+((?:\/[a-z]\s+(?:"[^"\n]*"\s+)?)?)%%?~?([A-Za-z])\s+in\s*\(([^)\n]*)\)\s*do\s*/i.exec(
      head
    );
    if (loop !== null) return this.loop(loop, at, end, runs);
    const set = /^set\s+(\/[ap]\s+)?"?([A-Za-z_][A-Za-z0-9_]*)=/i.exec(head);
    if (set !== null) {
      const start = at + set[0].length;
      const stop = this.statementEnd(start, end, set[0].includes('"'));
      let value2 = text.slice(start, stop).trimEnd();
      if (set[0].includes('"')) value2 = value2.replace(/"[^"]*$/, "");
      if (runs !== false) {
        const known = set[1] === void 0 ? this.expand(value2, start, stop) : void 0;
        this.variables.set(set[2].toLowerCase(), known?.kind === "text" ? known.text : void 0);
      }
      return stop;
    }
    return this.command(at, end, runs);
  }
  condition(match, at, end, runs) {
    const [whole2, ignoreCase, negated, kind, subject = "", left = "", operator = "", right = ""] = match;
    let holds;
    const value2 = (part) => {
      const expanded = this.expand(part, at, at);
      return expanded.kind === "text" ? expanded.text : void 0;
    };
    if (kind?.toLowerCase() === "defined") {
      const name = subject.toLowerCase();
      holds = this.variables.has(name) ? this.variables.get(name) !== "" : void 0;
    } else if (kind === void 0) {
      let [a, b] = [value2(left), value2(right)];
      if (a !== void 0 && b !== void 0) {
        if (ignoreCase !== "") [a, b] = [a.toLowerCase(), b.toLowerCase()];
        const [x, y] = [Number(a), Number(b)];
        const word = operator.trim().toLowerCase();
        holds = word === "==" || word === "equ" ? a === b : word === "neq" ? a !== b : word === "lss" ? x < y : word === "leq" ? x <= y : word === "gtr" ? x > y : x >= y;
      }
    }
    if (holds !== void 0 && negated !== "") holds = !holds;
    const both2 = (branch) => runs === false || branch === false ? false : runs === void 0 || branch === void 0 ? void 0 : true;
    const behind3 = this.statement(at + whole2.length, end, both2(holds));
    const otherwise = /^[ \t]*(?:\r?\n[ \t]*)?else\b[ \t]*/i.exec(
      this.text.slice(behind3, behind3 + 200)
    );
    if (otherwise === null || behind3 >= end) return behind3;
    return this.statement(
      behind3 + otherwise[0].length,
      end,
      both2(holds === void 0 ? void 0 : !holds)
    );
  }
  loop(match, at, end, runs) {
    const [whole2, option3 = "", name = "", list = ""] = match;
    const body = at + whole2.length;
    const key = `%${name}`;
    const kind = option3.slice(0, 2).toLowerCase();
    const expanded = this.expand(list, at, at);
    const known = expanded.kind === "text" && (kind === "" || kind === "/l");
    if (runs === false || !known) {
      this.variables.set(key, void 0);
      return this.statement(body, end, runs === false ? false : void 0);
    }
    const words = expanded.text.split(/[\s,;=]+/).filter((word) => word !== "");
    const items = kind === "/l" ? counted(words.map(Number)) : words;
    let behind3 = this.statement(body, end, false);
    for (const item of items.slice(0, MAX_ITEMS2)) {
      this.variables.set(key, item.replace(/^"|"$/g, ""));
      behind3 = this.statement(body, end, runs);
    }
    return behind3;
  }
  command(at, end, runs) {
    const stop = this.statementEnd(at, end, false);
    if (runs === false) return stop;
    const values = [];
    const pattern = /(?:"[^"\n]*"?|\^\r?\n|\^.|[^\s"^])+/g;
    pattern.lastIndex = at;
    for (let match = pattern.exec(this.text); match !== null && match.index < stop; match = pattern.exec(this.text)) {
      const raw3 = match[0].slice(0, stop - match.index);
      if (/^\^\r?\n$/.test(raw3)) continue;
      if (/^[0-9]?>>?|^</.test(raw3)) {
        if (/^(?:[0-9]?>>?|<)$/.test(raw3)) pattern.exec(this.text);
        continue;
      }
      const quoted = /^"([^"]*)"$/.exec(raw3);
      const from = match.index + (quoted === null ? 0 : 1);
      values.push(
        this.expand(raw3.replace(/\^\r?\n/g, ""), from, from + (quoted?.[1] ?? raw3).length)
      );
    }
    while (values.length > 1 && values[0].kind === "text" && /^(?:call|start|cmd|cmd\.exe|\/[ck])$/i.test(values[0].text))
      values.shift();
    const [name, ...rest] = values;
    if (name !== void 0) {
      this.options.run({
        name,
        args: rest.map((value2) => ({ kind: "value", value: value2 })),
        conditional: runs === void 0
      });
    }
    return stop;
  }
  /** The word with its variables in place of their names, and without its quotes. */
  expand(raw3, from, to) {
    const where = this.options.locate(from, Math.max(from, to));
    let missing;
    let prefix2;
    const text = raw3.replace(
      /%%?~?([A-Za-z])(?![A-Za-z0-9_]*%)|%([A-Za-z_][A-Za-z0-9_]*)(:[^%\n]*)?%|!([A-Za-z_][A-Za-z0-9_]*)!|%~?[0-9*]/g,
      (whole2, loop, plain2, change, late, offset) => {
        const name = loop === void 0 ? (plain2 ?? late)?.toLowerCase() : `%${loop}`;
        if (loop !== void 0 && !this.variables.has(name)) return whole2;
        const value2 = name === void 0 || change !== void 0 ? void 0 : this.variables.has(name) ? this.variables.get(name) : USUAL_VARIABLES.get(name);
        if (value2 !== void 0) return value2;
        missing ??= whole2;
        prefix2 ??= raw3.slice(0, offset);
        return "";
      }
    );
    const plain = text.replaceAll('"', "").replace(/\^(.)/g, "$1");
    if (missing === void 0) return { kind: "text", text: plain, where };
    const front = prefix2.replaceAll('"', "");
    const reason = `\`${missing.slice(0, 60)}\` is not known`;
    return { kind: "unknown", reason, where, ...front === "" ? {} : { prefix: front } };
  }
  /** The end of a line, those that a caret joins as one. */
  lineEnd(at, end) {
    for (let i = at; i < end; i++) {
      if (this.text[i] === "\n" && !/\^\r?$/.test(this.text.slice(Math.max(at, i - 2), i)))
        return i;
    }
    return end;
  }
  statementEnd(at, end, quotedAlready) {
    const line = this.lineEnd(at, end);
    let quoted = quotedAlready;
    let open = 0;
    for (let i = at; i < line; i++) {
      const char = this.text[i];
      if (char === "^" && !quoted) i++;
      else if (char === '"') quoted = !quoted;
      else if (quoted) continue;
      else if (char === "(") open++;
      else if (char === ")" && open-- === 0) return i;
      else if (char === "&" && this.text[i - 1] !== ">" || char === "|") return i;
    }
    return line;
  }
  closing(open, end) {
    let depth = 0;
    let quoted = false;
    for (let i = open; i < end; i++) {
      const char = this.text[i];
      if (char === "\n") quoted = false;
      else if (char === '"') quoted = !quoted;
      else if (quoted) continue;
      else if (char === "^") i++;
      else if (char === "(") depth++;
      else if (char === ")" && --depth === 0) return i + 1;
    }
    return end;
  }
};
function counted([start, step, stop]) {
  const items = [];
  if (start === void 0 || stop === void 0 || !step) return items;
  for (let i = start; (step > 0 ? i <= stop : i >= stop) && items.length < MAX_ITEMS2; i += step)
    items.push(String(i));
  return items;
}

// src/platforms/host/cloud-openings.ts
function protocolsOf(word, absent) {
  if (word === void 0) return absent;
  const text = word.text?.toLowerCase();
  if (text === void 0) return TCP_AND_UDP;
  if (text === "tcp" || text === "6") return ["tcp"];
  if (text === "udp" || text === "17") return ["udp"];
  return ["-1", "all", "any", "*", ""].includes(text) ? TCP_AND_UDP : [];
}
function portsOf2(words, absent) {
  if (words.length === 0) return absent;
  let all2 = PortSet.empty;
  for (const word of words.flatMap((one) => splitAt(one, /[,\s]/))) {
    const { text } = word;
    if (text === void 0) {
      return unresolved(word.reason ?? "the port is not known", word.where);
    }
    const range4 = /^([0-9]{1,5})(?:[-:]([0-9]{1,5}))?$/.exec(text);
    if (range4 !== null) {
      all2 = all2.union(PortSet.range(Number(range4[1]), Number(range4[2] ?? range4[1])));
    } else if (/^(?:-1|any|all|\*)$/i.test(text)) all2 = PortSet.all;
  }
  return all2;
}
function fields(word, name) {
  const { text } = word;
  if (text === void 0) return [];
  const found = [];
  const pattern = new RegExp(`(?:${name.source})["']?[=:]\\s?["']?([^,"'\\]}{[\\s]+)`, "g");
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    found.push(slice(word, end - match[1].length, end));
  }
  return found;
}
var NOWHERE = {
  text: "",
  where: { file: "", startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
};
var whereNamed = (openings) => openings.filter(({ sources }) => sources.length > 0);
var named = (what, ...names) => (options) => {
  const text = options.values(...names)[0]?.text ?? options.operands[0]?.text;
  return text === void 0 || text === "" ? what : `${what} "${text.slice(0, 80)}"`;
};

// src/platforms/host/cloud-tools.ts
function permissions(options) {
  return options.values("--ip-permissions").flatMap((word) => {
    if (word.text === void 0) return [];
    const starts = [...word.text.matchAll(/IpProtocol/g)].map(({ index }) => index);
    if (starts.length === 0) return [];
    return starts.flatMap((start, i) => {
      const from = i === 0 ? 0 : start;
      const part = slice(word, from, starts[i + 1] ?? word.text.length);
      const [protocol2] = fields(part, /IpProtocol/);
      const protocols = protocolsOf(protocol2, TCP_AND_UDP);
      const [low] = fields(part, /FromPort/);
      const [high] = fields(part, /ToPort/);
      const number = (one) => Number(one?.text ?? "NaN");
      const everything = low === void 0 || number(low) === -1 || protocol2?.text === "-1";
      const sources = fields(part, /CidrIp(?:v6)?/);
      if (sources.length === 0) return [];
      const ports2 = everything ? PortSet.all : PortSet.range(number(low), number(high ?? low));
      return [{ protocols, ports: ports2, portWhere: low ?? part, sources }];
    });
  });
}
var authorize = (options) => {
  const sources = options.values("--cidr", "--cidr-ip");
  const protocol2 = options.values("--protocol", "--ip-protocol")[0];
  const port3 = options.values("--port");
  const [from] = options.values("--from-port");
  const [to] = options.values("--to-port");
  const number = (word) => Number(word?.text ?? "NaN");
  const everything = protocol2?.text === "-1" || protocol2?.text === "all";
  const ports2 = from === void 0 || port3.length > 0 ? portsOf2(port3, everything ? PortSet.all : PortSet.empty) : from.text === void 0 ? unresolved(from.reason ?? "the port is not known", from.where) : PortSet.range(number(from), number(to ?? from));
  const simple = sources.length === 0 ? [] : [
    {
      protocols: protocolsOf(protocol2, []),
      ports: everything ? PortSet.all : ports2,
      portWhere: port3[0] ?? from ?? sources[0],
      sources
    }
  ];
  return [...simple, ...permissions(options)];
};
function gcloudRules(options) {
  if (/^(?:egress|out)$/i.test(options.values("--direction")[0]?.text ?? "")) return [];
  if (options.has("--disabled") && options.values("--disabled")[0]?.text !== "false") return [];
  if (/^deny$/i.test(options.values("--action")[0]?.text ?? "")) return [];
  const ranges = options.values("--source-ranges").flatMap((word) => splitAt(word, /[,\s]/));
  if (ranges.length === 0 && options.has("--source-tags", "--source-service-accounts")) return [];
  const rules = options.values("--allow", "--rules").flatMap((word) => splitAt(word, /[,\s]/));
  return rules.map((rule) => {
    const colon = rule.text?.indexOf(":") ?? -1;
    const protocol2 = colon < 0 ? rule : slice(rule, 0, colon);
    const ports2 = colon < 0 ? [] : [tail(rule, colon + 1)];
    return {
      protocols: protocolsOf(protocol2, []),
      ports: rule.text === void 0 ? portsOf2([rule], PortSet.all) : portsOf2(ports2, PortSet.all),
      portWhere: rule,
      sources: ranges
    };
  });
}
function azureRules(options) {
  if (/^deny$/i.test(options.values("--access")[0]?.text ?? "")) return [];
  if (/^outbound$/i.test(options.values("--direction")[0]?.text ?? "")) return [];
  const ports2 = options.values("--destination-port-ranges", "--destination-port-range");
  const groups = options.values("--source-asgs");
  const sources = options.values("--source-address-prefixes", "--source-address-prefix").flatMap((word) => splitAt(word, /[,\s]/));
  if (groups.length > 0 && sources.length === 0) return [];
  return [
    {
      protocols: protocolsOf(options.values("--protocol")[0], TCP_AND_UDP),
      // The tool's default is 80.
      ports: portsOf2(ports2, PortSet.of(80)),
      portWhere: ports2[0] ?? options.values("--name", "-n")[0] ?? NOWHERE,
      sources
    }
  ];
}
function doctlRules(options) {
  return options.values("--inbound-rules").flatMap((word) => splitAt(word, /\s/)).map((rule) => {
    const parts = splitAt(rule, /,/);
    const of = (name) => parts.flatMap(
      (part) => part.text?.startsWith(`${name}:`) === true ? [tail(part, name.length + 1)] : []
    );
    const ports2 = of("ports");
    const addresses = of("address");
    const others = parts.some(
      ({ text }) => /^(?:tag|droplet_id|load_balancer_uid|kubernetes_id):/.test(text ?? "")
    );
    return {
      protocols: rule.text === void 0 || others && addresses.length === 0 ? [] : protocolsOf(of("protocol")[0], []),
      ports: portsOf2(ports2, PortSet.all),
      portWhere: ports2[0] ?? rule,
      sources: addresses
    };
  });
}
var COMMON_TOOLS = [
  {
    command: ["aws", "ec2", "authorize-security-group-ingress"],
    mechanism: "security-group",
    name: named("security group", "--group-id", "--group-name"),
    openings: authorize
  },
  {
    command: ["aws", "lightsail", "open-instance-public-ports|put-instance-public-ports"],
    mechanism: "cloud-firewall",
    name: named("the Lightsail instance", "--instance-name"),
    openings: (options) => options.values("--port-info", "--port-infos").map((word) => {
      const [low] = fields(word, /fromPort/);
      const [high] = fields(word, /toPort/);
      const everyone = /cidrs|ipv6Cidrs/i.test(word.text ?? "") ? [] : void 0;
      const cidrs = word.text === void 0 ? [] : [...word.text.matchAll(/[0-9a-f:.]+\/[0-9]{1,3}/g)];
      return {
        protocols: protocolsOf(fields(word, /protocol/)[0], ["tcp"]),
        ports: portsOf2(
          low === void 0 ? [] : [{ ...low, text: `${low.text}-${high?.text ?? low.text}` }],
          PortSet.empty
        ),
        portWhere: low ?? word,
        sources: everyone === void 0 ? [] : cidrs.map((match) => slice(word, match.index, match.index + match[0].length))
      };
    })
  },
  {
    command: ["gcloud", "beta|alpha|", "compute", "firewall-rules", "create|update"],
    mechanism: "cloud-firewall",
    name: (options) => `firewall rule "${(options.operands[0]?.text ?? "").slice(0, 80)}"`,
    openings: gcloudRules
  },
  {
    command: ["az", "network", "nsg", "rule", "create|update"],
    mechanism: "security-group",
    name: named("security rule", "--name", "-n"),
    openings: azureRules
  },
  {
    command: ["az", "vm", "open-port"],
    mechanism: "security-group",
    name: named("the virtual machine", "--name", "-n"),
    openings: (options) => {
      const ports2 = options.values("--port");
      return ports2.length === 0 ? [] : [
        {
          protocols: TCP_AND_UDP,
          ports: portsOf2(ports2, PortSet.empty),
          portWhere: ports2[0],
          sources: []
        }
      ];
    }
  },
  {
    command: ["doctl", "compute", "firewall", "create|update|add-rules"],
    mechanism: "cloud-firewall",
    name: named("firewall", "--name"),
    openings: (options) => whereNamed(doctlRules(options))
  },
  {
    command: ["hcloud", "firewall", "add-rule"],
    mechanism: "cloud-firewall",
    name: (options) => `firewall "${(options.operands[0]?.text ?? "").slice(0, 80)}"`,
    openings: (options) => {
      if (options.values("--direction")[0]?.text === "out") return [];
      const ports2 = options.values("--port");
      const sources = options.values("--source-ips").flatMap((word) => splitAt(word, /[,\s]/));
      return whereNamed([
        {
          protocols: protocolsOf(options.values("--protocol")[0], []),
          ports: portsOf2(ports2, PortSet.empty),
          portWhere: ports2[0] ?? NOWHERE,
          sources
        }
      ]);
    }
  },
  {
    command: ["openstack", "security", "group", "rule", "create"],
    mechanism: "security-group",
    name: (_options, words) => {
      const group = [words[0], words.at(-1)].find((word) => !/^-/.test(word?.text ?? "-"));
      return `security group "${(group?.text ?? "").slice(0, 80)}"`;
    },
    openings: (options) => {
      if (options.has("--egress") || options.has("--remote-group", "--src-group")) return [];
      const ports2 = options.values("--dst-port");
      const remote = options.values("--remote-ip", "--src-ip");
      return [
        {
          protocols: protocolsOf(options.values("--protocol", "--proto")[0], TCP_AND_UDP),
          ports: portsOf2(ports2.slice(0, 1), PortSet.all),
          portWhere: ports2[0] ?? remote[0] ?? options.operands[0] ?? NOWHERE,
          sources: remote.slice(0, 1)
        }
      ];
    }
  }
];

// src/platforms/host/cloud-tools-further.ts
function objectsIn(word) {
  if (word.text === void 0 || word.text.length > 1e5) return [];
  let value2;
  try {
    value2 = JSON.parse(word.text);
  } catch {
    return [];
  }
  const list = Array.isArray(value2) ? value2 : [value2];
  return list.filter(isObject);
}
function isObject(value2) {
  return typeof value2 === "object" && value2 !== null && !Array.isArray(value2);
}
function field(value2, ...names) {
  if (!isObject(value2)) return void 0;
  for (const name of names) if (Object.hasOwn(value2, name)) return value2[name];
  return void 0;
}
function textOf4(value2) {
  return typeof value2 === "string" || typeof value2 === "number" ? String(value2) : void 0;
}
function textsOf(value2) {
  const list = Array.isArray(value2) ? value2 : [value2];
  return list.flatMap((one) => textOf4(one) ?? []);
}
function within(word, text) {
  const at = word.text?.indexOf(text) ?? -1;
  return at < 0 ? { ...word, text } : slice(word, at, at + text.length);
}
function range2(low, high) {
  if (low === void 0) return void 0;
  for (const word of [low, high]) {
    if (word !== void 0 && word.text === void 0)
      return unresolved(word.reason ?? "the port is not known", word.where);
  }
  const [from, to] = [Number(low.text), Number(high?.text ?? low.text)];
  return Number.isInteger(from) && Number.isInteger(to) ? PortSet.range(from, to) : PortSet.empty;
}
function linode(options) {
  const openings = options.values("--rules.inbound", "--inbound").flatMap(
    (word) => objectsIn(word).flatMap((rule) => {
      if (textOf4(field(rule, "action"))?.toUpperCase() === "DROP") return [];
      const addresses = field(rule, "addresses");
      const sources = [...textsOf(field(addresses, "ipv4")), ...textsOf(field(addresses, "ipv6"))];
      const ports2 = textOf4(field(rule, "ports"));
      const protocol2 = textOf4(field(rule, "protocol"));
      return [
        {
          protocols: protocolsOf(protocol2 === void 0 ? void 0 : within(word, protocol2), []),
          ports: ports2 === void 0 ? PortSet.all : portsOf2([within(word, ports2)], PortSet.all),
          portWhere: ports2 === void 0 ? word : within(word, ports2),
          sources: sources.map((source) => within(word, source))
        }
      ];
    })
  );
  return whereNamed(openings);
}
function oracle(options) {
  const openings = options.values("--ingress-security-rules", "--security-rules").flatMap(
    (word) => objectsIn(word).flatMap((rule) => {
      if (/egress/i.test(textOf4(field(rule, "direction")) ?? "")) return [];
      const type = textOf4(field(rule, "sourceType", "source-type"));
      const source = textOf4(field(rule, "source"));
      if (source === void 0 || type !== void 0 && !/^CIDR/i.test(type)) return [];
      const protocol2 = textOf4(field(rule, "protocol")) ?? "all";
      const ports2 = ["tcp", "udp"].flatMap((name) => {
        const given = field(rule, `${name}Options`, `${name}-options`);
        const destination2 = field(given, "destinationPortRange", "destination-port-range");
        const [low, high] = [
          textOf4(field(destination2, "min")),
          textOf4(field(destination2, "max"))
        ];
        return low === void 0 ? [] : [{ low, high: high ?? low }];
      });
      const [only] = ports2;
      const set = only === void 0 ? PortSet.all : range2({ ...word, text: only.low }, { ...word, text: only.high });
      return [
        {
          protocols: protocolsOf({ ...word, text: protocol2 }, []),
          ports: set ?? PortSet.all,
          portWhere: only === void 0 ? word : within(word, only.low),
          sources: [within(word, source)]
        }
      ];
    })
  );
  return whereNamed(openings);
}
function tencent(options) {
  return options.values("--SecurityGroupPolicySet").flatMap(
    (word) => objectsIn(word).flatMap((set) => {
      const ingress = field(set, "Ingress");
      const rules = Array.isArray(ingress) ? ingress : [];
      return rules.flatMap((rule) => {
        if (/^drop$/i.test(textOf4(field(rule, "Action")) ?? "")) return [];
        const sources = [textOf4(field(rule, "CidrBlock")), textOf4(field(rule, "Ipv6CidrBlock"))];
        const named2 = sources.flatMap(
          (source) => source === void 0 || source === "" ? [] : [within(word, source)]
        );
        if (named2.length === 0) return [];
        const port3 = textOf4(field(rule, "Port")) ?? "all";
        return [
          {
            protocols: protocolsOf({ ...word, text: textOf4(field(rule, "Protocol")) ?? "all" }, []),
            ports: portsOf2([within(word, port3)], PortSet.all),
            portWhere: within(word, port3),
            sources: named2
          }
        ];
      });
    })
  );
}
function yandex(options) {
  return options.values("--rule", "--add-rule").flatMap((rule) => {
    const { text } = rule;
    if (text === void 0 || !/direction=ingress/i.test(text)) return [];
    const cidrs = [...text.matchAll(/v[46]-cidrs=\[?([^\]]*?)(?:\]|,[a-z0-9-]+=|$)/g)].flatMap(
      (match) => splitAt(
        slice(
          rule,
          match.index + match[0].indexOf(match[1]),
          match.index + match[0].indexOf(match[1]) + match[1].length
        ),
        /[,;\s]/
      )
    );
    if (cidrs.length === 0) return [];
    const [port3] = fields(rule, /\bport/);
    const ports2 = range2(fields(rule, /from-port/)[0], fields(rule, /to-port/)[0]);
    return [
      {
        protocols: protocolsOf(fields(rule, /protocol/)[0], TCP_AND_UDP),
        ports: ports2 ?? portsOf2(port3 === void 0 ? [] : [port3], PortSet.all),
        portWhere: port3 ?? rule,
        sources: cidrs
      }
    ];
  });
}
function alibaba(options) {
  const of = (prefix2) => {
    const one = (name) => options.values(`--${prefix2}${name}`)[0];
    const ports2 = one("PortRange");
    if (ports2 === void 0 || /^drop$/i.test(one("Policy")?.text ?? "")) return [];
    const sources = ["SourceCidrIp", "Ipv6SourceCidrIp"].flatMap((name) => one(name) ?? []);
    const text = ports2.text?.replace("/", "-").replace(/^-1--1$/, "-1");
    return [
      {
        protocols: protocolsOf(one("IpProtocol"), []),
        ports: portsOf2([text === void 0 ? ports2 : { ...ports2, text }], PortSet.empty),
        portWhere: ports2,
        sources
      }
    ];
  };
  return whereNamed(
    ["", ...Array.from({ length: 20 }, (_, i) => `Permissions.${i + 1}.`)].flatMap(of)
  );
}
function scaleway(options) {
  const of = (name) => {
    const word = options.operands.find(
      (one) => (one.text ?? one.prefix ?? "").startsWith(`${name}=`)
    );
    return word === void 0 ? void 0 : tail(word, name.length + 1);
  };
  if (/^drop$/i.test(of("action")?.text ?? "accept")) return [];
  if (/^outbound$/i.test(of("direction")?.text ?? "")) return [];
  const low = of("dest-port-from");
  const source = of("ip-range");
  return [
    {
      protocols: protocolsOf(of("protocol"), []),
      ports: range2(low, of("dest-port-to")) ?? PortSet.all,
      portWhere: low ?? options.operands[0] ?? NOWHERE,
      // The tool's default is every address.
      sources: source === void 0 ? [] : [source]
    }
  ];
}
function vultr(options) {
  const ports2 = options.values("--port", "-r").flatMap((word) => splitAt(word, /[,\s]/));
  const [subnet] = options.values("--subnet", "-s");
  const [size] = options.values("--size", "-z");
  if (options.has("--source") && subnet === void 0) return [];
  const source = subnet?.text === void 0 || size?.text === void 0 ? subnet : { ...subnet, text: `${subnet.text}/${size.text}` };
  return whereNamed([
    {
      protocols: protocolsOf(options.values("--protocol", "-p")[0], []),
      ports: portsOf2(ports2, PortSet.all),
      portWhere: ports2[0] ?? subnet ?? NOWHERE,
      sources: source === void 0 ? [] : [source]
    }
  ]);
}
function ibm(options) {
  const [, direction, protocol2] = options.operands;
  if (!/^inbound$/i.test(direction?.text ?? "")) return [];
  const [remote] = options.values("--remote");
  if (remote?.text !== void 0 && !/[.:]/.test(remote.text)) return [];
  const [low] = options.values("--port-min");
  return [
    {
      protocols: protocolsOf(protocol2, []),
      ports: range2(low, options.values("--port-max")[0]) ?? PortSet.all,
      portWhere: low ?? protocol2 ?? NOWHERE,
      sources: remote === void 0 ? [] : [remote]
    }
  ];
}
function exoscale(options) {
  if (/^egress$/i.test(options.values("--flow")[0]?.text ?? "")) return [];
  if (options.has("--security-group", "--public-security-group")) return [];
  const ports2 = options.values("--port");
  return whereNamed([
    {
      protocols: protocolsOf(options.values("--protocol")[0], ["tcp"]),
      ports: portsOf2(ports2, PortSet.empty),
      portWhere: ports2[0] ?? NOWHERE,
      sources: options.values("--network").slice(0, 1)
    }
  ]);
}
function nova(options) {
  const [, protocol2, low, high, source] = options.operands;
  return whereNamed([
    {
      protocols: protocolsOf(protocol2, []),
      ports: range2(low, high) ?? PortSet.empty,
      portWhere: low ?? NOWHERE,
      sources: source === void 0 ? [] : [source]
    }
  ]);
}
function neutron(options) {
  if (options.values("--direction")[0]?.text === "egress") return [];
  if (options.has("--remote-group-id")) return [];
  const [low] = options.values("--port-range-min");
  return [
    {
      protocols: protocolsOf(options.values("--protocol")[0], TCP_AND_UDP),
      ports: range2(low, options.values("--port-range-max")[0]) ?? PortSet.all,
      portWhere: low ?? options.operands[0] ?? NOWHERE,
      sources: options.values("--remote-ip-prefix").slice(0, 1)
    }
  ];
}
function networkAcl(options) {
  if (options.has("--egress")) return [];
  if (!/^allow$/i.test(options.values("--rule-action")[0]?.text ?? "")) return [];
  const [ports2] = options.values("--port-range");
  const low = ports2 === void 0 ? void 0 : fields(ports2, /From/)[0];
  const high = ports2 === void 0 ? void 0 : fields(ports2, /To/)[0];
  return whereNamed([
    {
      protocols: protocolsOf(options.values("--protocol")[0], []),
      ports: range2(low, high) ?? PortSet.all,
      portWhere: low ?? ports2 ?? NOWHERE,
      sources: options.values("--cidr-block", "--ipv6-cidr-block")
    }
  ]);
}
function azureContainer(options) {
  const [address2] = options.values("--ip-address");
  const open = address2 === void 0 ? options.has("--dns-name-label") : /^public$/i.test(address2.text ?? "");
  const ports2 = options.values("--ports");
  if (!open || ports2.length === 0) return [];
  const protocol2 = options.values("--protocol")[0];
  return [
    {
      protocols: protocolsOf(protocol2, ["tcp"]),
      ports: portsOf2(ports2, PortSet.empty),
      portWhere: ports2[0],
      sources: []
    }
  ];
}
var FURTHER_TOOLS = [
  {
    command: ["aws", "ec2", "create-network-acl-entry|replace-network-acl-entry"],
    mechanism: "network-acl",
    name: named("network ACL", "--network-acl-id"),
    openings: networkAcl
  },
  {
    command: ["az", "container", "create"],
    mechanism: "cloud-firewall",
    name: named("container group", "--name", "-n"),
    openings: azureContainer
  },
  {
    command: ["linode-cli", "firewalls", "create|rules-update"],
    mechanism: "cloud-firewall",
    name: named("firewall", "--label"),
    openings: linode
  },
  {
    command: ["oci", "network", "security-list", "create|update"],
    mechanism: "security-group",
    name: named("security list", "--display-name", "--security-list-id"),
    openings: oracle
  },
  {
    command: ["oci", "network", "nsg", "rules", "add|update"],
    mechanism: "security-group",
    name: named("network security group", "--nsg-id"),
    openings: oracle
  },
  {
    command: [
      "ibmcloud",
      "is",
      "security-group-rule-add|sg-rulec|security-group-rule-create|sg-rule-add"
    ],
    mechanism: "security-group",
    name: named("security group"),
    openings: ibm
  },
  {
    command: ["exo", "compute", "security-group", "rule", "add"],
    mechanism: "security-group",
    name: named("security group"),
    openings: exoscale
  },
  {
    command: ["scw", "instance", "security-group", "create-rule"],
    mechanism: "security-group",
    name: () => "security group",
    openings: scaleway
  },
  {
    command: ["vultr-cli", "firewall", "rule", "create"],
    mechanism: "cloud-firewall",
    name: named("firewall group", "--id", "-i"),
    openings: vultr
  },
  {
    command: ["yc", "vpc", "security-group", "create|update-rules"],
    mechanism: "security-group",
    name: named("security group", "--name"),
    openings: yandex
  },
  {
    command: ["tccli", "vpc", "CreateSecurityGroupPolicies|CreateSecurityGroupWithPolicies"],
    mechanism: "security-group",
    name: named("security group", "--SecurityGroupId", "--GroupName"),
    openings: tencent
  },
  {
    command: ["aliyun", "ecs", "AuthorizeSecurityGroup"],
    mechanism: "security-group",
    name: named("security group", "--SecurityGroupId"),
    openings: alibaba
  },
  {
    command: ["nova", "secgroup-add-rule"],
    mechanism: "security-group",
    name: named("security group"),
    openings: nova
  },
  {
    command: ["neutron", "security-group-rule-create"],
    mechanism: "security-group",
    name: named("security group"),
    openings: neutron
  }
];

// src/platforms/host/cloud-commands.ts
var TOOLS = [...COMMON_TOOLS, ...FURTHER_TOOLS];
function cloudDoors(words, place) {
  const found = findTool(words);
  return found === void 0 ? [] : doorsOf(found, found.tool.openings(found.options), place);
}
function findTool(words) {
  for (const tool of TOOLS) {
    const rest = wordsBehind(words, tool.command);
    if (rest === void 0) continue;
    const verbs = tool.command.at(-1).split("|");
    const verb = words.find(({ text }) => text !== void 0 && verbs.includes(text))?.text ?? "";
    return { tool, options: readOptions(rest), verb, rest };
  }
  return void 0;
}
function doorsOf({ tool, options, rest }, openings, place) {
  const name = tool.name(options, rest);
  return openings.flatMap((opening) => door(opening, tool.mechanism, name, place)).reduce(addDoor2, []);
}
function wordsBehind(words, command) {
  const first = words[0]?.text;
  if (first === void 0) return void 0;
  const program = first.slice(first.lastIndexOf("/") + 1);
  return behind2([{ ...words[0], text: program }, ...words.slice(1)], command);
}
function addDoor2(doors, next) {
  const same = doors.findIndex(
    ({ sources }) => sources instanceof AddressSet && next.sources instanceof AddressSet && sources.equals(next.sources)
  );
  const before = doors[same];
  if (!(before?.ports instanceof PortSet) || !(next.ports instanceof PortSet)) {
    return [...doors, next];
  }
  const wider = before.ports.size >= next.ports.size ? before.ports : next.ports;
  const protocols = ["tcp", "udp"].filter(
    (one) => before.protocols.includes(one) || next.protocols.includes(one)
  );
  const merged = { ...before, protocols, ports: wider };
  return doors.map((door3, i) => i === same ? merged : door3);
}
function behind2(words, command) {
  let at = 0;
  const before = [];
  for (const [index, wanted] of command.entries()) {
    while (index > 0 && /^-/.test(words[at]?.text ?? "")) {
      const text = words[at].text;
      before.push(words[at++]);
      const next = words[at]?.text ?? "";
      if (!text.includes("=") && !wanted.split("|").includes(next) && words[at] !== void 0) {
        before.push(words[at++]);
      }
    }
    if (!wanted.split("|").includes(words[at]?.text ?? "")) {
      if (wanted.endsWith("|")) continue;
      return void 0;
    }
    at++;
  }
  return [...words.slice(at), ...before];
}
function door({ protocols, ports: ports2, portWhere, sources }, mechanism, name, { platform, onlyIf }) {
  if (protocols.length === 0) return [];
  const unknownPort = "unresolved" in ports2;
  if (unknownPort) {
    if (!/memcache/i.test(ports2.reason)) return [];
  } else if (!ports2.contains(MEMCACHED_PORT)) return [];
  const sets = [];
  let open;
  let missing;
  let unknown;
  for (const word of sources) {
    const set = word.text === void 0 ? void 0 : addressesOf2(word.text);
    if (word.text === void 0) {
      unknown ??= word;
      missing ??= unresolved(word.reason ?? "the source is not known", word.where);
    }
    if (set === void 0 || set.isEmpty) continue;
    if (open === void 0 || set.sizeV4 > sets[0].sizeV4) {
      open = word;
      sets.unshift(set);
    } else sets.push(set);
  }
  const all2 = sources.length === 0 ? AddressSet.all : AddressSet.unionOf([AddressSet.empty, ...sets]);
  if (all2.isEmpty && missing === void 0) return [];
  return [
    {
      kind: "ingress",
      platform,
      where: (open ?? unknown ?? portWhere).where,
      mechanism,
      name,
      sources: missing === void 0 || all2.sizeV4 > 2 ** 31 ? all2 : missing,
      protocols,
      ports: unknownPort ? PortSet.of(MEMCACHED_PORT) : ports2,
      target: "unknown",
      faces: "internet",
      leadsTo: "unknown",
      related: [],
      ...onlyIf === void 0 ? {} : { onlyIf }
    }
  ];
}
function addressesOf2(text) {
  if (/^(?:\*|any|internet|all)$/i.test(text)) return AddressSet.all;
  return AddressSet.tryParse(text);
}

// src/platforms/host/cloud-rules.ts
var option = (...names) => (options) => options.values(...names).slice(0, 1);
var operand = (options) => options.operands.slice(0, 1);
var operands = (options) => options.operands.flatMap((word) => splitAt(word, /,/));
var both = (...parts) => (options) => parts.flatMap((part) => part(options));
var GROUP = option("--group-id", "--group-name");
var NSG_RULE = both(option("--nsg-name"), option("--name", "-n"));
var AWS = "aws ec2 authorize-security-group-ingress";
var AZURE = "az network nsg rule create|update";
var GCLOUD = "gcloud beta|alpha| compute firewall-rules create|update";
var DOCTL = "doctl compute firewall create|update|add-rules";
var HCLOUD = "hcloud firewall add-rule";
var OPENSTACK = "openstack security group rule create";
var last = (options) => {
  const word = options.last;
  return word === void 0 ? [] : [word];
};
var CLOSINGS = [
  {
    opens: AWS,
    command: ["aws", "ec2", "revoke-security-group-ingress"],
    opened: GROUP,
    closed: GROUP,
    alike: true
  },
  { opens: AWS, command: ["aws", "ec2", "delete-security-group"], opened: GROUP, closed: GROUP },
  {
    opens: GCLOUD,
    command: ["gcloud", "beta|alpha|", "compute", "firewall-rules", "delete"],
    opened: operand,
    closed: operands,
    each: true
  },
  {
    opens: AZURE,
    command: ["az", "network", "nsg", "rule", "delete"],
    opened: NSG_RULE,
    closed: NSG_RULE
  },
  {
    opens: AZURE,
    command: ["az", "network", "nsg", "delete"],
    opened: option("--nsg-name"),
    closed: option("--name", "-n")
  },
  {
    opens: DOCTL,
    command: ["doctl", "compute", "firewall", "remove-rules"],
    opened: operand,
    closed: operand,
    alike: true
  },
  {
    opens: DOCTL,
    command: ["doctl", "compute", "firewall", "delete|d|rm"],
    opened: operand,
    closed: operands,
    each: true
  },
  {
    opens: HCLOUD,
    command: ["hcloud", "firewall", "delete-rule"],
    opened: operand,
    closed: operand,
    alike: true
  },
  {
    opens: HCLOUD,
    command: ["hcloud", "firewall", "delete"],
    opened: operand,
    closed: operands,
    each: true
  },
  {
    opens: OPENSTACK,
    command: ["openstack", "security", "group", "delete"],
    opened: last,
    closed: operands,
    each: true
  }
];
var UPDATES = {
  [GCLOUD]: operand,
  [AZURE]: NSG_RULE
};
var CloudRules = class {
  made = [];
  /** @param certain the command runs whatever the script finds */
  run(words, place, certain = true) {
    const found = findTool(words);
    if (found !== void 0) {
      this.open(found, place);
      return;
    }
    if (place.onlyIf !== void 0 || !certain) return;
    for (const closing2 of CLOSINGS) {
      const rest = wordsBehind(words, closing2.command);
      if (rest !== void 0) this.close(closing2, readOptions(rest));
    }
  }
  /** Everything that is open in the end. */
  doors() {
    return this.made.flatMap(({ found, openings, place }) => doorsOf(found, openings, place));
  }
  open(found, place) {
    const key = found.tool.command.join(" ");
    const named2 = UPDATES[key];
    const names = named2 === void 0 ? void 0 : keysOf(named2(found.options));
    const before = names === void 0 || !isUpdate(found) ? void 0 : this.made.find(
      (made) => made.found.tool === found.tool && sameKeys(keysOf(named2(made.options)), names)
    );
    if (before === void 0) {
      const { options: options2 } = found;
      this.made.push({ found, openings: found.tool.openings(options2), options: options2, place });
      return;
    }
    const options = changed(before.options, found.options);
    const openings = found.tool.openings(options);
    if (place.onlyIf === void 0) Object.assign(before, { options, openings });
    else this.made.push({ found, openings, options, place });
  }
  close(closing2, options) {
    const closed = keysOf(closing2.closed(options));
    if (closed === void 0) return;
    for (const made of this.made) {
      if (made.found.tool.command.join(" ") !== closing2.opens) continue;
      const opened = keysOf(closing2.opened(made.options));
      if (opened === void 0) continue;
      const same = closing2.each === true ? closed.includes(opened[0]) : sameKeys(opened, closed);
      if (!same) continue;
      made.openings = closing2.alike === true ? without(made.openings, made.found.tool.openings(options)) : [];
    }
  }
};
function isUpdate({ verb }) {
  return verb === "update";
}
function keysOf(words) {
  const keys = [];
  for (const { text, reason, prefix: prefix2 } of words) {
    if (text === void 0 && reason === void 0) return void 0;
    keys.push(text ?? `?${prefix2 ?? ""}?${reason}`);
  }
  return keys.length === 0 ? void 0 : keys;
}
function sameKeys(a, b) {
  return a !== void 0 && a.length === b.length && a.every((key, i) => key === b[i]);
}
function changed(before, update) {
  return {
    operands: before.operands,
    last: before.last,
    values: (...names) => update.has(...names) ? update.values(...names) : before.values(...names),
    has: (...names) => update.has(...names) || before.has(...names)
  };
}
function without(openings, taken) {
  return openings.flatMap((opening) => {
    let left = [...opening.sources];
    for (const other of taken) {
      if (other.protocols.join() !== opening.protocols.join()) continue;
      if (!(other.ports instanceof PortSet) || !(opening.ports instanceof PortSet)) continue;
      if (!other.ports.equals(opening.ports)) continue;
      left = left.filter((source) => !other.sources.some((one) => sameSource(one, source)));
    }
    if (left.length === opening.sources.length) return [opening];
    return left.length === 0 ? [] : [{ ...opening, sources: left }];
  });
}
function sameSource(a, b) {
  if (a.text === void 0 || b.text === void 0)
    return a.text === b.text && a.reason !== void 0 && a.reason === b.reason;
  const [one, other] = [AddressSet.tryParse(a.text), AddressSet.tryParse(b.text)];
  return one === void 0 || other === void 0 ? a.text === b.text : one.equals(other);
}

// src/platforms/host/kube-commands.ts
var NODE_PORTS = PortSet.range(3e4, 32767);
function kubeDoors(words, place) {
  const program = baseName(words[0]?.text ?? "");
  if (["kubectl", "oc", "k3s", "microk8s", "microk8s.kubectl"].includes(program)) {
    const at2 = words.findIndex(({ text }) => text === "expose" || text === "create");
    if (at2 < 0) return [];
    const rest = words.slice(at2 + 1);
    return words[at2].text === "expose" ? expose(rest, place) : createService(rest, place);
  }
  if (program !== "helm") return [];
  const at = words.findIndex(({ text }) => text === "install" || text === "upgrade");
  return at < 0 ? [] : helm(words.slice(at + 1), place);
}
function expose(words, place) {
  const options = readOptions(words);
  const operand3 = options.operands.at(-1);
  const name = options.values("--name")[0]?.text ?? baseName(operand3?.text ?? "");
  const [port3] = options.values("--port");
  const outside = numberOf(port3);
  const inside = numberOf(options.values("--target-port")[0]) ?? outside;
  const protocols = /^udp$/i.test(options.values("--protocol")[0]?.text ?? "") ? ["udp"] : ["tcp"];
  return door2({ options, name, outside, inside, protocols, where: port3 ?? operand3, place });
}
function createService(words, place) {
  if (!["service", "svc"].includes(words[0]?.text ?? "")) return [];
  const type = words[1]?.text?.toLowerCase();
  if (type !== "loadbalancer" && type !== "nodeport") return [];
  const options = readOptions(words.slice(2));
  const [mapping] = options.values("--tcp");
  const [outside, inside] = (mapping?.text ?? "").split(":").map(Number);
  if (mapping === void 0 || outside === void 0) return [];
  return door2({
    options,
    type: { text: type === "nodeport" ? "NodePort" : "LoadBalancer", where: words[1].where },
    name: options.operands[0]?.text ?? "",
    outside,
    inside: inside ?? outside,
    protocols: ["tcp"],
    where: mapping,
    place
  });
}
function helm(words, place) {
  const chart = words.find(({ text }) => /(?:^|\/)memcached(?:-[0-9][^/]*)?$/.test(text ?? ""));
  if (chart === void 0) return [];
  const sets = words.flatMap((word, i) => {
    const { text } = word;
    if (text === "--set" || text === "--set-string") return words[i + 1] ?? [];
    return text?.startsWith("--set=") === true ? { ...word, text: text.slice(6) } : [];
  }).flatMap((word) => splitAt(word, /,/));
  const valueOf = (name) => {
    const found = sets.filter(({ text }) => name.test(text ?? "")).at(-1);
    return found?.text === void 0 ? void 0 : { ...found, text: found.text.slice(found.text.indexOf("=") + 1) };
  };
  const type = valueOf(/^service\.type=/);
  if (type === void 0) return [];
  const port3 = numberOf(valueOf(/^service\.ports?(?:\.memcached)?=/)) ?? MEMCACHED_PORT;
  const internal = sets.some(({ text }) => /^service\.annotations.*internal/i.test(text ?? ""));
  if (internal) return [];
  const options = readOptions([]);
  return door2({
    options,
    type,
    name: "memcached",
    outside: port3,
    inside: MEMCACHED_PORT,
    protocols: ["tcp"],
    where: type,
    place
  });
}
function door2({ options, type, name, outside, inside, protocols, where, place }) {
  const given = type ?? options.values("--type")[0];
  const external = options.values("--external-ip", "--external-ips")[0];
  const kind = given?.text === "LoadBalancer" || external !== void 0 ? "load-balancer" : given?.text === "NodePort" ? "node-port" : void 0;
  const isMemcached = /memcache/i.test(name);
  if (kind === void 0 || where === void 0) return [];
  if (inside !== MEMCACHED_PORT && outside !== MEMCACHED_PORT && !isMemcached) return [];
  const port3 = outside ?? inside ?? MEMCACHED_PORT;
  return [
    {
      kind: "ingress",
      platform: place.platform,
      where: (given ?? external ?? where).where,
      mechanism: kind,
      name: `Service "${name.slice(0, 80)}"`,
      sources: AddressSet.all,
      protocols,
      ports: kind === "node-port" ? NODE_PORTS : PortSet.of(port3),
      targetPorts: PortSet.of(inside ?? port3),
      target: "unknown",
      faces: "host",
      leadsTo: isMemcached || inside === MEMCACHED_PORT ? "memcached" : "unknown",
      related: [],
      ...place.onlyIf === void 0 ? {} : { onlyIf: place.onlyIf }
    }
  ];
}
function numberOf(word) {
  return word?.text !== void 0 && /^[0-9]{1,5}$/.test(word.text) ? Number(word.text) : void 0;
}
function baseName(text) {
  return text.slice(text.lastIndexOf("/") + 1);
}

// src/platforms/host/windows/firewall.ts
var ANY = /^\s*(?:any|\*|)\s*$/i;
function meaningOf(rule) {
  if (!/^in(?:bound)?$/i.test(rule.direction ?? "inbound")) return void 0;
  const action = rule.action?.toLowerCase() ?? "allow";
  if (action !== "allow" && action !== "block") return void 0;
  if (/^\$?(?:no|false|2)$/i.test(rule.enabled ?? "true")) return void 0;
  if (action === "allow" && rule.authenticates === true) return void 0;
  for (const part of [rule.program, rule.service]) {
    if (part?.text !== void 0 && !ANY.test(part.text) && !/memcache/i.test(part.text))
      return void 0;
  }
  const protocols = protocolsOf2(rule.protocol);
  if (protocols.length === 0) return void 0;
  const local = rule.localAddress;
  if (local?.text !== void 0 && !ANY.test(local.text)) {
    const addresses = addressesOf3(local);
    if (addresses instanceof AddressSet && addresses.subtract(LOOPBACK).isEmpty) return void 0;
  }
  const profiles = (rule.profile ?? "any").toLowerCase();
  return {
    allows: action === "allow",
    protocols,
    ports: portsOf3(rule.localPort),
    sources: addressesOf3(rule.remoteAddress),
    privateNetworks: /domain|private|^\s*[12]\s*$/.test(profiles) && !/public|any|\b4\b/.test(profiles),
    // INetFwRule: the protocol has to be TCP or UDP before ports can be set.
    refused: rule.localPort !== void 0 && !ANY.test(rule.localPort.text ?? "x") && (rule.protocol === void 0 || ANY.test(rule.protocol.text ?? "x")) ? "it names ports without a protocol" : void 0
  };
}
function protocolsOf2(part) {
  if (part === void 0 || part.text === void 0 || ANY.test(part.text)) return TCP_AND_UDP;
  const protocols = part.text.split(",").map((name) => name.trim().toLowerCase());
  return TCP_AND_UDP.filter(
    (protocol2) => protocols.includes(protocol2) || protocols.includes(protocol2 === "tcp" ? "6" : "17")
  );
}
function portsOf3(part) {
  if (part === void 0) return PortSet.all;
  if (part.text === void 0)
    return unresolved(part.reason ?? "the port is not known", part.where);
  if (ANY.test(part.text)) return PortSet.all;
  let set = PortSet.empty;
  for (const piece of part.text.split(",")) {
    const match = /^\s*([0-9]{1,5})(?:\s*-\s*([0-9]{1,5}))?\s*$/.exec(piece);
    if (match !== null)
      set = set.union(PortSet.range(Number(match[1]), Number(match[2] ?? match[1])));
    else if (ANY.test(piece)) return PortSet.all;
  }
  return set;
}
function addressesOf3(part) {
  if (part === void 0) return AddressSet.all;
  if (part.text === void 0)
    return unresolved(part.reason ?? "the remote address of the rule is not known", part.where);
  const sets = [];
  for (const piece of part.text.split(",")) {
    const name = piece.trim().toLowerCase();
    if (ANY.test(name) || name === "internet") return AddressSet.all;
    if (/^(?:localsubnet[46]?|intranet|dns|dhcp|wins|defaultgateway|intranetremoteaccess|playtodevice)$/.test(
      name
    )) {
      sets.push(PRIVATE);
      continue;
    }
    const range4 = /^([0-9a-f.:]+)-([0-9a-f.:]+)$/.exec(name);
    let set;
    try {
      set = range4 === null ? AddressSet.tryParse(withPrefix(name)) : AddressSet.range(range4[1], range4[2]);
    } catch {
      set = void 0;
    }
    if (set === void 0)
      return unresolved(`\`${piece.trim().slice(0, 80)}\` is no address that is known`, part.where);
    sets.push(set);
  }
  return AddressSet.unionOf([AddressSet.empty, ...sets]);
}
function withPrefix(text) {
  const mask = /^([0-9.]+)\/([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)$/.exec(text);
  if (mask === null) return text;
  const bits2 = mask.slice(2).map((part) => Number(part).toString(2).padStart(8, "0")).join("");
  return /^1*0*$/.test(bits2) && bits2.length === 32 ? `${mask[1]}/${bits2.replaceAll("0", "").length}` : text;
}
function nameMatches(pattern, name) {
  if (name === void 0) return false;
  const parts = pattern.toLowerCase().split("*");
  const text = name.toLowerCase();
  if (parts.length === 1) return text === parts[0];
  if (!text.startsWith(parts[0]) || !text.endsWith(parts.at(-1))) return false;
  let at = parts[0].length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - parts.at(-1).length;
}

// src/platforms/host/windows/commands.ts
var WindowsFirewall = class {
  rules = [];
  /** The command that switched it off for all networks or the public ones, or lets in what no rule is about. */
  openedBy;
  /** A command says that it is on, or what it does with what no rule is about. */
  configured = false;
  /** @returns whether the command was one for the firewall */
  run(command) {
    const program = programOf(command);
    switch (program) {
      case "netsh":
        return this.netsh(command);
      case "new-netfirewallrule":
        this.rules.push({ ...cmdletRule(parametersOf(command)), ...placeOf2(command) });
        return true;
      case "set-netfirewallrule":
      case "remove-netfirewallrule":
      case "enable-netfirewallrule":
      case "disable-netfirewallrule":
      case "set-netfirewalladdressfilter":
      case "set-netfirewallportfilter":
      case "set-netfirewallapplicationfilter":
        this.change(program, command);
        return true;
      case "set-netfirewallprofile":
        this.profile(parametersOf(command), command);
        return true;
      default:
        return false;
    }
  }
  change(program, command) {
    const parameters = parametersOf(command);
    const chosen = this.chosenBy(command);
    const replace = (change) => {
      this.rules = this.rules.map((rule) => chosen.includes(rule) ? change(rule) : rule);
    };
    switch (program) {
      case "remove-netfirewallrule":
        if (!command.conditional) this.rules = this.rules.filter((rule) => !chosen.includes(rule));
        return;
      case "enable-netfirewallrule":
        replace((rule) => ({ ...rule, enabled: "true" }));
        return;
      case "disable-netfirewallrule":
        if (!command.conditional) replace((rule) => ({ ...rule, enabled: "false" }));
        return;
      default: {
        const given = Object.entries(cmdletRule(parameters)).filter(
          ([key, value2]) => value2 !== void 0 && !/^(?:name|displayName|group)$/.test(key)
        );
        const changes = Object.fromEntries(given);
        const renamed = partOf(parameters.get("newdisplayname"))?.text;
        replace((rule) => ({
          ...rule,
          ...changes,
          ...renamed === void 0 ? {} : { displayName: renamed },
          ...given.length > 0 ? { where: changes.remoteAddress?.where ?? whereOf(command) } : {}
        }));
      }
    }
  }
  /** The rules that a cmdlet is about: named by it, or by the `Get-NetFirewallRule` in front of it. */
  chosenBy(command) {
    for (let at = command; at !== void 0; at = at.input) {
      const parameters = parametersOf(at);
      const first = at.args[0]?.kind === "value" && at === command ? at.args[0].value : void 0;
      const names = parameters.get("name") ?? (first === void 0 ? void 0 : first);
      const display = parameters.get("displayname");
      const group = parameters.get("group") ?? parameters.get("displaygroup");
      if (names === void 0 && display === void 0 && group === void 0) {
        if (parameters.has("all")) return this.rules;
        continue;
      }
      const patterns = (value2) => value2 === void 0 ? [] : itemsOf2(value2).flatMap((item) => textOf3(item) ?? []);
      return this.rules.filter(
        (rule) => patterns(names).some((pattern) => nameMatches(pattern, rule.name ?? rule.displayName)) || patterns(display).some((pattern) => nameMatches(pattern, rule.displayName)) || patterns(group).some((pattern) => nameMatches(pattern, rule.group))
      );
    }
    return [];
  }
  /** `Set-NetFirewallProfile -Profile Domain,Public -Enabled False -DefaultInboundAction Allow` */
  profile(parameters, command) {
    const enabled = textOf3(parameters.get("enabled") ?? NONE)?.toLowerCase();
    const inbound = textOf3(parameters.get("defaultinboundaction") ?? NONE)?.toLowerCase();
    const positional = command.args[0]?.kind === "value" ? command.args[0].value : void 0;
    const named2 = parameters.get("profile") ?? parameters.get("name") ?? positional;
    const profiles = (named2 === void 0 ? "any" : textOf3(named2, ","))?.toLowerCase() ?? "any";
    if (enabled === "" && inbound === "") return;
    this.state(profiles, /^\$?(?:false|0)$/.test(enabled ?? "") || inbound === "allow", command);
  }
  state(profiles, open, command) {
    if (!open) {
      this.configured = true;
      if (/any|all|public|current|\*/.test(profiles)) this.openedBy = void 0;
    } else if (/any|all|public|current|\*/.test(profiles)) this.openedBy = whereOf(command);
  }
  netsh(command) {
    const words = command.args.flatMap((arg) => arg.kind === "value" ? [arg.value] : []);
    const texts = words.map((word) => (prefixOf(word) ?? "").toLowerCase());
    const at = texts.indexOf("advfirewall");
    if (at < 0) return texts[0] === "firewall" ? this.legacy(words.slice(1), command) : false;
    const rest = texts.slice(at + 1);
    const options = optionsOf(words.slice(at + 1));
    if (rest[0] === "reset") {
      this.rules = [];
      this.openedBy = void 0;
      return true;
    }
    if (rest[0] === "set") {
      const profiles = rest[1] ?? "";
      if (!/profiles?$/.test(profiles)) return true;
      const off = rest[2] === "state" && /^(?:off|notconfigured)$/.test(rest[3] ?? "") && rest[3] === "off";
      const policy = rest[2] === "firewallpolicy" ? rest[3] ?? "" : "";
      if (rest[2] === "state" || policy !== "")
        this.state(profiles, off || /^allowinbound/.test(policy), command);
      return true;
    }
    if (rest[0] !== "firewall" || rest[2] !== "rule") return true;
    const name = options.get("name")?.text;
    const chosen = (rule) => {
      const wanted = name?.toLowerCase();
      if (wanted !== "all" && rule.displayName?.toLowerCase() !== wanted) return false;
      const before = texts.indexOf("new") < 0 ? texts.length : texts.indexOf("new");
      return ["protocol", "localport"].every((key) => {
        const value2 = options.get(key);
        const stands = texts.findIndex((text) => text.startsWith(`${key}=`));
        if (value2?.text === void 0 || stands > before) return true;
        const own = key === "protocol" ? rule.protocol : rule.localPort;
        return own?.text?.toLowerCase() === value2.text.toLowerCase();
      });
    };
    switch (rest[1]) {
      case "add":
        if (options.has("dir") && options.has("action"))
          this.rules.push({ ...netshRule(options), ...placeOf2(command, words[at + 4]) });
        return true;
      case "delete":
        if (name !== void 0 && !command.conditional)
          this.rules = this.rules.filter((rule) => !chosen(rule));
        return true;
      case "set": {
        const separator2 = texts.indexOf("new");
        if (name === void 0 || separator2 < 0) return true;
        const changes = Object.fromEntries(
          Object.entries(netshRule(optionsOf(words.slice(separator2 + 1)))).filter(
            ([key, value2]) => value2 !== void 0 && key !== "displayName"
          )
        );
        this.rules = this.rules.map(
          (rule) => chosen(rule) ? { ...rule, ...changes, where: whereOf(command) } : rule
        );
        return true;
      }
      default:
        return true;
    }
  }
  /** `netsh firewall add portopening TCP 11211 name ENABLE ALL`, words in order or named. */
  legacy(words, command) {
    const texts = words.map((word) => (prefixOf(word) ?? "").toLowerCase());
    if (texts[0] === "set" && texts[1] === "opmode") {
      this.state(
        "all",
        texts.some((text) => /^(?:mode=)?disable$/.test(text)),
        command
      );
      return true;
    }
    if (texts[1] !== "portopening") return true;
    const named2 = optionsOf(words);
    const free = words.slice(2).filter((word) => !/^[a-z]+=/.test((prefixOf(word) ?? "").toLowerCase()));
    const given = (key, index) => named2.get(key) ?? partOf(free[index]);
    const protocol2 = given("protocol", 0);
    const port3 = given("port", 1);
    const same = (rule) => rule.localPort?.text === port3?.text && rule.protocol?.text?.toLowerCase() === protocol2?.text?.toLowerCase();
    this.rules = this.rules.filter((rule) => !same(rule));
    if (texts[0] === "delete" || /^disable$/i.test(given("mode", 3)?.text ?? "")) return true;
    const scope = given("scope", 4)?.text?.toLowerCase();
    const own = given("addresses", 5);
    this.rules.push({
      displayName: given("name", 2)?.text,
      direction: "in",
      protocol: /^all$/i.test(protocol2?.text ?? "") ? { ...protocol2, text: "tcp,udp" } : protocol2,
      localPort: port3,
      remoteAddress: scope === "subnet" ? { text: "localsubnet", where: whereOf(command) } : scope === "custom" ? own : void 0,
      ...placeOf2(command, words[3])
    });
    return true;
  }
};
var NONE = {
  kind: "text",
  text: "",
  where: { file: "", startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
};
function programOf(command) {
  const text = prefixOf(command.name) ?? "";
  const name = text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1).toLowerCase();
  return name.replace(/\.exe$/, "");
}
function parametersOf(command) {
  const found = /* @__PURE__ */ new Map();
  command.args.forEach((arg, index) => {
    if (arg.kind !== "parameter") return;
    const next = command.args[index + 1];
    const value2 = arg.value ?? (next?.kind === "value" ? next.value : void 0);
    found.set(fullName(arg.name), value2 ?? { kind: "text", text: "true", where: arg.where });
  });
  return found;
}
var PARAMETERS = [
  "name",
  "displayname",
  "newdisplayname",
  "group",
  "displaygroup",
  "direction",
  "action",
  "enabled",
  "protocol",
  "localport",
  "remoteport",
  "localaddress",
  "remoteaddress",
  "program",
  "service",
  "profile",
  "authentication",
  "overrideblockrules",
  "description",
  "defaultinboundaction",
  "defaultoutboundaction",
  "all",
  "policystore",
  "interfacetype",
  "interfacealias",
  "edgetraversalpolicy"
];
function fullName(name) {
  const lower = name.toLowerCase();
  if (PARAMETERS.includes(lower)) return lower;
  const matching = PARAMETERS.filter((each) => each.startsWith(lower));
  return matching.length === 1 ? matching[0] : lower;
}
function cmdletRule(parameters) {
  const text = (name) => partOf(parameters.get(name))?.text;
  return {
    name: text("name"),
    displayName: text("displayname"),
    group: text("group"),
    direction: text("direction"),
    action: text("action"),
    enabled: text("enabled"),
    protocol: partOf(parameters.get("protocol")),
    localPort: partOf(parameters.get("localport")),
    localAddress: partOf(parameters.get("localaddress")),
    remoteAddress: partOf(parameters.get("remoteaddress")),
    program: partOf(parameters.get("program")),
    service: partOf(parameters.get("service")),
    profile: text("profile"),
    authenticates: /^required$/i.test(text("authentication") ?? "") ? true : void 0
  };
}
function netshRule(options) {
  return {
    displayName: options.get("name")?.text,
    direction: options.get("dir")?.text,
    action: options.get("action")?.text,
    enabled: options.get("enable")?.text,
    protocol: options.get("protocol"),
    localPort: options.get("localport"),
    localAddress: options.get("localip"),
    remoteAddress: options.get("remoteip"),
    program: options.get("program"),
    service: options.get("service"),
    profile: options.get("profile")?.text,
    authenticates: /^auth/i.test(options.get("security")?.text ?? "") ? true : void 0
  };
}
function optionsOf(words) {
  const options = /* @__PURE__ */ new Map();
  words.forEach((word, index) => {
    const text = textOf3(word, ",") ?? prefixOf(word) ?? "";
    const match = /^([a-z]+)=([^]*)$/i.exec(text);
    if (match === null) return;
    const known = textOf3(word, ",") !== void 0;
    const next = words[index + 1];
    const part = match[2] === "" && known && next !== void 0 && !/^[a-z]+=/i.test(prefixOf(next) ?? "") ? partOf(next) : known ? { text: match[2], where: word.where } : {
      text: void 0,
      where: word.where,
      ...word.kind === "unknown" ? { reason: word.reason } : {}
    };
    options.set(match[1].toLowerCase(), part);
  });
  return options;
}
function partOf(value2) {
  if (value2 === void 0) return void 0;
  const text = textOf3(value2, ",");
  const unknown = itemsOf2(value2).find((item) => item.kind === "unknown");
  return {
    text,
    where: value2.where,
    ...text === void 0 && unknown?.kind === "unknown" ? { reason: unknown.reason } : {}
  };
}
function prefixOf(value2) {
  if (value2.kind === "unknown") return value2.prefix;
  return textOf3(value2, ",");
}
function whereOf(command) {
  return command.name.where;
}
function placeOf2(command, word) {
  return { where: word?.where ?? whereOf(command), conditional: command.conditional };
}

// src/platforms/host/windows/doors.ts
var WIDE = 100;
function firewallFacts(firewall, workload, listeners) {
  const rules = firewall.rules.flatMap((rule) => {
    const meaning2 = meaningOf(rule);
    return meaning2 === void 0 ? [] : [{ rule, meaning: meaning2 }];
  });
  const name = `the Windows firewall of ${workload}`;
  const known = listeners.length > 0;
  const facts = [];
  for (const one of rules) append(facts, doorOf(one, rules, { workload, name, known, listeners }));
  for (const protocol2 of ["tcp", "udp"]) {
    for (const [port3] of servedPorts(listeners, protocol2)) {
      const about = rules.filter(
        ({ meaning: meaning2 }) => meaning2.protocols.includes(protocol2) && concerns(meaning2, port3)
      );
      if (firewall.openedBy !== void 0) {
        if (!known && !about.some(({ meaning: meaning2 }) => narrow(meaning2))) continue;
        facts.push({
          ...base(name, workload, known),
          kind: "ingress",
          where: firewall.openedBy,
          sources: AddressSet.all,
          protocols: [protocol2],
          ports: PortSet.of(port3),
          faces: "host",
          leadsTo: known ? "memcached" : "unknown",
          related: about.map(({ rule }) => ({
            where: rule.where,
            message: "a rule that does not count while the firewall lets everything in"
          }))
        });
        continue;
      }
      if (!known || about.length === 0 && !firewall.configured) continue;
      facts.push({
        kind: "restriction",
        platform: "host",
        mechanism: "host-firewall",
        name,
        where: about[0]?.rule.where ?? listeners[0].where,
        target: [workload],
        protocols: [protocol2],
        ports: PortSet.of(port3),
        admits: admitted(about)
      });
    }
  }
  return facts;
}
function base(name, workload, known) {
  return {
    platform: "host",
    mechanism: "host-firewall",
    name,
    target: known ? [workload] : "unknown"
  };
}
function doorOf({ rule, meaning: meaning2 }, rules, place) {
  if (!meaning2.allows) return [];
  const { ports: ports2 } = meaning2;
  const wanted = [
    ...new Set(
      ["tcp", "udp"].flatMap((each) => [...servedPorts(place.listeners, each).keys()])
    )
  ];
  const served = wanted.filter((port3) => concerns(meaning2, port3));
  const called = /memcache/i.test(`${rule.name ?? ""} ${rule.displayName ?? ""}`);
  if (served.length === 0 || isUnresolved(ports2) && !called) return [];
  if (!isUnresolved(ports2) && ports2.size > WIDE && !place.known) return [];
  const left = (protocol2) => blocked(meaning2.sources, rules, protocol2, served[0]);
  const protocols = meaning2.protocols.filter((protocol2) => {
    const sources = left(protocol2);
    return isUnresolved(sources) || !sources.subtract(LOOPBACK).isEmpty;
  });
  if (protocols.length === 0) return [];
  const where = rule.localPort ?? rule.remoteAddress;
  const doubt2 = meaning2.refused ?? (rule.conditional ? "it depends on what the script finds when it runs" : void 0);
  return [
    {
      ...base(place.name, place.workload, place.known),
      kind: "ingress",
      where: where?.where ?? rule.where,
      sources: left(protocols[0]),
      protocols,
      ports: isUnresolved(ports2) ? PortSet.of(MEMCACHED_PORT) : ports2,
      faces: meaning2.privateNetworks ? "private" : "host",
      leadsTo: place.known ? "memcached" : "unknown",
      related: [],
      ...meaning2.refused === void 0 ? {} : { notes: [`Windows refuses the rule as it stands: ${meaning2.refused}.`] },
      ...doubt2 === void 0 || rule.conditional ? {} : { onlyIf: doubt2 }
    }
  ];
}
function concerns({ ports: ports2 }, port3) {
  return isUnresolved(ports2) || ports2.contains(port3);
}
function narrow({ ports: ports2 }) {
  return !isUnresolved(ports2) && ports2.size <= WIDE;
}
function blocked(sources, rules, protocol2, port3) {
  let left = sources;
  for (const { rule, meaning: meaning2 } of rules) {
    if (meaning2.allows || rule.conditional || meaning2.privateNetworks) continue;
    if (!meaning2.protocols.includes(protocol2) || isUnresolved(meaning2.ports)) continue;
    if (!meaning2.ports.contains(port3) || isUnresolved(meaning2.sources)) continue;
    if (meaning2.sources.equals(AddressSet.all)) return AddressSet.empty;
    if (!isUnresolved(left)) left = left.subtract(meaning2.sources);
  }
  return left;
}
function admitted(about) {
  let set = AddressSet.empty;
  for (const one of about) {
    if (!one.meaning.allows) continue;
    const protocol2 = one.meaning.protocols[0];
    const sources = blocked(one.meaning.sources, about, protocol2, MEMCACHED_PORT);
    if (isUnresolved(sources)) return sources;
    set = set.union(sources);
  }
  return set;
}

// src/platforms/host/windows/services.ts
function serviceCommand(words) {
  const texts = words.map(({ text }) => text?.toLowerCase() ?? "");
  const program = baseName2(texts[0] ?? "").replace(/\.exe$/, "");
  const inner = (word) => word?.text === void 0 ? [] : splitCommandLine(word);
  const option3 = (pattern) => {
    const at = texts.findIndex((text) => pattern.test(text));
    return at < 0 ? void 0 : words[at + 1];
  };
  switch (program) {
    case "sc": {
      const at = texts.findIndex((text) => text.startsWith("binpath="));
      if (at < 0 || !(texts.includes("create") || texts.includes("config"))) return void 0;
      const value2 = words[at].text.slice(8);
      return inner(value2 === "" ? words[at + 1] : { ...words[at], text: value2 });
    }
    case "nssm":
      if (texts[1] === "install") return words.slice(3).flatMap(inner);
      if (texts[1] === "set" && texts[3] === "appparameters" && /memcache/.test(texts[2] ?? ""))
        return [{ ...words[0], text: "memcached" }, ...words.slice(4).flatMap(inner)];
      return void 0;
    case "new-service":
    case "set-service":
      return inner(option3(/^-(?:b[a-z]*|path)$/));
    case "schtasks": {
      const command = option3(/^\/tr$/);
      return texts.includes("/create") && command !== void 0 ? inner(command) : void 0;
    }
    case "new-scheduledtaskaction": {
      const execute = option3(/^-e[a-z]*$/);
      return execute === void 0 ? void 0 : [...inner(execute), ...inner(option3(/^-a[a-z]*$/))];
    }
    case "start-process":
    case "saps": {
      const file = option3(/^-filepath$/) ?? words.slice(1).find(({ text }) => !/^-/.test(text ?? "-"));
      if (file === void 0) return void 0;
      const list = texts.findIndex((text) => /^-(?:argumentlist|args)$/.test(text));
      const positional = words.slice(words.indexOf(file) + 1);
      const rest = list >= 0 ? words.slice(list + 1, list + 2) : positional.filter(({ text }) => !/^-/.test(text ?? "-"));
      return [...inner(file), ...rest.flatMap((word) => listed(word).flatMap(inner))];
    }
    case "memcached":
      if (texts[1] !== "-d") return void 0;
      return texts[2] === "install" ? [words[0], ...words.slice(3)] : texts[2] === "start" || texts[2] === "stop" || texts[2] === "uninstall" ? [] : void 0;
    default:
      return void 0;
  }
}
function listed(word) {
  if (word.text === void 0 || !/^-[^,\s]+,/.test(word.text)) return [word];
  return word.text.split(/,(?=-)|(?<=^-[A-Za-z]),/).map((text) => ({ ...word, text: text.replace(/^(-[A-Za-z]),/, "$1 ") }));
}
function splitCommandLine(word) {
  const text = (word.text ?? "").replaceAll('\\"', '"');
  const words = [];
  for (const match of text.matchAll(/(?:"[^"]*"?|'[^']*'|[^\s"'])+/g)) {
    words.push({ text: match[0].replace(/["']/g, ""), where: word.where });
  }
  return words;
}
function baseName2(text) {
  return text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1);
}

// src/platforms/host/windows/index.ts
var MAX_DEPTH5 = 4;
function windowsFacts(file) {
  return windowsScriptFacts(file.text, {
    workload: `script ${file.path}`,
    locate: (from, to) => file.location(from, to),
    language: /\.ps/i.test(file.path) ? "powershell" : "batch"
  });
}
function windowsScriptFacts(text, place) {
  const reader = new WindowsScript(place.workload);
  reader.read(text, place.language, place.locate, 0);
  const listeners = reader.facts.filter((fact) => fact.kind === "listener");
  const own = listeners.filter(({ workload }) => workload === place.workload);
  return [
    ...reader.facts,
    ...reader.cloud.doors(),
    ...firewallFacts(reader.firewall, place.workload, own)
  ];
}
var WindowsScript = class {
  constructor(workload) {
    this.workload = workload;
  }
  workload;
  facts = [];
  firewall = new WindowsFirewall();
  cloud = new CloudRules();
  read(text, language, locate, depth) {
    const run = (command) => this.run(command, depth);
    if (language === "batch") readBatch(text, { locate, run });
    else readPowerShell(text, { locate, run });
  }
  run(command, depth) {
    const inner = innerScript(command);
    if (inner !== void 0) {
      if (depth < MAX_DEPTH5) this.read(inner.text, inner.language, () => inner.where, depth + 1);
      return;
    }
    const started = startedBy(command);
    if (started !== void 0 && depth < MAX_DEPTH5) this.run(started, depth + 1);
    if (this.firewall.run(command)) return;
    const words = wordsOf2(command);
    const place = { platform: "host" };
    this.cloud.run(words, place, !command.conditional);
    append(this.facts, [
      ...commandFacts(serviceCommand(words) ?? words, {
        workload: this.workload,
        placement: "host"
      }),
      ...kubeDoors(words, place),
      ...portProxy(words)
    ]);
  }
};
function innerScript(command) {
  const words = wordsOf2(command).slice(1);
  const program = programOf(command);
  const from = (index, language) => {
    const rest = words.slice(index);
    const known = rest.every(({ text }) => text !== void 0);
    if (rest.length === 0 || !known) return void 0;
    return { text: rest.map(({ text }) => text).join(" "), language, where: rest[0].where };
  };
  if (program === "invoke-expression" || program === "iex") {
    return from(/^-command$/i.test(words[0]?.text ?? "") ? 1 : 0, "powershell");
  }
  if (program === "powershell" || program === "pwsh") {
    const at = words.findIndex(({ text }) => /^-c(?:ommand)?$/i.test(text ?? ""));
    if (at >= 0) return from(at + 1, "powershell");
    const free = words.findIndex(({ text }) => /^[A-Z][a-z]+-[A-Z]|^"?&/.test(text ?? ""));
    return free < 0 ? void 0 : from(free, "powershell");
  }
  if (program === "cmd") {
    const at = words.findIndex(({ text }) => /^\/[ck]$/i.test(text ?? ""));
    return at < 0 ? void 0 : from(at + 1, "batch");
  }
  return void 0;
}
function startedBy(command) {
  if (!/^(?:start-process|saps)$/.test(programOf(command))) return void 0;
  const started = serviceCommand(wordsOf2(command));
  const [name, ...rest] = (started ?? []).map(
    (word) => word.text === void 0 ? { kind: "unknown", reason: word.reason ?? "", where: word.where } : { kind: "text", text: word.text, where: word.where }
  );
  if (name === void 0 || !/netsh|docker|cmd|powershell/i.test(textOf3(name) ?? ""))
    return void 0;
  return {
    name,
    args: rest.map((value2) => ({ kind: "value", value: value2 })),
    conditional: command.conditional
  };
}
function portProxy(words) {
  const texts = words.map(({ text }) => text ?? "");
  if (!/netsh(?:\.exe)?$/i.test(texts[0] ?? "")) return [];
  if (!/interface portproxy (?:add|set) v[46]tov[46]/i.test(texts.join(" "))) return [];
  const option3 = (name) => texts.find((text) => text.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const port3 = Number(option3("listenport") ?? "NaN");
  const address2 = option3("listenaddress");
  const where = words.find(({ text }) => /^listenport=/i.test(text ?? ""));
  if (where === void 0) return [];
  const behind3 = `${option3("connectaddress") ?? ""}:${option3("connectport") ?? String(port3)}`;
  const forward2 = {
    protocol: "tcp",
    address: address2 === "*" ? void 0 : address2,
    port: port3,
    behind: behind3,
    where,
    name: "netsh interface portproxy",
    lasting: true
  };
  return forwardDoor(forward2, { platform: "host" });
}
function wordsOf2(command) {
  const words = [wordOf(command.name)];
  for (const arg of command.args) {
    if (arg.kind === "value") {
      words.push(wordOf(arg.value));
      continue;
    }
    const value2 = arg.value === void 0 ? void 0 : prefixOf(arg.value);
    const text = `-${arg.name}${value2 === void 0 ? "" : `:${value2}`}`;
    words.push({ text, where: arg.where });
  }
  return words;
}
function wordOf(value2) {
  const text = textOf3(value2, ",");
  if (text !== void 0) return { text, where: value2.where };
  if (value2.kind !== "unknown")
    return { text: void 0, reason: "a part of it is not known", where: value2.where };
  const { reason, prefix: prefix2, where } = value2;
  return { text: void 0, reason, where, ...prefix2 === void 0 ? {} : { prefix: prefix2 } };
}

// src/network/filter/admit.ts
import { isIPv4 as isIPv43 } from "node:net";

// src/network/filter/evaluate.ts
var MAX_JUMPS = 64;
var MAX_COST = 1e6;
var LONG_CHAIN = 128;
var MAX_FLOWS = 64;
var Trace = class {
  reasons = /* @__PURE__ */ new Map();
  refusals = [];
  doubts = [];
  accepting = /* @__PURE__ */ new Map();
  refusing = /* @__PURE__ */ new Map();
  cost = 0;
  exhausted = false;
  refuse(remotes, where) {
    this.refusals.push(remotes);
    if (where !== void 0) add2(this.refusing, where, remotes);
  }
  accept(remotes, where) {
    if (where !== void 0) add2(this.accepting, where, remotes);
  }
  doubt(remotes, reason, where) {
    this.doubts.push(remotes);
    this.reason(reason, where);
  }
  reason(reason, where) {
    if (!this.reasons.has(reason)) this.reasons.set(reason, where);
  }
  /** Remote addresses that a rule or policy refused. */
  get refused() {
    return united(this.refusals);
  }
  /** Remote addresses whose way depends on something that is not known. */
  get doubtful() {
    return united(this.doubts);
  }
  get acceptedBy() {
    return [...this.accepting].map(([where, sets]) => [where, united(sets)]);
  }
  get refusedBy() {
    return [...this.refusing].map(([where, sets]) => [where, united(sets)]);
  }
  /**
   * Counts one rule for a flow, by the size of its address set; false when the question has become too
   * long to answer.
   */
  step({ v4, v6 }) {
    if (this.exhausted) return false;
    this.cost += 1 + (v4.length + v6.length) / 32;
    if (this.cost <= MAX_COST) return true;
    this.exhausted = true;
    this.doubt(AddressSet.all, "there are too many rules to follow");
    this.refuse(AddressSet.all, void 0);
    return false;
  }
};
function passHook(chains, hook, flows, trace) {
  let current = [...flows];
  for (const base2 of chains) {
    if (base2.hook !== hook) continue;
    const inside = [];
    const past = [];
    for (const flow of current) {
      (concerns2(base2, flow.packet) ? inside : past).push(flow);
    }
    if (inside.length === 0) continue;
    const { accepted, through } = walk(
      base2.chain,
      inside.map((flow) => enter(base2, flow)),
      trace,
      0
    );
    append(past, accepted);
    for (const flow of through) {
      if (base2.policy === "accept") past.push(flow);
      else trace.refuse(flow.remotes, base2.policyWhere);
    }
    current = merge(past.map((flow) => leave(flow)));
  }
  return current;
}
function concerns2(base2, packet) {
  if (!base2.families.includes(packet.family)) return false;
  if (base2.device !== void 0 && base2.device !== packet.input) return false;
  if (base2.nat !== true) return true;
  return packet.state === "new" && !(base2.hook === "prerouting" && packet.input === "lo");
}
function enter(base2, flow) {
  const early = base2.hook === "ingress" || (base2.hook === "prerouting" || base2.hook === "output") && base2.priority < -200;
  const { packet } = flow;
  if (!early || packet.state === "untracked" || packet.input === "lo") return flow;
  return { ...flow, packet: { ...packet, state: "invalid", later: packet.state } };
}
function leave(flow) {
  const { later, ...packet } = flow.packet;
  if (later === void 0) return flow;
  return {
    ...flow,
    packet: { ...packet, state: packet.state === "untracked" ? "untracked" : later }
  };
}
function walk(chain, flows, trace, depth, from) {
  const accepted = [];
  const returned = [];
  let current = [...flows];
  if (depth > MAX_JUMPS) {
    for (const flow of current)
      trace.doubt(flow.remotes, "the chains jump too deep into each other");
    return { accepted, through: current };
  }
  const { rules } = chain;
  for (let at = 0; at < rules.length; at++) {
    let decide2 = function(verdict, flow, where) {
      switch (verdict.kind) {
        case "accept":
          trace.accept(flow.remotes, where);
          accepted.push(flow);
          break;
        case "drop":
          trace.refuse(flow.remotes, where);
          break;
        case "return":
          returned.push(flow);
          break;
        case "continue":
          next.push(flow);
          break;
        case "translate": {
          const { packet } = flow;
          const changes = packet.translated || verdict.port !== void 0 && verdict.port !== packet.localPort || verdict.to !== void 0 && !verdict.to.equals(packet.local);
          const translated = {
            ...packet,
            translated: changes,
            ...verdict.to === void 0 ? {} : { local: verdict.to },
            ...verdict.port === void 0 ? {} : { localPort: verdict.port }
          };
          accepted.push({ remotes: flow.remotes, packet: translated });
          break;
        }
        case "jump":
        case "goto": {
          const inner = walk(verdict.chain, [flow], trace, depth + 1, where);
          append(accepted, inner.accepted);
          append(verdict.kind === "jump" ? next : returned, inner.through);
          break;
        }
      }
    };
    var decide = decide2;
    if (rules.length > LONG_CHAIN) {
      const run = alike(rules, at, current);
      if (run.length > 1) {
        const taken = takeTogether(run, current, trace);
        if (taken === void 0) return { accepted, through: [...returned, ...current] };
        const { kind } = run[0].verdict;
        for (const flow of taken.matched) {
          if (kind === "accept") accepted.push(flow);
          else if (kind === "return") returned.push(flow);
        }
        current = taken.rest;
        if (current.length === 0) break;
        at += run.length - 1;
        continue;
      }
    }
    const rule = rules[at];
    const next = [];
    for (const flow of current) {
      if (!trace.step(flow.remotes)) return { accepted, through: [...returned, ...current] };
      const outcome = allOf(rule.conditions, flow.packet);
      const matched = outcome.remotes === AddressSet.all ? flow.remotes : flow.remotes.intersect(outcome.remotes);
      if (matched.isEmpty) {
        next.push(flow);
        continue;
      }
      const { doubt: doubt2 } = outcome;
      let { packet } = flow;
      if (doubt2 === void 0) {
        const rest = outcome.remotes === AddressSet.all ? AddressSet.empty : flow.remotes.subtract(matched);
        if (!rest.isEmpty) next.push({ ...flow, remotes: rest });
      } else if (doubt2 === "choice") {
        next.push(flow);
      } else if (doubt2.holdsFor === void 0) {
        next.push(flow);
        trace.doubt(matched, doubt2.reason, rule.where);
      } else {
        const unsure = packet.unsure ?? unsureOf(doubt2.reason, rule.where);
        if (doubt2.holdsFor === "some") {
          next.push(flow);
          packet = { ...packet, unsure };
        } else next.push({ ...flow, packet: { ...packet, unsure } });
      }
      if (rule.effect !== void 0) packet = rule.effect(packet);
      decide2(rule.verdict, { remotes: matched, packet }, rule.where ?? from);
    }
    current = next.length > 1 ? merge(next) : next;
    if (current.length === 0) break;
  }
  return { accepted: merge(accepted), through: merge([...returned, ...current]) };
}
function alike(rules, from, flows) {
  const { kind } = rules[from].verdict;
  const run = [];
  if (kind !== "accept" && kind !== "drop" && kind !== "return") return run;
  for (let at = from; at < rules.length; at++) {
    const rule = rules[at];
    if (rule.verdict.kind !== kind || rule.effect !== void 0) break;
    if (flows.some(({ packet }) => allOf(rule.conditions, packet).doubt !== void 0)) break;
    run.push(rule);
  }
  return run;
}
function takeTogether(run, flows, trace) {
  const matched = [];
  const rest = [];
  const refuses = run[0].verdict.kind === "drop";
  const accepts = run[0].verdict.kind === "accept";
  for (const flow of flows) {
    const sets = [];
    for (const { conditions, where } of run) {
      if (!trace.step(AddressSet.empty)) return void 0;
      const { remotes } = allOf(conditions, flow.packet);
      if (remotes.isEmpty) continue;
      const own = flow.remotes.intersect(remotes);
      if (own.isEmpty) continue;
      sets.push(own);
      if (accepts) trace.accept(own, where);
      if (refuses && where !== void 0) trace.refuse(own, where);
    }
    if (sets.length === 0) {
      rest.push(flow);
      continue;
    }
    const all2 = AddressSet.unionOf(sets);
    if (refuses) trace.refuse(all2, void 0);
    matched.push({ ...flow, remotes: all2 });
    const left = flow.remotes.subtract(all2);
    if (!left.isEmpty) rest.push({ ...flow, remotes: left });
  }
  return { matched, rest };
}
function merge(flows) {
  if (flows.length < 2) return [...flows];
  const merged = /* @__PURE__ */ new Map();
  for (const { packet, remotes } of flows) {
    const key = describe(packet);
    const same = merged.get(key);
    if (same !== void 0) same.sets.push(remotes);
    else if (merged.size < MAX_FLOWS) merged.set(key, { packet, sets: [remotes] });
    else merged.values().next().value.sets.push(remotes);
  }
  return [...merged.values()].map(({ packet, sets }) => ({
    packet,
    remotes: united(sets)
  }));
}
function unsureOf(reason, where) {
  return { reason, ...where === void 0 ? {} : { where } };
}
function describe(packet) {
  return [
    packet.translated ? `${packet.local.toString()} ${packet.localPort}` : "",
    packet.state,
    packet.unsure === void 0 ? "" : "unsure",
    typeof packet.mark === "number" ? packet.mark : "?",
    typeof packet.connectionMark === "number" ? packet.connectionMark : "?"
  ].join("|");
}
function add2(map, where, remotes) {
  const known = map.get(where);
  if (known === void 0) map.set(where, [remotes]);
  else known.push(remotes);
}
function united(sets) {
  if (sets.length === 0) return AddressSet.empty;
  const [first] = sets;
  if (sets.every((set) => set === first)) return first;
  return AddressSet.unionOf(sets);
}

// src/network/filter/admit.ts
function admit(chains, query, host) {
  let certain = AddressSet.empty;
  let uncertain = AddressSet.empty;
  const reasons = /* @__PURE__ */ new Map();
  const acceptedBy = /* @__PURE__ */ new Map();
  const refusedBy = /* @__PURE__ */ new Map();
  for (const way of ways(query, host)) {
    const { sources, doubtful, trace, opened } = follow(chains, query, host, way);
    let sure = sources.subtract(doubtful);
    let unsure = sources.intersect(doubtful);
    if (!unsure.isEmpty) for (const [reason2, where2] of trace.reasons) reasons.set(reason2, where2);
    if (way.ambiguous !== void 0) {
      const open2 = sure.intersect(PUBLIC);
      if (!open2.isEmpty) {
        unsure = unsure.union(open2);
        if (!open2.isSubsetOf(certain)) reasons.set(way.ambiguous, void 0);
      }
      sure = sure.subtract(PUBLIC);
    }
    certain = certain.union(sure);
    uncertain = uncertain.union(unsure);
    for (const [where2, set] of opened) join(acceptedBy, where2, set.intersect(sources));
    for (const [where2, set] of trace.refusedBy) join(refusedBy, where2, set);
  }
  uncertain = uncertain.subtract(certain);
  const open = !uncertain.isEmpty && !coversMostAlready(certain);
  const [reason, where] = [...reasons][0] ?? ["it cannot be followed", void 0];
  return {
    sources: open ? unresolved(reason, where) : certain,
    certain,
    admittedBy: bySize(acceptedBy),
    refusedBy: bySize(refusedBy),
    filtered: chains.some(
      ({ hook, chain, policy }) => hook !== "postrouting" && (policy === "drop" || chain.rules.length > 0)
    )
  };
}
function coversMostAlready(set) {
  return set.sizeV4 > 2 ** 31 && set.sizeV6 > 2n ** 127n;
}
function ways(query, host) {
  const found = [];
  const families = query.destination === void 0 ? [4, 6] : isIPv43(query.destination) ? [4] : [6];
  for (const family of families) {
    const everyone = family === 4 ? AddressSet.allIPv4 : AddressSet.allIPv6;
    const locals = query.destination === void 0 ? [PUBLIC.intersect(everyone), PRIVATE.intersect(everyone)] : [AddressSet.tryParse(query.destination) ?? AddressSet.empty];
    for (const local of locals) {
      const nearby = query.destination === void 0 && local.isSubsetOf(PRIVATE);
      for (const device2 of devices(query, host)) {
        const kind = query.interface === void 0 ? interfaceKind(device2, host.interfaces) : "external";
        const loopback = device2 === "lo";
        const remotes = loopback ? LOOPBACK.intersect(everyone) : nearby || kind === "internal" ? everyone.intersect(PRIVATE) : everyone;
        found.push({
          family,
          device: device2,
          local: loopback && query.destination === void 0 ? remotes : local,
          remotes,
          ...kind === "ambiguous" ? { ambiguous: `it is not known which network the interface ${device2} is in` } : {}
        });
      }
    }
  }
  return found;
}
function devices(query, host) {
  if (query.interface !== void 0) return [query.interface];
  const names = /* @__PURE__ */ new Set([OTHER_INTERFACE]);
  for (const pattern of host.interfaces) {
    const name = pattern.endsWith("+") ? `${pattern.slice(0, -1)}0` : pattern;
    if (name !== "lo" && pattern !== "+") names.add(name);
    if (names.size > 24) break;
  }
  return [...names];
}
function follow(chains, query, host, way) {
  const trace = new Trace();
  const listens = query.listens ?? [query.port];
  const path = new Path(chains, host, way, trace);
  const first = {
    family: way.family,
    protocol: query.protocol,
    remoteAt: "source",
    local: way.local,
    localPort: query.port,
    ...query.sourcePort === void 0 ? {} : { remotePort: query.sourcePort },
    state: "new",
    flags: query.protocol === "tcp" ? ["SYN"] : [],
    mark: 0,
    connectionMark: 0,
    translated: false,
    original: { local: way.local, port: query.port },
    own: (query.own ?? AddressSet.empty).union(LOOPBACK),
    elsewhere: way.local.isSubsetOf(host.containers) && !way.local.isEmpty,
    ...query.hardwareAddress === void 0 ? {} : { hardwareAddress: query.hardwareAddress }
  };
  let served = AddressSet.empty;
  let surely = AddressSet.empty;
  const suspicions = /* @__PURE__ */ new Map();
  const arrivals = path.request({ remotes: way.remotes, packet: first }, void 0);
  const opened = trace.acceptedBy;
  for (const arrived of arrivals) {
    const { packet } = arrived;
    if (query.target === "container") {
      const inside = [...host.containerPorts, ...listens];
      if (packet.elsewhere) {
        if (!inside.includes(packet.localPort)) continue;
      } else if (!host.proxied(query.protocol, packet.localPort, packet.local) || !path.proxy(packet)) {
        continue;
      }
    } else if (packet.elsewhere || !listens.includes(packet.localPort)) continue;
    let passed = path.reply(arrived, query.protocol === "tcp" ? ["SYN", "ACK"] : []);
    let remotes = remotesOf(passed);
    let sure = remotesOf(passed.filter(isSure));
    if (query.protocol === "tcp" && !remotes.isEmpty) {
      const state = packet.state === "untracked" ? "new" : "established";
      const later = {
        ...first,
        state,
        flags: ["ACK", "PSH"],
        connectionMark: packet.connectionMark,
        translated: packet.translated
      };
      const again = path.request({ remotes, packet: later }, packet);
      remotes = remotesOf(again);
      sure = sure.intersect(remotesOf(again.filter(isSure)));
      passed = [...passed, ...again];
    }
    served = served.union(remotes);
    surely = surely.union(sure);
    for (const { unsure } of passed.map((flow) => flow.packet)) {
      if (unsure !== void 0) suspicions.set(unsure.reason, unsure.where);
    }
  }
  const suspected = served.subtract(surely);
  if (!suspected.isEmpty) for (const [reason, place] of suspicions) trace.reason(reason, place);
  if (trace.exhausted) {
    return { sources: way.remotes, doubtful: way.remotes, trace, opened };
  }
  const doubtful = trace.reasons.size === 0 ? AddressSet.empty : served.intersect(trace.doubtful).intersect(trace.refused);
  return { sources: served, doubtful: doubtful.union(suspected), trace, opened };
}
var Path = class {
  constructor(chains, host, way, trace) {
    this.chains = chains;
    this.host = host;
    this.way = way;
    this.trace = trace;
    this.early = chains.filter(({ priority }) => priority < -100);
    this.late = chains.filter(({ priority }) => priority >= -100);
  }
  chains;
  host;
  way;
  trace;
  early;
  late;
  /**
   * From the interface to the local process or the container.
   * @param known the packet as it was delivered first, whose translation later packets share
   */
  request(flow, known) {
    let flows = [flow];
    if (this.way.device === "lo") {
      flows = this.hooks(["output", "postrouting"], flows, { output: "lo" });
    }
    const coming = { input: this.way.device };
    flows = this.hooks(["ingress"], flows, coming);
    flows = this.pass(this.early, ["prerouting"], flows, coming);
    if (known !== void 0) {
      flows = flows.map((each) => ({
        ...each,
        packet: {
          ...each.packet,
          local: known.local,
          localPort: known.localPort,
          elsewhere: known.elsewhere
        }
      }));
    }
    flows = this.pass(this.late, ["prerouting"], flows, coming);
    const arrived = [];
    for (const each of flows) {
      const packet = this.route(each.packet);
      if (packet === void 0) continue;
      const routed = [{ ...each, packet }];
      append(
        arrived,
        packet.elsewhere ? this.hooks(["forward", "postrouting"], routed, { ...coming, output: this.host.bridge }) : this.hooks(["input"], routed, coming)
      );
    }
    return arrived;
  }
  /** From the local process or the container back. */
  reply(arrived, flags) {
    const { packet } = arrived;
    const state = packet.state !== "untracked" ? "established" : packet.protocol === "tcp" ? "invalid" : "new";
    const answer = { ...packet, remoteAt: "destination", state, flags, mark: 0 };
    let flows = [{ ...arrived, packet: answer }];
    if (packet.elsewhere) {
      const coming = { input: this.host.bridge };
      flows = this.hooks(["prerouting"], flows, coming);
      flows = this.hooks(["forward", "postrouting"], flows, { ...coming, output: this.way.device });
    } else {
      flows = this.hooks(["output", "postrouting"], flows, { output: this.way.device });
      if (this.way.device === "lo") {
        flows = this.hooks(["ingress", "prerouting", "input"], flows, { input: "lo" });
      }
    }
    return flows;
  }
  /** Whether docker-proxy on the host gets through to the container and the answer back to it. */
  proxy(packet) {
    const remotes = this.host.containers;
    const port3 = this.host.containerPorts[0];
    const own = {
      ...packet,
      family: 4,
      remoteAt: "destination",
      local: this.host.bridgeAddress,
      localPort: 4e4,
      ...port3 === void 0 ? {} : { remotePort: port3 },
      state: "new",
      flags: packet.protocol === "tcp" ? ["SYN"] : [],
      translated: false,
      original: { local: remotes, port: port3 ?? 0 },
      mark: 0,
      connectionMark: 0
    };
    const sent = this.hooks(["output", "postrouting"], [{ remotes, packet: own }], {
      output: this.host.bridge
    });
    const answers = sent.map((flow) => ({
      ...flow,
      packet: { ...flow.packet, remoteAt: "source", state: "established", mark: 0 }
    }));
    return this.hooks(["prerouting", "input"], answers, { input: this.host.bridge }).length > 0;
  }
  /** Where the packet goes after prerouting; nothing when it is lost. */
  route(packet) {
    if (this.way.device === "lo" || !packet.translated) return packet;
    if (packet.local.isEmpty) return void 0;
    if (packet.local.isSubsetOf(LOOPBACK)) {
      if (this.host.routesLoopback || packet.local.equals(packet.original.local)) return packet;
      return void 0;
    }
    if (packet.local.isSubsetOf(this.host.containers)) return { ...packet, elsewhere: true };
    const mine = packet.own.subtract(LOOPBACK);
    if (mine.isEmpty || packet.local.overlaps(mine)) return packet;
    return void 0;
  }
  hooks(hooks, flows, devices2) {
    return this.pass(this.chains, hooks, flows, devices2);
  }
  pass(chains, hooks, flows, devices2) {
    let current = flows.map((flow) => {
      const { input: _input, output: _output, ...packet } = flow.packet;
      return { ...flow, packet: { ...packet, ...devices2 } };
    });
    for (const hook of hooks) {
      if (current.length === 0) break;
      current = passHook(chains, hook, current, this.trace);
    }
    return current;
  }
};
function isSure({ packet }) {
  return packet.unsure === void 0;
}
function remotesOf(flows) {
  if (flows.length === 0) return AddressSet.empty;
  return AddressSet.unionOf(flows.map(({ remotes }) => remotes));
}
function join(map, where, set) {
  if (set.isEmpty) return;
  const known = map.get(where);
  map.set(where, known === void 0 ? set : known.union(set));
}
function bySize(map) {
  const size = (set) => set.sizeV4 / 2 ** 32 + Number(set.sizeV6 >> 64n) / 2 ** 64;
  return [...map].sort((a, b) => size(b[1]) - size(a[1])).map(([where]) => where);
}

// src/network/filter/docker.ts
var BRIDGE = "docker0";
var BRIDGE_ADDRESS = AddressSet.of("172.17.0.1");
var CONTAINERS = AddressSet.of("172.17.0.0/16").subtract(BRIDGE_ADDRESS);
var CONTAINER = "172.17.0.2";
function writeDockerRules(tables, ports2) {
  const nat = (...args) => tables.run(["-t", "nat", ...args]);
  const filter = (...args) => tables.run(args);
  const ensure = (table, chain, ...args) => {
    if (!tables.run(["-t", table, "-C", chain, ...args]).succeeded) {
      tables.run(["-t", table, "-A", chain, ...args]);
    }
  };
  nat("-N", "DOCKER");
  for (const chain of [
    "DOCKER",
    "DOCKER-ISOLATION-STAGE-1",
    "DOCKER-ISOLATION-STAGE-2",
    "DOCKER-USER"
  ]) {
    filter("-N", chain);
  }
  ensure("nat", "PREROUTING", "-m", "addrtype", "--dst-type", "LOCAL", "-j", "DOCKER");
  ensure(
    "nat",
    "OUTPUT",
    "!",
    "-d",
    "127.0.0.0/8",
    "-m",
    "addrtype",
    "--dst-type",
    "LOCAL",
    "-j",
    "DOCKER"
  );
  ensure("nat", "POSTROUTING", "-s", "172.17.0.0/16", "!", "-o", BRIDGE, "-j", "MASQUERADE");
  nat("-A", "DOCKER", "-i", BRIDGE, "-j", "RETURN");
  filter("-P", "FORWARD", "DROP");
  filter("-I", "FORWARD", "-i", BRIDGE, "-o", BRIDGE, "-j", "ACCEPT");
  filter("-I", "FORWARD", "-i", BRIDGE, "!", "-o", BRIDGE, "-j", "ACCEPT");
  filter("-I", "FORWARD", "-o", BRIDGE, "-j", "DOCKER");
  filter(
    "-I",
    "FORWARD",
    "-o",
    BRIDGE,
    "-m",
    "conntrack",
    "--ctstate",
    "RELATED,ESTABLISHED",
    "-j",
    "ACCEPT"
  );
  filter("-I", "FORWARD", "-j", "DOCKER-ISOLATION-STAGE-1");
  filter("-I", "FORWARD", "-j", "DOCKER-USER");
  filter(
    "-A",
    "DOCKER-ISOLATION-STAGE-1",
    "-i",
    BRIDGE,
    "!",
    "-o",
    BRIDGE,
    "-j",
    "DOCKER-ISOLATION-STAGE-2"
  );
  filter("-A", "DOCKER-ISOLATION-STAGE-1", "-j", "RETURN");
  filter("-A", "DOCKER-ISOLATION-STAGE-2", "-o", BRIDGE, "-j", "DROP");
  filter("-A", "DOCKER-ISOLATION-STAGE-2", "-j", "RETURN");
  ensure("filter", "DOCKER-USER", "-j", "RETURN");
  for (const { protocol: protocol2, hostPort, containerPort, hostAddress } of ports2) {
    if (hostAddress?.includes(":") === true) continue;
    const bound = hostAddress === void 0 || hostAddress === "0.0.0.0" ? [] : ["-d", hostAddress];
    nat(
      "-A",
      "DOCKER",
      ...bound,
      "!",
      "-i",
      BRIDGE,
      "-p",
      protocol2,
      "--dport",
      String(hostPort),
      "-j",
      "DNAT",
      "--to-destination",
      `${CONTAINER}:${containerPort}`
    );
    filter(
      "-A",
      "DOCKER",
      "-d",
      `${CONTAINER}/32`,
      "!",
      "-i",
      BRIDGE,
      "-o",
      BRIDGE,
      "-p",
      protocol2,
      "--dport",
      String(containerPort),
      "-j",
      "ACCEPT"
    );
  }
}
function proxyListens(ports2, protocol2, port3, local) {
  return ports2.some((published) => {
    if (published.protocol !== protocol2 || published.hostPort !== port3) return false;
    const { hostAddress } = published;
    if (hostAddress === void 0) return true;
    if (hostAddress === "0.0.0.0") return local.v4.length > 0;
    if (hostAddress === "::") return true;
    return (AddressSet.tryParse(hostAddress) ?? AddressSet.empty).overlaps(local);
  });
}

// src/network/filter/firewalld-model.ts
function newZone(name, target2 = "default") {
  return {
    name,
    target: target2,
    elements: /* @__PURE__ */ new Map(),
    interfaces: /* @__PURE__ */ new Map(),
    sources: /* @__PURE__ */ new Map(),
    rules: /* @__PURE__ */ new Map()
  };
}
function newPolicy(name) {
  return {
    ...newZone(name, "CONTINUE"),
    priority: -1,
    ingress: /* @__PURE__ */ new Set(),
    egress: /* @__PURE__ */ new Set()
  };
}
function shippedConfiguration(partial = false) {
  const zones = /* @__PURE__ */ new Map();
  for (const [name, target2] of [
    ["block", "%%REJECT%%"],
    ["dmz", "default"],
    ["drop", "DROP"],
    ["external", "default"],
    ["home", "default"],
    ["internal", "default"],
    ["public", "default"],
    ["trusted", "ACCEPT"],
    ["work", "default"],
    ["FedoraServer", "default"],
    ["FedoraWorkstation", "default"],
    ["libvirt", "ACCEPT"],
    ["docker", "ACCEPT"]
  ]) {
    zones.set(name, newZone(name, target2));
  }
  for (const protocol2 of ["tcp", "udp"]) {
    zones.get("FedoraWorkstation").elements.set(`1025-65535/${protocol2}`, {
      value: { kind: "port", port: "1025-65535", protocol: protocol2 }
    });
  }
  const rest = { policies: /* @__PURE__ */ new Map(), services: /* @__PURE__ */ new Map(), ipsets: /* @__PURE__ */ new Map(), direct: [] };
  return { zones, ...rest, partial };
}
function copyConfiguration(from) {
  const copyZone = (zone) => ({
    ...zone,
    elements: new Map(zone.elements),
    interfaces: new Map(zone.interfaces),
    sources: new Map(zone.sources),
    rules: new Map(zone.rules)
  });
  return {
    zones: new Map([...from.zones].map(([name, zone]) => [name, copyZone(zone)])),
    policies: new Map(
      [...from.policies].map(([name, policy]) => [
        name,
        {
          ...policy,
          ...copyZone(policy),
          ingress: new Set(policy.ingress),
          egress: new Set(policy.egress)
        }
      ])
    ),
    services: new Map(from.services),
    ipsets: new Map(
      [...from.ipsets].map(([name, set]) => [name, { ...set, entries: new Set(set.entries) }])
    ),
    direct: [...from.direct],
    partial: from.partial ?? false
  };
}
function parsePort(text) {
  const match = /^([0-9]{1,5}(?:-[0-9]{1,5})?|[a-z][a-z0-9-]*)\/(tcp|udp|sctp|dccp)$/.exec(text);
  return match === null ? void 0 : { port: match[1], protocol: match[2] };
}

// src/network/filter/ruleset.ts
var ACCEPT = { kind: "accept" };
var DROP = { kind: "drop" };
var RETURN = { kind: "return" };
var CONTINUE = { kind: "continue" };
function newChain(name) {
  return { name, rules: [] };
}

// src/network/filter/lost-rules.ts
function lostRules(reason, where) {
  return [DROP, ACCEPT].map((verdict) => ({
    conditions: [() => undecided(reason)],
    verdict,
    text: "",
    ...where === void 0 ? {} : { where }
  }));
}
function lostTable(reason, where) {
  return ["input", "forward"].map((hook) => ({
    chain: { ...newChain(""), rules: lostRules(reason, where) },
    hook,
    priority: 0,
    families: [4, 6],
    policy: "accept",
    nat: false
  }));
}

// src/network/filter/iptables-options.ts
var BASE_OPTIONS = {
  append: ["A", 1],
  delete: ["D", 1],
  check: ["C", 1],
  insert: ["I", 1],
  replace: ["R", 1],
  list: ["L", "?"],
  "list-rules": ["S", "?"],
  flush: ["F", "?"],
  zero: ["Z", "?"],
  "new-chain": ["N", 1],
  new: ["N", 1],
  "delete-chain": ["X", "?"],
  "rename-chain": ["E", 1],
  policy: ["P", 1],
  source: ["s", 1],
  src: ["s", 1],
  destination: ["d", 1],
  dst: ["d", 1],
  protocol: ["p", 1],
  "in-interface": ["i", 1],
  "out-interface": ["o", 1],
  jump: ["j", 1],
  goto: ["g", 1],
  table: ["t", 1],
  match: ["m", 1],
  numeric: ["n", 0],
  verbose: ["v", 0],
  wait: ["w", "?"],
  "wait-interval": ["W", 1],
  exact: ["x", 0],
  fragments: ["f", 0],
  "line-numbers": ["0", 0],
  modprobe: ["M", 1],
  "set-counters": ["c", 1],
  ipv4: ["4", 0],
  ipv6: ["6", 0],
  version: ["V", 0],
  help: ["h", "?"]
};
var SHORT_ARGUMENTS = new Map(
  Object.values(BASE_OPTIONS).map(([short2, count]) => [short2, count])
);
var PORTS = { "source-port": 1, sport: 1, "destination-port": 1, dport: 1 };
var MATCHES = {
  tcp: { ...PORTS, syn: 0, "tcp-flags": 2, "tcp-option": 1 },
  udp: PORTS,
  udplite: {},
  sctp: { ...PORTS, "chunk-types": 2 },
  dccp: { ...PORTS, "dccp-types": 1, "dccp-option": 1 },
  icmp: { "icmp-type": 1 },
  icmp6: { "icmpv6-type": 1 },
  icmpv6: { "icmpv6-type": 1 },
  "ipv6-icmp": { "icmpv6-type": 1 },
  multiport: {
    "source-ports": 1,
    sports: 1,
    "destination-ports": 1,
    dports: 1,
    ports: 1
  },
  iprange: { "src-range": 1, "dst-range": 1 },
  set: {
    "match-set": 2,
    set: 2,
    "return-nomatch": 0,
    "update-counters": 0,
    "update-subcounters": 0,
    "packets-eq": 1,
    "packets-lt": 1,
    "packets-gt": 1,
    "bytes-eq": 1,
    "bytes-lt": 1,
    "bytes-gt": 1
  },
  conntrack: {
    ctstate: 1,
    ctproto: 1,
    ctorigsrc: 1,
    ctorigdst: 1,
    ctreplsrc: 1,
    ctrepldst: 1,
    ctorigsrcport: 1,
    ctorigdstport: 1,
    ctreplsrcport: 1,
    ctrepldstport: 1,
    ctstatus: 1,
    ctexpire: 1,
    ctdir: 1
  },
  state: { state: 1 },
  comment: { comment: 1 },
  mac: { "mac-source": 1 },
  addrtype: { "src-type": 1, "dst-type": 1, "limit-iface-in": 0, "limit-iface-out": 0 },
  limit: { limit: 1, "limit-burst": 1 },
  hashlimit: {
    hashlimit: 1,
    "hashlimit-upto": 1,
    "hashlimit-above": 1,
    "hashlimit-burst": 1,
    "hashlimit-mode": 1,
    "hashlimit-name": 1,
    "hashlimit-srcmask": 1,
    "hashlimit-dstmask": 1,
    "hashlimit-htable-size": 1,
    "hashlimit-htable-max": 1,
    "hashlimit-htable-expire": 1,
    "hashlimit-htable-gcinterval": 1,
    "hashlimit-rate-match": 0,
    "hashlimit-rate-interval": 1
  },
  recent: {
    set: 0,
    rcheck: 0,
    update: 0,
    remove: 0,
    seconds: 1,
    hitcount: 1,
    rttl: 0,
    name: 1,
    rsource: 0,
    rdest: 0,
    mask: 1,
    reap: 0
  },
  connlimit: {
    "connlimit-above": 1,
    "connlimit-upto": 1,
    "connlimit-mask": 1,
    "connlimit-saddr": 0,
    "connlimit-daddr": 0
  },
  mark: { mark: 1 },
  connmark: { mark: 1 },
  owner: { "uid-owner": 1, "gid-owner": 1, "socket-exists": 0, "suppl-groups": 0 },
  string: { algo: 1, string: 1, "hex-string": 1, from: 1, to: 1, icase: 0 },
  length: { length: 1 },
  ttl: { "ttl-eq": 1, "ttl-lt": 1, "ttl-gt": 1, ttl: 1 },
  hl: { "hl-eq": 1, "hl-lt": 1, "hl-gt": 1 },
  pkttype: { "pkt-type": 1 },
  policy: {
    dir: 1,
    pol: 1,
    strict: 0,
    reqid: 1,
    spi: 1,
    proto: 1,
    mode: 1,
    "tunnel-src": 1,
    "tunnel-dst": 1,
    next: 0
  },
  time: {
    timestart: 1,
    timestop: 1,
    datestart: 1,
    datestop: 1,
    monthdays: 1,
    weekdays: 1,
    kerneltz: 0,
    utc: 0,
    localtz: 0,
    contiguous: 0
  },
  statistic: { mode: 1, probability: 1, every: 1, packet: 1 },
  helper: { helper: 1 },
  ecn: { "ecn-ip-ect": 1, "ecn-tcp-cwr": 0, "ecn-tcp-ece": 0 },
  devgroup: { "src-group": 1, "dst-group": 1 },
  physdev: {
    "physdev-in": 1,
    "physdev-out": 1,
    "physdev-is-in": 0,
    "physdev-is-out": 0,
    "physdev-is-bridged": 0
  },
  quota: { quota: 1 },
  bpf: { bytecode: 1, "object-pinned": 1 },
  u32: { u32: 1 },
  rt: { "rt-type": 1, "rt-segsleft": 1, "rt-len": 1, "rt-0-res": 0, "rt-0-addrs": 1 },
  frag: { fragid: 1, fragfirst: 0, fraglast: 0, fragmore: 0 },
  hbh: { "hbh-len": 1, "hbh-opts": 1 },
  dst: { "dst-len": 1, "dst-opts": 1 },
  ah: { ahspi: 1, ahlen: 1, ahres: 0 },
  esp: { espspi: 1 },
  tos: { tos: 1 },
  dscp: { dscp: 1, "dscp-class": 1 },
  tcpmss: { mss: 1 },
  socket: { transparent: 0, nowildcard: 0, "restore-skmark": 0 },
  rpfilter: { loose: 0, validmark: 0, "accept-local": 0, invert: 0 },
  cgroup: { path: 1, cgroup: 1 },
  cpu: { cpu: 1 },
  connbytes: { connbytes: 1, "connbytes-dir": 1, "connbytes-mode": 1 },
  connlabel: { label: 1, set: 0 },
  realm: { realm: 1 },
  eui64: {},
  nfacct: { "nfacct-name": 1 },
  osf: { genre: 1, ttl: 1, log: 1 },
  cluster: { "cluster-total-nodes": 1, "cluster-local-node": 1, "cluster-hash-seed": 1 }
};
var MARKING = {
  "set-mark": 1,
  "set-xmark": 1,
  "or-mark": 1,
  "and-mark": 1,
  "xor-mark": 1
};
var TARGETS = {
  ACCEPT: {},
  DROP: {},
  RETURN: {},
  QUEUE: {},
  REJECT: { "reject-with": 1 },
  LOG: {
    "log-level": 1,
    "log-prefix": 1,
    "log-tcp-sequence": 0,
    "log-tcp-options": 0,
    "log-ip-options": 0,
    "log-uid": 0,
    "log-macdecode": 0
  },
  NFLOG: {
    "nflog-group": 1,
    "nflog-prefix": 1,
    "nflog-range": 1,
    "nflog-size": 1,
    "nflog-threshold": 1
  },
  DNAT: { "to-destination": 1, random: 0, persistent: 0 },
  SNAT: { "to-source": 1, random: 0, "random-fully": 0, persistent: 0 },
  REDIRECT: { "to-ports": 1, random: 0 },
  MASQUERADE: { "to-ports": 1, random: 0, "random-fully": 0 },
  NETMAP: { to: 1 },
  MARK: MARKING,
  CONNMARK: { ...MARKING, "save-mark": 0, "restore-mark": 0, mask: 1, nfmask: 1, ctmask: 1 },
  NFQUEUE: { "queue-num": 1, "queue-balance": 1, "queue-bypass": 0, "queue-cpu-fanout": 0 },
  CT: {
    notrack: 0,
    helper: 1,
    ctevents: 1,
    expevents: 1,
    "zone-orig": 1,
    "zone-reply": 1,
    zone: 1,
    timeout: 1
  },
  NOTRACK: {},
  TRACE: {},
  TCPMSS: { "set-mss": 1, "clamp-mss-to-pmtu": 0 },
  TCPOPTSTRIP: { "strip-options": 1 },
  TOS: { "set-tos": 1, "and-tos": 1, "or-tos": 1, "xor-tos": 1 },
  DSCP: { "set-dscp": 1, "set-dscp-class": 1 },
  TTL: { "ttl-set": 1, "ttl-dec": 1, "ttl-inc": 1 },
  HL: { "hl-set": 1, "hl-dec": 1, "hl-inc": 1 },
  AUDIT: { type: 1 },
  SET: { "add-set": 2, "del-set": 2, "map-set": 2, exist: 0, timeout: 1 },
  TPROXY: { "on-port": 1, "on-ip": 1, "tproxy-mark": 1 },
  CLASSIFY: { "set-class": 1 },
  SECMARK: { selctx: 1 },
  CONNSECMARK: { save: 0, restore: 0 },
  CHECKSUM: { "checksum-fill": 0 },
  TEE: { gateway: 1 },
  HMARK: {
    "hmark-tuple": 1,
    "hmark-mod": 1,
    "hmark-offset": 1,
    "hmark-src-prefix": 1,
    "hmark-dst-prefix": 1,
    "hmark-sport-mask": 1,
    "hmark-dport-mask": 1,
    "hmark-spi-mask": 1,
    "hmark-sport": 1,
    "hmark-dport": 1,
    "hmark-spi": 1,
    "hmark-proto-mask": 1,
    "hmark-rnd": 1
  },
  IDLETIMER: { timeout: 1, label: 1, alarm: 0 },
  RATEEST: {
    "rateest-name": 1,
    "rateest-interval": 1,
    "rateest-ewma": 1,
    "rateest-ewmalog": 1
  },
  LED: { "led-trigger-id": 1, "led-delay": 1, "led-always-blink": 0 },
  ECN: { "ecn-tcp-remove": 0 },
  SYNPROXY: { mss: 1, wscale: 1, "sack-perm": 0, timestamp: 0, ecn: 0 }
};
var PROTOCOL_MATCHES = /* @__PURE__ */ new Map([
  [6, "tcp"],
  [17, "udp"],
  [132, "sctp"],
  [33, "dccp"],
  [1, "icmp"],
  [58, "icmp6"],
  [135, "mh"]
]);

// src/network/filter/values.ts
import { isIPv4 as isIPv44, isIPv6 as isIPv63 } from "node:net";
var MARK = "\0";
var SHIFT = 57344;
function unknownWord(reason) {
  let word = MARK;
  for (const char of reason.slice(0, 200)) {
    const code = char.charCodeAt(0);
    word += /^[A-Za-z0-9_]$/.test(char) || code > 127 ? char : String.fromCharCode(SHIFT + code);
  }
  return word;
}
function unknownReason(word) {
  if (!word.startsWith(MARK)) return void 0;
  let reason = "";
  for (const char of word.slice(1)) {
    const code = char.charCodeAt(0) - SHIFT;
    reason += code >= 0 && code <= 127 ? String.fromCharCode(code) : char;
  }
  return reason;
}
var PROTOCOLS = /* @__PURE__ */ new Map([
  ["all", 0],
  ["ip", 0],
  ["hopopt", 0],
  ["icmp", 1],
  ["igmp", 2],
  ["ipencap", 4],
  ["tcp", 6],
  ["egp", 8],
  ["igp", 9],
  ["udp", 17],
  ["dccp", 33],
  ["ipv6", 41],
  ["ipv6-route", 43],
  ["ipv6-frag", 44],
  ["rsvp", 46],
  ["gre", 47],
  ["esp", 50],
  ["ipsec-esp", 50],
  ["ah", 51],
  ["ipsec-ah", 51],
  ["ipv6-icmp", 58],
  ["icmpv6", 58],
  ["ipv6-nonxt", 59],
  ["ipv6-opts", 60],
  ["ospf", 89],
  ["pim", 103],
  ["ipcomp", 108],
  ["vrrp", 112],
  ["l2tp", 115],
  ["sctp", 132],
  ["ipv6-mh", 135],
  ["mh", 135],
  ["mobility-header", 135],
  ["udplite", 136]
]);
function protocolNumber(text) {
  const lower = text.toLowerCase();
  const named2 = PROTOCOLS.get(lower);
  if (named2 !== void 0) return named2;
  const number = wholeNumber(lower);
  return number !== void 0 && number <= 255 ? number : void 0;
}
function protocolName(number) {
  return number === 6 ? "tcp" : number === 17 ? "udp" : `#${number}`;
}
function wholeNumber(text) {
  if (/^0[xX][0-9a-fA-F]{1,12}$/.test(text)) return parseInt(text, 16);
  if (/^0[0-7]{1,15}$/.test(text)) return parseInt(text, 8);
  if (/^(0|[1-9][0-9]{0,14})$/.test(text)) return Number(text);
  return void 0;
}
var SERVICES = new Map(
  Object.entries({
    ftp: 21,
    "ftp-data": 20,
    ssh: 22,
    telnet: 23,
    smtp: 25,
    time: 37,
    whois: 43,
    domain: 53,
    bootps: 67,
    bootpc: 68,
    tftp: 69,
    finger: 79,
    http: 80,
    www: 80,
    kerberos: 88,
    pop3: 110,
    sunrpc: 111,
    auth: 113,
    nntp: 119,
    ntp: 123,
    "netbios-ns": 137,
    "netbios-dgm": 138,
    "netbios-ssn": 139,
    imap2: 143,
    imap: 143,
    snmp: 161,
    "snmp-trap": 162,
    bgp: 179,
    ldap: 389,
    https: 443,
    "microsoft-ds": 445,
    submissions: 465,
    isakmp: 500,
    syslog: 514,
    shell: 514,
    printer: 515,
    submission: 587,
    ipp: 631,
    ldaps: 636,
    rsync: 873,
    imaps: 993,
    pop3s: 995,
    openvpn: 1194,
    "ms-sql-s": 1433,
    nfs: 2049,
    mysql: 3306,
    "ms-wbt-server": 3389,
    postgresql: 5432,
    amqp: 5672,
    x11: 6e3,
    redis: 6379,
    "http-alt": 8080,
    webcache: 8080,
    mdns: 5353,
    sip: 5060,
    "zabbix-agent": 10050,
    "zabbix-trapper": 10051
  })
);
function portNumber(text) {
  const number = wholeNumber(text);
  if (number !== void 0) return number <= 65535 ? number : void 0;
  return SERVICES.get(text);
}
function isDoubtfulService(text) {
  return text === "memcache";
}
function portRange(text, separator2) {
  const at = text.indexOf(separator2);
  if (at < 0) {
    const port3 = portNumber(text);
    return port3 === void 0 ? void 0 : PortSet.of(port3);
  }
  const lowText = text.slice(0, at);
  const highText = text.slice(at + 1);
  const low = lowText === "" ? 0 : portNumber(lowText);
  const high = highText === "" ? 65535 : portNumber(highText);
  return low === void 0 || high === void 0 || low > high ? void 0 : PortSet.range(low, high);
}
function isHostName(text) {
  if (text.length > 253 || !text.includes(".") || text.endsWith(".invalid")) return false;
  const labels = text.split(".");
  return labels.every((label) => /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/.test(label)) && /^[A-Za-z]/.test(labels[labels.length - 1]);
}
function parseNetwork(text, family) {
  const slash = text.indexOf("/");
  const host = slash < 0 ? text : text.slice(0, slash);
  const maskText = slash < 0 ? void 0 : text.slice(slash + 1);
  const all2 = family === 4 ? AddressSet.allIPv4 : AddressSet.allIPv6;
  if (maskText === "0" || maskText === "0.0.0.0") return all2;
  const bits2 = family === 4 ? 32 : 128;
  let length = bits2;
  let mask;
  if (maskText !== void 0) {
    length = wholeNumber(maskText);
    if (length === void 0 && family === 4 && isIPv44(maskText)) {
      length = maskLength(maskText);
      mask = maskText;
    } else if (length === void 0 && family === 6 && isIPv63(maskText)) {
      length = maskLength6(maskText);
      if (length === void 0) return { reason: `the mask of \`${text}\` is not evaluated` };
    }
    if (length === void 0 && mask === void 0 || length !== void 0 && length > bits2) {
      return void 0;
    }
  }
  const address2 = family === 4 ? fullIPv4(host) : isIPv63(host) && !host.includes("%") ? host : void 0;
  if (address2 === void 0) {
    if (host === "localhost") return AddressSet.parse(family === 4 ? "127.0.0.1" : "::1");
    if (!isHostName(host)) return void 0;
    return { reason: `the addresses of \`${host}\` are not known` };
  }
  if (length !== void 0) return AddressSet.tryParse(`${address2}/${length}`);
  return scattered(address2, mask) ?? { reason: `the mask of \`${text}\` is too scattered` };
}
function fullIPv4(text) {
  if (isIPv44(text)) return text;
  const parts = text.split(".").map(wholeNumber);
  if (parts.length > 4 || parts.some((part) => part === void 0)) return void 0;
  const octets = parts;
  if (octets.length === 1 && octets[0] > 255 && octets[0] < 2 ** 32) {
    return [24, 16, 8, 0].map((shift) => Math.floor(octets[0] / 2 ** shift) % 256).join(".");
  }
  if (octets.some((octet) => octet > 255)) return void 0;
  return [...octets, 0, 0, 0].slice(0, 4).join(".");
}
function toNumber(address2) {
  return address2.split(".").reduce((value2, octet) => value2 * 256 + Number(octet), 0);
}
function maskLength(mask) {
  const bits2 = toNumber(mask).toString(2).padStart(32, "0");
  const length = bits2.indexOf("0") < 0 ? 32 : bits2.indexOf("0");
  return bits2.indexOf("1", length) < 0 ? length : void 0;
}
function maskLength6(mask) {
  const [interval] = AddressSet.parse(mask).v6;
  const bits2 = interval[0].toString(2).padStart(128, "0");
  return /^1*0*$/.test(bits2) ? bits2.lastIndexOf("1") + 1 : void 0;
}
function scattered(address2, mask) {
  const bits2 = toNumber(mask).toString(2).padStart(32, "0");
  const trailing = 32 - 1 - bits2.lastIndexOf("1");
  const free = [];
  for (let i = 0; i < 32 - trailing; i++) if (bits2[i] === "0") free.push(2 ** (31 - i));
  if (free.length > 16) return void 0;
  let fixed = 0;
  const value2 = toNumber(address2).toString(2).padStart(32, "0");
  for (let i = 0; i < 32; i++) if (bits2[i] === "1" && value2[i] === "1") fixed += 2 ** (31 - i);
  const intervals = [];
  for (let choice = 0; choice < 2 ** free.length; choice++) {
    let low = fixed;
    for (let bit = 0; bit < free.length; bit++) if (choice & 1 << bit) low += free[bit];
    intervals.push([low, low + 2 ** trailing - 1]);
  }
  return AddressSet.fromIntervals(intervals, []);
}

// src/network/filter/iptables-parse.ts
var Refused = class extends Error {
  name = "Refused";
  /** Refusals are ordinary answers, of which ufw asks for many: taking a stack trace each is slow. */
  constructor(message) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = limit;
  }
};
function parseCommand(args) {
  return new Parser(args).parse();
}
var Parser = class {
  constructor(args) {
    this.args = args;
  }
  args;
  at = 0;
  negated = false;
  command;
  chain;
  number;
  second;
  table = "filter";
  family;
  listing = false;
  spec = { matches: [] };
  /** Where options can come from, latest first. */
  extensions = [];
  parse() {
    while (this.at < this.args.length) {
      const word = this.args[this.at++];
      if (word === "--") continue;
      if (word.startsWith("--")) this.long(word);
      else if (word.startsWith("-") && word.length > 1) this.short(word);
      else if (word === "!") {
        if (this.negated) throw new Refused("multiple consecutive ! not allowed");
        this.negated = true;
        continue;
      } else throw new Refused(`bad argument \`${word}\``);
      this.negated = false;
    }
    if (this.negated) throw new Refused("nothing appropriate following !");
    if (this.command === void 0) throw new Refused("no command specified");
    if (this.listing && !"LS".includes(this.command)) {
      throw new Refused("illegal option with this command");
    }
    return {
      command: this.command,
      table: this.table,
      spec: this.spec,
      ...this.chain === void 0 ? {} : { chain: this.chain },
      ...this.number === void 0 ? {} : { number: this.number },
      ...this.second === void 0 ? {} : { second: this.second },
      ...this.family === void 0 ? {} : { family: this.family }
    };
  }
  short(word) {
    for (let i = 1; i < word.length; i++) {
      const letter = word[i];
      const count = SHORT_ARGUMENTS.get(letter);
      if (count === void 0) throw new Refused(`unknown option "-${letter}"`);
      if (count === 0) {
        this.base(letter, void 0, word);
        continue;
      }
      const attached = i + 1 < word.length ? word.slice(i + 1) : void 0;
      this.withArgument(letter, count, attached, word);
      return;
    }
  }
  long(word) {
    const equals = word.indexOf("=");
    const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
    const attached = equals < 0 ? void 0 : word.slice(equals + 1);
    for (let loaded = false; ; loaded = true) {
      const found = this.find(name);
      if (found?.base !== void 0) {
        const [letter, count] = BASE_OPTIONS[found.base];
        if (count === 0) {
          if (attached !== void 0) throw new Refused(`option "--${name}" takes no argument`);
          this.base(letter, void 0, word);
        } else {
          this.withArgument(letter, count, attached, word);
        }
        return;
      }
      if (found?.use !== void 0) {
        const count = found.use.options[found.name];
        const values = attached === void 0 ? [] : [attached];
        if (count === 0 && attached !== void 0) {
          throw new Refused(`option "--${name}" takes no argument`);
        }
        while (values.length < count) values.push(this.next(name));
        found.use.uses.push({ name: found.name, values, negated: this.negated });
        return;
      }
      if (loaded || !this.loadProtocolMatch()) throw new Refused(`unknown option "--${name}"`);
    }
  }
  find(name) {
    if (name === "") return void 0;
    if (Object.hasOwn(BASE_OPTIONS, name)) return { base: name, name };
    for (const use of this.extensions) if (Object.hasOwn(use.options, name)) return { use, name };
    const abbreviated = [];
    for (const base2 of Object.keys(BASE_OPTIONS)) {
      if (!base2.startsWith(name)) continue;
      const letter = BASE_OPTIONS[base2][0];
      const same = abbreviated.some((other) => BASE_OPTIONS[other.base ?? ""]?.[0] === letter);
      if (!same) abbreviated.push({ base: base2, name: base2 });
    }
    for (const use of this.extensions) {
      for (const option3 of Object.keys(use.options)) {
        if (option3.startsWith(name) && !abbreviated.some((other) => other.name === option3)) {
          abbreviated.push({ use, name: option3 });
        }
      }
    }
    if (abbreviated.length > 1) throw new Refused(`option "--${name}" is ambiguous`);
    return abbreviated[0];
  }
  loadProtocolMatch() {
    const { protocol: protocol2 } = this.spec;
    if (protocol2 === void 0) return false;
    const number = protocolNumber(protocol2.text);
    const name = number === void 0 ? void 0 : PROTOCOL_MATCHES.get(number);
    if (name === void 0 || this.spec.matches.some((match) => match.name === name)) return false;
    this.loadMatch(name);
    return true;
  }
  loadMatch(name) {
    if (!Object.hasOwn(MATCHES, name)) throw new Refused(`there is no match \`${name}\``);
    const use = { name, options: [] };
    this.spec.matches.push(use);
    this.extensions.unshift({ options: MATCHES[name], uses: use.options });
  }
  next(option3) {
    const word = this.args[this.at++];
    if (word === void 0) throw new Refused(`option "${option3}" requires an argument`);
    return word;
  }
  withArgument(letter, count, attached, word) {
    if (attached !== void 0) this.base(letter, attached, word);
    else if (count === "?") this.base(letter, this.optional(), word);
    else this.base(letter, this.next(`-${letter}`), void 0);
  }
  /** The next word when it is no option. */
  optional() {
    const word = this.args[this.at];
    if (word === void 0 || word.startsWith("-") || word === "!") return void 0;
    this.at++;
    return word;
  }
  /** @param whole the word that held both the option and its argument; undefined when they were two words */
  base(letter, value2, whole2) {
    const { spec } = this;
    switch (letter) {
      case "A":
      case "C":
      case "N":
        this.begin(letter, value2);
        break;
      case "I":
      case "D":
      case "R": {
        this.begin(letter, value2);
        const text = this.optional();
        if (text !== void 0) {
          const number = wholeNumber(text);
          if (number === void 0 || number < 1)
            throw new Refused(`invalid rule number \`${text}\``);
          this.number = number;
        } else if (letter === "R") throw new Refused("-R requires a rule number");
        break;
      }
      case "P":
      case "E": {
        this.begin(letter, value2);
        const second = this.optional();
        if (second === void 0)
          throw new Refused(`-${letter} requires a chain and a second name`);
        this.second = second;
        break;
      }
      case "L":
      case "S":
      case "F":
      case "Z":
      case "X": {
        if (letter === "Z" && this.command === "L") break;
        this.begin(letter, value2);
        if ((letter === "L" || letter === "S" || letter === "Z") && value2 !== void 0)
          this.optional();
        break;
      }
      case "s":
        spec.source = this.once(spec.source, "-s", whole2 ?? value2);
        break;
      case "d":
        spec.destination = this.once(spec.destination, "-d", whole2 ?? value2);
        break;
      case "i":
        spec.input = this.once(spec.input, "-i", whole2 ?? value2);
        break;
      case "o":
        spec.output = this.once(spec.output, "-o", whole2 ?? value2);
        break;
      case "p": {
        const text = whole2 ?? value2;
        spec.protocol = this.once(spec.protocol, "-p", text);
        if (unknownReason(text) !== void 0) break;
        const number = protocolNumber(text);
        if (number === void 0) throw new Refused(`unknown protocol "${text}" specified`);
        if (number === 0 && this.negated) throw new Refused("rule would never match protocol");
        break;
      }
      case "j":
      case "g": {
        this.notNegated(`-${letter}`);
        if (spec.target !== void 0) throw new Refused("multiple -j flags not allowed");
        const name = letter === "j" ? whole2 ?? value2 : value2;
        if (letter === "j") checkTargetName(name);
        const options = [];
        spec.target = { name, options, goto: letter === "g" };
        const known = Object.hasOwn(TARGETS, name) && letter === "j" ? TARGETS[name] : {};
        this.extensions.unshift({ options: known, uses: options });
        break;
      }
      case "t":
        this.notNegated("-t");
        this.table = value2;
        break;
      case "m":
        this.notNegated("-m");
        this.loadMatch(value2);
        break;
      case "w":
        if (value2 !== void 0 && wholeNumber(value2) === void 0) {
          throw new Refused("wait seconds not numeric");
        }
        break;
      case "c":
        this.optional();
        break;
      case "4":
      case "6":
        this.family = letter === "4" ? 4 : 6;
        break;
      case "n":
      case "x":
      case "0":
        this.listing = true;
        break;
      case "f":
        spec.matches.push({
          name: "fragment",
          options: [{ name: "f", values: [], negated: this.negated }]
        });
        break;
      case "V":
      case "h":
        this.command ??= "L";
        break;
      default:
        break;
    }
  }
  begin(letter, chain) {
    this.notNegated(`-${letter}`);
    if (this.command !== void 0 && this.command !== letter) {
      throw new Refused(`cannot use -${letter} with -${this.command}`);
    }
    this.command = letter;
    if (chain !== void 0) this.chain = chain;
  }
  once(before, option3, text) {
    if (before !== void 0) throw new Refused(`multiple ${option3} flags not allowed`);
    return { text, negated: this.negated };
  }
  notNegated(option3) {
    if (this.negated) throw new Refused(`unexpected ! flag before ${option3}`);
  }
};
function checkTargetName(name) {
  if (name === "") throw new Refused("invalid target name (too short)");
  if (unknownReason(name) !== void 0) return;
  if (/\s/.test(name)) throw new Refused(`invalid target name \`${name.trim()}\``);
}

// src/network/filter/iptables-checks.ts
var NEEDED = {
  multiport: [["sports", "dports", "ports"]],
  iprange: [["src-range", "dst-range"]],
  set: [["match-set", "set"]],
  conntrack: [[]],
  state: [["state"]],
  comment: [["comment"]],
  mac: [["mac-source"]],
  addrtype: [["src-type", "dst-type"]],
  mark: [["mark"]],
  connmark: [["mark"]],
  owner: [[]],
  string: [["algo"], ["string", "hex-string"]],
  length: [["length"]],
  ttl: [[]],
  hl: [[]],
  pkttype: [["pkt-type"]],
  statistic: [["mode"]],
  physdev: [[]],
  devgroup: [[]],
  helper: [["helper"]],
  icmp: [["icmp-type"]],
  icmp6: [["icmpv6-type"]],
  icmpv6: [["icmpv6-type"]],
  "ipv6-icmp": [["icmpv6-type"]],
  hashlimit: [["hashlimit-name"], ["hashlimit", "hashlimit-upto", "hashlimit-above"]],
  connlimit: [["connlimit-above", "connlimit-upto"]],
  recent: [["set", "rcheck", "update", "remove"]],
  quota: [["quota"]],
  u32: [["u32"]],
  bpf: [["bytecode", "object-pinned"]],
  ecn: [[]],
  dscp: [[]],
  tos: [["tos"]],
  tcpmss: [["mss"]],
  cpu: [["cpu"]],
  cgroup: [[]],
  connbytes: [["connbytes"], ["connbytes-dir"], ["connbytes-mode"]],
  connlabel: [["label"]],
  realm: [["realm"]],
  nfacct: [["nfacct-name"]],
  osf: [["genre"]],
  cluster: [["cluster-total-nodes"], ["cluster-local-node"], ["cluster-hash-seed"]],
  policy: [["dir"]]
};
var EXCLUSIVE = {
  tcp: [["syn", "tcp-flags"]],
  multiport: [["sports", "dports", "ports"]],
  ttl: [["ttl-eq", "ttl", "ttl-lt", "ttl-gt"]],
  hl: [["hl-eq", "hl-lt", "hl-gt"]],
  connlimit: [
    ["connlimit-above", "connlimit-upto"],
    ["connlimit-saddr", "connlimit-daddr"]
  ],
  recent: [["set", "rcheck", "update", "remove"]],
  hashlimit: [["hashlimit", "hashlimit-upto", "hashlimit-above"]],
  dscp: [["dscp", "dscp-class"]],
  string: [["string", "hex-string"]]
};
var NOT_INVERTIBLE = /^(limit|limit-burst|hashlimit.*|mode|every|packet|bytecode|object-pinned|algo|from|to|icase|timestart|timestop|datestart|datestop|kerneltz|contiguous|utc|comment|ctdir|seconds|hitcount|rttl|name|rsource|rdest|limit-iface-(in|out)|connlimit-(mask|saddr|daddr)|dir|pol|transparent|nowildcard|restore-skmark|loose|validmark|accept-local|path|cluster-(total-nodes|hash-seed))$/;
var FAMILIES2 = {
  fragment: 4,
  icmp: 4,
  ttl: 4,
  realm: 4,
  osf: 4,
  icmp6: 6,
  icmpv6: 6,
  "ipv6-icmp": 6,
  hl: 6,
  rt: 6,
  frag: 6,
  hbh: 6,
  dst: 6,
  eui64: 6
};
var PROTOCOLS2 = {
  icmp: 1,
  icmp6: 58,
  icmpv6: 58,
  "ipv6-icmp": 58,
  tcpmss: 6,
  osf: 6,
  sctp: 132,
  dccp: 33,
  esp: 50
};
var OUTGOING = ["OUTPUT", "POSTROUTING"];
var INCOMING = ["PREROUTING", "INPUT"];
function checkMatch({ name, options }, protocol2, place) {
  const has = (option3) => options.some((use) => aliasOf(use.name) === option3);
  for (const alternatives of NEEDED[name] ?? []) {
    if (options.length === 0 || alternatives.length > 0 && !alternatives.some(has)) {
      throw new Refused(
        `the match \`${name}\` needs ${alternatives.length === 0 ? "an option" : `--${alternatives.join(" or --")}`}`
      );
    }
  }
  for (const group of EXCLUSIVE[name] ?? []) {
    const used = options.filter((use) => group.includes(aliasOf(use.name)));
    if (used.length > 1) {
      throw new Refused(`\`--${used[1].name}' cannot be used together with \`--${used[0].name}'`);
    }
  }
  if (name !== "set" && name !== "policy") checkOnce(options);
  for (const use of options) {
    if (use.negated && NOT_INVERTIBLE.test(use.name)) {
      throw new Refused(`option "--${use.name}" cannot be inverted`);
    }
  }
  const family = FAMILIES2[name];
  if (family !== void 0 && family !== place.family) {
    throw new Refused(`there is no match \`${name}\` for IPv${place.family}`);
  }
  if (name === "nfacct") throw new Refused("there is no such accounting object");
  checkProtocol(name, options, protocol2);
  checkChain(name, options, place);
  for (const use of options) checkValue(name, use, options);
}
function checkProtocol(name, options, protocol2) {
  if (protocol2 !== void 0 && unknownReason(protocol2.text) !== void 0) return;
  const number = protocol2 === void 0 ? void 0 : protocolNumber(protocol2.text);
  const plain = protocol2?.negated === true ? void 0 : number;
  if (name === "tcp" || name === "udp") {
    if (number !== (name === "tcp" ? 6 : 17)) {
      throw new Refused(`${name.toUpperCase()} match requires '-p ${name}'`);
    }
    const written = options.some(
      ({ name: option3, values, negated }) => /port|tcp-flags|syn/.test(option3) && (negated || !/^0*:(65535)?$/.test(values[0] ?? ""))
    );
    if (protocol2.negated && (!written || options.some((use) => use.name === "tcp-option"))) {
      throw new Refused(`the ${name} match and a negated protocol exclude each other`);
    }
  }
  const needed = PROTOCOLS2[name] ?? (name === "ecn" && options.some((use) => /^ecn-tcp/.test(use.name)) ? 6 : void 0);
  if (needed !== void 0 && plain !== needed) {
    throw new Refused(`the match \`${name}\` needs -p ${needed}`);
  }
  if (name === "multiport" && (plain === void 0 || ![6, 17, 33, 132, 136].includes(plain))) {
    throw new Refused("multiport needs `-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'");
  }
}
function checkChain(name, options, { chain, table }) {
  const uses = (option3, value2) => options.some((use) => use.name === option3 && (value2 === void 0 || use.values[0] === value2));
  const wrong = name === "owner" && [...INCOMING, "FORWARD"].includes(chain) || name === "mac" && OUTGOING.includes(chain) || name === "rpfilter" && (!["raw", "mangle"].includes(table) || [...OUTGOING, "INPUT", "FORWARD"].includes(chain)) || name === "devgroup" && uses("dst-group") && INCOMING.includes(chain) || name === "devgroup" && uses("src-group") && OUTGOING.includes(chain) || name === "policy" && uses("dir", "out") && INCOMING.includes(chain) || name === "policy" && uses("dir", "in") && OUTGOING.includes(chain) || name === "addrtype" && uses("limit-iface-out") && INCOMING.includes(chain) || name === "addrtype" && uses("limit-iface-in") && OUTGOING.includes(chain) || name === "socket" && [...OUTGOING, "FORWARD"].includes(chain);
  if (wrong) throw new Refused(`the match \`${name}\` is not for the chain ${chain}`);
}
function checkValue(name, use, options) {
  const text = use.values[0] ?? "";
  if (unknownReason(text) !== void 0) return;
  const number = (low, high) => {
    const value2 = wholeNumber(text);
    if (value2 === void 0 || value2 < low || value2 > high) {
      throw new Refused(`bad value for option "--${use.name}", or out of range (${low}-${high})`);
    }
  };
  switch (`${name} ${use.name}`) {
    case "limit limit":
    case "hashlimit hashlimit":
      checkRate(text);
      break;
    case "ttl ttl-eq":
    case "ttl ttl":
    case "ttl ttl-lt":
    case "ttl ttl-gt":
    case "hl hl-eq":
    case "hl hl-lt":
    case "hl hl-gt":
      number(0, 255);
      break;
    case "dscp dscp":
      number(0, 63);
      break;
    case "dscp dscp-class":
      if (!/^(CS[0-7]|BE|EF|AF[1-4][1-3])$/i.test(text))
        throw new Refused(`invalid DSCP value \`${text}'`);
      break;
    case "recent seconds":
      number(1, 4294967295);
      if (options.some(({ name: other }) => other === "set" || other === "remove")) {
        throw new Refused("--seconds goes with --rcheck and --update only");
      }
      break;
    case "recent name":
      if (text === "") throw new Refused("the list has no name");
      break;
    case "pkttype pkt-type":
      if (!/^(unicast|host|broadcast|multicast)$/i.test(text))
        throw new Refused(`bad packet type '${text}'`);
      break;
    case "quota quota":
      if (!/^[0-9]{1,20}$/.test(text)) throw new Refused('bad value for option "--quota"');
      break;
    case "tcp tcp-option":
      number(1, 255);
      break;
    case "string algo":
      if (text !== "bm" && text !== "kmp") throw new Refused(`there is no algorithm \`${text}\``);
      break;
    case "statistic mode":
      checkStatistic(text, options);
      break;
    case "time weekdays":
      if (!/^((mo|tu|we|th|fr|sa|su|[1-7])[a-z]*,?)+$/i.test(text)) {
        throw new Refused(`${text} is not a valid day specifier`);
      }
      break;
    case "time timestart":
    case "time timestop":
      if (!/^([01]?[0-9]|2[0-3]):[0-5]?[0-9](:[0-5]?[0-9])?$/.test(text)) {
        throw new Refused(`invalid time "${text}" specified`);
      }
      break;
    default:
  }
}
function checkRate(text) {
  const rate = /^([0-9]{1,10})(?:\/([a-z]+))?$/.exec(text);
  const unit = rate?.[2] ?? "s";
  const scale = ["second", "minute", "hour", "day"].find((name) => name.startsWith(unit));
  if (rate === null || scale === void 0 || Number(rate[1]) === 0) {
    throw new Refused(`bad rate "${text}"`);
  }
  if (scale === "second" && Number(rate[1]) > 1e4) throw new Refused(`rate too fast "${text}"`);
}
function checkStatistic(mode, options) {
  const value2 = (name) => options.find((use) => use.name === name)?.values[0];
  if (mode === "random") {
    if (value2("probability") === void 0) throw new Refused("--probability must be specified");
  } else if (mode === "nth") {
    const every = wholeNumber(value2("every") ?? "");
    const packet = wholeNumber(value2("packet") ?? "");
    if (every === void 0) throw new Refused("--every must be specified when using nth mode");
    if (packet === void 0) throw new Refused('option "--every" also requires "--packet"');
    if (packet >= every) throw new Refused("the --packet p must be 0 <= p <= n-1");
  } else throw new Refused(`bad mode "${mode}"`);
}
function aliasOf(name) {
  switch (name) {
    case "source-port":
      return "sport";
    case "destination-port":
      return "dport";
    case "source-ports":
      return "sports";
    case "destination-ports":
      return "dports";
    default:
      return name;
  }
}
function checkOnce(options) {
  const seen = /* @__PURE__ */ new Set();
  for (const option3 of options) {
    const name = aliasOf(option3.name);
    if (seen.has(name)) throw new Refused(`only one \`--${option3.name}' allowed`);
    seen.add(name);
  }
}

// src/network/filter/iptables-ports.ts
function tcpPorts(text) {
  const at = text.indexOf(":");
  if (at < 0) return PortSet.of(strictPort(text));
  const low = at === 0 ? 0 : strictPort(text.slice(0, at));
  const high = at === text.length - 1 ? 65535 : strictPort(text.slice(at + 1));
  if (low > high) throw new Refused("invalid portrange (min > max)");
  return PortSet.range(low, high);
}
function strictPort(text) {
  const found = portNumber(text.replace(/^[ \t]*\+?/, ""));
  if (found === void 0) throw new Refused(`invalid port/service \`${text}\` specified`);
  return found;
}
function guidedPorts(text) {
  const parts = text.split(":");
  if (parts.length > 2) throw new Refused("too many components for a port");
  if (parts.length === 1) return PortSet.of(guidedPort(text));
  const low = parts[0] === "" ? 0 : guidedPort(parts[0]);
  const high = parts[1] === "" ? 65535 : guidedPort(parts[1]);
  return low > high ? PortSet.empty : PortSet.range(low, high);
}
function guidedPort(text) {
  const bare = text.replace(/^[ \t]*\+?/, "");
  if (/^[0-9]{0,15}$/.test(bare)) return Number(bare) % 65536;
  const named2 = wholeNumber(bare) === void 0 ? portNumber(bare) : void 0;
  if (named2 === void 0) throw new Refused(`port "${text}" does not resolve to anything`);
  return named2;
}
function listedPorts(text) {
  const parts = text.split(",").map((part) => part.trimStart());
  let slots = 0;
  for (const part of parts) {
    const ends = part.split(":");
    slots += ends.length > 1 ? 2 : 1;
    if (isDoubtfulService(part)) continue;
    const numbers = ends.map(strictPort);
    if (ends.length > 2 || ends.length === 2 && numbers[0] >= numbers[1]) {
      throw new Refused("invalid portrange specified");
    }
  }
  if (slots > 15) throw new Refused("too many ports specified");
  return parts;
}
function portCondition(name, field2, text, negated) {
  if (isDoubtfulService(text)) return doubtfulService(field2, text, negated);
  return negateIf(negated, port2(field2, name === "tcp" ? tcpPorts(text) : guidedPorts(text)));
}
function portListCondition(fields2, text, negated) {
  const parts = listedPorts(text);
  const each = (field2, part) => isDoubtfulService(part) ? doubtfulService(field2, part, false) : port2(field2, tcpPorts(part));
  const listed2 = anyOf(fields2.flatMap((field2) => parts.map((part) => each(field2, part))));
  if (negated && parts.some(isDoubtfulService)) {
    const { condition } = { condition: negateIf(true, listed2) };
    return (packet) => {
      const outcome = condition(packet);
      return outcome.remotes.isEmpty ? outcome : undecided(doubt(text));
    };
  }
  return negateIf(negated, listed2);
}
function doubtfulService(field2, text, negated) {
  const named2 = negateIf(negated, port2(field2, PortSet.of(11211)));
  return (packet) => named2(packet).remotes.isEmpty ? FAILS : undecided(doubt(text));
}
function doubt(text) {
  return `the service name \`${text}\` is known on some systems only`;
}

// src/network/filter/iptables-matches.ts
var CHANCE = /* @__PURE__ */ new Set([
  "limit",
  "hashlimit",
  "string",
  "ttl",
  "hl",
  "ecn",
  "bpf",
  "u32",
  "dscp",
  "tos",
  "tcpmss",
  "cpu",
  "osf",
  "nfacct"
]);
var SPECIAL = /* @__PURE__ */ new Set([
  "icmp",
  "icmp6",
  "icmpv6",
  "ipv6-icmp",
  "sctp",
  "dccp",
  "udplite",
  "rt",
  "frag",
  "hbh",
  "dst",
  "ah",
  "esp",
  "helper",
  "eui64",
  "realm"
]);
function understand(match, protocol2, place) {
  const { name, options } = match;
  checkMatch(match, protocol2, place);
  if (name === "fragment") {
    return [{ text: "-f", condition: () => when(options[0].negated) }];
  }
  return options.length === 0 ? [{ text: `-m ${name}`, condition: () => HOLDS }] : [
    {
      text: `-m ${name} ${options.map(describe2).join(" ")}`,
      condition: meaning(match, place)
    }
  ];
}
function meaning(match, place) {
  const { name, options } = match;
  if (name === "comment") return () => HOLDS;
  for (const option3 of options) {
    for (const value2 of option3.values) {
      const reason = unknownReason(value2);
      if (reason !== void 0) return () => undecided(reason);
    }
  }
  switch (name) {
    case "limit":
      return () => CHOICE;
    case "statistic":
      return statistic(options);
    case "connlimit":
      return connectionLimit(options);
    case "connbytes":
      return connectionBytes(options);
    case "recent":
      return recent(options, place.lists);
    case "quota":
      return () => value(options, "quota") === "0" ? FAILS : CHOICE;
    case "time":
      return time(options);
    case "policy":
      return () => when(!options.some(({ name: o, values }) => o === "pol" && values[0] === "ipsec"));
    default:
  }
  if (name === "bpf") {
    const constant = /^1,6 0 0 ([0-9]+)$/.exec(value(options, "bytecode") ?? "");
    if (constant !== null) return all(options, () => when(constant[1] !== "0"));
  }
  if (CHANCE.has(name)) return () => CHOICE;
  if (SPECIAL.has(name)) return all(options, () => FAILS);
  const each = options.map((option3) => {
    if (isEveryPort(name, option3)) return () => HOLDS;
    const condition = portOption(name, option3);
    if (condition !== void 0) return condition;
    return negateIf(option3.negated, optionMeaning(name, option3, options, place));
  });
  return (packet) => allOf(each, packet);
}
function portOption(match, { name, values, negated }) {
  const text = values[0] ?? "";
  switch (`${match} ${aliasOf(name)}`) {
    case "tcp sport":
    case "udp sport":
      return portCondition(match, "source", text, negated);
    case "tcp dport":
    case "udp dport":
      return portCondition(match, "destination", text, negated);
    case "multiport sports":
      return portListCondition(["source"], text, negated);
    case "multiport dports":
      return portListCondition(["destination"], text, negated);
    case "multiport ports":
      return portListCondition(["source", "destination"], text, negated);
    default:
      return void 0;
  }
}
function optionMeaning(match, option3, options, place) {
  const text = option3.values[0] ?? "";
  switch (`${match} ${aliasOf(option3.name)}`) {
    case "tcp syn":
      return (packet) => when(flagsMatch(packet, ["FIN", "SYN", "RST", "ACK"], ["SYN"]));
    case "tcp tcp-flags": {
      const mask = flagList(text);
      const set = flagList(option3.values[1] ?? "");
      return (packet) => when(flagsMatch(packet, mask, set));
    }
    case "tcp tcp-option":
      return () => CHOICE;
    case "iprange src-range":
      return address("source", range3(text, place.family));
    case "iprange dst-range":
      return address("destination", range3(text, place.family));
    case "set match-set":
    case "set set": {
      if (!place.ipsets.has(text)) throw new Refused(`set ${text} doesn't exist`);
      if (!place.ipsets.concerns(text, place.family)) {
        throw new Refused(`the set ${text} is of the other protocol family`);
      }
      const sides = (option3.values[1] ?? "src").split(",");
      const { ipsets } = place;
      return (packet) => ipsets.test(text, sides, packet);
    }
    case "state state":
      return connectionState(text, STATES);
    case "conntrack ctstate":
      return connectionState(text, [...STATES, "SNAT", "DNAT"]);
    case "conntrack ctproto": {
      const number = protocolNumber(text);
      if (number === void 0) throw new Refused(`unknown protocol "${text}"`);
      return protocolIs(protocolName(number));
    }
    case "conntrack ctorigdstport": {
      const ports2 = guidedPorts(text);
      return (packet) => when(tracked(packet) && ports2.contains(packet.original.port));
    }
    case "conntrack ctorigsrcport":
      return () => CHOICE;
    case "conntrack ctorigdst": {
      const set = network(text, place.family);
      if (!(set instanceof AddressSet)) return () => undecided(set.reason);
      return (packet) => when(tracked(packet) && set.overlaps(packet.original.local));
    }
    case "conntrack ctorigsrc":
    case "conntrack ctrepldst": {
      const set = network(text, place.family);
      if (!(set instanceof AddressSet)) return () => undecided(set.reason);
      return (packet) => tracked(packet) ? { remotes: set } : FAILS;
    }
    case "conntrack ctdir": {
      const direction = text.toUpperCase();
      if (direction !== "ORIGINAL" && direction !== "REPLY")
        throw new Refused(`bad value for "--ctdir": "${text}"`);
      return (packet) => when(tracked(packet) && direction === "ORIGINAL" === (packet.remoteAt === "source"));
    }
    case "conntrack ctstatus":
      return connectionStatus(text);
    case "conntrack ctexpire":
      if (!/^[0-9]{0,10}(:[0-9]{0,10})?$/.test(text))
        throw new Refused('bad value for "--ctexpire"');
      return () => CHOICE;
    case "mac mac-source": {
      if (!/^[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}$/.test(text)) {
        throw new Refused(`bad hardware address \`${text}\``);
      }
      const wanted = text.toLowerCase().split(":").map((octet) => octet.padStart(2, "0")).join(":");
      const { negated } = option3;
      return (packet) => {
        if (packet.input === "lo") return negated ? HOLDS : FAILS;
        if (packet.hardwareAddress === void 0) {
          return undecided("the hardware addresses in the network are not known");
        }
        return when(packet.hardwareAddress === wanted);
      };
    }
    case "addrtype src-type":
      return addressType("source", text, place.family);
    case "addrtype dst-type":
      return addressType("destination", text, place.family);
    case "mark mark":
      return markCondition(text, (packet) => packet.mark);
    case "connmark mark":
      return markCondition(text, (packet) => packet.connectionMark);
    case "owner uid-owner":
      return (packet) => when(packet.remoteAt === "destination" && /^(memcache|memcached)$/.test(text));
    case "owner socket-exists":
      return () => HOLDS;
    case "length length": {
      const sizes = /^[0-9]*(:[0-9]*)?$/.test(text) ? guidedPorts(text) : void 0;
      if (sizes === void 0 || /[0-9]{6}|[7-9][0-9]{4}/.test(text))
        throw new Refused(`invalid length \`${text}\``);
      if (sizes.isEmpty) return () => FAILS;
      return sizes.equals(PortSet.all) ? () => HOLDS : () => CHOICE;
    }
    case "pkttype pkt-type":
      return () => when(/^(unicast|host|us)$/i.test(text));
    case "devgroup src-group":
    case "devgroup dst-group":
      return deviceGroup(text);
    case "rpfilter invert":
      return () => FAILS;
    case "rpfilter loose":
    case "rpfilter validmark":
    case "rpfilter accept-local":
      return options.some(({ name }) => name === "invert") ? () => FAILS : () => HOLDS;
    case "physdev physdev-in":
    case "physdev physdev-out":
    case "physdev physdev-is-in":
    case "physdev physdev-is-out":
    case "physdev physdev-is-bridged":
    case "socket transparent":
      return () => FAILS;
    case "addrtype limit-iface-in":
    case "addrtype limit-iface-out":
    case "set return-nomatch":
    case "set update-counters":
    case "set update-subcounters":
      return () => HOLDS;
    default:
      return () => undecided(`the match \`${match} --${option3.name}\` is not evaluated`);
  }
}
function isEveryPort(match, option3) {
  return (match === "tcp" || match === "udp") && /port$/.test(option3.name) && portRange(option3.values[0] ?? "", ":")?.equals(PortSet.all) === true;
}
function describe2({ name, values, negated }) {
  const canonical = aliasOf(name);
  const texts = values.map((text) => {
    if (canonical === "sport" || canonical === "dport")
      return portRange(text, ":")?.toString() ?? text;
    if (canonical === "state" || canonical === "ctstate") return text.split(",").sort().join(",");
    return JSON.stringify(text);
  });
  return `${negated ? "! " : ""}--${canonical} ${texts.join(" ")}`;
}
function value(options, name) {
  return options.find((option3) => option3.name === name)?.values[0];
}
function all(options, condition) {
  const each = options.map(({ negated }) => negateIf(negated, condition));
  return each.length === 0 ? condition : (packet) => allOf(each, packet);
}
function range3(text, family) {
  const dash = text.indexOf("-");
  const low = dash < 0 ? text : text.slice(0, dash);
  const high = dash < 0 ? text : text.slice(dash + 1);
  try {
    const set = AddressSet.range(low, high);
    if ((family === 4 ? set.v6 : set.v4).length > 0) {
      throw new Refused(`bad IP address \`${text}\` for this family`);
    }
    return set;
  } catch (error) {
    if (error instanceof AddressError) throw new Refused(`bad IP address \`${text}\` specified`);
    throw error;
  }
}
function network(text, family) {
  const set = parseNetwork(text, family);
  if (set === void 0) throw new Refused(`host/network \`${text}\` not found`);
  return set;
}
function tracked(packet) {
  return packet.state === "new" || packet.state === "established";
}
var STATES = ["INVALID", "NEW", "ESTABLISHED", "RELATED", "UNTRACKED"];
function connectionState(text, known) {
  const states = text.split(",").map((word) => {
    const state = word === "" ? void 0 : known.find((name) => name.startsWith(word.toUpperCase()));
    if (state === void 0) throw new Refused(`bad state \`${text}\``);
    return state;
  });
  return (packet) => when(
    states.includes(packet.state.toUpperCase()) || states.includes("DNAT") && packet.translated && tracked(packet)
  );
}
function connectionStatus(text) {
  const wanted = text.split(",").map((word) => word.toUpperCase());
  for (const status of wanted) {
    if (!/^(NONE|EXPECTED|SEEN_REPLY|ASSURED|CONFIRMED)$/.test(status)) {
      throw new Refused(`bad ctstatus \`${text}\``);
    }
  }
  return (packet) => {
    if (!tracked(packet)) return FAILS;
    const has = /* @__PURE__ */ new Set();
    if (packet.state === "established") {
      has.add("SEEN_REPLY").add("CONFIRMED");
      const answer = packet.remoteAt === "destination";
      if (packet.protocol === "tcp" && !answer) has.add("ASSURED");
    } else if (packet.input === "lo") has.add("CONFIRMED");
    return when(wanted.some((status) => has.has(status)));
  };
}
function deviceGroup(text) {
  const [group = "", mask] = text.split("/");
  const wanted = group === "default" ? 0 : wholeNumber(group);
  const bits2 = mask === void 0 ? 4294967295 : wholeNumber(mask);
  if (wanted === void 0 || bits2 === void 0) throw new Refused(`bad group \`${text}\``);
  return () => when((wanted & bits2) === 0);
}
var ADDRESS_TYPES = [
  "UNSPEC",
  "UNICAST",
  "LOCAL",
  "BROADCAST",
  "ANYCAST",
  "MULTICAST",
  "BLACKHOLE",
  "UNREACHABLE",
  "PROHIBIT",
  "THROW",
  "NAT",
  "XRESOLVE"
];
function addressType(field2, text, family) {
  const types = text.split(",").map((word) => {
    const upper = word.toUpperCase();
    const type = word === "" ? void 0 : ADDRESS_TYPES.find((name) => name.startsWith(upper));
    if (type === void 0) throw new Refused(`bad address type \`${text}\``);
    return type;
  });
  for (const type of types) {
    if (family === 6 && /^(BROADCAST|BLACKHOLE|PROHIBIT|THROW|NAT|XRESOLVE)$/.test(type)) {
      throw new Refused(`address type ${type} is not for IPv6`);
    }
  }
  return (packet) => {
    if (packet.remoteAt === field2) {
      let remotes = AddressSet.empty;
      if (types.includes("LOCAL")) remotes = remotes.union(packet.own);
      if (types.includes("UNICAST")) {
        remotes = remotes.union(AddressSet.all.subtract(packet.own).subtract(MULTICAST));
      }
      if (types.includes("MULTICAST")) remotes = remotes.union(MULTICAST);
      return { remotes };
    }
    return when(types.includes(packet.elsewhere ? "UNICAST" : "LOCAL"));
  };
}
var MULTICAST = AddressSet.of("224.0.0.0/4", "ff00::/8");
function markCondition(text, read) {
  const [valueText, maskText] = text.split("/");
  const wanted = wholeNumber(valueText);
  const mask = maskText === void 0 ? 4294967295 : wholeNumber(maskText);
  if (wanted === void 0 || mask === void 0) throw new Refused(`bad mark value \`${text}\``);
  return (packet) => {
    const mark2 = read(packet);
    if (typeof mark2 !== "number") return undecided(mark2.unknown);
    return when((mark2 & mask) >>> 0 === (wanted & mask) >>> 0);
  };
}
function flagList(text) {
  const upper = text.toUpperCase();
  if (upper === "ALL") return ["SYN", "ACK", "FIN", "RST", "URG", "PSH"];
  if (upper === "NONE") return [];
  const flags = upper.split(",");
  for (const flag of flags) {
    if (!/^(SYN|ACK|FIN|RST|URG|PSH)$/.test(flag))
      throw new Refused(`unknown TCP flag \`${flag}\``);
  }
  return flags;
}
function flagsMatch(packet, mask, set) {
  return mask.every((flag) => packet.flags.includes(flag) === set.includes(flag));
}
function statistic(options) {
  const probability = value(options, "probability");
  if (probability !== void 0) {
    const p = Number(probability);
    if (!(p >= 0 && p <= 1)) throw new Refused("the probability must be from 0 to 1");
    return all(
      options.filter(({ name }) => name === "probability"),
      () => p === 1 ? HOLDS : p === 0 ? FAILS : CHOICE
    );
  }
  return () => value(options, "every") === "1" ? HOLDS : CHOICE;
}
function connectionLimit(options) {
  const use = options.find(({ name }) => /^connlimit-(above|upto)$/.test(name));
  const above = use?.name === "connlimit-above";
  const none = wholeNumber(use?.values[0] ?? "") === 0;
  return negateIf(use?.negated === true, () => when(above === none));
}
function connectionBytes(options) {
  const use = options.find(({ name }) => name === "connbytes");
  const low = Number((use?.values[0] ?? "0").split(":")[0]);
  const condition = (packet) => packet.state === "new" ? when(low === 0) : tracked(packet) ? CHOICE : FAILS;
  return negateIf(use?.negated === true, condition);
}
function recent(options, lists) {
  const name = value(options, "name") ?? "DEFAULT";
  const use = options.find((option3) => /^(set|rcheck|update|remove)$/.test(option3.name));
  if (use?.name === "set") {
    lists.add(name);
    return () => when(!use.negated);
  }
  return negateIf(use?.negated === true, () => lists.has(name) ? CHOICE : FAILS);
}
function time(options) {
  const stop = /^([0-9]{4})-/.exec(value(options, "datestop") ?? "");
  const over = stop !== null && Number(stop[1]) < 2020;
  return () => over ? FAILS : CHOICE;
}

// src/network/filter/iptables-target-checks.ts
import { isIP as isIP2 } from "node:net";
var TABLES = {
  REJECT: ["filter"],
  NOTRACK: ["raw"],
  CT: ["raw"],
  DNAT: ["nat"],
  SNAT: ["nat"],
  REDIRECT: ["nat"],
  MASQUERADE: ["nat"],
  NETMAP: ["nat"],
  TOS: ["mangle"],
  DSCP: ["mangle"],
  TTL: ["mangle"],
  HL: ["mangle"],
  ECN: ["mangle"],
  TCPOPTSTRIP: ["mangle"],
  CHECKSUM: ["mangle"],
  TPROXY: ["mangle"],
  SECMARK: ["security", "mangle"],
  CONNSECMARK: ["security", "mangle"]
};
var CHAINS = {
  DNAT: ["PREROUTING", "OUTPUT"],
  REDIRECT: ["PREROUTING", "OUTPUT"],
  SNAT: ["INPUT", "POSTROUTING"],
  MASQUERADE: ["POSTROUTING"],
  CLASSIFY: ["FORWARD", "OUTPUT", "POSTROUTING"],
  TPROXY: ["PREROUTING"],
  SYNPROXY: ["INPUT", "FORWARD"]
};
var BUILT_IN = ["INPUT", "FORWARD", "OUTPUT", "PREROUTING", "POSTROUTING"];
var NEEDED2 = {
  DNAT: [["to-destination"]],
  SNAT: [["to-source"]],
  NETMAP: [["to"]],
  MARK: [["set-mark", "set-xmark", "or-mark", "and-mark", "xor-mark"]],
  CONNMARK: [
    ["set-mark", "set-xmark", "or-mark", "and-mark", "xor-mark", "save-mark", "restore-mark"]
  ],
  TCPMSS: [["set-mss", "clamp-mss-to-pmtu"]],
  AUDIT: [["type"]],
  TEE: [["gateway"]],
  SET: [["add-set", "del-set", "map-set"]],
  IDLETIMER: [["timeout"], ["label"]],
  RATEEST: [["rateest-name"], ["rateest-interval"], ["rateest-ewmalog", "rateest-ewma"]],
  CLASSIFY: [["set-class"]],
  TOS: [["set-tos", "and-tos", "or-tos", "xor-tos"]],
  DSCP: [["set-dscp", "set-dscp-class"]],
  TTL: [["ttl-set", "ttl-dec", "ttl-inc"]],
  HL: [["hl-set", "hl-dec", "hl-inc"]],
  ECN: [["ecn-tcp-remove"]],
  TPROXY: [["on-port"]],
  HMARK: [["hmark-mod"]]
};
var MARKS = ["set-mark", "set-xmark", "or-mark", "and-mark", "xor-mark"];
function checkTarget(name, options, protocol2, place) {
  const { table, chain, family } = place;
  if (TABLES[name]?.includes(table) === false) {
    throw new Refused(`the target ${name} is not for the table ${table}`);
  }
  if (BUILT_IN.includes(chain) && CHAINS[name]?.includes(chain) === false) {
    throw new Refused(`the target ${name} is not for the chain ${chain}`);
  }
  const has = (option3) => options.some((use) => use.name === option3);
  for (const alternatives of NEEDED2[name] ?? []) {
    if (!alternatives.some(has)) {
      throw new Refused(`the target ${name} needs --${alternatives.join(" or --")}`);
    }
  }
  if ((name === "MARK" || name === "CONNMARK") && MARKS.filter(has).length > 1) {
    throw new Refused("the ways to set a mark exclude each other");
  }
  const seen = /* @__PURE__ */ new Set();
  for (const { name: option3, negated } of options) {
    if (negated) throw new Refused(`option "--${option3}" cannot be inverted`);
    if (seen.has(option3)) throw new Refused(`option "--${option3}" can only be used once`);
    seen.add(option3);
  }
  checkProtocol2(name, options, protocol2, chain);
  if (name === "HL" ? family === 4 : name === "TTL" && family === 6) {
    throw new Refused(`there is no target ${name} for IPv${family}`);
  }
  for (const use of options) checkValue2(name, use, place);
}
function checkProtocol2(name, options, protocol2, chain) {
  if (protocol2 !== void 0 && unknownReason(protocol2.text) !== void 0) return;
  const number = protocol2 === void 0 ? void 0 : protocolNumber(protocol2.text);
  const plain = protocol2?.negated === true ? void 0 : number;
  const uses = (option3) => options.find((use) => use.name === option3);
  if (["TCPMSS", "SYNPROXY", "ECN"].includes(name) && plain !== 6) {
    throw new Refused(`the target ${name} needs -p tcp`);
  }
  if (name === "TPROXY" && plain !== 6 && plain !== 17) {
    throw new Refused("the target TPROXY needs -p tcp or -p udp");
  }
  if (name === "TCPMSS" && uses("clamp-mss-to-pmtu") !== void 0) {
    if (["INPUT", "PREROUTING"].includes(chain)) {
      throw new Refused("--clamp-mss-to-pmtu is not for incoming packets");
    }
  }
  const withPorts = name === "REDIRECT" && uses("to-ports") !== void 0 || name === "DNAT" && /^:|\]:|^[^:]*\.[^:]*:/.test(uses("to-destination")?.values[0] ?? "");
  if (withPorts && (number === void 0 || ![1, 6, 17, 33, 58, 132].includes(number))) {
    throw new Refused("need TCP, UDP, SCTP or DCCP with port specification");
  }
}
function checkValue2(name, use, place) {
  const text = use.values[0] ?? "";
  if (unknownReason(text) !== void 0) return;
  switch (`${name} ${use.name}`) {
    case "TEE gateway":
      if (isIP2(text) !== place.family) throw new Refused(`bad address \`${text}\``);
      break;
    case "SET add-set":
    case "SET del-set":
    case "SET map-set":
      if (!place.ipsets.has(text)) throw new Refused(`set ${text} doesn't exist`);
      break;
    case "LOG log-level":
      if (!/^([0-7]|alert|crit|debug|emerg|error|info|notice|panic|warning|warn|err)$/i.test(text)) {
        throw new Refused(`log level "${text}" unknown`);
      }
      break;
    case "NFQUEUE queue-num": {
      const number = wholeNumber(text);
      if (number === void 0 || number > 65535) throw new Refused("bad queue number");
      break;
    }
    case "TTL ttl-set":
    case "TTL ttl-inc":
    case "TTL ttl-dec":
    case "HL hl-set":
    case "HL hl-inc":
    case "HL hl-dec": {
      const number = wholeNumber(text);
      if (number === void 0 || number > 255) throw new Refused(`bad value for --${use.name}`);
      break;
    }
    default:
  }
}

// src/network/filter/iptables-reject.ts
var ANSWERS = {
  4: [
    ["icmp-net-unreachable", "net-unreach"],
    ["icmp-host-unreachable", "host-unreach"],
    ["icmp-proto-unreachable", "proto-unreach"],
    ["icmp-port-unreachable", "port-unreach"],
    ["icmp-net-prohibited", "net-prohib"],
    ["icmp-host-prohibited", "host-prohib"],
    ["tcp-reset", "tcp-rst"],
    ["icmp-admin-prohibited", "admin-prohib"]
  ],
  6: [
    ["icmp6-no-route", "no-route"],
    ["icmp6-adm-prohibited", "adm-prohibited"],
    ["icmp6-addr-unreachable", "addr-unreach"],
    ["icmp6-port-unreachable", "port-unreach"],
    ["tcp-reset", "tcp-reset"],
    ["icmp6-policy-fail", "policy-fail"],
    ["icmp6-reject-route", "reject-route"]
  ]
};
function rejectAnswer(text, family) {
  const lower = text.toLowerCase();
  for (const [name, alias] of ANSWERS[family]) {
    if (name.startsWith(lower) || alias.startsWith(lower)) return name;
  }
  throw new Refused(`unknown reject type "${text}"`);
}

// src/network/filter/iptables-targets.ts
function target(spec, context) {
  const used = spec.target;
  if (used === void 0) return { verdict: CONTINUE, effects: [], text: "" };
  const { name, options, goto: goTo } = used;
  const chain = unknownReason(name) === void 0 ? context.chainNamed(name) : void 0;
  if (chain !== void 0) {
    return {
      verdict: { kind: goTo ? "goto" : "jump", chain },
      effects: [],
      text: `${goTo ? "-g" : "-j"} ${name}`
    };
  }
  if (goTo) throw new Refused(`chain '${name}' does not exist`);
  return {
    ...builtIn(name, options, spec, context),
    text: `-j ${name} ${options.map((o) => `${o.negated ? "! " : ""}--${o.name} ${o.values.join(" ")}`).join(" ")}`
  };
}
function builtIn(name, options, spec, context) {
  const { table } = context;
  const value2 = (option3) => options.find((use) => use.name === option3)?.values[0];
  const has = (option3) => options.some((use) => use.name === option3);
  const plain = (verdict, ...effects) => ({ verdict, effects });
  checkTarget(name, options, spec.protocol, context);
  switch (name) {
    case "ACCEPT":
      return plain(ACCEPT);
    case "DROP":
      if (table === "nat") throw new Refused("the nat table is not intended for filtering");
      return plain(DROP);
    case "RETURN":
      return plain(RETURN);
    case "REJECT": {
      const kind = value2("reject-with");
      if (kind === void 0 || unknownReason(kind) !== void 0) return plain(DROP);
      if (rejectAnswer(kind, context.family) === "tcp-reset") {
        const { protocol: protocol2 } = spec;
        if (protocol2 === void 0 || protocol2.negated || protocolNumber(protocol2.text) !== 6) {
          throw new Refused("tcp-reset needs -p tcp");
        }
      }
      return plain(DROP);
    }
    case "LOG":
    case "NFLOG":
    case "AUDIT":
    case "TRACE":
    case "SET":
    case "CLASSIFY":
    case "TEE":
    case "HMARK":
    case "IDLETIMER":
    case "RATEEST":
    case "LED":
      return plain(CONTINUE);
    case "MARK":
      return plain(CONTINUE, ...marking(options, "mark"));
    case "CONNMARK":
      if (has("save-mark")) {
        return plain(CONTINUE, (packet) => ({ ...packet, connectionMark: packet.mark }));
      }
      if (has("restore-mark")) {
        return plain(CONTINUE, (packet) => ({ ...packet, mark: packet.connectionMark }));
      }
      return plain(CONTINUE, ...marking(options, "connectionMark"));
    case "NOTRACK":
    case "CT":
      if (name === "CT" && !has("notrack")) return plain(CONTINUE);
      return plain(CONTINUE, untrack);
    case "NFQUEUE":
      return plain(has("queue-bypass") ? ACCEPT : DROP);
    case "DNAT":
      return plain(destination(value2("to-destination") ?? "", context.family));
    case "REDIRECT": {
      const ports2 = value2("to-ports");
      const range4 = ports2 === void 0 ? void 0 : portRange(ports2, "-");
      if (ports2 !== void 0 && range4 === void 0 && unknownReason(ports2) === void 0)
        throw new Refused(`bad port in \`${ports2}\``);
      const port3 = range4?.intervals[0][0];
      return plain({
        kind: "translate",
        toSelf: true,
        // Port 0 leaves the port as it is.
        ...port3 === void 0 || port3 === 0 ? {} : { port: port3 }
      });
    }
    case "NETMAP": {
      if (context.chain === "POSTROUTING" || context.chain === "INPUT") return plain(ACCEPT);
      const to = AddressSet.tryParse(value2("to") ?? "");
      return plain({ kind: "translate", to: to ?? AddressSet.empty });
    }
    case "SNAT":
    case "MASQUERADE":
      return plain(ACCEPT);
    case "TCPMSS":
    case "TOS":
    case "DSCP":
    case "TTL":
    case "HL":
    case "ECN":
    case "TCPOPTSTRIP":
    case "CHECKSUM":
    case "SECMARK":
    case "CONNSECMARK":
      return plain(CONTINUE);
    case "TPROXY":
      return plain(ACCEPT);
    case "SYNPROXY":
      return plain(ACCEPT);
    case "QUEUE":
      throw new Refused("the target QUEUE is gone");
    default: {
      const reason = unknownReason(name);
      if (reason === void 0) throw new Refused(`chain '${name}' does not exist`);
      return plain({ kind: "jump", chain: eitherWay(reason) });
    }
  }
}
function untrack(packet) {
  return packet.input === "lo" ? packet : { ...packet, state: "untracked" };
}
function eitherWay(reason) {
  const maybe = [() => undecided(reason)];
  return {
    name: reason,
    rules: [
      { conditions: maybe, verdict: ACCEPT, text: "accept?" },
      { conditions: maybe, verdict: DROP, text: "drop?" }
    ]
  };
}
function marking(options, field2) {
  return options.flatMap(({ name, values }) => {
    const [valueText, maskText] = (values[0] ?? "").split("/");
    const bits2 = wholeNumber(valueText);
    const mask = maskText === void 0 ? 4294967295 : wholeNumber(maskText);
    if (name === "mask" || name === "nfmask" || name === "ctmask") return [];
    if (bits2 === void 0 || mask === void 0) {
      const reason = unknownReason(values[0] ?? "");
      if (reason === void 0) throw new Refused(`bad mark value \`${values[0] ?? ""}\``);
      return [(packet) => ({ ...packet, [field2]: { unknown: reason } })];
    }
    return [
      (packet) => {
        const old = packet[field2];
        if (typeof old !== "number") return packet;
        const fresh = name === "or-mark" ? old | bits2 : name === "and-mark" ? old & bits2 : name === "xor-mark" ? old ^ bits2 : name === "set-xmark" ? old & ~mask ^ bits2 : old & ~mask | bits2;
        return { ...packet, [field2]: fresh >>> 0 };
      }
    ];
  });
}
function destination(text, family) {
  let host = text;
  let portText;
  if (family === 6 && text.startsWith("[")) {
    const close = text.indexOf("]");
    host = text.slice(1, close < 0 ? void 0 : close);
    portText = close >= 0 && text[close + 1] === ":" ? text.slice(close + 2) : void 0;
  } else if (family === 4) {
    const colon = text.indexOf(":");
    if (colon >= 0) {
      host = text.slice(0, colon);
      portText = text.slice(colon + 1);
    }
  }
  const ports2 = portText === void 0 ? void 0 : portRange(portText.split("/")[0], "-");
  if (portText !== void 0 && ports2 === void 0) throw new Refused(`bad port in \`${text}\``);
  let to;
  if (host !== "") {
    const [low, high] = host.split("-");
    to = AddressSet.tryParse(low);
    if (to === void 0) {
      if (unknownReason(text) === void 0) throw new Refused(`bad address in \`${text}\``);
      to = AddressSet.empty;
    } else if (high !== void 0) {
      try {
        to = AddressSet.range(low, high);
      } catch {
        throw new Refused(`bad address in \`${text}\``);
      }
    }
  }
  return {
    kind: "translate",
    ...to === void 0 ? {} : { to },
    ...ports2 === void 0 ? {} : { port: ports2.intervals[0][0] }
  };
}

// src/network/filter/iptables-rule.ts
function buildRules(spec, context) {
  const { family, chain } = context;
  const conditions = [];
  const texts = [];
  if (spec.protocol !== void 0) {
    const { text, negated } = spec.protocol;
    const reason = unknownReason(text);
    const number = reason === void 0 ? protocolNumber(text) : void 0;
    if (number !== 0) {
      conditions.push(
        number === void 0 ? () => undecided(reason) : negateIf(negated, protocolIs(protocolName(number)))
      );
      texts.push(`${negated ? "! " : ""}-p ${number ?? text}`);
    }
  }
  if (spec.output !== void 0 && ["INPUT", "PREROUTING"].includes(chain)) {
    throw new Refused(`can't use -o with ${chain}`);
  }
  if (spec.input !== void 0 && ["OUTPUT", "POSTROUTING"].includes(chain)) {
    throw new Refused(`can't use -i with ${chain}`);
  }
  for (const [field2, argument] of [
    ["input", spec.input],
    ["output", spec.output]
  ]) {
    if (argument === void 0) continue;
    conditions.push(interfaceCondition(field2, argument, context));
    texts.push(`${argument.negated ? "! " : ""}-${field2} ${argument.text}`);
  }
  const matched = /* @__PURE__ */ new Set();
  for (const match of spec.matches) {
    for (const { condition, text } of understand(match, spec.protocol, context)) {
      matched.add(condition);
      if (match.name === "tcp" || match.name === "udp") texts.splice(1, 0, text);
      else texts.push(text);
    }
  }
  append(conditions, matched);
  const { verdict, effects, text: targetText } = target(spec, context);
  const effect = effects.length === 0 ? void 0 : (packet) => effects.reduce((current, change) => change(current), packet);
  const ends = [spec.source, spec.destination].filter((end) => end !== void 0);
  if (ends.some(({ negated }) => negated) && ends.some(({ text }) => text.includes(","))) {
    throw new Refused("! not allowed with multiple source or destination IP addresses");
  }
  const rules = [];
  for (const source of networks(spec.source, family)) {
    for (const destination2 of networks(spec.destination, family)) {
      const own = [];
      const ownTexts = [];
      for (const [field2, network3] of [
        ["source", source],
        ["destination", destination2]
      ]) {
        if (network3 === void 0) continue;
        const { set, negated, text } = network3;
        ownTexts.push(`${negated ? "! " : ""}-${field2} ${text}`);
        own.push(
          set instanceof AddressSet ? negateIf(negated, address(field2, set)) : () => undecided(set.reason)
        );
      }
      rules.push({
        // The cheap questions first; most rules fail on the port or the protocol.
        conditions: [...conditions, ...own],
        verdict,
        ...effect === void 0 ? {} : { effect },
        ...context.where === void 0 ? {} : { where: context.where },
        text: [...ownTexts, ...texts, targetText].join(" ")
      });
    }
  }
  return rules;
}
function interfaceCondition(field2, { text, negated }, context) {
  const reason = unknownReason(text);
  if (reason !== void 0) return () => undecided(reason);
  if (text === "") throw new Refused("empty interface is likely to be undesired");
  if (text.length > 15) throw new Refused(`interface name \`${text}\` must be shorter than 16`);
  if (field2 === "input") context.noteInterface(text);
  return negateIf(negated, interfaceIs(field2, text));
}
function networks(argument, family) {
  if (argument === void 0) return [void 0];
  const { text, negated } = argument;
  const reason = unknownReason(text);
  if (reason !== void 0) return [{ set: { reason }, negated, text: reason }];
  const parts = text.split(",");
  return parts.map((part) => {
    const set = parseNetwork(part.trimStart(), family);
    if (set === void 0) throw new Refused(`host/network \`${part}\` not found`);
    if (negated && set instanceof AddressSet && coversFamily(set, family)) {
      throw new Refused("nobody is outside of every address");
    }
    return { set, negated, text: set instanceof AddressSet ? set.toString() : part };
  });
}
function coversFamily(set, family) {
  return (family === 4 ? AddressSet.allIPv4 : AddressSet.allIPv6).isSubsetOf(set);
}

// src/network/filter/iptables.ts
var TABLES2 = {
  raw: [
    ["PREROUTING", "prerouting", -300],
    ["OUTPUT", "output", -300]
  ],
  mangle: [
    ["PREROUTING", "prerouting", -150],
    ["INPUT", "input", -150],
    ["FORWARD", "forward", -150],
    ["OUTPUT", "output", -150],
    ["POSTROUTING", "postrouting", -150]
  ],
  nat: [
    ["PREROUTING", "prerouting", -100],
    ["INPUT", "input", 100],
    ["OUTPUT", "output", -100],
    ["POSTROUTING", "postrouting", 100]
  ],
  filter: [
    ["INPUT", "input", 0],
    ["FORWARD", "forward", 0],
    ["OUTPUT", "output", 0]
  ],
  security: [
    ["INPUT", "input", 50],
    ["FORWARD", "forward", 50],
    ["OUTPUT", "output", 50]
  ]
};
var Iptables = class _Iptables {
  constructor(family, ipsets, lists = /* @__PURE__ */ new Set()) {
    this.family = family;
    this.ipsets = ipsets;
    this.lists = lists;
  }
  family;
  ipsets;
  lists;
  tables = /* @__PURE__ */ new Map();
  /** Interface patterns that rules ask for. */
  interfaces = /* @__PURE__ */ new Set();
  /** Runs the words behind `iptables`. */
  run(args, where) {
    try {
      return this.execute(parseCommand(args), where);
    } catch (error) {
      if (error instanceof Refused) return { succeeded: false, complaint: error.message };
      throw error;
    }
  }
  /** The rules of a built-in or user chain; for tools that add their own. */
  chain(table, name) {
    return this.find(this.table(table), name) ?? this.createChain(table, name);
  }
  /** Every table is gone: `nft flush ruleset`. */
  clear() {
    this.tables.clear();
  }
  /**
   * Rules were loaded that are not known.
   * @param keep those that were there stay
   */
  lose(reason, where, keep) {
    if (!keep) this.tables.delete("filter");
    for (const name of ["INPUT", "FORWARD"]) {
      append(this.chain("filter", name).rules, lostRules(reason, where));
    }
  }
  setPolicy(table, name, policy, where) {
    const builtIn2 = this.table(table).builtIn.get(name);
    if (builtIn2 === void 0) return;
    builtIn2.policy = policy;
    if (where === void 0) delete builtIn2.policyWhere;
    else builtIn2.policyWhere = where;
  }
  createChain(table, name) {
    const chain = newChain(name);
    this.table(table).user.set(name, chain);
    return chain;
  }
  execute(command, where) {
    if (command.family !== void 0 && command.family !== this.family) {
      throw new Refused(`-${command.family} is not for this program`);
    }
    if (!Object.hasOwn(TABLES2, command.table))
      throw new Refused(`table '${command.table}' does not exist`);
    const table = this.table(command.table);
    const name = command.chain;
    switch (command.command) {
      case "N": {
        if (this.find(table, name) !== void 0) throw new Refused("chain already exists");
        checkChainName(name);
        table.user.set(name, newChain(name));
        break;
      }
      case "X":
        this.deleteChains(table, name);
        break;
      case "E": {
        const chain = table.user.get(name);
        if (chain === void 0 || this.find(table, command.second) !== void 0) {
          throw new Refused("no such chain, or the new name is taken");
        }
        table.user.delete(name);
        chain.name = command.second;
        table.user.set(chain.name, chain);
        break;
      }
      case "F":
        for (const chain of name === void 0 ? chainsOf(table) : [this.existing(table, name)]) {
          chain.rules = [];
        }
        break;
      case "Z":
      case "L":
      case "S":
        if (name !== void 0) this.existing(table, name);
        break;
      case "P":
        this.policy(table, command, where);
        break;
      default:
        this.changeRules(table, command, where);
    }
    return { succeeded: true };
  }
  policy(table, command, where) {
    const builtIn2 = table.builtIn.get(command.chain);
    if (builtIn2 === void 0) throw new Refused("bad built-in chain name");
    const policy = command.second;
    if (policy !== "ACCEPT" && policy !== "DROP") throw new Refused("bad policy name");
    if (policy === "DROP" && command.table === "nat") {
      throw new Refused("the nat table is not intended for filtering");
    }
    this.setPolicy(command.table, command.chain, policy === "DROP" ? "drop" : "accept", where);
  }
  deleteChains(table, name) {
    if (name === void 0) {
      for (const [key, chain2] of table.user) {
        if (chain2.rules.length === 0 && !isReferred(table, chain2)) table.user.delete(key);
      }
      return;
    }
    const chain = table.user.get(name);
    if (chain === void 0) throw new Refused("no such chain");
    if (chain.rules.length > 0 || isReferred(table, chain)) throw new Refused("chain is in use");
    table.user.delete(name);
  }
  changeRules(table, command, where) {
    const chain = this.existing(table, command.chain);
    const { rules } = chain;
    if (command.command === "D" && command.number !== void 0) {
      if (command.number > rules.length) throw new Refused("index of deletion too big");
      rules.splice(command.number - 1, 1);
      return;
    }
    const built = buildRules(command.spec, {
      family: this.family,
      table: command.table,
      chain: command.chain,
      ipsets: this.ipsets,
      lists: this.lists,
      where,
      chainNamed: (name) => table.user.get(name),
      noteInterface: (pattern) => this.interfaces.add(pattern)
    });
    switch (command.command) {
      case "A":
        this.insert(table, chain, rules.length, built);
        break;
      case "I": {
        const at = (command.number ?? 1) - 1;
        if (at > rules.length) throw new Refused("index of insertion too big");
        for (const rule of built) this.insert(table, chain, at, [rule]);
        break;
      }
      case "R": {
        if (command.number > rules.length) throw new Refused("index of replacement too big");
        if (built.length !== 1) throw new Refused("replacement rule cannot be several");
        rules.splice(command.number - 1, 1, ...built);
        break;
      }
      default:
        for (const rule of built) {
          const at = rules.findIndex((other) => other.text === rule.text);
          if (at < 0) throw new Refused("bad rule (does a matching rule exist in that chain?)");
          if (command.command === "D") rules.splice(at, 1);
        }
    }
  }
  insert(table, chain, at, added) {
    chain.rules.splice(at, 0, ...added);
    const target2 = added.map(
      ({ verdict }) => verdict.kind === "jump" || verdict.kind === "goto" ? verdict.chain : void 0
    )[0];
    if (target2 === void 0) return;
    table.circular ||= reaches(target2, chain);
    if (table.circular && [...table.builtIn.values()].some((builtIn2) => hasLoop(builtIn2.chain))) {
      chain.rules.splice(at, added.length);
      throw new Refused("too many links: the chains jump in a circle");
    }
  }
  existing(table, name) {
    const chain = this.find(table, name);
    if (chain === void 0) throw new Refused(`chain '${name}' does not exist`);
    return chain;
  }
  find(table, name) {
    return table.builtIn.get(name)?.chain ?? table.user.get(name);
  }
  table(name) {
    let table = this.tables.get(name);
    if (table === void 0) {
      table = emptyTable(name);
      this.tables.set(name, table);
    }
    return table;
  }
  /**
   * Loads the text of iptables-save as iptables-restore does: table by table, each as a whole or not at
   * all, and nothing behind the first error.
   * @param locate the place of a line of the text (its number counts from 1)
   */
  restore(text, locate, options = {}) {
    const keep = options.keep ?? false;
    let name;
    let staged;
    const fail = (line, reason) => ({
      succeeded: false,
      complaint: `line ${line} failed: ${reason}`
    });
    const lines = text.split("\n");
    for (const [index, line] of lines.entries()) {
      const number = index + 1;
      if (line === "" || line.startsWith("#")) continue;
      if (line.startsWith("*") && staged === void 0) {
        name = line.slice(1).replace(/[ \t]+$/, "");
        if (!Object.hasOwn(TABLES2, name))
          return fail(number, `table name \`${name.trim()}\` invalid`);
        staged = new _Iptables(this.family, this.ipsets, this.lists);
        staged.tables.set(name, keep ? copyTable(this.table(name)) : emptyTable(name));
        continue;
      }
      if (staged === void 0 || name === void 0) {
        if (line.trim() === "") continue;
        return fail(number, "rules must stand between a table and COMMIT");
      }
      if (line === "COMMIT" || line === "COMMIT ") {
        if (!(options.test ?? false)) {
          this.tables.set(name, staged.tables.get(name));
          for (const pattern of staged.interfaces) this.interfaces.add(pattern);
        }
        staged = void 0;
        continue;
      }
      const outcome = line.startsWith(":") ? staged.declare(name, line, keep, locate(number)) : staged.restoreRule(name, line, locate(number));
      if (!outcome.succeeded) return fail(number, outcome.complaint ?? "");
    }
    if (staged !== void 0) return fail(lines.length, "COMMIT expected");
    return { succeeded: true };
  }
  /** `:INPUT DROP [0:0]`, `:my-chain - [0:0]`. */
  declare(name, line, keep, where) {
    const [chainName = "", policy = ""] = line.slice(1).split(/[ \t]+/);
    const table = this.table(name);
    if (table.builtIn.has(chainName)) {
      if (policy === "-") return { succeeded: true };
      if (policy !== "ACCEPT" && policy !== "DROP") {
        return { succeeded: false, complaint: `bad policy name \`${policy}\`` };
      }
      this.setPolicy(name, chainName, policy === "DROP" ? "drop" : "accept", where);
      return { succeeded: true };
    }
    const known = table.user.get(chainName);
    if (known === void 0) table.user.set(chainName, newChain(chainName));
    else if (keep) known.rules = [];
    return { succeeded: true };
  }
  restoreRule(table, line, where) {
    const args = splitRestoreLine(line);
    if (args.length === 0) return { succeeded: true };
    if (/^\[[0-9]+:[0-9]+\]$/.test(args[0])) args.shift();
    if (args.some((word) => word === "-t" || word === "--table" || /^-t[a-z]/.test(word))) {
      return { succeeded: false, complaint: "the -t option cannot be used in iptables-restore" };
    }
    const family = args.find((word) => /^(-4|-6|--ipv4|--ipv6)$/.test(word));
    if (family !== void 0 && family.endsWith("6") !== (this.family === 6)) {
      return { succeeded: true };
    }
    return this.run([...args, "-t", table], where);
  }
  /** What the kernel calls, in the order of tables. */
  baseChains() {
    const chains = [];
    for (const [name, table] of this.tables) {
      for (const [chainName, hook, priority] of TABLES2[name]) {
        const { chain, policy, policyWhere } = table.builtIn.get(chainName);
        if (chain.rules.length === 0 && policy === "accept") continue;
        chains.push({
          chain,
          hook,
          priority,
          policy,
          families: [this.family],
          nat: name === "nat",
          ...policyWhere === void 0 ? {} : { policyWhere }
        });
      }
    }
    return chains;
  }
};
function emptyTable(name) {
  const builtIn2 = /* @__PURE__ */ new Map();
  for (const [chain] of TABLES2[name])
    builtIn2.set(chain, { chain: newChain(chain), policy: "accept" });
  return { builtIn: builtIn2, user: /* @__PURE__ */ new Map(), circular: false };
}
function copyTable(table) {
  const copies = /* @__PURE__ */ new Map();
  for (const chain of chainsOf(table)) copies.set(chain, newChain(chain.name));
  for (const [chain, copy] of copies) {
    copy.rules = chain.rules.map((rule) => {
      const { verdict } = rule;
      if (verdict.kind !== "jump" && verdict.kind !== "goto") return rule;
      return {
        ...rule,
        verdict: { ...verdict, chain: copies.get(verdict.chain) ?? verdict.chain }
      };
    });
  }
  return {
    builtIn: new Map(
      [...table.builtIn].map(([name, builtIn2]) => [
        name,
        { ...builtIn2, chain: copies.get(builtIn2.chain) }
      ])
    ),
    user: new Map([...table.user].map(([name, chain]) => [name, copies.get(chain)])),
    circular: table.circular
  };
}
function chainsOf(table) {
  return [...[...table.builtIn.values()].map(({ chain }) => chain), ...table.user.values()];
}
function isReferred(table, chain) {
  return chainsOf(table).some(
    (other) => other.rules.some(
      ({ verdict }) => (verdict.kind === "jump" || verdict.kind === "goto") && verdict.chain === chain
    )
  );
}
function reaches(from, to) {
  const seen = /* @__PURE__ */ new Set([from]);
  for (const chain of seen) {
    if (chain === to) return true;
    for (const { verdict } of chain.rules) {
      if (verdict.kind === "jump" || verdict.kind === "goto") seen.add(verdict.chain);
    }
  }
  return false;
}
function hasLoop(start) {
  const done = /* @__PURE__ */ new Set();
  const open = /* @__PURE__ */ new Set();
  const visit = (chain, depth) => {
    if (open.has(chain) || depth > 200) return true;
    if (done.has(chain)) return false;
    open.add(chain);
    for (const { verdict } of chain.rules) {
      if ((verdict.kind === "jump" || verdict.kind === "goto") && visit(verdict.chain, depth + 1)) {
        return true;
      }
    }
    open.delete(chain);
    done.add(chain);
    return false;
  };
  return visit(start, 0);
}
function checkChainName(name) {
  if (name.length > 28 || name.startsWith("-") || name.startsWith("!") || /\s/.test(name)) {
    throw new Refused(`bad chain name \`${name}\``);
  }
}
function splitRestoreLine(line) {
  const words = [];
  let word;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i];
    if (quoted) {
      if (char === "\\" && i + 1 < line.length) word = (word ?? "") + line[++i];
      else if (char === '"') quoted = false;
      else word = (word ?? "") + char;
    } else if (char === '"') {
      quoted = true;
      word ??= "";
    } else if (char === " " || char === "	") {
      if (word !== void 0) words.push(word);
      word = void 0;
    } else {
      word = (word ?? "") + char;
    }
  }
  if (word !== void 0) words.push(word);
  return words;
}

// src/network/filter/xml.ts
var ENTITIES = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'"
};
var MAX_DEPTH6 = 50;
function parseXml(text) {
  const open = [];
  let root;
  let line = 1;
  let at = 0;
  const advance = (to) => {
    for (let i = text.indexOf("\n", at); i >= 0 && i < to; i = text.indexOf("\n", i + 1)) line++;
    at = to;
  };
  while (at < text.length) {
    const next = text.indexOf("<", at);
    const end = next < 0 ? text.length : next;
    const between = text.slice(at, end);
    const parent = open[open.length - 1];
    if (parent !== void 0) parent.text += decode(between);
    else if (between.trim() !== "") return void 0;
    advance(end);
    if (next < 0) break;
    if (text.startsWith("<!--", at)) {
      const close2 = text.indexOf("-->", at + 4);
      if (close2 < 0) return void 0;
      advance(close2 + 3);
      continue;
    }
    if (text[at + 1] === "?" || text[at + 1] === "!") {
      const close2 = text.indexOf(">", at);
      if (close2 < 0) return void 0;
      advance(close2 + 1);
      continue;
    }
    const close = tagEnd(text, at);
    if (close < 0) return void 0;
    const inner = text.slice(at + 1, close);
    if (inner.startsWith("/")) {
      const last2 = open.pop();
      if (last2?.name !== inner.slice(1).trim()) return void 0;
    } else {
      const empty = inner.endsWith("/");
      const element = parseTag(empty ? inner.slice(0, -1) : inner, line);
      if (element === void 0 || open.length > MAX_DEPTH6) return void 0;
      if (parent !== void 0) parent.children.push(element);
      else if (root !== void 0) return void 0;
      else root = element;
      if (!empty) open.push(element);
    }
    advance(close + 1);
  }
  return open.length === 0 ? root : void 0;
}
function tagEnd(text, from) {
  let quote2;
  for (let i = from + 1; i < text.length; i++) {
    const char = text[i];
    if (quote2 !== void 0) {
      if (char === quote2) quote2 = void 0;
    } else if (char === '"' || char === "'") quote2 = char;
    else if (char === ">") return i;
    else if (char === "<") return -1;
  }
  return -1;
}
function parseTag(text, line) {
  let i = 0;
  while (i < text.length && !/\s/.test(text[i])) i++;
  const name = text.slice(0, i);
  if (!/^[A-Za-z_][\w.-]*$/.test(name)) return void 0;
  const attributes = /* @__PURE__ */ new Map();
  for (; ; ) {
    while (/\s/.test(text[i] ?? "")) i++;
    if (i >= text.length) break;
    const equals = text.indexOf("=", i);
    if (equals < 0) return void 0;
    const key = text.slice(i, equals).trim();
    let start = equals + 1;
    while (/\s/.test(text[start] ?? "")) start++;
    const quote2 = text[start];
    if (quote2 !== '"' && quote2 !== "'") return void 0;
    const close = text.indexOf(quote2, start + 1);
    if (close < 0) return void 0;
    attributes.set(key, decode(text.slice(start + 1, close)));
    i = close + 1;
  }
  return { name, attributes, children: [], text: "", line };
}
function decode(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&([a-z]{2,4});/g, (whole2, name) => ENTITIES[name] ?? whole2);
}

// src/network/filter/firewalld-files.ts
function loadXml(configuration, path, text, locate) {
  const root = parseXml(text);
  if (root === void 0) return false;
  const name = /([^/]+)\.xml$/.exec(path)?.[1] ?? "";
  switch (root.name) {
    case "zone": {
      const zone = newZone(name, root.attributes.get("target") ?? "default");
      readZone(zone, root, locate);
      configuration.zones.set(name, zone);
      return true;
    }
    case "policy": {
      const policy = newPolicy(name);
      readZone(policy, root, locate);
      policy.target = root.attributes.get("target") ?? "CONTINUE";
      policy.priority = Number(root.attributes.get("priority") ?? "-1");
      for (const child of root.children) {
        const zone = child.attributes.get("name") ?? "";
        if (child.name === "ingress-zone") policy.ingress.add(zone);
        if (child.name === "egress-zone") policy.egress.add(zone);
      }
      configuration.policies.set(name, policy);
      return true;
    }
    case "service": {
      const elements = [];
      for (const child of root.children) {
        const element = readElement(child);
        if (element !== void 0 && child.name !== "include") elements.push(element);
        if (child.name === "include") {
          elements.push({ kind: "service", name: child.attributes.get("service") ?? "" });
        }
      }
      configuration.services.set(name, elements);
      return true;
    }
    case "ipset": {
      const entries = root.children.filter((child) => child.name === "entry").map((child) => child.text.trim());
      configuration.ipsets.set(name, {
        type: root.attributes.get("type") ?? "",
        entries: new Set(entries)
      });
      return true;
    }
    case "direct":
      for (const child of root.children) {
        if (child.name !== "rule") continue;
        const where = locate(child.line);
        configuration.direct.push({
          family: child.attributes.get("ipv") ?? "",
          table: child.attributes.get("table") ?? "",
          chain: child.attributes.get("chain") ?? "",
          priority: Number(child.attributes.get("priority") ?? "0"),
          args: splitRestoreLine(child.text.trim()),
          ...where === void 0 ? {} : { where }
        });
      }
      return true;
    default:
      return false;
  }
}
function readZone(zone, root, locate) {
  const rootWhere = locate(root.line);
  if (rootWhere !== void 0 && root.attributes.has("target")) zone.targetWhere = rootWhere;
  for (const child of root.children) {
    const where = locate(child.line);
    const placed = where === void 0 ? {} : { where };
    if (child.name === "interface") zone.interfaces.set(child.attributes.get("name") ?? "", where);
    else if (child.name === "source") {
      const source = endpointText(child);
      if (source !== void 0) zone.sources.set(source, where);
    } else if (child.name === "rule") {
      const rule = readRule(child, where);
      if (rule !== void 0) zone.rules.set(`${rule.text} ${child.line}`, rule);
    } else {
      const element = readElement(child);
      if (element !== void 0)
        zone.elements.set(JSON.stringify(element), { value: element, ...placed });
    }
  }
}
function endpointText(element) {
  const ipset = element.attributes.get("ipset");
  return element.attributes.get("address") ?? element.attributes.get("mac") ?? (ipset === void 0 ? void 0 : `ipset:${ipset}`);
}
function readElement(element) {
  const attribute = (name) => element.attributes.get(name) ?? "";
  switch (element.name) {
    case "port":
    case "source-port":
      return attribute("port") === "" ? { kind: "protocol", name: attribute("protocol") } : { kind: element.name, port: attribute("port"), protocol: attribute("protocol") };
    case "service":
      return { kind: "service", name: attribute("name") };
    case "protocol":
      return { kind: "protocol", name: attribute("value") };
    case "forward-port": {
      const [toPort, toAddress] = [
        element.attributes.get("to-port"),
        element.attributes.get("to-addr")
      ];
      return {
        kind: "forward-port",
        port: attribute("port"),
        protocol: attribute("protocol"),
        ...toPort === void 0 ? {} : { toPort },
        ...toAddress === void 0 ? {} : { toAddress }
      };
    }
    default:
      return void 0;
  }
}
function readRule(root, where) {
  const family = root.attributes.get("family");
  let source;
  let destination2;
  let element;
  let action;
  for (const child of root.children) {
    if (child.name === "source" || child.name === "destination") {
      const text = endpointText(child);
      if (text === void 0) return void 0;
      const inverted = /^(true|yes|1)$/i.test(child.attributes.get("invert") ?? "");
      if (child.name === "source") source = { text, inverted };
      else destination2 = { text, inverted };
    } else if (/^(accept|reject|drop|mark)$/.test(child.name)) {
      action = child.name;
    } else if (/^(masquerade|icmp-block|icmp-type)$/.test(child.name)) {
      element = { kind: "other" };
    } else {
      element = readElement(child) ?? element;
    }
  }
  return {
    priority: Number(root.attributes.get("priority") ?? "0"),
    text: `xml ${root.line}`,
    ...family === void 0 ? {} : { family: family === "ipv6" ? 6 : 4 },
    ...source === void 0 ? {} : { source },
    ...destination2 === void 0 ? {} : { destination: destination2 },
    ...element === void 0 ? {} : { element },
    ...action === void 0 ? {} : { action },
    ...where === void 0 ? {} : { where }
  };
}

// src/network/filter/firewalld-rich.ts
function parseRichRule(text, where) {
  const tokens = tokenize(text);
  if (tokens[0]?.name !== "rule") return "INVALID_RULE: it does not begin with `rule`";
  let family;
  let priority = 0;
  let source;
  let destination2;
  let element;
  let action;
  let logs = false;
  for (let i = 1; i < tokens.length; ) {
    const { name, value: value2 } = tokens[i];
    const attributes = /* @__PURE__ */ new Map();
    let inverted = false;
    let next = i + 1;
    for (; next < tokens.length; next++) {
      const token = tokens[next];
      if (token.value !== void 0) attributes.set(token.name, token.value);
      else if (/^not$/i.test(token.name)) inverted = true;
      else if (token.name === "limit") continue;
      else break;
    }
    if (value2 !== void 0) {
      if (name === "family") {
        if (value2 !== "ipv4" && value2 !== "ipv6") return `INVALID_FAMILY: ${value2}`;
        family = value2 === "ipv4" ? 4 : 6;
      } else if (name === "priority") {
        priority = Number(value2);
        if (!Number.isInteger(priority) || Math.abs(priority) > 32768) return "INVALID_PRIORITY";
      } else {
        return `INVALID_RULE: unexpected ${name}`;
      }
      i++;
      continue;
    }
    const attribute = (key) => attributes.get(key);
    const invert = inverted || /^(true|yes|1)$/i.test(attribute("invert") ?? "");
    switch (name) {
      case "source":
      case "destination": {
        const ipset = attribute("ipset");
        const endpoint2 = attribute("address") ?? attribute("mac") ?? (ipset === void 0 ? void 0 : `ipset:${ipset}`);
        if (endpoint2 === void 0) return `INVALID_RULE: ${name} without an address`;
        if (name === "source") source = { text: endpoint2, inverted: invert };
        else destination2 = { text: endpoint2, inverted: invert };
        break;
      }
      case "service":
        element = { kind: "service", name: attribute("name") ?? "" };
        break;
      case "port":
      case "source-port": {
        const port3 = attribute("port");
        const protocol2 = attribute("protocol");
        if (port3 === void 0 || protocol2 === void 0) return "INVALID_PORT";
        element = { kind: name, port: port3, protocol: protocol2 };
        break;
      }
      case "protocol":
        element = { kind: "protocol", name: attribute("value") ?? "" };
        break;
      case "forward-port": {
        const [toPort, toAddress] = [attribute("to-port"), attribute("to-addr")];
        element = {
          kind: "forward-port",
          port: attribute("port") ?? "",
          protocol: attribute("protocol") ?? "",
          ...toPort === void 0 ? {} : { toPort },
          ...toAddress === void 0 ? {} : { toAddress }
        };
        break;
      }
      case "masquerade":
      case "icmp-block":
      case "icmp-type":
      case "tcp-mss-clamp":
        element = { kind: "other" };
        break;
      case "log":
      case "nflog":
      case "audit":
        logs = true;
        break;
      case "accept":
      case "reject":
      case "drop":
      case "mark":
        if (action !== void 0) return "INVALID_RULE: more than one action";
        action = name;
        break;
      default:
        return `INVALID_RULE: unknown element ${name}`;
    }
    i = next;
  }
  if (element === void 0 && action === void 0) return "INVALID_RULE: no element, no action";
  if (element === void 0 && source === void 0 && destination2 === void 0 && priority === 0) {
    return "INVALID_RULE: no element, no source, no destination";
  }
  if (action === void 0 && !logs && element !== void 0 && element.kind !== "forward-port" && element.kind !== "other") {
    return "INVALID_RULE: no action, no log, no audit";
  }
  const addressFamily = [source, destination2].map((endpoint2) => endpoint2 === void 0 ? void 0 : familyOf(endpoint2.text)).find((each) => each !== void 0);
  if (addressFamily !== void 0) {
    if (family === void 0) return "INVALID_RULE: an address without a family";
    if (family !== addressFamily) return "INVALID_ADDR: the address is of the other family";
  }
  return {
    priority,
    text: tokens.map(({ name, value: value2 }) => value2 === void 0 ? name : `${name}=${value2}`).join(" "),
    ...family === void 0 ? {} : { family },
    ...source === void 0 ? {} : { source },
    ...destination2 === void 0 ? {} : { destination: destination2 },
    ...element === void 0 ? {} : { element },
    ...action === void 0 ? {} : { action },
    ...where === void 0 ? {} : { where }
  };
}
function familyOf(text) {
  if (text.startsWith("ipset:") || /^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$/.test(text))
    return void 0;
  return text.includes(":") ? 6 : 4;
}
function tokenize(text) {
  const tokens = [];
  let i = 0;
  while (i < text.length && tokens.length < 200) {
    while (/\s/.test(text[i] ?? "")) i++;
    if (i >= text.length) break;
    let word = "";
    let equals = -1;
    while (i < text.length && !/\s/.test(text[i])) {
      const char = text[i];
      if (char === '"' || char === "'") {
        const close = text.indexOf(char, i + 1);
        const end = close < 0 ? text.length : close;
        word += text.slice(i + 1, end);
        i = end + 1;
        continue;
      }
      if (char === "=" && equals < 0) equals = word.length;
      word += char;
      i++;
    }
    tokens.push(
      equals < 0 ? { name: word } : { name: word.slice(0, equals), value: word.slice(equals + 1) }
    );
  }
  return tokens;
}

// src/network/filter/firewalld-rules.ts
var MEMCACHE = [
  { kind: "port", port: "11211", protocol: "tcp" },
  { kind: "port", port: "11211", protocol: "udp" }
];
function firewalldChains(configuration, defaultZone, noteInterface) {
  const input = newChain("filter_INPUT");
  const prerouting = newChain("nat_PREROUTING");
  const builder = new Builder(configuration);
  const simple = (verdict, ...conditions) => ({
    conditions,
    verdict,
    text: ""
  });
  input.rules.push(
    simple(ACCEPT, stateIs(["established"])),
    simple(ACCEPT, (packet) => when(packet.translated)),
    simple(ACCEPT, interfaceIs("input", "lo")),
    simple(DROP, stateIs(["invalid"]))
  );
  const zones = [...configuration.zones.values()].sort((a, b) => a.name < b.name ? -1 : 1);
  const dispatch = (zone, condition) => {
    const conditions = condition === void 0 ? [] : [condition];
    input.rules.push({
      conditions,
      verdict: { kind: "goto", chain: builder.zone(zone) },
      text: zone.name
    });
    prerouting.rules.push({
      conditions,
      verdict: { kind: "goto", chain: builder.nat(zone) },
      text: zone.name
    });
  };
  for (const zone of zones) {
    for (const source of zone.sources.keys()) {
      dispatch(zone, endpoint({ text: source, inverted: false }, "source", configuration));
    }
  }
  for (const zone of zones) {
    for (const name of zone.interfaces.keys()) {
      noteInterface(name);
      dispatch(zone, interfaceIs("input", name));
    }
  }
  const fallback = configuration.zones.get(defaultZone) ?? configuration.zones.get("public");
  if (fallback !== void 0) dispatch(fallback, void 0);
  input.rules.push(simple(DROP));
  const families = [4, 6];
  return [
    { chain: prerouting, hook: "prerouting", priority: -90, families, policy: "accept", nat: true },
    { chain: input, hook: "input", priority: 10, families, policy: "accept" }
  ];
}
var Builder = class {
  constructor(configuration) {
    this.configuration = configuration;
  }
  configuration;
  chains = /* @__PURE__ */ new Map();
  natChains = /* @__PURE__ */ new Map();
  zone(zone) {
    let chain = this.chains.get(zone);
    if (chain === void 0) {
      chain = newChain(zone.name);
      this.chains.set(zone, chain);
      append(
        chain.rules,
        this.policies((policy) => policy.priority < 0)
      );
      append(chain.rules, this.content(zone));
      append(
        chain.rules,
        this.policies((policy) => policy.priority >= 0)
      );
      chain.rules.push({
        conditions: [],
        verdict: zone.target === "ACCEPT" ? ACCEPT : DROP,
        text: "target",
        ...zone.targetWhere === void 0 ? {} : { where: zone.targetWhere }
      });
    }
    return chain;
  }
  /** The destinations that a zone's forward-ports rewrite. */
  nat(zone) {
    let chain = this.natChains.get(zone);
    if (chain !== void 0) return chain;
    chain = newChain(`${zone.name}_nat`);
    this.natChains.set(zone, chain);
    const policies = [...this.configuration.policies.values()].filter(({ ingress, egress }) => ingress.has("ANY") && egress.has("HOST")).sort((a, b) => a.priority - b.priority);
    append(chain.rules, [
      ...policies.filter(({ priority }) => priority < 0).flatMap((each) => this.forwards(each)),
      ...this.forwards(zone),
      ...policies.filter(({ priority }) => priority >= 0).flatMap((each) => this.forwards(each))
    ]);
    return chain;
  }
  forwards(zone) {
    const rules = [];
    for (const { value: value2, where } of zone.elements.values()) {
      if (value2.kind !== "forward-port") continue;
      const family = value2.toAddress?.includes(":") === true ? 6 : 4;
      rules.push(forward(value2, [(packet) => when(packet.family === family)], where));
    }
    for (const rule of sorted(zone)) {
      if (rule.element?.kind !== "forward-port") continue;
      rules.push(forward(rule.element, this.origin(rule), rule.where));
    }
    return rules;
  }
  /**
   * The rules of policies for what comes to the host. They stand in one chain for all zones and look at the
   * interfaces and sources of their own zones, whatever zone the packet went to; policies for zones
   * without bindings are not loaded.
   */
  policies(wanted) {
    const rules = [];
    const policies = [...this.configuration.policies.values()].filter(wanted);
    for (const policy of policies.sort((a, b) => a.priority - b.priority)) {
      if (!policy.egress.has("HOST")) continue;
      let bound = [];
      if (!policy.ingress.has("ANY")) {
        const zones = [...policy.ingress].flatMap((name) => this.configuration.zones.get(name) ?? []).filter((zone) => zone.interfaces.size > 0 || zone.sources.size > 0);
        if (zones.length === 0) continue;
        bound = [anyOf(zones.map((zone) => this.bindings(zone)))];
      }
      const content = this.content(policy);
      append(
        rules,
        content.map((rule) => ({ ...rule, conditions: [...bound, ...rule.conditions] }))
      );
      const verdict = policy.target === "ACCEPT" ? ACCEPT : policy.target === "DROP" || policy.target === "REJECT" || policy.target === "%%REJECT%%" ? DROP : void 0;
      if (verdict !== void 0) rules.push({ conditions: bound, verdict, text: policy.name });
    }
    return rules;
  }
  bindings(zone) {
    return anyOf([
      ...[...zone.interfaces.keys()].map((name) => interfaceIs("input", name)),
      ...[...zone.sources.keys()].map(
        (text) => endpoint({ text, inverted: false }, "source", this.configuration)
      )
    ]);
  }
  /** Rich rules before, denials, what is opened, rich rules after. */
  content(zone) {
    const rich = sorted(zone);
    const rules = [];
    const add3 = (chosen) => {
      for (const rule of chosen) append(rules, this.rich(rule));
    };
    add3(rich.filter((rule) => rule.priority < 0));
    add3(rich.filter((rule) => rule.priority === 0 && rule.action !== "accept"));
    for (const { value: value2, where } of zone.elements.values()) {
      for (const condition of this.element(value2)) {
        rules.push({
          conditions: [condition],
          verdict: ACCEPT,
          text: "",
          ...where === void 0 ? {} : { where }
        });
      }
    }
    add3(rich.filter((rule) => rule.priority === 0 && rule.action === "accept"));
    add3(rich.filter((rule) => rule.priority > 0));
    return rules;
  }
  rich(rule) {
    const { action, element } = rule;
    if (action === void 0 || action === "mark") return [];
    if (element?.kind === "forward-port" || element?.kind === "other") return [];
    const origin = this.origin(rule);
    const targets2 = element === void 0 ? [() => HOLDS] : this.element(element);
    return targets2.map((target2) => ({
      conditions: [target2, ...origin],
      verdict: action === "accept" ? ACCEPT : DROP,
      text: rule.text,
      ...rule.where === void 0 ? {} : { where: rule.where }
    }));
  }
  origin(rule) {
    const conditions = [];
    const { family, source, destination: destination2 } = rule;
    if (family !== void 0) conditions.push((packet) => when(packet.family === family));
    if (source !== void 0) conditions.push(endpoint(source, "source", this.configuration));
    if (destination2 !== void 0)
      conditions.push(endpoint(destination2, "destination", this.configuration));
    return conditions;
  }
  /** What a packet must be to concern the element; several alternatives for services. */
  element(element, depth = 0) {
    switch (element.kind) {
      case "port":
        return [portOf("destination", element.port, element.protocol)];
      case "source-port":
        return [portOf("source", element.port, element.protocol)];
      case "protocol": {
        const number = protocolNumber(element.name);
        return number === void 0 ? [] : [protocolIs(protocolName(number))];
      }
      case "service": {
        const reason = unknownReason(element.name);
        if (reason !== void 0) return [() => undecided(reason)];
        const own = this.configuration.services.get(element.name);
        const elements = own ?? (element.name === "memcache" ? MEMCACHE : []);
        return depth > 5 ? [] : elements.flatMap((each) => this.element(each, depth + 1));
      }
      default:
        return [];
    }
  }
};
function sorted(zone) {
  return [...zone.rules.values()].sort((a, b) => a.priority - b.priority);
}
function portOf(field2, text, protocol2) {
  const reason = unknownReason(text) ?? unknownReason(protocol2);
  if (reason !== void 0) return () => undecided(reason);
  const backwards = /^([0-9]+)-([0-9]+)$/.exec(text);
  const ports2 = portRange(text, "-") ?? (backwards === null ? void 0 : portRange(`${backwards[2]}-${backwards[1]}`, "-")) ?? PortSet.empty;
  const right = protocolIs(protocol2);
  const named2 = port2(field2, ports2);
  return (packet) => allOf([right, named2], packet);
}
function forward(element, conditions, where) {
  const to = element.toAddress === void 0 ? void 0 : AddressSet.tryParse(element.toAddress);
  const toPort = element.toPort === void 0 ? void 0 : Number(element.toPort.split("-")[0]);
  return {
    conditions: [portOf("destination", element.port, element.protocol), ...conditions],
    verdict: {
      kind: "translate",
      ...to === void 0 ? { toSelf: true } : { to },
      ...toPort === void 0 || !Number.isInteger(toPort) ? {} : { port: toPort }
    },
    text: "",
    ...where === void 0 ? {} : { where }
  };
}
function endpoint({ text, inverted }, field2, configuration) {
  const reason = unknownReason(text);
  if (reason !== void 0) return () => undecided(reason);
  if (text.startsWith("ipset:")) {
    const set = configuration.ipsets.get(text.slice(6));
    const unknown = doubtAbout(set, text.slice(6), configuration);
    if (unknown !== void 0) return negateIf(inverted, () => membersUnknown(unknown));
    if (set === void 0) return () => FAILS;
    const inSet = anyOf([...set.entries].map((entry2) => entryCondition(set, entry2, field2)));
    return negateIf(inverted, inSet);
  }
  if (/^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$/.test(text)) {
    const wanted = text.toLowerCase();
    return (packet) => packet.input === "lo" ? FAILS : packet.hardwareAddress === void 0 ? undecided("the hardware addresses in the network are not known") : when(packet.hardwareAddress === wanted !== inverted);
  }
  const network3 = AddressSet.tryParse(text);
  if (network3 === void 0) return () => FAILS;
  const family = network3.v4.length > 0 ? 4 : 6;
  const named2 = negateIf(inverted, address(field2, network3));
  return (packet) => packet.family === family ? named2(packet) : FAILS;
}
function doubtAbout(set, name, { partial }) {
  if (set?.incomplete !== void 0) return set.incomplete;
  if (partial !== true || set !== void 0 && (set.entries.size > 0 || set.changed === true))
    return void 0;
  return `nothing that was read ${set === void 0 ? "creates" : "fills"} the set "${name}"`;
}
function entryCondition(set, entry2, field2) {
  const reason = unknownReason(entry2);
  if (reason !== void 0) return () => undecided(reason);
  const [first = "", second] = entry2.split(",");
  const range4 = /^([^-]+)-([^-]+)$/.exec(first);
  let network3 = AddressSet.tryParse(first);
  if (range4 !== null) {
    try {
      network3 = AddressSet.range(range4[1], range4[2]);
    } catch {
      return () => FAILS;
    }
  }
  if (network3 === void 0) return () => FAILS;
  const family = network3.v4.length > 0 ? 4 : 6;
  const conditions = [address(field2, network3)];
  if (second !== void 0 && /port/.test(set.type)) {
    const [protocol2, ports2] = second.includes(":") ? second.split(":") : ["tcp", second];
    conditions.push(portOf("destination", ports2 ?? "", protocol2));
  }
  return (packet) => packet.family === family ? allOf(conditions, packet) : FAILS;
}

// src/network/filter/firewalld.ts
var Firewalld = class {
  constructor(v4, v6, noteInterface, partial = false) {
    this.v4 = v4;
    this.v6 = v6;
    this.noteInterface = noteInterface;
    this.permanent = shippedConfiguration(partial);
    this.runtime = copyConfiguration(this.permanent);
  }
  v4;
  v6;
  noteInterface;
  permanent;
  runtime;
  defaultZone = "public";
  /** Interfaces that were put into the default zone without naming it; they move along with it. */
  defaultInterfaces = /* @__PURE__ */ new Set();
  running = false;
  stopped = false;
  panic = false;
  /** Direct rules that stand in iptables now. */
  directInPlace = [];
  /** The service starts: the permanent configuration becomes the runtime one. */
  start() {
    this.running = true;
    this.stopped = false;
    this.checkDefaultZone();
    this.runtime = copyConfiguration(this.permanent);
    this.placeDirectRules();
  }
  /** Instead of a default zone that is not there another one is taken (firewall/core/fw.py). */
  checkDefaultZone() {
    const { zones } = this.permanent;
    if (!zones.has(this.defaultZone))
      this.defaultZone = zones.has("public") ? "public" : "external";
  }
  /** The service stops and takes its rules with it (`CleanupOnExit`, on by default). */
  stop() {
    this.running = false;
    this.stopped = true;
    this.removeDirectRules();
  }
  /** Its table is flushed from outside; it comes back with the next reload. */
  flush() {
    this.running = false;
    this.directInPlace = [];
  }
  /** What the kernel calls. */
  baseChains() {
    if (!this.running) return [];
    if (this.panic) {
      const chain = newChain("panic");
      chain.rules.push({ conditions: [], verdict: DROP, text: "panic" });
      const families = [4, 6];
      return ["prerouting", "output"].map((hook) => ({
        chain,
        hook,
        priority: -310,
        families,
        policy: "drop"
      }));
    }
    return firewalldChains(this.runtime, this.defaultZone, this.noteInterface);
  }
  /** A file below /etc/firewalld; whether it was one of firewalld's. */
  writeFile(path, text, locate) {
    if (/firewalld\.conf$/.test(path)) {
      const zone = /^[ \t]*DefaultZone[ \t]*=[ \t]*(\S+)/m.exec(text)?.[1];
      if (zone !== void 0) this.defaultZone = zone;
      return true;
    }
    if (!path.endsWith(".xml")) return false;
    loadXml(this.permanent, path, text, locate);
    return true;
  }
  /** Runs the words behind `firewall-cmd`, or behind `firewall-offline-cmd` when `offline`. */
  run(args, where, offline, readFile) {
    const options = readOptions2(args);
    const permanent = offline || options.some(({ name }) => name === "permanent");
    if (!offline && !this.running) {
      if (this.stopped) return { succeeded: false, complaint: "FirewallD is not running" };
      this.start();
    }
    const direct = args.indexOf("--direct");
    if (direct >= 0) return this.direct(args.slice(direct + 1), permanent, where);
    const value2 = (name) => options.find((option3) => option3.name === name)?.value;
    const configuration = permanent ? this.permanent : this.runtime;
    const scope = {
      configuration,
      permanent,
      where,
      zone: value2("zone"),
      policy: value2("policy"),
      service: value2("service"),
      ipset: value2("ipset"),
      name: value2("name"),
      type: value2("type"),
      readFile
    };
    let outcome = { succeeded: true };
    for (const option3 of options) {
      const complaint = this.apply(option3.name, option3.value, scope);
      if (complaint !== void 0) outcome = { succeeded: false, complaint };
    }
    return outcome;
  }
  apply(name, value2, scope) {
    switch (name) {
      case "reload":
      case "complete-reload":
        this.reload();
        return void 0;
      case "runtime-to-permanent":
        this.permanent = copyConfiguration(this.runtime);
        return void 0;
      case "set-default-zone":
        if (!scope.configuration.zones.has(value2 ?? "")) return `INVALID_ZONE: ${value2 ?? ""}`;
        if (value2 === this.defaultZone) return void 0;
        this.moveInterfaces(this.defaultZone, value2);
        this.defaultZone = value2;
        return void 0;
      case "panic-on":
        this.panic = true;
        return void 0;
      case "panic-off":
        this.panic = false;
        return void 0;
      case "new-zone":
        if (scope.configuration.zones.has(value2 ?? "")) return `NAME_CONFLICT: ${value2 ?? ""}`;
        scope.configuration.zones.set(value2 ?? "", newZone(value2 ?? ""));
        return void 0;
      case "delete-zone":
        scope.configuration.zones.delete(value2 ?? "");
        return void 0;
      case "new-policy":
        scope.configuration.policies.set(value2 ?? "", newPolicy(value2 ?? ""));
        return void 0;
      case "delete-policy":
        scope.configuration.policies.delete(value2 ?? "");
        return void 0;
      case "new-service":
        scope.configuration.services.set(value2 ?? "", []);
        return void 0;
      case "new-ipset":
        scope.configuration.ipsets.set(value2 ?? "", { type: scope.type ?? "", entries: /* @__PURE__ */ new Set() });
        return void 0;
      case "add-entry":
      case "remove-entry": {
        const set = scope.configuration.ipsets.get(scope.ipset ?? "");
        if (set === void 0)
          return scope.configuration.partial === true ? void 0 : `INVALID_IPSET: ${scope.ipset ?? ""}`;
        set.changed = true;
        if (name === "add-entry") set.entries.add(value2 ?? "");
        else set.entries.delete(value2 ?? "");
        return void 0;
      }
      case "add-entries-from-file":
      case "remove-entries-from-file":
        changeEntries(name.startsWith("add"), value2 ?? "", scope);
        return void 0;
      case "new-ipset-from-file": {
        const path = value2 ?? "";
        const text = scope.readFile?.(path);
        const set = scope.name ?? path.slice(path.lastIndexOf("/") + 1).replace(/\.xml$/, "");
        if (text !== void 0)
          loadXml(scope.configuration, `/ipsets/${set}.xml`, text, () => scope.where);
        else {
          const incomplete = notKnown(path);
          scope.configuration.ipsets.set(set, { type: "", entries: /* @__PURE__ */ new Set(), incomplete });
        }
        return void 0;
      }
      default:
    }
    const change = /^(add|remove|change)-(.+)$/.exec(name);
    if (change === null && name !== "set-target" && name !== "set-priority") return void 0;
    if (scope.service !== void 0 && change !== null)
      return this.changeService(change, value2, scope);
    const zone = this.zoneOf(scope);
    if (typeof zone === "string") return zone;
    if (name === "set-target") {
      zone.target = value2 ?? "default";
      if (scope.where === void 0) delete zone.targetWhere;
      else zone.targetWhere = scope.where;
      return void 0;
    }
    if (name === "set-priority") {
      if ("priority" in zone) zone.priority = Number(value2);
      return void 0;
    }
    return this.change(zone, change[1], change[2], value2 ?? "", scope);
  }
  zoneOf(scope) {
    if (scope.policy !== void 0) {
      return scope.configuration.policies.get(scope.policy) ?? `INVALID_POLICY: ${scope.policy}`;
    }
    const name = scope.zone ?? this.defaultZone;
    return scope.configuration.zones.get(name) ?? `INVALID_ZONE: ${name}`;
  }
  changeService(change, value2, scope) {
    const { services } = scope.configuration;
    const elements = services.get(scope.service) ?? (scope.service === "memcache" ? MEMCACHE2 : []);
    const port3 = parsePort(value2 ?? "");
    if (change[2] !== "port" || port3 === void 0) return void 0;
    const others = elements.filter(
      (each) => each.kind !== "port" || each.port !== port3.port || each.protocol !== port3.protocol
    );
    services.set(
      scope.service,
      change[1] === "add" ? [...others, { kind: "port", ...port3 }] : others
    );
    return void 0;
  }
  change(zone, verb, what, value2, scope) {
    const { where } = scope;
    switch (what) {
      case "interface":
      case "source": {
        const kind = what === "interface" ? "interfaces" : "sources";
        if (verb === "remove") {
          zone[kind].delete(value2);
          return void 0;
        }
        if (what === "interface" && !scope.permanent) {
          if (scope.zone === void 0) this.defaultInterfaces.add(value2);
          else this.defaultInterfaces.delete(value2);
        }
        for (const other of scope.configuration.zones.values()) {
          if (other === zone || !other[kind].has(value2)) continue;
          if (verb === "add") return `ZONE_CONFLICT: '${value2}' already bound to '${other.name}'`;
          other[kind].delete(value2);
        }
        zone[kind].set(value2, where);
        return void 0;
      }
      case "ingress-zone":
      case "egress-zone": {
        if (!("ingress" in zone)) return void 0;
        const set = zone[what === "ingress-zone" ? "ingress" : "egress"];
        if (verb === "add") set.add(value2);
        else set.delete(value2);
        return void 0;
      }
      case "rich-rule": {
        const rule = unknownReason(value2) === void 0 ? parseRichRule(value2, where) : unknownRule(value2, where);
        if (typeof rule === "string") return rule;
        if (verb === "add") zone.rules.set(rule.text, rule);
        else if (!zone.rules.delete(rule.text)) return "NOT_ENABLED";
        return void 0;
      }
      default: {
        const element = readElement2(what, value2);
        if (element === void 0) return void 0;
        if (typeof element === "string") return element;
        const key = JSON.stringify(element);
        if (verb === "add") {
          zone.elements.set(key, { value: element, ...where === void 0 ? {} : { where } });
        } else if (!zone.elements.delete(key)) return "NOT_ENABLED";
        return void 0;
      }
    }
  }
  moveInterfaces(from, to) {
    const [before, after] = [this.runtime.zones.get(from), this.runtime.zones.get(to)];
    if (before === void 0 || after === void 0) return;
    for (const [name, where] of [...before.interfaces]) {
      if (!this.defaultInterfaces.has(name)) continue;
      before.interfaces.delete(name);
      after.interfaces.set(name, where);
    }
  }
  /** Interfaces keep the zone they were put into at run time. */
  reload() {
    this.checkDefaultZone();
    const bindings = /* @__PURE__ */ new Map();
    for (const zone of this.runtime.zones.values()) {
      for (const name of zone.interfaces.keys()) bindings.set(name, zone.name);
    }
    this.runtime = copyConfiguration(this.permanent);
    for (const [name, zoneName] of bindings) {
      const bound = [...this.runtime.zones.values()].some((zone) => zone.interfaces.has(name));
      if (!bound) this.runtime.zones.get(zoneName)?.interfaces.set(name, void 0);
    }
    this.placeDirectRules();
  }
  /** `--direct --add-rule ipv4 filter INPUT 0 …`, `--passthrough ipv4 …`. */
  direct(words, permanent, where) {
    const [command, family = "", ...rest] = words;
    const tables = family === "ipv6" ? this.v6 : this.v4;
    if (command === "--passthrough" || command === "--add-passthrough") {
      return permanent ? { succeeded: true } : tables.run(rest, where);
    }
    if (command === "--remove-rules") {
      const settings = permanent ? this.permanent : this.runtime;
      settings.direct = settings.direct.filter(
        (rule) => rule.family !== family || rule.table !== rest[0] || rule.chain !== rest[1]
      );
      if (!permanent) this.placeDirectRules();
      return { succeeded: true };
    }
    if (command !== "--add-rule" && command !== "--remove-rule") return { succeeded: true };
    const [table = "", chain = "", priority = "0", ...args] = rest;
    const configuration = permanent ? this.permanent : this.runtime;
    const same = args.join(" ");
    configuration.direct = configuration.direct.filter(
      (rule) => rule.family !== family || rule.chain !== chain || rule.args.join(" ") !== same
    );
    if (command === "--add-rule") {
      configuration.direct.push({
        family,
        table,
        chain,
        priority: Number(priority),
        args,
        ...where === void 0 ? {} : { where }
      });
    }
    if (!permanent) this.placeDirectRules();
    return { succeeded: true };
  }
  removeDirectRules() {
    for (const [tables, args] of this.directInPlace) tables.run(["-D", ...args]);
    this.directInPlace = [];
  }
  placeDirectRules() {
    this.removeDirectRules();
    const placed = [];
    for (const rule of [...this.runtime.direct].sort((a, b) => a.priority - b.priority)) {
      const tables = rule.family === "ipv6" ? this.v6 : this.v4;
      const args = [rule.chain, "-t", rule.table, ...rule.args];
      if (tables.run(["-A", ...args], rule.where).succeeded) placed.push([tables, args]);
    }
    this.directInPlace = placed;
  }
};
function changeEntries(add3, path, scope) {
  const set = scope.configuration.ipsets.get(scope.ipset ?? "");
  if (set === void 0) return;
  const text = scope.readFile?.(path);
  if (text === void 0) {
    set.incomplete ??= notKnown(path);
    return;
  }
  set.changed = true;
  for (const line of text.split("\n")) {
    const entry2 = line.trim();
    if (entry2 === "" || /^[#;]/.test(entry2)) continue;
    if (add3) set.entries.add(entry2);
    else set.entries.delete(entry2);
  }
}
function notKnown(path) {
  const reason = unknownReason(path);
  return reason ?? `the entries that ${path} holds are not known`;
}
var MEMCACHE2 = [
  { kind: "port", port: "11211", protocol: "tcp" },
  { kind: "port", port: "11211", protocol: "udp" }
];
function readElement2(what, value2) {
  switch (what) {
    case "port":
    case "source-port": {
      const reason = unknownReason(value2);
      if (reason !== void 0) return { kind: what, port: value2, protocol: value2 };
      const port3 = parsePort(value2);
      return port3 === void 0 ? `INVALID_PORT: ${value2}` : { kind: what, ...port3 };
    }
    case "service":
      return { kind: "service", name: value2 };
    case "protocol":
      return { kind: "protocol", name: value2 };
    case "forward-port": {
      const parts = new Map(
        value2.split(":").map((part) => {
          const equals = part.indexOf("=");
          return [part.slice(0, equals), part.slice(equals + 1)];
        })
      );
      const [port3, protocol2] = [parts.get("port"), parts.get("proto")];
      if (port3 === void 0 || protocol2 === void 0) return `INVALID_FORWARD: ${value2}`;
      const [toPort, toAddress] = [parts.get("toport"), parts.get("toaddr")];
      return {
        kind: "forward-port",
        port: port3,
        protocol: protocol2,
        ...toPort === void 0 || toPort === "" ? {} : { toPort },
        ...toAddress === void 0 || toAddress === "" ? {} : { toAddress }
      };
    }
    default:
      return void 0;
  }
}
function unknownRule(text, where) {
  return {
    priority: 0,
    source: { text, inverted: false },
    action: "accept",
    text,
    ...where === void 0 ? {} : { where }
  };
}
function readOptions2(args) {
  const options = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (!word.startsWith("--")) continue;
    const equals = word.indexOf("=");
    if (equals > 0) {
      options.push({ name: word.slice(2, equals), value: word.slice(equals + 1) });
    } else {
      const next = args[i + 1];
      const takesValue = next !== void 0 && !next.startsWith("--");
      options.push(takesValue ? { name: word.slice(2), value: next } : { name: word.slice(2) });
      if (takesValue) i++;
    }
  }
  return options;
}

// src/network/filter/ipset.ts
var Ipsets = class {
  /** @param partial sets that nobody creates or fills here are created or filled elsewhere */
  constructor(partial = false) {
    this.partial = partial;
  }
  partial;
  sets = /* @__PURE__ */ new Map();
  /** Why any set may be there, and have any members. */
  lost;
  has(name) {
    return this.sets.has(name) || this.partial || this.lost !== void 0;
  }
  /** Sets were read from what is not known. */
  lose(reason) {
    this.lost = reason;
    for (const set of this.sets.values()) set.incomplete ??= reason;
  }
  /** Why the members of a set are not known. */
  doubtAbout(name) {
    const set = this.sets.get(name);
    if (set === void 0) {
      return this.lost ?? (this.partial ? `nothing that was read creates the set "${name}"` : void 0);
    }
    if (set.incomplete !== void 0) return set.incomplete;
    return this.partial && set.filled !== true && set.elements.size === 0 ? `nothing that was read fills the set "${name}"` : void 0;
  }
  /** Whether rules of that family can use the set: it holds no addresses, or addresses of the family. */
  concerns(name, family) {
    const set = this.sets.get(name);
    return set === void 0 || set.dimensions[0] === "set" || hasNoAddress(set) ? true : set.family === family;
  }
  /** Runs the words behind `ipset`; whether it would succeed. */
  run(args, input) {
    const words = args.filter((word) => !/^(-exist|-!|-q|-quiet|--exist|--quiet)$/.test(word));
    const forgiving = words.length !== args.length;
    const [command, ...rest] = words;
    switch (command) {
      case "create":
      case "-N":
      case "n":
        return this.create(rest, forgiving);
      case "add":
      case "-A":
        return this.add(rest, forgiving);
      case "del":
      case "-D":
        return this.remove(rest) || forgiving;
      case "flush":
      case "-F":
        for (const [name, set] of this.sets) {
          if (rest[0] === void 0 || rest[0] === name) {
            set.elements = /* @__PURE__ */ new Map();
            delete set.addresses;
          }
        }
        return true;
      case "destroy":
      case "-X":
      case "x":
        if (rest[0] === void 0) this.sets.clear();
        else return this.sets.delete(rest[0]);
        return true;
      case "rename":
      case "swap":
      case "-E":
      case "-W":
        return this.rename(rest[0], rest[1], command === "swap" || command === "-W");
      case "restore":
      case "-R":
        return this.restore(input ?? "");
      default:
        return true;
    }
  }
  restore(text) {
    for (const line of text.split("\n")) {
      const words = line.trim().split(/\s+/);
      if (words[0] === "" || words[0].startsWith("#") || words[0] === "COMMIT") continue;
      if (!this.run(words)) return false;
    }
    return true;
  }
  create(args, forgiving) {
    const [name, type] = args;
    if (name === void 0 || type === void 0) return false;
    if (this.sets.has(name)) return forgiving;
    const colon = type.indexOf(":");
    const dimensions = type.slice(colon + 1).split(",");
    const family = args.includes("inet6") ? 6 : 4;
    this.sets.set(name, { dimensions, family, elements: /* @__PURE__ */ new Map() });
    return true;
  }
  add(args, forgiving) {
    const [name, entry2, ...options] = args;
    const set = name === void 0 ? void 0 : this.sets.get(name);
    if (set === void 0) return name !== void 0 && this.has(name);
    if (entry2 === void 0) return false;
    set.filled = true;
    const reason = unknownReason(entry2);
    if (reason !== void 0) {
      set.incomplete = reason;
      return true;
    }
    if (set.elements.has(entry2)) return forgiving;
    const element = parseElement(set, entry2, options.includes("nomatch"));
    if (element === void 0) return false;
    if (typeof element === "string") set.incomplete = element;
    else {
      set.elements.set(entry2, element);
      delete set.addresses;
    }
    return true;
  }
  remove(args) {
    const set = this.sets.get(args[0] ?? "");
    if (set === void 0) return this.has(args[0] ?? "");
    delete set.addresses;
    set.filled = true;
    return set.elements.delete(args[1] ?? "");
  }
  rename(from, to, swap) {
    const first = this.sets.get(from ?? "");
    const second = this.sets.get(to ?? "");
    if (first === void 0 || to === void 0 || swap !== (second !== void 0)) return false;
    this.sets.set(to, first);
    if (second === void 0) this.sets.delete(from);
    else this.sets.set(from, second);
    return true;
  }
  /** Whether the packet is in the set, taking `src` or `dst` for each dimension. */
  test(name, sides, packet, depth = 0) {
    const set = this.sets.get(name);
    const reason = this.doubtAbout(name);
    if (set === void 0) return reason === void 0 ? FAILS : membersUnknown(reason);
    if (set.dimensions[0] !== "set" && set.family !== packet.family && !hasNoAddress(set))
      return FAILS;
    if (reason === void 0 && set.dimensions.length === 1 && !hasNoAddress(set)) {
      const side = sides[0] === "dst" ? "destination" : "source";
      const addresses = addressesOf4(set);
      return side === packet.remoteAt ? { remotes: addresses } : when(addresses.overlaps(packet.local));
    }
    let inside = AddressSet.empty;
    let outside = AddressSet.empty;
    let doubt2;
    for (const element of set.elements.values()) {
      const outcome = this.matches(set, element, sides, packet, depth);
      if (outcome.doubt !== void 0) doubt2 = outcome.doubt;
      if (element.nomatch) outside = outside.union(outcome.remotes);
      else inside = inside.union(outcome.remotes);
    }
    if (reason !== void 0) return membersUnknown(reason);
    const remotes = inside.subtract(outside);
    return doubt2 === void 0 ? { remotes } : { remotes, doubt: doubt2 };
  }
  matches(set, element, sides, packet, depth) {
    let remotes = AddressSet.all;
    let doubt2;
    for (const [i, dimension] of set.dimensions.entries()) {
      const side = (sides[i] ?? sides[sides.length - 1]) === "dst" ? "destination" : "source";
      const value2 = element.values[i];
      let outcome = HOLDS;
      if (dimension === "set" && typeof value2 === "string") {
        outcome = depth < 8 ? this.test(value2, sides, packet, depth + 1) : FAILS;
      } else if (value2 instanceof AddressSet) {
        outcome = side === packet.remoteAt ? { remotes: value2 } : when(value2.overlaps(packet.local));
      } else if (dimension === "iface" && typeof value2 === "string") {
        outcome = when((side === "source" ? packet.input : packet.output) === value2);
      } else if (dimension === "mac" && typeof value2 === "string") {
        outcome = packet.hardwareAddress === void 0 ? { remotes: AddressSet.all, doubt: { reason: "hardware addresses are not known" } } : when(packet.hardwareAddress === value2.toLowerCase());
      } else if (dimension === "port" && typeof value2 === "object") {
        const { protocol: protocol2, ports: ports2 } = value2;
        const port3 = side === packet.remoteAt ? packet.remotePort : packet.localPort;
        if (protocol2 !== packet.protocol) outcome = FAILS;
        else if (port3 === void 0) doubt2 = "choice";
        else outcome = when(ports2.contains(port3));
      }
      remotes = remotes.intersect(outcome.remotes);
      if (outcome.doubt !== void 0) doubt2 = outcome.doubt;
    }
    return doubt2 === void 0 ? { remotes } : { remotes, doubt: doubt2 };
  }
};
function addressesOf4(set) {
  if (set.addresses === void 0) {
    const inside = [];
    const outside = [];
    for (const { values, nomatch } of set.elements.values()) {
      const [value2] = values;
      if (value2 instanceof AddressSet) (nomatch ? outside : inside).push(value2);
    }
    set.addresses = AddressSet.unionOf(inside).subtract(AddressSet.unionOf(outside));
  }
  return set.addresses;
}
function hasNoAddress(set) {
  return !set.dimensions.some((dimension) => dimension === "ip" || dimension === "net");
}
function parseElement(set, entry2, nomatch) {
  const parts = entry2.split(",");
  if (parts.length < set.dimensions.length) return void 0;
  const values = [];
  for (const [i, dimension] of set.dimensions.entries()) {
    const part = parts[i];
    if (dimension === "ip" || dimension === "net") {
      const range4 = /^([^-/]+)-([^-/]+)$/.exec(part);
      let network3;
      if (range4 !== null && set.family === 4) {
        try {
          network3 = AddressSet.range(range4[1], range4[2]);
        } catch {
          return void 0;
        }
      } else network3 = parseNetwork(part, set.family);
      if (network3 === void 0) return void 0;
      if (!(network3 instanceof AddressSet)) return network3.reason;
      values.push(network3);
    } else if (dimension === "port") {
      const colon = part.indexOf(":");
      const protocol2 = colon < 0 ? 6 : protocolNumber(part.slice(0, colon));
      const [low, high] = part.slice(colon + 1).split("-");
      const first = portNumber(low);
      const last2 = high === void 0 ? first : portNumber(high);
      if (protocol2 === void 0 || first === void 0 || last2 === void 0) return void 0;
      values.push({ protocol: protocolName(protocol2), ports: PortSet.range(first, last2) });
    } else {
      values.push(part);
    }
  }
  return { values, text: entry2, nomatch };
}

// src/network/filter/nft-match.ts
function conditionFor(selector, mask, operator, right) {
  if (right === void 0) return void 0;
  if (right.elements.some((element) => element.length > 1)) return void 0;
  const values = right.elements.map(([text]) => text);
  const reason = values.map(unknownReason).find((each) => each !== void 0);
  if (reason !== void 0) return () => undecided(reason);
  if (values.includes("*")) return () => HOLDS;
  if (selector.raw !== void 0) return raw(selector.raw, values);
  const { key } = selector;
  if (key === "tcp flags") return tcpFlags(values, mask, operator, right.braces);
  if (key === "ct state" || key === "ct status") {
    const read = key === "ct state" ? stateBits : statusBits;
    return bits(read, values, mask, operator, right.braces);
  }
  if (mask !== void 0) return masked(key, mask, values);
  return allAddresses(key, values) ?? anyOf(values.map((text) => single(key, text)));
}
function allAddresses(key, values) {
  const selector = /^(ip|ip6) ([sd])addr$/.exec(key);
  if (selector === null || values.length < 2) return void 0;
  const sets = values.map((text) => addressSet(text, selector[1] === "ip" ? 4 : 6));
  if (!sets.every((set) => set instanceof AddressSet)) return void 0;
  return address(selector[2] === "s" ? "source" : "destination", AddressSet.unionOf(sets));
}
var STATES2 = {
  invalid: 1,
  established: 2,
  related: 4,
  new: 8,
  untracked: 64
};
var STATUS = {
  expected: 1,
  "seen-reply": 2,
  assured: 4,
  confirmed: 8,
  snat: 16,
  dnat: 32,
  dying: 512
};
function stateBits(packet) {
  return STATES2[packet.state];
}
function statusBits(packet) {
  if (!isTracked(packet)) return void 0;
  let status = packet.translated ? STATUS.dnat : 0;
  if (packet.state === "established") {
    status |= STATUS["seen-reply"] | STATUS.confirmed;
    if (packet.protocol === "tcp" && packet.remoteAt === "source") status |= STATUS.assured;
  } else if (packet.input === "lo") status |= STATUS.confirmed;
  return status;
}
function bits(read, values, mask, operator, braces) {
  const number = (text) => STATES2[text] ?? STATUS[text] ?? wholeNumber(text) ?? 0;
  const sum = (texts) => texts.reduce((total, text) => total | number(text), 0);
  const chosen = mask === void 0 ? 4294967295 : sum(mask.split(","));
  return (packet) => {
    const value2 = read(packet);
    if (value2 === void 0) return FAILS;
    const own = (value2 & chosen) >>> 0;
    if (braces) return when(values.some((text) => number(text) === own));
    if (mask === void 0 && (operator === "implicit" || operator === "!")) {
      return when((own & sum(values)) !== 0);
    }
    return when(own === sum(values));
  };
}
function single(key, text) {
  switch (key) {
    case "ip saddr":
      return network2("source", text, 4);
    case "ip daddr":
      return network2("destination", text, 4);
    case "ip6 saddr":
      return network2("source", text, 6);
    case "ip6 daddr":
      return network2("destination", text, 6);
    case "tcp dport":
    case "udp dport":
    case "th dport":
      return ports("destination", text);
    case "tcp sport":
    case "udp sport":
    case "th sport":
      return ports("source", text);
    case "ip protocol":
    case "ip6 nexthdr":
    case "meta l4proto":
    case "ct protocol":
      return protocol(text);
    case "meta nfproto":
    case "ct l3proto": {
      const family = text === "ipv4" || text === "2" ? 4 : text === "ipv6" || text === "10" ? 6 : 0;
      return (packet) => when(packet.family === family);
    }
    case "meta protocol":
    case "ether type": {
      const family = text === "ip" || text === "0x0800" ? 4 : text === "ip6" || text === "0x86dd" ? 6 : 0;
      return (packet) => when(packet.family === family);
    }
    case "ip version":
    case "ip6 version":
      return (packet) => when(String(packet.family) === text);
    case "meta iif":
    case "meta iifname":
      return device("input", text);
    case "meta oif":
    case "meta oifname":
      return device("output", text);
    case "meta iiftype":
      return (packet) => when(packet.input === "lo" ? /^(loopback|772)$/.test(text) : /^(ether|1)$/.test(text));
    case "meta iifkind":
    case "meta oifkind":
      return (packet) => packet.input === "lo" ? FAILS : undecided("the kind of the interface is not known");
    case "meta sdif":
    case "meta sdifname":
      return () => FAILS;
    case "meta iifgroup":
    case "meta oifgroup":
      return () => when(text === "default" || text === "0");
    case "meta mark":
      return mark(text, (packet) => packet.mark);
    case "ct mark":
      return mark(text, (packet) => packet.connectionMark);
    case "ct direction":
      return (packet) => when(text === "original" === (packet.remoteAt === "source") && isTracked(packet));
    case "ct original proto-dst": {
      const set = portRange(text, "-") ?? PortSet.empty;
      return (packet) => when(isTracked(packet) && set.contains(packet.original.port));
    }
    case "ct original daddr":
    case "ct original ip daddr":
    case "ct original ip6 daddr": {
      const set = AddressSet.tryParse(text) ?? AddressSet.empty;
      return (packet) => when(isTracked(packet) && set.overlaps(packet.original.local));
    }
    case "ct original saddr":
    case "ct original ip saddr":
    case "ct original ip6 saddr":
    case "ct reply daddr":
    case "ct reply ip daddr":
    case "ct reply ip6 daddr": {
      const set = AddressSet.tryParse(text) ?? AddressSet.empty;
      return (packet) => isTracked(packet) ? { remotes: set } : FAILS;
    }
    case "meta pkttype":
      return () => when(text === "host" || text === "unicast");
    case "meta ipsec":
      return () => when(text === "missing" || text === "0");
    case "ether saddr": {
      const wanted = text.toLowerCase();
      return (packet) => {
        if (packet.hardwareAddress === void 0) {
          return undecided("the hardware addresses in the network are not known");
        }
        return when(packet.hardwareAddress === wanted);
      };
    }
    case "fib daddr type":
      return (packet) => {
        const home = packet.remoteAt === "source" || packet.input === "lo";
        return when(text === (packet.elsewhere || !home ? "unicast" : "local"));
      };
    case "fib saddr type":
      return (packet) => {
        if (packet.remoteAt !== "source") return when(text === "local");
        if (text === "local") return { remotes: packet.own };
        if (text === "unicast") return { remotes: AddressSet.all.subtract(packet.own) };
        return FAILS;
      };
    case "meta skuid":
    case "meta skgid":
    case "meta cgroup":
      return (packet) => when(packet.input === void 0 && /^memcached?$/.test(text));
    case "socket transparent":
      return () => when(text === "0");
    case "meta hour":
      return text === "00:00-23:59:59" ? () => HOLDS : () => CHOICE;
    case "meta day":
    case "meta time":
    case "meta length":
    case "meta cpu":
    case "meta random":
    case "ip ttl":
    case "ip6 hoplimit":
    case "ip dscp":
    case "ip6 dscp":
    case "ip ecn":
    case "ip length":
    case "ip6 length":
    case "udp length":
    case "ip id":
    case "tcp window":
    case "tcp sequence":
      return () => CHOICE;
    case "ip frag-off":
      return () => when(text === "0");
    default:
      if (/^numgen .* mod 1$/.test(key)) return () => when(text === "0");
      if (key.startsWith("ipsec ")) return () => FAILS;
      if (/^exthdr /.test(key)) {
        return (packet) => when(packet.family === 6 && /^(missing|0|false)$/.test(text));
      }
      if (/^ip option/.test(key)) return () => when(/^(missing|0|false)$/.test(text));
      if (/^rt (type|nexthdr|hdrlength|seg-left)$/.test(key)) return () => FAILS;
      if (key === "rt ipsec") return () => when(/^(missing|0|false)$/.test(text));
      if (/^fib saddr .*(oif|oifname)$/.test(key)) {
        return () => when(text !== "missing" && text !== "0" && text !== "false");
      }
      if (/^(numgen|jhash|symhash|osf)\b/.test(key) || key.startsWith("tcp option") || key.startsWith("ct ")) {
        return () => CHOICE;
      }
      if (/^(icmp|icmpv6|arp|vlan|igmp|ah|esp|comp|sctp|dccp|udplite)\b/.test(key))
        return () => HOLDS;
      return () => undecided(`\`${key}\` is not evaluated`);
  }
}
function isTracked(packet) {
  return packet.state === "new" || packet.state === "established";
}
function network2(field2, text, family) {
  const set = addressSet(text, family);
  return set instanceof AddressSet ? address(field2, set) : () => undecided(set.reason);
}
function addressSet(text, family) {
  const dash = text.indexOf("-");
  if (dash > 0) {
    try {
      return AddressSet.range(text.slice(0, dash), text.slice(dash + 1));
    } catch {
      return { reason: `\`${text.slice(0, 60)}\` is no range of addresses` };
    }
  }
  const number = family === 4 ? wholeNumber(text) : void 0;
  if (number !== void 0 && number < 2 ** 32) {
    return AddressSet.fromIntervals([[number, number]], []);
  }
  return parseNetwork(text, family) ?? { reason: `\`${text.slice(0, 60)}\` is no address` };
}
function ports(field2, text) {
  if (text === "-") return () => FAILS;
  const set = portRange(text, "-");
  return set === void 0 ? () => undecided(`the port \`${text.slice(0, 60)}\` is not known`) : port2(field2, set);
}
function protocol(text) {
  const dash = text.indexOf("-");
  const numbers = dash > 0 ? [wholeNumber(text.slice(0, dash)), wholeNumber(text.slice(dash + 1))] : [];
  if (numbers[0] !== void 0 && numbers[1] !== void 0) {
    const [low, high] = numbers;
    return (packet) => {
      const own = packet.protocol === "tcp" ? 6 : 17;
      return when(low <= own && own <= high);
    };
  }
  const number = protocolNumber(text);
  return (packet) => when(number !== void 0 && protocolName(number) === packet.protocol);
}
function device(field2, text) {
  if (text.endsWith("\\*")) return (packet) => when(packet[field2] === `${text.slice(0, -2)}*`);
  if (/^[0-9]+$/.test(text)) {
    return (packet) => text === "1" || packet[field2] === "lo" ? when(text === "1" && packet[field2] === "lo") : undecided(`which interface has the number ${text} is not known`);
  }
  if (text.endsWith("*")) return interfaceIs(field2, `${text.slice(0, -1)}+`);
  return (packet) => when(packet[field2] === text);
}
function mark(text, read) {
  const dash = text.indexOf("-");
  const low = wholeNumber(dash > 0 ? text.slice(0, dash) : text);
  const high = dash > 0 ? wholeNumber(text.slice(dash + 1)) : low;
  return (packet) => {
    const value2 = read(packet);
    if (typeof value2 !== "number") return undecided(value2.unknown);
    if (low === void 0 || high === void 0)
      return undecided(`the mark \`${text}\` is not known`);
    return when(low <= value2 && value2 <= high);
  };
}
function masked(key, mask, values) {
  if (/^ip6? [sd]addr$/.test(key)) {
    const field2 = key.endsWith("saddr") ? "source" : "destination";
    const family = key.startsWith("ip6") ? 6 : 4;
    return anyOf(
      values.map((text) => {
        const set = parseNetwork(`${text}/${mask}`, family);
        return set instanceof AddressSet ? address(field2, set) : () => undecided(`the mask \`${mask}\` is not evaluated`);
      })
    );
  }
  if (key === "meta mark" || key === "ct mark") {
    const bits2 = wholeNumber(mask);
    return anyOf(
      values.map((text) => {
        const wanted = wholeNumber(text);
        return (packet) => {
          const value2 = key === "meta mark" ? packet.mark : packet.connectionMark;
          if (typeof value2 !== "number") return undecided(value2.unknown);
          if (bits2 === void 0 || wanted === void 0) return undecided("the mark is not known");
          return when((value2 & bits2) >>> 0 === wanted);
        };
      })
    );
  }
  const chosen = wholeNumber(mask);
  if (/ [ds]port$/.test(key) && chosen !== void 0) {
    const wanted = values.map((text) => wholeNumber(text) ?? -1);
    return port2(key.endsWith("dport") ? "destination" : "source", {
      contains: (number) => wanted.includes(number & chosen),
      isEmpty: false
    });
  }
  return () => undecided(`\`${key} & ${mask}\` is not evaluated`);
}
function tcpFlags(values, mask, operator, braces) {
  const lists = braces ? values.map((value2) => value2.split("|")) : [values.flatMap((value2) => value2.split(","))];
  const wanted = lists.map(
    (list) => list.filter((flag) => flag !== "0" && flag !== "0x0").map((flag) => flag.toUpperCase())
  );
  const bits2 = mask?.split(",").map((flag) => flag.toUpperCase());
  if (mask === void 0 && operator === "implicit" && !braces) {
    return (packet) => when(wanted[0].some((flag) => packet.flags.includes(flag)));
  }
  const all2 = bits2 ?? ["SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECN", "CWR"];
  return (packet) => when(
    wanted.some(
      (flags) => all2.every((flag) => packet.flags.includes(flag) === flags.includes(flag))
    )
  );
}
function raw({ base: base2, offset, length }, values) {
  return anyOf(
    values.map((text) => {
      const value2 = wholeNumber(text);
      if (value2 === void 0)
        return () => undecided(`\`@${base2},${offset},${length}\` is not evaluated`);
      if (base2 === "th" && length === 16 && (offset === 0 || offset === 16)) {
        return port2(offset === 0 ? "source" : "destination", PortSet.of(value2));
      }
      const field2 = offset >= 96 && offset + length <= 128 ? "source" : offset >= 128 && offset + length <= 160 ? "destination" : void 0;
      const start = field2 === "source" ? 96 : 128;
      if (base2 === "nh" && field2 !== void 0 && offset === start) {
        const low = value2 * 2 ** (32 - length);
        const set = AddressSet.fromIntervals([[low, low + 2 ** (32 - length) - 1]], []);
        const named2 = address(field2, set);
        return (packet) => packet.family === 4 ? named2(packet) : undecided("bytes of IPv6 headers are not evaluated");
      }
      return () => undecided(`\`@${base2},${offset},${length}\` is not evaluated`);
    })
  );
}

// src/network/filter/nft-elements.ts
var MAX_NESTING = 8;
function readVerdict(reader) {
  const { stream } = reader;
  const text = stream.word();
  switch (text) {
    case "accept":
    case "drop":
    case "continue":
    case "return":
      return { kind: text };
    case "jump":
    case "goto": {
      if (stream.is("{")) return { kind: text, chain: reader.block() };
      const chain = stream.word();
      reader.checkJump(chain);
      return { kind: text, chain };
    }
    default:
      throw stream.error(`syntax error, unexpected ${text}`);
  }
}
function readElements(reader, parts, depth = 0) {
  const { stream } = reader;
  const elements = [];
  if (depth > MAX_NESTING) throw stream.error("sets are nested too deep");
  stream.expect("{");
  stream.skipNewlines();
  while (!stream.accept("}")) {
    if (stream.is("{")) {
      for (const element of readElements(reader, parts, depth + 1)) elements.push(element);
    } else elements.push(readElement3(reader, parts));
    separator(reader, "set");
  }
  if (elements.length === 0) throw stream.error("syntax error, unexpected '}'");
  return elements;
}
function readElement3(reader, parts) {
  const { stream } = reader;
  const texts = [];
  for (let i = 0; i < parts; i++) {
    if (i > 0) stream.expect(".");
    let text = stream.word();
    if (text.startsWith("-")) throw stream.error("syntax error, unexpected -");
    if (stream.accept("-")) text += `-${stream.word()}`;
    else if (text.endsWith("-") && stream.peek()?.kind !== "newline") text += stream.word();
    else if (stream.isWord(/^-./)) text += stream.word();
    texts.push(text);
  }
  while (stream.isWord(/^(timeout|expires|comment|counter|packets|bytes)$/)) {
    const option3 = stream.word();
    if (option3 !== "counter") stream.word();
  }
  return texts;
}
function readMap(reader, parts) {
  return readPairs(reader, parts, (attached) => {
    const text = attached ?? reader.stream.word();
    return reader.stream.accept(".") ? `${text}:${reader.stream.word()}` : text;
  });
}
function readEntries(reader, parts) {
  return readPairs(reader, parts, (rest) => {
    if (rest === void 0) return readVerdict(reader);
    if (rest === "accept" || rest === "drop" || rest === "continue" || rest === "return") {
      return { kind: rest };
    }
    if (rest !== "jump" && rest !== "goto") throw reader.stream.error("syntax error, expected :");
    const chain = reader.stream.word();
    reader.checkJump(chain);
    return { kind: rest, chain };
  });
}
function readPairs(reader, parts, value2) {
  const { stream } = reader;
  const pairs = [];
  stream.expect("{");
  stream.skipNewlines();
  while (!stream.accept("}")) {
    const element = readElement3(reader, parts);
    if (stream.accept(":")) pairs.push([element, value2(void 0)]);
    else {
      const last2 = element[element.length - 1];
      const colon = last2.lastIndexOf(":");
      if (colon < 1) throw stream.error("syntax error, expected :");
      const key = [...element.slice(0, -1), last2.slice(0, colon)];
      const rest = last2.slice(colon + 1);
      pairs.push([key, value2(rest === "" ? void 0 : rest)]);
    }
    separator(reader, "map");
  }
  if (pairs.length === 0) throw stream.error("syntax error, unexpected '}'");
  return pairs;
}
function separator({ stream }, what) {
  stream.skipNewlines();
  if (!stream.accept(",") && !stream.is("}")) throw stream.error(`syntax error in the ${what}`);
  stream.skipNewlines();
}

// src/network/filter/nft-words.ts
var META = /* @__PURE__ */ new Set([
  "iif",
  "iifname",
  "oif",
  "oifname",
  "iiftype",
  "oiftype",
  "iifgroup",
  "oifgroup",
  "mark",
  "pkttype",
  "skuid",
  "skgid",
  "cpu",
  "cgroup",
  "time",
  "day",
  "hour",
  "rtclassid",
  "ibrname",
  "obrname",
  "random"
]);
var META_QUALIFIED = /* @__PURE__ */ new Set([
  ...META,
  "nfproto",
  "l4proto",
  "protocol",
  "length",
  "priority",
  "ibridgename",
  "secpath",
  "ipsec",
  "nftrace",
  "ibrport",
  "sdif",
  "sdifname",
  "iifkind",
  "oifkind"
]);
var FIELDS = {
  ip: [
    "saddr",
    "daddr",
    "protocol",
    "ttl",
    "dscp",
    "ecn",
    "length",
    "version",
    "id",
    "frag-off",
    "hdrlength",
    "checksum",
    "option"
  ],
  ip6: ["saddr", "daddr", "nexthdr", "hoplimit", "flowlabel", "dscp", "ecn", "length", "version"],
  tcp: [
    "dport",
    "sport",
    "flags",
    "sequence",
    "ackseq",
    "doff",
    "window",
    "checksum",
    "urgptr",
    "option"
  ],
  udp: ["dport", "sport", "length", "checksum"],
  udplite: ["dport", "sport", "checksum"],
  sctp: ["dport", "sport", "vtag", "checksum", "chunk"],
  dccp: ["dport", "sport", "type"],
  th: ["dport", "sport"],
  icmp: ["type", "code", "id", "sequence", "mtu", "gateway", "checksum"],
  icmpv6: [
    "type",
    "code",
    "id",
    "sequence",
    "mtu",
    "max-delay",
    "checksum",
    "parameter-problem",
    "packet-too-big",
    "taddr",
    "daddr"
  ],
  ether: ["saddr", "daddr", "type"],
  vlan: ["id", "type", "pcp", "dei"],
  arp: ["operation", "saddr", "daddr", "htype", "ptype"],
  ah: ["spi"],
  esp: ["spi"],
  comp: ["cpi"],
  igmp: ["type", "group"],
  socket: ["transparent", "mark", "wildcard"],
  rt: ["nexthop", "classid", "ipsec", "type", "nexthdr", "hdrlength", "seg-left"],
  frag: ["nexthdr", "frag-off", "more-fragments", "id", "reserved", "reserved2"],
  hbh: ["nexthdr", "hdrlength"],
  dst: ["nexthdr", "hdrlength"],
  mh: ["nexthdr", "hdrlength", "type", "checksum", "reserved"],
  srh: ["flags", "last-entry", "tag", "sid"]
};
var TRANSPORTS = ["tcp", "udp", "sctp", "dccp", "udplite", "ah", "esp", "comp", "igmp"];
var CT = /* @__PURE__ */ new Set([
  "state",
  "status",
  "mark",
  "direction",
  "l3proto",
  "protocol",
  "expiration",
  "helper",
  "label",
  "zone",
  "count",
  "bytes",
  "packets",
  "avgpkt",
  "id",
  "saddr",
  "daddr",
  "proto-src",
  "proto-dst",
  "event",
  "timeout"
]);
var OPERATORS = {
  "==": "==",
  eq: "==",
  "!=": "!=",
  ne: "!=",
  "<": "<",
  lt: "<",
  ">": ">",
  gt: ">",
  "<=": "<=",
  le: "<=",
  ">=": ">=",
  ge: ">="
};
var LOG_LEVELS = /^(emerg|alert|crit|err|warn|notice|info|debug|audit)$/;
function isLogLevel(text) {
  return LOG_LEVELS.test(text);
}
var REJECT_CODES = {
  icmp: [
    "net-unreachable",
    "host-unreachable",
    "prot-unreachable",
    "port-unreachable",
    "frag-needed",
    "net-prohibited",
    "host-prohibited",
    "admin-prohibited"
  ],
  icmpv6: [
    "no-route",
    "admin-prohibited",
    "addr-unreachable",
    "port-unreachable",
    "policy-fail",
    "reject-route"
  ],
  icmpx: ["port-unreachable", "admin-prohibited", "no-route", "host-unreachable"]
};
var SYMBOLS = {
  "ct state": /^(invalid|new|established|related|untracked)$/,
  "ct direction": /^(original|reply)$/,
  "ct status": /^(expected|seen-reply|assured|confirmed|snat|dnat|dying)$/,
  "meta pkttype": /^(host|unicast|broadcast|multicast|other)$/,
  "meta iiftype": /^(ether|ppp|ipip|ipip6|loopback|sit|ipgre)$/,
  "meta day": /^(Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)$/i,
  "icmp type": /^(echo-reply|destination-unreachable|source-quench|redirect|echo-request|router-advertisement|router-solicitation|time-exceeded|parameter-problem|timestamp-request|timestamp-reply|info-request|info-reply|address-mask-request|address-mask-reply)$/,
  "icmpv6 type": /^(destination-unreachable|packet-too-big|time-exceeded|parameter-problem|echo-request|echo-reply|mld-listener-(query|report|done|reduction)|mld2-listener-report|nd-router-(solicit|advert)|nd-neighbor-(solicit|advert)|nd-redirect|router-renumbering|ind-neighbor-(solicit|advert))$/,
  "tcp flags": /^(fin|syn|rst|psh|ack|urg|ecn|cwr)$/,
  "meta nfproto": /^(ipv4|ipv6)$/
};
var BITS = /^(ct state|ct status|tcp flags|ct label|ct event)$/;
function typeOf(key) {
  if (/^ip [sd]addr$|^ct (original|reply) ip [sd]addr$/.test(key)) return "ipv4_addr";
  if (/^ip6 [sd]addr$|^ct (original|reply) ip6 [sd]addr$/.test(key)) return "ipv6_addr";
  if (/^(tcp|udp|th|sctp|dccp|udplite) [sd]port$/.test(key)) return "inet_service";
  if (/^(ip protocol|ip6 nexthdr|meta l4proto|ct protocol)$/.test(key)) return "inet_proto";
  if (/^meta [io]ifname$/.test(key)) return "ifname";
  if (/^ether [sd]addr$/.test(key)) return "ether_addr";
  if (/^(meta|ct) mark$/.test(key)) return "mark";
  return void 0;
}
var SET_TYPES = /^(ipv4_addr|ipv6_addr|ether_addr|inet_proto|inet_service|mark|ifname|iface_index|iface_type|devgroup|uid|gid|day|hour|time|ct_state|ct_status|ct_dir|ct_label|icmp_type|icmpv6_type|icmp_code|icmpv6_code|icmpx_code|ether_type|pkt_type|tcp_flag|nf_proto|boolean|integer|string|fib_addrtype|realm|cgroupsv2|dscp|ecn|arp_op|classid)$/;
var PRIORITIES = /* @__PURE__ */ new Map([
  ["raw", [-300]],
  ["mangle", [-150]],
  ["dstnat", [-100, "prerouting", "output"]],
  ["filter", [0]],
  ["security", [50]],
  ["srcnat", [100, "postrouting"]],
  ["out", [100]]
]);

// src/network/filter/nft-selector.ts
var TCP_OPTIONS = /^(eol|eool|nop|noop|maxseg|mss|window|sack-permitted|sack-perm|sack|sack[0-3]|timestamp|fastopen|mptcp|md5sig|echo|[0-9]+)$/;
var OPTION_FIELDS = /^(kind|length|size|count|left|right|tsval|tsecr|subtype|value|type|ptr|addr)$/;
function readSelector(stream) {
  const fail = (text) => {
    throw stream.error(`syntax error, unexpected ${text}`);
  };
  const token = stream.peek();
  if (token?.kind === "symbol" && token.text === "@") return raw2(stream);
  if (token?.kind === "string") fail(token.text);
  const head = stream.word();
  if (META.has(head)) return { key: `meta ${head}` };
  switch (head) {
    case "meta": {
      const field3 = stream.word();
      if (!META_QUALIFIED.has(field3)) fail(field3);
      return { key: `meta ${field3}` };
    }
    case "ct":
      return { key: connection(stream) };
    case "fib": {
      const inputs = [stream.word()];
      while (stream.accept(".")) inputs.push(stream.word());
      const result = stream.word();
      if (!/^(type|oif|oifname)$/.test(result)) fail(result);
      return { key: `fib ${inputs.join(" . ")} ${result}` };
    }
    case "numgen": {
      const mode = stream.word();
      if (mode !== "inc" && mode !== "random") fail(mode);
      return { key: `numgen ${mode} mod ${modulus(stream)}` };
    }
    case "symhash":
      return { key: `symhash mod ${modulus(stream)}` };
    case "jhash": {
      readSelector(stream);
      while (stream.accept(".")) readSelector(stream);
      const mod = modulus(stream);
      if (stream.accept("seed")) stream.word();
      if (stream.accept("offset")) stream.word();
      return { key: `jhash mod ${mod}` };
    }
    case "osf": {
      if (stream.accept("ttl")) stream.word();
      const what = stream.word();
      if (what !== "name" && what !== "version") fail(what);
      return { key: `osf ${what}` };
    }
    case "exthdr":
      return { key: `exthdr ${stream.word()}` };
    case "ipsec": {
      const direction = stream.word();
      if (direction !== "in" && direction !== "out") fail(direction);
      if (stream.isWord(/^spnum$/)) stream.word();
      if (stream.isWord(/^spnum|[0-9]+$/)) stream.word();
      if (stream.isWord(/^ip6?$/)) stream.word();
      return { key: `ipsec ${stream.word()}` };
    }
    case "socket":
      if (stream.accept("cgroupv2")) {
        stream.expect("level");
        stream.word();
        throw stream.error("the control group does not exist");
      }
      break;
    case "rt":
      if (stream.isWord(/^ip6?$/)) stream.word();
      break;
    default:
  }
  const fields2 = Object.hasOwn(FIELDS, head) ? FIELDS[head] : void 0;
  if (fields2 === void 0) fail(head);
  const field2 = stream.word();
  if (!fields2.includes(field2)) fail(field2);
  if (field2 === "option") return { key: option2(stream, head) };
  return { key: `${head} ${field2}` };
}
function selectorIsNext(stream) {
  const head = stream.peek();
  if (head?.kind !== "word") return false;
  if (/^(numgen|jhash|symhash)$/.test(head.text)) return true;
  const field2 = stream.peek(1);
  if (META.has(head.text) && head.text !== "time") return true;
  if (field2?.kind !== "word") return false;
  if (head.text === "meta") return META_QUALIFIED.has(field2.text);
  if (head.text === "ct") return CT.has(field2.text) || /^(original|reply)$/.test(field2.text);
  return Object.hasOwn(FIELDS, head.text) && FIELDS[head.text].includes(field2.text);
}
function raw2(stream) {
  stream.next();
  const base2 = stream.word();
  if (!/^(ll|nh|th|ih)$/.test(base2)) throw stream.error("unknown raw payload base");
  stream.expect(",");
  const offset = Number(stream.word());
  stream.expect(",");
  return { key: "raw", raw: { base: base2, offset, length: Number(stream.word()) } };
}
function modulus(stream) {
  stream.expect("mod");
  const mod = stream.word();
  if (stream.accept("offset")) stream.word();
  return mod;
}
function connection(stream) {
  const field2 = stream.word();
  if (field2 === "original" || field2 === "reply") {
    let inner = stream.word();
    if (inner === "ip" || inner === "ip6") inner = `${inner} ${stream.word()}`;
    return `ct ${field2} ${inner}`;
  }
  if (!CT.has(field2)) throw stream.error(`syntax error, unexpected ${field2}`);
  return `ct ${field2}`;
}
function option2(stream, head) {
  const name = stream.word();
  if (head === "tcp" && !TCP_OPTIONS.test(name))
    throw stream.error(`syntax error, unexpected ${name}`);
  const field2 = stream.isWord(OPTION_FIELDS) ? ` ${stream.word()}` : "";
  return `${head} option ${name}${field2}`;
}

// src/network/filter/nft-values.ts
import { isIPv4 as isIPv45, isIPv6 as isIPv64 } from "node:net";
function complaintAbout(key, text) {
  if (unknownReason(text) !== void 0 || text === "*") return void 0;
  if (/^ip [sd]addr$/.test(key)) return addressComplaint(text, 4);
  if (/^ip6 [sd]addr$/.test(key)) return addressComplaint(text, 6);
  if (/ [ds]port$/.test(key)) return portComplaint(text);
  if (/^(meta l4proto|ip protocol|ip6 nexthdr|ct protocol)$/.test(key)) {
    const parts = /^[0-9]+-[0-9]+$/.test(text) ? text.split("-") : [text];
    return parts.some((part) => protocolNumber(part) === void 0) ? "could not resolve protocol name" : void 0;
  }
  if (/^meta (i|o|sd)ifname$/.test(key)) {
    if (text === "") return "empty string is not allowed";
    if (text.length > 15) return "string exceeds maximum length of 16";
    return void 0;
  }
  const modulus2 = /^(?:numgen|jhash|symhash) .*mod ([0-9]+)$/.exec(key)?.[1];
  if (modulus2 !== void 0 && Number(text) > Math.max(1, Number(modulus2) - 1)) {
    return `value ${text} exceeds valid range`;
  }
  const symbols = SYMBOLS[key];
  if (symbols !== void 0 && !symbols.test(text)) {
    const numbers = /^[0-9]/.test(text) ? text.split("-") : [text];
    if (numbers.some((part) => wholeNumber(part) === void 0)) return `could not parse ${key}`;
  }
  return void 0;
}
function addressComplaint(text, family) {
  const isAddress = family === 4 ? isIPv45 : isIPv64;
  const dash = family === 4 || text.includes(":") ? text.indexOf("-") : -1;
  if (dash > 0 && isAddress(text.slice(0, dash))) {
    const high = text.slice(dash + 1);
    if (!isAddress(high)) return "could not resolve hostname";
    const [from, to] = [addressSpan(text.slice(0, dash)), addressSpan(high)];
    return from === void 0 || to === void 0 || from[0] > to[0] ? "range has zero or negative size" : void 0;
  }
  const [address2 = "", length] = text.split("/");
  if (length !== void 0) {
    if (!/^[0-9]{1,3}$/.test(length) || Number(length) > (family === 4 ? 32 : 128)) {
      return `prefix length ${length} is invalid`;
    }
  }
  if (isAddress(address2)) return void 0;
  if (family === 4 && length === void 0 && wholeNumber(address2) !== void 0) return void 0;
  if (length === void 0 && (address2 === "localhost" || isHostName(address2))) return void 0;
  return "could not resolve hostname";
}
function portComplaint(text) {
  if (isDoubtfulService(text)) return void 0;
  if (portNumber(text) !== void 0) return void 0;
  if (/^(0x)?[0-9a-fA-F]+-(0x)?[0-9a-fA-F]+$/.test(text)) {
    return portRange(text, "-") === void 0 ? "range has zero or negative size" : void 0;
  }
  return "could not resolve service";
}
function haveConflict(key, elements) {
  if (elements.some((element) => element.length !== 1)) return false;
  const spans = [];
  for (const [text = ""] of elements) {
    const span = spanOf(key, text);
    if (span !== void 0) spans.push(span);
  }
  spans.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : 1);
  return spans.some((span, i) => i > 0 && span[0] <= spans[i - 1][1]);
}
function spanOf(key, text) {
  if (/ [ds]port$/.test(key)) {
    const range4 = portRange(text, "-")?.intervals[0];
    return range4 === void 0 ? void 0 : [BigInt(range4[0]), BigInt(range4[1])];
  }
  return /^ip6? [sd]addr$/.test(key) ? addressSpan(text) : void 0;
}
function addressSpan(text) {
  const dash = text.indexOf("-");
  let set;
  if (dash < 0) set = AddressSet.tryParse(text);
  else {
    try {
      set = AddressSet.range(text.slice(0, dash), text.slice(dash + 1));
    } catch {
      return void 0;
    }
  }
  const v4 = set?.v4[0];
  if (v4 !== void 0) return [BigInt(v4[0]), BigInt(v4[1])];
  const v6 = set?.v6[0];
  return v6 === void 0 ? void 0 : [v6[0], v6[1]];
}

// src/network/filter/nft-expression.ts
var SEVERAL = "several";
var Protocols = class {
  constructor(stream, family) {
    this.stream = stream;
    this.family = family;
    if (family === "ip" || family === "ip6") this.network = family;
  }
  stream;
  family;
  network;
  transport;
  settle(what, value2) {
    const known = this[what];
    if (known !== void 0 && known !== value2) {
      throw this.stream.error(`conflicting protocols specified: ${known} vs. ${value2}`);
    }
    this[what] = value2;
  }
  /** What a selector says about the protocols by being there. */
  needs({ key }) {
    const [head = ""] = key.split(" ");
    if (key === "meta nfproto" && this.family !== "inet") {
      throw this.stream.error("meta nfproto is only useful in the inet family");
    }
    if (head === "ct" && this.family === "netdev") throw this.stream.error("protocol error");
    if (head === "arp" && this.family !== "arp" && this.family !== "netdev") {
      throw this.stream.error(`conflicting protocols specified: ${this.family} vs. arp`);
    }
    const address2 = /^(?:ct (?:original|reply) )?(ip6?) /.exec(key)?.[1];
    if (address2 !== void 0) this.settle("network", address2);
    if (/^(exthdr|frag|hbh|dst|mh|srh|rt (type|nexthdr|hdrlength|seg-left))\b/.test(key)) {
      this.settle("network", "ip6");
    }
    if (TRANSPORTS.includes(head) && !key.includes(" option ")) this.settle("transport", head);
    if (head === "icmp" || head === "icmpv6") {
      this.settle("transport", head);
      if (this.family === "inet" || this.family === "netdev") {
        this.settle("network", head === "icmp" ? "ip" : "ip6");
      }
    }
    if (/^ct (original|reply) [sd]addr$/.test(key) && this.network === void 0) {
      throw this.stream.error(
        'cannot determine ip protocol version, use "ip saddr" or "ip6 saddr"'
      );
    }
    if (key.startsWith("ct original proto") && this.transport === void 0) {
      throw this.stream.error("can't parse symbolic invalid expressions");
    }
  }
  /** A value settles the protocol for what follows, without being held against what came before. */
  learn({ key }, values) {
    const several = values.length > 1;
    const value2 = values[0] ?? "";
    if (key === "meta nfproto") {
      this.network = several ? SEVERAL : value2 === "ipv6" || value2 === "10" ? "ip6" : "ip";
    }
    if (key === "ether type" || key === "meta protocol" && this.family === "netdev") {
      if (!several && (value2 === "ip" || value2 === "ip6")) this.network = value2;
    }
    if (/^(meta l4proto|ip protocol|ip6 nexthdr)$/.test(key)) {
      const name = NUMBERS[value2] ?? value2;
      this.transport = several ? SEVERAL : name === "ipv6-icmp" ? "icmpv6" : name;
    }
  }
};
var NUMBERS = { 1: "icmp", 6: "tcp", 17: "udp", 58: "icmpv6" };
function readExpression(reader, protocols) {
  const { stream } = reader;
  const selectors = [readSelector(stream)];
  while (stream.accept(".")) selectors.push(readSelector(stream));
  for (const selector of selectors) {
    protocols.needs(selector);
    checkHook(reader, selector);
  }
  const [first] = selectors;
  if (selectors.length === 1 && first.key === "ct count") {
    const over = stream.accept("over");
    const some = stream.word() !== "0";
    return [{ kind: "constant", holds: over !== some }];
  }
  if (stream.accept("set")) return assignment(reader, first);
  if (stream.accept("vmap")) return [verdictMap(reader, selectors)];
  let mask;
  let key = first.key;
  if (stream.accept("&") || stream.accept("and")) mask = operand2(stream);
  for (const operation of ["|", "or", "^", "xor", "<<", ">>"]) {
    while (stream.accept(operation)) key = `${key} ${operation} ${operand2(stream)}`;
  }
  const looked = key === first.key ? selectors : [{ ...first, key }];
  const token = stream.peek();
  let operator = "implicit";
  if (token !== void 0 && token.kind !== "string") {
    const named2 = Object.hasOwn(OPERATORS, token.text) ? OPERATORS[token.text] : void 0;
    if (named2 !== void 0) operator = named2;
    else if (token.text === "!" && BITS.test(first.key)) operator = "!";
    if (operator !== "implicit") stream.next();
  }
  const right = rightSide(reader, selectors, mask === void 0 ? first.key : "");
  if (BITS.test(first.key) && mask === void 0 && stream.accept("/")) mask = operand2(stream);
  if (mask === void 0) checkValues(reader, selectors, right);
  if (right.kind === "elements" && (operator === "implicit" || operator === "==")) {
    if (selectors.length === 1) {
      protocols.learn(
        first,
        right.elements.map(([text]) => text ?? "")
      );
    }
  }
  return [
    {
      kind: "match",
      selectors: looked,
      operator,
      ...mask === void 0 ? {} : { mask },
      right
    }
  ];
}
function assignment(reader, selector) {
  const { stream } = reader;
  const value2 = [assigned(stream)];
  while (stream.isWord(/^(or|and|xor)$/) || ["|", "&", "^", "<<", ">>"].some((s) => stream.is(s))) {
    value2.push(stream.word(), assigned(stream));
  }
  if (stream.accept("map")) {
    if (stream.accept("@")) value2.push(`@${stream.word()}`);
    else readMap(reader, 1);
    value2.push("map");
  }
  while (stream.accept(",")) value2.push(stream.word());
  const object = /^ct (helper|timeout)$/.exec(selector.key)?.[1];
  if (object !== void 0 && !reader.hasObject(`ct ${object}`, value2[0])) {
    throw stream.error(`no such ct ${object} \`${value2[0]}\``);
  }
  const text = value2.join(" ");
  if (selector.key === "meta mark") return [{ kind: "mark", field: "mark", value: text }];
  if (selector.key === "ct mark") return [{ kind: "mark", field: "connectionMark", value: text }];
  if (/^(tcp|udp|th) dport$|^ip6? [sd]addr$/.test(selector.key)) {
    return [{ kind: "rewrite", key: selector.key, value: text }];
  }
  return [];
}
function assigned(stream) {
  return selectorIsNext(stream) ? readSelector(stream).key.replace(/^meta mark$/, "mark") : operand2(stream);
}
function verdictMap(reader, selectors) {
  const { stream } = reader;
  if (stream.accept("@")) {
    const name = stream.word();
    if (reader.setType(name) === void 0) throw stream.error(`no such map \`${name}\``);
    return { kind: "vmap", selectors, entries: name };
  }
  const entries = readEntries(reader, selectors.length);
  const elements = entries.map(([element]) => element);
  checkValues(reader, selectors, { kind: "elements", elements, braces: true });
  if (haveConflict(selectors[0].key, elements))
    throw stream.error("conflicting intervals specified");
  return { kind: "vmap", selectors, entries };
}
function operand2(stream) {
  const enclosed = stream.accept("(");
  const parts = [stream.word()];
  while (stream.accept("|") || !enclosed && stream.accept(",")) parts.push(stream.word());
  if (enclosed) stream.expect(")");
  return parts.join(",");
}
function rightSide(reader, selectors, key) {
  const { stream } = reader;
  const parts = selectors.length;
  if (stream.accept("@")) {
    const name = stream.word();
    const type = reader.setType(name);
    if (type === void 0) throw stream.error(`no such set \`${name}\``);
    checkType(reader, selectors, type);
    return { kind: "set", name };
  }
  if (stream.is("{")) {
    return { kind: "elements", elements: readElements(reader, parts), braces: true };
  }
  if (parts > 1) throw stream.error("use concatenations with sets and maps, not singleton values");
  if (stream.is("(") || BITS.test(key)) {
    const elements2 = operand2(stream).split(",").map((text) => [text]);
    while (stream.accept(",") || stream.accept("|")) elements2.push([stream.word()]);
    return { kind: "elements", elements: elements2, braces: false };
  }
  const element = readElement3(reader, 1);
  if (element[0] === "*") throw stream.error("syntax error, unexpected *");
  const elements = [element];
  while (key === "" && (stream.accept("|") || stream.accept(","))) elements.push([stream.word()]);
  return { kind: "elements", elements, braces: false };
}
function checkType({ stream }, selectors, type) {
  const parts = type.split(/\s:\s/)[0].split(" . ");
  if (type === "" || parts.some((part) => part.includes(" "))) return;
  const wanted = selectors.map(({ key }) => typeOf(key));
  const differs = parts.length !== wanted.length || wanted.some((want, i) => want !== void 0 && want !== parts[i]);
  if (differs) throw stream.error(`datatype mismatch, the set is of type ${type}`);
}
function checkValues(reader, selectors, right) {
  if (right.kind !== "elements") return;
  for (const element of right.elements) {
    for (const [i, { key }] of selectors.entries()) {
      const text = element[i] ?? "";
      const complaint = complaintAbout(key, text);
      if (complaint !== void 0) throw reader.stream.error(complaint);
      if (key === "meta iif" || key === "meta oif") {
        if (!/^[0-9]+$/.test(text) && !reader.hasInterface(text)) {
          throw reader.stream.error("interface does not exist");
        }
      }
      if (key === "meta iifname" || key === "meta iif") {
        reader.noteInterface(text.endsWith("*") ? `${text.slice(0, -1)}+` : text);
      }
    }
  }
}
function checkHook({ stream, base: base2, family }, { key }) {
  if (key === "meta nftrace" && !stream.is("set")) throw stream.error("operation not supported");
  if (/^meta [io]br/.test(key) && family !== "bridge")
    throw stream.error("operation not supported");
  if (base2 === void 0) return;
  if (/^fib .*(oif|oifname)$/.test(key) && /^(output|postrouting)$/.test(base2.hook)) {
    throw stream.error("operation not supported");
  }
}

// src/network/filter/nft-rule.ts
function readRule2(reader) {
  return new Rule(reader).read();
}
var NAT_HOOKS = {
  dnat: ["prerouting", "output"],
  redirect: ["prerouting", "output"],
  snat: ["postrouting", "input"],
  masquerade: ["postrouting"]
};
var Rule = class {
  constructor(reader) {
    this.reader = reader;
    this.stream = reader.stream;
    this.protocols = new Protocols(reader.stream, reader.family);
  }
  reader;
  protocols;
  statements = [];
  stream;
  /** A statement behind which nothing has an effect was read. */
  over = false;
  read() {
    while (!this.atEnd()) {
      if (this.over && !this.stream.is("comment")) {
        throw this.stream.error("statement after terminal statement has no effect");
      }
      this.statement();
    }
    return this.statements;
  }
  atEnd() {
    const token = this.stream.peek();
    return token === void 0 || token.kind === "newline" || token.kind === "symbol" && /^[;}]$/.test(token.text);
  }
  decide(verdict) {
    this.statements.push({ kind: "verdict", verdict });
    if (verdict.kind !== "continue") this.over = true;
  }
  statement() {
    const { stream } = this;
    const token = stream.peek();
    if (token.kind !== "word") {
      if (token.kind === "symbol" && token.text === "@") this.expression();
      else throw stream.error(`syntax error, unexpected ${token.text}`);
      return;
    }
    switch (token.text) {
      case "accept":
      case "drop":
      case "continue":
      case "return":
      case "jump":
      case "goto":
        this.decide(readVerdict(this.reader));
        return;
      case "reject":
        stream.next();
        this.reject();
        this.decide({ kind: "drop" });
        return;
      case "queue":
        stream.next();
        this.decide({ kind: this.queue() ? "accept" : "drop" });
        return;
      case "counter":
        stream.next();
        if (stream.accept("name")) this.named("counter");
        else {
          if (stream.accept("packets")) stream.word();
          if (stream.accept("bytes")) stream.word();
        }
        return;
      case "comment":
        stream.next();
        stream.word();
        return;
      case "log":
        stream.next();
        this.log();
        return;
      case "limit":
        stream.next();
        this.limit();
        return;
      case "quota":
        stream.next();
        this.quota();
        return;
      case "notrack":
        stream.next();
        this.statements.push({ kind: "untrack" });
        return;
      case "dnat":
      case "redirect":
      case "snat":
      case "masquerade":
        stream.next();
        this.translate(token.text);
        this.over = true;
        return;
      case "synproxy":
        stream.next();
        if (stream.accept("name")) this.named("synproxy");
        while (stream.isWord(/^(mss|wscale)$/)) {
          stream.next();
          stream.word();
        }
        while (stream.isWord(/^(timestamp|sack-perm)$/)) stream.next();
        return;
      case "tproxy":
        stream.next();
        this.tproxy();
        return;
      case "dup":
      case "fwd":
        if (!/^(ip|ip6|netdev)$/.test(this.reader.family)) throw stream.error("unsupported family");
        stream.next();
        if (stream.accept("to")) stream.word();
        if (stream.accept("device")) stream.word();
        return;
      case "flow":
        stream.next();
        if (!stream.accept("add")) stream.expect("offload");
        stream.expect("@");
        this.named("flowtable");
        return;
      case "add":
      case "update":
      case "delete":
      case "set":
        if (stream.is("@", 1)) {
          stream.next();
          stream.next();
          this.reader.markDynamic(stream.word());
          this.perElement();
          return;
        }
        break;
      case "meter":
        stream.next();
        stream.word();
        if (stream.accept("size")) stream.word();
        this.perElement();
        this.statements.push({ kind: "chance" });
        return;
      default:
    }
    this.expression();
  }
  expression() {
    for (const statement of readExpression(this.reader, this.protocols)) {
      this.statements.push(statement);
    }
  }
  /** `{ ip saddr limit rate over 5/second }`: a limit for each element decides like a limit. */
  perElement() {
    if (!this.stream.accept("{")) return;
    const inside = this.stream.toClosingBrace();
    if (inside.some(({ kind, text }) => kind === "word" && /^(limit|quota|count)$/.test(text))) {
      this.statements.push({ kind: "chance" });
    }
  }
  named(kind) {
    const name = this.stream.word();
    if (!this.reader.hasObject(kind, name)) throw this.stream.error(`no such ${kind} \`${name}\``);
  }
  log() {
    const { stream } = this;
    while (stream.isWord(/^(prefix|level|group|snaplen|queue-threshold|flags)$/)) {
      const option3 = stream.word();
      if (option3 !== "flags") {
        const value2 = stream.word();
        if (option3 === "level" && !isLogLevel(value2)) throw stream.error("invalid log level");
        continue;
      }
      const flag = stream.word();
      if (!/^(tcp|ip|skuid|ether|all)$/.test(flag))
        throw stream.error(`syntax error, unexpected ${flag}`);
      if (flag === "ip") stream.expect("options");
      if (flag === "tcp") {
        do
          stream.word();
        while (stream.accept(","));
      }
    }
  }
  /** `limit rate [over] 5/second [burst 5 packets]`, `limit rate 10 mbytes/second`, `limit name "x"`. */
  limit() {
    const { stream } = this;
    this.statements.push({ kind: "chance" });
    if (stream.accept("name")) {
      this.named("limit");
      return;
    }
    stream.expect("rate");
    stream.accept("over");
    const rate = stream.word();
    if (!/^[0-9]+(\/(second|minute|hour|day|week)?)?$/.test(rate)) {
      throw stream.error(`syntax error, unexpected ${rate}, expecting number`);
    }
    if (rate.endsWith("/") || !rate.includes("/")) stream.word();
    if (parseInt(rate, 10) === 0) throw stream.error("invalid argument");
    if (stream.accept("burst")) {
      if (wholeNumber(stream.word()) === 0) throw stream.error("packet limit burst must be > 0");
      stream.word();
    }
  }
  /** `quota [over|until] 100 mbytes [used 5 kbytes]`, `quota name "x"`. */
  quota() {
    const { stream } = this;
    this.statements.push({ kind: "chance" });
    if (stream.accept("name")) {
      this.named("quota");
      return;
    }
    if (!stream.accept("over")) stream.accept("until");
    stream.word();
    stream.word();
    if (stream.accept("used")) {
      stream.word();
      stream.word();
    }
  }
  /** Whether packets are accepted when nobody reads the queue. */
  queue() {
    const { stream } = this;
    let bypass = false;
    while (stream.isWord(/^(num|to|flags|bypass|fanout|[0-9]+(-[0-9]+)?)$/) || stream.is(",")) {
      bypass ||= stream.word() === "bypass";
    }
    return bypass;
  }
  reject() {
    const { stream } = this;
    const hook = this.reader.base?.hook;
    if (hook !== void 0 && hook === "postrouting") throw stream.error("operation not supported");
    if (!stream.accept("with")) return;
    const kind = stream.word();
    if (kind === "tcp") {
      stream.expect("reset");
      const { transport } = this.protocols;
      if (transport !== void 0 && transport !== "tcp") {
        throw stream.error("you cannot use tcp reset with this protocol");
      }
      this.statements.push({ kind: "only", protocol: "tcp" });
      return;
    }
    const codes = REJECT_CODES[kind];
    if (codes === void 0) throw stream.error(`syntax error, unexpected ${kind}`);
    stream.accept("type");
    const code = stream.word();
    if (!codes.includes(code) && wholeNumber(code) === void 0) {
      throw stream.error(`could not parse ${kind} code`);
    }
    if (kind === "icmpx") {
      if (/^ip6?$/.test(this.reader.family))
        throw stream.error("abstracted ICMP unreachable not supported");
      return;
    }
    this.protocols.settle("network", kind === "icmp" ? "ip" : "ip6");
    this.statements.push({ kind: "only", family: kind === "icmp" ? 4 : 6 });
  }
  tproxy() {
    const { stream } = this;
    if (this.protocols.transport === void 0) {
      throw stream.error("transparent proxy support requires transport protocol match");
    }
    const { base: base2 } = this.reader;
    if (base2 !== void 0 && base2.hook !== "prerouting")
      throw stream.error("operation not supported");
    if (stream.isWord(/^ip6?$/)) stream.word();
    if (stream.accept("to")) stream.word();
  }
  translate(kind) {
    const { stream, reader } = this;
    const { base: base2 } = reader;
    let family = stream.isWord(/^ip6?$/) ? stream.word() : void 0;
    if (stream.is("addr") || stream.is("prefix") || stream.is("interval")) stream.word();
    let target2;
    let map;
    if (stream.accept("to")) {
      if (stream.is("addr") || stream.is("prefix") || stream.is("interval")) stream.word();
      if (selectorIsNext(stream)) map = this.translationMap();
      else target2 = stream.word();
    }
    if (stream.accept(":")) target2 = `${target2 ?? ""}:${stream.word()}`;
    while (stream.isWord(/^(random|fully-random|persistent|random,persistent)$/) || stream.is(",")) {
      stream.word();
    }
    const [address2, port3] = splitTarget(target2, kind === "redirect");
    family ??= this.protocols.network;
    if (address2 !== void 0 && family === void 0 && /^(inet)$/.test(reader.family)) {
      throw stream.error("ip or ip6 must be specified with address for inet tables");
    }
    if (port3 !== void 0 && this.protocols.transport === void 0) {
      throw stream.error("transport protocol mapping is only valid after transport protocol match");
    }
    if (base2 !== void 0 && (base2.type !== "nat" || !NAT_HOOKS[kind].includes(base2.hook))) {
      throw stream.error("operation not supported");
    }
    if (kind === "snat" || kind === "masquerade") {
      this.statements.push({ kind: "verdict", verdict: { kind: "accept" } });
      return;
    }
    if (address2 !== void 0 && /^ip6?$/.test(family ?? "")) {
      this.statements.push({ kind: "only", family: family === "ip" ? 4 : 6 });
    }
    this.statements.push(
      map ?? {
        kind: "translate",
        self: kind === "redirect",
        ...address2 === void 0 || address2 === "" ? {} : { address: address2 },
        ...port3 === void 0 ? {} : { port: port3.split("-")[0] }
      }
    );
  }
  /** `ip saddr map { 10.0.0.5 : 10.10.0.1 }`. */
  translationMap() {
    const { stream } = this;
    const selectors = [readSelector(stream)];
    while (stream.accept(".")) selectors.push(readSelector(stream));
    for (const selector of selectors) this.protocols.needs(selector);
    stream.expect("map");
    if (stream.accept("@")) {
      const name = stream.word();
      if (this.reader.setType(name) === void 0) throw stream.error(`no such map \`${name}\``);
      return { kind: "translate-map", selectors, entries: name };
    }
    return { kind: "translate-map", selectors, entries: readMap(this.reader, selectors.length) };
  }
};
function splitTarget(target2, self) {
  if (target2 === void 0) return [void 0, void 0];
  const bracket = /^\[([^\]]+)\](?::(.+))?$/.exec(target2);
  if (bracket !== null) return [bracket[1], bracket[2]];
  if (target2.startsWith(":")) return [void 0, target2.slice(1)];
  const parts = target2.split(":");
  if (parts.length === 2) return [parts[0], parts[1]];
  return self ? [void 0, target2] : [target2, void 0];
}

// src/network/filter/nft-compile.ts
var MAX_DEPTH7 = 20;
function compileTables(tables, partial = false) {
  const chains = [];
  for (const table of tables.values()) {
    const families = FAMILIES3[table.family];
    if (table.dormant || families === void 0) continue;
    const compiler = new Compiler(table, partial);
    for (const chain of table.chains.values()) {
      if (chain.hook === void 0) continue;
      for (const device2 of chain.device?.split(",") ?? [void 0]) {
        chains.push({
          chain: compiler.chain(chain),
          hook: chain.hook,
          priority: chain.priority,
          families,
          policy: chain.policy,
          nat: chain.type === "nat",
          ...chain.policyWhere === void 0 ? {} : { policyWhere: chain.policyWhere },
          ...device2 === void 0 ? {} : { device: device2 }
        });
      }
    }
  }
  return chains;
}
var FAMILIES3 = {
  ip: [4],
  ip6: [6],
  inet: [4, 6],
  netdev: [4, 6]
};
var Compiler = class {
  constructor(table, partial) {
    this.table = table;
    this.partial = partial;
  }
  table;
  partial;
  chains = /* @__PURE__ */ new Map();
  chain(from) {
    let chain = this.chains.get(from.name);
    if (chain === void 0) {
      chain = newChain(from.name);
      this.chains.set(from.name, chain);
      chain.rules = from.rules.flatMap((rule) => this.rule(rule, 0));
    }
    return chain;
  }
  rule({ statements, where }, depth) {
    const conditions = [];
    const effects = [];
    const rules = [];
    const emit = (verdict, more = []) => {
      const own = [...effects];
      rules.push({
        conditions: [...conditions, ...more],
        verdict,
        text: "",
        ...own.length === 0 ? {} : {
          effect: (packet) => own.reduce((current, change) => change(current), packet)
        },
        ...where === void 0 ? {} : { where }
      });
    };
    for (const statement of statements) {
      switch (statement.kind) {
        case "match":
          conditions.push(this.match(statement));
          break;
        case "only": {
          const { family, protocol: protocol2 } = statement;
          if (family !== void 0) conditions.push((packet) => when(packet.family === family));
          if (protocol2 !== void 0) conditions.push(protocolIs(protocol2));
          break;
        }
        case "chance":
          conditions.push(() => CHOICE);
          break;
        case "constant": {
          const { holds } = statement;
          conditions.push(() => when(holds));
          break;
        }
        case "untrack":
          effects.push(untrack);
          break;
        case "mark": {
          const { field: field2, value: value2 } = statement;
          effects.push((packet) => ({ ...packet, [field2]: markValue(value2, packet) }));
          break;
        }
        case "translate":
          emit({ kind: "translate", ...translation(statement) });
          return rules;
        case "verdict":
          emit(this.verdict(statement.verdict, depth));
          return rules;
        case "rewrite":
          effects.push((packet) => rewritten(packet, statement.key, statement.value));
          break;
        case "translate-map": {
          const { selectors } = statement;
          for (const [element, value2] of this.mapped(statement.entries)) {
            const [address2, port3] = splitTarget(value2, false);
            const parts = {
              self: false,
              ...address2 === void 0 ? {} : { address: address2 },
              ...port3 === void 0 ? {} : { port: port3 }
            };
            emit({ kind: "translate", ...translation({ kind: "translate", ...parts }) }, [
              this.element(selectors, element)
            ]);
          }
          return rules;
        }
        case "vmap": {
          const going = [];
          for (const [element, verdict] of this.entries(statement.entries)) {
            const held = this.element(statement.selectors, element);
            if (verdict.kind === "continue") going.push(held);
            emit(this.verdict(verdict, depth), [held]);
          }
          conditions.push(anyOf(going));
          break;
        }
      }
    }
    if (effects.length > 0) emit(CONTINUE);
    return rules;
  }
  verdict(verdict, depth) {
    switch (verdict.kind) {
      case "accept":
        return ACCEPT;
      case "drop":
        return DROP;
      case "return":
        return RETURN;
      case "continue":
        return CONTINUE;
      default: {
        if (typeof verdict.chain !== "string") {
          const inner = newChain("");
          if (depth < MAX_DEPTH7)
            inner.rules = verdict.chain.flatMap((rule) => this.rule(rule, depth + 1));
          return { kind: verdict.kind, chain: inner };
        }
        const chain = this.table.chains.get(verdict.chain);
        return {
          kind: verdict.kind,
          chain: chain === void 0 ? newChain("") : this.chain(chain)
        };
      }
    }
  }
  entries(entries) {
    const set = typeof entries === "string" ? this.table.sets.get(entries) : void 0;
    const pairs = typeof entries === "string" ? (set?.elements ?? []).map(
      (element, i) => [element, set.verdicts[i] ?? { kind: "continue" }]
    ) : entries;
    const isRest = ([element]) => element[0] === "*";
    return [...pairs.filter((pair) => !isRest(pair)), ...pairs.filter(isRest)];
  }
  mapped(entries) {
    if (typeof entries !== "string") return entries;
    const set = this.table.sets.get(entries);
    return (set?.elements ?? []).map((element, i) => [element, set.values[i] ?? ""]);
  }
  match(statement) {
    const { selectors, operator, mask, right } = statement;
    const first = selectors[0];
    const given = familyCondition(selectors, this.table.family);
    let held;
    if (operator === "<" || operator === ">" || operator === "<=" || operator === ">=") {
      const text = right.kind === "elements" ? right.elements[0]?.[0] ?? "" : "";
      held = this.compare(first, operator, text);
    } else if (right.kind === "set" && this.table.sets.get(right.name)?.dynamic === true) {
      held = () => CHOICE;
    } else if (right.kind === "set" && this.doubtAbout(right.name) !== void 0) {
      const reason = this.doubtAbout(right.name);
      held = () => membersUnknown(reason);
    } else {
      const elements = this.elements(right);
      held = (selectors.length === 1 ? conditionFor(first, mask, operator, {
        kind: "elements",
        elements,
        braces: right.kind === "set" || right.braces
      }) : void 0) ?? anyOf(elements.map((element) => this.element(selectors, element)));
    }
    const wanted = operator === "!=" || operator === "!" ? not(held) : held;
    return given === void 0 ? wanted : (packet) => allOf([given, wanted], packet);
  }
  /** Why the elements of a set are not known. */
  doubtAbout(name) {
    const set = this.table.sets.get(name);
    if (set?.incomplete !== void 0) return set.incomplete;
    if (!this.partial || set === void 0 || set.constant || set.filled === true) return void 0;
    return `nothing that was read fills the set "${name}"`;
  }
  elements(right) {
    return right.kind === "elements" ? right.elements : this.table.sets.get(right.name)?.elements ?? [];
  }
  element(selectors, element) {
    const parts = selectors.map(
      (selector, i) => conditionFor(selector, void 0, "==", {
        kind: "elements",
        elements: [[element[i] ?? ""]],
        braces: true
      }) ?? (() => CHOICE)
    );
    const given = familyCondition(selectors, this.table.family);
    const all2 = given === void 0 ? parts : [given, ...parts];
    return (packet) => allOf(all2, packet);
  }
  compare(selector, operator, text) {
    const number = portNumber(text) ?? wholeNumber(text);
    if (number !== void 0 && / [ds]port$/.test(selector.key)) {
      const low = operator === "<" || operator === "<=" ? 0 : operator === ">" ? number + 1 : number;
      const high = operator === ">" || operator === ">=" ? 65535 : operator === "<" ? number - 1 : number;
      const range4 = PortSet.range(low, high);
      return conditionFor(selector, void 0, "==", {
        kind: "elements",
        elements: [[range4.isEmpty ? "-" : `${low}-${high}`]],
        braces: true
      }) ?? (() => CHOICE);
    }
    if (selector.key === "udp length" && number !== void 0 && operator.startsWith(">") && number < 16) {
      return () => when(true);
    }
    if (selector.key === "meta time") {
      const year = Number(/^"?([0-9]{4})-/.exec(text)?.[1]);
      if (year < 2020) return () => when(operator.startsWith(">"));
    }
    if (/^ip6? saddr$|^ip6? daddr$/.test(selector.key)) {
      const edge = AddressSet.tryParse(text);
      if (edge !== void 0) {
        const last2 = selector.key.startsWith("ip6") ? "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" : "255.255.255.255";
        const zero = selector.key.startsWith("ip6") ? "::" : "0.0.0.0";
        const upper = operator.startsWith(">");
        const range4 = upper ? `${text}-${last2}` : `${zero}-${text}`;
        const inside = conditionFor(selector, void 0, "==", {
          kind: "elements",
          elements: [[range4]],
          braces: true
        });
        const exact = conditionFor(selector, void 0, "==", {
          kind: "elements",
          elements: [[text]],
          braces: true
        });
        if (inside !== void 0 && exact !== void 0) {
          return operator.endsWith("=") ? inside : (packet) => allOf([inside, not(exact)], packet);
        }
      }
    }
    return () => CHOICE;
  }
};
function familyCondition(selectors, _tableFamily) {
  const conditions = [];
  for (const { key } of selectors) {
    const head = key.split(" ")[0];
    if (head === "ip" || head === "icmp") conditions.push((packet) => when(packet.family === 4));
    if (head === "ip6" || head === "icmpv6") conditions.push((packet) => when(packet.family === 6));
    if (head === "ether") conditions.push((packet) => when(packet.input !== "lo"));
    if (head === "tcp" || head === "udp") conditions.push(protocolIs(head));
    if (/^(sctp|dccp|udplite|icmp|icmpv6|igmp|ah|esp|comp|arp|vlan|frag|hbh|dst|mh|srh)$/.test(head)) {
      conditions.push(() => when(false));
    }
  }
  return conditions.length === 0 ? void 0 : (packet) => allOf(conditions, packet);
}
function rewritten(packet, key, value2) {
  const port3 = wholeNumber(value2);
  if (key.endsWith("dport") && packet.remoteAt === "source" && port3 !== void 0) {
    return { ...packet, localPort: port3, translated: true };
  }
  return packet;
}
function markValue(text, packet) {
  const plain = wholeNumber(text);
  if (plain !== void 0) return plain;
  if (text === "ct mark") return packet.connectionMark;
  if (text === "mark" || text === "meta mark") return packet.mark;
  const change = /^(meta mark|mark|ct mark) (or|and|\||&) (0x[0-9a-fA-F]+|[0-9]+)$/.exec(text);
  const old = change?.[1] === "ct mark" ? packet.connectionMark : packet.mark;
  if (change !== null && typeof old === "number") {
    const bits2 = wholeNumber(change[3]) ?? 0;
    return (change[2] === "or" || change[2] === "|" ? old | bits2 : old & bits2) >>> 0;
  }
  return { unknown: `the mark \`${text}\` is not evaluated` };
}
function translation(statement) {
  const port3 = statement.port === void 0 ? void 0 : portNumber(statement.port);
  const to = statement.address === void 0 ? void 0 : AddressSet.tryParse(statement.address.split("-")[0]) ?? AddressSet.empty;
  return {
    ...statement.self ? { toSelf: true } : {},
    ...to === void 0 ? {} : { to },
    ...port3 === void 0 ? {} : { port: port3 }
  };
}

// src/network/filter/nft-lexer.ts
var NftError = class extends Error {
  constructor(message, line) {
    super(message);
    this.line = line;
  }
  line;
  name = "NftError";
};
var SYMBOLS2 = [
  "!=",
  "==",
  "<=",
  ">=",
  "<<",
  ">>",
  "{",
  "}",
  "(",
  ")",
  ",",
  ";",
  "=",
  "<",
  ">",
  "&",
  "|",
  "^",
  "!",
  "@",
  "$",
  "~"
];
function tokenizeNft(text) {
  const tokens = [];
  let line = 1;
  let i = 0;
  while (i < text.length) {
    const char = text[i];
    if (char === "\n") {
      tokens.push({ kind: "newline", text: "\n", line });
      line++;
      i++;
    } else if (char === " " || char === "	" || char === "\r") {
      i++;
    } else if (char === "\\" && /^\r?\n/.test(text.slice(i + 1, i + 3))) {
      i += text[i + 1] === "\r" ? 3 : 2;
      line++;
    } else if (char === "#") {
      const end = text.indexOf("\n", i);
      i = end < 0 ? text.length : end;
    } else if (char === '"') {
      const close = text.indexOf('"', i + 1);
      if (close < 0 || text.slice(i, close).includes("\n"))
        throw new NftError("unterminated string", line);
      tokens.push({ kind: "string", text: text.slice(i + 1, close), line });
      i = close + 1;
    } else if (isWordChar(char)) {
      let end = i + 1;
      while (end < text.length && isWordChar(text[end])) end++;
      tokens.push({ kind: "word", text: text.slice(i, end), line });
      i = end;
    } else {
      const symbol = SYMBOLS2.find((each) => text.startsWith(each, i));
      if (symbol === void 0) throw new NftError(`unexpected \`${char}\``, line);
      tokens.push({ kind: "symbol", text: symbol, line });
      i += symbol.length;
    }
  }
  return tokens;
}
function isWordChar(char) {
  return /[A-Za-z0-9_.:/\\*+%[\]-]/.test(char) || char === "\0" || char > "";
}

// src/network/filter/nft-hooks.ts
var HOOKS = {
  ip: /^(prerouting|input|forward|output|postrouting)$/,
  ip6: /^(prerouting|input|forward|output|postrouting)$/,
  inet: /^(ingress|prerouting|input|forward|output|postrouting)$/,
  bridge: /^(prerouting|input|forward|output|postrouting)$/,
  arp: /^(input|output)$/,
  netdev: /^(ingress|egress)$/
};
var CONNTRACK_PRIORITY = -200;
function readHook(reader, chain, isNew) {
  const { stream, family } = reader;
  stream.word();
  const type = stream.word();
  if (!/^(filter|nat|route)$/.test(type)) throw stream.error("unknown chain type");
  stream.expect("hook");
  const hook = stream.name();
  if (!/^(ingress|egress|prerouting|input|forward|output|postrouting)$/.test(hook)) {
    throw stream.error(`unknown hook ${hook}`);
  }
  if (HOOKS[family]?.test(hook) !== true) {
    throw stream.error(`the ${family} family does not support this hook`);
  }
  const device2 = readDevices(reader);
  if (hook === "ingress" || hook === "egress") {
    if (device2 === void 0) throw stream.error("missing `device` in this chain definition");
  } else if (device2 !== void 0) throw stream.error("this chain type cannot be bound to device");
  const priority = readPriority(reader, hook);
  const impossible = type === "nat" && (!/^(prerouting|input|output|postrouting)$/.test(hook) || priority <= CONNTRACK_PRIORITY) || type === "route" && hook !== "output";
  if (impossible) throw stream.error("operation not supported");
  if (!isNew) {
    if (chain.hook === void 0) throw stream.error("file exists");
    if (chain.hook !== hook || chain.priority !== priority || chain.type !== type) {
      throw stream.error("operation not supported: the chain is there with another hook");
    }
    return;
  }
  chain.type = type;
  if (hook !== "egress") chain.hook = hook;
  chain.priority = priority;
  if (device2 !== void 0) chain.device = device2;
}
function readPolicy({ stream }, chain, locate) {
  const { line } = stream.next();
  const policy = stream.word();
  if (policy !== "accept" && policy !== "drop") throw stream.error(`invalid policy ${policy}`);
  chain.policy = policy;
  const where = locate(line);
  if (where === void 0) delete chain.policyWhere;
  else chain.policyWhere = where;
}
function readDevices(reader) {
  const { stream } = reader;
  let names;
  if (stream.accept("device")) names = [stream.word()];
  else if (stream.accept("devices")) {
    stream.expect("=");
    names = readElements(reader, 1).map(([text]) => text);
  } else return void 0;
  for (const name of names) reader.noteInterface(name);
  return names.join(",");
}
function readPriority({ stream }, hook) {
  stream.expect("priority");
  let text = stream.word();
  if (/^[+-]$/.test(text)) text += stream.word();
  const joined2 = /^([a-z]+)([+-][0-9]+)$/.exec(text);
  const name = joined2?.[1] ?? text;
  const named2 = PRIORITIES.get(name);
  let priority = Number(text);
  if (named2 !== void 0) {
    const [value2, ...hooks] = named2;
    if (hooks.length > 0 && !hooks.includes(hook)) {
      throw stream.error("invalid priority expression value in this context");
    }
    priority = value2 + Number(joined2?.[2] ?? 0);
  }
  if (stream.is("+") || stream.is("-")) {
    const sign = stream.word() === "+" ? 1 : -1;
    priority += sign * Number(stream.word());
  } else if (/^[+-][0-9]+$/.test(stream.peek()?.text ?? "")) priority += Number(stream.word());
  if (!Number.isInteger(priority)) throw stream.error(`unknown priority ${text}`);
  return priority;
}

// src/network/filter/nft-sets.ts
var FLAGS2 = /^(constant|interval|timeout|dynamic)$/;
function readSet(table, name, reader) {
  const { stream } = reader;
  let type;
  const flags = /* @__PURE__ */ new Set();
  let merge2 = false;
  let size;
  let listed2 = { elements: [], verdicts: [], values: [] };
  stream.expect("{");
  for (; ; ) {
    stream.skipSeparators();
    if (stream.accept("}")) break;
    const key = stream.word();
    switch (key) {
      case "type":
        type = readType(reader);
        break;
      case "typeof":
        type = readTypeOf(reader);
        break;
      case "flags":
        do {
          const flag = stream.word();
          if (!FLAGS2.test(flag)) throw stream.error(`syntax error, unexpected ${flag}`);
          flags.add(flag);
        } while (stream.accept(","));
        break;
      case "auto-merge":
        merge2 = true;
        break;
      case "elements":
        stream.expect("=");
        stream.skipNewlines();
        if (type === void 0) throw stream.error("set definition does not specify key");
        listed2 = readListed(type, reader);
        if (stream.is("}")) continue;
        break;
      case "size":
        size = Number(stream.word());
        break;
      case "timeout":
      case "gc-interval":
      case "policy":
      case "comment":
        stream.word();
        break;
      case "counter":
      case "quota":
      case "limit":
        stream.toEndOfCommand();
        break;
      default:
        throw stream.error(`syntax error, unexpected ${key}`);
    }
    stream.endOfStatement();
  }
  if (type === void 0) throw stream.error("set definition does not specify key");
  const known = table.sets.get(name);
  const set = known ?? {
    name,
    type,
    interval: flags.has("interval"),
    merge: merge2,
    elements: [],
    verdicts: [],
    values: [],
    dynamic: flags.has("dynamic"),
    constant: flags.has("constant"),
    size
  };
  if (known === void 0) {
    table.sets.set(name, set);
    table.nextHandle++;
  }
  addElements(set, listed2, reader, false);
}
function changeElements(set, verb, reader) {
  const { stream } = reader;
  if (verb !== "delete") {
    if (set.constant) throw stream.error("the set is constant");
    const reason = unknownReason(stream.peek()?.text ?? "");
    if (reason !== void 0) {
      stream.next();
      set.incomplete ??= reason;
      return;
    }
    addElements(set, readListed(set.type, reader), reader, verb === "create");
    return;
  }
  for (const element of readElements(reader, splitType(set.type)[0])) {
    const at = set.elements.findIndex((other) => other.join(" ") === element.join(" "));
    if (at < 0) throw stream.error("no such element");
    set.elements.splice(at, 1);
    set.verdicts.splice(at, 1);
    set.values.splice(at, 1);
  }
}
function wordsOfStatement(stream) {
  const words = [];
  while (stream.peek() !== void 0 && stream.peek().kind !== "newline" && !stream.is(";") && !stream.is("}")) {
    words.push(stream.word());
  }
  return words.join(" ");
}
function readType(reader) {
  const { stream } = reader;
  const type = wordsOfStatement(stream);
  for (const part of type.split(/\s[.:]\s/)) {
    if (!SET_TYPES.test(part) && !/^(verdict|counter|quota|limit|synproxy)$/.test(part)) {
      throw stream.error(`unknown datatype ${part}`);
    }
  }
  return type;
}
function readTypeOf(reader) {
  const { stream } = reader;
  const [keys = "", value2] = wordsOfStatement(stream).split(/\s:\s/);
  const types = keys.split(" . ").map((key) => typeOf(qualified(key)) ?? key);
  const mapped = value2 === void 0 ? void 0 : typeOf(qualified(value2)) ?? value2;
  return types.join(" . ") + (mapped === void 0 ? "" : ` : ${mapped}`);
}
function qualified(key) {
  return /^(iifname|oifname|mark|iif|oif)$/.test(key) ? `meta ${key}` : key;
}
function readListed(type, reader) {
  const [keys, value2] = splitType(type);
  if (value2 === void 0) {
    return { elements: readElements(reader, keys), verdicts: [], values: [] };
  }
  if (value2 === "verdict") {
    const entries2 = readEntries(reader, keys);
    return {
      elements: entries2.map(([element]) => element),
      verdicts: entries2.map(([, verdict]) => verdict),
      values: []
    };
  }
  const entries = readMap(reader, keys);
  return {
    elements: entries.map(([element]) => element),
    verdicts: [],
    values: entries.map(([, text]) => text)
  };
}
var CHECKED = {
  ipv4_addr: "ip saddr",
  ipv6_addr: "ip6 saddr",
  inet_service: "tcp dport",
  inet_proto: "meta l4proto",
  ifname: "meta iifname"
};
function addElements(set, listed2, { stream }, create) {
  if (listed2.elements.length > 0) set.filled = true;
  const types = splitType(set.type)[2];
  for (const element of listed2.elements) {
    for (const [i, text] of element.entries()) {
      const key = CHECKED[types[i] ?? ""];
      if (key === void 0 || unknownReason(text) !== void 0) continue;
      const complaint = complaintAbout(key, text);
      if (complaint !== void 0) throw stream.error(complaint);
      if (!set.interval && (/^ip/.test(key) || key === "tcp dport") && isInterval(text)) {
        throw stream.error("you must add 'flags interval' to the set");
      }
    }
  }
  if (types.length === 1 && set.interval && !set.merge) {
    checkOverlaps(set, listed2, CHECKED[types[0]] ?? "", (message) => {
      throw stream.error(message);
    });
  }
  const known = create ? new Set(set.elements.map((element) => element.join(" "))) : void 0;
  for (const [i, element] of listed2.elements.entries()) {
    if (known?.has(element.join(" ")) === true) throw stream.error("file exists");
    set.elements.push(element);
    const verdict = listed2.verdicts[i];
    if (verdict !== void 0) set.verdicts.push(verdict);
    const value2 = listed2.values[i];
    if (value2 !== void 0) set.values.push(value2);
  }
  if (set.size !== void 0 && new Set(set.elements.map(String)).size > set.size) {
    throw stream.error("too many open files in system: the set is full");
  }
}
function checkOverlaps(set, listed2, key, fail) {
  const spans = [];
  for (const elements of [set.elements, listed2.elements]) {
    for (const [text = ""] of elements) {
      const span = spanOf(key, text);
      if (span !== void 0) spans.push(span);
    }
  }
  spans.sort(
    (a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0
  );
  for (let i = 1; i < spans.length; i++) {
    const [low, high] = spans[i];
    const [before, end] = spans[i - 1];
    if (low <= end && !(low === before && high === end)) fail("conflicting intervals specified");
  }
}
function isInterval(text) {
  if (/^[0-9a-fA-F.:x]+-[0-9a-fA-F.:x]+$/.test(text)) return true;
  const match = /^(.*)\/([0-9]+)$/.exec(text);
  return match !== null && Number(match[2]) < (match[1].includes(":") ? 128 : 32);
}
function splitType(type) {
  const [keys = "", value2] = type.split(/\s:\s/);
  const parts = keys.split(" . ");
  return [parts.length, value2?.trim(), parts];
}
function usesSet(chain, name) {
  return chain.rules.some(
    ({ statements }) => statements.some(
      (statement) => statement.kind === "match" && statement.right.kind === "set" && statement.right.name === name || (statement.kind === "vmap" || statement.kind === "translate-map") && statement.entries === name
    )
  );
}

// src/network/filter/nft-stream.ts
var MAX_TOKENS = 2e6;
var NftStream = class {
  constructor(tokens) {
    this.tokens = tokens;
  }
  tokens;
  at = 0;
  ahead = [];
  definitions = /* @__PURE__ */ new Map();
  count = 0;
  undefinedWord;
  /** What is left of a variable's tokens, the next one last. */
  pending = [];
  last = 1;
  /** The line of the next token, or of the last one there was. */
  get line() {
    return this.peek()?.line ?? this.last;
  }
  define(name, value2, again) {
    if (this.definitions.has(name) && !again) throw this.error(`redefinition of \`${name}\``);
    this.definitions.set(name, value2);
  }
  /** Variables without a definition have their values from elsewhere: they stand for this word. */
  undefinedAs(word) {
    this.undefinedWord ??= word;
  }
  undefine(name) {
    this.definitions.delete(name);
  }
  /** The definitions of an including file, to share. */
  copyDefinitions(into) {
    for (const [name, value2] of this.definitions) into.definitions.set(name, value2);
    if (this.undefinedWord !== void 0) into.undefinedAs(this.undefinedWord);
  }
  peek(ahead = 0) {
    while (this.ahead.length <= ahead) {
      const token = this.fetch();
      if (token === void 0) return void 0;
      this.ahead.push(token);
    }
    return this.ahead[ahead];
  }
  next() {
    const token = this.peek();
    if (token !== void 0) {
      this.ahead.shift();
      this.last = token.line;
    }
    return token;
  }
  /** What to throw when nft would refuse what comes next. */
  error(message) {
    return new NftError(message, this.line);
  }
  /** Whether the next token is this one and no quoted string. */
  is(text, ahead = 0) {
    const token = this.peek(ahead);
    return token !== void 0 && token.kind !== "string" && token.text === text;
  }
  isWord(pattern) {
    const token = this.peek();
    return token?.kind === "word" && pattern.test(token.text);
  }
  accept(text) {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }
  expect(text) {
    if (!this.accept(text)) throw this.error(`syntax error, expected ${text}`);
  }
  /** The text of the next token, whatever it is but the end of the line. */
  word() {
    const token = this.next();
    if (token === void 0 || token.kind === "newline")
      throw this.error("syntax error, unexpected end");
    return token.text;
  }
  /** A name: letters, digits and `_/\.-`, beginning with a letter, and no word of the language. */
  name() {
    const token = this.next();
    if (token?.kind !== "word" || token.defined === true || /^[0-9.:/\\*+%[\]-]/.test(token.text)) {
      throw this.error(`syntax error, unexpected ${token?.text.trim() ?? "end"}, expecting string`);
    }
    if (/^(accept|drop|continue|return|jump|goto|reject)$/.test(token.text)) {
      throw this.error(`syntax error, unexpected ${token.text}, expecting string`);
    }
    return token.text;
  }
  skipNewlines() {
    while (this.peek()?.kind === "newline") this.next();
  }
  skipSeparators() {
    while (this.peek()?.kind === "newline" || this.is(";")) this.next();
  }
  /** Statements and blocks end with a newline or a semicolon, also ahead of a closing brace. */
  endOfStatement() {
    const token = this.peek();
    if (token === void 0 || token.kind === "newline" || this.is(";")) return;
    throw this.error(`syntax error, unexpected '${token.text}', expecting newline or semicolon`);
  }
  toEndOfCommand() {
    while (this.peek() !== void 0 && this.peek().kind !== "newline" && !this.is(";")) {
      this.next();
    }
  }
  /** The tokens up to the brace that closes the one that was just read. */
  toClosingBrace() {
    const tokens = [];
    for (let depth = 1; ; ) {
      const token = this.next();
      if (token === void 0) throw this.error("syntax error, unexpected end of file");
      if (token.kind === "symbol" && token.text === "{") depth++;
      if (token.kind === "symbol" && token.text === "}" && --depth === 0) return tokens;
      tokens.push(token);
    }
  }
  fetch() {
    if (++this.count > MAX_TOKENS) throw new NftError("the file is too large to read", 1);
    const put = this.pending.pop();
    if (put !== void 0) return put;
    const token = this.tokens[this.at++];
    if (token?.kind !== "symbol" || token.text !== "$") return token;
    const name = this.tokens[this.at++];
    const value2 = name === void 0 ? void 0 : this.definitions.get(name.text);
    if (value2 === void 0 && this.undefinedWord !== void 0)
      return { ...token, kind: "word", text: this.undefinedWord, defined: true };
    if (value2 === void 0)
      throw new NftError(`unknown identifier '${name?.text ?? ""}'`, token.line);
    for (let i = value2.length - 1; i >= 0; i--) {
      this.pending.push({ ...value2[i], line: token.line, defined: true });
    }
    return this.fetch();
  }
};

// src/network/filter/nft-loader.ts
var MAX_INCLUDES = 8;
var MAX_BLOCK = 1e4;
var MAX_CHAIN_DEPTH = 16;
var OBJECTS = /^(counter|quota|limit|ct|flowtable|secmark|synproxy)$/;
var Loader = class _Loader {
  constructor(work, stream, options, host, depth = 0) {
    this.work = work;
    this.stream = stream;
    this.options = options;
    this.host = host;
    this.depth = depth;
  }
  work;
  stream;
  options;
  host;
  depth;
  /** @throws NftError when nft would refuse any of it */
  commands() {
    for (; ; ) {
      this.stream.skipSeparators();
      if (this.stream.peek() === void 0) return;
      this.command();
      this.stream.endOfStatement();
    }
  }
  command() {
    const { stream } = this;
    if (this.definition()) return;
    const first = stream.word();
    switch (first) {
      case "include":
        this.include(stream.word());
        return;
      case "add":
      case "create":
      case "insert":
      case "replace":
      case "delete":
      case "flush":
      case "rename":
        this.object(first, stream.word());
        return;
      case "list":
      case "reset":
        this.list();
        return;
      case "table":
      case "chain":
      case "rule":
      case "set":
      case "map":
      case "element":
      case "counter":
      case "quota":
      case "limit":
      case "ct":
      case "flowtable":
      case "secmark":
      case "synproxy":
        this.object("add", first);
        return;
      case "monitor":
      case "describe":
      case "export":
        stream.toEndOfCommand();
        return;
      default:
        throw stream.error(`syntax error, unexpected ${first}`);
    }
  }
  /** `define x = …`, `redefine x = …`, `undefine x`: at the top and inside of tables and chains. */
  definition() {
    const { stream } = this;
    if (!stream.isWord(/^(define|redefine|undefine)$/)) return false;
    const verb = stream.word();
    const name = stream.word();
    if (verb === "undefine") stream.undefine(name);
    else {
      stream.expect("=");
      stream.define(name, this.definedValue(), verb === "redefine");
    }
    return true;
  }
  definedValue() {
    const { stream } = this;
    const value2 = [];
    let depth = 0;
    for (; ; ) {
      const token = stream.peek();
      if (token === void 0) break;
      const symbol = token.kind === "symbol" ? token.text : "";
      if (depth === 0 && (token.kind === "newline" || symbol === ";")) break;
      stream.next();
      if (token.kind === "newline") continue;
      if (symbol === "{") depth++;
      if (symbol === "}") depth--;
      if (value2.length === 0 && token.kind === "word" && /^(accept|drop|continue|return|jump|goto|reject)$/.test(token.text)) {
        throw stream.error(`syntax error, unexpected ${token.text}`);
      }
      value2.push(token);
    }
    if (value2.length === 0) throw stream.error("syntax error, unexpected end");
    return value2;
  }
  include(path) {
    const { stream } = this;
    if (this.depth >= MAX_INCLUDES) throw stream.error("too many files include each other");
    const text = this.options.readFile?.(path);
    if (text === void 0) {
      if (/[*?[]/.test(path)) return;
      if (this.options.missing !== void 0) {
        this.options.missing(path);
        stream.undefinedAs(unknownWord(`what ${path} defines is not known`));
        return;
      }
      throw stream.error(`file not found: ${path}`);
    }
    const inner = new NftStream(tokenizeNft(text));
    stream.copyDefinitions(inner);
    new _Loader(this.work, inner, this.options, this.host, this.depth + 1).commands();
    inner.copyDefinitions(stream);
  }
  /** `list …` shows what is there and fails when it is not. */
  list() {
    const { stream } = this;
    const what = stream.word();
    if (/^(table|chain|set|map)$/.test(what)) {
      const table = this.existing();
      if (what === "chain") this.chainOf(table, stream.word());
      else if (what !== "table" && !table.sets.has(stream.word()))
        throw stream.error("no such set");
    }
    stream.toEndOfCommand();
  }
  object(verb, what) {
    const { stream } = this;
    switch (what) {
      case "ruleset": {
        if (verb !== "flush") throw stream.error(`syntax error, unexpected ${verb}`);
        const family = stream.peek()?.kind === "word" ? stream.word() : void 0;
        for (const [key, table] of this.work.tables) {
          if (family === void 0 || table.family === family) this.work.tables.delete(key);
        }
        if (family === void 0) this.work.flushed = true;
        return;
      }
      case "table":
      case "tables":
        this.tableCommand(verb);
        return;
      case "chain":
        this.chainCommand(verb);
        return;
      case "rule":
        this.ruleCommand(verb);
        return;
      case "set":
      case "map":
        this.setCommand(verb);
        return;
      case "element": {
        const table = this.existing();
        const set = table.sets.get(stream.word());
        if (set === void 0) throw stream.error("no such set");
        changeElements(set, verb, this.reader(table));
        return;
      }
      default: {
        if (!OBJECTS.test(what)) throw stream.error(`syntax error, unexpected ${what}`);
        if (verb === "add" || verb === "create") {
          const kind = what === "ct" ? `ct ${stream.word()}` : what;
          this.declare(this.existing(), kind);
        } else stream.toEndOfCommand();
      }
    }
  }
  /** `name { … }` of a counter, limit, helper …, or what stands there instead of braces. */
  declare(table, kind) {
    const { stream } = this;
    table.objects.add(`${kind} ${stream.word()}`);
    if (stream.accept("{")) stream.toClosingBrace();
    else {
      while (stream.peek() !== void 0 && stream.peek().kind !== "newline" && !stream.is(";") && !stream.is("}")) {
        stream.next();
      }
    }
  }
  family() {
    return this.stream.isWord(/^(ip|ip6|inet|arp|bridge|netdev)$/) ? this.stream.word() : "ip";
  }
  existing() {
    const key = `${this.family()} ${this.stream.name()}`;
    const table = this.work.tables.get(key);
    if (table === void 0) throw this.stream.error(`no such table \`${key}\``);
    return table;
  }
  chainOf(table, name) {
    const chain = table.chains.get(name);
    if (chain === void 0) throw this.stream.error(`no such chain \`${name}\``);
    return chain;
  }
  tableCommand(verb) {
    const { stream } = this;
    if (verb === "delete" || verb === "flush") {
      const table2 = this.existing();
      if (verb === "delete") this.work.tables.delete(`${table2.family} ${table2.name}`);
      else for (const chain of table2.chains.values()) chain.rules = [];
      return;
    }
    const family = this.family();
    const name = stream.name();
    const key = `${family} ${name}`;
    if (verb === "create" && this.work.tables.has(key)) throw stream.error("file exists");
    let table = this.work.tables.get(key);
    if (table === void 0) {
      table = {
        family,
        name,
        dormant: false,
        chains: /* @__PURE__ */ new Map(),
        sets: /* @__PURE__ */ new Map(),
        objects: /* @__PURE__ */ new Set(),
        nextHandle: 1
      };
      this.work.tables.set(key, table);
    }
    if (stream.accept("{")) this.tableBlock(table);
  }
  tableBlock(table) {
    const { stream } = this;
    const waiting = [];
    for (; ; ) {
      stream.skipSeparators();
      if (stream.accept("}")) break;
      if (!this.definition()) {
        const what = stream.word();
        if (what === "chain") {
          const [chain, isNew] = this.addChain(table, stream.name());
          stream.expect("{");
          waiting.push({ chain, tokens: this.chainBlock(table, chain, isNew) });
        } else if (what === "set" || what === "map") {
          readSet(table, stream.name(), this.reader(table));
        } else if (what === "flags") {
          if (stream.word() === "dormant") table.dormant = true;
        } else if (what === "comment") {
          stream.word();
        } else if (OBJECTS.test(what)) {
          this.declare(table, what === "ct" ? `ct ${stream.word()}` : what);
        } else {
          throw stream.error(`syntax error, unexpected ${what}`);
        }
      }
      stream.endOfStatement();
    }
    for (const { chain, tokens } of waiting) this.rules(table, chain, tokens);
  }
  addChain(table, name) {
    const known = table.chains.get(name);
    if (known !== void 0) return [known, false];
    const chain = { name, rules: [], priority: 0, policy: "accept", type: "filter" };
    table.chains.set(name, chain);
    table.nextHandle++;
    return [chain, true];
  }
  /** Reads up to the closing brace; gives the tokens of the rules, to be read when all chains are known. */
  chainBlock(table, chain, isNew) {
    const { stream } = this;
    const rules = [];
    for (; ; ) {
      stream.skipSeparators();
      if (stream.accept("}")) return rules;
      if (this.definition()) {
        stream.endOfStatement();
        continue;
      }
      if (stream.is("type")) readHook(this.reader(table), chain, isNew);
      else if (stream.is("policy")) readPolicy(this.reader(table), chain, this.options.locate);
      else if (stream.is("comment") || stream.is("flags") || stream.is("devices")) {
        stream.toEndOfCommand();
      } else this.collectRule(rules);
      stream.endOfStatement();
    }
  }
  collectRule(rules) {
    const { stream } = this;
    let depth = 0;
    for (; ; ) {
      const token = stream.peek();
      if (token === void 0) throw stream.error("syntax error, unexpected end of file");
      const symbol = token.kind === "symbol" ? token.text : "";
      if (depth === 0 && (token.kind === "newline" || symbol === ";" || symbol === "}")) break;
      if (symbol === "{") depth++;
      if (symbol === "}") depth--;
      rules.push(token);
      stream.next();
    }
    rules.push({ kind: "newline", text: "\n", line: stream.line });
  }
  rules(table, chain, tokens) {
    const inner = new NftStream(tokens);
    const loader = new _Loader(this.work, inner, this.options, this.host, this.depth);
    for (inner.skipSeparators(); inner.peek() !== void 0; inner.skipSeparators()) {
      chain.rules.push(loader.rule(table, chain));
      inner.endOfStatement();
    }
  }
  chainCommand(verb) {
    const { stream } = this;
    const table = this.existing();
    const name = stream.name();
    switch (verb) {
      case "delete": {
        const chain2 = this.chainOf(table, name);
        for (const other of table.chains.values()) {
          if (other !== chain2 && jumpsTo(other.rules, name))
            throw stream.error("device or resource busy");
        }
        table.chains.delete(name);
        return;
      }
      case "flush":
        this.chainOf(table, name).rules = [];
        return;
      case "rename": {
        const chain2 = this.chainOf(table, name);
        const fresh = stream.name();
        if (table.chains.has(fresh)) throw stream.error("file exists");
        table.chains.delete(name);
        for (const other of table.chains.values()) {
          if (jumpsTo(other.rules, name))
            throw stream.error("renaming a chain in use is not evaluated");
        }
        chain2.name = fresh;
        table.chains.set(fresh, chain2);
        return;
      }
      default:
    }
    if (verb === "create" && table.chains.has(name)) throw stream.error("file exists");
    const [chain, isNew] = this.addChain(table, name);
    if (stream.accept("{")) this.rules(table, chain, this.chainBlock(table, chain, isNew));
  }
  ruleCommand(verb) {
    const { stream } = this;
    const table = this.existing();
    const chain = this.chainOf(table, stream.word());
    let at;
    if (stream.is("handle") || stream.is("position") || stream.is("index")) {
      const kind = stream.word();
      const number = Number(stream.word());
      at = kind === "index" ? number : chain.rules.findIndex(({ handle }) => handle === number);
      if (!(at >= 0 && at < chain.rules.length)) throw stream.error("no such rule");
    }
    if (verb === "delete") {
      if (at === void 0) throw stream.error("syntax error, expected handle");
      chain.rules.splice(at, 1);
      return;
    }
    const rule = this.rule(table, chain);
    if (verb === "replace") {
      if (at === void 0) throw stream.error("syntax error, expected handle");
      chain.rules.splice(at, 1, rule);
    } else if (verb === "insert") chain.rules.splice(at ?? 0, 0, rule);
    else chain.rules.splice(at === void 0 ? chain.rules.length : at + 1, 0, rule);
  }
  rule(table, chain) {
    const { line } = this.stream;
    const statements = readRule2(this.reader(table, chain));
    const where = this.options.locate(line);
    return { statements, handle: table.nextHandle++, ...where === void 0 ? {} : { where } };
  }
  reader(table, chain) {
    const { stream, host } = this;
    return {
      stream,
      family: table.family,
      ...chain?.hook === void 0 ? {} : { base: { type: chain.type, hook: chain.hook } },
      setType: (name) => table.sets.get(name)?.type,
      hasObject: (kind, name) => table.objects.has(`${kind} ${name}`),
      checkJump: (name) => {
        const target2 = table.chains.get(name);
        if (target2 === void 0) throw stream.error(`no such chain \`${name}\``);
        if (target2.hook !== void 0) throw stream.error(`\`${name}\` is a base chain`);
      },
      markDynamic: (name) => {
        const set = table.sets.get(name);
        if (set === void 0) throw stream.error(`no such set \`${name}\``);
        set.dynamic = true;
      },
      block: () => {
        stream.expect("{");
        const rules = [];
        for (; ; ) {
          stream.skipSeparators();
          if (stream.accept("}")) return rules;
          if (stream.peek() === void 0 || rules.length > MAX_BLOCK) {
            throw stream.error("syntax error, unexpected end");
          }
          const { base: _base, ...inside } = this.reader(table, chain);
          const { line } = stream;
          const statements = readRule2(inside);
          const where = this.options.locate(line);
          rules.push({ statements, handle: 0, ...where === void 0 ? {} : { where } });
          stream.endOfStatement();
        }
      },
      hasInterface: (name) => host.interfaces === void 0 || host.interfaces.has(name),
      noteInterface: host.noteInterface
    };
  }
  setCommand(verb) {
    const { stream } = this;
    const table = this.existing();
    const name = stream.word();
    const set = table.sets.get(name);
    switch (verb) {
      case "delete":
        if (set === void 0) throw stream.error("no such set");
        if ([...table.chains.values()].some((chain) => usesSet(chain, name))) {
          throw stream.error("device or resource busy");
        }
        table.sets.delete(name);
        return;
      case "flush":
        if (set === void 0) throw stream.error("no such set");
        set.elements = [];
        set.verdicts = [];
        set.values = [];
        return;
      default:
        if (verb === "create" && set !== void 0) throw stream.error("file exists");
        readSet(table, name, this.reader(table));
    }
  }
};
function jumpsTo(rules, name) {
  return targets(rules).has(name);
}
function targets(rules) {
  const found = /* @__PURE__ */ new Set();
  const waiting = [rules];
  for (const list of waiting) {
    for (const { statements } of list) {
      for (const statement of statements) {
        const verdicts = statement.kind === "verdict" ? [statement.verdict] : statement.kind === "vmap" && typeof statement.entries !== "string" ? statement.entries.map(([, verdict]) => verdict) : [];
        for (const verdict of verdicts) {
          if (verdict.kind !== "jump" && verdict.kind !== "goto") continue;
          if (typeof verdict.chain === "string") found.add(verdict.chain);
          else waiting.push(verdict.chain);
        }
      }
    }
  }
  return found;
}
function hasReachableLoop(table) {
  const done = /* @__PURE__ */ new Set();
  const open = /* @__PURE__ */ new Set();
  const visit = (name) => {
    if (done.has(name)) return false;
    if (open.has(name) || open.size > MAX_CHAIN_DEPTH) return true;
    open.add(name);
    const chain = table.chains.get(name);
    for (const target2 of chain === void 0 ? [] : targets(chain.rules)) {
      if (visit(target2)) return true;
    }
    open.delete(name);
    done.add(name);
    return false;
  };
  return [...table.chains.values()].some((chain) => chain.hook !== void 0 && visit(chain.name));
}

// src/network/filter/nft-model.ts
function copyTables(tables) {
  return new Map(
    [...tables].map(([key, table]) => [
      key,
      {
        ...table,
        chains: new Map(
          [...table.chains].map(([name, chain]) => [name, { ...chain, rules: [...chain.rules] }])
        ),
        objects: new Set(table.objects),
        sets: new Map(
          [...table.sets].map(([name, set]) => [
            name,
            {
              ...set,
              elements: [...set.elements],
              verdicts: [...set.verdicts],
              values: [...set.values]
            }
          ])
        )
      }
    ])
  );
}

// src/network/filter/nft.ts
var Nft = class {
  /**
   * @param interfaces the interfaces the host is known to have; absent: not known, any may be there
   * @param onFlush called when the whole rule set is flushed, with iptables-nft's and firewalld's tables in it
   */
  constructor(interfaces, noteInterface, onFlush, partial = false) {
    this.onFlush = onFlush;
    this.partial = partial;
    this.host = { interfaces, noteInterface };
  }
  onFlush;
  partial;
  tables = /* @__PURE__ */ new Map();
  compiled;
  host;
  baseChains() {
    this.compiled ??= compileTables(this.tables, this.partial);
    return this.compiled;
  }
  /** Rules were read from what is not known: they may add to any set. */
  lose(reason) {
    for (const table of this.tables.values()) {
      for (const set of table.sets.values()) set.incomplete ??= reason;
    }
    this.compiled = void 0;
  }
  /** Loads a file or the words of a command as one transaction: everything or nothing. */
  load(text, options) {
    const work = { tables: copyTables(this.tables), flushed: false };
    try {
      const stream = new NftStream(tokenizeNft(text));
      for (const [name, value2] of options.defines ?? []) {
        stream.define(name, tokenizeNft(value2), false);
      }
      new Loader(work, stream, options, this.host).commands();
      for (const table of work.tables.values()) {
        if (hasReachableLoop(table))
          throw stream.error("too many links: the chains jump in a circle");
      }
    } catch (error) {
      if (error instanceof NftError) {
        return { succeeded: false, complaint: `line ${error.line}: ${error.message}` };
      }
      throw error;
    }
    if (options.check !== true) {
      if (work.flushed) this.onFlush();
      this.tables = work.tables;
      this.compiled = void 0;
    }
    return { succeeded: true };
  }
};

// src/network/filter/sed.ts
function readSed(args) {
  if (!args.some((word) => /^-[a-zA-Z]*i/.test(word) || word.startsWith("--in-place")))
    return void 0;
  const words = args.filter((word) => !word.startsWith("-"));
  const [program, ...files] = words;
  if (program === void 0 || files.length === 0) return void 0;
  if (program.startsWith("s") && program.length > 2) {
    const parts = split(program.slice(2), program[1]);
    if (parts === void 0) return void 0;
    const [pattern, replacement] = parts;
    const name = /^\^?#?\s*([A-Z][A-Z0-9_]*)=/.exec(pattern)?.[1];
    if (/^\^?COMMIT\$?$/.test(pattern) && /\\nCOMMIT$/.test(replacement)) {
      const lines = replacement.split("\\n").slice(0, -1);
      return { kind: "lines", last: true, lines, files };
    }
    const setting = /^([A-Z][A-Z0-9_]*)=["']?([A-Za-z0-9]*)["']?/.exec(replacement);
    if (name === void 0 || setting === null || setting[1] !== name) return void 0;
    return { kind: "setting", name, value: setting[2], files };
  }
  if (program.startsWith("/")) {
    const close = program.indexOf("/", 1);
    const command = close < 0 ? "" : program.slice(close + 1).trimStart();
    if (!/^[ai]/.test(command)) return void 0;
    const text = command.slice(1).replace(/^\\?[ \t]*\n?/, "");
    const last2 = /COMMIT/.test(program.slice(1, close)) && command.startsWith("i");
    return { kind: "lines", last: last2, lines: text.split("\n").map((line) => line.trim()), files };
  }
  return void 0;
}
function split(text, delimiter) {
  const parts = [""];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\" && text[i + 1] === delimiter) parts[parts.length - 1] += text[++i];
    else if (text[i] === delimiter) parts.push("");
    else parts[parts.length - 1] += text[i];
  }
  return parts.length >= 3 ? [parts[0], parts[1]] : void 0;
}

// src/network/filter/ufw-syntax.ts
var KEYS = /* @__PURE__ */ new Set(["proto", "from", "to", "port", "app", "in", "out"]);
var PORTLESS = /* @__PURE__ */ new Set(["ipv6", "esp", "ah", "igmp", "gre", "vrrp"]);
var PROTOCOLS3 = /* @__PURE__ */ new Set(["any", "tcp", "udp", ...PORTLESS]);
var IPV4_ONLY = /* @__PURE__ */ new Set(["ipv6", "igmp"]);
function syntaxComplaint(given) {
  if (given.some((word) => unknownReason(word) !== void 0)) return void 0;
  const words = [...given];
  if (!/^(allow|deny|reject|limit)$/.test(words[0] ?? "") || words.length < 2) {
    return "invalid syntax";
  }
  const isDirection = (word) => /^(in|out)$/i.test(word ?? "");
  if (words.length > 2 && isDirection(words[1]) && words[2] !== "on") words.splice(1, 1);
  let hasInterface = false;
  if (words.includes("in") || words.includes("out")) {
    if (!isDirection(words[1]) || words[2]?.toLowerCase() !== "on") {
      return "invalid interface clause";
    }
    words.splice(2, 1);
    hasInterface = true;
  }
  for (const at of hasInterface ? [3, 1] : [1]) {
    if (/^log(-all)?$/i.test(words[at] ?? "") && words.length > (at === 3 ? 3 : 2)) {
      words.splice(at, 1);
      break;
    }
  }
  if (words.includes("log") || words.includes("log-all")) return "option 'log' not allowed here";
  const comment = words.indexOf("comment");
  if (comment >= 0) {
    const [, text] = words.splice(comment, 2);
    if (text === void 0) return "option 'comment' missing required argument";
    if (text.includes("'")) return `comment may not contain "'"`;
  }
  if (words.length < 2 || words.length > 13) return "invalid syntax";
  if (words.length === 2) return shortComplaint(words[1]);
  if (words.length % 2 === 0) return "wrong number of arguments";
  return fullComplaint(words);
}
function shortComplaint(text) {
  const parts = text.split("/");
  if (parts.length > 2) return "bad port";
  const [port3 = "", protocol2] = parts;
  if (protocol2 !== void 0 && !/^(tcp|udp|any)$/.test(protocol2)) return "bad port";
  return /^[0-9,:]/.test(port3) ? portComplaint2(port3) : void 0;
}
function fullComplaint(words) {
  const count = (word) => words.filter((other) => other === word).length;
  if (!["from", "to", "in", "out"].some((word) => words.includes(word))) {
    return "need 'to' or 'from' clause";
  }
  if (["to", "from", "proto", "in", "out"].some((word) => count(word) > 1) || count("port") > 2 || count("app") > 2 || count("app") > 0 && count("proto") > 0) {
    return "improper rule syntax";
  }
  let protocol2 = "any";
  let six = false;
  let ports2 = false;
  for (let i = 1; i < words.length; i += 2) {
    const key = words[i];
    const value2 = words[i + 1];
    if (!KEYS.has(key)) return `invalid token '${key}'`;
    if (key === "proto") {
      if (!PROTOCOLS3.has(value2)) return `unsupported protocol '${value2}'`;
      protocol2 = value2;
    } else if (key === "port") {
      ports2 ||= value2 !== "any";
      const problem = portComplaint2(value2);
      if (problem !== void 0) return problem;
    } else if (key === "in" || key === "out") {
      const problem = interfaceComplaint(value2);
      if (problem !== void 0) return problem;
    } else if ((key === "from" || key === "to") && value2.includes(":")) {
      six ||= AddressSet.tryParse(value2) !== void 0;
    }
  }
  if (six && IPV4_ONLY.has(protocol2)) return `invalid IPv6 address with protocol '${protocol2}'`;
  if (ports2 && PORTLESS.has(protocol2)) return `invalid port with protocol '${protocol2}'`;
  return void 0;
}
function portComplaint2(text) {
  const bad = `bad port '${text}'`;
  if (text === "any") return void 0;
  if (/^[,:]|[,:]$/.test(text) || (text.match(/[,:]/g) ?? []).length > 14) return bad;
  if (!/^[0-9][0-9,:]*$/.test(text)) {
    return /[,:]/.test(text) ? "port ranges must be numeric" : portNumber(text) === void 0 ? bad : void 0;
  }
  for (const part of text.split(",")) {
    const ends = part.split(":").map(Number);
    if (ends.length > 2 || ends.some((end) => !(end >= 1 && end <= 65535))) return bad;
    if (ends.length === 2 && ends[0] >= ends[1]) return bad;
  }
  return void 0;
}
function interfaceComplaint(name) {
  if (name.includes("!")) return "bad interface name: reserved character: '!'";
  if (name.includes(":")) return "bad interface name: can't use interface aliases";
  if (name === "." || name === "..") return "bad interface name: can't use '.' or '..'";
  if (!/^[a-zA-Z0-9_.\-+,=%@]+$/.test(name) || name.length > 15) return "bad interface name";
  return void 0;
}

// src/network/filter/ufw-parse.ts
var ACTIONS = /* @__PURE__ */ new Set(["allow", "deny", "reject", "limit"]);
var PROTOCOLS4 = /* @__PURE__ */ new Set([
  "any",
  "tcp",
  "udp",
  "ipv6",
  "esp",
  "ah",
  "igmp",
  "gre",
  "vrrp"
]);
function isRuleCommand(words) {
  const first = (words[0] ?? "").toLowerCase();
  return ACTIONS.has(first) || ["insert", "prepend", "delete", "route", "rule"].includes(first);
}
function parseRuleCommand(words, profiles) {
  return new Reader3(words, profiles).read();
}
var Reader3 = class {
  constructor(words, profiles) {
    this.words = words;
    this.profiles = profiles;
  }
  words;
  profiles;
  at = 0;
  remove = false;
  position;
  forwarded = false;
  read() {
    for (; ; ) {
      const word = this.peek();
      if (word === "rule") this.at++;
      else if (word === "route") {
        this.forwarded = true;
        this.at++;
      } else if (word === "delete") {
        this.remove = true;
        this.at++;
      } else if (word === "insert") {
        const number = Number(this.words[this.at + 1]);
        if (!Number.isInteger(number) || number < 1) return "invalid position";
        this.position = number;
        this.at += 2;
      } else if (word === "prepend") {
        this.position = 0;
        this.at++;
      } else break;
    }
    if (!this.forwarded) {
      const complaint = syntaxComplaint(this.words.slice(this.at));
      if (complaint !== void 0) return complaint;
    }
    const action = this.peek();
    if (!ACTIONS.has(action)) return `invalid syntax at \`${action}\``;
    this.at++;
    return this.rule(action);
  }
  peek() {
    const word = this.words[this.at] ?? "";
    return unknownReason(word) === void 0 ? word.toLowerCase() : word;
  }
  rule(action) {
    let direction = "in";
    let input;
    let output;
    let protocol2;
    const from = {};
    const to = {};
    let last2;
    let simple = false;
    let full = false;
    for (let word = this.peek(); this.at < this.words.length; word = this.peek()) {
      const next = this.words[this.at + 1];
      if (word === "in" || word === "out") {
        this.at++;
        if (word === "out" && !this.forwarded) direction = "out";
        if (this.peek() === "on") {
          const name = this.words[this.at + 1];
          if (name === void 0) return "missing interface name";
          if (name.includes(":")) return `bad interface name: can't use interface aliases`;
          if (word === "in") input = name;
          else output = name;
          this.at += 2;
          full = true;
        }
      } else if (word === "log" || word === "log-all") {
        this.at++;
      } else if (word === "comment") {
        this.at += 2;
      } else if (word === "proto") {
        if (next === void 0) return "missing protocol";
        protocol2 = next.toLowerCase();
        full = true;
        this.at += 2;
      } else if (word === "from" || word === "to") {
        if (next === void 0) return `missing address behind '${word}'`;
        last2 = word === "from" ? from : to;
        const problem = setAddress(last2, next);
        if (problem !== void 0) return problem;
        full = true;
        this.at += 2;
      } else if (word === "port") {
        if (next === void 0 || last2 === void 0) return `'port' without 'to' or 'from'`;
        last2.port = next;
        this.at += 2;
      } else if (word === "app") {
        if (next === void 0 || last2 === void 0) return `'app' without 'to' or 'from'`;
        if (!this.profiles.has(next)) return `could not find a profile matching '${next}'`;
        last2.application = next;
        this.at += 2;
      } else if (!full && !simple) {
        const problem = this.short(this.words[this.at], to);
        if (problem.complaint !== void 0) return problem.complaint;
        protocol2 = problem.protocol ?? protocol2;
        simple = true;
        this.at++;
      } else {
        return `invalid token '${word}'`;
      }
    }
    if (!simple && !full) return "wrong number of arguments";
    return this.build(action, direction, { input, output }, protocol2, from, to);
  }
  /** `11211`, `11211/tcp`, `ssh`, `Memcached`. */
  short(text, to) {
    if (unknownReason(text) !== void 0) {
      to.port = text;
      return {};
    }
    const slash = text.indexOf("/");
    const name = slash < 0 ? text : text.slice(0, slash);
    const protocol2 = slash < 0 ? void 0 : text.slice(slash + 1).toLowerCase();
    if (/^[0-9]/.test(name) || portNumber(name) !== void 0) {
      to.port = name;
      const own = protocol2 ?? (/^[0-9]/.test(name) ? void 0 : UDP_TOO.has(name) ? void 0 : "tcp");
      return own === void 0 ? {} : { protocol: own };
    }
    if (this.profiles.has(text)) {
      to.application = text;
      return {};
    }
    return { complaint: `could not find a profile matching '${text}'` };
  }
  build(action, direction, interfaces, protocol2, from, to) {
    if (protocol2 !== void 0 && !PROTOCOLS4.has(protocol2))
      return `unsupported protocol '${protocol2}'`;
    if (from.family !== void 0 && to.family !== void 0 && from.family !== to.family) {
      return "mixed IP versions for 'from' and 'to'";
    }
    const family = from.family ?? to.family ?? (IPV4_ONLY.has(protocol2 ?? "") ? 4 : void 0);
    const rules = [];
    const targets2 = to.application === void 0 ? [void 0] : this.profiles.get(to.application).split("|");
    for (const target2 of targets2) {
      const [profilePorts, profileProtocol] = (target2 ?? "").split("/");
      const toPort = target2 === void 0 ? to.port ?? "any" : profilePorts;
      const own = target2 === void 0 ? protocol2 : profileProtocol ?? protocol2;
      for (const port3 of [toPort, from.port ?? "any"]) {
        const problem = checkPorts(port3, own);
        if (problem !== void 0) return problem;
      }
      rules.push({
        action,
        protocol: own ?? "any",
        toPort: numeric(toPort),
        fromPort: numeric(from.port ?? "any"),
        direction,
        forwarded: this.forwarded,
        ...to.address === void 0 ? {} : { to: to.address },
        ...from.address === void 0 ? {} : { from: from.address },
        ...interfaces.input === void 0 ? {} : { input: interfaces.input },
        ...interfaces.output === void 0 ? {} : { output: interfaces.output },
        ...to.application === void 0 ? {} : { application: to.application }
      });
    }
    return {
      remove: this.remove,
      ...this.position === void 0 ? {} : { position: this.position },
      rules,
      families: family === void 0 ? [4, 6] : [family]
    };
  }
};
var UDP_TOO = /* @__PURE__ */ new Set([
  "domain",
  "ntp",
  "kerberos",
  "snmp",
  "sip",
  "ldap",
  "sunrpc"
]);
function setAddress(side, text) {
  if (text.toLowerCase() === "any") return void 0;
  const reason = unknownReason(text);
  if (reason !== void 0) {
    side.address = text;
    return void 0;
  }
  const slash = text.indexOf("/");
  const dotted = slash >= 0 && /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/.test(text.slice(slash + 1));
  const network3 = AddressSet.tryParse(dotted ? dottedToLength(text) ?? text : text);
  if (network3 === void 0) {
    return isHostName(text) ? `bad address '${text}'` : `bad source or destination address`;
  }
  side.family = network3.v4.length > 0 ? 4 : 6;
  side.address = network3.toCidrs()[0];
  return void 0;
}
function dottedToLength(text) {
  const slash = text.indexOf("/");
  const bits2 = text.slice(slash + 1).split(".").map((octet) => Number(octet).toString(2).padStart(8, "0")).join("");
  const length = bits2.indexOf("0") < 0 ? 32 : bits2.indexOf("0");
  return bits2.includes("1", length) ? void 0 : `${text.slice(0, slash)}/${length}`;
}
function checkPorts(text, protocol2) {
  if (text === "any" || unknownReason(text) !== void 0) return void 0;
  const parts = text.split(",");
  if (parts.length > 15) return "too many ports";
  for (const part of parts) {
    const [low, high] = part.split(":");
    const first = portNumber(low);
    const last2 = high === void 0 ? first : portNumber(high);
    if (first === void 0 || last2 === void 0 || first > last2) return `bad port '${text}'`;
  }
  const several = parts.length > 1 || text.includes(":");
  if (several && protocol2 !== "tcp" && protocol2 !== "udp") {
    return `must specify 'tcp' or 'udp' with multiple ports`;
  }
  if (protocol2 !== void 0 && !["tcp", "udp", "any"].includes(protocol2)) {
    return `invalid port with protocol '${protocol2}'`;
  }
  return void 0;
}
function numeric(text) {
  const port3 = /^[0-9,:]+$/.test(text) ? void 0 : portNumber(text);
  return port3 === void 0 ? text : String(port3);
}

// src/network/filter/ufw.ts
var Ufw = class {
  constructor(v4, v6) {
    this.v4 = v4;
    this.v6 = v6;
  }
  v4;
  v6;
  enabled = false;
  /** The chains are not yet what the rules and settings say. */
  stale = false;
  ipv6 = true;
  policies = {
    input: "drop",
    output: "accept",
    forward: "drop"
  };
  policyWhere;
  rules = { 4: [], 6: [] };
  profiles = /* @__PURE__ */ new Map();
  extras = [];
  /** Whether ufw is switched on. */
  get isEnabled() {
    return this.enabled;
  }
  /** Runs the words behind `ufw`. */
  run(args, where) {
    if (args.includes("--dry-run")) return { succeeded: true };
    const words = args.filter((word) => word !== "--force" && word !== "-f");
    const [first = "", second = ""] = words.map((word) => word.toLowerCase());
    switch (first) {
      case "enable":
        return this.enable(where);
      case "disable":
        this.disable();
        return { succeeded: true };
      case "reset":
        this.disable();
        this.rules[4] = [];
        this.rules[6] = [];
        Object.assign(this.policies, { input: "drop", output: "accept", forward: "drop" });
        return { succeeded: true };
      case "reload":
        return this.enabled ? this.enable(this.policyWhere) : { succeeded: true };
      case "default":
        return this.setDefault(words.slice(1), where);
      case "delete":
        if (/^[0-9]+$/.test(second)) return this.deleteNumber(Number(second));
        break;
      default:
    }
    if (!isRuleCommand(words)) return { succeeded: true };
    const parsed = parseRuleCommand(words, this.profiles);
    if (typeof parsed === "string") return { succeeded: false, complaint: parsed };
    const families = parsed.families.filter((family) => family === 4 || this.ipv6);
    if (families.length === 0) return { succeeded: false, complaint: "IPv6 support not enabled" };
    const { position } = parsed;
    const count = this.rules[4].length + this.rules[6].length;
    if (position !== void 0 && position > 0 && position > count) {
      return { succeeded: false, complaint: `invalid position '${position}'` };
    }
    let done = true;
    const twin = position === void 0 || position === 0 ? void 0 : this.rules[4][position - 1]?.key;
    for (const family of families) {
      for (const rule of parsed.rules) {
        const entry2 = toEntry(rule, family, where);
        if (parsed.remove) done = this.removeRule(family, entry2) && done;
        else this.addRule(family, entry2, this.index(family, position, twin));
      }
    }
    this.changed();
    return { succeeded: done };
  }
  index(family, position, twin) {
    const list = this.rules[family];
    if (position === void 0) return list.length;
    if (position === 0) return 0;
    if (family === 4) return Math.min(position - 1, list.length);
    const fromTwin = twin === void 0 ? -1 : list.findIndex(({ key }) => key === twin);
    if (fromTwin >= 0) return fromTwin;
    const own = position - 1 - this.rules[4].length;
    return own >= 0 ? Math.min(own, list.length) : list.length;
  }
  addRule(family, entry2, at) {
    const list = this.rules[family];
    const same = list.findIndex(({ key }) => key === entry2.key);
    if (same >= 0) list.splice(same, 1, entry2);
    else list.splice(at, 0, entry2);
  }
  removeRule(family, entry2) {
    const list = this.rules[family];
    const at = list.findIndex(({ key, action }) => key === entry2.key && action === entry2.action);
    if (at < 0) return false;
    list.splice(at, 1);
    return true;
  }
  deleteNumber(number) {
    const list = number <= this.rules[4].length ? this.rules[4] : this.rules[6];
    const at = list === this.rules[4] ? number - 1 : number - 1 - this.rules[4].length;
    if (at < 0 || at >= list.length) {
      return { succeeded: false, complaint: `could not find rule '${number}'` };
    }
    list.splice(at, 1);
    this.changed();
    return { succeeded: true };
  }
  setDefault(words, where) {
    const lower = words.map((word) => word.toLowerCase());
    const policy = lower.find((word) => ["allow", "deny", "reject"].includes(word));
    if (policy === void 0) return { succeeded: false, complaint: "unsupported policy" };
    const hook = lower.includes("outgoing") ? "output" : lower.includes("routed") || lower.includes("forward") ? "forward" : "input";
    this.policies[hook] = policy === "allow" ? "accept" : policy === "deny" ? "drop" : "reject";
    if (hook === "input") this.policyWhere = where;
    this.changed();
    return { succeeded: true };
  }
  enable(where) {
    this.enabled = true;
    this.policyWhere ??= where;
    return this.build() ? { succeeded: true } : { succeeded: false, complaint: "problem running ufw-init: a rules file is refused" };
  }
  disable() {
    if (!this.enabled) return;
    this.settle();
    this.enabled = false;
    for (const tables of [this.v4, this.v6]) {
      for (const [hook, name] of HOOKS2) {
        tables.setPolicy("filter", name, "accept");
        const chain = tables.chain("filter", name);
        chain.rules = chain.rules.filter(
          ({ verdict }) => verdict.kind !== "jump" || !OWN_CHAIN.test(verdict.chain.name)
        );
        for (const part of PARTS)
          tables.chain("filter", `${prefix(tables)}-${part}-${hook}`).rules = [];
      }
    }
  }
  /** The chains follow when somebody looks at them: writing them for every rule would be quadratic. */
  changed() {
    if (this.enabled) this.stale = true;
  }
  /** Brings the chains of iptables up to date. To be called before anybody else reads or changes them. */
  settle() {
    if (this.stale) this.build();
  }
  /** Writes the chains as ufw-init does: before.rules, the user's rules, after.rules, the policies. */
  build() {
    this.stale = false;
    let complete = true;
    for (const tables of [this.v4, this.v6]) {
      const { family } = tables;
      for (const [hook, name] of HOOKS2) {
        const policy = this.policies[hook];
        tables.setPolicy("filter", name, policy === "accept" ? "accept" : "drop", this.policyWhere);
        for (const part of PARTS)
          tables.chain("filter", `${prefix(tables)}-${part}-${hook}`).rules = [];
      }
      for (const part of ["user-limit", "user-limit-accept", "not-local"]) {
        tables.chain("filter", `${prefix(tables)}-${part}`).rules = [];
      }
      if (family === 6 && !this.ipv6) {
        for (const [hook, name] of HOOKS2) {
          tables.setPolicy("filter", name, "drop", this.policyWhere);
          if (hook === "forward") continue;
          const option3 = hook === "input" ? "-i" : "-o";
          const args = [name, option3, "lo", "-j", "ACCEPT"];
          if (!tables.run(["-C", ...args]).succeeded) tables.run(["-A", ...args]);
        }
        continue;
      }
      complete = this.fill(tables) && complete;
    }
    return complete;
  }
  fill(tables) {
    const { family } = tables;
    const own = prefix(tables);
    const add3 = (line, where) => tables.run(["-A", ...splitRestoreLine(line)], where).succeeded;
    if (!this.fillExtras(tables, false)) return false;
    for (const [hook] of HOOKS2) {
      if (hook === "input") add3(`${own}-before-input -i lo -j ACCEPT`);
      if (hook === "output") add3(`${own}-before-output -o lo -j ACCEPT`);
      add3(`${own}-before-${hook} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`);
    }
    add3(`${own}-before-input -m conntrack --ctstate INVALID -j DROP`);
    if (family === 4) {
      add3(`${own}-before-input -j ${own}-not-local`);
      for (const type of ["LOCAL", "MULTICAST", "BROADCAST"]) {
        add3(`${own}-not-local -m addrtype --dst-type ${type} -j RETURN`);
      }
      add3(`${own}-not-local -j DROP`);
    }
    if (!this.fillExtras(tables, true)) return false;
    for (const [hook, name] of HOOKS2) {
      add3(`${own}-before-${hook} -j ${own}-user-${hook}`);
      if (this.policies[hook] === "reject") add3(`${own}-reject-${hook} -j REJECT`);
      if (this.policies[hook] === "accept")
        add3(`${own}-track-${hook} -m conntrack --ctstate NEW -j ACCEPT`);
      for (const part of ["before", "after", "reject", "track"]) {
        const args = [name, "-j", `${own}-${part}-${hook}`];
        if (!tables.run(["-C", ...args]).succeeded) tables.run(["-A", ...args]);
      }
    }
    add3(`${own}-user-limit -j REJECT`);
    add3(`${own}-user-limit-accept -j ACCEPT`);
    for (const { lines, where } of this.rules[family]) {
      for (const line of lines) tables.run(line, where);
    }
    return true;
  }
  /** The lines somebody added ahead of ufw's own, or behind them; whether they are all taken. */
  fillExtras(tables, last2) {
    for (const extra of this.extras) {
      if (extra.family !== tables.family || extra.last !== last2) continue;
      const { succeeded } = tables.run(splitRestoreLine(extra.line), extra.where);
      if (!succeeded && extra.place === "before") return false;
    }
    return true;
  }
  /** A file below /etc/ufw, /lib/ufw, /etc/default/ufw; whether it was one of ufw's. */
  writeFile(path, text, locate) {
    if (/\/applications\.d\/[^/]+$/.test(path)) this.readProfiles(text);
    else if (/\/default\/ufw$/.test(path) || /\/ufw\.conf$/.test(path))
      this.readSettings(text, locate);
    else if (/\/user6?\.rules$/.test(path))
      this.readUserRules(text, path.endsWith("user6.rules") ? 6 : 4, locate);
    else if (/\/(before|after)6?\.rules$/.test(path)) this.readExtras(path, text, locate);
    else return false;
    return true;
  }
  readProfiles(text) {
    let name;
    for (const line of text.split("\n")) {
      const title = /^\s*\[([^\]]+)\]\s*$/.exec(line);
      const ports2 = /^\s*ports\s*=\s*(\S+)\s*$/.exec(line);
      if (title !== null) name = title[1];
      else if (ports2 !== null && name !== void 0) this.profiles.set(name, ports2[1]);
    }
  }
  readSettings(text, locate) {
    for (const [index, line] of text.split("\n").entries()) {
      const setting = /^\s*([A-Z0-9_]+)\s*=\s*["']?([A-Za-z0-9]*)["']?/.exec(line);
      if (setting !== null) this.setSetting(setting[1], setting[2], locate(index + 1));
    }
  }
  /** One setting of /etc/default/ufw or /etc/ufw/ufw.conf. */
  setSetting(name, value2, where) {
    const policy = /^DEFAULT_(INPUT|OUTPUT|FORWARD)_POLICY$/.exec(name);
    if (policy !== null) {
      const hook = policy[1].toLowerCase();
      const lower = value2.toLowerCase();
      if (lower === "accept" || lower === "drop" || lower === "reject") this.policies[hook] = lower;
      if (hook === "input") this.policyWhere = where;
    } else if (name === "IPV6") {
      this.ipv6 = /^yes$/i.test(value2);
    } else if (name === "ENABLED") {
      if (/^yes$/i.test(value2)) this.enable(where);
      else this.disable();
      return;
    }
    this.changed();
  }
  /** user.rules: the lines behind each `### tuple ###`. */
  readUserRules(text, family, locate) {
    const entries = [];
    let current;
    for (const [index, raw3] of text.split("\n").entries()) {
      const line = raw3.replace(/\r$/, "");
      const tuple = /^### tuple ### ([^ ]+) (.*)$/.exec(line);
      if (tuple !== null) {
        const lines = [];
        const key = tupleKey(tuple[1], tuple[2], family);
        current = { entry: { ...key, lines, where: locate(index + 1) }, lines };
        entries.push(current.entry);
      } else if (/^-A ufw6?-user-(input|output|forward) /.test(line)) {
        const words = splitRestoreLine(line);
        if (current !== void 0) current.lines.push(words);
        else entries.push({ key: line, action: "", lines: [words], where: locate(index + 1) });
      } else if (line.startsWith("### END")) {
        current = void 0;
      }
    }
    this.rules[family] = entries;
    this.changed();
  }
  /** Rules that somebody added to before.rules or after.rules, told by their chain and what they open. */
  readExtras(path, text, locate) {
    const place = path.includes("before") ? "before" : "after";
    const family = path.endsWith("6.rules") ? 6 : 4;
    const kept = this.extras.filter((extra) => extra.place !== place || extra.family !== family);
    this.extras.length = 0;
    append(this.extras, kept);
    for (const [index, line] of text.split("\n").entries()) {
      if (/^\s*-[AI] /.test(line) && /--d(estination-)?ports?\b|-s |--source/.test(line)) {
        this.extras.push({
          place,
          family,
          line: line.trim(),
          last: false,
          where: locate(index + 1)
        });
      }
    }
    this.changed();
  }
  /** A line is put into before.rules or after.rules (`sed -i '/…/a line'`). */
  addLine(path, line, where, last2 = false) {
    const name = /(before|after)(6?)\.rules$/.exec(path);
    if (name === null) return;
    this.extras.push({
      place: name[1],
      family: name[2] === "6" ? 6 : 4,
      line,
      last: last2,
      where
    });
  }
};
var HOOKS2 = [
  ["input", "INPUT"],
  ["output", "OUTPUT"],
  ["forward", "FORWARD"]
];
var PARTS = ["before", "after", "reject", "track", "user"];
var OWN_CHAIN = /^ufw6?-/;
function prefix(tables) {
  return tables.family === 4 ? "ufw" : "ufw6";
}
function keyOf(rule) {
  return [
    rule.protocol,
    rule.toPort,
    rule.to ?? "",
    rule.fromPort,
    rule.from ?? "",
    rule.direction,
    rule.input ?? "",
    rule.output ?? "",
    rule.forwarded ? "route" : "",
    rule.application ?? ""
  ].join(" ");
}
function tupleKey(actionText, rest, family) {
  const forwarded = actionText.startsWith("route:");
  const action = actionText.replace(/^route:/, "").replace(/_log(-all)?$/, "");
  const words = rest.split(" ").filter((word) => !word.startsWith("comment="));
  const [protocol2 = "any", toPort = "any", to = "", fromPort = "any", from = ""] = words;
  const direction = words[words.length - 1] ?? "in";
  const any = family === 4 ? "0.0.0.0/0" : "::/0";
  const interfaces = direction.split("!").map((part) => /^(in|out)_(.+)$/.exec(part));
  const input = interfaces.find((part) => part?.[1] === "in")?.[2];
  const output = interfaces.find((part) => part?.[1] === "out")?.[2];
  const application = words.length > 6 && words[5] !== "-" ? words[5] : void 0;
  const bits2 = family === 4 ? "/32" : "/128";
  const address2 = (text) => text === any || text === "" ? {} : { to: text.includes("/") ? text : text + bits2 };
  return {
    action,
    key: keyOf({
      action,
      protocol: protocol2,
      toPort,
      fromPort,
      direction: direction.startsWith("out") && !forwarded ? "out" : "in",
      forwarded,
      ...address2(to),
      ...address2(from).to === void 0 ? {} : { from: address2(from).to },
      ...input === void 0 ? {} : { input },
      ...output === void 0 ? {} : { output },
      ...application === void 0 ? {} : { application: application.replace(/%20/g, " ") }
    })
  };
}
function toEntry(rule, family, where) {
  const own = family === 4 ? "ufw" : "ufw6";
  const chain = `${own}-user-${rule.forwarded ? "forward" : rule.direction === "in" ? "input" : "output"}`;
  const hasPort = rule.toPort !== "any" || rule.fromPort !== "any";
  const protocols = rule.protocol !== "any" ? [rule.protocol] : hasPort ? ["tcp", "udp"] : [void 0];
  const lines = [];
  for (const protocol2 of protocols) {
    const base2 = ["-A", chain];
    if (rule.input !== void 0) base2.push("-i", rule.input);
    if (rule.output !== void 0) base2.push("-o", rule.output);
    if (protocol2 !== void 0) base2.push("-p", protocol2);
    if (rule.to !== void 0) base2.push("-d", rule.to);
    if (rule.from !== void 0) base2.push("-s", rule.from);
    for (const [option3, ports2] of [
      ["dport", rule.toPort],
      ["sport", rule.fromPort]
    ]) {
      if (ports2 === "any") continue;
      if (ports2.includes(",")) base2.push("-m", "multiport", `--${option3}s`, ports2);
      else base2.push(`--${option3}`, ports2);
    }
    if (rule.action === "limit") {
      lines.push(
        [...base2, "-m", "conntrack", "--ctstate", "NEW", "-m", "recent", "--set"],
        [
          ...base2,
          "-m",
          "conntrack",
          "--ctstate",
          "NEW",
          "-m",
          "recent",
          "--update",
          "--seconds",
          "30",
          "--hitcount",
          "6",
          "-j",
          `${own}-user-limit`
        ],
        [...base2, "-j", `${own}-user-limit-accept`]
      );
    } else {
      const target2 = rule.action === "allow" ? "ACCEPT" : rule.action === "deny" ? "DROP" : "REJECT";
      lines.push([...base2, "-j", target2]);
    }
  }
  return { key: keyOf(rule), action: rule.action, lines, where };
}

// src/network/filter/host-firewall.ts
var HostFirewall = class {
  ipsets;
  v4;
  v6;
  ufw;
  zoneInterfaces = /* @__PURE__ */ new Set();
  firewalld;
  legacy4;
  legacy6;
  nft;
  published;
  proxy = false;
  partial;
  /** Tables of nft that were loaded and are not known. */
  lost = [];
  problems = [];
  /** Packets from outside may be sent on to 127.0.0.0/8 (`net.ipv4.conf.*.route_localnet=1`). */
  routesLoopback = false;
  /**
   * @param interfaces the interfaces the host is known to have; absent: not known
   * @param partial what is run is a part of what sets the host up: sets of addresses that nothing here creates
   *   or fills come from elsewhere. Otherwise the host starts empty.
   */
  constructor(interfaces, { partial = false } = {}) {
    this.partial = partial;
    this.ipsets = new Ipsets(partial);
    this.v4 = new Iptables(4, this.ipsets);
    this.v6 = new Iptables(6, this.ipsets);
    this.ufw = new Ufw(this.v4, this.v6);
    this.firewalld = new Firewalld(
      this.v4,
      this.v6,
      (name) => this.zoneInterfaces.add(name),
      partial
    );
    this.legacy4 = new Iptables(4, this.ipsets);
    this.legacy6 = new Iptables(6, this.ipsets);
    this.nft = new Nft(
      interfaces === void 0 ? void 0 : new Set(interfaces),
      (pattern) => this.zoneInterfaces.add(pattern),
      () => {
        this.v4.clear();
        this.v6.clear();
        this.firewalld.flush();
        this.lost = [];
      },
      partial
    );
  }
  /**
   * Runs one command. Commands that change no packet filter do nothing.
   * @returns whether the command would succeed; undefined for programs that are no packet filters
   */
  run(command) {
    const words = command.argv.map((word, index) => {
      const reason = command.unknown?.get(index);
      if (reason === void 0) return word;
      const option3 = /^--[a-z][a-z-]*=/.exec(word)?.[0] ?? "";
      return option3 + unknownWord(reason);
    });
    const [first = "", ...args] = words;
    const program = first.slice(first.lastIndexOf("/") + 1);
    const outcome = this.dispatch(program, args, command);
    if (outcome?.complaint !== void 0) {
      this.problems.push({
        where: command.where,
        kind: "refused",
        message: `\`${program}\` refuses this command: ${printable(outcome.complaint)}.`
      });
    }
    return outcome?.succeeded;
  }
  dispatch(program, args, command) {
    if (program !== "ufw" && program !== "sed") this.ufw.settle();
    switch (program) {
      case "iptables":
      case "iptables-nft":
        return this.v4.run(args, command.where);
      case "iptables-legacy":
        return this.legacy4.run(args, command.where);
      case "ip6tables-legacy":
        return this.legacy6.run(args, command.where);
      case "ip6tables":
      case "ip6tables-nft":
        return this.v6.run(args, command.where);
      case "iptables-restore":
      case "iptables-nft-restore":
        return this.restore(this.v4, args, command);
      case "ip6tables-restore":
      case "ip6tables-nft-restore":
        return this.restore(this.v6, args, command);
      case "iptables-legacy-restore":
        return this.restore(this.legacy4, args, command);
      case "ip6tables-legacy-restore":
        return this.restore(this.legacy6, args, command);
      case "nft":
        return this.runNft(args, command);
      case "ipset":
        return this.runIpset(args, command);
      case "ufw":
        return this.ufw.run(args, command.where);
      case "firewall-cmd":
        return this.firewalld.run(args, command.where, false, command.readFile);
      case "firewall-offline-cmd":
        return this.firewalld.run(args, command.where, true, command.readFile);
      case "systemctl":
      case "service":
        this.service(args);
        return { succeeded: true };
      case "sed":
        this.sed(args, command.where);
        return { succeeded: true };
      case "sysctl":
        if (args.some((word) => /route_localnet\s*=\s*1$/.test(word))) this.routesLoopback = true;
        return { succeeded: true };
      default:
        return void 0;
    }
  }
  /** `ipset restore -file sets`, `ipset add …`. */
  runIpset(args, command) {
    const words = [...args];
    const option3 = words.findIndex((word) => /^(?:-f|-file|--file)$/.test(word));
    const file = option3 < 0 ? void 0 : words.splice(option3, 2)[1];
    const action = words.find((word) => !word.startsWith("-") || word === "-R");
    if (action !== "restore" && action !== "-R") return { succeeded: this.ipsets.run(words) };
    const text = file === void 0 ? command.input : command.readFile?.(file);
    if (text !== void 0) return { succeeded: this.ipsets.run(words, text) };
    const source = printable(file ?? command.inputFile ?? "standard input");
    this.note(command.where, `The sets that \`${source}\` holds are not known.`);
    this.ipsets.lose(`the sets that ${source} holds are not known`);
    return { succeeded: true };
  }
  /** `nft [-c] [-D name=value] -f file`, `nft 'add rule …'`. */
  runNft(args, command) {
    const defines = /* @__PURE__ */ new Map();
    let check = false;
    let file;
    let i = 0;
    for (; i < args.length; i++) {
      const word = args[i];
      if (!word.startsWith("-") || word.length < 2) break;
      if (word === "-f" || word === "--file") file = args[++i];
      else if (word.startsWith("--file=")) file = word.slice(7);
      else if (word === "-D" || word === "--define") {
        const [name = "", value2 = ""] = (args[++i] ?? "").split("=");
        defines.set(name, value2);
      } else if (word === "-I" || word === "--includepath") i++;
      else if (word === "--check" || /^-[a-zA-Z]*c/.test(word)) check = true;
    }
    const options = {
      locate: locateIn(command, file === "-" || file === "/dev/stdin"),
      readFile: command.readFile,
      defines,
      check,
      missing: this.missing(command.where)
    };
    if (file === void 0) return this.nft.load(args.slice(i).join(" "), options);
    const text = file === "-" || file === "/dev/stdin" ? command.input : command.readFile?.(file);
    if (text === void 0) {
      if (!check)
        this.loseNft(command.where, file === "-" ? command.inputFile ?? "standard input" : file);
      return { succeeded: true };
    }
    return this.nft.load(text, options);
  }
  /** What becomes of included files that are not known: a part of a host's files may include others. */
  missing(where) {
    return this.partial ? (path) => this.loseNft(where, path) : void 0;
  }
  loseNft(where, file) {
    this.note(where, `The rules that \`${printable(file)}\` holds are not known.`);
    const reason = `the rules that ${printable(file)} holds are not known`;
    this.nft.lose(reason);
    this.lost = lostTable(reason, where);
  }
  /**
   * Loads a file of nft(8) (`/etc/nftables.conf`).
   * @param locate the place of a line, counted from 1
   * @param readFile the files it includes; undefined when one is not known
   */
  loadNft(text, locate, readFile) {
    this.ufw.settle();
    const outcome = this.nft.load(text, { locate, readFile, missing: this.missing(locate(1)) });
    if (outcome.complaint !== void 0) {
      this.problems.push({
        where: locate(Number(/^line ([0-9]+)/.exec(outcome.complaint)?.[1] ?? "1")),
        kind: "refused",
        message: `\`nft\` refuses this file as a whole: ${printable(outcome.complaint)}.`
      });
    }
    return outcome.succeeded;
  }
  /** `systemctl start firewalld`, `service firewalld stop`. */
  service(args) {
    if (!args.some((word) => /^firewalld(\.service)?$/.test(word))) return;
    if (args.some((word) => /^(start|restart|reload|--now|try-restart)$/.test(word))) {
      if (args.includes("disable") || args.includes("mask")) this.firewalld.stop();
      else this.firewalld.start();
    } else if (args.includes("stop")) this.firewalld.stop();
  }
  /**
   * Docker starts and a container runs with these ports published; ask for it with
   * `target: 'container'`. What ran before stands behind Docker's rules, what runs later is added to them.
   * Ports that are published already are not published again: Docker refuses a port that is taken.
   */
  publish(ports2, options = {}) {
    this.ufw.settle();
    const before = this.published ?? [];
    const added = ports2.filter((port3) => !before.some((one) => isSamePort(one, port3)));
    if (this.published !== void 0 && added.length === 0) return;
    this.published = [...before, ...added];
    this.proxy = options.proxy ?? true;
    if (options.iptables ?? true) writeDockerRules(this.v4, added);
  }
  /** firewalld runs, with the configuration that its files say. */
  startFirewalld() {
    this.ufw.settle();
    this.firewalld.start();
  }
  /** `sed -i` on a file of ufw: a setting changed, a line added. */
  sed(args, where) {
    const edit = readSed(args);
    if (edit === void 0) return;
    for (const path of edit.files) {
      if (!/\/ufw(\/|$)/.test(path)) continue;
      if (edit.kind === "setting") this.ufw.setSetting(edit.name, edit.value, where);
      else for (const line of edit.lines) this.ufw.addLine(path, line, where, edit.last);
    }
  }
  restore(tables, args, command) {
    let keep = false;
    let test = false;
    let file;
    for (let i = 0; i < args.length; i++) {
      const word = args[i];
      if (word === "-n" || word === "--noflush") keep = true;
      else if (word === "-t" || word === "--test") test = true;
      else if (/^(-w|--wait|-W|--wait-interval|-M|--modprobe|-T|--table)$/.test(word)) {
        if (/^[0-9]+$/.test(args[i + 1] ?? "") || /^-[MT]|^--[mt]/.test(word)) i++;
      } else if (!word.startsWith("-")) file = word;
    }
    const text = file === void 0 ? command.input : command.readFile?.(file);
    if (text === void 0) {
      const source = printable(file ?? command.inputFile ?? "standard input");
      this.note(command.where, `The rules that \`${source}\` holds are not known.`);
      if (!test) tables.lose(`the rules that ${source} holds are not known`, command.where, keep);
      return { succeeded: true };
    }
    return tables.restore(text, locateIn(command, file === void 0), { keep, test });
  }
  /**
   * Loads a file of iptables-save (`/etc/iptables/rules.v4`, `/etc/sysconfig/iptables`).
   * @param locate the place of a line, counted from 1
   */
  loadIptablesSave(text, family, locate) {
    this.ufw.settle();
    const outcome = (family === 4 ? this.v4 : this.v6).restore(text, locate);
    if (outcome.complaint !== void 0) {
      this.problems.push({
        where: locate(1),
        kind: "refused",
        message: `\`iptables-restore\` refuses this file: ${printable(outcome.complaint)}.`
      });
    }
    return outcome.succeeded;
  }
  /**
   * A file of the host gets this text, as far as it concerns the packet filter.
   * @param locate the place of a line of the text, counted from 1
   */
  writeFile(path, text, locate, append2 = false) {
    if (/\/firewalld\//.test(path)) {
      this.ufw.settle();
      this.firewalld.writeFile(path, text, locate);
      return;
    }
    if (/\/ufw(\/|$)/.test(path)) {
      if (append2 && /\.rules$/.test(path)) {
        for (const [index, line] of text.split("\n").entries()) {
          if (line.startsWith("-")) this.ufw.addLine(path, line, locate(index + 1));
        }
      } else this.ufw.writeFile(path, text, locate);
      return;
    }
    if (/^\/proc\/sys\/net\/ipv4\/conf\/[^/]+\/route_localnet$/.test(path)) {
      this.routesLoopback = text.trim() === "1";
    }
  }
  /** Who gets through to a port of the host. */
  admission(query) {
    const chains = this.baseChains();
    const { network: network3 } = query;
    return admit(chains, query, {
      interfaces: /* @__PURE__ */ new Set([
        ...this.v4.interfaces,
        ...this.v6.interfaces,
        ...this.legacy4.interfaces,
        ...this.legacy6.interfaces,
        ...this.zoneInterfaces
      ]),
      containers: network3?.address ?? (this.published === void 0 ? AddressSet.empty : CONTAINERS),
      bridge: network3?.bridge ?? BRIDGE,
      bridgeAddress: network3?.bridgeAddress ?? BRIDGE_ADDRESS,
      routesLoopback: this.routesLoopback,
      proxied: (protocol2, port3, local) => network3 === void 0 ? this.proxy && proxyListens(this.published ?? [], protocol2, port3, local) : network3.proxy && protocol2 === query.protocol && port3 === query.port,
      containerPorts: [
        ...new Set((this.published ?? []).map(({ containerPort }) => containerPort))
      ]
    });
  }
  /** The chains as the kernel has them, those of every tool together. */
  baseChains() {
    this.ufw.settle();
    const chains = [
      ...this.legacy4.baseChains(),
      ...this.legacy6.baseChains(),
      ...this.v4.baseChains(),
      ...this.v6.baseChains(),
      ...this.firewalld.baseChains(),
      ...this.nft.baseChains(),
      ...this.lost
    ];
    return chains.sort((a, b) => a.priority - b.priority);
  }
  note(where, message) {
    this.problems.push({ where, kind: "unknown", message });
  }
};
function locateIn(command, fromInput) {
  return (fromInput ? command.locateInput : void 0) ?? (() => command.where);
}
function printable(text) {
  const reason = unknownReason(text) ?? text;
  const clean = reason.replace(/[\u0000-\u001f\u007f]+/g, " ");
  return clean.length > 120 ? `${clean.slice(0, 117)}...` : clean;
}
function isSamePort(a, b) {
  return a.protocol === b.protocol && a.hostPort === b.hostPort && a.containerPort === b.containerPort && a.hostAddress === b.hostAddress;
}

// src/platforms/host/written.ts
function writtenFacts(file) {
  const { path, content, placement, owner } = file;
  const { text, reason } = content;
  if (text.length > 256 * 1024 || !/memcache|11211|docker|podman/i.test(text)) return [];
  const lines = linesOfText(text, reason, file.locate);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const place = { path: `${name}, written by ${owner}`, placement };
  if (/\.(?:service|container)$/.test(name)) return writtenUnitFacts(name, lines, place);
  if (isCrontab(path)) return cronFacts(lines, place.path, placement);
  if (/supervisor[^/]*(?:\/[^/]+)*\.(?:conf|ini)$/i.test(path) || /^[ \t]*\[program:/m.test(text))
    return supervisorEntriesFacts(lines, place.path, placement);
  const proxy = placement === "host" ? proxyKindOf(path, text) : void 0;
  return proxy === void 0 ? [] : proxyFacts(proxy, lines, place.path);
}
function isWrittenScript(path, text) {
  return /^#!.{0,80}\b(?:ba|da|a|k|z)?sh\b/.test(text) || /(?:^|\/)rc\.local$/.test(path);
}

// src/platforms/host/swarm.ts
var FLAGS3 = /* @__PURE__ */ new Set([
  "--detach",
  "-d",
  "--force",
  "--init",
  "--no-healthcheck",
  "--no-resolve-image",
  "--quiet",
  "-q",
  "--read-only",
  "--rollback",
  "--tty",
  "-t",
  "--with-registry-auth"
]);
function readServiceCommand(words, services) {
  const at = words.findIndex(({ text }) => text === "service");
  const verb = words[at + 1]?.text;
  if (at < 1 || at > 4 || !/(?:^|\/)docker$/.test(words[at - 1]?.text ?? "")) return void 0;
  const rest = words.slice(at + 2);
  if (verb === "create") {
    const run = readContainerRun([
      words[at - 1],
      { text: "run", where: words[at].where },
      ...rest.filter(({ text }) => !FLAGS3.has(text ?? "")).map(short)
    ]);
    if (run?.name !== void 0) services.set(run.name, run);
    return run;
  }
  const name = rest.at(-1);
  if (verb !== "update" || name === void 0) return void 0;
  const published = rest.flatMap((word, i) => {
    if (word.text === "--publish-add") return rest[i + 1] ?? [];
    return word.text?.startsWith("--publish-add=") === true ? { ...word, text: word.text.slice("--publish-add=".length) } : [];
  }).map(short);
  const before = services.get(name.text ?? "");
  if (published.length === 0) return void 0;
  return {
    spec: before?.spec ?? {
      image: { ...name, text: void 0 },
      environment: /* @__PURE__ */ new Map(),
      where: name.where
    },
    publishAll: void 0,
    network: "own",
    ...before,
    published,
    name: name.text
  };
}
function short(word) {
  const { text } = word;
  if (text === void 0 || !/(?:^|[,=])target=/.test(text)) return word;
  const start = /^(?:--publish(?:-add)?=|-p=?)/.exec(text)?.[0] ?? "";
  const fields2 = new Map(
    text.slice(start.length).split(",").map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)])
  );
  const outer = fields2.get("published") ?? "";
  const protocol2 = fields2.get("protocol");
  const inner = `${fields2.get("target") ?? ""}${protocol2 === void 0 ? "" : `/${protocol2}`}`;
  return { ...word, text: `${start}${outer === "" ? "" : `${outer}:`}${inner}` };
}

// src/platforms/host/windows/user-data.ts
var TAG = /<(powershell|script)>/gi;
function windowsBlocks(text) {
  const lead = text.length - text.trimStart().length;
  const first = /^(?:#ps1(?:_sysnative|_x86)?|rem cmd)(?=\s)/i.exec(text.slice(lead, lead + 20));
  if (first !== null) {
    const language = first[0].startsWith("#") ? "powershell" : "batch";
    return [{ language, text: text.slice(lead), start: lead }];
  }
  if (text.startsWith("#", lead)) return [];
  const blocks = [];
  TAG.lastIndex = 0;
  for (let match = TAG.exec(text); match !== null; match = TAG.exec(text)) {
    const start = match.index + match[0].length;
    const name = match[1].toLowerCase();
    const rest = text.slice(start);
    const end = rest.search(name === "script" ? /<\/script>/i : /<\/powershell>/i);
    const inside = end < 0 ? rest : rest.slice(0, end);
    const language = name === "script" ? "batch" : "powershell";
    blocks.push({ language, text: inside, start });
    TAG.lastIndex = start + inside.length;
  }
  return blocks;
}

// src/platforms/host/script.ts
function scriptFacts(text, place) {
  const blocks = windowsBlocks(text);
  if (blocks.length > 0) {
    const facts = blocks.flatMap(
      ({ text: block, language, start }) => windowsScriptFacts(block, {
        workload: place.workload,
        language,
        locate: (from, to) => place.locate(start + from, start + to)
      })
    );
    return { facts: facts.map((fact) => ({ ...fact, platform: place.platform })), problems: [] };
  }
  const reader = new ScriptReader(place);
  readScript(text, {
    run: (command) => reader.run(command),
    ...place.readFile === void 0 ? {} : { readFile: place.readFile },
    ...place.library === void 0 ? {} : { library: place.library }
  });
  return reader.result();
}
var ScriptReader = class {
  constructor(place) {
    this.place = place;
  }
  place;
  facts = [];
  files = /* @__PURE__ */ new Map();
  firewalls = /* @__PURE__ */ new Map();
  /** Hosts whose packet filter the script touches at all. */
  filtered = /* @__PURE__ */ new Set();
  /** Hosts where ufw gets rules, with the place of the last, until it is switched on or off. */
  ufw = /* @__PURE__ */ new Map();
  intentions = /* @__PURE__ */ new Map();
  /** What the script has written elsewhere, by host and path. */
  written = /* @__PURE__ */ new Map();
  cloud = new CloudRules();
  containers = 0;
  services = /* @__PURE__ */ new Map();
  run(command) {
    const words = command.words.map((word) => this.word(word, command));
    const host = command.host ?? "";
    if (command.writes !== void 0) this.write(command.writes, command, host);
    if (words.length === 0) return void 0;
    const started = this.start(words, command, host);
    if (started) return void 0;
    const { conditional } = command;
    const place = {
      platform: this.place.platform,
      ...conditional === void 0 ? {} : { onlyIf: conditional }
    };
    this.cloud.run(words, place);
    if (this.place.leavesClusters !== true) append(this.facts, kubeDoors(words, place));
    if (this.place.placement === "host") append(this.facts, forwardDoors(words, place));
    this.edit(words, host);
    this.copy(words, host);
    return this.filter(words, command, host);
  }
  result() {
    const problems = [];
    append(this.facts, this.cloud.doors());
    for (const [host, files] of this.files) {
      append(
        this.facts,
        files.facts(this.workload(host), this.place.placement).map((fact) => ({
          ...fact,
          platform: this.place.platform
        }))
      );
    }
    for (const [host, where] of this.ufw) {
      if (where !== "decided") this.firewallOf(host).run({ argv: ["ufw", "enable"], where });
    }
    for (const [host, firewall] of this.firewalls) {
      if (this.filtered.has(host)) append(this.facts, this.filterFacts(host, firewall));
    }
    return { facts: this.facts.flatMap((fact) => this.behindDocker(fact)), problems };
  }
  workload(host) {
    return host === "" ? this.place.workload : `${this.place.workload} on ${host}`;
  }
  start(words, command, host) {
    const { place } = this;
    const service = readServiceCommand(words, this.services);
    const run = service ?? readContainerRun(words);
    if (run !== void 0) {
      const name = run.name ?? `${++this.containers}`;
      const workload = `container ${name} of ${this.workload(host)}`;
      const { conditional: conditional2 } = command;
      const started = containerFacts(run, {
        platform: place.platform,
        workload,
        ...conditional2 === void 0 ? {} : { onlyIf: conditional2 }
      });
      append(this.facts, service === void 0 ? started : started.map(withoutFix));
      this.publish(started, host);
      return true;
    }
    const found = findMemcachedCommand(words);
    if (found === void 0) return false;
    const daemon = interpret(found.args, {});
    if (daemon.running === false && daemon.exit === 0) return true;
    const { conditional } = command;
    this.facts.push(
      listenerFrom(daemon, {
        platform: place.platform,
        workload: this.workload(host),
        placement: place.placement,
        where: found.where,
        ...conditional === void 0 ? {} : { assumptions: [`It is taken to be started although ${conditional}.`] }
      })
    );
    return true;
  }
  /** Docker's own rules for the ports it publishes join those that are there. */
  publish(started, host) {
    const { published } = this.intentionsOf(host);
    const added = started.flatMap((fact) => fact.kind === "ingress" ? publishedDoor2(fact) : []);
    append(published, added);
    if (published.length > MOST_PUBLISHED) return;
    const ports2 = added.flatMap(
      ({ protocols, ports: outside, inside }) => outside.size !== 1 || inside === void 0 ? [] : protocols.map((protocol2) => ({
        protocol: protocol2,
        hostPort: outside.intervals[0][0],
        containerPort: inside
      }))
    );
    if (ports2.length > 0) this.firewallOf(host).publish(ports2);
  }
  /** What rules in front of Docker's own (DOCKER-USER) leave of a published port. */
  behindDocker(fact) {
    if (fact.kind !== "ingress" || isUnresolved(fact.sources)) return [fact];
    for (const [host, { published }] of this.intentions) {
      const mine = published.find(({ where }) => where === fact.where);
      const left = mine === void 0 ? void 0 : this.admittedToContainer(mine, host);
      if (left === void 0) continue;
      const sources = fact.sources.intersect(left);
      return sources.subtract(LOOPBACK).isEmpty ? [] : [{ ...fact, sources }];
    }
    return [fact];
  }
  /**
   * Who gets to a published port; nothing when it is not known. Docker's proxy also answers over IPv6,
   * where no rule for containers counts: a port that is closed over IPv4 is taken for closed.
   */
  admittedToContainer(door3, host) {
    if (door3.inside === void 0 || door3.ports.size !== 1 || !this.filtered.has(host))
      return void 0;
    const port3 = door3.ports.intervals[0][0];
    let sources = AddressSet.empty;
    for (const protocol2 of door3.protocols) {
      const query = { protocol: protocol2, port: port3, target: "container" };
      const admission = this.firewallOf(host).admission(query);
      const outside = this.firewallOf(host).admission({ ...query, interface: OTHER_INTERFACE });
      if (isUnresolved(admission.sources) || isUnresolved(outside.sources)) return void 0;
      sources = sources.union(admission.sources.subtract(PRIVATE)).union(outside.sources);
    }
    const overIPv4 = sources.intersect(AddressSet.allIPv4);
    return overIPv4.overlaps(PUBLIC) ? sources : overIPv4;
  }
  write(write, command, host) {
    const files = this.filesOf(host);
    const where = this.place.locate(command.start, command.end);
    const { text, offsets, reason } = write.content;
    const locate = (start, end) => {
      const from = offsets[start];
      const to = offsets[Math.max(start, end - 1)];
      if (from === void 0 || to === void 0 || command.file !== void 0) return where;
      return this.place.locate(from, to + 1);
    };
    if (files.concerns(write.path)) {
      files.write(write.path, linesOfText(text, reason, locate), write.append, where);
    } else if (!write.append) {
      this.written.set(`${host} ${write.path}`, { write, command });
      append(this.facts, this.startsLater(write, locate, host));
    }
    if (/iptables|ip6tables|nftables|ufw|firewalld|route_localnet/.test(write.path)) {
      this.firewallOf(host).writeFile(write.path, write.content.text, () => where, write.append);
      this.filtered.add(host);
    }
  }
  /** What a file that is written starts later on: a unit, a table of cron, a script. */
  startsLater({ path, content }, locate, host) {
    const { platform, placement } = this.place;
    const owner = this.workload(host);
    const started = writtenFacts({ path, content, locate, placement, owner });
    if (started.length > 0) return started.map((fact) => ({ ...fact, platform }));
    const depth = this.place.depth ?? 0;
    if (depth >= MOST_NESTED || !isWrittenScript(path, content.text)) return [];
    const name = baseName3(path);
    return scriptFacts(content.text, {
      platform,
      placement,
      workload: `${name}, written by ${owner}`,
      locate,
      depth: depth + 1
    }).facts;
  }
  /** `cp`, `mv` and `install` of a file that the script has written to where memcached reads it. */
  copy(words, host) {
    const texts = words.map(({ text }) => text ?? "");
    if (!["cp", "mv", "install"].includes(baseName3(texts[0] ?? ""))) return;
    const operands2 = texts.slice(1).filter((text) => !text.startsWith("-"));
    const [from, to] = operands2.slice(-2);
    if (from === void 0 || to === void 0 || operands2.length < 2) return;
    const before = this.written.get(`${host} ${from}`);
    const path = to.endsWith("/") ? `${to}${baseName3(from)}` : to;
    if (before === void 0 || !this.filesOf(host).concerns(path)) return;
    this.write({ ...before.write, path, append: false }, before.command, host);
  }
  /** `sed -i`, `sed --in-place` and `perl -pi -e` on memcached's own files. */
  edit(words, host) {
    const edit = readInPlaceEdit(words);
    if (edit === void 0) return;
    const files = this.filesOf(host);
    for (const { text } of edit.files) {
      if (text === void 0 || !files.concerns(text)) continue;
      for (const script of edit.scripts) files.edit(text, script, edit.extended);
    }
  }
  filter(words, command, host) {
    const unknown = /* @__PURE__ */ new Map();
    const argv = words.map((word, index) => {
      if (word.text === void 0) unknown.set(index, word.reason ?? "the word is not known");
      return word.text ?? "";
    });
    const where = this.place.locate(command.start, command.end);
    if (baseName3(argv[0] ?? "") === "ufw") {
      if (argv.some((word) => word === "enable" || word === "disable"))
        this.ufw.set(host, "decided");
      else if (this.ufw.get(host) !== "decided") this.ufw.set(host, where);
    }
    if (isFilterProgram(argv[0] ?? "")) {
      const intentions = this.intentionsOf(host);
      if (intentions.commands.length < MOST_COMMANDS) intentions.commands.push({ argv, where });
      if (setsWholeFilter(argv)) intentions.complete = true;
    }
    const input = command.input?.text ?? this.readFile(command.inputFile);
    const succeeded = this.firewallOf(host).run({
      argv,
      where,
      ...input === void 0 ? {} : { input },
      ...command.inputFile === void 0 ? {} : { inputFile: command.inputFile },
      ...unknown.size === 0 ? {} : { unknown },
      ...this.place.readFile === void 0 ? {} : { readFile: this.place.readFile }
    });
    if (succeeded !== void 0) this.filtered.add(host);
    return succeeded;
  }
  readFile(path) {
    return path === void 0 ? void 0 : this.place.readFile?.(path);
  }
  filterFacts(host, firewall) {
    const workload = this.workload(host);
    const listeners = this.facts.filter(
      (fact) => fact.kind === "listener" && fact.workload === workload
    );
    const intentions = this.intentionsOf(host);
    const published = intentions.published.filter(
      (door3) => this.admittedToContainer(door3, host)?.overlaps(PUBLIC) !== false
    );
    return hostFirewallFacts(firewall, {
      platform: this.place.platform,
      workload,
      listeners,
      intentions: { ...intentions, published }
    });
  }
  intentionsOf(host) {
    let found = this.intentions.get(host);
    if (found === void 0) {
      this.intentions.set(host, found = { complete: false, published: [], commands: [] });
    }
    return found;
  }
  filesOf(host) {
    let files = this.files.get(host);
    if (files === void 0) this.files.set(host, files = new HostFiles());
    return files;
  }
  firewallOf(host) {
    let firewall = this.firewalls.get(host);
    if (firewall === void 0)
      this.firewalls.set(host, firewall = new HostFirewall(void 0, { partial: true }));
    return firewall;
  }
  word(word, command) {
    const first = word.offsets?.[0];
    const last2 = word.offsets?.[word.offsets.length - 1];
    const exact = command.file === void 0 && first !== void 0 && last2 !== void 0 && last2 - first + 1 === word.offsets.length;
    const where = exact ? this.place.locate(first, last2 + 1) : this.place.locate(word.start, word.end);
    return wordOfShell(word, where);
  }
};
var MOST_NESTED = 3;
var MOST_COMMANDS = 500;
var MOST_PUBLISHED = 50;
function publishedDoor2(fact) {
  const { faces, ports: ports2, targetPorts, protocols, where } = fact;
  if (faces !== "host" || isUnresolved(ports2)) return [];
  const inside = targetPorts === void 0 || isUnresolved(targetPorts) || targetPorts.size !== 1 ? void 0 : targetPorts.intervals[0][0];
  return [{ where, protocols, ports: ports2, ...inside === void 0 ? {} : { inside } }];
}
function isFilterProgram(program) {
  return /^(?:ip6?tables(?:-\w+)*|nft|ufw|firewall-cmd|firewall-offline-cmd)$/.test(
    baseName3(program)
  );
}
function baseName3(text) {
  return text.slice(text.lastIndexOf("/") + 1);
}
function withoutFix(fact) {
  if (fact.kind !== "ingress") return fact;
  const { fix: _, ...rest } = fact;
  return rest;
}

// src/platforms/host/cloud-init.ts
function cloudConfigScript(config) {
  const file = new SourceFile("cloud-config", config.text);
  const data = readYaml(file, { version: "pyyaml" }).documents[0]?.data;
  const script = new Script(file, config);
  for (const command of itemsOf(entry(data, "bootcmd")?.value)) script.command(command);
  for (const written of itemsOf(entry(data, "write_files")?.value)) script.writeFile(written);
  for (const command of itemsOf(entry(data, "runcmd")?.value)) script.command(command);
  return script.result();
}
var Script = class {
  constructor(file, config) {
    this.file = file;
    this.config = config;
  }
  file;
  config;
  text = "";
  pieces = [];
  /** A text goes to a shell, a list of words is run as it is. */
  command(data) {
    if (data.type === "list") {
      const words = data.items.map((item) => quote(textOf(item) ?? ""));
      this.add(words.join(" "), data.where);
    } else {
      const text = textOf(data);
      if (text !== void 0) this.addLines(text, data.where);
    }
    this.text += "\n";
  }
  writeFile(data) {
    const path = textOf(entry(data, "path")?.value);
    const content = entry(data, "content");
    const text = textOf(content?.value);
    if (path === void 0 || content === void 0 || text === void 0) return;
    const encoding = textOf(entry(data, "encoding")?.value) ?? "";
    const plain = /b64|base64/.test(encoding) ? Buffer.from(text, "base64").toString("utf8") : text;
    const operator = booleanOf(entry(data, "append")?.value) === true ? ">>" : ">";
    let mark2 = "CLOUD_INIT_END";
    while (plain.includes(mark2)) mark2 += "_";
    this.add(`cat ${operator} ${quote(path)} <<'${mark2}'`, content.value.where);
    this.text += "\n";
    this.addLines(plain.endsWith("\n") ? plain : `${plain}
`, content.value.where);
    this.text += `${mark2}
`;
  }
  result() {
    const { pieces, config, file } = this;
    return {
      text: this.text,
      locate: (start, end) => {
        const piece = pieces.find((each) => each.start <= start && start < each.end) ?? pieces[0];
        const where = piece?.where ?? file.location(0);
        const from = file.offset(where.startLine, where.startColumn);
        const to = file.offset(where.endLine, where.endColumn);
        const wanted = this.text.slice(start, end);
        const inside = file.text.slice(from, to).indexOf(wanted);
        if (inside < 0 || wanted === "") return config.locate(from, to);
        return config.locate(from + inside, from + inside + wanted.length);
      }
    };
  }
  /** The lines of a block scalar stand below each other in the file as well. */
  addLines(text, where) {
    const lines = text.split("\n");
    let from = this.file.offset(where.startLine, where.startColumn);
    const to = this.file.offset(where.endLine, where.endColumn);
    for (const [index, line] of lines.entries()) {
      const trimmed = line.trim();
      const at = trimmed === "" ? -1 : this.file.text.slice(from, to).indexOf(trimmed);
      if (at >= 0) {
        this.add(line, this.file.location(from + at, from + at + trimmed.length));
        from += at + trimmed.length;
      } else {
        this.add(line, where);
      }
      if (index < lines.length - 1) this.text += "\n";
    }
  }
  add(text, where) {
    this.pieces.push({ start: this.text.length, end: this.text.length + text.length + 1, where });
    this.text += text;
  }
};
function quote(text) {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

export {
  HostFirewall,
  cloudDoors,
  UNKNOWN_HOST_IP,
  UNKNOWN_PART,
  EPHEMERAL_PORTS,
  parsePortMapping,
  isPortMappingError,
  publishedOn,
  parseRange,
  readContainerRun,
  containerFacts,
  rulesAbout,
  refusesNobody,
  setsWholeFilter,
  flawedRestrictions,
  hostFirewallFacts,
  servedPorts,
  forwardDoors,
  applySed,
  HostFiles,
  readIni,
  supervisorFacts,
  procfileFacts,
  upstartFacts,
  cronFacts,
  proxyFacts,
  PathIndex,
  unitFacts,
  readInPlaceEdit,
  kubeDoors,
  windowsFacts,
  windowsScriptFacts,
  scriptFacts,
  cloudConfigScript
};
