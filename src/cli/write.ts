import type { Report } from '../report/model.js';
import type { ScanArguments } from './verb-arguments.js';
import { render } from './render.js';
import type { Surroundings } from './surroundings.js';

/** What to write where, and how. */
export interface WriteOptions {
  readonly outputs: ScanArguments['outputs'];
  readonly colour: boolean | undefined;
  readonly quiet: boolean;
}

/** Writes a report in every format that was asked for; false when one could not be written. */
export async function writeReport(
  report: Report,
  given: WriteOptions,
  surroundings: Surroundings,
): Promise<boolean> {
  let written = true;
  for (const { format, file } of given.outputs) {
    const toTerminal = file === undefined && surroundings.outIsTerminal;
    const colour =
      given.colour ?? (toTerminal && (surroundings.environment['NO_COLOR'] ?? '') === '');
    const text = await render(report, format, {
      colour: file === undefined && colour,
      quiet: given.quiet,
    });
    try {
      if (file === undefined) surroundings.out(text);
      else surroundings.writeText(file, text);
    } catch (error) {
      written = false;
      surroundings.err(
        `memcached-exposure: ${file ?? 'standard output'} cannot be written: ${messageOf(error)}.\n`,
      );
    }
  }
  return written;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
