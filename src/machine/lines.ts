import type { Location, SourceFile } from '../files/source.js';

/** A line of an output with its number, counted from 1. */
export interface TextLine {
  readonly text: string;
  readonly number: number;
}

/** More lines than this of one output are not looked at. */
const MOST_LINES = 200_000;

/** The lines of a text without their ends. */
export function linesOfOutput(file: SourceFile): TextLine[] {
  return file.text
    .split('\n', MOST_LINES)
    .map((text, index) => ({ text: text.replace(/\r$/, ''), number: index + 1 }));
}

/** The place of a line without the blanks around it, or of a part of it. */
export function placeIn(file: SourceFile, line: TextLine, part?: string): Location {
  const start = file.offset(line.number);
  const at = part === undefined || part === '' ? -1 : line.text.indexOf(part);
  if (at >= 0) return file.location(start + at, start + at + part!.length);
  const lead = line.text.length - line.text.trimStart().length;
  return file.location(start + lead, start + Math.max(line.text.trimEnd().length, lead));
}
