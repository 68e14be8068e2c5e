import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  describeResult,
  isAsExpected
} from "./chunk-QFI6NJFY.js";
import {
  workflowCommand
} from "./chunk-BZAKRS37.js";
import {
  UsageError
} from "./chunk-SBNSN4OJ.js";
import {
  writeReport
} from "./chunk-WSZI2RT4.js";
import {
  COULD_NOT_RUN,
  FOUND,
  PASSED
} from "./chunk-46Q5VYW4.js";
import {
  ReportError,
  namesOf,
  parseTargets,
  probe,
  readReport
} from "./chunk-THG6CG5H.js";
import {
  loadPolicy,
  realRoot
} from "./chunk-JSEPIX7M.js";
import {
  blocks
} from "./chunk-4YCC46JY.js";
import {
  DiskTree,
  listFiles
} from "./chunk-V3JSSY3J.js";
import {
  LAZY_PLATFORMS
} from "./chunk-25OG46P3.js";
import {
  markdownCode,
  pathToUri,
  safeJson,
  visible
} from "./chunk-ZDN3N4YR.js";
import {
  CONFIG_KEYS
} from "./chunk-XBZFUG7P.js";
import {
  resolveSettings
} from "./chunk-2JPDPAPU.js";
import {
  RULES,
  SEVERITY_TABLE
} from "./chunk-JNPVPFRO.js";
import {
  SEVERITIES,
  atLeast,
  compareSeverity
} from "./chunk-FHUH3I3Y.js";
import "./chunk-DVF3O7KX.js";
import "./chunk-PKOTI7PC.js";
import "./chunk-UZBDGIMA.js";
import "./chunk-VUMMRVQL.js";
import "./chunk-2BV3PFQP.js";
import "./chunk-ELTLBIM2.js";
import "./chunk-6JJH6RJN.js";
import "./chunk-OGXNWQVT.js";
import {
  AddressError,
  AddressSet
} from "./chunk-TMYZCIEQ.js";
import {
  append
} from "./chunk-5VOORNIG.js";
import "./chunk-VX4HL5QL.js";

// src/cli/help.ts
var HELP = `memcached-exposure: who can reach memcached in this repository?

Usage
  memcached-exposure scan [PATH]        scan a folder (default: the current one)
  memcached-exposure baseline [PATH]    write the findings there are to the baseline file
  memcached-exposure inventory [PATH]   every memcached there is, and who reaches it
  memcached-exposure print-config [PATH]  every setting, and where its value comes from
  memcached-exposure fix [PATH]         make the edits that are certain to close what is open
  memcached-exposure remediate          rules that let only trusted networks in, to apply elsewhere
  memcached-exposure host               the verdict for the machine it runs on (Linux)
  memcached-exposure host --from DIR    the same for saved outputs of ss, iptables-save, …
  memcached-exposure merge REPORT…      many JSON reports (or SARIF logs) into one
  memcached-exposure history REPORT…    reports of earlier runs: new, fixed, age, exposure-days
  memcached-exposure shard 2/8 LIST     the lines of a list that belong to a part of the work
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
  --shard 2/8              judge this part of the files only; merge --shards joins the parts
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

  --fail-on SEVERITY       judge anew what the reports hold
  --expected LIST          names of all repositories; without a report of each it could not run

Options of history
  REPORT                   JSON with a date in its name, or 2026-01-31=FILE
  --format FORMAT          text, json or markdown
  --report-severity SEV    leave out what is below; default low
  --output FILE            where to write it; default standard output

Options of host
  --from DIR               saved outputs; each machine in a sub-folder of its own when there are many
  --save DIR               also write what was read to a folder that --from reads
  --format, --output, --fail-on, --report-severity, --trusted-networks, --config  as for scan

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

// src/history/text.ts
var MOST_LISTED = 50;
function trendText(trend) {
  const lines2 = ["Date                  Open  New  Fixed  " + SEVERITIES.join("  ")];
  for (const run of trend.runs) {
    lines2.push(
      [
        run.date.padEnd(20),
        String(total(run.open)).padStart(5),
        String(run.new).padStart(4),
        String(run.fixed).padStart(6),
        "",
        ...SEVERITIES.map((severity) => String(run.open[severity]).padStart(severity.length))
      ].join(" ") + (run.partial ? "  not everything could be looked at" : "")
    );
  }
  append(lines2, ["", ...sentences(trend)]);
  if (trend.open.length > 0) {
    lines2.push("", `Open (${trend.open.length})`);
    for (const course of trend.open.slice(0, MOST_LISTED)) {
      lines2.push(
        `  ${course.severity.padEnd(8)} ${course.ruleId}  ${visible(course.file)}:${course.line}  ${age(course)}`
      );
    }
    if (trend.open.length > MOST_LISTED)
      lines2.push(`  and ${trend.open.length - MOST_LISTED} more`);
  }
  if (trend.fixed.length > 0) {
    lines2.push("", `Fixed (${trend.fixed.length})`);
    for (const course of trend.fixed.slice(0, MOST_LISTED)) {
      lines2.push(
        `  ${course.severity.padEnd(8)} ${course.ruleId}  ${visible(course.file)}:${course.line}  on ${course.fixedOn}, open for ${days(course.days)}`
      );
    }
  }
  return `${lines2.join("\n")}
