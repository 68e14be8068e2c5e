import type { SourceFile } from '../../files/source.js';
import type { YamlOptions } from '../../syntax/yaml.js';

/** Expressions, statements and comments of Jinja; they do not nest. */
const JINJA = /\{\{[^]*?\}\}|\{%[^]*?%\}|\{#[^]*?#\}/g;

/** Whether Salt renders the text with Jinja before it reads it as YAML. */
export function isTemplated(text: string): boolean {
  return /\{[{%#]/.test(text);
}

/**
 * Takes Jinja out of a text, so that it can be read as YAML: expressions leave letters behind, which
 * are unknown values, statements and comments leave blanks. Positions stay true.
 */
export function maskJinja(file: SourceFile): Pick<YamlOptions, 'masked' | 'unknownAt'> {
  const expressions: { start: number; end: number; text: string }[] = [];
  const masked = file.text.replace(JINJA, (found, offset: number) => {
    const isValue = found.startsWith('{{');
    if (isValue) expressions.push({ start: offset, end: offset + found.length, text: found });
    return found.replace(/[^\n\r]/g, isValue ? 'x' : ' ');
  });
  return {
    masked,
    unknownAt: (start, end) => {
      const inside = expressions.find((each) => each.start < end && each.end > start);
      return inside === undefined
        ? undefined
        : `\`${inside.text.slice(0, 60)}\` is known only when Salt renders it`;
    },
  };
}
