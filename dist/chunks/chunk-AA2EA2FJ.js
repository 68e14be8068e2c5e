import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  FilteredTree
} from "./chunk-NOYKNZGV.js";
import {
  inlineSuppressions,
  loadPolicy,
  realRoot
} from "./chunk-JSEPIX7M.js";
import {
  MemoryTree,
  applyOverrides,
  judge
} from "./chunk-BTGWWGIG.js";
import {
  applyExceptions
} from "./chunk-IMBHBF7H.js";
import {
  checkRules,
  scan
} from "./chunk-ODCC6ZFW.js";
import {
  DiskTree,
  GIT_SETTINGS,
  LARGEST_FILE,
  decode,
  isVendored,
  listFiles,
  require_ignore
} from "./chunk-V3JSSY3J.js";
import {
  DEFAULT_FAIL_ON,
  DEFAULT_REPORT_SEVERITY,
  SettingsError,
  covers,
  readTrusted,
  resolveSettings,
  unknownNames
} from "./chunk-2JPDPAPU.js";
import {
  RULES
} from "./chunk-JNPVPFRO.js";
import {
  SEVERITIES,
  atLeast,
  compareSeverity
} from "./chunk-FHUH3I3Y.js";
import {
  SourceFile
} from "./chunk-TMYZCIEQ.js";
import {
  __toESM
} from "./chunk-VX4HL5QL.js";

// src/files/git-tree.ts
import { execFileSync } from "node:child_process";
var RevisionError = class extends Error {
  name = "RevisionError";
};
var GitTree = class _GitTree {
  constructor(folder, blobs, submodules) {
    this.folder = folder;
    this.blobs = blobs;
    this.submodules = submodules;
    this.paths = [...blobs.keys()].sort();
  }
  folder;
  blobs;
  submodules;
  paths;
  unreadable = [];
  files = /* @__PURE__ */ new Map();
  elsewhere;
  /**
   * @param folder a folder of the checkout; paths are relative to it, and files beside it are left out
   * @param revision a commit or tree
   * @throws RevisionError when it is not there
   */
  static open(folder, revision) {
    if (revision.startsWith("-")) throw new RevisionError(`"${revision}" is no revision.`);
    let listing;
    try {
      listing = git(folder, [
        "ls-tree",
        "-r",
        "-z",
        "-l",
        `${revision}^{tree}`,
        "--",
        "."
      ]).toString();
    } catch {
      throw new RevisionError(
        `The revision ${revision} is not in this checkout; fetch it: git fetch --depth=1 origin ${revision}`
      );
    }
    const blobs = /* @__PURE__ */ new Map();
    const submodules = /* @__PURE__ */ new Map();
    for (const line of listing.split("\0")) {
      const match = /^(100644|100755|100664) blob ([0-9a-f]+) +([0-9]+)\t([\s\S]+)$/.exec(line);
      if (match === null) {
        const link = /^160000 commit ([0-9a-f]+) +-\t([\s\S]+)$/.exec(line);
        if (link !== null) submodules.set(link[2], link[1]);
        continue;
      }
      const path = match[4];
      if (isVendored(path)) continue;
      blobs.set(path, { id: match[2], size: Number(match[3]) });
    }
    return new _GitTree(folder, blobs, submodules);
  }
  /** The hash by which the repository names contents. */
  get hash() {
    const [first] = this.blobs.values();
    return first?.id.length === 64 ? "sha256" : "sha1";
  }
  /**
   * Files that another tree has with the same content are taken from there, so that nothing is read or
   * parsed twice.
   * @param find the other tree's file of a path if its content is the one that git names so
   */
  shareWith(find) {
    this.elsewhere = find;
  }
  has(path) {
    return this.blobs.has(path);
  }
  read(path) {
    if (!this.blobs.has(path)) return void 0;
    if (!this.files.has(path)) this.load([path]);
    return this.files.get(path);
  }
  readBytes(path) {
    const blob = this.blobs.get(path);
    if (blob === void 0 || blob.size > LARGEST_FILE) return void 0;
    try {
      return git(this.folder, ["cat-file", "blob", blob.id]);
    } catch {
      return void 0;
    }
  }
  /** Reads many files at once, which is far quicker than one by one. */
  preload(paths) {
    this.load(paths.filter((path) => this.blobs.has(path) && !this.files.has(path)));
  }
  load(paths) {
    const wanted = paths.filter((path) => {
      const { id, size } = this.blobs.get(path);
      const same = this.elsewhere?.(path, id);
      if (same !== void 0) {
        this.files.set(path, same);
        return false;
      }
      if (size <= LARGEST_FILE) return true;
      this.skip(path, `it is larger than ${LARGEST_FILE / 1024 / 1024} MiB`);
      return false;
    });
    if (wanted.length === 0) return;
    const ids = wanted.map((path) => `${this.blobs.get(path).id}
`).join("");
    const output = git(this.folder, ["cat-file", "--batch"], ids);
    let at = 0;
    for (const path of wanted) {
      const end = output.indexOf(10, at);
      const header = output.toString("utf8", at, end);
      const size = Number(/ blob ([0-9]+)$/.exec(header)?.[1] ?? NaN);
      if (Number.isNaN(size)) {
        this.skip(path, "git does not have its content");
        at = end + 1;
        continue;
      }
      const decoded = decode(output.subarray(end + 1, end + 1 + size));
      at = end + 1 + size + 1;
      if ("reason" in decoded) this.skip(path, decoded.reason);
      else this.files.set(path, new SourceFile(path, decoded.text));
    }
  }
  skip(path, reason) {
    this.files.set(path, void 0);
    this.unreadable.push({ path, reason });
  }
};
function git(folder, words, input) {
  return execFileSync("git", [...GIT_SETTINGS, "-C", folder, ...words], {
    maxBuffer: 1 << 30,
    stdio: [input === void 0 ? "ignore" : "pipe", "pipe", "ignore"],
    ...input === void 0 ? {} : { input },
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1" }
  });
}

