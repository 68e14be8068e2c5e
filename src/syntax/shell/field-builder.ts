import { isSpace } from './word-text.js';
import type { ShellWord, ExpansionBudget, ExpandedText } from './word-types.js';

/** No word list grows beyond this, whatever its expansions say. */
export const MAX_WORDS = 10_000;
/** Characters of values that one word takes in at most. */
export const MOST_INSERTED = 1 << 17;

/** Collects the fields that a written word becomes. */
export class Builder {
  private readonly fields: Field[] = [];
  private field = new Field();
  private total = 0;
  private firstReason: string | undefined;

  private inserted = 0;

  /** @param raw a document: unknown expansions stay in the text as written. */
  constructor(
    readonly raw = false,
    private readonly budget: ExpansionBudget = { left: MOST_INSERTED },
  ) {}

  add(char: string, offset: number): void {
    this.field.text += char;
    this.field.offsets.push(offset);
    if (char.length > 1) this.field.offsets.push(offset);
    this.field.present = true;
  }

  quote(): void {
    this.field.present = true;
    this.field.quoted = true;
  }

  singleQuoted(text: string, at: number, limit: number): number {
    const close = text.indexOf("'", at + 1);
    const end = close < 0 || close >= limit ? limit : close;
    this.quote();
    for (let i = at + 1; i < end; i++) this.add(text[i]!, i);
    return Math.min(end + 1, limit);
  }

  unknown(reason: string, maySplit: boolean, text: string, start: number, end: number): void {
    this.firstReason ??= reason;
    if (this.raw) {
      for (let i = start; i < end; i++) this.add(text[i]!, i);
      return;
    }
    this.field.present = true;
    this.field.reason ??= reason;
    this.field.known ??= this.field.text.length;
    this.field.maySplit ||= maySplit;
  }

  /** The value of a variable, split at white space when `split`. */
  insert(value: string, offset: number, split: boolean): void {
    this.inserted += value.length;
    this.budget.left -= value.length;
    // Variables that hold each other grow with every line.
    if (this.inserted > MOST_INSERTED || this.budget.left < 0) {
      const reason = 'its value is too long';
      this.firstReason ??= reason;
      this.field.present = true;
      this.field.reason ??= reason;
      this.field.known ??= this.field.text.length;
      this.field.maySplit ||= split;
      return;
    }
    for (const char of value) {
      if (split && isSpace(char)) this.breakField();
      else this.add(char, offset);
    }
  }

  breakField(): void {
    if (!this.field.present) return;
    if (++this.total < MAX_WORDS) this.fields.push(this.field);
    this.field = new Field();
  }

  /** @param always give one word even when nothing came out (the value of an assignment). */
  words(raw: string, start: number, end: number, always = false): ShellWord[] {
    if (always) this.field.present = true;
    this.breakField();
    return this.fields.map(({ text, reason, known, maySplit, quoted, offsets }) => ({
      text: reason === undefined ? text : undefined,
      raw,
      start,
      end,
      ...(reason === undefined ? { offsets } : { reason, maySplit, prefix: text.slice(0, known) }),
      ...(quoted ? { quoted } : {}),
    }));
  }

  document(): ExpandedText {
    const { text, offsets } = this.field;
    return {
      text,
      offsets,
      ...(this.firstReason === undefined ? {} : { reason: this.firstReason }),
    };
  }
}

class Field {
  text = '';
  readonly offsets: number[] = [];
  present = false;
  quoted = false;
  maySplit = false;
  reason: string | undefined;
  known: number | undefined;
}
