import type { Word } from '../../memcached/index.js';

/** An edit of files in place, as a command line asks for it. */
export interface InPlaceEdit {
  readonly scripts: readonly Word[];
  readonly files: readonly Word[];
  /** Extended regular expressions. */
  readonly extended: boolean;
}

/** `sed -i`, `sed --in-place` and `perl -pi -e`; `undefined` for anything else. */
export function readInPlaceEdit(words: readonly Word[]): InPlaceEdit | undefined {
  const name = words[0]?.text ?? '';
  const program = name.slice(name.lastIndexOf('/') + 1);
  if (program !== 'sed' && program !== 'gsed' && program !== 'perl') return undefined;
  let inPlace = false;
  let extended = program === 'perl';
  const scripts: Word[] = [];
  const operands: Word[] = [];
  for (let i = 1; i < words.length; i++) {
    const { text } = words[i]!;
    if (text === undefined || !text.startsWith('-') || text === '-') {
      operands.push(words[i]!);
      continue;
    }
    if (/^--in-place/.test(text)) inPlace = true;
    else if (text === '--regexp-extended') extended = true;
    else if (text === '--expression' && words[i + 1] !== undefined) scripts.push(words[++i]!);
    else if (text.startsWith('--expression=')) {
      scripts.push({ ...words[i]!, text: text.slice('--expression='.length) });
    } else if (!text.startsWith('--')) {
      if (text.includes('i')) inPlace = true;
      if (/^-[a-zA-Z]*[rE]/.test(text)) extended = true;
      if (text.endsWith('e') && words[i + 1] !== undefined) scripts.push(words[++i]!);
    }
  }
  if (!inPlace) return undefined;
  if (scripts.length === 0 && operands.length > 0) scripts.push(operands.shift()!);
  // macOS: `sed -i '' 's/…/…/' file`.
  if (scripts[0]?.text === '' && operands.length > 1) scripts[0] = operands.shift()!;
  return { scripts, files: operands, extended };
}
