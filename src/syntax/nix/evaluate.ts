import type { Location, SourceFile } from '../../files/source.js';
import type { Data, Entry } from '../data.js';
import type { Binding, Expression } from './ast.js';
import { parseNix } from './parser.js';

/** An attribute set that stands in a file, with the names that are bound around it. */
export interface NixSet {
  readonly set: Expression & { readonly kind: 'set' };
  readonly scope: Scope;
  /** The names of the attributes it stands in, outermost first: `nodes`, `server`. */
  readonly path: readonly (string | undefined)[];
  /** Why it may not apply, to be read after "because" (`mkIf`). */
  readonly onlyIf?: string;
}

/** Names and what they are bound to, innermost first. */
interface Scope {
  readonly bindings: readonly Binding[];
  readonly outer?: Scope;
}

const NOTHING: Scope = { bindings: [] };
const MOST_STEPS = 20_000;
const DEEPEST = 60;

/** Functions of nixpkgs' lib that say how strongly a value is meant and otherwise give it back. */
const PRIORITIES: ReadonlySet<string> = new Set(['mkForce', 'mkDefault', 'mkBefore', 'mkAfter']);

/**
 * One file of Nix expressions, read as data: literals, `let`, selections of what stands in the same file,
 * `++`, `//`, `+`, `if` and lib's `mkIf`, `mkForce`, `mkDefault`, `mkMerge`, `optional(s)`. Anything else
 * is unknown and says what it was. Nothing is run.
 */
export class NixFile {
  readonly root: Expression;
  private steps = 0;
  private known: readonly NixSet[] | undefined;

  constructor(private readonly file: SourceFile) {
    this.root = parseNix(file.text);
  }

  /** Where an expression stands. */
  place({ start, end }: Expression): Location {
    return this.file.location(start, Math.max(end, start + 1));
  }

  /** Every attribute set of the file, those that values are made of included. */
  sets(): readonly NixSet[] {
    if (this.known === undefined) {
      // Known before it is full: conditions may ask for what the file itself gives.
      const found: NixSet[] = [];
      this.known = found;
      this.walk(this.root, NOTHING, [], undefined, found, 0);
    }
    return this.known;
  }

  /** The paths in the lists that name modules: `imports` of NixOS, `modules` of a flake. */
  imports(): string[] {
    return this.sets().flatMap((one) =>
      [['imports'], ['modules']].flatMap((path) =>
        this.values(one, path).flatMap(({ expression }) =>
          expression.kind === 'list'
            ? expression.items.flatMap((item) => (item.kind === 'path' ? [item.text] : []))
            : [],
        ),
      ),
    );
  }

  /** What a set gives to an attribute, once for each time that it does. */
  read(from: NixSet, path: readonly string[]): Data[] {
    return this.values(from, path).map(({ expression, scope }) => this.data(expression, scope, 0));
  }

  /** The names below an attribute path. */
  names(from: NixSet, path: readonly string[]): string[] {
    const found = new Set<string>();
    for (const { path: given, value } of this.flatten(from)) {
      if (!path.every((name, i) => given[i] === name)) continue;
      const next = given[path.length];
      if (next !== undefined) found.add(next);
      else if (value.kind === 'set') {
        for (const { path: inner } of value.bindings)
          if (inner[0] !== undefined) found.add(inner[0]);
      }
    }
    return [...found];
  }

  private values(
    from: NixSet,
    path: readonly string[],
  ): { readonly expression: Expression; readonly scope: Scope }[] {
    const found: { expression: Expression; scope: Scope }[] = [];
    const look = (set: Expression, scope: Scope, left: readonly string[], depth: number): void => {
      if (++this.steps > MOST_STEPS || depth > DEEPEST) return;
      if (left.length === 0) {
        found.push({ expression: set, scope });
        return;
      }
      if (set.kind === 'let') {
        look(set.body, { bindings: set.bindings, outer: scope }, left, depth + 1);
        return;
      }
      if (set.kind === 'operator' && set.operator === '//') {
        look(set.left, scope, left, depth + 1);
        look(set.right, scope, left, depth + 1);
        return;
      }
      const call = callOf(set);
      if (call !== undefined && PRIORITIES.has(call.name)) {
        look(call.arguments.at(-1)!, scope, left, depth + 1);
        return;
      }
      if (set.kind !== 'set') return;
      const inner = set.recursive ? { bindings: set.bindings, outer: scope } : scope;
      for (const { path: names, value } of set.bindings) {
        const shared = Math.min(names.length, left.length);
        if (names.slice(0, shared).some((name, i) => name !== left[i])) continue;
        if (value === undefined) continue;
        if (names.length <= left.length) look(value, inner, left.slice(names.length), depth + 1);
      }
    };
    look(from.set, from.scope, path, 0);
    return found;
  }

