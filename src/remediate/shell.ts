import type { RemediationFile } from './model.js';

/** Lines of a script; nested lists are flattened, `undefined` is left out. */
export function lines(...parts: readonly (string | undefined | readonly string[])[]): string {
  return parts
    .flat()
    .filter((part) => part !== undefined)
    .join('\n');
}

/** Writes a file with exactly this content. */
export function writeFile({ path, content }: RemediationFile, append = false): string {
  return `cat ${append ? '>>' : '>'} ${path} <<'END_OF_FILE'\n${content.replace(/\n?$/, '\n')}END_OF_FILE`;
}
