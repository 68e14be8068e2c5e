import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  azureTemplatesClaim,
  cloudformationClaim,
  controllersClaim,
  googleTemplatesClaim,
  heatClaim,
  nomadClaim,
  pulumiClaim
} from "./chunk-DVF3O7KX.js";
import {
  LONGEST_TEXT,
  MOST_ITEMS,
  UNKNOWN_TEXT,
  basisOf,
  bodyOf,
  conditionOf,
  conditional,
  derived,
  elements,
  entryOf,
  identity,
  implied,
  inTemplate,
  isTemplated,
  jobFacts,
  judgeDeclarations,
  list,
  mapping,
  maskTemplates,
  nomadFacts,
  originOf,
  parseConfiguration,
  referenceTo,
  scalar,
  syntaxProblem,
  toBoolean,
  translate,
  unknown,
  via,
  withBasis,
  withOrigin
} from "./chunk-I4IV6VC4.js";
import {
  terraformClaim
} from "./chunk-VUMMRVQL.js";
import {
  resolveInTree
} from "./chunk-HIG2RW6N.js";
import {
  readJson
} from "./chunk-G2C3MHYM.js";
import {
  at,
  entry,
  integerOf,
  isNull,
  itemsOf,
  readYaml,
  stringOf,
  textOf
} from "./chunk-OGXNWQVT.js";
import {
  AddressSet,
  SourceFile
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  append,
  isUnresolved
} from "./chunk-5VOORNIG.js";

// src/syntax/bicep/strings.ts
var ESCAPES = {
  n: "\n",
  r: "\r",
  t: "	",
  "'": "'",
  "\\": "\\",
  $: "$"
};
function readString(text2, start) {
  if (text2.startsWith("'''", start)) {
    let close = text2.indexOf("'''", start + 3);
    if (close < 0) return { pieces: [], end: text2.length, isClosed: false };
    while (text2[close + 3] === "'") close++;
    const inner = text2.slice(start + 3, close).replace(/^\r?\n/, "");
    return { pieces: [inner], end: close + 3, isClosed: true };
  }
  const pieces = [];
  let plain = "";
  let at2 = start + 1;
  for (; ; ) {
    const char = text2[at2];
    if (char === void 0 || char === "\n") return { pieces, end: at2, isClosed: false };
    if (char === "'") {
      if (plain !== "") pieces.push(plain);
      return { pieces, end: at2 + 1, isClosed: true };
    }
    if (char === "\\") {
      const unicode = /^\\u\{([0-9A-Fa-f]{1,6})\}/.exec(text2.slice(at2, at2 + 12));
      const code = unicode === null ? void 0 : Number.parseInt(unicode[1], 16);
      if (code !== void 0 && code <= 1114111) {
        plain += String.fromCodePoint(code);
        at2 += unicode[0].length;
      } else {
        plain += ESCAPES[text2[at2 + 1] ?? ""] ?? text2[at2 + 1] ?? "";
        at2 += 2;
      }
    } else if (char === "$" && text2[at2 + 1] === "{") {
      if (plain !== "") pieces.push(plain);
      plain = "";
      pieces.push({ start: at2 + 2 });
      at2 = endOfInterpolation(text2, at2 + 2);
    } else {
      plain += char;
      at2++;
    }
  }
}
function endOfInterpolation(text2, start) {
  const open = ["code"];
  let at2 = start;
  while (at2 < text2.length && open.length > 0) {
    const char = text2[at2];
    if (open.at(-1) === "code") {
      if (char === "'") open.push("text");
      else if (char === "{") open.push("code");
      else if (char === "}") open.pop();
      else if (char === "\n" && open.length === 1) return at2;
      at2++;
    } else if (char === "\\") at2 += 2;
    else if (char === "$" && text2[at2 + 1] === "{") {
      open.push("code");
      at2 += 2;
    } else {
      if (char === "'") open.pop();
      else if (char === "\n") return at2;
      at2++;
    }
  }
  return at2;
}

// src/syntax/bicep/parser.ts
var DEEPEST = 200;
var MOST_ERRORS = 20;
var Failure = class extends Error {
  constructor(at2, message) {
    super(message);
    this.at = at2;
  }
  at;
};
var PRECEDENCE = /* @__PURE__ */ new Map([
  ["??", 1],
  ["||", 2],
  ["&&", 3],
  ["==", 4],
  ["!=", 4],
  ["=~", 4],
  ["!~", 4],
  ["<=", 5],
  [">=", 5],
  ["<", 5],
  [">", 5],
  ["+", 6],
  ["-", 6],
  ["*", 7],
  ["/", 7],
  ["%", 7]
]);
var OPERATORS = [...PRECEDENCE.keys()].sort((a, b) => b.length - a.length);
var isNameStart = (code) => code >= 65 && code <= 90 || code >= 97 && code <= 122 || code === 95;
var isNamePart = (code) => isNameStart(code) || code >= 48 && code <= 57;
var Parser = class {
  constructor(text2) {
    this.text = text2;
  }
  text;
  at = 0;
  errors = [];
  depth = 0;
  file() {
    const statements = [];
    let using;
    for (; ; ) {
      this.blank(true);
      if (this.at >= this.text.length) break;
      const start = this.at;
      try {
        const decorators = this.decorators();
        const word = this.peekName();
        if (word === "using") {
          this.name();
          this.blank();
          using = this.plainString();
        } else {
          const statement = this.statement(word, start, decorators);
          if (statement !== void 0) statements.push(statement);
        }
        this.blank();
        if (!this.atLineEnd()) throw new Failure(this.at, "a new line is expected here");
      } catch (error) {
        this.report(error);
        this.recover(start);
      }
    }
    return { statements, ...using === void 0 ? {} : { using }, errors: this.errors };
  }
  report(error) {
    if (!(error instanceof Failure)) throw error;
    if (this.errors.length < MOST_ERRORS)
      this.errors.push({ start: error.at, end: error.at + 1, message: error.message });
  }
  /** Goes on at the next line that begins a statement. */
  recover(start) {
    this.depth = 0;
    let from = Math.max(this.at, start);
    for (; ; ) {
      const line = this.text.indexOf("\n", from);
      if (line < 0) {
        this.at = this.text.length;
        return;
      }
      from = line + 1;
      const rest = this.text.slice(from, from + 16);
      if (/^(?:@|(?:param|var|resource|module|output|targetScope|metadata|type|func|import|using)\b)/.test(
        rest
      )) {
        this.at = from;
        return;
      }
    }
  }
  statement(word, start, decorators) {
    switch (word) {
      case "param":
        return this.param(start, decorators);
      case "var":
        return this.variable(start, decorators);
      case "resource":
        return this.resource(start, decorators);
      case "module":
        return this.module(start, decorators);
      case "output":
        return { ...this.variable(start, decorators), kind: "output" };
      case "targetScope":
      case "metadata":
      case "type":
      case "func":
      case "import":
      case "extension":
      case "provider":
      case "assert":
      case "test":
        this.skipStatement();
        return void 0;
      default:
        throw new Failure(this.at, "no statement of Bicep begins like this");
    }
  }
  decorators() {
    const decorators = [];
    while (this.text[this.at] === "@") {
      this.at++;
      decorators.push(this.postfix());
      this.blank(true);
    }
    return decorators;
  }
  param(start, decorators) {
    this.name();
    this.blank();
    const name = this.name();
    this.blank();
    const literals = [];
    while (!this.atLineEnd() && this.text[this.at] !== "=") this.typePart(literals);
    let value;
    if (this.text[this.at] === "=") {
      this.at++;
      this.blank(true);
      value = this.expression();
    }
    const common = { name, start, end: this.at, decorators };
    return { kind: "param", ...common, literals, ...value === void 0 ? {} : { value } };
  }
  /** A piece of a type; literals of a union are kept. */
  typePart(literals) {
    const char = this.text[this.at];
    if (char === "'") literals.push(this.string());
    else if (char === "{" || char === "[" || char === "(") this.skipBrackets();
    else if (char === "|") {
      this.at++;
      this.blank(true);
      return;
    } else this.at++;
    this.blank();
  }
  variable(start, decorators) {
    this.name();
    this.blank();
    const name = this.name();
    this.blank();
    while (!this.atLineEnd() && this.text[this.at] !== "=") this.typePart([]);
    this.expect("=");
    this.blank(true);
    const value = this.expression();
    return { kind: "var", name, start, end: this.at, decorators, value };
  }
  resource(start, decorators) {
    this.name();
    this.blank();
    const name = this.name();
    this.blank();
    const type = this.plainString().replace(/@.*$/s, "");
    this.blank();
    const isExisting = this.peekName() === "existing";
    if (isExisting) this.name();
    this.blank();
    this.expect("=");
    this.blank(true);
    const value = this.expression();
    return { kind: "resource", name, start, end: this.at, decorators, type, isExisting, value };
  }
  module(start, decorators) {
    this.name();
    this.blank();
    const name = this.name();
    this.blank();
    const path = this.plainString();
    this.blank();
    this.expect("=");
    this.blank(true);
    const value = this.expression();
    return { kind: "module", name, start, end: this.at, decorators, path, value };
  }
  /** Passes over a statement that says nothing here, brackets and texts included. */
  skipStatement() {
    while (this.at < this.text.length && !this.atLineEnd()) {
      const char = this.text[this.at];
      if (char === "{" || char === "[" || char === "(") this.skipBrackets();
      else if (char === "'") this.string();
      else this.at++;
      this.blank();
    }
  }
  skipBrackets() {
    let open = 0;
    while (this.at < this.text.length) {
      const char = this.text[this.at];
      if (char === "'") {
        this.at = readString(this.text, this.at).end;
        continue;
      }
      this.at++;
      if (char === "{" || char === "[" || char === "(") open++;
      else if (char === "}" || char === "]" || char === ")") {
        if (--open <= 0) return;
      }
      this.blank(true);
    }
  }
  expression() {
    if (++this.depth > DEEPEST) throw new Failure(this.at, "the values are nested too deeply");
    const start = this.at;
    const test = this.binary(1);
    const before = this.at;
    this.blank(true);
    if (this.text[this.at] !== "?" || this.text[this.at + 1] === "?") {
      this.at = before;
      this.depth--;
      return test;
    }
    this.at++;
    this.blank(true);
    const yes = this.expression();
    this.blank(true);
    this.expect(":");
    this.blank(true);
    const no = this.expression();
    this.depth--;
    return { kind: "choice", test, yes, no, start, end: this.at };
  }
  binary(least) {
    let left = this.unary();
    for (; ; ) {
      const before = this.at;
      this.blank();
      const operator = OPERATORS.find((each) => this.text.startsWith(each, this.at));
      const binds = operator === void 0 ? 0 : PRECEDENCE.get(operator);
      if (operator === void 0 || binds < least) {
        this.at = before;
        return left;
      }
      this.at += operator.length;
      this.blank(true);
      if (++this.depth > DEEPEST) throw new Failure(this.at, "the values are nested too deeply");
      const right = this.binary(binds + 1);
      this.depth--;
      left = { kind: "binary", operator, left, right, start: left.start, end: this.at };
    }
  }
  unary() {
    const start = this.at;
    const char = this.text[this.at];
    if (char !== "!" && char !== "-") return this.postfix();
    this.at++;
    this.blank();
    if (++this.depth > DEEPEST) throw new Failure(this.at, "the values are nested too deeply");
    const of2 = this.unary();
    this.depth--;
    return { kind: "unary", operator: char, of: of2, start, end: this.at };
  }
  postfix() {
    let value = this.primary();
    for (let links = 0; ; links++) {
      if (links > DEEPEST) throw new Failure(this.at, "the values are nested too deeply");
      const { start } = value;
      const char = this.text[this.at];
      if (char === "!" && this.text[this.at + 1] !== "=" && this.text[this.at + 1] !== "~") {
        this.at++;
        continue;
      }
      if (char === "." || char === ":" && this.text[this.at + 1] === ":") {
        this.at += char === "." ? 1 : 2;
        if (this.text[this.at] === "?") this.at++;
        const name = this.name();
        value = this.text[this.at] === "(" ? { kind: "call", name, of: value, args: this.arguments(), start, end: this.at } : { kind: "member", of: value, name, start, end: this.at };
      } else if (char === "[") {
        this.at++;
        if (this.text[this.at] === "?") this.at++;
        this.blank(true);
        const index = this.expression();
        this.blank(true);
        this.expect("]");
        value = { kind: "index", of: value, index, start, end: this.at };
      } else {
        return value;
      }
    }
  }
  primary() {
    const start = this.at;
    const char = this.text[this.at];
    if (char === void 0) throw new Failure(start, "the file ends where a value is expected");
    if (char === "'") return this.string();
    if (char === "{") return this.object();
    if (char === "[") return this.array();
    if (char === "(") return this.parenthesis();
    if (char >= "0" && char <= "9") {
      while (/[0-9]/.test(this.text[this.at] ?? "")) this.at++;
      const value = Number(this.text.slice(start, this.at));
      return { kind: "literal", value, start, end: this.at };
    }
    if (!isNameStart(char.charCodeAt(0))) throw new Failure(start, "a value is expected here");
    const name = this.name();
    if (name === "true" || name === "false")
      return { kind: "literal", value: name === "true", start, end: this.at };
    if (name === "null") return { kind: "literal", value: null, start, end: this.at };
    if (name === "if") return this.conditional(start);
    if (this.text[this.at] === "(")
      return { kind: "call", name, args: this.arguments(), start, end: this.at };
    const before = this.at;
    this.blank();
    if (this.text.startsWith("=>", this.at)) {
      this.at += 2;
      this.blank(true);
      return { kind: "lambda", names: [name], body: this.expression(), start, end: this.at };
    }
    this.at = before;
    return { kind: "name", name, start, end: this.at };
  }
  /** `if (test) { … }`. */
  conditional(start) {
    this.blank();
    this.expect("(");
    this.blank(true);
    const test = this.expression();
    this.blank(true);
    this.expect(")");
    this.blank(true);
    const body = this.expression();
    return { kind: "if", test, body, start, end: this.at };
  }
  parenthesis() {
    const start = this.at;
    const close = this.text.indexOf(")", start);
    const names = close < 0 ? "" : this.text.slice(start + 1, Math.min(close, start + 400));
    if (close >= 0 && /^\s*=>/.test(this.text.slice(close + 1, close + 10)) && /^[\w\s,]*$/.test(names)) {
      this.at = this.text.indexOf("=>", close) + 2;
      this.blank(true);
      const body = this.expression();
      const list3 = names.split(",").map((each) => each.trim()).filter((each) => each !== "");
      return { kind: "lambda", names: list3, body, start, end: this.at };
    }
    this.at++;
    this.blank(true);
    const inner = this.expression();
    this.blank(true);
    this.expect(")");
    return { ...inner, start, end: this.at };
  }
  arguments() {
    this.expect("(");
    const args = [];
    for (; ; ) {
      this.blank(true);
      if (this.text[this.at] === ")") {
        this.at++;
        return args;
      }
      args.push(this.expression());
      this.blank(true);
      if (this.text[this.at] === ",") this.at++;
      else if (this.text[this.at] !== ")") throw new Failure(this.at, '")" is expected here');
    }
  }
  array() {
    const start = this.at;
    this.at++;
    this.blank(true);
    if (this.peekName() === "for") return this.loop(start);
    const items = [];
    while (this.text[this.at] !== "]") {
      if (this.at >= this.text.length) throw new Failure(start, "the array is not closed");
      if (this.text.startsWith("...", this.at)) this.at += 3;
      items.push(this.expression());
      this.blank(true);
      if (this.text[this.at] === ",") this.at++;
      this.blank(true);
    }
    this.at++;
    return { kind: "array", items, start, end: this.at };
  }
  /** `[for item in items: body]` and `[for (item, index) in items: body]`. */
  loop(start) {
    this.name();
    this.blank();
    let index;
    let item;
    if (this.text[this.at] === "(") {
      this.at++;
      this.blank();
      item = this.name();
      this.blank();
      this.expect(",");
      this.blank();
      index = this.name();
      this.blank();
      this.expect(")");
    } else {
      item = this.name();
    }
    this.blank();
    if (this.name() !== "in") throw new Failure(this.at, '"in" is expected here');
    this.blank();
    const of2 = this.expression();
    this.blank();
    this.expect(":");
    this.blank(true);
    const body = this.expression();
    this.blank(true);
    this.expect("]");
    return {
      kind: "for",
      item,
      ...index === void 0 ? {} : { index },
      of: of2,
      body,
      start,
      end: this.at
    };
  }
  object() {
    const start = this.at;
    if (++this.depth > DEEPEST) throw new Failure(this.at, "the values are nested too deeply");
    this.at++;
    const properties = [];
    const resources = [];
    for (; ; ) {
      this.blank(true);
      if (this.text[this.at] === ",") {
        this.at++;
        continue;
      }
      if (this.text[this.at] === "}") break;
      if (this.at >= this.text.length) throw new Failure(start, "the object is not closed");
      const from = this.at;
      const { depth } = this;
      try {
        if (this.text[this.at] === "@" || this.isNestedResource()) {
          const decorators = this.decorators();
          resources.push(this.resource(from, decorators));
        } else if (this.text.startsWith("...", this.at)) {
          this.at += 3;
          this.expression();
        } else {
          properties.push(this.property());
        }
      } catch (error) {
        this.report(error);
        this.depth = depth;
        if (this.depth >= DEEPEST) throw error;
        const line = this.text.indexOf("\n", Math.max(this.at, from));
        this.at = line < 0 ? this.text.length : line;
        const next = this.text.slice(this.at + 1, this.at + 12);
        if (/^(?:param|var|resource|module|output)\s/.test(next)) throw error;
      }
    }
    this.at++;
    this.depth--;
    return { kind: "object", properties, resources, start, end: this.at };
  }
  isNestedResource() {
    return /^resource[ \t]+\w+[ \t]+'/.test(this.text.slice(this.at, this.at + 200));
  }
  property() {
    const keyStart = this.at;
    let key;
    if (this.text[this.at] === "'") {
      const text2 = this.string();
      key = text2.kind === "text" && text2.parts.every((part2) => typeof part2 === "string") ? text2.parts.join("") : text2;
    } else {
      key = this.name();
    }
    const keyEnd = this.at;
    this.blank();
    this.expect(":");
    this.blank(true);
    const value = this.expression();
    return { key, keyStart, keyEnd, value };
  }
  /** A text with its interpolations, which are expressions of the same file. */
  string() {
    const start = this.at;
    const { pieces, end, isClosed } = readString(this.text, start);
    if (!isClosed) throw new Failure(start, "the text is not closed");
    const parts = pieces.map((piece) => {
      if (typeof piece === "string") return piece;
      this.at = piece.start;
      this.blank(true);
      const value = this.expression();
      return value;
    });
    this.at = end;
    return { kind: "text", parts, start, end };
  }
  plainString() {
    if (this.text[this.at] !== "'") throw new Failure(this.at, "a text is expected here");
    const value = this.string();
    return value.kind === "text" ? value.parts.map((part2) => typeof part2 === "string" ? part2 : "").join("") : "";
  }
  peekName() {
    let end = this.at;
    if (!isNameStart(this.text.charCodeAt(end))) return void 0;
    while (isNamePart(this.text.charCodeAt(end))) end++;
    return this.text.slice(this.at, end);
  }
  name() {
    const name = this.peekName();
    if (name === void 0) throw new Failure(this.at, "a name is expected here");
    this.at += name.length;
    return name;
  }
  expect(text2) {
    if (!this.text.startsWith(text2, this.at))
      throw new Failure(this.at, `"${text2}" is expected here`);
    this.at += text2.length;
  }
  atLineEnd() {
    const char = this.text[this.at];
    return char === void 0 || char === "\n" || char === "\r";
  }
  /** Passes over blanks and comments, and over line ends when told to. */
  blank(lines = false) {
    for (; ; ) {
      const char = this.text[this.at];
      if (char === " " || char === "	" || lines && (char === "\n" || char === "\r")) this.at++;
      else if (char === "/" && this.text[this.at + 1] === "/") this.toLineEnd();
      else if (char === "/" && this.text[this.at + 1] === "*") {
        const close = this.text.indexOf("*/", this.at + 2);
        this.at = close < 0 ? this.text.length : close + 2;
      } else if (char === "#" && lines) this.toLineEnd();
      else return;
    }
  }
  toLineEnd() {
    const line = this.text.indexOf("\n", this.at);
    this.at = line < 0 ? this.text.length : line;
  }
};

// src/syntax/bicep/arm.ts
var DEEPEST2 = 100;
function parseArmExpression(text2) {
  const reader = new Reader(text2);
  const value = reader.value(0);
  reader.blank();
  return value === void 0 || reader.at < text2.length ? void 0 : value;
}
var Reader = class {
  constructor(text2) {
    this.text = text2;
  }
  text;
  at = 0;
  value(depth) {
    if (depth > DEEPEST2) return void 0;
    this.blank();
    const start = this.at;
    let value = this.primary(start, depth);
    while (value !== void 0) {
      this.blank();
      const char = this.text[this.at];
      if (char === ".") {
        this.at++;
        if (this.text[this.at] === "?") this.at++;
        this.blank();
        const name = this.name();
        if (name === "") return void 0;
        value = this.text[this.at] === "(" ? this.call(name, start, depth, value) : { kind: "member", of: value, name, start, end: this.at };
      } else if (char === "[") {
        this.at++;
        const index = this.value(depth + 1);
        this.blank();
        if (index === void 0 || this.text[this.at] !== "]") return void 0;
        this.at++;
        value = { kind: "index", of: value, index, start, end: this.at };
      } else {
        break;
      }
    }
    return value;
  }
  blank() {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }
  primary(start, depth) {
    const char = this.text[this.at];
    if (char === "'") return this.quoted(start);
    if (char === void 0) return void 0;
    if (/[0-9-]/.test(char)) {
      this.at++;
      while (/[0-9]/.test(this.text[this.at] ?? "")) this.at++;
      const value = Number(this.text.slice(start, this.at));
      return Number.isNaN(value) ? void 0 : { kind: "literal", value, start, end: this.at };
    }
    const name = this.name();
    if (name === "") return void 0;
    this.blank();
    if (this.text[this.at] === "(") return this.call(name, start, depth);
    return { kind: "name", name, start, end: this.at };
  }
  quoted(start) {
    let plain = "";
    for (this.at++; this.at < this.text.length; this.at++) {
      const char = this.text[this.at];
      if (char !== "'") plain += char;
      else if (this.text[this.at + 1] === "'") {
        plain += "'";
        this.at++;
      } else {
        this.at++;
        return { kind: "text", parts: [plain], start, end: this.at };
      }
    }
    return void 0;
  }
  call(name, start, depth, of2) {
    const args = [];
    this.at++;
    for (; ; ) {
      this.blank();
      if (this.text[this.at] === ")") {
        this.at++;
        return {
          kind: "call",
          name,
          args,
          start,
          end: this.at,
          ...of2 === void 0 ? {} : { of: of2 }
        };
      }
      const value = this.value(depth + 1);
      if (value === void 0) return void 0;
      args.push(value);
      this.blank();
      if (this.text[this.at] === ",") this.at++;
      else if (this.text[this.at] !== ")") return void 0;
    }
  }
  name() {
    const start = this.at;
    while (/[A-Za-z0-9_$]/.test(this.text[this.at] ?? "")) this.at++;
    return this.text.slice(start, this.at);
  }
};

// src/syntax/bicep/index.ts
function parseBicep(text2) {
  return new Parser(text2).file();
}

