import type { Expression, SetTarget, SetValue, Template, TemplateNode } from './ast.js';
import { ExpressionParser, parseExpression } from './expression.js';
import { JinjaSyntaxError } from './lexer.js';

/** How a template is cut up; Ansible's defaults (`trim_blocks` on, `lstrip_blocks` off). */
export interface TemplateOptions {
  readonly trimBlocks?: boolean;
  readonly lstripBlocks?: boolean;
  readonly variable?: readonly [string, string];
  readonly block?: readonly [string, string];
  readonly comment?: readonly [string, string];
  /** Backslashes in strings stand for themselves: so it is in playbooks, not in template files. */
  readonly plainStrings?: boolean;
}

/** Blocks nested deeper than this are refused. */
const DEEPEST = 60;

interface Chunk {
  readonly kind: 'text' | 'output' | 'statement';
  /** Offsets of the text, or of what stands between the delimiters. */
  readonly start: number;
  readonly end: number;
  /** For text: after white space control. */
  readonly text: string;
}

/** Whether a text holds anything for Jinja to do. */
export function hasTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%') || text.includes('{#');
}

/**
 * Reads a Jinja2 template. Ansible's header line `#jinja2: lstrip_blocks: True` is obeyed and dropped.
 * @throws JinjaSyntaxError
 */
export function parseTemplate(text: string, options: TemplateOptions = {}): Template {
  const [from, effective] = readHeader(text, options);
  return new TemplateParser(
    text,
    split(text, from, effective),
    effective.plainStrings ?? false,
  ).whole();
}

