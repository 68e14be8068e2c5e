import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  CONFIG_KEYS,
  MATCHABLE,
  readConfig
} from "./chunk-HCGXVI25.js";
import "./chunk-APTCULDB.js";
import "./chunk-JRB6AJAL.js";
import "./chunk-FHUH3I3Y.js";
import "./chunk-O25EGA6M.js";
import "./chunk-WW5KQBUQ.js";
import "./chunk-EKXFKHEJ.js";
import "./chunk-VX4HL5QL.js";
export {
  CONFIG_KEYS,
  MATCHABLE,
  readConfig
};