// src/platforms/azure-templates/values.ts
function entryIn(data, key) {
  if (data?.type !== "map") return void 0;
  const wanted = key.toLowerCase();
  for (let i = data.entries.length - 1; i >= 0; i--) {
    const each = data.entries[i];
    if (each.key === key || each.key.toLowerCase() === wanted) return each;
  }
  return void 0;
}
function property(data, ...path) {
  let here = data;
  let found;
  for (const key of path) {
    found = entryIn(here, key);
    if (found === void 0) return void 0;
    here = found.value;
  }
  return found;
}
function nameKey(data) {
  if (data === void 0) return "";
  const text2 = textOf(data);
  if (text2 !== void 0) return text2.toLowerCase();
  if (data.type !== "unknown") return "";
  const partial = originOf(data)?.partial?.text;
  return `${partial?.toLowerCase() ?? ""}<${data.reason}>`;
}
function concatenated(pieces, where) {
  if (pieces.length === 1) {
    const [only] = pieces;
    if (only.type === "unknown") return only;
  }
  const texts = pieces.map((piece) => textOf(piece));
  let length = 0;
  for (const text2 of texts) length += text2?.length ?? 0;
  if (length > LONGEST_TEXT) return unknown("the text is too long", where);
  const missing = pieces.find((piece) => textOf(piece) === void 0);
  if (missing === void 0) return derived(scalar(texts.join(""), where), where, pieces);
  const partial = texts.map((text2) => text2 ?? UNKNOWN_TEXT).join("");
  const reason = missing.type === "unknown" ? missing.reason : "a part of the text is no text";
  return withOrigin(derived(unknown(reason, where), where, pieces), {
    partial: { text: partial, where }
  });
}

// src/platforms/azure-templates/functions.ts
var text = (make) => (args, where) => {
  const texts = args.map(textOf);
  if (texts.some((each) => each === void 0)) return void 0;
  const value = make(...texts);
  if (value === void 0 || typeof value === "string" && value.length > LONGEST_TEXT)
    return void 0;
  return scalar(value, where);
};
var numbers = (make) => ([a, b], where) => {
  const [left, right] = [integerOf(a), integerOf(b)];
  if (left === void 0 || right === void 0) return void 0;
  const value = make(left, right);
  return value === void 0 ? void 0 : scalar(value, where);
};
var sameAs = (isSame, anyCase = false) => ([a, b], where) => {
  if (a === void 0 || b === void 0) return void 0;
  const fold = (each) => anyCase ? each?.toLowerCase() : each;
  const [left, right] = [fold(identity(a)), fold(identity(b))];
  return left === void 0 || right === void 0 ? void 0 : scalar(left === right === isSame, where);
};
var logic = (decisive) => (args, where) => {
  const truths = args.map(toBoolean);
  if (truths.includes(decisive)) return scalar(decisive, where);
  return truths.includes(void 0) ? void 0 : scalar(!decisive, where);
};
var concat = (args, where) => {
  if (args.length > 0 && args.every((each) => each.type === "list")) {
    const items = args.flatMap((each) => each.type === "list" ? elements(each) : []);
    return items.length > MOST_ITEMS ? void 0 : list(items, where);
  }
  return args.some((each) => each.type === "list") ? void 0 : concatenated(args, where);
};
var format = ([pattern, ...args], where) => {
  const known2 = pattern === void 0 ? void 0 : textOf(pattern);
  if (known2 === void 0) return void 0;
  const pieces = [];
  let from = 0;
  for (const match of known2.matchAll(/\{\{|\}\}|\{(\d{1,3})(?::[^{}]{0,40})?\}/g)) {
    if (match.index > from) pieces.push(scalar(known2.slice(from, match.index), where));
    from = match.index + match[0].length;
    const arg = match[1] === void 0 ? scalar(match[0][0], where) : args[Number(match[1])];
    if (arg === void 0) return void 0;
    pieces.push(arg);
  }
  if (from < known2.length) pieces.push(scalar(known2.slice(from), where));
  return pieces.length === 0 ? scalar("", where) : concatenated(pieces, where);
};
var cidrOf = (network, length, index) => {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(network);
  if (match === null || AddressSet.tryParse(network) === void 0 || length > 32 || length < 0)
    return void 0;
  const block2 = 2 ** (32 - Number(match[5]));
  const base = match.slice(1, 5).reduce((sum, part2) => sum * 256 + Number(part2), 0);
  const first = Math.floor(base / block2) * block2 + index * 2 ** (32 - length);
  if (first >= 2 ** 32) return void 0;
  const address = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".");
  return `${address}/${length}`;
};
var isEmpty = (data) => {
  if (isNull(data)) return true;
  if (data.type === "list") return data.items.length === 0;
  if (data.type === "map") return data.entries.length === 0;
  const known2 = textOf(data);
  return known2 === void 0 ? void 0 : known2 === "";
};
var FUNCTIONS = {
  concat,
  format,
  equals: sameAs(true),
  "==": sameAs(true),
  "!=": sameAs(false),
  "=~": sameAs(true, true),
  "!~": sameAs(false, true),
  and: logic(false),
  "&&": logic(false),
  or: logic(true),
  "||": logic(true),
  not: ([a], where) => {
    const truth = a === void 0 ? void 0 : toBoolean(a);
    return truth === void 0 ? void 0 : scalar(!truth, where);
  },
  "??": ([a, b], where) => coalesce([a, b], where),
  coalesce: (args, where) => coalesce(args, where),
  negate: ([a], where) => {
    const number = integerOf(a);
    return number === void 0 ? void 0 : scalar(-number, where);
  },
  "+": numbers((a, b) => a + b),
  add: numbers((a, b) => a + b),
  "-": numbers((a, b) => a - b),
  sub: numbers((a, b) => a - b),
  "*": numbers((a, b) => a * b),
  mul: numbers((a, b) => a * b),
  "/": numbers((a, b) => b === 0 ? void 0 : Math.trunc(a / b)),
  div: numbers((a, b) => b === 0 ? void 0 : Math.trunc(a / b)),
  "%": numbers((a, b) => b === 0 ? void 0 : a % b),
  mod: numbers((a, b) => b === 0 ? void 0 : a % b),
  "<": numbers((a, b) => a < b),
  less: numbers((a, b) => a < b),
  "<=": numbers((a, b) => a <= b),
  lessorequals: numbers((a, b) => a <= b),
  ">": numbers((a, b) => a > b),
  greater: numbers((a, b) => a > b),
  ">=": numbers((a, b) => a >= b),
  greaterorequals: numbers((a, b) => a >= b),
  true: (_, where) => scalar(true, where),
  false: (_, where) => scalar(false, where),
  null: (_, where) => scalar(null, where),
  string: ([a], where) => {
    const known2 = a === void 0 ? void 0 : textOf(a);
    return known2 === void 0 ? void 0 : scalar(known2, where);
  },
  int: ([a], where) => {
    const number = integerOf(a);
    return number === void 0 ? void 0 : scalar(number, where);
  },
  bool: ([a], where) => {
    const truth = a?.type === "scalar" && typeof a.value === "string" ? toBoolean(scalar(a.value.toLowerCase(), where)) : a === void 0 ? void 0 : toBoolean(a);
    return truth === void 0 ? void 0 : scalar(truth, where);
  },
  tolower: text((a = "") => a.toLowerCase()),
  toupper: text((a = "") => a.toUpperCase()),
  trim: text((a = "") => a.trim()),
  replace: text((a = "", b = "", c = "") => b === "" ? a : a.split(b).join(c)),
  startswith: text((a = "", b = "") => a.toLowerCase().startsWith(b.toLowerCase())),
  endswith: text((a = "", b = "") => a.toLowerCase().endsWith(b.toLowerCase())),
  indexof: text((a = "", b = "") => a.toLowerCase().indexOf(b.toLowerCase())),
  // Start-up data is read as plain text; whoever starts with it decodes it again.
  base64: ([a]) => a,
  base64tostring: ([a]) => a,
  substring: ([a, from, count], where) => {
    const known2 = a === void 0 ? void 0 : textOf(a);
    const [start, length] = [integerOf(from), count === void 0 ? void 0 : integerOf(count)];
    if (known2 === void 0 || start === void 0) return void 0;
    if (count !== void 0 && length === void 0) return void 0;
    return scalar(known2.slice(start, length === void 0 ? void 0 : start + length), where);
  },
  split: ([a, by], where) => {
    const known2 = a === void 0 ? void 0 : textOf(a);
    const delimiters = by?.type === "list" ? by.items.map(textOf) : [by && textOf(by)];
    if (known2 === void 0 || delimiters.some((each) => each === void 0 || each === ""))
      return void 0;
    let parts = [known2];
    for (const each of delimiters) parts = parts.flatMap((part2) => part2.split(each));
    return list(
      parts.slice(0, MOST_ITEMS).map((part2) => scalar(part2, where)),
      where
    );
  },
  join: ([items, by], where) => {
    const delimiter = by === void 0 ? void 0 : textOf(by);
    if (items?.type !== "list" || delimiter === void 0) return void 0;
    const pieces = elements(items).flatMap(
      (item, index) => index === 0 ? [item] : [scalar(delimiter, where), item]
    );
    return pieces.length === 0 ? scalar("", where) : concatenated(pieces, where);
  },
  uri: ([base, path], where) => {
    if (base === void 0 || path === void 0) return void 0;
    return concatenated([base, scalar("/", where), path], where);
  },
  createarray: (args, where) => list(args, where),
  array: ([a], where) => a === void 0 || a.type === "list" ? a : list([a], where),
  createobject: (args, where) => {
    const entries = [];
    for (let i = 0; i + 1 < args.length; i += 2) {
      const key = textOf(args[i]);
      if (key === void 0) return void 0;
      entries.push(entryOf(key, args[i + 1]));
    }
    return mapping(entries, where);
  },
  first: ([a], where) => {
    if (a?.type === "list") return elements(a)[0];
    const known2 = a === void 0 ? void 0 : textOf(a);
    return known2 === void 0 ? void 0 : scalar(known2.slice(0, 1), where);
  },
  last: ([a], where) => {
    if (a?.type === "list") return elements(a).at(-1);
    const known2 = a === void 0 ? void 0 : textOf(a);
    return known2 === void 0 ? void 0 : scalar(known2.slice(-1), where);
  },
  length: ([a], where) => {
    if (a?.type === "list") return scalar(a.items.length, where);
    if (a?.type === "map") return scalar(a.entries.length, where);
    const known2 = a === void 0 ? void 0 : textOf(a);
    return known2 === void 0 ? void 0 : scalar(known2.length, where);
  },
  empty: ([a], where) => {
    const answer = a === void 0 ? true : isEmpty(a);
    return answer === void 0 ? void 0 : scalar(answer, where);
  },
  contains: ([a, b], where) => {
    const wanted = b === void 0 ? void 0 : identity(b);
    if (a === void 0 || b === void 0 || wanted === void 0) return void 0;
    if (a.type === "list") {
      const all = a.items.map((item) => identity(item));
      if (all.includes(wanted)) return scalar(true, where);
      return all.includes(void 0) ? void 0 : scalar(false, where);
    }
    const key = textOf(b) ?? "";
    if (a.type === "map") return scalar(entryIn(a, key) !== void 0, where);
    const known2 = textOf(a);
    return known2 === void 0 ? void 0 : scalar(known2.includes(key), where);
  },
  union: (args, where) => {
    if (args.every((each) => each.type === "list")) {
      const seen = /* @__PURE__ */ new Map();
      for (const [index, item] of args.flatMap((each) => elements(each)).entries())
        seen.set(identity(item) ?? `?${index}`, item);
      return list([...seen.values()].slice(0, MOST_ITEMS), where);
    }
    if (!args.every((each) => each.type === "map")) return void 0;
    return mapping(
      args.flatMap((each) => each.type === "map" ? each.entries : []),
      where
    );
  },
  flatten: ([a], where) => a?.type === "list" ? list(
    elements(a).flatMap((item) => item.type === "list" ? elements(item) : [item]),
    where
  ) : void 0,
  range: ([from, count], where) => {
    const [start, length] = [integerOf(from), integerOf(count)];
    if (start === void 0 || length === void 0 || length < 0 || length > MOST_ITEMS)
      return void 0;
    return list(
      Array.from({ length }, (_, index) => scalar(start + index, where)),
      where
    );
  },
  take: ([a, count]) => {
    const length = integerOf(count);
    return a?.type === "list" && length !== void 0 ? { ...a, items: elements(a).slice(0, Math.max(0, length)) } : void 0;
  },
  skip: ([a, count]) => {
    const length = integerOf(count);
    return a?.type === "list" && length !== void 0 ? { ...a, items: elements(a).slice(Math.max(0, length)) } : void 0;
  },
  items: ([a], where) => a?.type === "map" ? list(
    [...a.entries].sort((x, y) => x.key < y.key ? -1 : 1).map(
      (each) => mapping(
        [entryOf("key", scalar(each.key, each.keyWhere)), entryOf("value", each.value)],
        where
      )
    ),
    where
  ) : void 0,
  cidrsubnet: ([network, length, index], where) => {
    const known2 = network === void 0 ? void 0 : textOf(network);
    const [bits, at2] = [integerOf(length), integerOf(index)];
    if (known2 === void 0 || bits === void 0 || at2 === void 0) return void 0;
    const value = cidrOf(known2, bits, at2);
    return value === void 0 ? void 0 : scalar(value, where);
  }
};
function coalesce(args, where) {
  for (const each of args) {
    if (each === void 0 || isNull(each)) continue;
    return each.type === "unknown" ? void 0 : each;
  }
  return scalar(null, where);
}

// src/platforms/azure-templates/expressions.ts
function withNames(context, names) {
  return { ...context, name: (name, where) => names.get(name) ?? context.name(name, where) };
}
function evaluate(expression, context) {
  const where = context.locate(expression);
  if (--context.budget.left < 0) return unknown("the template asks for too much work", where);
  const value = (each) => evaluate(each, context);
  switch (expression.kind) {
    case "literal":
      return scalar(expression.value, where);
    case "text":
      return concatenated(
        expression.parts.map(
          (part2) => typeof part2 === "string" ? scalar(part2, where) : value(part2)
        ),
        where
      );
    case "array":
      return list(
        expression.items.map((item) => value(item)),
        where
      );
    case "object": {
      const entries = expression.properties.flatMap((each) => {
        const key = typeof each.key === "string" ? each.key : textOf(value(each.key));
        if (key === void 0) return [];
        const keyWhere = context.locate({
          kind: "missing",
          start: each.keyStart,
          end: each.keyEnd
        });
        return [
          { key, keyWhere, valueWhere: context.locate(each.value), value: value(each.value) }
        ];
      });
      return mapping(entries, where);
    }
    case "name": {
      const found = context.name(expression.name, where);
      if (found === void 0) {
        return unknown(`\`${expression.name.slice(0, 60)}\` is not declared`, where);
      }
      return via(found, where);
    }
    case "member":
      return member(value(expression.of), expression.name, where);
    case "index":
      return indexed(value(expression.of), value(expression.index), where);
    case "unary":
      return call(expression.operator === "!" ? "not" : "negate", [expression.of], where, context);
    case "binary":
      return call(expression.operator, [expression.left, expression.right], where, context);
    case "choice":
      return call("if", [expression.test, expression.yes, expression.no], where, context);
    case "call": {
      const { of: before } = expression;
      const of2 = before === void 0 ? void 0 : { value: value(before), name: before.kind === "name" ? before.name : void 0 };
      return call(expression.name, expression.args, where, context, of2);
    }
    case "for":
      return loop(expression, where, context);
    case "if":
      return value(expression.body);
    case "lambda":
      return unknown("a function is no value", where);
    case "missing":
      return unknown("there is no value", where);
  }
}
function call(name, args, where, context, of2) {
  const lower = name.toLowerCase();
  if (lower === "if") {
    const [test, yes, no] = args;
    if (test === void 0 || yes === void 0 || no === void 0)
      return unknown("`if` needs three values", where);
    const truth = evaluate(test, context);
    const known3 = toBoolean(truth);
    if (known3 !== void 0) return evaluate(known3 ? yes : no, context);
    const both = [evaluate(yes, context), evaluate(no, context)];
    const [first, second] = both.map(textOf);
    if (first !== void 0 && first === second) return both[0];
    return unknown(truth.type === "unknown" ? truth.reason : "a condition is not known", where);
  }
  const lambda2 = args[1];
  if ((lower === "map" || lower === "filter") && lambda2?.kind === "lambda") {
    return mapped(lower, evaluate(args[0], context), lambda2, where, context);
  }
  const values = args.map((each) => evaluate(each, context));
  const own = context.call(lower, values, where, of2);
  if (own !== void 0) return own;
  const known2 = Object.hasOwn(FUNCTIONS, lower) ? FUNCTIONS[lower](values, where) : void 0;
  if (known2 !== void 0) return derived(known2, where, values);
  const missing = values.find((each) => each.type === "unknown");
  const reason = missing?.type === "unknown" ? missing.reason : `\`${name.slice(0, 60)}()\` is known only when it is deployed`;
  return unknown(reason, where);
}
function mapped(kind, items, lambda2, where, context) {
  if (items.type !== "list")
    return items.type === "unknown" ? items : unknown("it is no list", where);
  const kept = elements(items).flatMap((item, index) => {
    const names = /* @__PURE__ */ new Map();
    if (lambda2.names[0] !== void 0) names.set(lambda2.names[0], item);
    if (lambda2.names[1] !== void 0) names.set(lambda2.names[1], scalar(index, where));
    const value = evaluate(lambda2.body, withNames(context, names));
    if (kind === "map") return [value];
    return toBoolean(value) === false ? [] : [item];
  });
  return list(kept, where);
}
function loop(expression, where, context) {
  const of2 = evaluate(expression.of, context);
  if (of2.type === "unknown") return of2;
  if (of2.type !== "list") return unknown("what is repeated is no list", where);
  const items = elements(of2).slice(0, MOST_ITEMS);
  const values = items.flatMap((item, index) => {
    const scope = loopScope(expression, item, index, where, context);
    if (expression.body.kind === "if") {
      if (toBoolean(evaluate(expression.body.test, scope)) === false) return [];
      return [evaluate(expression.body.body, scope)];
    }
    return [evaluate(expression.body, scope)];
  });
  return list(values, where);
}
function loopScope(loopOf, item, index, where, context) {
  const names = /* @__PURE__ */ new Map([[loopOf.item, item]]);
  if (loopOf.index !== void 0) names.set(loopOf.index, scalar(index, where));
  return withNames(context, names);
}
function member(of2, name, where) {
  if (of2.type === "map") {
    const found = entryIn(of2, name);
    if (found !== void 0) return via(found.value, where);
    return unknown(`there is no \`${name.slice(0, 60)}\` in it`, where);
  }
  if (of2.type !== "unknown") return unknown(`there is no \`${name.slice(0, 60)}\` in it`, where);
  const basis = basisOf(of2);
  const result = { type: "unknown", reason: of2.reason, where };
  return basis === void 0 ? result : withBasis(result, `${basis}.${name}`);
}
function indexed(of2, index, where) {
  if (of2.type === "list") {
    const number = integerOf(index);
    const item = number === void 0 ? void 0 : elements(of2)[number];
    if (item !== void 0) return via(item, where);
    return unknown(index.type === "unknown" ? index.reason : "the list is shorter", where);
  }
  const key = textOf(index);
  return key === void 0 ? unknown(index.type === "unknown" ? index.reason : "the key is not known", where) : member(of2, key, where);
}

// src/platforms/azure-templates/types.ts
var TYPES = {
  "microsoft.network/networksecuritygroups": "azurerm_network_security_group",
  "microsoft.network/networksecuritygroups/securityrules": "azurerm_network_security_rule",
  "microsoft.network/networkinterfaces": "azurerm_network_interface",
  "microsoft.network/virtualnetworks": "azurerm_virtual_network",
  "microsoft.network/virtualnetworks/subnets": "azurerm_subnet",
  "microsoft.network/ipgroups": "azurerm_ip_group",
  "microsoft.compute/virtualmachines": "azurerm_linux_virtual_machine",
  "microsoft.compute/virtualmachinescalesets": "azurerm_linux_virtual_machine_scale_set",
  "microsoft.containerinstance/containergroups": "azurerm_container_group",
  "microsoft.app/containerapps": "azurerm_container_app",
  "microsoft.network/loadbalancers": "azurerm_lb",
  "microsoft.network/azurefirewalls": "azurerm_firewall",
  "microsoft.network/firewallpolicies/rulecollectiongroups": "azurerm_firewall_policy_rule_collection_group"
};
function isRead(type) {
  return Object.hasOwn(TYPES, type);
}
function terraformType(type) {
  return isRead(type) ? TYPES[type] : "azurerm_other";
}

// src/platforms/azure-templates/resource.ts
var SUBNETS = "microsoft.network/virtualnetworks/subnets";
var GROUPS = "microsoft.network/networksecuritygroups";
function slug(type, name) {
  return `${type}/${name}`.replace(/[^A-Za-z0-9/_<>$-]/g, "_");
}
function referenceOf(type, name, attribute = "id") {
  const lower = type.toLowerCase();
  return referenceTo({ type: terraformType(lower), name: slug(lower, name) }, attribute);
}
function refersTo(type, name, where) {
  return unknown(
    `\`${name.slice(0, 60)}\` is known only when it is deployed`,
    where,
    referenceOf(type, name)
  );
}
function renamed(data, names) {
  return Object.fromEntries(
    Object.entries(names).map(([from, to]) => [to, property(data, ...from.split("."))])
  );
}
function blocks(given, make) {
  if (given === void 0) return void 0;
  if (given.value.type === "unknown") return given.value;
  const items = itemsOf(given.value).flatMap(
    (item) => item.type === "list" ? elements(item) : [item]
  );
  return list(
    items.flatMap((item) => {
      if (item.type !== "map") return item.type === "unknown" ? [item] : [];
      return [make(item) ?? item];
    }),
    given.value.where
  );
}

// src/platforms/azure-templates/networks.ts
var RULE = {
  direction: "direction",
  access: "access",
  priority: "priority",
  protocol: "protocol",
  destinationPortRange: "destination_port_range",
  destinationPortRanges: "destination_port_ranges",
  sourceAddressPrefix: "source_address_prefix",
  sourceAddressPrefixes: "source_address_prefixes",
  sourceApplicationSecurityGroups: "source_application_security_group_ids",
  destinationAddressPrefix: "destination_address_prefix",
  destinationAddressPrefixes: "destination_address_prefixes",
  destinationApplicationSecurityGroups: "destination_application_security_group_ids",
  sourcePortRange: "source_port_range",
  sourcePortRanges: "source_port_ranges"
};
function securityRule(item) {
  const properties = entryIn(item, "properties")?.value;
  return bodyOf(item.where, properties === void 0 ? {} : renamed(properties, RULE));
}
var securityGroup = (resource) => [
  {
    type: "azurerm_network_security_group",
    body: bodyOf(resource.body.where, {
      name: entryIn(resource.body, "name"),
      security_rule: blocks(property(resource.body, "properties", "securityRules"), securityRule)
    })
  }
];
var separateRule = (resource) => {
  const group = resource.name.split("/").slice(0, -1).join("/");
  const rule2 = securityRule(resource.body);
  return [
    {
      type: "azurerm_network_security_rule",
      body: {
        ...rule2,
        entries: [
          ...rule2.entries,
          ...bodyOf(rule2.where, {
            network_security_group_name: refersTo(GROUPS, group, resource.where)
          }).entries
        ]
      }
    }
  ];
};
function configurations(properties) {
  return blocks(
    property(properties, "ipConfigurations"),
    (item) => bodyOf(item.where, { subnet_id: property(item, "properties", "subnet", "id") })
  );
}
function networkInterface(properties, where) {
  return bodyOf(where, {
    network_security_group_id: property(properties, "networkSecurityGroup", "id"),
    ip_configuration: configurations(properties)
  });
}
var virtualNetwork = (resource) => [
  {
    type: "azurerm_virtual_network",
    body: bodyOf(resource.body.where, {
      address_space: property(resource.body, "properties", "addressSpace", "addressPrefixes")
    })
  }
];
function inlineSubnets(resource) {
  if (resource.type !== "microsoft.network/virtualnetworks") return [];
  return itemsOf(property(resource.body, "properties", "subnets")?.value).flatMap((item) => {
    if (item.type !== "map") return [];
    const name = nameKey(entryIn(item, "name")?.value);
    return [{ ...resource, type: SUBNETS, name: `${resource.name}/${name}`, body: item }];
  });
}
var subnet = (resource) => {
  const { where } = resource.body;
  const properties = entryIn(resource.body, "properties")?.value;
  const group = property(properties, "networkSecurityGroup", "id");
  const own = {
    type: "azurerm_subnet",
    body: bodyOf(where, { address_prefixes: property(properties, "addressPrefix") })
  };
  if (group === void 0) return [own];
  return [
    own,
    {
      type: "azurerm_subnet_network_security_group_association",
      suffix: "association",
      body: bodyOf(where, {
        subnet_id: refersTo(SUBNETS, resource.name, where),
        network_security_group_id: group
      })
    }
  ];
};

