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
} from "./chunk-GP4VVLMI.js";
import "./chunk-DVF3O7KX.js";
import "./chunk-O2TVKNJG.js";
import "./chunk-VUMMRVQL.js";
import "./chunk-DQE6HOPI.js";
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
  azureTemplates,
  cloudformation,
  controllers,
  googleTemplates,
  heat,
  nomad,
  pulumi,
  terraform
};
