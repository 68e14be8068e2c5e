import type { ExpandedText, ShellWord, Variables } from './words.js';

/** Text that a command reads or writes. */
export type ShellText = ExpandedText;

/** A file that a command writes with text that stands in the script. */
export interface FileWrite {
  /** The path as the script names it. */
  readonly path: string;
  readonly append: boolean;
  readonly content: ShellText;
}

/** One simple command of a script, as it would be run. */
export interface ShellCommand {
  /** Program and arguments, without variable assignments and without `sudo`, `env` and their like. */
  readonly words: readonly ShellWord[];
  /** Offsets of the command in the script. */
  readonly start: number;
  readonly end: number;
  /** Its standard input, when the script says it: a here-document, `<<<`, `echo … |`, a known file. */
  readonly input?: ShellText;
  /** The file its standard input comes from. */
  readonly inputFile?: string;
  readonly writes?: FileWrite;
  /** Assignments in front of it (`A=b command`) and those of `env`. */
  readonly environment: ReadonlyMap<string, string | undefined>;
  /** Why it may not run at all, to be read after "because": absent when it runs. */
  readonly conditional?: string;
  /** The host it runs on, when `ssh` takes it elsewhere. */
  readonly host?: string;
  /** A file that the script reads in with `.` and that the command stands in; the offsets are of the `.`. */
  readonly file?: string;
}

export interface ScriptOptions {
  /** Variables that are set before the script starts. */
  readonly variables?: Variables;
  /** The text of a file that the script reads (`. file`, `< file`, `$(cat file)`). */
  readonly readFile?: (path: string) => string | undefined;
  /** Read the functions as well when the script calls none of them: others read it in and call them. */
  readonly library?: boolean;
  /** Whether the command would succeed; decides `||`, `if` and `set -e`. Called in order, once each. */
  readonly run?: (command: ShellCommand) => boolean | undefined;
}

export type Status = boolean | undefined;
export type Signal = 'break' | 'continue' | 'return' | 'exit' | undefined;

/** Where the text that is being read comes from. */
export interface Source {
  readonly text: string;
  /** From its offsets to those of the script. */
  readonly map: (offset: number) => number;
  readonly host?: string;
  readonly file?: string;
}

export interface Standard {
  readonly input?: ShellText;
  readonly inputFile?: string;
}
