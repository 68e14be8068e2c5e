import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  SettingsError,
  isDate,
  isSeverity,
  isSourceName,
  isThreshold
} from "./chunk-2JPDPAPU.js";
import {
  RULES
} from "./chunk-JNPVPFRO.js";
import {
  SEVERITIES
} from "./chunk-FHUH3I3Y.js";
import {
  entry,
  integerOf,
  readYaml
} from "./chunk-OGXNWQVT.js";
import {
  AddressSet
} from "./chunk-TMYZCIEQ.js";
import {
  PortSet
} from "./chunk-5VOORNIG.js";

// src/policy/config-reader.ts
function textOf(data) {
  return data?.type === "scalar" && typeof data.value === "string" ? data.value : void 0;
}
function shown(data) {
  return data.type === "scalar" ? data.text ?? String(data.value) : `a ${data.type}`;
}
var ConfigReader = class {
  constructor(file) {
    this.file = file;
  }
  file;
  complaints = [];
  customIds = /* @__PURE__ */ new Set();
  /** In the order of the file. */
  get problems() {
    return [...this.complaints].sort((a, b) => a.line - b.line).map(({ line, what }) => `${this.file.path}:${line}: ${what}`);
  }
  choice(entry2, fits, what) {
    const text = textOf(entry2.value) ?? "";
    if (!fits(text)) {
      this.complain(
        entry2.valueWhere.startLine,
        `"${entry2.key}" must be ${what}, not "${shown(entry2.value)}".`
      );
    }
    return text;
  }
  /** A key given twice would count once, and it is not plain which. */
  checkTwice(map) {
    const seen = /* @__PURE__ */ new Set();
    for (const { key, keyWhere } of map.entries) {
      if (seen.has(key)) this.complain(keyWhere.startLine, `"${key}" is there twice.`);
      seen.add(key);
    }
  }
  checkKeys(map, what, keys) {
    this.checkTwice(map);
    for (const { key, keyWhere } of map.entries) {
      if (keys.includes(key)) continue;
      this.complain(
        keyWhere.startLine,
        `"${key}" is not a key of ${what}; the keys are ${keys.join(", ")}.`
      );
    }
  }
  texts(entry2) {
    if (entry2.value.type !== "list") {
      this.complain(entry2.valueWhere.startLine, `"${entry2.key}" must be a list.`);
      return [];
    }
    return entry2.value.items.flatMap((data) => {
      const text = textOf(data);
      if (text !== void 0) return [{ text, data }];
      this.complain(data.where.startLine, `"${entry2.key}" must be a list of texts.`);
      return [];
    });
  }
  text(entry2) {
    const text = textOf(entry2.value) ?? "";
    if (text === "") {
      this.complain(entry2.valueWhere.startLine, `"${entry2.key}" must be a text.`);
    }
    return text;
  }
  isRule(id) {
    return RULES.some(({ meta }) => meta.id === id) || this.customIds.has(id);
  }
  /** The items of a list of mappings. */
  items(entry2, what, read) {
    if (entry2.value.type !== "list") {
      this.complain(entry2.valueWhere.startLine, `"${entry2.key}" must be a list.`);
      return [];
    }
    return entry2.value.items.flatMap((item) => {
      if (item.type !== "map") {
        this.complain(item.where.startLine, `${what} must be a mapping.`);
        return [];
      }
      const value = read(item);
      return value === void 0 ? [] : [value];
    });
  }
  /** A list of texts that must be there and not be empty. */
  required(item, what, key) {
    const found = entry(item, key);
    if (found === void 0) {
      this.complain(item.where.startLine, `${what} needs "${key}".`);
      return [];
    }
    return this.some(found);
  }
  some(entry2) {
    const texts = this.texts(entry2);
    if (entry2.value.type === "list" && entry2.value.items.length === 0) {
      this.complain(entry2.valueWhere.startLine, `"${entry2.key}" must not be empty.`);
    }
    for (const { text, data } of texts) {
      if (text === "") this.complain(data.where.startLine, `"${entry2.key}" holds an empty text.`);
    }
    return texts.map(({ text }) => text);
  }
  knownRules(ids, line) {
    for (const id of ids) if (!this.isRule(id)) this.complain(line, `there is no rule "${id}".`);
  }
  complain(line, what) {
    this.complaints.push({ line, what });
  }
};

