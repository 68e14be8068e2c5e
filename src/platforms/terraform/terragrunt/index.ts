export { readTerragrunt, type TerragruntCall } from './calls.js';
