import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  AddressSet,
  DEFAULT_FAIL_ON,
  DEFAULT_REPORT_SEVERITY,
  GitTree,
  HOME_PAGE,
  ListingError,
  RootError,
  SEVERITIES,
  SettingsError,
  VERSION,
  checkDirectory,
  logSafe,
  renderCommands,
  renderComment,
  renderJson,
  renderResolvedComment,
  renderSarif,
  renderSummary,
  renderText,
  sectionsOf,
  wasCompared,
  workflowCommand
} from "./chunks/chunk-GELQ6JD2.js";
import "./chunks/chunk-VX4HL5QL.js";

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
import * as crypto from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
import * as os4 from "os";

// node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants, promises } from "fs";
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve2) {
      resolve2(value);
    });
  }
  return new (P || (P = Promise))(function(resolve2, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve2(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text2, addEOL = false) {
    this._buffer += text2;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row) => {
      const cells = row.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text2, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text2);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text2, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text2, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text2, href) {
    const element = this.wrap("a", text2, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var summary = _summary;

// node_modules/@actions/core/lib/platform.js
import os3 from "os";

// node_modules/@actions/io/lib/io-util.js
import * as fs2 from "fs";
var { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function info(message) {
  process.stdout.write(message + os4.EOL);
}

// src/action/git.ts
import { execFileSync } from "node:child_process";
var OBJECT_NAME = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
var LONGEST_FETCH_MS = 6e4;
var Checkout = class {
  /** @param folder absolute; a folder of the work tree */
  constructor(folder) {
    this.folder = folder;
  }
  folder;
  /** The commit that is checked out and its parents, which need not be there in a shallow clone. */
  head() {
    const commit = this.run(["rev-parse", "--verify", "--quiet", "HEAD"])?.trim();
    if (commit === void 0 || !OBJECT_NAME.test(commit)) return void 0;
    const text2 = this.run(["cat-file", "commit", commit]) ?? "";
    const parents = text2.slice(0, text2.indexOf("\n\n")).split("\n").filter((line) => line.startsWith("parent ")).map((line) => line.slice("parent ".length));
    return { commit, parents };
  }
  has(commit) {
    return this.run(["cat-file", "-e", `${commit}^{commit}`]) !== void 0;
  }
  /**
   * Gets one commit from where the checkout came from, without its history. Says whether it is there
   * now. The first attempt uses what the checkout has; the second the token, for private
   * repositories whose checkout kept no credentials.
   */
  fetch(commit, server, token2) {
    if (!OBJECT_NAME.test(commit)) return false;
    const shallow = this.run(["rev-parse", "--is-shallow-repository"])?.trim() !== "false";
    const words = [
      "fetch",
      "--quiet",
      "--no-tags",
      "--no-recurse-submodules",
      "--no-write-fetch-head",
      // A whole clone would be cut to this one commit.
      ...shallow ? ["--depth=1"] : [],
      "origin",
      commit
    ];
    const attempts = token2 === void 0 ? [{}] : [{}, credentials(server, token2)];
    return attempts.some((more) => this.run(words, more) !== void 0 && this.has(commit));
  }
  /** What git says; undefined when it fails. */
  run(words, environment = {}) {
    try {
      return execFileSync("git", ["-c", "core.fsmonitor=false", "-C", this.folder, ...words], {
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
        stdio: ["ignore", "pipe", "ignore"],
        timeout: LONGEST_FETCH_MS,
        env: {
          ...process.env,
          GIT_OPTIONAL_LOCKS: "0",
          GIT_TERMINAL_PROMPT: "0",
          ...environment
        }
      });
    } catch {
      return void 0;
    }
  }
};
function gitSetting(key, value, environment = process.env) {
  const count = Number(environment.GIT_CONFIG_COUNT ?? 0);
  const index = Number.isSafeInteger(count) && count >= 0 ? count : 0;
  return {
    GIT_CONFIG_COUNT: String(index + 1),
    [`GIT_CONFIG_KEY_${index}`]: key,
    [`GIT_CONFIG_VALUE_${index}`]: value
  };
}
function credentials(server, token2) {
  const basic = Buffer.from(`x-access-token:${token2}`).toString("base64");
  return gitSetting(`http.${server}/.extraheader`, `AUTHORIZATION: basic ${basic}`);
}

// src/action/base.ts
function findBase(inputs, event2, environment) {
  const isProposal = event2.pullRequest !== void 0 || PROPOSALS.has(event2.name);
  const newOnly = inputs.newOnly === "auto" ? isProposal : inputs.newOnly === "true";
  if (!isProposal && !newOnly) return void 0;
  return { ...commitOf(inputs, event2, environment), newOnly, policyFrom: inputs.policyFrom };
}
var PROPOSALS = /* @__PURE__ */ new Set([
  "pull_request",
  "pull_request_target",
  "merge_group"
]);
function commitOf(inputs, event2, environment) {
  const checkout = new Checkout(inputs.root);
  const head = checkout.head();
  const branch = event2.base?.branch ?? "";
  const unavailable = (why) => ({ label: branch || "the base", unavailable: why });
  if (head === void 0) return unavailable("The scanned folder is in no checkout of git.");
  const isMerge = head.commit === environment.GITHUB_SHA && head.parents.length === 2;
  const merged = event2.name === "pull_request" && isMerge ? head.parents[0] : void 0;
  const commit = merged ?? event2.base?.commit;
  if (commit === void 0) {
    return unavailable(event2.problem ?? `The event "${event2.name}" names no base.`);
  }
  if (commit === head.commit) {
    return unavailable(
      "What is checked out is the base itself; check out the change to compare it."
    );
  }
  const short = commit.slice(0, 12);
  const server = (environment.GITHUB_SERVER_URL ?? "https://github.com").replace(/\/$/, "");
  if (!checkout.has(commit) && !checkout.fetch(commit, server, inputs.token)) {
    return unavailable(
      `The commit ${short} is not in the checkout and cannot be fetched; give a github-token, or check out with fetch-depth: 0.`
    );
  }
  return { label: branch === "" ? short : `${branch} (${short})`, revision: commit };
}

// src/action/inputs.ts
var NEW_ONLY_MODES = ["auto", "true", "false"];
var POLICY_SOURCES = ["base", "head"];
var COMMENT_MODES = ["auto", "always", "never"];
var INPUT_NAMES = [
  "path",
  "config",
  "fail-on",
  "report-severity",
  "trusted-networks",
  "exclude",
  "baseline",
  "new-only",
  "policy-from",
  "comment",
  "sarif-file",
  "report-file",
  "github-token"
];
var InputError = class extends Error {
  constructor(problems) {
    super(problems.join("\n"));
    this.problems = problems;
  }
  problems;
  name = "InputError";
};
function readInputs(get, workspace) {
  const problems = [];
  const collect = (name, check) => {
    const text2 = get(name);
    if (text2 === "") return void 0;
    try {
      return check(text2);
    } catch (error) {
      problems.push(`Input "${name}": ${error instanceof Error ? error.message : String(error)}`);
      return void 0;
    }
  };
  const path = get("path") || ".";
  let root = "";
  try {
    root = workspace.folder(path);
  } catch (error) {
    problems.push(`Input "path": ${error instanceof Error ? error.message : String(error)}`);
  }
  const failOn = collect("fail-on", (text2) => oneOf(text2, [...SEVERITIES, "none"]));
  const reportSeverity = collect("report-severity", (text2) => oneOf(text2, SEVERITIES));
  const trustedNetworks = collect("trusted-networks", networks);
  const exclude = collect("exclude", listOf);
  const newOnly = collect("new-only", (text2) => oneOf(text2, NEW_ONLY_MODES)) ?? "auto";
  const policyFrom = collect("policy-from", (text2) => oneOf(text2, POLICY_SOURCES)) ?? "base";
  const comment2 = collect("comment", (text2) => oneOf(text2, COMMENT_MODES)) ?? "auto";
  const config = collect("config", (text2) => ({
    path: workspace.inside(text2),
    text: workspace.read(text2)
  }));
  const baseline = collect(
    "baseline",
    (text2) => below(workspace.inside(root), workspace.inside(text2))
  );
  const sarifFile = collect("sarif-file", (text2) => workspace.checkWritable(text2));
  const reportFile = collect("report-file", (text2) => workspace.checkWritable(text2));
  if (sarifFile !== void 0 && sarifFile === reportFile) {
    problems.push(`Input "report-file": "${reportFile}" is the sarif-file already.`);
  }
  const token2 = collect("github-token", (text2) => text2);
  if (problems.length > 0) throw new InputError(problems);
  return {
    root,
    folder: workspace.inside(root),
    newOnly,
    policyFrom,
    comment: comment2,
    ...baseline === void 0 ? {} : { baseline },
    ...trustedNetworks === void 0 ? {} : { trustedNetworks },
    ...exclude === void 0 ? {} : { exclude },
    ...config === void 0 ? {} : { config },
    ...failOn === void 0 ? {} : { failOn },
    ...reportSeverity === void 0 ? {} : { reportSeverity },
    ...sarifFile === void 0 ? {} : { sarifFile },
    ...reportFile === void 0 ? {} : { reportFile },
    ...token2 === void 0 ? {} : { token: token2 }
  };
}
function unknownInputs(environment) {
  const known = new Set(INPUT_NAMES);
  const unknown = Object.keys(environment).filter((variable) => variable.startsWith("INPUT_")).map((variable) => variable.slice("INPUT_".length).toLowerCase()).filter((name) => !known.has(name));
  return unknown.map((name) => {
    const meant = INPUT_NAMES.find((candidate) => candidate === name.replaceAll("_", "-"));
    const advice = meant === void 0 ? `The inputs are ${INPUT_NAMES.join(", ")}.` : `Did you mean "${meant}"?`;
    return `There is no input "${name}"; it has no effect. ${advice}`;
  });
}
function oneOf(text2, allowed) {
  const value = allowed.find((candidate) => candidate === text2.toLowerCase());
  if (value !== void 0) return value;
  throw new Error(`"${text2}" is not one of ${allowed.join(", ")}.`);
}
function networks(text2) {
  const list = listOf(text2);
  const wrong = list.filter((network) => AddressSet.tryParse(network) === void 0);
  if (wrong.length === 0) return list;
  const names = wrong.map((network) => `"${network}"`).join(", ");
  throw new Error(
    `${names} ${wrong.length === 1 ? "is not a network" : "are not networks"}; write CIDRs such as 10.20.0.0/16 or 2001:db8::/48.`
  );
}
function below(folder, path) {
  if (folder === "") return path;
  if (path.startsWith(`${folder}/`)) return path.slice(folder.length + 1);
  throw new Error(`"${path}" is not below the scanned folder "${folder}"; move it there.`);
}
function listOf(text2) {
  const entries = [];
  let entry = "";
  let depth = 0;
  for (const character of text2) {
    if (character === "{") depth += 1;
    if (character === "}") depth = Math.max(0, depth - 1);
    if (character === "\n") depth = 0;
    if (character === "\n" || character === "," && depth === 0) {
      entries.push(entry);
      entry = "";
    } else {
      entry += character;
    }
  }
  return [...entries, entry].map((each) => each.trim()).filter((each) => each !== "");
}

// src/action/could-not-run.ts
function reasonsFor(error) {
  if (error instanceof InputError || error instanceof SettingsError) return error.problems;
  if (error instanceof RootError || error instanceof ListingError) return [error.message];
  const what = error instanceof Error ? error.stack ?? error.message : String(error);
  return [`An error of the check itself, please report it: ${what}`];
}
function couldNotRun(root, reasons) {
  return {
    schemaVersion: 1,
    tool: { name: "memcached-exposure-check", version: VERSION, url: HOME_PAGE },
    root,
    conclusion: "could-not-run",
    reasons,
    failOn: DEFAULT_FAIL_ON,
    reportSeverity: DEFAULT_REPORT_SEVERITY,
    rules: [],
    findings: [],
    fixed: [],
    problems: [],
    counts: Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])),
    belowThreshold: 0,
    scanned: { files: {}, total: 0, skipped: [], notes: [] },
    inventory: [],
    lines: () => ""
  };
}

// src/action/workspace.ts
import {
  closeSync,
  constants as constants3,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync
} from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
var MOST_BYTES = 1024 * 1024;
var Workspace = class {
  /** Without symbolic links. */
  root;
  given;
  /** @throws Error when there is no such folder */
  constructor(folder) {
    this.given = resolve(folder);
    this.root = realpathSync(this.given);
  }
  /**
   * Where a path of a user's lies, relative to the workspace with forward slashes ('' for itself).
   *
   * @throws Error with a sentence when that is outside
   */
  inside(path) {
    const lexical = [this.given, this.root].map((root) => relative(root, resolve(root, path))).find((way) => way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
    if (lexical === void 0) {
      throw new Error(`"${path}" leads out of the workspace; name a path inside of it.`);
    }
    return lexical.split(sep).join("/");
  }
  /**
   * The absolute path of an existing folder.
   *
   * @throws Error with a sentence when there is none or a symbolic link leads out of the workspace
   */
  folder(path) {
    const inside = this.inside(path);
    let real;
    try {
      real = realpathSync(join(this.root, inside));
    } catch (error) {
      throw new Error(
        `"${path}" cannot be opened (${codeOf(error)}); name a folder of the workspace that is checked out.`,
        { cause: error }
      );
    }
    this.inside(real);
    if (!statSync(real).isDirectory()) {
      throw new Error(`"${path}" is not a folder; name the folder to scan.`);
    }
    return real;
  }
  /**
   * The text of a file of a user's. Symbolic links count as long as they stay in the workspace.
   *
   * @throws Error with a sentence when there is none
   */
  read(path) {
    const inside = this.inside(path);
    try {
      const real = realpathSync(join(this.root, inside));
      this.inside(real);
      const stats = statSync(real);
      if (!stats.isFile()) throw new Error("not a file");
      if (stats.size > MOST_BYTES) throw new Error("larger than 1 MB");
      return readFileSync(real, "utf8");
    } catch (error) {
      throw new Error(`"${path}" cannot be read (${codeOf(error)}).`, { cause: error });
    }
  }
  /**
   * Says whether a report may be written to a path: no part of it may be a symbolic link, which the
   * scanned repository could have put there to have another file overwritten.
   *
   * @throws Error with a sentence when it may not
   */
  checkWritable(path) {
    const inside = this.inside(path);
    if (inside === "") throw new Error(`"${path}" is the workspace itself; name a file in it.`);
    const parts = inside.split("/");
    if (parts[0]?.toLowerCase() === ".git") {
      throw new Error(`"${path}" belongs to git; name another file.`);
    }
    for (let length = 1; length <= parts.length; length += 1) {
      const part = parts.slice(0, length).join("/");
      const stats = lstatSync(join(this.root, part), { throwIfNoEntry: false });
      if (stats === void 0) break;
      if (stats.isSymbolicLink()) {
        throw new Error(`"${path}" is not written because "${part}" is a symbolic link.`);
      }
      const isLast = length === parts.length;
      if (isLast ? !stats.isFile() : !stats.isDirectory()) {
        throw new Error(
          `"${path}" is not written because "${part}" is not a ${isLast ? "file" : "folder"}.`
        );
      }
    }
    return inside;
  }
  /**
   * Writes a file, making the folders it lies in.
   *
   * @returns the path relative to the workspace
   * @throws Error with a sentence when it cannot or may not be written
   */
  write(path, text2) {
    const inside = this.checkWritable(path);
    const target = join(this.root, inside);
    try {
      mkdirSync(dirname(target), { recursive: true });
      const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants3;
      const descriptor = openSync(target, O_WRONLY | O_CREAT | O_TRUNC | (O_NOFOLLOW ?? 0), 420);
      try {
        writeFileSync(descriptor, text2);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      throw new Error(`"${path}" cannot be written (${codeOf(error)}).`, { cause: error });
    }
    return inside;
  }
};
function codeOf(error) {
  if (typeof error !== "object" || error === null) return String(error);
  if ("code" in error) return String(error.code);
  return "message" in error ? String(error.message) : String(error);
}

// src/action/decide.ts
function decide(get, event2, environment) {
  let workspace;
  let inputs;
  try {
    workspace = new Workspace(environment.GITHUB_WORKSPACE ?? ".");
    inputs = readInputs(get, workspace);
    const base = findBase(inputs, event2, environment);
    const report = checkDirectory({
      root: inputs.root,
      given: inputs,
      nameOf: (setting) => `Input "${setting}"`,
      config: configChoice(inputs, base, workspace),
      baseline: inputs.baseline,
      base
    });
    return {
      report: { ...report, root: inputs.folder || "." },
      inputs,
      workspace,
      ...base === void 0 ? {} : { base }
    };
  } catch (error) {
    return {
      report: couldNotRun(inputs?.folder || ".", reasonsFor(error)),
      ...inputs === void 0 ? {} : { inputs },
      ...workspace === void 0 ? {} : { workspace }
    };
  }
}
function configChoice({ config, folder, policyFrom }, base, workspace) {
  if (config === void 0) return { kind: "find" };
  if (base?.revision === void 0 || policyFrom === "head") return { kind: "text", ...config };
  const prefix = folder === "" ? "" : `${folder}/`;
  if (config.path.startsWith(prefix)) {
    return { kind: "path", path: config.path.slice(prefix.length) };
  }
  const before = GitTree.open(workspace.root, base.revision).read(config.path);
  return before === void 0 ? { kind: "none" } : { kind: "text", path: config.path, text: before.text };
}

// src/action/event.ts
import { readFileSync as readFileSync2, statSync as statSync2 } from "node:fs";
var MOST_BYTES2 = 25 * 1024 * 1024;
function readEvent(environment) {
  const name = environment.GITHUB_EVENT_NAME ?? "";
  const commit = sha(environment.GITHUB_SHA);
  const base = { name, ...commit === void 0 ? {} : { commit, tree: commit } };
  const file = environment.GITHUB_EVENT_PATH ?? "";
  if (file === "") return { ...base, problem: "GITHUB_EVENT_PATH is not set." };
  let payload;
  try {
    if (statSync2(file).size > MOST_BYTES2) {
      return { ...base, problem: "The event file is larger than 25 MB." };
    }
    payload = JSON.parse(readFileSync2(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "is not JSON" : "cannot be read";
    return { ...base, problem: `The event file named by GITHUB_EVENT_PATH ${reason}.` };
  }
  const pull = record(record(payload).pull_request);
  const { number } = pull;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1) {
    return { ...base, ...baseOf(record(payload)) };
  }
  const headCommit = sha(record(pull.head).sha) ?? commit;
  const tree = name === "pull_request_target" ? headCommit : commit;
  return {
    name,
    ...headCommit === void 0 ? {} : { commit: headCommit },
    ...tree === void 0 ? {} : { tree },
    ...baseCommit(record(pull.base).sha, record(pull.base).ref),
    pullRequest: {
      number,
      readOnly: hasReadOnlyToken(name, environment, pull),
      closed: record(payload).action === "closed"
    }
  };
}
function baseOf(payload) {
  const group = record(payload.merge_group);
  return group.base_sha === void 0 ? baseCommit(payload.before, payload.ref) : baseCommit(group.base_sha, group.base_ref);
}
function baseCommit(commit, ref) {
  const name = sha(commit);
  if (name === void 0 || /^0+$/.test(name)) return {};
  const branch = typeof ref === "string" ? ref.replace(/^refs\/heads\//, "").slice(0, 200) : "";
  return { base: { commit: name, branch } };
}
function hasReadOnlyToken(event2, environment, pull) {
  if (event2 === "pull_request_target") return false;
  if (environment.GITHUB_ACTOR === "dependabot[bot]") return true;
  const head = record(record(pull.head).repo).full_name;
  return head !== record(record(pull.base).repo).full_name;
}
function sha(value) {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : void 0;
}
function record(value) {
  return typeof value === "object" && value !== null ? value : {};
}

// src/action/output.ts
var TITLE = "memcached exposure check";
var Output = class {
  /** Annotations without a place that were printed; the runner shows 10 of a level. */
  printed = { error: 0, warning: 0, notice: 0 };
  /** Lines of the log; they may hold anything but are no commands. */
  log(text2) {
    this.print(logSafe(text2));
  }
  /** Commands, made by `report/commands.ts`. */
  commands(lines) {
    this.print(lines.trimEnd());
  }
  debug(message) {
    this.print(workflowCommand("debug", {}, message));
  }
  annotate(level, message) {
    this.printed[level] += 1;
    this.print(workflowCommand(level, { title: TITLE }, message));
  }
  /** Does one thing; when that fails, says so. */
  attempt(what, action) {
    try {
      return action();
    } catch (error) {
      this.failed(what, error);
      return void 0;
    }
  }
  set(name, value) {
    if ((process.env.GITHUB_OUTPUT ?? "") === "") return;
    this.attempt(`The output "${name}"`, () => setOutput(name, value));
  }
  async summary(markdown) {
    if ((process.env.GITHUB_STEP_SUMMARY ?? "") === "") return;
    try {
      await summary.addRaw(markdown(), true).write();
    } catch (error) {
      this.failed("The job summary", error);
    }
  }
  /** Says that something could not be told. */
  failed(what, error) {
    const reason = error instanceof Error ? error.message : String(error);
    this.annotate("warning", `${what} could not be written: ${reason} The verdict stands.`);
  }
  print(text2) {
    if (text2 !== "") info(text2);
  }
};

// src/action/comment.ts
import { createHash } from "node:crypto";

// src/github/advice.ts
var STILL = "The verdict, the annotations and the job summary are complete without it.";
function adviceFor(failure, fromFork) {
  switch (failure.kind) {
    case "forbidden":
    case "not-found":
      return [
        `The pull request comment could not be written: GitHub answered "${failure.message}". ${STILL}`,
        ...permissionAdvice(failure, fromFork)
      ].join("\n");
    case "unauthorized":
      return `The pull request comment could not be written: GitHub does not accept the github-token ("${failure.message}"). ${STILL}`;
    case "rate-limited":
      return `The pull request comment was not written: GitHub's rate limit is used up and waiting longer is not worth it ("${failure.message}"). ${STILL} Run the job again later to get it.`;
    case "unavailable":
      return `The pull request comment was not written: GitHub did not answer as it should ("${failure.message}"). ${STILL} Run the job again later to get it.`;
    case "invalid":
    case "other":
      return `The pull request comment could not be written: GitHub refused it ("${failure.message}"). ${STILL}`;
  }
}
function permissionAdvice(failure, fromFork) {
  if (failure.detail.toLowerCase().includes("locked")) {
    return ["The conversation is locked; unlock it to get the comment."];
  }
  const wanted = failure.acceptedPermissions.map((each) => each.replaceAll(": read", ": write"));
  const needs = wanted.length === 0 ? 'The token needs the permission "pull-requests: write".' : `The token needs ${wanted.map((permission) => `"${permission}"`).join(" or ")}.`;
  if (fromFork) {
    return [
      `${needs} A pull request from a fork or by Dependabot gets a token that can only read, whatever the workflow says; this is as intended.`
    ];
  }
  return [
    `${needs} Grant it in the job (a job's permissions replace those of the workflow):`,
    "  permissions:",
    "    contents: read",
    "    pull-requests: write"
  ];
}

// src/github/failure.ts
var GitHubFailure = class extends Error {
  /**
   * @param status the HTTP status; undefined when no answer came
   * @param detail what GitHub said; untrusted text on one line, at most 300 characters
   * @param acceptedPermissions what the header `x-accepted-github-permissions` asks for, one
   *   alternative each: `['issues: write', 'pull-requests: write']`
   * @param retryAfterMs how long GitHub asked to be left alone
   */
  constructor(kind, status, detail, acceptedPermissions = [], retryAfterMs) {
    super(status === void 0 ? detail : `${status}: ${detail}`);
    this.kind = kind;
    this.status = status;
    this.detail = detail;
    this.acceptedPermissions = acceptedPermissions;
    this.retryAfterMs = retryAfterMs;
  }
  kind;
  status;
  detail;
  acceptedPermissions;
  retryAfterMs;
  name = "GitHubFailure";
};
function toFailure(error, now) {
  if (error instanceof GitHubFailure) return error;
  const answer = answerOf(error);
  const status = answer === void 0 ? void 0 : statusOf(error);
  if (answer === void 0 || status === void 0) {
    return new GitHubFailure("unavailable", void 0, oneLine(describe(error)));
  }
  const detail = oneLine(messageOf(answer.data) ?? describe(error));
  const header = (name) => {
    const value = answer.headers[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : void 0;
  };
  const exhausted = header("x-ratelimit-remaining") === "0";
  const retryAfterMs = waitFor(header("retry-after"), now) ?? (exhausted ? untilReset(header("x-ratelimit-reset"), now) : void 0);
  const limited = status === 429 || status === 403 && (retryAfterMs !== void 0 || exhausted || detail.toLowerCase().includes("rate limit"));
  return new GitHubFailure(
    limited ? "rate-limited" : kindOf(status),
    status,
    detail,
    permissions(header("x-accepted-github-permissions")),
    retryAfterMs
  );
}
function kindOf(status) {
  if (status >= 500) return "unavailable";
  switch (status) {
    case 401:
      return "unauthorized";
    case 403:
      return "forbidden";
    case 404:
      return "not-found";
    case 422:
      return "invalid";
    default:
      return "other";
  }
}
function waitFor(value, now) {
  if (value === void 0 || value.trim() === "") return void 0;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1e3);
  const date = Date.parse(value);
  return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}
function untilReset(value, now) {
  const seconds = value === void 0 ? Number.NaN : Number(value);
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1e3 - now) : void 0;
}
function permissions(value) {
  if (value === void 0) return [];
  return value.slice(0, 500).split(";").map((alternative) => alternative.split(",").map((part) => part.trim())).filter((parts) => parts.every((part) => /^[a-z_]{1,60}=(?:read|write|admin)$/.test(part))).map((parts) => parts.map((part) => part.replace("=", ": ").replaceAll("_", "-")).join(", "));
}
function answerOf(error) {
  if (!isRecord(error) || !isRecord(error.response)) return void 0;
  const { headers, data } = error.response;
  return { headers: isRecord(headers) ? headers : {}, data };
}
function statusOf(error) {
  return isRecord(error) && typeof error.status === "number" ? error.status : void 0;
}
function messageOf(data) {
  return isRecord(data) && typeof data.message === "string" ? data.message : void 0;
}
function describe(error) {
  return error instanceof Error ? error.message : String(error);
}
function oneLine(text2) {
  const clean = text2.slice(0, 2e3).replace(/[\p{Cc}\u2028\u2029]/gu, " ").trim();
  return clean.length > 300 ? `${clean.slice(0, 299)}…` : clean;
}
function isRecord(value) {
  return typeof value === "object" && value !== null;
}

// src/github/patience.ts
var systemClock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve2) => setTimeout(resolve2, milliseconds))
};
var LIMITS = { total: 6e4, request: 15e3, attempts: 4 };
var Patience = class {
  constructor(clock = systemClock, limits = LIMITS) {
    this.clock = clock;
    this.limits = limits;
  }
  clock;
  limits;
  deadline;
  /**
   * Sends a request until it succeeds, fails for good, or the budget is used up. Rate limits are
   * waited for as long as GitHub asks. What failed on the way ({@link FailureKind} `unavailable`)
   * may have been done all the same, so it is only repeated when `repeatable`.
   *
   * @param send gets a signal that ends the request when its time is over
   * @throws GitHubFailure
   */
  async attempt(send, repeatable) {
    for (let attempt = 1; ; attempt += 1) {
      const remaining = this.remaining();
      if (remaining <= 0) throw new GitHubFailure("unavailable", void 0, "no time is left");
      try {
        return await send(AbortSignal.timeout(Math.min(this.limits.request, remaining)));
      } catch (error) {
        const failure = toFailure(error, this.clock.now());
        const passing = failure.kind === "rate-limited" || failure.kind === "unavailable" && repeatable;
        if (!passing || attempt >= this.limits.attempts) throw failure;
        await this.pause(failure, attempt);
      }
    }
  }
  /**
   * Waits before the attempt after the given one.
   *
   * @throws GitHubFailure the given one, when the wait does not fit into the budget
   */
  async pause(failure, attempt) {
    const wait = failure.retryAfterMs ?? 1e3 * 2 ** (attempt - 1);
    if (wait >= this.remaining()) throw failure;
    await this.clock.sleep(wait);
  }
  /** How often something may be tried. */
  get attempts() {
    return this.limits.attempts;
  }
  remaining() {
    const now = this.clock.now();
    this.deadline ??= now + this.limits.total;
    return this.deadline - now;
  }
};

// src/github/client.ts
function parseRepository(text2) {
  const [owner, repo, ...rest] = text2.split("/");
  if (owner === void 0 || repo === void 0 || rest.length > 0) return void 0;
  const isName = (name) => /^[\w.-]+$/.test(name) && name !== "." && name !== "..";
  return isName(owner) && isName(repo) ? { owner, repo } : void 0;
}
async function connect(token2, repository, patience = new Patience()) {
  const octokit = await octokitFor(token2, patience);
  const { issues } = octokit.rest;
  return {
    async comments(pullRequest) {
      const pages = octokit.paginate.iterator(issues.listComments, {
        ...repository,
        issue_number: pullRequest,
        per_page: 100
      });
      const comments = [];
      for await (const page of pages) comments.push(...array(page.data).map(toComment));
      return comments;
    },
    async createComment(pullRequest, body) {
      const reply = await issues.createComment({ ...repository, issue_number: pullRequest, body });
      return toComment(reply.data);
    },
    async updateComment(id, body) {
      const reply = await issues.updateComment({ ...repository, comment_id: id, body });
      return toComment(reply.data);
    },
    async deleteComment(id) {
      await issues.deleteComment({ ...repository, comment_id: id });
    },
    async ownLogin() {
      const reply = await octokit.graphql("query { viewer { login } }");
      const viewer = isRecord2(reply) ? reply.viewer : void 0;
      if (isRecord2(viewer) && typeof viewer.login === "string") return viewer.login;
      throw unexpected("GitHub did not say whose token it is");
    }
  };
}
async function octokitFor(token2, patience) {
  const silent = () => void 0;
  try {
    const { getOctokit } = await import("./chunks/github-3PDDYSWQ.js");
    const octokit = getOctokit(token2, {
      log: { debug: silent, info: silent, warn: silent, error: silent }
    });
    octokit.hook.wrap("request", (request, options) => {
      const repeatable = options.method !== "POST" || options.url.endsWith("/graphql");
      return patience.attempt(async (signal) => {
        options.request = { ...options.request, signal };
        const reply = await request(options);
        if (reply.status === 200 && !isRecord2(reply.data)) {
          throw unexpected("an answer that is not JSON");
        }
        return reply;
      }, repeatable);
    });
    return octokit;
  } catch (error) {
    throw unexpected(error instanceof Error ? error.message : String(error));
  }
}
function toComment(value) {
  if (!isRecord2(value) || typeof value.id !== "number") {
    throw unexpected("GitHub answered with something that is not a comment");
  }
  const user = isRecord2(value.user) ? value.user : {};
  return {
    id: value.id,
    body: text(value.body),
    url: text(value.html_url),
    author: text(user.login),
    byApp: user.type === "Bot"
  };
}
function array(value) {
  if (Array.isArray(value)) return value;
  throw unexpected("GitHub answered with something that is not a list of comments");
}
function text(value) {
  return typeof value === "string" ? value : "";
}
function unexpected(detail) {
  return new GitHubFailure("other", void 0, detail);
}
function isRecord2(value) {
  return typeof value === "object" && value !== null;
}

// src/github/comments.ts
var ACTIONS_BOT = "github-actions[bot]";
var COMMENT_LIMIT = 65536;
var SHORTER_LIMITS = [COMMENT_LIMIT, 3e4, 4e3];
async function keepComment(api, patience, pullRequest, wish) {
  for (let attempt = 1; ; attempt += 1) {
    const [ours, ...duplicates] = await ownComments(api, pullRequest, wish.marker);
    try {
      const outcome = ours === void 0 ? await create(api, pullRequest, wish) : await update(api, ours, wish);
      for (const duplicate of duplicates) await remove(api, duplicate);
      return outcome;
    } catch (error) {
      if (!(error instanceof GitHubFailure) || attempt >= patience.attempts) throw error;
      const vanished = error.kind === "not-found" && ours !== void 0;
      if (error.kind !== "unavailable" && !vanished) throw error;
      await patience.pause(error, attempt);
    }
  }
}
async function create(api, pullRequest, wish) {
  if (wish.write === "existing") return { did: "nothing", url: "" };
  const created = await fitting(wish, (body) => api.createComment(pullRequest, body));
  return { did: "created", url: created.url };
}
async function update(api, ours, wish) {
  const stands = SHORTER_LIMITS.some((limit) => sameText(wish.render(limit), ours.body));
  if (stands) return { did: "unchanged", url: ours.url };
  const updated = await fitting(wish, (body) => api.updateComment(ours.id, body));
  return { did: "updated", url: updated.url };
}
async function fitting(wish, send) {
  let refusal;
  let refused;
  for (const limit of SHORTER_LIMITS) {
    const body = wish.render(limit);
    if (body === refused) continue;
    try {
      return await send(body);
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.kind !== "invalid") throw error;
      refusal = error;
      refused = body;
    }
  }
  throw refusal;
}
async function ownComments(api, pullRequest, marker) {
  const marked = (await api.comments(pullRequest)).filter(({ body }) => firstLine(body) === marker);
  const byOthers = marked.some((comment2) => !byActions(comment2));
  const login = byOthers ? await api.ownLogin().catch(() => void 0) : void 0;
  return marked.filter((comment2) => byActions(comment2) || isBy(comment2, login)).sort((a, b) => a.id - b.id);
}
function byActions(comment2) {
  return comment2.byApp && comment2.author === ACTIONS_BOT;
}
function isBy(comment2, login) {
  if (login === void 0 || login === "") return false;
  return comment2.author.toLowerCase() === login.toLowerCase();
}
async function remove(api, comment2) {
  try {
    await api.deleteComment(comment2.id);
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error;
  }
}
function firstLine(body) {
  const end = body.indexOf("\n");
  return (end < 0 ? body : body.slice(0, end)).trimEnd();
}
function sameText(a, b) {
  return normalized(a) === normalized(b);
}
function normalized(text2) {
  return text2.replaceAll("\r\n", "\n").trimEnd();
}

