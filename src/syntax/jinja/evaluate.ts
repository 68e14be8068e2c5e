import type { Location } from '../../files/source.js';
import type { Data } from '../data.js';
import type { Arguments, Expression } from './ast.js';
import { compute } from './compute.js';
import { Budget, type CallArguments, type EvaluatorOptions, type Origin } from './context.js';
import { parseExpression } from './expression.js';
import { FILTERS } from './filters/index.js';
import { callBuiltin } from './functions.js';
import { JinjaSyntaxError } from './lexer.js';
import { callMethod } from './methods.js';
import { indexValue } from './operators.js';
import { parsedTemplate } from './parsed.js';
import { compose, originate, RenderedText, type Piece } from './rendered.js';
import { Scopes, type Local, type Macro } from './scopes.js';
import { hasTemplate, type TemplateOptions } from './template.js';
import { TESTS } from './tests.js';
import { isKnown, isUnknown, missing, scalar, unknown, type JinjaUnknown } from './value.js';
import { TemplateWriter } from './writer.js';

/** Expressions and variables nested deeper than this are unknown. */
const DEEPEST = 150;

/**
 * Evaluates Jinja2 expressions and templates as Ansible does, over data in which any part may be
 * unknown. Runs nothing but the code below: attributes are keys of data and a few text methods,
 * filters and tests are the tables of this folder. Never throws; what is not supported is unknown.
 */
export class Evaluator {
  readonly budget: Budget;
  private readonly scopes = new Scopes();
  private readonly writer: TemplateWriter;
  private depth = 0;
  private readonly finished = new Map<Data, Data>();
  private readonly underWay = new Set<Data>();

  constructor(private readonly options: EvaluatorOptions) {
    this.budget = options.budget ?? new Budget();
    this.writer = new TemplateWriter(this, this.scopes, options.decide);
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
    const template = parsedTemplate(text, options);
    if (template instanceof JinjaSyntaxError) return template;
    const pieces: Piece[] = [];
    this.scopes.within(new Map(), () => this.writer.emit(template, origin, text, pieces));
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
      result = this.scopes.apart(() => this.string(value.value as string, origin, value.where));
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
    const template = parsedTemplate(text, { plainStrings: true });
    if (template instanceof JinjaSyntaxError) return syntaxProblem(template, where);
    const only = template.length === 1 ? template[0]! : undefined;
    if (only?.kind === 'output') return this.evaluate(only.value, origin, text);
    const pieces: Piece[] = [];
    this.scopes.within(new Map(), () => this.writer.emit(template, origin, text, pieces));
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
    return this.scopes.within(new Map(values), run);
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
          const local = this.scopes.local(expression.name);
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
          const value = compute(this, expression, origin, source, where);
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
    const name = source.slice(node.start, node.end);
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

  /** The arguments of a call, evaluated; `undefined` when some are spread from a variable. */
  arguments(args: Arguments, origin: Origin, source: string): CallArguments | undefined {
    if (args.spread) return undefined;
    return {
      positional: args.positional.map((one) => this.evaluate(one, origin, source)),
      named: new Map(args.named.map((one) => [one.name, this.evaluate(one.value, origin, source)])),
    };
  }

  /** A call of a method, a macro or a function. */
  call(
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
        this.scopes.replace(callee.object.name, result.changed);
      }
      return result.value;
    }
    if (callee.kind !== 'name') return unknown('the call is not evaluated', where);
    const local = this.scopes.local(callee.name);
    if (local?.type === 'macro') return this.expand(local, args, where);
    return (
      callBuiltin(callee.name, args, where) ??
      this.options.call?.(callee.name, args, where, this) ??
      unknown(`the function "${callee.name}" is not evaluated`, where)
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
    this.scopes.within(scope, () =>
      this.writer.emit(macro.node.body, macro.origin, macro.source, pieces),
    );
    this.depth--;
    return compose(pieces, where);
  }
}

function done(value: Data): { value: Data; raw: boolean } {
  return { value, raw: false };
}

function syntaxProblem(error: unknown, where: Location): JinjaUnknown {
  if (!(error instanceof JinjaSyntaxError)) throw error;
  return unknown(`the template cannot be read: ${error.message}`, where);
}
