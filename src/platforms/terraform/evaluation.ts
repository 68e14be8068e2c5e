import type { Problem } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import type { ModuleConfig } from './config.js';
import { Budget } from './budget.js';
import { ModuleInstance, ResourceInstance, type Inputs } from './module.js';
import type { Referent, RemoteModuleCall, TerraformResource } from './resource.js';

/** All modules of one root together make at most this many instances. */
const MOST_INSTANCES = 20_000;

/** Why the outputs of a remote call are not known. */
interface RemoteTarget {
  readonly reason: string;
  readonly remote: RemoteModuleCall;
}

type Target = ResourceInstance | ModuleInstance | RemoteTarget;

/**
 * What the handlers need of something evaluated: a root module, or anything else that says what
 * Terraform will make, such as a plan.
 */
export interface Evaluated {
  readonly resources: readonly TerraformResource[];
  readonly remoteCalls: readonly RemoteModuleCall[];
  readonly problems: readonly Problem[];
  readonly wasCutShort: boolean;
  resource(address: string): TerraformResource | undefined;
  referent(reference: string): Referent | undefined;
}

/** One root module, evaluated with one set of variables, with everything it calls. */
export class Evaluation implements Evaluated {
  readonly budget = new Budget();
  readonly resources: TerraformResource[] = [];
  readonly remoteCalls: RemoteModuleCall[] = [];
  readonly problems: Problem[] = [];
  readonly rootFolder: string;
  readonly root: ModuleInstance;
  private readonly targets = new Map<string, Target>();
  private instances = 0;

  constructor(
    readonly tree: Tree,
    private readonly modules: ReadonlyMap<string, ModuleConfig>,
    config: ModuleConfig,
    inputs: Inputs,
  ) {
    this.rootFolder = config.folder;
    this.root = new ModuleInstance(this, config, '', inputs, []);
    this.root.collect(this.resources, this.remoteCalls);
  }

  /** To be asked after everything was evaluated: whether the work had to be cut short. */
  get wasCutShort(): boolean {
    return this.budget.isExhausted || this.instances >= MOST_INSTANCES;
  }

  /** The configuration of a local source; the reason when it leads nowhere; else `undefined`. */
  localModule(folder: string, source: string): ModuleConfig | undefined {
    if (!/^\.\.?(\/|$)/.test(source)) return undefined;
    const path = resolveInTree(folder, source);
    return path === undefined ? undefined : this.modules.get(path);
  }

  register(address: string, target: Target): void {
    if (!this.targets.has(address)) this.targets.set(address, target);
  }

  target(address: string): Target | undefined {
    return this.targets.get(address);
  }

  /** How many more instances may be made. */
  get remainingInstances(): number {
    return Math.max(0, MOST_INSTANCES - this.instances);
  }

  mayAddInstance(): boolean {
    return this.instances++ < MOST_INSTANCES;
  }

  tooManyInstances(where: Location, address: string): void {
    this.problem({
      kind: 'unresolved',
      where,
      message: `\`${address}\` makes more instances than are evaluated; the rest is not checked. Split it to have all of it checked.`,
    });
  }

  problem(problem: Problem): void {
    this.problems.push(problem);
  }

  resource(address: string): TerraformResource | undefined {
    const target = this.targets.get(address);
    return target instanceof ResourceInstance ? target : undefined;
  }

  /** Finds what a reference such as `module.net.aws_security_group.cache[0].id` belongs to. */
  referent(reference: string): Referent | undefined {
    let end = reference.length;
    for (let count = 0; count < 20 && end > 0; count++) {
      const address = reference.slice(0, end);
      const target = this.targets.get(address);
      if (target !== undefined && !(target instanceof ModuleInstance)) {
        return { address, attribute: reference.slice(end + 1) };
      }
      end = Math.max(reference.lastIndexOf('.', end - 1), reference.lastIndexOf('[', end - 1));
    }
    return undefined;
  }
}
