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
  { ...terraformClaim, load: async () => (await import("./clouds-TCGTROFF.js")).terraform },
  {
    ...cloudformationClaim,
    load: async () => (await import("./clouds-TCGTROFF.js")).cloudformation
  },
  {
    ...azureTemplatesClaim,
    load: async () => (await import("./clouds-TCGTROFF.js")).azureTemplates
  },
  {
    ...googleTemplatesClaim,
    load: async () => (await import("./clouds-TCGTROFF.js")).googleTemplates
  },
  { ...heatClaim, load: async () => (await import("./clouds-TCGTROFF.js")).heat },
  { ...pulumiClaim, load: async () => (await import("./clouds-TCGTROFF.js")).pulumi },
  { ...nomadClaim, load: async () => (await import("./clouds-TCGTROFF.js")).nomad },
  { ...controllersClaim, load: async () => (await import("./clouds-TCGTROFF.js")).controllers },
  { ...kubernetesClaim, load: async () => (await import("./kubernetes-INPQTLJN.js")).kubernetes },
  { ...composeClaim, load: async () => (await import("./containers-PW46HQFP.js")).compose },
  { ...dockerfileClaim, load: async () => (await import("./containers-PW46HQFP.js")).dockerfile },
  { ...ansibleClaim, load: async () => (await import("./machines-EXUKAOFK.js")).ansible },
  { ...settingsClaim, load: async () => (await import("./machines-EXUKAOFK.js")).settings },
  { ...programsClaim, load: async () => (await import("./machines-EXUKAOFK.js")).programs },
  { ...hostClaim, load: async () => (await import("./machines-EXUKAOFK.js")).host }
];

export {
  LAZY_PLATFORMS
};