`;
}
function trendMarkdown(trend) {
  const parts = ["## Trend", ""];
  parts.push("| Date | Open | New | Fixed | Critical | High | Medium | Low | Info |");
  parts.push("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  const runs = trend.runs.slice(-MOST_LISTED);
  for (const run of runs) {
    parts.push(
      `| ${run.date}${run.partial ? " (partial)" : ""} | ${total(run.open)} | ${run.new} | ${run.fixed} | ${SEVERITIES.map((severity) => run.open[severity]).join(" | ")} |`
    );
  }
  append(parts, ["", ...sentences(trend).map((line) => `- ${line}`)]);
  if (trend.open.length > 0) {
    parts.push(
      "",
      `### Open (${trend.open.length})`,
      "",
      "| Severity | Rule | Place | Since | Age |",
      "| --- | --- | --- | --- | ---: |"
    );
    for (const course of trend.open.slice(0, MOST_LISTED)) {
      parts.push(
        `| ${course.severity} | ${course.ruleId} | ${markdownCode(`${course.file}:${course.line}`, true)} | ${course.since}${course.reopened ? " (again)" : ""} | ${days(course.days)} |`
      );
    }
    if (trend.open.length > MOST_LISTED)
      parts.push("", `And ${trend.open.length - MOST_LISTED} more.`);
  }
  if (trend.fixed.length > 0) {
    parts.push(
      "",
      `### Fixed (${trend.fixed.length})`,
      "",
      "| Severity | Rule | Place | Fixed on | Open for |",
      "| --- | --- | --- | --- | ---: |"
    );
    for (const course of trend.fixed.slice(0, MOST_LISTED)) {
      parts.push(
        `| ${course.severity} | ${course.ruleId} | ${markdownCode(`${course.file}:${course.line}`, true)} | ${course.fixedOn} | ${days(course.days)} |`
      );
    }
  }
  return `${parts.join("\n")}
`;
}
function trendJson(trend) {
  return `${safeJson({ schemaVersion: 1, ...trend })}
`;
}
function sentences(trend) {
  const exposed = SEVERITIES.filter((severity) => trend.exposureDays[severity] > 0).map((severity) => `${trend.exposureDays[severity]} ${severity}`).join(", ");
  return [
    `Open findings: ${trend.open.length}, ${days(trend.meanAgeDays)} old on average.`,
    ...trend.meanDaysToFix === void 0 ? [] : [`Fixed findings: ${trend.fixed.length}, after ${days(trend.meanDaysToFix)} on average.`],
    `Exposure-days: ${exposed === "" ? "none" : exposed}.`
  ];
}
function age({ since, days: count, reopened }) {
  return `since ${since}${reopened ? " (again)" : ""}, ${days(count)}`;
}
function days(count) {
  return `${count} ${count === 1 ? "day" : "days"}`;
}
function total(open) {
  return SEVERITIES.reduce((sum2, severity) => sum2 + open[severity], 0);
}

