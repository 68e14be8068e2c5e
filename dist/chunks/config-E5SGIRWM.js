import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  CONFIG_KEYS,
  readConfig
} from "./chunk-XBZFUG7P.js";
import "./chunk-2JPDPAPU.js";
import "./chunk-JNPVPFRO.js";
import "./chunk-FHUH3I3Y.js";
import "./chunk-OGXNWQVT.js";
import "./chunk-TMYZCIEQ.js";
import "./chunk-5VOORNIG.js";
import "./chunk-VX4HL5QL.js";
export {
  CONFIG_KEYS,
  readConfig
};
