import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  SUPPRESSED_BY,
  authenticationText,
  blocks,
  codeFrame,
  countsText,
  maskSecrets,
  plural,
  sectionsOf,
  socketsText,
  unifiedDiff,
  untoldProblems,
  verdictText,
  wasCompared
} from "./chunk-4YCC46JY.js";
import {
  capitalised,
  clip,
  describer,
  html,
  htmlCode,
  markdownCode,
  markdownFence,
  markdownProse,
  mermaidLabel,
  pathSteps,
  pathToUri,
  safeJson,
  visible
} from "./chunk-ZDN3N4YR.js";
import {
  SEVERITIES,
  atLeast,
  compareSeverity
} from "./chunk-FHUH3I3Y.js";
import {
  append
} from "./chunk-5VOORNIG.js";

// src/report/budget.ts
var Budget = class {
  /** @param most bytes the finished text may have */
  constructor(most) {
    this.most = most;
  }
  most;
  pieces = [];
  used = 0;
  /** Adds a piece and a line end after it; says whether it fitted. */
  add(piece, reserve = 0) {
    const size = bytes(piece) + 1;
    if (this.used + size + reserve > this.most) return false;
    this.pieces.push(piece);
    this.used += size;
    return true;
  }
  get left() {
    return this.most - this.used;
  }
  text() {
    return this.pieces.map((piece) => `${piece}
`).join("");
  }
};
function bytes(text) {
  return Buffer.byteLength(text, "utf8");
}

