import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import { entry, type Data, type Scalar } from '../data.js';
import type { Arguments, Expression, SetTarget, Template, TemplateNode } from './ast.js';
import { parseExpression } from './expression.js';
import { FILTERS } from './filters.js';
import { JinjaSyntaxError } from './lexer.js';
import { callMethod } from './methods.js';
import { arithmetic, compareValues, indexValue, isIn, sliceValue } from './operators.js';
import {
  compose,
  originate,
  piecesOf,
  RenderedText,
  UNKNOWN_MARK,
  type Piece,
} from './rendered.js';
import { hasTemplate, parseTemplate, type TemplateOptions } from './template.js';
import { TESTS } from './tests.js';
import {
  equals,
  isKnown,
  isUnknown,
  list,
  mapping,
  missing,
  pairsOf,
  pythonText,
  reasonOf,
  scalar,
  truth,
  unknown,
  type JinjaUnknown,
} from './value.js';

/** Where a text stands: turns offsets in it into locations. */
export type Origin = (start: number, end: number) => Location;

/** Values given to a filter, test or function, evaluated. */
export interface CallArguments {
  readonly positional: readonly Data[];
  readonly named: ReadonlyMap<string, Data>;
}

/** Counts what evaluating hostile input may cost; shared by all evaluators of one job. */
export class Budget {
  constructor(
    /** Expression nodes and loop rounds. */
    public steps = 2_000_000,
    /** Characters of produced text. */
    public characters = 20_000_000,
  ) {}
}

export interface EvaluatorOptions {
  /**
   * The value of a variable as it is written; templates in it are evaluated when it is used. `where` is
   * the place of use.
   */
  readonly lookup: (name: string, where: Location) => Data | undefined;
  /** Functions such as `lookup()`; `undefined` for one that is not known. */
  readonly call?: (
    name: string,
    args: CallArguments,
    where: Location,
    evaluator: Evaluator,
  ) => Data | undefined;
  /** A member of an unknown value that has a nature (`hostvars['a']`, `ansible_facts.os_family`). */
  readonly memberOf?: (
    object: JinjaUnknown,
    key: Data,
    where: Location,
    evaluator: Evaluator,
  ) => Data | undefined;
  /**
   * Takes sides where the condition of an `{% if %}` is not known, so that the text can be rendered
   * once for every possibility. Absent: the block becomes an unknown part.
   */
  readonly decide?: (condition: string) => boolean | undefined;
  /** Maps offsets in a string of {@link lookup}'s data to the file. */
  readonly originOf?: (value: Scalar) => Origin | undefined;
  readonly budget?: Budget;
}

/** Expressions and variables nested deeper than this are unknown. */
const DEEPEST = 150;
/** Rounds of one loop. */
const MOST_ROUNDS = 10_000;

type Local = Data | Macro;

interface Macro {
  readonly type: 'macro';
  readonly node: TemplateNode & { kind: 'macro' };
  readonly source: string;
  readonly origin: Origin;
}

const parsedTemplates = new Map<string, Template | JinjaSyntaxError>();

/**
 * Evaluates Jinja2 expressions and templates as Ansible does, over data in which any part may be
 * unknown. Runs nothing but the code below: attributes are keys of data and a few text methods,
 * filters and tests are the tables of this folder. Never throws; what is not supported is unknown.
 */
export class Evaluator {
  readonly budget: Budget;
  private scopes: Map<string, Local>[] = [];
  private depth = 0;
  private readonly finished = new Map<Data, Data>();
  private readonly underWay = new Set<Data>();

  constructor(private readonly options: EvaluatorOptions) {
    this.budget = options.budget ?? new Budget();
  }

  /** The value of an expression in text, e.g. of `when:`. */
  expression(text: string, origin: Origin): Data {
    try {
      return this.evaluate(parseExpression(text, 0, text.length, true), origin, text);
    } catch (error) {
      return syntaxProblem(error, origin(0, text.length));
    }
  }

  /** A whole template as text, for files written by the template module. */
  render(
    text: string,
    origin: Origin,
    options: TemplateOptions = {},
  ): RenderedText | JinjaSyntaxError {
    const template = parse(text, options);
    if (template instanceof JinjaSyntaxError) return template;
    const pieces: Piece[] = [];
    this.within(new Map(), () => this.emit(template, origin, text, pieces));
    return new RenderedText(pieces);
  }

