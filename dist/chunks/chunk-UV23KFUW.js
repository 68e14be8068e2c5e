import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  compareSeverity
} from "./chunk-FHUH3I3Y.js";
import {
  parseHcl
} from "./chunk-PN2D7ECX.js";
import {
  scopeOf
} from "./chunk-G2C3MHYM.js";
import {
  AddressSet,
  CURRENT,
  SourceFile,
  formatVersion,
  parseVersion
} from "./chunk-TMYZCIEQ.js";
import {
  PortSet,
  append,
  isUnresolved
} from "./chunk-5VOORNIG.js";

// src/fix/edits.ts
function editedTexts(tree, edits) {
  const byFile = /* @__PURE__ */ new Map();
  for (const { where, replacement } of edits) {
    const file = tree.read(where.file);
    if (file === void 0) return void 0;
    const changes = byFile.get(where.file) ?? [];
    byFile.set(where.file, changes);
    changes.push({
      start: file.offset(where.startLine, where.startColumn),
      end: file.offset(where.endLine, where.endColumn),
      replacement: withLineEndsOf(file, replacement)
    });
  }
  const texts = /* @__PURE__ */ new Map();
  for (const [path, changes] of byFile) {
    const text = changed(tree.read(path).text, changes);
    if (text === void 0) return void 0;
    texts.set(path, text);
  }
  return texts;
}
function changed(text, changes) {
  const sorted = [...changes].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let done = 0;
  let last;
  for (const change of sorted) {
    if (last !== void 0 && sameChange(last, change)) continue;
    const atSamePlace = last !== void 0 && change.start === last.start;
    if (change.start < done || atSamePlace || change.end > text.length) return void 0;
    result += text.slice(done, change.start) + change.replacement;
    done = change.end;
    last = change;
  }
  return result + text.slice(done);
}
function sameChange(a, b) {
  return a.start === b.start && a.end === b.end && a.replacement === b.replacement;
}
function withLineEndsOf(file, replacement) {
  const first = file.text.indexOf("\n");
  const windows = first > 0 && file.text[first - 1] === "\r";
  return windows ? replacement.replace(/\r?\n/g, "\r\n") : replacement;
}

// src/fix/overlay.ts
var OverlayTree = class {
  /** @param texts by path; paths that the tree does not have are left out */
  constructor(tree, texts) {
    this.tree = tree;
    this.changed = new Map(
      [...texts].filter(([path]) => tree.has(path)).map(([path, text]) => [path, new SourceFile(path, text)])
    );
  }
  tree;
  changed;
  get paths() {
    return this.tree.paths;
  }
  has(path) {
    return this.tree.has(path);
  }
  read(path) {
    return this.changed.get(path) ?? this.tree.read(path);
  }
  get unreadable() {
    return this.tree.unreadable;
  }
};

// src/fix/proposals/context.ts
function oneEdit(description, where, replacement) {
  return { description, edits: [{ where, replacement }] };
}
function insertion(file, offset, replacement) {
  return { where: file.location(offset), replacement };
}
function fileOf(context, where) {
  return context.tree.read(where.file);
}
function startOf(file, where) {
  return file.offset(where.startLine, where.startColumn);
}
function endOf(file, where) {
  return file.offset(where.endLine, where.endColumn);
}
function textAt(file, where) {
  return file.text.slice(startOf(file, where), endOf(file, where));
}
function trustedCidrs({ trusted }) {
  const all = trusted.toCidrs();
  return {
    all,
    v4: all.filter((cidr) => !cidr.includes(":")),
    v6: all.filter((cidr) => cidr.includes(":"))
  };
}
var NEEDS_TRUSTED = "Who may still come in is not known: name the networks with --trusted-networks or in the configuration.";
function isOwnValue(file, finding) {
  if (finding.data["platform"] !== "ansible") return true;
  return /memcache/i.test(file.path) || /memcache/i.test(file.line(finding.location.startLine));
}
var SHARED_VALUE = "The value is a variable that other services may use too.";

