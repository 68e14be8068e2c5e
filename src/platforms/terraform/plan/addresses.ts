/** One step of a reference or address: `.name`, or an index as it is written, `[0]` or `["a"]`. */
export interface Step {
  readonly name?: string;
  readonly index?: string;
}

/** The steps of `module.net["a.b"].aws_security_group.cache[0].id`. */
export function stepsOf(text: string): Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length && steps.length < 200) {
    if (text[at] === '.') {
      at++;
    } else if (text[at] === '[') {
      const end = endOfIndex(text, at);
      steps.push({ index: text.slice(at, end) });
      at = end;
    } else {
      let end = at;
      while (end < text.length && text[end] !== '.' && text[end] !== '[') end++;
      steps.push({ name: text.slice(at, end) });
      at = end;
    }
  }
  return steps;
}

export function textOfSteps(steps: readonly Step[]): string {
  let text = '';
  for (const { name, index } of steps) {
    text += name === undefined ? (index ?? '') : `${text === '' ? '' : '.'}${name}`;
  }
  return text;
}

/** The address without any index, which all instances of one declaration share. */
export function withoutIndexes(address: string): string {
  return textOfSteps(stepsOf(address).filter(({ name }) => name !== undefined));
}

function endOfIndex(text: string, start: number): number {
  let quoted = false;
  for (let at = start + 1; at < text.length; at++) {
    if (quoted && text[at] === '\\') at++;
    else if (text[at] === '"') quoted = !quoted;
    else if (!quoted && text[at] === ']') return at + 1;
  }
  return text.length;
}
