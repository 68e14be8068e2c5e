import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ListingError,
  MEMCACHED_PORT,
  PLATFORMS,
  RULES,
  RootError,
  SEVERITY_TABLE,
  SettingsError,
  VERSION,
  authenticationText,
  baselineOf,
  capitalised,
  checkDirectory,
  clip,
  codeFrame,
  countsText,
  describer,
  html,
  htmlCode,
  isUnresolved,
  markdownCode,
  markdownProse,
  permalink,
  placeText,
  plural,
  renderCommands,
  renderJson,
  renderSarif,
  renderSummary,
  renderText,
  safeJson,
  safeUrl,
  sectionsOf,
  socketsText,
  unifiedDiff,
  untoldProblems,
  verdictText,
  visible,
  wasCompared,
  workflowCommand,
  writeBaseline
} from "./chunks/chunk-GELQ6JD2.js";
import "./chunks/chunk-VX4HL5QL.js";

// src/cli/main.ts
import { readFileSync, writeFileSync, writeSync } from "node:fs";

// src/cli/run.ts
import { join } from "node:path";

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

// src/report/inventory.ts
var INVENTORY_FORMATS = ["text", "json", "markdown", "cyclonedx"];
function renderInventory(report, format) {
  switch (format) {
    case "text":
      return textTable(report);
    case "json":
      return inventoryJson(report);
    case "markdown":
      return markdownTable(report);
    case "cyclonedx":
      return cycloneDx(report);
  }
}
var HEAD = [
  "Memcached",
  "Place",
  "Version",
  "Listens on",
  "Authentication",
  "Reached by",
  "Through",
  "Advisories"
];
function cellsOf(item) {
  return [
    item.workload,
    placeText(item.where),
    item.version?.text ?? "not known",
    socketsText(item),
    authenticationText(item),
    item.reach === "unknown" ? "not known" : item.reach,
    item.through?.join(", ") || "–",
    item.advisories?.join(", ") || "–"
  ];
}
function textTable(report) {
  const width = Math.max(...HEAD.map((head) => head.length));
  const blocks = report.inventory.map(
    (item) => cellsOf(item).map((cell, i) => `${HEAD[i].padEnd(width)}  ${visible(cell)}
`).join("")
  );
  return `${blocks.join("\n")}${blocks.length > 0 ? "\n" : ""}${plural(blocks.length, "memcached server")} found.
`;
}
function markdownTable(report) {
  const rows = report.inventory.map((item) => {
    const [workload, place2, version, sockets, ...rest] = cellsOf(item);
    return [
      ...[workload, place2, version, sockets].map((cell) => markdownCode(cell, true)),
      ...rest.map((cell) => markdownProse(cell, true))
    ];
  });
  const table2 = [HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |
`);
  return `${rows.length === 0 ? "" : `${table2.join("")}
`}${plural(rows.length, "memcached server")} found.
`;
}
function inventoryJson(report) {
  const { schemaVersion, tool, root, inventory: inventory3 } = JSON.parse(renderJson(report));
  return `${safeJson({ schemaVersion, tool, root, inventory: inventory3 })}
`;
}
function cycloneDx(report) {
  const services = report.inventory.map((item, i) => ({
    "bom-ref": `memcached-${i + 1}`,
    name: `memcached: ${visible(item.workload)}`,
    ...item.version === void 0 ? {} : { version: item.version.text },
    endpoints: isUnresolved(item.sockets) ? [] : item.sockets.map(
      ({ protocol, address, port }) => `${protocol}://${address.includes(":") ? `[${address}]` : encodeURIComponent(address)}:${port}`
    ),
    ...item.authentication === "unknown" ? {} : { authenticated: item.authentication !== "none" },
    ...item.reach === "unknown" ? {} : { "x-trust-boundary": !["none", "cluster"].includes(item.reach) },
    properties: [
      ["place", placeText(item.where)],
      ["platform", item.platform],
      ["placement", item.placement],
      ["reach", item.reach],
      ...(item.through ?? []).map((name) => ["through", name])
    ].map(([name, value]) => ({
      name: `memcached-exposure-check:${name}`,
      value: visible(value)
    }))
  }));
  const affected = /* @__PURE__ */ new Map();
  report.inventory.forEach((item, i) => {
    for (const id of item.advisories ?? []) {
      affected.set(id, [...affected.get(id) ?? [], `memcached-${i + 1}`]);
    }
  });
  return `${safeJson({
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      tools: {
        components: [{ type: "application", name: report.tool.name, version: report.tool.version }]
      }
    },
    services,
    vulnerabilities: [...affected].sort().map(([id, refs]) => ({
      id,
      source: { name: "NVD", url: `https://nvd.nist.gov/vuln/detail/${id}` },
      affects: refs.map((ref) => ({ ref }))
    }))
  })}