// src/platforms/azure-templates/arm.ts
var MOST_VALUES = 4e5;
var MOST_COPIES = 800;
var DEEPEST3 = 12;
var ArmTemplate = class _ArmTemplate {
  /** @param inputs values of parameters that are given from outside */
  constructor(file, data, inputs, elsewhere, budget = { left: MOST_VALUES }, depth = 0) {
    this.file = file;
    this.data = data;
    this.inputs = inputs;
    this.elsewhere = elsewhere;
    this.budget = budget;
    this.depth = depth;
  }
  file;
  data;
  inputs;
  elsewhere;
  budget;
  depth;
  variables = /* @__PURE__ */ new Map();
  turns = /* @__PURE__ */ new Map();
  resources() {
    const given = entryIn(this.data, "resources")?.value;
    return given === void 0 ? [] : this.all(given, void 0, void 0);
  }
  /** Resources stand in a list, or under their symbolic names. */
  all(given, parent, onlyIf) {
    const items = given.type === "map" ? given.entries.map((each) => [each.value, each.key]) : itemsOf(given).map((each) => [each, void 0]);
    return items.flatMap(([item, symbol]) => {
      const copy = entryIn(item, "copy")?.value;
      if (copy === void 0 || copy.type !== "map") return this.one(item, symbol, parent, onlyIf);
      const name = (textOf(this.value(entryIn(copy, "name")?.value)) ?? "").toLowerCase();
      const count = integerOf(this.value(entryIn(copy, "count")?.value));
      return this.repeat(name, count ?? 1, () => this.one(item, symbol, parent, onlyIf)).flat();
    });
  }
  repeat(name, count, make) {
    const before = this.turns;
    const made = [];
    for (let index = 0; index < Math.min(count, MOST_COPIES); index++) {
      if (this.budget.left < 0) break;
      this.turns = new Map([...before, [name, index], ["", index]]);
      made.push(make());
    }
    this.turns = before;
    return made;
  }
  one(item, symbol, parent, outer) {
    if (item.type !== "map" || --this.budget.left < 0) return [];
    const ownType = stringOf(entryIn(item, "type")?.value)?.toLowerCase();
    if (ownType === void 0) return [];
    const condition = this.value(entryIn(item, "condition")?.value);
    const truth = condition === void 0 ? true : toBoolean(condition);
    if (truth === false) return [];
    const reason = condition?.type === "unknown" ? condition.reason : "it is not known";
    const onlyIf = outer ?? (truth === true ? void 0 : `its condition holds (${reason})`);
    const type = parent === void 0 ? ownType : `${parent.type}/${ownType}`;
    const nameData = this.value(entryIn(item, "name")?.value);
    const own = nameKey(nameData);
    const name = parent === void 0 ? own : `${parent.name}/${own}`;
    if (type === "microsoft.resources/deployments") return this.deployment(item, own, onlyIf);
    const body = this.value(withoutChildren(item));
    const shown = symbol ?? `${type.split("/").slice(-1)[0]} ${textOf(nameData) ?? "(unnamed)"}`;
    const resource = {
      type,
      name,
      address: shown.slice(0, 120),
      where: { ...item.where, address: shown.slice(0, 120) },
      file: this.file,
      body: body?.type === "map" ? body : mapping([], item.where),
      isExisting: toBoolean(entryIn(item, "existing")?.value ?? scalar(false, item.where)) === true,
      ...onlyIf === void 0 ? {} : { onlyIf }
    };
    const children = entryIn(item, "resources")?.value;
    return [
      resource,
      ...inlineSubnets(resource),
      ...children === void 0 ? [] : this.all(children, { type, name }, onlyIf)
    ];
  }
  /** A deployment within the deployment: a template of its own, or one that is linked to. */
  deployment(item, name, onlyIf) {
    if (this.depth >= DEEPEST3) return [];
    const inner = property(item, "properties", "template")?.value;
    const scope = textOf(
      property(item, "properties", "expressionEvaluationOptions", "scope")?.value
    );
    const given = this.value(property(item, "properties", "parameters")?.value);
    let nested3;
    if (inner?.type === "map") {
      nested3 = new _ArmTemplate(
        this.file,
        inner,
        given === void 0 ? /* @__PURE__ */ new Map() : parametersIn(given),
        this.elsewhere,
        this.budget,
        this.depth + 1
      );
      if (scope?.toLowerCase() !== "inner") nested3.outer = this;
    } else {
      const link = property(item, "properties", "templateLink")?.value;
      const path = link === void 0 ? void 0 : this.value(entryIn(link, "relativePath")?.value ?? entryIn(link, "uri")?.value);
      const found = path === void 0 ? void 0 : this.elsewhere.linked(path, this.file);
      if (found === void 0) {
        this.elsewhere.missing(link?.where ?? item.where, name);
        return [];
      }
      nested3 = new _ArmTemplate(
        found.file,
        found.data,
        given === void 0 ? /* @__PURE__ */ new Map() : parametersIn(given),
        this.elsewhere,
        this.budget,
        this.depth + 1
      );
    }
    const resources = nested3.resources();
    return onlyIf === void 0 ? resources : resources.map((each) => ({ onlyIf, ...each }));
  }
  outer;
  value(data) {
    if (data === void 0) return void 0;
    if (--this.budget.left < 0) return unknown("the template asks for too much work", data.where);
    switch (data.type) {
      case "scalar":
        return typeof data.value === "string" ? this.text(data.value, data) : data;
      case "list":
        return { ...data, items: data.items.map((item) => this.value(item)) };
      case "map":
        return { ...data, entries: this.entries(data) };
      default:
        return data;
    }
  }
  /** The entries of an object; `copy` in it makes lists. */
  entries(map) {
    return map.entries.flatMap((each) => {
      if (each.key.toLowerCase() === "copy" && each.value.type === "list") {
        return each.value.items.flatMap((copy) => this.copied(copy, each));
      }
      return [{ ...each, value: this.value(each.value) }];
    });
  }
  /** `{ name, count, input }` is a list under that name. */
  copied(copy, place) {
    const name = textOf(entryIn(copy, "name")?.value);
    const input = entryIn(copy, "input")?.value;
    const count = this.value(entryIn(copy, "count")?.value);
    if (name === void 0 || input === void 0) return [];
    const number = integerOf(count);
    const items = number === void 0 ? [unknown(count?.type === "unknown" ? count.reason : "the count is not known", copy.where)] : this.repeat(name.toLowerCase(), number, () => this.value(input));
    return [{ ...place, key: name, valueWhere: input.where, value: list(items, input.where) }];
  }
  text(text2, data) {
    if (!text2.startsWith("[") || !text2.endsWith("]")) return data;
    if (text2.startsWith("[[")) return scalar(text2.slice(1), data.where);
    const expression = parseArmExpression(text2.slice(1, -1));
    if (expression === void 0) return unknown("the expression could not be read", data.where);
    return this.expression(expression, data.where);
  }
  expression(expression, where, bound) {
    const context = {
      locate: () => where,
      name: () => void 0,
      call: (name, args, at2, of2) => this.call(name, args, at2, of2, bound),
      budget: this.budget
    };
    return evaluate(expression, context);
  }
  call(name, args, where, of2, bound) {
    const first = args[0] === void 0 ? void 0 : textOf(args[0]);
    if (of2?.name !== void 0) return this.ownFunction(of2.name, name, args, where);
    switch (name) {
      case "parameters":
        if (first === void 0) return void 0;
        return bound?.get(first.toLowerCase()) ?? this.parameter(first, where);
      case "variables":
        return first === void 0 ? void 0 : this.variable(first, where);
      case "copyindex": {
        const named = first !== void 0 && integerOf(args[0]) === void 0;
        const turn = this.turns.get(named ? first.toLowerCase() : "");
        const offset = integerOf(named ? args[1] : args[0]) ?? 0;
        return turn === void 0 ? void 0 : scalar(turn + offset, where);
      }
      case "resourceid":
      case "extensionresourceid": {
        const type = args.findIndex((each) => /^[\w.]+\/[\w./]+$/.test(textOf(each) ?? ""));
        if (type < 0) return void 0;
        const names = args.slice(type + 1).map(nameKey);
        const full = textOf(args[type]);
        return unknown(
          `\`${(names.at(-1) ?? full).slice(0, 60)}\` is known only when it is deployed`,
          where,
          referenceOf(full, names.join("/"))
        );
      }
      case "json":
        return first === "null" ? scalar(null, where) : void 0;
      default:
        return void 0;
    }
  }
  parameter(name, where) {
    if (this.outer !== void 0) return this.outer.parameter(name, where);
    const given = this.inputs.get(name.toLowerCase());
    if (given !== void 0) return given;
    const declared3 = entryIn(entryIn(this.data, "parameters")?.value, name);
    if (declared3 === void 0)
      return unknown(`the parameter \`${name.slice(0, 60)}\` is not declared`, where);
    const value = entryIn(declared3.value, "defaultValue");
    if (value === void 0) {
      return unknown(`the parameter \`${declared3.key}\` has no default`, declared3.keyWhere);
    }
    return placed(this.value(value.value), `the parameter ${declared3.key}`);
  }
  variable(name, where) {
    if (this.outer !== void 0) return this.outer.variable(name, where);
    const key = name.toLowerCase();
    const known2 = this.variables.get(key);
    if (known2 === "under way") return unknown(`the variable \`${name}\` refers to itself`, where);
    if (known2 !== void 0) return known2;
    const all = entryIn(this.data, "variables")?.value;
    const declared3 = entryIn(all, name);
    const copy = itemsOf(entryIn(all, "copy")?.value).find(
      (each) => textOf(entryIn(each, "name")?.value)?.toLowerCase() === key
    );
    if (declared3 === void 0 && copy === void 0) {
      return unknown(`the variable \`${name.slice(0, 60)}\` is not declared`, where);
    }
    this.variables.set(key, "under way");
    const value = declared3 === void 0 ? this.copied(copy, { key, keyWhere: where, valueWhere: where, value: copy })[0]?.value : this.value(declared3.value);
    const result = value ?? unknown(`the variable \`${name}\` has no value`, where);
    this.variables.set(key, result);
    return result;
  }
  /** `namespace.name(…)` of the template's own `functions`. */
  ownFunction(namespace, name, args, where) {
    for (const group of itemsOf(entryIn(this.data, "functions")?.value)) {
      if (textOf(entryIn(group, "namespace")?.value)?.toLowerCase() !== namespace.toLowerCase())
        continue;
      const declared3 = property(group, "members", name)?.value;
      const output = stringOf(property(declared3, "output", "value")?.value);
      if (output === void 0) return void 0;
      const expression = parseArmExpression(output.slice(1, -1));
      if (!output.startsWith("[") || expression === void 0) return scalar(output, where);
      const bound = new Map(
        itemsOf(entryIn(declared3, "parameters")?.value).flatMap((each, index) => {
          const key = textOf(entryIn(each, "name")?.value)?.toLowerCase();
          const value = args[index];
          return key === void 0 || value === void 0 ? [] : [[key, value]];
        })
      );
      return this.expression(expression, where, bound);
    }
    return void 0;
  }
};
function parametersIn(data) {
  const values = /* @__PURE__ */ new Map();
  if (data.type !== "map") return values;
  for (const { key, value } of data.entries) {
    const given = entryIn(value, "value")?.value;
    if (given !== void 0) values.set(key.toLowerCase(), placed(given, `the parameter ${key}`));
    else
      values.set(key.toLowerCase(), unknown(`the parameter \`${key}\` is a secret`, value.where));
  }
  return values;
}
function placed(data, address) {
  if (data.type === "list")
    return { ...data, items: elements(data), where: { ...data.where, address } };
  return { ...data, where: { ...data.where, address } };
}
function withoutChildren(item) {
  return mapping(
    item.entries.filter(
      (each) => !["resources", "copy", "condition"].includes(each.key.toLowerCase())
    ),
    item.where
  );
}

// src/platforms/azure-templates/bicep.ts
var MOST_VALUES2 = 4e5;
var DEEPEST4 = 12;
var MOST_RESOURCES = 5e3;
var parsed = /* @__PURE__ */ new WeakMap();
function syntaxOf(file) {
  let syntax = parsed.get(file);
  if (syntax === void 0) parsed.set(file, syntax = parseBicep(file.text));
  return syntax;
}
function newDeployment(tree, missing) {
  return { tree, missing, budget: { left: MOST_VALUES2 } };
}
function moduleFile(file, path) {
  return /^[a-z]+[:/]/i.test(path) && path.includes(":") ? void 0 : resolveInTree(file.folder, path);
}
var BicepModule = class _BicepModule {
  constructor(file, inputs, deployment, depth = 0) {
    this.file = file;
    this.inputs = inputs;
    this.deployment = deployment;
    this.depth = depth;
    for (const statement of syntaxOf(file).statements) {
      (statement.kind === "output" ? this.outputs : this.statements).set(statement.name, statement);
    }
    this.context = {
      locate: (expression) => file.location(expression.start, expression.end),
      name: (name, where) => this.named(name, where),
      call: (name, args, where) => this.call(name, args, where),
      budget: deployment.budget
    };
  }
  file;
  inputs;
  deployment;
  depth;
  statements = /* @__PURE__ */ new Map();
  outputs = /* @__PURE__ */ new Map();
  values = /* @__PURE__ */ new Map();
  context;
  children = [];
  /** Everything the file deploys, with its modules. */
  resources() {
    const own = [...this.statements.values()].flatMap((statement) => {
      if (statement.kind === "module")
        this.named(statement.name, this.file.location(statement.start));
      return statement.kind === "resource" ? this.declared(statement, this.context, void 0, void 0) : [];
    });
    const nested3 = this.children.flatMap(({ module, onlyIf }) => {
      const resources = module.resources();
      return onlyIf === void 0 ? resources : resources.map((each) => ({ onlyIf, ...each }));
    });
    return [...own, ...nested3].slice(0, MOST_RESOURCES);
  }
  /** The value of an output; `undefined` when there is no such output. */
  output(name) {
    const statement = this.outputs.get(name);
    if (statement === void 0 || !("value" in statement) || statement.value === void 0)
      return void 0;
    return this.once(
      `output ${name}`,
      this.file.location(statement.start, statement.end),
      () => evaluate(statement.value, this.context)
    );
  }
  named(name, where) {
    const statement = this.statements.get(name);
    if (statement === void 0) return void 0;
    return this.once(name, where, () => {
      switch (statement.kind) {
        case "param": {
          const given = this.inputs.get(name);
          if (given !== void 0) return given;
          const place = { ...this.file.location(statement.start, statement.end) };
          if (statement.value === void 0)
            return unknown(`the parameter \`${name}\` has no default`, place);
          const value = evaluate(statement.value, this.context);
          return { ...value, where: { ...value.where, address: `the parameter ${name}` } };
        }
        case "resource":
          return this.symbol(statement, void 0);
        case "module":
          return this.module(statement);
        default:
          return evaluate(statement.value, this.context);
      }
    });
  }
  once(key, where, make) {
    const known2 = this.values.get(key);
    if (known2 === "under way") return unknown(`\`${key}\` refers to itself`, where);
    if (known2 !== void 0) return known2;
    this.values.set(key, "under way");
    const value = make();
    this.values.set(key, value);
    return value;
  }
  call(name, args, where) {
    switch (name) {
      case "resourceid":
      case "subscriptionresourceid":
      case "extensionresourceid": {
        const type = args.findIndex((each) => /^[\w.]+\/[\w./]+$/.test(textOf(each) ?? ""));
        if (type < 0) return void 0;
        const names = args.slice(type + 1).map(nameKey);
        return unknown(
          `\`${(names.at(-1) ?? "").slice(0, 60)}\` is known only when it is deployed`,
          where,
          referenceOf(textOf(args[type]), names.join("/"))
        );
      }
      case "loadtextcontent":
      case "loadfileasbase64": {
        const file = this.loaded(args[0]);
        return file === void 0 ? void 0 : withOrigin(scalar(file.text, file.location(0, file.text.length)), { file });
      }
      case "loadjsoncontent": {
        const file = this.loaded(args[0]);
        return file === void 0 ? void 0 : readJson(file).data;
      }
      default:
        return void 0;
    }
  }
  loaded(path) {
    const text2 = path === void 0 ? void 0 : textOf(path);
    const found = text2 === void 0 ? void 0 : resolveInTree(this.file.folder, text2);
    return found === void 0 ? void 0 : this.deployment.tree.read(found);
  }
  /** What a name of a resource stands for in expressions; in loops a list of that. */
  symbol(statement, parent) {
    const where = this.file.location(statement.start, statement.end);
    const each = (body, context) => {
      const inner = body.kind === "if" ? body.body : body;
      const name = this.nameOf(inner, context, parent);
      const type = this.typeOf(statement, parent);
      const reason = `\`${statement.name}\` is known only when it is deployed`;
      const nested3 = inner.kind === "object" ? inner.resources.map((child) => {
        const value = this.symbol(child, `${type}|${name.key}`);
        return entryOf(child.name, value);
      }) : [];
      return mapping(
        [
          entryOf("id", unknown(reason, where, referenceOf(type, name.key))),
          entryOf("name", name.data),
          entryOf("type", scalar(statement.type, where)),
          entryOf(
            "properties",
            withBasis(unknown(reason, where), referenceOf(type, name.key, "properties"))
          ),
          entryOf("location", unknown(reason, where)),
          ...nested3
        ],
        where
      );
    };
    return this.overLoop(statement.value, this.context, where, each);
  }
  /** Applies something to the body of a declaration, once or for every turn of its loop. */
  overLoop(value, context, where, each) {
    if (value.kind !== "for") return each(value, context);
    const of2 = evaluate(value.of, context);
    if (of2.type !== "list") {
      return unknown(of2.type === "unknown" ? of2.reason : "what is repeated is no list", where);
    }
    const items = elements(of2).slice(0, MOST_RESOURCES);
    return list(
      items.map((item, index) => each(value.body, loopScope(value, item, index, where, context))),
      where
    );
  }
  typeOf(statement, parent) {
    const own = statement.type.toLowerCase();
    const outer = parent?.split("|")[0];
    return outer === void 0 || own.startsWith("microsoft.") ? own : `${outer}/${own}`;
  }
  /** The name in full: of a child with the names of what it stands in or names as its parent. */
  nameOf(body, context, parent) {
    const where = this.file.location(body.start, body.end);
    const of2 = (key) => {
      if (body.kind !== "object") return void 0;
      const found = body.properties.find((each) => each.key === key);
      return found === void 0 ? void 0 : evaluate(found.value, context);
    };
    const data = of2("name") ?? unknown("it has no name", where);
    const outer = parent?.slice(parent.indexOf("|") + 1) ?? this.keyOfSymbol(of2("parent"));
    const own = nameKey(data);
    return { data, key: outer === void 0 ? own : `${outer}/${own}` };
  }
  /** The name in full of a resource that a value stands for. */
  keyOfSymbol(value) {
    const id = value?.type === "map" ? entryIn(value, "id")?.value : value;
    return id?.type === "unknown" && id.reference !== void 0 ? this.keys.get(id.reference) : void 0;
  }
  /** Names in full by the reference to them. */
  get keys() {
    if (this.knownKeys !== void 0) return this.knownKeys;
    const keys = /* @__PURE__ */ new Map();
    this.knownKeys = keys;
    const add = (statement) => {
      const each = (body, context) => {
        const inner = body.kind === "if" ? body.body : body;
        const { key } = this.nameOf(inner, context, void 0);
        keys.set(referenceOf(this.typeOf(statement, void 0), key), key);
        return scalar(null, this.file.location(body.start));
      };
      this.overLoop(statement.value, this.context, this.file.location(statement.start), each);
    };
    for (const statement of this.statements.values()) {
      if (statement.kind === "resource") add(statement);
    }
    return keys;
  }
  knownKeys;
  declared(statement, context, parent, outer) {
    const found = [];
    const where = this.file.location(statement.start, statement.end, statement.name);
    const each = (body, own) => {
      let inner = body;
      let onlyIf = outer;
      if (body.kind === "if") {
        const test = evaluate(body.test, own);
        const truth = toBoolean(test);
        if (truth === false) return scalar(null, where);
        if (truth === void 0) {
          const reason = test.type === "unknown" ? test.reason : "it is not known";
          onlyIf ??= `its condition holds (${reason})`;
        }
        inner = body.body;
      }
      const type = this.typeOf(statement, parent);
      const { key } = this.nameOf(inner, own, parent);
      const value = evaluate(inner, own);
      const resource = {
        type,
        name: key,
        address: statement.name,
        where,
        file: this.file,
        body: value.type === "map" ? value : mapping([], where),
        isExisting: statement.isExisting,
        ...onlyIf === void 0 ? {} : { onlyIf }
      };
      append(found, [resource, ...inlineSubnets(resource)]);
      if (inner.kind === "object") {
        for (const child of inner.resources)
          append(found, this.declared(child, own, `${type}|${key}`, onlyIf));
      }
      return scalar(null, where);
    };
    this.overLoop(statement.value, context, where, each);
    return found;
  }
  /** Deploys a module; what it stands for are its outputs. */
  module(statement) {
    const where = this.file.location(statement.start, statement.end);
    const path = moduleFile(this.file, statement.path);
    const file = path === void 0 ? void 0 : this.deployment.tree.read(path);
    if (file === void 0 || !file.path.endsWith(".bicep") || this.depth >= DEEPEST4 || this.deployment.budget.left < 0) {
      this.deployment.missing(where, statement.name);
      return unknown(
        `the module \`${statement.path.slice(0, 80)}\` is not in the repository`,
        where
      );
    }
    const each = (body, context) => {
      let inner = body;
      let onlyIf;
      if (body.kind === "if") {
        const test = evaluate(body.test, context);
        const truth = toBoolean(test);
        if (truth === false) return unknown("the module is not deployed", where);
        if (truth === void 0) onlyIf = "the module is deployed";
        inner = body.body;
      }
      const value = evaluate(inner, context);
      const given = entryIn(value, "params")?.value;
      const inputs = /* @__PURE__ */ new Map();
      if (given?.type === "map") for (const one of given.entries) inputs.set(one.key, one.value);
      const module = new _BicepModule(file, inputs, this.deployment, this.depth + 1);
      this.children.push({ module, ...onlyIf === void 0 ? {} : { onlyIf } });
      return mapping([entryOf("outputs", module.outputValues(where))], where);
    };
    return this.overLoop(statement.value, this.context, where, each);
  }
  outputValues(where) {
    return mapping(
      [...this.outputs.keys()].map((name) => entryOf(name, this.output(name))),
      where
    );
  }
};

