import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  compareSeverity,
  stepDown
} from "./chunk-FHUH3I3Y.js";
import {
  AddressSet,
  CLOUD_INFRASTRUCTURE,
  GLOBAL_UNICAST_IPV6,
  LOOPBACK,
  PUBLIC,
  advisoriesFor,
  advisoryUrl,
  compareVersions,
  formatVersion,
  parseVersion
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  append,
  isUnresolved
} from "./chunk-5VOORNIG.js";

// src/exposure/reach.ts
var HALF_OF_PUBLIC_IPV4 = PUBLIC.sizeV4 / 2;
var HALF_OF_GLOBAL_IPV6 = GLOBAL_UNICAST_IPV6.sizeV6 / 2n;
function isMostOfTheInternet(sources) {
  const inPublic = sources.intersect(PUBLIC);
  return inPublic.sizeV4 > HALF_OF_PUBLIC_IPV4 || sources.intersect(GLOBAL_UNICAST_IPV6).sizeV6 > HALF_OF_GLOBAL_IPV6;
}
function reachOf(sources, faces) {
  const outside = sources.subtract(LOOPBACK);
  if (outside.isEmpty || faces === "loopback") return "none";
  if (faces === "cluster") return "cluster";
  if (faces === "private") return "private";
  if (isMostOfTheInternet(outside)) return faces === "host" ? "host" : "internet";
  return outside.subtract(CLOUD_INFRASTRUCTURE).overlaps(PUBLIC) ? "public" : "private";
}
function isManyPublicAddresses(sources) {
  const inPublic = sources.intersect(PUBLIC);
  return inPublic.sizeV4 > 256 || inPublic.sizeV6 > 1n << 80n;
}
var EVERYONE = AddressSet.all;

// src/exposure/severity.ts
var SEVERITY_TABLE = [
  {
    id: "internet",
    when: "the internet, or most of it",
    named: "high",
    broad: "medium",
    worse: "critical when a listener without authentication is confirmed behind it or its UDP socket can be reached; a broad opening in front of a confirmed listener is high"
  },
  {
    id: "host-door",
    when: "every network of the machine, through a published port, NodePort, hostPort, host firewall or external load balancer",
    named: "high",
    broad: "medium"
  },
  {
    id: "host-random-port",
    when: "every network of the machine, on a random port",
    named: "medium",
    broad: "medium"
  },
  {
    id: "host-listener",
    when: "every network of the machine: memcached listens on all interfaces and no filter in the repository restricts it",
    named: "medium",
    broad: "medium",
    worse: "high with UDP on"
  },
  {
    id: "public-many",
    when: "more public addresses than a /24 (IPv6: wider than a /48)",
    named: "medium",
    broad: "low"
  },
  {
    id: "public-few",
    when: "a few public addresses: an office, a partner",
    named: "low",
    broad: "info"
  },
  {
    id: "private",
    when: "private networks that are not among the trusted",
    named: "low",
    broad: "info"
  },
  {
    id: "unresolved",
    when: "it cannot be told, and it could be the internet",
    named: "low",
    broad: "info"
  }
];
var ROWS = new Map(SEVERITY_TABLE.map((row) => [row.id, row]));
var RANDOM_PORT_RANGE = 100;
var DOORS_WITHOUT_SOURCES = ["listen-address"];
function rowOf(exposure) {
  if (exposure.reach === "none" || exposure.reach === "cluster") return void 0;
  if (exposure.unresolved !== void 0 || isUnresolved(exposure.sources)) {
    return ROWS.get("unresolved");
  }
  switch (exposure.reach) {
    case "internet":
      return ROWS.get("internet");
    case "host":
      if (exposure.ingress === void 0 || DOORS_WITHOUT_SOURCES.includes(exposure.ingress.mechanism)) {
        return ROWS.get("host-listener");
      }
      return ROWS.get(isOnRandomPort(exposure) ? "host-random-port" : "host-door");
    case "public":
      return ROWS.get(isManyPublicAddresses(exposure.sources) ? "public-many" : "public-few");
    case "private":
      return ROWS.get("private");
  }
}
function severityOf(exposure) {
  const row = rowOf(exposure);
  if (row === void 0) return void 0;
  const { ingress, listener } = exposure;
  const confirmed = exposure.confirmed && listener?.placement !== "managed";
  const known = confirmed || ingress?.leadsTo === "memcached" || listener !== void 0;
  let severity3 = exposure.breadth === "named" ? row.named : row.broad;
  if (row.id === "internet") {
    if (exposure.breadth === "named" && confirmed && !exposure.authenticated) severity3 = "critical";
    else if (exposure.breadth === "broad" && known) severity3 = "high";
  } else if (row.id === "host-listener") {
    if (exposure.udpReachable) severity3 = "high";
  } else if (exposure.breadth === "broad" && known) {
    severity3 = row.named;
  }
  if (exposure.authenticated) severity3 = stepDown(severity3);
  if (ingress?.onlyIf !== void 0) severity3 = stepDown(severity3);
  if (ingress?.leadsTo === "something-else" && listener === void 0) {
    severity3 = severity3 === "info" ? "info" : "low";
  }
  return severity3;
}
function isOnRandomPort(exposure) {
  const { ingress } = exposure;
  if (ingress?.targetPorts === void 0 || isUnresolved(ingress.ports)) return false;
  return !isUnresolved(ingress.targetPorts) && ingress.ports.size > RANDOM_PORT_RANGE && ingress.targetPorts.size <= RANDOM_PORT_RANGE;
}

