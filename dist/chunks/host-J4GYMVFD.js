import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  MachineError
} from "./chunk-A32ZG6CR.js";
import {
  writeReport
} from "./chunk-WSZI2RT4.js";
import {
  COULD_NOT_RUN,
  FOUND,
  PASSED
} from "./chunk-46Q5VYW4.js";
import {
  MemoryTree,
  applyOverrides,
  judge
} from "./chunk-BTGWWGIG.js";
import "./chunk-4YCC46JY.js";
import {
  applyExceptions
} from "./chunk-IMBHBF7H.js";
import {
  concludeFrom
} from "./chunk-ODCC6ZFW.js";
import {
  DiskTree,
  listFiles
} from "./chunk-V3JSSY3J.js";
import "./chunk-25OG46P3.js";
import "./chunk-ZDN3N4YR.js";
import {
  readConfig
} from "./chunk-XBZFUG7P.js";
import {
  resolveSettings
} from "./chunk-2JPDPAPU.js";
import "./chunk-JNPVPFRO.js";
import "./chunk-FHUH3I3Y.js";
import "./chunk-DVF3O7KX.js";
import "./chunk-PKOTI7PC.js";
import "./chunk-UZBDGIMA.js";
import "./chunk-VUMMRVQL.js";
import {
  host
} from "./chunk-R2RS76RA.js";
import "./chunk-2BV3PFQP.js";
import {
  HostFirewall,
  flawedRestrictions,
  rulesAbout
} from "./chunk-EILRY3XS.js";
import "./chunk-PN2D7ECX.js";
import "./chunk-ELTLBIM2.js";
import {
  detectImageVersion,
  findMemcachedCommand,
  inspectContainer,
  interpret
} from "./chunk-HIG2RW6N.js";
import {
  parse
} from "./chunk-G2C3MHYM.js";
import {
  splitArguments
} from "./chunk-6JJH6RJN.js";
import "./chunk-OGXNWQVT.js";
import {
  AddressSet,
  LOOPBACK,
  PRIVATE,
  PUBLIC,
  SourceFile,
  parseVersion
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  PortSet,
  append,
  isUnresolved,
  unresolved
} from "./chunk-5VOORNIG.js";
import "./chunk-VX4HL5QL.js";

// src/cli/host.ts
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join as join2 } from "node:path";

// src/machine/check.ts
import { lstatSync, realpathSync } from "node:fs";
import { resolve } from "node:path";

// src/machine/published.ts
import { isIPv6 as isIPv62 } from "node:net";

// src/machine/containers.ts
import { isIP } from "node:net";

// src/machine/lines.ts
var MOST_LINES = 2e5;
function linesOfOutput(file) {
  return file.text.split("\n", MOST_LINES).map((text, index) => ({ text: text.replace(/\r$/, ""), number: index + 1 }));
}
function placeIn(file, line, part) {
  const start = file.offset(line.number);
  const at = part === void 0 || part === "" ? -1 : line.text.indexOf(part);
  if (at >= 0) return file.location(start + at, start + at + part.length);
  const lead = line.text.length - line.text.trimStart().length;
  return file.location(start + lead, start + Math.max(line.text.trimEnd().length, lead));
}

// src/machine/processes.ts
var QUOTED_HEADER = "PID COMMAND (quoted)";
var HEADER = /^\s*(?:[A-Z%+:]+\s+)*PID\b.*\b(?:CMD|COMMAND|ARGS)(?: \(quoted\))?\s*$/;
function isProcessHeader(text) {
  return HEADER.test(text);
}
function readProcesses(file) {
  const found = [];
  let columns;
  for (const line of linesOfOutput(file)) {
    if (isProcessHeader(line.text)) {
      const names = line.text.replace(" (quoted)", "").trim().split(/\s+/);
      columns = {
        count: names.length,
        pid: names.indexOf("PID"),
        quoted: line.text.includes("(quoted)")
      };
      continue;
    }
    const group = /^\s*[├└│|`][─\s-]*(\d+)\s+(?=\S)/.exec(line.text);
    const listed = /^\s*(\d+)\s+(?=\/?\S*memcached(?:\s|$))/.exec(line.text);
    if (columns !== void 0 && group === null) {
      const row = rowOf(line, columns.count, columns.pid);
      if (row !== void 0) found.push(processOf(file, line, row.pid, row.start, columns.quoted));
    } else if (group !== null || listed !== null) {
      const match = group ?? listed;
      found.push(processOf(file, line, Number(match[1]), match[0].length, false));
    }
  }
  return found;
}
function rowOf(line, count, pidColumn) {
  let at = 0;
  let pid = Number.NaN;
  for (let column = 0; column < count - 1; column++) {
    const match = /^\s*(\S+)\s+/.exec(line.text.slice(at));
    if (match === null) return void 0;
    if (column === pidColumn) pid = Number(match[1]);
    at += match[0].length;
  }
  at += /^[|\\_`\s]*/.exec(line.text.slice(at))[0].length;
  return Number.isInteger(pid) && at < line.text.length ? { pid, start: at } : void 0;
}
function processOf(file, line, pid, start, quoted2) {
  const base = file.offset(line.number) + start;
  const text = line.text.slice(start).trimEnd();
  const locate = (from, to) => file.location(base + from, base + to);
  const words = quoted2 ? splitArguments(text).map((word) => ({
    text: word.text,
    where: locate(word.start, word.end)
  })) : [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    where: locate(match.index, match.index + match[0].length)
  }));
  return { pid, words, where: locate(0, text.length) };
}
function programOf(process2) {
  const first = process2.words[0]?.text ?? "";
  return first.slice(first.lastIndexOf("/") + 1).replace(/:$/, "");
}

// src/machine/containers.ts
var PUBLISHED = /(?<![^\s,])(?:([^\s,]{1,64}?):)?(\d{1,5})(?:-(\d{1,5}))?->(\d{1,5})(?:-(\d{1,5}))?\/(tcp|udp)/g;
var MOST_PORTS = 1024;
function readDockerPs(file) {
  const lines = linesOfOutput(file);
  const head = lines.find(({ text }) => /^CONTAINER ID\s+IMAGE\b/.test(text));
  if (head === void 0) return [];
  const imageAt = head.text.indexOf("IMAGE");
  const nameAt = head.text.indexOf("NAMES");
  const found = [];
  for (const line of lines.slice(lines.indexOf(head) + 1)) {
    if (line.text.trim() === "") continue;
    const image = /^\S+/.exec(line.text.slice(imageAt))?.[0] ?? "";
    const name = nameAt < 0 ? line.text.slice(0, 12).trim() : line.text.trimEnd().split(/\s/).at(-1);
    found.push({
      name,
      image: wordIn(file, line, image),
      addresses: [],
      published: publishedIn(file, line),
      processes: [],
      where: placeIn(file, line, image)
    });
  }
  return found;
}
function publishedIn(file, line) {
  const found = [];
  for (const match of line.text.matchAll(PUBLISHED)) {
    const [all, host2, from, to = from, inner, , protocol] = match;
    const count = Math.min(Number(to) - Number(from) + 1, MOST_PORTS);
    const address = host2?.replace(/^\[(.*)\]$/, "$1").replace(/^:::?$/, "::");
    for (let i = 0; i < count; i++) {
      found.push({
        protocol,
        ...address === void 0 || isIP(address) === 0 ? {} : { hostAddress: address },
        hostPort: Number(from) + i,
        containerPort: Number(inner) + i,
        where: placeIn(file, line, all)
      });
    }
  }
  return found;
}
function wordIn(file, line, text) {
  return { text, where: placeIn(file, line, text) };
}
function readDockerInspect(file) {
  const errors = [];
  const list = parse(file.text, errors, { allowTrailingComma: true });
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).flatMap((entry) => inspected(file, entry));
}
function inspected(file, entry) {
  const config = objectAt(entry, "Config");
  const settings = objectAt(entry, "NetworkSettings");
  const image = config["Image"];
  if (typeof image !== "string") return [];
  const state = objectAt(entry, "State");
  if (state["Running"] === false) return [];
  const place = (text) => {
    const at = file.text.indexOf(JSON.stringify(text));
    return at < 0 ? file.location(0) : file.location(at, at + text.length + 2);
  };
  const where = place(image);
  const addresses = [
    settings["IPAddress"],
    ...Object.values(objectAt(settings, "Networks")).filter(isObject).flatMap((network) => [network["IPAddress"], network["GlobalIPv6Address"]])
  ].filter((one) => typeof one === "string" && isIP(one) !== 0);
  const published = [];
  for (const [port, bindings] of Object.entries(objectAt(settings, "Ports"))) {
    const [number, protocol] = port.split("/");
    if (protocol !== "tcp" && protocol !== "udp" || !Array.isArray(bindings)) continue;
    for (const binding of bindings.filter(isObject)) {
      const address = binding["HostIp"];
      published.push({
        protocol,
        ...typeof address === "string" && isIP(address) !== 0 ? { hostAddress: address } : {},
        hostPort: Number(binding["HostPort"]),
        containerPort: Number(number),
        ...addresses[0] === void 0 ? {} : { containerAddress: addresses[0] },
        where: place(port)
      });
    }
  }
  const words = [entry["Path"], ...listAt(entry, "Args")].filter(
    (word) => typeof word === "string"
  );
  const name = entry["Name"];
  return [
    {
      name: typeof name === "string" ? name.replace(/^\//, "") : String(entry["Id"]).slice(0, 12),
      image: { text: image, where },
      addresses,
      published,
      processes: words.length === 0 ? [] : [
        {
          words: words.map((text) => ({ text, where: place(text) })),
          where: place(words[0])
        }
      ],
      where
    }
  ];
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function objectAt(json, key) {
  const value = json[key];
  return isObject(value) ? value : {};
}
function listAt(json, key) {
  const value = json[key];
  return Array.isArray(value) ? value : [];
}
function proxiedBy(processes) {
  return processes.flatMap((process2) => {
    if (programOf(process2) !== "docker-proxy") return [];
    const texts = process2.words.map(({ text }) => text ?? "");
    const valueOf = (option) => {
      const at = texts.findIndex((text) => text === option || text === `-${option}`);
      return at < 0 ? void 0 : texts[at + 1];
    };
    const protocol = valueOf("-proto");
    const hostPort = Number(valueOf("-host-port"));
    const containerPort = Number(valueOf("-container-port"));
    if (protocol !== "tcp" && protocol !== "udp" || !(hostPort > 0) || !(containerPort > 0)) {
      return [];
    }
    const hostAddress = valueOf("-host-ip");
    const containerAddress = valueOf("-container-ip");
    return [
      {
        protocol,
        ...hostAddress === void 0 ? {} : { hostAddress },
        hostPort,
        ...containerAddress === void 0 ? {} : { containerAddress },
        containerPort,
        where: process2.where
      }
    ];
  });
}
function translatedBy(filters) {
  const found = [];
  for (const { kind, file } of filters) {
    if (kind !== "iptables" && kind !== "ip6tables" && kind !== "nft") continue;
    for (const line of linesOfOutput(file)) {
      const { text } = line;
      const target = /--to-destination \[?([0-9a-fA-F.:]+?)\]?:(\d+)\s*$/.exec(text) ?? /\bdnat (?:ip6? )?to \[?([0-9a-fA-F.:]+?)\]?:(\d+)\s*$/.exec(text);
      if (target === null || isIP(target[1]) === 0) continue;
      const from = /(?:^|\s)-p (tcp|udp)\b.*--dport (\d+)(?:\s|$)/.exec(text) ?? /\b(tcp|udp) dport (\d+)\b/.exec(text);
      if (from === null) continue;
      const destination = /(?:^|\s)-d ([0-9a-fA-F.:]+)(?:\/(?:32|128))?\s/.exec(text)?.[1];
      const named = /\bip6? daddr ([0-9a-fA-F.:]+)\s/.exec(text)?.[1];
      const hostAddress = destination ?? named;
      found.push({
        protocol: from[1],
        ...hostAddress === void 0 || isIP(hostAddress) === 0 ? {} : { hostAddress },
        hostPort: Number(from[2]),
        containerAddress: target[1],
        containerPort: Number(target[2]),
        ...bridgeOf(file, text, target[1]),
        where: placeIn(file, line)
      });
    }
  }
  return found;
}
function bridgeOf(file, rule, address) {
  const own = /! -i (\S+)/.exec(rule)?.[1] ?? /iifname != "([^"]+)"/.exec(rule)?.[1];
  if (own !== void 0) return { bridge: own };
  const escaped = address.replace(/[.]/g, "\\.");
  const accepted = new RegExp(`-d ${escaped}(?:/32)? .*-o (\\S+) `).exec(file.text)?.[1];
  return accepted === void 0 ? {} : { bridge: accepted };
}

