import { entry, itemsOf, stringOf, type Data } from '../../syntax/data.js';
import { pythonText } from '../../syntax/jinja/index.js';
import type { Task } from './tasks.js';

/** What of a play a host leaves: the role, the play, or everything because a task failed. */
export type Leaves = 'role' | 'play' | 'failed';

/** Thrown where a host certainly goes no further. */
export class Ends extends Error {
  constructor(
    readonly leaves: Leaves,
    /** Another family of distributions might go on. */
    readonly ofFamily = false,
  ) {
    super(leaves);
  }
}

/** What the actions of `meta` make a host leave (ansible-doc meta). */
const META: Readonly<Record<string, Leaves>> = {
  end_play: 'play',
  end_batch: 'play',
  end_host: 'play',
  end_role: 'role',
};

/** What a `meta` task makes the host leave; `undefined` when it goes on. */
export function endOf(task: Task): Leaves | undefined {
  const action = task.free === undefined ? undefined : pythonText(task.free)?.trim();
  return action !== undefined && Object.hasOwn(META, action) ? META[action] : undefined;
}

/** Whether a task may fail by what is written about it, apart from what it does. */
export function saysWhenItFails(task: Task): boolean {
  return (
    task.module === 'fail' ||
    task.module === 'assert' ||
    entry(task.data, 'failed_when') !== undefined
  );
}

/**
 * The conditions of which each makes the task fail when it holds (`fails`), or when it does not (`keeps`);
 * of `failed_when` all have to hold.
 */
export function failuresOf(task: Task): { all?: Data; keeps: readonly Data[]; always: boolean } {
  const when = entry(task.data, 'failed_when')?.value;
  if (when !== undefined) return { all: when, keeps: [], always: false };
  if (task.module === 'fail') return { keeps: [], always: true };
  return {
    keeps: task.module === 'assert' ? itemsOf(task.args.get('that')) : [],
    always: false,
  };
}

export function isLoop(task: Task): boolean {
  return task.data.entries.some(({ key }) => key === 'loop' || key.startsWith('with_'));
}

/** The name of what a loop takes one by one. */
export function loopVariable(task: Task): string {
  return stringOf(entry(entry(task.data, 'loop_control')?.value, 'loop_var')?.value) ?? 'item';
}

/** A condition that the tasks below a block, an import or a role have each to ask. */
export interface Guard {
  readonly when: Data;
  /** Which state of the variables it was asked in last. */
  readonly at: number;
}

/**
 * How a role is called, for Ansible plays it once for each way (playbook/role/__init__.py, `_get_hash_dict`).
 */
export function callOf(folder: string, item: Data, more: readonly unknown[] = []): string {
  return JSON.stringify([folder, item.type === 'map' ? plain(item, 0, CALL_IGNORES) : [], ...more]);
}

/** Of a call these do not make another. */
const CALL_IGNORES: ReadonlySet<string> = new Set(['role', 'name', 'src', 'version', 'scm']);

function plain(value: Data, depth: number, without?: ReadonlySet<string>): unknown {
  if (depth > 40) return null;
  switch (value.type) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.items.map((item) => plain(item, depth + 1));
    case 'map':
      return value.entries
        .filter(({ key }) => without?.has(key) !== true)
        .map(({ key, value: inner }): [string, unknown] => [key, plain(inner, depth + 1)])
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    default:
      return { unknown: value.reason };
  }
}