  private flatten(
    from: NixSet,
  ): { readonly path: readonly (string | undefined)[]; readonly value: Expression }[] {
    const found: { path: readonly (string | undefined)[]; value: Expression }[] = [];
    const look = (
      set: Expression,
      before: readonly (string | undefined)[],
      depth: number,
    ): void => {
      if (set.kind !== 'set' || depth > 8 || found.length > 2000) return;
      for (const { path, value } of set.bindings) {
        if (value === undefined) continue;
        const whole = [...before, ...path];
        found.push({ path: whole, value });
        look(value, whole, depth + 1);
      }
    };
    look(from.set, [], 0);
    return found;
  }

  private walk(
    node: Expression,
    scope: Scope,
    path: readonly (string | undefined)[],
    onlyIf: string | undefined,
    found: NixSet[],
    depth: number,
  ): void {
    if (++this.steps > MOST_STEPS || depth > DEEPEST) return;
    const go = (next: Expression, inner = scope, here = path, condition = onlyIf): void =>
      this.walk(next, inner, here, condition, found, depth + 1);
    switch (node.kind) {
      case 'set': {
        found.push({ set: node, scope, path, ...(onlyIf === undefined ? {} : { onlyIf }) });
        const inner = node.recursive ? { bindings: node.bindings, outer: scope } : scope;
        for (const { path: names, value } of node.bindings) {
          if (value !== undefined) go(value, inner, [...path, ...names]);
        }
        return;
      }
      case 'let': {
        const inner = { bindings: node.bindings, outer: scope };
        for (const { value, path: names } of node.bindings) {
          if (value !== undefined) go(value, inner, [...path, ...names]);
        }
        go(node.body, inner);
        return;
      }
      case 'function':
        go(node.body);
        return;
      case 'apply': {
        const call = callOf(node);
        if (call?.name === 'mkIf' && call.arguments.length === 2) {
          const [condition, body] = call.arguments as [Expression, Expression];
          const held = this.data(condition, scope, 0);
          if (held.type === 'scalar' && held.value === false) return;
          const reason =
            held.type === 'scalar' ? onlyIf : `it depends on \`${this.excerpt(condition)}\``;
          go(body, scope, path, reason);
          return;
        }
        go(node.function);
        go(node.argument);
        return;
      }
      case 'if':
        go(node.then, scope, path, `it depends on \`if ${this.excerpt(node.condition)}\``);
        go(node.otherwise, scope, path, `it depends on \`if ${this.excerpt(node.condition)}\``);
        return;
      case 'operator':
        go(node.left);
        go(node.right);
        return;
      case 'list':
        for (const item of node.items) go(item);
        return;
      default:
    }
  }

  private excerpt({ start, end }: Expression): string {
    return this.file.text.slice(start, Math.min(end, start + 60)).replace(/\s+/g, ' ');
  }

  private data(node: Expression, scope: Scope, depth: number): Data {
    const where = this.file.location(node.start, Math.max(node.end, node.start + 1));
    const unknown = (): Data => ({
      type: 'unknown',
      reason: `\`${this.excerpt(node)}\` is not evaluated`,
      where,
    });
    if (++this.steps > MOST_STEPS || depth > DEEPEST) return unknown();
    const read = (next: Expression, inner = scope): Data => this.data(next, inner, depth + 1);
    switch (node.kind) {
      case 'literal':
        return { type: 'scalar', value: node.value, where };
      case 'path':
        return { type: 'scalar', value: node.text, where };
      case 'string':
        return this.text(node, scope, depth) ?? unknown();
      case 'list':
        return { type: 'list', items: node.items.map((item) => read(item)), where };
      case 'set': {
        const inner = node.recursive ? { bindings: node.bindings, outer: scope } : scope;
        const entries = node.bindings.flatMap(({ path, where: at, value }): Entry[] => {
          const [key] = path;
          if (path.length !== 1 || key === undefined || value === undefined) return [];
          const keyWhere = this.file.location(at.start, at.end);
          return [{ key, keyWhere, valueWhere: this.place(value), value: read(value, inner) }];
        });
        return { type: 'map', entries, where };
      }
      case 'name': {
        const bound = lookUp(node.name, scope);
        return bound === undefined ? unknown() : read(bound.value, bound.scope);
      }
      case 'let':
        return read(node.body, { bindings: node.bindings, outer: scope });
      case 'if': {
        const held = read(node.condition);
        if (held.type !== 'scalar' || typeof held.value !== 'boolean') return unknown();
        return read(held.value ? node.then : node.otherwise);
      }
      case 'operator': {
        const [left, right] = [read(node.left), read(node.right)];
        if (node.operator === '++' && left.type === 'list' && right.type === 'list')
          return { type: 'list', items: [...left.items, ...right.items], where };
        if (node.operator === '++' && (left.type === 'list' || right.type === 'list')) {
          const items = [left, right].flatMap((one) => (one.type === 'list' ? one.items : [one]));
          return { type: 'list', items, where };
        }
        if (node.operator === '+' && left.type === 'scalar' && right.type === 'scalar') {
          const [a, b] = [left.value, right.value];
          if (typeof a === 'number' && typeof b === 'number')
            return { type: 'scalar', value: a + b, where };
          if (typeof a === 'string' && typeof b === 'string')
            return { type: 'scalar', value: a + b, where };
        }
        return unknown();
      }
      case 'apply':
        return this.call(node, scope, depth) ?? unknown();
      case 'select':
        return this.select(node, scope, depth) ?? unknown();
      default:
        return unknown();
    }
  }