// src/platforms/azure-templates/front-doors.ts
var FRONTENDS = "frontend_ip_configuration";
var loadBalancer = (resource) => {
  const properties = entryIn(resource.body, "properties")?.value;
  const self = refersTo(resource.type, resource.name, resource.where);
  const rules2 = (key, type, names) => itemsOf(property(properties, key)?.value).flatMap((item, index) => {
    const own = entryIn(item, "properties")?.value;
    if (own === void 0) return [];
    const body = bodyOf(item.where, { loadbalancer_id: self, ...renamed(own, names) });
    return [{ type, suffix: `${key}-${index}`, body, where: item.where }];
  });
  const frontends = blocks(
    property(properties, "frontendIPConfigurations"),
    (item) => bodyOf(item.where, {
      public_ip_address_id: property(item, "properties", "publicIPAddress", "id"),
      public_ip_prefix_id: property(item, "properties", "publicIPPrefix", "id")
    })
  );
  const ports = {
    protocol: "protocol",
    frontendPort: "frontend_port",
    backendPort: "backend_port"
  };
  return [
    { type: "azurerm_lb", body: bodyOf(resource.body.where, { [FRONTENDS]: frontends }) },
    ...rules2("loadBalancingRules", "azurerm_lb_rule", ports),
    ...rules2("inboundNatRules", "azurerm_lb_nat_rule", {
      ...ports,
      frontendPortRangeStart: "frontend_port_start",
      frontendPortRangeEnd: "frontend_port_end"
    }),
    ...rules2("inboundNatPools", "azurerm_lb_nat_pool", {
      ...ports,
      frontendPortRangeStart: "frontend_port_start",
      frontendPortRangeEnd: "frontend_port_end"
    })
  ];
};
var FIREWALL_RULE = {
  sourceAddresses: "source_addresses",
  sourceIpGroups: "source_ip_groups",
  destinationAddresses: "destination_addresses",
  destinationPorts: "destination_ports",
  protocols: "protocols",
  ipProtocols: "protocols",
  translatedAddress: "translated_address",
  translatedPort: "translated_port"
};
function firewallRules(given) {
  return blocks(
    given,
    (item) => bodyOf(
      item.where,
      Object.fromEntries(
        Object.entries(FIREWALL_RULE).flatMap(([from, to]) => {
          const found = entryIn(item, from);
          return found === void 0 ? [] : [[to, found]];
        })
      )
    )
  );
}
var firewall = (resource) => {
  const properties = entryIn(resource.body, "properties")?.value;
  const collections = (key, type) => itemsOf(property(properties, key)?.value).map((item, index) => ({
    type,
    suffix: `${key}-${index}`,
    where: item.where,
    body: bodyOf(item.where, {
      azure_firewall_name: refersTo(resource.type, resource.name, resource.where),
      priority: property(item, "properties", "priority"),
      action: property(item, "properties", "action", "type"),
      rule: firewallRules(property(item, "properties", "rules"))
    })
  }));
  return [
    ...collections("natRuleCollections", "azurerm_firewall_nat_rule_collection"),
    ...collections("networkRuleCollections", "azurerm_firewall_network_rule_collection")
  ];
};
var policyGroup = (resource) => {
  const collections = property(resource.body, "properties", "ruleCollections");
  const of2 = (kind) => {
    const items = itemsOf(collections?.value).filter(
      (item) => textOf(entryIn(item, "ruleCollectionType")?.value)?.toLowerCase() === kind
    );
    if (items.length === 0 || collections === void 0) return void 0;
    return list(
      items.map(
        (item) => bodyOf(item.where, {
          priority: property(item, "priority"),
          action: property(item, "action", "type"),
          rule: firewallRules(property(item, "rules"))
        })
      ),
      collections.value.where
    );
  };
  return [
    {
      type: "azurerm_firewall_policy_rule_collection_group",
      body: bodyOf(resource.body.where, {
        nat_rule_collection: of2("firewallpolicynatrulecollection"),
        network_rule_collection: of2("firewallpolicyfilterrulecollection")
      })
    }
  ];
};

// src/platforms/azure-templates/workloads.ts
var virtualMachine = (resource) => {
  const properties = entryIn(resource.body, "properties")?.value;
  const interfaces = itemsOf(property(properties, "networkProfile", "networkInterfaces")?.value);
  return [
    {
      type: "azurerm_linux_virtual_machine",
      body: bodyOf(resource.body.where, {
        custom_data: property(properties, "osProfile", "customData"),
        user_data: property(properties, "userData"),
        network_interface_ids: list(
          interfaces.flatMap((each) => entryIn(each, "id")?.value ?? []),
          resource.where
        )
      })
    }
  ];
};
var scaleSet = (resource) => {
  const profile = property(resource.body, "properties", "virtualMachineProfile")?.value;
  const interfaces = property(profile, "networkProfile", "networkInterfaceConfigurations");
  return [
    {
      type: "azurerm_linux_virtual_machine_scale_set",
      body: bodyOf(resource.body.where, {
        custom_data: property(profile, "osProfile", "customData"),
        user_data: property(profile, "userData"),
        network_interface: blocks(
          interfaces,
          (item) => networkInterface(entryIn(item, "properties")?.value, item.where)
        )
      })
    }
  ];
};
var containerGroup = (resource) => {
  const properties = entryIn(resource.body, "properties")?.value;
  const { where } = resource.body;
  const address = property(properties, "ipAddress");
  const port = { port: "port", protocol: "protocol" };
  return [
    {
      type: "azurerm_container_group",
      body: bodyOf(where, {
        // Without an address there is none; with one, its type has to be given.
        ip_address_type: address === void 0 ? implied("None", where) : property(address.value, "type") ?? address.value,
        exposed_port: blocks(
          property(address?.value, "ports"),
          (item) => bodyOf(item.where, renamed(item, port))
        ),
        container: blocks(
          property(properties, "containers"),
          (item) => bodyOf(item.where, {
            ...renamed(item, {
              "properties.image": "image",
              "properties.command": "commands",
              "properties.environmentVariables": "environment_variables"
            }),
            ports: blocks(
              property(item, "properties", "ports"),
              (each) => bodyOf(each.where, renamed(each, port))
            )
          })
        )
      })
    }
  ];
};
var containerApp = (resource) => {
  const { where } = resource.body;
  const properties = entryIn(resource.body, "properties")?.value;
  const template = property(properties, "template");
  return [
    {
      type: "azurerm_container_app",
      body: bodyOf(where, {
        template: list(
          [
            bodyOf(where, {
              container: blocks(
                property(template?.value, "containers"),
                (item) => bodyOf(
                  item.where,
                  renamed(item, { image: "image", command: "command", args: "args", env: "env" })
                )
              )
            })
          ],
          where
        ),
        ingress: blocks(
          property(properties, "configuration", "ingress"),
          (item) => bodyOf(item.where, {
            ...renamed(item, {
              external: "external_enabled",
              transport: "transport",
              targetPort: "target_port",
              exposedPort: "exposed_port"
            }),
            ip_security_restriction: blocks(
              property(item, "ipSecurityRestrictions"),
              (each) => bodyOf(
                each.where,
                renamed(each, { action: "action", ipAddressRange: "ip_address_range" })
              )
            )
          })
        )
      })
    }
  ];
};
function withExtensions(resources) {
  const commands2 = /* @__PURE__ */ new Map();
  for (const resource of resources) {
    const match = /^(microsoft\.compute\/virtualmachines)\/extensions$/.exec(resource.type);
    if (match === null) continue;
    const command = property(resource.body, "properties", "settings", "commandToExecute") ?? property(resource.body, "properties", "protectedSettings", "commandToExecute");
    if (command === void 0) continue;
    const machine = resource.name.split("/").slice(0, -1).join("/");
    const known2 = commands2.get(machine);
    if (known2 === void 0) commands2.set(machine, [command.value]);
    else known2.push(command.value);
  }
  if (commands2.size === 0) return [...resources];
  return resources.map((resource) => {
    const own = resource.type === "microsoft.compute/virtualmachines" ? commands2.get(resource.name) : void 0;
    if (own === void 0) return resource;
    const properties = entryIn(resource.body, "properties");
    if (properties?.value.type !== "map") return resource;
    const before = property(properties.value, "userData")?.value;
    const userData2 = list([...before === void 0 ? [] : [before], ...own], resource.where);
    const more = bodyOf(resource.where, { userData: userData2 }).entries;
    const value = mapping([...properties.value.entries, ...more], properties.value.where);
    const body = mapping([...resource.body.entries, { ...properties, value }], resource.body.where);
    return { ...resource, body };
  });
}

// src/platforms/azure-templates/resources.ts
var READERS = {
  "microsoft.network/networksecuritygroups": securityGroup,
  "microsoft.network/networksecuritygroups/securityrules": separateRule,
  "microsoft.network/networkinterfaces": (resource) => [
    {
      type: "azurerm_network_interface",
      body: networkInterface(entryIn(resource.body, "properties")?.value, resource.body.where)
    }
  ],
  "microsoft.network/virtualnetworks": virtualNetwork,
  "microsoft.network/virtualnetworks/subnets": subnet,
  "microsoft.network/ipgroups": (resource) => [
    {
      type: "azurerm_ip_group",
      body: bodyOf(resource.body.where, {
        cidrs: property(resource.body, "properties", "ipAddresses")
      })
    }
  ],
  "microsoft.compute/virtualmachines": virtualMachine,
  "microsoft.compute/virtualmachinescalesets": scaleSet,
  "microsoft.containerinstance/containergroups": containerGroup,
  "microsoft.app/containerapps": containerApp,
  "microsoft.network/loadbalancers": loadBalancer,
  "microsoft.network/azurefirewalls": firewall,
  "microsoft.network/firewallpolicies/rulecollectiongroups": policyGroup
};
function declarationsOf(resources) {
  return withExtensions(resources).flatMap((resource) => {
    if (!isRead(resource.type)) return [];
    return READERS[resource.type](resource).map((part2) => {
      const key = slug(resource.type, resource.name);
      return {
        type: part2.type,
        name: part2.suffix === void 0 ? key : `${key}-${part2.suffix}`,
        address: resource.address,
        where: part2.where ?? resource.where,
        file: resource.file,
        body: part2.body,
        isExisting: resource.isExisting,
        ...resource.onlyIf === void 0 ? {} : { onlyIf: resource.onlyIf }
      };
    });
  });
}

// src/platforms/azure-templates/translate.ts
var MOST_ALTERNATIVES = 40;
var COULD_OPEN = /memcache|security-?(?:group|rule)|nsg|firewall|container-?(?:group|instance|app)|load-?balancer|virtual-?machine/i;
function translate2({ files: files2, tree }) {
  const problems = new Problems();
  const roots = [...armRoots(files2, tree, problems), ...bicepRoots(files2, tree, problems)];
  const facts = [];
  for (const root of roots) {
    const declarations = declarationsOf(root.resources(/* @__PURE__ */ new Map()));
    if (declarations.length === 0) continue;
    const alternatives2 = [];
    for (const { name, value } of root.choices) {
      if (alternatives2.length >= MOST_ALTERNATIVES) break;
      alternatives2.push({
        when: `the parameter \`${name}\` is \`${(textOf(value) ?? "").slice(0, 60)}\``,
        declarations: declarationsOf(root.resources(/* @__PURE__ */ new Map([[name, value]])))
      });
    }
    for (const { path, inputs } of root.given) {
      if (alternatives2.length >= MOST_ALTERNATIVES) break;
      alternatives2.push({
        when: `it is deployed with ${path}`,
        declarations: declarationsOf(root.resources(inputs))
      });
    }
    const judged = judgeDeclarations("azure-templates", tree, declarations, alternatives2);
    append(
      facts,
      judged.facts.map((fact) => inTemplate(fact, root.file.path))
    );
    for (const problem of judged.problems) problems.add(problem);
  }
  return { facts, problems: problems.all };
}
var Problems = class {
  all = [];
  seen = /* @__PURE__ */ new Set();
  add(problem) {
    const { file, startLine, startColumn } = problem.where;
    const key = `${file}:${startLine}:${startColumn} ${problem.message}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.all.push(problem);
  }
  notEvaluated(where, name) {
    this.add({
      kind: "unresolved",
      where,
      message: `The template of \`${name.slice(0, 80)}\` is not in the repository, so that what it deploys was not evaluated.`
    });
  }
  unparsed(file, where, message) {
    this.add(syntaxProblem(file, { where, message }));
  }
};
function armRoots(files2, tree, problems) {
  const templates = /* @__PURE__ */ new Map();
  const parameters = [];
  for (const file of files2) {
    if (!/\.jsonc?$/i.test(file.path)) continue;
    const { data: whole, errors } = readTemplate(file);
    for (const { where, message } of errors.slice(0, 3)) problems.unparsed(file, where, message);
    if (whole === void 0) continue;
    const data = unwrapped(whole);
    const schema = stringOf(entryIn(data, "$schema")?.value)?.toLowerCase() ?? "";
    if (schema.includes("deploymentparameters")) parameters.push({ file, data });
    else if (!isBuiltFromBicep(file, data, tree)) templates.set(file.path, { file, data });
  }
  const linked = /* @__PURE__ */ new Set();
  const elsewhere = {
    linked: (path, from) => {
      const found = linkedTemplate(path, from, templates);
      if (found !== void 0) linked.add(found.file.path);
      return found;
    },
    missing: (where, name) => problems.notEvaluated(where, name)
  };
  const resources = (template, inputs) => new ArmTemplate(template.file, template.data, inputs, elsewhere).resources();
  for (const template of templates.values()) resources(template, /* @__PURE__ */ new Map());
  return [...templates.values()].filter(({ file }) => !linked.has(file.path)).map((template) => ({
    file: template.file,
    resources: (inputs) => resources(template, inputs),
    choices: armChoices(template.data),
    given: parameters.filter(({ file }) => isFor(file.path, template.file.path)).map(({ file, data }) => ({
      path: file.path,
      inputs: parametersIn(entryIn(data, "parameters")?.value ?? data)
    }))
  }));
}
function unwrapped(data) {
  if (entryIn(data, "$schema") !== void 0) return data;
  const inner = property(data, "properties", "template")?.value ?? property(data, "properties", "mainTemplate")?.value;
  return inner?.type === "map" && entryIn(inner, "$schema") !== void 0 ? inner : data;
}
function readTemplate(file) {
  const document = readJson(file);
  if (document.errors.length === 0) return document;
  const masked = withoutLineEndsInTexts(file.text);
  return masked === file.text ? document : readJson(new MaskedFile(file, masked));
}
var MaskedFile = class extends SourceFile {
  constructor(original, text2) {
    super(original.path, text2);
    this.original = original;
  }
  original;
  location(start, end = start, address) {
    return this.original.location(start, end, address);
  }
};
function withoutLineEndsInTexts(text2) {
  let masked = "";
  let from = 0;
  let isInText = false;
  for (let at2 = 0; at2 < text2.length; at2++) {
    const char = text2[at2];
    if (char === '"') isInText = !isInText;
    else if (char === "\\" && isInText) at2++;
    else if (char === "/" && !isInText && text2[at2 + 1] === "/") {
      const line = text2.indexOf("\n", at2);
      at2 = line < 0 ? text2.length : line;
    } else if (isInText && (char === "\n" || char === "\r" || char === "	")) {
      masked += `${text2.slice(from, at2)} `;
      from = at2 + 1;
    }
  }
  return masked + text2.slice(from);
}
function isBuiltFromBicep(file, data, tree) {
  const generator = textOf(property(data, "metadata", "_generator", "name")?.value);
  return generator === "bicep" && tree.has(file.path.replace(/\.jsonc?$/i, ".bicep"));
}
function isFor(parameters, template) {
  const base = template.replace(/\.(jsonc?|bicep)$/i, "");
  return parameters.startsWith(`${base}.`) || parameters.startsWith(`${base}-`);
}
function linkedTemplate(path, from, templates) {
  const text2 = textOf(path) ?? originOf(path)?.partial?.text;
  if (text2 === void 0) return void 0;
  const plain = text2.split(UNKNOWN_TEXT).join("").replace(/[?#].*$/s, "");
  if (textOf(path) !== void 0 && !plain.includes("://")) {
    const beside = resolveInTree(from.folder, plain);
    return beside === void 0 ? void 0 : templates.get(beside);
  }
  const parts = plain.split("/").filter((part2) => part2 !== "");
  for (let count = Math.min(parts.length, 4); count > 0; count--) {
    const end = parts.slice(-count).join("/");
    const found = [...templates.values()].filter(
      ({ file }) => file.path === end || file.path.endsWith(`/${end}`)
    );
    if (found.length === 1) return found[0];
    if (found.length > 1) return void 0;
  }
  return void 0;
}
function armChoices(data) {
  const parameters = entryIn(data, "parameters")?.value;
  if (parameters?.type !== "map") return [];
  return parameters.entries.flatMap(({ key, value }) => {
    if (entryIn(value, "defaultValue") !== void 0) return [];
    return itemsOf(entryIn(value, "allowedValues")?.value).map((allowed) => ({
      name: key.toLowerCase(),
      value: allowed
    }));
  });
}
function bicepRoots(files2, tree, problems) {
  const sources = files2.filter((file) => /\.bicep$/i.test(file.path));
  const called = /* @__PURE__ */ new Set();
  for (const file of sources) {
    const { statements, errors } = syntaxOf(file);
    for (const { start, end, message } of errors.slice(0, 3))
      problems.unparsed(file, file.location(start, end), message);
    for (const statement of statements) {
      if (statement.kind !== "module") continue;
      const path = moduleFile(file, statement.path);
      if (path !== void 0 && path !== file.path) called.add(path);
    }
  }
  const parameters = files2.filter((file) => /\.bicepparam$/i.test(file.path));
  const jsonParameters = files2.filter((file) => /parameters[^/]*\.json$/i.test(file.path));
  const missing = (where, name) => {
    const line = tree.read(where.file)?.line(where.startLine) ?? name;
    if (COULD_OPEN.test(line)) problems.notEvaluated(where, name);
  };
  const roots = sources.filter((file) => !called.has(file.path));
  return (roots.length === 0 ? sources.slice(0, 1) : roots).map((file) => ({
    file,
    resources: (inputs) => new BicepModule(file, withCase(inputs, file), newDeployment(tree, missing)).resources(),
    choices: bicepChoices(file),
    given: [
      ...parameters.flatMap((each) => {
        const { using, statements } = syntaxOf(each);
        if (using === void 0 || moduleFile(each, using) !== file.path) return [];
        return [{ path: each.path, inputs: bicepInputs(each, statements) }];
      }),
      ...jsonParameters.flatMap((each) => {
        if (!isFor(each.path, file.path)) return [];
        const { data } = readJson(each);
        const given = entryIn(data, "parameters")?.value;
        return given === void 0 ? [] : [{ path: each.path, inputs: parametersIn(given) }];
      })
    ]
  }));
}
function withCase(inputs, file) {
  const named = new Map(inputs);
  for (const { kind, name } of syntaxOf(file).statements) {
    const value = kind === "param" ? inputs.get(name.toLowerCase()) : void 0;
    if (value !== void 0 && !named.has(name)) named.set(name, value);
  }
  return named;
}
function literal(expression, file) {
  return evaluate(expression, {
    locate: ({ start, end }) => file.location(start, end),
    name: () => void 0,
    call: () => void 0,
    budget: { left: 1e4 }
  });
}
function bicepInputs(file, statements) {
  const inputs = /* @__PURE__ */ new Map();
  for (const statement of statements) {
    if (statement.kind === "param" && statement.value !== void 0)
      inputs.set(statement.name, literal(statement.value, file));
  }
  return inputs;
}
function bicepChoices(file) {
  return syntaxOf(file).statements.flatMap((statement) => {
    if (statement.kind !== "param" || statement.value !== void 0) return [];
    const allowed = statement.decorators.flatMap(
      (each) => each.kind === "call" && each.name === "allowed" ? each.args : []
    );
    const values = [
      ...allowed.flatMap((each) => itemsOf(literal(each, file))),
      ...statement.literals.map((each) => literal(each, file))
    ];
    return values.flatMap((value) => {
      const text2 = textOf(value);
      return text2 === void 0 ? [] : [
        {
          name: statement.name,
          value: value.type === "scalar" ? value : scalar(text2, value.where)
        }
      ];
    });
  });
}

// src/platforms/azure-templates/index.ts
var azureTemplates = { ...azureTemplatesClaim, translate: translate2 };

// src/platforms/cloudformation/calls.ts
function functionOf(data) {
  const { tag } = data;
  if (tag !== void 0 && /^![A-Z]/.test(tag)) {
    const name = tag.slice(1);
    const argument = untagged(data);
    return { name: name === "Ref" || name === "Condition" ? name : `Fn::${name}`, argument };
  }
  if (data.type !== "map" || data.entries.length !== 1) return void 0;
  const { key, value } = data.entries[0];
  if (key.startsWith("Fn::ForEach::")) return void 0;
  if (key === "Ref" || key.startsWith("Fn::")) return { name: key, argument: value };
  return key === "Condition" && value.type === "scalar" ? { name: key, argument: value } : void 0;
}
function untagged(data) {
  const copy = { ...data };
  delete copy.tag;
  return copy;
}

// src/platforms/cloudformation/functions.ts
function splitOnce(text2) {
  const dot = text2.indexOf(".");
  return dot < 0 ? [text2] : [text2.slice(0, dot), text2.slice(dot + 1)];
}
function concatenated2(pieces, where) {
  if (pieces.length === 1 && pieces[0].type === "unknown") return pieces[0];
  const texts = pieces.map((piece) => textOf(piece));
  let length = 0;
  for (const text2 of texts) length += text2?.length ?? 0;
  if (length > LONGEST_TEXT) return unknown("the text is too long", where);
  const missing = pieces.find((piece) => textOf(piece) === void 0 && !isNull(piece));
  if (missing === void 0) return derived(scalar(texts.join(""), where), where, pieces);
  const reason = missing.type === "unknown" ? missing.reason : "a part of the text is no text";
  const partial = texts.map((text2) => text2 ?? UNKNOWN_TEXT).join("");
  const basis = basisOf(missing);
  const result = withOrigin(derived(unknown(reason, where), where, pieces), {
    partial: { text: partial, where }
  });
  return basis === void 0 ? result : withBasis(result, basis);
}
function join(argument, where) {
  const delimiter = stringOf(at(argument, 0));
  const items = at(argument, 1);
  if (delimiter === void 0 || items === void 0) {
    return unknown(reasonOf(argument) ?? "what is joined is not known", where);
  }
  if (items.type === "unknown") return { ...items, where };
  const pieces = [];
  for (const item of items.type === "list" ? elements(items) : [items]) {
    if (pieces.length > 0 && delimiter !== "") pieces.push(scalar(delimiter, where));
    pieces.push(item);
  }
  return concatenated2(pieces, where);
}
function split(argument, where) {
  const delimiter = stringOf(at(argument, 0));
  const source = at(argument, 1);
  const text2 = source === void 0 ? void 0 : textOf(source);
  if (delimiter === void 0 || delimiter === "" || text2 === void 0) {
    return unknown(reasonOf(source) ?? "what is split is not known", where);
  }
  return derived(
    list(
      text2.split(delimiter).map((item) => scalar(item, where)),
      where
    ),
    where,
    source === void 0 ? [] : [source]
  );
}
function select(argument, where) {
  const index = integerOf(at(argument, 0));
  const items = at(argument, 1);
  if (items?.type === "unknown") return { ...items, where };
  const chosen = index === void 0 || items?.type !== "list" ? void 0 : elements(items)[index];
  return chosen ?? unknown(reasonOf(argument) ?? "which item is selected is not known", where);
}
function cidr(argument, where) {
  const block2 = at(argument, 0);
  const count = integerOf(at(argument, 1));
  const bits = at(argument, 2);
  if (block2 === void 0 || block2.type === "unknown") {
    return block2 === void 0 ? unknown("the block is not known", where) : { ...block2, where };
  }
  const text2 = textOf(block2) ?? "";
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text2);
  if (AddressSet.tryParse(text2) === void 0 || count === void 0 || count < 1 || count > 256) {
    return unknown("the networks cut out of a block are not known", where);
  }
  const hostBits = bits === void 0 ? 8 : integerOf(bits);
  const whole = list(
    Array.from({ length: count }, () => derived(scalar(text2, where), where, [block2])),
    where
  );
  if (match === null || hostBits === void 0 || hostBits < 0 || hostBits > 32) return whole;
  const base = match.slice(1, 5).reduce((sum, part2) => sum * 256 + Number(part2), 0);
  const size = 2 ** hostBits;
  const start = Math.floor(base / 2 ** (32 - Number(match[5]))) * 2 ** (32 - Number(match[5]));
  return list(
    Array.from({ length: count }, (_, index) => {
      const first = (start + index * size) % 2 ** 32;
      const address = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".");
      return derived(scalar(`${address}/${32 - hostBits}`, where), where, [block2]);
    }),
    where
  );
}
function reasonOf(data) {
  if (data === void 0) return void 0;
  if (data.type === "unknown") return data.reason;
  return data.type === "list" ? data.items.map((item) => item.type === "unknown" ? item.reason : void 0).find(Boolean) : void 0;
}

