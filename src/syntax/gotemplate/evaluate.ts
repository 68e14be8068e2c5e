import { append } from '../../append.js';
import type { SourceFile } from '../../files/source.js';
import { type Location } from '../../files/source.js';
import type { Data } from '../data.js';
import { asConfig, chartFiles } from './chart-files.js';
import type { Call } from './functions/call.js';
import { FUNCTIONS } from './functions/index.js';
import { fields, MOST_ROUNDS, roundsOf } from './lookups.js';
import type { Node, Operand, Pipeline } from './nodes.js';
import { remembered } from '../remembered.js';
import { floatScalar } from './numbers.js';
import { parseTemplate } from './parse.js';
import { Scope } from './scope.js';
import type { TemplateSet } from './template-set.js';
import { TextAt } from '../text-at.js';
import {
  lengthOf,
  plain,
  richText,
  scalar,
  Stop,
  toData,
  truth,
  unknownValue,
  type Piece,
  type RichText,
  type Value,
} from './value.js';

/** Calls in calls (`include`, `tpl`): Helm stops at 1000, no chart needs more than a few dozen. */
const DEEPEST = 80;
const MOST_STEPS = 400_000;
/** Of all files of a set together. */
const MOST_STEPS_OF_SET = 8_000_000;
const MOST_TEXT = 4_000_000;

/** Templates in values (`tpl`). */
const parseText = remembered(parseTemplate);

/** What became of a template. */
export interface Rendering {
  readonly output: RichText;
  /** The template stopped itself (`fail`), or ran into the limits. */
  readonly failed?: string;
}

export interface RenderOptions {
  /**
   * Why functions that are not evaluated are unknown, in place of naming them; for templates of
   * another engine, whose variables look like functions.
   */
  readonly unknownFunctions?: string;
  /** Told of every map that `set`, `unset` or `merge` change in place. */
  readonly onChange?: (map: Data) => void;
  /** The text of a file of the chart, for `.Files`; without it what they hold is unknown. */
  readonly readFile?: (path: string) => SourceFile | undefined;
  /**
   * What a condition that cannot be known is taken to be: true (default), since what it guards may be
   * there, or false.
   */
  readonly unknownConditions?: boolean;
  /** Told of every condition that cannot be known. */
  readonly onUnknownCondition?: (where: Location) => void;
}

/** Renders one file of a set with a dot. Never throws; runs no code but the functions of Helm. */
export function render(
  file: SourceFile,
  set: TemplateSet,
  dot: Data,
  options: RenderOptions = {},
): Rendering {
  const evaluator = new Evaluator(set, options);
  const pieces: Piece[] = [];
  const frame: Frame = { file, scope: new Scope(undefined), depth: 0 };
  frame.scope.declare('$', dot);
  try {
    evaluator.run(set.parse(file).body, frame, dot, pieces);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { output: { type: 'text', pieces }, failed: error.message };
  }
  return { output: { type: 'text', pieces } };
}

interface Frame {
  readonly file: SourceFile;
  readonly scope: Scope;
  readonly depth: number;
}

type Flow = 'break' | 'continue' | undefined;

class Evaluator {
  private steps = 0;
  private length = 0;

  constructor(
    private readonly set: TemplateSet,
    private readonly options: RenderOptions,
  ) {}

  run(nodes: readonly Node[], frame: Frame, dot: Value, pieces: Piece[]): Flow {
    for (const node of nodes) {
      this.step();
      const flow = this.node(node, frame, dot, pieces);
      if (flow !== undefined) return flow;
    }
    return undefined;
  }

  private step(): void {
    if (++this.steps > MOST_STEPS || ++this.set.steps > MOST_STEPS_OF_SET) {
      throw new Stop('the template takes too long');
    }
  }