// src/files/joined.ts
var JoinedTree = class {
  constructor(first, second) {
    this.first = first;
    this.second = second;
    this.paths = [.../* @__PURE__ */ new Set([...first.paths, ...second.paths])].sort();
  }
  first;
  second;
  paths;
  has(path) {
    return this.first.has(path) || this.second.has(path);
  }
  read(path) {
    return (this.first.has(path) ? this.first : this.second).read(path);
  }
  readBytes(path) {
    return (this.first.has(path) ? this.first : this.second).readBytes?.(path);
  }
  preload(paths) {
    this.first.preload?.(paths.filter((path) => this.first.has(path)));
    this.second.preload?.(paths.filter((path) => !this.first.has(path)));
  }
  get unreadable() {
    return [...this.first.unreadable, ...this.second.unreadable];
  }
};

// src/files/recording.ts
var RecordingTree = class {
  constructor(tree) {
    this.tree = tree;
  }
  tree;
  reads = /* @__PURE__ */ new Map();
  asked = /* @__PURE__ */ new Map();
  listed = false;
  /** Something was asked whose answer is not kept. */
  opaque = false;
  get paths() {
    this.listed = true;
    return this.tree.paths;
  }
  has(path) {
    const answer = this.tree.has(path);
    this.asked.set(path, answer);
    return answer;
  }
  read(path) {
    const file = this.tree.read(path);
    this.reads.set(path, file);
    return file;
  }
  readBytes(path) {
    const bytes = this.tree.readBytes?.(path);
    if (bytes === void 0) this.has(path);
    else this.opaque = true;
    return bytes;
  }
  preload(paths) {
    this.tree.preload?.(paths);
  }
  get unreadable() {
    this.opaque = true;
    return this.tree.unreadable;
  }
  /** Whether the other tree gives the same answers: the same objects for files, the same list of paths. */
  answersAs(other) {
    if (this.opaque) return false;
    if (this.listed && !sameItems(this.tree.paths, other.paths)) return false;
    for (const [path, answer] of this.asked) if (other.has(path) !== answer) return false;
    for (const [path, file] of this.reads) {
      if (file === void 0 ? other.has(path) : other.read(path) !== file) return false;
    }
    return true;
  }
};
function sameItems(one, other) {
  return one === other || one.length === other.length && one.every((item, i) => item === other[i]);
}