  private call(node: Expression, scope: Scope, depth: number): Data | undefined {
    const call = callOf(node);
    if (call === undefined) return undefined;
    const last = call.arguments.at(-1)!;
    const value = (): Data => this.data(last, scope, depth + 1);
    if (PRIORITIES.has(call.name) || call.name === 'toString') return value();
    if (call.name === 'mkOverride' && call.arguments.length === 2) return value();
    const condition = ['mkIf', 'optional', 'optionals'].includes(call.name);
    if (!condition || call.arguments.length !== 2) return undefined;
    const held = this.data(call.arguments[0]!, scope, depth + 1);
    if (held.type !== 'scalar' || typeof held.value !== 'boolean') return undefined;
    const where = this.file.location(node.start, node.end);
    if (!held.value) return { type: 'list', items: [], where };
    return call.name === 'optional' ? { type: 'list', items: [value()], where } : value();
  }

  private select(
    node: Expression & { readonly kind: 'select' },
    scope: Scope,
    depth: number,
  ): Data | undefined {
    if (node.from.kind !== 'name') return undefined;
    const path = node.path.filter((name): name is string => name !== undefined);
    if (path.length !== node.path.length) return undefined;
    const bound = lookUp(node.from.name, scope);
    if (bound?.value.kind === 'set') {
      const set: NixSet = { set: bound.value, scope: bound.scope, path: [] };
      const found = this.values(set, path).at(-1);
      if (found !== undefined) return this.data(found.expression, found.scope, depth + 1);
    }
    // `config.services.memcached.port`: what the file itself gives to it.
    if (bound === undefined && node.from.name === 'config' && depth < 8) {
      const given = this.sets()
        .filter((one) => one.path.length === 0)
        .flatMap((one) => this.values(one, path));
      const [only] = given;
      if (given.length === 1 && only !== undefined)
        return this.data(only.expression, only.scope, depth + 8);
    }
    return undefined;
  }

  private text(
    node: Expression & { readonly kind: 'string' },
    scope: Scope,
    depth: number,
  ): Data | undefined {
    let text = '';
    for (const piece of node.pieces) {
      if ('text' in piece) text += piece.text;
      else {
        const value = this.data(piece.expression, scope, depth + 1);
        if (value.type !== 'scalar' || value.value === null) return undefined;
        text += String(value.value);
      }
    }
    const inner = node.end - node.start;
    const width = inner >= 2 && this.file.text[node.start] === '"' ? 1 : 2;
    const where = this.file.location(
      node.start + width,
      Math.max(node.end - width, node.start + width),
    );
    return { type: 'scalar', value: text, where };
  }
}

interface Call {
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** `lib.mkIf a b`: the function's last name and its arguments. */
function callOf(node: Expression): Call | undefined {
  const found: Expression[] = [];
  let here = node;
  while (here.kind === 'apply' && found.length < 10) {
    found.unshift(here.argument);
    here = here.function;
  }
  if (found.length === 0) return undefined;
  const name =
    here.kind === 'name' ? here.name : here.kind === 'select' ? here.path.at(-1) : undefined;
  return name === undefined ? undefined : { name, arguments: found };
}

function lookUp(
  name: string,
  scope: Scope,
): { readonly value: Expression; readonly scope: Scope } | undefined {
  for (let here: Scope | undefined = scope; here !== undefined; here = here.outer) {
    const bound = here.bindings.find(({ path }) => path.length === 1 && path[0] === name);
    if (bound !== undefined) {
      // `inherit name` takes it from further out.
      if (bound.value === undefined) continue;
      return { value: bound.value, scope: here };
    }
  }
  return undefined;
}
