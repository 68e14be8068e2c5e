import { lstatSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** Thrown when the folder to scan is not there or is no folder; the message is for people. */
export class RootError extends Error {
  override readonly name = 'RootError';
}

/**
 * The real path of a folder.
 * @param to what is to be done there, for the message
 * @throws RootError
 */
export function realRoot(path: string, to: 'scan' | 'fix' = 'scan'): string {
  try {
    const real = realpathSync(resolve(path));
    if (lstatSync(real).isDirectory()) return real;
  } catch {
    throw new RootError(
      `There is nothing to ${to} at ${path}: no such folder, or it cannot be read.`,
    );
  }
  throw new RootError(`${path} is not a folder; name the folder that holds the configuration.`);
}
