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
} from "./chunk-PERNKFAX.js";
import "./chunk-DVF3O7KX.js";
import "./chunk-I4IV6VC4.js";
import "./chunk-VUMMRVQL.js";
import "./chunk-66JHJCTF.js";
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
  azureTemplates,
  cloudformation,
  controllers,
  googleTemplates,
  heat,
  nomad,
  pulumi,
  terraform
};