  /** Any value of playbook data with the templates in its strings evaluated. */
  finish(value: Data): Data {
    if (value.type === 'scalar') {
      if (value.tag === '!unsafe') return value;
      if (value.tag === '!vault' || value.tag === '!vault-encrypted') {
        return unknown('it is encrypted with Ansible Vault', value.where, { sensitive: true });
      }
      if (typeof value.value !== 'string') return value;
      if (!hasTemplate(value.value)) {
        // Of a text of several lines each is told where it stands.
        if (value.value.includes('\n')) originate(value, this.options.originOf?.(value));
        return value;
      }
    } else if (value.type === 'unknown') {
      return value;
    }
    const known = this.finished.get(value);
    if (known !== undefined) return known;
    if (this.underWay.has(value)) return unknown('the variable refers to itself', value.where);
    if (this.depth > DEEPEST) return unknown('it is nested too deeply', value.where);
    this.underWay.add(value);
    this.depth++;
    let result: Data;
    if (value.type === 'scalar') {
      const origin = this.options.originOf?.(value) ?? ((): Location => value.where);
      const scopes = this.scopes;
      this.scopes = [];
      result = this.string(value.value as string, origin, value.where);
      this.scopes = scopes;
    } else if (value.type === 'list') {
      const items = value.items.map((item) => this.finish(item));
      result = items.every((item, i) => item === value.items[i]) ? value : { ...value, items };
    } else {
      const entries = value.entries.map((item) => {
        const inner = this.finish(item.value);
        return inner === item.value ? item : { ...item, value: inner };
      });
      result = entries.every((item, i) => item === value.entries[i])
        ? value
        : { ...value, entries };
    }
    this.depth--;
    this.underWay.delete(value);
    this.finished.set(value, result);
    return result;
  }

  /** A string with a template in it: one expression keeps its type, anything else becomes text. */
  string(text: string, origin: Origin, where: Location): Data {
    const template = parse(text, { plainStrings: true });
    if (template instanceof JinjaSyntaxError) return syntaxProblem(template, where);
    const only = template.length === 1 ? template[0]! : undefined;
    if (only?.kind === 'output') return this.evaluate(only.value, origin, text);
    const pieces: Piece[] = [];
    this.within(new Map(), () => this.emit(template, origin, text, pieces));
    const value = compose(pieces, where);
    return this.literalOf(value) ?? value;
  }

  /** Text that looks like a list or dictionary becomes one, as in Ansible before 2.19. */
  private literalOf(value: Data): Data | undefined {
    if (value.type !== 'scalar' || typeof value.value !== 'string') return undefined;
    const text = value.value.trim();
    if (!/^[[{]/.test(text) || !/[\]}]$/.test(text) || hasTemplate(text)) return undefined;
    try {
      const data = this.evaluate(parseExpression(text), () => value.where, text);
      return (data.type === 'list' || data.type === 'map') && isKnown(data) ? data : undefined;
    } catch {
      return undefined;
    }
  }

  evaluate(expression: Expression, origin: Origin, source: string): Data {
    const { value, raw } = this.reach(expression, origin, source);
    return raw ? this.finish(value) : value;
  }

  /** Filters and tests by name, for `map` and `select`. */
  applyFilter(name: string, input: Data, args: CallArguments, where: Location): Data {
    const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
    if (filter === undefined) return unknown(`the filter "${name}" is not evaluated`, where);
    return filter({ input, ...args, where, evaluator: this });
  }

  applyTest(name: string, input: Data, args: CallArguments): boolean | undefined {
    const test = Object.hasOwn(TESTS, name) ? TESTS[name] : undefined;
    return test?.(input, args.positional, args.named);
  }

  /** Evaluates with `name` set to a value. */
  withLocal<T>(values: ReadonlyMap<string, Data>, run: () => T): T {
    return this.within(new Map(values), run);
  }

  private within<T>(scope: Map<string, Local>, run: () => T): T {
    this.scopes.push(scope);
    try {
      return run();
    } finally {
      this.scopes.pop();
    }
  }

