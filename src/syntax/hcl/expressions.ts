import { append } from '../../append.js';
import type { BinaryOperator, Expression, ObjectItem, SplatStep } from './ast.js';
import { isDigit, type Cursor } from './cursor.js';
import { parseHeredoc, parseQuoted } from './templates.js';

/** Reads one expression from where the cursor stands. @throws Abort where there is none. */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.nested(() => {
    cursor.skip();
    const start = cursor.at;
    const condition = parseBinary(cursor, 1);
    cursor.skip();
    if (!cursor.take('?')) return condition;
    const then = parseExpression(cursor);
    cursor.skip();
    cursor.expect(':', 'between the results of the condition');
    const otherwise = parseExpression(cursor);
    return { kind: 'conditional', condition, then, otherwise, start, end: cursor.at };
  });
}

/** The operator at the cursor with how tightly it binds; `undefined` for anything else. */
function operatorAt(cursor: Cursor): { operator: BinaryOperator; level: number } | undefined {
  const next = cursor.peek(1);
  switch (cursor.peek()) {
    case 0x7c:
      return next === 0x7c ? { operator: '||', level: 1 } : undefined;
    case 0x26:
      return next === 0x26 ? { operator: '&&', level: 2 } : undefined;
    case 0x3d:
      // `=>` belongs to a for expression.
      return next === 0x3d ? { operator: '==', level: 3 } : undefined;
    case 0x21:
      return next === 0x3d ? { operator: '!=', level: 3 } : undefined;
    case 0x3c:
      return { operator: next === 0x3d ? '<=' : '<', level: 4 };
    case 0x3e:
      return { operator: next === 0x3d ? '>=' : '>', level: 4 };
    case 0x2b:
      return { operator: '+', level: 5 };
    case 0x2d:
      return { operator: '-', level: 5 };
    case 0x2a:
      return { operator: '*', level: 6 };
    case 0x2f:
      return { operator: '/', level: 6 };
    case 0x25:
      return { operator: '%', level: 6 };
    default:
      return undefined;
  }
}

/** Operands joined by operators that bind at least so tightly; all associate to the left. */
function parseBinary(cursor: Cursor, loosest: number): Expression {
  let left = parseUnary(cursor);
  for (let count = 0; ; count++) {
    const back = cursor.at;
    cursor.skip();
    const found = operatorAt(cursor);
    if (found === undefined || found.level < loosest) {
      cursor.at = back;
      return left;
    }
    // Every operand makes the tree one deeper on the left, and what walks it recurses.
    if (count > 1_000) cursor.fail('the expression has too many operands to be read');
    const { operator, level } = found;
    cursor.at += operator.length;
    cursor.skip();
    const right = parseBinary(cursor, level + 1);
    left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
  }
}

function parseUnary(cursor: Cursor): Expression {
  const start = cursor.at;
  const code = cursor.peek();
  if (code === 0x2d || (code === 0x21 && cursor.peek(1) !== 0x3d)) {
    cursor.at++;
    const operand = cursor.nested(() => {
      cursor.skip();
      return parseUnary(cursor);
    });
    const operator = code === 0x2d ? '-' : '!';
    return { kind: 'unary', operator, operand, start, end: operand.end };
  }
  return parsePostfix(cursor, parsePrimary(cursor));
}

function parsePostfix(cursor: Cursor, primary: Expression): Expression {
  let object = primary;
  for (let count = 0; ; count++) {
    const back = cursor.at;
    cursor.skip();
    if (count > 1_000) cursor.fail('the reference has too many steps to be read');
    if (cursor.peek() === 0x2e && cursor.peek(1) !== 0x2e) {
      cursor.at++;
      cursor.skip();
      if (cursor.take('*')) {
        object = parseSplatSteps(cursor, object, false);
        continue;
      }
      const step = parseDotted(cursor);
      const start = object.start;
      if (typeof step === 'string') {
        object = { kind: 'attribute', object, name: step, start, end: cursor.at };
      } else {
        for (const key of step) object = { kind: 'index', object, key, start, end: cursor.at };
      }
    } else if (cursor.peek() === 0x5b) {
      cursor.at++;
      const index = parseBracket(cursor);
      if (index === '*') object = parseSplatSteps(cursor, object, true);
      else {
        object = { kind: 'index', object, key: index, start: object.start, end: cursor.at };
      }
    } else {
      cursor.at = back;
      return object;
    }
  }
}

