import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  certainFixes,
  scanTree
} from "./chunk-5CJAFEX6.js";
import "./chunk-PK2RVBDA.js";
import "./chunk-XVPAHIXZ.js";
import "./chunk-FHUH3I3Y.js";
import "./chunk-KCVPYTCH.js";
import "./chunk-DVF3O7KX.js";
import "./chunk-BGUTAP6T.js";
import "./chunk-S7LOV37F.js";
import "./chunk-HOXJSGPG.js";
import "./chunk-QDMDFVJJ.js";
import "./chunk-RIKCBBYN.js";
import "./chunk-LDZCEKJI.js";
import "./chunk-H5MDAJVP.js";
import "./chunk-N5ZK5AEG.js";
import "./chunk-2DI6I65X.js";
import "./chunk-5ZWOH3NS.js";
import "./chunk-TIZEIHRV.js";
import "./chunk-RDV5PMFY.js";
import "./chunk-FFEE66SI.js";
import "./chunk-WQKMCZEY.js";
import "./chunk-LDTPE7NK.js";
import "./chunk-6X4F3LJI.js";
import "./chunk-VX4HL5QL.js";

// src/fix/proven.ts
function provenFixes(report, tree, settings) {
  const wanted = new Set(
    report.findings.flatMap(
      ({ fingerprint, suppressed, unresolved }) => suppressed === void 0 && !unresolved ? [fingerprint] : []
    )
  );
  if (wanted.size === 0) return /* @__PURE__ */ new Map();
  const options = {
    trusted: settings.trusted,
    rules: settings.rules,
    wanted: ({ findings }) => findings.filter(({ fingerprint }) => wanted.has(fingerprint))
  };
  return certainFixes(tree, scanTree(tree, options), options);
}
export {
  provenFixes
};
