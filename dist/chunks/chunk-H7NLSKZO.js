import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  INVENTORY_FORMATS
} from "./chunk-MWGRCN3I.js";
import {
  parseShard
} from "./chunk-HCS2FBAE.js";
import {
  SEVERITIES
} from "./chunk-FHUH3I3Y.js";
import {
  MEMCACHED_PORT
} from "./chunk-5VOORNIG.js";

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
    const file = values.output?.at(-1);
    return {
      verb: "history",
      reports: rest,
      format: choiceOf("--format", values.format?.at(-1) ?? "text", ["text", "json", "markdown"]),
      ...file === void 0 || file === "-" ? {} : { file },
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
  const baseline = values.baseline === void 0 ? {} : { baseline: values.baseline };
  if (verb === "baseline") {
    return {
      verb: "baseline",
      path: rest[0] ?? ".",
      ...baseline,
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
  if (verb === "host") return hostArguments(values, rest, config, colour);
  if (verb === "print-config") {
    return {
      verb: "print-config",
      path: rest[0] ?? ".",
      format: choiceOf("--format", values.format?.at(-1) ?? "text", ["text", "json"]),
      ...values["fail-on"] === void 0 ? {} : { failOn: values["fail-on"] },
      ...values["report-severity"] === void 0 ? {} : { reportSeverity: values["report-severity"] },
      ...values["trusted-networks"] === void 0 ? {} : { trustedNetworks: values["trusted-networks"].flatMap(listOf) },
      ...values.exclude === void 0 ? {} : { exclude: values.exclude.flatMap(listOf) },
      ...baseline,
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
    ...values["fail-on"] === void 0 ? {} : { failOn: values["fail-on"] },
    ...values["report-severity"] === void 0 ? {} : { reportSeverity: values["report-severity"] },
    ...values["trusted-networks"] === void 0 ? {} : { trustedNetworks: values["trusted-networks"].flatMap(listOf) },
    ...values.exclude === void 0 ? {} : { exclude: values.exclude.flatMap(listOf) },
    ...config,
    ...baseline,
    ...values.base === void 0 ? {} : { base: values.base },
    ...policyFrom === void 0 ? {} : { policyFrom },
    quiet: values.quiet === true,
    colour
  };
}
function shardOf(text) {
  try {
    return parseShard(text);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--shard: ${error.message}`);
    throw error;
  }
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
    ...values["fail-on"] === void 0 ? {} : { failOn: values["fail-on"] },
    ...values["report-severity"] === void 0 ? {} : { reportSeverity: values["report-severity"] },
    ...values["trusted-networks"] === void 0 ? {} : { trustedNetworks: values["trusted-networks"].flatMap(listOf) },
    ...config,
    quiet: values.quiet === true,
    colour
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

export {
  UsageError,
  readArguments
};
