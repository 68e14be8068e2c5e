import { SourceFile, type Location } from '../files/source.js';

/** A text inside another file as a file: everything in it stands where the text stands. */
export class TextAt extends SourceFile {
  constructor(
    text: string,
    private readonly origin: Location,
  ) {
    super(origin.file, text);
  }

  override location(): Location {
    return this.origin;
  }
}