// src/platforms/cloudformation/parameters.ts
function defaultOf(name, parameter) {
  const given = entry(parameter.value, "Default");
  if (given === void 0) {
    return unknown(`the parameter \`${name}\` has no default`, parameter.keyWhere);
  }
  return parameterValue(name, parameter, given.value);
}
function parameterValue(name, parameter, value) {
  const type = textOf(entry(parameter.value, "Type")?.value) ?? "String";
  const where = { ...value.where, address: `the parameter ${name}` };
  if (type.startsWith("AWS::SSM::Parameter::")) {
    return unknown(`the parameter \`${name}\` is read from the parameter store`, where);
  }
  const text2 = textOf(value);
  if (type !== "CommaDelimitedList" && !type.startsWith("List<")) return { ...value, where };
  if (text2 === void 0) return { ...value, where };
  const items = text2 === "" ? [] : text2.split(",");
  return list(
    items.map((item) => scalar(item.trim(), where)),
    where
  );
}

// src/platforms/cloudformation/template.ts
function readTemplate2(file) {
  const isJson = /^\s*\{/.test(file.text.slice(0, 1e3));
  const parsed2 = isJson ? readJson(file) : readYaml(file, { version: "1.1" });
  const data = "documents" in parsed2 ? parsed2.documents[0]?.data : parsed2.data;
  const resources = entry(data, "Resources")?.value;
  if (resources?.type !== "map") {
    const isBroken = parsed2.errors.length > 0 && /AWSTemplateFormatVersion/.test(file.text);
    if (!isBroken) return void 0;
    const where = file.location(0);
    return {
      file,
      parameters: /* @__PURE__ */ new Map(),
      mappings: void 0,
      conditions: /* @__PURE__ */ new Map(),
      resources: { type: "map", entries: [], where },
      errors: parsed2.errors
    };
  }
  const isTemplate = entry(data, "AWSTemplateFormatVersion") !== void 0 || resources.entries.some(
    (each) => each.key.startsWith("Fn::ForEach::") || typeOf(each.value)?.startsWith("AWS::") === true
  );
  if (!isTemplate) return void 0;
  return {
    file,
    parameters: byName(entry(data, "Parameters")?.value),
    mappings: entry(data, "Mappings")?.value,
    conditions: byName(entry(data, "Conditions")?.value),
    resources,
    errors: parsed2.errors
  };
}
function byName(data) {
  return new Map(data?.type === "map" ? data.entries.map((each) => [each.key, each]) : []);
}
function typeOf(resource) {
  const type = entry(resource, "Type")?.value;
  return type?.type === "scalar" && typeof type.value === "string" ? type.value : void 0;
}

// src/platforms/cloudformation/evaluate.ts
var NO_SCOPE = /* @__PURE__ */ new Map();
var MOST_VALUES3 = 4e5;
var MOST_RESOURCES2 = 5e3;
var DEEPEST5 = 250;
var Evaluator = class {
  /** @param inputs values of parameters and pseudo parameters that are given from outside */
  constructor(template, inputs, naming) {
    this.template = template;
    this.inputs = inputs;
    this.naming = naming;
  }
  template;
  inputs;
  naming;
  left = MOST_VALUES3;
  decided = /* @__PURE__ */ new Map();
  types = /* @__PURE__ */ new Map();
  /** Clusters whose port is being looked for. */
  asked = /* @__PURE__ */ new Set();
  /** The resources that are there, those of undecided conditions with that condition. */
  resources() {
    const declared3 = this.expand(this.template.resources, NO_SCOPE, 0).slice(0, MOST_RESOURCES2);
    for (const { entry: each } of declared3) {
      const type = typeOf(each.value);
      if (type !== void 0) this.types.set(each.key, type);
    }
    return declared3.flatMap(({ entry: each, scope }) => this.resource(each, scope) ?? []);
  }
  resource(declared3, scope) {
    const { key, value, keyWhere } = declared3;
    const type = typeOf(value);
    if (type === void 0) return void 0;
    const condition = entry(value, "Condition")?.value;
    const truth = condition === void 0 ? true : this.condition(this.plainText(condition, scope) ?? "");
    if (truth === false) return void 0;
    const given = entry(value, "Properties")?.value;
    const properties = given === void 0 ? void 0 : this.value(given, scope, 0);
    return {
      id: key,
      type,
      where: {
        ...keyWhere,
        endLine: value.where.endLine,
        endColumn: value.where.endColumn,
        address: key
      },
      properties: properties?.type === "map" ? properties : mapping([], value.where),
      metadata: entry(value, "Metadata")?.value,
      ...truth === true ? {} : {
        onlyIf: `the condition \`${textOf(condition) ?? ""}\` holds (${truth.reason})`
      }
    };
  }
  /** A value with everything in it evaluated. */
  value(data, scope = NO_SCOPE, depth = 0) {
    if (--this.left < 0) return unknown("the template asks for too much work", data.where);
    if (depth > DEEPEST5) return unknown("it is nested too deeply", data.where);
    const call2 = functionOf(data);
    if (call2 !== void 0) {
      const result = this.call(call2.name, call2.argument, data, scope, depth + 1);
      return result === void 0 ? void 0 : via(result, data.where);
    }
    switch (data.type) {
      case "list":
        return { ...data, items: data.items.flatMap((item) => this.item(item, scope, depth)) };
      case "map": {
        const entries = this.expand(data, scope, depth).flatMap(({ entry: each, scope: own }) => {
          const value = this.value(each.value, own, depth + 1);
          return value === void 0 ? [] : [{ ...each, value }];
        });
        return { ...data, entries };
      }
      case "scalar":
        return scope.size > 0 && typeof data.value === "string" ? { ...data, value: this.loopText(data.value, scope) } : data;
      default:
        return data;
    }
  }
  /** An item of a list: of an undecided choice between items all that may be there. */
  item(data, scope, depth) {
    const call2 = functionOf(data);
    if (call2?.name === "Fn::If") {
      const choice = this.choice(call2.argument, scope);
      if (choice !== void 0 && typeof choice.truth !== "boolean") {
        const both = this.underCondition(choice, scope, depth);
        if (both !== void 0) return both;
      }
    }
    const value = this.value(data, scope, depth + 1);
    return value === void 0 ? [] : [value];
  }
  /** Mappings with the loops in them run (`Fn::ForEach` of the language extensions). */
  expand(map, scope, depth) {
    return map.entries.flatMap((each) => {
      if (!each.key.startsWith("Fn::ForEach::")) {
        const key = scope.size === 0 ? each.key : this.loopText(each.key, scope);
        return [{ entry: { ...each, key }, scope }];
      }
      if (depth > 20) return [];
      const name = stringOf(at(each.value, 0));
      const collection = at(each.value, 1);
      const body = at(each.value, 2);
      if (name === void 0 || collection === void 0 || body?.type !== "map") return [];
      const items = this.value(collection, scope, depth + 1);
      if (items?.type !== "list") return [];
      return elements(items).flatMap(
        (item) => --this.left < 0 ? [] : this.expand(body, new Map([...scope, [name, item]]), depth + 1)
      );
    });
  }
  /** Replaces `${Name}` and `&{Name}` of loops in a text. */
  loopText(text2, scope) {
    if (!text2.includes("{")) return text2;
    return text2.replace(/[$&]\{([A-Za-z0-9]{1,255})\}/g, (whole, name) => {
      const value = scope.get(name);
      const known2 = value === void 0 ? void 0 : textOf(value);
      if (known2 === void 0) return whole;
      return whole.startsWith("&") ? known2.replace(/[^A-Za-z0-9]/g, "") : known2;
    });
  }
  call(name, argument, whole, scope, depth) {
    const { where } = whole;
    const evaluated = (data) => data === void 0 ? void 0 : this.value(data, scope, depth);
    switch (name) {
      case "Ref":
        return this.ref(this.plainText(argument, scope), where, scope);
      case "Fn::Sub":
        return this.substitute(argument, where, scope, depth);
      case "Fn::GetAtt":
        return this.attribute(argument, where, scope, depth);
      case "Fn::FindInMap":
        return this.findInMap(argument, where, scope, depth);
      case "Fn::If": {
        const choice = this.choice(argument, scope);
        if (choice === void 0) return unknown("`Fn::If` needs three values", where);
        if (choice.truth === true) return evaluated(choice.yes);
        if (choice.truth === false) return evaluated(choice.no);
        return this.undecided(choice, where, scope, depth);
      }
      case "Fn::Join":
        return join(evaluated(argument), where);
      case "Fn::Split":
        return split(evaluated(argument), where);
      case "Fn::Select":
        return select(evaluated(argument), where);
      case "Fn::Cidr":
        return cidr(evaluated(argument), where);
      case "Fn::Base64":
        return evaluated(argument);
      case "Fn::ToJsonString": {
        const value = evaluated(argument);
        if (value === void 0) return void 0;
        return withOrigin(unknown("it is the JSON text of a value", where), { data: value });
      }
      case "Fn::Length": {
        const value = evaluated(argument);
        return value?.type === "list" ? scalar(value.items.length, where) : unknown("the length of the list is not known", where);
      }
      case "Fn::ImportValue":
        return unknown(
          `\`${textOf(evaluated(argument)) ?? "Fn::ImportValue"}\` is exported by another stack`,
          where
        );
      case "Condition": {
        const truth = this.condition(this.plainText(argument, scope) ?? "");
        return typeof truth === "boolean" ? scalar(truth, where) : unknown(truth.reason, where);
      }
      case "Fn::Equals":
      case "Fn::And":
      case "Fn::Or":
      case "Fn::Not": {
        const truth = this.truth(whole, scope, depth);
        return typeof truth === "boolean" ? scalar(truth, where) : unknown(truth.reason, where);
      }
      default:
        return unknown(`\`${name.slice(0, 60)}\` is known only when it is deployed`, where);
    }
  }
  plainText(data, scope) {
    const text2 = textOf(data);
    return text2 === void 0 ? void 0 : this.loopText(text2, scope);
  }
  ref(name, where, scope) {
    if (name === void 0) return unknown("a reference names nothing", where);
    if (name === "AWS::NoValue") return void 0;
    const looped = scope.get(name);
    if (looped !== void 0) return looped;
    const given = this.inputs.get(name);
    if (given !== void 0) return given;
    const parameter = this.template.parameters.get(name);
    if (parameter !== void 0) return defaultOf(name, parameter);
    if (name.startsWith("AWS::")) {
      return unknown(`\`${name.slice(0, 60)}\` is known only when it is deployed`, where);
    }
    return this.ofResource(name, "Ref", where);
  }
  ofResource(id, attribute, where) {
    const type = this.types.get(id);
    const shown = attribute === "Ref" ? id : `${id}.${attribute}`;
    const reason = `\`${shown.slice(0, 80)}\` is known only when it is deployed`;
    if (type === void 0) return unknown(`\`${shown.slice(0, 80)}\` is not declared`, where);
    if (type === "AWS::ElastiCache::CacheCluster" && attribute.endsWith("Endpoint.Port")) {
      return this.portOf(id, where);
    }
    return unknown(reason, where, this.naming(id, type, attribute));
  }
  /** The port of a cluster, which an endpoint of it has as well. */
  portOf(id, where) {
    const port = at(this.template.resources, id, "Properties", "Port");
    if (port === void 0) return scalar(MEMCACHED_PORT, where);
    if (this.asked.has(id)) return unknown(`the port of \`${id}\` refers to itself`, where);
    this.asked.add(id);
    const value = this.value(port) ?? scalar(MEMCACHED_PORT, where);
    this.asked.delete(id);
    return value;
  }
  attribute(argument, where, scope, depth) {
    const parts = argument.type === "list" ? argument.items.map((item) => {
      const value = this.value(item, scope, depth);
      return value === void 0 ? void 0 : textOf(value);
    }) : splitOnce(this.plainText(argument, scope) ?? "");
    const [id, attribute] = parts;
    if (id === void 0 || attribute === void 0 || id === "")
      return unknown("an attribute that is asked for is not known", where);
    return this.ofResource(id, attribute, where);
  }
  findInMap(argument, where, scope, depth) {
    const keys = itemsOf(argument).map((item) => {
      const value = this.value(item, scope, depth);
      return value === void 0 ? void 0 : { value, text: textOf(value) };
    });
    const [name, top, second, options] = keys;
    const map = at(this.template.mappings, name?.text ?? "");
    const fallback = options === void 0 ? void 0 : entry(options.value, "DefaultValue")?.value;
    if (map === void 0) {
      return fallback ?? unknown(`the mapping \`${(name?.text ?? "").slice(0, 60)}\` is not declared`, where);
    }
    if (top?.text !== void 0 && second?.text !== void 0) {
      const found = at(map, top.text, second.text);
      if (found !== void 0) return this.value(found, scope, depth);
      return fallback ?? unknown(`the mapping has no \`${top.text}\`, \`${second.text}\``.slice(0, 120), where);
    }
    const outer = top?.text === void 0 ? map.type === "map" ? map.entries.map((each) => each.value) : [] : [at(map, top.text)];
    const candidates = outer.flatMap(
      (each) => second?.text === void 0 ? each?.type === "map" ? each.entries.map((one) => one.value) : [] : at(each, second.text) ?? []
    );
    const texts = new Set(candidates.map((each) => identity(each)));
    if (candidates.length > 0 && texts.size === 1 && !texts.has(void 0)) return candidates[0];
    const missing = [top?.value, second?.value].find((each) => each?.type === "unknown");
    return unknown(
      missing?.type === "unknown" ? missing.reason : "which entry of the mapping is meant is not known",
      where
    );
  }
  substitute(argument, where, scope, depth) {
    const isPair = argument.type === "list";
    const pattern = isPair ? argument.items[0] : argument;
    const variables = isPair && argument.items[1]?.type === "map" ? argument.items[1] : void 0;
    if (pattern?.type !== "scalar") return unknown("the text of `Fn::Sub` is not known", where);
    const text2 = typeof pattern.value === "string" ? pattern.value : textOf(pattern) ?? "";
    const pieces = [];
    let from = 0;
    for (const match of text2.matchAll(/\$\{([^}]{0,300})\}/g)) {
      if (match.index > from) pieces.push(scalar(text2.slice(from, match.index), pattern.where));
      from = match.index + match[0].length;
      const name = match[1].trim();
      if (name.startsWith("!")) {
        pieces.push(scalar(`\${${name.slice(1)}}`, pattern.where));
        continue;
      }
      const own = entry(variables, name);
      const value = own !== void 0 ? this.value(own.value, scope, depth) : name.includes(".") ? this.ofResource(...splitOnce(name), pattern.where) : this.ref(name, pattern.where, scope);
      if (value !== void 0) pieces.push(value);
    }
    if (from < text2.length) pieces.push(scalar(text2.slice(from), pattern.where));
    return concatenated2(pieces, pattern.where);
  }
  choice(argument, scope) {
    if (argument.type !== "list" || argument.items.length !== 3) return void 0;
    const [name, yes, no] = argument.items;
    const condition = this.plainText(name, scope) ?? "";
    return { condition, truth: this.condition(condition), yes, no };
  }
  /** A value that hangs on a condition that is not known. */
  undecided(choice, where, scope, depth) {
    const yes = this.value(choice.yes, scope, depth);
    const no = this.value(choice.no, scope, depth);
    if (yes === void 0 && no === void 0) return void 0;
    const same = yes === void 0 ? void 0 : identity(yes);
    if (same !== void 0 && no !== void 0 && same === identity(no)) return yes;
    const branches = [yes, no].flatMap((each) => each ?? []);
    if (branches.every((each) => each.type === "map" || each.type === "list")) {
      const both = this.underCondition(choice, scope, depth);
      if (both !== void 0) {
        return both.length === 1 && branches[0].type === "map" ? both[0] : list(both, where);
      }
    }
    const { reason } = choice.truth;
    return unknown(`it hangs on the condition \`${choice.condition}\`: ${reason}`, where);
  }
  /** All mappings of both branches, each with its condition; `undefined` when there are others. */
  underCondition(choice, scope, depth) {
    const branches = [
      [choice.yes, `the condition \`${choice.condition}\` holds`],
      [choice.no, `the condition \`${choice.condition}\` does not hold`]
    ];
    const items = [];
    for (const [branch, condition] of branches) {
      const value = this.value(branch, scope, depth + 1);
      if (value === void 0) continue;
      for (const item of value.type === "list" ? elements(value) : [value]) {
        if (item.type !== "map") return void 0;
        items.push(conditional(item, condition));
      }
    }
    return items;
  }
  /** Whether a condition of the template holds. */
  condition(name) {
    const known2 = this.decided.get(name);
    if (known2 === "under way") return { reason: `the condition \`${name}\` refers to itself` };
    if (known2 !== void 0) return known2;
    const declared3 = this.template.conditions.get(name);
    if (declared3 === void 0)
      return { reason: `the condition \`${name.slice(0, 60)}\` is not declared` };
    this.decided.set(name, "under way");
    const truth = this.truth(declared3.value, NO_SCOPE, 0);
    this.decided.set(name, truth);
    return truth;
  }
  truth(data, scope, depth) {
    if (depth > DEEPEST5 || --this.left < 0) return { reason: "it is nested too deeply" };
    const call2 = functionOf(data);
    switch (call2?.name) {
      case "Condition":
        return this.condition(this.plainText(call2.argument, scope) ?? "");
      case "Fn::Not": {
        const truth = this.truth(itemsOf(call2.argument)[0] ?? call2.argument, scope, depth + 1);
        return typeof truth === "boolean" ? !truth : truth;
      }
      case "Fn::And":
      case "Fn::Or": {
        const decisive = call2.name === "Fn::Or";
        let open = !decisive;
        for (const item of itemsOf(call2.argument)) {
          const truth = this.truth(item, scope, depth + 1);
          if (truth === decisive) return decisive;
          if (typeof truth !== "boolean") open = truth;
        }
        return open;
      }
      case "Fn::Equals": {
        const [a, b] = itemsOf(call2.argument).map((item) => this.value(item, scope, depth + 1));
        const missing = [a, b].find((each) => each?.type === "unknown");
        if (missing?.type === "unknown") return { reason: missing.reason };
        const [left, right] = [a, b].map(
          (each) => each === void 0 ? "" : textOf(each) ?? identity(each)
        );
        if (left === void 0 || right === void 0) return { reason: "a value is not known" };
        return left === right;
      }
      default: {
        const value = this.value(data, scope, depth + 1);
        const text2 = value === void 0 ? void 0 : textOf(value);
        if (text2 === "true" || text2 === "false") return text2 === "true";
        return { reason: value?.type === "unknown" ? value.reason : "it is no condition" };
      }
    }
  }
};

// src/platforms/cloudformation/init.ts
var CONFIG_SETS = "configSets";
function initScript(resource) {
  const metadata = at(resource.metadata, "AWS::CloudFormation::Init");
  if (metadata?.type !== "map") return void 0;
  const lines = [];
  for (const config of metadata.entries) {
    if (config.key === CONFIG_SETS) continue;
    packages(config.value, lines);
    files(config.value, lines);
    commands(config.value, lines);
    services(config.value, lines);
  }
  if (lines.length === 0) return void 0;
  return list(
    lines.map(({ text: text2, where }) => derived(scalar(text2, where), where, [])),
    metadata.where
  );
}
function packages(config, lines) {
  const managers = at(config, "packages");
  if (managers?.type !== "map") return;
  for (const manager of managers.entries) {
    if (manager.value.type !== "map") continue;
    for (const each of manager.value.entries) {
      if (/^[A-Za-z0-9+._-]+$/.test(each.key))
        lines.push({ text: `${manager.key} install -y ${each.key}
`, where: each.keyWhere });
    }
  }
}
function files(config, lines) {
  const written = at(config, "files");
  if (written?.type !== "map") return;
  for (const each of written.entries) {
    const content = entry(each.value, "content");
    const text2 = textOf(content?.value);
    if (content === void 0 || text2 === void 0 || each.key.includes("'")) continue;
    let mark = "CFN_INIT_END";
    while (text2.includes(mark)) mark += "_";
    lines.push({
      text: `cat > '${each.key}' <<'${mark}'
${text2}${text2.endsWith("\n") ? "" : "\n"}${mark}
`,
      where: content.value.where
    });
  }
}
function commands(config, lines) {
  const given = at(config, "commands");
  if (given?.type !== "map") return;
  const sorted = [...given.entries].sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  for (const each of sorted) {
    const command = entry(each.value, "command")?.value;
    if (command === void 0) continue;
    const text2 = textOf(command) ?? itemsOf(command).map((word) => quoted(textOf(word))).join(" ");
    lines.push({ text: `${text2}
`, where: command.where });
  }
}
function services(config, lines) {
  const managers = at(config, "services");
  if (managers?.type !== "map") return;
  for (const manager of managers.entries) {
    if (manager.value.type !== "map") continue;
    for (const each of manager.value.entries) {
      if (!/^[A-Za-z0-9@._-]+$/.test(each.key)) continue;
      if (textOf(entry(each.value, "ensureRunning")?.value) === "false") continue;
      lines.push({ text: `service ${each.key} restart
`, where: each.keyWhere });
    }
  }
}
function quoted(text2 = "") {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text2) ? text2 : `'${text2.replace(/'/g, "'\\''")}'`;
}

