import { SourceFile, type Location } from '../../../../files/source.js';
import type { Tree } from '../../../../files/tree.js';
import type { Data } from '../../../../syntax/data.js';
import { readYaml } from '../../../../syntax/yaml.js';
import { startupTexts, type StartupText } from '../../startup-text.js';
import { originOf } from '../../values.js';

/** A text inside a configuration as a file whose places are those of the configuration. */
class InnerFile extends SourceFile {
  constructor(
    path: string,
    private readonly inner: StartupText,
  ) {
    super(path, inner.text);
  }

  override location(start: number, end: number = start, address?: string): Location {
    return { ...this.inner.locate(start, end), ...(address === undefined ? {} : { address }) };
  }
}

/** The documents of YAML that an argument holds as text. */
export function yamlIn(data: Data, tree: Tree): Data[] {
  const origin = originOf(data);
  // What was encoded is at hand with exact places.
  if (origin?.data !== undefined) return [origin.data];
  return startupTexts(data, tree).flatMap((text) =>
    readYaml(new InnerFile(data.where.file, text), { version: '1.1' }).documents.flatMap(
      ({ data: document }) => document ?? [],
    ),
  );
}
