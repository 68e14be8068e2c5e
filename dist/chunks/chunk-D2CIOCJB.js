import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  FREE_FORM,
  HIERA,
  KINDS,
  KNOWN_MODULES,
  TASK_KEYWORDS,
  ansibleClaim,
  isModuleKey,
  programsClaim,
  settingsClaim,
  shortName
} from "./chunk-UZBDGIMA.js";
import {
  implied,
  isTemplated,
  maskTemplates,
  syntaxProblem,
  unknown
} from "./chunk-I4IV6VC4.js";
import {
  ChartReader,
  SafeRegex,
  expandReplacement,
  interpretObjects,
  kubernetes,
  objectsIn,
  overlay,
  setPath,
  useObjects
} from "./chunk-66JHJCTF.js";
import {
  HostFirewall,
  applySed,
  cloudDoors,
  containerFacts,
  flawedRestrictions,
  forwardDoors,
  kubeDoors,
  readContainerRun,
  readInPlaceEdit,
  readIni,
  refusesNobody,
  rulesAbout,
  scriptFacts,
  servedPorts,
  setsWholeFilter,
  windowsScriptFacts
} from "./chunk-EILRY3XS.js";
import {
  findMemcachedCommand,
  interpret,
  listenerFrom,
  readDebianConf,
  readScript,
  resolveInTree
} from "./chunk-HIG2RW6N.js";
import {
  readJson
} from "./chunk-G2C3MHYM.js";
import {
  Located,
  execWords,
  readEnvironmentFile,
  readOpenRc,
  readSysconfig,
  splitUnitValue,
  wordOfShell
} from "./chunk-6JJH6RJN.js";
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
  LOOPBACK,
  SourceFile,
  parseVersion
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  PortSet,
  TCP,
  TCP_AND_UDP,
  UDP,
  append,
  isUnresolved,
  unresolved
} from "./chunk-5VOORNIG.js";

// src/syntax/jinja/context.ts
var Budget = class {
  constructor(steps = 2e6, characters = 2e7) {
    this.steps = steps;
    this.characters = characters;
  }
  steps;
  characters;
};
var MOST_ROUNDS = 1e4;

// src/syntax/jinja/value.ts
function isUnknown(value) {
  return value.type === "unknown";
}
function unknown2(reason, where, extra = {}) {
  return { type: "unknown", reason, where, ...extra };
}
function missing(reason, where) {
  return { type: "unknown", reason, where, missing: true };
}
function scalar(value, where) {
  return { type: "scalar", value, where };
}
function float(value, where) {
  return Number.isInteger(value) ? { type: "scalar", value, text: `${value}.0`, where } : { type: "scalar", value, where };
}
function list(items, where) {
  return { type: "list", items, where };
}
function mapping(pairs, where) {
  const byKey = new Map(pairs);
  return {
    type: "map",
    entries: [...byKey].map(([key, value]) => ({
      key,
      keyWhere: value.where,
      valueWhere: value.where,
      value
    })),
    where
  };
}
function pairsOf(value) {
  if (value.type !== "map") return [];
  const byKey = /* @__PURE__ */ new Map();
  for (const { key, value: inner } of value.entries) byKey.set(key, inner);
  return [...byKey];
}
function isFloat(value) {
  if (typeof value.value !== "number") return false;
  return !Number.isInteger(value.value) || /^[-+]?[0-9_]*\.[0-9_]*$/.test(value.text ?? "");
}
function truth(value) {
  switch (value.type) {
    case "unknown":
      return (value.includes?.length ?? 0) > 0 ? true : void 0;
    case "list":
      return value.items.length > 0;
    case "map":
      return value.entries.length > 0;
    case "scalar":
      return value.value !== null && value.value !== "" && value.value !== 0 && value.value !== false;
  }
}
function pythonText(value) {
  if (value.type === "scalar" && typeof value.value === "string") return value.value;
  return pythonRepr(value, 0);
}
function pythonRepr(value, depth) {
  if (depth > 60) return void 0;
  switch (value.type) {
    case "unknown":
      return void 0;
    case "scalar":
      if (value.value === null) return "None";
      if (value.value === true) return "True";
      if (value.value === false) return "False";
      if (typeof value.value === "number") return numberText(value);
      return quote(value.value);
    case "list": {
      const parts = [];
      for (const item of value.items) {
        const text2 = pythonRepr(item, depth + 1);
        if (text2 === void 0) return void 0;
        parts.push(text2);
      }
      return `[${parts.join(", ")}]`;
    }
    case "map": {
      const parts = [];
      for (const [key, inner] of pairsOf(value)) {
        const text2 = pythonRepr(inner, depth + 1);
        if (text2 === void 0) return void 0;
        parts.push(`${quote(key)}: ${text2}`);
      }
      return `{${parts.join(", ")}}`;
    }
  }
}
function numberText(value) {
  const number = value.value;
  return isFloat(value) && Number.isInteger(number) ? `${number}.0` : String(number);
}
function quote(text2) {
  const mark = text2.includes("'") && !text2.includes('"') ? '"' : "'";
  const body = text2.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("	", "\\t").replaceAll("\r", "\\r");
  return mark + (mark === "'" ? body.replaceAll("'", "\\'") : body) + mark;
}
function equals(a, b, depth = 0) {
  if (isUnknown(a) || isUnknown(b)) return equalsUnknown(a, b);
  if (depth > 60) return void 0;
  if (a.type === "scalar" && b.type === "scalar") {
    return comparable(a.value) === comparable(b.value);
  }
  if (a.type === "list" && b.type === "list") {
    if (a.items.length !== b.items.length) return false;
    return every(a.items.map((item, i) => equals(item, b.items[i], depth + 1)));
  }
  if (a.type === "map" && b.type === "map") {
    const left = pairsOf(a);
    const right = pairsOf(b);
    if (left.length !== right.length) return false;
    return every(
      left.map(([key, value]) => {
        const other = entry(b, key);
        return other === void 0 ? false : equals(value, other.value, depth + 1);
      })
    );
  }
  return false;
}
function equalsUnknown(a, b) {
  for (const [one, other] of [
    [a, b],
    [b, a]
  ]) {
    if (isUnknown(one) && one.oneOf !== void 0 && other.type === "scalar") {
      if (!one.oneOf.includes(other.value)) return false;
      return one.oneOf.length === 1 ? true : void 0;
    }
  }
  return void 0;
}
function comparable(value) {
  return typeof value === "boolean" ? Number(value) : value;
}
function every(answers) {
  if (answers.includes(false)) return false;
  return answers.includes(void 0) ? void 0 : true;
}
function isKnown(value, depth = 0) {
  if (value.type === "unknown" || depth > 60) return false;
  if (value.type === "list") return value.items.every((item) => isKnown(item, depth + 1));
  if (value.type === "map") return value.entries.every((item) => isKnown(item.value, depth + 1));
  return true;
}
function reasonOf(value, depth = 0) {
  if (value.type === "unknown") return value.reason;
  if (depth <= 60) {
    const parts = value.type === "list" ? value.items : value.type === "map" ? value.entries.map((item) => item.value) : [];
    for (const part2 of parts) if (!isKnown(part2)) return reasonOf(part2, depth + 1);
  }
  return "a part of it is not known";
}

// src/syntax/jinja/rendered.ts
var UNKNOWN_MARK = "";
var RenderedText = class {
  constructor(pieces) {
    this.pieces = pieces;
    let length = 0;
    for (const piece of pieces) {
      this.starts.push(length);
      length += piece.text.length;
    }
    this.text = pieces.map((piece) => piece.text).join("");
  }
  pieces;
  text;
  starts = [];
  /** Whether nothing in it is unknown. */
  get isKnown() {
    return !this.text.includes(UNKNOWN_MARK);
  }
  /** The reason of the first unknown part between two offsets. */
  reason(start = 0, end = this.text.length) {
    for (let i = this.indexAt(start); i < this.pieces.length && this.starts[i] < end; i++) {
      const piece = this.pieces[i];
      if (piece.reason !== void 0) return piece.reason;
    }
    return this.text.slice(start, end).includes(UNKNOWN_MARK) ? "it is not known" : void 0;
  }
  /** The reason of an unknown part among the characters from `start` up to `end`, if there is one. */
  unknownIn(start, end) {
    if (!this.text.slice(start, end).includes(UNKNOWN_MARK)) return void 0;
    return this.reason(start, end);
  }
  /**
   * Where the characters from `start` up to `end` came from: the value of a variable if there is one
   * among them, else the template's text.
   */
  locate(start, end) {
    const touched = [];
    const last = Math.max(end, start + 1);
    for (let i = this.indexAt(start); i < this.pieces.length && this.starts[i] < last; i++) {
      const piece2 = this.pieces[i];
      const from = Math.max(start - this.starts[i], 0);
      const to = Math.min(end - this.starts[i], piece2.text.length);
      if (piece2.text.length > 0) touched.push({ piece: piece2, from, to: Math.max(from, to) });
    }
    const chosen = touched.find(
      ({ piece: piece2, from, to }) => piece2.fromValue && piece2.text.slice(from, to).trim() !== ""
    ) ?? touched[0];
    if (chosen !== void 0) return chosen.piece.locate(chosen.from, chosen.to);
    const piece = this.pieces.at(-1) ?? this.pieces[0];
    if (piece === void 0)
      return { file: "", startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    return piece.locate(piece.text.length, piece.text.length);
  }
  indexAt(offset) {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
};
var LONGEST = 5e5;
var MOST_PIECES = 2e4;
var composed = /* @__PURE__ */ new WeakMap();
function piecesOf(value) {
  const known3 = composed.get(value);
  if (known3 !== void 0) return known3;
  const text2 = isUnknown(value) ? void 0 : pythonText(value);
  const locate = () => value.where;
  if (text2 === void 0) {
    return [{ text: UNKNOWN_MARK, locate, fromValue: true, reason: reasonOf(value) }];
  }
  return [{ text: text2, locate, fromValue: true }];
}
function originate(value, locate) {
  if (locate === void 0 || typeof value.value !== "string" || composed.has(value)) return;
  composed.set(value, [{ text: value.value, locate, fromValue: true }]);
}
function compose(pieces, where) {
  let length = 0;
  for (const piece of pieces) length += piece.text.length;
  if (length > LONGEST || pieces.length > MOST_PIECES) {
    return { type: "unknown", reason: "the text is too long", where };
  }
  const reason = pieces.find((piece) => piece.reason !== void 0)?.reason;
  const value = reason === void 0 ? { type: "scalar", value: pieces.map((piece) => piece.text).join(""), where } : { type: "unknown", reason, where };
  composed.set(value, pieces);
  return value;
}
function renderedOf(value) {
  return new RenderedText(piecesOf(value));
}

// src/syntax/jinja/operators.ts
var LONGEST2 = 1e6;
function indexValue(object, index, where, name) {
  if (isUnknown(object)) return object;
  if (isUnknown(index)) return unknown2(index.reason, where);
  if (index.type !== "scalar") return unknown2("the index is no text or number", where);
  if (object.type === "map") {
    const found = entry(object, pythonText(index) ?? "");
    return found?.value ?? missing(`"${name.slice(0, 80)}" is not defined`, where);
  }
  const position = typeof index.value === "number" ? index.value : typeof index.value === "string" && /^-?[0-9]{1,9}$/.test(index.value) ? Number(index.value) : void 0;
  if (position !== void 0 && object.type === "list") {
    return object.items.at(position) ?? missing(`"${name.slice(0, 80)}" is not defined`, where);
  }
  if (position !== void 0 && object.type === "scalar" && typeof object.value === "string") {
    const char = object.value.at(position);
    if (char !== void 0) return scalar(char, object.where);
  }
  return missing(`"${name.slice(0, 80)}" is not defined`, where);
}
function sliceValue(object, from, to, step2, where) {
  if (isUnknown(object)) return object;
  const bounds = [];
  for (const bound of [from, to, step2]) {
    if (bound === void 0 || bound.type === "scalar" && bound.value === null) {
      bounds.push(void 0);
    } else if (bound.type === "scalar" && typeof bound.value === "number") {
      bounds.push(bound.value);
    } else {
      return unknown2(isUnknown(bound) ? bound.reason : "a bound of the slice is no number", where);
    }
  }
  const pick = (items) => {
    const stride = bounds[2] ?? 1;
    if (stride === 1) return items.slice(bounds[0] ?? 0, bounds[1] ?? items.length);
    if (stride === -1 && bounds[0] === void 0 && bounds[1] === void 0)
      return [...items].reverse();
    if (stride > 1) {
      return items.slice(bounds[0] ?? 0, bounds[1] ?? items.length).filter((_, i) => i % stride === 0);
    }
    return [];
  };
  if (object.type === "list") return list(pick(object.items), where);
  if (object.type === "scalar" && typeof object.value === "string") {
    return scalar(pick(object.value.split("")).join(""), object.where);
  }
  return unknown2("it cannot be sliced", where);
}
function arithmetic(operator, left, right, where) {
  if (operator === "~") return compose([...piecesOf(left), ...piecesOf(right)], where);
  if (operator === "+") {
    const sum = add(left, right, where);
    if (sum !== void 0) return sum;
  }
  if (operator === "%" && left.type === "scalar" && typeof left.value === "string") {
    return percentFormat(left.value, right.type === "list" ? right.items : [right], where);
  }
  if (operator === "*") {
    const repeated = repeat(left, right, where) ?? repeat(right, left, where);
    if (repeated !== void 0) return repeated;
  }
  if (isUnknown(left) || isUnknown(right)) {
    return unknown2(reasonOf(isUnknown(left) ? left : right), where);
  }
  const a = numberOf(left);
  const b = numberOf(right);
  if (a === void 0 || b === void 0) return unknown2(`"${operator}" needs numbers here`, where);
  const floats = [left, right].some((side) => side.type === "scalar" && isFloat(side));
  const result = (value) => !Number.isFinite(value) ? unknown2("the number is out of bounds", where) : floats ? float(value, where) : scalar(value, where);
  switch (operator) {
    case "+":
      return result(a + b);
    case "-":
      return result(a - b);
    case "*":
      return result(a * b);
    case "/":
      return b === 0 ? unknown2("it divides by zero", where) : float(a / b, where);
    case "//":
      return b === 0 ? unknown2("it divides by zero", where) : result(Math.floor(a / b));
    case "%":
      return b === 0 ? unknown2("it divides by zero", where) : result(a - b * Math.floor(a / b));
    case "**":
      return result(a ** b);
  }
}
function add(left, right, where) {
  if (left.type === "list" && right.type === "list") {
    if (left.items.length + right.items.length > LONGEST2)
      return unknown2("the list is too long", where);
    return list([...left.items, ...right.items], where);
  }
  const isText2 = (value) => value.type === "scalar" && typeof value.value === "string";
  if (isText2(left) && (isText2(right) || isUnknown(right)) || isUnknown(left) && isText2(right)) {
    return compose([...piecesOf(left), ...piecesOf(right)], where);
  }
  return void 0;
}
function repeat(value, times, where) {
  if (times.type !== "scalar" || typeof times.value !== "number") return void 0;
  const count = Math.max(0, Math.floor(times.value));
  if (value.type === "scalar" && typeof value.value === "string") {
    if (value.value.length * count > LONGEST2) return unknown2("the text is too long", where);
    return scalar(value.value.repeat(count), where);
  }
  if (value.type === "list") {
    if (value.items.length * count > LONGEST2) return unknown2("the list is too long", where);
    return list(Array.from({ length: count }, () => value.items).flat(), where);
  }
  return void 0;
}
function numberOf(value) {
  if (value.type !== "scalar") return void 0;
  if (typeof value.value === "number") return value.value;
  if (typeof value.value === "boolean") return Number(value.value);
  return void 0;
}
function percentFormat(format, values, where) {
  const pieces = [];
  let next = 0;
  let from = 0;
  const text2 = (value) => {
    pieces.push({ text: value, locate: () => where, fromValue: false });
  };
  for (let at2 = format.indexOf("%"); at2 >= 0; at2 = format.indexOf("%", from)) {
    text2(format.slice(from, at2));
    const spec = /^%(-?)(0?)([0-9]{0,3})(?:\.[0-9]{1,3})?([sdifrx%])/.exec(
      format.slice(at2, at2 + 12)
    );
    if (spec === null) return unknown2("the format is not evaluated", where);
    from = at2 + spec[0].length;
    if (spec[4] === "%") {
      text2("%");
      continue;
    }
    const value = values[next++];
    if (value === void 0) return unknown2("the format needs more values", where);
    const parts = piecesOf(value);
    if (spec[3] === "" && (spec[4] === "s" || spec[4] === "d" || spec[4] === "i")) {
      append(pieces, parts);
      continue;
    }
    if (isUnknown(value)) return unknown2(value.reason, where);
    const plain2 = parts.map((part2) => part2.text).join("");
    if (spec[4] === "x" || spec[4] === "f" || spec[4] === "r")
      return unknown2("the format is not evaluated", where);
    const width = Number(spec[3]);
    text2(
      spec[1] === "-" ? plain2.padEnd(width) : plain2.padStart(width, spec[2] === "0" ? "0" : " ")
    );
  }
  text2(format.slice(from));
  return compose(pieces, where);
}
function compareValues(operator, left, right) {
  if (operator === "==") return equals(left, right);
  if (operator === "!=") {
    const same = equals(left, right);
    return same === void 0 ? void 0 : !same;
  }
  const order2 = compareOrder(left, right);
  if (order2 === void 0) return void 0;
  switch (operator) {
    case "<":
      return order2 < 0;
    case "<=":
      return order2 <= 0;
    case ">":
      return order2 > 0;
    case ">=":
      return order2 >= 0;
  }
}
function compareOrder(left, right) {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== void 0 && b !== void 0) return a - b;
  if (left.type === "scalar" && right.type === "scalar") {
    if (typeof left.value === "string" && typeof right.value === "string") {
      return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
    }
  }
  if (left.type === "list" && right.type === "list") {
    for (let i = 0; i < Math.min(left.items.length, right.items.length); i++) {
      const order2 = compareOrder(left.items[i], right.items[i]);
      if (order2 !== 0) return order2;
    }
    return left.items.length - right.items.length;
  }
  return void 0;
}
function isIn(needle, hay) {
  if (isUnknown(hay)) {
    if (isUnknown(needle) && needle.nature === "host-name") return hay.holdsHost;
    if (needle.type === "scalar" && typeof needle.value === "string") {
      if (hay.includes?.includes(needle.value)) return true;
      if (hay.excludes?.includes(needle.value)) return false;
    }
    return void 0;
  }
  if (hay.type === "list") return isInList(needle, hay.items);
  if (isUnknown(needle)) return void 0;
  if (needle.type !== "scalar") return false;
  if (hay.type === "map") return entry(hay, pythonText(needle) ?? "") !== void 0;
  if (hay.type === "scalar" && typeof hay.value === "string" && typeof needle.value === "string") {
    return hay.value.includes(needle.value);
  }
  return void 0;
}
function isInList(needle, items) {
  if (isUnknown(needle) && needle.oneOf !== void 0) {
    const answers = needle.oneOf.map((value) => isInList(scalar(value, needle.where), items));
    if (answers.every((answer2) => answer2 === true)) return true;
    if (answers.every((answer2) => answer2 === false)) return false;
    return void 0;
  }
  let undecided2 = false;
  for (const item of items) {
    const same = equals(needle, item);
    if (same === true) return true;
    if (same === void 0) undecided2 = true;
  }
  return undecided2 ? void 0 : false;
}

// src/syntax/jinja/tests.ts
function onScalar(test) {
  return (input) => {
    if (isUnknown(input)) return void 0;
    return input.type === "scalar" && test(input);
  };
}
var defined = (input) => !(isUnknown(input) && input.missing === true);
var versionTest = (input, args, named) => {
  const other = args[0] ?? named.get("version");
  const operator = args[1] ?? named.get("operator");
  if (other === void 0 || isUnknown(input) || isUnknown(other)) return void 0;
  const name = operator === void 0 ? "==" : pythonText(operator) ?? "";
  const order2 = compareVersionText(pythonText(input) ?? "", pythonText(other) ?? "");
  if (order2 === void 0) return void 0;
  switch (name) {
    case "==":
    case "=":
    case "eq":
      return order2 === 0;
    case "!=":
    case "<>":
    case "ne":
      return order2 !== 0;
    case "<":
    case "lt":
      return order2 < 0;
    case "<=":
    case "le":
      return order2 <= 0;
    case ">":
    case "gt":
      return order2 > 0;
    case ">=":
    case "ge":
      return order2 >= 0;
    default:
      return void 0;
  }
};
function compareVersionText(a, b) {
  const parts = (text2) => /^[0-9]{1,9}(\.[0-9]{1,9}){0,9}$/.test(text2.trim()) ? text2.trim().split(".").map(Number) : void 0;
  const left = parts(a);
  const right = parts(b);
  if (left === void 0 || right === void 0) return void 0;
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i] - right[i];
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
function regexTest(kind) {
  return (input, args, named) => {
    const pattern = args[0] ?? named.get("pattern");
    if (pattern === void 0 || isUnknown(input) || isUnknown(pattern)) return void 0;
    const text2 = pythonText(input);
    const source = pythonText(pattern);
    if (text2 === void 0 || source === void 0) return void 0;
    const flag2 = (name, index) => {
      const value = named.get(name) ?? args[index];
      return value !== void 0 && truth(value) === true;
    };
    const regex = SafeRegex.compile(kind === "fullmatch" ? `(?:${source})$` : source, {
      ignoreCase: flag2("ignorecase", 1),
      multiline: flag2("multiline", 2)
    });
    const match = regex?.search(text2, 0, kind !== "search");
    return regex === void 0 || match === "too-long" ? void 0 : match !== void 0;
  };
}
function subset(small, large) {
  if (large === void 0 || small.type !== "list" || large.type !== "list") return void 0;
  let answer2 = true;
  for (const item of small.items) {
    const found = isIn(item, large);
    if (found === false) return false;
    if (found === void 0) answer2 = void 0;
  }
  return answer2;
}
function order(operator) {
  return (input, args) => args[0] === void 0 ? void 0 : compareValues(operator, input, args[0]);
}
var equalTo = (input, args) => args[0] === void 0 ? void 0 : equals(input, args[0]);
var notEqualTo = (input, args) => {
  const same = args[0] === void 0 ? void 0 : equals(input, args[0]);
  return same === void 0 ? void 0 : !same;
};
var contains = (input, args) => args[0] === void 0 ? void 0 : isIn(args[0], input);
var within = (input, args) => args[0] === void 0 ? void 0 : isIn(input, args[0]);
var unanswerable = () => void 0;
function resultTest(key, wanted) {
  return (input) => {
    if (input.type !== "map") return void 0;
    const value = entry(input, key)?.value;
    const holds = value === void 0 ? false : truth(value);
    return holds === void 0 ? void 0 : holds === wanted;
  };
}
var pythonTruth = (input, _args, named) => {
  if (named.has("convert_bool") && input.type === "scalar" && typeof input.value === "string") {
    const word = input.value.toLowerCase();
    if (["yes", "true", "on", "y", "t", "1"].includes(word)) return true;
    if (["no", "false", "off", "n", "f", "0", ""].includes(word)) return false;
  }
  return truth(input);
};
var TESTS = {
  defined,
  undefined: (input) => isUnknown(input) && input.missing === true,
  none: onScalar((value) => value.value === null),
  string: (input) => isUnknown(input) && input.oneOf === void 0 ? void 0 : isUnknown(input) || input.type === "scalar" && typeof input.value === "string",
  number: onScalar((value) => typeof value.value === "number" || typeof value.value === "boolean"),
  integer: onScalar((value) => typeof value.value === "number" && !isFloat(value)),
  float: onScalar(isFloat),
  boolean: onScalar((value) => typeof value.value === "boolean"),
  true: onScalar((value) => value.value === true),
  false: onScalar((value) => value.value === false),
  mapping: (input) => isUnknown(input) ? void 0 : input.type === "map",
  iterable: (input) => isUnknown(input) ? void 0 : input.type !== "scalar" || typeof input.value === "string",
  sequence: (input) => isUnknown(input) ? void 0 : input.type !== "scalar" || typeof input.value === "string",
  sameas: equalTo,
  eq: equalTo,
  "==": equalTo,
  equalto: equalTo,
  ne: notEqualTo,
  "!=": notEqualTo,
  lt: order("<"),
  lessthan: order("<"),
  "<": order("<"),
  le: order("<="),
  "<=": order("<="),
  gt: order(">"),
  greaterthan: order(">"),
  ">": order(">"),
  ge: order(">="),
  ">=": order(">="),
  in: within,
  contains,
  even: onScalar((value) => typeof value.value === "number" && value.value % 2 === 0),
  odd: onScalar((value) => typeof value.value === "number" && Math.abs(value.value % 2) === 1),
  divisibleby: (input, args) => {
    const by = args[0];
    if (input.type !== "scalar" || by?.type !== "scalar") return void 0;
    if (typeof input.value !== "number" || typeof by.value !== "number") return void 0;
    return input.value % by.value === 0;
  },
  lower: onScalar((value) => String(value.value) === String(value.value).toLowerCase()),
  upper: onScalar((value) => String(value.value) === String(value.value).toUpperCase()),
  truthy: pythonTruth,
  falsy: (input, args, named) => {
    const answer2 = pythonTruth(input, args, named);
    return answer2 === void 0 ? void 0 : !answer2;
  },
  any: (input) => {
    if (input.type !== "list") return void 0;
    const answers = input.items.map(truth);
    return answers.includes(true) ? true : answers.includes(void 0) ? void 0 : false;
  },
  all: (input) => {
    if (input.type !== "list") return void 0;
    const answers = input.items.map(truth);
    return answers.includes(false) ? false : answers.includes(void 0) ? void 0 : true;
  },
  match: regexTest("match"),
  search: regexTest("search"),
  regex: regexTest("search"),
  fullmatch: regexTest("fullmatch"),
  version: versionTest,
  version_compare: versionTest,
  subset: (input, args) => subset(input, args[0]),
  issubset: (input, args) => subset(input, args[0]),
  superset: (input, args) => args[0] === void 0 ? void 0 : subset(args[0], input),
  issuperset: (input, args) => args[0] === void 0 ? void 0 : subset(args[0], input),
  // What only a run can tell, but of a task that is known to be skipped.
  succeeded: resultTest("failed", false),
  success: resultTest("failed", false),
  successful: resultTest("failed", false),
  failed: resultTest("failed", true),
  failure: resultTest("failed", true),
  changed: resultTest("changed", true),
  change: resultTest("changed", true),
  skipped: resultTest("skipped", true),
  skip: resultTest("skipped", true),
  exists: unanswerable,
  file: unanswerable,
  directory: unanswerable,
  link: unanswerable
};
function sorted(items, key) {
  return [...items].sort((a, b) => compareOrder(key(a), key(b)) ?? 0);
}

// src/syntax/jinja/compute.ts
function compute(evaluator, expression, origin, source, where) {
  const value = (inner) => evaluator.evaluate(inner, origin, source);
  switch (expression.kind) {
    case "literal":
      return {
        type: "scalar",
        value: expression.value,
        ...expression.float ? { text: source.slice(expression.start, expression.end) } : {},
        where
      };
    case "list":
      return list(expression.items.map(value), where);
    case "dict": {
      const pairs = [];
      for (const item of expression.entries) {
        const key = pythonText(value(item.key));
        if (key === void 0) return unknown2("a key of the dictionary is not known", where);
        pairs.push([key, value(item.value)]);
      }
      return mapping(pairs, where);
    }
    case "unary": {
      const operand = value(expression.operand);
      if (expression.operator === "not") return answer(negate(truth(operand)), operand, where);
      if (isUnknown(operand)) return operand;
      if (operand.type !== "scalar" || typeof operand.value !== "number") {
        return unknown2(`"${expression.operator}" needs a number`, where);
      }
      return { ...operand, value: expression.operator === "-" ? -operand.value : operand.value };
    }
    case "binary":
      return binary(evaluator, expression, origin, source, where);
    case "compare":
      return compare(evaluator, expression, origin, source, where);
    case "conditional": {
      const condition = value(expression.condition);
      const holds = truth(condition);
      const otherwise = () => expression.otherwise === void 0 ? missing('the condition does not hold and there is no "else"', where) : value(expression.otherwise);
      if (holds === true) return value(expression.then);
      if (holds === false) return otherwise();
      const first = value(expression.then);
      if (equals(first, otherwise()) === true) return first;
      return unknown2(reasonOf(condition), where);
    }
    case "slice":
      return sliceValue(
        value(expression.object),
        expression.from === void 0 ? void 0 : value(expression.from),
        expression.to === void 0 ? void 0 : value(expression.to),
        expression.step === void 0 ? void 0 : value(expression.step),
        where
      );
    case "filter": {
      const input = value(expression.input);
      const args = evaluator.arguments(expression.args, origin, source);
      if (args === void 0) return unknown2("arguments are spread from a variable", where);
      return evaluator.applyFilter(expression.name, input, args, where);
    }
    case "test": {
      const input = value(expression.input);
      const args = evaluator.arguments(expression.args, origin, source);
      const holds = args === void 0 ? void 0 : evaluator.applyTest(expression.name, input, args);
      return answer(
        expression.negated ? negate(holds) : holds,
        input,
        where,
        () => Object.hasOwn(TESTS, expression.name) ? void 0 : `the test "${expression.name}" is not evaluated`
      );
    }
    case "call":
      return evaluator.call(expression, origin, source, where);
    default:
      return unknown2("the expression is not evaluated", where);
  }
}
function binary(evaluator, expression, origin, source, where) {
  const left = evaluator.evaluate(expression.left, origin, source);
  const { operator } = expression;
  if (operator === "and" || operator === "or") {
    const holds = truth(left);
    if (holds === (operator === "or")) return left;
    const right = evaluator.evaluate(expression.right, origin, source);
    if (holds !== void 0) return right;
    if (truth(right) === (operator === "or")) return right;
    return unknown2(reasonOf(left), where);
  }
  return arithmetic(operator, left, evaluator.evaluate(expression.right, origin, source), where);
}
function compare(evaluator, expression, origin, source, where) {
  let left = evaluator.evaluate(expression.first, origin, source);
  let undecided2;
  for (const { operator, operand } of expression.rest) {
    const right = evaluator.evaluate(operand, origin, source);
    const holds = operator === "in" ? isIn(left, right) : operator === "not in" ? negate(isIn(left, right)) : compareValues(operator, left, right);
    if (holds === false) return scalar(false, where);
    if (holds === void 0) undecided2 ??= isKnown(left) ? right : left;
    left = right;
  }
  if (undecided2 === void 0) return scalar(true, where);
  return unknown2(reasonOf(undecided2), where);
}
function negate(value) {
  return value === void 0 ? void 0 : !value;
}
function answer(value, operand, where, reason) {
  if (value !== void 0) return scalar(value, where);
  return unknown2(
    reason?.() ?? (isKnown(operand) ? "the test cannot be decided" : reasonOf(operand)),
    where
  );
}

// src/syntax/jinja/lexer.ts
var JinjaSyntaxError = class extends Error {
  constructor(message, offset) {
    super(message);
    this.offset = offset;
  }
  offset;
  name = "JinjaSyntaxError";
};
var OPERATORS = [
  "**",
  "//",
  "==",
  "!=",
  "<=",
  ">=",
  "+",
  "-",
  "*",
  "/",
  "%",
  "~",
  "<",
  ">",
  "=",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ".",
  ":",
  "|"
];
var NAME = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*/y;
var NUMBER = /0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE][-+]?[0-9]+)?/y;
function tokenize(text2, from, to, plain2 = false) {
  const tokens = [];
  let at2 = from;
  while (at2 < to) {
    const char = text2[at2];
    if (char === " " || char === "	" || char === "\n" || char === "\r") {
      at2++;
      continue;
    }
    if (char === '"' || char === "'") {
      const [read2, end] = readString(text2, at2, to);
      const value = plain2 ? text2.slice(at2 + 1, end - 1) : read2;
      tokens.push({ kind: "string", text: value, start: at2, end });
      at2 = end;
      continue;
    }
    NAME.lastIndex = at2;
    const name = NAME.exec(text2);
    if (name !== null && at2 + name[0].length <= to) {
      tokens.push({ kind: "name", text: name[0], start: at2, end: at2 + name[0].length });
      at2 += name[0].length;
      continue;
    }
    NUMBER.lastIndex = at2;
    const number = NUMBER.exec(text2);
    if (number !== null && at2 + number[0].length <= to) {
      const digits = number[0];
      const float2 = /^[0-9][0-9_]*[.eE]/.test(digits) && !/^0[xXoObB]/.test(digits);
      const afterDot = tokens.at(-1)?.text === "." && tokens.at(-1)?.kind === "operator";
      const taken = afterDot ? /^[0-9]+/.exec(digits)[0] : digits;
      tokens.push({
        kind: float2 && !afterDot ? "float" : "integer",
        text: taken.replaceAll("_", ""),
        start: at2,
        end: at2 + taken.length
      });
      at2 += taken.length;
      continue;
    }
    const operator = OPERATORS.find((one) => text2.startsWith(one, at2));
    if (operator === void 0 || at2 + operator.length > to) {
      throw new JinjaSyntaxError(`the character "${char}" does not belong in an expression`, at2);
    }
    tokens.push({ kind: "operator", text: operator, start: at2, end: at2 + operator.length });
    at2 += operator.length;
  }
  tokens.push({ kind: "end", text: "", start: to, end: to });
  return tokens;
}
var ESCAPES = {
  n: "\n",
  t: "	",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0"
};
function readString(text2, start, to) {
  const quote2 = text2[start];
  let value = "";
  let at2 = start + 1;
  while (at2 < to) {
    const char = text2[at2];
    if (char === quote2) return [value, at2 + 1];
    if (char === "\\" && at2 + 1 < to) {
      const next = text2[at2 + 1];
      const width = next === "x" ? 2 : next === "u" ? 4 : 0;
      const hex = text2.slice(at2 + 2, at2 + 2 + width);
      if (width > 0 && hex.length === width && /^[0-9a-fA-F]+$/.test(hex)) {
        value += String.fromCharCode(parseInt(hex, 16));
        at2 += 2 + width;
      } else {
        value += ESCAPES[next] ?? `\\${next}`;
        at2 += 2;
      }
      continue;
    }
    value += char;
    at2++;
  }
  throw new JinjaSyntaxError("a string is not closed", start);
}

// src/syntax/jinja/expression.ts
var DEEPEST = 100;
var ExpressionParser = class {
  at = 0;
  depth = 0;
  tokens;
  /** @throws JinjaSyntaxError */
  constructor(text2, from = 0, to = text2.length, plain2 = false) {
    this.tokens = tokenize(text2, from, to, plain2);
  }
  /** The whole of the text as one expression. @throws JinjaSyntaxError */
  whole() {
    const value = this.expressionOrTuple();
    if (this.peek().kind !== "end") this.fail(`"${this.peek().text}" is not expected here`);
    return value;
  }
  peek(ahead = 0) {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)];
  }
  next() {
    const token = this.peek();
    if (this.at < this.tokens.length - 1) this.at++;
    return token;
  }
  isName(name) {
    return this.peek().kind === "name" && this.peek().text === name;
  }
  takeName(name) {
    if (!this.isName(name)) return false;
    this.next();
    return true;
  }
  isOperator(operator, ahead = 0) {
    return this.peek(ahead).kind === "operator" && this.peek(ahead).text === operator;
  }
  takeOperator(operator) {
    if (!this.isOperator(operator)) return false;
    this.next();
    return true;
  }
  expectOperator(operator) {
    if (!this.isOperator(operator)) this.fail(`"${operator}" is expected here`);
    return this.next();
  }
  expectName() {
    if (this.peek().kind !== "name") this.fail("a name is expected here");
    return this.next();
  }
  fail(message) {
    throw new JinjaSyntaxError(message, this.peek().start);
  }
  /** `a, b` makes a tuple. */
  expressionOrTuple() {
    const first = this.expression();
    if (!this.isOperator(",")) return first;
    const items = [first];
    while (this.takeOperator(",")) {
      if (this.peek().kind === "end" || this.isOperator(")")) break;
      items.push(this.expression());
    }
    return { kind: "list", items, start: first.start, end: items.at(-1).end };
  }
  expression() {
    return this.nested(() => this.conditional());
  }
  /** Without `a if b`: what `for … in … if …` iterates over. */
  withoutCondition() {
    return this.nested(() => this.or());
  }
  nested(read2) {
    if (++this.depth > DEEPEST) this.fail("the expression is nested too deeply");
    const result = read2();
    this.depth--;
    return result;
  }
  conditional() {
    let value = this.or();
    while (this.takeName("if")) {
      const condition = this.or();
      const otherwise = this.takeName("else") ? this.expression() : void 0;
      value = {
        kind: "conditional",
        condition,
        then: value,
        ...otherwise === void 0 ? {} : { otherwise },
        start: value.start,
        end: (otherwise ?? condition).end
      };
    }
    return value;
  }
  or() {
    let left = this.and();
    while (this.takeName("or")) left = binary2("or", left, this.and());
    return left;
  }
  and() {
    let left = this.not();
    while (this.takeName("and")) left = binary2("and", left, this.not());
    return left;
  }
  not() {
    if (!this.isName("not")) return this.compare();
    const token = this.next();
    const operand = this.nested(() => this.not());
    return { kind: "unary", operator: "not", operand, start: token.start, end: operand.end };
  }
  compare() {
    const first = this.additive();
    const rest = [];
    for (; ; ) {
      const operator = this.comparison();
      if (operator === void 0) break;
      rest.push({ operator, operand: this.additive() });
    }
    if (rest.length === 0) return first;
    return { kind: "compare", first, rest, start: first.start, end: rest.at(-1).operand.end };
  }
  comparison() {
    for (const operator of ["==", "!=", "<=", ">=", "<", ">"]) {
      if (this.takeOperator(operator)) return operator;
    }
    if (this.takeName("in")) return "in";
    if (this.isName("not") && this.peek(1).kind === "name" && this.peek(1).text === "in") {
      this.next();
      this.next();
      return "not in";
    }
    return void 0;
  }
  additive() {
    let left = this.concatenation();
    for (; ; ) {
      if (this.takeOperator("+")) left = binary2("+", left, this.concatenation());
      else if (this.takeOperator("-")) left = binary2("-", left, this.concatenation());
      else return left;
    }
  }
  concatenation() {
    let left = this.multiplicative();
    while (this.takeOperator("~")) left = binary2("~", left, this.multiplicative());
    return left;
  }
  multiplicative() {
    let left = this.power();
    for (; ; ) {
      const operator = ["*", "//", "/", "%"].find((one) => this.isOperator(one));
      if (operator === void 0) return left;
      this.next();
      left = binary2(operator, left, this.power());
    }
  }
  power() {
    let left = this.unary(true);
    while (this.takeOperator("**")) left = binary2("**", left, this.unary(true));
    return left;
  }
  unary(withFilter) {
    let value;
    if (this.isOperator("-") || this.isOperator("+")) {
      const token = this.next();
      const operand = this.nested(() => this.unary(false));
      const operator = token.text;
      value = { kind: "unary", operator, operand, start: token.start, end: operand.end };
    } else {
      value = this.primary();
    }
    value = this.postfix(value);
    return withFilter ? this.filtersAndTests(value) : value;
  }
  primary() {
    const token = this.next();
    const { start, end } = token;
    switch (token.kind) {
      case "name":
        switch (token.text) {
          case "true":
          case "True":
            return { kind: "literal", value: true, start, end };
          case "false":
          case "False":
            return { kind: "literal", value: false, start, end };
          case "none":
          case "None":
            return { kind: "literal", value: null, start, end };
          default:
            return { kind: "name", name: token.text, start, end };
        }
      case "string": {
        let value = token.text;
        let last = end;
        while (this.peek().kind === "string") {
          const more = this.next();
          value += more.text;
          last = more.end;
        }
        return { kind: "literal", value, start, end: last };
      }
      case "integer":
        return { kind: "literal", value: Number(token.text), start, end };
      case "float":
        return { kind: "literal", value: Number(token.text), float: true, start, end };
      case "operator":
        if (token.text === "(") return this.parenthesised(start);
        if (token.text === "[") return this.list(start);
        if (token.text === "{") return this.dict(start);
        break;
      case "end":
        throw new JinjaSyntaxError("the expression ends too early", start);
    }
    throw new JinjaSyntaxError(`"${token.text}" is not expected here`, start);
  }
  parenthesised(start) {
    if (this.isOperator(")")) {
      return { kind: "list", items: [], start, end: this.next().end };
    }
    const inner = this.expressionOrTuple();
    const close = this.expectOperator(")");
    return { ...inner, start, end: close.end };
  }
  list(start) {
    const items = [];
    while (!this.isOperator("]")) {
      items.push(this.expression());
      if (!this.takeOperator(",")) break;
    }
    return { kind: "list", items, start, end: this.expectOperator("]").end };
  }
  dict(start) {
    const entries = [];
    while (!this.isOperator("}")) {
      const key = this.expression();
      this.expectOperator(":");
      entries.push({ key, value: this.expression() });
      if (!this.takeOperator(",")) break;
    }
    return { kind: "dict", entries, start, end: this.expectOperator("}").end };
  }
  postfix(value) {
    let object = value;
    for (; ; ) {
      if (this.takeOperator(".")) {
        const token = this.next();
        const { start } = object;
        if (token.kind === "name") {
          object = { kind: "attribute", object, name: token.text, start, end: token.end };
        } else if (token.kind === "integer") {
          const index = {
            kind: "literal",
            value: Number(token.text),
            start: token.start,
            end: token.end
          };
          object = { kind: "index", object, index, start, end: token.end };
        } else {
          throw new JinjaSyntaxError("a name is expected after the dot", token.start);
        }
      } else if (this.isOperator("[")) {
        object = this.subscript(object);
      } else if (this.isOperator("(")) {
        const [args, end] = this.arguments();
        object = { kind: "call", callee: object, args, start: object.start, end };
      } else {
        return object;
      }
    }
  }
  subscript(object) {
    this.expectOperator("[");
    const { start } = object;
    const part2 = () => this.isOperator(":") || this.isOperator("]") ? void 0 : this.expression();
    const from = part2();
    if (!this.isOperator(":")) {
      const end2 = this.expectOperator("]").end;
      if (from === void 0) this.fail("an index is expected here");
      return { kind: "index", object, index: from, start, end: end2 };
    }
    this.next();
    const to = part2();
    const step2 = this.takeOperator(":") ? part2() : void 0;
    const end = this.expectOperator("]").end;
    return {
      kind: "slice",
      object,
      ...from === void 0 ? {} : { from },
      ...to === void 0 ? {} : { to },
      ...step2 === void 0 ? {} : { step: step2 },
      start,
      end
    };
  }
  /** `(a, b, c=d)`; also where the closing bracket ends. */
  arguments() {
    this.expectOperator("(");
    const positional = [];
    const named = [];
    let spread = false;
    while (!this.isOperator(")")) {
      if (this.isOperator("*") || this.isOperator("**")) {
        this.next();
        this.expression();
        spread = true;
      } else if (this.peek().kind === "name" && this.isOperator("=", 1)) {
        const name = this.next().text;
        this.next();
        named.push({ name, value: this.expression() });
      } else {
        positional.push(this.expression());
      }
      if (!this.takeOperator(",")) break;
    }
    const { end } = this.expectOperator(")");
    return [{ positional, named, ...spread ? { spread } : {} }, end];
  }
  /** `| filter(args)` and `is test`, as many as there are. */
  filtersAndTests(value) {
    let input = value;
    for (; ; ) {
      const { start } = input;
      if (this.takeOperator("|")) {
        const [name, nameEnd] = this.dottedName();
        let args = { positional: [], named: [] };
        let end = nameEnd;
        if (this.isOperator("(")) [args, end] = this.arguments();
        input = { kind: "filter", input, name, args, start, end };
      } else if (this.isName("is")) {
        input = this.test(input);
      } else {
        return input;
      }
    }
  }
  test(input) {
    this.next();
    const negated = this.takeName("not");
    const [name, nameEnd] = this.dottedName();
    let args = { positional: [], named: [] };
    let end = nameEnd;
    if (this.isOperator("(")) {
      [args, end] = this.arguments();
    } else if (this.startsOperand()) {
      const operand = this.postfix(this.primary());
      args = { positional: [operand], named: [] };
      end = operand.end;
    }
    return { kind: "test", input, name, args, negated, start: input.start, end };
  }
  /** A test may take one operand without brackets: `x is divisibleby 3`, `x is in list`. */
  startsOperand() {
    const token = this.peek();
    if (token.kind === "string" || token.kind === "integer" || token.kind === "float") return true;
    if (token.kind === "operator") return token.text === "[" || token.text === "{";
    return token.kind === "name" && !["else", "or", "and", "is", "if", "not", "in"].includes(token.text);
  }
  /** `ansible.utils.ipaddr`, of which the last part is returned. */
  dottedName() {
    let token = this.expectName();
    while (this.isOperator(".") && this.peek(1).kind === "name") {
      this.next();
      token = this.next();
    }
    return [token.text, token.end];
  }
};
function binary2(operator, left, right) {
  return { kind: "binary", operator, left, right, start: left.start, end: right.end };
}
function parseExpression(text2, from = 0, to = text2.length, plain2 = false) {
  return new ExpressionParser(text2, from, to, plain2).whole();
}

// src/syntax/jinja/yaml.ts
function yamlIn(path, rendered) {
  const file = new RenderedFile(path, rendered);
  const stream = readYaml(file, {
    version: "pyyaml",
    unknownAt: (start, end) => rendered.unknownIn(start, end)
  });
  return { documents: stream.documents.map(({ data }) => data), errors: stream.errors };
}
var RenderedFile = class extends SourceFile {
  constructor(path, rendered) {
    super(path, rendered.text);
    this.rendered = rendered;
  }
  rendered;
  location(start, end = start, address) {
    const where = this.rendered.locate(start, Math.max(end, start));
    return address === void 0 ? where : { ...where, address };
  }
};

// src/syntax/jinja/filters/call.ts
function argument(call, index, name) {
  return call.positional[index] ?? call.named.get(name);
}
function textArgument(call, index, name) {
  const value = argument(call, index, name);
  return value === void 0 || isUnknown(value) ? void 0 : pythonText(value);
}
function flag(call, index, name) {
  const value = argument(call, index, name);
  return value !== void 0 && truth(value) === true;
}
function known(run) {
  return (call) => isUnknown(call.input) ? call.input : run(call);
}
function text(run) {
  return (call) => {
    const { input } = call;
    const apply2 = (value2) => run(value2, call);
    if (isUnknown(input)) {
      if (input.oneOf === void 0) return input;
      const mapped = input.oneOf.map((one) => apply2(String(one)));
      if (!mapped.every((one) => typeof one === "string"))
        return unknown2(input.reason, input.where);
      return unknown2(input.reason, input.where, { oneOf: mapped });
    }
    const value = pythonText(input);
    if (value === void 0) return unknown2(reasonOf(input), call.where);
    const result = apply2(value);
    return typeof result === "string" ? scalar(result, input.where) : result;
  };
}
function onList(run) {
  return known((call) => {
    const items = itemsOfInput(call.input);
    return items === void 0 ? unknown2("a list is needed here", call.where) : run(items, call);
  });
}
function itemsOfInput(input) {
  if (input.type === "list") return input.items;
  if (input.type === "map") return pairsOf(input).map(([key, value]) => scalar(key, value.where));
  if (input.type === "scalar" && typeof input.value === "string") {
    return [...input.value].map((char) => scalar(char, input.where));
  }
  return void 0;
}
function attributeOf(item, path, where) {
  let here = item;
  for (const step2 of path.split(".")) {
    if (isUnknown(here)) return here.missing ? here : unknown2(here.reason, here.where);
    const next = here.type === "list" && /^[0-9]{1,6}$/.test(step2) ? here.items[Number(step2)] : entry(here, step2)?.value;
    if (next === void 0) return missing(`"${path.slice(0, 60)}" is not defined`, where);
    here = next;
  }
  return here;
}

// src/syntax/jinja/filters/data.ts
function jsonText(value, indent) {
  const plain2 = plainValue(value, 0);
  if (plain2 === void 0) return void 0;
  const json = JSON.stringify(plain2.value, null, indent);
  return indent === void 0 ? spaced(json) : json;
}
function spaced(json) {
  let result = "";
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    result += char;
    if (quoted && char === "\\") result += json[++i] ?? "";
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === "," || char === ":")) result += " ";
  }
  return result;
}
function plainValue(value, depth) {
  if (depth > 60 || value.type === "unknown") return void 0;
  if (value.type === "scalar") return { value: value.value };
  if (value.type === "list") {
    const items = value.items.map((item) => plainValue(item, depth + 1));
    return items.includes(void 0) ? void 0 : { value: items.map((item) => item.value) };
  }
  const result = [];
  for (const [key, inner] of pairsOf(value)) {
    const plain2 = plainValue(inner, depth + 1);
    if (plain2 === void 0) return void 0;
    result.push([key, plain2.value]);
  }
  return { value: Object.fromEntries(result) };
}
var toJson = (indent) => (call) => {
  if (isUnknown(call.input)) return unknown2(call.input.reason, call.input.where);
  const json = jsonText(call.input, indent);
  return json === void 0 ? unknown2(reasonOf(call.input), call.where) : compose([{ text: json, locate: () => call.input.where, fromValue: true }], call.where);
};
var fromJson = known((call) => {
  const value = pythonText(call.input);
  try {
    return fromPlain(JSON.parse(value ?? ""), call.input.where, 0);
  } catch {
    return unknown2("it is not JSON", call.where);
  }
});
var fromYaml = (call) => documentsOf(call)?.[0] ?? unknown2("it is not YAML that is known", call.where);
var fromYamlAll = (call) => {
  const documents = documentsOf(call);
  return documents === void 0 ? unknown2("it is not YAML that is known", call.where) : list(documents, call.where);
};
function documentsOf({ input }) {
  if (input.type === "map" || input.type === "list") return [input];
  if (isUnknown(input) && piecesOf(input).length === 1) return void 0;
  const { documents, errors } = yamlIn(input.where.file, renderedOf(input));
  return errors.length > 0 ? void 0 : documents;
}
function fromPlain(value, where, depth) {
  if (depth > 60) return unknown2("it is nested too deeply", where);
  if (Array.isArray(value))
    return list(
      value.map((item) => fromPlain(item, where, depth + 1)),
      where
    );
  if (typeof value === "object" && value !== null) {
    return mapping(
      Object.entries(value).map(
        ([key, inner]) => [key, fromPlain(inner, where, depth + 1)]
      ),
      where
    );
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return scalar(value, where);
  }
  return scalar(null, where);
}
var DATA_FILTERS = {
  to_json: toJson(void 0),
  to_nice_json: toJson(4),
  tojson: toJson(void 0),
  to_yaml: toJson(void 0),
  to_nice_yaml: toJson(void 0),
  from_json: fromJson,
  from_yaml: fromYaml,
  from_yaml_all: fromYamlAll
};

// src/syntax/jinja/filters/dictionaries.ts
var combineFilter = (call) => {
  const recursive = flag(call, 99, "recursive");
  const listMerge = textArgument(call, 99, "list_merge") ?? "replace";
  const parts = [call.input, ...call.positional].flatMap(
    (part2) => part2.type === "list" ? part2.items : [part2]
  );
  let result = mapping([], call.where);
  for (const part2 of parts) {
    if (isUnknown(part2)) return unknown2(part2.reason, part2.where);
    if (part2.type !== "map") return unknown2("combine needs dictionaries", call.where);
    const merged2 = merge(result, part2, recursive, listMerge, call.where, 0);
    if (merged2 === void 0)
      return unknown2(`combine with list_merge="${listMerge}" is not evaluated`, call.where);
    result = merged2;
  }
  return result;
};
function merge(base, over, recursive, listMerge, where, depth) {
  const pairs = new Map(pairsOf(base));
  for (const [key, value] of pairsOf(over)) {
    const before = pairs.get(key);
    if (recursive && depth < 50 && before?.type === "map" && value.type === "map") {
      const inner = merge(before, value, recursive, listMerge, where, depth + 1);
      if (inner === void 0) return void 0;
      pairs.set(key, inner);
    } else if (before?.type === "list" && value.type === "list" && listMerge !== "replace") {
      if (listMerge === "append") pairs.set(key, list([...before.items, ...value.items], where));
      else if (listMerge === "prepend")
        pairs.set(key, list([...value.items, ...before.items], where));
      else if (listMerge !== "keep") return void 0;
    } else {
      pairs.set(key, value);
    }
  }
  return mapping([...pairs], where);
}
var dict2items = known((call) => {
  if (call.input.type !== "map") return unknown2("dict2items needs a dictionary", call.where);
  const keyName = textArgument(call, 0, "key_name") ?? "key";
  const valueName = textArgument(call, 1, "value_name") ?? "value";
  return list(
    pairsOf(call.input).map(
      ([key, value]) => mapping(
        [
          [keyName, scalar(key, value.where)],
          [valueName, value]
        ],
        value.where
      )
    ),
    call.where
  );
});
var items2dict = onList((items, call) => {
  const keyName = textArgument(call, 0, "key_name") ?? "key";
  const valueName = textArgument(call, 1, "value_name") ?? "value";
  const pairs = [];
  for (const item of items) {
    const key = entry(item, keyName)?.value;
    const value = entry(item, valueName)?.value;
    const name = key === void 0 ? void 0 : pythonText(key);
    if (name === void 0 || value === void 0) {
      return unknown2(
        isUnknown(item) ? item.reason : "items2dict needs keys and values",
        call.where
      );
    }
    pairs.push([name, value]);
  }
  return mapping(pairs, call.where);
});
var DICTIONARY_FILTERS = {
  dictsort: known(
    (call) => call.input.type === "map" ? list(
      [...pairsOf(call.input)].sort(([a], [b]) => a.toLowerCase() < b.toLowerCase() ? -1 : 1).map(([key, value]) => list([scalar(key, value.where), value], value.where)),
      call.where
    ) : unknown2("dictsort needs a dictionary", call.where)
  ),
  items: known(
    (call) => list(
      pairsOf(call.input).map(
        ([key, value]) => list([scalar(key, value.where), value], value.where)
      ),
      call.where
    )
  ),
  dict2items,
  items2dict,
  dict: known((call) => {
    if (call.input.type === "map") return call.input;
    if (call.input.type !== "list") return unknown2("it is no list of pairs", call.where);
    const pairs = [];
    for (const item of call.input.items) {
      const key = item.type === "list" ? pythonText(item.items[0] ?? scalar("", call.where)) : void 0;
      if (key === void 0 || item.type !== "list" || item.items[1] === void 0)
        return unknown2("it is no list of pairs", call.where);
      pairs.push([key, item.items[1]]);
    }
    return mapping(pairs, call.where);
  }),
  combine: combineFilter
};

// src/syntax/jinja/filters/lists.ts
var flattenFilter = onList((items, call) => {
  const levels = argument(call, 0, "levels");
  const most = levels?.type === "scalar" && typeof levels.value === "number" ? levels.value : 50;
  const flatten = (inner, depth) => inner.flatMap(
    (item) => item.type === "list" && depth < most ? flatten(item.items, depth + 1) : [item]
  );
  return list(
    flatten(items, 0).filter((item) => !(item.type === "scalar" && item.value === null)),
    call.where
  );
});
function without(items) {
  const kept = [];
  for (const item of items) {
    if (kept.length > 2e3) break;
    if (!kept.some((other) => equals(item, other) === true)) kept.push(item);
  }
  return kept;
}
function setFilter(keep, both) {
  return onList((items, call) => {
    const other = argument(call, 0, "b");
    if (other?.type !== "list") {
      return unknown2(
        other !== void 0 && isUnknown(other) ? other.reason : "a list is needed here",
        call.where
      );
    }
    const all = without(both ? [...items, ...other.items] : items);
    const kept = [];
    for (const item of all) {
      const answer2 = keep(item, list(items, call.where), other);
      if (answer2 === void 0) return unknown2(reasonOf(isKnown(item) ? other : item), call.where);
      if (answer2) kept.push(item);
    }
    return list(kept, call.where);
  });
}
function not(value) {
  return value === void 0 ? void 0 : !value;
}
var productFilter = onList((items, call) => {
  let rows = items.map((item) => [item]);
  for (const other of call.positional) {
    if (other.type !== "list") return unknown2(reasonOf(other), call.where);
    if (rows.length * other.items.length > 1e4)
      return unknown2("the product is too long", call.where);
    rows = rows.flatMap((row) => other.items.map((item) => [...row, item]));
  }
  return list(
    rows.map((row) => list(row, call.where)),
    call.where
  );
});
function zipFilter(longest) {
  return onList((items, call) => {
    const columns = [items];
    for (const other of call.positional) {
      if (other.type !== "list") return unknown2(reasonOf(other), call.where);
      columns.push(other.items);
    }
    const lengths = columns.map((column) => column.length);
    const rows = longest ? Math.max(...lengths) : Math.min(...lengths);
    const fill = call.named.get("fillvalue") ?? scalar(null, call.where);
    return list(
      Array.from(
        { length: rows },
        (_, i) => list(
          columns.map((column) => column[i] ?? fill),
          call.where
        )
      ),
      call.where
    );
  });
}
var ends = (pick) => (call) => {
  if (isUnknown(call.input) && call.input.nature !== void 0) return call.input;
  return onList((items) => pick(items) ?? missing("the list is empty", call.where))(call);
};
var extremum = (sign) => onList((items, call) => {
  let best;
  for (const item of items) {
    const order2 = best === void 0 ? 1 : compareOrder(item, best);
    if (order2 === void 0)
      return unknown2(isKnown(item) ? "the values have no order" : reasonOf(item), call.where);
    if (best === void 0 || order2 * sign > 0) best = item;
  }
  return best ?? missing("the list is empty", call.where);
});
var lengthFilter = known((call) => {
  const { input } = call;
  if (input.type === "list") return scalar(input.items.length, call.where);
  if (input.type === "map") return scalar(pairsOf(input).length, call.where);
  return typeof (input.type === "scalar" ? input.value : null) === "string" ? scalar([...pythonText(input)].length, call.where) : unknown2("it has no length", call.where);
});
var LIST_FILTERS = {
  first: ends((items) => items[0]),
  last: ends((items) => items.at(-1)),
  random: known(
    (call) => call.input.type === "list" && call.input.items.length === 1 ? call.input.items[0] : unknown2("a random choice is not known", call.where)
  ),
  min: extremum(-1),
  max: extremum(1),
  sum: onList((items, call) => {
    const attribute = textArgument(call, 0, "attribute");
    const parts = attribute === void 0 ? items : items.map((item) => attributeOf(item, attribute, call.where));
    const start = argument(call, 1, "start");
    if (start?.type === "list") {
      const lists = parts.map((part2) => part2.type === "list" ? part2.items : void 0);
      if (lists.includes(void 0)) return unknown2("the lists are not known", call.where);
      return list([...start.items, ...lists.flatMap((one) => one)], call.where);
    }
    let total = 0;
    for (const part2 of parts) {
      if (part2.type !== "scalar" || typeof part2.value !== "number")
        return unknown2(reasonOf(part2), call.where);
      total += part2.value;
    }
    return scalar(total, call.where);
  }),
  length: lengthFilter,
  count: lengthFilter,
  list: onList((items, call) => list(items, call.where)),
  unique: onList(
    (items, call) => items.every((item) => isKnown(item)) ? list(without(items), call.where) : list(items, call.where)
  ),
  union: setFilter(() => true, true),
  intersect: setFilter((item, _a, b) => isIn(item, b), false),
  difference: setFilter((item, _a, b) => not(isIn(item, b)), false),
  symmetric_difference: setFilter((item, a, b) => {
    const inA = isIn(item, a);
    const inB = isIn(item, b);
    return inA === void 0 || inB === void 0 ? void 0 : inA !== inB;
  }, true),
  flatten: flattenFilter,
  reverse: known((call) => {
    if (call.input.type === "list") return list([...call.input.items].reverse(), call.where);
    return text((value) => [...value].reverse().join(""))(call);
  }),
  sort: onList((items, call) => {
    const bad = items.find((item) => !isKnown(item));
    if (bad !== void 0) return unknown2(reasonOf(bad), call.where);
    const attribute = textArgument(call, 2, "attribute");
    const key = (item) => {
      const value = attribute === void 0 ? item : attributeOf(item, attribute, call.where);
      return value.type === "scalar" && typeof value.value === "string" && !flag(call, 1, "case_sensitive") ? { ...value, value: value.value.toLowerCase() } : value;
    };
    const result = sorted(items, key);
    return list(flag(call, 0, "reverse") ? [...result].reverse() : result, call.where);
  }),
  product: productFilter,
  zip: zipFilter(false),
  zip_longest: zipFilter(true),
  batch: unsupported("batch"),
  groupby: unsupported("groupby")
};
function unsupported(name) {
  return (call) => unknown2(`the filter "${name}" is not evaluated`, call.where);
}

// src/syntax/jinja/filters/members.ts
var mapFilter = onList((items, call) => {
  const attribute = call.named.get("attribute");
  if (attribute !== void 0) {
    const path = pythonText(attribute);
    if (path === void 0 || isUnknown(attribute))
      return unknown2("the attribute is not known", call.where);
    const fallback = call.named.get("default");
    return list(
      items.map((item) => {
        const value = attributeOf(item, path, call.where);
        return isUnknown(value) && value.missing && fallback !== void 0 ? fallback : value;
      }),
      call.where
    );
  }
  const name = call.positional[0];
  if (name === void 0 || isUnknown(name))
    return unknown2("the filter to map is not known", call.where);
  const args = { positional: call.positional.slice(1), named: call.named };
  const filter = (pythonText(name) ?? "").split(".").at(-1);
  return list(
    items.map((item) => call.evaluator.applyFilter(filter, item, args, call.where)),
    call.where
  );
});
function selection(wanted, byAttribute) {
  return onList((items, call) => {
    const attribute = byAttribute ? textArgument(call, 0, "attribute") : void 0;
    if (byAttribute && attribute === void 0)
      return unknown2("the attribute is not known", call.where);
    const rest = call.positional.slice(byAttribute ? 1 : 0);
    const name = rest[0] === void 0 ? void 0 : pythonText(rest[0]);
    const args = { positional: rest.slice(1), named: call.named };
    const kept = [];
    for (const item of items) {
      const subject = attribute === void 0 ? item : attributeOf(item, attribute, call.where);
      const holds = name === void 0 ? truth(subject) : call.evaluator.applyTest(name.split(".").at(-1), subject, args);
      if (holds === void 0) {
        return unknown2(
          isKnown(subject) ? `the test "${name}" cannot be decided` : reasonOf(subject),
          call.where
        );
      }
      if (holds === wanted) kept.push(item);
    }
    return list(kept, call.where);
  });
}
var extractFilter = (call) => {
  const container = call.positional[0];
  if (container === void 0) return unknown2("extract needs a container", call.where);
  if (isUnknown(call.input)) return call.input;
  let result = call.evaluator.memberOf(container, call.input, call.where);
  const more = argument(call, 1, "morekeys");
  for (const key of more === void 0 ? [] : more.type === "list" ? more.items : [more]) {
    result = call.evaluator.memberOf(call.evaluator.finish(result), key, call.where);
  }
  return call.evaluator.finish(result);
};
var MEMBER_FILTERS = {
  map: mapFilter,
  select: selection(true, false),
  reject: selection(false, false),
  selectattr: selection(true, true),
  rejectattr: selection(false, true),
  attr: (call) => {
    const name = textArgument(call, 0, "name");
    return name === void 0 ? unknown2("the attribute is not known", call.where) : attributeOf(call.input, name, call.where);
  },
  extract: extractFilter
};

// src/syntax/jinja/filters/regex.ts
function regexOf(pattern, call) {
  return SafeRegex.compile(pattern, {
    ignoreCase: flag(call, 99, "ignorecase"),
    multiline: flag(call, 99, "multiline")
  });
}
var regexReplace = text((value, call) => {
  const pattern = textArgument(call, 0, "pattern");
  const replacement = textArgument(call, 1, "replacement");
  if (pattern === void 0 || replacement === void 0)
    return unknown2("the pattern is not known", call.where);
  const matches = regexOf(pattern, call)?.all(value);
  if (matches === void 0 || matches === "too-long") {
    return unknown2("the regular expression is not evaluated", call.where);
  }
  const count = argument(call, 99, "count");
  const most = count?.type === "scalar" && typeof count.value === "number" && count.value > 0 ? count.value : Infinity;
  let result = "";
  let from = 0;
  matches.slice(0, most).forEach((match) => {
    result += value.slice(from, match.start) + expandReplacement(replacement, match, value);
    from = match.end;
  });
  return result + value.slice(from);
});
var regexSearch = text((value, call) => {
  const pattern = textArgument(call, 0, "regex");
  if (pattern === void 0) return unknown2("the pattern is not known", call.where);
  const regex = regexOf(pattern, call);
  const match = regex?.search(value);
  if (regex === void 0 || match === "too-long") {
    return unknown2("the regular expression is not evaluated", call.where);
  }
  if (match === void 0) return scalar(null, call.where);
  const groups = call.positional.slice(1).map((one) => pythonText(one) ?? "");
  if (groups.length === 0) return value.slice(match.start, match.end);
  return list(
    groups.map((group) => {
      const name = /^\\g<(.{1,40})>$/.exec(group)?.[1];
      const index = name === void 0 ? Number(group.slice(1)) : match.names[name] ?? Number(name);
      return scalar(match.groups[index - 1] ?? null, call.where);
    }),
    call.where
  );
});
var regexFindall = text((value, call) => {
  const pattern = textArgument(call, 0, "regex");
  const matches = pattern === void 0 ? void 0 : regexOf(pattern, call)?.all(value);
  if (matches === void 0 || matches === "too-long") {
    return unknown2("the regular expression is not evaluated", call.where);
  }
  return list(
    matches.map(
      (match) => match.groups.length === 0 ? scalar(value.slice(match.start, match.end), call.where) : match.groups.length === 1 ? scalar(match.groups[0] ?? "", call.where) : list(
        match.groups.map((group) => scalar(group ?? "", call.where)),
        call.where
      )
    ),
    call.where
  );
});
var REGEX_FILTERS = {
  regex_replace: regexReplace,
  regex_search: regexSearch,
  regex_findall: regexFindall,
  regex_escape: text((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
};

// src/syntax/jinja/methods.ts
function callMethod(object, name, args, where) {
  if (isUnknown(object)) {
    return {
      value: object.missing ? missing(object.reason, where) : unknown2(object.reason, object.where)
    };
  }
  const first = args.positional[0];
  if (object.type === "map") return { value: mapMethod(object, name, args, where) };
  if (object.type === "list") return listMethod(object, name, first, where);
  if (object.type === "scalar" && typeof object.value === "string") {
    return { value: textMethod(object, object.value, name, args, where) };
  }
  return { value: unknown2(`the method "${name}" is not evaluated`, where) };
}
function mapMethod(object, name, args, where) {
  const first = args.positional[0];
  switch (name) {
    case "items":
      return list(
        pairsOf(object).map(([key, value]) => list([scalar(key, value.where), value], value.where)),
        where
      );
    case "keys":
      return list(
        pairsOf(object).map(([key, value]) => scalar(key, value.where)),
        where
      );
    case "values":
      return list(
        pairsOf(object).map(([, value]) => value),
        where
      );
    case "get": {
      if (first === void 0 || isUnknown(first)) return unknown2("the key is not known", where);
      return entry(object, pythonText(first) ?? "")?.value ?? args.positional[1] ?? scalar(null, where);
    }
    case "copy":
      return object;
    default: {
      const value = entry(object, name)?.value;
      if (value !== void 0) return unknown2(`"${name}" is no function`, where);
      return unknown2(`the method "${name}" is not evaluated`, where);
    }
  }
}
function listMethod(object, name, first, where) {
  const nothing = scalar(null, where);
  switch (name) {
    case "append":
      if (first !== void 0 && object.items.length < 1e5) {
        return { value: nothing, changed: { ...object, items: [...object.items, first] } };
      }
      break;
    case "extend":
      if (first?.type === "list" && object.items.length + first.items.length < 1e5) {
        return { value: nothing, changed: { ...object, items: [...object.items, ...first.items] } };
      }
      break;
    case "copy":
      return { value: object };
    case "count":
    case "index": {
      const same = object.items.map(
        (item) => first === void 0 ? void 0 : equals(item, first)
      );
      if (same.includes(void 0)) break;
      if (name === "count") return { value: scalar(same.filter((one) => one).length, where) };
      if (same.includes(true)) return { value: scalar(same.indexOf(true), where) };
      break;
    }
  }
  return { value: unknown2(`the method "${name}" is not evaluated`, where) };
}
function textMethod(object, text2, name, args, where) {
  const unknownArgument = args.positional.find(isUnknown);
  if (name === "format") return braceFormat(text2, args, where);
  if (unknownArgument !== void 0) return unknown2(unknownArgument.reason, where);
  const words = args.positional.map((arg) => pythonText(arg) ?? "");
  const make = (value) => scalar(value, object.where);
  switch (name) {
    case "split":
    case "rsplit": {
      const separator = args.positional[0] ?? args.named.get("sep");
      const limit = args.positional[1] ?? args.named.get("maxsplit");
      if (limit !== void 0 && name === "rsplit") break;
      const most = limit?.type === "scalar" && typeof limit.value === "number" ? limit.value : -1;
      const parts = splitText(
        text2,
        separator === void 0 ? void 0 : pythonText(separator),
        most
      );
      return list(parts.map(make), where);
    }
    case "splitlines":
      return list(text2.split("\n").map(make), where);
    case "strip":
      return make(stripChars(text2, words[0], true, true));
    case "lstrip":
      return make(stripChars(text2, words[0], true, false));
    case "rstrip":
      return make(stripChars(text2, words[0], false, true));
    case "lower":
      return make(text2.toLowerCase());
    case "upper":
      return make(text2.toUpperCase());
    case "title":
    case "capitalize":
      return make(text2.charAt(0).toUpperCase() + text2.slice(1).toLowerCase());
    case "replace":
      if (words.length < 2 || words[0] === "") break;
      return make(text2.split(words[0]).join(words[1]).slice(0, 1e6));
    case "startswith":
      return scalar(text2.startsWith(words[0] ?? ""), where);
    case "endswith":
      return scalar(text2.endsWith(words[0] ?? ""), where);
    case "isdigit":
      return scalar(/^[0-9]+$/.test(text2), where);
    case "find":
      return scalar(text2.indexOf(words[0] ?? ""), where);
    case "count":
      if (words[0] === void 0 || words[0] === "") break;
      return scalar(text2.split(words[0]).length - 1, where);
    case "zfill":
      return make(text2.padStart(Math.min(Number(words[0]) || 0, 1e3), "0"));
    case "join": {
      const items = args.positional[0];
      if (items?.type !== "list") break;
      return joinTexts(items.items, text2, where);
    }
  }
  return unknown2(`the method "${name}" is not evaluated`, where);
}
function braceFormat(text2, args, where) {
  const pieces = [];
  let next = 0;
  let from = 0;
  const literal3 = (value) => {
    pieces.push({ text: value, locate: () => where, fromValue: false });
  };
  for (let i = 0; i < text2.length; i++) {
    const char = text2[i];
    if ((char === "{" || char === "}") && text2[i + 1] === char) {
      literal3(text2.slice(from, i + 1));
      from = ++i + 1;
    } else if (char === "{") {
      literal3(text2.slice(from, i));
      const close = text2.indexOf("}", i);
      if (close < 0) return unknown2("the format is not closed", where);
      const name = text2.slice(i + 1, close);
      const value = name === "" ? args.positional[next++] : /^[0-9]{1,3}$/.test(name) ? args.positional[Number(name)] : args.named.get(name);
      if (value === void 0) return unknown2("the format is not evaluated", where);
      append(pieces, piecesOf(value));
      i = close;
      from = close + 1;
    }
  }
  literal3(text2.slice(from));
  return compose(pieces, where);
}
function splitText(text2, separator, most = -1) {
  let parts;
  if (separator === void 0 || separator === "None") {
    parts = text2.split(/[ \t\n\r\f\v]/).filter((part2) => part2 !== "");
    if (most >= 0 && parts.length > most + 1)
      parts = [...parts.slice(0, most), parts.slice(most).join(" ")];
    return parts;
  }
  if (separator === "") return [text2];
  parts = text2.split(separator);
  if (most >= 0 && parts.length > most + 1) {
    parts = [...parts.slice(0, most), parts.slice(most).join(separator)];
  }
  return parts;
}
function stripChars(text2, chars, front, back) {
  const belongs = (char) => chars === void 0 ? " 	\n\r\f\v".includes(char) : chars.includes(char);
  let start = 0;
  let end = text2.length;
  while (front && start < end && belongs(text2[start])) start++;
  while (back && end > start && belongs(text2[end - 1])) end--;
  return text2.slice(start, end);
}
function joinTexts(items, separator, where) {
  const pieces = items.flatMap((item, i) => [
    ...i > 0 && separator !== "" ? [{ text: separator, locate: () => where, fromValue: false }] : [],
    ...piecesOf(item)
  ]);
  return compose(pieces, items[0]?.where ?? where);
}

// src/syntax/jinja/filters/texts.ts
var joinFilter = known((call) => {
  const separator = argument(call, 0, "d");
  if (separator !== void 0 && isUnknown(separator)) return separator;
  let items = itemsOfInput(call.input);
  if (items === void 0) return unknown2("a list is needed here", call.where);
  const attribute = textArgument(call, 1, "attribute");
  if (attribute !== void 0)
    items = items.map((item) => attributeOf(item, attribute, call.where));
  return joinTexts(items, separator === void 0 ? "" : pythonText(separator) ?? "", call.where);
});
var addressFilter = (call) => {
  if (isUnknown(call.input)) return call.input;
  const query = textArgument(call, 0, "query");
  if (query === void 0 || query === "address") {
    const apply2 = text((value) => query === "address" ? value.split("/")[0] : value);
    if (call.input.type === "scalar") return apply2(call);
  }
  return unknown2('the filter "ipaddr" is not evaluated', call.where);
};
var commentFilter = (call) => {
  const pieces = piecesOf(call.input);
  const style = textArgument(call, 0, "style") ?? "plain";
  const mark = call.named.get("decoration");
  const lead = mark === void 0 ? { c: " * ", cblock: " * ", erlang: "% ", xml: " - " }[style] ?? "# " : pythonText(mark) ?? "# ";
  const body = pieces.map((piece) => piece.text).join("");
  const lines = body.split("\n").map((line) => `${lead}${line}`.trimEnd());
  return scalar(["#", ...lines, "#"].join("\n").replaceAll("", "?"), call.where);
};
var indentFilter = (call) => {
  const width = argument(call, 0, "width");
  const count = width?.type === "scalar" && typeof width.value === "number" ? Math.min(width.value, 200) : 4;
  const pad = " ".repeat(Math.max(count, 0));
  const first = flag(call, 1, "first") || flag(call, 1, "indentfirst");
  let lineStart = first;
  const pieces = piecesOf(call.input).flatMap((piece) => {
    const parts = [];
    let from = 0;
    while (from < piece.text.length) {
      const newline2 = piece.text.indexOf("\n", from);
      const to = newline2 < 0 ? piece.text.length : newline2 + 1;
      const start = from;
      if (lineStart && piece.text[from] !== "\n") {
        parts.push({ text: pad, locate: () => piece.locate(start, start), fromValue: false });
      }
      parts.push({
        ...piece,
        text: piece.text.slice(from, to),
        locate: (a, b) => piece.locate(start + a, start + b)
      });
      lineStart = newline2 >= 0;
      from = to;
    }
    return parts;
  });
  return compose(pieces, call.input.where);
};
var TEXT_FILTERS = {
  join: joinFilter,
  split: text((value, call) => {
    const separator = argument(call, 0, "sep");
    if (separator !== void 0 && isUnknown(separator)) return separator;
    const parts = splitText(value, separator === void 0 ? void 0 : pythonText(separator));
    return list(
      parts.map((part2) => scalar(part2, call.input.where)),
      call.where
    );
  }),
  lower: text((value) => value.toLowerCase()),
  upper: text((value) => value.toUpperCase()),
  capitalize: text((value) => value.charAt(0).toUpperCase() + value.slice(1).toLowerCase()),
  title: text(
    (value) => value.replace(
      /[A-Za-z]+/g,
      (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
    )
  ),
  trim: text((value, call) => stripChars(value, textArgument(call, 0, "chars"), true, true)),
  replace: text((value, call) => {
    const from = textArgument(call, 0, "old");
    const to = textArgument(call, 1, "new");
    if (from === void 0 || to === void 0 || from === "")
      return unknown2("the replacement is not known", call.where);
    if (value.split(from).length * to.length > 1e6)
      return unknown2("the text is too long", call.where);
    return value.split(from).join(to);
  }),
  quote: text(
    (value) => /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'"'"'`)}'`
  ),
  basename: text((value) => value.slice(value.lastIndexOf("/") + 1)),
  dirname: text((value) => value.slice(0, Math.max(value.lastIndexOf("/"), 0))),
  splitext: text((value, call) => {
    const dot = value.lastIndexOf(".");
    const at2 = dot > value.lastIndexOf("/") + 1 ? dot : value.length;
    return list(
      [scalar(value.slice(0, at2), call.where), scalar(value.slice(at2), call.where)],
      call.where
    );
  }),
  indent: indentFilter,
  comment: commentFilter,
  format: known(
    (call) => call.input.type === "scalar" && typeof call.input.value === "string" ? percentFormat(call.input.value, call.positional, call.where) : unknown2("format needs a text", call.where)
  ),
  ipaddr: addressFilter,
  ipv4: addressFilter,
  ipv6: addressFilter,
  ipwrap: text((value) => value.includes(":") && !value.startsWith("[") ? `[${value}]` : value)
};

// src/syntax/jinja/filters/values.ts
var defaultFilter = (call) => {
  const { input } = call;
  const fallback = argument(call, 0, "default_value") ?? scalar("", call.where);
  if (isUnknown(input) && input.missing) return fallback;
  if (!flag(call, 1, "boolean")) return input;
  const holds = truth(input);
  if (holds === false) return fallback;
  return holds === void 0 && equals(input, fallback) !== true ? unknown2(
    reasonOf(input),
    call.where,
    isUnknown(input) && input.nature ? { nature: input.nature } : {}
  ) : input;
};
var intFilter = known((call) => {
  const { input } = call;
  if (input.type !== "scalar") return argument(call, 0, "default") ?? scalar(0, call.where);
  const { value } = input;
  if (typeof value === "number") return scalar(Math.trunc(value), input.where);
  if (typeof value === "boolean") return scalar(Number(value), input.where);
  const base = argument(call, 1, "base");
  if (base?.type === "scalar" && typeof base.value === "number" && base.value !== 10) {
    const parsed = base.value >= 2 && base.value <= 36 ? parseInt(String(value), base.value) : NaN;
    return scalar(Number.isNaN(parsed) ? 0 : parsed, input.where);
  }
  const digits = String(value ?? "").trim();
  if (/^[-+]?[0-9]{1,15}(\.[0-9]{0,20})?$/.test(digits)) {
    return scalar(Math.trunc(Number(digits)), input.where);
  }
  return argument(call, 0, "default") ?? scalar(0, call.where);
});
var floatFilter = known((call) => {
  const { input } = call;
  const value = input.type === "scalar" ? Number(input.value) : NaN;
  if (Number.isFinite(value) && input.type === "scalar" && input.value !== "")
    return float(value, input.where);
  return argument(call, 0, "default") ?? float(0, call.where);
});
function pythonType(value) {
  if (value.type === "list") return "list";
  if (value.type !== "scalar") return "dict";
  if (value.value === null) return "NoneType";
  if (typeof value.value === "boolean") return "bool";
  if (typeof value.value === "number") return isFloat(value) ? "float" : "int";
  return "str";
}
var boolFilter = known((call) => {
  const { input } = call;
  if (input.type !== "scalar") return scalar(false, call.where);
  if (typeof input.value === "boolean" || input.value === null) return input;
  const word = String(input.value).toLowerCase();
  return scalar(["yes", "on", "1", "true", "y", "t"].includes(word), input.where);
});
var stringFilter = known((call) => {
  const value = pythonText(call.input);
  return value === void 0 ? unknown2(reasonOf(call.input), call.where) : scalar(value, call.input.where);
});
var ternaryFilter = (call) => {
  const yes = argument(call, 0, "true_val") ?? scalar(null, call.where);
  const no = argument(call, 1, "false_val") ?? scalar(null, call.where);
  const none = argument(call, 2, "none_val");
  if (none !== void 0 && call.input.type === "scalar" && call.input.value === null) return none;
  const holds = truth(call.input);
  if (holds === void 0)
    return equals(yes, no) === true ? yes : unknown2(reasonOf(call.input), call.where);
  return holds ? yes : no;
};
var VALUE_FILTERS = {
  type_debug: (call) => isUnknown(call.input) ? call.input : scalar(pythonType(call.input), call.where),
  default: defaultFilter,
  d: defaultFilter,
  mandatory: (call) => call.input,
  int: intFilter,
  float: floatFilter,
  bool: boolFilter,
  string: stringFilter,
  to_text: stringFilter,
  abs: known(
    (call) => call.input.type === "scalar" && typeof call.input.value === "number" ? { ...call.input, value: Math.abs(call.input.value) } : unknown2("abs needs a number", call.where)
  ),
  round: known(
    (call) => call.input.type === "scalar" && typeof call.input.value === "number" && call.positional.length === 0 ? float(Math.round(call.input.value), call.where) : unknown2("the rounding is not evaluated", call.where)
  ),
  ternary: ternaryFilter,
  safe: (call) => call.input,
  e: (call) => call.input,
  escape: (call) => call.input
};

// src/syntax/jinja/filters/index.ts
var FILTERS = {
  ...VALUE_FILTERS,
  ...TEXT_FILTERS,
  ...REGEX_FILTERS,
  ...LIST_FILTERS,
  ...MEMBER_FILTERS,
  ...DICTIONARY_FILTERS,
  ...DATA_FILTERS
};

// src/syntax/jinja/functions.ts
function callBuiltin(name, args, where) {
  switch (name) {
    case "range":
      return rangeOf(args, where);
    case "dict":
    case "namespace":
      if (args.positional.length > 0) break;
      return mapping([...args.named], where);
  }
  return void 0;
}
function rangeOf(args, where) {
  const numbers = [];
  for (const arg of args.positional) {
    if (isUnknown(arg)) return arg;
    if (arg.type !== "scalar" || typeof arg.value !== "number") {
      return unknown2("range() needs numbers", where);
    }
    numbers.push(arg.value);
  }
  const [start, stop, step2] = numbers.length === 1 ? [0, numbers[0], 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
  if (step2 === 0) return unknown2("range() needs a step", where);
  const count = Math.max(0, Math.ceil((stop - start) / step2));
  if (count > MOST_ROUNDS) return unknown2("the range is too long", where);
  return list(
    Array.from({ length: count }, (_, i) => scalar(start + i * step2, where)),
    where
  );
}

// src/syntax/jinja/template.ts
var DEEPEST2 = 60;
function hasTemplate(text2) {
  return text2.includes("{{") || text2.includes("{%") || text2.includes("{#");
}
function parseTemplate(text2, options = {}) {
  const [from, effective] = readHeader(text2, options);
  return new TemplateParser(
    text2,
    split(text2, from, effective),
    effective.plainStrings ?? false
  ).whole();
}
function readHeader(text2, options) {
  if (!text2.startsWith("#jinja2:")) return [0, options];
  const lineEnd = text2.indexOf("\n");
  const header = text2.slice(8, lineEnd < 0 ? text2.length : lineEnd);
  let result = options;
  for (const part2 of header.split(",")) {
    const colon = part2.indexOf(":");
    if (colon < 0) continue;
    const key = part2.slice(0, colon).trim();
    const value = part2.slice(colon + 1).trim().replace(/^['"]|['"]$/g, "");
    const on = /^(true|yes|1)$/i.test(value);
    const variable2 = result.variable ?? ["{{", "}}"];
    const block = result.block ?? ["{%", "%}"];
    if (key === "trim_blocks") result = { ...result, trimBlocks: on };
    else if (key === "lstrip_blocks") result = { ...result, lstripBlocks: on };
    else if (value === "") continue;
    else if (key === "variable_start_string")
      result = { ...result, variable: [value, variable2[1]] };
    else if (key === "variable_end_string") result = { ...result, variable: [variable2[0], value] };
    else if (key === "block_start_string") result = { ...result, block: [value, block[1]] };
    else if (key === "block_end_string") result = { ...result, block: [block[0], value] };
  }
  return [lineEnd < 0 ? text2.length : lineEnd + 1, result];
}
function split(text2, from, options) {
  const [variableOpen, variableClose] = options.variable ?? ["{{", "}}"];
  const [blockOpen, blockClose] = options.block ?? ["{%", "%}"];
  const [commentOpen, commentClose] = options.comment ?? ["{#", "#}"];
  const trimBlocks = options.trimBlocks ?? true;
  const lstripBlocks = options.lstripBlocks ?? false;
  const chunks = [];
  const marks = [variableOpen, blockOpen, commentOpen];
  const cursors = marks.map((mark) => text2.indexOf(mark, from));
  let at2 = from;
  let strip = "none";
  const pushText = (start, end, stripEnd) => {
    let first = start;
    let last = end;
    if (strip === "all") while (first < last && isSpace(text2, first)) first++;
    else if (strip === "line-end") {
      if (text2.startsWith("\r\n", first)) first = Math.min(first + 2, last);
      else if (text2[first] === "\n") first = Math.min(first + 1, last);
    }
    if (stripEnd === "all") while (last > first && isSpace(text2, last - 1)) last--;
    else if (stripEnd === "indent") {
      let head = last;
      while (head > first && (text2[head - 1] === " " || text2[head - 1] === "	")) head--;
      if (head === from || text2[head - 1] === "\n") last = head;
    }
    if (last > first)
      chunks.push({ kind: "text", start: first, end: last, text: text2.slice(first, last) });
    strip = "none";
  };
  for (; ; ) {
    for (let i = 0; i < marks.length; i++) {
      if (cursors[i] >= 0 && cursors[i] < at2) cursors[i] = text2.indexOf(marks[i], at2);
    }
    let which = -1;
    for (let i = 0; i < marks.length; i++) {
      if (cursors[i] < 0) continue;
      if (which < 0 || cursors[i] < cursors[which]) which = i;
      else if (cursors[i] === cursors[which] && marks[i].length > marks[which].length) which = i;
    }
    if (which < 0) break;
    const open = cursors[which];
    let inner = open + marks[which].length;
    const sign = text2[inner];
    if (sign === "-" || sign === "+") inner++;
    const stripBefore = sign === "-" ? "all" : lstripBlocks && which !== 0 && sign !== "+" ? "indent" : "none";
    pushText(at2, open, stripBefore);
    const closer = which === 0 ? variableClose : which === 1 ? blockClose : commentClose;
    const close = which === 2 ? text2.indexOf(closer, inner) : findClose(text2, inner, closer);
    if (close < 0) throw new JinjaSyntaxError(`"${marks[which]}" is not closed`, open);
    const endSign = close > inner ? text2[close - 1] : void 0;
    const signed = endSign === "-" || endSign === "+" && which !== 0;
    const innerEnd = signed ? close - 1 : close;
    at2 = close + closer.length;
    strip = endSign === "-" ? "all" : which !== 0 && trimBlocks && !(signed && endSign === "+") ? "line-end" : "none";
    if (which === 0) chunks.push({ kind: "output", start: inner, end: innerEnd, text: "" });
    if (which === 1) {
      if (text2.slice(inner, innerEnd).trim() === "raw") {
        at2 = pushRaw(at2);
      } else {
        chunks.push({ kind: "statement", start: inner, end: innerEnd, text: "" });
      }
    }
  }
  pushText(at2, text2.length, "none");
  return chunks;
  function pushRaw(start) {
    for (let open = text2.indexOf(blockOpen, start); open >= 0; ) {
      let inner = open + blockOpen.length;
      const minus = text2[inner] === "-";
      if (minus || text2[inner] === "+") inner++;
      while (isSpace(text2, inner)) inner++;
      if (text2.startsWith("endraw", inner)) {
        const close = text2.indexOf(blockClose, inner);
        if (close >= 0 && /^endraw\s{0,100}[-+]?$/.test(text2.slice(inner, Math.min(close, inner + 120)))) {
          pushText(start, open, minus ? "all" : "none");
          strip = text2[close - 1] === "-" ? "all" : trimBlocks ? "line-end" : "none";
          return close + blockClose.length;
        }
      }
      open = text2.indexOf(blockOpen, open + blockOpen.length);
    }
    throw new JinjaSyntaxError('"raw" is not closed', start);
  }
}
function findClose(text2, from, closer) {
  let quote2 = "";
  let braces = 0;
  for (let i = from; i < text2.length; i++) {
    const char = text2[i];
    if (quote2 !== "") {
      if (char === "\\") i++;
      else if (char === quote2) quote2 = "";
      continue;
    }
    if (braces === 0 && text2.startsWith(closer, i)) return i;
    if (char === '"' || char === "'") quote2 = char;
    else if (char === "{") braces++;
    else if (char === "}" && braces > 0) braces--;
  }
  return text2.indexOf(closer, from);
}
function isSpace(text2, at2) {
  const char = text2[at2];
  return char === " " || char === "\n" || char === "	" || char === "\r";
}
var TemplateParser = class {
  constructor(text2, chunks, plain2) {
    this.text = text2;
    this.chunks = chunks;
    this.plain = plain2;
  }
  text;
  chunks;
  plain;
  at = 0;
  depth = 0;
  whole() {
    const nodes = this.body([]);
    if (this.at < this.chunks.length) {
      const chunk = this.chunks[this.at];
      throw new JinjaSyntaxError(
        `"${this.text.slice(chunk.start, chunk.end).trim().slice(0, 30)}" has nothing to end`,
        chunk.start
      );
    }
    return nodes;
  }
  /** Nodes up to a statement whose keyword is one of the ends, which is left in place. */
  body(ends2) {
    if (++this.depth > DEEPEST2) {
      throw new JinjaSyntaxError(
        "the blocks are nested too deeply",
        this.chunks[this.at]?.start ?? 0
      );
    }
    const nodes = [];
    while (this.at < this.chunks.length) {
      const chunk = this.chunks[this.at];
      const { start, end } = chunk;
      if (chunk.kind === "text") {
        nodes.push({ kind: "text", text: chunk.text, start, end });
        this.at++;
      } else if (chunk.kind === "output") {
        nodes.push({
          kind: "output",
          value: parseExpression(this.text, start, end, this.plain),
          start,
          end
        });
        this.at++;
      } else {
        const keyword = this.keyword(chunk);
        if (ends2.includes(keyword)) break;
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
  keyword(chunk) {
    return /^\s*([A-Za-z_]*)/.exec(
      this.text.slice(chunk.start, Math.min(chunk.end, chunk.start + 200))
    )[1];
  }
  /** Moves past an end statement; returns it. */
  expectEnd(names2, opener) {
    const chunk = this.chunks[this.at];
    if (chunk?.kind !== "statement" || !names2.includes(this.keyword(chunk))) {
      throw new JinjaSyntaxError(`"${this.keyword(opener)}" is not ended`, opener.start);
    }
    this.at++;
    return { keyword: this.keyword(chunk), chunk };
  }
  parser(chunk) {
    const parser = new ExpressionParser(this.text, chunk.start, chunk.end, this.plain);
    parser.next();
    return parser;
  }
  statement(keyword, chunk) {
    const { start, end } = chunk;
    const at2 = { start, end };
    switch (keyword) {
      case "if":
        return this.ifStatement(chunk);
      case "for":
        return this.forStatement(chunk);
      case "set":
        return this.setStatement(chunk);
      case "macro":
        return this.macroStatement(chunk);
      case "filter": {
        const parser = this.parser(chunk);
        const nothing = { kind: "literal", value: "", ...at2 };
        const name = parser.expectName().text;
        const args = parser.isOperator("(") ? parser.arguments()[0] : { positional: [], named: [] };
        const first = { kind: "filter", input: nothing, name, args, ...at2 };
        const filter = parser.filtersAndTests(first);
        const body = this.body(["endfilter"]);
        this.expectEnd(["endfilter"], chunk);
        return { kind: "filter-block", filter, body, ...at2 };
      }
      case "with": {
        const parser = this.parser(chunk);
        const values = [];
        while (parser.peek().kind === "name") {
          const name = parser.expectName().text;
          parser.expectOperator("=");
          values.push({ name, value: parser.expression() });
          if (!parser.takeOperator(",")) break;
        }
        const body = this.body(["endwith"]);
        this.expectEnd(["endwith"], chunk);
        return { kind: "scope", values, body, ...at2 };
      }
      case "block": {
        const body = this.body(["endblock"]);
        this.expectEnd(["endblock"], chunk);
        return { kind: "scope", values: [], body, ...at2 };
      }
      case "autoescape": {
        const body = this.body(["endautoescape"]);
        this.expectEnd(["endautoescape"], chunk);
        return { kind: "scope", values: [], body, ...at2 };
      }
      case "call": {
        this.body(["endcall"]);
        this.expectEnd(["endcall"], chunk);
        return { kind: "opaque", reason: 'a "call" block of the template is not evaluated', ...at2 };
      }
      case "do":
        return { kind: "do", value: this.rest(this.parser(chunk)), ...at2 };
      case "break":
      case "continue":
        return { kind: keyword, ...at2 };
      case "import":
      case "from":
        return { kind: "scope", values: [], body: [], ...at2 };
      default:
        return {
          kind: "opaque",
          reason: `"${keyword.slice(0, 30)}" in the template is not evaluated`,
          ...at2
        };
    }
  }
  rest(parser) {
    const value = parser.expressionOrTuple();
    if (parser.peek().kind !== "end") parser.fail(`"${parser.peek().text}" is not expected here`);
    return value;
  }
  ifStatement(opener) {
    const branches = [];
    let otherwise = [];
    let condition = this.rest(this.parser(opener));
    for (; ; ) {
      const body = this.body(["elif", "else", "endif"]);
      branches.push({ condition, body });
      const { keyword, chunk } = this.expectEnd(["elif", "else", "endif"], opener);
      if (keyword === "elif") {
        condition = this.rest(this.parser(chunk));
        continue;
      }
      if (keyword === "else") {
        otherwise = this.body(["endif"]);
        this.expectEnd(["endif"], opener);
      }
      return { kind: "if", branches, otherwise, start: opener.start, end: opener.end };
    }
  }
  forStatement(opener) {
    const parser = this.parser(opener);
    const targets = [];
    const bracketed = parser.takeOperator("(");
    do {
      if (!parser.isName("in")) targets.push(parser.expectName().text);
    } while (parser.takeOperator(","));
    if (bracketed) parser.expectOperator(")");
    if (!parser.takeName("in")) parser.fail('"in" is expected here');
    const over = parser.withoutCondition();
    const only = parser.takeName("if") ? parser.expression() : void 0;
    parser.takeName("recursive");
    if (parser.peek().kind !== "end") parser.fail(`"${parser.peek().text}" is not expected here`);
    const body = this.body(["else", "endfor"]);
    let otherwise = [];
    if (this.expectEnd(["else", "endfor"], opener).keyword === "else") {
      otherwise = this.body(["endfor"]);
      this.expectEnd(["endfor"], opener);
    }
    return {
      kind: "for",
      targets,
      over,
      ...only === void 0 ? {} : { only },
      body,
      otherwise,
      start: opener.start,
      end: opener.end
    };
  }
  setStatement(opener) {
    const parser = this.parser(opener);
    const targets = [];
    do {
      const name = parser.expectName().text;
      targets.push(
        parser.takeOperator(".") ? { name, attribute: parser.expectName().text } : { name }
      );
    } while (parser.takeOperator(","));
    const at2 = { start: opener.start, end: opener.end };
    if (parser.takeOperator("=")) return { kind: "set", targets, value: this.rest(parser), ...at2 };
    const body = this.body(["endset"]);
    this.expectEnd(["endset"], opener);
    return { kind: "set-block", target: targets[0], body, ...at2 };
  }
  macroStatement(opener) {
    const parser = this.parser(opener);
    const name = parser.expectName().text;
    const parameters = [];
    parser.expectOperator("(");
    while (!parser.isOperator(")")) {
      const parameter2 = parser.expectName().text;
      parameters.push(
        parser.takeOperator("=") ? { name: parameter2, default: parser.expression() } : { name: parameter2 }
      );
      if (!parser.takeOperator(",")) break;
    }
    parser.expectOperator(")");
    const body = this.body(["endmacro"]);
    this.expectEnd(["endmacro"], opener);
    return { kind: "macro", name, parameters, body, start: opener.start, end: opener.end };
  }
};

// src/syntax/jinja/parsed.ts
var parsedTemplates = /* @__PURE__ */ new Map();
function parsedTemplate(text2, options) {
  const key = `${options.plainStrings ?? ""}${options.trimBlocks ?? ""}${options.lstripBlocks ?? ""}${options.variable?.join() ?? ""}${options.block?.join() ?? ""}\0${text2}`;
  const known3 = parsedTemplates.get(key);
  if (known3 !== void 0) return known3;
  let result;
  try {
    result = parseTemplate(text2, options);
  } catch (error) {
    if (!(error instanceof JinjaSyntaxError)) throw error;
    result = error;
  }
  if (parsedTemplates.size > 2e3) parsedTemplates.clear();
  parsedTemplates.set(key, result);
  return result;
}

// src/syntax/jinja/scopes.ts
var Scopes = class {
  stack = [];
  /** Runs with one more scope. */
  within(scope, run) {
    this.stack.push(scope);
    try {
      return run();
    } finally {
      this.stack.pop();
    }
  }
  /** Runs without these names: the value of a variable of the playbook does not see them. */
  apart(run) {
    const { stack } = this;
    this.stack = [];
    try {
      return run();
    } finally {
      this.stack = stack;
    }
  }
  /** Runs and takes back what was set; answers it as names with the depth of their scope. */
  tried(run) {
    const saved = this.stack.map((scope) => new Map(scope));
    const result = run();
    const changed = this.changes(saved);
    this.stack = saved;
    return { result, changed };
  }
  local(name) {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const value = this.stack[i].get(name);
      if (value !== void 0) return value;
    }
    return void 0;
  }
  /** Sets a name in the innermost scope. */
  define(name, value) {
    this.stack.at(-1)?.set(name, value);
  }
  /** Sets a name in the scope of that depth. */
  defineAt(depth, name, value) {
    this.stack[depth].set(name, value);
  }
  /** `{% set %}`: a name, or the attribute of a namespace wherever that was made. */
  assign(target, value) {
    const innermost = this.stack.at(-1);
    if (innermost === void 0) return;
    if (target.attribute === void 0) {
      innermost.set(target.name, value);
      return;
    }
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const object = this.stack[i].get(target.name);
      if (object === void 0) continue;
      if (object.type === "map") {
        const others = pairsOf(object).filter(([key]) => key !== target.attribute);
        this.stack[i].set(
          target.name,
          mapping([...others, [target.attribute, value]], object.where)
        );
      }
      return;
    }
  }
  /** Gives a name another value, where it was set. */
  replace(name, value) {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      if (this.stack[i].has(name)) {
        this.stack[i].set(name, value);
        return;
      }
    }
  }
  changes(saved) {
    const changed = [];
    this.stack.forEach((scope, depth) => {
      for (const [name, value] of scope) {
        if (saved[depth]?.get(name) !== value) changed.push([depth, name]);
      }
    });
    return changed.filter(([depth]) => depth < saved.length);
  }
};

// src/syntax/jinja/writer.ts
var TemplateWriter = class {
  constructor(evaluator, scopes, decide) {
    this.evaluator = evaluator;
    this.scopes = scopes;
    this.decide = decide;
    this.budget = evaluator.budget;
  }
  evaluator;
  scopes;
  decide;
  budget;
  /** Writes what a template produces; answers `break` or `continue` when one was met. */
  emit(template, origin, source, into) {
    for (const node of template) {
      if (--this.budget.steps < 0 || this.budget.characters < 0) {
        pushUnknown(into, "the templates take too many steps", origin(node.start, node.end));
        return void 0;
      }
      const signal = this.emitNode(node, origin, source, into);
      if (signal !== void 0) return signal;
    }
    return void 0;
  }
  emitNode(node, origin, source, into) {
    const where = () => origin(node.start, node.end);
    switch (node.kind) {
      case "text":
        this.budget.characters -= node.text.length;
        into.push({
          text: node.text,
          locate: (start, end) => origin(node.start + start, node.start + end),
          fromValue: false
        });
        return void 0;
      case "output":
        this.push(into, this.evaluator.evaluate(node.value, origin, source));
        return void 0;
      case "if":
        return this.emitIf(node, origin, source, into);
      case "for":
        this.emitFor(node, origin, source, into);
        return void 0;
      case "set": {
        const value = this.evaluator.evaluate(node.value, origin, source);
        if (node.targets.length === 1) this.scopes.assign(node.targets[0], value);
        else {
          node.targets.forEach((target, i) => this.scopes.assign(target, part(value, i, where())));
        }
        return void 0;
      }
      case "set-block": {
        const pieces = [];
        this.scopes.within(/* @__PURE__ */ new Map(), () => this.emit(node.body, origin, source, pieces));
        this.scopes.assign(node.target, compose(pieces, where()));
        return void 0;
      }
      case "macro":
        this.scopes.define(node.name, { type: "macro", node, source, origin });
        return void 0;
      case "filter-block": {
        const pieces = [];
        this.scopes.within(/* @__PURE__ */ new Map(), () => this.emit(node.body, origin, source, pieces));
        this.push(into, this.filterBlock(node.filter, compose(pieces, where()), origin, source));
        return void 0;
      }
      case "scope": {
        const scope = new Map(
          node.values.map((one) => [one.name, this.evaluator.evaluate(one.value, origin, source)])
        );
        return this.scopes.within(scope, () => this.emit(node.body, origin, source, into));
      }
      case "do":
        this.evaluator.evaluate(node.value, origin, source);
        return void 0;
      case "opaque":
        pushUnknown(into, node.reason, where());
        return void 0;
      default:
        return node.kind;
    }
  }
  filterBlock(filter, input, origin, source) {
    if (filter.kind !== "filter") return input;
    const inner = this.filterBlock(filter.input, input, origin, source);
    const args = this.evaluator.arguments(filter.args, origin, source);
    const where = origin(filter.start, filter.end);
    if (args === void 0) return unknown2("arguments are spread from a variable", where);
    return this.evaluator.applyFilter(filter.name, inner, args, where);
  }
  emitIf(node, origin, source, into) {
    for (let i = 0; i < node.branches.length; i++) {
      const { condition, body } = node.branches[i];
      const value = this.evaluator.evaluate(condition, origin, source);
      const holds = truth(value) ?? this.decide?.(source.slice(condition.start, condition.end).trim());
      if (holds === true) return this.emit(body, origin, source, into);
      if (holds === false) continue;
      this.emitUndecided(node, i, reasonOf(value), origin, source, into);
      return void 0;
    }
    return this.emit(node.otherwise, origin, source, into);
  }
  /** A condition nobody can decide: the text if all possible branches agree, else an unknown part. */
  emitUndecided(node, from, reason, origin, source, into) {
    const bodies = [...node.branches.slice(from).map((branch) => branch.body), node.otherwise];
    const outcomes = bodies.map((body) => {
      const pieces = [];
      const { changed } = this.scopes.tried(() => this.emit(body, origin, source, pieces));
      return { pieces, changed, text: pieces.map((piece) => piece.text).join("") };
    });
    for (const { changed } of outcomes) {
      for (const [depth, name] of changed) {
        this.scopes.defineAt(depth, name, unknown2(reason, origin(node.start, node.end)));
      }
    }
    const first = outcomes[0];
    const agree = outcomes.every((outcome) => outcome.text === first.text);
    if (agree && !first.text.includes(UNKNOWN_MARK)) append(into, first.pieces);
    else pushUnknown(into, reason, origin(node.start, node.end));
  }
  emitFor(node, origin, source, into) {
    const over = this.evaluator.evaluate(node.over, origin, source);
    const items = this.roundsOf(over);
    if (items === void 0) {
      const reason = isUnknown(over) ? over.reason : "it cannot be iterated over";
      const item = unknown2(reason, over.where);
      this.round(node, item, void 0, origin, source, into);
      return;
    }
    const kept = node.only === void 0 ? items : items.filter((item) => {
      const scope = /* @__PURE__ */ new Map();
      bind(node.targets, item, scope);
      return this.scopes.within(
        scope,
        () => truth(this.evaluator.evaluate(node.only, origin, source)) !== false
      );
    });
    if (kept.length === 0) {
      this.emit(node.otherwise, origin, source, into);
      return;
    }
    for (let i = 0; i < kept.length && i < MOST_ROUNDS; i++) {
      if (this.budget.steps < 0 || this.budget.characters < 0) return;
      const loop = loopVariable(i, kept.length, over.where);
      if (this.round(node, kept[i], loop, origin, source, into) === "break") return;
    }
  }
  roundsOf(over) {
    if (over.type === "list") return over.items;
    if (over.type === "map") return pairsOf(over).map(([key]) => scalar(key, over.where));
    if (over.type === "scalar" && typeof over.value === "string") {
      return [...over.value].map((char) => scalar(char, over.where));
    }
    return void 0;
  }
  round(node, item, loop, origin, source, into) {
    const scope = /* @__PURE__ */ new Map();
    bind(node.targets, item, scope);
    scope.set("loop", loop ?? unknown2("the number of rounds is not known", item.where));
    return this.scopes.within(scope, () => this.emit(node.body, origin, source, into));
  }
  push(into, value) {
    if (value.type === "scalar" && value.value === null) return;
    for (const piece of piecesOf(value)) {
      this.budget.characters -= piece.text.length;
      into.push(piece);
    }
  }
};
function bind(targets, item, scope) {
  if (targets.length === 1) scope.set(targets[0], item);
  else targets.forEach((target, i) => scope.set(target, part(item, i, item.where)));
}
function part(value, i, where) {
  if (value.type === "list")
    return value.items[i] ?? missing("there are too few values to unpack", where);
  if (isUnknown(value)) return unknown2(value.reason, value.where);
  return unknown2("it cannot be unpacked", where);
}
function loopVariable(i, length, where) {
  return mapping(
    [
      ["index", scalar(i + 1, where)],
      ["index0", scalar(i, where)],
      ["revindex", scalar(length - i, where)],
      ["revindex0", scalar(length - i - 1, where)],
      ["first", scalar(i === 0, where)],
      ["last", scalar(i === length - 1, where)],
      ["length", scalar(length, where)]
    ],
    where
  );
}
function pushUnknown(into, reason, where) {
  into.push({ text: UNKNOWN_MARK, locate: () => where, fromValue: false, reason });
}

// src/syntax/jinja/evaluate.ts
var DEEPEST3 = 150;
var Evaluator = class {
  constructor(options) {
    this.options = options;
    this.budget = options.budget ?? new Budget();
    this.writer = new TemplateWriter(this, this.scopes, options.decide);
  }
  options;
  budget;
  scopes = new Scopes();
  writer;
  depth = 0;
  finished = /* @__PURE__ */ new Map();
  underWay = /* @__PURE__ */ new Set();
  /** The value of an expression in text, e.g. of `when:`. */
  expression(text2, origin) {
    try {
      return this.evaluate(parseExpression(text2, 0, text2.length, true), origin, text2);
    } catch (error) {
      return syntaxProblem2(error, origin(0, text2.length));
    }
  }
  /** A whole template as text, for files written by the template module. */
  render(text2, origin, options = {}) {
    const template = parsedTemplate(text2, options);
    if (template instanceof JinjaSyntaxError) return template;
    const pieces = [];
    this.scopes.within(/* @__PURE__ */ new Map(), () => this.writer.emit(template, origin, text2, pieces));
    return new RenderedText(pieces);
  }
  /** Any value of playbook data with the templates in its strings evaluated. */
  finish(value) {
    if (value.type === "scalar") {
      if (value.tag === "!unsafe") return value;
      if (value.tag === "!vault" || value.tag === "!vault-encrypted") {
        return unknown2("it is encrypted with Ansible Vault", value.where, { sensitive: true });
      }
      if (typeof value.value !== "string") return value;
      if (!hasTemplate(value.value)) {
        if (value.value.includes("\n")) originate(value, this.options.originOf?.(value));
        return value;
      }
    } else if (value.type === "unknown") {
      return value;
    }
    const known3 = this.finished.get(value);
    if (known3 !== void 0) return known3;
    if (this.underWay.has(value)) return unknown2("the variable refers to itself", value.where);
    if (this.depth > DEEPEST3) return unknown2("it is nested too deeply", value.where);
    this.underWay.add(value);
    this.depth++;
    let result;
    if (value.type === "scalar") {
      const origin = this.options.originOf?.(value) ?? (() => value.where);
      result = this.scopes.apart(() => this.string(value.value, origin, value.where));
    } else if (value.type === "list") {
      const items = value.items.map((item) => this.finish(item));
      result = items.every((item, i) => item === value.items[i]) ? value : { ...value, items };
    } else {
      const entries = value.entries.map((item) => {
        const inner = this.finish(item.value);
        return inner === item.value ? item : { ...item, value: inner };
      });
      result = entries.every((item, i) => item === value.entries[i]) ? value : { ...value, entries };
    }
    this.depth--;
    this.underWay.delete(value);
    this.finished.set(value, result);
    return result;
  }
  /** A string with a template in it: one expression keeps its type, anything else becomes text. */
  string(text2, origin, where) {
    const template = parsedTemplate(text2, { plainStrings: true });
    if (template instanceof JinjaSyntaxError) return syntaxProblem2(template, where);
    const only = template.length === 1 ? template[0] : void 0;
    if (only?.kind === "output") return this.evaluate(only.value, origin, text2);
    const pieces = [];
    this.scopes.within(/* @__PURE__ */ new Map(), () => this.writer.emit(template, origin, text2, pieces));
    const value = compose(pieces, where);
    return this.literalOf(value) ?? value;
  }
  /** Text that looks like a list or dictionary becomes one, as in Ansible before 2.19. */
  literalOf(value) {
    if (value.type !== "scalar" || typeof value.value !== "string") return void 0;
    const text2 = value.value.trim();
    if (!/^[[{]/.test(text2) || !/[\]}]$/.test(text2) || hasTemplate(text2)) return void 0;
    try {
      const data = this.evaluate(parseExpression(text2), () => value.where, text2);
      return (data.type === "list" || data.type === "map") && isKnown(data) ? data : void 0;
    } catch {
      return void 0;
    }
  }
  evaluate(expression, origin, source) {
    const { value, raw } = this.reach(expression, origin, source);
    return raw ? this.finish(value) : value;
  }
  /** Filters and tests by name, for `map` and `select`. */
  applyFilter(name, input, args, where) {
    const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : void 0;
    if (filter === void 0) return unknown2(`the filter "${name}" is not evaluated`, where);
    return filter({ input, ...args, where, evaluator: this });
  }
  applyTest(name, input, args) {
    const test = Object.hasOwn(TESTS, name) ? TESTS[name] : void 0;
    return test?.(input, args.positional, args.named);
  }
  /** Evaluates with `name` set to a value. */
  withLocal(values, run) {
    return this.scopes.within(new Map(values), run);
  }
  /** A value and whether templates may still stand in it. */
  reach(expression, origin, source) {
    const where = origin(expression.start, expression.end);
    if (--this.budget.steps < 0) return done(unknown2("the templates take too many steps", where));
    if (this.depth > DEEPEST3) return done(unknown2("it is nested too deeply", where));
    this.depth++;
    try {
      switch (expression.kind) {
        case "name": {
          const local = this.scopes.local(expression.name);
          if (local?.type === "macro") return done(unknown2("it is a macro", where));
          if (local !== void 0) return done(local);
          const value = this.options.lookup(expression.name, where);
          if (value !== void 0) return { value, raw: true };
          return done(missing(`"${expression.name}" is not defined`, where));
        }
        case "attribute": {
          const object = this.opened(expression.object, origin, source);
          return {
            value: this.member(
              object.value,
              scalar(expression.name, where),
              where,
              source,
              expression
            ),
            raw: object.raw
          };
        }
        case "index": {
          const object = this.opened(expression.object, origin, source);
          const index = this.evaluate(expression.index, origin, source);
          return {
            value: this.member(object.value, index, where, source, expression),
            raw: object.raw
          };
        }
        default: {
          const value = compute(this, expression, origin, source, where);
          this.charge(value);
          return done(value);
        }
      }
    } finally {
      this.depth--;
    }
  }
  /** Long texts and lists cost steps too, so that a short loop cannot make many of them. */
  charge(value) {
    if (value.type === "list") this.budget.steps -= value.items.length >> 3;
    else if (value.type === "scalar" && typeof value.value === "string") {
      this.budget.steps -= value.value.length >> 6;
    }
  }
  /** As `reach`, with a string that is itself a template evaluated, so that its members can be had. */
  opened(expression, origin, source) {
    const object = this.reach(expression, origin, source);
    if (object.raw && object.value.type === "scalar") return done(this.finish(object.value));
    return object;
  }
  member(object, index, where, source, node) {
    return this.memberOf(object, index, where, source.slice(node.start, node.end));
  }
  /** A member of a value by its key; `name` is what a message calls it. */
  memberOf(object, index, where, name = pythonText(index) ?? "") {
    if (isUnknown(object)) {
      if (object.missing) return missing(object.reason, object.where);
      if (object.nature !== void 0) {
        const found = this.options.memberOf?.(object, index, where, this);
        if (found !== void 0) return found;
      }
      return unknown2(object.reason, object.where, {
        ...object.nature === "host-address" || object.nature === "host-name" ? { nature: object.nature } : {}
      });
    }
    return indexValue(object, index, where, name);
  }
  /** The arguments of a call, evaluated; `undefined` when some are spread from a variable. */
  arguments(args, origin, source) {
    if (args.spread) return void 0;
    return {
      positional: args.positional.map((one) => this.evaluate(one, origin, source)),
      named: new Map(args.named.map((one) => [one.name, this.evaluate(one.value, origin, source)]))
    };
  }
  /** A call of a method, a macro or a function. */
  call(expression, origin, source, where) {
    const args = this.arguments(expression.args, origin, source);
    if (args === void 0) return unknown2("arguments are spread from a variable", where);
    const { callee } = expression;
    if (callee.kind === "attribute") {
      const object = this.evaluate(callee.object, origin, source);
      const result = callMethod(object, callee.name, args, where);
      if (result.changed !== void 0 && callee.object.kind === "name") {
        this.scopes.replace(callee.object.name, result.changed);
      }
      return result.value;
    }
    if (callee.kind !== "name") return unknown2("the call is not evaluated", where);
    const local = this.scopes.local(callee.name);
    if (local?.type === "macro") return this.expand(local, args, where);
    return callBuiltin(callee.name, args, where) ?? this.options.call?.(callee.name, args, where, this) ?? unknown2(`the function "${callee.name}" is not evaluated`, where);
  }
  expand(macro, args, where) {
    const scope = /* @__PURE__ */ new Map();
    macro.node.parameters.forEach((parameter2, i) => {
      const given2 = args.positional[i] ?? args.named.get(parameter2.name);
      const value = given2 ?? (parameter2.default === void 0 ? missing(`"${parameter2.name}" was not given to the macro`, where) : this.evaluate(parameter2.default, macro.origin, macro.source));
      scope.set(parameter2.name, value);
    });
    if (this.depth > DEEPEST3) return unknown2("the macros are nested too deeply", where);
    this.depth++;
    const pieces = [];
    this.scopes.within(
      scope,
      () => this.writer.emit(macro.node.body, macro.origin, macro.source, pieces)
    );
    this.depth--;
    return compose(pieces, where);
  }
};
function done(value) {
  return { value, raw: false };
}
function syntaxProblem2(error, where) {
  if (!(error instanceof JinjaSyntaxError)) throw error;
  return unknown2(`the template cannot be read: ${error.message}`, where);
}

// src/platforms/ansible/lines.ts
function linesOfText(text2) {
  const lines = [[]];
  for (const piece of text2.pieces) {
    if (piece.reason !== void 0) {
      lines.at(-1).push({ text: void 0, reason: piece.reason, where: piece.locate(0, piece.text.length) });
      continue;
    }
    let from = 0;
    while (from <= piece.text.length) {
      const newline2 = piece.text.indexOf("\n", from);
      const to = newline2 < 0 ? piece.text.length : newline2;
      const end = piece.text[to - 1] === "\r" ? to - 1 : to;
      if (end > from)
        lines.at(-1).push({ text: piece.text.slice(from, end), where: piece.locate(from, end) });
      if (newline2 < 0) break;
      lines.push([]);
      from = newline2 + 1;
    }
  }
  return lines;
}
function wordOf(value) {
  const rendered = renderedOf(value);
  if (rendered.isKnown) return { text: rendered.text, where: placeOf(rendered, value) };
  const prefix = rendered.text.slice(0, rendered.text.indexOf(UNKNOWN_MARK));
  return {
    text: void 0,
    reason: rendered.reason() ?? (isUnknown(value) ? value.reason : "it is not known"),
    ...prefix === "" ? {} : { prefix },
    where: placeOf(rendered, value)
  };
}
function placeOf(rendered, value) {
  return rendered.text === "" ? value.where : rendered.locate(0, rendered.text.length);
}
function wordsOfText(text2, from = 0, to = text2.text.length) {
  const source = text2.text;
  const words = [];
  let at2 = from;
  while (at2 < to) {
    while (at2 < to && /\s/.test(source[at2])) at2++;
    if (at2 >= to) break;
    const start = at2;
    let value = "";
    let quote2 = "";
    let first = -1;
    let last = at2;
    for (; at2 < to; at2++) {
      const char = source[at2];
      if (quote2 !== "") {
        if (char === quote2) {
          quote2 = "";
          continue;
        }
        if (char === "\\" && quote2 === '"' && at2 + 1 < to && '"\\$`'.includes(source[at2 + 1]))
          at2++;
      } else if (char === '"' || char === "'") {
        quote2 = char;
        continue;
      } else if (/\s/.test(char)) break;
      else if (char === "\\" && at2 + 1 < to) at2++;
      if (first < 0) first = at2;
      last = at2 + 1;
      value += source[at2] === "\n" && source[at2 - 1] === "\\" ? "" : source[at2];
    }
    const where = text2.locate(first < 0 ? start : first, first < 0 ? at2 : last);
    const mark = value.indexOf(UNKNOWN_MARK);
    if (mark < 0) words.push({ text: value, where });
    else {
      words.push({
        text: void 0,
        reason: text2.reason(start, at2) ?? "it is not known",
        ...mark === 0 ? {} : { prefix: value.slice(0, mark) },
        where,
        maySplit: true
      });
    }
  }
  return words;
}

// src/platforms/ansible/stock.ts
var STOCK = {
  "/etc/memcached.conf": "-d\nlogfile /var/log/memcached.log\n# -v\n-m 64\n-p 11211\n-u memcache\n-l 127.0.0.1\n# -c 1024\n# -k\n# -M\n# -r\n-P /var/run/memcached/memcached.pid\n",
  "/etc/sysconfig/memcached": 'PORT="11211"\nUSER="memcached"\nMAXCONN="1024"\nCACHESIZE="64"\nOPTIONS="-l 127.0.0.1,::1"\n',
  "/etc/conf.d/memcached": 'MEMCACHED_BINARY="/usr/bin/memcached"\nMEMCACHED_RUNAS="memcached"\nMEMUSAGE="64"\nMAXCONN="1024"\nLISTENON="127.0.0.1"\nPORT="11211"\nUDPPORT="${PORT}"\nMISC_OPTS=""\n'
};
function stockPath(family) {
  switch (family) {
    case "Debian":
      return "/etc/memcached.conf";
    case "RedHat":
    case "Suse":
      return "/etc/sysconfig/memcached";
    case "Alpine":
    case "Gentoo":
      return "/etc/conf.d/memcached";
    default:
      return void 0;
  }
}
function stockText(path, where) {
  const text2 = STOCK[path];
  return text2 === void 0 ? void 0 : new RenderedText([{ text: text2, locate: () => where, fromValue: false }]);
}

// src/platforms/ansible/daemons.ts
function startsOf(state, family) {
  const starts = [];
  for (const one of state.starts) {
    starts.push({
      words: one.args,
      where: one.where,
      ...one.onlyIf === void 0 ? {} : { onlyIf: one.onlyIf }
    });
  }
  for (const one of state.foreign) {
    starts.push({
      words: one.words,
      where: one.where,
      ...one.onlyIf === void 0 ? {} : { onlyIf: one.onlyIf }
    });
  }
  const units = unitStarts(state);
  append(starts, [...units.starts, ...otherStarts(state)]);
  if (state.service === "stopped" || state.removed || units.packagedUnitReplaced) return starts;
  append(starts, configStarts(state, family));
  return starts;
}
function configStarts(state, family) {
  const found = [];
  const own = stockPath(family);
  const paths = [...state.files.keys()].filter((path) => configKind(path) !== void 0);
  const fitting = paths.filter((path) => own === void 0 || sameKind(path, own));
  for (const path of fitting.length > 0 ? fitting : paths) {
    const file = state.files.get(path);
    for (const text2 of file.alternatives) {
      const lines = linesOfText(text2);
      const instance = /memcached[_.-]([\w-]+?)(?:\.conf)?$/.exec(path)?.[1];
      const start = startOfConfig(path, lines, file);
      found.push({
        ...start,
        ...instance === void 0 ? {} : { instance },
        ...file.stock === true ? { stock: true } : {}
      });
    }
  }
  if (found.length === 0 && state.installed !== void 0) {
    const { where, onlyIf } = state.installed;
    const path = own ?? "/etc/memcached.conf";
    const text2 = stockText(path, where);
    const condition = onlyIf === void 0 ? {} : { onlyIf };
    if (text2 === void 0) return found;
    const start = startOfConfig(path, linesOfText(text2), { alternatives: [text2], where });
    found.push({ ...start, ...condition, stock: true });
  }
  return found;
}
function sameKind(path, own) {
  const kind = configKind(path);
  return kind === configKind(own) || kind === "defaults" && own.startsWith("/etc/memcached");
}
function configKind(path) {
  if (/^\/etc\/memcached[\w.-]*\.conf$/.test(path) || /^\/etc\/memcached\/[\w.-]+\.conf$/.test(path))
    return "debian";
  if (/^\/etc\/sysconfig\/memcached[\w.@-]*$/.test(path)) return "sysconfig";
  if (/^\/etc\/conf\.d\/memcached[\w.-]*$/.test(path)) return "openrc";
  return void 0;
}
function startOfConfig(path, lines, file) {
  const condition = file.onlyIf === void 0 ? {} : { onlyIf: file.onlyIf };
  const where = firstLineWhere(lines) ?? file.where;
  if (configKind(path) === "debian") {
    const conf = readDebianConf(lines, { where: file.where, environment: /* @__PURE__ */ new Map() });
    return {
      words: conf.words,
      where,
      ...condition,
      ...conf.dies === void 0 ? {} : { dies: conf.dies }
    };
  }
  const read2 = configKind(path) === "openrc" ? readOpenRc(lines, where) : readSysconfig(lines, where);
  return { words: read2?.words ?? [], where, ...optionsLine(lines), ...condition };
}
function optionsLine(lines) {
  for (const line of lines) {
    const located = Located.of(line);
    if (/^\s*(OPTIONS|MEMCACHED_PARAMS|LISTENON)=/.test(located.text))
      return { listenLine: located.where() };
  }
  return {};
}
function firstLineWhere(lines) {
  return lines.find((line) => line.length > 0)?.[0]?.where;
}
function unitStarts(state) {
  const starts = [];
  let replaced = false;
  const dropIns = [...state.files].filter(
    ([path]) => /memcached[^/]*\.service\.d\/[^/]+\.conf$/.test(path)
  );
  const units = [...state.files].filter(
    ([path]) => /\.service$/.test(path) && !path.endsWith(".service.d")
  );
  for (const [path, file] of units) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    for (const text2 of file.alternatives) {
      const entries = [
        ...readIni(linesOfText(text2), "systemd"),
        .../^memcached(@)?\.service$/.test(name) ? dropIns.flatMap(
          ([, one]) => one.alternatives.slice(-1).flatMap((inner) => readIni(linesOfText(inner), "systemd"))
        ) : []
      ];
      const start = startOfUnit(entries, state, file);
      if (start === void 0) continue;
      if (/^memcached(@)?\.service$/.test(name)) replaced = true;
      const instance = /^memcached\.service$/.test(name) ? {} : { instance: name.replace(/\.service$/, "") };
      append(
        starts,
        start.map((one) => ({ ...one, ...instance }))
      );
    }
  }
  if (replaced) return { starts, packagedUnitReplaced: true };
  for (const [, file] of dropIns) {
    for (const text2 of file.alternatives) {
      const entries = readIni(linesOfText(text2), "systemd");
      if (!entries.some(({ key }) => key === "ExecStart")) continue;
      const start = startOfUnit(entries, state, file);
      if (start === void 0) continue;
      replaced = true;
      append(starts, start);
    }
  }
  return { starts, packagedUnitReplaced: replaced };
}
function startOfUnit(entries, state, file) {
  let commands = [];
  const variables = /* @__PURE__ */ new Map();
  let missing2;
  for (const { section, key, value, where } of entries) {
    if (section !== "Service") continue;
    if (key === "ExecStart") {
      if (value.text === "") commands = [];
      else commands.push({ value, where });
    } else if (key === "Environment") {
      for (const one of splitUnitValue(value)) {
        const equals2 = one.text.indexOf("=");
        if (equals2 > 0)
          variables.set(one.text.slice(0, equals2), one.slice(equals2 + 1, one.text.length));
      }
    }
  }
  for (const { section, key, value } of entries) {
    if (section !== "Service" || key !== "EnvironmentFile") continue;
    const path = value.text.replace(/^-/, "");
    if (path === "") continue;
    const text2 = state.files.get(path)?.alternatives.at(-1) ?? stockText(path, file.where);
    if (text2 === void 0)
      missing2 = `it may be set in ${path.slice(0, 80)}, which is not in the repository`;
    else for (const [name, one] of readEnvironmentFile(linesOfText(text2))) variables.set(name, one);
  }
  const condition = file.onlyIf === void 0 ? {} : { onlyIf: file.onlyIf };
  const starts = [];
  for (const { value, where } of commands) {
    const words = execWords(value, { variables, ...missing2 === void 0 ? {} : { missing: missing2 } });
    const wrapper = words.findIndex((word) => /systemd-memcached-wrapper$/.test(word.text ?? ""));
    if (wrapper >= 0) {
      const conf = state.files.get(words[wrapper + 1]?.text ?? "") ?? state.files.get("/etc/memcached.conf");
      const texts = conf?.alternatives ?? [stockText("/etc/memcached.conf", file.where)];
      for (const text2 of texts) {
        const lines = linesOfText(text2);
        const read2 = readDebianConf(lines, {
          where: conf?.where ?? file.where,
          environment: /* @__PURE__ */ new Map()
        });
        starts.push({ words: read2.words, where: firstLineWhere(lines) ?? where, ...condition });
      }
      continue;
    }
    const found = findMemcachedCommand(words);
    if (found !== void 0) starts.push({ words: found.args, where: found.where, ...condition });
  }
  return starts.length === 0 ? void 0 : starts;
}
function otherStarts(state) {
  const starts = [];
  for (const [path, file] of state.files) {
    if (configKind(path) !== void 0 || /\.service(\.d\/[^/]*)?$/.test(path)) continue;
    for (const text2 of file.alternatives) {
      const condition = file.onlyIf === void 0 ? {} : { onlyIf: file.onlyIf };
      if (/^\s*\[program:/m.test(text2.text)) {
        for (const one of readIni(linesOfText(text2), "supervisor")) {
          if (one.key !== "command" || !one.section.startsWith("program:")) continue;
          const found = findMemcachedCommand(one.value.shellWords(() => void 0));
          if (found !== void 0)
            starts.push({
              words: found.args,
              where: found.where,
              ...condition,
              instance: one.section
            });
        }
      } else if (text2.text.startsWith("#!") && !/\/init\.d\//.test(path)) {
        for (const line of linesOfText(text2)) {
          if (line.length === 0) continue;
          const located = Located.of(line).trim();
          if (located.text.startsWith("#") || !located.text.includes("memcached")) continue;
          const found = findMemcachedCommand(located.shellWords(() => void 0));
          if (found !== void 0)
            starts.push({ words: found.args, where: found.where, ...condition, instance: path });
        }
      } else {
        const command = /"command"\s*:\s*"/.exec(text2.text);
        if (command === null) continue;
        const from = command.index + command[0].length;
        const to = text2.text.indexOf('"', from);
        const lines = linesOfText(text2);
        if (to < 0) continue;
        void lines;
        const before = text2.text.slice(0, from).split("\n").length - 1;
        const column = from - (text2.text.lastIndexOf("\n", from - 1) + 1);
        const line = lines[before];
        if (line === void 0) continue;
        const located = Located.of(line).slice(column, column + to - from);
        const found = findMemcachedCommand(located.split());
        if (found !== void 0)
          starts.push({ words: found.args, where: found.where, ...condition, instance: path });
      }
    }
  }
  return starts;
}

// src/platforms/ansible/host-file-forms.ts
var RELEVANT_PATH = /memcache(?!d?[-_]exporter)|iptables|ip6tables|nftables|(^|\/)ufw|firewall|rules\.v[46]|\.service$|\.service\.d\/|supervisor|\/sv\/|\/etc\/service\//i;
var FILTER = /^\*(?:filter|nat|mangle|raw)|-A INPUT|--dport|^\s*table (?:inet|ip6?) |^\s*(?:flush ruleset|add rule)\b/m;
var START = /^#!|^\s*\[(?:program:|Service\]|Socket\])|"command"\s*:|^(?:OPTIONS|MEMCACHED_PARAMS|LISTENON|CACHESIZE)=|^-[lpmuUSc]\b|^\s*(?:ExecStart|command|exec)\b.*memcached|\{%-?\s*(?:include|import|extends)\b/m;
var MEMCACHED = /memcache(?!d?[-_]exporter)|11211/i;
function mayBeHostFile(path, text2) {
  return RELEVANT_PATH.test(path) || mayMean(text2);
}
function mayMean(text2) {
  return FILTER.test(text2) || MEMCACHED.test(text2) && START.test(text2);
}

// src/platforms/ansible/tasks.ts
function readTask(data, originOf) {
  if (data.type !== "map") return void 0;
  const name = stringOf(entry(data, "name")?.value);
  const base = { data, where: data.where, name };
  if (entry(data, "block") !== void 0) return { ...base, module: void 0, args: /* @__PURE__ */ new Map() };
  const action = entry(data, "action") ?? entry(data, "local_action");
  const found = action ?? data.entries.find((one) => isModule(one));
  if (found === void 0) return void 0;
  let module = shortName(found.key);
  const args = /* @__PURE__ */ new Map();
  let value = found.value;
  if (action !== void 0) {
    if (value.type === "map") {
      module = shortName(stringOf(entry(value, "module")?.value) ?? "");
    } else {
      const text2 = stringOf(value) ?? "";
      const blank = text2.search(/\s/);
      module = shortName(blank < 0 ? text2 : text2.slice(0, blank));
      value = partOf(value, blank < 0 ? text2.length : blank, text2.length, originOf);
    }
  }
  let free;
  let argsFrom;
  if (value.type === "map") {
    for (const one of value.entries) args.set(one.key, one.value);
  } else if (FREE_FORM.has(module)) {
    free = freeForm(module, value, args, originOf);
  } else if (value.type === "scalar" && typeof value.value === "string") {
    const text2 = value.value.trim();
    if (/^\{\{[^{}]*\}\}$/.test(text2)) argsFrom = value;
    else for (const [key, part2] of keyValues(value, originOf)) args.set(key, part2);
  }
  const more = entry(data, "args")?.value;
  if (more?.type === "map") {
    for (const one of more.entries) if (!args.has(one.key)) args.set(one.key, one.value);
  }
  return {
    ...base,
    module,
    args,
    ...free === void 0 ? {} : { free },
    ...argsFrom === void 0 ? {} : { argsFrom }
  };
}
function isModule(one) {
  return !TASK_KEYWORDS.has(one.key) && !one.key.startsWith("with_") && !one.key.startsWith("x-");
}
function freeForm(module, value, args, originOf) {
  if (value.type !== "scalar" || typeof value.value !== "string") return value;
  if (["command", "shell", "raw", "script", "win_command", "win_shell", "meta"].includes(module))
    return value;
  const pairs = keyValues(value, originOf);
  if (pairs.length === 0) return value;
  for (const [key, part2] of pairs) args.set(key, part2);
  const text2 = value.value;
  const first = /^\s*(\S+)/.exec(text2)?.[1] ?? "";
  if (/^[a-z_]+=/.test(first)) return { type: "scalar", value: null, where: value.where };
  return partOf(value, text2.indexOf(first), text2.indexOf(first) + first.length, originOf);
}
function partOf(value, start, end, originOf) {
  const text2 = String(value.value ?? "");
  let from = start;
  while (from < end && /\s/.test(text2[from])) from++;
  const where = originOf(value)?.(from, Math.max(end, from)) ?? value.where;
  const { text: _text, ...rest } = value;
  return { ...rest, value: text2.slice(from, end), where };
}
function keyValues(value, originOf) {
  const text2 = String(value.value ?? "");
  const pairs = [];
  let at2 = 0;
  while (at2 < text2.length && pairs.length < 500) {
    while (at2 < text2.length && /\s/.test(text2[at2])) at2++;
    const start = at2;
    let quote2 = "";
    let depth = 0;
    while (at2 < text2.length) {
      const char = text2[at2];
      if (quote2 !== "") {
        if (char === "\\") at2++;
        else if (char === quote2) quote2 = "";
      } else if (text2.startsWith("{{", at2) || text2.startsWith("{%", at2)) {
        depth++;
        at2++;
      } else if (depth > 0 && (text2.startsWith("}}", at2) || text2.startsWith("%}", at2))) {
        depth--;
        at2++;
      } else if (depth === 0 && (char === '"' || char === "'")) quote2 = char;
      else if (depth === 0 && /\s/.test(char)) break;
      at2++;
    }
    const equals2 = text2.indexOf("=", start);
    if (equals2 < 0 || equals2 >= at2 || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(text2.slice(start, equals2)))
      continue;
    let from = equals2 + 1;
    let to = at2;
    const mark = text2[from];
    if ((mark === '"' || mark === "'") && to - from >= 2 && text2[to - 1] === mark) {
      from++;
      to--;
    }
    const part2 = partOf(value, from, to, originOf);
    pairs.push([text2.slice(start, equals2), { ...part2, value: text2.slice(from, to) }]);
  }
  return pairs;
}
function listItems(value) {
  if (value === void 0 || value.type === "scalar" && value.value === null) return [];
  if (value.type === "list")
    return value.items.flatMap((item) => item.type === "list" ? item.items : [item]);
  if (value.type === "scalar" && typeof value.value === "string" && !hasTemplate(value.value)) {
    return value.value.split(",").map((part2) => part2.trim()).filter((part2) => part2 !== "").map(
      (part2) => part2 === value.value ? value : compose([{ text: part2, locate: () => value.where, fromValue: true }], value.where)
    );
  }
  return [value];
}
var MENTION = /memcache|11211/i;
function mayOpenPorts(module) {
  return /firewall|security|ingress|balancer|expose|publish|iptables|nftables|(?:^|_)(?:fw|acl|nacl|nat|lb|ports?)(?:_|$)/i.test(
    module
  ) && !/_(?:info|facts)$|^seport$/.test(module);
}
function flagOf(value) {
  if (value?.type !== "scalar") return void 0;
  if (typeof value.value === "boolean") return value.value;
  const word = String(value.value).toLowerCase();
  if (["yes", "true", "on", "y", "t", "1", "1.0"].includes(word)) return true;
  if (["no", "false", "off", "n", "f", "0", "0.0"].includes(word)) return false;
  return void 0;
}

// src/platforms/ansible/firewall-modules.ts
function argumentOf(action, ...names2) {
  for (const name of names2) {
    const value = action.args.get(name);
    if (value !== void 0 && !(value.type === "scalar" && (value.value === null || value.value === "")))
      return value;
  }
  return void 0;
}
function textArgument2(action, ...names2) {
  const value = argumentOf(action, ...names2);
  return value === void 0 || isUnknown(value) ? void 0 : pythonText(value);
}
function isAbsent(action) {
  return /^(absent|disabled)$/.test(textArgument2(action, "state") ?? "");
}
function step(state, action, words, where) {
  state.filter.push({
    words,
    where,
    ...action.onlyIf === void 0 ? {} : { onlyIf: action.onlyIf }
  });
}
function fixed(text2, where) {
  return { text: text2, where };
}
function pushOption(words, option, value) {
  const word = wordOf(value);
  if (word.text?.startsWith("!") === true) {
    words.push(fixed("!", word.where), fixed(option, word.where), {
      ...word,
      text: word.text.slice(1).trim()
    });
  } else {
    words.push(fixed(option, word.where), word);
  }
}
var IPTABLES_OPTIONS = [
  ["protocol", "-p"],
  ["source", "-s"],
  ["destination", "-d"],
  ["in_interface", "-i"],
  ["out_interface", "-o"],
  ["fragment", "-f"],
  ["source_port", "--sport"],
  ["destination_port", "--dport"],
  ["to_ports", "--to-ports"],
  ["to_destination", "--to-destination"],
  ["to_source", "--to-source"]
];
function iptablesModule(state, action) {
  const version = textArgument2(action, "ip_version") ?? "ipv4";
  const programs2 = version === "both" ? ["iptables", "ip6tables"] : [version === "ipv6" ? "ip6tables" : "iptables"];
  const { where } = action;
  const word = (text2) => fixed(text2, where);
  const chain = argumentOf(action, "chain");
  const chainWord = chain === void 0 ? word("INPUT") : wordOf(chain);
  for (const program of programs2) {
    const base = [word(program), word("-t"), word(textArgument2(action, "table") ?? "filter")];
    const policy = argumentOf(action, "policy");
    if (flagOf(argumentOf(action, "flush")) === true) {
      step(
        state,
        action,
        [...base, word("-F"), ...chain === void 0 ? [] : [chainWord]],
        where
      );
      continue;
    }
    if (policy !== void 0) {
      step(state, action, [...base, word("-P"), chainWord, wordOf(policy)], policy.where);
      continue;
    }
    if (flagOf(argumentOf(action, "chain_management")) === true) {
      step(state, action, [...base, word(isAbsent(action) ? "-X" : "-N"), chainWord], where);
      const only = [...action.args.keys()].every(
        (key) => ["chain", "table", "chain_management", "state", "ip_version"].includes(key)
      );
      if (only) continue;
    }
    const rule = [];
    for (const match of listItems(argumentOf(action, "match")))
      rule.push(word("-m"), wordOf(match));
    for (const [name, option] of IPTABLES_OPTIONS) {
      const value = argumentOf(action, name);
      if (value !== void 0) pushOption(rule, option, value);
    }
    const ports = listItems(argumentOf(action, "destination_ports"));
    if (ports.length > 0) {
      const words = ports.map((port) => wordOf(port));
      const missing2 = words.find((one) => one.text === void 0);
      rule.push(
        word("-m"),
        word("multiport"),
        word("--dports"),
        missing2 ?? fixed(words.map((one) => one.text).join(","), ports[0].where)
      );
    }
    const states = listItems(argumentOf(action, "ctstate"));
    if (states.length > 0) {
      const words = states.map((one) => wordOf(one));
      const missing2 = words.find((one) => one.text === void 0);
      const usesState = listItems(argumentOf(action, "match")).some(
        (one) => pythonText(one) === "state"
      );
      if (!usesState && !listItems(argumentOf(action, "match")).some((one) => pythonText(one) === "conntrack")) {
        rule.push(word("-m"), word("conntrack"));
      }
      rule.push(
        word(usesState ? "--state" : "--ctstate"),
        missing2 ?? word(words.map((one) => one.text).join(","))
      );
    }
    for (const [name, module, option] of [
      ["src_range", "iprange", "--src-range"],
      ["dst_range", "iprange", "--dst-range"],
      ["limit", "limit", "--limit"],
      ["uid_owner", "owner", "--uid-owner"]
    ]) {
      const value = argumentOf(action, name);
      if (value === void 0) continue;
      rule.push(word("-m"), word(module));
      pushOption(rule, option, value);
    }
    const set = argumentOf(action, "match_set");
    if (set !== void 0) {
      rule.push(
        word("-m"),
        word("set"),
        word("--match-set"),
        wordOf(set),
        word(textArgument2(action, "match_set_flags") ?? "src")
      );
    }
    const jump = argumentOf(action, "jump");
    if (jump !== void 0) rule.push(word("-j"), wordOf(jump));
    const goto = argumentOf(action, "goto");
    if (goto !== void 0) rule.push(word("-g"), wordOf(goto));
    const place = argumentOf(action, "destination_ports", "destination_port", "jump")?.where ?? where;
    if (isAbsent(action)) {
      step(state, action, [...base, word("-D"), chainWord, ...rule], place);
    } else if (textArgument2(action, "action") === "insert") {
      const number = argumentOf(action, "rule_num");
      step(
        state,
        action,
        [
          ...base,
          word("-I"),
          chainWord,
          ...number === void 0 ? [] : [wordOf(number)],
          ...rule
        ],
        place
      );
    } else {
      step(state, action, [...base, word("-A"), chainWord, ...rule], place);
    }
  }
}
function ufwModule(state, action) {
  const { where } = action;
  const word = (text2) => fixed(text2, where);
  const direction = textArgument2(action, "direction");
  const fallback = argumentOf(action, "default", "policy");
  if (fallback !== void 0) {
    const to = { in: "incoming", out: "outgoing" }[direction ?? ""] ?? direction ?? "incoming";
    step(state, action, [word("ufw"), word("default"), wordOf(fallback), word(to)], fallback.where);
  }
  const rule = argumentOf(action, "rule");
  if (rule !== void 0) {
    const words = [word("ufw")];
    if (flagOf(argumentOf(action, "route")) === true) words.push(word("route"));
    if (flagOf(argumentOf(action, "delete")) === true) words.push(word("delete"));
    const insert = argumentOf(action, "insert");
    if (insert !== void 0 && flagOf(argumentOf(action, "delete")) !== true) {
      const relative = textArgument2(action, "insert_relative_to");
      if (relative === void 0 || relative === "zero") words.push(word("insert"), wordOf(insert));
      else words.push(word("prepend"));
    }
    words.push(wordOf(rule));
    const device = argumentOf(action, "interface", "if");
    const deviceIn = argumentOf(action, "interface_in", "if_in");
    const deviceOut = argumentOf(action, "interface_out", "if_out");
    if (deviceIn !== void 0) words.push(word("in"), word("on"), wordOf(deviceIn));
    if (deviceOut !== void 0) words.push(word("out"), word("on"), wordOf(deviceOut));
    if (deviceIn === void 0 && deviceOut === void 0) {
      if (direction !== void 0) words.push(word(direction));
      if (device !== void 0) words.push(word("on"), wordOf(device));
    }
    const protocol = argumentOf(action, "proto", "protocol");
    const app = argumentOf(action, "name", "app");
    const toPort = argumentOf(action, "to_port", "port");
    const fromPort = argumentOf(action, "from_port");
    words.push(word("from"), fromOf(argumentOf(action, "from_ip", "from", "src"), where));
    if (fromPort !== void 0) words.push(word("port"), wordOf(fromPort));
    words.push(word("to"), fromOf(argumentOf(action, "to_ip", "to", "dest"), where));
    if (toPort !== void 0) words.push(word("port"), wordOf(toPort));
    else if (app !== void 0) words.push(word("app"), wordOf(app));
    if (protocol !== void 0 && textArgument2(action, "proto", "protocol") !== "any") {
      words.splice(
        words.findIndex((one) => one.text === "from"),
        0,
        word("proto"),
        wordOf(protocol)
      );
    }
    step(state, action, words, (toPort ?? app ?? rule).where);
  }
  switch (textArgument2(action, "state")) {
    case "enabled":
      step(state, action, [word("ufw"), word("--force"), word("enable")], where);
      break;
    case "disabled":
      step(state, action, [word("ufw"), word("disable")], where);
      break;
    case "reset":
      step(state, action, [word("ufw"), word("--force"), word("reset")], where);
      break;
  }
}
function fromOf(value, where) {
  return value === void 0 ? fixed("any", where) : wordOf(value);
}
var FIREWALLD_KINDS = [
  "icmp_block",
  "icmp_block_inversion",
  "service",
  "protocol",
  "port",
  "port_forward",
  "rich_rule",
  "interface",
  "forward",
  "masquerade",
  "source",
  "target"
];
function failedTask(action) {
  const port = /^([0-9]{1,5})(?:-([0-9]{1,5}))?\/(tcp|udp)$/.exec(
    textArgument2(action, "port") ?? ""
  );
  const service = /^memcached?$/.test(textArgument2(action, "service") ?? "");
  const ports = port === null ? PortSet.of(...service ? [MEMCACHED_PORT] : []) : PortSet.range(Number(port[1]), Number(port[2] ?? port[1]));
  const source = argumentOf(action, "source");
  const isNarrow = ports.contains(MEMCACHED_PORT) && ports.spanAround(MEMCACHED_PORT) <= NARROW_RANGE;
  if (source === void 0 || !isNarrow || isAbsent(action)) return void 0;
  return {
    kind: "restriction",
    platform: "ansible",
    where: source.where,
    mechanism: "host-firewall",
    name: "the firewalld task",
    target: "unknown",
    protocols: port === null ? TCP_AND_UDP : [port[3] === "udp" ? "udp" : "tcp"],
    ports,
    admits: AddressSet.all,
    flaw: {
      kind: "rejected",
      left: "a firewalld task may name a port or a source, not both, so that it fails and restricts nothing.",
      certain: true,
      related: []
    }
  };
}
var NARROW_RANGE = 100;
function firewalldModule(state, action) {
  const { where } = action;
  const word = (text2) => fixed(text2, where);
  const given2 = FIREWALLD_KINDS.filter((name) => argumentOf(action, name) !== void 0);
  if (given2.length > 1) {
    state.problems.push({
      kind: "note",
      where: argumentOf(action, given2[0]).where,
      message: `This firewalld task names ${given2.map((name) => `"${name}"`).join(" and ")}, of which a task may have only one: it fails and restricts nothing. Use a rich_rule, or bind the source to a zone in a task of its own.`
    });
    const flawed = failedTask(action);
    if (flawed !== void 0) state.facts.push(flawed);
    return;
  }
  const zone = argumentOf(action, "zone");
  const adds = !isAbsent(action);
  const base = [word("firewall-cmd"), word("--permanent")];
  const zoned = [...base];
  if (zone !== void 0) {
    const name = wordOf(zone);
    zoned.push(
      name.text === void 0 ? { ...name, prefix: `--zone=${name.prefix ?? ""}` } : { ...name, text: `--zone=${name.text}` }
    );
  }
  const option = (name, value) => {
    const inner = wordOf(value);
    const verb = `--${adds ? "add" : "remove"}-${name}=`;
    const joined3 = inner.text === void 0 ? { ...inner, prefix: `${verb}${inner.prefix ?? ""}` } : { ...inner, text: `${verb}${inner.text}` };
    step(state, action, [...zoned, joined3], value.where);
  };
  for (const [name, argument2] of [
    ["service", "service"],
    ["port", "port"],
    ["protocol", "protocol"],
    ["rich-rule", "rich_rule"],
    ["source", "source"],
    ["interface", "interface"]
  ]) {
    const value = argumentOf(action, argument2);
    if (value !== void 0) option(name, value);
  }
  for (const forward of listItems(argumentOf(action, "port_forward"))) {
    const part2 = (key) => {
      const value = entry(forward, key)?.value;
      return value === void 0 || isUnknown(value) ? void 0 : pythonText(value);
    };
    const text2 = [
      ["port", part2("port")],
      ["proto", part2("proto")],
      ["toport", part2("toport")],
      ["toaddr", part2("toaddr")]
    ].filter(([, value]) => value !== void 0 && value !== "").map(([key, value]) => `${key}=${value}`).join(":");
    step(
      state,
      action,
      [...zoned, word(`--${adds ? "add" : "remove"}-forward-port=${text2}`)],
      forward.where
    );
  }
  const target = argumentOf(action, "target");
  if (target !== void 0) {
    const inner = wordOf(target);
    const text2 = adds ? inner.text : "default";
    step(
      state,
      action,
      [
        ...zoned,
        text2 === void 0 ? { ...inner, prefix: "--set-target=" } : { ...inner, text: `--set-target=${text2}` }
      ],
      target.where
    );
  }
  if (given2.length === 0 && zone !== void 0 && textArgument2(action, "state") === "present") {
    const name = wordOf(zone);
    if (name.text !== void 0)
      step(state, action, [...base, { ...name, text: `--new-zone=${name.text}` }], zone.where);
  }
}

// src/platforms/ansible/files-modules.ts
function copyModule(state, action) {
  const dest = argumentOf(action, "dest", "path");
  const source = argumentOf(action, "src");
  const content = argumentOf(action, "content");
  const place = dest?.where ?? action.where;
  if (flagOf(argumentOf(action, "remote_src")) === true) return;
  const maybe = action.onlyIf !== void 0 || action.context.maybe === true;
  let destText = dest === void 0 || isUnknown(dest) ? void 0 : pythonText(dest);
  if (content !== void 0) {
    const text2 = renderedOf(content);
    const path = destText ?? sniffPath("", text2.text, action.run.world.family);
    if (path !== void 0 && (RELEVANT_PATH.test(path) || /memcached/.test(text2.text))) {
      state.write(path, [text2], place, maybe, action.onlyIf);
    }
    return;
  }
  if (source === void 0) return;
  const kinds = action.module === "template" ? ["templates", "files"] : ["files", "templates"];
  const found = action.run.findFiles(source, action.run.searchFolders(action.context, kinds));
  for (const { file, certain } of found) {
    action.run.job.usedTemplates.add(file.path);
    if (destText?.endsWith("/") === true) destText += file.name.replace(/\.j2$/, "");
    if (!RELEVANT_PATH.test(destText ?? "") && !RELEVANT_PATH.test(file.path) && !mayMean(file.text))
      continue;
    const texts = action.module === "template" ? action.run.renderings(file, action.context) : [verbatim(file)];
    if (texts.length === 0) continue;
    const path = destText ?? sniffPath(file.path, texts[0].text, action.run.world.family);
    if (path === void 0) continue;
    state.write(path, texts, place, maybe || !certain, action.onlyIf);
  }
}
function verbatim(file) {
  return new RenderedText([
    { text: file.text, locate: (start, end) => file.location(start, end), fromValue: false }
  ]);
}
function sniffPath(source, text2, family) {
  const kind = contentKind(text2);
  switch (kind) {
    case "unit":
      return /ExecStart=.*memcached/.test(text2) ? "/etc/systemd/system/memcached.service" : void 0;
    case "iptables-save":
      return /6/.test(source.slice(source.lastIndexOf("/") + 1)) ? "/etc/iptables/rules.v6" : "/etc/iptables/rules.v4";
    case "nft":
      return "/etc/nftables.conf";
    case "sysconfig":
      return /memcache/i.test(source + text2) ? family === "Alpine" ? "/etc/conf.d/memcached" : "/etc/sysconfig/memcached" : void 0;
    case "options":
      return /memcache/i.test(source + text2) ? "/etc/memcached.conf" : void 0;
    default:
      return void 0;
  }
}
function contentKind(text2) {
  if (/^\[Service\]/m.test(text2)) return "unit";
  if (/^\*(filter|nat|mangle|raw)\s*$/m.test(text2)) return "iptables-save";
  if (/^\s*table\s+(inet|ip|ip6)\s+\S+\s*\{/m.test(text2)) return "nft";
  if (/^(OPTIONS|MEMCACHED_PARAMS|LISTENON|CACHESIZE)=/m.test(text2)) return "sysconfig";
  if (/^-[lpmuU]\s*\S/m.test(text2)) return "options";
  return void 0;
}
function edited(state, path, where) {
  const known3 = state.files.get(path);
  if (known3 !== void 0) return known3.alternatives;
  const stock = stockText(path, where);
  return stock === void 0 ? void 0 : [stock];
}
function pathOf(action) {
  const path = argumentOf(action, "path", "dest", "destfile", "name");
  return path === void 0 || isUnknown(path) ? void 0 : pythonText(path);
}
function apply(state, action, change) {
  const path = pathOf(action);
  if (path === void 0 || !RELEVANT_PATH.test(path)) return;
  const before = edited(state, path, action.where) ?? [new RenderedText([])];
  const maybe = action.onlyIf !== void 0 || action.context.maybe === true;
  const texts = before.map(change);
  const all = maybe && state.files.has(path) ? [...before, ...texts] : texts;
  state.write(
    path,
    all,
    argumentOf(action, "path", "dest", "destfile")?.where ?? action.where,
    false,
    action.onlyIf
  );
}
function linesOf(text2) {
  const lines = [];
  for (let start = 0; start < text2.length; ) {
    const newline2 = text2.indexOf("\n", start);
    const end = newline2 < 0 ? text2.length : newline2 + 1;
    lines.push({ start, end, text: text2.slice(start, newline2 < 0 ? end : newline2) });
    start = end;
  }
  return lines;
}
function slice(text2, from, to) {
  const pieces = [];
  let at2 = 0;
  for (const piece of text2.pieces) {
    const start = Math.max(from - at2, 0);
    const end = Math.min(to - at2, piece.text.length);
    if (end > start) {
      pieces.push({
        ...piece,
        text: piece.text.slice(start, end),
        locate: (a, b) => piece.locate(start + a, start + b)
      });
    }
    at2 += piece.text.length;
  }
  return pieces;
}
function newline(where) {
  return { text: "\n", locate: () => where, fromValue: false };
}
function lineinfileModule(state, action) {
  const pattern = argumentOf(action, "regexp", "regex");
  const search = textArgument2(action, "search_string");
  const line = argumentOf(action, "line", "value");
  const absent = isAbsent(action);
  apply(state, action, (text2) => {
    const lines = linesOf(text2.text);
    let matches = () => false;
    let regex;
    if (pattern !== void 0) {
      regex = isUnknown(pattern) ? void 0 : SafeRegex.compile(pythonText(pattern) ?? "");
      if (regex === void 0) return undecided(action, "the regular expression is not evaluated");
      matches = (one) => isMatch(regex, one.text);
    } else if (search !== void 0) matches = (one) => one.text.includes(search);
    else if (line !== void 0) {
      const wanted = renderedOf(line).text;
      matches = (one) => one.text === wanted;
    }
    if (absent) {
      return new RenderedText(
        lines.filter((one) => !matches(one)).flatMap((one) => slice(text2, one.start, one.end))
      );
    }
    if (line === void 0) return text2;
    let fresh = renderedOf(line).pieces;
    const hits = lines.filter(matches);
    const hit = flagOf(argumentOf(action, "firstmatch")) === true ? hits[0] : hits.at(-1);
    if (hit !== void 0) {
      if (flagOf(argumentOf(action, "backrefs")) === true && regex !== void 0) {
        const match = regex.search(hit.text);
        const known3 = renderedOf(line);
        if (match === "too-long" || match === void 0 || !known3.isKnown) return text2;
        fresh = [
          {
            text: expandReplacement(known3.text, match, hit.text),
            locate: () => line.where,
            fromValue: true
          }
        ];
      }
      return new RenderedText([
        ...slice(text2, 0, hit.start),
        ...fresh,
        newline(line.where),
        ...slice(text2, hit.end, text2.text.length)
      ]);
    }
    if (flagOf(argumentOf(action, "backrefs")) === true) return text2;
    const literal3 = renderedOf(line).text;
    if (pattern !== void 0 && lines.some((one) => one.text === literal3)) return text2;
    return inserted(text2, lines, fresh, line.where, action);
  });
}
function isMatch(regex, text2) {
  const found = regex.search(text2);
  return found !== void 0 && found !== "too-long";
}
function inserted(text2, lines, fresh, where, action) {
  const before = textArgument2(action, "insertbefore");
  const after = textArgument2(action, "insertafter");
  let at2 = text2.text.length;
  if (before === "BOF") at2 = 0;
  else if (before !== void 0 || after !== void 0 && after !== "EOF") {
    const regex = SafeRegex.compile(before ?? after);
    const hit = regex === void 0 ? void 0 : lines.filter((one) => isMatch(regex, one.text)).at(-1);
    if (hit !== void 0) at2 = before === void 0 ? hit.end : hit.start;
  }
  const head = slice(text2, 0, at2);
  const open = at2 > 0 && text2.text[at2 - 1] !== "\n";
  return new RenderedText([
    ...head,
    ...open ? [newline(where)] : [],
    ...fresh,
    newline(where),
    ...slice(text2, at2, text2.text.length)
  ]);
}
function undecided(action, reason) {
  return new RenderedText([
    { text: UNKNOWN_MARK, locate: () => action.where, fromValue: false, reason }
  ]);
}
function fileModule(state, action) {
  if (textArgument2(action, "state") !== "absent") return;
  const path = pathOf(action);
  if (path !== void 0)
    state.remove(path, action.onlyIf !== void 0 || action.context.maybe === true);
}
function appendText(state, action, path, text2, truncate) {
  if (!RELEVANT_PATH.test(path)) return;
  const before = truncate ? [new RenderedText([])] : edited(state, path, action.where) ?? [new RenderedText([])];
  const texts = before.map(
    (one) => new RenderedText([...one.pieces, ...text2.pieces, newline(action.where)])
  );
  state.write(path, texts, action.where, action.onlyIf !== void 0, action.onlyIf);
}

// src/platforms/ansible/block-edits.ts
function compiled(value, multiline) {
  if (value === void 0 || isUnknown(value)) return void 0;
  return SafeRegex.compile(pythonText(value) ?? "", { multiline });
}
function replaceModule(state, action) {
  const pattern = argumentOf(action, "regexp");
  const replacement = argumentOf(action, "replace");
  apply(state, action, (text2) => {
    const section = sectionOf(text2.text, action);
    if (section === void 0) return text2;
    const regex = compiled(pattern, true);
    const within3 = section === "unknown" ? "" : text2.text.slice(section.start, section.end);
    const matches = section === "unknown" ? void 0 : regex?.all(within3);
    if (section === "unknown" || matches === void 0 || matches === "too-long")
      return undecided(action, "the regular expression is not evaluated");
    const put = replacement === void 0 ? void 0 : renderedOf(replacement);
    if (put !== void 0 && matches[0] !== void 0 && highestGroup(put.text) > matches[0].groups.length)
      return text2;
    const pieces = [...slice(text2, 0, section.start)];
    let from = section.start;
    for (const match of matches) {
      append(pieces, slice(text2, from, section.start + match.start));
      if (put !== void 0 && put.isKnown) {
        const value = expandReplacement(put.text, match, within3);
        pieces.push({ text: value, locate: () => replacement.where, fromValue: true });
      } else if (put !== void 0) append(pieces, put.pieces);
      from = section.start + match.end;
    }
    append(pieces, slice(text2, from, text2.text.length));
    return new RenderedText(pieces);
  });
}
function sectionOf(text2, action) {
  const after = argumentOf(action, "after");
  const before = argumentOf(action, "before");
  let start = 0;
  let end = text2.length;
  if (after !== void 0) {
    const match = compiled(after, false)?.search(text2);
    if (match === "too-long" || compiled(after, false) === void 0) return "unknown";
    if (match === void 0) return void 0;
    start = match.end;
  }
  if (before !== void 0) {
    const all = compiled(before, false)?.all(text2.slice(start));
    if (all === void 0 || all === "too-long") return "unknown";
    const match = after === void 0 ? all.at(-1) : all[0];
    if (match === void 0) return void 0;
    end = start + match.start;
  }
  return { start, end };
}
function highestGroup(text2) {
  let highest = 0;
  for (const match of text2.matchAll(/\\(?:g<([0-9]{1,3})>|([1-9][0-9]?)|(.))/gs)) {
    highest = Math.max(highest, Number(match[1] ?? match[2] ?? 0));
  }
  return highest;
}
function blockinfileModule(state, action) {
  const block = argumentOf(action, "block", "content");
  const mark = textArgument2(action, "marker") ?? "# {mark} ANSIBLE MANAGED BLOCK";
  const marks = [
    mark.replace("{mark}", textArgument2(action, "marker_begin") ?? "BEGIN"),
    mark.replace("{mark}", textArgument2(action, "marker_end") ?? "END")
  ];
  const place = block?.where ?? action.where;
  const piece = (text2) => ({ text: text2, locate: () => place, fromValue: false });
  const written = [];
  if (block !== void 0 && !isAbsent(action)) {
    const rendered = renderedOf(block);
    append(written, [piece(`${marks[0]}
`), ...rendered.pieces]);
    if (!rendered.text.endsWith("\n")) written.push(newline(place));
    written.push(piece(`${marks[1]}
`));
  }
  apply(state, action, (text2) => {
    const lines = linesOf(text2.text);
    const begin = lines.findLastIndex((line) => line.text === marks[0]);
    const end = lines.findLastIndex((line) => line.text === marks[1]);
    const known3 = begin >= 0 && end >= 0;
    const at2 = known3 ? void 0 : placeOfBlock(lines, action);
    if (at2 === "unknown") return undecided(action, "the regular expression is not evaluated");
    const from = known3 ? lines[Math.min(begin, end)].start : at2 ?? text2.text.length;
    const to = known3 ? lines[Math.max(begin, end)].end : from;
    const open = from > 0 && text2.text[from - 1] !== "\n";
    return new RenderedText([
      ...slice(text2, 0, from),
      ...open ? [newline(place)] : [],
      ...written,
      ...slice(text2, to, text2.text.length)
    ]);
  });
}
function placeOfBlock(lines, action) {
  const after = argumentOf(action, "insertafter");
  const before = argumentOf(action, "insertbefore");
  const isAfter = after !== void 0 && pythonText(after) !== "EOF";
  if (!isAfter && before !== void 0 && pythonText(before) === "BOF") return 0;
  const wanted = isAfter ? after : before;
  if (wanted === void 0) return void 0;
  const regex = compiled(wanted, false);
  if (regex === void 0) return "unknown";
  const hit = lines.findLast((line) => {
    const found = regex.search(line.text);
    return found !== void 0 && found !== "too-long";
  });
  if (hit === void 0) return void 0;
  return after === void 0 ? hit.start : hit.end;
}

// src/platforms/ansible/cloud-values.ts
function joined(sources) {
  const known3 = sources.flatMap(
    ({ set, where }) => set instanceof AddressSet ? [{ set, where }] : []
  );
  const others = sources.filter(({ set }) => !(set instanceof AddressSet));
  if (known3.length === 0) return others;
  const widest = known3.reduce((a, b) => size(b.set) > size(a.set) ? b : a);
  return [{ set: AddressSet.unionOf(known3.map(({ set }) => set)), where: widest.where }, ...others];
}
function size(set) {
  return set.sizeV4 / 2 ** 32 + Number(set.sizeV6) / 2 ** 128;
}
function portRange(from, to) {
  const unknownSide = [from, to].find((side) => side !== void 0 && isUnknown(side));
  if (unknownSide !== void 0 && isUnknown(unknownSide))
    return unresolved(unknownSide.reason, unknownSide.where);
  const low = integerOf(from);
  const high = integerOf(to) ?? low;
  if (low === void 0 && high === void 0) return PortSet.all;
  if (low === -1 || high === -1 || low === 0 && high === 0) return PortSet.all;
  return PortSet.range(low ?? 0, high ?? 65535);
}
function portList(value) {
  let ports = PortSet.empty;
  for (const one of listItems(value)) {
    if (isUnknown(one)) return unresolved(one.reason, one.where);
    const text2 = (pythonText(one) ?? "").trim();
    if (text2 === "*" || text2 === "all" || text2 === "any" || text2 === "-1" || text2 === "0")
      return PortSet.all;
    const range = /^([0-9]{1,5})\s*(?:[-:]\s*([0-9]{1,5}))?$/.exec(text2);
    if (range === null) return unresolved(`"${text2.slice(0, 40)}" is no port`, one.where);
    ports = ports.union(PortSet.range(Number(range[1]), Number(range[2] ?? range[1])));
  }
  return ports;
}
function protocolOf(value, fallback) {
  if (value !== void 0 && isUnknown(value)) return [TCP_AND_UDP, false];
  const name = (value === void 0 ? fallback : pythonText(value) ?? fallback).toLowerCase();
  switch (name) {
    case "tcp":
    case "6":
      return [TCP, false];
    case "udp":
    case "17":
      return [UDP, false];
    case "all":
    case "-1":
    case "any":
    case "*":
    case "":
    case "none":
      return [TCP_AND_UDP, name === "all" || name === "-1"];
    case "tcp_udp":
      return [TCP_AND_UDP, false];
    default:
      return [[], false];
  }
}
function addresses(value) {
  if (isUnknown(value)) return unresolved(value.reason, value.where);
  const text2 = (pythonText(value) ?? "").trim();
  const set = AddressSet.tryParse(text2);
  if (set !== void 0) return set;
  const reason = `"${text2.slice(0, 60)}" is no network in CIDR notation`;
  return { ...unresolved(reason, value.where), ...text2 === "" ? {} : { names: [text2] } };
}
function sourceList(value, anyone, where) {
  const items = listItems(value);
  if (items.length === 0) return anyone === void 0 ? [] : [{ set: anyone, where }];
  return joined(items.map((one) => ({ set: addresses(one), where: one.where })));
}
function mergeProtocols(openings) {
  const merged2 = [];
  for (const opening of openings) {
    const at2 = merged2.findIndex(
      (one) => one.where === opening.where && String(one.ports) === String(opening.ports) && (one.sources instanceof AddressSet && opening.sources instanceof AddressSet ? one.sources.equals(opening.sources) : one.sources === opening.sources)
    );
    if (at2 < 0) merged2.push(opening);
    else if (!merged2[at2].protocols.includes(opening.protocols[0])) {
      merged2[at2] = { ...merged2[at2], protocols: TCP_AND_UDP };
    }
  }
  return merged2;
}

// src/platforms/ansible/cloud-big.ts
function azureGroup(action) {
  const rules = [];
  for (const rule of listItems(action.args.get("rules"))) {
    if (rule.type !== "map") continue;
    const word = (key, fallback) => {
      const value = entry(rule, key)?.value;
      return value === void 0 || isUnknown(value) ? fallback : pythonText(value) ?? fallback;
    };
    if (/^outbound$/i.test(word("direction", "Inbound"))) continue;
    const [protocols] = protocolOf(entry(rule, "protocol")?.value, "*");
    const portValue = entry(rule, "destination_port_range")?.value;
    const source = entry(rule, "source_address_prefix")?.value;
    const groups = entry(rule, "source_application_security_groups")?.value;
    if (groups !== void 0 && source === void 0) continue;
    const where = source?.where ?? rule.where;
    const items = listItems(source);
    const sets = items.length === 0 ? [AddressSet.all] : items.map(azureSource);
    const missing2 = sets.find((set) => !(set instanceof AddressSet));
    rules.push({
      protocols,
      ports: portValue === void 0 ? PortSet.all : portList(portValue),
      sources: missing2 ?? AddressSet.unionOf(sets),
      where,
      allow: !/^deny$/i.test(word("access", "Allow")),
      priority: integerOf(entry(rule, "priority")?.value) ?? 4096
    });
  }
  rules.sort((a, b) => a.priority - b.priority);
  const openings = [];
  for (const protocol of ["tcp", "udp"]) {
    let denied = AddressSet.empty;
    for (const rule of rules) {
      if (!rule.protocols.includes(protocol)) continue;
      const hits = !(rule.ports instanceof PortSet) || rule.ports.contains(MEMCACHED_PORT);
      if (!hits) continue;
      if (!rule.allow) {
        if (rule.sources instanceof AddressSet && rule.ports instanceof PortSet)
          denied = denied.union(rule.sources);
        continue;
      }
      const sources = rule.sources instanceof AddressSet ? rule.sources.subtract(denied) : rule.sources;
      openings.push({ ...rule, protocols: [protocol], sources });
    }
  }
  return mergeProtocols(openings);
}
function azureSource(value) {
  const text2 = isUnknown(value) ? void 0 : pythonText(value);
  if (text2 !== void 0) {
    if (/^(\*|any|internet|0\.0\.0\.0)$/i.test(text2)) return AddressSet.all;
    if (/^[A-Za-z][A-Za-z0-9.]*$/.test(text2)) return AddressSet.empty;
  }
  return addresses(value);
}
function gcpFirewall(action) {
  if ((textArgument2(action, "direction") ?? "INGRESS").toUpperCase() === "EGRESS") return [];
  if (flagOf(argumentOf(action, "disabled")) === true) return [];
  const ranges = action.args.get("source_ranges");
  const byName = ["source_tags", "source_service_accounts"].some(
    (key) => listItems(action.args.get(key)).length > 0
  );
  const allowed = action.args.get("allowed");
  return listItems(allowed).flatMap((rule) => {
    const [protocols, everyPort] = protocolOf(entry(rule, "ip_protocol")?.value, "all");
    const portValue = entry(rule, "ports")?.value;
    const ports = everyPort || portValue === void 0 ? PortSet.all : portList(portValue);
    const sources = sourceList(
      ranges,
      byName ? void 0 : AddressSet.allIPv4,
      portValue?.where ?? rule.where
    );
    return sources.map(({ set, where }) => ({ protocols, ports, sources: set, where }));
  });
}
function openstackRule(action) {
  return openstackOpening((key) => action.args.get(key), action.where);
}
function openstackGroup(action) {
  return listItems(action.args.get("security_group_rules")).flatMap(
    (rule) => openstackOpening((key) => entry(rule, key)?.value, rule.where)
  );
}
function openstackOpening(argument2, where) {
  const word = (key) => {
    const value = argument2(key);
    return value === void 0 || isUnknown(value) ? void 0 : pythonText(value);
  };
  if (word("direction") === "egress" || word("state") === "absent") return [];
  if (word("remote_group") !== void 0 || word("remote_group_id") !== void 0) return [];
  const [protocols, everyPort] = protocolOf(argument2("protocol"), "any");
  const ports = everyPort ? PortSet.all : portRange(argument2("port_range_min"), argument2("port_range_max"));
  const prefix = argument2("remote_ip_prefix");
  const family = /6$/.test(word("ether_type") ?? word("ethertype") ?? "IPv4") ? AddressSet.allIPv6 : AddressSet.allIPv4;
  return sourceList(prefix, family, argument2("port_range_min")?.where ?? where).map((one) => ({
    protocols,
    ports,
    sources: one.set,
    where: one.where
  }));
}
function gceNet(action) {
  const allowed = argumentOf(action, "allowed");
  const text2 = textArgument2(action, "allowed");
  if (allowed === void 0 || text2 === void 0) return [];
  const tags = listItems(argumentOf(action, "src_tags"));
  return text2.split(";").flatMap((part2) => {
    const [name = "", list2] = part2.trim().split(":");
    const place = { type: "scalar", value: name, where: allowed.where };
    const [protocols, everyPort] = protocolOf(place, "tcp");
    const ports = everyPort || list2 === void 0 ? PortSet.all : portList({ ...place, value: list2 });
    return sourceList(
      argumentOf(action, "src_range"),
      tags.length > 0 ? void 0 : AddressSet.allIPv4,
      allowed.where
    ).map(({ set, where }) => ({ protocols, ports, sources: set, where }));
  });
}

// src/platforms/ansible/cloud-aws.ts
function ec2Group(action) {
  const rules = action.args.get("rules");
  if (rules !== void 0 && isUnknown(rules)) return [];
  return listItems(rules).flatMap((rule) => {
    if (rule.type !== "map") return [];
    const sources = [];
    for (const key of ["cidr_ip", "cidr_ipv6", "ip_prefix"]) {
      const value = entry(rule, key)?.value;
      if (value === void 0) continue;
      if (key === "ip_prefix") continue;
      for (const one of listItems(value)) sources.push({ set: addresses(one), where: one.where });
    }
    if (sources.length === 0) return [];
    const [protocols, everyPort] = protocolOf(entry(rule, "proto")?.value, "tcp");
    const ports = everyPort ? PortSet.all : ec2Ports(rule);
    return joined(sources).map(({ set, where }) => ({ protocols, ports, sources: set, where }));
  });
}
function ec2Ports(rule) {
  const ports = entry(rule, "ports")?.value;
  if (ports !== void 0) return portList(ports);
  return portRange(entry(rule, "from_port")?.value, entry(rule, "to_port")?.value);
}
function vpcNacl(action) {
  const value = action.args.get("ingress");
  const rows = value?.type === "list" ? value.items : [];
  const parsed = rows.flatMap((row) => {
    if (row.type !== "list") return [];
    const [number, protocol, verdict, network, , , from, to] = row.items;
    if (network === void 0) return [];
    const [protocols, everyPort] = protocolOf(protocol, "tcp");
    return [
      {
        number: integerOf(number) ?? 32766,
        allow: verdict !== void 0 && pythonText(verdict) === "allow",
        protocols,
        ports: everyPort ? PortSet.all : portRange(from, to),
        sources: addresses(network),
        where: network.where
      }
    ];
  });
  parsed.sort((a, b) => a.number - b.number);
  const openings = [];
  for (const protocol of ["tcp", "udp"]) {
    let decided = AddressSet.empty;
    for (const rule of parsed) {
      if (!rule.protocols.includes(protocol)) continue;
      if (rule.ports instanceof PortSet && !rule.ports.contains(MEMCACHED_PORT)) continue;
      if (rule.allow) {
        const sources = rule.sources instanceof AddressSet ? rule.sources.subtract(decided) : rule.sources;
        openings.push({ protocols: [protocol], ports: rule.ports, sources, where: rule.where });
      }
      if (rule.sources instanceof AddressSet && rule.ports instanceof PortSet)
        decided = decided.union(rule.sources);
    }
  }
  return mergeProtocols(openings);
}
function lightsailPorts(action) {
  return listItems(argumentOf(action, "public_ports")).flatMap((rule) => {
    const [protocols, everyPort] = protocolOf(entry(rule, "protocol")?.value, "tcp");
    const from = entry(rule, "from_port")?.value;
    const ports = everyPort ? PortSet.all : portRange(from, entry(rule, "to_port")?.value);
    const given2 = [
      ...listItems(entry(rule, "cidrs")?.value),
      ...listItems(entry(rule, "ipv6_cidrs")?.value)
    ].map((one) => ({ set: addresses(one), where: one.where }));
    const everyone = { set: AddressSet.all, where: from?.where ?? rule.where };
    return joined(given2.length > 0 ? given2 : [everyone]).map(({ set, where }) => ({
      protocols,
      ports,
      sources: set,
      where
    }));
  });
}
function elasticacheModule(state, action) {
  const engine = textArgument2(action, "engine") ?? "memcached";
  if (engine !== "memcached" || isAbsent(action)) return;
  const port = argumentOf(action, "cache_port");
  const number = port === void 0 ? MEMCACHED_PORT : integerOf(port);
  const text2 = textArgument2(action, "cache_engine_version");
  const version = text2 === void 0 ? void 0 : parseVersion(text2);
  const where = argumentOf(action, "engine")?.where ?? action.where;
  state.facts.push({
    kind: "listener",
    platform: "ansible",
    where,
    workload: `elasticache "${textArgument2(action, "name") ?? "not known"}"`,
    placement: "managed",
    sockets: number === void 0 ? unresolved("the port is not known", port?.where ?? where) : [
      {
        protocol: "tcp",
        scope: "all",
        address: "the endpoints of the cluster",
        port: number,
        tls: "none"
      }
    ],
    authentication: "none",
    ...version === void 0 || text2 === void 0 ? {} : { version: { version, where, trust: "managed", text: `version ${text2}` } },
    features: [],
    assumptions: [],
    related: []
  });
}

// src/platforms/ansible/cloud-others.ts
function hcloudFirewall(action) {
  if (action.args.get("rules")?.type === "map") return linodeFirewall(action);
  return listItems(action.args.get("rules")).flatMap((rule) => {
    if (rule.type !== "map") return [];
    const direction = entry(rule, "direction")?.value;
    if (direction !== void 0 && pythonText(direction) === "out") return [];
    const [protocols] = protocolOf(entry(rule, "protocol")?.value, "tcp");
    const portValue = entry(rule, "port")?.value;
    const ports = portValue === void 0 ? PortSet.all : portList(portValue);
    return sourceList(entry(rule, "source_ips")?.value, void 0, rule.where).map((one) => ({
      protocols,
      ports,
      sources: one.set,
      where: one.where
    }));
  });
}
function digitalOceanFirewall(action) {
  return listItems(action.args.get("inbound_rules")).flatMap((rule) => {
    const [protocols] = protocolOf(entry(rule, "protocol")?.value, "tcp");
    const portValue = entry(rule, "ports")?.value;
    const ports = portValue === void 0 ? PortSet.all : portList(portValue);
    const sources = entry(entry(rule, "sources")?.value, "addresses")?.value;
    return sourceList(sources, void 0, rule.where).map((one) => ({
      protocols,
      ports,
      sources: one.set,
      where: one.where
    }));
  });
}
function linodeFirewall(action) {
  const rules = action.args.get("rules");
  const openings = [];
  for (const protocol of ["tcp", "udp"]) {
    let decided = AddressSet.empty;
    for (const rule of listItems(entry(rules, "inbound")?.value)) {
      const [protocols] = protocolOf(entry(rule, "protocol")?.value, "tcp");
      if (!protocols.includes(protocol)) continue;
      const portValue = entry(rule, "ports")?.value;
      const ports = portValue === void 0 ? PortSet.all : portList(portValue);
      if (ports instanceof PortSet && !ports.contains(MEMCACHED_PORT)) continue;
      const from = entry(rule, "addresses")?.value;
      const sources = joined(
        ["ipv4", "ipv6"].flatMap(
          (key) => listItems(entry(from, key)?.value).map((one) => ({
            set: addresses(one),
            where: one.where
          }))
        )
      );
      const verdict = entry(rule, "action")?.value;
      const drops = verdict !== void 0 && pythonText(verdict)?.toUpperCase() === "DROP";
      for (const { set, where } of sources) {
        const left = set instanceof AddressSet ? set.subtract(decided) : set;
        if (!drops) openings.push({ protocols: [protocol], ports, sources: left, where });
        if (set instanceof AddressSet) decided = decided.union(set);
      }
    }
    const policy = entry(rules, "inbound_policy")?.value;
    if (policy !== void 0 && pythonText(policy)?.toUpperCase() === "ACCEPT") {
      const sources = AddressSet.all.subtract(decided);
      openings.push({ protocols: [protocol], ports: PortSet.all, sources, where: policy.where });
    }
  }
  return mergeProtocols(openings);
}
function windowsRule(action) {
  const word = (key, fallback) => (textArgument2(action, key) ?? fallback).toLowerCase();
  if (word("direction", "in") !== "in" || word("action", "allow") !== "allow") return [];
  if (flagOf(argumentOf(action, "enabled")) === false) return [];
  const [protocols] = protocolOf(argumentOf(action, "protocol"), "any");
  const portValue = argumentOf(action, "localport");
  const ports = portValue === void 0 ? PortSet.all : portList(portValue);
  const remote = argumentOf(action, "remoteip");
  const where = portValue?.where ?? action.where;
  const sources = listItems(remote).map((one) => ({
    set: windowsAddresses(one),
    where: one.where
  }));
  if (sources.length === 0) sources.push({ set: AddressSet.all, where });
  return joined(sources).map((one) => ({ protocols, ports, sources: one.set, where: one.where }));
}
function windowsAddresses(value) {
  const text2 = isUnknown(value) ? void 0 : pythonText(value)?.trim().toLowerCase();
  if (text2 === void 0) return addresses(value);
  if (text2 === "any" || text2 === "*" || text2 === "internet") return AddressSet.all;
  if (/^(localsubnet|defaultgateway|dhcp|wins|dns|intranet|rmtintranet)$/.test(text2))
    return AddressSet.empty;
  const dash = /^([0-9a-f.:]{2,45})-([0-9a-f.:]{2,45})$/.exec(text2);
  if (dash !== null) {
    try {
      return AddressSet.range(dash[1], dash[2]);
    } catch {
      return unresolved(`"${text2.slice(0, 60)}" is no range of addresses`, value.where);
    }
  }
  return addresses(value);
}
function cloudstackRule(action) {
  if ((textArgument2(action, "type") ?? "ingress") !== "ingress") return [];
  if (argumentOf(action, "user_security_group", "security_group_source") !== void 0) return [];
  const [protocols, everyPort] = protocolOf(argumentOf(action, "protocol"), "tcp");
  const start = argumentOf(action, "start_port", "port");
  const ports = everyPort ? PortSet.all : portRange(start, argumentOf(action, "end_port"));
  const where = start?.where ?? action.where;
  const from = argumentOf(action, "cidrs", "cidr");
  return sourceList(from, AddressSet.allIPv4, where).map((one) => ({
    protocols,
    ports,
    sources: one.set,
    where: one.where
  }));
}
function vultrRule(action) {
  const [protocols] = protocolOf(argumentOf(action, "protocol"), "tcp");
  const portValue = argumentOf(action, "port", "start_port");
  const ports = portValue === void 0 ? PortSet.all : portList(portValue);
  const subnet = argumentOf(action, "subnet", "cidr");
  const six = /6$/.test(textArgument2(action, "ip_type", "ip_version") ?? "v4");
  const where = subnet?.where ?? portValue?.where ?? action.where;
  const everyone = six ? AddressSet.allIPv6 : AddressSet.allIPv4;
  if (subnet === void 0) return [{ protocols, ports, sources: everyone, where }];
  const text2 = isUnknown(subnet) ? void 0 : pythonText(subnet);
  const size2 = integerOf(argumentOf(action, "subnet_size"));
  const sources = text2 === void 0 || text2.includes("/") || size2 === void 0 ? addresses(subnet) : AddressSet.tryParse(`${text2}/${size2}`) ?? unresolved(`"${text2.slice(0, 60)}" is no network`, where);
  return [{ protocols, ports, sources, where }];
}
function oracleList(action) {
  return listItems(action.args.get("ingress_security_rules")).flatMap((rule) => {
    const [protocols, everyPort] = protocolOf(entry(rule, "protocol")?.value, "all");
    const source = entry(rule, "source")?.value;
    const type = entry(rule, "source_type")?.value;
    if (source === void 0 || type !== void 0 && pythonText(type) !== "CIDR_BLOCK")
      return [];
    const options = entry(rule, protocols.includes("tcp") ? "tcp_options" : "udp_options")?.value;
    const range = entry(options, "destination_port_range")?.value;
    const ports = everyPort || range === void 0 ? PortSet.all : portRange(entry(range, "min")?.value, entry(range, "max")?.value);
    return [{ protocols, ports, sources: addresses(source), where: source.where }];
  });
}
function alibabaGroup(action) {
  const rules = listItems(argumentOf(action, "rules", "inbound_rules")).map((rule) => {
    const word = (key) => {
      const value = entry(rule, key)?.value;
      return value === void 0 || isUnknown(value) ? "" : pythonText(value) ?? "";
    };
    const [protocols, everyPort] = protocolOf(
      (entry(rule, "ip_protocol") ?? entry(rule, "proto"))?.value,
      "all"
    );
    const range = entry(rule, "port_range")?.value;
    const source = (entry(rule, "source_cidr_ip") ?? entry(rule, "cidr_ip"))?.value;
    const ports = everyPort || range === void 0 || word("port_range") === "-1/-1" ? PortSet.all : isUnknown(range) ? unresolved(range.reason, range.where) : slashRange(word("port_range"), range);
    const byGroup = word("source_group_id") !== "" || word("group_id") !== "";
    return {
      protocols,
      ports,
      sources: source === void 0 ? AddressSet.empty : addresses(source),
      where: source?.where ?? rule.where,
      drops: word("policy") === "drop",
      priority: Number(word("priority") || "1"),
      skip: source === void 0 || byGroup
    };
  });
  rules.sort((a, b) => a.priority - b.priority || Number(b.drops) - Number(a.drops));
  const openings = [];
  for (const protocol of ["tcp", "udp"]) {
    let denied = AddressSet.empty;
    for (const { drops, skip, ports, sources, protocols, where } of rules) {
      if (skip || !protocols.includes(protocol)) continue;
      if (ports instanceof PortSet && !ports.contains(MEMCACHED_PORT)) continue;
      if (!drops) {
        const left = sources instanceof AddressSet ? sources.subtract(denied) : sources;
        openings.push({ protocols: [protocol], ports, sources: left, where });
      } else if (sources instanceof AddressSet && ports instanceof PortSet) {
        denied = denied.union(sources);
      }
    }
  }
  return mergeProtocols(openings);
}
function slashRange(text2, value) {
  const match = /^([0-9]{1,5})(?:\/([0-9]{1,5}))?$/.exec(text2);
  return match === null ? unresolved(`"${text2.slice(0, 40)}" is no range of ports`, value.where) : PortSet.range(Number(match[1]), Number(match[2] ?? match[1]));
}

// src/platforms/ansible/containers.ts
function containerModule(state, action, workload) {
  if (isAbsent(action)) return;
  const image = argumentOf(action, "image", "infra_image");
  const name = textArgument2(action, "name");
  const network = networkOf(action);
  const published = listItems(
    argumentOf(action, "published_ports", "ports", "publish", "published")
  ).filter((port) => !isAll(port)).map((port) => onAddress(exactWord(action, port), textArgument2(action, "default_host_ip")));
  const all = [...listItems(argumentOf(action, "published_ports", "ports"))].find(isAll) ?? allPorts(action);
  const environment = /* @__PURE__ */ new Map();
  for (const key of ["env", "environment"]) {
    const value = action.args.get(key);
    if (value?.type === "map")
      for (const [variable2, one] of pairsOf(value)) environment.set(variable2, wordOf(one));
  }
  const command = commandWords(argumentOf(action, "command"));
  const entrypoint = commandWords(argumentOf(action, "entrypoint"));
  const run = {
    spec: {
      ...image === void 0 ? {} : { image: exactWord(action, image) },
      ...entrypoint === void 0 ? {} : { entrypoint },
      ...command === void 0 ? {} : { command },
      environment,
      where: image?.where ?? action.where
    },
    published,
    publishAll: all === void 0 ? void 0 : { text: "-P", where: all.where },
    network,
    name
  };
  addContainer(state, action, run, workload);
}
function addContainer(state, action, run, workload) {
  const label = run.name === void 0 ? `container of ${workload}` : `container "${run.name}" of ${workload}`;
  append(
    state.facts,
    containerFacts(run, {
      platform: "ansible",
      workload: label,
      ...action.onlyIf === void 0 ? {} : { onlyIf: action.onlyIf }
    })
  );
}
function swarmServiceModule(state, action, workload) {
  if (isAbsent(action)) return;
  const image = argumentOf(action, "image");
  const published = [];
  for (const port of listItems(argumentOf(action, "publish"))) {
    const part2 = (key) => {
      const value = entry(port, key)?.value;
      return value === void 0 ? void 0 : wordOf(value).text ?? "";
    };
    const target = part2("target_port");
    if (target === void 0) continue;
    const text2 = `${part2("published_port") ?? ""}:${target}/${part2("protocol") ?? "tcp"}`.replace(
      /^:/,
      ""
    );
    const where = (entry(port, "published_port") ?? entry(port, "target_port")).value.where;
    published.push(
      text2.includes("") ? { text: void 0, reason: "a port is not known", where } : { text: text2, where }
    );
  }
  const command = commandWords(argumentOf(action, "args", "command"));
  addContainer(
    state,
    action,
    {
      spec: {
        ...image === void 0 ? {} : { image: exactWord(action, image) },
        ...command === void 0 ? {} : { command },
        environment: /* @__PURE__ */ new Map(),
        where: image?.where ?? action.where
      },
      published,
      publishAll: void 0,
      network: "own",
      name: textArgument2(action, "name")
    },
    workload
  );
}
function containerCommand(state, action, words, workload) {
  const run = readContainerRun(words);
  if (run === void 0) return false;
  addContainer(state, action, run, workload);
  return true;
}
function isAll(port) {
  return port.type === "scalar" && port.value === "all";
}
function allPorts(action) {
  const value = argumentOf(action, "publish_all_ports", "publish_all");
  return flagOf(value) === true ? value : void 0;
}
function networkOf(action) {
  const mode = argumentOf(action, "network_mode", "network", "net");
  const names2 = listItems(mode).map((one) => isUnknown(one) ? void 0 : pythonText(one));
  if (names2.includes("host")) return "host";
  if (names2.length === 1 && names2[0] === "none") return "none";
  return "own";
}
function onAddress(word, address) {
  if (address === void 0 || address === "" || word.text === void 0) return word;
  const colons = word.text.split(":").length - 1;
  if (colons >= 2) return word;
  return { ...word, text: colons === 1 ? `${address}:${word.text}` : `${address}::${word.text}` };
}
function exactWord(action, value) {
  const word = wordOf(value);
  if (word.text === void 0 || value.type !== "scalar" || typeof value.value !== "string")
    return word;
  const where = action.run.job.origins.of(value)?.(0, value.value.length) ?? word.where;
  return { ...word, where: word.where.file === where.file ? where : word.where };
}
function commandWords(value) {
  if (value === void 0) return void 0;
  if (value.type === "list") return value.items.map(wordOf);
  return wordsOfText(renderedOf(value));
}

// src/platforms/ansible/stacks.ts
function stackModule(state, action, workload) {
  if (isAbsent(action)) return;
  const definitions = [action.args.get("definition"), action.args.get("compose")].flatMap(
    (value) => value === void 0 ? [] : value.type === "list" ? value.items : [value]
  );
  for (const definition of definitions) {
    if (definition.type === "scalar") continue;
    const services = entry(definition, "services")?.value;
    if (isUnknown(definition) || services === void 0 || isUnknown(services)) {
      notRead(state, action, "the definition of its services is not known");
      continue;
    }
    for (const [name, service] of pairsOf(services)) {
      if (service.type !== "map") continue;
      const args = /* @__PURE__ */ new Map([["name", scalar(name, service.where)]]);
      for (const [key, value] of pairsOf(service)) {
        if (key === "ports") args.set("ports", shortPorts(value));
        else if (key === "environment") args.set("env", asMapping(value));
        else if (key === "image" || key === "command" || key === "entrypoint") args.set(key, value);
        else if (key === "network_mode") args.set(key, value);
      }
      containerModule(state, { ...action, args }, workload);
    }
  }
}
function shortPorts(ports) {
  if (ports.type !== "list") return ports;
  return {
    ...ports,
    items: ports.items.map((port) => {
      if (port.type !== "map") return port;
      const part2 = (key) => {
        const value = entry(port, key)?.value;
        return value === void 0 || isUnknown(value) ? void 0 : pythonText(value);
      };
      const target = part2("target");
      if (target === void 0) return port;
      const text2 = `${[part2("host_ip"), part2("published") ?? "", target].filter((one) => one !== void 0).join(":")}/${part2("protocol") ?? "tcp"}`;
      return scalar(
        text2.replace(/^:/, ""),
        (entry(port, "published") ?? entry(port, "target")).value.where
      );
    })
  };
}
function asMapping(value) {
  if (value.type !== "list") return value;
  const entries = value.items.flatMap((item) => {
    const text2 = isUnknown(item) ? void 0 : pythonText(item);
    const equals2 = text2?.indexOf("=") ?? -1;
    if (text2 === void 0 || equals2 < 1) return [];
    const inner = scalar(text2.slice(equals2 + 1), item.where);
    return [
      { key: text2.slice(0, equals2), keyWhere: item.where, valueWhere: item.where, value: inner }
    ];
  });
  return { type: "map", entries, where: value.where };
}
function instanceModule(state, action, workload) {
  if (isAbsent(action)) return;
  const data = argumentOf(action, "user_data");
  if (data === void 0) return;
  const text2 = renderedOf(data);
  if (!MENTION.test(text2.text)) return;
  if (!text2.text.startsWith("#!") || !text2.isKnown) {
    notRead(state, action, "its user data is not a shell script that is known as a whole");
    return;
  }
  const origin = data.type === "scalar" ? action.run.job.origins.of(data) : void 0;
  const name = argumentOf(action, "name");
  const label = name === void 0 ? void 0 : pythonText(name);
  const { facts, problems } = scriptFacts(text2.text, {
    platform: "ansible",
    workload: `instance ${label === void 0 ? "of" : `"${label.slice(0, 80)}" of`} ${workload}`,
    placement: "host",
    locate: (start, end) => origin?.(start, Math.max(end, start + 1)) ?? text2.locate(start, Math.max(end, start + 1))
  });
  append(state.facts, facts);
  append(state.problems, problems);
}
var NOT_EVALUATED = /* @__PURE__ */ new Set([
  "iptables_state",
  "podman_play",
  "nomad_job",
  "ecs_taskdefinition",
  "firewall_rules",
  "nftables",
  "proxmox_firewall"
]);
function notEvaluated(state, action) {
  if (isAbsent(action)) return;
  if (mentionsMemcached(action))
    notRead(state, action, `tasks of "${action.module}" are not evaluated`);
}
function unknownModule(state, action) {
  if (isAbsent(action)) return;
  if (!mayOpenPorts(action.module) && !action.run.job.project.hasModule(action.module)) return;
  if (!mentionsMemcached(action)) return;
  notRead(state, action, `the module "${action.module.slice(0, 60)}" is not known here`);
}
function mentionsMemcached(action) {
  const values = [...action.args.values(), ...action.free === void 0 ? [] : [action.free]];
  return values.some((value) => mentions(value, 0));
}
function mentions(value, depth) {
  if (depth > 20) return true;
  if (value.type === "list") return value.items.some((item) => mentions(item, depth + 1));
  if (value.type === "map")
    return value.entries.some(
      ({ key, value: inner }) => MENTION.test(key) || mentions(inner, depth + 1)
    );
  return MENTION.test(renderedOf(value).text);
}
function notRead(state, action, reason) {
  state.problems.push({
    kind: "unresolved",
    where: action.where,
    message: `What this task does with memcached is not known, because ${reason}. Look at who can reach it.`
  });
}

// src/platforms/ansible/cloud.ts
function cloudModule(state, action) {
  const translate4 = CLOUD_MODULES[action.module];
  if (translate4 === void 0) return false;
  if (isAbsent(action)) return true;
  const name = textArgument2(
    action,
    "name",
    "group_name",
    "security_group",
    "firewall",
    "description"
  );
  const rules = action.args.get("rules");
  if (rules !== void 0 && isUnknown(rules) && mentionsMemcached(action))
    notRead(state, action, `its rules are not known (${rules.reason})`);
  for (const opening of translate4(action)) {
    const door = doorOf(opening, action, name);
    if (door !== void 0) state.facts.push(door);
  }
  return true;
}
function doorOf(opening, action, name) {
  const { ports, sources } = opening;
  if (opening.protocols.length === 0) return void 0;
  if (ports instanceof PortSet && !ports.contains(MEMCACHED_PORT)) return void 0;
  if (sources instanceof AddressSet && sources.isEmpty) return void 0;
  return {
    kind: "ingress",
    platform: "ansible",
    where: opening.where,
    mechanism: mechanismOf(action.module),
    name: `${action.module}${name === void 0 ? "" : ` "${name.slice(0, 80)}"`}`,
    sources,
    protocols: opening.protocols,
    ports,
    target: "unknown",
    faces: action.module === "win_firewall_rule" ? "host" : "internet",
    leadsTo: "unknown",
    related: [],
    ...action.onlyIf === void 0 ? {} : { onlyIf: action.onlyIf }
  };
}
var FIREWALLS = /* @__PURE__ */ new Set([
  "gcp_compute_firewall",
  "gce_net",
  "lightsail",
  "hcloud_firewall",
  "firewall",
  "digital_ocean_firewall",
  "cs_firewall",
  "firewall_rule",
  "vultr_firewall_rule"
]);
function mechanismOf(module) {
  if (module === "win_firewall_rule") return "host-firewall";
  return FIREWALLS.has(module) ? "cloud-firewall" : "security-group";
}
var CLOUD_MODULES = {
  ec2_group: ec2Group,
  ec2_security_group: ec2Group,
  azure_rm_securitygroup: azureGroup,
  gcp_compute_firewall: gcpFirewall,
  security_group_rule: openstackRule,
  os_security_group_rule: openstackRule,
  security_group: openstackGroup,
  hcloud_firewall: hcloudFirewall,
  firewall: hcloudFirewall,
  digital_ocean_firewall: digitalOceanFirewall,
  ec2_vpc_nacl: vpcNacl,
  win_firewall_rule: windowsRule,
  cs_firewall: cloudstackRule,
  cs_securitygroup_rule: cloudstackRule,
  exo_security_group_rule: cloudstackRule,
  firewall_rule: vultrRule,
  vultr_firewall_rule: vultrRule,
  oci_network_security_list: oracleList,
  ali_security_group: alibabaGroup,
  lightsail: lightsailPorts,
  gce_net: gceNet
};

// src/platforms/ansible/edits.ts
function sedCommand(state, action, edit) {
  for (const { text: path } of edit.files) {
    if (path === void 0 || !RELEVANT_PATH.test(path)) continue;
    let texts = edited(state, path, action.where);
    if (texts === void 0) continue;
    for (const script of edit.scripts) {
      texts = texts.map((text2) => {
        const lines = linesOf(text2.text);
        const after = script.text === void 0 ? void 0 : applySed(
          lines.map((line) => ({ text: line.text, edited: false })),
          script.text,
          edit.extended
        );
        if (after === void 0)
          return undecided(action, script.reason ?? "the edit is not evaluated");
        let at2 = 0;
        return new RenderedText(
          after.flatMap((line) => {
            if (line.edited) {
              const place = { text: line.text, locate: () => script.where, fromValue: false };
              return [place, newline(script.where)];
            }
            while (at2 < lines.length && lines[at2].text !== line.text) at2++;
            const same = lines[at2++];
            return same === void 0 ? [] : slice(text2, same.start, same.end);
          })
        );
      });
    }
    const maybe = action.onlyIf !== void 0 || action.context.maybe === true;
    const before = state.files.get(path)?.alternatives ?? [];
    state.write(path, maybe ? [...before, ...texts] : texts, action.where, false, action.onlyIf);
  }
}
function iniModule(state, action) {
  const section = argumentOf(action, "section");
  const option = argumentOf(action, "option");
  const value = argumentOf(action, "value");
  const name = option === void 0 || isUnknown(option) ? void 0 : pythonText(option);
  const title = section === void 0 || isUnknown(section) ? void 0 : pythonText(section);
  if (name === void 0 || section !== void 0 && title === void 0) return;
  apply(state, action, (text2) => {
    const lines = linesOf(text2.text);
    const header = lines.findIndex((line) => line.text.trim() === `[${title}]`);
    const from = title === void 0 ? 0 : header + 1;
    let to = lines.findIndex((line, i) => i >= from && /^\s*\[/.test(line.text));
    if (to < 0) to = lines.length;
    const found = title !== void 0 && header < 0 ? [] : lines.slice(from, to);
    const isIt = (line) => {
      const key = /^\s*[#;]?\s*([^=]*?)\s*(?:=|$)/.exec(line)?.[1];
      return key === name;
    };
    const active = found.find((line) => isIt(line.text) && !/^\s*[#;]/.test(line.text));
    const old = active ?? (isAbsent(action) ? void 0 : found.find((line) => isIt(line.text)));
    const end = text2.text.length;
    if (isAbsent(action)) {
      if (old === void 0) return text2;
      return new RenderedText([...slice(text2, 0, old.start), ...slice(text2, old.end, end)]);
    }
    const where = (value ?? option).where;
    const written = [
      { text: `${name}=`, locate: () => where, fromValue: false },
      ...value === void 0 ? [] : renderedOf(value).pieces,
      newline(where)
    ];
    if (old !== void 0)
      return new RenderedText([
        ...slice(text2, 0, old.start),
        ...written,
        ...slice(text2, old.end, end)
      ]);
    const at2 = title !== void 0 && header < 0 ? end : lines[to - 1]?.end ?? 0;
    const open = at2 > 0 && text2.text[at2 - 1] !== "\n" ? [newline(where)] : [];
    const head = title !== void 0 && header < 0 ? [{ text: `[${title}]
`, locate: () => where, fromValue: false }] : [];
    return new RenderedText([
      ...slice(text2, 0, at2),
      ...open,
      ...head,
      ...written,
      ...slice(text2, at2, end)
    ]);
  });
}

// src/platforms/ansible/commands.ts
var FILTER_PROGRAMS = /* @__PURE__ */ new Set([
  "iptables",
  "ip6tables",
  "iptables-restore",
  "ip6tables-restore",
  "nft",
  "ufw",
  "firewall-cmd",
  "firewall-offline-cmd",
  "ipset"
]);
function commandModule(state, action, workload) {
  const argv = argumentOf(action, "argv");
  if (argv !== void 0) {
    simpleCommand(state, action, listItems(argv).map(wordOf), workload);
    return;
  }
  const free = action.free ?? argumentOf(action, "cmd");
  if (free === void 0 || free.type === "map" || free.type === "list") return;
  const text2 = renderedOf(free);
  if (!/iptables|nft|ufw|firewall|ipset|memcache|docker|podman|rules\.v[46]/.test(text2.text))
    return;
  for (const [from, to] of action.module === "command" ? [[0, text2.text.length]] : commandsIn(text2.text)) {
    simpleCommand(state, action, wordsOfText(text2, from, to), workload, text2, [from, to]);
  }
}
function simpleCommand(state, action, all, workload, text2, span) {
  const words = withoutPrefixes(all);
  const first = words[0]?.text;
  if (first === void 0) return;
  const program = first.slice(first.lastIndexOf("/") + 1);
  const where = words[0].where;
  if (FILTER_PROGRAMS.has(program)) {
    const rest = words.slice(1);
    state.filter.push({
      words: [{ ...words[0], text: program }, ...rest],
      where: spanOf(words) ?? where,
      ...action.onlyIf === void 0 ? {} : { onlyIf: action.onlyIf }
    });
    return;
  }
  const edit = readInPlaceEdit([{ ...words[0], text: program }, ...words.slice(1)]);
  if (edit !== void 0) {
    sedCommand(state, action, edit);
    return;
  }
  if (program === "systemctl" || program === "service") {
    const rest = words.slice(1).map((word) => word.text ?? "");
    if (rest.includes("memcached") && rest.includes("stop") && action.onlyIf === void 0)
      state.service = "stopped";
    return;
  }
  if (program === "echo" && text2 !== void 0 && span !== void 0) {
    const redirect = />(>?)\s*(\/[\w./-]+)\s*$/.exec(text2.text.slice(span[0], span[1]));
    if (redirect !== null) {
      const content = words.slice(1).filter(
        (word) => !/^>/.test(word.text ?? "") && word.text !== redirect[2] && word.text !== "-e"
      );
      const pieces = content.flatMap((word, i) => [
        ...i > 0 ? [{ text: " ", locate: () => word.where, fromValue: false }] : [],
        word.text === void 0 ? {
          text: "",
          locate: () => word.where,
          fromValue: true,
          reason: word.reason ?? "it is not known"
        } : { text: word.text, locate: () => word.where, fromValue: false }
      ]);
      appendText(state, action, redirect[2], new RenderedText(pieces), redirect[1] === "");
    }
    return;
  }
  if (containerCommand(state, action, words, workload)) return;
  const found = findMemcachedCommand(words);
  if (found !== void 0 && found.args[0]?.text !== "-h" && found.args[0]?.text !== "-V" && found.args[0]?.text !== "--version") {
    state.starts.push({
      args: found.args,
      where: found.where,
      ...action.onlyIf === void 0 ? {} : { onlyIf: action.onlyIf }
    });
  }
}
function withoutPrefixes(words) {
  let at2 = 0;
  while (at2 < words.length && /^(sudo|exec|nohup|env|-[nEH]+|[A-Za-z_]\w*=.*)$/.test(words[at2].text ?? ""))
    at2++;
  return words.slice(at2);
}
function spanOf(words) {
  const first = words[0]?.where;
  const last = words.at(-1)?.where;
  if (first === void 0 || last === void 0 || first.file !== last.file || last.endLine < first.startLine)
    return first;
  return { ...first, endLine: last.endLine, endColumn: last.endColumn };
}
function commandsIn(text2) {
  const found = [];
  let start = 0;
  let quote2 = "";
  const finish = (end) => {
    if (text2.slice(start, end).trim() !== "") found.push([start, end]);
  };
  for (let at2 = 0; at2 < text2.length; at2++) {
    const char = text2[at2];
    if (quote2 !== "") {
      if (char === "\\" && quote2 === '"') at2++;
      else if (char === quote2) quote2 = "";
    } else if (char === "\\") at2++;
    else if (char === '"' || char === "'") quote2 = char;
    else if (char === "#" && (at2 === start || /\s/.test(text2[at2 - 1] ?? " "))) {
      finish(at2);
      const newline2 = text2.indexOf("\n", at2);
      at2 = newline2 < 0 ? text2.length : newline2;
      start = at2 + 1;
    } else if (char === ";" || char === "\n" || char === "|" || char === "&" && text2[at2 - 1] !== ">" && text2[at2 + 1] !== ">") {
      finish(at2);
      start = at2 + 1;
    }
  }
  finish(text2.length);
  return found;
}

// src/platforms/ansible/iptables-raw.ts
var USUAL_WEIGHT = 40;
function iptablesRawModule(state, action) {
  if (isAbsent(action)) return;
  const rules = argumentOf(action, "rules");
  if (rules === void 0) return;
  if (isUnknown(rules) && !renderedOf(rules).text.includes("-A")) {
    notRead(state, action, rules.reason);
    return;
  }
  const text2 = renderedOf(rules);
  const table = textArgument2(action, "table") ?? "filter";
  const versions = listItems(argumentOf(action, "ipversion"));
  const both = versions.length > 1;
  const six = versions.some((one) => one.type === "scalar" && String(one.value) === "6");
  const programs2 = both ? ["iptables", "ip6tables"] : [six ? "ip6tables" : "iptables"];
  const steps = [];
  let from = 0;
  for (const line of text2.text.split("\n")) {
    const words = wordsOfText(text2, from, from + line.length);
    from += line.length + 1;
    if (words[0]?.text === void 0 || !/^-[AIPN]$|^--/.test(words[0].text)) continue;
    for (const program of programs2) {
      steps.push({
        words: [
          { text: program, where: words[0].where },
          { text: "-t", where: words[0].where },
          { text: table, where: words[0].where },
          ...words
        ],
        where: words[0].where,
        ...action.onlyIf === void 0 ? {} : { onlyIf: action.onlyIf }
      });
    }
  }
  const weight = integerOf(argumentOf(action, "weight")) ?? USUAL_WEIGHT;
  state.rawRules.push({ weight, steps });
}

// src/platforms/ansible/placed.ts
function placedText(state, action, workload) {
  const content = argumentOf(action, "content");
  const path = textArgument2(action, "dest", "path");
  if (content === void 0 || path === void 0 || !/\.(?:ya?ml|json)(?:\.j2)?$/i.test(path))
    return;
  if (!mentionsMemcached(action)) return;
  const isData = content.type === "map" || content.type === "list";
  const { documents } = isData ? { documents: [content] } : yamlIn(content.where.file, renderedOf(content));
  for (const data of documents) {
    if (entry(data, "services") !== void 0 && entry(data, "kind") === void 0)
      stackModule(state, { ...action, args: /* @__PURE__ */ new Map([["definition", data]]) }, workload);
    else append(state.objects, objectsIn(data, { set: "" }));
  }
}

// src/platforms/ansible/project.ts
var Project = class {
  constructor(tree) {
    this.tree = tree;
    for (const path of tree.paths) {
      const slash = path.lastIndexOf("/");
      const folder = slash < 0 ? "" : path.slice(0, slash);
      const siblings = this.folders.get(folder);
      if (siblings === void 0) this.folders.set(folder, [path]);
      else siblings.push(path);
      const found = /^(?:(.*)\/)?(?:tasks|handlers|meta)\/main\.ya?ml$/.exec(path) ?? /^(?:(.*)\/)?(?:defaults|vars)\/main(?:\.ya?ml)?$/.exec(path) ?? /^((?:.*\/)?roles\/[^/]+)\/(?:tasks|templates|defaults|vars|files|handlers|meta)\//.exec(
        path
      );
      if (found === null) continue;
      const base = found[1] ?? "";
      if (this.rolesByFolder.has(base)) continue;
      if (/(^|\/)(group_vars|host_vars)(\/|$)/.test(base)) continue;
      const role = { name: base.slice(base.lastIndexOf("/") + 1), folder: base };
      this.rolesByFolder.set(base, role);
      this.byName.set(role.name, [...this.byName.get(role.name) ?? [], role]);
    }
    this.roles = [...this.rolesByFolder.values()];
  }
  tree;
  roles;
  byName = /* @__PURE__ */ new Map();
  rolesByFolder = /* @__PURE__ */ new Map();
  folders = /* @__PURE__ */ new Map();
  below = /* @__PURE__ */ new Map();
  /** Whether a module comes with the tree, in `library/` or in a collection's `plugins/modules/`. */
  hasModule(name) {
    this.modules ??= new Set(
      this.tree.paths.flatMap(
        (path) => /(?:^|\/)(?:library|plugins\/modules)\/(?:[^/]+\/)*([A-Za-z]\w*)(?:\.(?:py|ps1|sh))?$/.exec(
          path
        )?.[1] ?? []
      )
    );
    return this.modules.has(name);
  }
  modules;
  /** Files with variables outside roles: of groups, of hosts, of plays, and inventories. */
  variablePaths() {
    this.variables ??= this.tree.paths.filter(
      (path) => (/(^|\/)(?:group_vars|host_vars|vars|inventor(?:y|ies)|environments)\//.test(path) || /(^|\/)(?:[\w.-]*vars[\w.-]*\.(?:ya?ml|json)|hosts|inventory)$/.test(path)) && /(^|\/)[\w-]+(\.(ya?ml|json|ini))?$/.test(path) && this.roleOf(path) === void 0
    );
    return this.variables;
  }
  variables;
  /** Files directly in a folder. */
  filesIn(folder) {
    return this.folders.get(folder) ?? [];
  }
  /** Files below a folder, sorted by path. */
  filesBelow(folder) {
    const known3 = this.below.get(folder);
    if (known3 !== void 0) return known3;
    const { paths } = this.tree;
    const prefix = folder === "" ? "" : `${folder}/`;
    let low = 0;
    let high = paths.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (paths[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < paths.length && paths[end].startsWith(prefix)) end++;
    const found = paths.slice(low, end);
    this.below.set(folder, found);
    return found;
  }
  roleAt(folder) {
    return this.rolesByFolder.get(folder);
  }
  /** The role whose folder a path lies in. */
  roleOf(path) {
    const parts = path.split("/").slice(0, -1);
    for (let i = parts.length; i >= 0; i--) {
      const role = this.rolesByFolder.get(parts.slice(0, i).join("/"));
      if (role !== void 0) return role;
    }
    return void 0;
  }
  /**
   * The role a play means: `roles/NAME` beside the playbook or above it, a role's sibling, then any
   * role of that name in the tree, also by the last part of `namespace.collection.role`.
   */
  findRole(name, from) {
    const parts = from === "" ? [] : from.split("/");
    for (let i = parts.length; i >= 0; i--) {
      const base = parts.slice(0, i).join("/");
      for (const folder of [resolveInTree(base, `roles/${name}`), resolveInTree(base, name)]) {
        const role = folder === void 0 ? void 0 : this.rolesByFolder.get(folder);
        if (role !== void 0 && role.folder !== "") return role;
      }
    }
    const last = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf(".")) + 1);
    const full = name.slice(name.lastIndexOf("/") + 1);
    const candidates = this.byName.get(full) ?? this.byName.get(last);
    if (candidates !== void 0 && candidates.length > 0) {
      return candidates.find((role) => sharesRoot(role.folder, from)) ?? candidates[0];
    }
    const own = this.roleOf(`${from === "" ? "" : `${from}/`}x`);
    return own !== void 0 && this.isSelf(own, full, last) ? own : void 0;
  }
  isSelf(role, full, last) {
    if (role.folder !== "" && role.name !== last) {
      const called2 = this.galaxyName(role);
      return called2 === last || called2 === full;
    }
    if (role.folder !== "") return true;
    const called = this.galaxyName(role);
    return called === void 0 || called === last || called === full || /memcache/i.test(last);
  }
  galaxyName(role) {
    const file = this.readFirst(join(role.folder, "meta"), "main");
    const info = file === void 0 ? void 0 : entry(documentOf(file), "galaxy_info")?.value;
    return stringOf(entry(info, "role_name")?.value);
  }
  /** `folder/stem.yml`, `.yaml`, `.json` or without an extension. */
  readFirst(folder, stem) {
    for (const suffix of [".yml", ".yaml", ".json", ""]) {
      const path = join(folder, stem + suffix);
      if (this.tree.has(path)) return this.tree.read(path);
    }
    return void 0;
  }
  /** All variable files of `folder/stem.yml` and of the folder `folder/stem/`. */
  variableFiles(folder, stem) {
    const files = [];
    const single = this.readFirst(folder, stem);
    if (single !== void 0) files.push(single);
    for (const path of this.filesBelow(join(folder, stem))) {
      if (!/(\.ya?ml|\.json|\/[^./]+)$/.test(path)) continue;
      const file = this.tree.read(path);
      if (file !== void 0) files.push(file);
    }
    return files;
  }
};
function sharesRoot(a, b) {
  return a.split("/")[0] === b.split("/")[0];
}
function join(folder, name) {
  return folder === "" ? name : `${folder}/${name}`;
}
function documentOf(file) {
  return readYaml(file, { version: "pyyaml" }).documents[0]?.data;
}
function textAt(file, data) {
  const { startLine, startColumn, endLine, endColumn } = data.where;
  return file.text.slice(file.offset(startLine, startColumn), file.offset(endLine, endColumn));
}
function isPlay(item) {
  if (item.type !== "map") return false;
  return entry(item, "hosts") !== void 0 && looksLikePlay(item) || item.entries.some(
    ({ key }) => key === "import_playbook" || key === "ansible.builtin.import_playbook"
  ) || stringOf(entry(item, "include")?.value) !== void 0 && entry(item, "hosts") === void 0 && item.entries.length === 1;
}
var PLAY_KEYS = [
  "roles",
  "tasks",
  "pre_tasks",
  "post_tasks",
  "handlers",
  "vars",
  "vars_files",
  "gather_facts",
  "become",
  "connection",
  "sudo",
  "remote_user",
  "user",
  "serial",
  "strategy",
  "environment",
  "vars_prompt",
  "any_errors_fatal",
  "max_fail_percentage",
  "become_user",
  "tags",
  "order",
  "name",
  "collections",
  "module_defaults",
  "become_method"
];
function looksLikePlay(item) {
  if (item.type !== "map") return false;
  return item.entries.every(
    ({ key }) => key === "hosts" || PLAY_KEYS.includes(key) || !isModuleKey(key)
  );
}
function isTask(item, depth = 0) {
  if (item.type !== "map" || entry(item, "hosts") !== void 0) return false;
  const block = entry(item, "block")?.value;
  if (block?.type === "list" && depth < 20)
    return block.items.some((one) => isTask(one, depth + 1));
  return item.entries.some(
    ({ key }) => isModuleKey(key) || key === "action" || key === "local_action"
  );
}

// src/platforms/ansible/kubernetes.ts
function kubernetesModule(state, action) {
  if (isAbsent(action)) return;
  const namespace = textArgument2(action, "namespace");
  const origin = { set: "", ...namespace === void 0 ? {} : { namespace } };
  const definition = argumentOf(action, "definition", "resource_definition", "inline");
  const parts = definition === void 0 ? [] : itemsIn(definition);
  for (const part2 of parts) {
    const documents = isText(part2) ? documentsIn(part2.where.file, renderedOf(part2)) : [part2];
    for (const data of documents) append(state.objects, objectsIn(data, origin));
    if (isUnknown(part2)) notKnown(state, action, part2.reason);
  }
  for (const [name, kinds] of [
    ["src", ["files", "templates"]],
    ["template", ["templates", "files"]]
  ]) {
    const value = action.args.get(name);
    if (value === void 0) continue;
    for (const one of itemsIn(value)) {
      const path = one.type === "map" ? entryOf(one, "path") ?? one : one;
      const found = action.run.findFiles(path, action.run.searchFolders(action.context, kinds));
      for (const { file } of found) {
        if (isReadAnyway(file)) continue;
        action.run.job.usedTemplates.add(file.path);
        const texts = name === "template" ? action.run.renderings(file, action.context) : [verbatim(file)];
        for (const text2 of texts)
          for (const data of documentsIn(file.path, text2))
            append(state.objects, objectsIn(data, origin));
      }
    }
  }
}
function objectFacts(state, { tree }) {
  if (state.objects.length === 0) return [];
  return interpretObjects(state.objects, tree).map((fact) => ({ ...fact, platform: "ansible" }));
}
function helmModule(state, action) {
  if (isAbsent(action)) return;
  const chart = argumentOf(action, "chart_ref", "chart");
  const name = textArgument2(action, "chart_ref", "chart");
  let values;
  for (const one of listItems(argumentOf(action, "values_files"))) {
    const found = action.run.findFiles(
      one,
      action.run.searchFolders(action.context, ["files", "templates", "vars"])
    );
    for (const { file } of found) values = overlay(values, documentOf(file));
  }
  const own = argumentOf(action, "release_values", "values");
  if (own?.type === "map") values = overlay(values, own);
  for (const item of listItems(argumentOf(action, "set_values"))) {
    const text2 = pythonText(entryOf(item, "value") ?? item) ?? "";
    for (const pair of text2.split(/(?<!\\),/)) {
      const equals2 = pair.indexOf("=");
      if (equals2 < 1) continue;
      const isString = pythonText(entryOf(item, "value_type") ?? item) === "string";
      const value = scalar(
        isString ? pair.slice(equals2 + 1) : literal(pair.slice(equals2 + 1)),
        item.where
      );
      values = overlay(values, setPath(pair.slice(0, equals2), value, item.where));
    }
  }
  if (chart === void 0 || name === void 0) return helmNotRead(state, action);
  const reader = new ChartReader(action.run.job.project.tree);
  const folder = [action.context.role?.folder ?? "", action.context.playbookFolder, ""].map((base) => resolveInTree(base, name)).find((path) => path !== void 0 && reader.read(path) !== void 0);
  const objects = useObjects(
    {
      chart: name,
      name: textArgument2(action, "release_name", "name") ?? name,
      namespace: textArgument2(action, "release_namespace", "namespace"),
      values,
      where: chart.where,
      ...folder === void 0 ? {} : { folder }
    },
    reader,
    state.problems
  );
  append(state.objects, objects);
  const isUnread = own !== void 0 && own.type !== "map";
  if (isUnread || objects.length === 0 && folder === void 0) helmNotRead(state, action);
}
function helmNotRead(state, action) {
  if (mentionsMemcached(action))
    notRead(state, action, "the chart or its values are not in the repository");
}
function isReadAnyway(file) {
  return kubernetes.mayClaim(file.path) && kubernetes.claims(file) && !hasTemplate(file.text);
}
function notKnown(state, action, reason) {
  if (mentionsMemcached(action)) notRead(state, action, reason);
}
function documentsIn(path, text2) {
  return yamlIn(path, text2).documents;
}
function isText(data) {
  return data.type === "scalar" || isUnknown(data) && renderedOf(data).text.includes("\n");
}
function itemsIn(value) {
  return value.type === "list" ? value.items : [value];
}
function entryOf(data, key) {
  return data.type === "map" ? data.entries.find((one) => one.key === key)?.value : void 0;
}
function literal(text2) {
  if (text2 === "true" || text2 === "false") return text2 === "true";
  return /^-?[0-9]{1,15}$/.test(text2) ? Number(text2) : text2;
}

// src/platforms/ansible/firewall-roles.ts
function firewallRole(state, action, name) {
  if (/^geerlingguy\.(?:ansible-role-)?firewall$/.test(name)) geerlingguyFirewall(state, action);
  else if (/(?:^|[.-])ufw$/.test(name)) ufwRole(state, action);
  else if (/(?:linux[_-]system[_-]roles\.|rhel_system_roles\.|system_roles\.)firewall$/.test(name))
    firewalldRole(state, action, ["firewall"]);
  else if (/(?:^|[.-])firewalld$/.test(name)) firewalldRole(state, action, FIREWALLD_VARIABLES);
  else return false;
  return true;
}
function variable(action, name) {
  const value = action.run.lookup(name, action.context);
  if (value === void 0) return void 0;
  const finished = action.evaluator.finish(value);
  return isUnknown(finished) && finished.missing ? void 0 : finished;
}
function asModule(action, module, args) {
  return { ...action, module, args };
}
function ufwRole(state, action) {
  const word = (text2) => scalar(text2, action.where);
  const policy = /* @__PURE__ */ new Map([
    ["policy", word("deny")],
    ["direction", word("incoming")],
    ["state", word("enabled")]
  ]);
  ufwModule(state, asModule(action, "ufw", policy));
  for (const name of ["ufw_rules", "ufw_rules_to_create", "ufw_custom_rules", "ufw_allow"]) {
    for (const rule of listItems(variable(action, name))) {
      if (rule.type !== "map") continue;
      const args = new Map(rule.entries.map(({ key, value }) => [key, value]));
      if (!args.has("rule")) args.set("rule", word("allow"));
      ufwModule(state, asModule(action, "ufw", args));
    }
  }
}
var FIREWALLD_VARIABLES = [
  "firewalld",
  "firewalld_port_rules",
  "firewalld_service_rules",
  "firewalld_rich_rules",
  "firewalld_rules",
  "firewalld_ports",
  "firewalld_services",
  "firewalld_allow_ports",
  "firewalld_allow_services"
];
var SAYINGS = [
  ["service", "service"],
  ["port", "port"],
  ["rich_rule", "rich_rule"],
  ["rule", "rich_rule"],
  ["source", "source"],
  ["interface", "interface"]
];
function firewalldRole(state, action, names2) {
  for (const name of names2) {
    const value = variable(action, name);
    if (value !== void 0) firewalldRules(state, action, value, 0);
  }
}
function firewalldRules(state, action, value, depth) {
  if (depth > 4 || value.type !== "map" && value.type !== "list") return;
  if (value.type === "list") {
    for (const item of value.items) firewalldRules(state, action, item, depth + 1);
    return;
  }
  const at2 = (key) => value.entries.find((one) => one.key === key)?.value;
  if (!SAYINGS.some(([key]) => isPlain(at2(key)))) {
    for (const one of value.entries) firewalldRules(state, action, one.value, depth + 1);
    return;
  }
  const shared = /* @__PURE__ */ new Map();
  for (const key of ["zone", "state"]) {
    const given2 = at2(key);
    if (given2 !== void 0) shared.set(key, given2);
  }
  for (const [key, argument2] of SAYINGS) {
    for (const one of listItems(at2(key))) {
      const said = argument2 === "port" ? withProtocol(one, at2("protocol") ?? at2("proto")) : one;
      firewalldModule(state, asModule(action, "firewalld", new Map([...shared, [argument2, said]])));
    }
  }
}
function isPlain(value) {
  return value !== void 0 && (value.type === "scalar" || isUnknown(value) || isTexts(value));
}
function isTexts(value) {
  return value.type === "list" && value.items.every((item) => item.type === "scalar");
}
function withProtocol(port, protocol) {
  const text2 = isUnknown(port) ? void 0 : pythonText(port);
  if (text2 === void 0 || text2.includes("/")) return port;
  const name = protocol === void 0 || isUnknown(protocol) ? "tcp" : pythonText(protocol);
  return scalar(`${text2}/${name ?? "tcp"}`, port.where);
}
function geerlingguyFirewall(state, action) {
  const where = action.where;
  const word = (text2) => ({ text: text2, where });
  const push = (words, at2 = where) => {
    state.filter.push({
      words,
      where: at2,
      ...action.onlyIf === void 0 ? {} : { onlyIf: action.onlyIf }
    });
  };
  for (const program of ["iptables", "ip6tables"]) {
    push([word(program), word("-P"), word("INPUT"), word("ACCEPT")]);
    push([word(program), word("-F"), word("INPUT")]);
    push([
      word(program),
      word("-A"),
      word("INPUT"),
      word("-i"),
      word("lo"),
      word("-j"),
      word("ACCEPT")
    ]);
    for (const [name, protocol, fallback] of [
      ["firewall_allowed_tcp_ports", "tcp", ["22", "25", "80", "443"]],
      ["firewall_allowed_udp_ports", "udp", []]
    ]) {
      const ports = variable(action, name);
      const items = ports === void 0 ? fallback.map((one) => scalar(one, where)) : listItems(ports);
      for (const port of items) {
        push(
          [
            word(program),
            word("-A"),
            word("INPUT"),
            word("-p"),
            word(protocol),
            word("--dport"),
            wordOf(port),
            word("-j"),
            word("ACCEPT")
          ],
          port.where
        );
      }
    }
    const more = variable(
      action,
      program === "iptables" ? "firewall_additional_rules" : "firewall_ip6_additional_rules"
    );
    for (const rule of more === void 0 ? [] : listItems(more)) {
      const words = (pythonText(rule) ?? "").split(/\s+/).filter((one) => one !== "");
      if (words[0] === program)
        push(
          words.map((text2) => ({ text: text2, where: rule.where })),
          rule.where
        );
    }
    push([
      word(program),
      word("-A"),
      word("INPUT"),
      word("-m"),
      word("state"),
      word("--state"),
      word("ESTABLISHED,RELATED"),
      word("-j"),
      word("ACCEPT")
    ]);
    push([word(program), word("-A"), word("INPUT"), word("-j"), word("DROP")]);
  }
}

// src/platforms/ansible/known-roles.ts
var ROLES = [
  {
    title: "geerlingguy.memcached",
    name: /^geerlingguy\.memcached$/,
    listen: "memcached_listen_ip",
    fallback: "127.0.0.1",
    port: "memcached_port"
  },
  {
    title: "boutetnico.memcached, mywebcom.memcached, devops-works.memcached",
    name: /^(boutetnico|mywebcom|devops-?works)\.memcached$/,
    listen: "memcached_listen",
    fallback: "127.0.0.1",
    port: "memcached_port"
  },
  {
    title: "osshelp.memcached",
    name: /^osshelp\.memcached$/i,
    listen: "memcached_listen",
    fallback: "0.0.0.0,::",
    port: "memcached_port"
  },
  {
    title: "entercloudsuite.memcached",
    name: /^entercloudsuite\.memcached$/,
    listen: "memcache_bind_ip",
    fallback: "127.0.0.1",
    port: "memcache_port"
  },
  {
    title: "csuka.memcached, Blue-Bag.memcached",
    name: /^(csuka|blue-?bag)\.memcached$/i,
    listen: "memcached_listen_ip",
    fallback: "127.0.0.1",
    port: "memcached_port"
  },
  {
    title: "mrlesmithjr.memcached",
    name: /^mrlesmithjr\.(ansible-)?memcached$/,
    listen: "memcached_listen_address",
    fallback: "127.0.0.1",
    port: "memcached_port"
  },
  {
    title: "stouts.memcached",
    name: /^stouts\.memcached$/i,
    listen: "memcached_listen",
    fallback: "127.0.0.1",
    port: "memcached_port"
  }
];
var LISTEN_NAMES = [
  "memcached_listen_ip",
  "memcached_listen",
  "memcached_listen_address",
  "memcached_listen_addr",
  "memcached_listen_interface",
  "memcached_bind_ip",
  "memcached_bind",
  "memcached_bind_address",
  "memcached_bind_addr",
  "memcached_address",
  "memcached_host",
  "memcached_interface",
  "memcached_ip",
  "memcache_bind_ip",
  "memcache_listen",
  "memcache_listen_ip",
  "memcached__bind"
];
function knownRole(state, action) {
  const name = action.args.get("name");
  const text2 = name === void 0 ? "" : pythonText(name) ?? "";
  if (firewallRole(state, action, text2)) return;
  if (!/memcache/i.test(text2)) return;
  const role = ROLES.find((one) => one.name.test(text2));
  const names2 = role === void 0 ? LISTEN_NAMES : [role.listen];
  const value = names2.map((one) => variable(action, one)).find((one) => one !== void 0);
  if (role === void 0 && value === void 0) return;
  const words = [];
  const addresses2 = value === void 0 ? role?.fallback === void 0 ? [] : [scalar(role.fallback, action.where)] : value.type === "scalar" && value.value === false ? [] : listItems(value);
  for (const address of addresses2)
    words.push({ text: "-l", where: address.where }, wordOf(address));
  const port = variable(action, role?.port ?? "memcached_port");
  if (port !== void 0) words.push({ text: "-p", where: port.where }, wordOf(port));
  const udp = variable(action, role?.udpPort ?? "memcached_udp_port");
  if (udp !== void 0 && role === void 0)
    words.push({ text: "-U", where: udp.where }, wordOf(udp));
  words.push({ text: "-u", where: action.where }, { text: "memcache", where: action.where });
  state.foreign.push({
    where: value?.where ?? action.where,
    words,
    role: text2,
    ...action.onlyIf === void 0 ? {} : { onlyIf: action.onlyIf }
  });
}

// src/platforms/ansible/scripts.ts
function scriptModule(state, action, workload) {
  const free = action.free ?? argumentOf(action, "cmd");
  if (free === void 0 || isUnknown(free)) return;
  const name = pythonText(free)?.trim().split(/\s+/)[0] ?? "";
  if (name === "") return;
  const folders = action.run.searchFolders(action.context, ["files"]);
  for (const { file } of action.run.findFiles(scalar(name, free.where), folders)) {
    action.run.job.judgedFiles.add(file.path);
    if (/\.ps1$/i.test(file.path)) {
      const locate = (from, to) => file.location(from, to);
      pushWindows(state, file.text, "powershell", workload, locate);
    } else runScript(state, action, workload, file);
  }
}
function runScript(state, action, workload, file) {
  readScript(file.text, {
    run: (command) => {
      const words = command.words.map((word) => wordIn(file, word, command));
      if (command.writes !== void 0) {
        const { path, content, append: append2 } = command.writes;
        const where = file.location(command.start, command.end);
        const text2 = new RenderedText([
          { text: content.text, locate: () => where, fromValue: false }
        ]);
        appendText(state, action, path, text2, !append2);
      }
      if (words.length === 0) return void 0;
      const { conditional } = command;
      const onlyIf = action.onlyIf ?? conditional;
      const place = { platform: "ansible", ...onlyIf === void 0 ? {} : { onlyIf } };
      append(state.facts, [
        ...cloudDoors(words, place),
        ...kubeDoors(words, place),
        ...forwardDoors(words, place)
      ]);
      simpleCommand(state, onlyIf === void 0 ? action : { ...action, onlyIf }, words, workload);
      return void 0;
    }
  });
}
function wordIn(file, word, command) {
  const where = command.file === void 0 ? file.location(word.start, word.end) : file.location(command.start, command.end);
  return wordOfShell(word, where);
}
function windowsModule(state, action, workload) {
  const free = action.free ?? argumentOf(action, "script", "cmd", "_raw_params");
  if (free === void 0 || free.type === "map" || free.type === "list") return;
  const text2 = renderedOf(free);
  if (!MENTION.test(text2.text) && !/firewall/i.test(text2.text)) return;
  const language = action.module === "win_command" ? "batch" : "powershell";
  const origin = free.type === "scalar" ? action.run.job.origins.of(free) : void 0;
  pushWindows(state, text2.text, language, workload, (from, to) => {
    const end = Math.max(to, from + 1);
    return origin?.(from, end) ?? text2.locate(from, end);
  });
}
function pushWindows(state, text2, language, workload, locate) {
  const facts = windowsScriptFacts(text2, { workload, language, locate });
  append(
    state.facts,
    facts.map((fact) => ({ ...fact, platform: "ansible" }))
  );
}

// src/platforms/ansible/execute.ts
var MODULE_GROUPS = [
  {
    names: ["template", "copy"],
    judged: "the file it becomes on the host; a Compose file or a manifest written as text, too",
    run: (state, action, workload) => {
      copyModule(state, action);
      placedText(state, action, workload);
    }
  },
  { names: ["lineinfile"], judged: "the edited file", run: lineinfileModule },
  { names: ["replace"], judged: "the edited file", run: replaceModule },
  { names: ["blockinfile"], judged: "the edited file", run: blockinfileModule },
  { names: ["ini_file"], judged: "the edited file", run: iniModule },
  { names: ["file"], judged: "files that go (`state: absent`)", run: fileModule },
  {
    names: ["apt", "yum", "dnf", "dnf5", "package", "zypper", "apk", "pacman", "pkgng", "homebrew"],
    judged: "memcached installed or removed, with its version",
    run: packageModule
  },
  {
    names: ["service", "systemd", "systemd_service", "sysvinit", "openrc"],
    judged: "memcached stopped; packet filters switched on and off",
    run: serviceModule
  },
  {
    names: ["iptables"],
    judged: "the command it stands for, in order, as the kernel evaluates it",
    run: iptablesModule
  },
  {
    names: ["iptables_raw"],
    judged: "its lines, in the order of their weights",
    run: iptablesRawModule
  },
  { names: ["ufw"], judged: "the command it stands for", run: ufwModule },
  { names: ["firewalld"], judged: "the command it stands for", run: firewalldModule },
  {
    names: ["command", "shell", "raw"],
    judged: "packet filters, `docker run`, `podman run`, memcached itself, `sed -i`, `echo` into a file",
    run: commandModule
  },
  {
    names: ["script"],
    judged: "the commands of the shell or PowerShell script, in the state that the tasks before left",
    run: scriptModule
  },
  {
    names: ["win_command", "win_shell", "win_powershell"],
    judged: "memcached's service, containers, the Windows firewall",
    run: windowsModule
  },
  {
    names: ["docker_container", "podman_container", "podman_pod"],
    judged: "the image and the ports it publishes",
    run: containerModule
  },
  {
    names: ["docker_swarm_service"],
    judged: "the image and the ports it publishes",
    run: swarmServiceModule
  },
  {
    names: ["docker_compose", "docker_compose_v2", "docker_service", "docker_stack"],
    judged: "services in the task; Compose files of the repository are read as Compose's",
    run: stackModule
  },
  {
    names: ["ec2_instance", "ec2"],
    judged: "the shell script of `user_data`",
    run: instanceModule
  },
  {
    names: ["k8s"],
    judged: "objects in the task, and the manifests and templates it applies",
    run: kubernetesModule
  },
  {
    names: ["helm"],
    judged: "charts in the repository and public memcached charts, with the values given to them",
    run: helmModule
  },
  {
    names: ["elasticache"],
    judged: "a managed memcached inside its VPC",
    run: elasticacheModule
  },
  {
    names: Object.keys(CLOUD_MODULES),
    judged: "their rules, with the module's own defaults for what is left out",
    run: (state, action) => void cloudModule(state, action)
  },
  {
    names: [...NOT_EVALUATED],
    judged: "not evaluated: told as unresolved where they speak of memcached",
    run: notEvaluated
  }
];
var GROUP_OF = new Map(
  MODULE_GROUPS.flatMap((group) => group.names.map((name) => [name, group]))
);
function executorFor(state, workload) {
  return (action) => {
    if (action.module === "role") knownRole(state, action);
    else if (action.module === "role_without_tasks") roleWithoutTasks(state, action);
    else {
      const group = GROUP_OF.get(action.module);
      if (group === void 0) unknownModule(state, action);
      else group.run(state, action, workload);
    }
  };
}
function packageModule(state, action) {
  const names2 = argumentOf(action, "name", "pkg", "package", "list");
  for (const one of listItems(names2)) {
    const text2 = isUnknown(one) ? void 0 : pythonText(one);
    const match = text2 === void 0 ? null : /^@?memcached(?:[:=-]v?([0-9][\w.*+:~-]*)?.*)?$/.exec(text2.trim());
    if (match === null) continue;
    if (isAbsent(action) || /^(removed|uninstalled)$/.test(textArgument2(action, "state") ?? "")) {
      if (action.onlyIf === void 0) {
        state.removed = true;
        state.installed = void 0;
      }
      continue;
    }
    state.removed = false;
    state.installed = {
      where: one.where,
      ...match[1] === void 0 ? {} : { version: { text: match[1], where: one.where } },
      ...action.onlyIf === void 0 ? {} : { onlyIf: action.onlyIf }
    };
  }
}
function serviceModule(state, action) {
  const name = textArgument2(action, "name", "unit", "service");
  if (name === void 0) return;
  const wanted = textArgument2(action, "state");
  const certain = action.onlyIf === void 0;
  if (/^memcached(@[\w.-]*)?(\.service)?$/.test(name)) {
    if (wanted === "stopped" && flagOf(argumentOf(action, "enabled")) !== true) {
      if (certain) state.service = "stopped";
    } else if (wanted === "started" || wanted === "restarted" || wanted === "reloaded")
      state.service = "started";
    return;
  }
  if (/^(firewalld|ufw|nftables|iptables|ip6tables)(\.service)?$/.test(name) && certain) {
    const word = (text2) => ({ text: text2, where: action.where });
    const program = name.replace(/\.service$/, "");
    if (wanted === "stopped") {
      state.filter.push({
        words: [word("systemctl"), word("stop"), word(program)],
        where: action.where
      });
    } else if (wanted === "started" || wanted === "restarted") {
      state.filter.push({
        words: [word("systemctl"), word("start"), word(program)],
        where: action.where
      });
    }
  }
}
function roleWithoutTasks(state, action) {
  const { role } = action.context;
  if (role === void 0) return;
  const { project } = action.run.job;
  for (const path of project.filesBelow(
    `${role.folder === "" ? "" : `${role.folder}/`}templates`
  )) {
    if (!/iptables|nftables|rules\.v[46]/.test(path)) continue;
    const file = project.tree.read(path);
    if (file === void 0) continue;
    const texts = action.run.renderings(file, action.context);
    const kind = texts[0] === void 0 ? void 0 : contentKind(texts[0].text);
    if (kind !== "iptables-save" && kind !== "nft") continue;
    const six = /6/.test(file.name);
    const target = kind === "nft" ? "/etc/nftables.conf" : six ? "/etc/iptables/rules.v6" : "/etc/iptables/rules.v4";
    state.write(target, texts, file.location(0, 1), false, void 0);
  }
}

// src/platforms/ansible/inventory.ts
var FileLayer = class {
  constructor(file) {
    this.file = file;
    this.escaped = file.text.includes("\\");
  }
  file;
  entries;
  escaped;
  absent = /* @__PURE__ */ new Set();
  get(name) {
    if (this.entries === void 0) {
      if (this.absent.has(name)) return void 0;
      if (!this.escaped && !this.file.text.includes(name)) {
        this.absent.add(name);
        return void 0;
      }
      this.entries = layerOf(documentOf(this.file));
    }
    return this.entries.get(name);
  }
};
var MOST_HOSTS = 24;
var MOST_RANGE = 64;
var MOST_FOUND = 200;
function readInventories(project) {
  const found = [];
  for (const path of project.tree.paths) {
    if (!mayBeInventory(path)) continue;
    const file = project.tree.read(path);
    if (file === void 0 || file.text.length > 1e6) continue;
    const inventory = /\.(ya?ml|json)$/.test(path) ? readYamlInventory(file) : readIni2(file);
    if (inventory !== void 0 && inventory.hosts.size > 0) found.push(inventory);
    if (found.length >= MOST_FOUND) break;
  }
  return [...found, ...impliedInventories(project, new Set(found.map(({ folder }) => folder)))];
}
function impliedInventories(project, known3) {
  const groups = /* @__PURE__ */ new Map();
  for (const path of project.tree.paths) {
    const match = /^(?:(.*)\/)?group_vars\/([^/]+)/.exec(path);
    if (match === null || known3.has(match[1] ?? "")) continue;
    if (/(^|\/)(?:roles|molecule|tests?)\//.test(path)) continue;
    const folder = match[1] ?? "";
    const own = groups.get(folder) ?? /* @__PURE__ */ new Map();
    groupOf(own, match[2].replace(/\.(?:ya?ml|json)$/, ""));
    groups.set(folder, own);
    if (groups.size >= MOST_FOUND) break;
  }
  return [...groups].map(([folder, own]) => ({ folder, groups: own, hosts: /* @__PURE__ */ new Map() }));
}
function mayBeInventory(path) {
  if (/(^|\/)(group_vars|host_vars|roles|templates|files|molecule|tests?)\//.test(path))
    return false;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^(hosts|inventory)([._-][\w.-]{0,60})?$/i.test(name))
    return !/\.(py|sh|cfg|md|j2|txt\.erb)$/.test(name);
  return /(^|\/)(inventory|inventories|environments|hosts)\//i.test(path) && /^[\w-]+(\.(ini|ya?ml))?$/.test(name);
}
function readIni2(file) {
  const groups = /* @__PURE__ */ new Map();
  const hosts = /* @__PURE__ */ new Map();
  let section = "ungrouped";
  let kind = "hosts";
  let offset = 0;
  let plain2 = 0;
  for (const raw of file.text.split("\n")) {
    const start = offset;
    offset += raw.length + 1;
    const line = raw.replace(/\r$/, "");
    const text2 = line.trim();
    if (text2 === "" || text2.startsWith("#") || text2.startsWith(";")) continue;
    const header = /^\[([^\]:]{1,200})(?::(vars|children|hosts))?\]/.exec(text2);
    if (header !== null) {
      section = header[1].trim();
      kind = header[2] ?? "hosts";
      groupOf(groups, section);
      continue;
    }
    const at2 = start + line.indexOf(text2);
    if (kind === "vars") {
      const equals2 = text2.indexOf("=");
      if (equals2 < 0) continue;
      const key = text2.slice(0, equals2).trim();
      const value = text2.slice(equals2 + 1).trim();
      const from = at2 + text2.indexOf(value, equals2 + 1);
      groupOf(groups, section).vars.set(key, literal2(value, file, from));
    } else if (kind === "children") {
      groupOf(groups, section).children.add(text2);
      groupOf(groups, text2);
    } else {
      const name = /^[\w.[\]:@-]+/.exec(text2)?.[0];
      if (name === void 0) return void 0;
      plain2++;
      const rest = text2.slice(name.length);
      const scalar2 = {
        type: "scalar",
        value: rest,
        where: file.location(at2, at2 + text2.length)
      };
      const vars = keyValues(
        scalar2,
        () => (from, to) => file.location(at2 + name.length + from, at2 + name.length + to)
      );
      for (const host of expandRange(name)) {
        groupOf(groups, section).hosts.add(host);
        const layer = hosts.get(host) ?? /* @__PURE__ */ new Map();
        for (const [key, value] of vars) {
          if (value.type === "scalar") {
            layer.set(key, {
              type: "scalar",
              value: literalOf(String(value.value)),
              where: value.where
            });
          }
        }
        hosts.set(host, layer);
      }
    }
    if (plain2 > 5e3) break;
  }
  return groups.size === 0 ? void 0 : { folder: file.folder, groups, hosts };
}
function literal2(value, file, start) {
  return {
    type: "scalar",
    value: literalOf(value),
    where: file.location(start, start + value.length)
  };
}
function literalOf(value) {
  const quoted = /^(["'])(.*)\1$/s.exec(value);
  if (quoted !== null) return quoted[2];
  if (/^-?(0|[1-9][0-9]{0,14})$/.test(value)) return Number(value);
  if (value === "True") return true;
  if (value === "False") return false;
  return value;
}
function expandRange(name) {
  const range = /^(.*?)\[([0-9a-z]+):([0-9a-z]+)\](.*)$/.exec(name);
  if (range === null) return [name.replace(/:[0-9]{1,5}$/, "")];
  const [, head = "", low = "", high = "", tail = ""] = range;
  if (/^[0-9]+$/.test(low) && /^[0-9]+$/.test(high)) {
    const count = Math.min(Number(high) - Number(low) + 1, MOST_RANGE);
    return Array.from(
      { length: Math.max(count, 0) },
      (_, i) => head + String(Number(low) + i).padStart(low.length, "0") + tail
    );
  }
  return [name];
}
function groupOf(groups, name) {
  let group = groups.get(name);
  if (group === void 0) {
    group = { hosts: /* @__PURE__ */ new Set(), children: /* @__PURE__ */ new Set(), vars: /* @__PURE__ */ new Map() };
    groups.set(name, group);
  }
  return group;
}
function readYamlInventory(file) {
  const data = documentOf(file);
  if (data?.type !== "map") return void 0;
  const groups = /* @__PURE__ */ new Map();
  const hosts = /* @__PURE__ */ new Map();
  const read2 = (name, value, depth) => {
    if (depth > 30 || value.type !== "map") return;
    const group = groupOf(groups, name);
    const members = entry(value, "hosts")?.value;
    if (members?.type === "map") {
      for (const one of members.entries) {
        for (const host of expandRange(one.key)) {
          group.hosts.add(host);
          const layer = hosts.get(host) ?? /* @__PURE__ */ new Map();
          if (one.value.type === "map")
            for (const item of one.value.entries) layer.set(item.key, item.value);
          hosts.set(host, layer);
        }
      }
    }
    const vars = entry(value, "vars")?.value;
    if (vars?.type === "map") for (const one of vars.entries) group.vars.set(one.key, one.value);
    const children = entry(value, "children")?.value;
    if (children?.type === "map") {
      for (const one of children.entries) {
        group.children.add(one.key);
        groupOf(groups, one.key);
        read2(one.key, one.value, depth + 1);
      }
    }
  };
  for (const one of data.entries) {
    if (one.value.type !== "map") return void 0;
    const keys = one.value.entries.map((item) => item.key);
    if (!keys.every((key) => ["hosts", "vars", "children"].includes(key))) return void 0;
    read2(one.key, one.value, 0);
  }
  return { folder: file.folder, groups, hosts };
}
var memberships = /* @__PURE__ */ new WeakMap();
function membershipOf(inventory) {
  let known3 = memberships.get(inventory);
  if (known3 === void 0) {
    const parents = /* @__PURE__ */ new Map();
    const ofHost = /* @__PURE__ */ new Map();
    const add2 = (map, key, name) => {
      const names2 = map.get(key);
      if (names2 === void 0) map.set(key, [name]);
      else names2.push(name);
    };
    for (const [name, group] of inventory.groups) {
      for (const child of group.children) add2(parents, child, name);
      for (const host of group.hosts) add2(ofHost, host, name);
    }
    memberships.set(inventory, known3 = { parents, ofHost });
  }
  return known3;
}
function groupsOf(inventory, host) {
  const { parents, ofHost } = membershipOf(inventory);
  const found = /* @__PURE__ */ new Set();
  const climb = (name) => {
    if (found.has(name)) return;
    found.add(name);
    for (const parent of parents.get(name) ?? []) climb(parent);
  };
  for (const name of ofHost.get(host) ?? []) climb(name);
  const depths = /* @__PURE__ */ new Map();
  const depthOf = (name, below) => {
    const known3 = depths.get(name);
    if (known3 !== void 0 || below.has(name)) return known3 ?? 0;
    const inner = new Set(below).add(name);
    const depth = 1 + Math.max(0, ...(parents.get(name) ?? []).map((one) => depthOf(one, inner)));
    depths.set(name, depth);
    return depth;
  };
  const priorityOf = (name) => {
    const value = inventory.groups.get(name)?.vars.get("ansible_group_priority");
    const number = value?.type === "scalar" ? Number(value.value) : NaN;
    return Number.isInteger(number) ? number : 1;
  };
  const names2 = [...found].filter((name) => name !== "all").map((name) => ({ name, depth: depthOf(name, /* @__PURE__ */ new Set()), priority: priorityOf(name) })).sort((a, b) => a.depth - b.depth || a.priority - b.priority || (a.name < b.name ? -1 : 1));
  return ["all", ...names2.map(({ name }) => name)];
}
var HostFactory = class {
  constructor(project) {
    this.project = project;
  }
  project;
  cache = /* @__PURE__ */ new Map();
  /** The hosts of an inventory that a pattern takes in and that differ in what they are told. */
  hostsOf(inventory, playbookFolder, patterns) {
    const seen = /* @__PURE__ */ new Set();
    const hosts = [];
    for (const [name, own] of inventory.hosts) {
      const groups = groupsOf(inventory, name);
      const bare = { label: name, name, groups: new Set(groups), layers: [] };
      if (!patterns.some((pattern) => patternMatches(pattern, bare))) continue;
      const hasFile = this.files(inventory.folder, "host_vars", name).length > 0 || this.files(playbookFolder, "host_vars", name).length > 0;
      const relevant = [...own].filter(
        ([key2]) => !/^ansible_(host|user|port|ssh_|password|become|connection|python)/.test(key2)
      );
      const key = `${groups.join()}|${hasFile ? name : ""}|${JSON.stringify(relevant.map(([k, v]) => [k, v.type === "scalar" ? v.value : name]))}`;
      if (seen.has(key)) continue;
      seen.add(key);
      hosts.push({
        label: `host "${name}"`,
        name,
        groups: new Set(groups),
        layers: this.layers(groups, name, inventory, playbookFolder)
      });
      if (hosts.length >= MOST_HOSTS) break;
    }
    return hosts;
  }
  /** A stand-in for the hosts of a group. */
  standIn(group, playbookFolder, inventory) {
    const groups = group === void 0 ? ["all"] : ["all", group];
    return {
      label: group === void 0 ? "all hosts" : `hosts "${group}"`,
      groups: new Set(groups),
      layers: this.layers(groups, group, inventory, playbookFolder)
    };
  }
  /** The variables of one host of an inventory. */
  layersOf(inventory, host, playbookFolder) {
    return this.layers(groupsOf(inventory, host), host, inventory, playbookFolder);
  }
  layers(groups, host, inventory, playbookFolder) {
    const layers = [];
    const folders = [
      .../* @__PURE__ */ new Set([...inventory === void 0 ? [] : [inventory.folder], playbookFolder])
    ];
    for (const group of groups) {
      const vars = inventory?.groups.get(group)?.vars;
      if (vars !== void 0) layers.push(vars);
    }
    for (const group of groups)
      for (const folder of folders) append(layers, this.files(folder, "group_vars", group));
    if (host !== void 0) {
      const own = inventory?.hosts.get(host);
      if (own !== void 0) layers.push(own);
      for (const folder of folders) append(layers, this.files(folder, "host_vars", host));
    }
    return layers;
  }
  files(folder, kind, name) {
    if (!/^[\w. -]{1,200}$/.test(name)) return [];
    const key = `${folder}\0${kind}\0${name}`;
    let layers = this.cache.get(key);
    if (layers === void 0) {
      layers = this.project.variableFiles(join(folder, kind), name).map((file) => new FileLayer(file));
      this.cache.set(key, layers);
    }
    return layers;
  }
};
var factories = /* @__PURE__ */ new WeakMap();
function hostsOfProject(project) {
  let factory = factories.get(project);
  if (factory === void 0) factories.set(project, factory = new HostFactory(project));
  return factory;
}
function layerOf(data) {
  const layer = /* @__PURE__ */ new Map();
  if (data?.type === "map") for (const one of data.entries) layer.set(one.key, one.value);
  return layer;
}
function patternMatches(pattern, host) {
  let chosen = false;
  const terms = pattern.split(/[,:]/).map((term) => term.trim()).filter((term) => term !== "");
  for (const term of terms.filter((one) => !/^[!&]/.test(one)))
    if (termMatches(term, host)) chosen = true;
  for (const term of terms) {
    if (term.startsWith("&") && !termMatches(term.slice(1), host)) chosen = false;
    if (term.startsWith("!") && termMatches(term.slice(1), host)) chosen = false;
  }
  return chosen;
}
function termMatches(term, host) {
  if (term === "all" || term === "*")
    return !host.groups.has("localhost") && !host.groups.has("127.0.0.1");
  const name = term.replace(/\[[0-9:-]*\]$/, "");
  if (host.groups.has(name) || host.name === name) return true;
  if (!name.includes("*")) return false;
  const parts = name.split("*");
  return [...host.groups, host.name ?? ""].some((one) => globMatches(one, parts));
}
function globMatches(text2, parts) {
  if (parts.length === 1) return text2 === parts[0];
  if (!text2.startsWith(parts[0])) return false;
  let at2 = parts[0].length;
  for (const part2 of parts.slice(1, -1)) {
    const found = text2.indexOf(part2, at2);
    if (found < 0) return false;
    at2 = found + part2.length;
  }
  const last = parts.at(-1);
  return text2.length - last.length >= at2 && text2.endsWith(last);
}

// src/platforms/ansible/extra-vars.ts
var MAY_START = /\.(?:sh|bash|mk)$|(?:^|\/)(?:Makefile|makefile|GNUmakefile|Justfile|justfile|Jenkinsfile|Dockerfile|Taskfile\.ya?ml|\.gitlab-ci\.ya?ml|azure-pipelines\.ya?ml)$|(?:^|\/)\.(?:github\/workflows|circleci)\/[^/]+\.ya?ml$|(?:^|\/)(?:bin|scripts?)\/[^/.]+$/;
var LONGEST3 = 2e5;
var MOST_WAYS = 4;
var WITH_VALUE = /^(?:-[iltuTcfMe]|--(?:inventory|inventory-file|limit|tags|skip-tags|user|timeout|connection|forks|module-path|extra-vars|vault-id|vault-password-file|private-key|key-file|become-method|become-user|start-at-task|ssh-common-args|ssh-extra-args|sftp-extra-args|scp-extra-args))$/;
var ExtraVars = class {
  constructor(project) {
    this.project = project;
  }
  project;
  ways;
  of(playbook) {
    this.ways ??= this.read();
    return this.ways.get(playbook.path) ?? [];
  }
  read() {
    const ways = /* @__PURE__ */ new Map();
    for (const path of this.project.tree.paths) {
      if (!MAY_START.test(path)) continue;
      const file = this.project.tree.read(path);
      if (file === void 0 || file.text.length > LONGEST3) continue;
      if (!file.text.includes("ansible-playbook")) continue;
      for (const match of file.text.matchAll(/\bansible-playbook\b((?:\\\r?\n|[^\n;&|])*)/g)) {
        const from = match.index + "ansible-playbook".length;
        this.command(file, from, match.index + match[0].length, ways);
      }
    }
    return ways;
  }
  command(file, from, to, ways) {
    const text2 = new RenderedText([
      { text: file.text, locate: (start, end) => file.location(start, end), fromValue: false }
    ]);
    const words = wordsOfText(text2, from, to);
    const variables = /* @__PURE__ */ new Map();
    const playbooks = [];
    for (let i = 0; i < words.length; i++) {
      const word = words[i];
      const value = word.text ?? "";
      const attached = /^(?:--extra-vars=|-e(?=[^\s-]))([\s\S]*)$/.exec(value);
      if (value === "-e" || value === "--extra-vars") {
        const next = words[++i];
        if (next !== void 0) this.set(next, file, variables);
      } else if (attached !== null) this.set({ ...word, text: attached[1] }, file, variables);
      else if (WITH_VALUE.test(value)) i++;
      else if (!value.startsWith("-") && /\.ya?ml$/.test(value)) {
        const found = this.playbook(value, file.folder);
        if (found !== void 0) playbooks.push(found);
      }
    }
    for (const path of playbooks) {
      const known3 = ways.get(path) ?? [];
      if (known3.length < MOST_WAYS) known3.push(variables);
      ways.set(path, known3);
    }
  }
  /** By its path from the script or from the top; by the end of its path otherwise. */
  playbook(name, folder) {
    const { tree } = this.project;
    for (const base of [folder, ""]) {
      const path = resolveInTree(base, name);
      if (path !== void 0 && tree.has(path)) return path;
    }
    const tail = name.replace(/^.*\$[^/]*\//, "").replace(/^(?:\.{0,2}\/)+/, "");
    const same = tree.paths.filter((path) => path === tail || path.endsWith(`/${tail}`));
    return same.length === 1 ? same[0] : void 0;
  }
  set(word, file, variables) {
    const text2 = word.text?.trim() ?? "";
    if (text2.startsWith("@")) {
      const name = text2.slice(1);
      for (const base of [file.folder, ""]) {
        const path = resolveInTree(base, name);
        const found = path === void 0 ? void 0 : this.project.tree.read(path);
        if (found === void 0) continue;
        for (const [key, value] of layerOf(documentOf(found))) variables.set(key, value);
        return;
      }
      return;
    }
    const locate = () => word.where;
    if (text2.startsWith("{")) {
      const { documents } = yamlIn(
        file.path,
        new RenderedText([{ text: text2, locate, fromValue: true }])
      );
      for (const [key, value] of layerOf(documents[0])) variables.set(key, known2(value));
      return;
    }
    const scalar2 = { type: "scalar", value: text2, where: word.where };
    for (const [key, value] of keyValues(scalar2, () => locate)) variables.set(key, known2(value));
  }
};
function known2(value) {
  if (value.type !== "scalar" || typeof value.value !== "string") return value;
  if (!/[$`]/.test(value.value)) return value;
  return unknown2("it is given by the shell that starts the playbook", value.where);
}

// src/platforms/ansible/facts.ts
var DISTRIBUTIONS = {
  Debian: ["Debian", "Ubuntu", "Linux Mint", "Raspbian", "Kali", "Pop!_OS"],
  RedHat: [
    "RedHat",
    "CentOS",
    "Fedora",
    "Rocky",
    "AlmaLinux",
    "OracleLinux",
    "Amazon",
    "Scientific",
    "OEL",
    "CloudLinux",
    "XenServer",
    "Virtuozzo"
  ],
  Suse: ["SLES", "openSUSE", "openSUSE Leap", "openSUSE Tumbleweed", "SLED", "SLES_SAP"],
  Alpine: ["Alpine"],
  Archlinux: ["Archlinux", "Manjaro"],
  FreeBSD: ["FreeBSD"],
  Gentoo: ["Gentoo"]
};
var PACKAGE_MANAGERS = {
  Debian: ["apt"],
  RedHat: ["yum", "dnf", "dnf5"],
  Suse: ["zypper"],
  Alpine: ["apk"],
  Archlinux: ["pacman"],
  FreeBSD: ["pkgng"],
  Gentoo: ["portage"]
};
var FAMILY_OF_MODULE = {
  apt: "Debian",
  apt_repository: "Debian",
  apt_key: "Debian",
  yum: "RedHat",
  dnf: "RedHat",
  dnf5: "RedHat",
  yum_repository: "RedHat",
  zypper: "Suse",
  apk: "Alpine",
  pacman: "Archlinux",
  pkgng: "FreeBSD"
};
var FAMILIES = Object.keys(DISTRIBUTIONS);
var RUN_TIME = "it is known only when the playbook runs";
var ADDRESS = "the host's address is known only when the playbook runs";
var MAIN_ADDRESS = "the host's main address is known only when the playbook runs";
function familyNamed(text2) {
  if (FAMILIES.includes(text2)) return text2;
  return FAMILIES.find((family) => DISTRIBUTIONS[family].includes(text2));
}
function factNamed(name, host, world, where, touched) {
  switch (name) {
    case "inventory_hostname":
    case "inventory_hostname_short":
      return host.name === void 0 ? unknown2("the name of the host is not in the repository", where, { nature: "host-name" }) : scalar(name === "inventory_hostname" ? host.name : host.name.split(".")[0], where);
    case "group_names": {
      const names2 = [...host.groups].filter((group) => group !== "all").sort();
      if (host.name !== void 0)
        return list(
          names2.map((group) => scalar(group, where)),
          where
        );
      return unknown2("the groups of the hosts are not in the repository", where, {
        includes: names2,
        excludes: [...host.notIn ?? []]
      });
    }
    case "ansible_facts":
      return unknown2(RUN_TIME, where, { nature: "facts" });
    case "hostvars":
      return unknown2(RUN_TIME, where, { nature: "hostvars" });
    case "groups":
      return unknown2("the inventory is not in the repository", where, { nature: "groups" });
    case "omit":
      return unknown2("it is left out", where, { nature: "omit" });
    case "ansible_managed":
      return scalar("Ansible managed", where);
    case "ansible_check_mode":
    case "ansible_diff_mode":
      return scalar(false, where);
    case "ansible_version":
    case "play_hosts":
    case "ansible_play_hosts":
    case "ansible_play_batch":
    case "environment":
      return unknown2(RUN_TIME, where);
    case "playbook_dir":
    case "inventory_dir":
    case "inventory_file":
      return unknown2("the folder is known only when the playbook runs", where);
  }
  if (!name.startsWith("ansible_")) return void 0;
  return gathered(name.slice("ansible_".length), world, where, touched);
}
function gathered(name, world, where, touched) {
  switch (name) {
    case "os_family":
      touched("family");
      return scalar(world.family, where);
    case "distribution":
      touched("family");
      return unknown2("the distribution is known only when the playbook runs", where, {
        oneOf: DISTRIBUTIONS[world.family] ?? []
      });
    case "pkg_mgr":
      touched("family");
      return unknown2(RUN_TIME, where, { oneOf: PACKAGE_MANAGERS[world.family] ?? [] });
    case "service_mgr":
      return world.family === "Alpine" ? scalar("openrc", where) : world.family === "FreeBSD" ? unknown2(RUN_TIME, where) : scalar("systemd", where);
    case "system":
      return world.family === "FreeBSD" ? scalar("FreeBSD", where) : scalar("Linux", where);
    case "distribution_release":
    case "distribution_version":
    case "distribution_major_version":
    case "lsb":
      return unknown2("the release of the distribution is known only when the playbook runs", where);
    case "hostname":
    case "fqdn":
    case "nodename":
      return unknown2("the name of the host is known only when the playbook runs", where, {
        nature: "host-name"
      });
    case "host":
    case "ssh_host":
    case "all_ipv4_addresses":
    case "all_ipv6_addresses":
      return unknown2(ADDRESS, where, { nature: "host-address" });
    case "default_ipv4":
    case "default_ipv6":
      return unknown2(MAIN_ADDRESS, where, { nature: "host-address" });
  }
  if (/^(eth|en|wlan|bond|br|docker|tun|tap|venet|wg|vlan|lo)[A-Za-z0-9_]*$/.test(name)) {
    if (name === "lo") return unknown2(RUN_TIME, where);
    return unknown2(ADDRESS, where, { nature: "host-address" });
  }
  return unknown2(RUN_TIME, where);
}

// src/platforms/ansible/same-filter.ts
var OPEN = "";
var CLOSE = "";
var MARK = /\ue000([wf])([0-9]*)\ue001/g;
var HOST = `${OPEN}w${CLOSE}`;
var MOST_KEPT = 512;
var LONGEST_KEY = 2e5;
var remembered = /* @__PURE__ */ new Map();
function judgedOnce(judge, variants, workload, listening) {
  if (variants.some((steps) => steps.some(({ file }) => file !== void 0))) {
    return judge(variants, workload, listening);
  }
  const names2 = new Names();
  const marked = names2.mark({
    variants,
    listens: listening.listens,
    portReasons: [...listening.portReasons],
    sockets: listening.listeners.map(({ sockets }) => sockets),
    runs: listening.runs
  });
  const key = JSON.stringify(marked);
  if (names2.clash || workload.includes(OPEN) || key.length > LONGEST_KEY) {
    return judge(variants, workload, listening);
  }
  let facts = remembered.get(key);
  if (facts === void 0) {
    facts = judge(marked.variants, HOST, {
      listens: marked.listens,
      portReasons: new Set(marked.portReasons),
      listeners: marked.sockets.map((sockets) => ({ sockets })),
      runs: marked.runs
    });
    if (remembered.size >= MOST_KEPT) {
      for (const oldest of remembered.keys()) {
        remembered.delete(oldest);
        break;
      }
    }
    remembered.set(key, facts);
  }
  return names2.unmark(facts, workload);
}
var Names = class {
  files = [];
  marks = /* @__PURE__ */ new Map();
  /** Some text holds the character that marks begin with. */
  clash = false;
  /** A copy of plain data with marks in place of the files of its locations. */
  mark(value) {
    if (typeof value === "string") {
      if (value.includes(OPEN)) this.clash = true;
      return value;
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.mark(item));
    const copy = {};
    const isLocation = "startLine" in value;
    for (const [name, own] of Object.entries(value)) {
      copy[name] = isLocation && name === "file" ? this.markOf(own) : this.mark(own);
    }
    return copy;
  }
  markOf(file) {
    let mark = this.marks.get(file);
    if (mark === void 0) {
      if (file.includes(OPEN)) this.clash = true;
      mark = `${OPEN}f${this.files.length}${CLOSE}`;
      this.files.push(file);
      this.marks.set(file, mark);
    }
    return mark;
  }
  /** A copy with the names in place of the marks; sets of addresses and ports hold none and are shared. */
  unmark(value, workload) {
    if (typeof value === "string") {
      if (!value.includes(OPEN)) return value;
      return value.replace(
        MARK,
        (_mark, kind, index) => kind === "w" ? workload : this.files[Number(index)] ?? ""
      );
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.unmark(item, workload));
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    const copy = {};
    for (const [name, own] of Object.entries(value)) copy[name] = this.unmark(own, workload);
    return copy;
  }
};

// src/platforms/ansible/firewall-facts.ts
var MOST_PORTS = 24;
var MOST_OF_THEM = 3e4;
function filterFacts(variants, workload, listening) {
  return judgedOnce(judgeFilter, variants, workload, listening);
}
function judgeFilter(variants, workload, { listens, portReasons, listeners, runs }) {
  const ports = /* @__PURE__ */ new Map();
  for (const protocol of ["tcp", "udp"]) {
    ports.set(`${protocol} ${MEMCACHED_PORT}`, { protocol, port: MEMCACHED_PORT });
  }
  for (const one of listens) if (one.port > 0) ports.set(`${one.protocol} ${one.port}`, one);
  const wanted = [...ports.values()].slice(0, MOST_PORTS);
  const served = {
    tcp: servedPorts(listeners, "tcp"),
    udp: servedPorts(listeners, "udp")
  };
  const restrictions = /* @__PURE__ */ new Map();
  const doors = /* @__PURE__ */ new Map();
  const firewalls = variants.map((steps) => steps.length === 0 ? void 0 : loaded(steps));
  for (const [index, steps] of variants.entries()) {
    const firewall = firewalls[index];
    for (const port of wanted) {
      const all = firewall?.admission(port);
      if (firewall === void 0 || all?.filtered !== true) {
        restrictions.set(port, "open");
        continue;
      }
      const admission = within2(all, served[port.protocol].get(port.port));
      const next = restrictionOf(admission, steps, workload, port);
      const before = restrictions.get(port);
      if (before !== "open") {
        restrictions.set(port, before === void 0 ? next : eitherAdmits(before, next));
      }
      const door = doorOf2(admission, firewall, steps, workload, port, { portReasons, runs });
      if (door === void 0) continue;
      if (!runs && (isUnresolved(door.ports) || door.ports.size > MOST_OF_THEM)) {
        continue;
      }
      const { file, startLine, startColumn } = door.where;
      const key = [file, startLine, startColumn, door.onlyIf ?? ""].join(" ");
      const same = doors.get(key);
      doors.set(key, same === void 0 ? door : merged(same, door));
    }
  }
  const first = variants[0];
  const whole = firewalls[0];
  const flaws = first === void 0 || whole === void 0 ? [] : flawedRestrictions(whole, {
    platform: "ansible",
    workload,
    name: `the packet filter of ${workload}`,
    listeners,
    ports: listens.filter(({ port }) => port > 0),
    complete: first.some(
      ({ words, file }) => file !== void 0 || setsWholeFilter(words.map(({ text: text2 }) => text2 ?? ""))
    ),
    commands: first.map(({ words, where }) => ({
      argv: words.map(({ text: text2 }) => text2 ?? ""),
      where
    }))
  });
  const effective = [...restrictions.values()].filter((one) => one !== "open");
  return [...effective, ...doors.values(), ...flaws];
}
function loaded(steps) {
  const firewall = new HostFirewall(void 0, { partial: true });
  const program = (step2) => step2.words[0]?.text;
  const first = steps[0].where;
  const usesFirewalld = steps.some(
    (step2) => program(step2) === "firewall-cmd" || /\/firewalld\//.test(step2.file?.path ?? "")
  );
  if (usesFirewalld) firewall.startFirewalld();
  const written = new Set(steps.flatMap(({ from }) => from ?? []));
  const readFile = (path) => written.has(path) ? "" : void 0;
  for (const step2 of steps) {
    const { file } = step2;
    if (file !== void 0 && step2.words.length === 0) {
      firewall.writeFile(file.path, file.text.text, (line) => lineOf(step2, line));
    } else if (file !== void 0 && program(step2) === "nft") {
      firewall.run({
        argv: ["nft", "-f", "-"],
        where: step2.where,
        input: file.text.text,
        locateInput: (line) => lineOf(step2, line)
      });
    } else {
      const redirected = step2.words.findIndex(({ text: text2 }) => text2 === "<");
      const input = redirected < 0 ? void 0 : step2.words[redirected + 1]?.text;
      firewall.run({
        ...commandOf(redirected < 0 ? step2.words : step2.words.slice(0, redirected), step2.where),
        readFile: file === void 0 ? readFile : () => file.text.text,
        ...input === void 0 ? {} : { inputFile: input },
        ...input === void 0 || !written.has(input) ? {} : { input: "" }
      });
    }
  }
  if (usesFirewalld && !steps.some((step2) => stops(step2, "firewalld"))) {
    firewall.run({ argv: ["firewall-cmd", "--reload"], where: first });
  }
  const ufw = steps.filter((step2) => program(step2) === "ufw");
  const decided = ufw.some(
    (step2) => step2.words.some(({ text: text2 }) => text2 === "enable" || text2 === "disable" || text2 === "reset")
  );
  if (ufw.length > 0 && !decided && !steps.some((step2) => stops(step2, "ufw"))) {
    firewall.run({ argv: ["ufw", "--force", "enable"], where: first });
  }
  return firewall;
}
function stops(step2, service) {
  const words = step2.words.map(({ text: text2 }) => text2);
  return words[0] === "systemctl" && words[1] === "stop" && words[2] === service;
}
function lineOf(step2, line) {
  const text2 = step2.file.text;
  let start = 0;
  for (let i = 1; i < line; i++) {
    const newline3 = text2.text.indexOf("\n", start);
    if (newline3 < 0) break;
    start = newline3 + 1;
  }
  const newline2 = text2.text.indexOf("\n", start);
  return text2.locate(start, newline2 < 0 ? text2.text.length : newline2);
}
function commandOf(words, where) {
  const unknown3 = /* @__PURE__ */ new Map();
  const argv = words.map((word, index) => {
    if (word.text !== void 0) return word.text;
    unknown3.set(index, word.reason ?? "it is not known");
    return word.prefix ?? "";
  });
  return { argv, where, ...unknown3.size === 0 ? {} : { unknown: unknown3 } };
}
function within2(admission, family) {
  return family === void 0 || isUnresolved(admission.sources) ? admission : { ...admission, sources: admission.sources.intersect(family) };
}
function restrictionOf(admission, steps, workload, { protocol, port }) {
  return {
    kind: "restriction",
    platform: "ansible",
    where: admission.refusedBy[0] ?? admission.admittedBy[0] ?? steps[0].where,
    mechanism: "host-firewall",
    name: `the packet filter of ${workload}`,
    target: [workload],
    protocols: [protocol],
    ports: PortSet.of(port),
    admits: admission.sources
  };
}
function eitherAdmits(a, b) {
  return { ...a, admits: unionOf(a.admits, b.admits) };
}
function unionOf(a, b) {
  if (isUnresolved(a)) return a;
  return isUnresolved(b) ? b : a.union(b);
}
function doorOf2(admission, firewall, steps, workload, { protocol, port }, { portReasons, runs }) {
  const rules = admission.admittedBy.map((where2) => ({ where: where2, step: steps.find((one) => sameLocation(one.where, where2)) })).filter(({ step: step3 }) => step3 === void 0 || admitsNewcomers(step3));
  if (rules[0] === void 0) return void 0;
  const { where, step: step2 } = rules[0];
  const places = rules.map((rule) => rule.where);
  const sources = admittedByRules(admission, firewall, places, protocol, port);
  if (!isUnresolved(sources) && sources.subtract(LOOPBACK).isEmpty) return void 0;
  const ofFile = steps.find((one) => one.file !== void 0 && one.where.file === where.file);
  const onlyIf = (step2 ?? ofFile)?.onlyIf;
  const missing2 = unknownPort(step2);
  const ports = missing2 === void 0 ? spanOf2(firewall, protocol, port, where) : portReasons.has(missing2.reason) ? PortSet.of(port) : missing2;
  return {
    kind: "ingress",
    platform: "ansible",
    where,
    mechanism: "host-firewall",
    name: `the packet filter of ${workload}`,
    sources,
    protocols: [protocol],
    ports,
    target: [workload],
    faces: "host",
    leadsTo: runs ? "memcached" : "unknown",
    related: rules.slice(1, 4).map((other) => ({ where: other.where, message: "another rule that lets it in" })),
    ...onlyIf === void 0 ? {} : { onlyIf },
    ...refusesNobody(firewall, protocol, port) ? { redundant: true } : {}
  };
}
function admittedByRules({ sources }, firewall, rules, protocol, port) {
  if (isUnresolved(sources)) return sources;
  const says = rulesAbout(firewall, protocol, port).filter(({ verdict }) => verdict === "accept");
  const own = rules.map((where) => says.filter((one) => sameLocation(one.where, where)));
  if (own.some((some) => some.length === 0)) return sources;
  return sources.intersect(AddressSet.unionOf(own.flat().map(({ remotes }) => remotes)));
}
function admitsNewcomers(step2) {
  const words = step2.words.map(({ text: text2 }) => text2);
  const chain = words[words.findIndex((word) => /^(-[AI]|--append|--insert)$/.test(word ?? "")) + 1];
  if (chain === "OUTPUT" || chain === "POSTROUTING") return false;
  const at2 = words.findIndex((word) => word === "--ctstate" || word === "--state");
  const states = words[at2 + 1];
  return at2 < 0 || states === void 0 || words[at2 - 1] === "!" || /\bNEW\b/.test(states);
}
function unknownPort(step2) {
  const at2 = step2?.words.findIndex(
    (word2, i) => word2.text === void 0 && (/^(--dports?|--destination-ports?|port|app)$/.test(step2.words[i - 1]?.text ?? "") || /^--add-(port|service)=/.test(word2.prefix ?? ""))
  );
  const word = at2 === void 0 ? void 0 : step2?.words[at2];
  return word === void 0 ? void 0 : unresolved(word.reason ?? "it is not known", word.where);
}
function spanOf2(firewall, protocol, port, where) {
  const opens = (other) => {
    const { admittedBy } = firewall.admission({ protocol, port: other });
    return admittedBy[0] !== void 0 && sameLocation(admittedBy[0], where);
  };
  const edge = (inside, outside) => {
    if (opens(outside)) return outside;
    let near = inside;
    let far = outside;
    while (Math.abs(far - near) > 1) {
      const middle = near + far >> 1;
      if (opens(middle)) near = middle;
      else far = middle;
    }
    return near;
  };
  const low = port > 1 && opens(port - 1) ? edge(port, 1) : port;
  const high = port < 65535 && opens(port + 1) ? edge(port, 65535) : port;
  return PortSet.range(low === 1 && high === 65535 ? 0 : low, high);
}
function merged(a, b) {
  const ports = isUnresolved(a.ports) ? a.ports : isUnresolved(b.ports) ? b.ports : a.ports.union(b.ports);
  return {
    ...a,
    sources: unionOf(a.sources, b.sources),
    protocols: ["tcp", "udp"].filter(
      (one) => a.protocols.includes(one) || b.protocols.includes(one)
    ),
    ports
  };
}
function sameLocation(a, b) {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}

// src/platforms/ansible/firewall-files.ts
var MOST_VARIANTS = 16;
function fileFilterVariants(state) {
  const files = [...state.files].filter(
    ([path, file]) => file.alternatives.some((text2) => isFilterFile(path, text2.text))
  );
  const count = Math.max(1, ...files.map(([, file]) => file.alternatives.length));
  const sorted2 = files.map(
    ([path, file]) => [path, file, [...file.alternatives].sort((a, b) => mentions2(b) - mentions2(a))]
  );
  return Array.from(
    { length: Math.min(count, MOST_VARIANTS) },
    (_, k) => sorted2.flatMap(([path, file, texts]) => {
      const condition = file.onlyIf === void 0 ? {} : { onlyIf: file.onlyIf };
      const text2 = texts[Math.min(k, texts.length - 1)];
      return text2 === void 0 ? [] : stepsOfFile(path, text2).map((step2) => ({ ...step2, from: path, ...condition }));
    })
  );
}
function isFilterFile(path, text2) {
  return isSave(text2) || /\/(ufw|firewalld)\//.test(path) || path === "/etc/default/ufw" || /^\s*(table|flush ruleset|add rule)\b/m.test(text2);
}
function isSave(text2) {
  return /^\*(filter|nat|mangle|raw)\s*$/m.test(text2);
}
function mentions2(text2) {
  return text2.text.split(/11211|memcache/i).length + text2.text.length / 1e7;
}
function stepsOfFile(path, text2) {
  if (/\/(ufw|firewalld)\//.test(path) || path === "/etc/default/ufw") {
    const where = text2.locate(0, 1);
    return [{ words: [], where, file: { path, text: text2 } }];
  }
  if (isSave(text2.text)) {
    const program = /6/.test(path.slice(path.lastIndexOf("/") + 1)) ? "ip6tables" : "iptables";
    return saveCommands(text2, program).map((words) => ({ words, where: words[0].where }));
  }
  if (/^\s*(table|flush ruleset|add rule)\b/m.test(text2.text)) {
    const where = text2.locate(0, Math.max(text2.text.indexOf("\n"), 1));
    const words = ["nft", "-f", path].map((word) => ({ text: word, where }));
    return [{ words, where, file: { path, text: text2 } }];
  }
  return [];
}
var BUILT_IN = /* @__PURE__ */ new Set([
  "INPUT",
  "FORWARD",
  "OUTPUT",
  "PREROUTING",
  "POSTROUTING"
]);
function saveCommands(text2, program) {
  const commands = [];
  let table = "filter";
  let start = 0;
  for (const raw of text2.text.split("\n")) {
    const from = start;
    const to = start + raw.length;
    start = to + 1;
    const line = raw.trim();
    if (line === "" || line.startsWith("#") || line === "COMMIT") continue;
    const at2 = from + raw.indexOf(line[0]);
    const where = text2.locate(at2, to);
    const word = (value) => ({ text: value, where });
    const base = [word(program), word("-t")];
    if (line.startsWith("*")) {
      table = line.slice(1).trim();
      commands.push([...base, word(table), word("-F")]);
      continue;
    }
    if (line.startsWith(":")) {
      const [chain = "", policy = "-"] = line.slice(1).split(/\s+/);
      if (!BUILT_IN.has(chain)) commands.push([...base, word(table), word("-N"), word(chain)]);
      else if (policy !== "-") {
        commands.push([...base, word(table), word("-P"), word(chain), word(policy)]);
      }
      continue;
    }
    const rule = wordsOfText(text2, from, to).filter(
      (one, i) => i > 0 || !/^\[[0-9]+:[0-9]+\]$/.test(one.text ?? "")
    );
    if (rule.length > 0) commands.push([...base, word(table), ...rule]);
  }
  return commands;
}

// src/platforms/ansible/relevance.ts
var MEMCACHED2 = /memcache(?!d?[-_]exporter)|11211/i;
var OPENERS = "ufw|iptables|ip6tables|iptables_raw|firewalld|nftables|docker_container|podman_container|podman_pod|podman_play|docker_swarm_service|docker_compose|docker_compose_v2|docker_stack|docker_service|ec2_group|ec2_security_group|ec2_vpc_nacl|ec2_instance|ec2|azure_rm_securitygroup|gcp_compute_firewall|security_group|security_group_rule|os_security_group|os_security_group_rule|hcloud_firewall|hetzner[.]hcloud[.]firewall|linode[.]cloud[.]firewall|vultr[.]cloud[.]firewall_rule|firewall_rule|oci_network_security_list|oci_network_security_group_security_rules|exo_security_group_rule|cs_firewall|cs_securitygroup_rule|digital_ocean_firewall|win_firewall_rule|ali_security_group|lightsail|gce_net|k8s|helm";
var MODULES = new RegExp(
  `\\b(?:${OPENERS})["']?[ \\t]*:|\\b(?:action|local_action|module)["']?[ \\t]*:[ \\t]*["']?(?:[\\w.]{1,60}[.])?(?:${OPENERS})\\b`
);
var COMMANDS = /\bip6?tables[ \t]+-|\bip6?tables-restore|\bufw[ \t]+(?:--\w+[ \t]+)?(?:allow|limit|deny|reject|default|insert|prepend|enable|route|delete)|\bnft[ \t]+(?:-f|add|insert|create|replace|flush|delete)|\bfirewall-(?:offline-)?cmd[ \t]+-|\b(?:docker|podman|nerdctl)[ \t]+(?:container[ \t]+)?(?:run|create)\b|[\w-]\.(?:firewall|firewalld|ufw)\b/;
var WRITES = /etc\/(?:iptables|nftables|ufw|firewalld|sysconfig\/ip6?tables|default\/ufw)|rules\.v[46]|\b(?:firewalld|ufw|nftables|ip6?tables)(?:\.service)?["']?[ \t]*(?:$|[,}#])/m;
var PLACES = /\b(?:template|copy|script|synchronize|blockinfile|lineinfile|replace|src|win_template|win_copy)["']?[ \t]*:/;
var ACTS = /\b(?:apt|yum|dnf5?|package|zypper|apk|pacman|pkgng|homebrew|service|systemd|systemd_service|sysvinit|openrc|command|shell|raw|script|template|copy|lineinfile|replace|blockinfile|ini_file|file|debconf|import_role|include_role)["']?[ \t]*:/;
var TEMPLATED_NAME = /\b(?:role|name|file|include_role|import_role|include_tasks|import_tasks|include)["']?[ \t]*[:=][ \t]*["']?[^\n"']{0,80}\{\{/;
var LONGEST4 = 2e5;
var EVERYTHING = {
  role: () => true,
  file: () => true,
  play: () => true,
  tasks: () => true,
  speaks: () => true,
  gives: () => true,
  places: () => true
};
var Relevance = class {
  /** @param claimed the files that may be playbooks or lists of tasks */
  constructor(project, claimed = []) {
    this.project = project;
    this.claimed = claimed;
    const names2 = /* @__PURE__ */ new Map();
    for (const role of project.roles) {
      const same = names2.get(role.name);
      if (same === void 0) names2.set(role.name, [role]);
      else same.push(role);
    }
    this.names = names2;
  }
  project;
  claimed;
  roles;
  files = /* @__PURE__ */ new Map();
  /** Task and handler files of roles that have an effect, or lead to one. */
  inRoles = /* @__PURE__ */ new Set();
  names;
  /** Variables whose values speak of memcached, also by way of other variables. */
  variables;
  placing = /* @__PURE__ */ new Map();
  ofRole = /* @__PURE__ */ new Map();
  role(role) {
    this.roles ??= this.relevantRoles();
    return this.roles.has(role);
  }
  /**
   * Whether what a text passes on may be something of memcached, so that everything it is passed to is
   * played.
   */
  speaks(text2, role) {
    if (MEMCACHED2.test(text2)) return true;
    return usesOne(text2, role === void 0 ? this.memcachedVariables() : this.variablesOf(role));
  }
  /** A file of tasks or handlers that a role, or a task outside roles, leads to. */
  tasks(file) {
    this.roles ??= this.relevantRoles();
    if (this.inRoles.has(file.path)) return true;
    const role = this.project.roleOf(file.path);
    if (role !== void 0 && isOfRole(file.path, role)) return false;
    return /\b(?:set_fact|include_vars)\b/.test(file.text) || this.file(file);
  }
  /** Files of roles that have an effect of their own, then those that lead to one. */
  relevantRoles() {
    const texts = /* @__PURE__ */ new Map();
    const relevant = /* @__PURE__ */ new Set();
    const pending = [];
    const leads = /* @__PURE__ */ new Map();
    const sets = /* @__PURE__ */ new Map();
    const add2 = (path) => {
      if (this.inRoles.has(path)) return;
      this.inRoles.add(path);
      pending.push(path);
    };
    const link = (from, to) => {
      const by = leads.get(to);
      if (by === void 0) leads.set(to, [from]);
      else by.push(from);
    };
    for (const role of this.project.roles) {
      const variables = this.variablesOf(role);
      const places = this.places(role);
      const own = [...this.below(role, "tasks"), ...this.below(role, "handlers")];
      if (own.length === 0 && places) relevant.add(role);
      let handlers = false;
      for (const path of own) {
        const text2 = this.read(path);
        if (text2 === void 0) continue;
        texts.set(path, { text: text2, role });
        const effect = MEMCACHED2.test(text2) || MEMCACHED2.test(path.slice(role.folder.length)) || MODULES.test(text2) || COMMANDS.test(text2) || WRITES.test(text2) || places && PLACES.test(text2) || ACTS.test(text2) && usesOne(text2, variables);
        if (effect) add2(path);
        if (effect && isIn2(path, role, "handlers")) handlers = true;
        if (/\bset_fact\b/.test(text2)) sets.set(path, namesSet(text2));
        for (const other of this.tasksNamed(text2, path, role, own)) link(path, other);
        for (const other of this.rolesIncluded(text2)) {
          if (other !== role) link(path, `role ${other.folder}`);
        }
      }
      if (handlers) {
        for (const path of own) if (/\bnotify\b/.test(texts.get(path)?.text ?? "")) add2(path);
      }
      const meta = this.below(role, "meta").map((path) => this.read(path) ?? "");
      for (const other of this.rolesNamed(meta.join("\n"))) {
        if (other === role) continue;
        link(`role ${role.folder}`, `role ${other.folder}`);
      }
    }
    const byFolder = new Map(this.project.roles.map((role) => [`role ${role.folder}`, role]));
    const settle = () => {
      const roles = [...relevant];
      for (const role of roles) {
        for (const by of leads.get(`role ${role.folder}`) ?? []) pending.push(by);
      }
      for (let path = pending.pop(); path !== void 0; path = pending.pop()) {
        const role = byFolder.get(path) ?? texts.get(path)?.role;
        if (role === void 0) continue;
        if (!byFolder.has(path)) this.inRoles.add(path);
        const next = [...leads.get(path) ?? []];
        if (!relevant.has(role) || byFolder.has(path)) {
          relevant.add(role);
          append(next, leads.get(`role ${role.folder}`) ?? []);
        }
        for (const by of next) {
          const known3 = byFolder.get(by);
          if (known3 === void 0 ? !this.inRoles.has(by) : !relevant.has(known3)) pending.push(by);
        }
      }
    };
    settle();
    for (let round = 0; round < 4 && sets.size > 0; round++) {
      const words = this.wordsRead(relevant, texts);
      let grown = false;
      for (const [path, names2] of sets) {
        if (this.inRoles.has(path)) continue;
        if (!names2.some((name) => words.has(name))) continue;
        add2(path);
        grown = true;
      }
      if (!grown) break;
      settle();
    }
    for (const role of relevant) {
      for (const path of [...this.below(role, "tasks"), ...this.below(role, "handlers")]) {
        if (/\binclude_vars\b/.test(texts.get(path)?.text ?? "")) add2(path);
      }
    }
    settle();
    return relevant;
  }
  /** The words of everything that is played, and of the variables and templates it may use. */
  wordsRead(relevant, texts) {
    const words = /* @__PURE__ */ new Set();
    const read2 = (text2) => {
      for (const match of text2.matchAll(/[A-Za-z_]\w{0,200}/g)) words.add(match[0]);
    };
    for (const path of this.inRoles) read2(texts.get(path)?.text ?? "");
    const expressions = (text2) => {
      for (const { 0: region } of text2.matchAll(REGIONS)) read2(region);
    };
    for (const role of relevant) {
      const kinds = this.places(role) ? ["templates", "defaults", "vars"] : ["defaults", "vars"];
      for (const kind of kinds) {
        for (const path of this.below(role, kind)) expressions(this.read(path) ?? "");
      }
    }
    for (const path of this.project.variablePaths()) expressions(this.read(path) ?? "");
    for (const file of this.claimed) {
      if (this.project.roleOf(file.path) !== void 0) continue;
      if ([MEMCACHED2, MODULES, COMMANDS, WRITES].some((one) => one.test(file.text)))
        read2(file.text);
    }
    return words;
  }
  /** Whether one of the role's templates or files can be a file of the host that is looked at. */
  places(role) {
    let places = this.placing.get(role);
    if (places === void 0) this.placing.set(role, places = this.findsPlaced(role));
    return places;
  }
  findsPlaced(role) {
    for (const kind of ["templates", "files"]) {
      for (const path of this.below(role, kind)) {
        if (mayBeHostFile(path.slice(role.folder.length), this.read(path) ?? "")) return true;
      }
    }
    return false;
  }
  /** Names of variables, outside roles, whose values speak of memcached. */
  memcachedVariables() {
    if (this.variables !== void 0) return this.variables;
    const names2 = /* @__PURE__ */ new Set();
    this.variables = names2;
    addSpeaking(
      this.project.variablePaths().flatMap((path) => variableBlocks(this.read(path) ?? "")),
      names2
    );
    return names2;
  }
  /** The names of variables that speak of memcached as a role sees them. */
  variablesOf(role) {
    const known3 = this.ofRole.get(role);
    if (known3 !== void 0) return known3;
    const names2 = new Set(this.memcachedVariables());
    const blocks = ["defaults", "vars"].flatMap(
      (kind) => this.below(role, kind).flatMap((path) => variableBlocks(this.read(path) ?? ""))
    );
    addSpeaking(blocks, names2);
    this.ofRole.set(role, names2);
    return names2;
  }
  /** Whether variables of the role speak of memcached, which the other roles of a play see too. */
  gives(role) {
    return this.variablesOf(role).size > this.memcachedVariables().size;
  }
  /** A playbook or a list of tasks, with all it includes. */
  file(file) {
    const known3 = this.files.get(file.path);
    if (known3 !== void 0) return known3;
    this.files.set(file.path, false);
    const answer2 = this.text(file.text, file.folder, file.path);
    this.files.set(file.path, answer2);
    return answer2;
  }
  /** One play of a playbook, by its text. */
  play(text2, file) {
    return this.text(text2, file.folder, file.path);
  }
  text(text2, folder, path) {
    return MEMCACHED2.test(text2) || MODULES.test(text2) || COMMANDS.test(text2) || WRITES.test(text2) || ACTS.test(text2) && usesOne(text2, this.memcachedVariables()) || TEMPLATED_NAME.test(text2) && /\b(?:include|import)_|roles[ \t]*:/.test(text2) || PLACES.test(text2) && this.placesBeside(folder) || this.namesRole(text2) || this.includes(text2, folder, path);
  }
  /** Whether files and templates beside a playbook can be files of the host that are looked at. */
  placesBeside(folder) {
    return ["templates", "files", "."].some((kind) => {
      const base = kind === "." ? folder : join(folder, kind);
      const paths = kind === "." ? this.project.filesIn(base) : this.project.filesBelow(base);
      return paths.some(
        (path) => !/\.ya?ml$/.test(path) && mayBeHostFile(path, this.read(path) ?? "")
      );
    });
  }
  /** Whether one of the words of a text is the name of a role that matters. */
  namesRole(text2) {
    for (const role of this.rolesNamed(text2)) if (this.role(role)) return true;
    return false;
  }
  /** The roles that tasks include by name. */
  rolesIncluded(text2) {
    const found = /* @__PURE__ */ new Set();
    if (!/\b(?:include|import)_role\b/.test(text2)) return found;
    for (const match of text2.matchAll(/\b(?:name|role)["']?[ \t]*[:=][ \t]*["']?([^\n]{1,200})/g)) {
      const names2 = match[1].includes("{{") ? match[1] : /^[\w./-]*/.exec(match[1])[0];
      for (const role of this.rolesNamed(names2)) found.add(role);
    }
    return found;
  }
  /** The roles whose names are words of a text, also behind the dots of a full name. */
  rolesNamed(text2) {
    const words = /* @__PURE__ */ new Set();
    const found = /* @__PURE__ */ new Set();
    for (const match of text2.matchAll(/[A-Za-z0-9_][\w.-]{0,100}/g)) {
      const word = match[0];
      if (words.has(word)) continue;
      words.add(word);
      for (const name of /* @__PURE__ */ new Set([word, word.slice(word.lastIndexOf(".") + 1)])) {
        for (const role of this.names.get(name) ?? []) found.add(role);
      }
    }
    return found;
  }
  /** The task files of the same role that a text includes; all of them where a template makes the name. */
  tasksNamed(text2, path, role, own) {
    if (!/\b(?:include|import)/.test(text2)) return [];
    if (/\b(?:include|import)[^\n]*\n?[^\n]*\{\{/.test(text2)) return own;
    const folder = path.slice(0, path.lastIndexOf("/"));
    const found = [];
    for (const match of text2.matchAll(/[\w./-]{1,200}/g)) {
      const word = match[0];
      if (!/\.ya?ml$/.test(word)) {
        if (!/tasks_from/.test(text2)) continue;
        for (const suffix of [".yml", ".yaml"]) {
          const other = join(role.folder, `tasks/${word}${suffix}`);
          if (this.project.tree.has(other)) found.push(other);
        }
        continue;
      }
      for (const base of [folder, join(role.folder, "tasks"), role.folder]) {
        const other = resolveInTree(base, word);
        if (other !== void 0 && other !== path && this.project.tree.has(other))
          found.push(other);
      }
    }
    return found;
  }
  includes(text2, from, self) {
    for (const match of text2.matchAll(/[\w./-]{1,200}\.ya?ml\b/g)) {
      for (const folder of [from, join(from, "tasks")]) {
        const path = resolveInTree(folder, match[0]);
        if (path === void 0 || path === self || !this.project.tree.has(path)) continue;
        const other = this.project.tree.read(path);
        if (other !== void 0 && (this.inRoles.has(path) || this.file(other))) return true;
      }
    }
    return false;
  }
  below(role, kind) {
    return this.project.filesBelow(join(role.folder, kind));
  }
  read(path) {
    const text2 = this.project.tree.read(path)?.text;
    return text2 === void 0 || text2.length > LONGEST4 ? text2?.slice(0, LONGEST4) : text2;
  }
};
var MENTIONED_VALUE = /(?:^|[^A-Za-z0-9_])memcached?(?![A-Za-z_]|-exporter)|11211|etc\/(?:ufw|firewalld|iptables|nftables|sysconfig\/ip6?tables|default\/ufw)|rules\.v[46]/i;
function variableBlocks(text2) {
  const found = [];
  const starts = [...text2.matchAll(/^["']?([A-Za-z_]\w{0,200})["']?[ \t]*[:=]/gm)];
  starts.forEach((match, i) => {
    const value = text2.slice(match.index + match[0].length, starts[i + 1]?.index ?? text2.length);
    found.push({ name: match[1], value: value.replace(/^[ \t]*#.*$/gm, "") });
  });
  return found;
}
function speaksOf(text2, names2) {
  if (names2.size === 0) return false;
  for (const match of text2.matchAll(/[A-Za-z_]\w{0,200}/g)) if (names2.has(match[0])) return true;
  return false;
}
function usesOne(text2, names2) {
  if (names2.size === 0) return false;
  let own;
  for (const { 0: region } of text2.matchAll(REGIONS)) {
    for (const { 0: word } of region.matchAll(/[A-Za-z_]\w{0,200}/g)) {
      if (!names2.has(word)) continue;
      own ??= new Set(
        [...text2.matchAll(/^[ \t-]*["']?([A-Za-z_]\w{0,200})["']?[ \t]*:/gm)].map((key) => key[1])
      );
      if (!own.has(word)) return true;
    }
  }
  return false;
}
var REGIONS = /\{\{[^}]{0,2000}\}\}|\{%[^%]{0,2000}%\}|\b(?:with_\w{1,40}|loop)["']?[ \t]*:[^\n]{0,2000}/g;
function addSpeaking(blocks, names2) {
  for (const { name, value } of blocks) if (MENTIONED_VALUE.test(value)) names2.add(name);
  for (let round = 0; round < 5; round++) {
    const before = names2.size;
    for (const { name, value } of blocks) {
      if (!names2.has(name) && value.includes("{{") && speaksOf(value, names2)) names2.add(name);
    }
    if (names2.size === before) return;
  }
}
function namesSet(text2) {
  const names2 = [];
  for (const match of text2.matchAll(
    /\bset_fact["']?[ \t]*[:=]([^\n]*(?:\n(?!\s*-)[^\n]*){0,60})/g
  )) {
    const [first = "", ...rest] = match[1].split("\n");
    for (const one of first.matchAll(/["']?([A-Za-z_]\w{0,200})["']?[ \t]*[:=]/g)) {
      names2.push(one[1]);
    }
    for (const line of rest) {
      const key = /^[ \t]*["']?([A-Za-z_]\w{0,200})["']?[ \t]*:/.exec(line)?.[1];
      if (key !== void 0 && !TASK_KEYWORDS.has(key) && !key.startsWith("with_")) names2.push(key);
    }
  }
  return names2;
}
function isIn2(path, role, kind) {
  return path.startsWith(`${join(role.folder, kind)}/`);
}
function isOfRole(path, role) {
  return isIn2(path, role, "tasks") || isIn2(path, role, "handlers");
}

// src/platforms/ansible/flow.ts
var Ends = class extends Error {
  constructor(leaves, ofFamily = false) {
    super(leaves);
    this.leaves = leaves;
    this.ofFamily = ofFamily;
  }
  leaves;
  ofFamily;
};
var META = {
  end_play: "play",
  end_batch: "play",
  end_host: "play",
  end_role: "role"
};
function endOf(task) {
  const action = task.free === void 0 ? void 0 : pythonText(task.free)?.trim();
  return action !== void 0 && Object.hasOwn(META, action) ? META[action] : void 0;
}
function saysWhenItFails(task) {
  return task.module === "fail" || task.module === "assert" || entry(task.data, "failed_when") !== void 0;
}
function failuresOf(task) {
  const when = entry(task.data, "failed_when")?.value;
  if (when !== void 0) return { all: when, keeps: [], always: false };
  if (task.module === "fail") return { keeps: [], always: true };
  return {
    keeps: task.module === "assert" ? itemsOf(task.args.get("that")) : [],
    always: false
  };
}
function isLoop(task) {
  return task.data.entries.some(({ key }) => key === "loop" || key.startsWith("with_"));
}
function loopVariable2(task) {
  return stringOf(entry(entry(task.data, "loop_control")?.value, "loop_var")?.value) ?? "item";
}
function callOf(folder, item, more = []) {
  return JSON.stringify([folder, item.type === "map" ? plain(item, 0, CALL_IGNORES) : [], ...more]);
}
var CALL_IGNORES = /* @__PURE__ */ new Set(["role", "name", "src", "version", "scm"]);
function plain(value, depth, without2) {
  if (depth > 40) return null;
  switch (value.type) {
    case "scalar":
      return value.value;
    case "list":
      return value.items.map((item) => plain(item, depth + 1));
    case "map":
      return value.entries.filter(({ key }) => without2?.has(key) !== true).map(({ key, value: inner }) => [key, plain(inner, depth + 1)]).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
    default:
      return { unknown: value.reason };
  }
}

// src/platforms/ansible/sequence.ts
function sequenceOf(terms, most) {
  const given2 = fieldsOf(terms.trim());
  if (given2 === void 0) return void 0;
  const number = (name) => {
    const text2 = given2.get(name);
    return text2 === void 0 ? void 0 : pythonInteger(text2);
  };
  const start = number("start") ?? 1;
  const stride = number("stride") ?? 1;
  const count = number("count");
  let end = number("end");
  if (end === void 0 === (count === void 0)) return void 0;
  if (count === 0) return [];
  if (count !== void 0) end = start + count * stride - 1;
  if (end === void 0 || ![start, end, stride].every((one) => Number.isSafeInteger(one)))
    return void 0;
  if (stride === 0) return [];
  if (stride > 0 ? end < start : end > start) return void 0;
  const found = [];
  for (let at2 = start; stride > 0 ? at2 <= end : at2 >= end; at2 += stride) {
    if (found.length >= most) break;
    const text2 = formatted(given2.get("format") ?? "%d", at2);
    if (text2 === void 0) return void 0;
    found.push(text2);
  }
  return found;
}
function fieldsOf(terms) {
  const found = /* @__PURE__ */ new Map();
  const short = SHORT_SEQUENCE.exec(terms);
  if (short !== null) {
    ["start", "end", "stride", "format"].forEach((name, i) => {
      const text2 = short[i + 1];
      if (text2 !== void 0) found.set(name, text2);
    });
    return found;
  }
  for (const term of terms.split(/\s+/)) {
    const [, name, text2] = /^(start|end|count|stride|format)=(.*)$/s.exec(term) ?? [];
    if (name === void 0 || text2 === void 0) return void 0;
    found.set(name, text2.replace(/^(["'])(.*)\1$/, "$2"));
  }
  return found;
}
var SHORT_SEQUENCE = /^(?:(0?x?[0-9a-f]{1,12})-)?(0?x?[0-9a-f]{1,12})(?:\/(0?x?[0-9a-f]{1,12}))?(?::(.+))?$/i;
function pythonInteger(text2) {
  const match = /^([-+]?)(0x[0-9a-f]{1,12}|0o[0-7]{1,14}|0b[01]{1,40}|0|[1-9][0-9]{0,14})$/i.exec(
    text2
  );
  return match === null ? NaN : (match[1] === "-" ? -1 : 1) * Number(match[2]);
}
function formatted(format, number) {
  const parts = /^((?:[^%]|%%)*)%(0?)([0-9]{0,2})([dioxX])((?:[^%]|%%)*)$/.exec(format);
  if (parts === null) return void 0;
  const [, head = "", zero, width, kind, tail = ""] = parts;
  const radix = kind === "x" || kind === "X" ? 16 : kind === "o" ? 8 : 10;
  let digits = Math.abs(number).toString(radix);
  if (kind === "X") digits = digits.toUpperCase();
  const sign = number < 0 ? "-" : "";
  const wide = Number(width === "" ? 0 : width);
  const text2 = zero === "0" ? sign + digits.padStart(wide - sign.length, "0") : (sign + digits).padStart(wide, " ");
  return head.replaceAll("%%", "%") + text2 + tail.replaceAll("%%", "%");
}

// src/platforms/ansible/loops.ts
var MOST_ROUNDS2 = 200;
function roundsOf(kind, value) {
  const flat = (items2, levels) => items2.flatMap(
    (item) => item.type === "list" && levels > 0 ? flat(item.items, levels - 1) : [item]
  );
  const items = value.type === "list" ? value.items : [value];
  switch (kind) {
    case "items":
      return flat(items, 1);
    case "flattened":
      return flat(items, 20);
    case "dict":
      return pairsOf(value).map(
        ([key, inner]) => mapping(
          [
            ["key", scalar(key, inner.where)],
            ["value", inner]
          ],
          inner.where
        )
      );
    case "nested":
    case "cartesian":
    case "together": {
      const columns = items.map((item) => item.type === "list" ? item.items : [item]);
      if (kind === "together") {
        const rows2 = Math.max(0, ...columns.map((column) => column.length));
        return Array.from(
          { length: Math.min(rows2, MOST_ROUNDS2) },
          (_, i) => list(
            columns.map((column) => column[i] ?? scalar(null, value.where)),
            value.where
          )
        );
      }
      let rows = [[]];
      for (const column of columns) {
        rows = rows.flatMap((row) => column.map((item) => [...row, item])).slice(0, MOST_ROUNDS2);
      }
      return rows.map((row) => list(row, value.where));
    }
    case "subelements": {
      const parents = items[0]?.type === "list" ? items[0].items : pairsOf(items[0] ?? value).map(([, inner]) => inner);
      const key = items[1] === void 0 ? void 0 : pythonText(items[1]);
      if (key === void 0) return void 0;
      return parents.flatMap((parent) => {
        const children = entry(parent, key)?.value;
        return children?.type === "list" ? children.items.map((child) => list([parent, child], parent.where)) : [];
      });
    }
    case "indexed_items":
      return flat(items, 1).map((item, i) => list([scalar(i, item.where), item], item.where));
    case "sequence": {
      const texts = items.map((item) => pythonText(item));
      const rounds = texts.map(
        (text2) => text2 === void 0 ? void 0 : sequenceOf(text2, MOST_ROUNDS2)
      );
      if (rounds.some((one) => one === void 0)) return void 0;
      return rounds.flatMap((one) => one.map((text2) => scalar(text2, value.where)));
    }
    case "fileglob":
    case "random_choice":
    case "lines":
    case "inventory_hostnames":
      return void 0;
    default:
      return items;
  }
}

// src/platforms/ansible/task-filter.ts
var CONTROL = /* @__PURE__ */ new Set([
  "include_tasks",
  "import_tasks",
  "include",
  "include_role",
  "import_role",
  "include_vars",
  "set_fact",
  "meta"
]);
var NAMES = /memcache|11211|iptables|ip6tables|nft|ufw|firewall|ipset|docker|podman|rules\.v[46]|\.service|supervisor|\{\{|\{%/i;
var BY_NAME = /* @__PURE__ */ new Set([
  "command",
  "shell",
  "raw",
  "template",
  "copy",
  "lineinfile",
  "replace",
  "blockinfile",
  "file",
  "service",
  "systemd",
  "systemd_service",
  "apt",
  "yum",
  "dnf",
  "dnf5",
  "package",
  "zypper",
  "apk",
  "pacman",
  "pkgng",
  "homebrew",
  "ini_file"
]);
var EDITS = /* @__PURE__ */ new Set([
  "lineinfile",
  "replace",
  "blockinfile",
  "ini_file"
]);
var matters = /* @__PURE__ */ new WeakMap();
function mayMatter(task, isOwn) {
  const module = task.module ?? "";
  if (CONTROL.has(module)) return true;
  if (Object.hasOwn(FAMILY_OF_MODULE, module)) return true;
  if (!KNOWN_MODULES.has(module))
    return (mayOpenPorts(module) || isOwn(module)) && names(task.data, 0, MENTION);
  if (!BY_NAME.has(module) || task.argsFrom !== void 0) return true;
  const known3 = matters.get(task.data);
  if (known3 !== void 0) return known3;
  const state = stringOf(task.args.get("state"));
  if (module === "file" && state !== "absent" && (state === void 0 || !hasTemplate(state))) {
    matters.set(task.data, false);
    return false;
  }
  const values = [...task.args.values(), ...task.free === void 0 ? [] : [task.free]];
  const answer2 = values.some((value) => names(value, 0));
  matters.set(task.data, answer2);
  return answer2;
}
function names(value, depth, pattern = NAMES) {
  if (depth > 10) return true;
  if (value.type === "scalar") return value.value !== null && pattern.test(String(value.value));
  if (value.type === "list") return value.items.some((item) => names(item, depth + 1, pattern));
  if (value.type === "map")
    return value.entries.some((one) => names(one.value, depth + 1, pattern));
  return true;
}

// src/platforms/ansible/run.ts
var DEEPEST4 = 40;
var MOST_TASKS = 1e4;
var HostStops = class extends Error {
};
var Run = class {
  constructor(job, host, world, inventory, execute, extra) {
    this.job = job;
    this.host = host;
    this.world = world;
    this.inventory = inventory;
    this.execute = execute;
    this.extra = extra;
  }
  job;
  host;
  world;
  inventory;
  execute;
  extra;
  /** Families whose names came up, so that the playbook should be read for them too. */
  families = /* @__PURE__ */ new Set();
  /** The outcome depends on the family. */
  familyMatters = false;
  setFacts = /* @__PURE__ */ new Map();
  included = /* @__PURE__ */ new Map();
  hostVariables = /* @__PURE__ */ new Map();
  /** The variables of other hosts. */
  others = /* @__PURE__ */ new Map();
  playLayers = [];
  playDefaults = [];
  playRoleVars = [];
  handlers = [];
  notified = /* @__PURE__ */ new Set();
  /** Ways in which roles were called in this play, and certainly carried out. */
  rolesDone = /* @__PURE__ */ new Set();
  /** Roles whose variables the whole play sees. */
  exposed = /* @__PURE__ */ new Set();
  /** Counts changes of variables. */
  generation = 0;
  /** Facts that were set to what somebody may set otherwise. */
  softFacts = /* @__PURE__ */ new Set();
  /** What the variables asked for since it was set back are: given otherwise perhaps, of the family. */
  asked = { soft: false, family: false };
  /** A role or a file of tasks is played by itself: whoever uses it may give other values. */
  isAlone = false;
  /** A task failed on the host, which takes no part in what follows. */
  failed = false;
  tasks = 0;
  /** Plays a list of plays; answers whether any of them took the host in. */
  playbook(file, depth = 0) {
    const data = documentOf(file);
    if (data?.type !== "list" || depth > 10) return false;
    let played = false;
    for (const play of data.items) {
      if (play.type !== "map") continue;
      const imported = ["import_playbook", "ansible.builtin.import_playbook", "include"].map((key) => entry(play, key)?.value).find((value) => value !== void 0);
      if (imported !== void 0 && entry(play, "hosts") === void 0) {
        const target = this.importedPlaybook(imported, file);
        if (target !== void 0 && this.playbook(target, depth + 1)) played = true;
        if (this.failed || this.stopped) return played;
        continue;
      }
      if (entry(play, "hosts") === void 0 || this.never(play)) continue;
      if (!this.takesPart(play, file)) continue;
      const text2 = textAt(file, play);
      if (!this.job.relevance.play(text2, file)) continue;
      played = true;
      this.until(() => this.play(play, file));
      if (this.failed || this.stopped) return played;
    }
    return played;
  }
  /** Whether the host stopped because the family does not fit. */
  stopped = false;
  /** Does something until the host goes no further. */
  until(act) {
    try {
      act();
    } catch (error) {
      if (error instanceof Ends) {
        if (error.leaves === "failed") this.failed = true;
        if (error.ofFamily) this.stopped = true;
      } else if (error instanceof HostStops) this.stopped = true;
      else throw error;
    }
  }
  /** Plays a role by itself, with its defaults. */
  roleAlone(role) {
    this.isAlone = true;
    const context = this.baseContext(join(role.folder, "tasks/main.yml"), role.folder);
    this.until(() => {
      this.role(role, context, /* @__PURE__ */ new Map(), "main");
      this.flushHandlers();
    });
  }
  /** Plays a task file that nothing includes. */
  taskFileAlone(file) {
    const role = this.job.project.roleOf(file.path);
    const context = {
      ...this.baseContext(file.path, file.folder),
      ...role === void 0 ? {} : { role },
      ...role === void 0 ? {} : {
        defaults: this.roleLayers(role, "defaults", "main"),
        roleVars: this.roleLayers(role, "vars", "main")
      }
    };
    this.isAlone = true;
    this.until(() => {
      this.taskFile(file, context);
      this.flushHandlers();
    });
  }
  importedPlaybook(value, file) {
    const text2 = value.type === "scalar" ? stringOf(value)?.trim().split(/\s/)[0] : void 0;
    const path = text2 === void 0 ? void 0 : resolveInTree(file.folder, text2);
    return path === void 0 ? void 0 : this.job.project.tree.read(path);
  }
  takesPart(play, file) {
    return this.patternsOf(play, file).some((pattern) => patternMatches(pattern, this.host));
  }
  /** The host patterns of a play; an unknown one stands for itself. */
  patternsOf(play, file) {
    const hosts = entry(play, "hosts")?.value;
    this.playLayers = [layerOf(entry(play, "vars")?.value)];
    const evaluator = this.evaluator(this.baseContext(file.path, file.folder));
    const found = [];
    for (const one of itemsOf(hosts === void 0 ? void 0 : evaluator.finish(hosts))) {
      const known3 = one.type === "scalar" ? pythonText(one) : void 0;
      const raw = hosts?.type === "scalar" ? stringOf(hosts) : void 0;
      found.push(known3 ?? raw?.replace(/[{}|:,\s]+/g, " ").trim() ?? "unknown");
    }
    return found;
  }
  baseContext(file, playbookFolder) {
    return {
      playbookFolder,
      file,
      locals: [],
      params: [],
      taskVars: [],
      roleVars: [],
      defaults: [],
      depth: 0
    };
  }
  play(play, file) {
    this.handlers = [];
    this.notified.clear();
    this.playDefaults = [];
    this.playRoleVars = [];
    this.rolesDone.clear();
    this.exposed.clear();
    this.generation++;
    let context = {
      ...inherited(play, this.baseContext(file.path, file.folder)),
      whole: this.passesOn(entry(play, "vars")?.value, void 0)
    };
    this.playLayers = [layerOf(entry(play, "vars")?.value)];
    const prompts = /* @__PURE__ */ new Map();
    for (const prompt of itemsOf(entry(play, "vars_prompt")?.value)) {
      const name = stringOf(entry(prompt, "name")?.value);
      const fallback = entry(prompt, "default")?.value;
      if (name === void 0) continue;
      prompts.set(
        name,
        fallback ?? unknown2("it is asked for when the playbook starts", prompt.where)
      );
    }
    this.playLayers.push(prompts);
    const files = entry(play, "vars_files")?.value;
    for (const one of itemsOf(files)) {
      for (const candidate of itemsOf(one)) {
        const found = this.findFiles(this.evaluator(context).finish(candidate), [
          file.folder,
          join(file.folder, "vars")
        ]);
        if (found.length > 0) {
          this.playLayers.push(this.mergedLayer(found));
          break;
        }
      }
    }
    const roles = this.playRoles(play, context);
    for (const { role } of roles) {
      if (role === void 0) continue;
      if (this.job.relevance.gives(role)) context = { ...context, whole: true };
      this.expose(role);
    }
    for (const key of ["pre_tasks", "tasks", "post_tasks"])
      if (this.exposeImported(entry(play, key)?.value, context, 0))
        context = { ...context, whole: true };
    this.addHandlers(entry(play, "handlers")?.value, context);
    try {
      this.taskList(entry(play, "pre_tasks")?.value, context);
      this.flushHandlers();
      for (const one of roles) this.roleEntry(one, context);
      this.taskList(entry(play, "tasks")?.value, context);
      this.flushHandlers();
      this.taskList(entry(play, "post_tasks")?.value, context);
      this.flushHandlers();
    } catch (error) {
      const forced = flagOf(entry(play, "force_handlers")?.value) === true;
      if (forced && error instanceof Ends && error.leaves === "failed") this.flushHandlers();
      throw error;
    }
  }
  /** Makes the variables of a role those of the play. */
  expose(role, from = {}) {
    const key = callOf(role.folder, NOTHING, [from.vars, from.defaults]);
    if (this.exposed.has(key)) return;
    this.exposed.add(key);
    append(this.playDefaults, this.roleLayers(role, "defaults", from.defaults ?? "main"));
    append(this.playRoleVars, this.roleLayers(role, "vars", from.vars ?? "main"));
    this.generation++;
  }
  /**
   * The roles that tasks of the play import are known before it starts, so that also tasks in front of them
   * see their variables. Whether one of them gives something of memcached.
   */
  exposeImported(tasks, context, depth) {
    if (tasks?.type !== "list" || depth > 20) return false;
    let gives = false;
    for (const item of tasks.items) {
      const block = entry(item, "block")?.value;
      if (block !== void 0 && this.exposeImported(block, context, depth + 1)) gives = true;
      const task = block === void 0 ? this.read(item) : void 0;
      if (task?.module !== "import_role" || !this.isPublic(task)) continue;
      const name = task.args.get("name") ?? task.args.get("role");
      const text2 = name === void 0 ? void 0 : this.textOf(name, context);
      const role = text2 === void 0 ? void 0 : this.job.project.findRole(text2, context.role?.folder ?? context.playbookFolder);
      if (role === void 0) continue;
      this.expose(role, this.filesOf(task, context));
      if (this.job.relevance.gives(role)) gives = true;
    }
    return gives;
  }
  /** Whether the variables of a role are those of the play too: by default only of one that is imported. */
  isPublic(task) {
    const given2 = flagOf(task.args.get("public"));
    return given2 ?? task.module === "import_role";
  }
  /** The files of variables that an include or import of a role names. */
  filesOf(task, context) {
    const text2 = (key) => {
      const value = task.args.get(key);
      return value === void 0 ? void 0 : this.textOf(value, context);
    };
    const vars = text2("vars_from");
    const defaults = text2("defaults_from");
    return {
      ...vars === void 0 ? {} : { vars },
      ...defaults === void 0 ? {} : { defaults }
    };
  }
  playRoles(play, context) {
    const found = [];
    for (const item of itemsOf(entry(play, "roles")?.value)) {
      const one = this.roleEntryOf(item, context);
      if (one !== void 0) found.push(one);
    }
    return found;
  }
  roleEntryOf(item, context) {
    const nameData = item.type === "map" ? (entry(item, "role") ?? entry(item, "name") ?? entry(item, "src"))?.value : item;
    if (nameData === void 0) return void 0;
    const name = this.textOf(nameData, context);
    if (name === void 0) return void 0;
    const own = /* @__PURE__ */ new Map();
    if (item.type === "map") {
      for (const one of item.entries) {
        if (!ROLE_KEYWORDS.has(one.key)) own.set(one.key, one.value);
      }
    }
    const vars = layerOf(item.type === "map" ? entry(item, "vars")?.value : void 0);
    const role = this.job.project.findRole(name, context.role?.folder ?? context.playbookFolder);
    return { name, item, role, params: new Map([...vars, ...own]), where: nameData.where };
  }
  roleEntry(one, context) {
    if (this.never(one.item)) return;
    const call = one.role === void 0 ? void 0 : callOf(one.role.folder, one.item);
    if (call !== void 0 && this.rolesDone.has(call)) return;
    const inner = { ...context, params: [...context.params, one.params] };
    const when = entry(one.item, "when")?.value;
    const holds = this.holds(when, inner);
    if (holds.value === false) return;
    const whole = context.whole === true || this.passesOn(one.item, context.role);
    const entered = this.entered({ ...context, whole }, holds.reason);
    const conditioned = inherited(one.item, this.guarded(entered, when));
    if (one.role === void 0) {
      this.execute(this.foreignRole(one, withCondition(inner, holds.reason)));
      return;
    }
    this.role(one.role, conditioned, one.params, "main");
    if (call !== void 0 && isCertain(conditioned) && !this.mayRepeat(one.role))
      this.rolesDone.add(call);
  }
  /** `allow_duplicates` of a role. */
  mayRepeat(role) {
    const meta = this.job.project.readFirst(join(role.folder, "meta"), "main");
    if (meta === void 0) return false;
    return flagOf(entry(documentOf(meta), "allow_duplicates")?.value) === true;
  }
  /** A role that is not in the tree, handed over as an action of its own. */
  foreignRole(one, context) {
    return {
      module: "role",
      where: one.where,
      args: /* @__PURE__ */ new Map([["name", scalar(one.name, one.where)]]),
      ...context.onlyIf === void 0 ? {} : { onlyIf: context.onlyIf },
      run: this,
      context,
      evaluator: this.evaluator(context),
      mayFail: false
    };
  }
  role(role, context, params, tasksFrom, extra) {
    if (context.depth > DEEPEST4) return;
    this.job.usedRoles.add(role.folder);
    if (context.whole !== true && !this.job.relevance.role(role)) return;
    const inner = {
      ...context,
      role,
      params: [...context.params, params],
      defaults: [
        ...context.defaults,
        ...this.roleLayers(role, "defaults", extra?.defaults ?? "main")
      ],
      roleVars: [
        ...context.roleVars,
        ...this.roleLayers(role, "vars", "main"),
        ...extra?.vars === void 0 ? [] : this.roleLayers(role, "vars", extra.vars)
      ],
      depth: context.depth + 1
    };
    const meta = this.job.project.readFirst(join(role.folder, "meta"), "main");
    const dependencies = meta === void 0 ? void 0 : entry(documentOf(meta), "dependencies")?.value;
    for (const item of itemsOf(dependencies)) {
      const one = this.roleEntryOf(item, inner);
      if (one !== void 0 && one.role?.folder !== role.folder)
        this.roleEntry(one, { ...inner, params: context.params });
    }
    const handlers = this.job.project.readFirst(join(role.folder, "handlers"), "main");
    if (handlers !== void 0)
      this.addHandlers(documentOf(handlers), { ...inner, file: handlers.path });
    const stem = tasksFrom.replace(/\.ya?ml$/, "");
    const tasks = this.job.project.readFirst(join(role.folder, "tasks"), stem);
    if (tasks !== void 0) {
      try {
        this.taskFile(tasks, inner);
      } catch (error) {
        if (!(error instanceof Ends) || error.leaves !== "role") throw error;
      }
    } else if (this.playLooseTasks(role, inner)) return;
    else
      this.execute({
        ...this.foreignRole(
          { name: role.name, item: scalar(role.name, NOWHERE), role, params, where: NOWHERE },
          inner
        ),
        module: "role_without_tasks"
      });
  }
  /** A role without the file that would say which of its tasks come first: all of them, by name. */
  playLooseTasks(role, context) {
    const files = this.job.project.filesIn(join(role.folder, "tasks")).filter((path) => /\.ya?ml$/.test(path)).map((path) => this.job.project.tree.read(path));
    for (const file of files) if (file !== void 0) this.taskFile(file, context);
    return files.length > 0;
  }
  /** The variables of `defaults/main.yml` or `vars/main.yml` of a role. */
  roleLayers(role, kind, stem) {
    const key = `${role.folder}\0${kind}\0${stem}`;
    let layers = this.job.roleLayers.get(key);
    if (layers === void 0) {
      layers = this.job.project.variableFiles(join(role.folder, kind), stem.replace(/\.ya?ml$/, "")).map((file) => new FileLayer(file));
      this.job.roleLayers.set(key, layers);
    }
    return layers;
  }
  /** Whether something of memcached may be passed on by what is written here. */
  passesOn(data, role) {
    if (data === void 0) return false;
    const file = this.job.project.tree.read(data.where.file);
    return file !== void 0 && this.job.relevance.speaks(textAt(file, data), role);
  }
  taskFile(file, context) {
    if (context.depth > DEEPEST4) return;
    this.job.usedFiles.add(file.path);
    if (context.whole !== true && !this.job.relevance.tasks(file)) return;
    const { chosen, params, locals, taskVars } = context;
    if (chosen !== void 0) {
      const before = chosen.get(file.path);
      const same = before?.params === params && before.locals === locals && before.taskVars === taskVars;
      if (same) return;
      chosen.set(file.path, { params, locals, taskVars });
    }
    this.taskList(documentOf(file), { ...context, file: file.path, depth: context.depth + 1 });
  }
  taskList(data, context) {
    if (data?.type !== "list") return;
    for (const item of data.items) {
      if (++this.tasks > MOST_TASKS) return this.tooMany(item.where);
      const task = this.read(item);
      if (task !== void 0) this.task(task, context);
    }
  }
  tooMany(where) {
    const message = `Only ${MOST_TASKS} tasks of ${this.host.label} are looked at; this one and what follows are not. Scan the roles on their own.`;
    const { problems } = this.job;
    if (problems.some((one) => one.message === message)) return;
    problems.push({ kind: "unresolved", where, message });
  }
  read(item) {
    const known3 = this.job.tasks.get(item);
    if (known3 !== void 0) return known3;
    const task = readTask(item, (value) => this.job.origins.of(value));
    if (task !== void 0) this.job.tasks.set(item, task);
    return task;
  }
  never(data) {
    const tags = itemsOf(entry(data, "tags")?.value).flatMap(
      (tag) => (stringOf(tag) ?? "").split(",")
    );
    return tags.some((tag) => tag.trim() === "never");
  }
  task(task, context) {
    if (this.never(task.data) || context.depth > DEEPEST4) return;
    const vars = layerOf(entry(task.data, "vars")?.value);
    const inner = vars.size === 0 ? context : { ...context, taskVars: [...context.taskVars, vars] };
    if (task.module === void 0) {
      this.block(task, inner);
      return;
    }
    const counts = this.matters(task, inner) || saysWhenItFails(task);
    const loop = counts ? this.loopItems(task, inner) : void 0;
    if (loop === void 0) {
      this.once(task, inner);
      return;
    }
    const control = entry(task.data, "loop_control")?.value;
    const name = loopVariable2(task);
    const indexName = stringOf(entry(control, "index_var")?.value);
    loop.slice(0, MOST_ROUNDS2).forEach((item, index) => {
      const locals = /* @__PURE__ */ new Map([[name, item]]);
      if (indexName !== void 0) locals.set(indexName, scalar(index, item.where));
      this.once(task, { ...inner, locals: [...inner.locals, locals] });
    });
  }
  /** A block: what rescues it is played when one of its tasks fails, the rest of it always. */
  block(task, context) {
    const when = entry(task.data, "when")?.value;
    const holds = this.holds(when, context);
    if (holds.value === false) return;
    const block = inherited(task.data, {
      ...this.guarded(this.entered(context, holds.reason), when),
      depth: context.depth + 1
    });
    const rescue = entry(task.data, "rescue")?.value;
    const always = entry(task.data, "always")?.value;
    let end;
    try {
      this.taskList(entry(task.data, "block")?.value, block);
      if (rescue !== void 0)
        this.taskList(rescue, withCondition(block, "a task of the block before it fails"));
    } catch (error) {
      if (!(error instanceof Ends) || error.leaves !== "failed") throw error;
      end = error;
    }
    if (end !== void 0 && rescue !== void 0 && !end.ofFamily) {
      end = void 0;
      try {
        this.taskList(rescue, block);
      } catch (error) {
        if (!(error instanceof Ends) || error.leaves !== "failed") throw error;
        end = error;
      }
    }
    this.taskList(always, block);
    if (end !== void 0) throw end;
  }
  /** What is in a block, role or include whose condition was just asked. */
  entered(context, reason) {
    const { soft, family } = this.asked;
    const inner = withCondition(context, reason);
    if (!soft && !family) return inner;
    return { ...inner, ...soft ? { soft } : {}, ...family ? { ofFamily: family } : {} };
  }
  /** Throws when the host certainly leaves something, as far as what it rests on is known. */
  leave(leaves, context) {
    if (this.asked.soft || context.soft === true) return;
    throw new Ends(leaves, this.asked.family || context.ofFamily === true);
  }
  /** A context whose tasks have each to ask a condition. */
  guarded(context, when) {
    if (when === void 0) return context;
    const guard = { when, at: this.generation };
    return { ...context, guards: [...context.guards ?? [], guard] };
  }
  /** Whether the conditions around a task, as far as variables changed since, and its own hold. */
  holds(when, context) {
    this.asked.soft = false;
    this.asked.family = false;
    let reason;
    for (const guard of context.guards ?? []) {
      if (guard.at === this.generation) continue;
      const around = this.condition(guard.when, context);
      if (around.value === false) return around;
      reason ??= around.reason;
    }
    const own = this.condition(when, context);
    if (own.value === false || reason === void 0) return own;
    return { value: void 0, reason: own.reason ?? reason };
  }
  /** Throws when a task certainly fails by what is written about it. */
  failing(task, context) {
    if (!isCertain(context) || context.chosen !== void 0 || context.ignoresErrors === true)
      return;
    const ignores = entry(task.data, "ignore_errors")?.value;
    if (ignores !== void 0 && flagOf(ignores) !== false) return;
    const item = isLoop(task) ? context.locals.at(-1)?.get(loopVariable2(task)) : void 0;
    if (isLoop(task) && (item === void 0 || isUnknown(item))) return;
    const { all, keeps, always } = failuresOf(task);
    const fails = always || all !== void 0 && this.condition(all, context).value === true || keeps.some((one) => this.condition(one, context).value === false);
    if (fails) this.leave("failed", context);
  }
  /** The items a task is repeated for; `undefined` when it is not a loop. */
  loopItems(task, context) {
    const found = task.data.entries.find(({ key }) => key === "loop" || key.startsWith("with_"));
    if (found === void 0) return void 0;
    const evaluator = this.evaluator(context);
    let value = evaluator.finish(found.value);
    const kind = found.key === "loop" ? "list" : found.key.slice("with_".length).replace(/^.*\./, "");
    if (value.type === "scalar" && typeof value.value === "string" && kind !== "fileglob" && kind !== "sequence") {
      const variable2 = /^[A-Za-z_]\w*$/.test(value.value) ? evaluator.expression(value.value, () => value.where) : void 0;
      if (variable2 !== void 0 && !(isUnknown(variable2) && variable2.missing)) value = variable2;
    }
    const one = (reason) => [unknown2(reason, found.value.where)];
    if (isUnknown(value)) return one(value.reason);
    if (kind === "first_found") {
      const file = this.findFirst(value, context);
      return file === void 0 ? one("the first file found is known only when the playbook runs") : [file];
    }
    return roundsOf(kind, value) ?? one(`"${found.key}" is not evaluated`);
  }
  /** The first of several file names that exists. */
  findFirst(value, context) {
    const names2 = value.type === "list" ? value.items : itemsOf(entry(value, "files")?.value);
    const flat = names2.flatMap(
      (item) => item.type === "map" ? itemsOf(entry(item, "files")?.value) : [item]
    );
    const paths = [
      ...itemsOf(value.type === "map" ? entry(value, "paths")?.value : void 0),
      ...names2.flatMap((item) => itemsOf(entry(item, "paths")?.value))
    ];
    const folders = paths.map((path) => pythonText(path) ?? "").filter((path) => path !== "" && !path.includes(UNKNOWN_MARK));
    for (const name of flat) {
      const bases = this.searchFolders(context, ["vars", "tasks", "templates", "files"]);
      const all = [
        ...folders.flatMap((folder) => bases.map((base) => resolveInTree(base, folder) ?? base)),
        ...bases
      ];
      const found = this.findFiles(name, all);
      if (found.length === 0) continue;
      if (isUnknown(name)) return name;
      return scalar(`/${found[0].file.path}`, name.where);
    }
    return void 0;
  }
  once(task, context) {
    if (++this.tasks > MOST_TASKS) return this.tooMany(task.where);
    const matters2 = this.matters(task, context);
    const ends2 = saysWhenItFails(task);
    const isResult = entry(task.data, "register") !== void 0 && entry(task.data, "when") !== void 0;
    if (!matters2 && !ends2 && !isResult && entry(task.data, "notify") === void 0) {
      this.register(task);
      return;
    }
    const when = entry(task.data, "when")?.value;
    const holds = this.holds(when, context);
    if (holds.value === false) {
      this.skip(task, context);
      return;
    }
    const inner = withCondition(context, holds.reason);
    const { soft, family: ofFamily } = this.asked;
    this.act(task, inner, when, matters2, holds.value === true);
    if (!ends2) return;
    this.asked.soft = soft;
    this.asked.family = ofFamily;
    this.failing(task, inner);
  }
  act(task, inner, when, matters2, holds) {
    const evaluator = this.evaluator(inner);
    const { args } = task;
    const module = task.module;
    switch (module) {
      case "import_tasks":
      case "include_tasks":
      case "include":
      case "import_role":
      case "include_role": {
        const passed = this.passing(task, asParameters(task, inner));
        const around = module.startsWith("import") ? inherited(task.data, this.guarded(this.entered(passed, void 0), when)) : this.applied(task, this.entered(passed, void 0), evaluator);
        if (around === void 0) return;
        if (module.endsWith("_role")) this.includeRole(task, around);
        else this.includeTasks(task, around, evaluator);
        return;
      }
      case "include_vars":
        this.includeVars(task, inner, evaluator);
        return;
      case "set_fact":
        this.setFact(args, inner, evaluator, holds && inner.onlyIf === void 0);
        return;
      case "meta": {
        const leaves = endOf(task);
        if (leaves !== void 0 && isCertain(inner)) this.leave(leaves, inner);
        if (task.free !== void 0 && pythonText(task.free)?.trim() === "flush_handlers")
          this.flushHandlers();
        return;
      }
      case "add_host":
      case "group_by":
      case "debug":
        return;
      case "assert":
      case "fail":
        this.register(task);
        return;
    }
    const family = Object.hasOwn(FAMILY_OF_MODULE, module) ? FAMILY_OF_MODULE[module] : void 0;
    if (family !== void 0) {
      this.families.add(family);
      this.familyMatters = true;
      if (family !== this.world.family && inner.onlyIf === void 0) throw new HostStops();
    }
    this.register(task);
    if (matters2) this.carryOut(task, inner, evaluator);
    const notify = entry(task.data, "notify")?.value;
    const changes = entry(task.data, "changed_when")?.value;
    if (notify === void 0 || this.condition(changes, inner).value === false) return;
    for (const name of itemsOf(notify)) {
      const text2 = pythonText(evaluator.finish(name));
      if (text2 !== void 0) this.notified.add(text2);
    }
  }
  /**
   * Whether carrying a task out can change anything that is looked at. A file of a role that has none of
   * the forms that are looked at matters only where the task itself speaks of memcached.
   */
  matters(task, context) {
    if (!mayMatter(task, (name) => this.job.project.hasModule(name))) return false;
    if (context.role === void 0 || context.whole === true) return true;
    const edits = EDITS.has(task.module);
    if (!edits && task.module !== "template" && task.module !== "copy") return true;
    if (!edits && (task.args.has("content") || this.mayPlace(task, context.role))) return true;
    let known3 = this.job.placed.get(task);
    if (known3 === void 0) {
      known3 = edits && names(task.data, 0, RELEVANT_PATH) || this.passesOn(task.data, context.role);
      this.job.placed.set(task, known3);
    }
    return known3;
  }
  /** Whether the file of the role that a task puts somewhere has a form that is looked at. */
  mayPlace(task, role) {
    if (!this.job.relevance.places(role)) return false;
    const source = stringOf(task.args.get("src"));
    const name = source?.slice(source.lastIndexOf("/") + 1);
    if (name === void 0 || hasTemplate(name) || name.includes("}")) return true;
    const files = ["templates", "files"].flatMap((kind) => this.job.project.filesBelow(join(role.folder, kind))).filter((path) => path.endsWith(`/${name}`));
    return files.length === 0 || files.some(
      (path) => mayBeHostFile(path.slice(role.folder.length), this.job.project.tree.read(path)?.text ?? "")
    );
  }
  /** What an include passes on besides the name of what it includes. */
  passing(task, context) {
    if (context.whole === true) return context;
    const passes = task.data.entries.some(
      ({ key, value }) => key !== "name" && this.passesOn(value, context.role)
    );
    return passes ? { ...context, whole: true } : context;
  }
  carryOut(task, inner, evaluator) {
    const { args } = task;
    const module = task.module;
    const evaluated = /* @__PURE__ */ new Map();
    for (const defaults of inner.moduleDefaults ?? []) {
      for (const [name, values] of pairsOf(evaluator.finish(defaults))) {
        if (shortName(name) !== module) continue;
        for (const [key, value] of pairsOf(values)) evaluated.set(key, value);
      }
    }
    const all = task.argsFrom === void 0 ? void 0 : evaluator.finish(task.argsFrom);
    if (all?.type === "map") for (const [key, value] of pairsOf(all)) evaluated.set(key, value);
    for (const [key, value] of args) {
      const result = evaluator.finish(value);
      if (isUnknown(result) && result.nature === "omit") continue;
      evaluated.set(key, result);
    }
    const mayFail = truth(entry(task.data, "ignore_errors")?.value ?? scalar(false, task.where)) === true;
    this.execute({
      module,
      where: task.where,
      args: evaluated,
      ...task.free === void 0 ? {} : { free: evaluator.finish(task.free) },
      ...inner.onlyIf === void 0 ? {} : { onlyIf: inner.onlyIf },
      run: this,
      context: inner,
      evaluator,
      mayFail
    });
  }
  /** The result of a task is a variable that only a run can fill. */
  register(task) {
    const name = stringOf(entry(task.data, "register")?.value);
    if (name === void 0) return;
    const reason = `the result of "${task.module}" is known only when the playbook runs`;
    this.setFacts.set(name, unknown2(reason, task.where));
    this.generation++;
  }
  /** What a task that is certainly skipped leaves of its result. */
  skip(task, context) {
    const name = stringOf(entry(task.data, "register")?.value);
    if (name === void 0 || isLoop(task) || !isCertain(context)) return;
    const result = [
      ["changed", scalar(false, task.where)],
      ["skipped", scalar(true, task.where)],
      ["skip_reason", scalar("Conditional result was False", task.where)]
    ];
    this.setFacts.set(name, mapping(result, task.where));
    this.softFacts.delete(name);
    this.generation++;
  }
  /** What `apply` of an include gives to the tasks it brings in; `undefined` when it rules them out. */
  applied(task, context, evaluator) {
    const given2 = task.args.get("apply");
    const apply2 = given2 === void 0 ? void 0 : evaluator.finish(given2);
    if (given2 === void 0 || apply2?.type !== "map") return context;
    const raw = given2.type === "map" ? given2 : apply2;
    const vars = layerOf(entry(raw, "vars")?.value);
    const inner = vars.size === 0 ? context : { ...context, taskVars: [...context.taskVars, vars] };
    const when = entry(raw, "when")?.value;
    const holds = this.condition(when, inner);
    if (holds.value === false) return void 0;
    return inherited(raw, this.guarded(withCondition(inner, holds.reason), when));
  }
  addHandlers(data, context) {
    if (data?.type !== "list") return;
    for (const item of data.items) {
      const task = this.read(item);
      if (task !== void 0) this.handlers.push({ task, context });
    }
  }
  flushHandlers() {
    for (let round = 0; round < 5 && this.notified.size > 0; round++) {
      const names2 = new Set(this.notified);
      this.notified.clear();
      for (const { task, context } of this.handlers) {
        const called = [
          task.name,
          ...itemsOf(entry(task.data, "listen")?.value).map((one) => stringOf(one))
        ];
        const wanted = called.some((name) => {
          if (name === void 0) return false;
          const text2 = hasTemplate(name) ? pythonText(this.evaluator(context).string(name, () => task.where, task.where)) : name;
          if (text2 === void 0) return false;
          return names2.has(text2) || context.role !== void 0 && names2.has(`${context.role.name} : ${text2}`);
        });
        if (wanted) this.task(task, context);
      }
    }
  }
  includeTasks(task, context, evaluator) {
    const target = task.free ?? task.args.get("file");
    if (target === void 0) return;
    const params = /* @__PURE__ */ new Map();
    for (const [key, value2] of task.args) {
      if (!["file", "apply", "tags", "rescuable"].includes(key)) params.set(key, value2);
    }
    const folders = [
      context.file.includes("/") ? context.file.slice(0, context.file.lastIndexOf("/")) : "",
      ...context.role === void 0 ? [] : [join(context.role.folder, "tasks")],
      context.playbookFolder,
      join(context.playbookFolder, "tasks")
    ];
    const value = evaluator.finish(target);
    const found = this.findFiles(value, folders);
    if (found.length === 0) {
      const name = pythonText(value);
      this.note(
        task.where,
        name === void 0 || isUnknown(value) ? `The tasks included here are not known: ${reasonOf(value)}.` : `The included file "${name}" is not in the tree, so its tasks are not looked at.`
      );
    }
    const bound = new Map([...params].map(([key, one]) => [key, evaluator.finish(one)]));
    const chosen = context.chosen ?? (found.length > 1 ? /* @__PURE__ */ new Map() : void 0);
    for (const { file, certain } of found) {
      const outer = chosen === void 0 || certain ? context : { ...context, chosen };
      const inner = certain ? outer : withCondition(outer, reasonOf(value));
      this.taskFile(file, {
        ...inner,
        params: bound.size === 0 ? inner.params : [...inner.params, bound]
      });
    }
  }
  includeRole(task, context) {
    const nameData = task.args.get("name") ?? task.args.get("role");
    if (nameData === void 0) return;
    const name = this.textOf(nameData, context);
    const text2 = (key) => {
      const value = task.args.get(key);
      return value === void 0 ? void 0 : this.textOf(value, context);
    };
    if (name === void 0) return;
    const role = this.job.project.findRole(name, context.role?.folder ?? context.playbookFolder);
    const params = context.taskVars.at(-1) ?? /* @__PURE__ */ new Map();
    if (role === void 0) {
      this.execute(
        this.foreignRole(
          { name, item: nameData, role: void 0, params, where: nameData.where },
          context
        )
      );
      return;
    }
    const files = this.filesOf(task, context);
    const tasksFrom = text2("tasks_from") ?? "main";
    if (this.isPublic(task)) this.expose(role, files);
    const call = callOf(role.folder, task.data, [tasksFrom]);
    const once = flagOf(task.args.get("allow_duplicates")) === false;
    if (once && this.rolesDone.has(call)) return;
    this.role(role, context, /* @__PURE__ */ new Map(), tasksFrom, files);
    if (once && isCertain(context)) this.rolesDone.add(call);
  }
  includeVars(task, context, evaluator) {
    const name = task.args.get("name");
    const dir = task.args.get("dir");
    let layer;
    if (dir !== void 0) {
      const text2 = pythonText(evaluator.finish(dir)) ?? "";
      const files = this.searchFolders(context, ["vars"]).flatMap((folder) => {
        const path = resolveInTree(folder, text2);
        return path === void 0 || isUnknown(evaluator.finish(dir)) ? [] : this.job.project.filesBelow(path);
      });
      const read2 = [...new Set(files)].map((path) => this.job.project.tree.read(path));
      layer = this.mergedLayer(
        read2.flatMap((file) => file === void 0 ? [] : [{ file, certain: true }])
      );
    } else {
      const target = task.free ?? task.args.get("file");
      if (target === void 0) return;
      layer = this.mergedLayer(
        this.findFiles(evaluator.finish(target), this.searchFolders(context, ["vars"]))
      );
    }
    const into = name === void 0 ? void 0 : pythonText(evaluator.finish(name));
    const entries = into === void 0 ? [...layer] : [[into, mapping([...layer], task.where)]];
    for (const [key, value] of entries) this.bind(this.included, key, value, context);
  }
  setFact(args, context, evaluator, certain) {
    for (const [key, value] of args) {
      if (key === "cacheable") continue;
      const name = hasTemplate(key) ? pythonText(evaluator.string(key, () => value.where, value.where)) : key;
      if (name === void 0) continue;
      const finished = evaluator.finish(value);
      if (this.asked.soft) this.softFacts.add(name);
      else this.softFacts.delete(name);
      this.bind(
        this.setFacts,
        name,
        finished,
        certain ? { ...context, onlyIf: void 0 } : context
      );
    }
  }
  /** Sets a variable; where the task may be skipped, its value is one of two. */
  bind(into, key, value, context) {
    this.generation++;
    const before = this.lookup(key, context);
    if (context.onlyIf !== void 0 && before !== void 0) {
      const same = pythonText(before) !== void 0 && pythonText(before) === pythonText(value);
      if (!same) {
        into.set(key, unknown2(`"${key}" depends on a condition: ${context.onlyIf}`, value.where));
        return;
      }
    }
    into.set(key, value);
  }
  mergedLayer(files) {
    const merged2 = /* @__PURE__ */ new Map();
    const several = files.length > 1 && files.some((one) => !one.certain);
    for (const { file } of files) {
      for (const [key, value] of layerOf(documentOf(file))) {
        const before = merged2.get(key);
        if (several && before !== void 0 && pythonText(before) !== pythonText(value)) {
          merged2.set(
            key,
            unknown2(
              `"${key}" differs between files of which one is chosen at run time`,
              value.where
            )
          );
        } else {
          merged2.set(key, value);
        }
      }
    }
    return merged2;
  }
  /** The folders a file name is looked up in, nearest first. */
  searchFolders(context, kinds) {
    const folders = [];
    if (context.role !== void 0) {
      for (const kind of kinds) folders.push(join(context.role.folder, kind));
      folders.push(context.role.folder, join(context.role.folder, "tasks"));
    }
    const own = context.file.includes("/") ? context.file.slice(0, context.file.lastIndexOf("/")) : "";
    for (const kind of kinds) folders.push(join(own, kind));
    folders.push(own);
    for (const kind of kinds) folders.push(join(context.playbookFolder, kind));
    folders.push(context.playbookFolder);
    return [...new Set(folders)];
  }
  /**
   * The files that a name, of which parts may be unknown, stands for. With unknown parts every file
   * that fits is a candidate, and none is certain.
   */
  findFiles(name, folders) {
    const { tree } = this.job.project;
    if (isUnknown(name)) {
      const parts = piecesOf(name).map((piece) => piece.text).join("").split(UNKNOWN_MARK);
      if (parts.length < 2 || parts.join("").replace(/[/.]|ya?ml|j2/g, "") === "" && !/\.(ya?ml|j2)/.test(parts.join("")))
        return [];
      const tail = parts.join("").includes("/") ? void 0 : parts;
      const found = [];
      const fits = candidateTexts(name);
      for (const folder of folders) {
        const paths = tail === void 0 ? this.job.project.filesBelow(folder) : this.job.project.filesIn(folder);
        for (const path of paths) {
          const inner = folder === "" ? path : path.slice(folder.length + 1);
          if (!globMatches(inner, parts)) continue;
          if (fits !== void 0 && !fits.some((text3) => text3.toLowerCase() === inner.toLowerCase()))
            continue;
          const file = tree.read(path);
          if (file !== void 0) found.push({ file, certain: false });
        }
        if (found.length > 0) break;
      }
      return found.slice(0, 20);
    }
    const text2 = pythonText(name)?.trim();
    if (text2 === void 0 || text2 === "") return [];
    const role = ROLE_PATH.exec(text2);
    for (const folder of folders) {
      const path = role === null ? resolveInTree(folder, text2) : void 0;
      if (path !== void 0 && tree.has(path)) {
        const file = tree.read(path);
        if (file !== void 0) return [{ file, certain: true }];
      }
    }
    return [];
  }
  textOf(value, context) {
    const result = this.evaluator(context).finish(value);
    return isUnknown(result) ? void 0 : pythonText(result);
  }
  /** Whether a `when` holds; with the reason when it is not known. */
  condition(value, context) {
    if (value === void 0) return { value: true };
    let reason;
    for (const one of itemsOf(value)) {
      const result = this.conditionValue(one, context);
      const holds = truth(result);
      if (holds === false) return { value: false };
      if (holds === void 0)
        reason ??= `\`when: ${(stringOf(one) ?? "…").slice(0, 120)}\` (${reasonOf(result)})`;
    }
    return reason === void 0 ? { value: true } : { value: void 0, reason };
  }
  conditionValue(one, context) {
    if (one.type !== "scalar" || typeof one.value !== "string") return one;
    this.noteFamilies(one.value);
    const evaluator = this.evaluator(context);
    const origin = this.job.origins.of(one) ?? (() => one.where);
    let text2 = one.value;
    if (hasTemplate(text2)) {
      const inner = evaluator.finish(one);
      if (inner.type !== "scalar" || typeof inner.value !== "string") return inner;
      text2 = inner.value;
    }
    if (text2.trim() === "") return scalar(true, one.where);
    const result = evaluator.expression(text2, origin);
    if (result.type === "scalar" && typeof result.value === "string") {
      const word = result.value.trim().toLowerCase();
      if (["false", "no", "off", "0"].includes(word)) return scalar(false, result.where);
      if (["true", "yes", "on", "1"].includes(word)) return scalar(true, result.where);
    }
    return result;
  }
  /** Texts in a condition name the families that the playbook cares about. */
  noteFamilies(text2) {
    if (!/distribution|os_family|pkg_mgr/.test(text2)) return;
    for (const match of text2.matchAll(/['"]([A-Za-z ]{2,30})['"]/g)) {
      const family = familyNamed(match[1]);
      if (family !== void 0) this.families.add(family);
    }
  }
  note(where, message) {
    const known3 = this.job.problems.some(
      (one) => one.message === message && one.where.file === where.file && one.where.startLine === where.startLine
    );
    if (!known3) this.job.problems.push({ kind: "note", where, message });
  }
  /** An evaluator that sees the variables of a task. */
  evaluator(context, decide) {
    return new Evaluator({
      lookup: (name, where) => this.lookup(name, context, where),
      memberOf: (object, key, where) => this.member(object, key, where, context),
      call: (name, args, where, evaluator) => this.call(name, args, where, context, evaluator),
      originOf: (value) => this.job.origins.of(value),
      ...decide === void 0 ? {} : { decide },
      budget: this.job.budget
    });
  }
  /** A variable in Ansible's order of precedence, highest first. */
  lookup(name, context, where = { ...NOWHERE, file: context.file }) {
    const isOpen = this.isAlone || this.host.name === void 0;
    const given2 = this.extra?.get(name) ?? inLayers(context.locals, name) ?? inLayers(context.params, name) ?? this.ofFacts(name) ?? this.included.get(name) ?? inLayers(context.taskVars, name) ?? inLayers(context.roleVars, name) ?? inLayers(this.playRoleVars, name) ?? inLayers(this.playLayers, name);
    if (given2 !== void 0) return given2;
    const known3 = this.ofHost(name);
    if (known3 !== void 0) {
      if (isOpen) this.asked.soft = true;
      return known3;
    }
    const found = this.magic(name, context, where);
    if (found !== void 0) return found;
    const fallback = inLayers(context.defaults, name) ?? inLayers(this.playDefaults, name);
    if (isOpen || fallback === void 0) this.asked.soft = true;
    return fallback;
  }
  ofFacts(name) {
    const value = this.setFacts.get(name);
    if (value !== void 0 && this.softFacts.has(name)) this.asked.soft = true;
    return value;
  }
  ofHost(name) {
    const known3 = this.hostVariables.get(name);
    if (known3 !== void 0 || this.hostVariables.has(name)) return known3;
    const value = inLayers(this.host.layers, name);
    this.hostVariables.set(name, value);
    return value;
  }
  magic(name, context, where) {
    if (name === "role_path" && context.role !== void 0)
      return scalar(`/${context.role.folder}`, where);
    if (name === "role_name" && context.role !== void 0) return scalar(context.role.name, where);
    if (name === "playbook_dir") return scalar(`/${context.playbookFolder}`, where);
    return factNamed(name, this.host, this.world, where, () => this.askFamily());
  }
  askFamily() {
    this.familyMatters = true;
    this.asked.family = true;
  }
  member(object, key, where, context) {
    switch (object.nature) {
      case "facts": {
        const name = pythonText(key);
        if (name === void 0) return void 0;
        return gathered(name, this.world, where, () => this.askFamily());
      }
      case "hostvars": {
        if (isUnknown(key)) {
          return key.nature === "host-name" ? unknown2(key.reason, where, { nature: "host", of: "" }) : unknown2(key.reason, where, { nature: "host" });
        }
        return unknown2("the variables of other hosts are not evaluated", where, {
          nature: "host",
          of: pythonText(key) ?? ""
        });
      }
      case "host": {
        const name = pythonText(key);
        if (name === void 0 || object.of === void 0) return void 0;
        if (object.of === "" || object.of === this.host.name) {
          return this.lookup(name, context, where) ?? missing(`"${name}" is not defined`, where);
        }
        return this.ofOther(object.of, name, context.playbookFolder) ?? unknown2(`"${name}" of the host "${object.of}" is not known`, where);
      }
      case "groups": {
        const name = pythonText(key);
        if (name === void 0) return void 0;
        if (this.inventory === void 0 || this.host.name === void 0) {
          const holdsHost = this.host.groups.has(name) ? true : this.host.notIn?.has(name) === true ? false : void 0;
          return unknown2(
            "the inventory is not in the repository",
            where,
            holdsHost === void 0 ? {} : { holdsHost }
          );
        }
        const members = name === "all" ? [...this.inventory.hosts.keys()] : this.membersOf(name, 0);
        return list(
          members.map((member) => scalar(member, where)),
          where
        );
      }
      default:
        return void 0;
    }
  }
  /** A variable of another host, as far as the inventory and its files give it without a template. */
  ofOther(host, variable2, folder) {
    if (this.inventory?.hosts.has(host) !== true) return void 0;
    const key = `${host}\0${folder}`;
    let layers = this.others.get(key);
    if (layers === void 0) {
      layers = hostsOfProject(this.job.project).layersOf(this.inventory, host, folder);
      this.others.set(key, layers);
    }
    const value = inLayers(layers, variable2);
    return value === void 0 || holdsTemplate(value, 0) ? void 0 : value;
  }
  membersOf(group, depth) {
    const found = this.inventory?.groups.get(group);
    if (found === void 0 || depth > 20) return [];
    return [
      .../* @__PURE__ */ new Set([
        ...found.hosts,
        ...[...found.children].flatMap((child) => this.membersOf(child, depth + 1))
      ])
    ];
  }
  call(name, args, where, context, evaluator) {
    if (name !== "lookup" && name !== "query" && name !== "q") return void 0;
    const plugin = args.positional[0] === void 0 ? "" : pythonText(args.positional[0]) ?? "";
    const first = args.positional[1];
    switch (plugin.slice(plugin.lastIndexOf(".") + 1)) {
      case "vars": {
        const variable2 = first === void 0 || isUnknown(first) ? void 0 : pythonText(first);
        if (variable2 === void 0) return void 0;
        const value = this.lookup(variable2, context);
        return value === void 0 ? args.named.get("default") ?? missing(`"${variable2}" is not defined`, where) : evaluator.finish(value);
      }
      case "first_found":
        return first === void 0 ? void 0 : this.findFirst(first, context);
      case "file":
      case "template": {
        if (first === void 0) return void 0;
        const found = this.findFiles(
          first,
          this.searchFolders(context, plugin === "file" ? ["files"] : ["templates"])
        );
        const file = found[0]?.certain === true ? found[0].file : void 0;
        if (file === void 0) return void 0;
        if (plugin.endsWith("template")) {
          if (!MENTION.test(file.text) && !/^kind:/m.test(file.text)) return void 0;
          const texts = this.renderings(file, context);
          return texts.length === 1 ? compose(texts[0].pieces, where) : void 0;
        }
        const locate = (start, end) => file.location(start, end);
        return compose(
          [{ text: file.text.replace(/\n+$/, ""), locate, fromValue: true }],
          file.location(0, file.text.length)
        );
      }
      case "items":
      case "list":
        return first;
      case "env":
        return unknown2("a variable of the environment is known only when the playbook runs", where);
      default:
        return unknown2(
          `the lookup "${plugin.slice(0, 40)}" is known only when the playbook runs`,
          where
        );
    }
  }
  /** All texts a template file can become; undecided conditions are taken both ways, up to a limit. */
  renderings(file, context) {
    const results = [];
    const seen = /* @__PURE__ */ new Set();
    const pending = [/* @__PURE__ */ new Map()];
    let rounds = 0;
    while (pending.length > 0 && rounds < MOST_RENDERINGS) {
      rounds++;
      const taken = new Map(pending.pop());
      const evaluator = this.evaluator(context, (condition) => {
        const known3 = taken.get(condition);
        if (known3 !== void 0) return known3;
        if (rounds + pending.length >= MOST_RENDERINGS) return void 0;
        pending.push(new Map([...taken, [condition, false]]));
        taken.set(condition, true);
        return true;
      });
      const rendered = evaluator.render(file.text, (start, end) => file.location(start, end));
      if (!(rendered instanceof RenderedText)) {
        this.job.problems.push({
          kind: "unparsed",
          where: file.location(rendered.offset, rendered.offset + 1),
          message: `The template cannot be read: ${rendered.message}. Correct it so that the file it makes can be looked at.`
        });
        return results;
      }
      if (!seen.has(rendered.text)) {
        seen.add(rendered.text);
        results.push(rendered);
      }
    }
    return results;
  }
};
var MOST_RENDERINGS = 64;
var NOWHERE = { file: "", startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
var NOTHING = { type: "scalar", value: null, where: NOWHERE };
var ROLE_PATH = /^~|^\/(etc|usr|opt|home|root|tmp|var)\//;
var ROLE_KEYWORDS = /* @__PURE__ */ new Set([
  "role",
  "name",
  "src",
  "tags",
  "when",
  "vars",
  "become",
  "become_user",
  "become_method",
  "sudo",
  "sudo_user",
  "environment",
  "delegate_to",
  "connection",
  "remote_user",
  "any_errors_fatal",
  "ignore_errors",
  "collections",
  "no_log",
  "run_once",
  "version",
  "scm"
]);
function isCertain(context) {
  return context.onlyIf === void 0 && context.maybe !== true;
}
function inherited(data, context) {
  const defaults = itemsOf(entry(data, "module_defaults")?.value);
  const ignores = entry(data, "ignore_errors")?.value;
  if (defaults.length === 0 && ignores === void 0) return context;
  return {
    ...context,
    ...defaults.length === 0 ? {} : { moduleDefaults: [...context.moduleDefaults ?? [], ...defaults] },
    ...ignores === void 0 ? {} : { ignoresErrors: flagOf(ignores) !== false }
  };
}
function holdsTemplate(value, depth) {
  if (depth > 20) return true;
  if (value.type === "scalar") return typeof value.value === "string" && hasTemplate(value.value);
  if (value.type === "list") return value.items.some((item) => holdsTemplate(item, depth + 1));
  return value.type === "map" ? value.entries.some((one) => holdsTemplate(one.value, depth + 1)) : true;
}
function withCondition(context, reason) {
  if (reason === void 0) return context;
  if (SOFT.test(reason)) return context.maybe === true ? context : { ...context, maybe: true };
  return context.onlyIf !== void 0 ? context : { ...context, maybe: true, onlyIf: reason };
}
var SOFT = /the distribution is known only|the release of the distribution|^`when: .*\(the result of "/;
function asParameters(task, context) {
  const own = context.taskVars.at(-1);
  const dynamic = task.module === "include_tasks" || task.module === "include_role";
  if (!dynamic || own === void 0 || entry(task.data, "vars") === void 0) return context;
  return { ...context, params: [...context.params, own] };
}
function inLayers(layers, name) {
  for (let i = layers.length - 1; i >= 0; i--) {
    const value = layers[i].get(name);
    if (value !== void 0) return value;
  }
  return void 0;
}
function candidateTexts(name) {
  return name.oneOf?.map(String);
}

// src/platforms/ansible/shared-filters.ts
function sharedFilters(facts, places) {
  const filtered = /* @__PURE__ */ new Set();
  const listening = /* @__PURE__ */ new Set();
  for (const fact of facts) {
    if (fact.kind === "listener") {
      if (fact.placement === "host") listening.add(fact.workload);
    } else if (fact.mechanism === "host-firewall" && fact.target !== "unknown") {
      for (const workload of fact.target) filtered.add(workload);
    }
  }
  const bare = [...listening].filter((workload) => !filtered.has(workload));
  if (bare.length === 0 || filtered.size === 0) return facts;
  return facts.map((fact) => {
    if (fact.kind === "listener" || fact.mechanism !== "host-firewall") return fact;
    if (fact.target === "unknown") return fact;
    const { target } = fact;
    const more = bare.filter(
      (workload) => target.some((one) => sameHosts(placeOf2(one, places), placeOf2(workload, places)))
    );
    return more.length === 0 ? fact : { ...fact, target: [...target, ...more] };
  });
}
function sameHosts(filter, server) {
  if (filter === void 0 || server === void 0 || filter.around !== server.around) return false;
  return filter.host === server.host || filter.host === "all hosts";
}
function placeOf2(workload, places) {
  return places.get(workload) ?? places.get(workload.replace(/ \([A-Za-z]+\)$/, ""));
}

// src/platforms/ansible/state.ts
var HostState = class {
  files = /* @__PURE__ */ new Map();
  filter = [];
  /** Rules of `iptables_raw`, by weight. */
  rawRules = [];
  facts = [];
  problems = [];
  /** Objects that tasks create in a cluster; they are judged together. */
  objects = [];
  /** The memcached package: where it is installed, and a version when one is pinned. */
  installed;
  removed = false;
  service = "untouched";
  /** Commands that start memcached without a unit. */
  starts = [];
  /** Memcached set up by a role that is not in the tree. */
  foreign = [];
  /** All changes to the packet filter, in the order in which they come into force. */
  filterSteps() {
    const raw = [...this.rawRules].sort((a, b) => a.weight - b.weight);
    return [...this.filter, ...raw.flatMap(({ steps }) => steps)];
  }
  write(path, texts, where, maybe, onlyIf) {
    const before = this.files.get(path);
    const kept = maybe && before !== void 0 && before.stock !== true ? before.alternatives : [];
    const all = new Map([...kept, ...texts].map((text2) => [text2.text, text2]));
    this.files.set(path, {
      alternatives: [...all.values()].slice(0, 64),
      where,
      ...onlyIf === void 0 ? {} : { onlyIf }
    });
  }
  remove(path, maybe) {
    if (!maybe) this.files.delete(path);
  }
};

// src/platforms/ansible/text.ts
var ScalarOrigins = class {
  constructor(tree) {
    this.tree = tree;
  }
  tree;
  maps = /* @__PURE__ */ new WeakMap();
  of(scalar2) {
    const known3 = this.maps.get(scalar2);
    if (known3 !== void 0) return known3;
    if (typeof scalar2.value !== "string") return void 0;
    const file = this.tree.read(scalar2.where.file);
    if (file === void 0) return void 0;
    const origin = align(file, scalar2.where, scalar2.value);
    this.maps.set(scalar2, origin);
    return origin;
  }
};
function align(file, where, value) {
  const start = file.offset(where.startLine, where.startColumn);
  const end = file.offset(where.endLine, where.endColumn);
  const raw = file.text.slice(start, end);
  let at2 = 0;
  if (raw.startsWith('"') || raw.startsWith("'")) at2 = 1;
  else if (/^[|>]/.test(raw)) at2 = Math.max(raw.indexOf("\n") + 1, 0);
  const offsets = new Int32Array(value.length + 1);
  for (let i = 0; i < value.length; i++) {
    const char = value[i];
    if (!isSpace2(char)) {
      const found = raw[at2] === char ? at2 : raw.indexOf(char, at2);
      if (found >= 0) at2 = found;
      offsets[i] = start + Math.min(at2, raw.length);
      at2++;
    } else {
      offsets[i] = start + Math.min(at2, raw.length);
      if (at2 < raw.length && isSpace2(raw[at2])) at2++;
    }
  }
  offsets[value.length] = start + Math.min(at2, raw.length);
  return (from, to) => {
    const first = offsets[Math.min(from, value.length)];
    const last = to > from ? offsets[Math.min(to - 1, value.length)] + 1 : first;
    return file.location(first, Math.max(last, first));
  };
}
function isSpace2(char) {
  return char === " " || char === "\n" || char === "	" || char === "\r";
}

// src/platforms/ansible/translate.ts
function translate(input, everything = false) {
  const { files, tree } = input;
  if (files.length === 0) return { facts: [], problems: [] };
  return new Translator(new Project(tree), files, everything).run();
}
var MOST_PLAYS = 400;
var MOST_INVENTORIES = 12;
var MOST_STEPS = 1500;
var Translator = class {
  constructor(project, files, everything) {
    this.project = project;
    this.files = files;
    this.relevance = everything ? EVERYTHING : new Relevance(project, files);
    this.job = {
      project,
      relevance: this.relevance,
      origins: new ScalarOrigins(project.tree),
      budget: new Budget(),
      problems: [],
      usedRoles: /* @__PURE__ */ new Set(),
      usedFiles: /* @__PURE__ */ new Set(),
      roleLayers: /* @__PURE__ */ new Map(),
      tasks: /* @__PURE__ */ new WeakMap(),
      placed: /* @__PURE__ */ new WeakMap(),
      usedTemplates: /* @__PURE__ */ new Set(),
      judgedFiles: /* @__PURE__ */ new Set()
    };
    this.factory = hostsOfProject(project);
    this.inventories = readInventories(project);
    this.extraVars = new ExtraVars(project);
  }
  project;
  files;
  job;
  facts = /* @__PURE__ */ new Map();
  problems = /* @__PURE__ */ new Map();
  inventories;
  extraVars;
  factory;
  relevance;
  plays = 0;
  places = /* @__PURE__ */ new Map();
  run() {
    const playbooks = [];
    const others = [];
    for (const file of this.files) {
      if (!this.relevance.file(file)) continue;
      const stream = readYaml(file, { version: "pyyaml" });
      for (const error of stream.errors.slice(0, 3)) {
        this.problem({
          kind: "unparsed",
          where: error.where,
          message: `The file cannot be read as YAML: ${error.message}. Correct it so that its tasks can be looked at.`
        });
      }
      const data = stream.documents[0]?.data;
      if (data?.type !== "list") continue;
      if (data.items.some(isPlay)) playbooks.push(file);
      else if (data.items.some((item) => isTask(item))) others.push(file);
    }
    const imported = this.importedBy(playbooks);
    for (const playbook of playbooks) {
      if (imported.has(playbook.path) || this.isTest(playbook)) continue;
      this.playbook(playbook);
    }
    this.aloneRoles();
    for (const file of others) {
      if (this.job.usedFiles.has(file.path) || this.isTest(file) || this.belongsToRole(file))
        continue;
      this.alone(`tasks of ${file.path}`, file.folder, (run) => run.taskFileAlone(file));
    }
    for (const problem of this.job.problems) this.problem(problem);
    return {
      facts: sharedFilters([...this.facts.values()], this.places),
      problems: [...this.problems.values()],
      judgedFiles: [...this.job.judgedFiles]
    };
  }
  /** Scenarios that test a role play on throw-away hosts. */
  isTest(file) {
    if (/(^|\/)molecule\//.test(file.path)) return true;
    return /(^|\/)tests?\//.test(file.path) && this.project.roleOf(file.path) !== void 0;
  }
  /** Task files of a role are read through its main.yml, or not at all; handlers only when notified. */
  belongsToRole(file) {
    const role = this.project.roleOf(file.path);
    if (role === void 0) return false;
    const inner = role.folder === "" ? file.path : file.path.slice(role.folder.length + 1);
    return /^(tasks|handlers)\//.test(inner);
  }
  importedBy(playbooks) {
    const imported = /* @__PURE__ */ new Set();
    for (const file of playbooks) {
      const data = documentOf(file);
      if (data?.type !== "list") continue;
      for (const item of data.items) {
        for (const key of ["import_playbook", "ansible.builtin.import_playbook", "include"]) {
          const value = entry(item, key)?.value;
          if (value?.type !== "scalar" || typeof value.value !== "string") continue;
          const parts = [
            ...file.folder.split("/"),
            ...value.value.trim().split(/\s/)[0].split("/")
          ];
          const path = [];
          for (const part2 of parts) {
            if (part2 === "..") path.pop();
            else if (part2 !== "" && part2 !== ".") path.push(part2);
          }
          imported.add(path.join("/"));
        }
      }
    }
    return imported;
  }
  playbook(file) {
    const inventories = this.inventoriesFor(file);
    const matched = /* @__PURE__ */ new Set();
    for (const inventory of inventories) {
      const hosts = this.hostsFor(file, inventory, matched);
      for (const host of hosts) this.hostOf(file, host, inventory);
    }
    for (const host of this.standIns(file, inventories, matched))
      this.hostOf(file, host.host, host.inventory);
  }
  hostOf(file, host, inventory) {
    const workload = `${host.label} in ${file.path}`;
    this.places.set(workload, {
      host: host.label,
      around: `${inventory?.folder ?? ""}\0${file.folder}`
    });
    const ways = this.extraVars.of(file);
    if (ways.length === 0) this.families(host, inventory, workload, (run) => run.playbook(file));
    ways.forEach((extra, i) => {
      const name = i === 0 ? workload : `${workload}, started in another way (${i})`;
      this.families(host, inventory, name, (run) => run.playbook(file), [], extra);
    });
  }
  /**
   * The inventories a playbook is run with. Which they are is said on the command line; projects that
   * share a repository keep theirs beside their own playbooks, so the nearest that have its hosts count.
   */
  inventoriesFor(file) {
    const near = /* @__PURE__ */ new Map();
    for (const inventory of this.inventories) {
      const depth = sharedFolders(file.folder, inventory.folder);
      const same = near.get(depth);
      if (same === void 0) near.set(depth, [inventory]);
      else same.push(inventory);
    }
    const patterns = this.relevantPatterns(file, void 0);
    for (const depth of [...near.keys()].sort((a, b) => b - a)) {
      const found = near.get(depth);
      const fits = found.some(
        (inventory) => this.factory.hostsOf(inventory, file.folder, patterns).length > 0
      );
      if (fits) return found.slice(0, MOST_INVENTORIES);
    }
    return [];
  }
  relevantPatterns(file, inventory) {
    return this.patternsIn(file, inventory, 0).filter(({ relevant }) => relevant).map(({ pattern }) => pattern);
  }
  /** The hosts of the inventory that the playbook takes in; the patterns that found one are noted. */
  hostsFor(file, inventory, matched) {
    const patterns = this.relevantPatterns(file, inventory);
    const hosts = this.factory.hostsOf(inventory, file.folder, patterns);
    for (const pattern of patterns) {
      if (hosts.some((host) => patternMatches(pattern, host))) matched.add(pattern);
    }
    return hosts;
  }
  /** A stand-in for each group of the playbook that no inventory has hosts of. */
  standIns(file, inventories, matched) {
    const first = inventories[0];
    const terms = /* @__PURE__ */ new Set();
    const others = /* @__PURE__ */ new Set();
    for (const { pattern, relevant } of this.patternsIn(file, first, 0)) {
      if (matched.has(pattern)) continue;
      for (const term of pattern.split(/[,:]/)) {
        const name = term.trim().replace(/\[[0-9:-]*\]$/, "");
        if (name === "" || /^[!&]/.test(name) || name === "all" || name === "*") continue;
        others.add(name);
        if (relevant) terms.add(name);
      }
    }
    const found = [];
    for (const term of [...terms].slice(0, 40)) {
      const notIn = new Set([...others].filter((other) => other !== term));
      for (const { host, inventory } of this.standInsFor(term, file, first))
        found.push({ host: { ...host, notIn }, inventory });
    }
    if (found.length > 0 || matched.size > 0) return found;
    return this.standInsFor(void 0, file, first);
  }
  /** A stand-in for each of the nearest folders with variables of the group. */
  standInsFor(term, file, first) {
    const named = this.inventories.filter(({ groups }) => groups.has(term ?? "all"));
    const pool = named.length > 0 ? named : this.inventories.filter(({ groups }) => groups.has("all"));
    const depth = Math.max(-1, ...pool.map(({ folder }) => sharedFolders(file.folder, folder)));
    const near = pool.filter(({ folder }) => sharedFolders(file.folder, folder) === depth).slice(0, MOST_INVENTORIES);
    return (near.length === 0 ? [first] : near).map((inventory) => {
      const host = this.factory.standIn(term, file.folder, inventory);
      const label = near.length > 1 ? `${host.label} of ${inventory.folder}` : host.label;
      return { host: { ...host, label }, inventory };
    });
  }
  patternsIn(file, inventory, depth) {
    const data = documentOf(file);
    if (data?.type !== "list" || depth > 10) return [];
    const run = new Run(
      this.job,
      this.factory.standIn(void 0, file.folder, inventory),
      { family: "Debian" },
      inventory,
      () => void 0
    );
    const patterns = [];
    for (const play of data.items) {
      if (entry(play, "hosts") !== void 0) {
        const relevant = this.relevance.play(textAt(file, play), file);
        for (const pattern of run.patternsOf(play, file)) patterns.push({ pattern, relevant });
      } else {
        const value = ["import_playbook", "ansible.builtin.import_playbook", "include"].map((key) => entry(play, key)?.value).find((one) => one !== void 0);
        const target = value === void 0 ? void 0 : run.importedPlaybook(value, file);
        if (target !== void 0) append(patterns, this.patternsIn(target, inventory, depth + 1));
      }
    }
    return patterns;
  }
  /** Roles that no play uses, by their defaults; packet filters of their siblings count. */
  aloneRoles() {
    const unused = this.project.roles.filter(
      (role) => !this.job.usedRoles.has(role.folder) && !this.isTestPath(role.folder)
    );
    for (const role of unused) {
      if (!this.isClaimed(role) || !this.relevance.role(role)) continue;
      const siblings = unused.filter(
        (other) => other !== role && this.relevance.role(other) && parentOf(other.folder) === parentOf(role.folder) && role.folder !== ""
      );
      const parent = parentOf(parentOf(role.folder));
      this.alone(
        `role "${role.name === "" ? "of this repository" : role.name}"`,
        parent,
        (run) => run.roleAlone(role),
        siblings
      );
    }
  }
  isTestPath(folder) {
    return /(^|\/)molecule\//.test(folder);
  }
  isClaimed(role) {
    return this.files.some((file) => role.folder === "" || file.path.startsWith(`${role.folder}/`));
  }
  alone(label, folder, play, siblings = []) {
    const host = this.factory.standIn(void 0, folder, void 0);
    this.families(host, void 0, label, play, siblings);
  }
  /** Plays for Debian's family, and for every other one that makes a difference. */
  families(host, inventory, workload, play, siblings = [], extra) {
    const pending = ["Debian"];
    const done2 = /* @__PURE__ */ new Set();
    const outcomes = [];
    while (pending.length > 0) {
      if (this.plays >= MOST_PLAYS) return this.tooManyPlays(workload);
      const family = pending.shift();
      if (done2.has(family)) continue;
      done2.add(family);
      this.plays++;
      const state = new HostState();
      const run = new Run(
        this.job,
        host,
        { family },
        inventory,
        executorFor(state, workload),
        extra
      );
      play(run);
      const filters = [];
      for (const sibling of siblings) {
        const variants = this.filterOf(sibling, host, inventory, family, workload);
        if (variants.some((steps) => steps.length > 0)) filters.push(variants);
      }
      if (!run.stopped)
        outcomes.push({ family, facts: this.conclude(state, workload, family, filters) });
      if (run.familyMatters) {
        for (const other of ["RedHat", ...run.families]) {
          if (FAMILIES.includes(other) && !done2.has(other)) pending.push(other);
        }
      }
    }
    this.addOutcomes(outcomes, workload);
  }
  tooManyPlays(workload) {
    const file = this.files[0];
    if (this.limited) return;
    this.limited = true;
    this.problem({
      kind: "unresolved",
      where: file.location(0, 1),
      message: `Playbooks are played for ${MOST_PLAYS} hosts in all; ${workload} and what follows are not looked at. Scan the projects of this repository one by one.`
    });
  }
  limited = false;
  /** The packet filter that a role by itself sets up. */
  filterOf(role, host, inventory, family, workload) {
    const state = new HostState();
    const used = new Set(this.job.usedRoles);
    new Run(this.job, host, { family }, inventory, executorFor(state, workload)).roleAlone(role);
    this.job.usedRoles.clear();
    for (const folder of used) this.job.usedRoles.add(folder);
    return fileFilterVariants(state).map((steps) => [...steps, ...state.filterSteps()]);
  }
  /** Where families come out differently each is a workload of its own, so that none shields another. */
  addOutcomes(outcomes, workload) {
    const doors = /* @__PURE__ */ new Map();
    for (const { family, facts } of outcomes) {
      const around = facts.filter(({ kind }) => kind !== "listener").map((fact) => keyOf(fact)).sort().join("\n");
      const same = doors.get(around);
      if (same !== void 0 || doors.size === 0) {
        doors.set(around, same ?? workload);
        for (const fact of facts) this.add(renamed(fact, workload, same ?? workload));
        continue;
      }
      const name = `${workload} (${family})`;
      doors.set(around, name);
      for (const fact of facts) this.add(renamed(fact, workload, name));
    }
  }
  /** What a host looks like in the end, as facts. */
  conclude(state, workload, family, extra) {
    for (const problem of state.problems) this.problem(problem);
    const facts = [...state.facts, ...objectFacts(state, this.project)];
    const starts = startsOf(state, family);
    const listens = [];
    const listeners = [];
    const portReasons = /* @__PURE__ */ new Set();
    for (const start of starts) {
      const single = this.listenerOf(start, state, workload);
      if (single === void 0) continue;
      const listener = isShared(start, starts) ? underOneStart(single, start) : single;
      facts.push(listener);
      listeners.push(listener);
      start.words.forEach((word, i) => {
        const isPort = start.words[i - 1]?.text === "-p" || word.prefix === "-p";
        if (isPort && word.text === void 0 && word.reason !== void 0)
          portReasons.add(word.reason);
      });
      if (isUnresolved(listener.sockets)) continue;
      for (const socket of listener.sockets) {
        if (socket.scope !== "loopback")
          listens.push({ protocol: socket.protocol, port: socket.port });
      }
    }
    const own = fileFilterVariants(state).map((steps) => [...steps, ...state.filterSteps()]);
    const all = [own, ...starts.length > 0 ? extra : []];
    const count = Math.max(...all.map((variants2) => variants2.length));
    const variants = Array.from(
      { length: count },
      (_, k) => all.flatMap((one) => one[Math.min(k, one.length - 1)] ?? []).slice(0, MOST_STEPS)
    );
    append(
      facts,
      filterFacts(variants, workload, {
        listens,
        portReasons,
        listeners,
        runs: starts.length > 0
      })
    );
    return facts;
  }
  listenerOf(start, state, workload) {
    const pinned = state.installed?.version?.text;
    const version = pinned === void 0 ? void 0 : parseVersion(pinned);
    const daemon = interpret(start.words, {
      ...version === void 0 ? {} : { version }
    });
    if (start.dies !== void 0) return void 0;
    const assumptions = [
      ...start.stock === true ? [
        "The package's own configuration is taken to listen on the loopback interface, as current releases do."
      ] : [],
      ...start.onlyIf === void 0 ? [] : [`It is set up only if ${start.onlyIf} holds.`]
    ];
    const listener = listenerFrom(daemon, {
      platform: "ansible",
      workload,
      placement: "host",
      where: start.listenLine ?? whereItStarts(start, daemon),
      ...version === void 0 || pinned === void 0 ? {} : {
        version: {
          version,
          where: state.installed.where,
          trust: "distribution",
          text: `memcached ${pinned}`
        }
      },
      assumptions
    });
    return onMainAddress(listener, start);
  }
  add(fact) {
    const key = keyOf(fact);
    const before = this.facts.get(key);
    if (before === void 0 || before.kind === "ingress" && before.onlyIf !== void 0) {
      this.facts.set(key, fact);
    }
  }
  problem(problem) {
    const { file, startLine, startColumn } = problem.where;
    this.problems.set(`${file}:${startLine}:${startColumn} ${problem.message}`, problem);
  }
};
function onMainAddress(listener, start) {
  if (isUnresolved(listener.sockets)) return listener;
  if (!start.words.some((word) => word.reason === MAIN_ADDRESS)) return listener;
  return {
    ...listener,
    sockets: listener.sockets.map(
      (socket) => socket.scope === "unknown" ? { ...socket, scope: "all", address: "the host's main address" } : socket
    ),
    assumptions: [
      ...listener.assumptions,
      "It listens on the host's main address, which any network the host is in can reach."
    ]
  };
}
function keyOf(fact) {
  return JSON.stringify(fact, (name, value) => {
    if (typeof value === "bigint") return `${value}n`;
    return name === "assumptions" || name === "onlyIf" ? void 0 : value;
  });
}
function renamed(fact, from, to) {
  if (from === to) return fact;
  if (fact.kind === "listener") return fact.workload === from ? { ...fact, workload: to } : fact;
  if (fact.target === "unknown" || !fact.target.includes(from)) return fact;
  return { ...fact, target: fact.target.map((one) => one === from ? to : one) };
}
function parentOf(folder) {
  return folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/")) : "";
}
function sharedFolders(a, b) {
  const left = a === "" ? [] : a.split("/");
  const right = b === "" ? [] : b.split("/");
  let count = 0;
  while (count < left.length && left[count] === right[count]) count++;
  return count;
}
function whereItStarts(start, { portWhere }) {
  const first = start.words[0]?.where ?? start.where;
  const { file } = start.where;
  if (portWhere?.file === file) return portWhere;
  return first.file === file ? first : start.where;
}
function isShared({ where }, starts) {
  return starts.some(
    (other) => other.where !== where && other.where.file === where.file && other.where.startLine === where.startLine && other.where.startColumn === where.startColumn
  );
}
function underOneStart(listener, { where }) {
  const { udpWhere } = listener;
  return udpWhere === void 0 || udpWhere.file === where.file ? listener : { ...listener, udpWhere: where };
}

// src/platforms/ansible/index.ts
var ansible = { ...ansibleClaim, translate };

// src/platforms/programs/names.ts
var NAME2 = /(?<![\w-])(?:memcached?|memcache_cluster|cachecluster)(?![\w-])|(?<![\w.])11211(?![\w.])/gi;
var CLIENT = /php|pecl|python|ruby|\bgems?\b|client|\blib|session|exporter|pylibmc|dalli|django/i;
var COMMENT = /^\s*(?:#|\/\/|\*)/;
function placeOfName(text2) {
  for (const match of text2.matchAll(NAME2)) {
    const lineStart = text2.lastIndexOf("\n", match.index) + 1;
    const next = text2.indexOf("\n", match.index);
    const line = text2.slice(lineStart, Math.min(next < 0 ? text2.length : next, lineStart + 2e3));
    if (COMMENT.test(line) || CLIENT.test(line)) continue;
    return [match.index, match.index + match[0].length];
  }
  return void 0;
}

// src/platforms/programs/index.ts
var programs = { ...programsClaim, translate: translate2 };
var MOST_FILES = 2e3;
var LARGEST = 5e5;
function translate2({ files, tree }) {
  const told = /* @__PURE__ */ new Set();
  const problems = KINDS.flatMap((kind) => {
    const projects = /* @__PURE__ */ new Map();
    const marks = files.filter((file) => kind.marks(file.path) && kind.isProject(file)).sort((a, b) => b.folder.length - a.folder.length);
    for (const mark of marks) {
      const root = kind.rootOf(mark);
      const project = projects.get(root) ?? { kind, root, naming: [] };
      projects.set(root, project);
      for (const file of filesOf(kind, root, mark, tree)) {
        if (told.has(file.path)) continue;
        told.add(file.path);
        project.naming.push(file);
      }
    }
    return [...projects.values()].flatMap((project) => problemOf(project, tree));
  });
  return { facts: [], problems };
}
function problemOf({ kind, root, naming }, tree) {
  const first = naming.sort((a, b) => a.path < b.path ? -1 : 1)[0];
  if (first === void 0 || kind.isEvaluatedElsewhere?.(root, tree) === true) return [];
  const more = naming.length === 1 ? "" : ` (and ${naming.length - 1} more of its files)`;
  const [start, end] = placeOfName(first.text) ?? [0, 0];
  return [
    {
      kind: "unresolved",
      where: first.location(start, end),
      message: `${first.path}${more} names memcached, but ${kind.title} is not evaluated: programs are never run. ${kind.advice}`
    }
  ];
}
function filesOf(kind, root, mark, tree) {
  if (kind.isWhole === true) return placeOfName(mark.text) === void 0 ? [] : [mark];
  const prefix = root === "" ? "" : `${root}/`;
  const found = [];
  let left = MOST_FILES;
  for (const path of tree.paths) {
    if (!path.startsWith(prefix) || !kind.source.test(path)) continue;
    if (--left < 0) break;
    const file = tree.read(path);
    if (file === void 0 || file.text.length > LARGEST) continue;
    if (kind.uses.test(file.text) && placeOfName(file.text) !== void 0) found.push(file);
  }
  return found;
}

// src/platforms/settings/server.ts
function serverListener(settings2, place) {
  const words = [
    { text: "-u", where: place.where },
    { text: "memcached", where: place.where }
  ];
  const option = (name, value) => {
    words.push({ text: name, where: value.where }, value);
  };
  const { listen, port, udpPort, socket, sasl } = settings2;
  if (listen !== void 0 && !isNull(listen)) option("-l", joined2(listen));
  if (port !== void 0 && !isNull(port)) option("-p", wordOf2(port));
  if (udpPort !== void 0 && !isNull(udpPort)) option("-U", wordOf2(udpPort));
  if (socket !== void 0 && isTruthy(socket)) option("-s", wordOf2(socket));
  if (sasl !== void 0 && isTruthy(sasl)) words.push({ text: "-S", where: sasl.where });
  return listenerFrom(interpret(words, {}), {
    platform: "settings",
    placement: "host",
    ...place
  });
}
function wordOf2(value) {
  const text2 = textOf(value);
  if (text2 !== void 0) return { text: text2, where: value.where };
  const reason = value.type === "unknown" ? value.reason : "it is no plain value";
  return { text: void 0, reason, where: value.where };
}
function joined2(value) {
  const words = itemsOf(value).map(wordOf2);
  const unknown3 = words.find(({ text: text2 }) => text2 === void 0);
  if (unknown3 !== void 0) return unknown3;
  return { text: words.map(({ text: text2 }) => text2).join(","), where: value.where };
}
function isTruthy(value) {
  if (value.type !== "scalar") return true;
  return value.value !== false && value.value !== null && value.value !== "";
}

// src/platforms/settings/chef.ts
var LEVELS = ["default", "default_attributes", "normal", "override", "override_attributes"];
function chefListeners(file, data) {
  const attribute = (name) => LEVELS.map((level) => at(data, level, "memcached", name)).findLast((one) => one !== void 0);
  const listen = attribute("listen");
  const udpPort = attribute("udp_port");
  const runsIt = itemsOf(entry(data, "run_list")?.value).some(
    (item) => /^recipe\[memcached(::default)?(@[^\]]*)?\]$/.test(stringOf(item) ?? "")
  );
  if (listen === void 0 && !runsIt) return [];
  const port = attribute("port");
  const where = file.location(0, 0);
  const place = LEVELS.map((level) => entry(entry(data, level)?.value, "memcached")).findLast(
    (one) => one !== void 0
  );
  return [
    serverListener(
      {
        listen: listen ?? implied("0.0.0.0", where),
        ...port === void 0 ? {} : { port },
        ...udpPort === void 0 ? {} : { udpPort }
      },
      {
        workload: `memcached of Chef by ${file.path}`,
        where: place?.keyWhere ?? where,
        assumptions: listen === void 0 ? ["Nothing sets memcached.listen; the cookbook's default 0.0.0.0 is taken."] : []
      }
    )
  ];
}

// src/platforms/settings/hiera.ts
var COMMON = /^(common|defaults?|global)\.(e?ya?ml|json)$/i;
var PREFIX = /^(?:::)?memcached::/;
function hieraListeners(files, tree) {
  const common = files.filter(({ file }) => COMMON.test(file.name));
  const defaults = defaultsOf(tree);
  return files.flatMap((own) => {
    const above = common.filter((each) => each !== own && isAbove(each.file.folder, own.file.folder)).sort((a, b) => b.file.folder.length - a.file.folder.length)[0];
    const value = (name) => parameter(own, name) ?? (above === void 0 ? void 0 : parameter(above, name));
    if (stringOf(value("package_ensure")) === "absent") return [];
    const where = own.file.location(0, 0);
    const listen = value("listen") ?? value("listen_ip");
    const settings2 = given({
      listen: listen ?? implied(defaults.listen, where),
      port: value("tcp_port"),
      udpPort: value("udp_port") ?? implied(defaults.udpPort, where),
      socket: value("unix_socket"),
      sasl: value("use_sasl")
    });
    return [
      serverListener(settings2, {
        workload: `memcached of Puppet by ${own.file.path}`,
        where: firstParameter(own) ?? where,
        assumptions: listen === void 0 ? [defaults.sentence] : []
      })
    ];
  });
}
function defaultsOf(tree) {
  const major = pinnedVersion(tree);
  const listen = major !== void 0 && major < 3 ? "0.0.0.0" : "127.0.0.1";
  return {
    listen,
    udpPort: major !== void 0 && major < 5 ? 11211 : 0,
    sentence: `Nothing sets memcached::listen; the default ${listen} of the Puppet module${major === void 0 ? "" : ` ${major}`} is taken.`
  };
}
var MODULE = /\bmod\s*\(?\s*['"]saz[-/]memcached['"]\s*,\s*(?:version:\s*|:version\s*=>\s*)?['"][^0-9'"]*([0-9]+)/;
function pinnedVersion(tree) {
  const path = tree.paths.find((each) => /(^|\/)Puppetfile$/.test(each));
  const match = path === void 0 ? null : MODULE.exec(tree.read(path)?.text ?? "");
  return match === null ? void 0 : Number(match[1]);
}
function isAbove(folder, below) {
  return folder === "" || below === folder || below.startsWith(`${folder}/`);
}
function parameter({ data, file }, name) {
  const found = entry(data, `memcached::${name}`) ?? entry(data, `::memcached::${name}`);
  return found === void 0 ? void 0 : interpolated(found.value, data, file, 0);
}
function firstParameter({ data }) {
  if (data.type !== "map") return void 0;
  return data.entries.find(({ key }) => PREFIX.test(key))?.keyWhere;
}
var LOOKUP = /^%\{(?:lookup|hiera|alias)\(["']([^"']+)["']\)\}$/;
var DEEPEST5 = 10;
function interpolated(value, data, file, depth) {
  if (value.type === "list") {
    return { ...value, items: value.items.map((each) => interpolated(each, data, file, depth)) };
  }
  const text2 = stringOf(value);
  if (text2 === void 0 || !text2.includes("%{")) return value;
  const other = LOOKUP.exec(text2)?.[1];
  const found = other === void 0 ? void 0 : entry(data, other);
  if (found !== void 0 && depth < DEEPEST5) {
    return interpolated(found.value, data, file, depth + 1);
  }
  return unknown(`\`${text2.slice(0, 60)}\` is known only on the node`, value.where);
}
function given(settings2) {
  return Object.fromEntries(
    Object.entries(settings2).filter(
      ([, value]) => value !== void 0 && itemsOf(value).length > 0
    )
  );
}

// src/platforms/settings/salt.ts
var OWN_KEYS = [
  "listen_address",
  "memory_cap",
  "max_connections",
  "error_on_mem_full",
  "slab_size_limit"
];
function pillarListeners(file, data) {
  const given2 = entry(data, "memcached");
  const own = given2?.value;
  if (given2 === void 0 || own?.type !== "map") return [];
  if (!OWN_KEYS.some((key) => entry(own, key) !== void 0)) return [];
  const listen = entry(own, "listen_address")?.value;
  const port = entry(own, "port")?.value;
  return [
    serverListener(
      {
        listen: listen ?? implied("127.0.0.1", given2.keyWhere),
        ...port === void 0 ? {} : { port }
      },
      {
        workload: `memcached of Salt by ${file.path}`,
        where: given2.keyWhere,
        assumptions: []
      }
    )
  ];
}

// src/platforms/settings/index.ts
var settings = { ...settingsClaim, translate: translate3 };
function translate3({ files, tree }) {
  const facts = [];
  const problems = [];
  const hiera = [];
  for (const file of files) {
    const { data, errors } = read(file);
    for (const error of errors.slice(0, 3)) problems.push(syntaxProblem(file, error));
    if (data === void 0) continue;
    if (/\.sls$/i.test(file.path)) append(facts, pillarListeners(file, data));
    else if (HIERA.test(file.text)) hiera.push({ file, data });
    else append(facts, chefListeners(file, data));
  }
  append(facts, hieraListeners(hiera, tree));
  return { facts, problems };
}
function read(file) {
  if (/\.json$/i.test(file.path)) return readJson(file);
  const masked = /\.sls$/i.test(file.path) && isTemplated(file.text) ? maskTemplates(file) : {};
  const { documents, errors } = readYaml(file, { version: "1.1", ...masked });
  return { data: documents[0]?.data, errors };
}

export {
  ansible,
  programs,
  settings
};
