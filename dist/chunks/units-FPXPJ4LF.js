import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  filesOfShard,
  unitsOf
} from "./chunk-JNTOPFGG.js";
import "./chunk-VX4HL5QL.js";
export {
  filesOfShard,
  unitsOf
};
