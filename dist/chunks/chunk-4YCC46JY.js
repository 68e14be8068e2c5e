import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  capitalised,
  clip,
  describer,
  logSafe,
  patchPath,
  visible
} from "./chunk-ZDN3N4YR.js";
import {
  SEVERITIES,
  atLeast
} from "./chunk-FHUH3I3Y.js";
import {
  append,
  isUnresolved
} from "./chunk-5VOORNIG.js";

// src/report/select.ts
function blocks(report, finding) {
  return finding.suppressed === void 0 && finding.state !== "existing" && atLeast(finding.severity, report.failOn);
}
function sectionsOf(report) {
  const active = report.findings.filter(({ suppressed }) => suppressed === void 0);
  return {
    current: active.filter(({ state }) => state !== "existing"),
    existing: active.filter(({ state }) => state === "existing"),
    suppressed: report.findings.filter(({ suppressed }) => suppressed !== void 0)
  };
}
function wasCompared(report) {
  return report.comparison !== void 0 && report.comparison.unavailable === void 0;
}
function untoldProblems(report) {
  const told = new Set(
    report.findings.map(({ location, data }) => `${placeKey(location)} ${data["reason"] ?? ""}`)
  );
  return report.problems.filter(({ where, message }) => !told.has(`${placeKey(where)} ${message}`));
}
function placeKey({ file, startLine, startColumn }) {
  return `${startLine}:${startColumn}:${file}`;
}
function countsText(findings) {
  return SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? "" : `${count} ${severity}`;
  }).filter((text) => text !== "").join(", ");
}
function plural(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}
function verdictText(report) {
  const { current } = sectionsOf(report);
  const kind = wasCompared(report) ? "new finding" : "finding";
  switch (report.conclusion) {
    case "could-not-run":
      return "The check could not run; this is not a pass.";
    case "nothing-to-scan":
      return "There was nothing to scan.";
    case "failed": {
      const blocking = report.findings.filter((finding) => blocks(report, finding)).length;
      const answering = (report.probes ?? []).filter(({ outcome }) => outcome === "answers").length;
      if (answering > 0) {
        const hosts = `${plural(answering, "probed host")} ${answering === 1 ? "answers" : "answer"}`;
        return blocking === 0 ? `${hosts}.` : `${hosts}; ${plural(blocking, kind)} at or above ${report.failOn} (fail-on: ${report.failOn}).`;
      }
      if (blocking === 0) {
        return `What fails the check is not shown: it is at or above ${report.failOn} (fail-on) and below ${report.reportSeverity} (report-severity).`;
      }
      return blocking === current.length ? `${plural(blocking, kind)} at or above ${report.failOn} (fail-on: ${report.failOn}).` : `${blocking} of ${plural(current.length, kind)} ${blocking === 1 ? "is" : "are"} at or above ${report.failOn} (fail-on: ${report.failOn}).`;
    }
    case "passed":
      if (current.length === 0) return `No ${kind}s.`;
      return report.failOn === "none" ? `${plural(current.length, kind)}; the check never fails (fail-on: none).` : `${plural(current.length, kind)}, none at or above ${report.failOn} (fail-on: ${report.failOn}).`;
  }
}
var SUPPRESSED_BY = { inline: "a comment", config: "the configuration", baseline: "the baseline" };

