import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  require_ignore,
  staleEntries
} from "./chunk-V3JSSY3J.js";
import {
  covers,
  isExpired
} from "./chunk-2JPDPAPU.js";
import {
  append
} from "./chunk-5VOORNIG.js";
import {
  __toESM
} from "./chunk-VX4HL5QL.js";

// src/policy/apply.ts
var import_ignore = __toESM(require_ignore(), 1);
function applyExceptions(findings, exceptions, today) {
  const byFinding = /* @__PURE__ */ new Map();
  const problems = [];
  const inline = dropExpired(exceptions.inline, today, problems);
  const paths = dropExpired(exceptions.paths, today, problems).map((suppression) => ({
    suppression,
    matcher: (0, import_ignore.default)().add([...suppression.paths])
  }));
  const used = /* @__PURE__ */ new Set();
  for (const finding of findings) {
    const covering = inline.find((suppression) => covers(suppression, finding));
    if (covering !== void 0) used.add(covering);
    const comment = exceptions.isAgreed?.(finding) === false ? void 0 : covering;
    const path = paths.find(
      ({ suppression, matcher }) => suppression.rules.includes(finding.ruleId) && matcher.ignores(finding.location.file)
    )?.suppression;
    const found = comment ?? path;
    if (found !== void 0) {
      used.add(found);
      byFinding.set(finding, {
        by: comment === void 0 ? "config" : "inline",
        reason: found.reason,
        where: found.where,
        ...found.until === void 0 ? {} : { until: found.until }
      });
    } else if (exceptions.baseline?.entries.has(finding.fingerprint) === true) {
      byFinding.set(finding, {
        by: "baseline",
        reason: `It is listed in ${exceptions.baseline.path}.`
      });
    }
  }
  for (const suppression of [...inline, ...paths.map(({ suppression: of }) => of)]) {
    if (used.has(suppression)) continue;
    problems.push({
      kind: "note",
      where: suppression.where,
      message: `The suppression of ${suppression.rules.join(", ")} at ${placeText(suppression.where)} suppresses nothing; remove it.`
    });
  }
  if (exceptions.baseline !== void 0) {
    append(problems, staleProblems(exceptions.baseline, findings));
  }
  return { byFinding, problems };
}
function dropExpired(suppressions, today, problems) {
  return suppressions.filter((suppression) => {
    if (!isExpired(suppression, today)) return true;
    problems.push({
      kind: "note",
      where: suppression.where,
      message: `The suppression of ${suppression.rules.join(", ")} at ${placeText(suppression.where)} ended on ${suppression.until}; it no longer counts.`
    });
    return false;
  });
}
function staleProblems(baseline, findings) {
  const stale = staleEntries(baseline, findings);
  if (stale.length === 0) return [];
  return [
    {
      kind: "note",
      where: { file: baseline.path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
      message: `${baseline.path} lists ${stale.length} ${stale.length === 1 ? "finding that is" : "findings that are"} no longer there; prune it with "memcached-exposure baseline --update".`
    }
  ];
}
function placeText({ file, startLine }) {
  return `${file}:${startLine}`;
}

export {
  applyExceptions
};