// src/rules/describe.ts
function draftOf(exposure, messageId) {
  const severity3 = severityOf(exposure);
  if (severity3 === void 0) return void 0;
  const { ingress, listener } = exposure;
  const location = ingress?.where ?? listener?.where;
  if (location === void 0) return void 0;
  return {
    messageId,
    data: dataOf(exposure),
    location,
    related: relatedOf(exposure, location),
    path: pathOf(exposure),
    severity: severity3,
    reach: exposure.reach,
    unresolved: exposure.unresolved !== void 0,
    notes: notesOf(exposure),
    ...ingress?.fix === void 0 ? {} : { fix: ingress.fix },
    meaning: meaningOf(exposure)
  };
}
function dataOf(exposure) {
  const { ingress, listener } = exposure;
  return {
    mechanism: ingress?.mechanism ?? "listen-address",
    platform: ingress?.platform ?? listener?.platform ?? "host",
    name: ingress?.name ?? listener?.workload ?? "",
    workload: listener?.workload ?? "",
    sources: sourcesText(exposure),
    ports: portsText(exposure),
    inside: String(portBehind(exposure)),
    protocols: protocolsText(exposure.protocols),
    behind: listener === void 0 ? "the memcached port" : "memcached",
    reason: exposure.unresolved?.reason ?? ""
  };
}
function sourcesText(exposure) {
  if (isUnresolved(exposure.sources)) return "addresses that are not known";
  switch (exposure.reach) {
    case "internet":
      return "the internet";
    case "host":
      return hostNetworks(exposure, "every network");
    default:
      return exposure.ingress?.faces === "private" ? "a private network" : exposure.sources.describe();
  }
}
function hostNetworks(exposure, networks) {
  switch (exposure.ingress?.mechanism) {
    case "load-balancer":
    case "ingress-controller":
    case "gateway-route":
      return `${networks} around the load balancer`;
    case "node-port":
    case "host-port":
    case "host-network":
    case "service":
      return `${networks} of the nodes`;
    default:
      return `${networks} of the host`;
  }
}
function portsText(exposure) {
  const ports = exposure.ingress?.ports;
  if (ports !== void 0) return isUnresolved(ports) ? "ports that are not known" : String(ports);
  const sockets = exposure.listener?.sockets;
  if (sockets === void 0 || isUnresolved(sockets)) return "";
  return [...new Set(sockets.map((socket) => socket.port))].join(", ");
}
function portBehind({ ingress, listener }) {
  const inner = ingress?.targetPorts;
  const single = inner === void 0 || isUnresolved(inner) || inner.size !== 1 ? void 0 : inner;
  if (single !== void 0) return single.intervals[0][0];
  const sockets = listener?.sockets;
  return sockets === void 0 || isUnresolved(sockets) ? MEMCACHED_PORT : sockets[0]?.port ?? MEMCACHED_PORT;
}
function protocolsText(protocols) {
  return protocols.map((protocol) => protocol.toUpperCase()).join(" and ");
}
function pathOf(exposure) {
  const { ingress, listener } = exposure;
  const steps = [{ kind: "network", label: networkLabel(exposure) }];
  for (const restriction of exposure.restrictions) {
    steps.push({ kind: "restriction", label: restriction.name, location: restriction.where });
  }
  if (ingress !== void 0) {
    steps.push({ kind: "ingress", label: ingress.name, location: ingress.where });
  }
  if (listener !== void 0) {
    if (listener.workload !== ingress?.name) {
      steps.push({ kind: "workload", label: listener.workload });
    }
    steps.push({ kind: "listener", label: listenerLabel(listener), location: listener.where });
  } else {
    const ports = ingress?.targetPorts ?? ingress?.ports;
    const label = ports === void 0 || isUnresolved(ports) ? "ports that are not known" : `port ${exposure.breadth === "broad" ? "11211 among others" : String(ports)}`;
    steps.push({ kind: "listener", label: `${label}/${exposure.protocols.join("+")}` });
  }
  return steps;
}
function networkLabel(exposure) {
  switch (exposure.reach) {
    case "internet":
      return exposure.unresolved === void 0 ? "internet" : "unknown sources";
    case "host":
      return exposure.unresolved === void 0 ? hostNetworks(exposure, "networks") : "unknown sources";
    default:
      return sourcesText(exposure);
  }
}
function listenerLabel(listener) {
  if (isUnresolved(listener.sockets)) return "memcached (listen address not known)";
  if (listener.sockets.length === 0) return "memcached (no network socket)";
  return `memcached on ${listener.sockets.map(socketText).join(", ")}`;
}
function socketText(socket) {
  const address = socket.address.includes(":") ? `[${socket.address}]` : socket.address;
  return `${socket.protocol} ${address}:${socket.port}`;
}
function relatedOf(exposure, location) {
  const related = [...exposure.ingress?.related ?? []];
  const { listener } = exposure;
  if (listener !== void 0) {
    if (exposure.ingress !== void 0) {
      related.push({ where: listener.where, message: `memcached runs here: ${listener.workload}` });
    }
    append(related, listener.related);
  }
  for (const restriction of exposure.restrictions) {
    related.push({
      where: restriction.where,
      message: refusesSome(restriction) ? `${restriction.name} restricts it` : `${restriction.name} refuses nobody`
    });
  }
  if (exposure.unresolved?.where !== void 0) {
    related.push({ where: exposure.unresolved.where, message: "the value is missing here" });
  }
  const seen = /* @__PURE__ */ new Set([placeOf(location)]);
  return related.filter(({ where }) => {
    const place = placeOf(where);
    return !seen.has(place) && seen.add(place);
  });
}
function refusesSome({ admits }) {
  return isUnresolved(admits) || !AddressSet.all.subtract(admits).isEmpty;
}
function placeOf(where) {
  return `${where.file}:${where.startLine}:${where.startColumn}:${where.endLine}:${where.endColumn}`;
}
function notesOf(exposure) {
  const { ingress, listener } = exposure;
  const notes = [...ingress?.notes ?? []];
  if (ingress?.onlyIf !== void 0) notes.push(`It holds only if ${ingress.onlyIf}.`);
  if (exposure.authenticated) notes.push("Clients have to authenticate.");
  if (exposure.udpReachable) {
    notes.push("Its UDP socket can be reached: it can amplify attacks on others.");
  }
  if (exposure.unresolved !== void 0) {
    notes.push(`It cannot be told for certain because ${exposure.unresolved.reason}.`);
  }
  if (listener !== void 0) append(notes, listener.assumptions);
  return [...new Set(notes)];
}
function meaningOf(exposure) {
  const { ingress, listener } = exposure;
  const ports = ingress?.targetPorts ?? ingress?.ports;
  return [
    ingress?.mechanism ?? "listen-address",
    ingress?.where.address ?? "",
    ingress?.name ?? listener?.workload ?? "",
    isUnresolved(exposure.sources) ? "?" : exposure.sources.toString(),
    exposure.protocols.join("+"),
    ports === void 0 ? "" : isUnresolved(ports) ? "?" : ports.toString(),
    portsText(exposure)
  ];
}
var REACHES = ["none", "cluster", "private", "public", "host", "internet"];
function furthest(reaches) {
  return REACHES[Math.max(0, ...reaches.map((reach) => REACHES.indexOf(reach)))];
}

