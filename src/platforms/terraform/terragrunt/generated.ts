import { SourceFile, type Location } from '../../../files/source.js';
import { booleanOf } from '../../../syntax/data.js';
import type { Block } from '../../../syntax/hcl/index.js';
import { findAttribute } from '../config.js';
import { evaluate } from '../evaluate.js';
import { originOf, toText } from '../values.js';
import type { Unit } from './unit.js';

/** Providers and backends, which most blocks are for, open nothing. */
const DECLARES = /^\s*(resource|module|data|locals|variable|output)\b/m;

/** A file that Terragrunt writes beside the module; its places are where its text is written. */
class GeneratedFile extends SourceFile {
  constructor(
    path: string,
    text: string,
    private readonly place: (start: number, end: number) => Location,
  ) {
    super(path, text);
  }

  override location(start: number, end = start, address?: string): Location {
    const where = this.place(start, end);
    return address === undefined ? where : { ...where, address };
  }
}

/**
 * The configuration that `generate` blocks of a unit and of what it includes put into the module's
 * folder (https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#generate).
 */
export function generatedFiles(unit: Unit, folder: string): SourceFile[] {
  return unit.blocks('generate').flatMap(({ unit: owner, block }) => {
    const setting = (name: string): ReturnType<typeof evaluate> | undefined => {
      const found = findAttribute(block.body, name);
      return found === undefined ? undefined : evaluate(found.value, owner.scope());
    };
    const path = toText(setting('path') ?? owner.nothing());
    const contents = setting('contents');
    if (path === undefined || contents === undefined) return [];
    if (!/\.(tf|tofu)$/.test(path) || booleanOf(setting('disable')) === true) return [];
    const text = originOf(contents)?.partial?.text ?? toText(contents);
    if (text === undefined || !DECLARES.test(text)) return [];
    const name = path.slice(path.lastIndexOf('/') + 1);
    return [
      new GeneratedFile(
        folder === '' ? name : `${folder}/${name}`,
        text,
        placesOf(text, block, owner),
      ),
    ];
  });
}

/** Where offsets of the text stand in the file of the block: exact when it stands there as it is. */
function placesOf(
  text: string,
  block: Block,
  { file }: Unit,
): (start: number, end: number) => Location {
  const { start, end } = findAttribute(block.body, 'contents')!.value;
  const offset = file.text.slice(start, end).indexOf(text);
  return offset < 0
    ? () => file.location(start, end)
    : (from, to) => file.location(start + offset + from, start + offset + to);
}