// src/fix/proposals/cidrs.ts
var SOURCE_LISTS = {
  cidr_blocks: "v4",
  ipv6_cidr_blocks: "v6",
  source_ranges: "all",
  source_address_prefixes: "all"
};
var SINGLE_SOURCES = {
  cidr_ipv4: "v4",
  cidr_ipv6: "v6",
  source_address_prefix: "all"
};
var EVERYONE = /^(?:\*|any|internet)$/i;
var MOST_OF_IPV4 = 2 ** 31;
var MOST_OF_IPV6 = 1n << 125n;
var narrowCidrs = (finding, context) => {
  const { mechanism } = finding.data;
  if (mechanism !== "security-group" && mechanism !== "cloud-firewall" && mechanism !== "network-acl") {
    return void 0;
  }
  if (finding.ruleId === "MCE102") {
    return none("The rule opens other ports too; narrowing it could cut off what they serve.");
  }
  if (finding.ruleId !== "MCE101") {
    return none("The addresses were named on purpose; trust them or take them out.");
  }
  if (context.trusted.isEmpty) return none(NEEDS_TRUSTED);
  const file = fileOf(context, finding.location);
  if (file === void 0 || !/\.(?:tf|tofu)$/.test(file.path)) {
    return none("The sources are not written in a Terraform file that can be edited.");
  }
  if (!opensOnlyMemcached(finding, context)) {
    return none("The rule opens other ports too; narrowing it could cut off what they serve.");
  }
  return narrowed(file, finding, context);
};
function none(reason) {
  return { fixes: [], reason };
}
function opensOnlyMemcached(finding, { result }) {
  const { file, startLine, startColumn } = finding.location;
  return result.facts.every((fact) => {
    if (fact.kind !== "ingress" || fact.where.file !== file) return true;
    if (fact.where.startLine !== startLine || fact.where.startColumn !== startColumn) return true;
    return !isUnresolved(fact.ports) && fact.ports.subtract(PortSet.range(11211, 11215)).isEmpty;
  });
}
function narrowed(file, finding, context) {
  const { body } = parseHcl(file);
  const offset = startOf(file, finding.location);
  const [resource, ...inner] = blocksAround(body, offset);
  if (resource?.type !== "resource") {
    return none("The sources come from a value that other things may use too.");
  }
  const block = inner.at(-1) ?? resource;
  const sources = settingsAround(block, offset).filter(({ name }) => isSource(name));
  if (!sources.some(({ value }) => value.start <= offset && offset < value.end)) {
    return none("The sources are not written as a literal list in the rule.");
  }
  const cidrs = trustedCidrs(context);
  const edits = [];
  let remaining = 0;
  for (const attribute of sources) {
    const outcome = narrowAttribute(file, attribute, cidrs);
    if (typeof outcome === "string") return none(outcome);
    append(edits, outcome.edits);
    remaining += outcome.remaining;
  }
  if (remaining === 0) {
    return none(
      "None of the trusted networks is of the family that the rule is about; take the rule out."
    );
  }
  return {
    fixes: [{ description: `Let only ${cidrs.all.join(", ")} come in through this rule.`, edits }]
  };
}
function settingsAround({ body }, offset) {
  const around = (value2) => value2.start <= offset && offset < value2.end;
  let value = body.attributes.find((attribute) => around(attribute.value))?.value;
  let settings = body.attributes;
  while (value !== void 0) {
    if (value.kind === "object") {
      settings = value.items.flatMap(
        ({ key, value: of }) => key.kind === "literal" ? [{ name: String(key.value), nameSpan: key, value: of }] : []
      );
      value = value.items.find((item) => around(item.value))?.value;
    } else {
      value = value.kind === "tuple" ? value.items.find(around) : void 0;
    }
  }
  return settings;
}
function isSource(name) {
  return Object.hasOwn(SOURCE_LISTS, name) || Object.hasOwn(SINGLE_SOURCES, name);
}
function narrowAttribute(file, attribute, cidrs) {
  const { name, value } = attribute;
  const edit = (start, end, replacement) => ({
    where: file.location(start, end),
    replacement
  });
  if (Object.hasOwn(SINGLE_SOURCES, name)) {
    if (!isOpen(value)) return { edits: [], remaining: 1 };
    const wanted = cidrs[SINGLE_SOURCES[name]];
    if (name === "source_address_prefix" && wanted.length > 1) {
      return {
        edits: [
          edit(attribute.nameSpan.start, attribute.nameSpan.end, "source_address_prefixes"),
          edit(value.start, value.end, `[${quoted(wanted)}]`)
        ],
        remaining: wanted.length
      };
    }
    if (wanted.length !== 1) {
      return `\`${name}\` takes one network and ${wanted.length} are trusted; write one rule for each.`;
    }
    return { edits: [edit(value.start, value.end, quoted(wanted))], remaining: 1 };
  }
  if (value.kind !== "tuple") return `\`${name}\` is not written as a literal list.`;
  const kept = value.items.filter((item) => !isOpen(item));
  if (kept.length === value.items.length) return { edits: [], remaining: kept.length };
  const present = new Set(kept.map((item) => item.kind === "literal" ? item.value : void 0));
  const added = cidrs[SOURCE_LISTS[name]].filter((cidr) => !present.has(cidr));
  return {
    edits: narrowList(value.items, added).map(
      ([start, end, text]) => start < 0 ? edit(value.start, value.end, "[]") : edit(start, end, text)
    ),
    remaining: kept.length + added.length
  };
}
function narrowList(items, added) {
  const edits = [];
  const open = items.map(isOpen);
  if (added.length === 0 && open.every((is) => is)) return [[-1, -1, ""]];
  let placed = added.length === 0;
  items.forEach((item, index) => {
    if (!open[index]) return;
    if (!placed) {
      placed = true;
      edits.push([item.start, item.end, quoted(added)]);
    } else if (index > 0) edits.push([items[index - 1].end, item.end, ""]);
    else edits.push([item.start, items[index + 1].start, ""]);
  });
  return edits;
}
function isOpen(value) {
  if (value.kind !== "literal" || typeof value.value !== "string") return false;
  if (EVERYONE.test(value.value)) return true;
  const set = AddressSet.tryParse(value.value);
  return set !== void 0 && (set.sizeV4 >= MOST_OF_IPV4 || set.sizeV6 >= MOST_OF_IPV6);
}
function quoted(cidrs) {
  return cidrs.map((cidr) => `"${cidr}"`).join(", ");
}
function blocksAround(body, offset) {
  const chain = [];
  let here = body;
  while (here !== void 0) {
    const found = here.blocks.find(
      ({ start, end }) => start <= offset && offset < end
    );
    if (found !== void 0) chain.push(found);
    here = found?.body;
  }
  return chain;
}

