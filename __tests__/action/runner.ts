/**
 * What the GitHub Actions runner makes of a step's output: tests assert what a user would see, not
 * what was printed. Follows actions/runner (`ActionCommand.cs`, `ActionCommandManager.cs`,
 * `ExecutionContext.cs`, `FileCommandManager.cs`, `CreateStepSummaryCommand`).
 */

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
  readonly endColumn?: number;
}

export interface StepResult {
  /** What is shown at the files and on the page of the run; 10 of each level at most. */
  readonly annotations: readonly Annotation[];
  /** How many annotations were thrown away for being too many. */
  readonly dropped: number;
  /** Lines of the log, as shown. */
  readonly log: readonly string[];
  readonly debug: readonly string[];
  readonly groups: readonly string[];
  readonly masked: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** '' when nothing is shown: too large a summary is thrown away whole. */
  readonly summary: string;
  /** What the runner itself complains about: oversized or malformed files, deprecated commands. */
  readonly complaints: readonly string[];
  /** Commands other than annotations, groups, debug and masks; a scanned file must cause none. */
  readonly otherCommands: readonly string[];
}

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const ANNOTATIONS = ['error', 'warning', 'notice'];
const COMMANDS = new Set([
  ...ANNOTATIONS,
  'stop-commands',
  'set-env',
  'set-output',
  'save-state',
  'add-mask',
  'add-path',
  'add-matcher',
  'remove-matcher',
  'debug',
  'group',
  'endgroup',
  'echo',
]);
const MOST_ANNOTATIONS = 10;
const MOST_MESSAGE = 4096;
const MOST_SUMMARY = 1024 * 1024;

/** Reads a step's standard output and error, and its output and summary files, as the runner does. */
export function readStep(
  streams: readonly string[],
  outputFile: string,
  summaryFile: Buffer,
): StepResult {
  const annotations: Annotation[] = [];
  const log: string[] = [];
  const debug: string[] = [];
  const groups: string[] = [];
  const masked: string[] = [];
  const complaints: string[] = [];
  const otherCommands: string[] = [];
  const registered = new Set(COMMANDS);
  const perLevel = new Map<string, number>();
  let dropped = 0;
  let stopToken: string | undefined;

  // .NET's ReadLine ends a line at \n, \r and \r\n.
  for (const line of streams.flatMap((stream) => stream.split(/\r\n|\n|\r/))) {
    const command = parseV2(line, registered) ?? parseV1(line, registered);
    if (command === undefined) {
      if (line !== '') log.push(line);
      continue;
    }
    if (stopToken !== undefined) {
      if (command.name === stopToken) {
        registered.delete(stopToken);
        stopToken = undefined;
      } else {
        log.push(line);
      }
      continue;
    }
    switch (command.name) {
      case 'stop-commands':
        stopToken = command.data.toLowerCase();
        registered.add(stopToken);
        otherCommands.push(line);
        break;
      case 'error':
      case 'warning':
      case 'notice': {
        const shown = (perLevel.get(command.name) ?? 0) + 1;
        perLevel.set(command.name, shown);
        if (shown > MOST_ANNOTATIONS) dropped += 1;
        else annotations.push(annotation(command.name, command));
        log.push(`##[${command.name}]${command.data}`);
        break;
      }
      case 'debug':
        debug.push(command.data);
        break;
      case 'group':
        groups.push(command.data);
        break;
      case 'endgroup':
        break;
      case 'add-mask':
        masked.push(command.data);
        break;
      default:
        otherCommands.push(line);
    }
  }

  let outputs: Record<string, string> = {};
  try {
    outputs = readOutputs(outputFile);
  } catch (error) {
    complaints.push(`Unable to process file command 'output' successfully. ${String(error)}`);
  }
  let summary = summaryFile.toString('utf8');
  if (summaryFile.length > MOST_SUMMARY) {
    complaints.push(`$GITHUB_STEP_SUMMARY upload aborted, got ${summaryFile.length} bytes`);
    summary = '';
  }
  return {
    annotations,
    dropped,
    log,
    debug,
    groups,
    masked,
    outputs,
    summary,
    complaints,
    otherCommands,
  };
}

