import {
  isUnresolved,
  type Fact,
  type Ingress,
  type PlatformName,
  type Problem,
} from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import { isNull, type Data, type Entry, type Mapping } from '../../syntax/data.js';
import type { Referent, TerraformResource } from './resource.js';
import { judge, mergeFacts, withAlternatives } from './translate.js';
import { entryOf, mapping, scalar } from './values.js';

/**
 * A resource of another tool that stands for one of a Terraform provider: templates of the clouds and
 * other tools describe the same things under other names, and are judged by the same handlers.
 */
export interface Declaration {
  /** The type it has in Terraform, and the arguments it has there in {@link body}. */
  readonly type: string;
  /** Unique among the declarations of its type; no dots or brackets. */
  readonly name: string;
  /** What it is called for people. */
  readonly address: string;
  readonly where: Location;
  readonly file: SourceFile;
  readonly body: Mapping;
  readonly onlyIf?: string;
  /** A thing that exists elsewhere and is only named (default: false). */
  readonly isExisting?: boolean;
}

export interface Judged {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** The same declarations under other values of what is left open, named for people. */
export interface Alternative {
  /** To be read after "This holds when": "the parameter `Public` is `true`". */
  readonly when: string;
  readonly declarations: readonly Declaration[];
}

/** How an unknown value names an attribute of a declaration, in {@link Data}'s `reference`. */
export function referenceTo(declaration: { type: string; name: string }, attribute = 'id'): string {
  return `${declaration.type}.${declaration.name}.${attribute}`;
}

/** What declarations mean, as facts of the platform they come from. */
export function judgeDeclarations(
  platform: PlatformName,
  tree: Tree,
  declarations: readonly Declaration[],
  alternatives: readonly Alternative[] = [],
): Judged {
  const base = judge(tree, evaluated(declarations));
  let { facts } = base;
  if (alternatives.length > 0) {
    const others = alternatives.map(({ when, declarations: each }) => ({
      path: when,
      facts: judge(tree, evaluated(each)).facts,
    }));
    facts = withAlternatives(facts, others, (when) => `This holds when ${orList(when)}.`);
    facts = widest(facts);
  }
  return {
    facts: mergeFacts(facts).map((fact) => ({ ...fact, platform })),
    problems: base.problems,
  };
}

/** Workloads are unique in one template; in the whole tree they are named with its file. */
export function inTemplate(fact: Fact, path: string): Fact {
  const named = (workload: string): string =>
    workload.startsWith('script ') ? workload : `${workload} in ${path}`;
  if (fact.kind === 'listener') return { ...fact, workload: named(fact.workload) };
  return fact.target === 'unknown' ? fact : { ...fact, target: fact.target.map(named) };
}

/** A body with these arguments; those that are absent or null are left out. */
export function bodyOf(
  where: Location,
  argumentsByName: Readonly<Record<string, Data | Entry | undefined>>,
  tag?: string,
): Mapping {
  const entries: Entry[] = [];
  for (const [key, given] of Object.entries(argumentsByName)) {
    if (given === undefined) continue;
    const own: Entry = 'key' in given ? { ...given, key } : entryOf(key, given);
    if (!isNull(own.value)) entries.push(own);
  }
  return mapping(entries, where, tag);
}

/** A text that the template does not hold itself but that follows from its kind. */
export function implied(value: string | number | boolean, where: Location): Data {
  return scalar(value, where);
}

/** Of openings at one place that differ in who gets in, the one that lets in all the others. */
function widest(facts: readonly Fact[]): Fact[] {
  const doors = new Map<string, Ingress[]>();
  const keyOf = ({ where, ports, protocols, targetPorts }: Ingress): string =>
    [
      `${where.file}:${where.startLine}:${where.startColumn}`,
      ...[ports, targetPorts].map((each) =>
        each === undefined || isUnresolved(each) ? '?' : each.toString(),
      ),
      protocols.join(),
    ].join(' ');
  for (const fact of facts) {
    if (fact.kind !== 'ingress') continue;
    const key = keyOf(fact);
    const same = doors.get(key);
    if (same === undefined) doors.set(key, [fact]);
    else same.push(fact);
  }
  return facts.filter((fact) => {
    if (fact.kind !== 'ingress' || isUnresolved(fact.sources)) return true;
    const { sources } = fact;
    return !doors
      .get(keyOf(fact))!
      .some(
        (other) =>
          other !== fact &&
          other.onlyIf === undefined &&
          !isUnresolved(other.sources) &&
          sources.isSubsetOf(other.sources) &&
          !sources.equals(other.sources),
      );
  });
}

function orList(texts: readonly string[]): string {
  return texts.length <= 4
    ? texts.join(', or ')
    : `${texts.slice(0, 4).join(', or ')}, or in ${texts.length - 4} other cases`;
}

function evaluated(declarations: readonly Declaration[]): Parameters<typeof judge>[1] {
  const byKey = new Map<string, TerraformResource>();
  const byAddress = new Map<string, TerraformResource>();
  const resources = declarations.map((each): TerraformResource => {
    const { type, name, address, where, file, body, onlyIf } = each;
    const resource: TerraformResource = {
      mode: each.isExisting === true ? 'data' : 'managed',
      type,
      name,
      address,
      modulePath: '',
      where,
      file,
      body,
      ...(onlyIf === undefined ? {} : { onlyIf }),
    };
    byKey.set(`${type}.${name}`, resource);
    if (!byAddress.has(address)) byAddress.set(address, resource);
    return resource;
  });
  return {
    resources,
    remoteCalls: [],
    problems: [],
    wasCutShort: false,
    resource: (address) => byAddress.get(address),
    referent: (reference): Referent | undefined => {
      const [type, name, ...attribute] = reference.split('.');
      const found = byKey.get(`${type ?? ''}.${name ?? ''}`);
      return found === undefined
        ? undefined
        : { address: found.address, attribute: attribute.join('.') };
    },
  };
}
