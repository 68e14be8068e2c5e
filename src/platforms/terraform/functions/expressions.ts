import { matchesOfGo, SafeRegex, type Match } from '../../../syntax/jinja/regex.js';
import { findUnknown, unknown, LONGEST_TEXT, type Plain } from '../values.js';
import {
  ArgumentError,
  computing,
  text,
  withoutReference,
  type TerraformFunction,
} from './call.js';

/** Thrown where Terraform has a result that is not worked out here. */
class Limit extends Error {}

/** The pattern in Go's syntax. @throws ArgumentError where Go refuses it, Limit where it is too much */
function compile(pattern: string): SafeRegex {
  const compiled = SafeRegex.compile(pattern, { dialect: 're2' });
  if (compiled !== undefined) return compiled;
  // RE2 reads these, and patterns larger than are compiled here.
  if (/\\[QC]|\(\?[a-z]*U|\\0|\\[1-7][0-7]|\{\d{3,}/.test(pattern) || pattern.length > 500)
    throw new Limit();
  throw new ArgumentError('the regular expression is not valid');
}

function within<T>(result: T | 'too-long'): T {
  if (result === 'too-long') throw new Limit();
  return result;
}

/** Characters beyond the first plane are two units here and one for Go. */
function plain(value: Plain | undefined): string {
  const result = text(value);
  if (/[\ud800-\udfff]/.test(result)) throw new Limit();
  return result;
}

/** The whole match, or the groups: a list, or a map when they are named. */
function captured(match: Match, input: string): Plain {
  const names = Object.entries(match.names);
  if (names.length === 0 && match.groups.length === 0) return input.slice(match.start, match.end);
  const values = match.groups.map((group): Plain => group ?? null);
  if (names.length === 0) return values;
  if (names.length < values.length) {
    throw new ArgumentError('named and unnamed groups cannot stand together');
  }
  return new Map(names.map(([name, index]) => [name, values[index - 1]!]));
}

/** Go's template for a replacement: `$1`, `$name`, `${name}`, `$$`. */
function expand(template: string, match: Match, input: string): string {
  let result = '';
  for (let at = 0; at < template.length; at++) {
    if (template[at] !== '$') {
      result += template[at];
      continue;
    }
    if (template[at + 1] === '$') {
      result += '$';
      at++;
      continue;
    }
    const named = /^\$(?:(\w{1,60})|\{(\w{1,60})\})/.exec(template.slice(at, at + 64));
    if (named === null) {
      result += '$';
      continue;
    }
    at += named[0].length - 1;
    const name = named[1] ?? named[2]!;
    const index = /^[0-9]+$/.test(name) ? Number(name) : match.names[name];
    if (index === 0) result += input.slice(match.start, match.end);
    else if (index !== undefined) result += match.groups[index - 1] ?? '';
  }
  return result;
}

/** Every match, as Go finds them. */
function allMatches(pattern: SafeRegex, input: string): Match[] {
  return matchesOfGo(within(pattern.all(input, Infinity)));
}

/** `replace` with a pattern between slashes. */
export function replaceByPattern(input: string, pattern: string, template: string): string {
  let result = '';
  let at = 0;
  for (const match of allMatches(compile(pattern), plain(input))) {
    result += input.slice(at, match.start) + expand(template, match, input);
    at = match.end;
    if (result.length > LONGEST_TEXT) throw new ArgumentError('the text becomes too long');
  }
  return result + input.slice(at);
}

/** Like {@link computing}; what is beyond the limits is unknown, and no error that `try` passes over. */
export function limited(compute: (args: Plain[]) => Plain | undefined): TerraformFunction {
  return (args, call) => {
    const missing = findUnknown(args);
    if (missing !== undefined) return withoutReference(missing);
    try {
      return computing(compute)(args, call);
    } catch (error) {
      if (!(error instanceof Limit)) throw error;
      return unknown(`the regular expression of \`${call.name}()\` is not evaluated`, call.where);
    }
  };
}

export const EXPRESSION_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  regex: limited(([pattern, value]) => {
    const input = plain(value);
    const match = within(compile(plain(pattern)).search(input));
    if (match === undefined) throw new ArgumentError('the pattern matches nothing');
    return captured(match, input);
  }),
  regexall: limited(([pattern, value]) => {
    const input = plain(value);
    return allMatches(compile(plain(pattern)), input).map((match) => captured(match, input));
  }),
};
