import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  inspectContainer,
  listenerFrom,
  readScript,
  remembered,
  resolveInTree
} from "./chunk-HIG2RW6N.js";
import {
  readJson
} from "./chunk-G2C3MHYM.js";
import {
  hasTemplateActions,
  isClusterScript,
  isKustomization,
  isManifestText,
  isPipeline,
  isValuesName,
  isWithoutMeaning,
  kubernetesClaim,
  mentionsDoors,
  mentionsMemcached
} from "./chunk-6JJH6RJN.js";
import {
  at,
  booleanOf,
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
  PRIVATE,
  SourceFile
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  PortSet,
  append,
  isUnresolved,
  unresolved
} from "./chunk-5VOORNIG.js";

// src/syntax/gotemplate/glob.ts
var MOST_ALTERNATIVES = 64;
function globMatcher(pattern) {
  const alternatives = expandBraces(pattern);
  return (path) => alternatives.some((one) => matches(one, path));
}
function expandBraces(pattern) {
  let all = [pattern];
  for (; ; ) {
    const next = [];
    let changed2 = false;
    for (const one of all) {
      const match = /\{([^{}]{0,500})\}/.exec(one);
      if (match === null) {
        next.push(one);
        continue;
      }
      changed2 = true;
      const [before, after] = [one.slice(0, match.index), one.slice(match.index + match[0].length)];
      for (const part of match[1].split(",")) next.push(before + part + after);
    }
    all = next.slice(0, MOST_ALTERNATIVES);
    if (!changed2) return all;
  }
}
function tokens(pattern) {
  const result = [];
  for (let at2 = 0; at2 < pattern.length; at2++) {
    const char = pattern[at2];
    if (char === "*") {
      const deep = pattern[at2 + 1] === "*";
      result.push({ kind: deep ? "deep" : "star" });
      if (deep) at2++;
    } else if (char === "?") {
      result.push({ kind: "any" });
    } else if (char === "[" && pattern.indexOf("]", at2 + 1) > 0) {
      const end = pattern.indexOf("]", at2 + 1);
      result.push({ kind: "class", text: pattern.slice(at2 + 1, end) });
      at2 = end;
    } else if (char === "\\" && at2 + 1 < pattern.length) {
      result.push({ kind: "char", text: pattern[++at2] });
    } else {
      result.push({ kind: "char", text: char });
    }
  }
  return result;
}
function matches(pattern, path) {
  const all = tokens(pattern);
  const isStar = (index) => all[index]?.kind === "star" || all[index]?.kind === "deep";
  const closure = (states2) => {
    for (const state of states2) if (isStar(state)) states2.add(state + 1);
    return states2;
  };
  let states = closure(/* @__PURE__ */ new Set([0]));
  for (const char of path) {
    const next = /* @__PURE__ */ new Set();
    for (const state of states) {
      const token = all[state];
      if (token === void 0) continue;
      if (token.kind === "deep" || token.kind === "star" && char !== "/") next.add(state);
      else if (token.kind === "any" ? char !== "/" : isIn(token, char)) next.add(state + 1);
    }
    states = closure(next);
    if (states.size === 0) return false;
  }
  return states.has(all.length);
}
function isIn(token, char) {
  if (token.kind === "char") return token.text === char;
  if (token.kind !== "class") return false;
  const negated = /^[!^]/.test(token.text);
  const text2 = negated ? token.text.slice(1) : token.text;
  let found2 = false;
  for (let i = 0; i < text2.length; i++) {
    if (text2[i + 1] === "-" && i + 2 < text2.length) {
      found2 ||= text2[i] <= char && char <= text2[i + 2];
      i += 2;
    } else {
      found2 ||= text2[i] === char;
    }
  }
  return found2 !== negated;
}

// src/syntax/gotemplate/numbers.ts
function isFloat(data) {
  return typeof data.value === "number" && (data.text !== void 0 || !Number.isInteger(data.value));
}
var wide = /* @__PURE__ */ new WeakSet();
function isInt64(data) {
  return wide.has(data);
}
function int64(data) {
  wide.add(data);
  return data;
}
function floatScalar(value, where) {
  return { type: "scalar", value, text: String(value), where };
}
function printNumber(data, value) {
  if (!isFloat(data) || value === 0 || !Number.isFinite(value)) return String(value);
  const [mantissa = "", exponent2 = "0"] = value.toExponential().split("e");
  const power = Number(exponent2);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

// src/syntax/gotemplate/value.ts
var UNKNOWN_TEXT = "UNKNOWN";
var Stop = class extends Error {
};
var MOST_NODES = 2e5;
var Count = class {
  constructor(most = MOST_NODES) {
    this.most = most;
  }
  most;
  nodes = 0;
  /** @throws Stop beyond all measure */
  add() {
    if (++this.nodes > this.most) throw new Stop("a value is too big");
  }
};
function unknownValue(reason, where) {
  return { type: "unknown", reason, where };
}
function scalar(value, where) {
  return { type: "scalar", value, where };
}
function mapping(entries, where) {
  return { type: "map", entries: [...entries], where };
}
function mapEntry(key, value, where) {
  return { key, keyWhere: where, valueWhere: value.where, value };
}
function setKey(map2, key, value, where) {
  const entries = map2.entries;
  const index = entries.findIndex((entry3) => entry3.key === key);
  const entry2 = mapEntry(key, value, where);
  if (index < 0) entries.push(entry2);
  else entries[index] = entry2;
}
function unsetKey(map2, key) {
  const entries = map2.entries;
  const index = entries.findIndex((entry2) => entry2.key === key);
  if (index >= 0) entries.splice(index, 1);
}
function deepCopy(data, maps, depth = 0, count = new Count()) {
  if (depth > 150) return data;
  count.add();
  if (data.type === "list") {
    return { ...data, items: data.items.map((item) => deepCopy(item, maps, depth + 1, count)) };
  }
  if (data.type === "map") {
    const copy = {
      ...data,
      entries: data.entries.map((entry2) => ({
        ...entry2,
        value: deepCopy(entry2.value, maps, depth + 1, count)
      }))
    };
    maps?.add(copy);
    return copy;
  }
  return data;
}
function copyOfData(data, maps) {
  return deepCopy(data, maps, 0, new Count(Infinity));
}
function richText(value, at2) {
  if (value === void 0) return { type: "text", pieces: [] };
  if (value.type === "text") return value;
  const unknown = unknownIn(value);
  if (unknown !== void 0) {
    const { reason, where } = unknown;
    const origin = { kind: "unknown", reason, where };
    return { type: "text", pieces: [{ text: UNKNOWN_TEXT, origin }] };
  }
  const text2 = print(value);
  if (text2 === "") return { type: "text", pieces: [] };
  const through = samePlace(value.where, at2) ? [] : [at2, ...value.through ?? []];
  return {
    type: "text",
    pieces: [{ text: text2, origin: { kind: "value", where: value.where, through } }]
  };
}
function samePlace(a, b) {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}
function print(value, depth = 0, count = new Count()) {
  if (depth > 50) return "…";
  count.add();
  switch (value.type) {
    case "scalar":
      if (value.value === null) return depth === 0 ? "" : "<nil>";
      return typeof value.value === "number" ? printNumber(value, value.value) : String(value.value);
    case "list":
      return `[${value.items.map((item) => print(item, depth + 1, count)).join(" ")}]`;
    case "map":
      return `map[${value.entries.map((e) => `${e.key}:${print(e.value, depth + 1, count)}`).sort().join(" ")}]`;
    case "unknown":
      return UNKNOWN_TEXT;
  }
}
function plain(value) {
  if (value === void 0) return "";
  if (value.type === "unknown") return value;
  if (value.type !== "text") return unknownIn(value) ?? print(value);
  for (const { origin } of value.pieces) {
    if (origin?.kind === "unknown") return unknownValue(origin.reason, origin.where);
  }
  return value.pieces.map((piece) => piece.text).join("");
}
function unknownIn(data, depth = 0, count = new Count()) {
  if (data.type === "unknown") return data;
  if (data.type === "scalar" || depth > 50) return void 0;
  count.add();
  const inner = data.type === "list" ? data.items : data.entries.map(({ value }) => value);
  for (const item of inner) {
    const found2 = unknownIn(item, depth + 1, count);
    if (found2 !== void 0) return found2;
  }
  return void 0;
}
function toData(value, at2) {
  if (value === void 0) return scalar(null, at2);
  if (value.type !== "text") return value;
  const text2 = plain(value);
  if (typeof text2 !== "string") return text2;
  const origins = value.pieces.filter((piece) => piece.text !== "").map((piece) => piece.origin);
  const only = origins.length === 1 ? origins[0] : void 0;
  return only?.kind === "value" ? { type: "scalar", value: text2, where: only.where, through: only.through } : scalar(text2, at2);
}
function truth(value) {
  if (value === void 0) return false;
  switch (value.type) {
    case "unknown":
      return value;
    case "text": {
      const written = value.pieces.filter((piece) => piece.text !== "");
      const first = written[0]?.origin;
      return first?.kind === "unknown" && written.every(({ origin }) => origin?.kind === "unknown") ? unknownValue(first.reason, first.where) : written.length > 0;
    }
    case "list":
      return value.items.length > 0;
    case "map":
      return value.entries.length > 0;
    case "scalar":
      return value.value !== null && value.value !== "" && value.value !== 0 && value.value !== false;
  }
}
function linesOf(text2) {
  const lines = [[]];
  for (const piece of text2.pieces) {
    let from = 0;
    for (; ; ) {
      const newline = piece.text.indexOf("\n", from);
      const to = newline < 0 ? piece.text.length : newline;
      if (to > from) lines[lines.length - 1].push(cut(piece, from, to));
      if (newline < 0) break;
      lines.push([]);
      from = newline + 1;
    }
  }
  return lines;
}
function cut(piece, from, to) {
  const text2 = piece.text.slice(from, to);
  const { origin } = piece;
  if (origin === void 0) return { text: text2 };
  return {
    text: text2,
    origin: origin.kind === "literal" ? { ...origin, start: origin.start + from } : origin
  };
}
function slice(text2, from, to) {
  const pieces = [];
  let at2 = 0;
  for (const piece of text2.pieces) {
    const start = Math.max(from - at2, 0);
    const end = Math.min(to - at2, piece.text.length);
    if (end > start) pieces.push(cut(piece, start, end));
    at2 += piece.text.length;
  }
  return { type: "text", pieces };
}
function lengthOf(text2) {
  return text2.pieces.reduce((sum, piece) => sum + piece.text.length, 0);
}
function joined(text2) {
  return text2.pieces.map((piece) => piece.text).join("");
}

// src/syntax/gotemplate/yaml-scalar.ts
function yamlString(text2, blockIndent) {
  if (text2.includes("\n")) {
    return isBlockable(text2) ? block(text2, blockIndent) : JSON.stringify(text2);
  }
  if (readsAsOther(text2) || hasSpecial(text2)) return JSON.stringify(text2);
  return isPlain(text2) ? text2 : `'${text2.replaceAll("'", "''")}'`;
}
function yamlKey(text2) {
  return text2.includes("\n") ? JSON.stringify(text2) : yamlString(text2, "");
}
function readsAsOther(text2) {
  if (/^(|~|null|Null|NULL)$/.test(text2)) return true;
  if (/^(y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/.test(text2)) return true;
  if (/^(true|True|TRUE|false|False|FALSE)$/.test(text2)) return true;
  if (/^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/.test(text2)) return true;
  if (/^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/.test(text2)) return true;
  if (/^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9:.]+(Z|[-+][0-9:]+)?)?$/.test(text2)) return true;
  const digits = text2.replaceAll("_", "");
  return /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(digits) || /^[-+]?(0x[0-9a-fA-F]+|0b[01]+|0o?[0-7]+)$/i.test(digits);
}
function hasSpecial(text2) {
  return /[\u0000-\u0009\u000b-\u001f\u007f-\u0084\u0086-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(
    text2
  );
}
function isPlain(text2) {
  return !/^[#,[\]{}&*!|>'"%@`]/.test(text2) && !/^[?:-](\s|$)/.test(text2) && !/^(---|\.\.\.)/.test(text2) && !/:(\s|$)/.test(text2) && !/\s#/.test(text2) && !/^\s|\s$/.test(text2);
}
function isBlockable(text2) {
  return !/ \n| $/.test(text2) && !hasSpecial(text2);
}
function block(text2, indent2) {
  const hint = /^[ \n]/.test(text2) ? "2" : "";
  const end = !text2.endsWith("\n") ? "-" : text2 === "\n" || text2.endsWith("\n\n") ? "+" : "";
  const lines = (text2.endsWith("\n") ? text2.slice(0, -1) : text2).split("\n");
  const written = lines.map((line) => line === "" ? "" : indent2 + line).join("\n");
  return `|${hint}${end}
${written}`;
}

// src/syntax/gotemplate/to-yaml.ts
function toYaml(data, at2) {
  const pieces = [];
  emit(data, "", at2, pieces, 0, "no", new Count());
  return { type: "text", pieces };
}
function emit(data, indent2, at2, pieces, depth, inline, count) {
  if (depth > 100) return;
  count.add();
  if (data.type === "map") {
    if (data.entries.length === 0) {
      pieces.push({ text: "{}" });
      return;
    }
    const byKey = new Map(data.entries.map((entry2) => [entry2.key, entry2]));
    const entries = [...byKey.values()].sort(
      (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0
    );
    entries.forEach((entry2, index) => {
      if (index > 0 || inline === "no") pieces.push({ text: index > 0 ? `
${indent2}` : "" });
      pieces.push(
        {
          text: yamlKey(entry2.key),
          origin: { kind: "value", where: entry2.keyWhere, through: [at2] }
        },
        { text: ":" }
      );
      child(entry2.value, indent2, at2, pieces, depth, count);
    });
    return;
  }
  if (data.type === "list") {
    if (data.items.length === 0) {
      pieces.push({ text: "[]" });
      return;
    }
    data.items.forEach((item, index) => {
      if (index > 0) pieces.push({ text: `
${indent2}` });
      pieces.push({ text: "- " });
      emit(item, `${indent2}  `, at2, pieces, depth + 1, "item", count);
    });
    return;
  }
  if (data.type === "scalar" && typeof data.value === "string") {
    const origin = { kind: "value", where: data.where, through: [at2] };
    const blockIndent = inline === "item" ? indent2 : `${indent2}  `;
    pieces.push({ text: yamlString(data.value, blockIndent), origin });
    return;
  }
  if (data.type === "scalar" && data.value === null) {
    pieces.push({ text: "null", origin: { kind: "value", where: data.where, through: [at2] } });
    return;
  }
  if (data.type === "scalar" && typeof data.value === "number") {
    const origin = { kind: "value", where: data.where, through: [at2] };
    pieces.push({ text: String(data.value), origin });
    return;
  }
  append(pieces, richText(data, at2).pieces);
}
function child(data, indent2, at2, pieces, depth, count) {
  const isBlock = data.type === "map" && data.entries.length > 0 || data.type === "list" && data.items.length > 0;
  if (!isBlock) {
    pieces.push({ text: " " });
    emit(data, indent2, at2, pieces, depth + 1, "value", count);
    return;
  }
  const inner = data.type === "list" ? indent2 : `${indent2}  `;
  pieces.push({ text: `
${inner}` });
  emit(data, inner, at2, pieces, depth + 1, "value", count);
}

// src/syntax/gotemplate/chart-files.ts
function chartFiles(method, argument, files, where, readFile) {
  const unknown = unknownValue("files of the chart are not read into this template", where);
  const text2 = plain(argument);
  if (files?.type !== "map" || typeof text2 !== "string") return unknown;
  const known3 = (path) => entry(files, path) !== void 0;
  if (method === "Get" || method === "Lines") {
    const file = known3(text2) ? readFile?.(text2) : void 0;
    if (file === void 0) return known3(text2) ? unknown : scalar("", where);
    const start = file.location(0);
    if (method === "Get") return { ...scalar(file.text, start), through: [where] };
    const lines = file.text.replace(/\n$/, "").split("\n");
    return { type: "list", items: lines.map((line) => scalar(line, start)), where: start };
  }
  if (method !== "Glob") return unknown;
  if (files.entries.length > 0 && readFile === void 0) return unknown;
  const matches2 = globMatcher(text2);
  const found2 = files.entries.filter(({ key }) => matches2(key));
  return mapping(
    found2.flatMap(({ key }) => {
      const file = readFile?.(key);
      return file === void 0 ? [] : [mapEntry(key, scalar(file.text, file.location(0)), where)];
    }),
    where
  );
}
function asConfig(files, encoded2, where) {
  if (files?.type !== "map") return files;
  const entries = files.entries.map(({ key, value }) => {
    const text2 = plain(value);
    const content = typeof text2 !== "string" ? value : void 0;
    const written = encoded2 ? Buffer.from(String(text2)).toString("base64") : String(text2);
    return mapEntry(
      key.slice(key.lastIndexOf("/") + 1),
      content ?? scalar(written, value.where),
      where
    );
  });
  entries.sort((a, b) => a.key < b.key ? -1 : 1);
  return toYaml(mapping(entries, where), where);
}

// src/syntax/gotemplate/functions/call.ts
var LONGEST = 1e6;
function textsOf(call) {
  const texts = [];
  for (const value of call.values) {
    const text2 = plain(value);
    if (typeof text2 !== "string") return text2;
    texts.push(text2);
  }
  return texts;
}
function textual(transform2, subject = -1) {
  return (call) => {
    const texts = textsOf(call);
    if (!Array.isArray(texts)) return texts;
    const result = transform2(texts, call);
    if (result.length > LONGEST) throw call.truncated();
    return like(call.values.at(subject), result, call.where);
  };
}
function like(source, result, where) {
  const origin = source === void 0 ? void 0 : toData(source, where);
  if (origin === void 0 || origin.type === "unknown") return scalar(result, where);
  return {
    type: "scalar",
    value: result,
    where: origin.where,
    ...origin.through === void 0 ? {} : { through: origin.through }
  };
}
function numeric(compute, type = "int64") {
  return (call) => {
    const numbers3 = [];
    for (const value of call.values) {
      const number = toNumber(value);
      if (typeof number !== "number") return number;
      numbers3.push(type === "float64" ? number : Math.trunc(number));
    }
    const result = compute(numbers3);
    if (Number.isNaN(result)) return unknownValue(`${call.name} has no result`, call.where);
    const data = like(call.values.at(-1), result, call.where);
    if (type === "float64") {
      return { ...floatScalar(result, call.where), ...data, text: String(result) };
    }
    return type === "int64" ? int64(data) : data;
  };
}
function folded(step) {
  return ([first = 0, ...rest]) => rest.reduce(step, first);
}
function toNumber(value) {
  const text2 = plain(value);
  if (typeof text2 !== "string") return text2;
  if (text2 === "true") return 1;
  const number = Number(text2.trim());
  return Number.isNaN(number) ? 0 : number;
}
function predicate(test) {
  return (call) => {
    const texts = textsOf(call);
    if (!Array.isArray(texts)) return texts;
    return scalar(test(texts), call.where);
  };
}
function known(implement) {
  return (call) => {
    const data = call.values.map((value) => toData(value, call.where));
    return data.find((item) => item.type === "unknown") ?? implement(data, call);
  };
}
function isString(value) {
  return value?.type === "text" || value?.type === "scalar" && typeof value.value === "string";
}
function isSomething(value) {
  return value !== void 0 && !(value.type === "scalar" && value.value === null);
}
function listOf(items, where) {
  return { type: "list", items, where };
}
function itemsIn(data) {
  return data?.type === "list" ? data.items : [];
}
function knownThroughout(implement) {
  return known((data, call) => {
    for (const item of data) {
      const unknown = unknownIn(item);
      if (unknown !== void 0) return unknown;
    }
    return implement(data, call);
  });
}

// src/syntax/gotemplate/functions/arithmetic.ts
var MOST_NUMBERS = 2e4;
function decimal(result) {
  return Number.isFinite(result) ? Number(result.toPrecision(15)) : result;
}
function numbers(call, from, to, step) {
  const { where } = call;
  const result = [];
  if (step === 0 || Number.isNaN(step)) return listOf(result, where);
  for (let n = from; step > 0 ? n < to : n > to; n += step) {
    if (result.length >= MOST_NUMBERS) {
      return unknownValue(`${call.name} makes more than ${MOST_NUMBERS} numbers`, where);
    }
    result.push(scalar(n, where));
  }
  return listOf(result, where);
}
var ARITHMETIC = {
  int: numeric(([n = 0]) => n, "int"),
  int64: numeric(([n = 0]) => n),
  float64: numeric(([n = 0]) => n, "float64"),
  atoi: numeric(([n = 0]) => n, "int"),
  // Digits of an octal number, in spite of the name.
  toDecimal: ({ values, where }) => {
    const text2 = plain(values[0]);
    return typeof text2 === "string" ? int64(scalar(/^[-+]?[0-7]{1,15}$/.test(text2) ? parseInt(text2, 8) : 0, where)) : text2;
  },
  add: numeric(folded((a, b) => a + b)),
  addf: numeric(
    folded((a, b) => decimal(a + b)),
    "float64"
  ),
  add1: numeric(([n = 0]) => n + 1),
  add1f: numeric(([n = 0]) => n + 1, "float64"),
  sub: numeric(([a = 0, b = 0]) => a - b),
  subf: numeric(
    folded((a, b) => decimal(a - b)),
    "float64"
  ),
  mul: numeric(folded((a, b) => a * b)),
  mulf: numeric(
    folded((a, b) => decimal(a * b)),
    "float64"
  ),
  div: numeric(([a = 0, b = 0]) => b === 0 ? NaN : Math.trunc(a / b)),
  divf: numeric(
    folded((a, b) => a / b),
    "float64"
  ),
  mod: numeric(([a = 0, b = 0]) => a % b),
  max: numeric(folded((a, b) => Math.max(a, b))),
  maxf: numeric(
    folded((a, b) => Math.max(a, b)),
    "float64"
  ),
  min: numeric(folded((a, b) => Math.min(a, b))),
  minf: numeric(
    folded((a, b) => Math.min(a, b)),
    "float64"
  ),
  ceil: numeric(([n = 0]) => Math.ceil(n), "float64"),
  floor: numeric(([n = 0]) => Math.floor(n), "float64"),
  round: numeric(([n = 0, digits = 0]) => {
    const scale = 10 ** Math.min(Math.max(digits, 0), 15);
    return Math.round(n * scale) / scale;
  }, "float64"),
  seq: textual((words, call) => {
    const [first = 1, second = 0, third] = words.map(Number);
    const [from, step, to] = words.length === 1 ? [1, first < 1 ? -1 : 1, first] : third === void 0 ? [first, second < first ? -1 : 1, second] : [first, second, third];
    const found2 = [];
    if (step === 0) return "";
    for (let i = from; (step > 0 ? i <= to : i >= to) && found2.length <= MOST_NUMBERS; i += step) {
      found2.push(i);
    }
    if (found2.length > MOST_NUMBERS) throw call.truncated();
    return found2.join(" ");
  }),
  until: known(
    ([count], call) => numbers(call, 0, Number(count === void 0 ? 0 : print(count)), 1)
  ),
  untilStep: known(
    ([from, to, step], call) => numbers(
      call,
      Number(print(from)),
      Number(to === void 0 ? 0 : print(to)),
      Number(step === void 0 ? 1 : print(step))
    )
  )
};

// src/syntax/gotemplate/json.ts
function toJson(data, style) {
  const text2 = JSON.stringify(toPlainObject(data, 0, new Count()), null, style.indent);
  const escaped2 = style.escapesHtml ? text2.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`) : text2;
  return escaped2.replace(/[\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
}
function toPlainObject(data, depth, count) {
  if (data === void 0 || depth > 100) return null;
  count.add();
  switch (data.type) {
    case "scalar":
      return data.value;
    case "list":
      return data.items.map((item) => toPlainObject(item, depth + 1, count));
    case "map": {
      const byKey = new Map(data.entries.map((entry2) => [entry2.key, entry2.value]));
      const keys = [...byKey.keys()].sort((a, b) => a < b ? -1 : 1);
      return Object.fromEntries(
        keys.map((key) => [key, toPlainObject(byKey.get(key), depth + 1, count)])
      );
    }
    case "unknown":
      return null;
  }
}

// src/syntax/gotemplate/functions/kinds.ts
function kind(value) {
  if (value === void 0) return "invalid";
  switch (value.type) {
    case "text":
      return "string";
    case "list":
      return "slice";
    case "map":
      return "map";
    case "unknown":
      return "invalid";
    case "scalar":
      if (value.value === null) return "invalid";
      if (typeof value.value === "boolean") return "bool";
      if (typeof value.value === "string") return "string";
      return isFloat(value) ? "float64" : isInt64(value) ? "int64" : "int";
  }
}
function typeName(value) {
  const name = kind(value);
  if (name === "slice") return "[]interface {}";
  if (name === "invalid") return "<nil>";
  return name === "map" ? "map[string]interface {}" : name;
}

// src/syntax/gotemplate/functions/choices.ts
function comparison(compare2) {
  return ({ values, where }) => {
    const [a, b] = [comparable(values[0]), comparable(values[1])];
    if (typeof a === "object") return a;
    if (typeof b === "object") return b;
    return scalar(compare2(a, b), where);
  };
}
function comparable(value) {
  if (value?.type === "scalar" && typeof value.value === "number") return value.value;
  const text2 = plain(value);
  return text2;
}
function orDefault(call) {
  const [fallback, value] = call.values;
  if (call.values.length < 2) return fallback;
  const set = truth(value);
  return set === false ? fallback : value;
}
function connected(values, decisive, where) {
  let unknown;
  for (const value of values) {
    const known3 = truth(value);
    if (typeof known3 !== "boolean") unknown ??= known3;
    else if (known3 === decisive) return scalar(decisive, where);
  }
  return unknown ?? scalar(!decisive, where);
}
var CHOICES = {
  default: orDefault,
  coalesce: ({ values }) => values.find((value) => truth(value) !== false),
  ternary: ({ values, where }) => {
    const test = truth(values[2]);
    if (typeof test === "boolean") return test ? values[0] : values[1];
    return unknownValue(test.reason, where);
  },
  required: ({ values, where }) => {
    const [message, value] = values;
    if (value !== void 0 && !(value.type === "scalar" && value.value === "")) return value;
    const text2 = plain(message);
    return unknownValue(
      typeof text2 === "string" ? `a value is required: ${text2}` : "a value is required",
      where
    );
  },
  any: ({ values, where }) => connected(values, true, where),
  all: ({ values, where }) => connected(values, false, where),
  deepEqual: knownThroughout(
    ([a, b], { where }) => scalar(toJson(a, { escapesHtml: false }) === toJson(b, { escapesHtml: false }), where)
  ),
  typeIsLike: ({ values, where }) => {
    const wanted = plain(values[0]);
    if (values[1]?.type === "unknown") return values[1];
    if (typeof wanted !== "string") return wanted;
    return scalar(typeName(values[1]) === wanted.replace(/^\*/, ""), where);
  },
  empty: ({ values, where }) => {
    const test = truth(values[0]);
    return typeof test === "boolean" ? scalar(!test, where) : test;
  },
  not: ({ values, where }) => {
    const test = truth(values[0]);
    return typeof test === "boolean" ? scalar(!test, where) : test;
  },
  eq: ({ values, where }) => {
    const first = comparable(values[0]);
    if (typeof first === "object") return first;
    let unknown;
    for (const value of values.slice(1)) {
      const other = comparable(value);
      if (typeof other === "object") unknown = other;
      else if (isSomething(value) !== isSomething(values[0])) continue;
      else if (String(other) === String(first)) return scalar(true, where);
    }
    return unknown ?? scalar(false, where);
  },
  ne: ({ values, where }) => {
    const [a, b] = [comparable(values[0]), comparable(values[1])];
    if (typeof a === "object") return a;
    if (typeof b === "object") return b;
    return scalar(
      String(a) !== String(b) || isSomething(values[0]) !== isSomething(values[1]),
      where
    );
  },
  lt: comparison((a, b) => a < b),
  le: comparison((a, b) => a <= b),
  gt: comparison((a, b) => a > b),
  ge: comparison((a, b) => a >= b),
  kindOf: ({ values, where }) => scalar(kind(values[0]), where),
  typeOf: ({ values, where }) => scalar(typeName(values[0]), where),
  kindIs: ({ values, where }) => {
    const wanted = plain(values[0]);
    if (values[1]?.type === "unknown") return values[1];
    return typeof wanted === "string" ? scalar(kind(values[1]) === wanted, where) : wanted;
  },
  typeIs: ({ values, where }) => {
    const wanted = plain(values[0]);
    if (values[1]?.type === "unknown") return values[1];
    return typeof wanted === "string" ? scalar(typeName(values[1]) === wanted, where) : wanted;
  }
};

// src/syntax/gotemplate/functions/encodings.ts
import { createHash } from "node:crypto";
function parsing(wanted, prefix) {
  return (call) => {
    const { where } = call;
    const data = parseYaml(call);
    if (data === void 0 || data.type === "unknown" || data.type === wanted) return data;
    const empty = data.type === "scalar" ? data.value === null : data.type === "map" && data.entries.length === 0;
    if (empty) return wanted === "map" ? mapping([], where) : listOf([], where);
    const found2 = data.type === "list" ? "array" : data.type === "map" ? "object" : jsonKind(data);
    const type = wanted === "map" ? "map[string]interface {}" : "[]interface {}";
    const error = found2 === void 0 ? unknownValue("the text is no JSON", where) : scalar(`${prefix}json: cannot unmarshal ${found2} into Go value of type ${type}`, where);
    return wanted === "map" ? mapping([mapEntry("Error", error, where)], where) : listOf([error], where);
  };
}
function jsonKind(data) {
  if (data?.type !== "scalar") return void 0;
  return typeof data.value === "boolean" ? "bool" : typeof data.value;
}
var YAML_PREFIX = "error unmarshaling JSON: while decoding JSON: ";
function parsingJson(wanted) {
  const parse2 = parsing(wanted, "");
  return (call) => {
    const text2 = plain(call.values[0]);
    if (typeof text2 !== "string") return text2;
    try {
      JSON.parse(text2);
    } catch {
      const error = unknownValue("the text is no JSON", call.where);
      return wanted === "map" ? mapping([mapEntry("Error", error, call.where)], call.where) : listOf([error], call.where);
    }
    return parse2(call);
  };
}
function parseYaml({ values, where }) {
  const text2 = plain(values[0]);
  if (typeof text2 !== "string") return text2;
  let data = parsedTexts.get(text2);
  if (data === void 0) {
    const file = new SourceFile(where.file, text2);
    const stream = readYaml(file, { version: "1.1", unknownAt: () => void 0 });
    data = stream.documents[0]?.data ?? mapping([], where);
    if (parsedTexts.size >= MOST_PARSED) parsedTexts.clear();
    if (text2.length <= LONGEST_PARSED) parsedTexts.set(text2, data);
  }
  return moved(data, where, 0);
}
var parsedTexts = /* @__PURE__ */ new Map();
var MOST_PARSED = 500;
var LONGEST_PARSED = 2e4;
function moved(data, where, depth) {
  if (depth > 150) return data;
  if (data.type === "list") {
    return { ...data, where, items: data.items.map((item) => moved(item, where, depth + 1)) };
  }
  if (data.type === "map") {
    return mapping(
      data.entries.map((e) => mapEntry(e.key, moved(e.value, where, depth + 1), where)),
      where
    );
  }
  return { ...data, where };
}
var ENCODINGS = {
  toYaml: ({ values, where }) => values[0] === void 0 ? scalar("null", where) : values[0].type === "text" ? toYaml(toData(values[0], where), where) : toYaml(values[0], where),
  toYamlPretty: ({ values, where }) => toYaml(toData(values[0], where), where),
  toJson: knownThroughout(
    ([data], { where }) => scalar(toJson(data, { escapesHtml: true }), where)
  ),
  toPrettyJson: knownThroughout(
    ([data], { where }) => scalar(toJson(data, { escapesHtml: true, indent: "  " }), where)
  ),
  toRawJson: knownThroughout(
    ([data], { where }) => scalar(toJson(data, { escapesHtml: false }), where)
  ),
  fromYaml: parsing("map", YAML_PREFIX),
  fromJson: parsingJson("map"),
  fromYamlArray: parsing("list", YAML_PREFIX),
  fromJsonArray: parsingJson("list"),
  sha256sum: textual(([text2 = ""]) => createHash("sha256").update(text2).digest("hex")),
  sha1sum: textual(([text2 = ""]) => createHash("sha1").update(text2).digest("hex")),
  b64enc: textual(([text2 = ""]) => Buffer.from(text2, "utf8").toString("base64")),
  b64dec: textual(([text2 = ""]) => Buffer.from(text2, "base64").toString("utf8"))
};

// src/syntax/gotemplate/functions/lists.ts
function identity(item) {
  return item === void 0 ? "<nil>" : `${typeName(item)} ${print(item)}`;
}
var LISTS = {
  list: ({ values, where }) => listOf(
    values.map((value) => toData(value, where)),
    where
  ),
  tuple: ({ values, where }) => listOf(
    values.map((value) => toData(value, where)),
    where
  ),
  has: known(([item, list], { where }) => {
    const items = itemsIn(list);
    const wanted = identity(item);
    if (items.some((other) => identity(other) === wanted)) return scalar(true, where);
    return items.find((other) => other.type === "unknown") ?? scalar(false, where);
  }),
  first: known(([list]) => itemsIn(list)[0]),
  last: known(([list]) => itemsIn(list).at(-1)),
  rest: known(([list], { where }) => listOf(itemsIn(list).slice(1), where)),
  initial: known(([list], { where }) => listOf(itemsIn(list).slice(0, -1), where)),
  append: known(
    ([list, item], { where }) => listOf([...itemsIn(list), ...item === void 0 ? [] : [item]], where)
  ),
  prepend: known(
    ([list, item], { where }) => listOf([...item === void 0 ? [] : [item], ...itemsIn(list)], where)
  ),
  chunk: known(([size, list], { where }) => {
    const by = Math.max(1, Math.trunc(Number(size === void 0 ? 1 : print(size))) || 1);
    const items = itemsIn(list);
    const chunks = [];
    for (let i = 0; i < items.length; i += by) {
      chunks.push(listOf(items.slice(i, i + by), where));
    }
    return listOf(chunks, where);
  }),
  concat: known(
    (lists, { where }) => listOf(
      lists.flatMap((list) => [...itemsIn(list)]),
      where
    )
  ),
  uniq: known(
    ([list], { where }) => listOf([...new Map(itemsIn(list).map((item) => [identity(item), item])).values()], where)
  ),
  without: known(([list, ...items], { where }) => {
    const unwanted = new Set(items.map(identity));
    return listOf(
      itemsIn(list).filter((item) => !unwanted.has(identity(item))),
      where
    );
  }),
  compact: known(
    ([list], { where }) => listOf(
      itemsIn(list).filter((item) => truth(item) !== false),
      where
    )
  ),
  reverse: known(([list], { where }) => listOf([...itemsIn(list)].reverse(), where)),
  sortAlpha: known(
    ([list], { where }) => listOf(
      [...itemsIn(list)].map((item) => item.type === "unknown" ? item : like(item, print(item), where)).sort((a, b) => print(a) < print(b) ? -1 : 1),
      where
    )
  ),
  len: ({ values, where }) => {
    const [value] = values;
    if (value === void 0) return scalar(0, where);
    if (value.type === "unknown") return value;
    if (value.type === "list") return scalar(value.items.length, where);
    if (value.type === "map") return scalar(value.entries.length, where);
    const text2 = plain(value);
    return typeof text2 === "string" ? scalar(Buffer.byteLength(text2), where) : text2;
  },
  index: ({ values, where }) => {
    let here = values[0];
    for (const key of values.slice(1)) {
      if (here === void 0 || here.type === "unknown") return here;
      const text2 = plain(key);
      if (typeof text2 !== "string") return text2;
      here = here.type === "map" ? entry(here, text2)?.value : here.type === "list" ? here.items[Number(text2)] : unknownValue("only lists and maps have an index", where);
    }
    return here;
  },
  slice: known(([list, from, to], { where }) => {
    const bounds = [from, to].map(
      (bound2) => bound2 === void 0 ? void 0 : Number(print(bound2))
    );
    if (list?.type === "list") return listOf(list.items.slice(bounds[0], bounds[1]), where);
    return like(list, (list === void 0 ? "" : print(list)).slice(bounds[0], bounds[1]), where);
  })
};

// src/syntax/gotemplate/functions/maps.ts
function merge(maps, overwrite, where, changed2) {
  const [target2, ...sources] = maps;
  if (target2?.type !== "map") return target2;
  for (const source of sources) mergeInto(target2, source, overwrite, where, changed2, 0);
  return target2;
}
function mergeInto(target2, source, overwrite, where, changed2, depth, count = new Count()) {
  if (source.type !== "map" || source === target2 || depth > 60) return;
  count.add();
  changed2(target2);
  for (const item of source.entries) {
    if (item.value.type === "scalar" && item.value.value === null) {
      if (overwrite) setKey(target2, item.key, item.value, where);
      continue;
    }
    const existing = entry(target2, item.key)?.value;
    if (existing?.type === "map" && item.value.type === "map") {
      mergeInto(existing, item.value, overwrite, where, changed2, depth + 1, count);
    } else if (existing === void 0 || (overwrite ? truth(item.value) !== false : truth(existing) === false)) {
      setKey(target2, item.key, item.value, where);
    }
  }
}
var MAPS = {
  dict: ({ values, where }) => {
    const map2 = mapping([], where);
    for (let i = 0; i < values.length; i += 2) {
      const key = plain(values[i]);
      if (typeof key === "string") setKey(map2, key, toData(values[i + 1], where), where);
    }
    return map2;
  },
  get: ({ values, where }) => {
    const key = plain(values[1]);
    if (values[0]?.type === "unknown") return values[0];
    if (typeof key !== "string") return key;
    const found2 = values[0]?.type === "map" ? entry(values[0], key)?.value : void 0;
    return found2 ?? scalar("", where);
  },
  set: ({ values, where, changed: changed2 }) => {
    const [map2, name, value] = values;
    const key = plain(name);
    if (map2?.type === "map" && typeof key === "string") {
      changed2(map2);
      setKey(map2, key, toData(value, where), where);
    }
    return map2;
  },
  unset: ({ values, changed: changed2 }) => {
    const [map2, name] = values;
    const key = plain(name);
    if (map2?.type === "map" && typeof key === "string") {
      changed2(map2);
      unsetKey(map2, key);
    }
    return map2;
  },
  hasKey: ({ values, where }) => {
    const [map2, name] = values;
    const key = plain(name);
    if (map2?.type === "unknown") return map2;
    if (typeof key !== "string") return key;
    return scalar(map2?.type === "map" && entry(map2, key) !== void 0, where);
  },
  pluck: known(
    ([key, ...maps], { where }) => listOf(
      maps.flatMap((map2) => entry(map2, key === void 0 ? "" : print(key))?.value ?? []),
      where
    )
  ),
  dig: ({ values, where }) => {
    const path = values.slice(0, -2).map((value) => plain(value));
    let here = values.at(-1);
    for (const key of path) {
      if (here?.type === "unknown") return here;
      if (typeof key !== "string") return key;
      const found2 = here?.type === "map" ? entry(here, key)?.value : void 0;
      if (found2 === void 0) return values.at(-2);
      here = found2;
    }
    return here ?? scalar(null, where);
  },
  keys: known(
    (maps, { where }) => listOf(
      maps.flatMap(
        (map2) => map2.type === "map" ? map2.entries.map((e) => scalar(e.key, e.keyWhere)) : []
      ),
      where
    )
  ),
  values: known(
    ([map2], { where }) => listOf(map2?.type === "map" ? map2.entries.map((e) => e.value) : [], where)
  ),
  pick: known(([map2, ...keys], { where }) => {
    const wanted = new Set(keys.map((key) => print(key)));
    return mapping(map2?.type === "map" ? map2.entries.filter((e) => wanted.has(e.key)) : [], where);
  }),
  omit: known(([map2, ...keys], { where }) => {
    const unwanted = new Set(keys.map((key) => print(key)));
    return mapping(
      map2?.type === "map" ? map2.entries.filter((e) => !unwanted.has(e.key)) : [],
      where
    );
  }),
  merge: known((maps, { where, changed: changed2 }) => merge(maps, false, where, changed2)),
  mergeOverwrite: known((maps, { where, changed: changed2 }) => merge(maps, true, where, changed2)),
  deepCopy: ({ values }) => {
    const [value] = values;
    return value === void 0 || value.type === "text" ? value : deepCopy(value);
  },
  // `helm template` asks no cluster: there is nothing to be found.
  lookup: ({ where }) => mapping([], where)
};

// src/syntax/gotemplate/functions/more-text.ts
import { createHash as createHash2 } from "node:crypto";
function cleanPath(path) {
  const parts = [];
  const isRooted = path.startsWith("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || !isRooted) parts.push(part);
  }
  const clean = (isRooted ? "/" : "") + parts.join("/");
  return clean === "" ? "." : clean;
}
var BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
function base32(bytes) {
  let result = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8 | byte) & 65535;
    for (bits += 8; bits >= 5; bits -= 5) result += BASE32[held >> bits - 5 & 31];
  }
  if (bits > 0) result += BASE32[held << 5 - bits & 31];
  return result.padEnd(Math.ceil(result.length / 8) * 8, "=");
}
function adler32(bytes) {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}
function swapped(char) {
  const upper = char.toUpperCase();
  return char === upper ? char.toLowerCase() : upper;
}
var MORE_TEXT = {
  swapcase: textual(([text2 = ""]) => [...text2].map(swapped).join("")),
  initials: textual(
    ([text2 = ""]) => text2.split(/\s+/).map((word) => [...word][0] ?? "").join("")
  ),
  clean: textual(([text2 = ""]) => cleanPath(text2)),
  isAbs: ({ values, where }) => {
    const text2 = plain(values[0]);
    return typeof text2 === "string" ? scalar(text2.startsWith("/"), where) : text2;
  },
  urlquery: textual(
    ([text2 = ""]) => encodeURIComponent(text2).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll("%20", "+")
  ),
  html: textual(
    ([text2 = ""]) => text2.replace(
      /[&<>"']/g,
      (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;" })[char] ?? "&#39;"
    )
  ),
  b32enc: textual(([text2 = ""]) => base32(Buffer.from(text2, "utf8"))),
  sha512sum: textual(([text2 = ""]) => createHash2("sha512").update(text2).digest("hex")),
  adler32sum: textual(([text2 = ""]) => String(adler32(Buffer.from(text2, "utf8")))),
  plural: ({ values }) => {
    const count = toNumber(values[2]);
    return typeof count === "number" ? count === 1 ? values[0] : values[1] : count;
  },
  splitn: ({ values, where }) => {
    const [separator, text2] = [plain(values[0]), plain(values[2])];
    const most = toNumber(values[1]);
    if (typeof separator !== "string") return separator;
    if (typeof text2 !== "string") return text2;
    if (typeof most !== "number") return most;
    if (separator === "" || most < 1) return unknownValue("splitn is not evaluated", where);
    const all = text2.split(separator);
    const parts = [...all.slice(0, most - 1), all.slice(most - 1).join(separator)].slice(
      0,
      Math.min(most, all.length)
    );
    return mapping(
      parts.map((part, i) => mapEntry(`_${i}`, like(values[2], part, where), where)),
      where
    );
  }
};

// src/syntax/jinja/regex/node.ts
var Unsupported = class extends Error {
};

// src/syntax/jinja/regex/classes.ts
var isDigit = (code) => code >= 48 && code <= 57;
var isWord = (code) => isDigit(code) || code >= 65 && code <= 90 || code >= 97 && code <= 122 || code === 95 || code > 127;
var isAsciiWord = (code) => code < 128 && isWord(code);
var isAsciiBlank = (code) => code === 32 || code >= 9 && code <= 13 && code !== 11;
var isBlank = (code) => code === 32 || code >= 9 && code <= 13 || code === 160;
var isLower = (code) => code >= 97 && code <= 122;
var isUpper = (code) => code >= 65 && code <= 90;
var isGraph = (code) => code > 32 && code < 127;
var isAlnum = (code) => isLower(code) || isUpper(code) || isDigit(code);
var POSIX = /* @__PURE__ */ new Map([
  ["alnum", isAlnum],
  ["alpha", (code) => isLower(code) || isUpper(code)],
  ["ascii", (code) => code < 128],
  ["blank", (code) => code === 9 || code === 32],
  ["cntrl", (code) => code < 32 || code === 127],
  ["digit", isDigit],
  ["graph", isGraph],
  ["lower", isLower],
  ["print", (code) => code === 32 || isGraph(code)],
  ["punct", (code) => isGraph(code) && !isAlnum(code)],
  ["space", (code) => code === 32 || code >= 9 && code <= 13],
  ["upper", isUpper],
  ["word", isAsciiWord],
  [
    "xdigit",
    (code) => isDigit(code) || code >= 65 && code <= 70 || code >= 97 && code <= 102
  ]
]);
function unicodeClass(property) {
  try {
    return new RegExp(`^\\p{${property}}$`, "u");
  } catch {
    return void 0;
  }
}
function shorthandClass(char, word, blank) {
  switch (char) {
    case "d":
      return isDigit;
    case "D":
      return (code) => !isDigit(code);
    case "w":
      return word;
    case "W":
      return (code) => !word(code);
    case "s":
      return blank;
    case "S":
      return (code) => !blank(code);
    default:
      return void 0;
  }
}
function escaped(char) {
  return { a: 7, n: 10, r: 13, t: 9, f: 12, v: 11 }[char] ?? char.charCodeAt(0);
}

// src/syntax/jinja/regex/parser.ts
var DEEPEST = 50;
var Parser = class {
  constructor(pattern, flags) {
    this.pattern = pattern;
    this.ignoreCase = flags.ignoreCase ?? false;
    this.multiline = flags.multiline ?? false;
    this.dotAll = flags.dotAll ?? false;
    this.isRe2 = flags.dialect === "re2";
  }
  pattern;
  groups = 0;
  names = {};
  at = 0;
  depth = 0;
  ignoreCase;
  multiline;
  dotAll;
  isRe2;
  whole() {
    const node = this.choice();
    if (this.at < this.pattern.length) throw new Unsupported();
    return node;
  }
  choice() {
    if (++this.depth > DEEPEST) throw new Unsupported();
    const options = [this.sequence()];
    while (this.pattern[this.at] === "|") {
      this.at++;
      options.push(this.sequence());
    }
    this.depth--;
    return options.length === 1 ? options[0] : { kind: "choice", options };
  }
  sequence() {
    const parts = [];
    while (this.at < this.pattern.length && !"|)".includes(this.pattern[this.at])) {
      const atom = this.atom();
      if (atom !== void 0) parts.push(this.repeated(atom));
    }
    return { kind: "sequence", parts };
  }
  repeated(atom) {
    let node = atom;
    for (; ; ) {
      const char = this.pattern[this.at];
      let least;
      let most;
      if (char === "*") [least, most] = [0, Infinity];
      else if (char === "+") [least, most] = [1, Infinity];
      else if (char === "?") [least, most] = [0, 1];
      else {
        const bounds = /^\{([0-9]{0,3})(,?)([0-9]{0,3})\}/.exec(
          this.pattern.slice(this.at, this.at + 10)
        );
        if (char !== "{" || bounds === null || bounds[1] === "" && bounds[3] === "") return node;
        if (bounds[1] === "" && this.isRe2) return node;
        least = Number(bounds[1]);
        most = bounds[2] === "" ? least : bounds[3] === "" ? Infinity : Number(bounds[3]);
        this.at += bounds[0].length - 1;
      }
      if (most < least || this.isRe2 && node !== atom) throw new Unsupported();
      this.at++;
      const greedy = this.pattern[this.at] !== "?";
      if (!greedy) this.at++;
      if (this.pattern[this.at] === "+") throw new Unsupported();
      node = { kind: "repeat", inner: node, least, most, greedy };
    }
  }
  atom() {
    const char = this.pattern[this.at++];
    switch (char) {
      case ".": {
        const all = this.dotAll;
        return { kind: "char", test: (code) => all || code !== 10 };
      }
      case "^": {
        const lines = this.multiline;
        return {
          kind: "assert",
          test: (text2, at2) => at2 === 0 || lines && text2[at2 - 1] === "\n"
        };
      }
      case "$": {
        const lines = this.multiline;
        if (this.isRe2) {
          return {
            kind: "assert",
            test: (text2, at2) => at2 === text2.length || lines && text2[at2] === "\n"
          };
        }
        return {
          kind: "assert",
          test: (text2, at2) => at2 === text2.length || text2[at2] === "\n" && (lines || at2 === text2.length - 1)
        };
      }
      case "(":
        return this.group();
      case "[":
        return this.charClass();
      case "\\":
        return this.escape();
      case "*":
      case "+":
      case "?":
        throw new Unsupported();
      default:
        return { kind: "char", test: this.literal(char.charCodeAt(0)) };
    }
  }
  literal(code) {
    if (!this.ignoreCase) return (other) => other === code;
    const lower = String.fromCharCode(code).toLowerCase();
    return (other) => String.fromCharCode(other).toLowerCase() === lower;
  }
  group() {
    const { ignoreCase, multiline, dotAll } = this;
    let index;
    if (this.pattern[this.at] === "?") {
      const rest = this.pattern.slice(this.at, this.at + 60);
      const flags = /^\?([imsx]+)\)/.exec(rest);
      const scoped = this.isRe2 ? /^\?([ims]*)(?:-([ims]+))?([:)])/.exec(rest) : null;
      if (scoped !== null) {
        this.setFlags(scoped[1], true);
        this.setFlags(scoped[2] ?? "", false);
        this.at += scoped[0].length;
        if (scoped[3] === ")") return void 0;
      } else if (flags !== null) {
        if (flags[1].includes("x")) throw new Unsupported();
        this.setFlags(flags[1], true);
        this.at += flags[0].length;
        return void 0;
      } else {
        const name = /^\?(P?)<([A-Za-z_][A-Za-z0-9_]{0,40})>/.exec(rest);
        if (name !== null && (name[1] === "P" || this.isRe2)) {
          index = ++this.groups;
          this.names[name[2]] = index;
          this.at += name[0].length;
        } else if (rest.startsWith("?:")) {
          this.at += 2;
        } else {
          throw new Unsupported();
        }
      }
    } else {
      index = ++this.groups;
    }
    if (this.groups > 50) throw new Unsupported();
    const inner = this.choice();
    if (this.pattern[this.at] !== ")") throw new Unsupported();
    this.at++;
    if (this.isRe2) Object.assign(this, { ignoreCase, multiline, dotAll });
    return index === void 0 ? inner : { kind: "group", index, inner };
  }
  setFlags(letters, value) {
    if (letters.includes("i")) this.ignoreCase = value;
    if (letters.includes("m")) this.multiline = value;
    if (letters.includes("s")) this.dotAll = value;
  }
  escape() {
    const char = this.pattern[this.at++];
    if (char === void 0) throw new Unsupported();
    const shorthand = this.shorthand(char);
    if (shorthand !== void 0) return { kind: "char", test: shorthand };
    const word = this.isRe2 ? isAsciiWord : isWord;
    switch (char) {
      case "b":
      case "B": {
        const wanted = char === "b";
        return {
          kind: "assert",
          test: (text2, at2) => {
            const before = at2 > 0 && word(text2.charCodeAt(at2 - 1));
            const after = at2 < text2.length && word(text2.charCodeAt(at2));
            return before !== after === wanted;
          }
        };
      }
      case "A":
        return { kind: "assert", test: (_text, at2) => at2 === 0 };
      case "Z":
      case "z":
        if (char === "z" !== this.isRe2) break;
        return { kind: "assert", test: (text2, at2) => at2 === text2.length };
      case "x":
        if (this.isRe2) return { kind: "char", test: this.literal(this.hexadecimal()) };
    }
    if (/[A-Za-z0-9]/.test(char) && !"nrtfv".includes(char)) throw new Unsupported();
    return { kind: "char", test: this.literal(escaped(char)) };
  }
  charClass() {
    const negated = this.pattern[this.at] === "^";
    if (negated) this.at++;
    const tests = [];
    for (let first = true; ; first = false) {
      const char = this.pattern[this.at];
      if (char === void 0) throw new Unsupported();
      if (char === "]" && !first) break;
      if (char === "[" && this.pattern[this.at + 1] === ":") {
        tests.push(this.posixClass());
        continue;
      }
      const low = this.classItem();
      if (typeof low === "function") {
        tests.push(low);
        continue;
      }
      if (this.pattern[this.at] === "-" && this.pattern[this.at + 1] !== "]") {
        this.at++;
        const high = this.classItem();
        if (typeof high === "function" || high < low) throw new Unsupported();
        const insensitive = this.ignoreCase;
        tests.push((code) => {
          if (code >= low && code <= high) return true;
          if (!insensitive) return false;
          const text2 = String.fromCharCode(code);
          const lower = text2.toLowerCase().charCodeAt(0);
          const upper = text2.toUpperCase().charCodeAt(0);
          return lower >= low && lower <= high || upper >= low && upper <= high;
        });
      } else {
        tests.push(this.literal(low));
      }
    }
    this.at++;
    return { kind: "char", test: (code) => tests.some((test) => test(code)) !== negated };
  }
  classItem() {
    const char = this.pattern[this.at++];
    if (char === void 0) throw new Unsupported();
    if (char !== "\\") return char.charCodeAt(0);
    const next = this.pattern[this.at++];
    if (next === void 0) throw new Unsupported();
    if (next === "x" && this.isRe2) return this.hexadecimal();
    const shorthand = this.shorthand(next);
    if (shorthand !== void 0) return shorthand;
    if (this.isRe2 && /[A-Za-z0-9]/.test(next) && !"nrtfva".includes(next)) throw new Unsupported();
    return next === "b" ? 8 : escaped(next);
  }
  /** `\d`, and in Go's syntax `\pL` and `\p{Greek}` as well. */
  shorthand(char) {
    if (!this.isRe2) return shorthandClass(char, isWord, isBlank);
    if (char !== "p" && char !== "P") return shorthandClass(char, isAsciiWord, isAsciiBlank);
    const named = /^(?:([A-Z])|\{(\^?)([A-Za-z_]{1,30})\})/.exec(
      this.pattern.slice(this.at, this.at + 40)
    );
    if (named === null) throw new Unsupported();
    this.at += named[0].length;
    const name = named[1] ?? named[3];
    const property = unicodeClass(name.length <= 2 ? name : `Script=${name}`);
    if (property === void 0) throw new Unsupported();
    const wanted = char === "p" !== (named[2] === "^");
    return (code) => property.test(String.fromCharCode(code)) === wanted;
  }
  /** `41` or `{1F600}` after `\x`. */
  hexadecimal() {
    const digits = /^(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,4})\})/.exec(
      this.pattern.slice(this.at, this.at + 8)
    );
    if (digits === null) throw new Unsupported();
    this.at += digits[0].length;
    return parseInt(digits[1] ?? digits[2], 16);
  }
  /** `[:alpha:]` inside a class. */
  posixClass() {
    const named = /^\[:(\^?)([a-z]{3,6}):\]/.exec(this.pattern.slice(this.at, this.at + 12));
    const test = named === null ? void 0 : POSIX.get(named[2]);
    if (!this.isRe2 || named === null || test === void 0) throw new Unsupported();
    this.at += named[0].length;
    return named[1] === "^" ? (code) => !test(code) : test;
  }
};

// src/syntax/jinja/regex/program.ts
var LARGEST_PROGRAM = 2e3;
function emit2(node, program) {
  if (program.length > LARGEST_PROGRAM) throw new Unsupported();
  switch (node.kind) {
    case "char":
      program.push({ op: "char", test: node.test });
      return;
    case "assert":
      program.push({ op: "assert", test: node.test });
      return;
    case "sequence":
      for (const part of node.parts) emit2(part, program);
      return;
    case "group":
      program.push({ op: "save", slot: 2 * node.index });
      emit2(node.inner, program);
      program.push({ op: "save", slot: 2 * node.index + 1 });
      return;
    case "choice": {
      const jumps = [];
      node.options.forEach((option, i) => {
        if (i === node.options.length - 1) {
          emit2(option, program);
          return;
        }
        const split2 = { op: "split", first: program.length + 1, second: 0 };
        program.push(split2);
        emit2(option, program);
        const jump = { op: "jump", to: 0 };
        program.push(jump);
        jumps.push(jump);
        split2.second = program.length;
      });
      for (const jump of jumps) jump.to = program.length;
      return;
    }
    case "repeat": {
      for (let i = 0; i < node.least; i++) emit2(node.inner, program);
      if (node.most === Infinity) {
        const split2 = { op: "split", first: 0, second: 0 };
        const start = program.length;
        program.push(split2);
        emit2(node.inner, program);
        program.push({ op: "jump", to: start });
        orient(split2, start + 1, program.length, node.greedy);
        return;
      }
      const splits = [];
      const bodies = [];
      for (let i = node.least; i < node.most; i++) {
        const split2 = { op: "split", first: 0, second: 0 };
        splits.push(split2);
        program.push(split2);
        bodies.push(program.length);
        emit2(node.inner, program);
      }
      splits.forEach((split2, i) => orient(split2, bodies[i], program.length, node.greedy));
    }
  }
}
function orient(split2, body, out, greedy) {
  split2.first = greedy ? body : out;
  split2.second = greedy ? out : body;
}

// src/syntax/jinja/regex.ts
var MOST_STEPS = 2e7;
function matchesOfGo(all) {
  return all.filter((match, index) => {
    const before = all[index - 1];
    return !(match.start === match.end && before !== void 0 && before.end === match.start && before.start < before.end);
  });
}
var SafeRegex = class _SafeRegex {
  constructor(program, slots, names) {
    this.program = program;
    this.slots = slots;
    this.names = names;
  }
  program;
  slots;
  names;
  /** `undefined` when the pattern is wrong, too large or uses what is not supported. */
  static compile(pattern, flags = {}) {
    try {
      const parser = new Parser(pattern, flags);
      const node = parser.whole();
      const program = [];
      emit2({ kind: "group", index: 0, inner: node }, program);
      program.push({ op: "match" });
      return new _SafeRegex(program, 2 * (parser.groups + 1), parser.names);
    } catch (error) {
      if (error instanceof Unsupported) return void 0;
      throw error;
    }
  }
  /**
   * The leftmost match from an offset on; `undefined` for none, 'too-long' when the search would take
   * too many steps.
   * @param anchored only a match that begins at `from` counts
   */
  search(text2, from = 0, anchored = false) {
    if ((text2.length - from + 1) * this.program.length > MOST_STEPS) return "too-long";
    let threads = [];
    let best;
    for (let at2 = from; at2 <= text2.length; at2++) {
      const seen = /* @__PURE__ */ new Set();
      const current = [];
      for (const thread of threads) this.add(thread.pc, thread.saved, text2, at2, current, seen);
      if (best === void 0 && (at2 === from || !anchored)) {
        this.add(0, new Array(this.slots).fill(-1), text2, at2, current, seen);
      }
      if (current.length === 0 && (best !== void 0 || anchored)) break;
      threads = [];
      const code = at2 < text2.length ? text2.charCodeAt(at2) : -1;
      for (const thread of current) {
        const instruction = this.program[thread.pc];
        if (instruction.op === "match") {
          best = thread.saved;
          break;
        }
        if (instruction.op === "char" && code >= 0 && instruction.test(code)) {
          threads.push({ pc: thread.pc + 1, saved: thread.saved });
        }
      }
    }
    if (best === void 0) return void 0;
    const groups = [];
    for (let i = 2; i < this.slots; i += 2) {
      groups.push(
        best[i] >= 0 && best[i + 1] >= 0 ? text2.slice(best[i], best[i + 1]) : void 0
      );
    }
    return { start: best[0], end: best[1], groups, names: this.names };
  }
  /** All matches that do not overlap; 'too-long' as above. */
  all(text2, limit = 1e4) {
    const matches2 = [];
    let budget = MOST_STEPS;
    for (let at2 = 0; at2 <= text2.length && matches2.length < limit; ) {
      const match = this.search(text2, at2);
      if (match === "too-long") return "too-long";
      if (match === void 0) break;
      budget -= (match.end - at2 + 1) * this.program.length;
      if (budget < 0) return "too-long";
      matches2.push(match);
      at2 = match.end > match.start ? match.end : match.end + 1;
    }
    return matches2;
  }
  /** Follows jumps, splits and assertions without recursion, in order of priority. */
  add(pc, saved, text2, at2, into, seen) {
    const stack = [{ pc, saved }];
    while (stack.length > 0) {
      const thread = stack.pop();
      if (seen.has(thread.pc)) continue;
      seen.add(thread.pc);
      const instruction = this.program[thread.pc];
      switch (instruction.op) {
        case "jump":
          stack.push({ pc: instruction.to, saved: thread.saved });
          break;
        case "split":
          stack.push({ pc: instruction.second, saved: thread.saved });
          stack.push({ pc: instruction.first, saved: thread.saved });
          break;
        case "save": {
          const copy = thread.saved.slice();
          copy[instruction.slot] = at2;
          stack.push({ pc: thread.pc + 1, saved: copy });
          break;
        }
        case "assert":
          if (instruction.test(text2, at2)) stack.push({ pc: thread.pc + 1, saved: thread.saved });
          break;
        default:
          into.push(thread);
      }
    }
  }
};
function expandReplacement(template, match, text2) {
  let result = "";
  for (let i = 0; i < template.length; i++) {
    if (template[i] !== "\\" || i + 1 >= template.length) {
      result += template[i];
      continue;
    }
    const next = template[i + 1];
    if (next === "g" && template[i + 2] === "<") {
      const close = template.indexOf(">", i + 3);
      if (close > 0) {
        const name = template.slice(i + 3, close);
        const index = /^[0-9]{1,3}$/.test(name) ? Number(name) : match.names[name] ?? -1;
        result += index === 0 ? text2.slice(match.start, match.end) : match.groups[index - 1] ?? "";
        i = close;
        continue;
      }
    }
    if (next >= "1" && next <= "9") {
      const digits = /^[0-9]{1,2}/.exec(template.slice(i + 1, i + 3))[0];
      result += match.groups[Number(digits) - 1] ?? "";
      i += digits.length;
      continue;
    }
    result += next === "n" ? "\n" : next === "t" ? "	" : next === "\\" ? "\\" : `\\${next}`;
    i++;
  }
  return result;
}

// src/syntax/gotemplate/functions/regex.ts
var Limit = class extends Error {
};
function matching(compute) {
  return (call) => {
    const texts = textsOf(call);
    if (!Array.isArray(texts)) return texts;
    const [pattern = "", ...rest] = texts;
    const compiled = SafeRegex.compile(pattern, { dialect: "re2" });
    const reason = `the regular expression ${pattern.slice(0, 80)} is not evaluated`;
    if (compiled === void 0 || texts.some((text2) => /[\ud800-\udfff]/.test(text2))) {
      return unknownValue(reason, call.where);
    }
    try {
      return compute(compiled, rest, call);
    } catch (error) {
      if (!(error instanceof Limit)) throw error;
      return unknownValue(reason, call.where);
    }
  };
}
function within(result) {
  if (result === "too-long") throw new Limit();
  return result;
}
function allMatches(pattern, text2) {
  return matchesOfGo(within(pattern.all(text2, Infinity)));
}
function expanded(template, match, text2) {
  return template.replace(
    /\$(?:\$|(\w{1,60})|\{(\w{1,60})\})/g,
    (_all, bare2, braced) => {
      const name = bare2 ?? braced;
      if (name === void 0) return "$";
      const index = /^[0-9]+$/.test(name) ? Number(name) : match.names[name];
      if (index === void 0) return "";
      return index === 0 ? text2.slice(match.start, match.end) : match.groups[index - 1] ?? "";
    }
  );
}
function replacing(isLiteral) {
  return matching((pattern, [text2 = "", template = ""], call) => {
    let result = "";
    let at2 = 0;
    for (const match of allMatches(pattern, text2)) {
      result += text2.slice(at2, match.start) + (isLiteral ? template : expanded(template, match, text2));
      at2 = match.end;
      if (result.length > 1e6) throw call.truncated();
    }
    return like(call.values[1], result + text2.slice(at2), call.where);
  });
}
var REGEX = {
  regexReplaceAll: replacing(false),
  regexReplaceAllLiteral: replacing(true),
  mustRegexReplaceAll: replacing(false),
  mustRegexReplaceAllLiteral: replacing(true),
  regexMatch: matching(
    (pattern, [text2 = ""], { where }) => scalar(within(pattern.search(text2)) !== void 0, where)
  ),
  regexFind: matching((pattern, [text2 = ""], { values, where }) => {
    const match = within(pattern.search(text2));
    return like(values[1], match === void 0 ? "" : text2.slice(match.start, match.end), where);
  }),
  regexFindAll: matching(
    (pattern, [text2 = ""], { values, where }) => listOf(
      allMatches(pattern, text2).slice(0, bound(values[2])).map((match) => like(values[1], text2.slice(match.start, match.end), where)),
      where
    )
  ),
  regexSplit: matching((pattern, [text2 = ""], { values, where }) => {
    const most = bound(values[2]);
    const parts = [];
    let at2 = 0;
    for (const match of allMatches(pattern, text2)) {
      if (most !== void 0 && parts.length >= most - 1) break;
      if (match.end === 0) continue;
      parts.push(text2.slice(at2, match.start));
      at2 = match.end;
    }
    if (at2 < text2.length || most !== 0) parts.push(text2.slice(at2));
    return listOf(most === 0 ? [] : parts.map((part) => like(values[1], part, where)), where);
  }),
  regexQuoteMeta: ({ values, where }) => {
    const text2 = plain(values[0]);
    return typeof text2 === "string" ? like(values[0], text2.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&"), where) : text2;
  }
};
function bound(value) {
  const most = toNumber(value);
  return typeof most !== "number" || most < 0 ? void 0 : most;
}

// src/syntax/gotemplate/semver.ts
var VERSION = /^v?([0-9]{1,9}|[xX*])(?:\.([0-9]{1,9}|[xX*]))?(?:\.([0-9]{1,9}|[xX*]))?(?:-([0-9A-Za-z.-]{1,100}))?(?:\+[0-9A-Za-z.-]{1,100})?$/;
function satisfies(constraint, version) {
  const actual = parse(version.trim());
  if (actual === void 0) return void 0;
  let holds = false;
  for (const alternative of constraint.split("||")) {
    const met = meetsAll(alternative, actual);
    if (met === void 0) return void 0;
    holds ||= met;
  }
  return holds;
}
function parse(text2) {
  const match = VERSION.exec(text2);
  if (match === null) return void 0;
  const number = (part) => part === void 0 || /[xX*]/.test(part) ? void 0 : Number(part);
  return { numbers: [match[1], match[2], match[3]].map(number), prerelease: match[4] ?? "" };
}
function meetsAll(alternative, actual) {
  const text2 = alternative.replace(
    /(^|[\s,])(\S+)\s+-\s+(\S+)/g,
    (_, before, low, high) => `${before}>=${low} <=${high}`
  );
  const parts = [...text2.matchAll(/([<>=!~^]{0,2})\s*([^\s,<>=!~^]+)/g)];
  if (parts.length === 0 || text2.replace(/([<>=!~^]{0,2})\s*([^\s,<>=!~^]+)/g, "").match(/[^\s,]/)) {
    return void 0;
  }
  let holds = true;
  for (const [, operator = "", wantedText = ""] of parts) {
    const wanted = parse(wantedText);
    if (wanted === void 0) return void 0;
    if (actual.prerelease !== "" && wanted.prerelease === "") holds = false;
    else holds &&= meets(operator, wanted, actual);
  }
  return holds;
}
function meets(operator, wanted, actual) {
  const [major, minor, patch2] = wanted.numbers;
  if (major === void 0) return operator !== "!=" && operator !== "<" && operator !== ">";
  const compared = compare(actual, wanted);
  const sameUpTo = (count) => wanted.numbers.slice(0, count).every((part, i) => part === (actual.numbers[i] ?? 0));
  const isPartial = minor === void 0 || patch2 === void 0;
  const given2 = minor === void 0 ? 1 : 2;
  switch (operator) {
    case ">":
      return isPartial ? compared > 0 && !sameUpTo(given2) : compared > 0;
    case ">=":
    case "=>":
      return compared >= 0;
    case "<":
      return compared < 0;
    case "<=":
    case "=<":
      return isPartial ? compared <= 0 || sameUpTo(given2) : compared <= 0;
    case "!=":
      return isPartial ? !sameUpTo(given2) : compared !== 0;
    case "~":
    case "~>":
      return compared >= 0 && sameUpTo(minor === void 0 ? 1 : 2);
    case "^":
      if (compared < 0) return false;
      if (major > 0 || minor === void 0) return sameUpTo(1);
      return minor > 0 || patch2 === void 0 ? sameUpTo(2) : sameUpTo(3);
    default:
      return isPartial ? sameUpTo(given2) : compared === 0;
  }
}
function compare(a, b) {
  for (let i = 0; i < 3; i++) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === "") return 1;
  if (b.prerelease === "") return -1;
  return comparePrereleases(a.prerelease.split("."), b.prerelease.split("."));
}
function comparePrereleases(a, b) {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [one, other] = [a[i], b[i]];
    if (one === void 0) return -1;
    if (other === void 0) return 1;
    if (one === other) continue;
    const numeric2 = [one, other].map((part) => /^[0-9]+$/.test(part));
    if (numeric2[0] === true && numeric2[1] === true) return Number(one) - Number(other);
    if (numeric2[0] !== numeric2[1]) return numeric2[0] === true ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return 0;
}

// src/syntax/gotemplate/functions/printf.ts
var DIRECTIVE = /%([-+# 0]{0,5})([0-9]{0,3})(\.[0-9]{0,3})?(?:\[([0-9]{1,2})\])?([^0-9.[*]|$)/gsu;
function printf({ values, where }) {
  const format = plain(values[0]);
  if (typeof format !== "string") return format;
  const pieces = [];
  let next = 1;
  let indexed = false;
  let at2 = 0;
  for (const match of format.matchAll(DIRECTIVE)) {
    const before = format.slice(at2, match.index);
    if (before.includes("%")) break;
    pieces.push({ text: before });
    at2 = match.index + match[0].length;
    const verb = match[5];
    if (verb === "%") {
      pieces.push({ text: "%" });
      continue;
    }
    if (verb === "") {
      pieces.push({ text: "%!(NOVERB)" });
      continue;
    }
    if (match[4] !== void 0) {
      next = Number(match[4]);
      indexed = true;
    }
    if (next < 1 || next >= values.length) {
      pieces.push({ text: `%!${verb}(${match[4] === void 0 ? "MISSING" : "BADINDEX"})` });
      continue;
    }
    const directive2 = {
      flags: match[1],
      width: match[2] === "" ? void 0 : Number(match[2]),
      precision: match[3] === void 0 ? void 0 : Number(match[3].slice(1)),
      verb
    };
    const printed = formatted(values[next++], directive2, where);
    if (printed === void 0)
      return unknownValue(`printf with ${match[0]} is not evaluated`, where);
    append(pieces, printed);
  }
  if (format.slice(at2).includes("%"))
    return unknownValue(`printf with the format ${format} is not evaluated`, where);
  pieces.push({ text: format.slice(at2) });
  if (!indexed && next < values.length) {
    const extra = values.slice(next).map((value) => described(value));
    pieces.push({ text: `%!(EXTRA ${extra.join(", ")})` });
  }
  return { type: "text", pieces };
}
function formatted(value, directive2, where) {
  const text2 = richText(value, where);
  const isUnknown = text2.pieces.some(({ origin: origin2 }) => origin2?.kind === "unknown");
  const { verb, flags, precision } = directive2;
  if (isUnknown) {
    return verb === "q" ? [{ text: '"' }, ...text2.pieces, { text: '"' }] : [...text2.pieces];
  }
  const isText = value?.type === "text" || value?.type === "scalar" && typeof value.value === "string";
  if (isText && (verb === "s" || verb === "v") && !flags.includes("#")) {
    const whole = precision === void 0 ? text2 : slice(text2, 0, precision);
    const pad = padding(lengthOf(whole), directive2, false);
    return flags.includes("-") ? [...whole.pieces, { text: pad }] : [{ text: pad }, ...whole.pieces];
  }
  const result = worded(value, directive2, 0, new Count());
  const origin = text2.pieces[0]?.origin;
  return result === void 0 ? void 0 : [{ text: result, ...origin && { origin } }];
}
function padding(length, { width = 0, flags }, isNumber) {
  const zero = isNumber && flags.includes("0") && !flags.includes("-");
  return (zero ? "0" : " ").repeat(Math.max(0, width - length));
}
function padded(text2, directive2, isNumber = false) {
  const pad = padding([...text2].length, directive2, isNumber);
  if (directive2.flags.includes("-")) return text2 + pad;
  const sign = pad.startsWith("0") ? /^[-+ ]/.exec(text2)?.[0] ?? "" : "";
  return sign + pad + text2.slice(sign.length);
}
function worded(value, directive2, depth, count) {
  count.add();
  const { verb, flags } = directive2;
  if (verb === "T") return padded(typeName(value), directive2);
  if (value === void 0 || value.type === "scalar" && value.value === null) {
    if (flags.includes("#") && verb === "v") return depth === 0 ? "<nil>" : "interface {}(nil)";
    if (depth > 0) return "<nil>";
    return verb === "v" ? padded("<nil>", directive2) : `%!${verb}(<nil>)`;
  }
  switch (value.type) {
    case "unknown":
      return void 0;
    case "text":
      return ofString(String(plain(value)), value, directive2);
    case "list":
    case "map":
      return ofMany(value, directive2, depth, count);
    case "scalar":
      if (typeof value.value === "string") return ofString(value.value, value, directive2);
      if (typeof value.value === "boolean") {
        return verb === "v" || verb === "t" ? padded(String(value.value), directive2) : bad(directive2, value);
      }
      return isFloat(value) ? ofFloat(Number(value.value), value, directive2) : ofInteger(Number(value.value), value, directive2);
  }
}
function ofMany(value, directive2, depth, count) {
  if (depth > 50) return void 0;
  const inner = (item) => worded(item, directive2, depth + 1, count);
  const isGo = directive2.verb === "v" && directive2.flags.includes("#");
  const items = value.type === "list" ? value.items.map(inner) : [...value.entries].sort((a, b) => a.key < b.key ? -1 : 1).map((entry2) => {
    const key = ofString(
      entry2.key,
      { type: "scalar", value: entry2.key, where: entry2.keyWhere },
      directive2
    );
    const text2 = inner(entry2.value);
    return text2 === void 0 || key === void 0 ? void 0 : `${key}:${text2}`;
  });
  if (items.some((item) => item === void 0)) return void 0;
  if (isGo) return `${typeName(value)}{${items.join(", ")}}`;
  return value.type === "list" ? `[${items.join(" ")}]` : `map[${items.join(" ")}]`;
}
function ofString(text2, value, directive2) {
  const { verb, flags, precision } = directive2;
  const cut2 = precision === void 0 ? text2 : [...text2].slice(0, precision).join("");
  switch (verb) {
    case "v":
      return flags.includes("#") ? padded(quotedText(text2), directive2) : padded(cut2, directive2);
    case "s":
      return padded(cut2, directive2);
    case "q":
      return flags === "" ? padded(quotedText(cut2), directive2) : void 0;
    case "x":
    case "X": {
      if (flags.includes(" ") || flags.includes("#") || precision !== void 0) return void 0;
      const hex = Buffer.from(text2, "utf8").toString("hex");
      return padded(verb === "x" ? hex : hex.toUpperCase(), directive2);
    }
    default:
      return bad(directive2, value);
  }
}
function quotedText(text2) {
  return JSON.stringify(text2);
}
var BASES = { d: 10, v: 10, b: 2, o: 8, x: 16, X: 16 };
function ofInteger(number, value, directive2) {
  const { verb, flags, precision } = directive2;
  const base = BASES[verb];
  if (base === void 0) {
    if (verb === "c" && number >= 0 && number <= 1114111) {
      return padded(String.fromCodePoint(number), directive2);
    }
    return "OUq".includes(verb) || verb === "c" ? void 0 : bad(directive2, value);
  }
  if (flags.includes("#") && verb !== "v") return void 0;
  const digits = Math.abs(number).toString(base).padStart(precision ?? 0, "0");
  const sign = number < 0 ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  return padded(sign + (verb === "X" ? digits.toUpperCase() : digits), directive2, true);
}
function ofFloat(number, value, directive2) {
  const { verb, flags, precision } = directive2;
  if (!"vgGfFeE".includes(verb)) {
    return "bxX".includes(verb) ? void 0 : bad(directive2, value);
  }
  if (flags.includes("#") && verb !== "v") return void 0;
  if (!Number.isFinite(number)) return void 0;
  let text2;
  if (verb === "f" || verb === "F") text2 = number.toFixed(Math.min(precision ?? 6, 20));
  else if (verb === "e" || verb === "E")
    text2 = exponent(number.toExponential(Math.min(precision ?? 6, 20)));
  else if (precision !== void 0) return void 0;
  else text2 = value?.type === "scalar" ? printNumber(value, number) : String(number);
  if (verb === "E" || verb === "G") text2 = text2.toUpperCase();
  const sign = text2.startsWith("-") ? "" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  return padded(sign + text2, directive2, true);
}
function exponent(text2) {
  return text2.replace(/e([-+])(\d)$/, "e$10$2");
}
function bad(directive2, value) {
  const text2 = worded(value, { ...directive2, verb: "v" }, 0, new Count());
  return text2 === void 0 ? void 0 : `%!${directive2.verb}(${typeName(value)}=${text2})`;
}
function described(value) {
  if (value === void 0 || value.type === "scalar" && value.value === null) return "<nil>";
  const text2 = value.type === "text" ? plain(value) : print(value);
  return `${typeName(value)}=${typeof text2 === "string" ? text2 : ""}`;
}

// src/syntax/gotemplate/functions/text.ts
function indentLines(text2, by) {
  const pad = " ".repeat(Math.max(0, Math.min(by, 200)));
  const pieces = [];
  linesOf(text2).forEach((line, index) => {
    if (index > 0) pieces.push({ text: "\n" });
    append(pieces, [{ text: pad }, ...line]);
  });
  return pieces;
}
function indent({ values, where }, newline) {
  const by = toNumber(values[0]);
  if (typeof by !== "number") return by;
  const text2 = richText(values[1], where);
  return { type: "text", pieces: [...newline ? [{ text: "\n" }] : [], ...indentLines(text2, by)] };
}
function trimmed(value, where, start, end) {
  const text2 = richText(value, where);
  const all = joined(text2);
  let from = 0;
  let to = all.length;
  while (from < to && start.test(all[from])) from++;
  while (to > from && end.test(all[to - 1])) to--;
  return slice(text2, from, to);
}
var SPACE = /\s/;
var NOTHING = /[^\s\S]/;
function quoted(call, mark) {
  const pieces = [];
  call.values.forEach((value) => {
    if (value === void 0) return;
    if (pieces.length > 0) pieces.push({ text: " " });
    const text2 = richText(value, call.where);
    pieces.push({ text: mark });
    for (const piece of text2.pieces) {
      const escaped2 = mark === '"' ? JSON.stringify(piece.text).slice(1, -1) : piece.text.replaceAll("'", "''");
      pieces.push({ ...piece, text: escaped2 });
    }
    pieces.push({ text: mark });
  });
  return { type: "text", pieces };
}
function wordsOfName(text2) {
  return text2.replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[\s_-]+/).filter((word) => word !== "");
}
var TEXT = {
  quote: (call) => quoted(call, '"'),
  squote: (call) => quoted(call, "'"),
  indent: (call) => indent(call, false),
  nindent: (call) => indent(call, true),
  printf,
  print: ({ values, where }) => ({
    type: "text",
    pieces: values.flatMap((value, i) => [
      // Go puts a blank between operands of which neither is a string.
      ...i > 0 && !isString(value) && !isString(values[i - 1]) ? [{ text: " " }] : [],
      ...isSomething(value) ? richText(value, where).pieces : [{ text: "<nil>" }]
    ])
  }),
  println: ({ values, where }) => ({
    type: "text",
    pieces: [
      ...values.flatMap((value, i) => [
        ...i > 0 ? [{ text: " " }] : [],
        ...isSomething(value) ? richText(value, where).pieces : [{ text: "<nil>" }]
      ]),
      { text: "\n" }
    ]
  }),
  cat: ({ values, where }) => ({
    type: "text",
    pieces: values.filter(isSomething).flatMap((value, i) => [...i > 0 ? [{ text: " " }] : [], ...richText(value, where).pieces])
  }),
  trim: ({ values, where }) => trimmed(values[0], where, SPACE, SPACE),
  trimAll: textual(([set = "", text2 = ""]) => {
    let from = 0;
    let to = text2.length;
    while (from < to && set.includes(text2[from])) from++;
    while (to > from && set.includes(text2[to - 1])) to--;
    return text2.slice(from, to);
  }),
  trimSuffix: ({ values, where }) => {
    const suffix = plain(values[0]);
    const text2 = richText(values[1], where);
    if (typeof suffix !== "string") return suffix;
    return suffix !== "" && joined(text2).endsWith(suffix) ? slice(text2, 0, lengthOf(text2) - suffix.length) : text2;
  },
  trimPrefix: ({ values, where }) => {
    const prefix = plain(values[0]);
    const text2 = richText(values[1], where);
    if (typeof prefix !== "string") return prefix;
    return joined(text2).startsWith(prefix) ? slice(text2, prefix.length, lengthOf(text2)) : text2;
  },
  trimLeft: ({ values, where }) => trimmed(values[0], where, SPACE, NOTHING),
  nospace: textual(([text2 = ""]) => text2.replace(/\s/g, "")),
  upper: textual(([text2 = ""]) => text2.toUpperCase()),
  lower: textual(([text2 = ""]) => text2.toLowerCase()),
  // strings.Title: every letter that follows none, nor a digit.
  title: textual(
    ([text2 = ""]) => text2.replace(new RegExp("(?<![\\p{L}\\p{N}_])\\p{L}", "gu"), (letter) => letter.toUpperCase())
  ),
  untitle: textual(([text2 = ""]) => text2.replace(/(^|\s)(\S)/g, (all) => all.toLowerCase())),
  replace: textual(
    ([from = "", to = "", text2 = ""]) => from === "" ? text2 : text2.replaceAll(from, to)
  ),
  trunc: ({ values, where }) => {
    const length = toNumber(values[0]);
    if (typeof length !== "number") return length;
    const text2 = richText(values[1], where);
    const all = lengthOf(text2);
    return length < 0 ? slice(text2, Math.max(0, all + length), all) : slice(text2, 0, length);
  },
  substr: textual(
    ([start = "0", end = "0", text2 = ""]) => text2.slice(Math.max(0, Number(start)), Number(end) < 0 ? void 0 : Number(end))
  ),
  repeat: textual(([count = "0", text2 = ""], call) => {
    if (Number(count) * text2.length > LONGEST) throw call.truncated();
    return text2.repeat(Math.max(0, Number(count) || 0));
  }),
  base: textual(([text2 = ""]) => text2.replace(/\/+$/, "").replace(/^.*\//s, "")),
  dir: textual(([text2 = ""]) => text2.includes("/") ? text2.replace(/\/[^/]*$/, "") : "."),
  ext: textual(([text2 = ""]) => /\.[^./]*$/.exec(text2)?.[0] ?? ""),
  snakecase: textual(([text2 = ""]) => wordsOfName(text2).join("_").toLowerCase()),
  kebabcase: textual(([text2 = ""]) => wordsOfName(text2).join("-").toLowerCase()),
  camelcase: textual(
    ([text2 = ""]) => wordsOfName(text2).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("")
  ),
  abbrev: textual(([width = "", text2 = ""]) => {
    const most = Number(width);
    return most < 4 || text2.length <= most ? text2 : `${text2.slice(0, most - 3)}...`;
  }),
  toString: ({ values, where }) => {
    const [value] = values;
    if (!isSomething(value)) return scalar("<nil>", where);
    if (value.type === "unknown" || value.type === "text") return value;
    return like(value, print(value), where);
  },
  toStrings: known(
    ([data], { where }) => listOf(
      itemsIn(data).map((item) => like(item, print(item), where)),
      where
    )
  ),
  contains: predicate(([part = "", text2 = ""]) => text2.includes(part)),
  hasPrefix: predicate(([part = "", text2 = ""]) => text2.startsWith(part)),
  hasSuffix: predicate(([part = "", text2 = ""]) => text2.endsWith(part)),
  splitList: known(
    ([separator, text2], { where }) => listOf(
      (text2 === void 0 ? "" : print(text2)).split(separator === void 0 ? "" : print(separator)).map((part) => like(text2, part, where)),
      where
    )
  ),
  split: known(
    ([separator, text2], { where }) => mapping(
      (text2 === void 0 ? "" : print(text2)).split(separator === void 0 ? "" : print(separator)).map((part, i) => mapEntry(`_${i}`, like(text2, part, where), where)),
      where
    )
  ),
  join: ({ values, where }) => {
    const separator = plain(values[0]);
    const list = values[1] === void 0 ? void 0 : toData(values[1], where);
    if (typeof separator !== "string") return separator;
    if (list?.type === "unknown") return list;
    const items = list?.type === "scalar" ? [list] : itemsIn(list).filter(isSomething);
    return {
      type: "text",
      pieces: items.flatMap((item, i) => [
        ...i > 0 ? [{ text: separator }] : [],
        ...richText(item, where).pieces
      ])
    };
  },
  semverCompare: ({ values, where }) => {
    const [constraint, version] = [plain(values[0]), plain(values[1])];
    if (typeof constraint !== "string") return constraint;
    if (typeof version !== "string") return version;
    const result = satisfies(constraint, version);
    return result === void 0 ? unknownValue("the version cannot be compared", where) : scalar(result, where);
  },
  tpl: ({ values }) => values[0]
};

// src/syntax/gotemplate/functions/index.ts
var ALIASES = [
  ["mustToYaml", "toYaml"],
  ["mustToJson", "toJson"],
  ["mustToPrettyJson", "toPrettyJson"],
  ["mustToRawJson", "toRawJson"],
  ["mustFromJson", "fromJson"],
  ["mustMerge", "merge"],
  ["mustMergeOverwrite", "mergeOverwrite"],
  ["mustDeepCopy", "deepCopy"],
  ["mustHas", "has"],
  ["mustFirst", "first"],
  ["mustLast", "last"],
  ["mustRest", "rest"],
  ["mustInitial", "initial"],
  ["mustAppend", "append"],
  ["push", "append"],
  ["mustPrepend", "prepend"],
  ["mustUniq", "uniq"],
  ["mustWithout", "without"],
  ["mustCompact", "compact"],
  ["mustReverse", "reverse"],
  ["mustSlice", "slice"],
  ["mustChunk", "chunk"],
  ["trimall", "trimAll"],
  ["mustRegexMatch", "regexMatch"],
  ["mustRegexFind", "regexFind"],
  ["mustRegexFindAll", "regexFindAll"],
  ["mustRegexSplit", "regexSplit"],
  ["osBase", "base"],
  ["osDir", "dir"],
  ["osExt", "ext"],
  ["osClean", "clean"],
  ["osIsAbs", "isAbs"]
];
var FUNCTIONS = functions();
function functions() {
  const table = new Map(
    [CHOICES, TEXT, MORE_TEXT, REGEX, ENCODINGS, ARITHMETIC, MAPS, LISTS].flatMap(
      (group) => Object.entries(group)
    )
  );
  for (const [alias, name] of ALIASES) table.set(alias, table.get(name));
  return table;
}

// src/syntax/gotemplate/lookups.ts
var MOST_ROUNDS = 5e3;
function fields(value, path) {
  let here = value;
  for (const name of path) {
    if (here === void 0 || here.type === "unknown") return here;
    if (here.type !== "map") return void 0;
    const found2 = entry(here, name)?.value;
    here = found2?.type === "scalar" && found2.value === null ? void 0 : found2;
  }
  return here;
}
function roundsOf(value, where) {
  if (value === void 0) return [];
  switch (value.type) {
    case "list":
      return value.items.map((item, index) => [scalar(index, where), item]);
    case "map":
      return [...new Map(value.entries.map((e) => [e.key, e])).values()].sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0).map(
        (e) => [{ type: "scalar", value: e.key, where: e.keyWhere }, e.value]
      );
    case "scalar":
      return typeof value.value === "number" && value.value > 0 ? Array.from(
        { length: Math.min(value.value, MOST_ROUNDS) },
        (_, i) => [scalar(i, where), scalar(i, where)]
      ) : [];
    case "unknown":
      return [[value, value]];
    case "text":
      return [];
  }
}

// src/syntax/gotemplate/pipeline.ts
var DEEPEST2 = 60;
function parsePipeline(text2) {
  const tokens2 = tokenize(text2);
  if (tokens2 === void 0) return void 0;
  const parser = new Parser2(tokens2);
  const pipeline = parser.pipeline(0);
  return pipeline !== void 0 && parser.atEnd ? pipeline : void 0;
}
var Parser2 = class {
  constructor(tokens2) {
    this.tokens = tokens2;
  }
  tokens;
  at = 0;
  get atEnd() {
    return this.at >= this.tokens.length;
  }
  pipeline(depth) {
    if (depth > DEEPEST2) return void 0;
    const { variables, declares } = this.assignment();
    const commands = [];
    let command = [];
    while (!this.atEnd) {
      const token = this.tokens[this.at];
      if (token.type === "symbol" && token.text === ")") break;
      if (token.type === "symbol" && token.text === "|") {
        if (command.length === 0) return void 0;
        commands.push(command);
        command = [];
        this.at++;
        continue;
      }
      const operand = this.operand(depth);
      if (operand === void 0) return void 0;
      command.push(operand);
    }
    if (command.length > 0) commands.push(command);
    if (commands.length === 0) return void 0;
    return { variables, declares, commands };
  }
  /** `$x :=`, `$x =`, `$i, $x :=` */
  assignment() {
    const variables = [];
    let at2 = this.at;
    for (; ; ) {
      const token = this.tokens[at2];
      if (token?.type !== "variable") break;
      variables.push(token.text);
      at2++;
      const next = this.tokens[at2];
      if (next?.type !== "symbol") break;
      if (next.text === "," && variables.length === 1) {
        at2++;
        continue;
      }
      if (next.text === ":=" || next.text === "=") {
        this.at = at2 + 1;
        return { variables, declares: next.text === ":=" };
      }
      break;
    }
    return { variables: [], declares: false };
  }
  operand(depth) {
    const token = this.tokens[this.at++];
    if (token.type === "literal") {
      const { value, isFloat: isFloat2 } = token;
      return isFloat2 === true ? { type: "literal", value, isFloat: isFloat2 } : { type: "literal", value };
    }
    if (token.type === "identifier") {
      if (token.text === "nil") return { type: "nil" };
      if (token.text === "true" || token.text === "false") {
        return { type: "literal", value: token.text === "true" };
      }
      return { type: "identifier", name: token.text };
    }
    if (token.type === "variable") {
      return { type: "variable", name: token.text, path: this.path() };
    }
    if (token.type === "field") {
      return { type: "field", path: [token.text, ...this.path()] };
    }
    if (token.text === ".") return { type: "dot" };
    if (token.text !== "(") return void 0;
    const pipeline = this.pipeline(depth + 1);
    const close = this.tokens[this.at];
    if (pipeline === void 0 || close?.type !== "symbol" || close.text !== ")") return void 0;
    this.at++;
    return { type: "group", pipeline, path: this.path() };
  }
  /** The fields that follow without a blank: `.b.c` in `$x.b.c` and `(…).b.c`. */
  path() {
    const path = [];
    for (; ; ) {
      const token = this.tokens[this.at];
      if (token?.type !== "field" || !token.glued) return path;
      path.push(token.text);
      this.at++;
    }
  }
};
function tokenize(text2) {
  const tokens2 = [];
  let at2 = 0;
  let last = 0;
  while (at2 < text2.length) {
    const char = text2[at2];
    if (/\s/.test(char)) {
      at2++;
      continue;
    }
    const glued = at2 === last && at2 > 0;
    const start = at2;
    if (char === '"' || char === "`" || char === "'") {
      const end = stringEnd(text2, at2);
      if (end === void 0) return void 0;
      const value = unquote(text2.slice(at2, end));
      if (value === void 0) return void 0;
      tokens2.push({ type: "literal", value, glued });
      at2 = end;
    } else if (char === "." && isWordStart(text2[at2 + 1])) {
      at2 = wordEnd(text2, at2 + 1);
      tokens2.push({ type: "field", text: text2.slice(start + 1, at2), glued });
    } else if (char === "." && !/[0-9]/.test(text2[at2 + 1] ?? "")) {
      tokens2.push({ type: "symbol", text: ".", glued });
      at2++;
    } else if (char === "$") {
      at2 = wordEnd(text2, at2 + 1);
      tokens2.push({ type: "variable", text: text2.slice(start, at2), glued });
    } else if (isWordStart(char)) {
      at2 = wordEnd(text2, at2);
      tokens2.push({ type: "identifier", text: text2.slice(start, at2), glued });
    } else if (/[0-9.+-]/.test(char)) {
      at2++;
      while (at2 < text2.length && /[0-9a-fA-FxXoO_.]/.test(text2[at2])) at2++;
      const value = Number(text2.slice(start, at2).replace(/_/g, ""));
      if (Number.isNaN(value)) return void 0;
      const isFloat2 = text2.slice(start, at2).includes(".");
      tokens2.push({ type: "literal", value, isFloat: isFloat2, glued });
    } else if (text2.startsWith(":=", at2)) {
      tokens2.push({ type: "symbol", text: ":=", glued });
      at2 += 2;
    } else if ("()|,=".includes(char)) {
      tokens2.push({ type: "symbol", text: char, glued });
      at2++;
    } else {
      return void 0;
    }
    last = at2;
  }
  return tokens2;
}
function isWordStart(char) {
  return char !== void 0 && /[A-Za-z_\u0080-\uffff]/.test(char);
}
function wordEnd(text2, at2) {
  let end = at2;
  while (end < text2.length && /[A-Za-z0-9_\u0080-\uffff]/.test(text2[end])) end++;
  return end;
}
function stringEnd(text2, at2) {
  const quote = text2[at2];
  for (let i = at2 + 1; i < text2.length; i++) {
    if (text2[i] === "\\" && quote !== "`") i++;
    else if (text2[i] === quote) return i + 1;
    else if (text2[i] === "\n" && quote !== "`") return void 0;
  }
  return void 0;
}
function unquote(text2) {
  const quote = text2[0];
  const body = text2.slice(1, -1);
  if (quote === "`") return body;
  let result = "";
  for (let i = 0; i < body.length; i++) {
    if (body[i] !== "\\") {
      result += body[i];
      continue;
    }
    i++;
    const escape = body[i];
    const simple = {
      n: "\n",
      t: "	",
      r: "\r",
      a: "\x07",
      b: "\b",
      f: "\f",
      v: "\v",
      "\\": "\\",
      '"': '"',
      "'": "'"
    };
    const length = escape === "x" ? 2 : escape === "u" ? 4 : escape === "U" ? 8 : 0;
    if (length > 0) {
      const code = parseInt(body.slice(i + 1, i + 1 + length), 16);
      if (Number.isNaN(code) || code > 1114111) return void 0;
      result += String.fromCodePoint(code);
      i += length;
    } else if (escape !== void 0 && simple[escape] !== void 0) {
      result += simple[escape];
    } else {
      return void 0;
    }
  }
  return quote === "'" ? result.codePointAt(0) ?? 0 : result;
}

// src/syntax/gotemplate/parse.ts
var DEEPEST3 = 150;
function parseTemplate(text2) {
  const errors = [];
  const defines = /* @__PURE__ */ new Map();
  const stack = [{ keyword: "file", start: 0, body: [] }];
  const into = () => {
    const top = stack[stack.length - 1];
    return top.otherwise ?? top.body;
  };
  const open = (block2) => {
    stack.push(block2);
  };
  const close = (end) => {
    let top;
    do {
      top = stack.pop();
      if (stack.length < DEEPEST3) finish(top, end);
    } while (top.chained === true);
  };
  const finish = (block2, end) => {
    if (block2.keyword === "define" || block2.keyword === "block") {
      defines.set(block2.name ?? "", block2.body);
      if (block2.keyword === "block") {
        into().push({
          type: "template",
          name: block2.name ?? "",
          pipeline: block2.pipeline,
          start: block2.start,
          end
        });
      }
      return;
    }
    if (block2.keyword === "file") return;
    const node = {
      type: block2.keyword,
      pipeline: block2.pipeline,
      body: block2.body,
      otherwise: block2.otherwise ?? [],
      start: block2.start,
      end
    };
    into().push(node);
  };
  for (const piece of split(text2, errors)) {
    const { start, end } = piece;
    if (piece.type === "text") {
      if (end > start) into().push({ type: "text", start, end });
      continue;
    }
    const code = piece.code ?? "";
    const keyword = /^(if|with|range|define|block|template|else|end|break|continue)(?![A-Za-z0-9_])/.exec(
      code
    )?.[1];
    const rest = keyword === void 0 ? code : code.slice(keyword.length).trim();
    const parsed = (source) => {
      const pipeline = parsePipeline(source);
      if (pipeline === void 0) {
        errors.push({ start, end, message: "the template action is not understood" });
      }
      return pipeline;
    };
    switch (keyword) {
      case "if":
      case "with":
      case "range":
        open({ keyword, pipeline: parsed(rest), start, body: [] });
        break;
      case "define":
      case "block":
      case "template": {
        const length = rest.startsWith('"') || rest.startsWith("`") ? stringEnd(rest, 0) : void 0;
        const name = length === void 0 ? "" : rest.slice(1, length - 1);
        const argument = length === void 0 ? "" : rest.slice(length).trim();
        const pipeline = argument === "" ? void 0 : parsed(argument);
        if (keyword === "template") into().push({ type: "template", name, pipeline, start, end });
        else open({ keyword, name, pipeline, start, body: [] });
        break;
      }
      case "else": {
        const top = stack[stack.length - 1];
        if (top.keyword === "file" || top.keyword === "define" || top.keyword === "block") {
          errors.push({ start, end, message: 'there is nothing that this "else" belongs to' });
          break;
        }
        top.otherwise = [];
        const chained = /^(if|with)(?![A-Za-z0-9_])/.exec(rest)?.[1];
        if (chained === "if" || chained === "with") {
          const pipeline = parsed(rest.slice(chained.length).trim());
          open({ keyword: chained, pipeline, start, body: [], chained: true });
        }
        break;
      }
      case "end":
        if (stack.length === 1) {
          errors.push({ start, end, message: 'there is nothing that this "end" closes' });
        } else {
          close(end);
        }
        break;
      case "break":
      case "continue":
        into().push({ type: keyword, start, end });
        break;
      default:
        if (code !== "") into().push({ type: "action", pipeline: parsed(code), start, end });
    }
  }
  while (stack.length > 1) {
    const top = stack[stack.length - 1];
    errors.push({
      start: top.start,
      end: top.start,
      message: `this "${top.keyword}" is not closed`
    });
    stack.pop();
    if (stack.length < DEEPEST3) finish(top, text2.length);
  }
  return { body: stack[0].body, defines, errors };
}
function split(text2, errors) {
  const pieces = [];
  let at2 = 0;
  let trimNext = false;
  for (; ; ) {
    const open = text2.indexOf("{{", at2);
    let start = at2;
    let end = open < 0 ? text2.length : open;
    if (trimNext) while (start < end && isSpace(text2[start])) start++;
    const trims = open >= 0 && text2[open + 2] === "-" && isSpace(text2[open + 3] ?? "");
    if (trims) while (end > start && isSpace(text2[end - 1])) end--;
    pieces.push({ type: "text", start, end });
    if (open < 0) return pieces;
    const from = trims ? open + 3 : open + 2;
    const close = actionEnd(text2, from);
    if (close === void 0) {
      errors.push({ start: open, end: open + 2, message: "this template action is not closed" });
      return pieces;
    }
    let to = close;
    trimNext = text2[close - 1] === "-" && isSpace(text2[close - 2] ?? "") && close - 1 > from;
    if (trimNext) to--;
    const code = text2.slice(from, to).trim();
    const isComment = code.startsWith("/*");
    pieces.push({ type: "action", start: open, end: close + 2, code: isComment ? "" : code });
    at2 = close + 2;
  }
}
function actionEnd(text2, from) {
  let at2 = from;
  while (at2 < text2.length && isSpace(text2[at2])) at2++;
  if (text2.startsWith("/*", at2)) {
    const end = text2.indexOf("*/", at2);
    const close = end < 0 ? -1 : text2.indexOf("}}", end);
    return close < 0 ? void 0 : close;
  }
  for (; at2 < text2.length; at2++) {
    const char = text2[at2];
    if (char === '"' || char === "`" || char === "'") {
      const end = stringEnd(text2, at2);
      if (end === void 0) return void 0;
      at2 = end - 1;
    } else if (char === "}" && text2[at2 + 1] === "}") {
      return at2;
    }
  }
  return void 0;
}
function isSpace(char) {
  return char === " " || char === "	" || char === "\r" || char === "\n";
}

// src/syntax/gotemplate/scope.ts
var Scope = class {
  constructor(outer) {
    this.outer = outer;
  }
  outer;
  variables = /* @__PURE__ */ new Map();
  declare(name, value) {
    this.variables.set(name, value);
  }
  assign(name, value) {
    if (this.outer === void 0 || this.variables.has(name)) this.variables.set(name, value);
    else this.outer.assign(name, value);
  }
  get(name) {
    return this.variables.has(name) ? this.variables.get(name) : this.outer?.get(name);
  }
};

// src/syntax/text-at.ts
var TextAt = class extends SourceFile {
  constructor(text2, origin) {
    super(origin.file, text2);
    this.origin = origin;
  }
  origin;
  location() {
    return this.origin;
  }
};

// src/syntax/gotemplate/evaluate.ts
var DEEPEST4 = 80;
var MOST_STEPS2 = 4e5;
var MOST_STEPS_OF_SET = 8e6;
var MOST_TEXT = 4e6;
var parseText = remembered(parseTemplate);
function render(file, set, dot, options = {}) {
  const evaluator = new Evaluator(set, options);
  const pieces = [];
  const frame = { file, scope: new Scope(void 0), depth: 0 };
  frame.scope.declare("$", dot);
  try {
    evaluator.run(set.parse(file).body, frame, dot, pieces);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { output: { type: "text", pieces }, failed: error.message };
  }
  return { output: { type: "text", pieces } };
}
var Evaluator = class {
  constructor(set, options) {
    this.set = set;
    this.options = options;
  }
  set;
  options;
  steps = 0;
  length = 0;
  run(nodes, frame, dot, pieces) {
    for (const node of nodes) {
      this.step();
      const flow = this.node(node, frame, dot, pieces);
      if (flow !== void 0) return flow;
    }
    return void 0;
  }
  step() {
    if (++this.steps > MOST_STEPS2 || ++this.set.steps > MOST_STEPS_OF_SET) {
      throw new Stop("the template takes too long");
    }
  }
  node(node, frame, dot, pieces) {
    const { file } = frame;
    switch (node.type) {
      case "text": {
        const text2 = file.text.slice(node.start, node.end);
        this.grow(text2.length);
        pieces.push({ text: text2, origin: { kind: "literal", file, start: node.start } });
        return void 0;
      }
      case "action": {
        const where = file.location(node.start, node.end);
        const value = node.pipeline === void 0 ? unknownValue("the template action is not understood", where) : this.pipeline(node.pipeline, frame, dot, where);
        if (node.pipeline !== void 0 && node.pipeline.variables.length > 0) return void 0;
        const text2 = richText(value, where);
        this.grow(lengthOf(text2));
        append(pieces, text2.pieces);
        return void 0;
      }
      case "template": {
        const where = file.location(node.start, node.end);
        const argument = node.pipeline === void 0 ? void 0 : this.pipeline(node.pipeline, frame, dot, where);
        append(pieces, this.include(node.name, argument, where, frame.depth).pieces);
        return void 0;
      }
      case "break":
      case "continue":
        return node.type;
      case "if":
      case "with": {
        const inner = { ...frame, scope: new Scope(frame.scope) };
        const where = file.location(node.start, node.start);
        const value = this.maybe(node.pipeline, inner, dot, where);
        let holds = truth(value);
        if (typeof holds !== "boolean") {
          this.options.onUnknownCondition?.(where);
          holds = this.options.unknownConditions ?? true;
        }
        if (holds) {
          return this.run(node.body, inner, node.type === "with" ? value : dot, pieces);
        }
        return this.run(node.otherwise, inner, dot, pieces);
      }
      case "range":
        return this.range(node, frame, dot, pieces);
    }
  }
  range(node, frame, dot, pieces) {
    const scope = new Scope(frame.scope);
    const where = frame.file.location(node.start, node.start);
    const value = this.maybe(node.pipeline, { ...frame, scope }, dot, where);
    const rounds = roundsOf(value, where);
    if (rounds.length === 0) return this.run(node.otherwise, { ...frame, scope }, dot, pieces);
    const variables = node.pipeline?.variables ?? [];
    for (const [key, item] of rounds.slice(0, MOST_ROUNDS)) {
      const inner = new Scope(scope);
      const [first, second] = variables;
      if (second !== void 0) {
        inner.declare(first, key);
        inner.declare(second, item);
      } else if (first !== void 0) {
        inner.declare(first, item);
      }
      const flow = this.run(node.body, { ...frame, scope: inner }, item, pieces);
      if (flow === "break") break;
    }
    return void 0;
  }
  maybe(pipeline, frame, dot, where) {
    return pipeline === void 0 ? unknownValue("the template action is not understood", where) : this.pipeline(pipeline, frame, dot, where);
  }
  pipeline(pipeline, frame, dot, where) {
    let value;
    pipeline.commands.forEach((command, index) => {
      value = this.command(command, index === 0 ? [] : [value], frame, dot, where);
    });
    for (const name of pipeline.variables) {
      if (pipeline.declares) frame.scope.declare(name, value);
      else frame.scope.assign(name, value);
    }
    return value;
  }
  command(command, piped2, frame, dot, where) {
    this.step();
    const [head, ...rest] = command;
    if (head === void 0) return void 0;
    if (head.type === "identifier") {
      return this.call(head.name, rest, piped2, frame, dot, where);
    }
    const values = () => [
      ...rest.map((o) => this.operand(o, frame, dot, where)),
      ...piped2
    ];
    if (head.type === "field" || head.type === "variable" || head.type === "group") {
      const method = this.method(head, values, frame, dot, where);
      if (method !== void 0) return method.value;
    }
    return this.operand(head, frame, dot, where);
  }
  /** Methods of Helm's own objects: `.Capabilities.APIVersions.Has`, `.Files.Get`. */
  method(head, values, frame, dot, where) {
    const path = head.path;
    const name = path[path.length - 1];
    if ((name === "AsConfig" || name === "AsSecrets") && head.type === "group") {
      const gathered = this.operand(
        { ...head, path: path.slice(0, -1) },
        frame,
        dot,
        where
      );
      return { value: asConfig(gathered, name === "AsSecrets", where) };
    }
    const owner = path[path.length - 2];
    if (owner === "APIVersions" && name === "Has") {
      const wanted = plain(values()[0]);
      const list = this.operand({ ...head, path: path.slice(0, -1) }, frame, dot, where);
      if (typeof wanted !== "string" || list?.type !== "list") {
        return { value: unknownValue("the versions of the cluster are not known", where) };
      }
      const has2 = list.items.some((item) => item.type === "scalar" && item.value === wanted);
      return { value: scalar(has2, where) };
    }
    if (owner === "Files" && name !== void 0) {
      const files = this.operand(
        { ...head, path: path.slice(0, -1) },
        frame,
        dot,
        where
      );
      return { value: chartFiles(name, values()[0], files, where, this.options.readFile) };
    }
    return void 0;
  }
  call(name, operands, piped2, frame, dot, where) {
    if (name === "and" || name === "or") {
      return this.connective(name, operands, piped2, frame, dot, where);
    }
    const values = [...operands.map((o) => this.operand(o, frame, dot, where)), ...piped2];
    if (name === "include") {
      const template = plain(values[0]);
      if (typeof template !== "string") return template;
      return this.include(template, values[1], where, frame.depth);
    }
    if (name === "tpl") return this.tpl(values[0], values[1], where, frame.depth);
    if (name === "fail") {
      const message = plain(values[0]);
      throw new Stop(typeof message === "string" ? message : "the template stops itself");
    }
    const implementation = FUNCTIONS.get(name);
    if (implementation === void 0) {
      const reason = this.options.unknownFunctions ?? `the template function ${name} is not evaluated`;
      return unknownValue(reason, where);
    }
    const call = {
      name,
      values,
      where,
      truncated: () => new Stop("the output is too long"),
      changed: (map2) => this.options.onChange?.(map2)
    };
    const result = implementation(call);
    if (sizeOf(result) > MOST_TEXT) throw call.truncated();
    return result;
  }
  /** `and` and `or` return the value that decided; what is not known stays unknown unless decided. */
  connective(name, operands, piped2, frame, dot, where) {
    const decisive = name === "or";
    let last;
    let unknown;
    const values = [
      ...operands.map((operand) => () => this.operand(operand, frame, dot, where)),
      ...piped2.map((value) => () => value)
    ];
    for (const value of values) {
      last = value();
      const known3 = truth(last);
      if (typeof known3 !== "boolean") unknown ??= last;
      else if (known3 === decisive) return last;
    }
    return unknown ?? last;
  }
  operand(operand, frame, dot, where) {
    switch (operand.type) {
      case "dot":
        return dot;
      case "nil":
        return void 0;
      case "literal":
        return operand.isFloat === true ? floatScalar(Number(operand.value), where) : scalar(operand.value, where);
      case "field":
        return fields(dot, operand.path);
      case "variable":
        return fields(frame.scope.get(operand.name), operand.path);
      case "group":
        return fields(this.pipeline(operand.pipeline, frame, dot, where), operand.path);
      case "identifier":
        return this.call(operand.name, [], [], frame, dot, where);
    }
  }
  include(name, dot, where, depth) {
    const found2 = this.set.find(name);
    if (found2 === void 0) {
      return richText(unknownValue(`the template "${name}" is not in the chart`, where), where);
    }
    if (depth >= DEEPEST4) throw new Stop("the templates include each other too deeply");
    const pieces = [];
    const scope = new Scope(void 0);
    scope.declare("$", dot);
    this.run(found2.body, { file: found2.file, scope, depth: depth + 1 }, dot, pieces);
    return { type: "text", pieces };
  }
  /** A value that is a template itself; values without actions are what they are. */
  tpl(template, dot, where, depth) {
    const text2 = plain(template);
    if (typeof text2 !== "string") return text2;
    if (!text2.includes("{{")) return template;
    if (depth >= DEEPEST4) throw new Stop("the templates include each other too deeply");
    const origin = toData(template, where).where;
    const parsed = parseText(text2);
    const pieces = [];
    const scope = new Scope(void 0);
    scope.declare("$", dot);
    const file = new TextAt(text2, origin);
    this.run(parsed.body, { file, scope, depth: depth + 1 }, dot, pieces);
    return { type: "text", pieces };
  }
  grow(by) {
    this.length += by;
    if (this.length > MOST_TEXT) throw new Stop("the output is too long");
  }
};
function sizeOf(value) {
  if (value?.type === "text") return lengthOf(value);
  return value?.type === "scalar" && typeof value.value === "string" ? value.value.length : 0;
}

// src/syntax/gotemplate/rendered.ts
var RenderedFile = class extends SourceFile {
  constructor(path, text2, spans, fallback) {
    super(path, text2);
    this.spans = spans;
    this.fallback = fallback;
  }
  spans;
  fallback;
  through = /* @__PURE__ */ new WeakMap();
  location(start, end = start, address) {
    const { where, through } = this.origin(start, end);
    const location = { ...where, ...address === void 0 ? {} : { address } };
    if (through.length > 0) this.through.set(location, through);
    return location;
  }
  throughOf(location) {
    return this.through.get(location) ?? [];
  }
  /** Why the text between two offsets is not known; `undefined` when it is. */
  unknownAt(start, end) {
    for (let i = this.indexOf(start); i < this.spans.length && this.spans[i].start < end; i++) {
      const { origin } = this.spans[i];
      if (origin?.kind === "unknown") return origin.reason;
    }
    return void 0;
  }
  origin(start, end) {
    const first = this.indexOf(start);
    const covering = [];
    for (let i = first; i < this.spans.length && covering.length < 4; i++) {
      const span2 = this.spans[i];
      if (span2.start >= Math.max(end, start + 1)) break;
      covering.push(span2);
    }
    const values = covering.filter((span2) => span2.origin?.kind === "value");
    const only = values[0]?.origin;
    if (values.length === 1 && only?.kind === "value" && this.onlyQuotesBeside(covering, start, end)) {
      return { where: only.where, through: only.through };
    }
    const literal = covering.find((span2) => span2.origin?.kind === "literal");
    if (literal?.origin?.kind === "literal") {
      const { file, start: base } = literal.origin;
      const from = Math.max(start, literal.start);
      const to = Math.min(Math.max(end, from), literal.end);
      const where = file.location(base + from - literal.start, base + to - literal.start);
      return { where, through: [] };
    }
    const span = covering.find((item) => item.origin !== void 0)?.origin;
    if (span?.kind === "value") return { where: span.where, through: span.through };
    if (span?.kind === "unknown") return { where: span.where, through: [] };
    return { where: this.fallback, through: [] };
  }
  /** Whether all but one value between the offsets is quotation marks and blanks. */
  onlyQuotesBeside(covering, start, end) {
    if (covering.length >= 4) return false;
    return covering.every(
      (span) => span.origin?.kind === "value" || /^["'\s]*$/.test(this.text.slice(Math.max(start, span.start), Math.min(end, span.end)))
    );
  }
  indexOf(offset) {
    let low = 0;
    let high = this.spans.length - 1;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if (this.spans[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
};
function splitDocuments(output) {
  const text2 = joined(output);
  const parts = [];
  let from = 0;
  for (const match of text2.matchAll(/^---(?=\s|$)/gm)) {
    if (match.index > from) parts.push(slice(output, from, match.index));
    from = match.index;
  }
  parts.push(slice(output, from, text2.length));
  return parts;
}
function readRendered(path, output, fallback) {
  const spans = [];
  const texts = [];
  let at2 = 0;
  const add = (piece) => {
    if (piece.text === "") return;
    spans.push({ start: at2, end: at2 + piece.text.length, origin: piece.origin });
    texts.push(piece.text);
    at2 += piece.text.length;
  };
  for (const piece of withUnknownLines(output.pieces)) add(piece);
  const text2 = texts.join("");
  const file = new RenderedFile(path, text2, spans, fallback);
  const stream = readYaml(file, {
    version: "1.1",
    unknownAt: (start, end) => file.unknownAt(start, end)
  });
  return {
    documents: stream.documents.map((document) => withThrough(document.data, file, 0)),
    errors: stream.errors,
    text: text2
  };
}
function withUnknownLines(pieces) {
  if (!pieces.some((piece) => piece.origin?.kind === "unknown")) return [...pieces];
  const lines = linesOf({ type: "text", pieces });
  const texts = lines.map((line) => line.map((piece) => piece.text).join(""));
  const result = [];
  lines.forEach((line, index) => {
    if (index > 0) result.push({ text: "\n" });
    const isUnknown = line.some((piece) => piece.origin?.kind === "unknown") && line.every((piece) => piece.origin?.kind === "unknown" || piece.text.trim() === "");
    const shape = isUnknown ? shapeAround(texts, index) : "text";
    const at2 = line.findIndex((piece) => piece.origin?.kind === "unknown");
    const unknown = line[at2];
    if (shape === "text" || unknown === void 0) {
      append(result, line);
      return;
    }
    append(result, line.slice(0, at2));
    result.push(
      shape === "item" ? { ...unknown, text: `- ${UNKNOWN_TEXT}` } : { ...unknown, text: `${UNKNOWN_TEXT}: ${UNKNOWN_TEXT}` }
    );
  });
  return result;
}
function shapeAround(lines, index) {
  const indentOf = (line) => line.length - line.trimStart().length;
  const own = indentOf(lines[index]);
  for (const step of [1, -1]) {
    for (let i = index + step, seen = 0; i >= 0 && i < lines.length && seen < 400; i += step, seen++) {
      const line = lines[i];
      const text2 = line.trim();
      if (text2 === "" || text2.startsWith("#") || text2 === UNKNOWN_TEXT) continue;
      const indent2 = indentOf(line);
      if (indent2 < own || text2 === "---") break;
      if (indent2 > own) continue;
      if (text2 === "-" || text2.startsWith("- ")) return "item";
      if (/^("[^"]{0,300}"|'[^']{0,300}'|[^\s"'{[#&*!|>%@][^\n]{0,300}?):( |$)/.test(text2))
        return "entry";
      break;
    }
  }
  return "text";
}
function withThrough(data, file, depth) {
  if (depth > 210) return data;
  const through = [...file.throughOf(data.where), ...data.through ?? []];
  const extra = through.length === 0 ? {} : { through };
  if (data.type === "list") {
    return {
      ...data,
      ...extra,
      items: data.items.map((item) => withThrough(item, file, depth + 1))
    };
  }
  if (data.type === "map") {
    return {
      ...data,
      // A map begins with its first key: what that came through is not how the map came here.
      entries: data.entries.map((entry2) => ({
        ...entry2,
        value: withThrough(entry2.value, file, depth + 1)
      }))
    };
  }
  return { ...data, ...extra };
}

// src/syntax/gotemplate/template-set.ts
var parsedTemplates = /* @__PURE__ */ new WeakMap();
var TemplateSet = class {
  /** What has been evaluated so far. */
  steps = 0;
  defines = /* @__PURE__ */ new Map();
  /** Adds a file's named templates; of templates of one name the last counts, as in Helm. */
  add(file) {
    const parsed = this.parse(file);
    for (const [name, body] of parsed.defines) this.defines.set(name, { file, body });
    return parsed;
  }
  parse(file) {
    let parsed = parsedTemplates.get(file);
    if (parsed === void 0) parsedTemplates.set(file, parsed = parseTemplate(file.text));
    return parsed;
  }
  find(name) {
    return this.defines.get(name);
  }
};

// src/platforms/kubernetes/objects.ts
var DEEPEST_LIST = 8;
var MOST_OBJECTS = 5e4;
function objectsIn(data, origin) {
  const found2 = [];
  collect(data, origin, found2, 0);
  return found2;
}
function collect(data, origin, found2, depth) {
  if (data === void 0 || depth > DEEPEST_LIST || found2.length >= MOST_OBJECTS) return;
  if (data.type === "list") {
    for (const item of data.items) collect(item, origin, found2, depth + 1);
    return;
  }
  if (data.type !== "map") return;
  const kind2 = stringOf(at(data, "kind"));
  const apiVersion = textOf(at(data, "apiVersion")) ?? "";
  if (kind2 === void 0 || kind2 === "") return;
  const items = at(data, "items");
  if (kind2.endsWith("List") && items !== void 0) {
    for (const item of itemsOf(items)) {
      collect(withKindOfList(item, kind2, apiVersion), origin, found2, depth + 1);
    }
    return;
  }
  if (kind2 === "Template" && at(data, "objects")?.type === "list") {
    const parameters = templateParameters(data);
    for (const item of itemsOf(at(data, "objects"))) {
      collect(fillIn(item, parameters, 0), origin, found2, depth + 1);
    }
    return;
  }
  if (apiVersion === "") return;
  const metadata2 = at(data, "metadata");
  const name = textOf(at(metadata2, "name")) ?? textOf(at(metadata2, "generateName")) ?? "";
  const written = textOf(at(metadata2, "namespace"));
  const namespace = written === void 0 || written === "" ? origin.namespace : written;
  found2.push({
    apiVersion,
    kind: kind2,
    name,
    namespace: namespace ?? "default",
    namespaced: namespace !== void 0,
    data,
    where: data.where,
    set: origin.set
  });
}
function withKindOfList(item, listKind, apiVersion) {
  if (item.type !== "map" || listKind === "List") return item;
  const added2 = [];
  const add = (key, value) => {
    if (at(item, key) !== void 0) return;
    added2.push({
      key,
      keyWhere: item.where,
      valueWhere: item.where,
      value: { type: "scalar", value, where: item.where }
    });
  };
  add("kind", listKind.slice(0, -"List".length));
  add("apiVersion", apiVersion);
  return added2.length === 0 ? item : { ...item, entries: [...item.entries, ...added2] };
}
function templateParameters(template) {
  const parameters = /* @__PURE__ */ new Map();
  for (const item of itemsOf(at(template, "parameters"))) {
    const name = textOf(at(item, "name"));
    if (name === void 0) continue;
    const value = at(item, "value");
    parameters.set(name, { value: textOf(value), where: value?.where ?? item.where });
  }
  return parameters;
}
function fillIn(data, parameters, depth) {
  if (depth > 100) return data;
  if (data.type === "list") {
    return { ...data, items: data.items.map((item) => fillIn(item, parameters, depth + 1)) };
  }
  if (data.type === "map") {
    return {
      ...data,
      entries: data.entries.map((entry2) => ({
        ...entry2,
        value: fillIn(entry2.value, parameters, depth + 1)
      }))
    };
  }
  if (data.type !== "scalar" || typeof data.value !== "string") return data;
  const whole = /^\$\{\{([A-Za-z0-9_]+)\}\}$/.exec(data.value);
  let missing;
  let used;
  const text2 = data.value.replace(
    /\$\{\{([A-Za-z0-9_]+)\}\}|\$\{([A-Za-z0-9_]+)\}/g,
    (all, first, second) => {
      const name = first ?? second ?? "";
      const parameter = parameters.get(name);
      if (parameter === void 0) return all;
      used = parameter;
      if (parameter.value === void 0) missing = name;
      return parameter.value ?? "";
    }
  );
  if (used === void 0) return data;
  const through = [data.where, ...data.through ?? []];
  if (missing !== void 0) {
    const reason = `the template parameter ${missing} has no value`;
    return { type: "unknown", reason, where: data.where };
  }
  if (whole !== null) {
    const value = /^[0-9]{1,15}$/.test(text2) ? Number(text2) : text2 === "true" ? true : text2 === "false" ? false : text2;
    return { type: "scalar", value, where: used.where, through };
  }
  return { type: "scalar", value: text2, where: used.where, through };
}
function displayName(object) {
  return `${object.kind}/${object.namespace}/${object.name === "" ? "?" : object.name}`;
}
function groupOf(object) {
  const slash = object.apiVersion.indexOf("/");
  return slash < 0 ? "" : object.apiVersion.slice(0, slash);
}
function located(where, object) {
  return { ...where, address: displayName(object) };
}
function textIn(data) {
  if (data === void 0) return void 0;
  if (data.type === "unknown") return unresolved(data.reason, data.where);
  const text2 = textOf(data);
  if (text2 === void 0) return void 0;
  const placeholder = placeholderIn(text2);
  return placeholder === void 0 ? text2 : unresolved(`the placeholder ${placeholder} is filled in outside the repository`, data.where);
}
function placeholderIn(text2) {
  const match = /\$\{[^{}\n]{0,200}\}|\{\{[^{}\n]{0,200}\}\}|^<[^<>\n]{1,100}>$|^\$[A-Z_]+(\||\$)|^\$[A-Za-z_]+$|^__[A-Za-z0-9_]+__$/.exec(
    text2
  );
  return match?.[0];
}
function textMap(data) {
  const result = /* @__PURE__ */ new Map();
  if (data?.type !== "map") return result;
  for (const entry2 of data.entries) {
    const text2 = textIn(entry2.value);
    result.set(entry2.key, typeof text2 === "string" ? text2 : void 0);
  }
  return result;
}
function portIn(data) {
  const text2 = textIn(data);
  if (typeof text2 !== "string") return text2;
  const plain2 = data?.type === "scalar" && typeof data.value === "number" ? data.value : void 0;
  if (plain2 !== void 0) return plain2;
  return /^[0-9]{1,6}$/.test(text2) ? Number(text2) : text2;
}
function folderOf(where) {
  const slash = where.file.lastIndexOf("/");
  return slash < 0 ? "" : where.file.slice(0, slash);
}

// src/platforms/kubernetes/manifests.ts
function readManifest(file, origin, problems) {
  return readDocuments(file, problems).flatMap((data) => objectsIn(data, origin));
}
function readDocuments(file, problems) {
  if (file.name.toLowerCase().endsWith(".json")) {
    const { data, errors } = readJson(file);
    report(file, errors, problems);
    return data === void 0 ? [] : [data];
  }
  const printed = hasTemplateActions(file.text) ? templateDocuments(file) : void 0;
  if (printed !== void 0) return printed;
  const stream = readYaml(file, { version: "1.1" });
  report(file, stream.errors, problems);
  return stream.documents.map((document) => document.data);
}
function templateDocuments(file) {
  if (!/^[ \t]*(?:- +)?(?:[A-Za-z0-9_./"-]+:[ \t]+)?(?:\{\{|\{%)/m.test(file.text))
    return void 0;
  const text2 = file.text.replace(
    /\{%[^\n]{0,500}?%\}/g,
    (statement) => " ".repeat(statement.length)
  );
  const template = text2 === file.text ? file : new SourceFile(file.path, text2);
  const set = new TemplateSet();
  if (set.add(template).errors.some((error) => error.message.includes("not closed")))
    return void 0;
  const start = file.location(0);
  const reason = "the template is filled in outside the repository";
  const { output, failed } = render(template, set, unknownValue(reason, start), {
    unknownFunctions: reason
  });
  if (failed !== void 0) return void 0;
  return readRendered(file.path, output, start).documents;
}
function report(file, errors, problems) {
  const first = errors[0];
  if (problems === void 0 || first === void 0) return;
  problems.push({
    kind: "unparsed",
    where: first.where,
    message: `${file.path}, line ${first.where.startLine}: the manifest cannot be read in full: ${first.message} What could be read is judged; correct the syntax.`
  });
}

// src/platforms/kubernetes/helm/archive.ts
import { gunzipSync } from "node:zlib";
var MOST_BYTES = 32 * 1024 * 1024;
var MOST_FILES = 2e3;
var LARGEST_FILE = 2 * 1024 * 1024;
var BLOCK = 512;
function archiveTree(bytes, place) {
  let tar;
  try {
    tar = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return void 0;
  }
  const files = /* @__PURE__ */ new Map();
  for (const { path, content } of entriesOf(tar)) {
    if (files.size >= MOST_FILES) break;
    if (content.includes(0)) continue;
    files.set(path, new ArchivedFile(path, content.toString("utf8"), place));
  }
  return files.size === 0 ? void 0 : new ArchiveTree(files);
}
var ArchiveTree = class {
  constructor(files) {
    this.files = files;
    this.paths = [...files.keys()].sort();
  }
  files;
  paths;
  unreadable = [];
  has(path) {
    return this.files.has(path);
  }
  read(path) {
    return this.files.get(path);
  }
};
var ArchivedFile = class extends SourceFile {
  constructor(path, text2, place) {
    super(path, text2);
    this.place = place;
  }
  place;
  location(_start, _end, address) {
    return { ...this.place(), ...address === void 0 ? {} : { address } };
  }
};
function* entriesOf(tar) {
  let longName;
  for (let at2 = 0; at2 + BLOCK <= tar.length; ) {
    const header = tar.subarray(at2, at2 + BLOCK);
    if (header[0] === 0) return;
    const size = Number.parseInt(text(header, 124, 12), 8);
    if (!Number.isSafeInteger(size) || size < 0) return;
    const content = tar.subarray(at2 + BLOCK, at2 + BLOCK + size);
    at2 += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156]);
    if (type === "L") longName = text(content, 0, Math.min(size, 4096));
    else if (type === "x") longName = paxPath(content) ?? longName;
    else if (type === "0" || type === "\0") {
      const prefix = text(header, 257, 5) === "ustar" ? text(header, 345, 155) : "";
      const name = text(header, 0, 100);
      const path = longName ?? (prefix === "" ? name : `${prefix}/${name}`);
      longName = void 0;
      const parts = path.split("/").filter((part) => part !== "" && part !== ".");
      if (parts.includes("..") || size > LARGEST_FILE) continue;
      yield { path: parts.join("/"), content };
    } else if (type !== "g") longName = void 0;
  }
}
function text(bytes, start, length) {
  const end = bytes.indexOf(0, start);
  const limit = Math.min(start + length, bytes.length);
  return bytes.toString("utf8", start, end < 0 || end > limit ? limit : end).trim();
}
function paxPath(content) {
  return /(?:^|\n)[0-9]+ path=([^\n]{1,4096})\n/.exec(content.toString("utf8", 0, 65536))?.[1];
}

// src/platforms/kubernetes/helm/charts.ts
var DEEPEST5 = 6;
var MOST_TEMPLATES = 2e3;
var MOST_FILES2 = 2e3;
var MOST_PACKED = 50;
function isPacked(path, chartsFolder) {
  return path.startsWith(chartsFolder) && path.endsWith(".tgz") && !path.slice(chartsFolder.length).includes("/");
}
function holdsAction(data, depth) {
  if (data === void 0 || depth > 100) return false;
  if (data.type === "list") return data.items.some((item) => holdsAction(item, depth + 1));
  if (data.type !== "map") return false;
  return data.entries.some(
    ({ key, value }) => key.startsWith("{") || holdsAction(value, depth + 1)
  );
}
var ChartReader = class _ChartReader {
  constructor(tree) {
    this.tree = tree;
  }
  tree;
  /** How many releases have been rendered for objects that deploy charts. */
  releases = 0;
  known = /* @__PURE__ */ new Map();
  /** Where packed charts are declared. */
  places = /* @__PURE__ */ new Map();
  /** The chart in a folder; `undefined` when there is none. */
  read(folder, depth = 0) {
    if (this.known.has(folder)) return this.known.get(folder);
    this.known.set(folder, void 0);
    const chart = depth > DEEPEST5 ? void 0 : this.load(folder, depth);
    this.known.set(folder, chart);
    return chart;
  }
  /** The paths below a folder. */
  below(folder) {
    const prefix = folder === "" ? "" : `${folder}/`;
    if (prefix === "") return this.tree.paths;
    const { paths } = this.tree;
    let low = 0;
    let high = paths.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (paths[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    const found2 = [];
    for (let i = low; i < paths.length && paths[i].startsWith(prefix); i++) found2.push(paths[i]);
    return found2;
  }
  /** Whether any file of the chart in a folder, or of the charts it brings along, speaks of memcached. */
  speaksOfMemcached(folder) {
    return this.below(folder).some(
      (path) => /memcache/i.test(path) || /\.(ya?ml|tpl|json|txt)$/i.test(path) && mentionsMemcached(this.file(path)?.text ?? "")
    );
  }
  file(path) {
    return this.tree.read(path);
  }
  /**
   * The data of a values file or of a chart's own files. Helm reads them as they stand: braces in their
   * texts are templates for `tpl`. Only what is no YAML that way is filled in by something else first.
   */
  yaml(path) {
    const file = this.tree.read(path);
    if (file === void 0) return void 0;
    const { documents, errors } = readYaml(file, { version: "1.1" });
    const isPlain2 = errors.length === 0 && !holdsAction(documents[0]?.data, 0);
    return isPlain2 ? documents[0]?.data : readDocuments(file, void 0)[0];
  }
  /** The chart in an archive; what it holds stands where its parent declares it. */
  packed(path, depth) {
    const bytes = depth > DEEPEST5 ? void 0 : this.tree.readBytes?.(path);
    if (bytes === void 0) return void 0;
    const start = { file: path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    const tree = archiveTree(bytes, () => this.places.get(path) ?? start);
    const folder = tree?.paths.find((one) => /^[^/]+\/Chart\.yaml$/.test(one))?.split("/")[0];
    return tree === void 0 || folder === void 0 ? void 0 : new _ChartReader(tree).read(folder, depth);
  }
  load(folder, depth) {
    const join = (name2) => folder === "" ? name2 : `${folder}/${name2}`;
    const metadata2 = this.yaml(join("Chart.yaml"));
    if (metadata2?.type !== "map") return void 0;
    const inside = this.below(folder);
    const templates = inside.filter((path) => path.startsWith(join("templates/"))).slice(0, MOST_TEMPLATES).flatMap((path) => this.tree.read(path) ?? []);
    const vendored = /* @__PURE__ */ new Map();
    const packedIn = /* @__PURE__ */ new Map();
    const chartsFolder = join("charts/");
    const names = new Set(
      inside.filter(
        (path) => path.startsWith(chartsFolder) && path.slice(chartsFolder.length).includes("/")
      ).map((path) => path.slice(chartsFolder.length).split("/")[0])
    );
    for (const name2 of names) {
      const chart = this.read(`${chartsFolder}${name2}`, depth + 1);
      if (chart !== void 0) vendored.set(chart.name, chart);
    }
    for (const path of inside.filter((one) => isPacked(one, chartsFolder)).slice(0, MOST_PACKED)) {
      const chart = this.packed(path, depth + 1);
      if (chart === void 0 || vendored.has(chart.name)) continue;
      vendored.set(chart.name, chart);
      packedIn.set(chart.name, path);
    }
    const declared = [
      ...itemsOf(at(metadata2, "dependencies")),
      ...itemsOf(at(this.yaml(join("requirements.yaml")), "dependencies"))
    ];
    const dependencies = [];
    const used = /* @__PURE__ */ new Set();
    for (const data of declared) {
      const name2 = textOf(at(data, "name"));
      if (name2 === void 0) continue;
      used.add(name2);
      const archive = packedIn.get(name2);
      if (archive !== void 0) this.places.set(archive, at(data, "name").where);
      const repository = textOf(at(data, "repository")) ?? "";
      const local = repository.startsWith("file://") ? resolveInTree(folder, repository.slice("file://".length)) : void 0;
      dependencies.push({
        key: textOf(at(data, "alias")) ?? name2,
        name: name2,
        repository,
        condition: textOf(at(data, "condition")),
        tags: itemsOf(at(data, "tags")).flatMap((tag) => textOf(tag) ?? []),
        chart: vendored.get(name2) ?? (local === void 0 ? void 0 : this.read(local, depth + 1)),
        where: at(data, "name").where
      });
    }
    for (const [name2, chart] of vendored) {
      if (used.has(name2)) continue;
      dependencies.push({
        key: name2,
        name: name2,
        repository: "",
        condition: void 0,
        tags: [],
        chart,
        where: chart.where
      });
    }
    const name = textOf(at(metadata2, "name"));
    return {
      name: name ?? folder.slice(folder.lastIndexOf("/") + 1),
      folder,
      metadata: metadata2,
      where: at(metadata2, "name")?.where ?? metadata2.where,
      values: this.yaml(join("values.yaml")),
      concernsMemcached: ["Chart.yaml", "values.yaml"].some(
        (path) => mentionsMemcached(this.file(join(path))?.text ?? "")
      ),
      templates,
      dependencies,
      files: inside.map((path) => path.slice(join("").length)).filter((path) => !/^(templates|charts)\//.test(path)).slice(0, MOST_FILES2),
      readFile: (path) => this.file(join(path))
    };
  }
};

// src/platforms/kubernetes/helm/known-charts.ts
var MODEL = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Name }}
spec:
  template:
    metadata:
      labels:
        app.kubernetes.io/name: memcached
        app.kubernetes.io/instance: {{ .Name }}
    spec:
      {{- if .Values.hostNetwork }}
      hostNetwork: {{ .Values.hostNetwork }}
      {{- end }}
      containers:
        - name: memcached
          image: {{ with .Values.image }}{{ if kindIs "map" . }}{{ .repository | default "bitnami/memcached" }}{{ with .tag }}:{{ . }}{{ end }}{{ else }}{{ . }}{{ end }}{{ else }}bitnami/memcached{{ end }}
          {{- with .Values.command }}
          command: {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with .Values.args }}
          args: {{- toYaml . | nindent 12 }}
          {{- end }}
          env:
            {{- if (.Values.auth | default dict).enabled }}
            - name: MEMCACHED_USERNAME
              value: {{ .Values.auth.username | default "user" | quote }}
            - name: MEMCACHED_PASSWORD
              value: {{ .Values.auth.password | default "password" | quote }}
            {{- end }}
            {{- with .Values.extraEnvVars }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          ports:
            - name: memcache
              containerPort: {{ (.Values.containerPorts | default dict).memcached | default 11211 }}
---
{{- $service := .Values.service | default dict }}
apiVersion: v1
kind: Service
metadata:
  name: {{ .Name }}
  {{- with $service.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ $service.type | default "ClusterIP" }}
  {{- with $service.loadBalancerClass }}
  loadBalancerClass: {{ . }}
  {{- end }}
  {{- with $service.loadBalancerIP }}
  loadBalancerIP: {{ . }}
  {{- end }}
  {{- with $service.loadBalancerSourceRanges }}
  loadBalancerSourceRanges: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $service.externalIPs }}
  externalIPs: {{- toYaml . | nindent 4 }}
  {{- end }}
  selector:
    app.kubernetes.io/name: memcached
    app.kubernetes.io/instance: {{ .Name }}
  ports:
    - name: memcache
      port: {{ ($service.ports | default dict).memcached | default ($service.port | default 11211) }}
      targetPort: memcache
      {{- with ($service.nodePorts | default dict).memcached }}
      nodePort: {{ . }}
      {{- end }}
`;
function isMemcachedChart(name) {
  return /(^|\/)memcached$/.test(name);
}
function modelObjects(use, origin) {
  if (!isMemcachedChart(use.chart)) return bundledObjects(use, origin);
  const { where } = use;
  const file = new ModelFile(where);
  const templates = new TemplateSet();
  templates.add(file);
  const values = use.values?.type === "map" ? copyOfData(use.values) : mapping([], where);
  const dot = mapping(
    [mapEntry("Values", values, where), mapEntry("Name", scalar(use.key, where), where)],
    where
  );
  const { output } = render(file, templates, dot);
  return readRendered(where.file, output, where).documents.flatMap(
    (document) => objectsIn(document, origin)
  );
}
function bundledObjects(use, origin) {
  if (use.values?.type !== "map") return [];
  const services = use.values.entries.flatMap(
    ({ key, value }) => isBundled(key, value) ? [] : servicesIn(value, [key], use, origin, 0)
  );
  const bundled = use.values.entries.flatMap(({ key, value, keyWhere }) => {
    if (!isBundled(key, value)) return [];
    return modelObjects(
      { chart: "memcached", key: `${use.key}-${key}`, values: value, where: keyWhere },
      origin
    );
  });
  return [...bundled, ...services];
}
function isBundled(key, value) {
  return /^memcached/i.test(key) && !/exporter/i.test(key) && value.type === "map" && (textOf(at(value, "service", "type")) !== void 0 || at(value, "hostNetwork") !== void 0);
}
var DEEPEST6 = 8;
function servicesIn(data, path, use, origin, depth) {
  if (data.type !== "map" || depth > DEEPEST6) return [];
  const type = textOf(at(data, "type"));
  const inner = data.entries.flatMap(
    ({ key, value }) => servicesIn(value, [...path, key], use, origin, depth + 1)
  );
  if (type !== "LoadBalancer" && type !== "NodePort") return inner;
  if (path.some((key) => /exporter|metrics/i.test(key))) return inner;
  const named = path.some((key) => /memcache/i.test(key));
  if (!named && !holdsPort(data, 0)) return inner;
  const { where } = use;
  const text2 = (value) => scalar(value, where);
  const spec = mapping(
    [
      ...data.entries.filter(({ key }) => SERVICE_FIELDS.has(key)),
      mapEntry(
        "ports",
        {
          type: "list",
          items: [mapping([mapEntry("port", scalar(MEMCACHED_PORT, where), where)], where)],
          where
        },
        where
      )
    ],
    where
  );
  const annotations = at(data, "annotations");
  const metadata2 = mapping(
    [
      mapEntry("name", text2(named ? `${use.key}-memcached` : use.key), where),
      ...annotations === void 0 ? [] : [mapEntry("annotations", annotations, annotations.where)]
    ],
    where
  );
  const service = mapping(
    [
      mapEntry("apiVersion", text2("v1"), where),
      mapEntry("kind", text2("Service"), where),
      mapEntry("metadata", metadata2, where),
      mapEntry("spec", spec, where)
    ],
    where
  );
  return [...inner, ...objectsIn(service, origin)];
}
var SERVICE_FIELDS = /* @__PURE__ */ new Set([
  "type",
  "loadBalancerSourceRanges",
  "loadBalancerClass",
  "loadBalancerIP",
  "externalIPs"
]);
function holdsPort(data, depth) {
  if (depth > DEEPEST6) return false;
  if (data.type === "list") return data.items.some((item) => holdsPort(item, depth + 1));
  if (data.type === "map") return data.entries.some(({ value }) => holdsPort(value, depth + 1));
  return integerOf(data) === MEMCACHED_PORT;
}
var ModelFile = class extends SourceFile {
  constructor(use) {
    super(use.file, MODEL);
    this.use = use;
  }
  use;
  location() {
    return this.use;
  }
};

// src/platforms/kubernetes/selectors.ts
var UNKNOWN_KEY = "UNKNOWN";
function hasLabels(labels, wanted) {
  const more = labels.has(UNKNOWN_KEY);
  for (const [key, value] of wanted) {
    if (key === UNKNOWN_KEY) continue;
    if (!labels.has(key)) {
      if (more) continue;
      return false;
    }
    const actual = labels.get(key);
    if (value !== void 0 && actual !== void 0 && actual !== value) return false;
  }
  return true;
}
function selects(selector, labels) {
  if (selector === void 0) return true;
  if (!hasLabels(labels, textMap(at(selector, "matchLabels")))) return false;
  return itemsOf(at(selector, "matchExpressions")).every((expression) => {
    const key = textOf(at(expression, "key")) ?? "";
    const values = itemsOf(at(expression, "values")).map(textOf);
    const actual = labels.get(key);
    switch (textOf(at(expression, "operator"))) {
      case "In":
        return labels.has(key) && (actual === void 0 || values.includes(actual));
      case "NotIn":
        return !labels.has(key) || actual === void 0 || !values.includes(actual);
      case "Exists":
        return labels.has(key);
      case "DoesNotExist":
        return !labels.has(key);
      default:
        return false;
    }
  });
}
function isEmptySelector(selector) {
  return textMap(at(selector, "matchLabels")).size === 0 && itemsOf(at(selector, "matchExpressions")).length === 0;
}
function nearest(object, candidates) {
  if (candidates.length <= 1) return [...candidates];
  const sameSet = object.set === "" ? [] : candidates.filter((c) => c.object.set === object.set);
  if (sameSet.length > 0) return sameSet;
  const distance = (candidate) => candidate.object.where.file === object.where.file ? -1 : folderDistance(folderOf(object.where), folderOf(candidate.object.where));
  const least = Math.min(...candidates.map(distance));
  return candidates.filter((candidate) => distance(candidate) === least);
}
function folderDistance(a, b) {
  const first = a === "" ? [] : a.split("/");
  const second = b === "" ? [] : b.split("/");
  let common = 0;
  while (common < first.length && common < second.length && first[common] === second[common]) {
    common++;
  }
  return first.length - common + (second.length - common);
}
function openSelectors(objects) {
  const seen = /* @__PURE__ */ new Set();
  const selectors = [];
  for (const object of objects) {
    if (object.kind !== "Service" || itemsOf(at(object.data, "spec", "ports")).length === 0)
      continue;
    if (textOf(at(object.data, "spec", "type")) === "ExternalName") continue;
    const values = [...textMap(at(object.data, "spec", "selector")).values()].filter(
      (value) => value !== void 0 && value !== UNKNOWN_KEY
    );
    const key = values.join("\n");
    if (values.length === 0 || seen.has(key)) continue;
    seen.add(key);
    selectors.push(values);
  }
  return selectors;
}

// src/platforms/kubernetes/helm/reachable.ts
var outlines = /* @__PURE__ */ new WeakMap();
var MOST_FILES3 = 300;
function outlineOf(file) {
  let outline = outlines.get(file);
  if (outline === void 0) {
    const text2 = withoutComments(file.text);
    const computed = /\b(?:include|template)[ \t]+[$(.]/.test(text2);
    const includes = computed ? void 0 : [...text2.matchAll(/\b(?:include|template)[ \t]+"([^"\n]{1,200})"/g)].map(
      ([, name]) => name
    );
    outlines.set(file, outline = { includes, mentions: mentionsMemcached(text2), text: text2 });
  }
  return outline;
}
function withoutComments(text2) {
  let result = "";
  let from = 0;
  for (const match of text2.matchAll(/\{\{-?[ \t\n]{0,4}\/\*/g)) {
    if (match.index < from) continue;
    const end = text2.indexOf("*/", match.index + match[0].length);
    if (end < 0) break;
    result += text2.slice(from, match.index);
    const close = text2.indexOf("}}", end);
    from = close < 0 ? text2.length : close + 2;
  }
  return result + text2.slice(from);
}
function printsOnlyJobs(file, templates) {
  if (outlineOf(file).mentions) return false;
  const files = /* @__PURE__ */ new Set([file]);
  for (const one of files) {
    const { includes } = outlineOf(one);
    if (includes === void 0 || files.size > MOST_FILES3) return false;
    for (const name of includes) {
      const found2 = templates.find(name);
      if (found2 === void 0) return false;
      files.add(found2.file);
    }
  }
  let spelled = false;
  for (const one of files) {
    const written = outlineOf(one).text;
    if (!/kind["']?:/.test(written)) continue;
    const text2 = written.replace(/^([ \t]*["']?kind["']?:[ \t]*["']?)(?:Cron)?Job\b/gm, "$1Secret");
    if (!isWithoutMeaning(text2)) return false;
    spelled = true;
  }
  return spelled;
}

// src/platforms/kubernetes/helm/values.ts
var DEEPEST7 = 100;
function overlay(base, over, depth = 0) {
  if (over === void 0) return base;
  if (base?.type !== "map" || over.type !== "map" || depth > DEEPEST7) return over;
  const entries = [];
  const overKeys = new Map(over.entries.map((item) => [item.key, item]));
  for (const item of base.entries) {
    const winner = overKeys.get(item.key);
    if (winner === void 0) {
      entries.push(item);
      continue;
    }
    overKeys.delete(item.key);
    if (isNull(winner.value)) continue;
    const value = overlay(item.value, winner.value, depth + 1);
    entries.push({ ...winner, value });
  }
  for (const item of overKeys.values()) {
    if (!isNull(item.value)) entries.push(item);
  }
  return { ...over, entries };
}
function nest(key, value, where) {
  return {
    type: "map",
    entries: [{ key, keyWhere: where, valueWhere: value.where, value }],
    where
  };
}
function atPath(data, path) {
  let here = data;
  for (const key of path.split(".")) {
    here = entry(here, key)?.value;
    if (here === void 0) return void 0;
  }
  return here;
}
function setPath(path, value, where) {
  const keys = [];
  let key = "";
  for (let i = 0; i < path.length && keys.length < 50; i++) {
    const char = path[i];
    if (char === "\\") key += path[++i] ?? "";
    else if (char === ".") {
      if (key !== "") keys.push(key);
      key = "";
    } else if (char === "[") {
      if (key !== "") keys.push(key);
      key = "";
      const end = path.indexOf("]", i);
      const index = Number(path.slice(i + 1, end < 0 ? void 0 : end));
      if (Number.isInteger(index) && index >= 0 && index < 100) keys.push(index);
      if (end < 0) break;
      i = end;
    } else key += char;
  }
  if (key !== "") keys.push(key);
  return keys.reduceRight((inner, step) => {
    if (typeof step === "string") return nest(step, inner, where);
    const filler = { type: "scalar", value: null, where };
    return { type: "list", items: [...new Array(step).fill(filler), inner], where };
  }, value);
}

// src/platforms/kubernetes/helm/render.ts
function releaseObjects(release, problems) {
  const first = renderRelease(release, problems, true);
  if (first.undecided === 0 || !first.objects.some(mayDecide)) return first.objects;
  const set = `${release.set}, with what is not known to hold left out`;
  return [...first.objects, ...renderRelease({ ...release, set }, [], false).objects];
}
function mayDecide({ kind: kind2 }) {
  return /Service|NetworkPolicy|Ingress|Route|Gateway|Deployment|StatefulSet|DaemonSet|Pod/.test(
    kind2
  );
}
function renderRelease(release, problems, unknownConditions) {
  const templates = new TemplateSet();
  addTemplates(release.chart, templates);
  const context = {
    release,
    templates,
    objects: [],
    problems,
    later: [],
    charts: 0,
    unknownConditions,
    undecided: 0
  };
  const values = overlay(release.chart.values, release.values);
  renderChart(release.chart, values, context, 0);
  const selectors = openSelectors(context.objects);
  for (const { file, output, text: text2 } of context.later) {
    if (!selectors.some((wanted) => wanted.every((value) => text2.includes(value)))) continue;
    readObjects(file, output, context);
  }
  return context;
}
var MOST_CHARTS = 300;
var SharedValues = class {
  constructor(original) {
    this.original = original;
  }
  original;
  copy;
  maps = /* @__PURE__ */ new WeakSet();
  get() {
    if (this.copy === void 0) {
      this.maps = /* @__PURE__ */ new WeakSet();
      this.copy = copyOfData(this.original, this.maps);
    }
    return this.copy;
  }
  onChange(map2) {
    if (this.maps.has(map2)) this.copy = void 0;
  }
};
function addTemplates(chart, templates, seen = /* @__PURE__ */ new Set()) {
  if (seen.has(chart)) return;
  seen.add(chart);
  for (const dependency of chart.dependencies) {
    if (dependency.chart !== void 0) addTemplates(dependency.chart, templates, seen);
  }
  for (const file of chart.templates) templates.add(file);
}
function renderChart(chart, values, context, depth, path = chart.name) {
  if (depth > 8 || ++context.charts > MOST_CHARTS) return;
  const own = coalesced(chart, values ?? mapping([], chart.where));
  for (const dependency of chart.dependencies) {
    if (!isEnabled(dependency, own)) continue;
    const given2 = at(own, dependency.key);
    if (dependency.chart === void 0) {
      append(
        context.objects,
        modelObjects(
          { chart: dependency.name, key: dependency.key, values: given2, where: dependency.where },
          { set: context.release.set, ...namespaceOf(context.release) }
        )
      );
      continue;
    }
    const inner = calledBy(dependency.chart, dependency.key);
    renderChart(inner, given2, context, depth + 1, `${path}/charts/${inner.name}`);
  }
  if (textOf(at(chart.metadata, "type")) === "library") return;
  const shared = new SharedValues(own);
  for (const file of chart.templates) {
    if (!isPrinted(file) || printsOnlyJobs(file, context.templates)) continue;
    renderFile(chart, path, file, shared, context);
  }
}
function coalesced(chart, values, depth = 0) {
  const added2 = [];
  const global = at(values, "global");
  for (const dependency of chart.dependencies) {
    if (dependency.chart === void 0) continue;
    const given2 = at(values, dependency.key);
    const inherited = overlay(withoutNulls(dependency.chart.values), given2);
    const before = inherited ?? mapping([], dependency.where);
    const all = global === void 0 ? before : overlay(
      before,
      mapping(
        [mapEntry("global", overlay(at(before, "global"), global), global.where)],
        global.where
      )
    );
    const inner = depth > 8 ? all : coalesced(dependency.chart, all, depth + 1);
    const entry2 = mapEntry(dependency.key, inner, dependency.where);
    if (isEnabled(dependency, withEntries(values, [...added2, entry2]))) added2.push(entry2);
  }
  return added2.length === 0 ? values : withEntries(values, added2);
}
function withEntries(values, added2) {
  const keys = new Set(added2.map(({ key }) => key));
  const kept = values.type === "map" ? values.entries.filter(({ key }) => !keys.has(key)) : [];
  return mapping([...kept, ...added2], values.where);
}
function withoutNulls(data) {
  if (data?.type !== "map") return data;
  return {
    ...data,
    entries: data.entries.flatMap((item) => {
      if (item.value.type === "scalar" && item.value.value === null) return [];
      return [{ ...item, value: withoutNulls(item.value) }];
    })
  };
}
function namespaceOf(release) {
  return release.namespace === void 0 ? {} : { namespace: release.namespace };
}
function isPrinted(file) {
  return !file.name.startsWith("_") && /\.(ya?ml|json)$/i.test(file.name) && !file.path.includes("/templates/tests/") && !isWithoutMeaning(file.text);
}
function isEnabled(dependency, values) {
  for (const path of (dependency.condition ?? "").split(",")) {
    const decided = path.trim() === "" ? void 0 : booleanOf(atPath(values, path.trim()));
    if (decided !== void 0) return decided;
  }
  const tags = dependency.tags.map((tag) => booleanOf(at(values, "tags", tag)));
  return tags.length === 0 || tags.some((tag) => tag !== false);
}
function calledBy(chart, alias) {
  if (chart.name === alias || chart.metadata.type !== "map") return chart;
  const entries = chart.metadata.entries.map(
    (item) => item.key === "name" ? { ...item, value: scalar(alias, item.value.where) } : item
  );
  return { ...chart, name: alias, metadata: { ...chart.metadata, entries } };
}
function renderFile(chart, path, file, values, context) {
  const { release, templates, problems } = context;
  const start = file.location(0);
  const dot = rootOf(chart, path, file, values.get(), release, start);
  let undecided = 0;
  const { output, failed } = render(file, templates, dot, {
    onChange: (map2) => values.onChange(map2),
    readFile: chart.readFile,
    unknownConditions: context.unknownConditions,
    onUnknownCondition: () => undecided++
  });
  const mayMatter = mentionsMemcached(file.text) || mentionsMemcached(joined(output)) || chart.concernsMemcached && /kind: *(Service|Deployment|StatefulSet|DaemonSet|NetworkPolicy)/.test(file.text);
  if (failed !== void 0 && mayMatter) {
    problems.push({
      kind: "unresolved",
      where: start,
      message: `${file.path}: the template ends with an error for the values of the chart: ${failed}. Judge the rendered manifests if it is deployed with other values.`
    });
  }
  const missing = unknownWhole(output);
  if (missing !== void 0 && (mayMatter || chart.concernsMemcached)) {
    problems.push({
      kind: "unresolved",
      where: missing.where,
      message: `${file.path}: what the template prints is not known: ${missing.reason}. Put the dependencies of the chart beside it ("helm dependency build") or scan the output of "helm template".`
    });
  }
  if (mayMatter) context.undecided += undecided;
  for (const document of splitDocuments(output)) {
    const text2 = joined(document);
    if (mentionsMemcached(text2)) {
      readObjects(file, document, context, failed === void 0 ? problems : void 0);
    } else if (mentionsDoors(text2)) readObjects(file, document, context);
    else if (text2.includes("containers")) context.later.push({ file, output: document, text: text2 });
  }
}
function unknownWhole(output) {
  const written = output.pieces.filter(
    (piece) => piece.text.trim() !== "" && piece.text.trim() !== "---"
  );
  const origin = written[0]?.origin;
  return origin?.kind === "unknown" && written.every((piece) => piece.origin?.kind === "unknown") ? origin : void 0;
}
function readObjects(file, output, context, problems) {
  const { release, objects } = context;
  const { documents, errors } = readRendered(file.path, output, file.location(0));
  const first = errors[0];
  if (first !== void 0 && problems !== void 0) {
    problems.push({
      kind: "unparsed",
      where: first.where,
      message: `${file.path}, line ${first.where.startLine}: what the template prints cannot be read in full: ${first.message} What could be read is judged; check it with "helm template".`
    });
  }
  for (const document of documents) {
    append(objects, objectsIn(document, { set: release.set, ...namespaceOf(release) }));
  }
}
var API_VERSIONS = [
  "v1",
  "admissionregistration.k8s.io/v1",
  "apiextensions.k8s.io/v1",
  "apiextensions.k8s.io/v1beta1",
  "apps/v1",
  "apps/v1beta1",
  "apps/v1beta2",
  "authorization.k8s.io/v1",
  "autoscaling/v1",
  "autoscaling/v2",
  "autoscaling/v2beta1",
  "autoscaling/v2beta2",
  "batch/v1",
  "batch/v1beta1",
  "certificates.k8s.io/v1",
  "coordination.k8s.io/v1",
  "discovery.k8s.io/v1",
  "events.k8s.io/v1",
  "extensions/v1beta1",
  "networking.k8s.io/v1",
  "networking.k8s.io/v1beta1",
  "networking.k8s.io/v1/Ingress",
  "networking.k8s.io/v1/NetworkPolicy",
  "policy/v1",
  "policy/v1beta1",
  "policy/v1/PodDisruptionBudget",
  "rbac.authorization.k8s.io/v1",
  "rbac.authorization.k8s.io/v1beta1",
  "scheduling.k8s.io/v1",
  "storage.k8s.io/v1",
  "storage.k8s.io/v1beta1"
];
function rootOf(chart, path, file, values, release, where) {
  const text2 = (value) => scalar(value, where);
  const map2 = (fields2) => mapping(
    Object.entries(fields2).map(([key, value]) => mapEntry(key, value, where)),
    where
  );
  const metadata2 = (chart.metadata.type === "map" ? chart.metadata.entries : []).map(
    (item) => ({
      ...item,
      key: item.key === "apiVersion" ? "APIVersion" : item.key.slice(0, 1).toUpperCase() + item.key.slice(1)
    })
  );
  return map2({
    Values: values,
    Chart: mapping(metadata2, where),
    Release: map2({
      Name: text2(release.name ?? "release-name"),
      Namespace: text2(release.namespace ?? "default"),
      Service: text2("Helm"),
      IsInstall: text2(true),
      IsUpgrade: text2(false),
      Revision: text2(1)
    }),
    Capabilities: map2({
      KubeVersion: map2({
        Version: text2("v1.30.0"),
        GitVersion: text2("v1.30.0"),
        Major: text2("1"),
        Minor: text2("30")
      }),
      APIVersions: { type: "list", items: API_VERSIONS.map(text2), where },
      HelmVersion: map2({ Version: text2("v3.14.0") })
    }),
    Template: map2({
      Name: text2(
        `${path}/${chart.folder === "" ? file.path : file.path.slice(chart.folder.length + 1)}`
      ),
      BasePath: text2(`${path}/templates`)
    }),
    Files: map2(Object.fromEntries(chart.files.map((path2) => [path2, text2("")]))),
    Subcharts: map2({})
  });
}

// src/platforms/kubernetes/helm/releases.ts
var MOST_ALTERNATIVES2 = 12;
var MOST_RELEASES = 300;
function chartObjects(folders, reader, problems) {
  const objects = [];
  const all = new Set(folders);
  const roots = folders.filter(
    (folder) => !isInChartsOfAny(folder, all) && reader.speaksOfMemcached(folder)
  );
  const used = /* @__PURE__ */ new Set();
  for (const folder of roots) {
    for (const dependency of reader.read(folder)?.dependencies ?? []) {
      if (dependency.chart !== void 0) used.add(dependency.chart.folder);
    }
  }
  for (const folder of roots) {
    const chart = reader.read(folder);
    if (chart === void 0 || used.has(folder)) continue;
    const alternatives = alternativeValues(chart, reader);
    append(objects, releaseObjects({ chart, values: void 0, set: `chart ${folder}` }, problems));
    for (const { path, values } of alternatives) {
      append(objects, releaseObjects({ chart, values, set: `chart ${folder} with ${path}` }, []));
    }
  }
  return objects;
}
function isInChartsOfAny(folder, charts) {
  if (folder.startsWith("charts/") && charts.has("")) return true;
  for (let at2 = folder.indexOf("/charts/"); at2 >= 0; at2 = folder.indexOf("/charts/", at2 + 1)) {
    if (charts.has(folder.slice(0, at2))) return true;
  }
  return false;
}
function alternativeValues(chart, reader) {
  const prefix = chart.folder === "" ? "" : `${chart.folder}/`;
  const found2 = [];
  for (const path of reader.below(chart.folder)) {
    const relative = path.slice(prefix.length);
    const name = relative.slice(relative.lastIndexOf("/") + 1);
    if (relative === "values.yaml" || !isValuesName(name)) continue;
    if (/^(templates|charts|ci|tests?)\//.test(relative)) continue;
    const values = reader.yaml(path);
    if (values?.type !== "map") continue;
    found2.push({ path, values });
    if (found2.length >= MOST_ALTERNATIVES2) break;
  }
  return found2;
}
function deployedObjects(objects, reader, problems) {
  const found2 = [];
  for (const object of objects) {
    for (const use of usesIn(object, objects, reader)) {
      append(found2, useObjects(use, reader, problems));
      if (object.kind === "HelmRelease") {
        append(problems, missingValues(object, use, objects, reader));
      }
    }
  }
  return found2;
}
function useObjects(use, reader, problems) {
  const set = `release ${use.name} in ${use.where.file}`;
  const namespace = use.namespace === void 0 ? {} : { namespace: use.namespace };
  const chart = use.folder === void 0 ? void 0 : reader.read(use.folder);
  if (chart !== void 0) {
    if (++reader.releases > MOST_RELEASES) {
      if (reader.releases === MOST_RELEASES + 1) {
        problems.push({
          kind: "unresolved",
          where: use.where,
          message: `${use.where.file}, line ${use.where.startLine}: more than ${MOST_RELEASES} releases of charts in the repository; this and further ones were not judged. Scan the rendered manifests instead.`
        });
      }
      return [];
    }
    return releaseObjects(
      { chart, values: use.values, set, name: use.name, ...namespace },
      problems
    );
  }
  return modelObjects(
    { chart: use.chart, key: use.name, values: use.values, where: use.where },
    { set, ...namespace }
  );
}
function usesIn(object, objects, reader) {
  const spec = at(object.data, "spec");
  const group = groupOf(object);
  const base = { name: object.name, where: object.where };
  if (object.kind === "HelmRelease") {
    const chart = at(spec, "chart", "spec", "chart") ?? at(spec, "chart", "name") ?? at(spec, "chartRef", "name");
    const name = textOf(chart);
    if (chart === void 0 || name === void 0) return [];
    return [
      {
        ...base,
        chart: name,
        where: chart.where,
        namespace: textOf(at(spec, "targetNamespace")) ?? object.namespace,
        values: overlay(fluxValues(object, objects, reader), at(spec, "values")),
        folder: localFolder(name, "", reader)
      }
    ];
  }
  if (object.kind === "HelmChart" && group === "helm.cattle.io") {
    const chart = at(spec, "chart");
    const name = textOf(chart);
    if (chart === void 0 || name === void 0) return [];
    let values = embedded(at(spec, "valuesContent"), reader);
    const set = at(spec, "set");
    for (const item of set?.type === "map" ? set.entries : []) {
      values = overlay(values, setPath(item.key, item.value, item.keyWhere));
    }
    return [
      {
        ...base,
        chart: name,
        where: chart.where,
        namespace: textOf(at(spec, "targetNamespace")) ?? object.namespace,
        values
      }
    ];
  }
  if (object.kind !== "Application" || group !== "argoproj.io") return [];
  const sources = [at(spec, "source"), ...itemsOf(at(spec, "sources"))];
  return sources.flatMap((source) => {
    const helm = at(source, "helm");
    const chart = at(source, "chart") ?? at(source, "path");
    const name = textOf(chart);
    if (source === void 0 || chart === void 0 || name === void 0) return [];
    const folder = at(source, "chart") === void 0 ? localFolder(name, "", reader) : void 0;
    let values;
    for (const item of itemsOf(at(helm, "valueFiles"))) {
      const path = folder === void 0 ? void 0 : resolveInTree(folder, textOf(item) ?? "");
      if (path !== void 0) values = overlay(values, reader.yaml(path));
    }
    values = overlay(values, embedded(at(helm, "values"), reader));
    values = overlay(values, at(helm, "valuesObject"));
    for (const parameter of itemsOf(at(helm, "parameters"))) {
      const path = textOf(at(parameter, "name"));
      const value = at(parameter, "value");
      if (path !== void 0 && value !== void 0) {
        values = overlay(values, setPath(path, value, value.where));
      }
    }
    if (helm === void 0 && folder === void 0 && at(source, "chart") === void 0) return [];
    return [
      {
        ...base,
        chart: name,
        where: chart.where,
        namespace: textOf(at(spec, "destination", "namespace")),
        values,
        folder
      }
    ];
  });
}
function localFolder(path, from, reader) {
  const folder = resolveInTree(from, path);
  return folder !== void 0 && reader.read(folder) !== void 0 ? folder : void 0;
}
function embedded(data, reader) {
  if (data !== void 0 && textOf(data) === void 0)
    return data.type === "map" ? data : void 0;
  return embeddedDocuments(data, reader)[0];
}
function valuesSources(release, objects) {
  return itemsOf(at(release.data, "spec", "valuesFrom")).slice(0, 50).flatMap((item) => {
    const kind2 = textOf(at(item, "kind"));
    const name = textOf(at(item, "name"));
    if (kind2 === void 0 || name === void 0) return [];
    const found2 = kind2 === "ConfigMap" ? objects.find(
      (one) => one.kind === kind2 && one.name === name && one.namespace === release.namespace
    ) : void 0;
    const key = textOf(at(item, "valuesKey")) ?? "values.yaml";
    const path = textOf(at(item, "targetPath"));
    return [{ item, kind: kind2, name, path, written: at(found2?.data, "data", key) }];
  });
}
function fluxValues(release, objects, reader) {
  let values;
  for (const { path, written } of valuesSources(release, objects)) {
    if (written === void 0) continue;
    values = overlay(
      values,
      path === void 0 ? embedded(written, reader) : setPath(path, written, written.where)
    );
  }
  return values;
}
var DECIDING_PATH = /service|type|host|port|network|polic|source|external|ingress|expos|args|command/i;
function missingValues(release, use, objects, reader) {
  const isConcerned = use.folder === void 0 ? isMemcachedChart(use.chart) : reader.read(use.folder)?.concernsMemcached ?? false;
  if (!isConcerned) return [];
  const own = at(release.data, "spec", "values");
  if (textOf(at(own, "service", "type")) !== void 0) return [];
  return valuesSources(release, objects).flatMap(({ item, kind: kind2, name, path, written }) => {
    if (written !== void 0 || path !== void 0 && !DECIDING_PATH.test(path)) return [];
    const { where } = item;
    return [
      {
        kind: "unresolved",
        where,
        message: `${where.file}, line ${where.startLine}: the release ${release.name} of memcached takes ${path === void 0 ? "values" : `the value ${path}`} from the ${kind2} ${name}, which is not in the repository, so that its Service may be of any type. Set service.type in the values of the release, which win over it.`
      }
    ];
  });
}
function embeddedDocuments(data, reader) {
  const text2 = textOf(data);
  if (data === void 0 || text2 === void 0) return [];
  const file = new EmbeddedFile(text2, data.where, reader.file(data.where.file));
  return readYaml(file, { version: "1.1" }).documents.map((document) => document.data);
}
var EmbeddedFile = class extends SourceFile {
  constructor(text2, outer, outerFile) {
    super(outer.file, text2);
    this.outer = outer;
    const header = outerFile?.line(outer.startLine).slice(outer.startColumn - 1) ?? "";
    this.isBlock = header.startsWith("|");
    const firstLine = text2.split("\n").findIndex((line) => line.trim() !== "");
    const written = outerFile?.line(outer.startLine + 1 + Math.max(firstLine, 0)) ?? "";
    const inside = text2.split("\n")[Math.max(firstLine, 0)] ?? "";
    this.indent = Math.max(0, written.length - inside.length);
  }
  outer;
  indent;
  isBlock;
  location(start, end = start, address) {
    const inner = super.location(start, end, address);
    if (!this.isBlock) return { ...this.outer, ...address === void 0 ? {} : { address } };
    return {
      ...inner,
      startLine: inner.startLine + this.outer.startLine,
      endLine: inner.endLine + this.outer.startLine,
      startColumn: inner.startColumn + this.indent,
      endColumn: inner.endColumn + this.indent
    };
  }
};
function helmfileUses(file, reader) {
  const folder = file.folder;
  return readYaml(file, { version: "1.1" }).documents.flatMap(
    ({ data }) => itemsOf(at(data, "releases")).flatMap((release) => {
      const chart = at(release, "chart");
      const name = textOf(chart);
      if (chart === void 0 || name === void 0) return [];
      let values;
      for (const item of itemsOf(at(release, "values"))) {
        const path = textOf(item);
        const resolved = path === void 0 ? void 0 : resolveInTree(folder, path);
        values = overlay(
          values,
          item.type === "map" ? item : resolved === void 0 ? void 0 : reader.yaml(resolved)
        );
      }
      for (const item of itemsOf(at(release, "set"))) {
        const path = textOf(at(item, "name"));
        const value = at(item, "value");
        if (path !== void 0 && value !== void 0)
          values = overlay(values, setPath(path, value, value.where));
      }
      return [
        {
          chart: name,
          name: textOf(at(release, "name")) ?? name,
          namespace: textOf(at(release, "namespace")),
          values,
          where: chart.where,
          folder: name.startsWith(".") ? localFolder(name, folder, reader) : void 0
        }
      ];
    })
  );
}

// src/platforms/kubernetes/containers.ts
function configMapsIn(objects) {
  const maps = /* @__PURE__ */ new Map();
  for (const object of objects) {
    const data = at(object.data, "data");
    if (object.kind === "ConfigMap" && data !== void 0) {
      maps.set(`${object.namespace}/${object.name}`, data);
    }
  }
  return maps;
}
function containerSpec(container, object, configMaps) {
  const environment = environmentOf(container, object, configMaps);
  const words = (key) => {
    const data = at(container, key);
    if (data === void 0 || data.type === "scalar" && data.value === null) return void 0;
    if (data.type === "unknown") {
      const where = located(data.where, object);
      return [{ text: void 0, reason: data.reason, where, maySplit: true }];
    }
    const items = itemsOf(data);
    if (items.length === 0) return void 0;
    return items.map((item) => expand(wordOf(item, object), environment));
  };
  const image = at(container, "image");
  const entrypoint = words("command");
  const command = words("args");
  return {
    ...image === void 0 ? {} : { image: wordOf(image, object) },
    ...entrypoint === void 0 ? {} : { entrypoint },
    ...command === void 0 ? {} : { command },
    environment,
    where: located(container.where, object)
  };
}
function wordOf(data, object) {
  const where = located(data.where, object);
  if (data.type === "unknown") return { text: void 0, reason: data.reason, where };
  const text2 = textOf(data);
  if (text2 === void 0) return { text: "", where };
  const placeholder = placeholderIn(text2);
  if (placeholder !== void 0 && (placeholder.startsWith("{{") || placeholder.startsWith("<"))) {
    const reason = `the placeholder ${placeholder} is filled in outside the repository`;
    return { text: void 0, reason, where };
  }
  return { text: text2, where };
}
function environmentOf(container, object, configMaps) {
  const environment = /* @__PURE__ */ new Map();
  for (const source of itemsOf(at(container, "envFrom"))) {
    const name = textIn(at(source, "configMapRef", "name"));
    const prefix = textOf(at(source, "prefix")) ?? "";
    const map2 = typeof name === "string" ? configMaps.get(`${object.namespace}/${name}`) : void 0;
    if (map2?.type !== "map") continue;
    for (const entry2 of map2.entries) {
      environment.set(prefix + entry2.key, wordOf(entry2.value, object));
    }
  }
  for (const variable of itemsOf(at(container, "env"))) {
    const name = textOf(at(variable, "name"));
    if (name === void 0) continue;
    environment.set(name, expand(variableWord(variable, object, configMaps), environment));
  }
  return environment;
}
function variableWord(variable, object, configMaps) {
  const where = located(variable.where, object);
  const from = at(variable, "valueFrom");
  if (from === void 0) {
    const value = at(variable, "value");
    return value === void 0 ? { text: "", where } : wordOf(value, object);
  }
  const reference = at(from, "configMapKeyRef");
  const name = textOf(at(reference, "name"));
  const key = textOf(at(reference, "key"));
  if (name !== void 0 && key !== void 0) {
    const value = at(configMaps.get(`${object.namespace}/${name}`), key);
    if (value !== void 0) return wordOf(value, object);
  }
  const variableName = textOf(at(variable, "name")) ?? "?";
  return {
    text: void 0,
    reason: `the environment variable ${variableName} comes from outside the repository`,
    where
  };
}
function expand(word, environment) {
  const { text: text2 } = word;
  if (text2 === void 0 || !text2.includes("$")) return word;
  let result = "";
  for (let i = 0; i < text2.length; i++) {
    const char = text2[i];
    if (char !== "$") {
      result += char;
      continue;
    }
    const next = text2[i + 1];
    if (next === "$") {
      result += "$";
      i++;
      continue;
    }
    const end = next === "(" ? text2.indexOf(")", i + 2) : -1;
    const value = end < 0 ? void 0 : environment.get(text2.slice(i + 2, end));
    if (value === void 0) {
      result += char;
      continue;
    }
    if (value.text === void 0) {
      return {
        ...word,
        text: void 0,
        ...value.reason === void 0 ? {} : { reason: value.reason }
      };
    }
    result += value.text;
    i = end;
  }
  return { ...word, text: result };
}

// src/platforms/kubernetes/workloads.ts
var DEEPEST_TEMPLATE = 8;
var PATHS = {
  Pod: [],
  PodTemplate: ["template"],
  Deployment: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  Job: ["spec", "template"],
  DeploymentConfig: ["spec", "template"],
  Rollout: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"]
};
var WITHOUT_PODS = /* @__PURE__ */ new Set([
  "Service",
  "ConfigMap",
  "Secret",
  "Ingress",
  "NetworkPolicy",
  "CustomResourceDefinition",
  "Role",
  "ClusterRole",
  "RoleBinding",
  "ClusterRoleBinding",
  "ServiceAccount",
  "PersistentVolumeClaim",
  "Namespace",
  "HelmRelease",
  "Application",
  "Kustomization",
  "PodDisruptionBudget",
  "PrometheusRule",
  "ServiceMonitor"
]);
function workloadsIn(objects, configMaps) {
  const workloads = [];
  for (const object of objects) {
    for (const template of podTemplates(object)) {
      const spec = at(template, "spec");
      if (spec?.type !== "map") continue;
      const id = displayName(object);
      const containers2 = containersIn(spec, object, configMaps);
      workloads.push({
        object,
        id,
        labels: textMap(at(template, "metadata", "labels")),
        containers: containers2,
        servers: containers2.flatMap((container) => serverIn(container, id)),
        hostNetwork: at(spec, "hostNetwork")
      });
    }
  }
  return workloads;
}
function renamed(workload, id) {
  return {
    ...workload,
    id,
    servers: workload.servers.map((server) => ({
      ...server,
      listener: { ...server.listener, workload: id }
    }))
  };
}
function podTemplates(object) {
  const path = PATHS[object.kind];
  if (path !== void 0) {
    const template = at(object.data, ...path);
    return template === void 0 ? [] : [template];
  }
  if (WITHOUT_PODS.has(object.kind)) return [];
  const found2 = [];
  findTemplates(object.data, found2, 0);
  return found2;
}
function findTemplates(data, found2, depth) {
  if (depth > DEEPEST_TEMPLATE || found2.length >= 100) return;
  if (data.type === "list") {
    for (const item of data.items) findTemplates(item, found2, depth + 1);
    return;
  }
  if (data.type !== "map") return;
  const containers2 = at(data, "spec", "containers");
  if (containers2?.type === "list" && containers2.items.some((item) => at(item, "image"))) {
    found2.push(data);
    return;
  }
  for (const { value } of data.entries) findTemplates(value, found2, depth + 1);
}
function containersIn(spec, object, configMaps) {
  const running = [
    ...itemsOf(at(spec, "containers")),
    // An init container that is restarted always is a sidecar: it keeps running (KEP-753).
    ...itemsOf(at(spec, "initContainers")).filter(
      (container) => textOf(at(container, "restartPolicy")) === "Always"
    )
  ];
  return running.filter((data) => data.type === "map").map((data) => {
    const image = entry(data, "image");
    return {
      name: textOf(at(data, "name")) ?? "",
      content: inspectContainer(containerSpec(data, object, configMaps)),
      ports: itemsOf(at(data, "ports")).map(containerPort),
      where: data.where,
      image: textOf(image?.value),
      imageWhere: located(image?.valueWhere ?? data.where, object)
    };
  });
}
function containerPort(data) {
  const number = portIn(at(data, "containerPort"));
  const protocol = textIn(at(data, "protocol"));
  return {
    name: textOf(at(data, "name")),
    port: typeof number === "number" ? number : typeof number === "object" ? number : unresolved("the container port is not a number", data.where),
    protocol: protocolOf(typeof protocol === "string" ? protocol : void 0),
    data
  };
}
function protocolOf(text2) {
  if (text2 === void 0 || text2 === "") return "tcp";
  const lower = text2.toLowerCase();
  return lower === "tcp" || lower === "udp" ? lower : "other";
}
function serverIn(container, workload) {
  const { content } = container;
  if (content.nature !== "memcached") return [];
  const listener = listenerFrom(content.daemon, {
    platform: "kubernetes",
    workload,
    placement: "pod",
    where: content.where,
    ...content.version === void 0 ? {} : { version: content.version }
  });
  return [{ container, listener }];
}
function usesHostNetwork(workload) {
  const { hostNetwork } = workload;
  if (hostNetwork === void 0) return false;
  const text2 = textIn(hostNetwork);
  if (typeof text2 === "object") return text2;
  return booleanOf(hostNetwork) ?? false;
}
function behindPort(workload, port, protocol) {
  const { servers } = workload;
  for (const server of servers) {
    if (isListening(server, port, protocol)) return "memcached";
  }
  if (port !== MEMCACHED_PORT) return void 0;
  if (servers.length > 0) return void 0;
  if (workload.containers.length === 0) return "unknown";
  return workload.containers.every((c) => c.content.nature === "something-else") ? "something-else" : "unknown";
}
function isListening(server, port, protocol) {
  const { sockets } = server.listener;
  if ("unresolved" in sockets) {
    return port === MEMCACHED_PORT || server.container.ports.some((p) => p.port === port && p.protocol === protocol);
  }
  return sockets.some(
    (socket) => socket.protocol === protocol && socket.port === port && socket.scope !== "loopback"
  );
}
function namedPort(workload, name, protocol) {
  for (const container of workload.containers) {
    for (const port of container.ports) {
      if (port.name === name && port.protocol === protocol) return port.port;
    }
  }
  return void 0;
}

// src/platforms/kubernetes/backends.ts
function servicesIn2(objects) {
  return objects.filter((object) => object.kind === "Service" && groupOf(object) === "");
}
function selectedBy(service, cluster) {
  const selector = textMap(at(service.data, "spec", "selector"));
  if (selector.size === 0) return [];
  const candidates = cluster.index.candidates(service.namespace, selector);
  return nearest(
    service,
    candidates.filter((workload) => hasLabels(workload.labels, selector))
  );
}
var WorkloadIndex = class {
  byLabel = /* @__PURE__ */ new Map();
  constructor(workloads) {
    for (const workload of workloads) {
      for (const [key, value] of workload.labels) {
        const index = labelKey(workload.object.namespace, key, value);
        const list = this.byLabel.get(index);
        if (list === void 0) this.byLabel.set(index, [workload]);
        else list.push(workload);
      }
    }
  }
  /** The workloads that can have the first of the labels; an unknown value may be any. */
  candidates(namespace, selector) {
    for (const [key, value] of selector) {
      if (value === void 0 || key === UNKNOWN_KEY) continue;
      return [
        ...this.byLabel.get(labelKey(namespace, key, value)) ?? [],
        ...this.byLabel.get(labelKey(namespace, key, void 0)) ?? [],
        ...this.byLabel.get(labelKey(namespace, UNKNOWN_KEY, void 0)) ?? []
      ];
    }
    return [...new Set([...this.byLabel.values()].flat())].filter(
      (workload) => workload.object.namespace === namespace
    );
  }
};
function labelKey(namespace, key, value) {
  return value === void 0 ? `${namespace}
${key}` : `${namespace}
${key}
${value}`;
}
function backendsOf(service, cluster) {
  const spec = at(service.data, "spec");
  if (textOf(at(spec, "type")) === "ExternalName") return [];
  const workloads = selectedBy(service, cluster);
  return itemsOf(at(spec, "ports")).flatMap((data) => {
    const backend = backendOf(service, data, workloads, cluster);
    return backend === void 0 ? [] : [backend];
  });
}
function backendOf(service, data, workloads, cluster) {
  const protocolText = textIn(at(data, "protocol"));
  const protocol = protocolOf(typeof protocolText === "string" ? protocolText : void 0);
  if (protocol === "other") return void 0;
  const port = portIn(at(data, "port"));
  const written = portIn(at(data, "targetPort"));
  const targetPort = written === void 0 || written === 0 ? port : written;
  const outer = typeof port === "number" ? port : 0;
  const base = { service, protocol, port: outer, data };
  if (workloads.length > 0) {
    return towardsWorkloads(base, targetPort, workloads, service);
  }
  const named = namesMemcached(service, data);
  const ports = endpointPorts(service, data, cluster);
  if (ports !== void 0) {
    if (!ports.contains(MEMCACHED_PORT)) return void 0;
    return {
      ...base,
      targetPorts: ports,
      leadsTo: named ? "memcached" : "unknown",
      target: [],
      related: []
    };
  }
  if (typeof targetPort === "object") {
    if (!named) return void 0;
    return { ...base, targetPorts: targetPort, leadsTo: "memcached", target: [], related: [] };
  }
  const isOwnPort = targetPort === MEMCACHED_PORT || port === MEMCACHED_PORT || typeof targetPort === "string" && isMemcachedPortName(targetPort);
  if (!isOwnPort) return void 0;
  return {
    ...base,
    targetPorts: PortSet.of(MEMCACHED_PORT),
    leadsTo: named ? "memcached" : "unknown",
    target: [],
    related: []
  };
}
function towardsWorkloads(base, targetPort, workloads, service) {
  const numbers3 = /* @__PURE__ */ new Set();
  const target2 = [];
  const related = [];
  const kinds = /* @__PURE__ */ new Set();
  let open;
  for (const workload of workloads) {
    const resolved = typeof targetPort === "string" ? namedPort(workload, targetPort, base.protocol) : targetPort;
    if (resolved === void 0) continue;
    if (typeof resolved === "object") {
      const servers = workload.servers;
      if (servers.length === 0) continue;
      open ??= resolved;
      kinds.add("memcached");
      target2.push(workload.id);
      continue;
    }
    if (typeof resolved === "string") continue;
    let kind2 = behindPort(workload, resolved, base.protocol);
    if (kind2 === void 0) continue;
    if (kind2 === "unknown" && namesMemcached(service, base.data)) kind2 = "memcached";
    kinds.add(kind2);
    numbers3.add(resolved);
    target2.push(workload.id);
    const server = workload.servers[0];
    related.push(
      server === void 0 ? { where: workload.object.where, message: `what it leads to: ${workload.id}` } : {
        where: located(server.listener.where, workload.object),
        message: `memcached in ${workload.id}`
      }
    );
  }
  if (target2.length === 0) return void 0;
  return {
    ...base,
    targetPorts: open ?? PortSet.of(...numbers3),
    leadsTo: kinds.has("memcached") ? "memcached" : kinds.has("unknown") ? "unknown" : "something-else",
    target: target2,
    related
  };
}
function backendsByName(name, namespace, port, from, cluster, protocol) {
  const found2 = nearest(
    from,
    cluster.services.filter((service) => service.name === name && service.namespace === namespace).map((object) => ({ object }))
  );
  if (found2.length === 0) {
    if (port !== MEMCACHED_PORT && !(typeof port === "string" && isMemcachedPortName(port))) {
      return [];
    }
    return [
      {
        service: void 0,
        protocol,
        port: MEMCACHED_PORT,
        data: void 0,
        targetPorts: PortSet.of(MEMCACHED_PORT),
        leadsTo: /memcache/i.test(name) ? "memcached" : "unknown",
        target: [],
        related: []
      }
    ];
  }
  return found2.flatMap(
    ({ object }) => backendsOf(object, cluster).filter(
      (backend) => backend.protocol === protocol && (port === void 0 || typeof port === "object" && isUnresolved(port) || port === backend.port || port === textOf(at(backend.data, "name")) || // Traefik and ingress-nginx take the target port of the pods as well.
      port === portIn(at(backend.data, "targetPort")))
    )
  );
}
function namesMemcached(service, port) {
  const texts = [
    service.name,
    ...textMap(at(service.data, "spec", "selector")).values(),
    ...textMap(at(service.data, "metadata", "labels")).values(),
    textOf(at(port, "name")),
    textOf(at(port, "targetPort"))
  ];
  return texts.some((text2) => text2 !== void 0 && /memcache/i.test(text2));
}
function isMemcachedPortName(name) {
  return /^(tcp-|udp-)?memcached?(-tcp|-udp|-port)?$/i.test(name);
}
function endpointPorts(service, port, cluster) {
  if (textMap(at(service.data, "spec", "selector")).size > 0) return void 0;
  const name = textOf(at(port, "name"));
  const ports = [];
  let found2 = false;
  for (const object of cluster.objects) {
    if (object.namespace !== service.namespace) continue;
    const lists = object.kind === "Endpoints" && object.name === service.name ? itemsOf(at(object.data, "subsets")).map((subset) => at(subset, "ports")) : object.kind === "EndpointSlice" && textOf(at(object.data, "metadata", "labels", "kubernetes.io/service-name")) === service.name ? [at(object.data, "ports")] : [];
    for (const list of lists) {
      found2 = true;
      for (const item of itemsOf(list)) {
        const itemName = textOf(at(item, "name"));
        const number = portIn(at(item, "port"));
        if ((itemName ?? "") === (name ?? "") && typeof number === "number") ports.push(number);
      }
    }
  }
  return found2 ? PortSet.of(...ports) : void 0;
}

// src/platforms/kubernetes/fixes.ts
var OUTSIDE_FIELDS = [
  "externalTrafficPolicy",
  "loadBalancerSourceRanges",
  "allocateLoadBalancerNodePorts",
  "loadBalancerClass",
  "loadBalancerIP",
  "healthCheckNodePort"
];
function closeServiceFix(service, type, files) {
  const value = replacement(type, "ClusterIP", files);
  if (value === void 0) return void 0;
  const edits = [value];
  const spec = at(service.data, "spec");
  const leftovers = [];
  for (const field2 of OUTSIDE_FIELDS) {
    const found2 = entry(spec, field2);
    if (found2 !== void 0) leftovers.push(found2);
  }
  for (const port of itemsOf(at(spec, "ports"))) {
    const found2 = entry(port, "nodePort");
    if (found2 !== void 0) leftovers.push(found2);
  }
  for (const leftover of leftovers) {
    const edit = removal(leftover, files);
    if (edit === void 0) return void 0;
    edits.push(edit);
  }
  return { description: "Keep the Service inside the cluster: `type: ClusterIP`.", edits };
}
function replacement(data, text2, files) {
  if (data.type !== "scalar" || (data.through ?? []).length > 0) return void 0;
  const { where } = data;
  if (where.startLine !== where.endLine) return void 0;
  const written = textAt(where, files);
  const quote = /^(["']).*\1$/.exec(written ?? "")?.[1] ?? "";
  const bare2 = quote === "" ? written : written?.slice(1, -1);
  if (bare2 === void 0 || bare2 !== String(data.text ?? data.value)) return void 0;
  return { where, replacement: `${quote}${text2}${quote}` };
}
function removal(found2, files) {
  const { keyWhere, value } = found2;
  if (value.where.file !== keyWhere.file || (value.through ?? []).length > 0) return void 0;
  const file = files.read(keyWhere.file);
  if (file === void 0) return void 0;
  const endLine = Math.max(value.where.endLine, keyWhere.endLine);
  const before = file.line(keyWhere.startLine).slice(0, keyWhere.startColumn - 1);
  const endColumn = value.where.endLine === endLine ? value.where.endColumn : keyWhere.endColumn;
  const after = file.line(endLine).slice(endColumn - 1);
  if (before.trim() !== "" || !/^\s*(#.*)?$/.test(after)) return void 0;
  const start = file.offset(keyWhere.startLine);
  const end = file.offset(endLine + 1);
  return { where: file.location(start, end), replacement: "" };
}
function textAt(where, files) {
  const line = files.read(where.file)?.line(where.startLine);
  return line?.slice(where.startColumn - 1, where.endColumn - 1);
}

// src/platforms/kubernetes/balancer-rules.ts
var DO = "service.beta.kubernetes.io/do-loadbalancer-";
var LINODE = "service.beta.kubernetes.io/linode-loadbalancer-firewall-";
function firewallRules(annotations, service, related) {
  const read2 = (key) => {
    const data = entry(annotations, key)?.value;
    const text2 = textIn(data);
    if (data === void 0 || text2 === void 0 || text2 === "") return void 0;
    related.push({
      where: located(data.where, service),
      message: "who may reach the load balancer"
    });
    return { text: text2, data };
  };
  let admitted2;
  for (const kind2 of ["allow", "deny"]) {
    const rules = read2(`${DO}${kind2}-rules`);
    if (rules === void 0) continue;
    if (typeof rules.text === "object") return rules.text;
    const sets = rules.text.split(",").map((rule) => {
      const match = /^(?:ip|cidr):(.+)$/.exec(rule.trim());
      return match === null ? void 0 : AddressSet.tryParse(match[1]);
    });
    if (kind2 === "allow") {
      const unknown = sets.indexOf(void 0);
      if (unknown >= 0)
        return unresolved(`the rule "${rules.text}" is not understood`, rules.data.where);
      admitted2 = AddressSet.unionOf(sets);
    } else {
      const denied = AddressSet.unionOf(sets.filter((set) => set !== void 0));
      admitted2 = (admitted2 ?? AddressSet.all).subtract(denied);
    }
  }
  const list = read2(`${LINODE}acl`);
  if (list !== void 0) {
    if (typeof list.text === "object") return list.text;
    const { data } = readJson(new SourceFile(list.data.where.file, list.text));
    const addresses = (key) => {
      const found2 = at(data, key);
      if (found2 === void 0) return void 0;
      const texts = ["ipv4", "ipv6"].flatMap((family) => itemsOf(at(found2, family)));
      return AddressSet.unionOf(
        texts.flatMap((item) => AddressSet.tryParse(textOf(item) ?? "") ?? [])
      );
    };
    const allowed = addresses("allowList");
    const refused = addresses("denyList");
    if (allowed === void 0 && refused === void 0) {
      return unresolved("the access list of the load balancer cannot be read", list.data.where);
    }
    const own = allowed ?? AddressSet.all.subtract(refused);
    admitted2 = admitted2 === void 0 ? own : admitted2.intersect(own);
  }
  const firewall = read2(`${LINODE}id`);
  if (firewall !== void 0 && admitted2 === void 0) {
    return unresolved(
      "the rules of its Linode firewall are not in the repository",
      firewall.data.where
    );
  }
  return admitted2;
}

// src/platforms/kubernetes/load-balancer-marks.ts
var internalIf = (...values) => (value) => values.includes(value.toLowerCase()) ? "internal" : void 0;
var internalOrFacing = (internal, facing) => (value) => {
  const lower = value.toLowerCase();
  if (internal.includes(lower)) return "internal";
  return facing.includes(lower) ? "internet-facing" : void 0;
};
var MARKS = [
  { cloud: "Google", key: "networking.gke.io/load-balancer-type", verdict: internalIf("internal") },
  { cloud: "Google", key: "cloud.google.com/load-balancer-type", verdict: internalIf("internal") },
  {
    // The controller takes any value but "false" for yes; "0.0.0.0/0" was its first documented value.
    cloud: "AWS",
    key: "service.beta.kubernetes.io/aws-load-balancer-internal",
    verdict: (value) => value === "" || value.toLowerCase() === "false" ? void 0 : "internal"
  },
  {
    cloud: "AWS",
    key: "service.beta.kubernetes.io/aws-load-balancer-scheme",
    verdict: internalOrFacing(["internal"], ["internet-facing"])
  },
  {
    cloud: "Azure",
    key: "service.beta.kubernetes.io/azure-load-balancer-internal",
    verdict: internalIf("true")
  },
  {
    cloud: "IBM",
    key: "service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type",
    verdict: internalOrFacing(["private"], ["public"])
  },
  {
    cloud: "OpenStack",
    key: "service.beta.kubernetes.io/openstack-internal-load-balancer",
    verdict: internalIf("true")
  },
  {
    cloud: "Oracle",
    key: "service.beta.kubernetes.io/oci-load-balancer-internal",
    verdict: internalIf("true")
  },
  {
    cloud: "Oracle",
    key: "oci-network-load-balancer.oraclecloud.com/internal",
    verdict: internalIf("true")
  },
  {
    cloud: "Alibaba",
    key: "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type",
    verdict: internalOrFacing(["intranet"], ["internet"])
  },
  {
    cloud: "Alibaba",
    key: "service.beta.kubernetes.io/alicloud-loadbalancer-address-type",
    verdict: internalOrFacing(["intranet"], ["internet"])
  },
  {
    cloud: "Tencent",
    key: "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid",
    verdict: (value) => value === "" ? void 0 : "internal"
  },
  {
    cloud: "Baidu",
    key: "service.beta.kubernetes.io/cce-load-balancer-internal-vpc",
    verdict: internalIf("true")
  },
  {
    cloud: "DigitalOcean",
    key: "service.beta.kubernetes.io/do-loadbalancer-network",
    verdict: internalOrFacing(["internal"], ["external"])
  },
  {
    cloud: "Hetzner",
    key: "load-balancer.hetzner.cloud/disable-public-network",
    verdict: internalIf("true")
  },
  {
    cloud: "Scaleway",
    key: "service.beta.kubernetes.io/scw-loadbalancer-private",
    verdict: internalIf("true")
  },
  {
    cloud: "Volcengine",
    key: "service.beta.kubernetes.io/volcengine-loadbalancer-address-type",
    verdict: internalOrFacing(["private"], ["public"])
  },
  {
    cloud: "Naver",
    key: "service.beta.kubernetes.io/ncloud-load-balancer-internal",
    verdict: internalOrFacing(["true"], ["false"])
  },
  { cloud: "STACKIT", key: "lb.stackit.cloud/internal-lb", verdict: internalIf("true") },
  { cloud: "STACKIT", key: "yawol.stackit.cloud/internalLB", verdict: internalIf("true") },
  {
    // JSON that describes the load balancer to make: `{"type": "inner"}`.
    cloud: "Huawei",
    key: "kubernetes.io/elb.autocreate",
    verdict: (value) => {
      const type = /"type"\s{0,20}:\s{0,20}"(inner|public)"/.exec(value)?.[1];
      return type === "inner" ? "internal" : type === "public" ? "internet-facing" : void 0;
    }
  },
  {
    cloud: "Yandex",
    key: "yandex.cloud/load-balancer-type",
    verdict: internalOrFacing(["internal"], ["external"])
  }
];
var CLASSES = {
  // The AWS Load Balancer Controller creates internal ones unless the scheme says otherwise.
  "service.k8s.aws/nlb": "internal",
  "eks.amazonaws.com/nlb": "internal",
  "networking.gke.io/l4-regional-internal": "internal",
  "networking.gke.io/l4-regional-external": "internet-facing",
  // Reachable from the tailnet only.
  tailscale: "internal"
};

// src/platforms/kubernetes/load-balancer.ts
var ADDRESS_ANNOTATIONS = [
  "metallb.io/loadBalancerIPs",
  "metallb.universe.tf/loadBalancerIPs",
  "io.cilium/lb-ipam-ips",
  "lbipam.cilium.io/ips",
  "kube-vip.io/loadbalancerIPs"
];
var SOURCE_ANNOTATIONS = [
  "service.beta.kubernetes.io/load-balancer-source-ranges",
  "service.beta.kubernetes.io/azure-allowed-ip-ranges",
  "service.beta.kubernetes.io/ovh-loadbalancer-allowed-sources"
];
var POOL_ANNOTATIONS = ["metallb.io/address-pool", "metallb.universe.tf/address-pool"];
function addressPoolsIn(objects) {
  const pools = /* @__PURE__ */ new Map();
  for (const object of objects) {
    const texts = [];
    if (object.kind === "IPAddressPool") {
      append(texts, itemsOf(at(object.data, "spec", "addresses")).map(plainText));
    } else if (object.kind === "CiliumLoadBalancerIPPool") {
      for (const block2 of [
        ...itemsOf(at(object.data, "spec", "blocks")),
        ...itemsOf(at(object.data, "spec", "cidrs"))
      ]) {
        const start = plainText(at(block2, "start"));
        const stop = plainText(at(block2, "stop"));
        texts.push(
          start !== void 0 && stop !== void 0 ? `${start}-${stop}` : plainText(at(block2, "cidr"))
        );
      }
    } else {
      continue;
    }
    const sets = texts.map((text2) => text2 === void 0 ? void 0 : networkOrRange(text2));
    if (sets.length === 0 || sets.some((set) => set === void 0)) continue;
    pools.set(object.name, AddressSet.unionOf(sets));
  }
  return pools;
}
function plainText(data) {
  const text2 = textIn(data);
  return typeof text2 === "string" ? text2 : void 0;
}
function networkOrRange(text2) {
  const dash = text2.indexOf("-");
  if (dash < 0) return AddressSet.tryParse(text2.trim());
  try {
    return AddressSet.range(text2.slice(0, dash).trim(), text2.slice(dash + 1).trim());
  } catch {
    return void 0;
  }
}
function frontageOf(service, pools) {
  const spec = at(service.data, "spec");
  const annotations = at(service.data, "metadata", "annotations");
  const frontage = annotationFrontage(annotations, service, at(spec, "loadBalancerClass"));
  const related = [...frontage.related];
  const notes = [...frontage.notes];
  let { faces } = frontage;
  const sources = restrict(
    restrict(frontage.sources, sourceRanges(spec, annotations, service, related)),
    firewallRules(annotations, service, related)
  );
  if (faces === "host") {
    const address = addressOf(spec, annotations);
    const pool = addressPool(annotations, pools);
    const where = address?.where ?? pool?.where;
    const set = address?.set ?? pool?.set;
    if (set !== void 0 && !set.isEmpty && set.isSubsetOf(PRIVATE.union(LOOPBACK))) {
      faces = "private";
      if (where !== void 0) {
        related.push({
          where: located(where, service),
          message: "the private address of the load balancer"
        });
      }
    }
  }
  return { faces, sources, related, notes };
}
function annotationFrontage(annotations, object, loadBalancerClass) {
  const related = [];
  let verdict;
  let unknown;
  if (annotations?.type === "unknown") unknown = unresolved(annotations.reason, annotations.where);
  for (const mark of MARKS) {
    const found2 = entry(annotations, mark.key);
    const value = textIn(found2?.value);
    if (found2 === void 0 || value === void 0) continue;
    if (typeof value === "object") {
      unknown = value;
      continue;
    }
    const says = mark.verdict(value);
    if (says === void 0) continue;
    related.push({
      where: located(found2.value.where, object),
      message: says === "internal" ? "makes the load balancer internal" : "makes it internet-facing"
    });
    if (verdict !== "internal") verdict = says;
  }
  const className = textIn(loadBalancerClass);
  if (typeof className === "object") unknown ??= className;
  const type = textIn(at(annotations, "service.beta.kubernetes.io/aws-load-balancer-type"));
  const defaultVerdict = typeof className === "string" ? CLASSES[className] : type === "external" || type === "nlb-ip" ? "internal" : void 0;
  if (verdict === void 0 && unknown === void 0 && defaultVerdict === "internal") {
    const where = loadBalancerClass?.where ?? annotations?.where;
    if (where !== void 0) {
      related.push({
        where: located(where, object),
        message: "this class of load balancer is internal unless it is told otherwise"
      });
    }
  }
  const effective = verdict ?? (unknown === void 0 ? defaultVerdict : void 0);
  return {
    faces: effective === "internal" ? "private" : effective === "internet-facing" ? "internet" : "host",
    sources: effective === void 0 && unknown !== void 0 ? unknown : AddressSet.all,
    related,
    notes: []
  };
}
function restrict(sources, ranges) {
  if (ranges === void 0) return sources;
  if (isUnresolved(ranges)) return isUnresolved(sources) ? sources : ranges;
  if (!isUnresolved(sources)) return sources.intersect(ranges);
  return ranges.isSubsetOf(PRIVATE.union(LOOPBACK)) ? ranges : sources;
}
function sourceRanges(spec, annotations, service, related) {
  const results = [];
  const field2 = at(spec, "loadBalancerSourceRanges");
  if (field2?.type === "unknown") {
    results.push(unresolved(field2.reason, field2.where));
  } else {
    const items = itemsOf(field2);
    if (items.length > 0) {
      related.push({ where: located(field2.where, service), message: "the allowed source ranges" });
      results.push(setOf(items.map((item) => [textIn(item) ?? "", item.where])));
    }
  }
  for (const key of SOURCE_ANNOTATIONS) {
    const found2 = entry(annotations, key);
    const text2 = textIn(found2?.value);
    if (found2 === void 0 || text2 === void 0 || text2 === "") continue;
    if (key === SOURCE_ANNOTATIONS[0] && results.length > 0) continue;
    const { where } = found2.value;
    related.push({ where: located(where, service), message: "the allowed source ranges" });
    results.push(
      typeof text2 === "object" ? text2 : setOf(
        text2.split(/[,\s]+/).filter((part) => part !== "").map((part) => [part, where])
      )
    );
  }
  const tags = entry(annotations, "service.beta.kubernetes.io/azure-allowed-service-tags");
  if (tags !== void 0) {
    const text2 = textIn(tags.value);
    if (typeof text2 === "string" && !text2.split(",").some((tag) => tag.trim() === "Internet")) {
      results.push(
        text2.split(",").every((tag) => tag.trim() === "VirtualNetwork") ? PRIVATE : unresolved(`the addresses of the service tag ${text2} are not known`, tags.value.where)
      );
    }
  }
  if (results.length === 0) return void 0;
  const first = results.find(isUnresolved);
  if (first !== void 0) return first;
  return AddressSet.unionOf(results);
}
function setOf(texts) {
  const sets = [];
  for (const [text2, where] of texts) {
    if (typeof text2 === "object") return text2;
    const set = AddressSet.tryParse(text2.trim());
    if (set === void 0) return unresolved(`"${text2}" is not a network in CIDR notation`, where);
    sets.push(set);
  }
  return AddressSet.unionOf(sets);
}
function addressOf(spec, annotations) {
  const candidates = [
    at(spec, "loadBalancerIP"),
    ...ADDRESS_ANNOTATIONS.map((key) => at(annotations, key))
  ];
  for (const data of candidates) {
    const text2 = plainText(data);
    if (data === void 0 || text2 === void 0 || text2 === "") continue;
    const sets = text2.split(",").map((part) => AddressSet.tryParse(part.trim()));
    if (sets.some((set) => set === void 0)) continue;
    return { set: AddressSet.unionOf(sets), where: data.where };
  }
  return void 0;
}
function addressPool(annotations, pools) {
  for (const key of POOL_ANNOTATIONS) {
    const data = at(annotations, key);
    const name = plainText(data);
    const set = name === void 0 ? void 0 : pools.get(name);
    if (data !== void 0 && set !== void 0) return { set, where: data.where };
  }
  return void 0;
}

// src/platforms/kubernetes/services.ts
var NODE_PORTS = PortSet.range(3e4, 32767);
function serviceDoors(service, cluster, pools, files) {
  const spec = at(service.data, "spec");
  const typeData = at(spec, "type");
  const type = textIn(typeData);
  const addresses = itemsOf(at(spec, "externalIPs"));
  const opens = type === "LoadBalancer" || type === "NodePort" || typeof type === "object";
  if (!opens && addresses.length === 0) return [];
  const groups = groupByPorts(backendsOf(service, cluster));
  return groups.flatMap((group) => {
    const doors = [];
    if (opens && typeData !== void 0) {
      doors.push(typeDoor(service, typeData, type, group, pools, cluster, files));
    }
    if (addresses.length > 0 && type !== "ExternalName") {
      doors.push(externalIpDoor(service, addresses, group));
    }
    return doors;
  });
}
function groupByPorts(backends) {
  const of = (protocol) => backends.filter((backend) => backend.protocol === protocol);
  const group = (members, protocols) => members.length === 0 ? [] : [
    {
      protocols,
      backends: members,
      ports: PortSet.of(...members.map((backend) => backend.port)),
      targetPorts: unionOfPorts(members.map((backend) => backend.targetPorts))
    }
  ];
  const [tcp] = group(of("tcp"), ["tcp"]);
  const [udp] = group(of("udp"), ["udp"]);
  if (tcp !== void 0 && udp !== void 0 && tcp.ports.equals(udp.ports)) {
    const same = isUnresolved(tcp.targetPorts) || isUnresolved(udp.targetPorts) ? false : tcp.targetPorts.equals(udp.targetPorts);
    if (same) return group([...tcp.backends, ...udp.backends], ["tcp", "udp"]);
  }
  return [tcp, udp].filter((item) => item !== void 0);
}
function unionOfPorts(sets) {
  let union2 = PortSet.empty;
  for (const set of sets) {
    if (isUnresolved(set)) return set;
    union2 = union2.union(set);
  }
  return union2;
}
function typeDoor(service, typeData, type, group, pools, cluster, files) {
  const common = {
    ...groupFacts(service, group),
    where: located(typeData.where, service),
    related: [...throughOf(typeData, service), ...relatedOf(service, group)]
  };
  if (typeof type === "object") {
    return {
      ...common,
      mechanism: "service",
      sources: unresolved(
        `the type of ${displayName(service)} is not known: ${type.reason}`,
        type.where
      ),
      ports: group.ports,
      faces: "host"
    };
  }
  const fix = closeServiceFix(service, typeData, files);
  if (type === "NodePort") {
    const ports = nodePortsOf(group);
    return {
      ...common,
      mechanism: "node-port",
      sources: AddressSet.all,
      ports,
      faces: "host",
      ...isUnresolved(ports) || ports.size === 1 ? {} : { notes: ["The cluster picks the node port; `kubectl get service` shows it."] },
      ...fix === void 0 ? {} : { fix }
    };
  }
  const frontage = frontageOf(service, pools);
  const notes = [...frontage.notes, ...hiddenClients(service, cluster)];
  const spec = at(service.data, "spec");
  if ((frontage.faces === "private" || at(spec, "loadBalancerSourceRanges") !== void 0) && booleanOf(at(spec, "allocateLoadBalancerNodePorts")) !== false) {
    notes.push(
      "The Service also opens a node port on every node, which neither the source ranges nor the internal address restrict; `allocateLoadBalancerNodePorts: false` turns that off."
    );
  }
  return {
    ...common,
    related: [...common.related, ...frontage.related],
    mechanism: "load-balancer",
    sources: frontage.sources,
    ports: group.ports,
    faces: frontage.faces,
    ...notes.length === 0 ? {} : { notes },
    ...fix === void 0 ? {} : { fix }
  };
}
function hiddenClients(service, cluster) {
  if (textOf(at(service.data, "spec", "externalTrafficPolicy")) === "Local") return [];
  const blocks = namespacesWithBlocks(cluster).has(service.namespace);
  return blocks ? [
    "With `externalTrafficPolicy: Cluster`, the default, pods may see the address of a node in place of the client's, so that the address blocks of a NetworkPolicy do not tell clients apart; `Local` keeps the address."
  ] : [];
}
var blocksOf = /* @__PURE__ */ new WeakMap();
function namespacesWithBlocks(cluster) {
  let namespaces = blocksOf.get(cluster);
  if (namespaces === void 0) {
    const found2 = cluster.objects.filter(
      ({ kind: kind2, data }) => kind2 === "NetworkPolicy" && itemsOf(at(data, "spec", "ingress")).some(
        (rule) => itemsOf(at(rule, "from")).some((peer) => at(peer, "ipBlock") !== void 0)
      )
    );
    blocksOf.set(cluster, namespaces = new Set(found2.map(({ namespace }) => namespace)));
  }
  return namespaces;
}
function groupFacts(object, group) {
  const target2 = [...new Set(group.backends.flatMap((backend) => backend.target))];
  const kinds = new Set(group.backends.map((backend) => backend.leadsTo));
  return {
    kind: "ingress",
    platform: "kubernetes",
    name: displayName(object),
    protocols: group.protocols,
    targetPorts: group.targetPorts,
    target: target2.length === 0 ? "unknown" : target2,
    leadsTo: kinds.has("memcached") ? "memcached" : kinds.has("unknown") ? "unknown" : "something-else"
  };
}
function relatedOf(service, group) {
  const related = [];
  for (const backend of group.backends) {
    const port = entry(backend.data, "port");
    if (port !== void 0) {
      related.push({
        where: located(port.value.where, service),
        message: "the port of the Service"
      });
    }
    append(related, backend.related);
  }
  return unique(related);
}
function throughOf(data, object) {
  return (data.through ?? []).map((where) => ({
    where: located(where, object),
    message: "where the value is used"
  }));
}
function unique(related) {
  const seen = /* @__PURE__ */ new Set();
  return related.filter(({ where, message }) => {
    const key = `${where.file}:${where.startLine}:${where.startColumn}:${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
function nodePortsOf(group) {
  let ports = PortSet.empty;
  for (const backend of group.backends) {
    const number = portIn(at(backend.data, "nodePort"));
    if (typeof number === "object") return NODE_PORTS;
    ports = typeof number === "number" && number > 0 ? ports.union(PortSet.of(number)) : ports.union(NODE_PORTS);
  }
  return ports;
}
function externalIpDoor(service, addresses, group) {
  const sets = [];
  let unknown;
  for (const data of addresses) {
    const text2 = textIn(data);
    if (typeof text2 === "object") unknown ??= text2;
    const set2 = typeof text2 === "string" ? AddressSet.tryParse(text2) : void 0;
    if (set2 !== void 0) sets.push(set2);
  }
  const set = AddressSet.unionOf(sets);
  const faces = unknown !== void 0 || set.isEmpty ? "host" : set.isSubsetOf(LOOPBACK) ? "loopback" : set.isSubsetOf(PRIVATE.union(LOOPBACK)) ? "private" : "internet";
  const widest = addresses.find((data) => {
    const text2 = textIn(data);
    const one = typeof text2 === "string" ? AddressSet.tryParse(text2) : void 0;
    return one !== void 0 && !one.isSubsetOf(PRIVATE.union(LOOPBACK));
  });
  return {
    ...groupFacts(service, group),
    where: located((widest ?? addresses[0]).where, service),
    mechanism: "service",
    sources: unknown !== void 0 && sets.length === 0 ? unknown : AddressSet.all,
    ports: group.ports,
    faces,
    related: relatedOf(service, group)
  };
}

// src/platforms/kubernetes/host-doors.ts
function hostDoors(workload, files) {
  const shared = usesHostNetwork(workload);
  if (shared === true) return hostNetworkDoors(workload, AddressSet.all, files);
  const doors = workload.containers.flatMap((container) => [
    ...hostPortDoors(workload, container, files),
    ...publicPortDoors(workload, container)
  ]);
  return shared === false ? doors : [...hostNetworkDoors(workload, shared, files), ...doors];
}
function hostNetworkDoors(workload, sources, files) {
  const data = workload.hostNetwork;
  const common = {
    kind: "ingress",
    platform: "kubernetes",
    where: located(data.where, workload.object),
    mechanism: "host-network",
    name: workload.id,
    target: [workload.id]
  };
  const servers = workload.servers;
  if (servers.length === 0) {
    const declared = workload.containers.filter(
      (container) => container.ports.some((port) => port.port === MEMCACHED_PORT)
    );
    if (declared.length === 0) return [];
    return [
      {
        ...common,
        sources,
        protocols: ["tcp"],
        ports: PortSet.of(MEMCACHED_PORT),
        faces: "host",
        leadsTo: declared.every((container) => container.content.nature === "something-else") ? "something-else" : declared.some((container) => saysMemcached(container)) ? "memcached" : "unknown",
        related: declared.map((container) => imageOf(container))
      }
    ];
  }
  const edit = replacement(data, "false", files);
  return servers.flatMap((server) => {
    const facts = openSockets(server);
    if (facts === void 0) return [];
    return [
      {
        ...common,
        ...facts,
        sources,
        leadsTo: "memcached",
        related: unique([
          ...throughOf(data, workload.object),
          { where: located(server.listener.where, workload.object), message: "memcached" }
        ]),
        ...edit === void 0 ? {} : { fix: { description: "Give the pods a network of their own.", edits: [edit] } }
      }
    ];
  });
}
function openSockets(server) {
  if (isUnresolved(server.listener.sockets)) {
    return { protocols: ["tcp"], ports: PortSet.of(MEMCACHED_PORT), faces: "host" };
  }
  const open = server.listener.sockets.filter((socket) => socket.scope !== "loopback");
  if (open.length === 0) return void 0;
  return {
    protocols: ["tcp", "udp"].filter((p) => open.some((s) => s.protocol === p)),
    ports: PortSet.of(...open.map((socket) => socket.port)),
    faces: open.every((socket) => socket.scope === "private") ? "private" : "host"
  };
}
function hostPortDoors(workload, container, files) {
  const doors = [];
  for (const port of container.ports) {
    const data = at(port.data, "hostPort");
    if (data === void 0 || isNull(data) || port.protocol === "other") continue;
    const number = portIn(data);
    if (number === 0 || typeof number === "string" || number === void 0) continue;
    const behind = leadsTo(workload, container, port, port.protocol);
    if (behind === void 0) continue;
    const { faces, sources, where } = hostAddress(port);
    const named = entry(port.data, "hostPort");
    const edit = named === void 0 ? void 0 : removal(named, files);
    doors.push({
      kind: "ingress",
      platform: "kubernetes",
      where: located(data.where, workload.object),
      mechanism: "host-port",
      name: workload.id,
      sources,
      protocols: [port.protocol],
      ports: typeof number === "number" ? PortSet.of(number) : number,
      targetPorts: typeof port.port === "number" ? PortSet.of(port.port) : port.port,
      target: [workload.id],
      faces,
      leadsTo: behind,
      related: unique([
        ...throughOf(data, workload.object),
        ...where === void 0 ? [] : [{ where: located(where, workload.object), message: "the address on the node" }],
        imageOf(container)
      ]),
      ...edit === void 0 ? {} : { fix: { description: "Do not bind the port on the nodes.", edits: [edit] } }
    });
  }
  return mergeProtocols(doors);
}
function mergeProtocols(doors) {
  const merged2 = [];
  for (const door of doors) {
    const index = merged2.findIndex(
      (other2) => other2.faces === door.faces && other2.leadsTo === door.leadsTo && !isUnresolved(other2.ports) && !isUnresolved(door.ports) && other2.ports.equals(door.ports) && !other2.protocols.includes(door.protocols[0])
    );
    const other = merged2[index];
    if (other === void 0) {
      merged2.push(door);
      continue;
    }
    const edits = [...other.fix?.edits ?? [], ...door.fix?.edits ?? []];
    const { fix, ...rest } = other;
    merged2[index] = {
      ...rest,
      protocols: ["tcp", "udp"],
      related: unique([...other.related, { where: door.where, message: "the same for UDP" }]),
      ...fix === void 0 || door.fix === void 0 ? {} : { fix: { description: fix.description, edits } }
    };
  }
  return merged2;
}
function leadsTo(workload, container, port, protocol) {
  if (typeof port.port !== "number") {
    return container.content.nature === "memcached" ? "memcached" : void 0;
  }
  const behind = behindPort(workload, port.port, protocol);
  if (behind === void 0) return void 0;
  if (behind === "unknown" && saysMemcached(container)) return "memcached";
  if (behind === "memcached") return behind;
  return container.content.nature === "something-else" ? "something-else" : behind;
}
function saysMemcached(container) {
  return [container.name, ...container.ports.map((port) => port.name)].some(
    (text2) => text2 !== void 0 && /memcache/i.test(text2) && !/exporter/i.test(text2)
  );
}
function hostAddress(port) {
  const data = at(port.data, "hostIP");
  const text2 = textIn(data);
  if (data === void 0 || text2 === void 0 || text2 === "") {
    return { faces: "host", sources: AddressSet.all };
  }
  if (typeof text2 === "object") {
    const reason = `the address of the host port is not known: ${text2.reason}`;
    return { faces: "host", sources: unresolved(reason, data.where), where: data.where };
  }
  const set = AddressSet.tryParse(text2);
  const all = set === void 0 || set.isSubsetOf(AddressSet.of("0.0.0.0", "::"));
  return {
    faces: all ? "host" : set.isSubsetOf(LOOPBACK) ? "loopback" : set.isSubsetOf(PRIVATE) ? "private" : "internet",
    sources: AddressSet.all,
    where: data.where
  };
}
function publicPortDoors(workload, container) {
  return container.ports.flatMap((port) => {
    const data = at(port.data, "isPublic");
    if (data === void 0 || booleanOf(data) !== true || port.protocol === "other") return [];
    const behind = leadsTo(workload, container, port, port.protocol);
    if (behind === void 0 || typeof port.port !== "number") return [];
    return [
      {
        kind: "ingress",
        platform: "kubernetes",
        where: located(data.where, workload.object),
        mechanism: "host-port",
        name: workload.id,
        sources: AddressSet.all,
        protocols: [port.protocol],
        ports: PortSet.of(port.port),
        target: [workload.id],
        faces: "internet",
        leadsTo: behind,
        related: [imageOf(container)]
      }
    ];
  });
}
function imageOf(container) {
  return {
    where: container.imageWhere,
    message: container.image === void 0 ? "the container" : `the image ${container.image}`
  };
}

// src/platforms/kubernetes/policies/allowances.ts
var EVERY_PORT = { tcp: PortSet.all, udp: PortSet.all };
function networkOf(data) {
  const text2 = textIn(data);
  if (typeof text2 === "object") return text2;
  const set = text2 === void 0 ? void 0 : AddressSet.tryParse(text2);
  return set ?? unresolved(`"${text2 ?? ""}" is not a network in CIDR notation`, data?.where);
}
function together(parts) {
  let all = AddressSet.empty;
  for (const part of parts) {
    if (isUnresolved(part)) return part;
    all = all.union(part);
  }
  return all;
}
function blockOf(block2) {
  if (block2.type === "unknown") return unresolved(block2.reason, block2.where);
  let admitted2 = networkOf(at(block2, "cidr"));
  for (const item of itemsOf(at(block2, "except"))) {
    const except = networkOf(item);
    if (isUnresolved(admitted2)) return admitted2;
    if (!isUnresolved(except)) admitted2 = admitted2.subtract(except);
  }
  return admitted2;
}
function combine(workload, isolations) {
  const first = isolations[0];
  if (first === void 0) return [];
  const isolating = isolations.filter(({ isolates }) => isolates !== false);
  const allowances2 = isolating.length === 0 ? [{ sources: AddressSet.all, ports: EVERY_PORT }] : isolating.flatMap((isolation) => isolation.allowances);
  const denials = isolations.flatMap((isolation) => isolation.denials ?? []);
  const restrictions = [];
  for (const protocol of ["tcp", "udp"]) {
    const sets = [...allowances2, ...denials].map(({ ports }) => ports[protocol]);
    for (const cell of cells(sets)) {
      const admitting = allowances2.filter((allowance2) => cell.isSubset(allowance2.ports[protocol]));
      const known3 = admitting.flatMap(({ sources }) => isUnresolved(sources) ? [] : [sources]);
      const refused = denials.filter(({ ports }) => cell.isSubset(ports[protocol])).flatMap(({ sources }) => isUnresolved(sources) ? [] : [sources]);
      const union2 = AddressSet.unionOf(known3).subtract(AddressSet.unionOf(refused));
      const open = admitting.map(({ sources }) => sources).find(isUnresolved);
      const admits = open !== void 0 && !union2.equals(AddressSet.all) ? open : union2;
      const same = restrictions.find(
        (other) => other.protocols[0] === protocol && (isUnresolved(admits) ? other.admits === admits : !isUnresolved(other.admits) && other.admits.equals(admits))
      );
      if (same !== void 0) {
        restrictions[restrictions.indexOf(same)] = { ...same, ports: same.ports.union(cell.ports) };
        continue;
      }
      restrictions.push({
        kind: "restriction",
        platform: "kubernetes",
        where: first.where,
        mechanism: "network-policy",
        name: displayName(first.object),
        target: [workload.id],
        protocols: [protocol],
        ports: cell.ports,
        admits
      });
    }
  }
  return restrictions;
}
function cells(sets) {
  const starts = /* @__PURE__ */ new Set([0]);
  for (const set of sets) {
    for (const [low, high] of set.intervals) {
      starts.add(low);
      if (high < 65535) starts.add(high + 1);
    }
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((low, index) => {
    const high = (sorted[index + 1] ?? 65536) - 1;
    return { ports: PortSet.range(low, high), isSubset: (other) => other.contains(low) };
  });
}

// src/platforms/kubernetes/policies/calico-selectors.ts
var DEEPEST8 = 30;
function selectsLabels(selector, labels) {
  if (selector.trim() === "") return true;
  const tokens2 = tokensOf(selector.slice(0, 2e3));
  if (tokens2 === void 0) return false;
  const reader = new SelectorReader(tokens2, labels);
  const result = reader.either(0);
  return result === true && reader.atEnd;
}
function tokensOf(text2) {
  const tokens2 = [];
  const token = /\s*(&&|\|\||==|!=|[!(){},]|'[^']*'|"[^"]*"|[A-Za-z0-9_./-]+)/y;
  while (token.lastIndex < text2.trimEnd().length) {
    const match = token.exec(text2);
    if (match === null) return void 0;
    tokens2.push(match[1]);
  }
  return tokens2;
}
var SelectorReader = class {
  constructor(tokens2, labels) {
    this.tokens = tokens2;
    this.labels = labels;
  }
  tokens;
  labels;
  at = 0;
  get atEnd() {
    return this.at >= this.tokens.length;
  }
  either(depth) {
    let result = this.both(depth);
    while (result !== void 0 && this.take("||")) {
      const next = this.both(depth);
      result = next === void 0 ? void 0 : result || next;
    }
    return result;
  }
  both(depth) {
    let result = this.single(depth);
    while (result !== void 0 && this.take("&&")) {
      const next = this.single(depth);
      result = next === void 0 ? void 0 : result && next;
    }
    return result;
  }
  single(depth) {
    if (depth > DEEPEST8) return void 0;
    if (this.take("!")) {
      const inner = this.single(depth + 1);
      return inner === void 0 ? void 0 : !inner;
    }
    if (this.take("(")) {
      const inner = this.either(depth + 1);
      return this.take(")") ? inner : void 0;
    }
    const name = this.tokens[this.at++];
    if (name === void 0) return void 0;
    if (name === "all" || name === "global") {
      return this.take("(") && this.take(")") ? name === "all" : void 0;
    }
    if (name === "has") {
      if (!this.take("(")) return void 0;
      const label = this.tokens[this.at++];
      return this.take(")") && label !== void 0 ? this.labels.has(label) : void 0;
    }
    const value = this.labels.get(name);
    if (this.take("==")) return value !== void 0 && value === this.text();
    if (this.take("!=")) return value !== this.text();
    const part = this.part();
    if (part !== void 0) {
      const text2 = this.text();
      return text2 === void 0 ? void 0 : value !== void 0 && part(value, text2);
    }
    const negated = this.take("not");
    if (!this.take("in") || !this.take("{")) return void 0;
    const listed = [];
    while (!this.take("}")) {
      if (this.atEnd) return void 0;
      listed.push(this.text());
      this.take(",");
    }
    const inside = value !== void 0 && listed.includes(value);
    return negated ? !inside : inside;
  }
  /** `contains`, `starts with`, `ends with`. */
  part() {
    if (this.take("contains")) return (value, text2) => value.includes(text2);
    const [word, next] = this.tokens.slice(this.at, this.at + 2);
    if (next !== "with" || word !== "starts" && word !== "ends") return void 0;
    this.at += 2;
    return (value, text2) => word === "starts" ? value.startsWith(text2) : value.endsWith(text2);
  }
  text() {
    const token = this.tokens[this.at++];
    return token !== void 0 && /^['"]/.test(token) ? token.slice(1, -1) : void 0;
  }
  take(token) {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }
};

// src/platforms/kubernetes/policies/calico.ts
function isOfCalico(object) {
  const group = groupOf(object);
  return group === "projectcalico.org" || group === "crd.projectcalico.org";
}
function isCalico(object) {
  return isOfCalico(object) && (object.kind === "NetworkPolicy" || object.kind === "GlobalNetworkPolicy");
}
function calicoCluster(objects) {
  const own = objects.filter(isOfCalico);
  return {
    namespaces: new Map(
      objects.filter(({ kind: kind2 }) => kind2 === "Namespace").map(({ name, data }) => [name, textMap(at(data, "metadata", "labels"))])
    ),
    networkSets: own.filter(({ kind: kind2 }) => kind2 === "NetworkSet" || kind2 === "GlobalNetworkSet"),
    tiers: new Map(
      own.filter(({ kind: kind2 }) => kind2 === "Tier").map(({ name, data }) => [name, orderOf(at(data, "spec", "order"))])
    )
  };
}
function concernsPods(policy, { labels, object: { namespace } }, { namespaces }) {
  const spec = at(policy.data, "spec");
  if (policy.kind === "NetworkPolicy" && policy.namespace !== namespace) return false;
  if (["preDNAT", "doNotTrack"].some((key) => booleanOf(at(spec, key)) === true)) return false;
  const ofNamespace = new Map([
    ...namespaces.get(namespace) ?? [],
    ["projectcalico.org/name", namespace],
    ["kubernetes.io/metadata.name", namespace]
  ]);
  const ofPod = new Map([
    ...labels,
    ["projectcalico.org/namespace", namespace],
    ["projectcalico.org/orchestrator", "k8s"],
    ...[...ofNamespace].map(([key, value]) => [`pcns.${key}`, value])
  ]);
  return hasIngress(spec) && selectsLabels(textOf(at(spec, "selector")) ?? "all()", ofPod) && selectsLabels(textOf(at(spec, "namespaceSelector")) ?? "all()", ofNamespace);
}
function hasIngress(spec) {
  const types = itemsOf(at(spec, "types")).map((item) => textOf(item));
  if (types.length > 0) return types.includes("Ingress");
  return at(spec, "ingress") !== void 0 || at(spec, "egress") === void 0;
}
function orderOf(data) {
  const text2 = textOf(data);
  return text2 === void 0 || Number.isNaN(Number(text2)) ? Infinity : Number(text2);
}
var KUBERNETES_ORDER = 1e3;
var DEFAULT_TIER = "default";
var MOST_RULES = 1e3;
function calicoAllowances(policies, kubernetes2, workload, cluster) {
  const tiers = tiersOf(policies, kubernetes2, workload, cluster);
  const result = [];
  for (const protocol of ["tcp", "udp"]) {
    const sets = tiers.flatMap((rules) => rules.map(({ ports }) => ports[protocol]));
    for (const cell of cells(sets)) {
      const sources = admitted(tiers, (rule) => cell.isSubset(rule.ports[protocol]));
      const ports = { tcp: PortSet.empty, udp: PortSet.empty, [protocol]: cell.ports };
      result.push({ sources, ports });
    }
  }
  return result;
}
function admitted(tiers, matches2) {
  let allowed = AddressSet.empty;
  let open;
  let remaining = AddressSet.all;
  for (const rules of tiers) {
    let passed = AddressSet.empty;
    for (const { action, sources } of rules.filter(matches2)) {
      if (isUnresolved(sources)) {
        if (action !== "deny" && !remaining.isEmpty) open ??= sources;
        continue;
      }
      const matched = remaining.intersect(sources);
      remaining = remaining.subtract(sources);
      if (action === "allow") allowed = allowed.union(matched);
      if (action === "pass") passed = passed.union(matched);
    }
    remaining = passed;
  }
  allowed = allowed.union(remaining);
  return open !== void 0 && !allowed.equals(AddressSet.all) ? open : allowed;
}
function tiersOf(policies, kubernetes2, workload, cluster) {
  const tiers = /* @__PURE__ */ new Map();
  const add = (tier, order, rules) => {
    tiers.set(tier, [...tiers.get(tier) ?? [], { order, rules }]);
  };
  for (const policy of policies) {
    const spec = at(policy.data, "spec");
    const rules = itemsOf(at(spec, "ingress")).slice(0, MOST_RULES);
    add(
      textOf(at(spec, "tier")) ?? DEFAULT_TIER,
      orderOf(at(spec, "order")),
      rules.flatMap((rule) => ruleOf(rule, policy, workload, cluster))
    );
  }
  if (kubernetes2 !== void 0) {
    const rules = kubernetes2.map((one) => ({ action: "allow", ...one }));
    add(DEFAULT_TIER, KUBERNETES_ORDER, rules);
  }
  const rank = (name) => name === DEFAULT_TIER ? 1e6 : cluster.tiers.get(name) ?? 999999;
  return [...tiers].sort(([one], [other]) => rank(one) - rank(other)).map(
    ([, list]) => list.sort((a, b) => a.order === b.order ? 0 : a.order < b.order ? -1 : 1).flatMap(({ rules }) => rules)
  );
}
var NARROWING = [
  ["notProtocol"],
  ["http"],
  ["icmp"],
  ["notICMP"],
  ["source", "ports"],
  ["source", "notPorts"],
  ["destination", "nets"],
  ["destination", "notNets"],
  ["destination", "selector"],
  ["destination", "notSelector"],
  ["destination", "serviceAccounts"]
];
function ruleOf(rule, policy, workload, cluster) {
  const action = (textOf(at(rule, "action")) ?? "").toLowerCase();
  if (action !== "allow" && action !== "deny" && action !== "pass") return [];
  if (action !== "allow" && NARROWING.some((path) => at(rule, ...path) !== void 0)) return [];
  const sources = sourcesOf(at(rule, "source"), policy, cluster);
  const version = textOf(at(rule, "ipVersion"));
  const family = version === "4" ? AddressSet.allIPv4 : version === "6" ? AddressSet.allIPv6 : void 0;
  return [
    {
      action,
      sources: isUnresolved(sources) || family === void 0 ? sources : sources.intersect(family),
      ports: portsOf(rule, workload, action === "allow")
    }
  ];
}
function sourcesOf(source, policy, cluster) {
  const nets = itemsOf(at(source, "nets"));
  let sources = AddressSet.all;
  if (nets.length > 0) {
    sources = AddressSet.empty;
    for (const item of nets) {
      const set = networkOf(item);
      if (isUnresolved(set)) return set;
      sources = sources.union(set);
    }
  }
  const named = ["selector", "namespaceSelector", "serviceAccounts", "services"].some(
    (key) => entry(source, key) !== void 0 && textOf(at(source, key)) !== ""
  );
  if (named) {
    const set = networksOf(source, policy, cluster);
    if (isUnresolved(set)) return set;
    sources = sources.intersect(set);
  }
  for (const item of itemsOf(at(source, "notNets"))) {
    const set = networkOf(item);
    if (!isUnresolved(set)) sources = sources.subtract(set);
  }
  return sources;
}
function networksOf(source, policy, cluster) {
  const selector = textOf(at(source, "selector"));
  const namespaces = textOf(at(source, "namespaceSelector"));
  if (selector === void 0) return AddressSet.empty;
  const isGlobal = (set) => set.kind === "GlobalNetworkSet";
  const reachable = cluster.networkSets.filter((set) => {
    if (namespaces === "global()") return isGlobal(set);
    if (policy.kind === "GlobalNetworkPolicy" && namespaces === void 0) return true;
    return !isGlobal(set) && (namespaces !== void 0 || set.namespace === policy.namespace);
  });
  const parts = reachable.filter((set) => selectsLabels(selector, textMap(at(set.data, "metadata", "labels")))).flatMap((set) => itemsOf(at(set.data, "spec", "nets"))).map(networkOf);
  return together(parts);
}
function portsOf(rule, workload, widely) {
  const protocol = (textOf(at(rule, "protocol")) ?? "").toLowerCase();
  const excluded = (textOf(at(rule, "notProtocol")) ?? "").toLowerCase();
  const numbers3 = { tcp: "6", udp: "17" };
  const only = (name) => {
    const is = (text2) => text2 === name || text2 === numbers3[name];
    if (protocol !== "" && !is(protocol) || is(excluded)) return PortSet.empty;
    const listed = itemsOf(at(rule, "destination", "ports"));
    const ports = listed.length === 0 ? PortSet.all : union(listed, workload, name, widely);
    return ports.subtract(
      union(itemsOf(at(rule, "destination", "notPorts")), workload, name, !widely)
    );
  };
  return { tcp: only("tcp"), udp: only("udp") };
}
function union(items, workload, protocol, widely) {
  let ports = PortSet.empty;
  for (const item of items) {
    const text2 = textOf(item);
    const match = /^([0-9]{1,5})(?::([0-9]{1,5}))?$/.exec(text2 ?? "");
    if (match !== null) {
      const low = Number(match[1]);
      const high = Number(match[2] ?? low);
      if (low <= high && high <= 65535) ports = ports.union(PortSet.range(low, high));
      continue;
    }
    const port = text2 === void 0 ? void 0 : namedPort(workload, text2, protocol);
    if (typeof port === "number") ports = ports.union(PortSet.of(port));
    else if (widely && (text2 === void 0 || port !== void 0)) ports = PortSet.all;
  }
  return ports;
}

// src/platforms/kubernetes/policies/cilium.ts
function networkGroups(objects) {
  return new Map(
    objects.filter(({ kind: kind2 }) => kind2 === "CiliumCIDRGroup").map(({ name, data }) => [name, itemsOf(at(data, "spec", "externalCIDRs"))])
  );
}
function ciliumSpecs(policy, workload) {
  const labels = ciliumLabels(workload);
  return [at(policy.data, "spec"), ...itemsOf(at(policy.data, "specs"))].filter(
    (spec) => {
      const selector = at(spec, "endpointSelector");
      return selector !== void 0 && selector.type !== "unknown" && selects(bare(selector), labels);
    }
  );
}
function ciliumIsolation(policy, specs, workload, groups) {
  const rules = (spec, key) => itemsOf(at(spec, key));
  const deciding = specs.filter(
    (spec) => rules(spec, "ingress").length + rules(spec, "ingressDeny").length > 0
  );
  if (deciding.length === 0) return void 0;
  const read2 = (key) => deciding.flatMap((spec) => rules(spec, key).map((rule) => allowance(rule, workload, groups)));
  return {
    object: policy,
    where: located(policy.where, policy),
    isolates: deciding.some(
      (spec) => booleanOf(at(spec, "enableDefaultDeny", "ingress")) !== false
    ),
    allowances: read2("ingress"),
    denials: read2("ingressDeny")
  };
}
var PEERS = [
  "fromEndpoints",
  "fromRequires",
  "fromServices",
  "fromNodes",
  "fromGroups",
  "fromEntities",
  "fromCIDR",
  "fromCIDRSet"
];
function allowance(rule, workload, groups) {
  if (rule.type === "unknown") {
    return { sources: unresolved(rule.reason, rule.where), ports: EVERY_PORT };
  }
  return { sources: sourcesOf2(rule, groups), ports: portsOf2(rule, workload) };
}
function sourcesOf2(rule, groups) {
  if (!PEERS.some((key) => entry(rule, key) !== void 0)) {
    return at(rule, "toPorts") === void 0 ? AddressSet.empty : AddressSet.all;
  }
  const parts = [
    ...itemsOf(at(rule, "fromEntities")).map(entity),
    ...itemsOf(at(rule, "fromEndpoints")).map(
      (selector) => ["reserved:world", "reserved:all", "reserved.world"].some(
        (key) => at(selector, "matchLabels", key) !== void 0
      ) ? AddressSet.all : AddressSet.empty
    ),
    ...itemsOf(at(rule, "fromCIDR")).map(networkOf),
    ...itemsOf(at(rule, "fromCIDRSet")).map((item) => networks(item, groups))
  ];
  return together(parts);
}
function entity(item) {
  const text2 = textIn(item);
  if (typeof text2 === "object") return text2;
  switch (text2) {
    case "world":
    case "all":
      return AddressSet.all;
    case "world-ipv4":
      return AddressSet.allIPv4;
    case "world-ipv6":
      return AddressSet.allIPv6;
    default:
      return AddressSet.empty;
  }
}
function networks(item, groups) {
  const name = textOf(at(item, "cidrGroupRef"));
  const group = name === void 0 ? void 0 : groups.get(name);
  if (name === void 0 && at(item, "cidrGroupSelector") === void 0) return blockOf(item);
  if (group === void 0) {
    return unresolved(
      `the CIDR group ${name ?? "of a selector"} is not in the repository`,
      item.where
    );
  }
  let all = together(group.map(networkOf));
  if (isUnresolved(all)) return all;
  for (const text2 of itemsOf(at(item, "except"))) {
    const except = networkOf(text2);
    if (!isUnresolved(except)) all = all.subtract(except);
  }
  return all;
}
function portsOf2(rule, workload) {
  const lists = itemsOf(at(rule, "toPorts")).flatMap((item) => itemsOf(at(item, "ports")));
  if (lists.length === 0) return EVERY_PORT;
  const ports = { tcp: PortSet.empty, udp: PortSet.empty };
  for (const item of lists) {
    const text2 = textIn(at(item, "protocol"));
    const any = typeof text2 !== "string" || text2.toUpperCase() === "ANY";
    for (const protocol of ["tcp", "udp"]) {
      if (any || text2.toLowerCase() === protocol) {
        ports[protocol] = ports[protocol].union(numbers2(item, workload, protocol));
      }
    }
  }
  return ports;
}
function numbers2(item, workload, protocol) {
  const written = portIn(at(item, "port"));
  const port = typeof written === "string" ? namedPort(workload, written, protocol) : written;
  if (port === void 0 && typeof written === "string") return PortSet.empty;
  if (typeof port !== "number" || port === 0) return PortSet.all;
  const end = portIn(at(item, "endPort"));
  return PortSet.range(port, typeof end === "number" && end >= port ? end : port);
}
function ciliumLabels({ labels, object }) {
  return new Map([
    ...labels,
    ["io.kubernetes.pod.namespace", object.namespace],
    ["io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name", object.namespace]
  ]);
}
function bare(selector) {
  if (selector.type !== "map") return selector;
  const strip = (key) => key.replace(/^(?:k8s|any)[:.](?!io\/)/, "");
  return {
    ...selector,
    entries: selector.entries.map((part) => {
      const { value } = part;
      if (part.key === "matchLabels" && value.type === "map") {
        const entries = value.entries.map((one) => ({ ...one, key: strip(one.key) }));
        return { ...part, value: { ...value, entries } };
      }
      if (part.key !== "matchExpressions" || value.type !== "list") return part;
      const items = value.items.map(
        (item) => item.type !== "map" ? item : {
          ...item,
          entries: item.entries.map((one) => {
            const key = one.key === "key" ? textOf(one.value) : void 0;
            return key === void 0 ? one : {
              ...one,
              value: { type: "scalar", value: strip(key), where: one.value.where }
            };
          })
        }
      );
      return { ...part, value: { ...value, items } };
    })
  };
}

// src/platforms/kubernetes/policies/kubernetes.ts
function hasIngressType(spec) {
  const types = at(spec, "policyTypes");
  if (types === void 0 || itemsOf(types).length === 0) return true;
  return itemsOf(types).some((item) => textOf(item) === "Ingress");
}
function allowances(spec, workload) {
  const ingress = at(spec, "ingress");
  if (ingress?.type === "unknown") {
    return [{ sources: unresolved(ingress.reason, ingress.where), ports: EVERY_PORT }];
  }
  return itemsOf(ingress).map((rule) => {
    if (rule.type === "unknown") {
      return { sources: unresolved(rule.reason, rule.where), ports: EVERY_PORT };
    }
    return {
      sources: peerSources(at(rule, "from")),
      ports: rulePorts(at(rule, "ports"), workload)
    };
  });
}
function peerSources(from) {
  if (from?.type === "unknown") return unresolved(from.reason, from.where);
  const peers = itemsOf(from);
  if (peers.length === 0) return AddressSet.all;
  let sources = AddressSet.empty;
  for (const peer of peers) {
    if (peer.type === "unknown") return unresolved(peer.reason, peer.where);
    const block2 = at(peer, "ipBlock");
    if (block2 === void 0) continue;
    const admitted2 = blockOf(block2);
    if (isUnresolved(admitted2)) return admitted2;
    sources = sources.union(admitted2);
  }
  return sources;
}
function rulePorts(data, workload) {
  const items = itemsOf(data);
  if (items.length === 0) return EVERY_PORT;
  const ports = { tcp: PortSet.empty, udp: PortSet.empty };
  for (const item of items) {
    const text2 = textIn(at(item, "protocol"));
    if (typeof text2 === "object") return EVERY_PORT;
    const protocol = protocolOf(text2);
    if (protocol === "other") continue;
    const written = portIn(at(item, "port"));
    const port = typeof written === "string" ? namedPort(workload, written, protocol) : written;
    if (written === void 0 || typeof port === "object") {
      ports[protocol] = PortSet.all;
      continue;
    }
    if (port === void 0) continue;
    const end = portIn(at(item, "endPort"));
    ports[protocol] = ports[protocol].union(
      PortSet.range(port, typeof end === "number" ? end : port)
    );
  }
  return ports;
}

// src/platforms/kubernetes/policies/policy-index.ts
var PolicyIndex = class {
  constructor(objects, workloads) {
    this.objects = objects;
    this.calico = objects.filter(isCalico);
    this.cluster = calicoCluster(objects);
    this.groups = networkGroups(objects);
    objects.forEach((object, position) => {
      if (isCilium(object)) this.everywhere.push(position);
      else if (isNetworkPolicy(object)) this.register(object, position);
    });
    for (const workload of workloads) push(this.namesakes, nameOf(workload), workload);
  }
  objects;
  /** Calico's policies, which are looked at in their own order. */
  calico;
  cluster;
  groups;
  byPair = /* @__PURE__ */ new Map();
  byKey = /* @__PURE__ */ new Map();
  unlabelled = /* @__PURE__ */ new Map();
  namespaced = /* @__PURE__ */ new Map();
  everywhere = [];
  namesakes = /* @__PURE__ */ new Map();
  /** Workloads of the same name in the same namespace, with itself. */
  namesakesOf(workload) {
    return this.namesakes.get(nameOf(workload)) ?? [];
  }
  /** The policies that could select a workload, in the order of the objects. */
  candidates({ labels, object: { namespace } }) {
    const positions = /* @__PURE__ */ new Set([...this.everywhere, ...this.selecting(labels, namespace)]);
    return [...positions].sort((a, b) => a - b).map((position) => this.objects[position]);
  }
  selecting(labels, namespace) {
    if (labels.has(UNKNOWN_KEY)) return this.namespaced.get(namespace) ?? [];
    const found2 = [...this.unlabelled.get(namespace) ?? []];
    for (const [key, value] of labels) {
      const list = value === void 0 ? this.byKey.get(`${namespace}
${key}`) : this.byPair.get(`${namespace}
${key}
${value}`);
      append(found2, list ?? []);
    }
    return found2;
  }
  register(policy, position) {
    const { namespace } = policy;
    push(this.namespaced, namespace, position);
    for (const [key, value] of textMap(at(policy.data, "spec", "podSelector", "matchLabels"))) {
      if (key === UNKNOWN_KEY || value === void 0) continue;
      push(this.byKey, `${namespace}
${key}`, position);
      push(this.byPair, `${namespace}
${key}
${value}`, position);
      return;
    }
    push(this.unlabelled, namespace, position);
  }
};
function isNetworkPolicy(object) {
  if (object.kind !== "NetworkPolicy") return false;
  const group = groupOf(object);
  return group === "networking.k8s.io" || group === "extensions";
}
function isCilium(object) {
  return (object.kind === "CiliumNetworkPolicy" || object.kind === "CiliumClusterwideNetworkPolicy") && groupOf(object) === "cilium.io";
}
function nameOf({ id, object }) {
  return `${object.namespace}
${id}`;
}
function push(map2, key, value) {
  const list = map2.get(key);
  if (list === void 0) map2.set(key, [value]);
  else list.push(value);
}

// src/platforms/kubernetes/policies/index.ts
function policyRestrictions(policies, workload) {
  if (usesHostNetwork(workload) !== false) return [];
  const namesakes = policies.namesakesOf(workload);
  const isolations = policies.candidates(workload).filter((policy) => nearest(policy, namesakes).includes(workload)).flatMap((policy) => isolationOf(policy, workload, policies) ?? []);
  return combine(workload, withCalico(isolations, policies, workload, namesakes));
}
function withCalico(isolations, policies, workload, namesakes) {
  const { object } = workload;
  const concerned = policies.calico.filter(
    (policy) => (policy.set === "" || object.set === "" || policy.set === object.set) && concernsPods(policy, workload, policies.cluster) && (policy.kind === "GlobalNetworkPolicy" || nearest(policy, namesakes).includes(workload)) && belongsTogether(policy, object)
  );
  const [first] = concerned;
  if (first === void 0) return isolations;
  const own = isolations.filter((one) => !isCilium(one.object));
  const kubernetes2 = own.length === 0 ? void 0 : own.flatMap((one) => one.allowances);
  return [
    {
      object: first,
      where: located(first.where, first),
      allowances: calicoAllowances(concerned, kubernetes2, workload, policies.cluster)
    },
    ...isolations.filter((one) => isCilium(one.object))
  ];
}
function isolationOf(policy, workload, policies) {
  if (policy.set !== "" && workload.object.set !== "" && policy.set !== workload.object.set) {
    return void 0;
  }
  const clusterWide = policy.kind === "CiliumClusterwideNetworkPolicy";
  if (!clusterWide && policy.namespace !== workload.object.namespace) return void 0;
  const concerns2 = (selector2) => isSpecific(policy, selector2) || belongsTogether(policy, workload.object);
  if (isCilium(policy)) {
    const specs = ciliumSpecs(policy, workload).filter(
      (spec2) => concerns2(at(spec2, "endpointSelector"))
    );
    return ciliumIsolation(policy, specs, workload, policies.groups);
  }
  const spec = at(policy.data, "spec");
  const selector = at(spec, "podSelector");
  if (spec?.type !== "map" || selector?.type === "unknown") return void 0;
  if (!selects(selector, workload.labels) || !concerns2(selector)) return void 0;
  if (!hasIngressType(spec)) return void 0;
  return {
    object: policy,
    where: located(policy.where, policy),
    allowances: allowances(spec, workload)
  };
}
function isSpecific(policy, selector) {
  return policy.namespaced || !isEmptySelector(selector);
}
function belongsTogether(policy, workload) {
  if (policy.set !== "" && policy.set === workload.set) return true;
  const a = folderOf(policy.where);
  const b = folderOf(workload.where);
  if (a === b || a === "" || b === "") return true;
  const root = a.split("/")[0];
  return root === b.split("/")[0];
}

// src/platforms/kubernetes/operators.ts
var DEEPEST9 = 10;
function operatorDoors(object) {
  if (object.kind !== "Memcached" || groupOf(object) === "") return [];
  const doors = [];
  walk(at(object.data, "spec"), object, doors, 0);
  return doors;
}
function walk(data, object, doors, depth) {
  if (data === void 0 || depth > DEEPEST9) return;
  if (data.type === "list") {
    for (const item of data.items) walk(item, object, doors, depth + 1);
    return;
  }
  if (data.type !== "map") return;
  for (const { key, value } of data.entries) {
    if (key !== "type" && key !== "serviceType") {
      walk(value, object, doors, depth + 1);
      continue;
    }
    const type = textIn(value);
    if (type !== "LoadBalancer" && type !== "NodePort") continue;
    doors.push({
      kind: "ingress",
      platform: "kubernetes",
      where: located(value.where, object),
      mechanism: type === "NodePort" ? "node-port" : "load-balancer",
      name: displayName(object),
      sources: AddressSet.all,
      protocols: ["tcp"],
      ports: PortSet.of(MEMCACHED_PORT),
      target: "unknown",
      faces: "host",
      leadsTo: "memcached",
      related: []
    });
  }
}

// src/platforms/kubernetes/tls-backends.ts
function speaksTls(target2, edge) {
  if (target2 === "unknown") return false;
  return edge.cluster.workloads.some(
    ({ id, servers }) => target2.includes(id) && servers.some(
      ({ listener: { sockets } }) => !isUnresolved(sockets) && sockets.some(({ tls }) => tls === "server" || tls === "mutual")
    )
  );
}

// src/platforms/kubernetes/contour.ts
var GROUPS = /* @__PURE__ */ new Set(["projectcontour.io", "contour.heptio.com"]);
var LONGEST_CHAIN = 20;
var ENVOY = /(^|\/)envoy(:|@|$)/;
var ENVOY_TLS_PORTS = PortSet.of(443, 8443);
function contourDoors(root, edge) {
  if (!GROUPS.has(groupOf(root))) return [];
  const tls = at(root.data, "spec", "virtualhost", "tls");
  const passes = textOf(at(tls, "passthrough")) === "true";
  const ends = at(tls, "secretName") !== void 0;
  if (!passes && !ends) return [];
  const front = edge.frontageOfProxy({ image: ENVOY }, ENVOY_TLS_PORTS, root);
  const doors = backendsOf2(root, edge, [], []).flatMap(
    ({ proxy, related }) => itemsOf(at(proxy.data, "spec", "tcpproxy", "services")).flatMap((reference) => {
      const service = textIn(at(reference, "name"));
      const port = at(reference, "port");
      if (typeof service !== "string") return [];
      return edge.doors(
        {
          from: proxy,
          service,
          namespace: proxy.namespace,
          port: portIn(port),
          protocol: "tcp",
          data: port ?? at(reference, "name")
        },
        { mechanism: "ingress-controller", ports: PortSet.of(443), frontage: front, related }
      );
    })
  );
  return passes ? doors.filter(({ target: target2 }) => speaksTls(target2, edge)) : doors;
}
function backendsOf2(proxy, edge, chain, related) {
  const tcp = at(proxy.data, "spec", "tcpproxy");
  if (itemsOf(at(tcp, "services")).length > 0) return [{ proxy, related }];
  const include = at(tcp, "include") ?? at(tcp, "includes") ?? at(tcp, "delegate");
  const name = textIn(at(include, "name"));
  if (include === void 0 || typeof name !== "string" || chain.length > LONGEST_CHAIN) return [];
  const namespace = textOf(at(include, "namespace")) ?? proxy.namespace;
  const next = edge.find(proxy.kind, name, namespace, proxy);
  if (next === void 0 || chain.includes(next)) return [];
  if (at(next.data, "spec", "virtualhost") !== void 0) return [];
  const place = {
    where: located(include.where, proxy),
    message: `where ${displayName(proxy)} includes it`
  };
  return backendsOf2(next, edge, [...chain, proxy], [...related, place]);
}

// src/platforms/kubernetes/edge.ts
var OPEN = { faces: "host", sources: AddressSet.all, related: [], notes: [] };
var Edge = class {
  constructor(cluster, pools) {
    this.cluster = cluster;
    this.pools = pools;
  }
  cluster;
  pools;
  find(kind2, name, namespace, from) {
    const candidates = this.cluster.objects.filter((o) => o.kind === kind2 && o.name === name && o.namespace === namespace).map((object) => ({ object }));
    return nearest(from, candidates)[0]?.object;
  }
  /**
   * What stands in front of a proxy's own port: the Service that leads to its pods, when it is in the
   * repository. Without one, everyone is taken to reach the proxy.
   */
  frontageOfProxy(proxy, ports, from) {
    const services = this.cluster.services.filter((service) => {
      const selector = textMap(at(service.data, "spec", "selector"));
      if (selector.size === 0 || !this.listsAny(service, ports)) return false;
      if ("labels" in proxy) return proxy.labels.size > 0 && hasLabels(selector, proxy.labels);
      return this.cluster.index.candidates(service.namespace, selector).some((one) => hasLabels(one.labels, selector) && runsImage(one.object, proxy.image));
    });
    const found2 = nearest(
      from,
      services.map((object) => ({ object }))
    ).map(({ object }) => this.serviceFrontage(object));
    if (found2.length === 0) return OPEN;
    return found2.find(({ faces }) => faces === "internet" || faces === "host") ?? found2[0];
  }
  /** Without a known port, any Service of the proxy may be the way in. */
  listsAny(service, ports) {
    if (ports === void 0) return true;
    return itemsOf(at(service.data, "spec", "ports")).some((item) => {
      const numbers3 = [portIn(at(item, "port")), portIn(at(item, "targetPort"))];
      return numbers3.some((number) => typeof number === "number" && ports.contains(number));
    });
  }
  serviceFrontage(service) {
    const type = at(service.data, "spec", "type");
    if (textOf(type) === "LoadBalancer") return frontageOf(service, this.pools);
    if (textOf(type) === "NodePort" || type?.type === "unknown") return OPEN;
    const outside = itemsOf(at(service.data, "spec", "externalIPs")).length > 0 || selectedBy(service, this.cluster).some(({ object }) => isOnItsHost(object));
    return outside ? OPEN : {
      ...OPEN,
      faces: "cluster",
      related: [
        {
          where: located((type ?? service.data).where, service),
          message: `${displayName(service)} is reached inside the cluster only`
        }
      ]
    };
  }
  doors(reference, outside) {
    const backends = backendsByName(
      reference.service,
      reference.namespace,
      reference.port,
      reference.from,
      this.cluster,
      reference.protocol
    );
    return groupByPorts(backends).map((group) => {
      const { from, data } = reference;
      return {
        ...groupFacts(from, group),
        where: located(data.where, from),
        mechanism: outside.mechanism,
        sources: outside.frontage.sources,
        ports: outside.ports ?? group.ports,
        faces: outside.frontage.faces,
        related: unique([
          ...throughOf(data, from),
          ...outside.related ?? [],
          ...outside.frontage.related,
          ...group.backends.flatMap(backendPlaces)
        ]),
        ...outside.frontage.notes.length === 0 ? {} : { notes: outside.frontage.notes }
      };
    });
  }
};
function backendPlaces(backend) {
  const port = entry(backend.data, "port");
  return [
    ...backend.service === void 0 || port === void 0 ? [] : [
      { where: located(port.value.where, backend.service), message: "the port of the Service" }
    ],
    ...backend.related
  ];
}
function isOnItsHost(object) {
  return podSpecs(object).some(
    (spec) => booleanOf(at(spec, "hostNetwork")) === true || itemsOf(at(spec, "containers")).some(
      (container) => itemsOf(at(container, "ports")).some((port) => at(port, "hostPort") !== void 0)
    )
  );
}
function podSpecs(object) {
  return [at(object.data, "spec", "template", "spec"), at(object.data, "spec")];
}
function runsImage(object, image) {
  return podSpecs(object).flatMap((spec) => itemsOf(at(spec, "containers"))).some((container) => image.test(textOf(at(container, "image")) ?? ""));
}

// src/platforms/kubernetes/gateway-api.ts
function gatewayRouteDoors(route, edge) {
  if (groupOf(route) !== "gateway.networking.k8s.io") return [];
  const protocol = route.kind === "UDPRoute" ? "udp" : "tcp";
  const outside = gatewayOutside(route, protocol, edge);
  if (outside === void 0) return [];
  return itemsOf(at(route.data, "spec", "rules")).flatMap(
    (rule) => itemsOf(at(rule, "backendRefs")).flatMap((reference) => {
      const service = textIn(at(reference, "name"));
      const kind2 = textOf(at(reference, "kind")) ?? "Service";
      const weight = portIn(at(reference, "weight"));
      if (typeof service !== "string" || kind2 !== "Service" || weight === 0) return [];
      return edge.doors(
        {
          from: route,
          service,
          namespace: textOf(at(reference, "namespace")) ?? route.namespace,
          port: portIn(at(reference, "port")),
          protocol,
          data: at(reference, "port") ?? at(reference, "name")
        },
        outside
      );
    })
  );
}
function gatewayOutside(route, protocol, edge) {
  let ports = PortSet.empty;
  let anyUnknown = false;
  let frontage;
  const related = [];
  const parents = itemsOf(at(route.data, "spec", "parentRefs"));
  for (const parent of parents) {
    const kind2 = textOf(at(parent, "kind")) ?? "Gateway";
    const name = textIn(at(parent, "name"));
    if (kind2 === "Service") continue;
    const gateway = kind2 === "Gateway" && typeof name === "string" ? edge.find("Gateway", name, textOf(at(parent, "namespace")) ?? route.namespace, route) : void 0;
    if (gateway === void 0) {
      anyUnknown = true;
      frontage ??= OPEN;
      continue;
    }
    const section = textOf(at(parent, "sectionName"));
    const parentPort = portIn(at(parent, "port"));
    for (const listener of itemsOf(at(gateway.data, "spec", "listeners"))) {
      const port = portIn(at(listener, "port"));
      const spoken = (textOf(at(listener, "protocol")) ?? "").toUpperCase();
      const fits = protocol === "udp" ? spoken === "UDP" : spoken === "TCP" || spoken === "TLS";
      if (!fits || section !== void 0 && section !== textOf(at(listener, "name"))) continue;
      if (parentPort !== void 0 && parentPort !== port) continue;
      if (typeof port === "number") ports = ports.union(PortSet.of(port));
      else anyUnknown = true;
      related.push({
        where: located(at(listener, "port")?.where ?? listener.where, gateway),
        message: `the listener of ${displayName(gateway)}`
      });
      const own = gatewayFrontage(gateway);
      frontage = frontage === void 0 || frontage.faces === "private" ? own : frontage;
    }
  }
  if (frontage === void 0) return void 0;
  return {
    mechanism: "gateway-route",
    ports: anyUnknown || ports.isEmpty ? void 0 : ports,
    frontage,
    related
  };
}
var INTERNAL_GATEWAY_CLASSES = /* @__PURE__ */ new Set([
  "gke-l7-rilb",
  "gke-l7-rilb-mc",
  "gke-l7-cross-regional-internal-managed-mc",
  "gke-l4-regional-internal",
  "gke-l4-regional-internal-passthrough"
]);
function gatewayFrontage(gateway) {
  const annotations = at(gateway.data, "spec", "infrastructure", "annotations") ?? at(gateway.data, "metadata", "annotations");
  const frontage = annotationFrontage(annotations, gateway);
  const serviceType = textOf(
    at(gateway.data, "metadata", "annotations", "networking.istio.io/service-type")
  );
  if (serviceType === "ClusterIP") return { ...frontage, faces: "cluster" };
  if (frontage.faces !== "host") return frontage;
  const className = at(gateway.data, "spec", "gatewayClassName");
  if (INTERNAL_GATEWAY_CLASSES.has(textOf(className) ?? "")) {
    return {
      ...frontage,
      faces: "private",
      related: [
        ...frontage.related,
        {
          where: located(className.where, gateway),
          message: "this class takes internal addresses"
        }
      ]
    };
  }
  const addresses = itemsOf(at(gateway.data, "spec", "addresses")).map(
    (item) => AddressSet.tryParse(textOf(at(item, "value")) ?? "")
  );
  const isPrivate = addresses.length > 0 && addresses.every((set) => set !== void 0 && set.isSubsetOf(PRIVATE.union(LOOPBACK)));
  return isPrivate ? { ...frontage, faces: "private" } : frontage;
}

// src/platforms/kubernetes/istio.ts
function istioDoors(route, edge) {
  if (groupOf(route) !== "networking.istio.io") return [];
  const spec = at(route.data, "spec");
  const gateways = itemsOf(at(spec, "gateways")).map(textOf);
  const rules = [...itemsOf(at(spec, "tcp")), ...itemsOf(at(spec, "tls"))];
  return rules.flatMap((rule) => {
    const matches2 = itemsOf(at(rule, "match"));
    const outside = istioOutside(route, gateways, matches2, edge);
    if (outside === void 0) return [];
    return itemsOf(at(rule, "route")).flatMap((item) => {
      const destination = at(item, "destination");
      const host = textIn(at(destination, "host"));
      if (typeof host !== "string") return [];
      const [service = "", namespace] = host.split(".");
      const number = at(destination, "port", "number");
      return edge.doors(
        {
          from: route,
          service,
          namespace: namespace ?? route.namespace,
          port: portIn(number),
          protocol: "tcp",
          data: number ?? at(destination, "host")
        },
        outside
      );
    });
  });
}
function istioOutside(route, own, matches2, edge) {
  const named = /* @__PURE__ */ new Set();
  const asked = PortSet.of(
    ...matches2.flatMap((match) => {
      const port = portIn(at(match, "port"));
      return typeof port === "number" ? [port] : [];
    })
  );
  for (const match of matches2.length === 0 ? [void 0] : matches2) {
    const narrowed = itemsOf(at(match, "gateways")).map(textOf);
    for (const name of narrowed.length > 0 ? narrowed : own) {
      if (name !== void 0 && name !== "mesh") named.add(name);
    }
  }
  if (named.size === 0) return void 0;
  let ports = PortSet.empty;
  let missing = false;
  const related = [];
  const fronts = [];
  for (const name of named) {
    const slash = name.indexOf("/");
    const namespace = slash < 0 ? route.namespace : name.slice(0, slash);
    const gateway = edge.find("Gateway", name.slice(slash + 1), namespace, route);
    if (gateway === void 0) {
      missing = true;
      continue;
    }
    for (const server of itemsOf(at(gateway.data, "spec", "servers"))) {
      const number = at(server, "port", "number");
      const port = portIn(number);
      if (typeof port !== "number" || !asked.isEmpty && !asked.contains(port)) continue;
      const spoken = (textOf(at(server, "port", "protocol")) ?? "TCP").toUpperCase();
      if (spoken !== "TCP" && spoken !== "TLS" && spoken !== "MONGO") continue;
      ports = ports.union(PortSet.of(port));
      const labels = textMap(at(gateway.data, "spec", "selector"));
      fronts.push(edge.frontageOfProxy({ labels }, PortSet.of(port), gateway));
      related.push({
        where: located(number.where, gateway),
        message: `the port of ${displayName(gateway)}`
      });
    }
  }
  if (ports.isEmpty && !missing) return void 0;
  const subnets = matches2.map((match) => itemsOf(at(match, "sourceSubnets")).map(textOf));
  const restricted2 = subnets.length > 0 && subnets.every((list) => list.length > 0);
  const sets = subnets.flat().map((text2) => AddressSet.tryParse(text2 ?? ""));
  const sources = restricted2 && sets.every((set) => set !== void 0) ? AddressSet.unionOf(sets) : AddressSet.all;
  const front = missing ? OPEN : fronts.find(({ faces }) => faces === "internet" || faces === "host") ?? fronts[0] ?? OPEN;
  return {
    mechanism: "gateway-route",
    ports: ports.isEmpty ? asked.isEmpty ? void 0 : asked : ports,
    frontage: {
      ...front,
      sources: isUnresolved(front.sources) ? front.sources : front.sources.intersect(sources)
    },
    related
  };
}

// src/platforms/kubernetes/traefik.ts
function traefikDoors(route, edge) {
  const group = groupOf(route);
  if (group !== "traefik.io" && group !== "traefik.containo.us") return [];
  const protocol = route.kind === "IngressRouteUDP" ? "udp" : "tcp";
  const entryPoints = itemsOf(at(route.data, "spec", "entryPoints")).map(textOf);
  const ports = entryPointPorts(entryPoints, edge);
  const front = edge.frontageOfProxy({ image: /(^|\/)traefik(:|@|$)/ }, ports, route);
  return itemsOf(at(route.data, "spec", "routes")).flatMap((rule) => {
    const allowed = traefikSources(rule, route, edge);
    return itemsOf(at(rule, "services")).flatMap((reference) => {
      const service = textIn(at(reference, "name"));
      if (typeof service !== "string") return [];
      return edge.doors(
        {
          from: route,
          service,
          namespace: textOf(at(reference, "namespace")) ?? route.namespace,
          port: portIn(at(reference, "port")),
          protocol,
          data: at(reference, "port") ?? at(reference, "name")
        },
        { mechanism: "ingress-controller", ports, frontage: restricted(front, allowed) }
      );
    });
  });
}
function entryPointPorts(names, edge) {
  let ports = PortSet.empty;
  for (const workload of edge.cluster.workloads) {
    const spec = at(workload.object.data, "spec", "template", "spec");
    for (const container of itemsOf(at(spec, "containers"))) {
      for (const item of [
        ...itemsOf(at(container, "args")),
        ...itemsOf(at(container, "command"))
      ]) {
        const match = /^--entry[pP]oints\.([^.=]{1,100})\.address=[^:]{0,100}:([0-9]{1,5})(\/(tcp|udp))?$/.exec(
          textOf(item) ?? ""
        );
        if (match === null) continue;
        if (names.length === 0 || names.some((name) => name?.toLowerCase() === match[1].toLowerCase())) {
          ports = ports.union(PortSet.of(Number(match[2])));
        }
      }
    }
  }
  return ports.isEmpty ? void 0 : ports;
}
function traefikSources(rule, route, edge) {
  let sources = AddressSet.all;
  const related = [];
  for (const reference of itemsOf(at(rule, "middlewares"))) {
    const name = textOf(at(reference, "name")) ?? "";
    const namespace = textOf(at(reference, "namespace")) ?? route.namespace;
    const middleware = edge.find("MiddlewareTCP", name, namespace, route);
    if (middleware === void 0) {
      if (!isUnresolved(sources)) {
        sources = unresolved(`the middleware ${name} is not in the repository`, reference.where);
      }
      continue;
    }
    const list = at(middleware.data, "spec", "ipAllowList", "sourceRange") ?? at(middleware.data, "spec", "ipWhiteList", "sourceRange");
    if (list === void 0) continue;
    related.push({ where: located(list.where, middleware), message: "the allowed source ranges" });
    const sets = itemsOf(list).map((item) => AddressSet.tryParse(textOf(item) ?? ""));
    if (isUnresolved(sources)) continue;
    sources = sets.some((set) => set === void 0) ? unresolved("a source range of the middleware is not a network", list.where) : sources.intersect(AddressSet.unionOf(sets));
  }
  return { sources, related };
}
function restricted(front, allowed) {
  const sources = isUnresolved(front.sources) ? front.sources : isUnresolved(allowed.sources) ? allowed.sources : front.sources.intersect(allowed.sources);
  return { ...front, sources, related: [...front.related, ...allowed.related] };
}

// src/platforms/kubernetes/routes.ts
var ROUTE_KINDS = [
  {
    kinds: ["ConfigMap"],
    judged: 'port maps of ingress-nginx and HAProxy (`"11211": namespace/service:port`), told by the flag of the controller or by the name',
    doors: portMapDoors
  },
  {
    kinds: ["TCPRoute", "UDPRoute", "TLSRoute"],
    judged: "Gateway API: behind the listeners of their Gateways, by class, annotations and addresses",
    doors: gatewayRouteDoors
  },
  {
    kinds: ["IngressRouteTCP", "IngressRouteUDP"],
    judged: "Traefik: the ports of the entry points, the allow lists of the middlewares, the Service in front of Traefik's pods",
    doors: traefikDoors
  },
  {
    kinds: ["VirtualService"],
    judged: "Istio: TCP and TLS routes of Gateways other than the mesh, with source subnets and the Service that the Gateway selects",
    doors: istioDoors
  },
  {
    kinds: ["HTTPProxy", "IngressRoute"],
    judged: "Contour: TCP proxies with TLS that Envoy ends, or passes on to a server that speaks TLS; through `include`; the Service in front of Envoy's pods",
    doors: contourDoors
  },
  {
    kinds: ["TCPIngress", "UDPIngress"],
    judged: "Kong: the port of the rule, the Service in front of Kong's pods",
    doors: kongDoors
  },
  {
    kinds: ["TransportServer"],
    judged: "NGINX: the listener of the GlobalConfiguration, the Service in front of its pods",
    doors: transportServerDoors
  },
  {
    kinds: ["Route"],
    judged: "OpenShift: only with `termination: passthrough`, to a server that speaks TLS itself; other routes carry HTTP",
    doors: passthroughDoors
  },
  {
    kinds: ["TargetGroupBinding"],
    judged: "AWS Load Balancer Controller: unresolved, the load balancer is elsewhere",
    doors: targetGroupDoors
  }
];
function routeDoors(cluster, pools) {
  const edge = new Edge(cluster, pools);
  return cluster.objects.flatMap(
    (object) => ROUTE_KINDS.find(({ kinds }) => kinds.includes(object.kind))?.doors(object, edge) ?? []
  );
}
function portMapDoors(object, edge) {
  const data = at(object.data, "data");
  if (data?.type !== "map") return [];
  if (!data.entries.some((item) => /^[0-9]{1,5}$/.test(item.key))) return [];
  const named = /(^|[^a-z])(tcp|udp)([^a-z]|$)/i.exec(object.name)?.[2]?.toLowerCase();
  const byFlag = portMapFlag(object, edge);
  const protocol = byFlag ?? (named === "tcp" || named === "udp" ? named : void 0);
  if (protocol === void 0) return [];
  return data.entries.flatMap(({ key, value }) => {
    const text2 = textIn(value);
    if (!/^[0-9]{1,5}$/.test(key) || typeof text2 !== "string") return [];
    const parts = /^(?:([^/:\s]{1,100})\/)?([^/:\s]{1,100}):([^:\s]{1,100})(:|$)/.exec(text2);
    if (parts === null) return [];
    const [, namespace, service, port] = parts;
    const outer = Number(key);
    return edge.doors(
      {
        from: object,
        service,
        namespace: namespace ?? object.namespace,
        port: /^[0-9]+$/.test(port) ? Number(port) : port,
        protocol,
        data: value
      },
      {
        mechanism: "ingress-controller",
        ports: PortSet.of(outer),
        frontage: controllerFrontage(object, outer, edge)
      }
    );
  });
}
function portMapFlag(object, edge) {
  const wanted = /* @__PURE__ */ new Set([
    `${object.namespace}/${object.name}`,
    object.name,
    `$(POD_NAMESPACE)/${object.name}`
  ]);
  for (const workload of edge.cluster.workloads) {
    const spec = [
      at(workload.object.data, "spec", "template", "spec"),
      at(workload.object.data, "spec")
    ];
    for (const container of spec.flatMap((item) => itemsOf(at(item, "containers")))) {
      for (const item of [
        ...itemsOf(at(container, "args")),
        ...itemsOf(at(container, "command"))
      ]) {
        const match = /^--(?:configmap-)?(tcp|udp)-services(?:-configmap)?=(.{1,300})$/.exec(
          textOf(item) ?? ""
        );
        if (match !== null && wanted.has(match[2])) return match[1] === "udp" ? "udp" : "tcp";
      }
    }
  }
  return void 0;
}
function controllerFrontage(object, port, edge) {
  const services = edge.cluster.services.filter(
    (service) => service.namespace === object.namespace && itemsOf(at(service.data, "spec", "ports")).some(
      (item) => portIn(at(item, "port")) === port
    ) && textOf(at(service.data, "spec", "type")) === "LoadBalancer"
  );
  const found2 = nearest(
    object,
    services.map((service) => ({ object: service }))
  )[0];
  return found2 === void 0 ? OPEN : frontageOf(found2.object, edge.pools);
}
function passthroughDoors(route, edge) {
  if (groupOf(route) !== "route.openshift.io" && route.apiVersion !== "v1") return [];
  const spec = at(route.data, "spec");
  const termination = at(spec, "tls", "termination");
  if (textOf(termination)?.toLowerCase() !== "passthrough") return [];
  const references2 = [at(spec, "to"), ...itemsOf(at(spec, "alternateBackends"))];
  return references2.flatMap((reference) => {
    const service = textIn(at(reference, "name"));
    if (typeof service !== "string" || portIn(at(reference, "weight")) === 0) return [];
    const doors = edge.doors(
      {
        from: route,
        service,
        namespace: route.namespace,
        port: portIn(at(spec, "port", "targetPort")),
        protocol: "tcp",
        data: termination
      },
      { mechanism: "ingress-controller", ports: PortSet.of(443), frontage: OPEN }
    );
    return doors.filter(({ target: target2 }) => speaksTls(target2, edge));
  });
}
function targetGroupDoors(binding, edge) {
  if (groupOf(binding) !== "elbv2.k8s.aws") return [];
  const reference = at(binding.data, "spec", "serviceRef");
  const service = textIn(at(reference, "name"));
  if (reference === void 0 || typeof service !== "string") return [];
  const data = at(reference, "port") ?? reference;
  const sources = unresolved(
    "who reaches the load balancer of the target group is not in the repository",
    data.where
  );
  return edge.doors(
    {
      from: binding,
      service,
      namespace: binding.namespace,
      port: portIn(at(reference, "port")),
      protocol: "tcp",
      data
    },
    { mechanism: "load-balancer", ports: void 0, frontage: { ...OPEN, sources } }
  ).filter(({ leadsTo: leadsTo2 }) => leadsTo2 === "memcached");
}
var KONG = /(^|\/)kong(-gateway)?(:|@|$)/;
var NGINX = /(^|\/)nginx-(plus-)?ingress(:|@|$)/;
function kongDoors(object, edge) {
  if (groupOf(object) !== "configuration.konghq.com") return [];
  const protocol = object.kind === "UDPIngress" ? "udp" : "tcp";
  return itemsOf(at(object.data, "spec", "rules")).flatMap((rule) => {
    const backend = at(rule, "backend");
    const service = textIn(at(backend, "serviceName") ?? at(backend, "service", "name"));
    const port = portIn(at(rule, "port"));
    if (typeof service !== "string") return [];
    const data = at(rule, "port") ?? rule;
    const outer = typeof port === "number" ? PortSet.of(port) : void 0;
    const frontage = edge.frontageOfProxy({ image: KONG }, outer, object);
    return edge.doors(
      {
        from: object,
        service,
        namespace: object.namespace,
        port: portIn(at(backend, "servicePort") ?? at(backend, "service", "port", "number")),
        protocol,
        data
      },
      { mechanism: "ingress-controller", ports: outer, frontage }
    );
  });
}
function transportServerDoors(object, edge) {
  if (groupOf(object) !== "k8s.nginx.org") return [];
  const spec = at(object.data, "spec");
  const listener = textOf(at(spec, "listener", "name"));
  const protocol = (textOf(at(spec, "listener", "protocol")) ?? "TCP").toUpperCase() === "UDP" ? "udp" : "tcp";
  let ports = PortSet.empty;
  for (const other of edge.cluster.objects) {
    if (other.kind !== "GlobalConfiguration") continue;
    for (const item of itemsOf(at(other.data, "spec", "listeners"))) {
      const port = portIn(at(item, "port"));
      if (textOf(at(item, "name")) === listener && typeof port === "number") {
        ports = ports.union(PortSet.of(port));
      }
    }
  }
  const outer = ports.isEmpty ? void 0 : ports;
  const frontage = edge.frontageOfProxy({ image: NGINX }, outer, object);
  const pass = textOf(at(spec, "action", "pass"));
  return itemsOf(at(spec, "upstreams")).flatMap((upstream) => {
    const service = textIn(at(upstream, "service"));
    if (typeof service !== "string") return [];
    if (pass !== void 0 && pass !== textOf(at(upstream, "name"))) return [];
    return edge.doors(
      {
        from: object,
        service,
        namespace: object.namespace,
        port: portIn(at(upstream, "port")),
        protocol,
        data: at(upstream, "port") ?? at(upstream, "service")
      },
      {
        mechanism: "ingress-controller",
        ports: outer,
        frontage
      }
    );
  });
}

// src/platforms/kubernetes/interpret.ts
function interpretObjects(objects, files) {
  const drafts = workloadsIn(objects, configMapsIn(objects));
  const restrictionsOf = /* @__PURE__ */ new Map();
  const workloads = withIds(drafts, objects, restrictionsOf);
  const index = new WorkloadIndex(workloads);
  const cluster = { objects, services: servicesIn2(objects), workloads, index };
  const pools = addressPoolsIn(objects);
  const facts = [];
  for (const workload of workloads) {
    append(facts, [
      ...workload.servers.map((server) => server.listener),
      ...hostDoors(workload, files)
    ]);
  }
  for (const service of cluster.services) {
    append(facts, serviceDoors(service, cluster, pools, files));
  }
  append(facts, objects.flatMap(operatorDoors));
  append(facts, [...routeDoors(cluster, pools), ...[...restrictionsOf.values()].flat()]);
  return withoutRepetitions(facts);
}
function withIds(drafts, objects, restrictionsOf) {
  const policies = new PolicyIndex(objects, drafts);
  const known3 = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  return drafts.map((draft) => {
    const restrictions = draft.servers.length === 0 ? [] : policyRestrictions(policies, draft);
    const signature = [
      draft.id,
      placeOf(draft.object.where),
      ...draft.servers.map(({ listener }) => listenerKey(listener)),
      ...restrictions.map(restrictionKey)
    ].join("\n");
    let id = known3.get(signature);
    if (id === void 0) {
      id = freeId(draft, taken);
      taken.add(id);
      known3.set(signature, id);
      if (restrictions.length > 0) {
        const target2 = [id];
        restrictionsOf.set(
          id,
          restrictions.map((restriction) => ({ ...restriction, target: target2 }))
        );
      }
    }
    return renamed(draft, id);
  });
}
function freeId(draft, taken) {
  if (!taken.has(draft.id)) return draft.id;
  const { set, where } = draft.object;
  for (const suffix of [where.file, ...set === "" ? [] : [set]]) {
    if (!taken.has(`${draft.id} (${suffix})`)) return `${draft.id} (${suffix})`;
  }
  let count = 2;
  while (taken.has(`${draft.id} (${where.file} ${count})`)) count++;
  return `${draft.id} (${where.file} ${count})`;
}
function withoutRepetitions(facts) {
  const seen = /* @__PURE__ */ new Map();
  const result = [];
  for (const fact of facts) {
    const key = fact.kind === "listener" ? `${fact.workload}
${listenerKey(fact)}` : fact.kind === "ingress" ? ingressKey(fact) : `${String(fact.target)}
${restrictionKey(fact)}`;
    const index = seen.get(key);
    if (index === void 0) {
      seen.set(key, result.length);
      result.push(fact);
      continue;
    }
    const first = result[index];
    if (first.kind === "ingress" && fact.kind === "ingress") {
      result[index] = { ...first, related: unique([...first.related, ...fact.related]) };
    }
  }
  return result;
}
function listenerKey(fact) {
  const sockets = isUnresolved(fact.sockets) ? fact.sockets.reason : fact.sockets.map((s) => `${s.protocol} ${s.address} ${s.port} ${s.tls}`).join(",");
  return [placeOf(fact.where), sockets, fact.authentication, fact.version?.text ?? ""].join("|");
}
function ingressKey(fact) {
  return [
    placeOf(fact.where),
    fact.mechanism,
    fact.name,
    isUnresolved(fact.sources) ? fact.sources.reason : fact.sources.toString(),
    fact.protocols.join(),
    isUnresolved(fact.ports) ? fact.ports.reason : fact.ports.toString(),
    fact.targetPorts === void 0 || isUnresolved(fact.targetPorts) ? "" : fact.targetPorts.toString(),
    String(fact.target),
    fact.faces,
    fact.leadsTo
  ].join("|");
}
function restrictionKey(fact) {
  return [
    placeOf(fact.where),
    fact.protocols.join(),
    fact.ports.toString(),
    isUnresolved(fact.admits) ? fact.admits.reason : fact.admits.toString()
  ].join("|");
}
function placeOf(where) {
  return `${where.file}:${where.startLine}:${where.startColumn}`;
}

// src/platforms/kubernetes/kustomize/keyed-lists.ts
function mergeKeyed(base, patch2, keys, mergeItem) {
  const present = [...base];
  let made2 = [];
  const identities = completed(distinct([...patch2, ...base].map((item) => valuesOf(item, keys))));
  const used = keys.filter((_key, index) => identities.some((values) => values[index] !== ""));
  const valid = used.length === 0 ? keys : used;
  for (const identity2 of identities) {
    const values = valid.map((key) => identity2[keys.indexOf(key)] ?? "");
    const known3 = valid.filter((_key, index2) => values[index2] !== "");
    const given2 = values.filter((value) => value !== "");
    const index = present.findIndex((item2) => has(item2, known3, given2));
    const change2 = patch2.find((item2) => has(item2, known3, given2));
    let item = mergeItem(present[index], change2);
    if (item === void 0) {
      for (let i = present.length - 1; i >= 0; i--) {
        if (has(present[i], valid, values)) present.splice(i, 1);
      }
      continue;
    }
    for (const [position, key] of valid.entries()) {
      const value = values[position];
      if (value !== "" && entry(item, key) === void 0) {
        item = setAt(item, [key], { type: "scalar", value, where: item.where });
      }
    }
    if (index >= 0) present[index] = item;
    made2 = put(made2, item, valid, values);
  }
  for (const item of present) {
    const values = [];
    for (const key of valid) {
      const value = at(item, key);
      if (value === void 0) made2 = [...made2, item];
      else values.push(textOf(value) ?? "");
    }
    if (values.length === 0) continue;
    if (valid.length > 1) made2 = made2.filter((one) => !has(one, valid, values));
    made2 = put(made2, item, valid, values);
  }
  return made2;
}
function put(items, item, keys, values) {
  const found2 = items.some((one) => has(one, keys, values));
  return found2 ? items.map((one) => has(one, keys, values) ? item : one) : [...items, item];
}
function has(item, keys, values) {
  return values.every((wanted, index) => {
    const value = at(item, keys[index]);
    return value !== void 0 && (wanted === "" || textOf(value) === wanted);
  });
}
function valuesOf(item, keys) {
  return keys.map((key) => textOf(at(item, key)) ?? "");
}
function distinct(lists) {
  const seen = /* @__PURE__ */ new Set();
  return lists.filter((values) => {
    const text2 = JSON.stringify(values);
    return !seen.has(text2) && seen.add(text2);
  });
}
function completed(lists) {
  if ((lists[0]?.length ?? 0) < 2 || lists.length > 1e3) return lists;
  const result = [...lists];
  for (let i = 0; i < result.length; i++) {
    for (let j = 0; j < result.length; j++) {
      const [one, other] = [result[i], result[j]];
      const together2 = one.map((value, index) => value === "" ? other[index] : value);
      const same = one.some((value, index) => value === other[index]) && one.every((value, index) => value === "" || other[index] === "" || value === other[index]);
      if (same) result[i] = result[j] = together2;
    }
  }
  return result;
}

// src/platforms/kubernetes/kustomize/schema.ts
var Schema = class {
  constructor(document) {
    this.document = document;
    const definitions = at(document, "definitions");
    for (const { value } of definitions?.type === "map" ? definitions.entries : []) {
      for (const item of itemsOf(at(value, "x-kubernetes-group-version-kind"))) {
        const [group = "", version = "", kind2 = ""] = ["group", "version", "kind"].map(
          (key) => textOf(at(item, key))
        );
        this.byKind.set(`${group === "" ? version : `${group}/${version}`} ${kind2}`, value);
      }
    }
  }
  document;
  byKind = /* @__PURE__ */ new Map();
  /** The definition of the kind of an object. */
  of(object) {
    const apiVersion = textOf(at(object, "apiVersion")) ?? "";
    const found2 = this.byKind.get(`${apiVersion} ${textOf(at(object, "kind")) ?? ""}`);
    return found2 === void 0 ? void 0 : new Definition(found2, this.document);
  }
};
var Definition = class _Definition {
  constructor(data, document) {
    this.data = data;
    this.document = document;
  }
  data;
  document;
  /** The place below, of a key of a map. */
  field(key) {
    return this.resolved(at(this.data, "properties", key) ?? at(this.data, "additionalProperties"));
  }
  /** The place of the items of a list. */
  get items() {
    return this.resolved(at(this.data, "items"));
  }
  /** What the items of a list are told apart by; nothing for a list that a patch replaces. */
  get mergeKeys() {
    if (textOf(at(this.data, "x-kubernetes-patch-strategy")) !== "merge") return [];
    const listed = itemsOf(at(this.data, "x-kubernetes-list-map-keys")).flatMap(
      (item) => textOf(item) ?? []
    );
    const single = textOf(at(this.data, "x-kubernetes-patch-merge-key"));
    return listed.length > 0 || single === void 0 ? listed : [single];
  }
  resolved(data) {
    let here = data;
    for (let i = 0; i < 20 && here !== void 0; i++) {
      const reference = textOf(at(here, "$ref"));
      if (reference === void 0) return new _Definition(here, this.document);
      here = at(this.document, ...reference.replace(/^#\//, "").split("/").slice(0, 10));
    }
    return void 0;
  }
};

// src/platforms/kubernetes/kustomize/merge.ts
var DEEPEST10 = 60;
var MERGE_KEYS = {
  containers: [["name"]],
  initContainers: [["name"]],
  ephemeralContainers: [["name"]],
  volumes: [["name"]],
  env: [["name"]],
  volumeMounts: [["mountPath"]],
  volumeDevices: [["devicePath"]],
  imagePullSecrets: [["name"]],
  hostAliases: [["ip"]],
  topologySpreadConstraints: [["topologyKey", "whenUnsatisfiable"]],
  // Of a container by its port, of a Service by its port too.
  ports: [
    ["containerPort", "protocol"],
    ["port", "protocol"]
  ]
};
function strategicMerge(base, patch2, lists) {
  if (directive(patch2) === "delete") return void 0;
  return mergeValue(base, patch2, "", lists, 0);
}
function directive(data) {
  return data.type === "map" ? stringOf(at(data, "$patch")) : void 0;
}
function mergeValue(base, patch2, key, lists, depth) {
  if (depth > DEEPEST10) return patch2;
  if (base.type === "map" && patch2.type === "map") {
    if (directive(patch2) === "replace") return withoutDirectives(patch2);
    return mergeMaps(base, patch2, lists, depth);
  }
  if (base.type === "list" && patch2.type === "list" && lists !== void 0) {
    return mergeLists(base, patch2, key, lists, depth);
  }
  return patch2;
}
function added(data, depth) {
  if (isNull(data) || directive(data) === "delete") return void 0;
  if (depth > DEEPEST10) return data;
  if (data.type === "list") {
    const items = data.items.filter((item) => directive(item) === void 0);
    if (items.length === 0 && data.items.length > 0) return void 0;
    return { ...data, items: items.map((item) => withoutDirectives(item, depth + 1)) };
  }
  if (data.type !== "map") return data;
  const result = withoutDirectives(data, depth);
  return result.type === "map" && result.entries.length === 0 && data.entries.length > 0 ? void 0 : result;
}
function withoutDirectives(data, depth = 0) {
  if (data.type !== "map") return data;
  return {
    ...data,
    entries: data.entries.flatMap((item) => {
      const value = item.key.startsWith("$") ? void 0 : added(item.value, depth + 1);
      return value === void 0 ? [] : [{ ...item, value }];
    })
  };
}
function mergeMaps(base, patch2, lists, depth) {
  const rest = /* @__PURE__ */ new Map();
  for (const item of patch2.entries) {
    if (!item.key.startsWith("$")) rest.set(item.key, item);
  }
  const entries = [];
  for (const item of base.entries) {
    const change2 = rest.get(item.key);
    if (change2 === void 0) {
      entries.push(item);
      continue;
    }
    rest.delete(item.key);
    if (isNull(change2.value)) continue;
    if (change2.value.type === "map" && directive(change2.value) === "delete") continue;
    const inner = lists instanceof Definition ? lists.field(item.key) : lists;
    const value = mergeValue(item.value, change2.value, item.key, inner, depth + 1);
    entries.push(value.type === "map" ? { ...item, value } : { ...change2, value });
  }
  for (const item of rest.values()) {
    const value = added(item.value, depth);
    if (value !== void 0) entries.push({ ...item, value });
  }
  return { ...base, entries };
}
function mergeLists(base, patch2, key, lists, depth) {
  if (patch2.items.some((item) => isOnly(item, "delete"))) return { ...base, items: [] };
  const changes = patch2.items.filter((item) => !isOnly(item, "replace"));
  if (changes.length < patch2.items.length) return { ...patch2, items: changes };
  const present = [...base.items, ...changes];
  const mergeKeys = lists === "built-in" ? MERGE_KEYS[key]?.find(
    ([first = ""]) => present.some((item) => entry(item, first) !== void 0)
  ) ?? [] : lists.mergeKeys;
  if (mergeKeys.length === 0) return patch2;
  const inner = lists === "built-in" ? lists : lists.items;
  const items = mergeKeyed(base.items, changes, mergeKeys, (old, change2) => {
    if (change2 === void 0) return old;
    if (old === void 0) return added(change2, depth);
    return directive(change2) === "delete" ? void 0 : mergeValue(old, change2, "", inner, depth + 1);
  });
  return { ...base, items };
}
function isOnly(item, name) {
  return item.type === "map" && item.entries.length === 1 && directive(item) === name;
}
function jsonPatch(base, operations) {
  let result = base;
  for (const item of itemsOf(operations).slice(0, 1e3)) {
    const operation = {
      op: textOf(at(item, "op")) ?? "",
      path: pointer(textOf(at(item, "path")) ?? ""),
      value: at(item, "value")
    };
    if (operation.op === "move" || operation.op === "copy") {
      const from = pointer(textOf(at(item, "from")) ?? "");
      const value = valueAt(result, from);
      if (value === void 0) continue;
      if (operation.op === "move")
        result = change(result, { op: "remove", path: from, value: void 0 }, 0);
      result = change(result, { ...operation, op: "add", value }, 0);
    } else if (["add", "replace", "remove"].includes(operation.op)) {
      result = change(result, operation, 0);
    }
  }
  return result;
}
function pointer(text2) {
  return text2.split("/").slice(1, 60).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
function valueAt(data, path) {
  let here = data;
  for (const step of path) {
    here = here?.type === "list" ? here.items[Number(step)] : at(here, step);
  }
  return here;
}
function change(data, operation, depth) {
  const step = operation.path[depth];
  if (step === void 0) return operation.op === "remove" ? data : operation.value ?? data;
  const last = depth === operation.path.length - 1;
  if (data.type === "list") {
    const items = [...data.items];
    const index = step === "-" ? items.length : Number(step);
    if (!Number.isInteger(index) || index < 0 || index > items.length) return data;
    if (!last) {
      const item = items[index];
      if (item !== void 0) items[index] = change(item, operation, depth + 1);
    } else if (operation.op === "remove") items.splice(index, 1);
    else if (operation.value !== void 0) {
      items.splice(index, operation.op === "replace" ? 1 : 0, operation.value);
    }
    return { ...data, items };
  }
  if (data.type !== "map") return data;
  const existing = entry(data, step);
  const others = data.entries.filter((item) => item.key !== step);
  if (last) {
    if (operation.op === "remove") return { ...data, entries: others };
    const { value: value2 } = operation;
    if (value2 === void 0) return data;
    return { ...data, entries: [...others, newEntry(step, value2, value2.where)] };
  }
  if (existing === void 0) return data;
  const value = change(existing.value, operation, depth + 1);
  return {
    ...data,
    entries: data.entries.map((item) => item === existing ? { ...item, value } : item)
  };
}
function newEntry(key, value, where) {
  return { key, keyWhere: where, valueWhere: value.where, value };
}
function setAt(data, path, value) {
  const [step, ...rest] = path;
  if (step === void 0) return value;
  const map2 = data.type === "map" ? data : { type: "map", entries: [], where: value.where };
  const existing = entry(map2, step);
  const inner = setAt(
    existing?.value ?? { type: "map", entries: [], where: value.where },
    rest,
    value
  );
  if (existing === void 0) {
    return { ...map2, entries: [...map2.entries, newEntry(step, inner, value.where)] };
  }
  return {
    ...map2,
    entries: map2.entries.map(
      (item) => item === existing ? { ...item, value: inner, valueWhere: inner.where } : item
    )
  };
}

// src/platforms/kubernetes/kustomize/pattern.ts
var LONGEST_PATTERN = 500;
var MOST_STATES = 2e3;
var DEEPEST_GROUP = 30;
function matchesPattern(pattern, value, anchored = true) {
  if (pattern === value) return true;
  if (pattern.length > LONGEST_PATTERN) return false;
  const machine = compile(anchored ? pattern : partial(pattern));
  return machine === void 0 ? false : run(machine, value.slice(0, 1e3));
}
function partial(pattern) {
  const start = pattern.startsWith("^") ? "" : ".*";
  const end = pattern.endsWith("$") && !pattern.endsWith("\\$") ? "" : ".*";
  return `${start}(?:${pattern})${end}`;
}
function run({ states, start, end }, value) {
  const close = (set) => {
    for (const index of set) {
      const state = states[index];
      if (state.takes === void 0) for (const next of state.next) set.add(next);
    }
    return set;
  };
  let current = close(/* @__PURE__ */ new Set([start]));
  for (const char of value) {
    const after = /* @__PURE__ */ new Set();
    for (const index of current) {
      const state = states[index];
      if (state.takes?.(char) === true) for (const next of state.next) after.add(next);
    }
    current = close(after);
    if (current.size === 0) return false;
  }
  return current.has(end);
}
function compile(pattern) {
  const compiler = new Compiler(pattern);
  const part = compiler.alternatives(0);
  if (part === void 0 || !compiler.atEnd) return void 0;
  return { states: compiler.states, start: part.from, end: part.to };
}
var Compiler = class {
  constructor(pattern) {
    this.pattern = pattern;
  }
  pattern;
  states = [];
  at = 0;
  get atEnd() {
    return this.at >= this.pattern.length;
  }
  alternatives(depth) {
    if (depth > DEEPEST_GROUP) return void 0;
    const from = this.state();
    const to = this.state();
    for (; ; ) {
      const part = this.sequence(depth);
      if (part === void 0) return void 0;
      this.link(from, part.from);
      this.link(part.to, to);
      if (this.pattern[this.at] !== "|") return { from, to };
      this.at++;
    }
  }
  sequence(depth) {
    const from = this.state();
    let to = from;
    while (!this.atEnd && this.pattern[this.at] !== "|" && this.pattern[this.at] !== ")") {
      const part = this.repeated(depth);
      if (part === void 0 || this.states.length > MOST_STATES) return void 0;
      this.link(to, part.from);
      to = part.to;
    }
    return { from, to };
  }
  repeated(depth) {
    const start = this.at;
    let part = this.single(depth);
    for (let sign = this.pattern[this.at]; part !== void 0; sign = this.pattern[this.at]) {
      if (sign === "{") {
        part = this.counted(part, start, depth);
        continue;
      }
      if (sign !== "*" && sign !== "+" && sign !== "?") break;
      this.at++;
      if (this.pattern[this.at] === "?") this.at++;
      const from = this.state();
      const to = this.state();
      this.link(from, part.from);
      this.link(part.to, to);
      if (sign !== "+") this.link(from, to);
      if (sign !== "?") this.link(to, from);
      part = { from, to };
    }
    return part;
  }
  /** `{2}`, `{1,3}`, `{2,}`: the piece that begins at `start`, read as often as it may be repeated. */
  counted(first, start, depth) {
    const count = /^\{([0-9]{1,3})(,([0-9]{0,3}))?\}/.exec(
      this.pattern.slice(this.at, this.at + 10)
    );
    if (count === null) return void 0;
    const least = Number(count[1]);
    const endless = count[2] !== void 0 && count[3] === "";
    const most = count[2] === void 0 || endless ? least : Number(count[3]);
    const after = this.at + count[0].length;
    const again = () => {
      if (this.states.length > MOST_STATES) return void 0;
      this.at = start;
      return this.single(depth);
    };
    const from = this.state();
    let to = from;
    for (let i = 0; i < Math.max(most, endless ? 1 : 0); i++) {
      const part = i === 0 ? first : again();
      if (part === void 0) return void 0;
      const skip = this.state();
      this.link(to, part.from);
      this.link(part.to, skip);
      if (i >= least) this.link(to, skip);
      if (endless && i === Math.max(least, 1) - 1) this.link(skip, part.from);
      to = skip;
    }
    this.at = after;
    return { from, to };
  }
  single(depth) {
    const char = this.pattern[this.at++];
    if (char === "(") {
      if (this.pattern.startsWith("?:", this.at)) this.at += 2;
      else if (this.pattern[this.at] === "?") return void 0;
      const inner = this.alternatives(depth + 1);
      return inner !== void 0 && this.pattern[this.at++] === ")" ? inner : void 0;
    }
    if (char === "^" || char === "$") return this.taking(void 0);
    if (char === ".") return this.taking(() => true);
    if (char === "[") return this.characterClass();
    if (char === "\\") return this.escaped();
    if ("*+?{".includes(char)) return void 0;
    return this.taking((other) => other === char);
  }
  escaped() {
    const char = this.pattern[this.at++];
    if (char === void 0) return void 0;
    const known3 = {
      d: (other) => /[0-9]/.test(other),
      D: (other) => !/[0-9]/.test(other),
      w: (other) => /[A-Za-z0-9_]/.test(other),
      W: (other) => !/[A-Za-z0-9_]/.test(other),
      s: (other) => /[\t\n\f\r ]/.test(other),
      S: (other) => !/[\t\n\f\r ]/.test(other)
    };
    if (Object.hasOwn(known3, char)) return this.taking(known3[char]);
    return /[A-Za-z0-9]/.test(char) ? void 0 : this.taking((other) => other === char);
  }
  characterClass() {
    const negated = this.pattern[this.at] === "^";
    if (negated) this.at++;
    const ranges = [];
    for (let first = true; first || this.pattern[this.at] !== "]"; first = false) {
      let low = this.pattern[this.at++];
      if (low === "\\") low = this.pattern[this.at++];
      if (low === void 0 || low === "[" && this.pattern[this.at] === ":") return void 0;
      let high = low;
      if (this.pattern[this.at] === "-" && this.pattern[this.at + 1] !== "]") {
        high = this.pattern[this.at + 1] ?? low;
        this.at += 2;
      }
      ranges.push([low, high]);
    }
    this.at++;
    const holds = (char) => ranges.some(([low, high]) => low <= char && char <= high);
    return this.taking((char) => holds(char) !== negated);
  }
  taking(takes) {
    const from = this.states.push({ next: [], ...takes === void 0 ? {} : { takes } }) - 1;
    const to = this.state();
    this.link(from, to);
    return { from, to };
  }
  state() {
    return this.states.push({ next: [] }) - 1;
  }
  link(from, to) {
    this.states[from].next.push(to);
  }
};

// src/platforms/kubernetes/kustomize/fields.ts
var MOST_STEPS3 = 60;
function parseFieldPath(path) {
  const parts = [];
  let part = "";
  let bracket = false;
  for (let i = 0; i < path.length; i++) {
    const char = path[i];
    if (char === "\\" && i + 1 < path.length) part += path[++i];
    else if (char === "[") {
      if (part !== "") parts.push(part);
      part = "[";
      bracket = true;
    } else if (char === "]" && bracket) {
      parts.push(`${part}]`);
      part = "";
      bracket = false;
    } else if (char === "." && !bracket) {
      if (part !== "") parts.push(part);
      part = "";
    } else part += char;
  }
  if (part !== "") parts.push(part);
  return parts.slice(0, MOST_STEPS3).map((text2) => {
    if (text2 === "*") return { kind: "each" };
    if (!text2.startsWith("[") || !text2.endsWith("]")) return { kind: "key", key: text2 };
    const inner = text2.slice(1, -1);
    const equals = inner.indexOf("=");
    if (equals < 0) return { kind: "key", key: inner.replace(/^(["'])(.*)\1$/, "$2") };
    return { kind: "item", key: inner.slice(0, equals), value: inner.slice(equals + 1) };
  });
}
function getField(data, path) {
  const [step, ...rest] = path;
  if (step === void 0 || data === void 0) return data;
  if (data.type === "map") {
    if (step.kind === "key") return getField(entry(data, step.key)?.value, rest);
    return void 0;
  }
  if (data.type !== "list") return void 0;
  if (step.kind === "key") return getField(data.items[indexOf(step.key)], rest);
  for (const item of data.items) {
    if (step.kind === "item" && textOf(at(item, step.key)) !== step.value) continue;
    const found2 = getField(item, rest);
    if (found2 !== void 0) return found2;
  }
  return void 0;
}
function changeField(data, path, change2, options) {
  const [step, ...rest] = path;
  if (step === void 0) return change2(data) ?? data;
  if (data.type === "list") {
    if (step.kind === "key" && options.throughLists) {
      return { ...data, items: data.items.map((item) => changeField(item, path, change2, options)) };
    }
    const isMissing = options.create && (step.kind === "item" ? !data.items.some((item) => isItem(item, step, options)) : step.kind === "key" && indexOf(step.key) === data.items.length);
    if (isMissing) {
      const empty = { type: "map", entries: [], where: data.where };
      const added2 = step.kind === "item" ? newItem(step, data) : empty;
      return { ...data, items: [...data.items, changeField(added2, rest, change2, options)] };
    }
    return {
      ...data,
      items: data.items.map((item, index) => {
        const hit = step.kind === "each" || (step.kind === "key" ? indexOf(step.key) === index : isItem(item, step, options));
        return hit ? changeField(item, rest, change2, options) : item;
      })
    };
  }
  if (data.type !== "map") return data;
  if (step.kind === "each") {
    return {
      ...data,
      entries: data.entries.map((one) => ({
        ...one,
        value: changeField(one.value, rest, change2, options)
      }))
    };
  }
  if (step.kind !== "key") return data;
  const existing = entry(data, step.key);
  if (existing !== void 0) {
    const value2 = rest.length === 0 ? change2(existing.value) ?? existing.value : changeField(existing.value, rest, change2, options);
    if (value2 === existing.value) return data;
    return {
      ...data,
      entries: data.entries.map(
        (one) => one === existing ? { ...one, value: value2, valueWhere: value2.where } : one
      )
    };
  }
  if (!options.create || step.list === true || rest.some(({ kind: kind2 }) => kind2 === "each"))
    return data;
  const value = rest.length === 0 ? change2(void 0) : changeField(
    rest[0]?.kind === "item" || rest[0]?.kind === "key" && rest[0].key === "0" ? { type: "list", items: [], where: data.where } : { type: "map", entries: [], where: data.where },
    rest,
    change2,
    options
  );
  if (value === void 0) return data;
  return { ...data, entries: [...data.entries, newEntry(step.key, value, value.where)] };
}
function newItem({ key, value }, list) {
  const scalar3 = { type: "scalar", value, where: list.where };
  if (key === "") return scalar3;
  return { type: "map", entries: [newEntry(key, scalar3, list.where)], where: list.where };
}
function isItem(item, { key, value }, options) {
  const text2 = textOf(key === "" ? item : at(item, key));
  if (text2 === void 0 || options.patterns !== true) return text2 === value;
  return text2 === value || matchesPattern(value, text2, false);
}
function indexOf(key) {
  return /^[0-9]{1,6}$/.test(key) ? Number(key) : -1;
}

// src/platforms/kubernetes/kustomize/resource.ts
function resourceOf(data, hashed = false) {
  return { data, former: [nameOf2(data)], ...hashed ? { hashed } : {} };
}
function nameOf2(data) {
  return {
    name: textOf(at(data, "metadata", "name")) ?? "",
    namespace: textOf(at(data, "metadata", "namespace")) ?? "default"
  };
}
function kindOf(data) {
  return textOf(at(data, "kind")) ?? "";
}
function groupOf2(data) {
  const apiVersion = textOf(at(data, "apiVersion")) ?? "";
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}
function versionOf(data) {
  const apiVersion = textOf(at(data, "apiVersion")) ?? "";
  return apiVersion.slice(apiVersion.indexOf("/") + 1);
}
function changed(resource, data) {
  if (data === resource.data) return resource;
  const { name, namespace } = nameOf2(data);
  const known3 = resource.former.some((one) => one.name === name && one.namespace === namespace);
  return {
    ...resource,
    data,
    former: known3 ? resource.former : [...resource.former, { name, namespace }]
  };
}
function isNamedBy({ data, former }, patch2) {
  const { name, namespace } = nameOf2(patch2);
  return isOfKind(data, patch2) && former.some((one) => one.name === name && one.namespace === namespace);
}
function isMeantBy({ data, former }, patch2) {
  const { name } = nameOf2(patch2);
  return textOf(at(patch2, "metadata", "namespace")) === void 0 && isOfKind(data, patch2) && former.some((one) => one.name === name);
}
function isOfKind(data, patch2) {
  return kindOf(data) === kindOf(patch2) && groupOf2(data) === groupOf2(patch2);
}
function matchesTarget({ data, former }, target2) {
  const fits = (key, ...values) => {
    const wanted = textOf(at(target2, key)) ?? "";
    return wanted === "" || values.some((value) => matchesPattern(wanted, value));
  };
  const first = former[0] ?? nameOf2(data);
  const present = nameOf2(data);
  return fits("kind", kindOf(data)) && fits("group", groupOf2(data)) && fits("version", versionOf(data)) && fits("name", first.name, present.name) && fits("namespace", first.namespace, present.namespace) && matchesSelectors(data, target2);
}
function isSelectedBy({ data, former }, select) {
  const is = (key, value) => {
    const wanted = textOf(at(select, key)) ?? "";
    return wanted === "" || wanted === value;
  };
  return is("kind", kindOf(data)) && is("group", groupOf2(data)) && is("version", versionOf(data)) && former.some((one) => is("name", one.name) && is("namespace", one.namespace));
}
function matchesSelectors(data, select) {
  return matchesLabels(textOf(at(select, "labelSelector")), data, "labels") && matchesLabels(textOf(at(select, "annotationSelector")), data, "annotations");
}
function matchesLabels(selector, data, field2) {
  if (selector === void 0 || selector.trim() === "") return true;
  const labels = textMap(at(data, "metadata", field2));
  return splitSelector(selector).every((part) => {
    const inside = /^\s*(\S{1,300})\s+(in|notin)\s+\(([^()]*)\)\s*$/.exec(part);
    if (inside !== null) {
      const value2 = labels.get(inside[1]);
      const listed = inside[3].split(",").some((one) => one.trim() === value2);
      return inside[2] === "in" ? value2 !== void 0 && listed : !listed;
    }
    const match = /^\s*(!?)([^\s=!]{1,300})\s*(?:(!=|==?)\s*([^\s=]{0,100}))?\s*$/.exec(part);
    if (match === null) return false;
    const [, negated, key = "", operator, value] = match;
    if (operator === void 0) return labels.has(key) !== (negated === "!");
    return operator === "!=" ? labels.get(key) !== value : labels.has(key) && labels.get(key) === value;
  });
}
function splitSelector(selector) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < selector.length; i++) {
    if (selector[i] === "(") depth++;
    else if (selector[i] === ")") depth--;
    else if (selector[i] === "," && depth <= 0) {
      parts.push(selector.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(selector.slice(start));
  return parts;
}

// src/platforms/kubernetes/kustomize/field-specs.ts
var MOST_FIELDS = 1e3;
function made(path, ...kinds) {
  return kinds.map((name) => {
    const slash = name.indexOf("/");
    return slash < 0 ? { kind: name, path, create: true } : { group: name.slice(0, slash), kind: name.slice(slash + 1), path, create: true };
  });
}
function found(path, ...kinds) {
  return made(path, ...kinds).map((spec) => ({ ...spec, create: false }));
}
var SERVICE = { kind: "Service", version: "v1", path: "spec/selector", create: true };
var SELECTORS = [
  SERVICE,
  { ...SERVICE, kind: "ReplicationController" },
  ...made("spec/selector/matchLabels", "Deployment", "ReplicaSet", "DaemonSet", "apps/StatefulSet"),
  ...["podAffinity", "podAntiAffinity"].flatMap(
    (affinity) => ["preferred", "required"].flatMap(
      (when) => found(
        `spec/template/spec/affinity/${affinity}/${when}DuringSchedulingIgnoredDuringExecution/${when === "preferred" ? "podAffinityTerm/" : ""}labelSelector/matchLabels`,
        "apps/Deployment",
        "apps/StatefulSet"
      )
    )
  ),
  ...found(
    "spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels",
    "apps/Deployment",
    "apps/StatefulSet"
  ),
  ...found("spec/selector/matchLabels", "batch/Job", "policy/PodDisruptionBudget"),
  ...found("spec/jobTemplate/spec/selector/matchLabels", "batch/CronJob"),
  ...["spec", "spec/ingress/from", "spec/egress/to"].flatMap(
    (path) => found(`${path}/podSelector/matchLabels`, "networking.k8s.io/NetworkPolicy")
  )
];
function metadata(field2) {
  return [
    { path: `metadata/${field2}`, create: true },
    {
      kind: "ReplicationController",
      version: "v1",
      path: `spec/template/metadata/${field2}`,
      create: true
    },
    ...made(
      `spec/template/metadata/${field2}`,
      "Deployment",
      "ReplicaSet",
      "DaemonSet",
      field2 === "labels" ? "apps/StatefulSet" : "StatefulSet",
      "batch/Job"
    ),
    ...made(`spec/jobTemplate/metadata/${field2}`, "batch/CronJob"),
    ...made(`spec/jobTemplate/spec/template/metadata/${field2}`, "batch/CronJob"),
    ...field2 === "labels" ? made("spec/volumeClaimTemplates[]/metadata/labels", "apps/StatefulSet") : []
  ];
}
var PODS = [
  ["spec", ["Pod"]],
  ["template/spec", ["PodTemplate"]],
  ["spec/template/spec", ["Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job"]],
  ["spec/jobTemplate/spec/template/spec", ["CronJob"]]
];
function inPods(...paths) {
  return PODS.flatMap(([pod, kinds]) => paths.flatMap((path) => found(`${pod}/${path}`, ...kinds)));
}
function inWorkloads(path) {
  return [
    ...found(`spec/${path}`, "Pod"),
    ...found(
      `spec/template/spec/${path}`,
      "StatefulSet",
      "Deployment",
      "ReplicationController",
      "Job",
      "DaemonSet"
    ),
    ...found(`spec/jobTemplate/spec/template/spec/${path}`, "CronJob")
  ];
}
function inContainers(path) {
  return inPods(`containers/${path}`, `initContainers/${path}`);
}
var DEFAULTS = {
  labels: [],
  commonLabels: [...SELECTORS, ...metadata("labels")],
  templateLabels: metadata("labels"),
  commonAnnotations: metadata("annotations"),
  namePrefix: [{ path: "metadata/name", create: false }],
  nameSuffix: [{ path: "metadata/name", create: false }],
  namespace: made("metadata/name", "Namespace"),
  images: [
    "spec/containers[]/image",
    "spec/initContainers[]/image",
    "spec/template/spec/containers[]/image",
    "spec/template/spec/initContainers[]/image"
  ].map((path) => ({ path, create: true })),
  replicas: made(
    "spec/replicas",
    "Deployment",
    "ReplicationController",
    "ReplicaSet",
    "StatefulSet"
  ),
  varReference: [
    ...inContainers("args"),
    ...inContainers("command"),
    ...inContainers("env/value"),
    ...inContainers("volumeMounts/mountPath"),
    ...found("spec/ports/port", "Service"),
    ...found("spec/ports/targetPort", "Service"),
    { path: "metadata/labels", create: false },
    { path: "metadata/annotations", create: false }
  ],
  nameReference: [
    ...["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"].map((kind2) => ({
      kind: kind2,
      fieldSpecs: found("spec/scaleTargetRef/name", "HorizontalPodAutoscaler")
    })),
    {
      kind: "ConfigMap",
      fieldSpecs: [
        ...inContainers("env/valueFrom/configMapKeyRef/name"),
        ...inContainers("envFrom/configMapRef/name"),
        ...inPods("volumes/configMap/name", "volumes/projected/sources/configMap/name")
      ]
    },
    {
      kind: "Secret",
      fieldSpecs: [
        ...inContainers("env/valueFrom/secretKeyRef/name"),
        ...inContainers("envFrom/secretRef/name"),
        ...inPods(
          "volumes/secret/secretName",
          "volumes/projected/sources/secret/name",
          "imagePullSecrets/name"
        )
      ]
    },
    {
      kind: "Service",
      fieldSpecs: [
        ...found("spec/serviceName", "apps/StatefulSet"),
        ...[
          "spec/rules/http/paths/backend/serviceName",
          "spec/backend/serviceName",
          "spec/rules/http/paths/backend/service/name",
          "spec/defaultBackend/service/name"
        ].flatMap((path) => found(path, "Ingress"))
      ]
    },
    { kind: "ServiceAccount", fieldSpecs: inWorkloads("serviceAccountName") },
    {
      kind: "PersistentVolumeClaim",
      fieldSpecs: inWorkloads("volumes/persistentVolumeClaim/claimName")
    },
    { kind: "PriorityClass", fieldSpecs: inWorkloads("priorityClassName") },
    { kind: "IngressClass", fieldSpecs: found("spec/ingressClassName", "Ingress") }
  ]
};
var LISTS2 = [
  "labels",
  "commonLabels",
  "templateLabels",
  "commonAnnotations",
  "namePrefix",
  "nameSuffix",
  "namespace",
  "images",
  "replicas",
  "varReference"
];
function extended(configuration, file) {
  const result = {
    ...configuration
  };
  for (const list of LISTS2) result[list] = merged(result[list], fieldSpecs(at(file, list)));
  for (const item of itemsOf(at(file, "nameReference")).slice(0, MOST_FIELDS)) {
    const kind2 = textOf(at(item, "kind"));
    if (kind2 === void 0) continue;
    result.nameReference = [
      ...result.nameReference,
      { kind: kind2, fieldSpecs: fieldSpecs(at(item, "fieldSpecs")) }
    ];
  }
  return result;
}
function united(first, second) {
  if (first === second || second === DEFAULTS) return first;
  if (first === DEFAULTS) return second;
  const result = { ...first };
  for (const list of LISTS2) result[list] = merged(result[list], second[list]);
  const known3 = new Set(first.nameReference);
  const added2 = second.nameReference.filter((one) => !known3.has(one));
  result.nameReference = [...first.nameReference, ...added2].slice(0, MOST_FIELDS);
  return result;
}
function fieldSpecs(data) {
  return itemsOf(data).slice(0, MOST_FIELDS).flatMap((item) => {
    const path = textOf(at(item, "path"));
    if (path === void 0 || path === "") return [];
    const group = textOf(at(item, "group"));
    const version = textOf(at(item, "version"));
    const kind2 = textOf(at(item, "kind"));
    return {
      path,
      create: booleanOf(at(item, "create")) ?? false,
      ...group === void 0 ? {} : { group },
      ...version === void 0 ? {} : { version },
      ...kind2 === void 0 ? {} : { kind: kind2 }
    };
  });
}
function merged(list, more) {
  const added2 = more.filter(
    (one) => !list.some(
      (other) => other.path === one.path && (other.kind ?? "") === (one.kind ?? "") && (other.group ?? "") === (one.group ?? "") && (other.version ?? "") === (one.version ?? "")
    )
  );
  return added2.length === 0 ? list : [...list, ...added2].slice(0, MOST_FIELDS);
}
function concerns(spec, object) {
  return ((spec.kind ?? "") === "" || spec.kind === kindOf(object)) && ((spec.group ?? "") === "" || spec.group === groupOf2(object)) && ((spec.version ?? "") === "" || spec.version === versionOf(object));
}
function changeAt(object, spec, change2) {
  if (!concerns(spec, object)) return object;
  return changeField(object, steps(spec.path), change2, {
    create: spec.create,
    throughLists: true
  });
}
var known2 = /* @__PURE__ */ new Map();
function steps(path) {
  const before = known2.get(path);
  if (before !== void 0) return before;
  const parts = path.replaceAll("\\/", "\0").split("/").filter((part) => part !== "").slice(0, 60).map((part) => {
    const text2 = part.replaceAll("\0", "/");
    return text2.endsWith("[]") ? { kind: "key", key: text2.slice(0, -2), list: true } : { kind: "key", key: text2 };
  });
  if (known2.size > MOST_FIELDS) known2.clear();
  known2.set(path, parts);
  return parts;
}

// src/platforms/kubernetes/kustomize/generators.ts
import { createHash as createHash3 } from "node:crypto";
var MOST_KEYS = 1e3;
function generate(resources, kustomization, folder, tree, used) {
  let result = [...resources];
  for (const [key, kind2] of [
    ["configMapGenerator", "ConfigMap"],
    ["secretGenerator", "Secret"]
  ]) {
    for (const item of itemsOf(at(kustomization, key))) {
      result = absorb(result, kind2, item, {
        general: at(kustomization, "generatorOptions"),
        folder,
        tree,
        used
      });
    }
  }
  return result;
}
function absorb(resources, kind2, item, host) {
  const made2 = generated(item, kind2, host);
  if (made2 === void 0) return [...resources];
  const behavior = textOf(at(item, "behavior"));
  if (behavior !== "merge" && behavior !== "replace") return [...resources, made2];
  return resources.map((resource) => {
    if (kindOf(resource.data) !== kind2 || !isNamedBy(resource, made2.data)) return resource;
    return changed(resource, laidOver(resource.data, made2.data, behavior));
  });
}
function laidOver(base, over, behavior) {
  const own = at(base, "data");
  const given2 = at(over, "data");
  if (given2?.type !== "map") return base;
  const kept = behavior === "merge" && own?.type === "map" ? own.entries.filter(({ key }) => !given2.entries.some((one) => one.key === key)) : [];
  return setAt(base, ["data"], { ...given2, entries: [...kept, ...given2.entries] });
}
function generated(item, kind2, { general, folder, tree, used }) {
  const name = at(item, "name") ?? at(item, "metadata", "name");
  if (name === void 0) return void 0;
  const entries = entriesOf2(item, folder, tree, used);
  const text2 = (value) => ({ type: "scalar", value, where: name.where });
  let object = { type: "map", entries: [], where: item.where };
  object = setAt(object, ["apiVersion"], text2("v1"));
  object = setAt(object, ["kind"], text2(kind2));
  object = setAt(object, ["metadata", "name"], name);
  const namespace = at(item, "namespace") ?? at(item, "metadata", "namespace");
  if (namespace !== void 0) object = setAt(object, ["metadata", "namespace"], namespace);
  const own = at(item, "options");
  for (const field2 of ["labels", "annotations"]) {
    for (const options of [general, own]) {
      const pairs = at(options, field2);
      for (const { key, value } of pairs?.type === "map" ? pairs.entries : []) {
        object = setAt(object, ["metadata", field2, key], value);
      }
    }
  }
  if (entries.length > 0) {
    const data = kind2 === "ConfigMap" ? entries : entries.map(encoded);
    object = setAt(object, ["data"], { type: "map", entries: data, where: item.where });
  }
  if (kind2 === "Secret") object = setAt(object, ["type"], at(item, "type") ?? text2("Opaque"));
  const plain2 = booleanOf(at(own, "disableNameSuffixHash")) ?? booleanOf(at(general, "disableNameSuffixHash"));
  return resourceOf(object, plain2 !== true);
}
function encoded(item) {
  const value = Buffer.from(textOf(item.value) ?? "").toString("base64");
  return { ...item, value: { type: "scalar", value, where: item.value.where } };
}
function entriesOf2(item, folder, tree, used) {
  const entries = [];
  const add = (key, value, where) => {
    if (entries.length < MOST_KEYS) {
      entries.push(newEntry(key, { type: "scalar", value, where }, where));
    }
  };
  for (const path of itemsOf(at(item, "files"))) {
    const written = textOf(path) ?? "";
    const equals = written.indexOf("=");
    const source = equals < 0 ? written : written.slice(equals + 1);
    const file = read(source, folder, tree, used);
    const key = equals < 0 ? source.slice(source.lastIndexOf("/") + 1) : written.slice(0, equals);
    if (file !== void 0) add(key, file, path.where);
  }
  const single = at(item, "env");
  for (const path of [...itemsOf(at(item, "envs")), ...single === void 0 ? [] : [single]]) {
    const file = read(textOf(path) ?? "", folder, tree, used) ?? "";
    for (const line of file.split("\n").slice(0, MOST_KEYS)) {
      const bare2 = line.replace(/\r$/, "").replace(/^\s+/, "");
      const equals = bare2.indexOf("=");
      if (bare2 === "" || bare2.startsWith("#") || equals <= 0) continue;
      add(bare2.slice(0, equals), bare2.slice(equals + 1), path.where);
    }
  }
  for (const literal of itemsOf(at(item, "literals"))) {
    const written = textOf(literal) ?? "";
    const equals = written.indexOf("=");
    if (equals <= 0) continue;
    const value = written.slice(equals + 1).replace(/^(["'])(.*)\1$/s, "$2");
    add(written.slice(0, equals), value, literal.where);
  }
  return entries;
}
function read(path, folder, tree, used) {
  const resolved = resolveInTree(folder, path);
  if (resolved === void 0) return void 0;
  used.add(resolved);
  return tree.has(resolved) ? tree.read(resolved)?.text : void 0;
}
function addHashes(resources) {
  return resources.map((resource) => {
    if (resource.hashed !== true) return resource;
    const name = at(resource.data, "metadata", "name");
    if (name === void 0) return resource;
    const value = `${nameOf2(resource.data).name}-${hashOf(resource.data)}`;
    return changed(
      resource,
      setAt(resource.data, ["metadata", "name"], { type: "scalar", value, where: name.where })
    );
  });
}
function hashOf(data) {
  const kind2 = kindOf(data);
  const held = at(data, "data");
  const content = (held?.type === "map" ? held.entries : []).map(({ key, value }) => [key, textOf(value) ?? ""]).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join();
  const type = kind2 === "Secret" ? `,"type":${JSON.stringify(textOf(at(data, "type")) ?? "")}` : "";
  const written = `{"data":${held === void 0 ? '""' : `{${content}}`},"kind":"${kind2}","name":""${type}}`;
  const json = written.replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
  const letters = { 0: "g", 1: "h", 3: "k", a: "m", e: "t" };
  const digits = createHash3("sha256").update(json).digest("hex").slice(0, 10);
  return [...digits].map((char) => letters[char] ?? char).join("");
}

// src/platforms/kubernetes/kustomize/inflate.ts
function inflate(item, home, host) {
  const { folder, tree, reader, problems } = host;
  const name = at(item, "name") ?? at(item, "chartName");
  const chart = textOf(name);
  if (name === void 0 || chart === void 0) return [];
  const values = [at(item, "valuesFile"), ...itemsOf(at(item, "additionalValuesFiles"))].flatMap((one) => resolveInTree(folder, textOf(one) ?? "") ?? []).reduce(
    (all, path) => tree.has(path) ? overlay(all, reader.yaml(path)) : all,
    void 0
  );
  const inline = at(item, "valuesInline");
  const given2 = inline?.type === "scalar" ? embedded(inline, reader) : inline;
  const local = resolveInTree(folder, `${home ?? "charts"}/${chart}`);
  const inFiles = textOf(at(item, "valuesMerge")) === "merge";
  const objects = useObjects(
    {
      chart,
      name: textOf(at(item, "releaseName")) ?? chart,
      namespace: textOf(at(item, "namespace")),
      values: inFiles ? overlay(given2, values) : overlay(values, given2),
      where: name.where,
      folder: local !== void 0 && reader.read(local) !== void 0 ? local : void 0
    },
    reader,
    problems
  );
  if (objects.length === 0 && mentionsMemcached(chart)) {
    problems.push({
      kind: "unresolved",
      where: name.where,
      message: `${name.where.file}, line ${name.where.startLine}: the chart ${chart} is not in the repository and not known, so that what it opens was not judged. Scan the output of "kustomize build --enable-helm" to include it.`
    });
  }
  return objects.map((object) => object.data);
}

// src/platforms/kubernetes/kustomize/patches.ts
function applyPatch(resources, patch2, { target: target2, options, schema }) {
  const isJson = patch2.type === "list";
  const named = (resource) => isNamedBy(resource, patch2);
  const exact = target2 === void 0 && resources.some(named);
  return resources.flatMap((resource) => {
    const concerned = target2 !== void 0 ? matchesTarget(resource, target2) : !isJson && (exact ? named(resource) : isMeantBy(resource, patch2));
    if (!concerned) return [resource];
    const { data } = resource;
    if (isJson) return [changed(resource, jsonPatch(data, patch2))];
    const builtIn = isBuiltIn(data) ? "built-in" : void 0;
    const lists = schema === void 0 ? builtIn : schema.of(data);
    const merged2 = strategicMerge(data, withoutIdentity(patch2, options), lists);
    return merged2 === void 0 ? [] : [changed(resource, merged2)];
  });
}
function isBuiltIn(object) {
  const group = groupOf2(object);
  return !group.includes(".") || group.endsWith(".k8s.io");
}
function withoutIdentity(patch2, options) {
  if (patch2.type !== "map") return patch2;
  const renames = booleanOf(at(options, "allowNameChange")) === true;
  const retypes = booleanOf(at(options, "allowKindChange")) === true;
  const metadata2 = at(patch2, "metadata");
  const entries = patch2.entries.filter(
    ({ key }) => key !== "apiVersion" && key !== "metadata" && (key !== "kind" || retypes)
  );
  if (metadata2?.type !== "map") return { ...patch2, entries };
  const rest = metadata2.entries.filter(
    ({ key }) => key !== "namespace" && (key !== "name" || renames)
  );
  return {
    ...patch2,
    entries: [...entries, newEntry("metadata", { ...metadata2, entries: rest }, metadata2.where)]
  };
}

// src/platforms/kubernetes/kustomize/replacements.ts
var MOST_TARGETS = 1e3;
function replace(resources, replacement2) {
  const value = sourceValue(resources, replacement2);
  if (value === void 0) return [...resources];
  let result = [...resources];
  for (const target2 of itemsOf(at(replacement2, "targets")).slice(0, MOST_TARGETS)) {
    const select = at(target2, "select");
    if (select === void 0) continue;
    const rejected = itemsOf(at(target2, "reject"));
    const paths = itemsOf(at(target2, "fieldPaths")).flatMap((path) => textOf(path) ?? []);
    const options = at(target2, "options");
    const create = textOf(at(options, "create")) === "true";
    result = result.map((resource) => {
      if (!isSelectedBy(resource, select) || !matchesSelectors(resource.data, select)) {
        return resource;
      }
      if (rejected.some((one) => isRejected(resource, one))) return resource;
      let { data } = resource;
      for (const path of paths.length === 0 ? ["metadata.name"] : paths) {
        data = changeField(
          data,
          parseFieldPath(path),
          (old) => asTextIn(path, placed(value, old, options)),
          { create, throughLists: false, patterns: true }
        );
      }
      return changed(resource, data);
    });
  }
  return result;
}
function sourceValue(resources, replacement2) {
  const given2 = at(replacement2, "sourceValue");
  if (given2 !== void 0) return plainScalar(given2);
  const source = at(replacement2, "source");
  if (source === void 0) return void 0;
  const found2 = resources.find((resource) => isSelectedBy(resource, source));
  const path = textOf(at(source, "fieldPath")) ?? "metadata.name";
  const value = getField(found2?.data, parseFieldPath(path));
  const options = at(source, "options");
  const delimiter = textOf(at(options, "delimiter"));
  const text2 = textOf(value);
  if (value === void 0 || delimiter === void 0 || delimiter === "" || text2 === void 0) {
    return value;
  }
  const part = text2.split(delimiter)[indexIn(options)];
  return part === void 0 ? void 0 : { type: "scalar", value: part, where: value.where };
}
function plainScalar(data) {
  const text2 = textOf(data) ?? "";
  const value = text2 === "true" ? true : text2 === "false" ? false : text2;
  if (data.type !== "scalar") return data;
  return /^(?:0|-?[1-9][0-9]{0,14})$/.test(text2) ? { ...data, value: Number(text2), text: text2 } : { ...data, value };
}
function isRejected(resource, reject) {
  const has2 = (...keys) => keys.some((key) => (textOf(at(reject, key)) ?? "") !== "");
  if (has2("annotationSelector", "labelSelector") && matchesSelectors(resource.data, reject)) {
    return true;
  }
  return has2("kind", "group", "version", "name", "namespace") && isSelectedBy(resource, reject);
}
function placed(value, old, options) {
  const delimiter = textOf(at(options, "delimiter"));
  const before = textOf(old);
  const text2 = value.type === "scalar" || old?.type !== "scalar" ? textOf(value) : "";
  if (delimiter === void 0 || delimiter === "" || before === void 0 || text2 === void 0) {
    return old?.type === "scalar" && typeof old.value === "string" && text2 !== void 0 ? { type: "scalar", value: text2, where: value.where, through: [old.where] } : value;
  }
  const parts = before.split(delimiter);
  const index = indexIn(options);
  if (index < 0) parts.unshift(text2);
  else if (index >= parts.length) parts.push(text2);
  else parts[index] = text2;
  return {
    type: "scalar",
    value: parts.join(delimiter),
    where: value.where,
    through: old === void 0 ? [] : [old.where]
  };
}
function asTextIn(path, value) {
  const text2 = textOf(value);
  return text2 !== void 0 && /^metadata\.annotations\b/.test(path) ? { type: "scalar", value: text2, where: value.where } : value;
}
function indexIn(options) {
  const index = Number(textOf(at(options, "index")) ?? "0");
  return Number.isInteger(index) ? index : 0;
}

// src/platforms/kubernetes/kustomize/transformers.ts
var CLUSTER_KINDS = /* @__PURE__ */ new Set([
  "Namespace",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "PersistentVolume",
  "StorageClass",
  "GatewayClass",
  "IngressClass",
  "PriorityClass",
  "RuntimeClass",
  "CSIDriver",
  "CSINode",
  "VolumeAttachment",
  "MutatingWebhookConfiguration",
  "ValidatingWebhookConfiguration",
  "APIService",
  "CertificateSigningRequest",
  "FlowSchema",
  "PriorityLevelConfiguration",
  "PodSecurityPolicy",
  "Node",
  "CiliumClusterwideNetworkPolicy",
  "GlobalNetworkPolicy",
  "AdminNetworkPolicy",
  "BaselineAdminNetworkPolicy"
]);
function setNamespace(object, namespace, specs, unsetOnly = false) {
  const kept = (old) => unsetOnly && (textOf(old) ?? "") !== "";
  let result = object;
  if (!CLUSTER_KINDS.has(kindOf(object)) && !kept(at(object, "metadata", "namespace"))) {
    result = setAt(result, ["metadata", "namespace"], namespace);
  }
  for (const spec of specs) {
    if (spec.path === "metadata/namespace") continue;
    if (spec.path === "metadata/name" && textOf(at(object, "apiVersion")) !== "v1") continue;
    result = changeAt(result, spec, (old) => kept(old) ? old : namespace);
  }
  return result;
}
var NEVER_PREFIXED = /* @__PURE__ */ new Set(["Namespace", "CustomResourceDefinition", "APIService"]);
function prefixName(object, prefix, suffix, specs) {
  if (NEVER_PREFIXED.has(kindOf(object)) || prefix === "" && suffix === "") return object;
  let result = object;
  for (const spec of specs) {
    result = changeAt(result, spec, (old) => {
      const text2 = old === void 0 ? "" : textOf(old);
      if (text2 === void 0) return old;
      return { type: "scalar", value: `${prefix}${text2}${suffix}`, where: (old ?? object).where };
    });
  }
  return result;
}
function addPairs(object, pairs, specs) {
  if (pairs.type !== "map") return object;
  let result = object;
  for (const { key, value: given2 } of pairs.entries) {
    const value = { ...given2 };
    const replaced = /* @__PURE__ */ new Set();
    const set = (old) => {
      const before = entry(old, key)?.value;
      if (before !== void 0) replaced.add(before);
      return setAt(
        old?.type === "map" ? old : { type: "map", entries: [], where: value.where },
        [key],
        value
      );
    };
    for (const spec of specs) result = changeAt(result, spec, set);
    if (replaced.size > 0) result = substituted(result, replaced, value, 0);
  }
  return result;
}
function substituted(data, replaced, value, depth) {
  if (replaced.has(data)) return value;
  if (depth > 30 || data.type !== "map" && data.type !== "list") return data;
  let touched = false;
  const inside = (one) => {
    const result = substituted(one, replaced, value, depth + 1);
    touched ||= result !== one;
    return result;
  };
  if (data.type === "list") {
    const items = data.items.map(inside);
    return touched ? { ...data, items } : data;
  }
  const entries = data.entries.map((one) => ({ ...one, value: inside(one.value) }));
  return touched ? { ...data, entries } : data;
}
function setReplicas(resources, replica, specs) {
  const count = at(replica, "count");
  const name = textOf(at(replica, "name"));
  if (count === void 0 || name === void 0) return [...resources];
  return resources.map((resource) => {
    if (!resource.former.some((one) => one.name === name)) return resource;
    return changed(
      resource,
      specs.reduce((data, spec) => changeAt(data, spec, () => count), resource.data)
    );
  });
}
function setImage(object, image, specs) {
  const name = textOf(at(image, "name"));
  if (name === void 0 || kindOf(object) === "CustomResourceDefinition") return object;
  const set = (old) => renamed2(old, name, image);
  return specs.reduce(
    (data, spec) => changeAt(data, { ...spec, create: false }, set),
    inContainers2(object, set, 0)
  );
}
function inContainers2(data, set, depth) {
  if (depth > 12) return data;
  if (data.type === "list") {
    return { ...data, items: data.items.map((item) => inContainers2(item, set, depth + 1)) };
  }
  if (data.type !== "map") return data;
  return {
    ...data,
    entries: data.entries.map((item) => {
      const inner = inContainers2(item.value, set, depth + 1);
      const value = (item.key === "containers" || item.key === "initContainers") && inner.type === "list" ? { ...inner, items: inner.items.map((container) => withImage(container, set)) } : inner;
      return value === item.value ? item : { ...item, value };
    })
  };
}
function withImage(container, set) {
  const written = entry(container, "image")?.value;
  const image = set(written);
  return image === void 0 || image === written ? container : setAt(container, ["image"], image);
}
function renamed2(old, name, image) {
  const text2 = textOf(old);
  if (old === void 0 || text2 === void 0) return old;
  const parts = splitImage(text2);
  if (parts.name !== name && !matchesPattern(name, parts.name)) return old;
  const [newName, newTag, digest, tagSuffix] = ["newName", "newTag", "digest", "tagSuffix"].map(
    (key) => {
      const given2 = entry(image, key)?.value;
      return (textOf(given2) ?? "") === "" ? void 0 : given2;
    }
  );
  const source = newName ?? newTag ?? digest ?? tagSuffix;
  if (source === void 0) return old;
  let { tag, digest: hash } = parts;
  if (newTag !== void 0 || digest !== void 0) {
    tag = textOf(newTag) ?? "";
    hash = textOf(digest) ?? "";
  } else if (tagSuffix !== void 0) {
    tag += textOf(tagSuffix) ?? "";
    hash = "";
  }
  const value = `${textOf(newName) ?? parts.name}${tag === "" ? "" : `:${tag}`}${hash === "" ? "" : `@${hash}`}`;
  return { type: "scalar", value, where: source.where, through: [old.where] };
}
function splitImage(text2) {
  const at2 = text2.indexOf("@");
  const bare2 = at2 < 0 ? text2 : text2.slice(0, at2);
  const colon = bare2.indexOf(":", bare2.indexOf("/") + 1);
  return {
    name: colon < 0 ? bare2 : bare2.slice(0, colon),
    tag: colon < 0 ? "" : bare2.slice(colon + 1),
    digest: at2 < 0 ? "" : text2.slice(at2 + 1)
  };
}

// src/platforms/kubernetes/kustomize/plugins.ts
function isBuiltInPlugin(config) {
  return textOf(at(config, "apiVersion")) === "builtin";
}
var GENERATORS = /* @__PURE__ */ new Set([
  "ConfigMapGenerator",
  "SecretGenerator",
  "HelmChartInflationGenerator",
  "IAMPolicyGenerator"
]);
function isGenerator(config) {
  return GENERATORS.has(textOf(at(config, "kind")) ?? "");
}
var SECRETS_ONLY = /^(?:viaduct\.ai|goabout\.com|isindir\.github\.com|kustomize\.getsops\.io|bitnami\.com)\/|^secretgenerator|sops/i;
function canMatter(config) {
  const name = `${textOf(at(config, "apiVersion")) ?? ""} ${textOf(at(config, "kind")) ?? ""}`;
  return !SECRETS_ONLY.test(name);
}
function runTransformer(resources, config, host) {
  const specs = fieldSpecs(at(config, "fieldSpecs"));
  const each = (change2) => resources.map((resource) => changed(resource, change2(resource.data)));
  const patched = (patches, target2) => patches.reduce(
    (all, patch2) => applyPatch(all, patch2, {
      target: target2,
      options: at(config, "options"),
      schema: host.schema
    }),
    [...resources]
  );
  switch (textOf(at(config, "kind"))) {
    case "AnnotationsTransformer": {
      const pairs = at(config, "annotations");
      return pairs === void 0 ? [...resources] : each((data) => addPairs(data, pairs, specs));
    }
    case "LabelTransformer": {
      const pairs = at(config, "labels");
      return pairs === void 0 ? [...resources] : each((data) => addPairs(data, pairs, specs));
    }
    case "NamespaceTransformer": {
      const namespace = at(config, "metadata", "namespace");
      if ((textOf(namespace) ?? "") === "" || namespace === void 0) return [...resources];
      const unsetOnly = booleanOf(at(config, "unsetOnly")) === true;
      return each((data) => setNamespace(data, namespace, specs, unsetOnly));
    }
    case "PrefixTransformer":
      return each((data) => prefixName(data, textOf(at(config, "prefix")) ?? "", "", specs));
    case "SuffixTransformer":
      return each((data) => prefixName(data, "", textOf(at(config, "suffix")) ?? "", specs));
    case "ImageTagTransformer": {
      const image = at(config, "imageTag");
      return image === void 0 ? [...resources] : each((data) => setImage(data, image, specs));
    }
    case "ReplicaCountTransformer":
      return setReplicas(resources, at(config, "replica"), specs);
    case "PatchTransformer": {
      const source = given(at(config, "patch")) ?? at(config, "path");
      return source === void 0 ? [...resources] : patched(host.documents(source), at(config, "target"));
    }
    case "PatchJson6902Transformer": {
      const source = given(at(config, "jsonOp")) ?? at(config, "path");
      return source === void 0 ? [...resources] : patched(host.documents(source), at(config, "target"));
    }
    case "PatchStrategicMergeTransformer": {
      const inline = given(at(config, "patches"));
      const sources = [...itemsOf(at(config, "paths")), ...inline === void 0 ? [] : [inline]];
      return patched(
        sources.flatMap((source) => host.documents(source)),
        void 0
      );
    }
    case "ReplacementTransformer":
      return replacementsOf(config, host).reduce(
        (all, one) => replace(all, one),
        [...resources]
      );
    case "ValueAddTransformer":
      return addValue(resources, config, host);
    case "HashTransformer":
      return addHashes(resources);
    case "SortOrderTransformer":
      return [...resources];
    default:
      return void 0;
  }
}
function given(data) {
  return (textOf(data) ?? "").trim() === "" ? void 0 : data;
}
function replacementsOf(config, host) {
  return itemsOf(at(config, "replacements")).flatMap((item) => {
    const path = at(item, "path");
    return path === void 0 ? [item] : host.documents(path);
  }).flatMap((one) => one.type === "list" ? [...one.items] : [one]);
}
function addValue(resources, config, host) {
  const written = at(config, "value");
  const text2 = (textOf(written) ?? "").trim();
  const value = {
    type: "scalar",
    value: text2 === "" ? host.folder.slice(host.folder.lastIndexOf("/") + 1) : text2,
    where: (written ?? config).where
  };
  const file = at(config, "targetFilePath");
  const listed = file === void 0 ? [] : host.documents(file);
  const targets = [
    ...itemsOf(at(config, "targets")),
    ...listed.flatMap((one) => itemsOf(at(one, "targets")))
  ];
  return targets.slice(0, 1e3).reduce(
    (all, target2) => {
      const selector = at(target2, "selector");
      const path = textOf(at(target2, "fieldPath")) ?? "";
      const position = Number(textOf(at(target2, "filePathPosition")) ?? "0");
      return all.map((resource) => {
        if (selector !== void 0 && !matchesTarget(resource, selector)) return resource;
        if (path === "metadata/namespace") {
          return changed(resource, setNamespace(resource.data, value, []));
        }
        const keys = parseFieldPath(
          path.replaceAll(".", "\\.").replaceAll("\\/", "\0").replaceAll("/", ".")
        ).map(
          (step) => step.kind === "key" ? { ...step, key: step.key.replaceAll("\0", "/") } : step
        );
        return changed(
          resource,
          changeField(resource.data, keys, (old) => inserted(textOf(old) ?? "", value, position), {
            create: true,
            throughLists: false
          })
        );
      });
    },
    [...resources]
  );
}
function inserted(path, value, position) {
  const text2 = textOf(value) ?? "";
  if (!(position > 0) || path === "") return value;
  const absolute = path.startsWith("/");
  const parts = path.split("/").filter((part) => part !== "");
  parts.splice(position - 1, 0, text2);
  return {
    type: "scalar",
    value: `${absolute ? "/" : ""}${parts.join("/")}`,
    where: value.where
  };
}
function pathIn(folder, item) {
  const text2 = textOf(item) ?? "";
  return text2 === "" || text2.includes("\n") ? void 0 : resolveInTree(folder, text2);
}

// src/platforms/kubernetes/kustomize/references.ts
function fixReferences(resources, references2) {
  const renamed3 = /* @__PURE__ */ new Map();
  for (const resource of resources) {
    const kind2 = kindOf(resource.data);
    const { name } = nameOf2(resource.data);
    for (const former of resource.former) {
      const key = `${kind2}/${former.name}`;
      const list = renamed3.get(key) ?? [];
      list.push({ name, resource });
      renamed3.set(key, list);
    }
  }
  const present = new Set(resources.map((resource) => kindOf(resource.data)));
  const useful = references2.filter(({ kind: kind2 }) => present.has(kind2));
  return resources.map((resource) => {
    let { data } = resource;
    for (const { kind: kind2, fieldSpecs: fieldSpecs2 } of useful) {
      for (const spec of fieldSpecs2) {
        const target2 = textOf(at(data, "spec", "scaleTargetRef", "kind"));
        if (spec.path === "spec/scaleTargetRef/name" && target2 !== kind2) continue;
        data = changeAt(data, spec, (old) => {
          const text2 = textOf(old);
          const found2 = text2 === void 0 ? void 0 : renamed3.get(`${kind2}/${text2}`);
          const named = found2?.find((one) => sharesNamespace(one.resource, resource));
          if (old === void 0 || named === void 0 || named.name === text2) return old;
          return { type: "scalar", value: named.name, where: old.where };
        });
      }
    }
    return data === resource.data ? resource : { ...resource, data };
  });
}
function sharesNamespace(a, b) {
  return nameOf2(a.data).namespace === nameOf2(b.data).namespace;
}
function variablesIn(declared, resources) {
  return declared.flatMap((item) => {
    const name = textOf(at(item, "name"));
    const reference = at(item, "objref");
    const wanted = textOf(at(reference, "name"));
    const kind2 = textOf(at(reference, "kind"));
    const apiVersion = textOf(at(reference, "apiVersion")) ?? "";
    const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
    const found2 = resources.find(
      ({ data, former }) => kindOf(data) === kind2 && groupOf2(data) === group && former.some((one) => one.name === wanted)
    );
    const path = textOf(at(item, "fieldref", "fieldpath")) ?? textOf(at(item, "fieldref", "fieldPath"));
    const value = getField(found2?.data, parseFieldPath(path ?? "metadata.name"));
    return name === void 0 || value === void 0 || textOf(value) === void 0 ? [] : [{ name, value }];
  });
}
function resolveVariables(resources, variables, fields2) {
  if (variables.length === 0) return [...resources];
  const byName = new Map(variables.map(({ name, value }) => [name, value]));
  const fill = (old) => {
    if (old?.type === "list") return { ...old, items: old.items.map((item) => fill(item) ?? item) };
    if (old?.type === "map") {
      const entries = old.entries.map((one) => ({ ...one, value: fill(one.value) ?? one.value }));
      return { ...old, entries };
    }
    const text2 = old?.type === "scalar" && typeof old.value === "string" ? old.value : void 0;
    if (old === void 0 || text2 === void 0 || !text2.includes("$(")) return old;
    const whole = /^\$\(([^()]{1,200})\)$/.exec(text2)?.[1];
    const value = whole === void 0 ? void 0 : byName.get(whole);
    if (value !== void 0) return { ...value, through: [old.where] };
    const filled = text2.replace(
      /\$\$\(|\$\(([^()]{1,200})\)/g,
      (all, name) => name === void 0 ? "$(" : textOf(byName.get(name)) ?? all
    );
    return filled === text2 ? old : { type: "scalar", value: filled, where: old.where };
  };
  return resources.map((resource) => {
    let { data } = resource;
    for (const spec of fields2) data = changeAt(data, { ...spec, create: false }, fill);
    return changed(resource, data);
  });
}
function declaredVariables(kustomization) {
  return itemsOf(at(kustomization, "vars"));
}

// src/platforms/kubernetes/kustomize/transform.ts
function transform(resources, kustomization, configuration, host) {
  const { schema } = host;
  let result = [...resources];
  const each = (change2) => {
    result = result.map((resource) => changed(resource, change2(resource.data)));
  };
  for (const item of itemsOf(at(kustomization, "patchesStrategicMerge"))) {
    for (const patch2 of host.documents(item)) result = applyPatch(result, patch2, { schema });
  }
  for (const item of itemsOf(at(kustomization, "patches"))) {
    const source = at(item, "patch") ?? at(item, "path");
    const rules = { target: at(item, "target"), options: at(item, "options"), schema };
    for (const patch2 of host.documents(source ?? item)) result = applyPatch(result, patch2, rules);
  }
  const namespace = at(kustomization, "namespace");
  if (namespace !== void 0 && !isNull(namespace)) {
    each((object) => setNamespace(object, namespace, configuration.namespace));
  }
  const prefix = textOf(at(kustomization, "namePrefix")) ?? "";
  const suffix = textOf(at(kustomization, "nameSuffix")) ?? "";
  each((object) => prefixName(object, prefix, "", configuration.namePrefix));
  each((object) => prefixName(object, "", suffix, configuration.nameSuffix));
  for (const item of itemsOf(at(kustomization, "labels"))) {
    const pairs = at(item, "pairs");
    const specs = labelFields(item, configuration);
    if (pairs !== void 0) each((object) => addPairs(object, pairs, specs));
  }
  const common = at(kustomization, "commonLabels");
  if (common !== void 0) each((object) => addPairs(object, common, configuration.commonLabels));
  const annotations = at(kustomization, "commonAnnotations");
  if (annotations !== void 0) {
    each((object) => addPairs(object, annotations, configuration.commonAnnotations));
  }
  for (const item of itemsOf(at(kustomization, "patchesJson6902"))) {
    const source = at(item, "patch") ?? at(item, "path");
    if (source === void 0) continue;
    for (const patch2 of host.documents(source)) {
      result = applyPatch(result, patch2, { target: at(item, "target"), schema });
    }
  }
  for (const item of itemsOf(at(kustomization, "replicas"))) {
    result = setReplicas(result, item, configuration.replicas);
  }
  for (const image of itemsOf(at(kustomization, "images"))) {
    each((object) => setImage(object, image, configuration.images));
  }
  for (const one of replacementsOf(kustomization, host)) result = replace(result, one);
  return result;
}
function labelFields(item, configuration) {
  const own = [...fieldSpecs(at(item, "fields")), ...configuration.labels];
  if (textOf(at(item, "includeSelectors")) === "true") {
    return [...own, ...configuration.commonLabels];
  }
  const templates = textOf(at(item, "includeTemplates")) === "true" ? configuration.templateLabels : [];
  return [...own, ...templates, { path: "metadata/labels", create: true }];
}

// src/platforms/kubernetes/kustomize/build.ts
var DEEPEST11 = 20;
var MOST_OBJECTS2 = 2e4;
var MOST_COMPONENTS = 2e3;
function buildKustomizations(paths, tree, reader, problems) {
  const builder = new Builder(tree, reader, problems);
  const folders = paths.map((path) => path.slice(0, Math.max(path.lastIndexOf("/"), 0)));
  const inner = /* @__PURE__ */ new Set();
  for (const folder of folders) {
    for (const other of builder.referencedFolders(folder)) inner.add(other);
  }
  const objects = [];
  for (const folder of folders) {
    if (inner.has(folder) || !builder.speaksOfMemcached(folder, 0)) continue;
    const set = `kustomization ${folder === "" ? "." : folder}`;
    for (const data of builder.build(folder)) {
      append(objects, objectsIn(data, { set }));
      if (objects.length > MOST_OBJECTS2) return { objects, used: builder.used };
    }
  }
  return { objects, used: builder.used };
}
var NOTHING2 = { resources: [], variables: [], configuration: DEFAULTS };
var Builder = class {
  constructor(tree, reader, problems) {
    this.tree = tree;
    this.reader = reader;
    this.problems = problems;
  }
  tree;
  reader;
  problems;
  used = /* @__PURE__ */ new Set();
  underWay = /* @__PURE__ */ new Set();
  layers = /* @__PURE__ */ new Map();
  speaking = /* @__PURE__ */ new Map();
  components = 0;
  schema;
  /** The folders of the tree that a kustomization takes in. */
  referencedFolders(folder) {
    const data = this.read(folder);
    return [...references(data), ...pluginReferences(data)].flatMap((item) => {
      const path = pathIn(folder, item);
      return path !== void 0 && path !== folder && this.file(path) !== void 0 ? [path] : [];
    });
  }
  /** Whether a kustomization or anything it takes in from the tree speaks of memcached. */
  speaksOfMemcached(folder, depth) {
    const known3 = this.speaking.get(folder);
    if (known3 !== void 0 || depth > DEEPEST11) return known3 ?? false;
    this.speaking.set(folder, false);
    const path = this.file(folder);
    const own = path === void 0 ? "" : this.tree.read(path)?.text ?? "";
    const speaks2 = mentionsMemcached(own) || this.takenIn(folder).some(
      (inside) => this.tree.has(inside) ? mentionsMemcached(this.tree.read(inside)?.text ?? "") : this.speaksOfMemcached(inside, depth + 1)
    );
    this.speaking.set(folder, speaks2);
    return speaks2;
  }
  /** The files and folders of the tree that a kustomization names. */
  takenIn(folder) {
    const kustomization = this.read(folder);
    const texts = [
      ...references(kustomization),
      ...pluginReferences(kustomization),
      ...itemsOf(at(kustomization, "patchesStrategicMerge")),
      ...["patches", "patchesJson6902"].flatMap(
        (key) => itemsOf(at(kustomization, key)).flatMap((item) => at(item, "path") ?? [])
      )
    ];
    return texts.flatMap((item) => pathIn(folder, item) ?? []);
  }
  /** The objects that `kustomize build` prints for a folder. */
  build(folder) {
    this.schema = void 0;
    const { resources, variables, configuration } = this.layer(folder, 0);
    const hashed = fixReferences(addHashes(resources), configuration.nameReference);
    const known3 = variablesIn(variables, hashed);
    return resolveVariables(hashed, known3, configuration.varReference).map(({ data }) => data).filter((data) => !isLocal(data));
  }
  /** The schema that a kustomization names; the first one holds for all. */
  schemaOf(kustomization, folder) {
    const path = pathIn(folder, at(kustomization, "openapi", "path"));
    const file = path === void 0 ? void 0 : this.tree.read(path);
    if (path === void 0 || file === void 0) return void 0;
    this.used.add(path);
    const document = readDocuments(file, void 0)[0];
    return document === void 0 ? void 0 : new Schema(document);
  }
  /** What a kustomization hands on to those that take it in. */
  layer(folder, depth) {
    const known3 = this.layers.get(folder);
    if (known3 !== void 0) return known3;
    if (depth > DEEPEST11 || this.underWay.has(folder)) return NOTHING2;
    const kustomization = this.read(folder);
    if (kustomization?.type !== "map") return NOTHING2;
    this.underWay.add(folder);
    const layer = this.assemble(kustomization, folder, depth, NOTHING2);
    this.underWay.delete(folder);
    this.layers.set(folder, layer);
    return layer;
  }
  /** Resources, components, generators and transformers, in kustomize's own order. */
  assemble(kustomization, folder, depth, given2) {
    this.schema ??= this.schemaOf(kustomization, folder);
    let resources = [...given2.resources];
    const variables = [];
    let configuration = given2.configuration;
    for (const key of ["resources", "bases"]) {
      for (const item of itemsOf(at(kustomization, key))) {
        const layer = this.resource(item, folder, depth);
        append(resources, layer.resources);
        append(variables, layer.variables);
        configuration = united(configuration, layer.configuration);
      }
    }
    for (const item of itemsOf(at(kustomization, "configurations"))) {
      for (const file of this.documents(item, folder))
        configuration = extended(configuration, file);
    }
    for (const item of itemsOf(at(kustomization, "crds"))) {
      const path = pathIn(folder, item);
      if (path !== void 0) this.used.add(path);
    }
    resources = generate(resources, kustomization, folder, this.tree, this.used);
    const home = textOf(at(kustomization, "helmGlobals", "chartHome"));
    for (const item of itemsOf(at(kustomization, "helmCharts"))) {
      append(resources, this.inflated(item, home, folder));
    }
    for (const config of this.plugins(kustomization, "generators", folder, depth)) {
      resources = this.generated(resources, config, folder);
    }
    for (const item of itemsOf(at(kustomization, "components"))) {
      const layer = this.component(
        item,
        { resources, variables: [], configuration },
        folder,
        depth
      );
      resources = [...layer.resources];
      append(variables, layer.variables);
      configuration = united(configuration, layer.configuration);
    }
    const host = {
      folder,
      schema: this.schema,
      documents: (item) => this.documents(item, folder)
    };
    resources = transform(resources, kustomization, configuration, host);
    for (const key of ["transformers", "validators"]) {
      for (const config of this.plugins(kustomization, key, folder, depth)) {
        const result = isBuiltInPlugin(config) ? runTransformer(resources, config, host) : void 0;
        if (result !== void 0) resources = result;
        else if (key === "transformers") this.tellUnrun(config, resources);
      }
    }
    append(variables, declaredVariables(kustomization));
    return { resources: resources.slice(0, MOST_OBJECTS2), variables, configuration };
  }
  /** The configurations of plugins: in place, in files, or built by a kustomization. */
  plugins(kustomization, key, folder, depth) {
    return itemsOf(at(kustomization, key)).flatMap((item) => {
      const path = pathIn(folder, item);
      if (path !== void 0 && !this.tree.has(path) && this.file(path) !== void 0) {
        return this.layer(path, depth + 1).resources.map(({ data }) => data);
      }
      return this.documents(item, folder);
    });
  }
  generated(resources, config, folder) {
    const kind2 = textOf(at(config, "kind"));
    if (isBuiltInPlugin(config) && isGenerator(config)) {
      if (kind2 === "HelmChartInflationGenerator") {
        const home = textOf(at(config, "chartHome"));
        return [...resources, ...this.inflated(config, home, folder)];
      }
      if (kind2 !== "ConfigMapGenerator" && kind2 !== "SecretGenerator") return [...resources];
      return absorb(resources, kind2 === "SecretGenerator" ? "Secret" : "ConfigMap", config, {
        general: void 0,
        folder,
        tree: this.tree,
        used: this.used
      });
    }
    if (canMatter(config)) this.tellPlugin(config, "what it makes was not judged");
    return [...resources];
  }
  inflated(item, home, folder) {
    const { tree, reader, problems } = this;
    return inflate(item, home, { folder, tree, reader, problems }).map((data) => resourceOf(data));
  }
  /** A transformer that is a program may change whatever it is given. */
  tellUnrun(config, resources) {
    const concerned = resources.some(({ data }) => speaks(data, 0));
    if (concerned) this.tellPlugin(config, "its changes are not in what was judged");
  }
  tellPlugin(config, consequence) {
    const { where } = config;
    const name = `${textOf(at(config, "apiVersion")) ?? ""} ${textOf(at(config, "kind")) ?? ""}`.trim();
    this.problems.push({
      kind: "unresolved",
      where,
      message: `${where.file}, line ${where.startLine}: the kustomize plugin ${name} is a program, which is never run here, so that ${consequence}. Scan the output of "kustomize build" to include it.`
    });
  }
  resource(item, folder, depth) {
    const text2 = textOf(item);
    if (text2 === void 0) return NOTHING2;
    const path = resolveInTree(folder, text2);
    if (path !== void 0 && this.tree.has(path)) {
      this.used.add(path);
      const file = this.tree.read(path);
      if (file === void 0) return NOTHING2;
      const relevant = mentionsMemcached(file.text);
      const resources = readDocuments(file, relevant ? this.problems : void 0).flatMap(
        (data) => objectsIn(data, { set: "" }).map((object) => resourceOf(object.data))
      );
      return { ...NOTHING2, resources };
    }
    if (path !== void 0 && this.file(path) !== void 0) return this.layer(path, depth + 1);
    if (mentionsMemcached(text2)) {
      this.problems.push({
        kind: "unresolved",
        where: item.where,
        message: `${item.where.file}, line ${item.where.startLine}: the resource ${text2} is not in the repository and was not judged. Scan the output of "kustomize build" to include it.`
      });
    }
    return NOTHING2;
  }
  /** A component works on what has been gathered so far. */
  component(item, given2, folder, depth) {
    const path = resolveInTree(folder, textOf(item) ?? "");
    if (path === void 0 || depth > DEEPEST11 || this.underWay.has(path)) return given2;
    if (++this.components > MOST_COMPONENTS) return given2;
    const kustomization = this.read(path);
    if (kustomization?.type !== "map") return given2;
    this.underWay.add(path);
    const layer = this.assemble(kustomization, path, depth + 1, given2);
    this.underWay.delete(path);
    return layer;
  }
  /** What is written in place, or the file that a path names. */
  documents(item, folder) {
    if (textOf(item) === void 0) {
      return item.type === "map" && entry(item, "path") === void 0 ? [item] : [];
    }
    const path = pathIn(folder, item);
    if (path !== void 0 && this.tree.has(path)) {
      this.used.add(path);
      const file = this.tree.read(path);
      return file === void 0 ? [] : readDocuments(file, void 0);
    }
    return embeddedDocuments(item, this.reader);
  }
  read(folder) {
    const path = this.file(folder);
    const file = path === void 0 ? void 0 : this.tree.read(path);
    return file === void 0 ? void 0 : readDocuments(file, void 0)[0];
  }
  file(folder) {
    const prefix = folder === "" ? "" : `${folder}/`;
    return ["kustomization.yaml", "kustomization.yml", "Kustomization"].map((name) => prefix + name).find((path) => this.tree.has(path));
  }
};
function speaks(data, depth) {
  if (depth > 30) return false;
  if (data.type === "list") return data.items.some((item) => speaks(item, depth + 1));
  if (data.type === "map") {
    return data.entries.some(
      ({ key, value }) => mentionsMemcached(key) || speaks(value, depth + 1)
    );
  }
  return mentionsMemcached(textOf(data) ?? "");
}
function isLocal(data) {
  const mark = at(data, "metadata", "annotations", "config.kubernetes.io/local-config");
  return mark !== void 0 && textOf(mark) !== "false";
}
function pluginReferences(kustomization) {
  return ["generators", "transformers", "validators"].flatMap((key) => [
    ...itemsOf(at(kustomization, key))
  ]);
}
function references(kustomization) {
  return ["resources", "bases", "components"].flatMap((key) => [
    ...itemsOf(at(kustomization, key))
  ]);
}

// src/platforms/kubernetes/pipelines.ts
var DEEPEST12 = 12;
var MOST_STEPS4 = 500;
var COMMANDS = /* @__PURE__ */ new Set([
  "run",
  "script",
  "before_script",
  "after_script",
  "command",
  "commands",
  "bash",
  "inlineScript",
  "deploy",
  "install",
  "args"
]);
function stepsOf(file) {
  const found2 = [];
  for (const { data } of readYaml(file).documents) collect2(data, false, found2, 0);
  return found2.slice(0, MOST_STEPS4).flatMap((step) => {
    const text2 = textOf(step) ?? "";
    const relevant = isWorkflow(file.path) ? /-f[ =]?-|\/dev\/stdin/ : /kubectl|helm|\boc\b/;
    return relevant.test(text2) ? [new EmbeddedFile(text2, step.where, file)] : [];
  });
}
function isWorkflow(path) {
  return /(?:^|\/)(?:\.github\/workflows\/[^/]+|action)\.ya?ml$/.test(path);
}
function collect2(data, isCommand, found2, depth) {
  if (depth > DEEPEST12) return;
  if (data.type === "map") {
    for (const { key, value } of data.entries) {
      collect2(value, COMMANDS.has(key), found2, depth + 1);
    }
  } else if (data.type === "list") {
    for (const item of data.items) collect2(item, isCommand, found2, depth + 1);
  } else if (isCommand && textOf(data) !== void 0) found2.push(data);
}

// src/platforms/kubernetes/script-calls.ts
var FLAGS = new Set(
  "--dry-run --expose --wait --install --atomic --debug --force --create-namespace --generate-name -i -g -it -t --tty --stdin --rm --record --devel --reuse-values --local --overwrite --all".split(
    " "
  )
);
var SHORT = {
  "-n": "--namespace",
  "-l": "--selector",
  "-f": "--values",
  "-p": "--patch",
  "-i": "--install"
};
var PROGRAMS = {
  kubectl: "kubectl",
  oc: "kubectl",
  helm: "helm"
};
var CARRIERS = /* @__PURE__ */ new Set(["microk8s", "k3s", "minikube", "k0s", "rke2"]);
function callOf(words, file) {
  const all = words.map((word) => ({
    text: word.text,
    where: file.location(word.start, word.end)
  }));
  const base = (word) => (word?.text ?? "").slice((word?.text ?? "").lastIndexOf("/") + 1);
  let start = 0;
  if (CARRIERS.has(base(all[0]))) start = all[1]?.text === "--" ? 2 : 1;
  const carrier = /^(microk8s|k0s)\.(kubectl|helm3?)$/.exec(base(all[0]));
  const name = carrier?.[2] ?? base(all[start]);
  const program = PROGRAMS[name === "helm3" ? "helm" : name];
  const first = all[start];
  const last = all.at(-1);
  if (program === void 0 || first === void 0 || last === void 0) return void 0;
  const operands = [];
  const options = /* @__PURE__ */ new Map();
  const add = (key, word) => {
    const long = SHORT[key] ?? key;
    options.set(long, [...options.get(long) ?? [], word]);
  };
  let i = all[start + 1]?.text === "--" && start > 0 ? start + 2 : start + 1;
  for (; i < all.length; i++) {
    const word = all[i];
    const text2 = word.text;
    if (text2 === "--") break;
    if (text2 === void 0 || !/^-./.test(text2)) {
      operands.push(word);
      continue;
    }
    const equals = text2.indexOf("=");
    if (equals > 0) {
      add(text2.slice(0, equals), { ...word, text: text2.slice(equals + 1) });
    } else if (FLAGS.has(text2) || program === "helm" && text2 === "-i") {
      add(text2, { ...word, text: "true" });
    } else if (/^-[nlfp].+/.test(text2) && !text2.startsWith("--")) {
      add(text2.slice(0, 2), { ...word, text: text2.slice(2) });
    } else {
      const next = all[i + 1];
      if (next !== void 0 && next.text !== "--") {
        add(text2, next);
        i++;
      }
    }
  }
  return {
    program,
    operands,
    options,
    rest: all.slice(i + 1),
    where: { ...first.where, endLine: last.where.endLine, endColumn: last.where.endColumn },
    file
  };
}
function labelsFrom(text2, where) {
  return map(
    text2.split(",").flatMap((pair) => {
      const equals = pair.indexOf("=");
      return equals <= 0 ? [] : [field(pair.slice(0, equals), scalar2(pair.slice(equals + 1), where))];
    }),
    where
  );
}
function wordData({ text: text2, where }) {
  return text2 === void 0 ? { type: "unknown", reason: "the script computes it", where } : scalar2(text2, where);
}
function scalar2(text2, where, typed = true) {
  if (typed && /^[0-9]{1,9}$/.test(text2)) return { type: "scalar", value: Number(text2), where };
  if (typed && (text2 === "true" || text2 === "false")) {
    return { type: "scalar", value: text2 === "true", where };
  }
  return { type: "scalar", value: text2, where };
}
function field(key, value) {
  return { key, keyWhere: value.where, valueWhere: value.where, value };
}
function map(entries, where) {
  return { type: "map", entries: [...entries], where };
}

// src/platforms/kubernetes/script-files.ts
var InputFile = class extends SourceFile {
  constructor(script, input) {
    super(script.path, input.text);
    this.script = script;
    this.input = input;
  }
  script;
  input;
  location(start, end = start) {
    const { offsets } = this.input;
    const from = offsets[Math.min(start, offsets.length - 1)] ?? 0;
    const to = end > start ? (offsets[Math.min(end, offsets.length) - 1] ?? from) + 1 : from;
    return this.script.location(from, Math.max(from, to));
  }
};

// src/platforms/kubernetes/scripts.ts
function readClusterScript(file, known3, reader) {
  const objects = [];
  const uses = [];
  for (const { words, input } of readScript(file.text)) {
    const call = callOf(words, file);
    if (call === void 0) continue;
    if (call.program === "helm") append(uses, helmUses(call, reader));
    else append(objects, [...piped(call, input), ...kubectlObjects(call, [...known3, ...objects])]);
  }
  return { objects, uses };
}
function piped(call, input) {
  const verb = call.operands[0]?.text ?? "";
  if (input === void 0 || !["apply", "create", "replace"].includes(verb)) return [];
  const read2 = ["--values", "--filename"].flatMap((key) => call.options.get(key) ?? []).some(({ text: text2 }) => text2 === "-" || text2 === "/dev/stdin");
  if (!read2 || isTrial(call)) return [];
  return readManifest(
    new InputFile(call.file, input),
    { set: "", namespace: namespaceOf2(call) },
    void 0
  );
}
function isTrial(call) {
  const mode = call.options.get("--dry-run")?.[0]?.text;
  return call.options.has("--dry-run") && mode !== "none" && mode !== "false";
}
function namesInScript(file) {
  return readScript(file.text).flatMap(({ words }) => {
    const call = callOf(words, file);
    const name = call?.program === "kubectl" ? namedObject(call)?.name.text : void 0;
    return name === void 0 || name === "" ? [] : [name];
  });
}
function kubectlObjects(call, known3) {
  const [verb, second, third] = call.operands.map(({ text: text2 }) => text2);
  if (isTrial(call)) return [];
  if (verb === "expose") return expose(call, known3);
  if (verb === "run") return run2(call);
  if (verb === "patch") return patch(call, known3);
  if (verb !== "create") return [];
  if (second === "deployment" || second === "deploy") return createDeployment(call);
  if (second === "service" || second === "svc") return createService(call, third);
  return [];
}
var KINDS = {
  deployment: "Deployment",
  deploy: "Deployment",
  replicaset: "ReplicaSet",
  rs: "ReplicaSet",
  replicationcontroller: "ReplicationController",
  rc: "ReplicationController",
  deploymentconfig: "DeploymentConfig",
  dc: "DeploymentConfig",
  statefulset: "StatefulSet",
  sts: "StatefulSet",
  pod: "Pod",
  po: "Pod",
  service: "Service",
  svc: "Service"
};
function namedObject(call) {
  const [, type, name] = call.operands;
  const slash = type?.text?.indexOf("/") ?? -1;
  const kindText = slash < 0 ? type?.text : type.text.slice(0, slash);
  const kindWord = (kindText ?? "").toLowerCase().replace(/\..*$/, "");
  const kind2 = KINDS[kindWord] ?? KINDS[kindWord.replace(/s$/, "")];
  const word = slash < 0 ? name : { ...type, text: type.text.slice(slash + 1) };
  return kind2 === void 0 || word === void 0 ? void 0 : { kind: kind2, name: word };
}
function namespaceOf2(call) {
  return call.options.get("--namespace")?.[0]?.text ?? "default";
}
function target(call, kind2, name, known3) {
  const named = known3.filter((object) => object.kind === kind2 && object.name === name);
  const own = named.filter(({ namespace }) => namespace === namespaceOf2(call));
  const asked = objectFrom(call, "v1", kind2, []);
  return nearest(
    asked,
    (own.length > 0 ? own : named).map((object) => ({ object }))
  )[0]?.object;
}
function expose(call, known3) {
  const named = namedObject(call);
  if (named?.name.text === void 0) return [];
  const name = named.name.text;
  const found2 = target(call, named.kind, name, known3);
  const spec = at(found2?.data, "spec");
  const given2 = call.options.get("--selector")?.[0];
  const selector = given2?.text === void 0 ? named.kind === "Service" ? at(spec, "selector") : at(spec, "template", "metadata", "labels") ?? at(found2?.data, "metadata", "labels") : labelsFrom(given2.text, given2.where);
  const ports = exposedPorts(call, named.kind, spec);
  if (ports.length === 0) return [];
  const type = call.options.get("--type")?.[0];
  const external = call.options.get("--external-ip")?.[0];
  const address = call.options.get("--load-balancer-ip")?.[0];
  const serviceName = call.options.get("--name")?.[0] ?? named.name;
  return [
    objectFrom(
      call,
      "v1",
      "Service",
      [
        ...type === void 0 ? [] : [field("type", wordData(type))],
        // What is made outside the repository carries the label of its name (`kubectl create deployment`).
        field("selector", selector ?? labelsFrom(`app=${name}`, named.name.where)),
        field("ports", { type: "list", items: ports, where: call.where }),
        ...external === void 0 ? [] : [
          field("externalIPs", {
            type: "list",
            items: [wordData(external)],
            where: external.where
          })
        ],
        ...address === void 0 ? [] : [field("loadBalancerIP", wordData(address))]
      ],
      serviceName
    )
  ];
}
function exposedPorts(call, kind2, spec) {
  const port = call.options.get("--port")?.[0];
  const inner = call.options.get("--target-port")?.[0];
  const protocol = call.options.get("--protocol")?.[0];
  const one = (number, from) => map(
    [
      field("port", number),
      ...inner === void 0 ? [] : [field("targetPort", wordData(inner))],
      ...protocol === void 0 ? from === void 0 ? [] : [field("protocol", from)] : [field("protocol", wordData(protocol))]
    ],
    number.where
  );
  if (port !== void 0) return [one(wordData(port), void 0)];
  if (kind2 === "Service") return [...itemsOf(at(spec, "ports"))];
  const pod = at(spec, "template", "spec") ?? spec;
  return itemsOf(at(pod, "containers")).flatMap(
    (container) => itemsOf(at(container, "ports")).flatMap((item) => {
      const number = at(item, "containerPort");
      return number === void 0 ? [] : [one(number, at(item, "protocol"))];
    })
  );
}
function run2(call) {
  const name = call.operands[1];
  const image = call.options.get("--image")?.[0];
  if (name?.text === void 0 || image === void 0) return [];
  const given2 = call.options.get("--labels")?.[0];
  const labels = labelsFrom(given2?.text ?? `run=${name.text}`, (given2 ?? name).where);
  const spec = [field("containers", containers(call, name, image))];
  const pod = objectFrom(call, "v1", "Pod", spec, name, labels);
  const port = call.options.get("--port")?.[0];
  if (!call.options.has("--expose") || port === void 0) return [pod];
  const ports = {
    type: "list",
    items: [map([field("port", wordData(port))], port.where)],
    where: port.where
  };
  return [
    pod,
    objectFrom(call, "v1", "Service", [field("selector", labels), field("ports", ports)], name)
  ];
}
function createDeployment(call) {
  const name = call.operands[2];
  const image = call.options.get("--image")?.[0];
  if (name?.text === void 0 || image === void 0) return [];
  const labels = labelsFrom(`app=${name.text}`, name.where);
  const template = map(
    [
      field("metadata", map([field("labels", labels)], name.where)),
      field("spec", map([field("containers", containers(call, name, image))], image.where))
    ],
    call.where
  );
  return [objectFrom(call, "apps/v1", "Deployment", [field("template", template)], name, labels)];
}
function containers(call, name, image) {
  const port = call.options.get("--port")?.[0];
  const words = call.rest.map(wordData);
  const list = { type: "list", items: words, where: call.rest[0]?.where ?? call.where };
  const key = call.options.has("--command") || call.operands[0]?.text === "create" ? "command" : "args";
  const container = map(
    [
      field("name", wordData(name)),
      field("image", wordData(image)),
      ...words.length === 0 ? [] : [field(key, list)],
      ...port === void 0 ? [] : [
        field("ports", {
          type: "list",
          items: [map([field("containerPort", wordData(port))], port.where)],
          where: port.where
        })
      ]
    ],
    image.where
  );
  return { type: "list", items: [container], where: image.where };
}
function createService(call, type) {
  const types = {
    loadbalancer: "LoadBalancer",
    nodeport: "NodePort",
    clusterip: "ClusterIP"
  };
  const kind2 = types[type ?? ""];
  const name = call.operands[3];
  const typeWord = call.operands[2];
  if (kind2 === void 0 || name?.text === void 0 || typeWord === void 0) return [];
  const node = call.options.get("--node-port")?.[0];
  const ports = (call.options.get("--tcp") ?? []).flatMap(
    (word) => (word.text ?? "").split(",").flatMap((pair) => {
      const [outer = "", inner] = pair.split(":");
      if (outer === "") return [];
      return [
        map(
          [
            field("port", scalar2(outer, word.where)),
            ...inner === void 0 ? [] : [field("targetPort", scalar2(inner, word.where))],
            ...node === void 0 ? [] : [field("nodePort", wordData(node))]
          ],
          word.where
        )
      ];
    })
  );
  return [
    objectFrom(
      call,
      "v1",
      "Service",
      [
        field("type", scalar2(kind2, typeWord.where)),
        field("selector", labelsFrom(`app=${name.text}`, name.where)),
        field("ports", { type: "list", items: ports, where: call.where })
      ],
      name
    )
  ];
}
function patch(call, known3) {
  const named = namedObject(call);
  const text2 = call.options.get("--patch")?.[0];
  if (named?.kind !== "Service" || named.name.text === void 0 || text2?.text === void 0) {
    return [];
  }
  const found2 = target(call, "Service", named.name.text, known3);
  const over = readYaml(new TextAt(text2.text, text2.where)).documents[0]?.data;
  if (found2 === void 0 || over === void 0) return [];
  const lists = call.options.get("--type")?.[0]?.text === "merge" ? void 0 : "built-in";
  const merged2 = over.type === "list" ? jsonPatch(found2.data, over) : strategicMerge(found2.data, over, lists);
  if (merged2?.type !== "map") return [];
  return [{ ...found2, data: merged2, where: call.where }];
}
function objectFrom(call, apiVersion, kind2, spec, name, labels) {
  const metadata2 = map(
    [
      ...name === void 0 ? [] : [field("name", wordData(name))],
      ...labels === void 0 ? [] : [field("labels", labels)]
    ],
    call.where
  );
  const data = map(
    [
      field("apiVersion", scalar2(apiVersion, call.where)),
      field("kind", scalar2(kind2, call.where)),
      field("metadata", metadata2),
      field("spec", map(spec, call.where))
    ],
    call.where
  );
  const [made2] = objectsIn(data, { set: "", namespace: namespaceOf2(call) });
  return made2;
}
function helmUses(call, reader) {
  const [verb, ...operands] = call.operands;
  if (verb?.text !== "install" && verb?.text !== "upgrade") return [];
  const [first, second] = operands;
  const chart = second ?? first;
  if (chart?.text === void 0) return [];
  const folder = resolveInTree(call.file.folder, chart.text);
  let values;
  for (const { text: text2 } of call.options.get("--values") ?? []) {
    for (const one of (text2 ?? "").split(",")) {
      const paths = [resolveInTree(call.file.folder, one), resolveInTree("", one)];
      const path = paths.find((path2) => path2 !== void 0 && reader.file(path2) !== void 0);
      if (path !== void 0) values = overlay(values, reader.yaml(path));
    }
  }
  for (const key of ["--set", "--set-string", "--set-json"]) {
    for (const word of call.options.get(key) ?? []) {
      for (const pair of assignments(word.text ?? "")) {
        const value = scalar2(pair.value, word.where, key === "--set");
        values = overlay(values, setPath(pair.path, value, word.where));
      }
    }
  }
  const inRoot = resolveInTree("", chart.text);
  const local = [folder, inRoot].find((one) => one !== void 0 && reader.read(one) !== void 0);
  return [
    {
      chart: chart.text,
      name: second === void 0 ? "release-name" : first?.text ?? "release-name",
      namespace: call.options.get("--namespace")?.[0]?.text,
      values,
      where: chart.where,
      folder: local
    }
  ];
}
function assignments(text2) {
  const parts = [];
  let part = "";
  let braces = 0;
  for (let i = 0; i < text2.length; i++) {
    const char = text2[i];
    if (char === "\\" && text2[i + 1] === ",") part += text2[++i];
    else if (char === "," && braces === 0) {
      parts.push(part);
      part = "";
    } else {
      if (char === "{") braces++;
      if (char === "}") braces--;
      part += char;
    }
  }
  parts.push(part);
  return parts.flatMap((one) => {
    const equals = one.indexOf("=");
    return equals <= 0 ? [] : [{ path: one.slice(0, equals), value: one.slice(equals + 1) }];
  });
}

// src/platforms/kubernetes/translate.ts
function translate(input) {
  const problems = [];
  const { files, tree } = input;
  const chartFolders = files.filter((file) => file.name === "Chart.yaml").map((file) => file.folder);
  const reader = new ChartReader(tree);
  if (!isWorthReading(files, chartFolders, reader)) return { facts: [], problems };
  const inCharts = templatesOf(chartFolders);
  const built = buildKustomizations(
    files.filter((file) => isKustomization(file.name) && !inCharts(file.path)).map((file) => file.path),
    tree,
    reader,
    problems
  );
  const scripts = [
    ...files.filter(isClusterScript),
    ...files.filter(isPipeline).flatMap((file) => stepsOf(file))
  ];
  const objects = plainObjects(
    files.filter(
      (file) => !inCharts(file.path) && !built.used.has(file.path) && !isKustomization(file.name) && !isClusterScript(file) && !isPipeline(file)
    ),
    scripts.flatMap(namesInScript),
    problems
  );
  append(objects, built.objects);
  append(objects, chartObjects(chartFolders, reader, problems));
  append(objects, deployedObjects(objects, reader, problems));
  for (const file of files) {
    if (!/^helmfile.*\.ya?ml$/.test(file.name)) continue;
    for (const use of helmfileUses(file, reader))
      append(objects, useObjects(use, reader, problems));
  }
  for (const file of scripts) {
    const made2 = readClusterScript(file, objects, reader);
    append(objects, made2.objects);
    for (const use of made2.uses) append(objects, useObjects(use, reader, problems));
  }
  return { facts: interpretObjects(objects, tree), problems };
}
function isWorthReading(files, chartFolders, reader) {
  if (files.some((file) => mentionsMemcached(file.text))) return true;
  return chartFolders.some(
    (folder) => reader.below(folder).some((path) => path.endsWith(".tpl") && mentionsMemcached(reader.file(path)?.text ?? ""))
  );
}
function templatesOf(chartFolders) {
  const prefixes = chartFolders.map((folder) => folder === "" ? "" : `${folder}/`);
  const own = new Set(prefixes);
  const owned = new Set(
    prefixes.flatMap((prefix) => [`${prefix}templates/`, `${prefix}charts/`, `${prefix}crds/`])
  );
  return (path) => {
    for (let slash2 = path.indexOf("/"); slash2 >= 0; slash2 = path.indexOf("/", slash2 + 1)) {
      if (owned.has(path.slice(0, slash2 + 1))) return true;
    }
    const slash = path.lastIndexOf("/");
    return isValuesName(path.slice(slash + 1)) && own.has(path.slice(0, slash + 1));
  };
}
function plainObjects(files, names, problems) {
  const objects = [];
  const later = [];
  for (const file of files) {
    if (!isManifestText(file.text)) continue;
    const relevant = mentionsMemcached(file.text);
    if (relevant || mentionsDoors(file.text)) {
      append(objects, readManifest(file, { set: "" }, relevant ? problems : void 0));
    } else if (file.text.includes("containers")) {
      later.push(file);
    }
  }
  const selectors = openSelectors(objects);
  for (const file of later) {
    const wanted = selectors.some((values) => values.every((value) => file.text.includes(value))) || names.some((name) => file.text.includes(name));
    if (!wanted) continue;
    append(objects, readManifest(file, { set: "" }, void 0));
  }
  return objects;
}

// src/platforms/kubernetes/index.ts
var kubernetes = { ...kubernetesClaim, translate };

export {
  matchesOfGo,
  SafeRegex,
  expandReplacement,
  objectsIn,
  ChartReader,
  overlay,
  setPath,
  useObjects,
  interpretObjects,
  kubernetes
};
