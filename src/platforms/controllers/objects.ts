import type { SourceFile } from '../../files/source.js';
import {
  at,
  entry,
  itemsOf,
  stringOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../syntax/data.js';
import { unknown } from '../terraform/values.js';

/** An object of a cluster that stands for something of a cloud. */
export interface CloudObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Objects of one composition refer to each other. */
  readonly composition: Data | undefined;
  readonly data: Data;
  readonly file: SourceFile;
}

/** The objects of a document: itself, the items of a list, the resources of a composition. */
export function objectsOf(data: Data, file: SourceFile): CloudObject[] {
  const kind = stringOf(entry(data, 'kind')?.value);
  if (kind === 'List') {
    return itemsOf(entry(data, 'items')?.value).flatMap((item) => objectsOf(item, file));
  }
  if (kind !== 'Composition') return objectOf(data, file, undefined, undefined);
  const spec = entry(data, 'spec')?.value;
  const steps = itemsOf(entry(spec, 'pipeline')?.value).map((step) => at(step, 'input'));
  return [spec, ...steps].flatMap((holder) =>
    itemsOf(entry(holder, 'resources')?.value).flatMap((resource) => {
      const base = entry(resource, 'base')?.value;
      if (base === undefined) return [];
      const own = stringOf(entry(resource, 'name')?.value);
      return objectOf(patched(base, resource, holder), file, data, own);
    }),
  );
}

function objectOf(
  data: Data,
  file: SourceFile,
  composition: Data | undefined,
  fallback: string | undefined,
): CloudObject[] {
  const apiVersion = stringOf(entry(data, 'apiVersion')?.value);
  const kind = stringOf(entry(data, 'kind')?.value);
  if (apiVersion === undefined || kind === undefined) return [];
  const labels = at(data, 'metadata', 'labels');
  return [
    {
      apiVersion,
      kind,
      name: stringOf(at(data, 'metadata', 'name')) ?? fallback ?? kind,
      labels: new Map(
        (labels?.type === 'map' ? labels.entries : []).map(({ key, value }) => [
          key,
          stringOf(value) ?? '',
        ]),
      ),
      composition,
      data,
      file,
    },
  ];
}

/**
 * What the patches of a composition fill in is known only when something is claimed
 * (docs.crossplane.io, "Patch and Transform").
 */
function patched(base: Data, resource: Data, holder: Data | undefined): Data {
  const sets = itemsOf(entry(holder, 'patchSets')?.value);
  const patches = itemsOf(entry(resource, 'patches')?.value).flatMap((patch) => {
    const set = stringOf(entry(patch, 'patchSetName')?.value);
    if (set === undefined) return [patch];
    const found = sets.find((each) => stringOf(entry(each, 'name')?.value) === set);
    return itemsOf(entry(found, 'patches')?.value);
  });
  return patches.reduce((data: Data, patch) => {
    const type = stringOf(entry(patch, 'type')?.value) ?? 'FromCompositeFieldPath';
    if (!/^(From|CombineFrom)/.test(type)) return data;
    const from = stringOf(entry(patch, 'fromFieldPath')?.value);
    const to = stringOf(entry(patch, 'toFieldPath')?.value) ?? from;
    if (to === undefined) return data;
    const reason = `a patch fills it in${from === undefined ? '' : ` from \`${from.slice(0, 60)}\``}`;
    return withUnknown(data, stepsOf(to), reason, patch);
  }, base);
}

/** `spec.forProvider.ingress[0].cidrBlocks[0]` by its steps. */
function stepsOf(path: string): string[] {
  return [...path.slice(0, 1_000).matchAll(/[^.[\]"']+/g)].map(([step]) => step).slice(0, 30);
}

function withUnknown(data: Data, steps: readonly string[], reason: string, patch: Data): Data {
  const [step, ...rest] = steps;
  if (step === undefined) return unknown(reason, patch.where);
  if (data.type === 'list' && /^[0-9]{1,4}$/.test(step)) {
    const index = Number(step);
    if (index >= data.items.length) {
      return { ...data, items: [...data.items, withUnknown(empty(patch), rest, reason, patch)] };
    }
    return {
      ...data,
      items: data.items.map((item, at) =>
        at === index ? withUnknown(item, rest, reason, patch) : item,
      ),
    };
  }
  // A list that is not there yet is unknown as a whole.
  if (data.type !== 'map' || /^[0-9*]/.test(step)) return unknown(reason, patch.where);
  const known = entry(data, step);
  const value = withUnknown(known?.value ?? empty(patch), rest, reason, patch);
  const own: Entry =
    known === undefined
      ? { key: step, keyWhere: patch.where, valueWhere: patch.where, value }
      : { ...known, value };
  return { ...data, entries: [...data.entries.filter((each) => each !== known), own] };
}

function empty({ where }: Data): Mapping {
  return { type: 'map', entries: [], where };
}
