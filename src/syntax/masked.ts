import type { SourceFile } from '../files/source.js';
import type { YamlOptions } from './yaml.js';

/** Expressions, statements and comments of Jinja and of Go templates; they do not nest. */
const TEMPLATE = /\{\{[^]*?\}\}|\{%[^]*?%\}|\{#[^]*?#\}/g;
/** What stands in the braces of a Go template without giving a value of its own. */
const STATEMENT =
  /^\{\{-?\s*(?:if|else|end|range|with|define|block|break|continue|template|\/\*|\$[\w]*\s*:?=)/;

/** Whether a text is rendered by Jinja or as a Go template before it is read as YAML. */
export function isTemplated(text: string): boolean {
  return /\{[{%#]/.test(text);
}

/**
 * Takes template expressions out of a text, so that it can be read as YAML: those that give a value
 * leave letters behind, which are unknown values, statements and comments leave blanks. Positions
 * stay true.
 */
export function maskTemplates(file: SourceFile): Pick<YamlOptions, 'masked' | 'unknownAt'> {
  const expressions: { start: number; end: number; text: string }[] = [];
  const masked = file.text.replace(TEMPLATE, (found, offset: number) => {
    const isValue =
      found.startsWith('{{') && !STATEMENT.test(found) && !standsAlone(file.text, offset, found);
    if (isValue) expressions.push({ start: offset, end: offset + found.length, text: found });
    return found.replace(/[^\n\r]/g, isValue ? 'x' : ' ');
  });
  return {
    masked,
    unknownAt: (start, end) => {
      const inside = expressions.find((each) => each.start < end && each.end > start);
      return inside === undefined
        ? undefined
        : `\`${inside.text.slice(0, 60)}\` is known only when the template is rendered`;
    },
  };
}

/** An expression that is all there is on its line makes lines of its own (`{{ toYaml … }}`). */
function standsAlone(text: string, offset: number, found: string): boolean {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const end = offset + found.length;
  const next = text.indexOf('\n', end);
  const after = text.slice(end, next < 0 ? text.length : next);
  return before.trim() === '' && after.trim() === '';
}
