import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  AddressError,
  AddressSet,
  CONFIG_KEYS,
  CURRENT,
  DiskTree,
  ListingError,
  MEMCACHED_PORT,
  PLATFORMS,
  PortSet,
  RULES,
  ResolveError,
  RootError,
  SEVERITIES,
  SEVERITY_TABLE,
  SettingsError,
  SourceFile,
  TargetError,
  VERSION,
  Workspace,
  applyExceptions,
  atLeast,
  authenticationText,
  baselineOf,
  checkDirectory,
  compareSeverity,
  decode,
  describeFinding,
  describeResult,
  formatVersion,
  inlineSuppressions,
  isAsExpected,
  isUnresolved,
  listFiles,
  loadPolicy,
  logSafe,
  markdownCode,
  markdownProse,
  parseHcl,
  parseTargets,
  parseVersion,
  placeText,
  plural,
  probe,
  renderCommands,
  renderHtml,
  renderJson,
  renderSarif,
  renderSummary,
  renderText,
  resolveConfig,
  resolveSettings,
  safeJson,
  scanTree,
  scopeOf,
  socketsText,
  unresolved,
  visible,
  workflowCommand,
  writeBaseline
} from "./chunks/chunk-TQKELE4F.js";
import "./chunks/chunk-VX4HL5QL.js";

// src/cli/main.ts
import { readFileSync as readFileSync2, writeFileSync, writeSync } from "node:fs";

// src/cli/run.ts
import { join as join2 } from "node:path";

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
    const [workload, place, version, sockets, ...rest] = cellsOf(item);
    return [
      ...[workload, place, version, sockets].map((cell) => markdownCode(cell, true)),
      ...rest.map((cell) => markdownProse(cell, true))
    ];
  });
  const table = [HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |
`);
  return `${rows.length === 0 ? "" : `${table.join("")}
`}${plural(rows.length, "memcached server")} found.
`;
}
function inventoryJson(report) {
  const { schemaVersion, tool, root, inventory: inventory2 } = JSON.parse(renderJson(report));
  return `${safeJson({ schemaVersion, tool, root, inventory: inventory2 })}
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

// src/cli/arguments.ts
import { parseArgs } from "node:util";

// src/remediate/mechanisms.ts
var MECHANISMS = [
  "iptables",
  "nftables",
  "ufw",
  "firewalld",
  "windows",
  "ansible",
  "terraform-aws",
  "terraform-azure",
  "terraform-google",
  "kubernetes",
  "compose",
  "docker"
];

// src/cli/arguments.ts
var FORMATS = ["text", "json", "sarif", "markdown", "html", "github"];
var UsageError = class extends Error {
  name = "UsageError";
};
var VERBS = [
  "scan",
  "baseline",
  "inventory",
  "print-config",
  "fix",
  "remediate",
  "probe",
  "rules",
  "explain",
  "help"
];
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
        "dry-run": { type: "boolean" },
        trusted: { type: "string", multiple: true },
        for: { type: "string" },
        port: { type: "string" },
        shards: { type: "boolean" },
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
  const colour = values["no-color"] === true ? false : values.color;
  if (verb === "merge") {
    if (rest.length === 0) throw new UsageError('"merge" takes JSON reports of scans.');
    return {
      verb: "merge",
      reports: rest,
      outputs: outputsOf(values.format ?? [], values.output ?? []),
      shards: values.shards === true,
      colour
    };
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
  if (verb === "remediate") {
    return remediateArguments(values, rest);
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
  if (verb === "print-config") {
    return {
      verb: "print-config",
      path: rest[0] ?? ".",
      format: choiceOf("--format", values.format?.at(-1) ?? "text", ["text", "json"]),
      ...values["fail-on"] === void 0 ? {} : { failOn: values["fail-on"] },
      ...values["report-severity"] === void 0 ? {} : { reportSeverity: values["report-severity"] },
      ...values["trusted-networks"] === void 0 ? {} : { trustedNetworks: values["trusted-networks"].flatMap(listOf) },
      ...values.exclude === void 0 ? {} : { exclude: values.exclude.flatMap(listOf) },
      ...baseline2,
      ...config
    };
  }
  if (verb === "fix") {
    return {
      verb: "fix",
      path: rest[0] ?? ".",
      dryRun: values["dry-run"] === true,
      ...values["fail-on"] === void 0 ? {} : { failOn: values["fail-on"] },
      ...values["report-severity"] === void 0 ? {} : { reportSeverity: values["report-severity"] },
      ...values["trusted-networks"] === void 0 ? {} : { trustedNetworks: values["trusted-networks"].flatMap(listOf) },
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
    colour
  };
}
function choiceOf(option, text, choices) {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === void 0) {
    throw new UsageError(`${option} is "${text}"; it must be one of ${choices.join(", ")}.`);
  }
  return choice;
}
function remediateArguments(values, rest) {
  if (values.for === void 0) {
    throw new UsageError(`"remediate" needs --for, one of ${MECHANISMS.join(", ")}.`);
  }
  const trusted = [...values.trusted ?? [], ...rest].flatMap(listOf);
  if (values.trusted === void 0 || trusted.length === 0) {
    throw new UsageError('"remediate" needs --trusted: the networks that may still come in.');
  }
  const port = Number(values.port ?? MEMCACHED_PORT);
  if (!/^[0-9]{1,5}$/.test(values.port ?? "1") || port < 1 || port > 65535) {
    throw new UsageError(`--port is "${values.port}"; it must be 1 to 65535.`);
  }
  const file = values.output?.at(-1);
  return {
    verb: "remediate",
    trusted,
    mechanism: choiceOf("--for", values.for, MECHANISMS),
    port,
    format: choiceOf("--format", values.format?.at(-1) ?? "text", ["text", "json"]),
    ...file === void 0 || file === "-" ? {} : { file }
  };
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

// src/fix/repository.ts
import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";

// src/fix/patch.ts
var CONTEXT = 3;
var MOST_COMPARED = 2e3;
function patchOf(path, before, after) {
  if (before === after) return "";
  const old = linesOf(before);
  const fresh = linesOf(after);
  const rows = [`--- a/${path}
`, `+++ b/${path}
`];
  for (const group of groupsOf(changesBetween(old, fresh))) {
    const first = Math.max(0, group[0].start - CONTEXT);
    const lastChange = group.at(-1);
    const end = Math.min(old.length, lastChange.start + lastChange.removed + CONTEXT);
    const newFirst = group[0].newStart - (group[0].start - first);
    const body = [];
    let next = first;
    for (const change of group) {
      for (; next < change.start; next++) body.push(row(" ", old[next]));
      for (let i = 0; i < change.removed; i++) body.push(row("-", old[next++]));
      for (let i = 0; i < change.added; i++) body.push(row("+", fresh[change.newStart + i]));
    }
    for (; next < end; next++) body.push(row(" ", old[next]));
    const removed = body.filter((line) => line[0] !== "+").length;
    const added = body.filter((line) => line[0] !== "-").length;
    rows.push(`@@ -${range(first, removed)} +${range(newFirst, added)} @@
`, ...body);
  }
  return rows.join("");
}
function range(first, count2) {
  return `${count2 === 0 ? first : first + 1},${count2}`;
}
function row(mark, line) {
  return line.endsWith("\n") ? mark + line : `${mark}${line}
\\ No newline at end of file
`;
}
function linesOf(text) {
  const lines2 = text.split("\n").map((line) => `${line}
`);
  const last = lines2.pop().slice(0, -1);
  return last === "" ? lines2 : [...lines2, last];
}
function groupsOf(changes) {
  const groups = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last !== void 0 && change.start - (last.start + last.removed) <= 2 * CONTEXT) {
      groups.at(-1).push(change);
    } else {
      groups.push([change]);
    }
  }
  return groups;
}
function changesBetween(old, fresh) {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) {
    tail++;
  }
  const rows = old.length - head - tail;
  const columns2 = fresh.length - head - tail;
  if (rows > MOST_COMPARED || columns2 > MOST_COMPARED) {
    return [{ start: head, removed: rows, newStart: head, added: columns2 }];
  }
  return changesWithin(old, fresh, { head, rows, columns: columns2 });
}
function changesWithin(old, fresh, { head, rows, columns: columns2 }) {
  const width = columns2 + 1;
  const common = new Uint16Array((rows + 1) * width);
  for (let i2 = rows - 1; i2 >= 0; i2--) {
    for (let j2 = columns2 - 1; j2 >= 0; j2--) {
      common[i2 * width + j2] = old[head + i2] === fresh[head + j2] ? common[(i2 + 1) * width + j2 + 1] + 1 : Math.max(common[(i2 + 1) * width + j2], common[i2 * width + j2 + 1]);
    }
  }
  const changes = [];
  let i = 0;
  let j = 0;
  while (i < rows || j < columns2) {
    if (i < rows && j < columns2 && old[head + i] === fresh[head + j]) {
      i++;
      j++;
      continue;
    }
    const start = i;
    const newStart = j;
    while (i < rows || j < columns2) {
      if (i < rows && j < columns2 && old[head + i] === fresh[head + j]) break;
      const down = i < rows ? common[(i + 1) * width + j] : -1;
      const right = j < columns2 ? common[i * width + j + 1] : -1;
      if (down >= right) i++;
      else j++;
    }
    changes.push({
      start: head + start,
      removed: i - start,
      newStart: head + newStart,
      added: j - newStart
    });
  }
  return changes;
}

// src/fix/edits.ts
function editedTexts(tree, edits) {
  const byFile = /* @__PURE__ */ new Map();
  for (const { where, replacement } of edits) {
    const file = tree.read(where.file);
    if (file === void 0) return void 0;
    const changes = byFile.get(where.file) ?? [];
    byFile.set(where.file, changes);
    changes.push({
      start: file.offset(where.startLine, where.startColumn),
      end: file.offset(where.endLine, where.endColumn),
      replacement: withLineEndsOf(file, replacement)
    });
  }
  const texts = /* @__PURE__ */ new Map();
  for (const [path, changes] of byFile) {
    const text = changed(tree.read(path).text, changes);
    if (text === void 0) return void 0;
    texts.set(path, text);
  }
  return texts;
}
function changed(text, changes) {
  const sorted = [...changes].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let done = 0;
  let last;
  for (const change of sorted) {
    if (last !== void 0 && sameChange(last, change)) continue;
    const atSamePlace = last !== void 0 && change.start === last.start;
    if (change.start < done || atSamePlace || change.end > text.length) return void 0;
    result += text.slice(done, change.start) + change.replacement;
    done = change.end;
    last = change;
  }
  return result + text.slice(done);
}
function sameChange(a, b) {
  return a.start === b.start && a.end === b.end && a.replacement === b.replacement;
}
function withLineEndsOf(file, replacement) {
  const first = file.text.indexOf("\n");
  const windows2 = first > 0 && file.text[first - 1] === "\r";
  return windows2 ? replacement.replace(/\r?\n/g, "\r\n") : replacement;
}

// src/fix/overlay.ts
var OverlayTree = class {
  /** @param texts by path; paths that the tree does not have are left out */
  constructor(tree, texts) {
    this.tree = tree;
    this.changed = new Map(
      [...texts].filter(([path]) => tree.has(path)).map(([path, text]) => [path, new SourceFile(path, text)])
    );
  }
  tree;
  changed;
  get paths() {
    return this.tree.paths;
  }
  has(path) {
    return this.tree.has(path);
  }
  read(path) {
    return this.changed.get(path) ?? this.tree.read(path);
  }
  get unreadable() {
    return this.tree.unreadable;
  }
};

// src/fix/proposals/context.ts
function oneEdit(description, where, replacement) {
  return { description, edits: [{ where, replacement }] };
}
function insertion(file, offset, replacement) {
  return { where: file.location(offset), replacement };
}
function fileOf(context, where) {
  return context.tree.read(where.file);
}
function startOf(file, where) {
  return file.offset(where.startLine, where.startColumn);
}
function endOf(file, where) {
  return file.offset(where.endLine, where.endColumn);
}
function textAt(file, where) {
  return file.text.slice(startOf(file, where), endOf(file, where));
}
function trustedCidrs({ trusted }) {
  const all = trusted.toCidrs();
  return {
    all,
    v4: all.filter((cidr) => !cidr.includes(":")),
    v6: all.filter((cidr) => cidr.includes(":"))
  };
}
var NEEDS_TRUSTED = "Who may still come in is not known: name the networks with --trusted-networks or in the configuration.";
function isOwnValue(file, finding) {
  if (finding.data["platform"] !== "ansible") return true;
  return /memcache/i.test(file.path) || /memcache/i.test(file.line(finding.location.startLine));
}
var SHARED_VALUE = "The value is a variable that other services may use too.";