// src/rules/doors.ts
var KINDS = {
  "security-group": "filter",
  "network-acl": "filter",
  "cloud-firewall": "filter",
  "host-firewall": "filter",
  "published-port": "published-port",
  service: "cluster",
  "node-port": "cluster",
  "load-balancer": "cluster",
  "host-port": "cluster",
  "host-network": "cluster",
  "ingress-controller": "cluster",
  "gateway-route": "cluster",
  "network-policy": "cluster",
  proxy: "cluster",
  "listen-address": "listener"
};
function doorKindOf(exposure) {
  return exposure.ingress === void 0 ? "listener" : KINDS[exposure.ingress.mechanism];
}
function certain(exposures, kind) {
  return exposures.filter(
    (exposure) => exposure.unresolved === void 0 && doorKindOf(exposure) === kind
  );
}

// src/rules/mce101.ts
var internetIngress = {
  meta: {
    id: "MCE101",
    name: "internet-ingress",
    title: "The internet can reach memcached",
    description: "A firewall or security-group rule lets the internet reach port 11211.",
    defaultSeverity: "high",
    tags: ["CWE-284", "CWE-306", "CWE-668", "TA14-017A"],
    messages: {
      open: "{sources} can reach {behind} on port {ports} ({protocols}) through {name}."
    }
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, "filter")) {
      if (exposure.breadth !== "named") continue;
      if (exposure.reach !== "internet" && exposure.reach !== "host") continue;
      const draft = draftOf(exposure, "open");
      if (draft !== void 0) report(draft);
    }
  }
};

