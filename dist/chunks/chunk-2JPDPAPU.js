import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  SEVERITIES
} from "./chunk-FHUH3I3Y.js";
import {
  AddressError,
  AddressSet
} from "./chunk-TMYZCIEQ.js";
import {
  isUnresolved
} from "./chunk-5VOORNIG.js";

// src/policy/trusted.ts
function isSourceName(text) {
  return /^[A-Za-z_][\w.-]*(?:\[(?:[0-9]+|"[^"\]]{1,100}")\][\w.-]*)*$/.test(text) && text.length <= 300;
}
function readTrusted(texts) {
  const sets = [];
  const names = /* @__PURE__ */ new Set();
  for (const text of texts) {
    const set = AddressSet.tryParse(text);
    if (set !== void 0) sets.push(set);
    else if (isSourceName(text)) names.add(text);
  }
  return { networks: AddressSet.unionOf([AddressSet.empty, ...sets]), names };
}
function unknownNames(names, facts) {
  if (names.size === 0) return [];
  const known = new Set(facts.flatMap(sourceNames));
  return [...names].filter((name) => !known.has(name)).map((name) => `The trusted name \`${name}\` is that of no source that was found.`);
}
function sourceNames(fact) {
  if (fact.kind === "listener") return [];
  const all = fact.kind === "ingress" ? [fact.sources, fact.beyond] : [fact.admits];
  const names = fact.kind === "ingress" ? (fact.named ?? []).flatMap((each) => each.names) : [];
  return [...names, ...all.flatMap((sources) => [...namesOf(sources)])];
}
function* namesOf(sources) {
  for (let each = sources; each !== void 0 && isUnresolved(each); each = each.rest) {
    yield* each.names ?? [];
  }
}

// src/policy/settings.ts
var SettingsError = class extends Error {
  constructor(problems) {
    super(problems.join("\n"));
    this.problems = problems;
  }
  problems;
  name = "SettingsError";
};
var DEFAULT_FAIL_ON = "high";
var DEFAULT_REPORT_SEVERITY = "low";
function resolveSettings(given, config, nameOf) {
  const problems = [];
  const failOn = given.failOn ?? config?.failOn ?? DEFAULT_FAIL_ON;
  if (!isThreshold(failOn)) {
    problems.push(`${nameOf("fail-on")} is "${failOn}"; it must be one of ${THRESHOLDS}.`);
  }
  const reportSeverity = given.reportSeverity ?? config?.reportSeverity ?? DEFAULT_REPORT_SEVERITY;
  if (!isSeverity(reportSeverity)) {
    problems.push(
      `${nameOf("report-severity")} is "${reportSeverity}"; it must be one of ${SEVERITIES.join(", ")}.`
    );
  }
  const listed = given.trustedNetworks ?? config?.trustedNetworks ?? [];
  for (const network of listed) {
    if (isSourceName(network)) continue;
    try {
      AddressSet.parse(network);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      problems.push(`${nameOf("trusted-networks")}: ${error.message}.`);
    }
  }
  const trusted = readTrusted(listed);
  if (problems.length > 0 || !isThreshold(failOn) || !isSeverity(reportSeverity)) {
    throw new SettingsError(problems);
  }
  return {
    failOn,
    reportSeverity,
    trusted: trusted.networks,
    trustedNames: trusted.names,
    exclude: given.exclude ?? config?.exclude ?? [],
    rules: config?.rules ?? /* @__PURE__ */ new Map(),
    overrides: config?.overrides ?? [],
    customRules: config?.customRules ?? []
  };
}
var THRESHOLDS = [...SEVERITIES, "none"].join(", ");
function isSeverity(text) {
  return SEVERITIES.includes(text);
}
function isThreshold(text) {
  return text === "none" || isSeverity(text);
}

// src/policy/suppress.ts
var MARK = "memcached-exposure:";
var LEADERS = ["{{- /*", "{{/*", "<!--", "{#", "/*", "//", "--", "#", ";"];
var MOST_CONTINUED = 200;
function readSuppressions(file, knownRules) {
  const found = [];
  for (const comment of commentsOf(file)) {
    found.push({ comment, result: parse(comment, knownRules) });
  }
  const meant = linesMeant(
    found.flatMap(({ comment }) => comment.isAlone ? [comment.where.startLine] : [])
  );
  const valid = [];
  const problems = [];
  for (const { comment, result } of found) {
    const { where } = comment;
    if (typeof result === "string") {
      problems.push({
        kind: "note",
        where,
        message: `${file.path}:${where.startLine}: the suppression does not count because ${result}.`
      });
    } else {
      valid.push({ where, ...result, lines: linesOf(file, comment, meant) });
    }
  }
  return { valid, problems };
}
function commentsOf(file) {
  const comments = [];
  for (let at = file.text.indexOf(MARK); at >= 0; at = file.text.indexOf(MARK, at + 1)) {
    const start = file.location(at);
    const line = file.line(start.startLine);
    const before = line.slice(0, start.startColumn - 1).trimEnd();
    const leader = LEADERS.find((candidate) => before.endsWith(candidate));
    if (leader === void 0) continue;
    const ahead = before.slice(0, before.length - leader.length);
    if (ahead !== "" && !/\s$/.test(ahead)) continue;
    const rest = line.slice(start.startColumn - 1 + MARK.length).trim();
    const text = rest.replace(/(\*\/ ?-?\}\}|\*\/|#\}|-->)$/, "").trim();
    const where = file.location(at, at + MARK.length);
    comments.push({ where, text, isAlone: ahead.trim() === "", isXml: leader === "<!--" });
  }
  return comments;
}
function linesMeant(alone) {
  const meant = /* @__PURE__ */ new Map();
  for (const line of [...alone].reverse()) meant.set(line, meant.get(line + 1) ?? line + 1);
  return meant;
}
function linesOf(file, { where, isAlone }, meant) {
  if (!isAlone) return [where.startLine, where.startLine];
  const first = meant.get(where.startLine);
  let last = first;
  while (/\\\s*$/.test(file.line(last)) && last - first < MOST_CONTINUED) last += 1;
  return [first, last];
}
function parse({ text, isXml }, knownRules) {
  const head = /^ignore\[([^\]]*)\]/.exec(text);
  if (head === null) return "it does not start with ignore[RULE]";
  const rules = head[1].split(",").map((rule) => rule.trim());
  for (const rule of rules) if (!knownRules.has(rule)) return `there is no rule "${rule}"`;
  const rest = text.slice(head[0].length);
  const [separator] = (isXml ? / --? / : /--/).exec(`${rest} `) ?? [];
  const dashes = separator === void 0 ? -1 : `${rest} `.indexOf(separator);
  const reason = dashes < 0 ? "" : rest.slice(dashes + separator.length).trim();
  if (reason === "") return `it gives no reason after "${isXml ? " - " : "--"}"`;
  const options = rest.slice(0, dashes).trim();
  if (options === "") return { rules, reason };
  const until = /^until=(\S+)$/.exec(options)?.[1];
  if (until === void 0) return `"${options}" is not understood`;
  return isDate(until) ? { rules, reason, until } : `"${until}" is no date of the form YYYY-MM-DD`;
}
function isDate(text) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const date = /* @__PURE__ */ new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
function isExpired(suppression, today) {
  return suppression.until !== void 0 && suppression.until < today;
}
function covers({ where, rules, lines }, finding) {
  const { file, startLine } = finding.location;
  return where.file === file && rules.includes(finding.ruleId) && startLine >= lines[0] && startLine <= lines[1];
}

export {
  readSuppressions,
  isDate,
  isExpired,
  covers,
  isSourceName,
  readTrusted,
  unknownNames,
  SettingsError,
  DEFAULT_FAIL_ON,
  DEFAULT_REPORT_SEVERITY,
  resolveSettings,
  isSeverity,
  isThreshold
};