/** `::name key=value,key=value::data`, after white space as .NET's TrimStart knows it. */
function parseV2(line: string, registered: ReadonlySet<string>): Command | undefined {
  const message = line.replace(/^[\s\u0085\u200b]+/u, '');
  if (!message.startsWith('::')) return undefined;
  const end = message.indexOf('::', 2);
  if (end < 0) return undefined;
  const info = message.slice(2, end);
  const space = info.indexOf(' ');
  const name = (space < 0 ? info : info.slice(0, space)).toLowerCase();
  if (!registered.has(name)) return undefined;
  const properties: Record<string, string> = {};
  if (space > 0) {
    for (const pair of info
      .slice(space + 1)
      .trim()
      .split(',')) {
      const equals = pair.indexOf('=');
      if (equals <= 0 || equals === pair.length - 1) continue;
      properties[pair.slice(0, equals).toLowerCase()] = unescape(pair.slice(equals + 1), PROPERTY);
    }
  }
  return { name, properties, data: unescape(message.slice(end + 2), DATA) };
}

/** `##[name key=value;key=value]data`, anywhere in a line. */
function parseV1(line: string, registered: ReadonlySet<string>): Command | undefined {
  const start = line.indexOf('##[');
  if (start < 0) return undefined;
  const end = line.indexOf(']', start);
  if (end < 0) return undefined;
  const info = line.slice(start + 3, end);
  const space = info.indexOf(' ');
  const name = (space < 0 ? info : info.slice(0, space)).toLowerCase();
  if (!registered.has(name)) return undefined;
  const properties: Record<string, string> = {};
  if (space > 0) {
    for (const pair of info.slice(space + 1).split(';')) {
      const equals = pair.indexOf('=');
      if (equals <= 0 || equals === pair.length - 1) continue;
      properties[pair.slice(0, equals).toLowerCase()] = unescape(pair.slice(equals + 1), V1);
    }
  }
  return { name, properties, data: unescape(line.slice(end + 1), V1) };
}

const DATA: readonly (readonly [string, string])[] = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const PROPERTY: typeof DATA = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
];
const V1: typeof DATA = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
];

function unescape(text: string, mappings: typeof DATA): string {
  return mappings.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text);
}

/** `ValidateLinesAndColumns`: columns go without a line and across several lines. */
function annotation(level: Annotation['level'], { properties, data }: Command): Annotation {
  const number = (name: string): number | undefined => {
    const value = properties[name];
    return value !== undefined && /^-?[0-9]+$/.test(value) ? Number(value) : undefined;
  };
  let line = number('line');
  let endLine = number('endline');
  let column = number('col');
  let endColumn = number('endcolumn');
  line ??= endLine;
  column ??= endColumn;
  const backwards = line !== undefined && endLine !== undefined && endLine < line;
  if (line === undefined || (endLine !== undefined && endLine !== line)) {
    column = undefined;
    endColumn = undefined;
  }
  if (backwards) {
    line = undefined;
    endLine = undefined;
  }
  if (column !== undefined && endColumn !== undefined && endColumn < column) {
    column = undefined;
    endColumn = undefined;
  }
  const { title, file } = properties;
  return {
    level,
    message: data.slice(0, MOST_MESSAGE),
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { column }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}

/** `name=value` and `name<<delimiter` … `delimiter`. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      outputs[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc > 0) {
      const delimiter = line.slice(heredoc + 2);
      if (delimiter === '') throw new Error(`Invalid format '${line}'`);
      const end = lines.indexOf(delimiter, at + 1);
      if (end < 0) throw new Error(`Matching delimiter not found '${delimiter}'`);
      outputs[line.slice(0, heredoc)] = lines.slice(at + 1, end).join('\n');
      at = end;
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return outputs;
}