// src/rules/mce102.ts
var broadIngress = {
  meta: {
    id: "MCE102",
    name: "broad-ingress",
    title: "A wide opening includes memcached",
    description: "An all-ports or wide rule lets the internet reach 11211 among others.",
    defaultSeverity: "medium",
    tags: ["CWE-284", "CWE-668"],
    messages: {
      open: "{sources} can reach {ports} ({protocols}) through {name}, {behind} among them."
    }
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, "filter")) {
      if (exposure.breadth !== "broad") continue;
      if (exposure.reach !== "internet" && exposure.reach !== "host") continue;
      const draft = draftOf(exposure, "open");
      if (draft !== void 0) report(draft);
    }
  }
};

// src/rules/mce103.ts
var publicIngress = {
  meta: {
    id: "MCE103",
    name: "public-ingress",
    title: "Addresses outside the trusted networks can reach memcached",
    description: "A firewall or security-group rule lets named addresses outside the trusted networks reach 11211.",
    defaultSeverity: "medium",
    tags: ["CWE-284", "CWE-668"],
    messages: {
      publicSources: "The public addresses {sources} can reach {behind} on {ports} ({protocols}) through {name}.",
      privateSources: "The private network {sources}, not among the trusted, can reach {behind} on {ports} ({protocols}) through {name}."
    }
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, "filter")) {
      if (exposure.reach !== "public" && exposure.reach !== "private") continue;
      const draft = draftOf(
        exposure,
        exposure.reach === "public" ? "publicSources" : "privateSources"
      );
      if (draft !== void 0) report(draft);
    }
  }
};

// src/rules/mce201.ts
var publishedPort = {
  meta: {
    id: "MCE201",
    name: "published-port",
    title: "A container publishes memcached on the host",
    description: "A container publishes memcached on the interfaces of its host; Docker puts such ports ahead of ufw and of the INPUT chain.",
    defaultSeverity: "high",
    tags: ["CWE-668", "CWE-1327", "CIS-Docker-5.13"],
    messages: {
      published: "{sources} can reach {behind} on port {ports} ({protocols}) published by {name}."
    }
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, "published-port")) {
      const draft = draftOf(exposure, "published");
      if (draft !== void 0) report(draft);
    }
  }
};

// src/rules/mce202.ts
var exposedService = {
  meta: {
    id: "MCE202",
    name: "exposed-service",
    title: "Memcached is exposed outside the cluster",
    description: "A Service, hostPort, hostNetwork, Ingress TCP map or Gateway route leads from outside the cluster to memcached.",
    defaultSeverity: "high",
    tags: ["CWE-668", "CWE-1327"],
    messages: {
      exposed: "{sources} can reach {behind} on port {ports} ({protocols}) through {name}."
    }
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, "cluster")) {
      const draft = draftOf(exposure, "exposed");
      if (draft !== void 0) report(draft);
    }
  }
};

// src/rules/mce301.ts
var listensOnAllInterfaces = {
  meta: {
    id: "MCE301",
    name: "listens-on-all-interfaces",
    title: "Memcached listens beyond its own host",
    description: "Memcached on a host binds more than the loopback interface and no filter in the repository restricts it.",
    defaultSeverity: "medium",
    tags: ["CWE-1327", "CWE-668"],
    messages: {
      allInterfaces: "Memcached in {workload} listens on port {ports} ({protocols}) for {sources}; no filter in the repository restricts it.",
      intended: "Memcached in {workload} is told to listen on port {ports} ({protocols}) for {sources}. As it is written it does not start; once that is mended, it stands open.",
      restricted: "Memcached in {workload} listens on port {ports} ({protocols}); {sources} can reach it."
    }
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, "listener")) {
      const everyone = exposure.reach === "host" || exposure.reach === "internet";
      if (!everyone && exposure.restrictions.length === 0) continue;
      const unrestricted = everyone && exposure.restrictions.length === 0;
      const messageId = exposure.listener?.intended === true ? "intended" : unrestricted ? "allInterfaces" : "restricted";
      const draft = draftOf(exposure, messageId);
      if (draft !== void 0) report(draft);
    }
  }
};

// src/exposure/exposure.ts
var grouped = /* @__PURE__ */ new WeakMap();
function waysTo(listener, exposures) {
  let byListener = grouped.get(exposures);
  if (byListener === void 0) {
    const groups = /* @__PURE__ */ new Map();
    for (const exposure of exposures) {
      if (exposure.listener === void 0) continue;
      const group = groups.get(exposure.listener);
      if (group === void 0) groups.set(exposure.listener, [exposure]);
      else group.push(exposure);
    }
    grouped.set(exposures, byListener = groups);
  }
  return byListener.get(listener) ?? [];
}