`;
}

// src/cli/arguments.ts
import { parseArgs } from "node:util";
var FORMATS = ["text", "json", "sarif", "markdown", "html", "github"];
var UsageError = class extends Error {
  name = "UsageError";
};
var VERBS = ["scan", "baseline", "inventory", "probe", "rules", "explain", "help"];
function readArguments(words) {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        format: { type: "string", multiple: true },
        output: { type: "string", multiple: true },
        "fail-on": { type: "string" },
        "report-severity": { type: "string" },
        "trusted-networks": { type: "string", multiple: true },
        exclude: { type: "string", multiple: true },
        config: { type: "string" },
        "no-config": { type: "boolean" },
        base: { type: "string" },
        "policy-from": { type: "string" },
        baseline: { type: "string" },
        update: { type: "boolean" },
        expect: { type: "string" },
        timeout: { type: "string" },
        quiet: { type: "boolean", short: "q" },
        color: { type: "boolean" },
        "no-color": { type: "boolean" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean" }
      }
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split(". ")[0] : String(error));
  }
  const { values, positionals } = parsed;
  if (values.version === true) return { verb: "version" };
  const [verb, ...rest] = positionals;
  if (values.help === true || verb === void 0 || verb === "help") return { verb: "help" };
  if (!VERBS.includes(verb)) {
    throw new UsageError(`There is no verb "${verb}"; the verbs are ${VERBS.join(", ")}.`);
  }
  if (verb === "rules") {
    if (rest.length > 0) throw new UsageError('"rules" takes nothing after it.');
    return { verb: "rules" };
  }
  if (verb === "explain") {
    if (rest.length !== 1) throw new UsageError('"explain" takes one rule: explain MCE101.');
    return { verb: "explain", rule: rest[0] };
  }
  if (verb === "probe") {
    return {
      verb: "probe",
      targets: rest,
      expect: choiceOf("--expect", values.expect ?? "closed", ["closed", "reachable"]),
      format: choiceOf("--format", values.format?.at(-1) ?? "text", ["text", "json", "github"]),
      timeout: secondsOf(values.timeout ?? "3") * 1e3
    };
  }
  if (rest.length > 1) {
    throw new UsageError(`"${verb}" takes one folder, not ${rest.length}: ${rest.join(" ")}.`);
  }
  if (values.config !== void 0 && values["no-config"] === true) {
    throw new UsageError("--config and --no-config exclude each other.");
  }
  const config = values["no-config"] === true ? { config: false } : values.config === void 0 ? {} : { config: values.config };
  const baseline2 = values.baseline === void 0 ? {} : { baseline: values.baseline };
  if (verb === "baseline") {
    return {
      verb: "baseline",
      path: rest[0] ?? ".",
      ...baseline2,
      ...config,
      update: values.update === true
    };
  }
  if (verb === "inventory") {
    const file = values.output?.at(-1);
    return {
      verb: "inventory",
      path: rest[0] ?? ".",
      format: choiceOf("--format", values.format?.at(-1) ?? "text", INVENTORY_FORMATS),
      ...file === void 0 || file === "-" ? {} : { file },
      ...values.exclude === void 0 ? {} : { exclude: values.exclude.flatMap(listOf) },
      ...config
    };
  }
  const policyFrom = values["policy-from"] === void 0 ? void 0 : choiceOf("--policy-from", values["policy-from"], ["base", "head"]);
  if (policyFrom !== void 0 && values.base === void 0) {
    throw new UsageError("--policy-from needs a --base.");
  }
  return {
    verb: "scan",
    path: rest[0] ?? ".",
    outputs: outputsOf(values.format ?? [], values.output ?? []),
    ...values["fail-on"] === void 0 ? {} : { failOn: values["fail-on"] },
    ...values["report-severity"] === void 0 ? {} : { reportSeverity: values["report-severity"] },
    ...values["trusted-networks"] === void 0 ? {} : { trustedNetworks: values["trusted-networks"].flatMap(listOf) },
    ...values.exclude === void 0 ? {} : { exclude: values.exclude.flatMap(listOf) },
    ...config,
    ...baseline2,
    ...values.base === void 0 ? {} : { base: values.base },
    ...policyFrom === void 0 ? {} : { policyFrom },
    quiet: values.quiet === true,
    colour: values["no-color"] === true ? false : values.color
  };
}
function choiceOf(option, text, choices) {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === void 0) {
    throw new UsageError(`${option} is "${text}"; it must be one of ${choices.join(", ")}.`);
  }
  return choice;
}
var LONGEST_TIMEOUT = 60;
function secondsOf(text) {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= LONGEST_TIMEOUT)) {
    throw new UsageError(`--timeout is "${text}"; it must be up to ${LONGEST_TIMEOUT} seconds.`);
  }
  return seconds;
}
function outputsOf(formats, files) {
  if (files.length > Math.max(formats.length, 1)) {
    throw new UsageError("Each --output needs a --format of its own.");
  }
  if (formats.length - files.length > 1) {
    throw new UsageError("Only one --format can go without an --output.");
  }
  const wanted = formats.length === 0 ? ["text"] : formats;
  return wanted.map((format, i) => {
    if (!isFormat(format)) {
      throw new UsageError(
        `There is no format "${format}"; the formats are ${FORMATS.join(", ")}.`
      );
    }
    const file = files[i];
    return { format, ...file === void 0 || file === "-" ? {} : { file } };
  });
}
function isFormat(text) {
  return FORMATS.includes(text);
}
function listOf(text) {
  return text.split(/[,\n]/).map((part) => part.trim()).filter((part) => part !== "");
}

// src/cli/help.ts
var HELP = `memcached-exposure: who can reach memcached in this repository?

