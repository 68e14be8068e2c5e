import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/files/filtered.ts
var FilteredTree = class {
  constructor(tree, keeps) {
    this.tree = tree;
    this.keeps = keeps;
    this.paths = tree.paths.filter(keeps);
  }
  tree;
  keeps;
  paths;
  has(path) {
    return this.tree.has(path) && this.keeps(path);
  }
  read(path) {
    return this.has(path) ? this.tree.read(path) : void 0;
  }
  readBytes(path) {
    return this.has(path) ? this.tree.readBytes?.(path) : void 0;
  }
  preload(paths) {
    this.tree.preload?.(paths.filter((path) => this.has(path)));
  }
  get unreadable() {
    return this.tree.unreadable;
  }
};

export {
  FilteredTree
};
