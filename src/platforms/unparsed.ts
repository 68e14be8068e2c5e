import type { Problem } from '../facts.js';
import type { Location, SourceFile } from '../files/source.js';

/** An error of a file's syntax, as something that people must know: mostly a part was not read. */
export function syntaxProblem(
  file: Pick<SourceFile, 'path'>,
  error: {
    readonly where: Location;
    readonly message: string;
    /** Nothing was left out because of it. */
    readonly isRead?: boolean;
  },
): Problem {
  const { where, message } = error;
  const result = error.isRead === true ? '' : '; what stands around it was not read';
  return {
    kind: 'unparsed',
    where,
    message: `${file.path}:${where.startLine}: ${message}${result}. Correct the syntax.`,
  };
}
