import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  renderHtml,
  renderSarif,
  renderSummary
} from "./chunk-Y7T63UAH.js";
import {
  renderCommands
} from "./chunk-GFPBNU2Z.js";
import {
  renderInventory
} from "./chunk-CIHKYOIR.js";
import {
  renderJson
} from "./chunk-RUOC6TQC.js";
import "./chunk-M4R6LH47.js";
import "./chunk-AFF6OCBU.js";
import "./chunk-FHUH3I3Y.js";
import "./chunk-6X4F3LJI.js";
import "./chunk-VX4HL5QL.js";
export {
  renderCommands,
  renderHtml,
  renderInventory,
  renderJson,
  renderSarif,
  renderSummary
};