// src/machine/running.ts
import { isIPv6 } from "node:net";
var IN_FRONT = /^(?:mcrouter|nutcracker|twemproxy|moxi|haproxy|envoy|nginx|socat|stunnel\d?|xinetd|inetd|systemd|rootlessport|rootlesskit|slirp4netns|pasta|conmon|rinetd|redir|gost)/;
function runningOn(machine) {
  const started = machine.processes.flatMap((process2) => {
    const command = findMemcachedCommand(process2.words);
    return command === void 0 ? [] : [{ process: process2, daemon: daemonOf(machine, command.args) }];
  });
  if (machine.sockets === void 0) {
    return {
      running: started.map(({ process: process2, daemon }) => ({
        sockets: daemon.sockets.map((socket) => fromDaemon(socket, process2)),
        process: process2,
        daemon,
        assumptions: [
          "No list of listening sockets was there; they follow from the command line of the process."
        ]
      })),
      foreign: []
    };
  }
  const groups = /* @__PURE__ */ new Map();
  const foreign = [];
  for (const socket of machine.sockets) {
    const name = socket.process?.name;
    const known = isMemcached(name);
    if (!known && socket.port !== MEMCACHED_PORT) {
      if (name !== void 0 || !started.some(({ daemon }) => holds(daemon, socket))) continue;
    } else if (!known && name !== void 0) {
      if (name.startsWith("docker-proxy")) continue;
      if (!IN_FRONT.test(name)) {
        foreign.push({ socket, program: name });
        continue;
      }
    }
    const key = socket.process?.pid?.toString() ?? name ?? `port ${socket.port}`;
    groups.set(key, [...groups.get(key) ?? [], socket]);
  }
  const running = [...groups.values()].map((sockets) => {
    const { process: holder } = sockets[0];
    const own = started.find(({ process: process2 }) => process2.pid !== void 0 && process2.pid === holder?.pid) ?? only(started.filter(({ daemon }) => sockets.every((socket) => holds(daemon, socket)))) ?? (isMemcached(holder?.name) && groups.size === 1 ? only(started) : void 0);
    if (own !== void 0) return { sockets, ...own, assumptions: [] };
    return { sockets, assumptions: [withoutProcess(sockets[0], machine)] };
  });
  return { running, foreign };
}
function isMemcached(name) {
  return name !== void 0 && /^memcached(?:$|[-_. ])/.test(name);
}
function withoutProcess({ process: process2, port }, machine) {
  if (process2 === void 0) {
    return `Which program listens there was not shown (that takes root); port ${port} is memcached's own, so it is taken for memcached.`;
  }
  if (!isMemcached(process2.name)) {
    return `${process2.name} holds memcached's port; it is taken to lead to a memcached.`;
  }
  return machine.processesListed ? "Its command line was not found among the processes, so that it is not known whether clients have to authenticate." : "No list of processes was there, so that it is not known whether clients have to authenticate.";
}
function daemonOf(machine, args) {
  const addresses = (machine.addresses ?? []).map(({ address }) => address);
  const { version } = machine;
  return interpret(args, {
    ...version === void 0 ? {} : { version: version.version },
    ...addresses.length === 0 ? {} : { addresses: new Set(addresses) }
  });
}
function holds(daemon, { protocol, port }) {
  return daemon.sockets.some((socket) => socket.protocol === protocol && socket.port === port);
}
function only(items) {
  return items.length === 1 ? items[0] : void 0;
}
function fromDaemon(socket, process2) {
  const { protocol, address, port, scope } = socket;
  return {
    protocol,
    address: scope === "all" && address !== "::" ? "0.0.0.0" : address,
    families: scope === "all" && !isIPv6(address) && address !== "0.0.0.0" ? [4, 6] : isIPv6(address) ? [6] : [4],
    port,
    where: process2.where,
    ...process2.pid === void 0 ? { process: { name: "memcached" } } : { process: { name: "memcached", pid: process2.pid } }
  };
}
function socketFacts({ sockets, daemon }) {
  return sockets.map(({ protocol, address, port, device }) => ({
    protocol,
    address,
    port,
    scope: device === "lo" ? "loopback" : scopeOf(address),
    tls: daemon?.sockets.find((one) => one.protocol === protocol && one.port === port)?.tls ?? (daemon === void 0 ? "unknown" : "none")
  }));
}
function scopeOf(address) {
  if (address === "0.0.0.0" || address === "::") return "all";
  const set = AddressSet.tryParse(address);
  if (set === void 0) return "unknown";
  if (set.isSubsetOf(LOOPBACK)) return "loopback";
  return set.isSubsetOf(PRIVATE) ? "private" : "public";
}
function sameSockets(a, b) {
  const keys = (sockets) => [
    ...new Set(
      sockets.map(
        ({ protocol, scope, address, port }) => [protocol, port, scope === "all" ? "*" : address].join(" ")
      )
    )
  ].sort().join(", ");
  return keys(a) === keys(b);
}

// src/machine/way.ts
import { isIPv4 } from "node:net";
var INWARD = /^(?:docker|br-|veth|virbr|lxc|lxdbr|cni|flannel|cali|cilium|podman|vnet|tap)/;
var EVERYONE = {
  4: AddressSet.allIPv4,
  6: AddressSet.allIPv6
};
function admittedTo(machine, filter, family, query) {
  const unknown = filter.unknown.get(family);
  if (unknown !== void 0) {
    return { sources: unknown, admittedBy: [], refusedBy: [], filtered: true };
  }
  const own = AddressSet.unionOf([
    AddressSet.empty,
    ...(machine.addresses ?? []).flatMap(({ address }) => AddressSet.tryParse(address) ?? [])
  ]);
  const asked = [...devicesOf(machine)].map(([device, outward]) => {
    const admission = filter.firewall.admission({
      ...query,
      ...own.isEmpty ? {} : { own },
      ...device === void 0 ? {} : { interface: device }
    });
    return { admission, outward };
  });
  let sources = AddressSet.empty;
  for (const { admission, outward } of asked) {
    if (isUnresolved(admission.sources)) {
      if (!isUnresolved(sources)) sources = admission.sources;
      continue;
    }
    if (isUnresolved(sources)) continue;
    const mine = admission.sources.intersect(EVERYONE[family]);
    sources = sources.union(outward ? mine : mine.intersect(PRIVATE));
  }
  return {
    sources,
    admittedBy: asked.flatMap(({ admission }) => admission.admittedBy),
    refusedBy: asked.flatMap(({ admission }) => admission.refusedBy),
    filtered: asked.some(({ admission }) => admission.filtered)
  };
}
function devicesOf(machine) {
  const devices = /* @__PURE__ */ new Map();
  for (const { device, address } of machine.addresses ?? []) {
    if (device === void 0 || device === "lo" || INWARD.test(device)) continue;
    const outward = machine.outward?.has(device) === true || PUBLIC.overlaps(AddressSet.of(address));
    devices.set(device, outward || devices.get(device) === true);
  }
  if (devices.size === 0) return /* @__PURE__ */ new Map([[void 0, true]]);
  return [...devices.values()].some(Boolean) ? devices : new Map([...devices.keys()].map((device) => [device, true]));
}
function facesOf(machine, family, bound) {
  if (bound !== void 0) {
    const address = AddressSet.tryParse(bound);
    if (address?.isSubsetOf(PRIVATE) === true) return "private";
    return "internet";
  }
  const mine = (machine.addresses ?? []).filter(
    ({ device, address }) => isIPv4(address) === (family === 4) && device !== "lo" && !INWARD.test(device ?? "")
  );
  if (mine.some(({ address }) => PUBLIC.overlaps(AddressSet.of(address)))) return "internet";
  if (mine.length > 0 && mine.every(({ address }) => /^fe80:/i.test(address))) return "private";
  return "host";
}