// src/report/frame.ts
var MOST_MARKED_LINES = 4;
var WIDEST_LINE = 140;
var LONGEST_READ = 4e3;
var TAB = "  ";
function codeFrame(where, lines, context = 2) {
  const last = Math.min(where.endLine, where.startLine + MOST_MARKED_LINES - 1);
  const frame = [];
  for (let number = Math.max(1, where.startLine - context); number <= last + context; number++) {
    const raw = lines(where.file, number);
    if (number >= where.startLine && number <= last) frame.push(marked(raw, number, where));
    else if (raw.trim() !== "") frame.push(plain(raw, number));
    else if (number < where.startLine || lines(where.file, number + 1) !== "") {
      frame.push({ number, text: "", marked: false });
    }
  }
  while (frame.length > 0 && frame[0].text === "" && !frame[0].marked) frame.shift();
  while (frame.length > 0 && frame.at(-1).text === "" && !frame.at(-1).marked) frame.pop();
  return frame;
}
function plain(raw, number) {
  const shown = cells(maskSecrets(raw.slice(0, LONGEST_READ)));
  const text = shown.length > WIDEST_LINE ? [...shown.slice(0, WIDEST_LINE - 1), "…"] : shown;
  return { number, text: text.join(""), marked: false };
}
function marked(raw, number, where) {
  const from = number === where.startLine ? where.startColumn - 1 : indentOf(raw);
  const to = number === where.endLine ? where.endColumn - 1 : raw.length;
  const start = from > LONGEST_READ / 2 ? from - LONGEST_READ / 2 : 0;
  const safe = maskSecrets(raw.slice(start, start + LONGEST_READ));
  const before = cells(safe.slice(0, from - start));
  const value = cells(safe.slice(from - start, Math.max(from, to) - start));
  const after = cells(safe.slice(Math.max(from, to) - start));
  let shift = 0;
  if (before.length > WIDEST_LINE / 2) shift = before.length - Math.floor(WIDEST_LINE / 3);
  const head = start > 0 || shift > 0 ? ["…", ...before.slice(shift + 1)] : before;
  const all = [...head, ...value, ...after];
  const text = all.length > WIDEST_LINE ? [...all.slice(0, WIDEST_LINE - 1), "…"] : all;
  return {
    number,
    text: text.join("").trimEnd(),
    marked: true,
    indent: head.length,
    width: Math.max(1, Math.min(value.length, WIDEST_LINE - head.length))
  };
}
function cells(text) {
  const result = [];
  for (const character of text) {
    if (character === "	") append(result, TAB);
    else if (new RegExp("\\p{M}", "u").test(character) && result.length > 0) {
      result[result.length - 1] += character;
    } else if (WIDE.test(character)) result.push(character, "");
    else append(result, visible(character));
  }
  return result;
}
var WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
function indentOf(line) {
  return line.length - line.trimStart().length;
}
var SECRET_KEY = /(?:passw(?:or)?d|passwd|secret|token|api[_-]?key|credential)[a-z0-9_-]{0,40}["']?\s{0,8}[:=]\s{0,8}["']?/gi;
function maskSecrets(line) {
  let result = "";
  let done = 0;
  for (const match of line.matchAll(SECRET_KEY)) {
    const start = match.index + match[0].length;
    if (start < done) continue;
    let end = start;
    while (end < line.length && !` 	"',;}`.includes(line[end])) end++;
    const value = line.slice(start, end);
    if (isReference(value)) continue;
    result += line.slice(done, start) + "*".repeat(end - start);
    done = end;
  }
  return result + line.slice(done);
}
function isReference(value) {
  return /^(?:\$|\{|var\.|local\.|data\.|module\.|!|\[|true$|false$|null$|[0-9]+$)/.test(value) || value === "";
}

// src/report/diff.ts
var MOST_LINES = 60;
function unifiedDiff(edits, lines, options = {}) {
  const context = options.context ?? 2;
  const mask = options.mask === true;
  const out = [];
  let file;
  let shift = 0;
  for (const block of blocksOf(hunksOf(edits, lines), context)) {
    if (block[0].file !== file) {
      file = block[0].file;
      shift = 0;
      out.push(`--- ${patchPath("a", file)}`, `+++ ${patchPath("b", file)}`);
    }
    append(out, blockLines(block, lines, { context, shift, mask }));
    for (const { before, after } of block) shift += after.length - before.length;
    if (mask && out.length > MOST_LINES) {
      return [...out.slice(0, MOST_LINES), "… the diff goes on"].join("\n");
    }
  }
  return out.join("\n");
}
function blocksOf(hunks, context) {
  const blocks2 = [];
  for (const hunk of hunks) {
    if (hunk.before.length === 0 && hunk.after.length === 0) continue;
    const last = blocks2.at(-1)?.at(-1);
    if (last?.file === hunk.file && hunk.start - endOf(last) <= 2 * context) {
      blocks2.at(-1).push(hunk);
    } else {
      blocks2.push([hunk]);
    }
  }
  return blocks2;
}
function blockLines(block, lines, options) {
  const { file, start } = block[0];
  const first = Math.max(1, start - options.context);
  const same = (from, to) => range(from, to).map((number) => ` ${lines(file, number)}`);
  const rows = [];
  let next = first;
  for (const hunk of block) {
    append(rows, same(next, hunk.start - 1));
    append(rows, [
      ...hunk.before.map((line) => `-${line}`),
      ...hunk.after.map((line) => `+${line}`)
    ]);
    next = endOf(hunk);
  }
  const tail = same(next, next + options.context - 1);
  while (tail.at(-1) === " ") tail.pop();
  append(rows, tail);
  const removed = rows.filter((row) => !row.startsWith("+")).length;
  const added = rows.filter((row) => !row.startsWith("-")).length;
  return [
    // Where a side has no line, its number is the one of the line before (POSIX diff -U).
    `@@ -${removed === 0 ? first - 1 : first},${removed} +${first + options.shift - (added === 0 ? 1 : 0)},${added} @@`,
    ...options.mask ? rows.map((row) => row[0] + maskSecrets(row.slice(1))) : rows
  ];
}
function endOf(hunk) {
  return hunk.start + hunk.before.length;
}
function hunksOf(edits, lines) {
  const sorted = [...edits].sort(
    (a, b) => compare(a.where.file, b.where.file) || a.where.startLine - b.where.startLine || a.where.startColumn - b.where.startColumn
  );
  const hunks = [];
  for (let i = 0; i < sorted.length; ) {
    const group = [sorted[i]];
    let end = sorted[i].where.endLine;
    for (i++; i < sorted.length; i++) {
      const next = sorted[i];
      if (next.where.file !== group[0].where.file || next.where.startLine > end) break;
      end = Math.max(end, next.where.endLine);
      group.push(next);
    }
    hunks.push(hunkOf(group, end, lines));
  }
  return hunks;
}
function hunkOf(group, end, lines) {
  const { file, startLine: start } = group[0].where;
  const before = range(start, end).map((number) => lines(file, number));
  const starts = [];
  let length = 0;
  for (const line of before) {
    starts.push(length);
    length += line.length + 1;
  }
  const offset = (line, column) => starts[line - start] + column - 1;
  const text = before.join("\n");
  let changed = "";
  let done = 0;
  for (const { where, replacement } of group) {
    const from = offset(where.startLine, where.startColumn);
    if (from < done) continue;
    changed += text.slice(done, from) + replacement;
    done = offset(where.endLine, where.endColumn);
  }
  const after = (changed + text.slice(done)).split(/\r?\n/);
  return trimmed(file, start, before, after);
}
function trimmed(file, start, before, after) {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail++;
  }
  return {
    file,
    start: start + head,
    before: before.slice(head, before.length - tail),
    after: after.slice(head, after.length - tail)
  };
}
function range(first, last) {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/report/text.ts
var CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  inverse: [7, 27]
};
var SEVERITY_STYLE = {
  critical: ["inverse", "red", "bold"],
  high: ["red", "bold"],
  medium: ["yellow", "bold"],
  low: ["cyan"],
  info: ["dim"]
};
function renderText(report, options = {}) {
  const screen = new Screen(options.color ?? false, Math.max(40, options.width ?? 100));
  const { current, existing, suppressed } = sectionsOf(report);
  const describe = describer(report);
  if (options.brief === true) {
    for (const finding of current) screen.line(briefLine(screen, finding, describe(finding)));
  } else {
    const told = /* @__PURE__ */ new Map();
    current.forEach((finding, index) => {
      findingBlock(screen, report, finding, describe(finding), index + 1, told);
    });
    briefSection(screen, "Already in the base, does not count", existing, describe);
    suppressedSection(screen, suppressed, describe);
    briefSection(screen, "Fixed", report.fixed, describe);
    problemsSection(screen, report);
    inventorySection(screen, report.inventory);
    scannedSection(screen, report);
  }
  verdict(screen, report);
  return logSafe(screen.text());
}
function findingBlock(screen, report, finding, text, number, told) {
  const badge = screen.paint(
    ` ${finding.severity.toUpperCase()} `,
    ...SEVERITY_STYLE[finding.severity]
  );
  const marks = [
    finding.state === "new" ? "new" : "",
    finding.unresolved ? "cannot tell for certain" : ""
  ].filter((mark) => mark !== "");
  const suffix = marks.length === 0 ? "" : screen.paint(`  [${marks.join(", ")}]`, "dim");
  screen.line(
    `${String(number)}. ${badge} ${screen.paint(visible(text.title), "bold")}  ${screen.paint(finding.ruleId, "dim")}${suffix}`
  );
  screen.line(`   ${screen.paint(placeText(finding.location), "cyan")}`);
  if (text.path !== "") screen.line(`   ${screen.paint(visible(text.path), "bold")}`);
  screen.line("");
  frameLines(screen, report, finding.location);
  screen.section("What", text.sentence);
  text.fix.forEach((step, index) => {
    screen.section("Fix", step);
    if (index === 0) diffLines(screen, report, finding);
  });
  for (const note of text.notes) screen.section("Note", note);
  for (const { where, message } of finding.related.slice(0, 8)) {
    screen.section("See", `${placeText(where)}  ${message}`);
  }
  if (finding.related.length > 8)
    screen.section("See", `${finding.related.length - 8} more places`);
  const advice = JSON.stringify([text.why, text.verify, text.rollback]);
  const earlier = told.get(advice);
  if (earlier === void 0) {
    told.set(advice, number);
    screen.section("Why", text.why);
  }
  if (earlier === void 0) {
    for (const check of text.verify) {
      screen.section("Verify", `${capitalised(check.where)}:`);
      screen.line(`           ${screen.paint(`$ ${check.command}`, "bold")}`);
      screen.section("", check.expect);
    }
    screen.section("Undo", text.rollback);
  } else {
    screen.section("Verify", `as for finding ${earlier}; so are the reasons and the way back.`);
  }
  if (text.docsUrl !== void 0) screen.section("Rule", text.docsUrl);
  screen.line("");
}
function frameLines(screen, report, where) {
  const frame = codeFrame(where, report.lines);
  if (!frame.some(({ text }) => text !== "")) return;
  const digits = Math.max(...frame.map(({ number }) => String(number).length));
  for (const line of frame) {
    const number = String(line.number).padStart(digits);
    if (!line.marked) {
      screen.line(screen.paint(`     ${number} | ${line.text}`.trimEnd(), "dim"));
      continue;
    }
    screen.line(`${screen.paint("   > ", "red")}${number} | ${line.text}`);
    screen.line(
      `     ${" ".repeat(digits)} | ${" ".repeat(line.indent ?? 0)}${screen.paint("^".repeat(line.width ?? 1), "red", "bold")}`
    );
  }
  screen.line("");
}
function diffLines(screen, report, finding) {
  if (finding.fix === void 0 || finding.fix.edits.length === 0) return;
  for (const line of unifiedDiff(finding.fix.edits, report.lines, { context: 1, mask: true }).split(
    "\n"
  )) {
    const shown = `           ${clip(line.split("	").map(visible).join("  "), 200)}`;
    if (line.startsWith("+")) screen.line(screen.paint(shown, "green"));
    else if (line.startsWith("-")) screen.line(screen.paint(shown, "red"));
    else screen.line(screen.paint(shown, "dim"));
  }
}
function briefLine(screen, finding, text) {
  const badge = screen.paint(finding.severity.padEnd(8), ...SEVERITY_STYLE[finding.severity]);
  return `${badge} ${finding.ruleId}  ${placeText(finding.location)}  ${visible(text.sentence)}`;
}
function briefSection(screen, title, findings, describe) {
  if (findings.length === 0) return;
  screen.heading(`${title} (${findings.length})`);
  for (const finding of findings) screen.line(`  ${briefLine(screen, finding, describe(finding))}`);
  screen.line("");
}
function suppressedSection(screen, findings, describe) {
  if (findings.length === 0) return;
  screen.heading(`Suppressed (${findings.length})`);
  for (const finding of findings) {
    screen.line(`  ${briefLine(screen, finding, describe(finding))}`);
    const { by, reason, until } = finding.suppressed;
    const end = until === void 0 ? "" : ` until ${until}`;
    screen.line(
      screen.paint(`           by ${SUPPRESSED_BY[by]}${visible(end)}: ${visible(reason)}`, "dim")
    );
  }
  screen.line("");
}
function problemsSection(screen, report) {
  const kinds = [
    ["unparsed", "Not read, so not checked"],
    ["unresolved", "Could not be resolved"],
    ["note", "Notes"]
  ];
  const untold = untoldProblems(report);
  for (const [kind, title] of kinds) {
    const problems = untold.filter((problem) => problem.kind === kind);
    if (problems.length === 0) continue;
    screen.heading(`${title} (${problems.length})`);
    for (const { where, message } of problems.slice(0, MOST_PROBLEMS)) {
      screen.line(`  ${placeText(where)}  ${visible(message)}`);
    }
    if (problems.length > MOST_PROBLEMS) {
      screen.line(`  … ${problems.length - MOST_PROBLEMS} more; the JSON report has all of them.`);
    }
    screen.line("");
  }
}
var MOST_PROBLEMS = 50;
function inventorySection(screen, inventory) {
  if (inventory.length === 0) return;
  screen.heading(`Memcached found (${inventory.length})`);
  for (const item of inventory) {
    screen.line(`  ${visible(item.workload)}  ${screen.paint(placeText(item.where), "cyan")}`);
    screen.line(screen.paint(`    ${visible(inventoryText(item))}`, "dim"));
  }
  screen.line("");
}
function inventoryText(item) {
  const reach = item.reach === "unknown" ? "reach not known" : `reach: ${item.reach}`;
  return [
    item.version === void 0 ? "version not known" : item.version.text,
    socketsText(item),
    authenticationText(item),
    reach
  ].join("; ");
}
function socketsText(item) {
  if (isUnresolved(item.sockets)) return `sockets not known: ${item.sockets.reason}`;
  if (item.sockets.length === 0) return "no network socket";
  return item.sockets.map(({ protocol, address, port, tls }) => {
    const host = address.includes(":") ? `[${address}]` : address;
    return `${protocol} ${host}:${port}${tls === "server" || tls === "mutual" ? " with TLS" : ""}`;
  }).join(", ");
}
function authenticationText(item) {
  switch (item.authentication) {
    case "none":
      return "no authentication";
    case "sasl":
      return "SASL";
    case "password-file":
      return "password file";
    case "unknown":
      return "authentication not known";
  }
}
function scannedSection(screen, report) {
  const { files, total, skipped, notes } = report.scanned;
  const perPlatform = Object.entries(files).filter(([, count]) => count > 0).map(([platform, count]) => `${count} ${platform}`);
  const time = report.durationMs === void 0 ? "" : ` in ${Math.round(report.durationMs)} ms`;
  const kinds = perPlatform.length === 0 ? "" : ` (${perPlatform.join(", ")})`;
  screen.line(`Scanned ${visible(report.root)}: ${plural(total, "file")}${kinds}${time}.`);
  for (const { reason, count, examples } of skipped) {
    const some = examples === void 0 || examples.length === 0 ? "" : `: ${examples.slice(0, 3).join(", ")}`;
    screen.line(screen.paint(`Skipped ${count} ${visible(`${reason}${some}`)}.`, "dim"));
  }
  for (const note of notes) screen.line(screen.paint(visible(note), "dim"));
  if (report.belowThreshold > 0) {
    screen.line(
      screen.paint(
        `${plural(report.belowThreshold, "finding")} below ${report.reportSeverity} not shown (report-severity: ${report.reportSeverity}).`,
        "dim"
      )
    );
  }
  if (report.comparison !== void 0) {
    const { base, unavailable } = report.comparison;
    screen.line(
      visible(
        unavailable === void 0 ? `Compared with ${base}: only new findings count.` : `Not compared with ${base}, so all findings count: ${unavailable}`
      )
    );
  }
  screen.line("");
}
function verdict(screen, report) {
  const { current } = sectionsOf(report);
  const style = report.conclusion === "passed" ? ["green", "bold"] : report.conclusion === "nothing-to-scan" ? ["yellow", "bold"] : ["red", "bold"];
  const counts = countsText(current);
  const kind = wasCompared(report) ? "New" : "Findings";
  if (counts !== "") screen.line(`${kind}: ${counts}.`);
  for (const reason of report.reasons) screen.line(visible(reason));
  const word = report.conclusion.toUpperCase().replaceAll("-", " ");
  screen.line(`${screen.paint(word, ...style)}  ${visible(verdictText(report))}`);
}
function placeText(where) {
  return visible(`${where.file}:${where.startLine}:${where.startColumn}`);
}
var Screen = class {
  constructor(color, width) {
    this.color = color;
    this.width = width;
  }
  color;
  width;
  lines = [];
  line(text) {
    this.lines.push(text);
  }
  heading(title) {
    this.line(this.paint(visible(title), "bold"));
  }
  /** A labelled paragraph of prose, wrapped; nothing when it is empty. */
  section(label, prose) {
    const words = visible(prose).split(" ").filter((word) => word !== "");
    if (words.length === 0) return;
    let line = `   ${label.padEnd(7)} `;
    let length = 11;
    let empty = true;
    for (const word of words) {
      if (!empty && length + 1 + word.length > this.width) {
        this.line(this.labelled(line, label));
        line = " ".repeat(11);
        length = 11;
        empty = true;
        label = "";
      }
      line += empty ? word : ` ${word}`;
      length += word.length + (empty ? 0 : 1);
      empty = false;
    }
    this.line(this.labelled(line, label));
  }
  labelled(line, label) {
    if (label === "") return line;
    return `   ${this.paint(label, "bold")}${line.slice(3 + label.length)}`;
  }
  paint(text, ...styles) {
    if (!this.color || text === "") return text;
    const open = styles.map((style) => `\x1B[${CODES[style][0]}m`).join("");
    const close = styles.map((style) => `\x1B[${CODES[style][1]}m`).reverse().join("");
    return `${open}${text}${close}`;
  }
  text() {
    return `${this.lines.join("\n")}
`;
  }
};

export {
  blocks,
  sectionsOf,
  wasCompared,
  untoldProblems,
  countsText,
  plural,
  verdictText,
  SUPPRESSED_BY,
  codeFrame,
  maskSecrets,
  unifiedDiff,
  renderText,
  socketsText,
  authenticationText,
  placeText
};
