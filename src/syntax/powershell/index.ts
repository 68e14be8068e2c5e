export { readPowerShell, type PowerShellOptions } from './script.js';
export {
  itemsOf,
  textOf,
  truthOf,
  type PsArgument,
  type PsCommand,
  type PsValue,
} from './values.js';
export { USUAL_VARIABLES } from './usual.js';
