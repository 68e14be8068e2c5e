import { append } from '../../append.js';
import { SourceFile, type Location } from '../../files/source.js';
import { entry, type Data } from '../data.js';
import { FUNCTIONS, type Call } from './functions.js';
import { globMatcher } from './glob.js';
import type { Node, Operand, ParsedTemplate, Pipeline } from './nodes.js';
import { remembered } from '../remembered.js';
import { parseTemplate } from './parse.js';
import {
  lengthOf,
  mapEntry,
  mapping,
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
const MOST_ROUNDS = 5_000;

/** A library's templates are read by many charts, and by each for several values. */
const parsedTemplates = new WeakMap<SourceFile, ParsedTemplate>();
/** Templates in values (`tpl`). */
const parseText = remembered(parseTemplate);

/** The named templates of a set of files, and what they are evaluated with. */
export class TemplateSet {
  /** What has been evaluated so far. */
  steps = 0;
  private readonly defines = new Map<string, { file: SourceFile; body: readonly Node[] }>();
  /** Adds a file's named templates; of templates of one name the last counts, as in Helm. */
  add(file: SourceFile): ParsedTemplate {
    const parsed = this.parse(file);
    for (const [name, body] of parsed.defines) this.defines.set(name, { file, body });
    return parsed;
  }

  parse(file: SourceFile): ParsedTemplate {
    let parsed = parsedTemplates.get(file);
    if (parsed === undefined) parsedTemplates.set(file, (parsed = parseTemplate(file.text)));
    return parsed;
  }

  find(name: string): { file: SourceFile; body: readonly Node[] } | undefined {
    return this.defines.get(name);
  }
}

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

class Scope {
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
      return { value: this.chartFiles(name, values()[0], files, where) };
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
        return scalar(operand.value, where);
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

  /** `.Files.Get`, `.Files.Lines` and `.Files.Glob`. */
  private chartFiles(method: string, argument: Value, files: Value, where: Location): Value {
    const unknown = unknownValue('files of the chart are not read into this template', where);
    const text = plain(argument);
    const { readFile } = this.options;
    if (files?.type !== 'map' || typeof text !== 'string') return unknown;
    const known = (path: string): boolean => entry(files, path) !== undefined;
    if (method === 'Get' || method === 'Lines') {
      const file = known(text) ? readFile?.(text) : undefined;
      if (file === undefined) return known(text) ? unknown : scalar('', where);
      const start = file.location(0);
      if (method === 'Get') return { ...scalar(file.text, start), through: [where] };
      const lines = file.text.replace(/\n$/, '').split('\n');
      return { type: 'list', items: lines.map((line) => scalar(line, start)), where: start };
    }
    if (method !== 'Glob') return unknown;
    if (files.entries.length > 0 && readFile === undefined) return unknown;
    const matches = globMatcher(text);
    const found = files.entries.filter(({ key }) => matches(key));
    return mapping(
      found.flatMap(({ key }) => {
        const file = readFile?.(key);
        return file === undefined
          ? []
          : [mapEntry(key, scalar(file.text, file.location(0)), where)];
      }),
      where,
    );
  }

  private grow(by: number): void {
    this.length += by;
    if (this.length > MOST_TEXT) throw new Stop('the output is too long');
  }
}

/** Files by their names without folders, as the data of a ConfigMap or Secret in YAML. */
function asConfig(files: Value, encoded: boolean, where: Location): Value {
  if (files?.type !== 'map') return files;
  const entries = files.entries.map(({ key, value }) => {
    const text = plain(value);
    const content = typeof text !== 'string' ? value : undefined;
    const written = encoded ? Buffer.from(String(text)).toString('base64') : String(text);
    return mapEntry(
      key.slice(key.lastIndexOf('/') + 1),
      content ?? scalar(written, value.where),
      where,
    );
  });
  entries.sort((a, b) => (a.key < b.key ? -1 : 1));
  const call: Call = {
    name: 'toYaml',
    values: [mapping(entries, where)],
    where,
    truncated: () => new Stop('the output is too long'),
    changed: () => undefined,
  };
  return FUNCTIONS.get('toYaml')!(call);
}

function sizeOf(value: Value): number {
  if (value?.type === 'text') return lengthOf(value);
  return value?.type === 'scalar' && typeof value.value === 'string' ? value.value.length : 0;
}

/** The rounds of a `range`: keys and items. */
function roundsOf(value: Value, where: Location): (readonly [Value, Value])[] {
  if (value === undefined) return [];
  switch (value.type) {
    case 'list':
      return value.items.map((item, index) => [scalar(index, where), item] as const);
    case 'map':
      return [...new Map(value.entries.map((e) => [e.key, e] as const)).values()]
        .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
        .map(
          (e) => [{ type: 'scalar', value: e.key, where: e.keyWhere } as const, e.value] as const,
        );
    case 'scalar':
      return typeof value.value === 'number' && value.value > 0
        ? Array.from(
            { length: Math.min(value.value, MOST_ROUNDS) },
            (_, i) => [scalar(i, where), scalar(i, where)] as const,
          )
        : [];
    case 'unknown':
      return [[value, value]];
    case 'text':
      return [];
  }
}

/** The value under field names; nothing under nothing, as Helm charts expect of missing values. */
function fields(value: Value, path: readonly string[]): Value {
  let here: Value = value;
  for (const name of path) {
    if (here === undefined || here.type === 'unknown') return here;
    if (here.type !== 'map') return undefined;
    const found: Data | undefined = entry(here, name)?.value;
    here = found?.type === 'scalar' && found.value === null ? undefined : found;
  }
  return here;
}

/** The text of a value that is a template: everything in it stands where the value stands. */
class TextAt extends SourceFile {
  constructor(
    text: string,
    private readonly origin: Location,
  ) {
    super(origin.file, text);
  }

  override location(): Location {
    return this.origin;
  }
}
