import type { Primitive } from './data.js';

/**
 * Whose reading of plain scalars: YAML 1.2 core; 1.1 as it is written, with `y` and `n` as truth values (Go's
 * reader, and so Kubernetes); 1.1 as PyYAML and Ruby's reader have it, to which these two are texts, and so are
 * some forms of numbers (yaml/resolver.py).
 */
export type YamlVersion = '1.1' | '1.2' | 'pyyaml';

/** The version as the general parser knows it. */
export function schemaOf(version: YamlVersion): '1.1' | '1.2' {
  return version === 'pyyaml' ? '1.1' : version;
}

/** What PyYAML makes of a plain scalar that YAML 1.1 gives a value. */
export function asPyYaml(value: Primitive, source: string | undefined): Primitive {
  if (source === undefined) return value;
  if (typeof value === 'boolean' && /^[yn]$/i.test(source)) return source;
  if (typeof value === 'number' && !HEX.test(source) && TEXT_TO_PYTHON.test(source)) return source;
  return value;
}

const HEX = /^[-+]?0x|\.inf$/i;
/** An exponent without a point or a sign, a point right behind a sign, an octal number with an 8 or a 9. */
const TEXT_TO_PYTHON = /^[-+]?[0-9][0-9_]*[eE]|[eE][0-9]+$|^[-+]\.|^[-+]?0[0-9_]*[89][0-9_]*$/;

/** Whether a text may hold scalars that PyYAML reads in its own way. */
export function differsInPyYaml(text: string): boolean {
  return MAY_DIFFER.test(text);
}

const MAY_DIFFER =
  /(?<![^\s[{,:-])(?:[ynYN](?![^\s,\]}:])|[-+]?(?:[0-9][0-9._]*[eE]|\.[0-9]|0[0-9_]*[89]))/;
