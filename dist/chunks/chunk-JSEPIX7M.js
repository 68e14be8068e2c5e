import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  BaselineError,
  readBaseline
} from "./chunk-V3JSSY3J.js";
import {
  SettingsError,
  readSuppressions
} from "./chunk-2JPDPAPU.js";
import {
  RULES
} from "./chunk-JNPVPFRO.js";
import {
  SourceFile
} from "./chunk-TMYZCIEQ.js";
import {
  append
} from "./chunk-5VOORNIG.js";

// src/policy/config-paths.ts
var CONFIG_PATHS = [
  ".github/memcached-exposure.yml",
  ".github/memcached-exposure.yaml",
  "memcached-exposure.yml",
  "memcached-exposure.yaml"
];
function findConfigFile(tree) {
  for (const path of CONFIG_PATHS) {
    if (!tree.has(path)) continue;
    const file = tree.read(path);
    if (file !== void 0) return file;
    const reason = tree.unreadable.find((entry) => entry.path === path)?.reason;
    if (reason !== void 0) throw new SettingsError([`${path} cannot be read: ${reason}.`]);
  }
  return void 0;
}

// src/policy/policy.ts
async function loadPolicy(tree, choice, options = {}) {
  const absent = choice.kind === "path" && !tree.has(choice.path) && options.lenient === true;
  const config = absent ? void 0 : await loadConfig(tree, choice);
  const path = options.withoutBaseline === true ? void 0 : options.baseline ?? config?.baseline;
  const file = path === void 0 ? void 0 : tree.read(path);
  if (path !== void 0 && file === void 0 && options.lenient !== true) {
    throw new SettingsError([`The baseline file ${path} is not there or cannot be read.`]);
  }
  return {
    ...config === void 0 ? {} : { config },
    ...file === void 0 ? {} : { baseline: baselineOf(file) }
  };
}
async function loadConfig(tree, choice) {
  const file = configFile(tree, choice);
  if (file === void 0) return void 0;
  const { readConfig } = await import("./config-E5SGIRWM.js");
  return readConfig(file);
}
function configFile(tree, choice) {
  switch (choice.kind) {
    case "none":
      return void 0;
    case "find":
      return findConfigFile(tree);
    case "text":
      return new SourceFile(choice.path, choice.text);
    case "path": {
      const file = tree.read(choice.path);
      if (file === void 0) {
        throw new SettingsError([`The configuration file ${choice.path} is not there.`]);
      }
      return file;
    }
  }
}
function baselineOf(file) {
  try {
    return readBaseline(file.path, file.text);
  } catch (error) {
    if (error instanceof BaselineError) throw new SettingsError(error.message.split("\n"));
    throw error;
  }
}
var KNOWN_RULES = RULES.map(({ meta }) => meta.id);
function inlineSuppressions(files, custom = []) {
  const known = /* @__PURE__ */ new Set([...KNOWN_RULES, ...custom]);
  const inline = [];
  const problems = [];
  for (const file of files) {
    const found = readSuppressions(file, known);
    append(inline, found.valid);
    append(problems, found.problems);
  }
  return { inline, problems };
}

// src/check/root.ts
import { lstatSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
var RootError = class extends Error {
  name = "RootError";
};
function realRoot(path, to = "scan") {
  try {
    const real = realpathSync(resolve(path));
    if (lstatSync(real).isDirectory()) return real;
  } catch {
    throw new RootError(
      `There is nothing to ${to} at ${path}: no such folder, or it cannot be read.`
    );
  }
  throw new RootError(`${path} is not a folder; name the folder that holds the configuration.`);
}

export {
  loadPolicy,
  inlineSuppressions,
  RootError,
  realRoot
};
