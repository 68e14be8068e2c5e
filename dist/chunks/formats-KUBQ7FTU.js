import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  renderHtml,
  renderSarif,
  renderSummary
} from "./chunk-HCDXZX2D.js";
import {
  renderCommands
} from "./chunk-YVRKRPP2.js";
import {
  renderInventory
} from "./chunk-HW4YHMA6.js";
import {
  renderJson
} from "./chunk-NRNPPO3E.js";
import "./chunk-SFHAWLEM.js";
import "./chunk-W7TFEI5D.js";
import "./chunk-FHUH3I3Y.js";
import "./chunk-EKXFKHEJ.js";
import "./chunk-VX4HL5QL.js";
export {
  renderCommands,
  renderHtml,
  renderInventory,
  renderJson,
  renderSarif,
  renderSummary
};
