import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  LAZY_PLATFORMS
} from "./chunk-25OG46P3.js";
import {
  EVERYONE,
  RULES,
  draftOf,
  placeOf,
  reachOf
} from "./chunk-JNPVPFRO.js";
import {
  compareSeverity
} from "./chunk-FHUH3I3Y.js";
import {
  AddressSet
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  append,
  isUnresolved
} from "./chunk-5VOORNIG.js";

// src/exposure/join.ts
var NARROW_RANGE = 100;
var NO_NAMES = /* @__PURE__ */ new Set();
function addressesNamed(facts, names) {
  if (names.size === 0) return AddressSet.empty;
  return AddressSet.unionOf([
    AddressSet.empty,
    ...facts.flatMap(
      (fact) => fact.kind !== "ingress" ? [] : (fact.named ?? []).filter((each) => each.names.some((name) => names.has(name))).map(({ addresses }) => addresses)
    )
  ]);
}
function withoutNamed(sources, trusted) {
  if (!isUnresolved(sources)) return sources;
  return sources.names?.some((name) => trusted.names.has(name)) === true ? withoutNamed(sources.rest ?? AddressSet.empty, trusted) : sources;
}
function findExposures(facts, networks, names = NO_NAMES) {
  const trusted = { networks: networks.union(addressesNamed(facts, names)), names };
  const byWorkload = /* @__PURE__ */ new Map();
  const restrictions = /* @__PURE__ */ new Map();
  const ingresses = [];
  for (const fact of facts) {
    if (fact.kind === "listener") push(byWorkload, fact.workload, fact);
    else if (fact.kind === "ingress") ingresses.push(fact);
    else if (fact.target !== "unknown" && fact.flaw === void 0) {
      for (const workload of fact.target) push(restrictions, workload, fact);
    }
  }
  const exposures = [];
  const reached = /* @__PURE__ */ new Map();
  for (const ingress of ingresses) {
    const listeners = ingress.target === "unknown" ? [] : ingress.target.flatMap((workload) => byWorkload.get(workload) ?? []);
    if (listeners.length === 0) {
      const exposure = throughDoor(ingress, void 0, [], trusted);
      if (exposure !== void 0) exposures.push(exposure);
      continue;
    }
    for (const listener of listeners) {
      const exposure = throughDoor(
        ingress,
        listener,
        restrictions.get(listener.workload) ?? [],
        trusted
      );
      if (exposure === void 0) continue;
      exposures.push(exposure);
      push(reached, listener, exposure);
    }
  }
  for (const listener of [...byWorkload.values()].flat()) {
    if (listener.placement !== "host") continue;
    const filters = restrictions.get(listener.workload) ?? [];
    const told = toldSources(reached.get(listener) ?? []);
    if (told === void 0 || !told.isEmpty && filters.length === 0) continue;
    const exposure = inTheOpen(listener, filters, trusted, told);
    if (exposure !== void 0) exposures.push(exposure);
  }
  return exposures;
}
function throughDoor(ingress, listener, restrictions, trusted) {
  const inner = ingress.targetPorts ?? ingress.ports;
  const sockets = listener === void 0 || isUnresolved(listener.sockets) ? void 0 : listener.sockets;
  if (sockets === void 0) {
    const cause2 = unresolvedPart(ingress, listener, trusted);
    if (isUnresolved(inner)) {
      return finish(ingress, listener, ingress.protocols, "broad", restrictions, trusted, cause2);
    }
    if (!inner.contains(MEMCACHED_PORT)) return void 0;
    const breadth2 = breadthOf(inner, MEMCACHED_PORT);
    return finish(ingress, listener, ingress.protocols, breadth2, restrictions, trusted, cause2);
  }
  const behind = sockets.filter(
    (socket) => ingress.protocols.includes(socket.protocol) && socket.scope !== "loopback" && (isUnresolved(inner) || inner.contains(socket.port))
  );
  if (behind.length === 0) return void 0;
  const cause = unresolvedPart(ingress, listener, trusted, behind);
  const breadth = isUnresolved(inner) ? "broad" : behind.some((socket) => breadthOf(inner, socket.port) === "named") ? "named" : "broad";
  const protocols = protocolsOf(behind);
  return finish(ingress, listener, protocols, breadth, restrictions, trusted, cause, behind);
}
function toldSources(ways) {
  let told = AddressSet.empty;
  for (const { ingress, sources, unresolved } of ways) {
    if (ingress?.redundant === true) continue;
    if (unresolved !== void 0 || isUnresolved(sources)) return void 0;
    told = told.union(sources);
  }
  return told;
}
function inTheOpen(listener, restrictions, trusted, told) {
  if (isUnresolved(listener.sockets)) {
    if (!told.isEmpty) return void 0;
    return finish(void 0, listener, ["tcp"], "named", restrictions, trusted, listener.sockets);
  }
  const open = listener.sockets.filter((socket) => socket.scope !== "loopback");
  if (open.length === 0) return void 0;
  const unknown = open.every((socket) => socket.scope === "unknown") ? unknownAddress(open[0], listener) : void 0;
  const exposure = finish(
    void 0,
    listener,
    protocolsOf(open),
    "named",
    restrictions,
    { ...trusted, networks: trusted.networks.union(told) },
    unknown,
    open
  );
  return told.isEmpty || exposure?.reach !== "none" ? exposure : void 0;
}
function finish(ingress, listener, protocols, breadth, restrictions, trusted, cause, sockets = [], from = ingress?.sources ?? EVERYONE) {
  const entry = withoutNamed(from, trusted);
  const isNamed = isUnresolved(from) && entry !== from;
  const faces = ingress === void 0 ? facesOf(sockets) : ingress.faces;
  let unresolved = cause;
  let admitted = isUnresolved(entry) ? EVERYONE : AddressSet.empty;
  const applied = /* @__PURE__ */ new Set();
  const through = [];
  for (const protocol of protocols) {
    let sources = isUnresolved(entry) ? EVERYONE : entry;
    for (const restriction of restrictions) {
      if (!applies(restriction, ingress, protocol, sockets)) continue;
      applied.add(restriction);
      const admits = withoutNamed(restriction.admits, trusted);
      if (isUnresolved(admits)) unresolved ??= admits;
      else sources = sources.intersect(admits);
    }
    if (sources.isEmpty && !isNamed) continue;
    through.push(protocol);
    admitted = isUnresolved(entry) ? sources : admitted.union(sources);
  }
  if (through.length === 0) return void 0;
  const reachWithTrusted = isNamed ? reachOfNamed(faces) : reachOf(admitted, faces);
  const untrusted = admitted.subtract(trusted.networks);
  const reach = reachOf(untrusted, faces);
  if (reachWithTrusted === "none" || reachWithTrusted === "cluster") return void 0;
  const beyond = ingress?.beyond;
  if (beyond !== void 0 && from !== beyond && (reach === "none" || reach === "private")) {
    const others = withoutNamed(beyond, trusted);
    if (isUnresolved(others)) {
      const missing = unresolved ?? others;
      return finish(
        ingress,
        listener,
        protocols,
        breadth,
        restrictions,
        trusted,
        missing,
        sockets,
        beyond
      );
    }
  }
  const reachable = sockets.filter((socket) => through.includes(socket.protocol));
  const udpReachable = reachable.some((socket) => socket.protocol === "udp");
  const tcp = reachable.filter((socket) => socket.protocol === "tcp");
  return {
    ...ingress === void 0 ? {} : { ingress },
    ...listener === void 0 ? {} : { listener },
    sources: isUnresolved(entry) ? entry : untrusted,
    protocols: through,
    reach,
    reachWithTrusted,
    breadth,
    confirmed: reachable.length > 0 && listener?.intended !== true,
    udpReachable,
    authenticated: !udpReachable && tcp.length > 0 && (listener?.authentication === "sasl" || listener?.authentication === "password-file" || tcp.every((socket) => socket.tls === "mutual")),
    restrictions: [...applied],
    ...unresolved === void 0 ? {} : { unresolved }
  };
}
function reachOfNamed(faces) {
  return faces === "internet" || faces === "host" ? "public" : reachOf(AddressSet.of("10.0.0.0/8"), faces);
}
function applies(restriction, ingress, protocol, sockets) {
  if (ingress?.bypasses?.includes(restriction.mechanism) === true) return false;
  if (!restriction.protocols.includes(protocol)) return false;
  const ports = sockets.filter((socket) => socket.protocol === protocol).map(({ port }) => port);
  return (ports.length === 0 ? [MEMCACHED_PORT] : ports).every(
    (port) => restriction.ports.contains(port)
  );
}
function unresolvedPart(ingress, listener, trusted, behind) {
  const inner = ingress.targetPorts ?? ingress.ports;
  const sources = withoutNamed(ingress.sources, trusted);
  if (isUnresolved(sources)) return sources;
  if (isUnresolved(inner)) return inner;
  if (isUnresolved(ingress.ports)) return ingress.ports;
  if (listener !== void 0 && behind?.every((socket) => socket.scope === "unknown") === true) {
    return unknownAddress(behind[0], listener);
  }
  return void 0;
}
function unknownAddress(socket, listener) {
  return {
    unresolved: true,
    reason: `the listen address ${socket.address} is not known from the repository`,
    where: listener.where
  };
}
function breadthOf(inner, port) {
  return inner.spanAround(port) <= NARROW_RANGE ? "named" : "broad";
}
function facesOf(sockets) {
  return sockets.length > 0 && sockets.every((socket) => socket.scope === "private") ? "private" : "host";
}
function protocolsOf(sockets) {
  return ["tcp", "udp"].filter(
    (protocol) => sockets.some((socket) => socket.protocol === protocol)
  );
}
function push(map, key, value) {
  const list = map.get(key);
  if (list === void 0) map.set(key, [value]);
  else list.push(value);
}

