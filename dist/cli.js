import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  INVENTORY_FORMATS
} from "./chunks/chunk-MWGRCN3I.js";
import {
  UsageError,
  choiceOf,
  excludeOf,
  fileOf,
  listOf,
  outputsOf,
  secondsOf,
  shardOf,
  standardOf
} from "./chunks/chunk-SBNSN4OJ.js";
import {
  MachineError
} from "./chunks/chunk-A32ZG6CR.js";
import {
  writeReport
} from "./chunks/chunk-WSZI2RT4.js";
import {
  COULD_NOT_RUN,
  FOUND,
  PASSED
} from "./chunks/chunk-46Q5VYW4.js";
import {
  checkDirectory,
  scanBy
} from "./chunks/chunk-AA2EA2FJ.js";
import "./chunks/chunk-NOYKNZGV.js";
import "./chunks/chunk-CFC75HNR.js";
import {
  ReportError,
  ResolveError,
  TargetError
} from "./chunks/chunk-THG6CG5H.js";
import {
  RootError,
  inlineSuppressions,
  loadPolicy,
  realRoot
} from "./chunks/chunk-JSEPIX7M.js";
import {
  VERSION
} from "./chunks/chunk-BTGWWGIG.js";
import "./chunks/chunk-4YCC46JY.js";
import {
  applyExceptions
} from "./chunks/chunk-IMBHBF7H.js";
import "./chunks/chunk-ODCC6ZFW.js";
import {
  DiskTree,
  ListingError,
  listFiles,
  writeBaseline
} from "./chunks/chunk-V3JSSY3J.js";
import "./chunks/chunk-25OG46P3.js";
import "./chunks/chunk-ZDN3N4YR.js";
import {
  SettingsError,
  resolveSettings
} from "./chunks/chunk-2JPDPAPU.js";
import {
  RULES
} from "./chunks/chunk-JNPVPFRO.js";
import {
  SEVERITIES
} from "./chunks/chunk-FHUH3I3Y.js";
import "./chunks/chunk-DVF3O7KX.js";
import "./chunks/chunk-PKOTI7PC.js";
import "./chunks/chunk-UZBDGIMA.js";
import "./chunks/chunk-VUMMRVQL.js";
import "./chunks/chunk-2BV3PFQP.js";
import "./chunks/chunk-ELTLBIM2.js";
import "./chunks/chunk-6JJH6RJN.js";
import "./chunks/chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT
} from "./chunks/chunk-5VOORNIG.js";
import "./chunks/chunk-VX4HL5QL.js";

// src/cli/main.ts
import { readFileSync, writeFileSync, writeSync } from "node:fs";

// src/cli/run.ts
import { join } from "node:path";

// src/check/baseline.ts
async function baselineOf(options) {
  const root = realRoot(options.root);
  const listing = listFiles(root);
  const choice = options.config ?? { kind: "find" };
  const whole = new DiskTree(root, listing.paths);
  const { config } = await loadPolicy(whole, choice, { withoutBaseline: true });
  const settings = resolveSettings({}, config, (name) => name);
  const path = options.path ?? config?.baseline ?? options.defaultPath;
  const before = whole.has(path) ? (await loadPolicy(whole, choice, { baseline: path })).baseline : void 0;
  const tree = new DiskTree(root, listFiles(root, settings.exclude).paths);
  const result = await scanBy(tree, settings);
  const { byFinding } = applyExceptions(
    result.findings,
    {
      inline: inlineSuppressions(
        result.sources,
        settings.customRules.map(({ id }) => id)
      ).inline,
      paths: config?.suppressions ?? []
    },
    (/* @__PURE__ */ new Date()).toISOString().slice(0, 10)
  );
  return {
    findings: result.findings.filter((finding) => !byFinding.has(finding)),
    path,
    ...before === void 0 ? {} : { before }
  };
}

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
var VERBS = [
  "scan",
  "baseline",
  "inventory",
  "print-config",
  "fix",
  "remediate",
  "merge",
  "shard",
  "history",
  "probe",
  "host",
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
        from: { type: "string" },
        shard: { type: "string" },
        save: { type: "string" },
        shards: { type: "boolean" },
        expected: { type: "string" },
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
      formatGiven: values.format !== void 0,
      ...values["fail-on"] === void 0 ? {} : { failOn: choiceOf("--fail-on", values["fail-on"], [...SEVERITIES, "none"]) },
      ...values.expected === void 0 ? {} : { expected: values.expected },
      shards: values.shards === true,
      colour
    };
  }
  if (verb === "history") {
    if (rest.length === 0) throw new UsageError('"history" takes JSON reports of earlier runs.');
    return {
      verb: "history",
      reports: rest,
      format: choiceOf("--format", values.format?.at(-1) ?? "text", ["text", "json", "markdown"]),
      ...fileOf(values),
      least: choiceOf("--report-severity", values["report-severity"] ?? "low", SEVERITIES)
    };
  }
  if (verb === "shard") {
    const [part, list, ...more] = rest;
    if (part === void 0 || list === void 0 || more.length > 0) {
      throw new UsageError(
        '"shard" takes the part and a file of names: shard 2/8 repositories.txt.'
      );
    }
    return { verb: "shard", shard: shardOf(part), list };
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
    return {
      verb: "inventory",
      path: rest[0] ?? ".",
      format: choiceOf("--format", values.format?.at(-1) ?? "text", INVENTORY_FORMATS),
      ...fileOf(values),
      ...excludeOf(values),
      ...config
    };
  }
  if (verb === "host") return hostArguments(values, rest, config, colour);
  if (verb === "print-config") {
    return {
      verb: "print-config",
      path: rest[0] ?? ".",
      format: choiceOf("--format", values.format?.at(-1) ?? "text", ["text", "json"]),
      ...standardOf(values),
      ...excludeOf(values),
      ...baseline2,
      ...config
    };
  }
  if (verb === "fix") {
    return {
      verb: "fix",
      path: rest[0] ?? ".",
      dryRun: values["dry-run"] === true,
      ...standardOf(values),
      ...excludeOf(values),
      ...config
    };
  }
  const policyFrom = values["policy-from"] === void 0 ? void 0 : choiceOf("--policy-from", values["policy-from"], ["base", "head"]);
  if (policyFrom !== void 0 && values.base === void 0) {
    throw new UsageError("--policy-from needs a --base.");
  }
  const shard = values.shard === void 0 ? {} : { shard: shardOf(values.shard) };
  if (values.shard !== void 0 && values.base !== void 0) {
    throw new UsageError(
      "--shard and --base exclude each other: a base may be split otherwise. Compare the merged report by its history."
    );
  }
  return {
    verb: "scan",
    ...shard,
    path: rest[0] ?? ".",
    outputs: outputsOf(values.format ?? [], values.output ?? []),
    ...standardOf(values),
    ...excludeOf(values),
    ...config,
    ...baseline2,
    ...values.base === void 0 ? {} : { base: values.base },
    ...policyFrom === void 0 ? {} : { policyFrom },
    quiet: values.quiet === true,
    colour
  };
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
  return {
    verb: "remediate",
    trusted,
    mechanism: choiceOf("--for", values.for, MECHANISMS),
    port,
    format: choiceOf("--format", values.format?.at(-1) ?? "text", ["text", "json"]),
    ...fileOf(values)
  };
}
function hostArguments(values, rest, config, colour) {
  if (rest.length > 0) {
    throw new UsageError(
      '"host" looks at the machine it runs on; name a folder of saved outputs with --from.'
    );
  }
  if (values.from !== void 0 && values.save !== void 0) {
    throw new UsageError("--from and --save exclude each other.");
  }
  return {
    verb: "host",
    ...values.from === void 0 ? {} : { from: values.from },
    ...values.save === void 0 ? {} : { save: values.save },
    outputs: outputsOf(values.format ?? [], values.output ?? []),
    ...standardOf(values),
    ...config,
    quiet: values.quiet === true,
    colour
  };
}

