import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  isConfiguration,
  isPlan,
  isTerragrunt,
  isVariablesFile
} from "./chunk-VUMMRVQL.js";
import {
  ChartReader,
  SafeRegex,
  interpretObjects,
  matchesOfGo,
  objectsIn,
  overlay,
  setPath,
  useObjects
} from "./chunk-66JHJCTF.js";
import {
  EPHEMERAL_PORTS,
  cloudConfigScript,
  publishedOn,
  scriptFacts
} from "./chunk-EILRY3XS.js";
import {
  parseHcl,
  parseHclExpression,
  parseHclJson,
  parseHclTemplate
} from "./chunk-PN2D7ECX.js";
import {
  isCloudConfig
} from "./chunk-ELTLBIM2.js";
import {
  findMemcachedCommand,
  inspectContainer,
  interpret,
  listenerFrom,
  resolveInTree
} from "./chunk-HIG2RW6N.js";
import {
  readJson
} from "./chunk-G2C3MHYM.js";
import {
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
  GLOBAL_UNICAST_IPV6,
  PUBLIC,
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

// src/platforms/terraform/config.ts
function attributeOf(declaration, name) {
  for (let i = declaration.layers.length - 1; i >= 0; i--) {
    const layer = declaration.layers[i];
    const attribute2 = findAttribute(layer.block.body, name);
    if (attribute2 !== void 0) return { attribute: attribute2, file: layer.file };
  }
  return void 0;
}
function findAttribute(body, name) {
  return body.attributes.find((attribute2) => attribute2.name === name);
}
function isOverride(name) {
  return /(^|_)override\.(tf|tofu)(\.json)?$/.test(name);
}
function parseConfiguration(file) {
  return file.path.endsWith(".json") ? parseHclJson(file) : parseHcl(file);
}
function readModule(folder, files) {
  const names3 = new Set(files.map((file) => file.name));
  const isReplaced = ({ name }) => {
    const other = name.replace(/\.tf(\.json)?$/, ".tofu$1");
    return other !== name && names3.has(other);
  };
  const read2 = files.filter((file) => !isReplaced(file)).sort((a, b) => a.name < b.name ? -1 : 1);
  const builder = new Builder();
  const primary = read2.filter((file) => !isOverride(file.name));
  const overrides = read2.filter((file) => isOverride(file.name));
  const parsed = new Map(read2.map((file) => [file, parseConfiguration(file)]));
  for (const file of primary) builder.add(parsed.get(file));
  for (const file of overrides) builder.override(parsed.get(file));
  return { folder, files: read2.map((file) => parsed.get(file)), ...builder.result() };
}
var Builder = class {
  variables = /* @__PURE__ */ new Map();
  locals = /* @__PURE__ */ new Map();
  outputs = /* @__PURE__ */ new Map();
  calls = /* @__PURE__ */ new Map();
  resources = [];
  providers = [];
  isConfigured = false;
  add(parsed) {
    for (const block of parsed.body.blocks) {
      const layers = [{ block, file: parsed.file }];
      const [first, second] = block.labels.map((label) => label.text);
      switch (block.type) {
        case "variable":
          if (first !== void 0 && !this.variables.has(first))
            this.variables.set(first, { layers });
          break;
        case "output":
          if (first !== void 0 && !this.outputs.has(first)) this.outputs.set(first, { layers });
          break;
        case "module":
          if (first !== void 0)
            this.calls.set(uniqueName(this.calls, first), { name: first, layers });
          break;
        case "resource":
        case "data":
          if (first !== void 0 && second !== void 0) {
            const mode = block.type === "data" ? "data" : "managed";
            this.resources.push({ mode, type: first, name: second, layers });
          }
          break;
        case "locals":
          for (const attribute2 of block.body.attributes) {
            if (!this.locals.has(attribute2.name)) {
              this.locals.set(attribute2.name, { attribute: attribute2, file: parsed.file });
            }
          }
          break;
        case "provider":
          this.providers.push({ layers });
          this.isConfigured = true;
          break;
        case "terraform":
          if (block.body.blocks.some((inner) => inner.type === "backend" || inner.type === "cloud")) {
            this.isConfigured = true;
          }
      }
    }
  }
  override(parsed) {
    for (const block of parsed.body.blocks) {
      const layer = { block, file: parsed.file };
      const [first, second] = block.labels.map((label) => label.text);
      if (block.type === "locals") {
        for (const attribute2 of block.body.attributes) {
          this.locals.set(attribute2.name, { attribute: attribute2, file: parsed.file });
        }
        continue;
      }
      if (block.type === "resource" || block.type === "data") {
        const mode = block.type === "data" ? "data" : "managed";
        for (const [index2, resource] of this.resources.entries()) {
          if (resource.mode === mode && resource.type === first && resource.name === second) {
            this.resources[index2] = { ...resource, layers: [...resource.layers, layer] };
          }
        }
        continue;
      }
      const maps = {
        variable: this.variables,
        output: this.outputs,
        module: this.calls
      };
      const map = Object.hasOwn(maps, block.type) ? maps[block.type] : void 0;
      const known3 = first === void 0 ? void 0 : map?.get(first);
      if (known3 !== void 0) map.set(first, { ...known3, layers: [...known3.layers, layer] });
    }
  }
  result() {
    const { variables, locals, outputs, calls, resources, providers, isConfigured } = this;
    return { variables, locals, outputs, calls, resources, providers, isConfigured };
  }
};
function uniqueName(calls, name) {
  if (!calls.has(name)) return name;
  let number2 = 2;
  while (calls.has(`${name} (${number2})`)) number2++;
  return `${name} (${number2})`;
}

// src/platforms/terraform/values.ts
var ORIGIN = /* @__PURE__ */ Symbol("origin");
var UNKNOWN_TEXT = "$(terraform_value)";
function withOrigin(data, origin) {
  return { ...data, [ORIGIN]: origin };
}
function originOf(data) {
  return data[ORIGIN];
}
var BASIS = /* @__PURE__ */ Symbol("basis");
function withBasis(data, reference) {
  return { ...data, [BASIS]: reference };
}
function basisOf(data) {
  if (data.type === "unknown" && data.reference !== void 0) return data.reference;
  return data[BASIS];
}
var ALTERNATIVES = /* @__PURE__ */ Symbol("alternatives");
var MOST_ALTERNATIVES = 8;
function oneOf(missing, values2) {
  const all = values2.flatMap((value) => alternativesOf(value) ?? [value]);
  if (missing.type !== "unknown" || all.length > MOST_ALTERNATIVES) return missing;
  return { ...missing, [ALTERNATIVES]: all };
}
function alternativesOf(data) {
  return data.type === "unknown" ? data[ALTERNATIVES] : void 0;
}
function withoutAlternatives(data) {
  return alternativesOf(data) === void 0 ? data : { ...data, [ALTERNATIVES]: void 0 };
}
var SET = "!set";
var REST = "!rest";
var PARTIAL = "!partial";
var ERROR = "!error";
var CONDITIONAL = "!if ";
var MOST_ITEMS = 2e4;
var LONGEST_TEXT = 1e6;
var MOST_THROUGH = 12;
function scalar(value, where, through) {
  return { type: "scalar", value, where, ...carry(through) };
}
function list(items2, where, tag) {
  return { type: "list", items: items2, where, ...tag === void 0 ? {} : { tag } };
}
function mapping(entries, where, tag) {
  return { type: "map", entries, where, ...tag === void 0 ? {} : { tag } };
}
function unknown(reason, where, reference) {
  return { type: "unknown", reason, where, ...reference === void 0 ? {} : { reference } };
}
function failure(reason, where) {
  return { type: "unknown", reason, where, tag: ERROR };
}
function entryOf(key, value, keyWhere = value.where) {
  return { key, keyWhere, valueWhere: value.where, value };
}
function conditional(map, condition) {
  return { ...map, tag: CONDITIONAL + condition };
}
function conditionOf(data) {
  return data.tag?.startsWith(CONDITIONAL) ? data.tag.slice(CONDITIONAL.length) : void 0;
}
function carry(through) {
  return through === void 0 || through.length === 0 ? {} : { through };
}
function samePlace(a, b) {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn && a.endLine === b.endLine && a.endColumn === b.endColumn;
}
function sameStart(a, b) {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}
function via(data, place2) {
  if (samePlace(data.where, place2)) return data;
  const before = data.through ?? [];
  const rest2 = before.length > 0 && sameStart(before[0], place2) ? before.slice(1) : before;
  if (rest2.length >= MOST_THROUGH)
    return { ...data, through: [place2, ...rest2.slice(0, MOST_THROUGH - 1)] };
  return { ...data, through: [place2, ...rest2] };
}
function partOf(collection3, part2) {
  if (collection3.through === void 0 && collection3.sensitive !== true) return part2;
  const own = part2.through ?? [];
  const added = (collection3.through ?? []).filter(
    (place2) => !own.some((other) => samePlace(other, place2))
  );
  return {
    ...part2,
    ...carry([...added, ...own].slice(0, MOST_THROUGH)),
    ...collection3.sensitive === true ? { sensitive: true } : {}
  };
}
function elements(data) {
  const items2 = data.type === "list" ? data.items : data.entries.map((entry2) => entry2.value);
  return items2.map((item) => partOf(data, item));
}
function placesOf(inputs) {
  const places = [];
  for (const input of inputs) {
    for (const place2 of [...input.through ?? [], input.where]) {
      if (places.length >= MOST_THROUGH) return places;
      if (!places.some((other) => samePlace(other, place2))) places.push(place2);
    }
  }
  return places;
}
function derived(data, where, inputs) {
  const through = placesOf(inputs).filter((place2) => !within(place2, where));
  const sensitive = inputs.some((input) => input.sensitive === true);
  return { ...data, where, ...carry(through), ...sensitive ? { sensitive: true } : {} };
}
function within(inner, outer) {
  if (inner.file !== outer.file) return false;
  const startsAfter = inner.startLine > outer.startLine || inner.startLine === outer.startLine && inner.startColumn >= outer.startColumn;
  const endsBefore = inner.endLine < outer.endLine || inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn;
  return startsAfter && endsBefore;
}
function findUnknown(inputs, budget = { left: 5e4 }) {
  for (const input of inputs) {
    if (--budget.left < 0) return unknown("the value is too large to be evaluated", input.where);
    if (input.type === "unknown") return partOf(input, input);
    if (input.type === "list" || input.type === "map") {
      if (input.tag === PARTIAL)
        return unknown("some entries of the map are not known", input.where);
      const items2 = input.type === "list" ? input.items : input.entries.map((entry2) => entry2.value);
      const found = findUnknown(items2, budget);
      if (found !== void 0) return partOf(input, found);
    }
  }
  return void 0;
}
function toPlain(data, budget = { left: 5e4 }) {
  if (--budget.left < 0) return void 0;
  switch (data.type) {
    case "scalar":
      return data.value;
    case "list": {
      const items2 = [];
      for (const item of data.items) {
        const plain2 = toPlain(item, budget);
        if (plain2 === void 0) return void 0;
        items2.push(plain2);
      }
      return items2;
    }
    case "map": {
      if (data.tag === PARTIAL) return void 0;
      const entries = /* @__PURE__ */ new Map();
      for (const entry2 of data.entries) {
        const plain2 = toPlain(entry2.value, budget);
        if (plain2 === void 0) return void 0;
        entries.set(entry2.key, plain2);
      }
      return entries;
    }
    default:
      return void 0;
  }
}
function fromPlain(plain2, where) {
  if (Array.isArray(plain2)) {
    return list(
      plain2.map((item) => fromPlain(item, where)),
      where
    );
  }
  if (plain2 instanceof Map) {
    return mapping(
      [...plain2].map(([key, value]) => entryOf(key, fromPlain(value, where))),
      where
    );
  }
  return scalar(plain2, where);
}
function toText(data) {
  if (data.type !== "scalar" || data.value === null) return void 0;
  return typeof data.value === "number" ? numberText(data.value) : String(data.value);
}
function numberText(value) {
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isInteger(value)) return BigInt(value).toString();
  return String(value);
}
function toNumber(data) {
  if (data.type !== "scalar") return void 0;
  if (typeof data.value === "number") return data.value;
  if (typeof data.value !== "string" || data.value.length > 40) return void 0;
  return /^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?$/.test(data.value) ? Number(data.value) : void 0;
}
function toBoolean(data) {
  if (data.type !== "scalar") return void 0;
  if (typeof data.value === "boolean") return data.value;
  if (data.value === "true" || data.value === "1") return true;
  if (data.value === "false" || data.value === "0") return false;
  return void 0;
}
function identity(data, budget = { left: 2e4 }) {
  if (--budget.left < 0) return void 0;
  switch (data.type) {
    case "scalar":
      return JSON.stringify(data.value);
    case "list": {
      const items2 = [];
      for (const item of data.items) {
        const text3 = identity(item, budget);
        if (text3 === void 0) return void 0;
        items2.push(text3);
      }
      if (data.tag === SET) items2.sort();
      return `[${items2.join(",")}]`;
    }
    case "map": {
      if (data.tag === PARTIAL) return void 0;
      const entries = /* @__PURE__ */ new Map();
      for (const entry2 of data.entries) {
        const text3 = identity(entry2.value, budget);
        if (text3 === void 0) return void 0;
        entries.set(entry2.key, text3);
      }
      const keys2 = [...entries.keys()].sort();
      return `{${keys2.map((key) => `${JSON.stringify(key)}:${entries.get(key)}`).join(",")}}`;
    }
    default:
      return data.reference === void 0 ? void 0 : `<${data.reference}>`;
  }
}
function toSet(items2, where) {
  const seen = /* @__PURE__ */ new Set();
  const kept = [];
  for (const item of items2) {
    const text3 = identity(item);
    if (text3 !== void 0) {
      if (seen.has(text3)) continue;
      seen.add(text3);
    }
    kept.push(item);
  }
  return list(sortItems(kept), where, SET);
}
function sortItems(items2) {
  const values2 = items2.map((item) => item.type === "scalar" ? item.value : void 0);
  if (values2.every((value) => typeof value === "string")) {
    return [...items2].sort((a, b) => compareText(toText(a), toText(b)));
  }
  if (values2.every((value) => typeof value === "number")) {
    return [...items2].sort((a, b) => toNumber(a) - toNumber(b));
  }
  return items2;
}
function compareText(a, b) {
  if (a === b) return 0;
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i].codePointAt(0) - right[i].codePointAt(0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

// src/platforms/terraform/convert.ts
function convert(data, type, evaluate2, depth = 0) {
  if (data.type === "unknown" || isNull(data) || depth > 50) return data;
  if (type.kind === "literal" && typeof type.value === "string") {
    const parsed = parseHclExpression(type.value).expression;
    return parsed === void 0 ? data : convert(data, parsed, evaluate2, depth + 1);
  }
  if (type.kind === "name") {
    const value = type.name === "string" ? toText(data) : type.name === "number" ? toNumber(data) : type.name === "bool" ? toBoolean(data) : void 0;
    return value === void 0 || data.type !== "scalar" ? data : { ...data, value };
  }
  if (type.kind !== "call") return data;
  const inner = type.args[0];
  if (inner === void 0) return data;
  switch (type.name) {
    case "list":
    case "set": {
      if (data.type !== "list") return data;
      const items2 = data.items.map((item) => convert(item, inner, evaluate2, depth + 1));
      if (type.name === "list") return { ...data, items: items2, tag: void 0 };
      return { ...data, items: toSet(items2, data.where).items, tag: SET };
    }
    case "map":
      if (data.type !== "map") return data;
      return {
        ...data,
        entries: data.entries.map((each) => ({
          ...each,
          value: convert(each.value, inner, evaluate2, depth + 1)
        }))
      };
    case "tuple": {
      if (data.type !== "list" || inner.kind !== "tuple") return data;
      const items2 = data.items.map((item, index2) => {
        const itemType = inner.items[index2];
        return itemType === void 0 ? item : convert(item, itemType, evaluate2, depth + 1);
      });
      return { ...data, items: items2 };
    }
    case "object":
      return data.type === "map" && inner.kind === "object" ? convertObject(data, inner, evaluate2, depth) : data;
    case "optional":
      return convert(data, inner, evaluate2, depth + 1);
    default:
      return data;
  }
}
function convertObject(data, type, evaluate2, depth) {
  const entries = [];
  for (const { key, value: attribute2 } of type.items) {
    if (key.kind !== "literal") return data;
    const name = String(key.value);
    const given2 = entry(data, name);
    const optional = attribute2.kind === "call" && attribute2.name === "optional";
    const attributeType = optional ? attribute2.args[0] ?? attribute2 : attribute2;
    const fallback = optional ? attribute2.args[1] : void 0;
    if (given2 !== void 0 && !(isNull(given2.value) && fallback !== void 0)) {
      entries.push({ ...given2, value: convert(given2.value, attributeType, evaluate2, depth + 1) });
    } else if (fallback !== void 0) {
      entries.push(entryOf(name, convert(evaluate2(fallback), attributeType, evaluate2, depth + 1)));
    } else if (optional) {
      entries.push(entryOf(name, scalar(null, data.where)));
    }
  }
  return { ...data, entries };
}
function isSet(data) {
  return data.type === "list" && data.tag === SET;
}

// src/platforms/terraform/budget.ts
var Budget = class {
  constructor(steps = 2e6, deepest = 700) {
    this.steps = steps;
    this.deepest = deepest;
  }
  steps;
  deepest;
  depth = 0;
  exhausted = false;
  /** Whether one more step may be taken. */
  step() {
    if (this.steps-- > 0) return true;
    this.exhausted = true;
    return false;
  }
  /** Whether work of that many steps may be done. */
  spend(steps) {
    this.steps -= steps;
    if (this.steps >= 0) return true;
    this.exhausted = true;
    return false;
  }
  get isExhausted() {
    return this.exhausted;
  }
  get isTooDeep() {
    return this.depth > this.deepest;
  }
};
function tooMuch(where) {
  return unknown("the configuration asks for too much work to be evaluated", where);
}
function sizeOf(data, bound = { left: 5e4 }) {
  if (--bound.left < 0) return 0;
  if (data.type === "list") {
    return data.items.reduce((sum, item) => sum + sizeOf(item, bound), 1);
  }
  if (data.type === "map") {
    return data.entries.reduce((sum, each) => sum + sizeOf(each.value, bound), 1);
  }
  return data.type === "scalar" && typeof data.value === "string" ? 1 + (data.value.length >> 6) : 1;
}

// src/platforms/terraform/functions/call.ts
var ArgumentError = class extends Error {
};
function computing(compute2) {
  return (args, call2) => {
    const missing = findUnknown(args);
    if (missing !== void 0) return withoutReference(missing);
    const plain2 = [];
    for (const arg of args) {
      const value = toPlain(arg);
      if (value === void 0) return unknown("the value is too large to be evaluated", call2.where);
      plain2.push(value);
    }
    try {
      const result = compute2(plain2);
      if (result === void 0) return refused(call2);
      return derived(fromPlain(result, call2.where), call2.where, args);
    } catch (error) {
      if (!(error instanceof ArgumentError)) throw error;
      return refused(call2, error.message);
    }
  };
}
function refused(call2, why = "it does not fit its arguments") {
  return failure(`\`${call2.name}()\` fails: ${why}`, call2.where);
}
function withoutReference(data) {
  if (data.type !== "unknown") return data;
  if (data.reference === void 0) return withoutAlternatives(data);
  const { reference, ...rest2 } = data;
  return withBasis(rest2, reference);
}
function text(value) {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new ArgumentError("a string is needed");
}
function number(value) {
  if (typeof value === "number") return value;
  if (typeof value === "string" && value.length < 40 && /^-?[0-9]+(\.[0-9]+)?$/.test(value)) {
    return Number(value);
  }
  throw new ArgumentError("a number is needed");
}
function whole(value) {
  const result = number(value);
  if (!Number.isInteger(result)) throw new ArgumentError("a whole number is needed");
  return result;
}
function items(value) {
  if (Array.isArray(value)) return value;
  throw new ArgumentError("a list is needed");
}

// src/platforms/terraform/access.ts
function access(data, name, scope, where) {
  switch (data.type) {
    case "map": {
      const found = entry(data, name);
      if (found !== void 0) return partOf(data, found.value);
      if (data.tag === PARTIAL) return unknown("some entries of the map are not known", where);
      return failure(`there is no attribute "${name.slice(0, 60)}"`, where);
    }
    case "unknown":
      if (data.reference !== void 0) return scope.names.attribute(data.reference, name, where);
      return withoutAlternatives(data);
    case "list": {
      const only = data.items.length === 1 ? elements(data)[0] : void 0;
      if (only?.type === "unknown" && only.reference !== void 0) {
        return scope.names.attribute(only.reference, name, where);
      }
      return failure("a list has no attributes", where);
    }
    default:
      return failure(`there is no attribute "${name.slice(0, 60)}"`, where);
  }
}
function index(data, key, scope, where) {
  if (data.type === "unknown") {
    if (data.reference === void 0) return withoutAlternatives(data);
    const name = toText(key);
    if (key.type === "scalar" && typeof key.value === "string" && name !== void 0) {
      return scope.names.attribute(data.reference, name, where);
    }
    const shown = key.type === "scalar" ? String(key.value) : "?";
    return unknown(data.reason, data.where, `${data.reference}[${shown}]`);
  }
  if (key.type === "unknown") {
    const all = data.type === "list" || data.type === "map" ? elements(data) : [];
    const ids = new Set(all.map((item) => identity(item)));
    if (all.length > 0 && ids.size === 1 && !ids.has(void 0)) return all[0];
    return withoutReference(key);
  }
  if (data.type === "map") {
    const name = toText(key);
    return name === void 0 ? failure("the key of a map is a string", where) : access(data, name, scope, where);
  }
  if (data.type === "list") {
    if (!scope.names.budget.spend(data.items.length >> 4)) return tooMuch(where);
    const position = toNumber(key);
    const rest2 = data.items.findIndex((item) => item.tag === REST);
    if (rest2 >= 0 && (position === void 0 || position >= rest2)) {
      return withoutAlternatives({ ...partOf(data, data.items[rest2]), tag: void 0 });
    }
    const found = position === void 0 ? void 0 : data.items[position];
    return found === void 0 ? failure("the list has no item of that number", where) : partOf(data, found);
  }
  return failure("only lists and maps have items", where);
}

// src/platforms/terraform/functions/conversions.ts
var convertedTo = (tag) => (args, call2) => {
  const value = args[0];
  if (value === void 0) return refused(call2);
  if (value.type === "unknown" || isNull(value)) return value;
  if (value.type !== "list") return refused(call2, "a list is needed");
  const all = unified(elements(value));
  const made = tag === SET ? toSet(all, value.where) : list(all, value.where);
  return { ...made, ...value.through === void 0 ? {} : { through: value.through } };
};
function unified(all) {
  const hasText = all.some((item) => item.type === "scalar" && typeof item.value === "string");
  if (!hasText) return all;
  return all.map((item) => {
    const value = toText(item);
    return item.type === "scalar" && value !== void 0 ? { ...item, value } : item;
  });
}
var tomap = (args, call2) => {
  const value = args[0];
  if (value === void 0) return refused(call2);
  if (value.type === "unknown" || isNull(value)) return value;
  if (value.type !== "map") return refused(call2, "a map is needed");
  const values2 = unified(value.entries.map((each) => each.value));
  return { ...value, entries: value.entries.map((each, i) => ({ ...each, value: values2[i] })) };
};
var CONVERSION_FUNCTIONS = {
  tolist: convertedTo(void 0),
  tomap,
  toset: convertedTo(SET)
};

// src/platforms/terraform/functions/items.ts
function rest(data) {
  return { ...data, tag: REST };
}
function hasRest(data) {
  return data.type === "list" && data.items.some((item) => item.tag === REST);
}
function listed(data) {
  if (data === void 0) return void 0;
  if (data.type === "list") return elements(data);
  if (data.type === "unknown") return [rest(data)];
  return void 0;
}
function bounded(result, call2, tag) {
  if (result.length > MOST_ITEMS)
    return unknown("the list is too long to be evaluated", call2.where);
  return list(result, call2.where, tag);
}
function mapped(entries, call2, partial) {
  const last = /* @__PURE__ */ new Map();
  for (const each of entries) last.set(each.key, each);
  const sorted = [...last.values()].sort((a, b) => compareText(a.key, b.key));
  if (sorted.length > MOST_ITEMS)
    return unknown("the map is too large to be evaluated", call2.where);
  return mapping(sorted, call2.where, partial ? PARTIAL : void 0);
}
function flattened(source, into, depth) {
  for (const item of source) {
    if (into.length > MOST_ITEMS) return;
    if (item.type === "list" && depth < 100) flattened(elements(item), into, depth + 1);
    else into.push(item);
  }
}

// src/platforms/terraform/functions/lists.ts
var concat = (args, call2) => {
  const result = [];
  for (const arg of args) {
    const part2 = listed(arg);
    if (part2 === void 0) return refused(call2, "lists are needed");
    for (const item of part2) result.push(item);
    if (result.length > MOST_ITEMS) break;
  }
  return bounded(result, call2);
};
var compact = (args, call2) => {
  const all = listed(args[0]);
  if (all === void 0) return refused(call2, "a list is needed");
  return bounded(
    all.filter((item) => !isNull(item) && !(item.type === "scalar" && item.value === "")),
    call2
  );
};
var distinct = (args, call2) => {
  const all = listed(args[0]);
  if (all === void 0) return refused(call2, "a list is needed");
  const seen = /* @__PURE__ */ new Set();
  return bounded(
    unified(all).filter((item) => {
      const id = identity(item);
      if (id === void 0) return true;
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    }),
    call2
  );
};
var element = (args, call2) => {
  const [from, key] = args;
  if (from === void 0 || key === void 0) return refused(call2);
  if (from.type === "unknown") return from;
  if (from.type !== "list") return refused(call2, "a list is needed");
  const all = elements(from);
  const index2 = toNumber(key);
  if (hasRest(from)) {
    const first = all.findIndex((item) => item.tag === REST);
    if (index2 !== void 0 && index2 >= 0 && index2 < first) return all[index2];
    return { ...all[first], tag: void 0 };
  }
  if (key.type === "unknown") return oneOf2(all) ?? withoutReference(key);
  if (index2 === void 0 || !Number.isSafeInteger(Math.trunc(index2)) || all.length === 0)
    return refused(call2, "the list has no such item");
  const whole2 = Math.trunc(index2);
  return all[(whole2 % all.length + all.length) % all.length];
};
function oneOf2(all) {
  const ids = new Set(all.map((item) => identity(item)));
  return all.length > 0 && ids.size === 1 && !ids.has(void 0) ? all[0] : void 0;
}
var coalesce = (args, call2) => {
  for (const arg of unified(spread(args))) {
    if (isNull(arg) || arg.type === "scalar" && arg.value === "") continue;
    return arg;
  }
  return refused(call2, "every argument is null or empty");
};
var coalescelist = (args, call2) => {
  for (const arg of args) {
    if (isNull(arg) || arg.type === "list" && arg.items.length === 0) continue;
    return arg;
  }
  return refused(call2, "every list is empty");
};
function spread(args) {
  return args.length === 1 && args[0].type === "list" ? elements(args[0]) : args;
}
var length = (args, call2) => {
  const value = args[0];
  if (value === void 0) return refused(call2);
  if (value.type === "unknown") return withoutReference(value);
  if (value.tag === PARTIAL || hasRest(value)) {
    return unknown("how many items there are is not known", call2.where);
  }
  const count = value.type === "list" ? value.items.length : value.type === "map" ? value.entries.length : typeof value.value === "string" ? [...value.value].length : void 0;
  return count === void 0 ? refused(call2) : derived(scalar(count, call2.where), call2.where, [value]);
};
var flatten = (args, call2) => {
  const all = listed(args[0]);
  if (all === void 0) return refused(call2, "a list is needed");
  const result = [];
  flattened(all, result, 0);
  return bounded(result, call2);
};
var contains = (args, call2) => {
  const [from, wanted] = args;
  if (from === void 0 || wanted === void 0) return refused(call2);
  const all = listed(from);
  if (all === void 0) return refused(call2, "a list is needed");
  const id = identity(wanted);
  const ids = all.map((item) => identity(item));
  if (id !== void 0 && ids.includes(id))
    return derived(scalar(true, call2.where), call2.where, args);
  const missing = findUnknown([wanted, ...all]);
  if (missing !== void 0) return withoutReference(missing);
  return derived(scalar(false, call2.where), call2.where, args);
};
var slice = (args, call2) => {
  const [from, start, end] = args;
  if (from?.type === "unknown") return withoutReference(from);
  const first = start === void 0 ? void 0 : toNumber(start);
  const last = end === void 0 ? void 0 : toNumber(end);
  if (from?.type !== "list" || first === void 0 || last === void 0 || hasRest(from)) {
    const missing = findUnknown(args);
    return missing === void 0 ? refused(call2) : withoutReference(missing);
  }
  if (first < 0 || last > from.items.length || first > last)
    return refused(call2, "the range does not fit");
  return bounded(elements(from).slice(first, last), call2);
};
var reverse = (args, call2) => {
  const all = listed(args[0]);
  return all === void 0 ? refused(call2, "a list is needed") : bounded(all.reverse(), call2);
};
var sort = (args, call2) => {
  const all = listed(args[0]);
  if (all === void 0) return refused(call2, "a list is needed");
  if (all.some((item) => item.type === "unknown")) return bounded(all, call2);
  const texts = all.map(toText);
  if (texts.some((each) => each === void 0)) return refused(call2, "strings are needed");
  return bounded(
    [...all].sort((a, b) => compareText(toText(a), toText(b))).map((item) => ({ ...item, value: toText(item) })),
    call2
  );
};
var one = (args, call2) => {
  const from = args[0];
  if (from?.type === "unknown") return from;
  if (from?.type !== "list") return refused(call2, "a list is needed");
  const all = elements(from);
  if (all.length === 0) return scalar(null, call2.where);
  if (all.length > 1) return refused(call2, "there is more than one item");
  return all[0].tag === REST ? { ...all[0], tag: void 0 } : all[0];
};
var matchkeys = (args, call2) => {
  const missing = findUnknown(args);
  if (missing !== void 0) return withoutReference(missing);
  const [all, names3, wanted] = args.map(listed);
  if (all === void 0 || names3 === void 0 || wanted === void 0) return refused(call2);
  const ids = new Set(wanted.map((item) => identity(item)));
  return bounded(
    all.filter((_, index2) => names3[index2] !== void 0 && ids.has(identity(names3[index2]))),
    call2
  );
};
var chunklist = (args, call2) => {
  const all = listed(args[0]);
  const size = args[1] === void 0 ? void 0 : toNumber(args[1]);
  if (all === void 0 || size === void 0 || size < 0 || hasRest(args[0]))
    return refused(call2);
  const chunks = [];
  const step = size === 0 ? Math.max(all.length, 1) : size;
  for (let i = 0; i < all.length; i += step) chunks.push(list(all.slice(i, i + step), call2.where));
  return bounded(chunks, call2);
};
var truth = (all) => (args, call2) => {
  const from = listed(args[0]);
  if (from === void 0) return refused(call2, "a list is needed");
  const known3 = from.map(toBoolean);
  if (known3.includes(!all)) return derived(scalar(!all, call2.where), call2.where, args);
  const missing = findUnknown(from);
  if (missing !== void 0) return withoutReference(missing);
  return derived(scalar(all, call2.where), call2.where, args);
};
var oldList = (args, call2) => bounded(args, call2);
var LIST_FUNCTIONS = {
  alltrue: truth(true),
  anytrue: truth(false),
  chunklist,
  coalesce,
  coalescelist,
  compact,
  concat,
  contains,
  distinct,
  element,
  flatten,
  index: computing(([from, wanted]) => {
    const at2 = items(from).findIndex((item) => item === wanted);
    if (at2 < 0) throw new ArgumentError("the list has no such item");
    return at2;
  }),
  length,
  list: oldList,
  matchkeys,
  one,
  range: computing((args) => {
    const given2 = args.map(number);
    const [start, end] = given2.length === 1 ? [0, given2[0]] : [given2[0] ?? 0, given2[1] ?? 0];
    const step = given2[2] ?? (start <= end ? 1 : -1);
    if (step === 0) throw new ArgumentError("the step must not be zero");
    const result = [];
    for (let i = start; step > 0 ? i < end : i > end; i += step) {
      if (result.length >= 1024) throw new ArgumentError("more than 1024 values");
      result.push(i);
    }
    return result;
  }),
  reverse,
  slice,
  sort,
  sum: computing(([from]) => {
    const all = items(from);
    if (all.length === 0) throw new ArgumentError("the list is empty");
    return all.reduce((sum, item) => sum + number(item), 0);
  })
};

// src/platforms/terraform/functions/maps.ts
var merge = (args, call2) => {
  const entries = [];
  let partial = false;
  for (const arg of args) {
    if (isNull(arg)) continue;
    if (arg.type === "unknown") partial = true;
    else if (arg.type !== "map") return refused(call2, "maps are needed");
    else {
      partial ||= arg.tag === PARTIAL;
      for (const each of arg.entries) entries.push({ ...each, value: partOf(arg, each.value) });
    }
  }
  if (partial && entries.length === 0) {
    return withoutReference(args.find((arg) => arg.type === "unknown") ?? args[0]);
  }
  return mapped(entries, call2, partial);
};
var lookup = (args, call2) => {
  const [map, key, fallback] = args;
  if (map === void 0 || key === void 0) return refused(call2);
  if (map.type === "unknown") return withoutReference(map);
  if (key.type === "unknown") return withoutReference(key);
  const name = toText(key);
  if (map.type !== "map" || name === void 0) return refused(call2);
  const found = entry(map, name);
  if (found !== void 0) return partOf(map, found.value);
  if (map.tag === PARTIAL) return unknown("some entries of the map are not known", call2.where);
  return fallback ?? refused(call2, `the map has no key "${name.slice(0, 60)}"`);
};
var keys = (args, call2) => {
  const map = args[0];
  if (map?.type === "unknown") return withoutReference(map);
  if (map?.type !== "map") return refused(call2, "a map is needed");
  const names3 = [...new Set(map.entries.map((each) => each.key))].sort(compareText);
  const result = names3.map(
    (name) => scalar(name, entry(map, name).keyWhere, map.through)
  );
  if (map.tag === PARTIAL)
    result.push(rest(unknown("some entries of the map are not known", call2.where)));
  return bounded(result, call2);
};
var values = (args, call2) => {
  const map = args[0];
  if (map?.type === "unknown") return withoutReference(map);
  if (map?.type !== "map") return refused(call2, "a map is needed");
  const names3 = [...new Set(map.entries.map((each) => each.key))].sort(compareText);
  const result = names3.map((name) => partOf(map, entry(map, name).value));
  if (map.tag === PARTIAL)
    result.push(rest(unknown("some entries of the map are not known", call2.where)));
  return bounded(result, call2);
};
var zipmap = (args, call2) => {
  const [names3, all] = args;
  if (names3 === void 0 || all === void 0) return refused(call2);
  if (names3.type === "unknown") return withoutReference(names3);
  if (all.type === "unknown") return withoutReference(all);
  if (names3.type !== "list" || all.type !== "list" || hasRest(names3) || hasRest(all)) {
    return refused(call2, "two lists are needed");
  }
  if (names3.items.length !== all.items.length) return refused(call2, "the lists do not fit");
  const values2 = elements(all);
  const entries = [];
  for (const [index2, name] of elements(names3).entries()) {
    const key = toText(name);
    const value = values2[index2];
    if (key === void 0 || value === void 0) return refused(call2, "the lists do not fit");
    entries.push(entryOf(key, value, name.where));
  }
  return mapped(entries, call2, false);
};
var transpose = (args, call2) => {
  const missing = findUnknown(args);
  if (missing !== void 0) return withoutReference(missing);
  const map = args[0];
  if (map?.type !== "map") return refused(call2, "a map is needed");
  const result = /* @__PURE__ */ new Map();
  for (const each of map.entries) {
    for (const item of listed(each.value) ?? []) {
      const name = toText(item);
      if (name === void 0) return refused(call2);
      result.set(name, [...result.get(name) ?? [], scalar(each.key, each.keyWhere)]);
    }
  }
  return mapped(
    [...result].map(([key, all]) => entryOf(key, list(all, call2.where))),
    call2,
    false
  );
};
var oldMap = (args, call2) => {
  const entries = [];
  for (let i = 0; i + 1 < args.length; i += 2) {
    const key = toText(args[i]);
    if (key === void 0) return refused(call2);
    entries.push(entryOf(key, args[i + 1], args[i].where));
  }
  return mapped(entries, call2, false);
};
var MAP_FUNCTIONS = {
  keys,
  lookup,
  map: oldMap,
  merge,
  transpose,
  values,
  zipmap
};

// src/platforms/terraform/functions/sets.ts
var setOperation = (keep) => (args, call2) => {
  const missing = findUnknown(args);
  if (missing !== void 0) return withoutReference(missing);
  const lists2 = args.map(listed);
  if (lists2.some((each) => each === void 0)) return refused(call2, "sets are needed");
  const ids = lists2.map((each) => new Set(each.map((item) => identity(item) ?? "")));
  return toSet(
    lists2[0].filter((item) => keep(identity(item) ?? "", ids.slice(1))),
    call2.where
  );
};
var setunion = (args, call2) => {
  const all = [];
  for (const arg of args) {
    const part2 = listed(arg);
    if (part2 === void 0) return refused(call2, "sets are needed");
    for (const item of part2) all.push(item);
    if (all.length > MOST_ITEMS) return unknown("the set is too large to be evaluated", call2.where);
  }
  return toSet(all, call2.where);
};
var setproduct = (args, call2) => {
  let rows = [[]];
  for (const arg of args) {
    const part2 = listed(arg);
    if (part2 === void 0) return refused(call2, "sets are needed");
    if (rows.length * part2.length > MOST_ITEMS) {
      return unknown("the product is too large to be evaluated", call2.where);
    }
    rows = rows.flatMap((row) => part2.map((item) => [...row, item]));
  }
  return bounded(
    rows.map((row) => list(row, call2.where)),
    call2
  );
};
var SET_FUNCTIONS = {
  setintersection: setOperation((id, others) => others.every((set) => set.has(id))),
  setproduct,
  setsubtract: setOperation((id, others) => !others.some((set) => set.has(id))),
  setunion
};

// src/platforms/terraform/functions/encoding.ts
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";

// src/platforms/terraform/functions/expressions.ts
var Limit = class extends Error {
};
function compile(pattern) {
  const compiled = SafeRegex.compile(pattern, { dialect: "re2" });
  if (compiled !== void 0) return compiled;
  if (/\\[QC]|\(\?[a-z]*U|\\0|\\[1-7][0-7]|\{\d{3,}/.test(pattern) || pattern.length > 500)
    throw new Limit();
  throw new ArgumentError("the regular expression is not valid");
}
function within2(result) {
  if (result === "too-long") throw new Limit();
  return result;
}
function plain(value) {
  const result = text(value);
  if (/[\ud800-\udfff]/.test(result)) throw new Limit();
  return result;
}
function captured(match, input) {
  const names3 = Object.entries(match.names);
  if (names3.length === 0 && match.groups.length === 0) return input.slice(match.start, match.end);
  const values2 = match.groups.map((group) => group ?? null);
  if (names3.length === 0) return values2;
  if (names3.length < values2.length) {
    throw new ArgumentError("named and unnamed groups cannot stand together");
  }
  return new Map(names3.map(([name, index2]) => [name, values2[index2 - 1]]));
}
function expand(template2, match, input) {
  let result = "";
  for (let at2 = 0; at2 < template2.length; at2++) {
    if (template2[at2] !== "$") {
      result += template2[at2];
      continue;
    }
    if (template2[at2 + 1] === "$") {
      result += "$";
      at2++;
      continue;
    }
    const named2 = /^\$(?:(\w{1,60})|\{(\w{1,60})\})/.exec(template2.slice(at2, at2 + 64));
    if (named2 === null) {
      result += "$";
      continue;
    }
    at2 += named2[0].length - 1;
    const name = named2[1] ?? named2[2];
    const index2 = /^[0-9]+$/.test(name) ? Number(name) : match.names[name];
    if (index2 === 0) result += input.slice(match.start, match.end);
    else if (index2 !== void 0) result += match.groups[index2 - 1] ?? "";
  }
  return result;
}
function allMatches(pattern, input) {
  return matchesOfGo(within2(pattern.all(input, Infinity)));
}
function replaceByPattern(input, pattern, template2) {
  let result = "";
  let at2 = 0;
  for (const match of allMatches(compile(pattern), plain(input))) {
    result += input.slice(at2, match.start) + expand(template2, match, input);
    at2 = match.end;
    if (result.length > LONGEST_TEXT) throw new ArgumentError("the text becomes too long");
  }
  return result + input.slice(at2);
}
function limited(compute2) {
  return (args, call2) => {
    const missing = findUnknown(args);
    if (missing !== void 0) return withoutReference(missing);
    try {
      return computing(compute2)(args, call2);
    } catch (error) {
      if (!(error instanceof Limit)) throw error;
      return unknown(`the regular expression of \`${call2.name}()\` is not evaluated`, call2.where);
    }
  };
}
var EXPRESSION_FUNCTIONS = {
  regex: limited(([pattern, value]) => {
    const input = plain(value);
    const match = within2(compile(plain(pattern)).search(input));
    if (match === void 0) throw new ArgumentError("the pattern matches nothing");
    return captured(match, input);
  }),
  regexall: limited(([pattern, value]) => {
    const input = plain(value);
    return allMatches(compile(plain(pattern)), input).map((match) => captured(match, input));
  })
};

// src/platforms/terraform/functions/strings.ts
var fit = (result) => {
  if (result.length > LONGEST_TEXT) throw new ArgumentError("the text becomes too long");
  return result;
};
var trimSet = (value, chars, left, right) => {
  const set = new Set(chars);
  const list2 = [...value];
  let from = 0;
  let to = list2.length;
  while (left && from < to && set.has(list2[from])) from++;
  while (right && to > from && set.has(list2[to - 1])) to--;
  return list2.slice(from, to).join("");
};
function format(args) {
  const pattern = text(args[0]);
  let next = 1;
  let isOrdered = true;
  let result = "";
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char !== "%") {
      result += char;
      continue;
    }
    const match = /^%([-+ 0#]*)(\d{0,4})(?:\.(\d{0,4}))?(?:\[(\d{1,4})\])?([a-zA-Z%])/.exec(
      pattern.slice(i, i + 40)
    );
    if (match === null) throw new ArgumentError("the format has an incomplete verb");
    i += match[0].length - 1;
    const [, flags = "", width = "", precision, position, verb = ""] = match;
    if (verb === "%") {
      result += "%";
      continue;
    }
    if (position !== void 0) {
      next = Number(position);
      isOrdered = false;
    }
    const value = args[next++];
    if (value === void 0) throw new ArgumentError("the format needs more arguments");
    result = fit(result + pad(formatOne(verb, value, flags, precision), flags, width));
  }
  if (isOrdered && next < args.length) throw new ArgumentError("the format has fewer verbs");
  return result;
}
function formatOne(verb, value, flags, precision) {
  const number2 = () => {
    const result = typeof value === "string" ? Number(value) : value;
    if (typeof result !== "number" || Number.isNaN(result)) {
      throw new ArgumentError(`%${verb} needs a number`);
    }
    return result;
  };
  const signed = (digits) => flags.includes("+") && !digits.startsWith("-") ? `+${digits}` : digits;
  switch (verb) {
    case "s":
    case "v": {
      if (verb === "v" && flags.includes("#")) return jsonText(value);
      const plain2 = value === null ? "null" : typeof value === "object" ? jsonText(value) : text(value);
      return precision === void 0 ? plain2 : plain2.slice(0, Number(precision));
    }
    case "q":
      return JSON.stringify(value === null ? "null" : text(value));
    case "t":
      return text(value);
    case "d":
      if (!Number.isInteger(number2())) throw new ArgumentError("%d needs a whole number");
      return signed(numberText(number2()));
    case "b":
      return Math.trunc(number2()).toString(2);
    case "o":
      return Math.trunc(number2()).toString(8);
    case "x":
    case "X": {
      const hex = typeof value === "string" && Number.isNaN(Number(value)) ? Buffer.from(value).toString("hex") : Math.trunc(number2()).toString(16);
      return verb === "X" ? hex.toUpperCase() : hex;
    }
    case "e":
      return number2().toExponential(Number(precision ?? 6)).replace(/e([-+])(\d)$/, "e$10$2");
    case "f":
      return signed(number2().toFixed(Math.min(Number(precision ?? 6), 100)));
    case "g":
      return shortest(number2());
    default:
      throw new ArgumentError(`%${verb} is no verb of format`);
  }
}
function shortest(value) {
  const size = Math.abs(value);
  const digits = size !== 0 && (size < 1e-4 || size >= 1e21) ? value.toExponential() : String(value);
  return digits.replace(/e([-+])(\d)$/, "e$10$2");
}
function pad(value, flags, width) {
  const length2 = Number(width);
  if (value.length >= length2) return value;
  if (flags.includes("-")) return value.padEnd(length2);
  if (!flags.includes("0")) return value.padStart(length2);
  const sign = /^[-+]/.test(value) ? value[0] : "";
  return sign + value.slice(sign.length).padStart(length2 - sign.length, "0");
}
function jsonText(value) {
  if (Array.isArray(value)) return fit(`[${value.map(jsonText).join(",")}]`);
  if (value instanceof Map) {
    const keys2 = [...value.keys()].sort();
    return fit(
      `{${keys2.map((key) => `${escapeJson(key)}:${jsonText(value.get(key))}`).join(",")}}`
    );
  }
  if (typeof value === "string") return escapeJson(value);
  return typeof value === "number" ? numberText(value) : String(value);
}
function escapeJson(value) {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}
var titled = (value) => value.replace(
  new RegExp("(^|[^\\p{L}\\p{N}_])(\\p{L})", "gu"),
  (_, before, letter) => before + letter.toUpperCase()
);
var STRING_FUNCTIONS = {
  chomp: computing(([value]) => {
    const input = text(value);
    let end = input.length;
    while (end > 0 && (input[end - 1] === "\n" || input[end - 1] === "\r")) end--;
    return input.slice(0, end);
  }),
  endswith: computing(([value, suffix]) => text(value).endsWith(text(suffix))),
  startswith: computing(([value, prefix]) => text(value).startsWith(text(prefix))),
  strcontains: computing(([value, part2]) => text(value).includes(text(part2))),
  format: computing(format),
  formatlist: computing((args) => {
    const lists2 = args.filter((arg) => Array.isArray(arg));
    const length2 = lists2[0]?.length ?? 1;
    if (lists2.some((each) => each.length !== length2)) {
      throw new ArgumentError("the lists are not of one length");
    }
    return Array.from(
      { length: length2 },
      (_, i) => format(args.map((arg) => Array.isArray(arg) ? arg[i] : arg))
    );
  }),
  indent: computing(
    ([spaces, value]) => fit(
      text(value).split("\n").join(`
${" ".repeat(Math.max(0, Math.min(whole(spaces), 1e3)))}`)
    )
  ),
  join: computing(
    ([separator, ...lists2]) => fit(
      lists2.flatMap((each) => items(each)).filter((item) => item !== null).map(text).join(text(separator))
    )
  ),
  lower: computing(([value]) => text(value).toLowerCase()),
  upper: computing(([value]) => text(value).toUpperCase()),
  title: computing(([value]) => titled(text(value))),
  replace: limited(([value, search, replacement]) => {
    const wanted = text(search);
    if (wanted.length > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
      return replaceByPattern(text(value), wanted.slice(1, -1), text(replacement));
    }
    const input = text(value);
    const parts = wanted === "" ? ["", ...input, ""] : input.split(wanted);
    return fit(parts.join(text(replacement)));
  }),
  split: computing(([separator, value]) => {
    const input = text(value);
    return text(separator) === "" ? [...input] : input.split(text(separator));
  }),
  strrev: computing(([value]) => [...text(value)].reverse().join("")),
  substr: computing(([value, offset, length2]) => {
    const chars = [...text(value)];
    let from = whole(offset);
    const count = whole(length2);
    if (from < 0) from = Math.max(0, chars.length + from);
    return chars.slice(from, count < 0 ? void 0 : from + count).join("");
  }),
  trim: computing(([value, chars]) => trimSet(text(value), text(chars), true, true)),
  trimprefix: computing(
    ([value, prefix]) => text(value).startsWith(text(prefix)) ? text(value).slice(text(prefix).length) : text(value)
  ),
  trimsuffix: computing(
    ([value, suffix]) => text(value).endsWith(text(suffix)) && text(suffix) !== "" ? text(value).slice(0, -text(suffix).length) : text(value)
  ),
  trimspace: computing(([value]) => text(value).trim())
};

// src/platforms/terraform/functions/encoding.ts
var hash = (algorithm, encoding) => computing(([value]) => createHash(algorithm).update(text(value)).digest(encoding));
var jsonencode = (args, call2) => {
  const value = args[0];
  if (value === void 0) return refused(call2);
  const plain2 = toPlain(value);
  if (plain2 === void 0) {
    const missing = findUnknown([value]) ?? unknown("the value is too large", call2.where);
    return withOrigin(withoutReference(missing), { data: value });
  }
  const encoded = derived(scalar(jsonText(plain2), call2.where), call2.where, [value]);
  return withOrigin(encoded, { data: value });
};
function decode(args, call2, read2) {
  const value = args[0];
  if (value === void 0) return refused(call2);
  const origin = originOf(value);
  if (origin?.data !== void 0) return partOf(value, origin.data);
  if (value.type === "unknown") return withoutReference(value);
  const content2 = toText(value);
  if (content2 === void 0) return refused(call2, "a string is needed");
  const { data, failed } = read2(origin?.file ?? new SourceFile(call2.where.file, content2));
  if (data === void 0 || failed) return refused(call2, "the text cannot be read");
  return origin?.file === void 0 ? relocated(data, call2) : data;
}
function relocated(data, call2) {
  const where = call2.where;
  switch (data.type) {
    case "list":
      return { ...data, items: data.items.map((item) => relocated(item, call2)), where };
    case "map":
      return {
        ...data,
        entries: data.entries.map((entry2) => ({
          key: entry2.key,
          keyWhere: where,
          valueWhere: where,
          value: relocated(entry2.value, call2)
        })),
        where
      };
    default:
      return { ...data, where };
  }
}
function packed(value) {
  return withOrigin(withoutReference(value), { data: value });
}
var base64encode = (args, call2) => {
  const value = args[0];
  if (value === void 0) return refused(call2);
  if (value.type === "unknown") return packed(value);
  const content2 = toText(value);
  if (content2 === void 0) return refused(call2, "a string is needed");
  const encoded = Buffer.from(content2).toString("base64");
  return withOrigin(derived(scalar(encoded, call2.where), call2.where, args), { data: value });
};
var base64decode = (args, call2) => {
  const value = args[0];
  if (value === void 0) return refused(call2);
  const origin = originOf(value);
  if (origin?.data !== void 0) return origin.data;
  return computing(([encoded]) => {
    const content2 = text(encoded);
    if (!/^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/.test(content2))
      throw new ArgumentError("it is not base64");
    return Buffer.from(content2, "base64").toString("utf8");
  })(args, call2);
};
var ENCODING_FUNCTIONS = {
  base64decode,
  base64encode,
  base64gzip: (args, call2) => {
    const value = args[0];
    const content2 = value === void 0 ? void 0 : toText(value);
    if (value === void 0 || content2 === void 0) {
      return value?.type === "unknown" ? packed(value) : refused(call2);
    }
    const zipped = gzipSync(content2).toString("base64");
    return withOrigin(derived(scalar(zipped, call2.where), call2.where, args), { data: value });
  },
  base64gunzip: computing(([value]) => {
    try {
      return gunzipSync(Buffer.from(text(value), "base64"), {
        maxOutputLength: LONGEST_TEXT
      }).toString("utf8");
    } catch {
      throw new ArgumentError("the text is not gzip data");
    }
  }),
  base64sha256: hash("sha256", "base64"),
  base64sha512: hash("sha512", "base64"),
  csvdecode: computing(([value]) => decodeCsv(text(value))),
  jsondecode: (args, call2) => decode(args, call2, (file) => {
    const { data, errors } = readJson(file);
    return { data, failed: errors.length > 0 };
  }),
  jsonencode,
  md5: hash("md5", "hex"),
  sha1: hash("sha1", "hex"),
  sha256: hash("sha256", "hex"),
  sha512: hash("sha512", "hex"),
  textencodebase64: computing(([value, encoding]) => {
    const name = bufferEncoding(text(encoding));
    const bytes = Buffer.from(text(value), name === "utf16be" ? "utf16le" : name);
    return (name === "utf16be" ? bytes.swap16() : bytes).toString("base64");
  }),
  textdecodebase64: computing(([value, encoding]) => {
    const name = bufferEncoding(text(encoding));
    const bytes = Buffer.from(text(value), "base64");
    if (name !== "utf16be") return bytes.toString(name);
    if (bytes.length % 2 !== 0) throw new ArgumentError("the text is not UTF-16");
    return bytes.swap16().toString("utf16le");
  }),
  urlencode: computing(
    ([value]) => encodeURIComponent(text(value)).replace(/%20/g, "+").replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  ),
  urldecode: computing(([value]) => {
    try {
      return decodeURIComponent(text(value).replace(/\+/g, " "));
    } catch {
      throw new ArgumentError("the text is not URL-encoded");
    }
  }),
  yamldecode: (args, call2) => decode(args, call2, (file) => {
    const { documents, errors } = readYaml(file, { version: "1.1" });
    return { data: documents[0]?.data, failed: errors.length > 0 };
  }),
  // YAML is a superset of JSON; what matters is that decoding finds the value again.
  yamlencode: jsonencode
};
function bufferEncoding(name) {
  switch (name.toUpperCase()) {
    case "UTF-8":
      return "utf8";
    case "UTF-16LE":
      return "utf16le";
    case "UTF-16BE":
      return "utf16be";
    case "ISO-8859-1":
      return "latin1";
    default:
      throw new ArgumentError(`the encoding "${name.slice(0, 40)}" is not known to this check`);
  }
}
function decodeCsv(content2) {
  const rows = [];
  let row = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i <= content2.length; i++) {
    const char = content2[i];
    if (quoted && char !== void 0) {
      if (char !== '"') field += char;
      else if (content2[i + 1] === '"') field += content2[++i];
      else quoted = false;
    } else if (char === '"' && field === "") {
      quoted = true;
    } else if (char === "," || char === "\n" || char === void 0) {
      row.push(field.endsWith("\r") ? field.slice(0, -1) : field);
      field = "";
      if (char !== ",") {
        if (row.length > 1 || row[0] !== "") rows.push(row);
        row = [];
      }
    } else {
      field += char;
    }
  }
  const [header = [], ...data] = rows;
  return data.map((cells) => new Map(header.map((name, i) => [name, cells[i] ?? ""])));
}

// src/platforms/terraform/functions/files.ts
import { createHash as createHash2 } from "node:crypto";

// src/platforms/terraform/functions/glob.ts
var MOST_ALTERNATIVES2 = 64;
function fitsGlob(path, pattern) {
  const steps = path.split("/");
  return alternatives(pattern).some((each) => fitsSteps(steps, each.split("/")));
}
function alternatives(pattern) {
  let all = [pattern];
  for (let again2 = true; again2 && all.length <= MOST_ALTERNATIVES2; ) {
    again2 = false;
    all = all.flatMap((each) => {
      const close = each.indexOf("}");
      const open2 = close < 0 ? -1 : each.lastIndexOf("{", close);
      if (open2 < 0) return [each];
      again2 = true;
      const choices2 = each.slice(open2 + 1, close).split(",");
      return choices2.map((choice) => each.slice(0, open2) + choice + each.slice(close + 1));
    });
  }
  return all.slice(0, MOST_ALTERNATIVES2);
}
function fitsSteps(steps, pattern) {
  let reached = /* @__PURE__ */ new Set([0]);
  for (const part2 of pattern) {
    const next = /* @__PURE__ */ new Set();
    for (const at2 of reached) {
      if (part2 === "**") for (let to = at2; to <= steps.length; to++) next.add(to);
      else if (at2 < steps.length && fitsStep(steps[at2], part2)) next.add(at2 + 1);
    }
    reached = next;
  }
  return reached.has(steps.length);
}
function fitsStep(text3, pattern) {
  let reached = /* @__PURE__ */ new Set([0]);
  for (let i = 0; i < pattern.length; i++) {
    const next = /* @__PURE__ */ new Set();
    const sign = pattern[i];
    const close = sign === "[" ? pattern.indexOf("]", i + 2) : -1;
    const group = close > 0 ? pattern.slice(i + 1, close) : void 0;
    for (const at2 of reached) {
      if (sign === "*") for (let to = at2; to <= text3.length; to++) next.add(to);
      else if (at2 >= text3.length) continue;
      else if (group !== void 0 ? isIn(text3[at2], group) : sign === "?" || sign === text3[at2]) {
        next.add(at2 + 1);
      }
    }
    if (group !== void 0) i = close;
    reached = next;
  }
  return reached.has(text3.length);
}
function isIn(sign, group) {
  const isNegated = group.startsWith("^");
  const signs = isNegated ? group.slice(1) : group;
  let found = false;
  for (let i = 0; i < signs.length; i++) {
    if (signs[i + 1] === "-" && i + 2 < signs.length) {
      found ||= sign >= signs[i] && sign <= signs[i + 2];
      i += 2;
    } else {
      found ||= sign === signs[i];
    }
  }
  return found !== isNegated;
}

// src/platforms/terraform/functions/files.ts
var NO_TEXT = /\.(zip|jar|war|ear|gz|tgz|bz2|xz|tar|whl|rpm|deb|bin|exe|so|wasm|png|jpe?g|gif|ico|pdf|p12|pfx|jks|der|woff2?)$/i;
function open(args, call2) {
  const path = args[0];
  if (path === void 0) return refused(call2);
  if (path.type === "unknown") return withoutReference(path);
  const name = toText(path);
  if (name === void 0) return refused(call2, "a path is needed");
  if (NO_TEXT.test(name)) {
    return unknown(`the file "${name.slice(0, 200)}" is not read, as it holds no text`, call2.where);
  }
  const file = call2.readFile(name);
  return typeof file === "string" ? unknown(file, call2.where) : file;
}
function isData(value) {
  return "type" in value;
}
function content(file) {
  const where = file.location(0, file.text.length);
  return withOrigin(scalar(file.text, where), { file });
}
var ofContent = (make) => (args, call2) => {
  const file = open(args, call2);
  return isData(file) ? file : scalar(make(file), call2.where);
};
var digest = (algorithm, encoding) => ofContent((file) => createHash2(algorithm).update(file.text).digest(encoding));
var FILE_FUNCTIONS = {
  abspath: computing(([path]) => text(path)),
  basename: computing(([path]) => text(path).replace(/\/+$/, "").split("/").at(-1) ?? ""),
  dirname: computing(([path]) => {
    const parts = text(path).split("/");
    parts.pop();
    return parts.length === 0 ? "." : parts.join("/") || "/";
  }),
  file: (args, call2) => {
    const file = open(args, call2);
    return isData(file) ? file : content(file);
  },
  filebase64: (args, call2) => {
    const file = open(args, call2);
    if (isData(file)) return file;
    const encoded = Buffer.from(file.text).toString("base64");
    return withOrigin(scalar(encoded, call2.where), { data: content(file) });
  },
  filebase64sha256: digest("sha256", "base64"),
  filebase64sha512: digest("sha512", "base64"),
  filemd5: digest("md5", "hex"),
  filesha1: digest("sha1", "hex"),
  filesha256: digest("sha256", "hex"),
  filesha512: digest("sha512", "hex"),
  fileexists: (args, call2) => {
    const path = args[0];
    if (path === void 0) return refused(call2);
    if (path.type === "unknown") return withoutReference(path);
    const name = toText(path);
    if (name === void 0) return refused(call2, "a path is needed");
    const slash = name.lastIndexOf("/");
    const inFolder = call2.listFiles(slash < 0 ? "." : name.slice(0, slash));
    const exists = typeof inFolder !== "string" && inFolder.includes(name.slice(slash + 1));
    return scalar(exists, call2.where);
  },
  fileset: (args, call2) => {
    const missing = findUnknown(args);
    if (missing !== void 0) return withoutReference(missing);
    const [folder, pattern] = args.map((arg) => toText(arg));
    if (folder === void 0 || pattern === void 0) return refused(call2, "two texts are needed");
    const files = call2.listFiles(folder);
    if (typeof files === "string") return unknown(files, call2.where);
    const fitting = files.filter((path) => fitsGlob(path, pattern.replace(/^(\.?\/)+/, "")));
    return toSet(
      fitting.map((path) => scalar(path, call2.where)),
      call2.where
    );
  },
  pathexpand: computing(([path]) => text(path)),
  templatefile: (args, call2) => {
    const file = open(args, call2);
    if (isData(file)) return file;
    return call2.renderTemplate(file, args[1] ?? mapping([], call2.where));
  }
};

// src/platforms/terraform/functions/network.ts
function network(value) {
  const cidr = text(value);
  const set = AddressSet.tryParse(cidr);
  const slash = cidr.indexOf("/");
  if (set === void 0 || slash < 0) throw new ArgumentError(`"${cidr.slice(0, 60)}" is no CIDR`);
  const prefix = Number(cidr.slice(slash + 1));
  const v4 = set.v4[0];
  if (v4 !== void 0) return { bits: 32, base: BigInt(v4[0]), prefix };
  return { bits: 128, base: set.v6[0][0], prefix };
}
function address(bits, value) {
  const set = bits === 32 ? AddressSet.fromIntervals([[Number(value), Number(value)]], []) : AddressSet.fromIntervals([], [[value, value]]);
  return set.toCidrs()[0].replace(/\/[0-9]+$/, "");
}
function subnet(of, newBits, index2) {
  const prefix = of.prefix + newBits;
  if (newBits < 0 || prefix > of.bits) throw new ArgumentError("there are not enough bits left");
  const count = 1n << BigInt(newBits);
  if (index2 < 0n || index2 >= count) throw new ArgumentError("there is no subnet of that number");
  return { bits: of.bits, base: of.base + (index2 << BigInt(of.bits - prefix)), prefix };
}
var write = (of) => `${address(of.bits, of.base)}/${of.prefix}`;
var NETWORK_FUNCTIONS = {
  cidrhost: computing(([prefix, number2]) => {
    const of = network(prefix);
    const size = 1n << BigInt(of.bits - of.prefix);
    const index2 = BigInt(whole(number2));
    const offset = index2 < 0n ? size + index2 : index2;
    if (offset < 0n || offset >= size) throw new ArgumentError("the network has no such host");
    return address(of.bits, of.base + offset);
  }),
  cidrnetmask: computing(([prefix]) => {
    const of = network(prefix);
    if (of.bits === 128) throw new ArgumentError("IPv6 has no netmasks");
    const all = (1n << 32n) - 1n;
    return address(32, all << BigInt(32 - of.prefix) & all);
  }),
  cidrsubnet: computing(
    ([prefix, newBits, number2]) => write(subnet(network(prefix), whole(newBits), BigInt(whole(number2))))
  ),
  cidrsubnets: computing(([prefix, ...newBits]) => {
    const of = network(prefix);
    const end = of.base + (1n << BigInt(of.bits - of.prefix));
    let next = of.base;
    return newBits.map((bits) => {
      const length2 = of.prefix + whole(bits);
      if (length2 > of.bits || whole(bits) < 1) throw new ArgumentError("a subnet does not fit");
      const size = 1n << BigInt(of.bits - length2);
      const base2 = (next + size - 1n) / size * size;
      if (base2 + size > end) throw new ArgumentError("the subnets do not fit");
      next = base2 + size;
      return write({ bits: of.bits, base: base2, prefix: length2 });
    });
  })
};

// src/platforms/terraform/functions/numeric.ts
var numbers = (args) => {
  if (args.length === 0) throw new ArgumentError("at least one number is needed");
  return args.map(number);
};
var NUMERIC_FUNCTIONS = {
  abs: computing(([value]) => Math.abs(number(value))),
  ceil: computing(([value]) => Math.ceil(number(value))),
  floor: computing(([value]) => Math.floor(number(value))),
  log: computing(([value, base2]) => Math.log(number(value)) / Math.log(number(base2))),
  max: computing((args) => Math.max(...numbers(args))),
  min: computing((args) => Math.min(...numbers(args))),
  parseint: computing(([value, base2]) => {
    const radix = whole(base2);
    const digits = text(value);
    if (radix < 2 || radix > 36) throw new ArgumentError("the base is 2 to 36");
    const result = parseInt(digits, radix);
    if (Number.isNaN(result) || !/^-?[0-9a-zA-Z]+$/.test(digits)) return void 0;
    return result;
  }),
  pow: computing(([base2, exponent]) => number(base2) ** number(exponent)),
  signum: computing(([value]) => Math.sign(whole(value)))
};

// src/platforms/terraform/functions/time.ts
var PATTERN = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(Z|[-+][0-9]{2}:[0-9]{2})$/;
function parse(value) {
  const parts = PATTERN.exec(text(value));
  if (parts === null) throw new ArgumentError("it is no RFC 3339 timestamp");
  const zone = parts[7];
  const sign = zone.startsWith("-") ? -1 : 1;
  const offset = zone === "Z" ? 0 : sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  const at2 = Date.UTC(year, month - 1, day, hour, minute, second) - offset * 6e4;
  const isReal = format2({ at: at2, offset }) === parts[0];
  if (!isReal) throw new ArgumentError("there is no such date");
  return { at: at2, offset };
}
function zoneText(offset, colon) {
  const size = Math.abs(offset);
  const hours = String(Math.floor(size / 60)).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${hours}${colon}${String(size % 60).padStart(2, "0")}`;
}
function local({ at: at2, offset }) {
  return new Date(at2 + offset * 6e4);
}
function format2(timestamp) {
  const zone = timestamp.offset === 0 ? "Z" : zoneText(timestamp.offset, ":");
  return local(timestamp).toISOString().slice(0, 19) + zone;
}
var UNITS = {
  h: 36e5,
  m: 6e4,
  s: 1e3,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  ns: 1e-6
};
function duration(value) {
  const [, sign, amount] = /^([-+]?)(.+)$/.exec(value) ?? [];
  const pieces = amount?.match(/[0-9]+(?:\.[0-9]+)?(?:ms|us|µs|ns|h|m|s)/g) ?? [];
  if (value.length > 60 || amount === void 0 || pieces.join("") !== amount) {
    if (amount === "0") return 0;
    throw new ArgumentError("it is no duration");
  }
  const total = pieces.reduce((sum, piece2) => {
    const unit = piece2.replace(/^[0-9.]+/, "");
    return sum + Number(piece2.slice(0, piece2.length - unit.length)) * UNITS[unit];
  }, 0);
  return sign === "-" ? -total : total;
}
var MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
];
var DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
function piece(letters, timestamp) {
  const date = local(timestamp);
  const two = (value) => String(value).padStart(2, "0");
  const hour12 = date.getUTCHours() % 12 || 12;
  const half = date.getUTCHours() < 12 ? "AM" : "PM";
  const { offset } = timestamp;
  const made = {
    YYYY: () => String(date.getUTCFullYear()),
    YY: () => two(date.getUTCFullYear() % 100),
    MMMM: () => MONTHS[date.getUTCMonth()],
    MMM: () => MONTHS[date.getUTCMonth()].slice(0, 3),
    MM: () => two(date.getUTCMonth() + 1),
    M: () => String(date.getUTCMonth() + 1),
    DD: () => two(date.getUTCDate()),
    D: () => String(date.getUTCDate()),
    EEEE: () => DAYS[date.getUTCDay()],
    EEE: () => DAYS[date.getUTCDay()].slice(0, 3),
    hh: () => two(date.getUTCHours()),
    h: () => String(date.getUTCHours()),
    HH: () => two(hour12),
    H: () => String(hour12),
    AA: () => half,
    aa: () => half.toLowerCase(),
    mm: () => two(date.getUTCMinutes()),
    m: () => String(date.getUTCMinutes()),
    ss: () => two(date.getUTCSeconds()),
    s: () => String(date.getUTCSeconds()),
    ZZZZZ: () => zoneText(offset, ":"),
    ZZZZ: () => zoneText(offset, ""),
    ZZZ: () => offset === 0 ? "UTC" : zoneText(offset, ""),
    Z: () => offset === 0 ? "Z" : zoneText(offset, ":")
  };
  if (!Object.hasOwn(made, letters)) {
    throw new ArgumentError(`"${letters.slice(0, 20)}" stands for nothing in a date`);
  }
  return made[letters]();
}
function formatDate(pattern, timestamp) {
  let result = "";
  for (let i = 0; i < pattern.length; ) {
    const sign = pattern[i];
    if (sign === "'") {
      let literal = "";
      let at2 = i + 1;
      while (at2 < pattern.length && (pattern[at2] !== "'" || pattern[at2 + 1] === "'")) {
        literal += pattern[at2];
        at2 += pattern[at2] === "'" ? 2 : 1;
      }
      if (at2 >= pattern.length) throw new ArgumentError("a ' is not closed");
      result += literal;
      i = at2 + 1;
    } else if (/[A-Za-z]/.test(sign)) {
      let end = i;
      while (pattern[end] === sign) end++;
      result += piece(pattern.slice(i, end), timestamp);
      i = end;
    } else {
      result += sign;
      i++;
    }
  }
  return result;
}
var TIME_FUNCTIONS = {
  formatdate: computing(([pattern, timestamp]) => formatDate(text(pattern), parse(timestamp))),
  timeadd: computing(([timestamp, amount]) => {
    const { at: at2, offset } = parse(timestamp);
    const moved = at2 + duration(text(amount));
    if (Math.abs(moved) > 8e15) throw new ArgumentError("the date is out of range");
    return format2({ at: Math.floor(moved / 1e3) * 1e3, offset });
  }),
  timecmp: computing(([a, b]) => Math.sign(parse(a).at - parse(b).at))
};

// src/platforms/terraform/functions/types.ts
var conversion = (convert2) => (args, call2) => {
  const value = args[0];
  if (value === void 0) return refused(call2);
  if (value.type === "unknown" || isNull(value)) return value;
  const result = convert2(value);
  return result === void 0 ? refused(call2) : derived(scalar(result, value.where), value.where, [value]);
};
var same = (args, call2) => args[0] ?? refused(call2);
var TYPE_FUNCTIONS = {
  tobool: conversion(toBoolean),
  tonumber: conversion(toNumber),
  tostring: conversion(toText),
  nonsensitive: (args, call2) => args[0] === void 0 ? refused(call2) : { ...args[0], sensitive: false },
  sensitive: (args, call2) => args[0] === void 0 ? refused(call2) : { ...args[0], sensitive: true },
  ephemeralasnull: same,
  issensitive: (args, call2) => scalar(args[0]?.sensitive === true, call2.where),
  defaults: (args, call2) => args[0] === void 0 ? mapping([], call2.where) : args[0]
};

// src/platforms/terraform/functions/index.ts
var FUNCTIONS = new Map(
  [
    CONVERSION_FUNCTIONS,
    ENCODING_FUNCTIONS,
    EXPRESSION_FUNCTIONS,
    FILE_FUNCTIONS,
    LIST_FUNCTIONS,
    MAP_FUNCTIONS,
    NETWORK_FUNCTIONS,
    NUMERIC_FUNCTIONS,
    SET_FUNCTIONS,
    STRING_FUNCTIONS,
    TIME_FUNCTIONS,
    TYPE_FUNCTIONS
  ].flatMap((group) => Object.entries(group))
);

// src/platforms/terraform/template-file.ts
function renderFile(file, variables, scope, where, evaluate2) {
  if (variables.type === "unknown") return withoutReference(variables);
  const { expression, errors } = parseHclTemplate(file.text);
  if (expression === void 0 || errors.length > 0) {
    return failure(`the template ${file.path} cannot be read`, where);
  }
  const values2 = variables.type === "map" ? variables.entries.map((each) => [each.key, partOf(variables, each.value)]) : [];
  const inner = { ...scope, file, values: new Map(values2) };
  return evaluate2(expression, inner);
}

// src/platforms/terraform/calls.ts
function isError(data, depth = 0) {
  if (data.type === "unknown") return data.tag === ERROR;
  if (depth > 3) return false;
  if (data.type === "list") return data.items.some((item) => isError(item, depth + 1));
  if (data.type === "map") return data.entries.some((each) => isError(each.value, depth + 1));
  return false;
}
var KEEPING_ITEMS = /* @__PURE__ */ new Set([
  "concat",
  "distinct",
  "flatten",
  "nonsensitive",
  "sensitive",
  "tolist",
  "toset"
]);
function call(expression, scope, where, evaluate2) {
  const name = expression.name.replace(/^core::/, "");
  if (name === "try") {
    for (const arg of expression.args) {
      const value = evaluate2(arg, scope);
      if (!isError(value)) return value;
    }
    return failure("every argument of `try()` fails", where);
  }
  if (name === "can") {
    const arg = expression.args[0];
    const value = arg === void 0 ? failure("`can()` needs an argument", where) : evaluate2(arg, scope);
    if (isError(value)) return scalar(false, where);
    const missing = findUnknown([value]);
    return missing === void 0 || missing.reference !== void 0 ? scalar(true, where) : withoutReference(missing);
  }
  const run2 = FUNCTIONS.get(name);
  const args = expression.args.map((arg) => {
    const value = evaluate2(arg, scope);
    return KEEPING_ITEMS.has(name) ? value : withoutAlternatives(value);
  });
  if (expression.expandLast && args.length > 0) {
    const last = args.pop();
    if (last.type === "unknown") return withoutReference(last);
    if (last.type !== "list") return failure('only a list can be expanded with "..."', where);
    if (last.items.length > MOST_ITEMS)
      return unknown("the list is too long to be evaluated", where);
    append(args, elements(last));
  }
  if (run2 === void 0) {
    const own = scope.names.ownFunction?.(name, args, where);
    if (own !== void 0) return own;
    return derived(
      unknown(`the function \`${name.slice(0, 60)}()\` is not evaluated`, where),
      where,
      args
    );
  }
  if (!scope.names.budget.spend(args.reduce((sum, arg) => sum + sizeOf(arg), 0))) {
    return tooMuch(where);
  }
  const context = {
    name,
    where,
    readFile: (path) => scope.names.readFile(path),
    listFiles: (folder) => scope.names.listFiles(folder),
    renderTemplate: (file, variables) => renderFile(file, variables, scope, where, evaluate2)
  };
  return run2(args, context);
}

// src/platforms/terraform/scope.ts
function place(scope, span) {
  return scope.file.location(span.start, span.end, scope.address);
}
function withValues(scope, values2) {
  return { ...scope, values: new Map([...scope.values, ...values2]) };
}

// src/platforms/terraform/iteration.ts
function iterate(data, where) {
  if (data.type === "unknown") return withoutReference(data);
  if (data.type === "list") {
    const set = isSet(data);
    return elements(data).map((value, position) => ({
      key: set ? value : scalar(position, value.where),
      value
    }));
  }
  if (data.type === "map") {
    const names3 = [...new Set(data.entries.map((each) => each.key))].sort();
    const steps = names3.map((name) => {
      const found = entry(data, name);
      return { key: scalar(name, found.keyWhere, data.through), value: partOf(data, found.value) };
    });
    if (data.tag === PARTIAL) {
      const missing = unknown("some entries of the map are not known", data.where);
      steps.push({ key: missing, value: { ...missing, tag: REST } });
    }
    return steps;
  }
  return failure("only lists, sets and maps can be walked through", where);
}
function withNames(scope, names3, key, value) {
  const values2 = [[names3.valueName, value]];
  if (names3.keyName !== void 0) values2.push([names3.keyName, key]);
  return withValues(scope, values2);
}

// src/platforms/terraform/operators.ts
function equality(left, right) {
  const a = identity(left);
  const b = identity(right);
  if (a !== void 0 && a === b) return true;
  const missing = findUnknown([left, right]);
  if (missing !== void 0) return withoutReference(missing);
  return false;
}
function arithmetic(operator, a, b) {
  switch (operator) {
    case "+":
      return decimal(a + b);
    case "-":
      return decimal(a - b);
    case "*":
      return decimal(a * b);
    case "/":
      return b === 0 ? void 0 : a / b;
    case "%":
      return b === 0 ? void 0 : a % b;
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
    default:
      return void 0;
  }
}
function decimal(value) {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

// src/platforms/terraform/template.ts
function template(parts, scope, where, evaluate2) {
  const only = parts[0];
  if (parts.length === 1 && only?.kind === "value") return via(evaluate2(only.value, scope), where);
  const rendering = { text: "", inputs: [], missing: void 0 };
  render(parts, scope, rendering, evaluate2);
  const { text: text3, inputs, missing } = rendering;
  if (missing !== void 0) return withOrigin(missing, { partial: { text: text3, where } });
  return derived(scalar(text3, where), where, inputs);
}
function render(parts, scope, into, evaluate2) {
  const lack = (piece2) => {
    into.missing ??= piece2;
    into.text += UNKNOWN_TEXT;
  };
  for (const part2 of parts) {
    if (into.text.length > LONGEST_TEXT || !scope.names.budget.step()) {
      into.missing ??= unknown("the text is too long to be evaluated", place(scope, part2));
      return;
    }
    switch (part2.kind) {
      case "text":
        into.text += part2.text;
        break;
      case "value": {
        const value = evaluate2(part2.value, scope);
        into.inputs.push(value);
        const piece2 = toText(value);
        if (piece2 !== void 0) into.text += piece2;
        else if (value.type === "unknown") {
          lack(derived(withoutReference(value), place(scope, part2), [value]));
        } else lack(failure("only a single value can be put into a text", place(scope, part2)));
        break;
      }
      case "if": {
        const condition = evaluate2(part2.condition, scope);
        const known3 = toBoolean(condition);
        if (known3 !== void 0) render(known3 ? part2.then : part2.otherwise, scope, into, evaluate2);
        else if (condition.type === "unknown") lack(withoutReference(condition));
        else lack(failure("the condition is neither true nor false", place(scope, part2)));
        break;
      }
      case "for": {
        const steps = iterate(evaluate2(part2.collection, scope), place(scope, part2));
        if (!Array.isArray(steps)) {
          lack(steps);
          break;
        }
        for (const { key, value } of steps) {
          if (into.text.length > LONGEST_TEXT) break;
          render(part2.body, withNames(scope, part2, key, value), into, evaluate2);
        }
      }
    }
  }
}

// src/platforms/terraform/evaluate.ts
function evaluate(expression, scope) {
  const { budget } = scope.names;
  if (!budget.step()) {
    return tooMuch(place(scope, expression));
  }
  if (budget.isTooDeep) {
    return unknown("the chain of references is too long to be followed", place(scope, expression));
  }
  budget.depth++;
  try {
    return compute(expression, scope);
  } finally {
    budget.depth--;
  }
}
function compute(expression, scope) {
  const where = place(scope, expression);
  switch (expression.kind) {
    case "literal":
      return scalar(expression.value, where);
    case "template":
      return template(expression.parts, scope, where, evaluate);
    case "tuple":
      return list(
        expression.items.map((item) => evaluate(item, scope)),
        where
      );
    case "object":
      return object(expression.items, scope, where);
    case "name": {
      const value = scope.values.get(expression.name);
      if (value !== void 0) return via(value, where);
      return failure(`\`${expression.name.slice(0, 60)}\` is not declared`, where);
    }
    case "attribute":
      return attribute(expression, scope, where);
    case "index": {
      const key = evaluate(expression.key, scope);
      return via(index(evaluate(expression.object, scope), key, scope, where), where);
    }
    case "splat":
      return splat(expression, scope, where);
    case "call":
      return call(expression, scope, where, evaluate);
    case "conditional": {
      const condition = evaluate(expression.condition, scope);
      const known3 = toBoolean(condition);
      if (known3 !== void 0) {
        const [chosen2, other] = known3 ? [expression.then, expression.otherwise] : [expression.otherwise, expression.then];
        return likeOther(evaluate(chosen2, scope), other);
      }
      if (condition.type !== "unknown")
        return failure("the condition is neither true nor false", where);
      const then = evaluate(expression.then, scope);
      const otherwise = evaluate(expression.otherwise, scope);
      const id = identity(then);
      if (id !== void 0 && id === identity(otherwise)) return then;
      const missing = derived(withoutReference({ ...condition, tag: void 0 }), where, [
        condition
      ]);
      return oneOf(missing, [then, otherwise]);
    }
    case "binary":
      return binary(expression, scope, where);
    case "unary": {
      const operand = evaluate(expression.operand, scope);
      if (operand.type === "unknown") return withoutReference(operand);
      const number2 = toNumber(operand);
      const boolean = toBoolean(operand);
      if (expression.operator === "-" && number2 !== void 0) {
        return derived(scalar(0 - number2, where), where, [operand]);
      }
      if (expression.operator === "!" && boolean !== void 0) {
        return derived(scalar(!boolean, where), where, [operand]);
      }
      return failure(`"${expression.operator}" does not fit its operand`, where);
    }
    case "for":
      return loop(expression, scope, where);
  }
}
function likeOther(data, other) {
  if (other.kind !== "literal" || typeof other.value !== "string") return data;
  const value = toText(data);
  return data.type === "scalar" && value !== void 0 ? { ...data, value } : data;
}
function attribute(expression, scope, where) {
  const { object: inner, name } = expression;
  const { names: names3 } = scope;
  if (inner.kind === "name" && !scope.values.has(inner.name)) {
    switch (inner.name) {
      case "var":
        return via(names3.variable(name, where), where);
      case "local":
        return via(names3.local(name, where), where);
      case "module":
        return via(names3.call(name, where), where);
      case "path":
        return names3.path(name, where);
      case "data":
        return failure("a data source is named by type and name", where);
      case "terraform":
      case "tofu":
        return unknown(`\`${inner.name}.${name}\` is chosen when Terraform runs`, where);
      case "each":
      case "count":
      case "self":
        return failure(`\`${inner.name}\` has no meaning here`, where);
      default:
        return via(names3.resource("managed", inner.name, name, where), where);
    }
  }
  if (inner.kind === "attribute" && inner.object.kind === "name" && inner.object.name === "data" && !scope.values.has("data")) {
    return via(names3.resource("data", inner.name, name, where), where);
  }
  return via(access(evaluate(inner, scope), name, scope, where), where);
}
function splat(expression, scope, where) {
  return everyItem(evaluate(expression.object, scope), expression.steps, scope, where);
}
function everyItem(source, steps, scope, where) {
  if (isNull(source)) return list([], where);
  if (source.type === "unknown" && source.reference === void 0) {
    return withoutAlternatives(source);
  }
  const all = source.type === "list" ? elements(source) : [source];
  if (!scope.names.budget.spend(all.length)) return tooMuch(where);
  const results = all.map((item) => {
    let here = item;
    for (const step of steps) {
      here = step.kind === "attribute" ? access(here, step.name, scope, where) : step.kind === "index" ? index(here, evaluate(step.key, scope), scope, where) : everyItem(here, step.steps, scope, where);
    }
    if (item.tag === REST && here.type === "unknown") here = { ...here, tag: REST };
    return via(here, where);
  });
  return list(results, where);
}
function object(items2, scope, where) {
  const entries = /* @__PURE__ */ new Map();
  let partial = false;
  for (const item of items2) {
    const key = evaluate(item.key, scope);
    const name = toText(key);
    const value = evaluate(item.value, scope);
    if (name === void 0) {
      partial = true;
      continue;
    }
    const valueWhere = place(scope, item.value);
    entries.set(name, { key: name, keyWhere: place(scope, item.key), valueWhere, value });
  }
  return mapping([...entries.values()], where, partial ? PARTIAL : void 0);
}
function loop(expression, scope, where) {
  const source = evaluate(expression.collection, scope);
  const steps = iterate(source, where);
  if (!Array.isArray(steps)) return steps;
  const items2 = [];
  const groups15 = /* @__PURE__ */ new Map();
  let partial = false;
  for (const { key, value } of steps) {
    if (items2.length > MOST_ITEMS) return unknown("the result is too long to be evaluated", where);
    const inner = withNames(scope, expression, key, value);
    let uncertain;
    if (expression.condition !== void 0) {
      const condition = evaluate(expression.condition, inner);
      if (condition.type === "unknown") uncertain = withoutReference(condition);
      else if (toBoolean(condition) !== true) continue;
    }
    const result = uncertain === void 0 ? evaluate(expression.value, inner) : { ...uncertain, tag: REST };
    if (expression.key === void 0) {
      items2.push(
        value.tag === REST && result.type === "unknown" ? { ...result, tag: REST } : result
      );
      continue;
    }
    const name = evaluate(expression.key, inner);
    const text3 = toText(name);
    if (text3 === void 0 || uncertain !== void 0) {
      partial = true;
      continue;
    }
    const group = groups15.get(text3);
    if (group !== void 0 && expression.group) group.values.push(result);
    else if (group !== void 0) return failure("two items of the map have one key", where);
    else groups15.set(text3, { keyWhere: name.where, values: [result] });
  }
  if (expression.key === void 0) return list(items2, where);
  const entries = [...groups15].map(([name, group]) => {
    const value = expression.group ? list(group.values, where) : group.values[0];
    return entryOf(name, value, group.keyWhere);
  });
  return mapping(entries, where, partial ? PARTIAL : void 0);
}
function binary(expression, scope, where) {
  const { operator } = expression;
  const left = evaluate(expression.left, scope);
  if (operator === "&&" || operator === "||") {
    const decisive = operator === "||";
    if (toBoolean(left) === decisive) return derived(scalar(decisive, where), where, [left]);
    const right2 = evaluate(expression.right, scope);
    if (toBoolean(right2) === decisive) return derived(scalar(decisive, where), where, [right2]);
    const missing2 = findUnknown([left, right2]);
    if (missing2 !== void 0) return withoutReference(missing2);
    if (toBoolean(left) === void 0 || toBoolean(right2) === void 0) {
      return failure(`"${operator}" needs true or false on both sides`, where);
    }
    return derived(scalar(!decisive, where), where, [left, right2]);
  }
  const right = evaluate(expression.right, scope);
  if (!scope.names.budget.spend(sizeOf(left) + sizeOf(right) - 2)) return tooMuch(where);
  if (operator === "==" || operator === "!=") {
    const same2 = equality(left, right);
    if (typeof same2 !== "boolean") return same2;
    return derived(scalar(operator === "==" ? same2 : !same2, where), where, [left, right]);
  }
  const missing = findUnknown([left, right]);
  if (missing !== void 0) return withoutReference(missing);
  const a = toNumber(left);
  const b = toNumber(right);
  const result = a === void 0 || b === void 0 ? void 0 : arithmetic(operator, a, b);
  if (result === void 0) return failure(`"${operator}" does not fit its operands`, where);
  return derived(scalar(result, where), where, [left, right]);
}

// src/platforms/terraform/body.ts
var META_ARGUMENTS = /* @__PURE__ */ new Set([
  "count",
  "for_each",
  "depends_on",
  "provider",
  "providers",
  "lifecycle"
]);
var MOST_BLOCKS = 2e3;
function eachSteps(data) {
  const steps = [];
  const alternatives2 = alternativesOf(data);
  if (alternatives2?.every(({ type }) => type === "list" || type === "map") === true) {
    const reason = data.type === "unknown" ? data.reason : "";
    for (const each of alternatives2) {
      const onlyIf = `a condition comes out so (${reason})`;
      append(
        steps,
        eachSteps(each).map((step) => ({ onlyIf, ...step }))
      );
    }
    return steps;
  }
  const uncertain = (missing, reason) => {
    const plain2 = withoutAlternatives({ ...missing, tag: void 0 });
    steps.push({ key: void 0, keyData: plain2, value: plain2, onlyIf: reason });
  };
  if (data.type === "unknown") {
    uncertain(data, data.reason);
  } else if (data.type === "list") {
    const set = isSet(data);
    for (const [index2, item] of elements(data).entries()) {
      if (item.type === "unknown" && (item.tag === REST || set)) {
        if (item.tag === REST) uncertain(item, item.reason);
        else steps.push({ key: void 0, keyData: item, value: item });
        continue;
      }
      const key = set ? toText(item) : String(index2);
      steps.push({ key, keyData: set ? item : scalar(index2, item.where), value: item });
    }
  } else if (data.type === "map") {
    for (const entry2 of [...data.entries].sort((a, b) => a.key < b.key ? -1 : 1)) {
      const keyData = scalar(entry2.key, entry2.keyWhere, data.through);
      steps.push({ key: entry2.key, keyData, value: partOf(data, entry2.value) });
    }
    if (data.tag === PARTIAL) {
      const reason = "some entries of the map are not known";
      uncertain(unknown(reason, data.where), reason);
    }
  }
  return steps;
}
function evaluateBody(layers, scope) {
  const first = layers[0];
  const bodies = layers.map(({ block, file }) => ({ body: block.body, file }));
  const where = first.file.location(first.block.start, first.block.end, scope.address);
  return mapping(entriesOf(bodies, scope), where);
}
function entriesOf(bodies, scope) {
  const attributes = /* @__PURE__ */ new Map();
  const blocks = /* @__PURE__ */ new Map();
  for (const { body, file } of bodies) {
    const inner = file === scope.file ? scope : { ...scope, file };
    const here = /* @__PURE__ */ new Map();
    for (const attribute2 of body.attributes) {
      if (META_ARGUMENTS.has(attribute2.name)) continue;
      blocks.delete(attribute2.name);
      const found = {
        key: attribute2.name,
        keyWhere: place(inner, attribute2.nameSpan),
        valueWhere: place(inner, attribute2.value),
        value: evaluate(attribute2.value, inner)
      };
      const before = here.get(attribute2.name);
      here.set(attribute2.name, before === void 0 ? found : again(before, found));
    }
    for (const [name, found] of here) attributes.set(name, found);
    const seen = /* @__PURE__ */ new Set();
    for (const block of body.blocks) {
      if (META_ARGUMENTS.has(block.type)) continue;
      const dynamic = block.type === "dynamic" && block.labels.length > 0;
      const made = dynamic ? expandDynamic(block, inner) : [
        {
          key: keyOf(
            block.type,
            block.labels.map((label) => label.text)
          ),
          data: blockData(block, inner)
        }
      ];
      if (made.length === 0 && !seen.has(block.labels[0].text))
        blocks.delete(block.labels[0].text);
      for (const { key, data } of made) {
        const where = place(inner, block);
        const before = seen.has(key) ? blocks.get(key)?.value : void 0;
        seen.add(key);
        const items2 = before?.type === "list" ? [...before.items, data] : [data];
        const valueWhere = before?.where ?? where;
        blocks.set(key, {
          key,
          keyWhere: place(inner, block.typeSpan),
          valueWhere,
          value: list(items2, valueWhere)
        });
      }
    }
  }
  const nested = [...blocks.values()];
  const names3 = new Set(nested.map((entry2) => entry2.key));
  return [...[...attributes.values()].filter((entry2) => !names3.has(entry2.key)), ...nested];
}
function again(before, found) {
  const blocks = [before.value, found.value].map(itemsOf);
  const all = blocks.flat();
  const isBlocks = blocks.every((items2) => items2.length > 0) && all.every(({ type }) => type === "map");
  if (isBlocks) return { ...before, value: list(all, before.valueWhere) };
  const reason = `"${found.key}" is set more than once, which Terraform refuses`;
  return {
    ...found,
    value: oneOf(unknown(reason, found.value.where), [before.value, found.value])
  };
}
function blockData(block, scope) {
  const { budget } = scope.names;
  const where = place(scope, block);
  if (budget.isTooDeep || !budget.step()) return mapping([], where, PARTIAL);
  budget.depth++;
  try {
    return mapping(entriesOf([{ body: block.body, file: scope.file }], scope), where);
  } finally {
    budget.depth--;
  }
}
function keyOf(type, labels) {
  return [type, ...labels].join(".");
}
function expandDynamic(block, scope) {
  const attribute2 = block.body.attributes.find((each) => each.name === "for_each");
  const content2 = block.body.blocks.find((each) => each.type === "content");
  if (attribute2 === void 0 || content2 === void 0) return [];
  const iterator = block.body.attributes.find((each) => each.name === "iterator")?.value;
  const name = iterator?.kind === "name" ? iterator.name : iterator?.kind === "literal" ? String(iterator.value) : block.labels[0].text;
  const steps = eachSteps(evaluate(attribute2.value, scope));
  return steps.slice(0, MOST_BLOCKS).map((step) => {
    const where = place(scope, attribute2.value);
    const value = mapping(
      [
        { key: "key", keyWhere: where, valueWhere: where, value: step.keyData },
        { key: "value", keyWhere: where, valueWhere: where, value: step.value }
      ],
      where
    );
    const inner = withValues(scope, [[name, value]]);
    const made = blockData(content2, inner);
    const labels = block.body.attributes.find((each) => each.name === "labels")?.value;
    const texts = labels === void 0 ? [] : itemsOf(evaluate(labels, inner)).map((each) => toText(each) ?? "?");
    return {
      key: keyOf(block.labels[0].text, texts),
      data: step.onlyIf === void 0 ? made : conditional(made, step.onlyIf)
    };
  });
}

// src/platforms/terraform/computed.ts
function computedAttribute(resource, name, where, scope) {
  switch (`${resource.type}.${name}`) {
    case "template_file.rendered":
      return renderedTemplate(resource, where, scope);
    case "terraform_data.output":
    case "null_data_source.outputs":
      return entry(resource.body, name === "output" ? "input" : "inputs")?.value;
    case "local_file.content":
    case "local_sensitive_file.content": {
      const path = toText(entry(resource.body, "filename")?.value ?? unknown("", where));
      const file = path === void 0 ? void 0 : scope.names.readFile(path);
      return file instanceof SourceFile ? withOrigin(
        { type: "scalar", value: file.text, where: file.location(0, file.text.length) },
        { file }
      ) : void 0;
    }
    case "cloudinit_config.rendered":
    case "template_cloudinit_config.rendered": {
      const parts = itemsOf(entry(resource.body, "part")?.value).map(
        (part2) => entry(part2, "content")?.value ?? mapping([], where)
      );
      const archive = unknown("the parts of the cloud-init archive are packed", where);
      return withOrigin(archive, { data: list(parts, where) });
    }
    default:
      return void 0;
  }
}
function renderedTemplate(resource, where, scope) {
  const template2 = entry(resource.body, "template")?.value;
  if (template2 === void 0) return void 0;
  const text3 = toText(template2);
  if (text3 === void 0) return template2;
  const file = originOf(template2)?.file ?? new SourceFile(template2.where.file, text3);
  const variables = entry(resource.body, "vars")?.value ?? mapping([], where);
  return renderFile(file, variables, scope, where, evaluate);
}

// src/platforms/terraform/module.ts
var MOST_INSTANCES = 1e3;
var ResourceInstance = class {
  constructor(module, declaration, address2, instance, onlyIf) {
    this.module = module;
    this.declaration = declaration;
    this.address = address2;
    this.instance = instance;
    this.mode = declaration.mode;
    this.type = declaration.type;
    this.name = declaration.name;
    this.modulePath = module.address;
    const { block, file } = declaration.layers[0];
    this.file = file;
    this.where = file.location(block.start, block.end, address2);
    if (onlyIf !== void 0) this.onlyIf = onlyIf;
  }
  module;
  declaration;
  address;
  instance;
  mode;
  type;
  name;
  modulePath;
  where;
  file;
  onlyIf;
  evaluated;
  attributes = /* @__PURE__ */ new Map();
  get body() {
    return this.evaluated ??= evaluateBody(this.declaration.layers, this.scope());
  }
  /** The value of an attribute, as configured or as the kind of resource computes it. */
  attribute(name, where) {
    const known3 = this.attributes.get(name);
    if (known3 === "under way")
      return failure(`\`${this.address}.${name}\` refers to itself`, where);
    if (known3 !== void 0) return known3;
    this.attributes.set(name, "under way");
    const value = this.computeAttribute(name, where);
    this.attributes.set(name, value);
    return value;
  }
  computeAttribute(name, where) {
    const set = attributeOf(this.declaration, name);
    if (set !== void 0) {
      const value = evaluate(set.attribute.value, { ...this.scope(), file: set.file });
      if (!isNull(value)) return value;
    }
    const computed = computedAttribute(this, name, where, this.scope());
    if (computed !== void 0) return computed;
    const reason = `\`${this.address}.${name}\` is known only after Terraform has run`;
    return unknown(reason, where, `${this.address}.${name}`);
  }
  scope() {
    const { file } = this.declaration.layers[0];
    return { file, address: this.address, names: this.module, values: this.instance.values };
  }
};
var DECLARED = /* @__PURE__ */ new WeakMap();
function declared(config, mode, type, name) {
  let known3 = DECLARED.get(config);
  if (known3 === void 0) {
    const byName = /* @__PURE__ */ new Map();
    for (const each of config.resources) {
      const key = `${each.mode} ${each.type}.${each.name}`;
      if (!byName.has(key)) byName.set(key, each);
    }
    DECLARED.set(config, known3 = byName);
  }
  return known3.get(`${mode} ${type}.${name}`);
}
var ModuleInstance = class _ModuleInstance {
  constructor(evaluation, config, address2, inputs, ancestors, onlyIf) {
    this.evaluation = evaluation;
    this.config = config;
    this.address = address2;
    this.inputs = inputs;
    this.ancestors = ancestors;
    this.onlyIf = onlyIf;
    this.budget = evaluation.budget;
    this.prefix = address2 === "" ? "" : `${address2}.`;
  }
  evaluation;
  config;
  address;
  inputs;
  ancestors;
  onlyIf;
  budget;
  prefix;
  values = /* @__PURE__ */ new Map();
  expanded = /* @__PURE__ */ new Map();
  called = /* @__PURE__ */ new Map();
  variable(name, where) {
    return this.once(`var.${name}`, where, () => {
      const declaration = this.config.variables.get(name);
      if (declaration === void 0) return unknown(`\`var.${name}\` is not declared`, where);
      const type = attributeOf(declaration, "type");
      const address2 = `${this.prefix}var.${name}`;
      const converted2 = (value) => {
        if (type === void 0) return value;
        const scope2 = { file: type.file, address: address2, names: this, values: /* @__PURE__ */ new Map() };
        return convert(value, type.attribute.value, (fallback2) => evaluate(fallback2, scope2));
      };
      const given2 = this.inputs(name);
      if (given2 !== void 0) {
        const nullable = attributeOf(declaration, "nullable")?.attribute.value;
        const refusesNull = nullable?.kind === "literal" && nullable.value === false;
        if (!(isNull(given2) && refusesNull)) return converted2(given2);
      }
      const fallback = attributeOf(declaration, "default");
      if (fallback === void 0) {
        const { block, file } = declaration.layers[0];
        const at2 = file.location(block.start, block.typeSpan.end, address2);
        return unknown(`\`${address2}\` has no default`, at2);
      }
      const scope = { file: fallback.file, address: address2, names: this, values: /* @__PURE__ */ new Map() };
      return converted2(evaluate(fallback.attribute.value, scope));
    });
  }
  local(name, where) {
    return this.once(`local.${name}`, where, () => {
      const declaration = this.config.locals.get(name);
      if (declaration === void 0) return unknown(`\`local.${name}\` is not declared`, where);
      const address2 = `${this.prefix}local.${name}`;
      const scope = { file: declaration.file, address: address2, names: this, values: /* @__PURE__ */ new Map() };
      return evaluate(declaration.attribute.value, scope);
    });
  }
  output(name, where) {
    return this.once(`output.${name}`, where, () => {
      const declaration = this.config.outputs.get(name);
      const value = declaration === void 0 ? void 0 : attributeOf(declaration, "value");
      if (value === void 0) {
        return unknown(`\`${this.address}\` has no output "${name.slice(0, 60)}"`, where);
      }
      const address2 = `${this.prefix}output.${name}`;
      const scope = { file: value.file, address: address2, names: this, values: /* @__PURE__ */ new Map() };
      return evaluate(value.attribute.value, scope);
    });
  }
  resource(mode, type, name, where) {
    const declaration = declared(this.config, mode, type, name);
    const written = `${mode === "data" ? "data." : ""}${type}.${name}`;
    if (declaration === void 0) return unknown(`\`${written}\` is not declared`, where);
    const instances3 = this.instances(declaration);
    if (instances3 === "under way") return failure(`\`${written}\` refers to itself`, where);
    return collection(
      declaration,
      instances3.map(({ address: address2 }) => address2),
      where
    );
  }
  call(name, where) {
    const declaration = this.config.calls.get(name);
    if (declaration === void 0) return unknown(`\`module.${name}\` is not declared`, where);
    const children = this.children(declaration);
    if (children === "under way") return failure(`\`module.${name}\` refers to itself`, where);
    return collection(
      declaration,
      children.map(({ address: address2 }) => address2),
      where
    );
  }
  path(name, where) {
    const own = this.config.folder;
    const root = this.evaluation.rootFolder;
    if (name === "root" || name === "cwd") return scalar(".", where);
    if (name === "module") return scalar(relativePath(root, own), where);
    return failure(`\`path.${name.slice(0, 60)}\` does not exist`, where);
  }
  attribute(reference, name, where) {
    const target = this.evaluation.target(reference);
    if (target instanceof ResourceInstance) return target.attribute(name, where);
    if (target instanceof _ModuleInstance) return target.output(name, where);
    const reason = target?.reason ?? `\`${reference}.${name}\` is known only after Terraform has run`;
    return unknown(reason, where, `${reference}.${name}`);
  }
  readFile(path) {
    const resolved = resolveInTree(this.evaluation.rootFolder, path);
    if (resolved === void 0 || path.startsWith("/") || path.startsWith("~")) {
      return `the file "${path.slice(0, 200)}" is not in the repository`;
    }
    return this.evaluation.tree.read(resolved) ?? `the file "${resolved.slice(0, 200)}" is not in the repository`;
  }
  listFiles(folder) {
    const resolved = resolveInTree(this.evaluation.rootFolder, folder);
    if (resolved === void 0 || folder.startsWith("/")) {
      return `the folder "${folder.slice(0, 200)}" is not in the repository`;
    }
    const prefix = resolved === "" ? "" : `${resolved}/`;
    return this.evaluation.tree.paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  }
  /** Every resource instance of this module and of those it calls, remote calls beside them. */
  collect(resources, remote) {
    for (const declaration of this.config.resources) {
      const instances3 = this.instances(declaration);
      if (instances3 !== "under way") append(resources, instances3);
    }
    for (const declaration of this.config.calls.values()) {
      const children = this.children(declaration);
      if (children === "under way") continue;
      for (const child of children) {
        if ("module" in child) child.module.collect(resources, remote);
        else remote.push(child.remote);
      }
    }
  }
  once(key, where, compute2) {
    const known3 = this.values.get(key);
    if (known3 === "under way") return failure(`\`${this.prefix}${key}\` refers to itself`, where);
    if (known3 !== void 0) return known3;
    this.values.set(key, "under way");
    const value = compute2();
    this.values.set(key, value);
    return value;
  }
  instances(declaration) {
    const known3 = this.expanded.get(declaration);
    if (known3 !== void 0) return known3;
    this.expanded.set(declaration, "under way");
    const mode = declaration.mode === "data" ? "data." : "";
    const base2 = `${this.prefix}${mode}${declaration.type}.${declaration.name}`;
    const made = this.expand(declaration, base2).filter(() => this.evaluation.mayAddInstance()).map((instance) => {
      const onlyIf = instance.onlyIf ?? this.onlyIf;
      const address2 = base2 + instance.key;
      const resource = new ResourceInstance(this, declaration, address2, instance, onlyIf);
      this.evaluation.register(address2, resource);
      return resource;
    });
    this.expanded.set(declaration, made);
    return made;
  }
  children(declaration) {
    const known3 = this.called.get(declaration);
    if (known3 !== void 0) return known3;
    this.called.set(declaration, "under way");
    const base2 = `${this.prefix}module.${declaration.name}`;
    const made = this.expand(declaration, base2).filter(() => this.evaluation.mayAddInstance()).map((instance) => this.child(declaration, base2 + instance.key, instance));
    for (const child of made) {
      this.evaluation.register(child.address, "module" in child ? child.module : child);
    }
    this.called.set(declaration, made);
    return made;
  }
  child(declaration, address2, instance) {
    const { block, file } = declaration.layers[0];
    const where = file.location(block.start, block.end, address2);
    const onlyIf = instance.onlyIf ?? this.onlyIf;
    const scope = { file, address: address2, names: this, values: instance.values };
    const sourceAttribute = attributeOf(declaration, "source");
    const source = sourceAttribute === void 0 ? void 0 : toText(
      evaluate(sourceAttribute.attribute.value, { ...scope, file: sourceAttribute.file })
    );
    const local2 = source === void 0 ? void 0 : this.evaluation.localModule(this.config.folder, source);
    if (local2 !== void 0 && "folder" in local2) {
      const path = [...this.ancestors, this.config.folder];
      if (path.includes(local2.folder) || path.length > 30) {
        const reason2 = `the module ${local2.folder || "of the root folder"} calls itself`;
        this.evaluation.problem({
          kind: "unresolved",
          where,
          message: `\`${address2}\` is not evaluated because ${reason2}; remove the circular call.`
        });
        return {
          instance,
          address: address2,
          remote: this.remote(declaration, address2, source, where, scope, onlyIf),
          reason: reason2
        };
      }
      const inputs = (name) => {
        const given2 = attributeOf(declaration, name);
        if (given2 === void 0) return void 0;
        const value = evaluate(given2.attribute.value, { ...scope, file: given2.file });
        const span = given2.attribute.value;
        const through = given2.file.location(span.start, span.end, address2);
        return {
          ...value,
          through: value.where === through ? value.through : [through, ...value.through ?? []]
        };
      };
      const module = new _ModuleInstance(this.evaluation, local2, address2, inputs, path, onlyIf);
      return { instance, address: address2, module };
    }
    const shown = source === void 0 ? "" : ` (${source.slice(0, 200)})`;
    const reason = `the module \`${address2}\`${shown} is not in the repository`;
    return {
      instance,
      address: address2,
      remote: this.remote(declaration, address2, source, where, scope, onlyIf),
      reason
    };
  }
  remote(declaration, address2, source, where, scope, onlyIf) {
    let body;
    return {
      address: address2,
      name: declaration.name,
      source,
      where,
      file: scope.file,
      get body() {
        return body ??= evaluateBody(declaration.layers, scope);
      },
      ...onlyIf === void 0 ? {} : { onlyIf }
    };
  }
  /** The instances that `count` or `for_each` make of a declaration; just one without them. */
  expand(declaration, address2) {
    const remaining2 = Math.min(MOST_INSTANCES, this.evaluation.remainingInstances);
    if (remaining2 === 0) return [];
    const count = attributeOf(declaration, "count");
    const forEach = attributeOf(declaration, "for_each");
    const scopeIn = (file) => ({
      file,
      address: address2,
      names: this,
      values: /* @__PURE__ */ new Map()
    });
    if (count !== void 0) {
      const value = evaluate(count.attribute.value, scopeIn(count.file));
      const where = count.file.location(
        count.attribute.value.start,
        count.attribute.value.end,
        address2
      );
      const number2 = toNumber(value) ?? (toBoolean(value) === void 0 ? void 0 : toBoolean(value) ? 1 : 0);
      if (isNull(value)) return [];
      if (number2 === void 0) {
        const reason = value.type === "unknown" ? value.reason : "the count is not a number";
        return [
          {
            key: "[0]",
            values: counted(scalar(0, where), where),
            onlyIf: `the count is not zero (${reason})`
          }
        ];
      }
      if (number2 > MOST_INSTANCES) this.evaluation.tooManyInstances(where, address2);
      const most = Math.min(Math.max(0, Math.floor(number2)), remaining2);
      return Array.from({ length: most }, (_, index2) => ({
        key: `[${index2}]`,
        values: counted(scalar(index2, where), where)
      }));
    }
    if (forEach !== void 0) {
      const value = evaluate(forEach.attribute.value, scopeIn(forEach.file));
      const where = forEach.file.location(
        forEach.attribute.value.start,
        forEach.attribute.value.end,
        address2
      );
      const steps = eachSteps(value);
      if (steps.length > MOST_INSTANCES) this.evaluation.tooManyInstances(where, address2);
      return steps.slice(0, remaining2).map((step) => eachInstance(step, where));
    }
    return [{ key: "", values: /* @__PURE__ */ new Map() }];
  }
};
function counted(index2, where) {
  const entry2 = { key: "index", keyWhere: where, valueWhere: where, value: index2 };
  return /* @__PURE__ */ new Map([["count", mapping([entry2], where)]]);
}
function eachInstance(step, where) {
  const each = mapping(
    [
      { key: "key", keyWhere: where, valueWhere: where, value: step.keyData },
      { key: "value", keyWhere: where, valueWhere: where, value: step.value }
    ],
    where
  );
  return {
    key: step.key === void 0 ? '["?"]' : `[${JSON.stringify(step.key)}]`,
    values: /* @__PURE__ */ new Map([["each", each]]),
    ...step.onlyIf === void 0 ? {} : { onlyIf: `for_each has items (${step.onlyIf})` }
  };
}
function collection(declaration, addresses, where) {
  const of = (address2) => unknown(`\`${address2}\` is known only after Terraform has run`, where, address2);
  if (attributeOf(declaration, "count") !== void 0) {
    return list(addresses.map(of), where);
  }
  if (attributeOf(declaration, "for_each") !== void 0) {
    const entries = addresses.map((address2) => {
      const quoted = address2.slice(address2.lastIndexOf('["') + 1, -1);
      return { key: parseKey(quoted), keyWhere: where, valueWhere: where, value: of(address2) };
    });
    return mapping(entries, where);
  }
  return of(addresses[0] ?? "");
}
function parseKey(quoted) {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
function relativePath(from, to) {
  const a = from === "" ? [] : from.split("/");
  const b = to === "" ? [] : to.split("/");
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  const up = a.slice(common).map(() => "..");
  return [...up, ...b.slice(common)].join("/") || ".";
}

// src/platforms/terraform/evaluation.ts
var MOST_INSTANCES2 = 2e4;
var Evaluation = class {
  constructor(tree, modules, config, inputs) {
    this.tree = tree;
    this.modules = modules;
    this.rootFolder = config.folder;
    this.root = new ModuleInstance(this, config, "", inputs, []);
    this.root.collect(this.resources, this.remoteCalls);
  }
  tree;
  modules;
  budget = new Budget();
  resources = [];
  remoteCalls = [];
  problems = [];
  rootFolder;
  root;
  targets = /* @__PURE__ */ new Map();
  instances = 0;
  /** To be asked after everything was evaluated: whether the work had to be cut short. */
  get wasCutShort() {
    return this.budget.isExhausted || this.instances >= MOST_INSTANCES2;
  }
  /** The configuration of a local source; the reason when it leads nowhere; else `undefined`. */
  localModule(folder, source) {
    if (!/^\.\.?(\/|$)/.test(source)) return void 0;
    const path = resolveInTree(folder, source);
    return path === void 0 ? void 0 : this.modules.get(path);
  }
  register(address2, target) {
    if (!this.targets.has(address2)) this.targets.set(address2, target);
  }
  target(address2) {
    return this.targets.get(address2);
  }
  /** How many more instances may be made. */
  get remainingInstances() {
    return Math.max(0, MOST_INSTANCES2 - this.instances);
  }
  mayAddInstance() {
    return this.instances++ < MOST_INSTANCES2;
  }
  tooManyInstances(where, address2) {
    this.problem({
      kind: "unresolved",
      where,
      message: `\`${address2}\` makes more instances than are evaluated; the rest is not checked. Split it to have all of it checked.`
    });
  }
  problem(problem) {
    this.problems.push(problem);
  }
  resource(address2) {
    const target = this.targets.get(address2);
    return target instanceof ResourceInstance ? target : void 0;
  }
  /** Finds what a reference such as `module.net.aws_security_group.cache[0].id` belongs to. */
  referent(reference) {
    let end = reference.length;
    for (let count = 0; count < 20 && end > 0; count++) {
      const address2 = reference.slice(0, end);
      const target = this.targets.get(address2);
      if (target !== void 0 && !(target instanceof ModuleInstance)) {
        return { address: address2, attribute: reference.slice(end + 1) };
      }
      end = Math.max(reference.lastIndexOf(".", end - 1), reference.lastIndexOf("[", end - 1));
    }
    return void 0;
  }
};

// src/platforms/terraform/nomad.ts
var DYNAMIC_PORTS = PortSet.range(2e4, 32e3);
function nomadFacts(file, tree, platform) {
  const config = readModule(file.folder, [file]);
  const evaluation = new Evaluation(tree, /* @__PURE__ */ new Map(), config, () => void 0);
  const jobs = config.files.flatMap(
    (parsed) => parsed.body.blocks.filter((block) => block.type === "job")
  );
  return jobs.flatMap((block) => {
    const name = block.labels[0]?.text ?? "";
    const address2 = `job "${name}"`;
    const body = evaluateBody([{ block, file }], {
      file,
      address: address2,
      names: evaluation.root,
      values: /* @__PURE__ */ new Map()
    });
    return jobFacts(body, address2, platform);
  });
}
function jobFacts(job, address2, platform) {
  return [
    ...labelled(job, "group").flatMap(
      ([group, data]) => groupFacts(data, `${address2} group "${group}"`)
    ),
    // A task that stands in no group is a group of its own.
    ...labelled(job, "task").flatMap(
      ([task, data, given2]) => groupFacts(
        mapping([{ ...given2, key: `task.${task}`, value: data }], data.where),
        `${address2} group "${task}"`
      )
    )
  ].map((fact) => ({ ...fact, platform }));
}
function labelled(body, type) {
  if (body.type !== "map") return [];
  return body.entries.flatMap(
    (each) => each.key.startsWith(`${type}.`) ? itemsOf(each.value).flatMap(
      (data) => data.type === "map" ? [[each.key.slice(type.length + 1), data, each]] : []
    ) : []
  );
}
function groupFacts(group, name) {
  const networks = itemsOf(entry(group, "network")?.value);
  const isApart2 = networks.some((network3) => {
    const mode = textOf(entry(network3, "mode")?.value)?.toLowerCase() ?? "host";
    return mode !== "host";
  });
  const tasks = labelled(group, "task").map(
    ([label, body]) => readTask(body, `${name} task "${label}"`, isApart2)
  );
  const facts = tasks.flatMap(({ listener }) => listener ?? []);
  for (const network3 of networks) {
    const mode = textOf(entry(network3, "mode")?.value)?.toLowerCase() ?? "host";
    if (mode === "none" || mode.startsWith("cni/")) continue;
    for (const [label, port] of labelled(network3, "port")) {
      const behind = mode === "bridge" ? tasks : tasks.filter((task) => publishes(task, label));
      if (behind.length > 0) facts.push(door(port, label, behind, name));
    }
  }
  for (const task of tasks) {
    for (const resources of itemsOf(entry(task.body, "resources")?.value)) {
      for (const network3 of itemsOf(entry(resources, "network")?.value)) {
        for (const [label, port] of labelled(network3, "port")) {
          if (publishes(task, label)) facts.push(door(port, label, [task], task.workload));
        }
      }
    }
  }
  return facts;
}
function readTask(body, workload, isApart2) {
  const config = itemsOf(entry(body, "config")?.value)[0];
  const driver = textOf(entry(body, "driver")?.value)?.toLowerCase() ?? "";
  const list2 = (key) => {
    const value = entry(config, key)?.value;
    return value === void 0 || isNull(value) ? void 0 : itemsOf(value).map(word);
  };
  const started = [...list2("command") ?? [], ...list2("args") ?? []];
  const base2 = { body, config, workload, driver };
  if (driver === "docker" || driver === "podman" || driver === "containerd-driver") {
    const image = entry(config, "image")?.value;
    const entrypoint = list2("entrypoint");
    const environment = /* @__PURE__ */ new Map();
    for (const env of itemsOf(entry(body, "env")?.value)) {
      if (env.type === "map")
        for (const each of env.entries) environment.set(each.key, word(each.value));
    }
    const content2 = inspectContainer({
      ...image === void 0 ? {} : { image: word(image) },
      ...entrypoint === void 0 ? {} : { entrypoint },
      ...started.length === 0 ? {} : { command: started },
      environment,
      where: body.where
    });
    if (content2.nature !== "memcached")
      return { ...base2, listener: void 0, nature: content2.nature };
    const onHost = textOf(entry(config, "network_mode")?.value) === "host";
    const listener2 = listenerFrom(content2.daemon, {
      platform: "terraform",
      workload,
      placement: onHost ? "host" : "container",
      where: content2.where,
      ...content2.version === void 0 ? {} : { version: content2.version }
    });
    return { ...base2, listener: listener2, nature: "memcached" };
  }
  const found = findMemcachedCommand(started);
  if (found === void 0) return { ...base2, listener: void 0, nature: "unknown" };
  const listener = listenerFrom(interpret(found.args, {}), {
    platform: "terraform",
    workload,
    placement: isApart2 ? "container" : "host",
    where: found.where
  });
  return { ...base2, listener, nature: "memcached" };
}
function publishes(task, label) {
  if (task.driver !== "docker" && task.driver !== "podman") return false;
  const named2 = itemsOf(entry(task.config, "ports")?.value).some((each) => textOf(each) === label);
  return named2 || mappedPort(task, label) !== void 0;
}
function mappedPort(task, label) {
  const maps = itemsOf(entry(task.config, "port_map")?.value);
  return maps.map((map) => integerOf(entry(map, label)?.value)).find((port) => port !== void 0);
}
function door(port, label, tasks, name) {
  const fixed2 = entry(port, "static");
  const inner = entry(port, "to");
  const mapped2 = tasks.map((task) => mappedPort(task, label)).find((each) => each !== void 0);
  const outside = fixed2 === void 0 || isNull(fixed2.value) ? DYNAMIC_PORTS : portOf(fixed2);
  const inside2 = inner !== void 0 && !isNull(inner.value) ? portOf(inner) : mapped2 === void 0 ? void 0 : PortSet.of(mapped2);
  const network3 = textOf(entry(port, "host_network")?.value);
  const condition = conditionOf(port) ?? (network3 === void 0 || network3 === "default" ? void 0 : `the host network "${network3}" of the client can be reached`);
  const natures = new Set(tasks.map((task) => task.nature));
  const listeners = tasks.flatMap(({ listener }) => listener ?? []);
  return {
    kind: "ingress",
    platform: "terraform",
    where: fixed2?.valueWhere ?? inner?.valueWhere ?? port.where,
    mechanism: "published-port",
    name: `port "${label}" of ${name}`,
    sources: AddressSet.all,
    protocols: TCP_AND_UDP,
    ports: outside,
    ...inside2 === void 0 ? {} : { targetPorts: inside2 },
    target: listeners.length === 0 ? "unknown" : listeners.map(({ workload }) => workload),
    faces: "host",
    leadsTo: natures.has("memcached") ? "memcached" : natures.size === 1 && natures.has("something-else") ? "something-else" : "unknown",
    related: [],
    ...condition === void 0 ? {} : { onlyIf: condition }
  };
}
function portOf(given2) {
  const number2 = integerOf(given2.value);
  if (number2 !== void 0) return PortSet.of(number2);
  const reason = given2.value.type === "unknown" ? given2.value.reason : "the port is no number";
  return unresolved(reason, given2.valueWhere);
}
function word(data) {
  const text3 = textOf(data);
  if (text3 !== void 0) return { text: text3, where: data.where };
  return {
    text: void 0,
    reason: data.type === "unknown" ? data.reason : "it is no text",
    where: data.where
  };
}
function inlineJob(file, start, end) {
  if (!file.text.startsWith("<<", start)) return void 0;
  const first = file.text.indexOf("\n", start);
  const last = file.text.lastIndexOf("\n", end - 1);
  if (first < 0 || last <= first) return void 0;
  const blank = (text3) => text3.replace(/[^\n]/g, " ");
  return new SourceFile(
    file.path,
    blank(file.text.slice(0, first)) + file.text.slice(first, last) + blank(file.text.slice(last))
  );
}

// src/platforms/unparsed.ts
function syntaxProblem(file, error) {
  const { where, message } = error;
  const result = error.isRead === true ? "" : "; what stands around it was not read";
  return {
    kind: "unparsed",
    where,
    message: `${file.path}:${where.startLine}: ${message}${result}. Correct the syntax.`
  };
}

// src/platforms/terraform/plan/document.ts
var DEEPEST = 30;
var MOST_RESOURCES = 2e4;
var memo = /* @__PURE__ */ new WeakMap();
function readPlanDocument(file) {
  let document = memo.get(file);
  if (document === void 0) memo.set(file, document = read(file));
  return document;
}
function read(file) {
  const { data, errors } = readJson(file);
  const resources = /* @__PURE__ */ new Map();
  const gone = /* @__PURE__ */ new Set();
  const former = [];
  for (const change of itemsOf(entry(data, "resource_changes")?.value)) {
    readChange(change, resources, gone, former);
  }
  for (const [resource, modulePath] of resourcesIn(at(data, "planned_values", "root_module"))) {
    const planned = plannedOf(resource, modulePath, entry(resource, "values")?.value, void 0);
    if (planned !== void 0 && !resources.has(planned.address) && !gone.has(planned.address)) {
      resources.set(planned.address, planned);
    }
  }
  for (const [resource, modulePath] of resourcesIn(
    at(data, "prior_state", "values", "root_module")
  )) {
    const planned = plannedOf(resource, modulePath, entry(resource, "values")?.value, void 0);
    if (planned?.mode === "data" && !resources.has(planned.address)) {
      resources.set(planned.address, planned);
    }
  }
  const configuration = at(data, "configuration", "root_module");
  const variables = /* @__PURE__ */ new Map();
  const given2 = entry(data, "variables")?.value;
  for (const each of given2?.type === "map" ? given2.entries : []) {
    const value = entry(each.value, "value")?.value;
    if (value !== void 0) {
      const address2 = `var.${each.key}`;
      variables.set(each.key, { ...value, where: { ...value.where, address: address2 } });
    }
  }
  return {
    file,
    resources: [...resources.values()].slice(0, MOST_RESOURCES),
    former,
    configuration: configuration?.type === "map" ? configuration : void 0,
    variables,
    errors,
    wasCutShort: resources.size > MOST_RESOURCES
  };
}
function at(data, ...path) {
  return path.reduce((here, key) => entry(here, key)?.value, data);
}
function readChange(data, resources, gone, former) {
  const change = entry(data, "change")?.value;
  const type = stringOf(entry(data, "type")?.value);
  const address2 = stringOf(entry(data, "address")?.value);
  if (change === void 0 || type === void 0 || address2 === void 0) return;
  const before = entry(change, "before")?.value;
  if (before?.type === "map") former.push({ type, values: before });
  if (entry(data, "deposed") !== void 0 && !isNull(entry(data, "deposed")?.value)) return;
  const after = entry(change, "after")?.value;
  if (after === void 0 || isNull(after)) {
    gone.add(address2);
    return;
  }
  const modulePath = stringOf(entry(data, "module_address")?.value) ?? "";
  const planned = plannedOf(data, modulePath, after, change);
  if (planned !== void 0) resources.set(address2, planned);
}
function plannedOf(data, modulePath, values2, change) {
  const [address2, type, name] = ["address", "type", "name"].map(
    (key) => stringOf(entry(data, key)?.value)
  );
  if (address2 === void 0 || type === void 0 || name === void 0) return void 0;
  const index2 = entry(data, "index")?.value;
  return {
    mode: stringOf(entry(data, "mode")?.value) === "data" ? "data" : "managed",
    type,
    name,
    address: address2,
    modulePath,
    key: keyOf2(index2),
    where: { ...data.where, address: address2 },
    values: values2?.type === "map" ? values2 : { type: "map", entries: [], where: data.where },
    unknown: entry(change, "after_unknown")?.value,
    sensitive: entry(change ?? data, change === void 0 ? "sensitive_values" : "after_sensitive")?.value
  };
}
function keyOf2(index2) {
  if (index2?.type !== "scalar" || index2.value === null) return "";
  return typeof index2.value === "string" ? `[${JSON.stringify(index2.value)}]` : `[${textOf(index2)}]`;
}
function* resourcesIn(module, address2 = "", depth = 0) {
  if (module?.type !== "map" || depth > DEEPEST) return;
  for (const resource of itemsOf(entry(module, "resources")?.value)) yield [resource, address2];
  for (const child of itemsOf(entry(module, "child_modules")?.value)) {
    yield* resourcesIn(child, stringOf(entry(child, "address")?.value) ?? address2, depth + 1);
  }
}

// src/platforms/terraform/plan/addresses.ts
function stepsOf(text3) {
  const steps = [];
  let at2 = 0;
  while (at2 < text3.length && steps.length < 200) {
    if (text3[at2] === ".") {
      at2++;
    } else if (text3[at2] === "[") {
      const end = endOfIndex(text3, at2);
      steps.push({ index: text3.slice(at2, end) });
      at2 = end;
    } else {
      let end = at2;
      while (end < text3.length && text3[end] !== "." && text3[end] !== "[") end++;
      steps.push({ name: text3.slice(at2, end) });
      at2 = end;
    }
  }
  return steps;
}
function textOfSteps(steps) {
  let text3 = "";
  for (const { name, index: index2 } of steps) {
    text3 += name === void 0 ? index2 ?? "" : `${text3 === "" ? "" : "."}${name}`;
  }
  return text3;
}
function withoutIndexes(address2) {
  return textOfSteps(stepsOf(address2).filter(({ name }) => name !== void 0));
}
function endOfIndex(text3, start) {
  let quoted = false;
  for (let at2 = start + 1; at2 < text3.length; at2++) {
    if (quoted && text3[at2] === "\\") at2++;
    else if (text3[at2] === '"') quoted = !quoted;
    else if (!quoted && text3[at2] === "]") return at2 + 1;
  }
  return text3.length;
}

// src/platforms/terraform/plan/merge.ts
var MOST_COMPARISONS = 2e4;
var DEEPEST2 = 100;
function merged(value, mask, secret, written, at2, merging, depth = 0) {
  if (depth > DEEPEST2) return unknown("it is nested too deeply", at2);
  const result = isTrue(mask) ? notYetKnown(written, at2, merging) : known(value, mask, secret, written, at2, merging, depth);
  return isTrue(secret) ? { ...result, sensitive: true } : result;
}
function known(value, mask, secret, written, at2, merging, depth) {
  if (value?.type === "map" || value === void 0 && mask?.type === "map") {
    return mergedMap(value, mask, secret, written, at2, merging, depth);
  }
  if (value?.type === "list" || value === void 0 && mask?.type === "list") {
    return mergedList(value, mask, secret, written, at2, merging, depth);
  }
  if (value === void 0) return unknown("the plan does not say it", at2);
  return placed(value, written, at2, merging);
}
function placed(value, written, at2, merging) {
  const text3 = value.type === "scalar" && typeof value.value === "string" ? value.value : "";
  const reference = looksLikeId(text3) ? merging.referenceOf(text3) : void 0;
  if (reference !== void 0 && text3.startsWith("pl-")) {
    return unknown(`the prefix list ${text3} is not in the plan`, at2, reference);
  }
  const isSame = written?.type === "scalar" && String(written.value) === String(scalarOf(value));
  const here = isSame ? {
    ...value,
    where: written.where,
    ...written.through === void 0 ? {} : { through: written.through }
  } : written !== void 0 || at2.file !== value.where.file ? { ...value, where: at2 } : value;
  return reference === void 0 ? here : withBasis(here, reference);
}
function scalarOf(value) {
  return value.type === "scalar" ? value.value : void 0;
}
function notYetKnown(written, at2, merging) {
  if (written !== void 0 && !isNull(written) && merging.isExact) return written;
  const reason = `it is known only after the plan for \`${merging.address}\` was carried out`;
  return unknown(reason, at2);
}
function mergedMap(value, mask, secret, written, at2, merging, depth) {
  const keys2 = /* @__PURE__ */ new Set();
  for (const each of [value, mask]) {
    if (each?.type === "map") for (const { key } of each.entries) keys2.add(key);
  }
  const entries = [];
  for (const key of keys2) {
    const inner = entry(value, key);
    const innerMask = entry(mask, key)?.value;
    if ((inner === void 0 || isNull(inner.value)) && !holdsTrue(innerMask)) continue;
    const source = entry(written, key);
    const place2 = source?.valueWhere ?? inner?.valueWhere ?? at2;
    const data = merged(
      inner === void 0 || isNull(inner.value) ? void 0 : inner.value,
      innerMask,
      entry(secret, key)?.value,
      source?.value,
      place2,
      merging,
      depth + 1
    );
    const keyWhere = source?.keyWhere ?? inner?.keyWhere ?? place2;
    entries.push({ key, keyWhere, valueWhere: place2, value: data });
  }
  return mapping(entries, written?.type === "map" ? written.where : value?.where ?? at2);
}
function mergedList(value, mask, secret, written, at2, merging, depth) {
  const items2 = value?.type === "list" ? value.items : [];
  const masks = mask?.type === "list" ? mask.items : [];
  const secrets = secret?.type === "list" ? secret.items : [];
  const length2 = Math.max(items2.length, masks.filter((each) => holdsTrue(each)).length);
  const pairs = paired(items2, written);
  const results = Array.from({ length: length2 }, (_, index2) => {
    const item = items2[index2];
    const own = pairs[index2];
    const place2 = own?.where ?? (written === void 0 ? item?.where ?? at2 : at2);
    const present = item === void 0 || isNull(item) ? void 0 : item;
    return merged(present, masks[index2], secrets[index2], own, place2, merging, depth + 1);
  });
  return list(results, written?.type === "list" ? written.where : at2);
}
function paired(items2, written) {
  const candidates = itemsOf(written);
  const pairs = items2.map(() => void 0);
  const used = /* @__PURE__ */ new Set();
  const byIdentity = /* @__PURE__ */ new Map();
  for (const [index2, candidate] of candidates.entries()) {
    const id = candidate.type === "scalar" ? String(candidate.value) : identity(candidate);
    if (id !== void 0) byIdentity.set(id, [...byIdentity.get(id) ?? [], index2]);
  }
  for (const [index2, item] of items2.entries()) {
    const id = item.type === "scalar" ? String(item.value) : identity(item);
    const found = id === void 0 ? void 0 : byIdentity.get(id)?.find((each) => !used.has(each));
    if (found === void 0) continue;
    used.add(found);
    pairs[index2] = candidates[found];
  }
  if (items2.length * candidates.length > MOST_COMPARISONS) return pairs;
  for (const [index2, item] of items2.entries()) {
    if (pairs[index2] !== void 0 || item.type !== "map") continue;
    let best;
    let most = -1;
    for (const [position, candidate] of candidates.entries()) {
      if (used.has(position) || candidate.type !== "map") continue;
      const score = likeness(item, candidate);
      if (score > most) [best, most] = [position, score];
    }
    if (best === void 0) continue;
    used.add(best);
    pairs[index2] = candidates[best];
  }
  const left = candidates.filter((_, index2) => !used.has(index2));
  if (left.length === 1 && left[0].type === "unknown") {
    return pairs.map((pair, index2) => pair ?? (items2[index2].type === "map" ? void 0 : left[0]));
  }
  return pairs;
}
function likeness(item, candidate) {
  let score = 0;
  for (const { key, value } of candidate.entries) {
    const planned = entry(item, key)?.value;
    if (planned === void 0) continue;
    const wanted = textIn(value);
    if (wanted === void 0) continue;
    score += textIn(planned) === wanted ? 2 : -1;
  }
  return score;
}
function textIn(data) {
  if (data.type === "scalar") return String(data.value);
  const items2 = itemsOf(data).map((item) => item.type === "scalar" ? String(item.value) : "?");
  return items2.includes("?") ? void 0 : items2.sort().join();
}
function looksLikeId(text3) {
  return text3.length < 500 && (/[/:]/.test(text3) || /^[a-z]{1,10}-[0-9a-f]{8,17}$/.test(text3));
}
function isTrue(data) {
  return data?.type === "scalar" && data.value === true;
}
function holdsTrue(data, depth = 0) {
  if (data === void 0 || depth > DEEPEST2) return false;
  if (data.type === "list") return data.items.some((item) => holdsTrue(item, depth + 1));
  if (data.type === "map") return data.entries.some(({ value }) => holdsTrue(value, depth + 1));
  return isTrue(data);
}

// src/platforms/terraform/plan/references.ts
var DEEPEST3 = 30;
var MOST_REFERENCES = 200;
var PlanConfiguration = class {
  constructor(document) {
    this.document = document;
    for (const resource of document.resources) {
      const base2 = baseOf(resource);
      const known3 = this.byBase.get(base2);
      if (known3 === void 0) this.byBase.set(base2, [resource]);
      else known3.push(resource);
      this.addModulePath(resource.modulePath);
    }
    if (document.configuration !== void 0) this.index(document.configuration, "", 0);
  }
  document;
  byBase = /* @__PURE__ */ new Map();
  modulePaths = /* @__PURE__ */ new Map();
  declared = /* @__PURE__ */ new Map();
  /** The expressions a resource is written with, by argument; `undefined` when it is not there. */
  expressions(resource) {
    const declared2 = this.declared.get(withoutIndexes(resource.address));
    return declared2 === void 0 ? void 0 : entry(declared2, "expressions")?.value;
  }
  isDeclared(resource) {
    return this.declared.has(withoutIndexes(resource.address));
  }
  provisioners(resource) {
    const declared2 = this.declared.get(withoutIndexes(resource.address));
    return itemsOf(entry(declared2, "provisioners")?.value);
  }
  /** What an expression of a resource refers to: attributes of resources of the plan. */
  referents(resource, expression) {
    const found = { references: /* @__PURE__ */ new Set(), isComplete: true };
    const frame = this.frameOf(resource.modulePath);
    if (frame === void 0 || expression === void 0)
      return { references: [], isComplete: false };
    const owner = this.declared.get(withoutIndexes(resource.address));
    this.follow(expression, frame, { key: resource.key, config: owner }, found, 0);
    return { references: [...found.references], isComplete: found.isComplete };
  }
  index(module, path, depth) {
    if (depth > DEEPEST3) return;
    const prefix = path === "" ? "" : `${path}.`;
    for (const resource of itemsOf(entry(module, "resources")?.value)) {
      const address2 = stringOf(entry(resource, "address")?.value);
      if (address2 !== void 0) this.declared.set(prefix + address2, resource);
    }
    for (const [name, child] of callsOf(module)) {
      const config = entry(child, "module")?.value;
      if (config?.type === "map") this.index(config, `${prefix}module.${name}`, depth + 1);
    }
  }
  addModulePath(path) {
    const steps = stepsOf(path);
    for (let at2 = 0; steps[at2]?.name === "module" && steps[at2 + 1] !== void 0; ) {
      const base2 = textOfSteps(steps.slice(0, at2 + 2));
      const index2 = steps[at2 + 2]?.index ?? "";
      const known3 = this.modulePaths.get(base2);
      if (known3 === void 0) this.modulePaths.set(base2, /* @__PURE__ */ new Set([base2 + index2]));
      else known3.add(base2 + index2);
      at2 += index2 === "" ? 2 : 3;
    }
  }
  /** The module of an address such as `module.net["a"].module.sg`. */
  frameOf(path) {
    if (this.document.configuration === void 0) return void 0;
    let frame = { config: this.document.configuration, path: "" };
    const steps = stepsOf(path);
    for (let at2 = 0; at2 < steps.length; ) {
      if (steps[at2].name !== "module") return void 0;
      const name = steps[at2 + 1]?.name;
      if (name === void 0) return void 0;
      const next = steps[at2 + 2];
      const key = next?.index ?? "";
      const inner = this.enter(frame, name, key);
      if (inner === void 0) return void 0;
      frame = inner;
      at2 += key === "" ? 2 : 3;
    }
    return frame;
  }
  enter(frame, name, key) {
    const call2 = entry(entry(frame.config, "module_calls")?.value, name)?.value;
    const config = entry(call2, "module")?.value;
    if (call2 === void 0 || config?.type !== "map") return void 0;
    const path = `${frame.path === "" ? "" : `${frame.path}.`}module.${name}${key}`;
    return { config, path, call: { config: call2, frame, key } };
  }
  follow(expression, frame, owner, found, depth) {
    if (depth > DEEPEST3 || found.references.size > MOST_REFERENCES) {
      found.isComplete = false;
      return;
    }
    const references = longest(
      itemsOf(entry(expression, "references")?.value).flatMap((each) => stringOf(each) ?? [])
    );
    const usesKey = references.some((each) => /^(count\.index|each\.key)$/.test(each));
    const ownKey = usesKey ? owner.key : "";
    for (const reference of references.slice(0, MOST_REFERENCES)) {
      const steps = stepsOf(reference);
      switch (steps[0]?.name) {
        case "var": {
          const { call: call2 } = frame;
          const given2 = entry(
            entry(call2?.config, "expressions")?.value,
            steps[1]?.name ?? ""
          )?.value;
          if (call2 !== void 0 && given2 !== void 0) {
            const caller = { key: call2.key, config: call2.config };
            this.follow(given2, call2.frame, caller, found, depth + 1);
          }
          break;
        }
        case "each": {
          const source = entry(owner.config, "for_each_expression")?.value;
          if (steps[1]?.name === "value" && source !== void 0) {
            this.follow(source, frame, { key: "", config: void 0 }, found, depth + 1);
          }
          break;
        }
        case "module":
          this.followOutput(steps, frame, ownKey, found, depth);
          break;
        case "local":
          found.isComplete = false;
          break;
        case "count":
        case "path":
        case "self":
        case "terraform":
        case void 0:
          break;
        default:
          this.addResource(steps, frame, ownKey, found);
      }
    }
  }
  followOutput(steps, frame, ownKey, found, depth) {
    const name = steps[1]?.name;
    if (name === void 0) return;
    const written = steps[2]?.index;
    const output = (written === void 0 ? steps[2] : steps[3])?.name;
    if (output === void 0) {
      found.isComplete = false;
      return;
    }
    const base2 = `${frame.path === "" ? "" : `${frame.path}.`}module.${name}`;
    const all = [...this.modulePaths.get(base2) ?? [base2]].map((path) => path.slice(base2.length));
    for (const key of chosen(all, written, ownKey)) {
      const inner = this.enter(frame, name, key);
      const declared2 = entry(entry(inner?.config, "outputs")?.value, output)?.value;
      const expression = entry(declared2, "expression")?.value;
      if (inner !== void 0 && expression !== void 0) {
        this.follow(expression, inner, { key: "", config: void 0 }, found, depth + 1);
      } else {
        found.isComplete = false;
      }
    }
  }
  addResource(steps, frame, ownKey, found) {
    const length2 = steps[0]?.name === "data" ? 3 : 2;
    const base2 = `${frame.path === "" ? "" : `${frame.path}.`}${textOfSteps(steps.slice(0, length2))}`;
    const instances3 = this.byBase.get(base2) ?? [];
    if (instances3.length === 0) found.isComplete = false;
    const written = steps[length2]?.index;
    const rest2 = textOfSteps(steps.slice(written === void 0 ? length2 : length2 + 1));
    const keys2 = new Set(
      chosen(
        instances3.map(({ key }) => key),
        written,
        ownKey
      )
    );
    for (const instance of instances3) {
      if (keys2.has(instance.key))
        found.references.add(`${instance.address}.${rest2 === "" ? "id" : rest2}`);
    }
  }
};
function chosen(keys2, written, own) {
  if (written !== void 0) return [written];
  return own !== "" && keys2.includes(own) ? [own] : [...keys2];
}
function longest(references) {
  return references.filter(
    (reference) => !references.some(
      (other) => other.length > reference.length && other.startsWith(reference) && /[.[]/.test(other[reference.length])
    )
  );
}
function baseOf(resource) {
  const { address: address2, key } = resource;
  return key !== "" && address2.endsWith(key) ? address2.slice(0, -key.length) : address2;
}
function callsOf(module) {
  const calls = entry(module, "module_calls")?.value;
  return calls?.type === "map" ? calls.entries.map((each) => [each.key, each.value]) : [];
}

// src/platforms/terraform/plan/stale.ts
var SOURCES = /* @__PURE__ */ new Map([
  ["cidr_blocks", ["cidr_blocks", "cidr_ipv4"]],
  ["ipv6_cidr_blocks", ["ipv6_cidr_blocks", "cidr_ipv6"]],
  ["prefix_list_ids", ["prefix_list_ids", "prefix_list_id"]]
]);
var GROUP = {
  rules: "ingress",
  without(rule, { type, values: values2 }, holder) {
    const isOld = type === "aws_security_group_rule";
    if (!isOld && type !== "aws_vpc_security_group_ingress_rule") return rule;
    if (isOld && text2(values2, "type") !== "ingress") return rule;
    if (text2(values2, "security_group_id") !== text2(holder, "id")) return rule;
    const protocol = text2(values2, isOld ? "protocol" : "ip_protocol");
    if (protocol !== text2(rule, "protocol")) return rule;
    const samePorts = ["from_port", "to_port"].every(
      (key) => text2(values2, key) === text2(rule, key)
    );
    if (protocol !== "-1" && !samePorts) return rule;
    const entries = rule.entries.map((each) => {
      const taken = new Set(
        (SOURCES.get(each.key) ?? []).flatMap(
          (key) => itemsOf(entry(values2, key)?.value).map((item) => textOf(item))
        )
      );
      if (taken.size === 0 || each.value.type !== "list") return each;
      const left = each.value.items.filter((item) => !taken.has(textOf(item)));
      return { ...each, value: list(left, each.value.where) };
    });
    const leaves3 = entries.some(({ key, value }) => SOURCES.has(key) && itemsOf(value).length > 0);
    return leaves3 ? mapping(entries, rule.where, rule.tag) : void 0;
  }
};
var ACL = {
  rules: "ingress",
  without: (rule, { type, values: values2 }, holder) => type === "aws_network_acl_rule" && text2(values2, "network_acl_id") === text2(holder, "id") && text2(values2, "egress") !== "true" && text2(values2, "rule_number") === text2(rule, "rule_no") ? void 0 : rule
};
var HOLDERS = [
  { type: "aws_security_group", ...GROUP },
  { type: "aws_default_security_group", ...GROUP },
  { type: "aws_network_acl", ...ACL },
  { type: "aws_default_network_acl", ...ACL },
  {
    type: "azurerm_network_security_group",
    rules: "security_rule",
    without: (rule, { type, values: values2 }, holder) => type === "azurerm_network_security_rule" && text2(values2, "network_security_group_name") === text2(holder, "name") && text2(values2, "resource_group_name") === text2(holder, "resource_group_name") && text2(values2, "name") === text2(rule, "name") ? void 0 : rule
  }
];
function withoutStaleRules(resource, former, isWritten) {
  const holder = HOLDERS.find(({ type }) => type === resource.type);
  if (holder === void 0 || isWritten(holder.rules)) return resource.values;
  const rules = entry(resource.values, holder.rules)?.value;
  if (rules?.type !== "list" || rules.items.length === 0) return resource.values;
  const left = rules.items.flatMap((rule) => {
    let here = rule.type === "map" ? rule : void 0;
    for (const each of former) {
      if (here === void 0) break;
      here = holder.without(here, each, resource.values);
    }
    return here === void 0 && rule.type === "map" ? [] : [here ?? rule];
  });
  const entries = resource.values.entries.map(
    (each) => each.key === holder.rules ? { ...each, value: list(left, rules.where) } : each
  );
  return mapping(entries, resource.values.where);
}
function text2(values2, key) {
  const value = entry(values2, key)?.value;
  return value === void 0 || isNull(value) ? void 0 : textOf(value);
}

// src/platforms/terraform/plan/evaluated.ts
var HASHED = /* @__PURE__ */ new Map([
  ["aws_instance", ["user_data"]],
  ["aws_spot_instance_request", ["user_data"]],
  ["aws_launch_configuration", ["user_data"]]
]);
var PlannedEvaluation = class {
  resources;
  remoteCalls = [];
  problems = [];
  wasCutShort;
  byAddress = /* @__PURE__ */ new Map();
  constructor(document, written) {
    const configuration = new PlanConfiguration(document);
    const references = idsOf(document.resources);
    const sources = new WrittenResources(written);
    this.wasCutShort = document.wasCutShort;
    this.resources = document.resources.map((planned) => {
      const resource = new PlannedInstance(planned, document, configuration, references, sources);
      this.byAddress.set(planned.address, resource);
      return resource;
    });
  }
  resource(address2) {
    return this.byAddress.get(address2);
  }
  referent(reference) {
    let end = reference.length;
    for (let count = 0; count < 20 && end > 0; count++) {
      const address2 = reference.slice(0, end);
      if (this.byAddress.has(address2)) return { address: address2, attribute: reference.slice(end + 1) };
      end = Math.max(reference.lastIndexOf(".", end - 1), reference.lastIndexOf("[", end - 1));
    }
    return void 0;
  }
};
var WrittenResources = class {
  constructor(written) {
    this.written = written;
    for (const resource of written?.resources ?? []) {
      const base2 = withoutIndexes(resource.address);
      if (!this.byBase.has(base2)) this.byBase.set(base2, resource);
    }
    for (const call2 of written?.remoteCalls ?? [])
      this.calls.set(withoutIndexes(call2.address), call2);
  }
  written;
  byBase = /* @__PURE__ */ new Map();
  calls = /* @__PURE__ */ new Map();
  find(address2) {
    return this.written?.resource(address2) ?? this.byBase.get(withoutIndexes(address2));
  }
  /** The call of a module that is not in the tree, through which the resource is made. */
  callOf(modulePath) {
    if (this.calls.size === 0) return void 0;
    let path = withoutIndexes(modulePath);
    for (let depth = 0; path !== "" && depth < 30; depth++) {
      const call2 = this.calls.get(path);
      if (call2 !== void 0) return call2;
      const end = path.lastIndexOf(".module.");
      path = end < 0 ? "" : path.slice(0, end);
    }
    return void 0;
  }
};
var PlannedInstance = class {
  constructor(planned, document, configuration, references, sources) {
    this.planned = planned;
    this.document = document;
    this.configuration = configuration;
    this.references = references;
    this.mode = planned.mode;
    this.type = planned.type;
    this.name = planned.name;
    this.address = planned.address;
    this.modulePath = planned.modulePath;
    this.written = sources.find(planned.address);
    this.call = this.written === void 0 ? sources.callOf(planned.modulePath) : void 0;
    const place2 = this.written ?? this.call;
    this.file = place2?.file ?? document.file;
    this.where = { ...place2?.where ?? planned.where, address: planned.address };
  }
  planned;
  document;
  configuration;
  references;
  mode;
  type;
  name;
  address;
  modulePath;
  where;
  file;
  written;
  call;
  built;
  get body() {
    return this.built ??= this.build();
  }
  build() {
    const { planned, configuration, written } = this;
    const expressions = configuration.expressions(planned);
    const isWritten = (argument) => entry(expressions, argument) !== void 0 || written !== void 0 && entry(written.body, argument) !== void 0;
    const values2 = withoutStaleRules(planned, this.document.former, isWritten);
    const mask = this.maskOf(isWritten);
    const merging = {
      address: this.address,
      isExact: written?.address === this.address,
      referenceOf: (id) => this.references.get(id)
    };
    const source = written?.body ?? this.inputsAt(values2);
    const data = merged(values2, mask, planned.sensitive, source, planned.where, merging);
    const entries = data.type === "map" ? data.entries : [];
    const completed = entries.map(
      (each) => this.withReferences(this.readable(each, expressions), expressions)
    );
    return mapping([...completed, ...this.provisioners()], this.where);
  }
  /** What is computed although nothing sets it says nothing; what is set and not known yet does. */
  maskOf(isWritten) {
    const { unknown: mask } = this.planned;
    if (mask?.type !== "map") return mask;
    const entries = mask.entries.filter(({ key, value }) => !isTrue(value) || isWritten(key));
    return mapping(entries, mask.where);
  }
  /** A resource of a module that is not in the tree: its values are placed at the module's inputs. */
  inputsAt(values2) {
    if (this.call === void 0) return void 0;
    const inputs = /* @__PURE__ */ new Map();
    collectTexts(this.call.body, inputs, { left: 5e3 });
    return inputs.size === 0 ? void 0 : asInputs(values2, inputs, 0);
  }
  /** The text itself where the plan has only its checksum. */
  readable(given2, expressions) {
    if (HASHED.get(this.type)?.includes(given2.key) !== true) return given2;
    const text3 = stringOf(given2.value);
    if (text3 === void 0 || !/^[0-9a-f]{40}$/.test(text3)) return given2;
    const own = this.written === void 0 ? void 0 : entry(this.written.body, given2.key);
    if (own !== void 0) return own;
    const constant = entry(entry(expressions, given2.key)?.value, "constant_value");
    if (constant !== void 0 && !isNull(constant.value)) {
      return { ...constant, key: given2.key };
    }
    const reason = "the plan has only a checksum of it";
    return { ...given2, value: unknown(reason, given2.valueWhere) };
  }
  /** Unknown arguments refer to what the configuration in the plan says. */
  withReferences(given2, expressions) {
    const expression = entry(expressions, given2.key)?.value;
    if (expression === void 0 || !hasBareUnknown(given2.value)) return given2;
    return { ...given2, value: this.referring(given2.value, expression, 0) };
  }
  referring(value, expression, depth) {
    if (expression === void 0 || depth > 30) return value;
    if (value.type === "unknown") {
      if (value.reference !== void 0) return value;
      const found = this.configuration.referents(this.planned, expression);
      const all = found.references.map((reference) => ({ ...value, reference }));
      if (all.length === 0) return value;
      if (!found.isComplete) all.push(value);
      return all.length === 1 ? all[0] : list(all, value.where);
    }
    if (value.type === "list") {
      const nested = expression.type === "list" ? expression.items : void 0;
      const items2 = value.items.map((item, index2) => {
        const inner = nested === void 0 ? expression : nested[index2] ?? nested[0];
        return this.referring(item, inner, depth + 1);
      });
      return { ...value, items: items2 };
    }
    if (value.type === "map") {
      const entries = value.entries.map((each) => {
        const inner = entry(expression, "references") ? expression : entry(expression, each.key)?.value;
        return { ...each, value: this.referring(each.value, inner, depth + 1) };
      });
      return { ...value, entries };
    }
    return value;
  }
  /** Provisioners are not among the values; they stand in the configuration. */
  provisioners() {
    if (this.written !== void 0) {
      return this.written.body.entries.filter(({ key }) => key.startsWith("provisioner."));
    }
    const byType = /* @__PURE__ */ new Map();
    for (const provisioner of this.configuration.provisioners(this.planned)) {
      const type = stringOf(entry(provisioner, "type")?.value);
      const expressions = entry(provisioner, "expressions")?.value;
      if (type === void 0 || expressions?.type !== "map") continue;
      const entries = expressions.entries.flatMap((each) => {
        const constant = entry(each.value, "constant_value");
        return constant === void 0 ? [] : [{ ...constant, key: each.key }];
      });
      const block = mapping(entries, provisioner.where);
      byType.set(type, [...byType.get(type) ?? [], block]);
    }
    return [...byType].map(
      ([type, blocks]) => entryOf(`provisioner.${type}`, list(blocks, blocks[0].where))
    );
  }
};
function idsOf(resources) {
  const ids = /* @__PURE__ */ new Map();
  for (const { address: address2, values: values2 } of resources) {
    for (const attribute2 of ["id", "arn", "self_link"]) {
      const id = stringOf(entry(values2, attribute2)?.value);
      if (id !== void 0 && id.length > 3 && !ids.has(id)) ids.set(id, `${address2}.${attribute2}`);
    }
  }
  return ids;
}
function hasBareUnknown(data, depth = 0) {
  if (data.type === "unknown") return data.reference === void 0;
  if (depth > 30) return false;
  if (data.type === "list") return data.items.some((item) => hasBareUnknown(item, depth + 1));
  return data.type === "map" && data.entries.some(({ value }) => hasBareUnknown(value, depth + 1));
}
function collectTexts(data, into, budget) {
  if (--budget.left < 0) return;
  if (data.type === "scalar" && data.value !== null && !into.has(String(data.value))) {
    into.set(String(data.value), data);
  } else if (data.type === "list") {
    for (const item of data.items) collectTexts(item, into, budget);
  } else if (data.type === "map") {
    for (const { value } of data.entries) collectTexts(value, into, budget);
  }
}
function asInputs(data, inputs, depth) {
  if (depth > 30) return void 0;
  if (data.type === "scalar") {
    const text3 = String(data.value);
    return /^[0-9a-fA-F.:/]{3,}$/.test(text3) ? inputs.get(text3) : void 0;
  }
  if (data.type === "list") {
    const items2 = data.items.flatMap((item) => asInputs(item, inputs, depth + 1) ?? []);
    return items2.length === 0 ? void 0 : list(items2, items2[0].where);
  }
  if (data.type === "map") {
    const entries = data.entries.flatMap((each) => {
      const value = asInputs(each.value, inputs, depth + 1);
      return value === void 0 ? [] : [entryOf(each.key, value)];
    });
    return entries.length === 0 ? void 0 : mapping(entries, entries[0].value.where);
  }
  return void 0;
}

// src/platforms/terraform/variables-files.ts
function isLoadedByItself(name) {
  return /^terraform\.tfvars(\.json)?$/.test(name) || /\.auto\.tfvars(\.json)?$/.test(name);
}
function loadOrder(files) {
  const rank = (file) => file.name === "terraform.tfvars" ? "0" : file.name === "terraform.tfvars.json" ? "1" : `2${file.name}`;
  return files.filter((file) => isLoadedByItself(file.name)).sort((a, b) => rank(a) < rank(b) ? -1 : 1);
}
function readVariables(file) {
  const values2 = /* @__PURE__ */ new Map();
  for (const attribute2 of parseConfiguration(file).body.attributes) {
    const scope = {
      file,
      address: `var.${attribute2.name}`,
      names: new NoNames(),
      values: /* @__PURE__ */ new Map()
    };
    values2.set(attribute2.name, evaluate(attribute2.value, scope));
  }
  return values2;
}
var NoNames = class {
  budget = new Budget(2e5);
  nothing(where) {
    return failure("a file of variables cannot refer to anything", where);
  }
  variable = (_, where) => this.nothing(where);
  local = (_, where) => this.nothing(where);
  call = (_, where) => this.nothing(where);
  path = (_, where) => this.nothing(where);
  resource = (_mode, _type, _name, where) => this.nothing(where);
  attribute = (_reference, _name, where) => this.nothing(where);
  readFile = () => "a file of variables cannot read files";
  listFiles = () => "a file of variables cannot read files";
};

// src/platforms/terraform/terragrunt/functions.ts
function absolute(path) {
  return `/${path}`;
}
function pathIn(folder, text3) {
  return text3.startsWith("/") ? resolveInTree("", text3.replace(/^\/+/, "")) : resolveInTree(folder, text3);
}
function terragruntFunction(name) {
  return Object.hasOwn(FUNCTIONS2, name) ? FUNCTIONS2[name] : void 0;
}
var FUNCTIONS2 = {
  find_in_parent_folders: (args, where, { tree, unitFolder }) => {
    const wanted = args[0] === void 0 ? void 0 : toText(args[0]);
    if (args[0] !== void 0 && wanted === void 0) return args[0];
    const names3 = wanted === void 0 ? ["terragrunt.hcl", "root.hcl"] : [wanted];
    for (let folder = parentOf(unitFolder); folder !== void 0; folder = parentOf(folder)) {
      for (const name of names3) {
        const path = folder === "" ? name : `${folder}/${name}`;
        if (tree.has(path)) return scalar(absolute(path), where);
        const inFolder = tree.paths.some((each) => each.startsWith(`${path}/`));
        if (wanted !== void 0 && inFolder) return scalar(absolute(path), where);
      }
    }
    return args[1] ?? unknown(`no folder above ${unitFolder || "it"} has ${names3.join(" or ")}`, where);
  },
  path_relative_to_include: (args, where, caller) => relative(caller.includedFolder(nameOf(args)), caller.unitFolder, where),
  path_relative_from_include: (args, where, caller) => {
    const folder = caller.includedFolder(nameOf(args));
    return folder === void 0 ? unknown("nothing is included", where) : relative(caller.unitFolder, folder, where);
  },
  get_terragrunt_dir: (_, where, { unitFolder }) => scalar(absolute(unitFolder), where),
  get_original_terragrunt_dir: (_, where, { unitFolder }) => scalar(absolute(unitFolder), where),
  get_parent_terragrunt_dir: (args, where, caller) => {
    const folder = caller.includedFolder(nameOf(args));
    return folder === void 0 ? unknown("nothing is included", where) : scalar(absolute(folder), where);
  },
  get_repo_root: (_, where) => scalar("/", where),
  get_path_from_repo_root: (_, where, { unitFolder }) => scalar(unitFolder, where),
  get_path_to_repo_root: (_, where, { unitFolder }) => relative(unitFolder, "", where),
  // The environment may say otherwise, as it may with variables: the default is what is written.
  get_env: (args, where) => args[1] ?? unknown("it is taken from an environment variable", where),
  mark_as_read: ([path], where) => path ?? unknown("`mark_as_read()` needs a path", where),
  read_terragrunt_config: (args, where, caller) => {
    const path = args[0];
    if (path === void 0 || path.type === "unknown")
      return path ?? unknown("no file is named", where);
    const found = pathIn(caller.file.folder, toText(path) ?? "");
    const read2 = found === void 0 ? void 0 : caller.read(found, where);
    return read2 ?? args[1] ?? unknown(`the file "${(toText(path) ?? "").slice(0, 200)}" is not in the repository`, where);
  },
  read_tfvars_file: ([path], where, caller) => {
    const found = path === void 0 ? void 0 : pathIn(caller.file.folder, toText(path) ?? "");
    const file = found === void 0 ? void 0 : caller.tree.read(found);
    if (file === void 0) return unknown("the file of variables is not in the repository", where);
    const values2 = mapping(
      [...readVariables(file)].map(([name, value]) => entryOf(name, value)),
      where
    );
    return withOrigin(scalar("{}", where), { data: values2 });
  },
  get_terraform_commands_that_need_vars: (_, where) => list([], where),
  get_terraform_commands_that_need_input: (_, where) => list([], where),
  get_terraform_commands_that_need_locking: (_, where) => list([], where),
  get_terraform_commands_that_need_parallelism: (_, where) => list([], where)
};
function nameOf(args) {
  return args[0] === void 0 ? void 0 : toText(args[0]);
}
function parentOf(folder) {
  if (folder === "") return void 0;
  const slash = folder.lastIndexOf("/");
  return slash < 0 ? "" : folder.slice(0, slash);
}
function relative(from, to, where) {
  if (from === void 0) return scalar(".", where);
  const start = from.split("/").filter((part2) => part2 !== "");
  const end = to.split("/").filter((part2) => part2 !== "");
  let same2 = 0;
  while (same2 < start.length && same2 < end.length && start[same2] === end[same2]) same2++;
  const steps = [...start.slice(same2).map(() => ".."), ...end.slice(same2)];
  return scalar(steps.join("/") || ".", where);
}

// src/platforms/terraform/terragrunt/generated.ts
var DECLARES = /^\s*(resource|module|data|locals|variable|output)\b/m;
var GeneratedFile = class extends SourceFile {
  constructor(path, text3, place2) {
    super(path, text3);
    this.place = place2;
  }
  place;
  location(start, end = start, address2) {
    const where = this.place(start, end);
    return address2 === void 0 ? where : { ...where, address: address2 };
  }
};
function generatedFiles(unit, folder) {
  return unit.blocks("generate").flatMap(({ unit: owner, block }) => {
    const setting = (name2) => {
      const found = findAttribute(block.body, name2);
      return found === void 0 ? void 0 : evaluate(found.value, owner.scope());
    };
    const path = toText(setting("path") ?? owner.nothing());
    const contents = setting("contents");
    if (path === void 0 || contents === void 0) return [];
    if (!/\.(tf|tofu)$/.test(path) || booleanOf(setting("disable")) === true) return [];
    const text3 = originOf(contents)?.partial?.text ?? toText(contents);
    if (text3 === void 0 || !DECLARES.test(text3)) return [];
    const name = path.slice(path.lastIndexOf("/") + 1);
    return [
      new GeneratedFile(
        folder === "" ? name : `${folder}/${name}`,
        text3,
        placesOf2(text3, block, owner)
      )
    ];
  });
}
function placesOf2(text3, block, { file }) {
  const { start, end } = findAttribute(block.body, "contents").value;
  const offset = file.text.slice(start, end).indexOf(text3);
  return offset < 0 ? () => file.location(start, end) : (from, to) => file.location(start + offset + from, start + offset + to);
}

// src/platforms/terraform/terragrunt/unit.ts
var DEEPEST4 = 12;
var Unit = class _Unit {
  constructor(file, unitFolder, units, depth = 0, budget, given2) {
    this.file = file;
    this.unitFolder = unitFolder;
    this.units = units;
    this.depth = depth;
    this.given = given2;
    this.budget = budget ?? new Budget(5e5);
    this.body = parseHcl(file).body;
  }
  file;
  unitFolder;
  units;
  depth;
  given;
  budget;
  body;
  values = /* @__PURE__ */ new Map();
  includes;
  scope() {
    return { file: this.file, address: void 0, names: this, values: /* @__PURE__ */ new Map() };
  }
  /** The value of an attribute of a block, such as `source` of `terraform`; own ones come first. */
  setting(block, attribute2) {
    for (const each of this.body.blocks) {
      const found = each.type === block ? findAttribute(each.body, attribute2) : void 0;
      if (found !== void 0) return evaluate(found.value, this.scope());
    }
    for (const { unit, strategy } of this.included()) {
      const found = strategy === "no_merge" ? void 0 : unit.setting(block, attribute2);
      if (found !== void 0) return found;
    }
    return void 0;
  }
  /** All blocks of a type, those of included files first, with the unit they stand in. */
  blocks(type) {
    const included = this.included().filter(({ strategy }) => strategy !== "no_merge").flatMap(({ unit }) => unit.blocks(type));
    const own = this.body.blocks.filter((block) => block.type === type);
    return [...included, ...own.map((block) => ({ unit: this, block }))];
  }
  nothing() {
    return unknown("it is not given", this.start());
  }
  /** Paths in the tree that a text may name: from where the unit is run, then from its own folder. */
  paths(text3) {
    const folders = this.depth === 0 ? [this.unitFolder, this.file.folder] : [this.file.folder];
    return [...new Set(folders)].flatMap((folder) => pathIn(folder, text3) ?? []);
  }
  /** The `extra_arguments` blocks, with the unit they stand in. */
  extraArguments() {
    const own = this.body.blocks.filter(({ type }) => type === "terraform").flatMap(({ body }) => body.blocks.filter(({ type }) => type === "extra_arguments")).map((block) => ({ unit: this, block }));
    const included = this.included().filter(({ strategy }) => strategy !== "no_merge").flatMap(({ unit }) => unit.extraArguments());
    return [...included, ...own];
  }
  /** The inputs, those of included files first, so that what is written nearer wins. */
  inputs() {
    const known3 = this.values.get("inputs");
    if (known3 === "under way") return failure("the inputs refer to themselves", this.start());
    if (known3 !== void 0) return known3;
    this.values.set("inputs", "under way");
    const result = this.mergedInputs();
    if (result === void 0) this.values.delete("inputs");
    else this.values.set("inputs", result);
    return result;
  }
  mergedInputs() {
    let all;
    for (const { unit, strategy } of this.included()) {
      if (strategy === "no_merge") continue;
      all = merge2(all, unit.inputs(), strategy.startsWith("deep"));
    }
    const given2 = findAttribute(this.body, "inputs");
    const own = given2 === void 0 ? void 0 : evaluate(given2.value, this.scope());
    const isDeep = this.included().some(({ strategy }) => strategy.startsWith("deep"));
    return merge2(all, own, isDeep);
  }
  start() {
    return this.file.location(0);
  }
  /** What `include` blocks lead to; of one that leads nowhere in the tree nothing is known. */
  included() {
    if (this.includes !== void 0) return this.includes;
    this.includes = [];
    if (this.depth >= DEEPEST4) return this.includes;
    this.includes = this.body.blocks.flatMap((block) => {
      if (block.type !== "include") return [];
      const path = textOf(this.argument(block, "path"));
      const file = (path === void 0 ? [] : this.paths(path)).map((found) => this.units.tree.read(found)).find((found) => found !== void 0);
      if (file === void 0 || file === this.file) return [];
      const strategy = textOf(this.argument(block, "merge_strategy")) ?? "shallow";
      const { unitFolder, units, depth, budget, given: given2 } = this;
      const unit = new _Unit(file, unitFolder, units, depth + 1, budget, given2);
      unit.includedBy = this;
      return [{ name: block.labels[0]?.text ?? "", unit, strategy }];
    });
    return this.includes;
  }
  /** The unit that includes this file. */
  includedBy;
  /** Where an include is whose file is not in the repository. */
  missingInclude() {
    const blocks = this.body.blocks.filter(({ type }) => type === "include");
    return blocks.length > this.included().length ? blocks[0] : void 0;
  }
  argument(block, name) {
    const found = findAttribute(block.body, name);
    return found === void 0 ? void 0 : evaluate(found.value, this.scope());
  }
  /** What `include.x` and `read_terragrunt_config()` give: the locals and the inputs. */
  exposed(where) {
    const locals = this.localAttributes().map(({ name }) => entryOf(name, this.local(name, where)));
    const inputs = this.inputs();
    return mapping(
      [
        entryOf("locals", mapping(locals, where)),
        ...inputs === void 0 ? [] : [entryOf("inputs", inputs)]
      ],
      where
    );
  }
  localAttributes() {
    return this.body.blocks.flatMap(({ type, body }) => type === "locals" ? body.attributes : []);
  }
  variable(name, where) {
    return failure(`Terragrunt has no \`var.${name.slice(0, 60)}\``, where);
  }
  local(name, where) {
    return this.once(`local.${name}`, where, () => {
      const attribute2 = this.localAttributes().find((each) => each.name === name);
      if (attribute2 === void 0) {
        return failure(`\`local.${name.slice(0, 60)}\` is not declared`, where);
      }
      return evaluate(attribute2.value, { ...this.scope(), address: `local.${name}` });
    });
  }
  /** `include.root`, `dependency.vpc`; anything else that looks like a resource means nothing here. */
  resource(_mode, type, name, where) {
    if (type === "include") {
      const all = this.included();
      const found = all.find((each) => each.name === name);
      if (found !== void 0) return found.unit.exposed(where);
      const only = all.length === 1 ? entry(all[0].unit.exposed(where), name)?.value : void 0;
      return only ?? unknown(`what \`include.${name.slice(0, 60)}\` leads to is not in the repository`, where);
    }
    if (type === "values") {
      const value = this.given === void 0 ? void 0 : entry(this.given, name)?.value;
      if (value !== void 0) return via(value, where);
      return this.given?.type === "map" && this.given.tag === void 0 ? failure(`the stack gives no \`values.${name.slice(0, 60)}\``, where) : unknown(`\`values.${name.slice(0, 60)}\` is given by a stack`, where);
    }
    if (type === "dependency") {
      const outputs = unknown(
        `\`dependency.${name}.outputs\` is known only after Terraform has run`,
        where,
        `dependency.${name}.outputs`
      );
      return mapping([entryOf("outputs", outputs)], where);
    }
    return failure(`\`${type.slice(0, 60)}\` means nothing to Terragrunt`, where);
  }
  call(name, where) {
    return failure(`Terragrunt has no \`module.${name.slice(0, 60)}\``, where);
  }
  path(name, where) {
    return failure(`Terragrunt has no \`path.${name.slice(0, 60)}\``, where);
  }
  /** An output of a dependency, from the module of the unit that it names. */
  attribute(reference, name, where) {
    const dependency = /^dependency\.([^.]+)\.outputs$/.exec(reference)?.[1];
    const late = unknown(`\`${reference}.${name}\` is known only after Terraform has run`, where);
    if (dependency === void 0) return late;
    const path = textOf(this.dependencyPath(dependency));
    const found = path === void 0 ? void 0 : pathIn(this.unitFolder, path);
    if (found === void 0) return late;
    return this.once(
      `${reference}.${name}`,
      where,
      () => this.units.output(found.replace(/\/terragrunt\.hcl$/, ""), name, where) ?? late
    );
  }
  dependencyPath(name) {
    const block = this.body.blocks.find(
      ({ type, labels }) => type === "dependency" && labels[0]?.text === name
    );
    if (block !== void 0) return this.argument(block, "config_path");
    for (const { unit } of this.included()) {
      const found = unit.dependencyPath(name);
      if (found !== void 0) return found;
    }
    return void 0;
  }
  readFile(path) {
    const found = pathIn(this.unitFolder, path);
    const file = found === void 0 ? void 0 : this.units.tree.read(found);
    return file ?? `the file "${path.slice(0, 200)}" is not in the repository`;
  }
  listFiles(folder) {
    const found = pathIn(this.unitFolder, folder);
    if (found === void 0) return `the folder "${folder.slice(0, 200)}" is not in the repository`;
    const prefix = found === "" ? "" : `${found}/`;
    return this.units.tree.paths.filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length));
  }
  ownFunction(name, args, where) {
    const caller = {
      tree: this.units.tree,
      file: this.file,
      unitFolder: this.unitFolder,
      includedFolder: (wanted) => this.includedFolder(wanted),
      read: (path, place2) => {
        const file = this.depth >= DEEPEST4 ? void 0 : this.units.tree.read(path);
        if (file === void 0) return void 0;
        const unit = new _Unit(file, file.folder, this.units, this.depth + 1, this.budget);
        return unit.exposed(place2);
      }
    };
    return terragruntFunction(name)?.(args, where, caller);
  }
  includedFolder(name) {
    if (this.includedBy !== void 0 && name === void 0) return this.file.folder;
    const from = this.includedBy ?? this;
    const found = from.included().find((each) => name === void 0 || each.name === name);
    return found?.unit.file.folder;
  }
  once(key, where, compute2) {
    const known3 = this.values.get(key);
    if (known3 === "under way") return failure(`\`${key}\` refers to itself`, where);
    if (known3 !== void 0) return known3;
    this.values.set(key, "under way");
    const value = compute2();
    this.values.set(key, value);
    return value;
  }
};
function merge2(base2, over, deep) {
  if (base2 === void 0 || over === void 0) return over ?? base2;
  if (over.type === "unknown") return over;
  if (base2.type === "unknown" && over.type === "map") return { ...over, tag: PARTIAL };
  if (deep && base2.type === "list" && over.type === "list") {
    return { ...over, items: [...base2.items.map((item) => partOf(base2, item)), ...over.items] };
  }
  if (base2.type !== "map" || over.type !== "map") return over;
  const entries = new Map(
    base2.entries.map((each) => [each.key, { ...each, value: partOf(base2, each.value) }])
  );
  for (const each of over.entries) {
    const before = entries.get(each.key);
    const value = deep && before !== void 0 ? merge2(before.value, each.value, true) ?? each.value : each.value;
    entries.set(each.key, { ...each, value });
  }
  const tag = base2.tag ?? over.tag;
  return mapping([...entries.values()], over.where, tag);
}
function inputOf(name, unit, inputs) {
  if (inputs?.type === "unknown") return inputs;
  if (inputs?.type === "map") {
    const found = entry(inputs, name);
    if (found !== void 0) {
      return via(partOf(inputs, found.value), { ...found.valueWhere, address: `var.${name}` });
    }
    if (inputs.tag !== void 0) return unknown("some of the inputs are not known", inputs.where);
  }
  const missing = unit.missingInclude();
  if (missing === void 0) return void 0;
  const where = unit.file.location(missing.start, missing.end);
  return unknown(`\`${name}\` may be set by a file that ${unit.file.path} includes`, where);
}

// src/platforms/terraform/terragrunt/calls.ts
function readTerragrunt(files, tree, modules) {
  const world = new World(tree, modules);
  const ours = files.filter(({ path }) => isTerragrunt(path));
  const walk = { reached: /* @__PURE__ */ new Set(), left: MOST_STACKED };
  const stacks = ours.filter(({ name }) => name === STACK).map((file) => ({ file, units: stackedUnits(file, world, walk) }));
  const inStacks = stacks.flatMap(({ file, units }) => walk.reached.has(file) ? [] : units);
  for (const unit of inStacks) if ("file" in unit) world.stacked.set(unit.folder, unit);
  const catalogue = new Set(inStacks.flatMap((unit) => "file" in unit ? unit.file : []));
  return [
    ...ours.filter((file) => file.name !== STACK && !catalogue.has(file)).flatMap((file) => world.call(file) ?? []),
    ...inStacks.flatMap((unit) => "file" in unit ? world.call(unit.file, unit) ?? [] : unit)
  ];
}
var World = class {
  constructor(tree, modules) {
    this.tree = tree;
    this.modules = modules;
  }
  tree;
  modules;
  evaluations = /* @__PURE__ */ new Map();
  /** Units that stacks make, by the folders they are made in. */
  stacked = /* @__PURE__ */ new Map();
  call(file, made) {
    const folder = made?.folder ?? file.folder;
    const unit = new Unit(file, folder, this, 0, void 0, made?.values);
    const source = unit.setting("terraform", "source");
    const text3 = source === void 0 ? void 0 : textOf(source);
    const folders = text3 === void 0 ? [] : localFolders(unit, text3);
    const moduleFolder = source === void 0 ? file.folder : folders.find((each) => this.modules.has(each)) ?? folders[0];
    const variables = extraVariables(unit, this.tree);
    let given2;
    const inputs = (name) => {
      given2 ??= { inputs: unit.inputs() };
      return variables.get(name) ?? inputOf(name, unit, given2.inputs);
    };
    const module = moduleFolder === void 0 ? void 0 : this.modules.get(moduleFolder);
    const generated = moduleFolder === void 0 ? [] : generatedFiles(unit, moduleFolder);
    if (moduleFolder !== void 0 && generated.length > 0) {
      const own = module?.files.map((each) => each.file) ?? [];
      const names3 = new Set(generated.map(({ name }) => name));
      const rest2 = own.filter(({ name }) => !names3.has(name));
      const config = readModule(moduleFolder, [...rest2, ...generated]);
      return { folder, calls: { moduleFolder, config }, inputs };
    }
    if (moduleFolder !== void 0 && module !== void 0) {
      return { folder, calls: { moduleFolder }, inputs };
    }
    if (text3 === void 0 || moduleFolder !== void 0) return void 0;
    return { folder, calls: { remote: remoteCall(file, text3, source.where, unit) }, inputs };
  }
  output(folder, name, where) {
    const evaluation = this.evaluate(folder);
    return evaluation === void 0 ? void 0 : withoutReferences(evaluation.root.output(name, where));
  }
  evaluate(folder) {
    const known3 = this.evaluations.get(folder);
    if (known3 === "under way") return void 0;
    if (this.evaluations.has(folder)) return known3;
    this.evaluations.set(folder, "under way");
    const made = this.stacked.get(folder);
    const file = made?.file ?? this.tree.read(folder === "" ? "terragrunt.hcl" : `${folder}/terragrunt.hcl`);
    const call2 = file === void 0 ? void 0 : this.call(file, made);
    const config = call2 !== void 0 && "moduleFolder" in call2.calls ? call2.calls.config ?? this.modules.get(call2.calls.moduleFolder) : void 0;
    const evaluation = config === void 0 ? void 0 : new Evaluation(this.tree, this.modules, config, call2.inputs);
    this.evaluations.set(folder, evaluation);
    return evaluation;
  }
};
function localFolders(unit, source) {
  if (!/^(\.\.?(\/|$)|\/)/.test(source)) return [];
  return unit.paths(source.replace(/\?.*$/, "").replace(/\/\//g, "/"));
}
var STACK = "terragrunt.stack.hcl";
var MOST_STACKED = 2e3;
var DEEPEST_STACK = 8;
function stackedUnits(file, world, walk, folder = file.folder, values2, depth = 0) {
  const stack = new Unit(file, folder, world, 0, void 0, values2);
  return stack.body.blocks.flatMap((block) => {
    if (block.type !== "unit" && block.type !== "stack" || --walk.left < 0) return [];
    const source = stack.argument(block, "source");
    const text3 = source === void 0 ? void 0 : textOf(source);
    if (source === void 0 || text3 === void 0) return [];
    const where = file.location(block.start, block.end);
    const given2 = stack.argument(block, "values") ?? mapping([], where);
    const name = block.labels[0]?.text ?? block.type;
    const path = textOf(stack.argument(block, "path")) ?? name;
    const made = pathIn(folder, `.terragrunt-stack/${path}`) ?? folder;
    const wanted = block.type === "unit" ? "terragrunt.hcl" : STACK;
    const found = localFolders(stack, text3).map((each) => world.tree.read(each === "" ? wanted : `${each}/${wanted}`)).find((each) => each !== void 0);
    if (found === void 0) {
      const body = given2.type === "map" ? given2 : mapping([], where, PARTIAL);
      const address2 = `terragrunt ${name}`;
      const call2 = { address: address2, name, source: text3, where, file, body };
      return [{ folder: made, calls: { remote: call2 }, inputs: () => void 0 }];
    }
    if (block.type === "unit") return [{ file: found, folder: made, values: given2 }];
    if (found !== file) walk.reached.add(found);
    return depth >= DEEPEST_STACK ? [] : stackedUnits(found, world, walk, made, given2, depth + 1);
  });
}
function remoteCall(file, source, sourceWhere, unit) {
  const registry = /^tfr:\/\/[^/]*\/([^?]*)/.exec(source)?.[1];
  const where = { ...sourceWhere.file === file.path ? sourceWhere : file.location(0) };
  const name = file.folder.slice(file.folder.lastIndexOf("/") + 1) || "root";
  const inputs = unit.inputs();
  const body = inputs?.type === "map" ? inputs : mapping([], where, inputs?.tag);
  return { address: `terragrunt ${name}`, name, source: registry ?? source, where, file, body };
}
function extraVariables(unit, tree) {
  const values2 = /* @__PURE__ */ new Map();
  for (const { unit: owner, block } of unit.extraArguments()) {
    for (const key of ["optional_var_files", "required_var_files"]) {
      const attribute2 = findAttribute(block.body, key);
      if (attribute2 === void 0) continue;
      for (const item of itemsOf(evaluate(attribute2.value, owner.scope()))) {
        const path = pathIn(unit.unitFolder, textOf(item) ?? "");
        const file = path === void 0 || !isVariablesFile(path) ? void 0 : tree.read(path);
        if (file === void 0) continue;
        for (const [name, value] of readVariables(file)) {
          values2.set(name, via(value, { ...value.where, address: `var.${name}` }));
        }
      }
    }
  }
  return values2;
}
function withoutReferences(data, depth = 0) {
  if (depth > 20) return data;
  if (data.type === "unknown") {
    const { reason, where } = data;
    return { type: "unknown", reason, where };
  }
  if (data.type === "list") {
    return { ...data, items: data.items.map((item) => withoutReferences(item, depth + 1)) };
  }
  if (data.type === "map") {
    const entries = data.entries.map((each) => ({
      ...each,
      value: withoutReferences(each.value, depth + 1)
    }));
    return { ...data, entries };
  }
  return data;
}

// src/platforms/terraform/project.ts
var MOST_ALTERNATIVES3 = 12;
function readProject(files, tree) {
  const folders = /* @__PURE__ */ new Map();
  for (const file of files) {
    if (!isConfiguration(file.path)) continue;
    const inFolder = folders.get(file.folder);
    if (inFolder === void 0) folders.set(file.folder, [file]);
    else inFolder.push(file);
  }
  const modules = /* @__PURE__ */ new Map();
  for (const [folder, inFolder] of folders) modules.set(folder, readModule(folder, inFolder));
  const callers = readTerragrunt(files, tree, modules);
  const calledByThem = callers.flatMap(
    ({ calls }) => "moduleFolder" in calls ? [calls.moduleFolder] : []
  );
  const rootFolders = findRoots(modules, new Set(calledByThem));
  const besideTheirCall = callers.flatMap(
    ({ folder, calls }) => "moduleFolder" in calls && calls.moduleFolder === folder ? [folder] : []
  );
  const variableFiles = variableFilesByRoot(files, [...rootFolders, ...besideTheirCall]);
  const roots = rootFolders.map(
    (folder) => makeRoot(modules.get(folder), variableFiles.get(folder) ?? [])
  );
  const remote = [];
  for (const { folder, calls, inputs } of callers) {
    if ("remote" in calls) {
      remote.push({ name: folder, call: calls.remote });
      continue;
    }
    const config = calls.config ?? modules.get(calls.moduleFolder);
    const own = config.folder === folder ? loadedOf(variableFiles.get(folder) ?? [], folder) : void 0;
    const loaded = (name) => own?.get(name) ?? inputs(name);
    roots.push({ config, name: folder, isUncalledModule: false, alternatives: [], loaded });
  }
  return { modules, roots, remote };
}
function evaluateRoot(tree, project, root, alternative) {
  const inputs = (name) => alternative?.values.get(name) ?? root.loaded(name);
  return new Evaluation(tree, project.modules, root.config, inputs);
}
function calledFolders(config, modules) {
  const folders = [];
  for (const call2 of config.calls.values()) {
    const source = attributeOf(call2, "source")?.attribute.value;
    if (source?.kind !== "literal" || typeof source.value !== "string") continue;
    if (!/^\.\.?(\/|$)/.test(source.value)) continue;
    const folder = resolveInTree(config.folder, source.value);
    if (folder !== void 0 && folder !== config.folder && modules.has(folder))
      folders.push(folder);
  }
  return folders;
}
function findRoots(modules, calledOtherwise) {
  const called = new Set(calledOtherwise);
  const calls = /* @__PURE__ */ new Map();
  for (const [folder, config] of modules) {
    const folders = calledFolders(config, modules);
    calls.set(folder, folders);
    for (const each of folders) called.add(each);
  }
  const all = [...modules.keys()].sort();
  const roots = all.filter((folder) => !called.has(folder));
  const reached = /* @__PURE__ */ new Set();
  const reach = (from) => {
    const stack = [from];
    for (let folder = stack.pop(); folder !== void 0; folder = stack.pop()) {
      if (reached.has(folder)) continue;
      reached.add(folder);
      append(stack, calls.get(folder) ?? []);
    }
  };
  [...roots, ...calledOtherwise].forEach(reach);
  for (const folder of all) {
    if (reached.has(folder)) continue;
    roots.push(folder);
    reach(folder);
  }
  return roots;
}
function variableFilesByRoot(files, rootFolders) {
  const roots = new Set(rootFolders);
  const byRoot = /* @__PURE__ */ new Map();
  for (const file of files) {
    if (!isVariablesFile(file.path)) continue;
    let folder = file.folder;
    while (folder !== void 0 && !roots.has(folder)) {
      const slash = folder.lastIndexOf("/");
      folder = folder === "" ? void 0 : slash < 0 ? "" : folder.slice(0, slash);
    }
    if (folder === void 0) continue;
    const known3 = byRoot.get(folder);
    if (known3 === void 0) byRoot.set(folder, [file]);
    else known3.push(file);
  }
  return byRoot;
}
function loadedOf(files, folder) {
  const loaded = /* @__PURE__ */ new Map();
  for (const file of loadOrder(files.filter((each) => each.folder === folder))) {
    for (const [name, value] of readVariables(file)) loaded.set(name, value);
  }
  return loaded;
}
function makeRoot(config, variableFiles) {
  const loaded = loadedOf(variableFiles, config.folder);
  const alternatives2 = [];
  for (const file of variableFiles) {
    if (alternatives2.length >= MOST_ALTERNATIVES3) break;
    if (file.folder === config.folder && isLoadedByItself(file.name)) continue;
    const values2 = readVariables(file);
    if ([...values2.keys()].some((name) => config.variables.has(name))) {
      alternatives2.push({ path: file.path, values: values2 });
    }
  }
  return {
    config,
    name: config.folder,
    isUncalledModule: isMeantToBeCalled(config, loaded),
    alternatives: alternatives2,
    loaded: (name) => loaded.get(name)
  };
}
function isMeantToBeCalled(config, loaded) {
  if (config.isConfigured) return false;
  const amongModules = config.folder.split("/").some((part2) => /^(tf[-_]?|terraform[-_]?)?modules?$/i.test(part2) || part2 === "_sub");
  if (amongModules) return true;
  return [...config.variables].some(
    ([name, declaration]) => attributeOf(declaration, "default") === void 0 && !loaded.has(name)
  );
}

// src/platforms/terraform/plan/match.ts
var LEAST_IN_COMMON = 0.5;
function rootOf(document, project) {
  const planned = declaredIn(document);
  if (planned.size === 0) return void 0;
  const scores = project.roots.map((root) => ({ root, score: overlap(planned, declaredBy(root)) })).filter(({ score }) => score >= LEAST_IN_COMMON);
  const best = Math.max(...scores.map(({ score }) => score));
  const candidates = scores.filter(({ score }) => score === best).map(({ root }) => root);
  if (candidates.length <= 1) return candidates[0];
  const { folder, path } = document.file;
  const own = candidates.filter((root) => root.name === folder);
  if (own.length === 1) return own[0];
  const named2 = candidates.filter((root) => isNamedIn(path, root.name));
  return named2.length === 1 ? named2[0] : void 0;
}
function evaluateAsPlanned(tree, project, root, document) {
  const base2 = evaluateRoot(tree, project, root);
  const where = document.file.location(0);
  const inputs = (name) => {
    const planned = document.variables.get(name);
    const loaded = root.loaded(name);
    if (planned === void 0) return loaded;
    const known3 = identity(base2.root.variable(name, where));
    return known3 !== void 0 && known3 === identity(planned) ? loaded : planned;
  };
  return new Evaluation(tree, project.modules, root.config, inputs);
}
function declaredIn({ configuration, resources }) {
  const names3 = /* @__PURE__ */ new Set();
  if (configuration === void 0) {
    for (const { address: address2 } of resources) {
      const steps = stepsOf(address2).flatMap(({ name }) => name ?? []);
      names3.add(steps.slice(0, steps[0] === "data" ? 3 : 2).join("."));
    }
    return names3;
  }
  for (const resource of itemsOf(entry(configuration, "resources")?.value)) {
    const address2 = stringOf(entry(resource, "address")?.value);
    if (address2 !== void 0) names3.add(address2);
  }
  const calls = entry(configuration, "module_calls")?.value;
  for (const call2 of calls?.type === "map" ? calls.entries : []) names3.add(`module.${call2.key}`);
  return names3;
}
function declaredBy({ config }) {
  const names3 = /* @__PURE__ */ new Set();
  for (const { mode, type, name } of config.resources) {
    names3.add(`${mode === "data" ? "data." : ""}${type}.${name}`);
  }
  for (const name of config.calls.keys()) names3.add(`module.${name}`);
  return names3;
}
function overlap(a, b) {
  let common = 0;
  for (const each of a) if (b.has(each)) common++;
  return common === 0 ? 0 : common / (a.size + b.size - common);
}
function isNamedIn(path, folder) {
  if (folder === "") return false;
  if (path.startsWith(`${folder}/`)) return true;
  const last = folder.slice(folder.lastIndexOf("/") + 1).toLowerCase();
  return path.toLowerCase().split(/[/._-]/).includes(last);
}

// src/platforms/terraform/plan/judged.ts
function openPlan(file, tree, project) {
  const document = readPlanDocument(file);
  const root = rootOf(document, project);
  const written = root === void 0 ? void 0 : evaluateAsPlanned(tree, project, root, document);
  const problems = document.errors.slice(0, 5).map(({ where, message }) => ({
    kind: "unparsed",
    where,
    message: `${file.path}:${where.startLine}: ${message}; the plan may not have been read as a whole. Write it again with \`terraform show -json\`.`
  }));
  return {
    evaluation: new PlannedEvaluation(document, written),
    root,
    name: root?.name ?? file.folder,
    problems
  };
}

// src/platforms/terraform/providers/firewall/ports.ts
var EVERY_PORT = /* @__PURE__ */ new Set(["*", "all", "any", "-1", "-1/-1", "-", ""]);
function portsFromText(data, depth = 0) {
  if (data.type === "unknown") return unresolved(data.reason, data.where);
  if (data.type === "list" && depth < 5) {
    let all = PortSet.empty;
    let missing;
    for (const item of elements(data)) {
      const ports = portsFromText(item, depth + 1);
      if (isUnresolved(ports)) missing ??= ports;
      else all = all.union(ports);
    }
    return missing === void 0 || all.equals(PortSet.all) ? all : missing;
  }
  const text3 = textOf(data);
  if (text3 === void 0) return unresolved("the ports are no text", data.where);
  return parsePorts(text3) ?? unresolved(`"${text3.slice(0, 40)}" is no port`, data.where);
}
function parsePorts(text3) {
  const whole2 = text3.trim().toLowerCase();
  if (EVERY_PORT.has(whole2)) return PortSet.all;
  let all = PortSet.empty;
  const tokens = whole2.replace(/ ?([-:/]) ?/g, "$1").split(/[,\s]+/);
  for (const token of tokens) {
    if (token === "") continue;
    if (EVERY_PORT.has(token)) return PortSet.all;
    const range = /^([0-9]{1,5})(?:[-:/]([0-9]{1,5}))?$/.exec(token);
    if (range === null) return void 0;
    const low = Number(range[1]);
    all = all.union(PortSet.range(low, range[2] === void 0 ? low : Number(range[2])));
  }
  return all;
}
function readPorts(body, args) {
  const every = args.all === void 0 ? void 0 : entryAt(body, args.all);
  if (every !== void 0 && booleanOf(every.value) === true) {
    return { ports: PortSet.all, portWhere: every.valueWhere };
  }
  const read2 = [];
  for (const key of args.texts ?? []) {
    const found = entryAt(body, key);
    if (found !== void 0 && isGiven(found.value)) {
      read2.push({ ports: portsFromText(found.value), where: found });
    }
  }
  for (const [from, to] of args.ranges ?? []) {
    const low = given(entryAt(body, from));
    const high = given(entryAt(body, to));
    const first = low ?? high;
    if (first === void 0) continue;
    read2.push({ ports: numberRange(low?.value, high?.value), where: first });
  }
  if (read2.length === 0) {
    if (args.absent === "all") return { ports: PortSet.all };
    if (args.absent === "none") return { ports: PortSet.empty };
    return { ports: unresolved("no port is given", body.where) };
  }
  const missing = read2.find(({ ports: ports2 }) => isUnresolved(ports2));
  let ports = missing?.ports ?? read2.reduce((all, each) => all.union(each.ports), PortSet.empty);
  if (args.zero === "all" && !isUnresolved(ports) && ports.equals(PortSet.of(0))) {
    ports = PortSet.all;
  }
  return { ports, portWhere: (missing ?? read2[0]).where.valueWhere };
}
function numberRange(low, high) {
  const numbers2 = [];
  for (const data of [low, high]) {
    if (data === void 0) continue;
    if (data.type === "unknown") return unresolved(data.reason, data.where);
    const number2 = integerOf(data);
    if (number2 === void 0) {
      return unresolved(`"${(textOf(data) ?? "").slice(0, 40)}" is no port`, data.where);
    }
    if (number2 === -1) return PortSet.all;
    numbers2.push(number2);
  }
  return PortSet.range(numbers2[0], numbers2.at(-1));
}
function given(found) {
  return found !== void 0 && isGiven(found.value) ? found : void 0;
}
function isGiven(data) {
  if (isNull(data)) return false;
  if (data.type === "list") return data.items.length > 0;
  return !(data.type === "scalar" && data.value === "");
}
function entryAt(data, path) {
  let here = data;
  let found;
  for (const step of path.split(".")) {
    if (here?.type === "list") here = here.items[0];
    found = entry(here, step);
    if (found === void 0) return void 0;
    here = found.value;
  }
  return found;
}

// src/platforms/terraform/sources.ts
function readSources(entries, owner, dialect = {}) {
  const sets = [];
  const named2 = [];
  const missing = [];
  let missingAt;
  let best;
  let isSpecified = false;
  const chosen2 = [];
  for (const entry2 of entries) {
    if (entry2 === void 0 || isNull(entry2.value)) continue;
    for (const item of flat(entry2.value)) {
      if (isNull(item) || textOf(item) === "") continue;
      isSpecified = true;
      const choice = readChoice(item, dialect);
      if (choice !== void 0 && (choice.isCertain || dialect.alternatives === true)) {
        if (choice.isCertain) sets.push(choice.set);
        else chosen2.push({ set: choice.set, reason: choice.reason });
        const width = publicSize(choice.set);
        if (best === void 0 || width > best.width) best = { item: choice.widest, entry: entry2, width };
        continue;
      }
      const set = readOne(item, dialect);
      if (set === "closed") continue;
      const names3 = namesOf(item, owner);
      if (set instanceof AddressSet) {
        sets.push(set);
        if (names3.length > 0) named2.push({ names: names3, addresses: set });
        const width = publicSize(set);
        if (best === void 0 || width > best.width) best = { item, entry: entry2, width };
      } else {
        missing.push(names3.length === 0 ? set : { ...set, names: names3 });
        missingAt ??= { item, entry: entry2, width: 0 };
      }
    }
  }
  const certain = AddressSet.unionOf(sets);
  const known3 = AddressSet.unionOf([certain, ...chosen2.map(({ set }) => set)]);
  const depends = chosen2.length > 0 && publicSize(certain) === 0;
  const decisive = best !== void 0 && (best.width > 0 || missingAt === void 0) ? best : missingAt;
  return {
    known: known3,
    missing: missing.reduceRight(
      (rest2, each) => rest2 === void 0 ? each : { ...each, rest: rest2 },
      void 0
    ),
    ...named2.length === 0 ? {} : { named: named2 },
    isSpecified,
    where: decisive === void 0 ? void 0 : placeWithin(decisive.item, decisive.entry, owner),
    related: decisive === void 0 ? [] : relatedTo(decisive.item, owner),
    ...depends ? { onlyIf: `a condition comes out so (${chosen2[0].reason})` } : {}
  };
}
function readChoice(item, dialect) {
  const alternatives2 = alternativesOf(item);
  if (item.type !== "unknown" || alternatives2 === void 0) return void 0;
  const sets = [];
  let widest2;
  for (const alternative of alternatives2) {
    let set = AddressSet.empty;
    for (const each of flat(alternative)) {
      if (isNull(each) || textOf(each) === "") continue;
      const one2 = readOne(each, dialect);
      if (one2 === "closed") continue;
      if (!(one2 instanceof AddressSet)) return void 0;
      set = set.union(one2);
      const width = publicSize(one2);
      if (widest2 === void 0 || width > widest2.width) widest2 = { item: each, width };
    }
    sets.push(set);
  }
  const [first, ...rest2] = sets.map((set) => set.intersect(PUBLIC));
  return {
    set: AddressSet.unionOf(sets),
    isCertain: rest2.every((set) => set.equals(first)),
    reason: item.reason,
    widest: widest2?.item ?? item
  };
}
function sourcesOf(reading) {
  if (reading.missing === void 0) return reading.known;
  return publicSize(reading.known) > 0 ? reading.known : besides(reading.missing, reading.known);
}
function besides(missing, known3) {
  const { rest: rest2 } = missing;
  return {
    ...missing,
    rest: rest2 !== void 0 && isUnresolved(rest2) ? besides(rest2, known3) : known3
  };
}
function bothMissing(first, second) {
  if (first === void 0 || second === void 0) return first ?? second;
  const { rest: rest2 } = first;
  const next = rest2 !== void 0 && isUnresolved(rest2) ? bothMissing(rest2, second) : second;
  return { ...first, rest: next };
}
function namingOf(reading, sources) {
  return {
    ...reading.named === void 0 ? {} : { named: reading.named },
    ...reading.missing === void 0 || isUnresolved(sources) ? {} : { beyond: reading.missing }
  };
}
function namesOf(item, owner) {
  const names3 = /* @__PURE__ */ new Set();
  const text3 = textOf(item)?.trim();
  if (text3 !== void 0 && AddressSet.tryParse(text3) === void 0) names3.add(text3);
  const basis = basisOf(item);
  if (basis !== void 0) {
    names3.add(basis);
    names3.add(basis.replace(/\.[^.]*$/, ""));
  }
  for (const place2 of [...item.through ?? [], item.where]) {
    if (place2.address !== void 0 && !within(place2, owner)) names3.add(place2.address);
  }
  return [...names3].filter((name) => name !== "");
}
function flat(data, depth = 0) {
  if (data.type !== "list") return [data];
  return depth > 5 ? [] : elements(data).flatMap((item) => flat(item, depth + 1));
}
function readOne(item, dialect) {
  if (item.type === "unknown") {
    return dialect.reference?.(item) ?? unresolved(item.reason, item.where);
  }
  const text3 = textOf(item)?.trim();
  if (text3 === void 0) return unresolved("a source is not a text", item.where);
  const set = dialect.word?.(text3) ?? AddressSet.tryParse(text3) ?? wholeFamily(text3);
  return set ?? unresolved(`"${text3.slice(0, 60)}" is not an address or network`, item.where);
}
function wholeFamily(text3) {
  if (/^[0-9.]*\/0+$/.test(text3)) return text3.startsWith("/") ? AddressSet.all : AddressSet.allIPv4;
  return /^[0-9a-f:.]+\/0+$/i.test(text3) ? AddressSet.allIPv6 : void 0;
}
function publicSize(set) {
  const open2 = set.intersect(PUBLIC);
  return open2.sizeV4 / 2 ** 32 + Number(open2.sizeV6 >> 61n) / 2 ** 67;
}
function placeWithin(item, entry2, owner) {
  if (within(item.where, owner)) return item.where;
  const through = (item.through ?? []).filter((place2) => within(place2, owner));
  return through[0] ?? entry2.valueWhere;
}
function relatedTo(item, owner) {
  const places = [...item.through ?? [], item.where].filter((place2) => !within(place2, owner));
  const related = [];
  for (const where of places) {
    const known3 = related.some(
      (other) => other.where.file === where.file && other.where.startLine === where.startLine
    );
    if (known3) continue;
    const isMissing = item.type === "unknown" && where === item.where;
    related.push({
      where,
      message: isMissing ? "the value is missing here" : describePlace(where)
    });
  }
  return related;
}
function describePlace(where) {
  const address2 = where.address ?? "";
  const variable = /(?:^|\.)var\.[^.]+$/.exec(address2);
  if (variable !== null) {
    return /\.tfvars(\.json)?$/.test(where.file) ? `the value of ${address2}` : `the default of ${address2}`;
  }
  if (/(?:^|\.)(local|output)\.[^.]+$/.test(address2)) return address2;
  if (/(?:^|\.)module\.[^.]+$/.test(address2)) return `the input of ${address2}`;
  return address2 === "" ? "the value comes from here" : `in ${address2}`;
}

// src/platforms/terraform/providers/firewall/keys.ts
function groupKey(data, context) {
  const address2 = context.referent(data)?.address;
  if (address2 !== void 0) return address2;
  return textOf(data) === void 0 ? `?${placeOf(data.where)}` : `"${textOf(data)}"`;
}
function placeOf(where) {
  return `${where.file}:${where.startLine}:${where.startColumn}`;
}
function onlyOf(keys2, block, context, everything = []) {
  const only = keysAt(block, keys2, context);
  const isNarrowed = only.length > 0 && !only.some((key) => everything.includes(key.replace(/"/g, "").toLowerCase()));
  return isNarrowed ? { only } : {};
}
function keysAt(body, paths, context) {
  return paths.flatMap(
    (path) => itemsOf(entryAt(body, path)?.value).filter(isGiven).map((item) => groupKey(item, context))
  );
}

// src/platforms/terraform/providers/firewall/guards.ts
function foreignFirewall(data) {
  return unresolved(
    data.type === "unknown" ? data.reason : "a firewall is not in the repository",
    data.where
  );
}
function attachments(args) {
  return (context) => context.find(...args.machines).flatMap((machine) => {
    if (machine.mode !== "managed") return [];
    const firewalls9 = [];
    let missing;
    const add = (data) => {
      firewalls9.push(groupKey(data, context));
      if (!isDeclared(data, args.owners ?? [], context)) missing ??= foreignFirewall(data);
    };
    for (const path of args.named ?? []) {
      for (const block of pathItems(machine.body, path)) add(block);
    }
    for (const { types, firewall, machines: machines2 } of args.by ?? []) {
      for (const each of context.find(...types)) {
        const isFor = itemsAt(each.body, machines2).some(
          (data) => context.referent(data)?.address === machine.address
        );
        if (!isFor) continue;
        if (firewall === void 0) firewalls9.push(each.address);
        else itemsAt(each.body, firewall).forEach(add);
      }
    }
    for (const each of interfacesOf(machine, args, context)) {
      for (const data of each) add(data);
    }
    return firewalls9.length === 0 ? [] : [
      {
        workload: machine.address,
        where: machine.where,
        firewalls: [...new Set(firewalls9)],
        ...missing === void 0 ? {} : { missing }
      }
    ];
  });
}
function interfacesOf(machine, args, context) {
  const isIt = (data, address2) => context.referent(data)?.address === address2;
  return (args.interfaces ?? []).flatMap(
    ({ types, firewalls: firewalls9, named: named2, by }) => context.find(...types).filter(({ address: address2 }) => {
      const names3 = named2.flatMap((path) => pathItems(machine.body, path));
      const joints = by === void 0 ? [] : context.find(by.type);
      return names3.some((data) => isIt(data, address2)) || joints.some(
        ({ body }) => itemsAt(body, by.one).some((data) => isIt(data, address2)) && itemsAt(body, by.machine).some((data) => isIt(data, machine.address))
      );
    }).map(({ body }) => pathItems(body, firewalls9))
  );
}
function itemsAt(body, path) {
  return itemsOf(entryAt(body, path)?.value).filter(isGiven);
}
function pathItems(body, path) {
  const steps = path.split(".");
  const last = steps.pop();
  let here = [body];
  for (const step of steps) here = here.flatMap((each) => itemsAt(each, step));
  return here.flatMap((each) => itemsAt(each, last));
}
function isDeclared(data, owners, context) {
  const address2 = context.referent(data)?.address;
  if (address2 !== void 0) return context.resource(address2)?.mode === "managed";
  const name = textOf(data)?.toLowerCase();
  return context.find(...owners).some((owner) => textOf(entry(owner.body, "name")?.value)?.toLowerCase() === name);
}

// src/network/overlap-index.ts
var OverlapIndex = class {
  v4;
  v6;
  constructor(things) {
    this.v4 = new IntervalTree(
      things.flatMap(([set, thing]) => set.v4.map((each) => [each, thing]))
    );
    this.v6 = new IntervalTree(
      things.flatMap(([set, thing]) => set.v6.map((each) => [each, thing]))
    );
  }
  /** Each thing once, in no particular order. */
  overlapping(set) {
    const found = /* @__PURE__ */ new Set();
    for (const interval of set.v4) this.v4.collect(interval, found);
    for (const interval of set.v6) this.v6.collect(interval, found);
    return found;
  }
};
var IntervalTree = class {
  items;
  highest = [];
  constructor(items2) {
    this.items = [...items2].sort(([a], [b]) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
    this.measure(0, this.items.length);
  }
  measure(from, to) {
    if (from >= to) return void 0;
    const middle = from + to >> 1;
    let most = this.items[middle][0][1];
    for (const part2 of [this.measure(from, middle), this.measure(middle + 1, to)]) {
      if (part2 !== void 0 && part2 > most) most = part2;
    }
    this.highest[middle] = most;
    return most;
  }
  collect(wanted, found, from = 0, to = this.items.length) {
    if (from >= to) return;
    const middle = from + to >> 1;
    if (this.highest[middle] < wanted[0]) return;
    this.collect(wanted, found, from, middle);
    const [[low, high], thing] = this.items[middle];
    if (low > wanted[1]) return;
    if (high >= wanted[0]) found.add(thing);
    this.collect(wanted, found, middle + 1, to);
  }
};

// src/platforms/terraform/providers/firewall/precedence.ts
var FEW_PORTS = 128;
var MANY = 16;
var Denials = class {
  constructor(firewall) {
    this.firewall = firewall;
    for (const [index2, rule] of firewall.rules.entries()) {
      this.position.set(rule, index2);
      if (rule.action === "allow") continue;
      this.all.push(rule);
      const ports = portsOf(rule);
      if (ports?.length !== 1) {
        this.wide.push(rule);
        continue;
      }
      const same2 = this.byPort.get(ports[0]);
      if (same2 === void 0) this.byPort.set(ports[0], [rule]);
      else same2.push(rule);
    }
    if (this.all.length > MANY && this.all.every(isCertain)) {
      this.byAddress = new OverlapIndex(this.all.map((rule) => [rule.sources.known, rule]));
    }
  }
  firewall;
  position = /* @__PURE__ */ new Map();
  all = [];
  /** Those for a single port, and those for more or unknown ones. */
  byPort = /* @__PURE__ */ new Map();
  wide = [];
  /** By the addresses they deny; absent when something about one of them is not known. */
  byAddress;
  /** The rules that decide before another one and may have to do with it, in the order written. */
  before(rule) {
    if (this.all.length === 0) return [];
    return this.candidates(rule).filter((other) => this.comesBefore(other, rule)).sort((a, b) => this.position.get(a) - this.position.get(b));
  }
  candidates(rule) {
    const { known: known3, missing } = rule.sources;
    if (this.byAddress !== void 0 && hasKnownTraffic(rule) && missing === void 0) {
      if (!known3.isEmpty) return [...this.byAddress.overlapping(known3)];
    }
    const ports = portsOf(rule);
    return ports === void 0 ? this.all : [...this.wide, ...ports.flatMap((port) => this.byPort.get(port) ?? [])];
  }
  /** Whether a rule that may deny decides before another one, for sure or possibly. */
  comesBefore(other, rule) {
    if (other === rule) return false;
    if (typeof other.order === "number" && typeof rule.order === "number") {
      if (other.order > rule.order) return false;
      const isTie = other.order === rule.order;
      const isLater = this.position.get(other) > this.position.get(rule);
      if (isTie && this.firewall.ties !== "deny" && isLater) return false;
    }
    return covers(other, rule);
  }
};
function hasKnownTraffic({ order, traffic }) {
  return typeof order === "number" && traffic.every(
    ({ ports, protocols }) => !isUnresolved(ports) && !isUnresolved(protocols)
  );
}
function isCertain(rule) {
  return rule.action === "deny" && rule.sources.missing === void 0 && rule.onlyIf === void 0 && rule.isPartial !== true && hasKnownTraffic(rule);
}
function portsOf(rule) {
  const all = /* @__PURE__ */ new Set();
  for (const { ports } of rule.traffic) {
    if (isUnresolved(ports) || all.size + ports.size > FEW_PORTS) return void 0;
    for (const [low, high] of ports.intervals) {
      for (let port = low; port <= high; port++) all.add(port);
    }
  }
  return [...all];
}
function covers(outer, inner) {
  if (outer.only === void 0) return true;
  return inner.only !== void 0 && inner.only.every((each) => outer.only.includes(each));
}

// src/platforms/terraform/providers/firewall/openings.ts
var MOST_PIECES = 256;
function openingsOf(firewall) {
  const openings = /* @__PURE__ */ new Map();
  const denials = new Denials(firewall);
  for (const rule of firewall.rules) {
    if (rule.action === "deny") continue;
    const before = denials.before(rule);
    const found = joined(rule.traffic).flatMap(
      (traffic) => together(
        protocolsOf(traffic).map((protocol) => ({
          protocol,
          pieces: remaining(rule, traffic, protocol, before)
        }))
      ).map(([protocols, piece2]) => ingressOf(firewall, rule, traffic, protocols, piece2))
    );
    openings.set(
      rule,
      found.flatMap((each) => each ?? [])
    );
  }
  return openings;
}
function joined(all) {
  const result = [];
  for (const traffic of all) {
    const index2 = result.findIndex(
      (other) => Array.isArray(other.protocols) && Array.isArray(traffic.protocols) && !isUnresolved(other.ports) && !isUnresolved(traffic.ports) && other.inside === traffic.inside && other.ports.equals(traffic.ports)
    );
    if (index2 < 0) result.push(traffic);
    else {
      const protocols = [...protocolsOf(result[index2]), ...protocolsOf(traffic)];
      const both = TCP_AND_UDP.filter((protocol) => protocols.includes(protocol));
      result[index2] = { ...result[index2], protocols: both };
    }
  }
  return result;
}
function remaining(rule, traffic, protocol, before) {
  let pieces = [{ ports: traffic.ports, sources: rule.sources.known }];
  for (const other of before) {
    for (const denied of other.traffic) {
      if (!protocolsOf(denied).includes(protocol)) continue;
      if (pieces.length > MOST_PIECES) return pieces;
      pieces = pieces.flatMap(
        (piece2) => isApart(piece2, other, denied) ? [piece2] : without(piece2, other, denied, rule)
      );
    }
  }
  return merged2(pieces);
}
function isApart(piece2, deny, denied) {
  if (isUnresolved(piece2.ports) || isUnresolved(denied.ports)) return false;
  if (!piece2.ports.overlaps(denied.ports)) return true;
  return deny.sources.missing === void 0 && !piece2.sources.isEmpty && !piece2.sources.overlaps(deny.sources.known);
}
function without(piece2, deny, denied, allow) {
  const { ports } = piece2;
  const all = isUnresolved(denied.ports) ? PortSet.all : denied.ports;
  if (isUnresolved(ports) && !all.equals(PortSet.all)) return [piece2];
  const inside2 = isUnresolved(ports) ? ports : ports.intersect(all);
  const outside = isUnresolved(ports) ? PortSet.empty : ports.subtract(all);
  if (!isUnresolved(inside2) && inside2.isEmpty) return [piece2];
  const rest2 = outside.isEmpty ? [] : [{ ...piece2, ports: outside }];
  const doubt = doubtAbout(deny, denied, allow);
  const { known: known3, missing } = deny.sources;
  const hit = piece2.sources.intersect(known3);
  const spared = piece2.sources.subtract(known3);
  if (deny.isPartial === true) return [piece2];
  if (doubt !== void 0) {
    const mayBeHit = missing === void 0 ? hit : piece2.sources;
    if (mayBeHit.isEmpty && !piece2.sources.isEmpty) return [piece2];
    if (missing !== void 0) return [...rest2, { ...piece2, ports: inside2, doubt }];
    return [
      ...rest2,
      ...part(piece2, inside2, spared),
      { ...piece2, ports: inside2, sources: hit, doubt }
    ];
  }
  if (deny.onlyIf !== void 0) {
    const condition = `\`${deny.name}\` does not deny it, which it does if ${deny.onlyIf}`;
    return [
      ...rest2,
      ...part(piece2, inside2, spared),
      ...hit.isEmpty ? [] : [{ condition, ...piece2, ports: inside2, sources: hit }]
    ];
  }
  if (missing !== void 0) {
    const reason = `what \`${deny.name}\` denies before it is not known: ${missing.reason}`;
    return [
      ...rest2,
      { ...piece2, ports: inside2, sources: spared, doubt: unresolved(reason, missing.where) }
    ];
  }
  const keepsAllOut = known3.equals(AddressSet.all) || known3.equals(AddressSet.allIPv4);
  if (allow.sources.missing !== void 0 && !keepsAllOut)
    return [...rest2, { ...piece2, ports: inside2, sources: spared }];
  return [...rest2, ...part(piece2, inside2, spared)];
}
function part(piece2, ports, sources) {
  return sources.isEmpty ? [] : [{ ...piece2, ports, sources }];
}
function doubtAbout(deny, denied, allow) {
  const cause = [deny.action, denied.ports, denied.protocols, deny.order, allow.order].find(
    (each) => typeof each === "object" && isUnresolved(each)
  );
  if (cause === void 0) return void 0;
  return unresolved(
    `\`${deny.name}\` may deny it before, and ${cause.reason}`,
    cause.where ?? deny.where
  );
}
function merged2(pieces) {
  const result = [];
  for (const piece2 of pieces) {
    const index2 = result.findIndex(
      (other) => !isUnresolved(other.ports) && !isUnresolved(piece2.ports) && other.condition === piece2.condition && other.doubt?.reason === piece2.doubt?.reason && other.sources.equals(piece2.sources)
    );
    if (index2 < 0) result.push(piece2);
    else {
      const other = result[index2];
      result[index2] = {
        ...other,
        ports: other.ports.union(piece2.ports)
      };
    }
  }
  return result;
}
function together(all) {
  const result = [];
  for (const { protocol, pieces } of all) {
    for (const piece2 of pieces) {
      const same2 = result.find(
        ([, other]) => other.condition === piece2.condition && other.doubt?.reason === piece2.doubt?.reason && other.sources.equals(piece2.sources) && (isUnresolved(other.ports) || isUnresolved(piece2.ports) ? other.ports === piece2.ports : other.ports.equals(piece2.ports))
      );
      if (same2 === void 0) result.push([[protocol], piece2]);
      else same2[0].push(protocol);
    }
  }
  return result;
}
function ingressOf(firewall, rule, traffic, protocols, piece2) {
  const { sources } = rule;
  const isOpen = publicSize(piece2.sources) > 0;
  const uncertain = piece2.doubt ?? (typeof rule.action === "object" ? rule.action : void 0) ?? (isOpen || sources.missing === void 0 ? void 0 : besides(sources.missing, piece2.sources));
  if (uncertain === void 0 && piece2.sources.isEmpty) return void 0;
  if (sources.missing === void 0 && piece2.sources.isEmpty) return void 0;
  if (!isUnresolved(piece2.ports) && piece2.ports.isEmpty) return void 0;
  const where = sources.where ?? traffic.portWhere ?? rule.where;
  const related = [...sources.related];
  if (traffic.portWhere !== void 0 && traffic.portWhere.startLine !== where.startLine) {
    related.unshift({ where: traffic.portWhere, message: "the ports of the rule" });
  }
  const notes = [...rule.notes ?? []];
  if (sources.missing !== void 0 && uncertain === void 0) {
    notes.push(`It may let in more than that, because ${sources.missing.reason}.`);
  }
  const protocolDoubt = isUnresolved(traffic.protocols) ? traffic.protocols : void 0;
  const condition = rule.onlyIf ?? piece2.condition;
  const from = uncertain ?? protocolDoubt ?? piece2.sources;
  return {
    kind: "ingress",
    platform: "terraform",
    where: { ...where, address: rule.name },
    mechanism: firewall.mechanism,
    name: rule.name,
    sources: from,
    ...namingOf(sources, from),
    protocols,
    ports: piece2.ports,
    ...traffic.inside === void 0 ? {} : { targetPorts: traffic.inside },
    target: firewall.target(rule),
    faces: firewall.faces,
    leadsTo: firewall.leadsTo,
    related,
    ...condition === void 0 ? {} : { onlyIf: condition },
    ...notes.length === 0 ? {} : { notes }
  };
}
function admittedBy(openings, protocol, port) {
  let admits = AddressSet.empty;
  let missing;
  for (const opening of openings) {
    if (!opening.protocols.includes(protocol)) continue;
    if (isUnresolved(opening.ports)) {
      missing ??= opening.ports;
      continue;
    }
    if (!opening.ports.contains(port)) continue;
    if (isUnresolved(opening.sources)) missing = bothMissing(missing, opening.sources);
    else admits = admits.union(opening.sources);
  }
  return missing !== void 0 && publicSize(admits) === 0 ? besides(missing, admits) : admits;
}
function protocolsOf(traffic) {
  return isUnresolved(traffic.protocols) ? TCP_AND_UDP : traffic.protocols;
}

// src/platforms/terraform/providers/firewall/rule.ts
function everyone(where, addresses = AddressSet.all) {
  return { known: addresses, missing: void 0, isSpecified: false, where, related: [] };
}
function unknownSources(missing, where) {
  return { known: AddressSet.empty, missing, isSpecified: true, where, related: [] };
}

// src/platforms/terraform/ports.ts
function protocolsFrom(data) {
  if (data === void 0 || isNull(data)) return { protocols: TCP_AND_UDP, isAny: true };
  if (data.type === "unknown") return unresolved(data.reason, data.where);
  switch (textOf(data)?.trim().toLowerCase()) {
    case "tcp":
    case "6":
      return { protocols: TCP, isAny: false };
    case "udp":
    case "17":
      return { protocols: UDP, isAny: false };
    case "-1":
    case "all":
    case "any":
    case "*":
    case "":
      return { protocols: TCP_AND_UDP, isAny: true };
    default:
      return "other";
  }
}
function portRange(from, to) {
  const lows = choices(from);
  const highs = choices(to);
  if (lows.length === 1 && highs.length === 1) return oneRange(from, to);
  const ranges = lows.length === highs.length ? lows.map((low, index2) => oneRange(low, highs[index2])) : lows.flatMap((low) => highs.map((high) => oneRange(low, high)));
  const known3 = ranges.flatMap((range) => isUnresolved(range) ? [] : [range]);
  const named2 = known3.filter((range) => range.contains(MEMCACHED_PORT));
  if (known3.length < ranges.length || named2.length > 0 && named2.length < known3.length) {
    return oneRange(from, to);
  }
  return known3.reduce((all, range) => all.union(range), PortSet.empty);
}
function choices(data) {
  return (data === void 0 ? void 0 : alternativesOf(data)) ?? [data];
}
function oneRange(from, to) {
  const low = portNumber(from);
  if (typeof low !== "number" && low !== void 0) return low;
  const high = portNumber(to);
  if (typeof high !== "number" && high !== void 0) return high;
  if (low === void 0 && high === void 0) return unresolved("no port is given");
  if (low === -1 || high === -1) return PortSet.all;
  return PortSet.range(low ?? high, high ?? low);
}
function portNumber(data) {
  if (data === void 0 || isNull(data)) return void 0;
  if (data.type === "unknown") return unresolved(data.reason, data.where);
  return integerOf(data) ?? unresolved(`"${(textOf(data) ?? "").slice(0, 40)}" is no port`, data.where);
}

// src/platforms/terraform/providers/firewall/shape.ts
function blocksAt(data, path) {
  let here = [data];
  for (const step of path.split(".")) {
    here = here.flatMap((each) => itemsOf(entry(each, step)?.value));
  }
  return here.filter((each) => each.type === "map" || each.type === "unknown");
}
function readRule(shape3, block, resource, context, index2) {
  const inbound = shape3.inbound === void 0 ? true : choose(shape3.inbound, block);
  const enabled = shape3.enabled === void 0 ? true : choose(shape3.enabled, block);
  if (inbound === false || enabled === false) return void 0;
  const allows = shape3.allows === void 0 ? true : choose(shape3.allows, block);
  const conditions = [
    conditionOf(block),
    typeof inbound === "object" ? `the rule is for ingress (${inbound.reason})` : void 0,
    typeof enabled === "object" ? `the rule is in force (${enabled.reason})` : void 0,
    resource.onlyIf
  ].filter((each) => each !== void 0);
  const traffic = readTraffic(shape3, block);
  if (traffic.length === 0) return void 0;
  const sources = sourcesIn(shape3, block, resource, context, allows === true);
  if (sources.onlyIf !== void 0) conditions.push(sources.onlyIf);
  return {
    name: resource.address,
    where: block === resource.body ? resource.where : placeIn(block, resource),
    action: typeof allows === "object" ? allows : allows ? "allow" : "deny",
    order: orderOf(shape3, block, index2),
    traffic,
    sources,
    ...shape3.only === void 0 ? {} : onlyOf(shape3.only, block, context, shape3.everything),
    ...shape3.leavesOut !== void 0 && onlyOf(shape3.leavesOut, block, context, shape3.everything).only !== void 0 ? { isPartial: true } : {},
    ...conditions.length === 0 ? {} : { onlyIf: conditions.join(" and ") }
  };
}
function orderOf(shape3, block, index2) {
  if (shape3.order === void 0) return index2;
  const found = entryAt(block, shape3.order.key);
  if (found === void 0 || !isGiven(found.value)) return shape3.order.absent;
  return integerOf(found.value) ?? unresolved(
    found.value.type === "unknown" ? found.value.reason : "its priority is no number",
    found.valueWhere
  );
}
function choose(choice, body) {
  const found = entryAt(body, choice.key);
  if (found === void 0 || !isGiven(found.value)) return choice.absent;
  if (found.value.type === "unknown") return unresolved(found.value.reason, found.value.where);
  const word2 = textOf(found.value)?.trim().toLowerCase() ?? "";
  if (choice.yes.includes(word2)) return true;
  if (choice.no === void 0 || choice.no.includes(word2)) return false;
  return unresolved(`"${word2.slice(0, 40)}" is no word for \`${choice.key}\``, found.value.where);
}
function readTraffic(shape3, block) {
  const { protocol } = shape3;
  const inBlocks = Object.entries(protocol.blocks ?? {}).flatMap(
    ([key, protocols]) => blocksAt(block, key).map((each) => ({ protocols, ...readPorts(each, shape3.ports) }))
  );
  if (inBlocks.length > 0) return inBlocks;
  if (protocol.others?.some((key) => blocksAt(block, key).length > 0) === true) return [];
  const found = entryAt(block, protocol.key);
  const ports = readPorts(block, shape3.ports);
  if (found === void 0 || !isGiven(found.value)) {
    return protocol.absent.length === 0 ? [] : [{ protocols: protocol.absent, ...ports }];
  }
  const traffic = itemsOf(found.value).flatMap((each) => {
    const own = protocol.words?.[textOf(each)?.trim().toLowerCase() ?? ""];
    if (own !== void 0) return own.length === 0 ? [] : [{ protocols: own, ...ports }];
    const read2 = protocolsFrom(each);
    if (read2 === "other") return [];
    if ("unresolved" in read2) return [{ protocols: read2, ...ports }];
    return read2.isAny && protocol.anyIsEveryPort === true ? [{ protocols: TCP_AND_UDP, ports: PortSet.all }] : [{ protocols: read2.protocols, ...ports }];
  });
  return traffic;
}
var EVERYONE = /* @__PURE__ */ new Set(["*", "any", "all", "internet", "anywhere", "world", "0/0"]);
function sourcesIn(shape3, block, resource, context, alternatives2 = false) {
  const { sources } = shape3;
  const owner = resource.where;
  const dialect = {
    alternatives: alternatives2,
    word: (text3) => sources.word?.(text3) ?? (EVERYONE.has(text3.toLowerCase()) ? AddressSet.all : void 0) ?? addressRange(text3),
    ...sources.reference === void 0 ? {} : { reference: (data) => sources.reference(data, context) }
  };
  const isReplaced = sources.unless?.(block) === true;
  const given2 = isReplaced ? [] : sources.keys.map((key) => entryAt(block, key));
  const reading = sourceRange(sources.range, block) ?? withPrefix(sources.prefix, given2[0]?.value, block) ?? readSources(given2, owner, dialect);
  if (reading.isSpecified) return reading;
  const isClosed2 = (sources.closed ?? []).some((key) => {
    const found = entryAt(block, key)?.value;
    return found !== void 0 && isGiven(found) && booleanOf(found) !== false;
  });
  if (isClosed2 || isReplaced || sources.absent === "nobody") return reading;
  return everyone(void 0, sources.everyone?.(block));
}
function addressRange(text3) {
  if (text3.includes(",")) {
    const all = text3.split(",").map((each) => {
      const part2 = each.trim();
      return EVERYONE.has(part2.toLowerCase()) ? AddressSet.all : AddressSet.tryParse(part2) ?? addressRange(part2);
    });
    const known3 = all.flatMap((each) => each ?? []);
    return known3.length === all.length ? AddressSet.unionOf(known3) : void 0;
  }
  const ends = text3.split("-");
  return ends.length === 2 ? rangeOf(ends[0].trim(), ends[1].trim()) : void 0;
}
function rangeOf(low, high) {
  try {
    return AddressSet.range(low, high);
  } catch {
    return void 0;
  }
}
function sourceRange(keys2, block) {
  if (keys2 === void 0) return void 0;
  const [low, high] = keys2.map((key) => entryAt(block, key));
  const first = [low, high].find((each) => each !== void 0 && isGiven(each.value));
  if (first === void 0) return void 0;
  const where = first.valueWhere;
  const unknown2 = [low, high].find((each) => each?.value.type === "unknown")?.value;
  if (unknown2?.type === "unknown") {
    return unknownSources(unresolved(unknown2.reason, unknown2.where), where);
  }
  const [from, to] = [low ?? high, high ?? low].map((each) => textOf(each?.value) ?? "");
  const known3 = rangeOf(from, to);
  if (known3 === void 0) {
    return unknownSources(unresolved(`"${from}-${to}" is no range of addresses`, where), where);
  }
  return { known: known3, missing: void 0, isSpecified: true, where, related: [] };
}
function withPrefix(key, address2, block) {
  const text3 = textOf(address2);
  const found = key === void 0 ? void 0 : entryAt(block, key);
  if (found === void 0 || address2 === void 0 || text3 === void 0) return void 0;
  const length2 = integerOf(found.value);
  const known3 = length2 === void 0 ? void 0 : AddressSet.tryParse(`${text3}/${length2}`);
  if (known3 === void 0) {
    const reason = found.value.type === "unknown" ? found.value.reason : `"${text3}/" has no prefix length`;
    return unknownSources(unresolved(reason, found.value.where), found.valueWhere);
  }
  return { known: known3, missing: void 0, isSpecified: true, where: address2.where, related: [] };
}
function unknownRule(block, resource) {
  const missing = unresolved(
    block.type === "unknown" ? block.reason : "the rule is no object",
    block.where
  );
  const where = placeIn(block, resource);
  return {
    name: resource.address,
    where,
    action: "allow",
    order: missing,
    traffic: [{ protocols: TCP_AND_UDP, ports: missing }],
    sources: unknownSources(missing, where)
  };
}
function placeIn(data, resource) {
  return data.where.file === resource.where.file ? data.where : resource.where;
}

// src/platforms/terraform/providers/firewall/table.ts
var NARROW_RANGE = 100;
var SHARED = /* @__PURE__ */ new WeakMap();
function familyOpenings(family, context) {
  let key = SHARED.get(family);
  if (key === void 0) SHARED.set(family, key = /* @__PURE__ */ Symbol("openings of a family"));
  return context.shared(key, () => {
    const names3 = ownersByName(family, context);
    const groups15 = readGroups(family, names3, context);
    const byResource = /* @__PURE__ */ new Map();
    const byFirewall = /* @__PURE__ */ new Map();
    const guardsByGroup = /* @__PURE__ */ new Map();
    const all = family.guards?.(context) ?? [];
    for (const guard of all) {
      for (const group of new Set(guard.firewalls.map((key2) => names3.get(nameIn(key2)) ?? key2))) {
        const before = guardsByGroup.get(group);
        if (before === void 0) guardsByGroup.set(group, [guard]);
        else before.push(guard);
      }
    }
    for (const [group, members] of groups15) {
      const guards2 = guardsByGroup.get(group) ?? [];
      const openings = openingsOf({
        mechanism: family.mechanism,
        rules: [
          ...family.deniedBefore?.(group, context) ?? [],
          ...members.flatMap(({ rules }) => rules)
        ],
        ties: family.ties ?? "written",
        target: (rule) => targetOf(rule, guards2),
        leadsTo: "unknown",
        faces: family.faces ?? "internet"
      });
      const isDoor = ({ ports }) => {
        if (family.narrowOnly !== true || isUnresolved(ports)) return true;
        const span = ports.spanAround(MEMCACHED_PORT);
        return span > 0 && span <= NARROW_RANGE;
      };
      byFirewall.set(group, [...openings.values()].flat());
      for (const { resource, rules } of members) {
        byResource.set(
          resource,
          rules.flatMap((rule) => (openings.get(rule) ?? []).filter(isDoor))
        );
      }
    }
    return { byResource, byFirewall, guards: all, keyOf: (key2) => names3.get(nameIn(key2)) ?? key2 };
  });
}
function readGroups(family, names3, context) {
  const groups15 = /* @__PURE__ */ new Map();
  for (const each of family.tables.flatMap((table) => readTable(table, context))) {
    const group = names3.get(nameIn(each.group)) ?? each.group;
    const before = groups15.get(group);
    if (before === void 0) groups15.set(group, [each]);
    else before.push(each);
  }
  return groups15;
}
function familyRules(family, context) {
  const groups15 = readGroups(family, ownersByName(family, context), context);
  return new Map(
    [...groups15].map(([group, members]) => [group, members.flatMap(({ rules }) => rules)])
  );
}
function ownersByName(family, context) {
  const names3 = /* @__PURE__ */ new Map();
  for (const owner of context.find(...family.owners ?? [])) {
    const name = textOf(entry(owner.body, "name")?.value);
    if (name !== void 0) names3.set(name.toLowerCase(), owner.address);
  }
  return names3;
}
function nameIn(key) {
  return key.startsWith('"') ? key.slice(1, -1).replace(/^.*\//, "").toLowerCase() : "";
}
function targetOf(rule, guards2) {
  const workloads = guards2.filter(
    ({ labels }) => rule.only === void 0 || labels === void 0 || rule.only.some((each) => labels.includes(each))
  ).map(({ workload }) => workload);
  return workloads.length === 0 ? "unknown" : [...new Set(workloads)];
}
function familyHandlers(family) {
  return family.tables.map((table) => ({
    types: table.types,
    meaning: [{ of: table.types.join(", "), judged: table.judged }],
    facts: (resource, context) => [
      ...familyOpenings(family, context).byResource.get(resource) ?? []
    ]
  }));
}
function readTable(table, context) {
  return context.find(...table.types).filter((resource) => resource.mode === "managed").map((resource) => {
    const owner = table.group === void 0 ? void 0 : entry(resource.body, table.group);
    return {
      resource,
      rules: table.read?.(resource, context) ?? rulesIn(table, resource, context),
      group: owner === void 0 ? resource.address : groupKey(owner.value, context)
    };
  });
}
function rulesIn(table, resource, context) {
  const { body } = resource;
  if (table.inForce !== void 0 && choose(table.inForce, body) === false) return [];
  const rules = [];
  const blocks = table.blocks === void 0 ? [body] : table.blocks.flatMap((path) => path === "" ? [body] : blocksAt(body, path));
  for (const block of blocks) {
    const rule = block.type === "unknown" ? unknownRule(block, resource) : readRule(table, block, resource, context, rules.length);
    if (rule !== void 0) rules.push(rule);
  }
  const last = table.policy === void 0 ? void 0 : policyRule(table.policy, resource);
  if (last !== void 0) rules.push(last);
  return rules;
}
function policyRule(policy, resource) {
  if (policy.unlessGiven !== void 0) {
    const given2 = entry(resource.body, policy.unlessGiven)?.value;
    if (given2 !== void 0 && booleanOf(given2) !== false) return void 0;
  }
  const chosen2 = choose(policy, resource.body);
  if (chosen2 === false) return void 0;
  const where = entry(resource.body, policy.key)?.valueWhere ?? resource.where;
  return {
    name: resource.address,
    where,
    action: chosen2 === true ? "allow" : chosen2,
    order: Number.MAX_SAFE_INTEGER,
    traffic: [{ protocols: TCP_AND_UDP, ports: PortSet.all }],
    sources: everyone(where),
    notes: ["What no rule is about is let in."]
  };
}

// src/platforms/terraform/startup-text.ts
function startupTexts(data, tree, depth = 0) {
  if (depth > 6) return [];
  const origin = originOf(data);
  if (origin?.file !== void 0) {
    const { file } = origin;
    return [
      { text: file.text, locate: (start, end) => file.location(start, end), file: file.path }
    ];
  }
  if (origin?.data !== void 0) return startupTexts(origin.data, tree, depth + 1);
  if (origin?.partial !== void 0)
    return [located(origin.partial.text, origin.partial.where, tree)];
  if (data.type === "list")
    return elements(data).flatMap((item) => startupTexts(item, tree, depth + 1));
  const text3 = toText(data);
  if (text3 === void 0 || text3 === "") return [];
  const decoded = /^[A-Za-z0-9+/=\s]+$/.test(text3) && text3.length % 4 === 0 ? decode2(text3) : void 0;
  return [located(decoded ?? text3, data.where, tree)];
}
function decode2(text3) {
  const decoded = Buffer.from(text3, "base64").toString("utf8");
  return /^\s*(?:#(?:!|cloud-config|ps1)|<(?:powershell|script)>|rem cmd)/i.test(decoded) ? decoded : void 0;
}
function located(text3, where, tree) {
  const file = tree.read(where.file);
  if (file === void 0) return { text: text3, locate: () => where, file: where.file };
  const starts = [0];
  for (let at2 = text3.indexOf("\n"); at2 >= 0; at2 = text3.indexOf("\n", at2 + 1)) starts.push(at2 + 1);
  const isHeredoc = file.text.startsWith("<<", file.offset(where.startLine, where.startColumn));
  const first = where.startLine + (isHeredoc ? 1 : 0);
  const cache = /* @__PURE__ */ new Map();
  const sourceLine = (index2) => {
    if (!cache.has(index2)) {
      const line = text3.slice(starts[index2], (starts[index2 + 1] ?? text3.length + 1) - 1);
      cache.set(index2, findLine(line, first + index2, first, where.endLine, file));
    }
    return cache.get(index2);
  };
  return {
    text: text3,
    file: where.file,
    locate: (start, end) => {
      const index2 = lineIndex(starts, start);
      const number2 = sourceLine(index2);
      if (number2 === void 0) return where;
      const source = file.line(number2);
      const wanted = text3.slice(start, Math.min(end, (starts[index2 + 1] ?? text3.length + 1) - 1));
      const indent = source.length - source.trimStart().length;
      const ownLine = text3.slice(starts[index2], start);
      const shift = indent - (ownLine.length - ownLine.trimStart().length);
      const expected = start - starts[index2] + Math.max(0, shift);
      const column = source.startsWith(wanted, expected) ? expected : source.indexOf(wanted);
      const offset = file.offset(number2);
      const address2 = where.address;
      if (wanted === "" || column < 0)
        return file.location(offset + indent, offset + source.length, address2);
      return file.location(offset + column, offset + column + wanted.length, address2);
    }
  };
}
function lineIndex(starts, offset) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = low + high + 1 >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
function findLine(line, expected, first, last, file) {
  const wanted = line.trim();
  if (wanted === "") return void 0;
  const beginning = wanted.slice(0, 12);
  const fits = (number2) => {
    const source = file.line(number2).trim();
    return source === wanted || source.startsWith(beginning);
  };
  for (let distance = 0; distance <= 200; distance++) {
    for (const number2 of distance === 0 ? [expected] : [expected + distance, expected - distance]) {
      if (number2 >= first && number2 <= last && fits(number2)) return number2;
    }
  }
  return void 0;
}

// src/platforms/terraform/startup.ts
function startupFacts(data, resource, context) {
  const texts = data.flatMap(
    (each) => each === void 0 ? [] : startupTexts(each, context.tree)
  );
  return run(texts, resource, context);
}
function provisionerFacts(resource, context) {
  const texts = itemsOf(entry(resource.body, "provisioner.remote-exec")?.value).flatMap(
    (provisioner) => {
      const inline = itemsOf(entry(provisioner, "inline")?.value).flatMap(
        (line) => startupTexts(line, context.tree)
      );
      const scripts = [
        entry(provisioner, "script")?.value,
        ...itemsOf(entry(provisioner, "scripts")?.value)
      ];
      const files = scripts.flatMap((path) => {
        const name = path === void 0 ? void 0 : toText(path);
        const folder = resource.file.folder;
        const found = name === void 0 ? void 0 : resolveInTree(name.startsWith("/") ? "" : folder, name);
        const file = found === void 0 ? void 0 : context.tree.read(found);
        return file === void 0 ? [] : [
          {
            text: file.text,
            locate: (start, end) => file.location(start, end),
            file: file.path
          }
        ];
      });
      return [...inline, ...files];
    }
  );
  return run(texts, resource, context);
}
function run(texts, resource, context) {
  for (const { file } of texts) {
    if (file !== resource.file.path) context.judged(file);
  }
  const scripts = texts.filter(({ text: text4 }) => couldConcernMemcached(text4)).map((each) => isCloudConfig(each.text) ? cloudConfigScript(each) : each);
  if (scripts.length === 0) return [];
  const { text: text3, locate } = joined2(scripts);
  return [
    ...scriptFacts(text3, {
      platform: "terraform",
      workload: resource.address,
      placement: "host",
      locate
    }).facts
  ];
}
function couldConcernMemcached(text3) {
  return /memcache|11211|docker|podman|nerdctl|iptables|nft|ufw|firewall|netsh|security.group|gcloud|doctl|hcloud|nsg/i.test(
    text3
  );
}
function joined2(texts) {
  if (texts.length === 1) return texts[0];
  const starts = [];
  let text3 = "";
  for (const each of texts) {
    starts.push(text3.length);
    text3 += each.text.endsWith("\n") ? each.text : `${each.text}
`;
  }
  return {
    text: text3,
    locate: (start, end) => {
      let index2 = starts.length - 1;
      while (index2 > 0 && starts[index2] > start) index2--;
      const offset = starts[index2];
      return texts[index2].locate(start - offset, Math.max(start, end) - offset);
    }
  };
}

// src/platforms/terraform/providers/firewall/machines.ts
function machines(table) {
  return {
    types: table.types,
    meaning: [{ of: table.types.join(", "), judged: table.judged }],
    facts(resource, context) {
      if (resource.mode !== "managed") return [];
      const texts = [
        ...table.startup.map((path) => entryAt(resource.body, path)?.value),
        ...table.scripts?.(resource, context) ?? []
      ];
      const facts = [
        ...startupFacts(texts, resource, context),
        ...provisionerFacts(resource, context)
      ];
      if (!facts.some((fact) => fact.kind === "listener")) return facts;
      const admissions = table.admissions?.(resource, context) ?? [];
      return [
        ...facts,
        ...admissions.flatMap((admission) => restrictions(facts, resource, admission))
      ];
    }
  };
}
function restrictions(facts, machine, admission) {
  const listeners = facts.filter((fact) => fact.kind === "listener");
  const published = facts.filter(
    (fact) => fact.kind === "ingress" && fact.mechanism === "published-port"
  );
  return listeners.flatMap((listener) => {
    if (isUnresolved(listener.sockets)) return [];
    return listener.sockets.flatMap((socket) => {
      const outside = listener.workload === machine.address ? [socket.port] : publishedAs(published, listener, socket.port);
      return outside.map((port) => {
        const { guard, mechanism, openings } = admission;
        const admits = admittedBy(openings, socket.protocol, port);
        const isOpen = !isUnresolved(admits) && publicSize(admits) > 0;
        return {
          kind: "restriction",
          platform: "terraform",
          where: guard.where,
          mechanism,
          name: guard.firewalls.join(", "),
          target: [listener.workload],
          protocols: [socket.protocol],
          ports: PortSet.of(socket.port),
          admits: guard.missing !== void 0 && !isOpen ? guard.missing : admits
        };
      });
    });
  });
}
function publishedAs(doors3, listener, port) {
  const ports = doors3.filter((door3) => door3.target !== "unknown" && door3.target.includes(listener.workload)).flatMap((door3) => {
    const inner = door3.targetPorts ?? door3.ports;
    if (isUnresolved(inner) || isUnresolved(door3.ports) || !inner.contains(port)) return [];
    if (door3.ports.contains(port) && door3.targetPorts === void 0) return [port];
    return door3.ports.size === 1 ? [door3.ports.intervals[0][0]] : [];
  });
  return ports.length === 1 ? ports : [];
}
function admissionsOf(...families) {
  return (machine, context) => families.flatMap((family) => {
    const { byFirewall, guards: guards2, keyOf: keyOf3 } = familyOpenings(family, context);
    return guards2.filter(({ workload }) => workload === machine.address).map((guard) => ({
      guard,
      mechanism: family.mechanism,
      openings: guard.firewalls.flatMap((key) => byFirewall.get(keyOf3(key)) ?? []).filter(({ target }) => target !== "unknown" && target.includes(machine.address))
    }));
  });
}

// src/platforms/terraform/providers/firewall/publishing.ts
function doors(table) {
  return {
    types: table.types,
    meaning: [{ of: table.types.join(", "), judged: table.judged }],
    facts: (resource, context) => doorFacts(table, resource, context)
  };
}
function doorFacts(table, resource, context) {
  if (resource.mode !== "managed") return [];
  const blocks = table.blocks === void 0 ? [resource.body] : table.blocks.flatMap((path) => blocksAt(resource.body, path));
  return blocks.flatMap(
    (block) => block.type === "map" ? doorsOf(table, resource, block, context) : []
  );
}
function doorsOf(table, resource, block, context) {
  const enabled = table.enabled === void 0 ? true : choose(table.enabled, block);
  const isPublic3 = table.isPublic?.(resource, block, context) ?? true;
  if (enabled === false || isPublic3 === false) return [];
  const reading = table.sources?.(resource, block, context);
  const sources = reading === void 0 ? AddressSet.all : sourcesOf(reading);
  if (!isUnresolved(sources) && sources.isEmpty) return [];
  const condition = [
    typeof isPublic3 === "string" ? isPublic3 : void 0,
    typeof enabled === "object" ? `it is in force (${enabled.reason})` : void 0,
    conditionOf(block),
    resource.onlyIf
  ].filter((each) => each !== void 0);
  const targets = table.targets?.(resource, block, context) ?? [];
  const inside2 = table.insideOf?.(resource, block, context) ?? (table.inside === void 0 ? void 0 : readPorts(block, table.inside));
  const hasInside = inside2 !== void 0 && (isUnresolved(inside2.ports) || !inside2.ports.isEmpty);
  return readTraffic({ protocol: table.protocol, ports: table.outside }, block).flatMap(
    (traffic) => {
      if (!isUnresolved(traffic.ports) && traffic.ports.isEmpty) return [];
      const where = traffic.portWhere ?? block.where;
      const fact = {
        kind: "ingress",
        platform: "terraform",
        where: {
          ...within(where, resource.where) ? where : resource.where,
          address: resource.address
        },
        mechanism: table.mechanism ?? "load-balancer",
        name: resource.address,
        sources,
        ...reading === void 0 ? {} : namingOf(reading, sources),
        protocols: protocolsOf(traffic),
        ports: traffic.ports,
        ...hasInside ? { targetPorts: inside2.ports } : {},
        target: targets.length === 0 ? "unknown" : targets,
        faces: "internet",
        leadsTo: "unknown",
        related: [
          ...inside2?.portWhere === void 0 || inside2.portWhere.startLine === where.startLine ? [] : [{ where: inside2.portWhere, message: "the port it leads to" }],
          ...reading?.related ?? []
        ],
        ...condition.length === 0 ? {} : { onlyIf: condition.join(" and ") }
      };
      return [fact];
    }
  );
}
function publicThrough(key, choice) {
  return (resource, _block, context) => {
    const reference = entryAt(resource.body, key)?.value;
    const address2 = reference === void 0 ? void 0 : context.referent(reference)?.address;
    const owner = address2 === void 0 ? void 0 : context.resource(address2);
    if (owner === void 0 || owner.mode === "data") return "the load balancer faces the internet";
    if (typeof choice === "function") return choice(owner, context);
    return publicBy(choice, owner.body);
  };
}
function publicBy(choice, body) {
  const chosen2 = choose(choice, body);
  return typeof chosen2 === "boolean" ? chosen2 : `it faces the internet (${chosen2.reason})`;
}
function namedBy(body, key, types, context, nameKey = "name") {
  const found = referred(body, key, context);
  if (found !== void 0) return found;
  const text3 = textOf(entryAt(body, key)?.value)?.replace(/^.*\//, "");
  if (text3 === void 0 || text3 === "") return void 0;
  return context.find(...types).find((each) => each.mode === "managed" && textOf(entryAt(each.body, nameKey)?.value) === text3);
}
function referred(body, key, context) {
  const data = entryAt(body, key)?.value;
  const address2 = data === void 0 || !isGiven(data) ? void 0 : context.referent(data)?.address;
  return address2 === void 0 ? void 0 : context.resource(address2);
}

// src/platforms/terraform/providers/firewall/members.ts
function membersOf(owner, members, context) {
  const found = context.find(...members.types).filter((member) => members.of.some((key) => referred(member.body, key, context) === owner));
  return together2(
    found.flatMap(
      (member) => (members.blocks === void 0 ? [member.body] : blocksAt(member.body, members.blocks)).map(
        (block) => readPorts(block, members.port)
      )
    )
  );
}
function poolOf(listener, pool, members, context) {
  const named2 = pool.named.flatMap((key) => referred(listener.body, key, context) ?? []);
  const naming = context.find(...pool.types).filter((each) => pool.of.some((key) => referred(each.body, key, context) === listener));
  const inside2 = [.../* @__PURE__ */ new Set([...named2, ...naming])].flatMap(
    (each) => membersOf(each, members, context) ?? []
  );
  return together2(inside2);
}
function together2(all) {
  const [first, ...rest2] = all;
  if (first === void 0) return void 0;
  return rest2.reduce(
    (sum, each) => isUnresolved(sum.ports) ? sum : isUnresolved(each.ports) ? each : { ...sum, ports: sum.ports.union(each.ports) },
    first
  );
}
function portOfAddress(body, key) {
  const found = entryAt(body, key);
  const port = /:([0-9]{1,5})$/.exec(textOf(found?.value) ?? "")?.[1];
  return port === void 0 ? void 0 : { ports: PortSet.of(Number(port)), portWhere: found.valueWhere };
}

// src/platforms/terraform/providers/firewall/words.ts
var INGRESS = {
  key: "direction",
  yes: ["ingress", "in", "inbound"],
  no: ["egress", "out", "outbound"],
  absent: true
};
function directionIn(key, absent = true) {
  return { ...INGRESS, key, absent };
}
function acceptIn(key, absent = true) {
  return {
    key,
    yes: ["accept", "allow", "permit", "pass"],
    no: ["drop", "deny", "reject", "refuse"],
    absent
  };
}
function isTrue2(key, absent) {
  return { key, yes: ["true", "1", "yes", "on"], no: ["false", "0", "no", "off"], absent };
}
function isFalse(key, absent) {
  return { key, yes: ["false", "0", "no", "off"], no: ["true", "1", "yes", "on"], absent };
}

// src/platforms/terraform/providers/alibaba.ts
var INSTANCES = ["alicloud_instance", "alicloud_ecs_launch_template"];
var groups = {
  mechanism: "security-group",
  ties: "deny",
  guards: attachments({
    machines: INSTANCES,
    named: ["security_groups", "security_group_ids", "security_group_id"]
  }),
  tables: [
    {
      types: ["alicloud_security_group_rule"],
      group: "security_group_id",
      judged: '`type = "ingress"` with `cidr_ip`, `ipv6_cidr_ip`; `port_range` -1/-1 means every port; `policy` by `priority`; groups are not public',
      inbound: directionIn("type", false),
      allows: acceptIn("policy"),
      order: { key: "priority", absent: 1 },
      protocol: { key: "ip_protocol", absent: TCP_AND_UDP },
      ports: { texts: ["port_range"], absent: "all" },
      sources: { keys: ["cidr_ip", "ipv6_cidr_ip", "prefix_list_id"], absent: "nobody" }
    }
  ]
};
var acls = {
  mechanism: "network-acl",
  narrowOnly: true,
  tables: [
    {
      types: ["alicloud_network_acl"],
      blocks: ["ingress_acl_entries"],
      judged: "`ingress_acl_entries` in the order written: `policy`, `port`, `source_cidr_ip`; rules that name memcached’s port are doors",
      allows: acceptIn("policy"),
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { texts: ["port"], absent: "all" },
      sources: { keys: ["source_cidr_ip"], absent: "everyone" }
    }
  ]
};
var edge = {
  mechanism: "cloud-firewall",
  narrowOnly: true,
  tables: [
    {
      types: ["alicloud_cloud_firewall_control_policy"],
      judged: '`direction = "in"` with `acl_action`, `source` (`source_type = "net"`), `proto`, `dest_port`; rules that name memcached’s port are doors',
      inbound: directionIn("direction"),
      allows: { key: "acl_action", yes: ["accept", "log"], no: ["drop"], absent: true },
      protocol: { key: "proto", absent: TCP_AND_UDP },
      ports: { texts: ["dest_port"], absent: "all" },
      sources: {
        keys: ["source"],
        absent: "nobody",
        unless: (rule) => !/^(net|)$/i.test(textOf(entry(rule, "source_type")?.value) ?? "")
      },
      only: ["destination"],
      everything: ["0.0.0.0/0"]
    }
  ]
};
var memcache = {
  types: ["alicloud_kvstore_instance"],
  meaning: [
    {
      of: "alicloud_kvstore_instance",
      judged: '`instance_type = "Memcache"`: `security_ips` are who may come'
    }
  ],
  facts(resource, context) {
    if (resource.mode !== "managed") return [];
    const type = entry(resource.body, "instance_type");
    if (textOf(type?.value)?.toLowerCase() !== "memcache") return [];
    const reading = sourcesIn(
      { sources: { keys: ["security_ips"], absent: "nobody" } },
      resource.body,
      resource,
      context
    );
    const sources = sourcesOf(reading);
    if (sources instanceof AddressSet && sources.isEmpty) return [];
    const where = reading.where ?? type.valueWhere;
    return [
      {
        kind: "ingress",
        platform: "terraform",
        where: { ...where, address: resource.address },
        mechanism: "cloud-firewall",
        name: resource.address,
        sources,
        ...namingOf(reading, sources),
        protocols: TCP,
        ports: PortSet.of(MEMCACHED_PORT),
        target: "unknown",
        faces: "internet",
        leadsTo: "memcached",
        related: reading.related
      }
    ];
  }
};
var TABLE = { protocol: { absent: [], words: { tcpssl: TCP, tcp: TCP, udp: UDP } } };
var alibaba = {
  name: "alicloud",
  resources: [
    ...familyHandlers(groups),
    ...familyHandlers(acls),
    ...familyHandlers(edge),
    memcache,
    doors({
      types: ["alicloud_simple_application_server_firewall_rule"],
      judged: "`port` and `rule_protocol`; open to everyone",
      mechanism: "cloud-firewall",
      protocol: {
        key: "rule_protocol",
        absent: [],
        words: { tcpandudp: TCP_AND_UDP, "tcp+udp": TCP_AND_UDP }
      },
      outside: { texts: ["port"], absent: "none" }
    }),
    doors({
      types: ["alicloud_slb_listener"],
      judged: "`frontend_port` and `backend_port` of a balancer whose `address_type` is internet",
      protocol: { key: "protocol", ...TABLE.protocol },
      outside: { texts: ["frontend_port"], absent: "none" },
      inside: { texts: ["backend_port"], absent: "none" },
      insideOf: (listener, _block, context) => {
        const group = referred(listener.body, "server_group_id", context);
        const servers2 = group === void 0 ? [] : blocksAt(group.body, "servers");
        return servers2.map((each) => readPorts(each, { texts: ["port"], absent: "none" }))[0];
      },
      isPublic: publicThrough("load_balancer_id", {
        key: "address_type",
        yes: ["internet"],
        absent: true
      })
    }),
    doors({
      types: ["alicloud_nlb_listener"],
      judged: "`listener_port`, `start_port` to `end_port` of a balancer whose `address_type` is Internet",
      protocol: { key: "listener_protocol", ...TABLE.protocol },
      outside: {
        texts: ["listener_port"],
        ranges: [["start_port", "end_port"]],
        absent: "none"
      },
      insideOf: (listener, _block, context) => poolOf(
        listener,
        { types: [], named: ["server_group_id"], of: [] },
        {
          types: ["alicloud_nlb_server_group_server_attachment"],
          of: ["server_group_id"],
          port: { texts: ["port"], absent: "none" }
        },
        context
      ),
      isPublic: publicThrough("load_balancer_id", {
        key: "address_type",
        yes: ["internet"],
        absent: true
      })
    }),
    doors({
      types: ["alicloud_forward_entry"],
      judged: "`external_port` of a public address that leads to `internal_port`",
      mechanism: "published-port",
      protocol: { key: "ip_protocol", absent: [] },
      outside: { texts: ["external_port"], absent: "none" },
      inside: { texts: ["internal_port"], absent: "none" }
    }),
    machines({
      types: INSTANCES,
      startup: ["user_data"],
      judged: "`user_data`; the security groups of the instance guard it",
      admissions: admissionsOf(groups)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/aws/accelerator.ts
var OUTSIDE = {
  ranges: [["port_range.from_port", "port_range.to_port"]],
  absent: "none"
};
var TABLE2 = {
  types: ["aws_globalaccelerator_listener"],
  judged: "",
  protocol: { key: "protocol", absent: [] },
  outside: OUTSIDE,
  insideOf: inside
};
var accelerator = {
  types: TABLE2.types,
  meaning: [
    {
      of: "aws_globalaccelerator_listener",
      judged: "`protocol` and `port_range` of public addresses; `port_override` of the `aws_globalaccelerator_endpoint_group` behind it"
    }
  ],
  facts: (listener, context) => blocksAt(listener.body, "port_range").flatMap((range) => {
    const entries = listener.body.entries.map(
      (each) => each.key === "port_range" ? { ...each, value: range } : each
    );
    return doorFacts(TABLE2, { ...listener, body: { ...listener.body, entries } }, context);
  })
};
function inside(part2, _block, context) {
  const listener = context.resource(part2.address);
  const outside = readPorts(part2.body, OUTSIDE);
  if (isUnresolved(outside.ports)) return void 0;
  let ports = outside.ports;
  const overrides = context.find("aws_globalaccelerator_endpoint_group").filter((group) => referred(group.body, "listener_arn", context) === listener).flatMap((group) => blocksAt(group.body, "port_override"));
  for (const override of overrides) {
    const [from, to] = ["listener_port", "endpoint_port"].map(
      (key) => integerOf(entry(override, key)?.value)
    );
    if (from === void 0 || to === void 0) return void 0;
    if (outside.ports.contains(from))
      ports = ports.subtract(PortSet.of(from)).union(PortSet.of(to));
  }
  return overrides.length === 0 ? void 0 : { ...outside, ports };
}

// src/platforms/terraform/providers/aws/references.ts
function awsSources(context) {
  return {
    reference: (data) => {
      if (isOwnNetwork(basisOf(data) ?? "")) return "closed";
      return prefixList(data, context);
    }
  };
}
var OWN_ADDRESSES = /* @__PURE__ */ new Map([
  ["aws_vpc", ["cidr_block", "ipv6_cidr_block"]],
  ["aws_default_vpc", ["cidr_block", "ipv6_cidr_block"]],
  ["aws_subnet", ["cidr_block", "ipv6_cidr_block"]],
  ["aws_default_subnet", ["cidr_block", "ipv6_cidr_block"]],
  ["aws_vpc_ipv4_cidr_block_association", ["cidr_block"]],
  ["aws_instance", ["private_ip", "secondary_private_ips"]],
  ["aws_network_interface", ["private_ip", "private_ips"]],
  ["aws_eip", ["private_ip"]]
]);
function isOwnNetwork(reference) {
  const steps = reference.replace(/\[[^\]]*\]/g, "").split(".");
  const attribute2 = steps.at(-1) ?? "";
  const type = steps.at(-3) ?? "";
  if (OWN_ADDRESSES.get(type)?.includes(attribute2) === true) return true;
  if (steps.includes("cidr_block_associations") && steps.includes("aws_vpc")) return true;
  const isOutput = steps.at(-2)?.startsWith("aws_") !== true && /^(module|data)$/.test(steps[0] ?? "");
  return isOutput && /(^|_)(vpc|subnets?|private|intra|internal|database|elasticache)(_|.*_)cidr/.test(attribute2);
}
function prefixList(data, context) {
  const referent = context.referent(data);
  const list2 = referent === void 0 ? void 0 : context.resource(referent.address);
  if (list2 === void 0) return void 0;
  if (list2.mode === "data") return isAwsPrefixList(list2) ? "closed" : void 0;
  if (list2.type === "aws_vpc_endpoint") return "closed";
  if (list2.type !== "aws_ec2_managed_prefix_list") return void 0;
  const cidrs = itemsOf(entry(list2.body, "entry")?.value).map(
    (block) => entry(block, "cidr")?.value
  );
  for (const each of context.find("aws_ec2_managed_prefix_list_entry")) {
    const owner = entry(each.body, "prefix_list_id")?.value;
    if (owner !== void 0 && context.referent(owner)?.address === list2.address) {
      cidrs.push(entry(each.body, "cidr")?.value);
    }
  }
  const sets = [];
  for (const cidr of cidrs) {
    const set = cidr === void 0 ? void 0 : AddressSet.tryParse(textOf(cidr) ?? "");
    if (set === void 0) return void 0;
    sets.push(set);
  }
  return AddressSet.unionOf(sets);
}
function isAwsPrefixList(list2) {
  if (list2.type !== "aws_prefix_list" && list2.type !== "aws_ec2_managed_prefix_list") return false;
  const named2 = stringOf(entry(list2.body, "name")?.value);
  const filtered = itemsOf(entry(list2.body, "filter")?.value).flatMap(
    (filter) => itemsOf(entry(filter, "values")?.value).map(stringOf)
  );
  return list2.type === "aws_prefix_list" || [named2, ...filtered].some((name) => name?.startsWith("com.amazonaws."));
}
function groupOf(data, context) {
  const referent = context.referent(data);
  if (referent !== void 0) return referent.address;
  const name = stringOf(data);
  if (name === void 0 || name === "") return void 0;
  return context.find("aws_security_group").find((group) => stringOf(entry(group.body, "name")?.value) === name)?.address;
}

// src/platforms/terraform/providers/aws/group-rules.ts
var INLINE = ["aws_security_group", "aws_default_security_group"];
var RULES = ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"];
var SHARED2 = /* @__PURE__ */ Symbol("rules of security groups");
var BY_GROUP = /* @__PURE__ */ Symbol("rules by security group");
function allRules(context) {
  return context.shared(SHARED2, () => {
    const rules = /* @__PURE__ */ new Map();
    for (const resource of context.find(...INLINE)) {
      if (resource.mode === "managed") rules.set(resource, inlineRules(resource, context));
    }
    for (const resource of context.find(...RULES)) {
      const rule = resource.mode === "managed" ? separateRule(resource, context) : void 0;
      if (rule !== void 0) rules.set(resource, [rule]);
    }
    for (const call2 of context.remoteCalls) {
      const contract = contractOf(call2);
      if (contract !== void 0) rules.set(call2, contract.rules(call2, context));
    }
    return rules;
  });
}
function rulesOfGroup(address2, context) {
  const byGroup = context.shared(BY_GROUP, () => {
    const groups15 = /* @__PURE__ */ new Map();
    for (const rule of [...allRules(context).values()].flat()) {
      if (rule.group === void 0) continue;
      const rules = groups15.get(rule.group);
      if (rules === void 0) groups15.set(rule.group, [rule]);
      else rules.push(rule);
    }
    return groups15;
  });
  return byGroup.get(address2) ?? [];
}
function inlineRules(resource, context) {
  const blocks = entry(resource.body, "ingress");
  if (blocks === void 0 || isNull(blocks.value)) return [];
  return itemsOf(blocks.value).map((block) => {
    if (block.type === "map") return inlineRule(resource, block, blocks, context);
    const missing = unresolved(
      block.type === "unknown" ? block.reason : "the rule is not an object",
      block.where
    );
    return {
      name: resource.address,
      group: resource.address,
      where: blocks.valueWhere,
      protocols: TCP_AND_UDP,
      ports: missing,
      portWhere: void 0,
      sources: {
        known: AddressSet.empty,
        missing,
        isSpecified: true,
        where: blocks.valueWhere,
        related: []
      }
    };
  });
}
function inlineRule(resource, block, blocks, context) {
  const condition = conditionOf(block);
  const sources = readSources(
    ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids"].map((key) => entry(block, key)),
    resource.where,
    { ...awsSources(context), alternatives: true }
  );
  const onlyIf = condition ?? sources.onlyIf;
  return {
    name: resource.address,
    group: resource.address,
    ...trafficOf(
      entry(block, "protocol")?.value,
      entry(block, "from_port"),
      entry(block, "to_port")
    ),
    where: block.where.file === resource.where.file ? block.where : blocks.valueWhere,
    sources,
    ...onlyIf === void 0 ? {} : { onlyIf }
  };
}
function separateRule(resource, context) {
  const { body } = resource;
  const isOld = resource.type === "aws_security_group_rule";
  const type = isOld ? entry(body, "type")?.value : void 0;
  const isUncertain = type?.type === "unknown";
  if (isOld && !isUncertain && textOf(type)?.toLowerCase() !== "ingress") return void 0;
  const groupId = entry(body, "security_group_id")?.value;
  const sourceKeys = isOld ? ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids"] : ["cidr_ipv4", "cidr_ipv6", "prefix_list_id"];
  const sources = readSources(
    sourceKeys.map((key) => entry(body, key)),
    resource.where,
    { ...awsSources(context), alternatives: true }
  );
  const onlyIf = isUncertain ? `the rule is for ingress (${type.reason})` : sources.onlyIf;
  return {
    name: resource.address,
    group: groupId === void 0 ? void 0 : groupOf(groupId, context),
    where: resource.where,
    ...trafficOf(
      entry(body, isOld ? "protocol" : "ip_protocol")?.value,
      entry(body, "from_port"),
      entry(body, "to_port")
    ),
    sources,
    ...onlyIf === void 0 ? {} : { onlyIf }
  };
}
function trafficOf(protocolData, from, to) {
  const protocol = protocolsFrom(protocolData);
  const portWhere = from?.valueWhere;
  if (protocol === "other") return { protocols: [], ports: PortSet.empty, portWhere };
  const range = portRange(from?.value, to?.value);
  if (isUnresolved(protocol)) {
    return { protocols: TCP_AND_UDP, ports: isUnresolved(range) ? protocol : range, portWhere };
  }
  return { protocols: protocol.protocols, ports: protocol.isAny ? PortSet.all : range, portWhere };
}

// src/platforms/terraform/providers/aws/modules/rule.ts
function moduleRule(call2, input, context) {
  return {
    name: call2.address,
    group: call2.address,
    where: input.where,
    ...trafficOf(input.protocol, input.from, input.to),
    sources: readSources(input.sources, call2.where, awsSources(context)),
    ...call2.onlyIf === void 0 ? {} : { onlyIf: call2.onlyIf }
  };
}
function fixed(key, value, where) {
  return { key, keyWhere: where, valueWhere: where, value: scalar(value, where) };
}
function mapsIn(data) {
  if (data === void 0) return [];
  if (data.type === "list") return elements(data).flatMap(mapsIn);
  if (data.type !== "map") return [];
  const inner = elements(data).filter(
    (each) => each.type === "map" || each.type === "list" && each.items.some((item) => item.type === "map")
  );
  return inner.length === 0 ? [data] : inner.flatMap(mapsIn);
}
function splitNetworks(given2) {
  const text3 = given2 === void 0 ? void 0 : toText(given2.value);
  if (given2 === void 0 || text3 === void 0 || !text3.includes(",")) return given2;
  const items2 = text3.split(",").map((each) => ({ ...given2.value, value: each.trim() }));
  return { ...given2, value: list(items2, given2.value.where) };
}
function isOff(call2, key) {
  return booleanOf(entry(call2.body, key)?.value) === false;
}

// src/platforms/terraform/providers/aws/modules/cloudposse-security-group.ts
var SOURCES2 = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids"];
var cloudposseSecurityGroup = {
  module: "cloudposse/security-group/aws",
  meaning: [
    {
      of: "module cloudposse/security-group/aws",
      judged: "`rules`, `rules_map` and `rule_matrix`, with the arguments of `aws_security_group_rule`"
    }
  ],
  rules: (call2, context) => isOff(call2, "enabled") ? [] : cloudposseRules(call2, context)
};
function cloudposseRules(call2, context, lists2 = ["rules"]) {
  const single2 = [
    ...lists2.flatMap((key) => mapsIn(entry(call2.body, key)?.value)),
    ...ruleLists(call2)
  ].map((rule) => [rule, rule]);
  const matrix = itemsOf(entry(call2.body, "rule_matrix")?.value).flatMap(
    (subject) => subject.type === "map" ? mapsIn(entry(subject, "rules")?.value).map((rule) => [rule, subject]) : []
  );
  return [...single2, ...matrix].flatMap(
    ([rule, subject]) => textOf(entry(rule, "type")?.value)?.toLowerCase() === "egress" ? [] : [ruleOf(call2, rule, subject, context)]
  );
}
function ruleLists(call2) {
  const map = entry(call2.body, "rules_map")?.value;
  return map?.type === "map" ? map.entries.flatMap((each) => mapsIn(each.value)) : [];
}
function ruleOf(call2, rule, subject, context) {
  return moduleRule(
    call2,
    {
      where: rule.where,
      protocol: entry(rule, "protocol")?.value,
      from: entry(rule, "from_port"),
      to: entry(rule, "to_port"),
      sources: SOURCES2.map((key) => entry(subject, key))
    },
    context
  );
}

// src/platforms/terraform/providers/aws/modules/cloudposse-memcached.ts
var cloudposseMemcached = {
  module: "cloudposse/elasticache-memcached/aws",
  meaning: [
    {
      of: "module cloudposse/elasticache-memcached/aws",
      judged: "`allowed_cidr_blocks`, `allowed_ipv6_cidr_blocks`, `allowed_ipv6_prefix_list_ids` on `port` (11211), `additional_security_group_rules`; `transit_encryption_enabled`"
    }
  ],
  rules(call2, context) {
    if (isOff(call2, "enabled") || isOff(call2, "create_security_group")) return [];
    const port = portOf2(call2);
    const allowed = moduleRule(
      call2,
      {
        where: call2.where,
        protocol: fixed("protocol", "tcp", call2.where).value,
        from: port,
        to: port,
        sources: [
          "allowed_cidr_blocks",
          "allowed_ipv6_cidr_blocks",
          "allowed_ipv6_prefix_list_ids"
        ].map((key) => entry(call2.body, key))
      },
      context
    );
    return [allowed, ...cloudposseRules(call2, context, ["additional_security_group_rules"])];
  },
  workload: (call2) => ({
    nature: "memcached",
    groups: itemsOf(entry(call2.body, "associated_security_group_ids")?.value),
    hasOwnGroup: !isOff(call2, "create_security_group")
  }),
  facts: (call2, context) => isOff(call2, "enabled") ? [] : managedMemcached(call2, call2.where, context)
};
function portOf2(call2) {
  return entry(call2.body, "port") ?? fixed("port", 11211, call2.where);
}

// src/platforms/terraform/providers/aws/modules/contract.ts
function registryName(source) {
  const [path = "", folder = ""] = source.replace(/\?.*$/, "").split(/(?<!:)\/\//, 2);
  const git = /github\.com[/:]([\w-]+)\/terraform-([a-z]+)-([\w-]+?)(?:\.git)?$/.exec(path);
  if (git !== null) return { module: `${git[1]}/${git[3]}/${git[2]}`, folder };
  const registry = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+\/)?([\w-]+)\/([\w-]+)\/([\w-]+)$/i.exec(path);
  if (registry === null) return void 0;
  return { module: `${registry[1]}/${registry[2]}/${registry[3]}`, folder };
}

// src/platforms/terraform/providers/aws/instances.ts
var TYPES = [
  "aws_instance",
  "aws_spot_instance_request",
  "aws_launch_template",
  "aws_launch_configuration"
];
var instances = {
  types: TYPES,
  meaning: [
    {
      of: TYPES.join(", "),
      judged: "`user_data`, `user_data_base64` (scripts, cloud-config, templates, archives of cloud-init) and `remote-exec`: memcached, containers and packet filters; the security groups guard what they start"
    }
  ],
  facts(resource, context) {
    return resource.mode === "managed" ? machineFacts(resource, context) : [];
  }
};
function machineFacts(machine, context) {
  const facts = [
    ...startupFacts(
      ["user_data", "user_data_base64"].map((key) => entry(machine.body, key)?.value),
      machine,
      context
    ),
    ...provisionerFacts(machine, context)
  ];
  return [...facts, ...guards(facts, machine, context)];
}
function guards(facts, machine, context) {
  const listeners = facts.filter((fact) => fact.kind === "listener");
  const doors3 = facts.filter(
    (fact) => fact.kind === "ingress" && fact.mechanism === "published-port"
  );
  return listeners.flatMap((listener) => {
    if (isUnresolved(listener.sockets)) return [];
    if (listener.workload === machine.address) {
      return restrictionsOn(machine.address, listener.sockets, context);
    }
    return doors3.filter((door3) => door3.target !== "unknown" && door3.target.includes(listener.workload)).flatMap(
      (door3) => isUnresolved(door3.ports) ? [] : admittedTo(machine.address, listener, door3.protocols, door3.ports, context)
    );
  });
}

// src/platforms/terraform/providers/aws/modules/ingress-rules.ts
var SOURCES3 = ["cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks", "prefix_list_id"];
function ingressRules(call2, inputs, context) {
  if (isOff(call2, "create") || isOff(call2, "create_security_group")) return [];
  return ["security_group_ingress_rules", "security_group_rules"].flatMap((key) => mapsIn(entry(inputs, key)?.value)).filter((rule) => textOf(entry(rule, "type")?.value)?.toLowerCase() !== "egress").map((rule) => {
    const [from, to] = [entry(rule, "from_port"), entry(rule, "to_port")];
    const protocol = entry(rule, "ip_protocol") ?? entry(rule, "protocol");
    return moduleRule(
      call2,
      {
        where: rule.where,
        protocol: (protocol ?? fixed("ip_protocol", "tcp", rule.where)).value,
        from: from ?? to,
        to: to ?? from,
        sources: SOURCES3.map((key) => entry(rule, key))
      },
      context
    );
  });
}

// src/platforms/terraform/providers/aws/modules/ec2-instance.ts
var ec2Instance = {
  module: "terraform-aws-modules/ec2-instance/aws",
  meaning: [
    {
      of: "module terraform-aws-modules/ec2-instance/aws",
      judged: "`user_data`, `user_data_base64`; `vpc_security_group_ids` and `security_group_ingress_rules` guard it"
    }
  ],
  rules: (call2, context) => ingressRules(call2, call2.body, context),
  workload: (call2) => ({
    nature: "unknown",
    groups: itemsOf(entry(call2.body, "vpc_security_group_ids")?.value),
    hasOwnGroup: entry(call2.body, "security_group_ingress_rules") !== void 0
  }),
  facts: (call2, context) => isOff(call2, "create") ? [] : machineFacts(call2, context)
};

// src/platforms/terraform/providers/aws/ecs.ts
var ecs = {
  types: ["aws_ecs_task_definition"],
  meaning: [
    {
      of: "aws_ecs_task_definition",
      judged: "`container_definitions`: images and commands that are memcached; the security groups of the `aws_ecs_service` that runs it guard it"
    }
  ],
  facts(resource, context) {
    if (resource.mode !== "managed") return [];
    const definitions = entry(resource.body, "container_definitions");
    if (definitions === void 0) return [];
    return containersIn(definitions.value, resource).flatMap(
      (container) => containerFacts(container, definitions.valueWhere, resource, context)
    );
  }
};
function containersIn(data, resource) {
  const origin = originOf(data);
  const isMap = (each) => each.type === "map";
  if (origin?.data !== void 0) return itemsOf(origin.data).filter(isMap);
  const text3 = origin?.partial?.text ?? toText(data);
  if (text3 === void 0) return [];
  const file = origin?.file ?? new SourceFile(resource.file.path, text3);
  return itemsOf(readJson(file).data).filter(isMap);
}
function containerFacts(container, fallback, owner, context) {
  const content2 = contentOf(container, fallback, owner);
  if (content2.nature !== "memcached") return [];
  const listener = listenerFrom(content2.daemon, {
    platform: "terraform",
    workload: owner.address,
    placement: "container",
    where: content2.where,
    ...content2.version === void 0 ? {} : { version: content2.version }
  });
  const sockets = "unresolved" in listener.sockets ? [] : listener.sockets;
  return [listener, ...restrictionsOn(owner.address, sockets, context)];
}
function isMemcachedContainer(container, owner) {
  return contentOf(container, container.where, owner).nature === "memcached";
}
function contentOf(container, fallback, owner) {
  const isExact = container.where.file !== owner.file.path || container.where.startLine >= fallback.startLine;
  const whereOf = (data) => isExact ? data.where : fallback;
  const word2 = (data) => {
    const text3 = textOf(data);
    if (text3 !== void 0 && !text3.includes("$(")) return { text: text3, where: whereOf(data) };
    const reason = data.type === "unknown" ? data.reason : "the value is no text";
    return { text: void 0, reason, where: whereOf(data) };
  };
  const words = (key) => {
    const value = entry(container, key)?.value;
    return value === void 0 || value.type === "scalar" ? void 0 : itemsOf(value).map(word2);
  };
  const image = entry(container, "image")?.value;
  const environment = /* @__PURE__ */ new Map();
  for (const variable of itemsOf(entry(container, "environment")?.value)) {
    const name = stringOf(entry(variable, "name")?.value);
    const value = entry(variable, "value")?.value;
    if (name !== void 0 && value !== void 0) environment.set(name, word2(value));
  }
  const entrypoint = words("entryPoint") ?? words("entrypoint") ?? words("entry_point");
  const command = words("command");
  return inspectContainer({
    ...image === void 0 ? {} : { image: word2(image) },
    ...entrypoint === void 0 ? {} : { entrypoint },
    ...command === void 0 ? {} : { command },
    environment,
    where: isExact ? container.where : fallback
  });
}

// src/platforms/terraform/providers/aws/modules/ecs.ts
var ecsModule = {
  module: "terraform-aws-modules/ecs/aws",
  meaning: [
    {
      of: "module terraform-aws-modules/ecs/aws",
      judged: "`container_definitions` of `services` and of `modules/service`, the container of `modules/container-definition`: those that are memcached; `security_group_ids`, `security_group_ingress_rules` and `security_group_rules` guard them"
    }
  ],
  rules: (call2, context) => servicesOf(call2).flatMap((service) => ingressRules(call2, service, context)),
  workload: (call2) => ({
    nature: containersOf(call2).some((each) => isMemcachedContainer(each, call2)) ? "memcached" : "unknown",
    groups: servicesOf(call2).flatMap(
      (service) => itemsOf(entry(service, "security_group_ids")?.value)
    ),
    hasOwnGroup: servicesOf(call2).length > 0 && !isOff(call2, "create_security_group")
  }),
  facts: (call2, context) => isOff(call2, "create") ? [] : containersOf(call2).flatMap((each) => containerFacts(each, call2.where, call2, context))
};
function servicesOf(call2) {
  const folder = registryName(call2.source ?? "")?.folder ?? "";
  if (folder === "") return named(entry(call2.body, "services")?.value);
  return folder === "modules/container-definition" ? [] : [call2.body];
}
function containersOf(call2) {
  const folder = registryName(call2.source ?? "")?.folder;
  if (folder === "modules/container-definition") return [call2.body];
  return servicesOf(call2).flatMap(
    (service) => named(entry(service, "container_definitions")?.value)
  );
}
function named(data) {
  if (data?.type !== "map" && data?.type !== "list") return [];
  return elements(data).filter((each) => each.type === "map");
}

// src/platforms/terraform/providers/aws/modules/elasticache.ts
var elasticacheModule = {
  module: "terraform-aws-modules/elasticache/aws",
  meaning: [
    {
      of: "module terraform-aws-modules/elasticache/aws",
      judged: '`engine = "memcached"`: `security_group_rules` (`cidr_ipv4`, `cidr_ipv6`, `prefix_list_id`) on the port of the rule or of the cluster'
    }
  ],
  rules(call2, context) {
    if (isOff(call2, "create") || isOff(call2, "create_security_group")) return [];
    const port = portOf3(call2);
    return mapsIn(entry(call2.body, "security_group_rules")?.value).filter((rule) => textOf(entry(rule, "type")?.value)?.toLowerCase() !== "egress").map(
      (rule) => moduleRule(
        call2,
        {
          where: rule.where,
          protocol: (entry(rule, "ip_protocol") ?? fixed("ip_protocol", "tcp", rule.where)).value,
          from: entry(rule, "from_port") ?? port,
          to: entry(rule, "to_port") ?? port,
          sources: ["cidr_ipv4", "cidr_ipv6", "prefix_list_id"].map((key) => entry(rule, key))
        },
        context
      )
    );
  },
  workload: (call2) => ({
    nature: isMemcached(call2) ? "memcached" : "something-else",
    groups: itemsOf(entry(call2.body, "security_group_ids")?.value),
    hasOwnGroup: !isOff(call2, "create_security_group")
  }),
  facts: (call2, context) => isMemcached(call2) && !isOff(call2, "create") ? managedMemcached(call2, entry(call2.body, "engine").valueWhere, context, true) : []
};
function isMemcached(call2) {
  return stringOf(entry(call2.body, "engine")?.value)?.toLowerCase() === "memcached";
}
function portOf3(call2) {
  const given2 = entry(call2.body, "port");
  return given2 === void 0 || isNull(given2.value) ? fixed("port", isMemcached(call2) ? 11211 : 6379, call2.where) : given2;
}

// src/platforms/terraform/providers/firewall/modules.ts
function isModule(source, name) {
  const path = source.replace(/^git::/, "").replace(/\?.*$/, "").replace(/\.git(?=\/\/|$)/, "");
  const at2 = path.indexOf(name);
  if (at2 < 0 || at2 > 0 && !/[/:]/.test(path[at2 - 1])) return false;
  const rest2 = path.slice(at2 + name.length);
  return rest2 === "" || rest2.startsWith("/");
}
function asResource(call2, type, body) {
  return {
    mode: "managed",
    type,
    name: call2.name,
    address: call2.address,
    modulePath: "",
    where: call2.where,
    file: call2.file,
    body,
    ...call2.onlyIf === void 0 ? {} : { onlyIf: call2.onlyIf }
  };
}
function moduleOpenings(family, rules) {
  const openings = openingsOf({
    mechanism: family.mechanism,
    rules,
    ties: family.ties ?? "written",
    target: () => "unknown",
    leadsTo: "unknown",
    faces: family.faces ?? "internet"
  });
  return [...openings.values()].flat();
}

// src/platforms/terraform/providers/aws/modules/load-balancer.ts
var LISTENERS = {
  types: ["aws_lb_listener"],
  judged: "",
  blocks: ["listeners"],
  protocol: {
    key: "protocol",
    absent: [],
    words: { tcp: TCP, tls: TCP, udp: UDP, tcp_udp: TCP_AND_UDP, http: [], https: [], geneve: [] }
  },
  outside: { texts: ["port"], absent: "none" },
  insideOf(balancer, listener) {
    const key = textOf(entry(entry(listener, "forward")?.value, "target_group_key")?.value);
    const group = key === void 0 ? void 0 : entry(entry(balancer.body, "target_groups")?.value, key);
    return group === void 0 ? void 0 : readPorts(group.value, { texts: ["port"], absent: "none" });
  },
  isPublic: (balancer) => publicBy(isFalse("internal", true), balancer.body)
};
var loadBalancerModule = {
  module: "terraform-aws-modules/alb/aws",
  meaning: [
    {
      of: "module terraform-aws-modules/alb/aws",
      judged: '`load_balancer_type = "network"`: `listeners` with `protocol` TCP, TLS or UDP and `port`, the `port` of their `target_groups`, unless `internal`; `security_group_ingress_rules`'
    }
  ],
  rules: (call2, context) => ingressRules(call2, call2.body, context),
  workload: (call2) => ({
    nature: isForNetwork(call2) ? "unknown" : "something-else",
    groups: itemsOf(entry(call2.body, "security_groups")?.value),
    hasOwnGroup: !isOff(call2, "create_security_group")
  }),
  facts(call2, context) {
    if (isOff(call2, "create") || !isForNetwork(call2)) return [];
    const body = {
      ...call2.body,
      entries: call2.body.entries.map(
        (each) => each.key === "listeners" ? { ...each, value: asList(each.value) } : each
      )
    };
    return doorFacts(LISTENERS, asResource(call2, "aws_lb_listener", body), context);
  }
};
function isForNetwork(call2) {
  return textOf(entry(call2.body, "load_balancer_type")?.value)?.toLowerCase() === "network";
}
function asList(data) {
  return data.type === "map" ? list(elements(data), data.where) : data;
}

// src/platforms/terraform/providers/aws/modules/security-group.ts
var NAMED_RULES = /* @__PURE__ */ new Map([
  ["memcached-tcp", [11211, 11211, "tcp"]],
  ["all-all", [-1, -1, "-1"]],
  ["all-tcp", [0, 65535, "tcp"]],
  ["all-udp", [0, 65535, "udp"]]
]);
var securityGroupModule = {
  module: "terraform-aws-modules/security-group/aws",
  meaning: [
    {
      of: "module terraform-aws-modules/security-group/aws",
      judged: "`ingress_rules` by name and `ingress_with_cidr_blocks`, `ingress_with_ipv6_cidr_blocks` with `ingress_cidr_blocks`, `ingress_ipv6_cidr_blocks`, and their `computed_` forms"
    }
  ],
  rules(call2, context) {
    if (isOff(call2, "create")) return [];
    return ["", "computed_"].flatMap((kind) => [
      ...namedRules(call2, kind, context),
      ...detailedRules(call2, kind, "cidr_blocks", "ingress_cidr_blocks", context),
      ...detailedRules(call2, kind, "ipv6_cidr_blocks", "ingress_ipv6_cidr_blocks", context)
    ]);
  }
};
function ownRule(call2, name) {
  const rule = itemsOf(entry(entry(call2.body, "rules")?.value, name)?.value);
  const [from, to] = [integerOf(rule[0]), integerOf(rule[1])];
  const protocol = textOf(rule[2]);
  if (from === void 0 || to === void 0 || protocol === void 0) return void 0;
  return [from, to, protocol];
}
function namedRules(call2, kind, context) {
  const given2 = entry(call2.body, `${kind}ingress_rules`);
  const names3 = [];
  if (given2 !== void 0 && !isNull(given2.value)) {
    const all = given2.value.type === "list" ? elements(given2.value) : [given2.value];
    const most = kind === "" ? all.length : countOf(call2, `number_of_${kind}ingress_rules`);
    for (const item of all.slice(0, most)) names3.push({ name: item, where: item.where });
  }
  if (kind === "" && registryName(call2.source ?? "")?.folder === "modules/memcached") {
    names3.push({ name: "memcached-tcp", where: call2.where });
  }
  return names3.flatMap(({ name, where }) => {
    const text3 = typeof name === "string" ? name : toText(name);
    const rule = text3 === void 0 ? void 0 : ownRule(call2, text3) ?? NAMED_RULES.get(text3);
    if (text3 !== void 0 && rule === void 0) return [];
    const port = (key, index2) => rule === void 0 ? { key, keyWhere: where, valueWhere: where, value: name } : fixed(key, rule[index2], where);
    return [
      moduleRule(
        call2,
        {
          where,
          protocol: rule === void 0 ? name : fixed("protocol", rule[2], where).value,
          from: port("from_port", 0),
          to: port("to_port", 1),
          sources: [
            "ingress_cidr_blocks",
            "ingress_ipv6_cidr_blocks",
            "ingress_prefix_list_ids"
          ].map((key) => entry(call2.body, key))
        },
        context
      )
    ];
  });
}
function detailedRules(call2, kind, sourceKey, fallbackKey, context) {
  const key = `${kind}ingress_with_${sourceKey}`;
  const all = mapsIn(entry(call2.body, key)?.value);
  const most = kind === "" ? all.length : countOf(call2, `number_of_${key}`);
  return all.slice(0, most).flatMap((rule) => {
    const name = textOf(entry(rule, "rule")?.value);
    const named2 = name === void 0 ? void 0 : ownRule(call2, name) ?? NAMED_RULES.get(name);
    if (name !== void 0 && named2 === void 0 && entry(rule, "from_port") === void 0)
      return [];
    const nameWhere = entry(rule, "rule")?.valueWhere ?? rule.where;
    const part2 = (field, index2) => entry(rule, field) ?? (named2 === void 0 ? void 0 : fixed(field, named2[index2], nameWhere));
    return [
      moduleRule(
        call2,
        {
          where: rule.where,
          protocol: part2("protocol", 2)?.value,
          from: part2("from_port", 0),
          to: part2("to_port", 1),
          sources: [sourcesIn2(rule, sourceKey) ?? entry(call2.body, fallbackKey)]
        },
        context
      )
    ];
  });
}
function sourcesIn2(rule, key) {
  return splitNetworks(entry(rule, key));
}
function countOf(call2, key) {
  return integerOf(entry(call2.body, key)?.value) ?? 0;
}

// src/platforms/terraform/providers/aws/modules/index.ts
var CONTRACTS = [
  securityGroupModule,
  elasticacheModule,
  ec2Instance,
  ecsModule,
  loadBalancerModule,
  cloudposseSecurityGroup,
  cloudposseMemcached
];
function contractOf(call2) {
  const name = call2.source === void 0 ? void 0 : registryName(call2.source);
  return CONTRACTS.find((contract) => contract.module === name?.module);
}

// src/platforms/terraform/providers/aws/attachments.ts
var GROUP_ARGUMENTS = /* @__PURE__ */ new Map([
  ["aws_instance", [["vpc_security_group_ids"], ["security_groups"]]],
  ["aws_spot_instance_request", [["vpc_security_group_ids"], ["security_groups"]]],
  ["aws_launch_template", [["vpc_security_group_ids"], ["network_interfaces", "security_groups"]]],
  ["aws_launch_configuration", [["security_groups"]]],
  ["aws_network_interface", [["security_groups"]]],
  ["aws_elasticache_cluster", [["security_group_ids"]]],
  ["aws_elasticache_replication_group", [["security_group_ids"]]],
  ["aws_elasticache_serverless_cache", [["security_group_ids"]]],
  ["aws_ecs_service", [["network_configuration", "security_groups"]]],
  ["aws_lb", [["security_groups"]]],
  ["aws_alb", [["security_groups"]]],
  ["aws_elb", [["security_groups"]]],
  ["aws_db_instance", [["vpc_security_group_ids"]]],
  ["aws_rds_cluster", [["vpc_security_group_ids"]]],
  ["aws_docdb_cluster", [["vpc_security_group_ids"]]],
  ["aws_neptune_cluster", [["vpc_security_group_ids"]]],
  ["aws_redshift_cluster", [["vpc_security_group_ids"]]],
  ["aws_efs_mount_target", [["security_groups"]]],
  ["aws_mq_broker", [["security_groups"]]],
  ["aws_msk_cluster", [["broker_node_group_info", "security_groups"]]],
  ["aws_opensearch_domain", [["vpc_options", "security_group_ids"]]],
  ["aws_elasticsearch_domain", [["vpc_options", "security_group_ids"]]],
  ["aws_lambda_function", [["vpc_config", "security_group_ids"]]]
]);
var SOMETHING_ELSE = /* @__PURE__ */ new Set([
  "aws_db_instance",
  "aws_rds_cluster",
  "aws_docdb_cluster",
  "aws_neptune_cluster",
  "aws_redshift_cluster",
  "aws_efs_mount_target",
  "aws_mq_broker",
  "aws_msk_cluster",
  "aws_opensearch_domain",
  "aws_elasticsearch_domain",
  "aws_lambda_function",
  "aws_elasticache_replication_group"
]);
var SHARED3 = /* @__PURE__ */ Symbol("what security groups guard");
function guarded(context) {
  return context.shared(SHARED3, () => {
    const all = [];
    for (const [type, paths] of GROUP_ARGUMENTS) {
      for (const resource of context.find(type)) {
        if (resource.mode !== "managed") continue;
        const groups15 = /* @__PURE__ */ new Set();
        const unknownGroups = [];
        for (const id of [
          ...paths.flatMap((path) => leaves(resource.body, path)),
          ...attached(resource, context)
        ]) {
          const group = groupOf(id, context);
          if (group === void 0) unknownGroups.push(id);
          else groups15.add(group);
        }
        all.push({
          workload: workloadOf(resource, context),
          where: resource.where,
          nature: natureOf(resource),
          groups: [...groups15],
          unknownGroups
        });
      }
    }
    for (const call2 of context.remoteCalls) {
      const cluster = contractOf(call2)?.workload?.(call2);
      if (cluster === void 0) continue;
      const known3 = cluster.groups.map((id) => [id, groupOf(id, context)]);
      all.push({
        workload: call2.address,
        where: call2.where,
        nature: cluster.nature,
        groups: [
          ...cluster.hasOwnGroup ? [call2.address] : [],
          ...known3.flatMap(([, group]) => group ?? [])
        ],
        unknownGroups: known3.filter(([, group]) => group === void 0).map(([id]) => id)
      });
    }
    return all;
  });
}
function workloadsBehind(group, context) {
  return context.shared(BEHIND, () => behindGroups(context)).get(group) ?? NOTHING;
}
var BEHIND = /* @__PURE__ */ Symbol("what is behind each security group");
var NOTHING = { workloads: [], leadsTo: "unknown" };
function behindGroups(context) {
  const byGroup = /* @__PURE__ */ new Map();
  for (const each of guarded(context)) {
    for (const group of each.groups) {
      const behind = byGroup.get(group);
      if (behind === void 0) byGroup.set(group, [each]);
      else behind.push(each);
    }
  }
  return new Map([...byGroup].map(([group, behind]) => [group, behindOf(behind)]));
}
function behindOf(behind) {
  const natures = new Set(behind.map((each) => each.nature));
  const leadsTo2 = natures.has("memcached") ? "memcached" : natures.size === 1 && natures.has("something-else") ? "something-else" : "unknown";
  return { workloads: [...new Set(behind.map((each) => each.workload))], leadsTo: leadsTo2 };
}
function natureOf(resource) {
  if (SOMETHING_ELSE.has(resource.type)) return "something-else";
  if (resource.type === "aws_elasticache_cluster" || resource.type === "aws_elasticache_serverless_cache") {
    const engine = stringOf(entry(resource.body, "engine")?.value)?.toLowerCase();
    if (engine === void 0)
      return entry(resource.body, "replication_group_id") === void 0 ? "unknown" : "something-else";
    return engine === "memcached" ? "memcached" : "something-else";
  }
  return "unknown";
}
function workloadOf(resource, context) {
  if (resource.type !== "aws_ecs_service") return resource.address;
  const task = entry(resource.body, "task_definition")?.value;
  return (task === void 0 ? void 0 : context.referent(task)?.address) ?? resource.address;
}
function attached(resource, context) {
  return context.find("aws_network_interface_sg_attachment").flatMap((attachment) => {
    const to = entry(attachment.body, "network_interface_id")?.value;
    const group = entry(attachment.body, "security_group_id")?.value;
    if (to === void 0 || group === void 0) return [];
    return context.referent(to)?.address === resource.address ? [group] : [];
  });
}
function leaves(body, path) {
  let here = [body];
  for (const step of path) {
    here = here.flatMap((each) => itemsOf(entry(each, step)?.value).flatMap((item) => flat2(item)));
  }
  return here.filter(
    (each) => !(each.type === "scalar" && (each.value === null || each.value === ""))
  );
}
function flat2(data) {
  return data.type === "list" ? elements(data).flatMap(flat2) : [data];
}

// src/platforms/terraform/providers/aws/subnets.ts
var ACLS = ["aws_network_acl", "aws_default_network_acl"];
var SUBNET_ARGUMENTS = /* @__PURE__ */ new Map([
  ["aws_instance", [["subnet_id"]]],
  ["aws_spot_instance_request", [["subnet_id"]]],
  ["aws_launch_template", [["network_interfaces", "subnet_id"]]],
  ["aws_network_interface", [["subnet_id"]]],
  ["aws_elasticache_serverless_cache", [["subnet_ids"]]],
  ["aws_ecs_service", [["network_configuration", "subnets"]]]
]);
var SHARED4 = /* @__PURE__ */ Symbol("network ACLs by subnet");
function aclsInFrontOf(resource, context) {
  const ids = subnetIdsOf(resource, context);
  if (ids === void 0 || ids.length === 0) return void 0;
  const bySubnet = aclBySubnet(context);
  const acls7 = /* @__PURE__ */ new Set();
  for (const id of ids) {
    const acl = bySubnet.get(nameOf2(id, context) ?? "");
    if (acl === void 0 || acl.onlyIf !== void 0) return void 0;
    acls7.add(acl);
  }
  return [...acls7];
}
function aclBySubnet(context) {
  return context.shared(SHARED4, () => {
    const acls7 = /* @__PURE__ */ new Map();
    const add = (id, acl) => {
      const name = id === void 0 ? void 0 : nameOf2(id, context);
      if (name !== void 0) acls7.set(name, acl);
    };
    for (const acl of context.find(...ACLS)) {
      if (acl.mode !== "managed") continue;
      for (const id of leaves2(entry(acl.body, "subnet_ids")?.value)) add(id, acl);
    }
    for (const association of context.find("aws_network_acl_association")) {
      const id = entry(association.body, "network_acl_id")?.value;
      const owner = id === void 0 ? void 0 : context.referent(id);
      const acl = owner === void 0 ? void 0 : context.resource(owner.address);
      if (acl !== void 0 && ACLS.includes(acl.type) && association.onlyIf === void 0) {
        add(entry(association.body, "subnet_id")?.value, acl);
      }
    }
    return acls7;
  });
}
function subnetIdsOf(resource, context) {
  if (resource.type === "aws_ecs_task_definition") {
    const services = context.find("aws_ecs_service").filter((service) => {
      const task = entry(service.body, "task_definition")?.value;
      return task !== void 0 && context.referent(task)?.address === resource.address;
    });
    const all = services.map((service) => subnetIdsOf(service, context));
    return all.includes(void 0) ? void 0 : all.flatMap((ids) => ids ?? []);
  }
  if (resource.type === "aws_elasticache_cluster") {
    const name = entry(resource.body, "subnet_group_name")?.value;
    const group = name === void 0 ? void 0 : subnetGroup(name, context);
    return group === void 0 ? void 0 : leaves2(entry(group.body, "subnet_ids")?.value);
  }
  const paths = SUBNET_ARGUMENTS.get(resource.type);
  if (paths === void 0) return void 0;
  if (entry(resource.body, "network_interface") !== void 0) return void 0;
  return paths.flatMap(
    ([first, second]) => leaves2(entry(resource.body, first)?.value).flatMap(
      (each) => second === void 0 ? [each] : leaves2(entry(each, second)?.value)
    )
  );
}
function subnetGroup(name, context) {
  const referent = context.referent(name);
  if (referent !== void 0) return context.resource(referent.address);
  const text3 = textOf(name);
  return context.find("aws_elasticache_subnet_group").find((group) => text3 !== void 0 && textOf(entry(group.body, "name")?.value) === text3);
}
function nameOf2(id, context) {
  const referent = context.referent(id);
  if (referent !== void 0) return `${referent.address}.${referent.attribute}`;
  return textOf(id);
}
function leaves2(data) {
  return itemsOf(data).flatMap((item) => item.type === "list" ? elements(item) : [item]);
}
function isOutbound(rule) {
  return booleanOf(entry(rule.body, "egress")?.value) === true;
}

// src/platforms/terraform/providers/aws/network-acls.ts
var WHOLE = ["aws_network_acl", "aws_default_network_acl"];
var SEPARATE = "aws_network_acl_rule";
var SHARED5 = /* @__PURE__ */ Symbol("rules of network ACLs that are not in the repository");
var networkAcls = {
  types: [...WHOLE, SEPARATE],
  meaning: [
    {
      of: "aws_network_acl, aws_default_network_acl, aws_network_acl_rule",
      judged: "inbound rules in the order of `rule_no`, first match, denied at the end; with `subnet_ids` or `aws_network_acl_association` it limits what reaches the hosts of the subnets; a door of its own when no security group is in sight"
    }
  ],
  facts(resource, context) {
    if (resource.mode !== "managed") return [];
    const rules = resource.type === SEPARATE ? strayRules(context).get(resource) ?? [] : rulesOfAcl(resource, context);
    if (rules.length === 0) return [];
    const hasGroups = context.find("aws_security_group", "aws_default_security_group").length > 0;
    if (hasGroups && (isToldByGroups(context) || isGuarded(resource, context))) return [];
    const [tcp, udp] = ["tcp", "udp"].map(
      (protocol) => doors2(rules, protocol, hasGroups)
    );
    return joined3(tcp, udp);
  }
};
function joined3(tcp, udp) {
  const rest2 = [...udp];
  const facts = tcp.map((door3) => {
    const index2 = rest2.findIndex(
      (other) => other.where.startLine === door3.where.startLine && other.where.file === door3.where.file && !isUnresolved(other.sources) && !isUnresolved(door3.sources) && other.sources.equals(door3.sources)
    );
    if (index2 < 0) return door3;
    rest2.splice(index2, 1);
    return { ...door3, protocols: TCP_AND_UDP };
  });
  return [...facts, ...rest2];
}
function isToldByGroups(context) {
  return [...allRules(context).values()].flat().some(
    ({ ports, sources, protocols }) => !isUnresolved(protocols) && protocols.length > 0 && !isUnresolved(ports) && ports.contains(MEMCACHED_PORT) && publicSize(sources.known) > 0
  );
}
function isGuarded(acl, context) {
  const behind = guarded(context).filter(({ workload }) => {
    const resource = context.resource(workload);
    return resource !== void 0 && aclsInFrontOf(resource, context)?.includes(acl) === true;
  });
  return behind.length > 0 && behind.every(({ groups: groups15, unknownGroups }) => groups15.length > 0 && unknownGroups.length === 0);
}
function strayRules(context) {
  return context.shared(SHARED5, () => {
    const byAcl = /* @__PURE__ */ new Map();
    for (const rule of context.find(SEPARATE)) {
      const id = entry(rule.body, "network_acl_id")?.value;
      if (rule.mode !== "managed" || isOutbound(rule) || isOfDeclaredAcl(id, context)) continue;
      const referent = id === void 0 ? void 0 : context.referent(id);
      const key = referent !== void 0 ? `${referent.address}.${referent.attribute}` : id === void 0 ? rule.address : groupKey(id, context);
      byAcl.set(key, [...byAcl.get(key) ?? [], rule]);
    }
    return new Map(
      [...byAcl.values()].map((rules) => [
        rules[0],
        inOrder(rules.map((rule) => separateRule2(rule, context)))
      ])
    );
  });
}
function isOfDeclaredAcl(id, context) {
  const referent = id === void 0 ? void 0 : context.referent(id);
  if (referent === void 0) return false;
  const owner = context.resource(referent.address);
  if (owner?.mode === "managed" && WHOLE.includes(owner.type)) return true;
  return referent.attribute === "default_network_acl_id" && context.find("aws_default_network_acl").length > 0;
}
function separateRule2(rule, context) {
  return readRule2(rule.body, "rule_number", "rule_action", rule, rule.where, context);
}
function inOrder(rules) {
  return [...rules].sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
}
function rulesOfAcl(resource, context) {
  const rules = itemsOf(entry(resource.body, "ingress")?.value).flatMap(
    (block) => block.type === "map" ? [readRule2(block, "rule_no", "action", resource, block.where, context)] : []
  );
  for (const separate of context.find(SEPARATE)) {
    const owner = entry(separate.body, "network_acl_id")?.value;
    const referent = owner === void 0 ? void 0 : context.referent(owner);
    const isDefault = resource.type === "aws_default_network_acl" && referent?.attribute === "default_network_acl_id";
    if (referent?.address !== resource.address && !isDefault) continue;
    if (isOutbound(separate)) continue;
    rules.push(separateRule2(separate, context));
  }
  return inOrder(rules);
}
function readRule2(body, numberKey, actionKey, owner, where, context) {
  const protocol = protocolsFrom(entry(body, "protocol")?.value);
  const action = textOf(entry(body, actionKey)?.value)?.toLowerCase();
  const condition = conditionOf(body) ?? owner.onlyIf;
  return {
    name: owner.address,
    where,
    number: integerOf(entry(body, numberKey)?.value),
    allows: action === "allow" ? true : action === "deny" ? false : void 0,
    ...trafficOf2(protocol, body),
    sources: readSources(
      ["cidr_block", "ipv6_cidr_block"].map((key) => entry(body, key)),
      owner.where,
      awsSources(context)
    ),
    ...condition === void 0 ? {} : { onlyIf: condition }
  };
}
function trafficOf2(protocol, body) {
  if (protocol === "other") return { protocols: [], ports: PortSet.empty };
  if (isUnresolved(protocol)) return { protocols: TCP_AND_UDP, ports: protocol };
  const ports = protocol.isAny ? PortSet.all : portRange(entry(body, "from_port")?.value, entry(body, "to_port")?.value);
  return { protocols: protocol.protocols, ports };
}
function doors2(rules, protocol, hasGroups) {
  const facts = [];
  let denied = AddressSet.empty;
  let uncertain;
  for (const rule of rules) {
    if (!rule.protocols.includes(protocol)) continue;
    if (!isUnresolved(rule.ports) && !rule.ports.contains(MEMCACHED_PORT)) continue;
    if (rule.allows === void 0 || rule.number === void 0) {
      uncertain ??= unresolved("the order or action of a rule is not known", rule.where);
      continue;
    }
    if (!rule.allows) {
      if (isUnresolved(rule.ports) || rule.onlyIf !== void 0) continue;
      denied = denied.union(rule.sources.known);
      continue;
    }
    const admitted = rule.sources.known.subtract(denied);
    const isPrivate2 = rule.sources.missing === void 0 && publicSize(admitted) === 0;
    const missing = (isPrivate2 ? void 0 : uncertain) ?? (rule.sources.missing !== void 0 && admitted.isEmpty ? rule.sources.missing : void 0);
    if (admitted.isEmpty && missing === void 0) continue;
    const isNarrow = !isUnresolved(rule.ports) && rule.ports.spanAround(MEMCACHED_PORT) <= 100;
    if (hasGroups && !isNarrow) continue;
    facts.push({
      kind: "ingress",
      platform: "terraform",
      where: { ...rule.sources.where ?? rule.where, address: rule.name },
      mechanism: "network-acl",
      name: rule.name,
      sources: missing ?? admitted,
      ...namingOf(rule.sources, missing ?? admitted),
      protocols: [protocol],
      ports: rule.ports,
      target: "unknown",
      faces: "internet",
      leadsTo: "unknown",
      related: rule.sources.related,
      ...rule.onlyIf !== void 0 ? { onlyIf: rule.onlyIf } : hasGroups ? { onlyIf: "a security group of the hosts behind it lets it in as well" } : {}
    });
    denied = denied.union(rule.sources.known);
  }
  return facts;
}

// src/platforms/terraform/providers/aws/acl-limits.ts
function aclRestrictions(workload, target, protocols, outside, ports, context) {
  const resource = context.resource(workload);
  const acls7 = resource === void 0 ? void 0 : aclsInFrontOf(resource, context);
  if (acls7 === void 0) return [];
  return protocols.flatMap((protocol) => {
    const admits = throughAny(acls7, protocol, outside, context);
    if (admits === void 0) return [];
    return [
      {
        kind: "restriction",
        platform: "terraform",
        where: acls7[0].where,
        mechanism: "network-acl",
        name: acls7.map(({ address: address2 }) => address2).join(", "),
        target: [target],
        protocols: [protocol],
        ports,
        admits
      }
    ];
  });
}
function limitOf(workloads, protocols, ports, context) {
  const isNarrow = ports.spanAround(MEMCACHED_PORT) === 1;
  let limit = AddressSet.empty;
  for (const workload of workloads) {
    const resource = context.resource(workload);
    if (resource === void 0) return void 0;
    if (!isNarrow && mayListen(resource)) return void 0;
    const acls7 = aclsInFrontOf(resource, context);
    if (acls7 === void 0 || !ports.contains(MEMCACHED_PORT)) return void 0;
    for (const protocol of protocols) {
      const admitted = throughAny(acls7, protocol, PortSet.of(MEMCACHED_PORT), context);
      if (admitted === void 0) return void 0;
      limit = limit.union(admitted);
    }
  }
  return workloads.length === 0 ? void 0 : limit;
}
function mayListen(resource) {
  return /^aws_(elasticache|ecs)_/.test(resource.type) || resource.body.entries.some(({ key }) => /^(user_data|provisioner\.)/.test(key)) || entry(resource.body, "network_interfaces") !== void 0;
}
function throughAny(acls7, protocol, ports, context) {
  let admitted = AddressSet.empty;
  for (const acl of acls7) {
    const through = admittedBy2(rulesOfAcl(acl, context), protocol, ports);
    if (through === void 0) return void 0;
    admitted = admitted.union(through);
  }
  return admitted;
}
function admittedBy2(rules, protocol, ports) {
  let admitted = AddressSet.empty;
  let decided = AddressSet.empty;
  for (const rule of rules) {
    if (!rule.protocols.includes(protocol)) continue;
    if (isUnresolved(rule.ports) || rule.number === void 0 || rule.allows === void 0) {
      return void 0;
    }
    if (!rule.ports.overlaps(ports)) continue;
    if (rule.allows) {
      if (rule.sources.missing !== void 0) return void 0;
      admitted = admitted.union(rule.sources.known.subtract(decided));
      decided = decided.union(rule.sources.known);
    } else if (rule.onlyIf === void 0 && ports.subtract(rule.ports).isEmpty) {
      decided = decided.union(rule.sources.known);
    }
  }
  return admitted;
}

// src/platforms/terraform/providers/aws/restrictions.ts
function restrictionsOn(workload, sockets, context) {
  return sockets.flatMap(
    (socket) => restriction(
      workload,
      workload,
      [socket.protocol],
      PortSet.of(socket.port),
      PortSet.of(socket.port),
      context
    )
  );
}
function admittedTo(machine, listener, protocols, outside, context) {
  const sockets = isUnresolved(listener.sockets) ? [] : listener.sockets;
  return sockets.filter((socket) => protocols.includes(socket.protocol)).flatMap(
    (socket) => restriction(
      machine,
      listener.workload,
      [socket.protocol],
      outside,
      PortSet.of(socket.port),
      context
    )
  );
}
function isDeclared2(group, context) {
  const resource = context.resource(group);
  if (resource !== void 0) return resource.mode === "managed" && INLINE.includes(resource.type);
  const call2 = context.remoteCalls.find((each) => each.address === group);
  return call2 !== void 0 && contractOf(call2) !== void 0;
}
function restriction(guardedBy, target, protocols, outside, ports, context) {
  return [
    ...groupRestriction(guardedBy, target, protocols, outside, ports, context),
    ...aclRestrictions(guardedBy, target, protocols, outside, ports, context)
  ];
}
function groupRestriction(guardedBy, target, protocols, outside, ports, context) {
  const guard = guardOf(guardedBy, context);
  if (guard === void 0) return [];
  const { groups: groups15, foreign } = guard;
  let admits = AddressSet.empty;
  let missing;
  if (foreign !== void 0) {
    const reason = foreign.type === "unknown" ? foreign.reason : "a security group is not in the repository";
    missing = unresolved(reason, foreign.where);
  }
  for (const group of groups15) {
    const rules = rulesOfGroup(group, context);
    if (rules.length === 0 && !isDeclared2(group, context)) {
      missing ??= unresolved(`what \`${group}\` lets in is not in the repository`);
    }
    for (const rule of rules) {
      if (!isUnresolved(rule.protocols) && !protocols.some((each) => rule.protocols.includes(each)))
        continue;
      if (isUnresolved(rule.ports)) {
        missing ??= rule.ports;
        continue;
      }
      if (!rule.ports.overlaps(outside)) continue;
      missing = bothMissing(missing, rule.sources.missing);
      admits = admits.union(rule.sources.known);
    }
  }
  return [
    {
      kind: "restriction",
      platform: "terraform",
      where: guard.where,
      mechanism: "security-group",
      name: [...groups15].join(", "),
      target: [target],
      protocols,
      ports,
      admits: missing !== void 0 && publicSize(admits) === 0 ? besides(missing, admits) : admits
    }
  ];
}
var GUARDS = /* @__PURE__ */ Symbol("what guards each workload");
function guardOf(workload, context) {
  const guards2 = context.shared(GUARDS, () => {
    const found = /* @__PURE__ */ new Map();
    for (const { workload: name, where, groups: groups15, unknownGroups } of guarded(context)) {
      const guard2 = found.get(name) ?? { where, groups: /* @__PURE__ */ new Set(), foreign: void 0 };
      for (const group of groups15) guard2.groups.add(group);
      guard2.foreign ??= unknownGroups[0];
      found.set(name, guard2);
    }
    return found;
  });
  const guard = guards2.get(workload);
  return guard === void 0 || guard.groups.size === 0 && guard.foreign === void 0 ? void 0 : guard;
}

// src/platforms/terraform/providers/aws/elasticache.ts
var elasticache = {
  types: ["aws_elasticache_cluster", "aws_elasticache_serverless_cache"],
  meaning: [
    {
      of: "aws_elasticache_cluster",
      judged: '`engine = "memcached"` listens on `port` (11211); `transit_encryption_enabled`; the security groups guard it'
    },
    {
      of: "aws_elasticache_serverless_cache",
      judged: '`engine = "memcached"` listens on 11211, always with TLS; the security groups guard it'
    }
  ],
  facts(resource, context) {
    if (resource.mode !== "managed") return [];
    const engine = entry(resource.body, "engine");
    if (stringOf(engine?.value)?.toLowerCase() !== "memcached") return [];
    const isServerless = resource.type === "aws_elasticache_serverless_cache";
    return managedMemcached(resource, engine.valueWhere, context, isServerless, isServerless);
  }
};
var FIRST_ENCRYPTED = { major: 1, minor: 6, patch: 12 };
function managedMemcached(cluster, where, context, encryptsByDefault = false, isServerless = false) {
  const listener = listenerOf(cluster, where, encryptsByDefault, isServerless);
  const sockets = isUnresolved(listener.sockets) ? [] : listener.sockets;
  return [listener, ...restrictionsOn(cluster.address, sockets, context)];
}
function listenerOf(resource, where, encryptsByDefault, isServerless) {
  const port = entry(resource.body, "port");
  const number2 = port === void 0 || isNull(port.value) ? MEMCACHED_PORT : integerOf(port.value);
  const setting = entry(resource.body, "transit_encryption_enabled");
  const encrypted = setting?.value;
  const tls = isServerless ? "server" : encrypted === void 0 || isNull(encrypted) ? encryptsByDefault ? "server" : "none" : encrypted.type === "unknown" ? "unknown" : booleanOf(encrypted) === true ? "server" : "none";
  const version = entry(resource.body, isServerless ? "major_engine_version" : "engine_version");
  const parsed = parseVersion(textOf(version?.value) ?? "");
  return {
    kind: "listener",
    platform: "terraform",
    where: { ...where, address: resource.address },
    workload: resource.address,
    placement: "managed",
    sockets: number2 === void 0 ? unresolved(
      port.value.type === "unknown" ? port.value.reason : "the port is no number",
      port.valueWhere
    ) : [
      {
        protocol: "tcp",
        scope: "all",
        address: "the endpoints of the cluster",
        port: number2,
        tls
      }
    ],
    authentication: "none",
    ...parsed === void 0 ? {} : {
      version: {
        version: parsed,
        where: version.valueWhere,
        trust: "managed",
        text: `engine_version ${textOf(version.value)}`
      }
    },
    ...tls === "none" ? {
      tlsOff: {
        where: { ...setting?.valueWhere ?? where, address: resource.address },
        since: FIRST_ENCRYPTED
      }
    } : {},
    features: [],
    assumptions: [],
    related: []
  };
}

// src/platforms/terraform/providers/aws/security-groups.ts
function ingressOf2(rule, context) {
  const { sources, protocols, ports } = rule;
  let from = sourcesOf(sources);
  if (!isUnresolved(from) && from.isEmpty) return void 0;
  let known3 = isUnresolved(protocols) ? TCP_AND_UDP : protocols;
  if (known3.length === 0 || !isUnresolved(ports) && ports.isEmpty) return void 0;
  const behind = rule.group === void 0 ? void 0 : workloadsBehind(rule.group, context);
  if (behind !== void 0 && !isUnresolved(ports) && !isUnresolved(from)) {
    const [wanted, range] = [from, ports];
    const through = known3.map((protocol) => {
      const limit = limitOf(behind.workloads, [protocol], range, context);
      return { protocol, admitted: limit === void 0 ? wanted : wanted.intersect(limit) };
    });
    known3 = through.filter(({ admitted }) => !admitted.isEmpty).map(({ protocol }) => protocol);
    from = AddressSet.unionOf(through.map(({ admitted }) => admitted));
    if (from.isEmpty) return void 0;
  }
  const where = sources.where ?? rule.where;
  const related = [...sources.related];
  if (rule.portWhere !== void 0 && rule.portWhere.startLine !== where.startLine) {
    related.unshift({ where: rule.portWhere, message: "the ports of the rule" });
  }
  const notes = [];
  if (sources.missing !== void 0 && !isUnresolved(from)) {
    notes.push(`It may let in more than that, because ${sources.missing.reason}.`);
  }
  return {
    kind: "ingress",
    platform: "terraform",
    where: { ...where, address: rule.name },
    mechanism: "security-group",
    name: rule.name,
    sources: from,
    ...namingOf(sources, from),
    protocols: known3,
    ports,
    target: behind === void 0 || behind.workloads.length === 0 ? "unknown" : behind.workloads,
    faces: "internet",
    leadsTo: leadsTo(ports, behind?.leadsTo),
    related,
    ...rule.onlyIf === void 0 ? {} : { onlyIf: rule.onlyIf },
    ...notes.length === 0 ? {} : { notes }
  };
}
function leadsTo(ports, known3 = "unknown") {
  if (known3 !== "something-else") return known3;
  const isNarrow = !isUnresolved(ports) && ports.spanAround(MEMCACHED_PORT) <= 100;
  return isNarrow ? known3 : "unknown";
}
var securityGroups = {
  types: [...INLINE, ...RULES],
  meaning: [
    {
      of: "aws_security_group, aws_default_security_group",
      judged: "`ingress` blocks and lists: `cidr_blocks`, `ipv6_cidr_blocks`, `prefix_list_ids`; protocol -1 or all means every port; groups and `self` are not public"
    },
    {
      of: "aws_security_group_rule",
      judged: '`type = "ingress"` with `cidr_blocks`, `ipv6_cidr_blocks`, `prefix_list_ids`; protocol -1 or all means every port'
    },
    {
      of: "aws_vpc_security_group_ingress_rule",
      judged: "`cidr_ipv4`, `cidr_ipv6`, `prefix_list_id`; `ip_protocol` -1 means every port"
    },
    {
      of: "aws_ec2_managed_prefix_list, aws_ec2_managed_prefix_list_entry",
      judged: "the CIDRs of the entries, where rules name the list"
    }
  ],
  facts(resource, context) {
    return (allRules(context).get(resource) ?? []).flatMap(
      (rule) => ingressOf2(rule, context) ?? []
    );
  }
};

// src/platforms/terraform/providers/aws/modules.ts
var awsModules = CONTRACTS.map((contract) => ({
  matches: (source) => registryName(source)?.module === contract.module,
  meaning: contract.meaning,
  facts(call2, context) {
    const doors3 = (allRules(context).get(call2) ?? []).flatMap(
      (rule) => ingressOf2(rule, context) ?? []
    );
    return [...doors3, ...contract.facts?.(call2, context) ?? []];
  }
}));

// src/platforms/terraform/providers/aws/balancer-groups.ts
function clientsOf(balancer, protocols, ports, context) {
  const own = guarded(context).filter(({ workload }) => workload === balancer.address);
  const groups15 = own.flatMap((each) => each.groups);
  const foreign = own.flatMap(({ unknownGroups }) => unknownGroups)[0];
  if (groups15.length === 0 && foreign === void 0) return void 0;
  let known3 = AddressSet.empty;
  let where;
  let widest2 = 0;
  let missing = foreign === void 0 ? void 0 : unresolved(
    foreign.type === "unknown" ? foreign.reason : "a security group is not in the repository",
    foreign.where
  );
  for (const rule of groups15.flatMap((group) => rulesOfGroup(group, context))) {
    const about = isUnresolved(rule.protocols) ? protocols : rule.protocols;
    if (!protocols.some((protocol) => about.includes(protocol))) continue;
    if (isUnresolved(rule.ports)) {
      missing ??= rule.ports;
      continue;
    }
    if (!rule.ports.overlaps(ports)) continue;
    missing ??= rule.sources.missing;
    known3 = known3.union(rule.sources.known);
    const width = publicSize(rule.sources.known);
    if (width > widest2) [widest2, where] = [width, rule.sources.where ?? rule.where];
  }
  return { sources: missing !== void 0 && publicSize(known3) === 0 ? missing : known3, where };
}
function isToldByGroups2(ports) {
  return ports.contains(MEMCACHED_PORT);
}
function hasRuleFor(workload, ports, protocols, context) {
  const groups15 = guarded(context).filter((each) => each.workload === workload).flatMap((each) => each.unknownGroups.length > 0 ? ["?"] : each.groups);
  if (groups15.length === 0 || groups15.includes("?")) return true;
  return groups15.flatMap((group) => rulesOfGroup(group, context)).some(
    (rule) => (isUnresolved(rule.protocols) || protocols.some((protocol) => rule.protocols.includes(protocol))) && (isUnresolved(rule.ports) || rule.ports.overlaps(ports))
  );
}

// src/platforms/terraform/providers/aws/classic-balancers.ts
var classicBalancers = {
  types: ["aws_elb"],
  meaning: [
    {
      of: "aws_elb, aws_elb_attachment",
      judged: "`listener` with `lb_protocol` tcp or ssl that leads to `instance_port`, unless `internal = true`; its `security_groups` say who may come to `lb_port`"
    }
  ],
  facts(resource, context) {
    if (resource.mode !== "managed") return [];
    const condition = facesInternet(resource);
    if (condition === false) return [];
    return itemsOf(entry(resource.body, "listener")?.value).flatMap(
      (listener) => door2(resource, listener, condition, context) ?? []
    );
  }
};
function facesInternet(balancer) {
  const internal = entry(balancer.body, "internal")?.value;
  if (internal === void 0 || isNull(internal)) return true;
  const known3 = booleanOf(internal);
  if (known3 !== void 0) return !known3;
  return `the load balancer is not internal (${internal.type === "unknown" ? internal.reason : "not known"})`;
}
function door2(balancer, listener, condition, context) {
  const protocol = entry(listener, "lb_protocol")?.value;
  const spoken = textOf(protocol)?.toLowerCase();
  if (spoken !== void 0 && spoken !== "tcp" && spoken !== "ssl") return void 0;
  const outer = readPorts(listener, { texts: ["lb_port"], absent: "unknown" });
  const inner = readPorts(listener, { texts: ["instance_port"], absent: "unknown" });
  const clients = isUnresolved(outer.ports) ? void 0 : clientsOf(balancer, TCP, outer.ports, context);
  if (clients !== void 0 && !isUnresolved(clients.sources) && clients.sources.isEmpty)
    return void 0;
  const isOpenElsewhere = clients !== void 0 && !isUnresolved(clients.sources) && !isUnresolved(outer.ports) && isToldByGroups2(outer.ports);
  if (isOpenElsewhere) return void 0;
  const targets = targetsOf(balancer, context);
  const where = inner.portWhere ?? outer.portWhere ?? listener.where;
  const conditions = [
    condition === true ? void 0 : condition,
    clients === void 0 && !isUnresolved(outer.ports) ? "the default security group of its network, which it is in without `security_groups`, lets clients in" : void 0,
    conditionOf(listener)
  ].filter((each) => each !== void 0);
  const passes = targets.every(
    (target) => isUnresolved(inner.ports) || hasRuleFor(target, inner.ports, TCP, context)
  );
  return {
    kind: "ingress",
    platform: "terraform",
    where: {
      ...where.file === balancer.where.file ? where : balancer.where,
      address: balancer.address
    },
    mechanism: "load-balancer",
    name: balancer.address,
    sources: clients?.sources ?? AddressSet.all,
    protocols: TCP,
    ports: outer.ports,
    targetPorts: inner.ports,
    target: targets.length === 0 ? "unknown" : targets,
    faces: "internet",
    leadsTo: "unknown",
    ...passes ? { bypasses: ["security-group", "network-acl"] } : {},
    related: [
      ...outer.portWhere === void 0 || outer.portWhere.startLine === where.startLine ? [] : [{ where: outer.portWhere, message: "the port of the load balancer" }],
      ...clients?.where === void 0 ? [] : [{ where: clients.where, message: "its security group lets the clients in" }]
    ],
    ...conditions.length === 0 ? {} : { onlyIf: conditions.join(" and ") }
  };
}
function targetsOf(balancer, context) {
  const named2 = itemsOf(entry(balancer.body, "instances")?.value);
  const attached2 = context.find("aws_elb_attachment").filter((each) => {
    const elb = entry(each.body, "elb")?.value;
    return elb !== void 0 && context.referent(elb)?.address === balancer.address;
  }).flatMap((each) => entry(each.body, "instance")?.value ?? []);
  const addresses = [...named2, ...attached2].flatMap((id) => context.referent(id)?.address ?? []);
  return [...new Set(addresses)].filter((address2) => context.resource(address2) !== void 0);
}

// src/platforms/terraform/providers/aws/network-firewall.ts
var NARROW = 100;
var networkFirewall = {
  types: ["aws_networkfirewall_rule_group"],
  meaning: [
    {
      of: "aws_networkfirewall_rule_group",
      judged: "not evaluated: what it keeps out is judged as if it came in; rules that let memcached’s port pass are told of"
    }
  ],
  facts(resource, context) {
    const where = resource.mode === "managed" ? passing(resource) : void 0;
    if (where !== void 0) {
      context.problem({
        kind: "unresolved",
        where: { ...where, address: resource.address },
        message: `\`${resource.address}\` lets port ${MEMCACHED_PORT} pass, but which traffic is led through a network firewall is not evaluated; look at whom it lets in.`
      });
    }
    return [];
  }
};
function passing({ body }) {
  const source = "rule_group.rules_source";
  for (const rule of blocksAt(body, `${source}.stateful_rule`)) {
    const port = entry(blocksAt(rule, "header")[0], "destination_port");
    if (!isWord(entry(rule, "action")?.value, "pass") || port === void 0) continue;
    if (names(portsFromText(port.value))) return port.valueWhere;
  }
  const stateless = `${source}.stateless_rules_and_custom_actions.stateless_rule.rule_definition`;
  for (const rule of blocksAt(body, stateless)) {
    const passes = itemsOf(entry(rule, "actions")?.value).some((each) => isWord(each, "aws:pass"));
    if (!passes) continue;
    for (const block of blocksAt(rule, "match_attributes.destination_port")) {
      if (names(readPorts(block, { ranges: [["from_port", "to_port"]], absent: "none" }).ports))
        return block.where;
    }
  }
  for (const text3 of blocksAt(body, source).map((each) => entry(each, "rules_string"))) {
    if (text3 !== void 0 && suricata(textOf(text3.value) ?? "")) return text3.valueWhere;
  }
  return void 0;
}
function suricata(text3) {
  return text3.split("\n").some((line) => {
    const rule = /^\s*pass\s+(?:tcp|udp|ip)\s+\S+\s+\S+\s+(?:->|<>)\s+\S+\s+(\S+)/i.exec(line);
    const ports = rule === null ? void 0 : parsePorts(rule[1].replace(/[[\]]/g, ""));
    return ports !== void 0 && names(ports);
  });
}
function names(ports) {
  if (isUnresolved(ports)) return false;
  const span = ports.spanAround(MEMCACHED_PORT);
  return span > 0 && span <= NARROW;
}
function isWord(data, word2) {
  return textOf(data)?.toLowerCase() === word2;
}

// src/platforms/terraform/providers/aws/lightsail.ts
var lightsail = {
  types: ["aws_lightsail_instance_public_ports"],
  meaning: [
    {
      of: "aws_lightsail_instance_public_ports",
      judged: "`port_info` with `cidrs`, `ipv6_cidrs`; without `cidrs`, `ipv6_cidrs` and `cidr_list_aliases` everyone is let in"
    }
  ],
  facts(resource, context) {
    if (resource.mode !== "managed") return [];
    const instance = entry(resource.body, "instance_name")?.value;
    const behind = instance === void 0 ? void 0 : context.referent(instance)?.address;
    return itemsOf(entry(resource.body, "port_info")?.value).flatMap((block) => {
      if (block.type !== "map") return [];
      const protocol = protocolsFrom(entry(block, "protocol")?.value);
      if (protocol === "other") return [];
      const reading = readSources(
        ["cidrs", "ipv6_cidrs"].map((key) => entry(block, key)),
        resource.where,
        { word: () => void 0 }
      );
      const hasAliases = itemsOf(entry(block, "cidr_list_aliases")?.value).length > 0;
      const sources = reading.isSpecified ? sourcesOf(reading) : hasAliases ? AddressSet.empty : AddressSet.all;
      if (!isUnresolved(sources) && sources.isEmpty) return [];
      const from = entry(block, "from_port");
      const isAny = !isUnresolved(protocol) && protocol.isAny;
      const fact = {
        kind: "ingress",
        platform: "terraform",
        where: { ...reading.where ?? from?.valueWhere ?? block.where, address: resource.address },
        mechanism: "cloud-firewall",
        name: resource.address,
        sources,
        ...namingOf(reading, sources),
        protocols: isUnresolved(protocol) ? ["tcp", "udp"] : protocol.protocols,
        ports: isAny ? PortSet.all : portRange(from?.value, entry(block, "to_port")?.value),
        target: behind === void 0 ? "unknown" : [behind],
        faces: "internet",
        leadsTo: "unknown",
        related: reading.related,
        ...reading.isSpecified || hasAliases ? {} : { notes: ["No source is given, which lets everyone in."] }
      };
      return [fact];
    });
  }
};

// src/platforms/terraform/providers/aws/load-balancers.ts
var BALANCERS = ["aws_lb", "aws_alb"];
var loadBalancers = {
  types: ["aws_lb_listener", "aws_alb_listener"],
  meaning: [
    {
      of: "aws_lb, aws_lb_listener, aws_alb_listener, aws_lb_target_group, aws_lb_target_group_attachment",
      judged: "a network load balancer without `internal = true` lets everyone in on the ports of its listeners, or whom its `security_groups` name; the groups of the targets still decide"
    }
  ],
  facts(resource, context) {
    if (resource.mode !== "managed") return [];
    const balancer = referred2(entry(resource.body, "load_balancer_arn")?.value, context);
    if (balancer === void 0 || !BALANCERS.includes(balancer.type)) return [];
    const condition = facesInternet2(balancer);
    const protocols = protocolsOf2(entry(resource.body, "protocol")?.value);
    const port = entry(resource.body, "port");
    if (condition === false || protocols.length === 0 || port === void 0) return [];
    const ports = portsOf2(port);
    const clients = isUnresolved(ports) ? void 0 : clientsOf(balancer, protocols, ports, context);
    if (clients !== void 0) {
      if (isUnresolved(clients.sources) || clients.sources.isEmpty) return [];
      if (!isUnresolved(ports) && isToldByGroups2(ports)) return [];
    }
    const group = targetGroup(resource, context);
    const inner = group === void 0 ? void 0 : entry(group.body, "port");
    const targets = group === void 0 ? [] : targetsOf2(group, context);
    const fact = {
      kind: "ingress",
      platform: "terraform",
      where: { ...port.valueWhere, address: resource.address },
      mechanism: "load-balancer",
      name: resource.address,
      sources: clients?.sources ?? AddressSet.all,
      protocols,
      ports,
      ...inner === void 0 ? {} : { targetPorts: portsOf2(inner) },
      target: targets.length === 0 ? "unknown" : targets,
      faces: "internet",
      leadsTo: "unknown",
      related: [
        {
          where: entry(balancer.body, "internal")?.valueWhere ?? balancer.where,
          message: "the load balancer, which faces the internet"
        },
        ...inner === void 0 ? [] : [{ where: inner.valueWhere, message: "the port of the targets" }],
        ...clients?.where === void 0 ? [] : [{ where: clients.where, message: "its security group lets the clients in" }]
      ],
      ...condition === true ? {} : { onlyIf: condition },
      notes: ["The security groups of its targets have to let the clients in as well."]
    };
    return [fact];
  }
};
function facesInternet2(balancer) {
  if (textOf(entry(balancer.body, "load_balancer_type")?.value) !== "network") return false;
  const internal = entry(balancer.body, "internal")?.value;
  if (internal === void 0 || isNull(internal)) return true;
  const known3 = booleanOf(internal);
  if (known3 !== void 0) return !known3;
  return `the load balancer is not internal (${internal.type === "unknown" ? internal.reason : "not known"})`;
}
function protocolsOf2(data) {
  switch (textOf(data)?.toUpperCase()) {
    case "TCP":
    case "TLS":
      return TCP;
    case "UDP":
      return UDP;
    case "TCP_UDP":
      return TCP_AND_UDP;
    default:
      return [];
  }
}
function portsOf2(port) {
  const number2 = integerOf(port.value);
  if (number2 !== void 0) return PortSet.of(number2);
  return unresolved(
    port.value.type === "unknown" ? port.value.reason : "the port is no number",
    port.valueWhere
  );
}
function referred2(data, context) {
  const address2 = data === void 0 ? void 0 : context.referent(data)?.address;
  return address2 === void 0 ? void 0 : context.resource(address2);
}
function targetGroup(listener, context) {
  for (const action of itemsOf(entry(listener.body, "default_action")?.value)) {
    const forwarded = itemsOf(entry(action, "forward")?.value).flatMap(
      (forward) => itemsOf(entry(forward, "target_group")?.value).map((group) => entry(group, "arn")?.value)
    );
    for (const arn of [entry(action, "target_group_arn")?.value, ...forwarded]) {
      const group = referred2(arn, context);
      if (group !== void 0) return group;
    }
  }
  return void 0;
}
function targetsOf2(group, context) {
  const attached2 = context.find("aws_lb_target_group_attachment", "aws_alb_target_group_attachment").filter((each) => referred2(entry(each.body, "target_group_arn")?.value, context) === group).flatMap((each) => referred2(entry(each.body, "target_id")?.value, context)?.address ?? []);
  const services = context.find("aws_ecs_service").filter(
    (service) => itemsOf(entry(service.body, "load_balancer")?.value).some(
      (block) => referred2(entry(block, "target_group_arn")?.value, context) === group
    )
  ).flatMap(
    (service) => referred2(entry(service.body, "task_definition")?.value, context)?.address ?? []
  );
  return [.../* @__PURE__ */ new Set([...attached2, ...services])];
}

// src/platforms/terraform/providers/aws/index.ts
var aws = {
  name: "aws",
  resources: [
    securityGroups,
    elasticache,
    instances,
    ecs,
    networkAcls,
    loadBalancers,
    classicBalancers,
    lightsail,
    accelerator,
    networkFirewall
  ],
  modules: awsModules
};

// src/platforms/terraform/providers/azure/balancers.ts
var isPublic = publicThrough(
  "loadbalancer_id",
  (balancer) => blocksAt(balancer.body, "frontend_ip_configuration").some(
    (frontend2) => ["public_ip_address_id", "public_ip_prefix_id"].some((key) => {
      const found = entry(frontend2, key);
      return found !== void 0 && isGiven(found.value);
    })
  )
);
var PROTOCOL = { key: "protocol", absent: TCP };
var balancerRules = doors({
  types: ["azurerm_lb_rule"],
  judged: "`frontend_port` and `backend_port` of a load balancer with a public address; protocol All with port 0 means every port",
  protocol: PROTOCOL,
  outside: { texts: ["frontend_port"], zero: "all", absent: "none" },
  inside: { texts: ["backend_port"], zero: "all", absent: "none" },
  isPublic
});
var balancerNat = doors({
  types: ["azurerm_lb_nat_rule", "azurerm_lb_nat_pool"],
  judged: "`frontend_port`, `frontend_port_start` to `frontend_port_end`, and `backend_port` of a load balancer with a public address",
  protocol: { ...PROTOCOL, absent: TCP_AND_UDP },
  outside: {
    texts: ["frontend_port"],
    ranges: [["frontend_port_start", "frontend_port_end"]],
    absent: "none"
  },
  inside: { texts: ["backend_port"], absent: "none" },
  isPublic
});

// src/platforms/terraform/providers/containers.ts
function containerIn(block, args, environment, owner, workload = owner.address) {
  const words = (key) => {
    const value = key === void 0 ? void 0 : entry(block, key)?.value;
    if (value === void 0 || !isGiven(value)) return void 0;
    return itemsOf(value).map((each) => wordOf(each, owner));
  };
  const image = entry(block, args.image)?.value;
  const entrypoint = words(args.entrypoint);
  const command = words(args.command);
  const content2 = inspectContainer({
    ...image === void 0 ? {} : { image: wordOf(image, owner) },
    ...entrypoint === void 0 ? {} : { entrypoint },
    ...command === void 0 ? {} : { command },
    environment,
    where: placeOf2(block, owner)
  });
  if (content2.nature !== "memcached") return { nature: content2.nature };
  return {
    nature: "memcached",
    listener: listenerFrom(content2.daemon, {
      platform: "terraform",
      workload,
      placement: "container",
      where: content2.where,
      ...content2.version === void 0 ? {} : { version: content2.version }
    })
  };
}
function wordOf(data, owner) {
  const text3 = textOf(data);
  const where = placeOf2(data, owner);
  if (text3 !== void 0) return { text: text3, where };
  const reason = data.type === "unknown" ? data.reason : "the value is no text";
  return { text: void 0, reason, where };
}
function environmentIn(data, owner) {
  const environment = /* @__PURE__ */ new Map();
  if (data?.type === "map") {
    for (const { key, value } of data.entries) environment.set(key, wordOf(value, owner));
    return environment;
  }
  for (const item of itemsOf(data)) {
    const name = textOf(entry(item, "name")?.value);
    const value = entry(item, "value")?.value;
    if (name !== void 0 && value !== void 0) environment.set(name, wordOf(value, owner));
    const text3 = textOf(item);
    const equals = text3?.indexOf("=") ?? -1;
    if (text3 !== void 0 && equals > 0) {
      environment.set(text3.slice(0, equals), { text: text3.slice(equals + 1), where: item.where });
    }
  }
  return environment;
}
function placeOf2(data, owner) {
  return data.where.file === "" ? owner.where : data.where;
}
function natureOf2(contents) {
  if (contents.some(({ nature }) => nature === "memcached")) return "memcached";
  return contents.length > 0 && contents.every(({ nature }) => nature === "something-else") ? "something-else" : "unknown";
}

// src/platforms/terraform/providers/azure/rules.ts
var EVERYONE2 = /* @__PURE__ */ new Set(["*", "any", "internet", "0.0.0.0", "/0", "<nw>/0"]);
function azureWord(text3) {
  const word2 = text3.toLowerCase();
  if (EVERYONE2.has(word2)) return AddressSet.all;
  if (word2.startsWith("azurecloud")) return void 0;
  return /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/.test(word2) ? "closed" : void 0;
}
function azureReference(data, context) {
  const referent = context.referent(data);
  const resource = referent === void 0 ? void 0 : context.resource(referent.address);
  if (referent === void 0 || resource === void 0) return void 0;
  if (resource.type === "azurerm_virtual_network" || resource.type === "azurerm_subnet") {
    return /^address_(space|prefix)/.test(referent.attribute) ? "closed" : void 0;
  }
  if (/^private_ip_address/.test(referent.attribute)) return "closed";
  if (resource.type !== "azurerm_ip_group" || resource.mode !== "managed") return void 0;
  const cidrs = entry(resource.body, "cidrs")?.value;
  if (cidrs?.type !== "list") return cidrs === void 0 ? AddressSet.empty : void 0;
  const sets = [];
  for (const item of elements(cidrs)) {
    const set = AddressSet.tryParse(textOf(item) ?? "");
    if (set === void 0) return void 0;
    sets.push(set);
  }
  return AddressSet.unionOf(sets);
}
var SECURITY_RULE = {
  inbound: { key: "direction", yes: ["inbound"], no: ["outbound"], absent: true },
  allows: { key: "access", yes: ["allow"], no: ["deny"], absent: true },
  order: { key: "priority", absent: 4096 },
  protocol: { key: "protocol", absent: TCP_AND_UDP },
  ports: { texts: ["destination_port_range", "destination_port_ranges"], absent: "none" },
  sources: {
    keys: ["source_address_prefix", "source_address_prefixes"],
    closed: ["source_application_security_group_ids"],
    absent: "nobody",
    word: azureWord,
    reference: azureReference
  },
  only: [
    "destination_address_prefix",
    "destination_address_prefixes",
    "destination_application_security_group_ids"
  ],
  leavesOut: ["source_port_range", "source_port_ranges"],
  everything: ["*", "any", "virtualnetwork", "0.0.0.0/0", "0-65535", "1-65535"]
};
var FIREWALL_SOURCES = {
  keys: ["source_addresses", "source_ip_groups"],
  absent: "nobody",
  word: azureWord,
  reference: azureReference
};

// src/platforms/terraform/providers/azure/containers.ts
var containerGroups = {
  types: ["azurerm_container_group"],
  meaning: [
    {
      of: "azurerm_container_group",
      judged: "`container` blocks that are memcached; `ip_address_type` Public (the default) opens `exposed_port`, or else the `ports` of every container"
    }
  ],
  facts(resource) {
    if (resource.mode !== "managed") return [];
    const containers = blocksAt(resource.body, "container");
    const contents = containers.map((block) => contentsOf(block, resource));
    const facts = contents.flatMap(({ listener }) => listener ?? []);
    const type = entry(resource.body, "ip_address_type")?.value;
    const kind = textOf(type)?.toLowerCase() ?? "public";
    if (kind === "none") return facts;
    const exposed = blocksAt(resource.body, "exposed_port");
    const ports = exposed.length > 0 ? exposed : containers.flatMap((block) => blocksAt(block, "ports"));
    for (const block of ports) {
      const port = entry(block, "port");
      const number2 = integerOf(port?.value);
      if (port === void 0 || number2 === void 0) continue;
      const protocol = textOf(entry(block, "protocol")?.value)?.toLowerCase() ?? "tcp";
      const unknown2 = type?.type === "unknown" ? type.reason : void 0;
      const fact = {
        kind: "ingress",
        platform: "terraform",
        where: { ...port.valueWhere, address: resource.address },
        mechanism: "published-port",
        name: resource.address,
        sources: AddressSet.all,
        protocols: protocol === "udp" ? UDP : TCP,
        ports: PortSet.of(number2),
        target: [resource.address],
        faces: kind === "private" ? "private" : "internet",
        leadsTo: natureOf2(contents),
        related: [],
        ...unknown2 === void 0 ? {} : { onlyIf: `its address is public (${unknown2})` }
      };
      facts.push(fact);
    }
    return facts;
  }
};
function contentsOf(block, resource) {
  return containerIn(
    block,
    { image: "image", entrypoint: "commands" },
    environmentIn(entry(block, "environment_variables")?.value, resource),
    resource
  );
}
var containerApps = {
  types: ["azurerm_container_app"],
  meaning: [
    {
      of: "azurerm_container_app",
      judged: '`template.container` that is memcached; `ingress` with `external_enabled` and `transport = "tcp"`, `exposed_port`, `target_port`, `ip_security_restriction`'
    }
  ],
  facts(resource, context) {
    if (resource.mode !== "managed") return [];
    const contents = blocksAt(resource.body, "template.container").map(
      (block) => containerIn(
        block,
        { image: "image", entrypoint: "command", command: "args" },
        environmentIn(entry(block, "env")?.value, resource),
        resource
      )
    );
    const facts = contents.flatMap(({ listener }) => listener ?? []);
    for (const block of blocksAt(resource.body, "ingress")) {
      const external = choose({ key: "external_enabled", yes: ["true"], absent: false }, block);
      const transport = choose({ key: "transport", yes: ["tcp"], absent: false }, block);
      const inside2 = entry(block, "target_port");
      const outside = entryAt(block, "exposed_port") ?? inside2;
      const port = integerOf(outside?.value);
      if (external === false || transport === false || outside === void 0) continue;
      if (port === void 0) continue;
      const limits = blocksAt(block, "ip_security_restriction");
      const rules = limits.flatMap(
        (limit, index2) => readRule(
          {
            allows: { key: "action", yes: ["allow"], no: ["deny"], absent: true },
            protocol: { key: "", absent: TCP },
            ports: { absent: "all" },
            sources: { keys: ["ip_address_range"], absent: "nobody", reference: azureReference }
          },
          limit,
          resource,
          context,
          index2
        ) ?? []
      );
      const allowed = rules.filter(({ action }) => action === "allow");
      const opening = {
        name: resource.address,
        where: outside.valueWhere,
        action: "allow",
        order: rules.length,
        traffic: [{ protocols: TCP, ports: PortSet.of(port), portWhere: outside.valueWhere }],
        sources: everyone(void 0),
        ...typeof external === "object" ? { onlyIf: `it is external (${external.reason})` } : {}
      };
      const openings = allowed.length > 0 ? allowed.map((rule) => ({
        ...opening,
        order: rule.order,
        sources: rule.sources
      })) : [opening];
      const found = openingsOf({
        mechanism: "published-port",
        rules: [...rules.filter(({ action }) => action === "deny"), ...openings],
        ties: "written",
        target: () => [resource.address],
        leadsTo: natureOf2(contents),
        faces: "internet"
      });
      const target = integerOf(inside2?.value);
      for (const ingress of [...found.values()].flat()) {
        facts.push(
          target === void 0 || target === port ? ingress : { ...ingress, targetPorts: PortSet.of(target) }
        );
      }
    }
    return facts;
  }
};

// src/platforms/terraform/providers/azure/extensions.ts
var MACHINE = {
  azurerm_virtual_machine_extension: "virtual_machine_id",
  azurerm_virtual_machine_scale_set_extension: "virtual_machine_scale_set_id",
  azurerm_virtual_machine_run_command: "virtual_machine_id",
  azurerm_arc_machine_extension: "arc_machine_id"
};
var TYPES2 = Object.keys(MACHINE);
var extensions = {
  types: TYPES2,
  meaning: [
    {
      of: TYPES2.slice(0, 2).concat(TYPES2[3]).join(", "),
      judged: "`commandToExecute` and `script` of `settings` and `protected_settings`, as a start-up script of the machine"
    },
    {
      of: TYPES2[2],
      judged: "`source.script`, as a start-up script of the machine"
    }
  ],
  facts(resource, context) {
    if (resource.mode !== "managed") return [];
    return machineOf(resource, context) === void 0 ? startupFacts(scriptsIn(resource.body), resource, context) : [];
  }
};
function machineOf(extension, context) {
  return referred(extension.body, MACHINE[extension.type], context);
}
function extensionScripts(machine, context) {
  return [
    ...blocksAt(machine.body, "extension"),
    ...context.find(...TYPES2).filter((each) => each.mode === "managed" && machineOf(each, context) === machine).map(({ body }) => body)
  ].flatMap(scriptsIn);
}
function scriptsIn(body) {
  const settings = ["settings", "protected_settings"].flatMap((key) => {
    const given2 = entry(body, key)?.value;
    return given2 === void 0 ? [] : objectIn(given2) ?? [];
  });
  const sources = blocksAt(body, "source").map((source) => entry(source, "script")?.value);
  return [
    ...settings.flatMap(
      (each) => ["commandToExecute", "script"].map((key) => entry(each, key)?.value)
    ),
    ...sources
  ].filter((each) => each !== void 0);
}
function objectIn(data) {
  const origin = originOf(data);
  if (origin?.data !== void 0) return origin.data.type === "map" ? origin.data : void 0;
  if (data.type === "map") return data;
  const text3 = origin?.partial?.text ?? toText(data);
  if (text3 === void 0) return void 0;
  const read2 = readJson(new SourceFile(data.where.file, text3)).data;
  if (read2?.type !== "map") return void 0;
  const where = data.where;
  const entries = read2.entries.map((each) => ({
    ...each,
    keyWhere: where,
    valueWhere: where,
    value: { ...each.value, where }
  }));
  return { ...read2, entries, where };
}

// src/platforms/terraform/providers/azure/firewalls.ts
var PROTOCOLS = { key: "protocols", absent: TCP_AND_UDP };
var NAT = {
  protocol: PROTOCOLS,
  outside: { texts: ["destination_ports"], absent: "none" },
  inside: { texts: ["translated_port"], absent: "none" },
  sources: (resource, block, context) => sourcesIn({ sources: FIREWALL_SOURCES }, block, resource, context)
};
var natCollections = doors({
  ...NAT,
  types: ["azurerm_firewall_nat_rule_collection"],
  blocks: ["rule"],
  judged: "`destination_ports` of the public address that lead to `translated_port`; `source_addresses`, `source_ip_groups`"
});
var NETWORK_RULE = {
  protocol: PROTOCOLS,
  ports: { texts: ["destination_ports"], absent: "none" },
  sources: FIREWALL_SOURCES,
  only: ["destination_addresses", "destination_ip_groups"],
  everything: ["*", "0.0.0.0/0"]
};
var networkCollections = {
  mechanism: "cloud-firewall",
  faces: "private",
  narrowOnly: true,
  tables: [
    {
      ...NETWORK_RULE,
      types: ["azurerm_firewall_network_rule_collection"],
      group: "azure_firewall_name",
      judged: "`action`, `priority`; rules that name memcached’s port let private networks in, never the internet",
      read: (resource, context) => collection2(resource, resource.body, "rule", context)
    },
    {
      ...NETWORK_RULE,
      types: ["azurerm_firewall_policy_rule_collection_group"],
      group: "firewall_policy_id",
      judged: "`nat_rule_collection` as `azurerm_firewall_nat_rule_collection`, `network_rule_collection` as `azurerm_firewall_network_rule_collection`",
      read: (resource, context) => blocksAt(resource.body, "network_rule_collection").flatMap(
        (block) => collection2(resource, block, "rule", context)
      )
    }
  ]
};
function collection2(resource, body, key, context) {
  const allows = choose({ key: "action", yes: ["allow"], no: ["deny"], absent: true }, body);
  const order = integerOf(entry(body, "priority")?.value) ?? 65e3;
  return blocksAt(body, key).flatMap((block, index2) => {
    const rule = readRule(NETWORK_RULE, block, resource, context, index2);
    if (rule === void 0 || block.type === "unknown") return [];
    const action = typeof allows === "object" ? allows : allows ? "allow" : "deny";
    return [{ ...rule, action, order }];
  });
}
var policyNat = {
  ...NAT,
  types: ["azurerm_firewall_policy_rule_collection_group"],
  blocks: ["nat_rule_collection.rule"],
  judged: ""
};

// src/platforms/terraform/providers/azure/guards.ts
var MACHINES = [
  "azurerm_linux_virtual_machine",
  "azurerm_virtual_machine",
  "azurerm_linux_virtual_machine_scale_set",
  "azurerm_orchestrated_virtual_machine_scale_set"
];
function guardsOf(context) {
  return context.find(...MACHINES).flatMap((machine) => {
    if (machine.mode !== "managed") return [];
    return interfacesOf2(machine, context).flatMap(({ body, address: address2 }) => {
      const own = keysOf(body, "network_security_group_id", context);
      const attached2 = context.find("azurerm_network_interface_security_group_association").filter(
        (each) => address2 !== void 0 && referred(each.body, "network_interface_id", context)?.address === address2
      ).flatMap((each) => keysOf(each.body, "network_security_group_id", context));
      const subnets = itemsOf(entry(body, "ip_configuration")?.value).flatMap(
        (each) => referred(each, "subnet_id", context)?.address ?? []
      );
      const ofSubnets = context.find("azurerm_subnet_network_security_group_association").filter((each) => {
        const subnet2 = referred(each.body, "subnet_id", context)?.address;
        return subnet2 !== void 0 && subnets.includes(subnet2);
      }).flatMap((each) => keysOf(each.body, "network_security_group_id", context));
      return [[...own, ...attached2], ofSubnets].filter((firewalls9) => firewalls9.length > 0).map((firewalls9) => ({ workload: machine.address, where: machine.where, firewalls: firewalls9 }));
    });
  });
}
function interfacesOf2(machine, context) {
  const named2 = itemsOf(entry(machine.body, "network_interface_ids")?.value).flatMap((id) => {
    const address2 = context.referent(id)?.address;
    const found = address2 === void 0 ? void 0 : context.resource(address2);
    return found ?? [];
  });
  const blocks = itemsOf(entry(machine.body, "network_interface")?.value).flatMap(
    (body) => body.type === "map" ? [{ body }] : []
  );
  return [...named2, ...blocks];
}
function keysOf(body, key, context) {
  const found = entryAt(body, key);
  return found === void 0 ? [] : [groupKey(found.value, context)];
}

// src/platforms/terraform/providers/firewall/outer.ts
function denialsOf(rules) {
  const denied = rules.flatMap(
    (rule) => rule.action === "deny" && rule.passesOn !== true && rule.isPartial !== true && rule.onlyIf === void 0 ? [{ ...rule, action: "allow" }] : []
  );
  const spared = rules.flatMap((rule) => {
    if (rule.action === "deny" && rule.passesOn !== true) return [];
    const { only: _only, isPartial: _isPartial, ...rest2 } = rule;
    return [{ ...rest2, action: "deny" }];
  });
  const openings = openingsOf({
    mechanism: "cloud-firewall",
    rules: [...denied, ...spared],
    ties: "written",
    target: () => "unknown",
    leadsTo: "unknown",
    faces: "internet"
  });
  return denied.flatMap(
    (rule) => (openings.get(rule) ?? []).flatMap(
      ({ sources, ports, protocols, onlyIf }) => isUnresolved(sources) || isUnresolved(ports) || onlyIf !== void 0 ? [] : [
        {
          ...rule,
          action: "deny",
          order: Number.NEGATIVE_INFINITY,
          traffic: [{ protocols, ports }],
          sources: { ...rule.sources, known: sources, missing: void 0 }
        }
      ]
    )
  );
}

// src/platforms/terraform/providers/azure/admin-rules.ts
var NETWORKS = ["azurerm_virtual_network"];
var RULE = {
  inbound: { key: "direction", yes: ["inbound"], no: ["outbound"], absent: true },
  order: { key: "priority", absent: 4096 },
  protocol: { key: "protocol", absent: TCP_AND_UDP },
  ports: { texts: ["destination_port_ranges"], absent: "all" },
  sources: { ...SECURITY_RULE.sources, keys: ["source.address_prefix"], absent: "everyone" },
  only: ["destination.address_prefix"],
  leavesOut: ["source_port_ranges"],
  everything: SECURITY_RULE.everything
};
var adminRules = {
  mechanism: "cloud-firewall",
  tables: [
    {
      ...RULE,
      types: ["azurerm_network_manager_admin_rule"],
      group: "admin_rule_collection_id",
      judged: "inbound `AlwaysAllow` by `priority`, which security groups cannot deny; `Allow` leaves the decision to them; `Deny` comes before the groups of the virtual networks it is deployed to",
      allows: { key: "action", yes: ["alwaysallow"], no: ["allow", "deny"], absent: false }
    }
  ]
};
function deniedBefore(group, context) {
  if (context.find("azurerm_network_manager_admin_rule").length === 0) return [];
  const networks = networksOf(group, context);
  if (networks === void 0) return [];
  const rules = context.find("azurerm_network_manager_admin_rule").flatMap((resource, index2) => {
    const collection3 = referred(resource.body, "admin_rule_collection_id", context);
    if (collection3 === void 0 || !isDeployed(collection3, context)) return [];
    const covered = membersOf2(collection3, context);
    if (!networks.every((network3) => covered.includes(network3))) return [];
    const allows = {
      key: "action",
      yes: ["alwaysallow", "allow"],
      no: ["deny"],
      absent: true
    };
    return readRule({ ...RULE, allows }, resource.body, resource, context, index2) ?? [];
  });
  return denialsOf(rules);
}
function isDeployed(collection3, context) {
  const configuration = referred(collection3.body, "security_admin_configuration_id", context);
  return context.find("azurerm_network_manager_deployment").some(
    (each) => each.onlyIf === void 0 && textOf(entry(each.body, "scope_access")?.value)?.toLowerCase() === "securityadmin" && itemsOf(entry(each.body, "configuration_ids")?.value).some(
      (id) => configuration !== void 0 && context.referent(id)?.address === configuration.address
    )
  );
}
function membersOf2(collection3, context) {
  const groups15 = itemsOf(entry(collection3.body, "network_group_ids")?.value).flatMap(
    (id) => context.referent(id)?.address ?? []
  );
  return context.find("azurerm_network_manager_static_member").flatMap((member) => {
    const group = referred(member.body, "network_group_id", context)?.address;
    const network3 = referred(member.body, "target_virtual_network_id", context)?.address;
    return group !== void 0 && network3 !== void 0 && groups15.includes(group) ? [network3] : [];
  });
}
function networksOf(group, context) {
  const subnets = [];
  for (const each of context.find("azurerm_subnet_network_security_group_association")) {
    if (referred(each.body, "network_security_group_id", context)?.address !== group) continue;
    subnets.push(referred(each.body, "subnet_id", context));
  }
  for (const each of context.find("azurerm_network_interface_security_group_association")) {
    if (referred(each.body, "network_security_group_id", context)?.address !== group) continue;
    const nic = referred(each.body, "network_interface_id", context);
    const configurations = nic === void 0 ? [] : itemsOf(entry(nic.body, "ip_configuration")?.value);
    if (configurations.length === 0) return void 0;
    for (const each2 of configurations) subnets.push(referred(each2, "subnet_id", context));
  }
  const isNamedElsewhere = context.find(...MACHINES, "azurerm_virtual_network").some(({ body }) => names2(body, group, context));
  const networks = subnets.map(
    (subnet2) => subnet2 === void 0 ? void 0 : namedBy(subnet2.body, "virtual_network_name", NETWORKS, context)?.address
  );
  if (isNamedElsewhere || networks.length === 0) return void 0;
  return networks.every((network3) => network3 !== void 0) ? networks : void 0;
}
function names2(body, group, context) {
  return body.entries.some(
    ({ key, value }) => itemsOf(value).some(
      (item) => item.type === "map" ? names2(item, group, context) : /security_group/.test(key) && context.referent(item)?.address === group
    )
  );
}

// src/platforms/terraform/providers/azure/security-groups.ts
var securityGroups2 = {
  mechanism: "security-group",
  owners: ["azurerm_network_security_group"],
  guards: guardsOf,
  deniedBefore,
  tables: [
    {
      ...SECURITY_RULE,
      types: ["azurerm_network_security_group"],
      blocks: ["security_rule"],
      judged: "inbound `security_rule` by `priority`, first match; `*`, `Internet`, `Any` and /0 are everyone, other service tags are not public; single values and lists of ports and sources"
    },
    {
      ...SECURITY_RULE,
      types: ["azurerm_network_security_rule"],
      group: "network_security_group_name",
      judged: "as the `security_rule` of `azurerm_network_security_group`, together with the other rules of its group"
    }
  ]
};

// src/platforms/terraform/providers/azure/modules.ts
var CUSTOM_RULE = {
  ...SECURITY_RULE,
  protocol: { ...SECURITY_RULE.protocol, absent: TCP_AND_UDP },
  ports: { ...SECURITY_RULE.ports, absent: "all" },
  sources: { ...SECURITY_RULE.sources, absent: "everyone" }
};
var networkSecurityGroup = {
  matches: (source) => isModule(source, "Azure/network-security-group/azurerm"),
  meaning: [
    {
      of: "module Azure/network-security-group/azurerm",
      judged: "`custom_rules` as `security_rule` of `azurerm_network_security_group`; what they leave out is everyone and every port"
    }
  ],
  facts(call2, context) {
    const rules = itemsOf(entry(call2.body, "custom_rules")?.value);
    return moduleOpenings(securityGroups2, rulesOf(rules, CUSTOM_RULE, call2, context));
  }
};
var verifiedSecurityGroup = {
  matches: (source) => isModule(source, "Azure/avm-res-network-networksecuritygroup/azurerm") || isModule(source, "Azure/terraform-azurerm-avm-res-network-networksecuritygroup"),
  meaning: [
    {
      of: "module Azure/avm-res-network-networksecuritygroup/azurerm",
      judged: "`security_rules` by name, as `security_rule` of `azurerm_network_security_group`"
    }
  ],
  facts(call2, context) {
    const given2 = entry(call2.body, "security_rules")?.value;
    const items2 = given2?.type === "map" ? elements(given2) : itemsOf(given2);
    return moduleOpenings(securityGroups2, rulesOf(items2, SECURITY_RULE, call2, context));
  }
};
function rulesOf(items2, shape3, call2, context) {
  return items2.flatMap((item, index2) => {
    const body = item.type === "map" ? item : call2.body;
    const resource = asResource(call2, "azurerm_network_security_rule", body);
    if (item.type === "unknown") return [unknownRule(item, resource)];
    if (item.type !== "map") return [];
    return readRule(shape3, item, resource, context, index2) ?? [];
  });
}
var azureModules = [networkSecurityGroup, verifiedSecurityGroup];

// src/platforms/terraform/providers/azure/index.ts
var virtualMachines = machines({
  types: MACHINES,
  startup: ["custom_data", "user_data", "user_data_base64", "os_profile.custom_data"],
  judged: "`custom_data`, `user_data`: memcached, containers and packet filters; the security groups of the network interfaces and subnets guard what they start",
  scripts: extensionScripts,
  admissions: admissionsOf(securityGroups2)
});
function withNat(handler2) {
  return {
    ...handler2,
    facts: (resource, context) => [
      ...handler2.facts(resource, context),
      ...policyNat.types.includes(resource.type) ? doorFacts(policyNat, resource, context) : []
    ]
  };
}
var azure = {
  name: "azurerm",
  resources: [
    ...familyHandlers(securityGroups2),
    ...familyHandlers(adminRules),
    ...familyHandlers(networkCollections).map(withNat),
    natCollections,
    balancerRules,
    balancerNat,
    containerGroups,
    containerApps,
    virtualMachines,
    extensions
  ],
  modules: azureModules
};

// src/platforms/terraform/providers/civo.ts
var RULE2 = {
  allows: acceptIn("action"),
  protocol: { key: "protocol", absent: ["tcp"] },
  ports: { texts: ["port_range"], ranges: [["start_port", "end_port"]], absent: "all" },
  sources: {
    keys: ["cidr"],
    absent: "nobody",
    word: (text3) => text3 === "0.0.0.0" ? AddressSet.allIPv4 : void 0
  }
};
var firewalls = {
  mechanism: "cloud-firewall",
  ties: "deny",
  guards: attachments({ machines: ["civo_instance"], named: ["firewall_id"] }),
  tables: [
    {
      ...RULE2,
      types: ["civo_firewall"],
      blocks: ["ingress_rule"],
      judged: "`ingress_rule` with `cidr`, `port_range`, `action`; `create_default_rules`, the default, lets everyone in on every port",
      policy: {
        key: "create_default_rules",
        yes: ["true"],
        no: ["false"],
        absent: true,
        unlessGiven: "ingress_rule"
      }
    },
    {
      ...RULE2,
      types: ["civo_firewall_rule"],
      group: "firewall_id",
      inbound: INGRESS,
      judged: '`direction = "ingress"` with `cidr`, `start_port` to `end_port`, `action`'
    }
  ]
};
var civo = {
  name: "civo",
  resources: [
    ...familyHandlers(firewalls),
    machines({
      types: ["civo_instance"],
      startup: ["script"],
      judged: "`script`; the firewall of the instance guards it",
      admissions: admissionsOf(firewalls)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/cloudflare.ts
function edgeApplication(type) {
  return {
    types: [type],
    meaning: [
      {
        of: type,
        judged: "`protocol` such as tcp/11211 that leads to `origin_port` or `origin_direct`"
      }
    ],
    facts(resource) {
      if (resource.mode !== "managed") return [];
      const found = entry(resource.body, "protocol");
      const written = /^(tcp|udp)\/([0-9-]+)$/i.exec(textOf(found?.value)?.trim() ?? "");
      const outside = written === null ? void 0 : parsePorts(written[2]);
      if (found === void 0 || written === null || outside === void 0) return [];
      const inside2 = originPorts(resource);
      return [
        {
          kind: "ingress",
          platform: "terraform",
          where: { ...found.valueWhere, address: resource.address },
          mechanism: "proxy",
          name: resource.address,
          sources: AddressSet.all,
          protocols: written[1].toLowerCase() === "udp" ? UDP : TCP,
          ports: outside,
          ...inside2 === void 0 ? {} : { targetPorts: inside2 },
          target: "unknown",
          faces: "internet",
          leadsTo: "unknown",
          related: []
        }
      ];
    }
  };
}
var cloudflare = {
  name: "cloudflare",
  resources: [edgeApplication("cloudflare_spectrum_application")],
  modules: []
};
function originPorts(resource) {
  const port = readPorts(resource.body, {
    texts: ["origin_port"],
    ranges: [["origin_port_range.start", "origin_port_range.end"]],
    absent: "none"
  });
  if (isUnresolved(port.ports) || !port.ports.isEmpty) return port.ports;
  const direct = entry(resource.body, "origin_direct");
  if (direct === void 0 || !isGiven(direct.value)) return void 0;
  let ports = PortSet.empty;
  for (const item of itemsOf(direct.value)) {
    const number2 = /:([0-9]{1,5})$/.exec(textOf(item) ?? "");
    if (number2 === null) return unresolved("the port of the origin is not known", item.where);
    ports = ports.union(PortSet.of(Number(number2[1])));
  }
  return ports;
}

// src/platforms/terraform/providers/digitalocean.ts
var DROPLETS = ["digitalocean_droplet"];
var firewalls2 = {
  mechanism: "cloud-firewall",
  guards: (context) => {
    const byId = attachments({
      machines: DROPLETS,
      by: [{ types: ["digitalocean_firewall"], machines: "droplet_ids" }]
    })(context);
    const byTag = context.find(...DROPLETS).flatMap((droplet) => {
      const tags = keysAt(droplet.body, ["tags"], context);
      const firewalls9 = context.find("digitalocean_firewall").filter((each) => keysAt(each.body, ["tags"], context).some((tag) => tags.includes(tag))).map(({ address: address2 }) => address2);
      return firewalls9.length === 0 ? [] : [{ workload: droplet.address, where: droplet.where, firewalls: firewalls9 }];
    });
    return merged3([...byId, ...byTag]);
  },
  tables: [
    {
      types: ["digitalocean_firewall"],
      blocks: ["inbound_rule"],
      judged: "`inbound_rule` with `source_addresses`; tags, droplets, load balancers and clusters are not public; `port_range` all means every port",
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { texts: ["port_range"], zero: "all", absent: "all" },
      sources: { keys: ["source_addresses"], absent: "nobody" }
    }
  ]
};
function merged3(guards2) {
  const byWorkload = /* @__PURE__ */ new Map();
  for (const guard of guards2) {
    const before = byWorkload.get(guard.workload);
    const all = [...before?.firewalls ?? [], ...guard.firewalls];
    byWorkload.set(guard.workload, { ...before, ...guard, firewalls: [...new Set(all)] });
  }
  return [...byWorkload.values()];
}
var balancers = doors({
  types: ["digitalocean_loadbalancer"],
  blocks: ["forwarding_rule"],
  judged: "`forwarding_rule` for TCP and UDP, unless `network` is INTERNAL; `firewall` with `allow` and `deny`",
  protocol: { key: "entry_protocol", absent: [] },
  outside: { texts: ["entry_port"], absent: "none" },
  inside: { texts: ["target_port"], absent: "none" },
  isPublic: (resource) => publicBy({ key: "network", yes: ["external"], no: ["internal"], absent: true }, resource.body),
  sources: (resource, _block, context) => {
    const read2 = (key, absent) => sourcesIn(
      { sources: { keys: [`firewall.${key}`], absent, word: networkOf } },
      resource.body,
      resource,
      context
    );
    const allowed = read2("allow", "everyone");
    const denied = entry(resource.body, "firewall");
    if (denied === void 0 || !isGiven(denied.value)) return allowed;
    return { ...allowed, known: allowed.known.subtract(read2("deny", "nobody").known) };
  }
});
function networkOf(text3) {
  return AddressSet.tryParse(text3.replace(/^(cidr|ip):/, ""));
}
var digitalocean = {
  name: "digitalocean",
  resources: [
    ...familyHandlers(firewalls2),
    balancers,
    machines({
      types: DROPLETS,
      startup: ["user_data"],
      judged: "`user_data` and `remote-exec`; the firewalls for the droplet or its tags guard it",
      admissions: admissionsOf(firewalls2)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/docker.ts
var docker = {
  name: "docker",
  resources: [
    {
      types: ["docker_container"],
      meaning: [
        {
          of: "docker_container",
          judged: '`image`, `command`, `entrypoint`, `env`; `ports` with `ip` (0.0.0.0), `external` (random when left out) and `internal`; `publish_all_ports`; `network_mode = "host"`'
        }
      ],
      facts(resource, context) {
        if (resource.mode !== "managed") return [];
        const { body } = resource;
        const contents = contentsOf2(body, resource, context);
        const network3 = textOf(entry(body, "network_mode")?.value) ?? "bridge";
        const { listener } = contents;
        const facts = listener === void 0 ? [] : [inNetwork(listener, network3)];
        if (network3 === "host" || network3 === "none") return facts;
        for (const block of blocksAt(body, "ports")) {
          const door3 = publishedDoor(block, contents, resource);
          if (door3 !== void 0) facts.push(door3);
        }
        const all = entry(body, "publish_all_ports");
        if (all !== void 0 && booleanOf(all.value) === true && contents.nature === "memcached") {
          facts.push({
            ...base(resource, contents),
            where: { ...all.valueWhere, address: resource.address },
            protocols: TCP,
            ports: EPHEMERAL_PORTS,
            targetPorts: PortSet.of(MEMCACHED_PORT),
            faces: "host"
          });
        }
        return facts;
      }
    },
    {
      types: ["docker_service"],
      meaning: [
        {
          of: "docker_service",
          judged: "`task_spec.container_spec` with `image`, `command`, `args`, `env`; `endpoint_spec.ports` are published on every node of the swarm"
        }
      ],
      facts(resource, context) {
        if (resource.mode !== "managed") return [];
        const spec = blocksAt(resource.body, "task_spec.container_spec")[0];
        const contents = spec === void 0 ? { nature: "unknown" } : containerIn(
          withImage(spec, context),
          { image: "image", entrypoint: "command", command: "args" },
          environmentIn(entry(spec, "env")?.value, resource),
          resource
        );
        const facts = contents.listener === void 0 ? [] : [contents.listener];
        for (const block of blocksAt(resource.body, "endpoint_spec.ports")) {
          const inside2 = readPorts(block, { texts: ["target_port"], absent: "none" });
          const outside = readPorts(block, { texts: ["published_port"], absent: "none" });
          const given2 = entry(block, "published_port") ?? entry(block, "target_port");
          if (given2 === void 0) continue;
          const isRandom = outside.portWhere === void 0;
          facts.push({
            ...base(resource, contents),
            where: { ...given2.valueWhere, address: resource.address },
            protocols: isUdp(block) ? UDP : TCP,
            ports: isRandom ? EPHEMERAL_PORTS : outside.ports,
            targetPorts: inside2.ports,
            faces: "host"
          });
        }
        return facts;
      }
    }
  ],
  modules: []
};
function base(resource, contents) {
  return {
    kind: "ingress",
    platform: "terraform",
    mechanism: "published-port",
    name: resource.address,
    sources: AddressSet.all,
    target: [resource.address],
    leadsTo: contents.nature,
    bypasses: ["host-firewall"],
    related: []
  };
}
function inNetwork(listener, network3) {
  return network3 === "host" ? { ...listener, placement: "host" } : listener;
}
function contentsOf2(body, resource, context) {
  return containerIn(
    withImage(body, context),
    { image: "image", entrypoint: "entrypoint", command: "command" },
    environmentIn(entry(body, "env")?.value, resource),
    resource
  );
}
function withImage(block, context) {
  const image = entry(block, "image");
  if (block.type !== "map" || image?.value.type !== "unknown") return block;
  const address2 = context.referent(image.value)?.address;
  const resource = address2 === void 0 ? void 0 : context.resource(address2);
  if (resource === void 0 || !/^docker_(image|registry_image)$/.test(resource.type))
    return block;
  const name = entry(resource.body, "name");
  if (name === void 0) return block;
  const entries = block.entries.map(
    (each) => each === image ? { ...each, value: { ...name.value } } : each
  );
  return { ...block, entries };
}
function isUdp(block) {
  return textOf(entry(block, "protocol")?.value)?.toLowerCase() === "udp";
}
function publishedDoor(block, contents, resource) {
  const ip = entryAt(block, "ip");
  const isUnknown = ip?.value.type === "unknown";
  const address2 = ip !== void 0 && isGiven(ip.value) ? textOf(ip.value) : void 0;
  const faces = publishedOn(address2);
  if (faces === "loopback" || faces === "nowhere") return void 0;
  const internal = entry(block, "internal");
  const external = entryAt(block, "external");
  const isRandom = external === void 0 || !isGiven(external.value) || integerOf(external.value) === 0;
  const where = (isRandom ? internal : external)?.valueWhere ?? block.where;
  return {
    ...base(resource, contents),
    where: { ...where, address: resource.address },
    protocols: isUdp(block) ? UDP : TCP,
    ports: isRandom ? EPHEMERAL_PORTS : readPorts(block, { texts: ["external"], absent: "none" }).ports,
    targetPorts: readPorts(block, { texts: ["internal"], absent: "none" }).ports,
    faces,
    ...isUnknown && ip.value.type === "unknown" ? { sources: unresolved(ip.value.reason, ip.value.where) } : {}
  };
}

// src/platforms/terraform/providers/exoscale.ts
var INSTANCES2 = ["exoscale_compute_instance", "exoscale_instance_pool", "exoscale_compute"];
var groups2 = {
  mechanism: "security-group",
  owners: ["exoscale_security_group"],
  guards: attachments({
    machines: INSTANCES2,
    named: ["security_group_ids", "security_groups"],
    owners: ["exoscale_security_group"]
  }),
  tables: [
    {
      types: ["exoscale_security_group_rule"],
      group: "security_group_id",
      judged: '`type = "INGRESS"` with `cidr`, `start_port` to `end_port`; other groups are not public',
      inbound: directionIn("type", false),
      protocol: { key: "protocol", absent: TCP },
      ports: { ranges: [["start_port", "end_port"]], absent: "none" },
      sources: {
        keys: ["cidr"],
        closed: ["user_security_group_id", "user_security_group", "public_security_group"],
        absent: "nobody"
      }
    },
    {
      types: ["exoscale_security_group_rules"],
      group: "security_group_id",
      blocks: ["ingress"],
      judged: "`ingress` with `cidr_list` and `ports`",
      protocol: { key: "protocol", absent: TCP },
      ports: { texts: ["ports"], absent: "none" },
      sources: { keys: ["cidr_list"], absent: "nobody" }
    }
  ]
};
var exoscale = {
  name: "exoscale",
  resources: [
    ...familyHandlers(groups2),
    doors({
      types: ["exoscale_nlb_service"],
      judged: "`port` and `target_port` of a network load balancer, which is public",
      protocol: { key: "protocol", absent: TCP },
      outside: { texts: ["port"], absent: "none" },
      inside: { texts: ["target_port"], absent: "none" }
    }),
    machines({
      types: INSTANCES2,
      startup: ["user_data"],
      judged: "`user_data` and `remote-exec`; the security groups of the instance guard it",
      admissions: admissionsOf(groups2)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/google/balancers.ts
var EXTERNAL = {
  key: "load_balancing_scheme",
  yes: ["external", "external_managed", "external_passthrough"],
  absent: true
};
var forwardingRules = doors({
  types: ["google_compute_forwarding_rule", "google_compute_global_forwarding_rule"],
  judged: "`load_balancing_scheme` EXTERNAL (the default) or EXTERNAL_MANAGED; `ip_protocol`, `ports`, `port_range`, `all_ports`; `source_ip_ranges`",
  protocol: {
    key: "ip_protocol",
    absent: TCP,
    words: { l3_default: TCP_AND_UDP, tcp: TCP, udp: UDP }
  },
  outside: { texts: ["ports", "port_range"], all: "all_ports", absent: "none" },
  isPublic: (_resource, block) => publicBy(EXTERNAL, block),
  sources: (resource, block, context) => sourcesIn(
    { sources: { keys: ["source_ip_ranges"], absent: "everyone" } },
    block,
    resource,
    context
  )
});

// src/platforms/terraform/providers/google/guards.ts
var MACHINES2 = [
  "google_compute_instance",
  "google_compute_instance_template",
  "google_compute_region_instance_template",
  "google_compute_instance_from_template"
];
function guardsOf2(context) {
  return context.find(...MACHINES2).flatMap((machine) => {
    if (machine.mode !== "managed") return [];
    const networks = itemsOf(entry(machine.body, "network_interface")?.value).flatMap((each) => {
      const network3 = entry(each, "network");
      if (network3 !== void 0 && isGiven(network3.value)) return [network3.value];
      const subnet2 = referred(each, "subnetwork", context);
      const behind = subnet2 === void 0 ? void 0 : entry(subnet2.body, "network")?.value;
      return behind === void 0 ? [] : [behind];
    });
    if (networks.length === 0) return [];
    const isDeclared3 = networks.every((network3) => isOwnNetwork2(network3, context));
    return [
      {
        workload: machine.address,
        where: machine.where,
        firewalls: networks.map((network3) => groupKey(network3, context)),
        labels: keysAt(machine.body, ["tags", "service_account.email"], context),
        ...isDeclared3 ? {} : { missing: unresolved("the other firewall rules of its network are not known") }
      }
    ];
  });
}
function isOwnNetwork2(network3, context) {
  if (textOf(network3) === "default") return true;
  const address2 = context.referent(network3)?.address;
  return address2 !== void 0 && context.resource(address2)?.mode === "managed";
}

// src/platforms/terraform/providers/google/hierarchy.ts
var POLICIES = [
  "google_compute_network_firewall_policy",
  "google_compute_region_network_firewall_policy"
];
function deniedBefore2(network3, context, rulesOf3) {
  const resource = context.resource(network3);
  if (resource?.type !== "google_compute_network" || resource.mode !== "managed") return [];
  const policies3 = [...policiesAbove(resource, context), ...policiesFirst(resource, context)];
  if (policies3.length === 0) return [];
  const rules = rulesOf3(context);
  return policies3.flatMap((policy) => denialsOf(rules.get(policy) ?? []));
}
function policiesAbove(network3, context) {
  const project = namedBy(network3.body, "project", ["google_project"], context, "project_id");
  if (project?.type !== "google_project") return [];
  const parents = ["folder_id", "org_id"].flatMap((key) => {
    const found = entry(project.body, key)?.value;
    const name = found === void 0 ? void 0 : nodeOf(found, context);
    return name === void 0 ? [] : [name];
  });
  return context.find("google_compute_firewall_policy_association").flatMap((each) => {
    const target = entry(each.body, "attachment_target")?.value;
    const node = target === void 0 ? void 0 : nodeOf(target, context);
    const policy = namedBy(each.body, "firewall_policy", POLICIES, context)?.address;
    const isAbove = node !== void 0 && parents.includes(node) && each.onlyIf === void 0;
    return isAbove && policy !== void 0 ? [policy] : [];
  });
}
function nodeOf(data, context) {
  const address2 = context.referent(data)?.address;
  return address2 ?? textOf(data)?.replace(/^.*\//, "");
}
function policiesFirst(network3, context) {
  const order = textOf(
    entry(network3.body, "network_firewall_policy_enforcement_order")?.value
  )?.toUpperCase();
  if (order !== "BEFORE_CLASSIC_FIREWALL") return [];
  return context.find("google_compute_network_firewall_policy_association").flatMap((each) => {
    const isHere = namedBy(each.body, "attachment_target", ["google_compute_network"], context) === network3;
    const policy = namedBy(each.body, "firewall_policy", POLICIES, context)?.address;
    return isHere && each.onlyIf === void 0 && policy !== void 0 ? [policy] : [];
  });
}

// src/platforms/terraform/providers/google/firewalls.ts
var INGRESS2 = { key: "direction", yes: ["ingress"], no: ["egress"], absent: true };
var ENABLED = { key: "disabled", yes: ["false"], no: ["true"], absent: true };
var CLASSIC = {
  protocol: { key: "protocol", absent: TCP_AND_UDP },
  ports: { texts: ["ports"], absent: "all" },
  sources: {
    keys: ["source_ranges"],
    closed: ["source_tags", "source_service_accounts"],
    absent: "everyone",
    reference: ownRanges
  }
};
var POLICY = {
  protocol: { key: "ip_protocol", absent: TCP_AND_UDP },
  ports: { texts: ["ports"], absent: "all" },
  sources: {
    keys: ["match.src_ip_ranges"],
    closed: ["match.src_secure_tags", "match.src_networks"],
    absent: "everyone",
    reference: ownRanges
  }
};
var classic = {
  mechanism: "cloud-firewall",
  ties: "deny",
  owners: ["google_compute_network"],
  guards: guardsOf2,
  deniedBefore: (group, context) => deniedBefore2(group, context, (asked) => familyRules(policies, asked)),
  tables: [
    {
      types: ["google_compute_firewall"],
      judged: "`allow` and `deny` by `priority`, deny first; `source_ranges`, none of the sources means everyone; what firewall policies of its folder, organization or network deny first stays out; tags and service accounts are not public; `disabled`; ports left out mean all",
      group: "network",
      sources: CLASSIC.sources,
      protocol: CLASSIC.protocol,
      ports: CLASSIC.ports,
      read: classicRules
    }
  ]
};
function classicRules(resource, context) {
  const { body } = resource;
  const denies = blocksAt(body, "deny").length > 0;
  const common = shared(resource, body, resource.where, context, CLASSIC, !denies);
  if (common === void 0) return [];
  const only = onlyOf(["target_tags", "target_service_accounts"], body, context);
  const names3 = ["source_ranges", "source_tags", "source_service_accounts"];
  const isSpecified = names3.some((key) => {
    const found = entry(body, key);
    return found !== void 0 && isGiven(found.value);
  });
  const notes = isSpecified ? [] : [
    "It names no source: releases of the provider before 4.0 and the API take that for everyone, later ones refuse it."
  ];
  return ["allow", "deny"].flatMap((action) => {
    const traffic = blocksAt(body, action).flatMap((block) => trafficIn(block, CLASSIC));
    return traffic.length === 0 ? [] : [{ ...common, ...only, action, traffic, notes }];
  });
}
function shared(resource, body, where, context, shape3, isAllow) {
  const inbound = choose(INGRESS2, body);
  const enabled = choose(ENABLED, body);
  if (inbound === false || enabled === false) return void 0;
  const sources = sourcesIn(shape3, body, resource, context, isAllow);
  const conditions = [
    typeof inbound === "object" ? `the rule is for ingress (${inbound.reason})` : void 0,
    typeof enabled === "object" ? `the rule is not disabled (${enabled.reason})` : void 0,
    conditionOf(body),
    resource.onlyIf,
    sources.onlyIf
  ].filter((each) => each !== void 0);
  return {
    name: resource.address,
    where,
    order: priorityOf(body),
    sources,
    ...conditions.length === 0 ? {} : { onlyIf: conditions.join(" and ") }
  };
}
function priorityOf(body) {
  const found = entry(body, "priority");
  if (found === void 0 || !isGiven(found.value)) return 1e3;
  const reason = found.value.type === "unknown" ? found.value.reason : "its priority is no number";
  return integerOf(found.value) ?? unresolved(reason, found.valueWhere);
}
function trafficIn(block, shape3) {
  if (block.type !== "unknown") return readTraffic(shape3, block);
  const missing = unresolved(block.reason, block.where);
  return [{ protocols: missing, ports: missing }];
}
function ownRanges(data, context) {
  const referent = context.referent(data);
  if (referent === void 0) return void 0;
  const type = context.resource(referent.address)?.type;
  const isOwn = type === "google_compute_subnetwork" && /ip_cidr_range/.test(referent.attribute) || type === "google_compute_global_address" && /address/.test(referent.attribute) || type === "google_container_cluster" && /cidr/.test(referent.attribute) || type === "google_compute_instance" && /network_ip/.test(referent.attribute);
  return isOwn ? "closed" : void 0;
}
var POLICY_RULES = [
  "google_compute_firewall_policy_rule",
  "google_compute_organization_security_policy_rule",
  "google_compute_network_firewall_policy_rule",
  "google_compute_region_network_firewall_policy_rule"
];
var WITH_RULES = [
  "google_compute_network_firewall_policy_with_rules",
  "google_compute_region_network_firewall_policy_with_rules",
  "google_compute_firewall_policy_with_rules"
];
var policies = {
  mechanism: "cloud-firewall",
  ties: "deny",
  owners: POLICIES,
  tables: [
    {
      types: POLICY_RULES,
      judged: "`action`, `priority`, `direction`, `disabled`; `match` with `src_ip_ranges`, `src_network_scope` or `src_network_context` and `layer4_configs`; `goto_next` opens nothing",
      group: "firewall_policy",
      sources: POLICY.sources,
      protocol: POLICY.protocol,
      ports: POLICY.ports,
      read: (resource, context) => policyRule2(resource, resource.body, resource.where, context) ?? []
    },
    {
      types: WITH_RULES,
      judged: "`rule` blocks, as `google_compute_firewall_policy_rule`, with `layer4_config`",
      sources: POLICY.sources,
      protocol: POLICY.protocol,
      ports: POLICY.ports,
      read: (resource, context) => blocksAt(resource.body, "rule").flatMap(
        (block) => policyRule2(resource, block, block.where, context) ?? []
      )
    }
  ]
};
function policyRule2(resource, body, where, context) {
  const action = choose(
    {
      key: "action",
      yes: ["allow", "apply_security_profile_group"],
      no: ["deny", "goto_next"],
      absent: true
    },
    body
  );
  const common = shared(resource, body, where, context, POLICY, action === true);
  if (common === void 0) return void 0;
  const only = onlyOf(
    ["target_resources", "target_service_accounts", "target_secure_tags", "match.dest_ip_ranges"],
    body,
    context
  );
  const traffic = ["match.layer4_configs", "match.layer4_config"].flatMap(
    (path) => blocksAt(body, path).flatMap((block) => trafficIn(block, POLICY))
  );
  if (traffic.length === 0) return void 0;
  const sources = narrowed(body, common.sources);
  return [
    {
      ...common,
      ...only,
      sources,
      action: typeof action === "object" ? action : action ? "allow" : "deny",
      ...textOf(entry(body, "action")?.value)?.toLowerCase() === "goto_next" ? { passesOn: true } : {},
      traffic
    }
  ];
}
function narrowed(body, sources) {
  const match = itemsOf(entry(body, "match")?.value)[0];
  const scope = ["src_network_scope", "src_network_context", "src_network_type"].map((key) => textOf(entry(match, key)?.value)?.toUpperCase()).find((text3) => text3 !== void 0);
  if (scope !== void 0 && scope !== "INTERNET" && scope !== "UNSPECIFIED") {
    return { ...sources, known: AddressSet.empty, missing: void 0 };
  }
  for (const key of [
    "src_region_codes",
    "src_fqdns",
    "src_address_groups",
    "src_threat_intelligences"
  ]) {
    const found = entry(match, key);
    if (found === void 0 || !isGiven(found.value)) continue;
    const missing = unresolved(`the addresses of \`${key}\` are not known`, found.valueWhere);
    return sources.isSpecified ? { ...sources, missing: sources.missing ?? missing } : {
      ...sources,
      known: AddressSet.empty,
      missing,
      isSpecified: true,
      where: found.valueWhere
    };
  }
  return sources;
}

// src/platforms/terraform/providers/google/instances.ts
var instances2 = machines({
  types: MACHINES2,
  startup: ["metadata_startup_script", "metadata.startup-script", "metadata.user-data"],
  judged: "`metadata_startup_script` and the `startup-script` and `user-data` of `metadata`: memcached, containers and packet filters; the firewall rules of the network, for the tags of the machine, guard what they start",
  admissions: admissionsOf(classic)
});

// src/platforms/terraform/providers/managed.ts
function managedListener(owner, { version }) {
  const digits = /([0-9]+)[._]([0-9]+)(?:[._]([0-9]+))?$/.exec(textOf(version?.value) ?? "");
  const numbers2 = digits?.slice(1, 4).filter((each) => each !== void 0);
  const parsed = numbers2 === void 0 ? void 0 : parseVersion(numbers2.join("."));
  return {
    kind: "listener",
    platform: "terraform",
    where: { ...owner.where, address: owner.address },
    workload: owner.address,
    placement: "managed",
    sockets: [
      {
        protocol: "tcp",
        scope: "private",
        address: "the private addresses of the nodes",
        port: MEMCACHED_PORT,
        tls: "none"
      }
    ],
    authentication: "none",
    ...parsed === void 0 ? {} : {
      version: {
        version: parsed,
        where: version.valueWhere,
        trust: "managed",
        text: `${version.key} ${textOf(version.value)}`
      }
    },
    features: [],
    assumptions: [],
    related: []
  };
}

// src/platforms/terraform/providers/google/memorystore.ts
var memorystore = {
  types: ["google_memcache_instance"],
  meaning: [
    {
      of: "google_memcache_instance",
      judged: "listens on 11211 of private addresses of `authorized_network`, without authentication or TLS; `memcache_version`"
    }
  ],
  facts: (resource) => resource.mode === "managed" ? [managedListener(resource, { version: entry(resource.body, "memcache_version") })] : []
};
var memorystoreModule = {
  matches: (source) => (isModule(source, "terraform-google-modules/memorystore/google") || isModule(source, "terraform-google-modules/terraform-google-memorystore")) && /\/\/modules\/memcache(?:$|[/?])/.test(source),
  meaning: [
    {
      of: "module terraform-google-modules/memorystore/google modules/memcache",
      judged: "as `google_memcache_instance`"
    }
  ],
  facts: (call2) => [
    managedListener(call2, { version: entry(call2.body, "memcache_version") })
  ]
};

// src/platforms/terraform/providers/google/modules.ts
var TYPE = "google_compute_firewall";
var network2 = {
  matches: (source) => isModule(source, "terraform-google-modules/network/google"),
  meaning: [
    {
      of: "module terraform-google-modules/network/google",
      judged: "`rules`, `firewall_rules` and `ingress_rules`, also of `modules/firewall-rules`, as `google_compute_firewall` (`ranges` are its `source_ranges`)"
    }
  ],
  facts(call2, context) {
    const rules = ["rules", "firewall_rules", "ingress_rules"].flatMap(
      (key) => itemsOf(entry(call2.body, key)?.value).flatMap(
        (item) => rulesOf2(item, call2, context, (rule) => renamed(rule, { ranges: "source_ranges" }))
      )
    );
    return moduleOpenings(classic, rules);
  }
};
var fabric = {
  matches: (source) => isModule(source, "cloud-foundation-fabric") && /net-vpc-firewall/.test(source),
  meaning: [
    {
      of: "module cloud-foundation-fabric net-vpc-firewall",
      judged: "`ingress_rules` by name: `rules` with `protocol` and `ports` (all without), `deny`, `priority`; everyone without `source_ranges`"
    }
  ],
  facts(call2, context) {
    const given2 = entry(call2.body, "ingress_rules")?.value;
    const rules = given2?.type === "map" ? elements(given2) : itemsOf(given2);
    return moduleOpenings(
      classic,
      rules.flatMap((item) => rulesOf2(item, call2, context, fabricRule))
    );
  }
};
function rulesOf2(item, call2, context, convert2) {
  if (item.type === "unknown") return [unknownRule(item, asResource(call2, TYPE, call2.body))];
  return item.type === "map" ? classicRules(asResource(call2, TYPE, convert2(item)), context) : [];
}
function fabricRule(rule) {
  const denies = booleanOf(entry(rule, "deny")?.value) === true;
  const traffic = entry(rule, "rules");
  const key = denies ? "deny" : "allow";
  const every = mapping(
    [
      {
        key: "protocol",
        keyWhere: rule.where,
        valueWhere: rule.where,
        value: scalar("all", rule.where)
      }
    ],
    rule.where
  );
  const blocks = traffic !== void 0 && isGiven(traffic.value) ? traffic.value : list([every], rule.where);
  const rest2 = rule.entries.filter((each) => each.key !== "deny" && each.key !== "rules");
  const where = traffic?.valueWhere ?? rule.where;
  return renamed(
    { ...rule, entries: [...rest2, { key, keyWhere: where, valueWhere: where, value: blocks }] },
    { targets: "target_tags", sources: "source_tags" }
  );
}
function renamed(rule, names3) {
  const entries = rule.entries.map((each) => ({ ...each, key: names3[each.key] ?? each.key }));
  return { ...rule, entries };
}
var googleModules = [network2, fabric, memorystoreModule];

// src/platforms/terraform/providers/google/index.ts
var google = {
  name: "google",
  resources: [
    ...familyHandlers(classic),
    ...familyHandlers(policies),
    forwardingRules,
    instances2,
    memorystore
  ],
  modules: googleModules
};

// src/platforms/terraform/providers/gridscale.ts
var shape = (everyone2) => ({
  allows: acceptIn("action"),
  order: { key: "order", absent: 0 },
  protocol: { key: "protocol", absent: TCP_AND_UDP },
  ports: { texts: ["dst_port"], absent: "all" },
  sources: { keys: ["src_cidr"], absent: "everyone", everyone: () => everyone2 },
  only: ["dst_cidr"],
  leavesOut: ["src_port"]
});
var firewalls3 = {
  mechanism: "cloud-firewall",
  tables: [
    {
      ...shape(AddressSet.all),
      types: ["gridscale_firewall"],
      judged: "`rules_v4_in` and `rules_v6_in` by `order`: `action`, `dst_port`, everyone without `src_cidr`",
      read: (resource, context) => [
        ["rules_v4_in", AddressSet.allIPv4],
        ["rules_v6_in", AddressSet.allIPv6]
      ].flatMap(
        ([key, everyone2]) => blocksAt(resource.body, key).flatMap(
          (block, index2) => readRule(shape(everyone2), block, resource, context, index2) ?? []
        )
      )
    }
  ]
};
var balancers2 = doors({
  types: ["gridscale_loadbalancer"],
  blocks: ["forwarding_rule"],
  judged: '`forwarding_rule` with `mode = "tcp"`: `listen_port` of a public address, `target_port`',
  protocol: { key: "mode", absent: [], words: { tcp: TCP, http: [] } },
  outside: { texts: ["listen_port"], absent: "none" },
  inside: { texts: ["target_port"], absent: "none" }
});
var memcached = {
  types: ["gridscale_memcached"],
  meaning: [
    {
      of: "gridscale_memcached",
      judged: "listens on 11211 of the private network of `network_uuid`, without TLS; `release`"
    }
  ],
  facts: (resource) => resource.mode === "managed" ? [managedListener(resource, { version: entry(resource.body, "release") })] : []
};
var gridscale = {
  name: "gridscale",
  resources: [...familyHandlers(firewalls3), balancers2, memcached],
  modules: []
};

// src/platforms/terraform/providers/hetzner.ts
var SERVERS = ["hcloud_server"];
var firewalls4 = {
  mechanism: "cloud-firewall",
  guards: attachments({
    machines: SERVERS,
    named: ["firewall_ids"],
    by: [
      { types: ["hcloud_firewall_attachment"], firewall: "firewall_id", machines: "server_ids" },
      { types: ["hcloud_firewall"], machines: "apply_to.server" }
    ]
  }),
  tables: [
    {
      types: ["hcloud_firewall"],
      blocks: ["rule"],
      judged: '`rule` with `direction = "in"`, `source_ips`; `port` any means every port',
      inbound: INGRESS,
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { texts: ["port"], absent: "all" },
      sources: { keys: ["source_ips"], absent: "nobody" }
    }
  ]
};
var balancers3 = doors({
  types: ["hcloud_load_balancer_service"],
  judged: '`protocol = "tcp"` with `listen_port` and `destination_port`, unless the load balancer has no public interface',
  protocol: { key: "protocol", absent: [] },
  outside: { texts: ["listen_port"], absent: "none" },
  inside: { texts: ["destination_port"], absent: "none" },
  isPublic: publicThrough(
    "load_balancer_id",
    (balancer, context) => context.find("hcloud_load_balancer_network").filter((each) => referred(each.body, "load_balancer_id", context) === balancer).every((each) => booleanOf(entry(each.body, "enable_public_interface")?.value) !== false)
  )
});
var hetzner = {
  name: "hcloud",
  resources: [
    ...familyHandlers(firewalls4),
    balancers3,
    machines({
      types: SERVERS,
      startup: ["user_data"],
      judged: "`user_data` and `remote-exec`; the firewalls of the server guard it",
      admissions: admissionsOf(firewalls4)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/openstack.ts
var INSTANCES3 = ["openstack_compute_instance_v2"];
function byEtherType(rule) {
  const type = textOf(
    ["ethertype", "ether_type", "ethernet_type"].map((key) => entry(rule, key)?.value).find((each) => each !== void 0)
  )?.toLowerCase();
  return type === "ipv6" ? AddressSet.allIPv6 : AddressSet.allIPv4;
}
var groups3 = {
  mechanism: "security-group",
  owners: ["openstack_networking_secgroup_v2", "openstack_compute_secgroup_v2"],
  guards: attachments({
    machines: INSTANCES3,
    named: ["security_groups"],
    interfaces: [
      {
        types: ["openstack_networking_port_v2"],
        firewalls: "security_group_ids",
        named: ["network.port"],
        by: {
          type: "openstack_compute_interface_attach_v2",
          one: "port_id",
          machine: "instance_id"
        }
      }
    ],
    owners: ["openstack_networking_secgroup_v2", "openstack_compute_secgroup_v2"]
  }),
  tables: [
    {
      types: ["openstack_networking_secgroup_rule_v2"],
      group: "security_group_id",
      judged: "ingress; `protocol`, `port_range_min` and `port_range_max` left out mean all; without `remote_ip_prefix` and groups everyone is let in",
      inbound: INGRESS,
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { ranges: [["port_range_min", "port_range_max"]], absent: "all" },
      sources: {
        keys: ["remote_ip_prefix"],
        closed: ["remote_group_id", "remote_address_group_id"],
        absent: "everyone",
        everyone: byEtherType
      }
    },
    {
      types: ["openstack_compute_secgroup_v2"],
      blocks: ["rule"],
      judged: "`rule` with `cidr`; `from_group_id` and `self` are not public",
      protocol: { key: "ip_protocol", absent: TCP_AND_UDP },
      ports: { ranges: [["from_port", "to_port"]], absent: "all" },
      sources: { keys: ["cidr"], closed: ["from_group_id", "self"], absent: "nobody" }
    }
  ]
};
var FIREWALL_RULE = {
  enabled: isTrue2("enabled", true),
  allows: acceptIn("action"),
  protocol: { key: "protocol", absent: TCP_AND_UDP },
  ports: { texts: ["destination_port"], absent: "all" },
  sources: { keys: ["source_ip_address"], absent: "everyone" },
  only: ["destination_ip_address"],
  leavesOut: ["source_port"],
  everything: ["0.0.0.0/0", "::/0"]
};
var policies2 = {
  mechanism: "network-acl",
  narrowOnly: true,
  tables: [
    {
      ...FIREWALL_RULE,
      types: ["openstack_fw_policy_v2", "openstack_fw_policy_v1"],
      judged: "the `openstack_fw_rule_v2` in the order of `rules`: `action`, `protocol`, `destination_port`, `source_ip_address`, `enabled`; rules that name memcached’s port are doors",
      read: (policy, context) => itemsOf(entry(policy.body, "rules")?.value).flatMap((reference, index2) => {
        const address2 = context.referent(reference)?.address;
        const rule = address2 === void 0 ? void 0 : context.resource(address2);
        if (rule === void 0) return [];
        return readRule(FIREWALL_RULE, rule.body, rule, context, index2) ?? [];
      })
    }
  ]
};
var isPublic2 = publicThrough(
  "loadbalancer_id",
  (balancer, context) => context.find("openstack_networking_floatingip_v2", "openstack_networking_floatingip_associate_v2").some((each) => referred(each.body, "port_id", context) === balancer)
);
var openstack = {
  name: "openstack",
  resources: [
    ...familyHandlers(groups3),
    ...familyHandlers(policies2),
    doors({
      types: ["openstack_lb_listener_v2"],
      judged: "`protocol` TCP or UDP with `protocol_port` when the load balancer has a floating address; `allowed_cidrs`; the ports of the `openstack_lb_member_v2` behind it",
      protocol: { key: "protocol", absent: [] },
      outside: { texts: ["protocol_port"], absent: "none" },
      insideOf: (listener, _block, context) => poolOf(
        listener,
        { types: ["openstack_lb_pool_v2"], named: ["default_pool_id"], of: ["listener_id"] },
        {
          types: ["openstack_lb_member_v2"],
          of: ["pool_id"],
          port: { texts: ["protocol_port"], absent: "none" }
        },
        context
      ),
      isPublic: isPublic2,
      sources: (resource, block, context) => sourcesIn(
        { sources: { keys: ["allowed_cidrs"], absent: "everyone" } },
        block,
        resource,
        context
      )
    }),
    doors({
      types: ["openstack_networking_portforwarding_v2"],
      judged: "`external_port` of a floating address that leads to `internal_port`",
      mechanism: "published-port",
      protocol: { key: "protocol", absent: [] },
      outside: { texts: ["external_port"], absent: "none" },
      inside: { texts: ["internal_port"], absent: "none" }
    }),
    machines({
      types: INSTANCES3,
      startup: ["user_data"],
      judged: "`user_data` and `remote-exec`; the security groups of the instance guard it",
      admissions: admissionsOf(groups3)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/huawei.ts
var RULES2 = [
  "huaweicloud_networking_secgroup_rule",
  "opentelekomcloud_networking_secgroup_rule_v2",
  "flexibleengine_networking_secgroup_rule_v2",
  "sbercloud_networking_secgroup_rule"
];
var GROUPS = [
  "huaweicloud_networking_secgroup",
  "opentelekomcloud_networking_secgroup_v2",
  "flexibleengine_networking_secgroup_v2",
  "sbercloud_networking_secgroup"
];
var INSTANCES4 = [
  "huaweicloud_compute_instance",
  "opentelekomcloud_compute_instance_v2",
  "opentelekomcloud_ecs_instance_v1",
  "flexibleengine_compute_instance_v2",
  "sbercloud_compute_instance"
];
var LISTENERS2 = [
  "huaweicloud_elb_listener",
  "huaweicloud_lb_listener",
  "opentelekomcloud_lb_listener_v3",
  "opentelekomcloud_lb_listener_v2",
  "flexibleengine_lb_listener_v3",
  "sbercloud_elb_listener"
];
var ASSOCIATIONS = [
  "huaweicloud_vpc_eip_associate",
  "huaweicloud_networking_eip_associate",
  "opentelekomcloud_networking_floatingip_associate_v2",
  "flexibleengine_networking_floatingip_associate_v2",
  "sbercloud_networking_eip_associate"
];
var POOLS = LISTENERS2.map((type) => type.replace("listener", "pool"));
var MEMBERS = LISTENERS2.map((type) => type.replace("listener", "member"));
var groups4 = {
  mechanism: "security-group",
  ties: "deny",
  owners: GROUPS,
  guards: attachments({
    machines: INSTANCES4,
    named: ["security_group_ids", "security_groups"],
    interfaces: [
      {
        types: [
          "opentelekomcloud_networking_port_v2",
          "flexibleengine_networking_port_v2",
          "huaweicloud_networking_port"
        ],
        firewalls: "security_group_ids",
        named: ["network.port"]
      }
    ],
    owners: GROUPS
  }),
  tables: [
    {
      types: RULES2,
      group: "security_group_id",
      judged: "ingress by `priority` and `action`; `ports` or `port_range_min` to `port_range_max`, all when left out; everyone without `remote_ip_prefix` and groups",
      inbound: INGRESS,
      allows: acceptIn("action"),
      order: { key: "priority", absent: 1 },
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { texts: ["ports"], ranges: [["port_range_min", "port_range_max"]], absent: "all" },
      sources: {
        keys: ["remote_ip_prefix"],
        closed: ["remote_group_id", "remote_address_group_id"],
        absent: "everyone",
        everyone: byEtherType
      }
    }
  ]
};
var acls2 = {
  mechanism: "network-acl",
  narrowOnly: true,
  tables: [
    {
      types: ["huaweicloud_vpc_network_acl"],
      blocks: ["ingress_rules"],
      judged: "`ingress_rules` in the order written: `action`, `protocol`, `source_ip_address`, `destination_port`; `enabled`; rules that name memcached’s port are doors",
      inForce: isTrue2("enabled", true),
      allows: acceptIn("action"),
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { texts: ["destination_port"], absent: "all" },
      sources: {
        keys: ["source_ip_address"],
        closed: ["source_ip_address_group_id"],
        absent: "everyone"
      },
      only: ["destination_ip_address", "destination_ip_address_group_id"],
      leavesOut: ["source_port"],
      everything: ["0.0.0.0/0", "::/0", "1-65535", "0-65535"]
    }
  ]
};
var forwarding = doors({
  types: [
    "huaweicloud_nat_dnat_rule",
    "opentelekomcloud_nat_dnat_rule_v2",
    "flexibleengine_nat_dnat_rule_v2",
    "sbercloud_nat_dnat_rule"
  ],
  judged: "`external_service_port` of a public address that leads to `internal_service_port`",
  mechanism: "published-port",
  protocol: { key: "protocol", absent: [] },
  outside: {
    texts: ["external_service_port", "external_service_port_range"],
    zero: "all",
    absent: "none"
  },
  inside: {
    texts: ["internal_service_port", "internal_service_port_range"],
    zero: "all",
    absent: "none"
  }
});
function hasAddress(balancer, context) {
  const isGivenOne = ["ipv4_eip_id", "iptype", "ipv6_bandwidth_id", "public_ip"].some((key) => {
    const found = entry(balancer.body, key)?.value;
    return found !== void 0 && isGiven(found);
  });
  return isGivenOne || context.find(...ASSOCIATIONS).some((each) => referred(each.body, "port_id", context) === balancer);
}
var huawei = {
  name: "huaweicloud, opentelekomcloud, flexibleengine, sbercloud",
  resources: [
    ...familyHandlers(groups4),
    ...familyHandlers(acls2),
    forwarding,
    doors({
      types: LISTENERS2,
      judged: "`protocol` TCP or UDP with `protocol_port` of a balancer with a public address; the `protocol_port` of the members behind it",
      protocol: { key: "protocol", absent: [], words: { tls: TCP } },
      outside: { texts: ["protocol_port"], absent: "none" },
      insideOf: (listener, _block, context) => poolOf(
        listener,
        { types: POOLS, named: ["default_pool_id"], of: ["listener_id"] },
        { types: MEMBERS, of: ["pool_id"], port: { texts: ["protocol_port"], absent: "none" } },
        context
      ),
      isPublic: publicThrough("loadbalancer_id", hasAddress)
    }),
    machines({
      types: INSTANCES4,
      startup: ["user_data"],
      judged: "`user_data`; the security groups of the instance guard it",
      admissions: admissionsOf(groups4)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/ibm.ts
var INSTANCES5 = ["ibm_is_instance", "ibm_is_instance_template"];
var WORDS = { icmp_tcp_udp: TCP_AND_UDP };
var BLOCKS = {
  tcp: TCP,
  udp: UDP
};
var groups5 = {
  mechanism: "security-group",
  guards: attachments({
    machines: INSTANCES5,
    named: [
      "primary_network_interface.security_groups",
      "primary_network_attachment.virtual_network_interface.security_groups"
    ]
  }),
  tables: [
    {
      types: ["ibm_is_security_group_rule"],
      group: "group",
      judged: '`direction = "inbound"`; `protocol` or `tcp` and `udp` blocks, all without; `port_min` to `port_max`; everyone without `remote`',
      inbound: INGRESS,
      protocol: {
        key: "protocol",
        absent: TCP_AND_UDP,
        words: WORDS,
        blocks: BLOCKS,
        others: ["icmp"]
      },
      ports: { ranges: [["port_min", "port_max"]], absent: "all" },
      sources: {
        keys: ["remote"],
        absent: "everyone",
        // Names and ids of groups stand in the same argument.
        word: (text3) => /^[a-z0-9]+-[a-z0-9-]{20,}$/i.test(text3) ? "closed" : void 0,
        reference: (data, context) => context.resource(context.referent(data)?.address ?? "")?.type === "ibm_is_security_group" ? "closed" : void 0
      }
    }
  ]
};
var classic2 = {
  mechanism: "security-group",
  tables: [
    {
      types: ["ibm_security_group_rule"],
      group: "security_group_id",
      judged: '`direction = "ingress"`, `protocol`, `port_range_min` to `port_range_max`; everyone without `remote_ip` and `remote_group_id`',
      inbound: INGRESS,
      protocol: { key: "protocol", absent: [] },
      ports: { ranges: [["port_range_min", "port_range_max"]], absent: "all" },
      sources: { keys: ["remote_ip"], closed: ["remote_group_id"], absent: "everyone" }
    }
  ]
};
var power = {
  mechanism: "security-group",
  tables: [
    {
      types: ["ibm_pi_network_security_group_rule"],
      group: "pi_network_security_group_id",
      judged: '`pi_action`, `pi_protocol.type`, `pi_destination_ports`; `pi_remote` of `type = "default-network-address-group"` is everyone, other groups are not known',
      allows: acceptIn("pi_action"),
      protocol: { key: "pi_protocol.type", absent: TCP_AND_UDP },
      ports: {
        ranges: [
          ["pi_destination_ports.minimum", "pi_destination_ports.maximum"],
          ["pi_destination_port.minimum", "pi_destination_port.maximum"]
        ],
        absent: "all"
      },
      sources: {
        keys: ["pi_remote.type"],
        absent: "nobody",
        word: (text3) => text3.toLowerCase() === "default-network-address-group" ? AddressSet.all : text3.toLowerCase() === "network-security-group" ? "closed" : void 0
      },
      leavesOut: ["pi_source_ports.minimum", "pi_source_port.minimum", "pi_protocol.tcp_flags"]
    }
  ]
};
var ACL_RULE = {
  inbound: INGRESS,
  allows: acceptIn("action"),
  protocol: {
    key: "protocol",
    absent: TCP_AND_UDP,
    words: WORDS,
    blocks: BLOCKS,
    others: ["icmp"]
  },
  ports: { ranges: [["port_min", "port_max"]], absent: "all" },
  sources: { keys: ["source"], absent: "everyone" }
};
var acls3 = {
  mechanism: "network-acl",
  narrowOnly: true,
  tables: [
    {
      ...ACL_RULE,
      types: ["ibm_is_network_acl"],
      blocks: ["rules"],
      judged: "inbound `rules` in the order written: `action`, `source`, `tcp`, `udp`; rules that name memcached’s port are doors"
    },
    {
      ...ACL_RULE,
      types: ["ibm_is_network_acl_rule"],
      group: "network_acl",
      judged: "as the `rules` of `ibm_is_network_acl`"
    }
  ]
};
var ibm = {
  name: "ibm",
  resources: [
    ...familyHandlers(groups5),
    ...familyHandlers(classic2),
    ...familyHandlers(power),
    ...familyHandlers(acls3),
    // IBM's internet services are Cloudflare's.
    edgeApplication("ibm_cis_range_app"),
    doors({
      types: ["ibm_is_lb_listener"],
      judged: "`protocol` tcp or udp with `port`, `port_min` to `port_max`, unless the `type` of the balancer is private; the ports of the `ibm_is_lb_pool_member` behind it",
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      outside: { texts: ["port"], ranges: [["port_min", "port_max"]], absent: "none" },
      insideOf: (listener, _block, context) => poolOf(
        listener,
        { types: ["ibm_is_lb_pool"], named: ["default_pool"], of: [] },
        {
          types: ["ibm_is_lb_pool_member"],
          of: ["pool"],
          port: { texts: ["port"], absent: "none" }
        },
        context
      ),
      isPublic: publicThrough("lb", {
        key: "type",
        yes: ["public"],
        no: ["private", "private_path"],
        absent: true
      })
    }),
    machines({
      types: INSTANCES5,
      startup: ["user_data"],
      judged: "`user_data`; the security groups of the interfaces guard it",
      admissions: admissionsOf(groups5)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/ionos.ts
var RULE3 = {
  inbound: directionIn("type"),
  protocol: { key: "protocol", absent: TCP_AND_UDP },
  ports: { ranges: [["port_range_start", "port_range_end"]], absent: "all" },
  sources: { keys: ["source_ip"], absent: "everyone" },
  leavesOut: ["source_mac"]
};
var firewalls5 = {
  mechanism: "cloud-firewall",
  tables: [
    {
      ...RULE3,
      types: ["ionoscloud_firewall"],
      group: "nic_id",
      judged: "ingress with `port_range_start` to `port_range_end` (all when left out); everyone without `source_ip`"
    },
    {
      ...RULE3,
      types: ["ionoscloud_nsg_firewallrule"],
      group: "nsg_id",
      judged: "as `ionoscloud_firewall`"
    },
    {
      ...RULE3,
      types: ["ionoscloud_nic"],
      blocks: ["firewall"],
      judged: "`firewall` blocks, as `ionoscloud_firewall`"
    }
  ]
};
var inServers = {
  mechanism: "cloud-firewall",
  tables: [
    {
      ...RULE3,
      types: ["ionoscloud_server", "ionoscloud_vcpu_server", "ionoscloud_cube_server"],
      blocks: ["nic.firewall"],
      judged: "`firewall` blocks of a `nic`, as `ionoscloud_firewall`; `user_data` of volumes and `remote-exec`"
    }
  ]
};
var balancers4 = doors({
  types: ["ionoscloud_networkloadbalancer_forwardingrule"],
  judged: "`listener_port` of a `listener_ip` that is public; the `port` of the `targets`",
  protocol: { key: "protocol", absent: TCP },
  outside: { texts: ["listener_port"], absent: "none" },
  inside: { texts: ["targets.port"], absent: "none" },
  isPublic(resource) {
    const address2 = AddressSet.tryParse(textOf(entry(resource.body, "listener_ip")?.value) ?? "");
    return address2?.overlaps(PUBLIC) ?? "the address it listens on is public";
  }
});
var servers = machines({
  types: inServers.tables[0].types,
  startup: ["volume.user_data", "user_data"],
  judged: ""
});
var ionos = {
  name: "ionoscloud",
  resources: [
    ...familyHandlers(firewalls5),
    balancers4,
    ...familyHandlers(inServers).map((handler2) => ({
      ...handler2,
      facts: (...args) => [
        ...handler2.facts(...args),
        ...servers.facts(...args)
      ]
    }))
  ],
  modules: []
};

// src/platforms/terraform/providers/kubernetes/objects.ts
var KINDS = {
  kubernetes_service: ["v1", "Service"],
  kubernetes_deployment: ["apps/v1", "Deployment"],
  kubernetes_daemonset: ["apps/v1", "DaemonSet"],
  kubernetes_daemon_set: ["apps/v1", "DaemonSet"],
  kubernetes_stateful_set: ["apps/v1", "StatefulSet"],
  kubernetes_replication_controller: ["v1", "ReplicationController"],
  kubernetes_pod: ["v1", "Pod"],
  kubernetes_job: ["batch/v1", "Job"],
  kubernetes_cron_job: ["batch/v1", "CronJob"],
  kubernetes_network_policy: ["networking.k8s.io/v1", "NetworkPolicy"],
  kubernetes_config_map: ["v1", "ConfigMap"],
  kubernetes_ingress: ["networking.k8s.io/v1", "Ingress"],
  kubernetes_endpoints: ["v1", "Endpoints"],
  kubernetes_namespace: ["v1", "Namespace"]
};
var OBJECT_TYPES = Object.keys(KINDS).flatMap((type) => [
  type,
  `${type}_v1`
]);
var LISTS = {
  container: "containers",
  init_container: "initContainers",
  port: "ports",
  ports: "ports",
  env: "env",
  env_from: "envFrom",
  volume: "volumes",
  volume_mount: "volumeMounts",
  ingress: "ingress",
  egress: "egress",
  from: "from",
  to: "to",
  rule: "rules",
  path: "paths",
  tls: "tls",
  subset: "subsets",
  address: "addresses",
  toleration: "tolerations",
  match_expressions: "matchExpressions",
  items: "items",
  volume_claim_template: "volumeClaimTemplates"
};
var NAMES = {
  external_ips: "externalIPs",
  cluster_ip: "clusterIP",
  cluster_ips: "clusterIPs",
  load_balancer_ip: "loadBalancerIP",
  host_ip: "hostIP",
  host_pid: "hostPID",
  host_ipc: "hostIPC",
  ip: "ip"
};
var DEEPEST5 = 40;
function objectOf(resource) {
  const known3 = KINDS[resource.type.replace(/_v[0-9]+$/, "")];
  if (known3 === void 0) return void 0;
  const { where } = resource;
  const body = single(resource.body, 0);
  const entries = body.type === "map" ? body.entries : [];
  return mapping(
    [
      entryOf("apiVersion", scalar(known3[0], where)),
      entryOf("kind", scalar(known3[1], where)),
      ...entries
    ],
    where
  );
}
function single(data, depth) {
  if (data.type !== "map" || depth > DEEPEST5) return data;
  return { ...data, entries: data.entries.map((each) => converted(each, depth)) };
}
var MAPS = /* @__PURE__ */ new Set([
  "labels",
  "annotations",
  "match_labels",
  "node_selector",
  "data",
  "binary_data",
  "limits",
  "requests",
  "string_data"
]);
function converted(found, depth) {
  const { key, value } = found;
  const isBlock = value.type === "list" ? value.items.some((item) => item.type === "map" || item.type === "list") : value.type === "map" && !isArgument(key, value);
  if (!isBlock) return { ...found, key: camelCase(key) };
  const plural = LISTS[key];
  if (plural !== void 0) {
    const items2 = itemsOf(value).map((item) => single(item, depth + 1));
    return { ...found, key: plural, value: list(items2, value.where) };
  }
  const first = itemsOf(value)[0];
  return {
    ...found,
    key: camelCase(key),
    value: first === void 0 ? value : single(first, depth + 1)
  };
}
function isArgument(key, value) {
  if (key !== "selector") return MAPS.has(key);
  return !value.entries.some((each) => /^match_(labels|expressions)$/.test(each.key));
}
function camelCase(key) {
  return NAMES[key] ?? key.replace(/_([a-z0-9])/g, (_all, letter) => letter.toUpperCase());
}

// src/platforms/terraform/providers/kubernetes/texts.ts
var InnerFile = class extends SourceFile {
  constructor(path, inner) {
    super(path, inner.text);
    this.inner = inner;
  }
  inner;
  location(start, end = start, address2) {
    return { ...this.inner.locate(start, end), ...address2 === void 0 ? {} : { address: address2 } };
  }
};
function yamlIn(data, tree) {
  const origin = originOf(data);
  if (origin?.data !== void 0) return [origin.data];
  return startupTexts(data, tree).flatMap(
    (text3) => readYaml(new InnerFile(data.where.file, text3), { version: "1.1" }).documents.flatMap(
      ({ data: document }) => document ?? []
    )
  );
}

// src/platforms/terraform/providers/kubernetes/index.ts
var MANIFESTS = ["kubernetes_manifest", "kubectl_manifest"];
var RELEASES = ["helm_release"];
var SHARED6 = /* @__PURE__ */ Symbol("facts of Kubernetes objects");
function factsByResource(context) {
  return context.shared(SHARED6, () => {
    const reader = new ChartReader(context.tree);
    const problems = [];
    const resources = context.find(...OBJECT_TYPES, ...MANIFESTS, ...RELEASES).filter(({ mode }) => mode === "managed");
    const facts = new Map(resources.map((each) => [each, []]));
    const owners = /* @__PURE__ */ new Map();
    for (const resource of resources) {
      for (const object2 of objectsOf(resource, context, reader, problems)) {
        owners.set(object2, resource);
      }
    }
    for (const problem of problems) context.problem(problem);
    if (owners.size === 0) return facts;
    for (const fact of interpretObjects([...owners.keys()], context.tree)) {
      const owner = resources.find(({ where }) => within(fact.where, where)) ?? resources[0];
      facts.get(owner).push({ ...fact, platform: "terraform" });
    }
    return facts;
  });
}
function objectsOf(resource, context, reader, problems) {
  const { body } = resource;
  if (RELEASES.includes(resource.type)) return releaseObjects(resource, context, reader, problems);
  if (!MANIFESTS.includes(resource.type)) {
    return objectsIn(objectOf(resource), { set: "" });
  }
  const manifest = entry(body, "manifest")?.value;
  const yaml = entry(body, "yaml_body")?.value;
  const written = [
    ...manifest === void 0 ? [] : [manifest],
    ...yaml === void 0 ? [] : yamlIn(yaml, context.tree)
  ];
  return written.flatMap((data) => {
    if (/\.(ya?ml|json)$/i.test(data.where.file) && !/\.tf\.json$/.test(data.where.file)) return [];
    return objectsIn(data, { set: "" });
  });
}
function releaseObjects(resource, context, reader, problems) {
  const { body } = resource;
  const chart = entry(body, "chart");
  const name = textOf(chart?.value);
  if (chart === void 0 || name === void 0) return [];
  let values2;
  for (const item of itemsOf(entry(body, "values")?.value)) {
    for (const data of yamlIn(item, context.tree)) values2 = overlay(values2, data);
  }
  for (const kind of ["set", "set_list", "set_sensitive"]) {
    for (const block of blocksAt(body, kind)) {
      const path = textOf(entry(block, "name")?.value);
      const value = entry(block, "value")?.value;
      if (path === void 0 || value === void 0) continue;
      values2 = overlay(values2, setPath(path, typed(value, block), value.where));
    }
  }
  const folder = /^\.{0,2}\//.test(name) || /^[^:/]+(\/[^/]+)+$/.test(name) ? resolveInTree(resource.file.folder, name) ?? resolveInTree("", name) : void 0;
  const namespace = entry(body, "namespace")?.value;
  return useObjects(
    {
      chart: name,
      name: textOf(entry(body, "name")?.value) ?? resource.name,
      namespace: namespace === void 0 || !isGiven(namespace) ? void 0 : textOf(namespace),
      values: values2,
      where: { ...chart.valueWhere, address: resource.address },
      ...folder === void 0 || reader.read(folder) === void 0 ? {} : { folder }
    },
    reader,
    problems
  );
}
function typed(value, block) {
  const text3 = textOf(value);
  if (value.type !== "scalar" || text3 === void 0) return value;
  if (textOf(entry(block, "type")?.value) === "string") return value;
  const read2 = text3 === "true" ? true : text3 === "false" ? false : /^-?[0-9]{1,15}$/.test(text3) ? Number(text3) : void 0;
  return read2 === void 0 ? value : {
    ...scalar(read2, value.where),
    ...value.through === void 0 ? {} : { through: value.through }
  };
}
function handler(types, of, judged) {
  return {
    types,
    meaning: [{ of, judged }],
    facts: (resource, context) => factsByResource(context).get(resource) ?? []
  };
}
var kubernetes = {
  name: "kubernetes, kubectl and helm",
  resources: [
    handler(
      OBJECT_TYPES,
      OBJECT_TYPES.join(", "),
      "as manifests of their kind: types of Services, sources of load balancers, host ports and host network, containers and commands, network policies"
    ),
    handler(MANIFESTS, MANIFESTS.join(", "), "`manifest` and `yaml_body`, as manifests"),
    handler(
      RELEASES,
      "helm_release",
      "a chart in the repository is rendered, of the public memcached charts a model, with `values`, `set` and `set_list`"
    )
  ],
  modules: []
};

// src/platforms/terraform/providers/linode.ts
var INSTANCES6 = ["linode_instance"];
var firewalls6 = {
  mechanism: "cloud-firewall",
  guards: attachments({
    machines: INSTANCES6,
    named: ["firewall_id"],
    by: [
      { types: ["linode_firewall"], machines: "linodes" },
      { types: ["linode_firewall_device"], firewall: "firewall_id", machines: "entity_id" }
    ]
  }),
  tables: [
    {
      types: ["linode_firewall"],
      blocks: ["inbound"],
      judged: "`inbound` in the order written, `action`, `ports` (all when left out), `ipv4`, `ipv6`; then `inbound_policy`; `disabled`",
      inForce: isFalse("disabled", true),
      allows: acceptIn("action"),
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { texts: ["ports"], absent: "all" },
      sources: { keys: ["ipv4", "ipv6"], absent: "nobody" },
      policy: acceptIn("inbound_policy", false)
    }
  ]
};
var balancers5 = doors({
  types: ["linode_nodebalancer_config"],
  judged: "`protocol` tcp or udp with `port`; NodeBalancers are public; the ports in the `address` of `linode_nodebalancer_node`",
  protocol: { key: "protocol", absent: [], words: { tcp: TCP } },
  outside: { texts: ["port"], absent: "none" },
  insideOf: (config, _block, context) => context.find("linode_nodebalancer_node").filter((node) => referred(node.body, "config_id", context) === config).map((node) => portOfAddress(node.body, "address")).find((each) => each !== void 0)
});
var linode = {
  name: "linode",
  resources: [
    ...familyHandlers(firewalls6),
    balancers5,
    machines({
      types: INSTANCES6,
      startup: ["metadata.user_data", "user_data"],
      judged: "`metadata.user_data` and `remote-exec`; the firewalls of the instance guard it",
      admissions: admissionsOf(firewalls6)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/naver.ts
var groups6 = {
  mechanism: "security-group",
  tables: [
    {
      types: ["ncloud_access_control_group_rule"],
      group: "access_control_group_no",
      blocks: ["inbound"],
      judged: "`inbound` with `ip_block` and `port_range`; groups (`source_access_control_group_no`) are not public",
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { texts: ["port_range"], absent: "all" },
      sources: { keys: ["ip_block"], absent: "nobody" }
    }
  ]
};
var acls4 = {
  mechanism: "network-acl",
  narrowOnly: true,
  tables: [
    {
      types: ["ncloud_network_acl_rule"],
      group: "network_acl_no",
      blocks: ["inbound"],
      judged: "`inbound` by `priority`: `rule_action`, `ip_block`, `port_range`; rules that name memcached’s port are doors",
      allows: acceptIn("rule_action"),
      order: { key: "priority", absent: 199 },
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { texts: ["port_range"], absent: "all" },
      sources: { keys: ["ip_block"], absent: "nobody" }
    }
  ]
};
var naver = {
  name: "ncloud",
  resources: [
    ...familyHandlers(groups6),
    ...familyHandlers(acls4),
    doors({
      types: ["ncloud_lb_listener"],
      judged: "`protocol` TCP or TLS with `port`, unless the `network_type` of the balancer is PRIVATE; the `port` of the target group",
      protocol: { key: "protocol", absent: [], words: { tls: TCP } },
      outside: { texts: ["port"], absent: "none" },
      insideOf: (listener, _block, context) => {
        const group = referred(listener.body, "target_group_no", context);
        return group === void 0 ? void 0 : readPorts(group.body, { texts: ["port"], absent: "none" });
      },
      isPublic: publicThrough("load_balancer_no", {
        key: "network_type",
        yes: ["public"],
        no: ["private"],
        absent: true
      })
    }),
    doors({
      types: ["ncloud_port_forwarding_rule"],
      judged: "`port_forwarding_external_port` of a public address that leads to `port_forwarding_internal_port`",
      mechanism: "published-port",
      protocol: { key: "protocol", absent: TCP },
      outside: { texts: ["port_forwarding_external_port"], absent: "none" },
      inside: { texts: ["port_forwarding_internal_port"], absent: "none" }
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/nifcloud.ts
var GROUPS2 = ["nifcloud_security_group"];
var groups7 = {
  mechanism: "security-group",
  guards: attachments({
    machines: ["nifcloud_instance"],
    named: ["security_group"],
    owners: GROUPS2
  }),
  tables: [
    {
      types: ["nifcloud_security_group_rule"],
      group: "security_group_names",
      judged: '`type = "IN"` with `cidr_ip`; `protocol` ANY and ports that are left out mean all; groups are not public',
      inbound: directionIn("type"),
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { ranges: [["from_port", "to_port"]], absent: "all" },
      sources: { keys: ["cidr_ip"], closed: ["source_security_group_name"], absent: "nobody" }
    }
  ]
};
var nifcloud = {
  name: "nifcloud",
  resources: [
    ...familyHandlers(groups7),
    machines({
      types: ["nifcloud_instance"],
      startup: ["user_data"],
      judged: "`user_data`; the firewall group of the instance guards it",
      admissions: admissionsOf(groups7)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/nomad.ts
var nomad = {
  name: "nomad",
  resources: [
    {
      types: ["nomad_job"],
      meaning: [
        {
          of: "nomad_job",
          judged: "`jobspec` in a heredoc, as `*.nomad` files: tasks that are memcached, ports of the network"
        }
      ],
      facts(resource, context) {
        const jobspec = entry(resource.body, "jobspec");
        if (jobspec === void 0 || jobspec.value.type !== "scalar") return [];
        const { file } = resource;
        const where = jobspec.valueWhere;
        if (where.file !== file.path) return [];
        const start = file.offset(where.startLine, where.startColumn);
        const job = inlineJob(file, start, file.offset(where.endLine, where.endColumn));
        return job === void 0 ? [] : nomadFacts(job, context.tree, "terraform");
      }
    }
  ],
  modules: []
};

// src/platforms/terraform/providers/oracle.ts
var INSTANCES7 = ["oci_core_instance"];
var isNoNetwork = (rule) => {
  const type = textOf(entry(rule, "source_type")?.value)?.toUpperCase();
  return type !== void 0 && type !== "CIDR_BLOCK";
};
var SOURCES4 = { keys: ["source"], absent: "nobody", unless: isNoNetwork };
var PROTOCOL2 = { key: "protocol", absent: TCP_AND_UDP };
var lists = {
  mechanism: "security-group",
  guards: guardsOf3,
  tables: [
    {
      types: ["oci_core_security_list", "oci_core_default_security_list"],
      blocks: ["ingress_security_rules"],
      judged: "`ingress_security_rules` with `source`; protocol 6, 17 or all; `tcp_options` and `udp_options`, left out for all ports",
      protocol: PROTOCOL2,
      ports: {
        ranges: [
          ["tcp_options.min", "tcp_options.max"],
          ["udp_options.min", "udp_options.max"]
        ],
        absent: "all"
      },
      sources: SOURCES4
    },
    {
      types: ["oci_core_network_security_group_security_rule"],
      group: "network_security_group_id",
      judged: '`direction = "INGRESS"` with `source`; `destination_port_range` in `tcp_options` and `udp_options`, left out for all ports',
      inbound: INGRESS,
      protocol: PROTOCOL2,
      ports: {
        ranges: ["tcp_options", "udp_options"].map((block) => [
          `${block}.destination_port_range.min`,
          `${block}.destination_port_range.max`
        ]),
        absent: "all"
      },
      sources: SOURCES4
    }
  ]
};
function guardsOf3(context) {
  return context.find(...INSTANCES7).flatMap((machine) => {
    if (machine.mode !== "managed") return [];
    const interfaces = blocksAt(machine.body, "create_vnic_details");
    const groups15 = interfaces.flatMap((each) => keysAt(each, ["nsg_ids"], context));
    const subnets = interfaces.map((each) => referred(each, "subnet_id", context));
    const listed2 = subnets.flatMap((subnet2) => {
      const ids = subnet2 === void 0 ? [] : itemsOf(entry(subnet2.body, "security_list_ids")?.value);
      return ids.map((id) => groupKey(id, context));
    });
    const firewalls9 = [...groups15, ...listed2];
    if (firewalls9.length === 0) return [];
    const isDeclared3 = listed2.length > 0 && firewalls9.every((key) => context.resource(key)?.mode === "managed");
    return [
      {
        workload: machine.address,
        where: machine.where,
        firewalls: firewalls9,
        ...isDeclared3 ? {} : { missing: unresolved("the security lists of its subnet are not in the repository") }
      }
    ];
  });
}
function backendsOf(prefix, balancerKey) {
  return (listener, _block, context) => {
    const set = entry(listener.body, "default_backend_set_name")?.value;
    const balancer = referred(listener.body, balancerKey, context);
    if (set === void 0 || balancer === void 0) return void 0;
    const wanted = setName(set, context);
    const ports = context.find(`${prefix}_backend`).filter((each) => {
      const name = entry(each.body, "backend_set_name") ?? entry(each.body, "backendset_name");
      return referred(each.body, balancerKey, context) === balancer && name !== void 0 && setName(name.value, context) === wanted;
    }).map((each) => readPorts(each.body, { texts: ["port"], absent: "none" }));
    return ports.find((each) => isUnresolved(each.ports) || each.ports.contains(MEMCACHED_PORT)) ?? ports[0];
  };
}
function setName(data, context) {
  const address2 = context.referent(data)?.address;
  const named2 = address2 === void 0 ? void 0 : context.resource(address2);
  return textOf(named2 === void 0 ? data : entry(named2.body, "name")?.value) ?? address2;
}
var isPrivate = isFalse("is_private", true);
var oracle = {
  name: "oci",
  resources: [
    ...familyHandlers(lists),
    doors({
      types: ["oci_network_load_balancer_listener"],
      judged: "`protocol` and `port` (0 with ANY means every port), unless the balancer `is_private`",
      protocol: {
        key: "protocol",
        absent: [],
        words: { tcp_and_udp: TCP_AND_UDP, tcp: TCP, udp: UDP }
      },
      outside: { texts: ["port"], zero: "all", absent: "none" },
      insideOf: backendsOf("oci_network_load_balancer", "network_load_balancer_id"),
      isPublic: publicThrough("network_load_balancer_id", isPrivate)
    }),
    doors({
      types: ["oci_load_balancer_listener"],
      judged: '`protocol = "TCP"` with `port`, unless the balancer `is_private`',
      protocol: { key: "protocol", absent: [] },
      outside: { texts: ["port"], absent: "none" },
      insideOf: backendsOf("oci_load_balancer", "load_balancer_id"),
      isPublic: publicThrough("load_balancer_id", isPrivate)
    }),
    machines({
      types: INSTANCES7,
      startup: ["metadata.user_data", "extended_metadata.user_data"],
      judged: "`metadata.user_data`; the network security groups and the security lists of the subnet guard it",
      admissions: admissionsOf(lists)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/outscale.ts
var RULE4 = {
  protocol: { key: "ip_protocol", absent: TCP_AND_UDP, anyIsEveryPort: true },
  ports: { ranges: [["from_port_range", "to_port_range"]], absent: "all" },
  sources: {
    keys: ["ip_range", "ip_ranges"],
    closed: ["security_groups_members", "security_group_name_to_link"],
    absent: "nobody"
  }
};
var GROUP2 = "security_group_id";
var TYPES3 = ["outscale_security_group_rule"];
var groups8 = {
  mechanism: "security-group",
  guards: attachments({ machines: ["outscale_vm"], named: ["security_group_ids"] }),
  tables: [
    {
      ...RULE4,
      types: TYPES3,
      group: GROUP2,
      inForce: directionIn("flow"),
      blocks: ["", "rules"],
      judged: '`flow = "Inbound"` with `ip_range`, or `rules` with `ip_ranges`; `ip_protocol` -1 means every port'
    }
  ]
};
var balancers6 = doors({
  types: ["outscale_load_balancer"],
  blocks: ["listeners"],
  judged: "`listeners` with `load_balancer_protocol` TCP or SSL: `load_balancer_port`, `backend_port`, unless `load_balancer_type` is internal",
  protocol: {
    key: "load_balancer_protocol",
    absent: [],
    words: { tcp: TCP, ssl: TCP, http: [], https: [] }
  },
  outside: { texts: ["load_balancer_port"], absent: "none" },
  inside: { texts: ["backend_port"], absent: "none" },
  isPublic: (balancer) => publicBy(
    { key: "load_balancer_type", yes: ["internet-facing"], no: ["internal"], absent: true },
    balancer.body
  )
});
var outscale = {
  name: "outscale",
  resources: [
    ...familyHandlers(groups8),
    balancers6,
    machines({
      types: ["outscale_vm"],
      startup: ["user_data"],
      judged: "`user_data`; the security groups of the machine guard it",
      admissions: admissionsOf(groups8)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/ovh.ts
var groups9 = {
  mechanism: "security-group",
  tables: [
    {
      types: ["ovh_cloud_security_group"],
      blocks: ["rule", "rules"],
      judged: '`rule` with `direction = "INGRESS"`; everyone without `remote_ip_prefix` and `remote_group_id`',
      inbound: INGRESS,
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { ranges: [["port_range_min", "port_range_max"]], absent: "all" },
      sources: {
        keys: ["remote_ip_prefix"],
        closed: ["remote_group_id"],
        absent: "everyone",
        everyone: byEtherType
      }
    }
  ]
};
var edge2 = {
  mechanism: "cloud-firewall",
  tables: [
    {
      types: ["ovh_ip_firewall_rule"],
      group: "ip_on_firewall",
      judged: "`action` by `sequence`; `protocol` ipv4 is any; `destination_port`; everyone without `source`",
      allows: acceptIn("action"),
      order: { key: "sequence", absent: 19 },
      protocol: { key: "protocol", absent: TCP_AND_UDP, words: { ipv4: TCP_AND_UDP } },
      ports: { texts: ["destination_port"], absent: "all" },
      sources: { keys: ["source"], absent: "everyone" },
      leavesOut: ["source_port", "tcp_option"]
    }
  ]
};
var frontend = (type, protocols) => doors({
  types: [type],
  judged: "`port` of a public load balancer, unless `disabled`; `allowed_source` are who may come; `port` of the farm behind it",
  enabled: isFalse("disabled", true),
  protocol: { key: "", absent: protocols },
  outside: { texts: ["port"], absent: "none" },
  insideOf(resource, _block, context) {
    const farm = referred(resource.body, "default_farm_id", context);
    return farm === void 0 ? void 0 : readPorts(farm.body, { texts: ["port"], absent: "none" });
  },
  sources: (resource, block, context) => sourcesIn(
    { sources: { keys: ["allowed_source"], absent: "everyone" } },
    block,
    resource,
    context
  )
});
var ovh = {
  name: "ovh",
  resources: [
    ...familyHandlers(groups9),
    ...familyHandlers(edge2),
    frontend("ovh_iploadbalancing_tcp_frontend", TCP),
    frontend("ovh_iploadbalancing_udp_frontend", UDP)
  ],
  modules: []
};

// src/platforms/terraform/providers/proxmox.ts
var RULE5 = {
  inbound: directionIn("type"),
  enabled: isTrue2("enabled", true),
  allows: acceptIn("action"),
  protocol: { key: "proto", absent: TCP_AND_UDP },
  ports: { texts: ["dport"], absent: "all" },
  // Sets of addresses (`+name`) and aliases are defined in Proxmox itself.
  sources: { keys: ["source"], absent: "everyone" },
  only: ["dest", "iface"],
  leavesOut: ["sport"]
};
var firewalls7 = {
  mechanism: "host-firewall",
  faces: "host",
  tables: [
    {
      ...RULE5,
      types: [
        "proxmox_virtual_environment_firewall_rules",
        "proxmox_virtual_environment_cluster_firewall_security_group"
      ],
      judged: '`rule` with `type = "in"` in the order written: `action`, `proto`, `dport`, `enabled`; everyone without `source`; `macro` rules are for other services',
      read: (resource, context) => blocksAt(resource.body, "rule").flatMap((block, index2) => {
        const isOther = ["macro", "security_group"].some((key) => {
          const found = entry(block, key);
          return found !== void 0 && isGiven(found.value);
        });
        if (isOther) return [];
        const rule = readRule(RULE5, block, resource, context, index2);
        if (rule === void 0) return [];
        return [rule];
      })
    }
  ]
};
var proxmox = {
  name: "proxmox",
  resources: familyHandlers(firewalls7),
  modules: []
};

// src/platforms/terraform/providers/scaleway.ts
var SERVERS2 = ["scaleway_instance_server"];
var RULE6 = {
  allows: acceptIn("action"),
  protocol: { key: "protocol", absent: TCP },
  ports: { texts: ["port", "port_range"], zero: "all", absent: "all" },
  sources: { keys: ["ip_range", "ip"], absent: "everyone" }
};
var groups10 = {
  mechanism: "security-group",
  guards: attachments({ machines: SERVERS2, named: ["security_group_id"] }),
  tables: [
    {
      ...RULE6,
      types: ["scaleway_instance_security_group"],
      blocks: ["inbound_rule"],
      judged: "`inbound_rule` in the order written, `action`, `ip_range` (everyone when left out), `port`, `port_range` (all when left out); then `inbound_default_policy`, which is accept unless set",
      policy: acceptIn("inbound_default_policy")
    },
    {
      ...RULE6,
      types: ["scaleway_instance_security_group_rules"],
      blocks: ["inbound_rule"],
      group: "security_group_id",
      judged: "`inbound_rule`, together with the group it belongs to"
    }
  ]
};
var frontends = {
  mechanism: "load-balancer",
  tables: [
    {
      ...RULE6,
      types: ["scaleway_lb_frontend"],
      judged: "`inbound_port` of a public load balancer and the `forward_port` of its backend; `acl` blocks and `scaleway_lb_acl` in the order of their `index`",
      read: frontendRules
    }
  ]
};
function frontendRules(frontend2, context) {
  const balancer = referred(frontend2.body, "lb_id", context);
  const assigned = balancer === void 0 ? void 0 : entry(balancer.body, "assign_flexible_ip");
  if (assigned !== void 0 && booleanOf(assigned.value) === false) return [];
  const backend = referred(frontend2.body, "backend_id", context);
  if (backend !== void 0) {
    const isTcp = choose({ key: "forward_protocol", yes: ["tcp"], absent: false }, backend.body);
    if (isTcp === false) return [];
  }
  const ports = readPorts(frontend2.body, { texts: ["inbound_port"], absent: "none" });
  const inside2 = backend === void 0 ? void 0 : readPorts(backend.body, { texts: ["forward_port"], absent: "none" }).ports;
  const traffic = [{ protocols: TCP, ...ports, ...inside2 === void 0 ? {} : { inside: inside2 } }];
  const lists2 = [
    ...blocksAt(frontend2.body, "acl").map((block) => [frontend2, block]),
    ...context.find("scaleway_lb_acl").filter((each) => {
      const owner = entry(each.body, "frontend_id")?.value;
      return owner !== void 0 && groupKey(owner, context) === frontend2.address;
    }).map((each) => [each, each.body])
  ];
  const rules = lists2.flatMap(([owner, block], index2) => {
    const rule = readRule(
      {
        allows: acceptIn("action.type"),
        protocol: { key: "", absent: TCP_AND_UDP },
        ports: { absent: "all" },
        order: { key: "index", absent: index2 },
        sources: {
          keys: ["match.ip_subnet"],
          closed: ["match.ips_edge_services"],
          absent: "everyone"
        }
      },
      block,
      owner,
      context,
      index2
    );
    if (rule === void 0) return [];
    const invert = entry(blocksAt(block, "match")[0], "invert")?.value;
    const { known: known3, missing } = rule.sources;
    const sources = booleanOf(invert) === true && missing === void 0 ? { ...rule.sources, known: known3.complement() } : rule.sources;
    return [{ ...rule, sources, traffic }];
  });
  return [
    ...rules,
    {
      name: frontend2.address,
      where: ports.portWhere ?? frontend2.where,
      action: "allow",
      order: Number.MAX_SAFE_INTEGER,
      traffic,
      sources: everyone(void 0),
      ...balancer === void 0 ? { onlyIf: "the load balancer has a public address" } : {}
    }
  ];
}
var acls5 = {
  mechanism: "network-acl",
  narrowOnly: true,
  faces: "private",
  tables: [
    {
      types: ["scaleway_vpc_acl"],
      blocks: ["rules"],
      judged: "`rules` in the order written: `action`, `source`, `protocol`, `dst_port_low` to `dst_port_high`; rules that name memcached’s port are doors inside the VPC",
      allows: acceptIn("action"),
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { ranges: [["dst_port_low", "dst_port_high"]], zero: "all", absent: "all" },
      sources: { keys: ["source"], absent: "everyone" },
      only: ["destination"],
      leavesOut: ["src_port_low", "src_port_high"],
      everything: ["0.0.0.0/0", "::/0", "0"],
      policy: acceptIn("default_policy")
    }
  ]
};
var scaleway = {
  name: "scaleway",
  resources: [
    ...familyHandlers(groups10),
    ...familyHandlers(frontends),
    ...familyHandlers(acls5),
    doors({
      types: ["scaleway_vpc_public_gateway_pat_rule"],
      judged: "`public_port` of a public gateway that leads to `private_port`; both protocols unless set",
      mechanism: "published-port",
      protocol: { key: "protocol", absent: TCP_AND_UDP, words: { both: TCP_AND_UDP } },
      outside: { texts: ["public_port"], absent: "none" },
      inside: { texts: ["private_port"], absent: "none" }
    }),
    machines({
      types: SERVERS2,
      startup: ["user_data.cloud-init", "cloud_init"],
      judged: "`user_data` with `cloud-init`; the security group of the server guards it",
      admissions: admissionsOf(groups10)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/stackit.ts
var shape2 = (protocol) => ({
  inbound: INGRESS,
  protocol: { key: protocol, absent: TCP_AND_UDP },
  ports: { ranges: [["port_range.min", "port_range.max"]], absent: "all" },
  sources: {
    keys: ["ip_range"],
    closed: ["remote_security_group_id"],
    absent: "everyone",
    everyone: (rule) => byEtherType(rule)
  }
});
var groups11 = {
  mechanism: "security-group",
  guards: attachments({
    machines: ["stackit_server"],
    interfaces: [
      {
        types: ["stackit_network_interface"],
        firewalls: "security_group_ids",
        named: ["network_interfaces"],
        by: {
          type: "stackit_server_network_interface_attach",
          one: "network_interface_id",
          machine: "server_id"
        }
      }
    ]
  }),
  tables: [
    {
      ...shape2("protocol.name"),
      types: ["stackit_security_group_rule"],
      group: "security_group_id",
      judged: '`direction = "ingress"`; `protocol` by `name` or `number`, `port_range`, all when left out; everyone without `ip_range` and `remote_security_group_id`',
      read(resource, context) {
        const protocol = entry(resource.body, "protocol")?.value;
        const isNumber = protocol !== void 0 && textOf(entry(protocol, "number")?.value) !== void 0;
        const rule = readRule(
          shape2(isNumber ? "protocol.number" : "protocol.name"),
          resource.body,
          resource,
          context,
          0
        );
        return rule === void 0 ? [] : [rule];
      }
    }
  ]
};
var balancers7 = doors({
  types: ["stackit_loadbalancer"],
  blocks: ["listeners"],
  judged: "`listeners` with `port`, unless `options.private_network_only`; `options.acl` are who may come; `target_port` of the pool",
  protocol: {
    key: "protocol",
    absent: TCP,
    words: {
      protocol_tcp: TCP,
      protocol_tcp_proxy: TCP,
      protocol_tls_passthrough: TCP,
      protocol_udp: UDP
    }
  },
  outside: { texts: ["port"], absent: "none" },
  insideOf(balancer, listener) {
    const name = textOf(entry(listener, "target_pool")?.value);
    const pool = blocksAt(balancer.body, "target_pools").find(
      (each) => name !== void 0 && textOf(entry(each, "name")?.value) === name
    );
    return pool === void 0 ? void 0 : readPorts(pool, { texts: ["target_port"], absent: "none" });
  },
  isPublic: (balancer) => publicBy(isFalse("options.private_network_only", true), balancer.body),
  sources: (balancer, _listener, context) => sourcesIn(
    { sources: { keys: ["options.acl"], absent: "everyone" } },
    balancer.body,
    balancer,
    context
  )
});
var stackit = {
  name: "stackit",
  resources: [
    ...familyHandlers(groups11),
    balancers7,
    machines({
      types: ["stackit_server"],
      startup: ["user_data"],
      judged: "`user_data`; the security groups of the server guard it",
      admissions: admissionsOf(groups11)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/tencent.ts
var INSTANCES8 = ["tencentcloud_instance", "tencentcloud_cvm_launch_template"];
var RULE7 = {
  allows: acceptIn("action"),
  protocol: { key: "protocol", absent: TCP_AND_UDP },
  ports: { texts: ["port"], absent: "all" },
  sources: {
    keys: ["cidr_block", "ipv6_cidr_block", "address_template_id", "address_template_group"],
    closed: ["source_security_id"],
    absent: "everyone",
    reference: addressesOf
  }
};
function addressesOf(data, context) {
  const template2 = context.resource(context.referent(data)?.address ?? "");
  if (template2?.type === "tencentcloud_address_template_group") {
    const members = itemsOf(entry(template2.body, "template_ids")?.value);
    return united(members.map((each) => addressesOf(each, context)));
  }
  if (template2?.type !== "tencentcloud_address_template") return void 0;
  return united(
    itemsOf(entry(template2.body, "addresses")?.value).map((each) => {
      const [low = "", high] = (textOf(each) ?? "").split("-");
      return high === void 0 ? AddressSet.tryParse(low) : addressRange(`${low}-${high}`);
    })
  );
}
function united(sets) {
  const known3 = sets.filter((each) => each !== void 0);
  return known3.length === sets.length ? AddressSet.unionOf(known3) : void 0;
}
function templated(block, context) {
  const given2 = ["service_template_id", "service_template_group"].map((key) => entry(block, key)).find((each) => each !== void 0 && isGiven(each.value));
  if (given2 === void 0) return void 0;
  const texts = protocolsOf3(given2.value, context);
  const unknown2 = {
    protocols: TCP_AND_UDP,
    ports: unresolved("the template of protocols and ports is not known", given2.value.where),
    portWhere: given2.valueWhere
  };
  return texts === void 0 ? [unknown2] : texts.flatMap((text3) => {
    const [protocol, ports] = (text3 ?? "").toLowerCase().split(":");
    const parsed = parsePorts(ports ?? "");
    if (parsed === void 0) return [unknown2];
    const protocols = protocol === "tcp" ? TCP : protocol === "udp" ? UDP : [];
    return protocols.length === 0 ? [] : [{ protocols, ports: parsed, portWhere: given2.valueWhere }];
  });
}
function protocolsOf3(data, context) {
  const template2 = context.resource(context.referent(data)?.address ?? "");
  if (template2?.type === "tencentcloud_protocol_template_group") {
    const members = itemsOf(entry(template2.body, "template_ids")?.value).map(
      (each) => protocolsOf3(each, context)
    );
    return members.some((each) => each === void 0) ? void 0 : members.flatMap((each) => each ?? []);
  }
  if (template2?.type !== "tencentcloud_protocol_template") return void 0;
  return itemsOf(entry(template2.body, "protocols")?.value).map((each) => textOf(each));
}
var groups12 = {
  mechanism: "security-group",
  guards: attachments({
    machines: INSTANCES8,
    named: ["security_groups", "orderly_security_groups", "security_group_ids"]
  }),
  tables: [
    {
      ...RULE7,
      types: ["tencentcloud_security_group_rule_set"],
      group: "security_group_id",
      blocks: ["ingress"],
      judged: "`ingress` in the order written: `action`, `cidr_block`, `ipv6_cidr_block`, address templates, `protocol` and `port` (ALL when left out) or service templates",
      read: (resource, context) => blocksAt(resource.body, "ingress").flatMap((block, index2) => {
        if (block.type === "unknown") return [unknownRule(block, resource)];
        const rule = readRule(RULE7, block, resource, context, index2);
        if (rule === void 0) return [];
        const traffic = templated(block, context);
        return traffic?.length === 0 ? [] : [{ ...rule, ...traffic && { traffic } }];
      })
    },
    {
      ...RULE7,
      types: ["tencentcloud_security_group_lite_rule"],
      group: "security_group_id",
      judged: "`ingress` as `ACTION#SOURCE#PORT#PROTOCOL`, in the order written",
      read: liteRules
    },
    {
      types: ["tencentcloud_security_group_rule"],
      group: "security_group_id",
      judged: '`type = "ingress"` with `cidr_ip`, `ip_protocol`, `port_range`, `policy`',
      inbound: directionIn("type", false),
      allows: acceptIn("policy"),
      order: { key: "policy_index", absent: 0 },
      protocol: { key: "ip_protocol", absent: TCP_AND_UDP },
      ports: { texts: ["port_range"], absent: "all" },
      sources: {
        keys: ["cidr_ip"],
        closed: ["source_sgid", "address_template"],
        absent: "everyone"
      }
    }
  ]
};
var acls6 = {
  mechanism: "network-acl",
  narrowOnly: true,
  tables: [
    {
      ...RULE7,
      types: ["tencentcloud_vpc_acl"],
      judged: "`ingress` as `ACTION#SOURCE#PORT#PROTOCOL`, in the order written; rules that name memcached’s port are doors",
      read: liteRules
    }
  ]
};
function liteRules(resource) {
  const found = entry(resource.body, "ingress");
  if (found === void 0) return [];
  const items2 = found.value.type === "list" ? elements(found.value) : [found.value];
  return items2.map((item, index2) => liteRule(item, resource, index2));
}
function liteRule(item, resource, index2) {
  const text3 = textOf(item);
  const given2 = entry(resource.body, "ingress");
  const where = placeWithin(item, given2, resource.where);
  const [action, source, port, protocol] = (text3 ?? "").split("#");
  const ports = parsePorts(port ?? "");
  const word2 = protocol?.trim().toLowerCase();
  if (text3 === void 0 || ports === void 0) return unknownRule(item, resource);
  const isAny = source === void 0 || /^(all|any|)$/i.test(source);
  const known3 = isAny ? AddressSet.all : AddressSet.tryParse(source);
  const isGroup = /^(sg|ipm|ipmg)-/.test(source ?? "");
  return {
    name: resource.address,
    where,
    action: action?.toLowerCase() === "accept" ? "allow" : "deny",
    order: index2,
    traffic: [
      {
        protocols: word2 === "tcp" ? TCP : word2 === "udp" ? UDP : word2 === "icmp" ? [] : TCP_AND_UDP,
        ports
      }
    ],
    sources: known3 !== void 0 || isGroup ? {
      known: known3 ?? AddressSet.empty,
      missing: void 0,
      isSpecified: true,
      where,
      related: relatedTo(item, resource.where)
    } : unknownSources(unresolved(`"${source}" is no network`, where), where)
  };
}
var lighthouse = {
  mechanism: "cloud-firewall",
  tables: [
    {
      ...RULE7,
      types: ["tencentcloud_lighthouse_firewall_rule"],
      blocks: ["firewall_rules"],
      judged: "`firewall_rules`: `protocol`, `port`, `action`; everyone without `cidr_block`"
    }
  ]
};
var tencent = {
  name: "tencentcloud",
  resources: [
    ...familyHandlers(groups12),
    ...familyHandlers(lighthouse),
    ...familyHandlers(acls6),
    doors({
      types: ["tencentcloud_clb_listener"],
      judged: "`protocol` TCP or UDP with `port` of a balancer whose `network_type` is OPEN; the ports of `tencentcloud_clb_attachment`",
      protocol: { key: "protocol", absent: [], words: { tcp_ssl: TCP } },
      outside: { texts: ["port"], ranges: [["port", "end_port"]], absent: "none" },
      insideOf: (listener, _block, context) => membersOf(
        listener,
        {
          types: ["tencentcloud_clb_attachment"],
          of: ["listener_id"],
          port: { texts: ["port"], absent: "none" },
          blocks: "targets"
        },
        context
      ),
      isPublic: publicThrough("clb_id", { key: "network_type", yes: ["open"], absent: true })
    }),
    doors({
      types: ["tencentcloud_dnat"],
      judged: "`elastic_port` of a public address that leads to `private_port`",
      mechanism: "published-port",
      protocol: { key: "protocol", absent: [] },
      outside: { texts: ["elastic_port"], absent: "none" },
      inside: { texts: ["private_port"], absent: "none" }
    }),
    machines({
      types: INSTANCES8,
      startup: ["user_data", "user_data_raw"],
      judged: "`user_data`, `user_data_raw`; the security groups of the instance guard it",
      admissions: admissionsOf(groups12)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/upcloud.ts
var SERVERS3 = ["upcloud_server"];
var firewalls8 = {
  mechanism: "cloud-firewall",
  guards: attachments({
    machines: SERVERS3,
    by: [
      { types: ["upcloud_firewall_rules"], machines: "server_id" },
      { types: ["upcloud_firewall_ruleset"], machines: "server_uuid" }
    ]
  }),
  tables: [
    {
      types: ["upcloud_firewall_rules"],
      blocks: ["firewall_rule"],
      judged: '`firewall_rule` with `direction = "in"` in the order written: `action`, `source_address_start` to `source_address_end`, `destination_port_start` to `destination_port_end`; everything left out means all',
      inbound: INGRESS,
      allows: acceptIn("action"),
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { ranges: [["destination_port_start", "destination_port_end"]], absent: "all" },
      sources: {
        keys: [],
        range: ["source_address_start", "source_address_end"],
        absent: "everyone",
        everyone: ofFamily
      },
      leavesOut: ["source_port_start", "source_port_end"]
    },
    {
      types: ["upcloud_firewall_ruleset"],
      blocks: ["rules"],
      judged: "`rules` in the order written, as `firewall_rule` of `upcloud_firewall_rules`, also with `source_address_cidr`; `enabled` of the ruleset and of the rule",
      inForce: isTrue2("enabled", true),
      enabled: isTrue2("enabled", true),
      inbound: INGRESS,
      allows: acceptIn("action"),
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      ports: { ranges: [["destination_port_start", "destination_port_end"]], absent: "all" },
      sources: {
        keys: ["source_address_cidr"],
        range: ["source_address_start", "source_address_end"],
        absent: "everyone",
        everyone: ofFamily
      },
      only: ["destination_address_cidr", "destination_address_start"],
      leavesOut: ["source_port_start", "source_port_end"]
    }
  ]
};
var frontends2 = doors({
  types: ["upcloud_loadbalancer_frontend"],
  judged: '`mode = "tcp"` with `port` on a network of the balancer whose `type` is public; the ports of the members of its backend',
  protocol: { key: "mode", absent: [], words: { tcp: TCP, http: [] } },
  outside: { texts: ["port"], absent: "none" },
  insideOf(frontend2, _block, context) {
    const backend = referred(frontend2.body, "default_backend_name", context);
    return backend === void 0 ? void 0 : membersOf(
      backend,
      {
        types: ["upcloud_loadbalancer_static_backend_member"],
        of: ["backend"],
        port: { texts: ["port"], absent: "none" }
      },
      context
    );
  },
  isPublic(frontend2, _block, context) {
    const balancer = referred(frontend2.body, "loadbalancer", context);
    if (balancer === void 0) return "the load balancer has a public network";
    const nameOf3 = (block) => textOf(entry(block, "name")?.value);
    const all = blocksAt(balancer.body, "networks");
    const named2 = blocksAt(frontend2.body, "networks").map(nameOf3);
    const isKnown = named2.length > 0 && named2.every((name) => name !== void 0);
    const open2 = all.filter((each) => !isKnown || named2.some((name) => name === nameOf3(each))).map((each) => textOf(entry(each, "type")?.value)?.toLowerCase() !== "private");
    if (all.length === 0 || open2.includes(true) && (isKnown || !open2.includes(false)))
      return true;
    return open2.includes(true) ? "it listens on the public network of the load balancer" : false;
  }
});
function ofFamily(rule) {
  const family = textOf(entry(rule, "family")?.value)?.toLowerCase();
  if (family === "ipv4") return AddressSet.allIPv4;
  return family === "ipv6" ? AddressSet.allIPv6 : AddressSet.all;
}
var upcloud = {
  name: "upcloud",
  resources: [
    ...familyHandlers(firewalls8),
    frontends2,
    machines({
      types: SERVERS3,
      startup: ["user_data"],
      judged: "`user_data` and `remote-exec`; the firewall rules of the server guard it",
      admissions: admissionsOf(firewalls8)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/vultr.ts
var INSTANCES9 = ["vultr_instance", "vultr_bare_metal_server"];
var NAT_RULE = {
  protocol: { key: "protocol", absent: TCP_AND_UDP },
  ports: { texts: ["port"], absent: "all" },
  sources: { keys: ["subnet"], prefix: "subnet_size", absent: "nobody" }
};
var groups13 = {
  mechanism: "cloud-firewall",
  guards: attachments({ machines: INSTANCES9, named: ["firewall_group_id"] }),
  tables: [
    {
      types: ["vultr_firewall_rule"],
      group: "firewall_group_id",
      judged: '`subnet` with `subnet_size`, `port` (all when left out); `source = "cloudflare"` is that network and not everyone',
      protocol: { key: "protocol", absent: TCP_AND_UDP },
      // Releases of the provider before 2.0 had `network`, `from_port` and `to_port`.
      ports: { texts: ["port"], ranges: [["from_port", "to_port"]], absent: "all" },
      sources: {
        keys: ["subnet", "network"],
        prefix: "subnet_size",
        absent: "nobody",
        unless: (rule) => textOf(entry(rule, "source")?.value)?.toLowerCase() === "cloudflare"
      }
    }
  ]
};
var gateways = {
  mechanism: "cloud-firewall",
  tables: [
    {
      ...NAT_RULE,
      types: ["vultr_nat_gateway_firewall_rule"],
      group: "nat_gateway_id",
      judged: "`subnet` with `subnet_size`, `protocol`, `port`"
    }
  ]
};
var forwarding2 = doors({
  types: ["vultr_nat_gateway_port_forwarding_rule"],
  judged: "`external_port` of a NAT gateway that leads to `internal_port`, while it is `enabled`; the `vultr_nat_gateway_firewall_rule` of the gateway narrow who may come",
  mechanism: "published-port",
  enabled: isTrue2("enabled", true),
  protocol: { key: "protocol", absent: [], words: { both: TCP_AND_UDP } },
  outside: { texts: ["external_port"], absent: "none" },
  inside: { texts: ["internal_port"], absent: "none" },
  sources(resource, _block, context) {
    const gateway = entry(resource.body, "nat_gateway_id")?.value;
    const rules = gateway === void 0 ? [] : familyRules(gateways, context).get(groupKey(gateway, context)) ?? [];
    if (rules.length === 0) return everyone(void 0);
    const port = readPorts(resource.body, { texts: ["external_port"], absent: "none" }).ports;
    const about = rules.filter(
      ({ traffic }) => traffic.some(
        ({ ports }) => isUnresolved(ports) || isUnresolved(port) || ports.intersect(port).size > 0
      )
    );
    const missing = about.map(({ sources }) => sources.missing).find((each) => each !== void 0);
    return {
      known: AddressSet.unionOf(about.map(({ sources }) => sources.known)),
      missing,
      isSpecified: true,
      where: about[0]?.sources.where,
      related: about.flatMap(({ sources }) => sources.related)
    };
  }
});
var balancers8 = doors({
  types: ["vultr_load_balancer"],
  blocks: ["forwarding_rules"],
  judged: "`forwarding_rules` for TCP: `frontend_port`, `backend_port`; `firewall_rules` narrow them",
  protocol: { key: "frontend_protocol", absent: [] },
  outside: { texts: ["frontend_port"], absent: "none" },
  inside: { texts: ["backend_port"], absent: "none" },
  isPublic: (resource) => {
    const rules = entry(resource.body, "firewall_rules")?.value;
    return rules === void 0 || !isGiven(rules) ? true : "the firewall rules of the load balancer let everyone in";
  }
});
var vultr = {
  name: "vultr",
  resources: [
    ...familyHandlers(groups13),
    balancers8,
    ...familyHandlers(gateways),
    forwarding2,
    machines({
      types: INSTANCES9,
      startup: ["user_data"],
      judged: "`user_data` and `remote-exec`; the firewall group of the machine guards it",
      admissions: admissionsOf(groups13)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/yandex.ts
var INSTANCES10 = ["yandex_compute_instance", "yandex_compute_instance_group"];
var RULE8 = {
  protocol: { key: "protocol", absent: TCP_AND_UDP },
  ports: { texts: ["port"], ranges: [["from_port", "to_port"]], absent: "all" },
  sources: { keys: ["v4_cidr_blocks", "v6_cidr_blocks"], absent: "nobody" }
};
var groups14 = {
  mechanism: "security-group",
  guards: attachments({
    machines: INSTANCES10,
    named: [
      "network_interface.security_group_ids",
      "instance_template.network_interface.security_group_ids"
    ]
  }),
  tables: [
    {
      ...RULE8,
      types: ["yandex_vpc_security_group", "yandex_vpc_default_security_group"],
      blocks: ["ingress"],
      judged: "`ingress` with `v4_cidr_blocks`, `v6_cidr_blocks`; `port`, `from_port` to `to_port`, all when left out or -1; groups and `predefined_target` are not public"
    },
    {
      ...RULE8,
      types: ["yandex_vpc_security_group_rule"],
      group: "security_group_binding",
      inbound: INGRESS,
      judged: '`direction = "ingress"`, otherwise as in `yandex_vpc_security_group`'
    }
  ]
};
var yandex = {
  name: "yandex",
  resources: [
    ...familyHandlers(groups14),
    doors({
      types: ["yandex_lb_network_load_balancer"],
      blocks: ["listener"],
      judged: "`listener` with `port` and `target_port`, unless `type` is internal",
      protocol: { key: "protocol", absent: TCP },
      outside: { texts: ["port"], absent: "none" },
      inside: { texts: ["target_port"], absent: "none" },
      isPublic: (resource) => publicBy({ key: "type", yes: ["external"], no: ["internal"], absent: true }, resource.body)
    }),
    machines({
      types: INSTANCES10,
      startup: ["metadata.user-data", "instance_template.metadata.user-data"],
      judged: "`metadata` with `user-data`; the security groups of the interfaces guard it",
      admissions: admissionsOf(groups14)
    })
  ],
  modules: []
};

// src/platforms/terraform/providers/index.ts
var PROVIDERS = [
  aws,
  azure,
  google,
  kubernetes,
  docker,
  nomad,
  digitalocean,
  hetzner,
  linode,
  openstack,
  scaleway,
  vultr,
  exoscale,
  oracle,
  alibaba,
  ovh,
  yandex,
  tencent,
  ibm,
  upcloud,
  huawei,
  ionos,
  outscale,
  naver,
  nifcloud,
  stackit,
  gridscale,
  proxmox,
  civo,
  cloudflare
];

// src/platforms/terraform/providers/fallback.ts
var FIREWALL = /firewall|security_?group|secgroup|(^|_)acl(_|$)|(^|_)nsg(_|$)|access_rule|security_(policy|rule)|(^|_)nat_(policy|rule)|policy_rules?$/;
var EVERYONE3 = /* @__PURE__ */ new Set(["*", "any", "all", "internet", "anywhere", "0/0"]);
var DEEPEST6 = 6;
var known2;
function isFirewallLike(type) {
  return FIREWALL.test(type);
}
function knownTypes() {
  known2 ??= new Set(
    PROVIDERS.flatMap(
      ({ resources }) => resources.flatMap(({ types, meaning }) => [
        ...types,
        ...meaning.flatMap(
          ({ of, judged }) => `${of} ${judged}`.match(/[a-z0-9]+(_[a-z0-9]+)+/g) ?? []
        )
      ])
    )
  );
  return known2;
}
function unhandledResource(resource) {
  const { type, mode } = resource;
  if (mode !== "managed" || !isFirewallLike(type) || knownTypes().has(type)) return void 0;
  const where = openingIn(resource.body, 0, { left: 2e3 });
  const named2 = where === void 0 ? namingIn(resource.body, 0, { left: 2e3 }) : void 0;
  if (named2 !== void 0) {
    return {
      kind: "unresolved",
      where: { ...named2, address: resource.address },
      message: `\`${resource.address}\` has a rule for memcached, but what the type ${type} means is not known to this check; look at whom it lets in.`
    };
  }
  if (where === void 0) return void 0;
  return {
    kind: "unresolved",
    where: { ...where, address: resource.address },
    message: `\`${resource.address}\` seems to let everyone in on memcached's port ${MEMCACHED_PORT}, but what the type ${type} means is not known to this check; look at it yourself.`
  };
}
function openingIn(body, depth, budget) {
  if (--budget.left < 0 || depth > DEEPEST6 || isClosed(body)) return void 0;
  const source = body.entries.find(({ key, value }) => isSource(key) && isEveryone(value));
  if (source !== void 0 && coversPort(body)) return source.valueWhere;
  for (const { key, value } of body.entries) {
    if (/egress|outbound|out$/i.test(key)) continue;
    const blocks = value.type === "list" ? elements(value) : [value];
    for (const block of blocks) {
      const found = block.type === "map" ? openingIn(block, depth + 1, budget) : void 0;
      if (found !== void 0) return found;
    }
  }
  return void 0;
}
function namingIn(body, depth, budget) {
  if (--budget.left < 0 || depth > DEEPEST6 || isClosed(body)) return void 0;
  for (const { key, value } of body.entries) {
    for (const item of value.type === "list" ? elements(value) : [value]) {
      if (item.type === "map") {
        const found = namingIn(item, depth + 1, budget);
        if (found !== void 0) return found;
      } else if (/^(application|service|app|svc)s?(_(id|name|object)s?)?$/.test(key)) {
        const word2 = item.type === "unknown" ? item.reference : textOf(item);
        if (word2 !== void 0 && /memcached?/i.test(word2)) return item.where;
      }
    }
  }
  return void 0;
}
function isClosed(body) {
  return body.entries.some(({ key, value }) => {
    const word2 = textOf(value)?.toLowerCase() ?? "";
    if (/^(direction|type|flow|traffic)$/.test(key)) return /^(egress|out)/.test(word2);
    if (/action|policy|access|verdict/.test(key))
      return /^(deny|drop|reject|block|refuse)/.test(word2);
    if (/^(enabled|active)$/.test(key)) return word2 === "false";
    if (key === "disabled") return word2 === "true";
    return /protocol/.test(key) && /^(icmp|gre|esp|ah|1|47|50|51|58)/.test(word2) && word2 !== "11";
  });
}
function isSource(key) {
  return /cidr|source|remote|ip_range|address|prefix|subnet|network/.test(key) && !/port|dest|dst|group|local|target/.test(key);
}
function isEveryone(data) {
  const items2 = data.type === "list" ? elements(data) : [data];
  const sets = items2.flatMap((item) => {
    const text3 = textOf(item)?.trim() ?? "";
    if (EVERYONE3.has(text3.toLowerCase())) return [AddressSet.all];
    return text3.includes("/") ? AddressSet.tryParse(text3) ?? [] : [];
  });
  const all = AddressSet.unionOf(sets);
  return PUBLIC.intersect(AddressSet.allIPv4).isSubsetOf(all) || GLOBAL_UNICAST_IPV6.isSubsetOf(all);
}
function coversPort(body) {
  let low;
  let high;
  let ports = PortSet.empty;
  for (const { key, value } of body.entries) {
    if (!/port/.test(key) || /source|src|proto/.test(key) || !isGiven(value)) continue;
    if (/from|min|start|begin|low/.test(key)) low = integerOf(value);
    else if (/to|max|end|high/.test(key)) high = integerOf(value);
    else {
      for (const item of value.type === "list" ? elements(value) : [value]) {
        ports = ports.union(parsePorts(textOf(item) ?? "-0") ?? PortSet.empty);
      }
    }
  }
  if (low !== void 0 && high !== void 0) ports = ports.union(PortSet.range(low, high));
  return ports.contains(MEMCACHED_PORT);
}

// src/platforms/terraform/relevance.ts
var UNDERSTOOD = new Set(
  PROVIDERS.flatMap(({ resources }) => resources.flatMap(({ types }) => types))
);
function mayMatter(root, modules) {
  const seen = /* @__PURE__ */ new Set([root]);
  for (const config of seen) {
    if (config.resources.some(({ type }) => UNDERSTOOD.has(type) || isFirewallLike(type)))
      return true;
    for (const call2 of config.calls.values()) {
      const source = attributeOf(call2, "source")?.attribute.value;
      const path = source?.kind === "literal" && typeof source.value === "string" ? source.value : "";
      const folder = /^\.\.?(\/|$)/.test(path) ? resolveInTree(config.folder, path) : void 0;
      const called = folder === void 0 ? void 0 : modules.get(folder);
      if (called === void 0) return true;
      seen.add(called);
    }
  }
  return false;
}

// src/platforms/terraform/remote-modules.ts
function unhandledModule(call2) {
  const touched = call2.body.entries.filter(
    (entry2) => entry2.key !== "source" && entry2.key !== "version" && !/egress|outbound/i.test(entry2.key)
  ).map((entry2) => ({ entry: entry2, what: touches(entry2.key, entry2.value, { left: 2e3 }) })).find(({ what: what2 }) => what2 !== void 0);
  const bySource = call2.source !== void 0 && /memcached?/i.test(call2.source);
  if (touched === void 0 && !bySource) return void 0;
  const what = touched?.what ?? "is about memcached";
  return {
    kind: "unresolved",
    where: touched?.entry.valueWhere ?? call2.where,
    message: isLocal(call2) ? `The module \`${call2.address}\` ${what}, but its folder ${call2.source?.slice(0, 200)} is not among the scanned files; scan it as well, or correct the path.` : `The module \`${call2.address}\` (${(call2.source ?? "of an unknown source").slice(0, 200)}) ${what}, but it is not in the repository; check what it opens, or scan a plan.`
  };
}
function isLocal(call2) {
  return call2.source !== void 0 && /^\.\.?(\/|$)/.test(call2.source);
}
function isForOtherPorts(rule) {
  const from = integerOf(entry(rule, "from_port")?.value);
  const to = integerOf(entry(rule, "to_port")?.value) ?? from;
  if (from === void 0 || to === void 0 || from < 0) return false;
  const protocol = protocolsFrom(
    (entry(rule, "protocol") ?? entry(rule, "ip_protocol"))?.value ?? scalar("tcp", rule.where)
  );
  if (protocol === "other") return true;
  if (isUnresolved(protocol) || protocol.isAny) return false;
  return from > MEMCACHED_PORT || to < MEMCACHED_PORT;
}
function touches(key, data, budget, depth = 0) {
  if (--budget.left < 0 || depth > 10) return void 0;
  if (data.type === "list") {
    for (const item of data.items) {
      const what = touches(key, item, budget, depth + 1);
      if (what !== void 0) return what;
    }
    return void 0;
  }
  if (data.type === "map") {
    if (isForOtherPorts(data)) return void 0;
    for (const entry2 of data.entries) {
      if (/egress|outbound/i.test(entry2.key)) continue;
      const what = touches(entry2.key, entry2.value, budget, depth + 1);
      if (what !== void 0) return what;
    }
    return void 0;
  }
  if (data.type !== "scalar") return void 0;
  if (toNumber(data) === MEMCACHED_PORT && /port/i.test(key)) return "is given memcached's port";
  if (typeof data.value !== "string") return void 0;
  if (/memcached/i.test(data.value) && /engine|rule|service|image|type/i.test(key)) {
    return "is told about memcached";
  }
  if (!data.value.includes("/")) return void 0;
  const set = AddressSet.tryParse(data.value.trim());
  return set !== void 0 && set.overlaps(PUBLIC) ? "is given public networks" : void 0;
}

// src/platforms/terraform/translate.ts
function translate(input) {
  const problems = parseProblems(input);
  const facts = [];
  const judgedFiles = /* @__PURE__ */ new Set();
  const take = (result) => {
    append(facts, result.facts);
    append(problems, result.problems);
    for (const file of result.judgedFiles) judgedFiles.add(file);
  };
  const project = readProject(input.files, input.tree);
  const plans = input.files.filter((file) => isPlan(file)).map((file) => openPlan(file, input.tree, project));
  const planned = new Set(plans.map(({ root }) => root));
  for (const plan of plans) take(factsOfPlan(input.tree, plan));
  for (const root of project.roots) {
    if (planned.has(root) || !mayMatter(root.config, project.modules)) continue;
    take(judgeRoot(input.tree, project, root));
  }
  for (const { name, call: call2 } of project.remote) {
    const { facts: found, ...rest2 } = judge(input.tree, onlyCall(call2));
    take({ ...rest2, facts: found.map((fact) => inRoot(fact, name)) });
  }
  return {
    facts: mergeFacts(facts),
    problems: uniqueProblems(problems),
    judgedFiles: [...judgedFiles]
  };
}
function parseProblems(input) {
  const problems = [];
  for (const file of input.files) {
    if (isPlan(file)) continue;
    for (const error of parseConfiguration(file).errors.slice(0, 5)) {
      const where = file.location(error.start, error.end);
      problems.push(syntaxProblem(file, { ...error, where }));
    }
  }
  return problems;
}
function judgeRoot(tree, project, root) {
  const base2 = judge(tree, evaluateRoot(tree, project, root));
  let facts = base2.facts;
  if (root.alternatives.length > 0) {
    const others = root.alternatives.map((alternative) => ({
      path: alternative.path,
      facts: judge(tree, evaluateRoot(tree, project, root, alternative)).facts
    }));
    facts = withAlternatives(base2.facts, others);
  }
  if (root.isUncalledModule) facts = facts.map((fact) => ifLeftAtDefault(fact));
  return { ...base2, facts: facts.map((fact) => inRoot(fact, root.name)) };
}
function onlyCall(call2) {
  return {
    resources: [],
    remoteCalls: [call2],
    problems: [],
    wasCutShort: false,
    resource: () => void 0,
    referent: () => void 0
  };
}
function factsOfPlan(tree, plan) {
  const { facts, problems, judgedFiles } = judge(tree, plan.evaluation);
  return {
    judgedFiles,
    facts: facts.map((fact) => inRoot(fact, plan.name)),
    problems: [...plan.problems, ...problems]
  };
}
function inRoot(fact, folder) {
  if (folder === "") return fact;
  const named2 = (workload) => workload.startsWith("script ") ? workload : `${workload} (${folder})`;
  if (fact.kind === "listener") return { ...fact, workload: named2(fact.workload) };
  return fact.target === "unknown" ? fact : { ...fact, target: fact.target.map(named2) };
}
var MODULES = PROVIDERS.flatMap((provider) => provider.modules);
function judge(tree, evaluation) {
  const problems = [];
  const judgedFiles = /* @__PURE__ */ new Set();
  const context = makeContext(tree, evaluation, problems, judgedFiles);
  const facts = [];
  for (const provider of PROVIDERS) {
    for (const handler2 of provider.resources) {
      for (const resource of context.find(...handler2.types)) {
        for (const fact of handler2.facts(resource, context))
          facts.push(conditioned(fact, resource.onlyIf));
      }
    }
  }
  for (const resource of evaluation.resources) {
    const problem = unhandledResource(resource);
    if (problem !== void 0) problems.push(problem);
  }
  for (const call2 of evaluation.remoteCalls) {
    const handler2 = MODULES.find((each) => call2.source !== void 0 && each.matches(call2.source));
    if (handler2 === void 0) {
      const problem = unhandledModule(call2);
      if (problem !== void 0) problems.push(problem);
    } else {
      for (const fact of handler2.facts(call2, context)) facts.push(conditioned(fact, call2.onlyIf));
    }
  }
  if (evaluation.wasCutShort) {
    const first = evaluation.resources[0] ?? evaluation.remoteCalls[0];
    if (first !== void 0) {
      problems.push({
        kind: "unresolved",
        where: first.where,
        message: `The configuration of ${first.where.file} asks for more work than is done on one module; what is beyond it is not checked.`
      });
    }
  }
  return {
    facts,
    problems: [...evaluation.problems, ...problems],
    judgedFiles: [...judgedFiles]
  };
}
function conditioned(fact, onlyIf) {
  if (onlyIf === void 0 || fact.kind !== "ingress" || fact.onlyIf !== void 0) return fact;
  return { ...fact, onlyIf };
}
function makeContext(tree, evaluation, problems, judgedFiles) {
  const byType = /* @__PURE__ */ new Map();
  for (const resource of evaluation.resources) {
    const known3 = byType.get(resource.type);
    if (known3 === void 0) byType.set(resource.type, [resource]);
    else known3.push(resource);
  }
  const shared2 = /* @__PURE__ */ new Map();
  return {
    tree,
    find: (...types) => types.flatMap((type) => byType.get(type) ?? []),
    remoteCalls: evaluation.remoteCalls,
    referent: (data) => {
      const reference = basisOf(data);
      return reference === void 0 ? void 0 : evaluation.referent(reference);
    },
    resource: (address2) => evaluation.resource(address2),
    problem: (problem) => void problems.push(problem),
    judged: (path) => void judgedFiles.add(path),
    shared: (key, make) => {
      if (!shared2.has(key)) shared2.set(key, make());
      return shared2.get(key);
    }
  };
}
function withAlternatives(base2, others, wording) {
  const facts = [];
  const known3 = new Set(base2.map(meaningOf));
  for (const fact of base2) {
    const isOpen = fact.kind !== "ingress" || !(isUnresolved(fact.sources) || isUnresolved(fact.ports));
    const decided = !isOpen && others.every(({ facts: all }) => !all.some((other) => meaningOf(other) === meaningOf(fact)));
    if (!decided) facts.push(fact);
  }
  const added = /* @__PURE__ */ new Map();
  for (const { path, facts: all } of others) {
    for (const fact of all) {
      const meaning = meaningOf(fact);
      if (known3.has(meaning)) continue;
      const before = added.get(meaning);
      if (before === void 0) added.set(meaning, { fact, paths: [path] });
      else before.paths.push(path);
    }
  }
  for (const { fact, paths } of added.values()) {
    if (fact.kind === "listener") {
      const isKnown = base2.some(
        (other) => other.kind === "listener" && other.workload === fact.workload
      );
      if (!isKnown) facts.push(fact);
    }
    if (fact.kind !== "ingress") continue;
    const note = wording?.(paths) ?? `This holds when Terraform is given the variables of ${paths.join(", ")}.`;
    const onlyExamples = wording === void 0 && paths.every(
      (path) => /(example|sample|template)/i.test(path.slice(path.lastIndexOf("/") + 1))
    );
    facts.push({
      ...fact,
      notes: [...fact.notes ?? [], note],
      ...onlyExamples && fact.onlyIf === void 0 ? { onlyIf: `the variables of ${paths.join(", ")} are used` } : {}
    });
  }
  const restrictions2 = others.map(
    ({ facts: all }) => all.filter((fact) => fact.kind === "restriction")
  );
  return facts.flatMap(
    (fact) => fact.kind === "restriction" ? loosened(fact, restrictions2) : [fact]
  );
}
function loosened(restriction2, environments) {
  const { target, protocols, ports, name } = restriction2;
  let { admits } = restriction2;
  const wasUnresolved = isUnresolved(admits);
  for (const all of environments) {
    const same2 = all.find(
      (other) => String(other.target) === String(target) && other.name === name && other.protocols.join() === protocols.join() && other.ports.equals(ports)
    );
    if (same2 === void 0) {
      if (all.some((other) => String(other.target) === String(target))) return [];
      continue;
    }
    if (isUnresolved(same2.admits)) {
      if (!wasUnresolved && !isUnresolved(admits)) continue;
    } else {
      admits = isUnresolved(admits) ? same2.admits : admits.union(same2.admits);
    }
  }
  return [{ ...restriction2, admits }];
}
function meaningOf(fact) {
  const at2 = placeOf3(fact.where);
  if (fact.kind === "ingress") {
    const sources = isUnresolved(fact.sources) ? "?" : fact.sources.toString();
    const ports = isUnresolved(fact.ports) ? "?" : fact.ports.toString();
    return `ingress ${at2} ${sources} ${ports} ${fact.protocols.join()} ${fact.onlyIf === void 0}`;
  }
  if (fact.kind === "restriction") {
    const admits = isUnresolved(fact.admits) ? "?" : fact.admits.toString();
    const target = fact.target === "unknown" ? "?" : fact.target.join();
    return `restriction ${at2} ${target} ${admits} ${fact.ports.toString()} ${fact.protocols.join()}`;
  }
  return `listener ${at2} ${fact.workload}`;
}
function placeOf3(where) {
  return `${where.file}:${where.startLine}:${where.startColumn}`;
}
function mergeFacts(facts) {
  const merged4 = /* @__PURE__ */ new Map();
  for (const fact of facts) {
    const meaning = meaningOf(fact);
    const before = merged4.get(meaning);
    if (before === void 0) merged4.set(meaning, fact);
    else if (before.kind === "ingress" && fact.kind === "ingress") {
      merged4.set(meaning, mergeIngress(before, fact));
    }
  }
  return [...merged4.values()];
}
function mergeIngress(a, b) {
  const targets = [a.target, b.target].flatMap((target) => target === "unknown" ? [] : target);
  const leadsTo2 = a.leadsTo === b.leadsTo ? a.leadsTo : [a.leadsTo, b.leadsTo].includes("memcached") ? "memcached" : "unknown";
  return {
    ...a,
    target: targets.length === 0 ? "unknown" : [...new Set(targets)],
    leadsTo: leadsTo2,
    related: uniqueRelated([...a.related, ...b.related]).slice(0, 10),
    notes: [.../* @__PURE__ */ new Set([...a.notes ?? [], ...b.notes ?? []])]
  };
}
function uniqueRelated(related) {
  const seen = /* @__PURE__ */ new Map();
  for (const each of related) {
    const key = `${placeOf3(each.where)} ${each.message}`;
    if (!seen.has(key)) seen.set(key, each);
  }
  return [...seen.values()];
}
function ifLeftAtDefault(fact) {
  if (fact.kind !== "ingress" || fact.onlyIf !== void 0) return fact;
  if (isUnresolved(fact.sources) || isUnresolved(fact.ports)) return fact;
  const variable = fact.related.map((each) => each.where.address ?? "").find((address2) => /^var\.[^.]+$/.test(address2));
  if (variable === void 0) return fact;
  return { ...fact, onlyIf: `a caller of the module leaves \`${variable}\` at its default` };
}
function uniqueProblems(problems) {
  const seen = /* @__PURE__ */ new Map();
  for (const problem of problems) {
    const key = `${placeOf3(problem.where)} ${problem.message}`;
    if (!seen.has(key)) seen.set(key, problem);
  }
  return [...seen.values()];
}

// src/platforms/terraform/embedded.ts
function referenceTo(declaration, attribute2 = "id") {
  return `${declaration.type}.${declaration.name}.${attribute2}`;
}
function judgeDeclarations(platform, tree, declarations, alternatives2 = []) {
  const base2 = judge(tree, evaluated(declarations));
  let { facts } = base2;
  if (alternatives2.length > 0) {
    const others = alternatives2.map(({ when, declarations: each }) => ({
      path: when,
      facts: judge(tree, evaluated(each)).facts
    }));
    facts = withAlternatives(facts, others, (when) => `This holds when ${orList(when)}.`);
    facts = widest(facts);
  }
  return {
    facts: mergeFacts(facts).map((fact) => ({ ...fact, platform })),
    problems: base2.problems
  };
}
function inTemplate(fact, path) {
  const named2 = (workload) => workload.startsWith("script ") ? workload : `${workload} in ${path}`;
  if (fact.kind === "listener") return { ...fact, workload: named2(fact.workload) };
  return fact.target === "unknown" ? fact : { ...fact, target: fact.target.map(named2) };
}
function bodyOf(where, argumentsByName, tag) {
  const entries = [];
  for (const [key, given2] of Object.entries(argumentsByName)) {
    if (given2 === void 0) continue;
    const own = "key" in given2 ? { ...given2, key } : entryOf(key, given2);
    if (!isNull(own.value)) entries.push(own);
  }
  return mapping(entries, where, tag);
}
function implied(value, where) {
  return scalar(value, where);
}
function widest(facts) {
  const doors3 = /* @__PURE__ */ new Map();
  const keyOf3 = ({ where, ports, protocols, targetPorts }) => [
    `${where.file}:${where.startLine}:${where.startColumn}`,
    ...[ports, targetPorts].map(
      (each) => each === void 0 || isUnresolved(each) ? "?" : each.toString()
    ),
    protocols.join()
  ].join(" ");
  for (const fact of facts) {
    if (fact.kind !== "ingress") continue;
    const key = keyOf3(fact);
    const same2 = doors3.get(key);
    if (same2 === void 0) doors3.set(key, [fact]);
    else same2.push(fact);
  }
  return facts.filter((fact) => {
    if (fact.kind !== "ingress" || isUnresolved(fact.sources)) return true;
    const { sources } = fact;
    return !doors3.get(keyOf3(fact)).some(
      (other) => other !== fact && other.onlyIf === void 0 && !isUnresolved(other.sources) && sources.isSubsetOf(other.sources) && !sources.equals(other.sources)
    );
  });
}
function orList(texts) {
  return texts.length <= 4 ? texts.join(", or ") : `${texts.slice(0, 4).join(", or ")}, or in ${texts.length - 4} other cases`;
}
function evaluated(declarations) {
  const byKey = /* @__PURE__ */ new Map();
  const byAddress = /* @__PURE__ */ new Map();
  const resources = declarations.map((each) => {
    const { type, name, address: address2, where, file, body, onlyIf } = each;
    const resource = {
      mode: each.isExisting === true ? "data" : "managed",
      type,
      name,
      address: address2,
      modulePath: "",
      where,
      file,
      body,
      ...onlyIf === void 0 ? {} : { onlyIf }
    };
    byKey.set(`${type}.${name}`, resource);
    if (!byAddress.has(address2)) byAddress.set(address2, resource);
    return resource;
  });
  return {
    resources,
    remoteCalls: [],
    problems: [],
    wasCutShort: false,
    resource: (address2) => byAddress.get(address2),
    referent: (reference) => {
      const [type, name, ...attribute2] = reference.split(".");
      const found = byKey.get(`${type ?? ""}.${name ?? ""}`);
      return found === void 0 ? void 0 : { address: found.address, attribute: attribute2.join(".") };
    }
  };
}

// src/syntax/masked.ts
var TEMPLATE = /\{\{[^]*?\}\}|\{%[^]*?%\}|\{#[^]*?#\}/g;
var STATEMENT = /^\{\{-?\s*(?:if|else|end|range|with|define|block|break|continue|template|\/\*|\$[\w]*\s*:?=)/;
function isTemplated(text3) {
  return /\{[{%#]/.test(text3);
}
function maskTemplates(file) {
  const expressions = [];
  const masked = file.text.replace(TEMPLATE, (found, offset) => {
    const isValue = found.startsWith("{{") && !STATEMENT.test(found) && !standsAlone(file.text, offset, found);
    if (isValue) expressions.push({ start: offset, end: offset + found.length, text: found });
    return found.replace(/[^\n\r]/g, isValue ? "x" : " ");
  });
  return {
    masked,
    unknownAt: (start, end) => {
      const inside2 = expressions.find((each) => each.start < end && each.end > start);
      return inside2 === void 0 ? void 0 : `\`${inside2.text.slice(0, 60)}\` is known only when the template is rendered`;
    }
  };
}
function standsAlone(text3, offset, found) {
  const before = text3.slice(text3.lastIndexOf("\n", offset - 1) + 1, offset);
  const end = offset + found.length;
  const next = text3.indexOf("\n", end);
  const after = text3.slice(end, next < 0 ? text3.length : next);
  return before.trim() === "" && after.trim() === "";
}

export {
  parseConfiguration,
  UNKNOWN_TEXT,
  withOrigin,
  originOf,
  withBasis,
  basisOf,
  MOST_ITEMS,
  LONGEST_TEXT,
  scalar,
  list,
  mapping,
  unknown,
  entryOf,
  conditional,
  conditionOf,
  via,
  elements,
  derived,
  toBoolean,
  identity,
  nomadFacts,
  jobFacts,
  syntaxProblem,
  translate,
  referenceTo,
  judgeDeclarations,
  inTemplate,
  bodyOf,
  implied,
  isTemplated,
  maskTemplates
};
