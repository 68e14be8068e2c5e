import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  compose,
  dockerfile
} from "./chunk-DUGN2XM2.js";
import "./chunk-PKOTI7PC.js";
import "./chunk-N5ZZDSYE.js";
import "./chunk-HM4FOJHO.js";
import "./chunk-V4ALW4UD.js";
import "./chunk-2Z6PYRWB.js";
import "./chunk-KOQMJ364.js";
import "./chunk-W7URTF5V.js";
import "./chunk-6UMTXIUW.js";
import "./chunk-VEKOEZUD.js";
import "./chunk-O25EGA6M.js";
import "./chunk-WW5KQBUQ.js";
import "./chunk-EKXFKHEJ.js";
import "./chunk-VX4HL5QL.js";
export {
  compose,
  dockerfile
};
