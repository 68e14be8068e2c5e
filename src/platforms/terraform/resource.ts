import type { Fact, Problem } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import type { Data, Mapping } from '../../syntax/data.js';

/** One instance of a resource or data source, with everything in it evaluated. */
export interface TerraformResource {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** With module path and index: `module.net["a"].aws_security_group.cache[0]`. */
  readonly address: string;
  /** Of the module it is in, '' for the root: `module.net["a"]`. */
  readonly modulePath: string;
  /** The whole block. */
  readonly where: Location;
  readonly file: SourceFile;
  /** Nested blocks are lists of maps under their type; dynamic blocks are expanded. */
  readonly body: Mapping;
  /** Set when it may not be there at all: the condition, to be read after "only if". */
  readonly onlyIf?: string;
}

/** A module call whose source is not in the repository, with its inputs evaluated. */
export interface RemoteModuleCall {
  /** `module.sg` or `module.net.module.sg["a"]`. */
  readonly address: string;
  readonly name: string;
  /** As written; `undefined` when it is no plain string. */
  readonly source: string | undefined;
  readonly where: Location;
  readonly file: SourceFile;
  readonly body: Mapping;
  readonly onlyIf?: string;
}

/** What a handler may ask about everything else that is declared. */
export interface ResourceContext {
  readonly tree: Tree;
  /** Every instance of these types, data sources included. */
  find(...types: readonly string[]): readonly TerraformResource[];
  /** Every call of a module that is not in the repository. */
  readonly remoteCalls: readonly RemoteModuleCall[];
  /**
   * What an unknown value refers to, such as `aws_security_group.cache.id`: the address of the
   * resource or remote call and the attribute, when it is declared.
   */
  referent(data: Data): Referent | undefined;
  resource(address: string): TerraformResource | undefined;
  problem(problem: Problem): void;
  /** Says that a file was judged as a part of something, with the values that are put into it. */
  judged(path: string): void;
  /** Something that is kept for the run and shared by the handlers of one provider. */
  shared<T>(key: symbol, make: () => T): T;
}

export interface Referent {
  readonly address: string;
  /** What follows the address, without the dot; '' when it is the whole thing. */
  readonly attribute: string;
}

/** What one provider's resource types mean. */
export interface ResourceHandler {
  /** Resource types it is asked about, one call per instance. */
  readonly types: readonly string[];
  /** What is judged and how, as rows of a table in the documentation. */
  readonly meaning: readonly Meaning[];
  facts(resource: TerraformResource, context: ResourceContext): readonly Fact[];
}

/** What calls of a well-known module mean. */
export interface ModuleHandler {
  /** Whether a source is that module; sources may carry a host, a sub-module and a version. */
  matches(source: string): boolean;
  readonly meaning: readonly Meaning[];
  facts(call: RemoteModuleCall, context: ResourceContext): readonly Fact[];
}

export interface Meaning {
  /** Resource type or module. */
  readonly of: string;
  /** What opens it, in a few words: arguments and their special values. */
  readonly judged: string;
}

/** A provider: its resources and the modules made for it. */
export interface Provider {
  readonly name: string;
  readonly resources: readonly ResourceHandler[];
  readonly modules: readonly ModuleHandler[];
}
