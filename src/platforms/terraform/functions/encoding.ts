import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { SourceFile } from '../../../files/source.js';
import type { Data } from '../../../syntax/data.js';
import { readJson } from '../../../syntax/json.js';
import { readYaml } from '../../../syntax/yaml.js';
import {
  LONGEST_TEXT,
  findUnknown,
  originOf,
  partOf,
  scalar,
  toPlain,
  toText,
  unknown,
  withOrigin,
} from '../values.js';
import {
  ArgumentError,
  computing,
  derived,
  refused,
  text,
  withoutReference,
  type CallContext,
  type TerraformFunction,
} from './call.js';
import { jsonText } from './strings.js';

const hash = (algorithm: string, encoding: 'hex' | 'base64'): TerraformFunction =>
  computing(([value]) => createHash(algorithm).update(text(value)).digest(encoding));

/** The text keeps what it encodes, known or not, so that decoding finds the exact places again. */
const jsonencode: TerraformFunction = (args, call) => {
  const value = args[0];
  if (value === undefined) return refused(call);
  const plain = toPlain(value);
  if (plain === undefined) {
    const missing = findUnknown([value]) ?? unknown('the value is too large', call.where);
    return withOrigin(withoutReference(missing), { data: value });
  }
  const encoded = derived(scalar(jsonText(plain), call.where), call.where, [value]);
  return withOrigin(encoded, { data: value });
};

function decode(
  args: readonly Data[],
  call: CallContext,
  read: (file: SourceFile) => { data: Data | undefined; failed: boolean },
): Data {
  const value = args[0];
  if (value === undefined) return refused(call);
  const origin = originOf(value);
  if (origin?.data !== undefined) return partOf(value, origin.data);
  if (value.type === 'unknown') return withoutReference(value);
  const content = toText(value);
  if (content === undefined) return refused(call, 'a string is needed');
  const { data, failed } = read(origin?.file ?? new SourceFile(call.where.file, content));
  if (data === undefined || failed) return refused(call, 'the text cannot be read');
  // Positions inside a text that is no file of its own lead nowhere: everything is at the call.
  return origin?.file === undefined ? relocated(data, call) : data;
}

function relocated(data: Data, call: CallContext): Data {
  const where = call.where;
  switch (data.type) {
    case 'list':
      return { ...data, items: data.items.map((item) => relocated(item, call)), where };
    case 'map':
      return {
        ...data,
        entries: data.entries.map((entry) => ({
          key: entry.key,
          keyWhere: where,
          valueWhere: where,
          value: relocated(entry.value, call),
        })),
        where,
      };
    default:
      return { ...data, where };
  }
}

/** An unknown text that was encoded: what is known of it can still be looked at. */
function packed(value: Data): Data {
  return withOrigin(withoutReference(value), { data: value });
}

const base64encode: TerraformFunction = (args, call) => {
  const value = args[0];
  if (value === undefined) return refused(call);
  if (value.type === 'unknown') return packed(value);
  const content = toText(value);
  if (content === undefined) return refused(call, 'a string is needed');
  const encoded = Buffer.from(content).toString('base64');
  return withOrigin(derived(scalar(encoded, call.where), call.where, args), { data: value });
};

const base64decode: TerraformFunction = (args, call) => {
  const value = args[0];
  if (value === undefined) return refused(call);
  const origin = originOf(value);
  if (origin?.data !== undefined) return origin.data;
  return computing(([encoded]) => {
    const content = text(encoded);
    if (!/^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/.test(content))
      throw new ArgumentError('it is not base64');
    return Buffer.from(content, 'base64').toString('utf8');
  })(args, call);
};

export const ENCODING_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  base64decode,
  base64encode,
  base64gzip: (args, call) => {
    const value = args[0];
    const content = value === undefined ? undefined : toText(value);
    if (value === undefined || content === undefined) {
      return value?.type === 'unknown' ? packed(value) : refused(call);
    }
    const zipped = gzipSync(content).toString('base64');
    return withOrigin(derived(scalar(zipped, call.where), call.where, args), { data: value });
  },
  base64gunzip: computing(([value]) => {
    try {
      return gunzipSync(Buffer.from(text(value), 'base64'), {
        maxOutputLength: LONGEST_TEXT,
      }).toString('utf8');
    } catch {
      throw new ArgumentError('the text is not gzip data');
    }
  }),
  base64sha256: hash('sha256', 'base64'),
  base64sha512: hash('sha512', 'base64'),
  csvdecode: computing(([value]) => decodeCsv(text(value))),
  jsondecode: (args, call) =>
    decode(args, call, (file) => {
      const { data, errors } = readJson(file);
      return { data, failed: errors.length > 0 };
    }),
  jsonencode,
  md5: hash('md5', 'hex'),
  sha1: hash('sha1', 'hex'),
  sha256: hash('sha256', 'hex'),
  sha512: hash('sha512', 'hex'),
  textencodebase64: computing(([value, encoding]) => {
    const name = bufferEncoding(text(encoding));
    const bytes = Buffer.from(text(value), name === 'utf16be' ? 'utf16le' : name);
    return (name === 'utf16be' ? bytes.swap16() : bytes).toString('base64');
  }),
  textdecodebase64: computing(([value, encoding]) => {
    const name = bufferEncoding(text(encoding));
    const bytes = Buffer.from(text(value), 'base64');
    if (name !== 'utf16be') return bytes.toString(name);
    if (bytes.length % 2 !== 0) throw new ArgumentError('the text is not UTF-16');
    return bytes.swap16().toString('utf16le');
  }),
  urlencode: computing(([value]) =>
    encodeURIComponent(text(value))
      .replace(/%20/g, '+')
      .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  ),
  urldecode: computing(([value]) => {
    try {
      return decodeURIComponent(text(value).replace(/\+/g, ' '));
    } catch {
      throw new ArgumentError('the text is not URL-encoded');
    }
  }),
  yamldecode: (args, call) =>
    decode(args, call, (file) => {
      const { documents, errors } = readYaml(file, { version: '1.1' });
      return { data: documents[0]?.data, failed: errors.length > 0 };
    }),
  // YAML is a superset of JSON; what matters is that decoding finds the value again.
  yamlencode: jsonencode,
};

/** The encodings that hold every text, and the one of the West; others are rarely written. */
function bufferEncoding(name: string): 'utf8' | 'utf16le' | 'utf16be' | 'latin1' {
  switch (name.toUpperCase()) {
    case 'UTF-8':
      return 'utf8';
    case 'UTF-16LE':
      return 'utf16le';
    case 'UTF-16BE':
      return 'utf16be';
    case 'ISO-8859-1':
      return 'latin1';
    default:
      throw new ArgumentError(`the encoding "${name.slice(0, 40)}" is not known to this check`);
  }
}

function decodeCsv(content: string): Map<string, string>[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i <= content.length; i++) {
    const char = content[i];
    if (quoted && char !== undefined) {
      if (char !== '"') field += char;
      else if (content[i + 1] === '"') field += content[++i];
      else quoted = false;
    } else if (char === '"' && field === '') {
      quoted = true;
    } else if (char === ',' || char === '\n' || char === undefined) {
      row.push(field.endsWith('\r') ? field.slice(0, -1) : field);
      field = '';
      if (char !== ',') {
        if (row.length > 1 || row[0] !== '') rows.push(row);
        row = [];
      }
    } else {
      field += char;
    }
  }
  const [header = [], ...data] = rows;
  return data.map((cells) => new Map(header.map((name, i) => [name, cells[i] ?? ''])));
}