// src/cli/run.ts
async function run(words, surroundings2) {
  try {
    const given = readArguments(words);
    switch (given.verb) {
      case "help":
        surroundings2.out((await import("./chunks/verbs-2Q4HKVT4.js")).HELP);
        return PASSED;
      case "version":
        surroundings2.out(`${VERSION}
`);
        return PASSED;
      case "rules":
        surroundings2.out((await import("./chunks/verbs-2Q4HKVT4.js")).rulesTable());
        return PASSED;
      case "explain":
        return explain(given.rule, surroundings2);
      case "inventory":
        return await inventory(given, surroundings2);
      case "print-config":
        return await (await import("./chunks/verbs-2Q4HKVT4.js")).printConfig(given, configOf(given, surroundings2), surroundings2);
      case "fix":
        return await (await import("./chunks/fix-7767DCVT.js")).runFix(given, configOf(given, surroundings2), surroundings2);
      case "remediate":
        return (await import("./chunks/verbs-2Q4HKVT4.js")).runRemediate(given, surroundings2);
      case "merge":
        return await (await import("./chunks/verbs-2Q4HKVT4.js")).merge(given, surroundings2);
      case "history":
        return (await import("./chunks/verbs-2Q4HKVT4.js")).runHistory(given, surroundings2);
      case "shard":
        return (await import("./chunks/verbs-2Q4HKVT4.js")).runShard(given, surroundings2);
      case "probe":
        return await (await import("./chunks/verbs-2Q4HKVT4.js")).runProbe(given, surroundings2);
      case "baseline":
        return await baseline(given, surroundings2);
      case "host":
        return await (await import("./chunks/host-J4GYMVFD.js")).runHost(given, configOf(given, surroundings2), surroundings2);
      case "scan":
        return await scan(given, surroundings2);
    }
  } catch (error) {
    surroundings2.err(`memcached-exposure: ${messageFor(error)}
`);
    return COULD_NOT_RUN;
  }
}
async function scan(given, surroundings2) {
  const report = await checkDirectory({
    root: given.path,
    given,
    nameOf: (setting) => `--${setting}`,
    ...configOf(given, surroundings2),
    ...given.shard === void 0 ? {} : { shard: given.shard },
    // Loaded only when something was found.
    prove: async (...found) => found[0].findings.length === 0 ? /* @__PURE__ */ new Map() : (await import("./chunks/proven-CWKJJCN7.js")).provenFixes(...found),
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
  return await writeReport(report, given, surroundings2) ? status : COULD_NOT_RUN;
}
var BASELINE_PATH = ".github/memcached-exposure-baseline.txt";
async function baseline(given, surroundings2) {
  const { findings, path, before } = await baselineOf({
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
async function inventory(given, surroundings2) {
  const report = await checkDirectory({
    root: given.path,
    given: { ...given.exclude === void 0 ? {} : { exclude: given.exclude } },
    nameOf: (setting) => `--${setting}`,
    ...configOf(given, surroundings2)
  });
  const { renderInventory } = await import("./chunks/formats-Z3OLUC7F.js");
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
  if (error instanceof RootError || error instanceof ListingError || error instanceof ReportError || error instanceof MachineError || error instanceof TargetError || error instanceof ResolveError) {
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
  readText: (path) => readFileSync(path, "utf8"),
  writeText: (path, text) => writeFileSync(path, text),
  rulePage: (id) => readFileSync(new URL(`${id}.md`, PAGES), "utf8")
};
process.exitCode = 2;
process.exitCode = await run(process.argv.slice(2), surroundings);
