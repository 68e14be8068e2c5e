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
} from "./chunk-DQE6HOPI.js";
import "./chunk-W7URTF5V.js";
import "./chunk-6UMTXIUW.js";
import "./chunk-VEKOEZUD.js";
import "./chunk-O25EGA6M.js";
import "./chunk-WW5KQBUQ.js";
import "./chunk-EKXFKHEJ.js";
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
