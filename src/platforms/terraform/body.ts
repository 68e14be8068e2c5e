import { append } from '../../append.js';
import type { SourceFile } from '../../files/source.js';
import { itemsOf, type Data, type Entry, type Mapping } from '../../syntax/data.js';
import type { Block, Body } from '../../syntax/hcl/index.js';
import { isSet } from './convert.js';
import { evaluate } from './evaluate.js';
import { place, withValues, type Scope } from './scope.js';
import {
  PARTIAL,
  REST,
  alternativesOf,
  conditional,
  elements,
  list,
  mapping,
  oneOf,
  partOf,
  scalar,
  toText,
  unknown,
  withoutAlternatives,
} from './values.js';

/** Arguments of Terraform itself, which say nothing about the resource. */
const META_ARGUMENTS = new Set([
  'count',
  'for_each',
  'depends_on',
  'provider',
  'providers',
  'lifecycle',
]);

/** A dynamic block makes at most this many blocks. */
const MOST_BLOCKS = 2_000;

/** One step of `for_each`: what `each.key` and `each.value` are. */
export interface EachStep {
  /** `undefined` when it is not known. */
  readonly key: string | undefined;
  readonly keyData: Data;
  readonly value: Data;
  /** Set when the step may not be taken at all: why. */
  readonly onlyIf?: string;
}

/** The steps of a `for_each`; one uncertain step for all that are not known. */
export function eachSteps(data: Data): EachStep[] {
  const steps: EachStep[] = [];
  const alternatives = alternativesOf(data);
  if (alternatives?.every(({ type }) => type === 'list' || type === 'map') === true) {
    const reason = data.type === 'unknown' ? data.reason : '';
    for (const each of alternatives) {
      const onlyIf = `a condition comes out so (${reason})`;
      append(
        steps,
        eachSteps(each).map((step) => ({ onlyIf, ...step })),
      );
    }
    return steps;
  }
  const uncertain = (missing: Data, reason: string): void => {
    const plain = withoutAlternatives({ ...missing, tag: undefined } as Data);
    steps.push({ key: undefined, keyData: plain, value: plain, onlyIf: reason });
  };
  if (data.type === 'unknown') {
    uncertain(data, data.reason);
  } else if (data.type === 'list') {
    const set = isSet(data);
    for (const [index, item] of elements(data).entries()) {
      if (item.type === 'unknown' && (item.tag === REST || set)) {
        if (item.tag === REST) uncertain(item, item.reason);
        else steps.push({ key: undefined, keyData: item, value: item });
        continue;
      }
      // A list is allowed in dynamic blocks, where the key is the number of the item.
      const key = set ? toText(item) : String(index);
      steps.push({ key, keyData: set ? item : scalar(index, item.where), value: item });
    }
  } else if (data.type === 'map') {
    for (const entry of [...data.entries].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      const keyData = scalar(entry.key, entry.keyWhere, data.through);
      steps.push({ key: entry.key, keyData, value: partOf(data, entry.value) });
    }
    if (data.tag === PARTIAL) {
      const reason = 'some entries of the map are not known';
      uncertain(unknown(reason, data.where), reason);
    }
  }
  return steps;
}

/**
 * A block's body as data: attributes as they are, nested blocks as lists of maps under their type
 * (labels joined by dots), dynamic blocks expanded. Bodies of override files come after the one they
 * override: an attribute replaces, and blocks of one type replace all blocks of that type.
 */
export function evaluateBody(
  layers: readonly { readonly block: Block; readonly file: SourceFile }[],
  scope: Scope,
): Mapping {
  const first = layers[0]!;
  const bodies = layers.map(({ block, file }) => ({ body: block.body, file }));
  const where = first.file.location(first.block.start, first.block.end, scope.address);
  return mapping(entriesOf(bodies, scope), where);
}

