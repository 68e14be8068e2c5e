import type { Heredoc, Instruction } from 'dockerfile-ast';
import type { Location, SourceFile } from '../../files/source.js';
import { execForm, type Step } from './stages.js';

/** The script of a `RUN` in the shell form, with positions in the file. */
export interface RunScript {
  readonly text: string;
  readonly locate: (start: number, end: number) => Location;
}

/**
 * The shell text of a `RUN`: the line with its continuations, or its here-document. `undefined` for the
 * exec form, which edits nothing by a shell, and for another escape character than the shell's.
 */
export function buildScript(file: SourceFile, step: Step, escape: string): RunScript | undefined {
  if (escape !== '\\' || execForm(file, step) !== undefined) return undefined;
  const range = step.instruction.getArgumentsRange();
  if (range === null) return undefined;
  let start = file.offset(range.start.line + 1, range.start.character + 1);
  const end = file.offset(range.end.line + 1, range.end.character + 1);
  let text = file.text.slice(start, end);
  const [document] = documentsOf(step.instruction);
  const content = document?.getContentRange();
  if (content !== null && content !== undefined && /^<<-?["']?[A-Za-z_]/.test(text)) {
    // The here-document is the script itself, unless a program is given it: `RUN bash <<EOF`.
    start = file.offset(content.start.line + 1, content.start.character + 1);
    text = file.text.slice(start, file.offset(content.end.line + 1, content.end.character + 1));
  } else {
    text = withoutComments(text);
  }
  return { text, locate: (from, to) => file.location(start + from, start + to) };
}

/** Docker takes comment lines and empty lines out of a continued line; spaces keep the positions. */
function withoutComments(text: string): string {
  const lines = text.split('\n');
  let continued = false;
  let result = '';
  lines.forEach((line, index) => {
    const last = index === lines.length - 1;
    const skip = continued && /^[ \t]*(?:#.*)?\r?$/.test(line);
    result += skip ? ' '.repeat(line.length + (last ? 0 : 1)) : line + (last ? '' : '\n');
    if (!skip) continued = /\\[ \t]*\r?$/.test(line);
  });
  return result;
}

/** The here-documents that a `COPY` or `ADD` writes. */
export function heredocsOf(
  file: SourceFile,
  step: Step,
): { text: string; locate: (start: number, end: number) => Location }[] {
  const documents = documentsOf(step.instruction);
  return documents.flatMap((document) => {
    const content = document.getContentRange();
    if (content === null) return [];
    const start = file.offset(content.start.line + 1, content.start.character + 1);
    const end = file.offset(content.end.line + 1, content.end.character + 1);
    return [
      {
        text: file.text.slice(start, end),
        locate: (from: number, to: number) => file.location(start + from, start + to),
      },
    ];
  });
}

/** Every instruction knows its here-documents; the types tell so for some only. */
function documentsOf(instruction: Instruction): readonly Heredoc[] {
  return (instruction as unknown as { getHeredocs(): Heredoc[] }).getHeredocs();
}
