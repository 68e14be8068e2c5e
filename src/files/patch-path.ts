/** Escapes that have a letter of their own, as in C. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};

/** A path in the head of a patch, quoted as git does where it holds quotes, backslashes or controls. */
export function patchPath(side: 'a' | 'b', path: string): string {
  // eslint-disable-next-line no-control-regex -- controls are what is looked for
  const quoted = path.replace(/["\\\u0000-\u001f\u007f]/g, (character) => {
    const octal = character.charCodeAt(0).toString(8).padStart(3, '0');
    return ESCAPES[character] ?? `\\${octal}`;
  });
  return quoted === path ? `${side}/${path}` : `"${side}/${quoted}"`;
}