/** What follows a dot: a name, or the legacy indexes `.0` and `.0.1`. */
function parseDotted(cursor: Cursor): string | readonly Expression[] {
  const name = cursor.identifier();
  if (name !== undefined) return name;
  if (!isDigit(cursor.peek())) cursor.fail('expected a name after the dot');
  const keys: Expression[] = [];
  do {
    const start = cursor.at;
    while (isDigit(cursor.peek())) cursor.at++;
    const value = Number(cursor.text.slice(start, cursor.at));
    keys.push({ kind: 'literal', value, start, end: cursor.at });
  } while (cursor.peek() === 0x2e && isDigit(cursor.peek(1)) && ++cursor.at > 0);
  return keys;
}

/** The inside of `[…]`, the opening bracket already taken. */
function parseBracket(cursor: Cursor): Expression | '*' {
  return cursor.withLines(true, () => {
    cursor.skip();
    const back = cursor.at;
    if (cursor.take('*')) {
      cursor.skip();
      if (cursor.take(']')) return '*';
      cursor.at = back;
    }
    const key = parseExpression(cursor);
    cursor.skip();
    cursor.expect(']', 'after the index');
    return key;
  });
}

/** The steps of `.*` are attributes only; those of `[*]` indexes as well. */
function parseSplatSteps(cursor: Cursor, object: Expression, full: boolean): Expression {
  const steps: SplatStep[] = [];
  let into = steps;
  let depth = 0;
  for (let count = 0; ; count++) {
    const back = cursor.at;
    cursor.skip();
    if (count > 1_000 || depth > 50) cursor.fail('the reference has too many steps to be read');
    if (cursor.peek() === 0x2e && cursor.peek(1) !== 0x2e && cursor.peek(1) !== 0x2a) {
      cursor.at++;
      cursor.skip();
      const step = parseDotted(cursor);
      if (typeof step === 'string') into.push({ kind: 'attribute', name: step });
      else
        append(
          into,
          step.map((key) => ({ kind: 'index' as const, key })),
        );
    } else if (full && cursor.peek() === 0x5b) {
      cursor.at++;
      const key = parseBracket(cursor);
      if (key === '*') {
        const inner: SplatStep[] = [];
        into.push({ kind: 'splat', steps: inner });
        into = inner;
        depth++;
      } else {
        into.push({ kind: 'index', key });
      }
    } else {
      cursor.at = back;
      return { kind: 'splat', object, steps, start: object.start, end: cursor.at };
    }
  }
}

function parsePrimary(cursor: Cursor): Expression {
  const start = cursor.at;
  const code = cursor.peek();
  if (code === 0x22) return parseQuoted(cursor);
  if (isDigit(code)) return parseNumber(cursor);
  if (code === 0x28) {
    cursor.at++;
    const inner = cursor.withLines(true, () => {
      const expression = parseExpression(cursor);
      cursor.skip();
      cursor.expect(')', 'after the expression');
      return expression;
    });
    // The parentheses matter in object keys, where a bare name would be text.
    return inner.kind === 'name' ? { ...inner, start, end: cursor.at } : inner;
  }
  if (code === 0x5b) return parseTuple(cursor);
  if (code === 0x7b) return parseObject(cursor);
  if (code === 0x3c && cursor.peek(1) === 0x3c) return parseHeredoc(cursor);
  const name = cursor.identifier();
  if (name === undefined) {
    return cursor.fail(
      code === -1 ? 'the file ends within an expression' : 'expected an expression',
    );
  }
  return parseNamed(cursor, name, start);
}

function parseNamed(cursor: Cursor, first: string, start: number): Expression {
  let name = first;
  while (cursor.startsWith('::')) {
    cursor.at += 2;
    const part = cursor.identifier();
    if (part === undefined) cursor.fail('expected a function name after "::"');
    name += `::${part}`;
  }
  const back = cursor.at;
  cursor.skip();
  if (cursor.peek() === 0x28) {
    cursor.at++;
    return parseArguments(cursor, name, start);
  }
  cursor.at = back;
  const end = cursor.at;
  if (name === 'true' || name === 'false') {
    return { kind: 'literal', value: name === 'true', start, end };
  }
  if (name === 'null') return { kind: 'literal', value: null, start, end };
  return { kind: 'name', name, start, end };
}

function parseArguments(cursor: Cursor, name: string, start: number): Expression {
  return cursor.withLines(true, () => {
    const args: Expression[] = [];
    let expandLast = false;
    for (;;) {
      cursor.skip();
      if (cursor.take(')')) break;
      args.push(parseExpression(cursor));
      cursor.skip();
      if (cursor.take('...')) {
        expandLast = true;
        cursor.skip();
        cursor.take(',');
        cursor.skip();
        cursor.expect(')', 'after the last argument');
        break;
      }
      if (cursor.take(',')) continue;
      cursor.expect(')', `or "," in the arguments of ${name}`);
      break;
    }
    return { kind: 'call', name, args, expandLast, start, end: cursor.at };
  });
}