// src/platforms/cloudformation/resources.ts
function prop(resource, ...path) {
  const parent = at(resource.properties, ...path.slice(0, -1));
  return entry(parent, path.at(-1));
}
function renamed2(data, names) {
  if (data.type !== "map") return data;
  const entries = data.entries.flatMap((each) => {
    const key = names[each.key];
    return key === void 0 ? [] : [{ ...each, key }];
  });
  const condition = conditionOf(data);
  return mapping(entries, data.where, condition === void 0 ? void 0 : data.tag);
}
function blocks2(given, names) {
  if (given === void 0) return void 0;
  if (given.value.type === "unknown") return given;
  const items = itemsOf(given.value).flatMap(
    (item) => item.type === "list" ? elements(item) : [item]
  );
  return {
    ...given,
    value: list(
      items.map((item) => renamed2(item, names)),
      given.value.where
    )
  };
}
var RULE2 = {
  IpProtocol: "protocol",
  FromPort: "from_port",
  ToPort: "to_port",
  CidrIp: "cidr_blocks",
  CidrIpv6: "ipv6_cidr_blocks",
  SourcePrefixListId: "prefix_list_ids"
};
function simple(type, paths) {
  return {
    type,
    body: (resource) => bodyOf(
      resource.properties.where,
      Object.fromEntries(
        Object.entries(paths).map(([key, path]) => [key, prop(resource, ...path.split("."))])
      )
    )
  };
}
function interfaceGroups(interfaces, key, resource) {
  const groups = itemsOf(interfaces).flatMap((each) => itemsOf(entry(each, key)?.value));
  return list(groups, resource.properties.where);
}
function userData(given, resource) {
  const script = initScript(resource);
  if (script === void 0) return given?.value;
  if (given === void 0) return script;
  return list([given.value, script], given.valueWhere);
}
function reference(resource, type, attribute = "id") {
  const { where } = resource.properties;
  return unknown(
    `\`${resource.id}\` is known only when it is deployed`,
    where,
    referenceTo({ type, name: resource.id }, attribute)
  );
}
function part(resource, file, type, suffix, body) {
  return {
    type,
    name: `${resource.id}-${suffix}`,
    address: resource.id,
    where: resource.where,
    file,
    body,
    ...resource.onlyIf === void 0 ? {} : { onlyIf: resource.onlyIf }
  };
}
var KINDS = {
  "AWS::EC2::SecurityGroup": {
    type: "aws_security_group",
    body: (resource) => bodyOf(resource.properties.where, {
      name: prop(resource, "GroupName"),
      ingress: blocks2(prop(resource, "SecurityGroupIngress"), RULE2)
    })
  },
  "AWS::EC2::SecurityGroupIngress": {
    type: "aws_security_group_rule",
    body: (resource) => bodyOf(resource.properties.where, {
      type: implied("ingress", resource.where),
      security_group_id: prop(resource, "GroupId") ?? prop(resource, "GroupName"),
      protocol: prop(resource, "IpProtocol"),
      from_port: prop(resource, "FromPort"),
      to_port: prop(resource, "ToPort"),
      cidr_blocks: prop(resource, "CidrIp"),
      ipv6_cidr_blocks: prop(resource, "CidrIpv6"),
      prefix_list_ids: prop(resource, "SourcePrefixListId")
    })
  },
  "AWS::EC2::PrefixList": {
    type: "aws_ec2_managed_prefix_list",
    body: (resource) => bodyOf(resource.properties.where, {
      entry: blocks2(prop(resource, "Entries"), { Cidr: "cidr" })
    })
  },
  "AWS::EC2::NetworkAcl": simple("aws_network_acl", {}),
  "AWS::EC2::NetworkAclEntry": simple("aws_network_acl_rule", {
    network_acl_id: "NetworkAclId",
    rule_number: "RuleNumber",
    rule_action: "RuleAction",
    egress: "Egress",
    protocol: "Protocol",
    from_port: "PortRange.From",
    to_port: "PortRange.To",
    cidr_block: "CidrBlock",
    ipv6_cidr_block: "Ipv6CidrBlock"
  }),
  "AWS::EC2::VPC": simple("aws_vpc", { cidr_block: "CidrBlock" }),
  "AWS::EC2::Subnet": simple("aws_subnet", { cidr_block: "CidrBlock" }),
  "AWS::EC2::VPCEndpoint": simple("aws_vpc_endpoint", {}),
  "AWS::ElastiCache::CacheCluster": simple("aws_elasticache_cluster", {
    engine: "Engine",
    port: "Port",
    engine_version: "EngineVersion",
    transit_encryption_enabled: "TransitEncryptionEnabled",
    security_group_ids: "VpcSecurityGroupIds"
  }),
  "AWS::ElastiCache::ServerlessCache": simple("aws_elasticache_serverless_cache", {
    engine: "Engine",
    major_engine_version: "MajorEngineVersion",
    security_group_ids: "SecurityGroupIds"
  }),
  "AWS::ElastiCache::ReplicationGroup": simple("aws_elasticache_replication_group", {
    security_group_ids: "SecurityGroupIds"
  }),
  "AWS::EC2::Instance": {
    type: "aws_instance",
    body: (resource) => bodyOf(resource.properties.where, {
      vpc_security_group_ids: prop(resource, "SecurityGroupIds"),
      security_groups: prop(resource, "SecurityGroups"),
      user_data: userData(prop(resource, "UserData"), resource)
    }),
    also: (resource, file) => interfaceAttachments(resource, file, "aws_instance", "NetworkInterfaces", "GroupSet")
  },
  "AWS::EC2::LaunchTemplate": {
    type: "aws_launch_template",
    body: (resource) => bodyOf(resource.properties.where, {
      vpc_security_group_ids: list(
        [
          ...itemsOf(prop(resource, "LaunchTemplateData", "SecurityGroupIds")?.value),
          ...itemsOf(prop(resource, "LaunchTemplateData", "SecurityGroups")?.value),
          ...itemsOf(
            interfaceGroups(
              prop(resource, "LaunchTemplateData", "NetworkInterfaces")?.value,
              "Groups",
              resource
            )
          )
        ],
        resource.where
      ),
      user_data: userData(prop(resource, "LaunchTemplateData", "UserData"), resource)
    })
  },
  "AWS::AutoScaling::LaunchConfiguration": {
    type: "aws_launch_configuration",
    body: (resource) => bodyOf(resource.properties.where, {
      security_groups: prop(resource, "SecurityGroups"),
      user_data: userData(prop(resource, "UserData"), resource)
    })
  },
  "AWS::EC2::NetworkInterface": simple("aws_network_interface", { security_groups: "GroupSet" }),
  "AWS::ECS::TaskDefinition": {
    type: "aws_ecs_task_definition",
    body: (resource) => {
      const given = prop(resource, "ContainerDefinitions");
      if (given === void 0) return mapping([], resource.properties.where);
      const origin = list(itemsOf(given.value).map(container), given.value.where);
      const text2 = unknown("it is the JSON text of a value", given.valueWhere);
      return bodyOf(resource.properties.where, {
        container_definitions: { ...given, value: withOrigin(text2, { data: origin }) }
      });
    }
  },
  "AWS::ECS::Service": {
    type: "aws_ecs_service",
    body: (resource) => {
      const network = "NetworkConfiguration";
      const where = resource.properties.where;
      const groups = prop(resource, network, "AwsvpcConfiguration", "SecurityGroups") ?? prop(resource, network, "AwsVpcConfiguration", "SecurityGroups");
      return bodyOf(where, {
        task_definition: prop(resource, "TaskDefinition"),
        network_configuration: list([bodyOf(where, { security_groups: groups })], where),
        load_balancer: blocks2(prop(resource, "LoadBalancers"), {
          TargetGroupArn: "target_group_arn"
        })
      });
    }
  },
  "AWS::ElasticLoadBalancingV2::LoadBalancer": {
    type: "aws_lb",
    body: (resource) => {
      return bodyOf(resource.properties.where, {
        load_balancer_type: prop(resource, "Type"),
        internal: isInternal(resource),
        security_groups: prop(resource, "SecurityGroups")
      });
    }
  },
  "AWS::ElasticLoadBalancingV2::Listener": {
    type: "aws_lb_listener",
    body: (resource) => {
      const actions = itemsOf(prop(resource, "DefaultActions")?.value);
      const { where } = resource.properties;
      return bodyOf(where, {
        load_balancer_arn: prop(resource, "LoadBalancerArn"),
        protocol: prop(resource, "Protocol"),
        port: prop(resource, "Port"),
        default_action: list(
          actions.map(
            (action) => bodyOf(action.where, {
              target_group_arn: entry(action, "TargetGroupArn"),
              forward: list(
                itemsOf(at(action, "ForwardConfig")).map(
                  (forward) => bodyOf(forward.where, {
                    target_group: blocks2(entry(forward, "TargetGroups"), {
                      TargetGroupArn: "arn"
                    })
                  })
                ),
                action.where
              )
            })
          ),
          where
        )
      });
    }
  },
  "AWS::ElasticLoadBalancingV2::TargetGroup": {
    type: "aws_lb_target_group",
    body: (resource) => bodyOf(resource.properties.where, {
      port: prop(resource, "Port"),
      protocol: prop(resource, "Protocol")
    }),
    also: (resource, file) => itemsOf(prop(resource, "Targets")?.value).map(
      (target, index) => part(
        resource,
        file,
        "aws_lb_target_group_attachment",
        `target-${index}`,
        bodyOf(target.where, {
          target_group_arn: reference(resource, "aws_lb_target_group", "arn"),
          target_id: entry(target, "Id")
        })
      )
    )
  },
  "AWS::ElasticLoadBalancing::LoadBalancer": {
    type: "aws_elb",
    body: (resource) => bodyOf(resource.properties.where, {
      internal: isInternal(resource),
      security_groups: prop(resource, "SecurityGroups"),
      instances: prop(resource, "Instances"),
      listener: blocks2(prop(resource, "Listeners"), {
        LoadBalancerPort: "lb_port",
        InstancePort: "instance_port",
        Protocol: "lb_protocol"
      })
    })
  },
  "AWS::RDS::DBInstance": simple("aws_db_instance", {
    vpc_security_group_ids: "VPCSecurityGroups"
  }),
  "AWS::RDS::DBCluster": simple("aws_rds_cluster", {
    vpc_security_group_ids: "VpcSecurityGroupIds"
  }),
  "AWS::DocDB::DBCluster": simple("aws_docdb_cluster", {
    vpc_security_group_ids: "VpcSecurityGroupIds"
  }),
  "AWS::Neptune::DBCluster": simple("aws_neptune_cluster", {
    vpc_security_group_ids: "VpcSecurityGroupIds"
  }),
  "AWS::Redshift::Cluster": simple("aws_redshift_cluster", {
    vpc_security_group_ids: "VpcSecurityGroupIds"
  }),
  "AWS::EFS::MountTarget": simple("aws_efs_mount_target", { security_groups: "SecurityGroups" }),
  "AWS::AmazonMQ::Broker": simple("aws_mq_broker", { security_groups: "SecurityGroups" }),
  "AWS::Lambda::Function": {
    type: "aws_lambda_function",
    body: lambda
  },
  "AWS::Serverless::Function": {
    type: "aws_lambda_function",
    body: lambda
  },
  "AWS::Lightsail::Instance": {
    type: "aws_lightsail_instance",
    body: (resource) => bodyOf(resource.properties.where, { user_data: prop(resource, "UserData") }),
    also: lightsailPorts
  }
};
var TYPES2 = Object.fromEntries(
  Object.entries(KINDS).map(([name, { type }]) => [name, type])
);
function isInternal(resource) {
  const scheme = prop(resource, "Scheme");
  const text2 = textOf(scheme?.value);
  if (scheme === void 0 || text2 === void 0) return scheme;
  return { ...scheme, value: implied(text2.toLowerCase() === "internal", scheme.valueWhere) };
}
function lambda(resource) {
  const { where } = resource.properties;
  return bodyOf(where, {
    vpc_config: list(
      [bodyOf(where, { security_group_ids: prop(resource, "VpcConfig", "SecurityGroupIds") })],
      where
    )
  });
}
function interfaceAttachments(resource, file, type, key, groupKey) {
  return itemsOf(interfaceGroups(prop(resource, key)?.value, groupKey, resource)).map(
    (group, index) => part(
      resource,
      file,
      "aws_network_interface_sg_attachment",
      `interface-${index}`,
      bodyOf(group.where, {
        network_interface_id: reference(resource, type, "primary_network_interface_id"),
        security_group_id: group
      })
    )
  );
}
function lightsailPorts(resource, file) {
  const ports = prop(resource, "Networking", "Ports");
  if (ports === void 0) return [];
  const inbound = itemsOf(ports.value).filter(
    (each) => textOf(at(each, "AccessDirection"))?.toLowerCase() !== "outbound"
  );
  const names = {
    Protocol: "protocol",
    FromPort: "from_port",
    ToPort: "to_port",
    Cidrs: "cidrs",
    Ipv6Cidrs: "ipv6_cidrs",
    CidrListAliases: "cidr_list_aliases"
  };
  const body = bodyOf(resource.properties.where, {
    instance_name: reference(resource, "aws_lightsail_instance"),
    port_info: blocks2({ ...ports, value: list(inbound, ports.value.where) }, names)
  });
  return [part(resource, file, "aws_lightsail_instance_public_ports", "ports", body)];
}
function container(data) {
  if (data.type !== "map") return data;
  return mapping(
    data.entries.map((each) => ({
      ...each,
      key: lowerFirst(each.key),
      value: each.value.type === "list" && each.key === "Environment" ? list(each.value.items.map(container), each.value.where) : each.value
    })),
    data.where
  );
}
function lowerFirst(text2) {
  return text2.charAt(0).toLowerCase() + text2.slice(1);
}
function typeNamed(type) {
  return KINDS[type]?.type ?? "aws_other";
}
function declarationsOf2(resource, file) {
  const kind = Object.hasOwn(KINDS, resource.type) ? KINDS[resource.type] : void 0;
  if (kind === void 0) return [];
  const own = {
    type: kind.type,
    name: resource.id,
    address: resource.id,
    where: resource.where,
    file,
    body: kind.body(resource, file),
    ...resource.onlyIf === void 0 ? {} : { onlyIf: resource.onlyIf }
  };
  return [own, ...kind.also?.(resource, file) ?? []];
}

