export { isTerragrunt, readTerragrunt, type TerragruntCall } from './calls.js';