// src/machine/published.ts
function containerFacts(machine, filter) {
  const facts = [];
  const listeners = /* @__PURE__ */ new Map();
  let unknown;
  for (const published of publishedOn(machine)) {
    const found = memcachedBehind(published);
    if (found === void 0) continue;
    const name = published.container?.name ?? published.containerAddress ?? "not named";
    const workload = `container ${name}${machine.name === "" ? "" : ` on ${machine.name}`}`;
    let listener = listeners.get(workload);
    if (listener === void 0) {
      listener = listenerOf(found, published, workload);
      listeners.set(workload, listener);
      facts.push(listener);
    }
    for (const door of doorsOf(machine, filter, published, workload)) {
      if (isUnresolved(door.sources)) unknown = door.sources.reason;
      facts.push(door);
    }
  }
  return { facts, ...unknown === void 0 ? {} : { unknown } };
}
function memcachedBehind({ container, containerPort, protocol }) {
  if (container !== void 0) {
    const inside = container.sockets?.filter(
      (socket) => socket.port === containerPort && socket.protocol === protocol
    );
    if (inside !== void 0) {
      if (!inside.some(({ process: process2 }) => /^memcached/.test(process2?.name ?? ""))) return void 0;
      const command = container.processes.flatMap(
        ({ words }) => findMemcachedCommand(words) ?? []
      )[0];
      return {
        ...command === void 0 ? {} : { daemon: interpret(command.args, {}) },
        sockets: container.sockets.filter(({ process: process2 }) => /^memcached/.test(process2?.name ?? "")),
        assumptions: []
      };
    }
    const version = container.image === void 0 ? void 0 : detectImageVersion(container.image);
    const content = contentOf(container, version);
    if (content.nature === "memcached") {
      const { daemon } = content;
      const listens = daemon.sockets.some(
        (socket) => socket.port === containerPort && socket.protocol === protocol && socket.scope !== "loopback"
      );
      if (!listens && container.processes.length > 0) return void 0;
      return {
        // Without its command the options are not known, only what the image does by itself.
        ...container.processes.length > 0 || listens ? { daemon } : {},
        ...version === void 0 ? {} : { version },
        assumptions: container.processes.length > 0 ? [] : [
          "The command of the container was not shown; what its image does by itself is taken."
        ]
      };
    }
    if (content.nature === "something-else") return void 0;
  }
  if (containerPort !== MEMCACHED_PORT) return void 0;
  return {
    assumptions: [
      `What runs in the container was not shown; port ${MEMCACHED_PORT} is memcached's own, so it is taken for memcached.`
    ]
  };
}
function contentOf(container, version) {
  const [process2] = container.processes;
  if (process2 !== void 0) {
    const command = findMemcachedCommand(process2.words);
    if (command === void 0) return { nature: "something-else" };
    const context = version === void 0 ? {} : { version: version.version };
    return {
      nature: "memcached",
      daemon: interpret(command.args, context),
      where: command.where
    };
  }
  return inspectContainer({
    ...container.image === void 0 ? {} : { image: container.image },
    environment: /* @__PURE__ */ new Map(),
    where: container.where
  });
}
function listenerOf(content, published, workload) {
  const { daemon, version, sockets } = content;
  const seen = sockets?.map((socket) => ({
    protocol: socket.protocol,
    address: socket.address,
    port: socket.port,
    scope: scopeOf(socket.address),
    tls: daemon?.sockets.find((one) => one.protocol === socket.protocol && one.port === socket.port)?.tls ?? "unknown"
  }));
  const assumed = [
    {
      protocol: published.protocol,
      address: "0.0.0.0",
      port: published.containerPort,
      scope: "all",
      tls: "unknown"
    }
  ];
  return {
    kind: "listener",
    platform: "host",
    where: published.container?.where ?? published.where,
    workload,
    placement: "container",
    sockets: seen ?? daemon?.sockets ?? assumed,
    authentication: daemon?.authentication ?? "unknown",
    ...version === void 0 ? {} : { version },
    features: daemon?.features ?? [],
    assumptions: content.assumptions,
    related: published.also
  };
}
function doorsOf(machine, filter, published, workload) {
  const { protocol, hostPort, hostAddress, containerPort, containerAddress } = published;
  const bound = hostAddress === void 0 || scopeOf(hostAddress) === "all" ? void 0 : hostAddress;
  if (bound !== void 0 && scopeOf(bound) === "loopback") return [];
  const held = (machine.sockets ?? []).filter(
    (socket) => socket.protocol === protocol && socket.port === hostPort
  );
  const families = [4, 6].filter((family) => {
    if (hostAddress !== void 0) return isIPv62(hostAddress) === (family === 6);
    return held.some((socket) => socket.families.includes(family)) || containerAddress !== void 0 && isIPv62(containerAddress) === (family === 6) || held.length === 0 && containerAddress === void 0;
  });
  const proxy = held.some(({ process: process2 }) => /^docker-pr/.test(process2?.name ?? "docker-proxy"));
  const translated = translatedBy(machine.filters).some(
    (one) => one.protocol === protocol && one.hostPort === hostPort
  );
  const target = containerAddress !== void 0 && (translated || proxy) ? AddressSet.tryParse(containerAddress) : void 0;
  const doors = families.flatMap((family) => {
    const { sources, admittedBy } = admittedTo(machine, filter, family, {
      protocol,
      port: hostPort,
      ...bound === void 0 ? {} : { destination: bound },
      ...target === void 0 ? {} : {
        target: "container",
        listens: [containerPort],
        network: {
          address: target,
          bridge: published.bridge ?? "docker0",
          bridgeAddress: bridgeAddress(machine, published),
          proxy
        }
      }
    });
    if (!isUnresolved(sources) && sources.isEmpty) return [];
    return [
      {
        kind: "ingress",
        platform: "host",
        where: published.where,
        mechanism: "published-port",
        name: `port ${hostPort}${machine.name === "" ? "" : ` of ${machine.name}`}`,
        sources,
        protocols: [protocol],
        ports: PortSet.of(hostPort),
        targetPorts: PortSet.of(containerPort),
        target: [workload],
        faces: facesOf(machine, family, bound),
        leadsTo: "memcached",
        related: [
          ...published.also,
          ...admittedBy.slice(0, 2).map((where) => ({ where, message: "the rule that lets them in" }))
        ]
      }
    ];
  });
  const [first, second] = doors;
  if (first !== void 0 && second !== void 0 && first.faces === second.faces && !isUnresolved(first.sources) && !isUnresolved(second.sources)) {
    return [{ ...first, sources: first.sources.union(second.sources) }];
  }
  return doors;
}
function bridgeAddress(machine, { bridge, containerAddress }) {
  const own = (machine.addresses ?? []).find(
    ({ device, address }) => device === (bridge ?? "docker0") && isIPv62(address) === isIPv62(containerAddress ?? "")
  );
  if (own !== void 0) return AddressSet.of(own.address);
  const first = (containerAddress ?? "").replace(/\.\d+$/, ".1");
  return AddressSet.tryParse(first) ?? AddressSet.empty;
}
function publishedOn(machine) {
  const found = /* @__PURE__ */ new Map();
  const add2 = (published, container) => {
    const any = published.hostAddress === void 0 || scopeOf(published.hostAddress) === "all";
    const key = [published.protocol, published.hostPort, any ? "*" : published.hostAddress].join(
      " "
    );
    const other = found.get(key);
    if (other === void 0) {
      const { hostAddress: _address, ...rest } = published;
      found.set(key, {
        ...any ? rest : published,
        ...container === void 0 ? {} : { container },
        also: []
      });
      return;
    }
    const address = other.containerAddress ?? published.containerAddress;
    const bridge = other.bridge ?? published.bridge;
    const owner = other.container ?? container;
    found.set(key, {
      ...other,
      ...address === void 0 ? {} : { containerAddress: address },
      ...bridge === void 0 ? {} : { bridge },
      ...owner === void 0 ? {} : { container: owner },
      also: [...other.also, { where: published.where, message: "the same port" }].slice(0, 4)
    });
  };
  for (const container of machine.containers) {
    for (const published of container.published) add2(published, container);
  }
  for (const socket of machine.sockets ?? []) {
    const { process: process2, protocol, port, address, where } = socket;
    if (process2 === void 0 || !/^docker-pr/.test(process2.name)) continue;
    const own = proxiedBy(machine.processes).find(
      (one) => one.hostPort === port && one.protocol === protocol
    );
    add2(
      {
        protocol,
        hostAddress: address,
        hostPort: port,
        containerPort: own?.containerPort ?? containerPortOf(machine, protocol, port),
        ...own?.containerAddress === void 0 ? {} : { containerAddress: own.containerAddress },
        where
      },
      void 0
    );
  }
  for (const published of [...proxiedBy(machine.processes), ...translatedBy(machine.filters)]) {
    add2(published, void 0);
  }
  return [...found.values()].map((published) => {
    if (published.container !== void 0 || published.containerAddress === void 0) {
      return published;
    }
    const container = machine.containers.find(
      ({ addresses }) => addresses.includes(published.containerAddress)
    );
    return container === void 0 ? published : { ...published, container };
  });
}
function containerPortOf(machine, protocol, port) {
  return translatedBy(machine.filters).find((one) => one.hostPort === port && one.protocol === protocol)?.containerPort ?? port;
}

// src/machine/firewalld-zones.ts
var PREDEFINED = /* @__PURE__ */ new Set([
  "block",
  "dmz",
  "drop",
  "external",
  "home",
  "internal",
  "nm-shared",
  "public",
  "trusted",
  "work"
]);
function loadFirewalldZones(file, firewall, named, devices) {
  const zones = zonesOf(file);
  const assigned = new Set(
    zones.flatMap(
      ({ settings }) => settings.filter(({ key }) => key === "interfaces").flatMap(({ value }) => value.split(/\s+/))
    )
  );
  const covered = devices.length > 0 && devices.every((device) => assigned.has(device));
  const fallback = zones.find(({ marks }) => marks.includes("default")) ?? zones.find(({ name }) => name === named) ?? (covered ? zones.find(({ name }) => name === "drop") : void 0);
  if (fallback === void 0) {
    return "the list of zones does not tell which zone is the default; save what firewall-cmd --get-default-zone prints as default-zone.txt, or the output of nft list ruleset";
  }
  const run = (argv, line) => {
    firewall.run({ argv: ["firewall-offline-cmd", ...argv], where: placeIn(file, line) });
  };
  for (const zone of zones) {
    if (!PREDEFINED.has(zone.name)) run([`--new-zone=${zone.name}`], zone.line);
    for (const { key, value, line } of zone.settings) {
      for (const words of optionsOf(key, value)) run([`--zone=${zone.name}`, words], line);
    }
  }
  run([`--set-default-zone=${fallback.name}`], fallback.line);
  firewall.startFirewalld();
  return void 0;
}
function optionsOf(key, value) {
  const words = value.split(/\s+/).filter((word) => word !== "");
  switch (key) {
    case "target":
      return value === "default" ? [] : [`--set-target=${value}`];
    case "interfaces":
      return words.map((word) => `--add-interface=${word}`);
    case "sources":
      return words.map((word) => `--add-source=${word}`);
    case "services":
      return words.map((word) => `--add-service=${word}`);
    case "ports":
      return words.map((word) => `--add-port=${word}`);
    case "protocols":
      return words.map((word) => `--add-protocol=${word}`);
    case "source-ports":
      return words.map((word) => `--add-source-port=${word}`);
    case "forward-ports":
      return words.map((word) => `--add-forward-port=${word}`);
    case "rich rules":
      return value === "" ? [] : [`--add-rich-rule=${value}`];
    default:
      return [];
  }
}
function zonesOf(file) {
  const zones = [];
  let key = "";
  for (const line of linesOfOutput(file)) {
    const head = /^([A-Za-z0-9_-]+)(?: \(([a-z, ]+)\))?\s*$/.exec(line.text);
    const zone = zones.at(-1);
    if (head !== null) {
      zones.push({
        name: head[1],
        marks: (head[2] ?? "").split(/,\s*/),
        line,
        settings: []
      });
      continue;
    }
    const setting = /^ {2}([a-z-]+(?: rules)?):\s*(.*?)\s*$/.exec(line.text);
    if (setting !== null) key = setting[1];
    const more = setting === null ? /^[\t ]+(\S.*?)\s*$/.exec(line.text) : null;
    const value = setting?.[2] ?? more?.[1];
    if (zone !== void 0 && value !== void 0 && value !== "") {
      zone.settings.push({ key, value, line });
    }
  }
  return zones;
}

// src/machine/ufw-status.ts
function loadUfwStatus(file, firewall, incoming) {
  const lines = linesOfOutput(file);
  if (lines.some(({ text }) => /^Status: inactive\s*$/.test(text))) {
    return "ufw is inactive, which says nothing about the rules that something else loaded; add the output of iptables-save or nft list ruleset";
  }
  const policy = lines.map(({ text }) => /^Default: (\w+) \(incoming\)/.exec(text)?.[1]).find(Boolean) ?? incoming;
  if (policy === void 0) {
    return 'ufw status without "verbose" does not tell what happens to packets that no rule is about';
  }
  const first = lines[0];
  const run = (argv, line) => {
    firewall.run({ argv: ["ufw", ...argv], where: placeIn(file, line) });
  };
  run(["--force", "enable"], first);
  const place = lines.find(({ text }) => text.startsWith("Default:")) ?? first;
  run(["default", policy, "incoming"], place);
  for (const line of lines) {
    const words = ruleOf(line.text);
    if (words === "unknown") {
      return `line ${line.number} of ${file.path} names an application whose ports are not in it`;
    }
    if (words !== void 0) run(words, line);
  }
  return void 0;
}
function ruleOf(text) {
  const match = /^(?:\[ *\d+\] )?(\S.*?)\s{2,}(ALLOW|DENY|REJECT|LIMIT)(?: (IN|OUT|FWD))?\s+(\S.*?)\s*(?:\(log(?:-all)?\)\s*)?(?:#.*)?$/.exec(
    text
  );
  if (match === null) return void 0;
  const [, to, action, direction = "IN", from] = match;
  if (direction !== "IN") return void 0;
  const isIPv64 = /\(v6\)|[0-9a-fA-F]*:[0-9a-fA-F]*:/.test(`${to} ${from}`);
  const device = / on (\S+)/.exec(to)?.[1];
  const destination = sideOf(to, isIPv64);
  const source = sideOf(from, isIPv64);
  if (destination === void 0 || source === void 0) {
    return /memcache/i.test(text) ? "unknown" : void 0;
  }
  const words = [action.toLowerCase(), "in"];
  if (device !== void 0) words.push("on", device);
  const protocol = destination.protocol ?? source.protocol;
  if (protocol !== void 0) words.push("proto", protocol);
  words.push("from", source.address);
  if (source.port !== void 0) words.push("port", source.port);
  words.push("to", destination.address);
  if (destination.port !== void 0) words.push("port", destination.port);
  return words;
}
function sideOf(text, isIPv64) {
  let address = isIPv64 ? "::/0" : "0.0.0.0/0";
  let port;
  let protocol;
  for (const word of text.replace(/ on \S+/, "").replace("(v6)", "").trim().split(/\s+/)) {
    if (/^Anywhere(?:\/(\w+))?$/.test(word)) protocol = /\/(\w+)$/.exec(word)?.[1] ?? protocol;
    else if (/^[0-9,:]+(?:\/(?:tcp|udp))?$/.test(word) && !/:.*:/.test(word)) {
      [port, protocol] = word.split("/");
    } else if (/^[0-9a-fA-F.:]+(?:\/\d+)?(?:\/(?:tcp|udp))?$/.test(word)) {
      const own = /\/(tcp|udp)$/.exec(word)?.[1];
      protocol = own ?? protocol;
      address = own === void 0 ? word : word.slice(0, -own.length - 1);
    } else return void 0;
  }
  return {
    address,
    ...port === void 0 ? {} : { port },
    ...protocol === void 0 ? {} : { protocol }
  };
}

