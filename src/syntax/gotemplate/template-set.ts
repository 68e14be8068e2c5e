import type { SourceFile } from '../../files/source.js';
import type { Node, ParsedTemplate } from './nodes.js';
import { parseTemplate } from './parse.js';

/** A library's templates are read by many charts, and by each for several values. */
const parsedTemplates = new WeakMap<SourceFile, ParsedTemplate>();

/** The named templates of a set of files, and what they are evaluated with. */
export class TemplateSet {
  /** What has been evaluated so far. */
  steps = 0;
  private readonly defines = new Map<string, { file: SourceFile; body: readonly Node[] }>();
  /** Adds a file's named templates; of templates of one name the last counts, as in Helm. */
  add(file: SourceFile): ParsedTemplate {
    const parsed = this.parse(file);
    for (const [name, body] of parsed.defines) this.defines.set(name, { file, body });
    return parsed;
  }

  parse(file: SourceFile): ParsedTemplate {
    let parsed = parsedTemplates.get(file);
    if (parsed === undefined) parsedTemplates.set(file, (parsed = parseTemplate(file.text)));
    return parsed;
  }

  find(name: string): { file: SourceFile; body: readonly Node[] } | undefined {
    return this.defines.get(name);
  }
}
