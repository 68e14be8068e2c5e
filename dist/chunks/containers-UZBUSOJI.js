import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  compose,
  dockerfile
} from "./chunk-OIEFZAVO.js";
import "./chunk-S7LOV37F.js";
import "./chunk-E6S3RSMB.js";
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
  compose,
  dockerfile
};
