import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  readJson
} from "./chunk-G2C3MHYM.js";
import {
  append
} from "./chunk-5VOORNIG.js";

// src/syntax/hcl/cursor.ts
function repeated(name, { start, end }) {
  const message = `the attribute "${name.slice(0, 40)}" is set more than once`;
  return { start, end, message, isRead: true };
}
var DEEPEST = 500;
var MOST_ERRORS = 200;
var Abort = class extends Error {
  constructor(message, start) {
    super(message);
    this.start = start;
  }
  start;
};
var Cursor = class {
  constructor(text, at = 0, limit = text.length) {
    this.text = text;
    this.at = at;
    this.limit = limit;
  }
  text;
  at;
  limit;
  errors = [];
  depth = 0;
  /** Line ends are blanks (inside parentheses, brackets and interpolations). */
  linesAreBlank = false;
  get atEnd() {
    return this.at >= this.limit;
  }
  /** The code unit `ahead` of here; -1 outside the text. */
  peek(ahead = 0) {
    const index = this.at + ahead;
    return index < this.limit ? this.text.charCodeAt(index) : -1;
  }
  startsWith(token) {
    return this.at + token.length <= this.limit && this.text.startsWith(token, this.at);
  }
  /** Takes a token if it stands here. */
  take(token) {
    if (!this.startsWith(token)) return false;
    this.at += token.length;
    return true;
  }
  expect(token, what) {
    if (!this.take(token)) this.fail(`expected "${token}" ${what}`);
  }
  fail(message, start = this.at) {
    throw new Abort(message, start);
  }
  error(message, start, end = start) {
    if (this.errors.length < MOST_ERRORS) this.errors.push({ message, start, end });
  }
  repeated(name, span) {
    if (this.errors.length < MOST_ERRORS) this.errors.push(repeated(name, span));
  }
  /** Runs `parse` one level deeper. */
  nested(parse2) {
    if (++this.depth > DEEPEST) this.fail("the expression is nested too deeply to be read");
    try {
      return parse2();
    } finally {
      this.depth--;
    }
  }
  /** Runs `parse` with line ends as blanks, or as the ends they are. */
  withLines(blank, parse2) {
    const before = this.linesAreBlank;
    this.linesAreBlank = blank;
    try {
      return parse2();
    } finally {
      this.linesAreBlank = before;
    }
  }
  /** Skips blanks and comments, and line ends where they are blanks. */
  skip() {
    this.skipBlank(this.linesAreBlank);
  }
  /** Skips blanks, comments and line ends. */
  skipLines() {
    this.skipBlank(true);
  }
  skipBlank(lines) {
    for (; ; ) {
      const code = this.peek();
      if (code === 32 || code === 9) {
        this.at++;
      } else if (code === 13 && (lines || this.peek(1) === 10)) {
        if (!lines) return;
        this.at++;
      } else if (code === 10) {
        if (!lines) return;
        this.at++;
      } else if (code === 35 || code === 47 && this.peek(1) === 47) {
        const end = this.text.indexOf("\n", this.at);
        this.at = end < 0 || end > this.limit ? this.limit : end;
      } else if (code === 47 && this.peek(1) === 42) {
        const end = this.text.indexOf("*/", this.at + 2);
        if (end < 0 || end + 2 > this.limit) {
          this.error('the comment is not closed with "*/"', this.at, this.limit);
          this.at = this.limit;
        } else {
          this.at = end + 2;
        }
      } else {
        return;
      }
    }
  }
  /** Whether a line end, the end of the text or the end of a comment line comes next. */
  get atLineEnd() {
    const code = this.peek();
    return code === -1 || code === 10 || code === 13 && this.peek(1) === 10;
  }
  /** The identifier that stands here, taken; `undefined` when none does. */
  identifier() {
    const end = this.identifierEnd();
    if (end === this.at) return void 0;
    const name = this.text.slice(this.at, end);
    this.at = end;
    return name;
  }
  /** The identifier that stands here, not taken. */
  peekIdentifier() {
    const end = this.identifierEnd();
    return end === this.at ? void 0 : this.text.slice(this.at, end);
  }
  identifierEnd() {
    let end = this.at;
    while (end < this.limit) {
      const code = this.text.charCodeAt(end);
      if (isAsciiLetter(code) || code === 95) {
        end++;
      } else if (end > this.at && (code >= 48 && code <= 57 || code === 45)) {
        end++;
      } else if (code >= 128) {
        const char = String.fromCodePoint(this.text.codePointAt(end));
        if (!(end === this.at ? new RegExp("^\\p{ID_Start}$", "u") : new RegExp("^\\p{ID_Continue}$", "u")).test(char)) break;
        end += char.length;
      } else {
        break;
      }
    }
    return Math.min(end, this.limit);
  }
};
function isAsciiLetter(code) {
  return code >= 65 && code <= 90 || code >= 97 && code <= 122;
}
function isDigit(code) {
  return code >= 48 && code <= 57;
}

