/**
 * What the Actions runner does with a line of output, as `ActionCommand.TryParseV2` and `TryParse` of
 * actions/runner do it.
 */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The commands that the runner would find in an output. It splits at every kind of line end. */
export function commandsIn(output: string): RunnerCommand[] {
  return output
    .split(/\r\n|\r|\n/)
    .map((line) => parseV2(line) ?? parseV1(line))
    .filter((command) => command !== undefined);
}

function parseV2(line: string): RunnerCommand | undefined {
  // .NET trims U+0085 as well.
  const text = line.replace(/^[\s\u0085]+/, '');
  if (!text.startsWith('::')) return undefined;
  const end = text.indexOf('::', 2);
  if (end < 0) return undefined;
  const info = text.slice(2, end);
  const blank = info.indexOf(' ');
  const name = blank < 0 ? info : info.slice(0, blank);
  const properties: Record<string, string> = {};
  if (blank >= 0) {
    for (const property of info
      .slice(blank + 1)
      .trim()
      .split(',')) {
      const equals = property.indexOf('=');
      if (equals > 0) properties[property.slice(0, equals)] = unescape(property.slice(equals + 1));
    }
  }
  return { name, properties, data: unescape(text.slice(end + 2)) };
}

function parseV1(line: string): RunnerCommand | undefined {
  const start = line.indexOf('##[');
  if (start < 0) return undefined;
  const end = line.indexOf(']', start);
  if (end < 0) return undefined;
  return { name: line.slice(start + 3, end), properties: {}, data: line.slice(end + 1) };
}

function unescape(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
