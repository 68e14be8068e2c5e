export type { Binding, Expression } from './ast.js';
export { NixFile, type NixSet } from './evaluate.js';
