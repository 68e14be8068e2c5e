import { NftError, type NftToken } from './nft-lexer.js';

const MAX_TOKENS = 2_000_000;

/** Tokens of nft(8)'s language with `$variables` put in. */
export class NftStream {
  private at = 0;
  private readonly ahead: NftToken[] = [];
  private readonly definitions = new Map<string, readonly NftToken[]>();
  private count = 0;
  private undefinedWord: string | undefined;
  /** What is left of a variable's tokens, the next one last. */
  private readonly pending: NftToken[] = [];
  private last = 1;

  constructor(private readonly tokens: readonly NftToken[]) {}

  /** The line of the next token, or of the last one there was. */
  get line(): number {
    return this.peek()?.line ?? this.last;
  }

  define(name: string, value: readonly NftToken[], again: boolean): void {
    if (this.definitions.has(name) && !again) throw this.error(`redefinition of \`${name}\``);
    this.definitions.set(name, value);
  }

  /** Variables without a definition have their values from elsewhere: they stand for this word. */
  undefinedAs(word: string): void {
    this.undefinedWord ??= word;
  }

  undefine(name: string): void {
    this.definitions.delete(name);
  }

  /** The definitions of an including file, to share. */
  copyDefinitions(into: NftStream): void {
    for (const [name, value] of this.definitions) into.definitions.set(name, value);
    if (this.undefinedWord !== undefined) into.undefinedAs(this.undefinedWord);
  }

  peek(ahead = 0): NftToken | undefined {
    while (this.ahead.length <= ahead) {
      const token = this.fetch();
      if (token === undefined) return undefined;
      this.ahead.push(token);
    }
    return this.ahead[ahead];
  }

  next(): NftToken | undefined {
    const token = this.peek();
    if (token !== undefined) {
      this.ahead.shift();
      this.last = token.line;
    }
    return token;
  }

  /** What to throw when nft would refuse what comes next. */
  error(message: string): NftError {
    return new NftError(message, this.line);
  }

  /** Whether the next token is this one and no quoted string. */
  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token !== undefined && token.kind !== 'string' && token.text === text;
  }

  isWord(pattern: RegExp): boolean {
    const token = this.peek();
    return token?.kind === 'word' && pattern.test(token.text);
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.error(`syntax error, expected ${text}`);
  }

  /** The text of the next token, whatever it is but the end of the line. */
  word(): string {
    const token = this.next();
    if (token === undefined || token.kind === 'newline')
      throw this.error('syntax error, unexpected end');
    return token.text;
  }

  /** A name: letters, digits and `_/\.-`, beginning with a letter, and no word of the language. */
  name(): string {
    const token = this.next();
    if (token?.kind !== 'word' || token.defined === true || /^[0-9.:/\\*+%[\]-]/.test(token.text)) {
      throw this.error(`syntax error, unexpected ${token?.text.trim() ?? 'end'}, expecting string`);
    }
    if (/^(accept|drop|continue|return|jump|goto|reject)$/.test(token.text)) {
      throw this.error(`syntax error, unexpected ${token.text}, expecting string`);
    }
    return token.text;
  }

  skipNewlines(): void {
    while (this.peek()?.kind === 'newline') this.next();
  }

  skipSeparators(): void {
    while (this.peek()?.kind === 'newline' || this.is(';')) this.next();
  }

  /** Statements and blocks end with a newline or a semicolon, also ahead of a closing brace. */
  endOfStatement(): void {
    const token = this.peek();
    if (token === undefined || token.kind === 'newline' || this.is(';')) return;
    throw this.error(`syntax error, unexpected '${token.text}', expecting newline or semicolon`);
  }

  toEndOfCommand(): void {
    while (this.peek() !== undefined && this.peek()!.kind !== 'newline' && !this.is(';')) {
      this.next();
    }
  }

  /** The tokens up to the brace that closes the one that was just read. */
  toClosingBrace(): NftToken[] {
    const tokens: NftToken[] = [];
    for (let depth = 1; ;) {
      const token = this.next();
      if (token === undefined) throw this.error('syntax error, unexpected end of file');
      if (token.kind === 'symbol' && token.text === '{') depth++;
      if (token.kind === 'symbol' && token.text === '}' && --depth === 0) return tokens;
      tokens.push(token);
    }
  }

  private fetch(): NftToken | undefined {
    if (++this.count > MAX_TOKENS) throw new NftError('the file is too large to read', 1);
    const put = this.pending.pop();
    if (put !== undefined) return put;
    const token = this.tokens[this.at++];
    if (token?.kind !== 'symbol' || token.text !== '$') return token;
    const name = this.tokens[this.at++];
    const value = name === undefined ? undefined : this.definitions.get(name.text);
    if (value === undefined && this.undefinedWord !== undefined)
      return { ...token, kind: 'word', text: this.undefinedWord, defined: true };
    if (value === undefined)
      throw new NftError(`unknown identifier '${name?.text ?? ''}'`, token.line);
    for (let i = value.length - 1; i >= 0; i--) {
      this.pending.push({ ...value[i]!, line: token.line, defined: true });
    }
    return this.fetch();
  }
}
