import { unresolved, type Unresolved } from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import { entry, itemsOf, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import { groupKey } from './keys.js';
import { entryAt, isGiven } from './ports.js';

/** Firewalls in front of a workload, each of which may let something in. */
export interface Guard {
  readonly workload: string;
  readonly where: Location;
  /** Keys of the firewalls, see `groupKey`. */
  readonly firewalls: readonly string[];
  /** Keys of the tags and addresses that rules are narrowed to; absent where there are none. */
  readonly labels?: readonly string[];
  /** Set when there may be more than those. */
  readonly missing?: Unresolved;
}

/** The reason why a firewall that is named somewhere is not known. */
export function foreignFirewall(data: Data): Unresolved {
  return unresolved(
    data.type === 'unknown' ? data.reason : 'a firewall is not in the repository',
    data.where,
  );
}

/** Which arguments of machines name their firewalls, or of firewalls name their machines. */
export interface Attachments {
  readonly machines: readonly string[];
  /** Arguments of machines with ids or names of firewalls. */
  readonly named?: readonly string[];
  /** Resources with the firewall in one argument, if they are not firewalls, and machines in another. */
  readonly by?: readonly {
    readonly types: readonly string[];
    readonly firewall?: string;
    readonly machines: string;
  }[];
  /** Network interfaces that are resources of their own, with firewalls of their own. */
  readonly interfaces?: readonly {
    readonly types: readonly string[];
    /** Arguments of the interface with ids of firewalls. */
    readonly firewalls: string;
    /** Arguments of machines that name the interface. */
    readonly named: readonly string[];
    /** Resources that put an interface into a machine. */
    readonly by?: { readonly type: string; readonly one: string; readonly machine: string };
  }[];
  /** Types of firewalls that are named by their `name`. */
  readonly owners?: readonly string[];
}

/** The guards of machines, from whatever names the one in the other. */
export function attachments(args: Attachments): (context: ResourceContext) => Guard[] {
  return (context) =>
    context.find(...args.machines).flatMap((machine) => {
      if (machine.mode !== 'managed') return [];
      const firewalls: string[] = [];
      let missing: Unresolved | undefined;
      const add = (data: Data): void => {
        firewalls.push(groupKey(data, context));
        if (!isDeclared(data, args.owners ?? [], context)) missing ??= foreignFirewall(data);
      };
      for (const path of args.named ?? []) {
        for (const block of pathItems(machine.body, path)) add(block);
      }
      for (const { types, firewall, machines } of args.by ?? []) {
        for (const each of context.find(...types)) {
          const isFor = itemsAt(each.body, machines).some(
            (data) => context.referent(data)?.address === machine.address,
          );
          if (!isFor) continue;
          if (firewall === undefined) firewalls.push(each.address);
          else itemsAt(each.body, firewall).forEach(add);
        }
      }
      for (const each of interfacesOf(machine, args, context)) {
        for (const data of each) add(data);
      }
      return firewalls.length === 0
        ? []
        : [
            {
              workload: machine.address,
              where: machine.where,
              firewalls: [...new Set(firewalls)],
              ...(missing === undefined ? {} : { missing }),
            },
          ];
    });
}

/** The ids of firewalls on each interface of a machine that is a resource of its own. */
function interfacesOf(
  machine: TerraformResource,
  args: Attachments,
  context: ResourceContext,
): Data[][] {
  const isIt = (data: Data, address: string): boolean =>
    context.referent(data)?.address === address;
  return (args.interfaces ?? []).flatMap(({ types, firewalls, named, by }) =>
    context
      .find(...types)
      .filter(({ address }) => {
        const names = named.flatMap((path) => pathItems(machine.body, path));
        const joints = by === undefined ? [] : context.find(by.type);
        return (
          names.some((data) => isIt(data, address)) ||
          joints.some(
            ({ body }) =>
              itemsAt(body, by!.one).some((data) => isIt(data, address)) &&
              itemsAt(body, by!.machine).some((data) => isIt(data, machine.address)),
          )
        );
      })
      .map(({ body }) => pathItems(body, firewalls)),
  );
}

function itemsAt(body: Data, path: string): Data[] {
  return itemsOf(entryAt(body, path)?.value).filter(isGiven);
}

/** The values under a path, of every block on the way. */
function pathItems(body: Data, path: string): Data[] {
  const steps = path.split('.');
  const last = steps.pop()!;
  let here: readonly Data[] = [body];
  for (const step of steps) here = here.flatMap((each) => itemsAt(each, step));
  return here.flatMap((each) => itemsAt(each, last));
}

function isDeclared(data: Data, owners: readonly string[], context: ResourceContext): boolean {
  const address = context.referent(data)?.address;
  if (address !== undefined) return context.resource(address)?.mode === 'managed';
  const name = textOf(data)?.toLowerCase();
  return context
    .find(...owners)
    .some((owner) => textOf(entry(owner.body, 'name')?.value)?.toLowerCase() === name);
}