  private local(name: string): Local | undefined {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const value = this.scopes[i]!.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  private assign(target: SetTarget, value: Data): void {
    const innermost = this.scopes.at(-1);
    if (innermost === undefined) return;
    if (target.attribute === undefined) {
      innermost.set(target.name, value);
      return;
    }
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const object = this.scopes[i]!.get(target.name);
      if (object === undefined) continue;
      if (object.type === 'map') {
        const others = pairsOf(object).filter(([key]) => key !== target.attribute);
        this.scopes[i]!.set(
          target.name,
          mapping([...others, [target.attribute, value]], object.where),
        );
      }
      return;
    }
  }

  /** A value and whether templates may still stand in it. */
  private reach(
    expression: Expression,
    origin: Origin,
    source: string,
  ): { value: Data; raw: boolean } {
    const where = origin(expression.start, expression.end);
    if (--this.budget.steps < 0) return done(unknown('the templates take too many steps', where));
    if (this.depth > DEEPEST) return done(unknown('it is nested too deeply', where));
    this.depth++;
    try {
      switch (expression.kind) {
        case 'name': {
          const local = this.local(expression.name);
          if (local?.type === 'macro') return done(unknown('it is a macro', where));
          if (local !== undefined) return done(local);
          const value = this.options.lookup(expression.name, where);
          if (value !== undefined) return { value, raw: true };
          return done(missing(`"${expression.name}" is not defined`, where));
        }
        case 'attribute': {
          const object = this.opened(expression.object, origin, source);
          return {
            value: this.member(
              object.value,
              scalar(expression.name, where),
              where,
              source,
              expression,
            ),
            raw: object.raw,
          };
        }
        case 'index': {
          const object = this.opened(expression.object, origin, source);
          const index = this.evaluate(expression.index, origin, source);
          return {
            value: this.member(object.value, index, where, source, expression),
            raw: object.raw,
          };
        }
        default: {
          const value = this.compute(expression, origin, source, where);
          this.charge(value);
          return done(value);
        }
      }
    } finally {
      this.depth--;
    }
  }

  /** Long texts and lists cost steps too, so that a short loop cannot make many of them. */
  private charge(value: Data): void {
    if (value.type === 'list') this.budget.steps -= value.items.length >> 3;
    else if (value.type === 'scalar' && typeof value.value === 'string') {
      this.budget.steps -= value.value.length >> 6;
    }
  }

  /** As `reach`, with a string that is itself a template evaluated, so that its members can be had. */
  private opened(
    expression: Expression,
    origin: Origin,
    source: string,
  ): { value: Data; raw: boolean } {
    const object = this.reach(expression, origin, source);
    if (object.raw && object.value.type === 'scalar') return done(this.finish(object.value));
    return object;
  }

  private member(
    object: Data,
    index: Data,
    where: Location,
    source: string,
    node: Expression,
  ): Data {
    return this.memberOf(object, index, where, source.slice(node.start, node.end));
  }

  /** A member of a value by its key; `name` is what a message calls it. */
  memberOf(object: Data, index: Data, where: Location, name = pythonText(index) ?? ''): Data {
    if (isUnknown(object)) {
      if (object.missing) return missing(object.reason, object.where);
      if (object.nature !== undefined) {
        const found = this.options.memberOf?.(object, index, where, this);
        if (found !== undefined) return found;
      }
      return unknown(object.reason, object.where, {
        ...(object.nature === 'host-address' || object.nature === 'host-name'
          ? { nature: object.nature }
          : {}),
      });
    }
    return indexValue(object, index, where, name);
  }