Usage
  memcached-exposure scan [PATH]        scan a folder (default: the current one)
  memcached-exposure baseline [PATH]    write the findings there are to the baseline file
  memcached-exposure inventory [PATH]   every memcached there is, and who reaches it
  memcached-exposure probe HOST[:PORT]… ask named hosts, from here, whether memcached answers
  memcached-exposure rules              the rules and the severity table
  memcached-exposure explain RULE       the page of a rule, e.g. explain MCE101

Options of scan
  --format FORMAT          text, json, sarif, markdown, html or github; repeatable, each
                           with an --output
  --output FILE            where to write it; "-" or absent: standard output
  --fail-on SEVERITY       critical, high (default), medium, low, info or none
  --report-severity SEV    leave out what is below; default low
  --trusted-networks CIDR  networks whose reach is no finding; commas separate, repeatable
  --exclude PATTERN        as in a .gitignore file; commas separate, repeatable
  --base REVISION          count only what this revision of the checkout does not have
  --policy-from base|head  whose configuration, suppressions and baseline count; default base
  --baseline FILE          findings listed in it do not count
  --config FILE            in place of .github/memcached-exposure.yml
  --no-config              use no configuration file
  -q, --quiet              print nothing but the findings
  --color, --no-color      default: colour on a terminal

Options of baseline
  --baseline FILE          default: the configuration's, or .github/memcached-exposure-baseline.txt
  --update                 only drop what is no longer there

