import { matchesOfGo, SafeRegex, type Match } from '../../jinja/regex.js';
import { plain, scalar, unknownValue, type Value } from '../value.js';
import { like, listOf, textsOf, toNumber, type Call, type Implementation } from './call.js';

/** Thrown where Go has a result that is not worked out here. */
class Limit extends Error {}

/** What a function makes of a pattern and the texts after it. Patterns of the repository are matched in linear time. */
function matching(
  compute: (pattern: SafeRegex, texts: readonly string[], call: Call) => Value,
): Implementation {
  return (call) => {
    const texts = textsOf(call);
    if (!Array.isArray(texts)) return texts;
    const [pattern = '', ...rest] = texts;
    const compiled = SafeRegex.compile(pattern, { dialect: 're2' });
    const reason = `the regular expression ${pattern.slice(0, 80)} is not evaluated`;
    // Characters beyond the first plane are two units here and one for Go.
    if (compiled === undefined || texts.some((text) => /[\ud800-\udfff]/.test(text))) {
      return unknownValue(reason, call.where);
    }
    try {
      return compute(compiled, rest, call);
    } catch (error) {
      if (!(error instanceof Limit)) throw error;
      return unknownValue(reason, call.where);
    }
  };
}

function within<T>(result: T | 'too-long'): T {
  if (result === 'too-long') throw new Limit();
  return result;
}

/** Every match, as Go finds them. */
function allMatches(pattern: SafeRegex, text: string): Match[] {
  return matchesOfGo(within(pattern.all(text, Infinity)));
}

/** Go's template for a replacement: `$1`, `$name`, `${name}`, `$$`. */
function expanded(template: string, match: Match, text: string): string {
  return template.replace(
    /\$(?:\$|(\w{1,60})|\{(\w{1,60})\})/g,
    (_all, bare: string | undefined, braced: string | undefined) => {
      const name = bare ?? braced;
      if (name === undefined) return '$';
      const index = /^[0-9]+$/.test(name) ? Number(name) : match.names[name];
      if (index === undefined) return '';
      return index === 0 ? text.slice(match.start, match.end) : (match.groups[index - 1] ?? '');
    },
  );
}

function replacing(isLiteral: boolean): Implementation {
  return matching((pattern, [text = '', template = ''], call) => {
    let result = '';
    let at = 0;
    for (const match of allMatches(pattern, text)) {
      result +=
        text.slice(at, match.start) + (isLiteral ? template : expanded(template, match, text));
      at = match.end;
      if (result.length > 1_000_000) throw call.truncated();
    }
    return like(call.values[1], result + text.slice(at), call.where);
  });
}

/** Sprig's and Helm's functions of regular expressions. */
export const REGEX: Readonly<Record<string, Implementation>> = {
  regexReplaceAll: replacing(false),
  regexReplaceAllLiteral: replacing(true),
  mustRegexReplaceAll: replacing(false),
  mustRegexReplaceAllLiteral: replacing(true),
  regexMatch: matching((pattern, [text = ''], { where }) =>
    scalar(within(pattern.search(text)) !== undefined, where),
  ),
  regexFind: matching((pattern, [text = ''], { values, where }) => {
    const match = within(pattern.search(text));
    return like(values[1], match === undefined ? '' : text.slice(match.start, match.end), where);
  }),
  regexFindAll: matching((pattern, [text = ''], { values, where }) =>
    listOf(
      allMatches(pattern, text)
        .slice(0, bound(values[2]))
        .map((match) => like(values[1], text.slice(match.start, match.end), where)),
      where,
    ),
  ),
  regexSplit: matching((pattern, [text = ''], { values, where }) => {
    const most = bound(values[2]);
    const parts: string[] = [];
    let at = 0;
    for (const match of allMatches(pattern, text)) {
      if (most !== undefined && parts.length >= most - 1) break;
      // Go makes no empty part of an empty match at either end.
      if (match.end === 0) continue;
      parts.push(text.slice(at, match.start));
      at = match.end;
    }
    if (at < text.length || most !== 0) parts.push(text.slice(at));
    return listOf(most === 0 ? [] : parts.map((part) => like(values[1], part, where)), where);
  }),
  regexQuoteMeta: ({ values, where }) => {
    const text = plain(values[0]);
    return typeof text === 'string'
      ? like(values[0], text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'), where)
      : text;
  },
};

/** How many are wanted; `undefined` for all. */
function bound(value: Value): number | undefined {
  const most = toNumber(value);
  return typeof most !== 'number' || most < 0 ? undefined : most;
}