  private compute(expression: Expression, origin: Origin, source: string, where: Location): Data {
    const value = (inner: Expression): Data => this.evaluate(inner, origin, source);
    switch (expression.kind) {
      case 'literal':
        return {
          type: 'scalar',
          value: expression.value,
          ...(expression.float ? { text: source.slice(expression.start, expression.end) } : {}),
          where,
        };
      case 'list':
        return list(expression.items.map(value), where);
      case 'dict': {
        const pairs: [string, Data][] = [];
        for (const item of expression.entries) {
          const key = pythonText(value(item.key));
          if (key === undefined) return unknown('a key of the dictionary is not known', where);
          pairs.push([key, value(item.value)]);
        }
        return mapping(pairs, where);
      }
      case 'unary': {
        const operand = value(expression.operand);
        if (expression.operator === 'not') return answer(negate(truth(operand)), operand, where);
        if (isUnknown(operand)) return operand;
        if (operand.type !== 'scalar' || typeof operand.value !== 'number') {
          return unknown(`"${expression.operator}" needs a number`, where);
        }
        return { ...operand, value: expression.operator === '-' ? -operand.value : operand.value };
      }
      case 'binary':
        return this.binary(expression, origin, source, where);
      case 'compare':
        return this.compare(expression, origin, source, where);
      case 'conditional': {
        const condition = value(expression.condition);
        const holds = truth(condition);
        const otherwise = (): Data =>
          expression.otherwise === undefined
            ? missing('the condition does not hold and there is no "else"', where)
            : value(expression.otherwise);
        if (holds === true) return value(expression.then);
        if (holds === false) return otherwise();
        const first = value(expression.then);
        if (equals(first, otherwise()) === true) return first;
        return unknown(reasonOf(condition), where);
      }
      case 'slice':
        return sliceValue(
          value(expression.object),
          expression.from === undefined ? undefined : value(expression.from),
          expression.to === undefined ? undefined : value(expression.to),
          expression.step === undefined ? undefined : value(expression.step),
          where,
        );
      case 'filter': {
        const input = value(expression.input);
        const args = this.arguments(expression.args, origin, source);
        if (args === undefined) return unknown('arguments are spread from a variable', where);
        return this.applyFilter(expression.name, input, args, where);
      }
      case 'test': {
        const input = value(expression.input);
        const args = this.arguments(expression.args, origin, source);
        const holds = args === undefined ? undefined : this.applyTest(expression.name, input, args);
        return answer(expression.negated ? negate(holds) : holds, input, where, () =>
          Object.hasOwn(TESTS, expression.name)
            ? undefined
            : `the test "${expression.name}" is not evaluated`,
        );
      }
      case 'call':
        return this.call(expression, origin, source, where);
      default:
        return unknown('the expression is not evaluated', where);
    }
  }

  private binary(
    expression: Expression & { kind: 'binary' },
    origin: Origin,
    source: string,
    where: Location,
  ): Data {
    const left = this.evaluate(expression.left, origin, source);
    const { operator } = expression;
    if (operator === 'and' || operator === 'or') {
      const holds = truth(left);
      if (holds === (operator === 'or')) return left;
      const right = this.evaluate(expression.right, origin, source);
      if (holds !== undefined) return right;
      // `unknown and false` is false whatever the left side is.
      if (truth(right) === (operator === 'or')) return right;
      return unknown(reasonOf(left), where);
    }
    return arithmetic(operator, left, this.evaluate(expression.right, origin, source), where);
  }

  private compare(
    expression: Expression & { kind: 'compare' },
    origin: Origin,
    source: string,
    where: Location,
  ): Data {
    let left = this.evaluate(expression.first, origin, source);
    let undecided: Data | undefined;
    for (const { operator, operand } of expression.rest) {
      const right = this.evaluate(operand, origin, source);
      const holds =
        operator === 'in'
          ? isIn(left, right)
          : operator === 'not in'
            ? negate(isIn(left, right))
            : compareValues(operator, left, right);
      if (holds === false) return scalar(false, where);
      if (holds === undefined) undecided ??= isKnown(left) ? right : left;
      left = right;
    }
    if (undecided === undefined) return scalar(true, where);
    return unknown(reasonOf(undecided), where);
  }

  private arguments(args: Arguments, origin: Origin, source: string): CallArguments | undefined {
    if (args.spread) return undefined;
    return {
      positional: args.positional.map((one) => this.evaluate(one, origin, source)),
      named: new Map(args.named.map((one) => [one.name, this.evaluate(one.value, origin, source)])),
    };
  }

  private call(
    expression: Expression & { kind: 'call' },
    origin: Origin,
    source: string,
    where: Location,
  ): Data {
    const args = this.arguments(expression.args, origin, source);
    if (args === undefined) return unknown('arguments are spread from a variable', where);
    const { callee } = expression;
    if (callee.kind === 'attribute') {
      const object = this.evaluate(callee.object, origin, source);
      const result = callMethod(object, callee.name, args, where);
      if (result.changed !== undefined && callee.object.kind === 'name') {
        this.replace(callee.object.name, result.changed);
      }
      return result.value;
    }
    if (callee.kind !== 'name') return unknown('the call is not evaluated', where);
    const local = this.local(callee.name);
    if (local?.type === 'macro') return this.expand(local, args, where);
    return this.builtin(callee.name, args, where);
  }