function parseNumber(cursor: Cursor): Expression {
  const start = cursor.at;
  while (isDigit(cursor.peek())) cursor.at++;
  if (cursor.peek() === 0x2e && isDigit(cursor.peek(1))) {
    cursor.at++;
    while (isDigit(cursor.peek())) cursor.at++;
  }
  const exponent = cursor.peek();
  if (exponent === 0x65 || exponent === 0x45) {
    const sign = cursor.peek(1) === 0x2b || cursor.peek(1) === 0x2d ? 2 : 1;
    if (isDigit(cursor.peek(sign))) {
      cursor.at += sign;
      while (isDigit(cursor.peek())) cursor.at++;
    }
  }
  if (cursor.peekIdentifier() !== undefined)
    cursor.fail('the number is followed by letters', start);
  const value = Number(cursor.text.slice(start, cursor.at));
  return { kind: 'literal', value, start, end: cursor.at };
}

function parseTuple(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.at++;
  return cursor.withLines(true, () => {
    const loop = parseFor(cursor, start, ']');
    if (loop !== undefined) return loop;
    const items: Expression[] = [];
    for (;;) {
      cursor.skip();
      if (cursor.take(']')) break;
      items.push(parseExpression(cursor));
      cursor.skip();
      if (cursor.take(',')) continue;
      cursor.expect(']', 'or "," in the list');
      break;
    }
    return { kind: 'tuple', items, start, end: cursor.at };
  });
}

function parseObject(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.at++;
  const loop = cursor.withLines(true, () => parseFor(cursor, start, '}'));
  if (loop !== undefined) return loop;
  return cursor.withLines(false, () => {
    const items: ObjectItem[] = [];
    for (;;) {
      cursor.skipLines();
      if (cursor.take('}')) break;
      const key = parseKey(cursor);
      cursor.skip();
      if (!cursor.take('=') && !cursor.take(':')) {
        cursor.fail('expected "=" or ":" after the key of the object');
      }
      // A value may begin on the next line only inside its own brackets.
      items.push({ key, value: parseExpression(cursor) });
      cursor.skip();
      if (cursor.take(',') || cursor.atLineEnd) {
        if (cursor.atEnd) cursor.fail('the file ends within an object');
        continue;
      }
      cursor.skip();
      cursor.expect('}', 'or a new line after the value of the object');
      break;
    }
    return { kind: 'object', items, start, end: cursor.at };
  });
}

function parseKey(cursor: Cursor): Expression {
  const inParentheses = cursor.peek() === 0x28;
  const key = parseExpression(cursor);
  if (key.kind === 'name' && !inParentheses) {
    return { kind: 'literal', value: key.name, start: key.start, end: key.end };
  }
  // `true`, `false` and `null` as bare keys are their names.
  if (key.kind === 'literal' && typeof key.value !== 'string') {
    return { ...key, value: String(key.value) };
  }
  return key;
}

/** `for …` up to the closing bracket, when one stands here. */
function parseFor(cursor: Cursor, start: number, close: ']' | '}'): Expression | undefined {
  cursor.skip();
  if (cursor.peekIdentifier() !== 'for') return undefined;
  const back = cursor.at;
  cursor.at += 'for'.length;
  cursor.skip();
  const first = cursor.identifier();
  if (first === undefined) {
    cursor.at = back;
    return undefined;
  }
  cursor.skip();
  let second: string | undefined;
  if (cursor.take(',')) {
    cursor.skip();
    second = cursor.identifier();
    if (second === undefined) cursor.fail('expected a second name in the for expression');
    cursor.skip();
  }
  if (cursor.peekIdentifier() !== 'in') cursor.fail('expected "in" in the for expression');
  cursor.at += 'in'.length;
  const collection = parseExpression(cursor);
  cursor.skip();
  cursor.expect(':', 'in the for expression');
  let value = parseExpression(cursor);
  let key: Expression | undefined;
  let group = false;
  cursor.skip();
  if (close === '}') {
    cursor.expect('=>', 'between key and value of the for expression');
    key = value;
    value = parseExpression(cursor);
    cursor.skip();
    group = cursor.take('...');
    cursor.skip();
  }
  let condition: Expression | undefined;
  if (cursor.peekIdentifier() === 'if') {
    cursor.at += 'if'.length;
    condition = parseExpression(cursor);
    cursor.skip();
  }
  cursor.expect(close, 'at the end of the for expression');
  return {
    kind: 'for',
    keyName: second === undefined ? undefined : first,
    valueName: second ?? first,
    collection,
    key,
    value,
    group,
    condition,
    start,
    end: cursor.at,
  };
}
