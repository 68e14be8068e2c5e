/**
 * The value of an arithmetic expansion of whole numbers, `+ - * / %`, parentheses and variables; undefined
 * for anything else or when a variable is not known.
 */
export function calculate(
  expression: string,
  variable: (name: string) => string | undefined,
): number | undefined {
  const tokens = expression.match(/[0-9]+|\$?\{?[A-Za-z_][A-Za-z0-9_]*\}?|[-+*/%()]|\S/g) ?? [];
  if (tokens.length > 200) return undefined;
  let at = 0;
  const atom = (depth: number): number | undefined => {
    const token = tokens[at++];
    if (token === undefined || depth > 40) return undefined;
    if (token === '(') {
      const inner = sum(depth + 1);
      return tokens[at++] === ')' ? inner : undefined;
    }
    if (token === '-' || token === '+') {
      const inner = atom(depth + 1);
      return inner === undefined ? undefined : token === '-' ? -inner : inner;
    }
    if (/^[0-9]+$/.test(token)) return Number(token);
    const name = /^\$?\{?([A-Za-z_][A-Za-z0-9_]*)\}?$/.exec(token)?.[1];
    const value = name === undefined ? undefined : variable(name);
    return value !== undefined && /^-?[0-9]{1,15}$/.test(value) ? Number(value) : undefined;
  };
  const product = (depth: number): number | undefined => {
    let left = atom(depth);
    while (left !== undefined && /^[*/%]$/.test(tokens[at] ?? '')) {
      const operator = tokens[at++];
      const right = atom(depth);
      if (right === undefined || (right === 0 && operator !== '*')) return undefined;
      left =
        operator === '*'
          ? left * right
          : operator === '/'
            ? Math.trunc(left / right)
            : left % right;
    }
    return left;
  };
  const sum = (depth: number): number | undefined => {
    let left = product(depth);
    while (left !== undefined && /^[-+]$/.test(tokens[at] ?? '')) {
      const operator = tokens[at++];
      const right = product(depth);
      if (right === undefined) return undefined;
      left = operator === '+' ? left + right : left - right;
    }
    return left;
  };
  const value = sum(0);
  return at === tokens.length && value !== undefined && Number.isSafeInteger(value)
    ? value
    : undefined;
}
