import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  certainFixes,
  scanTree
} from "./chunk-QBDZOHDS.js";
import "./chunk-AYUNX6Z7.js";
import "./chunk-XVPAHIXZ.js";
import "./chunk-FHUH3I3Y.js";
import "./chunk-L2GXDVS2.js";
import "./chunk-DVF3O7KX.js";
import "./chunk-OIEFZAVO.js";
import "./chunk-S7LOV37F.js";
import "./chunk-K4576I4A.js";
import "./chunk-QDMDFVJJ.js";
import "./chunk-6AMPNYD6.js";
import "./chunk-LDZCEKJI.js";
import "./chunk-H5MDAJVP.js";
import "./chunk-E6S3RSMB.js";
import "./chunk-2DI6I65X.js";
import "./chunk-YUOPU6N6.js";
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
