import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ansible,
  programs,
  settings
} from "./chunk-D2CIOCJB.js";
import "./chunk-UZBDGIMA.js";
import "./chunk-I4IV6VC4.js";
import "./chunk-VUMMRVQL.js";
import "./chunk-66JHJCTF.js";
import {
  host
} from "./chunk-R2RS76RA.js";
import "./chunk-2BV3PFQP.js";
import "./chunk-EILRY3XS.js";
import "./chunk-PN2D7ECX.js";
import "./chunk-ELTLBIM2.js";
import "./chunk-HIG2RW6N.js";
import "./chunk-G2C3MHYM.js";
import "./chunk-6JJH6RJN.js";
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
