import type { Assignment, ListItem, Node, Redirection, Span } from './nodes.js';
import { remembered } from '../remembered.js';
import { continuation, isBlank, isDigit, isMeta, nameEnd, skipGroup, skipWord } from './scan.js';

const MAX_DEPTH = 80;
const CLOSERS: ReadonlySet<string> = new Set([
  'then',
  'else',
  'elif',
  'fi',
  'do',
  'done',
  'esac',
  '}',
]);

/**
 * The commands of a shell script (POSIX sh and the common parts of bash) as a tree of stretches of its text.
 * Never throws: what is not closed ends with the text, what cannot stand where it stands is skipped. Results
 * are remembered.
 */
export const parseScript: (text: string) => Node = remembered(parse);

function parse(text: string): Node {
  return new Parser(text).script();
}

class Parser {
  private at = 0;
  private depth = 0;
  private documents: Redirection[] = [];

  constructor(private readonly text: string) {}

  script(): Node {
    const items: ListItem[] = [];
    while (this.at < this.text.length) {
      const before = this.at;
      const list = this.list();
      if (list.kind === 'list') for (const item of list.items) items.push(item);
      // A stray `)`, `done` or `;;`: step over it.
      if (this.at < this.text.length) {
        this.at = Math.max(before + 1, this.wordEnd());
        if (this.at <= before) this.at = before + 1;
      }
    }
    return { kind: 'list', items, start: 0, end: this.text.length };
  }

  private list(): Node {
    const start = this.at;
    const items: ListItem[] = [];
    if (++this.depth > MAX_DEPTH) {
      // Too deep to follow: give up on the rest of the text.
      this.at = this.text.length;
      this.depth--;
      return { kind: 'list', items, start, end: this.at };
    }
    for (;;) {
      this.skipSeparators();
      if (this.at >= this.text.length || this.text[this.at] === ')' || this.atCaseBreak()) break;
      if (CLOSERS.has(this.peekWord())) break;
      const before = this.at;
      const node = this.pipeline();
      this.skipBlanks();
      let operator: ListItem['operator'] = ';';
      if (this.text.startsWith('&&', this.at)) operator = '&&';
      else if (this.text.startsWith('||', this.at)) operator = '||';
      else if (this.text[this.at] === '&') operator = '&';
      if (operator === '&&' || operator === '||') this.at += 2;
      else if (operator === '&') this.at++;
      items.push({ node, operator });
      if (operator === '&&' || operator === '||') this.skipNewlines();
      if (this.at === before) break;
    }
    this.depth--;
    return { kind: 'list', items, start, end: this.at };
  }

  private pipeline(): Node {
    const start = this.at;
    const nodes: Node[] = [];
    let negated = false;
    this.skipBlanks();
    while (this.peekWord() === '!') {
      negated = !negated;
      this.at++;
      this.skipBlanks();
    }
    for (;;) {
      nodes.push(this.command());
      this.skipBlanks();
      if (this.text[this.at] !== '|' || this.text[this.at + 1] === '|') break;
      this.at += this.text[this.at + 1] === '&' ? 2 : 1;
      this.skipNewlines();
    }
    if (nodes.length === 1 && !negated) return nodes[0]!;
    return { kind: 'pipeline', nodes, negated, start, end: this.at };
  }

  private command(): Node {
    this.skipBlanks();
    const start = this.at;
    if (this.text[start] === '(') {
      if (this.text[start + 1] === '(') {
        this.at = skipGroup(this.text, start, this.text.length);
        return this.empty(start);
      }
      this.at++;
      const body = this.list();
      this.expect(')');
      return {
        kind: 'group',
        subshell: true,
        body,
        redirections: this.redirections(),
        start,
        end: this.at,
      };
    }
    switch (this.peekWord()) {
      case '{': {
        this.at++;
        const body = this.list();
        this.expect('}');
        return {
          kind: 'group',
          subshell: false,
          body,
          redirections: this.redirections(),
          start,
          end: this.at,
        };
      }
      case 'if':
        return this.ifCommand();
      case 'for':
      case 'select':
        return this.forCommand();
      case 'while':
      case 'until':
        return this.whileCommand();
      case 'case':
        return this.caseCommand();
      case 'function':
        return this.functionCommand();
      case '[[':
        return this.test();
      default:
    }
    const nameStop = this.functionName();
    if (nameStop !== undefined) {
      const name = this.text.slice(start, nameStop.name);
      this.at = nameStop.end;
      return this.functionBody(name, start);
    }
    return this.simple();
  }