// src/rules/mce302.ts
var BY_REACH = {
  internet: "critical",
  host: "high",
  public: "medium",
  private: "low",
  cluster: void 0,
  none: void 0
};
var udpEnabled = {
  meta: {
    id: "MCE302",
    name: "udp-enabled",
    title: "Memcached answers over UDP",
    description: "UDP is on: whoever can reach it can have memcached flood a third party (on by default before 1.5.6).",
    defaultSeverity: "medium",
    tags: ["CVE-2018-1000115", "CWE-406", "CWE-400", "TA14-017A"],
    messages: {
      option: "An option turns UDP on for memcached in {workload} (port {ports}).",
      versionDefault: "Memcached {version} in {workload} has UDP on by default (port {ports}); it is off from 1.5.6."
    }
  },
  check(project, report) {
    for (const listener of project.listeners) {
      if (isUnresolved(listener.sockets)) continue;
      const open = listener.sockets.filter(
        (socket) => socket.protocol === "udp" && socket.scope !== "loopback"
      );
      if (open.length === 0) continue;
      const ways = waysTo(listener, project.exposures).filter(({ udpReachable }) => udpReachable);
      const ports = [...new Set(open.map((socket) => socket.port))].join(", ");
      const explicit = listener.udpWhere !== void 0;
      report({
        messageId: explicit ? "option" : "versionDefault",
        data: {
          platform: listener.platform,
          mechanism: "listen-address",
          name: listener.workload,
          workload: listener.workload,
          version: listener.version?.text ?? "of this version",
          ports,
          protocols: "UDP",
          sources: ""
        },
        location: listener.udpWhere ?? listener.version?.where ?? listener.where,
        related: [
          ...ways.flatMap(
            ({ ingress }) => ingress === void 0 ? [] : [{ where: ingress.where, message: `${ingress.name} leads to it` }]
          ),
          ...listener.related
        ],
        path: ways[0] === void 0 ? [] : pathOf(ways[0]),
        severity: severity(ways, explicit),
        reach: ways.length === 0 ? unexposedReach(listener) : furthest(ways.map((way) => way.reach)),
        unresolved: false,
        notes: listener.assumptions,
        meaning: [listener.workload, "udp", ports]
      });
    }
  }
};
function severity(ways, explicit) {
  const candidates = ways.filter((way) => way.unresolved === void 0).map((way) => BY_REACH[way.reach]).filter((candidate) => candidate !== void 0);
  candidates.push(explicit ? "medium" : "low");
  return candidates.sort(compareSeverity)[0];
}
function unexposedReach(listener) {
  return listener.placement === "host" ? "private" : "cluster";
}

// src/rules/mce303.ts
var noAuthentication = {
  meta: {
    id: "MCE303",
    name: "no-authentication",
    title: "Memcached takes anybody in the trusted networks",
    description: "The trusted networks reach memcached beyond its own host or cluster, and it demands neither SASL nor a password.",
    defaultSeverity: "info",
    tags: ["CWE-306"],
    messages: {
      trusted: "Everyone in the trusted networks can read and change what {workload} holds: memcached demands no authentication."
    }
  },
  check(project, report) {
    const told = new Set(
      project.exposures.filter(({ reach }) => reach !== "none").map(({ listener }) => listener)
    );
    for (const exposure of project.exposures) {
      const { listener } = exposure;
      if (listener === void 0 || told.has(listener)) continue;
      if (!exposure.confirmed || exposure.authenticated) continue;
      if (listener.authentication !== "none") continue;
      told.add(listener);
      report({
        messageId: "trusted",
        data: {
          platform: listener.platform,
          mechanism: exposure.ingress?.mechanism ?? "listen-address",
          name: exposure.ingress?.name ?? listener.workload,
          workload: listener.workload,
          sources: "the trusted networks",
          ports: "",
          protocols: ""
        },
        location: listener.where,
        related: exposure.ingress === void 0 ? [] : [{ where: exposure.ingress.where, message: `${exposure.ingress.name} leads to it` }],
        path: [{ kind: "network", label: "trusted networks" }, ...pathOf(exposure).slice(1)],
        severity: "info",
        reach: exposure.reachWithTrusted,
        unresolved: false,
        notes: listener.assumptions,
        meaning: [listener.workload]
      });
    }
  }
};

