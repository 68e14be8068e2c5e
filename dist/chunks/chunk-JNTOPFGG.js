import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/shard/units.ts
import { posix } from "node:path";
function filesOfShard(claimed, { index, total }) {
  const units = unitsOf(claimed);
  const loads = Array.from({ length: total }, () => 0);
  const mine = claimed.map(() => /* @__PURE__ */ new Set());
  for (const unit of units) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = loads[least] + unit.weight;
    if (least !== index - 1) continue;
    for (const { list, file } of unit.members) mine[list].add(file);
  }
  return mine;
}
function unitsOf(claimed) {
  const groups = new Groups();
  claimed.forEach(({ platform, files }) => {
    const folders = new Set(files.map(({ folder }) => folder));
    const paths = new Set(files.map(({ path }) => path));
    for (const file of files) {
      const node = nodeOf(platform, file.folder);
      for (const other of together(platform, file, folders)) {
        groups.join(node, nodeOf(platform, other));
      }
      for (const other of namedIn(file, folders, paths)) {
        groups.join(node, nodeOf(platform, other));
      }
    }
  });
  const readers = /* @__PURE__ */ new Map();
  for (const { platform, files } of claimed) {
    for (const { path, folder } of files) {
      const node = nodeOf(platform, folder);
      const other = readers.get(path);
      if (other === void 0) readers.set(path, node);
      else groups.join(node, other);
    }
  }
  const units = /* @__PURE__ */ new Map();
  claimed.forEach(({ platform, files }, list) => {
    for (const file of files) {
      const root = groups.find(nodeOf(platform, file.folder));
      const unit = units.get(root) ?? { name: file.path, weight: 0, members: [] };
      units.set(root, unit);
      if (file.path < unit.name) unit.name = file.path;
      unit.weight += file.text.length + 256;
      unit.members.push({ list, file });
    }
  });
  return [...units.values()].sort(
    (a, b) => b.weight - a.weight || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}
function nodeOf(platform, folder) {
  return `${platform} ${folder}`;
}
function isPlan(file) {
  return file.path.endsWith(".json") && /"(?:planned_values|resource_changes)"/.test(file.text);
}
var PARTS = /^(?:tasks|handlers|defaults|vars|meta|files|templates|roles|group_vars|host_vars|inventory|inventories|playbooks|environments|charts|crds|values|molecule|configs?|overrides?|envs?)$/;
function together(platform, file, folders) {
  switch (platform) {
    case "kubernetes":
    case "ansible":
      return [first(folders)];
    case "host":
      return /\.(?:sh|bash|ash|ksh)$|(?:^|\/)(?:GNU)?[Mm]akefile[^/]*$|\.mk$/.test(file.path) ? [] : [first(folders), ...shareRoot(file.folder, folders)];
    case "terraform":
      return isPlan(file) ? folders : inParts(file.folder, folders);
    default:
      return inParts(file.folder, folders);
  }
}
function first(folders) {
  let least;
  for (const folder of folders) if (least === void 0 || folder < least) least = folder;
  return least ?? "";
}
function shareRoot(folder, folders) {
  const root = /^(.*?)(?:^|\/)etc(?:\/|$)/.exec(folder)?.[1] ?? folder;
  return folders.has(root) ? [root] : [];
}
function inParts(folder, folders) {
  const found = [];
  let at = folder;
  while (at !== "") {
    const name = posix.basename(at);
    const above = at.includes("/") ? posix.dirname(at) : "";
    if (!PARTS.test(name) && !PARTS.test(posix.basename(above))) break;
    if (folders.has(above)) found.push(above);
    at = above;
  }
  return found;
}
var PATH = /\.{1,2}(?:\/[\w.@+-]+)*\/?|[\w.@+-]+(?:\/[\w.@+-]+)+\/?|[\w@+-]+\.[\w.]+/g;
var MOST_PATHS_IN_FILE = 2e4;
function namedIn(file, folders, paths) {
  const found = /* @__PURE__ */ new Set();
  const seen = /* @__PURE__ */ new Set();
  let count = 0;
  for (const [text] of file.text.matchAll(PATH)) {
    if (++count > MOST_PATHS_IN_FILE) break;
    if (seen.has(text)) continue;
    seen.add(text);
    for (let base = file.folder; ; base = base.includes("/") ? posix.dirname(base) : "") {
      const path = posix.join(base, text).replace(/\/$/, "");
      if (path.startsWith("..")) break;
      const folder = path === "." ? "" : path;
      if (folders.has(folder) && folder !== file.folder && text.includes("/")) found.add(folder);
      if (paths.has(path)) found.add(path.includes("/") ? posix.dirname(path) : "");
      if (base === "") break;
    }
  }
  return found;
}
var Groups = class {
  parents = /* @__PURE__ */ new Map();
  find(node) {
    let root = node;
    for (let up = this.parents.get(root); up !== void 0; up = this.parents.get(root)) root = up;
    for (let at = node; at !== root; ) {
      const up = this.parents.get(at);
      this.parents.set(at, root);
      at = up;
    }
    return root;
  }
  join(a, b) {
    const [left, right] = [this.find(a), this.find(b)];
    if (left === right) return;
    if (left < right) this.parents.set(right, left);
    else this.parents.set(left, right);
  }
};

export {
  filesOfShard,
  unitsOf
};
