import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  OverlayTree,
  fixRound
} from "./chunk-UV23KFUW.js";
import {
  Workspace
} from "./chunk-663CA3WH.js";
import {
  COULD_NOT_RUN,
  FOUND,
  PASSED
} from "./chunk-46Q5VYW4.js";
import {
  inlineSuppressions,
  loadPolicy,
  realRoot
} from "./chunk-JSEPIX7M.js";
import {
  applyExceptions
} from "./chunk-IMBHBF7H.js";
import {
  claimFiles,
  judgeFiles,
  wanted
} from "./chunk-ODCC6ZFW.js";
import {
  DiskTree,
  decode,
  listFiles
} from "./chunk-V3JSSY3J.js";
import "./chunk-25OG46P3.js";
import {
  describeFinding,
  logSafe,
  patchPath,
  visible
} from "./chunk-ZDN3N4YR.js";
import {
  resolveSettings
} from "./chunk-2JPDPAPU.js";
import {
  RULES
} from "./chunk-JNPVPFRO.js";
import {
  atLeast
} from "./chunk-FHUH3I3Y.js";
import {
  azureTemplates,
  cloudformation,
  controllers,
  googleTemplates,
  heat,
  nomad,
  pulumi,
  terraform
} from "./chunk-PERNKFAX.js";
import "./chunk-DVF3O7KX.js";
import {
  compose,
  dockerfile
} from "./chunk-GF5YHGVC.js";
import "./chunk-PKOTI7PC.js";
import {
  ansible,
  programs,
  settings
} from "./chunk-D2CIOCJB.js";
import "./chunk-UZBDGIMA.js";
import "./chunk-I4IV6VC4.js";
import "./chunk-VUMMRVQL.js";
import {
  kubernetes
} from "./chunk-66JHJCTF.js";
import {
  host
} from "./chunk-R2RS76RA.js";
import "./chunk-2BV3PFQP.js";
import "./chunk-EILRY3XS.js";
import "./chunk-PN2D7ECX.js";
import "./chunk-ELTLBIM2.js";
import "./chunk-HIG2RW6N.js";
import "./chunk-G2C3MHYM.js";
import "./chunk-6JJH6RJN.js";
import "./chunk-OGXNWQVT.js";
import "./chunk-TMYZCIEQ.js";
import {
  append
} from "./chunk-5VOORNIG.js";
import "./chunk-VX4HL5QL.js";

// src/fix/repository.ts
import { readFileSync } from "node:fs";
import { join } from "node:path";

