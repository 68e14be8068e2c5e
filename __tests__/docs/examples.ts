/** A fenced example of a rule's page. */
export interface Example {
  /** The line of the page where it begins. */
  readonly line: number;
  readonly language: string;
  /** The path it is scanned as. */
  readonly title: string;
  readonly kind: 'exposed' | 'safe';
  /** Networks that are trusted in the scan. */
  readonly trusted: readonly string[];
  /** Without the marks. */
  readonly text: string;
  /** The line (1-based) of the text that a mark `<- MCE101` stands on, and the rule it names. */
  readonly marks: readonly { readonly line: number; readonly rule: string }[];
}

/** The blocks of a page that say `exposed` or `safe` after their language. */
export function examplesOf(markdown: string): Example[] {
  const lines = markdown.split('\n');
  const examples: Example[] = [];
  for (let at = 0; at < lines.length; at++) {
    const head = /^```([a-z]+) title="([^"]+)" (exposed|safe)(?: trusted="([^"]+)")?$/.exec(
      lines[at]!,
    );
    if (head === null) continue;
    const end = lines.indexOf('```', at + 1);
    const marks: { line: number; rule: string }[] = [];
    const text = lines.slice(at + 1, end).map((line, index) => {
      const mark = /\s*(?:#|\/\/) <- (MCE[0-9]{3})$/.exec(line);
      if (mark === null) return line;
      marks.push({ line: index + 1, rule: mark[1]! });
      return line.slice(0, mark.index);
    });
    examples.push({
      line: at + 1,
      language: head[1]!,
      title: head[2]!,
      kind: head[3] as Example['kind'],
      trusted: head[4]?.split(',') ?? [],
      text: `${text.join('\n')}\n`,
      marks,
    });
    at = end;
  }
  return examples;
}
