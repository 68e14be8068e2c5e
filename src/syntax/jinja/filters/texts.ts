import { joinTexts, splitText, stripChars } from '../methods.js';
import { percentFormat } from '../operators.js';
import { compose, piecesOf } from '../rendered.js';
import { isUnknown, list, pythonText, scalar, unknown } from '../value.js';
import {
  argument,
  attributeOf,
  flag,
  itemsOfInput,
  known,
  text,
  textArgument,
  type JinjaFilter,
} from './call.js';

const joinFilter: JinjaFilter = known((call) => {
  const separator = argument(call, 0, 'd');
  if (separator !== undefined && isUnknown(separator)) return separator;
  let items = itemsOfInput(call.input);
  if (items === undefined) return unknown('a list is needed here', call.where);
  const attribute = textArgument(call, 1, 'attribute');
  if (attribute !== undefined)
    items = items.map((item) => attributeOf(item, attribute, call.where));
  return joinTexts(items, separator === undefined ? '' : (pythonText(separator) ?? ''), call.where);
});

/** The address as it is where nothing has to be computed: an unknown keeps what it is. */
const addressFilter: JinjaFilter = (call) => {
  if (isUnknown(call.input)) return call.input;
  const query = textArgument(call, 0, 'query');
  if (query === undefined || query === 'address') {
    const apply = text((value) => (query === 'address' ? value.split('/')[0]! : value));
    if (call.input.type === 'scalar') return apply(call);
  }
  return unknown('the filter "ipaddr" is not evaluated', call.where);
};

const commentFilter: JinjaFilter = (call) => {
  const pieces = piecesOf(call.input);
  const style = textArgument(call, 0, 'style') ?? 'plain';
  const mark = call.named.get('decoration');
  const lead =
    mark === undefined
      ? ({ c: ' * ', cblock: ' * ', erlang: '% ', xml: ' - ' }[style] ?? '# ')
      : (pythonText(mark) ?? '# ');
  const body = pieces.map((piece) => piece.text).join('');
  const lines = body.split('\n').map((line) => `${lead}${line}`.trimEnd());
  // An unknown text in a comment changes nothing as long as it stays on its line.
  return scalar(['#', ...lines, '#'].join('\n').replaceAll('\ue000', '?'), call.where);
};

const indentFilter: JinjaFilter = (call) => {
  const width = argument(call, 0, 'width');
  const count =
    width?.type === 'scalar' && typeof width.value === 'number' ? Math.min(width.value, 200) : 4;
  const pad = ' '.repeat(Math.max(count, 0));
  const first = flag(call, 1, 'first') || flag(call, 1, 'indentfirst');
  let lineStart = first;
  // Blanks are put in front of each line; the pieces keep their origins.
  const pieces = piecesOf(call.input).flatMap((piece) => {
    const parts: ReturnType<typeof piecesOf>[number][] = [];
    let from = 0;
    while (from < piece.text.length) {
      const newline = piece.text.indexOf('\n', from);
      const to = newline < 0 ? piece.text.length : newline + 1;
      const start = from;
      if (lineStart && piece.text[from] !== '\n') {
        parts.push({ text: pad, locate: () => piece.locate(start, start), fromValue: false });
      }
      parts.push({
        ...piece,
        text: piece.text.slice(from, to),
        locate: (a, b) => piece.locate(start + a, start + b),
      });
      lineStart = newline >= 0;
      from = to;
    }
    return parts;
  });
  return compose(pieces, call.input.where);
};

/** Filters on text. */
export const TEXT_FILTERS: Readonly<Record<string, JinjaFilter>> = {
  join: joinFilter,
  split: text((value, call) => {
    const separator = argument(call, 0, 'sep');
    if (separator !== undefined && isUnknown(separator)) return separator;
    const parts = splitText(value, separator === undefined ? undefined : pythonText(separator));
    return list(
      parts.map((part) => scalar(part, call.input.where)),
      call.where,
    );
  }),
  lower: text((value) => value.toLowerCase()),
  upper: text((value) => value.toUpperCase()),
  capitalize: text((value) => value.charAt(0).toUpperCase() + value.slice(1).toLowerCase()),
  title: text((value) =>
    value.replace(
      /[A-Za-z]+/g,
      (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    ),
  ),
  trim: text((value, call) => stripChars(value, textArgument(call, 0, 'chars'), true, true)),
  replace: text((value, call) => {
    const from = textArgument(call, 0, 'old');
    const to = textArgument(call, 1, 'new');
    if (from === undefined || to === undefined || from === '')
      return unknown('the replacement is not known', call.where);
    if (value.split(from).length * to.length > 1_000_000)
      return unknown('the text is too long', call.where);
    return value.split(from).join(to);
  }),
  quote: text((value) =>
    /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'"'"'`)}'`,
  ),
  basename: text((value) => value.slice(value.lastIndexOf('/') + 1)),
  dirname: text((value) => value.slice(0, Math.max(value.lastIndexOf('/'), 0))),
  splitext: text((value, call) => {
    const dot = value.lastIndexOf('.');
    const at = dot > value.lastIndexOf('/') + 1 ? dot : value.length;
    return list(
      [scalar(value.slice(0, at), call.where), scalar(value.slice(at), call.where)],
      call.where,
    );
  }),
  indent: indentFilter,
  comment: commentFilter,
  format: known((call) =>
    call.input.type === 'scalar' && typeof call.input.value === 'string'
      ? percentFormat(call.input.value, call.positional, call.where)
      : unknown('format needs a text', call.where),
  ),
  ipaddr: addressFilter,
  ipv4: addressFilter,
  ipv6: addressFilter,
  ipwrap: text((value) => (value.includes(':') && !value.startsWith('[') ? `[${value}]` : value)),
};