// src/rules/mce304.ts
var PLAIN_DOORS = /* @__PURE__ */ new Set([
  "security-group",
  "network-acl",
  "cloud-firewall",
  "host-firewall",
  "published-port",
  "node-port",
  "host-port",
  "host-network"
]);
var noTls = {
  meta: {
    id: "MCE304",
    name: "no-tls",
    title: "Cache traffic crosses the network without TLS",
    description: "What goes to and from memcached, passwords included, crosses a network in the clear: in-transit encryption of a managed cache is off, or trusted networks reach a server with a password and without TLS.",
    defaultSeverity: "info",
    tags: ["CWE-319"],
    messages: {
      managed: "In-transit encryption is off for {workload}: what the applications send and get crosses the network in the clear.",
      managedOld: "What the applications and {workload} exchange crosses the network in the clear: memcached {version} has no in-transit encryption here, {since} has.",
      password: "The password of memcached in {workload} crosses the trusted networks in the clear: TLS is off."
    }
  },
  check(project, report) {
    for (const listener of project.listeners) {
      const draft = listener.placement === "managed" ? aboutManaged(listener) : aboutServer(listener, project);
      if (draft !== void 0) report(draft);
    }
  }
};
function aboutManaged(listener) {
  const { tlsOff, version } = listener;
  if (tlsOff === void 0 || !speaksPlainly(listener)) return void 0;
  const tooOld = version !== void 0 && compareVersions(version.version, tlsOff.since) < 0;
  return {
    messageId: tooOld ? "managedOld" : "managed",
    data: {
      ...dataOf2(listener),
      version: version === void 0 ? "" : formatVersion(version.version),
      since: formatVersion(tlsOff.since)
    },
    location: tlsOff.where,
    related: listener.related,
    path: [],
    severity: "info",
    reach: "private",
    unresolved: false,
    notes: listener.assumptions,
    meaning: [listener.workload, "no-tls"]
  };
}
function aboutServer(listener, project) {
  if (listener.authentication !== "sasl" && listener.authentication !== "password-file")
    return void 0;
  if (!speaksPlainly(listener)) return void 0;
  const ways = waysTo(listener, project.exposures);
  if (ways.length === 0 || !ways.every(isTrustedAndPlain)) return void 0;
  return {
    messageId: "password",
    data: dataOf2(listener),
    location: listener.where,
    related: ways.flatMap(
      ({ ingress }) => ingress === void 0 ? [] : [{ where: ingress.where, message: `${ingress.name} leads to it` }]
    ),
    path: [{ kind: "network", label: "trusted networks" }, ...pathOf(ways[0]).slice(1)],
    severity: "info",
    reach: reachOf2(ways),
    unresolved: false,
    notes: listener.assumptions,
    meaning: [listener.workload, "no-tls"]
  };
}
function speaksPlainly({ sockets }) {
  if (isUnresolved(sockets)) return false;
  const open = sockets.filter(({ protocol, scope }) => protocol === "tcp" && scope !== "loopback");
  return open.length > 0 && open.every(({ tls }) => tls === "none");
}
function isTrustedAndPlain({ ingress, confirmed, reach, unresolved }) {
  return confirmed && reach === "none" && unresolved === void 0 && (ingress === void 0 || PLAIN_DOORS.has(ingress.mechanism));
}
function reachOf2(ways) {
  return furthest(ways.map(({ reachWithTrusted }) => reachWithTrusted));
}
function dataOf2(listener) {
  const { sockets } = listener;
  return {
    platform: listener.platform,
    mechanism: "listen-address",
    name: listener.workload,
    workload: listener.workload,
    sources: "",
    ports: isUnresolved(sockets) ? "" : [...new Set(sockets.map(({ port }) => port))].join(", "),
    protocols: "TCP"
  };
}

// src/rules/mce401.ts
var BY_REACH2 = {
  internet: "high",
  host: "high",
  public: "medium",
  private: "low",
  cluster: "low",
  none: "low"
};
var CRITICAL_SCORE = 9;
var vulnerableVersion = {
  meta: {
    id: "MCE401",
    name: "vulnerable-version",
    title: "This version of memcached has known vulnerabilities",
    description: "An image tag or package pin names a memcached with published vulnerabilities; the fixed version is given.",
    defaultSeverity: "low",
    tags: ["CWE-1395"],
    messages: {
      advisories: "{version} in {workload} has {count} published vulnerabilities, {advisories}; all are fixed in {fixedIn}.",
      advisory: "{version} in {workload} has the published vulnerability {advisories}, fixed in {fixedIn}."
    }
  },
  check(project, report) {
    for (const listener of project.listeners) {
      const { version } = listener;
      if (version === void 0) continue;
      const matches = advisoriesFor(version, listener).filter(
        ({ conditions }) => conditions !== "not-met"
      );
      if (matches.length === 0) continue;
      const ways = waysTo(listener, project.exposures);
      const ids = matches.map(({ advisory }) => advisory.id);
      report({
        messageId: ids.length === 1 ? "advisory" : "advisories",
        data: {
          platform: listener.platform,
          mechanism: "version",
          name: listener.workload,
          workload: listener.workload,
          version: version.text,
          count: ids.length,
          advisories: ids.join(", "),
          fixedIn: fixedIn(matches),
          sources: "",
          ports: "",
          protocols: ""
        },
        location: version.where,
        related: listener.related,
        path: ways[0] === void 0 ? [] : pathOf(ways[0]),
        severity: severity2(matches, ways),
        reach: reachOf3(listener, ways),
        unresolved: false,
        notes: matches.map(noteOf),
        meaning: [listener.workload, version.text]
      });
    }
  }
};
function severity2(matches, ways) {
  const reach = furthest(certainReaches(ways));
  const severities = matches.map(({ advisory, conditions }) => {
    const worst = BY_REACH2[reach];
    const byScore = advisory.score >= CRITICAL_SCORE ? worst : stepDown(worst);
    return conditions === "met" ? byScore : stepDown(byScore);
  });
  return [...severities, "low"].sort(compareSeverity)[0];
}
function reachOf3(listener, ways) {
  if (ways.length > 0) return furthest(certainReaches(ways));
  return listener.placement === "host" ? "none" : "cluster";
}
function certainReaches(ways) {
  return ways.filter((way) => way.unresolved === void 0).map((way) => way.reach);
}
function fixedIn(matches) {
  return matches.map(({ advisory }) => advisory.fixedIn).sort((a, b) => compareVersions(parseVersion(b), parseVersion(a)))[0];
}
function noteOf({ advisory, conditions }) {
  const doubt = conditions === "unknown" ? " It is not known whether the option it needs is on." : "";
  return `${advisory.id} (CVSS ${advisory.score.toFixed(1)}, fixed in ${advisory.fixedIn}): ${advisory.summary}.${doubt} ${advisoryUrl(advisory)}`;
}

