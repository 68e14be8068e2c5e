import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  compose,
  dockerfile
} from "./chunk-RYX5PP37.js";
import "./chunk-PKOTI7PC.js";
import "./chunk-7GSFKZ3X.js";
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
  compose,
  dockerfile
};
