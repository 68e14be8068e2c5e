import { SourceFile, type Location } from '../../files/source.js';
import type { ShellText } from '../../syntax/shell/script.js';

/** What a command reads, as a file: everything in it stands where the script has it. */
export class InputFile extends SourceFile {
  constructor(
    private readonly script: SourceFile,
    private readonly input: ShellText,
  ) {
    super(script.path, input.text);
  }

  override location(start: number, end: number = start): Location {
    const { offsets } = this.input;
    const from = offsets[Math.min(start, offsets.length - 1)] ?? 0;
    const to = end > start ? (offsets[Math.min(end, offsets.length) - 1] ?? from) + 1 : from;
    return this.script.location(from, Math.max(from, to));
  }
}
