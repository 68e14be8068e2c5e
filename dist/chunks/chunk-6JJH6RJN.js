import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  append
} from "./chunk-5VOORNIG.js";

// src/platforms/kubernetes/classify.ts
function isKustomization(name) {
  return name === "kustomization.yaml" || name === "kustomization.yml" || name === "Kustomization";
}
function isChartFile(file) {
  return file.name === "Chart.yaml" || file.name === "requirements.yaml" || /^helmfile.*\.ya?ml$/.test(file.name) || isValuesName(file.name);
}
function isValuesName(name) {
  return /^([a-z0-9_.-]{0,80}[-_.])?values([-_.][a-z0-9_.-]{0,80})?\.ya?ml$/i.test(name);
}
function isManifestText(text) {
  return text.includes("apiVersion") && text.includes("kind");
}
function mentionsMemcached(text) {
  return /memcache|(?<![0-9a-f])11211(?![0-9a-f])|0x0*2bcb|0o?25713|11_211|1_1211|\\(?:x|u00)(?:[46][13458d]|3[12])/i.test(
    text
  );
}
function mentionsDoors(text) {
  return /type["']?:[ \t]*["']?(LoadBalancer|NodePort|[$<{*&!])|externalIPs|-services|kind["']?:[ \t]*["']?([A-Za-z]*NetworkPolicy|[A-Za-z]*NetworkSet|CiliumCIDRGroup|Tier|TCPRoute|UDPRoute|TLSRoute|Gateway|HTTPProxy|IngressRoute|IngressRouteTCP|IngressRouteUDP|VirtualService|TCPIngress|UDPIngress|TransportServer|GlobalConfiguration|TargetGroupBinding|Route|MiddlewareTCP|IPAddressPool|CiliumLoadBalancerIPPool|Endpoints|EndpointSlice|Template)\b|--entry[pP]oints/.test(
    text
  );
}
function hasTemplateActions(text) {
  return text.includes("{{") || text.includes("{%");
}
var KINDS_WITHOUT_MEANING = /* @__PURE__ */ new Set([
  "Secret",
  "ServiceAccount",
  "Role",
  "RoleBinding",
  "ClusterRole",
  "ClusterRoleBinding",
  "PersistentVolumeClaim",
  "PersistentVolume",
  "PodDisruptionBudget",
  "PodSecurityPolicy",
  "HorizontalPodAutoscaler",
  "VerticalPodAutoscaler",
  "Ingress",
  "ServiceMonitor",
  "PodMonitor",
  "PrometheusRule",
  "CustomResourceDefinition",
  "Certificate",
  "Issuer",
  "ClusterIssuer",
  "StorageClass",
  "PriorityClass",
  "MutatingWebhookConfiguration",
  "ValidatingWebhookConfiguration",
  "APIService",
  "Namespace"
]);
function isWithoutMeaning(text) {
  let found = false;
  for (const match of text.matchAll(/^[ \t]*["']?kind["']?:[ \t]*["']?([A-Za-z{]+)/gm)) {
    const kind = match[1];
    if (kind === "ConfigMap" ? /tcp|udp|11211/i.test(text) : !KINDS_WITHOUT_MEANING.has(kind)) {
      return false;
    }
    found = true;
  }
  return found;
}
function isClusterScript({ name, text }) {
  return SCRIPT.test(name) && hasClusterCommands(text);
}
function isPipeline({ path, text }) {
  return PIPELINE.test(path) && hasClusterCommands(text);
}
function hasClusterCommands(text) {
  return /\b(?:kubectl|oc)\b[^\n]*\b(?:expose|run|create|patch|apply|replace)\b/.test(text) || /\bhelm\b[^\n]*\b(?:install|upgrade)\b/.test(text);
}
var PIPELINE = /(?:^|\/)(?:\.github\/workflows\/[^/]+|action|\.gitlab-ci|\.gitlab\/[^/]+|[^/]*\.gitlab-ci|azure-pipelines[^/]*|bitbucket-pipelines|\.travis|\.circleci\/config|\.drone|\.woodpecker|cloudbuild|buildspec[^/]*|appveyor)\.ya?ml$/;
var SCRIPT = /\.(sh|bash|zsh|ksh)$/i;

// src/platforms/kubernetes/claim.ts
var kubernetesClaim = {
  name: "kubernetes",
  title: "Kubernetes",
  mayClaim(path) {
    return /\.(ya?ml|json|sh|bash|zsh|ksh)$|(^|\/)Kustomization$/i.test(path);
  },
  claims(file) {
    if (/\.(sh|bash|zsh|ksh)$/i.test(file.name)) return isClusterScript(file);
    return isKustomization(file.name) || isChartFile(file) || isManifestText(file.text) || isPipeline(file);
  }
};

// src/syntax/shell/scan.ts
function isBlank(char) {
  return char === " " || char === "	";
}
function isMeta(char) {
  switch (char) {
    case " ":
    case "	":
    case "\n":
    case ";":
    case "&":
    case "|":
    case "<":
    case ">":
    case "(":
    case ")":
      return true;
    default:
      return false;
  }
}
function isNameStart(char) {
  return char !== void 0 && (char >= "a" && char <= "z" || char >= "A" && char <= "Z" || char === "_");
}
function isDigit(char) {
  return char !== void 0 && char >= "0" && char <= "9";
}
function isNameChar(char) {
  return isNameStart(char) || isDigit(char);
}
function nameEnd(text, at, limit) {
  if (at >= limit || !isNameStart(text[at])) return at;
  let end = at + 1;
  while (end < limit && isNameChar(text[end])) end++;
  return end;
}
function continuation(text, at) {
  if (text[at] !== "\\") return 0;
  if (text[at + 1] === "\n") return 2;
  return text[at + 1] === "\r" && text[at + 2] === "\n" ? 3 : 0;
}
function skipGroup(text, at, limit) {
  const stack = [];
  let i = at;
  do {
    const group = stack[stack.length - 1];
    const closing = group?.closing;
    const quoted = group?.quoted ?? false;
    const char = text[i];
    if (closing === "'") {
      if (char === "'") stack.pop();
    } else if (char === "\\") {
      i++;
    } else if (closing === "$") {
      if (char === "'") stack.pop();
    } else if (char === closing) {
      stack.pop();
    } else if (char === "`") {
      stack.push({ closing: "`", quoted: false });
    } else if (char === '"') {
      stack.push({ closing: '"', quoted: true });
    } else if (char === "'") {
      if (!quoted) stack.push({ closing: "'", quoted });
    } else if (char === "$" && text[i + 1] === "(") {
      stack.push({ closing: ")", quoted: false });
      i++;
    } else if (char === "$" && text[i + 1] === "{") {
      stack.push({ closing: "}", quoted });
      i++;
    } else if (char === "$" && text[i + 1] === "'" && !quoted) {
      stack.push({ closing: "$", quoted });
      i++;
    } else if (char === "(" && (closing === ")" || group === void 0)) {
      stack.push({ closing: ")", quoted: false });
    }
    i++;
  } while (stack.length > 0 && i < limit);
  return Math.min(i, limit);
}
function skipWord(text, at, limit) {
  let i = at;
  while (i < limit) {
    const char = text[i];
    if (char === "\\") {
      i += continuation(text, i) || 2;
    } else if (char === "'" || char === '"' || char === "`") {
      i = skipGroup(text, i, limit);
    } else if (char === "$" && (text[i + 1] === "(" || text[i + 1] === "{" || text[i + 1] === "'")) {
      i = skipGroup(text, i, limit);
    } else if (isMeta(char)) {
      break;
    } else {
      i++;
    }
  }
  return Math.min(i, limit);
}

// src/syntax/shell/word-text.ts
function isSpace(char) {
  return isBlank(char) || char === "\n" || char === "\r";
}

// src/syntax/shell/field-builder.ts
var MAX_WORDS = 1e4;
var MOST_INSERTED = 1 << 17;
var Builder = class {
  /** @param raw a document: unknown expansions stay in the text as written. */
  constructor(raw = false, budget = { left: MOST_INSERTED }) {
    this.raw = raw;
    this.budget = budget;
  }
  raw;
  budget;
  fields = [];
  field = new Field();
  total = 0;
  firstReason;
  inserted = 0;
  add(char, offset) {
    this.field.text += char;
    this.field.offsets.push(offset);
    if (char.length > 1) this.field.offsets.push(offset);
    this.field.present = true;
  }
  quote() {
    this.field.present = true;
    this.field.quoted = true;
  }
  singleQuoted(text, at, limit) {
    const close = text.indexOf("'", at + 1);
    const end = close < 0 || close >= limit ? limit : close;
    this.quote();
    for (let i = at + 1; i < end; i++) this.add(text[i], i);
    return Math.min(end + 1, limit);
  }
  unknown(reason, maySplit, text, start, end) {
    this.firstReason ??= reason;
    if (this.raw) {
      for (let i = start; i < end; i++) this.add(text[i], i);
      return;
    }
    this.field.present = true;
    this.field.reason ??= reason;
    this.field.known ??= this.field.text.length;
    this.field.maySplit ||= maySplit;
  }
  /** The value of a variable, split at white space when `split`. */
  insert(value, offset, split) {
    this.inserted += value.length;
    this.budget.left -= value.length;
    if (this.inserted > MOST_INSERTED || this.budget.left < 0) {
      const reason = "its value is too long";
      this.firstReason ??= reason;
      this.field.present = true;
      this.field.reason ??= reason;
      this.field.known ??= this.field.text.length;
      this.field.maySplit ||= split;
      return;
    }
    for (const char of value) {
      if (split && isSpace(char)) this.breakField();
      else this.add(char, offset);
    }
  }
  breakField() {
    if (!this.field.present) return;
    if (++this.total < MAX_WORDS) this.fields.push(this.field);
    this.field = new Field();
  }
  /** @param always give one word even when nothing came out (the value of an assignment). */
  words(raw, start, end, always = false) {
    if (always) this.field.present = true;
    this.breakField();
    return this.fields.map(({ text, reason, known, maySplit, quoted, offsets }) => ({
      text: reason === void 0 ? text : void 0,
      raw,
      start,
      end,
      ...reason === void 0 ? { offsets } : { reason, maySplit, prefix: text.slice(0, known) },
      ...quoted ? { quoted } : {}
    }));
  }
  document() {
    const { text, offsets } = this.field;
    return {
      text,
      offsets,
      ...this.firstReason === void 0 ? {} : { reason: this.firstReason }
    };
  }
};
var Field = class {
  text = "";
  offsets = [];
  present = false;
  quoted = false;
  maySplit = false;
  reason;
  known;
};

// src/syntax/shell/expander.ts
var MAX_DEPTH = 20;
function expandWord(text, start, end, environment, options = {}) {
  const built = new Builder(false, environment.budget);
  const split = options.split ?? true;
  new Expander(text, environment, built).range(
    start,
    end,
    { quoted: false, split, blanks: false },
    0
  );
  return built.words(text.slice(start, end), start, end, !split);
}
var Expander = class {
  constructor(text, environment, built) {
    this.text = text;
    this.environment = environment;
    this.built = built;
  }
  text;
  environment;
  built;
  range(start, end, mode, depth) {
    const { text, built } = this;
    let i = start;
    while (i < end) {
      const char = text[i];
      const joined = continuation(text, i);
      if (joined > 0) i += joined;
      else if (char === "\\") i = this.escape(i, end, mode);
      else if (char === "'" && !mode.quoted) i = built.singleQuoted(text, i, end);
      else if (char === '"' && (!mode.quoted || mode.blanks)) {
        const close = skipGroup(text, i, end);
        const closed = text[close - 1] === '"' && close - 1 > i;
        built.quote();
        this.range(
          i + 1,
          closed ? close - 1 : close,
          { ...mode, quoted: true, blanks: false },
          depth
        );
        i = close;
      } else if (char === "`") {
        const close = skipGroup(text, i, end);
        this.output(i, i + 1, close, mode);
        i = close;
      } else if (char === "$") i = this.dollar(i, end, mode, depth);
      else {
        if (mode.blanks && isSpace(char)) built.breakField();
        else built.add(char, i);
        i++;
      }
    }
  }
  escape(i, end, mode) {
    const next = this.text[i + 1];
    if (i + 1 >= end || next === void 0) {
      this.built.add("\\", i);
      return i + 1;
    }
    if (mode.quoted) {
      const special = next === "$" || next === "`" || next === "\\" || next === '"' && !this.built.raw;
      if (!special) this.built.add("\\", i);
    } else {
      this.built.quote();
    }
    this.built.add(next, i + 1);
    return i + 2;
  }
  dollar(i, end, mode, depth) {
    const { text, built } = this;
    const next = i + 1 < end ? text[i + 1] : void 0;
    const maySplit = !mode.quoted && mode.split;
    if (next === "(") {
      const close = skipGroup(text, i, end);
      if (text[i + 2] !== "(") {
        this.output(i, i + 2, close, mode);
        return close;
      }
      const result = this.environment.calculate?.(text.slice(i + 3, close - 2));
      if (result !== void 0) built.insert(String(result), i, maySplit);
      else built.unknown(`\`${shorten(text.slice(i, close))}\` is computed`, false, text, i, close);
      return close;
    }
    if (next === "{") return this.braced(i, skipGroup(text, i, end), mode, depth);
    if (next === "'" && !mode.quoted) return this.ansi(i, skipGroup(text, i, end));
    if (next === '"' && !mode.quoted) return i + 1;
    if (isNameStart(next)) {
      const stop = nameEnd(text, i + 1, end);
      this.value(text.slice(i + 1, stop), i, stop, mode);
      return stop;
    }
    if (next !== void 0 && (isDigit(next) || "@*#?$!-".includes(next))) {
      this.value(next, i, i + 2, mode);
      return i + 2;
    }
    built.add("$", i);
    return i + 1;
  }
  /** A command substitution from `at` to `close` whose command begins at `from`. */
  output(at, from, close, mode) {
    const { text, built } = this;
    const split = !mode.quoted && mode.split;
    const output = this.environment.substitute?.(text.slice(from, close - 1));
    if (output === void 0) {
      built.unknown(substitution(text, from, close - 1), split, text, at, close);
    } else {
      if (mode.quoted) built.quote();
      built.insert(output, at, split);
    }
  }
  /** `${…}` from `at` to `close` (behind the brace). */
  braced(at, close, mode, depth) {
    const { text, built } = this;
    const maySplit = !mode.quoted && mode.split;
    const giveUp = () => {
      built.unknown(
        `\`${shorten(text.slice(at, close))}\` is not evaluated`,
        maySplit,
        text,
        at,
        close
      );
      return close;
    };
    const bodyEnd = close - 1;
    if (text[bodyEnd] !== "}" || bodyEnd < at + 2 || depth >= MAX_DEPTH) return giveUp();
    const nameAt = at + 2;
    let stop = nameEnd(text, nameAt, bodyEnd);
    if (stop === nameAt) {
      while (stop < bodyEnd && isDigit(text[stop])) stop++;
      if (stop === nameAt && (text[nameAt] === "@" || text[nameAt] === "*")) stop++;
    }
    if (stop === nameAt) return giveUp();
    const name = text.slice(nameAt, stop);
    let all = name === "@" || name === "*";
    if (text[stop] === "[" && text[stop + 2] === "]" && "@*0".includes(text[stop + 1])) {
      all = text[stop + 1] !== "0";
      stop += 3;
    }
    let value = this.environment.variables(name);
    if (Array.isArray(value) && !all) value = value[0];
    if (stop === bodyEnd) {
      this.put(value, name, at, close, mode);
      return close;
    }
    const colon = text[stop] === ":" ? 1 : 0;
    const operator = text[stop + colon];
    if (isUnknown(value)) {
      this.put(value, name, at, close, mode);
      return close;
    }
    const empty = value === void 0 || colon === 1 && value.length === 0;
    const wordAt = stop + colon + 1;
    switch (operator) {
      case "-":
      case "=":
        if (operator === "=" && empty) {
          const [word] = expandWord(text, wordAt, bodyEnd, this.environment, { split: false });
          if (word?.text !== void 0) this.environment.assign?.(name, word.text);
        }
        if (!empty) this.put(value, name, at, close, mode);
        else this.range(wordAt, bodyEnd, { ...mode, blanks: maySplit }, depth + 1);
        return close;
      case "?":
        this.put(value, name, at, close, mode);
        return close;
      case "+":
        if (value === void 0) return giveUp();
        if (!empty) this.range(wordAt, bodyEnd, { ...mode, blanks: maySplit }, depth + 1);
        return close;
      default:
        return giveUp();
    }
  }
  value(name, at, end, mode) {
    let value = this.environment.variables(name);
    if (Array.isArray(value) && name !== "@" && name !== "*")
      value = value[0];
    this.put(value, name, at, end, mode);
  }
  put(value, name, at, end, mode) {
    const { text, built } = this;
    const split = !mode.quoted && mode.split;
    if (value === void 0) {
      built.unknown(`\`$${shorten(name)}\` is not set here`, split || name === "@", text, at, end);
    } else if (isUnknown(value)) {
      built.unknown(value.reason, split, text, at, end);
    } else if (typeof value === "string") {
      built.insert(value, at, split);
    } else {
      value.forEach((element, index) => {
        if (index > 0) {
          if (split || mode.quoted && mode.split) built.breakField();
          else built.add(" ", at);
        }
        if (mode.quoted) built.quote();
        built.insert(element, at, split);
      });
    }
  }
  /** `$'…'` with its C escapes (bash(1) QUOTING). */
  ansi(at, close) {
    const { text, built } = this;
    const end = text[close - 1] === "'" && close - 1 > at + 1 ? close - 1 : close;
    built.quote();
    for (let i = at + 2; i < end; i++) {
      if (text[i] !== "\\" || i + 1 >= end) {
        built.add(text[i], i);
        continue;
      }
      const plain = SIMPLE_ESCAPES.get(text[++i]);
      if (plain !== void 0) built.add(plain, i);
      else if (text[i] === "x" || text[i] >= "0" && text[i] <= "7") {
        const hex = text[i] === "x";
        const from = hex ? i + 1 : i;
        let stop = from;
        while (stop < Math.min(end, from + (hex ? 2 : 3)) && isRadixDigit(text[stop], hex)) stop++;
        if (stop > from)
          built.add(String.fromCharCode(parseInt(text.slice(from, stop), hex ? 16 : 8)), i);
        i = Math.max(i, stop - 1);
      } else {
        built.add("\\", i);
        built.add(text[i], i);
      }
    }
    return close;
  }
};
var SIMPLE_ESCAPES = /* @__PURE__ */ new Map([
  ["n", "\n"],
  ["t", "	"],
  ["r", "\r"],
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1B"],
  ["f", "\f"],
  ["v", "\v"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["?", "?"]
]);
function isUnknown(value) {
  return typeof value === "object" && !Array.isArray(value);
}
function isRadixDigit(char, hex) {
  return hex ? /^[0-9a-fA-F]$/.test(char) : char >= "0" && char <= "7";
}
function substitution(text, start, end) {
  return `the output of \`${shorten(text.slice(start, end).trim())}\` is not known`;
}
function shorten(text) {
  const line = text.replace(/[\r\n]+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

// src/syntax/shell/words.ts
function splitWords(text, variables = () => void 0) {
  const words = [];
  let at = 0;
  while (at < text.length && words.length < MAX_WORDS) {
    const char = text[at];
    const joined = continuation(text, at);
    if (joined > 0) at += joined;
    else if (isBlank(char) || char === "\n" && words.length === 0) at++;
    else if (char === "#") at = lineEnd(text, at);
    else if (char === "<" || char === ">" || char === "&" && text[at + 1] === ">") {
      at = skipRedirection(text, at);
    } else if (isMeta(char)) break;
    else {
      const end = skipWord(text, at, text.length);
      const stop = text[end - 1] === "\r" && (end === text.length || text[end] === "\n") ? end - 1 : end;
      if (!isDescriptor(text, at, end)) append(words, expandWord(text, at, stop, { variables }));
      at = end;
    }
  }
  return words;
}
function splitArguments(text) {
  const words = [];
  let at = 0;
  while (at < text.length && words.length < MAX_WORDS) {
    if (isSpace(text[at])) {
      at++;
      continue;
    }
    const start = at;
    const built = new Builder();
    while (at < text.length && !isSpace(text[at])) {
      const char = text[at];
      if (char === "'") {
        at = built.singleQuoted(text, at, text.length);
      } else if (char === '"') {
        built.quote();
        for (at++; at < text.length && text[at] !== '"'; at++) {
          if (text[at] === "\\" && (text[at + 1] === '"' || text[at + 1] === "\\")) at++;
          built.add(text[at], at);
        }
        at++;
      } else {
        if (char === "\\" && at + 1 < text.length) at++;
        built.add(text[at], at);
        at++;
      }
    }
    at = Math.min(at, text.length);
    append(words, built.words(text.slice(start, at), start, at));
  }
  return words;
}
function expandDocument(text, start, end, environment) {
  const built = new Builder(true, environment.budget);
  new Expander(text, environment, built).range(
    start,
    end,
    { quoted: true, split: false, blanks: false },
    0
  );
  return built.document();
}
function lineEnd(text, at) {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
function isDescriptor(text, start, end) {
  if (text[end] !== "<" && text[end] !== ">") return false;
  return [...text.slice(start, end)].every(isDigit);
}
function skipRedirection(text, at) {
  let i = at;
  while (i < text.length && "<>&|-".includes(text[i]) && i - at < 3) {
    if (text[i] === "-" && text[i - 1] !== "<") break;
    i++;
  }
  if (text[i] === "(") return skipGroup(text, i, text.length);
  while (isBlank(text[i])) i++;
  return isMeta(text[i]) ? i : skipWord(text, i, text.length);
}

// src/memcached/getopt.ts
function readOptions(words, syntax, posixlyCorrect = false) {
  const events = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const text = word.text ?? word.prefix;
    if (text === void 0 || word.text === void 0 && (text === "" || text === "-")) {
      events.push({ kind: "unknown", word });
      continue;
    }
    if (word.text === "--") break;
    if (!text.startsWith("-") || word.text === "-") {
      if (posixlyCorrect) break;
      continue;
    }
    const next = words[i + 1];
    const event = text.startsWith("--") && syntax.long !== void 0 ? longOption(word, next, syntax.long) : cluster(word, next, syntax.short);
    for (const one of event.events) events.push(one);
    if (event.tookNext) i++;
  }
  return events;
}
function cluster(word, next, short) {
  const text = word.text ?? word.prefix;
  const events = [];
  for (let at = 1; at < text.length; at++) {
    const letter = text[at];
    const where = part(word, at, at + 1);
    const known = letter === ":" || letter === ";" ? -1 : short.indexOf(letter);
    if (known < 0) {
      events.push({ kind: "error", message: `invalid option -- '${letter}'`, where });
      continue;
    }
    if (short[known + 1] !== ":") {
      events.push({ kind: "option", letter, where });
      continue;
    }
    if (at + 1 < text.length || word.text === void 0) {
      events.push({ kind: "option", letter, value: tail(word, at + 1), where: word.where });
      return { events, tookNext: false };
    }
    if (next === void 0) {
      events.push({ kind: "error", message: `option requires an argument -- '${letter}'`, where });
      return { events, tookNext: false };
    }
    events.push({ kind: "option", letter, value: next, where });
    return { events, tookNext: true };
  }
  if (word.text === void 0) events.push({ kind: "unknown", word });
  return { events, tookNext: false };
}
function longOption(word, next, long) {
  const text = word.text ?? word.prefix;
  const equals = text.indexOf("=");
  if (word.text === void 0 && equals < 0) {
    return { events: [{ kind: "unknown", word }], tookNext: false };
  }
  const name = text.slice(2, equals < 0 ? void 0 : equals);
  const error = (message) => ({
    events: [{ kind: "error", message, where: word.where }],
    tookNext: false
  });
  const exact = long.find((option2) => option2.name === name);
  const candidates = exact === void 0 ? long.filter((option2) => option2.name.startsWith(name)) : [exact];
  const option = candidates[0];
  if (option === void 0) return error(`unrecognized option '--${name}'`);
  if (candidates.length > 1) {
    const names = candidates.map((candidate) => `'--${candidate.name}'`).join(" ");
    return error(`option '--${name}' is ambiguous; possibilities: ${names}`);
  }
  const { letter } = option;
  if (equals >= 0) {
    if (option.argument === "none")
      return error(`option '--${option.name}' doesn't allow an argument`);
    const value = tail(word, equals + 1);
    return { events: [{ kind: "option", letter, value, where: word.where }], tookNext: false };
  }
  if (option.argument !== "required") {
    return { events: [{ kind: "option", letter, where: word.where }], tookNext: false };
  }
  if (next === void 0) return error(`option '--${option.name}' requires an argument`);
  return { events: [{ kind: "option", letter, value: next, where: word.where }], tookNext: true };
}
function tail(word, from) {
  if (word.text === void 0) {
    const prefix = word.prefix?.slice(from);
    const { prefix: _, ...rest } = word;
    return { ...rest, ...prefix === void 0 || prefix === "" ? {} : { prefix } };
  }
  return { ...word, text: word.text.slice(from), where: part(word, from, word.text.length) };
}
function part(word, from, to) {
  const { where, text } = word;
  if (text === void 0 || from >= to) return where;
  const width = where.endColumn - where.startColumn;
  const whole = width === text.length || width === text.length - 1 && text.endsWith("\r");
  if (where.startLine !== where.endLine || !whole) return where;
  return { ...where, startColumn: where.startColumn + from, endColumn: where.startColumn + to };
}

// src/memcached/located.ts
var HOLE = "";
function linesOf(file) {
  const lines = [];
  let start = 0;
  while (start < file.text.length) {
    const newline = file.text.indexOf("\n", start);
    const end = newline < 0 ? file.text.length : newline;
    const text = file.text.slice(start, end);
    const shown = text.endsWith("\r") ? end - 1 : end;
    lines.push([{ text, where: file.location(start, Math.max(shown, start)) }]);
    start = end + 1;
  }
  return lines;
}
var EXPANSION = /\$\{[^}\n]{0,200}\}|\$\([^)\n]{0,200}\)|\$[A-Za-z_][A-Za-z0-9_]*|`[^`\n]{0,200}`/g;
function linesOfText(text, reason, locate) {
  const lines = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const pieces = [];
    const known = (from, to) => {
      if (to > from) pieces.push({ text: text.slice(from, to), where: locate(from, to) });
    };
    let at = start;
    if (reason !== void 0) {
      for (const match of text.slice(start, end).matchAll(EXPANSION)) {
        const from = start + match.index;
        known(at, from);
        at = from + match[0].length;
        pieces.push({ text: void 0, reason, where: locate(from, at) });
      }
    }
    known(at, end);
    lines.push(pieces);
    start = end + 1;
  }
  return lines;
}
function wordOfShell({ text, reason, prefix, maySplit }, where) {
  if (text !== void 0) return { text, where };
  return {
    text,
    where,
    ...reason === void 0 ? {} : { reason },
    ...prefix === void 0 || prefix === "" ? {} : { prefix },
    ...maySplit === true ? { maySplit } : {}
  };
}
var Located = class _Located {
  constructor(text, origins) {
    this.text = text;
    this.origins = origins;
  }
  text;
  origins;
  static empty = new _Located("", []);
  static of(line) {
    let text = "";
    const origins = [];
    for (const word of line) {
      const piece = word.text ?? `${word.prefix ?? ""}${HOLE}`;
      for (let at = 0; at < piece.length; at++) origins.push({ word, at });
      text += piece;
    }
    return new _Located(text, origins);
  }
  static concat(pieces) {
    return new _Located(
      pieces.map((piece) => piece.text).join(""),
      pieces.flatMap((piece) => [...piece.origins])
    );
  }
  /** Joined with single blanks, which belong to the end of the piece before them. */
  static join(pieces) {
    let text = "";
    const origins = [];
    for (const piece of pieces) {
      const last = origins[origins.length - 1];
      if (last !== void 0) {
        text += " ";
        origins.push({ word: last.word, at: last.at + 1 });
      }
      text += piece.text;
      for (const origin of piece.origins) origins.push(origin);
    }
    return new _Located(text, origins);
  }
  slice(start, end) {
    return new _Located(this.text.slice(start, end), this.origins.slice(start, end));
  }
  /** Without the blanks of C's and Perl's `isspace` at both ends. */
  trim() {
    let start = 0;
    let end = this.text.length;
    while (end > start && isSpace2(this.text[end - 1])) end--;
    while (start < end && isSpace2(this.text[start])) start++;
    return this.slice(start, end);
  }
  trimEnd() {
    let end = this.text.length;
    while (end > 0 && isSpace2(this.text[end - 1])) end--;
    return this.slice(0, end);
  }
  /** The place of the whole text, which must not be empty. */
  where() {
    return this.location(0, this.text.length);
  }
  /** Without every match of a pattern (global, not empty). */
  without(pattern) {
    const kept = [];
    let from = 0;
    for (const match of this.text.matchAll(pattern)) {
      kept.push(this.slice(from, match.index));
      from = match.index + match[0].length;
    }
    if (from === 0) return this;
    kept.push(this.slice(from, this.text.length));
    return _Located.concat(kept);
  }
  get hasHole() {
    return this.origins.some((_, at) => this.isHole(at));
  }
  /** The characters from `start` to `end` as one word. */
  word(start, end, maySplit = false) {
    const text = this.text.slice(start, end);
    const where = this.location(start, end);
    for (let at = start; at < end; at++) {
      if (!this.isHole(at)) continue;
      const reason = this.origins[at].word.reason;
      const prefix = this.text.slice(start, at);
      return {
        text: void 0,
        where,
        ...reason === void 0 ? {} : { reason },
        ...prefix === "" ? {} : { prefix },
        ...maySplit || this.origins[at].word.maySplit === true ? { maySplit: true } : {}
      };
    }
    return { text, where };
  }
  /** The words between white space, as `execvp` gets them without a shell. */
  split() {
    const words = [];
    let start = -1;
    for (let at = 0; at <= this.text.length; at++) {
      const space = at === this.text.length || isSpace2(this.text[at]);
      if (!space && start < 0) start = at;
      else if (space && start >= 0) {
        words.push(this.word(start, at, true));
        start = -1;
      }
    }
    return words;
  }
  /** The words of the first command, as `/bin/sh -c` reads it. */
  shellWords(variables) {
    return splitWords(this.text, variables).flatMap((word) => this.fromShell(word));
  }
  /** The value of a shell assignment: quotes removed, expanded, never split. */
  valueWords(variables) {
    const end = skipWord(this.text, 0, this.text.length);
    return expandWord(this.text, 0, end, { variables }, { split: false }).flatMap((word) => {
      const [read] = this.fromShell(word);
      if (read === void 0) return [];
      const { maySplit: _, ...value } = read;
      return [exactly(this, word, value)];
    });
  }
  fromShell(word) {
    const where = this.location(word.start, word.end);
    const split = word.maySplit === true ? { maySplit: true } : {};
    if (word.text === void 0) {
      const { reason, prefix } = word;
      return [
        {
          text: void 0,
          where,
          ...reason === void 0 ? {} : { reason },
          ...prefix === void 0 || prefix === "" || prefix.includes(HOLE) ? {} : { prefix },
          ...split
        }
      ];
    }
    const offsets = word.offsets ?? [];
    const hole = offsets.findIndex((offset) => this.isHole(offset));
    if (hole >= 0) {
      const reason = this.origins[offsets[hole]].word.reason;
      const prefix = word.text.slice(0, hole);
      return [
        {
          text: void 0,
          where,
          ...reason === void 0 ? {} : { reason },
          ...prefix === "" ? {} : { prefix },
          maySplit: true
        }
      ];
    }
    if (word.raw === "*") {
      return [
        { text: void 0, where, reason: "the shell replaces `*` by file names", maySplit: true }
      ];
    }
    return [exactly(this, word, { text: word.text, where })];
  }
  isHole(at) {
    const origin = this.origins[at];
    if (origin === void 0 || origin.word.text !== void 0) return false;
    return origin.at === (origin.word.prefix ?? "").length;
  }
  location(start, end) {
    const first = this.origins[start] ?? this.origins[this.origins.length - 1];
    const last = this.origins[Math.max(end - 1, start)] ?? first;
    if (first === void 0 || last === void 0) {
      throw new RangeError("an empty text has no location");
    }
    const from = part(first.word, first.at, first.at + 1);
    const to = part(last.word, last.at, last.at + 1);
    if (from.file !== to.file) return from;
    return { ...from, endLine: to.endLine, endColumn: to.endColumn };
  }
};
function exactly(line, word, value) {
  const offsets = word.offsets;
  if (value.text === void 0 || offsets === void 0 || offsets.length === 0) return value;
  const first = offsets[0];
  const last = offsets[offsets.length - 1];
  if (last - first + 1 !== offsets.length) return value;
  return { ...value, where: line.word(first, last + 1).where };
}
function isSpace2(char) {
  return char === " " || char >= "	" && char <= "\r";
}

// src/memcached/systemd.ts
function readEnvironmentFile(lines) {
  const variables = /* @__PURE__ */ new Map();
  for (let at = 0; at < lines.length; at++) {
    let line = Located.of(lines[at]);
    for (let more = 0; at + 1 < lines.length && more < MOST_LINES && continues(line.text); more++) {
      const open = openQuote(line.text);
      const kept = open === void 0 ? line.slice(0, line.text.length - 1) : line;
      line = Located.concat([kept, Located.of(lines[++at])]);
    }
    const start = /^[ \t]*/.exec(line.text)[0].length;
    const first = line.text[start];
    if (first === void 0 || first === "#" || first === ";") continue;
    const equals = line.text.indexOf("=", start);
    if (equals < 0) continue;
    const name = line.text.slice(start, equals).trim();
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) continue;
    variables.set(name, unquote(line.slice(equals + 1, line.text.length)));
  }
  return variables;
}
var MOST_LINES = 200;
function continues(text) {
  if (/^[ \t]*[#;]/.test(text)) return false;
  return openQuote(text) !== void 0 || /(?:^|[^\\])(?:\\\\)*\\\r?$/.test(text);
}
function openQuote(text) {
  const equals = text.indexOf("=");
  if (equals < 0) return void 0;
  let quote;
  let bare = false;
  for (let at = equals + 1; at < text.length; at++) {
    const char = text[at];
    if (char === "\\" && quote !== "'") at++;
    else if (quote !== void 0) {
      if (char === quote) quote = void 0;
    } else if ((char === '"' || char === "'") && !bare) quote = char;
    else if (!isSpace2(char)) bare = true;
  }
  return quote;
}
function unquote(value) {
  const pieces = [];
  const { text } = value;
  let at = 0;
  let bare = false;
  while (at < text.length) {
    const char = text[at];
    if (!bare && isSpace2(char)) at++;
    else if (!bare && (char === '"' || char === "'")) {
      let end = at + 1;
      let from = end;
      while (end < text.length && text[end] !== char) {
        if (text[end] === "\\" && char === '"' && end + 1 < text.length) {
          const escapes = '"\\`$'.includes(text[end + 1]);
          pieces.push(value.slice(from, escapes ? end : end + 1));
          from = end + 1;
          end++;
        }
        end++;
      }
      pieces.push(value.slice(from, end));
      at = end + 1;
    } else if (char === "\\" && at + 1 < text.length) {
      bare = true;
      pieces.push(value.slice(at + 1, at + 2));
      at += 2;
    } else {
      bare = true;
      pieces.push(value.slice(at, at + 1));
      at++;
    }
  }
  const whole = Located.concat(pieces);
  return bare ? whole.trimEnd() : whole;
}
function execWords(command, context) {
  const prefix = /^[ \t]*[@:+!|-]*/.exec(command.text)[0];
  const rest = command.slice(prefix.length, command.text.length);
  const words = unitWords(rest, context, prefix.includes(":"));
  if (prefix.includes("@")) words.splice(1, 1);
  return words;
}
function unitWords(command, context, literal = false) {
  const words = [];
  let at = 0;
  while (at < command.text.length) {
    if (isSpace2(command.text[at])) {
      at++;
      continue;
    }
    const read = readWord(command, at);
    at = read.end;
    if (command.text.slice(read.start, read.end) === ";") break;
    append(words, expandWord2(read, literal, command, context));
  }
  return words;
}
function splitUnitValue(value) {
  const words = [];
  let at = 0;
  while (at < value.text.length) {
    if (isSpace2(value.text[at])) {
      at++;
      continue;
    }
    const read = readWord(value, at);
    at = read.end;
    words.push(read.word);
  }
  return words;
}
function readWord(command, start) {
  const { text } = command;
  const pieces = [];
  let at = start;
  let quote;
  let quoted = false;
  while (at < text.length) {
    const char = text[at];
    if (char === "\\" && at + 1 < text.length) {
      pieces.push(command.slice(at + 1, at + 2));
      at += 2;
    } else if (quote !== void 0 && char === quote) {
      quote = void 0;
      at++;
    } else if (quote === void 0 && (char === '"' || char === "'")) {
      quote = char;
      quoted = true;
      at++;
    } else if (quote === void 0 && isSpace2(char)) break;
    else {
      pieces.push(command.slice(at, at + 1));
      at++;
    }
  }
  return { word: Located.concat(pieces), start, end: at, quoted };
}
function expandWord2(read, literal, command, context) {
  const { word, quoted } = read;
  const { text } = word;
  const alone = literal || quoted ? null : /^\$([A-Za-z_][A-Za-z0-9_]*)$/.exec(text);
  if (alone !== null) {
    const name = alone[1];
    const value = context.variables.get(name);
    if (value !== void 0) return value.split();
    return context.missing === void 0 ? [] : [{ ...unknownVariable(name, word, context.missing), maySplit: true }];
  }
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(/\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|%(.)/g)) {
    const until = match.index + match[0].length;
    pieces.push(word.slice(from, match.index));
    from = until;
    if (match[0] === "$$") pieces.push(word.slice(match.index, match.index + 1));
    else if (match[2] !== void 0) {
      pieces.push(specifier(match[2], word.slice(match.index, until), context));
    } else if (literal) pieces.push(word.slice(match.index, until));
    else {
      const name = match[1];
      const value = context.variables.get(name);
      if (value !== void 0) pieces.push(value);
      else if (context.missing !== void 0) {
        pieces.push(
          Located.of([unknownVariable(name, word.slice(match.index, until), context.missing)])
        );
      }
    }
  }
  pieces.push(word.slice(from, text.length));
  const whole = Located.concat(pieces);
  if (whole.text === "") {
    return [{ text: "", where: command.slice(read.start, read.end).where() }];
  }
  return [whole.word(0, whole.text.length)];
}
function unknownVariable(name, place, missing) {
  return { text: void 0, reason: `\`$${name}\`: ${missing}`, where: place.where() };
}
function specifier(letter, place, context) {
  if (letter === "%") return place.slice(0, 1);
  const where = place.where();
  if ((letter === "i" || letter === "I") && context.instance !== void 0) {
    return Located.of([{ text: context.instance, where }]);
  }
  return Located.of([{ text: void 0, reason: `\`%${letter}\` is filled in by systemd`, where }]);
}