function entriesOf(
  bodies: readonly { readonly body: Body; readonly file: SourceFile }[],
  scope: Scope,
): Entry[] {
  const attributes = new Map<string, Entry>();
  const blocks = new Map<string, Entry>();
  for (const { body, file } of bodies) {
    const inner: Scope = file === scope.file ? scope : { ...scope, file };
    const here = new Map<string, Entry>();
    for (const attribute of body.attributes) {
      if (META_ARGUMENTS.has(attribute.name)) continue;
      // An attribute written as blocks elsewhere (`ingress = []`) replaces those blocks.
      blocks.delete(attribute.name);
      const found: Entry = {
        key: attribute.name,
        keyWhere: place(inner, attribute.nameSpan),
        valueWhere: place(inner, attribute.value),
        value: evaluate(attribute.value, inner),
      };
      const before = here.get(attribute.name);
      here.set(attribute.name, before === undefined ? found : again(before, found));
    }
    for (const [name, found] of here) attributes.set(name, found);
    const seen = new Set<string>();
    for (const block of body.blocks) {
      if (META_ARGUMENTS.has(block.type)) continue;
      const dynamic = block.type === 'dynamic' && block.labels.length > 0;
      const made = dynamic
        ? expandDynamic(block, inner)
        : [
            {
              key: keyOf(
                block.type,
                block.labels.map((label) => label.text),
              ),
              data: blockData(block, inner),
            },
          ];
      // A dynamic block without any step still replaces what an overridden file had.
      if (made.length === 0 && !seen.has(block.labels[0]!.text))
        blocks.delete(block.labels[0]!.text);
      for (const { key, data } of made) {
        const where = place(inner, block);
        const before = seen.has(key) ? blocks.get(key)?.value : undefined;
        seen.add(key);
        const items = before?.type === 'list' ? [...before.items, data] : [data];
        const valueWhere = before?.where ?? where;
        blocks.set(key, {
          key,
          keyWhere: place(inner, block.typeSpan),
          valueWhere,
          value: list(items, valueWhere),
        });
      }
    }
  }
  const nested = [...blocks.values()];
  const names = new Set(nested.map((entry) => entry.key));
  return [...[...attributes.values()].filter((entry) => !names.has(entry.key)), ...nested];
}

/**
 * What an attribute that is set twice comes to: Terraform refuses it, and which of the two is meant
 * cannot be told. JSON writes several blocks of one type so, which are all meant.
 */
function again(before: Entry, found: Entry): Entry {
  const blocks = [before.value, found.value].map(itemsOf);
  const all = blocks.flat();
  const isBlocks =
    blocks.every((items) => items.length > 0) && all.every(({ type }) => type === 'map');
  if (isBlocks) return { ...before, value: list(all, before.valueWhere) };
  const reason = `"${found.key}" is set more than once, which Terraform refuses`;
  return {
    ...found,
    value: oneOf(unknown(reason, found.value.where), [before.value, found.value]),
  };
}

function blockData(block: Block, scope: Scope): Mapping {
  const { budget } = scope.names;
  const where = place(scope, block);
  if (budget.isTooDeep || !budget.step()) return mapping([], where, PARTIAL);
  budget.depth++;
  try {
    return mapping(entriesOf([{ body: block.body, file: scope.file }], scope), where);
  } finally {
    budget.depth--;
  }
}

/** A block's type and labels as one key. */
function keyOf(type: string, labels: readonly string[]): string {
  return [type, ...labels].join('.');
}

function expandDynamic(block: Block, scope: Scope): { key: string; data: Data }[] {
  const attribute = block.body.attributes.find((each) => each.name === 'for_each');
  const content = block.body.blocks.find((each) => each.type === 'content');
  if (attribute === undefined || content === undefined) return [];
  const iterator = block.body.attributes.find((each) => each.name === 'iterator')?.value;
  const name =
    iterator?.kind === 'name'
      ? iterator.name
      : iterator?.kind === 'literal'
        ? String(iterator.value)
        : block.labels[0]!.text;
  const steps = eachSteps(evaluate(attribute.value, scope));
  return steps.slice(0, MOST_BLOCKS).map((step) => {
    const where = place(scope, attribute.value);
    const value = mapping(
      [
        { key: 'key', keyWhere: where, valueWhere: where, value: step.keyData },
        { key: 'value', keyWhere: where, valueWhere: where, value: step.value },
      ],
      where,
    );
    const inner = withValues(scope, [[name, value]]);
    const made = blockData(content, inner);
    const labels = block.body.attributes.find((each) => each.name === 'labels')?.value;
    const texts =
      labels === undefined
        ? []
        : itemsOf(evaluate(labels, inner)).map((each) => toText(each) ?? '?');
    return {
      key: keyOf(block.labels[0]!.text, texts),
      data: step.onlyIf === undefined ? made : conditional(made, step.onlyIf),
    };
  });
}
