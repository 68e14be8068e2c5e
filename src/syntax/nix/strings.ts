import { append } from '../../append.js';
import type { Span } from './ast.js';

/** A string's text with its offsets, and where its interpolations stand. */
interface Read {
  readonly pieces: readonly (
    { readonly text: string; readonly offsets: readonly number[] } | Span
  )[];
  /** Behind the closing quote. */
  readonly end: number;
}

/** Collects characters and interpolations. */
class Pieces {
  readonly found: ({ text: string; offsets: number[] } | Span)[] = [];

  add(char: string, offset: number): void {
    const last = this.found.at(-1);
    if (last !== undefined && 'text' in last) {
      last.text += char;
      append(
        last.offsets,
        Array.from({ length: char.length }, () => offset),
      );
    } else
      this.found.push({ text: char, offsets: Array.from({ length: char.length }, () => offset) });
  }

  /** `${…}` at `at`; the offset behind it. */
  interpolation(text: string, at: number): number {
    const end = interpolationEnd(text, at + 2);
    this.found.push({ start: at + 2, end: Math.max(at + 2, end - 1) });
    return end;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** `"…"` from behind its opening quote. */
export function readQuoted(text: string, from: number): Read {
  const pieces = new Pieces();
  let at = from;
  while (at < text.length && text[at] !== '"') {
    const char = text[at]!;
    if (char === '\\' && at + 1 < text.length) {
      pieces.add(ESCAPES[text[at + 1]!] ?? text[at + 1]!, at + 1);
      at += 2;
    } else if (char === '$' && text[at + 1] === '{') at = pieces.interpolation(text, at);
    else {
      pieces.add(char, at);
      at++;
    }
  }
  return { pieces: pieces.found, end: Math.min(at + 1, text.length) };
}

/** `''…''` from behind its opening quotes; the common indentation is taken away. */
export function readIndented(text: string, from: number): Read {
  const pieces = new Pieces();
  let at = from;
  while (at < text.length) {
    const char = text[at]!;
    if (char === "'" && text[at + 1] === "'") {
      const third = text[at + 2];
      if (third === '$' || third === "'") {
        pieces.add(third === '$' ? '$' : "''", at + 2);
        at += 3;
      } else if (third === '\\') {
        pieces.add(ESCAPES[text[at + 3] ?? ''] ?? text[at + 3] ?? '', at + 3);
        at += 4;
      } else break;
    } else if (char === '$' && text[at + 1] === '{') at = pieces.interpolation(text, at);
    else {
      pieces.add(char, at);
      at++;
    }
  }
  return { pieces: withoutIndentation(pieces.found), end: Math.min(at + 2, text.length) };
}

function withoutIndentation(pieces: Read['pieces']): Read['pieces'] {
  // A line that only holds blanks does not count; an interpolation counts as text.
  const whole = pieces.map((piece) => ('text' in piece ? piece.text : '\u0000')).join('');
  const lines = whole.split('\n').filter((line) => line.trim() !== '');
  const least = lines.reduce((least, line) => Math.min(least, /^ */.exec(line)![0].length), 1000);
  let fresh = true;
  let left = least;
  return pieces.map((piece, index) => {
    if (!('text' in piece)) {
      fresh = false;
      return piece;
    }
    let kept = '';
    const offsets: number[] = [];
    for (let i = 0; i < piece.text.length; i++) {
      const char = piece.text[i]!;
      // The line of the opening quotes is left out when nothing else stands on it.
      if (
        index === 0 &&
        char === '\n' &&
        piece.text.slice(0, i).trim() === '' &&
        kept.trim() === '' &&
        i === piece.text.indexOf('\n')
      ) {
        kept = '';
        offsets.length = 0;
        fresh = true;
        left = least;
        continue;
      }
      if (fresh && char === ' ' && left > 0) {
        left--;
        continue;
      }
      fresh = char === '\n';
      if (fresh) left = least;
      kept += char;
      offsets.push(piece.offsets[i]!);
    }
    return { text: kept, offsets };
  });
}

/** The offset behind the brace that closes an interpolation; strings inside it are stepped over. */
function interpolationEnd(text: string, from: number): number {
  const stack: ('brace' | 'quoted' | 'indented')[] = ['brace'];
  let at = from;
  while (at < text.length && stack.length > 0) {
    const inside = stack.at(-1)!;
    const char = text[at]!;
    if (char === '$' && text[at + 1] === '{') {
      stack.push('brace');
      at += 2;
      continue;
    }
    if (inside === 'brace') {
      if (char === '{') stack.push('brace');
      else if (char === '}') stack.pop();
      else if (char === '"') stack.push('quoted');
      else if (char === "'" && text[at + 1] === "'") {
        stack.push('indented');
        at++;
      }
    } else if (inside === 'quoted') {
      if (char === '\\') at++;
      else if (char === '"') stack.pop();
    } else if (char === "'" && text[at + 1] === "'") {
      stack.pop();
      at++;
    }
    at++;
  }
  return Math.min(at, text.length);
}
