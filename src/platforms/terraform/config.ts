import type { SourceFile } from '../../files/source.js';
import {
  parseHcl,
  parseHclJson,
  type Attribute,
  type Block,
  type Body,
  type HclFile,
} from '../../syntax/hcl/index.js';

/** One body with its file; a declaration has several when override files add to it. */
export interface Layer {
  readonly block: Block;
  readonly file: SourceFile;
}

/** Something declared by a block, with what override files say about it, the last one wins. */
export interface Declaration {
  readonly layers: readonly [Layer, ...Layer[]];
}

export interface ResourceDeclaration extends Declaration {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
}

export interface CallDeclaration extends Declaration {
  readonly name: string;
}

export interface LocalDeclaration {
  readonly attribute: Attribute;
  readonly file: SourceFile;
}

/** All that one folder declares: a module, root or called. */
export interface ModuleConfig {
  readonly folder: string;
  readonly files: readonly HclFile[];
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, LocalDeclaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  readonly calls: ReadonlyMap<string, CallDeclaration>;
  /** A name may be declared twice: Terraform refuses that, but both are worth reading. */
  readonly resources: readonly ResourceDeclaration[];
  readonly providers: readonly Declaration[];
  /** It has a backend or provider of its own: something that is applied, not called. */
  readonly isConfigured: boolean;
}

/** The attribute of that name, and the file it stands in. */
export function attributeOf(
  declaration: Declaration,
  name: string,
): { attribute: Attribute; file: SourceFile } | undefined {
  for (let i = declaration.layers.length - 1; i >= 0; i--) {
    const layer = declaration.layers[i]!;
    const attribute = findAttribute(layer.block.body, name);
    if (attribute !== undefined) return { attribute, file: layer.file };
  }
  return undefined;
}

export function findAttribute(body: Body, name: string): Attribute | undefined {
  return body.attributes.find((attribute) => attribute.name === name);
}

function isOverride(name: string): boolean {
  return /(^|_)override\.(tf|tofu)(\.json)?$/.test(name);
}

export function parseConfiguration(file: SourceFile): HclFile {
  return file.path.endsWith('.json') ? parseHclJson(file) : parseHcl(file);
}

/** Puts the files of one folder together, override files last. */
export function readModule(folder: string, files: readonly SourceFile[]): ModuleConfig {
  const names = new Set(files.map((file) => file.name));
  // OpenTofu reads x.tofu in place of x.tf.
  const isReplaced = ({ name }: SourceFile): boolean => {
    const other = name.replace(/\.tf(\.json)?$/, '.tofu$1');
    return other !== name && names.has(other);
  };
  const read = files.filter((file) => !isReplaced(file)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const builder = new Builder();
  const primary = read.filter((file) => !isOverride(file.name));
  const overrides = read.filter((file) => isOverride(file.name));
  const parsed = new Map(read.map((file) => [file, parseConfiguration(file)]));
  for (const file of primary) builder.add(parsed.get(file)!);
  for (const file of overrides) builder.override(parsed.get(file)!);
  return { folder, files: read.map((file) => parsed.get(file)!), ...builder.result() };
}

class Builder {
  private readonly variables = new Map<string, Declaration>();
  private readonly locals = new Map<string, LocalDeclaration>();
  private readonly outputs = new Map<string, Declaration>();
  private readonly calls = new Map<string, CallDeclaration>();
  private readonly resources: ResourceDeclaration[] = [];
  private readonly providers: Declaration[] = [];
  private isConfigured = false;

  add(parsed: HclFile): void {
    for (const block of parsed.body.blocks) {
      const layers: [Layer] = [{ block, file: parsed.file }];
      const [first, second] = block.labels.map((label) => label.text);
      switch (block.type) {
        case 'variable':
          if (first !== undefined && !this.variables.has(first))
            this.variables.set(first, { layers });
          break;
        case 'output':
          if (first !== undefined && !this.outputs.has(first)) this.outputs.set(first, { layers });
          break;
        case 'module':
          if (first !== undefined)
            this.calls.set(uniqueName(this.calls, first), { name: first, layers });
          break;
        case 'resource':
        case 'data':
          if (first !== undefined && second !== undefined) {
            const mode = block.type === 'data' ? 'data' : 'managed';
            this.resources.push({ mode, type: first, name: second, layers });
          }
          break;
        case 'locals':
          for (const attribute of block.body.attributes) {
            if (!this.locals.has(attribute.name)) {
              this.locals.set(attribute.name, { attribute, file: parsed.file });
            }
          }
          break;
        case 'provider':
          this.providers.push({ layers });
          this.isConfigured = true;
          break;
        case 'terraform':
          if (
            block.body.blocks.some((inner) => inner.type === 'backend' || inner.type === 'cloud')
          ) {
            this.isConfigured = true;
          }
      }
    }
  }

  override(parsed: HclFile): void {
    for (const block of parsed.body.blocks) {
      const layer: Layer = { block, file: parsed.file };
      const [first, second] = block.labels.map((label) => label.text);
      if (block.type === 'locals') {
        for (const attribute of block.body.attributes) {
          this.locals.set(attribute.name, { attribute, file: parsed.file });
        }
        continue;
      }
      if (block.type === 'resource' || block.type === 'data') {
        const mode = block.type === 'data' ? 'data' : 'managed';
        for (const [index, resource] of this.resources.entries()) {
          if (resource.mode === mode && resource.type === first && resource.name === second) {
            this.resources[index] = { ...resource, layers: [...resource.layers, layer] };
          }
        }
        continue;
      }
      const maps: Record<string, Map<string, Declaration>> = {
        variable: this.variables,
        output: this.outputs,
        module: this.calls as Map<string, Declaration>,
      };
      const map = Object.hasOwn(maps, block.type) ? maps[block.type] : undefined;
      const known = first === undefined ? undefined : map?.get(first);
      if (known !== undefined) map!.set(first!, { ...known, layers: [...known.layers, layer] });
    }
  }

  result(): Omit<ModuleConfig, 'folder' | 'files'> {
    const { variables, locals, outputs, calls, resources, providers, isConfigured } = this;
    return { variables, locals, outputs, calls, resources, providers, isConfigured };
  }
}

/** Calls declared twice are both read; references by name find the first. */
function uniqueName(calls: ReadonlyMap<string, unknown>, name: string): string {
  if (!calls.has(name)) return name;
  let number = 2;
  while (calls.has(`${name} (${number})`)) number++;
  return `${name} (${number})`;
}