// src/syntax/hcl/templates.ts
function parseQuoted(cursor) {
  const start = cursor.at;
  cursor.at++;
  const pieces = { list: [], trimNext: false };
  let text = "";
  let textStart = cursor.at;
  const flush = () => {
    addText(pieces, text, textStart, cursor.at);
    text = "";
  };
  for (; ; ) {
    const code = cursor.peek();
    if (code === 34) {
      flush();
      cursor.at++;
      break;
    }
    if (code === -1 || code === 10 || code === 13 && cursor.peek(1) === 10) {
      cursor.error("the string is not closed on its line", start, cursor.at);
      flush();
      break;
    }
    if (code === 92) {
      text += parseEscape(cursor);
    } else if (isDoubled(cursor)) {
      text += cursor.text.slice(cursor.at + 1, cursor.at + 3);
      cursor.at += 3;
    } else if (isSequence(cursor)) {
      flush();
      parseSequence(cursor, pieces);
      textStart = cursor.at;
    } else {
      text += takeRun(cursor);
    }
  }
  return build(cursor, pieces.list, start, cursor.at);
}
function takeRun(cursor) {
  const start = cursor.at++;
  if (cursor.text.charCodeAt(start) === 10) return "\n";
  for (; ; ) {
    const code = cursor.peek();
    if (code === 34 || code === 36 || code === 37 || code === 92 || code < 14) break;
    cursor.at++;
  }
  return cursor.text.slice(start, cursor.at);
}
function parseHeredoc(cursor) {
  const start = cursor.at;
  cursor.at += 2;
  const indented = cursor.take("-");
  const mark = cursor.identifier();
  if (mark === void 0) cursor.fail('expected the end mark of the heredoc after "<<"');
  if (!cursor.atLineEnd) cursor.fail("the end mark of the heredoc must end the line");
  if (cursor.take("\r")) cursor.take("\n");
  else cursor.take("\n");
  const pieces = { list: [], trimNext: false };
  let closed = false;
  let text = "";
  let textStart = cursor.at;
  let atLineStart = true;
  while (!cursor.atEnd) {
    if (atLineStart) {
      const end = heredocEnd(cursor, mark);
      if (end !== void 0) {
        cursor.at = end;
        closed = true;
        break;
      }
      atLineStart = false;
    }
    if (isDoubled(cursor)) {
      text += cursor.text.slice(cursor.at + 1, cursor.at + 3);
      cursor.at += 3;
    } else if (isSequence(cursor)) {
      addText(pieces, text, textStart, cursor.at);
      text = "";
      parseSequence(cursor, pieces);
      textStart = cursor.at;
    } else {
      const piece = takeRun(cursor);
      text += piece;
      if (piece === "\n") {
        addText(pieces, text, textStart, cursor.at);
        text = "";
        textStart = cursor.at;
        atLineStart = true;
      }
    }
  }
  if (!closed) {
    addText(pieces, text, textStart, cursor.at);
    cursor.error(`the heredoc is not closed by "${mark}" on a line of its own`, start, cursor.at);
  }
  const list = indented ? dedent(pieces.list) : pieces.list;
  return build(cursor, list, start, cursor.at);
}
function parseBareTemplate(cursor) {
  const start = cursor.at;
  const pieces = { list: [], trimNext: false };
  let textStart = cursor.at;
  let text = "";
  while (!cursor.atEnd) {
    if (isDoubled(cursor)) {
      text += cursor.text.slice(cursor.at + 1, cursor.at + 3);
      cursor.at += 3;
    } else if (isSequence(cursor)) {
      addText(pieces, text, textStart, cursor.at);
      text = "";
      parseSequence(cursor, pieces);
      textStart = cursor.at;
    } else {
      text += takeRun(cursor);
    }
  }
  addText(pieces, text, textStart, cursor.at);
  return build(cursor, pieces.list, start, cursor.at);
}
function isDoubled(cursor) {
  const code = cursor.peek();
  return (code === 36 || code === 37) && cursor.peek(1) === code && cursor.peek(2) === 123;
}
function isSequence(cursor) {
  const code = cursor.peek();
  return (code === 36 || code === 37) && cursor.peek(1) === 123;
}
function addText(pieces, text, start, end) {
  if (text === "") return;
  const kept = pieces.trimNext ? text.trimStart() : text;
  if (kept !== "") pieces.trimNext = false;
  if (kept !== "") pieces.list.push({ kind: "text", text: kept, start, end });
}
function parseEscape(cursor) {
  const start = cursor.at;
  const code = cursor.peek(1);
  cursor.at += 2;
  switch (code) {
    case 110:
      return "\n";
    case 114:
      return "\r";
    case 116:
      return "	";
    case 34:
      return '"';
    case 92:
      return "\\";
    case 117:
    case 85: {
      const length = code === 117 ? 4 : 8;
      const digits = cursor.text.slice(cursor.at, Math.min(cursor.at + length, cursor.limit));
      const value = /^[0-9a-fA-F]+$/.test(digits) ? parseInt(digits, 16) : NaN;
      if (digits.length === length && value <= 1114111) {
        cursor.at += length;
        return String.fromCodePoint(value);
      }
    }
  }
  cursor.at = Math.min(start + 1, cursor.limit);
  cursor.error("the backslash does not begin a known escape sequence", start, cursor.at);
  return "\\";
}
function parseSequence(cursor, pieces) {
  const start = cursor.at;
  const directive = cursor.peek() === 37;
  cursor.at += 2;
  if (cursor.take("~")) trimLast(pieces);
  pieces.trimNext = false;
  const piece = cursor.withLines(
    true,
    () => cursor.nested(() => {
      if (directive) return parseDirective(cursor, start);
      return { kind: "value", value: parseExpression(cursor), start, end: cursor.at };
    })
  );
  cursor.skipLines();
  const trim = cursor.take("~");
  cursor.expect("}", "at the end of the interpolation");
  pieces.trimNext = trim;
  pieces.list.push({ ...piece, end: cursor.at });
}
function trimLast(pieces) {
  for (let last = pieces.list.at(-1); last?.kind === "text"; last = pieces.list.at(-1)) {
    const text = last.text.trimEnd();
    pieces.list.pop();
    if (text === "") continue;
    pieces.list.push({ ...last, text });
    return;
  }
}
function parseDirective(cursor, start) {
  cursor.skip();
  const word = cursor.identifier();
  switch (word) {
    case "if": {
      const condition = parseExpression(cursor);
      return { kind: "if", condition, start, end: cursor.at };
    }
    case "for": {
      cursor.skip();
      const first = cursor.identifier();
      cursor.skip();
      let second;
      if (cursor.take(",")) {
        cursor.skip();
        second = cursor.identifier();
        cursor.skip();
      }
      if (first === void 0 || cursor.peekIdentifier() !== "in") {
        cursor.fail('expected "for NAME in …" in the directive');
      }
      cursor.at += "in".length;
      const collection = parseExpression(cursor);
      const keyName = second === void 0 ? void 0 : first;
      return {
        kind: "for",
        keyName,
        valueName: second ?? first,
        collection,
        start,
        end: cursor.at
      };
    }
    case "else":
    case "endif":
    case "endfor":
      return { kind: word, start, end: cursor.at };
    default:
      return cursor.fail("expected if, else, endif, for or endfor in the directive", start);
  }
}
function heredocEnd(cursor, mark) {
  let at = cursor.at;
  while (cursor.text[at] === " " || cursor.text[at] === "	") at++;
  if (!cursor.text.startsWith(mark, at)) return void 0;
  const end = at + mark.length;
  at = end;
  while (cursor.text[at] === " " || cursor.text[at] === "	") at++;
  if (at >= cursor.limit) return cursor.limit;
  const rest = cursor.text.slice(at, at + 2);
  return rest.startsWith("\n") || rest === "\r\n" ? end : void 0;
}
function dedent(list) {
  let smallest = Infinity;
  let lineStart = true;
  const starts = [];
  for (const piece of list) {
    let begins = false;
    if (lineStart) {
      lineStart = false;
      if (piece.kind !== "text") {
        smallest = 0;
      } else {
        const rest = piece.text.trimStart();
        if (rest !== "" || !piece.text.endsWith("\n")) {
          smallest = Math.min(smallest, piece.text.length - rest.length);
          begins = true;
        }
      }
    }
    if (piece.kind === "text" && piece.text.endsWith("\n")) lineStart = true;
    starts.push(begins);
  }
  if (smallest === Infinity || smallest === 0) return [...list];
  return list.map(
    (piece, index) => piece.kind === "text" && starts[index] ? { ...piece, text: piece.text.slice(smallest) } : piece
  );
}
function build(cursor, list, start, end) {
  const builder = new Builder(cursor, list);
  const parts = builder.parts();
  builder.complain();
  if (parts.length === 0) return { kind: "literal", value: "", start, end };
  const only = parts[0];
  if (parts.length === 1 && only.kind === "text") {
    return { kind: "literal", value: only.text, start, end };
  }
  return { kind: "template", parts, start, end };
}
var Builder = class {
  constructor(cursor, list) {
    this.cursor = cursor;
    this.list = list;
  }
  cursor;
  list;
  index = 0;
  /** Parts up to a piece that closes or divides a directive. */
  parts() {
    const parts = [];
    let texts = [];
    const flush = () => {
      if (texts.length === 0) return;
      const text = texts.map((part) => part.text).join("");
      parts.push({ kind: "text", text, start: texts[0].start, end: texts.at(-1).end });
      texts = [];
    };
    for (let piece = this.list[this.index]; piece !== void 0; piece = this.list[this.index]) {
      if (piece.kind === "text") {
        texts.push(piece);
        this.index++;
        continue;
      }
      flush();
      if (piece.kind === "value") {
        parts.push(piece);
        this.index++;
      } else if (piece.kind === "if") {
        parts.push(this.conditional(piece.condition, piece.start));
      } else if (piece.kind === "for") {
        this.index++;
        const body = this.cursor.nested(() => this.parts());
        const end = this.close("endfor", "for", piece.start);
        parts.push({ ...piece, body, end });
      } else {
        break;
      }
    }
    flush();
    return parts;
  }
  /** Pieces left over are closing directives without an opening one. */
  complain() {
    const rest = this.list[this.index];
    if (rest !== void 0) {
      this.cursor.error(`the directive "${rest.kind}" has no beginning`, rest.start, rest.end);
    }
  }
  conditional(condition, start) {
    this.index++;
    const then = this.cursor.nested(() => this.parts());
    let otherwise = [];
    if (this.list[this.index]?.kind === "else") {
      this.index++;
      otherwise = this.cursor.nested(() => this.parts());
    }
    const end = this.close("endif", "if", start);
    return { kind: "if", condition, then, otherwise, start, end };
  }
  close(kind, opening, start) {
    const piece = this.list[this.index];
    if (piece?.kind === kind) {
      this.index++;
      return piece.end;
    }
    const end = piece?.start ?? this.cursor.at;
    this.cursor.error(`the directive "${opening}" is not closed by "${kind}"`, start, end);
    return end;
  }
};

