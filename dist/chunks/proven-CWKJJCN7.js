import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  fixRound
} from "./chunk-UV23KFUW.js";
import {
  FilteredTree
} from "./chunk-NOYKNZGV.js";
import {
  claimFiles,
  judgeFiles
} from "./chunk-ODCC6ZFW.js";
import {
  LAZY_PLATFORMS
} from "./chunk-25OG46P3.js";
import "./chunk-JNPVPFRO.js";
import "./chunk-FHUH3I3Y.js";
import "./chunk-DVF3O7KX.js";
import "./chunk-PKOTI7PC.js";
import "./chunk-UZBDGIMA.js";
import "./chunk-VUMMRVQL.js";
import "./chunk-2BV3PFQP.js";
import "./chunk-PN2D7ECX.js";
import "./chunk-ELTLBIM2.js";
import "./chunk-G2C3MHYM.js";
import "./chunk-6JJH6RJN.js";
import "./chunk-TMYZCIEQ.js";
import "./chunk-5VOORNIG.js";
import {
  unitsOf
} from "./chunk-JNTOPFGG.js";
import "./chunk-VX4HL5QL.js";

// src/fix/proven.ts
var MOST_READ_AGAIN = 12e6;
var FEW_FILES = 24;
async function provenFixes(report, tree, settings, sources, mostRead = MOST_READ_AGAIN) {
  const wanted = report.findings.filter(
    ({ suppressed, unresolved, location }) => suppressed === void 0 && !unresolved && tree.has(location.file)
  );
  if (wanted.length === 0) return /* @__PURE__ */ new Map();
  const platforms = await platformsFor(tree, sources);
  const proven = /* @__PURE__ */ new Map();
  let left = mostRead;
  for (const { files, findings } of scopesOf(tree, sources, platforms, wanted)) {
    const paths = new Set(files.map(({ path }) => path));
    const cost = files.reduce((sum, { text }) => sum + text.length, 0);
    const scan = (edited) => {
      if (cost > left) return void 0;
      left -= cost;
      const part = claimFiles(
        new FilteredTree(edited, (path) => paths.has(path)),
        platforms,
        void 0
      );
      return judgeFiles(edited, part, settings);
    };
    const before = scan(tree);
    if (before === void 0) continue;
    const mine = new Set(findings.map(({ fingerprint }) => fingerprint));
    const { done } = fixRound(
      tree,
      before,
      {
        trusted: settings.trusted,
        trustedNames: settings.trustedNames,
        rules: settings.rules,
        wanted: (result) => result.findings.filter(({ fingerprint }) => mine.has(fingerprint))
      },
      scan
    );
    for (const { finding, fix } of done) proven.set(finding.fingerprint, fix);
  }
  return proven;
}
async function platformsFor(tree, sources) {
  const paths = new Set([...sources].map(({ path }) => path));
  const claimed = claimFiles(
    new FilteredTree(tree, (path) => paths.has(path)),
    LAZY_PLATFORMS,
    void 0
  );
  const platforms = [];
  for (const [platform, files] of claimed) {
    if (files.length > 0) platforms.push(await platform.load());
  }
  return platforms;
}
function scopesOf(tree, sources, platforms, wanted) {
  const all = [...sources];
  if (all.length <= FEW_FILES) return [{ files: all, findings: wanted }];
  const paths = new Set(all.map(({ path }) => path));
  const claimed = claimFiles(
    new FilteredTree(tree, (path) => paths.has(path)),
    platforms,
    void 0
  );
  const units = unitsOf(claimed.map(([{ name }, files]) => ({ platform: name, files })));
  const unitOf = /* @__PURE__ */ new Map();
  for (const unit of units) for (const { file } of unit.members) unitOf.set(file.path, unit);
  const scopes = /* @__PURE__ */ new Map();
  for (const finding of wanted) {
    const unit = unitOf.get(finding.location.file);
    const findings = scopes.get(unit);
    if (findings === void 0) scopes.set(unit, [finding]);
    else findings.push(finding);
  }
  return [...scopes].map(([unit, findings]) => ({
    files: unit === void 0 ? all : [...new Set(unit.members.map(({ file }) => file))],
    findings
  }));
}
export {
  MOST_READ_AGAIN,
  provenFixes
};
