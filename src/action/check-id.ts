import { createHash } from 'node:crypto';
import type { ActionInputs } from './inputs.js';

/**
 * Tells the checks of a repository apart, by the folder and the configuration that are checked, so
 * that two of them do not fight for one comment or issue. 12 hexadecimal digits.
 */
export function checkId({ folder, config }: ActionInputs): string {
  const what = JSON.stringify([folder, config?.path ?? null]);
  return createHash('sha256').update(what).digest('hex').slice(0, 12);
}