  private node(node: Node, frame: Frame, dot: Value, pieces: Piece[]): Flow {
    const { file } = frame;
    switch (node.type) {
      case 'text': {
        const text = file.text.slice(node.start, node.end);
        this.grow(text.length);
        pieces.push({ text, origin: { kind: 'literal', file, start: node.start } });
        return undefined;
      }
      case 'action': {
        const where = file.location(node.start, node.end);
        const value =
          node.pipeline === undefined
            ? unknownValue('the template action is not understood', where)
            : this.pipeline(node.pipeline, frame, dot, where);
        if (node.pipeline !== undefined && node.pipeline.variables.length > 0) return undefined;
        const text = richText(value, where);
        this.grow(lengthOf(text));
        append(pieces, text.pieces);
        return undefined;
      }
      case 'template': {
        const where = file.location(node.start, node.end);
        const argument =
          node.pipeline === undefined ? undefined : this.pipeline(node.pipeline, frame, dot, where);
        append(pieces, this.include(node.name, argument, where, frame.depth).pieces);
        return undefined;
      }
      case 'break':
      case 'continue':
        return node.type;
      case 'if':
      case 'with': {
        const inner: Frame = { ...frame, scope: new Scope(frame.scope) };
        const where = file.location(node.start, node.start);
        const value = this.maybe(node.pipeline, inner, dot, where);
        let holds = truth(value);
        if (typeof holds !== 'boolean') {
          this.options.onUnknownCondition?.(where);
          // What it guards may be there.
          holds = this.options.unknownConditions ?? true;
        }
        if (holds) {
          return this.run(node.body, inner, node.type === 'with' ? value : dot, pieces);
        }
        return this.run(node.otherwise, inner, dot, pieces);
      }
      case 'range':
        return this.range(node, frame, dot, pieces);
    }
  }

  private range(
    node: Extract<Node, { type: 'if' | 'with' | 'range' }>,
    frame: Frame,
    dot: Value,
    pieces: Piece[],
  ): Flow {
    const scope = new Scope(frame.scope);
    const where = frame.file.location(node.start, node.start);
    const value = this.maybe(node.pipeline, { ...frame, scope }, dot, where);
    const rounds = roundsOf(value, where);
    if (rounds.length === 0) return this.run(node.otherwise, { ...frame, scope }, dot, pieces);
    const variables = node.pipeline?.variables ?? [];
    for (const [key, item] of rounds.slice(0, MOST_ROUNDS)) {
      const inner = new Scope(scope);
      const [first, second] = variables;
      if (second !== undefined) {
        inner.declare(first!, key);
        inner.declare(second, item);
      } else if (first !== undefined) {
        inner.declare(first, item);
      }
      const flow = this.run(node.body, { ...frame, scope: inner }, item, pieces);
      if (flow === 'break') break;
    }
    return undefined;
  }

  private maybe(pipeline: Pipeline | undefined, frame: Frame, dot: Value, where: Location): Value {
    return pipeline === undefined
      ? unknownValue('the template action is not understood', where)
      : this.pipeline(pipeline, frame, dot, where);
  }

  private pipeline(pipeline: Pipeline, frame: Frame, dot: Value, where: Location): Value {
    let value: Value;
    pipeline.commands.forEach((command, index) => {
      value = this.command(command, index === 0 ? [] : [value], frame, dot, where);
    });
    for (const name of pipeline.variables) {
      if (pipeline.declares) frame.scope.declare(name, value);
      else frame.scope.assign(name, value);
    }
    return value;
  }

  private command(
    command: readonly Operand[],
    piped: readonly Value[],
    frame: Frame,
    dot: Value,
    where: Location,
  ): Value {
    this.step();
    const [head, ...rest] = command;
    if (head === undefined) return undefined;
    if (head.type === 'identifier') {
      return this.call(head.name, rest, piped, frame, dot, where);
    }
    const values = (): Value[] => [
      ...rest.map((o) => this.operand(o, frame, dot, where)),
      ...piped,
    ];
    if (head.type === 'field' || head.type === 'variable' || head.type === 'group') {
      const method = this.method(head, values, frame, dot, where);
      if (method !== undefined) return method.value;
    }
    return this.operand(head, frame, dot, where);
  }

  /** Methods of Helm's own objects: `.Capabilities.APIVersions.Has`, `.Files.Get`. */
  private method(
    head: Extract<Operand, { type: 'field' | 'variable' | 'group' }>,
    values: () => Value[],
    frame: Frame,
    dot: Value,
    where: Location,
  ): { value: Value } | undefined {
    const path = head.path;
    const name = path[path.length - 1];
    if ((name === 'AsConfig' || name === 'AsSecrets') && head.type === 'group') {
      const gathered = this.operand(
        { ...head, path: path.slice(0, -1) } as Operand,
        frame,
        dot,
        where,
      );
      return { value: asConfig(gathered, name === 'AsSecrets', where) };
    }
    const owner = path[path.length - 2];
    if (owner === 'APIVersions' && name === 'Has') {
      const wanted = plain(values()[0]);
      const list = this.operand({ ...head, path: path.slice(0, -1) } as Operand, frame, dot, where);
      if (typeof wanted !== 'string' || list?.type !== 'list') {
        return { value: unknownValue('the versions of the cluster are not known', where) };
      }
      const has = list.items.some((item) => item.type === 'scalar' && item.value === wanted);
      return { value: scalar(has, where) };
    }
    if (owner === 'Files' && name !== undefined) {
      const files = this.operand(
        { ...head, path: path.slice(0, -1) } as Operand,
        frame,
        dot,
        where,
      );
      return { value: chartFiles(name, values()[0], files, where, this.options.readFile) };
    }
    return undefined;
  }