// src/action/comment.ts
function planComment(report, inputs, event2, repository, page) {
  if (inputs === void 0) return none("The inputs are not usable.", false);
  const asked = inputs.comment === "always";
  if (inputs.comment === "never") return none('The input "comment" is never.', false);
  const { pullRequest } = event2;
  if (pullRequest === void 0) {
    return none(event2.problem ?? `The event "${event2.name}" is about no pull request.`, false);
  }
  if (pullRequest.closed) return none("The pull request is closed.", false);
  if (inputs.token === void 0) {
    return none('No input "github-token" is given; a comment takes one.', asked);
  }
  if (parseRepository(repository) === void 0) {
    return none("GITHUB_REPOSITORY does not name a repository.", asked);
  }
  return {
    kind: "write",
    pullRequest: pullRequest.number,
    readOnly: pullRequest.readOnly,
    asked,
    token: inputs.token,
    repository,
    wish: wishFor(report, inputs, event2.commit, page)
  };
}
function wishFor(report, inputs, commit, page) {
  const marker = markerFor(inputs);
  const digest = (budget) => renderComment(report, { ...page, marker, budget });
  const { current, existing } = sectionsOf(report);
  if (inputs.comment === "always" || current.length > 0 || report.conclusion === "failed") {
    return { marker, render: digest, write: "always" };
  }
  const clean = existing.length === 0 && report.conclusion !== "could-not-run";
  return {
    marker,
    render: clean && commit !== void 0 ? () => renderResolvedComment({ marker, sha: commit, fixed: report.fixed.length }) : digest,
    write: "existing"
  };
}
async function writeComment(plan) {
  try {
    const patience = new Patience();
    const repository = parseRepository(plan.repository);
    const api = await connect(plan.token, repository, patience);
    return { outcome: await keepComment(api, patience, plan.pullRequest, plan.wish) };
  } catch (error) {
    const failure = error instanceof GitHubFailure ? error : new GitHubFailure("other", void 0, error instanceof Error ? error.message : "");
    const unmissed = plan.wish.write === "existing" && ["unauthorized", "forbidden", "not-found"].includes(failure.kind);
    return { advice: adviceFor(failure, plan.readOnly), unmissed };
  }
}
function markerFor({ folder, config }) {
  const what = JSON.stringify([folder, config?.path ?? null]);
  const id = createHash("sha256").update(what).digest("hex").slice(0, 12);
  return `<!-- memcached-exposure-check:${id} -->`;
}
function none(why, asked) {
  return { kind: "none", why, asked };
}

