import type { BicepFile, Expression } from './ast.js';
import { Parser } from './parser.js';

export type * from './ast.js';

/** Reads a Bicep file or a file of parameters (`.bicepparam`). Never throws; see `errors`. */
export function parseBicep(text: string): BicepFile {
  return new Parser(text).file();
}

/** What an ARM template has between `[` and `]`. Quotes in its texts are doubled. */
export { parseArmExpression } from './arm.js';

/** The expression of nothing. */
export function missing(start: number, end: number): Expression {
  return { kind: 'missing', start, end };
}
