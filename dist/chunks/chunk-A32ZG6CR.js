import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/machine/error.ts
var MachineError = class extends Error {
  name = "MachineError";
};

export {
  MachineError
};