// src/memcached/services.ts
var REDHAT = "-p ${PORT} -u ${USER} -m ${CACHESIZE} -c ${MAXCONN} $OPTIONS";
var SUSE = "-u $MEMCACHED_USER $MEMCACHED_PARAMS";
var SYSCONFIG_DEFAULTS = /* @__PURE__ */ new Map([
  ["PORT", "11211"],
  ["USER", "memcached"],
  ["CACHESIZE", "64"],
  ["MAXCONN", "1024"],
  ["MEMCACHED_USER", "memcached"]
]);
function readSysconfig(lines, where) {
  const variables = readEnvironmentFile(lines);
  const suse = variables.has("MEMCACHED_PARAMS");
  const redhat = ["OPTIONS", "CACHESIZE", "MAXCONN"].some((name) => variables.has(name));
  if (!suse && !redhat) return void 0;
  const assumptions = [];
  for (const [name, value] of SYSCONFIG_DEFAULTS) {
    if (!variables.has(name)) variables.set(name, Located.of([{ text: value, where }]));
  }
  const command = Located.of([{ text: suse ? SUSE : REDHAT, where }]);
  return { words: unitWords(command, { variables }), assumptions };
}
function readOpenRc(lines, where) {
  const variables = readShellAssignments(lines);
  const known = ["LISTENON", "MEMCACHED_RUNAS", "MEMUSAGE", "UDPPORT", "MISC_OPTS"];
  if (!known.some((name) => variables.has(name))) return void 0;
  const words = [];
  const assumptions = [];
  const option = (letter, name, missing) => {
    const value = variables.get(name);
    if (value === void 0 && missing === void 0) return;
    if (value?.text === "") return;
    words.push({ text: letter, where: value?.where ?? where });
    words.push(value ?? { text: missing, where });
  };
  if (isSet(variables.get("SOCKET"))) option("-s", "SOCKET");
  else {
    option("-p", "PORT", "11211");
    option("-U", "UDPPORT", "0");
    if (isSet(variables.get("LISTENON"))) option("-l", "LISTENON");
  }
  option("-m", "MEMUSAGE");
  option("-c", "MAXCONN");
  option("-u", "MEMCACHED_RUNAS", "memcached");
  const more = variables.get("MISC_OPTS");
  if (more !== void 0) append(words, splitValue(more));
  return { words, assumptions };
}
function isSet(value) {
  return value !== void 0 && value.text !== "";
}
function splitValue(value) {
  if (value.text === void 0) return [{ ...value, maySplit: true }];
  return Located.of([value]).split();
}
function readShellAssignments(lines) {
  const values = /* @__PURE__ */ new Map();
  const variables = (name) => {
    const word = values.get(name);
    if (word === void 0) return void 0;
    return word.text ?? { reason: word.reason ?? `\`$${name}\` is not known` };
  };
  for (const raw of lines) {
    const line = Located.of(raw).trim();
    const match = /^(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=/.exec(line.text);
    if (match === null) continue;
    const value = line.slice(match[0].length, line.text.length);
    const words = value.text === "" ? [] : value.valueWords(variables);
    const first = words[0] ?? { text: "", where: line.where() };
    values.set(match[1], first);
  }
  return values;
}

export {
  isBlank,
  isMeta,
  isDigit,
  nameEnd,
  continuation,
  skipGroup,
  skipWord,
  expandWord,
  splitWords,
  splitArguments,
  expandDocument,
  readOptions,
  tail,
  part,
  linesOf,
  linesOfText,
  wordOfShell,
  Located,
  readEnvironmentFile,
  execWords,
  unitWords,
  splitUnitValue,
  readSysconfig,
  readOpenRc,
  readShellAssignments,
  isKustomization,
  isValuesName,
  isManifestText,
  mentionsMemcached,
  mentionsDoors,
  hasTemplateActions,
  isWithoutMeaning,
  isClusterScript,
  isPipeline,
  kubernetesClaim
};
