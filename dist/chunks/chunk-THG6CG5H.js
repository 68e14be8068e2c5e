import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  SEVERITIES
} from "./chunk-FHUH3I3Y.js";
import {
  parseVersion
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  unresolved
} from "./chunk-5VOORNIG.js";

// src/shard/shard.ts
import { createHash } from "node:crypto";
var MOST_SHARDS = 256;
function parseShard(text) {
  const match = /^\s*(\d{1,6})\s*\/\s*(\d{1,6})\s*$/.exec(text);
  const index = Number(match?.[1]);
  const total = Number(match?.[2]);
  if (match === null) {
    throw new RangeError(
      `"${text}" is no shard; write the part and the number of parts, as in 2/8.`
    );
  }
  if (total < 1 || total > MOST_SHARDS) {
    throw new RangeError(`"${text}" asks for ${total} parts; there can be 1 to ${MOST_SHARDS}.`);
  }
  if (index < 1 || index > total) {
    throw new RangeError(`"${text}" asks for part ${index} of ${total}; parts are counted from 1.`);
  }
  return { index, total };
}
function namesOf(names, { index, total }) {
  return names.filter((name) => placeOf(name, total) === index);
}
function placeOf(name, total) {
  const digest = createHash("sha256").update(name.toLowerCase()).digest();
  return digest.readUInt32BE(0) % total + 1;
}