// src/report/markdown-finding.ts
var SEVERITY_MARK = {
  critical: "🔴",
  high: "🟠",
  medium: "🟡",
  low: "🔵",
  info: "⚪"
};
var MOST_NOTES = 8;
var MOST_RELATED = 10;
var LONGEST_PLACE = 160;
function placeLink(where, link, inTable = false) {
  const label = markdownCode(placeLabel(where), inTable);
  const target = permalink(where, link);
  return target === void 0 ? label : `[${label}](${target})`;
}
function permalink(where, link) {
  if (link === void 0) return void 0;
  const { serverUrl, repository, sha } = link;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^[0-9a-f]{7,64}$/i.test(sha)) return void 0;
  const folder = (link.prefix ?? "").split("/").filter((part) => part !== "" && part !== ".");
  if (where.file.split("/").some((part) => part === ".." || part === ".")) return void 0;
  const path = pathToUri([...folder, where.file].join("/"));
  const lines = where.endLine > where.startLine ? `#L${where.startLine}-L${where.endLine}` : `#L${where.startLine}`;
  return safeUrl(`${serverUrl}/${repository}/blob/${sha}/${path}${lines}`);
}
function safeUrl(url) {
  return /^https?:\/\/[\w.~:/?#@$&*+,;=%-]+$/.test(url) ? url : void 0;
}
function ruleLink(text, inTable = false) {
  const label = markdownCode(text.ruleId, inTable);
  const url = text.docsUrl === void 0 ? void 0 : safeUrl(text.docsUrl);
  return url === void 0 ? label : `[${label}](${url})`;
}
function tableRow(finding, text, link) {
  const from = finding.path.find(({ kind }) => kind === "network")?.label ?? finding.reach;
  const cells = [
    // A space that does not break, so that the column stays on one line.
    `${SEVERITY_MARK[finding.severity]} ${finding.severity}`,
    `${ruleLink(text, true)} ${markdownProse(text.title, true)}`,
    placeLink(finding.location, link, true),
    markdownCode(clip(from, 60), true),
    markdownProse(clip(text.fix[0] ?? "", 140), true).trim()
  ];
  return `| ${cells.join(" | ")} |`;
}
function findingSection(report, finding, text, options) {
  const fails = blocks(report, finding);
  const isMinor = !fails && !atLeast(finding.severity, "medium");
  const severity = `${options.number}. ${SEVERITY_MARK[finding.severity]} ${finding.severity}`;
  const marks = [
    placeLink(finding.location, options.link),
    ruleLink(text),
    fails ? "**fails the check**" : "",
    finding.unresolved ? "**cannot be told for certain**" : ""
  ].filter((mark) => mark !== "");
  const parts = [marks.join(" · ")];
  if (text.path !== "") parts.push(markdownCode(clip(text.path, 400)));
  parts.push(markdownProse(text.sentence).trim());
  const diff2 = fixDiff(report, finding);
  if (diff2 === "") {
    parts.push(excerpt(report, finding.location));
    if (text.fix.length > 0) parts.push(`**Fix**

${bullets(text.fix)}`);
  } else {
    parts.push(`**Fix** ${markdownProse(text.fix[0] ?? "")}`, diff2);
    if (text.fix.length > 1) parts.push(bullets(text.fix.slice(1)));
  }
  parts.push(noted(text.notes.slice(0, MOST_NOTES)));
  const body = parts.filter((part) => part !== "");
  const more = moreAbout(finding, text, options);
  if (isMinor) {
    const summary = `${severity}: ${html(text.title)}, ${placeHtml(finding.location)}`;
    return `<details><summary>${summary}</summary>

${[...body, ...more].join("\n\n")}

</details>
`;
  }
  const folded3 = [
    "<details><summary>The way in, why, how to verify, how to roll back</summary>",
    ...more,
    "</details>"
  ];
  return `#### ${severity}: ${markdownProse(text.title)}

${[...body, ...folded3].join("\n\n")}
`;
}
function noted(notes) {
  const [first, ...others2] = notes;
  if (first === void 0) return "";
  return others2.length === 0 ? `**Note** ${markdownProse(first).trim()}` : `**Notes**

${bullets(notes)}`;
}
var LANGUAGES = {
  tf: "hcl",
  hcl: "hcl",
  nomad: "hcl",
  yml: "yaml",
  yaml: "yaml",
  j2: "yaml",
  json: "json",
  sh: "sh",
  bicep: "bicep",
  service: "ini",
  xml: "xml"
};
var MOST_EXCERPT_LINES = 3;
function excerpt(report, where) {
  const lines = [];
  for (let i = 0; i < MOST_EXCERPT_LINES && where.startLine + i <= where.endLine; i++) {
    lines.push(clip(maskSecrets(report.lines(where.file, where.startLine + i)), 200));
  }
  if (lines.every((line) => line.trim() === "")) return "";
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const shown = lines.map((line) => line.slice(Math.min(...indents)));
  const name = where.file.slice(where.file.lastIndexOf("/") + 1);
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const known = Object.hasOwn(LANGUAGES, ending) ? LANGUAGES[ending] : "";
  return markdownFence(shown.join("\n"), /dockerfile/i.test(name) ? "dockerfile" : known);
}
function moreAbout(finding, text, options) {
  const parts = [];
  const steps = pathSteps(finding);
  if (options.picture && steps.length > 1) parts.push(picture(steps));
  if (text.why !== "") parts.push(`**Why** ${markdownProse(text.why)}`);
  if (text.verify.length > 0) {
    parts.push("**Verify**");
    for (const { where, command, expect } of text.verify) {
      parts.push(
        `${markdownProse(capitalised(where))}:`,
        markdownFence(command, "sh"),
        markdownProse(expect)
      );
    }
  }
  parts.push(`**Roll back** ${markdownProse(text.rollback)}`);
  if (finding.related.length > 0) {
    const places = finding.related.slice(0, MOST_RELATED).map(({ where, message }) => `- ${placeLink(where, options.link)} ${markdownProse(message)}`);
    if (finding.related.length > MOST_RELATED) {
      places.push(`- ${finding.related.length - MOST_RELATED} more places`);
    }
    parts.push("**See also**", places.join("\n"));
  }
  return parts;
}
function fixDiff(report, finding) {
  if (finding.fix === void 0) return "";
  const diff2 = unifiedDiff(finding.fix.edits, report.lines, { context: 1, mask: true });
  if (diff2 === "") return "";
  const short = diff2.split("\n").map((line) => clip(line, 300)).join("\n");
  return markdownFence(short, "diff");
}
var SHAPES = {
  network: ['(["', '"])'],
  ingress: ['{{"', '"}}'],
  restriction: ['[/"', '"/]'],
  workload: ['["', '"]'],
  listener: ['[("', '")]']
};
function picture(path) {
  const nodes = path.slice(0, 12).map(({ kind, label }, index) => {
    const [open, close] = SHAPES[kind];
    return `  n${index}${open}${mermaidLabel(label)}${close}`;
  });
  const arrows = nodes.slice(1).map((_, index) => `  n${index} --> n${index + 1}`);
  return ["```mermaid", "flowchart LR", ...nodes, ...arrows, "```"].join("\n");
}
function findingLine(finding, text, link) {
  return `${SEVERITY_MARK[finding.severity]} ${finding.severity} ${ruleLink(text)} ${placeLink(finding.location, link)} ${markdownProse(clip(text.sentence, 400))}`;
}
function fixedLine(finding, text) {
  return `~~${findingLine(finding, text)}~~`;
}
function suppressedLine(finding, text, link) {
  const { by, reason, until, where } = finding.suppressed;
  const end = until === void 0 ? "without an end" : `until ${markdownCode(until)}`;
  const place2 = where === void 0 ? "" : `, ${placeLink(where, link)}`;
  return `${findingLine(finding, text, link)} — by ${SUPPRESSED_BY[by]}${place2}, ${end}: ${markdownProse(clip(reason, 300))}`;
}
function bullets(sentences) {
  return sentences.map((sentence) => `- ${markdownProse(sentence).trim()}`).join("\n");
}
function placeHtml(where) {
  return htmlCode(placeLabel(where));
}
function placeLabel({ file, startLine }) {
  const shown = file.length <= LONGEST_PLACE ? file : `…${file.slice(-LONGEST_PLACE)}`;
  return `${shown}:${startLine}`;
}

// src/report/markdown.ts
var SUMMARY_BUDGET = 900 * 1024;
var COMMENT_BUDGET = 65536;
var MOST_PICTURES = 25;
var MOST_LISTED = 200;
function renderSummary(report, options = {}) {
  const page = new Budget(options.budget ?? SUMMARY_BUDGET);
  heading(page, report);
  findings(page, report, options, "the JSON or SARIF report", tail(report, options, MOST_LISTED));
  return page.text();
}
function renderComment(report, options) {
  const page = new Budget(options.budget ?? COMMENT_BUDGET);
  page.add(markerLine(options.marker));
  heading(page, report);
  if (options.isForeign === true) page.add(`${FOREIGN} ${summaryName(options)}.
`);
  findings(page, report, options, summaryName(options), [
    ...lists(report, options, 20),
    probed(report),
    footer(report, options)
  ]);
  return page.text();
}
var FOREIGN = "From the report of a run without rights, which the change itself could have written. The check decides; see";
function renderResolvedComment(options) {
  const fixed = options.fixed === void 0 || options.fixed === 0 ? "" : ` (${options.fixed} fixed)`;
  return [
    markerLine(options.marker),
    "## ✅ memcached exposure check",
    "",
    `Nothing is left: the findings are resolved in ${markdownCode(clip(options.sha, 12))}${fixed}.`,
    ""
  ].join("\n");
}
function markerLine(marker) {
  return /^<!-- [^<>\n\r]{1,200} -->$/.test(marker) && !marker.slice(4, -3).includes("--") ? marker : "<!-- memcached-exposure-check -->";
}
var ICONS = {
  failed: "❌",
  "could-not-run": "❌",
  "nothing-to-scan": "⚠️",
  passed: "✅"
};
function heading(page, report) {
  const { current, existing, suppressed } = sectionsOf(report);
  const compared = wasCompared(report);
  const icon = report.conclusion === "passed" && current.length > 0 ? "⚠️" : ICONS[report.conclusion];
  const counts = [
    compared ? `${current.length} new` : plural(current.length, "finding"),
    existing.length > 0 ? `${existing.length} existing` : "",
    report.fixed.length > 0 ? `${report.fixed.length} fixed` : "",
    suppressed.length > 0 ? `${suppressed.length} suppressed` : ""
  ].filter((count) => count !== "");
  const ran = report.conclusion === "passed" || report.conclusion === "failed";
  page.add(`## ${icon} memcached exposure check${ran ? `: ${counts.join(", ")}` : ""}
`);
  const severities = countsText(current);
  page.add(`**${verdictText(report)}**${severities === "" ? "" : ` ${severities}.`}
`);
  for (const reason of report.reasons.slice(0, 20)) {
    page.add(`${markdownProse(clip(reason, 1e3)).trim()}
`);
  }
  if (report.comparison !== void 0) {
    const { base, unavailable } = report.comparison;
    page.add(
      unavailable === void 0 ? `Compared with ${markdownCode(clip(base, 100))}: only new findings count.
` : `⚠️ Not compared with ${markdownCode(clip(base, 100))}, so all findings count: ${markdownProse(clip(unavailable, 500))}
`
    );
  }
}
function findings(page, report, options, elsewhere, after) {
  const { current } = sectionsOf(report);
  const describe = describer(report);
  const kept = within(after, page.left / 4);
  const reserve = kept.reduce((sum, part) => sum + bytes(part) + 1, 0) + 300;
  if (current.length > 0) {
    table(page, current, describe, options, elsewhere, reserve);
    page.add(`### ${wasCompared(report) ? "New" : "Findings"} (${current.length})
`, reserve);
    let told = 0;
    for (const finding of current) {
      const section = findingSection(report, finding, describe(finding), {
        number: told + 1,
        picture: told < MOST_PICTURES,
        ...options.link === void 0 ? {} : { link: options.link }
      });
      if (!page.add(section, reserve)) break;
      told++;
    }
    if (told < current.length) {
      page.add(`… ${current.length - told} more in ${elsewhere}.
`, reserve - 150);
    }
  }
  for (const part of kept) page.add(part);
}
function table(page, current, describe, options, elsewhere, reserve) {
  const share = page.left - (page.left - reserve) / 3;
  page.add(
    "| Severity | What is open | Where | Reached from | What to change |\n| --- | --- | --- | --- | --- |",
    reserve
  );
  let rows = 0;
  for (const finding of current) {
    if (!page.add(tableRow(finding, describe(finding), options.link), share)) break;
    rows++;
  }
  page.add("", reserve);
  if (rows < current.length) {
    page.add(`… ${current.length - rows} more in ${elsewhere}.
`, reserve - 150);
  }
}
function within(parts, most) {
  const kept = [];
  let used = 0;
  for (const part of parts) {
    const size = bytes(part) + 1;
    if (used + size > most) continue;
    used += size;
    kept.push(part);
  }
  return kept;
}
function lists(report, options, most) {
  const { existing, suppressed } = sectionsOf(report);
  const describe = describer(report);
  const line = (finding) => findingLine(finding, describe(finding), options.link);
  const base = report.comparison?.base;
  return [
    folded(
      `Already ${base === void 0 ? "there" : "in the base"} (${existing.length}), ${existing.length === 1 ? "does" : "do"} not fail the check`,
      existing.map(line),
      most
    ),
    folded(
      `Fixed (${report.fixed.length})`,
      report.fixed.map((finding) => fixedLine(finding, describe(finding))),
      most
    ),
    folded(
      `Suppressed (${suppressed.length})`,
      suppressed.map((finding) => suppressedLine(finding, describe(finding), options.link)),
      most
    )
  ].filter((part) => part !== "");
}
function tail(report, options, most) {
  return [
    ...lists(report, options, most),
    probed(report),
    problems(report, options, most),
    inventory(report, options, most),
    scanned(report),
    footer(report, options)
  ].filter((part) => part !== "");
}
function probed({ probes: probes2 }) {
  if (probes2 === void 0) return "";
  const marks = { closed: "✅ closed", answers: "❌ answers", unknown: "⚠️ not asked" };
  return [
    `### Probed hosts (${probes2.length})`,
    "",
    "| Host | Result | Answers |",
    "| --- | --- | --- |",
    ...probes2.map(
      ({ target, outcome, answers }) => `| ${markdownCode(clip(target, 260), true)} | ${marks[outcome]} | ${answers.map((answer) => markdownProse(clip(answer, 400), true).trim()).join("<br>")} |`
    ),
    ""
  ].join("\n");
}
function problems(report, options, most) {
  const title = {
    unparsed: "not read, so not checked",
    unresolved: "not resolved",
    note: "note"
  };
  const untold = untoldProblems(report);
  return folded(
    `Problems and notes (${untold.length})`,
    untold.map(
      ({ kind, where, message }) => `${placeLink(where, options.link)} ${title[kind]}: ${markdownProse(clip(message, 500))}`
    ),
    most
  );
}
function inventory(report, options, most) {
  const items2 = report.inventory;
  if (items2.length === 0) return "";
  const rows = items2.slice(0, most).map(
    (item) => `| ${markdownCode(clip(item.workload, 100), true)} | ${placeLink(item.where, options.link, true)} | ${item.version === void 0 ? "not known" : markdownCode(clip(item.version.text, 80), true)} | ${markdownProse(clip(socketsText(item), 200), true)} | ${authenticationText(item)} | ${item.reach === "unknown" ? "not known" : item.reach} |`
  );
  return [
    `### Memcached found (${items2.length})`,
    "",
    "| Runs in | Where | Version | Sockets | Authentication | Reach |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    ...items2.length > most ? ["", `… ${items2.length - most} more`] : [],
    ""
  ].join("\n");
}
function scanned(report) {
  const { files, total, skipped, notes } = report.scanned;
  const lines = Object.entries(files).map(([platform, count]) => `- ${count} ${platform}`);
  for (const { reason, count, examples } of skipped) {
    const some = (examples ?? []).slice(0, 3).map((path) => markdownCode(clip(path, 120)));
    lines.push(
      `- skipped ${count} ${markdownProse(reason)}${some.length === 0 ? "" : `: ${some.join(", ")}`}`
    );
  }
  for (const note of notes.slice(0, 50)) lines.push(`- ${markdownProse(clip(note, 500))}`);
  return [
    `<details><summary>What was scanned: ${plural(total, "file")}</summary>`,
    "",
    ...lines,
    "",
    "</details>",
    ""
  ].join("\n");
}
function footer(report, options) {
  const { name, version, url } = report.tool;
  const target = url === void 0 ? void 0 : safeUrl(url);
  const label = `${markdownProse(name)} ${markdownProse(version)}`;
  const tool = target === void 0 ? label : `[${label}](${target})`;
  const of = options.link === void 0 || !/^[0-9a-f]{7,64}$/i.test(options.link.sha) ? "" : `, ${markdownCode(options.link.sha.slice(0, 12))}`;
  const hidden = report.belowThreshold === 0 ? "" : ` ${plural(report.belowThreshold, "finding")} below ${report.reportSeverity} not shown.`;
  return `<sub>${tool}${of}.${hidden}</sub>`;
}
function folded(title, lines, most) {
  if (lines.length === 0) return "";
  return [
    `<details><summary>${title}</summary>`,
    "",
    ...lines.slice(0, most).map((line) => `- ${line}`),
    ...lines.length > most ? [`- … ${lines.length - most} more`] : [],
    "",
    "</details>",
    ""
  ].join("\n");
}
function summaryName(options) {
  const url = options.summaryUrl === void 0 ? void 0 : safeUrl(options.summaryUrl);
  return url === void 0 ? "the job summary" : `[the job summary](${url})`;
}

// src/report/html-picture.ts
var BOX = { width: 168, height: 78, gap: 36, top: 20 };
var LETTERS = 21;
var MOST_LINES = 3;
var MOST_STEPS = 8;
var KINDS = {
  network: "from",
  ingress: "through",
  restriction: "past",
  workload: "runs in",
  listener: "reaches"
};
function pathPicture(steps, title, id) {
  const shown = steps.slice(0, MOST_STEPS);
  const width = shown.length * BOX.width + (shown.length - 1) * BOX.gap + 4;
  const height = BOX.height + BOX.top + 4;
  const parts = shown.map((step, index) => {
    const x = 2 + index * (BOX.width + BOX.gap);
    const arrow = index === 0 ? "" : arrowTo(x);
    return `${arrow}${box(step, x)}`;
  });
  return [
    `<figure><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}">`,
    `<title id="${id}">${html(clip(title, 600))}</title>`,
    ...parts,
    "</svg></figure>"
  ].join("\n");
}
function box({ kind, label }, x) {
  const middle = BOX.top + BOX.height / 2;
  const lines = wrapped(label);
  const first = middle - (lines.length - 1) * 16 / 2 + 4;
  const text = lines.map((line, index) => `<tspan x="${x + 10}" y="${first + index * 16}">${html(line)}</tspan>`).join("");
  const isSource = kind === "network";
  const radius = isSource ? BOX.height / 2 : kind === "listener" ? 14 : 4;
  return [
    `<text class="kind" x="${x + 10}" y="${BOX.top - 6}">${KINDS[kind]}</text>`,
    `<rect class="box${isSource ? " source" : ""}" x="${x}" y="${BOX.top}" width="${BOX.width}" height="${BOX.height}" rx="${radius}"/>`,
    `<text>${text}</text>`
  ].join("");
}
function arrowTo(x) {
  const y = BOX.top + BOX.height / 2;
  return `<path class="arrow" d="M${x - BOX.gap + 3} ${y}H${x - 8}"/><path class="head" d="M${x - 10} ${y - 5}l8 5-8 5z"/>`;
}
function wrapped(label) {
  const lines = [];
  let rest = [...visible(label)];
  while (rest.length > LETTERS && lines.length < MOST_LINES - 1) {
    const at = breakOf(rest);
    lines.push(rest.slice(0, at).join("").trimEnd());
    rest = rest.slice(at);
  }
  return [...lines, clip(rest.join("").trimStart(), LETTERS)];
}
function breakOf(letters) {
  for (const kind of [/\s/, /[./:_-]/]) {
    for (let at = LETTERS; at > LETTERS / 2; at--) {
      if (kind.test(letters[at - 1])) return at;
    }
  }
  return LETTERS;
}
var CHART = { width: 640, height: 150, foot: 22 };
function trendPicture(runs, title, id) {
  const most = Math.max(1, ...runs.map(totalOf));
  const step = CHART.width / Math.max(runs.length, 6);
  const bars = runs.map((run, index) => {
    const x = index * step + step * 0.15;
    let y = CHART.height;
    return [...SEVERITIES].reverse().map((severity) => {
      const height = run.open[severity] / most * (CHART.height - 12);
      y -= height;
      return height === 0 ? "" : `<rect class="bar bar-${severity}" x="${round(x)}" y="${round(y)}" width="${round(step * 0.7)}" height="${round(height)}"/>`;
    }).join("");
  });
  const [first, last] = [runs[0], runs.at(-1)];
  const right = runs.length * step;
  return [
    `<figure><svg class="trend" viewBox="0 0 ${CHART.width} ${CHART.height + CHART.foot}" width="${CHART.width}" height="${CHART.height + CHART.foot}" role="img" aria-labelledby="${id}">`,
    `<title id="${id}">${html(title)}</title>`,
    ...bars,
    `<path class="arrow" d="M0 ${CHART.height + 1}H${CHART.width}"/>`,
    first === void 0 ? "" : `<text class="kind" x="0" y="${CHART.height + 17}">${html(clip(first.date, 10))}</text>`,
    last === void 0 || last === first ? "" : `<text class="kind" x="${round(right)}" y="${CHART.height + 17}" text-anchor="end">${html(clip(last.date, 10))}</text>`,
    "</svg></figure>"
  ].filter((part) => part !== "").join("\n");
}
function totalOf({ open }) {
  return SEVERITIES.reduce((sum, severity) => sum + open[severity], 0);
}
function round(number) {
  return Math.round(number * 10) / 10;
}

// src/report/html-text.ts
function prose(text) {
  return text.split("`").map((part, index) => index % 2 === 1 ? htmlCode(part) : html(part)).join("");
}
function place(where, link) {
  const label = htmlCode(`${where.file}:${where.startLine}:${where.startColumn}`);
  return linked(label, permalink(where, link));
}
function linked(label, url) {
  const target = url === void 0 ? void 0 : safeUrl(url);
  return target === void 0 ? label : `<a href="${html(target)}" rel="noreferrer">${label}</a>`;
}
function badge(severity) {
  return `<span class="badge ${severity}">${severity}</span>`;
}
function table2(caption, head, rows) {
  const cells = head.map((cell) => `<th scope="col">${cell}</th>`).join("");
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${html(caption)}"><table>`,
    `<caption>${html(caption)}</caption>`,
    `<thead><tr>${cells}</tr></thead>`,
    `<tbody>
${rows.join("\n")}
</tbody>`,
    "</table></div>"
  ].join("\n");
}
function row(cells, attributes = "") {
  const [first, ...others2] = cells;
  return `<tr${attributes}><th scope="row">${first ?? ""}</th>${others2.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}
function items(sentences) {
  if (sentences.length === 0) return "";
  return `<ul>${sentences.map((sentence) => `<li>${prose(sentence)}</li>`).join("")}</ul>`;
}
function folded2(title, body) {
  return `<details><summary>${title}</summary>
${body}
</details>`;
}

// src/report/html-finding.ts
var MOST_RELATED2 = 20;
function filterClasses(report, finding) {
  return `is-${finding.severity}${blocks(report, finding) ? "" : " fails-not"}`;
}
function findingArticle(report, finding, text, options) {
  const { number, link } = options;
  const marks = [
    place(finding.location, link),
    linked(htmlCode(text.ruleId), text.docsUrl),
    `reach: ${finding.reach}`,
    blocks(report, finding) ? "<strong>fails the check</strong>" : "",
    finding.unresolved ? "<strong>cannot be told for certain</strong>" : ""
  ].filter((mark) => mark !== "");
  const steps = pathSteps(finding);
  const related = finding.related.slice(0, MOST_RELATED2).map(({ where, message }) => `<li>${place(where, link)} ${prose(message)}</li>`);
  const checks = text.verify.map(
    ({ where, command, expect }) => `<p>${html(capitalised(where))}:</p>
<pre><code>${html(command)}</code></pre>
<p>${prose(expect)}</p>`
  );
  return [
    `<article id="finding-${number}" aria-labelledby="title-${number}" class="${filterClasses(report, finding)}">`,
    `<h3 id="title-${number}">${number}. ${badge(finding.severity)} ${html(text.title)}</h3>`,
    `<p>${marks.join(" · ")}</p>`,
    steps.length > 1 ? options.picture ? pathPicture(steps, text.path, `path-${number}`) : `<p>${htmlCode(text.path)}</p>` : "",
    `<p>${prose(text.sentence)}</p>`,
    frame(report, finding.location),
    text.fix.length === 0 ? "" : `<h4>Fix</h4>
${items(text.fix)}`,
    diff(report, finding),
    text.notes.length === 0 ? "" : `<h4>Notes</h4>
${items(text.notes)}`,
    text.why === "" ? "" : `<h4>Why</h4>
<p>${prose(text.why)}</p>`,
    checks.length === 0 ? "" : `<h4>Verify</h4>
${checks.join("\n")}`,
    `<h4>Roll back</h4>
<p>${prose(text.rollback)}</p>`,
    related.length === 0 ? "" : `<h4>See also</h4>
<ul>${related.join("")}</ul>`,
    "</article>"
  ].filter((part) => part !== "").join("\n");
}
function frame(report, where) {
  const lines = codeFrame(where, report.lines);
  if (!lines.some(({ text }) => text !== "")) return "";
  const digits = Math.max(...lines.map(({ number }) => String(number).length));
  const shown = lines.map((line) => {
    const text = line.marked ? `<mark>${html(line.text)}</mark>` : html(line.text);
    return `${String(line.number).padStart(digits)} | ${text}`;
  });
  return `<pre tabindex="0"><code>${shown.join("\n")}</code></pre>`;
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
  return `<pre tabindex="0"><code>${lines.join("\n")}</code></pre>`;
}

// src/report/html-style.ts
var PALETTES = {
  light: {
    page: "#ffffff",
    panel: "#f6f8fa",
    text: "#1f2328",
    muted: "#59636e",
    line: "#818b98",
    link: "#0757b5",
    critical: "#a40e26",
    high: "#a33d00",
    medium: "#7a4b00",
    low: "#0757b5",
    info: "#59636e",
    good: "#116329",
    added: "#dafbe1",
    removed: "#ffebe9",
    mark: "#fff3b0"
  },
  dark: {
    page: "#0d1117",
    panel: "#161b22",
    text: "#e6edf3",
    muted: "#9da7b1",
    line: "#6e7681",
    link: "#79c0ff",
    critical: "#ff8a80",
    high: "#ffa657",
    medium: "#e3b341",
    low: "#79c0ff",
    info: "#9da7b1",
    good: "#56d364",
    added: "#12351f",
    removed: "#4a1618",
    mark: "#4d3b00"
  }
};
var variables = (palette) => Object.entries(palette).map(([name, value]) => `--${name}: ${value}`).join("; ");
var SEVERITY_CLASSES = ["critical", "high", "medium", "low", "info"];
var FILTERS = [
  ...SEVERITY_CLASSES.map(
    (severity) => `body:has(#show-${severity}:not(:checked)) .is-${severity} { display: none }`
  ),
  "body:has(#only-failing:checked) .fails-not { display: none }"
].join("\n");
var STYLE = `
:root { color-scheme: light dark; ${variables(PALETTES.light)} }
@media screen and (prefers-color-scheme: dark) { :root { ${variables(PALETTES.dark)} } }
* { box-sizing: border-box }
html { scroll-behavior: auto }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem }
header { padding-top: 1.5rem }
h1 { font-size: 1.5rem; margin: 0 }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem }
h3 { font-size: 1.1rem; margin: 0 0 .5rem }
h4 { font-size: 1rem; margin: 1rem 0 .25rem }
p, ul { margin: .4rem 0 }
a { color: var(--link) }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.skip { position: absolute; left: -100rem }
.skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .25rem .5rem }
code, pre { font: .875rem/1.45 ui-monospace, SFMono-Regular, Consolas, monospace; overflow-wrap: anywhere }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; overflow-x: auto; overflow-wrap: normal; padding: .6rem .8rem }
pre code { overflow-wrap: normal }
mark { background: var(--mark); color: var(--text) }
ins { background: var(--added); text-decoration: none }
del { background: var(--removed); text-decoration: none }
s { text-decoration: line-through }
.verdict { border: 1px solid var(--line); border-left: .5rem solid; border-radius: 6px; font-size: 1.15rem; margin: 1rem 0; padding: .75rem 1rem }
.verdict strong { text-transform: uppercase }
.failed, .could-not-run { border-left-color: var(--critical) }
.passed { border-left-color: var(--good) }
.nothing-to-scan { border-left-color: var(--medium) }
.failed strong, .could-not-run strong { color: var(--critical) }
.passed strong { color: var(--good) }
.nothing-to-scan strong { color: var(--medium) }
.muted { color: var(--muted) }
.tiles { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0 }
.tiles li { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; min-width: 6rem; padding: .4rem .75rem }
.tiles b { display: block; font-size: 1.4rem; line-height: 1.2 }
.badge { border: 1px solid; border-radius: 4px; font-size: .85rem; font-weight: 600; padding: .05rem .4rem; white-space: nowrap }
${SEVERITY_CLASSES.map((severity) => `.${severity} { color: var(--${severity}) }`).join("\n")}
.good { color: var(--good) }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0 }
nav a { display: inline-block; padding: .2rem 0 }
fieldset { border: 1px solid var(--line); border-radius: 6px; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .75rem 0; padding: .4rem .9rem .6rem }
fieldset label { align-items: center; display: inline-flex; gap: .4rem; min-height: 1.75rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
caption { color: var(--muted); padding: .25rem 0; text-align: left }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top }
thead th { white-space: nowrap }
td:has(code) { min-width: 9rem }
article { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; padding: 1rem 1.25rem }
figure { margin: .75rem 0; overflow-x: auto }
svg { display: block; height: auto; max-width: 100%; min-width: 30rem }
svg text { fill: var(--text); font: 12px ui-monospace, SFMono-Regular, Consolas, monospace }
svg .kind { fill: var(--muted); font: 11px system-ui, sans-serif }
svg .box { fill: var(--panel); stroke: var(--line); stroke-width: 1.5 }
svg .source { stroke: var(--critical); stroke-width: 2 }
svg .arrow { fill: none; stroke: var(--muted); stroke-width: 2 }
svg .head { fill: var(--muted); stroke: none }
${SEVERITY_CLASSES.map((severity) => `svg .bar-${severity} { fill: var(--${severity}) }`).join("\n")}
svg .bar { stroke: var(--page); stroke-width: 1.5 }
svg.trend { min-width: 18rem; max-width: min(100%, 46rem) }
details { margin: 1rem 0 }
summary { cursor: pointer; font-weight: 600; padding: .25rem 0 }
footer { color: var(--muted); padding-bottom: 2rem; padding-top: 2rem }
${FILTERS}
@media (max-width: 40rem) {
  header, main, footer { padding-left: .75rem; padding-right: .75rem }
  article { padding: .75rem }
}
@media print {
  :root { color-scheme: light }
  body { font-size: 10.5pt }
  .skip, fieldset, nav { display: none }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0 }
  h2, h3, h4, summary { break-after: avoid }
  figure, tr, pre { break-inside: avoid }
  pre { white-space: pre-wrap }
  a { color: inherit }
  svg { min-width: 0 }
  .scroll, figure, pre { overflow: visible }
  details::details-content { content-visibility: visible; block-size: auto; opacity: 1 }
  .is-critical, .is-high, .is-medium, .is-low, .is-info { display: revert !important }
}
`;

