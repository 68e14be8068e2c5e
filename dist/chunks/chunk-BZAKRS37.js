import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  blocks,
  plural,
  sectionsOf
} from "./chunk-4YCC46JY.js";
import {
  clip,
  commandData,
  commandProperty,
  describer,
  visible
} from "./chunk-ZDN3N4YR.js";
import {
  SEVERITIES
} from "./chunk-FHUH3I3Y.js";

// src/report/commands.ts
var LONGEST_MESSAGE = 4e3;
var LONGEST_TITLE = 200;
var MOST_PER_LEVEL = 10;
function renderCommands(report, options = {}) {
  const most = options.mostPerLevel ?? MOST_PER_LEVEL;
  const describe = describer(report);
  const { current } = sectionsOf(report);
  const used = { error: 0, warning: 0, notice: 0 };
  const lines = [];
  if (report.conclusion === "could-not-run") {
    for (const reason of report.reasons.slice(0, most)) {
      lines.push(workflowCommand("error", { title: "The check could not run" }, reason));
      used.error++;
    }
  }
  let shown = 0;
  for (const finding of current) {
    const level = levelOf(report, finding);
    const kept = (options.reserved?.[level] ?? 0) + (level === "notice" ? 1 : 0);
    if (used[level] >= most - kept) continue;
    used[level]++;
    shown++;
    lines.push(annotation(level, finding, describe(finding), options.prefix ?? ""));
  }
  if (shown < current.length) {
    lines.push(
      workflowCommand(
        "notice",
        { title: "memcached exposure check" },
        `${shown} of ${plural(current.length, "finding")} are annotated; all are in the summary.`
      )
    );
  }
  return lines.map((line) => `${line}
`).join("");
}
function levelOf(report, finding) {
  if (report.conclusion === "failed" && blocks(report, finding)) return "error";
  return SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf("medium") ? "warning" : "notice";
}
function annotation(level, finding, text, prefix) {
  const { file, startLine, startColumn, endLine, endColumn } = finding.location;
  const folder = prefix.split("/").filter((part) => part !== "" && part !== ".");
  const properties = {
    file: [...folder, file].join("/"),
    line: startLine,
    endLine,
    // The runner drops columns of an annotation that spans lines.
    ...startLine === endLine && endColumn > startColumn ? { col: startColumn, endColumn: endColumn - 1 } : {},
    title: `${finding.severity}: ${text.title} (${finding.ruleId})`
  };
  const message = [
    text.sentence,
    ...text.path === "" ? [] : [`Path: ${text.path}`],
    ...text.notes.slice(0, 5),
    ...text.fix[0] === void 0 ? [] : [`Fix: ${text.fix[0]}`],
    ...text.docsUrl === void 0 ? [] : [text.docsUrl]
  ];
  return workflowCommand(
    level,
    properties,
    message.map((line) => clip(visible(line), 900)).join("\n")
  );
}
function workflowCommand(name, properties, message) {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${commandProperty(clip(String(value), longest(key)))}`).join(",");
  return `::${name}${list === "" ? "" : ` ${list}`}::${commandData(clip(message, LONGEST_MESSAGE))}`;
}
function longest(property) {
  return property === "file" ? LONGEST_MESSAGE : LONGEST_TITLE;
}

export {
  renderCommands,
  workflowCommand
};