// src/syntax/hcl/expressions.ts
function parseExpression(cursor) {
  return cursor.nested(() => {
    cursor.skip();
    const start = cursor.at;
    const condition = parseBinary(cursor, 1);
    cursor.skip();
    if (!cursor.take("?")) return condition;
    const then = parseExpression(cursor);
    cursor.skip();
    cursor.expect(":", "between the results of the condition");
    const otherwise = parseExpression(cursor);
    return { kind: "conditional", condition, then, otherwise, start, end: cursor.at };
  });
}
function operatorAt(cursor) {
  const next = cursor.peek(1);
  switch (cursor.peek()) {
    case 124:
      return next === 124 ? { operator: "||", level: 1 } : void 0;
    case 38:
      return next === 38 ? { operator: "&&", level: 2 } : void 0;
    case 61:
      return next === 61 ? { operator: "==", level: 3 } : void 0;
    case 33:
      return next === 61 ? { operator: "!=", level: 3 } : void 0;
    case 60:
      return { operator: next === 61 ? "<=" : "<", level: 4 };
    case 62:
      return { operator: next === 61 ? ">=" : ">", level: 4 };
    case 43:
      return { operator: "+", level: 5 };
    case 45:
      return { operator: "-", level: 5 };
    case 42:
      return { operator: "*", level: 6 };
    case 47:
      return { operator: "/", level: 6 };
    case 37:
      return { operator: "%", level: 6 };
    default:
      return void 0;
  }
}
function parseBinary(cursor, loosest) {
  let left = parseUnary(cursor);
  for (let count = 0; ; count++) {
    const back = cursor.at;
    cursor.skip();
    const found = operatorAt(cursor);
    if (found === void 0 || found.level < loosest) {
      cursor.at = back;
      return left;
    }
    if (count > 1e3) cursor.fail("the expression has too many operands to be read");
    const { operator, level } = found;
    cursor.at += operator.length;
    cursor.skip();
    const right = parseBinary(cursor, level + 1);
    left = { kind: "binary", operator, left, right, start: left.start, end: right.end };
  }
}
function parseUnary(cursor) {
  const start = cursor.at;
  const code = cursor.peek();
  if (code === 45 || code === 33 && cursor.peek(1) !== 61) {
    cursor.at++;
    const operand = cursor.nested(() => {
      cursor.skip();
      return parseUnary(cursor);
    });
    const operator = code === 45 ? "-" : "!";
    return { kind: "unary", operator, operand, start, end: operand.end };
  }
  return parsePostfix(cursor, parsePrimary(cursor));
}
function parsePostfix(cursor, primary) {
  let object = primary;
  for (let count = 0; ; count++) {
    const back = cursor.at;
    cursor.skip();
    if (count > 1e3) cursor.fail("the reference has too many steps to be read");
    if (cursor.peek() === 46 && cursor.peek(1) !== 46) {
      cursor.at++;
      cursor.skip();
      if (cursor.take("*")) {
        object = parseSplatSteps(cursor, object, false);
        continue;
      }
      const step = parseDotted(cursor);
      const start = object.start;
      if (typeof step === "string") {
        object = { kind: "attribute", object, name: step, start, end: cursor.at };
      } else {
        for (const key of step) object = { kind: "index", object, key, start, end: cursor.at };
      }
    } else if (cursor.peek() === 91) {
      cursor.at++;
      const index = parseBracket(cursor);
      if (index === "*") object = parseSplatSteps(cursor, object, true);
      else {
        object = { kind: "index", object, key: index, start: object.start, end: cursor.at };
      }
    } else {
      cursor.at = back;
      return object;
    }
  }
}
function parseDotted(cursor) {
  const name = cursor.identifier();
  if (name !== void 0) return name;
  if (!isDigit(cursor.peek())) cursor.fail("expected a name after the dot");
  const keys = [];
  do {
    const start = cursor.at;
    while (isDigit(cursor.peek())) cursor.at++;
    const value = Number(cursor.text.slice(start, cursor.at));
    keys.push({ kind: "literal", value, start, end: cursor.at });
  } while (cursor.peek() === 46 && isDigit(cursor.peek(1)) && ++cursor.at > 0);
  return keys;
}
function parseBracket(cursor) {
  return cursor.withLines(true, () => {
    cursor.skip();
    const back = cursor.at;
    if (cursor.take("*")) {
      cursor.skip();
      if (cursor.take("]")) return "*";
      cursor.at = back;
    }
    const key = parseExpression(cursor);
    cursor.skip();
    cursor.expect("]", "after the index");
    return key;
  });
}
function parseSplatSteps(cursor, object, full) {
  const steps = [];
  let into = steps;
  let depth = 0;
  for (let count = 0; ; count++) {
    const back = cursor.at;
    cursor.skip();
    if (count > 1e3 || depth > 50) cursor.fail("the reference has too many steps to be read");
    if (cursor.peek() === 46 && cursor.peek(1) !== 46 && cursor.peek(1) !== 42) {
      cursor.at++;
      cursor.skip();
      const step = parseDotted(cursor);
      if (typeof step === "string") into.push({ kind: "attribute", name: step });
      else
        append(
          into,
          step.map((key) => ({ kind: "index", key }))
        );
    } else if (full && cursor.peek() === 91) {
      cursor.at++;
      const key = parseBracket(cursor);
      if (key === "*") {
        const inner = [];
        into.push({ kind: "splat", steps: inner });
        into = inner;
        depth++;
      } else {
        into.push({ kind: "index", key });
      }
    } else {
      cursor.at = back;
      return { kind: "splat", object, steps, start: object.start, end: cursor.at };
    }
  }
}
function parsePrimary(cursor) {
  const start = cursor.at;
  const code = cursor.peek();
  if (code === 34) return parseQuoted(cursor);
  if (isDigit(code)) return parseNumber(cursor);
  if (code === 40) {
    cursor.at++;
    const inner = cursor.withLines(true, () => {
      const expression = parseExpression(cursor);
      cursor.skip();
      cursor.expect(")", "after the expression");
      return expression;
    });
    return inner.kind === "name" ? { ...inner, start, end: cursor.at } : inner;
  }
  if (code === 91) return parseTuple(cursor);
  if (code === 123) return parseObject(cursor);
  if (code === 60 && cursor.peek(1) === 60) return parseHeredoc(cursor);
  const name = cursor.identifier();
  if (name === void 0) {
    return cursor.fail(
      code === -1 ? "the file ends within an expression" : "expected an expression"
    );
  }
  return parseNamed(cursor, name, start);
}
function parseNamed(cursor, first, start) {
  let name = first;
  while (cursor.startsWith("::")) {
    cursor.at += 2;
    const part = cursor.identifier();
    if (part === void 0) cursor.fail('expected a function name after "::"');
    name += `::${part}`;
  }
  const back = cursor.at;
  cursor.skip();
  if (cursor.peek() === 40) {
    cursor.at++;
    return parseArguments(cursor, name, start);
  }
  cursor.at = back;
  const end = cursor.at;
  if (name === "true" || name === "false") {
    return { kind: "literal", value: name === "true", start, end };
  }
  if (name === "null") return { kind: "literal", value: null, start, end };
  return { kind: "name", name, start, end };
}
function parseArguments(cursor, name, start) {
  return cursor.withLines(true, () => {
    const args = [];
    let expandLast = false;
    for (; ; ) {
      cursor.skip();
      if (cursor.take(")")) break;
      args.push(parseExpression(cursor));
      cursor.skip();
      if (cursor.take("...")) {
        expandLast = true;
        cursor.skip();
        cursor.take(",");
        cursor.skip();
        cursor.expect(")", "after the last argument");
        break;
      }
      if (cursor.take(",")) continue;
      cursor.expect(")", `or "," in the arguments of ${name}`);
      break;
    }
    return { kind: "call", name, args, expandLast, start, end: cursor.at };
  });
}
function parseNumber(cursor) {
  const start = cursor.at;
  while (isDigit(cursor.peek())) cursor.at++;
  if (cursor.peek() === 46 && isDigit(cursor.peek(1))) {
    cursor.at++;
    while (isDigit(cursor.peek())) cursor.at++;
  }
  const exponent = cursor.peek();
  if (exponent === 101 || exponent === 69) {
    const sign = cursor.peek(1) === 43 || cursor.peek(1) === 45 ? 2 : 1;
    if (isDigit(cursor.peek(sign))) {
      cursor.at += sign;
      while (isDigit(cursor.peek())) cursor.at++;
    }
  }
  if (cursor.peekIdentifier() !== void 0)
    cursor.fail("the number is followed by letters", start);
  const value = Number(cursor.text.slice(start, cursor.at));
  return { kind: "literal", value, start, end: cursor.at };
}
function parseTuple(cursor) {
  const start = cursor.at;
  cursor.at++;
  return cursor.withLines(true, () => {
    const loop = parseFor(cursor, start, "]");
    if (loop !== void 0) return loop;
    const items = [];
    for (; ; ) {
      cursor.skip();
      if (cursor.take("]")) break;
      items.push(parseExpression(cursor));
      cursor.skip();
      if (cursor.take(",")) continue;
      cursor.expect("]", 'or "," in the list');
      break;
    }
    return { kind: "tuple", items, start, end: cursor.at };
  });
}
function parseObject(cursor) {
  const start = cursor.at;
  cursor.at++;
  const loop = cursor.withLines(true, () => parseFor(cursor, start, "}"));
  if (loop !== void 0) return loop;
  return cursor.withLines(false, () => {
    const items = [];
    for (; ; ) {
      cursor.skipLines();
      if (cursor.take("}")) break;
      const key = parseKey(cursor);
      cursor.skip();
      if (!cursor.take("=") && !cursor.take(":")) {
        cursor.fail('expected "=" or ":" after the key of the object');
      }
      items.push({ key, value: parseExpression(cursor) });
      cursor.skip();
      if (cursor.take(",") || cursor.atLineEnd) {
        if (cursor.atEnd) cursor.fail("the file ends within an object");
        continue;
      }
      cursor.skip();
      cursor.expect("}", "or a new line after the value of the object");
      break;
    }
    return { kind: "object", items, start, end: cursor.at };
  });
}
function parseKey(cursor) {
  const inParentheses = cursor.peek() === 40;
  const key = parseExpression(cursor);
  if (key.kind === "name" && !inParentheses) {
    return { kind: "literal", value: key.name, start: key.start, end: key.end };
  }
  if (key.kind === "literal" && typeof key.value !== "string") {
    return { ...key, value: String(key.value) };
  }
  return key;
}
function parseFor(cursor, start, close) {
  cursor.skip();
  if (cursor.peekIdentifier() !== "for") return void 0;
  const back = cursor.at;
  cursor.at += "for".length;
  cursor.skip();
  const first = cursor.identifier();
  if (first === void 0) {
    cursor.at = back;
    return void 0;
  }
  cursor.skip();
  let second;
  if (cursor.take(",")) {
    cursor.skip();
    second = cursor.identifier();
    if (second === void 0) cursor.fail("expected a second name in the for expression");
    cursor.skip();
  }
  if (cursor.peekIdentifier() !== "in") cursor.fail('expected "in" in the for expression');
  cursor.at += "in".length;
  const collection = parseExpression(cursor);
  cursor.skip();
  cursor.expect(":", "in the for expression");
  let value = parseExpression(cursor);
  let key;
  let group = false;
  cursor.skip();
  if (close === "}") {
    cursor.expect("=>", "between key and value of the for expression");
    key = value;
    value = parseExpression(cursor);
    cursor.skip();
    group = cursor.take("...");
    cursor.skip();
  }
  let condition;
  if (cursor.peekIdentifier() === "if") {
    cursor.at += "if".length;
    condition = parseExpression(cursor);
    cursor.skip();
  }
  cursor.expect(close, "at the end of the for expression");
  return {
    kind: "for",
    keyName: second === void 0 ? void 0 : first,
    valueName: second ?? first,
    collection,
    key,
    value,
    group,
    condition,
    start,
    end: cursor.at
  };
}

