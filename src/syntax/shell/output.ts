import { append } from '../../append.js';
import type { ExpandedText, ShellWord } from './words.js';

/** Collects text together with the places it comes from. */
class Output {
  private text = '';
  private readonly offsets: number[] = [];
  private reason: string | undefined;

  add(text: string, offset: number): void {
    this.text += text;
    append(
      this.offsets,
      Array.from({ length: text.length }, () => offset),
    );
  }

  word(word: ShellWord, from = 0): void {
    if (word.text === undefined) {
      this.reason ??= word.reason ?? 'it is not known';
      this.add(word.raw, word.start);
      return;
    }
    for (let i = from; i < word.text.length; i++)
      this.add(word.text[i]!, word.offsets?.[i] ?? word.start);
  }

  done(): ExpandedText {
    return {
      text: this.text,
      offsets: this.offsets,
      ...(this.reason === undefined ? {} : { reason: this.reason }),
    };
  }
}

/** What `echo` prints. */
export function echoOutput(words: readonly ShellWord[]): ExpandedText {
  const output = new Output();
  let newline = true;
  let escapes = false;
  let first = 0;
  while (/^-[neE]+$/.test(words[first]?.text ?? '')) {
    const flags = words[first]!.text!;
    if (flags.includes('n')) newline = false;
    if (flags.includes('e')) escapes = true;
    first++;
  }
  for (let i = first; i < words.length; i++) {
    const word = words[i]!;
    if (i > first) output.add(' ', word.start);
    if (escapes && word.text !== undefined) escaped(output, word.text, word);
    else output.word(word);
  }
  if (newline) output.add('\n', words[words.length - 1]?.end ?? 0);
  return output.done();
}

/** What `printf format [argument…]` prints, for `%s`, `%d`, `%%` and escapes. */
export function printfOutput(words: readonly ShellWord[]): ExpandedText {
  const output = new Output();
  const [format, ...rest] = words[0]?.text === '--' ? words.slice(1) : words;
  if (format === undefined) return output.done();
  if (format.text === undefined) {
    output.word(format);
    return output.done();
  }
  let next = 0;
  let rounds = 0;
  do {
    const before = next;
    const pieces = format.text.split(/(%%|%[-0-9.]*[sdiqb])/);
    for (const piece of pieces) {
      if (piece === '%%') output.add('%', format.start);
      else if (/^%[-0-9.]*[sdiqb]$/.test(piece)) {
        const word = rest[next++];
        if (word !== undefined) output.word(word);
      } else escaped(output, piece, format);
    }
    if (next === before) break;
  } while (next < rest.length && ++rounds < 1000);
  return output.done();
}

function escaped(output: Output, text: string, word: ShellWord): void {
  for (let i = 0; i < text.length; i++) {
    const offset = word.offsets?.[i] ?? word.start;
    if (text[i] !== '\\') {
      output.add(text[i]!, offset);
      continue;
    }
    const next = text[++i];
    const plain =
      next === 'n'
        ? '\n'
        : next === 't'
          ? '\t'
          : next === 'r'
            ? '\r'
            : next === '\\'
              ? '\\'
              : undefined;
    output.add(plain ?? `\\${next ?? ''}`, offset);
  }
}

/** What `seq [first [step]] last` prints, at most 1,000 numbers. */
export function sequence(args: readonly (string | undefined)[]): string | undefined {
  const numbers = args.map((text) =>
    text !== undefined && /^-?[0-9]{1,9}$/.test(text) ? Number(text) : NaN,
  );
  if (numbers.length < 1 || numbers.length > 3 || numbers.some(Number.isNaN)) return undefined;
  const first = numbers.length === 1 ? 1 : numbers[0]!;
  const step = numbers.length === 3 ? numbers[1]! : 1;
  const last = numbers[numbers.length - 1]!;
  if (step === 0) return undefined;
  const lines: number[] = [];
  for (let n = first; (step > 0 ? n <= last : n >= last) && lines.length < 1000; n += step)
    lines.push(n);
  return lines.map((line) => `${line}\n`).join('');
}

export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
}
