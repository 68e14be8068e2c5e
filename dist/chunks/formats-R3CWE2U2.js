import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  renderHtml,
  renderSarif,
  renderSummary
} from "./chunk-YVNB5WUJ.js";
import {
  renderCommands
} from "./chunk-L4EVKBBR.js";
import {
  renderInventory
} from "./chunk-2L2QMJSS.js";
import {
  renderJson
} from "./chunk-WKDYDROU.js";
import "./chunk-Y2LTXBVF.js";
import "./chunk-UFC7FPLB.js";
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