// src/syntax/hcl/parser.ts
var memo = /* @__PURE__ */ new WeakMap();
function parseHcl(file) {
  let parsed = memo.get(file);
  if (parsed === void 0) memo.set(file, parsed = parse(file));
  return parsed;
}
function parse(file) {
  const cursor = new Cursor(file.text);
  const body = new BodyParser(cursor).file();
  return { file, body, errors: [...cursor.errors].sort((a, b) => a.start - b.start) };
}
function parseHclExpression(text, start = 0, end = text.length) {
  const cursor = new Cursor(text, start, end);
  return whole(cursor, () => cursor.withLines(true, () => parseExpression(cursor)));
}
function parseHclTemplate(text, start = 0, end = text.length) {
  const cursor = new Cursor(text, start, end);
  return whole(cursor, () => parseBareTemplate(cursor));
}
function whole(cursor, read) {
  try {
    const expression = read();
    cursor.skipLines();
    if (!cursor.atEnd) cursor.error("there is more text after the expression", cursor.at);
    return { expression, errors: cursor.errors };
  } catch (error) {
    if (!(error instanceof Abort)) throw error;
    cursor.error(error.message, error.start);
    return { expression: void 0, errors: cursor.errors };
  }
}
var TOP_LEVEL = /* @__PURE__ */ new Map([
  ["resource", 2],
  ["data", 2],
  ["variable", 1],
  ["output", 1],
  ["module", 1]
]);
var BodyParser = class {
  constructor(cursor) {
    this.cursor = cursor;
  }
  cursor;
  file() {
    const { cursor } = this;
    const attributes = [];
    const blocks = [];
    for (; ; ) {
      this.items(attributes, blocks, -1);
      if (cursor.atEnd) break;
      cursor.error('the "}" closes no block', cursor.at, cursor.at + 1);
      cursor.at++;
    }
    this.tellOfRepeated(attributes);
    return { attributes, blocks, start: 0, end: cursor.limit };
  }
  /**
   * Reads items until a closing brace or the end.
   * @param indent column of the block's own line, -1 for the file
   */
  items(attributes, blocks, indent) {
    const { cursor } = this;
    for (; ; ) {
      cursor.skipLines();
      if (cursor.atEnd || cursor.peek() === 125) return;
      if (indent >= 0 && this.isTopLevel()) return;
      const start = cursor.at;
      try {
        this.item(attributes, blocks);
      } catch (error) {
        if (!(error instanceof Abort)) throw error;
        cursor.error(error.message, error.start);
        this.resynchronise(start, error.start, indent);
      }
      if (cursor.at === start) cursor.at++;
    }
  }
  item(attributes, blocks) {
    const cursor = this.cursor;
    const start = cursor.at;
    const quoted = cursor.peek() === 34 ? this.label() : void 0;
    const name = quoted?.text ?? cursor.identifier();
    if (name === void 0) cursor.fail("expected an attribute or a block");
    const nameSpan = { start, end: cursor.at };
    cursor.skip();
    if (cursor.peek() === 61 && cursor.peek(1) !== 61) {
      cursor.at++;
      const value = parseExpression(cursor);
      attributes.push({ name, nameSpan, value, start, end: value.end });
      this.itemEnd("attribute");
      return;
    }
    const labels = [];
    while (cursor.peek() !== 123) {
      const label = this.label();
      if (label === void 0) {
        cursor.fail(`expected "=" or "{" after "${name.slice(0, 40)}"`);
      }
      labels.push(label);
      cursor.skip();
    }
    blocks.push(this.block(name, nameSpan, labels, start));
    this.itemEnd("block");
  }
  /** HCL refuses an attribute that is set again in one body; both stay there to be judged. */
  tellOfRepeated(attributes) {
    const seen = /* @__PURE__ */ new Set();
    for (const { name, nameSpan } of attributes) {
      if (seen.has(name)) this.cursor.repeated(name, nameSpan);
      seen.add(name);
    }
  }
  label() {
    const { cursor } = this;
    const start = cursor.at;
    if (cursor.peek() !== 34) {
      const text = cursor.identifier();
      return text === void 0 ? void 0 : { text, start, end: cursor.at };
    }
    const expression = parseQuoted(cursor);
    const span = { start, end: cursor.at };
    if (expression.kind === "literal") return { text: String(expression.value), ...span };
    cursor.error("a label must not have an interpolation", start, cursor.at);
    return { text: cursor.text.slice(start + 1, cursor.at - 1), ...span };
  }
  block(type, typeSpan, labels, start) {
    const { cursor } = this;
    const bodyStart = cursor.at;
    cursor.at++;
    const attributes = [];
    const blocks = [];
    cursor.nested(() => {
      cursor.withLines(false, () => this.items(attributes, blocks, this.indent(start)));
    });
    this.tellOfRepeated(attributes);
    if (!cursor.take("}")) {
      cursor.error(`the block "${type}" is not closed with "}"`, start, typeSpan.end);
    }
    const body = { attributes, blocks, start: bodyStart, end: cursor.at };
    return { type, typeSpan, labels, body, start, end: cursor.at };
  }
  itemEnd(what) {
    const { cursor } = this;
    cursor.skip();
    if (cursor.atLineEnd || cursor.peek() === 125) return;
    if (cursor.take(",")) {
      cursor.error(`the ${what} must not be followed by a comma`, cursor.at - 1, cursor.at);
      return;
    }
    if (cursor.peekIdentifier() !== void 0) {
      cursor.error(`expected a new line after the ${what}`, cursor.at);
      return;
    }
    cursor.fail(`expected a new line after the ${what}`);
  }
  /** Whether a block that only stands at the top of a file begins here, at the head of a line. */
  isTopLevel() {
    const { cursor } = this;
    const labels = TOP_LEVEL.get(cursor.peekIdentifier() ?? "");
    if (labels === void 0 || this.indent(cursor.at) !== 0) return false;
    if (cursor.at > 0 && cursor.text.charCodeAt(cursor.at - 1) !== 10) return false;
    const lineEnd = cursor.text.indexOf("\n", cursor.at);
    const line = cursor.text.slice(cursor.at, lineEnd < 0 ? cursor.limit : lineEnd);
    return line.includes("{") && line.split('"').length - 1 === labels * 2;
  }
  /**
   * Goes to the line where the next item may begin: one that is not indented more than the broken
   * item. A closing bracket at the broken item's own column closes something inside that item,
   * unless the column is that of the enclosing block.
   */
  resynchronise(itemStart, errorAt, blockIndent) {
    const { cursor } = this;
    const own = this.indent(itemStart);
    const sameLine = !cursor.text.slice(itemStart, Math.max(errorAt, itemStart)).includes("\n");
    const lineStart = cursor.text.lastIndexOf("\n", errorAt - 1);
    cursor.at = lineStart > itemStart ? lineStart : Math.max(errorAt, itemStart);
    for (; ; ) {
      const end = cursor.text.indexOf("\n", cursor.at);
      if (end < 0 || end >= cursor.limit) {
        cursor.at = cursor.limit;
        return;
      }
      cursor.at = end + 1;
      let at = cursor.at;
      while (cursor.text[at] === " " || cursor.text[at] === "	") at++;
      const code = at < cursor.limit ? cursor.text.charCodeAt(at) : -1;
      if (code === 10 || code === 13 || code === 35) continue;
      const indent = at - cursor.at;
      if (indent > own && !(sameLine && looksLikeItem(cursor.text, at))) continue;
      if (code === 93 || code === 41) continue;
      if (code === 125 && indent === own && own > blockIndent) continue;
      cursor.at = at;
      return;
    }
  }
  indent(offset) {
    const lineStart = this.cursor.text.lastIndexOf("\n", offset - 1) + 1;
    let at = lineStart;
    while (this.cursor.text[at] === " " || this.cursor.text[at] === "	") at++;
    return at - lineStart;
  }
};
function looksLikeItem(text, at) {
  return /^[A-Za-z_][\w-]{0,100}[ \t]*(=(?![=>])|\{)/.test(text.slice(at, at + 120));
}

// src/syntax/hcl/json.ts
var LABELS = /* @__PURE__ */ new Map([
  ["resource", 2],
  ["data", 2],
  ["variable", 1],
  ["output", 1],
  ["module", 1],
  ["provider", 1],
  ["locals", 0],
  ["terraform", 0]
]);
var memo2 = /* @__PURE__ */ new WeakMap();
function parseHclJson(file) {
  let parsed = memo2.get(file);
  if (parsed === void 0) memo2.set(file, parsed = new JsonReader(file).read());
  return parsed;
}
var JsonReader = class {
  constructor(file) {
    this.file = file;
  }
  file;
  errors = [];
  read() {
    const { data, errors } = readJson(this.file);
    for (const error of errors)
      this.errors.push({ ...this.span(error.where), message: error.message });
    const attributes = [];
    const blocks = [];
    for (const map of this.maps(data)) {
      for (const entry of map.entries) {
        if (entry.key === "//") continue;
        const labels = this.file.name.endsWith(".tfvars.json") ? void 0 : LABELS.get(entry.key);
        const typeSpan = this.span(entry.keyWhere);
        if (labels === void 0) attributes.push(this.attribute(entry.key, typeSpan, entry.value));
        else this.blocks(entry.key, typeSpan, labels, [], entry.value, blocks);
      }
    }
    const body = { attributes, blocks, start: 0, end: this.file.text.length };
    return { file: this.file, body, errors: this.errors };
  }
  blocks(type, typeSpan, missing, labels, data, blocks) {
    for (const map of this.maps(data)) {
      if (missing > 0) {
        for (const entry of map.entries) {
          if (entry.key === "//") continue;
          const label = { text: entry.key, ...this.span(entry.keyWhere) };
          this.blocks(type, typeSpan, missing - 1, [...labels, label], entry.value, blocks);
        }
      } else {
        const body = this.body(map);
        blocks.push({
          type,
          typeSpan,
          labels,
          body,
          start: labels.at(-1)?.start ?? typeSpan.start,
          end: body.end
        });
      }
    }
  }
  body(map) {
    const attributes = [];
    const blocks = [];
    for (const entry of map.entries) {
      if (entry.key === "//") continue;
      const nameSpan = this.span(entry.keyWhere);
      if (entry.key === "dynamic") this.blocks("dynamic", nameSpan, 1, [], entry.value, blocks);
      else if (entry.key === "content")
        this.blocks("content", nameSpan, 0, [], entry.value, blocks);
      else attributes.push(this.attribute(entry.key, nameSpan, entry.value));
    }
    this.tellOfRepeated(attributes);
    return { attributes, blocks, ...this.span(map.where) };
  }
  /** An object or a list may be nested blocks, of which there can be several. */
  tellOfRepeated(attributes) {
    const seen = /* @__PURE__ */ new Set();
    for (const { name, nameSpan, value } of attributes) {
      const mayBeBlock = value.kind === "object" || value.kind === "tuple";
      if (seen.has(name) && !mayBeBlock) {
        this.errors.push(repeated(name, nameSpan));
      }
      seen.add(name);
    }
  }
  attribute(name, nameSpan, data) {
    const value = this.expression(data);
    return { name, nameSpan, value, start: nameSpan.start, end: value.end };
  }
  expression(data) {
    const span = this.span(data.where);
    switch (data.type) {
      case "list":
        return { kind: "tuple", items: data.items.map((item) => this.expression(item)), ...span };
      case "map": {
        const items = data.entries.filter((entry) => entry.key !== "//").map((entry) => ({
          key: this.template(entry.key, this.span(entry.keyWhere)),
          value: this.expression(entry.value)
        }));
        return { kind: "object", items, ...span };
      }
      case "scalar":
        if (typeof data.value === "string") return this.template(data.value, span);
        return { kind: "literal", value: data.value, ...span };
      default:
        this.errors.push({ ...span, message: data.reason });
        return { kind: "literal", value: null, ...span };
    }
  }
  /** A string is a template. Positions inside it are exact unless it holds escape sequences. */
  template(value, span) {
    if (!value.includes("${") && !value.includes("%{")) return { kind: "literal", value, ...span };
    const inner = this.file.text.slice(span.start + 1, span.end - 1);
    const parsed = inner === value ? parseHclTemplate(this.file.text, span.start + 1, span.end - 1) : parseHclTemplate(value);
    const exact = inner === value;
    for (const error of parsed.errors) {
      const at = exact ? { start: error.start, end: error.end } : span;
      this.errors.push({ ...at, message: error.message });
    }
    if (parsed.expression === void 0) return { kind: "literal", value, ...span };
    return exact ? { ...parsed.expression, ...span } : pinned(parsed.expression, span);
  }
  maps(data) {
    if (data?.type === "map") return [data];
    if (data?.type === "list") return data.items.filter((item) => item.type === "map");
    if (data !== void 0 && !(data.type === "scalar" && data.value === null)) {
      this.errors.push({ ...this.span(data.where), message: "expected an object" });
    }
    return [];
  }
  span(where) {
    return {
      start: this.file.offset(where.startLine, where.startColumn),
      end: this.file.offset(where.endLine, where.endColumn)
    };
  }
};
function pinned(node, span) {
  if (Array.isArray(node)) return node.map((item) => pinned(item, span));
  if (typeof node !== "object" || node === null) return node;
  const copy = {};
  for (const [key, value] of Object.entries(node)) {
    copy[key] = key === "start" ? span.start : key === "end" ? span.end : pinned(value, span);
  }
  return copy;
}

export {
  parseHcl,
  parseHclExpression,
  parseHclTemplate,
  parseHclJson
};