// src/report/read.ts
var ReportError = class extends Error {
  name = "ReportError";
};
function readReport(text, name) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ReportError(`${name} is no JSON.`);
  }
  const reader = new Reader(name);
  return reader.report(reader.object(json, "the report"));
}
var Reader = class {
  constructor(name) {
    this.name = name;
  }
  name;
  snippets = /* @__PURE__ */ new Map();
  report(json) {
    if (json["schemaVersion"] !== 1) {
      this.fail("schemaVersion", "1; it was written by another version of this tool");
    }
    const scanned = this.object(json["scanned"], "scanned");
    const comparison = json["comparison"];
    const counts = this.object(json["counts"], "counts");
    return {
      schemaVersion: 1,
      tool: {
        name: this.text(this.object(json["tool"], "tool")["name"], "tool.name"),
        version: this.text(this.object(json["tool"], "tool")["version"], "tool.version")
      },
      root: this.text(json["root"], "root"),
      conclusion: this.choice(json["conclusion"], "conclusion", [
        "passed",
        "failed",
        "nothing-to-scan",
        "could-not-run"
      ]),
      reasons: this.list(json["reasons"], "reasons").map((reason) => this.text(reason, "reasons")),
      failOn: this.choice(json["failOn"], "failOn", [...SEVERITIES, "none"]),
      reportSeverity: this.choice(json["reportSeverity"], "reportSeverity", SEVERITIES),
      rules: this.list(json["rules"], "rules").map((rule) => this.rule(this.object(rule, "rules"))),
      findings: this.list(json["findings"], "findings").map(
        (finding) => this.reported(this.object(finding, "findings"))
      ),
      fixed: this.list(json["fixed"], "fixed").map(
        (finding) => this.finding(this.object(finding, "fixed"))
      ),
      ...comparison === void 0 ? {} : { comparison: this.comparison(comparison) },
      ...json["shard"] === void 0 ? {} : { shard: this.shard(this.object(json["shard"], "shard")) },
      problems: this.list(json["problems"], "problems").map((entry) => {
        const problem = this.object(entry, "problems");
        return {
          kind: this.choice(problem["kind"], "problems.kind", ["unparsed", "unresolved", "note"]),
          message: this.text(problem["message"], "problems.message"),
          where: this.location(problem["location"])
        };
      }),
      counts: Object.fromEntries(
        SEVERITIES.map((severity) => [severity, this.number(counts[severity], "counts")])
      ),
      belowThreshold: this.number(json["belowThreshold"], "belowThreshold"),
      scanned: {
        files: Object.fromEntries(
          Object.entries(this.object(scanned["files"], "scanned.files")).map(([key, value]) => [
            key,
            this.number(value, "scanned.files")
          ])
        ),
        total: this.number(scanned["total"], "scanned.total"),
        skipped: this.list(scanned["skipped"], "scanned.skipped").map((entry) => {
          const skipped = this.object(entry, "scanned.skipped");
          return {
            reason: this.text(skipped["reason"], "scanned.skipped.reason"),
            count: this.number(skipped["count"], "scanned.skipped.count")
          };
        }),
        notes: this.list(scanned["notes"], "scanned.notes").map((n) => this.text(n, "notes"))
      },
      inventory: this.list(json["inventory"], "inventory").map(
        (item) => this.inventoryItem(this.object(item, "inventory"))
      ),
      lines: (file, line) => this.snippets.get(`${file}
${line}`) ?? ""
    };
  }
  rule(json) {
    const messages = this.object(json["messages"], "rules.messages");
    const docsUrl = json["docsUrl"];
    return {
      id: this.text(json["id"], "rules.id"),
      name: this.text(json["name"], "rules.name"),
      title: this.text(json["title"], "rules.title"),
      description: this.text(json["description"], "rules.description"),
      defaultSeverity: this.choice(json["defaultSeverity"], "rules.defaultSeverity", SEVERITIES),
      tags: this.list(json["tags"], "rules.tags").map((tag) => this.text(tag, "rules.tags")),
      messages: Object.fromEntries(
        Object.entries(messages).map(([id, text]) => [id, this.text(text, "rules.messages")])
      ),
      // A link of a report from elsewhere is shown only when it is one of the web.
      ...typeof docsUrl === "string" && /^https:\/\//.test(docsUrl) ? { docsUrl } : {}
    };
  }
  reported(json) {
    const suppressed = json["suppressed"];
    return {
      ...this.finding(json),
      state: this.choice(json["state"], "findings.state", ["new", "existing", "unknown"]),
      ...suppressed === void 0 ? {} : { suppressed: this.suppression(suppressed) }
    };
  }
  suppression(value) {
    const json = this.object(value, "findings.suppressed");
    return {
      by: this.choice(json["by"], "suppressed.by", ["inline", "config", "baseline"]),
      reason: this.text(json["reason"], "suppressed.reason"),
      ...json["until"] === void 0 ? {} : { until: this.text(json["until"], "suppressed.until") },
      ...json["location"] === void 0 ? {} : { where: this.location(json["location"]) }
    };
  }
  finding(json) {
    const location = this.location(json["location"]);
    this.list(json["snippet"], "findings.snippet").forEach((line, i) => {
      this.snippets.set(
        `${location.file}
${location.startLine + i}`,
        this.text(line, "findings.snippet")
      );
    });
    const fix = json["fix"];
    return {
      ruleId: this.text(json["ruleId"], "findings.ruleId"),
      messageId: this.text(json["messageId"], "findings.messageId"),
      fingerprint: this.text(json["fingerprint"], "findings.fingerprint"),
      severity: this.choice(json["severity"], "findings.severity", SEVERITIES),
      reach: this.choice(json["reach"], "findings.reach", [
        "internet",
        "public",
        "host",
        "private",
        "cluster",
        "none"
      ]),
      unresolved: json["unresolved"] === true,
      location,
      related: this.list(json["related"], "findings.related").map((entry) => {
        const related = this.object(entry, "findings.related");
        return {
          message: this.text(related["message"], "findings.related.message"),
          where: this.location(related["location"])
        };
      }),
      path: this.list(json["path"], "findings.path").map((entry) => {
        const step = this.object(entry, "findings.path");
        return {
          kind: this.choice(step["kind"], "findings.path.kind", [
            "network",
            "ingress",
            "restriction",
            "workload",
            "listener"
          ]),
          label: this.text(step["label"], "findings.path.label"),
          ...step["location"] === void 0 ? {} : { location: this.location(step["location"]) }
        };
      }),
      notes: this.list(json["notes"], "findings.notes").map((n) => this.text(n, "findings.notes")),
      data: Object.fromEntries(
        Object.entries(this.object(json["data"], "findings.data")).map(([key, value]) => [
          key,
          typeof value === "number" ? value : this.text(value, "findings.data")
        ])
      ),
      ...fix === void 0 ? {} : { fix: this.fix(this.object(fix, "findings.fix")) }
    };
  }
  fix(json) {
    for (const entry of json["lines"] === void 0 ? [] : this.list(json["lines"], "fix.lines")) {
      const line = this.object(entry, "findings.fix.lines");
      this.snippets.set(
        `${this.text(line["file"], "fix.lines.file")}
${this.number(line["line"], "fix.lines.line")}`,
        this.text(line["text"], "fix.lines.text")
      );
    }
    return {
      description: this.text(json["description"], "findings.fix.description"),
      edits: this.list(json["edits"], "findings.fix.edits").map((entry) => {
        const edit = this.object(entry, "findings.fix.edits");
        return {
          where: this.location(edit["location"]),
          replacement: this.text(edit["replacement"], "findings.fix.edits.replacement")
        };
      })
    };
  }
  inventoryItem(json) {
    const version = json["version"];
    const texts = (key) => json[key] === void 0 ? [] : this.list(json[key], key).map((entry) => this.text(entry, `inventory.${key}`));
    const where = this.location(json["location"]);
    return {
      platform: this.text(json["platform"], "inventory.platform"),
      workload: this.text(json["workload"], "inventory.workload"),
      placement: this.choice(json["placement"], "inventory.placement", [
        "host",
        "container",
        "pod",
        "managed"
      ]),
      where,
      ...version === void 0 ? {} : { version: this.version(version, where) },
      sockets: json["socketsUnknown"] === void 0 ? this.list(json["sockets"], "inventory.sockets").map((entry) => this.socket(entry)) : unresolved(this.text(json["socketsUnknown"], "inventory.socketsUnknown")),
      authentication: this.choice(json["authentication"], "inventory.authentication", [
        "none",
        "sasl",
        "password-file",
        "unknown"
      ]),
      reach: this.choice(json["reach"], "inventory.reach", [
        "internet",
        "public",
        "host",
        "private",
        "cluster",
        "none",
        "unknown"
      ]),
      through: texts("through"),
      advisories: texts("advisories"),
      assumptions: texts("assumptions")
    };
  }
  version(value, where) {
    const json = this.object(value, "inventory.version");
    const text = this.text(json["text"], "inventory.version.text");
    return {
      text,
      where,
      version: parseVersion(text.slice(text.lastIndexOf(":") + 1)) ?? { major: 0 },
      trust: this.choice(json["trust"], "inventory.version.trust", [
        "exact",
        "newest-of",
        "distribution",
        "managed"
      ])
    };
  }
  socket(value) {
    const json = this.object(value, "inventory.sockets");
    return {
      protocol: this.choice(json["protocol"], "sockets.protocol", ["tcp", "udp"]),
      address: this.text(json["address"], "sockets.address"),
      port: this.number(json["port"], "sockets.port"),
      scope: this.choice(json["scope"], "sockets.scope", [
        "all",
        "loopback",
        "private",
        "public",
        "unknown"
      ]),
      tls: this.choice(json["tls"], "sockets.tls", ["none", "server", "mutual", "unknown"])
    };
  }
  shard(json) {
    const index = this.number(json["index"], "shard.index");
    const total = this.number(json["total"], "shard.total");
    if (index < 1 || total < index || total > MOST_SHARDS) this.fail("shard", "a part of a whole");
    return { index, total };
  }
  comparison(value) {
    const json = this.object(value, "comparison");
    return {
      base: this.text(json["base"], "comparison.base"),
      ...json["unavailable"] === void 0 ? {} : { unavailable: this.text(json["unavailable"], "comparison.unavailable") }
    };
  }
  location(value) {
    const json = this.object(value, "location");
    const number = (key) => this.number(json[key], `location.${key}`);
    return {
      file: this.text(json["file"], "location.file"),
      startLine: number("startLine"),
      startColumn: number("startColumn"),
      endLine: number("endLine"),
      endColumn: number("endColumn"),
      ...json["address"] === void 0 ? {} : { address: this.text(json["address"], "location.address") }
    };
  }
  object(value, key) {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    return this.fail(key, "an object");
  }
  list(value, key) {
    return Array.isArray(value) ? value : this.fail(key, "a list");
  }
  text(value, key) {
    return typeof value === "string" ? value : this.fail(key, "a text");
  }
  number(value, key) {
    return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : this.fail(key, "a whole number");
  }
  choice(value, key, choices) {
    return choices.find((choice) => choice === value) ?? this.fail(key, choices.join(", "));
  }
  fail(key, expected) {
    throw new ReportError(`${this.name} is no report of this tool: ${key} must be ${expected}.`);
  }
};

