import type { Fix, TextEdit } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import type { Finding } from '../../findings.js';
import type { AddressSet } from '../../network/addresses.js';
import type { ScanResult } from '../../scan.js';

/** What a proposal may look at. */
export interface Context {
  readonly tree: Tree;
  readonly result: ScanResult;
  /** Empty when no trusted networks are given. */
  readonly trusted: AddressSet;
}

/** Edits worth trying, best first, and why there are none or no others. */
export interface Proposal {
  readonly fixes: readonly Fix[];
  /** A sentence for people. */
  readonly reason?: string;
}

/** One way to correct some findings; `undefined` when it has nothing to say about this one. */
export type Proposer = (finding: Finding, context: Context) => Proposal | undefined;

export function oneEdit(description: string, where: Location, replacement: string): Fix {
  return { description, edits: [{ where, replacement }] };
}

/** Puts text in front of the character at an offset. */
export function insertion(file: SourceFile, offset: number, replacement: string): TextEdit {
  return { where: file.location(offset), replacement };
}

export function fileOf(context: Context, where: Location): SourceFile | undefined {
  return context.tree.read(where.file);
}

export function startOf(file: SourceFile, where: Location): number {
  return file.offset(where.startLine, where.startColumn);
}

export function endOf(file: SourceFile, where: Location): number {
  return file.offset(where.endLine, where.endColumn);
}

export function textAt(file: SourceFile, where: Location): string {
  return file.text.slice(startOf(file, where), endOf(file, where));
}

/** The trusted networks in CIDR notation by family. */
export function trustedCidrs({ trusted }: Context): { v4: string[]; v6: string[]; all: string[] } {
  const all = trusted.toCidrs();
  return {
    all,
    v4: all.filter((cidr) => !cidr.includes(':')),
    v6: all.filter((cidr) => cidr.includes(':')),
  };
}

export const NEEDS_TRUSTED =
  'Who may still come in is not known: name the networks with --trusted-networks or in the configuration.';

/**
 * Whether a value of Ansible's is memcached's own, by its name or its file's: a variable such as
 * `listen_address` may be used for other services too.
 */
export function isOwnValue(file: SourceFile, finding: Finding): boolean {
  if (finding.data['platform'] !== 'ansible') return true;
  return /memcache/i.test(file.path) || /memcache/i.test(file.line(finding.location.startLine));
}

export const SHARED_VALUE = 'The value is a variable that other services may use too.';
