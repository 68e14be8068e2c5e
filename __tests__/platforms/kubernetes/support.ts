import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fact, Ingress, Listener, Restriction } from '../../../src/facts.js';
import { isUnresolved } from '../../../src/facts.js';
import { SourceFile } from '../../../src/files/source.js';
import type { Tree } from '../../../src/files/tree.js';
import { kubernetes } from '../../../src/platforms/kubernetes/index.js';
import type { Data } from '../../../src/syntax/data.js';
import type { PlatformOutput } from '../../../src/platforms/platform.js';

/** A tree of files held in memory. */
export function treeOf(files: Readonly<Record<string, string>>): Tree {
  const map = new Map(
    Object.entries(files).map(([path, text]) => [path, new SourceFile(path, text)] as const),
  );
  return {
    paths: [...map.keys()].sort(),
    has: (path) => map.has(path),
    read: (path) => map.get(path),
    unreadable: [],
  };
}

/** What the platform makes of the files. */
export function translate(files: Readonly<Record<string, string>>): PlatformOutput {
  const tree = treeOf(files);
  const claimed = tree.paths
    .filter((path) => kubernetes.mayClaim(path))
    .map((path) => tree.read(path)!)
    .filter((file) => kubernetes.claims(file));
  return kubernetes.translate({ files: claimed, tree });
}

export function ingresses(output: { readonly facts: readonly Fact[] }): Ingress[] {
  return output.facts.filter((fact): fact is Ingress => fact.kind === 'ingress');
}

export function listeners(output: { readonly facts: readonly Fact[] }): Listener[] {
  return output.facts.filter((fact): fact is Listener => fact.kind === 'listener');
}

export function restrictions(output: { readonly facts: readonly Fact[] }): Restriction[] {
  return output.facts.filter((fact): fact is Restriction => fact.kind === 'restriction');
}

/** One line per door: `file:line mechanism faces leadsTo protocols outer->inner from sources`. */
export function doors(files: Readonly<Record<string, string>>): string[] {
  return ingresses(translate(files)).map((door) => {
    const outer = isUnresolved(door.ports) ? '?' : door.ports.toString();
    const inner =
      door.targetPorts === undefined
        ? ''
        : `->${isUnresolved(door.targetPorts) ? '?' : door.targetPorts.toString()}`;
    const sources = isUnresolved(door.sources)
      ? `? ${door.sources.reason}`
      : door.sources.describe();
    return [
      `${door.where.file}:${door.where.startLine}`,
      door.mechanism,
      door.faces,
      door.leadsTo,
      door.protocols.join('+'),
      outer + inner,
      'from',
      sources,
    ].join(' ');
  });
}

export const EVERYONE = 'from anyone (0.0.0.0/0 and ::/0)';

/** A Deployment of one container; `extra` is put into the pod spec, `container` into the container. */
export function deployment(
  options: {
    name?: string;
    image?: string;
    labels?: string;
    namespace?: string;
    extra?: string;
    container?: string;
  } = {},
): string {
  const { name = 'cache', image = 'memcached:1.6.32', labels = 'app: cache' } = options;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${options.namespace === undefined ? '' : `  namespace: ${options.namespace}\n`}spec:
  template:
    metadata:
      labels: { ${labels} }
    spec:
${indent(options.extra, 6)}      containers:
        - name: ${name}
          image: ${image}
${indent(options.container, 10)}`;
}

/** A Service; `spec` is put into its spec, `metadata` into its metadata. */
export function service(
  options: {
    name?: string;
    namespace?: string;
    type?: string;
    selector?: string;
    ports?: string;
    spec?: string;
    metadata?: string;
  } = {},
): string {
  const { name = 'cache', selector = 'app: cache', ports = '[{ port: 11211 }]' } = options;
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
${options.namespace === undefined ? '' : `  namespace: ${options.namespace}\n`}${indent(options.metadata, 2)}spec:
${options.type === undefined ? '' : `  type: ${options.type}\n`}${selector === '' ? '' : `  selector: { ${selector} }\n`}  ports: ${ports}
${indent(options.spec, 2)}`;
}

function indent(text: string | undefined, by: number): string {
  if (text === undefined || text === '') return '';
  return text
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}\n`)
    .join('');
}

/** Joins documents into one stream. */
export function stream(...documents: string[]): string {
  return documents.join('---\n');
}

/** The files below a folder of the disk, by their paths relative to it. */
export function filesBelow(folder: URL): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(fileURLToPath(folder), path)] = readFileSync(path, 'utf8');
  }
  return files;
}

/** Data as plain values, to be compared. */
export function plain(data: Data): unknown {
  if (data.type === 'unknown') return `unknown: ${data.reason}`;
  if (data.type === 'scalar') return data.value;
  if (data.type === 'list') return data.items.map(plain);
  return Object.fromEntries(data.entries.map(({ key, value }) => [key, plain(value)]));
}

/** Plain objects by `kind/namespace/name`. */
export function byName(objects: readonly unknown[]): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const object of objects) {
    const { kind, metadata } = object as {
      kind?: string;
      metadata?: { name?: string; namespace?: string };
    };
    const key = `${kind ?? ''}/${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
    // Two of one name are both there.
    named[key in named ? `${key} again` : key] = object;
  }
  return named;
}
