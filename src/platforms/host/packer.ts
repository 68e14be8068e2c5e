import { append } from '../../append.js';
import type { Fact } from '../../facts.js';
import type { Location } from '../../files/source.js';
import type { SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { parseHcl, type Block, type Expression } from '../../syntax/hcl/index.js';
import { readJson } from '../../syntax/json.js';
import { quoted, ScriptPieces, writing } from './pieces.js';
import { scriptFacts } from './script.js';
import { windowsScriptFacts } from './windows/index.js';

/** A text with the places of its characters. */
interface Text {
  readonly text: string;
  readonly locate: (start: number, end: number) => Location;
}

/** One provisioner, as far as it changes the image. */
interface Provisioner {
  readonly type: string;
  /** Commands, one shell script together. */
  readonly inline: readonly Text[];
  readonly scripts: readonly string[];
  readonly environment: readonly string[];
  readonly source: string | undefined;
  readonly content: Text | undefined;
  readonly destination: string | undefined;
}

interface Build {
  readonly name: string;
  readonly provisioners: readonly Provisioner[];
}

export interface PackerFacts {
  readonly facts: readonly Fact[];
  /** Scripts that are part of an image here, so that they need no reading of their own. */
  readonly consumed: readonly string[];
}

const LONGEST_FILE = 256 * 1024;

/**
 * What the provisioners of a Packer template leave on the image: shell scripts inline and in files, in their
 * order, uploaded files included. One build is one host, so that a packet filter in one script counts for
 * the memcached of another. (developer.hashicorp.com/packer/docs/provisioners)
 */
export function packerFacts(file: SourceFile, tree: Tree): PackerFacts {
  const builds = file.path.endsWith('.json') ? fromJson(file) : fromHcl(file);
  const facts: Fact[] = [];
  const consumed = new Set<string>();
  for (const build of builds) {
    const script = new ScriptPieces();
    const windows = { powershell: new ScriptPieces(), batch: new ScriptPieces() };
    const plain = (text: string): void => script.add(text, () => file.location(0));
    for (const one of build.provisioners) {
      if (one.type === 'file') upload(one, file, tree, script, consumed);
      else if (one.type === 'powershell' || one.type === 'windows-shell') {
        const pieces = windows[one.type === 'powershell' ? 'powershell' : 'batch'];
        for (const { text, locate } of one.inline) pieces.add(text, locate);
        for (const found of scriptsOf(one, file, tree)) {
          consumed.add(found.path);
          pieces.add(found.text, (start, end) =>
            found.location(Math.min(start, found.text.length), Math.min(end, found.text.length)),
          );
        }
      } else if (one.type === 'shell') {
        for (const variable of one.environment) {
          const equals = variable.indexOf('=');
          if (equals > 0)
            plain(`export ${variable.slice(0, equals)}=${quoted(variable.slice(equals + 1))}`);
        }
        for (const { text, locate } of one.inline) script.add(text, locate);
        for (const found of scriptsOf(one, file, tree)) {
          consumed.add(found.path);
          // `exit` and `set -e` are the script's own.
          plain('(');
          script.add(found.text, (start, end) =>
            found.location(Math.min(start, found.text.length), Math.min(end, found.text.length)),
          );
          plain(')');
        }
      }
    }
    const workload = `image ${build.name} of ${file.path}`;
    for (const language of ['powershell', 'batch'] as const) {
      const { text, locate } = windows[language];
      if (text !== '') append(facts, windowsScriptFacts(text, { workload, locate, language }));
    }
    if (script.text === '') continue;
    append(
      facts,
      scriptFacts(script.text, {
        platform: 'host',
        workload,
        placement: 'host',
        locate: script.locate,
      }).facts,
    );
  }
  return { facts, consumed: [...consumed] };
}

/** The scripts of a provisioner that are in the tree. */
function scriptsOf(one: Provisioner, file: SourceFile, tree: Tree): SourceFile[] {
  return one.scripts.flatMap((path) => {
    const found = tree.read(inTree(file, path, tree) ?? '');
    return found === undefined || found.text.length > LONGEST_FILE ? [] : [found];
  });
}

function inTree(file: SourceFile, path: string, tree: Tree): string | undefined {
  const plain = path.replace(/^\$?\{\{?\s*(?:template_dir|path\.root|path\.cwd)\s*\}?\}\//, '');
  const beside = resolveInTree(file.folder, plain);
  if (beside !== undefined && tree.has(beside)) return beside;
  const root = resolveInTree('', plain);
  return root !== undefined && tree.has(root) ? root : undefined;
}

function upload(
  one: Provisioner,
  file: SourceFile,
  tree: Tree,
  script: ScriptPieces,
  consumed: Set<string>,
): void {
  const { destination, content, source } = one;
  if (destination === undefined) return;
  let text = content;
  let path = destination;
  if (text === undefined && source !== undefined) {
    const found = tree.read(inTree(file, source, tree) ?? '');
    if (found === undefined || found.text.length > LONGEST_FILE) return;
    text = {
      text: found.text,
      locate: (start, end) =>
        found.location(Math.min(start, found.text.length), Math.min(end, found.text.length)),
    };
    if (path.endsWith('/')) path += found.name;
    consumed.add(found.path);
  }
  if (text === undefined) return;
  const { head, tail } = writing(path, text.text);
  const nowhere = (): Location => file.location(0);
  script.add(head, nowhere);
  script.add(text.text, text.locate);
  script.add(tail, nowhere);
}

function fromJson(file: SourceFile): Build[] {
  const { data } = readJson(file);
  if (data === undefined || entry(data, 'provisioners') === undefined) return [];
  const variables = entry(data, 'variables')?.value;
  const fill = (text: string): string =>
    text.replace(
      /\{\{\s*user\s+[`"']([^`"']+)[`"']\s*\}\}/g,
      (whole, name: string) => textOf(entry(variables, name)?.value) ?? whole,
    );
  const textAt = (item: Data | undefined): string | undefined => {
    const text = textOf(item);
    return text === undefined ? undefined : fill(text);
  };
  const provisioners = itemsOf(entry(data, 'provisioners')?.value).map((one): Provisioner => {
    const list = (...names: string[]): string[] =>
      names.flatMap((name) =>
        itemsOf(entry(one, name)?.value).flatMap((item) => textAt(item) ?? []),
      );
    return {
      type: textOf(entry(one, 'type')?.value) ?? '',
      inline: itemsOf(entry(one, 'inline')?.value).flatMap((item) => {
        const text = textAt(item);
        return text === undefined ? [] : [{ text, locate: inside(file, item.where, text) }];
      }),
      scripts: list('script', 'scripts'),
      environment: list('environment_vars'),
      source: list('source')[0],
      content: undefined,
      destination: list('destination')[0],
    };
  });
  return [{ name: 'build', provisioners }];
}

/** The place of a part of a literal, when it stands there as it is written. */
function inside(file: SourceFile, where: Location, text: string): Text['locate'] {
  const from = file.offset(where.startLine, where.startColumn);
  const to = file.offset(where.endLine, where.endColumn);
  const at = file.text.slice(from, to).indexOf(text);
  return (start, end) =>
    at < 0 ? where : file.location(from + at + start, from + at + Math.max(end, start + 1));
}

function fromHcl(file: SourceFile): Build[] {
  const { body } = parseHcl(file);
  const values = new Map<string, Expression>();
  for (const block of body.blocks) {
    const standard = block.body.attributes.find(({ name }) => name === 'default');
    if (block.type === 'variable' && standard !== undefined)
      values.set(`var.${block.labels[0]?.text ?? ''}`, standard.value);
    if (block.type === 'locals')
      for (const { name, value } of block.body.attributes) values.set(`local.${name}`, value);
  }
  return body.blocks
    .filter(({ type }) => type === 'build')
    .map((block, index) => ({
      name: textIn(block, 'name', values, file)?.text ?? `build ${index + 1}`,
      provisioners: block.body.blocks
        .filter(({ type }) => type === 'provisioner')
        .map((one) => hclProvisioner(one, values, file)),
    }));
}

function hclProvisioner(
  block: Block,
  values: ReadonlyMap<string, Expression>,
  file: SourceFile,
): Provisioner {
  const list = (name: string): Text[] => {
    const value = block.body.attributes.find((one) => one.name === name)?.value;
    const items = value === undefined ? [] : value.kind === 'tuple' ? value.items : [value];
    return items.flatMap((item) => textOfExpression(item, values, file, 0) ?? []);
  };
  const plain = (name: string): string[] => list(name).map(({ text }) => text);
  return {
    type: block.labels[0]?.text ?? '',
    inline: list('inline'),
    scripts: [...plain('script'), ...plain('scripts')],
    environment: [...plain('environment_vars'), ...plain('env')],
    source: plain('source')[0] ?? plain('sources')[0],
    content: list('content')[0],
    destination: plain('destination')[0],
  };
}

function textIn(
  block: Block,
  name: string,
  values: ReadonlyMap<string, Expression>,
  file: SourceFile,
): Text | undefined {
  const value = block.body.attributes.find((one) => one.name === name)?.value;
  return value === undefined ? undefined : textOfExpression(value, values, file, 0);
}

/** Literals, templates of them, and variables with a default; what is not known stays a shell variable. */
function textOfExpression(
  node: Expression,
  values: ReadonlyMap<string, Expression>,
  file: SourceFile,
  depth: number,
): Text | undefined {
  const where = file.location(node.start, Math.max(node.end, node.start + 1));
  if (depth > 10) return undefined;
  if (node.kind === 'literal') {
    if (node.value === null) return undefined;
    const text = String(node.value);
    return { text, locate: inside(file, where, text) };
  }
  if (node.kind === 'template') {
    const parts = node.parts.map((part) => {
      if (part.kind === 'text') return part.text;
      const value =
        part.kind === 'value' ? textOfExpression(part.value, values, file, depth + 1) : undefined;
      return value?.text ?? '${PACKER_VALUE}';
    });
    const text = parts.join('');
    return { text, locate: inside(file, where, text) };
  }
  const name = file.text.slice(node.start, node.end).replace(/\s+/g, '');
  if (name === 'path.root' || name === 'path.cwd') return { text: '.', locate: () => where };
  const value = values.get(name);
  const known = value === undefined ? undefined : textOfExpression(value, values, file, depth + 1);
  return known === undefined ? undefined : { text: known.text, locate: () => where };
}
