import type { Location } from '../../files/source.js';
import type { Data } from '../data.js';
import type { Expression } from './ast.js';
import type { Origin } from './context.js';
import type { Evaluator } from './evaluate.js';
import { arithmetic, compareValues, isIn, sliceValue } from './operators.js';
import { TESTS } from './tests.js';
import {
  equals,
  isKnown,
  isUnknown,
  list,
  mapping,
  missing,
  pythonText,
  reasonOf,
  scalar,
  truth,
  unknown,
} from './value.js';

/** The value of an expression that is neither a name nor a member: made from its parts. */
export function compute(
  evaluator: Evaluator,
  expression: Expression,
  origin: Origin,
  source: string,
  where: Location,
): Data {
  const value = (inner: Expression): Data => evaluator.evaluate(inner, origin, source);
  switch (expression.kind) {
    case 'literal':
      return {
        type: 'scalar',
        value: expression.value,
        ...(expression.float ? { text: source.slice(expression.start, expression.end) } : {}),
        where,
      };
    case 'list':
      return list(expression.items.map(value), where);
    case 'dict': {
      const pairs: [string, Data][] = [];
      for (const item of expression.entries) {
        const key = pythonText(value(item.key));
        if (key === undefined) return unknown('a key of the dictionary is not known', where);
        pairs.push([key, value(item.value)]);
      }
      return mapping(pairs, where);
    }
    case 'unary': {
      const operand = value(expression.operand);
      if (expression.operator === 'not') return answer(negate(truth(operand)), operand, where);
      if (isUnknown(operand)) return operand;
      if (operand.type !== 'scalar' || typeof operand.value !== 'number') {
        return unknown(`"${expression.operator}" needs a number`, where);
      }
      return { ...operand, value: expression.operator === '-' ? -operand.value : operand.value };
    }
    case 'binary':
      return binary(evaluator, expression, origin, source, where);
    case 'compare':
      return compare(evaluator, expression, origin, source, where);
    case 'conditional': {
      const condition = value(expression.condition);
      const holds = truth(condition);
      const otherwise = (): Data =>
        expression.otherwise === undefined
          ? missing('the condition does not hold and there is no "else"', where)
          : value(expression.otherwise);
      if (holds === true) return value(expression.then);
      if (holds === false) return otherwise();
      const first = value(expression.then);
      if (equals(first, otherwise()) === true) return first;
      return unknown(reasonOf(condition), where);
    }
    case 'slice':
      return sliceValue(
        value(expression.object),
        expression.from === undefined ? undefined : value(expression.from),
        expression.to === undefined ? undefined : value(expression.to),
        expression.step === undefined ? undefined : value(expression.step),
        where,
      );
    case 'filter': {
      const input = value(expression.input);
      const args = evaluator.arguments(expression.args, origin, source);
      if (args === undefined) return unknown('arguments are spread from a variable', where);
      return evaluator.applyFilter(expression.name, input, args, where);
    }
    case 'test': {
      const input = value(expression.input);
      const args = evaluator.arguments(expression.args, origin, source);
      const holds =
        args === undefined ? undefined : evaluator.applyTest(expression.name, input, args);
      return answer(expression.negated ? negate(holds) : holds, input, where, () =>
        Object.hasOwn(TESTS, expression.name)
          ? undefined
          : `the test "${expression.name}" is not evaluated`,
      );
    }
    case 'call':
      return evaluator.call(expression, origin, source, where);
    default:
      return unknown('the expression is not evaluated', where);
  }
}

function binary(
  evaluator: Evaluator,
  expression: Expression & { kind: 'binary' },
  origin: Origin,
  source: string,
  where: Location,
): Data {
  const left = evaluator.evaluate(expression.left, origin, source);
  const { operator } = expression;
  if (operator === 'and' || operator === 'or') {
    const holds = truth(left);
    if (holds === (operator === 'or')) return left;
    const right = evaluator.evaluate(expression.right, origin, source);
    if (holds !== undefined) return right;
    // `unknown and false` is false whatever the left side is.
    if (truth(right) === (operator === 'or')) return right;
    return unknown(reasonOf(left), where);
  }
  return arithmetic(operator, left, evaluator.evaluate(expression.right, origin, source), where);
}

function compare(
  evaluator: Evaluator,
  expression: Expression & { kind: 'compare' },
  origin: Origin,
  source: string,
  where: Location,
): Data {
  let left = evaluator.evaluate(expression.first, origin, source);
  let undecided: Data | undefined;
  for (const { operator, operand } of expression.rest) {
    const right = evaluator.evaluate(operand, origin, source);
    const holds =
      operator === 'in'
        ? isIn(left, right)
        : operator === 'not in'
          ? negate(isIn(left, right))
          : compareValues(operator, left, right);
    if (holds === false) return scalar(false, where);
    if (holds === undefined) undecided ??= isKnown(left) ? right : left;
    left = right;
  }
  if (undecided === undefined) return scalar(true, where);
  return unknown(reasonOf(undecided), where);
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** A boolean, or unknown for the reason that its operand is. */
function answer(
  value: boolean | undefined,
  operand: Data,
  where: Location,
  reason?: () => string | undefined,
): Data {
  if (value !== undefined) return scalar(value, where);
  return unknown(
    reason?.() ?? (isKnown(operand) ? 'the test cannot be decided' : reasonOf(operand)),
    where,
  );
}
