import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  renderHtml,
  renderSarif,
  renderSummary
} from "./chunk-DQWH573Y.js";
import {
  renderCommands
} from "./chunk-H7FKMS2C.js";
import {
  renderInventory
} from "./chunk-EFNDPPYX.js";
import {
  renderJson
} from "./chunk-LDRDXFBP.js";
import "./chunk-T5O4J6BO.js";
import "./chunk-BRJBKM5K.js";
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