// src/fix/proposals/host-firewall.ts
var narrowHostFirewall = (finding, context) => {
  if (finding.data["mechanism"] !== "host-firewall" || finding.ruleId !== "MCE101") {
    return void 0;
  }
  if (context.trusted.isEmpty) return { fixes: [], reason: NEEDS_TRUSTED };
  const file = fileOf(context, finding.location);
  if (file === void 0) return void 0;
  const text = textAt(file, finding.location);
  const fixes = [
    ...ufwCommand(file, finding, text, context),
    ...firewalldCommand(finding, text, context),
    ...iptablesCommand(file, finding, text, context),
    ...ansibleTask(file, finding, text, context)
  ];
  return fixes.length > 0 ? { fixes } : {
    fixes,
    reason: "The rule is not of a form that takes the trusted networks as they are; `memcached-exposure remediate` writes complete rules."
  };
};
var describe = (cidrs) => `Let only ${cidrs.join(", ")} come in through this rule.`;
function ufwCommand(file, finding, text, context) {
  const match = /^((?:sudo\s+)?(?:\/usr\/sbin\/)?ufw\s+)allow\s+(?:in\s+)?([0-9]+)(?:\/(tcp|udp))?$/.exec(text);
  if (match === null) return [];
  const { all } = trustedCidrs(context);
  const proto = match[3] === void 0 ? "" : ` proto ${match[3]}`;
  const rules = all.map((cidr) => `${match[1]}allow from ${cidr} to any port ${match[2]}${proto}`);
  const line = file.line(finding.location.startLine);
  const indent = line.slice(0, finding.location.startColumn - 1);
  const alone = indent.trim() === "" && line.slice(indent.length).trim() === text;
  if (rules.length > 1 && !alone) return [];
  return [oneEdit(describe(all), finding.location, rules.join(`
${indent}`))];
}
function firewalldCommand(finding, text, context) {
  const match = /^((?:sudo\s+)?firewall-cmd(?:\s+--[a-z]+(?:=[a-z0-9_-]+)?)*\s+)--add-port=([0-9]+)\/(tcp|udp)((?:\s+--[a-z]+(?:=[a-z0-9_-]+)?)*)$/.exec(
    text
  );
  if (match === null) return [];
  const { all } = trustedCidrs(context);
  const rules = all.map((cidr) => {
    const family = cidr.includes(":") ? "ipv6" : "ipv4";
    return `--add-rich-rule='rule family="${family}" source address="${cidr}" port port="${match[2]}" protocol="${match[3]}" accept'`;
  });
  return [oneEdit(describe(all), finding.location, `${match[1]}${rules.join(" ")}${match[4]}`)];
}
function iptablesCommand(file, finding, text, context) {
  const line = file.line(finding.location.startLine);
  const rule = text.includes(" ") ? text : /^-A\s/.test(line) ? line : void 0;
  if (rule === void 0 || /\n|\s(?:-s|--source|--src)\s|--dports|[;|&`]/.test(rule)) return [];
  const port = /\s--d(?:estination-)?port\s+(?:[0-9]+|\{\{ *[a-z0-9_]+ *\}\})(?=\s)/.exec(rule);
  const jump = /\s(?:-j|--jump)\s+ACCEPT(?=\s|$)/.exec(rule);
  if (port === null || jump === null || !/(?:^|\s)-[AI]\s/.test(rule)) return [];
  const six = /ip6tables/.test(rule) || /v6|ip6/.test(file.path);
  const { v4, v6 } = trustedCidrs(context);
  const cidrs = six ? v6 : v4;
  if (cidrs.length === 0) return [];
  const start = rule === text ? startOf(file, finding.location) : file.offset(finding.location.startLine);
  const edit = insertion(file, start + jump.index, ` -s ${cidrs.join(",")}`);
  return [{ description: describe(cidrs), edits: [edit] }];
}
var SOURCE_KEYS = { ufw: "from_ip", iptables: "source" };
function ansibleTask(file, finding, text, context) {
  const { all } = trustedCidrs(context);
  if (all.length !== 1 || !/^["']?[0-9]+["']?$/.test(text)) return [];
  const number = finding.location.startLine;
  const line = file.line(number);
  if (/\bufw: /.test(line) && /\brule=/.test(line) && !/\b(?:src|from_ip|from)=/.test(line)) {
    const edit = insertion(file, endOf(file, finding.location), ` src=${all[0]}`);
    return [{ description: describe(all), edits: [edit] }];
  }
  const key = /^(\s*)(?:to_port|port|destination_port):\s/.exec(line);
  const module = key === null ? void 0 : moduleAbove(file, number, key[1].length);
  if (key === null || module === void 0) return [];
  const offset = startOf(file, file.location(file.offset(number)));
  return [
    {
      description: describe(all),
      edits: [insertion(file, offset, `${key[1]}${SOURCE_KEYS[module]}: ${all[0]}
`)]
    }
  ];
}
function moduleAbove(file, number, indent) {
  for (let above = number - 1; above > Math.max(0, number - 30); above--) {
    const match = /^(\s*(?:- )?)([a-z_.]+):(.*)$/.exec(file.line(above));
    if (match === null) continue;
    if (match[1].length === indent && Object.values(SOURCE_KEYS).includes(match[2]))
      return void 0;
    if (match[1].length >= indent) continue;
    const name = match[2].slice(match[2].lastIndexOf(".") + 1);
    return Object.hasOwn(SOURCE_KEYS, name) && match[3].trim() === "" ? name : void 0;
  }
  return void 0;
}

// src/fix/proposals/listen.ts
import { isIP } from "node:net";

// src/fix/proposals/daemon.ts
function daemonEdits(file, where, option, description) {
  const line = file.line(where.startLine);
  const fixes = [];
  const add = (offset, text) => {
    fixes.push({ description, edits: [insertion(file, offset, text)] });
  };
  if (/^-[A-Za-z](?:\s|$)/.test(line)) add(file.offset(where.startLine), `${option}
`);
  const options = optionsLine(file, where);
  if (options !== void 0) add(options.offset, options.empty ? option : ` ${option}`);
  else if (/^(?:PORT|USER|MAXCONN|CACHESIZE)=/.test(line)) {
    add(file.offset(where.startLine), `OPTIONS="${option}"
`);
  }
  const command = /^(?:[^\s"'|;&<>]*\/)?memcached(?=\s|$)/.exec(textAt(file, where));
  if (command !== null) {
    const start = endOf(file, where) - (textAt(file, where).length - command[0].length);
    add(start, ` ${option}`);
  }
  return fixes;
}
function optionsLine(file, where) {
  for (let number = 1; number <= Math.min(200, where.startLine + 50); number++) {
    const match = /^(OPTIONS=")([^"\\$`]*)"\s*$/.exec(file.line(number));
    if (match === null) continue;
    const offset = file.offset(number, match[1].length + match[2].length + 1);
    return { offset, empty: match[2].trim() === "" };
  }
  return void 0;
}

