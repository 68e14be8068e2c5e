/**
 * `sed -i` and its like as far as people use them on a service's configuration: `s/a/b/`, `/a/d`,
 * `/a/s/b/c/`, `Nd`, `$ a text`, `/a/c\text`.
 */

/** Lines with a mark for those an edit wrote. */
export interface EditedLine {
  readonly text: string;
  readonly edited: boolean;
}

/** Longer lines and patterns are not matched: the patterns come from files nobody vouches for. */
const LONGEST_LINE = 300;
const LONGEST_PATTERN = 120;
const MOST_REPEATS = 3;

/**
 * The lines after a sed script; `undefined` when the script is not understood. `-E` makes the
 * patterns extended ones.
 */
export function applySed(
  lines: readonly EditedLine[],
  script: string,
  extended: boolean,
): EditedLine[] | undefined {
  const commands = parseScript(script, extended);
  if (commands === undefined) return undefined;
  let current = [...lines];
  for (const command of commands) {
    const next: EditedLine[] = [];
    for (const [index, line] of current.entries()) {
      if (!selects(command, line, index, current.length)) {
        next.push(line);
        continue;
      }
      const written = (text: string): EditedLine => ({ text, edited: true });
      if (command.verb === 'd') continue;
      if (command.verb === 'i') next.push(written(command.text), line);
      else if (command.verb === 'a') next.push(line, written(command.text));
      else if (command.verb === 'c') next.push(written(command.text));
      else if (line.text.length > LONGEST_LINE) return undefined;
      else {
        const text = line.text.replace(command.pattern!, (...args: unknown[]) => {
          const groups = args.filter((one) => typeof one === 'string' || one === undefined);
          return fill(command.text, groups as (string | undefined)[]);
        });
        next.push(text === line.text ? line : written(text));
      }
    }
    current = next;
  }
  return current;
}

interface SedCommand {
  readonly verb: 's' | 'd' | 'a' | 'i' | 'c';
  readonly address?: RegExp | number | '$';
  readonly negated: boolean;
  readonly pattern?: RegExp;
  readonly text: string;
}

function selects(command: SedCommand, line: EditedLine, index: number, count: number): boolean {
  const { address, negated } = command;
  if (address === undefined) return true;
  let hit: boolean;
  if (address === '$') hit = index === count - 1;
  else if (typeof address === 'number') hit = index === address - 1;
  else
    hit =
      line.text.length <= LONGEST_LINE &&
      new RegExp(address.source, address.flags.replace('g', '')).test(line.text);
  return hit !== negated;
}

function fill(replacement: string, groups: readonly (string | undefined)[]): string {
  let text = '';
  for (let at = 0; at < replacement.length; at++) {
    const char = replacement[at]!;
    const next = replacement[at + 1];
    if (char === '&') text += groups[0] ?? '';
    else if (char === '\\' && next !== undefined) {
      if (/[0-9]/.test(next)) text += groups[Number(next)] ?? '';
      else text += next === 'n' ? '\n' : next === 't' ? '\t' : next;
      at++;
    } else text += char;
  }
  return text;
}

function parseScript(script: string, extended: boolean): SedCommand[] | undefined {
  const commands: SedCommand[] = [];
  let at = 0;
  const blanks = (): void => {
    while (at < script.length && /[\s;]/.test(script[at]!)) at++;
  };
  for (blanks(); at < script.length; blanks()) {
    if (commands.length > 50) return undefined;
    let address: SedCommand['address'];
    if (script[at] === '/' || (script[at] === '\\' && at + 1 < script.length)) {
      const mark = script[at] === '/' ? '/' : script[++at]!;
      const read = delimited(script, at + 1, mark);
      if (read === undefined) return undefined;
      const pattern = toRegExp(read.text, extended, 'g');
      if (pattern === undefined) return undefined;
      address = pattern;
      at = read.end;
    } else if (script[at] === '$') {
      address = '$';
      at++;
    } else {
      const number = /^[0-9]{1,6}/.exec(script.slice(at, at + 6));
      if (number !== null) {
        address = Number(number[0]);
        at += number[0].length;
      }
    }
    // Ranges of lines are not followed.
    if (script[at] === ',') return undefined;
    while (script[at] === ' ') at++;
    let negated = false;
    if (script[at] === '!') {
      negated = true;
      at++;
    }
    while (script[at] === ' ') at++;
    const verb = script[at++];
    const base = { negated, ...(address === undefined ? {} : { address }) };
    if (verb === 'd') commands.push({ ...base, verb, text: '' });
    else if (verb === 'a' || verb === 'i' || verb === 'c') {
      const newline = script.indexOf('\n', at + 2);
      const end = newline < 0 ? script.length : newline;
      const text = script.slice(at, end).replace(/^\s*\\?\s*/, '');
      commands.push({ ...base, verb, text });
      at = end;
    } else if (verb === 's') {
      const mark = script[at++];
      if (mark === undefined || mark === '\\' || mark === '\n') return undefined;
      const from = delimited(script, at, mark);
      const to = from === undefined ? undefined : delimited(script, from.end, mark);
      if (from === undefined || to === undefined) return undefined;
      at = to.end;
      const flags = /^[gIip0-9]*/.exec(script.slice(at, at + 8))![0];
      at += flags.length;
      if (/[0-9]/.test(flags)) return undefined;
      const wanted = `${flags.includes('g') ? 'g' : ''}${/i/i.test(flags) ? 'i' : ''}`;
      const pattern = toRegExp(from.text, extended, wanted);
      if (pattern === undefined) return undefined;
      commands.push({ ...base, verb, pattern, text: to.text });
    } else return undefined;
    if (at < script.length && !/[\s;}]/.test(script[at]!)) return undefined;
  }
  return commands;
}

