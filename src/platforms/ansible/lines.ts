import type { Location } from '../../files/source.js';
import type { Line, Word } from '../../memcached/index.js';
import {
  isUnknown,
  renderedOf,
  type RenderedText,
  UNKNOWN_MARK,
} from '../../syntax/jinja/index.js';
import type { Data } from '../../syntax/data.js';

/** The lines of rendered text: what is not known are pieces of their own. */
export function linesOfText(text: RenderedText): Line[] {
  const lines: Word[][] = [[]];
  for (const piece of text.pieces) {
    if (piece.reason !== undefined) {
      lines
        .at(-1)!
        .push({ text: undefined, reason: piece.reason, where: piece.locate(0, piece.text.length) });
      continue;
    }
    let from = 0;
    while (from <= piece.text.length) {
      const newline = piece.text.indexOf('\n', from);
      const to = newline < 0 ? piece.text.length : newline;
      const end = piece.text[to - 1] === '\r' ? to - 1 : to;
      if (end > from)
        lines.at(-1)!.push({ text: piece.text.slice(from, end), where: piece.locate(from, end) });
      if (newline < 0) break;
      lines.push([]);
      from = newline + 1;
    }
  }
  return lines;
}

/** A value as one word of a command line. */
export function wordOf(value: Data): Word {
  const rendered = renderedOf(value);
  if (rendered.isKnown) return { text: rendered.text, where: placeOf(rendered, value) };
  const prefix = rendered.text.slice(0, rendered.text.indexOf(UNKNOWN_MARK));
  return {
    text: undefined,
    reason: rendered.reason() ?? (isUnknown(value) ? value.reason : 'it is not known'),
    ...(prefix === '' ? {} : { prefix }),
    where: placeOf(rendered, value),
  };
}

function placeOf(rendered: RenderedText, value: Data): Location {
  return rendered.text === '' ? value.where : rendered.locate(0, rendered.text.length);
}

/** Splits text at blanks, quotes grouping as in a shell; unknown stretches make unknown words. */
export function wordsOfText(text: RenderedText, from = 0, to = text.text.length): Word[] {
  const source = text.text;
  const words: Word[] = [];
  let at = from;
  while (at < to) {
    while (at < to && /\s/.test(source[at]!)) at++;
    if (at >= to) break;
    const start = at;
    let value = '';
    let quote = '';
    let first = -1;
    let last = at;
    for (; at < to; at++) {
      const char = source[at]!;
      if (quote !== '') {
        if (char === quote) {
          quote = '';
          continue;
        }
        if (char === '\\' && quote === '"' && at + 1 < to && '"\\$`'.includes(source[at + 1]!))
          at++;
      } else if (char === '"' || char === "'") {
        quote = char;
        continue;
      } else if (/\s/.test(char)) break;
      else if (char === '\\' && at + 1 < to) at++;
      if (first < 0) first = at;
      last = at + 1;
      value += source[at] === '\n' && source[at - 1] === '\\' ? '' : source[at];
    }
    const where = text.locate(first < 0 ? start : first, first < 0 ? at : last);
    const mark = value.indexOf(UNKNOWN_MARK);
    if (mark < 0) words.push({ text: value, where });
    else {
      words.push({
        text: undefined,
        reason: text.reason(start, at) ?? 'it is not known',
        ...(mark === 0 ? {} : { prefix: value.slice(0, mark) }),
        where,
        maySplit: true,
      });
    }
  }
  return words;
}
