/** The command line's way to the outside. */
export interface Surroundings {
  out(text: string): void;
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** @throws when the file cannot be read */
  readText(path: string): string;
  /** @throws when the file cannot be written */
  writeText(path: string, text: string): void;
  /** The Markdown of a rule's page. @throws when there is none */
  rulePage(id: string): string;
}

/** The exit statuses, the same for every verb and format. */
export const PASSED = 0;
export const FOUND = 1;
export const COULD_NOT_RUN = 2;