function readHeader(text: string, options: TemplateOptions): [number, TemplateOptions] {
  if (!text.startsWith('#jinja2:')) return [0, options];
  const lineEnd = text.indexOf('\n');
  const header = text.slice(8, lineEnd < 0 ? text.length : lineEnd);
  let result: TemplateOptions = options;
  for (const part of header.split(',')) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    const key = part.slice(0, colon).trim();
    const value = part
      .slice(colon + 1)
      .trim()
      .replace(/^['"]|['"]$/g, '');
    const on = /^(true|yes|1)$/i.test(value);
    const variable = result.variable ?? (['{{', '}}'] as const);
    const block = result.block ?? (['{%', '%}'] as const);
    if (key === 'trim_blocks') result = { ...result, trimBlocks: on };
    else if (key === 'lstrip_blocks') result = { ...result, lstripBlocks: on };
    else if (value === '') continue;
    else if (key === 'variable_start_string')
      result = { ...result, variable: [value, variable[1]] };
    else if (key === 'variable_end_string') result = { ...result, variable: [variable[0], value] };
    else if (key === 'block_start_string') result = { ...result, block: [value, block[1]] };
    else if (key === 'block_end_string') result = { ...result, block: [block[0], value] };
  }
  return [lineEnd < 0 ? text.length : lineEnd + 1, result];
}

/** Cuts the text at the delimiters and applies white space control. */
function split(text: string, from: number, options: TemplateOptions): Chunk[] {
  const [variableOpen, variableClose] = options.variable ?? ['{{', '}}'];
  const [blockOpen, blockClose] = options.block ?? ['{%', '%}'];
  const [commentOpen, commentClose] = options.comment ?? ['{#', '#}'];
  const trimBlocks = options.trimBlocks ?? true;
  const lstripBlocks = options.lstripBlocks ?? false;
  const chunks: Chunk[] = [];
  const marks = [variableOpen, blockOpen, commentOpen];
  const cursors = marks.map((mark) => text.indexOf(mark, from));
  let at = from;
  /** Strip white space at the beginning of the next text. */
  let strip: 'none' | 'line-end' | 'all' = 'none';

  const pushText = (start: number, end: number, stripEnd: 'none' | 'indent' | 'all'): void => {
    let first = start;
    let last = end;
    if (strip === 'all') while (first < last && isSpace(text, first)) first++;
    else if (strip === 'line-end') {
      if (text.startsWith('\r\n', first)) first = Math.min(first + 2, last);
      else if (text[first] === '\n') first = Math.min(first + 1, last);
    }
    if (stripEnd === 'all') while (last > first && isSpace(text, last - 1)) last--;
    else if (stripEnd === 'indent') {
      let head = last;
      while (head > first && (text[head - 1] === ' ' || text[head - 1] === '\t')) head--;
      if (head === from || text[head - 1] === '\n') last = head;
    }
    if (last > first)
      chunks.push({ kind: 'text', start: first, end: last, text: text.slice(first, last) });
    strip = 'none';
  };

  for (;;) {
    for (let i = 0; i < marks.length; i++) {
      if (cursors[i]! >= 0 && cursors[i]! < at) cursors[i] = text.indexOf(marks[i]!, at);
    }
    let which = -1;
    for (let i = 0; i < marks.length; i++) {
      if (cursors[i]! < 0) continue;
      if (which < 0 || cursors[i]! < cursors[which]!) which = i;
      else if (cursors[i] === cursors[which] && marks[i]!.length > marks[which]!.length) which = i;
    }
    if (which < 0) break;
    const open = cursors[which]!;
    let inner = open + marks[which]!.length;
    const sign = text[inner];
    if (sign === '-' || sign === '+') inner++;
    const stripBefore =
      sign === '-' ? 'all' : lstripBlocks && which !== 0 && sign !== '+' ? 'indent' : 'none';
    pushText(at, open, stripBefore);
    const closer = which === 0 ? variableClose : which === 1 ? blockClose : commentClose;
    const close = which === 2 ? text.indexOf(closer, inner) : findClose(text, inner, closer);
    if (close < 0) throw new JinjaSyntaxError(`"${marks[which]}" is not closed`, open);
    const endSign = close > inner ? text[close - 1] : undefined;
    const signed = endSign === '-' || (endSign === '+' && which !== 0);
    const innerEnd = signed ? close - 1 : close;
    at = close + closer.length;
    strip =
      endSign === '-'
        ? 'all'
        : which !== 0 && trimBlocks && !(signed && endSign === '+')
          ? 'line-end'
          : 'none';
    if (which === 0) chunks.push({ kind: 'output', start: inner, end: innerEnd, text: '' });
    if (which === 1) {
      if (text.slice(inner, innerEnd).trim() === 'raw') {
        at = pushRaw(at);
      } else {
        chunks.push({ kind: 'statement', start: inner, end: innerEnd, text: '' });
      }
    }
  }
  pushText(at, text.length, 'none');
  return chunks;

  /** The text up to `{% endraw %}` as it stands; returns where it goes on. */
  function pushRaw(start: number): number {
    for (let open = text.indexOf(blockOpen, start); open >= 0;) {
      let inner = open + blockOpen.length;
      const minus = text[inner] === '-';
      if (minus || text[inner] === '+') inner++;
      while (isSpace(text, inner)) inner++;
      if (text.startsWith('endraw', inner)) {
        const close = text.indexOf(blockClose, inner);
        if (
          close >= 0 &&
          /^endraw\s{0,100}[-+]?$/.test(text.slice(inner, Math.min(close, inner + 120)))
        ) {
          pushText(start, open, minus ? 'all' : 'none');
          strip = text[close - 1] === '-' ? 'all' : trimBlocks ? 'line-end' : 'none';
          return close + blockClose.length;
        }
      }
      open = text.indexOf(blockOpen, open + blockOpen.length);
    }
    throw new JinjaSyntaxError('"raw" is not closed', start);
  }
}

/** The closing delimiter outside strings and brackets. */
function findClose(text: string, from: number, closer: string): number {
  let quote = '';
  let braces = 0;
  for (let i = from; i < text.length; i++) {
    const char = text[i]!;
    if (quote !== '') {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
      continue;
    }
    if (braces === 0 && text.startsWith(closer, i)) return i;
    if (char === '"' || char === "'") quote = char;
    else if (char === '{') braces++;
    else if (char === '}' && braces > 0) braces--;
  }
  // A quotation mark in prose (`{# … #}` apart) must not swallow the rest of the file.
  return text.indexOf(closer, from);
}

function isSpace(text: string, at: number): boolean {
  const char = text[at];
  return char === ' ' || char === '\n' || char === '\t' || char === '\r';
}

class TemplateParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly chunks: readonly Chunk[],
    private readonly plain: boolean,
  ) {}

  whole(): Template {
    const nodes = this.body([]);
    if (this.at < this.chunks.length) {
      const chunk = this.chunks[this.at]!;
      throw new JinjaSyntaxError(
        `"${this.text.slice(chunk.start, chunk.end).trim().slice(0, 30)}" has nothing to end`,
        chunk.start,
      );
    }
    return nodes;
  }

  /** Nodes up to a statement whose keyword is one of the ends, which is left in place. */
  private body(ends: readonly string[]): TemplateNode[] {
    if (++this.depth > DEEPEST) {
      throw new JinjaSyntaxError(
        'the blocks are nested too deeply',
        this.chunks[this.at]?.start ?? 0,
      );
    }
    const nodes: TemplateNode[] = [];
    while (this.at < this.chunks.length) {
      const chunk = this.chunks[this.at]!;
      const { start, end } = chunk;
      if (chunk.kind === 'text') {
        nodes.push({ kind: 'text', text: chunk.text, start, end });
        this.at++;
      } else if (chunk.kind === 'output') {
        nodes.push({
          kind: 'output',
          value: parseExpression(this.text, start, end, this.plain),
          start,
          end,
        });
        this.at++;
      } else {
        const keyword = this.keyword(chunk);
        if (ends.includes(keyword)) break;
        if (/^(end[a-z]+|else|elif)$/.test(keyword)) {
          throw new JinjaSyntaxError(`"${keyword}" has nothing to end`, start);
        }
        this.at++;
        nodes.push(this.statement(keyword, chunk));
      }
    }
    this.depth--;
    return nodes;
  }

  private keyword(chunk: Chunk): string {
    return /^\s*([A-Za-z_]*)/.exec(
      this.text.slice(chunk.start, Math.min(chunk.end, chunk.start + 200)),
    )![1]!;
  }

  /** Moves past an end statement; returns it. */
  private expectEnd(names: readonly string[], opener: Chunk): { keyword: string; chunk: Chunk } {
    const chunk = this.chunks[this.at];
    if (chunk?.kind !== 'statement' || !names.includes(this.keyword(chunk))) {
      throw new JinjaSyntaxError(`"${this.keyword(opener)}" is not ended`, opener.start);
    }
    this.at++;
    return { keyword: this.keyword(chunk), chunk };
  }

  private parser(chunk: Chunk): ExpressionParser {
    const parser = new ExpressionParser(this.text, chunk.start, chunk.end, this.plain);
    parser.next();
    return parser;
  }

  private statement(keyword: string, chunk: Chunk): TemplateNode {
    const { start, end } = chunk;
    const at = { start, end };
    switch (keyword) {
      case 'if':
        return this.ifStatement(chunk);
      case 'for':
        return this.forStatement(chunk);
      case 'set':
        return this.setStatement(chunk);
      case 'macro':
        return this.macroStatement(chunk);
      case 'filter': {
        const parser = this.parser(chunk);
        // `filter upper` is read as a filter on an empty text that stands for the block.
        const nothing: Expression = { kind: 'literal', value: '', ...at };
        const name = parser.expectName().text;
        const args = parser.isOperator('(') ? parser.arguments()[0] : { positional: [], named: [] };
        const first: Expression = { kind: 'filter', input: nothing, name, args, ...at };
        const filter = parser.filtersAndTests(first);
        const body = this.body(['endfilter']);
        this.expectEnd(['endfilter'], chunk);
        return { kind: 'filter-block', filter, body, ...at };
      }
      case 'with': {
        const parser = this.parser(chunk);
        const values: SetValue[] = [];
        while (parser.peek().kind === 'name') {
          const name = parser.expectName().text;
          parser.expectOperator('=');
          values.push({ name, value: parser.expression() });
          if (!parser.takeOperator(',')) break;
        }
        const body = this.body(['endwith']);
        this.expectEnd(['endwith'], chunk);
        return { kind: 'scope', values, body, ...at };
      }
      case 'block': {
        const body = this.body(['endblock']);
        this.expectEnd(['endblock'], chunk);
        return { kind: 'scope', values: [], body, ...at };
      }
      case 'autoescape': {
        const body = this.body(['endautoescape']);
        this.expectEnd(['endautoescape'], chunk);
        return { kind: 'scope', values: [], body, ...at };
      }
      case 'call': {
        this.body(['endcall']);
        this.expectEnd(['endcall'], chunk);
        return { kind: 'opaque', reason: 'a "call" block of the template is not evaluated', ...at };
      }
      case 'do':
        return { kind: 'do', value: this.rest(this.parser(chunk)), ...at };
      case 'break':
      case 'continue':
        return { kind: keyword, ...at };
      case 'import':
      case 'from':
        return { kind: 'scope', values: [], body: [], ...at };
      default:
        return {
          kind: 'opaque',
          reason: `"${keyword.slice(0, 30)}" in the template is not evaluated`,
          ...at,
        };
    }
  }

  private rest(parser: ExpressionParser): Expression {
    const value = parser.expressionOrTuple();
    if (parser.peek().kind !== 'end') parser.fail(`"${parser.peek().text}" is not expected here`);
    return value;
  }

  private ifStatement(opener: Chunk): TemplateNode {
    const branches: { condition: Expression; body: Template }[] = [];
    let otherwise: Template = [];
    let condition = this.rest(this.parser(opener));
    for (;;) {
      const body = this.body(['elif', 'else', 'endif']);
      branches.push({ condition, body });
      const { keyword, chunk } = this.expectEnd(['elif', 'else', 'endif'], opener);
      if (keyword === 'elif') {
        condition = this.rest(this.parser(chunk));
        continue;
      }
      if (keyword === 'else') {
        otherwise = this.body(['endif']);
        this.expectEnd(['endif'], opener);
      }
      return { kind: 'if', branches, otherwise, start: opener.start, end: opener.end };
    }
  }

  private forStatement(opener: Chunk): TemplateNode {
    const parser = this.parser(opener);
    const targets: string[] = [];
    const bracketed = parser.takeOperator('(');
    do {
      if (!parser.isName('in')) targets.push(parser.expectName().text);
    } while (parser.takeOperator(','));
    if (bracketed) parser.expectOperator(')');
    if (!parser.takeName('in')) parser.fail('"in" is expected here');
    const over = parser.withoutCondition();
    const only = parser.takeName('if') ? parser.expression() : undefined;
    parser.takeName('recursive');
    if (parser.peek().kind !== 'end') parser.fail(`"${parser.peek().text}" is not expected here`);
    const body = this.body(['else', 'endfor']);
    let otherwise: Template = [];
    if (this.expectEnd(['else', 'endfor'], opener).keyword === 'else') {
      otherwise = this.body(['endfor']);
      this.expectEnd(['endfor'], opener);
    }
    return {
      kind: 'for',
      targets,
      over,
      ...(only === undefined ? {} : { only }),
      body,
      otherwise,
      start: opener.start,
      end: opener.end,
    };
  }

  private setStatement(opener: Chunk): TemplateNode {
    const parser = this.parser(opener);
    const targets: SetTarget[] = [];
    do {
      const name = parser.expectName().text;
      targets.push(
        parser.takeOperator('.') ? { name, attribute: parser.expectName().text } : { name },
      );
    } while (parser.takeOperator(','));
    const at = { start: opener.start, end: opener.end };
    if (parser.takeOperator('=')) return { kind: 'set', targets, value: this.rest(parser), ...at };
    const body = this.body(['endset']);
    this.expectEnd(['endset'], opener);
    return { kind: 'set-block', target: targets[0]!, body, ...at };
  }

  private macroStatement(opener: Chunk): TemplateNode {
    const parser = this.parser(opener);
    const name = parser.expectName().text;
    const parameters: { name: string; default?: Expression }[] = [];
    parser.expectOperator('(');
    while (!parser.isOperator(')')) {
      const parameter = parser.expectName().text;
      parameters.push(
        parser.takeOperator('=')
          ? { name: parameter, default: parser.expression() }
          : { name: parameter },
      );
      if (!parser.takeOperator(',')) break;
    }
    parser.expectOperator(')');
    const body = this.body(['endmacro']);
    this.expectEnd(['endmacro'], opener);
    return { kind: 'macro', name, parameters, body, start: opener.start, end: opener.end };
  }
}
