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
} from "./chunk-2BV3PFQP.js";
import {
  kubernetesClaim
} from "./chunk-6JJH6RJN.js";

// src/platforms/lazy.ts
var LAZY_PLATFORMS = [
  { ...terraformClaim, load: async () => (await import("./clouds-7KLRO3WP.js")).terraform },
  {
    ...cloudformationClaim,
    load: async () => (await import("./clouds-7KLRO3WP.js")).cloudformation
  },
  {
    ...azureTemplatesClaim,
    load: async () => (await import("./clouds-7KLRO3WP.js")).azureTemplates
  },
  {
    ...googleTemplatesClaim,
    load: async () => (await import("./clouds-7KLRO3WP.js")).googleTemplates
  },
  { ...heatClaim, load: async () => (await import("./clouds-7KLRO3WP.js")).heat },
  { ...pulumiClaim, load: async () => (await import("./clouds-7KLRO3WP.js")).pulumi },
  { ...nomadClaim, load: async () => (await import("./clouds-7KLRO3WP.js")).nomad },
  { ...controllersClaim, load: async () => (await import("./clouds-7KLRO3WP.js")).controllers },
  { ...kubernetesClaim, load: async () => (await import("./kubernetes-ECBEE3DF.js")).kubernetes },
  { ...composeClaim, load: async () => (await import("./containers-M4PBGTCF.js")).compose },
  { ...dockerfileClaim, load: async () => (await import("./containers-M4PBGTCF.js")).dockerfile },
  { ...ansibleClaim, load: async () => (await import("./machines-JA2YYMCO.js")).ansible },
  { ...settingsClaim, load: async () => (await import("./machines-JA2YYMCO.js")).settings },
  { ...programsClaim, load: async () => (await import("./machines-JA2YYMCO.js")).programs },
  { ...hostClaim, load: async () => (await import("./machines-JA2YYMCO.js")).host }
];

export {
  LAZY_PLATFORMS
};
