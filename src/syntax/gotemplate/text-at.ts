import { SourceFile, type Location } from '../../files/source.js';

/** The text of a value that is a template: everything in it stands where the value stands. */
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
