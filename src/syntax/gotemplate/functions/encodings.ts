import { createHash } from 'node:crypto';
import { type Location, SourceFile } from '../../../files/source.js';
import { type Data } from '../../data.js';
import { readYaml } from '../../yaml.js';
import { toJson } from '../json.js';
import { toYaml } from '../to-yaml.js';
import { mapEntry, mapping, plain, scalar, toData, unknownValue, type Value } from '../value.js';
import { knownThroughout, listOf, textual, type Call, type Implementation } from './call.js';

/** What `fromYaml` and its like make of text: a map or a list, or the words of the error in one. */
function parsing(wanted: 'map' | 'list', prefix: string): Implementation {
  return (call) => {
    const { where } = call;
    const data = parseYaml(call);
    if (data === undefined || data.type === 'unknown' || data.type === wanted) return data;
    const empty =
      data.type === 'scalar'
        ? data.value === null
        : data.type === 'map' && data.entries.length === 0;
    if (empty) return wanted === 'map' ? mapping([], where) : listOf([], where);
    const found = data.type === 'list' ? 'array' : data.type === 'map' ? 'object' : jsonKind(data);
    const type = wanted === 'map' ? 'map[string]interface {}' : '[]interface {}';
    const error =
      found === undefined
        ? unknownValue('the text is no JSON', where)
        : scalar(`${prefix}json: cannot unmarshal ${found} into Go value of type ${type}`, where);
    return wanted === 'map'
      ? mapping([mapEntry('Error', error, where)], where)
      : listOf([error], where);
  };
}

/** What encoding/json calls a scalar. */
function jsonKind(data: Value): string | undefined {
  if (data?.type !== 'scalar') return undefined;
  return typeof data.value === 'boolean' ? 'bool' : typeof data.value;
}

/** The words that sigs.k8s.io/yaml puts before those of encoding/json. */
const YAML_PREFIX = 'error unmarshaling JSON: while decoding JSON: ';

/** JSON is read as the YAML that it is; what is YAML only is an error whose words are not worked out. */
function parsingJson(wanted: 'map' | 'list'): Implementation {
  const parse = parsing(wanted, '');
  return (call) => {
    const text = plain(call.values[0]);
    if (typeof text !== 'string') return text;
    try {
      JSON.parse(text);
    } catch {
      const error = unknownValue('the text is no JSON', call.where);
      return wanted === 'map'
        ? mapping([mapEntry('Error', error, call.where)], call.where)
        : listOf([error], call.where);
    }
    return parse(call);
  };
}

function parseYaml({ values, where }: Call): Value {
  const text = plain(values[0]);
  if (typeof text !== 'string') return text;
  let data = parsedTexts.get(text);
  if (data === undefined) {
    const file = new SourceFile(where.file, text);
    const stream = readYaml(file, { version: '1.1', unknownAt: () => undefined });
    data = stream.documents[0]?.data ?? mapping([], where);
    if (parsedTexts.size >= MOST_PARSED) parsedTexts.clear();
    if (text.length <= LONGEST_PARSED) parsedTexts.set(text, data);
  }
  // A copy: what is parsed is changed in place by `set`.
  return moved(data, where, 0);
}

/** Charts pass the same data as YAML from template to template many times over. */
const parsedTexts = new Map<string, Data>();

const MOST_PARSED = 500;

const LONGEST_PARSED = 20_000;

/** Data that was parsed from the text of a value stands where the value stands. */
function moved(data: Data, where: Location, depth: number): Data {
  if (depth > 150) return data;
  if (data.type === 'list') {
    return { ...data, where, items: data.items.map((item) => moved(item, where, depth + 1)) };
  }
  if (data.type === 'map') {
    return mapping(
      data.entries.map((e) => mapEntry(e.key, moved(e.value, where, depth + 1), where)),
      where,
    );
  }
  return { ...data, where };
}

/** YAML, JSON, base64 and digests. */
export const ENCODINGS: Readonly<Record<string, Implementation>> = {
  toYaml: ({ values, where }) =>
    values[0] === undefined
      ? scalar('null', where)
      : values[0].type === 'text'
        ? toYaml(toData(values[0], where), where)
        : toYaml(values[0], where),
  toYamlPretty: ({ values, where }) => toYaml(toData(values[0], where), where),
  toJson: knownThroughout(([data], { where }) =>
    scalar(toJson(data, { escapesHtml: true }), where),
  ),
  toPrettyJson: knownThroughout(([data], { where }) =>
    scalar(toJson(data, { escapesHtml: true, indent: '  ' }), where),
  ),
  toRawJson: knownThroughout(([data], { where }) =>
    scalar(toJson(data, { escapesHtml: false }), where),
  ),
  fromYaml: parsing('map', YAML_PREFIX),
  fromJson: parsingJson('map'),
  fromYamlArray: parsing('list', YAML_PREFIX),
  fromJsonArray: parsingJson('list'),
  sha256sum: textual(([text = '']) => createHash('sha256').update(text).digest('hex')),
  sha1sum: textual(([text = '']) => createHash('sha1').update(text).digest('hex')),
  b64enc: textual(([text = '']) => Buffer.from(text, 'utf8').toString('base64')),
  b64dec: textual(([text = '']) => Buffer.from(text, 'base64').toString('utf8')),
};
