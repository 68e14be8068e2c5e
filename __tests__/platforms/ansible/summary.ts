import { isUnresolved, type Fact } from '../../../src/facts.js';
import { MemoryTree } from '../../../src/files/memory.js';
import { ansible } from '../../../src/platforms/ansible/index.js';
import type { PlatformOutput } from '../../../src/platforms/platform.js';

/** Translates files given by path, as the pipeline would. */
export function translate(files: Readonly<Record<string, string>>): PlatformOutput {
  const tree = new MemoryTree(files);
  const claimed = tree.paths
    .filter((path) => ansible.mayClaim(path))
    .map((path) => tree.read(path)!)
    .filter((file) => ansible.claims(file));
  return ansible.translate({ files: claimed, tree });
}

/** One line per fact: what the tables of the tests compare. */
export function summary(files: Readonly<Record<string, string>>): string[] {
  return translate(files).facts.map(line).sort();
}

function line(fact: Fact): string {
  const at = `${fact.where.file}:${fact.where.startLine}`;
  switch (fact.kind) {
    case 'listener':
      return `listener ${at} ${isUnresolved(fact.sockets) ? 'unresolved' : fact.sockets.map((s) => `${s.protocol}/${s.scope}/${s.address}:${s.port}`).join(' ') || 'none'}`;
    case 'ingress':
      return `${fact.mechanism} ${at} ${isUnresolved(fact.sources) ? 'unresolved' : fact.sources.describe()} ${fact.protocols.join('+')} ${isUnresolved(fact.ports) ? 'unresolved' : String(fact.ports)}${fact.onlyIf === undefined ? '' : ' maybe'}`;
    case 'restriction':
      return `restriction ${at} ${fact.protocols.join('+')} ${String(fact.ports)} admits ${isUnresolved(fact.admits) ? 'unresolved' : fact.admits.describe()}`;
  }
}

/** A play on the hosts "cache" with these tasks, which are indented by four. */
export function play(tasks: string, head = ''): string {
  const body = tasks
    .trim()
    .split('\n')
    .map((one) => `    ${one}`)
    .join('\n');
  return `- hosts: cache\n${head}  tasks:\n${body}\n`;
}