// src/fix/patch.ts
var CONTEXT = 3;
var MOST_COMPARED = 2e3;
function patchOf(path, before, after) {
  if (before === after) return "";
  const old = linesOf(before);
  const fresh = linesOf(after);
  const rows = [`--- ${patchPath("a", path)}
`, `+++ ${patchPath("b", path)}
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
    append(rows, [`@@ -${range(first, removed)} +${range(newFirst, added)} @@
`, ...body]);
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
  const lines = text.split("\n").map((line) => `${line}
`);
  const last = lines.pop().slice(0, -1);
  return last === "" ? lines : [...lines, last];
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
  const columns = fresh.length - head - tail;
  if (rows > MOST_COMPARED || columns > MOST_COMPARED) {
    return [{ start: head, removed: rows, newStart: head, added: columns }];
  }
  return changesWithin(old, fresh, { head, rows, columns });
}
function changesWithin(old, fresh, { head, rows, columns }) {
  const width = columns + 1;
  const common = new Uint16Array((rows + 1) * width);
  for (let i2 = rows - 1; i2 >= 0; i2--) {
    for (let j2 = columns - 1; j2 >= 0; j2--) {
      common[i2 * width + j2] = old[head + i2] === fresh[head + j2] ? common[(i2 + 1) * width + j2 + 1] + 1 : Math.max(common[(i2 + 1) * width + j2], common[i2 * width + j2 + 1]);
    }
  }
  const changes = [];
  let i = 0;
  let j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && old[head + i] === fresh[head + j]) {
      i++;
      j++;
      continue;
    }
    const start = i;
    const newStart = j;
    while (i < rows || j < columns) {
      if (i < rows && j < columns && old[head + i] === fresh[head + j]) break;
      const down = i < rows ? common[(i + 1) * width + j] : -1;
      const right = j < columns ? common[i * width + j + 1] : -1;
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

// src/platforms/index.ts
var PLATFORMS = [
  terraform,
  cloudformation,
  azureTemplates,
  googleTemplates,
  heat,
  pulumi,
  nomad,
  controllers,
  kubernetes,
  compose,
  dockerfile,
  ansible,
  settings,
  programs,
  host
];

// src/scan.ts
function scanTree(tree, options = {}) {
  const claimed = claimFiles(tree, wanted(PLATFORMS, options), options.onProgress);
  return judgeFiles(tree, claimed, options);
}

// src/fix/plan.ts
var MOST_ROUNDS = 6;
function planFixes(original, options) {
  const scan = (tree2) => scanTree(tree2, options);
  const texts = /* @__PURE__ */ new Map();
  const fixed = [];
  let tree = original;
  let result = scan(tree);
  const before = result;
  let reasons = /* @__PURE__ */ new Map();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const outcome = fixRound(tree, result, options, scan);
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

// src/fix/repository.ts
async function planDirectory(options) {
  const root = realRoot(options.root, "fix");
  const everything = listFiles(root);
  const whole = new DiskTree(root, everything.paths);
  const policy = await loadPolicy(whole, options.config ?? { kind: "find" }, {});
  const settings2 = resolveSettings(options.given, policy.config, options.nameOf);
  const tree = settings2.exclude.length === 0 ? whole : new DiskTree(root, listFiles(root, settings2.exclude).paths);
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
      (finding) => !byFinding.has(finding) && atLeast(finding.severity, settings2.reportSeverity)
    );
  };
  const plan = planFixes(tree, {
    trusted: settings2.trusted,
    trustedNames: settings2.trustedNames,
    rules: settings2.rules,
    wanted: counted
  });
  const patch = [...plan.texts].sort(([a], [b]) => a < b ? -1 : 1).map(([path, text]) => patchOf(path, textOf(tree, path), text)).join("");
  const fails = plan.left.some(({ finding }) => atLeast(finding.severity, settings2.failOn));
  return { ...plan, patch, fails, settings: settings2, root, original: tree };
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

// src/fix/text.ts
function fixText(plan, outcome) {
  const lines = [];
  if (plan.fixed.length > 0) {
    lines.push(outcome.dryRun ? "Would be fixed:" : "Fixed:");
    for (const { finding, description } of plan.fixed) {
      lines.push(`  ${placeOf(finding)}  ${visible(description)}`);
    }
    lines.push("");
  }
  if (outcome.refused.length > 0) {
    append(lines, ["Not written:", ...outcome.refused.map((reason) => `  ${visible(reason)}`), ""]);
  }
  if (plan.left.length > 0) {
    lines.push("Needs a person:");
    for (const { finding, reason } of plan.left) {
      const rule = RULES.find(({ meta }) => meta.id === finding.ruleId)?.meta;
      const text = describeFinding(finding, rule);
      lines.push(`  ${placeOf(finding)}  ${visible(text.sentence)}`);
      lines.push(`      Why it was left: ${visible(reason)}`);
      if (text.fix[0] !== void 0) lines.push(`      What to do: ${visible(text.fix[0])}`);
    }
    lines.push("");
  }
  lines.push(summaryOf(plan, outcome));
  return logSafe(`${lines.join("\n")}
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

// src/cli/fix.ts
async function runFix(given, config, surroundings) {
  const plan = await planDirectory({
    root: given.path,
    given,
    nameOf: (setting) => `--${setting}`,
    ...config
  });
  const status = plan.fails ? FOUND : PASSED;
  if (given.dryRun) {
    surroundings.out(plan.patch);
    surroundings.err(fixText(plan, { dryRun: true, refused: [] }));
    return status;
  }
  const { refused } = writeFixes(plan);
  surroundings.out(fixText(plan, { dryRun: false, refused }));
  return refused.length > 0 ? COULD_NOT_RUN : status;
}
export {
  runFix
};
