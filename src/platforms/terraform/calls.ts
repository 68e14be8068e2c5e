import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import type { Data } from '../../syntax/data.js';
import type { Expression } from '../../syntax/hcl/index.js';
import { sizeOf, tooMuch } from './budget.js';
import { withoutReference } from './functions/call.js';
import { FUNCTIONS, type CallContext } from './functions/index.js';
import type { Evaluate, Scope } from './scope.js';
import { renderFile } from './template-file.js';
import {
  derived,
  elements,
  ERROR,
  failure,
  findUnknown,
  MOST_ITEMS,
  scalar,
  unknown,
  withoutAlternatives,
} from './values.js';

/** Whether Terraform would stop at this value, so that `try` goes on to its next argument. */
function isError(data: Data, depth = 0): boolean {
  if (data.type === 'unknown') return data.tag === ERROR;
  if (depth > 3) return false;
  if (data.type === 'list') return data.items.some((item) => isError(item, depth + 1));
  if (data.type === 'map') return data.entries.some((each) => isError(each.value, depth + 1));
  return false;
}

/** Functions whose result has the items of their arguments and no others. */
const KEEPING_ITEMS: ReadonlySet<string> = new Set([
  'concat',
  'distinct',
  'flatten',
  'nonsensitive',
  'sensitive',
  'tolist',
  'toset',
]);

/** A call of a function; `try` and `can` look at how their arguments fail. */
export function call(
  expression: Expression & { kind: 'call' },
  scope: Scope,
  where: Location,
  evaluate: Evaluate,
): Data {
  const name = expression.name.replace(/^core::/, '');
  if (name === 'try') {
    for (const arg of expression.args) {
      const value = evaluate(arg, scope);
      if (!isError(value)) return value;
    }
    return failure('every argument of `try()` fails', where);
  }
  if (name === 'can') {
    const arg = expression.args[0];
    const value =
      arg === undefined ? failure('`can()` needs an argument', where) : evaluate(arg, scope);
    if (isError(value)) return scalar(false, where);
    const missing = findUnknown([value]);
    // A reference to something that Terraform will create can be evaluated.
    return missing === undefined || missing.reference !== undefined
      ? scalar(true, where)
      : withoutReference(missing);
  }
  const run = FUNCTIONS.get(name);
  const args = expression.args.map((arg) => {
    const value = evaluate(arg, scope);
    return KEEPING_ITEMS.has(name) ? value : withoutAlternatives(value);
  });
  if (expression.expandLast && args.length > 0) {
    const last = args.pop()!;
    if (last.type === 'unknown') return withoutReference(last);
    if (last.type !== 'list') return failure('only a list can be expanded with "..."', where);
    if (last.items.length > MOST_ITEMS)
      return unknown('the list is too long to be evaluated', where);
    append(args, elements(last));
  }
  if (run === undefined) {
    const own = scope.names.ownFunction?.(name, args, where);
    if (own !== undefined) return own;
    return derived(
      unknown(`the function \`${name.slice(0, 60)}()\` is not evaluated`, where),
      where,
      args,
    );
  }
  if (!scope.names.budget.spend(args.reduce((sum, arg) => sum + sizeOf(arg), 0))) {
    return tooMuch(where);
  }
  const context: CallContext = {
    name,
    where,
    readFile: (path) => scope.names.readFile(path),
    listFiles: (folder) => scope.names.listFiles(folder),
    renderTemplate: (file, variables) => renderFile(file, variables, scope, where, evaluate),
  };
  return run(args, context);
}
