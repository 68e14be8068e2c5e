/** An element of a small XML file, with the line it begins on. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  /** The text directly inside. */
  text: string;
  /** Counts from 1. */
  readonly line: number;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};
const MAX_DEPTH = 50;

/**
 * Reads an XML file as the configuration files of firewalld are written: elements, attributes, text,
 * comments. No document types, no entities but the five. One pass.
 * @returns the root element; undefined when it is not well-formed
 */
export function parseXml(text: string): XmlElement | undefined {
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let line = 1;
  let at = 0;
  const advance = (to: number): void => {
    for (let i = text.indexOf('\n', at); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) line++;
    at = to;
  };
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    const between = text.slice(at, end);
    const parent = open[open.length - 1];
    if (parent !== undefined) parent.text += decode(between);
    else if (between.trim() !== '') return undefined;
    advance(end);
    if (next < 0) break;
    if (text.startsWith('<!--', at)) {
      const close = text.indexOf('-->', at + 4);
      if (close < 0) return undefined;
      advance(close + 3);
      continue;
    }
    if (text[at + 1] === '?' || text[at + 1] === '!') {
      const close = text.indexOf('>', at);
      if (close < 0) return undefined;
      advance(close + 1);
      continue;
    }
    const close = tagEnd(text, at);
    if (close < 0) return undefined;
    const inner = text.slice(at + 1, close);
    if (inner.startsWith('/')) {
      const last = open.pop();
      if (last?.name !== inner.slice(1).trim()) return undefined;
    } else {
      const empty = inner.endsWith('/');
      const element = parseTag(empty ? inner.slice(0, -1) : inner, line);
      if (element === undefined || open.length > MAX_DEPTH) return undefined;
      if (parent !== undefined) parent.children.push(element);
      else if (root !== undefined) return undefined;
      else root = element;
      if (!empty) open.push(element);
    }
    advance(close + 1);
  }
  return open.length === 0 ? root : undefined;
}

/** The `>` that ends the tag, not one inside quotes. */
function tagEnd(text: string, from: number): number {
  let quote: string | undefined;
  for (let i = from + 1; i < text.length; i++) {
    const char = text[i]!;
    if (quote !== undefined) {
      if (char === quote) quote = undefined;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return i;
    else if (char === '<') return -1;
  }
  return -1;
}

function parseTag(text: string, line: number): XmlElement | undefined {
  let i = 0;
  while (i < text.length && !/\s/.test(text[i]!)) i++;
  const name = text.slice(0, i);
  if (!/^[A-Za-z_][\w.-]*$/.test(name)) return undefined;
  const attributes = new Map<string, string>();
  for (;;) {
    while (/\s/.test(text[i] ?? '')) i++;
    if (i >= text.length) break;
    const equals = text.indexOf('=', i);
    if (equals < 0) return undefined;
    const key = text.slice(i, equals).trim();
    let start = equals + 1;
    while (/\s/.test(text[start] ?? '')) start++;
    const quote = text[start];
    if (quote !== '"' && quote !== "'") return undefined;
    const close = text.indexOf(quote, start + 1);
    if (close < 0) return undefined;
    attributes.set(key, decode(text.slice(start + 1, close)));
    i = close + 1;
  }
  return { name, attributes, children: [], text: '', line };
}

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([a-z]{2,4});/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
