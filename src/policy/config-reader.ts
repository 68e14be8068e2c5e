import type { SourceFile } from '../files/source.js';
import { RULES } from '../rules/index.js';
import { entry as entryOf, type Data, type Entry, type Mapping } from '../syntax/data.js';

/** A text, and nothing that only reads like one: `off` and `007` stay what they are. */
export function textOf(data: Data | undefined): string | undefined {
  return data?.type === 'scalar' && typeof data.value === 'string' ? data.value : undefined;
}

/** For messages. */
export function shown(data: Data): string {
  return data.type === 'scalar' ? (data.text ?? String(data.value)) : `a ${data.type}`;
}

/** Values of a configuration file, with a complaint for each that is wrong. */
export class ConfigReader {
  private readonly complaints: { line: number; what: string }[] = [];
  readonly customIds = new Set<string>();

  constructor(readonly file: SourceFile) {}

  /** In the order of the file. */
  get problems(): string[] {
    return [...this.complaints]
      .sort((a, b) => a.line - b.line)
      .map(({ line, what }) => `${this.file.path}:${line}: ${what}`);
  }

  choice(entry: Entry, fits: (text: string) => boolean, what: string): string {
    const text = textOf(entry.value) ?? '';
    if (!fits(text)) {
      this.complain(
        entry.valueWhere.startLine,
        `"${entry.key}" must be ${what}, not "${shown(entry.value)}".`,
      );
    }
    return text;
  }

  /** A key given twice would count once, and it is not plain which. */
  checkTwice(map: Mapping): void {
    const seen = new Set<string>();
    for (const { key, keyWhere } of map.entries) {
      if (seen.has(key)) this.complain(keyWhere.startLine, `"${key}" is there twice.`);
      seen.add(key);
    }
  }

  checkKeys(map: Mapping, what: string, keys: readonly string[]): void {
    this.checkTwice(map);
    for (const { key, keyWhere } of map.entries) {
      if (keys.includes(key)) continue;
      this.complain(
        keyWhere.startLine,
        `"${key}" is not a key of ${what}; the keys are ${keys.join(', ')}.`,
      );
    }
  }

  texts(entry: Entry): { text: string; data: Data }[] {
    if (entry.value.type !== 'list') {
      this.complain(entry.valueWhere.startLine, `"${entry.key}" must be a list.`);
      return [];
    }
    return entry.value.items.flatMap((data) => {
      const text = textOf(data);
      if (text !== undefined) return [{ text, data }];
      this.complain(data.where.startLine, `"${entry.key}" must be a list of texts.`);
      return [];
    });
  }

  text(entry: Entry): string {
    const text = textOf(entry.value) ?? '';
    if (text === '') {
      this.complain(entry.valueWhere.startLine, `"${entry.key}" must be a text.`);
    }
    return text;
  }

  isRule(id: string): boolean {
    return RULES.some(({ meta }) => meta.id === id) || this.customIds.has(id);
  }

  /** The items of a list of mappings. */
  items<T>(entry: Entry, what: string, read: (item: Mapping) => T | undefined): T[] {
    if (entry.value.type !== 'list') {
      this.complain(entry.valueWhere.startLine, `"${entry.key}" must be a list.`);
      return [];
    }
    return entry.value.items.flatMap((item) => {
      if (item.type !== 'map') {
        this.complain(item.where.startLine, `${what} must be a mapping.`);
        return [];
      }
      const value = read(item);
      return value === undefined ? [] : [value];
    });
  }

  /** A list of texts that must be there and not be empty. */
  required(item: Mapping, what: string, key: string): string[] {
    const found = entryOf(item, key);
    if (found === undefined) {
      this.complain(item.where.startLine, `${what} needs "${key}".`);
      return [];
    }
    return this.some(found);
  }

  some(entry: Entry): string[] {
    const texts = this.texts(entry);
    if (entry.value.type === 'list' && entry.value.items.length === 0) {
      this.complain(entry.valueWhere.startLine, `"${entry.key}" must not be empty.`);
    }
    for (const { text, data } of texts) {
      if (text === '') this.complain(data.where.startLine, `"${entry.key}" holds an empty text.`);
    }
    return texts.map(({ text }) => text);
  }

  knownRules(ids: readonly string[], line: number): void {
    for (const id of ids) if (!this.isRule(id)) this.complain(line, `there is no rule "${id}".`);
  }

  complain(line: number, what: string): void {
    this.complaints.push({ line, what });
  }
}
