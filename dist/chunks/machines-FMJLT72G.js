import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ansible,
  programs,
  settings
} from "./chunk-3QE6PERM.js";
import "./chunk-UZBDGIMA.js";
import "./chunk-LLBSPEOV.js";
import "./chunk-VUMMRVQL.js";
import "./chunk-TUHBWXGS.js";
import {
  host
} from "./chunk-7GSFKZ3X.js";
import "./chunk-A5AVZ7QR.js";
import "./chunk-FD3P3KQP.js";
import "./chunk-PN2D7ECX.js";
import "./chunk-MIBRIWMI.js";
import "./chunk-TKG6ZBOV.js";
import "./chunk-G2C3MHYM.js";
import "./chunk-DEHXH6PE.js";
import "./chunk-OGXNWQVT.js";
import "./chunk-TMYZCIEQ.js";
import "./chunk-5VOORNIG.js";
import "./chunk-VX4HL5QL.js";
export {
  ansible,
  host,
  programs,
  settings
};