// src/reuse.ts
var Reuse = class {
  done = /* @__PURE__ */ new Map();
  /** How many platforms did not have to read their files again. */
  reused = 0;
  translate(platform, files, tree) {
    const known = this.done.get(platform.name);
    if (known !== void 0 && sameItems(known.files, files) && known.tree.answersAs(tree)) {
      this.reused++;
      return known.output;
    }
    const recording = new RecordingTree(tree);
    const output = platform.translate({ files, tree: recording });
    this.done.set(platform.name, { files, tree: recording, output });
    return output;
  }
};

// src/check/base.ts
var import_ignore = __toESM(require_ignore(), 1);

// src/policy/compare.ts
function compareFindings(head, base, isInHead) {
  const existing = /* @__PURE__ */ new Set();
  const unmatched = new Map(base.map((finding) => [finding.fingerprint, finding]));
  for (const finding of head) {
    if (unmatched.delete(finding.fingerprint)) existing.add(finding);
  }
  const moved = /* @__PURE__ */ new Map();
  for (const finding of unmatched.values()) {
    const key = finding.movedFingerprint;
    if (key === void 0 || isInHead(finding.location.file)) continue;
    moved.set(key, [...moved.get(key) ?? [], finding.fingerprint]);
  }
  for (const finding of head) {
    if (existing.has(finding) || finding.movedFingerprint === void 0) continue;
    const match = moved.get(finding.movedFingerprint)?.shift();
    if (match === void 0) continue;
    unmatched.delete(match);
    existing.add(finding);
  }
  const changed = /* @__PURE__ */ new Map();
  for (const finding of head) {
    if (existing.has(finding)) continue;
    const key = subjectOf(finding);
    changed.set(key, [...changed.get(key) ?? [], finding]);
  }
  const fixed = [...unmatched.values()].filter(
    (finding) => changed.get(subjectOf(finding))?.some(({ severity }) => atLeast(severity, finding.severity)) !== true
  );
  return { existing, fixed };
}
function subjectOf({ location, data }) {
  return JSON.stringify([location.file, location.address ?? "", data["name"] ?? ""]);
}