// src/exposure/repeated.ts
function withoutRepeated(facts) {
  const listening = /* @__PURE__ */ new Set();
  const letting = /* @__PURE__ */ new Set();
  for (const fact of facts) {
    if (fact.platform !== "ansible") continue;
    if (fact.kind === "listener" && !isUnresolved(fact.sockets)) listening.add(fact.where.file);
    else if (fact.kind === "ingress" && !isUnresolved(fact.sources)) letting.add(fact.where.file);
  }
  if (listening.size + letting.size === 0) return [...facts];
  return facts.filter((fact) => {
    if (fact.platform !== "host") return true;
    if (fact.kind === "listener") return !listening.has(fact.where.file);
    return fact.mechanism !== "host-firewall" || !letting.has(fact.where.file);
  });
}

// src/rules/check.ts
import { createHash } from "node:crypto";
function checkRules(rules, project, settings = /* @__PURE__ */ new Map()) {
  const found = /* @__PURE__ */ new Map();
  for (const rule of rules) {
    const setting = settings.get(rule.meta.id);
    if (setting === "off") continue;
    rule.check(project, (handedIn) => {
      const draft = setting === void 0 ? handedIn : { ...handedIn, severity: setting };
      const key = `${rule.meta.id} ${placeOf(draft.location)} ${draft.location.address ?? ""}`;
      const earlier = found.get(key);
      if (earlier === void 0) found.set(key, { rule, merged: new MergedDraft(draft) });
      else earlier.merged.add(draft);
    });
  }
  const drafts = [...found.values()].map(({ rule, merged }) => ({ rule, draft: merged.draft() }));
  const told = new Set(
    drafts.filter(({ draft }) => !draft.unresolved).map(({ draft }) => placeOf(draft.location))
  );
  const kept = drafts.filter(
    ({ draft }) => !draft.unresolved || !told.has(placeOf(draft.location))
  );
  const seen = /* @__PURE__ */ new Map();
  return kept.sort((a, b) => compareDrafts(a.draft, b.draft) || compareText(a.rule.meta.id, b.rule.meta.id)).map(({ rule, draft }) => {
    const { meaning, ...finding } = draft;
    const base = fingerprintOf(rule.meta.id, draft.location.file, meaning);
    const times = seen.get(base) ?? 0;
    seen.set(base, times + 1);
    const fingerprint = times === 0 ? base : fingerprintOf(rule.meta.id, draft.location.file, [...meaning, String(times)]);
    const { file } = draft.location;
    const movedFingerprint = fingerprintOf(
      rule.meta.id,
      "",
      meaning.map((text) => text.replaceAll(file, ""))
    );
    return { ruleId: rule.meta.id, ...finding, fingerprint, movedFingerprint };
  });
}
var MergedDraft = class {
  worst;
  related;
  notes;
  isUnresolved;
  constructor(first) {
    this.worst = first;
    this.related = byPlace(first.related);
    this.notes = new Set(first.notes);
    this.isUnresolved = first.unresolved;
  }
  add(draft) {
    this.isUnresolved &&= draft.unresolved;
    const related = byPlace(draft.related);
    if (compareSeverity(this.worst.severity, draft.severity) <= 0) {
      for (const [place, each] of related) {
        if (!this.related.has(place)) this.related.set(place, each);
      }
      for (const note of draft.notes) this.notes.add(note);
    } else {
      this.worst = draft;
      this.related = new Map([...related, ...this.related, ...related]);
      this.notes = /* @__PURE__ */ new Set([...draft.notes, ...this.notes]);
    }
  }
  draft() {
    return {
      ...this.worst,
      related: [...this.related.values()],
      notes: [...this.notes],
      unresolved: this.isUnresolved
    };
  }
};
function byPlace(related) {
  const places = /* @__PURE__ */ new Map();
  for (const each of related) {
    const place = placeOf(each.where);
    if (!places.has(place)) places.set(place, each);
  }
  return places;
}
function compareDrafts(a, b) {
  return compareSeverity(a.severity, b.severity) || compareText(a.location.file, b.location.file) || a.location.startLine - b.location.startLine || a.location.startColumn - b.location.startColumn;
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function fingerprintOf(ruleId, file, meaning) {
  return createHash("sha256").update(JSON.stringify([ruleId, file, ...meaning])).digest("hex").slice(0, 32);
}

// src/rules/custom.ts
function customRule(definition) {
  const { id, severity, message } = definition;
  return {
    meta: {
      id,
      name: id.toLowerCase(),
      title: `A rule of this repository: ${id}`,
      description: message,
      defaultSeverity: severity,
      tags: [],
      messages: { matched: message }
    },
    check(project, report) {
      for (const exposure of project.exposures) {
        if (!matches(definition, exposure)) continue;
        const draft = draftOf(exposure, "matched");
        if (draft !== void 0) report({ ...draft, severity });
      }
    }
  };
}
function matches(rule, exposure) {
  const { ingress, listener } = exposure;
  const mechanism = ingress?.mechanism ?? "listen-address";
  const platform = ingress?.platform ?? listener?.platform;
  const names = [ingress?.name, listener?.workload].filter((name) => name !== void 0);
  return (rule.mechanisms?.includes(mechanism) ?? true) && (rule.platforms === void 0 || platform !== void 0 && rule.platforms.includes(platform)) && (rule.reaches?.includes(exposure.reach) ?? true) && (rule.ports === void 0 || opens(exposure, rule.ports)) && (rule.names?.some((pattern) => names.some((name) => matchesName(pattern, name))) ?? true);
}
function opens({ ingress, listener }, ports) {
  if (ingress !== void 0) {
    const inner = ingress.targetPorts;
    return isUnresolved(ingress.ports) || ingress.ports.overlaps(ports) || inner !== void 0 && (isUnresolved(inner) || inner.overlaps(ports));
  }
  const sockets = listener?.sockets;
  if (sockets === void 0 || isUnresolved(sockets)) return true;
  return sockets.some(({ port }) => ports.contains(port));
}
function matchesName(pattern, name) {
  const wanted2 = pattern.toLowerCase();
  const text = name.toLowerCase();
  let star = -1;
  let mark = 0;
  let p = 0;
  for (let t = 0; t < text.length; ) {
    if (p < wanted2.length && wanted2[p] === "*") {
      star = p++;
      mark = t;
    } else if (p < wanted2.length && (wanted2[p] === "?" || wanted2[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (wanted2[p] === "*") p++;
  return p === wanted2.length;
}

// src/pipeline.ts
var PROGRESS_EVERY = 256;
var MENTIONS_MEMCACHED = /memcache|11211/i;
async function scan(tree, options = {}) {
  const claimed = claimFiles(tree, wanted(LAZY_PLATFORMS, options), options.onProgress);
  const mine = options.shard === void 0 ? claimed : await partOf(claimed, options.shard);
  const loaded = [];
  for (const [platform, files] of mine) {
    if (files.length > 0) loaded.push([await platform.load(), files]);
  }
  return judgeFiles(tree, loaded, options);
}
async function partOf(claimed, shard) {
  const { filesOfShard } = await import("./units-FPXPJ4LF.js");
  const parts = filesOfShard(
    claimed.map(([{ name }, files]) => ({ platform: name, files })),
    shard
  );
  return claimed.map(
    ([platform, files], i) => [platform, files.filter((file) => parts[i].has(file))]
  );
}
function wanted(platforms, options) {
  return platforms.filter(({ name }) => options.platforms?.includes(name) ?? true);
}
function judgeFiles(tree, claimed, options) {
  const outputs = [];
  const files = {};
  const read = /* @__PURE__ */ new Set();
  for (const [platform, mine] of claimed) {
    if (mine.length === 0) continue;
    files[platform.name] = mine.length;
    for (const file of mine) read.add(file);
    outputs.push([
      platform.name,
      options.reuse?.translate(platform, mine, tree) ?? platform.translate({ files: mine, tree })
    ]);
  }
  const { facts, problems } = putTogether(outputs);
  append(problems, unreadableFiles(tree));
  return concludeFrom({ facts, problems, files, sources: read }, tree, options);
}
function concludeFrom(read, tree, options) {
  const { facts, problems, files, sources } = read;
  const exposures = findExposures(facts, options.trusted ?? AddressSet.empty, options.trustedNames);
  const listeners = facts.filter((fact) => fact.kind === "listener");
  const findings = checkRules(
    [...RULES, ...(options.customRules ?? []).map(customRule)],
    {
      exposures,
      listeners,
      problems,
      restrictions: facts.filter((fact) => fact.kind === "restriction"),
      policyChanges: [],
      policyFromHead: false,
      mentionsMemcached: (path) => MENTIONS_MEMCACHED.test(path) || MENTIONS_MEMCACHED.test(tree.read(path)?.text ?? "")
    },
    options.rules
  );
  return {
    findings,
    facts,
    exposures,
    listeners,
    problems,
    files,
    filesRead: sources.size,
    sources: withFindings(sources, findings, tree)
  };
}
function withFindings(read, findings, tree) {
  const paths = new Set([...read].map(({ path }) => path));
  const all = new Set(read);
  for (const { location } of findings) {
    if (paths.has(location.file)) continue;
    paths.add(location.file);
    const file = tree.read(location.file);
    if (file !== void 0) all.add(file);
  }
  return all;
}
function putTogether(outputs) {
  const judgedBy = /* @__PURE__ */ new Map();
  for (const [platform, { judgedFiles }] of outputs) {
    for (const file of judgedFiles ?? []) judgedBy.set(file, platform);
  }
  const counts = (platform, file) => (judgedBy.get(file) ?? platform) === platform;
  return {
    facts: withoutRepeated(
      outputs.flatMap(
        ([platform, output]) => output.facts.filter((fact) => counts(platform, fact.where.file))
      )
    ),
    problems: outputs.flatMap(
      ([platform, output]) => output.problems.filter((problem) => counts(platform, problem.where.file))
    )
  };
}
function claimFiles(tree, platforms, onProgress) {
  const claimed = platforms.map((platform) => [platform, []]);
  let done = 0;
  tree.preload?.(
    tree.paths.filter((path) => platforms.some((platform) => platform.mayClaim(path)))
  );
  for (const path of tree.paths) {
    if (++done % PROGRESS_EVERY === 0) onProgress?.(done, tree.paths.length);
    let file;
    for (const [platform, mine] of claimed) {
      if (!platform.mayClaim(path)) continue;
      file ??= tree.read(path);
      if (file === void 0) break;
      if (platform.claims(file)) mine.push(file);
    }
  }
  return claimed;
}
function unreadableFiles(tree) {
  return tree.unreadable.filter(({ skipped }) => skipped !== true).map(({ path, reason }) => ({
    kind: "unparsed",
    where: { file: path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    message: `${path} was not read because ${reason}.`
  }));
}

export {
  customRule,
  checkRules,
  scan,
  wanted,
  judgeFiles,
  concludeFrom,
  claimFiles
};