// src/policy/config-custom-rules.ts
var MATCHABLE = {
  mechanism: [
    "security-group",
    "network-acl",
    "cloud-firewall",
    "host-firewall",
    "published-port",
    "service",
    "node-port",
    "load-balancer",
    "host-port",
    "host-network",
    "ingress-controller",
    "gateway-route",
    "proxy",
    "listen-address"
  ],
  platform: [
    "terraform",
    "kubernetes",
    "compose",
    "dockerfile",
    "ansible",
    "host",
    "cloudformation",
    "azure-templates",
    "nomad",
    "pulumi",
    "google-templates",
    "heat",
    "controllers",
    "programs",
    "settings"
  ],
  reach: ["internet", "public", "host", "private"]
};
var CUSTOM_ID = /^X-[A-Z0-9]{1,20}(?:-[A-Z0-9]{1,20}){0,4}$/;
var LONGEST_MESSAGE = 500;
var LONGEST_PATTERN = 200;
function customRules(reader, entry2) {
  return reader.items(entry2, "a custom rule", (item) => customRule(reader, item));
}
function customRule(reader, item) {
  const line = item.where.startLine;
  reader.checkKeys(item, "a custom rule", ["id", "severity", "message", "match"]);
  const id = textOf(entry(item, "id")?.value) ?? "";
  if (!CUSTOM_ID.test(id)) {
    reader.complain(line, `the id of a custom rule is of the form X-NAME, not "${id}".`);
  } else if (reader.customIds.has(id)) {
    reader.complain(line, `there are two custom rules "${id}".`);
  }
  reader.customIds.add(id);
  const severity = textOf(entry(item, "severity")?.value) ?? "";
  if (!isSeverity(severity)) {
    reader.complain(line, `custom rule ${id} needs a severity: ${SEVERITIES.join(", ")}.`);
  }
  const message = textOf(entry(item, "message")?.value) ?? "";
  if (message.trim() === "" || message.length > LONGEST_MESSAGE) {
    reader.complain(
      line,
      `custom rule ${id} needs a message of at most ${LONGEST_MESSAGE} characters.`
    );
  }
  const match = entry(item, "match")?.value;
  const conditions = match?.type === "map" ? matchOf(reader, match, id) : void 0;
  if (conditions === void 0) {
    reader.complain(line, `custom rule ${id} needs "match", a mapping of conditions.`);
  }
  const known = isSeverity(severity) ? severity : "info";
  return { id, severity: known, message, ...conditions };
}
function matchOf(reader, match, id) {
  reader.checkKeys(match, '"match"', [...Object.keys(MATCHABLE), "port", "name"]);
  if (match.entries.length === 0) {
    reader.complain(match.where.startLine, `custom rule ${id} has no condition.`);
  }
  const among = (key, allowed) => {
    const entry2 = entry(match, key);
    if (entry2 === void 0) return void 0;
    return reader.some(entry2).flatMap((text) => {
      const found = allowed.find((candidate) => candidate === text);
      if (found !== void 0) return [found];
      reader.complain(
        entry2.valueWhere.startLine,
        `"${text}" is no ${key}; there are ${allowed.join(", ")}.`
      );
      return [];
    });
  };
  const mechanisms = among("mechanism", MATCHABLE.mechanism);
  const platforms = among("platform", MATCHABLE.platform);
  const reaches = among("reach", MATCHABLE.reach);
  const port = entry(match, "port");
  const ports = port === void 0 ? void 0 : portsOf(reader, port);
  const name = entry(match, "name");
  const names = name === void 0 ? void 0 : reader.some(name);
  for (const pattern of names ?? []) {
    if (pattern.length > LONGEST_PATTERN) {
      reader.complain(
        name.valueWhere.startLine,
        `a pattern has at most ${LONGEST_PATTERN} characters.`
      );
    }
  }
  return {
    ...mechanisms === void 0 ? {} : { mechanisms },
    ...platforms === void 0 ? {} : { platforms },
    ...reaches === void 0 ? {} : { reaches },
    ...ports === void 0 ? {} : { ports },
    ...names === void 0 ? {} : { names }
  };
}
function portsOf(reader, entry2) {
  const items = entry2.value.type === "list" ? entry2.value.items : [];
  if (items.length === 0) {
    reader.complain(entry2.valueWhere.startLine, '"port" must be a list of ports.');
  }
  let ports = PortSet.empty;
  for (const item of items) {
    const range = /^([0-9]{1,5})-([0-9]{1,5})$/.exec(textOf(item) ?? "");
    const single = item.type === "scalar" && typeof item.value === "number";
    const low = range === null ? single ? integerOf(item) : void 0 : Number(range[1]);
    const high = range === null ? low : Number(range[2]);
    if (low === void 0 || high === void 0 || low < 1 || high > 65535 || low > high) {
      reader.complain(
        item.where.startLine,
        `"${shown(item)}" is no port (11211) and no range of ports ("11000-12000").`
      );
    } else {
      ports = ports.union(PortSet.range(low, high));
    }
  }
  return ports;
}