// src/history/trend.ts
var DAY = 24 * 60 * 60 * 1e3;
function trendOf(runs, least = "info") {
  const ordered = [...runs].sort((a, b) => timeOf(a.date) - timeOf(b.date));
  const open = /* @__PURE__ */ new Map();
  const fixed = [];
  const closed = /* @__PURE__ */ new Set();
  const exposure = Object.fromEntries(SEVERITIES.map((one) => [one, 0]));
  const trends = [];
  let before;
  for (const { date, report } of ordered) {
    const partial = report.conclusion === "could-not-run";
    if (before !== void 0) {
      const days2 = daysBetween(before, date);
      for (const { course } of open.values()) exposure[course.severity] += days2;
    }
    const now = new Map(
      report.findings.filter(({ suppressed, severity }) => suppressed === void 0 && atLeast(severity, least)).map((finding) => [keyOf(finding), finding])
    );
    let gone = 0;
    for (const [key, { course, since }] of open) {
      if (now.has(key) || partial) continue;
      open.delete(key);
      closed.add(key);
      gone++;
      fixed.push({ ...course, fixedOn: date, days: daysBetween(since, date) });
    }
    let added = 0;
    for (const [key, finding] of now) {
      const known = open.get(key);
      if (known === void 0) added++;
      const since = known?.since ?? date;
      const course = courseOf(finding, since, known?.course.reopened ?? closed.has(key));
      open.set(key, { course, since });
    }
    trends.push({
      date,
      open: Object.fromEntries(
        SEVERITIES.map((severity) => [
          severity,
          [...open.values()].filter(({ course }) => course.severity === severity).length
        ])
      ),
      // Everything is new to the first run, which says nothing.
      new: before === void 0 ? 0 : added,
      fixed: gone,
      partial
    });
    before = date;
  }
  const last = before ?? "";
  const still = [...open.values()].map(({ course, since }) => ({ ...course, days: daysBetween(since, last) })).sort(
    (a, b) => compareSeverity(a.severity, b.severity) || b.days - a.days || compareText(a.file, b.file)
  );
  return {
    runs: trends,
    open: still,
    fixed: fixed.sort(
      (a, b) => timeOf(b.fixedOn) - timeOf(a.fixedOn) || compareText(a.file, b.file)
    ),
    meanAgeDays: mean(still.map(({ days: days2 }) => days2)),
    ...fixed.length === 0 ? {} : { meanDaysToFix: mean(fixed.map(({ days: days2 }) => days2)) },
    exposureDays: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, rounded(exposure[severity])])
    )
  };
}
function courseOf(finding, since, reopened) {
  return {
    ruleId: finding.ruleId,
    severity: finding.severity,
    file: finding.location.file,
    line: finding.location.startLine,
    fingerprint: finding.fingerprint,
    since,
    days: 0,
    reopened
  };
}
function keyOf({ fingerprint, location }) {
  return `${fingerprint} ${location.file}`;
}
var DATE = /(\d{4}-\d{2}-\d{2})(?:T(\d{2})[:-]?(\d{2})(?:[:-]?(\d{2}))?Z?)?/;
function dateIn(name) {
  const match = DATE.exec(name);
  if (match === null) return void 0;
  const [, day, hour, minute, second = "00"] = match;
  const date = hour === void 0 ? day : `${day}T${hour}:${minute}:${second}Z`;
  return Number.isNaN(timeOf(date)) ? void 0 : date;
}
function timeOf(date) {
  return Date.parse(date);
}
function daysBetween(from, to) {
  return rounded(Math.max(timeOf(to) - timeOf(from), 0) / DAY);
}
function mean(values) {
  return values.length === 0 ? 0 : rounded(values.reduce((sum2, value) => sum2 + value, 0) / values.length);
}
function rounded(value) {
  return Math.round(value * 10) / 10;
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/cli/history.ts
function runHistory(given, surroundings) {
  const runs = given.reports.map((word) => {
    const named = /^(\d{4}-\d{2}-\d{2}[^=]*)=(.+)$/.exec(word);
    const path = named?.[2] ?? word;
    const date = dateIn(named?.[1] ?? path.slice(path.lastIndexOf("/") + 1)) ?? dateIn(path);
    if (date === void 0) {
      throw new UsageError(
        `When ${path} was made is not known: have a date in its name (audit-2026-01-31.json), or write 2026-01-31=${path}.`
      );
    }
    let text2;
    try {
      text2 = surroundings.readText(path);
    } catch {
      throw new ReportError(`The report ${path} cannot be read.`);
    }
    return { date, report: readReport(text2, path) };
  });
  const trend = trendOf(runs, given.least);
  const text = { text: trendText, json: trendJson, markdown: trendMarkdown }[given.format](trend);
  if (given.file === void 0) surroundings.out(text);
  else surroundings.writeText(given.file, text);
  return PASSED;
}

// src/report/merge-sarif.ts
var MOST_RESULTS = 5e3;
var MOST_LOGS_RUNS = 1e4;
function mergeSarif(parts) {
  const rules = /* @__PURE__ */ new Map();
  const results = [];
  const notifications = [];
  const seen = /* @__PURE__ */ new Set();
  let driver;
  let automation;
  let incomplete = false;
  let failed = false;
  for (const { name, text: text2, prefix } of parts) {
    for (const run of runsOf(text2, name)) {
      const own = objectAt(objectAt(run, "tool"), "driver");
      if (typeof own["name"] !== "string" || driver && own["name"] !== driver["name"]) {
        throw new ReportError(`${name} is no SARIF log of the tool that the others are of.`);
      }
      driver ??= own;
      automation ??= run["automationDetails"];
      const names = listAt(own, "rules").filter(isObject);
      for (const rule of names) {
        const id = String(rule["id"]);
        const other = rules.get(id);
        if (other === void 0 || securityOf(rule) > securityOf(other)) rules.set(id, rule);
      }
      for (const invocation of listAt(run, "invocations").filter(isObject)) {
        if (invocation["executionSuccessful"] === false) incomplete = true;
        const conclusion = objectAt(invocation, "properties")["conclusion"];
        if (conclusion === "failed") failed = true;
        if (conclusion === "could-not-run") incomplete = true;
        for (const one of listAt(invocation, "toolExecutionNotifications")) {
          notifications.push(moved(one, prefix));
        }
      }
      for (const result of listAt(run, "results").filter(isObject)) {
        const own2 = moved(result, prefix);
        const key = JSON.stringify([own2["ruleId"], own2["partialFingerprints"], own2["locations"]]);
        if (seen.has(key)) continue;
        seen.add(key);
        results.push(own2);
      }
    }
  }
  if (driver === void 0) throw new ReportError("There is no run in the SARIF logs to merge.");
  const ids = [...rules.keys()].sort();
  const worstFirst = results.map((result, at) => ({ result, at })).sort((a, b) => rankOf(b.result) - rankOf(a.result) || a.at - b.at).map(({ result }) => result);
  const anySuppressed = worstFirst.some((result) => result["suppressions"] !== void 0);
  if (worstFirst.length > MOST_RESULTS) incomplete = true;
  const text = `${safeJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { ...driver, rules: ids.map((id) => rules.get(id)) } },
        ...automation === void 0 ? {} : { automationDetails: automation },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: !incomplete,
            toolExecutionNotifications: uniqueOf(notifications),
            properties: {
              conclusion: failed ? "failed" : incomplete ? "could-not-run" : "passed"
            }
          }
        ],
        results: worstFirst.slice(0, MOST_RESULTS).map((result) => {
          const { ruleIndex: _index, ...rest } = result;
          const index = ids.indexOf(String(result["ruleId"]));
          return {
            ...rest,
            ...index < 0 ? {} : { ruleIndex: index },
            // Either all results of a run say whether they are suppressed or none does.
            ...anySuppressed ? { suppressions: result["suppressions"] ?? [] } : {}
          };
        })
      }
    ]
  })}
`;
  return { text, incomplete, failed };
}
function looksLikeSarif(text) {
  return /^\s*\{/.test(text) && /"runs"\s*:\s*\[/.test(text) && !/"schemaVersion"\s*:/.test(text);
}
function runsOf(text, name) {
  let log;
  try {
    log = JSON.parse(text);
  } catch {
    throw new ReportError(`${name} is no JSON.`);
  }
  if (!isObject(log) || log["version"] !== "2.1.0" || !Array.isArray(log["runs"])) {
    throw new ReportError(`${name} is no SARIF log of version 2.1.0.`);
  }
  return log["runs"].slice(0, MOST_LOGS_RUNS).filter(isObject);
}
function moved(value, prefix, depth = 0) {
  if (prefix === "" || depth > 40) return value;
  if (Array.isArray(value)) return value.map((one) => moved(one, prefix, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === "artifactLocation" && isObject(inner) && typeof inner["uri"] === "string") {
        return [key, { ...inner, uri: `${pathToUri(prefix)}/${inner["uri"]}` }];
      }
      return [key, moved(inner, prefix, depth + 1)];
    })
  );
}
function uniqueOf(values) {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...byText.values()];
}
function rankOf(result) {
  const rank = result["rank"];
  return typeof rank === "number" ? rank : 0;
}
function securityOf(rule) {
  return Number(objectAt(rule, "properties")["security-severity"] ?? 0);
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

// src/report/merge.ts
var CONCLUSIONS = ["could-not-run", "failed", "passed", "nothing-to-scan"];
function mergeReports(parts) {
  const first = parts[0]?.report;
  if (first === void 0) throw new RangeError("There is no report to merge.");
  const findings = unique(
    parts.flatMap(
      ({ report, prefix }) => report.findings.map((finding) => ({
        ...moved2(finding, prefix),
        ...finding.state === void 0 ? {} : { state: finding.state },
        ...suppressionOf(finding, prefix)
      }))
    )
  ).sort(
    (a, b) => compareSeverity(a.severity, b.severity) || compareText2(a.location.file, b.location.file) || a.location.startLine - b.location.startLine
  );
  const rules = new Map(parts.flatMap(({ report }) => report.rules.map((rule) => [rule.id, rule])));
  const files = {};
  for (const { report } of parts) {
    for (const [platform, count] of Object.entries(report.scanned.files)) {
      files[platform] = (files[platform] ?? 0) + count;
    }
  }
  const missing = missingShards(parts);
  const readers = parts.map(({ report, prefix }) => ({ lines: report.lines, prefix }));
  return {
    schemaVersion: 1,
    tool: first.tool,
    root: first.shard === void 0 ? `${parts.length} reports` : first.root,
    conclusion: missing.length > 0 ? "could-not-run" : CONCLUSIONS.find((one) => parts.some(({ report }) => report.conclusion === one)),
    reasons: [
      ...missing,
      ...parts.flatMap(
        ({ report, prefix }) => report.conclusion === "could-not-run" ? report.reasons.map((reason) => `${prefix || report.root}: ${reason}`) : []
      )
    ],
    failOn: first.failOn,
    reportSeverity: first.reportSeverity,
    rules: [...rules.values()].sort((a, b) => compareText2(a.id, b.id)),
    findings,
    fixed: unique(
      parts.flatMap(({ report, prefix }) => report.fixed.map((finding) => moved2(finding, prefix)))
    ),
    problems: uniqueProblems(
      parts.flatMap(
        ({ report, prefix }) => report.problems.map((problem) => ({ ...problem, where: placed(problem.where, prefix) }))
      )
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
function judgedAnew(report, failOn) {
  const judged = { ...report, failOn };
  if (report.conclusion === "could-not-run") return judged;
  const failed = report.findings.some((finding) => blocks(judged, finding));
  if (failed) return { ...judged, conclusion: "failed" };
  return report.conclusion === "failed" ? { ...judged, conclusion: "passed" } : judged;
}
function withMissing(report, names) {
  if (names.length === 0) return report;
  return {
    ...report,
    conclusion: "could-not-run",
    reasons: [
      ...report.reasons,
      ...names.map((name) => `There is no report of ${name}, so that this is not all of it.`)
    ]
  };
}
function missingShards(parts) {
  const shards = parts.flatMap(
    ({ report, prefix }) => report.shard === void 0 ? [] : [{ ...report.shard, tree: prefix }]
  );
  const trees = /* @__PURE__ */ new Map();
  for (const { tree, ...shard } of shards) trees.set(tree, [...trees.get(tree) ?? [], shard]);
  return [...trees].flatMap(([tree, mine]) => {
    const of = tree === "" ? "" : ` of ${tree}`;
    const totals = [...new Set(mine.map(({ total: total3 }) => total3))];
    if (totals.length > 1) {
      return [`The parts${of} are of different splits: ${totals.join(" and ")} parts.`];
    }
    const total2 = totals[0];
    return Array.from({ length: total2 }, (_, i) => i + 1).flatMap((index) => {
      const times = mine.filter((shard) => shard.index === index).length;
      if (times === 1) return [];
      return times === 0 ? [`Part ${index}/${total2}${of} is missing, so that this is not all of it.`] : [`Part ${index}/${total2}${of} is there ${times} times.`];
    });
  });
}
function uniqueProblems(problems) {
  const seen = /* @__PURE__ */ new Set();
  return problems.filter((problem) => {
    const key = JSON.stringify(problem);
    return seen.has(key) ? false : seen.add(key) !== void 0;
  });
}
function moved2(finding, prefix) {
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
  return numbers.reduce((total2, number) => total2 + number, 0);
}
function compareText2(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/cli/merge.ts
async function merge(given, surroundings) {
  const texts = given.reports.map((path) => {
    try {
      return { path, text: surroundings.readText(path) };
    } catch {
      throw new ReportError(`The report ${path} cannot be read.`);
    }
  });
  const logs = texts.filter(({ text }) => looksLikeSarif(text));
  if (logs.length === texts.length) return mergeLogs(given, logs, surroundings);
  if (logs.length > 0) {
    throw new ReportError(
      `${logs[0].path} is a SARIF log and others are JSON reports; merge each kind by itself.`
    );
  }
  const parts = texts.map(({ path, text }) => {
    const report = readReport(text, path);
    return { report, prefix: given.shards ? "" : folderName(report.root) };
  });
  const joined = mergeReports(parts);
  const expected = given.expected === void 0 ? [] : namesIn(given.expected, surroundings);
  const merged = withMissing(
    given.failOn === void 0 ? joined : judgedAnew(joined, given.failOn),
    expected.filter((name) => !parts.some(({ prefix }) => prefix === folderName(name)))
  );
  const written = await writeReport(merged, { ...given, quiet: false }, surroundings);
  if (!written || merged.conclusion === "could-not-run") return COULD_NOT_RUN;
  return merged.conclusion === "failed" ? FOUND : PASSED;
}
function namesIn(path, surroundings) {
  try {
    return surroundings.readText(path).split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  } catch {
    throw new ReportError(`The list ${path} cannot be read.`);
  }
}
function mergeLogs(given, logs, surroundings) {
  const [output, ...more] = given.outputs;
  if (more.length > 0 || given.formatGiven && output.format !== "sarif") {
    throw new ReportError("SARIF logs are merged into one SARIF log; leave --format out.");
  }
  const { text, incomplete, failed } = mergeSarif(
    logs.map(({ path, text: log }) => ({
      name: path,
      text: log,
      prefix: given.shards ? "" : folderName(path.replace(/\.sarif(?:\.json)?$|\.json$/, ""))
    }))
  );
  if (output.file === void 0) surroundings.out(text);
  else surroundings.writeText(output.file, text);
  if (incomplete) return COULD_NOT_RUN;
  return failed ? FOUND : PASSED;
}
function folderName(root) {
  return root.split("/").filter((part) => part !== "" && part !== "." && part !== "..").join("/");
}

// src/check/config.ts
async function resolveConfig({
  root,
  given,
  nameOf,
  config: choice
}) {
  const real = realRoot(root);
  const tree = new DiskTree(real, listFiles(real).paths);
  const { config } = await loadPolicy(tree, choice ?? { kind: "find" }, { withoutBaseline: true });
  const settings = resolveSettings(given, config, nameOf);
  return { settings, ...config === void 0 ? {} : { config } };
}

// src/cli/print-config.ts
async function printConfig(given, options, { out }) {
  const { settings, config } = await resolveConfig({
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
function writeFile({ path, content }, append2 = false) {
  return `cat ${append2 ? ">>" : ">"} ${path} <<'END_OF_FILE'
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
    // Without nc nothing would answer either, and that is no proof.
    'command -v nc >/dev/null || { echo "nc is not installed here: nothing was asked" >&2; return 2; }',
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
  let row = bullet;
  for (const word of text.split(" ")) {
    if (row.length + word.length > LINE_LENGTH) {
      rows.push(row.trimEnd());
      row = " ".repeat(bullet.length);
    }
    row += `${word} `;
  }
  return [...rows, row.trimEnd()].map((line) => `# ${line}`);
}

// src/cli/remediate.ts
function runRemediate(given, surroundings) {
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
  if (given.file === void 0) surroundings.out(text);
  else surroundings.writeText(given.file, text);
  return PASSED;
}

// src/cli/shard.ts
function runShard(given, surroundings) {
  let text;
  try {
    text = surroundings.readText(given.list);
  } catch {
    throw new UsageError(`The list ${given.list} cannot be read.`);
  }
  const names = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  surroundings.out(
    namesOf([...new Set(names)], given.shard).map((name) => `${name}
`).join("")
  );
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
    `Reads: ${LAZY_PLATFORMS.map(({ title }) => title).join(", ")}
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
export {
  HELP,
  merge,
  printConfig,
  rulesTable,
  runHistory,
  runProbe,
  runRemediate,
  runShard
};