// src/rules/mce501.ts
var ALONE = {
  "too-late": "medium",
  "not-refused": "medium",
  rejected: "medium",
  "adds-source": "medium",
  bypassed: "medium",
  incomplete: "low"
};
var ineffectiveRestriction = {
  meta: {
    id: "MCE501",
    name: "ineffective-restriction",
    title: "A rule that should protect memcached does not",
    description: "A firewall rule meant to keep others away from port 11211 has no effect: wrong order, nothing refused, IPv6 or UDP left open, or traffic that goes around it.",
    defaultSeverity: "medium",
    tags: ["CWE-284", "CWE-1188", "TA14-017A"],
    messages: {
      "too-late": "This rule of {name} refuses port {ports} to those whom an earlier rule has let in: {left} stays open to {sources}.",
      "not-refused": "This rule of {name} names who may reach port {ports}, and nothing refuses the others: {left} stays open to {sources}.",
      incomplete: "This rule of {name} protects port {ports} in part: {left} stays open to {sources}.",
      bypassed: "This rule of {name} is not asked about port {ports}: the container engine forwards what comes to a published port ahead of it.",
      rejected: "This rule for port {ports} never takes effect: {left}",
      "adds-source": "The source is added to a zone that is open to all: port {ports} ({left}) stays open to {sources}."
    }
  },
  check(project, report) {
    for (const restriction of project.restrictions ?? []) {
      const { flaw, admits } = restriction;
      if (flaw === void 0) continue;
      const reach = isUnresolved(admits) ? "host" : reachOf(admits, "host");
      const ports = restriction.ports.toString();
      report({
        messageId: flaw.kind,
        data: {
          platform: restriction.platform,
          mechanism: restriction.mechanism,
          name: restriction.name,
          workload: restriction.target === "unknown" ? "" : restriction.target.join(", "),
          sources: reach === "host" || isUnresolved(admits) ? "every network of the host" : admits.describe(),
          ports,
          protocols: protocolsText(restriction.protocols),
          left: flaw.left
        },
        location: restriction.where,
        related: flaw.related,
        path: [],
        severity: severityIn(project, restriction, flaw),
        reach,
        unresolved: false,
        notes: flaw.certain ? [] : ["Rules that are not in the repository may close what this one leaves open."],
        meaning: [restriction.name, flaw.kind, ports, flaw.left]
      });
    }
  }
};
function severityIn(project, restriction, flaw) {
  if (isTold(project, restriction, flaw)) return "low";
  if (flaw.kind === "incomplete") return restriction.target === "unknown" ? "info" : "low";
  if (flaw.kind === "not-refused" && !flaw.certain) return "low";
  return restriction.protocols.includes("tcp") ? ALONE[flaw.kind] : "low";
}
function isTold({ exposures }, { name, target, where: here }, { related, kind }) {
  const places = new Set(related.map(({ where }) => placeOf(where)));
  return exposures.some(({ ingress, listener }) => {
    if (ingress !== void 0 && (ingress.name === name || places.has(placeOf(ingress.where))))
      return true;
    if (listener === void 0) return false;
    if (target === "unknown") return kind === "rejected" && listener.where.file === here.file;
    return target.includes(listener.workload);
  });
}