  private ifCommand(): Node {
    const start = this.at;
    const branches: { condition: Node; body: Node }[] = [];
    let otherwise: Node | undefined;
    this.at += 2;
    for (;;) {
      const condition = this.list();
      this.expect('then');
      branches.push({ condition, body: this.list() });
      if (this.peekWord() === 'elif') {
        this.at += 4;
        continue;
      }
      if (this.peekWord() === 'else') {
        this.at += 4;
        otherwise = this.list();
      }
      break;
    }
    this.expect('fi');
    this.redirections();
    return {
      kind: 'if',
      branches,
      ...(otherwise === undefined ? {} : { otherwise }),
      start,
      end: this.at,
    };
  }

  private forCommand(): Node {
    const start = this.at;
    this.at = this.wordEnd();
    this.skipBlanks();
    let name: string;
    let words: Span[] | undefined;
    let counting = false;
    if (this.text.startsWith('((', this.at)) {
      counting = true;
      const open = this.at;
      this.at = skipGroup(this.text, this.at, this.text.length);
      name = this.text.slice(open + 2, nameEnd(this.text, open + 2, this.at));
    } else {
      const stop = this.wordEnd();
      name = this.text.slice(this.at, stop);
      this.at = stop;
      this.skipNewlines();
      if (this.peekWord() === 'in') {
        this.at += 2;
        words = this.wordsToEndOfCommand();
      }
    }
    this.skipSeparators();
    let closer = 'done';
    if (this.peekWord() === '{') {
      this.at++;
      closer = '}';
    } else {
      this.expect('do');
    }
    const body = this.list();
    this.expect(closer);
    const redirections = this.redirections();
    return {
      kind: 'for',
      name,
      ...(words === undefined ? {} : { words }),
      counting,
      body,
      redirections,
      start,
      end: this.at,
    };
  }

  private whileCommand(): Node {
    const start = this.at;
    const until = this.peekWord() === 'until';
    this.at += 5;
    const condition = this.list();
    this.expect('do');
    const body = this.list();
    this.expect('done');
    return {
      kind: 'while',
      until,
      condition,
      body,
      redirections: this.redirections(),
      start,
      end: this.at,
    };
  }

  private caseCommand(): Node {
    const start = this.at;
    this.at += 4;
    this.skipNewlines();
    const word = { start: this.at, end: this.wordEnd() };
    this.at = word.end;
    this.skipNewlines();
    this.expect('in');
    const arms: { patterns: Span[]; body: Node }[] = [];
    for (;;) {
      this.skipSeparators();
      while (this.atCaseBreak()) {
        this.at++;
        this.skipSeparators();
      }
      if (this.at >= this.text.length || this.peekWord() === 'esac') break;
      const before = this.at;
      const patterns: Span[] = [];
      if (this.text[this.at] === '(') this.at++;
      for (;;) {
        this.skipBlanks();
        const end = this.wordEnd();
        if (end === this.at) break;
        patterns.push({ start: this.at, end });
        this.at = end;
        this.skipBlanks();
        if (this.text[this.at] !== '|') break;
        this.at++;
      }
      if (this.text[this.at] === ')') this.at++;
      const body = this.list();
      arms.push({ patterns, body });
      if (this.at === before) break;
    }
    this.expect('esac');
    this.redirections();
    return { kind: 'case', word, arms, start, end: this.at };
  }

  /** `function name [()] {`. */
  private functionCommand(): Node {
    const start = this.at;
    this.at += 8;
    this.skipBlanks();
    const end = this.wordEnd();
    const name = this.text.slice(this.at, end);
    this.at = end;
    this.skipBlanks();
    if (this.text[this.at] === '(') this.at = skipGroup(this.text, this.at, this.text.length);
    return this.functionBody(name, start);
  }