// src/machine/filters.ts
var SHARED_TABLE = /^(?:filter|nat|mangle|raw|security)$/;
function loadFilter(machine) {
  const { filters } = machine;
  const interfaces = [
    ...new Set(
      (machine.addresses ?? []).flatMap(({ device }) => device === void 0 ? [] : [device])
    )
  ];
  const firewall = new HostFirewall(interfaces.length > 0 ? interfaces : void 0);
  const where = filters[0]?.file.location(0) ?? machine.outputs[0].file.location(0);
  const of = (kind) => filters.filter((output) => output.kind === kind);
  const notes = [];
  const unknown = /* @__PURE__ */ new Map();
  const both = (reason, place = where) => {
    unknown.set(4, unresolved(reason, place)).set(6, unresolved(reason, place));
  };
  const done = () => ({ firewall, unknown, where, notes });
  const failed = machine.notRead.find(({ what }) => what === "packet-filter");
  if (failed !== void 0) both(failed.reason, failed.where);
  const twice = ambiguous(filters);
  if (twice !== void 0) both(twice);
  if (unknown.size > 0) return done();
  const v4 = of("iptables");
  const v6 = of("ip6tables");
  const nft = of("nft");
  for (const [outputs, family] of [[v4, 4], [v6, 6]]) {
    for (const { file } of outputs) firewall.loadIptablesSave(file.text, family, byLine(file));
  }
  for (const { file } of nft) {
    const text = withoutShared(file.text, v4.length > 0, v6.length > 0);
    firewall.loadNft(text, byLine(file));
  }
  if (nft.length > 0) return refused(firewall, both) ?? done();
  if (v4.length > 0 || v6.length > 0) {
    if (v4.length === 0) {
      unknown.set(4, unresolved("only ip6tables-save was read, and not iptables-save", where));
    }
    if (v6.length === 0) {
      unknown.set(6, unresolved("only iptables-save was read, and not ip6tables-save", where));
    }
    notes.push("Rules of nftables itself were not read (nft list ruleset).");
    refused(firewall, both);
    return done();
  }
  const ufw = of("ufw-status")[0];
  const zones = of("firewalld-zones")[0];
  if (zones !== void 0) {
    const reason = loadFirewalldZones(
      zones.file,
      firewall,
      defaultZone(machine),
      outerDevices(machine)
    );
    if (reason !== void 0) both(reason);
    notes.push(
      "What firewalld lists was taken for the whole filter; rules that something else loaded were not read."
    );
  } else if (ufw !== void 0) {
    const reason = loadUfwStatus(ufw.file, firewall, ufwDefault(machine.files));
    if (reason !== void 0) both(reason);
    notes.push(
      "What ufw lists was taken for the whole filter; rules that something else loaded were not read."
    );
  } else if (of("iptables-listing").length > 0) {
    both(
      "the output of iptables -L leaves conditions out; save the output of iptables-save instead"
    );
  } else {
    both(
      "no output of the packet filter was read (iptables-save, ip6tables-save, nft list ruleset)"
    );
  }
  return done();
}
function refused(firewall, both) {
  const problem = firewall.problems.find(({ kind }) => kind === "refused");
  if (problem === void 0) return void 0;
  const reason = /unexpected xt\b/.test(problem.message) ? "nft list ruleset cannot print some rules that iptables made; save the outputs of iptables-save and ip6tables-save too" : problem.message.replace(/\.$/, "");
  both(reason, problem.where);
  return void 0;
}
function ambiguous(filters) {
  const seen = /* @__PURE__ */ new Map();
  for (const { kind, file } of filters) {
    if (/legacy/.test(file.name)) continue;
    const other = seen.get(kind);
    if (other !== void 0 && other.text !== file.text) {
      return `${other.path} and ${file.path} both list the packet filter; keep the outputs of each machine in a folder of its own`;
    }
    seen.set(kind, file);
  }
  return void 0;
}
function byLine(file) {
  return (line) => {
    const start = file.offset(line);
    const text = file.line(line);
    const lead = text.length - text.trimStart().length;
    return file.location(start + lead, start + Math.max(text.trimEnd().length, lead));
  };
}
function withoutShared(text, v4, v6) {
  let inside = false;
  return text.split("\n").map((line) => {
    const table = /^table (ip|ip6) (\S+) \{/.exec(line);
    if (table !== null) {
      inside = SHARED_TABLE.test(table[2]) && (table[1] === "ip" ? v4 : v6);
    }
    const blank = inside;
    if (/^\}/.test(line)) inside = false;
    return blank ? "" : line;
  }).join("\n");
}
function ufwDefault(files) {
  const file = files.find(({ path }) => /(?:^|\/)etc\/default\/ufw$/.test(path));
  const policy = /^DEFAULT_INPUT_POLICY="?(ACCEPT|DROP|REJECT)"?/m.exec(file?.text ?? "")?.[1];
  return policy === void 0 ? void 0 : { ACCEPT: "allow", DROP: "deny", REJECT: "reject" }[policy];
}
function defaultZone({ filters, files }) {
  const asked = filters.find(({ kind }) => kind === "default-zone")?.file.text.trim();
  const file = files.find(({ path }) => /(?:^|\/)etc\/firewalld\/firewalld\.conf$/.test(path));
  return asked ?? /^DefaultZone=(\S+)/m.exec(file?.text ?? "")?.[1];
}
function outerDevices({ addresses }) {
  const devices = (addresses ?? []).flatMap(
    ({ device }) => device === void 0 || device === "lo" ? [] : [device]
  );
  return [...new Set(devices)];
}

