import type { Problem } from '../facts.js';
import type { Location, SourceFile } from '../files/source.js';

/** An error of a file's syntax, as something that people must know: a part of it was not read. */
export function syntaxProblem(
  file: Pick<SourceFile, 'path'>,
  { where, message }: { readonly where: Location; readonly message: string },
): Problem {
  return {
    kind: 'unparsed',
    where,
    message: `${file.path}:${where.startLine}: ${message}; what stands around it was not read. Correct the syntax.`,
  };
}
