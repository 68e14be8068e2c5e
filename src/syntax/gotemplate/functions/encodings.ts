import { createHash } from 'node:crypto';
import { type Location, SourceFile } from '../../../files/source.js';
import { type Data } from '../../data.js';
import { readYaml } from '../../yaml.js';
import { toJson } from '../json.js';
import { toYaml } from '../to-yaml.js';
import { type Value, mapEntry, mapping, plain, scalar, toData } from '../value.js';
import { type Call, type Implementation, known, textual } from './call.js';

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
  toJson: known(([data], { where }) => scalar(toJson(data, { escapesHtml: true }), where)),
  toPrettyJson: known(([data], { where }) =>
    scalar(toJson(data, { escapesHtml: true, indent: '  ' }), where),
  ),
  toRawJson: known(([data], { where }) => scalar(toJson(data, { escapesHtml: false }), where)),
  fromYaml: parseYaml,
  fromJson: parseYaml,
  fromYamlArray: parseYaml,
  fromJsonArray: parseYaml,
  sha256sum: textual(([text = '']) => createHash('sha256').update(text).digest('hex')),
  sha1sum: textual(([text = '']) => createHash('sha1').update(text).digest('hex')),
  b64enc: textual(([text = '']) => Buffer.from(text, 'utf8').toString('base64')),
  b64dec: textual(([text = '']) => Buffer.from(text, 'base64').toString('utf8')),
};
