import { createHash } from 'node:crypto';
import type { SourceFile } from '../../../files/source.js';
import type { Data } from '../../../syntax/data.js';
import { findUnknown, mapping, scalar, toSet, toText, unknown, withOrigin } from '../values.js';
import { fitsGlob } from './glob.js';
import {
  computing,
  refused,
  text,
  withoutReference,
  type CallContext,
  type TerraformFunction,
} from './call.js';

/** Files that hold no text, by their names: reading one would be told as a failure. */
const NO_TEXT =
  /\.(zip|jar|war|ear|gz|tgz|bz2|xz|tar|whl|rpm|deb|bin|exe|so|wasm|png|jpe?g|gif|ico|pdf|p12|pfx|jks|der|woff2?)$/i;

/** The file that the first argument names, or the unknown value the call comes to. */
function open(args: readonly Data[], call: CallContext): SourceFile | Data {
  const path = args[0];
  if (path === undefined) return refused(call);
  if (path.type === 'unknown') return withoutReference(path);
  const name = toText(path);
  if (name === undefined) return refused(call, 'a path is needed');
  if (NO_TEXT.test(name)) {
    return unknown(`the file "${name.slice(0, 200)}" is not read, as it holds no text`, call.where);
  }
  const file = call.readFile(name);
  return typeof file === 'string' ? unknown(file, call.where) : file;
}

function isData(value: SourceFile | Data): value is Data {
  return 'type' in value;
}

function content(file: SourceFile): Data {
  const where = file.location(0, file.text.length);
  return withOrigin(scalar(file.text, where), { file });
}

const ofContent =
  (make: (file: SourceFile) => string): TerraformFunction =>
  (args, call) => {
    const file = open(args, call);
    return isData(file) ? file : scalar(make(file), call.where);
  };

const digest = (algorithm: string, encoding: 'hex' | 'base64'): TerraformFunction =>
  ofContent((file) => createHash(algorithm).update(file.text).digest(encoding));

export const FILE_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  abspath: computing(([path]) => text(path)),
  basename: computing(([path]) => text(path).replace(/\/+$/, '').split('/').at(-1) ?? ''),
  dirname: computing(([path]) => {
    const parts = text(path).split('/');
    parts.pop();
    return parts.length === 0 ? '.' : parts.join('/') || '/';
  }),
  file: (args, call) => {
    const file = open(args, call);
    return isData(file) ? file : content(file);
  },
  filebase64: (args, call) => {
    const file = open(args, call);
    if (isData(file)) return file;
    const encoded = Buffer.from(file.text).toString('base64');
    return withOrigin(scalar(encoded, call.where), { data: content(file) });
  },
  filebase64sha256: digest('sha256', 'base64'),
  filebase64sha512: digest('sha512', 'base64'),
  filemd5: digest('md5', 'hex'),
  filesha1: digest('sha1', 'hex'),
  filesha256: digest('sha256', 'hex'),
  filesha512: digest('sha512', 'hex'),
  fileexists: (args, call) => {
    const path = args[0];
    if (path === undefined) return refused(call);
    if (path.type === 'unknown') return withoutReference(path);
    const name = toText(path);
    if (name === undefined) return refused(call, 'a path is needed');
    const slash = name.lastIndexOf('/');
    const inFolder = call.listFiles(slash < 0 ? '.' : name.slice(0, slash));
    const exists = typeof inFolder !== 'string' && inFolder.includes(name.slice(slash + 1));
    return scalar(exists, call.where);
  },
  fileset: (args, call) => {
    const missing = findUnknown(args);
    if (missing !== undefined) return withoutReference(missing);
    const [folder, pattern] = args.map((arg) => toText(arg));
    if (folder === undefined || pattern === undefined) return refused(call, 'two texts are needed');
    const files = call.listFiles(folder);
    if (typeof files === 'string') return unknown(files, call.where);
    const fitting = files.filter((path) => fitsGlob(path, pattern.replace(/^(\.?\/)+/, '')));
    return toSet(
      fitting.map((path) => scalar(path, call.where)),
      call.where,
    );
  },
  pathexpand: computing(([path]) => text(path)),
  templatefile: (args, call) => {
    const file = open(args, call);
    if (isData(file)) return file;
    return call.renderTemplate(file, args[1] ?? mapping([], call.where));
  },
};
