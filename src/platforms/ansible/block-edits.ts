import { append } from '../../append.js';
import {
  expandReplacement,
  isUnknown,
  pythonText,
  RenderedText,
  renderedOf,
  SafeRegex,
  type Piece,
} from '../../syntax/jinja/index.js';
import type { Data } from '../../syntax/data.js';
import { apply, linesOf, newline, slice, undecided } from './files-modules.js';
import { argumentOf, isAbsent, textArgument } from './firewall-modules.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';

/** A regular expression of the task; `undefined` when it is not known or not supported. */
function compiled(value: Data | undefined, multiline: boolean): SafeRegex | undefined {
  if (value === undefined || isUnknown(value)) return undefined;
  return SafeRegex.compile(pythonText(value) ?? '', { multiline });
}

/** `ansible.builtin.replace`: every match in the section, `^` and `$` at each line. */
export function replaceModule(state: HostState, action: Action): void {
  const pattern = argumentOf(action, 'regexp');
  const replacement = argumentOf(action, 'replace');
  apply(state, action, (text) => {
    const section = sectionOf(text.text, action);
    if (section === undefined) return text;
    const regex = compiled(pattern, true);
    const within = section === 'unknown' ? '' : text.text.slice(section.start, section.end);
    const matches = section === 'unknown' ? undefined : regex?.all(within);
    if (section === 'unknown' || matches === undefined || matches === 'too-long')
      return undecided(action, 'the regular expression is not evaluated');
    const put = replacement === undefined ? undefined : renderedOf(replacement);
    // The module fails over a group that the expression has not.
    if (
      put !== undefined &&
      matches[0] !== undefined &&
      highestGroup(put.text) > matches[0].groups.length
    )
      return text;
    const pieces: Piece[] = [...slice(text, 0, section.start)];
    let from = section.start;
    for (const match of matches) {
      append(pieces, slice(text, from, section.start + match.start));
      if (put !== undefined && put.isKnown) {
        const value = expandReplacement(put.text, match, within);
        pieces.push({ text: value, locate: () => replacement!.where, fromValue: true });
      } else if (put !== undefined) append(pieces, put.pieces);
      from = section.start + match.end;
    }
    append(pieces, slice(text, from, text.text.length));
    return new RenderedText(pieces);
  });
}

/** What lies behind `after` and in front of `before`; `undefined` where they do not occur. */
function sectionOf(
  text: string,
  action: Action,
): { readonly start: number; readonly end: number } | 'unknown' | undefined {
  const after = argumentOf(action, 'after');
  const before = argumentOf(action, 'before');
  let start = 0;
  let end = text.length;
  if (after !== undefined) {
    const match = compiled(after, false)?.search(text);
    if (match === 'too-long' || compiled(after, false) === undefined) return 'unknown';
    if (match === undefined) return undefined;
    start = match.end;
  }
  if (before !== undefined) {
    const all = compiled(before, false)?.all(text.slice(start));
    if (all === undefined || all === 'too-long') return 'unknown';
    // By itself `before` is sought from the end, behind `after` from there on.
    const match = after === undefined ? all.at(-1) : all[0];
    if (match === undefined) return undefined;
    end = start + match.start;
  }
  return { start, end };
}

/** The highest number of a group that a replacement speaks of. */
function highestGroup(text: string): number {
  let highest = 0;
  for (const match of text.matchAll(/\\(?:g<([0-9]{1,3})>|([1-9][0-9]?)|(.))/gs)) {
    highest = Math.max(highest, Number(match[1] ?? match[2] ?? 0));
  }
  return highest;
}

/**
 * `ansible.builtin.blockinfile`: the block between its marks, which a later task with the same marks
 * replaces or removes; new ones at the end or where the task says.
 */
export function blockinfileModule(state: HostState, action: Action): void {
  const block = argumentOf(action, 'block', 'content');
  const mark = textArgument(action, 'marker') ?? '# {mark} ANSIBLE MANAGED BLOCK';
  const marks = [
    mark.replace('{mark}', textArgument(action, 'marker_begin') ?? 'BEGIN'),
    mark.replace('{mark}', textArgument(action, 'marker_end') ?? 'END'),
  ] as const;
  const place = block?.where ?? action.where;
  const piece = (text: string): Piece => ({ text, locate: () => place, fromValue: false });
  const written: Piece[] = [];
  if (block !== undefined && !isAbsent(action)) {
    const rendered = renderedOf(block);
    append(written, [piece(`${marks[0]}\n`), ...rendered.pieces]);
    if (!rendered.text.endsWith('\n')) written.push(newline(place));
    written.push(piece(`${marks[1]}\n`));
  }
  apply(state, action, (text) => {
    const lines = linesOf(text.text);
    const begin = lines.findLastIndex((line) => line.text === marks[0]);
    const end = lines.findLastIndex((line) => line.text === marks[1]);
    const known = begin >= 0 && end >= 0;
    const at = known ? undefined : placeOfBlock(lines, action);
    if (at === 'unknown') return undecided(action, 'the regular expression is not evaluated');
    const from = known ? lines[Math.min(begin, end)]!.start : (at ?? text.text.length);
    const to = known ? lines[Math.max(begin, end)]!.end : from;
    const open = from > 0 && text.text[from - 1] !== '\n';
    return new RenderedText([
      ...slice(text, 0, from),
      ...(open ? [newline(place)] : []),
      ...written,
      ...slice(text, to, text.text.length),
    ]);
  });
}

/** Where a new block goes: behind or in front of the last line that fits; `undefined` for the end. */
function placeOfBlock(
  lines: ReturnType<typeof linesOf>,
  action: Action,
): number | 'unknown' | undefined {
  const after = argumentOf(action, 'insertafter');
  const before = argumentOf(action, 'insertbefore');
  const isAfter = after !== undefined && pythonText(after) !== 'EOF';
  if (!isAfter && before !== undefined && pythonText(before) === 'BOF') return 0;
  const wanted = isAfter ? after : before;
  if (wanted === undefined) return undefined;
  const regex = compiled(wanted, false);
  if (regex === undefined) return 'unknown';
  const hit = lines.findLast((line) => {
    const found = regex.search(line.text);
    return found !== undefined && found !== 'too-long';
  });
  if (hit === undefined) return undefined;
  return after === undefined ? hit.start : hit.end;
}