Options of inventory
  --format FORMAT          text, json, markdown or cyclonedx (a CycloneDX 1.6 bill of materials)
  --output FILE            where to write it; default standard output

Options of probe
  --expect EXPECTATION     closed (default: refused or timed out is a pass) or reachable
  --format FORMAT          text, json or github
  --timeout SECONDS        for each connection; default 3

Exit status
  0  passed: nothing at or above --fail-on
  1  findings at or above --fail-on
  2  could not run: bad arguments, bad configuration, nothing readable
`;

// src/probe/verdict.ts
var CLOSED = ["refused", "timed-out", "unreachable"];
var REACHABLE = ["open", "requires-authentication", "tls"];
function isAsExpected(results, expected) {
  if (expected === "closed") return results.every(({ outcome }) => CLOSED.includes(outcome));
  return results.some(({ protocol, outcome }) => protocol === "tcp" && REACHABLE.includes(outcome));
}
var SENTENCES = {
  open: "memcached answers everyone",
  "requires-authentication": "memcached answers and demands authentication",
  tls: "TLS is spoken",
  "not-memcached": "something answers that is not memcached",
  "no-answer": "the connection is accepted and nothing comes back",
  refused: "refused",
  "timed-out": "no answer within the time given",
  unreachable: "there is no way to it"
};
function describeResult({
  target,
  protocol,
  outcome,
  version,
  detail
}) {
  const told = version === void 0 ? "" : ` (version ${version})`;
  const more = detail === void 0 ? "" : ` ${detail}`;
  return `${target.text} ${protocol.toUpperCase()}: ${SENTENCES[outcome]}${told}.${more}`;
}

// src/cli/surroundings.ts
var PASSED = 0;
var FOUND = 1;
var COULD_NOT_RUN = 2;

// src/cli/probe.ts
async function runProbe(given, { out }) {
  const answers = [];
  for (const target of parseTargets(given.targets)) {
    const results = await probe(target, { timeout: given.timeout });
    answers.push({ results, asExpected: isAsExpected(results, given.expect) });
  }
  const passed = answers.every(({ asExpected }) => asExpected);
  if (given.format === "json") {
    out(`${JSON.stringify(jsonOf(given, answers, passed), void 0, 2)}
`);
    return passed ? PASSED : FOUND;
  }
  for (const { results, asExpected } of answers) {
    for (const result of results) {
      const line = describeResult(result);
      const level = asExpected ? "notice" : "error";
      out(
        given.format === "github" ? `${workflowCommand(level, { title: "memcached probe" }, line)}
` : `${line}
`
      );
    }
  }
  if (given.format === "text") {
    const failed = answers.filter(({ asExpected }) => !asExpected).length;
    out(
      passed ? `PASSED  Every host is ${given.expect}.