// src/report/html.ts
var MOST_FINDINGS = 2e3;
var MOST_PICTURES2 = 300;
var MOST_LISTED2 = 1e3;
var MOST_RUNS = 60;
function renderHtml(report, options = {}) {
  const { current, existing, suppressed } = sectionsOf(report);
  const describe = describer(report);
  const shown = current.slice(0, MOST_FINDINGS);
  const parts = [
    '<a class="skip" href="#main">Skip to the findings</a>',
    "<header>",
    "<h1>memcached exposure check</h1>",
    `<p class="verdict ${report.conclusion}"><strong>${html(report.conclusion.replaceAll("-", " "))}</strong> ${html(verdictText(report))}</p>`,
    ...report.reasons.map((reason) => `<p>${prose(reason)}</p>`),
    tiles(report, current, existing.length, suppressed.length),
    `<p class="muted">Scanned ${htmlCode(report.root)}: ${plural(report.scanned.total, "file")} read. ${comparison(report)}</p>`,
    contents(report, options, current.length, existing.length + suppressed.length),
    "</header>",
    '<main id="main" tabindex="-1">',
    trend(options.trend),
    overview(report, shown, describe, options.link),
    ...shown.map(
      (finding, index) => findingArticle(report, finding, describe(finding), {
        number: index + 1,
        picture: index < MOST_PICTURES2,
        ...options.link === void 0 ? {} : { link: options.link }
      })
    ),
    current.length > shown.length ? `<p>${current.length - shown.length} more in the JSON report.</p>` : "",
    others(report, existing, suppressed, describe, options.link),
    probes(report),
    inventory2(report.inventory, options.link),
    about(report, options.link),
    "</main>",
    footer2(report)
  ];
  return logSafeHtml([
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    "<title>memcached exposure check</title>",
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    ...parts.filter((part) => part !== ""),
    "</body>",
    "</html>",
    ""
  ]);
}
function logSafeHtml(parts) {
  return parts.join("\n").replaceAll("##[", "&#35;&#35;[").replace(/^([^\S\n]*)::/gm, "$1&#58;&#58;");
}
function tiles(report, current, existing, suppressed) {
  const tile = (count, name, style = "") => `<li><b${style === "" ? "" : ` class="${style}"`}>${count}</b> ${name}</li>`;
  const bySeverity = SEVERITIES.map((severity) => ({
    severity,
    count: current.filter((finding) => finding.severity === severity).length
  })).filter(({ count }) => count > 0);
  const compared = wasCompared(report);
  return [
    '<ul class="tiles">',
    tile(current.length, compared ? "new" : current.length === 1 ? "finding" : "findings"),
    ...bySeverity.map(({ severity, count }) => tile(count, severity, severity)),
    compared ? tile(existing, "existing") : "",
    compared ? tile(report.fixed.length, "fixed", "good") : "",
    suppressed > 0 ? tile(suppressed, "suppressed") : "",
    tile(report.inventory.length, "memcached found"),
    "</ul>"
  ].filter((part) => part !== "").join("");
}
function comparison({ comparison: comparison2 }) {
  if (comparison2 === void 0) return "";
  const { base, unavailable } = comparison2;
  return unavailable === void 0 ? `Compared with ${htmlCode(base)}: only new findings count.` : `Not compared with ${htmlCode(base)}, so all findings count: ${prose(unavailable)}`;
}
function contents(report, options, current, others2) {
  const entry = (id, name) => `<li><a href="#${id}">${name}</a></li>`;
  const entries = [
    options.trend === void 0 ? "" : entry("trend", "Trend"),
    current === 0 ? "" : entry("findings", "Findings"),
    others2 + report.fixed.length === 0 ? "" : entry("others", "What does not count"),
    report.probes === void 0 ? "" : entry("probes", "Probed hosts"),
    report.inventory.length === 0 ? "" : entry("inventory", "Memcached found"),
    entry("about", "What was scanned")
  ];
  return `<nav aria-label="Contents"><ul>${entries.join("")}</ul></nav>`;
}
function trend(trend2) {
  if (trend2 === void 0) return "";
  const runs = trend2.runs.slice(-MOST_RUNS);
  const total = (run) => SEVERITIES.reduce((sum, severity) => sum + run.open[severity], 0);
  const [first, last] = [runs[0], runs.at(-1)];
  const title = first === void 0 || last === void 0 ? "No run yet" : `Open findings of ${plural(runs.length, "run")}: ${total(first)} on ${first.date}, ${total(last)} on ${last.date}`;
  const days = SEVERITIES.filter((severity) => trend2.exposureDays[severity] > 0).map(
    (severity) => `${Math.round(trend2.exposureDays[severity])} ${severity}`
  );
  const rows = [...runs].reverse().map(
    (run) => row([
      html(run.date),
      ...SEVERITIES.map((severity) => String(run.open[severity])),
      String(run.new),
      String(run.fixed)
    ])
  );
  return [
    '<section aria-labelledby="trend">',
    '<h2 id="trend">Trend</h2>',
    trendPicture(runs, title, "trend-title"),
    items([
      `What is open has been so for ${plural(Math.round(trend2.meanAgeDays), "day")} on average.`,
      ...trend2.meanDaysToFix === void 0 ? [] : [`What was fixed took ${plural(Math.round(trend2.meanDaysToFix), "day")} on average.`],
      ...days.length === 0 ? [] : [`Exposure-days: ${days.join(", ")}.`]
    ]),
    folded2(
      `The numbers of ${plural(runs.length, "run")}`,
      table2("Open findings by run", ["Run", ...SEVERITIES, "new", "fixed"], rows)
    ),
    "</section>"
  ].join("\n");
}
function overview(report, findings2, describe, link) {
  if (findings2.length === 0) return "";
  const rows = findings2.map((finding, index) => {
    const text = describe(finding);
    return row(
      [
        badge(finding.severity),
        `<a href="#finding-${index + 1}">${html(text.title)}</a>`,
        place(finding.location, link),
        html(finding.path.find(({ kind }) => kind === "network")?.label ?? finding.reach),
        prose(text.fix[0] ?? "")
      ],
      ` class="${filterClasses(report, finding)}"`
    );
  });
  const head = ["Severity", "What is open", "Where", "Reached from", "What to change"];
  return [
    `<h2 id="findings">${wasCompared(report) ? "New findings" : "Findings"}</h2>`,
    filters(report, findings2),
    table2("Findings, worst first", head, rows)
  ].join("\n");
}
function filters(report, findings2) {
  const present = SEVERITIES.filter(
    (severity) => findings2.some((finding) => finding.severity === severity)
  );
  const all = findings2.every((finding) => filterClasses(report, finding).includes("fails-not"));
  const none = findings2.every((finding) => !filterClasses(report, finding).includes("fails-not"));
  const boxes = present.map(
    (severity) => `<label><input type="checkbox" id="show-${severity}" checked>${badge(severity)}</label>`
  );
  if (!all && !none) {
    boxes.push('<label><input type="checkbox" id="only-failing">only what fails the check</label>');
  }
  return boxes.length < 2 ? "" : `<fieldset><legend>Show</legend>${boxes.join("")}</fieldset>`;
}
function others(report, existing, suppressed, describe, link) {
  const line = (finding, where = link) => {
    const text = describe(finding);
    return `${badge(finding.severity)} ${linked(htmlCode(text.ruleId), text.docsUrl)} ${place(finding.location, where)} ${prose(text.sentence)}`;
  };
  const list = (title, lines) => lines.length === 0 ? "" : folded2(
    `${title} (${lines.length})`,
    `<ul>${lines.slice(0, MOST_LISTED2).map((each) => `<li>${each}</li>`).join("\n")}</ul>`
  );
  const lists2 = [
    list(
      "Already in the base",
      existing.map((finding) => line(finding))
    ),
    // Their lines are others now.
    list(
      "Fixed",
      report.fixed.map((finding) => `<s>${line(finding, void 0)}</s>`)
    ),
    list(
      "Suppressed",
      suppressed.map((finding) => {
        const { by, reason, until } = finding.suppressed;
        const end = until === void 0 ? "" : ` until ${html(until)}`;
        return `${line(finding)} (by ${SUPPRESSED_BY[by]}${end}: ${prose(reason)})`;
      })
    )
  ].filter((part) => part !== "");
  if (lists2.length === 0) return "";
  return ['<h2 id="others">What does not count</h2>', ...lists2].join("\n");
}
function probes({ probes: probes2 }) {
  if (probes2 === void 0) return "";
  const rows = probes2.map(
    ({ target, outcome, answers }) => row([
      htmlCode(target),
      outcome === "answers" ? '<strong class="critical">answers</strong>' : outcome,
      answers.map(prose).join("<br>")
    ])
  );
  return `<h2 id="probes">Probed hosts</h2>
${table2("Hosts that were asked whether memcached answers", ["Host", "Result", "Answers"], rows)}`;
}
function inventory2(found, link) {
  if (found.length === 0) return "";
  const rows = found.slice(0, MOST_LISTED2).map(
    (item) => row([
      htmlCode(item.workload),
      place(item.where, link),
      item.version === void 0 ? "not known" : htmlCode(item.version.text),
      prose(socketsText(item)),
      authenticationText(item),
      item.reach === "unknown" ? "not known" : item.reach,
      (item.through ?? []).map((name) => htmlCode(name)).join(", "),
      (item.advisories ?? []).map((id) => html(id)).join(", ")
    ])
  );
  const head = [
    "Runs in",
    "Where",
    "Version",
    "Sockets",
    "Authentication",
    "Reach",
    "Through",
    "Advisories"
  ];
  return `<h2 id="inventory">Memcached found</h2>
${table2(`${plural(found.length, "memcached server")}, as far as the code tells`, head, rows)}`;
}
function about(report, link) {
  const { files, skipped, notes } = report.scanned;
  const untold = untoldProblems(report);
  const lines = untold.slice(0, MOST_LISTED2).map(({ where, message }) => `<li>${place(where, link)} ${prose(message)}</li>`);
  return [
    '<h2 id="about">What was scanned</h2>',
    items([
      ...Object.entries(files).map(([platform, count]) => `${count} ${platform}`),
      ...skipped.map(({ reason, count }) => `skipped ${count} ${reason}`),
      ...notes,
      ...report.belowThreshold === 0 ? [] : [
        `${plural(report.belowThreshold, "finding")} below ${report.reportSeverity} not shown (report-severity)`
      ]
    ]),
    lines.length === 0 ? "" : folded2(`Problems and notes (${untold.length})`, `<ul>${lines.join("\n")}</ul>`)
  ].filter((part) => part !== "").join("\n");
}
function footer2({ tool }) {
  return `<footer>${linked(html(`${tool.name} ${tool.version}`), tool.url)}</footer>`;
}

