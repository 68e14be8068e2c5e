import { expandReplacement, SafeRegex } from '../regex.js';
import { list, pythonText, scalar, unknown } from '../value.js';
import { argument, flag, text, textArgument, type FilterCall, type JinjaFilter } from './call.js';

/** Regex flags as the filters take them. */
function regexOf(pattern: string, call: FilterCall): SafeRegex | undefined {
  return SafeRegex.compile(pattern, {
    ignoreCase: flag(call, 99, 'ignorecase'),
    multiline: flag(call, 99, 'multiline'),
  });
}

const regexReplace: JinjaFilter = text((value, call) => {
  const pattern = textArgument(call, 0, 'pattern');
  const replacement = textArgument(call, 1, 'replacement');
  if (pattern === undefined || replacement === undefined)
    return unknown('the pattern is not known', call.where);
  const matches = regexOf(pattern, call)?.all(value);
  if (matches === undefined || matches === 'too-long') {
    return unknown('the regular expression is not evaluated', call.where);
  }
  const count = argument(call, 99, 'count');
  const most =
    count?.type === 'scalar' && typeof count.value === 'number' && count.value > 0
      ? count.value
      : Infinity;
  let result = '';
  let from = 0;
  matches.slice(0, most).forEach((match) => {
    result += value.slice(from, match.start) + expandReplacement(replacement, match, value);
    from = match.end;
  });
  return result + value.slice(from);
});

const regexSearch: JinjaFilter = text((value, call) => {
  const pattern = textArgument(call, 0, 'regex');
  if (pattern === undefined) return unknown('the pattern is not known', call.where);
  const regex = regexOf(pattern, call);
  const match = regex?.search(value);
  if (regex === undefined || match === 'too-long') {
    return unknown('the regular expression is not evaluated', call.where);
  }
  if (match === undefined) return scalar(null, call.where);
  const groups = call.positional.slice(1).map((one) => pythonText(one) ?? '');
  if (groups.length === 0) return value.slice(match.start, match.end);
  return list(
    groups.map((group) => {
      const name = /^\\g<(.{1,40})>$/.exec(group)?.[1];
      const index =
        name === undefined ? Number(group.slice(1)) : (match.names[name] ?? Number(name));
      return scalar(match.groups[index - 1] ?? null, call.where);
    }),
    call.where,
  );
});

const regexFindall: JinjaFilter = text((value, call) => {
  const pattern = textArgument(call, 0, 'regex');
  const matches = pattern === undefined ? undefined : regexOf(pattern, call)?.all(value);
  if (matches === undefined || matches === 'too-long') {
    return unknown('the regular expression is not evaluated', call.where);
  }
  return list(
    matches.map((match) =>
      match.groups.length === 0
        ? scalar(value.slice(match.start, match.end), call.where)
        : match.groups.length === 1
          ? scalar(match.groups[0] ?? '', call.where)
          : list(
              match.groups.map((group) => scalar(group ?? '', call.where)),
              call.where,
            ),
    ),
    call.where,
  );
});

/** Filters with regular expressions. */
export const REGEX_FILTERS: Readonly<Record<string, JinjaFilter>> = {
  regex_replace: regexReplace,
  regex_search: regexSearch,
  regex_findall: regexFindall,
  regex_escape: text((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')),
};