// src/machine/saved.ts
var IPTABLES_FILES = {
  4: /(?:^|\/)etc\/(?:iptables\/rules\.v4|sysconfig\/iptables)$/,
  6: /(?:^|\/)etc\/(?:iptables\/rules\.v6|sysconfig\/ip6tables)$/
};
var NFT_FILES = /(?:^|\/)etc\/(?:nftables\.conf|sysconfig\/nftables\.conf)$/;
var KEPT_ELSEWHERE = /(?:^|\/)etc\/(?:ufw\/|firewalld\/|shorewall6?\/|ferm\/|csf\/)|(?:^|\/)etc\/default\/ufw$/;
function keptRules(machine) {
  const { filters, files } = machine;
  const texts = (kind) => filters.filter((output) => output.kind === kind).map(({ file: file2 }) => file2);
  const kept = [];
  const v4 = texts("iptables");
  const v6 = texts("ip6tables");
  for (const [outputs, family] of [[v4, 4], [v6, 6]]) {
    const file2 = files.find(({ path }) => IPTABLES_FILES[family].test(path));
    if (file2 === void 0 || outputs.length === 0) continue;
    const loaded = new HostFirewall();
    for (const output of outputs) {
      loaded.loadIptablesSave(output.text, family, byLine(output));
    }
    const saved = new HostFirewall();
    if (!saved.loadIptablesSave(file2.text, family, byLine(file2))) continue;
    push(kept, file2, [family], loaded, saved);
  }
  const nft = texts("nft");
  const file = files.find(({ path }) => NFT_FILES.test(path));
  if (file !== void 0 && nft.length > 0 && !/^\s*include\b/m.test(file.text)) {
    const loaded = new HostFirewall();
    for (const output of nft) {
      const text = withoutShared(output.text, v4.length > 0, v6.length > 0);
      loaded.loadNft(text, byLine(output));
    }
    const saved = new HostFirewall();
    saved.loadNft(file.text, byLine(file));
    push(kept, file, [4, 6], loaded, saved);
  }
  return kept;
}
function push(kept, file, families, loaded, saved) {
  if (loaded.problems.length > 0 || saved.problems.length > 0) return;
  const where = file.location(0);
  const of = (firewall) => ({
    firewall,
    unknown: /* @__PURE__ */ new Map(),
    where,
    notes: []
  });
  kept.push({ file, families, loaded: of(loaded), saved: of(saved) });
}
function isKeptElsewhere({ files }) {
  return files.some(({ path }) => KEPT_ELSEWHERE.test(path));
}
function firstLine(file) {
  return file.location(0, file.line(1).length);
}
function isKeptSomehow({ files }) {
  return files.some(
    ({ path }) => KEPT_ELSEWHERE.test(path) || NFT_FILES.test(path) || IPTABLES_FILES[4].test(path) || IPTABLES_FILES[6].test(path)
  );
}
function kubeProxyAt({ filters }) {
  for (const { file } of filters) {
    const match = /^-A KUBE-NODEPORTS .*$/m.exec(file.text) ?? /^\s*chain KUBE-NODEPORTS \{$/m.exec(file.text) ?? /^\s*map service-nodeports \{$/m.exec(file.text);
    if (match !== null) return file.location(match.index, match.index + match[0].length);
  }
  return void 0;
}

// src/machine/facts.ts
var FAMILIES = [4, 6];
var EVERYONE2 = { 4: AddressSet.allIPv4, 6: AddressSet.allIPv6 };
function machineFacts(machine) {
  return new MachineReader(machine).read();
}
function onMachine({ name }) {
  return name === "" ? "" : ` on ${name}`;
}
var MachineReader = class {
  constructor(machine) {
    this.machine = machine;
    this.filter = loadFilter(machine);
    this.kept = keptRules(machine);
  }
  machine;
  facts = [];
  problems = [];
  undecided = /* @__PURE__ */ new Set();
  filter;
  kept;
  read() {
    const { machine } = this;
    const { running, foreign } = runningOn(machine);
    const configured = this.configured();
    for (const { socket, program } of foreign) {
      this.problems.push({
        kind: "note",
        where: socket.where,
        message: `Port ${socket.port}/${socket.protocol} is held by ${program}, which is no memcached.`
      });
    }
    const used = /* @__PURE__ */ new Set();
    for (const one of running) this.server(one, configured, used);
    for (const { listener, restrictions } of configured) {
      if (!used.has(listener)) this.stopped(listener, restrictions, running.length > 0);
    }
    const { facts, unknown } = containerFacts(machine, this.filter);
    append(this.facts, facts);
    if (unknown !== void 0) this.undecided.add(unknown);
    if (machine.sockets === void 0 && !machine.processesListed && configured.length === 0 && machine.containers.length === 0) {
      this.undecided.add(
        "nothing tells what listens: there is no output of ss -tulnp or netstat -tulnp, no list of processes and no configuration of memcached"
      );
    }
    for (const { what, reason, where } of machine.notRead) {
      if (what === "sockets") this.undecided.add(reason);
      this.problems.push({
        kind: what === "sockets" ? "unresolved" : "note",
        where,
        message: sentence(`Not everything could be read: ${reason}`)
      });
    }
    const kube = kubeProxyAt(machine);
    if (kube !== void 0) {
      this.problems.push({
        kind: "note",
        where: kube,
        message: "Ports of the nodes that kube-proxy leads to pods are not followed from its rules; scan the manifests of the cluster for them."
      });
    }
    for (const note of this.filter.notes) {
      this.problems.push({ kind: "note", where: this.filter.where, message: note });
    }
    return { facts: this.facts, problems: this.problems, undecided: [...this.undecided] };
  }
  /** A memcached that runs, with the configuration that started it where that is there. */
  server(running, configured, used) {
    const { machine } = this;
    const sockets = socketFacts(running);
    const match = configured.find(
      ({ listener: listener2 }) => !used.has(listener2) && !isUnresolved(listener2.sockets) && sameSockets(listener2.sockets, sockets)
    ) ?? void 0;
    if (match !== void 0) used.add(match.listener);
    const { daemon, process: process2 } = running;
    const first = running.sockets[0];
    const seen = [
      { where: first.where, message: "the listening socket" },
      ...process2 === void 0 ? [] : [{ where: process2.where, message: "the running process" }]
    ];
    const version = machine.version ?? match?.listener.version;
    const address = first.address.includes(":") ? `[${first.address}]` : first.address;
    const workload = `${machine.name === "" ? "this host" : machine.name} (${address}:${first.port})`;
    const udpWhere = daemon?.udpWhere ?? match?.listener.udpWhere;
    const listener = {
      kind: "listener",
      platform: "host",
      where: match?.listener.where ?? daemon?.listenWhere ?? first.where,
      workload,
      placement: "host",
      sockets,
      authentication: daemon?.authentication ?? match?.listener.authentication ?? "unknown",
      ...version === void 0 ? {} : { version },
      ...udpWhere === void 0 ? {} : { udpWhere },
      features: daemon?.features ?? match?.listener.features ?? [],
      assumptions: [
        ...match === void 0 || daemon !== void 0 ? running.assumptions : [],
        ...match === void 0 && configured.length > 0 ? ["The configuration files that were read do not say what the running process does."] : []
      ],
      related: seen
    };
    append(this.facts, [listener, ...restrictionsFor(match?.restrictions ?? [], workload)]);
    this.ways(listener, void 0);
    this.nextStart(listener);
  }
  /** What the packet filter does for a server now and will not do after the next start, or the reverse. */
  nextStart(listener) {
    const { machine, filter } = this;
    if (isUnresolved(listener.sockets) || filter.unknown.size > 0) return;
    const told = /* @__PURE__ */ new Set();
    let isRestricted = false;
    for (const { protocol, port, address, scope } of listener.sockets) {
      if (scope === "loopback") continue;
      const query = { protocol, port, ...scope === "all" ? {} : { destination: address } };
      for (const family of familiesOf(address, machine, listener)) {
        const now = admittedTo(machine, filter, family, query);
        if (isUnresolved(now.sources)) continue;
        isRestricted ||= !EVERYONE2[family].subtract(now.sources).isEmpty;
        for (const { file, families, loaded, saved } of this.kept) {
          if (!families.includes(family)) continue;
          const tool = admittedTo(machine, loaded, family, query).sources;
          const later = admittedTo(machine, saved, family, query).sources;
          if (isUnresolved(tool) || isUnresolved(later)) continue;
          const lost = later.subtract(tool);
          if (!lost.isEmpty && !isKeptElsewhere(machine)) {
            this.facts.push({
              kind: "ingress",
              platform: "host",
              where: firstLine(file),
              mechanism: "host-firewall",
              name: `the saved packet filter${onMachine(machine)}`,
              sources: lost,
              protocols: [protocol],
              ports: PortSet.of(port),
              target: [listener.workload],
              faces: facesOf(machine, family, query.destination),
              leadsTo: "memcached",
              // The loaded rules are those that are lost.
              bypasses: ["host-firewall"],
              related: [],
              onlyIf: `the machine starts again, for ${file.path} does not have the rules that are loaded`
            });
          }
          const missing = tool.subtract(later).intersect(now.sources);
          if (!missing.isEmpty && !told.has(file.path)) {
            told.add(file.path);
            this.problems.push({
              kind: "note",
              where: firstLine(file),
              message: `${file.path} refuses ${missing.describe()} at port ${port}/${protocol} over IPv${family}, whom the loaded rules let in: it is saved and not loaded.`
            });
          }
        }
      }
    }
    if (isRestricted && machine.files.length > 0 && !isKeptSomehow(machine)) {
      this.problems.push({
        kind: "note",
        where: filter.where,
        message: "Nothing that was read tells that the rules that keep others away from memcached are loaded when the machine starts again."
      });
    }
  }
  /** A memcached that the files configure and that does not run as they say. */
  stopped(listener, restrictions, anotherRuns) {
    const seen = this.machine.sockets !== void 0 || this.machine.processesListed;
    const workload = `${listener.workload}${onMachine(this.machine)}`;
    const note = !seen ? "No list of listening sockets was there; this is what the configuration says." : anotherRuns ? "The running memcached listens elsewhere; this holds when it is started again." : "It does not run at the moment; this holds when it is started.";
    const version = listener.version ?? this.machine.version;
    const mine = {
      ...listener,
      workload,
      ...version === void 0 ? {} : { version },
      assumptions: [...listener.assumptions, note]
    };
    append(this.facts, [mine, ...restrictionsFor(restrictions, workload)]);
    this.ways(mine, seen ? "memcached is started with this configuration" : void 0);
  }
  /** The ways through the packet filter to each socket that is not on loopback. */
  ways(listener, onlyIf) {
    const { machine, filter } = this;
    if (isUnresolved(listener.sockets)) return;
    const name = `the packet filter${onMachine(machine)}`;
    const doors = [];
    const admits = /* @__PURE__ */ new Map();
    for (const socket of listener.sockets) {
      if (socket.scope === "loopback") continue;
      const { protocol, port, address } = socket;
      const bound = socket.scope === "all" ? void 0 : address;
      for (const family of familiesOf(address, machine, listener)) {
        const admitted = admittedTo(machine, filter, family, {
          protocol,
          port,
          ...bound === void 0 ? {} : { destination: bound }
        });
        const set = isUnresolved(admitted.sources) ? EVERYONE2[family] : admitted.sources;
        const key = `${protocol} ${port}`;
        const before = admits.get(key);
        admits.set(key, {
          protocol,
          port,
          set: set.union(before?.set ?? AddressSet.empty),
          place: admitted.filtered ? admitted.refusedBy[0] ?? admitted.admittedBy[0] ?? listener.where : before?.place ?? listener.where
        });
        if (isUnresolved(admitted.sources)) this.undecided.add(admitted.sources.reason);
        else if (admitted.sources.isEmpty) continue;
        addDoor(doors, this.door(listener, socket.protocol, port, family, bound, admitted, onlyIf));
      }
    }
    append(this.facts, doors);
    for (const { protocol, port, set, place } of admits.values()) {
      this.facts.push({
        kind: "restriction",
        platform: "host",
        where: place,
        mechanism: "host-firewall",
        name,
        target: [listener.workload],
        protocols: [protocol],
        ports: PortSet.of(port),
        admits: set
      });
    }
    if (filter.unknown.size === 0) {
      append(
        this.facts,
        flawedRestrictions(filter.firewall, {
          platform: "host",
          workload: listener.workload,
          name,
          listeners: [listener],
          complete: true
        })
      );
    }
  }
  door(listener, protocol, port, family, bound, admitted, onlyIf) {
    const rule = isUnresolved(admitted.sources) ? void 0 : this.ruleBehind(admitted, protocol, port, family);
    return {
      kind: "ingress",
      platform: "host",
      where: rule ?? listener.where,
      mechanism: rule === void 0 ? "listen-address" : "host-firewall",
      name: rule === void 0 ? listener.workload : `the packet filter${onMachine(this.machine)}`,
      sources: admitted.sources,
      protocols: [protocol],
      ports: PortSet.of(port),
      target: [listener.workload],
      faces: facesOf(this.machine, family, bound),
      leadsTo: "memcached",
      related: [],
      ...onlyIf === void 0 ? {} : { onlyIf }
    };
  }
  /** The rule for memcached's port that lets them in; undefined when a policy or a wide rule does. */
  ruleBehind({ admittedBy }, protocol, port, family) {
    const first = admittedBy[0];
    if (first === void 0) return void 0;
    const says = rulesAbout(this.filter.firewall, protocol, port).find(
      (rule) => rule.verdict === "accept" && rule.narrow && rule.family === family && rule.where.file === first.file && rule.where.startLine === first.startLine
    );
    return says?.where;
  }
  /** What the unit and configuration files of the machine say, as in a repository. */
  configured() {
    const texts = Object.fromEntries(this.machine.files.map(({ path, text }) => [path, text]));
    const tree = new MemoryTree(texts);
    const files = tree.paths.map((path) => tree.read(path)).filter((file) => host.mayClaim(file.path) && host.claims(file));
    if (files.length === 0) return [];
    const { facts, problems } = host.translate({ files, tree });
    append(
      this.problems,
      problems.filter(({ kind }) => kind !== "note")
    );
    return facts.flatMap((fact) => {
      if (fact.kind !== "listener" || fact.placement !== "host") return [];
      const restrictions = facts.filter(
        (one) => one.kind === "restriction" && one.flaw === void 0 && one.target !== "unknown" && one.target.includes(fact.workload) && // The rules in files are those of the next start; the loaded ones count.
        one.name.startsWith("the address filter of ")
      );
      return [{ listener: fact, restrictions }];
    });
  }
};
function restrictionsFor(restrictions, workload) {
  return restrictions.map((restriction) => ({ ...restriction, target: [workload] }));
}
function familiesOf(address, machine, listener) {
  const seen = machine.sockets?.find(
    (socket) => socket.address === address && !isUnresolved(listener.sockets) && listener.sockets.some(({ port }) => port === socket.port)
  );
  if (seen !== void 0) return seen.families;
  if (address === "0.0.0.0") return [4];
  if (/^[\d.]+$/.test(address)) return [4];
  if (address.includes(":")) return [6];
  return FAMILIES;
}
function addDoor(doors, door) {
  const at = doors.findIndex(
    (other2) => other2.where === door.where && other2.faces === door.faces && other2.ports instanceof PortSet && door.ports instanceof PortSet && other2.ports.equals(door.ports)
  );
  const other = doors[at];
  if (other === void 0) {
    doors.push(door);
    return;
  }
  const samePlaces = other.protocols.join() === door.protocols.join();
  if (samePlaces) doors[at] = { ...other, sources: joined(other.sources, door.sources) };
  else if (sameSources(other.sources, door.sources)) {
    doors[at] = { ...other, protocols: [.../* @__PURE__ */ new Set([...other.protocols, ...door.protocols])] };
  } else doors.push(door);
}
function joined(a, b) {
  if (isUnresolved(a)) return a;
  return isUnresolved(b) ? b : a.union(b);
}
function sameSources(a, b) {
  if (isUnresolved(a) || isUnresolved(b)) return isUnresolved(a) && isUnresolved(b);
  return a.equals(b);
}
function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

// src/machine/addresses.ts
import { isIP as isIP2 } from "node:net";
function readAddresses(file) {
  const found = [];
  let device;
  for (const { text } of linesOfOutput(file)) {
    const brief = /^([A-Za-z][^\s:]*?)(?:@\S+)?\s+(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT)\b(.*)$/.exec(text);
    if (brief !== null) {
      for (const word of brief[2].trim().split(/\s+/)) add(found, brief[1], word);
      continue;
    }
    const header = /^\d+:\s+([^\s:@]+)(?:@[^\s:]+)?:\s+</.exec(text) ?? /^([A-Za-z][\w.:-]*?):?\s+(?:Link encap|flags=)/.exec(text);
    if (header !== null) device = header[1];
    const oneLine = /^\d+:\s+(\S+)\s+inet6?\s/.exec(text);
    if (oneLine !== null) device = oneLine[1];
    const address = /\binet6?\s+(?:addr:\s*)?([0-9A-Fa-f.:]+(?:\/\d+)?)/.exec(text);
    if (address !== null) {
      const length = /prefixlen\s+(\d+)/.exec(text)?.[1];
      add(
        found,
        device,
        address[1].includes("/") || length === void 0 ? address[1] : `${address[1]}/${length}`
      );
    } else if (/^[0-9A-Fa-f.:]+(?:\s+[0-9A-Fa-f.:]+)*\s*$/.test(text)) {
      for (const word of text.trim().split(/\s+/)) add(found, void 0, word);
    }
  }
  return found;
}
function add(found, device, word) {
  const [address = "", prefix] = word.split("/");
  if (isIP2(address) === 0) return;
  found.push({ device, address, ...prefix === void 0 ? {} : { prefix: Number(prefix) } });
}
function readOutward(file) {
  const found = /* @__PURE__ */ new Set();
  for (const { text } of linesOfOutput(file)) {
    const device = /^default\b.*\bdev\s+(\S+)/.exec(text)?.[1] ?? /^(?:0\.0\.0\.0|default)\s+\S+\s+0\.0\.0\.0\s.*\s(\S+)\s*$/.exec(text)?.[1] ?? /^(\S+)\t00000000\t[0-9A-F]{8}\t[0-9A-F]+\t\d+\t\d+\t\d+\t00000000\t/.exec(text)?.[1];
    if (device !== void 0) found.add(device);
  }
  return found;
}

// src/machine/recognise.ts
var NOT_READ_HEADER = "# memcached-exposure host: what could not be read";
var NAMESPACE_HEADER = "# memcached-exposure host: another network namespace";
var HEAD = 64 * 1024;
var BY_CONTENT = [
  ["not-read", new RegExp(`^${NOT_READ_HEADER}`)],
  ["namespace", new RegExp(`^${NAMESPACE_HEADER}`)],
  ["ufw-status", /^Status: (?:active|inactive)[ \t]*$/m],
  ["iptables-listing", /^Chain \S+ \((?:policy|\d+ references)\b/m],
  ["nft", /^table (?:ip|ip6|inet|arp|bridge|netdev) \S+ \{/m],
  [
    "firewalld-zones",
    /^\S+(?: \([a-z, ]+\))?[ \t]*\n {2}target: \S+[ \t]*\n {2}icmp-block-inversion:/m
  ],
  ["unit-files", /^# \/(?:\S*\/)?systemd\/\S+\.(?:service|conf|container)[ \t]*$/m],
  [
    "sockets",
    /^\s*Netid\s+State\s+Recv-Q|^\s*State\s+Recv-Q\s+Send-Q\s+Local Address|^\s*Proto Recv-Q Send-Q\s+Local Address|^COMMAND\s+PID\s.*\bNODE NAME\s*$|^(?:tcp|udp)\s+(?:LISTEN|UNCONN)\s+\d+\s+\d+\s+\S+:\S+|^tcp6?\s+\d+\s+\d+\s+\S+:\d+\s+\S+:\*\s+LISTEN\b/m
  ],
  ["docker-ps", /^CONTAINER ID\s+IMAGE\s+COMMAND\b.*\bPORTS\b/m],
  ["routes", /^Iface\tDestination\tGateway|^default via \S+ dev |^Kernel IP routing table/m],
  [
    "addresses",
    /^\d+: \S+: <[A-Z,_-]+> mtu |^\S+\s+(?:UP|DOWN|UNKNOWN)\s+(?:\d+\.){3}\d+\/\d+|^\d+: \S+\s+inet6? |^\S+: flags=\d+<|^\S+\s+Link encap:/m
  ],
  ["version", /^memcached \d+\.\d+\.\d+\S*[ \t]*$/m],
  [
    "version",
    /^ii\s+memcached(?::\S+)?\s+\d|^memcached-\d+\.\d+\.\d+-\S+[ \t]*$|^Package: memcached[ \t]*$/m
  ]
];
function recognise(file) {
  const head = file.text.slice(0, HEAD);
  for (const [kind, pattern] of BY_CONTENT) if (pattern.test(head)) return { kind, file };
  const lines = head.split(/\r?\n/);
  if (/default-?_?zone/i.test(file.name) && /^[A-Za-z0-9_-]+\s*$/.test(head)) {
    return { kind: "default-zone", file };
  }
  if (lines.some(isProcessHeader)) return { kind: "processes", file };
  if (isInspect(head)) return { kind: "docker-inspect", file };
  if (/^\*(?:filter|nat|mangle|raw|security)[ \t\r]*$/m.test(head)) {
    return { kind: isIPv6Filter(file, head) ? "ip6tables" : "iptables", file };
  }
  const listed = /^\s*(?:[├└│|`][─\s-]*)?\d+ \/?\S*memcached(?:\s|$)/m;
  if (listed.test(head) && /(?:^|[^a-z])(?:CGroup|ps|pgrep|process)/i.test(`${file.name}
${head}`)) {
    return { kind: "processes", file };
  }
  if (/^(?:[0-9.]+|[0-9A-Fa-f:]+)(?: (?:[0-9.]+|[0-9A-Fa-f:]+))*\s*$/.test(head.trim()) && /hostname|addr/i.test(file.name)) {
    return { kind: "addresses", file };
  }
  return withoutContent(file, lines);
}
function withoutContent(file, lines) {
  if (lines.some((line) => line.trim() !== "" && !line.startsWith("#"))) return void 0;
  const { name } = file;
  if (/ip6tables/i.test(name)) return { kind: "ip6tables", file };
  if (/iptables/i.test(name)) return { kind: "iptables", file };
  if (/^lsof/i.test(name) && file.text.trim() === "") return { kind: "sockets", file };
  if (/^nft|nftables|list[-_]?ruleset/i.test(name)) return { kind: "nft", file };
  return void 0;
}
function isIPv6Filter({ name, text }, head) {
  if (/^# (?:Generated|Completed) by ip6tables-save/m.test(head)) return true;
  if (/^# (?:Generated|Completed) by iptables-save/m.test(head)) return false;
  if (/ip6tables|rules\.?v6|rules6|[-_.]v6\b|ipv6/i.test(name)) return true;
  return /^-A .*\s(?:-s|-d) [0-9a-f]*:[0-9a-f:]*\/|icmpv6|--reject-with icmp6/m.test(text);
}
function isInspect(head) {
  return /^\s*\[\s*\{/.test(head) && /"NetworkSettings"\s*:|"Config"\s*:/.test(head);
}

// src/machine/sockets.ts
import { isIPv4 as isIPv42, isIPv6 as isIPv63 } from "node:net";
var SERVICE_NAMES = /* @__PURE__ */ new Map([
  ["memcache", MEMCACHED_PORT],
  ["memcached", MEMCACHED_PORT]
]);
function readSockets(file) {
  const rows = [];
  const unreadable = [];
  let last;
  for (const line of linesOfOutput(file)) {
    if (/^\s+users:\(\(/.test(line.text) && last !== void 0) {
      rows[rows.length - 1] = last = { ...last, ...processOf2(line.text) };
      continue;
    }
    const row = ssRow(line) ?? netstatRow(line) ?? lsofRow(line);
    if (row === "other") continue;
    if (row !== void 0) {
      rows.push(row);
      last = row;
    } else if (/(?:^|[^0-9])11211(?:[^0-9]|$)|memcache/.test(line.text)) unreadable.push(line);
  }
  const taken = new Set(
    rows.filter(({ address }) => isIPv42(address)).map(({ protocol, port }) => `${protocol} ${port}`)
  );
  return {
    sockets: rows.map((row) => socketOf(row, file, taken)),
    unreadable
  };
}
function socketOf(row, file, taken) {
  const { protocol, address, port } = row;
  const only6 = row.only6 || taken.has(`${protocol} ${port}`) || /^(?:memcached|docker-proxy)/.test(row.process?.name ?? "");
  const families = isIPv42(address) ? [4] : address !== "::" || only6 && !row.both ? [6] : [4, 6];
  return {
    protocol,
    address,
    families,
    port,
    ...row.device === void 0 ? {} : { device: row.device },
    ...row.process === void 0 ? {} : { process: row.process },
    where: placeIn(file, row.line, row.shown)
  };
}
function ssRow(line) {
  const match = /^\s*(?:([a-z_0-9]+)\s+)?(LISTEN|UNCONN|ESTAB|CLOSE-WAIT|TIME-WAIT|SYN-SENT|SYN-RECV|FIN-WAIT-[12]|LAST-ACK|CLOSING)\s+\d+\s+\d+\s+(\S+):(\S+)\s+(\S+):(\S+)(.*)$/.exec(
    line.text
  );
  if (match === null) return void 0;
  const [, netid, state, host2, port, , peerPort, rest] = match;
  const protocol = netid ?? (state === "LISTEN" ? "tcp" : "udp");
  if (protocol !== "tcp" && protocol !== "udp") return "other";
  if (state !== "LISTEN" && !(state === "UNCONN" && peerPort === "*")) return "other";
  const [address, device] = host2.split("%");
  const shown = `${host2}:${port}`;
  const row = rowOf2(protocol, address, port, line, shown, { only6: address === "[::]" });
  if (row === void 0 || row === "other") return row;
  return { ...row, ...device === void 0 ? {} : { device }, ...processOf2(rest) };
}
function processOf2(text) {
  const all = [...text.matchAll(/\("([^"]*)",(?:pid=)?([0-9]+)/g)];
  const chosen = all.find(([, name]) => name.startsWith("memcached")) ?? all[0];
  return chosen === void 0 ? {} : { process: { name: chosen[1], pid: Number(chosen[2]) } };
}
function netstatRow(line) {
  const match = /^\s*(tcp|udp)(?:4|6|46)?\s+\d+\s+\d+\s+(\S+)[:.]([^\s:.]+)\s+(\S+)[:.]([^\s:.]+)(?:\s+(.*))?$/.exec(
    line.text
  );
  if (match === null) return void 0;
  const [, protocol, host2, port, , peerPort, rest = ""] = match;
  const words = rest.trim().split(/\s+/);
  const listens = protocol === "udp" ? peerPort === "*" : words[0] === "LISTEN";
  if (!listens) return "other";
  const program = words.map((word) => /^(\d+)\/(.+)$/.exec(word.replace(/:$/, ""))).find(Boolean);
  const separator = line.text.includes(`${host2}:${port}`) ? ":" : ".";
  const both = host2 === "*" && /^\s*(?:tcp|udp)46\b/.test(line.text);
  const any = host2 === "*" ? /^\s*(?:tcp|udp)4\b/.test(line.text) ? "0.0.0.0" : both ? "*" : "::" : host2;
  const row = rowOf2(protocol, any, port, line, `${host2}${separator}${port}`, {});
  if (row === void 0 || row === "other" || program === void 0 || program === null) return row;
  return { ...row, process: { name: program[2], pid: Number(program[1]) } };
}
function lsofRow(line) {
  const match = /^(\S+)\s+(\d+)\s.*\s(IPv4|IPv6)\s+\S+\s+\S+\s+(TCP|UDP)\s+(\S+):([^\s:>]+)(?:\s+\((\w+)\))?\s*$/.exec(
    line.text
  );
  if (match === null) return void 0;
  const [, name, pid, type, protocol, host2, port, state] = match;
  if (protocol === "TCP" && state !== "LISTEN") return "other";
  if (host2.includes("->")) return "other";
  const address = host2 !== "*" ? host2 : type === "IPv4" ? "0.0.0.0" : "::";
  const row = rowOf2(
    protocol === "TCP" ? "tcp" : "udp",
    address,
    port,
    line,
    `${host2}:${port}`,
    {}
  );
  if (row === void 0 || row === "other") return row;
  return { ...row, process: { name, pid: Number(pid) } };
}
function rowOf2(protocol, host2, port, line, shown, { only6 = false }) {
  const number = /^\d+$/.test(port) ? Number(port) : SERVICE_NAMES.get(port);
  if (number === void 0) return "other";
  const bare = host2.replace(/^\[(.*)\]$/, "$1").replace(/%.*$/, "");
  const address = bare === "*" ? "::" : bare.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv42(address) && !isIPv63(address)) return void 0;
  return { protocol, address, port: number, both: bare === "*", only6, line, shown };
}

// src/machine/gather.ts
var PARTS_OF_A_MACHINE = /^(?:etc|lib|usr|opt|proc|run|sys|var|root|home|namespaces|sos_[a-z]+|network|networking|firewall)$/i;
var FILTERS = /* @__PURE__ */ new Set([
  "iptables",
  "ip6tables",
  "nft",
  "ufw-status",
  "firewalld-zones",
  "default-zone",
  "iptables-listing"
]);
function readMachines(tree) {
  const files = tree.paths.flatMap((path) => tree.read(path) ?? []);
  const outputs = new Map(files.map((file) => [file.path, recognise(file)]));
  const tops = new Set(files.map(({ path }) => topOf(path)).filter((top) => top !== ""));
  const single = files.some(({ path }) => !path.includes("/") && outputs.get(path) !== void 0) || [...tops].some((top) => PARTS_OF_A_MACHINE.test(top));
  const names = single ? [""] : [...tops].sort();
  return names.flatMap((name) => {
    const mine = files.filter(({ path }) => name === "" || topOf(path) === name);
    const machine = machineOf(name, mine, outputs);
    return machine === void 0 ? [] : [machine];
  });
}
function topOf(path) {
  const slash = path.indexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}
var SYSTEM_FILE = /(?:^|\/)(?:etc|lib\/systemd|usr\/lib\/systemd|run\/systemd)\//;
function machineOf(name, files, recognised) {
  const system = files.filter(({ path }) => SYSTEM_FILE.test(path));
  const outputs = files.flatMap(
    (file) => SYSTEM_FILE.test(file.path) ? [] : recognised.get(file.path) ?? []
  );
  const of = (kind) => outputs.filter((output) => output.kind === kind).map(({ file }) => file);
  if (outputs.length === 0 && system.length === 0) return void 0;
  const listings = of("sockets").map((file) => ({ file, ...readSockets(file) }));
  const addresses = of("addresses").flatMap(readAddresses);
  const routes = of("routes");
  const outward = new Set(routes.flatMap((file) => [...readOutward(file)]));
  const version = of("version").flatMap((file) => versionIn(file) ?? [])[0];
  const notRead = [...of("not-read").flatMap(readNotRead), ...gapsOf(listings)];
  return {
    name,
    ...listings.length === 0 ? {} : { sockets: withoutRepeats(listings.flatMap(({ sockets }) => sockets)) },
    processes: of("processes").flatMap(readProcesses),
    processesListed: of("processes").length > 0,
    ...addresses.length === 0 ? {} : { addresses },
    ...routes.length === 0 ? {} : { outward },
    containers: [
      ...of("docker-ps").flatMap(readDockerPs),
      ...of("docker-inspect").flatMap(readDockerInspect),
      ...of("namespace").map(readNamespace)
    ],
    ...version === void 0 ? {} : { version },
    filters: outputs.filter(({ kind }) => FILTERS.has(kind)),
    files: [...system, ...of("unit-files").flatMap(unitFilesIn)],
    notRead,
    outputs: outputs.length > 0 ? outputs : [{ kind: "unit-files", file: system[0] }]
  };
}
function gapsOf(listings) {
  const gaps = listings.flatMap(
    ({ file, unreadable }) => unreadable.map((line) => ({
      what: "sockets",
      reason: `line ${line.number} of ${file.path} could not be understood`,
      where: placeIn(file, line)
    }))
  );
  const first = listings[0];
  const onlyTcp = listings.length > 0 && listings.every(
    ({ file, sockets }) => !/^\s*Netid\b/m.test(file.text) && /^\s*State\s+Recv-Q/m.test(file.text) && sockets.every(({ protocol }) => protocol === "tcp")
  );
  if (onlyTcp) {
    gaps.push({
      what: "sockets",
      reason: `${first.file.path} lists TCP alone; save the output of ss -tulnp`,
      where: first.file.location(0)
    });
  }
  return gaps;
}
function withoutRepeats(sockets) {
  const byKey = /* @__PURE__ */ new Map();
  for (const socket of sockets) {
    const key = [socket.protocol, socket.address, socket.port, socket.device ?? ""].join(" ");
    const other = byKey.get(key);
    const preferred = other === void 0 || other.process === void 0 && socket.process !== void 0 || socket.process?.name.startsWith("memcached") === true && other.process?.name.startsWith("memcached") !== true;
    if (preferred) byKey.set(key, socket);
  }
  return [...byKey.values()];
}
function readNamespace(file) {
  const addresses = /^# addresses (.*)$/m.exec(file.text)?.[1]?.trim().split(/\s+/) ?? [];
  const processes = readProcesses(file);
  return {
    name: addresses.find((address) => !/^(?:fe80|::1|127\.)/i.test(address)) ?? file.name,
    addresses,
    published: [],
    sockets: readSockets(file).sockets,
    processes,
    where: processes[0]?.where ?? file.location(0)
  };
}
function readNotRead(file) {
  return linesOfOutput(file).flatMap((line) => {
    const match = /^(sockets|processes|packet-filter|other): (.+)$/.exec(line.text);
    if (match === null) return [];
    return [
      {
        what: match[1],
        reason: match[2].replace(/\.$/, ""),
        where: placeIn(file, line)
      }
    ];
  });
}
function unitFilesIn(file) {
  const starts = [...file.text.matchAll(/^# (\/\S+)[ \t]*\r?$/gm)];
  return starts.map((match, i) => {
    const end = starts[i + 1]?.index ?? file.text.length;
    const before = file.text.slice(0, match.index).replace(/[^\n]+/g, "");
    const folder = file.folder === "" ? "" : `${file.folder}/`;
    return new SourceFile(
      `${folder}${file.name}${match[1]}`,
      before + file.text.slice(match.index, end)
    );
  });
}
function versionIn(file) {
  for (const line of linesOfOutput(file)) {
    const own = /^memcached (\d+\.\d+\.\d+)\S*\s*$/.exec(line.text)?.[1];
    const packaged = /^ii\s+memcached(?::\S+)?\s+(\S+)/.exec(line.text)?.[1] ?? /^memcached-(\d+\.\d+\.\d+-\S+?)\s*$/.exec(line.text)?.[1] ?? (file.text.includes("Package: memcached\n") ? /^Version: (\S+)/.exec(line.text)?.[1] : void 0);
    const text = packaged ?? own;
    const version = text === void 0 ? void 0 : parseVersion(text.replace(/^\d+:/, ""));
    if (text === void 0 || version === void 0) continue;
    return {
      version,
      text,
      trust: packaged === void 0 ? "exact" : "distribution",
      where: placeIn(file, line, text)
    };
  }
  return void 0;
}

// src/machine/check.ts
function openSaved(folder) {
  try {
    const real = realpathSync(resolve(folder));
    if (lstatSync(real).isDirectory()) return new DiskTree(real, listFiles(real).paths);
  } catch {
  }
  throw new MachineError(`There is no folder ${folder} to read saved outputs from.`);
}
function checkMachines(options) {
  const started = performance.now();
  const { tree } = options;
  const settings = resolveSettings(options.given, options.config, options.nameOf);
  const machines = readMachines(tree);
  if (machines.length === 0) {
    throw new MachineError(
      `Nothing in ${options.root} is the output of a tool that is understood; save those of ss -tulnp, ps -ef, iptables-save, ip6tables-save and nft list ruleset, for each machine in a folder of its own.`
    );
  }
  const read = machines.map((machine) => ({ machine, ...machineFacts(machine) }));
  const sources = new Set(machines.flatMap(filesOf));
  const result = concludeFrom(
    {
      facts: read.flatMap(({ facts }) => facts),
      problems: [...read.flatMap(({ problems: problems2 }) => problems2), ...unread(tree)],
      files: { host: sources.size },
      sources
    },
    tree,
    { trusted: settings.trusted, rules: settings.rules, customRules: settings.customRules }
  );
  const findings = applyOverrides(result.findings, settings.overrides);
  const { byFinding, problems } = applyExceptions(
    findings,
    { inline: [], paths: options.config?.suppressions ?? [] },
    options.today ?? (/* @__PURE__ */ new Date()).toISOString().slice(0, 10)
  );
  const report = judge({
    result: { ...result, findings },
    tree,
    settings,
    root: options.root,
    exceptions: byFinding,
    problems
  });
  const reasons = read.flatMap(
    ({ machine, undecided: undecided2 }) => undecided2.map(
      (reason) => `${machine.name === "" ? "It" : `For ${machine.name} it`} cannot be told who reaches memcached because ${reason}.`
    )
  );
  const undecided = reasons.length > 0 && report.conclusion !== "failed";
  return {
    ...report,
    ...undecided ? { conclusion: "could-not-run" } : {},
    reasons: [...reasons, ...report.reasons],
    scanned: { ...report.scanned, notes: read.map(({ machine }) => noteOf(machine)) },
    durationMs: performance.now() - started
  };
}
function filesOf(machine) {
  return [...machine.outputs.map(({ file }) => file), ...machine.files];
}
function noteOf(machine) {
  const kinds = [...new Set(machine.outputs.map(({ kind }) => kind))].join(", ");
  const servers = machine.sockets === void 0 ? "no list of sockets" : `${machine.sockets.length} listening sockets`;
  return `${machine.name === "" ? "This machine" : machine.name}: ${servers}; read: ${kinds}; ${machine.files.length} unit and configuration files.`;
}
function unread(tree) {
  return tree.unreadable.filter(({ skipped }) => skipped !== true).map(({ path, reason }) => ({
    kind: "unparsed",
    where: { file: path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    message: `${path} was not read because ${reason}.`
  }));
}

// src/machine/live.ts
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync as lstatSync2, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { isIPv4 as isIPv43 } from "node:net";
var TOLD_PROGRAMS = /memcached|docker-proxy/;
var SAVED_RULES = [
  "/etc/iptables/rules.v4",
  "/etc/iptables/rules.v6",
  "/etc/sysconfig/iptables",
  "/etc/sysconfig/ip6tables",
  "/etc/nftables.conf",
  "/etc/sysconfig/nftables.conf",
  "/etc/ufw/ufw.conf",
  "/etc/firewalld/firewalld.conf"
];
var LARGEST = 1024 * 1024;
var SYSTEM_FOLDERS = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin"
];
var FILTER_PROGRAMS = [
  ["iptables-save.txt", "iptables-save"],
  ["ip6tables-save.txt", "ip6tables-save"],
  ["iptables-legacy-save.txt", "iptables-legacy-save"],
  ["ip6tables-legacy-save.txt", "ip6tables-legacy-save"],
  ["nft-list-ruleset.txt", "nft", "list", "ruleset"]
];
var TIME_LIMIT_MS = 1e4;
var THIS_MACHINE = {
  root: "/",
  run: (program, args) => {
    const { status, stdout, stderr, error } = spawnSync(program, [...args], {
      encoding: "utf8",
      timeout: TIME_LIMIT_MS,
      maxBuffer: 64 * 1024 * 1024,
      // The tools' messages are matched in English.
      env: { PATH: SYSTEM_FOLDERS.join(":"), LC_ALL: "C" },
      stdio: ["ignore", "pipe", "pipe"]
    });
    return { status, out: stdout ?? "", err: error?.message ?? stderr ?? "" };
  },
  interfaces: () => Object.entries(networkInterfaces()).flatMap(
    ([device, entries]) => (entries ?? []).map(({ address, cidr }) => ({
      device,
      address,
      prefix: Number(cidr?.split("/")[1] ?? (isIPv43(address) ? 32 : 128))
    }))
  )
};
function takeSnapshot(surface = THIS_MACHINE) {
  return new Reader(surface).snapshot();
}
var Reader = class {
  constructor(surface) {
    this.surface = surface;
  }
  surface;
  files = {};
  notRead = [];
  snapshot() {
    const programs = this.programs();
    const own = this.link("/proc/self/ns/net");
    const here = programs.filter(
      ({ namespace }) => namespace === void 0 || own === void 0 || namespace === own
    );
    const sockets = this.sockets("/proc/net");
    if (sockets === void 0) {
      this.notRead.push("sockets: /proc/net/tcp cannot be read");
    } else {
      this.files["listening-sockets.txt"] = listing(sockets, here);
      const unnamed = sockets.filter(
        ({ inode, port }) => port === 11211 && !here.some(({ inodes }) => inodes.has(inode))
      );
      if (unnamed.length > 0) {
        this.notRead.push(
          "processes: the program behind port 11211 is not shown to this user; run it as root"
        );
      }
    }
    const told = programs.filter(
      ({ name, words }) => TOLD_PROGRAMS.test(name) || TOLD_PROGRAMS.test(words[0])
    );
    this.files["processes.txt"] = processList(told.filter((program) => here.includes(program)));
    this.namespaces(told.filter((program) => !here.includes(program)));
    this.addresses();
    this.filter();
    this.configuration();
    this.version();
    if (this.notRead.length > 0) {
      this.files["not-read.txt"] = `${NOT_READ_HEADER}
${this.notRead.join("\n")}
`;
    }
    return this.files;
  }
  /** Every process with its command line, namespace and sockets, as far as they are shown. */
  programs() {
    return this.entries("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
      const words = this.text(`/proc/${name}/cmdline`)?.replace(/\0$/, "").split("\0") ?? [];
      if (words.join("") === "") return [];
      const namespace = this.link(`/proc/${name}/ns/net`);
      const inodes = this.entries(`/proc/${name}/fd`).flatMap(
        (fd) => /^socket:\[(\d+)\]$/.exec(this.link(`/proc/${name}/fd/${fd}`) ?? "")?.[1] ?? []
      );
      return [
        {
          pid: Number(name),
          name: this.text(`/proc/${name}/comm`)?.trim() ?? "",
          words,
          namespace,
          inodes: new Set(inodes)
        }
      ];
    });
  }
  /** The sockets that listen in the network namespace of a /proc/…/net folder. */
  sockets(folder) {
    const found = [];
    let any = false;
    for (const file of ["tcp", "tcp6", "udp", "udp6"]) {
      const text = this.text(`${folder}/${file}`);
      if (text === void 0) continue;
      any = true;
      for (const line of text.split("\n")) {
        const match = /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]{2}) /.exec(line);
        const fields = line.trim().split(/\s+/);
        if (match === null) continue;
        const listens = file.startsWith("tcp") ? match[5] === "0A" : match[4] === "0000";
        if (!listens) continue;
        found.push({
          protocol: file.startsWith("tcp") ? "tcp" : "udp",
          address: addressOf(match[1]),
          port: parseInt(match[2], 16),
          inode: fields[9] ?? ""
        });
      }
    }
    return any ? found : void 0;
  }
  /** memcached in other network namespaces: containers. Looking into those takes root. */
  namespaces(programs) {
    const groups = /* @__PURE__ */ new Map();
    for (const program of programs) {
      const key = program.namespace;
      groups.set(key, [...groups.get(key) ?? [], program]);
    }
    for (const [namespace, members] of groups) {
      const { pid } = members[0];
      const sockets = this.sockets(`/proc/${pid}/net`) ?? [];
      const local = this.text(`/proc/${pid}/net/fib_trie`) ?? "";
      const addresses = [
        ...new Set(
          [...local.matchAll(/\|-- (\S+)\n\s+\/32 host LOCAL/g)].map((match) => match[1])
        )
      ].filter((address) => !address.startsWith("127."));
      const number = /\d+/.exec(namespace)?.[0] ?? "unknown";
      this.files[`namespaces/${number}.txt`] = `${NAMESPACE_HEADER}
# addresses ${addresses.join(" ")}
` + listing(sockets, members) + processList(members);
    }
  }
  addresses() {
    const devices = /* @__PURE__ */ new Map();
    for (const { device, address, prefix } of this.surface.interfaces()) {
      devices.set(device, [...devices.get(device) ?? [], `${address}/${prefix}`]);
    }
    if (devices.size > 0) {
      this.files["addresses.txt"] = [...devices].map(
        ([device, addresses]) => `${device.padEnd(16)} UP             ${addresses.join(" ")}
`
      ).join("");
    }
    const routes = this.text("/proc/net/route");
    if (routes !== void 0) this.files["routes.txt"] = routes.replace(/[ \t]+$/gm, "");
  }
  filter() {
    let present = 0;
    for (const [file, name, ...args] of FILTER_PROGRAMS) {
      const program = SYSTEM_FOLDERS.map((folder) => join(folder, name)).find(
        (path) => this.exists(path)
      );
      if (program === void 0) continue;
      if (name.includes("legacy") && !this.hasLegacyTables(name)) continue;
      present++;
      const { status, out, err } = this.surface.run(program, args);
      if (status === 0) {
        this.files[file] = out.trim() === "" ? `# ${name}: nothing is loaded
` : out;
        continue;
      }
      const complaint = err.trim().split("\n")[0]?.slice(0, 200) ?? "";
      const who = /must be root|permission|not permitted/i.test(err) ? `${name} is only for root (run it as root)` : `${name} failed${status === null ? " or took too long" : ` with status ${status}`}: ${complaint}`;
      this.notRead.push(`packet-filter: the packet filter cannot be read, for ${who}`);
    }
    if (present === 0) {
      this.notRead.push(
        "packet-filter: no program that lists the packet filter is installed (iptables-save, nft)"
      );
    }
  }
  hasLegacyTables(name) {
    const list = name.startsWith("ip6") ? "/proc/net/ip6_tables_names" : "/proc/net/ip_tables_names";
    const text = this.text(list);
    if (text === void 0 && this.exists(list)) {
      this.notRead.push(`packet-filter: ${list} is only for root (run it as root)`);
    }
    return (text ?? "").trim() !== "";
  }
  /** memcached's own configuration and units, and what the front ends of the filter are told. */
  configuration() {
    for (const folder of ["/etc", "/etc/sysconfig", "/etc/default", "/etc/conf.d"]) {
      for (const name of this.entries(folder)) {
        if (/^memcached?[\w.-]*$/.test(name) && !/~$|\.(?:dpkg|rpm|bak|old|orig)/.test(name)) {
          this.copy(`${folder}/${name}`);
        }
      }
    }
    const folders = [
      "/etc/systemd/system",
      "/run/systemd/system",
      "/usr/local/lib/systemd/system",
      "/usr/lib/systemd/system",
      "/lib/systemd/system"
    ];
    const seen = /* @__PURE__ */ new Set();
    for (const folder of folders) {
      for (const name of this.entries(folder)) {
        if (!/^memcached[\w@.\\-]*\.service(?:\.d)?$/.test(name)) continue;
        if (name.endsWith(".d")) {
          for (const part of this.entries(`${folder}/${name}`)) {
            if (part.endsWith(".conf")) this.copy(`${folder}/${name}/${part}`);
          }
        } else if (!seen.has(name)) {
          seen.add(name);
          this.copy(`${folder}/${name}`);
        }
      }
    }
    this.copy("/etc/default/ufw");
    for (const path of SAVED_RULES) this.copy(path);
  }
  copy(path) {
    const text = this.text(path);
    if (text !== void 0) this.files[path.slice(1)] = text;
    else if (this.exists(path) && !this.isMasked(path)) {
      this.notRead.push(`other: ${path} cannot be read`);
    }
  }
  /** `systemctl mask` links a unit to /dev/null. */
  isMasked(path) {
    return this.link(path) === "/dev/null" || !this.isFile(path);
  }
  /** The installed package, from dpkg's own list. */
  version() {
    const status = this.text("/var/lib/dpkg/status", 64 * LARGEST);
    const entry = /^Package: memcached\n(?:[^\n]+\n)*/m.exec(status ?? "")?.[0];
    const version = /^Version: (.+)$/m.exec(entry ?? "")?.[1];
    if (entry === void 0 || version === void 0) return;
    if (!/^Status: install ok installed$/m.test(entry)) return;
    this.files["package.txt"] = `Package: memcached
Version: ${version}
`;
  }
  text(path, most = LARGEST) {
    try {
      const full = join(this.surface.root, path);
      const { size } = statSync(full);
      return size > most ? void 0 : readFileSync(full, "utf8");
    } catch {
      return void 0;
    }
  }
  entries(path) {
    try {
      return readdirSync(join(this.surface.root, path)).sort();
    } catch {
      return [];
    }
  }
  link(path) {
    try {
      return readlinkSync(join(this.surface.root, path));
    } catch {
      return void 0;
    }
  }
  exists(path) {
    return existsSync(join(this.surface.root, path));
  }
  isFile(path) {
    try {
      return lstatSync2(join(this.surface.root, path)).isFile();
    } catch {
      return false;
    }
  }
};
function addressOf(hex) {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => parseInt(byte, 16)).join(".");
  const groups = [];
  for (let i = 0; i < 16; i += 2) groups.push(`${bytes[i]}${bytes[i + 1]}`.toLowerCase());
  if (groups.slice(0, 5).every((group) => group === "0000") && groups[5] === "ffff") {
    return bytes.slice(12).map((byte) => parseInt(byte, 16)).join(".");
  }
  return groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":").replace(/(?:^|:)0(?::0)+(?::|$)/, "::");
}
function listing(sockets, programs) {
  const rows = sockets.map(({ protocol, address, port, inode }) => {
    const holders = programs.filter(({ inodes }) => inodes.has(inode));
    const users = holders.length === 0 ? "" : ` users:(${holders.map(({ name, pid }) => `("${name.replace(/[^\w.:/-]/g, "?")}",pid=${pid})`).join(",")})`;
    const local = address.includes(":") ? `${address === "::" ? "*" : `[${address}]`}` : address;
    const v6Only = address === "::" && (sockets.some(
      (other) => other.protocol === protocol && other.port === port && other.address === "0.0.0.0"
    ) || holders.some(({ name }) => /^(?:memcached|docker-proxy)/.test(name)));
    const state = protocol === "tcp" ? "LISTEN" : "UNCONN";
    const shown = v6Only ? "[::]" : local;
    const peer = address.includes(":") ? "[::]" : "0.0.0.0";
    return `${protocol}   ${state} 0      0      ${`${shown}:${port}`.padStart(24)} ${peer}:*${users}
`;
  });
  return `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
${rows.join("")}`;
}
function processList(programs) {
  const rows = programs.map(
    ({ pid, words }) => `${String(pid).padStart(7)} ${words.map(quoted).join(" ")}
`
  );
  return `${QUOTED_HEADER.replace("PID", "    PID")}
${rows.join("")}`;
}
function quoted(word) {
  const printable = word.replace(/[\u0000-\u001f\u007f]+/g, " ");
  return /^[\w@%+=:,./-]+$/.test(printable) ? printable : `'${printable.replaceAll("'", `'\\''`)}'`;
}

// src/cli/host.ts
async function runHost(given, { config }, surroundings) {
  const tree = given.from === void 0 ? new MemoryTree(snapshotHere(given)) : openSaved(given.from);
  const report = checkMachines({
    tree,
    root: given.from ?? "this machine",
    given,
    nameOf: (setting) => `--${setting}`,
    ...config?.kind === "text" ? { config: readConfig(new SourceFile(config.path, config.text)) } : {}
  });
  const written = await writeReport(report, given, surroundings);
  if (!written || report.conclusion === "could-not-run") return COULD_NOT_RUN;
  return report.conclusion === "failed" ? FOUND : PASSED;
}
function snapshotHere({ save }) {
  if (process.platform !== "linux") {
    throw new MachineError(
      `host looks at Linux machines, and this is ${process.platform}; save the outputs of its tools and use --from.`
    );
  }
  const snapshot = takeSnapshot();
  if (save !== void 0) {
    for (const [path, text] of Object.entries(snapshot)) {
      const file = join2(save, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { mode: 384 });
    }
  }
  return snapshot;
}
export {
  runHost
};