// src/report/sarif.ts
var MOST_RESULTS = 5e3;
var MOST_RELATED3 = 100;
var MOST_NOTIFICATIONS = 1e3;
var LEVELS = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note"
};
var SECURITY_SEVERITY = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "1.0"
};
var RANK = {
  critical: 95,
  high: 80,
  medium: 55,
  low: 30,
  info: 10
};
function renderSarif(report, options = {}) {
  const place2 = new Places(options.prefix ?? "");
  const describe = describer(report);
  const results = report.findings.slice(0, MOST_RESULTS);
  const ruleIds = report.rules.map(({ id }) => id);
  const anySuppressed = results.some(({ suppressed }) => suppressed !== void 0);
  return `${safeJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            version: report.tool.version,
            ...report.tool.url === void 0 ? {} : { informationUri: report.tool.url },
            rules: report.rules.map((rule) => ruleJson(rule, results, describe))
          }
        },
        automationDetails: { id: `${options.category ?? report.tool.name}/` },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: report.conclusion !== "could-not-run",
            toolExecutionNotifications: notifications(report, place2),
            properties: { conclusion: report.conclusion, failOn: report.failOn }
          }
        ],
        results: results.map(
          (finding) => resultJson(finding, describe(finding), {
            place: place2,
            ruleIndex: ruleIds.indexOf(finding.ruleId),
            withSuppressions: anySuppressed
          })
        )
      }
    ]
  })}
`;
}
function ruleJson(rule, results, describe) {
  const mine = results.filter(({ ruleId }) => ruleId === rule.id);
  const worst = mine.map(({ severity }) => severity).sort(compareSeverity)[0];
  const help = mine[0] === void 0 ? void 0 : describe(mine[0]);
  return {
    id: rule.id,
    name: rule.name,
    shortDescription: { text: visible(rule.title) },
    fullDescription: { text: visible(rule.description) },
    ...rule.docsUrl === void 0 ? {} : { helpUri: rule.docsUrl },
    help: { text: helpText(rule, help), markdown: helpMarkdown(rule, help) },
    defaultConfiguration: { level: LEVELS[rule.defaultSeverity] },
    properties: {
      tags: ["security", "memcached", ...rule.tags.map(sarifTag)].slice(0, 10),
      precision: "high",
      "security-severity": SECURITY_SEVERITY[worst ?? rule.defaultSeverity],
      "problem.severity": problemSeverity(rule.defaultSeverity)
    }
  };
}
function sarifTag(tag) {
  const cwe = /^CWE-([0-9]{1,6})$/.exec(tag);
  return cwe === null ? tag : `external/cwe/cwe-${cwe[1].padStart(3, "0")}`;
}
function problemSeverity(severity) {
  const level = LEVELS[severity];
  return level === "note" ? "recommendation" : level;
}
function helpText(rule, text) {
  const lines = [visible(rule.description)];
  if (text !== void 0)
    append(lines, [visible(text.why), ...text.fix.map((step) => `Fix: ${visible(step)}`)]);
  if (rule.docsUrl !== void 0) lines.push(rule.docsUrl);
  return lines.filter((line) => line !== "").join("\n");
}
function helpMarkdown(rule, text) {
  const parts = [markdownProse(rule.description)];
  if (text !== void 0) {
    parts.push("## Why it matters", markdownProse(text.why));
    if (text.fix.length > 0) {
      parts.push("## How to fix", text.fix.map((step) => `- ${markdownProse(step)}`).join("\n"));
    }
    parts.push("## How to verify");
    for (const { where, command, expect } of text.verify) {
      parts.push(
        `${markdownProse(capitalised(where))}:`,
        markdownFence(command, "sh"),
        markdownProse(expect)
      );
    }
    parts.push("## How to roll back", markdownProse(text.rollback));
  }
  if (rule.docsUrl !== void 0) parts.push(`[The page of ${rule.id}](${rule.docsUrl})`);
  return parts.join("\n\n");
}
function resultJson(finding, text, context) {
  const { place: place2 } = context;
  return {
    ruleId: finding.ruleId,
    ...context.ruleIndex < 0 ? {} : { ruleIndex: context.ruleIndex },
    level: LEVELS[finding.severity],
    rank: RANK[finding.severity],
    message: messageJson(finding, text),
    locations: [place2.location(finding.location)],
    ...relatedJson(finding.related, place2),
    ...codeFlowJson(finding, text, place2),
    partialFingerprints: { "memcachedExposure/v1": finding.fingerprint },
    ...finding.fix === void 0 ? {} : { fixes: [fixJson(finding.fix, place2)] },
    ...baselineState(finding),
    ...context.withSuppressions ? { suppressions: suppressionsJson(finding, place2) } : {},
    properties: {
      severity: finding.severity,
      reach: finding.reach,
      unresolved: finding.unresolved,
      messageId: finding.messageId
    }
  };
}
function messageJson(finding, text) {
  const plain = [text.sentence, ...finding.notes].map(visible);
  const marked = [text.sentence, ...finding.notes].map((sentence) => markdownProse(sentence));
  if (text.path !== "") {
    plain.push(`Path: ${visible(text.path)}.`);
    marked.push(`Path: ${markdownCode(text.path)}.`);
  }
  return { text: sarifText(plain.join(" ")), markdown: marked.join(" ") };
}
function sarifText(text) {
  return text.replaceAll("](", "] (").replace(/\{([0-9]+)\}/g, "{{$1}}");
}
function relatedJson(related, place2) {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.slice(0, MOST_RELATED3).map(({ where, message }, index) => ({
      id: index + 1,
      ...place2.location(where),
      message: { text: sarifText(visible(message)) }
    }))
  };
}
function codeFlowJson(finding, text, place2) {
  const steps = pathSteps(finding).filter(({ location }) => location !== void 0);
  if (steps.length < 2) return {};
  return {
    codeFlows: [
      {
        message: { text: sarifText(visible(text.path)) },
        threadFlows: [
          {
            locations: steps.slice(0, MOST_RELATED3).map(({ kind, label, location }) => ({
              kinds: [kind],
              location: {
                ...place2.location(location),
                message: { text: sarifText(visible(label)) }
              }
            }))
          }
        ]
      }
    ]
  };
}
function fixJson(fix, place2) {
  const files = [...new Set(fix.edits.map(({ where }) => where.file))];
  return {
    description: { text: sarifText(visible(fix.description)) },
    artifactChanges: files.map((file) => ({
      artifactLocation: place2.artifact(file),
      replacements: fix.edits.filter(({ where }) => where.file === file).map(({ where, replacement }) => ({
        deletedRegion: region(where),
        insertedContent: { text: replacement }
      }))
    }))
  };
}
function baselineState(finding) {
  if (finding.state === "new") return { baselineState: "new" };
  return finding.state === "existing" ? { baselineState: "unchanged" } : {};
}
function suppressionsJson(finding, place2) {
  if (finding.suppressed === void 0) return [];
  const { by, reason, until, where } = finding.suppressed;
  return [
    {
      kind: by === "inline" ? "inSource" : "external",
      status: "accepted",
      justification: visible(until === void 0 ? reason : `${reason} (until ${until})`),
      ...where === void 0 ? {} : { location: place2.location(where) },
      properties: { by, ...until === void 0 ? {} : { until } }
    }
  ];
}
function notifications(report, place2) {
  const general = report.reasons.map((reason) => ({
    level: report.conclusion === "could-not-run" ? "error" : "warning",
    message: { text: sarifText(visible(reason)) }
  }));
  if (report.findings.length > MOST_RESULTS) {
    general.push({
      level: "warning",
      message: {
        text: `Only the worst ${MOST_RESULTS} of ${report.findings.length} findings are in this file.`
      }
    });
  }
  return [
    ...general,
    ...report.problems.slice(0, MOST_NOTIFICATIONS).map((problem) => problemJson(problem, place2))
  ];
}
function problemJson({ kind, where, message }, place2) {
  return {
    level: kind === "note" ? "note" : "warning",
    message: { text: sarifText(visible(message)) },
    locations: [place2.location(where)],
    properties: { kind }
  };
}
var Places = class {
  prefix;
  constructor(prefix) {
    this.prefix = prefix.split("/").filter((part) => part !== "" && part !== ".").join("/");
  }
  artifact(file) {
    return { uri: pathToUri(this.prefix === "" ? file : `${this.prefix}/${file}`) };
  }
  location(where) {
    return {
      physicalLocation: { artifactLocation: this.artifact(where.file), region: region(where) },
      ...where.address === void 0 ? {} : { logicalLocations: [{ fullyQualifiedName: visible(where.address), kind: "resource" }] }
    };
  }
};
function region(where) {
  const { startLine, startColumn, endLine, endColumn } = where;
  return { startLine, startColumn, endLine, endColumn };
}

export {
  Budget,
  SEVERITY_MARK,
  placeLink,
  safeUrl,
  ruleLink,
  renderSummary,
  renderComment,
  renderResolvedComment,
  inventory,
  renderHtml,
  renderSarif
};
