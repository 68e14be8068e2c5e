import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The cells of the rows of the table between `<!-- NAME -->` and `<!-- /NAME -->` of a page. */
export function rowsOf(page: string, name: string): string[][] {
  const text = readFileSync(`${ROOT}${page}`, 'utf8');
  const start = text.indexOf(`<!-- ${name} -->`);
  const end = text.indexOf(`<!-- /${name} -->`);
  if (start < 0 || end < start) throw new Error(`${page} has no table "${name}".`);
  return text
    .slice(start, end)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The tests that a cell names: `file` "title", "title". */
export function testsNamed(cell: string): { readonly path: string; readonly title: string }[] {
  return [...cell.matchAll(/`(__tests__\/[^`]+)` ((?:"[^"]+"(?:, )?)+)/g)].flatMap(
    ([, path, titles]) =>
      [...titles!.matchAll(/"([^"]+)"/g)].map(([, title]) => ({ path: path!, title: title! })),
  );
}

/** Whether the file has a test of that title, or a group or row of a table of tests. */
export function hasTest({
  path,
  title,
}: {
  readonly path: string;
  readonly title: string;
}): boolean {
  const source = readFileSync(`${ROOT}${path}`, 'utf8');
  return [`'${title}'`, `"${title}"`, `\`${title}\``, `'${title}`].some((text) =>
    source.includes(text),
  );
}