// src/policy/config-exceptions.ts
function suppressions(reader, entry2) {
  return reader.items(entry2, "a suppression", (item) => suppression(reader, item));
}
function suppression(reader, item) {
  const line = item.where.startLine;
  reader.checkKeys(item, "a suppression", ["rules", "paths", "reason", "until"]);
  const rules = reader.required(item, "a suppression", "rules");
  reader.knownRules(rules, line);
  const paths = reader.required(item, "a suppression", "paths");
  const reason = textOf(entry(item, "reason")?.value) ?? "";
  if (reason.trim() === "") reader.complain(line, "a suppression needs a reason.");
  const until = entry(item, "until");
  const day = until === void 0 ? void 0 : textOf(until.value) ?? "";
  if (day !== void 0 && !isDate(day)) {
    reader.complain(line, `"${day}" is no date of the form YYYY-MM-DD.`);
  }
  return {
    where: item.where,
    rules,
    paths,
    reason,
    ...day === void 0 ? {} : { until: day }
  };
}
function override(reader, item) {
  const line = item.where.startLine;
  reader.checkKeys(item, "an override", ["paths", "rules", "severity"]);
  const paths = reader.required(item, "an override", "paths");
  const named = entry(item, "rules");
  const rules = named === void 0 ? void 0 : reader.some(named);
  if (rules !== void 0) reader.knownRules(rules, line);
  const severity = textOf(entry(item, "severity")?.value) ?? "";
  if (severity !== "off" && !isSeverity(severity)) {
    reader.complain(line, 'an override needs a severity: "off" or one of the severities.');
  }
  return {
    where: item.where,
    paths,
    ...rules === void 0 ? {} : { rules },
    severity: severity === "off" || isSeverity(severity) ? severity : "info"
  };
}

// src/policy/config.ts
function readConfig(file) {
  const reader = new ConfigReader(file);
  const config = configOf(reader);
  if (reader.problems.length > 0) throw new SettingsError(reader.problems);
  return config;
}
var CONFIG_KEYS = [
  "fail-on",
  "report-severity",
  "trusted-networks",
  "exclude",
  "rules",
  "overrides",
  "custom-rules",
  "suppressions",
  "baseline"
];
function configOf(reader) {
  const stream = readYaml(reader.file);
  for (const error of stream.errors) reader.complain(error.where.startLine, `${error.message}.`);
  const data = stream.documents[0]?.data;
  const where = /* @__PURE__ */ new Map();
  const empty = { path: reader.file.path, where };
  if (data === void 0 || data.type === "scalar" && data.value === null) return empty;
  if (data.type !== "map") {
    reader.complain(data.where.startLine, "the configuration must be a mapping.");
    return empty;
  }
  const config = empty;
  reader.checkTwice(data);
  const custom = entry(data, "custom-rules");
  if (custom !== void 0) config.customRules = customRules(reader, custom);
  for (const entry2 of data.entries) {
    where.set(entry2.key, entry2.keyWhere);
    switch (entry2.key) {
      case "fail-on":
        config.failOn = reader.choice(entry2, isThreshold, 'a severity or "none"');
        break;
      case "report-severity":
        config.reportSeverity = reader.choice(entry2, isSeverity, "a severity");
        break;
      case "trusted-networks":
        config.trustedNetworks = networks(reader, entry2);
        break;
      case "exclude":
        config.exclude = reader.texts(entry2).map(({ text }) => text);
        break;
      case "rules":
        config.rules = ruleSettings(reader, entry2);
        break;
      case "overrides":
        config.overrides = reader.items(entry2, "an override", (item) => override(reader, item));
        break;
      case "custom-rules":
        break;
      case "suppressions":
        config.suppressions = suppressions(reader, entry2);
        break;
      case "baseline":
        config.baseline = reader.text(entry2);
        break;
      default:
        reader.complain(
          entry2.keyWhere.startLine,
          `"${entry2.key}" is not a key; the keys are ${CONFIG_KEYS.join(", ")}.`
        );
    }
  }
  return config;
}
function networks(reader, entry2) {
  return reader.texts(entry2).map(({ text, data }) => {
    if (AddressSet.tryParse(text) === void 0 && !isSourceName(text)) {
      reader.complain(
        data.where.startLine,
        `"${text}" is no address, no network in CIDR notation and no name of sources.`
      );
    }
    return text;
  });
}
function ruleSettings(reader, entry2) {
  const settings = /* @__PURE__ */ new Map();
  if (entry2.value.type !== "map") {
    reader.complain(entry2.valueWhere.startLine, '"rules" must be a mapping of rule ids.');
    return settings;
  }
  reader.checkTwice(entry2.value);
  for (const rule of entry2.value.entries) {
    const text = textOf(rule.value) ?? "";
    if (!reader.isRule(rule.key)) {
      reader.complain(rule.keyWhere.startLine, `there is no rule "${rule.key}".`);
    } else if (text === "off" || isSeverity(text)) {
      settings.set(rule.key, text);
    } else {
      reader.complain(
        rule.valueWhere.startLine,
        `rule ${rule.key} must be "off" or a severity, not "${shown(rule.value)}".`
      );
    }
  }
  return settings;
}

export {
  readConfig,
  CONFIG_KEYS
};