// src/fix/proposals/listen.ts
var DESCRIPTION = "Listen on the loopback interface only: `-l 127.0.0.1`.";
var listenOnLoopback = (finding, context) => {
  if (finding.ruleId !== "MCE301") return void 0;
  if (finding.reach !== "host" && finding.reach !== "internet") {
    return {
      fixes: [],
      reason: "It listens on an address that was chosen for other machines; restrict who reaches it with a packet filter (`memcached-exposure remediate` writes one)."
    };
  }
  const file = fileOf(context, finding.location);
  if (file === void 0) return void 0;
  if (!isOwnValue(file, finding)) return { fixes: [], reason: SHARED_VALUE };
  const text = textAt(file, finding.location);
  const replaced = onLoopback(text);
  const fixes = replaced === void 0 || replaced === text ? daemonEdits(file, finding.location, "-l 127.0.0.1", DESCRIPTION) : [oneEdit(DESCRIPTION, finding.location, replaced)];
  return fixes.length > 0 ? { fixes } : { fixes, reason: "The place where `-l` belongs is not certain in this file." };
};
function onLoopback(text) {
  const match = /^(["']?)([^"']+)\1$/.exec(text);
  if (match === null) return void 0;
  const kept = /* @__PURE__ */ new Set();
  for (const item of match[2].split(",")) {
    const address = item.trim().replace(/^(0\.0\.0\.0|::)\/0$/, "$1");
    if (address === "*") kept.add("127.0.0.1");
    else if (isIP(address) === 0) return void 0;
    else if (AddressSet.of("127.0.0.0/8", "::1").containsAddress(address)) kept.add(address);
    else if (scopeOf(address) === "private") return void 0;
    else kept.add(address.includes(":") ? "::1" : "127.0.0.1");
  }
  return `${match[1]}${[...kept].join(",")}${match[1]}`;
}

// src/fix/proposals/load-balancer.ts
var limitLoadBalancer = (finding, context) => {
  if (finding.ruleId !== "MCE202" || finding.data["mechanism"] !== "load-balancer") {
    return void 0;
  }
  const { all } = trustedCidrs(context);
  const file = fileOf(context, finding.location);
  if (all.length === 0 || file === void 0) return void 0;
  const number = finding.location.startLine;
  const line = file.line(number);
  const match = /^(\s*)type:\s*(["']?)LoadBalancer\2\s*(?:#.*)?$/.exec(line);
  if (match === null || !textAt(file, finding.location).includes("LoadBalancer")) return void 0;
  if (/^[ \t]*loadBalancerSourceRanges[ \t]*:/m.test(documentAround(file.text, file.offset(number)))) {
    return void 0;
  }
  const indent = match[1];
  const lines = [
    `${indent}loadBalancerSourceRanges:`,
    ...all.map((cidr) => `${indent}  - ${cidr}`)
  ];
  const offset = file.offset(number) + line.length;
  return {
    fixes: [
      {
        description: `Let the load balancer take only ${all.join(", ")}: \`loadBalancerSourceRanges\`.`,
        edits: [insertion(file, offset, `
${lines.join("\n")}`)]
      }
    ]
  };
};
function documentAround(text, offset) {
  const start = text.lastIndexOf("\n---", offset);
  const end = text.indexOf("\n---", offset);
  return text.slice(Math.max(0, start), end < 0 ? text.length : end);
}

// src/fix/proposals/udp.ts
var DESCRIPTION2 = "Turn UDP off: `-U 0`.";
var turnUdpOff = (finding, context) => {
  if (finding.ruleId !== "MCE302") return void 0;
  const file = fileOf(context, finding.location);
  if (file === void 0) return void 0;
  if (!isOwnValue(file, finding)) return { fixes: [], reason: SHARED_VALUE };
  if (finding.messageId === "versionDefault") {
    return { fixes: daemonEdits(file, finding.location, "-U 0", DESCRIPTION2) };
  }
  const text = textAt(file, finding.location);
  const fixes = [];
  const match = /^(["']?)((?:-U\s*|--udp-port[= ])?)[0-9]+\1$/.exec(text);
  if (match !== null) {
    fixes.push(oneEdit(DESCRIPTION2, finding.location, `${match[1]}${match[2]}0${match[1]}`));
  }
  return fixes.length > 0 ? { fixes } : { fixes, reason: "The port for UDP is not written as a number at this place." };
};

// src/fix/proposals/version.ts
var OFFICIAL = /^(?:(?:docker\.io|index\.docker\.io)\/)?(?:library\/)?memcached$/;
var raiseVersion = (finding, context) => {
  if (finding.ruleId !== "MCE401" && finding.ruleId !== "MCE302") return void 0;
  if (finding.ruleId === "MCE302" && finding.messageId !== "versionDefault") return void 0;
  const file = fileOf(context, finding.location);
  if (file === void 0) return void 0;
  const text = textAt(file, finding.location);
  const match = /^(["']?)([A-Za-z0-9._/-]+):(\d+(?:\.\d+){0,2})(-[A-Za-z0-9.]+)?\1$/.exec(text);
  const version = match === null ? void 0 : parseVersion(match[3]);
  if (match === null || version === void 0 || !OFFICIAL.test(match[2])) {
    return {
      fixes: [],
      reason: "The version is not a literal tag of the official image; which newer one exists has to be looked up."
    };
  }
  const variant = variantOf(match[4] ?? "");
  if (variant === void 0) {
    return {
      fixes: [],
      reason: `Whether the newest memcached is built as \`${match[4]}\` has to be looked up.`
    };
  }
  const parts = match[3].split(".").length;
  const newest = formatVersion(CURRENT).split(".").slice(0, parts).join(".");
  const tag = `${match[2]}:${newest}${variant}`;
  return {
    fixes: [oneEdit(`Run \`${tag}\`.`, finding.location, `${match[1]}${tag}${match[1]}`)]
  };
};
function variantOf(suffix) {
  if (suffix === "" || suffix === "-alpine") return suffix;
  return /^-alpine\d/.test(suffix) ? "-alpine" : void 0;
}

// src/fix/proposals/index.ts
var PROPOSERS = [
  limitLoadBalancer,
  (finding) => finding.fix === void 0 ? void 0 : { fixes: [finding.fix] },
  narrowCidrs,
  narrowHostFirewall,
  listenOnLoopback,
  turnUdpOff,
  raiseVersion
];
function proposeFixes(finding, context) {
  if (finding.unresolved) {
    return { fixes: [], reason: "A value that decides it is not known, so no edit is certain." };
  }
  const proposals = PROPOSERS.map((propose) => propose(finding, context)).filter(
    (proposal) => proposal !== void 0
  );
  const reason = proposals.find((proposal) => proposal.reason !== void 0)?.reason ?? reasonFor(finding);
  return {
    fixes: proposals.flatMap(({ fixes }) => fixes),
    ...reason === void 0 ? {} : { reason }
  };
}
function reasonFor(finding) {
  switch (finding.ruleId) {
    case "MCE201":
    case "MCE202":
      return finding.reach === "private" || finding.reach === "public" ? "The address was chosen for other machines; who of them may come in is for a packet filter to say (`memcached-exposure remediate` writes one)." : void 0;
    case "MCE303":
      return "Passwords and certificates have to be made and given to the clients first.";
    case "MCE304":
      return "Turning TLS on makes a new cluster or asks for certificates, and cuts off clients that do not speak it yet.";
    case "MCE501":
      return "Which of the rules is meant is not certain; `memcached-exposure remediate` writes complete ones.";
    case "MCE502":
      return "Who may reach it is not written in the repository; `memcached-exposure remediate` writes the rules for networks that you name.";
    case "MCE901":
    case "MCE903":
      return "What the file means is not known, so no edit is certain.";
    default:
      return void 0;
  }
}

// src/fix/verify.ts
function objection(before, after, targets) {
  return remains(before, after, targets) ?? appears(before, after) ?? stopsParsing(before, after) ?? stopsRunning(before, after);
}
function remains(before, after, targets) {
  const wanted = countBy(targets, ruleAndFile);
  const old = countBy(before.findings, ruleAndFile);
  const now = countBy(after.findings, ruleAndFile);
  for (const [key, count] of wanted) {
    if ((now.get(key) ?? 0) > (old.get(key) ?? 0) - count) {
      return "the finding would still be there";
    }
  }
  return void 0;
}
function appears(before, after) {
  const known = new Map(before.findings.map((finding) => [finding.fingerprint, finding]));
  for (const finding of after.findings) {
    const earlier = known.get(finding.fingerprint);
    const worse = earlier === void 0 ? !onlyTrusted(finding) && !wasToldByAnother(finding, before) : compareSeverity(finding.severity, earlier.severity) < 0;
    if (worse) {
      return `${finding.ruleId} at ${finding.location.file}:${finding.location.startLine} would come in its place`;
    }
  }
  return void 0;
}
function onlyTrusted(finding) {
  return (finding.ruleId === "MCE303" || finding.ruleId === "MCE304") && finding.severity === "info";
}
function wasToldByAnother(finding, before) {
  return finding.ruleId === "MCE502" && finding.severity === "info" && finding.reach === "cluster" && before.exposures.some(
    ({ listener, reach }) => listener?.workload === finding.data["workload"] && reach !== "cluster" && reach !== "none"
  );
}
function stopsParsing(before, after) {
  const serious = (result) => countBy(
    result.problems.filter(({ kind }) => kind !== "note"),
    ({ kind, where }) => `${kind} ${where.file}`
  );
  const old = serious(before);
  for (const [key, count] of serious(after)) {
    if (count > (old.get(key) ?? 0)) return "the file would no longer be understood as a whole";
  }
  return void 0;
}
function stopsRunning(before, after) {
  const servers = (result) => countBy(result.listeners.flatMap(servesOf), (served) => served);
  const now = servers(after);
  for (const [served, count] of servers(before)) {
    if ((now.get(served) ?? 0) < count) return `${served} would no longer be served`;
  }
  return void 0;
}
function servesOf({ workload, sockets }) {
  if (isUnresolved(sockets)) return [];
  const ports = new Set(
    sockets.filter(({ protocol }) => protocol === "tcp").map(({ port }) => port)
  );
  return [...ports].map((port) => `TCP port ${port} of ${workload}`);
}
function ruleAndFile({ ruleId, location }) {
  return `${ruleId} ${location.file}`;
}
function countBy(items, keyOf) {
  const counts = /* @__PURE__ */ new Map();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

// src/fix/round.ts
function fixRound(tree, before, options, scan) {
  const reasons = /* @__PURE__ */ new Map();
  let done = [];
  let texts = /* @__PURE__ */ new Map();
  let result = before;
  const attempt = (tasks) => {
    const all = [...done, ...tasks];
    const changed2 = editedTexts(
      tree,
      all.flatMap(({ fix }) => fix.edits)
    );
    if (changed2 === void 0) return "it overlaps with another edit";
    const after = scan(new OverlayTree(tree, changed2));
    if (after === void 0) return "no more was tried";
    const against = objection(
      before,
      after,
      all.map(({ finding }) => finding)
    );
    if (against === void 0) {
      done = all;
      texts = changed2;
      result = after;
    }
    return against;
  };
  const solve = (tasks) => {
    if (tasks.length === 0) return [];
    const against = attempt(tasks);
    if (against === void 0) return [];
    if (tasks.length === 1) {
      reasons.set(
        tasks[0].finding.fingerprint,
        `The edit "${tasks[0].fix.description}" was not made because ${against}.`
      );
      return [...tasks];
    }
    const middle = tasks.length >> 1;
    return [...solve(tasks.slice(0, middle)), ...solve(tasks.slice(middle))];
  };
  let open = options.wanted(before).map((finding) => {
    const { fixes, reason } = proposeFixes(finding, {
      tree,
      result: before,
      trusted: options.trusted ?? AddressSet.empty
    });
    if (reason !== void 0) reasons.set(finding.fingerprint, reason);
    return { finding, fixes };
  });
  for (let choice = 0; open.some(({ fixes }) => fixes.length > choice); choice++) {
    const tasks = open.flatMap(
      ({ finding, fixes }) => fixes[choice] === void 0 ? [] : [{ finding, fix: fixes[choice] }]
    );
    const failed = new Set(solve(tasks).map(({ finding }) => finding));
    open = open.filter(({ finding }) => failed.has(finding));
  }
  for (const { finding } of done) reasons.delete(finding.fingerprint);
  return { done, texts, result, reasons };
}

export {
  OverlayTree,
  fixRound
};
