import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  ChartReader,
  interpretObjects,
  kubernetes,
  objectsIn,
  overlay,
  setPath,
  useObjects
} from "./chunk-H5MDAJVP.js";
import "./chunk-RDV5PMFY.js";
import "./chunk-FFEE66SI.js";
import "./chunk-WQKMCZEY.js";
import "./chunk-LDTPE7NK.js";
import "./chunk-6X4F3LJI.js";
import "./chunk-VX4HL5QL.js";
export {
  ChartReader,
  interpretObjects,
  kubernetes,
  objectsIn,
  overlay,
  setPath,
  useObjects
};
