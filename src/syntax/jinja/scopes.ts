import type { Data } from '../data.js';
import type { SetTarget, TemplateNode } from './ast.js';
import type { Origin } from './context.js';
import { mapping, pairsOf } from './value.js';

/** What a name stands for while a template runs. */
export type Local = Data | Macro;

/** A macro, with the text it was written in. */
export interface Macro {
  readonly type: 'macro';
  readonly node: TemplateNode & { kind: 'macro' };
  readonly source: string;
  readonly origin: Origin;
}

/** The names that templates set, innermost last: loop variables, `set`, `with`, macros. */
export class Scopes {
  private stack: Map<string, Local>[] = [];

  /** Runs with one more scope. */
  within<T>(scope: Map<string, Local>, run: () => T): T {
    this.stack.push(scope);
    try {
      return run();
    } finally {
      this.stack.pop();
    }
  }

  /** Runs without these names: the value of a variable of the playbook does not see them. */
  apart<T>(run: () => T): T {
    const { stack } = this;
    this.stack = [];
    try {
      return run();
    } finally {
      this.stack = stack;
    }
  }

  /** Runs and takes back what was set; answers it as names with the depth of their scope. */
  tried<T>(run: () => T): { result: T; changed: readonly (readonly [number, string])[] } {
    const saved = this.stack.map((scope) => new Map(scope));
    const result = run();
    const changed = this.changes(saved);
    this.stack = saved;
    return { result, changed };
  }

  local(name: string): Local | undefined {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const value = this.stack[i]!.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Sets a name in the innermost scope. */
  define(name: string, value: Local): void {
    this.stack.at(-1)?.set(name, value);
  }

  /** Sets a name in the scope of that depth. */
  defineAt(depth: number, name: string, value: Local): void {
    this.stack[depth]!.set(name, value);
  }

  /** `{% set %}`: a name, or the attribute of a namespace wherever that was made. */
  assign(target: SetTarget, value: Data): void {
    const innermost = this.stack.at(-1);
    if (innermost === undefined) return;
    if (target.attribute === undefined) {
      innermost.set(target.name, value);
      return;
    }
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const object = this.stack[i]!.get(target.name);
      if (object === undefined) continue;
      if (object.type === 'map') {
        const others = pairsOf(object).filter(([key]) => key !== target.attribute);
        this.stack[i]!.set(
          target.name,
          mapping([...others, [target.attribute, value]], object.where),
        );
      }
      return;
    }
  }

  /** Gives a name another value, where it was set. */
  replace(name: string, value: Data): void {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      if (this.stack[i]!.has(name)) {
        this.stack[i]!.set(name, value);
        return;
      }
    }
  }

  private changes(saved: readonly Map<string, Local>[]): [number, string][] {
    const changed: [number, string][] = [];
    this.stack.forEach((scope, depth) => {
      for (const [name, value] of scope) {
        if (saved[depth]?.get(name) !== value) changed.push([depth, name]);
      }
    });
    return changed.filter(([depth]) => depth < saved.length);
  }
}
