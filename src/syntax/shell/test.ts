/**
 * The status of `[ … ]`, `test …` or `[[ … ]]` where it depends on known text only; undefined when it asks
 * for files, processes or unknown values.
 * @param words behind `[`, with or without the closing bracket
 */
export function testStatus(words: readonly (string | undefined)[]): boolean | undefined {
  const last = words[words.length - 1];
  const args = last === ']' || last === ']]' ? words.slice(0, -1) : words;
  if (args[0] === '!') {
    const inner = testStatus(args.slice(1));
    return inner === undefined ? undefined : !inner;
  }
  if (args.length === 0) return false;
  if (args.length === 1) return args[0] === undefined ? undefined : args[0] !== '';
  if (args.length === 2) {
    const [operator, value] = args;
    if (value === undefined) return undefined;
    if (operator === '-z') return value === '';
    if (operator === '-n') return value !== '';
    return undefined;
  }
  if (args.length !== 3) return undefined;
  const [left, operator, right] = args;
  if (left === undefined || right === undefined || operator === undefined) return undefined;
  const numbers = [Number(left), Number(right)] as const;
  const whole = /^-?[0-9]{1,15}$/.test(left) && /^-?[0-9]{1,15}$/.test(right);
  switch (operator) {
    case '=':
    case '==':
      return /[*?[]/.test(right) ? undefined : left === right;
    case '!=':
      return /[*?[]/.test(right) ? undefined : left !== right;
    case '-eq':
      return whole ? numbers[0] === numbers[1] : undefined;
    case '-ne':
      return whole ? numbers[0] !== numbers[1] : undefined;
    case '-lt':
      return whole ? numbers[0] < numbers[1] : undefined;
    case '-le':
      return whole ? numbers[0] <= numbers[1] : undefined;
    case '-gt':
      return whole ? numbers[0] > numbers[1] : undefined;
    case '-ge':
      return whole ? numbers[0] >= numbers[1] : undefined;
    default:
      return undefined;
  }
}
