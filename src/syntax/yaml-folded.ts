/**
 * The text of a folded block scalar (`>`) by its lines without their indentation: line breaks between
 * lines of text become spaces, empty lines and lines indented further keep theirs (YAML 1.2.2, 8.1.3).
 */
export function foldedText(lines: readonly string[]): string {
  let value = '';
  let separator = '';
  let further = false;
  let i = 0;
  // Empty lines at the head are kept.
  while (i < lines.length && lines[i] === '') {
    value += '\n';
    i++;
  }
  for (; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.startsWith(' ')) {
      if (separator === ' ') separator = '\n';
      else if (!further && separator === '\n') separator = '\n\n';
      value += separator + line;
      separator = '\n';
      further = true;
    } else if (line === '') {
      if (separator === '\n') value += '\n';
      else separator = '\n';
    } else {
      value += separator + line;
      separator = ' ';
      further = false;
    }
  }
  return value;
}
