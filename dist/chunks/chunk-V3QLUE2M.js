import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  azureTemplatesClaim,
  cloudformationClaim,
  controllersClaim,
  googleTemplatesClaim,
  heatClaim,
  nomadClaim,
  pulumiClaim
} from "./chunk-DVF3O7KX.js";
import {
  composeClaim,
  dockerfileClaim
} from "./chunk-PKOTI7PC.js";
import {
  ansibleClaim,
  programsClaim,
  settingsClaim
} from "./chunk-UZBDGIMA.js";
import {
  terraformClaim
} from "./chunk-VUMMRVQL.js";
import {
  hostClaim
} from "./chunk-A5AVZ7QR.js";
import {
  kubernetesClaim
} from "./chunk-DEHXH6PE.js";

// src/platforms/lazy.ts
var LAZY_PLATFORMS = [
  { ...terraformClaim, load: async () => (await import("./clouds-DQMRNIIY.js")).terraform },
  {
    ...cloudformationClaim,
    load: async () => (await import("./clouds-DQMRNIIY.js")).cloudformation
  },
  {
    ...azureTemplatesClaim,
    load: async () => (await import("./clouds-DQMRNIIY.js")).azureTemplates
  },
  {
    ...googleTemplatesClaim,
    load: async () => (await import("./clouds-DQMRNIIY.js")).googleTemplates
  },
  { ...heatClaim, load: async () => (await import("./clouds-DQMRNIIY.js")).heat },
  { ...pulumiClaim, load: async () => (await import("./clouds-DQMRNIIY.js")).pulumi },
  { ...nomadClaim, load: async () => (await import("./clouds-DQMRNIIY.js")).nomad },
  { ...controllersClaim, load: async () => (await import("./clouds-DQMRNIIY.js")).controllers },
  { ...kubernetesClaim, load: async () => (await import("./kubernetes-INPQTLJN.js")).kubernetes },
  { ...composeClaim, load: async () => (await import("./containers-CBJFALEL.js")).compose },
  { ...dockerfileClaim, load: async () => (await import("./containers-CBJFALEL.js")).dockerfile },
  { ...ansibleClaim, load: async () => (await import("./machines-FMJLT72G.js")).ansible },
  { ...settingsClaim, load: async () => (await import("./machines-FMJLT72G.js")).settings },
  { ...programsClaim, load: async () => (await import("./machines-FMJLT72G.js")).programs },
  { ...hostClaim, load: async () => (await import("./machines-FMJLT72G.js")).host }
];

export {
  LAZY_PLATFORMS
};
