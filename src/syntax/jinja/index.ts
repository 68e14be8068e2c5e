/** Evaluates Jinja2 expressions and templates, as Ansible uses them, without running any code. */
export { Budget, type CallArguments, type EvaluatorOptions, type Origin } from './context.js';
export { Evaluator } from './evaluate.js';
export { JinjaSyntaxError } from './lexer.js';
export { expandReplacement, SafeRegex } from './regex.js';
export {
  compose,
  piecesOf,
  RenderedText,
  renderedOf,
  UNKNOWN_MARK,
  type Piece,
} from './rendered.js';
export { hasTemplate, type TemplateOptions } from './template.js';
export * from './value.js';
export { yamlIn } from './yaml.js';
