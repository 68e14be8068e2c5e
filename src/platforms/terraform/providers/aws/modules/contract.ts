import type { Fact } from '../../../../../facts.js';
import type { Data } from '../../../../../syntax/data.js';
import type { Meaning, RemoteModuleCall, ResourceContext } from '../../../resource.js';
import type { GroupRule } from '../group-rules.js';

/** What a widely used module makes of its inputs, known from its sources. */
export interface ModuleContract {
  /** As the registry names it: `terraform-aws-modules/security-group/aws`. */
  readonly module: string;
  readonly meaning: readonly Meaning[];
  /** The rules of the security group that it makes. */
  rules(call: RemoteModuleCall, context: ResourceContext): GroupRule[];
  /** What it runs behind security groups, when it runs something. */
  workload?(call: RemoteModuleCall): ModuleWorkload | undefined;
  /** Facts besides its rules: what it starts. */
  facts?(call: RemoteModuleCall, context: ResourceContext): Fact[];
}

export interface ModuleWorkload {
  readonly nature: 'memcached' | 'something-else' | 'unknown';
  /** Ids of groups that are given to it. */
  readonly groups: readonly Data[];
  readonly hasOwnGroup: boolean;
}

/** The registry's name of a module and the folder in it, from any of the ways to write its source. */
export function registryName(source: string): { module: string; folder: string } | undefined {
  const [path = '', folder = ''] = source.replace(/\?.*$/, '').split(/(?<!:)\/\//, 2);
  const git = /github\.com[/:]([\w-]+)\/terraform-([a-z]+)-([\w-]+?)(?:\.git)?$/.exec(path);
  if (git !== null) return { module: `${git[1]}/${git[3]}/${git[2]}`, folder };
  const registry = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+\/)?([\w-]+)\/([\w-]+)\/([\w-]+)$/i.exec(path);
  if (registry === null) return undefined;
  return { module: `${registry[1]}/${registry[2]}/${registry[3]}`, folder };
}
