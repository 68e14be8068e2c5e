import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  azureTemplates,
  cloudformation,
  controllers,
  googleTemplates,
  heat,
  nomad,
  pulumi,
  terraform
} from "./chunk-L2GXDVS2.js";
import "./chunk-DVF3O7KX.js";
import "./chunk-6AMPNYD6.js";
import "./chunk-LDZCEKJI.js";
import "./chunk-H5MDAJVP.js";
import "./chunk-YUOPU6N6.js";
import "./chunk-TIZEIHRV.js";
import "./chunk-RDV5PMFY.js";
import "./chunk-FFEE66SI.js";
import "./chunk-WQKMCZEY.js";
import "./chunk-LDTPE7NK.js";
import "./chunk-6X4F3LJI.js";
import "./chunk-VX4HL5QL.js";
export {
  azureTemplates,
  cloudformation,
  controllers,
  googleTemplates,
  heat,
  nomad,
  pulumi,
  terraform
};
