import type { TerraformFunction } from './call.js';
import { CONVERSION_FUNCTIONS } from './conversions.js';
import { LIST_FUNCTIONS } from './lists.js';
import { MAP_FUNCTIONS } from './maps.js';
import { SET_FUNCTIONS } from './sets.js';
import { ENCODING_FUNCTIONS } from './encoding.js';
import { EXPRESSION_FUNCTIONS } from './expressions.js';
import { FILE_FUNCTIONS } from './files.js';
import { NETWORK_FUNCTIONS } from './network.js';
import { NUMERIC_FUNCTIONS } from './numeric.js';
import { STRING_FUNCTIONS } from './strings.js';
import { TIME_FUNCTIONS } from './time.js';
import { TYPE_FUNCTIONS } from './types.js';

/**
 * Terraform's built-in functions (developer.hashicorp.com/terraform/language/functions), apart from
 * `try`, `can` and `type`, which need their arguments unevaluated, and those that depend on the moment
 * (`timestamp`, `uuid`).
 */
export const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map(
  [
    CONVERSION_FUNCTIONS,
    ENCODING_FUNCTIONS,
    EXPRESSION_FUNCTIONS,
    FILE_FUNCTIONS,
    LIST_FUNCTIONS,
    MAP_FUNCTIONS,
    NETWORK_FUNCTIONS,
    NUMERIC_FUNCTIONS,
    SET_FUNCTIONS,
    STRING_FUNCTIONS,
    TIME_FUNCTIONS,
    TYPE_FUNCTIONS,
  ].flatMap((group) => Object.entries(group)),
);

export type { CallContext, TerraformFunction } from './call.js';
