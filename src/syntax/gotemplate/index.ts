/** Go templates as Helm evaluates them, over data that may be unknown and knows where it was written. */
export { render, type Rendering } from './evaluate.js';
export { parseTemplate } from './parse.js';
export { readRendered, splitDocuments } from './rendered.js';
export { TemplateSet } from './template-set.js';
export {
  copyOfData,
  joined,
  mapEntry,
  mapping,
  scalar,
  unknownValue,
  type RichText,
} from './value.js';
