/**
 * Finding the ends of things in shell text without evaluating them. Every function takes the text,
 * the offset to start at and the offset not to read beyond, and runs in one pass.
 */

/** Blanks between words. A newline ends a command; a carriage return is part of a word. */
export function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

/** Characters that end an unquoted word (POSIX 2.3, bash(1) "metacharacter"). */
export function isMeta(char: string | undefined): boolean {
  switch (char) {
    case ' ':
    case '\t':
    case '\n':
    case ';':
    case '&':
    case '|':
    case '<':
    case '>':
    case '(':
    case ')':
      return true;
    default:
      return false;
  }
}

export function isNameStart(char: string | undefined): boolean {
  return (
    char !== undefined &&
    ((char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || char === '_')
  );
}

export function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

export function isNameChar(char: string | undefined): boolean {
  return isNameStart(char) || isDigit(char);
}

/** The offset behind the name that starts at `at`; `at` itself when there is none. */
export function nameEnd(text: string, at: number, limit: number): number {
  if (at >= limit || !isNameStart(text[at])) return at;
  let end = at + 1;
  while (end < limit && isNameChar(text[end])) end++;
  return end;
}

/** Whether a line ends at `at` with a backslash before it: `\` newline or `\` CR newline. Its length or 0. */
export function continuation(text: string, at: number): number {
  if (text[at] !== '\\') return 0;
  if (text[at + 1] === '\n') return 2;
  return text[at + 1] === '\r' && text[at + 2] === '\n' ? 3 : 0;
}

type Closing = "'" | '"' | '`' | ')' | '}' | '$';

/** Something opened and not closed yet, and whether a single quote is an ordinary character in it. */
interface Group {
  readonly closing: Closing;
  readonly quoted: boolean;
}

/**
 * The offset behind the quote, expansion or substitution that opens at `at` (`'`, `"`, `` ` ``, `$(`,
 * `${`, `$'`, `(`); the limit when it is not closed. Nesting is followed with a stack, not by recursion.
 */
export function skipGroup(text: string, at: number, limit: number): number {
  const stack: Group[] = [];
  let i = at;
  do {
    const group = stack[stack.length - 1];
    const closing = group?.closing;
    const quoted = group?.quoted ?? false;
    const char = text[i];
    if (closing === "'") {
      if (char === "'") stack.pop();
    } else if (char === '\\') {
      i++;
    } else if (closing === '$') {
      if (char === "'") stack.pop();
    } else if (char === closing) {
      stack.pop();
    } else if (char === '`') {
      stack.push({ closing: '`', quoted: false });
    } else if (char === '"') {
      stack.push({ closing: '"', quoted: true });
    } else if (char === "'") {
      if (!quoted) stack.push({ closing: "'", quoted });
    } else if (char === '$' && text[i + 1] === '(') {
      stack.push({ closing: ')', quoted: false });
      i++;
    } else if (char === '$' && text[i + 1] === '{') {
      stack.push({ closing: '}', quoted });
      i++;
    } else if (char === '$' && text[i + 1] === "'" && !quoted) {
      stack.push({ closing: '$', quoted });
      i++;
    } else if (char === '(' && (closing === ')' || group === undefined)) {
      stack.push({ closing: ')', quoted: false });
    }
    i++;
  } while (stack.length > 0 && i < limit);
  return Math.min(i, limit);
}

/** The offset behind the word that starts at `at`, which must not be a metacharacter. */
export function skipWord(text: string, at: number, limit: number): number {
  let i = at;
  while (i < limit) {
    const char = text[i];
    if (char === '\\') {
      i += continuation(text, i) || 2;
    } else if (char === "'" || char === '"' || char === '`') {
      i = skipGroup(text, i, limit);
    } else if (
      char === '$' &&
      (text[i + 1] === '(' || text[i + 1] === '{' || text[i + 1] === "'")
    ) {
      i = skipGroup(text, i, limit);
    } else if (isMeta(char)) {
      break;
    } else {
      i++;
    }
  }
  return Math.min(i, limit);
}
