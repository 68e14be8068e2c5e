import type { GitTree } from '../files/git-tree.js';
import type { Tree } from '../files/tree.js';
import { cautious } from '../policy/cautious.js';
import { loadPolicy } from '../policy/policy.js';
import { SettingsError } from '../policy/settings.js';
import type { CheckOptions } from './options.js';

interface CountingPolicy {
  /** What counts: the base's, the head's, or of the head's what makes the check stricter. */
  readonly from: 'base' | 'head' | 'cautious';
  readonly counting: LoadedPolicy;
  readonly head: LoadedPolicy;
  /** Absent when there is no base. */
  readonly base?: LoadedPolicy;
  readonly notes: readonly string[];
}

type LoadedPolicy = Awaited<ReturnType<typeof loadPolicy>>;

/**
 * Which policy counts. A change must not be able to wave itself through: while the base's policy is
 * asked for and cannot be had, the change's own counts only where it is stricter than the defaults.
 * @throws SettingsError
 */
export async function countingPolicy(
  options: CheckOptions,
  whole: Tree,
  base: { readonly tree?: GitTree },
): Promise<CountingPolicy> {
  const choice = options.config ?? { kind: 'find' };
  const given = { baseline: options.baseline };
  const lenient = { ...given, lenient: true };
  if (options.base === undefined) {
    const head = await loadPolicy(whole, choice, given);
    return { from: 'head', counting: head, head, notes: namedPolicy(head, '') };
  }
  const { label, policyFrom } = options.base;
  if (base.tree === undefined) {
    const head = await loadPolicy(whole, choice, policyFrom === 'head' ? given : lenient);
    if (policyFrom === 'head') {
      return { from: 'head', counting: head, head, notes: namedPolicy(head, '') };
    }
    const counting = head.config === undefined ? {} : { config: cautious(head.config) };
    const notes = [
      `The policy of ${label} cannot be had, so no suppression, baseline, trusted network or excluded path counts${
        head.config === undefined
          ? ''
          : `, and of ${head.config.path} only what is stricter than the defaults`
      }.`,
    ];
    return { from: 'cautious', counting, head, notes };
  }
  if (policyFrom === 'head') {
    const head = await loadPolicy(whole, choice, given);
    const before = await attempt(() =>
      loadPolicy(base.tree!, options.baseConfig ?? choice, lenient),
    );
    return {
      from: 'head',
      counting: head,
      head,
      base: before instanceof SettingsError ? {} : before,
      notes: namedPolicy(head, ''),
    };
  }
  const before = await attempt(() => loadPolicy(base.tree!, options.baseConfig ?? choice, lenient));
  const head = await attempt(() => loadPolicy(whole, choice, lenient));
  if (head instanceof SettingsError) {
    throw new SettingsError([
      ...head.problems,
      ...(before instanceof SettingsError ? before.problems.map(inBase(label)) : []),
    ]);
  }
  if (before instanceof SettingsError) {
    // Otherwise the change that mends it could never pass.
    return {
      from: 'base',
      counting: {},
      head,
      base: {},
      notes: [
        `The policy of the base cannot be used, so the defaults count until this change is merged. ${before.problems
          .map(inBase(label))
          .join(' ')}`,
      ],
    };
  }
  return {
    from: 'base',
    counting: before,
    head,
    base: before,
    notes: namedPolicy(before, ' of the base'),
  };
}

function inBase(label: string): (problem: string) => string {
  return (problem) => `In the base ${label}: ${problem}`;
}

function namedPolicy({ config }: LoadedPolicy, whose: string): string[] {
  return config === undefined ? [] : [`The configuration is ${config.path}${whose}.`];
}

/** What a policy is, or why it is none. */
async function attempt(load: () => Promise<LoadedPolicy>): Promise<LoadedPolicy | SettingsError> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
}
