import type { BranchNode, Node, ParsedTemplate, Pipeline } from './nodes.js';
import { parsePipeline, stringEnd } from './pipeline.js';

/** Blocks in blocks: deeper ones are left out. */
const DEEPEST = 150;

interface Piece {
  readonly type: 'text' | 'action';
  readonly start: number;
  readonly end: number;
  /** Of an action: what stands between the delimiters and trim marks. */
  readonly code?: string;
}

interface Open {
  readonly keyword: 'if' | 'with' | 'range' | 'define' | 'block' | 'file';
  readonly name?: string;
  readonly pipeline?: Pipeline | undefined;
  readonly start: number;
  readonly body: Node[];
  otherwise?: Node[];
  /** `else if`: closed together with the block around it. */
  readonly chained?: boolean;
}

/** Parses a Go template. Never throws; what is wrong is in `errors`. */
export function parseTemplate(text: string): ParsedTemplate {
  const errors: { start: number; end: number; message: string }[] = [];
  const defines = new Map<string, readonly Node[]>();
  const stack: Open[] = [{ keyword: 'file', start: 0, body: [] }];
  const into = (): Node[] => {
    const top = stack[stack.length - 1]!;
    return top.otherwise ?? top.body;
  };
  const open = (block: Open): void => {
    stack.push(block);
  };
  const close = (end: number): void => {
    let top: Open;
    do {
      top = stack.pop()!;
      if (stack.length < DEEPEST) finish(top, end);
    } while (top.chained === true);
  };
  const finish = (block: Open, end: number): void => {
    if (block.keyword === 'define' || block.keyword === 'block') {
      defines.set(block.name ?? '', block.body);
      if (block.keyword === 'block') {
        into().push({
          type: 'template',
          name: block.name ?? '',
          pipeline: block.pipeline,
          start: block.start,
          end,
        });
      }
      return;
    }
    if (block.keyword === 'file') return;
    const node: BranchNode = {
      type: block.keyword,
      pipeline: block.pipeline,
      body: block.body,
      otherwise: block.otherwise ?? [],
      start: block.start,
      end,
    };
    into().push(node);
  };
  for (const piece of split(text, errors)) {
    const { start, end } = piece;
    if (piece.type === 'text') {
      if (end > start) into().push({ type: 'text', start, end });
      continue;
    }
    const code = piece.code ?? '';
    const keyword =
      /^(if|with|range|define|block|template|else|end|break|continue)(?![A-Za-z0-9_])/.exec(
        code,
      )?.[1];
    const rest = keyword === undefined ? code : code.slice(keyword.length).trim();
    const parsed = (source: string): Pipeline | undefined => {
      const pipeline = parsePipeline(source);
      if (pipeline === undefined) {
        errors.push({ start, end, message: 'the template action is not understood' });
      }
      return pipeline;
    };
    switch (keyword) {
      case 'if':
      case 'with':
      case 'range':
        open({ keyword, pipeline: parsed(rest), start, body: [] });
        break;
      case 'define':
      case 'block':
      case 'template': {
        const length =
          rest.startsWith('"') || rest.startsWith('`') ? stringEnd(rest, 0) : undefined;
        const name = length === undefined ? '' : rest.slice(1, length - 1);
        const argument = length === undefined ? '' : rest.slice(length).trim();
        const pipeline = argument === '' ? undefined : parsed(argument);
        if (keyword === 'template') into().push({ type: 'template', name, pipeline, start, end });
        else open({ keyword, name, pipeline, start, body: [] });
        break;
      }
      case 'else': {
        const top = stack[stack.length - 1]!;
        if (top.keyword === 'file' || top.keyword === 'define' || top.keyword === 'block') {
          errors.push({ start, end, message: 'there is nothing that this "else" belongs to' });
          break;
        }
        top.otherwise = [];
        const chained = /^(if|with)(?![A-Za-z0-9_])/.exec(rest)?.[1];
        if (chained === 'if' || chained === 'with') {
          const pipeline = parsed(rest.slice(chained.length).trim());
          open({ keyword: chained, pipeline, start, body: [], chained: true });
        }
        break;
      }
      case 'end':
        if (stack.length === 1) {
          errors.push({ start, end, message: 'there is nothing that this "end" closes' });
        } else {
          close(end);
        }
        break;
      case 'break':
      case 'continue':
        into().push({ type: keyword, start, end });
        break;
      default:
        if (code !== '') into().push({ type: 'action', pipeline: parsed(code), start, end });
    }
  }
  while (stack.length > 1) {
    const top = stack[stack.length - 1]!;
    errors.push({
      start: top.start,
      end: top.start,
      message: `this "${top.keyword}" is not closed`,
    });
    stack.pop();
    if (stack.length < DEEPEST) finish(top, text.length);
  }
  return { body: stack[0]!.body, defines, errors };
}

/** Text and actions in turn; white space that trim marks take away belongs to neither. */
function split(text: string, errors: { start: number; end: number; message: string }[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimNext = false;
  for (;;) {
    const open = text.indexOf('{{', at);
    let start = at;
    let end = open < 0 ? text.length : open;
    if (trimNext) while (start < end && isSpace(text[start]!)) start++;
    const trims = open >= 0 && text[open + 2] === '-' && isSpace(text[open + 3] ?? '');
    if (trims) while (end > start && isSpace(text[end - 1]!)) end--;
    pieces.push({ type: 'text', start, end });
    if (open < 0) return pieces;
    const from = trims ? open + 3 : open + 2;
    const close = actionEnd(text, from);
    if (close === undefined) {
      errors.push({ start: open, end: open + 2, message: 'this template action is not closed' });
      return pieces;
    }
    let to = close;
    trimNext = text[close - 1] === '-' && isSpace(text[close - 2] ?? '') && close - 1 > from;
    if (trimNext) to--;
    const code = text.slice(from, to).trim();
    const isComment = code.startsWith('/*');
    pieces.push({ type: 'action', start: open, end: close + 2, code: isComment ? '' : code });
    at = close + 2;
  }
}

/** The offset of the `}}` that closes an action; strings and comments may hold others. */
function actionEnd(text: string, from: number): number | undefined {
  let at = from;
  while (at < text.length && isSpace(text[at]!)) at++;
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at);
    const close = end < 0 ? -1 : text.indexOf('}}', end);
    return close < 0 ? undefined : close;
  }
  for (; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"' || char === '`' || char === "'") {
      const end = stringEnd(text, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (char === '}' && text[at + 1] === '}') {
      return at;
    }
  }
  return undefined;
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\n';
}
