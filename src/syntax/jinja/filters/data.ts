import type { Location } from '../../../files/source.js';
import type { Data } from '../../data.js';
import { compose, piecesOf, renderedOf } from '../rendered.js';
import {
  isUnknown,
  list,
  mapping,
  pairsOf,
  pythonText,
  reasonOf,
  scalar,
  unknown,
} from '../value.js';
import { yamlIn } from '../yaml.js';
import { known, type FilterCall, type JinjaFilter } from './call.js';

function jsonText(value: Data, indent: number | undefined): string | undefined {
  const plain = plainValue(value, 0);
  if (plain === undefined) return undefined;
  const json = JSON.stringify(plain.value, null, indent);
  // Python writes blanks after commas and colons.
  return indent === undefined ? spaced(json) : json;
}

function spaced(json: string): string {
  let result = '';
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    const char = json[i]!;
    result += char;
    if (quoted && char === '\\') result += json[++i] ?? '';
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === ',' || char === ':')) result += ' ';
  }
  return result;
}

function plainValue(value: Data, depth: number): { value: unknown } | undefined {
  if (depth > 60 || value.type === 'unknown') return undefined;
  if (value.type === 'scalar') return { value: value.value };
  if (value.type === 'list') {
    const items = value.items.map((item) => plainValue(item, depth + 1));
    return items.includes(undefined) ? undefined : { value: items.map((item) => item!.value) };
  }
  const result: [string, unknown][] = [];
  for (const [key, inner] of pairsOf(value)) {
    const plain = plainValue(inner, depth + 1);
    if (plain === undefined) return undefined;
    result.push([key, plain.value]);
  }
  return { value: Object.fromEntries(result) };
}

/** JSON is YAML, and is what a reader of the file makes of either. */
const toJson =
  (indent: number | undefined): JinjaFilter =>
  (call) => {
    if (isUnknown(call.input)) return unknown(call.input.reason, call.input.where);
    const json = jsonText(call.input, indent);
    return json === undefined
      ? unknown(reasonOf(call.input), call.where)
      : compose([{ text: json, locate: () => call.input.where, fromValue: true }], call.where);
  };

const fromJson: JinjaFilter = known((call) => {
  const value = pythonText(call.input);
  try {
    return fromPlain(JSON.parse(value ?? ''), call.input.where, 0);
  } catch {
    return unknown('it is not JSON', call.where);
  }
});

/** The first document; what is not known in the text is not known in it. */
const fromYaml: JinjaFilter = (call) =>
  documentsOf(call)?.[0] ?? unknown('it is not YAML that is known', call.where);

const fromYamlAll: JinjaFilter = (call) => {
  const documents = documentsOf(call);
  return documents === undefined
    ? unknown('it is not YAML that is known', call.where)
    : list(documents, call.where);
};

function documentsOf({ input }: FilterCall): readonly Data[] | undefined {
  if (input.type === 'map' || input.type === 'list') return [input];
  if (isUnknown(input) && piecesOf(input).length === 1) return undefined;
  const { documents, errors } = yamlIn(input.where.file, renderedOf(input));
  return errors.length > 0 ? undefined : documents;
}

function fromPlain(value: unknown, where: Location, depth: number): Data {
  if (depth > 60) return unknown('it is nested too deeply', where);
  if (Array.isArray(value))
    return list(
      value.map((item) => fromPlain(item, where, depth + 1)),
      where,
    );
  if (typeof value === 'object' && value !== null) {
    return mapping(
      Object.entries(value).map(
        ([key, inner]) => [key, fromPlain(inner, where, depth + 1)] as const,
      ),
      where,
    );
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return scalar(value, where);
  }
  return scalar(null, where);
}

/** Filters between values and their text as JSON or YAML. */
export const DATA_FILTERS: Readonly<Record<string, JinjaFilter>> = {
  to_json: toJson(undefined),
  to_nice_json: toJson(4),
  tojson: toJson(undefined),
  to_yaml: toJson(undefined),
  to_nice_yaml: toJson(undefined),
  from_json: fromJson,
  from_yaml: fromYaml,
  from_yaml_all: fromYamlAll,
};
