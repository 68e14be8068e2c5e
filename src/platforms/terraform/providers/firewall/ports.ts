import { isUnresolved, unresolved, type Unresolved } from '../../../../facts.js';
import {
  booleanOf,
  entry,
  integerOf,
  isNull,
  textOf,
  type Data,
  type Entry,
} from '../../../../syntax/data.js';
import { PortSet } from '../../../../network/ports.js';
import { elements } from '../../values.js';
import type { Traffic } from './rule.js';

const EVERY_PORT = new Set(['*', 'all', 'any', '-1', '-1/-1', '-', '']);

/**
 * The ports of an argument that holds them as text, number or list of those: `11211`, `11211-11215`,
 * `11211:11215`, `11211/11215`, `80,443`, `80 443`, `all`, `any`, `*`, `-1`, `-1/-1`.
 */
export function portsFromText(data: Data, depth = 0): PortSet | Unresolved {
  if (data.type === 'unknown') return unresolved(data.reason, data.where);
  if (data.type === 'list' && depth < 5) {
    let all = PortSet.empty;
    let missing: Unresolved | undefined;
    for (const item of elements(data)) {
      const ports = portsFromText(item, depth + 1);
      if (isUnresolved(ports)) missing ??= ports;
      else all = all.union(ports);
    }
    // One unknown element may be memcached's port, unless every port is named already.
    return missing === undefined || all.equals(PortSet.all) ? all : missing;
  }
  const text = textOf(data);
  if (text === undefined) return unresolved('the ports are no text', data.where);
  return parsePorts(text) ?? unresolved(`"${text.slice(0, 40)}" is no port`, data.where);
}

/** @returns `undefined` for text that names no ports */
export function parsePorts(text: string): PortSet | undefined {
  const whole = text.trim().toLowerCase();
  if (EVERY_PORT.has(whole)) return PortSet.all;
  let all = PortSet.empty;
  const tokens = whole.replace(/ ?([-:/]) ?/g, '$1').split(/[,\s]+/);
  for (const token of tokens) {
    if (token === '') continue;
    if (EVERY_PORT.has(token)) return PortSet.all;
    const range = /^([0-9]{1,5})(?:[-:/]([0-9]{1,5}))?$/.exec(token);
    if (range === null) return undefined;
    const low = Number(range[1]);
    all = all.union(PortSet.range(low, range[2] === undefined ? low : Number(range[2])));
  }
  return all;
}

/** Where the ports of a rule stand. Keys name arguments of the rule, `a.b` of a block in it. */
export interface PortArguments {
  /** Arguments that hold ports as text, number or list; those that are given are united. */
  readonly texts?: readonly string[];
  /** Pairs of arguments with the first and the last port. */
  readonly ranges?: readonly (readonly [from: string, to: string])[];
  /** An argument that stands for every port when it is true. */
  readonly all?: string;
  /** Port 0 stands for every port. */
  readonly zero?: 'all';
  /** What it means when none of them is given; `unknown` where the provider demands one. */
  readonly absent: 'all' | 'none' | 'unknown';
}

/** The ports that a rule's arguments give. */
export function readPorts(body: Data, args: PortArguments): Omit<Traffic, 'protocols'> {
  const every = args.all === undefined ? undefined : entryAt(body, args.all);
  if (every !== undefined && booleanOf(every.value) === true) {
    return { ports: PortSet.all, portWhere: every.valueWhere };
  }
  const read: { ports: PortSet | Unresolved; where: Entry }[] = [];
  for (const key of args.texts ?? []) {
    const found = entryAt(body, key);
    if (found !== undefined && isGiven(found.value)) {
      read.push({ ports: portsFromText(found.value), where: found });
    }
  }
  for (const [from, to] of args.ranges ?? []) {
    const low = given(entryAt(body, from));
    const high = given(entryAt(body, to));
    const first = low ?? high;
    if (first === undefined) continue;
    read.push({ ports: numberRange(low?.value, high?.value), where: first });
  }
  if (read.length === 0) {
    if (args.absent === 'all') return { ports: PortSet.all };
    if (args.absent === 'none') return { ports: PortSet.empty };
    return { ports: unresolved('no port is given', body.where) };
  }
  const missing = read.find(({ ports }) => isUnresolved(ports));
  let ports =
    missing?.ports ?? read.reduce((all, each) => all.union(each.ports as PortSet), PortSet.empty);
  if (args.zero === 'all' && !isUnresolved(ports) && ports.equals(PortSet.of(0))) {
    ports = PortSet.all;
  }
  return { ports, portWhere: (missing ?? read[0]!).where.valueWhere };
}

function numberRange(low: Data | undefined, high: Data | undefined): PortSet | Unresolved {
  const numbers: number[] = [];
  for (const data of [low, high]) {
    if (data === undefined) continue;
    if (data.type === 'unknown') return unresolved(data.reason, data.where);
    const number = integerOf(data);
    if (number === undefined) {
      return unresolved(`"${(textOf(data) ?? '').slice(0, 40)}" is no port`, data.where);
    }
    // -1 stands for every port where a number is demanded.
    if (number === -1) return PortSet.all;
    numbers.push(number);
  }
  return PortSet.range(numbers[0]!, numbers.at(-1)!);
}

function given(found: Entry | undefined): Entry | undefined {
  return found !== undefined && isGiven(found.value) ? found : undefined;
}

/** Empty texts and lists are what Terraform makes of an argument that is left out. */
export function isGiven(data: Data): boolean {
  if (isNull(data)) return false;
  if (data.type === 'list') return data.items.length > 0;
  return !(data.type === 'scalar' && data.value === '');
}

/** The entry under `a.b.c`, where each step may be a block (a list with one map in it). */
export function entryAt(data: Data | undefined, path: string): Entry | undefined {
  let here = data;
  let found: Entry | undefined;
  for (const step of path.split('.')) {
    if (here?.type === 'list') here = here.items[0];
    found = entry(here, step);
    if (found === undefined) return undefined;
    here = found.value;
  }
  return found;
}
