export type * from './ast.js';
export type { HclError } from './cursor.js';
export { parseHclJson } from './json.js';
export { parseHcl, parseHclExpression, parseHclTemplate, type HclFile } from './parser.js';
