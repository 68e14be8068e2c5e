import { UNKNOWN_PART } from './ports.js';

/** A file's text with its template expressions taken out, at the same offsets. */
export interface MaskedText {
  readonly text: string;
  /** Parts that only exist when a condition of the template holds. */
  readonly conditions: readonly ConditionalPart[];
}

export interface ConditionalPart {
  readonly start: number;
  readonly end: number;
  /** As written in the template. */
  readonly condition: string;
}

/** Whether a text holds expressions of Jinja, Go templates, Mustache or ERB. */
export function isTemplated(text: string): boolean {
  return text.includes('{{') || text.includes('{%') || text.includes('<%');
}

type Opener = '{{' | '{%' | '{#' | '<%';
const CLOSERS: Readonly<Record<Opener, string>> = {
  '{{': '}}',
  '{%': '%}',
  '{#': '#}',
  '<%': '%>',
};

/** Words that begin a block, go on with its other branch, or end it. */
const OPENING = new Set([
  'if',
  'unless',
  'for',
  'range',
  'with',
  'each',
  'block',
  'macro',
  'define',
]);
const CONDITIONS = new Set(['if', 'unless', 'with']);
const MIDDLE = new Set(['else', 'elif', 'elsif', 'elseif']);
const OTHER_STATEMENTS = new Set(['set', 'include', 'import', 'from', 'extends', 'template', 'do']);

/**
 * Takes template expressions out of a text, so that it can be read as YAML: each character of an
 * expression that gives a value becomes {@link UNKNOWN_PART}, statements and comments become blanks.
 * Line ends stay, so that all positions stay true.
 */
export function maskTemplate(text: string): MaskedText {
  const pieces: string[] = [];
  const conditions: ConditionalPart[] = [];
  const open: { start: number; condition: string | undefined }[] = [];
  const finder = new Finder(text);
  let done = 0;
  for (let at = nextOpener(text, 0, finder); at >= 0; at = nextOpener(text, done, finder)) {
    const opener = text.slice(at, at + 2) as Opener;
    const triple = text.startsWith('{{{', at) && finder.find('}}}', at) >= 0;
    const found = finder.find(triple ? '}}}' : CLOSERS[opener], at + 2);
    if (found < 0) {
      // Not closed: it is no expression.
      pieces.push(text.slice(done, at + 2));
      done = at + 2;
      continue;
    }
    const end = found + (triple ? 3 : 2);
    const body = text
      .slice(at + 2, found)
      .replace(/^[-+~]/, '')
      .replace(/[-+~]$/, '')
      .trim();
    pieces.push(text.slice(done, at));
    const statement = statementOf(opener, body);
    const value = statement === undefined && !isAloneOnLine(text, at, end);
    pieces.push(blank(text.slice(at, end), value ? UNKNOWN_PART : ' '));
    done = end;
    if (statement === 'open' || statement === 'condition') {
      open.push({
        start: end,
        condition: statement === 'condition' ? conditionOf(body) : undefined,
      });
    } else if (statement === 'middle' || statement === 'end') {
      const last = open.pop();
      if (last?.condition !== undefined) {
        conditions.push({ start: last.start, end: at, condition: last.condition });
      }
      if (statement === 'middle' && last !== undefined) {
        const condition = last.condition === undefined ? undefined : `not (${last.condition})`;
        open.push({ start: end, condition });
      }
    }
  }
  pieces.push(text.slice(done));
  return { text: pieces.join(''), conditions };
}

/** Finds text after an offset; what was not found once is not looked for again further on. */
class Finder {
  private readonly absent = new Set<string>();

  constructor(private readonly text: string) {}

  find(what: string, from: number): number {
    if (this.absent.has(what)) return -1;
    const found = this.text.indexOf(what, from);
    if (found < 0) this.absent.add(what);
    return found;
  }
}

function nextOpener(text: string, from: number, finder: Finder): number {
  for (let i = from; i < text.length - 1; i++) {
    const char = text[i];
    if (char === '{') {
      const next = text[i + 1];
      if (next === '{' || next === '%') return i;
      // `{#` also starts a YAML flow mapping with a comment; a Jinja comment is closed on its own.
      if (next === '#' && finder.find('#}', i + 2) >= 0) return i;
    } else if (char === '<' && text[i + 1] === '%') return i;
  }
  return -1;
}

type Statement = 'open' | 'condition' | 'middle' | 'end' | 'other';

/** What kind of statement an expression is; `undefined` for one that gives a value. */
function statementOf(opener: string, body: string): Statement | undefined {
  if (opener === '{#') return 'other';
  if (opener === '<%') {
    if (body.startsWith('=')) return undefined;
    const word = firstWord(body);
    if (word === 'end' || body.startsWith('}')) return 'end';
    if (MIDDLE.has(word)) return 'middle';
    if (CONDITIONS.has(word)) return 'condition';
    return / do(\s*\|[^|]*\|)?$/.test(body) ? 'open' : 'other';
  }
  if (opener === '{{') {
    if (body.startsWith('#')) return 'condition';
    if (body.startsWith('^')) return 'condition';
    if (body.startsWith('/')) {
      return body.startsWith('/*') ? 'other' : 'end';
    }
    if (body.startsWith('!') || body.startsWith('>')) return 'other';
  }
  const word = firstWord(body);
  if (word.startsWith('end')) return opener === '{%' || word === 'end' ? 'end' : undefined;
  if (MIDDLE.has(word)) return 'middle';
  if (CONDITIONS.has(word) && body.length > word.length) return 'condition';
  if (OPENING.has(word) && body.length > word.length) return 'open';
  if (OTHER_STATEMENTS.has(word) && opener === '{%') return 'other';
  return opener === '{%' ? 'other' : undefined;
}

function conditionOf(body: string): string {
  return body.replace(/^[#^]?\s*(if|unless|with)?\s+/, '').slice(0, 100);
}

function firstWord(body: string): string {
  return /^[a-z]*/.exec(body)?.[0] ?? '';
}

function isAloneOnLine(text: string, start: number, end: number): boolean {
  for (let i = start - 1; i >= 0 && text[i] !== '\n'; i--) {
    if (text[i] !== ' ' && text[i] !== '\t') return false;
  }
  for (let i = end; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] !== ' ' && text[i] !== '\t' && text[i] !== '\r') return false;
  }
  return true;
}

function blank(text: string, filler: string): string {
  let result = '';
  for (const char of text.split('')) result += char === '\n' || char === '\r' ? char : filler;
  return result;
}
