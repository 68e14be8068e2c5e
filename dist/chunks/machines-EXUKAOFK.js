import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ansible,
  programs,
  settings
} from "./chunk-OOEPALZC.js";
import "./chunk-UZBDGIMA.js";
import "./chunk-6AQC7LPX.js";
import "./chunk-VUMMRVQL.js";
import "./chunk-TUHBWXGS.js";
import {
  host
} from "./chunk-PZRZSWG5.js";
import "./chunk-A5AVZ7QR.js";
import "./chunk-QZZ6L5SB.js";
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
