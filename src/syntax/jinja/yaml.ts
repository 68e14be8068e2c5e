import { SourceFile, type Location } from '../../files/source.js';
import type { Data } from '../data.js';
import { readYaml, type YamlError } from '../yaml.js';
import type { RenderedText } from './rendered.js';

/** The YAML documents in rendered text; every value stands where the text came from. */
export function yamlIn(
  path: string,
  rendered: RenderedText,
): { readonly documents: readonly Data[]; readonly errors: readonly YamlError[] } {
  const file = new RenderedFile(path, rendered);
  const stream = readYaml(file, {
    version: 'pyyaml',
    unknownAt: (start, end) => rendered.unknownIn(start, end),
  });
  return { documents: stream.documents.map(({ data }) => data), errors: stream.errors };
}

/** Rendered text as a file whose locations are those of its pieces. */
class RenderedFile extends SourceFile {
  constructor(
    path: string,
    private readonly rendered: RenderedText,
  ) {
    super(path, rendered.text);
  }

  override location(start: number, end: number = start, address?: string): Location {
    const where = this.rendered.locate(start, Math.max(end, start));
    return address === undefined ? where : { ...where, address };
  }
}