  private call(
    name: string,
    operands: readonly Operand[],
    piped: readonly Value[],
    frame: Frame,
    dot: Value,
    where: Location,
  ): Value {
    if (name === 'and' || name === 'or') {
      return this.connective(name, operands, piped, frame, dot, where);
    }
    const values = [...operands.map((o) => this.operand(o, frame, dot, where)), ...piped];
    if (name === 'include') {
      const template = plain(values[0]);
      if (typeof template !== 'string') return template;
      return this.include(template, values[1], where, frame.depth);
    }
    if (name === 'tpl') return this.tpl(values[0], values[1], where, frame.depth);
    if (name === 'fail') {
      const message = plain(values[0]);
      throw new Stop(typeof message === 'string' ? message : 'the template stops itself');
    }
    const implementation = FUNCTIONS.get(name);
    if (implementation === undefined) {
      const reason =
        this.options.unknownFunctions ?? `the template function ${name} is not evaluated`;
      return unknownValue(reason, where);
    }
    const call: Call = {
      name,
      values,
      where,
      truncated: () => new Stop('the output is too long'),
      changed: (map) => this.options.onChange?.(map),
    };
    const result = implementation(call);
    // Each `quote` of a chain of them doubles what it escapes.
    if (sizeOf(result) > MOST_TEXT) throw call.truncated();
    return result;
  }

  /** `and` and `or` return the value that decided; what is not known stays unknown unless decided. */
  private connective(
    name: 'and' | 'or',
    operands: readonly Operand[],
    piped: readonly Value[],
    frame: Frame,
    dot: Value,
    where: Location,
  ): Value {
    const decisive = name === 'or';
    let last: Value;
    let unknown: Value;
    const values: (() => Value)[] = [
      ...operands.map((operand) => () => this.operand(operand, frame, dot, where)),
      ...piped.map((value) => () => value),
    ];
    for (const value of values) {
      last = value();
      const known = truth(last);
      if (typeof known !== 'boolean') unknown ??= last;
      // A later operand that decides does so whatever an earlier one may be; which of them is
      // returned then matters to nobody who asks for the truth.
      else if (known === decisive) return last;
    }
    return unknown ?? last;
  }

  private operand(operand: Operand, frame: Frame, dot: Value, where: Location): Value {
    switch (operand.type) {
      case 'dot':
        return dot;
      case 'nil':
        return undefined;
      case 'literal':
        return operand.isFloat === true
          ? floatScalar(Number(operand.value), where)
          : scalar(operand.value, where);
      case 'field':
        return fields(dot, operand.path);
      case 'variable':
        return fields(frame.scope.get(operand.name), operand.path);
      case 'group':
        return fields(this.pipeline(operand.pipeline, frame, dot, where), operand.path);
      case 'identifier':
        return this.call(operand.name, [], [], frame, dot, where);
    }
  }

  private include(name: string, dot: Value, where: Location, depth: number): RichText {
    const found = this.set.find(name);
    if (found === undefined) {
      return richText(unknownValue(`the template "${name}" is not in the chart`, where), where);
    }
    if (depth >= DEEPEST) throw new Stop('the templates include each other too deeply');
    const pieces: Piece[] = [];
    const scope = new Scope(undefined);
    scope.declare('$', dot);
    this.run(found.body, { file: found.file, scope, depth: depth + 1 }, dot, pieces);
    return { type: 'text', pieces };
  }

  /** A value that is a template itself; values without actions are what they are. */
  private tpl(template: Value, dot: Value, where: Location, depth: number): Value {
    const text = plain(template);
    if (typeof text !== 'string') return text;
    if (!text.includes('{{')) return template;
    if (depth >= DEEPEST) throw new Stop('the templates include each other too deeply');
    const origin = toData(template, where).where;
    const parsed = parseText(text);
    const pieces: Piece[] = [];
    const scope = new Scope(undefined);
    scope.declare('$', dot);
    const file = new TextAt(text, origin);
    this.run(parsed.body, { file, scope, depth: depth + 1 }, dot, pieces);
    return { type: 'text', pieces };
  }

  private grow(by: number): void {
    this.length += by;
    if (this.length > MOST_TEXT) throw new Stop('the output is too long');
  }
}

function sizeOf(value: Value): number {
  if (value?.type === 'text') return lengthOf(value);
  return value?.type === 'scalar' && typeof value.value === 'string' ? value.value.length : 0;
}
