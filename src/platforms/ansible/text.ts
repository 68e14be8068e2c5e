import type { Location, SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import type { Scalar } from '../../syntax/data.js';
import type { Origin } from '../../syntax/jinja/index.js';

/** Finds where in its file each character of a YAML scalar stands, block scalars included. */
export class ScalarOrigins {
  private readonly maps = new WeakMap<Scalar, Origin>();

  constructor(private readonly tree: Pick<Tree, 'read'>) {}

  of(scalar: Scalar): Origin | undefined {
    const known = this.maps.get(scalar);
    if (known !== undefined) return known;
    if (typeof scalar.value !== 'string') return undefined;
    const file = this.tree.read(scalar.where.file);
    if (file === undefined) return undefined;
    const origin = align(file, scalar.where, scalar.value);
    this.maps.set(scalar, origin);
    return origin;
  }
}

/**
 * Walks the value along the text it was written as. White space may differ (folding, indentation,
 * escapes); everything else stands there in the same order.
 */
function align(file: SourceFile, where: Location, value: string): Origin {
  const start = file.offset(where.startLine, where.startColumn);
  const end = file.offset(where.endLine, where.endColumn);
  const raw = file.text.slice(start, end);
  let at = 0;
  if (raw.startsWith('"') || raw.startsWith("'")) at = 1;
  else if (/^[|>]/.test(raw)) at = Math.max(raw.indexOf('\n') + 1, 0);
  const offsets = new Int32Array(value.length + 1);
  for (let i = 0; i < value.length; i++) {
    const char = value[i]!;
    if (!isSpace(char)) {
      // What does not match is indentation, a fold or an escape.
      const found = raw[at] === char ? at : raw.indexOf(char, at);
      if (found >= 0) at = found;
      offsets[i] = start + Math.min(at, raw.length);
      at++;
    } else {
      offsets[i] = start + Math.min(at, raw.length);
      if (at < raw.length && isSpace(raw[at]!)) at++;
    }
  }
  offsets[value.length] = start + Math.min(at, raw.length);
  return (from, to) => {
    const first = offsets[Math.min(from, value.length)]!;
    const last = to > from ? offsets[Math.min(to - 1, value.length)]! + 1 : first;
    return file.location(first, Math.max(last, first));
  };
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\t' || char === '\r';
}