  private functionBody(name: string, start: number): Node {
    this.skipNewlines();
    if (++this.depth > MAX_DEPTH) {
      this.at = this.text.length;
      this.depth--;
      return this.empty(start);
    }
    const body = this.command();
    this.depth--;
    return { kind: 'function', name, body, start, end: this.at };
  }

  /** Whether `name ( )` stands here: the ends of the name and of the parentheses. */
  private functionName(): { name: number; end: number } | undefined {
    const name = this.wordEnd();
    if (name === this.at) return undefined;
    let i = name;
    while (isBlank(this.text[i])) i++;
    if (this.text[i] !== '(') return undefined;
    i++;
    while (isBlank(this.text[i])) i++;
    return this.text[i] === ')' ? { name, end: i + 1 } : undefined;
  }

  /** `[[ … ]]`, where `<`, `&&` and parentheses mean something else. */
  private test(): Node {
    const start = this.at;
    const words: Span[] = [];
    while (this.at < this.text.length) {
      this.skipNewlines();
      const from = this.at;
      const end = this.wordEnd();
      if (from >= this.text.length) break;
      const doubled = this.text[from] === this.text[from + 1] ? 2 : 1;
      this.at = Math.min(end > from ? end : from + doubled, this.text.length);
      words.push({ start: from, end: this.at });
      if (this.text.slice(from, end) === ']]') break;
    }
    return { kind: 'simple', assignments: [], words, redirections: [], start, end: this.at };
  }

  private simple(): Node {
    const start = this.at;
    const assignments: Assignment[] = [];
    const words: (Span & { elements?: readonly Span[] })[] = [];
    const redirections: Redirection[] = [];
    let last = start;
    for (;;) {
      this.skipBlanks();
      const from = this.at;
      const char = this.text[from];
      if (from >= this.text.length || char === '\n' || char === ';' || char === '|' || char === ')')
        break;
      if (char === '&' && this.text[from + 1] !== '>') break;
      if ((char === '<' || char === '>') && this.text[from + 1] === '(') {
        this.at = skipGroup(this.text, from + 1, this.text.length);
        words.push({ start: from, end: this.at });
        last = this.at;
        continue;
      }
      if (char === '<' || char === '>' || char === '&') {
        redirections.push(this.redirection(undefined));
        last = this.at;
        continue;
      }
      if (char === '(') {
        this.at = skipGroup(this.text, from, this.text.length);
        continue;
      }
      const end = this.wordEnd();
      this.at = end;
      const next = this.text[end];
      if ((next === '<' || next === '>') && [...this.text.slice(from, end)].every(isDigit)) {
        redirections.push(this.redirection(Number(this.text.slice(from, end))));
        last = this.at;
        continue;
      }
      const name = nameEnd(this.text, from, end);
      const append = this.text[name] === '+' && this.text[name + 1] === '=';
      const equals = append ? name + 1 : name;
      const assigns = name > from && this.text[equals] === '=' && equals < end;
      const elements = assigns && equals + 1 === end && next === '(' ? this.elements() : undefined;
      if (assigns && words.length === 0) {
        assignments.push({
          name: this.text.slice(from, name),
          append,
          value: { start: equals + 1, end: this.at },
          ...(elements === undefined ? {} : { elements }),
        });
      } else {
        words.push({ start: from, end: this.at, ...(elements === undefined ? {} : { elements }) });
      }
      last = this.at;
    }
    return { kind: 'simple', assignments, words, redirections, start, end: last };
  }

  /** The elements of `(a b c)` at the current place. */
  private elements(): Span[] {
    const found: Span[] = [];
    this.at++;
    for (;;) {
      this.skipNewlines();
      if (this.at >= this.text.length || this.text[this.at] === ')') break;
      const from = this.at;
      const end = this.wordEnd();
      this.at = end > from ? end : from + 1;
      found.push({ start: from, end: this.at });
    }
    if (this.text[this.at] === ')') this.at++;
    return found;
  }

  private redirections(): Redirection[] {
    const found: Redirection[] = [];
    for (;;) {
      this.skipBlanks();
      let digits = this.at;
      while (isDigit(this.text[digits])) digits++;
      const char = this.text[digits];
      if (char === '<' || char === '>') {
        const descriptor = digits > this.at ? Number(this.text.slice(this.at, digits)) : undefined;
        this.at = digits;
        found.push(this.redirection(descriptor));
      } else if (this.text.startsWith('&>', this.at)) {
        found.push(this.redirection(undefined));
      } else {
        return found;
      }
    }
  }

