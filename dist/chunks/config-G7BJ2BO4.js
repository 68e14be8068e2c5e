import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  CONFIG_KEYS,
  MATCHABLE,
  readConfig
} from "./chunk-P5UBZD5C.js";
import "./chunk-W73OCWV7.js";
import "./chunk-XVPAHIXZ.js";
import "./chunk-FHUH3I3Y.js";
import "./chunk-WQKMCZEY.js";
import "./chunk-LDTPE7NK.js";
import "./chunk-6X4F3LJI.js";
import "./chunk-VX4HL5QL.js";
export {
  CONFIG_KEYS,
  MATCHABLE,
  readConfig
};