// src/action/publish.ts
var MOST_IN_LOG = 100;
async function publish(decision2, event2, environment, output2) {
  const { report, inputs } = decision2;
  for (const warning of unknownInputs(environment)) output2.annotate("warning", warning);
  const { base } = decision2;
  if (base?.unavailable !== void 0) output2.annotate("warning", notCompared(base));
  output2.attempt(
    "The log",
    () => output2.log(renderText(report, { brief: report.findings.length > MOST_IN_LOG }))
  );
  const files = writeFiles(decision2, output2);
  if (event2.problem !== void 0) output2.debug(event2.problem);
  const page = pageLinks(event2, inputs?.folder ?? "", environment);
  const repository = environment.GITHUB_REPOSITORY ?? "";
  const plan = planComment(report, inputs, event2, repository, page);
  if (report.conclusion === "nothing-to-scan") {
    output2.annotate("notice", `${report.reasons.join(" ")} ${NOTHING_ADVICE}`);
  }
  output2.attempt("The annotations", () => {
    const reserved = { ...output2.printed };
    if (plan.kind === "write" || plan.asked) reserved[levelOf(plan)] += 1;
    output2.commands(renderCommands(report, { prefix: inputs?.folder ?? "", reserved }));
  });
  await output2.summary(() => renderSummary(report, page));
  setOutputs(report, files, output2);
  output2.set("comment-url", await comment(plan, output2));
}
function notCompared({ label, unavailable, policyFrom }) {
  const policy = policyFrom === "base" ? " The configuration, the suppressions and the baseline of what is checked out count." : "";
  return `Not compared with ${label}, so all findings count.${policy} ${unavailable}`;
}
var NOTHING_ADVICE = 'If there should be some, check that the repository is checked out before this step and that the inputs "path" and "exclude" do not leave it out.';
function pageLinks(event2, folder, environment) {
  const repository = environment.GITHUB_REPOSITORY ?? "";
  const serverUrl = (environment.GITHUB_SERVER_URL ?? "https://github.com").replace(/\/$/, "");
  const run = environment.GITHUB_RUN_ID ?? "";
  return {
    ...event2.tree === void 0 ? {} : { link: { serverUrl, repository, sha: event2.tree, prefix: folder } },
    ...parseRepository(repository) === void 0 || !/^[0-9]+$/.test(run) ? {} : { summaryUrl: `${serverUrl}/${repository}/actions/runs/${run}` }
  };
}
function writeFiles({ report, inputs, workspace }, output2) {
  const write = (path, render) => path === void 0 || workspace === void 0 ? "" : output2.attempt(`The file ${path}`, () => workspace.write(path, render())) ?? "";
  return {
    "sarif-file": write(
      inputs?.sarifFile,
      () => renderSarif(report, { prefix: inputs?.folder ?? "" })
    ),
    "report-file": write(inputs?.reportFile, () => renderJson(report))
  };
}
function setOutputs(report, files, output2) {
  const counted = report.findings.filter(({ suppressed }) => suppressed === void 0);
  output2.set("conclusion", report.conclusion);
  output2.set("findings-count", counted.length);
  const compared = wasCompared(report);
  output2.set(
    "new-findings-count",
    compared ? counted.filter(({ state }) => state === "new").length : ""
  );
  output2.set("fixed-findings-count", compared ? report.fixed.length : "");
  output2.set("highest-severity", counted[0]?.severity ?? "none");
  output2.set("sarif-file", files["sarif-file"]);
  output2.set("report-file", files["report-file"]);
}
async function comment(plan, output2) {
  if (plan.kind === "none") {
    if (plan.asked) output2.annotate(levelOf(plan), `There is no comment. ${plan.why}`);
    else output2.debug(`There is no comment. ${plan.why}`);
    return "";
  }
  const { outcome, advice, unmissed } = await writeComment(plan);
  if (advice !== void 0 && unmissed === true) output2.debug(advice);
  else if (advice !== void 0) output2.annotate(levelOf(plan), advice);
  if (outcome !== void 0) output2.debug(`Comment: ${outcome.did} ${outcome.url}`);
  return outcome?.url ?? "";
}
function levelOf(plan) {
  const asked = plan.kind === "none" ? plan.asked : plan.asked && !plan.readOnly;
  return asked ? "warning" : "notice";
}

// src/action/main.ts
var STATUS = { passed: 0, "nothing-to-scan": 0, failed: 1, "could-not-run": 2 };
process.exitCode = STATUS["could-not-run"];
var output = new Output();
process.stdout.on("error", () => void 0);
process.on("uncaughtException", (error) => output.failed("A part of the report", error));
var token = getInput("github-token");
if (token !== "") setSecret(token);
delete process.env["INPUT_GITHUB-TOKEN"];
Object.assign(process.env, gitSetting("safe.directory", process.env.GITHUB_WORKSPACE ?? "."));
var event = readEvent(process.env);
var decision = decide(
  (name) => name === "github-token" ? token : getInput(name),
  event,
  process.env
);
process.exitCode = STATUS[decision.report.conclusion];
await publish(decision, event, process.env, output).catch(
  (error) => output.failed("A part of the report", error)
);
