import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/files/workspace.ts
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync
} from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
var MOST_BYTES = 1024 * 1024;
var MOST_FILES = 1e4;
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
  read(path, most = MOST_BYTES) {
    const inside = this.inside(path);
    try {
      const real = realpathSync(join(this.root, inside));
      this.inside(real);
      const stats = statSync(real);
      if (!stats.isFile()) throw new Error("not a file");
      if (stats.size > most) throw new Error(`larger than ${most / 1024 / 1024} MiB`);
      return readFileSync(real, "utf8");
    } catch (error) {
      throw new Error(`"${path}" cannot be read (${codeOf(error)}).`, { cause: error });
    }
  }
  /**
   * The file at a path of a user's, or every regular file below a folder there, sorted; links below
   * it are left alone.
   *
   * @throws Error with a sentence when there is nothing, or too much
   */
  filesAt(path) {
    const inside = this.inside(path);
    let entries;
    try {
      const real = realpathSync(join(this.root, inside));
      this.inside(real);
      if (!statSync(real).isDirectory()) return [{ path: inside, isBelow: false }];
      entries = readdirSync(real, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(this.root, join(entry.parentPath, entry.name)));
    } catch (error) {
      throw new Error(`"${path}" cannot be read (${codeOf(error)}).`, { cause: error });
    }
    if (entries.length > MOST_FILES) {
      throw new Error(`"${path}" holds more than ${MOST_FILES} files; name a folder with fewer.`);
    }
    return entries.map((entry) => ({ path: entry.split(sep).join("/"), isBelow: true })).sort((a, b) => a.path < b.path ? -1 : 1);
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
  write(path, text) {
    const inside = this.checkWritable(path);
    const target = join(this.root, inside);
    try {
      mkdirSync(dirname(target), { recursive: true });
      const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;
      const descriptor = openSync(target, O_WRONLY | O_CREAT | O_TRUNC | (O_NOFOLLOW ?? 0), 420);
      try {
        writeFileSync(descriptor, text);
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

export {
  Workspace
};
