import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import type { Data } from '../data.js';
import type { Expression, Template, TemplateNode } from './ast.js';
import { MOST_ROUNDS, type Budget, type EvaluatorOptions, type Origin } from './context.js';
import type { Evaluator } from './evaluate.js';
import { compose, piecesOf, UNKNOWN_MARK, type Piece } from './rendered.js';
import type { Local, Scopes } from './scopes.js';
import { isUnknown, mapping, missing, pairsOf, reasonOf, scalar, truth, unknown } from './value.js';

/** Writes what the nodes of templates produce, for an evaluator that knows the values. */
export class TemplateWriter {
  private readonly budget: Budget;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly scopes: Scopes,
    private readonly decide: EvaluatorOptions['decide'],
  ) {
    this.budget = evaluator.budget;
  }

  /** Writes what a template produces; answers `break` or `continue` when one was met. */
  emit(
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
        this.push(into, this.evaluator.evaluate(node.value, origin, source));
        return undefined;
      case 'if':
        return this.emitIf(node, origin, source, into);
      case 'for':
        this.emitFor(node, origin, source, into);
        return undefined;
      case 'set': {
        const value = this.evaluator.evaluate(node.value, origin, source);
        if (node.targets.length === 1) this.scopes.assign(node.targets[0]!, value);
        else {
          node.targets.forEach((target, i) => this.scopes.assign(target, part(value, i, where())));
        }
        return undefined;
      }
      case 'set-block': {
        const pieces: Piece[] = [];
        this.scopes.within(new Map(), () => this.emit(node.body, origin, source, pieces));
        this.scopes.assign(node.target, compose(pieces, where()));
        return undefined;
      }
      case 'macro':
        this.scopes.define(node.name, { type: 'macro', node, source, origin });
        return undefined;
      case 'filter-block': {
        const pieces: Piece[] = [];
        this.scopes.within(new Map(), () => this.emit(node.body, origin, source, pieces));
        this.push(into, this.filterBlock(node.filter, compose(pieces, where()), origin, source));
        return undefined;
      }
      case 'scope': {
        const scope = new Map<string, Local>(
          node.values.map((one) => [one.name, this.evaluator.evaluate(one.value, origin, source)]),
        );
        return this.scopes.within(scope, () => this.emit(node.body, origin, source, into));
      }
      case 'do':
        this.evaluator.evaluate(node.value, origin, source);
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
    const args = this.evaluator.arguments(filter.args, origin, source);
    const where = origin(filter.start, filter.end);
    if (args === undefined) return unknown('arguments are spread from a variable', where);
    return this.evaluator.applyFilter(filter.name, inner, args, where);
  }

  private emitIf(
    node: TemplateNode & { kind: 'if' },
    origin: Origin,
    source: string,
    into: Piece[],
  ): 'break' | 'continue' | undefined {
    for (let i = 0; i < node.branches.length; i++) {
      const { condition, body } = node.branches[i]!;
      const value = this.evaluator.evaluate(condition, origin, source);
      const holds =
        truth(value) ?? this.decide?.(source.slice(condition.start, condition.end).trim());
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
      const { changed } = this.scopes.tried(() => this.emit(body, origin, source, pieces));
      return { pieces, changed, text: pieces.map((piece) => piece.text).join('') };
    });
    // A variable that a branch sets is unknown afterwards unless the outcome is the same.
    for (const { changed } of outcomes) {
      for (const [depth, name] of changed) {
        this.scopes.defineAt(depth, name, unknown(reason, origin(node.start, node.end)));
      }
    }
    const first = outcomes[0]!;
    const agree = outcomes.every((outcome) => outcome.text === first.text);
    if (agree && !first.text.includes(UNKNOWN_MARK)) append(into, first.pieces);
    else pushUnknown(into, reason, origin(node.start, node.end));
  }

  private emitFor(
    node: TemplateNode & { kind: 'for' },
    origin: Origin,
    source: string,
    into: Piece[],
  ): void {
    const over = this.evaluator.evaluate(node.over, origin, source);
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
            return this.scopes.within(
              scope,
              () => truth(this.evaluator.evaluate(node.only!, origin, source)) !== false,
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
    return this.scopes.within(scope, () => this.emit(node.body, origin, source, into));
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
