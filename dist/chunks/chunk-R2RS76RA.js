import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  SCRIPT_MENTIONS,
  hostClaim,
  kindOf
} from "./chunk-2BV3PFQP.js";
import {
  HostFirewall,
  PathIndex,
  cloudConfigScript,
  containerFacts,
  cronFacts,
  hostFirewallFacts,
  procfileFacts,
  proxyFacts,
  publishedOn,
  scriptFacts,
  supervisorFacts,
  unitFacts,
  upstartFacts,
  windowsFacts,
  windowsScriptFacts
} from "./chunk-EILRY3XS.js";
import {
  parseHcl
} from "./chunk-PN2D7ECX.js";
import {
  firewallFileOf,
  readVariables,
  splitOptions
} from "./chunk-ELTLBIM2.js";
import {
  interpret,
  listenerFrom,
  readDebianConf,
  readScript,
  remembered,
  resolveInTree
} from "./chunk-HIG2RW6N.js";
import {
  readJson
} from "./chunk-G2C3MHYM.js";
import {
  Located,
  kubernetesClaim,
  linesOf,
  readOpenRc,
  readShellAssignments,
  readSysconfig,
  splitArguments,
  splitWords
} from "./chunk-6JJH6RJN.js";
import {
  at,
  entry,
  itemsOf,
  readYaml,
  textOf
} from "./chunk-OGXNWQVT.js";
import {
  AddressSet
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  PortSet,
  append,
  isUnresolved,
  unresolved
} from "./chunk-5VOORNIG.js";

