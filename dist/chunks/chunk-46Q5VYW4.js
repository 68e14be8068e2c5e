import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/cli/surroundings.ts
var PASSED = 0;
var FOUND = 1;
var COULD_NOT_RUN = 2;

export {
  PASSED,
  FOUND,
  COULD_NOT_RUN
};
