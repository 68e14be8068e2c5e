import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ListingError,
  PLATFORMS,
  RULES,
  RootError,
  SEVERITY_TABLE,
  SettingsError,
  VERSION,
  baselineOf,
  checkDirectory,
  renderCommands,
  renderJson,
  renderSarif,
  renderSummary,
  renderText,
  writeBaseline
} from "./chunks/chunk-5VTBNBLB.js";
import "./chunks/chunk-VX4HL5QL.js";

// src/cli/main.ts
import { readFileSync, writeFileSync, writeSync } from "node:fs";

// src/cli/run.ts
import { join } from "node:path";

// src/cli/arguments.ts
import { parseArgs } from "node:util";
var FORMATS = ["text", "json", "sarif", "markdown", "github"];
var UsageError = class extends Error {
  name = "UsageError";
};
var VERBS = ["scan", "baseline", "rules", "explain", "help"];
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
  const policyFrom = values["policy-from"];
  if (policyFrom !== void 0 && policyFrom !== "base" && policyFrom !== "head") {
    throw new UsageError(`--policy-from is "${policyFrom}"; it must be base or head.`);
  }
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
  memcached-exposure rules              the rules and the severity table
  memcached-exposure explain RULE       the page of a rule, e.g. explain MCE101

Options of scan
  --format FORMAT          text, json, sarif, markdown or github; repeatable, each with an --output
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

Exit status
  0  passed: nothing at or above --fail-on
  1  findings at or above --fail-on
  2  could not run: bad arguments, bad configuration, nothing readable
`;

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
var PASSED = 0;
var FOUND = 1;
var COULD_NOT_RUN = 2;
function run(words, surroundings2) {
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
  if (error instanceof RootError || error instanceof ListingError) return error.message;
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
process.exitCode = run(process.argv.slice(2), surroundings);
