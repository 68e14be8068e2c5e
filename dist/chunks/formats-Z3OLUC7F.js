import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  renderHtml,
  renderSarif,
  renderSummary
} from "./chunk-VCJRWG4O.js";
import {
  renderCommands
} from "./chunk-BZAKRS37.js";
import {
  renderInventory
} from "./chunk-MWGRCN3I.js";
import {
  renderJson
} from "./chunk-CFC75HNR.js";
import "./chunk-4YCC46JY.js";
import "./chunk-ZDN3N4YR.js";
import "./chunk-FHUH3I3Y.js";
import "./chunk-5VOORNIG.js";
import "./chunk-VX4HL5QL.js";
export {
  renderCommands,
  renderHtml,
  renderInventory,
  renderJson,
  renderSarif,
  renderSummary
};
