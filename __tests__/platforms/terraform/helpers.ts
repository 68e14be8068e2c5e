import type { Fact, Ingress, Listener, Problem, Restriction } from '../../../src/facts.js';
import { isUnresolved } from '../../../src/facts.js';
import { MemoryTree } from '../../../src/files/memory.js';
import { SourceFile } from '../../../src/files/source.js';
import { terraform } from '../../../src/platforms/terraform/index.js';
import { evaluateRoot, readProject } from '../../../src/platforms/terraform/project.js';
import type { Evaluation } from '../../../src/platforms/terraform/evaluation.js';
import { toPlain, type Plain } from '../../../src/platforms/terraform/values.js';
import type { Data } from '../../../src/syntax/data.js';

export interface Translated {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  readonly ingresses: readonly Ingress[];
  readonly listeners: readonly Listener[];
  readonly restrictions: readonly Restriction[];
}

/** What the platform says about a tree; a text alone is the file main.tf. */
export function translate(files: Record<string, string> | string): Translated {
  const texts = typeof files === 'string' ? { 'main.tf': files } : files;
  const tree = new MemoryTree(texts);
  const claimed = tree.paths
    .map((path) => tree.read(path)!)
    .filter((file) => terraform.mayClaim(file.path) && terraform.claims(file));
  const { facts, problems } = terraform.translate({ files: claimed, tree });
  return {
    facts,
    problems,
    ingresses: facts.filter((fact) => fact.kind === 'ingress'),
    listeners: facts.filter((fact) => fact.kind === 'listener'),
    restrictions: facts.filter((fact) => fact.kind === 'restriction'),
  };
}

/** One line per opening: where, who, protocols, ports, and what it depends on. */
export function doors(files: Record<string, string> | string): string[] {
  return translate(files).ingresses.map(door).sort();
}

export function door(ingress: Ingress): string {
  const { where, sources, ports, protocols, onlyIf } = ingress;
  const from = isUnresolved(sources) ? `unresolved (${sources.reason})` : sources.toString();
  const to = isUnresolved(ports) ? `unresolved (${ports.reason})` : ports.toString();
  return `${where.file}:${where.startLine} ${from} ${protocols.join('+')} ${to}${onlyIf === undefined ? '' : ` if ${onlyIf}`}`;
}

/** The evaluation of the first root of a tree. */
export function evaluation(files: Record<string, string>): Evaluation {
  const tree = new MemoryTree(files);
  const sources = tree.paths
    .map((path) => tree.read(path)!)
    .filter((file) => terraform.claims(file));
  const project = readProject(sources, tree);
  return evaluateRoot(tree, project, project.roots[0]!);
}

/** The value of `output "it"` of the root. */
export function output(files: Record<string, string> | string, name = 'it'): Data {
  const texts = typeof files === 'string' ? { 'main.tf': files } : files;
  return evaluation(texts).root.output(name, new SourceFile('main.tf', '').location(0));
}

/** A value as JSON would have it; `{unknown: reason}` where it is not known. */
export function plain(data: Data): unknown {
  const value = toPlain(data);
  if (value === undefined) {
    return { unknown: data.type === 'unknown' ? data.reason : 'something inside' };
  }
  return toJson(value);
}

function toJson(value: Plain): unknown {
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, inner]) => [key, toJson(inner)]));
  }
  return value;
}
