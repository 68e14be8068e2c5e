import { isBlank } from './scan.js';

export function isSpace(char: string | undefined): boolean {
  return isBlank(char) || char === '\n' || char === '\r';
}
