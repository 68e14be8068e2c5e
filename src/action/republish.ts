import { adviceFor } from '../github/advice.js';
import { connect, parseRepository } from '../github/client.js';
import { GitHubFailure } from '../github/failure.js';
import { Patience } from '../github/patience.js';
import type { Report } from '../report/model.js';
import { readReport } from '../report/read.js';
import { RULES } from '../rules/index.js';
import { docsUrl } from '../rules/docs-url.js';
import { HOME_PAGE, VERSION } from '../version.js';
import { planComment, writeComment } from './comment.js';
import { reasonsFor } from './could-not-run.js';
import type { SourceRun, TriggerEvent } from './event.js';
import { Workspace } from '../files/workspace.js';
import { InputError, readInputs, type ActionInputs, type InputName } from './inputs.js';
import type { Output } from './output.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Comments on a pull request with the report that another run left behind: a run for a fork, whose token
 * cannot. Nothing is scanned, nothing is checked out, and nothing that the report says is believed but
 * as text to be shown: which pull request it is about is asked of GitHub by the commit that the run was
 * for, rules are named and linked by this action's own list, and a report that is better than its run
 * ended is not shown as such. Says whether it could be done at all; never throws.
 */
export async function republish(
  get: (name: InputName) => string,
  event: TriggerEvent,
  environment: Environment,
  output: Output,
): Promise<boolean> {
  const { run } = event;
  const repository = environment.GITHUB_REPOSITORY ?? '';
  const name = parseRepository(repository);
  let inputs: ActionInputs;
  let report: Report;
  try {
    if (run === undefined || name === undefined) throw new InputError([ONLY_AFTER_RUNS]);
    inputs = readInputs(get, new Workspace(environment.GITHUB_WORKSPACE ?? '.'));
    if (inputs.token === undefined) throw new InputError([TAKES_TOKEN]);
    const { path, text } = inputs.publishReport!;
    report = sanitised(readReport(text, `The report ${path}`), run);
  } catch (error) {
    for (const reason of reasonsFor(error)) output.annotate('error', reason);
    output.set('conclusion', 'could-not-run');
    return false;
  }
  output.set('conclusion', report.conclusion);
  const number = await pullRequestOf(run, inputs.token, name, output);
  if (number === undefined) return true;
  const server = (environment.GITHUB_SERVER_URL ?? 'https://github.com').replace(/\/$/, '');
  const plan = planComment(
    report,
    inputs,
    {
      name: event.name,
      commit: run.commit,
      pullRequest: { number, readOnly: false, closed: false },
    },
    repository,
    {
      link: { serverUrl: server, repository, sha: run.commit, prefix: inputs.folder },
      summaryUrl: `${server}/${repository}/actions/runs/${run.id}`,
      isForeign: true,
    },
  );
  output.set('comment-url', await write(plan, number, output));
  return true;
}

const ONLY_AFTER_RUNS =
  'Input "publish-report" is for the event workflow_run, after a run for a pull request.';
const TAKES_TOKEN = 'Input "publish-report" takes a github-token, to comment with.';

async function write(
  plan: ReturnType<typeof planComment>,
  number: number,
  output: Output,
): Promise<string> {
  if (plan.kind === 'none') {
    output.annotate('notice', `There is no comment. ${plan.why}`);
    return '';
  }
  const { outcome, advice } = await writeComment(plan);
  if (advice !== undefined) output.annotate('warning', advice);
  if (outcome === undefined) return '';
  output.log(`The comment on pull request ${number}: ${outcome.did} ${outcome.url}\n`);
  return outcome.url;
}

/** The open pull request whose head is the very commit that the run was for. */
async function pullRequestOf(
  run: SourceRun,
  token: string,
  repository: NonNullable<ReturnType<typeof parseRepository>>,
  output: Output,
): Promise<number | undefined> {
  try {
    const api = await connect(token, repository, new Patience());
    const open = await api.pullRequestsFrom(run.owner, run.branch);
    const found = open.find(({ head }) => head === run.commit);
    if (found === undefined) {
      output.annotate(
        'notice',
        `There is no comment. No open pull request has the commit ${run.commit.slice(0, 12)} as its head: it went on, or was closed.`,
      );
    }
    return found?.number;
  } catch (error) {
    const failure =
      error instanceof GitHubFailure
        ? error
        : new GitHubFailure('other', undefined, error instanceof Error ? error.message : '');
    output.annotate('warning', adviceFor(failure, false));
    return undefined;
  }
}

function sanitised(report: Report, run: SourceRun): Report {
  const ids = new Set<string>(RULES.map(({ meta }) => meta.id));
  const custom = report.rules.filter(({ id }) => !ids.has(id));
  const shown: Report = {
    ...report,
    tool: { name: 'memcached-exposure-check', version: VERSION, url: HOME_PAGE },
    root: '.',
    rules: [
      ...RULES.map(({ meta }) => ({ ...meta, docsUrl: docsUrl(meta.id) })),
      // Their pages would be links of the change's choice.
      ...custom.map(withoutPage),
    ],
  };
  const claims = report.conclusion === 'passed' || report.conclusion === 'nothing-to-scan';
  if (run.succeeded || !claims) return shown;
  return {
    ...shown,
    conclusion: 'could-not-run',
    reasons: [`The report says "${report.conclusion}", but its run did not succeed; see the run.`],
  };
}

function withoutPage({ docsUrl: _, ...rule }: Report['rules'][number]): Report['rules'][number] {
  return rule;
}