  private replace(name: string, value: Data): void {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      if (this.scopes[i]!.has(name)) {
        this.scopes[i]!.set(name, value);
        return;
      }
    }
  }

  private builtin(name: string, args: CallArguments, where: Location): Data {
    switch (name) {
      case 'range':
        return rangeOf(args, where);
      case 'dict':
      case 'namespace':
        if (args.positional.length > 0) break;
        return mapping([...args.named], where);
      case 'omit':
        break;
    }
    return (
      this.options.call?.(name, args, where, this) ??
      unknown(`the function "${name}" is not evaluated`, where)
    );
  }

  private expand(macro: Macro, args: CallArguments, where: Location): Data {
    const scope = new Map<string, Local>();
    macro.node.parameters.forEach((parameter, i) => {
      const given = args.positional[i] ?? args.named.get(parameter.name);
      const value =
        given ??
        (parameter.default === undefined
          ? missing(`"${parameter.name}" was not given to the macro`, where)
          : this.evaluate(parameter.default, macro.origin, macro.source));
      scope.set(parameter.name, value);
    });
    if (this.depth > DEEPEST) return unknown('the macros are nested too deeply', where);
    this.depth++;
    const pieces: Piece[] = [];
    this.within(scope, () => this.emit(macro.node.body, macro.origin, macro.source, pieces));
    this.depth--;
    return compose(pieces, where);
  }

  /** Writes what a template produces; answers `break` or `continue` when one was met. */
  private emit(
    template: Template,
    origin: Origin,
    source: string,
    into: Piece[],
  ): 'break' | 'continue' | undefined {
    for (const node of template) {
      if (--this.budget.steps < 0 || this.budget.characters < 0) {
        pushUnknown(into, 'the templates take too many steps', origin(node.start, node.end));
        return undefined;
      }
      const signal = this.emitNode(node, origin, source, into);
      if (signal !== undefined) return signal;
    }
    return undefined;
  }

  private emitNode(
    node: TemplateNode,
    origin: Origin,
    source: string,
    into: Piece[],
  ): 'break' | 'continue' | undefined {
    const where = (): Location => origin(node.start, node.end);
    switch (node.kind) {
      case 'text':
        this.budget.characters -= node.text.length;
        into.push({
          text: node.text,
          locate: (start, end) => origin(node.start + start, node.start + end),
          fromValue: false,
        });
        return undefined;
      case 'output':
        this.push(into, this.evaluate(node.value, origin, source));
        return undefined;
      case 'if':
        return this.emitIf(node, origin, source, into);
      case 'for':
        this.emitFor(node, origin, source, into);
        return undefined;
      case 'set': {
        const value = this.evaluate(node.value, origin, source);
        if (node.targets.length === 1) this.assign(node.targets[0]!, value);
        else {
          node.targets.forEach((target, i) => this.assign(target, part(value, i, where())));
        }
        return undefined;
      }
      case 'set-block': {
        const pieces: Piece[] = [];
        this.within(new Map(), () => this.emit(node.body, origin, source, pieces));
        this.assign(node.target, compose(pieces, where()));
        return undefined;
      }
      case 'macro':
        this.scopes.at(-1)?.set(node.name, { type: 'macro', node, source, origin });
        return undefined;
      case 'filter-block': {
        const pieces: Piece[] = [];
        this.within(new Map(), () => this.emit(node.body, origin, source, pieces));
        this.push(into, this.filterBlock(node.filter, compose(pieces, where()), origin, source));
        return undefined;
      }
      case 'scope': {
        const scope = new Map<string, Local>(
          node.values.map((one) => [one.name, this.evaluate(one.value, origin, source)]),
        );
        return this.within(scope, () => this.emit(node.body, origin, source, into));
      }
      case 'do':
        this.evaluate(node.value, origin, source);
        return undefined;
      case 'opaque':
        pushUnknown(into, node.reason, where());
        return undefined;
      default:
        return node.kind;
    }
  }

  private filterBlock(filter: Expression, input: Data, origin: Origin, source: string): Data {
    if (filter.kind !== 'filter') return input;
    const inner = this.filterBlock(filter.input, input, origin, source);
    const args = this.arguments(filter.args, origin, source);
    const where = origin(filter.start, filter.end);
    if (args === undefined) return unknown('arguments are spread from a variable', where);
    return this.applyFilter(filter.name, inner, args, where);
  }

  private emitIf(
    node: TemplateNode & { kind: 'if' },
    origin: Origin,
    source: string,
    into: Piece[],
  ): 'break' | 'continue' | undefined {
    for (let i = 0; i < node.branches.length; i++) {
      const { condition, body } = node.branches[i]!;
      const value = this.evaluate(condition, origin, source);
      const holds =
        truth(value) ?? this.options.decide?.(source.slice(condition.start, condition.end).trim());
      if (holds === true) return this.emit(body, origin, source, into);
      if (holds === false) continue;
      this.emitUndecided(node, i, reasonOf(value), origin, source, into);
      return undefined;
    }
    return this.emit(node.otherwise, origin, source, into);
  }

  /** A condition nobody can decide: the text if all possible branches agree, else an unknown part. */
  private emitUndecided(
    node: TemplateNode & { kind: 'if' },
    from: number,
    reason: string,
    origin: Origin,
    source: string,
    into: Piece[],
  ): void {
    const bodies = [...node.branches.slice(from).map((branch) => branch.body), node.otherwise];
    const outcomes = bodies.map((body) => {
      const pieces: Piece[] = [];
      const saved = this.scopes.map((scope) => new Map(scope));
      this.emit(body, origin, source, pieces);
      const changed = this.changes(saved);
      this.scopes = saved;
      return { pieces, changed, text: pieces.map((piece) => piece.text).join('') };
    });
    // A variable that a branch sets is unknown afterwards unless the outcome is the same.
    for (const { changed } of outcomes) {
      for (const [depth, name] of changed) {
        this.scopes[depth]!.set(name, unknown(reason, origin(node.start, node.end)));
      }
    }
    const first = outcomes[0]!;
    const agree = outcomes.every((outcome) => outcome.text === first.text);
    if (agree && !first.text.includes(UNKNOWN_MARK)) append(into, first.pieces);
    else pushUnknown(into, reason, origin(node.start, node.end));
  }

  private changes(saved: readonly Map<string, Local>[]): [number, string][] {
    const changed: [number, string][] = [];
    this.scopes.forEach((scope, depth) => {
      for (const [name, value] of scope) {
        if (saved[depth]?.get(name) !== value) changed.push([depth, name]);
      }
    });
    return changed.filter(([depth]) => depth < saved.length);
  }

  private emitFor(
    node: TemplateNode & { kind: 'for' },
    origin: Origin,
    source: string,
    into: Piece[],
  ): void {
    const over = this.evaluate(node.over, origin, source);
    const items = this.roundsOf(over);
    if (items === undefined) {
      // Rendered once with the item unknown: what it writes is then unknown where the item decides.
      const reason = isUnknown(over) ? over.reason : 'it cannot be iterated over';
      const item = unknown(reason, over.where);
      this.round(node, item, undefined, origin, source, into);
      return;
    }
    const kept =
      node.only === undefined
        ? items
        : items.filter((item) => {
            const scope = new Map<string, Local>();
            bind(node.targets, item, scope);
            return this.within(
              scope,
              () => truth(this.evaluate(node.only!, origin, source)) !== false,
            );
          });
    if (kept.length === 0) {
      this.emit(node.otherwise, origin, source, into);
      return;
    }
    for (let i = 0; i < kept.length && i < MOST_ROUNDS; i++) {
      if (this.budget.steps < 0 || this.budget.characters < 0) return;
      const loop = loopVariable(i, kept.length, over.where);
      if (this.round(node, kept[i]!, loop, origin, source, into) === 'break') return;
    }
  }

  private roundsOf(over: Data): readonly Data[] | undefined {
    if (over.type === 'list') return over.items;
    if (over.type === 'map') return pairsOf(over).map(([key]) => scalar(key, over.where));
    if (over.type === 'scalar' && typeof over.value === 'string') {
      return [...over.value].map((char) => scalar(char, over.where));
    }
    if (isUnknown(over) && over.missing) return undefined;
    return undefined;
  }

  private round(
    node: TemplateNode & { kind: 'for' },
    item: Data,
    loop: Data | undefined,
    origin: Origin,
    source: string,
    into: Piece[],
  ): 'break' | 'continue' | undefined {
    const scope = new Map<string, Local>();
    bind(node.targets, item, scope);
    scope.set('loop', loop ?? unknown('the number of rounds is not known', item.where));
    return this.within(scope, () => this.emit(node.body, origin, source, into));
  }

  private push(into: Piece[], value: Data): void {
    // Ansible prints None as nothing.
    if (value.type === 'scalar' && value.value === null) return;
    for (const piece of piecesOf(value)) {
      this.budget.characters -= piece.text.length;
      into.push(piece);
    }
  }
}

