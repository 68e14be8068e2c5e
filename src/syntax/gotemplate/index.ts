/** Go templates as Helm evaluates them, over data that may be unknown and knows where it was written. */
export { render, TemplateSet, type Rendering } from './evaluate.js';
export { parseTemplate } from './parse.js';
export { readRendered } from './rendered.js';
export { deepCopy, mapEntry, mapping, scalar, unknownValue } from './value.js';