// src/platforms/host/confs.ts
function confFacts(file, kind, placement) {
  const lines = linesOf(file).map(templateLine);
  const where = file.location(0, Math.max(file.line(1).length, 0));
  switch (kind) {
    case "debian": {
      const { words, dies } = readDebianConf(lines, { where });
      const context = placement === "host" ? { asRoot: true } : {};
      return dies === void 0 ? [listener(file, words, placement, where, context)] : [];
    }
    case "sysconfig":
      return [listener(file, readSysconfig(lines, where)?.words ?? [], placement, where)];
    case "openrc":
      return [listener(file, readOpenRc(lines, where)?.words ?? [], placement, where)];
    case "rc.conf":
      return rcConf(file, lines, placement);
    case "variables":
      return readVariables(lines).map(({ words, line }) => {
        const name = `memcached configured by ${file.path}, line ${line}`;
        return listener(file, words, placement, where, {}, name, [
          `The variables of ${file.path} are taken to be handed to memcached by a start script.`
        ]);
      });
  }
}
function listener(file, words, placement, where, context = {}, workload = `memcached configured by ${file.path}`, assumptions = []) {
  const daemon = interpret(words, context);
  return listenerFrom(daemon, {
    platform: "host",
    workload,
    placement,
    where: missingAddress(file) ?? daemon.portWhere ?? words[0]?.where ?? where,
    assumptions
  });
}
function missingAddress(file) {
  let found;
  for (const line of linesOf(file)) {
    const text = Located.of(line).trim();
    if (/^(?:#+[ \t]*(?:-l|--listen)\b|(?:OPTIONS|MEMCACHED_PARAMS|LISTENON)=)/.test(text.text)) {
      found = text.where();
    }
  }
  return found;
}
function rcConf(file, lines, placement) {
  const values = readShellAssignments(lines);
  const enabled = values.get("memcached_enable");
  if (enabled?.text !== void 0 && !/^(?:yes|true|on|1)$/i.test(enabled.text)) return [];
  const flags = values.get("memcached_flags");
  if (enabled === void 0 && flags === void 0) return [];
  const where = (flags ?? enabled).where;
  return [listener(file, flags === void 0 ? [] : splitOptions(flags), placement, where)];
}
var TEMPLATE_TAG = /<%(=?)[^%\n]{0,300}%>|\{\{[^}\n]{0,300}\}\}|\{%[^%\n]{0,300}%\}/g;
function templateLine(line) {
  const word = line[0];
  if (word?.text === void 0 || !/<%|\{[{%]/.test(word.text)) return line;
  const whole = Located.of(line);
  const pieces = [];
  let at2 = 0;
  for (const match of word.text.matchAll(TEMPLATE_TAG)) {
    if (match.index > at2) pieces.push(whole.word(at2, match.index));
    at2 = match.index + match[0].length;
    if (match[0].startsWith("{%") || match[0].startsWith("<%") && match[1] !== "=") continue;
    const { where } = whole.word(match.index, at2);
    const tag = match[0].replace(/\s+/g, " ").slice(0, 60);
    pieces.push({ text: void 0, reason: `\`${tag}\` is filled in by a template`, where });
  }
  if (at2 < word.text.length) pieces.push(whole.word(at2, word.text.length));
  return pieces;
}

// src/platforms/host/firewall-files.ts
function firewallFileFacts(files, listeners) {
  const hosts = /* @__PURE__ */ new Map();
  for (const file of files) {
    const kind = firewallFileOf(file.path);
    if (kind === void 0) continue;
    let host2 = hosts.get(kind.root);
    if (host2 === void 0)
      hosts.set(
        kind.root,
        host2 = { firewall: new HostFirewall(void 0, { partial: true }), first: file }
      );
    load(host2.firewall, file, kind, (path) => included(files, kind.root, file, path));
  }
  const facts = [];
  const intentions = { complete: true };
  for (const [root, { firewall, first }] of hosts) {
    const ufw = files.filter(
      (file) => /\/ufw\//.test(file.path) && firewallFileOf(file.path)?.root === root
    );
    if (ufw.some(({ name }) => /^user6?\.rules$/.test(name)) && !ufw.some(({ name }) => name === "ufw.conf")) {
      firewall.run({ argv: ["ufw", "enable"], where: ufw[0].location(0) });
    }
    const zones = files.some(
      (file) => /\/firewalld\/(?:zones|policies|direct\.xml)/.test(file.path) && firewallFileOf(file.path)?.root === root
    );
    if (zones) firewall.startFirewalld();
    const here = listeners.filter(
      (listener2) => listener2.placement === "host" && rootOf(listener2.where.file) === root
    );
    const workloads = new Set(here.map(({ workload }) => workload));
    if (workloads.size === 0) {
      append(
        facts,
        hostFirewallFacts(firewall, {
          platform: "host",
          workload: first.path,
          listeners: [],
          intentions
        })
      );
    }
    for (const workload of workloads) {
      const mine = here.filter((listener2) => listener2.workload === workload);
      append(
        facts,
        hostFirewallFacts(firewall, { platform: "host", workload, listeners: mine, intentions })
      );
    }
  }
  return facts;
}
function included(files, root, from, path) {
  const folder = from.path.slice(0, from.path.lastIndexOf("/") + 1);
  const lead = root === "" ? "" : `${root}/`;
  const wanted = path.startsWith("/") ? [lead + path.slice(1), folder + path.slice(path.lastIndexOf("/") + 1)] : [folder + path.replace(/^\.\//, "")];
  return files.find((file) => wanted.includes(file.path) && file !== from)?.text;
}
function load(firewall, file, { kind, path }, readFile) {
  const locate = (line) => {
    const start = file.offset(line);
    const text = file.line(line);
    const lead = text.length - text.trimStart().length;
    return file.location(start + lead, start + Math.max(text.trimEnd().length, lead));
  };
  if (kind === "iptables") firewall.loadIptablesSave(file.text, 4, locate);
  else if (kind === "ip6tables") firewall.loadIptablesSave(file.text, 6, locate);
  else if (kind === "nft") firewall.loadNft(file.text, locate, readFile);
  else firewall.writeFile(path, file.text, locate);
}
function rootOf(path) {
  const match = /^(.*?)(?:^|\/)etc\//.exec(path);
  return match?.[1] ?? path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

// src/platforms/host/in-containers.ts
var DOCKERFILE = /(?:^|\/)(?:[^/]*\.)?(?:Dockerfile|Containerfile|dockerfile)(?:[.-][^/]*)?$/;
var COMPOSE = /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/;
var MOST_FILES = 2e3;
var ContainerFiles = class {
  constructor(tree) {
    this.tree = tree;
  }
  tree;
  sources;
  dockerFolders;
  /** Folders of Dockerfiles, by the name of a file that they start. */
  started = /* @__PURE__ */ new Map();
  /** Whether a Dockerfile copies the file, or a folder around it, or a Compose file mounts one. */
  has(path) {
    const sources = this.read();
    for (let here = path; here !== ""; here = parentOf(here)) if (sources.has(here)) return true;
    const name = path.slice(path.lastIndexOf("/") + 1);
    const contexts = this.started.get(name) ?? [];
    return contexts.some((folder) => folder === "" || path.startsWith(`${folder}/`)) || this.isInChart(path);
  }
  /** Scripts among the templates of a Helm chart are mounted into its pods. */
  isInChart(path) {
    const match = /^(.*?)(?:^|\/)templates\//.exec(path);
    if (match === null) return false;
    const chart = match[1] === "" ? "Chart.yaml" : `${match[1]}/Chart.yaml`;
    return this.tree.has(chart);
  }
  /** Whether a Dockerfile stands in the file's folder or one above it, the root left out. */
  hasDockerfileAround(path) {
    this.read();
    for (let here = parentOf(path); here !== ""; here = parentOf(here)) {
      if (this.dockerFolders.has(here)) return true;
    }
    return false;
  }
  read() {
    if (this.sources !== void 0) return this.sources;
    const sources = /* @__PURE__ */ new Set();
    const folders = /* @__PURE__ */ new Set();
    let left = MOST_FILES;
    for (const path of this.tree.paths) {
      const docker = DOCKERFILE.test(path);
      if (!docker && !COMPOSE.test(path) || left-- <= 0) continue;
      if (docker) {
        folders.add(parentOf(path));
        this.noteStarted(path);
      }
      for (const source of docker ? this.copied(path) : this.mounted(path)) sources.add(source);
    }
    this.sources = sources;
    this.dockerFolders = folders;
    return sources;
  }
  /** The files that ENTRYPOINT and CMD name; `COPY . .` brings them in without naming them. */
  noteStarted(path) {
    const text = this.tree.read(path)?.text ?? "";
    let left = 20;
    for (const match of text.matchAll(/^[ \t]*(?:ENTRYPOINT|CMD)[ \t]+(.*)$/gim)) {
      if (left-- <= 0) break;
      for (const { text: word } of splitWords(match[1].replace(/[[\],]/g, " "))) {
        if (word === void 0 || !word.includes(".")) continue;
        const name = word.slice(word.lastIndexOf("/") + 1);
        this.started.set(name, [...this.started.get(name) ?? [], parentOf(path)]);
      }
    }
  }
  /** The sources of COPY and ADD, tried against every folder that can be the build context. */
  copied(path) {
    const text = this.tree.read(path)?.text ?? "";
    const found = [];
    for (const match of text.matchAll(/^[ \t]*(?:COPY|ADD)[ \t]+(.*)$/gim)) {
      if (found.length > 1e3) break;
      const words = splitWords(match[1].replace(/[[\],]/g, " ")).map(
        ({ text: word }) => word ?? ""
      );
      if (words.some((word) => word.startsWith("--from="))) continue;
      const sources = words.filter((word) => !word.startsWith("--")).slice(0, -1);
      for (const source of sources) append(found, this.inContexts(parentOf(path), source));
    }
    return found;
  }
  inContexts(folder, source) {
    const bare = source.replace(/\/?\*.*$/, "").replace(/^\/+/, "");
    const found = [];
    for (let context = folder, depth = 0; depth < 20; context = parentOf(context), depth++) {
      const path = resolveInTree(context, bare);
      if (path !== void 0 && path !== context && path !== "") found.push(path);
      if (context === "") break;
    }
    return found;
  }
  /** The host sides of a Compose file's volumes and the files of its configs. */
  mounted(path) {
    const file = this.tree.read(path);
    if (file === void 0 || !/volumes|configs/.test(file.text)) return [];
    const found = [];
    const add = (source) => {
      if (source === void 0 || !/^\.{0,2}\//.test(source)) return;
      const resolved = resolveInTree(parentOf(path), source);
      if (resolved !== void 0 && resolved !== "" && resolved !== parentOf(path))
        found.push(resolved);
    };
    const walk = (data, depth) => {
      if (data?.type !== "map" || depth > 4) return;
      for (const { key, value } of data.entries) {
        if (key === "volumes") {
          for (const item of itemsOf(value)) {
            if (item.type === "map")
              add(textOf(item.entries.find((one) => one.key === "source")?.value));
            else add(textOf(item)?.split(":")[0]);
          }
        } else if (key === "file" || key === "env_file") add(textOf(value));
        else walk(value, depth + 1);
      }
    };
    for (const { data } of readYaml(file).documents) walk(data, 0);
    return found;
  }
};
function parentOf(path) {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

// src/platforms/host/nix-firewall.ts
var FIREWALL = ["networking", "firewall"];
function isFirewallOff(modules) {
  const enable = modules.flatMap(({ file, set }) => file.read(set, [...FIREWALL, "enable"])).at(-1);
  return enable?.type === "scalar" && enable.value === false;
}
function nixFirewall(modules, where) {
  const firewall = new HostFirewall(void 0, { partial: true });
  const both = (argv, at2 = where) => {
    for (const program of ["iptables", "ip6tables"])
      firewall.run({ argv: [program, ...argv.map(accepted)], where: at2 });
  };
  const options = (...path) => modules.flatMap(({ file, set }) => file.read(set, [...FIREWALL, ...path]));
  const rule = (...argv) => ["-A", "nixos-fw", ...argv];
  both(["-N", "nixos-fw"]);
  both(rule("-i", "lo", "-j", "nixos-fw-accept"));
  for (const name of texts(options("trustedInterfaces"))) {
    both(rule("-i", name.text, "-j", "nixos-fw-accept"), name.where);
  }
  both(rule("-m", "conntrack", "--ctstate", "ESTABLISHED,RELATED", "-j", "nixos-fw-accept"));
  const interfaces = new Set(
    modules.flatMap(({ file, set }) => file.names(set, [...FIREWALL, "interfaces"]))
  );
  for (const name of [void 0, ...interfaces]) {
    const from = name === void 0 ? [] : ["interfaces", name];
    const input = name === void 0 ? [] : ["-i", name];
    for (const [protocol, key] of [
      ["tcp", "TCP"],
      ["udp", "UDP"]
    ]) {
      const open = (ports, at2) => both(rule("-p", protocol, "--dport", ports, "-j", "nixos-fw-accept", ...input), at2);
      for (const port of texts(options(...from, `allowed${key}Ports`))) open(port.text, port.where);
      for (const range of items(options(...from, `allowed${key}PortRanges`))) {
        const [low, high] = ["from", "to"].map((side) => textOf(entry(range, side)?.value));
        if (low !== void 0 && high !== void 0) open(`${low}:${high}`, range.where);
      }
    }
  }
  for (const script of options("extraCommands")) extraCommands(firewall, script);
  both(rule("-j", "DROP"));
  both(["-A", "INPUT", "-j", "nixos-fw"]);
  return firewall;
}
function accepted(word) {
  return word === "nixos-fw-accept" ? "ACCEPT" : word;
}
function extraCommands(firewall, script) {
  if (script.type !== "scalar" || typeof script.value !== "string") return;
  const { where, value } = script;
  const lines = value.split("\n");
  readScript(value, {
    run: ({ words, start }) => {
      const argv = words.map(({ text }) => accepted(text ?? ""));
      const unknown = new Map(
        words.flatMap(
          (word, i) => word.text === void 0 ? [[i, word.reason ?? "the word is not known"]] : []
        )
      );
      const line = value.slice(0, start).split("\n").length - 1;
      const first = where.endLine - where.startLine >= lines.length - 1 ? 1 : 0;
      const at2 = where.startLine === where.endLine ? where : {
        ...where,
        startLine: where.startLine + first + line,
        startColumn: 1,
        endLine: where.startLine + first + line,
        endColumn: (lines[line] ?? "").length + 1
      };
      const programs = argv[0] === "ip46tables" ? ["iptables", "ip6tables"] : [argv[0] ?? ""];
      let done;
      for (const program of programs) {
        done = firewall.run({
          argv: [program, ...argv.slice(1)],
          where: at2,
          ...unknown.size === 0 ? {} : { unknown }
        });
      }
      return done;
    }
  });
}
function items(values) {
  return values.flatMap((value) => value.type === "list" ? [...value.items] : []);
}
function texts(values) {
  return items(values).flatMap(
    (item) => item.type === "scalar" && item.value !== null ? [{ text: String(item.value), where: item.where }] : []
  );
}

// src/syntax/nix/lexer.ts
var SYMBOLS = [
  "...",
  "++",
  "//",
  "==",
  "!=",
  "<=",
  ">=",
  "&&",
  "||",
  "->",
  "|>",
  "<|",
  "${"
];
function tokenAt(text, at2) {
  const start = skipBlanks(text, at2);
  const char = text[start];
  const token = (kind, end) => ({
    kind,
    text: text.slice(start, end),
    start,
    end
  });
  if (char === void 0) return { kind: "end", text: "", start, end: start };
  if (char === '"') return token("string", start + 1);
  if (char === "'" && text[start + 1] === "'") return token("indented", start + 2);
  const path = pathEnd(text, start);
  if (path > start) return token("path", path);
  if (isNameStart(char)) {
    let end = start + 1;
    while (isNamePart(text[end])) end++;
    return token("name", end);
  }
  if (isDigit(char)) {
    let end = start + 1;
    while (isDigit(text[end]) || text[end] === "." && isDigit(text[end + 1])) end++;
    return token("number", end);
  }
  const symbol = SYMBOLS.find((one) => text.startsWith(one, start)) ?? char;
  return token("symbol", start + symbol.length);
}
function skipBlanks(text, at2) {
  let i = at2;
  for (; ; ) {
    const char = text[i];
    if (char === " " || char === "\n" || char === "	" || char === "\r") i++;
    else if (char === "#") {
      const end = text.indexOf("\n", i);
      i = end < 0 ? text.length : end;
    } else if (char === "/" && text[i + 1] === "*") {
      const end = text.indexOf("*/", i + 2);
      i = end < 0 ? text.length : end + 2;
    } else return i;
  }
}
function pathEnd(text, start) {
  if (text[start] === "<") {
    let end2 = start + 1;
    while (isPathPart(text[end2])) end2++;
    return text[end2] === ">" && end2 > start + 1 ? end2 + 1 : start;
  }
  let end = start;
  let slash = -1;
  while (isPathPart(text[end]) && end - start < 1e3) {
    if (text[end] === "/") {
      if (slash < 0 && !isPathHead(text.slice(start, end))) return start;
      if (slash >= 0 && slash === end - 1) return start;
      slash = end;
    }
    end++;
  }
  return slash < 0 || slash === end - 1 ? start : end;
}
function isPathHead(text) {
  return text === "" || /^(?:\.{1,2}|~|[A-Za-z_][A-Za-z0-9._+-]*)$/.test(text);
}
function isPathPart(char) {
  return isNameStart(char) || isDigit(char) || char === "." || char === "/" || char === "-" || char === "+" || char === "~";
}
function isNameStart(char) {
  return char !== void 0 && (char >= "a" && char <= "z" || char >= "A" && char <= "Z" || char === "_");
}
function isDigit(char) {
  return char !== void 0 && char >= "0" && char <= "9";
}
function isNamePart(char) {
  return isNameStart(char) || isDigit(char) || char === "-" || char === "'";
}

// src/syntax/nix/strings.ts
var Pieces = class {
  found = [];
  add(char, offset) {
    const last = this.found.at(-1);
    if (last !== void 0 && "text" in last) {
      last.text += char;
      append(
        last.offsets,
        Array.from({ length: char.length }, () => offset)
      );
    } else
      this.found.push({ text: char, offsets: Array.from({ length: char.length }, () => offset) });
  }
  /** `${…}` at `at`; the offset behind it. */
  interpolation(text, at2) {
    const end = interpolationEnd(text, at2 + 2);
    this.found.push({ start: at2 + 2, end: Math.max(at2 + 2, end - 1) });
    return end;
  }
};
var ESCAPES = { n: "\n", r: "\r", t: "	" };
function readQuoted(text, from) {
  const pieces = new Pieces();
  let at2 = from;
  while (at2 < text.length && text[at2] !== '"') {
    const char = text[at2];
    if (char === "\\" && at2 + 1 < text.length) {
      pieces.add(ESCAPES[text[at2 + 1]] ?? text[at2 + 1], at2 + 1);
      at2 += 2;
    } else if (char === "$" && text[at2 + 1] === "{") at2 = pieces.interpolation(text, at2);
    else {
      pieces.add(char, at2);
      at2++;
    }
  }
  return { pieces: pieces.found, end: Math.min(at2 + 1, text.length) };
}
function readIndented(text, from) {
  const pieces = new Pieces();
  let at2 = from;
  while (at2 < text.length) {
    const char = text[at2];
    if (char === "'" && text[at2 + 1] === "'") {
      const third = text[at2 + 2];
      if (third === "$" || third === "'") {
        pieces.add(third === "$" ? "$" : "''", at2 + 2);
        at2 += 3;
      } else if (third === "\\") {
        pieces.add(ESCAPES[text[at2 + 3] ?? ""] ?? text[at2 + 3] ?? "", at2 + 3);
        at2 += 4;
      } else break;
    } else if (char === "$" && text[at2 + 1] === "{") at2 = pieces.interpolation(text, at2);
    else {
      pieces.add(char, at2);
      at2++;
    }
  }
  return { pieces: withoutIndentation(pieces.found), end: Math.min(at2 + 2, text.length) };
}
function withoutIndentation(pieces) {
  const whole = pieces.map((piece) => "text" in piece ? piece.text : "\0").join("");
  const lines = whole.split("\n").filter((line) => line.trim() !== "");
  const least = lines.reduce((least2, line) => Math.min(least2, /^ */.exec(line)[0].length), 1e3);
  let fresh = true;
  let left = least;
  return pieces.map((piece, index) => {
    if (!("text" in piece)) {
      fresh = false;
      return piece;
    }
    let kept = "";
    const offsets = [];
    for (let i = 0; i < piece.text.length; i++) {
      const char = piece.text[i];
      if (index === 0 && char === "\n" && piece.text.slice(0, i).trim() === "" && kept.trim() === "" && i === piece.text.indexOf("\n")) {
        kept = "";
        offsets.length = 0;
        fresh = true;
        left = least;
        continue;
      }
      if (fresh && char === " " && left > 0) {
        left--;
        continue;
      }
      fresh = char === "\n";
      if (fresh) left = least;
      kept += char;
      offsets.push(piece.offsets[i]);
    }
    return { text: kept, offsets };
  });
}
function interpolationEnd(text, from) {
  const stack = ["brace"];
  let at2 = from;
  while (at2 < text.length && stack.length > 0) {
    const inside2 = stack.at(-1);
    const char = text[at2];
    if (char === "$" && text[at2 + 1] === "{") {
      stack.push("brace");
      at2 += 2;
      continue;
    }
    if (inside2 === "brace") {
      if (char === "{") stack.push("brace");
      else if (char === "}") stack.pop();
      else if (char === '"') stack.push("quoted");
      else if (char === "'" && text[at2 + 1] === "'") {
        stack.push("indented");
        at2++;
      }
    } else if (inside2 === "quoted") {
      if (char === "\\") at2++;
      else if (char === '"') stack.pop();
    } else if (char === "'" && text[at2 + 1] === "'") {
      stack.pop();
      at2++;
    }
    at2++;
  }
  return Math.min(at2, text.length);
}

// src/syntax/nix/parser.ts
var DEEPEST = 400;
var RESERVED = /* @__PURE__ */ new Set(["then", "else", "in", "inherit", "or", "is"]);
var BINDING = {
  "<|": 0,
  "|>": 0,
  "->": 1,
  "||": 2,
  "&&": 3,
  "==": 4,
  "!=": 4,
  "<": 5,
  ">": 5,
  "<=": 5,
  ">=": 5,
  "//": 6,
  "+": 8,
  "-": 8,
  "*": 9,
  "/": 9,
  "++": 10
};
var FROM_THE_RIGHT = /* @__PURE__ */ new Set(["//", "++", "->"]);
var parseNix = remembered(parse);
function parse(text) {
  return new Parser(text).file();
}
var Parser = class _Parser {
  constructor(text) {
    this.text = text;
    this.token = tokenAt(text, text.startsWith("\uFEFF") ? 1 : 0);
  }
  text;
  token;
  depth = 0;
  file() {
    return this.expression();
  }
  next() {
    const { token } = this;
    this.token = tokenAt(this.text, token.end);
    return token;
  }
  is(text) {
    return this.token.text === text && (this.token.kind === "symbol" || this.token.kind === "name");
  }
  skip(text) {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }
  expression() {
    const { start } = this.token;
    return this.deeper(() => this.inner(start));
  }
  inner(start) {
    if (this.is("let")) {
      this.next();
      const bindings = this.bindings("in");
      this.skip("in");
      const body = this.expression();
      return { kind: "let", bindings, body, start, end: body.end };
    }
    if (this.is("with") || this.is("assert")) {
      this.next();
      this.expression();
      this.skip(";");
      return this.expression();
    }
    if (this.is("if")) {
      this.next();
      const condition = this.expression();
      this.skip("then");
      const then = this.expression();
      this.skip("else");
      const otherwise = this.expression();
      return { kind: "if", condition, then, otherwise, start, end: otherwise.end };
    }
    if (this.isFunction()) {
      this.skipParameters();
      const body = this.expression();
      return { kind: "function", body, start, end: body.end };
    }
    return this.operators(0);
  }
  operators(least) {
    let left = this.application();
    for (; ; ) {
      const operator = this.token.kind === "symbol" ? this.token.text : "";
      const strength = Object.hasOwn(BINDING, operator) ? BINDING[operator] : -1;
      if (strength < least) return left;
      this.next();
      if (++this.depth > DEEPEST) {
        this.depth--;
        return left;
      }
      const right = this.startsBlock() ? this.expression() : this.operators(FROM_THE_RIGHT.has(operator) ? strength : strength + 1);
      this.depth--;
      left = { kind: "operator", operator, left, right, start: left.start, end: right.end };
    }
  }
  /** `let`, `if` and functions reach as far as they can. */
  startsBlock() {
    return ["let", "if", "with", "assert"].some((word) => this.is(word)) || this.isFunction();
  }
  application() {
    return this.deeper(() => this.called());
  }
  /** Reads something that may hold itself; beyond the limit the rest of the text is given up. */
  deeper(read) {
    const { start } = this.token;
    if (++this.depth > DEEPEST) {
      this.token = tokenAt(this.text, this.text.length);
      this.depth--;
      return { kind: "unknown", start, end: start };
    }
    const found = read();
    this.depth--;
    return found;
  }
  called() {
    if (this.is("-") || this.is("!")) {
      const { start } = this.next();
      const value = this.application();
      if (value.kind === "literal" && typeof value.value === "number" && this.text[start] === "-") {
        return { ...value, value: -value.value, start };
      }
      if (value.kind === "literal" && typeof value.value === "boolean") {
        return { ...value, value: !value.value, start };
      }
      return { kind: "unknown", start, end: value.end };
    }
    let called = this.selection();
    while (this.startsOperand()) {
      const before = this.token.start;
      const argument = this.selection();
      called = {
        kind: "apply",
        function: called,
        argument,
        start: called.start,
        end: argument.end
      };
      if (this.token.start === before) break;
    }
    return called;
  }
  startsOperand() {
    const { kind, text } = this.token;
    if (kind === "symbol") return text === "(" || text === "[" || text === "{";
    return kind !== "end" && !(kind === "name" && RESERVED.has(text));
  }
  selection() {
    return this.deeper(() => this.selected());
  }
  selected() {
    const from = this.primary();
    if (!this.is(".") && !this.is("?")) return from;
    if (this.skip("?")) {
      const path2 = this.attributePath();
      return { kind: "unknown", start: from.start, end: path2.end };
    }
    this.next();
    const path = this.attributePath();
    if (!this.is("or")) {
      return { kind: "select", from, path: path.names, start: from.start, end: path.end };
    }
    this.next();
    const otherwise = this.selection();
    const end = otherwise.end;
    return { kind: "select", from, path: path.names, otherwise, start: from.start, end };
  }
  primary() {
    const { kind, text, start, end } = this.token;
    switch (kind) {
      case "string":
      case "indented":
        return this.string();
      case "number":
        this.next();
        return { kind: "literal", value: Number(text), start, end };
      case "path":
        this.next();
        return { kind: "path", text, start, end };
      case "name":
        if (text === "rec" && tokenAt(this.text, end).text === "{") {
          this.next();
          return { ...this.set(true), start };
        }
        if (text === "let") return this.expression();
        this.next();
        if (text === "true" || text === "false")
          return { kind: "literal", value: text === "true", start, end };
        if (text === "null") return { kind: "literal", value: null, start, end };
        return { kind: "name", name: text, start, end };
      default:
    }
    if (text === "{") return this.set(false);
    if (text === "(") {
      this.next();
      const inner = this.expression();
      this.recover(")");
      return inner;
    }
    if (text === "[") {
      this.next();
      const items2 = [];
      while (this.startsOperand() || this.is("-")) {
        const before = this.token.start;
        items2.push(this.selection());
        if (this.token.start === before) break;
      }
      const close = this.token;
      this.recover("]");
      return { kind: "list", items: items2, start, end: Math.max(close.end, start + 1) };
    }
    if (kind !== "end" && ![")", "]", "}", ";", ",", "="].includes(text)) this.next();
    return { kind: "unknown", start, end };
  }
  /** Goes on behind the closing bracket, past what was not understood. */
  recover(closing) {
    let depth = 0;
    while (this.token.kind !== "end") {
      if (this.token.kind === "string" || this.token.kind === "indented") {
        this.string();
        continue;
      }
      const { text } = this.token;
      if (depth === 0 && text === closing) break;
      if ("([{".includes(text) || text === "${") depth++;
      else if (")]}".includes(text) && --depth < 0) return;
      this.next();
    }
    this.next();
  }
  set(recursive) {
    const { start } = this.next();
    const bindings = this.bindings("}");
    const { end } = this.token;
    this.recover("}");
    return { kind: "set", bindings, recursive, start, end };
  }
  bindings(closing) {
    const found = [];
    while (this.token.kind !== "end" && !this.is(closing)) {
      const before = this.token.start;
      if (this.skip("inherit")) append(found, this.inherited());
      else {
        const path = this.attributePath();
        if (this.skip("=")) {
          const value = this.expression();
          found.push({ path: path.names, where: { start: path.start, end: path.end }, value });
        }
        if (!this.is(closing)) this.recoverBinding(closing);
      }
      if (this.token.start === before) this.next();
    }
    return found;
  }
  /** To the semicolon that ends a binding, or to the end of the set around it. */
  recoverBinding(closing) {
    let depth = 0;
    while (this.token.kind !== "end") {
      if (this.token.kind === "string" || this.token.kind === "indented") {
        this.string();
        continue;
      }
      if (depth === 0 && (this.is(";") || this.is(closing))) break;
      const { text } = this.token;
      if ("([{".includes(text) || text === "${") depth++;
      else if (")]}".includes(text) && --depth < 0) return;
      this.next();
    }
    this.skip(";");
  }
  inherited() {
    const found = [];
    if (this.skip("(")) {
      this.expression();
      this.recover(")");
      while (this.token.kind !== "end" && !this.is(";") && !this.is("}")) {
        const { text, start, end } = this.next();
        found.push({ path: [text], where: { start, end }, value: { kind: "unknown", start, end } });
      }
    } else {
      while (this.token.kind !== "end" && !this.is(";") && !this.is("}")) {
        const { text, start, end } = this.next();
        found.push({ path: [text], where: { start, end } });
      }
    }
    this.skip(";");
    return found;
  }
  attributePath() {
    const { start } = this.token;
    const names = [];
    let end = start;
    do {
      const { token } = this;
      end = Math.max(end, token.end);
      if (token.kind === "string") {
        const read = this.string();
        end = read.end;
        names.push(plainText(read));
      } else if (token.text === "${") {
        this.next();
        const inner = this.expression();
        end = this.token.end;
        this.recover("}");
        names.push(inner.kind === "string" ? plainText(inner) : void 0);
      } else if (token.kind === "name") {
        this.next();
        names.push(token.text);
      } else if (token.kind === "path" || token.kind === "number") {
        this.next();
        names.push(void 0);
      } else break;
    } while (this.skip("."));
    return { names, start, end };
  }
  string() {
    const { kind, start, end } = this.token;
    const read = kind === "string" ? readQuoted(this.text, end) : readIndented(this.text, end);
    const pieces = read.pieces.map((piece) => {
      if ("text" in piece) return piece;
      if (this.depth >= DEEPEST) return { expression: { kind: "unknown", ...piece } };
      const inner = new _Parser(this.text.slice(0, piece.end));
      inner.token = tokenAt(inner.text, piece.start);
      inner.depth = this.depth + 1;
      return { expression: inner.expression() };
    });
    this.token = tokenAt(this.text, read.end);
    return { kind: "string", pieces, start, end: read.end };
  }
  /** Whether `name:`, `{ … }:`, `name@{ … }:` or `{ … }@name:` stands here. */
  isFunction() {
    const end = this.parametersEnd();
    return end !== void 0;
  }
  skipParameters() {
    this.token = tokenAt(this.text, this.parametersEnd() ?? this.token.end);
  }
  parametersEnd() {
    const { token, text } = this;
    let at2;
    if (token.kind === "name") {
      const next = tokenAt(text, token.end);
      if (next.text === ":") return next.end;
      if (next.text !== "@") return void 0;
      const brace = tokenAt(text, next.end);
      if (brace.text !== "{") return void 0;
      at2 = closingBrace(text, brace.end);
    } else if (token.text === "{" && token.kind === "symbol") {
      const first = tokenAt(text, token.end);
      const second = tokenAt(text, first.end);
      const formal = first.kind === "name" && [",", "?", "}"].includes(second.text);
      if (!formal && first.text !== "..." && first.text !== "}") return void 0;
      at2 = closingBrace(text, token.end);
      const after = tokenAt(text, at2);
      if (after.text === "@") at2 = tokenAt(text, after.end).end;
    } else return void 0;
    const colon = tokenAt(text, at2);
    return colon.text === ":" ? colon.end : void 0;
  }
};
function closingBrace(text, from) {
  let depth = 1;
  let token = tokenAt(text, from);
  for (; token.kind !== "end"; token = tokenAt(text, token.end)) {
    if (token.kind === "string" || token.kind === "indented") {
      const read = token.kind === "string" ? readQuoted(text, token.end) : readIndented(text, token.end);
      token = { ...token, end: read.end };
    } else if ("{([".includes(token.text) || token.text === "${") depth++;
    else if ("})]".includes(token.text) && --depth === 0) return token.end;
  }
  return token.end;
}
function plainText(read) {
  if (read.kind !== "string") return void 0;
  const texts2 = read.pieces.map((piece) => "text" in piece ? piece.text : void 0);
  return texts2.includes(void 0) ? void 0 : texts2.join("");
}

// src/syntax/nix/evaluate.ts
var NOTHING = { bindings: [] };
var MOST_STEPS = 2e4;
var DEEPEST2 = 60;
var PRIORITIES = /* @__PURE__ */ new Set(["mkForce", "mkDefault", "mkBefore", "mkAfter"]);
var NixFile = class {
  constructor(file) {
    this.file = file;
    this.root = parseNix(file.text);
  }
  file;
  root;
  steps = 0;
  known;
  /** Where an expression stands. */
  place({ start, end }) {
    return this.file.location(start, Math.max(end, start + 1));
  }
  /** Every attribute set of the file, those that values are made of included. */
  sets() {
    if (this.known === void 0) {
      const found = [];
      this.known = found;
      this.walk(this.root, NOTHING, [], void 0, found, 0);
    }
    return this.known;
  }
  /** The paths in the lists that name modules: `imports` of NixOS, `modules` of a flake. */
  imports() {
    return this.sets().flatMap(
      (one) => [["imports"], ["modules"]].flatMap(
        (path) => this.values(one, path).flatMap(
          ({ expression }) => expression.kind === "list" ? expression.items.flatMap((item) => item.kind === "path" ? [item.text] : []) : []
        )
      )
    );
  }
  /** What a set gives to an attribute, once for each time that it does. */
  read(from, path) {
    return this.values(from, path).map(({ expression, scope }) => this.data(expression, scope, 0));
  }
  /** The names below an attribute path. */
  names(from, path) {
    const found = /* @__PURE__ */ new Set();
    for (const { path: given, value } of this.flatten(from)) {
      if (!path.every((name, i) => given[i] === name)) continue;
      const next = given[path.length];
      if (next !== void 0) found.add(next);
      else if (value.kind === "set") {
        for (const { path: inner } of value.bindings)
          if (inner[0] !== void 0) found.add(inner[0]);
      }
    }
    return [...found];
  }
  values(from, path) {
    const found = [];
    const look = (set, scope, left, depth) => {
      if (++this.steps > MOST_STEPS || depth > DEEPEST2) return;
      if (left.length === 0) {
        found.push({ expression: set, scope });
        return;
      }
      if (set.kind === "let") {
        look(set.body, { bindings: set.bindings, outer: scope }, left, depth + 1);
        return;
      }
      if (set.kind === "operator" && set.operator === "//") {
        look(set.left, scope, left, depth + 1);
        look(set.right, scope, left, depth + 1);
        return;
      }
      const call = callOf(set);
      if (call !== void 0 && PRIORITIES.has(call.name)) {
        look(call.arguments.at(-1), scope, left, depth + 1);
        return;
      }
      if (set.kind !== "set") return;
      const inner = set.recursive ? { bindings: set.bindings, outer: scope } : scope;
      for (const { path: names, value } of set.bindings) {
        const shared = Math.min(names.length, left.length);
        if (names.slice(0, shared).some((name, i) => name !== left[i])) continue;
        if (value === void 0) continue;
        if (names.length <= left.length) look(value, inner, left.slice(names.length), depth + 1);
      }
    };
    look(from.set, from.scope, path, 0);
    return found;
  }
  flatten(from) {
    const found = [];
    const look = (set, before, depth) => {
      if (set.kind !== "set" || depth > 8 || found.length > 2e3) return;
      for (const { path, value } of set.bindings) {
        if (value === void 0) continue;
        const whole = [...before, ...path];
        found.push({ path: whole, value });
        look(value, whole, depth + 1);
      }
    };
    look(from.set, [], 0);
    return found;
  }
  walk(node, scope, path, onlyIf, found, depth) {
    if (++this.steps > MOST_STEPS || depth > DEEPEST2) return;
    const go = (next, inner = scope, here = path, condition = onlyIf) => this.walk(next, inner, here, condition, found, depth + 1);
    switch (node.kind) {
      case "set": {
        found.push({ set: node, scope, path, ...onlyIf === void 0 ? {} : { onlyIf } });
        const inner = node.recursive ? { bindings: node.bindings, outer: scope } : scope;
        for (const { path: names, value } of node.bindings) {
          if (value !== void 0) go(value, inner, [...path, ...names]);
        }
        return;
      }
      case "let": {
        const inner = { bindings: node.bindings, outer: scope };
        for (const { value, path: names } of node.bindings) {
          if (value !== void 0) go(value, inner, [...path, ...names]);
        }
        go(node.body, inner);
        return;
      }
      case "function":
        go(node.body);
        return;
      case "apply": {
        const call = callOf(node);
        if (call?.name === "mkIf" && call.arguments.length === 2) {
          const [condition, body] = call.arguments;
          const held = this.data(condition, scope, 0);
          if (held.type === "scalar" && held.value === false) return;
          const reason = held.type === "scalar" ? onlyIf : `it depends on \`${this.excerpt(condition)}\``;
          go(body, scope, path, reason);
          return;
        }
        go(node.function);
        go(node.argument);
        return;
      }
      case "if":
        go(node.then, scope, path, `it depends on \`if ${this.excerpt(node.condition)}\``);
        go(node.otherwise, scope, path, `it depends on \`if ${this.excerpt(node.condition)}\``);
        return;
      case "operator":
        go(node.left);
        go(node.right);
        return;
      case "list":
        for (const item of node.items) go(item);
        return;
      default:
    }
  }
  excerpt({ start, end }) {
    return this.file.text.slice(start, Math.min(end, start + 60)).replace(/\s+/g, " ");
  }
  data(node, scope, depth) {
    const where = this.file.location(node.start, Math.max(node.end, node.start + 1));
    const unknown = () => ({
      type: "unknown",
      reason: `\`${this.excerpt(node)}\` is not evaluated`,
      where
    });
    if (++this.steps > MOST_STEPS || depth > DEEPEST2) return unknown();
    const read = (next, inner = scope) => this.data(next, inner, depth + 1);
    switch (node.kind) {
      case "literal":
        return { type: "scalar", value: node.value, where };
      case "path":
        return { type: "scalar", value: node.text, where };
      case "string":
        return this.text(node, scope, depth) ?? unknown();
      case "list":
        return { type: "list", items: node.items.map((item) => read(item)), where };
      case "set": {
        const inner = node.recursive ? { bindings: node.bindings, outer: scope } : scope;
        const entries2 = node.bindings.flatMap(({ path, where: at2, value }) => {
          const [key] = path;
          if (path.length !== 1 || key === void 0 || value === void 0) return [];
          const keyWhere = this.file.location(at2.start, at2.end);
          return [{ key, keyWhere, valueWhere: this.place(value), value: read(value, inner) }];
        });
        return { type: "map", entries: entries2, where };
      }
      case "name": {
        const bound = lookUp(node.name, scope);
        return bound === void 0 ? unknown() : read(bound.value, bound.scope);
      }
      case "let":
        return read(node.body, { bindings: node.bindings, outer: scope });
      case "if": {
        const held = read(node.condition);
        if (held.type !== "scalar" || typeof held.value !== "boolean") return unknown();
        return read(held.value ? node.then : node.otherwise);
      }
      case "operator": {
        const [left, right] = [read(node.left), read(node.right)];
        if (node.operator === "++" && left.type === "list" && right.type === "list")
          return { type: "list", items: [...left.items, ...right.items], where };
        if (node.operator === "++" && (left.type === "list" || right.type === "list")) {
          const items2 = [left, right].flatMap((one) => one.type === "list" ? one.items : [one]);
          return { type: "list", items: items2, where };
        }
        if (node.operator === "+" && left.type === "scalar" && right.type === "scalar") {
          const [a, b] = [left.value, right.value];
          if (typeof a === "number" && typeof b === "number")
            return { type: "scalar", value: a + b, where };
          if (typeof a === "string" && typeof b === "string")
            return { type: "scalar", value: a + b, where };
        }
        return unknown();
      }
      case "apply":
        return this.call(node, scope, depth) ?? unknown();
      case "select":
        return this.select(node, scope, depth) ?? unknown();
      default:
        return unknown();
    }
  }
  call(node, scope, depth) {
    const call = callOf(node);
    if (call === void 0) return void 0;
    const last = call.arguments.at(-1);
    const value = () => this.data(last, scope, depth + 1);
    if (PRIORITIES.has(call.name) || call.name === "toString") return value();
    if (call.name === "mkOverride" && call.arguments.length === 2) return value();
    const condition = ["mkIf", "optional", "optionals"].includes(call.name);
    if (!condition || call.arguments.length !== 2) return void 0;
    const held = this.data(call.arguments[0], scope, depth + 1);
    if (held.type !== "scalar" || typeof held.value !== "boolean") return void 0;
    const where = this.file.location(node.start, node.end);
    if (!held.value) return { type: "list", items: [], where };
    return call.name === "optional" ? { type: "list", items: [value()], where } : value();
  }
  select(node, scope, depth) {
    if (node.from.kind !== "name") return void 0;
    const path = node.path.filter((name) => name !== void 0);
    if (path.length !== node.path.length) return void 0;
    const bound = lookUp(node.from.name, scope);
    if (bound?.value.kind === "set") {
      const set = { set: bound.value, scope: bound.scope, path: [] };
      const found = this.values(set, path).at(-1);
      if (found !== void 0) return this.data(found.expression, found.scope, depth + 1);
    }
    if (bound === void 0 && node.from.name === "config" && depth < 8) {
      const given = this.sets().filter((one) => one.path.length === 0).flatMap((one) => this.values(one, path));
      const [only] = given;
      if (given.length === 1 && only !== void 0)
        return this.data(only.expression, only.scope, depth + 8);
    }
    return void 0;
  }
  text(node, scope, depth) {
    let text = "";
    for (const piece of node.pieces) {
      if ("text" in piece) text += piece.text;
      else {
        const value = this.data(piece.expression, scope, depth + 1);
        if (value.type !== "scalar" || value.value === null) return void 0;
        text += String(value.value);
      }
    }
    const inner = node.end - node.start;
    const width = inner >= 2 && this.file.text[node.start] === '"' ? 1 : 2;
    const where = this.file.location(
      node.start + width,
      Math.max(node.end - width, node.start + width)
    );
    return { type: "scalar", value: text, where };
  }
};
function callOf(node) {
  const found = [];
  let here = node;
  while (here.kind === "apply" && found.length < 10) {
    found.unshift(here.argument);
    here = here.function;
  }
  if (found.length === 0) return void 0;
  const name = here.kind === "name" ? here.name : here.kind === "select" ? here.path.at(-1) : void 0;
  return name === void 0 ? void 0 : { name, arguments: found };
}
function lookUp(name, scope) {
  for (let here = scope; here !== void 0; here = here.outer) {
    const bound = here.bindings.find(({ path }) => path.length === 1 && path[0] === name);
    if (bound !== void 0) {
      if (bound.value === void 0) continue;
      return { value: bound.value, scope: here };
    }
  }
  return void 0;
}

// src/platforms/host/nix-modules.ts
var MOST_MODULES = 40;
var MOST_NEIGHBOURS = 60;
var LONGEST = 512 * 1024;
var MACHINES = /* @__PURE__ */ new Set([
  "nodes",
  "nixosConfigurations",
  "machines",
  "hosts",
  "containers"
]);
function machineOf({ path }) {
  for (let at2 = path.length - 2; at2 >= 0; at2--) {
    if (MACHINES.has(path[at2] ?? "") && path[at2 + 1] !== void 0) {
      if (path[at2 - 1] === "oci-containers") continue;
      return path[at2 + 1];
    }
  }
  return "";
}
var Modules = class {
  constructor(tree) {
    this.tree = tree;
  }
  tree;
  files = /* @__PURE__ */ new Map();
  read(path) {
    if (!this.files.has(path)) {
      const file = this.tree.has(path) ? this.tree.read(path) : void 0;
      this.files.set(
        path,
        file === void 0 || file.text.length > LONGEST ? void 0 : new NixFile(file)
      );
    }
    return this.files.get(path);
  }
  /** The module itself first, then those it imports and those that import it. */
  around(path) {
    const found = /* @__PURE__ */ new Map();
    const add = (at2) => {
      const file = found.has(at2) || found.size >= MOST_MODULES ? void 0 : this.read(at2);
      if (file === void 0) return;
      found.set(at2, file);
      for (const name of this.imported(at2, file)) add(name);
    };
    add(path);
    for (const neighbour of this.neighbours(path)) {
      const file = this.read(neighbour);
      if (file !== void 0 && this.imported(neighbour, file).includes(path)) add(neighbour);
    }
    return [...found];
  }
  imported(from, file) {
    const folder = from.slice(0, Math.max(from.lastIndexOf("/"), 0));
    return file.imports().flatMap((text) => {
      const path = resolveInTree(folder, text);
      if (path === void 0) return [];
      if (this.tree.has(path)) return [path];
      const inner = `${path}/default.nix`;
      return this.tree.has(inner) ? [inner] : [];
    });
  }
  /** Nix files in the same folder and those above it. */
  neighbours(path) {
    const folders = /* @__PURE__ */ new Set([""]);
    for (let at2 = path.lastIndexOf("/"); at2 > 0; at2 = path.lastIndexOf("/", at2 - 1)) {
      folders.add(path.slice(0, at2));
    }
    const found = [];
    for (const other of this.tree.paths) {
      if (!other.endsWith(".nix") || other === path) continue;
      if (folders.has(other.slice(0, Math.max(other.lastIndexOf("/"), 0)))) found.push(other);
      if (found.length >= MOST_NEIGHBOURS) break;
    }
    return found;
  }
};

// src/platforms/host/nixos.ts
function nixFacts(files, tree) {
  const modules = new Modules(tree);
  const facts = [];
  for (const file of files) {
    const own = modules.read(file.path);
    if (own === void 0) continue;
    const machines = new Set(own.sets().map((set) => machineOf(set)));
    for (const machine of machines) {
      append(facts, machineFacts(file.path, machine, modules));
    }
  }
  return facts;
}
function machineFacts(path, machine, modules) {
  const inside2 = (at2, file) => file.sets().filter((set) => at2 === path ? machineOf(set) === machine : machineOf(set) === "").map((set) => ({ file, path: at2, set }));
  const own = modules.read(path);
  if (own === void 0) return [];
  const mine = inside2(path, own);
  const enabled = mine.filter(({ file, set }) => mentions(file, set, ["services", "memcached"]));
  const containers = mine.flatMap((module) => ociContainers(module));
  const ports = mine.some(({ file, set }) => mentions(file, set, ["networking", "firewall"]));
  if (enabled.length === 0 && containers.length === 0 && !ports) return [];
  const all = modules.around(path).flatMap(([at2, file]) => inside2(at2, file));
  const name = machine === "" ? path : `${machine} in ${path}`;
  const workload = `NixOS machine of ${name}`;
  const listener2 = enabled.length === 0 ? void 0 : memcached(all, enabled[0], workload);
  const facts = [...containers];
  if (listener2 !== void 0) facts.push(listener2);
  if (isFirewallOff(all) || isDevenv(path, all)) return facts;
  const firewall = nixFirewall(listener2 === void 0 ? mine : all, anywhere(mine));
  append(
    facts,
    hostFirewallFacts(firewall, {
      platform: "host",
      workload,
      listeners: listener2 === void 0 ? [] : [listener2],
      intentions: { complete: true }
    })
  );
  return facts;
}
function isDevenv(path, modules) {
  return /(?:^|\/)devenv\.nix$/.test(path) || optionOf(modules, ["services", "memcached", "bind"]) !== void 0;
}
function anywhere(modules) {
  const { file, set } = modules[0];
  return file.place(set.set);
}
function mentions(file, set, path) {
  return file.names(set, path).length > 0;
}
function optionOf(modules, path) {
  return modules.flatMap(({ file, set }) => file.read(set, path)).at(-1);
}
function memcached(modules, where, workload) {
  const option = (name) => optionOf(modules, ["services", "memcached", name]);
  const enable = option("enable");
  if (enable === void 0 || enable.type === "scalar" && enable.value !== true) return void 0;
  const place = enable.where;
  const words = [];
  const assumptions = [];
  if (enable.type !== "scalar") {
    const reason = enable.type === "unknown" ? enable.reason : "the value is none that can be read";
    assumptions.push(`It is taken to be enabled although ${reason}.`);
  } else if (where.set.onlyIf !== void 0) {
    assumptions.push(`It is taken to be enabled although ${where.set.onlyIf}.`);
  }
  const extra = option("extraOptions") ?? option("startArgs");
  const devenv = option("bind");
  const unix = option("enableUnixSocket");
  if (unix?.type === "scalar" && unix.value === true) {
    words.push(
      { text: "-s", where: unix.where },
      { text: "/run/memcached/memcached.sock", where: unix.where }
    );
  } else {
    const address = devenv ?? option("listen");
    const everywhere = address?.type === "scalar" && address.value === null;
    if (!everywhere) words.push({ text: "-l", where: place }, wordOf(address, "127.0.0.1", place));
    words.push({ text: "-p", where: place }, wordOf(option("port"), "11211", place));
  }
  if (extra?.type === "list") {
    for (const item of extra.items) append(words, splitWord(wordOf(item, "", place)));
  } else if (extra?.type === "unknown") {
    words.push({ text: void 0, reason: extra.reason, where: extra.where, maySplit: true });
  }
  return listenerFrom(interpret(words, {}), {
    platform: "host",
    workload,
    placement: "host",
    where: place,
    assumptions
  });
}
function wordOf(data, otherwise, where) {
  if (data === void 0) return { text: otherwise, where };
  if (data.type === "scalar" && data.value !== null) {
    return { text: String(data.value), where: data.where };
  }
  const reason = data.type === "unknown" ? data.reason : "the value is none that can be read";
  return { text: void 0, reason, where: data.where };
}
function splitWord(word) {
  if (word.text === void 0) return [{ ...word, maySplit: true }];
  return splitArguments(word.text).map(({ text }) => ({ text: text ?? "", where: word.where }));
}
function ociContainers({ file, set, path }) {
  const base = ["virtualisation", "oci-containers", "containers"];
  return file.names(set, base).flatMap((name) => {
    const option = (key) => file.read(set, [...base, name, key]).at(-1);
    const list = (key) => {
      const data = option(key);
      if (data === void 0) return [];
      if (data.type !== "list") return [{ ...wordOf(data, "", data.where), maySplit: true }];
      return data.items.map((item) => wordOf(item, "", item.where));
    };
    const image = option("image");
    if (image === void 0) return [];
    const command = list("cmd");
    const entrypoint = option("entrypoint");
    const extra = list("extraOptions").map(({ text }) => text ?? "");
    const network = extra.some(
      (text, i) => /^--net(?:work)?=host$/.test(text) || text === "host" && /^--net(?:work)?$/.test(extra[i - 1] ?? "")
    );
    const environment = /* @__PURE__ */ new Map();
    for (const variable of file.names(set, [...base, name, "environment"])) {
      const value = file.read(set, [...base, name, "environment", variable]).at(-1);
      environment.set(variable, wordOf(value, "", image.where));
    }
    return containerFacts(
      {
        spec: {
          image: wordOf(image, "", image.where),
          ...command.length === 0 ? {} : { command },
          ...entrypoint === void 0 ? {} : { entrypoint: [wordOf(entrypoint, "", image.where)] },
          environment,
          where: image.where
        },
        published: list("ports"),
        publishAll: void 0,
        network: network ? "host" : "own",
        name
      },
      { platform: "host", workload: `container ${name} of ${path}` }
    );
  });
}

// src/platforms/host/makefile.ts
var LONGEST2 = 1e6;
var MOST_NESTED = 10;
var LONGEST_VALUE = 1e4;
function readRecipes(makefile) {
  const variables = new Variables(definitions(makefile));
  let text = "";
  const offsets = [];
  const add = (piece, offset, fixed) => {
    for (let i = 0; i < piece.length && text.length < LONGEST2; i++)
      offsets.push(fixed ? offset : offset + i);
    text += piece.slice(0, Math.max(0, LONGEST2 - text.length));
  };
  let start = 0;
  let continued = false;
  while (start < makefile.length) {
    const newline = makefile.indexOf("\n", start);
    const end = newline < 0 ? makefile.length : newline;
    const line = makefile.slice(start, end);
    if (line.startsWith("	") || continued) {
      let at2 = start + (line.startsWith("	") ? 1 : 0);
      if (!continued) while (at2 < end && "@-+ 	".includes(makefile[at2])) at2++;
      while (at2 < end) {
        const char = makefile[at2];
        if (char !== "$") {
          add(char, at2, true);
          at2++;
          continue;
        }
        const read = reference(makefile, at2, end);
        if (read === void 0) {
          add("$", at2, true);
          at2 += makefile[at2 + 1] === "$" ? 2 : 1;
          continue;
        }
        const value = variables.expand(read.name);
        add(value ?? `\${${shellName(read.name)}}`, at2, true);
        at2 = read.end;
      }
      add("\n", end, true);
      continued = /\\\r?$/.test(line);
    } else continued = false;
    start = end + 1;
  }
  return { text, offsets };
}
function reference(text, at2, end) {
  const open = text[at2 + 1];
  if (open !== "(" && open !== "{") return void 0;
  const close = open === "(" ? ")" : "}";
  let depth = 1;
  let i = at2 + 2;
  for (; i < end && depth > 0; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close) depth--;
  }
  return depth > 0 ? void 0 : { name: text.slice(at2 + 2, i - 1), end: i };
}
function shellName(name) {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : "MAKE_EXPRESSION";
}
var Variables = class {
  constructor(values) {
    this.values = values;
  }
  values;
  known = /* @__PURE__ */ new Map();
  depth = 0;
  /** `undefined` when it is not defined here or refers to itself. */
  expand(name) {
    if (this.known.has(name)) return this.known.get(name);
    const value = this.values.get(name);
    this.known.set(name, void 0);
    if (value === void 0 || this.depth >= MOST_NESTED) return void 0;
    this.depth++;
    let text = "";
    for (let at2 = 0; at2 < value.length && text.length < LONGEST_VALUE; ) {
      const read = value[at2] === "$" ? reference(value, at2, value.length) : void 0;
      if (read === void 0) {
        text += value[at2];
        at2 += value.startsWith("$$", at2) ? 2 : 1;
        continue;
      }
      text += this.expand(read.name) ?? `\${${shellName(read.name)}}`;
      at2 = read.end;
    }
    this.depth--;
    this.known.set(name, text);
    return text;
  }
};
function definitions(makefile) {
  const variables = /* @__PURE__ */ new Map();
  for (const line of makefile.split("\n")) {
    const match = /^(?:export[ ]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*(\?=|:{0,3}=|\+=)[ \t]*([^#]*)/.exec(line);
    if (match === null) continue;
    const [, name, operator, raw] = match;
    const value = raw.trim();
    if (value.endsWith("\\")) continue;
    const before = variables.get(name);
    if (operator === "?=" && before !== void 0) continue;
    variables.set(name, operator === "+=" && before !== void 0 ? `${before} ${value}` : value);
  }
  return variables;
}

// src/platforms/host/script-files.ts
var LONGEST_LIBRARY = 4096;
var DEFINES_FUNCTIONS = /^[ \t]*(?:function[ \t]+[^\s(){}]+|[^\s(){}=;&|<>$"'`]+[ \t]*\(\))/m;
var ScriptFiles = class {
  constructor(tree, containers, index) {
    this.tree = tree;
    this.containers = containers;
    this.index = index;
  }
  tree;
  containers;
  index;
  seen = [];
  readIn = /* @__PURE__ */ new Set();
  read(file, kind) {
    if (kind === "script" && DEFINES_FUNCTIONS.test(file.text)) this.seen.push(file);
    return this.facts(file, kind, false);
  }
  /**
   * What the functions do of scripts that call none of them, unless another script was followed into
   * the file: then they are judged where they are called.
   */
  libraries() {
    return this.seen.filter(({ path }) => !this.readIn.has(path)).flatMap((file) => this.facts(file, "script", true).facts);
  }
  facts(file, kind, library) {
    const recipes = kind === "makefile" ? readRecipes(file.text) : void 0;
    return scriptFacts(recipes?.text ?? file.text, {
      platform: "host",
      workload: `${kind === "makefile" ? "makefile" : "script"} ${file.path}`,
      placement: this.isOfAnImage(file, kind) ? "container" : "host",
      leavesClusters: kubernetesClaim.mayClaim(file.path) && kubernetesClaim.claims(file),
      library,
      locate: (start, end) => {
        if (recipes === void 0) return file.location(start, end);
        const from = recipes.offsets[start] ?? 0;
        const to = recipes.offsets[Math.max(start, end - 1)];
        return file.location(from, to === void 0 ? from : to + 1);
      },
      readFile: (path) => this.followed(path, file)
    });
  }
  isOfAnImage(file, kind) {
    return this.containers.has(file.path) || kind === "script" && (file.folder === "" ? /entrypoint|docker/i.test(file.name) : this.containers.hasDockerfileAround(file.path));
  }
  /** The text of a file that a script reads: beside it, at the root, or where it is installed. */
  followed(path, from) {
    if (path.startsWith("/")) {
      const found2 = this.index.find(path, from.path);
      const text = found2 === void 0 ? void 0 : this.tree.read(found2)?.text;
      if (text === void 0 || text.length > LONGEST_LIBRARY && !SCRIPT_MENTIONS.test(text))
        return void 0;
      this.readIn.add(found2);
      return text;
    }
    const beside = resolveInTree(from.folder, path);
    const found = beside !== void 0 && this.tree.has(beside) ? beside : resolveInTree("", path);
    if (found === void 0) return void 0;
    this.readIn.add(found);
    return this.tree.read(found)?.text;
  }
};

// src/platforms/host/vagrant.ts
var MOST_CALLS = 200;
var LONGEST_CALL = 2e3;
var MOST_TURNS = 50;
var BEYOND_LOOPBACK = "memcached in the virtual machine listens on more than loopback";
function vagrantFacts(file) {
  const text = withoutComments(file.text);
  const workload = `virtual machine of ${file.path}`;
  const listeners = provisioned(file, text, workload);
  const target = listeners.length > 0 ? [workload] : "unknown";
  const base = {
    kind: "ingress",
    platform: "host",
    mechanism: "published-port",
    name: workload,
    target,
    sources: AddressSet.all,
    leadsTo: listeners.length > 0 ? "memcached" : "unknown",
    related: []
  };
  const doors = [];
  for (const call of callsIn(text)) {
    const where = file.location(call.start, call.end);
    if (call.kind === "public_network" && listeners.length > 0) {
      doors.push({
        ...base,
        where,
        protocols: ["tcp", "udp"],
        ports: PortSet.of(...listeners.flatMap(portsOf)),
        faces: "private",
        notes: ["The virtual machine is bridged into the network of the machine it runs on."]
      });
    }
    if (call.kind !== "forwarded_port") continue;
    const guests = valuesOf(call.options.get("guest"), text, call.start);
    const address = call.options.get("host_ip");
    const host2 = address === void 0 ? void 0 : valuesOf(address, text, call.start)[0];
    const on = publishedOn(host2 === void 0 || host2 === "*" ? void 0 : host2);
    if (on === "loopback") continue;
    const protocol = valuesOf(call.options.get("protocol"), text, call.start)[0] ?? "tcp";
    const protocols = protocol === "udp" ? ["udp"] : ["tcp"];
    for (const [index, guest] of guests.entries()) {
      const port = Number(guest);
      const wanted = listeners.length > 0 ? listeners.flatMap(portsOf) : [MEMCACHED_PORT];
      if (!wanted.includes(port)) continue;
      const outside = valuesOf(call.options.get("host"), text, call.start);
      const outer = Number(outside[index] ?? outside[0] ?? guest);
      doors.push({
        ...base,
        where,
        protocols,
        ports: Number.isInteger(outer) ? PortSet.of(outer) : PortSet.range(1, 65535),
        targetPorts: PortSet.of(port),
        // The address is of a machine whose place nobody knows; `0.0.0.0` is every network of it.
        faces: on === "private" ? "private" : "host",
        ...listeners.length > 0 ? {} : { onlyIf: BEYOND_LOOPBACK },
        notes: ["Vagrant forwards the port on the machine of whoever runs it."]
      });
    }
  }
  return [...listeners, ...doors];
}
function portsOf({ sockets }) {
  if (isUnresolved(sockets)) return [MEMCACHED_PORT];
  return sockets.filter(({ scope }) => scope !== "loopback").map(({ port }) => port);
}
function withoutComments(text) {
  let inside2 = false;
  return text.split("\n").map((line) => {
    if (/^=begin\b/.test(line)) inside2 = true;
    const blank = inside2 || /^[ \t]*#/.test(line);
    if (/^=end\b/.test(line)) inside2 = false;
    return blank ? " ".repeat(line.length) : line;
  }).join("\n");
}
function callsIn(text) {
  const calls = [];
  for (const match of text.matchAll(/\.vm\.(?:network|forward_port)\b[ \t]*\(?[ \t]*/g)) {
    if (calls.length >= MOST_CALLS) break;
    const start = match.index + 1;
    const from = match.index + match[0].length;
    const end = endOfCall(text, from);
    const line = text.lastIndexOf("\n", start) + 1;
    const lead = /^[ \t]*/.exec(text.slice(line, start))[0].length;
    const body = text.slice(from, end);
    if (match[0].includes("forward_port")) {
      const numbers = [...body.matchAll(/[0-9]{1,5}/g)].slice(0, 2);
      const options = new Map(
        numbers.map((one, i) => [
          i === 0 ? "guest" : "host",
          { text: one[0], start: from + one.index, end: from + one.index + one[0].length }
        ])
      );
      calls.push({ start: line + lead, end, kind: "forwarded_port", options });
      continue;
    }
    const kind = /^["':]?([a-z_]+)/.exec(body)?.[1] ?? "";
    calls.push({ start: line + lead, end, kind, options: optionsOf(body, from) });
  }
  return calls;
}
function endOfCall(text, from) {
  let end = from;
  while (end < text.length && end - from < LONGEST_CALL) {
    const newline = text.indexOf("\n", end);
    const stop = newline < 0 ? text.length : newline;
    const line = text.slice(end, stop).trimEnd();
    if (!/[,({\\]$/.test(line) && (line !== "" || end === from)) return end + line.length;
    if (line === "" && end !== from) return end;
    end = stop + 1;
  }
  return Math.min(end, text.length);
}
function optionsOf(body, offset) {
  const options = /* @__PURE__ */ new Map();
  const pattern = /(?:\b([a-z_]{1,30}):|:([a-z_]{1,30})[ \t]*=>|["']([a-z_]{1,30})["'][ \t]*=>)\s{0,20}("[^"\n]*"|'[^'\n]*'|[^\s,){}]+)/g;
  for (const match of body.matchAll(pattern)) {
    const raw = match[4];
    const end = offset + match.index + match[0].length;
    const start = end - raw.length;
    options.set(match[1] ?? match[2] ?? match[3], { ...valueOf(raw), start, end });
  }
  return options;
}
function valueOf(raw) {
  const quoted2 = /^(["'])(.*)\1$/.exec(raw);
  if (quoted2 !== null) {
    const inner = quoted2[2];
    return inner.includes("#{") ? { expression: inner } : { text: inner };
  }
  return /^[0-9_]+$/.test(raw) ? { text: raw.replaceAll("_", "") } : { expression: raw };
}
function valuesOf(value, text, at2) {
  if (value === void 0) return [];
  if ("text" in value) return [value.text];
  const name = /^[A-Za-z_][A-Za-z0-9_]{0,60}$/.exec(value.expression)?.[0];
  if (name === void 0) return [];
  const before = text.slice(0, at2);
  const loop = before.lastIndexOf(`|${name}|`);
  if (loop >= 0) {
    const array = /\[([^\][]{0,500})\]\.each[ \t]*(?:do|\{)[ \t]*$/.exec(
      before.slice(Math.max(0, loop - 600), loop)
    );
    return (array?.[1] ?? "").split(",").slice(0, MOST_TURNS).map((item) => valueOf(item.trim())).flatMap((item) => "text" in item ? [item.text] : []);
  }
  for (const line of before.split("\n").reverse()) {
    const assigned = /^[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(\S[^\n]*?)[ \t]*$/.exec(line);
    if (assigned?.[1] !== name) continue;
    const constant = valueOf(assigned[2]);
    return "text" in constant ? [constant.text] : [];
  }
  return [];
}
function provisioned(file, text, workload) {
  if (!/\.vm\.provision\b/.test(text)) return [];
  const facts = [];
  let left = 20;
  for (const [start, end] of inlineScripts(text)) {
    if (left-- <= 0) break;
    const script = text.slice(start, end).replaceAll("#{", "${");
    const found = scriptFacts(script, {
      platform: "host",
      workload,
      placement: "container",
      locate: (from, to) => file.location(start + from, start + to)
    });
    append(facts, found.facts);
  }
  return facts.filter((fact) => fact.kind === "listener");
}
function inlineScripts(text) {
  const found = [];
  for (const match of text.matchAll(/<<[-~]?(["']?)([A-Za-z_]{1,40})\1/g)) {
    const newline = text.indexOf("\n", match.index);
    if (newline < 0) break;
    let at2 = newline + 1;
    while (at2 < text.length) {
      const next = text.indexOf("\n", at2);
      const stop = next < 0 ? text.length : next;
      if (text.slice(at2, stop).trim() === match[2]) break;
      at2 = stop + 1;
    }
    found.push([newline + 1, Math.min(at2, text.length)]);
    if (found.length > 50) break;
  }
  for (const match of text.matchAll(/inline(?::|[ \t]*=>)[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')/g)) {
    const body = match[1] ?? match[2];
    const end = match.index + match[0].length - 1;
    found.push([end - body.length, end]);
    if (found.length > 100) break;
  }
  return found;
}

// src/platforms/host/port-lists.ts
var WIDE = 100;
var LISTS = {
  TCP_IN: { protocol: "tcp", family: 4 },
  UDP_IN: { protocol: "udp", family: 4 },
  TCP6_IN: { protocol: "tcp", family: 6 },
  UDP6_IN: { protocol: "udp", family: 6 },
  IG_TCP_CPORTS: { protocol: "tcp", family: 4 },
  IG_UDP_CPORTS: { protocol: "udp", family: 4 }
};
function portListDoors(files) {
  const doors = [];
  const folders = /* @__PURE__ */ new Map();
  for (const file of files) {
    const same = folders.get(file.folder);
    if (same === void 0) folders.set(file.folder, [file]);
    else same.push(file);
  }
  for (const here of folders.values()) {
    const refused = { tcp: AddressSet.empty, udp: AddressSet.empty };
    for (const file of here.filter(({ name }) => /deny/.test(name))) {
      for (const { protocols, sources } of entries(file)) {
        if (!(sources instanceof AddressSet)) continue;
        for (const protocol of protocols) refused[protocol] = refused[protocol].union(sources);
      }
    }
    for (const file of here) {
      if (/allow/.test(file.name))
        append(
          doors,
          entries(file).map((entry2) => entryDoor(file, entry2))
        );
      else if (!/deny/.test(file.name)) append(doors, listDoors(file, refused));
    }
  }
  return doors;
}
function listDoors(file, refused) {
  const settings = /* @__PURE__ */ new Map();
  for (let line = 1, last = file.text.split("\n").length; line <= last; line++) {
    const match = /^(\s*([A-Z0-9_]+)\s*=\s*"?)([^"#\r\n]*)/.exec(file.line(line));
    if (match !== null)
      settings.set(match[2], { value: match[3], from: file.offset(line) + match[1].length });
  }
  const doors = [];
  for (const [name, { protocol, family }] of Object.entries(LISTS)) {
    const setting = settings.get(name);
    if (setting === void 0) continue;
    if (family === 6 && settings.get("IPV6")?.value.trim() !== "1") continue;
    const found = portIn(setting.value);
    if (found === void 0) continue;
    const everyone = family === 4 ? AddressSet.allIPv4 : AddressSet.allIPv6;
    const sources = everyone.subtract(refused[protocol]);
    const where = file.location(setting.from + found.from, setting.from + found.to);
    const before = doors.find((door2) => door2.protocols[0] === protocol);
    if (sources.isEmpty) continue;
    if (before !== void 0 && before.sources instanceof AddressSet) {
      doors[doors.indexOf(before)] = {
        ...before,
        sources: before.sources.union(sources),
        related: [{ where, message: "the same for IPv6" }]
      };
    } else doors.push(door(file, where, protocol, sources, found.ports));
  }
  return doors;
}
function portIn(list) {
  for (const match of list.matchAll(/[^,\s]+/g)) {
    const range = /^([0-9]{1,5})(?:[:_-]([0-9]{1,5}))?$/.exec(match[0]);
    if (range === null) continue;
    const ports = PortSet.range(Number(range[1]), Number(range[2] ?? range[1]));
    if (ports.contains(MEMCACHED_PORT) && ports.size <= WIDE)
      return { from: match.index, to: match.index + match[0].length, ports };
  }
  return void 0;
}
function entries(file) {
  const found = [];
  for (let line = 1, last = file.text.split("\n").length; line <= last; line++) {
    const text = file.line(line).replace(/#.*$/, "").trim();
    if (text === "") continue;
    const separator = text.includes("|") ? "|" : ":";
    const parts = text.split(separator);
    if (parts.includes("out")) continue;
    const destination = parts.find((part) => /^d=[0-9_,:-]+$/.test(part))?.slice(2);
    if (destination === void 0) continue;
    const port = portIn(destination);
    if (port === void 0) continue;
    const index = parts.findIndex((part) => part.startsWith("s="));
    const source = index < 0 ? "" : parts.slice(index).join(separator).slice(2);
    const named = parts.find((part) => part === "tcp" || part === "udp");
    const start = file.offset(line) + file.line(line).indexOf(text);
    const where = file.location(start, start + text.length);
    const set = AddressSet.tryParse(source);
    found.push({
      // Both tools take TCP where none is named; csf's advanced entries always name one.
      protocols: named === void 0 ? ["tcp", "udp"] : [named],
      ports: port.ports,
      sources: set ?? unresolved(
        source === "" ? "no source is named" : `\`${source.slice(0, 80)}\` is not known`,
        where
      ),
      where
    });
  }
  return found;
}
function entryDoor(file, { protocols, ports, sources, where }) {
  const one = door(file, where, protocols[0], AddressSet.all, ports);
  return {
    ...one,
    protocols: [...protocols],
    sources
  };
}
function door(file, where, protocol, sources, ports) {
  return {
    kind: "ingress",
    platform: "host",
    where,
    mechanism: "host-firewall",
    name: `the packet filter of ${file.path}`,
    sources,
    protocols: [protocol],
    ports,
    target: "unknown",
    faces: "host",
    leadsTo: "unknown",
    related: []
  };
}

// src/platforms/host/shorewall.ts
var WIDE2 = 100;
function shorewallDoors(file) {
  const everyone = /(?:^|\/)shorewall6\//.test(file.path) ? AddressSet.allIPv6 : AddressSet.allIPv4;
  const doors = [];
  const decided = /* @__PURE__ */ new Map();
  const last = file.text.split("\n").length;
  for (let line = 1; line <= last; line++) {
    const words = file.line(line).replace(/#.*$/, "").split(/\s+/).filter((word) => word !== "");
    const start = file.offset(line);
    const rule = readRule(words);
    if (rule === void 0) continue;
    const text = file.line(line).replace(/#.*$/, "").trimEnd();
    const lead = text.length - text.trimStart().length;
    const where = file.location(start + lead, start + text.length);
    for (const source of rule.sources) {
      const addresses = addressesOf(source.addresses, everyone, where);
      const protocols = rule.protocols.filter((protocol) => {
        const key = `${protocol} ${source.zone}`;
        const before = (decided.get(key) ?? AddressSet.empty).union(
          decided.get(`${protocol} all`) ?? AddressSet.empty
        );
        if (!(addresses instanceof AddressSet)) return rule.accepts;
        const left = addresses.subtract(before);
        decided.set(key, before.union(addresses));
        return rule.accepts && !left.isEmpty;
      });
      if (protocols.length > 0)
        doors.push(doorOf(file, where, rule, protocols, addresses, source.zone));
    }
  }
  return doors;
}
function readRule(words) {
  const [written = "", source, destination, protocol, port] = words;
  if (source === void 0 || destination === void 0) return void 0;
  const macro = /^([A-Za-z0-9_-]+)(?:\(|\/)([A-Z]+)/.exec(written);
  const action = (macro?.[2] ?? written).replace(/[:!+-].*$/, "");
  const accepts = /^(?:ACCEPT|DNAT|REDIRECT)$/.test(action);
  if (!accepts && !/^(?:DROP|REJECT|A_DROP|A_REJECT)$/.test(action)) return void 0;
  const isMacro = macro !== null && !/^(?:ACCEPT|DROP|REJECT|DNAT|REDIRECT)$/.test(macro[1]);
  if (isMacro && !/^memcached?$/i.test(macro[1])) return void 0;
  const protocols = ["tcp", "udp"].filter(
    (each) => isMacro ? each === "tcp" : (protocol ?? "-").toLowerCase().split(",").some(
      (name) => name === each || name === (each === "tcp" ? "6" : "17") || /^(?:-|all|any)$/.test(name)
    )
  );
  const ports = isMacro ? PortSet.of(MEMCACHED_PORT) : portsOf2(port);
  const inside2 = Number(/:([0-9]{1,5})$/.exec(destination)?.[1] ?? "NaN");
  const leads = action === "DNAT" && inside2 === MEMCACHED_PORT;
  if (protocols.length === 0 || !ports.contains(MEMCACHED_PORT) && !leads) return void 0;
  if (accepts && ports.size > WIDE2) return void 0;
  const sources = source.split(/,(?![0-9.+~])/).map((part) => {
    const [zone = "", ...rest] = part.split(":");
    return { zone: zone.replace(/[!+].*$/, "").replace(/^any$/, "all"), addresses: rest.join(":") };
  });
  return { accepts, sources, protocols, ports, leads };
}
function portsOf2(text) {
  if (text === void 0 || text === "-") return PortSet.all;
  let set = PortSet.empty;
  for (const part of text.split(",")) {
    const match = /^([0-9]{1,5})(?:[:-]([0-9]{1,5}))?$/.exec(part);
    if (match !== null)
      set = set.union(PortSet.range(Number(match[1]), Number(match[2] ?? match[1])));
    else if (/^memcache$/i.test(part)) set = set.union(PortSet.of(MEMCACHED_PORT));
  }
  return set;
}
function addressesOf(text, everyone, where) {
  if (text === "") return everyone;
  const negated = text.startsWith("!");
  const body = text.replace(/^!/, "").replace(/^<|>$/g, "").replace(/[[\]]/g, "");
  const sets = [];
  for (const part of body.split(",")) {
    const plain = part.replace(/^[a-z][a-z0-9.]*[0-9+]:(?=[0-9])/, "");
    const range = /^([0-9.]+)-([0-9.]+)$/.exec(plain);
    let set2;
    try {
      set2 = range === null ? AddressSet.tryParse(plain) : AddressSet.range(range[1], range[2]);
    } catch {
      set2 = void 0;
    }
    if (set2 === void 0 && /^[a-z][a-z0-9.]*[0-9+]$/.test(plain)) return everyone;
    if (set2 === void 0) return unresolved(`\`${part.slice(0, 80)}\` is not known`, where);
    sets.push(set2);
  }
  const set = AddressSet.unionOf(sets);
  return negated ? everyone.subtract(set) : set;
}
function doorOf(file, where, { ports, leads }, protocols, sources, zone) {
  return {
    kind: "ingress",
    platform: "host",
    where,
    mechanism: "host-firewall",
    name: `the packet filter of ${file.path}`,
    sources,
    protocols: [...protocols],
    ports,
    ...leads ? { targetPorts: PortSet.of(MEMCACHED_PORT) } : {},
    target: "unknown",
    // `net` is what everybody calls the internet's zone; others are behind the machine.
    faces: /^(?:net|wan|inet|internet|all|ext(?:ern(?:al)?)?|pub(?:lic)?)[0-9]*$/i.test(zone) ? "host" : "private",
    leadsTo: "unknown",
    related: []
  };
}

// src/platforms/host/workflows.ts
function workflowFacts(file) {
  const data = readYaml(file).documents[0]?.data;
  const facts = [];
  for (const { key, value: job } of entriesOf(entry(data, "jobs")?.value)) {
    const selfHosted = itemsOf(entry(job, "runs-on")?.value).some(
      (label) => textOf(label) === "self-hosted"
    );
    for (const { key: name, value: service } of entriesOf(entry(job, "services")?.value)) {
      append(
        facts,
        serviceFacts(service, `service ${name} of job ${key} in ${file.path}`, selfHosted)
      );
    }
    for (const step of itemsOf(entry(job, "steps")?.value)) {
      append(facts, stepFacts(step, `job ${key} in ${file.path}`, file, selfHosted));
    }
  }
  for (const step of itemsOf(at(data, "runs", "steps"))) {
    append(facts, stepFacts(step, `action ${file.path}`, file, false));
  }
  return facts;
}
function entriesOf(data) {
  return data?.type === "map" ? data.entries : [];
}
function serviceFacts(service, workload, selfHosted) {
  const image = entry(service, "image")?.value;
  if (image === void 0) return [];
  const options = splitArguments(textOf(entry(service, "options")?.value) ?? "").map(
    ({ text }) => text
  );
  const environment = new Map(
    entriesOf(entry(service, "env")?.value).map(({ key, value }) => [key, wordOf2(value)])
  );
  const host2 = options.some(
    (text, i) => text === "--network=host" || text === "--network" && options[i + 1] === "host"
  );
  const facts = containerFacts(
    {
      spec: { image: wordOf2(image), environment, where: image.where },
      published: itemsOf(entry(service, "ports")?.value).map(wordOf2),
      publishAll: void 0,
      network: host2 ? "host" : "own",
      name: void 0
    },
    { platform: "host", workload }
  );
  return inCi(facts, selfHosted);
}
function stepFacts(step, workload, file, selfHosted) {
  const run = entry(step, "run")?.value;
  const text = textOf(run);
  const shell = textOf(entry(step, "shell")?.value) ?? "bash";
  if (run === void 0 || text === void 0 || !/^(?:ba)?sh\b/.test(shell)) return [];
  const found = scriptFacts(
    text.replace(/\$\{\{[^}]*\}\}/g, (one) => `\${${"X".repeat(Math.max(1, one.length - 3))}}`),
    {
      platform: "host",
      workload,
      placement: "host",
      locate: locator(file, run.where, text)
    }
  );
  return inCi(found.facts, selfHosted);
}
function inCi(facts, selfHosted) {
  if (selfHosted) {
    const onlyIf = "it lasts as long as the job on a machine of your own";
    return facts.map(
      (fact) => fact.kind === "ingress" && fact.onlyIf === void 0 ? { ...fact, onlyIf } : fact
    );
  }
  return facts.flatMap((fact) => {
    if (fact.kind === "restriction") return [];
    if (fact.kind === "listener") return [{ ...fact, placement: "container" }];
    const local = fact.mechanism === "published-port" || fact.mechanism === "host-network" || fact.mechanism === "host-firewall";
    return local ? [{ ...fact, faces: "cluster" }] : [fact];
  });
}
function locator(file, where, text) {
  const starts = [];
  const to = file.offset(where.endLine, where.endColumn);
  let from = file.offset(where.startLine, where.startColumn);
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    const found = trimmed === "" ? -1 : file.text.slice(from, to).indexOf(trimmed);
    starts.push(found < 0 ? from : from + found - (line.length - line.trimStart().length));
    if (found >= 0) from += found + trimmed.length;
  }
  return (start, end) => {
    const index = text.slice(0, start).split("\n").length - 1;
    const first = text.lastIndexOf("\n", start - 1) + 1;
    const at2 = (starts[index] ?? from) + start - first;
    const stop = Math.min(
      end,
      text.indexOf("\n", start) < 0 ? text.length : text.indexOf("\n", start)
    );
    return file.location(
      Math.min(at2, to),
      Math.min(at2 + Math.max(stop - start, 1), Math.max(to, at2 + 1))
    );
  };
}
function wordOf2(data) {
  const text = textOf(data);
  if (text !== void 0 && !text.includes("${{")) return { text, where: data.where };
  const reason = text === void 0 ? "the value is not known" : `\`${text.slice(0, 60)}\` is filled in by the runner`;
  return { text: void 0, reason, where: data.where };
}

// src/platforms/host/pieces.ts
var ScriptPieces = class {
  pieces = [];
  whole = "";
  /** @param locate the place of offsets in this piece */
  add(text, locate) {
    const start = this.whole.length;
    this.whole += text.endsWith("\n") ? text : `${text}
`;
    this.pieces.push({ start, end: this.whole.length, locate });
  }
  get text() {
    return this.whole;
  }
  locate = (start, end) => {
    const piece = this.pieces.find((one) => one.start <= start && start < one.end) ?? this.pieces[0];
    return piece.locate(start - piece.start, Math.min(end, piece.end) - piece.start);
  };
};
function quoted(text) {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
function writing(path, text) {
  let mark = "END_OF_FILE";
  while (text.includes(mark)) mark += "_";
  return { head: `cat > ${quoted(path)} <<'${mark}'`, tail: mark };
}

// src/platforms/host/packer.ts
var LONGEST_FILE = 256 * 1024;
function packerFacts(file, tree) {
  const builds = file.path.endsWith(".json") ? fromJson(file) : fromHcl(file);
  const facts = [];
  const consumed = /* @__PURE__ */ new Set();
  for (const build of builds) {
    const script = new ScriptPieces();
    const windows = { powershell: new ScriptPieces(), batch: new ScriptPieces() };
    const plain = (text) => script.add(text, () => file.location(0));
    for (const one of build.provisioners) {
      if (one.type === "file") upload(one, file, tree, script, consumed);
      else if (one.type === "powershell" || one.type === "windows-shell") {
        const pieces = windows[one.type === "powershell" ? "powershell" : "batch"];
        for (const { text, locate } of one.inline) pieces.add(text, locate);
        for (const found of scriptsOf(one, file, tree)) {
          consumed.add(found.path);
          pieces.add(
            found.text,
            (start, end) => found.location(Math.min(start, found.text.length), Math.min(end, found.text.length))
          );
        }
      } else if (one.type === "shell") {
        for (const variable of one.environment) {
          const equals = variable.indexOf("=");
          if (equals > 0)
            plain(`export ${variable.slice(0, equals)}=${quoted(variable.slice(equals + 1))}`);
        }
        for (const { text, locate } of one.inline) script.add(text, locate);
        for (const found of scriptsOf(one, file, tree)) {
          consumed.add(found.path);
          plain("(");
          script.add(
            found.text,
            (start, end) => found.location(Math.min(start, found.text.length), Math.min(end, found.text.length))
          );
          plain(")");
        }
      }
    }
    const workload = `image ${build.name} of ${file.path}`;
    for (const language of ["powershell", "batch"]) {
      const { text, locate } = windows[language];
      if (text !== "") append(facts, windowsScriptFacts(text, { workload, locate, language }));
    }
    if (script.text === "") continue;
    append(
      facts,
      scriptFacts(script.text, {
        platform: "host",
        workload,
        placement: "host",
        locate: script.locate
      }).facts
    );
  }
  return { facts, consumed: [...consumed] };
}
function scriptsOf(one, file, tree) {
  return one.scripts.flatMap((path) => {
    const found = tree.read(inTree(file, path, tree) ?? "");
    return found === void 0 || found.text.length > LONGEST_FILE ? [] : [found];
  });
}
function inTree(file, path, tree) {
  const plain = path.replace(/^\$?\{\{?\s*(?:template_dir|path\.root|path\.cwd)\s*\}?\}\//, "");
  const beside = resolveInTree(file.folder, plain);
  if (beside !== void 0 && tree.has(beside)) return beside;
  const root = resolveInTree("", plain);
  return root !== void 0 && tree.has(root) ? root : void 0;
}
function upload(one, file, tree, script, consumed) {
  const { destination, content, source } = one;
  if (destination === void 0) return;
  let text = content;
  let path = destination;
  if (text === void 0 && source !== void 0) {
    const found = tree.read(inTree(file, source, tree) ?? "");
    if (found === void 0 || found.text.length > LONGEST_FILE) return;
    text = {
      text: found.text,
      locate: (start, end) => found.location(Math.min(start, found.text.length), Math.min(end, found.text.length))
    };
    if (path.endsWith("/")) path += found.name;
    consumed.add(found.path);
  }
  if (text === void 0) return;
  const { head, tail } = writing(path, text.text);
  const nowhere = () => file.location(0);
  script.add(head, nowhere);
  script.add(text.text, text.locate);
  script.add(tail, nowhere);
}
function fromJson(file) {
  const { data } = readJson(file);
  if (data === void 0 || entry(data, "provisioners") === void 0) return [];
  const variables = entry(data, "variables")?.value;
  const fill = (text) => text.replace(
    /\{\{\s*user\s+[`"']([^`"']+)[`"']\s*\}\}/g,
    (whole, name) => textOf(entry(variables, name)?.value) ?? whole
  );
  const textAt = (item) => {
    const text = textOf(item);
    return text === void 0 ? void 0 : fill(text);
  };
  const provisioners = itemsOf(entry(data, "provisioners")?.value).map((one) => {
    const list = (...names) => names.flatMap(
      (name) => itemsOf(entry(one, name)?.value).flatMap((item) => textAt(item) ?? [])
    );
    return {
      type: textOf(entry(one, "type")?.value) ?? "",
      inline: itemsOf(entry(one, "inline")?.value).flatMap((item) => {
        const text = textAt(item);
        return text === void 0 ? [] : [{ text, locate: inside(file, item.where, text) }];
      }),
      scripts: list("script", "scripts"),
      environment: list("environment_vars"),
      source: list("source")[0],
      content: void 0,
      destination: list("destination")[0]
    };
  });
  return [{ name: "build", provisioners }];
}
function inside(file, where, text) {
  const from = file.offset(where.startLine, where.startColumn);
  const to = file.offset(where.endLine, where.endColumn);
  const at2 = file.text.slice(from, to).indexOf(text);
  return (start, end) => at2 < 0 ? where : file.location(from + at2 + start, from + at2 + Math.max(end, start + 1));
}
function fromHcl(file) {
  const { body } = parseHcl(file);
  const values = /* @__PURE__ */ new Map();
  for (const block of body.blocks) {
    const standard = block.body.attributes.find(({ name }) => name === "default");
    if (block.type === "variable" && standard !== void 0)
      values.set(`var.${block.labels[0]?.text ?? ""}`, standard.value);
    if (block.type === "locals")
      for (const { name, value } of block.body.attributes) values.set(`local.${name}`, value);
  }
  return body.blocks.filter(({ type }) => type === "build").map((block, index) => ({
    name: textIn(block, "name", values, file)?.text ?? `build ${index + 1}`,
    provisioners: block.body.blocks.filter(({ type }) => type === "provisioner").map((one) => hclProvisioner(one, values, file))
  }));
}
function hclProvisioner(block, values, file) {
  const list = (name) => {
    const value = block.body.attributes.find((one) => one.name === name)?.value;
    const items2 = value === void 0 ? [] : value.kind === "tuple" ? value.items : [value];
    return items2.flatMap((item) => textOfExpression(item, values, file, 0) ?? []);
  };
  const plain = (name) => list(name).map(({ text }) => text);
  return {
    type: block.labels[0]?.text ?? "",
    inline: list("inline"),
    scripts: [...plain("script"), ...plain("scripts")],
    environment: [...plain("environment_vars"), ...plain("env")],
    source: plain("source")[0] ?? plain("sources")[0],
    content: list("content")[0],
    destination: plain("destination")[0]
  };
}
function textIn(block, name, values, file) {
  const value = block.body.attributes.find((one) => one.name === name)?.value;
  return value === void 0 ? void 0 : textOfExpression(value, values, file, 0);
}
function textOfExpression(node, values, file, depth) {
  const where = file.location(node.start, Math.max(node.end, node.start + 1));
  if (depth > 10) return void 0;
  if (node.kind === "literal") {
    if (node.value === null) return void 0;
    const text = String(node.value);
    return { text, locate: inside(file, where, text) };
  }
  if (node.kind === "template") {
    const parts = node.parts.map((part) => {
      if (part.kind === "text") return part.text;
      const value2 = part.kind === "value" ? textOfExpression(part.value, values, file, depth + 1) : void 0;
      return value2?.text ?? "${PACKER_VALUE}";
    });
    const text = parts.join("");
    return { text, locate: inside(file, where, text) };
  }
  const name = file.text.slice(node.start, node.end).replace(/\s+/g, "");
  if (name === "path.root" || name === "path.cwd") return { text: ".", locate: () => where };
  const value = values.get(name);
  const known = value === void 0 ? void 0 : textOfExpression(value, values, file, depth + 1);
  return known === void 0 ? void 0 : { text: known.text, locate: () => where };
}

// src/platforms/host/index.ts
var host = { ...hostClaim, translate };
function translate({ files, tree }) {
  const facts = [];
  const problems = [];
  const containers = new ContainerFiles(tree);
  const index = new PathIndex(tree.paths);
  const kinds = files.map((file) => ({ file, kind: kindOf(file) }));
  const units = kinds.filter(({ kind }) => kind === "unit").map(({ file }) => file);
  const { facts: started, consumed: read } = unitFacts(units, tree, index, containers);
  const consumed = new Set(read);
  append(facts, started);
  for (const { file, kind } of kinds) {
    if (kind !== "packer") continue;
    const built = packerFacts(file, tree);
    append(facts, built.facts);
    for (const path of built.consumed) consumed.add(path);
  }
  const nix = kinds.filter(({ kind }) => kind === "nix").map(({ file }) => file);
  append(facts, nixFacts(nix, tree));
  const scripts = new ScriptFiles(tree, containers, index);
  for (const { file, kind } of kinds) {
    if (kind === void 0 || kind === "unit" || kind === "firewall" || kind === "nix" || kind === "packer" || kind === "port-list")
      continue;
    if (consumed.has(file.path)) continue;
    const contained = containers.has(file.path) || kind === "supervisor" && containers.hasDockerfileAround(file.path);
    const placement = contained ? "container" : "host";
    if (kind === "vagrant") append(facts, vagrantFacts(file));
    else if (kind === "cloud-init") append(facts, cloudInitFacts(file));
    else if (kind === "script" || kind === "makefile") {
      const read2 = scripts.read(file, kind);
      append(facts, read2.facts);
      append(problems, read2.problems);
    } else if (kind === "supervisor") append(facts, supervisorFacts(file, placement));
    else if (kind === "cron") append(facts, cronFacts(linesOf(file), file.path, placement));
    else if (kind === "workflow") append(facts, workflowFacts(file));
    else if (kind === "windows") append(facts, windowsFacts(file));
    else if (kind === "shorewall") append(facts, shorewallDoors(file));
    else if (kind === "haproxy" || kind === "nginx") {
      if (placement === "host" && !containers.hasDockerfileAround(file.path))
        append(facts, proxyFacts(kind, linesOf(file), file.path));
    } else if (kind === "procfile") append(facts, procfileFacts(file));
    else if (kind === "upstart") append(facts, upstartFacts(file, placement));
    else append(facts, confFacts(file, kind, placement));
  }
  append(facts, scripts.libraries());
  const listeners = facts.filter((fact) => fact.kind === "listener");
  append(
    facts,
    portListDoors(kinds.filter(({ kind }) => kind === "port-list").map(({ file }) => file))
  );
  const filters = kinds.filter(({ kind }) => kind === "firewall").map(({ file }) => file);
  append(facts, firewallFileFacts(filters, listeners));
  return { facts: withoutRepeats(facts), problems };
}
function cloudInitFacts(file) {
  const locate = (start, end) => file.location(start, end);
  const script = cloudConfigScript({ text: file.text, locate });
  return scriptFacts(script.text, {
    platform: "host",
    workload: `script ${file.path}`,
    placement: "host",
    locate: script.locate
  }).facts;
}
function withoutRepeats(facts) {
  const seen = /* @__PURE__ */ new Set();
  return facts.filter((fact) => {
    const key = JSON.stringify(
      fact,
      (_name, value) => typeof value === "bigint" ? `${value}n` : value
    );
    return seen.has(key) ? false : seen.add(key) !== void 0;
  });
}

export {
  host
};
