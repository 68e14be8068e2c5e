import type { GitHubFailure } from './failure.js';

const STILL = 'The verdict, the annotations and the job summary are complete without it.';

/**
 * For people: why something could not be written and how to get it. Several lines; names untrusted
 * text.
 *
 * @param what begins the sentence: "The pull request comment"
 */
export function adviceFor(
  failure: GitHubFailure,
  fromFork: boolean,
  what = 'The pull request comment',
  permission: 'pull-requests' | 'issues' = 'pull-requests',
): string {
  switch (failure.kind) {
    case 'forbidden':
    case 'not-found':
      return [
        `${what} could not be written: GitHub answered "${failure.message}". ${STILL}`,
        ...permissionAdvice(failure, fromFork, permission),
      ].join('\n');
    case 'unauthorized':
      return `${what} could not be written: GitHub does not accept the github-token ("${failure.message}"). ${STILL}`;
    case 'rate-limited':
      return `${what} was not written: GitHub's rate limit is used up and waiting longer is not worth it ("${failure.message}"). ${STILL} Run the job again later to get it.`;
    case 'unavailable':
      return `${what} was not written: GitHub did not answer as it should ("${failure.message}"). ${STILL} Run the job again later to get it.`;
    case 'invalid':
    case 'other':
      return `${what} could not be written: GitHub refused it ("${failure.message}"). ${STILL}`;
  }
}

function permissionAdvice(failure: GitHubFailure, fromFork: boolean, permission: string): string[] {
  if (failure.detail.toLowerCase().includes('locked')) {
    return ['The conversation is locked; unlock it to get it.'];
  }
  // Reading the comments was refused: it takes more to write one.
  const wanted = failure.acceptedPermissions.map((each) => each.replaceAll(': read', ': write'));
  const needs =
    wanted.length === 0
      ? `The token needs the permission "${permission}: write".`
      : `The token needs ${wanted.map((permission) => `"${permission}"`).join(' or ')}.`;
  if (fromFork) {
    return [
      `${needs} A pull request from a fork or by Dependabot gets a token that can only read, whatever the workflow says; this is as intended.`,
    ];
  }
  return [
    `${needs} Grant it in the job (a job's permissions replace those of the workflow):`,
    '  permissions:',
    '    contents: read',
    `    ${permission}: write`,
  ];
}
