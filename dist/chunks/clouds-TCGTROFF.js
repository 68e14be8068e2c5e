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
} from "./chunk-AYDEL7N2.js";
import "./chunk-DVF3O7KX.js";
import "./chunk-6AQC7LPX.js";
import "./chunk-VUMMRVQL.js";
import "./chunk-TUHBWXGS.js";
import "./chunk-QZZ6L5SB.js";
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
  azureTemplates,
  cloudformation,
  controllers,
  googleTemplates,
  heat,
  nomad,
  pulumi,
  terraform
};