` : `FAILED  ${failed} of ${answers.length} hosts ${failed === 1 ? "is" : "are"} not ${given.expect}.
`
    );
  }
  return passed ? PASSED : FOUND;
}
function jsonOf(given, answers, passed) {
  return {
    schemaVersion: 1,
    expect: given.expect,
    conclusion: passed ? "passed" : "failed",
    targets: answers.map(({ results, asExpected }) => ({
      target: results[0]?.target.text,
      asExpected,
      results: results.map(({ protocol, outcome, version, detail }) => ({
        protocol,
        outcome,
        version,
        detail
      }))
    }))
  };
}

// src/report/html.ts
var MOST_FINDINGS = 2e3;
var MOST_LISTED = 1e3;
function renderHtml(report, options = {}) {
  const { current, existing, suppressed } = sectionsOf(report);
  const describe = describer(report);
  const shown = current.slice(0, MOST_FINDINGS);
  const body = [
    `<h1>memcached exposure check</h1>`,
    `<p class="verdict ${report.conclusion}"><strong>${html(report.conclusion.replaceAll("-", " "))}</strong> ${html(verdictText(report))}</p>`,
    ...report.reasons.map((reason) => `<p>${prose(reason)}</p>`),
    `<p>${html(report.root)}${counts(report, current)}</p>`,
    comparison(report),
    overview(shown, describe, options),
    ...shown.map(
      (finding, index) => section(report, finding, describe(finding), index + 1, options)
    ),
    current.length > shown.length ? `<p>${current.length - shown.length} more in the JSON report.</p>` : "",
    list("Existing in the base, do not count", existing, describe, options),
    list("Fixed", report.fixed, describe, options),
    list("Suppressed", suppressed, describe, options),
    problems(report, options),
    inventory(report.inventory, options),
    scanned(report),
    `<footer>${html(`${report.tool.name} ${report.tool.version}`)}</footer>`
  ];
  return logSafeHtml([
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    "<title>memcached exposure check</title>",
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    ...body.filter((part) => part !== ""),
    "</body>",
    "</html>",
    ""
  ]);
}
function logSafeHtml(parts) {
  return parts.join("\n").replaceAll("##[", "&#35;&#35;[").replace(/^([^\S\n]*)::/gm, "$1&#58;&#58;");
}
var STYLE = `
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
code, pre { font: 14px/1.4 ui-monospace, monospace }
pre { overflow-x: auto; padding: .5rem; border: 1px solid #8886; border-radius: 4px }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #8886; vertical-align: top }
section { border-top: 2px solid #8886; margin-top: 2rem }
mark { background: #f002; color: inherit; border-bottom: 2px solid #d00 }
ins { color: #1a7f37; text-decoration: none } del { color: #cf222e; text-decoration: none }
.badge { font-weight: bold; padding: 0 .4rem; border-radius: 4px; border: 1px solid }
.critical, .high, .failed, .could-not-run { color: #cf222e }
.medium, .nothing-to-scan { color: #9a6700 } .low, .info { color: #0969da } .passed { color: #1a7f37 }
.verdict { font-size: 1.25rem }
`;
function prose(text) {
  return text.split("`").map((part, index) => index % 2 === 1 ? htmlCode(part) : html(part)).join("");
}
function place(where, options) {
  const label = htmlCode(`${where.file}:${where.startLine}:${where.startColumn}`);
  return linked(label, permalink(where, options.link));
}
function linked(label, url) {
  const target = url === void 0 ? void 0 : safeUrl(url);
  return target === void 0 ? label : `<a href="${html(target)}" rel="noreferrer">${label}</a>`;
}
function badge(severity) {
  return `<span class="badge ${severity}">${severity}</span>`;
}
function counts(report, current) {
  const text = countsText(current);
  return text === "" ? "" : `: ${wasCompared(report) ? "new: " : ""}${text}`;
}
function comparison({ comparison: comparison2 }) {
  if (comparison2 === void 0) return "";
  const { base, unavailable } = comparison2;
  return unavailable === void 0 ? `<p>Compared with ${htmlCode(base)}: only new findings count.</p>` : `<p>Not compared with ${htmlCode(base)}, so all findings count: ${prose(unavailable)}</p>`;
}
function overview(findings, describe, options) {
  if (findings.length === 0) return "";
  const rows = findings.map((finding, index) => {
    const text = describe(finding);
    return `<tr><td>${badge(finding.severity)}</td><td><a href="#finding-${index + 1}">${html(text.title)}</a></td><td>${place(finding.location, options)}</td><td>${finding.reach}</td></tr>`;
  });
  return table(["Severity", "Finding", "Where", "Reach"], rows);
}
function table(head, rows) {
  const cells = head.map((cell) => `<th>${cell}</th>`).join("");
  return `<table>
<thead><tr>${cells}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
}
function section(report, finding, text, number, options) {
  const unresolved = finding.unresolved ? " <strong>cannot be told for certain</strong>" : "";
  const page = linked(htmlCode(text.ruleId), text.docsUrl);
  const related = finding.related.slice(0, 20).map(({ where, message }) => `<li>${place(where, options)} ${prose(message)}</li>`);
  const checks = text.verify.map(
    ({ where, command, expect }) => `<p>${html(capitalised(where))}:</p>
<pre>${html(command)}</pre>
<p>${prose(expect)}</p>`
  );
  return [
    `<section id="finding-${number}">`,
    `<h2>${number}. ${badge(finding.severity)} ${html(text.title)}</h2>`,
    `<p>${place(finding.location, options)} ${page} reach: ${finding.reach}${unresolved}</p>`,
    text.path === "" ? "" : `<p>${htmlCode(text.path)}</p>`,
    frame(report, finding.location),
    `<p>${prose(text.sentence)}</p>`,
    items(finding.notes),
    text.why === "" ? "" : `<h3>Why</h3>
<p>${prose(text.why)}</p>`,
    text.fix.length === 0 ? "" : `<h3>Fix</h3>
${items(text.fix)}`,
    diff(report, finding),
    checks.length === 0 ? "" : `<h3>Verify</h3>
${checks.join("\n")}`,
    `<h3>Roll back</h3>
<p>${prose(text.rollback)}</p>`,
    related.length === 0 ? "" : `<h3>See also</h3>
<ul>${related.join("")}</ul>`,
    "</section>"
  ].filter((part) => part !== "").join("\n");
}
function items(sentences) {
  if (sentences.length === 0) return "";
  return `<ul>${sentences.map((sentence) => `<li>${prose(sentence)}</li>`).join("")}</ul>`;
}
function frame(report, where) {
  const lines = codeFrame(where, report.lines);
  if (!lines.some(({ text }) => text !== "")) return "";
  const digits = Math.max(...lines.map(({ number }) => String(number).length));
  const shown = lines.map((line) => {
    const text = line.marked ? `<mark>${html(line.text)}</mark>` : html(line.text);
    return `${String(line.number).padStart(digits)} | ${text}`;
  });
  return `<pre>${shown.join("\n")}</pre>`;
}
function diff(report, finding) {
  if (finding.fix === void 0) return "";
  const text = unifiedDiff(finding.fix.edits, report.lines, { context: 1, mask: true });
  if (text === "") return "";
  const lines = text.split("\n").map((line) => {
    const shown = html(clip(line.replaceAll("	", "  "), 300));
    if (line.startsWith("+")) return `<ins>${shown}</ins>`;
    return line.startsWith("-") ? `<del>${shown}</del>` : shown;
  });
  return `<pre>${lines.join("\n")}</pre>`;
}
function list(title, findings, describe, options) {
  if (findings.length === 0) return "";
  const lines = findings.slice(0, MOST_LISTED).map((finding) => {
    const text = describe(finding);
    const suppressed = "suppressed" in finding ? finding.suppressed : void 0;
    const end = suppressed?.until === void 0 ? "" : ` until ${html(suppressed.until)}`;
    const reason = suppressed === void 0 ? "" : ` (by ${suppressed.by}${end}: ${prose(suppressed.reason)})`;
    return `<li>${badge(finding.severity)} ${htmlCode(text.ruleId)} ${place(finding.location, options)} ${prose(text.sentence)}${reason}</li>`;
  });
  return `<details><summary>${title} (${findings.length})</summary>
<ul>${lines.join("\n")}</ul>
</details>`;
}
function problems(report, options) {
  const untold = untoldProblems(report);
  if (untold.length === 0) return "";
  const lines = untold.slice(0, MOST_LISTED).map(({ where, message }) => `<li>${place(where, options)} ${prose(message)}</li>`);
  return `<details><summary>Problems and notes (${untold.length})</summary>
<ul>${lines.join("\n")}</ul>
</details>`;
}
function inventory(found, options) {
  if (found.length === 0) return "";
  const rows = found.slice(0, MOST_LISTED).map(
    (item) => `<tr><td>${htmlCode(item.workload)}</td><td>${place(item.where, options)}</td><td>${item.version === void 0 ? "not known" : htmlCode(item.version.text)}</td><td>${prose(socketsText(item))}</td><td>${authenticationText(item)}</td><td>${item.reach === "unknown" ? "not known" : item.reach}</td></tr>`
  );
  return `<h2>Memcached found (${found.length})</h2>
${table(["Runs in", "Where", "Version", "Sockets", "Authentication", "Reach"], rows)}`;
}
function scanned({ scanned: { files, total, skipped, notes } }) {
  const lines = [
    ...Object.entries(files).map(([platform, count]) => `${count} ${platform}`),
    ...skipped.map(({ reason, count }) => `skipped ${count} ${reason}`),
    ...notes
  ];
  return `<details><summary>What was scanned: ${plural(total, "file")}</summary>
${items(lines)}
</details>`;
}

// src/cli/render.ts
function render(report, format, options) {
  switch (format) {
    case "text":
      return renderText(report, { color: options.colour, brief: options.quiet });
    case "json":
      return renderJson(report);
    case "sarif":
      return renderSarif(report);
    case "markdown":
      return renderSummary(report);
    case "html":
      return renderHtml(report);
    case "github":
      return renderCommands(report);
  }
}

// src/cli/rules.ts
function rulesTable() {
  const rules = RULES.map(({ meta }) => [
    meta.id,
    meta.name,
    meta.defaultSeverity,
    meta.description
  ]);
  const severities = SEVERITY_TABLE.map(({ when, named, broad, worse }) => [
    named,
    broad,
    worse === void 0 ? when : `${when} (${worse})`
  ]);
  return [
    columns([["Rule", "Name", "Severity", "Says"], ...rules]),
    "Severity by how far it reaches: memcached itself, or a wide opening that merely contains its port\n",
    columns([["Memcached", "Wide", "Reached by"], ...severities]),
    `Reads: ${PLATFORMS.map(({ title }) => title).join(", ")}
`
  ].join("\n");
}
function columns(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map(
    (row) => row.map((cell, i) => i === row.length - 1 ? cell : cell.padEnd(widths[i])).join("  ")
  ).map((line) => `${line}
`).join("");
}

// src/cli/run.ts
async function run(words, surroundings2) {
  try {
    const given = readArguments(words);
    switch (given.verb) {
      case "help":
        surroundings2.out(HELP);
        return PASSED;
      case "version":
        surroundings2.out(`${VERSION}
`);
        return PASSED;
      case "rules":
        surroundings2.out(rulesTable());
        return PASSED;
      case "explain":
        return explain(given.rule, surroundings2);
      case "inventory":
        return inventory2(given, surroundings2);
      case "probe":
        return await runProbe(given, surroundings2);
      case "baseline":
        return baseline(given, surroundings2);
      case "scan":
        return scan(given, surroundings2);
    }
  } catch (error) {
    surroundings2.err(`memcached-exposure: ${messageFor(error)}
`);
    return COULD_NOT_RUN;
  }
}
function scan(given, surroundings2) {
  const report = checkDirectory({
    root: given.path,
    given,
    nameOf: (setting) => `--${setting}`,
    ...configOf(given, surroundings2),
    ...given.baseline === void 0 ? {} : { baseline: given.baseline },
    ...given.base === void 0 ? {} : {
      base: {
        label: given.base,
        revision: given.base,
        newOnly: true,
        policyFrom: given.policyFrom ?? "base"
      }
    },
    onProgress: progress(given, surroundings2)
  });
  const status = report.conclusion === "failed" ? FOUND : PASSED;
  return write(report, given, surroundings2) ? status : COULD_NOT_RUN;
}
var BASELINE_PATH = ".github/memcached-exposure-baseline.txt";
function baseline(given, surroundings2) {
  const { findings, path, before } = baselineOf({
    root: given.path,
    ...configOf(given, surroundings2),
    path: given.baseline,
    defaultPath: BASELINE_PATH
  });
  const kept = given.update ? findings.filter(({ fingerprint }) => before?.entries.has(fingerprint) === true) : findings;
  surroundings2.writeText(join(given.path, path), writeBaseline(kept));
  surroundings2.out(
    `${path}: ${kept.length} ${kept.length === 1 ? "finding" : "findings"}, ${before?.entries.size ?? 0} before.
`
  );
  return PASSED;
}
function inventory2(given, surroundings2) {
  const report = checkDirectory({
    root: given.path,
    given: { ...given.exclude === void 0 ? {} : { exclude: given.exclude } },
    nameOf: (setting) => `--${setting}`,
    ...configOf(given, surroundings2)
  });
  const text = renderInventory(report, given.format);
  if (given.file === void 0) surroundings2.out(text);
  else surroundings2.writeText(given.file, text);
  return PASSED;
}
function configOf(given, surroundings2) {
  if (given.config === void 0) return {};
  if (given.config === false) return { config: { kind: "none" } };
  try {
    const text = surroundings2.readText(given.config);
    return { config: { kind: "text", path: given.config, text } };
  } catch {
    throw new UsageError(`The configuration file ${given.config} cannot be read.`);
  }
}
function write(report, given, surroundings2) {
  let written = true;
  for (const { format, file } of given.outputs) {
    const toTerminal = file === void 0 && surroundings2.outIsTerminal;
    const colour = given.colour ?? (toTerminal && (surroundings2.environment["NO_COLOR"] ?? "") === "");
    const text = render(report, format, {
      colour: file === void 0 && colour,
      quiet: given.quiet
    });
    try {
      if (file === void 0) surroundings2.out(text);
      else surroundings2.writeText(file, text);
    } catch (error) {
      written = false;
      surroundings2.err(
        `memcached-exposure: ${file ?? "standard output"} cannot be written: ${messageOf(error)}.
`
      );
    }
  }
  return written;
}
function progress(given, { err, errIsTerminal }) {
  const started = performance.now();
  let last = started;
  return (done, total) => {
    const now = performance.now();
    if (!errIsTerminal || given.quiet || now - started < 1e3) return;
    if (done === total) err("\r\x1B[K");
    else if (now - last > 100) {
      last = now;
      err(`\r\x1B[K${done} of ${total} files looked at …`);
    }
  };
}
function explain(id, surroundings2) {
  const wanted = id.toUpperCase();
  const rule = RULES.find(({ meta }) => meta.id === wanted || meta.name === id.toLowerCase());
  if (rule === void 0) {
    throw new UsageError(
      `There is no rule "${id}"; the rules are ${RULES.map(({ meta }) => meta.id).join(", ")}.`
    );
  }
  surroundings2.out(surroundings2.rulePage(rule.meta.id));
  return PASSED;
}
function messageFor(error) {
  if (error instanceof UsageError) return `${error.message} See "memcached-exposure help".`;
  if (error instanceof SettingsError) return `it could not run:
  ${error.problems.join("\n  ")}`;
  if (error instanceof RootError || error instanceof ListingError || error instanceof TargetError || error instanceof ResolveError) {
    return error.message;
  }
  return `it could not run because of an error of its own: ${error instanceof Error ? error.stack ?? error.message : String(error)}`;
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

// src/cli/main.ts
var PAGES = new URL("../docs/rules/", import.meta.url);
function write2(descriptor, text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
var surroundings = {
  out: (text) => write2(1, text),
  err: (text) => write2(2, text),
  outIsTerminal: process.stdout.isTTY === true,
  errIsTerminal: process.stderr.isTTY === true,
  environment: process.env,
  readText: (path) => readFileSync(path, "utf8"),
  writeText: (path, text) => writeFileSync(path, text),
  rulePage: (id) => readFileSync(new URL(`${id}.md`, PAGES), "utf8")
};
process.exitCode = 2;
process.exitCode = await run(process.argv.slice(2), surroundings);