// src/platforms/cloudformation/translate.ts
var MOST_ALTERNATIVES2 = 40;
var MOST_STACKS_DEEP = 8;
var MOST_STACKS = 500;
var GROUP = /AWS::EC2::SecurityGroup["']?\s/;
function translate3({ files: files2, tree }) {
  const problems = [];
  const templates = /* @__PURE__ */ new Map();
  for (const file of files2) {
    const template = readTemplate2(file);
    if (template === void 0) continue;
    templates.set(file.path, template);
    for (const error of template.errors.slice(0, 3)) problems.push(syntaxProblem(file, error));
  }
  const nested3 = /* @__PURE__ */ new Map();
  const queue = [];
  for (const template of templates.values()) {
    queue.push({ stack: { template, inputs: /* @__PURE__ */ new Map(), isRoot: true }, depth: 0 });
  }
  let budget = MOST_STACKS;
  for (let next = queue.shift(); next !== void 0; next = queue.shift()) {
    const { stack, depth } = next;
    if (depth >= MOST_STACKS_DEEP) continue;
    for (const child of nestedStacks(stack, templates, problems)) {
      const path = child.template.file.path;
      if (path === stack.template.file.path || --budget < 0) continue;
      nested3.set(path, [...nested3.get(path) ?? [], child]);
      queue.push({ stack: child, depth: depth + 1 });
    }
  }
  const hasGroups = [...templates.values()].some(({ file }) => GROUP.test(file.text));
  const facts = [];
  for (const [path, template] of templates) {
    const stacks = nested3.get(path) ?? [{ template, inputs: /* @__PURE__ */ new Map(), isRoot: true }];
    for (const stack of stacks) {
      const judged = judgeStack(stack, tree, hasGroups);
      append(
        facts,
        judged.facts.map((fact) => inTemplate(fact, path))
      );
      append(problems, judged.problems);
    }
  }
  return { facts: unique(facts), problems };
}
function nestedStacks(stack, templates, problems) {
  if (!/AWS::(?:CloudFormation::Stack|Serverless::Application)/.test(stack.template.file.text))
    return [];
  return resourcesOf(stack.template, stack.inputs).flatMap((resource) => {
    const isServerless = resource.type === "AWS::Serverless::Application";
    if (resource.type !== "AWS::CloudFormation::Stack" && !isServerless) return [];
    const url = entry(resource.properties, isServerless ? "Location" : "TemplateURL");
    const template = url === void 0 ? void 0 : templateAt(url.value, stack, templates);
    if (template === void 0) {
      const where = url?.valueWhere ?? resource.where;
      const known2 = problems.some(
        (other) => other.where.file === where.file && other.where.startLine === where.startLine
      );
      if (!known2) {
        problems.push({
          kind: "unresolved",
          where: { ...where, address: resource.id },
          message: `The template of the nested stack \`${resource.id}\` is not in the repository, so that what it deploys was not evaluated.`
        });
      }
      return [];
    }
    const given = at(resource.properties, "Parameters");
    const inputs = /* @__PURE__ */ new Map();
    for (const each of given?.type === "map" ? given.entries : []) {
      const parameter = template.parameters.get(each.key);
      if (parameter !== void 0) inputs.set(each.key, passed(each, parameter));
    }
    return [{ template, inputs, isRoot: false }];
  });
}
function passed(given, parameter) {
  const { value } = given;
  if (value.type === "unknown") return unknown(value.reason, value.where);
  if (value.type === "list") return value;
  return parameterValue(given.key, parameter, value);
}
function templateAt(url, stack, templates) {
  const text2 = textOf(url);
  const partial = text2 ?? (url.type === "unknown" ? partialText(url) : void 0);
  if (partial === void 0) return void 0;
  const path = partial.split(UNKNOWN_TEXT).join("").replace(/^[a-z0-9]+:\/\/[^/]*\//i, "").replace(/[?#].*$/, "");
  const beside = resolveInTree(stack.template.file.folder, path.replace(/^\//, ""));
  const exact = beside === void 0 ? void 0 : templates.get(beside);
  if (exact !== void 0 || !/[:)]/.test(partial)) return exact;
  const parts = path.split("/").filter((piece) => piece !== "");
  for (let count = Math.min(parts.length, 4); count > 0; count--) {
    const end = parts.slice(-count).join("/");
    const found = [...templates.values()].filter(
      ({ file }) => file.path === end || file.path.endsWith(`/${end}`)
    );
    if (found.length === 1) return found[0];
    if (found.length > 1) return void 0;
  }
  return void 0;
}
function partialText(data) {
  const origin = originOf(data)?.partial?.text;
  return origin === void 0 || !/\.(ya?ml|json|template)$/.test(origin) ? void 0 : origin;
}
function judgeStack(stack, tree, hasGroups) {
  const { template, inputs } = stack;
  const { file } = template;
  const withInputs = (own) => {
    const found = declared(resourcesOf(template, own), file);
    return hasGroups && found.length > 0 ? [...found, groupElsewhere(file)] : found;
  };
  const declarations = withInputs(inputs);
  const alternatives2 = [];
  const given = (choice) => ({
    when: choice.when,
    declarations: withInputs(new Map([...inputs, [choice.name, choice.value]]))
  });
  for (const choice of parameterChoices(template, inputs).slice(0, MOST_ALTERNATIVES2))
    alternatives2.push(given(choice));
  if (declarations.length === 0 && alternatives2.every((each) => each.declarations.length === 0))
    return { facts: [], problems: [] };
  const judged = judgeDeclarations("cloudformation", tree, declarations, alternatives2);
  if (!judged.facts.some(isOpenQuestion)) return judged;
  for (const choice of regionChoices(template).slice(0, MOST_ALTERNATIVES2))
    alternatives2.push(given(choice));
  return judgeDeclarations("cloudformation", tree, declarations, alternatives2);
}
function isOpenQuestion(fact) {
  return fact.kind === "ingress" && (isUnresolved(fact.sources) || isUnresolved(fact.ports) || fact.onlyIf !== void 0);
}
function groupElsewhere(file) {
  const where = file.location(0);
  return {
    type: "aws_security_group",
    name: "elsewhere",
    address: "a security group of another template",
    where,
    file,
    body: bodyOf(where, {}),
    isExisting: true
  };
}
function parameterChoices(template, inputs) {
  const all = [];
  for (const [name, parameter] of template.parameters) {
    if (inputs.has(name) || entry(parameter.value, "Default") !== void 0) continue;
    for (const value of itemsOf(at(parameter.value, "AllowedValues"))) {
      const text2 = textOf(value);
      if (text2 === void 0) continue;
      all.push({
        name,
        value: parameterValue(name, parameter, value),
        when: `the parameter \`${name}\` is \`${text2.slice(0, 60)}\``
      });
    }
  }
  return all;
}
function regionChoices(template) {
  const regions = /* @__PURE__ */ new Map();
  if (template.mappings?.type === "map") {
    for (const map of template.mappings.entries) {
      if (map.value.type !== "map") continue;
      for (const { key, keyWhere } of map.value.entries) {
        if (/^[a-z]{2,3}(-[a-z]{1,12}){1,3}-\d$/.test(key)) regions.set(key, scalar(key, keyWhere));
      }
    }
  }
  return [...regions].map(([region, value]) => ({
    name: "AWS::Region",
    value,
    when: `the region is \`${region}\``
  }));
}
function resourcesOf(template, inputs) {
  return new Evaluator(template, inputs, nameReference).resources();
}
function nameReference(id, type, attribute) {
  const named = { type: typeNamed(type), name: id };
  if (attribute === "Ref" || ID_ATTRIBUTES.has(attribute)) return referenceTo(named);
  const snake = attribute.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return referenceTo(named, snake);
}
var ID_ATTRIBUTES = /* @__PURE__ */ new Set([
  "GroupId",
  "GroupName",
  "Id",
  "Arn",
  "LoadBalancerArn",
  "TargetGroupArn",
  "TaskDefinitionArn",
  "InstanceId",
  "PrefixListId"
]);
function declared(resources, file) {
  const declarations = resources.flatMap((resource) => declarationsOf2(resource, file));
  return withForeignAcls(declarations, file);
}
function withForeignAcls(declarations, file) {
  const own = new Set(
    declarations.flatMap(({ type, name }) => type === "aws_network_acl" ? [name] : [])
  );
  const foreign = /* @__PURE__ */ new Map();
  const linked = declarations.map((rule2) => {
    if (rule2.type !== "aws_network_acl_rule") return rule2;
    const id = entry(rule2.body, "network_acl_id");
    if (id === void 0) return rule2;
    const reference2 = id.value.type === "unknown" ? id.value.reference : void 0;
    const parts = reference2?.split(".") ?? [];
    if (parts[0] === "aws_network_acl" && own.has(parts[1] ?? "")) return rule2;
    const key = reference2 ?? identity(id.value) ?? (id.value.type === "unknown" ? id.value.reason : "");
    let acl = foreign.get(key);
    if (acl === void 0) {
      acl = {
        type: "aws_network_acl",
        name: `elsewhere-${foreign.size}`,
        address: `a network ACL of another template (${foreign.size})`,
        where: rule2.where,
        file,
        body: bodyOf(rule2.where, {})
      };
      foreign.set(key, acl);
    }
    const value = withBasis(
      unknown("the network ACL is declared elsewhere", id.valueWhere),
      referenceTo(acl)
    );
    return {
      ...rule2,
      body: {
        ...rule2.body,
        entries: rule2.body.entries.map(
          (each) => each.key === "network_acl_id" ? { ...each, value } : each
        )
      }
    };
  });
  return [...linked, ...foreign.values()];
}
function unique(facts) {
  const seen = /* @__PURE__ */ new Set();
  return facts.filter((fact) => {
    const key = JSON.stringify(
      fact,
      (_name, value) => typeof value === "bigint" ? `${value}n` : value
    );
    return seen.has(key) ? false : seen.add(key) !== void 0;
  });
}

// src/platforms/cloudformation/index.ts
var cloudformation = { ...cloudformationClaim, translate: translate3 };

// src/platforms/terraform/argument-names.ts
function snakeCase(name) {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
function withArgumentNames(data) {
  if (data.type === "list") return { ...data, items: data.items.map(withArgumentNames) };
  return data.type === "map" ? argumentsIn(data) : data;
}
function argumentsIn(map) {
  return {
    ...map,
    entries: map.entries.map((each) => ({
      ...each,
      key: snakeCase(each.key),
      value: withArgumentNames(each.value)
    }))
  };
}

// src/platforms/controllers/arguments.ts
function argumentsOf(shape, given, resolve) {
  const plain = withReferences(given, resolve, 0);
  const { where } = given;
  switch (shape) {
    case "arguments": {
      const named = withArgumentNames(plain);
      return named.type === "map" ? named : mapping([], where);
    }
    case "classic-group":
      return bodyOf(where, {
        ingress: rules(entry(plain, "ingress"), "cidrIp", "userIdGroupPairs")
      });
    case "ack-group":
      return bodyOf(where, {
        ingress: rules(entry(plain, "ingressRules"), "cidrIP", "userIDGroupPairs")
      });
    case "classic-rule":
      return bodyOf(where, {
        type: entry(plain, "type"),
        from_port: entry(plain, "fromPort"),
        to_port: entry(plain, "toPort"),
        protocol: entry(plain, "protocol"),
        cidr_blocks: wrapped(entry(plain, "cidrBlock")),
        ipv6_cidr_blocks: wrapped(entry(plain, "ipv6CidrBlock")),
        security_group_id: entry(plain, "securityGroupId"),
        source_security_group_id: entry(plain, "sourceSecurityGroupId")
      });
    case "cache":
      return bodyOf(where, {
        engine: entry(plain, "engine"),
        engine_version: entry(plain, "engineVersion"),
        port: entry(plain, "port"),
        transit_encryption_enabled: entry(plain, "transitEncryptionEnabled"),
        security_group_ids: entry(plain, "securityGroupIDs") ?? entry(plain, "securityGroupIds") ?? entry(plain, "securityGroups")
      });
    case "azure-group":
      return mapping([], where);
    case "azure-rule": {
      const named = withArgumentNames(plain);
      const owner = at(given, "owner");
      const group = resolve("network_security_group_name", at(owner, "name"), void 0, where);
      const entries = named.type === "map" ? named.entries : [];
      const own = bodyOf(where, { network_security_group_name: group });
      return mapping([...entries.filter(({ key }) => key !== "owner"), ...own.entries], where);
    }
  }
}
function rules(given, cidr2, pairs) {
  if (given === void 0) return void 0;
  if (given.value.type !== "list") return given.value;
  return list(
    given.value.items.map((rule2) => {
      if (rule2.type !== "map") return rule2;
      const of2 = (key, inner) => {
        const found = entry(rule2, key)?.value;
        if (found === void 0 || found.type !== "list") return found;
        return list(
          found.items.map(
            (item) => entry(item, inner)?.value ?? (item.type === "unknown" ? item : unknown("it names no network", item.where))
          ),
          found.where
        );
      };
      const groups = entry(rule2, pairs);
      return bodyOf(rule2.where, {
        from_port: entry(rule2, "fromPort") ?? implied(0, rule2.where),
        to_port: entry(rule2, "toPort") ?? implied(0, rule2.where),
        protocol: entry(rule2, "ipProtocol"),
        cidr_blocks: of2("ipRanges", cidr2),
        ipv6_cidr_blocks: of2("ipv6Ranges", "cidrIPv6") ?? of2("ipv6Ranges", "cidrIpv6"),
        prefix_list_ids: of2("prefixListIds", "prefixListId") ?? of2("prefixListIDs", "prefixListID"),
        security_groups: groups === void 0 || itemsOf(groups.value).length === 0 ? void 0 : list(
          [unknown("it is the id of a security group", groups.valueWhere)],
          groups.valueWhere
        )
      });
    }),
    given.value.where
  );
}
function wrapped(given) {
  return given === void 0 ? void 0 : list([given.value], given.valueWhere);
}
var REFERENCE = /^(.+?)(Refs?|Selector)$/;
function withReferences(data, resolve, depth) {
  if (depth > 50) return unknown("it is nested too deeply", data.where);
  if (data.type === "list") {
    return { ...data, items: data.items.map((item) => withReferences(item, resolve, depth + 1)) };
  }
  if (data.type !== "map") return data;
  const set = new Set(data.entries.map(({ key }) => key));
  const entries = data.entries.flatMap((each) => {
    const match = REFERENCE.exec(each.key);
    if (match === null) return [{ ...each, value: withReferences(each.value, resolve, depth + 1) }];
    const argument = match[1];
    if (set.has(argument)) return [];
    const one = (reference2) => match[2] === "Selector" ? resolve(argument, void 0, entry(reference2, "matchLabels")?.value, each.valueWhere) : resolve(
      argument,
      at(reference2, "name") ?? at(reference2, "from", "name"),
      void 0,
      each.valueWhere
    );
    if (match[2] === "Ref") return [{ ...each, key: argument, value: one(each.value) }];
    const all = list(itemsOf(each.value).map(one), each.valueWhere);
    const several = { ...each, key: argument.replace(/s?$/, "s"), value: all };
    return match[2] === "Refs" ? [several] : [several, { ...each, key: argument, value: one(each.value) }];
  });
  return { ...data, entries };
}

// src/platforms/controllers/kinds.ts
var UPJET = {
  "ec2.aws": {
    SecurityGroup: "aws_security_group",
    DefaultSecurityGroup: "aws_default_security_group",
    SecurityGroupRule: "aws_security_group_rule",
    SecurityGroupIngressRule: "aws_vpc_security_group_ingress_rule",
    Instance: "aws_instance",
    LaunchTemplate: "aws_launch_template",
    NetworkACL: "aws_network_acl",
    DefaultNetworkACL: "aws_default_network_acl",
    NetworkACLRule: "aws_network_acl_rule",
    ManagedPrefixList: "aws_ec2_managed_prefix_list",
    ManagedPrefixListEntry: "aws_ec2_managed_prefix_list_entry",
    NetworkInterface: "aws_network_interface"
  },
  "elasticache.aws": {
    Cluster: "aws_elasticache_cluster",
    ServerlessCache: "aws_elasticache_serverless_cache"
  },
  "elbv2.aws": {
    LB: "aws_lb",
    LBListener: "aws_lb_listener",
    LBTargetGroup: "aws_lb_target_group",
    LBTargetGroupAttachment: "aws_lb_target_group_attachment"
  },
  "elb.aws": { ELB: "aws_elb" },
  "ecs.aws": { TaskDefinition: "aws_ecs_task_definition", Service: "aws_ecs_service" },
  "lightsail.aws": { InstancePublicPorts: "aws_lightsail_instance_public_ports" },
  "network.azure": {
    SecurityGroup: "azurerm_network_security_group",
    SecurityRule: "azurerm_network_security_rule",
    NetworkInterface: "azurerm_network_interface",
    NetworkInterfaceSecurityGroupAssociation: "azurerm_network_interface_security_group_association",
    Subnet: "azurerm_subnet",
    SubnetNetworkSecurityGroupAssociation: "azurerm_subnet_network_security_group_association",
    LoadBalancer: "azurerm_lb",
    LoadBalancerRule: "azurerm_lb_rule",
    LoadBalancerNATRule: "azurerm_lb_nat_rule"
  },
  "compute.azure": { LinuxVirtualMachine: "azurerm_linux_virtual_machine" },
  "compute.gcp": {
    Firewall: "google_compute_firewall",
    Instance: "google_compute_instance",
    ForwardingRule: "google_compute_forwarding_rule",
    GlobalForwardingRule: "google_compute_global_forwarding_rule",
    FirewallPolicyRule: "google_compute_firewall_policy_rule"
  },
  "memcache.gcp": { Instance: "google_memcache_instance" },
  "networking.openstack": {
    SecgroupV2: "openstack_networking_secgroup_v2",
    SecgroupRuleV2: "openstack_networking_secgroup_rule_v2"
  }
};
var UNDER_PROVIDER = ["spec", "forProvider"];
function cloudKind(apiVersion, kind) {
  const group = apiVersion.split("/")[0];
  if (group === "ec2.aws.crossplane.io" || group === "network.aws.crossplane.io") {
    if (kind === "SecurityGroup")
      return { type: "aws_security_group", shape: "classic-group", properties: UNDER_PROVIDER };
    if (kind === "SecurityGroupRule")
      return { type: "aws_security_group_rule", shape: "classic-rule", properties: UNDER_PROVIDER };
    return void 0;
  }
  if (group === "cache.aws.crossplane.io" && kind === "CacheCluster")
    return { type: "aws_elasticache_cluster", shape: "cache", properties: UNDER_PROVIDER };
  if (group === "ec2.services.k8s.aws" && kind === "SecurityGroup")
    return { type: "aws_security_group", shape: "ack-group", properties: ["spec"] };
  if (group === "elasticache.services.k8s.aws" && kind === "CacheCluster")
    return { type: "aws_elasticache_cluster", shape: "cache", properties: ["spec"] };
  if (group === "network.azure.com") {
    if (kind === "NetworkSecurityGroupsSecurityRule")
      return { type: "azurerm_network_security_rule", shape: "azure-rule", properties: ["spec"] };
    if (kind === "NetworkSecurityGroup")
      return { type: "azurerm_network_security_group", shape: "azure-group", properties: ["spec"] };
    return void 0;
  }
  const service = /^([a-z0-9]+\.[a-z]+)(?:\.m)?\.(?:upbound|crossplane)\.io$/.exec(group)?.[1];
  const type = service === void 0 ? void 0 : UPJET[service]?.[kind];
  return type === void 0 ? void 0 : { type, shape: "arguments", properties: UNDER_PROVIDER };
}

// src/platforms/controllers/objects.ts
function objectsOf(data, file) {
  const kind = stringOf(entry(data, "kind")?.value);
  if (kind === "List") {
    return itemsOf(entry(data, "items")?.value).flatMap((item) => objectsOf(item, file));
  }
  if (kind !== "Composition") return objectOf(data, file, void 0, void 0);
  const spec = entry(data, "spec")?.value;
  const steps = itemsOf(entry(spec, "pipeline")?.value).map((step) => at(step, "input"));
  return [spec, ...steps].flatMap(
    (holder) => itemsOf(entry(holder, "resources")?.value).flatMap((resource) => {
      const base = entry(resource, "base")?.value;
      if (base === void 0) return [];
      const own = stringOf(entry(resource, "name")?.value);
      return objectOf(patched(base, resource, holder), file, data, own);
    })
  );
}
function objectOf(data, file, composition, fallback) {
  const apiVersion = stringOf(entry(data, "apiVersion")?.value);
  const kind = stringOf(entry(data, "kind")?.value);
  if (apiVersion === void 0 || kind === void 0) return [];
  const labels = at(data, "metadata", "labels");
  return [
    {
      apiVersion,
      kind,
      name: stringOf(at(data, "metadata", "name")) ?? fallback ?? kind,
      labels: new Map(
        (labels?.type === "map" ? labels.entries : []).map(({ key, value }) => [
          key,
          stringOf(value) ?? ""
        ])
      ),
      composition,
      data,
      file
    }
  ];
}
function patched(base, resource, holder) {
  const sets = itemsOf(entry(holder, "patchSets")?.value);
  const patches = itemsOf(entry(resource, "patches")?.value).flatMap((patch) => {
    const set = stringOf(entry(patch, "patchSetName")?.value);
    if (set === void 0) return [patch];
    const found = sets.find((each) => stringOf(entry(each, "name")?.value) === set);
    return itemsOf(entry(found, "patches")?.value);
  });
  return patches.reduce((data, patch) => {
    const type = stringOf(entry(patch, "type")?.value) ?? "FromCompositeFieldPath";
    if (!/^(From|CombineFrom)/.test(type)) return data;
    const from = stringOf(entry(patch, "fromFieldPath")?.value);
    const to = stringOf(entry(patch, "toFieldPath")?.value) ?? from;
    if (to === void 0) return data;
    const reason = `a patch fills it in${from === void 0 ? "" : ` from \`${from.slice(0, 60)}\``}`;
    return withUnknown(data, stepsOf(to), reason, patch);
  }, base);
}
function stepsOf(path) {
  return [...path.slice(0, 1e3).matchAll(/[^.[\]"']+/g)].map(([step]) => step).slice(0, 30);
}
function withUnknown(data, steps, reason, patch) {
  const [step, ...rest] = steps;
  if (step === void 0) return unknown(reason, patch.where);
  if (data.type === "list" && /^[0-9]{1,4}$/.test(step)) {
    const index = Number(step);
    if (index >= data.items.length) {
      return { ...data, items: [...data.items, withUnknown(empty(patch), rest, reason, patch)] };
    }
    return {
      ...data,
      items: data.items.map(
        (item, at2) => at2 === index ? withUnknown(item, rest, reason, patch) : item
      )
    };
  }
  if (data.type !== "map" || /^[0-9*]/.test(step)) return unknown(reason, patch.where);
  const known2 = entry(data, step);
  const value = withUnknown(known2?.value ?? empty(patch), rest, reason, patch);
  const own = known2 === void 0 ? { key: step, keyWhere: patch.where, valueWhere: patch.where, value } : { ...known2, value };
  return { ...data, entries: [...data.entries.filter((each) => each !== known2), own] };
}
function empty({ where }) {
  return { type: "map", entries: [], where };
}

// src/platforms/controllers/index.ts
var controllers = { ...controllersClaim, translate: translate4 };
function translate4({ files: files2, tree }) {
  const facts = [];
  const problems = [];
  const folders = /* @__PURE__ */ new Map();
  for (const file of files2) folders.set(file.folder, [...folders.get(file.folder) ?? [], file]);
  for (const [folder, mine] of folders) {
    const objects = mine.flatMap((file) => read(file, problems));
    const judged = judgeDeclarations("controllers", tree, declarationsOf3(objects));
    append(
      facts,
      judged.facts.map((fact) => inTemplate(fact, mine.length === 1 ? mine[0].path : folder))
    );
    append(problems, judged.problems);
  }
  return { facts, problems };
}
function read(file, problems) {
  const templated = isTemplated(file.text);
  const { documents, errors } = readYaml(file, templated ? maskTemplates(file) : {});
  for (const error of templated ? [] : errors.slice(0, 3))
    problems.push(syntaxProblem(file, error));
  return documents.flatMap(({ data }) => objectsOf(data, file));
}
function declarationsOf3(objects) {
  const known2 = objects.flatMap((object, index) => {
    const kind = cloudKind(object.apiVersion, object.kind);
    const given = kind === void 0 ? void 0 : at(object.data, ...kind.properties);
    if (kind === void 0 || given?.type !== "map") return [];
    const address = `${object.kind}/${object.name}`;
    const declaration2 = {
      type: kind.type,
      name: `${object.name.replace(/[^A-Za-z0-9_-]/g, "_")}-${index}`,
      address,
      where: { ...object.data.where, address },
      file: object.file,
      body: given
    };
    return [{ object, kind, declaration: declaration2 }];
  });
  return known2.map((own) => ({
    ...own.declaration,
    body: argumentsOf(own.kind.shape, own.declaration.body, resolver(own, known2))
  }));
}
function resolver(own, all) {
  const nearby = all.filter(({ object }) => object.composition === own.object.composition);
  return (argument, name, labels, where) => {
    const base = baseOf(argument);
    const fitting = nearby.filter(({ declaration: declaration2 }) => declaration2.type.endsWith(base));
    const found = labels?.type === "map" && labels.entries.length > 0 ? fitting.filter(
      ({ object }) => labels.entries.every(({ key, value }) => object.labels.get(key) === stringOf(value))
    ) : name !== void 0 ? fitting.filter(({ object }) => object.name === stringOf(name)) : own.object.composition === void 0 ? [] : fitting;
    const [one] = found;
    return unknown(
      "it is known only when the object is there",
      where,
      found.length === 1 && one !== void 0 ? referenceTo(one.declaration) : void 0
    );
  };
}
function baseOf(argument) {
  return snakeCase(argument).replace(/_(?:ids?|names?|arns?|self_links?)$/, "").replace(/s$/, "").replace(/^(?:vpc|source|referenced|target)_(?=security_group)/, "");
}

// src/platforms/google-templates/index.ts
var FIREWALL_TYPE = /^(?:gcp-types\/compute-[a-z0-9]+:firewalls|compute\.[a-z0-9]+\.firewalls?)$/;
var googleTemplates = { ...googleTemplatesClaim, translate: translate5 };
function translate5({ files: files2, tree }) {
  const facts = [];
  const problems = [];
  for (const file of files2) {
    const { documents, errors } = readYaml(file);
    for (const error of errors.slice(0, 3)) problems.push(syntaxProblem(file, error));
    const declarations = documents.flatMap(({ data }) => [
      ...ofDeploymentManager(data, file),
      ...ofConfigConnector(data, file)
    ]);
    const judged = judgeDeclarations("google-templates", tree, declarations);
    append(
      facts,
      judged.facts.map((fact) => inTemplate(fact, file.path))
    );
    append(problems, judged.problems);
  }
  return { facts, problems };
}
function ofDeploymentManager(data, file) {
  return itemsOf(entry(data, "resources")?.value).flatMap((resource, index) => {
    const type = stringOf(entry(resource, "type")?.value) ?? "";
    const properties = entry(resource, "properties")?.value;
    if (!FIREWALL_TYPE.test(type) || properties === void 0) return [];
    const name = stringOf(entry(resource, "name")?.value) ?? `firewall ${index}`;
    return [
      declaration(name, index, properties, resource, file, "allowed", "denied", "IPProtocol")
    ];
  });
}
function ofConfigConnector(data, file) {
  if (stringOf(entry(data, "kind")?.value) !== "ComputeFirewall") return [];
  const spec = entry(data, "spec")?.value;
  const name = stringOf(at(data, "metadata", "name")) ?? "ComputeFirewall";
  const place = data.where.startLine;
  return spec === void 0 ? [] : [declaration(name, place, spec, data, file, "allow", "deny", "protocol")];
}
function declaration(name, index, given, resource, file, allow, deny, protocol) {
  const rules2 = (key) => {
    const found = entry(given, key);
    if (found === void 0) return void 0;
    return list(
      itemsOf(found.value).map(
        (rule2) => bodyOf(rule2.where, { protocol: of(rule2, protocol), ports: of(rule2, "ports") })
      ),
      found.value.where
    );
  };
  return {
    type: "google_compute_firewall",
    name: String(index),
    address: name,
    where: { ...resource.where, address: name },
    file,
    body: bodyOf(given.where, {
      network: of(given, "network") ?? entry(entry(given, "networkRef")?.value, "name"),
      direction: of(given, "direction"),
      priority: of(given, "priority"),
      disabled: of(given, "disabled"),
      source_ranges: of(given, "sourceRanges"),
      source_tags: of(given, "sourceTags"),
      source_service_accounts: of(given, "sourceServiceAccounts"),
      target_tags: of(given, "targetTags"),
      target_service_accounts: of(given, "targetServiceAccounts"),
      allow: rules2(allow),
      deny: rules2(deny)
    })
  };
}
function of(data, key) {
  const found = entry(data, key);
  return found === void 0 ? void 0 : { ...found, value: known(found.value) };
}
function known(data) {
  if (data.type === "list") return { ...data, items: data.items.map(known) };
  const text2 = stringOf(data);
  return text2 !== void 0 && /\{\{|\$\(/.test(text2) ? unknown(`\`${text2.slice(0, 60)}\` is known only when it is deployed`, data.where) : data;
}

// src/platforms/heat/evaluate.ts
var DEEPEST6 = 220;
var TYPES3 = {
  "OS::Neutron::SecurityGroup": "openstack_networking_secgroup_v2",
  "OS::Neutron::SecurityGroupRule": "openstack_networking_secgroup_rule_v2",
  "OS::Nova::Server": "openstack_compute_instance_v2"
};
function evaluate2(data, template, file, tree, parameters = /* @__PURE__ */ new Map(), depth = 0) {
  if (depth > DEEPEST6) return unknown("it is nested too deeply", data.where);
  const value = (each) => evaluate2(each, template, file, tree, parameters, depth + 1);
  if (data.type === "list") return { ...data, items: data.items.map(value) };
  if (data.type !== "map") return data;
  const [only] = data.entries;
  const { where } = data;
  if (data.entries.length === 1) {
    const argument = only.value;
    switch (only.key) {
      case "get_param": {
        const path = itemsOf(argument).map((each) => textOf(each));
        const name = path[0] ?? "";
        const parameter = at(template, "parameters", name);
        const given = parameters.get(name) ?? at(parameter, "default");
        if (given === void 0) {
          return unknown(
            `the parameter \`${name.slice(0, 60)}\` has no default`,
            parameter?.where ?? where
          );
        }
        const found = path.slice(1).reduce(
          (here, step) => at(here, step ?? "") ?? at(here, Number(step)),
          given
        );
        if (found === void 0) return unknown("the parameter has no such part", where);
        return via(
          { ...found, where: { ...found.where, address: `the parameter ${name}` } },
          where
        );
      }
      case "get_resource": {
        const id = textOf(argument) ?? "";
        const type = TYPES3[textOf(at(template, "resources", id, "type")) ?? ""] ?? "openstack_other";
        return unknown(
          `\`${id.slice(0, 60)}\` is known only when it is deployed`,
          where,
          referenceTo({ type, name: id.replace(/[.[\]]/g, "_") })
        );
      }
      case "get_file": {
        const path = resolveInTree(file.folder, (textOf(argument) ?? "").replace(/^file:\/*/, ""));
        const found = path === void 0 ? void 0 : tree.read(path);
        if (found === void 0) return unknown("the file is not in the repository", where);
        return withOrigin(scalar(found.text, found.location(0, found.text.length)), {
          file: found
        });
      }
      case "list_join": {
        const [delimiter, ...lists] = itemsOf(argument).map(value);
        const by = delimiter === void 0 ? void 0 : textOf(delimiter);
        if (by === void 0) break;
        const pieces = lists.flatMap((each) => each.type === "list" ? elements(each) : [each]);
        const texts = pieces.map(textOf);
        if (texts.some((text2) => text2 === void 0)) break;
        return derived(scalar(texts.join(by).slice(0, LONGEST_TEXT), where), where, pieces);
      }
      case "str_split": {
        const [delimiter, text2, index] = itemsOf(argument).map(value);
        const [by, source] = [delimiter, text2].map((each) => each && textOf(each));
        if (by === void 0 || by === "" || source === void 0) break;
        const items = source.split(by).map((part2) => scalar(part2, where));
        const number = index === void 0 ? void 0 : Number(textOf(index));
        return number === void 0 ? list(items, where) : items[number] ?? unknown("the list is shorter", where);
      }
      case "str_replace":
      case "str_replace_strict": {
        const source = entry(argument, "template")?.value;
        const pattern = source === void 0 ? void 0 : value(source);
        const words = entry(argument, "params")?.value;
        let text2 = pattern === void 0 ? void 0 : textOf(pattern);
        if (text2 === void 0 || pattern === void 0) break;
        for (const each of words?.type === "map" ? words.entries : []) {
          if (each.key === "" || text2.length > LONGEST_TEXT) continue;
          text2 = text2.split(each.key).join(textOf(value(each.value)) ?? UNKNOWN_TEXT);
        }
        return text2.includes(UNKNOWN_TEXT) ? withOrigin(unknown("a part of the text is not known", pattern.where), {
          partial: { text: text2, where: pattern.where }
        }) : scalar(text2, pattern.where);
      }
      default:
        if (/^(?:get_attr|get_|repeat|if|resource_facade|map_|yaql|digest|contains|equals|str_|list_)/.test(
          only.key
        ))
          return unknown(`\`${only.key.slice(0, 40)}\` is known only when it is deployed`, where);
        return {
          ...data,
          entries: data.entries.map((each) => ({ ...each, value: value(each.value) }))
        };
    }
    return unknown(`what \`${only.key}\` makes is not known`, where);
  }
  return { ...data, entries: data.entries.map((each) => ({ ...each, value: value(each.value) })) };
}

// src/platforms/heat/index.ts
var heat = { ...heatClaim, translate: translate6 };
function translate6({ files: files2, tree }) {
  const facts = [];
  const problems = [];
  for (const file of files2) {
    const { documents, errors } = readYaml(file, { version: "pyyaml" });
    for (const error of errors.slice(0, 3)) problems.push(syntaxProblem(file, error));
    const template = documents[0]?.data;
    if (template === void 0) continue;
    const declarations = declared2(template, file, tree, /* @__PURE__ */ new Map());
    const judged = judgeDeclarations(
      "heat",
      tree,
      declarations,
      alternatives(template, file, tree)
    );
    append(
      facts,
      judged.facts.map((fact) => inTemplate(fact, file.path))
    );
    append(problems, judged.problems);
  }
  return { facts, problems };
}
function alternatives(template, file, tree) {
  const parameters = entry(template, "parameters")?.value;
  if (parameters?.type !== "map") return [];
  return parameters.entries.flatMap(
    ({ key, value }) => entry(value, "default") !== void 0 ? [] : itemsOf(entry(value, "constraints")?.value).flatMap(
      (constraint) => itemsOf(entry(constraint, "allowed_values")?.value).map((allowed) => ({
        when: `the parameter \`${key}\` is \`${(textOf(allowed) ?? "").slice(0, 60)}\``,
        declarations: declared2(template, file, tree, /* @__PURE__ */ new Map([[key, allowed]]))
      }))
    )
  ).slice(0, 40);
}
function declared2(template, file, tree, parameters) {
  const resources = entry(template, "resources")?.value;
  if (resources?.type !== "map") return [];
  return resources.entries.flatMap(({ key, keyWhere, value }) => {
    const type = TYPES3[textOf(at(value, "type")) ?? ""];
    if (type === void 0) return [];
    const given = entry(value, "properties")?.value;
    const properties = given === void 0 ? void 0 : evaluate2(given, template, file, tree, parameters);
    const body = properties?.type === "map" ? properties : bodyOf(value.where, {});
    const where = {
      ...keyWhere,
      endLine: value.where.endLine,
      endColumn: value.where.endColumn,
      address: key
    };
    const name = key.replace(/[.[\]]/g, "_");
    const own = { type, name, address: key, where, file, body };
    if (type === "openstack_networking_secgroup_rule_v2")
      return [{ ...own, body: rule(body, void 0) }];
    if (type !== "openstack_networking_secgroup_v2") return [own];
    const group = unknown(`\`${key}\` is known only when it is deployed`, where, referenceTo(own));
    const rules2 = itemsOf(entry(body, "rules")?.value).map((each, index) => ({
      ...own,
      type: "openstack_networking_secgroup_rule_v2",
      name: `${name}-rule-${index}`,
      where: { ...each.where, address: key },
      body: rule(each, group)
    }));
    return [own, ...rules2];
  });
}
function rule(data, group) {
  const { where } = data;
  const remoteGroup = entry(data, "remote_group_id") ?? // Without a group of another name, its own is meant.
  (textOf(at(data, "remote_mode")) === "remote_group_id" ? implied("itself", where) : void 0) ?? entry(data, "remote_group");
  return bodyOf(where, {
    security_group_id: group ?? entry(data, "security_group"),
    direction: entry(data, "direction") ?? implied("ingress", where),
    ethertype: entry(data, "ethertype"),
    protocol: entry(data, "protocol"),
    port_range_min: entry(data, "port_range_min"),
    port_range_max: entry(data, "port_range_max") ?? entry(data, "port_range_min"),
    remote_ip_prefix: entry(data, "remote_ip_prefix"),
    remote_group_id: remoteGroup
  });
}

// src/platforms/nomad/json.ts
function jobsIn(data) {
  const api = entry(data, "Job")?.value ?? (entry(data, "TaskGroups") === void 0 ? void 0 : data);
  if (api?.type === "map") {
    const name = textOf(entry(api, "ID")?.value) ?? textOf(entry(api, "Name")?.value) ?? "";
    return [{ name, body: ofApi(api) }];
  }
  return labelled(entry(data, "job")).flatMap(
    ([name, body]) => body.type === "map" ? [{ name, body: nested(body, ["group", "task"], inGroup) }] : []
  );
}
function labelled(given) {
  return itemsOf(given?.value).flatMap(
    (item) => item.type === "map" ? item.entries.flatMap(
      (each) => itemsOf(each.value).map((body) => [each.key, body, each])
    ) : []
  );
}
function nested(body, types, inner) {
  const entries = body.entries.flatMap((each) => {
    if (!types.includes(each.key)) return [{ ...each, value: inner(each.value, each.key) }];
    return labelled(each).map(([label, value, place]) => ({
      ...place,
      key: `${each.key}.${label}`,
      value: inner(value, each.key)
    }));
  });
  return { ...body, entries };
}
function inGroup(data, type) {
  if (data.type !== "map") return data;
  if (type === "group") return nested(data, ["task"], inGroupBlock);
  return type === "task" ? data : data;
}
function inGroupBlock(data, type) {
  if (type !== "network") return data;
  const each = (item) => item.type === "map" ? nested(item, ["port"], (value) => value) : item;
  return data.type === "list" ? { ...data, items: data.items.map(each) } : each(data);
}
function ofApi(job) {
  const groups = itemsOf(entry(job, "TaskGroups")?.value).flatMap((group) => {
    if (group.type !== "map") return [];
    const entries = [];
    const networks = entry(group, "Networks");
    if (networks !== void 0)
      entries.push({
        ...networks,
        key: "network",
        value: list2(networks.value, (network) => networkOf(network))
      });
    for (const task of itemsOf(entry(group, "Tasks")?.value)) {
      if (task.type !== "map") continue;
      const name2 = textOf(entry(task, "Name")?.value) ?? "";
      const keys = { Driver: "driver", Config: "config", Env: "env" };
      entries.push(block(`task.${name2}`, { ...task, entries: renamed3(task, keys) }));
    }
    const name = textOf(entry(group, "Name")?.value) ?? "";
    return [block(`group.${name}`, { ...group, entries })];
  });
  return { ...job, entries: groups };
}
function networkOf(network) {
  const ports = ["ReservedPorts", "DynamicPorts"].flatMap(
    (key) => itemsOf(entry(network, key)?.value).flatMap((port) => {
      if (port.type !== "map") return [];
      const label = textOf(entry(port, "Label")?.value) ?? "";
      const names = {
        ...key === "ReservedPorts" ? { Value: "static" } : {},
        To: "to",
        HostNetwork: "host_network"
      };
      const entries = renamed3(port, names).filter(
        // The API writes what is not given as nothing.
        ({ value }) => !isNull(value) && !["0", "-1", ""].includes(textOf(value) ?? "?")
      );
      return [block(`port.${label}`, { ...port, entries })];
    })
  );
  const mode = renamed3(network, { Mode: "mode" }).filter(({ value }) => textOf(value) !== "");
  return { ...network, entries: [...mode, ...ports] };
}
function renamed3(data, names) {
  return Object.entries(names).flatMap(([from, to]) => {
    const found = entry(data, from);
    return found === void 0 || isNull(found.value) ? [] : [{ ...found, key: to }];
  });
}
function list2(data, make) {
  const items = itemsOf(data).flatMap((item) => item.type === "map" ? [make(item)] : []);
  return { type: "list", items, where: data.where };
}
function block(key, value) {
  return { key, keyWhere: value.where, valueWhere: value.where, value };
}

// src/platforms/nomad/index.ts
var nomad = { ...nomadClaim, translate: translate7 };
function translate7({ files: files2, tree }) {
  const facts = [];
  const problems = [];
  const unparsed = (file, start, end, message) => {
    problems.push(syntaxProblem(file, { where: file.location(start, end), message }));
  };
  for (const file of files2) {
    if (/^\s*\{/.test(file.text.slice(0, 1e3))) {
      const { data, errors } = readJson(file);
      for (const { where, message } of errors.slice(0, 3))
        unparsed(
          file,
          file.offset(where.startLine, where.startColumn),
          file.offset(where.endLine, where.endColumn),
          message
        );
      for (const { name, body } of data === void 0 ? [] : jobsIn(data))
        append(facts, jobFacts(body, `job "${name}"`, "nomad"));
      continue;
    }
    for (const { start, end, message } of parseConfiguration(file).errors.slice(0, 3))
      unparsed(file, start, end, message);
    append(facts, nomadFacts(file, tree, "nomad"));
  }
  return { facts, problems };
}

// src/platforms/pulumi/types.ts
var PLAIN_AWS_MODULES = /* @__PURE__ */ new Set(["ec2", "vpc", "alb", "lb", "elb", "index"]);
var EXCEPTIONS = {
  "aws:vpc:SecurityGroupIngressRule": "aws_vpc_security_group_ingress_rule",
  "aws:ec2:ManagedPrefixList": "aws_ec2_managed_prefix_list",
  "aws:ec2:ManagedPrefixListEntry": "aws_ec2_managed_prefix_list_entry",
  "aws:ec2:NetworkInterfaceSecurityGroupAttachment": "aws_network_interface_sg_attachment",
  "aws:lb:LoadBalancer": "aws_lb",
  "aws:alb:LoadBalancer": "aws_lb",
  "aws:lb:Listener": "aws_lb_listener",
  "aws:alb:Listener": "aws_lb_listener",
  "aws:lb:TargetGroup": "aws_lb_target_group",
  "aws:alb:TargetGroup": "aws_lb_target_group",
  "aws:lb:TargetGroupAttachment": "aws_lb_target_group_attachment",
  "aws:elb:LoadBalancer": "aws_elb",
  "aws:rds:Instance": "aws_db_instance",
  "aws:rds:Cluster": "aws_rds_cluster",
  "azure:network:NetworkSecurityGroup": "azurerm_network_security_group",
  "azure:network:NetworkSecurityRule": "azurerm_network_security_rule",
  "azure:network:NetworkInterface": "azurerm_network_interface",
  "azure:network:NetworkInterfaceSecurityGroupAssociation": "azurerm_network_interface_security_group_association",
  "azure:network:SubnetNetworkSecurityGroupAssociation": "azurerm_subnet_network_security_group_association",
  "azure:network:Subnet": "azurerm_subnet",
  "azure:compute:LinuxVirtualMachine": "azurerm_linux_virtual_machine",
  "azure:containerservice:Group": "azurerm_container_group",
  "azure:containerapp:App": "azurerm_container_app",
  "azure:lb:LoadBalancer": "azurerm_lb",
  "azure:lb:Rule": "azurerm_lb_rule",
  "azure:lb:NatRule": "azurerm_lb_nat_rule",
  "openstack:networking:SecGroup": "openstack_networking_secgroup_v2",
  "openstack:networking:SecGroupRule": "openstack_networking_secgroup_rule_v2",
  "hcloud:index:Firewall": "hcloud_firewall"
};
var PROVIDERS = { gcp: "google" };
function terraformTypeOf(type) {
  const [provider, modulePath = "", name] = type.split(":");
  if (provider === void 0 || provider === "") return void 0;
  const [moduleName, typeName] = name === void 0 ? ["index", modulePath] : [modulePath.split("/")[0], name];
  if (typeName === "") return void 0;
  const known2 = EXCEPTIONS[`${provider}:${moduleName}:${typeName}`];
  if (known2 !== void 0) return known2;
  const prefix = PROVIDERS[provider] ?? provider;
  const isPlain = moduleName === "index" || provider === "aws" && PLAIN_AWS_MODULES.has(moduleName);
  return [prefix, ...isPlain ? [] : [snakeCase(moduleName)], snakeCase(typeName)].join("_");
}
function singular(name) {
  if (name.endsWith("ies")) return `${name.slice(0, -3)}y`;
  return name.endsWith("s") && !name.endsWith("ss") ? name.slice(0, -1) : void 0;
}

// src/platforms/pulumi/evaluate.ts
var MOST_VALUES4 = 2e5;
var DEEPEST7 = 250;
var Program = class {
  /** @param settings values of the configuration by their name without the project's */
  constructor(file, data, settings, tree) {
    this.file = file;
    this.data = data;
    this.settings = settings;
    this.tree = tree;
  }
  file;
  data;
  settings;
  tree;
  left = MOST_VALUES4;
  variables = /* @__PURE__ */ new Map();
  declarations() {
    const resources = entry(this.data, "resources")?.value;
    if (resources?.type !== "map") return [];
    return resources.entries.flatMap((each) => {
      const type = this.typeOf(each.value);
      if (type === void 0) return [];
      const given = entry(each.value, "properties")?.value;
      const body = given === void 0 ? void 0 : this.value(given, 0);
      return [
        {
          type,
          name: nameOf(each.key),
          address: each.key,
          where: {
            ...each.keyWhere,
            endLine: each.value.where.endLine,
            endColumn: each.value.where.endColumn,
            address: each.key
          },
          file: this.file,
          body: body?.type === "map" ? asArguments(body) : mapping([], each.value.where),
          // `get` reads something that is there already.
          isExisting: entry(each.value, "get") !== void 0
        }
      ];
    });
  }
  typeOf(resource) {
    const type = stringOf(entry(resource, "type")?.value);
    return type === void 0 ? void 0 : terraformTypeOf(type);
  }
  value(data, depth) {
    if (depth > DEEPEST7 || --this.left < 0)
      return unknown("the program asks for too much work", data.where);
    switch (data.type) {
      case "scalar":
        return typeof data.value === "string" && data.value.includes("$") ? this.interpolated(data.value, data.where) : data;
      case "list":
        return { ...data, items: data.items.map((item) => this.value(item, depth + 1)) };
      case "map": {
        const [only] = data.entries;
        if (data.entries.length === 1 && /^fn::/i.test(only.key)) {
          return via(
            this.call(only.key.slice(4).toLowerCase(), only.value, data.where, depth + 1),
            data.where
          );
        }
        return {
          ...data,
          entries: data.entries.map((each) => ({
            ...each,
            value: this.value(each.value, depth + 1)
          }))
        };
      }
      default:
        return data;
    }
  }
  /** `${name.property[0]}` in a text; `$${` stands for `${`. */
  interpolated(text2, where) {
    const pieces = [];
    let from = 0;
    for (const match of text2.matchAll(/\$\$\{|\$\{([^}]{0,300})\}/g)) {
      if (match.index > from) pieces.push(scalar(text2.slice(from, match.index), where));
      from = match.index + match[0].length;
      pieces.push(
        match[1] === void 0 ? scalar("${", where) : this.access(match[1].trim(), where)
      );
    }
    if (from < text2.length) pieces.push(scalar(text2.slice(from), where));
    if (pieces.length === 1) return via(pieces[0], where);
    return concatenated3(pieces, where);
  }
  access(path, where) {
    const steps = [...path.matchAll(/[^.[\]"]+/g)].map(([step]) => step);
    const [name, ...rest] = steps;
    if (name === void 0) return unknown("a reference names nothing", where);
    let here = this.named(name, where);
    for (const step of rest) {
      if (here.type === "map") {
        here = entry(here, step)?.value ?? unknown(`there is no \`${step.slice(0, 60)}\` in it`, where);
      } else if (here.type === "list") {
        here = elements(here)[Number(step)] ?? unknown("the list is shorter", where);
      } else if (here.type === "unknown") {
        const basis = basisOf(here);
        const next = unknown(here.reason, where);
        here = basis === void 0 ? next : withBasis(next, `${basis}.${snakeCase(step)}`);
      } else {
        here = unknown(`there is no \`${step.slice(0, 60)}\` in it`, where);
      }
    }
    return here;
  }
  named(name, where) {
    const resource = entry(entry(this.data, "resources")?.value, name)?.value;
    if (resource !== void 0) {
      const type = this.typeOf(resource) ?? "other";
      const reason = `\`${name.slice(0, 60)}\` is known only when it is deployed`;
      return withBasis(
        unknown(reason, where),
        referenceTo({ type, name: nameOf(name) }, "").slice(0, -1)
      );
    }
    const known2 = this.variables.get(name);
    if (known2 === "under way") return unknown(`\`${name.slice(0, 60)}\` refers to itself`, where);
    if (known2 !== void 0) return known2;
    const variable = entry(entry(this.data, "variables")?.value, name)?.value;
    if (variable !== void 0) {
      this.variables.set(name, "under way");
      const value = this.value(variable, 0);
      this.variables.set(name, value);
      return value;
    }
    return this.setting(name, where);
  }
  setting(name, where) {
    const given = this.settings.get(name);
    if (given !== void 0) return given;
    for (const section of ["config", "configuration"]) {
      const all = entry(this.data, section)?.value;
      if (all?.type !== "map") continue;
      const declared3 = all.entries.find(({ key }) => key.slice(key.lastIndexOf(":") + 1) === name);
      if (declared3 === void 0) continue;
      if (declared3.value.type !== "map") return placed2(declared3.value, name);
      const value = entry(declared3.value, "default") ?? entry(declared3.value, "value");
      if (value !== void 0) return placed2(value.value, name);
      return unknown(`the configuration \`${name}\` has no default`, declared3.keyWhere);
    }
    return unknown(`\`${name.slice(0, 60)}\` is not declared`, where);
  }
  call(name, argument, where, depth) {
    const value = this.value(argument, depth);
    switch (name) {
      case "secret":
      case "tobase64":
      case "frombase64":
        return value;
      case "join": {
        const [delimiter, items] = itemsOf(value);
        const by = textOf(delimiter);
        if (by === void 0 || items?.type !== "list") break;
        return concatenated3(
          elements(items).flatMap(
            (item, index) => index === 0 ? [item] : [scalar(by, where), item]
          ),
          where
        );
      }
      case "split": {
        const [delimiter, source] = itemsOf(value);
        const [by, text2] = [textOf(delimiter), textOf(source)];
        if (by === void 0 || by === "" || text2 === void 0) break;
        return list(
          text2.split(by).map((part2) => scalar(part2, where)),
          where
        );
      }
      case "select": {
        const [index, items] = itemsOf(value);
        const number = integerOf(index);
        const item = number === void 0 || items?.type !== "list" ? void 0 : elements(items)[number];
        if (item === void 0) break;
        return item;
      }
      case "tojson":
        return withOrigin(unknown("it is the JSON text of a value", where), { data: value });
      case "readfile":
      case "fileasset":
      case "stringasset": {
        const text2 = textOf(value);
        if (name === "stringasset" || text2 === void 0) return value;
        const path = resolveInTree(this.file.folder, text2.replace(/^\.\//, ""));
        const file = path === void 0 ? void 0 : this.tree.read(path);
        if (file === void 0)
          return unknown(`\`${text2.slice(0, 80)}\` is not in the repository`, where);
        return withOrigin(scalar(file.text, file.location(0, file.text.length)), { file });
      }
      default:
    }
    return unknown(
      value.type === "unknown" ? value.reason : `\`fn::${name.slice(0, 40)}\` is known only when it is deployed`,
      where
    );
  }
};
function nameOf(key) {
  return key.replace(/[.[\]]/g, "_");
}
function placed2(data, name) {
  return { ...data, where: { ...data.where, address: `the configuration ${name}` } };
}
function concatenated3(pieces, where) {
  const texts = pieces.map((piece) => textOf(piece));
  let length = 0;
  for (const text2 of texts) length += text2?.length ?? 0;
  if (length > LONGEST_TEXT) return unknown("the text is too long", where);
  const missing = pieces.find((piece) => textOf(piece) === void 0);
  if (missing === void 0) return derived(scalar(texts.join(""), where), where, pieces);
  const reason = missing.type === "unknown" ? missing.reason : "a part of the text is no text";
  return withOrigin(derived(unknown(reason, where), where, pieces), {
    partial: { text: texts.map((text2) => text2 ?? UNKNOWN_TEXT).join(""), where }
  });
}
function asArguments(body, depth = 0) {
  if (depth > DEEPEST7) return body;
  const entries = body.entries.flatMap((each) => {
    const key = snakeCase(each.key);
    const value = nested2(each.value, depth);
    const own = { ...each, key, value };
    const one = singular(key);
    const isBlocks = value.type === "list" && value.items.some((item) => item.type === "map") && one !== void 0;
    return isBlocks ? [own, { ...own, key: one }] : [own];
  });
  return { ...body, entries };
}
function nested2(data, depth) {
  if (data.type === "map") return asArguments(data, depth + 1);
  if (data.type !== "list") return data;
  return { ...data, items: data.items.map((item) => nested2(item, depth + 1)) };
}

// src/platforms/pulumi/index.ts
var PROJECT = /^Pulumi\.ya?ml$/;
var STACK = /^Pulumi\.(.+)\.ya?ml$/;
var pulumi = { ...pulumiClaim, translate: translate8 };
function translate8({ files: files2, tree }) {
  const facts = [];
  const problems = [];
  for (const file of files2) {
    if (STACK.test(file.name) && !PROJECT.test(file.name)) continue;
    const { documents, errors } = readYaml(file);
    for (const error of errors.slice(0, 3)) problems.push(syntaxProblem(file, error));
    const data = documents[0]?.data;
    if (data === void 0 || !isProgram(file, data, tree)) continue;
    const judged = judge(file, data, files2, tree);
    append(
      facts,
      judged.facts.map((fact) => inTemplate(fact, file.path))
    );
    append(problems, judged.problems);
  }
  return { facts, problems };
}
function isProgram(file, data, tree) {
  if (entry(data, "resources") === void 0) return false;
  if (PROJECT.test(file.name)) return true;
  const folder = file.folder === "" ? "" : `${file.folder}/`;
  return tree.has(`${folder}Pulumi.yaml`) || tree.has(`${folder}Pulumi.yml`);
}
function judge(file, data, files2, tree) {
  const declarations = new Program(file, data, /* @__PURE__ */ new Map(), tree).declarations();
  const alternatives2 = files2.flatMap((each) => {
    const stack = STACK.exec(each.name)?.[1];
    if (stack === void 0 || each.folder !== file.folder) return [];
    const settings = settingsIn(readYaml(each).documents[0]?.data);
    return [
      {
        when: `the stack \`${stack}\` is deployed`,
        declarations: new Program(file, data, settings, tree).declarations()
      }
    ];
  });
  return judgeDeclarations("pulumi", tree, declarations, alternatives2.slice(0, 40));
}
function settingsIn(data) {
  const settings = /* @__PURE__ */ new Map();
  const config = entry(data, "config")?.value;
  if (config?.type !== "map") return settings;
  for (const { key, value } of config.entries) {
    const name = key.slice(key.lastIndexOf(":") + 1);
    const isSecret = stringOf(entry(value, "secure")?.value) !== void 0;
    const where = { ...value.where, address: `the configuration ${name}` };
    settings.set(
      name,
      isSecret ? unknown(`\`${name}\` is a secret`, value.where) : { ...value, where }
    );
  }
  return settings;
}

// src/platforms/terraform/index.ts
var terraform = { ...terraformClaim, translate };

export {
  azureTemplates,
  cloudformation,
  controllers,
  googleTemplates,
  heat,
  nomad,
  pulumi,
  terraform
};
