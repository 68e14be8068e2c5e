import type { Value } from './value.js';

/** The variables of a block, in those of the blocks around it. */
export class Scope {
  private readonly variables = new Map<string, Value>();

  constructor(private readonly outer: Scope | undefined) {}

  declare(name: string, value: Value): void {
    this.variables.set(name, value);
  }

  assign(name: string, value: Value): void {
    if (this.outer === undefined || this.variables.has(name)) this.variables.set(name, value);
    else this.outer.assign(name, value);
  }

  get(name: string): Value {
    return this.variables.has(name) ? this.variables.get(name) : this.outer?.get(name);
  }
}