/** The text up to an unescaped mark, whose own escapes are removed. */
function delimited(
  script: string,
  from: number,
  mark: string,
): { text: string; end: number } | undefined {
  let text = '';
  for (let at = from; at < script.length; at++) {
    const char = script[at]!;
    if (char === mark) return { text, end: at + 1 };
    if (char === '\\' && at + 1 < script.length) {
      const next = script[++at]!;
      text += next === mark ? next : `\\${next}`;
    } else text += char;
  }
  return undefined;
}

/**
 * A POSIX pattern as a JavaScript one, when it is simple enough to be matched without running away:
 * few repeats, none of a group. `undefined` otherwise.
 */
function toRegExp(pattern: string, extended: boolean, flags: string): RegExp | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  let source = '';
  let repeats = 0;
  const special = '(){}+?|';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === '\\') {
      const next = pattern[++at];
      if (next === undefined) return undefined;
      if (special.includes(next)) {
        // In a basic pattern the backslash makes these special, in an extended one plain.
        const plain = extended;
        if (!plain && (next === '+' || next === '?')) repeats++;
        if (!plain && (next === '{' || next === '}')) return undefined;
        source += plain ? `\\${next}` : next;
      } else if (/[wWsSbB]/.test(next)) source += `\\${next}`;
      else if (next === '<' || next === '>') source += '\\b';
      else if (/[0-9]/.test(next)) return undefined;
      else if (next === 'n') source += '\\n';
      else if (next === 't') source += '\\t';
      else source += /[.*[\]^$/\\]/.test(next) ? `\\${next}` : escapeLetter(next);
    } else if (char === '[') {
      const end = pattern.indexOf(']', pattern[at + 1] === '^' ? at + 3 : at + 2);
      if (end < 0) return undefined;
      const body = pattern.slice(at + 1, end);
      if (body.includes('[:')) {
        const close = pattern.indexOf(']', end + 1);
        const known = new Map([
          ['[:space:]', '\\s'],
          ['[:blank:]', ' \\t'],
          ['[:digit:]', '0-9'],
          ['[:alnum:]', 'A-Za-z0-9'],
          ['[:alpha:]', 'A-Za-z'],
        ]);
        if (close < 0) return undefined;
        let inner = pattern.slice(at + 1, close);
        for (const [name, replacement] of known) inner = inner.replaceAll(name, replacement);
        if (inner.includes('[')) return undefined;
        source += `[${inner}]`;
        at = close;
      } else {
        source += `[${body.replace(/[\\[]/g, '\\$&')}]`;
        at = end;
      }
    } else if (char === '*') {
      if (source === '' || source === '^') source += '\\*';
      else {
        repeats++;
        source += '*';
      }
    } else if (special.includes(char)) {
      if (extended && (char === '+' || char === '?')) repeats++;
      if (extended && (char === '{' || char === '}')) return undefined;
      source += extended ? char : `\\${char}`;
    } else if (char === '^' && at > 0) source += '\\^';
    else if (char === '$' && at < pattern.length - 1) source += '\\$';
    else source += char;
  }
  if (repeats > MOST_REPEATS || /\)[*+?]/.test(source)) return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

function escapeLetter(char: string): string {
  return /[A-Za-z]/.test(char) ? char : `\\${char}`;
}
