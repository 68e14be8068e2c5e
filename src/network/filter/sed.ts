/** What a `sed -i` does to a settings file, in the two shapes that set-up scripts use. */
export type SedEdit =
  | {
      readonly kind: 'setting';
      readonly name: string;
      readonly value: string;
      readonly files: readonly string[];
    }
  | {
      readonly kind: 'lines';
      /** They come to the end of what the file says (ahead of `COMMIT`, behind the last line). */
      readonly last: boolean;
      readonly lines: readonly string[];
      readonly files: readonly string[];
    };

/**
 * Reads `sed -i 's/^NAME=.*\/NAME=value/' file…` and `sed -i '/pattern/a line' file…` (also `i`, `a\`).
 * Anything else gives undefined. The pattern is not evaluated: the line is taken to be there.
 */
export function readSed(args: readonly string[]): SedEdit | undefined {
  if (!args.some((word) => /^-[a-zA-Z]*i/.test(word) || word.startsWith('--in-place')))
    return undefined;
  const words = args.filter((word) => !word.startsWith('-'));
  const [program, ...files] = words;
  if (program === undefined || files.length === 0) return undefined;
  if (program.startsWith('s') && program.length > 2) {
    const parts = split(program.slice(2), program[1]!);
    if (parts === undefined) return undefined;
    const [pattern, replacement] = parts;
    const name = /^\^?#?\s*([A-Z][A-Z0-9_]*)=/.exec(pattern)?.[1];
    if (/^\^?COMMIT\$?$/.test(pattern) && /\\nCOMMIT$/.test(replacement)) {
      const lines = replacement.split('\\n').slice(0, -1);
      return { kind: 'lines', last: true, lines, files };
    }
    const setting = /^([A-Z][A-Z0-9_]*)=["']?([A-Za-z0-9]*)["']?/.exec(replacement);
    if (name === undefined || setting === null || setting[1] !== name) return undefined;
    return { kind: 'setting', name, value: setting[2]!, files };
  }
  if (program.startsWith('/')) {
    const close = program.indexOf('/', 1);
    const command = close < 0 ? '' : program.slice(close + 1).trimStart();
    if (!/^[ai]/.test(command)) return undefined;
    const text = command.slice(1).replace(/^\\?[ \t]*\n?/, '');
    const last = /COMMIT/.test(program.slice(1, close)) && command.startsWith('i');
    return { kind: 'lines', last, lines: text.split('\n').map((line) => line.trim()), files };
  }
  return undefined;
}

/** The two parts between three unescaped delimiters. */
function split(text: string, delimiter: string): [string, string] | undefined {
  const parts: string[] = [''];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\' && text[i + 1] === delimiter) parts[parts.length - 1] += text[++i]!;
    else if (text[i] === delimiter) parts.push('');
    else parts[parts.length - 1] += text[i]!;
  }
  return parts.length >= 3 ? [parts[0]!, parts[1]!] : undefined;
}
