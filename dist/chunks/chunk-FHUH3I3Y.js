import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/findings.ts
var SEVERITIES = ["critical", "high", "medium", "low", "info"];
function compareSeverity(a, b) {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}
function atLeast(severity, threshold) {
  return threshold !== "none" && compareSeverity(severity, threshold) <= 0;
}
function stepDown(severity) {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)];
}

export {
  SEVERITIES,
  compareSeverity,
  atLeast,
  stepDown
};
