/** The values of options, read into what they mean. */
import { parseShard, type Shard } from '../shard/shard.js';
import { FORMATS, type Format, type ScanArguments } from './verb-arguments.js';

/** Thrown for a command line that cannot be understood; the message is for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function shardOf(text: string): Shard {
  try {
    return parseShard(text);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--shard: ${error.message}`);
    throw error;
  }
}

export function choiceOf<C extends string>(option: string, text: string, choices: readonly C[]): C {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) {
    throw new UsageError(`${option} is "${text}"; it must be one of ${choices.join(', ')}.`);
  }
  return choice;
}

/** By which standard is judged. */
export function standardOf(values: {
  readonly 'fail-on'?: string;
  readonly 'report-severity'?: string;
  readonly 'trusted-networks'?: readonly string[];
}): Pick<ScanArguments, 'failOn' | 'reportSeverity' | 'trustedNetworks'> {
  return {
    ...(values['fail-on'] === undefined ? {} : { failOn: values['fail-on'] }),
    ...(values['report-severity'] === undefined
      ? {}
      : { reportSeverity: values['report-severity'] }),
    ...(values['trusted-networks'] === undefined
      ? {}
      : { trustedNetworks: values['trusted-networks'].flatMap(listOf) }),
  };
}

export function excludeOf(values: {
  readonly exclude?: readonly string[];
}): Pick<ScanArguments, 'exclude'> {
  return values.exclude === undefined ? {} : { exclude: values.exclude.flatMap(listOf) };
}

/** The last file named; none for standard output. */
export function fileOf(values: { readonly output?: readonly string[] }): {
  readonly file?: string;
} {
  const file = values.output?.at(-1);
  return file === undefined || file === '-' ? {} : { file };
}

const LONGEST_TIMEOUT = 60;

export function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= LONGEST_TIMEOUT)) {
    throw new UsageError(`--timeout is "${text}"; it must be up to ${LONGEST_TIMEOUT} seconds.`);
  }
  return seconds;
}

/** The first format belongs to the first output file, and so on; `-` is standard output. */
export function outputsOf(
  formats: readonly string[],
  files: readonly string[],
): { format: Format; file?: string }[] {
  if (files.length > Math.max(formats.length, 1)) {
    throw new UsageError('Each --output needs a --format of its own.');
  }
  if (formats.length - files.length > 1) {
    throw new UsageError('Only one --format can go without an --output.');
  }
  const wanted = formats.length === 0 ? ['text'] : formats;
  return wanted.map((format, i) => {
    if (!isFormat(format)) {
      throw new UsageError(
        `There is no format "${format}"; the formats are ${FORMATS.join(', ')}.`,
      );
    }
    const file = files[i];
    return { format, ...(file === undefined || file === '-' ? {} : { file }) };
  });
}

function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}

/** Commas and line ends separate. */
export function listOf(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