// src/fix/proposals/cidrs.ts
var SOURCE_LISTS = {
  cidr_blocks: "v4",
  ipv6_cidr_blocks: "v6",
  source_ranges: "all",
  source_address_prefixes: "all"
};
var SINGLE_SOURCES = {
  cidr_ipv4: "v4",
  cidr_ipv6: "v6",
  source_address_prefix: "all"
};
var EVERYONE = /^(?:\*|any|internet)$/i;
var MOST_OF_IPV4 = 2 ** 31;
var MOST_OF_IPV6 = 1n << 125n;
var narrowCidrs = (finding, context) => {
  const { mechanism } = finding.data;
  if (mechanism !== "security-group" && mechanism !== "cloud-firewall" && mechanism !== "network-acl") {
    return void 0;
  }
  if (finding.ruleId === "MCE102") {
    return none("The rule opens other ports too; narrowing it could cut off what they serve.");
  }
  if (finding.ruleId !== "MCE101") {
    return none("The addresses were named on purpose; trust them or take them out.");
  }
  if (context.trusted.isEmpty) return none(NEEDS_TRUSTED);
  const file = fileOf(context, finding.location);
  if (file === void 0 || !/\.(?:tf|tofu)$/.test(file.path)) {
    return none("The sources are not written in a Terraform file that can be edited.");
  }
  if (!opensOnlyMemcached(finding, context)) {
    return none("The rule opens other ports too; narrowing it could cut off what they serve.");
  }
  return narrowed(file, finding, context);
};
function none(reason) {
  return { fixes: [], reason };
}
function opensOnlyMemcached(finding, { result }) {
  const { file, startLine, startColumn } = finding.location;
  return result.facts.every((fact) => {
    if (fact.kind !== "ingress" || fact.where.file !== file) return true;
    if (fact.where.startLine !== startLine || fact.where.startColumn !== startColumn) return true;
    return !isUnresolved(fact.ports) && fact.ports.subtract(PortSet.range(11211, 11215)).isEmpty;
  });
}
function narrowed(file, finding, context) {
  const { body } = parseHcl(file);
  const offset = startOf(file, finding.location);
  const [resource, ...inner] = blocksAround(body, offset);
  if (resource?.type !== "resource") {
    return none("The sources come from a value that other things may use too.");
  }
  const block = inner.at(-1) ?? resource;
  const sources = settingsAround(block, offset).filter(({ name }) => isSource(name));
  if (!sources.some(({ value }) => value.start <= offset && offset < value.end)) {
    return none("The sources are not written as a literal list in the rule.");
  }
  const cidrs = trustedCidrs(context);
  const edits = [];
  let remaining = 0;
  for (const attribute of sources) {
    const outcome = narrowAttribute(file, attribute, cidrs);
    if (typeof outcome === "string") return none(outcome);
    edits.push(...outcome.edits);
    remaining += outcome.remaining;
  }
  if (remaining === 0) {
    return none(
      "None of the trusted networks is of the family that the rule is about; take the rule out."
    );
  }
  return {
    fixes: [{ description: `Let only ${cidrs.all.join(", ")} come in through this rule.`, edits }]
  };
}
function settingsAround({ body }, offset) {
  const around = (value2) => value2.start <= offset && offset < value2.end;
  let value = body.attributes.find((attribute) => around(attribute.value))?.value;
  let settings = body.attributes;
  while (value !== void 0) {
    if (value.kind === "object") {
      settings = value.items.flatMap(
        ({ key, value: of }) => key.kind === "literal" ? [{ name: String(key.value), nameSpan: key, value: of }] : []
      );
      value = value.items.find((item) => around(item.value))?.value;
    } else {
      value = value.kind === "tuple" ? value.items.find(around) : void 0;
    }
  }
  return settings;
}
function isSource(name) {
  return Object.hasOwn(SOURCE_LISTS, name) || Object.hasOwn(SINGLE_SOURCES, name);
}
function narrowAttribute(file, attribute, cidrs) {
  const { name, value } = attribute;
  const edit = (start, end, replacement) => ({
    where: file.location(start, end),
    replacement
  });
  if (Object.hasOwn(SINGLE_SOURCES, name)) {
    if (!isOpen(value)) return { edits: [], remaining: 1 };
    const wanted = cidrs[SINGLE_SOURCES[name]];
    if (name === "source_address_prefix" && wanted.length > 1) {
      return {
        edits: [
          edit(attribute.nameSpan.start, attribute.nameSpan.end, "source_address_prefixes"),
          edit(value.start, value.end, `[${quoted(wanted)}]`)
        ],
        remaining: wanted.length
      };
    }
    if (wanted.length !== 1) {
      return `\`${name}\` takes one network and ${wanted.length} are trusted; write one rule for each.`;
    }
    return { edits: [edit(value.start, value.end, quoted(wanted))], remaining: 1 };
  }
  if (value.kind !== "tuple") return `\`${name}\` is not written as a literal list.`;
  const kept = value.items.filter((item) => !isOpen(item));
  if (kept.length === value.items.length) return { edits: [], remaining: kept.length };
  const present = new Set(kept.map((item) => item.kind === "literal" ? item.value : void 0));
  const added = cidrs[SOURCE_LISTS[name]].filter((cidr) => !present.has(cidr));
  return {
    edits: narrowList(value.items, added).map(
      ([start, end, text]) => start < 0 ? edit(value.start, value.end, "[]") : edit(start, end, text)
    ),
    remaining: kept.length + added.length
  };
}
function narrowList(items, added) {
  const edits = [];
  const open = items.map(isOpen);
  if (added.length === 0 && open.every((is) => is)) return [[-1, -1, ""]];
  let placed2 = added.length === 0;
  items.forEach((item, index) => {
    if (!open[index]) return;
    if (!placed2) {
      placed2 = true;
      edits.push([item.start, item.end, quoted(added)]);
    } else if (index > 0) edits.push([items[index - 1].end, item.end, ""]);
    else edits.push([item.start, items[index + 1].start, ""]);
  });
  return edits;
}
function isOpen(value) {
  if (value.kind !== "literal" || typeof value.value !== "string") return false;
  if (EVERYONE.test(value.value)) return true;
  const set = AddressSet.tryParse(value.value);
  return set !== void 0 && (set.sizeV4 >= MOST_OF_IPV4 || set.sizeV6 >= MOST_OF_IPV6);
}
function quoted(cidrs) {
  return cidrs.map((cidr) => `"${cidr}"`).join(", ");
}
function blocksAround(body, offset) {
  const chain = [];
  let here = body;
  while (here !== void 0) {
    const found = here.blocks.find(
      ({ start, end }) => start <= offset && offset < end
    );
    if (found !== void 0) chain.push(found);
    here = found?.body;
  }
  return chain;
}

// src/fix/proposals/host-firewall.ts
var narrowHostFirewall = (finding, context) => {
  if (finding.data["mechanism"] !== "host-firewall" || finding.ruleId !== "MCE101") {
    return void 0;
  }
  if (context.trusted.isEmpty) return { fixes: [], reason: NEEDS_TRUSTED };
  const file = fileOf(context, finding.location);
  if (file === void 0) return void 0;
  const text = textAt(file, finding.location);
  const fixes = [
    ...ufwCommand(file, finding, text, context),
    ...firewalldCommand(finding, text, context),
    ...iptablesCommand(file, finding, text, context),
    ...ansibleTask(file, finding, text, context)
  ];
  return fixes.length > 0 ? { fixes } : {
    fixes,
    reason: "The rule is not of a form that takes the trusted networks as they are; `memcached-exposure remediate` writes complete rules."
  };
};
var describe = (cidrs) => `Let only ${cidrs.join(", ")} come in through this rule.`;
function ufwCommand(file, finding, text, context) {
  const match = /^((?:sudo\s+)?(?:\/usr\/sbin\/)?ufw\s+)allow\s+(?:in\s+)?([0-9]+)(?:\/(tcp|udp))?$/.exec(text);
  if (match === null) return [];
  const { all } = trustedCidrs(context);
  const proto = match[3] === void 0 ? "" : ` proto ${match[3]}`;
  const rules = all.map((cidr) => `${match[1]}allow from ${cidr} to any port ${match[2]}${proto}`);
  const line = file.line(finding.location.startLine);
  const indent = line.slice(0, finding.location.startColumn - 1);
  const alone = indent.trim() === "" && line.slice(indent.length).trim() === text;
  if (rules.length > 1 && !alone) return [];
  return [oneEdit(describe(all), finding.location, rules.join(`
${indent}`))];
}
function firewalldCommand(finding, text, context) {
  const match = /^((?:sudo\s+)?firewall-cmd(?:\s+--[a-z]+(?:=[a-z0-9_-]+)?)*\s+)--add-port=([0-9]+)\/(tcp|udp)((?:\s+--[a-z]+(?:=[a-z0-9_-]+)?)*)$/.exec(
    text
  );
  if (match === null) return [];
  const { all } = trustedCidrs(context);
  const rules = all.map((cidr) => {
    const family = cidr.includes(":") ? "ipv6" : "ipv4";
    return `--add-rich-rule='rule family="${family}" source address="${cidr}" port port="${match[2]}" protocol="${match[3]}" accept'`;
  });
  return [oneEdit(describe(all), finding.location, `${match[1]}${rules.join(" ")}${match[4]}`)];
}
function iptablesCommand(file, finding, text, context) {
  const line = file.line(finding.location.startLine);
  const rule = text.includes(" ") ? text : /^-A\s/.test(line) ? line : void 0;
  if (rule === void 0 || /\n|\s(?:-s|--source|--src)\s|--dports|[;|&`]/.test(rule)) return [];
  const port = /\s--d(?:estination-)?port\s+(?:[0-9]+|\{\{ *[a-z0-9_]+ *\}\})(?=\s)/.exec(rule);
  const jump = /\s(?:-j|--jump)\s+ACCEPT(?=\s|$)/.exec(rule);
  if (port === null || jump === null || !/(?:^|\s)-[AI]\s/.test(rule)) return [];
  const six = /ip6tables/.test(rule) || /v6|ip6/.test(file.path);
  const { v4, v6 } = trustedCidrs(context);
  const cidrs = six ? v6 : v4;
  if (cidrs.length === 0) return [];
  const start = rule === text ? startOf(file, finding.location) : file.offset(finding.location.startLine);
  const edit = insertion(file, start + jump.index, ` -s ${cidrs.join(",")}`);
  return [{ description: describe(cidrs), edits: [edit] }];
}
var SOURCE_KEYS = { ufw: "from_ip", iptables: "source" };
function ansibleTask(file, finding, text, context) {
  const { all } = trustedCidrs(context);
  if (all.length !== 1 || !/^["']?[0-9]+["']?$/.test(text)) return [];
  const number = finding.location.startLine;
  const line = file.line(number);
  if (/\bufw: /.test(line) && /\brule=/.test(line) && !/\b(?:src|from_ip|from)=/.test(line)) {
    const edit = insertion(file, endOf(file, finding.location), ` src=${all[0]}`);
    return [{ description: describe(all), edits: [edit] }];
  }
  const key = /^(\s*)(?:to_port|port|destination_port):\s/.exec(line);
  const module = key === null ? void 0 : moduleAbove(file, number, key[1].length);
  if (key === null || module === void 0) return [];
  const offset = startOf(file, file.location(file.offset(number)));
  return [
    {
      description: describe(all),
      edits: [insertion(file, offset, `${key[1]}${SOURCE_KEYS[module]}: ${all[0]}
`)]
    }
  ];
}
function moduleAbove(file, number, indent) {
  for (let above = number - 1; above > Math.max(0, number - 30); above--) {
    const match = /^(\s*(?:- )?)([a-z_.]+):(.*)$/.exec(file.line(above));
    if (match === null) continue;
    if (match[1].length === indent && Object.values(SOURCE_KEYS).includes(match[2]))
      return void 0;
    if (match[1].length >= indent) continue;
    const name = match[2].slice(match[2].lastIndexOf(".") + 1);
    return Object.hasOwn(SOURCE_KEYS, name) && match[3].trim() === "" ? name : void 0;
  }
  return void 0;
}

// src/fix/proposals/listen.ts
import { isIP } from "node:net";

// src/fix/proposals/daemon.ts
function daemonEdits(file, where, option, description) {
  const line = file.line(where.startLine);
  const fixes = [];
  const add = (offset, text) => {
    fixes.push({ description, edits: [insertion(file, offset, text)] });
  };
  if (/^-[A-Za-z](?:\s|$)/.test(line)) add(file.offset(where.startLine), `${option}
`);
  const options = optionsLine(file, where);
  if (options !== void 0) add(options.offset, options.empty ? option : ` ${option}`);
  else if (/^(?:PORT|USER|MAXCONN|CACHESIZE)=/.test(line)) {
    add(file.offset(where.startLine), `OPTIONS="${option}"
`);
  }
  const command = /^(?:[^\s"'|;&<>]*\/)?memcached(?=\s|$)/.exec(textAt(file, where));
  if (command !== null) {
    const start = endOf(file, where) - (textAt(file, where).length - command[0].length);
    add(start, ` ${option}`);
  }
  return fixes;
}
function optionsLine(file, where) {
  for (let number = 1; number <= Math.min(200, where.startLine + 50); number++) {
    const match = /^(OPTIONS=")([^"\\$`]*)"\s*$/.exec(file.line(number));
    if (match === null) continue;
    const offset = file.offset(number, match[1].length + match[2].length + 1);
    return { offset, empty: match[2].trim() === "" };
  }
  return void 0;
}