// src/rules/mce502.ts
var missingRestriction = {
  meta: {
    id: "MCE502",
    name: "missing-restriction",
    title: "Nothing restricts who reaches memcached",
    description: "Memcached listens on a network that others share, and no NetworkPolicy or packet filter in the repository says who may reach it.",
    defaultSeverity: "low",
    tags: ["CWE-668", "CWE-923"],
    messages: {
      pod: "Every pod of the cluster can reach memcached in {workload} on port {ports} ({protocols}); no NetworkPolicy in the repository selects it.",
      host: "Memcached in {workload} listens on port {ports} ({protocols}) of a private network; no packet filter in the repository says who of that network may reach it."
    }
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, "listener")) {
      const { reach, restrictions } = exposure;
      if (reach === "host" || reach === "internet" || restrictions.length > 0) continue;
      const draft = draftOf(exposure, "host");
      if (draft !== void 0) report(draft);
    }
    for (const listener of project.listeners) {
      if (listener.placement !== "pod" || isUnresolved(listener.sockets)) continue;
      const open = listener.sockets.filter(({ scope }) => scope !== "loopback");
      if (open.length === 0 || isCovered(project, listener)) continue;
      if (/(?:^|\/)(?:Chart|requirements)\.yaml$/.test(listener.where.file)) continue;
      const protocols = ["tcp", "udp"].filter(
        (one) => open.some(({ protocol }) => protocol === one)
      );
      const ports = [...new Set(open.map(({ port }) => port))].join(", ");
      report({
        messageId: "pod",
        data: {
          platform: listener.platform,
          mechanism: "network-policy",
          name: listener.workload,
          workload: listener.workload,
          sources: "every pod of the cluster",
          ports,
          protocols: protocolsText(protocols)
        },
        location: listener.where,
        related: listener.related,
        path: [],
        // Policies of the cluster may stand elsewhere; the cluster network is one isolation by itself.
        severity: "info",
        reach: "cluster",
        unresolved: false,
        notes: listener.assumptions,
        meaning: [listener.workload, "unrestricted", ports]
      });
    }
  }
};
function isCovered({ exposures, restrictions }, listener) {
  return (restrictions ?? []).some(
    ({ target, flaw }) => flaw === void 0 && target !== "unknown" && target.includes(listener.workload)
  ) || exposures.some((exposure) => exposure.listener === listener);
}

// src/rules/mce901.ts
var unresolvedValue = {
  meta: {
    id: "MCE901",
    name: "unresolved",
    title: "It cannot be told who reaches memcached",
    description: "A value that decides an exposure could not be resolved.",
    defaultSeverity: "low",
    tags: [],
    messages: {
      exposure: "It cannot be told who reaches {behind} through {name} because {reason}.",
      problem: "{reason}"
    }
  },
  check(project, report) {
    for (const exposure of project.exposures) {
      if (exposure.unresolved === void 0) continue;
      const draft = draftOf(exposure, "exposure");
      if (draft !== void 0) report(draft);
    }
    for (const problem of project.problems) {
      if (problem.kind !== "unresolved") continue;
      report({
        messageId: "problem",
        data: { reason: problem.message },
        location: problem.where,
        related: [],
        path: [],
        severity: project.mentionsMemcached(problem.where.file) ? "low" : "info",
        reach: "none",
        unresolved: true,
        notes: [],
        meaning: [problem.where.address ?? "", problem.message]
      });
    }
  }
};

// src/rules/mce902.ts
var weakenedPolicy = {
  meta: {
    id: "MCE902",
    name: "weakened-policy",
    title: "This change weakens the policy of the check",
    description: "This change adds a suppression, baseline entry, trusted network or excluded path, or switches a rule off; it does not count until it is merged.",
    defaultSeverity: "medium",
    tags: [],
    messages: {
      weakened: "This change {what}. It does not count until it is merged.",
      counts: "This change {what}. It counts at once, because the policy is taken from the change itself."
    }
  },
  check(project, report) {
    for (const { where, what } of project.policyChanges) {
      report({
        messageId: project.policyFromHead ? "counts" : "weakened",
        data: { what, mechanism: "policy", platform: "policy", name: where.file },
        location: where,
        related: [],
        path: [],
        severity: "medium",
        reach: "none",
        unresolved: false,
        notes: [],
        meaning: [what]
      });
    }
  }
};

// src/rules/mce903.ts
var unparsedFile = {
  meta: {
    id: "MCE903",
    name: "unparsed-file",
    title: "A file could not be read",
    description: "A file that looks relevant could not be parsed, so what it opens is not known.",
    defaultSeverity: "low",
    tags: [],
    messages: { unparsed: "{reason}" }
  },
  check(project, report) {
    for (const problem of project.problems) {
      if (problem.kind !== "unparsed") continue;
      report({
        messageId: "unparsed",
        data: { reason: problem.message },
        location: problem.where,
        related: [],
        path: [],
        severity: project.mentionsMemcached(problem.where.file) ? "low" : "info",
        reach: "none",
        unresolved: true,
        notes: [],
        meaning: [problem.message]
      });
    }
  }
};

// src/rules/index.ts
var RULES = [
  internetIngress,
  broadIngress,
  publicIngress,
  publishedPort,
  exposedService,
  listensOnAllInterfaces,
  udpEnabled,
  noAuthentication,
  noTls,
  vulnerableVersion,
  ineffectiveRestriction,
  missingRestriction,
  unresolvedValue,
  weakenedPolicy,
  unparsedFile
];

export {
  waysTo,
  reachOf,
  EVERYONE,
  SEVERITY_TABLE,
  draftOf,
  placeOf,
  furthest,
  RULES
};
