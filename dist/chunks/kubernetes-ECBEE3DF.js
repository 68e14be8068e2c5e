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
} from "./chunk-66JHJCTF.js";
import "./chunk-HIG2RW6N.js";
import "./chunk-G2C3MHYM.js";
import "./chunk-6JJH6RJN.js";
import "./chunk-OGXNWQVT.js";
import "./chunk-TMYZCIEQ.js";
import "./chunk-5VOORNIG.js";
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
