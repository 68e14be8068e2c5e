import * as core from '@actions/core';
import { logSafe } from '../report/escape.js';
import { workflowCommand, type CommandLevel } from '../report/commands.js';

const TITLE = 'memcached exposure check';

/**
 * The way to the runner. Nothing in here throws: what cannot be told is told to be missing, and the
 * verdict stands.
 */
export class Output {
  /** Annotations without a place that were printed; the runner shows 10 of a level. */
  readonly printed: Record<CommandLevel, number> = { error: 0, warning: 0, notice: 0 };

  /** Lines of the log; they may hold anything but are no commands. */
  log(text: string): void {
    this.print(logSafe(text));
  }

  /** Commands, made by `report/commands.ts`. */
  commands(lines: string): void {
    this.print(lines.trimEnd());
  }

  debug(message: string): void {
    this.print(workflowCommand('debug', {}, message));
  }

  annotate(level: CommandLevel, message: string): void {
    this.printed[level] += 1;
    this.print(workflowCommand(level, { title: TITLE }, message));
  }

  /** Does one thing; when that fails, says so. */
  attempt<T>(what: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.failed(what, error);
      return undefined;
    }
  }

  set(name: string, value: string | number): void {
    // Without its file the library would print a command that is switched off.
    if ((process.env.GITHUB_OUTPUT ?? '') === '') return;
    this.attempt(`The output "${name}"`, () => core.setOutput(name, value));
  }

  async summary(markdown: () => string): Promise<void> {
    if ((process.env.GITHUB_STEP_SUMMARY ?? '') === '') return;
    try {
      await core.summary.addRaw(markdown(), true).write();
    } catch (error) {
      this.failed('The job summary', error);
    }
  }

  /** Says that something could not be told. */
  failed(what: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.annotate('warning', `${what} could not be written: ${reason} The verdict stands.`);
  }

  private print(text: string): void {
    if (text !== '') core.info(text);
  }
}