// src/probe/target.ts
import { isIPv4, isIPv6 } from "node:net";
var TargetError = class extends Error {
  name = "TargetError";
};
var MOST_TARGETS = 32;
function parseTarget(text) {
  const trimmed = text.trim();
  if (trimmed === "") throw new TargetError("A target is empty; name a host.");
  if (/[/*,]/.test(trimmed) || /^[0-9.]+-[0-9.]+(:|$)/.test(trimmed)) {
    throw new TargetError(
      `"${trimmed}" names more than one host. The probe is no network scanner: name the hosts one by one.`
    );
  }
  const bracketed = /^\[([^\]]+)\](?::([0-9]+))?$/.exec(trimmed);
  if (bracketed !== null) {
    if (!isIPv6(bracketed[1])) {
      throw new TargetError(`"${trimmed}": there is no IPv6 address between the brackets.`);
    }
    return { host: bracketed[1], port: portOf(bracketed[2], trimmed), text: trimmed };
  }
  if (isIPv6(trimmed)) return { host: trimmed, port: MEMCACHED_PORT, text: trimmed };
  const [, host, port] = /^([^:]+)(?::([0-9]+))?$/.exec(trimmed) ?? [];
  if (host === void 0 || !isHostName(host)) {
    throw new TargetError(`"${trimmed}" is not a host, host:port or [IPv6]:port.`);
  }
  return { host, port: portOf(port, trimmed), text: trimmed };
}
function parseTargets(texts) {
  if (texts.length === 0) throw new TargetError("Name at least one host to ask.");
  if (texts.length > MOST_TARGETS) {
    throw new TargetError(
      `${texts.length} targets are more than the ${MOST_TARGETS} that can be asked at once.`
    );
  }
  return texts.map(parseTarget);
}
function portOf(text, target) {
  const port = text === void 0 ? MEMCACHED_PORT : Number(text);
  if (port < 1 || port > 65535) throw new TargetError(`"${target}": a port is 1 to 65535.`);
  return port;
}
function isHostName(text) {
  if (/^[0-9.]+$/.test(text)) return isIPv4(text);
  return text.length <= 253 && text.replace(/\.$/, "").split(".").every((label) => /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label));
}

// src/probe/probe.ts
import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { connect as connectTcp, isIP } from "node:net";
import { connect as connectTls } from "node:tls";

// src/probe/answer.ts
var ASCII_VERSION = Buffer.from("version\r\n");
var BINARY_VERSION = Buffer.from([128, 11, ...new Array(22).fill(0)]);
var PROBE_KEY = Buffer.from("memcached-exposure-check");
var BINARY_GET = Buffer.concat([
  Buffer.from([128, 0, 0, PROBE_KEY.length, ...new Array(7).fill(0), PROBE_KEY.length]),
  Buffer.alloc(12),
  PROBE_KEY
]);
var UDP_REQUEST_ID = [109, 99];
var UDP_VERSION = Buffer.concat([
  Buffer.from([...UDP_REQUEST_ID, 0, 0, 0, 1, 0, 0]),
  ASCII_VERSION
]);
var UDP_HEADER = 8;
var BINARY_RESPONSE = 129;
var BINARY_VERSION_OPCODE = 11;
var BINARY_GET_OPCODE = 0;
var BINARY_HEADER = 24;
var BINARY_AUTH_STATUS = [32, 33];
var TLS_ALERT = 21;
var TLS_HANDSHAKE = 22;
function readAnswer(bytes) {
  const text = /^VERSION ([\x21-\x7e]{1,64})\r\n/.exec(bytes.toString("latin1", 0, 128));
  if (text !== null) return { kind: "version", version: text[1] };
  if (bytes.toString("latin1", 0, 64).startsWith("CLIENT_ERROR unauthenticated")) {
    return { kind: "authentication" };
  }
  if (bytes.length >= 3 && (bytes[0] === TLS_ALERT || bytes[0] === TLS_HANDSHAKE) && bytes[1] === 3) {
    return { kind: "tls" };
  }
  if (bytes.length >= BINARY_HEADER && bytes[0] === BINARY_RESPONSE) {
    const status = bytes.readUInt16BE(6);
    if (BINARY_AUTH_STATUS.includes(status)) return { kind: "authentication" };
    if (bytes[1] === BINARY_GET_OPCODE) return { kind: "key" };
    if (bytes[1] !== BINARY_VERSION_OPCODE) return { kind: "other" };
    const body = bytes.toString("latin1", BINARY_HEADER, BINARY_HEADER + bytes.readUInt32BE(8));
    if (status === 0 && /^[\x21-\x7e]{1,64}$/.test(body)) return { kind: "version", version: body };
  }
  return { kind: "other" };
}
function readDatagram(bytes) {
  if (bytes.length < UDP_HEADER) return { kind: "other" };
  if (bytes[0] !== UDP_REQUEST_ID[0] || bytes[1] !== UDP_REQUEST_ID[1]) return void 0;
  return readAnswer(bytes.subarray(UDP_HEADER));
}
function isComplete(bytes) {
  return bytes.length >= 256 || readAnswer(bytes).kind !== "other" || bytes.includes(10);
}

// src/probe/probe.ts
var ResolveError = class extends Error {
  name = "ResolveError";
};
var DEFAULT_TIMEOUT = 3e3;
async function probe(target, options = {}) {
  const timeout = options.timeout ?? DEFAULT_TIMEOUT;
  const address = await addressOf(target.host);
  return [
    { target, protocol: "tcp", ...await probeTcp(address, target.port, timeout) },
    { target, protocol: "udp", ...await probeUdp(address, target.port, timeout) }
  ];
}
async function addressOf(host) {
  if (isIP(host) !== 0) return host;
  try {
    return (await lookup(host)).address;
  } catch {
    throw new ResolveError(`The name ${host} cannot be resolved.`);
  }
}
async function probeTcp(address, port, timeout) {
  const first = await ask({ address, port, timeout, question: ASCII_VERSION });
  if (first.failure !== void 0) return { outcome: first.failure };
  const answer = readAnswer(first.bytes);
  const known = outcomeOf(answer);
  if (known !== void 0) return known;
  if (answer.kind !== "tls" && first.bytes.length > 0) return { outcome: "not-memcached" };
  if (answer.kind !== "tls") {
    const binary = await askInBinary({ address, port, timeout });
    if (binary !== void 0) return { ...binary, detail: "It speaks the binary protocol only." };
  }
  const behind = await ask({ address, port, timeout, question: ASCII_VERSION, tls: true });
  if (behind.secure) return behindTls(behind);
  if (answer.kind === "tls")
    return { outcome: "tls", detail: "The TLS handshake was not completed." };
  return first.closed ? { outcome: "not-memcached" } : { outcome: "no-answer" };
}
async function askInBinary(where) {
  const told = readAnswer((await ask({ ...where, question: BINARY_VERSION })).bytes);
  if (told.kind !== "version") return outcomeOf(told);
  const read = readAnswer((await ask({ ...where, question: BINARY_GET })).bytes);
  return {
    outcome: read.kind === "authentication" ? "requires-authentication" : "open",
    version: told.version
  };
}
function behindTls({ bytes, clientCertificate }) {
  if (clientCertificate) {
    return { outcome: "tls", detail: "It demands a client certificate." };
  }
  const answer = readAnswer(bytes);
  if (answer.kind === "version") {
    return {
      outcome: "tls",
      version: answer.version,
      detail: "memcached answers everyone behind TLS: no client certificate is demanded."
    };
  }
  if (answer.kind === "authentication") {
    return { outcome: "requires-authentication", detail: "Behind TLS." };
  }
  if (bytes.length === 0) return { outcome: "tls", detail: "Nothing is said behind it." };
  return { outcome: "not-memcached", detail: "Something else speaks TLS there." };
}
function outcomeOf(answer) {
  if (answer.kind === "version") return { outcome: "open", version: answer.version };
  return answer.kind === "authentication" ? { outcome: "requires-authentication" } : void 0;
}
function ask({ address, port, timeout, question, tls }) {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    let connected = false;
    let closed = false;
    let clientCertificate = false;
    let failure;
    const onConnect = () => {
      connected = true;
      socket.write(question);
    };
    const socket = tls === true ? (
      // It is asked who answers, not whether the certificate is trusted.
      connectTls({ host: address, port, rejectUnauthorized: false }, onConnect)
    ) : connectTcp({ host: address, port }, onConnect);
    const timer = setTimeout(() => {
      if (!connected) failure = "timed-out";
      socket.destroy();
    }, timeout);
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (isComplete(bytes)) socket.destroy();
    });
    socket.on("end", () => closed = true);
    socket.on("error", (error) => {
      closed = true;
      if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE/.test(error.code ?? "")) {
        connected = true;
        clientCertificate = true;
      }
      if (!connected) failure = failureOf(error);
    });
    socket.on("close", () => {
      clearTimeout(timer);
      resolve({
        bytes,
        closed,
        secure: tls === true && connected,
        clientCertificate,
        ...failure === void 0 || tls === true ? {} : { failure }
      });
    });
  });
}
function failureOf(error) {
  if (error.code === "ECONNREFUSED" || error.code === "ECONNRESET") return "refused";
  return error.code === "ETIMEDOUT" ? "timed-out" : "unreachable";
}
function probeUdp(address, port, timeout) {
  return new Promise((resolve) => {
    const socket = createSocket(isIP(address) === 6 ? "udp6" : "udp4");
    const finish = (finding) => {
      clearTimeout(timer);
      socket.removeAllListeners("message");
      try {
        socket.close();
      } catch {
      }
      resolve(finding);
    };
    const timer = setTimeout(() => finish({ outcome: "timed-out" }), timeout);
    socket.on("error", (error) => finish({ outcome: failureOf(error) }));
    socket.on("message", (message) => {
      const answer = readDatagram(message);
      if (answer !== void 0) finish(outcomeOf(answer) ?? { outcome: "not-memcached" });
    });
    socket.connect(port, address, () => socket.send(UDP_VERSION));
  });
}

export {
  parseShard,
  namesOf,
  ReportError,
  readReport,
  TargetError,
  parseTargets,
  ResolveError,
  probe
};
