import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  Budget,
  SEVERITY_MARK,
  inventory,
  placeLink,
  renderComment,
  renderHtml,
  renderResolvedComment,
  renderSarif,
  renderSummary,
  ruleLink,
  safeUrl
} from "./chunks/chunk-VCJRWG4O.js";
import {
  describeResult,
  isAsExpected
} from "./chunks/chunk-QFI6NJFY.js";
import {
  renderCommands,
  workflowCommand
} from "./chunks/chunk-BZAKRS37.js";
import {
  Workspace
} from "./chunks/chunk-663CA3WH.js";
import {
  GitTree,
  RevisionError,
  checkDirectory
} from "./chunks/chunk-AA2EA2FJ.js";
import "./chunks/chunk-NOYKNZGV.js";
import {
  renderJson
} from "./chunks/chunk-CFC75HNR.js";
import {
  ReportError,
  ResolveError,
  parseShard,
  parseTargets,
  probe,
  readReport
} from "./chunks/chunk-THG6CG5H.js";
import {
  RootError
} from "./chunks/chunk-JSEPIX7M.js";
import {
  HOME_PAGE,
  VERSION,
  docsUrl
} from "./chunks/chunk-BTGWWGIG.js";
import {
  countsText,
  maskSecrets,
  plural,
  renderText,
  sectionsOf,
  wasCompared
} from "./chunks/chunk-4YCC46JY.js";
import "./chunks/chunk-IMBHBF7H.js";
import "./chunks/chunk-ODCC6ZFW.js";
import {
  GIT_SETTINGS,
  ListingError
} from "./chunks/chunk-V3JSSY3J.js";
import "./chunks/chunk-25OG46P3.js";
import {
  clip,
  describer,
  logSafe,
  markdownCode,
  markdownFence,
  markdownProse,
  visible
} from "./chunks/chunk-ZDN3N4YR.js";
import {
  DEFAULT_FAIL_ON,
  DEFAULT_REPORT_SEVERITY,
  SettingsError,
  isSourceName
} from "./chunks/chunk-2JPDPAPU.js";
import {
  RULES
} from "./chunks/chunk-JNPVPFRO.js";
import {
  SEVERITIES
} from "./chunks/chunk-FHUH3I3Y.js";
import "./chunks/chunk-DVF3O7KX.js";
import "./chunks/chunk-PKOTI7PC.js";
import "./chunks/chunk-UZBDGIMA.js";
import {
  isPlan
} from "./chunks/chunk-VUMMRVQL.js";
import "./chunks/chunk-2BV3PFQP.js";
import "./chunks/chunk-ELTLBIM2.js";
import {
  kubernetesClaim
} from "./chunks/chunk-6JJH6RJN.js";
import {
  AddressSet,
  SourceFile
} from "./chunks/chunk-TMYZCIEQ.js";
import {
  append
} from "./chunks/chunk-5VOORNIG.js";
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
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
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
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
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
var PLAIN_DIFF = [
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--diff-algorithm=myers",
  "--inter-hunk-context=0",
  "--submodule=short"
];
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
  /** The newest commit of a branch where the checkout came from; undefined when it cannot be had. */
  tip(branch, server, token2) {
    const ref = `refs/heads/${branch}`;
    const attempts = token2 === void 0 ? [{}] : [{}, credentials(server, token2)];
    for (const more of attempts) {
      const text2 = this.run(["ls-remote", "--quiet", "origin", ref], more);
      const line = text2?.split("\n").find((each) => each.endsWith(`	${ref}`));
      const commit = line?.slice(0, line.indexOf("	"));
      if (commit !== void 0 && OBJECT_NAME.test(commit)) return commit;
    }
    return void 0;
  }
  /** Where the folder lies in its repository: '' or `deploy/`; undefined without a repository. */
  prefix() {
    return this.run(["rev-parse", "--show-prefix"])?.replace(/\n$/, "");
  }
  /** The newest commit that both come from; undefined when it is not here (a shallow clone). */
  mergeBase(a, b) {
    const commit = this.run(["merge-base", a, b])?.trim();
    return commit !== void 0 && OBJECT_NAME.test(commit) ? commit : void 0;
  }
  /** What renamed files were called before, both relative to the repository. */
  renames(from, to) {
    const words = ["--find-renames", "--name-status", "--diff-filter=R", "-z", from, to];
    const parts = (this.run(["diff", ...PLAIN_DIFF, ...words]) ?? "").split("\0");
    const renames = /* @__PURE__ */ new Map();
    for (let i = 0; i + 2 < parts.length; i += 3) renames.set(parts[i + 2], parts[i + 1]);
    return renames;
  }
  /**
   * The difference of one file between two commits, with three lines around each change as GitHub
   * shows it; undefined when there is none to be had. Paths are relative to the repository.
   */
  diff(from, to, path, before = path) {
    const paths = [.../* @__PURE__ */ new Set([before, path])].map((each) => `:(top,literal)${each}`);
    return this.run(["diff", ...PLAIN_DIFF, "--find-renames", "-U3", from, to, "--", ...paths]);
  }
  /** What git says; undefined when it fails. */
  run(words, environment = {}) {
    try {
      return execFileSync("git", [...GIT_SETTINGS, "-C", this.folder, ...words], {
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
  const commit = commitOf(inputs, event2, environment);
  const isOwn = !isProposal && commit.revision === void 0;
  return { ...commit, newOnly, policyFrom: isOwn ? "head" : inputs.policyFrom };
}
var PROPOSALS = /* @__PURE__ */ new Set([
  "pull_request",
  "pull_request_target",
  "merge_group"
]);
function commitOf(inputs, event2, environment) {
  const checkout = new Checkout(inputs.root);
  const head = checkout.head();
  const branch = event2.base?.branch ?? event2.onto ?? "";
  const server = (environment.GITHUB_SERVER_URL ?? "https://github.com").replace(/\/$/, "");
  const unavailable = (why) => ({ label: branch || "the base", unavailable: why });
  if (head === void 0) return unavailable("The scanned folder is in no checkout of git.");
  const isMerge = head.commit === environment.GITHUB_SHA && head.parents.length === 2;
  const merged = event2.name === "pull_request" && isMerge ? head.parents[0] : void 0;
  const tip = event2.onto === void 0 ? void 0 : checkout.tip(event2.onto, server, inputs.token);
  const left = tip === void 0 || !checkout.has(tip) ? tip : checkout.mergeBase(head.commit, tip) ?? tip;
  const commit = merged ?? event2.base?.commit ?? left;
  if (commit === void 0) {
    const nothing = event2.onto === void 0 ? `The event "${event2.name}" names no base.` : `The branch ${event2.onto} cannot be found at origin; give a github-token.`;
    return unavailable(event2.problem ?? nothing);
  }
  if (commit === head.commit) {
    return unavailable(
      "What is checked out is the base itself; check out the change to compare it."
    );
  }
  const short = commit.slice(0, 12);
  if (!checkout.has(commit) && !checkout.fetch(commit, server, inputs.token)) {
    return unavailable(
      `The commit ${short} is not in the checkout and cannot be fetched; give a github-token, or check out with fetch-depth: 0.`
    );
  }
  return { label: branch === "" ? short : `${branch} (${short})`, revision: commit };
}

// src/action/rendered.ts
function renderedManifests(workspace, folder, names) {
  const found = /* @__PURE__ */ new Map();
  for (const name of names) {
    const paths = workspace.filesAt(name).filter((path) => !path.isBelow || isManifestName(path.path));
    if (paths.length === 0) throw new Error(`"${name}" is a folder without YAML or JSON files.`);
    let objects = 0;
    for (const { path, isBelow } of paths) {
      if (!isManifestName(path)) {
        throw new Error(`"${path}" is no .yaml, .yml or .json file; name it so.`);
      }
      const text2 = workspace.read(path, MOST_BYTES).replace(/^\ufeff/, "");
      const inFolder2 = below(folder, path);
      if (kubernetesClaim.claims(new SourceFile(inFolder2, text2))) objects += 1;
      else if (!isBelow) throw new Error(`"${path}" holds no object of Kubernetes.`);
      found.set(inFolder2, { path: inFolder2, text: text2 });
    }
    if (objects === 0) throw new Error(`"${name}" holds no object of Kubernetes.`);
  }
  return [...found.values()];
}
function terraformPlans(workspace, folder, names) {
  return names.map((name) => {
    const path = workspace.inside(name);
    const inFolder2 = below(folder, path);
    const text2 = workspace.read(path, LARGEST_PLAN).replace(/^\ufeff/, "");
    if (!isPlan(new SourceFile(inFolder2, text2))) {
      throw new Error(
        `"${name}" is no plan; write it with "terraform show -json plan.out" to a file that ends in .json.`
      );
    }
    return { path: inFolder2, text: text2 };
  });
}
var LARGEST_PLAN = 64 * 1024 * 1024;
var MOST_BYTES = 4 * 1024 * 1024;
function isManifestName(path) {
  return /\.(?:ya?ml|json)$/i.test(path);
}
function below(folder, path) {
  if (folder === "") return path;
  if (path.startsWith(`${folder}/`)) return path.slice(folder.length + 1);
  throw new Error(`"${path}" is not below the scanned folder "${folder}"; move it there.`);
}

// src/action/inputs.ts
var MOST_REPORT_BYTES = 32 * 1024 * 1024;
var NEW_ONLY_MODES = ["auto", "true", "false"];
var POLICY_SOURCES = ["base", "head"];
var COMMENT_MODES = ["auto", "always", "never"];
var SUGGESTION_MODES = ["auto", "never"];
var SWITCH = ["true", "false"];
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
  "suggestions",
  "audit-issue",
  "terraform-plan",
  "rendered-manifests",
  "probe-targets",
  "shard",
  "sarif-file",
  "report-file",
  "html-file",
  "publish-report",
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
function readInputs(get2, workspace) {
  const problems = [];
  const collect = (name, check) => {
    const text2 = get2(name);
    if (text2 === "") return void 0;
    try {
      return check(text2);
    } catch (error) {
      problems.push(`Input "${name}": ${error instanceof Error ? error.message : String(error)}`);
      return void 0;
    }
  };
  const path = get2("path") || ".";
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
  const suggestions = collect("suggestions", (text2) => oneOf(text2, SUGGESTION_MODES)) ?? "auto";
  const auditIssue = collect("audit-issue", (text2) => oneOf(text2, SWITCH)) === "true";
  const probeTargets = collect("probe-targets", (text2) => parseTargets(listOf(text2))) ?? [];
  const shard = collect("shard", parseShard);
  if (shard !== void 0 && newOnly === "true") {
    problems.push(
      'Input "shard": a part is not compared with a base, which may be split otherwise; leave new-only out.'
    );
  }
  const plans = collect(
    "terraform-plan",
    (text2) => terraformPlans(workspace, workspace.inside(root), listOf(text2))
  ) ?? [];
  const rendered = collect(
    "rendered-manifests",
    (text2) => renderedManifests(workspace, workspace.inside(root), listOf(text2))
  ) ?? [];
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
  const htmlFile = collect("html-file", (text2) => workspace.checkWritable(text2));
  if (sarifFile !== void 0 && sarifFile === reportFile) {
    problems.push(`Input "report-file": "${reportFile}" is the sarif-file already.`);
  }
  if (htmlFile !== void 0 && (htmlFile === reportFile || htmlFile === sarifFile)) {
    const other = htmlFile === sarifFile ? "sarif-file" : "report-file";
    problems.push(`Input "html-file": "${htmlFile}" is the ${other} already.`);
  }
  const publishReport = collect("publish-report", (text2) => ({
    path: workspace.inside(text2),
    text: workspace.read(text2, MOST_REPORT_BYTES)
  }));
  const token2 = collect("github-token", (text2) => text2);
  if (problems.length > 0) throw new InputError(problems);
  return {
    root,
    folder: workspace.inside(root),
    newOnly,
    policyFrom,
    comment: comment2,
    suggestions,
    auditIssue,
    plans,
    rendered,
    probeTargets,
    ...shard === void 0 ? {} : { shard },
    ...baseline === void 0 ? {} : { baseline },
    ...trustedNetworks === void 0 ? {} : { trustedNetworks },
    ...exclude === void 0 ? {} : { exclude },
    ...config === void 0 ? {} : { config },
    ...failOn === void 0 ? {} : { failOn },
    ...reportSeverity === void 0 ? {} : { reportSeverity },
    ...sarifFile === void 0 ? {} : { sarifFile },
    ...reportFile === void 0 ? {} : { reportFile },
    ...htmlFile === void 0 ? {} : { htmlFile },
    ...publishReport === void 0 ? {} : { publishReport },
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
  const wrong = list.filter(
    (network) => AddressSet.tryParse(network) === void 0 && !isSourceName(network)
  );
  if (wrong.length === 0) return list;
  const names = wrong.map((network) => `"${network}"`).join(", ");
  throw new Error(
    `${names} ${wrong.length === 1 ? "is no network" : "are no networks"} and no name of sources; write CIDRs such as 10.20.0.0/16 or 2001:db8::/48.`
  );
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
  if (error instanceof RootError || error instanceof ListingError || error instanceof ReportError) {
    return [error.message];
  }
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

// src/action/probes.ts
async function probeAll(targets) {
  const hosts = [];
  for (let at = 0; at < targets.length; at += AT_ONCE) {
    append(hosts, await Promise.all(targets.slice(at, at + AT_ONCE).map(probeOne)));
  }
  return hosts;
}
var AT_ONCE = 8;
async function probeOne(target) {
  try {
    const results = await probe(target);
    return {
      target: target.text,
      outcome: isAsExpected(results, "closed") ? "closed" : "answers",
      answers: results.map(describeResult)
    };
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    return { target: target.text, outcome: "unknown", answers: [error.message] };
  }
}
function withProbes(report, probes) {
  if (probes.length === 0) return report;
  if (report.conclusion === "failed" || probes.some(({ outcome }) => outcome === "answers")) {
    return { ...report, probes, conclusion: "failed", reasons: [] };
  }
  const unknown = probes.filter(({ outcome }) => outcome === "unknown");
  if (unknown.length > 0) {
    const reasons = unknown.flatMap(
      ({ answers }) => answers.map((answer) => `A host of "probe-targets" could not be asked: ${answer}`)
    );
    return { ...report, probes, conclusion: "could-not-run", reasons };
  }
  return { ...report, probes };
}

// src/action/decide.ts
async function decide(get2, event2, environment) {
  let workspace;
  let inputs;
  try {
    workspace = new Workspace(environment.GITHUB_WORKSPACE ?? ".");
    inputs = readInputs(get2, workspace);
    const base = inputs.shard === void 0 ? findBase(inputs, event2, environment) : void 0;
    const checked = await checkDirectory({
      root: inputs.root,
      given: inputs,
      nameOf: (setting) => `Input "${setting}"`,
      config: configOfHead(inputs),
      baseConfig: configOfBase(inputs, base, workspace),
      baseline: inputs.baseline,
      plans: inputs.plans,
      rendered: inputs.rendered,
      shard: inputs.shard,
      // Loaded only when something was found.
      prove: async (...found) => found[0].findings.length === 0 ? /* @__PURE__ */ new Map() : (await import("./chunks/proven-CWKJJCN7.js")).provenFixes(...found),
      base
    });
    const report = withProbes(checked, await probeAll(inputs.probeTargets));
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
function configOfHead({ config, folder }) {
  if (config === void 0) return { kind: "find" };
  return { kind: "text", path: inFolder(config.path, folder) ?? config.path, text: config.text };
}
function configOfBase({ config, folder }, base, workspace) {
  if (config === void 0 || base?.revision === void 0) return void 0;
  const path = inFolder(config.path, folder);
  if (path !== void 0) return { kind: "path", path };
  const before = GitTree.open(workspace.root, base.revision).read(config.path);
  return before === void 0 ? { kind: "none" } : { kind: "text", path: config.path, text: before.text };
}
function inFolder(path, folder) {
  const prefix = folder === "" ? "" : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : void 0;
}

// src/action/event.ts
import { readFileSync, statSync } from "node:fs";
var MOST_BYTES2 = 25 * 1024 * 1024;
function readEvent(environment) {
  const name = environment.GITHUB_EVENT_NAME ?? "";
  const commit = sha(environment.GITHUB_SHA);
  const base = { name, ...commit === void 0 ? {} : { commit, tree: commit } };
  const file = environment.GITHUB_EVENT_PATH ?? "";
  if (file === "") return { ...base, problem: "GITHUB_EVENT_PATH is not set." };
  let payload;
  try {
    if (statSync(file).size > MOST_BYTES2) {
      return { ...base, problem: "The event file is larger than 25 MB." };
    }
    payload = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "is not JSON" : "cannot be read";
    return { ...base, problem: `The event file named by GITHUB_EVENT_PATH ${reason}.` };
  }
  const pull = record(record(payload).pull_request);
  const { number } = pull;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1) {
    return { ...base, ...baseOf(name, record(payload)), ...runOf(name, record(payload)) };
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
function baseOf(event2, payload) {
  const group = record(payload.merge_group);
  if (group.base_sha !== void 0) return baseCommit(group.base_sha, group.base_ref);
  const before = baseCommit(payload.before, payload.ref);
  if (event2 !== "push" || before.base !== void 0 && payload.forced !== true) return before;
  const onto = record(payload.repository).default_branch;
  if (typeof onto !== "string" || onto === "" || payload.ref === `refs/heads/${onto}`)
    return before;
  return { onto: onto.slice(0, 200) };
}
function runOf(event2, payload) {
  const run = record(payload.workflow_run);
  const commit = sha(run.head_sha);
  const { login } = record(record(run.head_repository).owner);
  const { id, head_branch: branch } = run;
  if (event2 !== "workflow_run" || run.event !== "pull_request" || commit === void 0) return {};
  if (typeof id !== "number" || !Number.isSafeInteger(id)) return {};
  if (typeof login !== "string" || typeof branch !== "string") return {};
  return { run: { id, commit, owner: login, branch, succeeded: run.conclusion === "success" } };
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

// src/github/advice.ts
var STILL = "The verdict, the annotations and the job summary are complete without it.";
function adviceFor(failure, fromFork, what = "The pull request comment", permission = "pull-requests") {
  switch (failure.kind) {
    case "forbidden":
    case "not-found":
      return [
        `${what} could not be written: GitHub answered "${failure.message}". ${STILL}`,
        ...permissionAdvice(failure, fromFork, permission)
      ].join("\n");
    case "unauthorized":
      return `${what} could not be written: GitHub does not accept the github-token ("${failure.message}"). ${STILL}`;
    case "rate-limited":
      return `${what} was not written: GitHub's rate limit is used up and waiting longer is not worth it ("${failure.message}"). ${STILL} Run the job again later to get it.`;
    case "unavailable":
      return `${what} was not written: GitHub did not answer as it should ("${failure.message}"). ${STILL} Run the job again later to get it.`;
    case "invalid":
    case "other":
      return `${what} could not be written: GitHub refused it ("${failure.message}"). ${STILL}`;
  }
}
function permissionAdvice(failure, fromFork, permission) {
  if (failure.detail.toLowerCase().includes("locked")) {
    return ["The conversation is locked; unlock it to get it."];
  }
  const wanted = failure.acceptedPermissions.map((each) => each.replaceAll(": read", ": write"));
  const needs = wanted.length === 0 ? `The token needs the permission "${permission}: write".` : `The token needs ${wanted.map((permission2) => `"${permission2}"`).join(" or ")}.`;
  if (fromFork) {
    return [
      `${needs} A pull request from a fork or by Dependabot gets a token that can only read, whatever the workflow says; this is as intended.`
    ];
  }
  return [
    `${needs} Grant it in the job (a job's permissions replace those of the workflow):`,
    "  permissions:",
    "    contents: read",
    `    ${permission}: write`
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
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
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
  const { issues, pulls } = octokit.rest;
  return {
    async comments(pullRequest) {
      const pages = octokit.paginate.iterator(issues.listComments, {
        ...repository,
        issue_number: pullRequest,
        per_page: 100
      });
      const comments = [];
      for await (const page of pages) append(comments, array(page.data).map(toComment));
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
    async pullRequestsFrom(owner, branch) {
      const pages = octokit.paginate.iterator(pulls.list, {
        ...repository,
        state: "open",
        head: `${owner}:${branch}`,
        per_page: 100
      });
      const found = [];
      for await (const page of pages) append(found, array(page.data).flatMap(toHead));
      return found;
    },
    async reviews(pullRequest) {
      const pages = octokit.paginate.iterator(pulls.listReviews, {
        ...repository,
        pull_number: pullRequest,
        per_page: 100
      });
      const reviews = [];
      for await (const page of pages) append(reviews, array(page.data).map(toComment));
      return reviews;
    },
    async createReview(pullRequest, commit, body, comments) {
      const reply = await pulls.createReview({
        ...repository,
        pull_number: pullRequest,
        commit_id: commit,
        body,
        event: "COMMENT",
        comments: comments.map(({ path, startLine, endLine, body: text2 }) => ({
          path,
          line: endLine,
          side: "RIGHT",
          // GitHub takes a start only where it differs from the end.
          ...startLine < endLine ? { start_line: startLine, start_side: "RIGHT" } : {},
          body: text2
        }))
      });
      return toComment(reply.data);
    },
    async createFileComment(pullRequest, commit, path, body) {
      await pulls.createReviewComment({
        ...repository,
        pull_number: pullRequest,
        commit_id: commit,
        path,
        body,
        subject_type: "file"
      });
    },
    async issuesBy(login) {
      const pages = octokit.paginate.iterator(issues.listForRepo, {
        ...repository,
        state: "all",
        creator: login,
        sort: "created",
        direction: "asc",
        per_page: 100
      });
      const found = [];
      for await (const page of pages) {
        append(
          found,
          array(page.data).filter((issue2) => !isRecord2(issue2) || issue2.pull_request === void 0).map(toIssue)
        );
      }
      return found;
    },
    async createIssue(title, body) {
      return toIssue((await issues.create({ ...repository, title, body })).data);
    },
    async updateIssue(number, { title, body, open: open2 }) {
      const reply = await issues.update({
        ...repository,
        issue_number: number,
        title,
        body,
        state: open2 ? "open" : "closed"
      });
      return toIssue(reply.data);
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
function toHead(value) {
  if (!isRecord2(value) || typeof value.number !== "number") return [];
  const head = isRecord2(value.head) ? text(value.head.sha) : "";
  return [{ number: value.number, head }];
}
function toIssue(value) {
  if (!isRecord2(value) || typeof value.number !== "number") {
    throw unexpected("GitHub answered with something that is not an issue");
  }
  const user = isRecord2(value.user) ? value.user : {};
  return {
    number: value.number,
    title: text(value.title),
    body: text(value.body),
    url: text(value.html_url),
    author: text(user.login),
    byApp: user.type === "Bot",
    open: value.state === "open"
  };
}
function array(value) {
  if (Array.isArray(value)) return value;
  throw unexpected("GitHub answered with something that is not a list");
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

// src/github/author.ts
var ACTIONS_BOT = "github-actions[bot]";
async function ownOf(api, marked) {
  const byOthers = marked.some((each) => !byActions(each));
  const login = byOthers ? await api.ownLogin().catch(() => void 0) : void 0;
  return marked.filter((each) => byActions(each) || isBy(each, login));
}
function byActions({ byApp, author }) {
  return byApp && author === ACTIONS_BOT;
}
function isBy({ author }, login) {
  if (login === void 0 || login === "") return false;
  return author.toLowerCase() === login.toLowerCase();
}

// src/github/issue.ts
async function keepIssue(api, patience, wish) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await keepOnce(api, wish);
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.kind !== "unavailable") throw error;
      if (attempt >= patience.attempts) throw error;
      await patience.pause(error, attempt);
    }
  }
}
async function keepOnce(api, wish) {
  const login = await api.ownLogin().catch(() => ACTIONS_BOT);
  const marked = (await api.issuesBy(login)).filter(({ body: body2 }) => body2.startsWith(wish.marker));
  const [ours] = (await ownOf(api, marked)).sort((a, b) => a.number - b.number);
  if (ours === void 0) {
    if (!wish.open) return { did: "nothing", url: "" };
    const { title: title2, body: body2 } = wish.render(void 0);
    return { did: "created", url: (await api.createIssue(title2, body2)).url };
  }
  if (!wish.open && !ours.open) return { did: "nothing", url: ours.url };
  const { title, body } = wish.render(ours.body);
  if (isSame(ours, title, body, wish.open)) return { did: "unchanged", url: ours.url };
  const { url } = await api.updateIssue(ours.number, { title, body, open: wish.open });
  return { did: wish.open ? "updated" : "closed", url };
}
function isSame(issue2, title, body, open2) {
  const text2 = issue2.body.replaceAll("\r\n", "\n").trimEnd();
  return issue2.open === open2 && issue2.title === title && text2 === body.trimEnd();
}

// src/report/audit.ts
var BODY_BUDGET = 65e3;
var MOST_REMEMBERED = 1e3;
var MOST_ROWS = 200;
var DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
var REMEMBERED_DIGITS = 16;
function auditTitle(report) {
  const { current, existing } = sectionsOf(report);
  const count = current.length + existing.length;
  const where = report.root === "." ? "" : ` (${clip(report.root, 100)})`;
  return count === 0 ? `memcached exposure audit${where}: nothing is left` : `memcached exposure audit${where}: ${plural(count, "finding")}`;
}
function renderAudit(report, options) {
  const findings = activeOf(report);
  const seen = firstSeen(findings, options);
  const page = new Budget(options.budget ?? BODY_BUDGET);
  page.add(stateLine(options, seen));
  const { before, today } = options;
  const counts = countsText(findings);
  page.add(
    `**${plural(findings.length, "finding")}**${counts === "" ? "" : `: ${counts}`}. As of ${today}${commitText(options)}.
`
  );
  const { suppressed } = sectionsOf(report);
  if (suppressed.length > 0) page.add(`${plural(suppressed.length, "finding")} suppressed.
`);
  if (before !== void 0) page.add(`${changeText(findings, before)}
`);
  const end = [inventory(report, options, 50), footerOf(report, options)].filter(
    (part) => part !== ""
  );
  const reserve = end.reduce((sum, part) => sum + Buffer.byteLength(part) + 1, 0) + 200;
  table(page, report, findings, seen, options, Math.min(reserve, page.left / 2));
  for (const part of end) page.add(part);
  return page.text();
}
function activeOf(report) {
  const { current, existing } = sectionsOf(report);
  return [...current, ...existing];
}
function table(page, report, findings, seen, options, reserve) {
  if (findings.length === 0) return;
  const describe2 = describer(report);
  page.add("| Severity | Finding | Where | First seen |\n| --- | --- | --- | --- |", reserve);
  let rows = 0;
  for (const finding of findings.slice(0, MOST_ROWS)) {
    const since = seen.get(keyOf(finding)) ?? options.today;
    const isNew = options.before !== void 0 && !options.before.seen.has(keyOf(finding));
    const age = `${since} (${isNew ? "**new**" : plural(daysBetween(since, options.today), "day")})`;
    const text2 = describe2(finding);
    const row = `| ${SEVERITY_MARK[finding.severity]} ${finding.severity} | ${ruleLink(text2, true)} ${markdownCode(clip(text2.path === "" ? text2.title : text2.path, 160), true)} | ${placeLink(finding.location, options.link, true)} | ${age} |`;
    if (!page.add(row, reserve)) break;
    rows += 1;
  }
  page.add(
    rows < findings.length ? `
… ${findings.length - rows} more in ${summaryText(options)}.
` : ""
  );
}
function changeText(findings, before) {
  const now = new Set(findings.map(keyOf));
  const added = findings.filter((finding) => !before.seen.has(keyOf(finding))).length;
  const gone = [...before.seen.keys()].filter((key) => !now.has(key)).length;
  return added === 0 && gone === 0 ? `Nothing changed since ${before.on}.` : `Since ${before.on}: ${added} new, ${gone} gone.`;
}
function firstSeen(findings, { before, today }) {
  return new Map(
    findings.map((finding) => [keyOf(finding), before?.seen.get(keyOf(finding)) ?? today])
  );
}
function keyOf({ fingerprint }) {
  return fingerprint.slice(0, REMEMBERED_DIGITS);
}
function stateLine({ marker, today }, seen) {
  const byDay = /* @__PURE__ */ new Map();
  for (const [key, day] of [...seen].slice(0, MOST_REMEMBERED)) {
    byDay.set(day, [...byDay.get(day) ?? [], key]);
  }
  const state = [...byDay].map(([day, keys]) => `${day}=${keys.join(",")}`);
  return `${marker}on=${[today, ...state].join(" ")} -->`;
}
function readAudit(body, marker, today) {
  const end = body.indexOf(" -->");
  if (!body.startsWith(`${marker}on=`) || end < 0 || body.slice(0, end).includes("\n")) {
    return void 0;
  }
  const [on, ...groups] = body.slice(marker.length + "on=".length, end).split(" ");
  const seen = /* @__PURE__ */ new Map();
  for (const group of groups) {
    const equals = group.indexOf("=");
    const day = group.slice(0, equals);
    if (!isPast(day, today)) continue;
    for (const key of group.slice(equals + 1).split(",")) {
      if (/^[0-9a-f]{16}$/.test(key)) seen.set(key, day);
    }
  }
  return on !== void 0 && isPast(on, today) ? { on, seen } : void 0;
}
function isPast(day, today) {
  return DAY.test(day) && !Number.isNaN(Date.parse(day)) && day <= today;
}
function daysBetween(from, to) {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 864e5));
}
function commitText({ link }) {
  const known = link !== void 0 && /^[0-9a-f]{7,64}$/i.test(link.sha);
  return known ? ` at ${markdownCode(link.sha.slice(0, 12))}` : "";
}
function summaryText({ summaryUrl }) {
  const url = summaryUrl === void 0 ? void 0 : safeUrl(summaryUrl);
  return url === void 0 ? "the job summary" : `[the job summary](${url})`;
}
function footerOf({ tool }, options) {
  return `<sub>${markdownCode(tool.name)} ${markdownCode(tool.version)}, everything in ${summaryText(options)}. The issue is closed when nothing is left.</sub>`;
}

// src/action/check-id.ts
import { createHash } from "node:crypto";
function checkId({ folder, config }) {
  const what = JSON.stringify([folder, config?.path ?? null]);
  return createHash("sha256").update(what).digest("hex").slice(0, 12);
}

// src/action/audit.ts
var AUDITS = /* @__PURE__ */ new Set(["schedule", "workflow_dispatch"]);
function whyNoAudit(report, inputs, event2, repository) {
  if (inputs?.auditIssue !== true) return 'The input "audit-issue" is not true.';
  if (!AUDITS.has(event2.name)) {
    return `The input "audit-issue" has no effect for the event "${event2.name}"; it is for schedule and workflow_dispatch.`;
  }
  if (inputs.token === void 0) return 'No input "github-token" is given; an issue takes one.';
  if (parseRepository(repository) === void 0) {
    return "GITHUB_REPOSITORY does not name a repository.";
  }
  if (report.conclusion === "could-not-run") return "The check could not run.";
  if (report.conclusion === "nothing-to-scan") return "There was nothing to scan.";
  return void 0;
}
async function keepAudit(report, inputs, repository, page, today) {
  const marker = `<!-- memcached-exposure-check:audit:${checkId(inputs)} `;
  const { current, existing } = sectionsOf(report);
  const answering = (report.probes ?? []).some(({ outcome }) => outcome === "answers");
  try {
    const patience = new Patience();
    const api = await connect(inputs.token, parseRepository(repository), patience);
    const outcome = await keepIssue(api, patience, {
      marker,
      open: current.length + existing.length > 0 || answering,
      render: (text2) => {
        const before = text2 === void 0 ? void 0 : readAudit(text2, marker, today);
        const options = { ...page, marker, today, ...before === void 0 ? {} : { before } };
        return { title: auditTitle(report), body: renderAudit(report, options) };
      }
    });
    return { outcome };
  } catch (error) {
    const failure = error instanceof GitHubFailure ? error : new GitHubFailure("other", void 0, error instanceof Error ? error.message : "");
    return { advice: adviceFor(failure, false, "The audit issue", "issues") };
  }
}

// src/github/comments.ts
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
  return (await ownOf(api, marked)).sort((a, b) => a.id - b.id);
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
function markerFor(inputs) {
  return `<!-- memcached-exposure-check:${checkId(inputs)} -->`;
}
function none(why, asked) {
  return { kind: "none", why, asked };
}

// src/github/reviews.ts
var MOST_SUGGESTIONS = 10;
async function suggest(api, patience, pullRequest, wish) {
  for (let attempt = 1; ; attempt += 1) {
    const made = await madeBefore(api, pullRequest, wish.marker);
    const due = wish.suggestions.filter(({ fingerprint }) => !made.has(fingerprint));
    const known = wish.suggestions.length - due.length;
    const wanted = due.slice(0, MOST_SUGGESTIONS);
    if (wanted.length === 0) return { posted: 0, known, onFiles: 0, refused: 0 };
    try {
      return { known, ...await post(api, pullRequest, wish, wanted) };
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.kind !== "unavailable") throw error;
      if (attempt >= patience.attempts) throw error;
      await patience.pause(error, attempt);
    }
  }
}
async function post(api, pullRequest, wish, wanted) {
  const send = async (suggestions, body = bodyOf(wish, suggestions), comments = suggestions) => {
    try {
      await api.createReview(pullRequest, wish.commit, body, comments);
      return true;
    } catch (error) {
      if (error instanceof GitHubFailure && error.kind === "invalid") return false;
      throw error;
    }
  };
  if (await send(wanted)) return { posted: wanted.length, onFiles: 0, refused: 0 };
  const refused = [];
  for (const suggestion of wanted) {
    if (wanted.length === 1 || !await send([suggestion])) refused.push(suggestion);
  }
  const posted = wanted.length - refused.length;
  if (refused.length === 0) return { posted, onFiles: 0, refused: 0 };
  if (!await send(refused, bodyOf(wish, refused, NO_LINES), []))
    return { posted, onFiles: 0, refused: refused.length };
  let onFiles = 0;
  for (const { path, fileBody } of refused) {
    try {
      await api.createFileComment(pullRequest, wish.commit, path, fileBody);
      onFiles += 1;
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error;
    }
  }
  return { posted, onFiles, refused: refused.length - onFiles };
}
var NO_LINES = "GitHub takes no suggestion on the lines of these fixes. They are comments on the files instead, or in the summary of the run.";
function bodyOf({ marker, text: text2 }, suggestions, says = text2) {
  const made = suggestions.map(({ fingerprint }) => fingerprint).join(" ");
  return `<!-- ${marker} ${made} -->
${says}`;
}
async function madeBefore(api, pullRequest, marker) {
  const start = `<!-- ${marker} `;
  const marked = (await api.reviews(pullRequest)).filter(({ body }) => body.startsWith(start));
  const own = await ownOf(api, marked);
  return new Set(
    own.flatMap(({ body }) => {
      const end = body.indexOf(" -->");
      return end < 0 ? [] : body.slice(start.length, end).split(" ");
    })
  );
}

// src/report/suggestion.ts
var MOST_LINES = 30;
function lineChange(edits, lines) {
  const sorted = [...edits].sort(
    (a, b) => a.where.startLine - b.where.startLine || a.where.startColumn - b.where.startColumn
  );
  const file = sorted[0]?.where.file;
  if (file === void 0 || sorted.some(({ where }) => where.file !== file)) return void 0;
  const startLine = sorted[0].where.startLine;
  let endLine = startLine;
  for (const { where } of sorted) {
    const last = where.endColumn === 1 && where.endLine > where.startLine;
    endLine = Math.max(endLine, where.endLine - (last ? 1 : 0));
  }
  if (endLine - startLine >= MOST_LINES) return void 0;
  const before = [];
  for (let line = startLine; line <= endLine; line++) before.push(lines(file, line));
  const text2 = before.map((line) => `${line}
`).join("");
  const starts = [0];
  for (const line of before) starts.push(starts.at(-1) + line.length + 1);
  const offset = (line, column) => (starts[line - startLine] ?? text2.length) + column - 1;
  let changed = "";
  let done = 0;
  for (const { where, replacement } of sorted) {
    const from = offset(where.startLine, where.startColumn);
    const to = offset(where.endLine, where.endColumn);
    if (from < done || to < from || to > text2.length) return void 0;
    changed += text2.slice(done, from) + replacement;
    done = to;
  }
  changed += text2.slice(done);
  if (changed === text2 || changed !== "" && !changed.endsWith("\n")) return void 0;
  const after = changed === "" ? [] : changed.slice(0, -1).split("\n");
  if ([...before, ...after].some((line) => !isPlain(line))) return void 0;
  return trimmed({ file, startLine, endLine, after }, before);
}
function isPlain(line) {
  const text2 = line.replaceAll("	", " ");
  return visible(text2) === text2;
}
function trimmed(change, before) {
  const { file, after } = change;
  let head = 0;
  while (head < before.length - 1 && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head - 1 && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail++;
  }
  return {
    file,
    startLine: change.startLine + head,
    endLine: change.endLine - tail,
    after: after.slice(head, after.length - tail)
  };
}
function renderFileComment(finding, text2, { startLine, endLine, after }, lines) {
  const diff = [];
  for (let line = startLine; line <= endLine; line++) {
    diff.push(`-${maskSecrets(lines(finding.location.file, line))}`);
  }
  append(
    diff,
    after.map((line) => `+${maskSecrets(line)}`)
  );
  return [
    ...opening(finding, text2),
    "",
    startLine === endLine ? `Line ${startLine}:` : `Lines ${startLine} to ${endLine}:`,
    "",
    markdownFence(diff.join("\n"), "diff")
  ].join("\n");
}
function opening(finding, text2) {
  return [
    `${SEVERITY_MARK[finding.severity]} **${finding.severity}** ${ruleLink(text2)} ${markdownProse(text2.sentence).trim()}`,
    "",
    markdownProse(finding.fix?.description ?? "").trim()
  ];
}
function renderSuggestion(finding, text2, after) {
  const longest = Math.max(
    0,
    ...after.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length)
  );
  const fence = "`".repeat(Math.max(3, longest + 1));
  return [...opening(finding, text2), "", `${fence}suggestion`, ...after, fence].join("\n");
}

// src/action/hunks.ts
function hunksOf(diff) {
  const hunks = [];
  for (const line of diff.split("\n")) {
    const head = /^@@ -[0-9]+(?:,[0-9]+)? \+([0-9]+)(?:,([0-9]+))? @@/.exec(line);
    if (head === null) continue;
    const first = Number(head[1]);
    const count = head[2] === void 0 ? 1 : Number(head[2]);
    if (count > 0) hunks.push({ first, last: first + count - 1 });
  }
  return hunks;
}
function isWithin(hunks, startLine, endLine) {
  return hunks.some(({ first, last }) => first <= startLine && endLine <= last);
}

// src/action/suggestions.ts
var MOST_PREPARED = 4 * MOST_SUGGESTIONS;
function planSuggestions(report, inputs, event2, base, repository, server) {
  const none2 = (why) => ({ kind: "none", why });
  if (inputs === void 0) return none2("The inputs are not usable.");
  if (inputs.suggestions === "never") return none2('The input "suggestions" is never.');
  const { pullRequest, commit } = event2;
  if (pullRequest === void 0) return none2("The event is about no pull request.");
  if (pullRequest.closed) return none2("The pull request is closed.");
  if (inputs.token === void 0) return none2('No input "github-token" is given.');
  if (parseRepository(repository) === void 0) return none2("There is no repository.");
  if (base?.revision === void 0 || commit === void 0) return none2("There is no base.");
  const fixable = sectionsOf(report).current.filter(
    ({ fix, unresolved }) => fix !== void 0 && !unresolved
  );
  if (fixable.length === 0) return none2("No new finding has a fix that is certain.");
  const shown = shownLines(inputs, base.revision, commit, server);
  if (typeof shown === "string") return none2(shown);
  const describe2 = describer(report);
  const suggestions = [];
  const taken = [];
  for (const finding of fixable) {
    if (suggestions.length >= MOST_PREPARED) break;
    const change = lineChange(finding.fix.edits, report.lines);
    if (change === void 0) continue;
    const { file, startLine, endLine, after } = change;
    const { path, hunks } = shown(file, report);
    if (!isWithin(hunks, startLine, endLine)) continue;
    const overlaps = taken.some(
      (other) => other.path === path && other.first <= endLine && startLine <= other.last
    );
    if (overlaps) continue;
    taken.push({ path, first: startLine, last: endLine });
    const text2 = describe2(finding);
    suggestions.push({
      path,
      startLine,
      endLine,
      body: renderSuggestion(finding, text2, after),
      fileBody: renderFileComment(finding, text2, change, report.lines),
      fingerprint: finding.fingerprint
    });
  }
  if (suggestions.length === 0) return none2("No fix lies within the lines that the diff shows.");
  return {
    kind: "suggest",
    pullRequest: pullRequest.number,
    readOnly: pullRequest.readOnly,
    token: inputs.token,
    repository,
    wish: {
      marker: `memcached-exposure-check:suggestions:${checkId(inputs)}`,
      text: `The memcached exposure check has ${plural(Math.min(suggestions.length, MOST_SUGGESTIONS), "fix", "fixes")} to suggest for what this pull request opens.`,
      commit,
      suggestions
    }
  };
}
function shownLines(inputs, baseCommit2, headCommit, server) {
  const checkout = new Checkout(inputs.root);
  const prefix = checkout.prefix();
  if (prefix === void 0) return "The scanned folder is in no checkout of git.";
  if (!checkout.has(headCommit) && !checkout.fetch(headCommit, server, inputs.token)) {
    return "The head of the pull request is not in the checkout and cannot be fetched.";
  }
  let head;
  try {
    head = GitTree.open(inputs.root, headCommit);
  } catch (error) {
    if (error instanceof RevisionError) return error.message;
    throw error;
  }
  const from = checkout.mergeBase(baseCommit2, headCommit) ?? baseCommit2;
  const renames = checkout.renames(from, headCommit);
  const known = /* @__PURE__ */ new Map();
  return (file, { lines }) => {
    const before = known.get(file);
    if (before !== void 0) return before;
    const path = `${prefix}${file}`;
    const text2 = head.read(file)?.text;
    const same = text2 !== void 0 && !text2.includes("\r") && isSame2(text2, file, lines);
    const diff = same ? checkout.diff(from, headCommit, path, renames.get(path)) : void 0;
    const result = { path, hunks: diff === void 0 ? [] : hunksOf(diff) };
    known.set(file, result);
    return result;
  };
}
function isSame2(text2, file, lines) {
  const expected = text2.split("\n");
  return expected.every((line, index) => lines(file, index + 1) === line) && lines(file, expected.length + 1) === "";
}
async function makeSuggestions(plan) {
  try {
    const patience = new Patience();
    const repository = parseRepository(plan.repository);
    const api = await connect(plan.token, repository, patience);
    return { outcome: await suggest(api, patience, plan.pullRequest, plan.wish) };
  } catch (error) {
    const failure = error instanceof GitHubFailure ? error : new GitHubFailure("other", void 0, error instanceof Error ? error.message : "");
    return { advice: adviceFor(failure, plan.readOnly, "The review with suggestions") };
  }
}

// src/action/publish.ts
var MOST_IN_LOG = 100;
async function publish(decision, event2, environment, output2) {
  const { report, inputs } = decision;
  for (const warning of unknownInputs(environment)) output2.annotate("warning", warning);
  const { base } = decision;
  if (base?.unavailable !== void 0) output2.annotate("warning", notCompared(base));
  output2.attempt(
    "The log",
    () => output2.log(renderText(report, { brief: report.findings.length > MOST_IN_LOG }))
  );
  if (event2.problem !== void 0) output2.debug(event2.problem);
  const page = pageLinks(event2, inputs?.folder ?? "", environment);
  const files = writeFiles(decision, page, output2);
  const repository = environment.GITHUB_REPOSITORY ?? "";
  const plan = planComment(report, inputs, event2, repository, page);
  const suggestions = output2.attempt(
    "The suggestions",
    () => planSuggestions(report, inputs, event2, decision.base, repository, page.serverUrl)
  ) ?? { kind: "none", why: "They could not be prepared." };
  const noAudit = whyNoAudit(report, inputs, event2, repository);
  annotateProbes(report, output2);
  if (report.conclusion === "nothing-to-scan") {
    output2.annotate("notice", `${report.reasons.join(" ")} ${NOTHING_ADVICE}`);
  }
  output2.attempt("The annotations", () => {
    const reserved = { ...output2.printed };
    if (plan.kind === "write" || plan.asked) reserved[levelOf(plan)] += 1;
    if (suggestions.kind === "suggest") reserved.notice += 1;
    if (inputs?.auditIssue === true) reserved.warning += 1;
    output2.commands(renderCommands(report, { prefix: inputs?.folder ?? "", reserved }));
  });
  await output2.summary(() => renderSummary(report, page));
  setOutputs(report, files, output2);
  output2.set("comment-url", await comment(plan, output2));
  await review(suggestions, plan, output2);
  output2.set("issue-url", await audit(noAudit, decision, repository, page, output2));
}
function annotateProbes({ probes }, output2) {
  for (const { target, outcome, answers } of probes ?? []) {
    const text2 = `${target}: ${answers.join(" ")}`;
    if (outcome === "answers" && output2.printed.error < MOST_PROBES) {
      output2.annotate("error", `A probed host answers. ${text2}`);
    } else output2.log(`probe ${outcome}: ${text2}
`);
  }
}
var MOST_PROBES = 5;
function notCompared({ label, unavailable, policyFrom }) {
  const policy = policyFrom === "base" ? " Of the configuration of what is checked out only what makes the check stricter counts; its suppressions and its baseline do not." : "";
  return `Not compared with ${label}, so all findings count.${policy} ${unavailable}`;
}
var NOTHING_ADVICE = 'If there should be some, check that the repository is checked out before this step and that the inputs "path" and "exclude" do not leave it out.';
function pageLinks(event2, folder, environment) {
  const repository = environment.GITHUB_REPOSITORY ?? "";
  const serverUrl = (environment.GITHUB_SERVER_URL ?? "https://github.com").replace(/\/$/, "");
  const run = environment.GITHUB_RUN_ID ?? "";
  return {
    serverUrl,
    ...event2.tree === void 0 ? {} : { link: { serverUrl, repository, sha: event2.tree, prefix: folder } },
    ...parseRepository(repository) === void 0 || !/^[0-9]+$/.test(run) ? {} : { summaryUrl: `${serverUrl}/${repository}/actions/runs/${run}` }
  };
}
function writeFiles({ report, inputs, workspace }, { link }, output2) {
  const write2 = (path, render) => path === void 0 || workspace === void 0 ? "" : output2.attempt(`The file ${path}`, () => workspace.write(path, render())) ?? "";
  return {
    "sarif-file": write2(
      inputs?.sarifFile,
      () => renderSarif(report, { prefix: inputs?.folder ?? "" })
    ),
    "report-file": write2(inputs?.reportFile, () => renderJson(report)),
    "html-file": write2(
      inputs?.htmlFile,
      () => renderHtml(report, link === void 0 ? {} : { link })
    )
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
  output2.set("html-file", files["html-file"]);
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
async function review(plan, commentPlan, output2) {
  if (plan.kind === "none") {
    output2.debug(`There are no suggestions. ${plan.why}`);
    return;
  }
  const { outcome, advice } = await makeSuggestions(plan);
  if (advice !== void 0 && commentPlan.kind === "write") output2.debug(advice);
  else if (advice !== void 0) output2.annotate("notice", advice);
  if (outcome === void 0) return;
  const { posted, known, onFiles, refused } = outcome;
  output2.debug(
    `Suggestions: ${posted} made, ${known} made before, ${onFiles} on files, ${refused} refused.`
  );
}
async function audit(why, { report, inputs }, repository, page, output2) {
  if (why !== void 0 || inputs === void 0) {
    if (inputs?.auditIssue === true) output2.annotate("warning", `No audit issue is kept. ${why}`);
    return "";
  }
  const today = (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
  const { outcome, advice } = await keepAudit(report, inputs, repository, page, today);
  if (advice !== void 0) output2.annotate("warning", advice);
  if (outcome !== void 0) output2.debug(`Audit issue: ${outcome.did} ${outcome.url}`);
  return outcome?.url ?? "";
}
function levelOf(plan) {
  const asked = plan.kind === "none" ? plan.asked : plan.asked && !plan.readOnly;
  return asked ? "warning" : "notice";
}

// src/action/republish.ts
async function republish(get2, event2, environment, output2) {
  const { run } = event2;
  const repository = environment.GITHUB_REPOSITORY ?? "";
  const name = parseRepository(repository);
  let inputs;
  let report;
  try {
    if (run === void 0 || name === void 0) throw new InputError([ONLY_AFTER_RUNS]);
    inputs = readInputs(get2, new Workspace(environment.GITHUB_WORKSPACE ?? "."));
    if (inputs.token === void 0) throw new InputError([TAKES_TOKEN]);
    const { path, text: text2 } = inputs.publishReport;
    report = sanitised(readReport(text2, `The report ${path}`), run);
  } catch (error) {
    for (const reason of reasonsFor(error)) output2.annotate("error", reason);
    output2.set("conclusion", "could-not-run");
    return false;
  }
  output2.set("conclusion", report.conclusion);
  const number = await pullRequestOf(run, inputs.token, name, output2);
  if (number === void 0) return true;
  const server = (environment.GITHUB_SERVER_URL ?? "https://github.com").replace(/\/$/, "");
  const plan = planComment(
    report,
    inputs,
    {
      name: event2.name,
      commit: run.commit,
      pullRequest: { number, readOnly: false, closed: false }
    },
    repository,
    {
      link: { serverUrl: server, repository, sha: run.commit, prefix: inputs.folder },
      summaryUrl: `${server}/${repository}/actions/runs/${run.id}`,
      isForeign: true
    }
  );
  output2.set("comment-url", await write(plan, number, output2));
  return true;
}
var ONLY_AFTER_RUNS = 'Input "publish-report" is for the event workflow_run, after a run for a pull request.';
var TAKES_TOKEN = 'Input "publish-report" takes a github-token, to comment with.';
async function write(plan, number, output2) {
  if (plan.kind === "none") {
    output2.annotate("notice", `There is no comment. ${plan.why}`);
    return "";
  }
  const { outcome, advice } = await writeComment(plan);
  if (advice !== void 0) output2.annotate("warning", advice);
  if (outcome === void 0) return "";
  output2.log(`The comment on pull request ${number}: ${outcome.did} ${outcome.url}
`);
  return outcome.url;
}
async function pullRequestOf(run, token2, repository, output2) {
  try {
    const api = await connect(token2, repository, new Patience());
    const open2 = await api.pullRequestsFrom(run.owner, run.branch);
    const found = open2.find(({ head }) => head === run.commit);
    if (found === void 0) {
      output2.annotate(
        "notice",
        `There is no comment. No open pull request has the commit ${run.commit.slice(0, 12)} as its head: it went on, or was closed.`
      );
    }
    return found?.number;
  } catch (error) {
    const failure = error instanceof GitHubFailure ? error : new GitHubFailure("other", void 0, error instanceof Error ? error.message : "");
    output2.annotate("warning", adviceFor(failure, false));
    return void 0;
  }
}
function sanitised(report, run) {
  const ids = new Set(RULES.map(({ meta }) => meta.id));
  const custom = report.rules.filter(({ id }) => !ids.has(id));
  const shown = {
    ...report,
    tool: { name: "memcached-exposure-check", version: VERSION, url: HOME_PAGE },
    root: ".",
    rules: [
      ...RULES.map(({ meta }) => ({ ...meta, docsUrl: docsUrl(meta.id) })),
      // Their pages would be links of the change's choice.
      ...custom.map(withoutPage)
    ]
  };
  const claims = report.conclusion === "passed" || report.conclusion === "nothing-to-scan";
  if (run.succeeded || !claims) return shown;
  return {
    ...shown,
    conclusion: "could-not-run",
    reasons: [`The report says "${report.conclusion}", but its run did not succeed; see the run.`]
  };
}
function withoutPage({ docsUrl: _, ...rule }) {
  return rule;
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
var get = (name) => name === "github-token" ? token : getInput(name);
if (get("publish-report") === "") {
  const decision = await decide(get, event, process.env);
  process.exitCode = STATUS[decision.report.conclusion];
  await publish(decision, event, process.env, output).catch(
    (error) => output.failed("A part of the report", error)
  );
} else if (await republish(get, event, process.env, output)) {
  process.exitCode = STATUS.passed;
}