// src/fix/proposals/listen.ts
var DESCRIPTION = "Listen on the loopback interface only: `-l 127.0.0.1`.";
var listenOnLoopback = (finding, context) => {
  if (finding.ruleId !== "MCE301") return void 0;
  if (finding.reach !== "host" && finding.reach !== "internet") {
    return {
      fixes: [],
      reason: "It listens on an address that was chosen for other machines; restrict who reaches it with a packet filter (`memcached-exposure remediate` writes one)."
    };
  }
  const file = fileOf(context, finding.location);
  if (file === void 0) return void 0;
  if (!isOwnValue(file, finding)) return { fixes: [], reason: SHARED_VALUE };
  const text = textAt(file, finding.location);
  const replaced = onLoopback(text);
  const fixes = replaced === void 0 || replaced === text ? daemonEdits(file, finding.location, "-l 127.0.0.1", DESCRIPTION) : [oneEdit(DESCRIPTION, finding.location, replaced)];
  return fixes.length > 0 ? { fixes } : { fixes, reason: "The place where `-l` belongs is not certain in this file." };
};
function onLoopback(text) {
  const match = /^(["']?)([^"']+)\1$/.exec(text);
  if (match === null) return void 0;
  const kept = /* @__PURE__ */ new Set();
  for (const item of match[2].split(",")) {
    const address = item.trim();
    if (address === "*") kept.add("127.0.0.1");
    else if (isIP(address) === 0) return void 0;
    else if (AddressSet.of("127.0.0.0/8", "::1").containsAddress(address)) kept.add(address);
    else if (scopeOf(address) === "private") return void 0;
    else kept.add(address.includes(":") ? "::1" : "127.0.0.1");
  }
  return `${match[1]}${[...kept].join(",")}${match[1]}`;
}

// src/fix/proposals/load-balancer.ts
var limitLoadBalancer = (finding, context) => {
  if (finding.ruleId !== "MCE202" || finding.data["mechanism"] !== "load-balancer") {
    return void 0;
  }
  const { all } = trustedCidrs(context);
  const file = fileOf(context, finding.location);
  if (all.length === 0 || file === void 0) return void 0;
  const number = finding.location.startLine;
  const line = file.line(number);
  const match = /^(\s*)type:\s*(["']?)LoadBalancer\2\s*(?:#.*)?$/.exec(line);
  if (match === null || !textAt(file, finding.location).includes("LoadBalancer")) return void 0;
  if (/^[ \t]*loadBalancerSourceRanges[ \t]*:/m.test(documentAround(file.text, file.offset(number)))) {
    return void 0;
  }
  const indent = match[1];
  const lines2 = [
    `${indent}loadBalancerSourceRanges:`,
    ...all.map((cidr) => `${indent}  - ${cidr}`)
  ];
  const offset = file.offset(number) + line.length;
  return {
    fixes: [
      {
        description: `Let the load balancer take only ${all.join(", ")}: \`loadBalancerSourceRanges\`.`,
        edits: [insertion(file, offset, `
${lines2.join("\n")}`)]
      }
    ]
  };
};
function documentAround(text, offset) {
  const start = text.lastIndexOf("\n---", offset);
  const end = text.indexOf("\n---", offset);
  return text.slice(Math.max(0, start), end < 0 ? text.length : end);
}

// src/fix/proposals/udp.ts
var DESCRIPTION2 = "Turn UDP off: `-U 0`.";
var turnUdpOff = (finding, context) => {
  if (finding.ruleId !== "MCE302") return void 0;
  const file = fileOf(context, finding.location);
  if (file === void 0) return void 0;
  if (!isOwnValue(file, finding)) return { fixes: [], reason: SHARED_VALUE };
  if (finding.messageId === "versionDefault") {
    return { fixes: daemonEdits(file, finding.location, "-U 0", DESCRIPTION2) };
  }
  const text = textAt(file, finding.location);
  const fixes = [];
  const match = /^(["']?)((?:-U\s*|--udp-port[= ])?)[0-9]+\1$/.exec(text);
  if (match !== null) {
    fixes.push(oneEdit(DESCRIPTION2, finding.location, `${match[1]}${match[2]}0${match[1]}`));
  }
  return fixes.length > 0 ? { fixes } : { fixes, reason: "The port for UDP is not written as a number at this place." };
};

// src/fix/proposals/version.ts
var OFFICIAL = /^(?:(?:docker\.io|index\.docker\.io)\/)?(?:library\/)?memcached$/;
var raiseVersion = (finding, context) => {
  if (finding.ruleId !== "MCE401" && finding.ruleId !== "MCE302") return void 0;
  if (finding.ruleId === "MCE302" && finding.messageId !== "versionDefault") return void 0;
  const file = fileOf(context, finding.location);
  if (file === void 0) return void 0;
  const text = textAt(file, finding.location);
  const match = /^(["']?)([A-Za-z0-9._/-]+):(\d+(?:\.\d+){0,2})(-[A-Za-z0-9.]+)?\1$/.exec(text);
  const version = match === null ? void 0 : parseVersion(match[3]);
  if (match === null || version === void 0 || !OFFICIAL.test(match[2])) {
    return {
      fixes: [],
      reason: "The version is not a literal tag of the official image; which newer one exists has to be looked up."
    };
  }
  const variant = variantOf(match[4] ?? "");
  if (variant === void 0) {
    return {
      fixes: [],
      reason: `Whether the newest memcached is built as \`${match[4]}\` has to be looked up.`
    };
  }
  const parts = match[3].split(".").length;
  const newest = formatVersion(CURRENT).split(".").slice(0, parts).join(".");
  const tag = `${match[2]}:${newest}${variant}`;
  return {
    fixes: [oneEdit(`Run \`${tag}\`.`, finding.location, `${match[1]}${tag}${match[1]}`)]
  };
};
function variantOf(suffix) {
  if (suffix === "" || suffix === "-alpine") return suffix;
  return /^-alpine\d/.test(suffix) ? "-alpine" : void 0;
}

// src/fix/proposals/index.ts
var PROPOSERS = [
  limitLoadBalancer,
  (finding) => finding.fix === void 0 ? void 0 : { fixes: [finding.fix] },
  narrowCidrs,
  narrowHostFirewall,
  listenOnLoopback,
  turnUdpOff,
  raiseVersion
];
function proposeFixes(finding, context) {
  if (finding.unresolved) {
    return { fixes: [], reason: "A value that decides it is not known, so no edit is certain." };
  }
  const proposals = PROPOSERS.map((propose) => propose(finding, context)).filter(
    (proposal) => proposal !== void 0
  );
  const reason = proposals.find((proposal) => proposal.reason !== void 0)?.reason ?? reasonFor(finding);
  return {
    fixes: proposals.flatMap(({ fixes }) => fixes),
    ...reason === void 0 ? {} : { reason }
  };
}
function reasonFor(finding) {
  switch (finding.ruleId) {
    case "MCE201":
    case "MCE202":
      return finding.reach === "private" || finding.reach === "public" ? "The address was chosen for other machines; who of them may come in is for a packet filter to say (`memcached-exposure remediate` writes one)." : void 0;
    case "MCE303":
      return "Passwords and certificates have to be made and given to the clients first.";
    case "MCE501":
      return "Which of the rules is meant is not certain; `memcached-exposure remediate` writes complete ones.";
    case "MCE502":
      return "Who may reach it is not written in the repository; `memcached-exposure remediate` writes the rules for networks that you name.";
    case "MCE901":
    case "MCE903":
      return "What the file means is not known, so no edit is certain.";
    default:
      return void 0;
  }
}

// src/fix/verify.ts
function objection(before, after, targets) {
  return remains(before, after, targets) ?? appears(before, after) ?? stopsParsing(before, after) ?? stopsRunning(before, after);
}
function remains(before, after, targets) {
  const wanted = countBy(targets, ruleAndFile);
  const old = countBy(before.findings, ruleAndFile);
  const now = countBy(after.findings, ruleAndFile);
  for (const [key, count2] of wanted) {
    if ((now.get(key) ?? 0) > (old.get(key) ?? 0) - count2) {
      return "the finding would still be there";
    }
  }
  return void 0;
}
function appears(before, after) {
  const known = new Map(before.findings.map((finding) => [finding.fingerprint, finding]));
  for (const finding of after.findings) {
    const earlier = known.get(finding.fingerprint);
    const worse = earlier === void 0 ? !onlyTrusted(finding) : compareSeverity(finding.severity, earlier.severity) < 0;
    if (worse) {
      return `${finding.ruleId} at ${finding.location.file}:${finding.location.startLine} would come in its place`;
    }
  }
  return void 0;
}
function onlyTrusted(finding) {
  return finding.ruleId === "MCE303" && finding.severity === "info";
}
function stopsParsing(before, after) {
  const serious = (result) => countBy(
    result.problems.filter(({ kind }) => kind !== "note"),
    ({ kind, where }) => `${kind} ${where.file}`
  );
  const old = serious(before);
  for (const [key, count2] of serious(after)) {
    if (count2 > (old.get(key) ?? 0)) return "the file would no longer be understood as a whole";
  }
  return void 0;
}
function stopsRunning(before, after) {
  const servers = (result) => countBy(result.listeners.flatMap(servesOf), (served) => served);
  const now = servers(after);
  for (const [served, count2] of servers(before)) {
    if ((now.get(served) ?? 0) < count2) return `${served} would no longer be served`;
  }
  return void 0;
}
function servesOf({ workload, sockets }) {
  if (isUnresolved(sockets)) return [];
  const ports = new Set(
    sockets.filter(({ protocol }) => protocol === "tcp").map(({ port }) => port)
  );
  return [...ports].map((port) => `TCP port ${port} of ${workload}`);
}
function ruleAndFile({ ruleId, location }) {
  return `${ruleId} ${location.file}`;
}
function countBy(items, keyOf) {
  const counts = /* @__PURE__ */ new Map();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

// src/fix/plan.ts
var MOST_ROUNDS = 6;
function planFixes(original, options) {
  const scan2 = (tree2) => scanTree(tree2, options);
  const texts = /* @__PURE__ */ new Map();
  const fixed = [];
  let tree = original;
  let result = scan2(tree);
  const before = result;
  let reasons = /* @__PURE__ */ new Map();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const outcome = fixRound(tree, result, options, scan2);
    reasons = outcome.reasons;
    if (outcome.done.length === 0) break;
    for (const { finding, fix } of outcome.done) {
      fixed.push({ finding, description: fix.description });
    }
    for (const [path, text] of outcome.texts) texts.set(path, text);
    tree = new OverlayTree(original, texts);
    result = outcome.result;
  }
  for (const [path, text] of texts) {
    if (original.read(path)?.text === text) texts.delete(path);
  }
  const left = options.wanted(result).map((finding) => ({
    finding,
    reason: reasons.get(finding.fingerprint) ?? NO_CERTAIN_EDIT
  }));
  return {
    texts,
    fixed: withSideEffects(before, result, fixed, options),
    left,
    before,
    after: result,
    tree
  };
}
var NO_CERTAIN_EDIT = "No edit of this file is certain to be right.";
function withSideEffects(before, after, fixed, options) {
  const known = /* @__PURE__ */ new Set([
    ...fixed.map(({ finding }) => finding.fingerprint),
    ...after.findings.map(({ fingerprint }) => fingerprint)
  ]);
  const gone = options.wanted(before).filter(({ fingerprint }) => !known.has(fingerprint));
  return [
    ...fixed,
    ...gone.map((finding) => ({ finding, description: "It went with the other edits." }))
  ];
}
function fixRound(tree, before, options, scan2) {
  const reasons = /* @__PURE__ */ new Map();
  let done = [];
  let texts = /* @__PURE__ */ new Map();
  let result = before;
  const attempt = (tasks) => {
    const all = [...done, ...tasks];
    const changed2 = editedTexts(
      tree,
      all.flatMap(({ fix }) => fix.edits)
    );
    if (changed2 === void 0) return "it overlaps with another edit";
    const after = scan2(new OverlayTree(tree, changed2));
    const against = objection(
      before,
      after,
      all.map(({ finding }) => finding)
    );
    if (against === void 0) {
      done = all;
      texts = changed2;
      result = after;
    }
    return against;
  };
  const solve = (tasks) => {
    if (tasks.length === 0) return [];
    const against = attempt(tasks);
    if (against === void 0) return [];
    if (tasks.length === 1) {
      reasons.set(
        tasks[0].finding.fingerprint,
        `The edit "${tasks[0].fix.description}" was not made because ${against}.`
      );
      return [...tasks];
    }
    const middle = tasks.length >> 1;
    return [...solve(tasks.slice(0, middle)), ...solve(tasks.slice(middle))];
  };
  let open = options.wanted(before).map((finding) => {
    const { fixes, reason } = proposeFixes(finding, {
      tree,
      result: before,
      trusted: options.trusted ?? AddressSet.empty
    });
    if (reason !== void 0) reasons.set(finding.fingerprint, reason);
    return { finding, fixes };
  });
  for (let choice = 0; open.some(({ fixes }) => fixes.length > choice); choice++) {
    const tasks = open.flatMap(
      ({ finding, fixes }) => fixes[choice] === void 0 ? [] : [{ finding, fix: fixes[choice] }]
    );
    const failed = new Set(solve(tasks).map(({ finding }) => finding));
    open = open.filter(({ finding }) => failed.has(finding));
  }
  for (const { finding } of done) reasons.delete(finding.fingerprint);
  return { done, texts, result, reasons };
}

// src/fix/repository.ts
function planDirectory(options) {
  const root = folderAt(options.root);
  const everything = listFiles(root);
  const whole = new DiskTree(root, everything.paths);
  const policy = loadPolicy(whole, options.config ?? { kind: "find" }, {});
  const settings = resolveSettings(options.given, policy.config, options.nameOf);
  const tree = settings.exclude.length === 0 ? whole : new DiskTree(root, listFiles(root, settings.exclude).paths);
  const counted = (result) => {
    const { byFinding } = applyExceptions(
      result.findings,
      {
        inline: inlineSuppressions(result.sources).inline,
        paths: policy.config?.suppressions ?? [],
        ...policy.baseline === void 0 ? {} : { baseline: policy.baseline }
      },
      options.today ?? (/* @__PURE__ */ new Date()).toISOString().slice(0, 10)
    );
    return result.findings.filter(
      (finding) => !byFinding.has(finding) && atLeast(finding.severity, settings.reportSeverity)
    );
  };
  const plan = planFixes(tree, {
    trusted: settings.trusted,
    trustedNames: settings.trustedNames,
    rules: settings.rules,
    wanted: counted
  });
  const patch = [...plan.texts].sort(([a], [b]) => a < b ? -1 : 1).map(([path, text]) => patchOf(path, textOf(tree, path), text)).join("");
  const fails = plan.left.some(({ finding }) => atLeast(finding.severity, settings.failOn));
  return { ...plan, patch, fails, settings, root, original: tree };
}
function writeFixes(plan) {
  const workspace = new Workspace(plan.root);
  const written = [];
  const refused = [];
  for (const [path, text] of plan.texts) {
    try {
      workspace.checkWritable(path);
      workspace.write(path, markOf(plan.root, path, textOf(plan.original, path)) + text);
      written.push(path);
    } catch (error) {
      refused.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { written, refused };
}
function markOf(root, path, expected) {
  const bytes = readFileSync(join(root, path));
  const decoded = decode(bytes);
  if (!("text" in decoded) || decoded.text !== expected) {
    throw new Error(`"${path}" is not written because it has changed while it was looked at.`);
  }
  const mark = bytes.subarray(0, 3).equals(Buffer.from([239, 187, 191])) ? "\uFEFF" : "";
  if (!Buffer.from(mark + expected, "utf8").equals(bytes)) {
    throw new Error(
      `"${path}" is not written because it is not UTF-8; convert it or edit it by hand.`
    );
  }
  return mark;
}
function textOf(tree, path) {
  return tree.read(path)?.text ?? "";
}
function folderAt(path) {
  try {
    const real = realpathSync(resolve(path));
    if (lstatSync(real).isDirectory()) return real;
  } catch {
    throw new RootError(
      `There is nothing to fix at ${path}: no such folder, or it cannot be read.`
    );
  }
  throw new RootError(`${path} is not a folder; name the folder that holds the configuration.`);
}

// src/fix/text.ts
function fixText(plan, outcome) {
  const lines2 = [];
  if (plan.fixed.length > 0) {
    lines2.push(outcome.dryRun ? "Would be fixed:" : "Fixed:");
    for (const { finding, description } of plan.fixed) {
      lines2.push(`  ${placeOf(finding)}  ${visible(description)}`);
    }
    lines2.push("");
  }
  if (outcome.refused.length > 0) {
    lines2.push("Not written:", ...outcome.refused.map((reason) => `  ${visible(reason)}`), "");
  }
  if (plan.left.length > 0) {
    lines2.push("Needs a person:");
    for (const { finding, reason } of plan.left) {
      const rule = RULES.find(({ meta }) => meta.id === finding.ruleId)?.meta;
      const text = describeFinding(finding, rule);
      lines2.push(`  ${placeOf(finding)}  ${visible(text.sentence)}`);
      lines2.push(`      Why it was left: ${visible(reason)}`);
      if (text.fix[0] !== void 0) lines2.push(`      What to do: ${visible(text.fix[0])}`);
    }
    lines2.push("");
  }
  lines2.push(summaryOf(plan, outcome));
  return logSafe(`${lines2.join("\n")}
`);
}
function summaryOf(plan, outcome) {
  if (plan.fixed.length === 0 && plan.left.length === 0) return "There is nothing to fix.";
  const verb = outcome.dryRun ? "would be fixed" : "fixed";
  const files = plan.texts.size === 1 ? "1 file" : `${plan.texts.size} files`;
  const rest = plan.fails ? `, at least one at or above "${plan.settings.failOn}"` : `, none at or above "${plan.settings.failOn}"`;
  return `${count(plan.fixed.length)} ${verb} in ${files}; ${count(plan.left.length)} left${plan.left.length === 0 ? "" : rest}.`;
}
function count(findings) {
  return findings === 1 ? "1 finding" : `${findings} findings`;
}
function placeOf({ severity, ruleId, location }) {
  return `${severity.padEnd(8)} ${ruleId} ${visible(location.file)}:${location.startLine}`;
}

// src/cli/surroundings.ts
var PASSED = 0;
var FOUND = 1;
var COULD_NOT_RUN = 2;

// src/cli/fix.ts
function runFix(given, config, surroundings2) {
  const plan = planDirectory({
    root: given.path,
    given,
    nameOf: (setting) => `--${setting}`,
    ...config
  });
  const status = plan.fails ? FOUND : PASSED;
  if (given.dryRun) {
    surroundings2.out(plan.patch);
    surroundings2.err(fixText(plan, { dryRun: true, refused: [] }));
    return status;
  }
  const { refused } = writeFixes(plan);
  surroundings2.out(fixText(plan, { dryRun: false, refused }));
  return refused.length > 0 ? COULD_NOT_RUN : status;
}

// src/cli/help.ts
var HELP = `memcached-exposure: who can reach memcached in this repository?

Usage
  memcached-exposure scan [PATH]        scan a folder (default: the current one)
  memcached-exposure baseline [PATH]    write the findings there are to the baseline file
  memcached-exposure inventory [PATH]   every memcached there is, and who reaches it
  memcached-exposure print-config [PATH]  every setting, and where its value comes from
  memcached-exposure fix [PATH]         make the edits that are certain to close what is open
  memcached-exposure remediate          rules that let only trusted networks in, to apply elsewhere
  memcached-exposure merge REPORT…      many JSON reports into one
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

Options of fix
  --dry-run                print the edits as a patch, change nothing
  --trusted-networks CIDR  what openings may be narrowed to; without them they are left
  --fail-on, --report-severity, --exclude, --config, --no-config  as for scan

Options of remediate
  --trusted CIDR           who may still come in; commas separate, repeatable
  --for MECHANISM          iptables, nftables, ufw, firewalld, windows, ansible, terraform-aws,
                           terraform-azure, terraform-google, kubernetes, compose or docker
  --port PORT              default 11211
  --format FORMAT          text (a shell can run it) or json
  --output FILE            where to write it; default standard output

Options of merge
  --format, --output       as of scan
  --shards                 the reports are parts of one tree, not of many repositories

Options of print-config
  --format FORMAT          text or json; and the options of scan that set something

Options of probe
  --expect EXPECTATION     closed (default: refused or timed out is a pass) or reachable
  --format FORMAT          text, json or github
  --timeout SECONDS        for each connection; default 3

Exit status
  0  passed: nothing at or above --fail-on
  1  findings at or above --fail-on
  2  could not run: bad arguments, bad configuration, nothing readable
`;

// src/report/merge.ts
var CONCLUSIONS = ["could-not-run", "failed", "passed", "nothing-to-scan"];
function mergeReports(parts) {
  const first = parts[0]?.report;
  if (first === void 0) throw new RangeError("There is no report to merge.");
  const findings = unique(
    parts.flatMap(
      ({ report, prefix }) => report.findings.map((finding) => ({
        ...moved(finding, prefix),
        ...finding.state === void 0 ? {} : { state: finding.state },
        ...suppressionOf(finding, prefix)
      }))
    )
  ).sort(
    (a, b) => compareSeverity(a.severity, b.severity) || compareText(a.location.file, b.location.file) || a.location.startLine - b.location.startLine
  );
  const rules = new Map(parts.flatMap(({ report }) => report.rules.map((rule) => [rule.id, rule])));
  const files = {};
  for (const { report } of parts) {
    for (const [platform, count2] of Object.entries(report.scanned.files)) {
      files[platform] = (files[platform] ?? 0) + count2;
    }
  }
  const readers = parts.map(({ report, prefix }) => ({ lines: report.lines, prefix }));
  return {
    schemaVersion: 1,
    tool: first.tool,
    root: `${parts.length} reports`,
    conclusion: CONCLUSIONS.find((one) => parts.some(({ report }) => report.conclusion === one)),
    reasons: parts.flatMap(
      ({ report, prefix }) => report.conclusion === "could-not-run" ? report.reasons.map((reason) => `${prefix || report.root}: ${reason}`) : []
    ),
    failOn: first.failOn,
    reportSeverity: first.reportSeverity,
    rules: [...rules.values()].sort((a, b) => compareText(a.id, b.id)),
    findings,
    fixed: unique(
      parts.flatMap(({ report, prefix }) => report.fixed.map((finding) => moved(finding, prefix)))
    ),
    problems: parts.flatMap(
      ({ report, prefix }) => report.problems.map((problem) => ({ ...problem, where: placed(problem.where, prefix) }))
    ),
    counts: Object.fromEntries(
      SEVERITIES.map((severity) => [
        severity,
        findings.filter((f) => f.severity === severity && f.suppressed === void 0).length
      ])
    ),
    belowThreshold: sum(parts.map(({ report }) => report.belowThreshold)),
    scanned: {
      files,
      total: sum(parts.map(({ report }) => report.scanned.total)),
      skipped: parts.flatMap(({ report }) => report.scanned.skipped),
      notes: parts.map(({ report, prefix }) => `${prefix || report.root}: ${report.conclusion}.`)
    },
    inventory: parts.flatMap(
      ({ report, prefix }) => report.inventory.map((item) => ({
        ...item,
        where: placed(item.where, prefix)
      }))
    ),
    lines: (file, line) => {
      for (const { lines: lines2, prefix } of readers) {
        if (prefix !== "" && !file.startsWith(`${prefix}/`)) continue;
        const text = lines2(prefix === "" ? file : file.slice(prefix.length + 1), line);
        if (text !== "") return text;
      }
      return "";
    }
  };
}
function moved(finding, prefix) {
  return {
    ...finding,
    location: placed(finding.location, prefix),
    related: finding.related.map((related) => ({
      ...related,
      where: placed(related.where, prefix)
    })),
    path: finding.path.map(
      (step) => step.location === void 0 ? step : { ...step, location: placed(step.location, prefix) }
    ),
    ...finding.fix === void 0 ? {} : {
      fix: {
        ...finding.fix,
        edits: finding.fix.edits.map((edit) => ({
          ...edit,
          where: placed(edit.where, prefix)
        }))
      }
    }
  };
}
function suppressionOf({ suppressed }, prefix) {
  if (suppressed === void 0) return {};
  return {
    suppressed: suppressed.where === void 0 ? suppressed : { ...suppressed, where: placed(suppressed.where, prefix) }
  };
}
function placed(where, prefix) {
  return prefix === "" ? where : { ...where, file: `${prefix}/${where.file}` };
}
function unique(findings) {
  const byKey = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const { file, startLine, startColumn } = finding.location;
    const key = JSON.stringify([finding.fingerprint, file, startLine, startColumn]);
    if (!byKey.has(key)) byKey.set(key, finding);
  }
  return [...byKey.values()];
}
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
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

// src/cli/write.ts
function writeReport(report, given, surroundings2) {
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
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

// src/cli/merge.ts
function merge(given, surroundings2) {
  const parts = given.reports.map((path) => {
    let text;
    try {
      text = surroundings2.readText(path);
    } catch {
      throw new ReportError(`The report ${path} cannot be read.`);
    }
    const report = readReport(text, path);
    return { report, prefix: given.shards ? "" : folderName(report.root) };
  });
  const merged = mergeReports(parts);
  const written = writeReport(merged, { ...given, quiet: false }, surroundings2);
  if (!written || merged.conclusion === "could-not-run") return COULD_NOT_RUN;
  return merged.conclusion === "failed" ? FOUND : PASSED;
}
function folderName(root) {
  return root.split("/").filter((part) => part !== "" && part !== "." && part !== "..").join("/");
}

// src/cli/print-config.ts
function printConfig(given, options, { out }) {
  const { settings, config } = resolveConfig({
    root: given.path,
    given,
    nameOf: (setting) => `--${setting}`,
    ...options
  });
  const rows = CONFIG_KEYS.map((key) => {
    const value = valueOf(key, settings, config, given);
    return { key, value, source: sourceOf(key, config, given) };
  });
  if (given.format === "json") {
    const entries = rows.map(({ key, value, source }) => [key, { value, source }]);
    out(`${JSON.stringify(Object.fromEntries(entries), void 0, 2)}
`);
    return PASSED;
  }
  const width = Math.max(...CONFIG_KEYS.map((key) => key.length));
  for (const { key, value, source } of rows) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    out(`${key.padEnd(width)}  ${visible(text)}  (${visible(source)})
`);
  }
  return PASSED;
}
function valueOf(key, settings, config, given) {
  switch (key) {
    case "fail-on":
      return settings.failOn;
    case "report-severity":
      return settings.reportSeverity;
    case "trusted-networks":
      return [...settings.trusted.toCidrs(), ...settings.trustedNames];
    case "exclude":
      return settings.exclude;
    case "rules":
      return Object.fromEntries(settings.rules);
    case "overrides":
      return settings.overrides.map(({ paths, rules, severity }) => ({ paths, rules, severity }));
    case "custom-rules":
      return settings.customRules.map(({ id, severity }) => ({ id, severity }));
    case "suppressions":
      return (config?.suppressions ?? []).map(({ rules, paths, reason, until }) => ({
        rules,
        paths,
        reason,
        until
      }));
    case "baseline":
      return given.baseline ?? config?.baseline ?? null;
  }
}
function sourceOf(key, config, given) {
  const options = {
    "fail-on": given.failOn,
    "report-severity": given.reportSeverity,
    "trusted-networks": given.trustedNetworks,
    exclude: given.exclude,
    baseline: given.baseline
  };
  if (options[key] !== void 0) return `--${key}`;
  const where = config?.where.get(key);
  return where === void 0 ? "default" : `${where.file}:${where.startLine}`;
}

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

// src/remediate/shell.ts
function lines(...parts) {
  return parts.flat().filter((part) => part !== void 0).join("\n");
}
function writeFile({ path, content }, append = false) {
  return `cat ${append ? ">>" : ">"} ${path} <<'END_OF_FILE'
${content.replace(/\n?$/, "\n")}END_OF_FILE`;
}

// src/remediate/guard.ts
var FOLDER = "/etc/memcached-firewall";
var LOG_PREFIX = "memcached-refused: ";
var LOG_LIMIT = "6/min";
var LOG_BURST = 10;
var chainOf = (port) => `MEMCACHED-${port}`;
var unitOf = (port) => `memcached-firewall-${port}.service`;
function chainRules(chain, trusted, verdict) {
  return [
    `-A ${chain} -i lo -j ${verdict}`,
    ...trusted.map((cidr) => `-A ${chain} -s ${cidr} -j ${verdict}`),
    `-A ${chain} -m limit --limit ${LOG_LIMIT} --limit-burst ${LOG_BURST} -j LOG --log-prefix "${LOG_PREFIX}"`,
    `-A ${chain} -j DROP`
  ];
}
function restoreText(chains, extra = []) {
  return lines(
    "*filter",
    chains.map(({ name }) => `:${name} - [0:0]`),
    chains.flatMap(({ rules }) => rules),
    extra,
    "COMMIT\n"
  );
}
function ensureFirst(program, chain, rule) {
  return `${program} --wait -C ${chain} ${rule} 2>/dev/null || ${program} --wait -I ${chain} 1 ${rule}`;
}
function removeAll(program, chain, rule) {
  return `while ${program} --wait -D ${chain} ${rule} 2>/dev/null; do :; done`;
}
function portJumps(port) {
  return ["tcp", "udp"].map((protocol) => `-p ${protocol} --dport ${port} -j ${chainOf(port)}`);
}
function loader({ port }, options) {
  const scriptPath = `${FOLDER}/${port}.sh`;
  const unit = unitOf(port);
  const before = ["memcached.service", ...options.before ?? []].join(" ");
  const files = [
    ...options.files.map(({ suffix, content }) => ({
      path: `${FOLDER}/${port}.${suffix}`,
      content
    })),
    { path: scriptPath, content: `${lines("#!/bin/sh", "set -eu", options.script)}
` },
    {
      path: `/etc/systemd/system/${unit}`,
      content: `${lines(
        "[Unit]",
        `Description=Who may reach memcached at port ${port}`,
        `After=local-fs.target systemd-modules-load.service ${options.after.join(" ")}`,
        `Before=${before}`,
        `PartOf=${options.after.join(" ")}`,
        `ReloadPropagatedFrom=${options.after.join(" ")}`,
        "",
        "[Service]",
        "Type=oneshot",
        "RemainAfterExit=yes",
        `ExecStart=/bin/sh ${scriptPath}`,
        `ExecReload=/bin/sh ${scriptPath}`,
        "",
        "[Install]",
        // A filter that is stopped and started by hand takes the rules away and brings them back.
        `WantedBy=multi-user.target ${options.after.join(" ")}`
      )}
`
    }
  ];
  return {
    files,
    scriptPath,
    apply: lines(
      `mkdir -p ${FOLDER}`,
      files.map((file) => writeFile(file)),
      "# Now:",
      `sh ${scriptPath}`,
      "# And at every start:",
      "if [ -d /run/systemd/system ]; then",
      "  systemctl daemon-reload",
      `  systemctl enable --now ${unit}`,
      "else",
      `  echo "This host does not run systemd: have it run ${scriptPath} when it starts." >&2`,
      "fi"
    ),
    forget: lines(
      `if [ -d /run/systemd/system ]; then systemctl disable --now ${unit} || true; fi`,
      `rm -f ${files.map(({ path }) => path).join(" ")}`,
      `rmdir ${FOLDER} 2>/dev/null || true`,
      "if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi"
    )
  };
}
var pathOf = (port, suffix) => `${FOLDER}/${port}.${suffix}`;
function kernelLog() {
  return lines(
    "# By sender, most attempts first; the log rule takes at most 6 lines a minute.",
    `{ journalctl -k --no-pager --since -7d 2>/dev/null || dmesg; } | grep -F '${LOG_PREFIX.trim()}' | sed -n 's/.* SRC=\\([^ ]*\\).*/\\1/p' | sort | uniq -c | sort -rn | head -n 50`
  );
}
function listening(port) {
  return lines(
    "# Loopback or private addresses are right; no udp line unless clients need UDP.",
    `ss -tulnp 'sport = :${port}'`
  );
}

// src/remediate/host-filters.ts
var FILTER_UNITS = [
  "netfilter-persistent.service",
  "iptables.service",
  "ip6tables.service",
  "nftables.service",
  "ufw.service",
  "firewalld.service"
];
var FAMILIES = [
  { program: "iptables", family: "v4" },
  { program: "ip6tables", family: "v6" }
];
function iptables(request) {
  const { port } = request;
  const chain = chainOf(port);
  const load = loader(request, {
    files: FAMILIES.map(({ family }) => ({
      suffix: family,
      content: restoreText([{ name: chain, rules: chainRules(chain, request[family], "ACCEPT") }])
    })),
    script: lines(
      "# The chain is whole before the first packet is sent to it.",
      FAMILIES.flatMap(({ program, family }) => [
        `${program}-restore --noflush < ${pathOf(port, family)}`,
        ...portJumps(port).map((jump) => ensureFirst(program, "INPUT", jump))
      ])
    ),
    after: FILTER_UNITS
  });
  return {
    notes: [
      "No change window is needed for the trusted: their rules stand before the first packet is sent to them, and the chain is replaced in one step when it is applied again.",
      "Published ports of Docker containers never pass INPUT: use `--for docker` on a Docker host.",
      `Untrusted clients that use the cache today are cut off at once; look for them first (step before).`
    ],
    files: load.files,
    before: lines(
      listening(port),
      "# Who is connected now: every sender that is not trusted loses the cache.",
      `ss -tnH state established 'sport = :${port}'`,
      "iptables-save; ip6tables-save"
    ),
    apply: load.apply,
    verify: lines(
      listening(port),
      "# The jumps stand at the top of INPUT; the chain ends with DROP.",
      FAMILIES.flatMap(({ program }) => [
        `${program} -S INPUT | sed -n 1,6p`,
        `${program} -nvL ${chain}`
      ])
    ),
    blocked: kernelLog(),
    rollback: lines(
      FAMILIES.flatMap(({ program }) => [
        ...portJumps(port).map((jump) => removeAll(program, "INPUT", jump)),
        `${program} --wait -F ${chain} 2>/dev/null || true`,
        `${program} --wait -X ${chain} 2>/dev/null || true`
      ]),
      load.forget
    )
  };
}
function nftables(request) {
  const { port } = request;
  const table = `memcached_${port}`;
  const load = loader(request, {
    files: [{ suffix: "nft", content: nftTable(request) }],
    script: `nft -f ${pathOf(port, "nft")}`,
    after: FILTER_UNITS
  });
  return {
    notes: [
      "No change window is needed for the trusted: the table is loaded in one transaction.",
      "The table only takes away: where another table refuses the trusted today, it still does; allow them there too.",
      "Published ports of Docker containers never pass the input hook: use `--for docker` on a Docker host."
    ],
    files: load.files,
    before: lines(
      listening(port),
      "# Who is connected now: every sender that is not trusted loses the cache.",
      `ss -tnH state established 'sport = :${port}'`,
      "nft list ruleset"
    ),
    apply: load.apply,
    verify: lines(listening(port), `nft list table inet ${table}`),
    blocked: kernelLog(),
    rollback: lines(`nft delete table inet ${table} 2>/dev/null || true`, load.forget)
  };
}
function nftTable({ v4, v6, port }) {
  const table = `inet memcached_${port}`;
  const set = (name, type, networks) => [
    `  set ${name} {`,
    `    type ${type}`,
    "    flags interval",
    ...networks.length === 0 ? [] : [`    elements = { ${networks.join(", ")} }`],
    "  }"
  ];
  return `${lines(
    `table ${table}`,
    `delete table ${table}`,
    `table ${table} {`,
    set("trusted4", "ipv4_addr", v4),
    set("trusted6", "ipv6_addr", v6),
    "  chain guard {",
    "    ip saddr @trusted4 accept",
    "    ip6 saddr @trusted6 accept",
    `    limit rate 6/minute burst 10 packets log prefix "${LOG_PREFIX}"`,
    "    drop",
    "  }",
    "  chain input {",
    "    type filter hook input priority -10; policy accept;",
    '    iif "lo" accept',
    `    tcp dport ${port} jump guard`,
    `    udp dport ${port} jump guard`,
    "  }",
    "}"
  )}
`;
}
function ufw(request) {
  const { port } = request;
  const chain = chainOf(port);
  const families = [
    { program: "iptables", family: "v4", hook: "ufw-before-input", path: "/etc/ufw/before.rules" },
    {
      program: "ip6tables",
      family: "v6",
      hook: "ufw6-before-input",
      path: "/etc/ufw/before6.rules"
    }
  ];
  const begin = `# BEGIN memcached ${port}`;
  const end = `# END memcached ${port}`;
  const remove = (path) => `sed -i '/^${begin}$/,/^${end}$/d' ${path}`;
  const files = families.map(({ family, hook, path }) => {
    const jumps = portJumps(port).map((jump) => `-I ${hook} 1 ${jump}`);
    const text = restoreText(
      [{ name: chain, rules: chainRules(chain, request[family], "ACCEPT") }],
      jumps
    );
    return { path, content: `${begin}
${text}${end}
` };
  });
  return {
    notes: [
      "No change window is needed for the trusted: the chain is whole before the first packet is sent to it. ufw is not reloaded.",
      "The rules stand in ufw’s before.rules and before6.rules: they are loaded whenever ufw is, and no later `ufw allow` goes around them. `ufw status` does not list them, `ufw show before-rules` does.",
      "Docker goes around ufw: use `--for docker` for ports that containers publish."
    ],
    files,
    before: lines(
      listening(port),
      "# Who is connected now: every sender that is not trusted loses the cache.",
      `ss -tnH state established 'sport = :${port}'`,
      "ufw status verbose"
    ),
    apply: lines(
      "# Nothing is changed unless ufw filters both families.",
      families.flatMap(({ program, hook }) => [
        `if ! ${program} -nL ${hook} >/dev/null 2>&1; then`,
        `  echo "ufw has not set up ${program}: allow your own access (ufw allow OpenSSH), set IPV6=yes in /etc/default/ufw, and run ufw enable first." >&2`,
        "  return 1",
        "fi"
      ]),
      "# For every start of ufw:",
      files.flatMap((file) => [remove(file.path), writeFile(file, true)]),
      "# And now:",
      families.flatMap(({ program, family, hook }) => [
        `${program}-restore --noflush <<'END_OF_RULES'
${restoreText([
          { name: chain, rules: chainRules(chain, request[family], "ACCEPT") }
        ])}END_OF_RULES`,
        ...portJumps(port).map((jump) => ensureFirst(program, hook, jump))
      ])
    ),
    verify: lines(
      listening(port),
      families.flatMap(({ program, hook }) => [
        `${program} -S ${hook} | sed -n 1,4p`,
        `${program} -nvL ${chain}`
      ]),
      "# Rules that the chain makes pointless, to be deleted with `ufw delete`:",
      `ufw status numbered | grep -w ${port} || true`
    ),
    blocked: kernelLog(),
    rollback: lines(
      families.flatMap(({ program, hook, path }) => [
        remove(path),
        ...portJumps(port).map((jump) => removeAll(program, hook, jump)),
        `${program} --wait -F ${chain} 2>/dev/null || true`,
        `${program} --wait -X ${chain} 2>/dev/null || true`
      ])
    )
  };
}
function firewalld({ v4, v6, port }) {
  const allowed = [
    ...v4.map((cidr) => `family="ipv4" source address="${cidr}"`),
    ...v6.map((cidr) => `family="ipv6" source address="${cidr}"`)
  ];
  const rules = ["tcp", "udp"].flatMap((protocol) => {
    const element = `port port="${port}" protocol="${protocol}"`;
    return [
      ...allowed.map((source) => `rule priority="-110" ${source} ${element} accept`),
      ...["ipv4", "ipv6"].map(
        (family) => `rule priority="-100" family="${family}" ${element} log prefix="${LOG_PREFIX}" level="warning" limit value="6/m" drop`
      )
    ];
  });
  const zones = `zones="$(firewall-cmd --get-active-zones | sed -n 's/^\\([^ ]*\\).*/\\1/p' | sort -u) $(firewall-cmd --get-default-zone)"`;
  const each = (...body) => lines(
    "for zone in ${ZONES:-$zones}; do",
    body.map((line) => `  ${line}`),
    "done"
  );
  return {
    notes: [
      "No change window is needed for the trusted: the rules that let them in stand before the one that drops, and a reload keeps connections.",
      'The rules go into every active zone and the default one; ZONES="public internal" in the environment names others. A zone that an interface joins later needs them too: run apply again.',
      "It needs firewalld 0.7 or later (priorities of rich rules). Docker goes around firewalld: use `--for docker` for ports that containers publish."
    ],
    files: [],
    before: lines(
      listening(port),
      "# Who is connected now: every sender that is not trusted loses the cache.",
      `ss -tnH state established 'sport = :${port}'`,
      "firewall-cmd --list-all-zones"
    ),
    apply: lines(
      "firewall-cmd --state",
      zones,
      "# Now, the trusted first …",
      each(...rules.map((rule) => `firewall-cmd --zone="$zone" --add-rich-rule='${rule}'`)),
      "# … and at every start.",
      each(
        ...rules.map((rule) => `firewall-cmd --permanent --zone="$zone" --add-rich-rule='${rule}'`)
      )
    ),
    verify: lines(
      listening(port),
      zones,
      each('echo "$zone:"', `firewall-cmd --zone="$zone" --list-rich-rules | grep -w ${port}`)
    ),
    blocked: kernelLog(),
    rollback: lines(
      zones,
      each(
        ...[...rules].reverse().flatMap((rule) => [
          `firewall-cmd --zone="$zone" --remove-rich-rule='${rule}' || true`,
          `firewall-cmd --permanent --zone="$zone" --remove-rich-rule='${rule}' || true`
        ])
      )
    )
  };
}
function docker(request) {
  const { port } = request;
  const host = chainOf(port);
  const container = `${host}-DOCKER`;
  const jumps = ["tcp", "udp"].map(
    (protocol) => `-p ${protocol} -m conntrack --ctstate DNAT --ctorigdstport ${port} --ctdir ORIGINAL -j ${container}`
  );
  const load = loader(request, {
    files: FAMILIES.map(({ family }) => ({
      suffix: family,
      content: restoreText([
        { name: host, rules: chainRules(host, request[family], "ACCEPT") },
        { name: container, rules: chainRules(container, request[family], "RETURN") }
      ])
    })),
    script: lines(
      "# Docker keeps the chain DOCKER-USER that it finds, so that the rules can be there before it starts.",
      FAMILIES.flatMap(({ program, family }) => [
        `${program}-restore --noflush < ${pathOf(port, family)}`,
        `${program} --wait -N DOCKER-USER 2>/dev/null || true`,
        ...jumps.map((jump) => ensureFirst(program, "DOCKER-USER", jump)),
        ...portJumps(port).map((jump) => ensureFirst(program, "INPUT", jump))
      ])
    ),
    after: FILTER_UNITS,
    before: ["docker.service"]
  });
  return {
    notes: [
      "No change window is needed for the trusted: the chains are whole before the first packet is sent to them. Docker is not restarted.",
      `Here ${port} is the port on the host. Docker rewrites destinations before DOCKER-USER is asked; the rules look at the port that the client asked for.`,
      "Containers of the same network reach each other without passing these rules.",
      "If only containers of the host use the cache, do not publish the port at all; it needs no rule then."
    ],
    files: load.files,
    before: lines(
      `docker ps --filter publish=${port} --format '{{.Names}} {{.Ports}}'`,
      listening(port),
      "iptables-save; ip6tables-save"
    ),
    apply: load.apply,
    verify: lines(
      listening(port),
      FAMILIES.flatMap(({ program }) => [
        `${program} -S DOCKER-USER`,
        `${program} -S INPUT | sed -n 1,6p`,
        `${program} -nvL ${container}`,
        `${program} -nvL ${host}`
      ])
    ),
    blocked: kernelLog(),
    rollback: lines(
      FAMILIES.flatMap(({ program }) => [
        ...jumps.map((jump) => removeAll(program, "DOCKER-USER", jump)),
        ...portJumps(port).map((jump) => removeAll(program, "INPUT", jump)),
        ...[container, host].flatMap((chain) => [
          `${program} --wait -F ${chain} 2>/dev/null || true`,
          `${program} --wait -X ${chain} 2>/dev/null || true`
        ])
      ]),
      load.forget
    )
  };
}

// src/remediate/ansible.ts
var PLAYBOOK = "memcached-firewall.yml";
function ansible(request) {
  const { port } = request;
  const { files } = nftables(request);
  const rulesPath = pathOf(port, "nft");
  const unit = `memcached-firewall-${port}.service`;
  const copies = files.map(({ path, content }) => ({
    path,
    content: content.split("\n").map((line) => line === "" ? "" : `          ${line}`).join("\n").trimEnd()
  }));
  const playbook = {
    path: PLAYBOOK,
    content: `${lines(
      `# Who may reach memcached at port ${port}: ${[...request.v4, ...request.v6].join(", ")}.`,
      "- name: Packet filter for memcached",
      "  hosts: memcached",
      "  become: true",
      "  tasks:",
      "    - name: Have nftables",
      "      ansible.builtin.package:",
      "        name: nftables",
      "        state: present",
      "    - name: Have the folder for the rules",
      "      ansible.builtin.file:",
      `        path: ${rulesPath.slice(0, rulesPath.lastIndexOf("/"))}`,
      "        state: directory",
      '        mode: "0755"',
      copies.flatMap(({ path, content }) => [
        `    - name: Write ${path}`,
        "      ansible.builtin.copy:",
        `        dest: ${path}`,
        '        mode: "0644"',
        "        content: |",
        content,
        "      notify: Load the rules"
      ]),
      "    - name: Load the rules at every start",
      "      ansible.builtin.systemd_service:",
      `        name: ${unit}`,
      "        enabled: true",
      "        state: started",
      "        daemon_reload: true",
      "  handlers:",
      "    - name: Load the rules",
      "      ansible.builtin.command:",
      `        cmd: nft -f ${rulesPath}`
    )}
`
  };
  return {
    where: "where Ansible runs",
    notes: [
      "No change window is needed for the trusted: the table is loaded in one transaction.",
      "The hosts are those of the group `memcached`; change `hosts` if yours is called otherwise.",
      "The table only takes away: where another rule refuses the trusted today, it still does."
    ],
    files: [playbook],
    before: lines(
      `ansible memcached --become -m ansible.builtin.shell -a "ss -tulnp 'sport = :${port}'; nft list ruleset"`
    ),
    apply: lines(
      writeFile(playbook),
      `ansible-playbook --check --diff ${PLAYBOOK}`,
      "# One host first, then the rest.",
      `ansible-playbook --limit 'memcached[0]' ${PLAYBOOK}`,
      `ansible-playbook ${PLAYBOOK}`
    ),
    verify: lines(
      listening(port).replace(/\n.*/s, ""),
      `ansible memcached --become -m ansible.builtin.shell -a "ss -tulnp 'sport = :${port}'; nft list table inet memcached_${port}; systemctl is-enabled ${unit}"`
    ),
    blocked: lines("# On each host:", kernelLog()),
    rollback: lines(
      `ansible memcached --become -m ansible.builtin.shell -a "systemctl disable --now ${unit}; nft delete table inet memcached_${port}; rm -f ${files.map(({ path }) => path).join(" ")}; systemctl daemon-reload"`,
      `# Take ${PLAYBOOK} out of the site's playbook, or it comes back with the next run.`
    )
  };
}

// src/remediate/compose.ts
var FILE = "compose.memcached.yaml";
function compose(request) {
  const { port } = request;
  const rules = docker(request);
  const file = {
    path: FILE,
    content: `${lines(
      "# Laid over the project: docker compose -f compose.yaml -f compose.memcached.yaml up -d",
      "services:",
      "  memcached:",
      "    ports: !override",
      `      - "\${MEMCACHED_ADDRESS:-127.0.0.1}:${port}:11211/tcp"`
    )}
`
  };
  const files = "-f compose.yaml -f compose.memcached.yaml";
  return {
    notes: [
      "The rules come first, so that the trusted are never locked out by them; recreating the container then ends its connections and empties the cache: choose a quiet hour.",
      "The service is called `memcached` and the project’s file compose.yaml; change them if yours are called otherwise. `!override` needs Docker Compose 2.24.4 or later.",
      "Without MEMCACHED_ADDRESS only the host itself gets in. Set it to the inside address of the host for trusted networks outside of it. Containers of the project need no published port.",
      "UDP is not published.",
      ...rules.notes.slice(1, 3)
    ],
    files: [file, ...rules.files],
    before: lines(`docker compose -f compose.yaml config | tee compose-before.yaml`, rules.before),
    apply: lines(
      rules.apply,
      writeFile(file),
      `docker compose ${files} config --quiet`,
      `docker compose ${files} up --detach memcached`
    ),
    verify: lines(`docker compose ${files} ps memcached`, rules.verify),
    blocked: rules.blocked,
    rollback: lines(
      "docker compose -f compose.yaml up --detach memcached",
      `rm -f ${FILE}`,
      rules.rollback
    )
  };
}

// src/remediate/kubernetes.ts
var FILE2 = "memcached-networkpolicy.yaml";
function kubernetes({ v4, v6, port }) {
  const name = `memcached-${port}`;
  const file = {
    path: FILE2,
    content: `${lines(
      "apiVersion: networking.k8s.io/v1",
      "kind: NetworkPolicy",
      "metadata:",
      `  name: ${name}`,
      "spec:",
      "  podSelector:",
      "    matchLabels:",
      "      app.kubernetes.io/name: memcached",
      "  policyTypes:",
      "    - Ingress",
      "  ingress:",
      "    - from:",
      [...v4, ...v6].flatMap((cidr) => ["        - ipBlock:", `            cidr: ${cidr}`]),
      "      ports:",
      ["TCP", "UDP"].flatMap((protocol) => [
        `        - protocol: ${protocol}`,
        `          port: ${port}`
      ])
    )}
`
  };
  return {
    where: "with access to the cluster",
    notes: [
      "No change window is needed for the trusted: a policy is put in force as a whole. Whether connections that are open are cut depends on the network plug-in.",
      "The labels must be those of the pods, the namespace theirs, and the network plug-in must enforce policies (Calico, Cilium, Antrea and the clouds’ own do; plain flannel does not).",
      "Other policies for the same pods add to what may come in. Pods of the cluster are let in by their address too: name their range, or add a podSelector for the clients.",
      "Behind a NodePort or load balancer the senders keep their addresses only with `externalTrafficPolicy: Local`. `port` is the port of the container."
    ],
    files: [file],
    before: lines(
      "kubectl get pods --all-namespaces -l app.kubernetes.io/name=memcached -o wide --show-labels",
      "kubectl get networkpolicies --all-namespaces -o yaml | tee memcached-policies-before.yaml"
    ),
    apply: lines(
      writeFile(file),
      `kubectl diff -f ${FILE2} || true`,
      `kubectl apply --dry-run=server -f ${FILE2}`,
      `kubectl apply -f ${FILE2}`
    ),
    verify: lines(
      `kubectl describe networkpolicy ${name}`,
      "# In a pod of memcached:",
      `#   ss -tulnp 'sport = :${port}'`
    ),
    blocked: lines(
      "# The plug-in keeps the log; with Cilium:",
      `hubble observe --verdict DROPPED --to-port ${port} --since 168h --output compact`,
      "# With Calico: an action Log ahead of Deny in a GlobalNetworkPolicy, then on the nodes: journalctl -k --grep calico-packet"
    ),
    rollback: lines(
      `kubectl delete networkpolicy ${name}`,
      "# What was there before: memcached-policies-before.yaml"
    )
  };
}

// src/remediate/terraform.ts
var FILE3 = "memcached-firewall.tf";
var list = (networks) => `[${networks.map((network) => `"${network}"`).join(", ")}]`;
var RELOAD = [
  "terraform fmt -check . || terraform fmt .",
  "terraform init -input=false",
  "terraform validate",
  "# Read the plan: it must add, and change nothing else.",
  "terraform plan -out=memcached-firewall.plan",
  "terraform apply memcached-firewall.plan"
];
function terraformAws({ v4, v6, port }) {
  const ingress = ["tcp", "udp"].flatMap((protocol) => {
    const attributes = [
      ["description", `"memcached for the trusted networks, ${protocol.toUpperCase()}"`],
      ["from_port", String(port)],
      ["to_port", String(port)],
      ["protocol", `"${protocol}"`]
    ];
    if (v4.length > 0) attributes.push(["cidr_blocks", list(v4)]);
    if (v6.length > 0) attributes.push(["ipv6_cidr_blocks", list(v6)]);
    const width = Math.max(...attributes.map(([name]) => name.length));
    return [
      "  ingress {",
      ...attributes.map(([name, value]) => `    ${name.padEnd(width)} = ${value}`),
      "  }"
    ];
  });
  const file = {
    path: FILE3,
    content: `${lines(
      'variable "memcached_vpc_id" {',
      '  description = "The VPC that memcached runs in."',
      "  type        = string",
      "}",
      "",
      `resource "aws_security_group" "memcached_${port}" {`,
      `  name_prefix = "memcached-${port}-"`,
      `  description = "Who may reach memcached at port ${port}"`,
      "  vpc_id      = var.memcached_vpc_id",
      "",
      ingress,
      "",
      "  lifecycle {",
      "    create_before_destroy = true",
      "  }",
      "}",
      "",
      `output "memcached_${port}_security_group_id" {`,
      `  value = aws_security_group.memcached_${port}.id`,
      "}"
    )}
`
  };
  return {
    where: "with access to the account",
    notes: [
      "The trusted stay in while it is applied if the new group is attached before the wide rules of other groups are taken out: groups add up.",
      "Attach the group (vpc_security_group_ids of the instance, security_group_ids of the ElastiCache cluster), then take the rules out that the step before lists."
    ],
    files: [file],
    before: lines(
      `aws ec2 describe-security-group-rules --query "SecurityGroupRules[?IsEgress==\\\`false\\\` && FromPort<=\\\`${port}\\\` && ToPort>=\\\`${port}\\\`]" | tee memcached-rules-before.json`,
      "terraform state pull > memcached-state-before.json"
    ),
    apply: lines(writeFile(file), RELOAD),
    verify: lines(
      `aws ec2 describe-security-group-rules --filters "Name=group-id,Values=$(terraform output -raw memcached_${port}_security_group_id)"`,
      "# On the host:",
      `#   ss -tulnp 'sport = :${port}'`,
      "terraform plan -detailed-exitcode"
    ),
    blocked: lines(
      "# The log: refused traffic of the network interfaces of memcached, once.",
      '# aws ec2 create-flow-logs --resource-type VPC --resource-ids "$VPC" --traffic-type REJECT --log-group-name memcached-refused --deliver-logs-permission-arn "$ROLE"',
      `aws logs start-query --log-group-name memcached-refused --start-time "$(($(date +%s) - 604800))" --end-time "$(date +%s)" --query-string 'filter action = "REJECT" and dstPort = ${port} | stats count(*) as attempts by srcAddr, protocol | sort attempts desc | limit 50'`,
      "# aws logs get-query-results --query-id …"
    ),
    rollback: lines(
      "# Put the rules of memcached-rules-before.json back before the group is detached.",
      `git rm --cached --ignore-unmatch ${FILE3}; rm -f ${FILE3}`,
      RELOAD
    )
  };
}
function terraformAzure({ v4, v6, port }) {
  const rule = (name, priority, access, protocol, source, after = []) => [
    "",
    `resource "azurerm_network_security_rule" "${name}" {`,
    `  name                        = "${name.replaceAll("_", "-")}"`,
    `  priority                    = ${priority}`,
    '  direction                   = "Inbound"',
    `  access                      = "${access}"`,
    `  protocol                    = "${protocol}"`,
    '  source_port_range           = "*"',
    `  destination_port_range      = "${port}"`,
    `  ${source}`,
    '  destination_address_prefix  = "*"',
    "  resource_group_name         = var.memcached_resource_group_name",
    "  network_security_group_name = var.memcached_network_security_group_name",
    ...after.length === 0 ? [] : [
      "",
      `  depends_on = [${after.map((one) => `azurerm_network_security_rule.${one}`).join(", ")}]`
    ],
    "}"
  ];
  const families = [
    { networks: v4, suffix: "ipv4", at: 0 },
    { networks: v6, suffix: "ipv6", at: 2 }
  ].filter(({ networks }) => networks.length > 0);
  const allows = families.flatMap(
    ({ networks, suffix, at }) => ["Tcp", "Udp"].map((protocol, index) => ({
      name: `memcached_${port}_${protocol.toLowerCase()}_${suffix}`,
      protocol,
      priority: 100 + at + index,
      source: `source_address_prefixes     = ${list(networks)}`
    }))
  );
  const file = {
    path: FILE3,
    content: `${lines(
      'variable "memcached_resource_group_name" {',
      '  description = "The resource group of the network security group."',
      "  type        = string",
      "}",
      "",
      'variable "memcached_network_security_group_name" {',
      '  description = "The network security group in front of memcached."',
      "  type        = string",
      "}",
      allows.flatMap(
        ({ name, protocol, priority, source }) => rule(name, priority, "Allow", protocol, source)
      ),
      rule(
        `memcached_${port}_others`,
        110,
        "Deny",
        "*",
        'source_address_prefix       = "*"',
        allows.map(({ name }) => name)
      )
    )}
`
  };
  return {
    where: "with access to the subscription",
    notes: [
      "The trusted stay in while it is applied: the rule that denies is made after those that allow, and has the lower priority.",
      "Priorities 100 to 110 must be free in the group. It denies health probes of an Azure load balancer too; allow the tag AzureLoadBalancer ahead of it if one stands in front.",
      "A group that declares its rules inline (security_rule blocks) takes these there instead: both ways at once undo each other."
    ],
    files: [file],
    before: lines(
      'az network nsg rule list --resource-group "$GROUP" --nsg-name "$NSG" --include-default | tee memcached-rules-before.json',
      "terraform state pull > memcached-state-before.json"
    ),
    apply: lines(writeFile(file), RELOAD),
    verify: lines(
      'az network nsg rule list --resource-group "$GROUP" --nsg-name "$NSG" --include-default --output table',
      "# On the host:",
      `#   ss -tulnp 'sport = :${port}'`,
      "terraform plan -detailed-exitcode"
    ),
    blocked: lines(
      "# The log: flow logs of the virtual network with traffic analytics, once (az network watcher flow-log create).",
      `az monitor log-analytics query --workspace "$WORKSPACE" --analytics-query 'NTANetAnalytics | where DestPort == ${port} and FlowStatus == "Denied" | summarize attempts=count() by SrcIp, L4Protocol | top 50 by attempts'`
    ),
    rollback: lines(`git rm --cached --ignore-unmatch ${FILE3}; rm -f ${FILE3}`, RELOAD)
  };
}
function terraformGoogle({ v4, v6, port }) {
  const families = [
    { networks: v4, suffix: "ipv4", everyone: "0.0.0.0/0" },
    { networks: v6, suffix: "ipv6", everyone: "::/0" }
  ];
  const rule = (name, action, priority, sources, after = []) => [
    "",
    `resource "google_compute_firewall" "${name}" {`,
    `  name          = "${name.replaceAll("_", "-")}"`,
    "  network       = var.memcached_network",
    '  direction     = "INGRESS"',
    `  priority      = ${priority}`,
    `  source_ranges = ${list(sources)}`,
    "  target_tags   = var.memcached_target_tags",
    ...["tcp", "udp"].flatMap((protocol) => [
      "",
      `  ${action} {`,
      `    protocol = "${protocol}"`,
      `    ports    = ["${port}"]`,
      "  }"
    ]),
    "",
    "  log_config {",
    '    metadata = "INCLUDE_ALL_METADATA"',
    "  }",
    ...after.length === 0 ? [] : [
      "",
      `  depends_on = [${after.map((one) => `google_compute_firewall.${one}`).join(", ")}]`
    ],
    "}"
  ];
  const allows = families.filter(({ networks }) => networks.length > 0).map(({ networks, suffix }) => ({ name: `memcached_${port}_trusted_${suffix}`, networks }));
  const file = {
    path: FILE3,
    content: `${lines(
      'variable "memcached_network" {',
      '  description = "The VPC network that memcached runs in."',
      "  type        = string",
      "}",
      "",
      'variable "memcached_target_tags" {',
      '  description = "The network tags of the instances that run memcached."',
      "  type        = list(string)",
      '  default     = ["memcached"]',
      "}",
      allows.flatMap(({ name, networks }) => rule(name, "allow", 900, networks)),
      families.flatMap(
        ({ suffix, everyone }) => rule(
          `memcached_${port}_others_${suffix}`,
          "deny",
          910,
          [everyone],
          allows.map(({ name }) => name)
        )
      )
    )}
`
  };
  return {
    where: "with access to the project",
    notes: [
      "The trusted stay in while it is applied: the rules that deny are made after those that allow, and have the lower priority.",
      "Rules with a priority number below 900 are asked first; the step before lists them. The instances need one of the network tags."
    ],
    files: [file],
    before: lines(
      "gcloud compute firewall-rules list --format=json | tee memcached-rules-before.json",
      "terraform state pull > memcached-state-before.json"
    ),
    apply: lines(writeFile(file), RELOAD),
    verify: lines(
      'gcloud compute firewall-rules list --sort-by=priority --format="table(name,priority,direction,sourceRanges.list(),allowed[].map().firewall_rule().list(),denied[].map().firewall_rule().list())"',
      "# On the host:",
      `#   ss -tulnp 'sport = :${port}'`,
      "terraform plan -detailed-exitcode"
    ),
    blocked: `gcloud logging read 'logName:"compute.googleapis.com%2Ffirewall" AND jsonPayload.disposition="DENIED" AND jsonPayload.connection.dest_port=${port}' --freshness=7d --limit=50 --format='value(timestamp, jsonPayload.connection.src_ip, jsonPayload.connection.protocol)'`,
    rollback: lines(`git rm --cached --ignore-unmatch ${FILE3}; rm -f ${FILE3}`, RELOAD)
  };
}

// src/remediate/windows.ts
function windows({ v4, v6, port }) {
  const trusted = [...v4, ...v6];
  const name = (what, protocol) => `memcached ${port} ${protocol} ${what}`;
  const list2 = (networks) => networks.map((network) => `'${network}'`).join(", ");
  const rule = (what, protocol) => {
    const action = what === "trusted" ? "Allow" : "Block";
    return `New-NetFirewallRule -DisplayName '${name(what, protocol)}' -Group '${groupOf(port)}' -Direction Inbound -Profile Any -Protocol ${protocol} -LocalPort ${port} -Action ${action} -RemoteAddress $${what} | Out-Null`;
  };
  return {
    shell: "powershell",
    where: "on the host, as administrator",
    notes: [
      "No change window is needed for the trusted: what blocks names every address but theirs.",
      "Windows Firewall keeps its rules; there is nothing to do for the next start. Rules set by group policy count besides these."
    ],
    files: [],
    before: lines(
      `Get-NetTCPConnection -LocalPort ${port} -ErrorAction SilentlyContinue | Format-Table LocalAddress, RemoteAddress, State, OwningProcess`,
      `Get-NetUDPEndpoint -LocalPort ${port} -ErrorAction SilentlyContinue | Format-Table LocalAddress, OwningProcess`,
      "Get-NetFirewallProfile | Format-Table Name, Enabled, DefaultInboundAction, LogBlocked, LogFileName",
      `Get-NetFirewallPortFilter | Where-Object { $_.LocalPort -eq '${port}' } | Get-NetFirewallRule | Format-Table DisplayName, Enabled, Action, Direction`
    ),
    apply: lines(
      `$trusted = @(${list2(trusted)})`,
      `$others = @(${list2(otherRanges(trusted))})`,
      `Get-NetFirewallRule -Group '${groupOf(port)}' -ErrorAction SilentlyContinue | Remove-NetFirewallRule`,
      rule("trusted", "TCP"),
      rule("trusted", "UDP"),
      rule("others", "TCP"),
      rule("others", "UDP"),
      "Set-NetFirewallProfile -All -Enabled True -LogBlocked True"
    ),
    verify: lines(
      `netstat -ano | Select-String ':${port}\\s'`,
      `Get-NetFirewallRule -Group '${groupOf(port)}' | Format-Table DisplayName, Enabled, Action`
    ),
    blocked: `Select-String -Path "$env:SystemRoot\\System32\\LogFiles\\Firewall\\pfirewall.log" -Pattern ' DROP (TCP|UDP) \\S+ \\S+ \\d+ ${port} ' | Select-Object -Last 50`,
    rollback: `Get-NetFirewallRule -Group '${groupOf(port)}' -ErrorAction SilentlyContinue | Remove-NetFirewallRule`
  };
}
var groupOf = (port) => `memcached ${port}`;
function otherRanges(trusted) {
  const kept = AddressSet.of(...trusted, "127.0.0.0/8", "::1");
  const others = kept.complement();
  const text = (set) => set.toCidrs()[0].split("/")[0];
  return [
    ...others.v4.map(
      ([low, high]) => [low, high].map((at) => text(AddressSet.fromIntervals([[at, at]], []))).join("-")
    ),
    ...others.v6.map(
      ([low, high]) => [low, high].map((at) => text(AddressSet.fromIntervals([], [[at, at]]))).join("-")
    )
  ];
}

// src/remediate/remediate.ts
var WRITERS = {
  iptables,
  nftables,
  ufw,
  firewalld,
  windows,
  ansible,
  "terraform-aws": terraformAws,
  "terraform-azure": terraformAzure,
  "terraform-google": terraformGoogle,
  kubernetes,
  compose,
  docker
};
var MOST_NETWORKS = 200;
var TrustedError = class extends Error {
  name = "TrustedError";
};
function requestFor(trusted, port) {
  const set = AddressSet.unionOf([
    AddressSet.empty,
    ...trusted.map((network) => AddressSet.parse(network))
  ]);
  if (set.isEmpty) throw new TrustedError("No trusted network is given.");
  if (set.sizeV4 === 2 ** 32 || set.sizeV6 === 1n << 128n) {
    throw new TrustedError(
      "The trusted networks are everyone; rules that let everyone in close nothing."
    );
  }
  const cidrs = set.toCidrs();
  if (cidrs.length > MOST_NETWORKS) {
    throw new TrustedError(
      `${cidrs.length} trusted networks are too many for rules of their own; name at most ${MOST_NETWORKS}.`
    );
  }
  return {
    v4: cidrs.filter((cidr) => !cidr.includes(":")),
    v6: cidrs.filter((cidr) => cidr.includes(":")),
    port
  };
}
function remediate(mechanism, request) {
  const draft = WRITERS[mechanism](request);
  const where = draft.where ?? "on the host";
  const step = (purpose, commands, place = where) => ({
    purpose,
    where: place,
    commands
  });
  const steps = {
    before: step("Keep what is there now: it is what you go back to.", draft.before),
    apply: step("Let the trusted in and keep all others out, now and at every start.", draft.apply),
    verify: step("See that it is in force.", draft.verify),
    outside: step(
      'Nobody answers an untrusted host: nothing may be printed but "closed".',
      fromOutside(request.port),
      "from an untrusted host"
    ),
    inside: step(
      "The trusted are served: VERSION is printed.",
      fromInside(request.port),
      "from a trusted host"
    ),
    blocked: step("Look for refused attempts.", draft.blocked),
    rollback: step("Go back to what was before.", draft.rollback)
  };
  return {
    mechanism,
    request,
    shell: draft.shell ?? "sh",
    notes: draft.notes,
    files: draft.files,
    steps
  };
}
function fromOutside(port) {
  return lines(
    "address=${1:?name the address of the host as it is seen from here, IPv4 and then IPv6}",
    `if printf 'version\\r\\nquit\\r\\n' | nc -w 3 "$address" ${port} | grep -a VERSION; then echo "TCP is still open" >&2; return 1; fi`,
    `if printf '\\0\\1\\0\\0\\0\\1\\0\\0version\\r\\n' | nc -u -w 3 "$address" ${port} | grep -a VERSION; then echo "UDP is still open" >&2; return 1; fi`,
    "echo closed"
  );
}
function fromInside(port) {
  return lines(
    "address=${1:?name the address of the host}",
    `printf 'version\\r\\nquit\\r\\n' | nc -w 3 "$address" ${port} | grep -a VERSION`
  );
}

// src/remediate/model.ts
var STEP_IDS = [
  "before",
  "apply",
  "verify",
  "outside",
  "inside",
  "blocked",
  "rollback"
];

// src/remediate/text.ts
var LINE_LENGTH = 96;
function remediationText(remediation) {
  return remediation.shell === "sh" ? shellScript(remediation) : powershellScript(remediation);
}
function remediationJson(remediation) {
  const { mechanism, request, shell, notes, files, steps } = remediation;
  return `${JSON.stringify(
    {
      schemaVersion: 1,
      mechanism,
      port: request.port,
      trusted: [...request.v4, ...request.v6],
      shell,
      notes,
      files,
      steps: STEP_IDS.map((id) => ({ id, ...steps[id] }))
    },
    void 0,
    2
  )}
`;
}
function header({ mechanism, request, notes }) {
  const trusted = [...request.v4, ...request.v6].join(", ");
  return [
    ...comment(
      `Let only ${trusted} reach memcached's port ${request.port}, over TCP and UDP, IPv4 and IPv6: ${mechanism}.`
    ),
    "#",
    ...notes.flatMap((note) => comment(note, "- ")),
    "#"
  ];
}
function shellScript(remediation) {
  const { steps } = remediation;
  const usage = STEP_IDS.map((id) => `  ${id.padEnd(9)} ${steps[id].where}: ${steps[id].purpose}`);
  return `${lines(
    "#!/bin/sh",
    header(remediation),
    "# Save it as close-memcached.sh, read it, and take the steps in this order:",
    usage.map((line) => `# ${line}`),
    "set -eu",
    STEP_IDS.flatMap((id) => [
      "",
      ...comment(`${steps[id].where}: ${steps[id].purpose}`),
      `${id}() {`,
      steps[id].commands,
      "}"
    ]),
    "",
    'case "${1:-}" in',
    `  ${STEP_IDS.join(" | ")}) "$@" ;;`,
    "  *)",
    `    echo "Usage: sh close-memcached.sh ${STEP_IDS.join("|")} (outside and inside with an address)" >&2`,
    "    exit 2",
    "    ;;",
    "esac"
  )}
`;
}
function powershellScript(remediation) {
  const { steps } = remediation;
  return `${lines(
    header(remediation),
    "# Save it as close-memcached.ps1, read it, and take the steps in this order, as administrator:",
    STEP_IDS.map((id) => `#   ${id.padEnd(9)} ${steps[id].where}: ${steps[id].purpose}`),
    `param([Parameter(Mandatory)][ValidateSet(${STEP_IDS.map((id) => `'${id}'`).join(", ")})][string]$Step, [string]$Address)`,
    "$ErrorActionPreference = 'Stop'",
    "switch ($Step) {",
    STEP_IDS.flatMap((id) => [
      `  '${id}' {`,
      ...steps[id].commands.split("\n").map((line) => `    ${line}`),
      "  }"
    ]),
    "}"
  )}
`;
}
function comment(text, bullet = "") {
  const rows = [];
  let row2 = bullet;
  for (const word of text.split(" ")) {
    if (row2.length + word.length > LINE_LENGTH) {
      rows.push(row2.trimEnd());
      row2 = " ".repeat(bullet.length);
    }
    row2 += `${word} `;
  }
  return [...rows, row2.trimEnd()].map((line) => `# ${line}`);
}

// src/cli/remediate.ts
function runRemediate(given, surroundings2) {
  let request;
  try {
    request = requestFor(given.trusted, given.port);
  } catch (error) {
    if (error instanceof AddressError) throw new UsageError(`--trusted: ${error.message}.`);
    if (error instanceof TrustedError) throw new UsageError(`--trusted: ${error.message}`);
    throw error;
  }
  const remediation = remediate(given.mechanism, request);
  const text = given.format === "json" ? remediationJson(remediation) : remediationText(remediation);
  if (given.file === void 0) surroundings2.out(text);
  else surroundings2.writeText(given.file, text);
  return PASSED;
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
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row2) => row2[i].length)));
  return rows.map(
    (row2) => row2.map((cell, i) => i === row2.length - 1 ? cell : cell.padEnd(widths[i])).join("  ")
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
        return inventory(given, surroundings2);
      case "print-config":
        return printConfig(given, configOf(given, surroundings2), surroundings2);
      case "fix":
        return runFix(given, configOf(given, surroundings2), surroundings2);
      case "remediate":
        return runRemediate(given, surroundings2);
      case "merge":
        return merge(given, surroundings2);
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
  return writeReport(report, given, surroundings2) ? status : COULD_NOT_RUN;
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
  surroundings2.writeText(join2(given.path, path), writeBaseline(kept));
  surroundings2.out(
    `${path}: ${kept.length} ${kept.length === 1 ? "finding" : "findings"}, ${before?.entries.size ?? 0} before.
`
  );
  return PASSED;
}
function inventory(given, surroundings2) {
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
  if (error instanceof RootError || error instanceof ListingError || error instanceof ReportError || error instanceof TargetError || error instanceof ResolveError) {
    return error.message;
  }
  return `it could not run because of an error of its own: ${error instanceof Error ? error.stack ?? error.message : String(error)}`;
}

// src/cli/main.ts
var PAGES = new URL("../docs/rules/", import.meta.url);
function write(descriptor, text) {
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
  out: (text) => write(1, text),
  err: (text) => write(2, text),
  outIsTerminal: process.stdout.isTTY === true,
  errIsTerminal: process.stderr.isTTY === true,
  environment: process.env,
  readText: (path) => readFileSync2(path, "utf8"),
  writeText: (path, text) => writeFileSync(path, text),
  rulePage: (id) => readFileSync2(new URL(`${id}.md`, PAGES), "utf8")
};
process.exitCode = 2;
process.exitCode = await run(process.argv.slice(2), surroundings);
