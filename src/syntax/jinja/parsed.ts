import type { Template } from './ast.js';
import { JinjaSyntaxError } from './lexer.js';
import { parseTemplate, type TemplateOptions } from './template.js';

const parsedTemplates = new Map<string, Template | JinjaSyntaxError>();

/** A template as it was parsed the first time it was met: playbooks use the same one for many hosts. */
export function parsedTemplate(
  text: string,
  options: TemplateOptions,
): Template | JinjaSyntaxError {
  const key = `${options.plainStrings ?? ''}${options.trimBlocks ?? ''}${options.lstripBlocks ?? ''}${options.variable?.join() ?? ''}${options.block?.join() ?? ''}\0${text}`;
  const known = parsedTemplates.get(key);
  if (known !== undefined) return known;
  let result: Template | JinjaSyntaxError;
  try {
    result = parseTemplate(text, options);
  } catch (error) {
    if (!(error instanceof JinjaSyntaxError)) throw error;
    result = error;
  }
  if (parsedTemplates.size > 2000) parsedTemplates.clear();
  parsedTemplates.set(key, result);
  return result;
}
