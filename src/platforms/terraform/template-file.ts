import type { Location, SourceFile } from '../../files/source.js';
import type { Data } from '../../syntax/data.js';
import { parseHclTemplate } from '../../syntax/hcl/index.js';
import { withoutReference } from './functions/call.js';
import type { Evaluate, Scope } from './scope.js';
import { failure, partOf } from './values.js';

/** A template file with the given variables and no others. */
export function renderFile(
  file: SourceFile,
  variables: Data,
  scope: Scope,
  where: Location,
  evaluate: Evaluate,
): Data {
  if (variables.type === 'unknown') return withoutReference(variables);
  const { expression, errors } = parseHclTemplate(file.text);
  if (expression === undefined || errors.length > 0) {
    return failure(`the template ${file.path} cannot be read`, where);
  }
  const values: [string, Data][] =
    variables.type === 'map'
      ? variables.entries.map((each) => [each.key, partOf(variables, each.value)])
      : [];
  const inner: Scope = { ...scope, file, values: new Map(values) };
  return evaluate(expression, inner);
}
