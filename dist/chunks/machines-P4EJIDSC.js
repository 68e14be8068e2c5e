import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ansible,
  programs,
  settings
} from "./chunk-K4576I4A.js";
import "./chunk-QDMDFVJJ.js";
import "./chunk-6AMPNYD6.js";
import "./chunk-LDZCEKJI.js";
import "./chunk-H5MDAJVP.js";
import {
  host
} from "./chunk-E6S3RSMB.js";
import "./chunk-2DI6I65X.js";
import "./chunk-YUOPU6N6.js";
import "./chunk-TIZEIHRV.js";
import "./chunk-RDV5PMFY.js";
import "./chunk-FFEE66SI.js";
import "./chunk-WQKMCZEY.js";
import "./chunk-LDTPE7NK.js";
import "./chunk-6X4F3LJI.js";
import "./chunk-VX4HL5QL.js";
export {
  ansible,
  host,
  programs,
  settings
};