  private redirection(descriptor: number | undefined): Redirection {
    const operator =
      ['&>>', '<<<', '<<-', '&>', '<<', '>>', '<&', '>&', '<>', '>|', '<', '>'].find((each) =>
        this.text.startsWith(each, this.at),
      ) ?? '>';
    this.at += operator.length;
    this.skipBlanks();
    const start = this.at;
    if ((this.text[start] === '<' || this.text[start] === '>') && this.text[start + 1] === '(') {
      this.at = skipGroup(this.text, start + 1, this.text.length);
    } else {
      this.at = this.wordEnd();
    }
    const found: Redirection = {
      operator,
      target: { start, end: this.at },
      ...(descriptor === undefined ? {} : { descriptor }),
    };
    if (operator === '<<' || operator === '<<-') this.documents.push(found);
    return found;
  }

  private wordsToEndOfCommand(): Span[] {
    const words: Span[] = [];
    for (;;) {
      this.skipBlanks();
      const from = this.at;
      const end = this.wordEnd();
      if (end === from) return words;
      words.push({ start: from, end });
      this.at = end;
    }
  }

  private expect(word: string): void {
    this.skipSeparators();
    if (word === ')' ? this.text[this.at] === ')' : this.peekWord() === word)
      this.at += word.length;
  }

  private empty(start: number): Node {
    return { kind: 'simple', assignments: [], words: [], redirections: [], start, end: this.at };
  }

  private peekWord(): string {
    const end = this.wordEnd();
    return end - this.at > 12 ? '' : this.text.slice(this.at, end);
  }

  /** The end of the word at the current place; the place itself at a metacharacter. */
  private wordEnd(): number {
    return this.at >= this.text.length || isMeta(this.text[this.at])
      ? this.at
      : skipWord(this.text, this.at, this.text.length);
  }

  private atCaseBreak(): boolean {
    return (
      this.text[this.at] === ';' &&
      (this.text[this.at + 1] === ';' || this.text[this.at + 1] === '&')
    );
  }

  /** Blanks, joined lines and comments. */
  private skipBlanks(): void {
    for (;;) {
      const joined = continuation(this.text, this.at);
      if (joined > 0) this.at += joined;
      else if (isBlank(this.text[this.at])) this.at++;
      else if (this.text[this.at] === '#') {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else return;
    }
  }

  private skipNewlines(): void {
    for (;;) {
      this.skipBlanks();
      if (this.text[this.at] !== '\n') return;
      this.newline();
    }
  }

  /** Newlines and single semicolons. */
  private skipSeparators(): void {
    for (;;) {
      this.skipNewlines();
      if (this.text[this.at] === ';' && !this.atCaseBreak()) this.at++;
      else if (this.text[this.at] === '&' && this.text[this.at + 1] !== '&') this.at++;
      else return;
    }
  }

  /** Steps over a newline and over the here-documents that begin behind it. */
  private newline(): void {
    this.at++;
    for (const redirection of this.documents) {
      const raw = this.text.slice(redirection.target.start, redirection.target.end);
      const quoted = /['"\\]/.test(raw);
      const delimiter = raw.replace(/['"\\]/g, '');
      const tabs = redirection.operator === '<<-';
      const start = this.at;
      let end = this.text.length;
      let next = this.text.length;
      for (let line = start; line < this.text.length;) {
        const stop = this.text.indexOf('\n', line);
        const lineEnd = stop < 0 ? this.text.length : stop;
        let content = this.text.slice(line, Math.min(lineEnd, line + delimiter.length + 64));
        if (tabs) content = content.replace(/^\t+/, '');
        if (content.replace(/\r$/, '') === delimiter) {
          end = line;
          next = Math.min(lineEnd + 1, this.text.length);
          break;
        }
        line = lineEnd + 1;
      }
      redirection.document = { start, end, quoted, tabs };
      this.at = next;
    }
    this.documents = [];
  }
}