// src/policy/weakened.ts
var DEFAULTS = { failOn: "high", reportSeverity: "low" };
function weakenedPolicy(base, head, added = addedSuppressions(base.inline, head.inline)) {
  return [
    ...added.map((suppression) => ({
      where: suppression.where,
      what: `adds a suppression of ${suppression.rules.join(", ")}`
    })),
    ...configChanges(base.config, head.config),
    ...baselineChanges(base.baseline, head.baseline)
  ];
}
function addedSuppressions(base, head) {
  const available = /* @__PURE__ */ new Map();
  for (const suppression of base) {
    const key = identityOf(suppression);
    available.set(key, (available.get(key) ?? 0) + 1);
  }
  return head.filter((suppression) => {
    const key = identityOf(suppression);
    const left = available.get(key) ?? 0;
    if (left > 0) available.set(key, left - 1);
    return left === 0;
  });
}
function identityOf({ where, rules, reason, until }) {
  return JSON.stringify([where.file, [...rules].sort(), reason, until ?? ""]);
}
function configChanges(base, head) {
  if (head === void 0 && base === void 0) return [];
  const changes = [];
  const add = (key, what) => {
    const file = head?.path ?? base?.path ?? "";
    const where = head?.where.get(key) ?? {
      file,
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1
    };
    changes.push({ where, what });
  };
  if (isMilder(base?.failOn ?? DEFAULTS.failOn, head?.failOn ?? DEFAULTS.failOn)) {
    add("fail-on", `raises fail-on to ${head?.failOn ?? DEFAULTS.failOn}`);
  }
  if (isMilder(
    base?.reportSeverity ?? DEFAULTS.reportSeverity,
    head?.reportSeverity ?? DEFAULTS.reportSeverity
  )) {
    add(
      "report-severity",
      `raises report-severity to ${head?.reportSeverity ?? DEFAULTS.reportSeverity}`
    );
  }
  const before = readTrusted(base?.trustedNetworks ?? []);
  const after = readTrusted(head?.trustedNetworks ?? []);
  const trusted = after.networks.subtract(before.networks);
  if (!trusted.isEmpty) add("trusted-networks", `trusts ${trusted.describe()}`);
  const named = [...after.names].filter((name) => !before.names.has(name));
  if (named.length > 0) add("trusted-networks", `trusts ${named.join(", ")}`);
  for (const pattern of head?.exclude ?? []) {
    if (!(base?.exclude ?? []).includes(pattern)) add("exclude", `excludes ${pattern}`);
  }
  for (const [rule, setting] of head?.rules ?? []) {
    const before2 = base?.rules?.get(rule);
    if (before2 === setting) continue;
    if (setting === "off") add("rules", `switches ${rule} off`);
    else if (before2 === void 0 || before2 === "off" || isMilder(setting, before2)) {
      if (before2 !== "off") add("rules", `sets ${rule} to ${setting}`);
    }
  }
  const overridden = new Set((base?.overrides ?? []).map(overrideText));
  for (const override of head?.overrides ?? []) {
    if (override.severity === "critical" || overridden.has(overrideText(override))) continue;
    changes.push({ where: override.where, what: overrideText(override) });
  }
  const custom = new Map((head?.customRules ?? []).map((rule) => [rule.id, rule]));
  for (const rule of base?.customRules ?? []) {
    const now = custom.get(rule.id);
    if (now === void 0) add("custom-rules", `removes the rule ${rule.id}`);
    else if (isMilder(now.severity, rule.severity)) {
      add("custom-rules", `sets ${rule.id} to ${now.severity}`);
    } else if (conditionsText(rule) !== conditionsText(now)) {
      add("custom-rules", `changes what ${rule.id} matches`);
    }
  }
  const known = new Set((base?.suppressions ?? []).map(pathIdentityOf));
  for (const suppression of head?.suppressions ?? []) {
    if (known.has(pathIdentityOf(suppression))) continue;
    changes.push({
      where: suppression.where,
      what: `adds a suppression of ${suppression.rules.join(", ")} in ${suppression.paths.join(", ")}`
    });
  }
  if (head?.baseline !== void 0 && head.baseline !== base?.baseline) {
    add("baseline", `uses the baseline ${head.baseline}`);
  }
  return changes;
}
function overrideText({
  paths,
  rules,
  severity
}) {
  const which = rules === void 0 ? "every rule" : rules.join(", ");
  const places = paths.join(", ");
  return severity === "off" ? `switches ${which} off in ${places}` : `sets ${which} to ${severity} in ${places}`;
}
function conditionsText(rule) {
  const { mechanisms, platforms, reaches, ports, names } = rule;
  return JSON.stringify([mechanisms, platforms, reaches, ports?.toString(), names]);
}
function pathIdentityOf(suppression) {
  const { rules, paths, reason, until } = suppression;
  return JSON.stringify([rules, paths, reason, until ?? ""]);
}
function baselineChanges(base, head) {
  if (head === void 0) return [];
  const added = [...head.entries.keys()].filter((key) => base?.entries.has(key) !== true).length;
  if (added === 0) return [];
  return [
    {
      where: { file: head.path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
      what: `adds ${added} ${added === 1 ? "entry" : "entries"} to the baseline`
    }
  ];
}
function isMilder(before, after) {
  const rank = [...SEVERITIES, "none"].reverse();
  const order = (text) => text === "none" ? rank.length : rank.indexOf(text);
  return order(after) > order(before);
}

// src/check/scans.ts
async function scanBy(tree, settings, how = {}) {
  const result = await scan(tree, {
    trusted: settings.trusted,
    trustedNames: settings.trustedNames,
    rules: settings.rules,
    customRules: settings.customRules,
    ...how
  });
  return { ...result, findings: applyOverrides(result.findings, settings.overrides) };
}
function withRendered(repository, rendered) {
  if (rendered === void 0) return repository;
  const files = { ...repository.files };
  for (const [platform, count] of Object.entries(rendered.files)) {
    const name = platform;
    files[name] = (files[name] ?? 0) + count;
  }
  return {
    findings: [...repository.findings, ...rendered.findings].sort(
      (a, b) => compareSeverity(a.severity, b.severity)
    ),
    facts: [...repository.facts, ...rendered.facts],
    exposures: [...repository.exposures, ...rendered.exposures],
    listeners: [...repository.listeners, ...rendered.listeners],
    problems: [...repository.problems, ...rendered.problems],
    files,
    filesRead: repository.filesRead + rendered.filesRead,
    sources: /* @__PURE__ */ new Set([...repository.sources, ...rendered.sources])
  };
}

// src/check/base.ts
function agreedBy(before, inline, today, isInHead) {
  const { byFinding } = applyExceptions(before, { inline, paths: [] }, today);
  const suppressed = [...byFinding.keys()];
  const known = new Set(suppressed.map(({ fingerprint }) => fingerprint));
  const moved = new Set(
    suppressed.flatMap(
      ({ location, movedFingerprint }) => movedFingerprint === void 0 || isInHead(location.file) ? [] : [movedFingerprint]
    )
  );
  return ({ fingerprint, movedFingerprint }) => known.has(fingerprint) || movedFingerprint !== void 0 && moved.has(movedFingerprint);
}
function addedHere(base, head, findings, isAgreed) {
  const byText = new Set(addedSuppressions(base, head));
  return head.filter((suppression) => {
    const covered = findings.filter((finding) => covers(suppression, finding));
    return covered.length === 0 ? byText.has(suppression) : covered.some((finding) => !isAgreed(finding));
  });
}
function openBase(root, choice) {
  if (choice === void 0) return {};
  if (choice.revision === void 0) {
    return { unavailable: choice.unavailable ?? "There is no base to compare with." };
  }
  try {
    return { tree: GitTree.open(root, choice.revision) };
  } catch (error) {
    if (error instanceof RevisionError) return { unavailable: error.message };
    throw error;
  }
}
function withUnchanged(base, head, nested) {
  const same = nested.filter(
    ({ folder, commit }) => commit === void 0 || base.submodules.get(folder) === commit
  );
  if (same.length === 0) return base;
  const isSame = (path) => same.some(({ folder }) => path.startsWith(`${folder}/`));
  return new JoinedTree(base, new FilteredTree(head, isSame));
}
function scanBase(base, settings, reuse) {
  const matcher = (0, import_ignore.default)().add([...settings.exclude]);
  const tree = settings.exclude.length === 0 ? base : new FilteredTree(base, (path) => !matcher.ignores(path));
  return scanBy(tree, settings, reuse === void 0 ? {} : { reuse });
}
async function namesFor({ hash }) {
  const { blobId } = await import("./blob-id-NQNT6M6M.js");
  return (bytes) => blobId(bytes, hash);
}
function comparison(choice, unavailable, result, before, tree) {
  if (choice === void 0 || !choice.newOnly) return {};
  if (before === void 0) {
    return {
      compared: {
        base: choice.label,
        unavailable: unavailable ?? "There is no base to compare with.",
        existing: /* @__PURE__ */ new Set(),
        fixed: []
      }
    };
  }
  const compared = compareFindings(
    result.findings,
    before.findings,
    (file) => tree.read(file) !== void 0
  );
  return { compared: { base: choice.label, ...compared } };
}
function policyFindings(base, head, added, fromBase, settings) {
  return checkRules(
    RULES,
    {
      exposures: [],
      listeners: [],
      problems: [],
      policyChanges: weakenedPolicy(base, head, added),
      policyFromHead: !fromBase,
      mentionsMemcached: () => false
    },
    settings.rules
  );
}

// src/policy/cautious.ts
function cautious(config) {
  const rules = [...config.rules ?? []].filter(([id, setting]) => {
    const usual = RULES.find(({ meta }) => meta.id === id)?.meta.defaultSeverity;
    return setting === "critical" && usual !== void 0;
  });
  return {
    path: config.path,
    where: config.where,
    failOn: stricter(config.failOn, DEFAULT_FAIL_ON),
    reportSeverity: stricter(config.reportSeverity, DEFAULT_REPORT_SEVERITY),
    rules: new Map(rules),
    ...config.customRules === void 0 ? {} : { customRules: config.customRules }
  };
}
function stricter(given, usual) {
  const order = ["none", ...SEVERITIES];
  return given !== void 0 && order.indexOf(given) > order.indexOf(usual) ? given : usual;
}

// src/check/counting.ts
async function countingPolicy(options, whole, base) {
  const choice = options.config ?? { kind: "find" };
  const given = { baseline: options.baseline };
  const lenient = { ...given, lenient: true };
  if (options.base === void 0) {
    const head2 = await loadPolicy(whole, choice, given);
    return { from: "head", counting: head2, head: head2, notes: namedPolicy(head2, "") };
  }
  const { label, policyFrom } = options.base;
  if (base.tree === void 0) {
    const head2 = await loadPolicy(whole, choice, policyFrom === "head" ? given : lenient);
    if (policyFrom === "head") {
      return { from: "head", counting: head2, head: head2, notes: namedPolicy(head2, "") };
    }
    const counting = head2.config === void 0 ? {} : { config: cautious(head2.config) };
    const notes = [
      `The policy of ${label} cannot be had, so no suppression, baseline, trusted network or excluded path counts${head2.config === void 0 ? "" : `, and of ${head2.config.path} only what is stricter than the defaults`}.`
    ];
    return { from: "cautious", counting, head: head2, notes };
  }
  if (policyFrom === "head") {
    const head2 = await loadPolicy(whole, choice, given);
    const before2 = await attempt(
      () => loadPolicy(base.tree, options.baseConfig ?? choice, lenient)
    );
    return {
      from: "head",
      counting: head2,
      head: head2,
      base: before2 instanceof SettingsError ? {} : before2,
      notes: namedPolicy(head2, "")
    };
  }
  const before = await attempt(() => loadPolicy(base.tree, options.baseConfig ?? choice, lenient));
  const head = await attempt(() => loadPolicy(whole, choice, lenient));
  if (head instanceof SettingsError) {
    throw new SettingsError([
      ...head.problems,
      ...before instanceof SettingsError ? before.problems.map(inBase(label)) : []
    ]);
  }
  if (before instanceof SettingsError) {
    return {
      from: "base",
      counting: {},
      head,
      base: {},
      notes: [
        `The policy of the base cannot be used, so the defaults count until this change is merged. ${before.problems.map(inBase(label)).join(" ")}`
      ]
    };
  }
  return {
    from: "base",
    counting: before,
    head,
    base: before,
    notes: namedPolicy(before, " of the base")
  };
}
function inBase(label) {
  return (problem) => `In the base ${label}: ${problem}`;
}
function namedPolicy({ config }, whose) {
  return config === void 0 ? [] : [`The configuration is ${config.path}${whose}.`];
}
async function attempt(load) {
  try {
    return await load();
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
}

// src/check/directory.ts
async function checkDirectory(options) {
  const started = performance.now();
  const root = realRoot(options.root);
  const rendered = treeOf(options.rendered);
  const plans = treeOf(options.plans);
  const withoutNamed = (listing2) => rendered.paths.length + plans.paths.length === 0 ? listing2 : {
    ...listing2,
    paths: listing2.paths.filter((path) => !rendered.has(path) && !plans.has(path))
  };
  const everything = listFiles(root);
  const base = openBase(root, options.base);
  const whole = new DiskTree(root, everything.paths);
  const policy = await countingPolicy(options, whole, base);
  const settings = resolveSettings(options.given, policy.counting.config, options.nameOf);
  const listing = withoutNamed(
    settings.exclude.length === 0 ? everything : listFiles(root, settings.exclude)
  );
  const disk = new DiskTree(
    root,
    listing.paths,
    base.tree === void 0 ? void 0 : await namesFor(base.tree)
  );
  const tree = plans.paths.length === 0 ? disk : new JoinedTree(plans, disk);
  const reuse = base.tree === void 0 ? void 0 : new Reuse();
  const result = withRendered(
    await scanBy(tree, settings, {
      ...options.onProgress === void 0 ? {} : { onProgress: options.onProgress },
      ...options.shard === void 0 ? {} : { shard: options.shard },
      ...reuse === void 0 ? {} : { reuse }
    }),
    rendered.paths.length === 0 || !isFirst(options.shard) ? void 0 : await scanBy(rendered, settings, { platforms: ["kubernetes"] })
  );
  const customIds = settings.customRules.map(({ id }) => id);
  const headInline = inlineSuppressions(result.sources, customIds);
  base.tree?.shareWith((path, id) => disk.readAs(path, id));
  const before = base.tree === void 0 ? void 0 : await scanBase(withUnchanged(base.tree, disk, listing.nested), settings, reuse);
  const baseInline = before === void 0 ? [] : inlineSuppressions(before.sources, customIds).inline;
  const today = options.today ?? (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
  const isAgreed = before === void 0 ? () => false : agreedBy(before.findings, baseInline, today, (file) => tree.read(file) !== void 0);
  const applied = applyExceptions(
    result.findings,
    {
      inline: policy.from === "cautious" ? [] : headInline.inline,
      ...policy.from === "base" ? { isAgreed } : {},
      paths: policy.counting.config?.suppressions ?? [],
      ...policy.counting.baseline === void 0 ? {} : { baseline: policy.counting.baseline }
    },
    today
  );
  const report = judge({
    result,
    tree: rendered.paths.length === 0 ? tree : new JoinedTree(rendered, tree),
    settings,
    root: options.root,
    exceptions: applied.byFinding,
    problems: [
      ...headInline.problems,
      // What a part has no use for may be of use to another.
      ...options.shard === void 0 ? applied.problems : []
    ],
    ...comparison(options.base, base.unavailable, result, before, tree),
    ...policy.base === void 0 ? {} : {
      policyFindings: policyFindings(
        { ...policy.base, inline: baseInline },
        { ...policy.head, inline: headInline.inline },
        addedHere(baseInline, headInline.inline, result.findings, isAgreed),
        policy.from === "base",
        settings
      )
    }
  });
  const proven = await options.prove?.(report, tree, settings, result.sources);
  return {
    ...report,
    findings: report.findings.map((finding) => withFix(finding, proven ?? /* @__PURE__ */ new Map())),
    ...options.shard === void 0 ? {} : { shard: options.shard },
    scanned: {
      ...report.scanned,
      skipped: isFirst(options.shard) ? skippedCounts(listing, tree) : [],
      notes: [
        ...policy.notes,
        ...unknownNames(settings.trustedNames, result.facts),
        ...rendered.paths.length === 0 ? [] : [`Rendered manifests, judged by themselves: ${rendered.paths.join(", ")}.`],
        ...plans.paths.length === 0 ? [] : [`Terraform plans, judged as they will be carried out: ${plans.paths.join(", ")}.`]
      ]
    },
    durationMs: performance.now() - started
  };
}
function withFix(finding, proven) {
  const { fix: _proposed, ...rest } = finding;
  const fix = proven.get(finding.fingerprint);
  return fix === void 0 ? rest : { ...rest, fix };
}
function isFirst(shard) {
  return shard === void 0 || shard.index === 1;
}
function treeOf(files) {
  return new MemoryTree(Object.fromEntries((files ?? []).map(({ path, text }) => [path, text])));
}
function skippedCounts(listing, tree) {
  const links = tree.unreadable.filter(({ skipped }) => skipped === true);
  return [
    { reason: "in vendored folders", count: listing.vendored },
    { reason: "left out by the exclude patterns", count: listing.excluded },
    {
      reason: "symbolic links and special files",
      count: links.length,
      examples: links.slice(0, 3).map(({ path }) => path)
    }
  ].filter(({ count }) => count > 0);
}

export {
  RevisionError,
  GitTree,
  scanBy,
  checkDirectory
};
