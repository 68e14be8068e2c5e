import type { BaseChoice } from '../check/options.js';
import type { TriggerEvent } from './event.js';
import { Checkout } from './git.js';
import type { ActionInputs } from './inputs.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What to compare the scanned tree with: for a pull request and a merge queue what the change is made
 * to; for a push what was there before, when new findings alone are asked for; otherwise nothing.
 */
export function findBase(
  inputs: ActionInputs,
  event: TriggerEvent,
  environment: Environment,
): BaseChoice | undefined {
  const isProposal = event.pullRequest !== undefined || PROPOSALS.has(event.name);
  const newOnly = inputs.newOnly === 'auto' ? isProposal : inputs.newOnly === 'true';
  if (!isProposal && !newOnly) return undefined;
  const commit = commitOf(inputs, event, environment);
  // What was pushed is there already: without a base it is its own policy that counts.
  const isOwn = !isProposal && commit.revision === undefined;
  return { ...commit, newOnly, policyFrom: isOwn ? 'head' : inputs.policyFrom };
}

const PROPOSALS: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_target',
  'merge_group',
]);

function commitOf(
  inputs: ActionInputs,
  event: TriggerEvent,
  environment: Environment,
): Pick<BaseChoice, 'label' | 'revision' | 'unavailable'> {
  const checkout = new Checkout(inputs.root);
  const head = checkout.head();
  const branch = event.base?.branch ?? event.onto ?? '';
  const server = (environment.GITHUB_SERVER_URL ?? 'https://github.com').replace(/\/$/, '');
  const unavailable = (why: string) => ({ label: branch || 'the base', unavailable: why });
  if (head === undefined) return unavailable('The scanned folder is in no checkout of git.');

  // The payload's base may be older than what the merge commit was made from.
  const isMerge = head.commit === environment.GITHUB_SHA && head.parents.length === 2;
  const merged = event.name === 'pull_request' && isMerge ? head.parents[0] : undefined;
  const tip = event.onto === undefined ? undefined : checkout.tip(event.onto, server, inputs.token);
  // What the branch left is a better base than where the other one is now, if it is here.
  const left =
    tip === undefined || !checkout.has(tip) ? tip : (checkout.mergeBase(head.commit, tip) ?? tip);
  const commit = merged ?? event.base?.commit ?? left;
  if (commit === undefined) {
    const nothing =
      event.onto === undefined
        ? `The event "${event.name}" names no base.`
        : `The branch ${event.onto} cannot be found at origin; give a github-token.`;
    return unavailable(event.problem ?? nothing);
  }
  if (commit === head.commit) {
    return unavailable(
      'What is checked out is the base itself; check out the change to compare it.',
    );
  }
  const short = commit.slice(0, 12);
  if (!checkout.has(commit) && !checkout.fetch(commit, server, inputs.token)) {
    return unavailable(
      `The commit ${short} is not in the checkout and cannot be fetched; give a github-token, or check out with fetch-depth: 0.`,
    );
  }
  return { label: branch === '' ? short : `${branch} (${short})`, revision: commit };
}