function bind(targets: readonly string[], item: Data, scope: Map<string, Local>): void {
  if (targets.length === 1) scope.set(targets[0]!, item);
  else targets.forEach((target, i) => scope.set(target, part(item, i, item.where)));
}

/** The i-th part of a value that is unpacked. */
function part(value: Data, i: number, where: Location): Data {
  if (value.type === 'list')
    return value.items[i] ?? missing('there are too few values to unpack', where);
  if (isUnknown(value)) return unknown(value.reason, value.where);
  return unknown('it cannot be unpacked', where);
}

function loopVariable(i: number, length: number, where: Location): Data {
  return mapping(
    [
      ['index', scalar(i + 1, where)],
      ['index0', scalar(i, where)],
      ['revindex', scalar(length - i, where)],
      ['revindex0', scalar(length - i - 1, where)],
      ['first', scalar(i === 0, where)],
      ['last', scalar(i === length - 1, where)],
      ['length', scalar(length, where)],
    ],
    where,
  );
}

function pushUnknown(into: Piece[], reason: string, where: Location): void {
  into.push({ text: UNKNOWN_MARK, locate: () => where, fromValue: false, reason });
}

function done(value: Data): { value: Data; raw: boolean } {
  return { value, raw: false };
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** A boolean, or unknown for the reason that its operand is. */
function answer(
  value: boolean | undefined,
  operand: Data,
  where: Location,
  reason?: () => string | undefined,
): Data {
  if (value !== undefined) return scalar(value, where);
  return unknown(
    reason?.() ?? (isKnown(operand) ? 'the test cannot be decided' : reasonOf(operand)),
    where,
  );
}

function rangeOf(args: CallArguments, where: Location): Data {
  const numbers: number[] = [];
  for (const arg of args.positional) {
    if (isUnknown(arg)) return arg;
    if (arg.type !== 'scalar' || typeof arg.value !== 'number') {
      return unknown('range() needs numbers', where);
    }
    numbers.push(arg.value);
  }
  const [start, stop, step] =
    numbers.length === 1
      ? [0, numbers[0]!, 1]
      : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
  if (step === 0) return unknown('range() needs a step', where);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (count > MOST_ROUNDS) return unknown('the range is too long', where);
  return list(
    Array.from({ length: count }, (_, i) => scalar(start + i * step, where)),
    where,
  );
}

function parse(text: string, options: TemplateOptions): Template | JinjaSyntaxError {
  const key = `${options.plainStrings ?? ''}${options.trimBlocks ?? ''}${options.lstripBlocks ?? ''}${options.variable?.join() ?? ''}${options.block?.join() ?? ''}\0${text}`;
  const known = parsedTemplates.get(key);
  if (known !== undefined) return known;
  let result: Template | JinjaSyntaxError;
  try {
    result = parseTemplate(text, options);
  } catch (error) {
    if (!(error instanceof JinjaSyntaxError)) throw error;
    result = error;
  }
  if (parsedTemplates.size > 2000) parsedTemplates.clear();
  parsedTemplates.set(key, result);
  return result;
}

function syntaxProblem(error: unknown, where: Location): JinjaUnknown {
  if (!(error instanceof JinjaSyntaxError)) throw error;
  return unknown(`the template cannot be read: ${error.message}`, where);
}

/** The value under a key, with templates in it evaluated; for callers outside. */
export function finishedEntry(evaluator: Evaluator, data: Data, key: string): Data | undefined {
  const found = entry(data, key);
  return found === undefined ? undefined : evaluator.finish(found.value);
}
